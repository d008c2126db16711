"""Where white space is printed between glyphs, and what joins two lines of one sentence.

Japanese type has no word spaces, yet programs widen the joint of kanji and digits by up to a quarter em; so a gap is a
space only between Latin words, where it is about a full width wide, or where a white-space character is printed in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import sub

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


def spaced_text(glyphs: Sequence[Glyph]) -> str:
    """The text of glyphs in their order with the white space that is printed between them."""
    x0, _, x1, _, texts, sizes, styles, *_ = zip(*glyphs, strict=True)
    return spaced(texts, list(map(sub, x0[1:], x1)), sizes, styles)


def spaced(texts: Sequence[str], gaps: Sequence[float], sizes: Sequence[float], styles: Sequence[int]) -> str:
    """``spaced_text`` of glyphs given by their columns; ``gaps`` are the distances from each to the next, in points."""
    marked = any(styles) and any(style & Style.SPACED for style in styles)
    if not marked and max(gaps, default=0.0) <= LATIN_GAP * min(sizes):
        return "".join(texts)
    parts = list(texts)
    wide = [k for k, gap in enumerate(gaps) if gap > LATIN_GAP * sizes[k] or marked and gap > 0 and styles[k + 1] & Style.SPACED]
    for k in reversed(wide):
        latin = is_latin(texts[k][-1]) and is_latin(texts[k + 1][0])
        gap = gaps[k] / max(sizes[k], sizes[k + 1])
        if gap > FULL_GAP and not latin:
            parts.insert(k + 1, "\u3000")
        elif gap > WIDE_GAP or latin or styles[k + 1] & Style.SPACED:
            parts.insert(k + 1, " ")
    return "".join(parts)


def joined(first: str, second: str) -> str:
    """Two lines of one sentence as one text: one space between Latin words, nothing between Japanese characters."""
    if first and second and is_latin(first[-1]) and is_latin(second[0]) and first[-1].isalpha() and second[0].isalpha():
        return f"{first} {second}"
    return first + second
