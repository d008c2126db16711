"""Raised glyphs of a cell: the small ² or 1) of a footnote, which a spreadsheet prints as an ordinary digit of small type.

In come the lines of one cell and the text that was made of them; out go the positions in that text of the glyphs that are
smaller than their neighbour on the line and stand above its foot. What such a glyph means is for the room of the facts to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.layout.lines import RAISED_SIZE
from pipeline.layout.model import Line
from pipeline.pages.model import Span

RAISED = 0.15
"""em of the neighbour: the least height of a raised glyph's foot over the neighbour's; a smaller remark shares its baseline"""
BESIDE = (-0.3, 0.6)
"""em of the neighbour: the gap between the two; what stands over or under it is another line, or ruby"""


def raised_in(lines: Sequence[Line], text: str) -> tuple[int, ...]:
    """The positions in ``text``, from 0, of the raised glyphs of the upright lines; empty where all type is of one size."""
    spans = [span for line in lines if not line.vertical for span in line.glyphs.spans]
    if not spans or min(span.size for span in spans) > RAISED_SIZE * max(span.size for span in spans):
        return ()
    raised = [span for span in spans if any(_is_raised(span, other) for other in spans)]
    return _positions(lines, raised, text) if raised else ()


def _is_raised(span: Span, other: Span) -> bool:
    em = other.size
    if span.size > RAISED_SIZE * em or other.y1 - span.y1 < RAISED * em or (span.y0 + span.y1) / 2 <= other.y0:
        return False
    gap = max(span.x0[0] - max(other.x1), min(other.x0) - span.x1[-1])
    closest, widest = BESIDE
    return closest * em <= gap <= widest * em


def _positions(lines: Sequence[Line], raised: Sequence[Span], text: str) -> tuple[int, ...]:
    """Where the glyphs of ``raised`` stand in the text, which is the glyphs of the lines in order with spaces put between."""
    found: list[int] = []
    at = 0
    for line in lines:
        for span in line.glyphs.spans:
            mine = any(span is other for other in raised)
            for glyph in span.texts:
                if not glyph.strip():
                    continue
                at = text.find(glyph, at)
                if at < 0:
                    return ()
                if mine:
                    found += range(at, at + len(glyph))
                at += len(glyph)
    return tuple(found)
