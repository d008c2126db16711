"""With what sign a line of text ends, where the mark of a footnote or a remark stands behind its sentence."""

from __future__ import annotations

import re

REFERENCE = re.compile(r"(?<=[。．])[※*＊†][0-9０-９]{0,2}$")
"""the mark of a footnote behind a sentence"""
REMARK = re.compile(r"(?<=[。．！？])[（(][^（）()]+[）)]$")
"""a remark in brackets behind a sentence"""
IN_NUMBER = re.compile(r"[^0-9０-９\s][0-9０-９]+[.．]$")


def sign_at_end(text: str) -> str:
    """The last character of a line, but for a remark or the mark of a footnote behind a sentence (。（令和5年度）, 。※1) and for the point
    of a number: 12. is no end."""
    text = REMARK.sub("", REFERENCE.sub("", text))
    return text[-2] if IN_NUMBER.search(text) else text[-1]
