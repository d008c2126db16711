"""Shaded cells of one table: those that touch, and those with a white row between them.

In come the fills and the runs of text of one cell (or of the page outside all), out come the shades of each table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.geometry.clusters import firsts
from pipeline.geometry.disjoint import DisjointSet
from pipeline.geometry.intervals import Interval, overlap
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import TOUCH
from pipeline.layout.runs import OVERLAP, Run, between, holds_middle, text_lines, whites_of
from pipeline.layout.shaded_headers import touching
from pipeline.pages.model import Area

TIGHT = 0.8
"""em; the text of a white row ends no further from the shaded ones"""
ROW_LINES = 6
"""lines of text; a white row has no more"""
WITHIN = 0.75
"""of the white between rows; the lines of one cell stand nearer to each other, also where a program rounds it"""
SAME_EDGE = TOLERANCES.same_edge


@dataclass(frozen=True, slots=True)
class Shades:
    """The shaded cells of one table, with the places of its columns and of the rows that they show."""

    fills: Sequence[Area]
    xs: list[float]
    ys: list[float]

    @property
    def extent(self) -> Interval:
        return self.xs[0], self.xs[-1]

    def level(self, top: float) -> list[Area]:
        return [fill for fill in self.fills if fill.y0 <= top + TOUCH < fill.y1 - TOUCH]


def shades_of(fills: Sequence[Area], runs: Sequence[Run]) -> list[Shades]:
    """The shades of each table of at least two columns."""
    return [table for group in _groups(fills, runs) if (table := _shades(group)) is not None]


def _shades(group: Sequence[Area]) -> Shades | None:
    """The shaded cells of a table of at least two columns; those whose ends are one height, bullets that are drawn, show no row."""
    xs = firsts((x for fill in group for x in (fill.x0, fill.x1)), SAME_EDGE)
    ys = firsts((y for fill in group for y in (fill.y0, fill.y1)), SAME_EDGE)
    return Shades(group, xs, ys) if min(len(xs), len(ys)) > 1 else None


def _groups(fills: Sequence[Area], runs: Sequence[Run]) -> list[list[Area]]:
    """Fills that touch, or have one white row between them, as one."""
    joined = DisjointSet(len(fills))
    order = sorted(range(len(fills)), key=lambda n: fills[n].y0)
    rows = _rows_beside(fills)
    for i, m in enumerate(order):
        for n in order[:i]:
            if joined.find(n) == joined.find(m):
                continue
            above = [fills[k] for k in order[:i] if joined.find(k) == joined.find(n)]
            pairs = dict.fromkeys([(fills[n], fills[m]), (rows[fills[n]], rows[fills[m]])])
            if _touch(fills[n], fills[m]) or any(_goes_on_below(*pair, above, fills, runs) for pair in pairs):
                joined.join(n, m)
    groups: dict[int, list[Area]] = {}
    for n in order:
        groups.setdefault(joined.find(n), []).append(fills[n])
    return list(groups.values())


def _rows_beside(fills: Sequence[Area]) -> dict[Area, Area]:
    """For each fill the area of the row of those at its height that touch, itself where none does: a band over all columns is a row too."""
    rows = ((row, Area(row[0].x0, row[0].y0, row[-1].x1, row[0].y1, row[0].color)) for row in touching(sorted(fills)))
    return {fill: extent for row, extent in rows for fill in row}


def _goes_on_below(upper: Area, lower: Area, above: Sequence[Area], fills: Sequence[Area], runs: Sequence[Run]) -> bool:
    """Whether a white row parts two shaded cells of one column. A colour that came before is that of a header, of another table; where all
    are of one, only a row of one line, or of one that is wrapped, is sure to be one."""
    if not _are_one_above_other(upper, lower, runs):
        return False
    between_them = (fill for fill in fills if fill.y0 >= upper.y1 - TOUCH and fill.y1 <= lower.y0 + TOUCH)
    if any(overlap((fill.x0, fill.x1), (upper.x0, upper.x1)) > TOUCH for fill in between_them):
        return False
    before = {fill.color for fill in above if fill.y1 <= upper.y0 + TOUCH} - {upper.color}
    rows = _padding(lower, runs) * 2
    most = rows + TOLERANCES.over if upper.color != lower.color or before else WITHIN * rows
    return lower.color not in before and _are_around_row(upper, lower, runs) and all(white < most for white in _whites(upper, lower, runs))


def _whites(upper: Area, lower: Area, runs: Sequence[Run]) -> list[float]:
    """How far the lines between two shades stand from each other, in points: those of one cell no further than rows do, the text of which
    is as far from the ends of shades."""
    return whites_of(text_lines(run for run in between(runs, (upper.y1, lower.y0)) if upper.x0 < run.x < upper.x1))


def _are_one_above_other(upper: Area, lower: Area, runs: Sequence[Run]) -> bool:
    """Whether two shades are of the same columns, or, each over several texts, of all columns up to the last, but that one of them leaves
    the names of groups out."""
    if abs(upper.x1 - lower.x1) > SAME_EDGE:
        return False
    beside = [sum(holds_middle(fill, run) for run in runs) for fill in (upper, lower)]
    return abs(upper.x0 - lower.x0) <= SAME_EDGE or min(beside) > 2


def _touch(a: Area, b: Area) -> bool:
    across, down = overlap((a.x0, a.x1), (b.x0, b.x1)), overlap((a.y0, a.y1), (b.y0, b.y1))
    return min(across, down) > -TOUCH and max(across, down) > TOUCH


def _are_around_row(upper: Area, lower: Area, runs: Sequence[Run]) -> bool:
    """Whether text in columns fills the room between two shaded cells."""
    row = [run for run in runs if upper.y1 < run.y < lower.y0 and not _is_over_edge(run, (upper.y1, lower.y0))]
    here = [run for run in row if upper.x0 < run.x < upper.x1] or row
    if not here or len(text_lines(here)) > ROW_LINES:
        return False
    reach = max(TIGHT * here[0].size, *(_padding(fill, runs) + TOLERANCES.over for fill in (upper, lower)))
    is_tight = min(run.y0 for run in here) - upper.y1 < reach and lower.y0 - max(run.y1 for run in here) < reach
    return is_tight and (_stands_in_columns(row) or _is_as_high(upper, lower))


def white_between_rows(table: Shades, runs: Sequence[Run]) -> float:
    """How far the text of a row ends over that of the next, in points: as much white as is in a shade of one row, over and under its
    text."""
    return 2 * min((_padding(fill, runs) for fill in table.fills if any(holds_middle(fill, run) for run in runs)), default=0.0)


def _padding(fill: Area, runs: Sequence[Run]) -> float:
    """How far from the ends of a shade its text is, in points: in the middle of it, but for what a browser rounds."""
    inside = [run for run in runs if holds_middle(fill, run)]
    return (fill.y1 - fill.y0 - (max(run.y1 for run in inside) - min(run.y0 for run in inside))) / 2 if inside else 0.0


def _is_over_edge(run: Run, heights: Interval) -> bool:
    """Whether a text stands over the end of a row, as a name in the middle of two does."""
    return run.y0 < heights[0] - OVERLAP * run.size or run.y1 > heights[1] + OVERLAP * run.size


def _is_as_high(upper: Area, lower: Area) -> bool:
    """Whether the room between two shaded cells is as high as the lower of them: the name of a group stands alone in its row."""
    return abs((lower.y0 - upper.y1) - (lower.y1 - lower.y0)) < TOUCH


def _stands_in_columns(row: Sequence[Run]) -> bool:
    left = min(row, key=lambda run: run.x1)
    return any(run.x0 > left.x1 for run in row)
