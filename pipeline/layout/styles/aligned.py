"""Tables without any rule: text in columns, mostly of numbers, or under header cells that are shaded."""

from __future__ import annotations

from collections import defaultdict

from pipeline.layout.grids import RawGrid, all_grids
from pipeline.layout.lines import OUTSIDE
from pipeline.layout.runs import Run
from pipeline.layout.styles.ground import Ground
from pipeline.layout.unruled import aligned_grids


def find(ground: Ground) -> Ground:
    """The ground with the tables without any rule, each within one cell or outside all."""
    return ground.with_more(_found(ground))


def _found(ground: Ground) -> list[RawGrid]:
    if not any(len(row) > 1 for row in ground.rows):
        return []
    beside: dict[int, list[Run]] = defaultdict(list)
    around: dict[int, list[Run]] = defaultdict(list)
    for row in ground.rows:
        for run in row:
            home = ground.home_of(run.x, run.y)
            around[home].append(run)
            if len(row) > 1:
                beside[home].append(run)
    homes = [home for home in beside if home >= OUTSIDE and len(around[home]) > 1]  # most cells have one text, and a table several
    tables = [grid.rect for grid in all_grids(ground.tables)] if homes else []
    return [grid for home in homes for grid in aligned_grids(beside[home], ground.shades, around[home], tables)]
