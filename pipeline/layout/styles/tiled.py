"""Tables whose cells are filled rectangles with white between them, which no rule goes along."""

from __future__ import annotations

from dataclasses import replace

from pipeline.layout.grids import nested
from pipeline.layout.shaded_headers import MOST_FILLS
from pipeline.layout.styles.ground import LEAST_FILLS, Ground, by_home, runs_by_home
from pipeline.layout.tiled import tiled_grid, tiles_of


def find(ground: Ground) -> Ground:
    """The ground with the tables of tiles, each within one cell or outside all, and with all tiles as if no white were between them."""
    if not LEAST_FILLS <= len(ground.fills) <= MOST_FILLS:
        return ground
    homes = by_home(ground.fills, ground.home_of)
    tiles = [(home, found) for home, fills in homes.items() for found in tiles_of(fills)]
    if not tiles:
        return ground
    runs = runs_by_home(ground, {home for home, _ in tiles})
    tables = [grid for home, found in tiles if (grid := tiled_grid(found, runs[home])) is not None]
    closed = {fill: wide for _, found in tiles for fill, wide in found.closed().items()}
    return replace(ground, fills=[closed.get(fill, fill) for fill in ground.fills], tables=nested([*ground.tables, *tables]))
