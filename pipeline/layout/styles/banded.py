"""Tables that shades show: rows of which every other one is shaded, headers of several lines whose cells are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.banded import banded_grids
from pipeline.layout.grids import nested
from pipeline.layout.homes import Locator
from pipeline.layout.lines import OUTSIDE
from pipeline.layout.runs import Run, run_of
from pipeline.layout.styles.ground import Ground
from pipeline.layout.unruled import MOST_FILLS
from pipeline.pages.model import Area

IN = TOLERANCES.snap
LEAST_FILLS = 2
"""shaded areas; fewer show no rows"""


def find(ground: Ground) -> Ground:
    """The ground with the tables that shades show, each within one cell or outside all."""
    if not LEAST_FILLS <= len(ground.shades) <= MOST_FILLS:
        return ground
    shades = _by_home(ground.shades, ground.home_of)
    runs = _runs_by_home(ground, shades)
    found = [grid for home, fills in shades.items() if len(fills) >= LEAST_FILLS for grid in banded_grids(runs[home], fills)]
    return replace(ground, tables=nested([*ground.tables, *found])) if found else ground


def _by_home(fills: Iterable[Area], home_of: Locator) -> dict[int, list[Area]]:
    """The areas that lie in one cell, or outside all."""
    homes: dict[int, list[Area]] = defaultdict(list)
    for fill in fills:
        corners = {home_of(x, y) for x in (fill.x0 + IN, fill.x1 - IN) for y in (fill.y0 + IN, fill.y1 - IN)}
        if len(corners) == 1 and (home := corners.pop()) >= OUTSIDE:
            homes[home].append(fill)
    return homes


def _runs_by_home(ground: Ground, homes: Iterable[int]) -> dict[int, list[Run]]:
    runs: dict[int, list[Run]] = {home: [] for home in homes}
    for placed in (one for row in ground.placed for one in row):
        run = run_of(placed.run)
        home = ground.home_of(run.x, run.y)
        if home in runs:
            runs[home].append(run)
    return runs
