"""Bands of a frame that stand beside a label or under labels, on the page where it is printed or overleaf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from pipeline.form.marks import mark_of
from pipeline.form.words import Form
from pipeline.geometry.rect import around
from pipeline.layout.model import Cell, Grid
from pipeline.outline.frame_labels import (
    goes_on_beside,
    have_labelled_columns,
    is_beside_blank_label,
    label_of,
    labelled_twice,
    opening_section,
    outer_label,
    parallel_sections,
)
from pipeline.outline.frame_rows import Band, Read, are_numeric, are_titled
from pipeline.outline.goal_bands import are_sentences
from pipeline.outline.ticks import tick_rules
from pipeline.outline.units import LabelUnit, TableUnit, TextUnit, Unit, deep_lines


def continues_sections_beside(band: Band) -> bool:
    """Whether sections side by side go on in these cells, none of which is the label of another, nor all of them together."""
    columns = [cell for _, cell in parallel_sections(band.members, band.form, band.state)]
    return bool(columns) and not are_labels(columns, band.form) and not any(band.form.is_label(cell.text) for cell in columns)


def read_sections_beside(band: Band) -> Read:
    columns = parallel_sections(band.members, band.form, band.state)

    def units() -> Iterator[Unit | Cell]:
        for label in band.members[: len(band.members) - len(columns)]:
            yield LabelUnit("", label.lines)
        for section in dict.fromkeys(section for section, _ in columns):
            yield LabelUnit(section, ())
            yield from (cell for own, cell in columns if own == section)

    return band.end, units()


def is_row_of_labels(band: Band) -> bool:
    return are_labels(band.members, band.form)


def are_labels(cells: Sequence[Cell], form: Form) -> bool:
    """Whether there are cells, each nothing but the label of a section."""
    return bool(cells) and all(form.section_of(cell.text) for cell in cells)


def read_under_labels(band: Band) -> Read:
    """Sections side by side, each column under its label, until other labels stand side by side: their columns may be others. A row over
    all of them right under their labels, as the data of both, is of the first where that has headings and tables of data; under labels
    that a page says again at its head it goes on with what was open."""
    state, last = band.state, _until_labels(band)
    own = [band.form.section_of(label.text) or "" for label in band.members]
    is_again = band.first == 0 and state.opened.issuperset(own)
    first = own[0] if state.section in own or not is_again else state.section
    state.goal_columns = ()
    state.parallel = _under_heads(band.members, band.form)

    def units() -> Iterator[Unit | Cell]:
        yield from _column_by_column(band.members, [cell for row in band.grid.rows[band.end : last] for cell in row], band.form)
        if last == band.end and (first not in own or band.form.sections.holds(first) == "headed"):
            yield LabelUnit(first, ())

    return last, units()


def is_row_of_labels_by_goal(band: Band) -> bool:
    """Whether cells are labels of reasons side by side, right of the header of the goals' column, or of none: each row below is of one
    goal."""
    first, *labels = band.members
    sections = [band.form.section_of(label.text) for label in labels]
    heads_goals = not first.text or band.form.column_of(first.text) in ("goals", "perhaps_goals")
    return (
        heads_goals and are_labels(labels, band.form) and band.form.sections.holds(sections[0]) == "headed" and band.end - band.first == 1
    )


def read_by_goal(band: Band) -> Read:
    """Sections side by side, the goals' column as a part of the first: its headings stand there, each with what is said under it."""
    state, last = band.state, _until_labels(band)
    first, *labels = band.members
    state.goal_columns = ()
    heads = _under_heads(labels, band.form)
    state.parallel = ((first.rect.x0, first.rect.x1, heads[0][2]), *heads)
    below = [cell for row in band.grid.rows[band.end : last] for cell in row]

    def units() -> Iterator[Unit | Cell]:
        for n, label in enumerate(labels):
            own, columns = ((first, label), (first.lines, label.lines)) if n == 0 else ((label,), (label.lines,))
            yield LabelUnit(band.form.section_of(label.text) or "", tuple(line for lines in columns for line in lines))
            yield from (cell for cell in below if any(_is_under(head, cell) for head in own))

    return last, units()


def _column_by_column(heads: Sequence[Cell], below: Sequence[Cell], form: Form) -> Iterator[Unit | Cell]:
    """Each label with the cells under it."""
    for head in heads:
        yield LabelUnit(form.section_of(head.text) or "", head.lines)
        yield from (cell for cell in below if _is_under(head, cell))


def _is_under(head: Cell, cell: Cell) -> bool:
    return cell.col >= head.col and cell.col + cell.colspan <= head.col + head.colspan


def _under_heads(heads: Sequence[Cell], form: Form) -> tuple[tuple[float, float, str], ...]:
    """The sections that cells are the labels of, each between the sides of its cell."""
    return tuple((c.rect.x0, c.rect.x1, form.section_of(c.text) or "") for c in heads)


def _until_labels(band: Band) -> int:
    """The first row below the band that is nothing but labels, or that a full row ends the columns at."""
    last = band.until_full_row
    below = range(band.end, last)
    return next((row for row in below if are_labels(band.grid.rows[row], band.form)), last)


def is_labelled_at_left(band: Band) -> bool:
    section = label_of(band.members[0], band.form, band.state)
    return section is not None and not (section == band.state.section and _heads_list(band))


def is_head_of_list(band: Band) -> bool:
    """Whether cells side by side are the header of a list of viewpoints: its label, and what stands over marks, goals or ticks."""
    label = next(iter(_labels_of_list(band)), None)
    beside = [cell.text for cell in band.members if cell is not label]
    if label is None or {cell.row for cell in band.members} != {label.row} or not any(beside) and label is band.members[0]:
        return False
    return all(not text or text in tick_rules().heads or band.form.column_of(text) == "goals" for text in beside)


def _labels_of_list(band: Band) -> dict[Cell, str]:
    """The cells that are the label of viewpoints, each with its section, where these are not open yet: within them it is a word of their
    list's header."""
    holds = band.form.sections.holds
    if holds(band.state.section) == "viewpoints":
        return {}
    return {cell: section for cell in band.members if holds(section := band.form.section_of(cell.text) or "") == "viewpoints"}


def read_list_under_head(band: Band) -> Read:
    """The rows below the header of a list of viewpoints; which goal they belong to is told by the form."""
    state, last = band.state, _until_labels(band)
    section = next(iter(_labels_of_list(band).values()))
    state.goal_columns, state.parallel = (), ()
    lines = tuple(line for cell in band.members for line in cell.lines)
    goals = [cell for cell in band.members if band.form.column_of(cell.text) == "goals"]
    below = [cell for row in band.grid.rows[band.end : last] for cell in row]
    of_goals = [cell for cell in below if any(_is_under(head, cell) for head in goals)]
    rows = [cell for cell in below if cell not in of_goals]

    def units() -> Iterator[Unit | Cell]:
        yield LabelUnit(section, lines)
        yield from (LabelUnit("", cell.lines) for cell in of_goals)
        yield from [_as_table(band.grid, rows)] if rows else []

    return last, units()


def _heads_list(band: Band) -> bool:
    """Whether cells are the header of a list of viewpoints with ticks, 視点 beside 法人 and 区: no label within their section."""
    is_list = band.form.sections.holds(band.state.section) == "viewpoints"
    return is_list and len(band.members) > 1 and all(cell.text in tick_rules().heads for cell in band.members if cell.text)


def read_beside_label(band: Band) -> Read:
    """What stands beside a label at the left; sections under labels of their own there, 成果 beside 課題, column by column."""
    label, *rest = band.members
    state = band.state
    state.goal_columns = ()
    state.side_columns = band.grid.rect.x0, label.rect.x1, band.grid.rect.x1
    section = label_of(label, band.form, state) or ""
    heads = [cell for cell in rest if cell.row == label.row]
    below = [cell for cell in rest if cell.row > label.row]

    def units() -> Iterator[Unit | Cell]:
        yield LabelUnit(section, label.lines or tuple(deep_lines(label)))
        if are_labels(heads, band.form):
            state.parallel = _under_heads(heads, band.form)
            yield from _column_by_column(heads, below, band.form)
            yield from (cell for cell in below if not any(_is_under(head, cell) for head in heads))
            return
        if have_labelled_columns(rest, band.form) and all(cell.row == label.row for cell in rest):
            state.parallel = _side_by_side(rest, band.form)
        yield from [_as_table(band.grid, rest)] if _are_rows_of_a_list(rest, section, band.form) else _with_tables(band.grid, rest)

    return band.end, units()


def _with_tables(grid: Grid, cells: Sequence[Cell]) -> Iterator[Unit | Cell]:
    """The cells beside a label, those of tables that reach from wall to wall together."""
    rows: list[Cell] = []
    bands = _bands_of(cells)
    for band, below in zip_longest(bands, bands[1:], fillvalue=()):
        if len(band) == 1 and not are_titled(band, below):
            yield from _as_tables(grid, rows)
            yield from band
            rows = []
        else:
            rows += band
    yield from _as_tables(grid, rows)


def _bands_of(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The cells in rows, those together that a cell of several rows holds together."""
    bands: list[list[Cell]] = []
    end = 0
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.col)):
        if not bands or cell.row >= end:
            bands.append([])
        bands[-1].append(cell)
        end = max(end, cell.row + cell.rowspan)
    return bands


def _as_tables(grid: Grid, cells: Sequence[Cell]) -> Sequence[Unit | Cell]:
    """Rows of several cells as a table: of numbers, or of words of which none is a sentence or an item."""
    is_table = len({cell.row for cell in cells}) > 1 and not any(cell.grids for cell in cells)
    return [_as_table(grid, cells)] if is_table and (are_numeric(cells) or not any(map(_says, cells))) else cells


def _says(cell: Cell) -> bool:
    """Whether a cell holds what is said: a sentence, or an item with its sign or number."""
    return bool(cell.lines) and (are_sentences(cell) or mark_of(cell.lines[0]).kind != "none")


def _are_rows_of_a_list(cells: Sequence[Cell], section: str, form: Form) -> bool:
    """Whether cells are rows of viewpoints, with their marks, and what is ticked, in cells of their own."""
    is_list = form.sections.holds(section) == "viewpoints" and not any(cell.grids for cell in cells)
    return is_list and len({cell.row for cell in cells}) > 1 and len({cell.col for cell in cells}) > 1


def _as_table(grid: Grid, cells: Sequence[Cell]) -> TableUnit:
    return TableUnit(grid, tuple(cells), around(*(cell.rect for cell in cells)))


def is_labelled_twice(band: Band) -> bool:
    return bool(labelled_twice(band.grid, band.first, band.form, band.state))


def read_beside_labels(band: Band) -> Read:
    """Rows beside a label that stands left of labels of their own: 評価の理由 over 法人 and 区."""
    state, rows = band.state, labelled_twice(band.grid, band.first, band.form, band.state)
    state.goal_columns = ()
    outer = band.members[0]
    state.outer_label = outer_label(outer, state) or state.outer_label
    state.side_columns = (band.grid.rect.x0, rows[0].label.rect.x1, band.grid.rect.x1)

    def units() -> Iterator[Unit | Cell]:
        for row in rows:
            first = (*outer.lines, *row.label.lines) if row is rows[0] else row.label.lines
            yield LabelUnit(row.section, first)
            yield from _with_tables(band.grid, row.texts)

    return band.end, units()


def has_labelled_columns(band: Band) -> bool:
    return have_labelled_columns(band.members, band.form)


def read_labelled_columns(band: Band) -> Read:
    state = band.state
    state.goal_columns = ()
    state.parallel = _side_by_side(band.members, band.form)
    return band.end, iter(band.members)


def _side_by_side(cells: Sequence[Cell], form: Form) -> tuple[tuple[float, float, str], ...]:
    """The sections that cells begin with, each between the sides of its cell."""
    return tuple((cell.rect.x0, cell.rect.x1, opening_section(cell, form) or "") for cell in cells)


def continues_beside_label(band: Band) -> bool:
    is_blank = not band.members[0].text and (band.has_side or is_beside_blank_label(band.grid, band.state))
    return is_blank or goes_on_beside(band.members, band.state)


def read_more_beside_label(band: Band) -> Read:
    first, *rest = band.members

    def units() -> Iterator[Unit | Cell]:
        for line in first.lines:
            yield TextUnit(line, first.rect.x0, first.rect.x1, first, alone=True)
        yield from _with_tables(band.grid, rest)

    return band.end, units()
