"""Where a glyph is at home: in the innermost cell that holds it, in a figure, or in neither."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from pipeline.geometry.rect import Rect, common_part
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import RawCell, RawGrid, all_cells
from pipeline.layout.lines import Placed, height_of
from pipeline.pages.model import Glyphs


class Locator:
    """Finds the home of a point: the number of the innermost cell, a figure's number from -2 downwards, or -1 outside all.

    ``heights`` are those that are asked for most, ``numbers`` those of the cells.
    """

    __slots__ = ("boxes", "levels", "numbers")

    def __init__(self, grids: Sequence[RawGrid], figures: Sequence[Rect], heights: Iterable[float]) -> None:
        self.numbers = {cell: k for k, cell in enumerate(cell for grid in grids for cell in all_cells(grid))}
        cells = _boxes(grids, self.numbers)
        self.boxes = [*_across(cells, figures), *[(*rect, -2 - k) for k, rect in enumerate(figures)], *cells]
        self.levels: dict[float, list[tuple[float, float, int]]] = {y: [] for y in sorted(heights)}
        places, levels = list(self.levels), list(self.levels.values())
        for x0, y0, x1, y1, home in self.boxes:
            for level in levels[bisect_left(places, y0) : bisect_right(places, y1)]:
                level.append((x0, x1, home))

    def __call__(self, x: float, y: float) -> int:
        for x0, x1, home in self._level(y):
            if x0 <= x <= x1:
                return home
        return -1

    def _level(self, y: float) -> list[tuple[float, float, int]]:
        """From where to where the homes at a height reach; the first that holds a place is its home."""
        level = self.levels.get(y)
        if level is None:
            level = self.levels[y] = [(x0, x1, home) for x0, y0, x1, y1, home in self.boxes if y0 <= y <= y1]
        return level

    def placed(self, runs: Iterable[Glyphs]) -> list[Placed]:
        """The runs of a row with their homes."""
        found = []
        for run in runs:
            level = self._level(height_of(run))
            first, last = run.spans[0], run.spans[-1]
            begin, end = (first.x0[0] + first.x1[0]) / 2, (last.x0[-1] + last.x1[-1]) / 2
            home, reach = -1, 1e9
            for x0, x1, here in level:
                if x0 <= begin <= x1:
                    home, reach = here, min(reach, x1)
                    break
                if begin < x0:
                    reach = min(reach, x0)
            found.append(Placed(run, home if end <= reach else None))
        return found


Placement = tuple[float, float, float, float, int]
"""A rectangle and the home of what is printed in it."""


def _boxes(grids: Sequence[RawGrid], numbers: Mapping[RawCell, int], outer: Rect | None = None) -> list[Placement]:
    """The visible part and the number of every cell, what is nested in a cell before the cell: the first that holds a point is its home."""
    boxes: list[Placement] = []
    for grid in grids:
        here = common_part(grid.rect, outer) if outer else grid.rect
        for cell in grid.cells:
            for rect in (cell.rect, cell.also) if cell.also else (cell.rect,):
                part = common_part(rect, here)
                boxes += [*_boxes(cell.nested, numbers, part), (*part, numbers[cell])]
    return boxes


def _across(cells: Sequence[Placement], figures: Sequence[Rect]) -> list[Placement]:
    """Where figures lie over cells without lying in them: what is printed there stands in the cell."""
    found: list[Placement] = []
    for x0, y0, x1, y1, home in cells:
        for figure in figures:
            part = common_part(Rect(x0, y0, x1, y1), figure)
            if not part.is_empty and not lies_in(figure, Rect(x0, y0, x1, y1)):
                found.append((*part, home))
    return found


def lies_in(inner: Rect, outer: Rect) -> bool:
    """Whether most of a figure lies in a cell."""
    part = common_part(inner, outer)
    return not part.is_empty and part.area >= TOLERANCES.contained * inner.area
