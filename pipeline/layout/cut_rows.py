"""Rows that a page's end parts from their table without upright rules: their columns are those of the table before it.

One row alone, or the rest of one, shows no columns, and the name of a group below rows is like one of a row of which nothing is known.
In come the pages of a document and their layouts, out go the layouts in which such rows, at the head of a page between rules as wide as
the table, or each text below those of its column, are a grid, and such names stand over all columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.geometry.intervals import Interval
from pipeline.geometry.rect import Rect
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.assemble import FilledAreas
from pipeline.layout.lines import line_of
from pipeline.layout.model import Cell, Grid, Item, Line, PageLayout
from pipeline.layout.page_ends import grids_at, is_as_wide, with_cell_at
from pipeline.layout.runs import is_number, run_of, stand_at_one_place
from pipeline.layout.segments import level_segments
from pipeline.pages.model import Page

APART = 0.5
"""em; texts of two columns stand further apart"""
LEAST_COLUMNS = 3
"""of words in place; two texts below others may be so by chance"""


def with_cut_rows(pages: Sequence[Page], layouts: Sequence[PageLayout]) -> tuple[PageLayout, ...]:
    """The layouts, each as the page before it says."""
    out = list(layouts[:1])
    for page, layout in zip(pages[1:], layouts[1:], strict=True):
        tables = (grid for grid in grids_at(out[-1].items, "last") if grid.ruled in ("rows", "none"))
        found = (_tabled(page, layout.items, table) for table in tables)
        items = next((items for items in found if items is not None), None)
        out.append(layout if items is None else replace(layout, items=items))
    return tuple(out)


def _tabled(page: Page, items: Sequence[Item], table: Grid) -> tuple[Item, ...] | None:
    """What a page or a cell holds, its first lines as rows of the table; None where they are none."""
    if not items:
        return None
    first, *rest = items
    if isinstance(first, Grid):
        is_around = first.ruled == "full"
        grid = with_cell_at(first, "first", lambda inner: _tabled(page, inner, table)) if is_around else _as_the_table(first, table)
        return (grid, *rest) if grid is not None else None
    lines = [item for item in items if isinstance(item, Line)]
    rows = list(_rows(page, lines, table)) or list(_bare_rows(lines, table))
    if not rows:
        return None
    grid = _grid_of(page, rows, table)
    return _with_rows_below(grid, [item for item in items if not grid.rect.y0 < _middle(item) < grid.rect.y1])


def _as_the_table(grid: Grid, table: Grid) -> Grid | None:
    """A grid as wide as the table, its cells as those of the table are; None where they are so."""
    if grid.n_cols != table.n_cols or not is_as_wide(grid.xs[0], grid.xs[-1], table):
        return None
    changed = _with_rest_of_row(grid, table)
    return _with_names_of_groups(changed or grid, table) or changed


def _with_rows_below(grid: Grid, items: Sequence[Item]) -> tuple[Item, ...]:
    """A grid with the rows of one right below it that is as wide, the rest of the same table, and what else there is."""
    below = items[0] if items else None
    is_rest = isinstance(below, Grid) and below.n_cols == grid.n_cols and abs(below.rect.y0 - grid.rect.y1) <= TOLERANCES.over
    if not isinstance(below, Grid) or not is_rest or not is_as_wide(below.xs[0], below.xs[-1], grid):
        return grid, *items
    xs, n_rows = grid.xs, grid.n_rows
    cells = [replace(c, row=c.row + n_rows, rect=c.rect._replace(x0=xs[c.col], x1=xs[c.col + c.colspan])) for c in below.cells]
    rect, ys, heavy = grid.rect._replace(y1=below.rect.y1), (*grid.ys, *below.ys[1:]), tuple(row + n_rows for row in below.heavy)
    whole = replace(below, rect=rect, n_rows=n_rows + below.n_rows, cells=(*grid.cells, *cells), xs=xs, ys=ys, heavy=heavy)
    return whole, *items[1:]


def _with_rest_of_row(grid: Grid, table: Grid) -> Grid | None:
    """The grid, whose first row is one cell with text that stands as in one column of the table behind the first: it is of that column,
    not the name of a group of rows, which stands in the middle or at the left."""
    whole = [cell for cell in grid.rows[0] if cell.colspan == grid.n_cols]
    columns = _columns(whole[0].lines, table) if whole else None
    if columns is None or columns[0]:
        return None
    if not all(_stand_as(lines, table, k) for k, lines in enumerate(columns)):
        return None
    parts = [
        replace(whole[0], col=k, colspan=1, rect=whole[0].rect._replace(x0=left, x1=right), items=tuple(lines))
        for k, ((left, right), lines) in enumerate(zip(pairwise(grid.xs), columns, strict=True))
    ]
    return replace(grid, cells=(*parts, *(cell for cell in grid.cells if cell is not whole[0])))


def _with_names_of_groups(grid: Grid, table: Grid) -> Grid | None:
    """The grid, each text alone over a row of numbers that begins where the names of the table's groups do over all columns as they are;
    None where there is none."""
    begins = [_start(row) for row in _names_over_numbers(table) if len(row) == 1]
    names = [row for row in _names_over_numbers(grid) if any(abs(_start(row) - x) <= TOLERANCES.over for x in begins)]
    if all(len(row) == 1 for row in names):
        return None
    parts = {cell for row in names for cell in row}
    whole = [replace(row[0], colspan=grid.n_cols, rect=row[0].rect._replace(x1=grid.xs[-1])) for row in names]
    cells = [*(cell for cell in grid.cells if cell not in parts), *whole]
    return replace(grid, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.col))))


def _names_over_numbers(grid: Grid) -> list[Sequence[Cell]]:
    """The rows of which a name is the only text, each over one of a name and numbers."""
    return [row for row, below in pairwise(grid.rows) if _is_alone(row) and _is_of_numbers(below)]


def _start(row: Sequence[Cell]) -> float:
    """Where the first text of a row begins."""
    return row[0].lines[0].rect.x0


def _is_alone(row: Sequence[Cell]) -> bool:
    """Whether the only text of a row, whose cells are of it alone, stands at its beginning."""
    is_whole = bool(row) and row[0].col == 0 and all(cell.rowspan == 1 for cell in row)
    return is_whole and bool(row[0].lines) and not any(cell.items for cell in row[1:])


def _is_of_numbers(row: Sequence[Cell]) -> bool:
    """Whether a row is a name and numbers."""
    said = [cell.text for cell in row[1:] if cell.text]
    return bool(said) and all(map(is_number, said))


def _stand_as(lines: Sequence[Line], table: Grid, column: int) -> bool:
    """Whether lines begin where one of the table's in that column does."""
    starts = [line.rect.x0 for cell in table.cells if (cell.col, cell.colspan) == (column, 1) for line in cell.lines]
    return all(any(abs(line.rect.x0 - x) <= TOLERANCES.over for x in starts) for line in lines)


_Row = tuple[Interval, list[list[Line]]]
"""From where to where a row goes, and the lines in each of its columns"""


def _rows(page: Page, lines: Sequence[Line], table: Grid) -> Iterator[_Row]:
    """The rows between rules as wide as the table, from the one with the first line on, as long as their text stands in its columns."""
    heights = _heights(page, table)
    begun = [k for k, (top, bottom) in enumerate(pairwise(heights)) for line in lines[:1] if top < _middle(line) < bottom]
    for top, bottom in pairwise(heights[begun[0] :] if begun else ()):
        columns = _columns([line for line in lines if top < _middle(line) < bottom], table)
        if columns is None or not _is_of_row(columns, table):
            return
        yield (top, bottom), columns


def _bare_rows(lines: Iterable[Line], table: Grid) -> Iterator[_Row]:
    """The first lines as a row each, without rules, as long as they have a text in each column of the table, below one of its: of two
    columns, one of numbers."""
    for line in lines:
        columns = _columns([line], table)
        if columns is None or not all(columns) or not all(_is_below(text, table, k) for k, (text,) in enumerate(columns)):
            return
        if table.n_cols < LEAST_COLUMNS and not is_number(columns[-1][0].text):
            return
        yield (line.rect.y0 - TOLERANCES.margin, line.rect.y1 + TOLERANCES.margin), columns


def _is_below(line: Line, table: Grid, column: int) -> bool:
    """Whether a line begins or ends where one of the table's in that column does, or has its middle there."""
    runs = [run_of(other.glyphs) for cell in table.cells if (cell.col, cell.colspan) == (column, 1) for other in cell.lines]
    return any(stand_at_one_place(run_of(line.glyphs), run) for run in runs)


def _is_of_row(columns: Sequence[Sequence[Line]], table: Grid) -> bool:
    """Whether texts stand in several columns, or in one behind the names as its texts do: a note or a heading between two rules begins at
    the left."""
    filled = [k for k, lines in enumerate(columns) if lines]
    return len(filled) > 1 or filled[0] > 0 and _stand_as(columns[filled[0]], table, filled[0])


def _middle(item: Item) -> float:
    return (item.rect.y0 + item.rect.y1) / 2


def _heights(page: Page, table: Grid) -> list[float]:
    """Where rules as wide as a table stand, be they drawn in pieces; one of the frame around it, close by, is wider."""
    reach = table.xs[0] - TOLERANCES.column_edge, table.xs[-1] + TOLERANCES.column_edge
    segments = level_segments(rule for rule in page.rulings if reach[0] <= rule.x0 and rule.x1 <= reach[1])
    return [segment.at for segment in segments if is_as_wide(segment.lo, segment.hi, table)]


def _columns(lines: Iterable[Line], table: Grid) -> list[list[Line]] | None:
    """What stands in each column of a table; None where nothing does, or a text goes on over the edge of one or beyond its sides."""
    columns: list[list[Line]] = [[] for _ in range(table.n_cols)]
    for line in lines:
        if line.rect.x0 < table.xs[0] or line.rect.x1 > table.xs[-1]:
            return None
        places = [sum(edge < (x0 + x1) / 2 for edge in table.xs[1:-1]) for x0, x1 in zip(line.glyphs.x0, line.glyphs.x1, strict=True)]
        cuts = [k for k, (a, b) in enumerate(pairwise(places), 1) if a != b]
        if any(line.glyphs.gaps[k - 1] < APART * line.size for k in cuts):
            return None
        for start, end in pairwise([0, *cuts, len(places)]):
            columns[places[start]].append(line_of(line.page, line.glyphs.part(start, end)))
    return columns if any(columns) else None


def _grid_of(page: Page, rows: Sequence[_Row], table: Grid) -> Grid:
    ys = (rows[0][0][0], *(bottom for (_, bottom), _ in rows))
    fills = FilledAreas(page.fills)
    cells = [
        Cell(n, k, 1, 1, rect := Rect(left, top, right, bottom), tuple(lines), fills.color_at(rect))
        for n, ((top, bottom), columns) in enumerate(rows)
        for k, ((left, right), lines) in enumerate(zip(pairwise(table.xs), columns, strict=True))
    ]
    ends = Rect(table.xs[0], ys[0], table.xs[-1], ys[-1])
    return Grid(page.number, ends, len(rows), table.n_cols, tuple(cells), table.xs, ys, ruled=table.ruled, color=table.color)
