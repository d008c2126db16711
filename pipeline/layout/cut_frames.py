"""Frames of which a page break left nothing but a table they hold, or some of its rows.

The rules of frame and table then lie on each other above and below, so that the page alone shows one grid, with an empty column where
the frame reaches beyond the table. The page before tells how wide the frame is. In come the layouts of a document, out go the same with
such a table in the cell of its frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.held_tables import INSET, HeldTable
from pipeline.layout.model import Cell, Grid, Item, PageLayout
from pipeline.layout.page_ends import grids_at, items_at

FEWEST = 2
"""columns of a grid; a narrow one beside a single other is that of ticks or marks"""


def with_cut_frames(layouts: Sequence[PageLayout]) -> tuple[PageLayout, ...]:
    """The layouts, page after page, each as the one before it says."""
    out = list(layouts)
    for n, after in enumerate(layouts[1:]):
        frames = [(cell, items_at(cell.items, "last")) for grid in grids_at(out[n].items, "last") for cell in grid.cells]
        head = [framed for grid in _grids(after.items[:1]) for framed in _framed(grid, frames)]
        out[n + 1] = replace(after, items=(*head[:1], *after.items[len(head[:1]) :]))
    return tuple(out)


def _grids(items: Sequence[Item]) -> list[Grid]:
    return [item for item in items if isinstance(item, Grid)]


def _framed(grid: Grid, frames: Iterable[tuple[Cell, Sequence[Item]]]) -> Iterator[Grid]:
    """The grid with its first rows in a frame, where one of the cells of the page beside, given with what it holds next to this page, is
    that frame."""
    for cell, held in frames:
        walls = grid.walls_at((cell.rect.x0, cell.rect.x1), TOLERANCES.thin)
        for left, right in _sides(grid, cell, held, *walls) if walls and walls[1] - walls[0] > 1 else ():
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
