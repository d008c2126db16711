"""The characters of a page as every room after this one sees them: code points folded, what prints nothing gone.

``CLEAN[c]`` gives the text of one character as extracted: "" where it prints nothing (white space, controls), the
ideograph for a radical (``rules/folds.toml``), or the character itself. ``COMBINING`` holds the combining marks met so
far: they belong to the glyph before them. ``UNNAMED`` holds what was met that stands for no character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from pipeline.rules import load

_PRINTS_NOTHING = {"Cc", "Cf", "Zs", "Zl", "Zp"}
_COMBINES = {"Mn", "Me"}
_PRIVATE = "Co"

UNKNOWN = "\ufffd"
"""A glyph that the file ties to no character."""

COMBINING: set[str] = set()

UNNAMED: set[str] = set()
"""What was met so far that stands for no character: ``UNKNOWN``, and characters of the private use areas, which mean something else
in every font."""


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
        if category == _PRIVATE or char == UNKNOWN:
            UNNAMED.add(char)
        self[char] = text
        return text


CLEAN = Clean()
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_PRIVATE_LATIN = 0xF000
"""Word processors name the signs of a symbol font by the codes of its letters from here on."""


@cache
def signs_for(font: str) -> Mapping[str, str]:
    """By the letters that a file tells for what is set in a symbol font (by its name) the signs that it prints, cleaned; of a sign that is
    in no table, the private code point that word processors give. Empty for other fonts."""
    name, fonts = re.sub(r"[^a-z0-9]", "", _SUBSET.sub("", font).lower()), load("folds")["symbol_fonts"]
    if name in fonts["dot"]:
        return {"·": CLEAN[chr(_PRIVATE_LATIN + ord("·"))]}
    if name not in fonts["by_code"]:
        return {}
    letters = ((code, bytes([code]).decode("cp1252", "ignore")) for code in range(0x21, 0x100))
    return {letter: CLEAN[chr(_PRIVATE_LATIN + code)] for code, letter in letters if letter and letter not in _ALSO_LATIN}


_ALSO_LATIN = "•"
"""signs that are letters of Latin as well; where a file tells one it is what is printed"""
SIGNS: Mapping[str, str] = load("folds")["signs"]
"""by combining marks, the signs that they are where they combine with nothing"""
ONE_GLYPH: Mapping[str, str] = {char: group[0] for group in load("folds")["witness"]["same"] for char in group}
"""one character for each that fonts and engines name by several code points: the glyph of ― is also that of —"""


def clean(text: str) -> str:
    """A string with every fold applied and all that prints nothing removed."""
    return "".join([CLEAN[char] for char in text])
