"""How tables are set, one finder a style: each takes the ground and gives it with the tables found, those before it left as they are.

A new style is a file with a ``find`` and a line here. The order tells: what rules close is no table of mere columns.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.layout.styles import aligned, banded, boxed, grouped, headed, open_walls, rows, ruled, tiled, under_header, walled
from pipeline.layout.styles.ground import Ground

STYLES: tuple[Callable[[Ground], Ground], ...] = (
    open_walls.find,
    ruled.find,
    grouped.find,
    headed.find,
    walled.find,
    boxed.find,
    under_header.find,
    rows.find,
    tiled.find,
    banded.find,
    aligned.find,
)


def with_tables(ground: Ground) -> Ground:
    """The ground with the tables of every style."""
    for find in STYLES:
        ground = find(ground)
    return ground
