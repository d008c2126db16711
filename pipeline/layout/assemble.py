"""One page's glyphs and rules put together: every glyph in its line, every line in its cell, every nested table in its cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from pipeline.layout.figures import figure_rects
from pipeline.layout.grids import RawCell, RawGrid, all_cells, grids_of, nested
from pipeline.layout.hairlines import Run, aligned_grids, hairline_grids, innermost, run_of
from pipeline.layout.lines import Row, line_of, lines_by_home, row_of, rows_of
from pipeline.layout.model import Cell, Figure, Grid, Item, Line, PageLayout, Rect
from pipeline.pages.model import Area, Glyph, Page, Ruling, Style

ASIDE = Style.TURNED | Style.VERTICAL
"""no glyphs of the lines that a reader reads from left to right"""
_STYLE = itemgetter(6)
Pieces = list[tuple[float, float, float, float, int, list[RawGrid]]]
"""What is searched for a point, the first that holds it wins: a rectangle, a cell's number and what is nested in that cell."""


@dataclass(slots=True)
class Locator:
    """Finds the innermost cell (by number) for a point; -1 outside all; figures are numbered from -2 downwards.

    A line asks for many points at one height: which cells that height crosses is looked up once. ``reach`` is how far to
    the right of the point last asked for its cell goes on.
    """

    grids: list[RawGrid]
    figures: list[Rect]
    numbers: dict[int, int]
    height: float = -1e9
    pieces: dict[int, Pieces] = field(default_factory=dict)
    crossed: dict[int, Pieces] = field(default_factory=dict)
    reach: float = -1e9

    def __call__(self, x: float, y: float) -> int:
        if y != self.height:
            self.height, self.crossed = y, {}
        self.reach = -1e9
        for k, rect in enumerate(self.figures):
            if rect.x0 <= x <= rect.x1 and rect.y0 <= y <= rect.y1:
                return -2 - k
        home = -1
        grids = self.grids
        while grids:
            here = self.crossed.get(id(grids))
            if here is None:
                here = self.crossed[id(grids)] = [piece for piece in self._pieces(grids) if piece[1] <= y <= piece[3]]
            for x0, _, x1, _, number, inner in here:
                if x0 <= x <= x1:
                    home, grids = number, inner
                    if not inner and not self.figures:
                        self.reach = x1
                    break
            else:
                break
        return home

    def _pieces(self, grids: list[RawGrid]) -> Pieces:
        if (found := self.pieces.get(id(grids))) is None:
            found = self.pieces[id(grids)] = [
                (*_common_part(rect, grid.rect), self.numbers[id(cell)], cell.nested)
                for grid in grids
                for cell in grid.cells
                for rect in (cell.rect, cell.also)
                if rect is not None
            ]
        return found


def _common_part(a: Rect, b: Rect) -> Rect:
    return Rect(max(a.x0, b.x0), max(a.y0, b.y0), min(a.x1, b.x1), min(a.y1, b.y1))


def _number_cells(grids: Sequence[RawGrid], numbers: dict[int, int]) -> None:
    for grid in grids:
        for cell in grid.cells:
            numbers[id(cell)] = len(numbers)
            _number_cells(cell.nested, numbers)


def _light(color: int) -> bool:
    """A fill this light in every channel is paper."""
    return color & 0xFF >= 0xF8 and color >> 8 & 0xFF >= 0xF8 and color >> 16 >= 0xF8


def _top_left(item: Item) -> tuple[float, float]:
    return item.rect[1], item.rect[0]


def in_reading_order(items: Sequence[Item]) -> list[Item]:
    """From the top down; what stands side by side (more than half of the lower one beside the upper one) from left to right."""
    if len(items) < 2:
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
        band.sort(key=lambda i: (i.rect.x0, i.rect.y0))
        ordered.extend(band)
        taken = {id(i) for i in band}
        rest = [i for i in rest if id(i) not in taken]
    return ordered


def text_rows(page: Page) -> list[list[Glyph]]:
    """The page's upright glyphs by baseline; turned ones (watermarks) and top-to-bottom writing left out."""
    if not any(style & ASIDE for style in set(map(_STYLE, page.glyphs))):
        return rows_of(page.glyphs)
    return rows_of([g for g in page.glyphs if not g[6] & ASIDE])


@dataclass(slots=True)
class _Made:
    """Grids as they are given out, of raw ones and what stands in their cells; ``loose`` are the figures still in none."""

    page: Page
    numbers: dict[int, int]
    lines: dict[int, list[Line]]
    loose: list[Figure]

    def cell_of(self, cell: RawCell) -> Cell:
        items: list[Item] = [self.grid_of(g) for g in cell.nested]
        items.extend(self.lines.get(self.numbers[id(cell)], ()))
        mine = [f for f in self.loose if _inside(f.rect, cell.rect)]
        for figure in mine:
            self.loose.remove(figure)
        items.extend(mine)
        return Cell(
            cell.rows[0],
            cell.cols[0],
            cell.rows[1] - cell.rows[0],
            cell.cols[1] - cell.cols[0],
            cell.rect,
            tuple(in_reading_order(items)),
            fill_at(self.page.fills, cell.rect),
        )

    def grid_of(self, grid: RawGrid) -> Grid:
        return Grid(
            self.page.number,
            grid.rect,
            len(grid.ys) - 1,
            len(grid.xs) - 1,
            tuple(self.cell_of(c) for c in sorted(grid.cells, key=lambda c: (c.rows[0], c.cols[0]))),
            tuple(grid.xs),
            tuple(grid.ys),
            grid.open_top,
            grid.open_bottom,
            grid.ruled,
            grid.color,
        )


def layout_of_page(page: Page, rows: Sequence[list[Glyph]], furniture: Sequence[list[Glyph]] = ()) -> PageLayout:
    """The page in reading order, of its rows of text; ``furniture`` are the rows that were set aside."""
    all_in_rows = sum(map(len, rows)) + sum(map(len, furniture)) == len(page.glyphs)
    aside = [] if all_in_rows else [g for g in page.glyphs if g[6] & ASIDE]
    decoration = [g for g in aside if not g[6] & Style.VERTICAL]
    upright = [g for g in aside if g[6] & Style.VERTICAL]
    placed = [row_of(row) for row in rows]
    figures, rulings = figure_rects(page)
    raw, loose_rules = grids_of(rulings)
    if len(loose_rules) > 1:
        raw += _hairlines(raw, loose_rules, placed, shaded(page.fills))
    raw = nested(raw)
    numbers: dict[int, int] = {}
    _number_cells(raw, numbers)
    home_of = Locator(raw, figures, numbers)
    if aligned := _unruled(home_of, placed, page.fills):
        raw = nested(raw + aligned)
        numbers = {}
        _number_cells(raw, numbers)
        home_of = Locator(raw, figures, numbers)
    lines, ruby = lines_by_home(page.number, placed, upright, home_of)
    drawn = [Figure(page.number, rect, tuple(lines.get(-2 - k, ()))) for k, rect in enumerate(figures)]
    made = _Made(page, numbers, lines, list(drawn))
    items: list[Item] = [made.grid_of(g) for g in raw]
    items.extend(lines.get(-1, ()))
    items.extend(made.loose)
    set_aside = tuple(line_of(page.number, row) for row in furniture)
    return PageLayout(page.number, page.width, page.height, tuple(in_reading_order(items)), set_aside, tuple(decoration + ruby))


def _hairlines(raw: Sequence[RawGrid], rules: Sequence[Ruling], rows: Sequence[Row], fills: Sequence[Area]) -> list[RawGrid]:
    """Tables without vertical rules, each within one cell or outside all."""
    cells = [c for g in raw for c in all_cells(g)]
    homes: dict[int, tuple[RawCell | None, list[Ruling]]] = {}
    for rule in rules:
        home = innermost(cells, Rect(rule.x0, rule.y0, rule.x1, rule.y1))
        homes.setdefault(id(home), (home, []))[1].append(rule)
    runs = [run_of(run) for row in rows for run in row.runs]
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


def _unruled(home_of: Locator, rows: Sequence[Row], fills: Sequence[Area]) -> list[RawGrid]:
    """Tables without any rule, each within one cell or outside all."""
    wide = [row for row in rows if len(row.cuts) > 2 < len(row.glyphs) and row.glyphs[-1][2] - row.glyphs[0][0] > 6 * row.glyphs[0][5]]
    if len(wide) < 3:
        return []
    homes: dict[int, list[Sequence[Glyph]]] = {}
    for row in wide:
        for run in row.runs:
            middle = (run[0][1] + run[0][3]) / 2
            homes.setdefault(home_of((run[0][0] + run[-1][2]) / 2, middle), []).append(run)
    colored = shaded(fills)
    out: list[RawGrid] = []
    for home, members in homes.items():
        if home >= -1 and len(members) > 5 and aligned_grids(inside := [run_of(run) for run in members], colored):
            runs = [run_of(run) for row in rows for run in row.runs]
            around = [r for r in runs if home_of((r.x0 + r.x1) / 2, (r.y0 + r.y1) / 2) == home]
            out.extend(aligned_grids(inside, colored, around))
    return out


def shaded(fills: Sequence[Area]) -> list[Area]:
    """The fills that are not the colour of paper."""
    return [f for f in fills if not _light(f.color)]


def _inside(inner: Rect, outer: Rect) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.y0 + inner.y1) / 2
    return outer.x0 <= x <= outer.x1 and outer.y0 <= y <= outer.y1


def fill_at(fills: Sequence[Area], rect: Rect) -> int | None:
    """The colour of the topmost fill over the middle of ``rect``; None for paper."""
    x, y = (rect.x0 + rect.x1) / 2, (rect.y0 + rect.y1) / 2
    found: int | None = None
    for fill in fills:
        if fill.x0 <= x <= fill.x1 and fill.y0 <= y <= fill.y1:
            found = None if _light(fill.color) else fill.color
    return found


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
                out.extend(all_lines(cell.items))
    return out
