"""Tables that shades show: rows of which every other one is shaded, headers of several lines whose cells are."""

from __future__ import annotations

from pipeline.layout.banded import banded_grids
from pipeline.layout.shaded_headers import MOST_FILLS
from pipeline.layout.styles.ground import LEAST_FILLS, Ground, by_home, runs_by_home


def find(ground: Ground) -> Ground:
    """The ground with the tables that shades show, each within one cell or outside all."""
    if not LEAST_FILLS <= len(ground.shades) <= MOST_FILLS:
        return ground
    shades = by_home(ground.shades, ground.home_of)
    runs = runs_by_home(ground, shades)
    found = [grid for home, fills in shades.items() for grid in banded_grids(runs[home], fills)]
    return ground.with_more(found)
