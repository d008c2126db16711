"""Columns side by side, whose places are known, cut out of their pages: a grid with a cell a column, each laid out by itself.

In come pages and layouts with the parts of such columns on each, out go the layouts with them as grids in the cells where they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.geometry.intervals import Interval
from pipeline.geometry.rect import Rect, around
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.aside import beside_rows
from pipeline.layout.assemble import in_reading_order, layout_of_page, text_rows
from pipeline.layout.lines import extent_of
from pipeline.layout.model import Cell, Grid, Item, Line, PageLayout
from pipeline.layout.segments import SNAP, TOUCH, Segment, level_segments
from pipeline.pages.model import Area, Glyph, Glyphs, Page, Ruling

BESIDE = TOLERANCES.off_frame
EVERYWHERE = Rect(-1e9, -1e9, 1e9, 1e9)
"""the home of columns that have the whole width of their page for themselves"""
ROOM = TOLERANCES.beyond_text
EQUAL = 1.3
"""times as wide as the narrowest, at most, is the widest of equal columns: the lines of one may be short"""


@dataclass(slots=True)
class SidePart:
    """Columns on one page: from ``top`` to ``bottom``, in points, in a cell or over the page; its rows of text, the row of labels not among
    them."""

    page: int
    top: float
    bottom: float
    labels: tuple[Line, ...]
    rows: list[Glyphs] = field(default_factory=list)
    home: Rect = EVERYWHERE


@dataclass(slots=True)
class SideColumns:
    """Columns under one row of labels: their parts page after page and, for each two neighbours, what white is left between."""

    white: list[list[Interval]]
    parts: list[SidePart]
    are_text: bool = False
    """whether they are one text, down one column and then the other"""


def row_between(row: Glyphs, sides: Rect) -> Glyphs:
    """The glyphs of a row between the sides of a place."""
    return row if sides == EVERYWHERE else Glyphs.of([glyph for glyph in row if sides.x0 <= (glyph.x0 + glyph.x1) / 2 <= sides.x1])


def rows_of_page(page: Page, layout: PageLayout) -> list[Glyphs]:
    """The page's rows of text without its furniture."""
    aside = {glyph.index for line in layout.furniture for glyph in line.glyphs}
    return [row for row in text_rows(page) if row[0].index not in aside]


def with_grids(page: Page, layout: PageLayout, parts: Sequence[tuple[SideColumns, SidePart]], pages: Sequence[Page]) -> PageLayout:
    """The page with these parts of columns as grids, in the cells where they stand."""
    grids: list[Grid] = []
    decoration: list[Glyph] = []
    rest = page
    for columns, part in parts:
        grid, rest, ruby = _cut_out(rest, part, _edges(columns, pages))
        grids.append(_as_one_text(grid, columns.white) if columns.are_text else grid)
        decoration += ruby
    aside = [line.glyphs for line in layout.furniture]
    laid = layout_of_page(rest, rows_of_page(rest, layout), aside)
    items = laid.items
    for grid in grids:
        items = _placed(items, grid)
    return replace(laid, items=items, decoration=(*laid.decoration, *decoration))


def _edges(columns: SideColumns, pages: Sequence[Page]) -> tuple[float, ...]:
    """The sides of the columns, the same on all pages: between two of them in the middle of the white that tables leave too."""
    tables = [s for part in columns.parts for s in level_segments([r for r in pages[part.page].rulings if _within(r, part)])]
    rects = [line.rect for part in columns.parts for line in part.labels]
    rects += [extent_of(row) for part in columns.parts for row in part.rows]
    text = around(*rects)
    return text.x0 - ROOM, *(_middle(stretches, tables) for stretches in columns.white), text.x1 + ROOM


def _as_one_text(grid: Grid, white: Sequence[Sequence[Interval]]) -> Grid:
    """Columns as those of one text: all as wide as the widest, if they are nearly as wide as each other."""
    starts = [grid.rect.x0, *(end - ROOM for ((_, end),) in white)]
    ends = [*(start + ROOM for ((start, _),) in white), grid.rect.x1]
    widths = [end - start for start, end in zip(starts, ends, strict=True)]
    widths = [max(widths)] * len(widths) if max(widths) <= EQUAL * min(widths) else widths
    cells = [replace(cell, rect=cell.rect._replace(x0=starts[cell.col], x1=starts[cell.col] + widths[cell.col])) for cell in grid.cells]
    return replace(grid, cells=tuple(cells), ruled="text")


def _middle(stretches: Sequence[Interval], tables: Sequence[Segment]) -> float:
    """The middle of the widest white, without what rules of tables that end in it take of it."""
    low, high = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    over = [s for s in tables if s.lo < high and low < s.hi and not (s.lo <= low and high <= s.hi)]
    left = max([s.hi for s in over if s.hi < high], default=low)
    right = min([s.lo for s in over if s.lo > left - TOUCH], default=high)
    return (left + right) / 2


def _within(drawn: Ruling | Area, part: SidePart) -> bool:
    is_beside = drawn.x0 < part.home.x0 or part.home.x1 < drawn.x1
    return not is_beside and part.top - TOUCH <= drawn.y0 and drawn.y1 <= part.bottom + TOUCH


def _cut_out(page: Page, part: SidePart, edges: tuple[float, ...]) -> tuple[Grid, Page, Sequence[Glyph]]:
    """Columns as a grid, the page without them, and the ruby in them."""
    frame = _frame([rule for rule in page.rulings if _within(rule, part)], edges)
    bottom = max([line.rect.y1 for line in part.labels], default=part.top)
    ys = (part.top, bottom, part.bottom) if part.labels else (part.top, part.bottom)
    cells = [Cell(0, col, 1, 1, Rect(edges[col], part.top, edges[col + 1], bottom), (label,)) for col, label in enumerate(part.labels)]
    taken = {glyph.index for line in part.labels for glyph in line.glyphs}
    ruby: list[Glyph] = []
    rows = [*part.rows, row_between(Glyphs.of(_turned(page, (bottom, part.bottom))), part.home)]
    for col, (x0, x1) in enumerate(pairwise(edges)):
        glyphs = [glyph for row in rows for glyph in row if x0 <= (glyph.x0 + glyph.x1) / 2 < x1]
        taken.update(glyph.index for glyph in glyphs)
        laid = _laid_out(page, part, glyphs, (x0, x1), frame)
        ruby += laid.decoration
        cells.append(Cell(len(ys) - 2, col, 1, 1, Rect(x0, bottom, x1, part.bottom), laid.items))
    rect = Rect(edges[0], part.top, edges[-1], part.bottom)
    grid = Grid(page.number, rect, len(ys) - 1, len(edges) - 1, tuple(cells), edges, ys, ruled="none")
    return grid, _left_over(page, part, taken, frame), ruby


def _turned(page: Page, heights: Interval) -> list[Glyph]:
    """The glyphs between two heights that stand in no row: of turned text, and of top-to-bottom writing."""
    return [glyph for glyphs in beside_rows(page) for glyph in glyphs if heights[0] < (glyph.y0 + glyph.y1) / 2 < heights[1]]


def _left_over(page: Page, part: SidePart, taken: Set[int], frame: Set[Ruling | Area]) -> Page:
    """The page without columns. What a frame around them is closed by stays on it."""
    walled = any(rule.x0 == rule.x1 for rule in frame)
    last = max([row[0].y0 for row in part.rows], default=part.top)

    def outside(drawn: Ruling | Area) -> bool:
        return not _within(drawn, part) or drawn in frame and (walled or drawn.y0 > last)

    return _with_only(page, [glyph for glyph in page.glyphs if glyph.index not in taken], outside)


def _laid_out(page: Page, part: SidePart, glyphs: Sequence[Glyph], sides: Interval, frame: Set[Ruling | Area]) -> PageLayout:
    """One column by itself: its glyphs, and what is drawn in it but for the frame around all columns."""

    def inside(drawn: Ruling | Area) -> bool:
        return _within(drawn, part) and drawn not in frame and sides[0] <= (drawn.x0 + drawn.x1) / 2 < sides[1]

    column = _with_only(page, glyphs, inside)
    return layout_of_page(column, text_rows(column))


def _with_only(page: Page, glyphs: Sequence[Glyph], kept: Callable[[Ruling | Area], bool]) -> Page:
    """The page with these glyphs and those of its rules, fills, pictures and shapes that are to be kept."""
    return replace(
        page,
        glyphs=Glyphs.of(glyphs),
        rulings=tuple([one for one in page.rulings if kept(one)]),
        fills=tuple([one for one in page.fills if kept(one)]),
        pictures=tuple([one for one in page.pictures if kept(one)]),
        shapes=tuple([one for one in page.shapes if kept(one)]),
    )


def _frame(rules: Sequence[Ruling], edges: Sequence[float]) -> set[Ruling | Area]:
    """Those of the rules that run from column to column, also in pieces that meet, and those down from the ends of such."""
    across = [s for s in level_segments(rules) if any(s.lo < cut < s.hi for cut in edges[1:-1])]
    ends = [x for s in across for x in (s.lo, s.hi)]

    def is_framing(rule: Ruling) -> bool:
        if rule.x0 == rule.x1:
            return any(abs(rule.x0 - x) <= BESIDE for x in ends)
        return any(abs(rule.y0 - s.at) <= SNAP and s.lo <= rule.x0 and rule.x1 <= s.hi for s in across)

    return {rule for rule in rules if is_framing(rule)}


def _placed(items: Sequence[Item], grid: Grid) -> tuple[Item, ...]:
    """The items with the grid in the innermost cell in which it begins, or among them."""
    x, y = grid.xs[0] + TOUCH, grid.rect.y0 + TOUCH
    frames = ((k, item) for k, item in enumerate(items) if isinstance(item, Grid) and item.ruled == "full")
    for k, item in frames:
        for n, cell in enumerate(item.cells):
            if cell.rect.x0 <= x <= cell.rect.x1 and cell.rect.y0 <= y <= cell.rect.y1:
                fuller = replace(cell, items=_placed(cell.items, grid))
                return *items[:k], replace(item, cells=(*item.cells[:n], fuller, *item.cells[n + 1 :])), *items[k + 1 :]
    return tuple(in_reading_order([*items, grid]))
