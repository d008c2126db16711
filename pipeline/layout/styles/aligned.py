"""Tables without any rule: text in columns, mostly of numbers, or under header cells that are shaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.layout.grids import RawGrid, nested
from pipeline.layout.homes import Locator
from pipeline.layout.lines import OUTSIDE, Placed
from pipeline.layout.runs import run_of
from pipeline.layout.styles.ground import Ground
from pipeline.layout.unruled import LEAST_ROWS, aligned_grids, shaded_headers
from pipeline.pages.model import Area, Glyphs

WIDE = 6
"""em; a row of a table is wider"""
LEAST_RUNS = 2 * LEAST_ROWS
"""runs of text; a table without rules and shades has at least so many"""


def find(ground: Ground) -> Ground:
    """The ground with the tables without any rule, each within one cell or outside all."""
    found = _found(ground)
    return replace(ground, tables=nested([*ground.tables, *found])) if found else ground


def _found(ground: Ground) -> list[RawGrid]:
    shades = ground.shades
    wide = [row for row in ground.placed if len(row) > 1 and _is_wide(row[0].run, row[-1].run, len(row))]
    if len(wide) < (1 if shades else LEAST_ROWS):
        return []
    out: list[RawGrid] = []
    for home, runs in _by_home(wide, ground.home_of).items():
        if home >= OUTSIDE and _hold_table(runs, shades):
            around = [run_of(r.run) for row in ground.placed for r in row if _home_of_centre(r, ground.home_of) == home]
            out += aligned_grids(list(map(run_of, runs)), shades, around)
    return out


def _by_home(rows: Sequence[Sequence[Placed]], home_of: Locator) -> dict[int, list[Glyphs]]:
    homes: dict[int, list[Glyphs]] = defaultdict(list)
    for run, _, home in (placed for row in rows for placed in row):
        homes[_home_of_middle(run, home_of) if home is None else home].append(run)
    return homes


def _hold_table(runs: Sequence[Glyphs], shades: Sequence[Area]) -> bool:
    """Whether runs of one home stand in aligned columns, or side by side under shaded headers."""
    beside = bool(shades) and any(a.spans[0].y1 == b.spans[0].y1 for a, b in pairwise(runs))
    if not beside and len(runs) < LEAST_RUNS:
        return False
    inside = list(map(run_of, runs))
    return len(runs) >= LEAST_RUNS and bool(aligned_grids(inside, shades)) or beside and bool(shaded_headers(inside, shades))


def _home_of_middle(run: Glyphs, home_of: Locator) -> int:
    first = run.spans[0]
    return home_of((run.x0[0] + run.x1[-1]) / 2, (first.y0 + first.y1) / 2)


def _home_of_centre(placed: Placed, home_of: Locator) -> int:
    run, _, home = placed
    if home is not None and len(run.spans) == 1:
        return home
    r = run_of(run)
    return home_of((r.x0 + r.x1) / 2, (r.y0 + r.y1) / 2)


def _is_wide(first: Glyphs, last: Glyphs, runs: int) -> bool:
    several = runs > 2 or len(first) + len(last) > 2
    return several and last.x1[-1] - first.x0[0] > WIDE * first.spans[0].size
