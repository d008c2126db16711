"""Tables whose only rule is the one under their header."""

from __future__ import annotations

from pipeline.layout.lines import OUTSIDE
from pipeline.layout.styles.ground import IN, Ground, runs_by_home
from pipeline.layout.under_header import under_header_grids
from pipeline.pages.model import Ruling


def find(ground: Ground) -> Ground:
    """The ground with the tables of which only a rule under the header is drawn, each within one cell or outside all."""
    homes = _by_home(ground)
    if not homes:
        return ground
    runs = runs_by_home(ground, homes)
    return ground.with_more([grid for home, rulings in homes.items() for grid in under_header_grids(rulings, runs[home], ground.shades)])


def _by_home(ground: Ground) -> dict[int, list[Ruling]]:
    """The level ones of the rules that are part of no table, by the cell in which they lie, or outside all."""
    homes: dict[int, list[Ruling]] = {}
    for rule in ground.rules:
        ends = {ground.home_of(x, rule.y0) for x in (rule.x0 + IN, rule.x1 - IN)}
        if rule.y0 == rule.y1 and len(ends) == 1 and (home := ends.pop()) >= OUTSIDE:
            homes.setdefault(home, []).append(rule)
    return homes
