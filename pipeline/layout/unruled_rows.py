"""The rows of tables without any rule: lines in columns, each with what else belongs to its cells.

In come the runs of text of one cell or page; out come lists of runs, one a row, from the top down.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.column_edges import MARK_WIDTH, is_narrow_word, stand_over_each_other
from pipeline.layout.header_below import CLOSE
from pipeline.layout.header_over import is_unit
from pipeline.layout.names import NEARER
from pipeline.layout.row_edges import IN_BRACKETS
from pipeline.layout.runs import (
    OVERLAP,
    Run,
    are_names,
    has_number,
    has_numbers_behind_name,
    is_item,
    is_number,
    stand_at_one_place,
    text_lines,
    white_between,
    with_next,
)
from pipeline.text.folds import STOPS

LEAST_SHARES = 2
"""numbers in brackets; one alone may be a note"""
OFF_MIDDLE = 0.35
"""em; the lines of a cell have their middles this near each other"""
NONE = float("inf")
"""pt; the distance from nothing"""
ROOM = 0.8
"""share of the step from column to column; what fills so much of it had no room on one line beside the sides of its cell"""


def rows_in_columns(runs: Sequence[Run]) -> list[list[Run]]:
    """The lines in columns, each with those that go on with its cells, a cell of two lines stands around the middle of the others, and
    with a name of two lines around it. What stands as much beside the next line, a name of both, is left out."""
    rows: list[list[Run]] = []
    lines = _with_rests(_with_shares(text_lines(runs)))
    groups = lines_over_groups(lines)
    alone = [line[0] for line in lines if len(line) == 1]
    for line in lines:
        names = names_around(line, alone)
        alone = [run for run in alone if run not in names]
        if rows and _goes_on(rows[-1], line):
            rows[-1] += line
        elif names or is_columnar(line) or line in groups:
            rows = [*rows[:-1], *_above(rows[-1:], [*line, *names]), [*line, *names]]
    return rows


def _above(rows: Sequence[list[Run]], line: Sequence[Run]) -> list[list[Run]]:
    """The rows without what stands beside a line below them."""
    top = min(run.y0 for run in line)
    return [[run for run in row if run.y1 < top + OVERLAP * run.size] or row for row in rows]


def is_columnar(line: Sequence[Run]) -> bool:
    """Whether several texts stand on a line, or two of which the first is no mere mark: as narrow a word has a letter or more (0歳, R6)."""
    first = min(line, key=lambda r: r.x0)
    is_word = len(first.text) > 1 and is_narrow_word(first.text)
    return len(line) > 2 or len(line) == 2 and (is_word or first.x1 - first.x0 > MARK_WIDTH * first.size)


def is_close(above: Sequence[Run], line: Sequence[Run]) -> bool:
    """Whether a line stands below another as near as rows do."""
    return white_between(above, line) < CLOSE * line[0].size


def lines_over_groups(lines: Sequence[list[Run]]) -> list[list[Run]]:
    """The lines of one text that head a group: close over the name of a row of numbers, which begins there too, the first of them close
    below a header, and others below such a row of the same table. One of several lines around its row is the name of that."""
    alone = [line[0] for line in lines if len(line) == 1]
    found: list[list[Run]] = []
    is_within = False
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        is_below = has_numbers_behind_name(above) if is_within else len(above) > 1 and are_names(above)
        is_near = is_close(above, line) and is_close(line, below)
        is_over = len(line) == 1 and has_numbers_behind_name(below) and _begin_alike(line, below)
        if is_below and is_near and is_over and not names_around(below, alone):
            found.append(line)
        is_within = line in found or is_within and has_numbers_behind_name(line)
    return found


def _begin_alike(one: Iterable[Run], other: Iterable[Run]) -> bool:
    return abs(min(run.x0 for run in one) - min(run.x0 for run in other)) < TOLERANCES.at_wall


def _with_rests(lines: Sequence[list[Run]]) -> list[list[Run]]:
    """The lines, of which those in columns are one with the text alone below that is the rest of a cell set at their height: it stands
    under that, nearer to it than to the next line in columns, or than the last one is to that above, and is no text below the table.
    Where one stands over it as well, it is in the middle of its cell."""
    found: list[list[Run]] = []
    for n, line in enumerate(lines):
        row, over = (found[-1], found[:-1]) if found else ([], [])
        lone = (above[0] for above in over[-1:] if len(above) == 1)
        is_in_the_middle = any(_is_near(above, row[0]) and stand_at_one_place(above, line[0]) for above in lone)
        if len(line) == 1 and not is_in_the_middle and _goes_on_below(row, over, lines[n:]):
            found[-1] = [*row, *line]
        else:
            found.append(line)
    return found


def _goes_on_below(row: Sequence[Run], over: Sequence[Sequence[Run]], lines: Sequence[Sequence[Run]]) -> bool:
    """Whether the first of some lines is the rest of a cell of the row above it; ``over``: the lines above that."""
    if not row or not is_columnar(row):
        return False
    below = next((line for line in lines[1:] if is_columnar(line)), None)
    whites = [white_between(lines[0], below)] if below else [white_between(above, row) for above in over[-1:]]
    is_last = below is None or not has_numbers_behind_name(below)
    is_rest = bool(whites) and _is_rest(lines[0][0], row, whites[0])
    return is_rest and not (is_last and is_text_below(lines, row, over))


def is_text_below(lines: Sequence[Sequence[Run]], row: Sequence[Run], above: Sequence[Sequence[Run]]) -> bool:
    """Whether lines of one text each, below the first cell of a table's last row, go on with what is said below the table: one of those
    that are as near to each other as the first is to the row is an item, or ends a sentence, as no name does; ``above``: the lines over
    the row, in whose first cells sentences may end as well."""
    first = min(row, key=_start)
    behind = min((run.x0 for run in row if run.x0 > first.x1), default=NONE)
    names = [run.text for line in above if len(line) > 1 for run in line if run.x0 < behind]
    has_sentences = is_item(first.text) or any(name.endswith(STOPS) for name in names)
    near = white_between(row, lines[0]) + NEARER * lines[0][0].size
    block = takewhile(lambda pair: len(pair[1]) == 1 and pair[1][0].x0 < behind and white_between(*pair) <= near, pairwise([row, *lines]))
    return any(is_item(line[0].text) or line[0].text.endswith(STOPS) and not has_sentences for _, line in block)


def _is_rest(run: Run, row: Sequence[Run], white: float) -> bool:
    """Whether a text is the rest of a cell of a row in columns: it stands nearer to that than rows do, between which is so much white, and
    ends before the next cell."""
    cell = next((text for text in row[::-1] if stand_at_one_place(text, run)), None)
    if cell is None or has_number(run.text) or not _is_near(cell, run):
        return False
    next_x0 = min((text.x0 for text in row if text.x0 > cell.x1), default=NONE)
    return run.x1 <= next_x0 and run.y0 - cell.y1 < white - NEARER * run.size


def _is_near(upper: Run, lower: Run) -> bool:
    return upper.y1 < lower.y1 and lower.y0 - upper.y1 < CLOSE * lower.size


def _with_shares(lines: Iterable[list[Run]]) -> list[list[Run]]:
    """The lines, of which those of numbers are one with the numbers in brackets that stand below each of them, 104人 over （44.7％）, and
    with the name alone between the two."""
    found: list[list[Run]] = []
    for line in lines:
        upper = next((k for k in (1, 2) if _are_shares_of(line, found[-k:])), 0)
        found = with_next(found, line, upper)
    return found


def _are_shares_of(line: Sequence[Run], above: Sequence[Sequence[Run]]) -> bool:
    """Whether a line is of numbers in brackets that stand below those of the first of some lines; a second one is the name of both."""
    if not above or len(line) < LEAST_SHARES or not all(IN_BRACKETS.fullmatch(run.text) for run in line):
        return False
    numbers = [run for run in above[0] if has_number(run.text)]
    if len(numbers) != len(line) or any(len(name) > 1 or name[0].x1 > line[0].x0 for name in above[1:]):
        return False
    pairs = zip(sorted(numbers, key=_start), sorted(line, key=_start), strict=True)
    return all(stand_at_one_place(number, run) for number, run in pairs) and is_close(numbers, line)


def _start(run: Run) -> float:
    return run.x0


def names_around(line: Sequence[Run], alone: Sequence[Run]) -> list[Run]:
    """The lines of a name around the middle of a line of several texts, as many above as below: all stand right of it, but for the one
    of the name of numbers that is on that line."""
    first, *behind = sorted(line, key=lambda run: run.x0)
    is_named = not is_number(first.text) and all(is_number(run.text) for run in behind)
    left = [run for run in alone if behind and run.x1 < (behind[0] if is_named and stand_over_each_other(run, first) else first).x0]
    above = _close_by(line, [run for run in left if run.y < first.y][::-1])
    below = _close_by(line, [run for run in left if run.y > first.y])
    around = [*above, *below[: len(above)]]
    if len(around) != 2 * len(above) or not above:
        return []
    off = above[-1].y0 + around[-1].y1 - 2 * first.y
    return around if abs(off) < OFF_MIDDLE * first.size else []


def _close_by(line: Sequence[Run], names: Iterable[Run]) -> list[Run]:
    """Those of the names that go away from a line, each as near to the one before as lines of one cell are."""
    found: list[Run] = []
    for name in names:
        if abs(name.y - (found or line)[-1].y) > CLOSE * name.size:
            break
        found.append(name)
    return found


def _goes_on(row: Sequence[Run], line: Sequence[Run]) -> bool:
    """Whether each text of a line begins beside a row, and stands in the middle under one text of it, but for that of the first column."""
    bottom, first = max(run.y1 for run in row), min(run.x0 for run in row)
    beside = all(run.y0 < bottom - OVERLAP * run.size and run.x0 > first for run in line)
    return beside and all(any(_is_under(run, over) for over in row) for run in line)


def _is_under(run: Run, over: Run) -> bool:
    return over.y1 < run.y1 and abs(run.x - over.x) < OFF_MIDDLE * run.size


def with_whole_header(block: list[list[Run]]) -> list[list[Run]]:
    """The rows, of which the first may be two lines: below each word but that of the corner stands, in its middle, a shorter one that
    its column has no room for on its line, or how many were asked, in brackets."""
    upper, lower = block[0], sorted(block[1], key=lambda run: run.x0)
    over = sorted(upper, key=lambda run: run.x0)[-len(lower) :]
    step = min((b.x - a.x for a, b in pairwise(over)), default=NONE)
    pairs = list(zip(over, lower, strict=False))
    are_below = len(over) == len(lower) >= len(upper) - 1 and all(_is_under(run, word) for word, run in pairs)
    if not are_below or any(has_number(run.text) for run in over):
        return block
    is_rest = not any(has_number(run.text) for run in lower) and all(_fills(word, run, step) for word, run in pairs)
    return [[*upper, *lower], *block[2:]] if is_rest or all(map(is_unit, lower)) else block


def _fills(word: Run, rest: Run, step: float) -> bool:
    """Whether a word and its rest, which is shorter, fill the step from column to column as far as the cells' sides leave room."""
    return rest.x1 - rest.x0 < word.x1 - word.x0 and word.x1 - word.x0 + rest.x1 - rest.x0 > ROOM * step
