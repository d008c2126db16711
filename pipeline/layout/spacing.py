"""Where white space is printed between glyphs, and what joins two lines of one sentence.

Japanese type has no word spaces, yet programs widen the joint of kanji and digits by up to a quarter em; so a gap is a
space only between Latin words, where it is about a full width wide, or where a white-space character is printed in it.
"""

from __future__ import annotations

from itertools import chain, compress, count, repeat
from operator import gt

from pipeline.pages.model import Glyphs

LATIN_GAP = 0.16
"""em; a narrower gap between two Latin letters is kerning"""
WIDE_GAP = 0.38
"""em; from here on a gap counts as a printed space (programs widen the joint of kanji and digits by up to a quarter em)"""
FULL_GAP = 0.85
"""em; from here on it counts as a full-width space"""


def is_latin(char: str) -> bool:
    """Whether words of this character are set apart by spaces: ASCII and Latin letters and digits."""
    return char.isascii() and char.isalnum() or "\u00c0" <= char <= "\u024f"


def spaced_text(glyphs: Glyphs) -> str:
    """The text of glyphs in their order with the white space that is printed between them."""
    gaps, after_space = glyphs.gaps, glyphs.spaced
    if not after_space and max(gaps, default=0.0) <= LATIN_GAP * min([span.size for span in glyphs.spans], default=0.0):
        return "".join(glyphs.texts)  # most lines, and quickly told
    parts, sizes = list(glyphs.texts), glyphs.sizes
    limits = chain.from_iterable(repeat(LATIN_GAP * span.size, len(span.x0)) for span in glyphs.spans)
    wide = {*compress(count(), map(gt, gaps, limits))}
    wide.update(k - 1 for k in after_space if k and gaps[k - 1] > 0)
    for k in sorted(wide, reverse=True):
        parts[k + 1 : k + 1] = _space(parts[k][-1] + parts[k + 1][0], gaps[k] / max(sizes[k], sizes[k + 1]), k + 1 in after_space)
    return "".join(parts)


def _space(between: str, gap: float, is_printed: bool) -> str:
    """The white space for a gap, in em, between two characters; none where it is a mere joint."""
    is_between_words = all(map(is_latin, between))
    if gap > FULL_GAP and not is_between_words:
        return "\u3000"
    return " " if gap > WIDE_GAP or is_between_words or is_printed else ""


def joined(first: str, second: str) -> str:
    """Two lines of one sentence as one text: one space between Latin words, nothing between Japanese characters."""
    is_between_words = all(is_latin(char) and char.isalpha() for char in (first[-1:], second[:1]))
    return f"{first} {second}" if is_between_words else first + second
