"""Frames dissolved: what each grid of a page is on the form, and what each row of a frame is.

In comes a grid, out come its units in the order in which a person would read. What a grid is and what a band of its rows is
are told by rules in order; the first that holds decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.geometry.rect import around
from pipeline.layout.model import Cell, Figure, Grid, Item, Line
from pipeline.rules.shapes import ColumnRole
from pipeline.sheet.form import Form
from pipeline.sheet.marks import mark_of
from pipeline.sheet.units import (
    UNLISTED,
    FigureUnit,
    GoalUnit,
    LabelUnit,
    OverviewUnit,
    TableUnit,
    TextUnit,
    Unit,
    deep_lines,
    is_box,
    text_in,
)

SAME_EDGE = 4.0
"""pt; how far the edges of one column may lie apart on two pages"""
SENTENCE = 16
"""characters; a longer cell is no entry of a data table"""
HEADER_LINES = 4
"""a cell of a goal table's header has no more"""
LABEL_CELL = 40
"""characters; a cell with more is no label"""
MOST_RESULTS = 4
"""rows; 成果 and 課題 beside their labels, each cut once by a page end, have no more"""
OVERVIEW_LABELS = 3
"""so many labels of the overview make a table the overview"""


@dataclass(slots=True)
class Previous:
    """What the page before left open: the columns of its last goal table, side-labelled frame or sections side by side, the label that
    stands left of others there and the section that is open; and of the whole document the label cells that a page end cut and those
    whose words nobody listed."""

    goal_columns: tuple[float, ...] = ()
    heading: bool = True
    project: int = 0
    parallel: tuple[tuple[float, float, str], ...] = ()
    side_columns: tuple[float, ...] = ()
    outer_label: str = ""
    section: str = ""
    overview_columns: tuple[float, ...] = ()
    begun: bool = False
    cut_labels: dict[Cell, str] = field(default_factory=dict)
    unlisted: frozenset[Cell | Figure] = frozenset()


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of a frame that spans hold together, with the cells that begin in them, and what is known of frame and document."""

    grid: Grid
    form: Form
    state: Previous
    first: int
    end: int
    members: tuple[Cell, ...]
    is_opening: bool
    has_goals_before: bool
    side: tuple[float, ...]

    @property
    def until_full_row(self) -> int:
        return _until_full_row(self.grid, self.end, self.form, self.state)


Read = tuple[int, Iterator[Unit]]
"""The row behind what was read, and its units."""


def items_of(
    items: Sequence[Item], left: float, right: float, place: Cell | int, form: Form, state: Previous, top: bool = False
) -> Iterator[Unit]:
    """The units of a page's items (``top``) or a cell's; ``left`` and ``right`` bound its text."""
    alone = len(items) == 1
    for item in items:
        if isinstance(item, Line):
            yield TextUnit(item, left, right, place, alone)
        elif isinstance(item, Figure):
            yield from _drawn(item, form, state)
        else:
            yield from _grid(item, form, state, top)


def _drawn(figure: Figure, form: Form, state: Previous) -> Iterator[Unit]:
    """A shape drawn tight around a line or two is a label or a box of text, as a heading's; else a figure."""
    text = text_in(figure)
    section = UNLISTED if figure in state.unlisted else form.section_of(text) if text else None
    if section is not None:
        yield LabelUnit(section, figure.lines)
    elif is_box(figure):
        for line in figure.lines:
            yield TextUnit(line, figure.rect.x0, figure.rect.x1, figure, alone=len(figure.lines) == 1)
    else:
        yield FigureUnit(figure)


def _grid(grid: Grid, form: Form, state: Previous, top: bool) -> Iterator[Unit]:
    if _is_overview(grid, form, state):
        state.overview_columns = grid.xs
        yield OverviewUnit(grid)
    elif _is_frame(grid, form, state):
        state.overview_columns = ()
        yield from _rows(grid, form, state)
    elif top and not state.goal_columns and _same_columns(grid.xs, state.overview_columns):
        yield OverviewUnit(grid)
    elif any(cell.items for cell in grid.cells):  # the white between the strokes of double rules is no table
        yield TableUnit(grid, grid.cells, grid.rect)


def _is_overview(grid: Grid, form: Form, state: Previous) -> bool:
    if state.begun:  # within the projects a table of 目的, 対象 and 実施方法 tells of a course
        return False
    labels = sum(len(form.overview_labels(row)) for row in grid.rows)
    return labels >= OVERVIEW_LABELS or labels > 0 and _same_columns(grid.xs, state.overview_columns)


def _goals_go_on(grid: Grid, state: Previous) -> bool:
    return grid.n_cols > 2 and bool(state.goal_columns) and _compatible(grid.xs, state.goal_columns)


FRAMES: tuple[Callable[[Grid, Form, Previous], bool], ...] = (
    lambda grid, form, state: grid.n_cols == 1,
    lambda grid, form, state: _goals_go_on(grid, state),
    lambda grid, form, state: _goes_on(grid, state),
    lambda grid, form, state: _holds_form(grid, form),
    lambda grid, form, state: state.heading and any(_goal_header(row, form, state) for row in grid.rows[:1]),
    lambda grid, form, state: any(_labelled_columns(row, form) for row in grid.rows),
    lambda grid, form, state: any(c.grids for c in grid.cells if len(c.items) > len(c.lines)),
    lambda grid, form, state: grid.n_rows == 1 and _labels_heading(grid.rows[0], form),
    lambda grid, form, state: _results_at_side(grid, form),
    lambda grid, form, state: _is_labelled_otherwise(grid, form, state),
    lambda grid, form, state: _is_by_goal(grid, form, state),
    lambda grid, form, state: any(_labelled_twice(grid, row, form, state) for row in range(grid.n_rows)),
)
"""A grid of which one of these holds is a frame around parts of the form; any other is a data table."""


def _is_frame(grid: Grid, form: Form, state: Previous) -> bool:
    return any(holds(grid, form, state) for holds in FRAMES)


def _rows(grid: Grid, form: Form, state: Previous) -> Iterator[Unit]:
    """The units of a frame, band after band."""
    side, goals_before = _side_columns(grid, form), _goals_go_on(grid, state)
    row = opening = 0
    while row < grid.n_rows:
        members, end = _band(grid, row)
        if not members:
            row += 1
            continue
        band = Band(grid, form, state, row, end, members, row == opening, goals_before, side)
        read = next(rule.read for rule in BANDS if rule.holds(band))
        row, units = read(band)
        if read is _read_goals:
            opening = row
        yield from units


def _band(grid: Grid, row: int) -> tuple[tuple[Cell, ...], int]:
    """The cells of the rows that spans hold together from ``row`` on, and the row behind them."""
    rows = grid.rows
    end = max((c.row + c.rowspan for c in rows[row]), default=row + 1)
    while (reach := max((c.row + c.rowspan for cells in rows[row:end] for c in cells), default=end)) > end:
        end = reach
    return (tuple(c for cells in rows[row:end] for c in cells) if rows[row] else ()), end


def _heads_goals(band: Band) -> bool:
    return _goal_header(band.members, band.form, band.state)


def _read_goals(band: Band) -> Read:
    """A goal table under its header; where a page repeats the header alone, that row."""
    state = band.state
    repeated = not state.heading and not state.goal_columns
    header, end = _without_side_label(band)
    last = end if repeated else _until_full_row(band.grid, end, band.form, state)
    if not repeated:
        state.goal_columns = band.grid.xs
    state.heading, state.begun = False, True
    return last, iter([GoalUnit(band.grid, band.first, last, header)])


def _without_side_label(band: Band) -> tuple[tuple[Cell, ...], int]:
    """The cells of a goal table's header and the row behind it, without a label at the side that spans the goals' rows too."""
    roles = {c: band.form.column_of(c.text) for c in band.members}
    words = {None, "perhaps_goals"} if "goals" in roles.values() else {None}
    side = [c for c in band.members if c.col == 0 and c.row == band.first and roles[c] in words]
    named = [c.row + c.rowspan for c in band.members if roles[c] not in words]
    end = max(named, default=band.end)
    if not any(c.row + c.rowspan > end for c in side):
        return band.members, band.end
    return tuple(c for c in band.members if c.row + c.rowspan <= end), end


def _continues_goals(band: Band) -> bool:
    return band.has_goals_before and band.first == 0 and len(band.members) > 1


def _read_more_goals(band: Band) -> Read:
    last = band.until_full_row
    return last, iter([GoalUnit(band.grid, band.first, last, ())])


def _continues_sections_beside(band: Band) -> bool:
    return band.is_opening and bool(_parallel(band.members, band.state))


def _read_sections_beside(band: Band) -> Read:
    sections = _parallel(band.members, band.state)

    def units() -> Iterator[Unit]:
        for cell, section in zip(band.members, sections, strict=True):
            yield LabelUnit(section, ())
            yield from _cell(cell, band.form, band.state)

    return band.end, units()


def _is_one_cell(band: Band) -> bool:
    """One cell over the whole width, or a project's heading, lines of text or tables with nothing beside them: strokes near a frame
    may cut it into columns."""
    first, *rest = band.members
    if any(c.items for c in rest):
        return False
    return (
        not rest or band.form.project_of(first.text) is not None or _is_over_most(first, band.grid) and bool(first.lines[1:] or first.grids)
    )


def _is_labelled_heading(band: Band) -> bool:
    return _labels_heading(band.members, band.form)


def _labels_heading(members: Sequence[Cell], form: Form) -> bool:
    """Whether these two cells are a project's heading and what labels it, 事業名 or its number."""
    if len(members) != 2 or (project := form.project_of(members[1].text)) is None:
        return False
    return form.labels_project(members[0].text, project[0])


def _read_labelled_heading(band: Band) -> Read:
    band.state.goal_columns = ()
    return band.end, (unit for cell in band.members for unit in _cell(cell, band.form, band.state))


def _is_over_most(cell: Cell, grid: Grid) -> bool:
    """Whether a cell takes more of the width than all others of its row together."""
    return 2 * (cell.rect.x1 - cell.rect.x0) > grid.rect.x1 - grid.rect.x0


def _read_one_cell(band: Band) -> Read:
    first = band.members[0]
    again = band.form.project_of(first.text)
    if again is None or again[0] != band.state.project:  # a page may repeat the project's heading over the rest of its goals
        band.state.goal_columns = ()
    return band.end, _cell(first, band.form, band.state)


def _is_row_of_labels(band: Band) -> bool:
    return all(band.form.section_of(c.text) for c in band.members)


def _read_under_labels(band: Band) -> Read:
    """Sections side by side, each column under its label."""
    state, last = band.state, band.until_full_row
    state.goal_columns = ()
    state.parallel = tuple((c.rect.x0, c.rect.x1, band.form.section_of(c.text) or "") for c in band.members)

    def units() -> Iterator[Unit]:
        below = [cell for row in band.grid.rows[band.end : last] for cell in row]
        for head in band.members:
            yield LabelUnit(band.form.section_of(head.text) or "", head.lines)
            for cell in below:
                if cell.col >= head.col and cell.col + cell.colspan <= head.col + head.colspan:
                    yield from _cell(cell, band.form, state)

    return last, units()


def _is_labelled_at_left(band: Band) -> bool:
    return _label_of(band.members[0], band.form, band.state) is not None


def _read_beside_label(band: Band) -> Read:
    label, *rest = band.members
    state = band.state
    state.goal_columns = ()
    if any(cell.items for cell in rest):
        state.side_columns = band.side or (band.grid.rect.x0, label.rect.x1, band.grid.rect.x1)
    section = _label_of(label, band.form, state) or ""

    def units() -> Iterator[Unit]:
        yield LabelUnit(section, label.lines or tuple(deep_lines(label)))
        for cell in rest:
            yield from _cell(cell, band.form, state)

    return band.end, units()


def _is_labelled_twice(band: Band) -> bool:
    return bool(_labelled_twice(band.grid, band.first, band.form, band.state))


def _read_beside_labels(band: Band) -> Read:
    """Rows beside a label that stands left of labels of their own: 評価の理由 over 法人 and 区."""
    state, rows = band.state, _labelled_twice(band.grid, band.first, band.form, band.state)
    state.goal_columns = ()
    outer = band.members[0]
    state.outer_label = outer.text or state.outer_label
    state.side_columns = (band.grid.rect.x0, rows[0].label.rect.x1, band.grid.rect.x1)

    def units() -> Iterator[Unit]:
        for row in rows:
            first = (*outer.lines, *row.label.lines) if row is rows[0] else row.label.lines
            yield LabelUnit(row.section, first)
            for cell in row.texts:
                yield from _cell(cell, band.form, state)

    return band.end, units()


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A row with its own label beside one that spans several, and the section that the two name together."""

    section: str
    label: Cell
    texts: tuple[Cell, ...]


def _labelled_twice(grid: Grid, first: int, form: Form, state: Previous) -> list[_Labelled]:
    """The rows beside the label that begins in the row ``first``, where each has a label of its own; empty where one has none, as in a
    data table of which 成果 and 課題 are columns."""
    own = _rows_beside_label(grid, first)
    if not own:
        return []
    goes_on = first == 0 and _goes_on_beside_outer(grid, own[0][0], state)
    outer = state.outer_label if goes_on else grid.rows[first][0].text
    is_whole = len(own) == grid.n_rows and {form.section_of(label.text) for label, *_ in own} == form.sections.weak
    sections = [_section_of_both(outer, label.text, form, is_whole=is_whole) for label, *_ in own]
    if goes_on and not own[0][0].text:
        sections[0] = ""
    heads_columns = all(_section_of_both(outer, row[-1].text, form, is_whole=True) for row in own)
    if None in sections or not any(sections) or heads_columns:
        return []
    return [_Labelled(section or "", label, tuple(texts)) for section, (label, *texts) in zip(sections, own, strict=True)]


def _rows_beside_label(grid: Grid, first: int) -> list[list[Cell]]:
    """The cells of each row beside the short one that begins the row ``first``; empty where a row has fewer than two."""
    cells = grid.rows[first]
    if len(cells) < 3 or cells[0].col > 0 or len(cells[0].text) > LABEL_CELL:
        return []
    own = [[cell for cell in row if cell is not cells[0]] for row in grid.rows[first : first + cells[0].rowspan]]
    return own if all(len(row) > 1 for row in own) else []


def _goes_on_beside_outer(grid: Grid, label: Cell, state: Previous) -> bool:
    """Whether a page begins beside the label that the page before left open: its cell is blank, and the columns are where they were."""
    divided = grid.rect.x0, label.rect.x1, grid.rect.x1
    return not grid.rows[0][0].text and _same_columns(divided, state.side_columns)


def _section_of_both(outer: str, label: str, form: Form, *, is_whole: bool) -> str | None:
    """The section that a label names together with the one left of it: 評価の理由 and 法人, まとめ and 成果; None where they name none.

    Where the ``is_whole`` grid is 成果 and 課題, the outer one may be in any words.
    """
    if not outer or not label:
        return None
    both, own = form.section_of(f"{outer}({label})"), form.section_of(label)
    return both or (own if own in form.sections.weak and (is_whole or form.sections.holds(form.section_of(outer)) == "sections") else None)


def _has_labelled_columns(band: Band) -> bool:
    return _labelled_columns(band.members, band.form)


def _read_labelled_columns(band: Band) -> Read:
    state = band.state
    state.goal_columns = ()
    state.parallel = tuple((c.rect.x0, c.rect.x1, _opening_section(c, band.form) or "") for c in band.members)
    return band.end, (unit for cell in band.members for unit in _cell(cell, band.form, state))


def _continues_beside_label(band: Band) -> bool:
    first = band.members[0]
    beside = _goes_on_beside(band.members, band.state) or bool(band.side) and not first.text
    return band.is_opening and first.col == 0 and beside


def _read_more_beside_label(band: Band) -> Read:
    first, *rest = band.members

    def units() -> Iterator[Unit]:
        for line in first.lines:
            yield TextUnit(line, first.rect.x0, first.rect.x1, first, alone=True)
        for cell in rest:
            yield from _cell(cell, band.form, band.state)

    return band.end, units()


def _is_of_one_goal(band: Band) -> bool:
    """A goal's number, alone or before its words, beside the reasons for its rating: no row of data, for those are sentences."""
    if band.form.sections.holds(band.state.section) not in ("headed", "numbered") or len(band.members) != 2:
        return False
    number, reasons = band.members
    if number.col > 0 or not number.lines or not reasons.lines or number.grids:
        return False
    return bool(mark_of(number.lines[0]).numbers) and reasons.lines[-1].text[-1] in "。．"


def _read_of_one_goal(band: Band) -> Read:
    number, reasons = band.members

    def units() -> Iterator[Unit]:
        for line in number.lines:
            yield TextUnit(line, number.rect.x0, number.rect.x1, number, alone=len(number.lines) == 1)
        yield from _cell(reasons, band.form, band.state)

    return band.end, units()


def _is_data(band: Band) -> bool:
    return True


def _read_data(band: Band) -> Read:
    band.state.goal_columns = ()
    last = band.until_full_row
    if last == band.end and not any(deep_lines(c) for c in band.members):
        return last, iter(())
    inside = tuple(c for row in band.grid.rows[band.first : last] for c in row)
    return last, iter([TableUnit(band.grid, inside, around(*(c.rect for c in inside)))])


@dataclass(frozen=True, slots=True)
class BandRule:
    """What a band of a frame is, and how it is read."""

    holds: Callable[[Band], bool]
    read: Callable[[Band], Read]


BANDS = (
    BandRule(_heads_goals, _read_goals),
    BandRule(_continues_goals, _read_more_goals),
    BandRule(_continues_sections_beside, _read_sections_beside),
    BandRule(_is_one_cell, _read_one_cell),
    BandRule(_is_labelled_heading, _read_labelled_heading),
    BandRule(_is_row_of_labels, _read_under_labels),
    BandRule(_is_labelled_twice, _read_beside_labels),
    BandRule(_is_labelled_at_left, _read_beside_label),
    BandRule(_has_labelled_columns, _read_labelled_columns),
    BandRule(_continues_beside_label, _read_more_beside_label),
    BandRule(_is_of_one_goal, _read_of_one_goal),
    BandRule(_is_data, _read_data),
)


def _same_columns(xs: Sequence[float], others: Sequence[float]) -> bool:
    return len(xs) == len(others) and all(abs(a - b) <= SAME_EDGE for a, b in zip(xs, others, strict=True))


def _compatible(xs: Sequence[float], others: Sequence[float]) -> bool:
    """Whether two grids, the outer edges the same, may be one: the column edges of the one are all among the other's."""
    fewer, more = (xs, others) if len(xs) <= len(others) else (others, xs)
    outer = abs(xs[0] - others[0]) <= SAME_EDGE and abs(xs[-1] - others[-1]) <= SAME_EDGE
    return outer and all(any(abs(a - b) <= SAME_EDGE for b in more) for a in fewer)


def _is_full(cell: Cell, grid: Grid) -> bool:
    return cell.colspan == grid.n_cols


def _holds_form(grid: Grid, form: Form) -> bool:
    """Whether a label of a section or the goal table's header stands in one of the grid's own or nested cells."""
    for cell in grid.cells:
        text = cell.text
        if text and len(text) <= 40 and (form.is_label(text) or form.column_of(text) == "goals"):
            return True
        if len(cell.lines) > 1 and any(form.is_label(line.text) for line in cell.lines[:40] if len(line.text) <= 40):
            return True
        if len(cell.items) > len(cell.lines) and any(_holds_form(g, form) for g in cell.grids):
            return True
    return False


def _is_labelled_otherwise(grid: Grid, form: Form, state: Previous) -> bool:
    """Whether a cell of the grid is a label in words that nobody listed."""
    return bool(state.unlisted) and not state.unlisted.isdisjoint(grid.cells)


def _is_by_goal(grid: Grid, form: Form, state: Previous) -> bool:
    """Whether each row of the grid holds the reasons of one goal."""
    if grid.n_cols != 2:
        return False
    rows = [_band(grid, row) for row in range(grid.n_rows)]
    return all(_is_of_one_goal(Band(grid, form, state, n, end, row, False, False, ())) for n, (row, end) in enumerate(rows))


def _results_at_side(grid: Grid, form: Form) -> bool:
    """Whether the rows of the grid are 成果 or 課題, the label at the left of its text (a page end may have parted the two)."""
    if grid.n_cols != 2 or grid.n_rows > MOST_RESULTS:
        return False
    beside = [(form.section_of(row[0].text), row[1]) for row in grid.rows if len(row) == 2]
    labels = {section for section, _ in beside}
    if labels >= form.sections.weak:
        return True
    texts = [cell.text for section, cell in beside if section in form.sections.weak]
    return bool(texts) and all(len(text) > SENTENCE for text in texts)


def _goes_on(grid: Grid, state: Previous) -> bool:
    """Whether a label that the page end cut, or sections side by side or beside their label, go on in this grid."""
    if state.cut_labels and not state.cut_labels.keys().isdisjoint(grid.cells):
        return True
    if state.parallel and any(_parallel(row, state) for row in grid.rows[:4]):
        return True
    return bool(state.side_columns) and any(_goes_on_beside(row, state) for row in grid.rows[:4]) and not _numeric(grid)


def _goes_on_beside(members: Sequence[Cell], state: Previous) -> bool:
    """Whether these cells go on beside a label at the left, as the page before left it; the label may span rows of text."""
    if len(members) < 2 or not state.side_columns:
        return False
    left, divider, right = state.side_columns
    labels = [cell.rect for cell in members if cell.rect.x1 <= divider + SAME_EDGE]
    texts = [cell.rect for cell in members[len(labels) :]]
    if not labels or not texts or abs(labels[0].x0 - left) > SAME_EDGE or abs(labels[-1].x1 - divider) > SAME_EDGE:
        return False
    return all(max(abs(divider - text.x0), abs(text.x1 - right)) <= SAME_EDGE for text in texts)


def _labelled_columns(members: Sequence[Cell], form: Form) -> bool:
    """Whether each of these cells begins with the label of a section of its own, as where 成果 and 課題 stand side by side."""
    found: set[str] = set()
    for cell in members:
        section = _opening_section(cell, form)
        if section is None or section not in form.sections.parallel or section in found:
            return False
        found.add(section)
    return len(found) > 1


def _opening_section(cell: Cell, form: Form) -> str | None:
    """The section whose label the cell begins with; a label of 成果 and 課題 together may stand over that of one of them."""
    section = form.section_of(cell.lines[0].text) if cell.lines else None
    return form.sections.holds(section) == "sections" and len(cell.lines) > 1 and form.section_of(cell.lines[1].text) or section


def _parallel(members: Sequence[Cell], state: Previous) -> list[str]:
    """The sections that go on in these cells, side by side as the page before left them; empty if they are no such cells."""
    if len(members) != len(state.parallel) or len(members) < 2:
        return []
    for cell, (x0, x1, _) in zip(members, state.parallel, strict=True):
        if abs(cell.rect.x0 - x0) > SAME_EDGE or abs(cell.rect.x1 - x1) > SAME_EDGE:
            return []
    return [section for _, _, section in state.parallel]


def _side_columns(grid: Grid, form: Form) -> tuple[float, ...]:
    """Left edge, divider and right edge of a frame whose labels stand at the left; empty if there is none."""
    for cell in grid.cells:
        if cell.col == 0 and cell.colspan < grid.n_cols and form.is_label(cell.text):
            return grid.rect.x0, cell.rect.x1, grid.rect.x1
    return ()


def _numeric(grid: Grid) -> bool:
    texts = [c.text for c in grid.cells if c.col > 0]
    filled = [t for t in texts if t]
    return bool(filled) and sum(any(ch.isdigit() for ch in t) and len(t) < 16 for t in filled) > len(filled) / 2


def _until_full_row(grid: Grid, start: int, form: Form, state: Previous) -> int:
    """First row from ``start`` on that is one cell over the full width or begins with a label; else the end of the grid."""
    for r in range(start, grid.n_rows):
        row = grid.rows[r]
        if row and (_is_full(row[0], grid) or (len(row) > 1 and _label_of(row[0], form, state) in form.sections.strong)):
            return r
        if _labelled_twice(grid, r, form, state):
            return r
    return grid.n_rows


def _label_of(cell: Cell, form: Form, state: Previous) -> str | None:
    """The section that a cell in the first column labels; "" where it is the rest of a label that a page end cut."""
    if cell.col != 0:
        return None
    if cell in state.unlisted:
        return UNLISTED
    return state.cut_labels.get(cell, form.section_of(cell.text or _boxed(cell)))


def _boxed(cell: Cell) -> str:
    """What the only thing in a cell says, a shape drawn around text."""
    only = cell.items[0] if len(cell.items) == 1 else None
    return text_in(only) if isinstance(only, Figure) else ""


def _goal_header(members: Sequence[Cell], form: Form, state: Previous) -> bool:
    return form.heads_goals((c.text for c in members if len(c.lines) <= HEADER_LINES), under_heading=state.heading)


def _cell(cell: Cell, form: Form, state: Previous) -> Iterator[Unit]:
    text = cell.text
    if text and len(text) <= LABEL_CELL and not cell.grids:
        section = UNLISTED if cell in state.unlisted else form.section_of(text)
        if section is not None:
            yield LabelUnit(section, cell.lines)
            return
    yield from items_of(cell.items, cell.rect.x0, cell.rect.x1, cell, form, state)


HEADS: tuple[ColumnRole, ...] = ("goals", "ratings", "rating_operator", "rating_ward")
"""what may stand in the header of a goal table that a page repeats"""


def header_end(grid: Grid, form: Form) -> int:
    """The row behind the goal table's header, where a page repeats it at its head; else 0."""
    # what names a rater in the first column is the rest of a label: の理由（区）
    found = [c for c in grid.cells if c.row < 3 and form.column_of(c.text) in (HEADS if c.col else HEADS[:2])]
    return max((c.row + c.rowspan for c in found), default=0)
