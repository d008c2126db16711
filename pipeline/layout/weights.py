"""Which rows of a table stand under a heavier rule than the others: there a group of rows ends.

In come a grid and the rules of its page, out come the numbers of those rows. A rule is as heavy as its strokes; a browser draws it
in a piece for each column, so that their lengths add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import RawGrid
from pipeline.pages.model import Ruling


def rows_under_heavier_rules(grid: RawGrid, rulings: Sequence[Ruling]) -> tuple[int, ...]:
    """The rows of a grid, but for the first, over which a heavier rule reaches (nearly) all across."""
    x0, _, x1, _ = grid.rect
    inner = grid.ys[1:-1]
    lying = [rule for rule in rulings if rule.y0 == rule.y1 and rule.x0 < x1 and rule.x1 > x0 and rule.x1 > rule.x0]
    if not inner or not lying or max(rule.thickness for rule in lying) < TOLERANCES.heavier + min(rule.thickness for rule in lying):
        return ()
    weights = [_weight(y, grid, lying) for y in inner]
    drawn = [weight for weight in weights if weight]
    least = max(median(drawn) * TOLERANCES.times_heavier, median(drawn) + TOLERANCES.heavier) if drawn else 0.0
    return tuple(row for row, weight in enumerate(weights, 1) if drawn and weight >= least)


def _weight(y: float, grid: RawGrid, lying: Sequence[Ruling]) -> float:
    """The thickness that a boundary between rows has over most of the grid's width; 0 where no rule is drawn."""
    x0, _, x1, _ = grid.rect
    here = sorted((rule for rule in lying if abs(rule.y0 - y) <= TOLERANCES.snap), key=lambda rule: -rule.thickness)
    covered = 0.0
    for rule in here:
        covered += min(rule.x1, x1) - max(rule.x0, x0)
        if covered >= TOLERANCES.all_across * (x1 - x0):
            return rule.thickness
    return 0.0
