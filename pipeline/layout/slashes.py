"""斜線: a slanted line from corner to corner of a cell, or of a block of cells, which says that there is no value.

In come the drawn shapes of a page and its grids, out come the rectangles of those shapes that are such lines. A cross is two
of them on one place. They are no figures; nothing else changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.geometry.rect import Rect
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import RawCell, RawGrid, all_cells
from pipeline.pages.model import Area


def slashes_of(shapes: Sequence[Area], grids: Sequence[RawGrid]) -> list[Rect]:
    """The shapes that reach from the corner of one cell of a grid to the opposite corner of that cell or another."""
    least = TOLERANCES.least_slash
    suspects = [shape for shape in shapes if shape.x1 - shape.x0 > least and shape.y1 - shape.y0 > least]
    if not suspects or len(suspects) > TOLERANCES.most_slashes:
        return []
    tables = [list(cells) for grid in grids for cells in _tables(grid)]
    return [Rect(*shape[:4]) for shape in suspects if any(_is_across(shape, cells) for cells in tables)]


def _tables(grid: RawGrid) -> Iterator[Sequence[RawCell]]:
    """The cells of a grid of more than one, and those of the grids in them."""
    if len(grid.cells) > 1:
        yield grid.cells
    for cell in all_cells(grid):
        for inner in cell.nested:
            if len(inner.cells) > 1:
                yield inner.cells


def _is_across(shape: Area, cells: Sequence[RawCell]) -> bool:
    """Whether corners of cells lie at all four corners of the shape."""
    off = TOLERANCES.slash_off
    inside = [cell.rect for cell in cells if is_under(cell.rect, shape)]
    if not inside:
        return False
    return (
        abs(min(r.x0 for r in inside) - shape.x0) <= off
        and abs(min(r.y0 for r in inside) - shape.y0) <= off
        and abs(max(r.x1 for r in inside) - shape.x1) <= off
        and abs(max(r.y1 for r in inside) - shape.y1) <= off
    )


def is_under(cell: Rect, slash: Rect | Area) -> bool:
    """Whether a cell lies under a line with this extent."""
    off = TOLERANCES.slash_off
    return cell.x0 >= slash.x0 - off and cell.y0 >= slash.y0 - off and cell.x1 <= slash.x1 + off and cell.y1 <= slash.y1 + off
