"""Typefaces that set text off without being bold: an office's headings stand in Gothic type amid Mincho.

In goes how many of a page's glyphs are set in each font, by its name, out come the fonts that emphasise; ``rules/typefaces.toml`` lists
the parts of names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.rules import load

LEAST_BODY = 0.6
"""of a page's glyphs; where fewer are Mincho, that is not what its text is set in"""
MOST_SET_OFF = 0.25
"""of a page's glyphs; where more are Gothic, they are text as well"""


def emphasising(many: Mapping[str, int]) -> frozenset[str]:
    """The fonts that emphasise on a page, by the names of the fonts with how ``many`` glyphs each has; none where most is not Mincho or
    much is Gothic."""
    parts = load("typefaces")
    gothic = {name for name in many if _is(name, parts["gothic"])}
    mincho = {name for name in many.keys() - gothic if _is(name, parts["mincho"])}
    total = sum(many.values())
    is_rare = sum(many[name] for name in gothic) <= MOST_SET_OFF * total
    is_body = sum(many[name] for name in mincho) >= LEAST_BODY * total
    return frozenset(gothic) if is_rare and is_body else frozenset()


def _is(name: str, parts: Iterable[str]) -> bool:
    return any(part in name.lower() for part in parts)
