"""What stands side by side and is read each for itself, so that no table in one is of the lines of the other: text in two columns of a
newspaper, with a gutter between, and tables under headers of one shade each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise, takewhile
from math import inf

from pipeline.geometry.intervals import Interval, overlap
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.runs import COLUMN_GAP, Run, crosses, has_numbers_behind_name, holds_middle, is_number, text_lines
from pipeline.pages.model import Area

PROSE = 16.0
"""em; a run as long is a line of text, no number and seldom a name"""
LEAST_LINES = 2
"""lines of text at each side of a gutter, beside what stands at the other; fewer are a name or a remark"""
SIDE_BY_SIDE = 2
"""tables; one alone has the room for itself"""


def sides_of_text(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs by the columns of text that they stand in: those of lines that keep out of a gutter left and right of it, and all others."""
    lines = text_lines(runs)
    gutter = _gutter(lines)
    if gutter is None:
        return [list(runs)]
    sides: list[list[Run]] = [[]]
    for keeps, group in groupby(lines, key=lambda line: all(_keeps_out(run, gutter) for run in line)):
        here = list(group)
        if keeps and any(_pairs(line) for line in here):
            sides += ([run for line in here for run in line if (run.x < gutter[0]) is is_left] for is_left in (True, False))
        else:
            sides[0] += (run for line in here for run in line)
    return [side for side in sides if side]


def _gutter(lines: Sequence[Sequence[Run]]) -> Interval | None:
    """The white between lines of text that stand beside each other or beside less; none where there are few, or no white is between all
    of them."""
    pairs = [pair for line in lines for pair in _pairs(line)]
    lefts, rights = (sum(_is_prose(pair[side]) for pair in pairs) for side in (0, 1))
    low, high = max((left.x1 for left, _ in pairs), default=0.0), min((right.x0 for _, right in pairs), default=0.0)
    is_white = bool(pairs) and high - low >= COLUMN_GAP * pairs[0][0].size
    is_text = min(lefts, rights) >= LEAST_LINES and any(all(map(_is_prose, pair)) for pair in pairs)
    return (low, high) if is_white and is_text else None


def _pairs(line: Sequence[Run]) -> list[tuple[Run, Run]]:
    """The runs beside each other of which one is a line of text."""
    return [pair for pair in pairwise(sorted(line, key=lambda run: run.x0)) if any(map(_is_prose, pair))]


def _is_prose(run: Run) -> bool:
    return run.x1 - run.x0 > PROSE * run.size


def _keeps_out(run: Run, gutter: Interval) -> bool:
    return run.x1 <= gutter[0] + TOLERANCES.over or run.x0 >= gutter[1] - TOLERANCES.over


def sides_under_shades(runs: Sequence[Run], fills: Sequence[Area]) -> list[list[Run]]:
    """The runs by the tables of numbers that stand side by side, one at least under a header of one shade, as spreadsheets fill the cells
    of a row: down to the first line that goes on over an end of it. What stands above and below is a side of its own."""
    headers = _headers_beside(fills, runs)
    if not headers:
        return [list(runs)]
    top, ends = headers[0].y0, sorted(x for header in headers for x in (header.x0, header.x1))
    lines = text_lines(run for run in runs if run.y > top)
    within = list(takewhile(lambda line: not any(crosses(run, end) for run in line for end in ends), lines))
    if not _are_tables(within, ends):
        return [list(runs)]
    above, below = [run for run in runs if run.y <= top], [run for line in lines[len(within) :] for run in line]
    return [side for side in (above, *_between(within, ends), *sides_under_shades(below, fills)) if side]


def _are_tables(lines: Sequence[Sequence[Run]], ends: Sequence[float]) -> bool:
    """Whether what stands between some places is several tables, down to the last line with a row of one."""
    last = max((n for n, line in enumerate(lines, 1) if any(map(has_numbers_behind_name, _between([line], ends)))), default=0)
    tables = _between(lines[:last], ends)
    return len(tables) >= SIDE_BY_SIDE and all(map(_is_table, tables))


def _between(lines: Iterable[Sequence[Run]], ends: Sequence[float]) -> list[list[Run]]:
    """What of some lines stands between each two of some places, where something does."""
    sides = ([run for line in lines for run in line if low < run.x <= high] for low, high in pairwise([-inf, *ends, inf]))
    return [side for side in sides if side]


def _is_header(fill: Area, runs: Sequence[Run]) -> bool:
    """Whether several words, and no number, stand on a shade."""
    texts = [run.text for run in runs if holds_middle(fill, run)]
    return len(texts) > 1 and not any(map(is_number, texts))


def _headers_beside(fills: Sequence[Area], runs: Sequence[Run]) -> list[Area]:
    """The topmost of the shades with several words on them, and those beside it."""
    headers = [fill for fill in fills if _is_header(fill, runs)]
    first = min(headers, key=lambda fill: fill.y0, default=None)
    return [fill for fill in headers if first is not None and overlap((fill.y0, fill.y1), (first.y0, first.y1)) > 0]


def _is_table(side: Sequence[Run]) -> bool:
    """Whether numbers stand behind a name, and on no line without one: as much as a table is, and more than some of its columns are."""
    lines = text_lines(side)
    has_rest = any(all(is_number(run.text) for run in line) for line in lines)
    return any(map(has_numbers_behind_name, lines)) and not has_rest
