"""The last row of a table without upright rules, where each row has a rule above it only.

In come the rules of the table and those below it with the text; out comes a rule under the row that stands below the last one drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.header_over import CLOSE
from pipeline.layout.row_grids import texts_between
from pipeline.layout.rules import Rule, band, beside, columns_between, within
from pipeline.layout.runs import Run, columns_of, has_number, text_lines
from pipeline.pages.model import Area


def rule_under_last_row(
    full: Sequence[Rule], inside: Sequence[Rule], below: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Area], *, is_open: bool
) -> Rule | None:
    """Where each row has a rule above it only, the last row stands below the last rule, in columns and numbers like the row before, or
    in words that stand where those of that do, if the table ``is_open`` above its header too."""
    before, last = full[-2], full[-1]
    cuts = columns_between(before, last, inside, full, runs, fills)
    limit = min((rule.y for rule in below if not beside(rule, last)), default=float("inf"))
    row, *rest = text_lines(run for run in runs if last.y < run.y < limit and within(run, last)) or [[]]
    if len(columns_of(row, cuts)) <= len(cuts) or min(run.y0 for run in row) - last.y > CLOSE * row[0].size:
        return None
    edges, ends = [last.x0, *cuts, last.x1], (before.y, last.y, max(run.y1 for run in row))
    numbers = [[has_number(text) for text in texts_between(runs, *heights, edges)] for heights in pairwise(ends)]
    is_row = _are_alike(numbers, is_open and _stand_alike(row, _first_line(band(runs, before, last)), cuts))
    return last.at(_end_of_cells(row, rest, cuts) + TOLERANCES.margin) if is_row else None


def _are_alike(numbers: Sequence[Sequence[bool]], stand_alike: bool) -> bool:
    """Whether two rows have numbers in the same columns, or none in any where their words stand alike."""
    above, here = numbers
    return here == above and (any(here) or stand_alike)


def _first_line(runs: Sequence[Run]) -> list[Run]:
    """The first of some lines; nothing where there is none."""
    return next(iter(text_lines(runs)), [])


def _stand_alike(row: Sequence[Run], above: Sequence[Run], cuts: Sequence[float]) -> bool:
    """Whether the texts of two rows begin, end or have their middle at one place in each column."""
    columns = [
        [next((run for run in line if column in columns_of([run], cuts)), None) for line in (row, above)] for column in range(len(cuts) + 1)
    ]
    return all(one is not None and other is not None and _stand_at_one_place(one, other) for one, other in columns)


def _stand_at_one_place(one: Run, other: Run) -> bool:
    return min(abs(one.x0 - other.x0), abs(one.x - other.x), abs(one.x1 - other.x1)) < TOLERANCES.at_wall


def _end_of_cells(row: Sequence[Run], rest: Sequence[Sequence[Run]], cuts: Sequence[float]) -> float:
    """Where a row ends whose cells go on in lines close below each other, without another name."""
    bottom = max(run.y1 for run in row)
    for line in rest:
        if 0 in columns_of(line, cuts) or min(run.y0 for run in line) - bottom > CLOSE * line[0].size:
            break
        bottom = max(run.y1 for run in line)
    return bottom
