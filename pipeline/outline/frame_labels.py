"""Labels within a frame: at the left of their text, left of labels of their own, over columns or at the head of them.

In come the cells of a frame's rows; out come the sections that they name, alone or together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.form.words import Form
from pipeline.layout.assemble import is_beside
from pipeline.layout.model import Cell, Figure, Grid, Item
from pipeline.outline.previous import SAME_EDGE, Previous, are_same_columns
from pipeline.outline.units import UNLISTED, text_in

LABEL_CELL = 40
"""characters; a cell with more is no label"""


def labels_heading(members: Sequence[Cell], form: Form) -> bool:
    """Whether these two cells are a project's heading and what labels it, 事業名 or its number."""
    if len(members) != 2 or (project := form.project_of(members[1].text)) is None:
        return False
    return form.labels_project(members[0].text, project[0])


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A row with its own label beside one that spans several, and the section that the two name together."""

    section: str
    label: Cell
    texts: tuple[Cell, ...]


def labelled_twice(grid: Grid, first: int, form: Form, state: Previous) -> list[_Labelled]:
    """The rows beside the label that begins in the row ``first``, where each has a label of its own; empty where one has none, as in a
    data table of which 成果 and 課題 are columns."""
    own = _rows_beside_label(grid, first)
    if not own:
        return []
    goes_on = first == 0 and _goes_on_beside_outer(grid, own[0][0], state)
    outer = state.outer_label if goes_on else outer_label(grid.rows[first][0], state)
    names_result = any(form.section_of(label.text) in form.sections.weak for label, *_ in own)
    is_over = names_result and (_is_over_results(grid.rows[first][0], outer, form, state) or _is_results(grid, own, form))
    sections = [state.cut_labels.get(label, _section_of_both(outer, label.text, form, is_over=is_over)) for label, *_ in own]
    if goes_on and not own[0][0].text:
        sections[0] = ""
    if not _are_labels(sections, own[0][0], state) or all(_section_of_both(outer, row[-1].text, form, is_over=True) for row in own):
        return []
    return [_Labelled(section or "", label, tuple(texts)) for section, (label, *texts) in zip(sections, own, strict=True)]


def _is_over_results(cell: Cell, outer: str, form: Form, state: Previous) -> bool:
    """Whether a label is that of 成果 and 課題 together, as it is printed or with what the page end cut off."""
    return form.sections.holds(state.cut_labels.get(cell) or form.section_of(outer)) == "sections"


def _is_results(grid: Grid, own: Sequence[Sequence[Cell]], form: Form) -> bool:
    """Whether rows beside a label can be those of 成果 and of 課題 whatever it says: they are all of their grid, or this has labels at the
    left, as one that a page's end cut."""
    are_all = len(own) == grid.n_rows and {form.section_of(label.text) for label, *_ in own} == form.sections.weak
    return are_all or has_side_labels(grid, form)


def outer_label(cell: Cell, state: Previous) -> str:
    """What a label left of labels says, with what of it stands on the page before where the page end cut it."""
    is_rest = state.cut_labels.get(cell) == ""
    return state.outer_label + cell.text if is_rest else cell.text


def _are_labels(sections: Sequence[str | None], first: Cell, state: Previous) -> bool:
    """Whether each row has a section and one names it, or the first is the rest of its label."""
    return None not in sections and (any(sections) or first in state.cut_labels)


def _rows_beside_label(grid: Grid, first: int) -> list[list[Cell]]:
    """The cells of each row beside the short one that begins the row ``first``, and of those below it that its own first cell spans; empty
    where a row has fewer than two, or none begins it."""
    cells = grid.rows[first]
    if not cells or len(cells[0].text) > LABEL_CELL:
        return []
    own: list[list[Cell]] = []
    row, end = first, first + cells[0].rowspan
    while row < end:
        beside = [cell for cell in grid.rows[row] if cell is not cells[0]]
        behind = min(row + beside[0].rowspan, end) if beside else end
        own.append(beside + [cell for cells_below in grid.rows[row + 1 : behind] for cell in cells_below])
        row = behind
    return own if all(len(row) > 1 for row in own) else []


def _goes_on_beside_outer(grid: Grid, label: Cell, state: Previous) -> bool:
    """Whether a page begins beside the label that the page before left open: its cell is blank, and the columns are where they were."""
    divided = grid.rect.x0, label.rect.x1, grid.rect.x1
    return not grid.rows[0][0].text and are_same_columns(divided, state.side_columns)


def _section_of_both(outer: str, label: str, form: Form, *, is_over: bool) -> str | None:
    """The section that a label names together with the one left of it: 評価の理由 and 法人, まとめ and 成果; None where they name none.

    Where the outer one ``is_over`` 成果 and 課題, it may be in any words. Beside 振り返りの視点 stand the marks of these.
    """
    if not outer:
        return None
    both, own = form.section_of(f"{outer}({label})"), form.section_of(label)
    if form.sections.holds(both or "") == "viewpoints":
        return None
    return own if own in form.sections.weak and is_over else both


def goes_on_beside(members: Sequence[Cell], state: Previous) -> bool:
    """Whether these cells go on beside a label at the left, as the page before left it; the label may span rows of text."""
    if not state.side_columns:
        return False
    left, divider, right = state.side_columns
    labels = [cell.rect for cell in members if cell.rect.x1 <= divider + SAME_EDGE]
    texts = [cell.rect for cell in members[len(labels) :]]
    if not labels or not texts or abs(labels[0].x0 - left) > SAME_EDGE:
        return False
    return all(max(abs(divider - text.x0), abs(text.x1 - right)) <= SAME_EDGE for text in texts)


def is_beside_blank_label(grid: Grid, state: Previous) -> bool:
    """Whether a grid begins with one blank cell beside all its rows, where the label of the page before stood: a table reaches from wall to
    wall beside it."""
    first = grid.cells[0] if grid.cells else None
    if not state.side_columns or first is None or first.text or first.rowspan < grid.n_rows or grid.n_cols == 1:
        return False
    sides = first.rect.x0, first.rect.x1, grid.rect.x1
    return max(abs(side - other) for side, other in zip(sides, state.side_columns, strict=True)) <= SAME_EDGE


def have_labelled_columns(members: Sequence[Cell], form: Form) -> bool:
    """Whether each of these cells begins with the label of a section of its own, as where 成果 and 課題 stand side by side."""
    sections = [opening_section(cell, form) for cell in members]
    return len(set(sections)) == len(sections) > 1 and form.sections.parallel.issuperset(sections)


def opening_section(cell: Cell, form: Form) -> str | None:
    """The section whose label the cell begins with; a label of 成果 and 課題 together may stand over that of one of them."""
    section = form.section_of(cell.lines[0].text) if cell.lines else None
    return form.sections.holds(section) == "sections" and len(cell.lines) > 1 and form.section_of(cell.lines[1].text) or section


def parallel_sections(members: Sequence[Cell], form: Form, state: Previous) -> list[tuple[str, Cell]]:
    """The sections that go on in these cells, side by side as the page before left them, each in one or several below each other, or in a
    box of its own, which no column divides as it does a table under a name as wide as the section; the rest of their label may stand left
    of them. Empty if they are no such cells, or begin with labels of their own."""
    columns = members[1:] if members and _is_left_of_sections(members[0], form, state) else members
    if have_labelled_columns(columns, form):
        return []
    is_divided = len(members) == 1 and members[0].colspan > 1
    found = [
        (section, cell)
        for cell in columns
        for x0, x1, section in state.parallel
        if are_same_columns((cell.rect.x0, cell.rect.x1), (x0, x1))
    ]
    return found if len(found) == len(columns) and not is_divided else []


def _is_left_of_sections(cell: Cell, form: Form, state: Previous) -> bool:
    """Whether a cell left of all sections side by side is that of their label: blank, with the rest of what it says, or with all again."""
    is_label = not cell.items or state.cut_labels.get(cell) == "" or form.sections.holds(form.section_of(cell.text)) == "sections"
    return is_label and all(cell.rect.x1 <= x0 + SAME_EDGE for x0, _, _ in state.parallel)


def sections_of_last_boxes(items: Sequence[Item], form: Form) -> tuple[tuple[float, float, str], ...]:
    """The sections that boxes side by side at the end of a page are headed by, each with the sides of its box; empty where there are
    none."""
    last = items[-1] if items else None
    if not isinstance(last, Grid):
        return ()
    boxes = [item for item in items if isinstance(item, Grid) and (item is last or is_beside(item.rect, last.rect))]
    if have_labelled_columns([box.cells[0] for box in boxes], form):
        return tuple((box.rect.x0, box.rect.x1, opening_section(box.cells[0], form) or "") for box in boxes)
    return sections_of_last_boxes(last.cells[-1].items, form) if last.n_cols == 1 else ()


def has_side_labels(grid: Grid, form: Form) -> bool:
    """Whether a label stands at the left of its text in a frame."""
    return any(cell.col == 0 and cell.colspan < grid.n_cols and form.is_label(cell.text) for cell in grid.cells)


def label_of(cell: Cell, form: Form, state: Previous) -> str | None:
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
