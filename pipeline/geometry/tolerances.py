"""What counts as near."""

BODY = 10.0
"""pt; the size that body type is brought to before a page is laid out: an em is this many points"""
