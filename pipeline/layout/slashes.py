"""斜線: a slanted line from corner to corner of a cell, or of a block of cells, which says that there is no value.

In come the drawn shapes of a page and its grids, out come the rectangles of those shapes that are such lines. A cross is two
of them on one place. They are no figures; nothing else changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.geometry.rect import Rect, bounds_of, has_middle_in
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import RawGrid, all_grids
from pipeline.pages.model import Area, Glyphs, Ruling

OFF = TOLERANCES.slash_off


def slashes_of(shapes: Sequence[Area], grids: Sequence[RawGrid]) -> list[Rect]:
    """The shapes that reach from the corner of one cell of a grid to the opposite corner of that cell or another."""
    return _across(shapes, grids, lambda shape, under, _: _are_near(shape, under, range(len(Rect._fields))))


def slashes_in_rows(shapes: Sequence[Area], grids: Sequence[RawGrid], glyphs: Glyphs) -> list[Rect]:
    """Those that reach over the height of rows whose columns only the text shows: through nothing written, or through a table's first
    cell, in which the line parts what the rows are from what the columns are."""

    def is_across(shape: Rect, under: Rect, grid: RawGrid) -> bool:
        if grid.ruled == "full" or not _are_near(shape, under, HEIGHTS):
            return False
        is_corner = abs(shape.x0 - grid.rect.x0) <= OFF and abs(shape.y0 - grid.rect.y0) <= OFF
        return is_corner or not any(has_middle_in(glyph, shape) for glyph in glyphs)

    return _across(shapes, grids, is_across)


HEIGHTS = (Rect._fields.index("y0"), Rect._fields.index("y1"))


def between_rules(shapes: Sequence[Area], rulings: Sequence[Ruling]) -> list[Area]:
    """The shapes that begin at the height of a level rule over or under them and end at that of another."""
    level = [rule for rule in rulings if rule.y0 == rule.y1]

    def is_at_rule(shape: Area, y: float) -> bool:
        return any(abs(rule.y0 - y) <= OFF and rule.x0 < shape.x1 and shape.x0 < rule.x1 for rule in level)

    return [shape for shape in suspects_of(shapes) if is_at_rule(shape, shape.y0) and is_at_rule(shape, shape.y1)]


def is_under(cell: Rect, slash: Rect) -> bool:
    """Whether a line with this extent goes through a cell."""
    return has_middle_in(cell, slash)


def suspects_of(shapes: Sequence[Area]) -> list[Area]:
    """The shapes that are large enough for such lines; none where they are so many that they are a drawing."""
    least = TOLERANCES.least_slash
    suspects = [shape for shape in shapes if shape.x1 - shape.x0 > least and shape.y1 - shape.y0 > least]
    return suspects if len(suspects) <= TOLERANCES.most_slashes else []


def _across(shapes: Sequence[Area], grids: Sequence[RawGrid], is_across: Callable[[Rect, Rect, RawGrid], bool]) -> list[Rect]:
    """The suspects among some shapes, of which it is true in one of the tables with what cells they go through cover there."""
    suspects = [Rect(*shape[:4]) for shape in suspects_of(shapes)]
    tables = [grid for grid in all_grids(grids) if len(grid.cells) > 1]
    return [shape for shape in suspects if any(is_across(shape, under, grid) for grid in tables for under in _under(shape, grid))]


def _under(shape: Rect, grid: RawGrid) -> Iterator[Rect]:
    """What the cells of a table that a line goes through cover, where it goes through any."""
    if inside := [cell.rect for cell in grid.cells if is_under(cell.rect, shape)]:
        yield bounds_of(inside)


def _are_near(shape: Rect, under: Rect, sides: Sequence[int]) -> bool:
    return all(abs(shape[side] - under[side]) <= OFF for side in sides)
