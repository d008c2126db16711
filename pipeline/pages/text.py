"""The characters of a page as every room after this one sees them: code points folded, what prints nothing gone.

``CLEAN[c]`` gives the text of one character as extracted: "" where it prints nothing (white space, controls), the
ideograph for a radical (``rules/folds.toml``), or the character itself. ``COMBINING`` holds the combining marks met so
far: they belong to the glyph before them.
"""

from __future__ import annotations

import unicodedata

from pipeline.rules import load

_PRINTS_NOTHING = {"Cc", "Cf", "Zs", "Zl", "Zp"}
_COMBINES = {"Mn", "Me"}

UNKNOWN = "\ufffd"
"""A glyph that the file ties to no character."""

COMBINING: set[str] = set()


class Clean(dict[str, str]):
    """A table that fills itself: each character is looked at once per process."""

    def __init__(self) -> None:
        rules = load("folds")
        super().__init__(rules["radicals"] | rules["symbols"] | rules["variants"])

    def __missing__(self, char: str) -> str:
        category = unicodedata.category(char)
        text = "" if category in _PRINTS_NOTHING else char
        if category in _COMBINES:
            COMBINING.add(char)
        self[char] = text
        return text


CLEAN = Clean()


def unknown_met() -> bool:
    """Whether any document that this process has read held a glyph that its file ties to no character."""
    return UNKNOWN in CLEAN


def clean(text: str) -> str:
    """A string with every fold applied and all that prints nothing removed."""
    return "".join([CLEAN[char] for char in text])
