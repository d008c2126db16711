"""A number that stands on a line of its own over the name that it counts: ① over 入りやすい空間, in the cell beside the text below that
name.

In come layouts, out go the layouts in which the number and the first line of the name are one line; each layout without any as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.form.marks import mark_of
from pipeline.layout.model import Cell, Grid, Line, PageLayout
from pipeline.outline.edges import ENDS
from pipeline.outline.whole_headings import as_one_line

MOST_LINES = 5
"""a name beside its text is wrapped onto no more lines, with its number"""


def with_numbers_over_names(layouts: Sequence[PageLayout]) -> list[PageLayout]:
    """The layouts with each such number before its name."""
    return [_layout(layout) for layout in layouts]


def _layout(layout: PageLayout) -> PageLayout:
    items = tuple([_grid(item) if isinstance(item, Grid) else item for item in layout.items])
    return replace(layout, items=items) if items != layout.items else layout


def _grid(grid: Grid) -> Grid:
    inner = grid.with_inner(_grid)
    if not any(_counts_name(cell) for cell in inner.cells):
        return inner
    return replace(inner, cells=tuple([_in_line(cell) if _counts_name(cell) else cell for cell in inner.cells]))


def _counts_name(cell: Cell) -> bool:
    """Whether all that a cell holds is a number on its first line and, below it, a few lines that neither end a sentence nor begin with a
    mark."""
    if not 1 < len(cell.lines) <= MOST_LINES or len(cell.items) > len(cell.lines):
        return False
    number, *name = cell.lines
    return _is_number(number) and name[-1].text[-1] not in ENDS and all(mark_of(line).kind == "none" for line in name)


def _is_number(line: Line) -> bool:
    mark = mark_of(line)
    return mark.kind in ("circled", "number") and mark.length == len(line.text)


def _in_line(cell: Cell) -> Cell:
    number, first, *rest = cell.lines
    return replace(cell, items=(as_one_line((number, first)), *rest))
