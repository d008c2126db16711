"""Rules that are no more than a ground seen between the cells that are painted on it.

Browsers set tables so: the table has a colour, its cells are white or of other colours, and stand a hair apart (``border-spacing``). In
come the filled areas of a page in the order of drawing, out come the rules around the cells of each such ground.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import takewhile

from pipeline.geometry.intervals import overlap
from pipeline.pages.model import Area, Ruling

LEAST_CELLS = 4
"""cells of a table: two columns of two rows; a ground with fewer on it may be a frame"""
MOST_CELLS = 600
"""cells; so many little areas are a picture"""
HAIR = 0.1
"""pt; areas no further apart touch, and reach no further over each other"""


def rules_between(fills: Sequence[Area], grounds: Iterable[int], thickest: float) -> dict[Area, list[Ruling]]:
    """The rules around the cells that lie on each of the ``grounds``, given by their numbers among the fills: all that is seen of it, up to
    so many points wide."""
    found: dict[Area, list[Ruling]] = {}
    for n in grounds:
        ground = fills[n]
        cells = list(takewhile(partial(_holds, ground), fills[n + 1 : n + 2 + MOST_CELLS]))
        if LEAST_CELLS <= len(cells) <= MOST_CELLS and (rules := _rules_around(ground, cells, thickest)):
            found[ground] = rules
    return found


def _holds(ground: Area, cell: Area) -> bool:
    is_across = ground.x0 - HAIR <= cell.x0 and cell.x1 <= ground.x1 + HAIR
    return is_across and ground.y0 - HAIR <= cell.y0 and cell.y1 <= ground.y1 + HAIR and cell.color != ground.color


def _rules_around(ground: Area, cells: Sequence[Area], thickest: float) -> list[Ruling]:
    """The four sides of each cell, in the middle of what is seen of the ground there; none where more than a rule is seen."""
    found: list[Ruling] = []
    for cell in cells:
        others = [other for other in cells if other is not cell]
        rows = [other for other in others if overlap((other.y0, other.y1), (cell.y0, cell.y1)) > HAIR]
        columns = [other for other in others if overlap((other.x0, other.x1), (cell.x0, cell.x1)) > HAIR]
        left = _gap([cell.x0 - ground.x0, *(cell.x0 - other.x1 for other in rows)])
        right = _gap([ground.x1 - cell.x1, *(other.x0 - cell.x1 for other in rows)])
        over = _gap([cell.y0 - ground.y0, *(cell.y0 - other.y1 for other in columns)])
        under = _gap([ground.y1 - cell.y1, *(other.y0 - cell.y1 for other in columns)])
        if not HAIR < min(left, right, over, under) <= max(left, right, over, under) <= thickest:
            return []
        x0, x1, y0, y1 = cell.x0 - left / 2, cell.x1 + right / 2, cell.y0 - over / 2, cell.y1 + under / 2
        found += [Ruling(x0, y, x1, y, thick, ground.color) for y, thick in ((y0, over), (y1, under))]
        found += [Ruling(x, y0, x, y1, thick, ground.color) for x, thick in ((x0, left), (x1, right))]
    return found


def _gap(distances: Iterable[float]) -> float:
    """How much is seen at one side of a cell, of the distances to what stands there; those to what stands elsewhere are below nothing."""
    return min(distance for distance in distances if distance >= -HAIR)
