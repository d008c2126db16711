"""Labels that stand left of their sections with no rule between the two, as in a margin.

In come the pages in reading order, out go the same with each label and what stands beside it as a row of a grid, as if it had been
ruled. Such a column is known by labels of the form with text at their height, and by the white that all that follows leaves beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from statistics import median

from pipeline.form.words import LONGEST_LABEL, Form
from pipeline.geometry.intervals import overlap
from pipeline.geometry.rect import Rect, around
from pipeline.layout.assemble import all_lines
from pipeline.layout.lines import line_of, white_cuts
from pipeline.layout.model import Cell, Grid, Item, Line, PageLayout

PARTED = 0.7
"""em; white so wide parts a label from what stands beside it"""
CLOSED, IN_BRACKET = frozenset("）】］〉》"), 0.5
"""em; the right half of a bracket that closes a label is white too"""
PADDING = 0.2
"""em; the wall stands so far before the text that begins at it"""
ROOM = 0.5
"""em; below the last line of a row, which ends nowhere on the page"""
SET_OFF = 1.2
"""of the usual distance of two lines; a section begins further below the one above"""
LABEL_LINES = 20
"""lines; a label in a margin has no more, nor glyphs where it is written downwards"""
NEAR = 2.0
"""em; the lines of one label stand no further below each other"""


@dataclass(frozen=True, slots=True)
class _Row:
    """A label, or the rest of a section from the page before, with what stands beside it."""

    label: tuple[Line, ...] = ()
    body: tuple[Item, ...] = ()

    @property
    def name(self) -> str:
        return "".join(line.text for line in self.label)

    @property
    def items(self) -> list[Item]:
        return [*self.label, *self.body]

    def with_sides(self, left: Line | None, right: Item | None) -> _Row:
        """The row with one thing more on either side, or on one."""
        label = self.label if left is None else (*self.label, left)
        return _Row(label, self.body if right is None else (*self.body, right))

    @property
    def rect(self) -> Rect:
        return around(*(item.rect for item in self.items))


def with_label_columns(layouts: Sequence[PageLayout], form: Form) -> list[PageLayout]:
    """The layouts, with the sections beside a column of labels as grids."""
    wall = _wall_of(layouts, form)
    if wall is None:
        return list(layouts)
    pages: list[list[Item | list[_Row]]] = []
    for layout in layouts:
        goes_on = bool(pages) and any(isinstance(last, list) for last in pages[-1][-1:])
        pages.append(_in_rows(layout.items, wall, form, goes_on=goes_on))
    rects = [row.rect for page in pages for rows in page if isinstance(rows, list) for row in rows]
    walls = min((rect.x0 for rect in rects), default=wall), wall, max((rect.x1 for rect in rects), default=wall)
    return [replace(layout, items=tuple(_with_grids(page, layout.number, walls))) for layout, page in zip(layouts, pages, strict=True)]


def _wall_of(layouts: Sequence[PageLayout], form: Form) -> float | None:
    """Where the column of labels ends that labels with text beside them show; None where there is none, or where these leave no white."""
    beside = [found for layout in layouts for found in _labels_with_text(layout, form)]
    if not beside:
        return None
    text, label = min(part.rect.x0 for part, _ in beside), max(line.rect.x1 for _, lines in beside for line in lines)
    em = beside[0][0].size
    return text - PADDING * em if text - label > PARTED * em else None


def _labels_with_text(layout: PageLayout, form: Form) -> Iterator[tuple[Line, list[Line]]]:
    """The text at the height of each label's first line, with the lines of the label; another label is the head of a column of text."""
    for k, item in enumerate(layout.items):
        for text in _behind_white(item) if isinstance(item, Line) else ():
            lines = _label_at(layout.items[k:], text.rect.x0, form) if form.section_of(text.text) is None else []
            if lines:
                yield text, lines


def _behind_white(line: Line) -> Iterator[Line]:
    """What follows the first wide white in a line."""
    for cut in white_cuts(line, PARTED)[:1]:
        yield line_of(line.page, line.glyphs[cut:], line.vertical)


def _label_at(items: Iterable[Item], wall: float, form: Form) -> list[Line]:
    """The lines of the longest label that begins with the first item and stands left of a wall."""
    lines: list[Line] = []
    found: list[Line] = []
    for item in islice((item for item in items if isinstance(item, Line) and item.rect.x0 < wall), LABEL_LINES):
        left, _ = _parted(item, wall)
        if left is None or lines and not _is_next(left, lines[-1]):
            break
        lines.append(left)
        if form.is_label(_name_of(lines)):
            found = list(lines)
    return found


def _name_of(lines: Iterable[Line]) -> str:
    name = "".join(line.text for line in lines)
    return name if len(name) <= LONGEST_LABEL else ""


def _is_next(line: Line, above: Line) -> bool:
    return line.rect.y1 - above.rect.y1 <= NEAR * line.size


def _parted(line: Line, wall: float) -> tuple[Line | None, Line | None]:
    """What of a line stands left and right of a wall; neither where it goes through it."""
    if line.rect.x1 <= wall:
        return line, None
    if line.rect.x0 >= wall:
        return None, line
    glyphs = line.glyphs
    for k in white_cuts(line, PARTED - IN_BRACKET):
        white = glyphs.x0[k] - glyphs.x1[k - 1] + IN_BRACKET * line.size * (glyphs.texts[k - 1] in CLOSED)
        if white > PARTED * line.size and glyphs.x1[k - 1] <= wall <= glyphs.x0[k]:
            return line_of(line.page, glyphs[:k], line.vertical), line_of(line.page, glyphs[k:], line.vertical)
    return None, None


def _in_rows(items: Sequence[Item], wall: float, form: Form, *, goes_on: bool) -> list[Item | list[_Row]]:
    """The items of a page, those of its label column by rows; ``goes_on``: the page before ends with some."""
    out: list[Item | list[_Row]] = []
    k = 0
    while k < len(items):
        rows, behind = _rows_from(items, k, wall, form, goes_on=goes_on and k == 0)
        out.append(rows or items[k])
        k = behind if rows else k + 1
    return out


def _rows_from(items: Sequence[Item], first: int, wall: float, form: Form, *, goes_on: bool) -> tuple[list[_Row], int]:
    """The rows from an item on and the number of the item behind them; none where no label with text beside it begins there, unless a
    section ``goes_on`` there."""
    rows, behind = _gathered(items, first, wall, form, goes_on=goes_on)
    are_ended = not any(_runs_on(rows[-1], item, form) for item in items[behind : behind + 1] if rows)
    return (rows, behind) if are_ended and _are_sections(rows, items[first - 1 : first], wall, form) else ([], first)


def _gathered(items: Sequence[Item], first: int, wall: float, form: Form, *, goes_on: bool) -> tuple[list[_Row], int]:
    """The rows as far as labels stand left of the wall and nothing goes through it."""
    rows: list[_Row] = [_Row()] if goes_on else []
    k = first
    for k, item in enumerate(items[first:], first):
        left, right = _sides(item, wall)
        begins = left is not None and not (rows and _goes_on(rows[-1], left, form))
        if begins and _label_at(items[k:], wall, form):
            rows.append(_Row())
        elif begins or not rows or left is right is None:
            break
        rows[-1] = rows[-1].with_sides(left, right)
    else:
        k = len(items)
    return [row for row in rows if row.items], k


def _runs_on(row: _Row, item: Item, form: Form) -> bool:
    """Whether a line goes on below those of a row, under its label too: that stands before its text, in the same line."""
    if not isinstance(item, Line):
        return False
    is_near = any(isinstance(last, Line) and _is_next(item, last) for last in row.body[-1:])
    return is_near and not form.project_of(item.text) and not form.is_label(item.text)


def _are_sections(rows: Sequence[_Row], before: Sequence[Item], wall: float, form: Form) -> bool:
    """Whether each label stands at the head of its row: with something at its height, and set off what stands above beside another, as
    one in the middle of its row is not."""
    steps = [step for row in rows for step in _steps(row.body)]
    if not rows or rows[0].label and any(_is_at_side(item, rows[0].label, wall, form) for item in before):
        return False
    return all(_stands_beside(row, form) for row in rows) and all(_is_set_off(*two, steps) for two in pairwise(rows))


def _is_at_side(item: Item, label: Sequence[Line], wall: float, form: Form) -> bool:
    """Whether what stands above a label is beside it, or its own beginning."""
    left, right = _sides(item, wall)
    return left is None and isinstance(right, Line) or left is not None and form.is_label(_name_of([left, *label]))


def _steps(items: Sequence[Item]) -> list[float]:
    """How far lines stand below each other."""
    return [below.rect.y0 - above.rect.y0 for above, below in pairwise(items) if isinstance(above, Line) and isinstance(below, Line)]


def _is_set_off(above: _Row, row: _Row, steps: Sequence[float]) -> bool:
    """Whether there is more white over a row than between lines."""
    return not above.body or not steps or row.rect.y0 - above.body[-1].rect.y0 > SET_OFF * median(steps)


def _sides(item: Item, wall: float) -> tuple[Line | None, Item | None]:
    """What of an item stands left and right of the wall."""
    if isinstance(item, Line):
        return _parted(item, wall)
    return None, item if item.rect.x0 >= wall else None


def _goes_on(row: _Row, left: Line, form: Form) -> bool:
    """Whether a line left of the wall goes on with the label of a row."""
    if not row.label or not _is_next(left, row.label[-1]):
        return False
    return form.is_label(_name_of([*row.label, left])) or not form.is_label(row.name)


def _stands_beside(row: _Row, form: Form) -> bool:
    """Whether something stands at the height of a label, or there is none; nothing need stand beside the label of 成果 and 課題."""
    if not row.body and form.sections.holds(form.section_of(row.name) or "") == "sections":
        return True
    return not row.label or any(
        overlap((item.rect.y0, item.rect.y1), (row.label[0].rect.y0, row.label[-1].rect.y1)) > 0 for item in row.body
    )


def _with_grids(items: Iterable[Item | list[_Row]], page: int, walls: tuple[float, float, float]) -> Iterator[Item]:
    for item in items:
        yield _grid(page, item, walls) if isinstance(item, list) else item


def _grid(page: int, rows: Sequence[_Row], walls: tuple[float, float, float]) -> Grid:
    """The rows as a grid of two columns between these walls."""
    whole = around(*(row.rect for row in rows))
    ys = (*(row.rect.y0 for row in rows), whole.y1 + ROOM * max(line.size for row in rows for line in all_lines(row.items)))
    cells = []
    for n, (row, (top, bottom)) in enumerate(zip(rows, pairwise(ys), strict=True)):
        sides: tuple[Sequence[Item], Sequence[Item]] = row.label, row.body
        for col, (items, (left, right)) in enumerate(zip(sides, pairwise(walls), strict=True)):
            cells.append(Cell(n, col, 1, 1, Rect(left, top, right, bottom), tuple(items)))
    return Grid(page, Rect(walls[0], ys[0], walls[-1], ys[-1]), len(rows), 2, tuple(cells), walls, ys)
