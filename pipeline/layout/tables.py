"""The ruled tables of any PDF, whatever it says: every grid of more than one cell with the text of its cells.

In come the layouts of the pages, out come tables in reading order, those that stand in a cell after the one that holds
them. A table that goes on over a page is one table on each page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.geometry.rect import Rect
from pipeline.layout import layouts_of
from pipeline.layout.model import Cell, Figure, Grid, Line, PageLayout
from pipeline.pages.model import Page
from pipeline.pages.views import View, views_of
from pipeline.values import Box


@dataclass(frozen=True, slots=True)
class TextCell:
    """A cell from ``row`` and ``col`` (from 0) with its lines as printed, joined by line feeds."""

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table on one page (from 1); ``box`` in points from the top left of the page as displayed."""

    page: int
    box: Rect
    n_rows: int
    n_cols: int
    cells: tuple[TextCell, ...]


def tables_on(pages: Sequence[Page]) -> tuple[TextTable, ...]:
    """All ruled tables of the pages of a file, as they are read; their boxes on the pages as displayed."""
    views = views_of(pages)
    return tuple(_as_displayed(table, views[table.page - 1]) for table in tables_of(layouts_of([view.page for view in views])))


def _as_displayed(table: TextTable, view: View) -> TextTable:
    page, *box = view.as_displayed(Box(table.page, *table.box))
    return replace(table, page=page, box=Rect(*box))


def tables_of(layouts: Sequence[PageLayout]) -> tuple[TextTable, ...]:
    """All tables that have rules; where text merely stands in columns there is none."""
    return tuple(table for layout in layouts for item in layout.items if isinstance(item, Grid) for table in _tables(item))


def _tables(grid: Grid) -> Iterator[TextTable]:
    if grid.ruled != "none" and len(grid.cells) > 1:
        cells = tuple(TextCell(cell.row, cell.col, cell.rowspan, cell.colspan, _text(cell)) for cell in grid.cells)
        yield TextTable(grid.page, grid.rect, grid.n_rows, grid.n_cols, cells)
    for cell in grid.cells:
        for inner in cell.grids:
            yield from _tables(inner)


def _text(cell: Cell) -> str:
    """The lines of a cell; what a table within it says is that table's, unless it is no table of its own."""
    lines: list[str] = []
    for item in cell.items:
        if isinstance(item, Line):
            lines.append(item.text)
        elif isinstance(item, Figure):
            lines += [line.text for line in item.lines]
        elif item.ruled == "none" or len(item.cells) < 2:
            lines += [text for inner in item.cells if (text := _text(inner))]
    return "\n".join(lines)
