"""Tables without any rule: text in columns, mostly of numbers, or under header cells that are shaded."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from pipeline.layout.grids import RawGrid, nested
from pipeline.layout.homes import Locator
from pipeline.layout.lines import Placed
from pipeline.layout.runs import run_of
from pipeline.layout.styles.ground import Ground
from pipeline.layout.unruled import aligned_grids, shaded_headers
from pipeline.pages.model import Glyphs


def find(ground: Ground) -> Ground:
    """The ground with the tables without any rule, each within one cell or outside all."""
    found = _found(ground)
    return replace(ground, tables=nested([*ground.tables, *found])) if found else ground


def _found(ground: Ground) -> list[RawGrid]:
    home_of, rows, colored = ground.home_of, ground.placed, ground.shades
    wide = [row for row in rows if len(row) > 1 and _is_wide(row[0].run, row[-1].run, len(row))]
    if len(wide) < (1 if colored else 3):
        return []
    homes: dict[int, list[Glyphs]] = defaultdict(list)
    for row in wide:
        for run, _, home in row:
            homes[_home_of_middle(run, home_of) if home is None else home].append(run)
    out: list[RawGrid] = []
    for home, members in homes.items():
        beside = colored and any(a.spans[0].y1 == b.spans[0].y1 for a, b in pairwise(members))
        if home < -1 or not beside and len(members) < 6:
            continue
        inside = [run_of(run) for run in members]
        if len(members) > 5 and aligned_grids(inside, colored) or beside and shaded_headers(inside, colored):
            around = [r.run for row in rows for r in row if _home_of_centre(r, home_of) == home]
            out.extend(aligned_grids(inside, colored, [run_of(run) for run in around]))
    return out


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
    return several and last.x1[-1] - first.x0[0] > 6 * first.spans[0].size
