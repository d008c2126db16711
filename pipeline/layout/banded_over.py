"""The white rows over the first shaded one of a table that its stripes show: its first row, and the header over it.

In come the shades of the table and what stands over, between and under them, out come the heights at which these rows begin. Each has its
texts in the columns of the table, or in the middle of several, where a caption is one text at the left.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.column_edges import OPENING
from pipeline.layout.header_levels import columns_under
from pipeline.layout.names import CENTRED
from pipeline.layout.runs import (
    Run,
    are_names,
    between,
    columns_of,
    crosses,
    has_number,
    is_number,
    middle_between,
    stand_at_one_place,
    text_lines,
    white_between,
)
from pipeline.layout.shades import TIGHT, WITHIN, Shades, white_between_rows

COLUMNS_OF_TWO = 3
"""edges"""
SAME_EDGE, EDGE = TOLERANCES.same_edge, TOLERANCES.over


def rows_over(table: Shades, runs: Sequence[Run]) -> list[float]:
    """The tops of the white rows over the first shaded one, where no header is shaded, as all shades are of one colour: a row, with a
    header over it, or the names over several columns, whose own are shaded."""
    above = [run for run in runs if run.y < table.ys[0] and not _is_in_corner(run, table)]
    stripe = between(runs, (table.ys[0], table.ys[1]))
    white = white_between_rows(table, runs)
    lines = _whole_rows(_without_corner(text_lines(above), white), table, white)
    rows = _lowest_over(lines, stripe, table, white) if len({fill.color for fill in table.fills}) == 1 else []
    if not rows or has_numbers_behind_names(lines[-1]) and _begins_with_header(table, stripe):
        return []
    for line in lines[-len(rows) - 1 :: -1]:
        if not (_is_next(line, rows[0], white) and _heads(line, rows, stripe, table)):
            break
        rows.insert(0, line)
    return [_top_of(rows[0], lines[: -len(rows)], white), *(middle_between(upper, lower) for upper, lower in pairwise(rows))]


def _top_of(row: Sequence[Run], above: Sequence[Sequence[Run]], white: float) -> float:
    """Where the first row begins: as far over its text as that of others is from their ends, but no nearer to what stands over it."""
    free = min((white_between(line, row) for line in above[-1:]), default=white)
    return min(run.y0 for run in row) - max(min(white, free) / 2, EDGE)


def end_of_row(row: Sequence[Run], below: Sequence[Sequence[Run]], white: float) -> float:
    """Where the last row ends, as ``_top_of`` is where the first begins."""
    free = min((white_between(row, line) for line in below[:1]), default=white)
    return max(run.y1 for run in row) + max(min(white, free) / 2, EDGE)


def _whole_rows(lines: Sequence[list[Run]], table: Shades, white: float) -> list[list[Run]]:
    """The lines, those as one row that stand nearer to each other than rows do: the cells of it are wrapped, and one behind the names
    goes on. A caption stands so near too, and says nothing there."""
    rows: list[list[Run]] = []
    for line in reversed(lines):
        is_near = bool(rows) and white_between(line, rows[0]) < WITHIN * white
        if is_near and not columns_of(line, table.xs[1:-1]).isdisjoint(range(1, len(table.xs) - 1)):
            rows[0] = [*line, *rows[0]]
        else:
            rows.insert(0, line)
    return rows


def _lowest_over(lines: Sequence[list[Run]], stripe: Sequence[Run], table: Shades, white: float) -> list[list[Run]]:
    """The white row right over the first shaded one, or, where that is the name of a group of rows, this with the header over it."""
    if not lines or _is_over(lines[-1], stripe, table, white):
        return list(lines[-1:])
    *above, names = lines
    is_name = len(names) == 1 and names[0].x0 < table.xs[1] and _is_tight(names, table.ys[0], white)
    return [above[-1], names] if is_name and above and _is_header(above[-1], table) and _is_next(above[-1], names, white) else []


def _begins_with_header(table: Shades, first: Sequence[Run]) -> bool:
    """Whether the first shaded row is a header of the table or names over several columns: over it a number stands in a caption."""
    return _is_header(first, table) or _are_over_several([run for run in first if run.x > table.xs[1]], table.xs)


def _is_next(line: Sequence[Run], below: Sequence[Run], white: float) -> bool:
    """Whether a line stands as near above another as the rows do that the shades show."""
    return white_between(line, below) <= max(TIGHT * line[0].size, white + EDGE)


def _heads(line: Sequence[Run], rows: Sequence[Sequence[Run]], stripe: Sequence[Run], table: Shades) -> bool:
    """Whether a line over some white rows is the header of the first, or names over several columns of a header, of such names, or of a
    row in which names and numbers take turns. A first row is as the first shaded one is: names and numbers, or not."""
    below = rows[0]
    is_first = len(rows) == 1 and has_numbers_behind_names(stripe) is has_numbers_behind_names(below)
    if (is_first or has_numbers_behind_names(below)) and _is_header(line, table, below):
        return True
    edges = table.xs
    if not _is_header(below, table, *rows[1:2]):
        inside = columns_under(below, rows[1], table.xs) if len(rows) > 1 else []
        edges = [x for n, x in enumerate(table.xs) if not any(first < n < behind for first, behind in inside)]
    if is_first:
        return not has_numbers_behind_names(below) and _is_over_columns(line, below, edges)
    names = [run for run in line if run.x > table.xs[1]]
    return not has_numbers_behind_names(below) and _is_over_columns(names, below, edges)


def _is_over_columns(names: Sequence[Run], below: Sequence[Run], edges: Sequence[float]) -> bool:
    """Whether several names are each in the middle of several columns, or one of some behind the first: a caption begins there, or stands
    in the middle of all."""
    spans = columns_under(names, below, edges)
    is_behind = len(names) > 1 or bool(spans) and spans[0][0] > 0 and names[0].x0 > edges[spans[0][0]]
    return 0 < len(names) == len(spans) and is_behind and not any(map(_is_in_brackets, names))


def _is_in_brackets(run: Run) -> bool:
    """Whether a bracket opens a text, as the unit behind a caption."""
    return run.text[0] in OPENING


def _without_corner(lines: Sequence[list[Run]], white: float) -> list[list[Run]]:
    """The lines without what stands in the middle of two rows around it, before all that these say: names beside both."""
    found = list(lines[:1])
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        is_beside = (
            abs(2 * line[0].y - above[0].y - below[0].y) < 2 * CENTRED * line[0].size and white_between(above, below) >= WITHIN * white
        )
        if not (is_beside and max(run.x1 for run in line) < min(run.x0 for run in (*above, *below))):
            found.append(line)
    return [*found, *lines[1:][-1:]]


def _is_over(line: Sequence[Run], stripe: Sequence[Run], table: Shades, white: float) -> bool:
    """Whether a line close over the first shaded row is a row too, or are names over several columns."""
    is_one = is_row(line, table) and (is_more_than_caption(line, table.xs[1:-1]) or _is_as(line, stripe, table))
    return _is_tight(line, table.ys[0], white) and (is_one or _are_over_several(line, table.xs) or _are_over_all(line, table.xs))


def _is_as(line: Sequence[Run], stripe: Sequence[Run], table: Shades) -> bool:
    """Whether a line says as much as a shaded row of two columns, each text where one of this is: no caption before its unit."""
    texts = [sorted(row, key=lambda run: run.x0) for row in (line, stripe)]
    are_two = len(table.xs) == COLUMNS_OF_TWO and len(texts[0]) == len(texts[1]) and not any(map(_is_in_brackets, line))
    return are_two and all(stand_at_one_place(*pair) for pair in zip(*texts, strict=True))


def _is_in_corner(run: Run, table: Shades) -> bool:
    """Whether a name stands beside both lines of a header, of which the lower one is shaded."""
    return run.y0 < table.ys[0] < run.y1


def _is_tight(line: Sequence[Run], bottom: float, white: float) -> bool:
    """Whether a line stands as near above a height as rows do, half of the white between which is under a text."""
    return bottom - max(run.y1 for run in line) < max(TIGHT * line[0].size, white / 2 + EDGE)


def _is_header(line: Sequence[Run], table: Shades, row: Sequence[Run] = ()) -> bool:
    """Whether a line has words, or numbers that count on, in all of several columns behind the names of a row, or, where there is but one,
    over these too: a caption has no gaps there, but for one before its unit."""
    edges, last = table.xs[1:-1], len(table.xs) - 1
    behind, found = set(range(_first_of_numbers(row, edges), last)), columns_of(line, edges)
    is_full = found >= behind if len(behind) > 1 else bool(row) and found == set(range(last)) and not any(map(_is_in_brackets, line))
    return is_full and is_row(line, table) and are_names(line)


def _first_of_numbers(row: Sequence[Run], edges: Sequence[float]) -> int:
    """The first column of numbers behind the names of a row; the second where it has none."""
    behind = sorted(row, key=lambda run: run.x0)[1:]
    return min(columns_of((run for run in behind if is_number(run.text)), edges), default=1) if has_numbers_behind_names(row) else 1


def _are_over_several(line: Sequence[Run], xs: Sequence[float]) -> bool:
    """Whether several texts stand each in the middle of columns beside each other, and go on over the edges between these."""
    return len(line) > 1 and all(_is_over_several(run, xs[1:]) for run in line)


def _are_over_all(line: Sequence[Run], xs: Sequence[float]) -> bool:
    """Whether several texts stand each in the middle of several columns, which follow each other from the first to the last of a table:
    names over pairs of names and numbers."""
    begin = 0
    for run in sorted(line, key=lambda run: run.x0):
        ends = (n for n in range(begin + 2, len(xs)) if abs((xs[begin] + xs[n]) / 2 - run.x) < TOLERANCES.centred)
        begin = next(ends, len(xs))
    return len(line) > 1 and begin == len(xs) - 1


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
    numbers = [is_number(run.text) for run in sorted(row, key=lambda run: run.x0)[1:]]
    return any(numbers) and all(numbers[numbers.index(True) :])
