"""Where white space is printed between glyphs, and what joins two lines of one sentence.

Japanese type has no word spaces, yet programs widen the joint of kanji and digits by up to a quarter em; so a gap is a
space only between Latin words, where it is about a full width wide, or where a white-space character is printed in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.pages.model import Glyph, Style

LATIN_GAP = 0.16
"""em; a narrower gap between two Latin letters is kerning"""
WIDE_GAP = 0.38
"""em; from here on a gap counts as a printed space (programs widen the joint of kanji and digits by up to a quarter em)"""
FULL_GAP = 0.85
"""em; from here on it counts as a full-width space"""


def is_latin(char: str) -> bool:
    """Whether words of this character are set apart by spaces: ASCII and Latin letters and digits."""
    return char.isascii() and char.isalnum() or "\u00c0" <= char <= "\u024f"


def are_tight(gaps: Sequence[float], sizes: Sequence[float], styles: Sequence[int]) -> bool:
    """Whether no gap between glyphs, given by their columns, is so wide that ``spaced_text`` would look at it more closely."""
    if max(gaps, default=0.0) > LATIN_GAP * min(sizes):
        return False
    return not any(styles) or not any(style & Style.SPACED for style in styles)


def spaced_text(glyphs: Sequence[Glyph]) -> str:
    """The glyphs' text with the white space that is printed between them."""
    texts = [g[4] for g in glyphs]
    wide = [
        k for k, (a, b) in enumerate(pairwise(glyphs), 1) if b[0] - a[2] > LATIN_GAP * a[5] or (b[6] & Style.SPACED and b[0] - a[2] > 0)
    ]
    for k in reversed(wide):
        before, after = glyphs[k - 1], glyphs[k]
        latin = is_latin(before[4][-1]) and is_latin(after[4][0])
        gap = (after[0] - before[2]) / max(before[5], after[5])
        if gap > FULL_GAP and not latin:
            texts.insert(k, "\u3000")
        elif gap > WIDE_GAP or latin or after[6] & Style.SPACED:
            texts.insert(k, " ")
    return "".join(texts)


def joined(first: str, second: str) -> str:
    """Two lines of one sentence as one text: one space between Latin words, nothing between Japanese characters."""
    if first and second and is_latin(first[-1]) and is_latin(second[0]) and first[-1].isalpha() and second[0].isalpha():
        return f"{first} {second}"
    return first + second
