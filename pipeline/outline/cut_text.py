"""Text that a page's end or a cell's edge cuts off: a row that is not let run over pages ends with its page, a spreadsheet's row that
is too low hides the lines below its edge, a column that is too narrow the rest of a line, and what did not fit is not printed.

In come the units of a document and its layouts, out come the defects that name the last line seen. A row that ends with its page is
told by its end: it reaches as far down as any, its section does not go on, and its text crosses its lower edge or stands closer to it
than text does elsewhere in the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.assemble import all_lines
from pipeline.layout.model import Cell, Grid, Item, Line, PageLayout
from pipeline.outline.units import FigureUnit, GoalUnit, LabelUnit, OverviewUnit, TableUnit, TextUnit, Unit
from pipeline.pages.model import Glyph, Page, Ruling, Style
from pipeline.pages.settle import like
from pipeline.text.folds import squeeze
from pipeline.values import Box, Defect

AT_END = 1.0
"""em; a row that ends within this of the lowest one of the document ends with its page"""
RUNS_OUT = 0.5
"""em; text that its row had no room for begins no further below it"""
CLOSER = 0.2
"""em; text whose foot stands nearer to the edge by this than anywhere else was not given its room"""
NEXT = 1.0
"""em; a line that a low row hides begins no further below the last one seen"""
INDENT = 1.5
"""em; a line of a cell begins no further from its leftmost one"""
SAME_SIZE = 0.1
"""of a line's size; what goes on with it is set no smaller or larger"""
FILLED = 0.8
"""of a cell's width; a line that had no room for its rest, an indented one too, fills more"""
WORD = 12
"""glyphs; what is no longer is whole without what is hidden behind it, but for a number's digits"""
FLUSH = 0.05
"""em; a table within a cell that ends as near to the edge was cut with it, where no rule of its own closes it"""
INSIDE = TOLERANCES.inside_frame
FEWEST = 3
"""cells; fewer do not tell what room text is given"""
CUTS = 2
"""frames that end open at the height of a page's foot; fewer may be left open by a slip"""
QUOTED = 80
"""glyphs of a quote"""


def cut_off(units: Sequence[Unit], pages: Sequence[Page], layouts: Sequence[PageLayout]) -> Iterator[Defect]:
    """The last lines on pages that end with a row whose text does not end there."""
    lowest = _lowest_end(layouts)
    least = _least_room(layouts, lowest)
    closed = _closed_pages(units)
    labels = frozenset(line for unit in units if isinstance(unit, LabelUnit) for line in unit.lines)
    for page, layout in zip(pages, layouts, strict=True):
        grid = _last_grid(layout)
        if grid is None or layout.number not in closed:
            continue
        below = None if grid.open_bottom else _running_out(grid, layout, labels)
        last = _above_open_end(grid) if grid.open_bottom else below or _too_close(grid, least, labels, page.rulings)
        if last is not None and grid.rect.y1 > lowest - AT_END * last.size:
            yield Defect("text-cut", last.page, Box(last.page, *last.rect), last.text[:QUOTED])
    if (last := _before_missing_page(layouts)) is not None:
        yield Defect("text-cut", last.page, Box(last.page, *last.rect), last.text[:QUOTED])


def _before_missing_page(layouts: Sequence[PageLayout]) -> Line | None:
    """The sheet's last line, where its last frame is open at the foot of the page as those are that go on overleaf, and others are closed:
    the page behind is not there."""
    *before, end = map(_last_grid, layouts)
    line = _lowest(end.cells) if end is not None and end is layouts[-1].items[-1] and end.open_bottom else None
    if line is None or end is None:
        return None
    frames = [grid for grid in before if grid is not None]
    cut = sum(grid.open_bottom and abs(grid.rect.y1 - end.rect.y1) < AT_END * line.size for grid in frames)
    return line if cut >= CUTS and not all(grid.open_bottom for grid in frames) else None


def _lowest_end(layouts: Sequence[PageLayout]) -> float:
    """Where the frame ends that closes lowest on its page."""
    frames = [grid for layout in layouts if (grid := _last_grid(layout)) is not None]
    return max((grid.rect.y1 for grid in frames if not grid.open_bottom), default=0.0)


def hidden_below(pages: Sequence[Page], layouts: Sequence[PageLayout]) -> Iterator[Defect]:
    """The last lines seen of cells whose next line a clip hides at their lower edge; not where the page before or behind prints it."""
    for k, (page, layout) in enumerate(zip(pages, layouts, strict=True)):
        for cell in _ruled_cells(layout.items) if page.hidden else ():
            if (last := _lowest([cell])) is None or not (hidden := _hidden_under(cell, last, page)):
                continue
            if _goes_on_with_a_line(hidden[0], page, layout):
                continue
            if not any(_is_printed(hidden, other) for other in layouts[max(k - 1, 0) : k + 2]):
                yield Defect("text-cut", last.page, Box(last.page, *last.rect), last.text[:QUOTED])


def hidden_beside(pages: Sequence[Page], layouts: Sequence[PageLayout]) -> Iterator[Defect]:
    """The sentences whose lines fill their cells and go on beyond a wall, where a clip hides the rest, and the numbers whose last digits
    it hides, which lie across a wall for the most part."""
    for page, layout in zip(pages, layouts, strict=True):
        hidden = [glyph for glyph in page.hidden if not glyph.style & Style.INKLESS]
        yield from _numbers_cut(layout, [glyph for glyph in hidden if glyph.text.isdecimal()])
        for cell in _ruled_cells(layout.items) if hidden else ():
            for line in cell.lines:
                if _fills(line, cell) and any(_goes_beyond(glyph, cell, line) for glyph in hidden):
                    yield Defect("text-cut", line.page, Box(line.page, *line.rect), line.text[:QUOTED])


def _numbers_cut(layout: PageLayout, digits: Sequence[Glyph]) -> Iterator[Defect]:
    """The numbers that go on in some hidden digits."""
    for line in all_lines(layout.items) if digits else ():
        if line.text[-1:].isdecimal() and any(_is_next_digit(glyph, line) for glyph in digits):
            yield Defect("text-cut", line.page, Box(line.page, *line.rect), line.text[:QUOTED])


def _is_next_digit(digit: Glyph, line: Line) -> bool:
    """Whether a digit is set right behind a line, as those of one number are."""
    return abs(digit.x0 - line.rect.x1) < SAME_SIZE * line.size and _is_level(digit, line)


def _fills(line: Line, cell: Cell) -> bool:
    """Whether a line of a sentence takes most of its cell's width; one that runs down takes none."""
    is_sentence = len(line.glyphs) > WORD and not line.vertical
    return is_sentence and line.rect.x1 - line.rect.x0 > FILLED * (cell.rect.x1 - cell.rect.x0)


def _goes_beyond(glyph: Glyph, cell: Cell, line: Line) -> bool:
    """Whether a glyph goes on with a line, before it or behind it, and lies for the most part beyond the wall of its cell there."""
    middle = (glyph.x0 + glyph.x1) / 2
    is_before = abs(line.rect.x0 - glyph.x1) < RUNS_OUT * line.size and middle < cell.rect.x0
    return cell.rect.x1 < middle and _is_behind(glyph, line) or is_before and _is_level(glyph, line)


def _goes_on_with_a_line(hidden: Glyph, page: Page, layout: PageLayout) -> bool:
    """Whether a hidden glyph, with those before it on its line, goes on with a line that is printed: it is no line by itself."""
    first = hidden
    for glyph in sorted(page.hidden, key=lambda glyph: -glyph.x0):
        is_level = abs(glyph.y0 - first.y0) < SAME_SIZE * first.size
        if is_level and glyph.x0 < first.x0 < glyph.x1 + RUNS_OUT * first.size:
            first = glyph
    return any(_is_behind(first, line) for line in all_lines(layout.items))


def _is_behind(glyph: Glyph, line: Line) -> bool:
    """Whether a glyph goes on with a line."""
    return abs(glyph.x0 - line.rect.x1) < RUNS_OUT * line.size and _is_level(glyph, line)


def _is_level(glyph: Glyph, line: Line) -> bool:
    return abs(glyph.y0 - line.rect.y0) < SAME_SIZE * line.size and _is_set_as(glyph, line)


def _is_set_as(glyph: Glyph, line: Line) -> bool:
    """Whether a glyph is as large as a line and of its colour: what is white on white was hidden by a person."""
    return abs(glyph.size - line.size) < SAME_SIZE * line.size and any(like(glyph.color, span.color) for span in line.glyphs.spans)


def _is_printed(hidden: Sequence[Glyph], layout: PageLayout) -> bool:
    """Whether a page has a hidden line where a cell goes on that it prints again: as far from the left."""
    text = squeeze("".join(glyph.text for glyph in hidden))
    return any(abs(line.rect.x0 - hidden[0].x0) < TOLERANCES.over and text in squeeze(line.text) for line in all_lines(layout.items))


def _ruled_cells(items: Iterable[Item]) -> Iterator[Cell]:
    for item in _of_page(items):
        if isinstance(item, Grid) and item.ruled == "full":
            for cell in item.cells:
                yield cell
                yield from _ruled_cells(cell.items)


def _hidden_under(cell: Cell, last: Line, page: Page) -> list[Glyph]:
    """The line that is set on below the last one of a cell, from its left on over its lower edge; not where the text of a cell above goes
    on down to it. What is set without ink, a scanning program's layer of text, was never to be seen."""
    glyphs = sorted((glyph for glyph in page.hidden if _is_next(glyph, cell, last)), key=lambda glyph: glyph.x0)
    left = min(line.rect.x0 for line in _level(cell))
    begins = bool(glyphs) and abs(glyphs[0].x0 - left) < INDENT * last.size
    return glyphs if begins and not any(_stands_over(other, glyphs[0]) for other in page.hidden) else []


def _is_next(glyph: Glyph, cell: Cell, last: Line) -> bool:
    if glyph.style & Style.INKLESS:
        return False
    below = glyph.y0 - last.rect.y1
    is_beyond = cell.rect.x0 <= glyph.x0 < cell.rect.x1 and cell.rect.y1 < glyph.y1
    return is_beyond and _is_set_as(glyph, last) and -SAME_SIZE < below / last.size < NEXT


def _stands_over(above: Glyph, glyph: Glyph) -> bool:
    return above.x0 < glyph.x1 and glyph.x0 < above.x1 and -SAME_SIZE < (glyph.y0 - above.y1) / glyph.size < NEXT


def _last_grid(layout: PageLayout) -> Grid | None:
    """The ruled grid that ends lowest on a page."""
    grids = [item for item in _of_page(layout.items) if isinstance(item, Grid) and item.ruled == "full"]
    return max(grids, key=lambda grid: grid.rect.y1, default=None)


def _of_page(items: Iterable[Item]) -> Iterator[Item]:
    """The items, those in columns of text one by one."""
    for item in items:
        if isinstance(item, Grid) and item.ruled == "text":
            for cell in item.cells:
                yield from cell.items
        else:
            yield item


def _closed_pages(units: Sequence[Unit]) -> set[int]:
    """The pages whose last section does not go on on the next one."""
    closed: set[int] = set()
    page, section = 0, ""
    for unit in units:
        if isinstance(unit, OverviewUnit | GoalUnit):
            continue
        here = _page_of(unit) or page
        if here > page > 0 and _opens(unit, section):
            closed.add(page)
        page = here
        if isinstance(unit, LabelUnit) and unit.section:
            section = unit.section
    return closed


def _opens(unit: Unit, section: str) -> bool:
    """Whether a unit begins another section, or a project."""
    if isinstance(unit, LabelUnit):
        return unit.section not in ("", section)
    return isinstance(unit, TextUnit) and unit.heading is not None


def _page_of(unit: LabelUnit | TextUnit | TableUnit | FigureUnit) -> int:
    """0 for a label that is not printed again."""
    if isinstance(unit, LabelUnit):
        return unit.lines[0].page if unit.lines else 0
    return (unit.line if isinstance(unit, TextUnit) else unit.grid if isinstance(unit, TableUnit) else unit.figure).page


def _level(cell: Cell) -> list[Line]:
    return [line for line in all_lines(cell.items) if not line.vertical]


def _least_room(layouts: Sequence[PageLayout], lowest: float) -> float:
    """em that text leaves below it at least, in cells of several lines that end above the pages' ends; 0 where too few tell."""
    cells = [
        (cell, lines)
        for layout in layouts
        for grid in layout.items
        if isinstance(grid, Grid) and grid.ruled == "full"
        for cell in grid.cells
        if len(lines := _level(cell)) > 1 and cell.rect.y1 < lowest - AT_END * lines[0].size
    ]
    rooms = [_room(cell, max(lines, key=lambda line: line.rect.y1)) for cell, lines in cells]
    return min(rooms) if len(rooms) >= FEWEST else 0.0


def _room(cell: Cell, line: Line) -> float:
    return (cell.rect.y1 - line.rect.y1) / line.size


def _running_out(grid: Grid, layout: PageLayout, labels: frozenset[Line]) -> Line | None:
    """The last line below the grid that goes on with the text of one of its last cells; that of a section stands below its label's box."""
    last: Line | None = None
    row = [cell for cell in _last_row(grid) if not labels.issuperset(_level(cell))]
    for line in _of_page(layout.items):
        if isinstance(line, Line) and any(_goes_on(cell, last, line) for cell in row):
            last = line
    return last


def _goes_on(cell: Cell, last: Line | None, line: Line) -> bool:
    end = last.rect.y1 if last is not None else cell.rect.y1
    return cell.rect.x0 <= line.rect.x0 < cell.rect.x1 and abs(line.rect.y0 - end) < RUNS_OUT * line.size


def _too_close(grid: Grid, least: float, labels: frozenset[Line], rulings: Sequence[Ruling]) -> Line | None:
    """The last line of a cell in the last row that stands too near to its edge; a section's label has its own room."""
    for cell in _last_row(grid):
        last = _lowest([cell])
        if last is not None and last not in labels and (_room(cell, last) < least - CLOSER or _is_flush(cell, last.size, rulings)):
            return last
    return None


def _above_open_end(grid: Grid) -> Line | None:
    """The last line of a frame whose lower rule the rules of a table in it run through."""
    row = grid.rows[-1]
    runs_out = row and grid.rect.x0 + INSIDE < row[0].rect.x0 and row[-1].rect.x1 < grid.rect.x1 - INSIDE
    return _lowest(grid.cells) if runs_out else None


def _lowest(cells: Sequence[Cell]) -> Line | None:
    return max((line for cell in cells for line in _level(cell)), key=lambda line: line.rect.y1, default=None)


def _is_flush(cell: Cell, em: float, rulings: Sequence[Ruling]) -> bool:
    """Whether a table of a cell ends with it and was cut so: one that closes with rules of its own is whole."""
    return any(cell.rect.y1 - grid.rect.y1 < FLUSH * em and not _is_closed(grid, rulings) for grid in cell.grids)


def _is_closed(grid: Grid, rulings: Sequence[Ruling]) -> bool:
    """Whether rules end a table from its left to its right side, one below all of it or one below each cell."""
    foot = [rule for rule in rulings if rule.y0 == rule.y1 and abs(rule.y0 - grid.rect.y1) < TOLERANCES.snap]
    begins = any(abs(rule.x0 - grid.rect.x0) < TOLERANCES.over for rule in foot)
    return begins and any(abs(rule.x1 - grid.rect.x1) < TOLERANCES.over for rule in foot)


def _last_row(grid: Grid) -> Iterator[Cell]:
    return (cell for cell in grid.cells if cell.row + cell.rowspan == grid.n_rows)
