"""One page's glyphs and rules put together: every glyph in its line, every line in its cell, every nested table in its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.geometry.intervals import overlap
from pipeline.geometry.rect import Rect
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.aside import beside_rows, in_rows, turned_lines
from pipeline.layout.drawn_over import marks_over, without_frames_over
from pipeline.layout.figures import figure_rects
from pipeline.layout.framed_words import without_framed_words
from pipeline.layout.grids import RawCell, RawGrid, grids_of
from pipeline.layout.homes import lies_in
from pipeline.layout.lines import line_of, lines_by_home, rows_of, runs_of, with_stacks
from pipeline.layout.model import Cell, Figure, Grid, Item, Line, PageLayout
from pipeline.layout.overrun import half_lines_into_cells, overrun_into_cells
from pipeline.layout.runs import Run, run_of
from pipeline.layout.slashes import between_rules, is_under, slashes_in_rows, slashes_of, suspects_of
from pipeline.layout.spaced import without_spaces
from pipeline.layout.styles import with_tables
from pipeline.layout.styles.ground import Ground, is_light
from pipeline.layout.underlines import without_underlines
from pipeline.layout.weights import rows_under_heavier_rules
from pipeline.pages.model import Area, Glyphs, Page
from pipeline.pages.turning import turn_of

OVERHANG = 0.4
"""of the height of the lower of two; what begins above the end of what stands over it by no more stands below it"""
DEEPEST = 3
"""columns within columns that are read; a page of the form has one, and what crosses without end on a harmed page ends here"""


def _top_left(item: Item) -> tuple[float, float]:
    return item.rect.y0, item.rect.x0


def _height(item: Item) -> float:
    return item.rect.y1 - item.rect.y0


def _runs_down(item: Item) -> bool:
    """Whether this is a column of text from top to bottom, which the next one stands left of."""
    return isinstance(item, Line) and item.vertical and turn_of(item.glyphs.spans[0].style) in (0, 90)


def in_reading_order(items: Sequence[Item], deep: int = DEEPEST) -> list[Item]:
    """From the top down; what stands side by side (half of the lower one beside the upper one) from left to right.

    What stands above each other beside one tall item (two tables beside a picture) is a column: it is read from the top down again,
    ``deep`` times at most.
    """
    rest = sorted(items, key=_top_left)
    if len(rest) < 2 or all(b.rect.y0 >= a.rect.y1 - OVERHANG * min(_height(a), _height(b)) for a, b in pairwise(rest)):
        return rest
    ordered: list[Item] = []
    while rest:
        band = _band(rest)
        if all(map(_runs_down, band)):
            ordered += sorted(band, key=lambda i: (i.rect.x0, i.rect.y0), reverse=True)
        else:
            ordered += [item for column in _columns(band) for item in (in_reading_order(column, deep - 1) if deep else column)]
        rest = [item for item in rest if item not in band]
    return ordered


def _band(items: Sequence[Item]) -> list[Item]:
    """The first item with what stands beside it, or beside what does: a table beside a caption is beside the caption's table too."""
    band, rest = [items[0]], list(items[1:])
    for member in band:  # grows
        found = [item for item in rest if is_beside(item.rect, member.rect)]
        band += found
        rest = [item for item in rest if item not in found]
    return band


def _columns(band: Sequence[Item]) -> list[list[Item]]:
    """What stands side by side from left to right; what shares some of its width is one column."""
    columns: list[list[Item]] = []
    right = -float("inf")
    for item in sorted(band, key=lambda i: (i.rect.x0, i.rect.y0)):
        if item.rect.x0 < right - TOLERANCES.over:
            columns[-1].append(item)
        else:
            columns.append([item])
        right = max(right, item.rect.x1)
    return columns


def is_beside(a: Rect, b: Rect) -> bool:
    """Whether half of the lower of two stands beside the other, but for what programs round: a mark in the middle of two lines is beside
    the first."""
    level = overlap((a.y0, a.y1), (b.y0, b.y1)) > min(a.y1 - a.y0, b.y1 - b.y0) / 2 - TOLERANCES.hair
    return level and overlap((a.x0, a.x1), (b.x0, b.x1)) <= TOLERANCES.over


def text_rows(page: Page) -> list[Glyphs]:
    """The page's upright glyphs by baseline; turned text and top-to-bottom writing left out."""
    return rows_of(in_rows(page))


@dataclass(slots=True)
class _Made:
    """Grids as they are given out, of raw ones and what stands in their cells; ``lines`` are those of each home, ``numbers`` the homes
    of the cells, ``loose`` the figures still in none, ``slashes`` the extents of lines drawn across cells, ``ground`` the filled areas."""

    page: Page
    lines: Mapping[int, Sequence[Line]]
    numbers: Mapping[RawCell, int]
    loose: list[Figure]
    slashes: Sequence[Rect]
    ground: FilledAreas

    def cell_of(self, cell: RawCell) -> Cell:
        grids = [self.grid_of(g) for g in cell.nested]
        figures = [f for f in self.loose if lies_in(f.rect, cell.rect)]
        self.loose = [f for f in self.loose if f not in figures]
        items = in_reading_order([*grids, *self.lines.get(self.numbers[cell], ()), *figures])
        (row, behind), (col, right) = cell.rows, cell.cols
        fill = self.ground.color_at(cell.rect)
        is_slashed = not cell.nested and any(is_under(cell.rect, slash) for slash in self.slashes)
        return Cell(row, col, behind - row, right - col, cell.rect, tuple(items), fill, is_slashed)

    def grid_of(self, grid: RawGrid) -> Grid:
        return Grid(
            self.page.number,
            grid.rect,
            len(grid.ys) - 1,
            len(grid.xs) - 1,
            tuple([self.cell_of(c) for c in sorted(grid.cells, key=lambda c: (c.rows[0], c.cols[0]))]),
            tuple(grid.xs),
            tuple(grid.ys),
            grid.open_top,
            grid.open_bottom,
            grid.ruled,
            grid.color,
            rows_under_heavier_rules(grid, self.page.rulings),
        )


def layout_of_page(page: Page, rows: Sequence[Glyphs], furniture: Sequence[Glyphs] = ()) -> PageLayout:
    """The page in reading order, of its rows of text; ``furniture`` are the rows that were set aside."""
    upright, turned = beside_rows(page)
    runs = [list(map(run_of, runs_of(row))) for row in rows]
    page = replace(page, rulings=without_frames_over(page.rulings))
    slashes, marks = _drawn_over(page, runs) if page.shapes else ([], [])
    figures, rulings = figure_rects(page, [*slashes, *marks])
    ground = with_tables(Ground(without_underlines(without_framed_words(rulings, rows), rows), runs, page.fills, figures))
    home_of = ground.home_of
    lines, ruby = lines_by_home(page.number, ground.placed, upright, home_of)
    for home, found in turned_lines(page, turned, home_of).items():
        lines[home] = with_stacks(page.number, [*lines.get(home, ()), *found])
    overrun_into_cells(lines, ground.tables, home_of.numbers)
    half_lines_into_cells(lines, ground.tables, home_of.numbers)
    drawn = [Figure(page.number, rect, tuple(lines.get(-2 - k, ()))) for k, rect in enumerate(figures)]
    made = _Made(page, lines, home_of.numbers, list(drawn), slashes, FilledAreas(page.fills))
    items: list[Item] = [made.grid_of(g) for g in ground.tables]
    items.extend(lines.get(-1, ()))
    items.extend(made.loose)
    set_aside = tuple(line_of(page.number, row) for row in furniture)
    return PageLayout(page.number, page.width, page.height, tuple(in_reading_order(items)), set_aside, (*page.watermarks, *ruby))


def _drawn_over(page: Page, runs: Sequence[Sequence[Run]]) -> tuple[list[Rect], list[Rect]]:
    """The shapes of a page that are lines across cells, and those that point at something in a table. What else may be a line across cells
    by the rules over and under it is no part of a figure only if there is a table also without it."""
    shapes = suspects_of(page.shapes)
    grids = without_spaces(grids_of(page.rulings)[0]) if shapes else []
    found = slashes_of(shapes, grids)
    rest = between_rules([shape for shape in shapes if Rect(*shape[:4]) not in found], page.rulings)
    if rest:
        tables = with_tables(Ground(page.rulings, runs, page.fills, ())).tables
        found += slashes_in_rows(rest, tables, page.glyphs)
    return found, [mark for mark in marks_over(shapes, grids, page.glyphs) if mark not in found]


class FilledAreas:
    """The filled areas of a page."""

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
                return None if is_light(color) else color
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
