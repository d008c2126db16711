"""Frames around words within a line: what a writer frames is no cell.

In come the rules of a page and its rows of text, out come the rules without the sides of each frame that is as high as a line and as wide
as words of one that goes on before or behind it; and of the frame around the rest of such words, at the head of the next line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from operator import attrgetter
from typing import NamedTuple

from pipeline.geometry.clusters import lanes
from pipeline.geometry.rect import Rect, holds
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.segments import Segment, level_segments, upright_segments
from pipeline.pages.model import Glyphs, Ruling

HIGHEST = 1.8
"""em; a frame around one line is no higher"""
END = 0.35
"""em; its sides stand no further from the ends of the words within"""
NEXT = 0.5
"""em; what stands no further from a side goes on in one line with the words within"""


_AT, _LO = attrgetter("at"), attrgetter("lo")


class _Frame(NamedTuple):
    """A frame, and whether the line goes on before the words within and behind them."""

    rect: Rect
    has_before: bool
    has_behind: bool


def without_framed_words(rulings: Sequence[Ruling], rows: Sequence[Glyphs]) -> Sequence[Ruling]:
    """The rules that are no side of such a frame, which no other rule goes on from, as those of a table do."""
    size = max((row.spans[0].size for row in rows), default=0.0)
    low = [side for side in upright_segments(rulings) if side.hi - side.lo <= HIGHEST * size]
    frames = _in_lines(_in_no_row(list(_rects(low, level_segments(rulings))), rows)) if low else []
    return [rule for rule in rulings if not any(holds(frame, rule, TOLERANCES.double) for frame in frames)] if frames else rulings


def _in_no_row(rects: Sequence[Rect], rows: Sequence[Glyphs]) -> list[_Frame]:
    """The rectangles around words that stand right beside no other, as the next cell of a row does."""
    around = [frame for rect in rects for row in rows for frame in _around_words(rect, row)]
    return [frame for frame in around if not any(_shares_side(frame.rect, cell) for cell in rects)]


def _in_lines(around: Sequence[_Frame]) -> list[Rect]:
    """The frames in lines that go on before or behind them, and around what goes on from such a one in the next line."""
    return [frame.rect for frame in around if frame.has_before or frame.has_behind or any(_goes_on(one, frame) for one in around)]


def _rects(low: Sequence[Segment], level: Sequence[Segment]) -> Iterator[Rect]:
    """The rectangles of rules that end at each other; frames one below the other may touch."""
    sides = [side.at for side in low]
    closed = [line for line in level if _is_at(line.lo, sides) and _is_at(line.hi, sides)]
    for beside in lanes(sorted(low, key=_LO), _LO, TOLERANCES.double):
        for left, right in combinations(sorted(beside, key=_AT), 2):
            over = [line.at for line in closed if line.lo <= left.at + TOLERANCES.double and right.at - TOLERANCES.double <= line.hi]
            if _is_at(left.lo, over) and _is_at(left.hi, over):
                yield Rect(left.at, left.lo, right.at, left.hi)


def _shares_side(frame: Rect, cell: Rect) -> bool:
    return _is_near(frame.y0, cell.y0) and (_is_near(frame.x1, cell.x0) or _is_near(frame.x0, cell.x1))


def _is_near(one: float, other: float) -> bool:
    return abs(one - other) <= TOLERANCES.double


def _is_at(place: float, others: Sequence[float]) -> bool:
    return any(_is_near(place, other) for other in others)


def _around_words(rect: Rect, row: Glyphs) -> Iterator[_Frame]:
    """The rectangle as a frame, if words of a row begin and end with it."""
    first = row.spans[0]
    if not rect.y0 < (first.y0 + first.y1) / 2 < rect.y1:
        return
    within = [k for k, (x0, x1) in enumerate(zip(row.x0, row.x1, strict=True)) if rect.x0 < (x0 + x1) / 2 < rect.x1]
    if not within:
        return
    begin, end = within[0], within[-1]
    if max(abs(row.x0[begin] - rect.x0), abs(row.x1[end] - rect.x1)) <= END * first.size:
        near = NEXT * first.size
        yield _Frame(rect, any(x1 >= rect.x0 - near for x1 in row.x1[:begin]), any(x0 <= rect.x1 + near for x0 in row.x0[end + 1 :]))


def _goes_on(above: _Frame, frame: _Frame) -> bool:
    """Whether the words in a frame at the end of a line go on in another at the head of the next."""
    is_next = 0 < frame.rect.y0 - above.rect.y0 < 2 * (above.rect.y1 - above.rect.y0) and frame.rect.x0 < above.rect.x0
    return is_next and above.has_before and not above.has_behind
