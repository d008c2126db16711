"""Characters as two engines' are compared: without white space, letters and their marks one by one, one name for what has several."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from pipeline.pages.model import Glyph
from pipeline.pages.text import CLEAN, ONE_GLYPH, UNKNOWN

_HYPHENS = "\x02\ufffe"
"""What PDFium puts in place of a hyphen at the end of a line."""
_LIGATURES = "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
"""ff, fi and so on: one engine gives the sign, another its letters."""


@lru_cache(maxsize=1 << 14)
def parts_of(char: str) -> tuple[str, ...]:
    """What is compared of an extracted character: nothing of white space, a base and its marks one by one."""
    text = "-" if char in _HYPHENS else UNKNOWN if char == "\0" else CLEAN[char]
    parts = unicodedata.normalize("NFKD" if char in _LIGATURES else "NFD", text)
    return tuple(CLEAN[ONE_GLYPH.get(part, part)] for part in parts if not _chooses_a_variant(part))


def _chooses_a_variant(char: str) -> bool:
    """Whether a code point prints nothing and says which form of the character before it is meant."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def folded_glyphs(glyphs: Iterable[Glyph]) -> list[Glyph]:
    return [glyph._replace(text=part) for glyph in glyphs for char in glyph.text for part in parts_of(char)]


def as_compared(text: str) -> str:
    """A text as it is compared: folded, without white space."""
    return "".join(map(_together, text))


@lru_cache(maxsize=1 << 14)
def _together(char: str) -> str:
    return "".join(parts_of(char))


def counts_of(texts: Iterable[str]) -> Counter[str]:
    """How often each character is there, as it is compared."""
    found: Counter[str] = Counter()
    for char, times in Counter("".join(texts)).items():
        for part in parts_of(char):
            found[part] += times
    return found
