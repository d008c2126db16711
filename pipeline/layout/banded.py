"""Tables that their shades show, with no rule: every other row shaded, or a header of two lines whose cells are.

In come the fills and the runs of text of one cell (or of the page outside all), out come grids like those of ruled tables. A shaded
cell is a cell; between and under them stand the rows that are left white, one at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from pipeline.geometry.clusters import firsts, nearest
from pipeline.geometry.disjoint import DisjointSet
from pipeline.geometry.intervals import Interval, overlap
from pipeline.geometry.rect import Rect
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.column_edges import parted
from pipeline.layout.grids import TOUCH, RawCell, RawGrid
from pipeline.layout.header_below import is_under_rows
from pipeline.layout.names import spans_down
from pipeline.layout.runs import (
    Run,
    between,
    columns_of,
    crosses,
    has_number,
    has_numbers_behind_name,
    is_number,
    levels,
    middle_between,
    mostly_numbers,
    names_of_groups,
    text_lines,
)
from pipeline.layout.unruled import shaded_headers
from pipeline.pages.model import Area

TIGHT = 0.8
"""em; the text of a white row ends no further from the shaded ones"""
ROW_LINES = 6
"""lines of text; a white row has no more"""
LEAST_EDGES = 2
"""heights of shades; with no more they are one row"""
SAME_EDGE, EDGE = TOLERANCES.same_edge, TOLERANCES.over


@dataclass(frozen=True, slots=True)
class _Shades:
    """The shaded cells of one table, with the places of its columns and of the rows that they show."""

    fills: Sequence[Area]
    xs: list[float]
    ys: list[float]

    @property
    def extent(self) -> Interval:
        return self.xs[0], self.xs[-1]

    def level(self, top: float) -> list[Area]:
        return [fill for fill in self.fills if fill.y0 <= top + TOUCH < fill.y1 - TOUCH]


def banded_grids(runs: Sequence[Run], fills: Sequence[Area]) -> list[RawGrid]:
    """Grids of the tables that shades of more than one height show; ``fills`` lie all where the runs do."""
    runs = parted(runs)
    written = [fill for fill in dict.fromkeys(fills) if fill.y1 - fill.y0 > TOUCH and fill.x1 - fill.x0 > TOUCH]
    tables = [table for group in _groups(written, runs) if (table := _shades(group)) is not None]
    headers = shaded_headers(runs, written)
    grids = [_grid(table, runs, has_rows_over=not is_under_rows(table.xs, table.ys[0], headers, runs)) for table in tables]
    return [grid for grid in grids if grid is not None]


def _groups(fills: Sequence[Area], runs: Sequence[Run]) -> list[list[Area]]:
    """Fills that touch, or have one white row between them, as one."""
    joined = DisjointSet(len(fills))
    order = sorted(range(len(fills)), key=lambda n: fills[n].y0)
    for i, m in enumerate(order):
        for n in order[:i]:
            if joined.find(n) == joined.find(m):
                continue
            above = [fills[k] for k in order[:i] if joined.find(k) == joined.find(n)]
            if _touch(fills[n], fills[m]) or _goes_on_below(fills[n], fills[m], above, fills, runs):
                joined.join(n, m)
    groups: dict[int, list[Area]] = {}
    for n in order:
        groups.setdefault(joined.find(n), []).append(fills[n])
    return list(groups.values())


def _goes_on_below(upper: Area, lower: Area, above: Sequence[Area], fills: Sequence[Area], runs: Sequence[Run]) -> bool:
    """Whether a white row parts two shaded cells of one column. A colour that came before is that of a header, of another table; where all
    are of one, only a row of one line is sure to be one."""
    if abs(upper.x0 - lower.x0) > SAME_EDGE or abs(upper.x1 - lower.x1) > SAME_EDGE or lower.y0 - upper.y1 <= TOUCH:
        return False
    between_them = (fill for fill in fills if fill.y0 >= upper.y1 - TOUCH and fill.y1 <= lower.y0 + TOUCH)
    if any(overlap((fill.x0, fill.x1), (upper.x0, upper.x1)) > TOUCH for fill in between_them):
        return False
    before = {fill.color for fill in above if fill.y1 <= upper.y0 + TOUCH} - {upper.color}
    return lower.color not in before and _are_around_row(upper, lower, runs, 1 if upper.color == lower.color and not before else ROW_LINES)


def _touch(a: Area, b: Area) -> bool:
    across, down = overlap((a.x0, a.x1), (b.x0, b.x1)), overlap((a.y0, a.y1), (b.y0, b.y1))
    return min(across, down) > -TOUCH and max(across, down) > TOUCH


def _are_around_row(upper: Area, lower: Area, runs: Sequence[Run], most: int) -> bool:
    """Whether text in columns, of so many lines at most, fills the room between two shaded cells."""
    row = [run for run in runs if upper.y1 < run.y < lower.y0]
    here = [run for run in row if upper.x0 < run.x < upper.x1] or row
    if not here or len(text_lines(here)) > most:
        return False
    reach = TIGHT * here[0].size
    is_tight = min(run.y0 for run in here) - upper.y1 < reach and lower.y0 - max(run.y1 for run in here) < reach
    return is_tight and (_stands_in_columns(row) or len(row) == 1 and _is_as_high(upper, lower))


def _is_as_high(upper: Area, lower: Area) -> bool:
    """Whether the room between two shaded cells is as high as the lower of them: the name of a group stands alone in its row."""
    return abs((lower.y0 - upper.y1) - (lower.y1 - lower.y0)) < TOUCH


def _stands_in_columns(row: Sequence[Run]) -> bool:
    left = min(row, key=lambda run: run.x1)
    return any(run.x0 > left.x1 for run in row)


def _shades(group: Sequence[Area]) -> _Shades | None:
    """The shaded cells of a table of at least two columns."""
    xs = firsts((x for fill in group for x in (fill.x0, fill.x1)), SAME_EDGE)
    ys = firsts((y for fill in group for y in (fill.y0, fill.y1)), SAME_EDGE)
    return _Shades(group, xs, ys) if len(xs) > 2 else None


def _grid(table: _Shades, runs: Sequence[Run], *, has_rows_over: bool) -> RawGrid | None:
    """The grid of a table; ``has_rows_over`` says that the rows over its first shaded one may be its own."""
    within = [run for run in runs if table.xs[0] <= run.x <= table.xs[-1]]
    over = _rows_over(table, within) if has_rows_over else []
    ys = [*over, *table.ys, *_rows_under(table, within)]
    if _is_header_alone(table, over) or len(ys) == len(table.ys) and not _is_striped(table):  # shaded cells and nothing else
        return None
    inside = [run for run in within if ys[0] <= run.y <= ys[-1]]
    if len({c for run in inside for c in columns_of([run], table.xs[1:-1])}) < 2 or not _keeps(table, inside):
        return None
    grid = RawGrid(Rect(table.xs[0], ys[0], table.xs[-1], ys[-1]), list(table.xs), ys, [], ruled="none")
    grid.cells = _shaded_cells(table.fills, grid)
    taken = {field for cell in grid.cells for field in _fields(cell)}
    grid.cells += _white_cells(grid, taken, inside)
    return grid


def _is_header_alone(table: _Shades, over: Sequence[float]) -> bool:
    return not over and len(table.ys) == LEAST_EDGES


def _keeps(table: _Shades, runs: Sequence[Run]) -> bool:
    """Whether what is shaded are cells: their text ends within them."""
    return all(run.x0 >= table.xs[0] - SAME_EDGE and run.x1 <= table.xs[-1] + SAME_EDGE for run in runs)


def _is_row(line: Sequence[Run], table: _Shades) -> bool:
    edges = table.xs[1:-1]
    return (
        _keeps(table, line)
        and len(columns_of(line, edges)) > 1
        and sum(any(crosses(run, edge) for edge in edges) for run in line) * 2 <= len(line)
    )


def _rows_over(table: _Shades, runs: Sequence[Run]) -> list[float]:
    """The tops of the white rows over the first shaded one, where no header is shaded, as all shades are of one colour: a row, with a
    header over it, or the names over several columns, whose own are shaded."""
    lines = text_lines(run for run in runs if run.y < table.ys[0] and not _is_in_corner(run, table))
    if not lines or len({fill.color for fill in table.fills}) > 1 or not _is_over(lines[-1], table):
        return []
    *over, last = lines
    top = min(run.y0 for run in last)
    for line in over[-1:]:
        if has_numbers_behind_name(last) and _is_tight(line, top) and _is_header(line, table):
            return [min(run.y0 for run in line) - EDGE, middle_between(line, last)]
    return [top - EDGE]


def _is_over(line: Sequence[Run], table: _Shades) -> bool:
    """Whether a line close over the first shaded row is a row too, or are names over several columns."""
    is_row = _is_row(line, table) and is_more_than_caption(line, table.xs[1:-1])
    return _is_tight(line, table.ys[0]) and (is_row or _are_over_several(line, table.xs))


def _is_in_corner(run: Run, table: _Shades) -> bool:
    """Whether a name in the first column stands beside both lines of a header, of which the lower one is shaded."""
    return run.y0 < table.ys[0] < run.y1 and run.x1 < table.xs[1]


def _is_tight(line: Sequence[Run], bottom: float) -> bool:
    """Whether a line stands as near above a height as rows do."""
    return bottom - max(run.y1 for run in line) < TIGHT * line[0].size


def _is_header(line: Sequence[Run], table: _Shades) -> bool:
    """Whether a line has words, no numbers, in all of several columns behind the first: a caption has no gaps there."""
    behind = set(range(1, len(table.xs) - 1))
    is_full = len(behind) > 1 and columns_of(line, table.xs[1:-1]) >= behind
    return is_full and _is_row(line, table) and not any(is_number(run.text) for run in line)


def _are_over_several(line: Sequence[Run], xs: Sequence[float]) -> bool:
    """Whether several texts stand each in the middle of columns beside each other, and go on over the edges between these."""
    return len(line) > 1 and all(_is_over_several(run, xs[1:]) for run in line)


def _is_over_several(run: Run, xs: Sequence[float]) -> bool:
    return any(crosses(run, x) for x in xs[1:-1]) and any(
        a < run.x0 and run.x1 < b and abs((a + b) / 2 - run.x) < TOLERANCES.centred for a, b in combinations(xs, 2)
    )


def is_more_than_caption(line: Sequence[Run], edges: Sequence[float]) -> bool:
    """Whether a line has numbers behind its first text, or texts in all of several columns but the first."""
    _, *others = sorted(line, key=lambda run: run.x0)
    is_full = len(edges) > 1 and columns_of(line, edges) >= set(range(1, len(edges) + 1))
    return is_full or any(has_number(run.text) for run in others)


def _rows_under(table: _Shades, runs: Sequence[Run]) -> list[float]:
    """The ends of the white rows under the last shaded one: one, or, where the header alone is shaded, all that keep to its columns."""
    is_striped = _has_white_row(table)
    ends: list[float] = []
    last = table.ys[-1]
    for row in levels([run for run in runs if run.y > table.ys[-1]]):
        top, bottom = min(run.y0 for run in row), max(run.y1 for run in row)
        if top - last > TIGHT * row[0].size or not (_is_row(row, table) or ends and _is_rest(row, table)):
            break
        if _is_row(row, table):
            if ends and is_striped:
                break
            ends = [*ends[:-1], *([(last + top) / 2] if ends else []), bottom + EDGE]
        else:
            ends[-1] = bottom + EDGE
        last = bottom
    return ends


def _is_rest(level: Sequence[Run], table: _Shades) -> bool:
    """Whether this is the next line of a cell behind the first column."""
    return columns_of(level, table.xs[1:-1]).isdisjoint({0}) and not any(crosses(run, x) for run in level for x in table.xs[1:-1])


def _is_striped(table: _Shades) -> bool:
    return len({fill.color for fill in table.fills}) > 1 or _has_white_row(table)


def _has_white_row(table: _Shades) -> bool:
    return any(not table.level(top) for top in table.ys[:-1])


def _shaded_cells(fills: Sequence[Area], grid: RawGrid) -> list[RawCell]:
    cells: list[RawCell] = []
    taken: set[tuple[int, int]] = set()
    for fill in sorted(fills, key=lambda f: (f.x1 - f.x0) * (f.y1 - f.y0)):
        cols = nearest(grid.xs, fill.x0), nearest(grid.xs, fill.x1)
        rows = nearest(grid.ys, fill.y0), nearest(grid.ys, fill.y1)
        cell = _cell(grid, cols, rows)
        if cols[0] < cols[1] and rows[0] < rows[1] and not taken.intersection(_fields(cell)):
            cells.append(cell)
            taken.update(_fields(cell))
    return cells


def _cell(grid: RawGrid, cols: tuple[int, int], rows: tuple[int, int]) -> RawCell:
    return RawCell(Rect(grid.xs[cols[0]], grid.ys[rows[0]], grid.xs[cols[1]], grid.ys[rows[1]]), cols, rows)


def _fields(cell: RawCell) -> Iterator[tuple[int, int]]:
    return ((r, c) for r in range(*cell.rows) for c in range(*cell.cols))


def _white_cells(grid: RawGrid, taken: set[tuple[int, int]], runs: Sequence[Run]) -> list[RawCell]:
    """The cells of what is not shaded, where a text or a name spans several in one row, or a name in its middle several rows."""
    rows, columns = range(len(grid.ys) - 1), range(len(grid.xs) - 1)
    texts = [_texts_of_row(grid, runs, r) for r in rows]
    names = next((c for c in columns[1:] if mostly_numbers("".join(run.text for run in row[c]) for row in texts)), 1)
    heads = _names_over_rows(grid, taken, texts)
    taken = taken | {field for cell in heads for field in _fields(cell)}
    cells = heads + [cell for c in range(names) for cell in _names_of_rows(grid, c, [(r, c) not in taken for r in rows], texts)]
    used = taken | {field for cell in cells for field in _fields(cell)}
    return cells + [cell for r in rows for cell in _white_row(grid, r, used, texts[r], names)]


def _names_over_rows(grid: RawGrid, taken: set[tuple[int, int]], texts: Sequence[Sequence[Sequence[Run]]]) -> list[RawCell]:
    """The white rows of a group's name, each one cell."""
    groups = names_of_groups([[run for text in row for run in text] for row in texts])
    rows = [_cell(grid, (0, len(grid.xs) - 1), (r, r + 1)) for r in sorted(groups)]
    return [cell for cell in rows if taken.isdisjoint(_fields(cell))]


def _names_of_rows(grid: RawGrid, c: int, free: Sequence[bool], texts: Sequence[Sequence[Sequence[Run]]]) -> Iterator[RawCell]:
    """The cells of one column that stand for several rows, where it is not shaded."""
    for top, behind in _stretches(free):
        for first, last in spans_down(grid.ys[top : behind + 1], [run for row in texts[top:behind] for run in row[c]]):
            yield _cell(grid, (c, c + 1), (top + first, top + last))


def _white_row(grid: RawGrid, r: int, used: set[tuple[int, int]], row: Sequence[Sequence[Run]], names: int) -> Iterator[RawCell]:
    """The cells of a row that are not used yet, from the left."""
    c, columns = 0, len(grid.xs) - 1
    while c < columns:
        behind = c + 1
        while behind < columns and not used & {(r, c), (r, behind)} and _goes_on(row, c, behind, grid.xs[behind], names):
            behind += 1
        if (r, c) not in used:
            yield _cell(grid, (c, behind), (r, r + 1))
        c = behind


def _texts(grid: RawGrid, runs: Sequence[Run], row: int, column: int) -> list[Run]:
    x0, x1 = grid.xs[column], grid.xs[column + 1]
    return [run for run in between(runs, (grid.ys[row], grid.ys[row + 1])) if x0 <= run.x < x1]


def _texts_of_row(grid: RawGrid, runs: Sequence[Run], row: int) -> list[list[Run]]:
    return [_texts(grid, runs, row, column) for column in range(len(grid.xs) - 1)]


def _goes_on(row: Sequence[Sequence[Run]], first: int, column: int, edge: float, names: int) -> bool:
    """Whether the cell of a column goes on over the next: its text does, or it is a name with nothing beside it."""
    if any(crosses(run, edge) for beside in (row[column - 1], row[column]) for run in beside):
        return True
    return column < names and bool(row[first]) and not row[column]


def _stretches(free: Sequence[bool]) -> list[tuple[int, int]]:
    """From which to behind which row a column goes on without a shade."""
    ends = [n for n, (a, b) in enumerate(pairwise([False, *free, False])) if a != b]
    return list(zip(ends[::2], ends[1::2], strict=True))
