"""Frames of which a page break left nothing but a table they hold, or some of its rows.

The rules of frame and table then lie on each other above and below, so that the page alone shows one grid, with an empty column where
the frame reaches beyond the table. The page before, or the one where the frame goes on, tells how wide the frame is. In come the layouts
of a document, out go the same with such a table in the cell of its frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.geometry.tolerances import BODY, TOLERANCES
from pipeline.layout.model import Cell, Grid, Item, PageLayout
from pipeline.layout.page_ends import End, grids_at, items_at

INSET = 1.5 * BODY
"""pt; a table that its frame has shown no rows of stands no further from the frame's left side: no column is so narrow"""

FEWEST = 2
"""columns of a grid; a narrow one beside a single other is that of ticks or marks"""


def with_cut_frames(layouts: Sequence[PageLayout]) -> tuple[PageLayout, ...]:
    """The layouts, page after page, each as the one before and the one behind it say."""
    out = list(layouts)
    for n, after in enumerate(layouts[1:]):
        frames = _frames_at(out[n], "last")
        head = [framed for grid in _grids(after.items[:1]) for framed in _framed(grid, frames)]
        out[n + 1] = replace(after, items=(*head[:1], *after.items[len(head[:1]) :]))
    for n, before in reversed([*enumerate(out[:-1])]):
        frames = _frames_at(out[n + 1], "first")
        tail = [_flipped(framed) for grid in _grids(before.items[-1:]) for framed in _framed(_flipped(grid), frames)]
        out[n] = replace(before, items=(*before.items[: len(before.items) - len(tail[:1])], *tail[:1]))
    return tuple(out)


def _grids(items: Sequence[Item]) -> list[Grid]:
    return [item for item in items if isinstance(item, Grid)]


def _frames_at(layout: PageLayout, end: End) -> list[tuple[Cell, Sequence[Item]]]:
    """The cells that may be frames with which a page begins or ends, from the outermost, each with what it holds there."""
    return [(cell, items_at(cell.items, end)) for grid in grids_at(layout.items, end) for cell in grid.cells]


def _flipped(grid: Grid) -> Grid:
    """The grid with its last row first, and so all in it."""
    cells = [
        replace(
            cell,
            row=grid.n_rows - cell.row - cell.rowspan,
            rect=cell.rect._replace(y0=cell.rect.y1, y1=cell.rect.y0),
            items=tuple([_flipped(item) if isinstance(item, Grid) else item for item in cell.items]),
        )
        for cell in grid.cells
    ]
    rect = grid.rect._replace(y0=grid.rect.y1, y1=grid.rect.y0)
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.col)))
    return replace(grid, rect=rect, ys=grid.ys[::-1], cells=ordered, open_top=grid.open_bottom, open_bottom=grid.open_top)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The head of a grid as a frame between its walls ``first`` and ``last``, around a table between ``left`` and ``right``; ``depth``
    counts the rows of both."""

    grid: Grid
    first: int
    left: int
    right: int
    last: int
    depth: int

    def between(self, left: int, right: int) -> list[Cell]:
        """The cells of the head between two walls."""
        return [c for c in self.grid.cells if c.row + c.rowspan <= self.depth and left <= c.col and c.col + c.colspan <= right]

    @property
    def margin(self) -> list[Cell]:
        """What stands between frame and table."""
        return [*self.between(self.first, self.left), *self.between(self.right, self.last)]

    @property
    def beside(self) -> list[Cell]:
        """What stands left and right of the frame."""
        return [*self.between(0, self.first), *self.between(self.last, self.grid.n_cols)]

    @property
    def is_one(self) -> bool:
        """Whether nothing is printed beside the table, all beside it is as high, and no row below has a column where it stands off."""
        inner = self.between(self.left, self.right)
        whole = [*self.margin, *self.beside]
        head = [cell for cell in self.grid.cells if cell.row < self.depth]
        return (
            0 < len(inner) == len(head) - len(whole)
            and all(cell.rowspan == self.depth for cell in whole)
            and not any(cell.items for cell in self.margin)
            and (self.left == self.first or not any(c.col + c.colspan == self.left for c in self.grid.cells if c.row >= self.depth))
        )

    def as_frame(self) -> Grid:
        """The grid with the table in one cell of its first row."""
        below = [cell for cell in self.grid.cells if cell.row >= self.depth]
        walls = {self.first, self.last}.union(*({c.col, c.col + c.colspan} for c in (*below, *self.beside)))
        col = {wall: n for n, wall in enumerate(sorted(walls))}
        rect = self.grid.rect._replace(x0=self.grid.xs[self.first], x1=self.grid.xs[self.last], y1=self.grid.ys[self.depth])
        held = Cell(0, self.first, 1, self.last - self.first, rect, (self._table(),))
        rows = [held, *(replace(c, rowspan=1) for c in self.beside), *(replace(c, row=c.row - self.depth + 1) for c in below)]
        cells = [replace(c, col=col[c.col], colspan=col[c.col + c.colspan] - col[c.col]) for c in rows]
        ys = (self.grid.ys[0], *self.grid.ys[self.depth :])
        xs = tuple(self.grid.xs[wall] for wall in col)
        ordered = tuple(sorted(cells, key=lambda c: (c.row, c.col)))
        return replace(self.grid, n_rows=len(ys) - 1, n_cols=len(xs) - 1, xs=xs, ys=ys, cells=ordered, heavy=())

    def _table(self) -> Grid:
        xs, ys = self.grid.xs[self.left : self.right + 1], self.grid.ys[: self.depth + 1]
        rect = self.grid.rect._replace(x0=xs[0], x1=xs[-1], y1=ys[-1])
        cells = tuple([replace(cell, col=cell.col - self.left) for cell in self.between(self.left, self.right)])
        return replace(self.grid, rect=rect, n_rows=self.depth, n_cols=len(xs) - 1, xs=xs, ys=ys, cells=cells, open_bottom=False)


def _framed(grid: Grid, frames: Iterable[tuple[Cell, Sequence[Item]]]) -> Iterator[Grid]:
    """The grid with its first rows in a frame, where one of the cells of the page beside, given with what it holds next to this page, is
    that frame."""
    for cell, held in frames:
        walls = grid.walls_at((cell.rect.x0, cell.rect.x1), TOLERANCES.thin)
        for left, right in _sides(grid, cell, held, *walls) if walls else ():
            found = _Frame(grid, walls[0], left, right, walls[1], grid.n_rows)
            around = found.margin or [one for one in found.beside if one.row == 0]
            found = replace(found, depth=max((one.rowspan for one in around), default=1))
            if found.is_one:
                yield found.as_frame()


def _sides(grid: Grid, frame: Cell, held: Sequence[Item], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The walls between which the table may stand: those of the table that the frame holds there, those next to the frame's own, or
    the frame's own where the cells stand a little off them."""
    for table in _grids(held):
        if sides := grid.walls_at((table.rect.x0, table.rect.x1), TOLERANCES.touch):
            yield sides[0], sides[1]
    head = grid.rows[0]
    if any(cell.col == first and cell.rect.x0 > frame.rect.x0 + TOLERANCES.touch for cell in head):
        is_off = any(cell.col + cell.colspan == last and cell.rect.x1 < frame.rect.x1 - TOLERANCES.touch for cell in head)
        yield first, last if is_off else last - 1
    elif grid.xs[first + 1] - grid.xs[first] <= INSET:
        yield first + 1, last - 1
        if last - first > FEWEST:
            yield first + 1, last
