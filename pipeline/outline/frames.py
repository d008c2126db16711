"""Frames dissolved: what each grid of a page is on the form.

In comes a grid, out come its units in the order in which a person would read. What a grid is, is told by rules in order; the first
that holds decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.form.words import Form
from pipeline.layout.model import Cell, Figure, Grid, Item, Line
from pipeline.outline.bands import in_bands
from pipeline.outline.frame_labels import (
    goes_on_beside,
    have_labelled_columns,
    is_beside_blank_label,
    labelled_twice,
    labels_heading,
    parallel_sections,
)
from pipeline.outline.frame_rows import SENTENCE, are_numeric, band_of, do_issues_go_on, has_issues_beside_label
from pipeline.outline.goal_bands import is_by_goal
from pipeline.outline.goal_columns import is_goal_header
from pipeline.outline.previous import Previous, are_same_columns, do_goals_go_on
from pipeline.outline.units import UNLISTED, FigureUnit, LabelUnit, OverviewUnit, TableUnit, TextUnit, Unit, is_box, text_in

MOST_RESULTS = 4
"""rows; 成果 and 課題 beside their labels, each cut once by a page end, have no more"""
OVERVIEW_LABELS, MOSTLY = 3, 0.5
"""so many labels of the overview make a table the overview; fewer do in a table of so few rows that this share of them is labelled"""


def items_of(items: Sequence[Item], left: float, right: float, place: Cell | int, form: Form, state: Previous) -> Iterator[Unit]:
    """The units of a page's items or a cell's; ``left`` and ``right`` bound its text."""
    alone = len(items) == 1
    for item in items:
        if isinstance(item, Line):
            yield TextUnit(item, left, right, place, alone)
        elif isinstance(item, Figure):
            yield from _drawn(item, form, state)
        else:
            yield from _grid(item, form, state)


def _drawn(figure: Figure, form: Form, state: Previous) -> Iterator[Unit]:
    """A shape drawn tight around a line or two is a label or a box of text, as a heading's; else a figure."""
    text = text_in(figure)
    section = UNLISTED if figure in state.unlisted else form.section_of(text)
    if section is not None:
        yield LabelUnit(section, figure.lines)
    elif is_box(figure):
        for line in figure.lines:
            yield TextUnit(line, figure.rect.x0, figure.rect.x1, figure, alone=len(figure.lines) == 1)
    else:
        yield FigureUnit(figure)


def _grid(grid: Grid, form: Form, state: Previous) -> Iterator[Unit]:
    if grid.ruled == "text":
        for cell in grid.cells:
            shift = cell.rect.x0 - grid.cells[0].rect.x0
            units = _cell(cell, form, state)
            yield from (unit._replace(shift=shift) if isinstance(unit, TextUnit) else unit for unit in units)
    elif _is_overview(grid, form, state):
        state.overview_columns = grid.xs
        yield OverviewUnit(grid)
    elif _lists_overview(grid, form, state):
        for cell in grid.cells:
            yield from _cell(cell, form, state)
    elif any(holds(grid, form, state) for holds in FRAMES):
        state.overview_columns = ()
        for part in in_bands(grid, form, state):
            yield from _cell(part, form, state) if isinstance(part, Cell) else (part,)
    elif are_same_columns(grid.xs, state.overview_columns):
        yield OverviewUnit(grid)
    elif any(cell.items for cell in grid.cells):  # the white between the strokes of double rules is no table
        yield TableUnit(grid, grid.cells, grid.rect)


def _is_overview(grid: Grid, form: Form, state: Previous) -> bool:
    # within the projects a table of 目的, 対象 and 実施方法 tells of a course; 法人 and 区 stand in rows of a goal table too
    return not (state.begun or _begins_with_goals(grid, form)) and _is_labelled_as_overview(grid, form, state)


def _begins_with_goals(grid: Grid, form: Form) -> bool:
    """Whether the first row is the header of a goal table, or the one below a project's heading."""
    below = next((row for row in grid.rows if not any(form.project_of(cell.text) for cell in row)), ())
    return form.heads_goals(cell.text for cell in below)


def _is_labelled_as_overview(grid: Grid, form: Form, state: Previous) -> bool:
    labels = [label for row in grid.rows for label in form.overview_labels(row)]
    if len(labels) >= OVERVIEW_LABELS or labels and are_same_columns(grid.xs, state.overview_columns):
        return True
    told = [label for row in grid.rows if not all(form.overview_of(c.text) for c in row) for label in form.overview_labels(row)]
    tells = any(form.overview_of(label.text) != "subject" for label in told)  # 事業名 stands before a project's title as well
    return tells and MOSTLY * grid.n_rows <= len(told) and not _holds_form(grid, form)


def _lists_overview(grid: Grid, form: Form, state: Previous) -> bool:
    """Whether the labels of the overview stand below each other in one cell: no rules part its rows."""
    if state.begun:
        return False
    return any(sum(form.overview_of(line.text) is not None for line in cell.lines) >= OVERVIEW_LABELS for cell in grid.cells)


FRAMES: tuple[Callable[[Grid, Form, Previous], bool], ...] = (
    lambda grid, form, state: grid.n_cols == 1,
    lambda grid, form, state: do_goals_go_on(grid, state),
    lambda grid, form, state: _goes_on(grid, form, state),
    lambda grid, form, state: _holds_form(grid, form),
    lambda grid, form, state: state.heading and any(is_goal_header(row, form, state) for row in grid.rows[:1]),
    lambda grid, form, state: not _is_of_data(grid, state) and any(have_labelled_columns(row, form) for row in grid.rows),
    lambda grid, form, state: any(c.grids for c in grid.cells),
    lambda grid, form, state: grid.n_rows == 1 and labels_heading(grid.rows[0], form),
    lambda grid, form, state: not _is_of_data(grid, state) and _results_at_side(grid, form),
    lambda grid, form, state: not state.unlisted.isdisjoint(grid.cells),
    lambda grid, form, state: is_by_goal(grid, form, state),
    lambda grid, form, state: has_issues_beside_label(band_of(grid, 0)[0], form, state) or do_issues_go_on(grid, state),
    lambda grid, form, state: any(labelled_twice(grid, row, form, state) for row in range(grid.n_rows)),
)
"""A grid of which one of these holds is a frame around parts of the form; any other is a data table."""


def _holds_form(grid: Grid, form: Form) -> bool:
    """Whether a label of a section or the goal table's header stands in one of the grid's cells."""
    return any(
        form.column_of(cell.text) == "goals" or any(form.is_label(text) for text in {cell.text, *(line.text for line in cell.lines)})
        for cell in grid.cells
    )


def _is_of_data(grid: Grid, state: Previous) -> bool:
    """Whether 成果 or 課題 in the grid are words of a data table."""
    return not state.words_of_data.isdisjoint(grid.cells)


def _results_at_side(grid: Grid, form: Form) -> bool:
    """Whether the rows of the grid are 成果 or 課題, the label at the left of its text (a page end may have parted the two)."""
    if grid.n_rows > MOST_RESULTS or any(len(row) > 2 for row in grid.rows):
        return False
    beside = [(form.section_of(row[0].text), row[1]) for row in grid.rows if len(row) == 2]
    labels = {section for section, _ in beside}
    if labels >= form.sections.weak:
        return True
    texts = [cell.text for section, cell in beside if section in form.sections.weak]
    return bool(texts) and all(len(text) > SENTENCE for text in texts)


def _goes_on(grid: Grid, form: Form, state: Previous) -> bool:
    """Whether a label that the page end cut, or sections side by side or beside their label, go on in this grid."""
    if not state.cut_labels.keys().isdisjoint(grid.cells) or any(parallel_sections(row, form, state) for row in grid.rows[:4]):
        return True
    return is_beside_blank_label(grid, state) or any(goes_on_beside(row, state) for row in grid.rows[:4]) and not are_numeric(grid.cells)


def _cell(cell: Cell, form: Form, state: Previous) -> Iterator[Unit]:
    section = UNLISTED if cell in state.unlisted else form.section_of(cell.text)
    if section is not None and not cell.grids:
        yield LabelUnit(section, cell.lines)
    else:
        yield from items_of(cell.items, cell.rect.x0, cell.rect.x1, cell, form, state)
