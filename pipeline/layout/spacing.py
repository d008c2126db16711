"""Where white space is printed between glyphs, and what joins two lines of one sentence.

Japanese type has no word spaces, yet programs widen the joint of kanji and digits by up to a quarter em; so a gap is a
space only between Latin words, where it is about a full width wide, or where a white-space character is printed in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import sub

from pipeline.pages.model import Glyphs, Style

LATIN_GAP = 0.16
"""em; a narrower gap between two Latin letters is kerning"""
WIDE_GAP = 0.38
"""em; from here on a gap counts as a printed space (programs widen the joint of kanji and digits by up to a quarter em)"""
FULL_GAP = 0.85
"""em; from here on it counts as a full-width space"""


def is_latin(char: str) -> bool:
    """Whether words of this character are set apart by spaces: ASCII and Latin letters and digits."""
    return char.isascii() and char.isalnum() or "\u00c0" <= char <= "\u024f"


def gaps_of(glyphs: Glyphs) -> list[float]:
    """The distances from each glyph to the next in points; none where what stood between them is struck out."""
    gaps = list(map(sub, glyphs.x0[1:], glyphs.x1))
    start = 0
    for span in glyphs.spans:
        if start and span.style & Style.CLOSED:
            gaps[start - 1] = 0.0
        start += len(span.x0)
    return gaps


def spaced_text(glyphs: Glyphs, gaps: Sequence[float] | None = None) -> str:
    """The text of glyphs in their order with the white space that is printed between them.

    ``gaps`` are the distances from each glyph to the next in points, where they are known already.
    """
    texts, spans = glyphs.texts, glyphs.spans
    if gaps is None:
        gaps = gaps_of(glyphs)
    alike = len(spans) == 1
    after_space = () if alike else glyphs.spaced
    narrow = LATIN_GAP * (spans[0][5] if alike else min([span[5] for span in spans]))
    if not after_space and (not gaps or max(gaps) <= narrow):
        return "".join(texts)
    parts, sizes = list(texts), glyphs.sizes
    wide = [k for k, gap in enumerate(gaps) if gap > narrow]
    if not alike:
        wide = [k for k in wide if gaps[k] > LATIN_GAP * sizes[k]]
    if after_space:
        wide = sorted({*wide, *[k - 1 for k in after_space if k and gaps[k - 1] > 0]})
    for k in reversed(wide):
        latin = is_latin(texts[k][-1]) and is_latin(texts[k + 1][0])
        gap = gaps[k] / max(sizes[k], sizes[k + 1])
        if gap > FULL_GAP and not latin:
            parts.insert(k + 1, "\u3000")
        elif gap > WIDE_GAP or latin or k + 1 in after_space:
            parts.insert(k + 1, " ")
    return "".join(parts)


def joined(first: str, second: str) -> str:
    """Two lines of one sentence as one text: one space between Latin words, nothing between Japanese characters."""
    if first and second and is_latin(first[-1]) and is_latin(second[0]) and first[-1].isalpha() and second[0].isalpha():
        return f"{first} {second}"
    return first + second
