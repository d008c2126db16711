"""Grounds that are drawn as a pattern, as spreadsheets fill cells and bars: slanted strokes beside each other, or dots.

In come the shapes of a page in the order of drawing, out go those that are none of a hatching, and the area of each hatching; and for the
rectangles of one path the area that they dot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.pages.matrices import Extent
from pipeline.pages.model import Area

FEWEST = 8
"""strokes; fewer side by side may be a drawing"""
STEP = 6.0
"""pt; the next stroke lies no further on"""
SHARED = 0.5
"""of a stroke's width and height; the next one lies beside so much of it, but for those that a corner cuts short"""
DOT = 1.5
"""pt; dots of a pattern are no larger"""
FEWEST_LINES = 3
"""rows and columns of dots; those of a border are one or two"""
DENSE = 0.4
"""of the places where a row meets a column; a half has a dot where every other row is shifted"""
ALIKE = 10
"""of a point; dots whose sides differ by less stand in one row or column"""
SIDES = 4
"""A ground ends somewhere in the white behind its last dots, as the next one begins there: half of it is shared by the sides of the two."""


def without_hatching(shapes: Sequence[Area]) -> tuple[list[Area], list[Area]]:
    """The shapes that are no strokes of a hatching, and the hatched areas."""
    rest: list[Area] = []
    hatched: list[Area] = []
    for run in _runs(shapes):
        if len(run) < FEWEST:
            rest += run
        else:
            x0, y0, x1, y1, colors = zip(*run, strict=True)
            hatched.append(Area(min(x0), min(y0), max(x1), max(y1), colors[0]))
    return rest, hatched


def _runs(shapes: Sequence[Area]) -> Iterator[list[Area]]:
    """The shapes in runs of those that are drawn one after the other, each a step beside the one before."""
    run: list[Area] = []
    for shape in shapes:
        if run and not _is_beside(run[-1], shape):
            yield run
            run = []
        run.append(shape)
    if run:
        yield run


def _is_beside(one: Area, other: Area) -> bool:
    if one.color != other.color or max(abs(a - b) for a, b in zip(one[:4], other[:4], strict=True)) > STEP:
        return False
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    return wide >= SHARED * min(one.x1 - one.x0, other.x1 - other.x0) and high >= SHARED * min(one.y1 - one.y0, other.y1 - other.y0)


def dotted_ground(pieces: Sequence[Extent]) -> Extent | None:
    """The area over which the rectangles of one path are dots in rows and columns; None for any other path.

    A pattern need not end where a cell does: the dots of two cells side by side are no further apart than those of one, and the areas
    touch.
    """
    if len(pieces) < FEWEST_LINES**2 or any(max(x1 - x0, y1 - y0) > DOT for x0, y0, x1, y1 in pieces):
        return None
    columns, rows = ({round(piece[side] * ALIKE) for piece in pieces} for side in (0, 1))
    if min(len(columns), len(rows)) < FEWEST_LINES or len(set(pieces)) < DENSE * len(columns) * len(rows):
        return None
    left, top, right, bottom = zip(*pieces, strict=True)
    (x0, x1), (y0, y1) = (_with_margins(*ends) for ends in ((left, right), (top, bottom)))
    return x0, y0, x1, y1


def _with_margins(starts: Sequence[float], ends: Sequence[float]) -> tuple[float, float]:
    """From where to where a ground goes whose dots begin and end at these places, on one axis."""
    places = sorted({*starts})
    step = max(behind - before for before, behind in pairwise(places))
    margin = max(step - (ends[0] - starts[0]), 0.0) / SIDES
    return min(starts) - margin, max(ends) + margin
