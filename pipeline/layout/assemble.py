"""One page's glyphs and rules put together: every glyph in its line, every line in its cell, every nested table in its cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.geometry.rect import Rect, common_part
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.aside import beside_rows, in_rows, turned_lines
from pipeline.layout.doubles import without_double_rules
from pipeline.layout.figures import figure_rects
from pipeline.layout.grids import RawCell, RawGrid, all_cells, grids_of, nested
from pipeline.layout.hairlines import Run, hairline_grids, innermost, run_of
from pipeline.layout.lines import Measured, Placed, line_of, lines_by_home, measured, rows_of, with_stacks
from pipeline.layout.model import Cell, Figure, Grid, Item, Line, PageLayout
from pipeline.layout.slashes import is_under, slashes_of
from pipeline.layout.unruled import aligned_grids, shaded_headers
from pipeline.pages.model import Area, Glyphs, Page, Ruling
from pipeline.pages.turning import turn_of

_new = tuple.__new__


class Locator:
    """Finds the home of a point: the id of the innermost cell, a figure's number from -2 downwards, or -1 outside all.

    ``heights`` are those that are asked for most.
    """

    __slots__ = ("boxes", "levels")

    def __init__(self, grids: Sequence[RawGrid], figures: Sequence[Rect], heights: Iterable[float]) -> None:
        cells = _boxes(grids)
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

    def placed(self, runs: Iterable[Measured]) -> list[Placed]:
        """The runs of a row with their homes."""
        found = []
        height = -1e9
        for run, gaps, y in runs:
            if y != height:
                height, level = y, self._level(y)
            spans = run.spans
            first, last = spans[0], spans[-1]
            begin, end = (first[0][0] + first[1][0]) / 2, (last[0][-1] + last[1][-1]) / 2
            home, reach = -1, 1e9
            for x0, x1, here in level:
                if x0 <= begin <= x1:
                    home = here
                    if x1 < reach:
                        reach = x1
                    break
                if begin < x0 < reach:
                    reach = x0
            found.append(_new(Placed, (run, gaps, home if end <= reach else None)))
        return found


Placement = tuple[float, float, float, float, int]
"""A rectangle and the home of what is printed in it."""


def _boxes(grids: Sequence[RawGrid], outer: Rect | None = None) -> list[Placement]:
    """The visible part and the id of every cell, what is nested in a cell before the cell: the first that holds a point is its home."""
    boxes = []
    for grid in grids:
        left, top, right, bottom = common_part(grid.rect, outer) if outer else grid.rect
        for cell in grid.cells:
            for rect in (cell.rect, cell.also) if cell.also else (cell.rect,):
                x0, y0, x1, y1 = rect
                if x0 < left or y0 < top or x1 > right or y1 > bottom:
                    x0, y0, x1, y1 = max(x0, left), max(y0, top), min(x1, right), min(y1, bottom)
                if cell.nested:
                    boxes += _boxes(cell.nested, Rect(x0, y0, x1, y1))
                boxes.append((x0, y0, x1, y1, id(cell)))
    return boxes


def _across(cells: Sequence[Placement], figures: Sequence[Rect]) -> list[Placement]:
    """Where figures lie over cells without lying in them: what is printed there stands in the cell."""
    found: list[Placement] = []
    for x0, y0, x1, y1, home in cells if figures else ():
        for figure in figures:
            part = common_part(Rect(x0, y0, x1, y1), figure)
            if not part.is_empty and not _inside(figure, Rect(x0, y0, x1, y1)):
                found.append((*part, home))
    return found


def _light(color: int) -> bool:
    """A fill this light in every channel is paper."""
    return color & 0xFF >= 0xF8 and color >> 8 & 0xFF >= 0xF8 and color >> 16 >= 0xF8


def _top_left(item: Item) -> tuple[float, float]:
    return item.rect[1], item.rect[0]


def _runs_down(item: Item) -> bool:
    """Whether this is a column of text from top to bottom, which the next one stands left of."""
    return isinstance(item, Line) and item.vertical and turn_of(item.glyphs.spans[0].style) in (0, 90)


def in_reading_order(items: Sequence[Item]) -> list[Item]:
    """From the top down; what stands side by side (more than half of the lower one beside the upper one) from left to right."""
    top = bottom = -1e9
    for item in items:
        _, y0, _, y1 = item.rect
        if y0 <= top or y0 < bottom - 0.4 * (y1 - y0):
            break
        top, bottom = y0, y1
    else:
        return list(items)
    rest = sorted(items, key=_top_left)
    if all(b.rect[1] >= a.rect[3] - 0.4 * (b.rect[3] - b.rect[1]) for a, b in zip(rest, rest[1:], strict=False)):
        return rest
    ordered: list[Item] = []
    while rest:
        first = rest[0]
        band = [first]
        for item in rest[1:]:
            overlap = min(item.rect.y1, first.rect.y1) - max(item.rect.y0, first.rect.y0)
            height = min(item.rect.y1 - item.rect.y0, first.rect.y1 - first.rect.y0)
            apart = item.rect.x0 >= first.rect.x1 - 1 or item.rect.x1 <= first.rect.x0 + 1
            if overlap > 0.5 * height and apart:
                band.append(item)
        band.sort(key=lambda i: (i.rect.x0, i.rect.y0), reverse=all(_runs_down(i) for i in band))
        ordered.extend(band)
        taken = {id(i) for i in band}
        rest = [i for i in rest if id(i) not in taken]
    return ordered


def text_rows(page: Page) -> list[Glyphs]:
    """The page's upright glyphs by baseline; watermarks, turned text and top-to-bottom writing left out."""
    return rows_of(in_rows(page))


@dataclass(slots=True)
class _Made:
    """Grids as they are given out, of raw ones and what stands in their cells; ``loose`` are the figures still in none, ``slashes``
    the extents of lines drawn across cells."""

    page: Page
    lines: dict[int, list[Line]]
    loose: list[Figure]
    slashes: Sequence[Rect]

    def cell_of(self, cell: RawCell, ground: _Ground) -> Cell:
        items: Sequence[Item] = self.lines.get(id(cell), ())
        if cell.nested or self.loose:
            grids = [self.grid_of(g, ground.fills) for g in cell.nested]
            mine = [f for f in self.loose if _inside(f.rect, cell.rect)]
            for figure in mine:
                self.loose.remove(figure)
            items = [*grids, *items, *mine]
        if len(items) > 1:
            items = in_reading_order(items)
        (row, behind), (col, right) = cell.rows, cell.cols
        fill = ground.color_at(cell.rect) if ground.fills else None
        is_slashed = not cell.nested and any(is_under(cell.rect, slash) for slash in self.slashes)
        return Cell(row, col, behind - row, right - col, cell.rect, tuple(items), fill, is_slashed)

    def grid_of(self, grid: RawGrid, fills: Sequence[Area]) -> Grid:
        x0, y0, x1, y1 = grid.rect
        here = _Ground([fill for fill in fills if fill[0] <= x1 and fill[2] >= x0 and fill[1] <= y1 and fill[3] >= y0])
        return Grid(
            self.page.number,
            grid.rect,
            len(grid.ys) - 1,
            len(grid.xs) - 1,
            tuple([self.cell_of(c, here) for c in sorted(grid.cells, key=lambda c: (c.rows[0], c.cols[0]))]),
            tuple(grid.xs),
            tuple(grid.ys),
            grid.open_top,
            grid.open_bottom,
            grid.ruled,
            grid.color,
        )


def layout_of_page(page: Page, rows: Sequence[Glyphs], furniture: Sequence[Glyphs] = ()) -> PageLayout:
    """The page in reading order, of its rows of text; ``furniture`` are the rows that were set aside."""
    upright, turned, decoration = beside_rows(page)
    runs = [measured(row) for row in rows]
    slashes = slashes_of(page.shapes, grids_of(page.rulings)[0]) if page.shapes else []
    figures, rulings = figure_rects(page, slashes)
    ruled, loose_rules = grids_of(rulings)
    raw = without_double_rules(ruled)
    if len(loose_rules) > 1:
        raw += _hairlines(raw, loose_rules, runs, shaded(page.fills))
    raw = nested(raw)
    heights = {run[2] for row in runs for run in row}
    home_of = Locator(raw, figures, heights)
    placed = [home_of.placed(row) for row in runs]
    if aligned := _unruled(home_of, placed, page.fills):
        raw = nested(raw + aligned)
        home_of = Locator(raw, figures, heights)
        placed = [home_of.placed(row) for row in runs]
    lines, ruby = lines_by_home(page.number, placed, upright, home_of)
    for home, found in turned_lines(page, turned, home_of).items() if turned else ():
        lines[home] = with_stacks(page.number, [*lines.get(home, ()), *found])
    drawn = [Figure(page.number, rect, tuple(lines.get(-2 - k, ()))) for k, rect in enumerate(figures)]
    made = _Made(page, lines, list(drawn), slashes)
    items: list[Item] = [made.grid_of(g, page.fills) for g in raw]
    items.extend(lines.get(-1, ()))
    items.extend(made.loose)
    set_aside = tuple(line_of(page.number, row) for row in furniture)
    return PageLayout(page.number, page.width, page.height, tuple(in_reading_order(items)), set_aside, tuple(decoration + ruby))


def _hairlines(raw: Sequence[RawGrid], rules: Sequence[Ruling], rows: Sequence[Sequence[Measured]], fills: Sequence[Area]) -> list[RawGrid]:
    """Tables without vertical rules, each within one cell or outside all."""
    cells = [c for g in raw for c in all_cells(g)]
    homes: dict[int, tuple[RawCell | None, list[Ruling]]] = {}
    for rule in rules:
        home = innermost(cells, Rect(rule.x0, rule.y0, rule.x1, rule.y1))
        homes.setdefault(id(home), (home, []))[1].append(rule)
    runs = [run_of(run) for row in rows for run, _, _ in row]
    painted = [(f, innermost(cells, Rect(f.x0, f.y0, f.x1, f.y1))) for f in fills]
    out: list[RawGrid] = []
    for home, members in homes.values():
        if len(members) > 1:
            here = [r for r in runs if innermost(cells, _middle(r)) is home]
            out.extend(hairline_grids(members, here, [f for f, cell in painted if cell is None or cell is home]))
    return out


def _middle(run: Run) -> Rect:
    """The middle of a run, as a rectangle; the run itself goes over the walls of narrow cells."""
    x, y = (run.x0 + run.x1) / 2, (run.y0 + run.y1) / 2
    return Rect(x, y, x, y)


def _unruled(home_of: Locator, rows: Sequence[Sequence[Placed]], fills: Sequence[Area]) -> list[RawGrid]:
    """Tables without any rule, each within one cell or outside all."""
    wide = [row for row in rows if len(row) > 1 and _is_wide(row[0].run, row[-1].run, len(row))]
    colored = shaded(fills)
    if len(wide) < (1 if colored else 3):
        return []
    homes: dict[int, list[Glyphs]] = defaultdict(list)
    for row in wide:
        for run, _, home in row:
            homes[_home_of_middle(run, home_of) if home is None else home].append(run)
    out: list[RawGrid] = []
    for home, members in homes.items():
        beside = colored and any(a.spans[0].y1 == b.spans[0].y1 for a, b in pairwise(members))
        if home < -1 or not beside and len(members) < 6:
            continue
        inside = [run_of(run) for run in members]
        if len(members) > 5 and aligned_grids(inside, colored) or beside and shaded_headers(inside, colored):
            around = [r.run for row in rows for r in row if _home_of_centre(r, home_of) == home]
            out.extend(aligned_grids(inside, colored, [run_of(run) for run in around]))
    return out


def _home_of_middle(run: Glyphs, home_of: Locator) -> int:
    first = run.spans[0]
    return home_of((run.x0[0] + run.x1[-1]) / 2, (first.y0 + first.y1) / 2)


def _home_of_centre(placed: Placed, home_of: Locator) -> int:
    run, _, home = placed
    if home is not None and len(run.spans) == 1:
        return home
    r = run_of(run)
    return home_of((r.x0 + r.x1) / 2, (r.y0 + r.y1) / 2)


def _is_wide(first: Glyphs, last: Glyphs, runs: int) -> bool:
    several = runs > 2 or len(first) + len(last) > 2
    return several and last.x1[-1] - first.x0[0] > 6 * first.spans[0].size


def shaded(fills: Sequence[Area]) -> list[Area]:
    """The fills that are not the colour of paper."""
    return [f for f in fills if not _light(f.color)]


def _inside(inner: Rect, outer: Rect) -> bool:
    """Whether most of a figure lies in a cell."""
    part = common_part(inner, outer)
    return not part.is_empty and part.area >= TOLERANCES.contained * inner.area


class _Ground:
    """The filled areas under a grid."""

    __slots__ = ("fills", "levels")

    def __init__(self, fills: Sequence[Area]) -> None:
        self.fills = fills
        self.levels: dict[float, list[Area]] = {}

    def color_at(self, rect: Rect) -> int | None:
        """The colour of the topmost fill over the middle of ``rect``; None for paper."""
        left, top, right, bottom = rect
        x, y = (left + right) / 2, (top + bottom) / 2
        level = self.levels.get(y)
        if level is None:
            level = self.levels[y] = [fill for fill in reversed(self.fills) if fill[1] <= y <= fill[3]]
        for x0, _, x1, _, color in level:
            if x0 <= x <= x1:
                return None if _light(color) else color
        return None


def all_lines(items: Sequence[Item]) -> list[Line]:
    """Every line under these items, nested ones too."""
    out: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            out.append(item)
        elif isinstance(item, Figure):
            out.extend(item.lines)
        else:
            for cell in item.cells:
                out += cell.lines if len(cell.lines) == len(cell.items) else all_lines(cell.items)
    return out
