"""Headers that a page's end parts from their table without upright rules: their columns are those of the table overleaf.

A header of one row shows its columns by gaps alone, which may be as narrow as those of a text; the numbers below it would tell, but
they stand on the next page. In come the pages of a document and their layouts, out go the layouts with such headers as grids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.geometry.rect import Rect
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.assemble import FilledAreas
from pipeline.layout.lines import line_of
from pipeline.layout.model import Cell, Grid, Item, Line, PageLayout
from pipeline.layout.page_ends import cells_at, grids_at
from pipeline.layout.spacing import gaps_of
from pipeline.pages.model import Page

APART = 0.5
"""em; the names of a header stand further apart"""


def with_cut_headers(pages: Sequence[Page], layouts: Sequence[PageLayout]) -> tuple[PageLayout, ...]:
    """The layouts, each as the page after it says."""
    begun = [(grid for grid in grids_at(layout.items, "first") if grid.ruled == "rows") for layout in layouts[1:]]
    tables = [next(grids, None) for grids in begun]
    return tuple([_with_header(*of) for of in zip(pages, layouts, [*tables, None], strict=True)])


def _with_header(page: Page, layout: PageLayout, table: Grid | None) -> PageLayout:
    items = None if table is None else _headed(page, layout.items, table)
    return layout if items is None else replace(layout, items=items)


def _headed(page: Page, items: Sequence[Item], table: Grid) -> tuple[Item, ...] | None:
    """What a page or a cell holds, its last line as the header of a table; None where it is none."""
    if not items:
        return None
    *before, last = items
    if isinstance(last, Line):
        header = _header(page, last, table)
        is_alone = header is not None and all(item.rect.y1 <= header.rect.y0 + TOLERANCES.over for item in before)
        return (*before, header) if header is not None and is_alone else None
    found = _headed_in_cell(page, last, table) if isinstance(last, Grid) else None
    return (*before, found) if found is not None else None


def _headed_in_cell(page: Page, grid: Grid, table: Grid) -> Grid | None:
    """A grid with such a header in one of its last cells."""
    for cell in cells_at(grid, "last"):
        if (inner := _headed(page, cell.items, table)) is not None:
            return replace(grid, cells=tuple([replace(cell, items=inner) if one is cell else one for one in grid.cells]))
    return None


def _header(page: Page, line: Line, table: Grid) -> Grid | None:
    """A line between two rules as wide as a table, with a name in each of its columns, as a row of these."""
    heights = [rule.y0 for rule in page.rulings if rule.y0 == rule.y1 and _is_as_wide(rule.x0, rule.x1, table)]
    top = max((y for y in heights if y <= line.rect.y0 + TOLERANCES.over), default=None)
    bottom = min((y for y in heights if y >= line.rect.y1 - TOLERANCES.over), default=None)
    names = _names(line, table.n_cols)
    if top is None or bottom is None or not _stand_in_columns(names, table.xs):
        return None
    middles = [(one.rect.x1 + other.rect.x0) / 2 for one, other in pairwise(names)]
    xs = (table.xs[0], *middles, table.xs[-1])
    rects = [Rect(left, top, right, bottom) for left, right in pairwise(xs)]
    fills = FilledAreas(page.fills)
    cells = tuple([Cell(0, k, 1, 1, r, (name,), fills.color_at(r)) for k, (r, name) in enumerate(zip(rects, names, strict=True))])
    return Grid(page.number, Rect(xs[0], top, xs[-1], bottom), 1, table.n_cols, cells, xs, (top, bottom), ruled="rows", color=table.color)


def _is_as_wide(x0: float, x1: float, table: Grid) -> bool:
    return abs(x0 - table.xs[0]) <= TOLERANCES.column_edge and abs(x1 - table.xs[-1]) <= TOLERANCES.column_edge


def _names(line: Line, count: int) -> list[Line]:
    """The parts of a line between its widest gaps, so many; none where one of these is as narrow as within a text."""
    gaps = gaps_of(line.glyphs)
    widest = sorted(range(len(gaps)), key=lambda k: -gaps[k])[: count - 1]
    if any(gaps[k] < APART * line.size for k in widest):
        return []
    cuts = [0, *sorted(k + 1 for k in widest), len(line.glyphs)]
    return [line_of(line.page, line.glyphs.part(start, end)) for start, end in pairwise(cuts)]


def _stand_in_columns(names: Sequence[Line], xs: Sequence[float]) -> bool:
    """Whether each name has its middle in a column of its own, from the left."""
    middles = [(name.rect.x0 + name.rect.x1) / 2 for name in names]
    return len(names) == len(xs) - 1 and all(left < x < right for x, (left, right) in zip(middles, pairwise(xs), strict=True))
