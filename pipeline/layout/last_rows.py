"""The last row of a table without upright rules, where each row has a rule above it only.

In come the rules of the table and those below it with the text; out comes a rule under the row that stands below the last one drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from pipeline.geometry.intervals import reaches
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.header_over import CLOSE, are_as_wide
from pipeline.layout.rules import SAME_EDGE, TOUCH, Rule, agree, band, beside, columns_between, same_extent, within
from pipeline.layout.runs import Run, columns_of, has_number, levels, stand_at_one_place, texts_between
from pipeline.pages.model import Area


def end_of_last_group(rules: Sequence[Rule], chain: Sequence[int]) -> int:
    """Number of the last rule of a table, given with the numbers of those as wide as it: where none closes it, those between the rows of
    the last group begin behind the name of this, as others above do."""
    full, last = rules[chain[-1]], chain[-1]
    inside = [rule for rule in rules[chain[0] : last] if within(rule, full)]
    groups = [rule for rule in inside if not same_extent(rule, full)]
    below = (n for n in range(last + 1, len(rules)) if within(rules[n], full))
    of_group = takewhile(lambda n: any(same_extent(rules[n], other) and agree(rules[n].cuts, other.cuts) for other in groups), below)
    return max(of_group, default=last)


def _foot_of_shades(last: Rule, below: Sequence[Run], fills: Sequence[Area], cuts: Sequence[float]) -> float | None:
    """The foot of the shades as wide as a table's last rule that begin at it, with texts of several columns on them."""
    shades = [fill for fill in fills if abs(fill.y0 - last.y) <= TOUCH and reaches(last.extent, (fill.x0, fill.x1), SAME_EDGE)]
    foot = max((fill.y1 for fill in shades), default=last.y)
    is_row = len(columns_of([run for run in below if run.y < foot], cuts)) > 1
    return foot if is_row and are_as_wide(shades, last) else None


def foot_of_last_row(
    full: Sequence[Rule], inside: Sequence[Rule], below: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Area], *, is_open: bool
) -> float | None:
    """The height under the last row of a table in which each has a rule above it only: it stands below the last rule, on shades as wide as
    this, or in columns and numbers like the row before, or in words that stand where those of that do, if the table ``is_open`` above its
    header too."""
    before, last = full[-2], full[-1]
    cuts = [cut for cut in columns_between(before, last, inside, full, runs, fills) if cut > last.x0 + SAME_EDGE]
    limit = min((rule.y for rule in below if not beside(rule, last)), default=float("inf"))
    below_last = [run for run in runs if last.y < run.y < limit and within(run, last)]
    foot = _foot_of_shades(last, below_last, fills, cuts)
    return foot if foot is not None else _foot_of_like_row((before, last), below_last, runs, cuts, is_open=is_open)


def _foot_of_like_row(
    rules: tuple[Rule, Rule], below: Sequence[Run], runs: Sequence[Run], cuts: Sequence[float], *, is_open: bool
) -> float | None:
    """The foot of the row below the last two rules of a table, if it is like the row between these."""
    before, last = rules
    row, *rest = levels(below) or [[]]
    if len(columns_of(row, cuts)) <= len(cuts) or min(run.y0 for run in row) - last.y > CLOSE * row[0].size:
        return None
    edges, ends = [last.x0, *cuts, last.x1], (before.y, last.y, max(run.y1 for run in row))
    numbers = [[has_number(text) for text in texts_between(runs, *heights, edges)] for heights in pairwise(ends)]
    is_row = _are_alike(numbers, is_open and _stand_alike(row, band(runs, before, last), cuts))
    return _end_of_cells(row, rest, cuts) + TOLERANCES.margin if is_row else None


def _are_alike(numbers: Sequence[Sequence[bool]], stand_alike: bool) -> bool:
    """Whether two rows have numbers in the same columns, or none in any where their words stand alike."""
    above, here = numbers
    return here == above and (any(here) or stand_alike)


def _stand_alike(row: Sequence[Run], above: Sequence[Run], cuts: Sequence[float]) -> bool:
    """Whether the first texts of two rows begin, end or have their middle at one place in each column."""
    columns = [
        [next((run for run in runs if column in columns_of([run], cuts)), None) for runs in (row, above)] for column in range(len(cuts) + 1)
    ]
    return all(one is not None and other is not None and stand_at_one_place(one, other) for one, other in columns)


def _end_of_cells(row: Sequence[Run], rest: Sequence[Sequence[Run]], cuts: Sequence[float]) -> float:
    """Where a row ends whose cells go on in lines close below each other, without another name."""
    bottom = max(run.y1 for run in row)
    for line in rest:
        if 0 in columns_of(line, cuts) or min(run.y0 for run in line) - bottom > CLOSE * line[0].size:
            break
        bottom = max(run.y1 for run in line)
    return bottom
