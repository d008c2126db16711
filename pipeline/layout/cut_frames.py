"""Frames of which a page break left nothing but a table they hold, or some of its rows.

The rules of frame and table then lie on each other above and below, so that the page alone shows one grid, with an empty column where
the frame reaches beyond the table. The page before, or the one where the frame goes on, tells how wide the frame is. In come the layouts
of a document, out go the same with such a table in the cell of its frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.held_tables import INSET, HeldTable
from pipeline.layout.model import Cell, Grid, Item, PageLayout
from pipeline.layout.page_ends import End, grids_at, items_at

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
        held = [grid for grid in _grids(before.items[-1:]) if any(_framed(_turned_over(grid), frames))]
        tail = [_flipped(framed) for grid in held for framed in _framed(_flipped(grid), frames)]
        out[n] = replace(before, items=(*before.items[: len(before.items) - len(tail[:1])], *tail[:1]))
    return tuple(out)


def _grids(items: Sequence[Item]) -> list[Grid]:
    return [item for item in items if isinstance(item, Grid)]


def _frames_at(layout: PageLayout, end: End) -> list[tuple[Cell, Sequence[Item]]]:
    """The cells that may be frames with which a page begins or ends, from the outermost, each with what it holds there."""
    return [(cell, items_at(cell.items, end)) for grid in grids_at(layout.items, end) for cell in grid.cells]


def _flipped(grid: Grid) -> Grid:
    """The grid with its last row first, and so all in it."""
    return _turned_over(grid).with_inner(_flipped)


def _turned_over(grid: Grid) -> Grid:
    """The grid with its last row first, what its cells hold as it is."""
    cells = [
        replace(cell, row=grid.n_rows - cell.row - cell.rowspan, rect=cell.rect._replace(y0=cell.rect.y1, y1=cell.rect.y0))
        for cell in grid.cells
    ]
    rect = grid.rect._replace(y0=grid.rect.y1, y1=grid.rect.y0)
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.col)))
    return replace(grid, rect=rect, ys=grid.ys[::-1], cells=ordered, open_top=grid.open_bottom, open_bottom=grid.open_top)


def _framed(grid: Grid, frames: Iterable[tuple[Cell, Sequence[Item]]]) -> Iterator[Grid]:
    """The grid with its first rows in a frame, where one of the cells of the page beside, given with what it holds next to this page, is
    that frame."""
    for cell, held in frames:
        walls = grid.walls_at((cell.rect.x0, cell.rect.x1), TOLERANCES.thin)
        for left, right in _sides(grid, cell, held, *walls) if walls else ():
            found = HeldTable(grid, walls[0], left, right, walls[1], 0, grid.n_rows)
            around = found.margin or [one for one in found.beside if one.row == 0]
            found = replace(found, bottom=max((one.rowspan for one in around), default=1))
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
