"""Sections that stand side by side in columns of text with no rule between them: the reasons of both raters, 成果 and 課題.

In come the pages and their layouts, out go the layouts with such columns as a grid, a cell a column, as if a rule stood
there; each column is laid out by itself. They are known by their labels, side by side on one line, and go on, over pages
too, until another label, the heading of a project or a line of text that runs over the white between them. In a cell
beside a label they are told from what stands left of it by its walls, and end with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.geometry.intervals import Interval, overlap
from pipeline.geometry.rect import Rect, around
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.aside import beside_rows
from pipeline.layout.assemble import all_lines, in_reading_order, layout_of_page, text_rows
from pipeline.layout.lines import extent_of, line_of, runs_of
from pipeline.layout.model import Cell, Grid, Item, Line, PageLayout
from pipeline.layout.segments import SNAP, TOUCH, Segment, merged_segments
from pipeline.pages.model import Area, Glyph, Glyphs, Page, Ruling, Span
from pipeline.sheet.form import LONGEST_LABEL, Form
from pipeline.sheet.goal_headers import header_end
from pipeline.sheet.previous import are_same_columns
from pipeline.sheet.tables_beside import tables_beside
from pipeline.sheet.text_columns import TextColumns, text_columns

GUTTER = 0.3
"""em; the white between two columns is nowhere narrower"""
SAME_LINE = 0.4
"""em; baselines that differ by less are one"""
BESIDE = TOLERANCES.off_frame
EVERYWHERE = Rect(-1e9, -1e9, 1e9, 1e9)
"""the home of columns that have the whole width of their page for themselves"""


@dataclass(slots=True)
class _Labels:
    """Labels side by side on one line, from left to right, and the cell that they stand in, without its walls."""

    lines: tuple[Line, ...]
    home: Rect


@dataclass(slots=True)
class _Part:
    """Columns on one page: from ``top`` to ``bottom``, in points, in a cell or over the page; its rows of text, the row of labels not among
    them."""

    page: int
    top: float
    bottom: float
    labels: tuple[Line, ...]
    rows: list[Glyphs] = field(default_factory=list)
    home: Rect = EVERYWHERE


@dataclass(slots=True)
class _Columns:
    """Columns under one row of labels: their parts page after page and, for each two neighbours, what white is left between."""

    white: list[list[Interval]]
    parts: list[_Part]
    are_text: bool = False
    """whether they are one text, down one column and then the other"""


def with_columns(pages: Sequence[Page], layouts: Sequence[PageLayout], form: Form) -> list[PageLayout]:
    """The layouts with such columns as grids; each layout without any as it is."""
    out = list(layouts)
    found = [columns for columns in _columns_of(pages, layouts, form) if any(part.rows for part in columns.parts)]
    found += [_of_text(place, pages[place.page], layouts[place.page]) for place in text_columns(pages, layouts, form)]
    beside = _without_those_at(tables_beside(layouts, form), found)
    found += [_of_text(place, pages[place.page], layouts[place.page]) for place in beside]
    for n in sorted({part.page for columns in found for part in columns.parts}):
        out[n] = _with_grids(pages[n], layouts[n], [(c, part) for c in found for part in c.parts if part.page == n], pages)
    return out


def _without_those_at(places: Iterable[TextColumns], found: Sequence[_Columns]) -> list[TextColumns]:
    """The places at which no other columns are found."""
    parts = [part for columns in found for part in columns.parts]
    return [place for place in places if not any(_is_at(place, part) for part in parts)]


def _is_at(place: TextColumns, part: _Part) -> bool:
    """Whether columns stand where others do."""
    return place.page == part.page and overlap((place.rect.y0, place.rect.y1), (part.top, part.bottom)) > TOUCH


def _of_text(place: TextColumns, page: Page, layout: PageLayout) -> _Columns:
    """Two columns of one text, without what stands beside them."""
    rect = place.rect
    rows = [row for row in _rows(page, layout) if rect.y0 < (row.spans[0].y0 + row.spans[0].y1) / 2 < rect.y1]
    inside = [_between(row, rect) for row in rows]
    part = _Part(place.page, rect.y0 + TOUCH / 2, rect.y1 - TOUCH / 2, (), [row for row in inside if row])
    return _Columns([[place.white]], [part], are_text=True)


def _between(row: Glyphs, sides: Rect) -> Glyphs:
    """The glyphs of a row between the sides of a place."""
    return row if sides == EVERYWHERE else Glyphs.of([glyph for glyph in row if sides.x0 <= (glyph.x0 + glyph.x1) / 2 <= sides.x1])


def _labels_in(items: Sequence[Item], form: Form) -> list[_Labels]:
    """The rows of labels that no rule parts."""
    found: list[_Labels] = []
    waiting = [(items, EVERYWHERE)]
    while waiting:
        inside, home = waiting.pop()
        for item in inside:
            if isinstance(item, Line):
                found.append(_Labels(_labels_of(item, form), home))
            elif isinstance(item, Grid):
                # two columns stand in no narrow cell of a data table
                waiting += [(cell.items, _home_of(cell, item) or home) for cell in item.cells if cell.colspan > 1 or item.n_cols < 3]
                found += [_Labels(_labels_heading(row, form), home) for row in item.rows if item.ruled != "full"]
    return [labels for labels in found if labels.lines]


def _home_of(cell: Cell, grid: Grid) -> Rect | None:
    """A ruled cell that stands right of another, without its walls; None for any other."""
    if grid.ruled != "full" or cell.col == 0:
        return None
    x0, y0, x1, y1 = cell.rect
    return Rect(x0 + WALL, y0 + WALL, x1 - WALL, y1 - WALL)


WALL = 2 * TOUCH
"""pt; no rule that is a wall of a cell stands deeper in it"""


def _home_overleaf(items: Sequence[Item], home: Rect, form: Form) -> Rect | None:
    """Where columns in such a cell go on: in the cell between the same sides at the head of the next page, beside no label but that of
    成果 and 課題 together."""
    if home == EVERYWHERE:
        return home
    for grid in [item for item in items if isinstance(item, Grid)][:1]:
        *left, last = grid.rows[0]
        found = _home_of(last, grid)
        labels = {form.section_of(cell.text) for cell in left} - {None}
        if (
            found
            and are_same_columns((found.x0, found.x1), (home.x0, home.x1))
            and all(form.sections.holds(s) == "sections" for s in labels)
        ):
            return found
    return None


def _labels_heading(row: Sequence[Cell], form: Form) -> tuple[Line, ...]:
    """The labels of sections that the cells of a row begin with on one line; empty if they begin with anything else."""
    heads = [cell.lines[0] for cell in row if cell.lines]
    labels = tuple([head for head in heads if abs(head.rect.y1 - heads[0].rect.y1) < SAME_LINE * head.size])
    return labels if _side_by_side([form.section_of(label.text) for label in labels], form) else ()


def _may_be_labels(text: str, form: Form) -> bool:
    """Whether a label and a wide gap open the text."""
    if len(text) > 2 * LONGEST_LABEL:
        return False
    *parts, _ = text.split("\u3000")
    return any(form.section_of("".join(parts[:end])) in form.sections.parallel for end in range(1, len(parts) + 1))


def _labels_of(line: Line, form: Form) -> tuple[Line, ...]:
    """The labels of sections that a line is made of; empty if it says anything else."""
    if not _may_be_labels(line.text, form):
        return ()
    labels: list[Line] = []
    spans: list[Span] = []
    for run in runs_of(line.glyphs):
        spans += run.spans
        label = line_of(line.page, Glyphs(spans))
        if form.section_of(label.text) in form.sections.parallel:
            labels.append(label)
            spans = []
    return tuple(labels) if not spans and _side_by_side([form.section_of(label.text) for label in labels], form) else ()


def _side_by_side(sections: Sequence[str | None], form: Form) -> bool:
    return len(sections) > 1 and len(set(sections)) == len(sections) and form.sections.parallel.issuperset(sections)


def _columns_of(pages: Sequence[Page], layouts: Sequence[PageLayout], form: Form) -> list[_Columns]:
    found: list[_Columns] = []
    current: _Columns | None = None
    for n, layout in enumerate(layouts):
        headers = _labels_in(layout.items, form)
        if current is None and not headers:
            continue
        part = _overleaf(current, pages[n], layouts[: n + 1], form) if current is not None else None
        for row in _rows(pages[n], layout):
            if labels := _as_labels(row, headers):
                if part is not None:
                    part.bottom = min(part.bottom, row[0].y0)
                lines, home = labels.lines, labels.home
                part = _Part(n, lines[0].rect.y0, min(pages[n].height, home.y1), lines, home=home)
                current = _Columns([[(a.rect.x1, b.rect.x0)] for a, b in pairwise(lines)], [part])
                found.append(current)
            elif current is not None and part is not None and not _goes_on(current, part, row, pages[n], form):
                part.bottom = min(part.bottom, row[0].y0)
                current = part = None
        current = current if part is not None else None
    return found


def _overleaf(columns: _Columns, page: Page, layouts: Sequence[PageLayout], form: Form) -> _Part | None:
    """Where columns may go on, on the next page, the last of the layouts; None where their cell does not."""
    home = _home_overleaf(layouts[-1].items, columns.parts[-1].home, form)
    if home is None:
        return None
    top = max(_below_repeated_header(layouts, form), home.y0)
    return _Part(len(layouts) - 1, top, min(page.height, home.y1), (), home=home)


def _as_labels(row: Glyphs, headers: Sequence[_Labels]) -> _Labels | None:
    """The labels that a row of text is made of, what stands beside their cell left out; None where it is no such row."""
    for labels in headers:
        own = _between(row, labels.home)
        is_level = own and abs(own[0].y1 - labels.lines[0].rect.y1) < SAME_LINE * own[0].size
        if is_level and len(own) == sum(len(label.glyphs) for label in labels.lines):
            return labels
    return None


def _walls(page: Page, row: Glyphs) -> list[float]:
    """Where upright rules cross a row of text."""
    middle = (row[0].y0 + row[0].y1) / 2
    return [rule.x0 for rule in page.rulings if rule.y0 < middle < rule.y1]


def _goes_on(columns: _Columns, part: _Part, whole: Glyphs, page: Page, form: Form) -> bool:
    """Takes a row into the columns where it leaves white between them and begins nothing new; whether it does, or stands above them, or
    beside their cell."""
    middle, row = (whole[0].y0 + whole[0].y1) / 2, _between(whole, part.home)
    if middle >= part.home.y1:
        return False
    if middle <= part.top or not row:
        return True
    walls = _walls(page, row)
    white = [_white(stretches, row, walls) for stretches in columns.white]
    if not all(white) or _is_label(row, form):
        return False
    columns.white = white
    if not part.rows and not part.labels:
        columns.parts.append(part)
    part.rows.append(row)
    return True


def _rows(page: Page, layout: PageLayout) -> list[Glyphs]:
    """The page's rows of text without its furniture."""
    aside = {glyph.index for line in layout.furniture for glyph in line.glyphs}
    return [row for row in text_rows(page) if row[0].index not in aside]


def _below_repeated_header(layouts: Sequence[PageLayout], form: Form) -> float:
    """Where on the last page the goal table's header ends that it repeats at its head, under the same project's heading too; else 0."""
    *before, layout = layouts
    heading = form.project_of(layout.items[0].text) if layout.items and isinstance(layout.items[0], Line) else None
    if heading is not None:
        known = (form.project_of(line.text) for one in reversed(before) for line in reversed(all_lines(one.items)))
        if heading[0] != next((found[0] for found in known if found), 0):
            return 0.0
    first = next(iter(layout.items[heading is not None :]), None)
    return first.ys[end] if isinstance(first, Grid) and (end := header_end(first, form)) else 0.0


def _white(stretches: Sequence[Interval], row: Glyphs, walls: Sequence[float]) -> list[Interval]:
    """What a row of text leaves of stretches of white; it may be of any width where a rule stands in it."""
    spaces = list(zip([-1e9, *row.x1], [*row.x0, 1e9], strict=True))
    least = GUTTER * row.spans[0].size
    both = ((max(a, low), min(b, high)) for a, b in stretches for low, high in spaces)
    return [(low, high) for low, high in both if high - low >= least or any(low <= x <= high for x in walls)]


def _is_label(row: Glyphs, form: Form) -> bool:
    """Whether a section or another project begins with this row."""
    for run in runs_of(row):
        text = "".join(run.texts)
        if form.is_label(text) or form.project_of(text):
            return True
    return False


def _with_grids(page: Page, layout: PageLayout, parts: Sequence[tuple[_Columns, _Part]], pages: Sequence[Page]) -> PageLayout:
    """The page with these parts of columns as grids, in the cells where they stand."""
    grids: list[Grid] = []
    decoration: list[Glyph] = []
    rest = page
    for columns, part in parts:
        grid, rest, ruby = _cut_out(rest, part, _edges(columns, pages))
        grids.append(_as_one_text(grid, columns.white) if columns.are_text else grid)
        decoration += ruby
    aside = [line.glyphs for line in layout.furniture]
    laid = layout_of_page(rest, _rows(rest, layout), aside)
    items = laid.items
    for grid in grids:
        items = _placed(items, grid)
    return replace(laid, items=items, decoration=(*laid.decoration, *decoration))


def _edges(columns: _Columns, pages: Sequence[Page]) -> tuple[float, ...]:
    """The sides of the columns, the same on all pages: between two of them in the middle of the white that tables leave too."""
    tables = [s for part in columns.parts for s in _horizontal([r for r in pages[part.page].rulings if _within(r, part)])]
    rects = [line.rect for part in columns.parts for line in part.labels]
    rects += [extent_of(row) for part in columns.parts for row in part.rows]
    text = around(*rects)
    return text.x0 - ROOM, *(_middle(stretches, tables) for stretches in columns.white), text.x1 + ROOM


ROOM = TOLERANCES.beyond_text
EQUAL = 1.3
"""times as wide as the narrowest, at most, is the widest of equal columns: the lines of one may be short"""


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


def _within(drawn: Ruling | Area, part: _Part) -> bool:
    is_beside = drawn.x0 < part.home.x0 or part.home.x1 < drawn.x1
    return not is_beside and part.top - TOUCH <= drawn.y0 and drawn.y1 <= part.bottom + TOUCH


def _cut_out(page: Page, part: _Part, edges: tuple[float, ...]) -> tuple[Grid, Page, Sequence[Glyph]]:
    """Columns as a grid, the page without them, and the ruby in them."""
    frame = _frame([rule for rule in page.rulings if _within(rule, part)], edges)
    bottom = max([line.rect.y1 for line in part.labels], default=part.top)
    ys = (part.top, bottom, part.bottom) if part.labels else (part.top, part.bottom)
    cells = [Cell(0, col, 1, 1, Rect(edges[col], part.top, edges[col + 1], bottom), (label,)) for col, label in enumerate(part.labels)]
    taken = {glyph.index for line in part.labels for glyph in line.glyphs}
    ruby: list[Glyph] = []
    rows = [*part.rows, _between(Glyphs.of(_turned(page, (bottom, part.bottom))), part.home)]
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


def _left_over(page: Page, part: _Part, taken: Set[int], frame: Set[Ruling | Area]) -> Page:
    """The page without columns. What a frame around them is closed by stays on it."""
    walled = any(rule.x0 == rule.x1 for rule in frame)
    last = max([row[0].y0 for row in part.rows], default=part.top)

    def outside(drawn: Ruling | Area) -> bool:
        return not _within(drawn, part) or drawn in frame and (walled or drawn.y0 > last)

    return _with_only(page, [glyph for glyph in page.glyphs if glyph.index not in taken], outside)


def _laid_out(page: Page, part: _Part, glyphs: Sequence[Glyph], sides: Interval, frame: Set[Ruling | Area]) -> PageLayout:
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


def _horizontal(rules: Sequence[Ruling]) -> list[Segment]:
    return merged_segments((r.y0, r.x0, r.x1, r.thickness, r.color) for r in rules if r.y0 == r.y1)


def _frame(rules: Sequence[Ruling], edges: Sequence[float]) -> set[Ruling | Area]:
    """Those of the rules that run from column to column, also in pieces that meet, and those down from the ends of such."""
    across = [s for s in _horizontal(rules) if any(s.lo < cut < s.hi for cut in edges[1:-1])]
    ends = [x for s in across for x in (s.lo, s.hi)]

    def is_framing(rule: Ruling) -> bool:
        if rule.x0 == rule.x1:
            return any(abs(rule.x0 - x) <= BESIDE for x in ends)
        return any(abs(rule.y0 - s.at) <= SNAP and s.lo <= rule.x0 and rule.x1 <= s.hi for s in across)

    return {rule for rule in rules if is_framing(rule)}


def _placed(items: Sequence[Item], grid: Grid) -> tuple[Item, ...]:
    """The items with the grid in the innermost cell in which it begins, or among them."""
    x, y = grid.xs[0] + TOUCH, grid.rect.y0 + TOUCH
    for k, item in enumerate(items):
        for n, cell in enumerate(item.cells if isinstance(item, Grid) and item.ruled == "full" else ()):
            if isinstance(item, Grid) and cell.rect.x0 <= x <= cell.rect.x1 and cell.rect.y0 <= y <= cell.rect.y1:
                fuller = replace(cell, items=_placed(cell.items, grid))
                return *items[:k], replace(item, cells=(*item.cells[:n], fuller, *item.cells[n + 1 :])), *items[k + 1 :]
    return tuple(in_reading_order([*items, grid]))
