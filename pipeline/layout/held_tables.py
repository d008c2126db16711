"""Tables that fill their cell from its upper to its lower rule: the rules lie on each other there, so that the page alone shows one grid,
with an empty strip at either side where the cell reaches beyond the table.

In comes a grid, out goes the same with such a table in its cell, as it stands where a line is over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.geometry.rect import Rect
from pipeline.geometry.tolerances import BODY
from pipeline.layout.model import Cell, Grid

INSET = 1.5 * BODY
"""pt; a table stands no further from the left side of the cell that holds it: no column is so narrow"""
MOST_EMPTY = 150
"""empty cells; a grid with more is squared paper, and to look at each two of them would take minutes"""


def with_held_tables(grid: Grid) -> Grid:
    """The grid with each table that fills one of its cells but for strips at both sides in that cell; those in its cells likewise."""
    inner = grid.with_inner(with_held_tables)
    held = next(_held(inner), None)
    return inner if held is None else with_held_tables(held.as_frame())


def _held(grid: Grid) -> Iterator[HeldTable]:
    """What may be a table between two strips of a cell, not that of all the grid."""
    strips = [cell for cell in grid.cells if not cell.items]
    if len(strips) > MOST_EMPTY:
        return
    for left in strips:
        for right in strips if left.rect.x1 - left.rect.x0 <= INSET else ():
            is_level = (left.row, left.rowspan) == (right.row, right.rowspan)
            if is_level and left.col + left.colspan < right.col and left.rowspan < grid.n_rows:
                walls = left.col, left.col + left.colspan, right.col, right.col + right.colspan
                found = HeldTable(grid, *walls, left.row, left.row + left.rowspan)
                if found.is_one and found.is_alone and len(found.between(*walls[1:3])) > 1:
                    yield found


@dataclass(frozen=True, slots=True)
class HeldTable:
    """The rows ``top`` to ``bottom`` of a grid as a cell between its walls ``first`` and ``last``, around a table between ``left`` and
    ``right``."""

    grid: Grid
    first: int
    left: int
    right: int
    last: int
    top: int
    bottom: int

    def between(self, left: int, right: int) -> list[Cell]:
        """The cells of these rows between two walls."""
        return [c for c in self._within if left <= c.col and c.col + c.colspan <= right]

    @property
    def _within(self) -> list[Cell]:
        return [c for c in self.grid.cells if self.top <= c.row and c.row + c.rowspan <= self.bottom]

    @property
    def _others(self) -> list[Cell]:
        """The cells above and below."""
        return [c for c in self.grid.cells if c.row + c.rowspan <= self.top or self.bottom <= c.row]

    @property
    def margin(self) -> list[Cell]:
        """What stands between cell and table."""
        return [*self.between(self.first, self.left), *self.between(self.right, self.last)]

    @property
    def beside(self) -> list[Cell]:
        """What stands left and right of the cell."""
        return [*self.between(0, self.first), *self.between(self.last, self.grid.n_cols)]

    @property
    def is_one(self) -> bool:
        """Whether nothing is printed beside the table, all beside it is as high, and no row above or below has a column where it stands
        off."""
        inner = self.between(self.left, self.right)
        whole = [*self.margin, *self.beside]
        height = self.bottom - self.top
        return (
            0 < len(inner) == len(self._within) - len(whole)
            and len(self._within) + len(self._others) == len(self.grid.cells)
            and all(cell.rowspan == height for cell in whole)
            and not any(cell.items for cell in self.margin)
            and (self.left == self.first or not self._goes_on(c for c in self._others if c.col + c.colspan == self.left))
        )

    @property
    def is_alone(self) -> bool:
        """Whether no row above or below has a column behind the table."""
        return not self._goes_on(c for c in self._others if c.col == self.right)

    def _goes_on(self, cells: Iterable[Cell]) -> bool:
        """Whether one of the cells above or below is that of a column, which the empty strip beside another such table is not."""
        return any(c.items or c.row + c.rowspan == self.top or c.row == self.bottom for c in cells)

    def as_frame(self) -> Grid:
        """The grid with the table in one cell of one row."""
        walls = {self.first, self.last}.union(*({c.col, c.col + c.colspan} for c in (*self._others, *self.beside)))
        col = {wall: n for n, wall in enumerate(sorted(walls))}
        grid, saved = self.grid, self.bottom - self.top - 1
        rect = Rect(grid.xs[self.first], grid.ys[self.top], grid.xs[self.last], grid.ys[self.bottom])
        held = Cell(self.top, self.first, 1, self.last - self.first, rect, (self._table(),))
        others = [replace(c, row=c.row - saved) if c.row >= self.bottom else c for c in self._others]
        cells = [replace(c, col=col[c.col], colspan=col[c.col + c.colspan] - col[c.col]) for c in (held, *self._one_row_high(), *others)]
        ys = (*grid.ys[: self.top + 1], *grid.ys[self.bottom :])
        xs = tuple(grid.xs[wall] for wall in col)
        ordered = tuple(sorted(cells, key=lambda c: (c.row, c.col)))
        return replace(grid, n_rows=len(ys) - 1, n_cols=len(xs) - 1, xs=xs, ys=ys, cells=ordered, heavy=())

    def _one_row_high(self) -> list[Cell]:
        return [replace(cell, rowspan=1) for cell in self.beside]

    def _table(self) -> Grid:
        grid, bottom = self.grid, self.bottom
        xs, ys = grid.xs[self.left : self.right + 1], grid.ys[self.top : bottom + 1]
        cells = tuple([replace(c, row=c.row - self.top, col=c.col - self.left) for c in self.between(self.left, self.right)])
        return replace(
            grid,
            rect=Rect(xs[0], ys[0], xs[-1], ys[-1]),
            n_rows=bottom - self.top,
            n_cols=len(xs) - 1,
            xs=xs,
            ys=ys,
            cells=cells,
            open_top=grid.open_top and self.top == 0,
            open_bottom=grid.open_bottom and self.bottom == grid.n_rows,
            heavy=(),
        )
