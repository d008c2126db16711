"""The sheet as one stream, page after page: lines of text, label cells, goal tables, data tables and figures.

Frames are only the paper's way to hold the form together, and every program draws them otherwise; so they are dissolved
here. What is left for a reader of the stream is the order in which a person would read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.layout.assemble import all_lines
from pipeline.layout.model import Cell, Figure, Grid, Item, Line, PageLayout, Rect
from pipeline.sheet.form import Form


class TextUnit(NamedTuple):
    """One line in running text; ``left`` and ``right`` bound the cell (or page) it stands in; ``alone``: its cell holds no more.
    ``heading``: the number and title of the project whose heading the line may be."""

    line: Line
    left: float
    right: float
    cell: int
    alone: bool = False
    heading: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class LabelUnit:
    """A cell that is nothing but a label of a section; of no section ("") where it is the rest of a label that a page end cut."""

    section: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class GoalUnit:
    """Rows of the goal table on one page: ``columns`` tells each column's first grid column by its meaning, when headed."""

    grid: Grid
    first_row: int
    last_row: int
    header: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class OverviewUnit:
    grid: Grid


@dataclass(frozen=True, slots=True)
class TableUnit:
    """Rows of a data table on one page."""

    grid: Grid
    cells: tuple[Cell, ...]
    rect: Rect


@dataclass(frozen=True, slots=True)
class FigureUnit:
    figure: Figure


_new = tuple.__new__
Unit = TextUnit | LabelUnit | GoalUnit | OverviewUnit | TableUnit | FigureUnit


def deep_lines(cell: Cell) -> Sequence[Line]:
    """Every line in a cell, those of nested grids and figures too."""
    return cell.lines if len(cell.lines) == len(cell.items) else all_lines(cell.items)


@dataclass(slots=True)
class _Previous:
    """What the page before left open: the columns of its last goal table, side-labelled frame or sections side by side."""

    goal_columns: tuple[float, ...] = ()
    heading: bool = True
    project: int = 0
    parallel: tuple[tuple[float, float, str], ...] = ()
    side_columns: tuple[float, ...] = ()
    overview_columns: tuple[float, ...] = ()
    begun: bool = False
    cut_labels: dict[int, str] = field(default_factory=dict)


def flow_of(layouts: Sequence[PageLayout], form: Form) -> list[Unit]:
    """All units of a document in reading order."""
    state = _Previous(cut_labels=_cut_labels(layouts, form))
    units: list[Unit] = []
    bounds = _text_bounds(layouts)
    for layout in layouts:
        left, right = bounds.get((layout.width, layout.height), (0.0, layout.width))
        for unit in _items(layout.items, left, right, -layout.number, form, state, top=True):
            project = form.project_of(unit.line.text) if isinstance(unit, TextUnit) else None
            if project is not None and isinstance(unit, TextUnit):
                unit = unit._replace(heading=project)
                if project[0] != state.project:
                    state.heading, state.project, state.parallel = True, project[0], ()
            if not isinstance(unit, GoalUnit) and (project is None or state.heading):
                state.goal_columns = ()
            if isinstance(unit, LabelUnit) and unit.lines and unit.section not in {s for _, _, s in state.parallel}:
                state.parallel = ()
            units.append(unit)
    return units


def _cut_labels(layouts: Sequence[PageLayout], form: Form) -> dict[int, str]:
    """Label cells that a page end cut, by cell: the section, for the part that begins it; "" for the rest of it.

    A label printed in the middle of a cell that runs over the break may stand wholly behind it.
    """
    out: dict[int, str] = {}
    for before, after in zip(layouts, layouts[1:], strict=False):
        upper = next((g for g in reversed(before.items) if isinstance(g, Grid)), None)
        lower = next((g for g in after.items if isinstance(g, Grid)), None)
        if upper is None or lower is None or upper.n_cols < 2 or lower.n_cols < 2:
            continue
        first = next((c for c in upper.cells if c.col == 0 and c.row + c.rowspan == upper.n_rows), None)
        start = header_end(lower, form)
        rest = next((c for c in lower.cells if c.col == 0 and c.row == start), None)
        if first is None or rest is None or not rest.lines:
            continue
        head, tail = first.text, rest.text
        section = form.section_of(head + tail)
        if section not in STRONG or form.section_of(head) in STRONG:
            continue
        below = first.row > header_end(upper, form) or section == "results" and _has_results(upper, form)
        if head or below and abs(first.rect.x1 - rest.rect.x1) < 4 and form.section_of(tail) is not None:
            out[id(first)] = section
            out[id(rest)] = ""
    return out


def _has_results(grid: Grid, form: Form) -> bool:
    """Whether 成果 or 課題 is said at the head of a cell right of the grid's first column."""
    return any(form.section_of(c.lines[0].text) in ("outcome", "challenge") for c in grid.cells if c.col and c.lines)


def header_end(grid: Grid, form: Form) -> int:
    """The row behind the goal table's header, where a page repeats it at its head; else 0."""
    # what names a rater in the first column is the rest of a label: の理由（区）
    found = [c for c in grid.cells if c.row < 3 and form.column_of(c.text) in (("operator", "ward") if c.col else ()) + ("goal", "rating")]
    return max((c.row + c.rowspan for c in found), default=0)


def _text_bounds(layouts: Sequence[PageLayout]) -> dict[tuple[float, float], tuple[float, float]]:
    """Left and right edge of all that is printed on pages of one size."""
    bounds: dict[tuple[float, float], tuple[float, float]] = {}
    for layout in layouts:
        size = (layout.width, layout.height)
        for item in layout.items:
            left, right = bounds.get(size, (layout.width, 0.0))
            bounds[size] = (min(left, item.rect.x0), max(right, item.rect.x1))
    return bounds


def _items(items: Sequence[Item], left: float, right: float, cell: int, form: Form, state: _Previous, top: bool) -> Iterator[Unit]:
    alone = len(items) == 1
    for item in items:
        if isinstance(item, Line):
            yield _new(TextUnit, (item, left, right, cell, alone, None))
        elif isinstance(item, Figure):
            yield from _drawn(item, form)
        else:
            yield from _grid(item, form, state, top)


def _drawn(figure: Figure, form: Form) -> Iterator[Unit]:
    """A shape that is drawn tight around a line or two of text is a box of text, as a label's or a heading's; else a figure."""
    rect, lines = figure.rect, figure.lines
    text = "".join([line.text for line in lines])
    section = form.section_of(text) if text else None
    if section is not None:
        yield LabelUnit(section, lines)
    elif lines and len(lines) <= BOXED_LINES and rect.y1 - rect.y0 <= (len(lines) + BOX_PADDING) * lines[0].size:
        for line in lines:
            yield TextUnit(line, rect.x0, rect.x1, id(figure), alone=len(lines) == 1)
    else:
        yield FigureUnit(figure)


BOXED_LINES = 2
"""a drawn box with more lines is a chart or a drawing"""
BOX_PADDING = 2.0
"""em; how much higher than its lines a drawn box of text is at most"""


def _same_columns(xs: Sequence[float], others: Sequence[float]) -> bool:
    return len(xs) == len(others) and all(abs(a - b) <= 4 for a, b in zip(xs, others, strict=True))


def _compatible(xs: Sequence[float], others: Sequence[float]) -> bool:
    """Whether two grids, the outer edges the same, may be one: the column edges of the one are all among the other's."""
    fewer, more = (xs, others) if len(xs) <= len(others) else (others, xs)
    return abs(xs[0] - others[0]) <= 4 and abs(xs[-1] - others[-1]) <= 4 and all(any(abs(a - b) <= 4 for b in more) for a in fewer)


def _is_full(cell: Cell, grid: Grid) -> bool:
    return cell.colspan == grid.n_cols


def _holds_form(grid: Grid, form: Form) -> bool:
    """Whether a label of a section or the goal table's header stands in one of the grid's own or nested cells."""
    for cell in grid.cells:
        text = cell.text
        if text and len(text) <= 40 and (form.section_of(text) in STRONG or form.column_of(text) == "goal"):
            return True
        if len(cell.lines) > 1 and any(form.section_of(line.text) in STRONG for line in cell.lines[:40] if len(line.text) <= 40):
            return True
        if len(cell.items) > len(cell.lines) and any(_holds_form(g, form) for g in cell.grids):
            return True
    return False


def _results_at_side(grid: Grid, form: Form) -> bool:
    """Whether the rows of the grid are 成果 or 課題, the label at the left of its text (a page end may have parted the two)."""
    if grid.n_cols != 2 or grid.n_rows > 4:
        return False
    beside = [(form.section_of(row[0].text), row[1]) for row in grid.rows if len(row) == 2]
    labels = {section for section, _ in beside}
    if {"outcome", "challenge"} <= labels:
        return True
    texts = [cell.text for section, cell in beside if section in ("outcome", "challenge")]
    return bool(texts) and all(len(text) > SENTENCE for text in texts)


SENTENCE = 16
"""characters; a longer cell is no entry of a data table"""
STRONG = frozenset({"operator_reason", "ward_reason", "results", "viewpoints"})
"""labels that are unmistakable wherever they stand; 成果 and 課題 alone may be the header of a data table"""
PARALLEL = frozenset({"outcome", "challenge", "operator_reason", "ward_reason"})
"""sections that may stand side by side"""


def _grid(grid: Grid, form: Form, state: _Previous, top: bool) -> Iterator[Unit]:
    # within the projects a table of 目的, 対象 and 実施方法 tells of a course
    overview = 0 if state.begun else sum(1 for c in grid.cells if c.col == 0 and form.overview_of(c.text))
    if overview >= 3 or (state.overview_columns and overview and _same_columns(grid.xs, state.overview_columns)):
        state.overview_columns = grid.xs
        yield OverviewUnit(grid)
        return
    continued_goals = bool(state.goal_columns) and _compatible(grid.xs, state.goal_columns) and grid.n_cols > 2
    side = _side_columns(grid, form)
    frame = continued_goals or grid.n_cols == 1 or _goes_on(grid, state) or _holds_form(grid, form)
    frame = (
        frame or any(_labelled_columns(row, form) for row in grid.rows) or any(c.grids for c in grid.cells if len(c.items) > len(c.lines))
    )
    frame = frame or _results_at_side(grid, form)
    overview_goes_on = bool(state.overview_columns) and _same_columns(grid.xs, state.overview_columns)
    if top and overview_goes_on and not frame and not state.goal_columns:
        yield OverviewUnit(grid)
        return
    if not frame:
        yield TableUnit(grid, grid.cells, grid.rect)
        return
    state.overview_columns = ()
    rows = grid.rows
    r = opening = 0
    while r < grid.n_rows:
        cells = rows[r]
        if not cells:
            r += 1
            continue
        end = max(c.row + c.rowspan for c in cells)
        while any(c.row + c.rowspan > end for row in rows[r:end] for c in row):
            end = max(c.row + c.rowspan for row in rows[r:end] for c in row)
        members = [c for row in rows[r:end] for c in row]
        if _goal_header(members, form):
            repeated = not state.heading and not state.goal_columns
            last = end if repeated else _until_full_row(grid, end, form, state)
            if not repeated:
                state.goal_columns = grid.xs
            state.heading, state.begun = False, True
            yield GoalUnit(grid, r, last, tuple(members))
            opening = last
            r = last
        elif continued_goals and r == 0 and len(members) > 1:
            last = _until_full_row(grid, end, form, state)
            yield GoalUnit(grid, r, last, ())
            r = last
        elif r == opening and (sections := _parallel(members, state)):
            for cell, section in zip(members, sections, strict=True):
                yield LabelUnit(section, ())
                yield from _cell(cell, form, state)
            r = end
        elif len(members) == 1 or form.project_of(members[0].text) and not any(c.items for c in members[1:]):
            again = form.project_of(members[0].text)
            if again is None or again[0] != state.project:  # a page may repeat the project's heading over the rest of its goals
                state.goal_columns = ()
            yield from _cell(members[0], form, state)
            r = end
        elif len(members) > 1 and all(form.section_of(c.text) for c in members):
            state.goal_columns = ()
            last = _until_full_row(grid, end, form, state)
            state.parallel = tuple((c.rect.x0, c.rect.x1, form.section_of(c.text) or "") for c in members)
            for head in members:
                yield LabelUnit(form.section_of(head.text) or "", head.lines)
                for row in rows[end:last]:
                    for cell in row:
                        if cell.col >= head.col and cell.col + cell.colspan <= head.col + head.colspan:
                            yield from _cell(cell, form, state)
            r = last
        elif (label := _label_of(members[0], form, state)) is not None:
            state.goal_columns = ()
            state.side_columns = side or (grid.rect.x0, members[0].rect.x1, grid.rect.x1)
            yield LabelUnit(label, members[0].lines)
            for cell in members[1:]:
                yield from _cell(cell, form, state)
            r = end
        elif _labelled_columns(members, form):
            state.goal_columns = ()
            state.parallel = tuple((c.rect.x0, c.rect.x1, _opening_section(c, form) or "") for c in members)
            for cell in members:
                yield from _cell(cell, form, state)
            r = end
        elif r == opening and members[0].col == 0 and (_goes_on_beside(members, state) or bool(side) and not members[0].text):
            if members[0].text:
                for line in members[0].lines:
                    yield TextUnit(line, members[0].rect.x0, members[0].rect.x1, id(members[0]), alone=True)
            for cell in members[1:]:
                yield from _cell(cell, form, state)
            r = end
        else:
            state.goal_columns = ()
            last = _until_full_row(grid, end, form, state)
            if all(len(deep_lines(c)) == 0 for c in members) and last == end:
                r = end
                continue
            inside = tuple(c for row in rows[r:last] for c in row)
            yield TableUnit(grid, inside, around([c.rect for c in inside]))
            r = last


def _goes_on(grid: Grid, state: _Previous) -> bool:
    """Whether a label that the page end cut, or sections side by side or beside their label, go on in this grid."""
    if state.cut_labels and not state.cut_labels.keys().isdisjoint(map(id, grid.cells)):
        return True
    if state.parallel and any(_parallel(row, state) for row in grid.rows[:4]):
        return True
    return bool(state.side_columns) and any(_goes_on_beside(row, state) for row in grid.rows[:4]) and not _numeric(grid)


def _goes_on_beside(members: Sequence[Cell], state: _Previous) -> bool:
    """Whether this row goes on beside a label at the left, as the page before left it."""
    if len(members) != 2 or not state.side_columns:
        return False
    left, divider, right = state.side_columns
    label, text = members
    return abs(label.rect.x0 - left) <= 4 and abs(label.rect.x1 - divider) <= 4 and abs(text.rect.x1 - right) <= 4


def _labelled_columns(members: Sequence[Cell], form: Form) -> bool:
    """Whether each of these cells begins with the label of a section of its own, as where 成果 and 課題 stand side by side."""
    found: set[str] = set()
    for cell in members:
        section = _opening_section(cell, form)
        if section is None or section not in PARALLEL or section in found:
            return False
        found.add(section)
    return len(found) > 1


def _opening_section(cell: Cell, form: Form) -> str | None:
    """The section whose label the cell begins with; a label of 成果 and 課題 together may stand over that of one of them."""
    section = form.section_of(cell.lines[0].text) if cell.lines else None
    return section == "results" and len(cell.lines) > 1 and form.section_of(cell.lines[1].text) or section


def _parallel(members: Sequence[Cell], state: _Previous) -> list[str]:
    """The sections that go on in these cells, side by side as the page before left them; empty if they are no such cells."""
    if len(members) != len(state.parallel) or len(members) < 2:
        return []
    for cell, (x0, x1, _) in zip(members, state.parallel, strict=True):
        if abs(cell.rect.x0 - x0) > 4 or abs(cell.rect.x1 - x1) > 4:
            return []
    return [section for _, _, section in state.parallel]


def _side_columns(grid: Grid, form: Form) -> tuple[float, ...]:
    """Left edge, divider and right edge of a frame whose labels stand at the left; empty if there is none."""
    for cell in grid.cells:
        if cell.col == 0 and cell.colspan < grid.n_cols and form.section_of(cell.text) in STRONG:
            return grid.rect.x0, cell.rect.x1, grid.rect.x1
    return ()


def _numeric(grid: Grid) -> bool:
    texts = [c.text for c in grid.cells if c.col > 0]
    filled = [t for t in texts if t]
    return bool(filled) and sum(any(ch.isdigit() for ch in t) and len(t) < 16 for t in filled) > len(filled) / 2


def around(rects: Sequence[Rect]) -> Rect:
    """The rectangle that bounds them all."""
    return Rect(min(r.x0 for r in rects), min(r.y0 for r in rects), max(r.x1 for r in rects), max(r.y1 for r in rects))


def _until_full_row(grid: Grid, start: int, form: Form, state: _Previous) -> int:
    """First row from ``start`` on that is one cell over the full width or begins with a label; else the end of the grid."""
    for r in range(start, grid.n_rows):
        row = grid.rows[r]
        if row and (_is_full(row[0], grid) or (len(row) > 1 and _label_of(row[0], form, state) in STRONG)):
            return r
    return grid.n_rows


def _label_of(cell: Cell, form: Form, state: _Previous) -> str | None:
    """The section that a cell in the first column labels; "" where it is the rest of a label that a page end cut."""
    if cell.col != 0:
        return None
    return state.cut_labels.get(id(cell), form.section_of(cell.text))


def _goal_header(members: Sequence[Cell], form: Form) -> bool:
    found = {form.column_of(c.text) for c in members if len(c.lines) <= 4}
    return "goal" in found and bool(found & {"rating", "operator", "prior"})


def _cell(cell: Cell, form: Form, state: _Previous) -> Iterator[Unit]:
    text = cell.text
    if text and len(text) <= 40 and not cell.grids:
        section = form.section_of(text)
        if section is not None:
            yield LabelUnit(section, cell.lines)
            return
    yield from _items(cell.items, cell.rect.x0, cell.rect.x1, id(cell), form, state, top=False)
