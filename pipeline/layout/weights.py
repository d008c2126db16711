"""Which rows of a table stand under a heavier rule than the others: there a group of rows ends.

In come a grid and the rules of its page, out come the numbers of those rows. A rule is as heavy as its strokes; a browser draws it
in a piece for each column, so that their lengths add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from pipeline.geometry.intervals import overlap
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import RawGrid
from pipeline.pages.model import Ruling


def rows_under_heavier_rules(grid: RawGrid, rulings: Sequence[Ruling]) -> tuple[int, ...]:
    """The rows of a grid, but for the first, over which a heavier rule reaches (nearly) all across."""
    thickness = [rule.thickness for rule in rulings]
    if max(thickness, default=0.0) < TOLERANCES.heavier + min(thickness, default=0.0):
        return ()  # as on most pages, whose rules need not be measured row by row
    weights = [_weight(y, grid, rulings) for y in grid.ys[1:-1]]
    usual = median([weight for weight in weights if weight] or [0.0])
    least = max(usual * TOLERANCES.times_heavier, usual + TOLERANCES.heavier)
    return tuple(row for row, weight in enumerate(weights, 1) if weight >= least)


def _weight(y: float, grid: RawGrid, rulings: Sequence[Ruling]) -> float:
    """The thickness that a boundary between rows has over most of the grid's width; 0 where no rule is drawn."""
    x0, _, x1, _ = grid.rect
    here = [rule for rule in rulings if abs(rule.y0 - y) <= TOLERANCES.snap]
    covered = 0.0
    for rule in sorted(here, key=lambda rule: -rule.thickness):
        covered += max(0.0, overlap((rule.x0, rule.x1), (x0, x1)))
        if covered >= TOLERANCES.all_across * (x1 - x0):
            return rule.thickness
    return 0.0
