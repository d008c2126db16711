"""Tables that their shades show, with no rule: every other row shaded, or a header of two lines whose cells are.

In come the fills and the runs of text of one cell (or of the page outside all), out come grids like those of ruled tables. A shaded
cell is a cell; between and under them stand the rows that are left white, one at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.geometry.clusters import nearest
from pipeline.geometry.rect import Rect
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.banded_over import end_of_row, has_numbers_behind_names, is_row, keeps, rows_over
from pipeline.layout.column_edges import parted
from pipeline.layout.grids import TOUCH, RawCell, RawGrid
from pipeline.layout.gutters import common_white, white_of
from pipeline.layout.header_below import is_under_rows
from pipeline.layout.row_edges import IN_BRACKETS
from pipeline.layout.runs import (
    Run,
    between,
    columns_of,
    crosses,
    cut_at_edges,
    holds_middle,
    is_number,
    levels,
    middle_between,
    text_lines,
)
from pipeline.layout.shaded_headers import shaded_headers
from pipeline.layout.shades import TIGHT, Shades, shades_of, white_between_rows
from pipeline.layout.white_cells import cell_at, white_cells
from pipeline.pages.model import Area

OVER = 2.5
"""em; a header of two lines stands no higher over its first row"""
LEAST_STRIPES = 3
"""shades; as many rows as wide as their table show that it has rows, though none shows a column"""
LEAST_EDGES = 2
"""heights of shades; with no more they are one row"""
SAME_EDGE, EDGE = TOLERANCES.same_edge, TOLERANCES.over


def banded_grids(runs: Sequence[Run], fills: Sequence[Area]) -> list[RawGrid]:
    """Grids of the tables that shades of more than one height show; ``fills`` lie all where the runs do."""
    runs = parted(runs)
    written = [fill for fill in dict.fromkeys(fills) if fill.y1 - fill.y0 > TOUCH]
    tables = shades_of(written, runs)
    headers = shaded_headers(runs, written)
    grids = [_grid(table, runs, has_rows_over=not is_under_rows(table.xs, table.ys[0], headers, runs)) for table in tables]
    return [grid for grid in grids if grid is not None]


def _grid(table: Shades, runs: Sequence[Run], *, has_rows_over: bool) -> RawGrid | None:
    """The grid of a table's shades, with a column of the names of groups left of them or behind them, if there is one; ``has_rows_over``
    says that the rows over its first shaded one may be its own."""
    whole = _with_columns_of_text(table, runs)
    for with_names in (_with_names_beside(whole, runs), _with_names_within(table, whole, runs)):
        grid = _grid_of(with_names, runs, has_rows_over=has_rows_over) if with_names is not None else None
        if grid is not None and _is_column_of_names(grid, runs):
            return grid
    has_columns = len(table.xs) > LEAST_EDGES or len(table.fills) >= LEAST_STRIPES and len(whole.xs) > LEAST_EDGES
    return _grid_of(whole, runs, has_rows_over=has_rows_over) if has_columns else None


def _with_columns_of_text(table: Shades, runs: Sequence[Run]) -> Shades:
    """The shades with the columns that the white between texts shows, where each is as wide as its row: none stands beside another as
    the cells of one row do, and none is of several rows."""
    if not all(_is_of_row_or_name(fill, table, runs) for fill in table.fills):
        return table
    own = _within(table, runs)
    rows = [between(own, heights) for heights in pairwise(table.ys)]
    if any(map(_has_several_rows, rows)):
        return table
    over = text_lines(run for run in own if table.ys[0] - OVER * run.size < run.y < table.ys[0])
    found = [(low + high) / 2 for low, high in common_white([*over, *rows]) if not any(low - EDGE <= x <= high + EDGE for x in table.xs)]
    return Shades(table.fills, sorted([*table.xs, *found]), table.ys)


def _is_of_row_or_name(fill: Area, table: Shades, runs: Iterable[Run]) -> bool:
    """Whether a shade goes to the end of its row, alone at its height, or stands behind the names of groups alone."""
    if abs(fill.x1 - table.xs[-1]) <= SAME_EDGE:
        return sum(abs(fill.y0 - other.y0) < TOUCH and abs(fill.y1 - other.y1) < TOUCH for other in table.fills) == 1
    behind = [run for run in runs if holds_middle(fill, run)]
    return abs(fill.x1 - table.xs[1]) <= SAME_EDGE and all(len(line) == 1 for line in text_lines(behind))


def _has_several_rows(runs: Iterable[Run]) -> bool:
    return sum(len(line) > 1 for line in text_lines(runs)) > 1


def _with_names_beside(table: Shades, runs: Sequence[Run]) -> Shades | None:
    """The shades with room for the texts left of them, where these are one below the other: names of several rows each, that no shade
    goes behind."""
    reach = min(fill.y1 - fill.y0 for fill in table.fills)
    beside = [run for run in runs if run.x1 <= table.xs[0] + EDGE and table.ys[0] - reach < run.y < table.ys[-1] + reach]
    if not beside or len(text_lines(beside)) < len(beside) or any(is_number(run.text) for run in beside):
        return None
    return Shades(table.fills, [_left_of(beside, table.xs[0]), *table.xs], table.ys)


def _with_names_within(table: Shades, whole: Shades, runs: Sequence[Run]) -> Shades | None:
    """The shades with a column for the names of groups of rows that stand beside the rows' own names, in what was taken for one column:
    stripes go on behind a name that is over several rows, and a row without a group has its name over both columns."""
    if len(whole.xs) == len(table.xs):
        return None
    own = [run for run in _within(table, runs) if run.x < whole.xs[1]]
    beside = [row for heights in pairwise(table.ys) if _has_two_columns(row := between(own, heights))]
    found = [(low + high) / 2 for low, high in white_of([run for row in beside for run in row])]
    return Shades(table.fills, sorted([*whole.xs, *found]), table.ys) if len(found) == 1 else None


def _has_two_columns(row: Sequence[Run]) -> bool:
    return len(row) > 1 and len(white_of(row)) == 1


def _left_of(names: Sequence[Run], right: float) -> float:
    """Where the column of some names before a place begins: as far left of their middle as that is right, if they have one."""
    left, middles = min(run.x0 for run in names) - TOLERANCES.margin, [run.x for run in names]
    return min(left, 2 * middles[0] - right) if len(names) > 1 and max(middles) - min(middles) < TOLERANCES.centred else left


def _is_column_of_names(grid: RawGrid, runs: Sequence[Run]) -> bool:
    """Whether each cell of the first column has a text, from the first row with a number on, and some are of several rows."""
    within = [run for run in runs if grid.rect.x0 <= run.x < grid.rect.x1 and grid.rect.y0 <= run.y < grid.rect.y1]
    first = min((run.y for run in within if is_number(run.text)), default=grid.rect.y1)
    cells = [cell.rect for cell in grid.cells if cell.cols[0] == 0 and cell.rect.y1 > first]
    filled = [any(cell.x0 <= run.x < cell.x1 for run in between(within, (cell.y0, cell.y1))) for cell in cells]
    return all(filled) and len(cells) < sum(bottom > first for bottom in grid.ys[1:])


def _grid_of(table: Shades, runs: Sequence[Run], *, has_rows_over: bool) -> RawGrid | None:
    within = _within(table, runs)
    over = rows_over(table, within) if has_rows_over else []
    under_caption = _under_caption(table, within) if not over else []
    shown = sorted([*table.ys[1:], *_between_rows(table, within)])
    ys = [*over, *table.ys[:1], *under_caption, *shown, *_rows_under(table, within)]
    inside = [run for run in within if ys[0] <= run.y <= ys[-1]]
    if _is_header_alone(table, over) or len(ys) == len(table.ys) and not _is_striped(table, inside):  # shaded cells and nothing else
        return None
    if not keeps(table, inside) or not _are_in_columns(inside, table):
        return None
    grid = RawGrid(Rect(table.xs[0], ys[0], table.xs[-1], ys[-1]), list(table.xs), ys, [], ruled="none")
    cells = _shaded_cells(table.fills, grid)
    grid.cells = [cell for cell in cells if _is_between_sides(cell, table, grid) and _is_one(cell, inside)]  # others are shades of rows
    grid.cells += [cell_at(grid, (0, len(grid.xs) - 1), (0, 1)) for _ in under_caption]
    grid.cells += white_cells(grid, _fields(cells), inside)
    return grid


def _is_between_sides(cell: RawCell, table: Shades, grid: RawGrid) -> bool:
    """Whether a shade goes over no edge of columns but those where another one begins or ends."""
    sides = {nearest(grid.xs, x) for fill in table.fills for x in (fill.x0, fill.x1)}
    return sides.issuperset(range(*cell.cols))


def _is_one(cell: RawCell, runs: Iterable[Run]) -> bool:
    """Whether no two texts stand beside each other in a shade, as those of a row's cells do."""
    return all(len(line) == 1 for line in text_lines(run for run in runs if holds_middle(cell.rect, run)))


def _under_caption(table: Shades, runs: Sequence[Run]) -> list[float]:
    """The height below a caption that stands in the first shade with the header's names below it: spreadsheets draw the shades of rows of
    one colour as one. It is alone in its line, in the middle of all columns or at their left, and goes on over an edge between them; a
    line of a wrapped name keeps to its column."""
    header = table.level(table.ys[0])
    if len(header) != 1 or (header[0].x0, header[0].x1) != table.extent:
        return []
    first, *others = text_lines(between(runs, (table.ys[0], header[0].y1))) or [[]]
    if len(first) != 1 or len(others) != 1 or len(others[0]) < 2:
        return []
    (caption,) = first
    is_in_place = caption.x0 < table.xs[1] or abs(caption.x - sum(table.extent) / 2) < TOLERANCES.merged_header
    is_wide = any(crosses(caption, x) for x in table.xs[1:-1])
    return [middle_between(first, others[0])] if is_in_place and is_wide else []


def _fields(cells: Iterable[RawCell]) -> set[tuple[int, int]]:
    return {field for cell in cells for field in cell.fields}


def _within(table: Shades, runs: Iterable[Run]) -> list[Run]:
    """What stands over and between and under the shades, parted at their sides."""
    return [part for run in runs for part in cut_at_edges(run, table.xs) if table.xs[0] <= part.x <= table.xs[-1]]


def _is_header_alone(table: Shades, over: Sequence[float]) -> bool:
    return not over and len(table.ys) == LEAST_EDGES


def _are_in_columns(runs: Sequence[Run], table: Shades) -> bool:
    """Whether text stands in several of the columns that shades show, and in most lines no two texts in one of them: a shade over all
    of a header and one behind the names show no columns of numbers."""
    edges = table.xs[1:-1]
    lines = text_lines(runs)
    apart = sum(len(columns_of(line, edges)) >= len(line) for line in lines)
    return len(columns_of(runs, edges)) > 1 and apart * 2 >= len(lines)


def _between_rows(table: Shades, runs: Sequence[Run]) -> Iterator[float]:
    """The heights between the white rows that stand between two shaded ones, a header and a total, where each line is one: a name with
    numbers. In a row of wrapped text some line has none, or those in brackets below others."""
    for top, bottom in pairwise(table.ys):
        lines = text_lines(between(runs, (top, bottom))) if not table.level(top) else []
        if all(_is_whole_row(line, table) for line in lines):
            yield from (middle_between(*pair) for pair in pairwise(lines))


def _is_whole_row(line: Sequence[Run], table: Shades) -> bool:
    is_named = 0 in columns_of(line, table.xs[1:-1]) and not any(IN_BRACKETS.fullmatch(run.text) for run in line)
    return is_named and is_row(line, table) and has_numbers_behind_names(line)


def _rows_under(table: Shades, runs: Sequence[Run]) -> list[float]:
    """The ends of the white rows under the last shaded one."""
    white, under = white_between_rows(table, runs), levels([run for run in runs if run.y > table.ys[-1]])
    rows = _white_rows(table, under, white)
    if not rows:
        return []
    below = under[sum(map(len, rows)) :][:1]
    return [*(middle_between(*pair) for pair in pairwise(map(_together, rows))), end_of_row(_together(rows[-1]), below, white)]


def _white_rows(table: Shades, under: Sequence[list[Run]], white: float) -> list[list[list[Run]]]:
    """The white rows under the last shaded one, each by its lines: one row, or, where the header alone is shaded, all that keep to its
    columns."""
    is_striped = _has_white_row(table)
    rows: list[list[list[Run]]] = []
    last = table.ys[-1]
    for level in under:
        is_first, is_next = is_row(level, table), bool(rows) and (_is_rest(level, table) or _is_rest_of_name(level, rows[-1][-1], table))
        is_near = min(run.y0 for run in level) - last <= max(TIGHT * level[0].size, (white if rows else white / 2) + EDGE)
        if not is_near or not (is_first or is_next) or rows and is_first and is_striped:
            break
        if is_first:
            rows.append([level])
        else:
            rows[-1].append(level)
        last = max(run.y1 for run in level)
    return rows


def _together(lines: Iterable[Sequence[Run]]) -> list[Run]:
    return [run for line in lines for run in line]


def _is_rest(level: Sequence[Run], table: Shades) -> bool:
    """Whether this is the next line of a cell behind the first column."""
    return columns_of(level, table.xs[1:-1]).isdisjoint({0}) and not any(crosses(run, x) for run in level for x in table.xs[1:-1])


def _is_rest_of_name(level: Sequence[Run], above: Sequence[Run], table: Shades) -> bool:
    """Whether one text alone stands in the first column below a name that begins there too and fills it: the name is wrapped."""
    names = [run for run in above if run.x < table.xs[1]]
    if len(level) != 1 or len(names) != 1 or level[0].x1 > table.xs[1]:
        return False
    (rest,), (name,) = level, names
    padding = name.x0 - table.xs[0]
    return abs(rest.x0 - name.x0) < TOLERANCES.at_wall and name.x1 + rest.size > table.xs[1] - padding


def _is_striped(table: Shades, runs: Sequence[Run]) -> bool:
    """Whether shades are of two colours, or a row is white, or all of it but the name of its group."""
    is_on_white = (not any(holds_middle(fill, run) for fill in table.fills) for run in runs)
    return len({fill.color for fill in table.fills}) > 1 or _has_white_row(table) or any(is_on_white)


def _has_white_row(table: Shades) -> bool:
    return any(not table.level(top) for top in table.ys[:-1])


def _shaded_cells(fills: Sequence[Area], grid: RawGrid) -> list[RawCell]:
    cells: list[RawCell] = []
    taken: set[tuple[int, int]] = set()
    for fill in sorted(fills, key=lambda f: (f.x1 - f.x0) * (f.y1 - f.y0)):
        cols = nearest(grid.xs, fill.x0), nearest(grid.xs, fill.x1)
        rows = nearest(grid.ys, fill.y0), nearest(grid.ys, fill.y1)
        cell = cell_at(grid, cols, rows)
        if cell.fields and taken.isdisjoint(cell.fields):
            cells.append(cell)
            taken.update(cell.fields)
    return cells
