"""Tables whose cells are filled rectangles with white between them, which no rule goes along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.layout.grids import RawGrid, nested
from pipeline.layout.styles.ground import Ground, by_home, runs_by_home
from pipeline.layout.tiled import LEAST_TILES, Tiles, tiled_grid, tiles_of
from pipeline.layout.unruled import MOST_FILLS


def find(ground: Ground) -> Ground:
    """The ground with the tables of tiles, each within one cell or outside all; the tiles of others with no white between them."""
    if not LEAST_TILES <= len(ground.fills) <= MOST_FILLS:
        return ground
    homes = by_home(ground.fills, ground.home_of)
    tiles = [(home, found) for home, fills in homes.items() for found in tiles_of(fills)]
    runs = runs_by_home(ground, {home for home, _ in tiles}) if tiles else {}
    grids = [(found, tiled_grid(found, runs[home])) for home, found in tiles]
    rest = [found for found, grid in grids if grid is None and found.is_apart]
    return _with(ground, [grid for _, grid in grids if grid is not None], rest)


def _with(ground: Ground, tables: Sequence[RawGrid], rest: Iterable[Tiles]) -> Ground:
    """The ground with these tables, and with the tiles of none as if no white were between them."""
    closed = {fill: wide for tiles in rest for fill, wide in tiles.closed().items()}
    if not tables and not closed:
        return ground
    return replace(ground, fills=[closed.get(fill, fill) for fill in ground.fills], tables=nested([*ground.tables, *tables]))
