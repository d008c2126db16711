"""Glyphs of lines that are not level: vertical writing, and lines turned by any angle. Each has a box of its own."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pipeline.pages.model import ABOVE, BELOW, Glyph, Glyphs, Span, Style
from pipeline.pages.rawdict import Characters, LinePart, TextLine
from pipeline.pages.rounded import bounds
from pipeline.pages.turning import style_of


def turned_spans(
    printed: Characters, line: TextLine, part: LinePart, texts: Sequence[str], style: int, *, after_space: bool
) -> tuple[list[Span], bool]:
    """The spans of a part of a line that is not level, each glyph for itself, ``SPACED`` behind white space, and whether the last is white
    space."""
    glyphs: list[Glyph] = []
    for position, text in enumerate(texts, part.start):
        if text:
            glyphs.append(_turned_glyph(printed, line, part, position, text, style | Style.SPACED if after_space else style))
        after_space = not text and printed.chars[position].isspace()
    return list(Glyphs.of(glyphs).spans), after_space


def _turned_glyph(printed: Characters, line: TextLine, part: LinePart, position: int, text: str, style: int) -> Glyph:
    """A glyph of vertical writing or of a turned line."""
    size, color = part.size, part.argb & 0xFFFFFF
    ux, uy = line.direction
    if line.vertical:
        style |= Style.VERTICAL
        if abs(uy) < 0.99 or uy < 0:
            style |= style_of(uy, -ux)
        return Glyph(*_box_of_vertical(printed, line, position), text, size, style, color, position)
    ox, oy = printed.xs[position], printed.ys[position]
    advance = _advance(printed.boxes[position], (abs(ux), abs(uy)), size)
    above, below = ABOVE * size, -BELOW * size
    corners = [(ox + along * ux + over * uy, oy + along * uy - over * ux) for along in (0.0, advance) for over in (above, below)]
    return Glyph(*bounds(corners), text, size, style | style_of(ux, uy), color, position)


def _box_of_vertical(printed: Characters, line: TextLine, position: int) -> tuple[float, float, float, float]:
    """The box of a vertical glyph starts at its horizontal baseline; the line runs along its direction, the em to its left."""
    size, (ux, uy), (bx0, by0, bx1, by1) = printed.sizes[position], line.direction, printed.boxes[position]
    ox, oy = printed.xs[position], printed.ys[position]
    if abs(uy) >= abs(ux):
        start = (by0 if uy > 0 else by1) - math.copysign(ABOVE * size, uy)
        y0, y1 = sorted((start, start + math.copysign(size, uy)))
        return (ox, y0, ox + size, y1) if uy > 0 else (ox - size, y0, ox, y1)
    start = (bx0 if ux > 0 else bx1) - math.copysign(ABOVE * size, ux)
    x0, x1 = sorted((start, start + math.copysign(size, ux)))
    return (x0, oy - size, x1, oy) if ux > 0 else (x0, oy, x1, oy + size)


def _advance(box: Sequence[float], direction: tuple[float, float], size: float) -> float:
    """How far a glyph goes along a turned line, by the box around it."""
    (ux, uy), wide, high = direction, box[2] - box[0], box[3] - box[1]
    (major, long), (minor, short) = ((ux, wide), (uy, high)) if ux >= uy else ((uy, high), (ux, wide))
    if minor < _ALONG_AXIS:
        return long
    if major - minor > _DIAGONAL:
        return max((long * major - short * minor) / (major * major - minor * minor), 0.0)
    return size


_ALONG_AXIS, _DIAGONAL = 1e-3, 0.05
"""parts of a unit vector: a line with a lesser part runs along an axis; one with parts so much alike says nothing of its width"""
