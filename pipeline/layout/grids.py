"""Ruled tables from rulings: the plane of a page is cut by its rules into regions, and the regions are the cells.

Rules that touch form one component; its crossing positions make a fine raster, and raster fields with no rule between
them are one region. A rectangular region is a cell (with spans); a region that bends around others is the cell that
holds a nested table, even where that table shares a border with its frame. A page break that left a frame open is
closed where its side rules end together.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Literal

from pipeline.geometry.clusters import firsts, nearest
from pipeline.geometry.rect import Rect, holds
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.boxes import boxes_apart
from pipeline.layout.on_frames import ends_at_wall, is_on_frame, rules_on_frames
from pipeline.layout.regions import Region, groups_of, regions_of, unbent
from pipeline.layout.segments import (
    AxisRule,
    Crossing,
    Segment,
    bridging,
    closing,
    components,
    lone_ends,
    meet_in_corners,
    merged_segments,
    missing_sides,
    reach_doubles,
    tables_apart,
    with_title_row,
)
from pipeline.pages.model import Ruling

SNAP, TOUCH, THIN = TOLERANCES.snap, TOLERANCES.touch, TOLERANCES.thin


@dataclass(slots=True, eq=False)
class RawCell:
    """A cell is equal to itself alone. ``also`` is the rest of a bent header (総数 around うち…): what is printed there belongs to it."""

    rect: Rect
    cols: tuple[int, int]
    rows: tuple[int, int]
    nested: list[RawGrid] = field(default_factory=list)
    also: Rect | None = None

    @property
    def fields(self) -> list[tuple[int, int]]:
        """The fields of the grid that it covers: row and column."""
        return list(product(range(*self.rows), range(*self.cols)))


@dataclass(slots=True)
class RawGrid:
    """Cells by index range (first, behind last) into ``xs`` and ``ys``, the boundaries that occur in this grid."""

    rect: Rect
    xs: list[float]
    ys: list[float]
    cells: list[RawCell]
    open_top: bool = False
    open_bottom: bool = False
    color: int = 0
    ruled: Literal["full", "rows", "none"] = "full"


@dataclass(frozen=True, slots=True)
class _Raster:
    """Boundaries between columns and rows of one component, and what lies within the regions that bend around others."""

    xs: list[float]
    ys: list[float]
    color: int
    inside: dict[Region, list[Region]]

    def grids(self, regions: Sequence[Region]) -> list[RawGrid]:
        """A grid for each group of regions that touch; what lies between the two strokes of a double rule is no cell."""
        groups: dict[int, list[Region]] = {}
        for region, group in zip(regions, groups_of(regions, len(self.xs) - 1), strict=True):
            if self.xs[region.behind] - self.xs[region.left] > THIN and self.ys[region.below] - self.ys[region.top] > THIN:
                groups.setdefault(group, []).append(region)
        return [self._grid(part) for group in groups.values() for part in boxes_apart(group)]

    def _grid(self, regions: Sequence[Region]) -> RawGrid:
        xs, col = _numbered({x for region in regions for x in (region.left, region.behind)}, self.xs)
        ys, row = _numbered({y for region in regions for y in (region.top, region.below)}, self.ys)
        cells = []
        for region in regions:
            cols, rows = (col[region.left], col[region.behind]), (row[region.top], row[region.below])
            if cols[0] == cols[1] or rows[0] == rows[1]:
                continue
            nested = self.grids(self.inside[region]) if region in self.inside else []
            cells.append(RawCell(region.rect(self.xs, self.ys), cols, rows, nested, region.rest))
        return RawGrid(Rect(xs[0], ys[0], xs[-1], ys[-1]), xs, ys, cells, color=self.color)


def _numbered(used: set[int], places: list[float]) -> tuple[list[float], dict[int, int]]:
    """The boundaries used, those at a hair's distance as one, and the number of each among them."""
    order = sorted(used)
    kept = firsts([places[i] for i in order], THIN)
    return kept, {i: nearest(kept, places[i]) for i in order}


def grids_between(horizontal: Sequence[Segment], vertical: Sequence[Segment]) -> list[RawGrid]:
    """Grids of the regions that some segments close, nested ones inside the cell that bends around them."""
    xs, ys, regions = regions_of(horizontal, vertical)
    regions = unbent(regions, xs, ys)
    inside: dict[Region, list[Region]] = {}
    placed: set[Region] = set()
    for outer in sorted((region for region in regions if region.stretches), key=lambda region: region.fields):
        inside[outer] = [region for region in regions if region not in placed and region is not outer and outer.frames(region)]
        placed.update(inside[outer])
    color = max(horizontal, key=lambda h: h.hi - h.lo).color
    return _Raster(xs, ys, color, inside).grids([region for region in regions if region not in placed])


def all_cells(grid: RawGrid) -> Iterable[RawCell]:
    for cell in grid.cells:
        yield cell
        for nested in cell.nested:
            yield from all_cells(nested)


def all_grids(tables: Iterable[RawGrid]) -> list[RawGrid]:
    """These grids and all that are nested in their cells, each after the one around it."""
    return [grid for outer in tables for grid in (outer, *(inner for cell in all_cells(outer) for inner in cell.nested))]


def grids_of(rulings: Sequence[Ruling]) -> tuple[list[RawGrid], list[Ruling]]:
    """The ruled grids of a page that share no component, from the top down, and the horizontal rules that meet no vertical one, or
    that end within a cell and part nothing."""
    lying = [(y0, x0, x1, thickness, color) for x0, y0, x1, y1, thickness, color in rulings if y1 - y0 < x1 - x0]
    upright = [(x0, y0, y1, thickness, color) for x0, y0, x1, y1, thickness, color in rulings if y1 - y0 >= x1 - x0]
    horizontal, vertical, on_frames = _closed(lying, upright)
    groups = components(horizontal, vertical)
    grids = [grid for group in groups for grid in _open_grids(*group)]
    walls = Crossing(vertical)
    own = [rule for rule in on_frames if not ends_at_wall(rule, walls)]
    return grids, _loose(rulings, _parting(groups, grids, upright), own)


def _parting(
    groups: Iterable[tuple[Sequence[Segment], Sequence[Segment]]], grids: Sequence[RawGrid], upright: Sequence[AxisRule]
) -> list[Segment]:
    """The level rules that close or part cells; what are but the rules of a table at one side of a cell is no grid in it."""
    cells = [cell for grid in grids for cell in all_cells(grid)]
    for cell in cells:
        cell.nested = [grid for grid in cell.nested if not _are_rows_at_side(grid, cell, upright)]
    inside = [grid.rect for grid in (*grids, *(grid for cell in cells for grid in cell.nested))]
    rules = sorted((rule for lying, _ in groups for rule in lying), key=lambda rule: rule.at)
    homes = _homes(rules, [cell.rect for cell in cells])
    return [rule for k, rule in enumerate(rules) if k not in homes or not _ends_within(rule, homes[k], inside)]


def _homes(rules: Sequence[Segment], cells: Iterable[Rect]) -> dict[int, Rect]:
    """The smallest cell around each level rule that lies amid one, by the rule's number; the rules from the top down."""
    heights = [rule.at for rule in rules]
    homes: dict[int, Rect] = {}
    for cell in sorted(cells, key=lambda cell: cell.area, reverse=True):
        within = range(bisect_right(heights, cell.y0 + THIN), bisect_left(heights, cell.y1 - THIN))
        homes.update((k, cell) for k in within if holds(cell, _line(rules[k]), TOUCH))
    return homes


def _are_rows_at_side(grid: RawGrid, home: RawCell, upright: Sequence[AxisRule]) -> bool:
    """Whether a grid of one column is but the rules of a table without upright ones that reach to one side of the cell around them."""
    sides = [x for x, wall in ((grid.rect.x0, home.rect.x0), (grid.rect.x1, home.rect.x1)) if abs(x - wall) > TOUCH]
    if len(grid.xs) > 2 or len(sides) != 1:
        return False
    return not any(abs(x - sides[0]) <= TOUCH and y0 < grid.rect.y1 and grid.rect.y0 < y1 for x, y0, y1, _, _ in upright)


def _ends_within(rule: Segment, home: Rect, grids: Sequence[Rect]) -> bool:
    """Whether a rule touches one side of the smallest cell around it only and goes on to no other rule: that of a table without upright
    rules."""
    return not any(rect.area < home.area and holds(rect, _line(rule), TOUCH) for rect in grids)


def _line(rule: Segment) -> Rect:
    return Rect(rule.lo, rule.at, rule.hi, rule.at)


def _closed(lying: Sequence[AxisRule], upright: Sequence[AxisRule]) -> tuple[list[Segment], list[Segment], list[Segment]]:
    """The rules put together, with what closes those that a page's end left open, first of rows, then of the tables whose sides are
    open, and such tables' rules on those of frames."""
    horizontal, vertical = merged_segments(lying), merged_segments(upright)
    reach_doubles(vertical, horizontal)
    reach_doubles(horizontal, vertical)
    horizontal += closing(vertical, horizontal)
    horizontal += bridging(horizontal, vertical)
    on_frames = rules_on_frames(lying, horizontal, vertical)
    crossing = Crossing(vertical)
    drawn = [h for h in horizontal if not h.virtual]
    crossed: list[Segment] = []
    uncrossed: list[Segment] = []
    for h in (*drawn, *on_frames):
        (crossed if crossing.meets(h.at, h.lo, h.hi) else uncrossed).append(h)
    own = [h for h in crossed if not any(is_on_frame(rule, h) for rule in on_frames)]
    tables = [table if _is_closed(table, crossing) else with_title_row(table, uncrossed) for table in tables_apart(own, vertical)]
    sides = _open_sides(tables, vertical, drawn)
    sides += missing_sides([*vertical, *sides], drawn)
    lone = lone_ends(vertical, horizontal)
    meet_in_corners([*(h for h in horizontal if h.virtual), *lone], sides, drawn, vertical)
    return [*horizontal, *(end for end in lone if end.hi - end.lo > THIN)], vertical + sides, on_frames


def _is_closed(table: Sequence[Segment], walls: Crossing) -> bool:
    """Whether walls stand at both ends of a table's first rule: a rule over it that no wall reaches is none of its own."""
    top = min(table, key=lambda rule: rule.at)
    return walls.meets(top.at, top.lo, top.lo) and walls.meets(top.at, top.hi, top.hi)


def _open_sides(tables: Sequence[Sequence[Segment]], vertical: Sequence[Segment], drawn: Sequence[Segment]) -> list[Segment]:
    """What closes the sides of tables, given with their level rules, that no rule goes through."""
    sides = (side for table in tables for side in closing(table, vertical))
    return [side for side in sides if not any(_goes_through(rule, side) for rule in drawn)]


def _goes_through(rule: Segment, side: Segment) -> bool:
    """Whether a level rule parts what is to be an open side, and goes on at both: rules that begin behind the name of several rows close
    none."""
    return side.lo + THIN < rule.at < side.hi - THIN and rule.lo < side.at - THIN and side.at + THIN < rule.hi


def _open_grids(horizontal: Sequence[Segment], vertical: Sequence[Segment]) -> list[RawGrid]:
    """The grids of one component, with whether a rule that closes them is drawn nowhere."""
    ends = [h.at for h in horizontal if h.virtual]
    grids = grids_between(horizontal, vertical)
    for grid in grids:
        grid.open_top, grid.open_bottom = (any(abs(at - end) <= TOUCH for at in ends) for end in (grid.rect.y0, grid.rect.y1))
    return grids


def _loose(rulings: Sequence[Ruling], taken: Sequence[Segment], on_frames: Sequence[Segment]) -> list[Ruling]:
    """The horizontal rules that are part of no segment of a component, or of one that only lies on such a segment."""
    ordered, own = (sorted((h.at, h.lo, h.hi) for h in of) for of in (taken, on_frames))

    def is_in(rule: Ruling, of: Sequence[tuple[float, float, float]]) -> bool:
        near = of[bisect_left(of, (rule.y0 - SNAP,)) : bisect_right(of, (rule.y0 + SNAP, float("inf")))]
        return any(lo - TOUCH <= rule.x0 and rule.x1 <= hi + TOUCH for _, lo, hi in near)

    return [rule for rule in rulings if rule.y0 == rule.y1 and (not is_in(rule, ordered) or is_in(rule, own))]


def nested(grids: list[RawGrid]) -> list[RawGrid]:
    """Grids that lie inside a cell of another component move into that cell; the outermost remain."""
    order = sorted(grids, key=lambda grid: grid.rect.area)
    top: list[RawGrid] = []
    for n, inner in enumerate(order, 1):
        around = (outer for outer in order[n:] if holds(outer.rect, inner.rect, TOUCH))
        home = innermost((cell for outer in around for cell in all_cells(outer)), inner.rect)
        (top if home is None else home.nested).append(inner)
    return sorted(top, key=lambda g: (g.rect.y0, g.rect.x0))


def innermost(cells: Iterable[RawCell], rect: Rect) -> RawCell | None:
    """The smallest cell that holds a rectangle."""
    return min([cell for cell in cells if holds(cell.rect, rect, TOUCH)], key=lambda cell: cell.rect.area, default=None)
