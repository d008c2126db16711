"""Text in two columns of a newspaper, with a gutter between: what stands left of it and right of it is read each for itself, so that no
table in one is of the lines of the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from pipeline.geometry.intervals import Interval
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.runs import COLUMN_GAP, Run, text_lines

PROSE = 16.0
"""em; a run as long is a line of text, no number and seldom a name"""
LEAST_LINES = 2
"""lines of text at each side of a gutter, beside what stands at the other; fewer are a name or a remark"""


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
