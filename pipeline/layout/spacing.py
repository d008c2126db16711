"""Where white space is printed between glyphs, and what joins two lines of one sentence.

Japanese type has no word spaces, yet programs widen the joint of kanji and digits by up to a quarter em; so a gap is a
space only between Latin words, or where it is about a full width wide.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.pages.model import Glyph

LATIN_GAP = 0.16
"""em; a narrower gap between two Latin letters is kerning"""
WIDE_GAP = 0.7
"""em; from here on a gap counts as a printed full-width space"""


def is_latin(char: str) -> bool:
    """Whether words of this character are set apart by spaces: ASCII and Latin letters and digits."""
    return char.isascii() and char.isalnum() or "\u00c0" <= char <= "\u024f"


def spaced_text(glyphs: Sequence[Glyph]) -> str:
    parts: list[str] = []
    right, before, size = 0.0, "", 0.0
    for glyph in glyphs:
        if before:
            gap = glyph[0] - right
            if gap > LATIN_GAP * size:
                em = size if size > glyph[5] else glyph[5]
                if gap > WIDE_GAP * em:
                    parts.append("\u3000" if gap > 0.9 * em and not (is_latin(before) and is_latin(glyph[4][0])) else " ")
                elif is_latin(before) and is_latin(glyph[4][0]):
                    parts.append(" ")
        text = glyph[4]
        parts.append(text)
        right, before, size = glyph[2], text[-1], glyph[5]
    return "".join(parts)


def joined(first: str, second: str) -> str:
    """Two lines of one sentence as one text: one space between Latin words, nothing between Japanese characters."""
    if first and second and is_latin(first[-1]) and is_latin(second[0]) and first[-1].isalpha() and second[0].isalpha():
        return f"{first} {second}"
    return first + second
