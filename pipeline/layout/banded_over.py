"""The white rows over the first shaded one of a table that its stripes show: its first row, and the header over it.

In come the shades of the table and what stands over, between and under them, out come the heights at which these rows begin. Each has its
texts in the columns of the table, or in the middle of several, where a caption is one text at the left.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.header_levels import columns_under
from pipeline.layout.names import CENTRED
from pipeline.layout.runs import Run, are_names, columns_of, crosses, has_number, is_number, middle_between, text_lines
from pipeline.layout.shades import TIGHT, Shades

SAME_EDGE, EDGE = TOLERANCES.same_edge, TOLERANCES.over


def rows_over(table: Shades, runs: Sequence[Run]) -> list[float]:
    """The tops of the white rows over the first shaded one, where no header is shaded, as all shades are of one colour: a row, with a
    header over it, or the names over several columns, whose own are shaded."""
    above = [run for run in runs if run.y < table.ys[0] and not _is_in_corner(run, table)]
    lines = _without_corner(text_lines(above), table)
    rows = _lowest_over(lines, table) if len({fill.color for fill in table.fills}) == 1 else []
    if not rows or has_numbers_behind_names(lines[-1]) and _begins_with_header(table, runs):
        return []
    for line in lines[-len(rows) - 1 :: -1]:
        if not (_is_next(line, rows[0], table) and _heads(line, rows, table)):
            break
        rows.insert(0, line)
    return [min(run.y0 for run in rows[0]) - EDGE, *(middle_between(upper, lower) for upper, lower in pairwise(rows))]


def _lowest_over(lines: Sequence[list[Run]], table: Shades) -> list[list[Run]]:
    """The white row right over the first shaded one, or, where that is the name of a group of rows, this with the header over it."""
    if not lines or _is_over(lines[-1], table):
        return list(lines[-1:])
    *above, names = lines
    is_name = len(names) == 1 and names[0].x0 < table.xs[1] and _is_tight(names, table.ys[0])
    return [above[-1], names] if is_name and above and _is_header(above[-1], table) and _is_next(above[-1], names, table) else []


def _begins_with_header(table: Shades, runs: Sequence[Run]) -> bool:
    """Whether the first shaded row is a header of the table or names over several columns: over it a number stands in a caption."""
    first = [run for run in runs if table.ys[0] < run.y < table.ys[1]]
    return _is_header(first, table) or _are_over_several([run for run in first if run.x > table.xs[1]], table.xs)


def _is_next(line: Sequence[Run], below: Sequence[Run], table: Shades) -> bool:
    """Whether a line stands as near above another as the rows do that the shades show."""
    height, white = min(fill.y1 - fill.y0 for fill in table.fills), min(run.y0 for run in below) - max(run.y1 for run in line)
    return white <= max(TIGHT * line[0].size, height - line[0].size + EDGE)


def _heads(line: Sequence[Run], rows: Sequence[Sequence[Run]], table: Shades) -> bool:
    """Whether a line over some white rows is the header of the first, or names over several columns of a header, or over several such
    names."""
    below = rows[0]
    if has_numbers_behind_names(below):
        return _is_header(line, table)
    names = [run for run in line if run.x > table.xs[1]]
    edges = table.xs
    if not _is_header(below, table):
        inside = columns_under(below, rows[1], table.xs) if len(rows) > 1 else []
        edges = [x for n, x in enumerate(table.xs) if not any(first < n < behind for first, behind in inside)]
    return _is_over_columns(names, below, edges)


def _is_over_columns(names: Sequence[Run], below: Sequence[Run], edges: Sequence[float]) -> bool:
    """Whether several names are each in the middle of several columns."""
    return 1 < len(names) == len(columns_under(names, below, edges))


def _without_corner(lines: Sequence[list[Run]], table: Shades) -> list[list[Run]]:
    """The lines without a name alone in the first column that stands in the middle of the two around it."""
    found = list(lines[:1])
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        is_beside = abs(2 * line[0].y - above[0].y - below[0].y) < 2 * CENTRED * line[0].size
        if not (is_beside and all(run.x1 < table.xs[1] for run in line)):
            found.append(line)
    return [*found, *lines[1:][-1:]]


def _is_over(line: Sequence[Run], table: Shades) -> bool:
    """Whether a line close over the first shaded row is a row too, or are names over several columns."""
    is_one = is_row(line, table) and is_more_than_caption(line, table.xs[1:-1])
    return _is_tight(line, table.ys[0]) and (is_one or _are_over_several(line, table.xs))


def _is_in_corner(run: Run, table: Shades) -> bool:
    """Whether a name stands beside both lines of a header, of which the lower one is shaded."""
    return run.y0 < table.ys[0] < run.y1


def _is_tight(line: Sequence[Run], bottom: float) -> bool:
    """Whether a line stands as near above a height as rows do."""
    return bottom - max(run.y1 for run in line) < TIGHT * line[0].size


def _is_header(line: Sequence[Run], table: Shades) -> bool:
    """Whether a line has words, or numbers that count on, in all of several columns behind the first: a caption has no gaps there."""
    behind = set(range(1, len(table.xs) - 1))
    is_full = len(behind) > 1 and columns_of(line, table.xs[1:-1]) >= behind
    return is_full and is_row(line, table) and are_names(line)


def _are_over_several(line: Sequence[Run], xs: Sequence[float]) -> bool:
    """Whether several texts stand each in the middle of columns beside each other, and go on over the edges between these."""
    return len(line) > 1 and all(_is_over_several(run, xs[1:]) for run in line)


def _is_over_several(run: Run, xs: Sequence[float]) -> bool:
    return any(crosses(run, x) for x in xs[1:-1]) and any(
        a < run.x0 and run.x1 < b and abs((a + b) / 2 - run.x) < TOLERANCES.centred for a, b in combinations(xs, 2)
    )


def is_more_than_caption(line: Sequence[Run], edges: Sequence[float]) -> bool:
    """Whether a line has numbers behind its first text, or texts in all of several columns but the first, or two that are of names."""
    _, *others = sorted(line, key=lambda run: run.x0)
    names = 2 if len(edges) > 2 else 1
    is_full = len(edges) > 1 and columns_of(line, edges) >= set(range(names, len(edges) + 1))
    return is_full or any(has_number(run.text) for run in others)


def is_row(line: Sequence[Run], table: Shades) -> bool:
    edges = table.xs[1:-1]
    return (
        keeps(table, line)
        and len(columns_of(line, edges)) > 1
        and sum(any(crosses(run, edge) for edge in edges) for run in line) * 2 <= len(line)
    )


def keeps(table: Shades, runs: Sequence[Run]) -> bool:
    """Whether what is shaded are cells: their text ends within them."""
    return all(run.x0 >= table.xs[0] - SAME_EDGE and run.x1 <= table.xs[-1] + SAME_EDGE for run in runs)


def has_numbers_behind_names(row: Sequence[Run]) -> bool:
    """Whether a row is a name or two, and behind them numbers alone."""
    _, *behind = sorted(row, key=lambda run: run.x0)
    numbers = [is_number(run.text) for run in behind]
    return any(numbers) and all(numbers[numbers.index(True) :])
