"""Headers that a page's end parts from their table without upright rules: their columns are those of the table overleaf.

A header of one row shows its columns by gaps alone, which may be as narrow as those of a text; the numbers below it would tell, but
they stand on the next page. In come the pages of a document and their layouts, out go the layouts with such headers as grids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.geometry.intervals import Interval
from pipeline.geometry.rect import Rect, bounds_of
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.assemble import FilledAreas
from pipeline.layout.lines import line_of
from pipeline.layout.model import Cell, Grid, Item, Line, PageLayout
from pipeline.layout.page_ends import grids_at, with_cell_at
from pipeline.layout.runs import ONE_SPACE, is_number
from pipeline.layout.segments import merged_segments
from pipeline.layout.styles.ground import is_light
from pipeline.pages.model import Page

APART = 0.5
"""em; the names of a header stand further apart"""

PADDING = 2.0
"""em; the outer columns of a shaded header go no further beyond the text overleaf"""


def with_cut_headers(pages: Sequence[Page], layouts: Sequence[PageLayout]) -> tuple[PageLayout, ...]:
    """The layouts, each as the page after it says."""
    begun = [(grid for grid in grids_at(layout.items, "first") if grid.ruled in ("rows", "none")) for layout in layouts[1:]]
    tables = [next(grids, None) for grids in begun]
    return tuple([_with_header(*of) for of in zip(pages, layouts, [*tables, None], strict=True)])


def _with_header(page: Page, layout: PageLayout, table: Grid | None) -> PageLayout:
    items = None if table is None else _headed(page, layout.items, table)
    return layout if items is None else replace(layout, items=items)


def _headed(page: Page, items: Sequence[Item], table: Grid) -> tuple[Item, ...] | None:
    """What a page or a cell holds, its last line as the header of a table; None where it is none."""
    if not items:
        return None
    *before, last = items
    if isinstance(last, Line):
        header = _header(page, last, table)
        if header is None:
            return None
        above = [item for item in before if item.rect.y1 <= header.rect.y0 + TOLERANCES.over]
        whole = _with_caption(header, [item for item in before if item not in above])
        return (*above, whole) if whole is not None else None
    if not isinstance(last, Grid) or last.ruled != "full":
        return None
    found = with_cell_at(last, "last", lambda inner: _headed(page, inner, table))
    return (*before, found) if found is not None else None


def _with_caption(header: Grid, over: Sequence[Item]) -> Grid | None:
    """A header with what else stands in its shade, if that is one text: the caption, over all columns; None where it is not."""
    if not over:
        return header
    caption = over[0]
    if (
        len(over) > 1
        or header.ruled != "none"
        or not isinstance(caption, Line)
        or max(caption.glyphs.gaps, default=0.0) > APART * caption.size
    ):
        return None
    top, bottom = header.ys
    left, right = header.xs[0], header.xs[-1]
    middle = (caption.rect.y1 + min(line.rect.y0 for cell in header.cells for line in cell.lines)) / 2
    cells = [replace(cell, row=1, rect=cell.rect._replace(y0=middle)) for cell in header.cells]
    first = Cell(0, 0, 1, header.n_cols, Rect(left, top, right, middle), (caption,), header.cells[0].fill)
    return replace(header, n_rows=2, cells=(first, *cells), ys=(top, middle, bottom))


def _header(page: Page, line: Line, table: Grid) -> Grid | None:
    """A line between two rules as wide as a table, or in a shade that is, with a name in each of its columns, as a row of these; the
    corner over the names of rows may be empty. Where nothing is drawn the names stand as far apart as columns do, over numbers."""
    drawn = _between_rules(page, line, table) or _of_shade(page, line, table)
    if drawn is None and not _begins_with_numbers(table):
        return None
    heights = drawn or (line.rect.y0 - TOLERANCES.margin, line.rect.y1 + TOLERANCES.margin)
    for first in (0, 1):
        names = _names(line, table.n_cols - first, ONE_SPACE if drawn is None else APART)
        if len(names) > 1 and _stand_in_columns(names, table.xs[first:]) and (drawn or not any(is_number(name.text) for name in names)):
            return _row_of(page, names, table, heights, first)
    return None


def _begins_with_numbers(table: Grid) -> bool:
    """Whether a table without rules, of several columns of numbers, has no header of its own."""
    _, *numbers = [cell.text for cell in table.cells if cell.row == 0]
    return table.ruled == "none" and len(numbers) > 1 and all(map(is_number, numbers))


def _of_shade(page: Page, line: Line, table: Grid) -> Interval | None:
    """The heights of one shade, or of those of its cells side by side."""
    shades = [fill for fill in page.fills if not is_light(fill.color) and fill.y0 < line.rect.y0 and line.rect.y1 < fill.y1]
    heights = {(fill.y0, fill.y1): bounds_of([one for one in shades if (one.y0, one.y1) == (fill.y0, fill.y1)]) for fill in shades}
    return next((found for found, shade in heights.items() if _is_behind((shade.x0, shade.x1), table, PADDING * line.size)), None)


def _between_rules(page: Page, line: Line, table: Grid) -> Interval | None:
    """The heights of two rules as wide as a table, or around its text where its rows have none: of a box."""
    level = [(rule.y0, rule.x0, rule.x1, rule.thickness, rule.color) for rule in page.rulings if rule.y0 == rule.y1]
    padding = TOLERANCES.column_edge if table.ruled == "rows" else PADDING * line.size
    heights = [rule.at for rule in merged_segments(level) if _is_behind((rule.lo, rule.hi), table, padding)]
    top = max((y for y in heights if y <= line.rect.y0 + TOLERANCES.over), default=None)
    bottom = min((y for y in heights if y >= line.rect.y1 - TOLERANCES.over), default=None)
    return None if top is None or bottom is None else (top, bottom)


def _row_of(page: Page, names: Sequence[Line], table: Grid, heights: Interval, first: int) -> Grid:
    """A header of names, of which the first is that of column ``first``."""
    middles = [(one.rect.x1 + other.rect.x0) / 2 for one, other in pairwise(names)]
    xs = (*table.xs[: 1 + first], *middles, table.xs[-1])
    rects = [Rect(left, heights[0], right, heights[1]) for left, right in pairwise(xs)]
    fills = FilledAreas(page.fills)
    texts = [()] * first + [(name,) for name in names]
    cells = tuple([Cell(0, k, 1, 1, rect, text, fills.color_at(rect)) for k, (rect, text) in enumerate(zip(rects, texts, strict=True))])
    ends = Rect(xs[0], heights[0], xs[-1], heights[1])
    return Grid(page.number, ends, 1, table.n_cols, cells, xs, heights, ruled=table.ruled, color=table.color)


def _is_behind(extent: Interval, table: Grid, padding: float) -> bool:
    """Whether a shade or a rule goes behind all columns of a table, whose sides may be those of its text."""
    left, right = table.xs[0] - extent[0], extent[1] - table.xs[-1]
    return all(-TOLERANCES.column_edge <= beyond <= padding for beyond in (left, right))


def _names(line: Line, count: int, apart: float) -> list[Line]:
    """The parts of a line between its widest gaps, so many; none where one of these is narrower than ``apart``, in em."""
    gaps = line.glyphs.gaps
    widest = sorted(range(len(gaps)), key=lambda k: -gaps[k])[: count - 1]
    if any(gaps[k] < apart * line.size for k in widest):
        return []
    cuts = [0, *sorted(k + 1 for k in widest), len(line.glyphs)]
    return [line_of(line.page, line.glyphs.part(start, end)) for start, end in pairwise(cuts)]


def _stand_in_columns(names: Sequence[Line], xs: Sequence[float]) -> bool:
    """Whether each name has its middle in a column of its own, from the left."""
    middles = [(name.rect.x0 + name.rect.x1) / 2 for name in names]
    return len(names) == len(xs) - 1 and all(left < x < right for x, (left, right) in zip(middles, pairwise(xs), strict=True))
