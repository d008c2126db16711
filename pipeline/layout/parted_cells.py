"""Numbers side by side that stand in one cell over as many columns, in a table that no rule parts: each is of a column of its own.

Who types a table with spaces sets the years of its header closer than the numbers below, so that no white goes down between them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from pipeline.layout.lines import line_of, white_cuts
from pipeline.layout.model import Cell, Grid, Line

APART = 0.4
"""em of white between two words; digits and what they count stand closer"""


def with_parted_cells(grid: Grid) -> Grid:
    """The grid, and those in its cells: where no rule parts one, each cell over several columns that says as many numbers is as many."""
    inner = grid.with_inner(with_parted_cells)
    if grid.ruled != "none":
        return inner
    return replace(inner, cells=tuple([part for cell in inner.cells for part in _parts(cell, grid)]))


def _parts(cell: Cell, grid: Grid) -> Iterator[Cell]:
    words = _words(cell.lines[0]) if len(cell.lines) == len(cell.items) == 1 else []
    if cell.colspan == 1 or len(words) != cell.colspan or not all(any(map(str.isdigit, word.text)) for word in words):
        yield cell
        return
    for k, word in enumerate(words, cell.col):
        yield Cell(cell.row, k, cell.rowspan, 1, cell.rect._replace(x0=grid.xs[k], x1=grid.xs[k + 1]), (word,))


def _words(line: Line) -> list[Line]:
    """What stands between the white of a line."""
    cuts = [0, *white_cuts(line, APART), len(line.glyphs)]
    return [line_of(line.page, line.glyphs[a:b], line.vertical) for a, b in pairwise(cuts)]
