"""The bands of a frame in order: what the rows that spans hold together are on the form.

In comes a frame, out come its units, and the cells that are still to be dissolved, in the order in which a person would read. What a
band is, is told by rules in order; the first that holds decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.form.words import Form
from pipeline.geometry.rect import around
from pipeline.layout.model import Cell, Grid
from pipeline.outline.frame_labels import has_side_labels, labels_heading
from pipeline.outline.frame_rows import Band, Read, are_titled, band_of, do_issues_go_on, has_issues_beside_label, is_over_most
from pipeline.outline.goal_bands import (
    continues_goals,
    heads_goal_list,
    heads_goals,
    is_of_one_goal,
    read_goal_list,
    read_goals,
    read_more_goals,
    read_of_one_goal,
)
from pipeline.outline.label_bands import (
    are_labels,
    continues_beside_label,
    continues_sections_beside,
    has_labelled_columns,
    is_head_of_list,
    is_labelled_at_left,
    is_labelled_twice,
    is_row_of_labels,
    is_row_of_labels_by_goal,
    read_beside_label,
    read_beside_labels,
    read_by_goal,
    read_labelled_columns,
    read_list_under_head,
    read_more_beside_label,
    read_sections_beside,
    read_under_labels,
)
from pipeline.outline.previous import Previous, do_goals_go_on
from pipeline.outline.units import TableUnit, TextUnit, Unit, deep_lines
from pipeline.outline.whole_headings import as_one_line


def in_bands(grid: Grid, form: Form, state: Previous) -> Iterator[Unit | Cell]:
    """The units of a frame, band after band."""
    has_side, goals_before = has_side_labels(grid, form), do_goals_go_on(grid, state)
    row = 0
    while row < grid.n_rows:
        members, end = band_of(grid, row)
        if not members:
            row += 1
            continue
        band = Band(grid, form, state, row, end, members, goals_before, has_side)
        row, units = next(rule.read for rule in BANDS if rule.holds(band))(band)
        yield from units


def _is_one_cell(band: Band) -> bool:
    """One cell over the whole width, or a project's heading, lines of text or tables with nothing beside them: strokes near a frame
    may cut it into columns."""
    first, *rest = band.members
    if any(c.items for c in rest):
        return False
    return (
        not rest or band.form.project_of(first.text) is not None or is_over_most(first, band.grid) and bool(first.lines[1:] or first.grids)
    )


def _titles_data(band: Band) -> bool:
    """A cell over the whole width, no label, shaded as the cells of the header below it are: the first row of a table from wall to wall."""
    if band.end >= band.grid.n_rows or band.form.sections.holds(band.state.section) != "headed":
        return False
    text, (header, _) = band.members[0].text, band_of(band.grid, band.end)
    is_named = band.form.project_of(text) is not None or band.form.is_label(text) or are_labels(header, band.form)
    return are_titled(band.members, header) and not is_named


def _is_labelled_heading(band: Band) -> bool:
    return labels_heading(band.members, band.form)


def _read_labelled_heading(band: Band) -> Read:
    band.state.goal_columns = ()
    return band.end, iter(band.members)


def _read_one_cell(band: Band) -> Read:
    first = band.members[0]
    again = band.form.project_of(first.text)
    if again is None or again[0] != band.state.project:  # a page may repeat the project's heading over the rest of its goals
        band.state.goal_columns = ()
    return band.end, iter([first])


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


def _has_issues_beside_label(band: Band) -> bool:
    goes_on = band.first == 0 and do_issues_go_on(band.grid, band.state)
    return goes_on or has_issues_beside_label(band.members, band.form, band.state)


def _read_issues_beside_label(band: Band) -> Read:
    label, *issues = band.members
    band.state.issues_beside = band.grid.page, band.grid.xs

    def units() -> Iterator[Unit | Cell]:
        if label.lines:
            yield TextUnit(as_one_line(label.lines), label.rect.x0, label.rect.x1, label, alone=True)
        yield from issues

    return band.end, units()


BANDS = (
    BandRule(heads_goals, read_goals),
    BandRule(heads_goal_list, read_goal_list),
    BandRule(_has_issues_beside_label, _read_issues_beside_label),
    BandRule(continues_goals, read_more_goals),
    BandRule(continues_sections_beside, read_sections_beside),
    BandRule(_titles_data, _read_data),
    BandRule(_is_one_cell, _read_one_cell),
    BandRule(_is_labelled_heading, _read_labelled_heading),
    BandRule(is_head_of_list, read_list_under_head),
    BandRule(is_row_of_labels_by_goal, read_by_goal),
    BandRule(is_row_of_labels, read_under_labels),
    BandRule(is_labelled_twice, read_beside_labels),
    BandRule(is_labelled_at_left, read_beside_label),
    BandRule(has_labelled_columns, read_labelled_columns),
    BandRule(continues_beside_label, read_more_beside_label),
    BandRule(is_of_one_goal, read_of_one_goal),
    BandRule(_is_data, _read_data),
)
