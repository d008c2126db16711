"""Tables under a header whose cells are shaded side by side, with no rule: they show the columns.

In come the runs of text of one cell (or of the page outside all) and the fills of the page; out come grids like those of ruled tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.geometry.intervals import overlap
from pipeline.geometry.rect import Rect
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.column_edges import parted
from pipeline.layout.grids import TOUCH, RawCell, RawGrid
from pipeline.layout.gutters import white_of
from pipeline.layout.header_below import CLOSE, end_over_next
from pipeline.layout.names import spans_down
from pipeline.layout.runs import (
    Run,
    crosses,
    cut_at_edges,
    has_numbers_behind_name,
    levels,
    middle_between,
    mostly_numbers,
    names_of_groups,
    text_lines,
)
from pipeline.layout.unruled_rows import names_around
from pipeline.pages.model import Area

MOST_FILLS = 600
"""a page has seldom a tenth as many; what is drawn of so many little areas is a picture"""
NONE = float("inf")
"""pt; the distance from nothing"""
LEAST_NUMBERS = 2
"""behind the name of a row; one may be the rest of a cell"""
UNEVEN = 0.08
"""em; a gap smaller than the other by this much is within a cell"""


def shaded_grids(runs: Sequence[Run], fills: Sequence[Area]) -> list[RawGrid]:
    """Grids of tables whose header cells are shaded side by side: they show the columns, and the text below stands in these.

    Text of one row overlaps in height; a line that has a row for itself belongs to the row whose line is nearer in its column.
    """
    grids: list[RawGrid] = []
    headers = shaded_headers(runs, fills)
    for header in sorted(headers, key=lambda cells: cells[0].y0):
        if any(_lies_in(header, grid.rect) for grid in grids):
            continue
        edges = [header[0].x0, *((a.x1 + b.x0) / 2 for a, b in pairwise(header)), header[-1].x1]
        end = end_over_next(header, headers, runs)
        rows = _rows_below(header, edges, [part for run in runs if run.y < end for part in cut_at_edges(run, edges)])
        if any(len(_columns(row, edges)) > 1 for row in rows) and not _has_groups(rows, edges):
            grids.append(under_header(header, edges, rows, _title_over(header, fills)))
    return grids


def _has_groups(rows: Sequence[Sequence[Run]], edges: Sequence[float]) -> bool:
    """Whether before numbers the names under one shaded cell stand in two columns: those of groups, each between the lines of the
    others, which columns without walls show."""
    names, values = ([run for row in rows for run in row if (run.x < edges[1]) is is_name] for is_name in (True, False))
    names = parted(names)
    white = white_of(names)
    own = [run for run in names if white and run.x > white[0][1]]
    return len(white) == 1 and 2 * len(own) > len(names) and mostly_numbers([run.text for run in values])


def _lies_in(header: Sequence[Area], table: Rect) -> bool:
    """Whether shaded cells are a row of this table: its total, or its header once more."""
    return table.y0 < header[0].y0 < table.y1 and overlap((header[0].x0, header[-1].x1), (table.x0, table.x1)) > TOUCH


def _title_over(header: Sequence[Area], fills: Sequence[Area]) -> Area | None:
    """The shaded cell over all of a header, if there is one."""
    first, last = header[0], header[-1]
    over = (fill for fill in fills if abs(fill.y1 - first.y0) < TOUCH)
    return next((fill for fill in over if abs(fill.x0 - first.x0) < TOUCH and abs(fill.x1 - last.x1) < TOUCH), None)


def under_header(header: Sequence[Area], edges: list[float], rows: Sequence[Sequence[Run]], title: Area | None) -> RawGrid:
    ys = [header[0].y0, header[0].y1, *(middle_between(above, below) for above, below in pairwise(rows))]
    ys = [*([title.y0] if title else []), *ys, max(run.y1 for run in rows[-1]) + TOLERANCES.over]
    first = 1 if title else 0
    of_names = _stretches_of_names(ys, first, [run for row in rows for run in row if run.x < edges[1]])
    bands = {first + n for n in names_of_groups([[], *rows])}
    whole = [(n, n + 1, 0, len(header)) for n in ([0] if title else []) + [*bands]]
    others = [place for place in _places(of_names, len(header), range(first, len(ys) - 1)) if place[0] not in bands]
    cells = [RawCell(Rect(edges[c], ys[n], edges[d], ys[m]), (c, d), (n, m)) for n, m, c, d in (*whole, *others)]
    return RawGrid(Rect(edges[0], ys[0], edges[-1], ys[-1]), edges, ys, cells, ruled="none")


def _places(of_names: Iterable[tuple[int, int]], columns: int, rows: Sequence[int]) -> list[tuple[int, int, int, int]]:
    """The first row of each cell and that behind it, the first column and that behind it: of names, and behind these one a field."""
    return [*((n, m, 0, 1) for n, m in of_names), *((n, n + 1, c, c + 1) for n in rows for c in range(1, columns))]


def _stretches_of_names(ys: Sequence[float], header: int, names: Sequence[Run]) -> list[tuple[int, int]]:
    """From which to behind which row each cell of the first column goes, that of the header first: a name may stand in the middle of
    several rows. Where the first has but one, the names may stand on the first of their rows."""
    below = header + 1
    spans = spans_down(ys[below:], names) if names else []
    if not spans or spans[0] == (0, 1):
        return list(pairwise(range(header, len(ys))))
    return [(header, below), *((top + below, behind + below) for top, behind in spans)]


def shaded_headers(runs: Sequence[Run], fills: Sequence[Area]) -> list[list[Area]]:
    """The rows of shaded cells that touch, of which at least two say something, from left to right; none on a page of countless fills."""
    if len(fills) > MOST_FILLS:
        return []
    beside = {(run.x, run.y) for a, b in pairwise(runs) if a.y1 == b.y1 for run in (a, b)} if fills else ()
    written = {fill for fill in fills if any(fill.x0 <= x <= fill.x1 and fill.y0 <= y <= fill.y1 for x, y in beside)}
    rows = touching(sorted({fill for fill in fills if any(_level(fill, other) for other in written)}))
    return [row for row in rows if len(written.intersection(row)) > 1]


def touching(fills: Sequence[Area]) -> list[list[Area]]:
    """Fills, given from the left, by rows of those that touch at one height."""
    rows: list[list[Area]] = []
    for fill in fills:
        row = next((row for row in rows if abs(row[-1].x1 - fill.x0) < TOUCH and _level(row[-1], fill)), None)
        if row is None:
            rows.append([fill])
        else:
            row.append(fill)
    return rows


def _level(a: Area, b: Area) -> bool:
    """Whether two fills are of one height at one height."""
    return abs(a.y0 - b.y0) < TOUCH and abs(a.y1 - b.y1) < TOUCH


def _rows_below(header: Sequence[Area], edges: Sequence[float], runs: Sequence[Run]) -> list[list[Run]]:
    """The rows of text under a header, as far as they keep to its columns and close to each other."""
    bottom = header[0].y1
    lines: list[list[Run]] = []
    below = text_lines(r for r in runs if r.y > bottom and overlap((r.x0, r.x1), (edges[0], edges[-1])) > -TOUCH)
    for line, following in zip(below, [*below[1:], []], strict=False):
        keeps = _keeps_to(line, edges) or _heads_group(line, following, edges)
        if min(run.y0 for run in line) - bottom > CLOSE * line[0].size or not keeps:
            break
        lines.append(line)
        bottom = max(run.y1 for run in line)
    rows = _joined(_levels_of(lines, edges), edges)
    while rows and _columns(rows[-1], edges) == {0}:  # a caption or a heading
        rows.pop()
    return rows


def _levels_of(lines: Sequence[list[Run]], edges: Sequence[float]) -> list[list[Run]]:
    """What overlaps in height, where a name between the lines of two numbers each is of both, and the lines of a name around one of these
    are of that."""
    names = [line[0] for line in _between_rows(lines, edges)]
    found = levels(run for line in lines for run in line if run not in names)
    for name in names:
        above = next(level for level in reversed(found) if level[0].y < name.y)
        above.append(name)
    return _with_names_around(found, lines)


def _between_rows(lines: Sequence[list[Run]], edges: Sequence[float]) -> list[list[Run]]:
    """The lines of one text in the first column, on the height of both the line above and the one below, which are numbers behind a name
    of their own each."""
    return [
        line
        for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
        if _columns(line, edges) == {0} and len(line) == 1 and all(_has_numbers_alone(row, edges) for row in (above, below))
    ]


def _has_numbers_alone(row: Sequence[Run], edges: Sequence[float]) -> bool:
    """Whether a row has a name in the second column, and numbers behind it."""
    return 0 not in _columns(row, edges) and len(row) > LEAST_NUMBERS and has_numbers_behind_name(row)


def _with_names_around(found: list[list[Run]], lines: Sequence[list[Run]]) -> list[list[Run]]:
    """The levels, those as one of which one is a line of numbers and the others the lines of its name."""
    alone = [line[0] for line in lines if len(line) == 1]
    for line in lines:
        whole = [*line, *names_around(line, alone)] if len(line) > 1 else []
        own = [level for level in found if any(run in whole for run in level)]
        if len(own) > 1 and sum(map(len, own)) == len(whole):
            first = found.index(own[0])
            found = [*found[:first], [run for level in own for run in level], *found[first + len(own) :]]
    return found


def _keeps_to(line: Sequence[Run], edges: Sequence[float]) -> bool:
    """Whether a line goes on over no edge of the cells of a header, and does not begin left of them as a caption or text under it does."""
    return min(run.x0 for run in line) >= edges[0] - TOUCH and not any(crosses(run, edge) for run in line for edge in edges[1:-1])


def _heads_group(line: Sequence[Run], below: Sequence[Run], edges: Sequence[float]) -> bool:
    """Whether a text alone, that goes on over the edge of the first column, begins where the name of a row of numbers below it does."""
    if len(line) > 1 or not has_numbers_behind_name(below) or not _keeps_to(below, edges):
        return False
    return line[0].x < edges[1] and abs(line[0].x0 - min(run.x0 for run in below)) < TOLERANCES.at_wall


def _joined(levels: Sequence[list[Run]], edges: Sequence[float]) -> list[list[Run]]:
    """The rows of which some have lines above or below those that stand side by side."""
    rows: list[list[Run]] = []
    joins = False
    around: list[list[Run]] = [[], *levels, []]
    for k, level in enumerate(levels):
        joined, joins = joins, False
        columns = _columns(level, edges)
        if len(columns) == 1:
            (column,) = columns
            above, below = _gap(around[k], level, column, edges), _gap(level, around[k + 2], column, edges)
            if below == NONE:  # the gap between the rows before tells as much
                below = _gap(around[k - 1], around[k], column, edges) if k > 1 else 0.0
            if above == NONE and k + 3 < len(around):  # and that between the next ones under the header
                above = _gap(around[k + 2], around[k + 3], column, edges)
            least = UNEVEN * level[0].size
            joins = below < above - least and k + 1 < len(levels)
            joined = joined or k > 0 and not joins and (column > 0 or above < below - least)
        if joined:
            rows[-1] += level
        else:
            rows.append(list(level))
    return rows


def _gap(upper: Sequence[Run], lower: Sequence[Run], column: int, edges: Sequence[float]) -> float:
    """The distance of what two levels have in one column, in points; ``NONE`` where one has nothing there."""
    above = [r.y1 for r in upper if _columns([r], edges) == {column}]
    below = [r.y0 for r in lower if _columns([r], edges) == {column}]
    return min(below) - max(above) if above and below else NONE


def _columns(runs: Sequence[Run], edges: Sequence[float]) -> set[int]:
    return {sum(edge < run.x for edge in edges[1:-1]) for run in runs}
