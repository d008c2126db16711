"""Tables whose cells are tiles: filled rectangles beside and below each other, between which a little paper shows instead of a rule.

Browsers set cells so (``border-spacing``), whether all are of one colour or each column has its own. In come the fills and the runs of
text of one cell (or of the page outside all), out come grids whose walls are the middles of the white. Where a row without tiles
follows, the tiles are but a header or every other row: ``layout/banded.py`` finds those tables, of tiles with the white closed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.geometry.disjoint import DisjointSet
from pipeline.geometry.intervals import overlap
from pipeline.geometry.rect import Rect
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.banded_over import is_more_than_caption
from pipeline.layout.column_edges import parted
from pipeline.layout.grids import RawCell, RawGrid
from pipeline.layout.runs import Run, columns_of, crosses, levels
from pipeline.layout.shades import TIGHT
from pipeline.layout.spaced import SPACING, middles, on_raster
from pipeline.pages.model import Area

LEAST_TILES = 3
"""tiles in rows or columns; two are a label and what it is for"""
LEAST_CELLS = 4
"""tiles of a table: two columns of two rows"""
HAIR = TOLERANCES.hair
EVEN = TOLERANCES.over
"""the white between the tiles of a table is as wide everywhere, but for what a browser rounds to points of the screen"""
OVER = TOLERANCES.same_edge
"""the text of a tile reaches over its sides by no more; a highlighted word's line goes on"""


@dataclass(frozen=True, slots=True)
class Tiles:
    """Fills in rows and columns, as cells from the middle of the white to the middle of the white, and where rows and columns begin."""

    cells: dict[Area, RawCell]
    xs: list[float]
    ys: list[float]

    @property
    def extent(self) -> Rect:
        return Rect(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def closed(self) -> dict[Area, Area]:
        """The fills as if no white were between them."""
        return {fill: Area(*cell.rect, fill.color) for fill, cell in self.cells.items()}


def tiles_of(fills: Sequence[Area]) -> list[Tiles]:
    """The fills of one cell, or of the page outside all, that are tiles, by those with as much white between them everywhere."""
    topmost = {fill[:4]: fill for fill in fills if min(fill.x1 - fill.x0, fill.y1 - fill.y0) > SPACING}
    groups = _groups(sorted(topmost.values(), key=lambda tile: (tile.y0, tile.x0)))
    even = [group for group in groups if len(group) >= LEAST_TILES and _are_even(group)]
    return [tiles for tiles in map(_tiles, even) if _are_cells(tiles)]


def tiled_grid(tiles: Tiles, runs: Sequence[Run]) -> RawGrid | None:
    """The table of these cells, what no tile covers, and the header over them that has none; None where it has no text, one row, or
    goes on below."""
    beside = [run for run in parted(runs) if overlap((run.x0, run.x1), (tiles.xs[0], tiles.xs[-1])) > 0]
    if len(tiles.cells) < LEAST_CELLS or not _are_written(tiles, beside):
        return None
    over = levels([run for run in beside if run.y < tiles.ys[0]])[-1:]
    under = levels([run for run in beside if run.y > tiles.ys[-1]])[:1]
    if any(_is_row(row, tiles) for row in under):
        return None
    ys = [*(min(run.y0 for run in row) - TOLERANCES.over for row in over if _is_row(row, tiles)), *tiles.ys]
    cells = [_on_raster(fill, tiles.xs, ys) for fill in tiles.cells]
    return RawGrid(tiles.extent._replace(y0=ys[0]), tiles.xs, ys, [*cells, *_uncovered(cells, tiles.xs, ys)])


def _uncovered(cells: Sequence[RawCell], xs: Sequence[float], ys: Sequence[float]) -> Iterator[RawCell]:
    """A cell for each field that none of the cells has."""
    taken = {field for cell in cells for field in cell.fields}
    for r, (top, bottom) in enumerate(pairwise(ys)):
        for c, (left, right) in enumerate(pairwise(xs)):
            if (r, c) not in taken:
                yield RawCell(Rect(left, top, right, bottom), (c, c + 1), (r, r + 1))


def _groups(fills: Sequence[Area]) -> list[list[Area]]:
    """The fills, given from the top down, that stand beside or below each other, directly or through others."""
    joined = DisjointSet(len(fills))
    for n, fill in enumerate(fills):
        for k in range(n):
            if _are_neighbours(fills[k], fill):
                joined.join(k, n)
    groups: dict[int, list[Area]] = {}
    for n, fill in enumerate(fills):
        groups.setdefault(joined.find(n), []).append(fill)
    return list(groups.values())


def _apart(a: Area, b: Area) -> tuple[float, float]:
    """How much white is between two across and down; less than nothing where they stand beside or over each other."""
    return -overlap((a.x0, a.x1), (b.x0, b.x1)), -overlap((a.y0, a.y1), (b.y0, b.y1))


def _are_neighbours(a: Area, b: Area) -> bool:
    return -HAIR <= max(_apart(a, b)) <= SPACING


def _are_even(fills: Sequence[Area]) -> bool:
    """Whether white parts the fills of each row, as wide everywhere, and the rows are as far apart everywhere."""
    pairs = [_apart(a, b) for n, b in enumerate(fills) for a in fills[:n] if _are_neighbours(a, b)]
    across, down = [x for x, y in pairs if x > y], [y for x, y in pairs if y > x]
    return min(across, default=0.0) > HAIR and all(max(gaps) - min(gaps) <= EVEN for gaps in (across, down) if gaps)


def _tiles(fills: Sequence[Area]) -> Tiles:
    xs = middles([x for fill in fills for x in (fill.x0, fill.x1)])
    ys = middles([y for fill in fills for y in (fill.y0, fill.y1)])
    return Tiles({fill: _on_raster(fill, xs, ys) for fill in fills}, xs, ys)


def _on_raster(fill: Area, xs: Sequence[float], ys: Sequence[float]) -> RawCell:
    return on_raster(RawCell(Rect(*fill[:4]), (0, 0), (0, 0)), xs, ys)


def _are_cells(tiles: Tiles) -> bool:
    """Whether none covers another, and every column and every row has a tile that is as wide or as high: highlighted words of several
    lines have none."""
    cells = tiles.cells.values()
    taken = [field for cell in cells for field in cell.fields]
    columns, rows = {cell.cols for cell in cells}, {cell.rows for cell in cells}
    has_own = columns >= set(pairwise(range(len(tiles.xs)))) and rows >= set(pairwise(range(len(tiles.ys))))
    return has_own and len(set(taken)) == len(taken)


def _are_written(tiles: Tiles, runs: Sequence[Run]) -> bool:
    """Whether text stands in several columns and several rows, and within the tiles: no legend, chart or emphasis."""
    inside = [run for run in runs if tiles.ys[0] <= run.y <= tiles.ys[-1]]
    rows = {sum(y < run.y for y in tiles.ys) for run in inside}
    return len(rows) > 1 and len(columns_of(inside, tiles.xs[1:-1])) > 1 and _are_between_sides(inside, tiles)


def _are_between_sides(runs: Sequence[Run], tiles: Tiles) -> bool:
    return all(run.x0 >= tiles.xs[0] - OVER and run.x1 <= tiles.xs[-1] + OVER for run in runs)


def _is_row(row: Sequence[Run], tiles: Tiles) -> bool:
    """Whether a row over or under the tiles has none and is of the table: it stands closely, in the columns, and is no caption."""
    extent, edges = tiles.extent, tiles.xs[1:-1]
    off = max(min(run.y0 for run in row) - extent.y1, extent.y0 - max(run.y1 for run in row))
    is_close = off <= TIGHT * row[0].size and _are_between_sides(row, tiles)
    return is_close and is_more_than_caption(row, edges) and not any(crosses(run, edge) for run in row for edge in edges)
