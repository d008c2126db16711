"""Tables without any rule: text in columns, mostly of numbers, or under header cells that are shaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.layout.grids import RawGrid, all_grids, nested
from pipeline.layout.homes import Locator
from pipeline.layout.lines import OUTSIDE
from pipeline.layout.runs import Run
from pipeline.layout.styles.ground import Ground
from pipeline.layout.unruled import aligned_grids


def find(ground: Ground) -> Ground:
    """The ground with the tables without any rule, each within one cell or outside all."""
    found = _found(ground)
    return replace(ground, tables=nested([*ground.tables, *found])) if found else ground


def _found(ground: Ground) -> list[RawGrid]:
    beside = _by_home((row for row in ground.rows if len(row) > 1), ground.home_of)
    around = _by_home(ground.rows, ground.home_of) if beside else {}
    homes = [home for home in beside if home >= OUTSIDE and len(around[home]) > 1]  # most cells have one text, and a table several
    tables = [grid.rect for grid in all_grids(ground.tables)] if homes else []
    return [grid for home in homes for grid in aligned_grids(beside[home], ground.shades, around[home], tables)]


def _by_home(rows: Iterable[Sequence[Run]], home_of: Locator) -> dict[int, list[Run]]:
    """The runs of text by the cell in which their middle lies."""
    homes: dict[int, list[Run]] = defaultdict(list)
    for run in (run for row in rows for run in row):
        homes[home_of(run.x, run.y)].append(run)
    return homes
