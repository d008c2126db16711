"""Bands of a frame that are of the goals: their table under its header or overleaf, and the reasons beside a goal's number."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.geometry.rect import around
from pipeline.layout.model import Cell, Grid
from pipeline.rules.shapes import RATED
from pipeline.sheet.form import Form
from pipeline.sheet.frame_rows import Band, Read, band_of, until_full_row
from pipeline.sheet.goal_cards import heads_cards
from pipeline.sheet.goal_headers import is_goal_header
from pipeline.sheet.marks import mark_of
from pipeline.sheet.previous import Previous
from pipeline.sheet.units import GoalUnit, TableUnit, TextUnit, Unit
from pipeline.sheet.whole_headings import as_one_line
from pipeline.text.folds import STOPS

GOAL = 8
"""characters; the words of a goal are as many"""


def heads_goals(band: Band) -> bool:
    return is_goal_header(band.members, band.form, band.state) or heads_cards(band.grid, band.first, band.form)


def read_goals(band: Band) -> Read:
    """A goal table under its header; where a page repeats the header alone, that row. A table that says a goal again is the project's
    second one: its page was put in twice."""
    state = band.state
    header, end = _without_side_label(band)
    last = until_full_row(band.grid, end, band.form, state)
    texts = {cell.text for row in band.grid.rows[end:last] for cell in row if len(cell.text) >= GOAL}
    if not state.heading and not state.goal_columns and state.goals.isdisjoint(texts):
        last = end
    else:
        state.goal_columns, state.goals = band.grid.xs, frozenset(texts)
    state.heading, state.begun = False, True
    return last, iter([GoalUnit(band.grid, band.first, last, header)])


def heads_goal_list(band: Band) -> bool:
    """Whether the label over goals stands over a list of all of them in one cell, and that over their ratings by number."""
    labels = [band.form.column_of(cell.text) for cell in band.members if cell.text]
    below, behind = band_of(band.grid, band.end) if band.end < band.grid.n_rows else ((), band.end)
    is_list = len(below) == 1 and bool(below[0].lines) and mark_of(below[0].lines[0]).kind != "none"
    return labels == ["goals"] and is_list and bool(_ratings_from(band, behind))


def _ratings_from(band: Band, first: int) -> list[Cell]:
    """The cells of the rows from one on that begin with a name of ratings or of who gave them."""
    found: list[Cell] = []
    while first < band.grid.n_rows:
        members, first = band_of(band.grid, first)
        if len(members) < 2 or band.form.column_of(members[0].text) not in ("ratings", *RATED.values()):
            break
        found += members
    return found


def read_goal_list(band: Band) -> Read:
    """The list of goals under its label, and their ratings as a table of its own."""
    state, (_, end) = band.state, band_of(band.grid, band.end)
    ratings = _ratings_from(band, end)
    state.goal_columns, state.heading, state.begun = band.grid.xs, False, True
    table = TableUnit(band.grid, tuple(ratings), around(*(cell.rect for cell in ratings)))
    return max(cell.row + cell.rowspan for cell in ratings), iter([GoalUnit(band.grid, band.first, end, band.members), table])


def _without_side_label(band: Band) -> tuple[tuple[Cell, ...], int]:
    """The cells of a goal table's header and the row behind it, without a label at the side that spans the goals' rows too."""
    roles = {c: band.form.column_of(c.text) for c in band.members}
    words = {None, "perhaps_goals"} if "goals" in roles.values() else {None}
    end = max((c.row + c.rowspan for c in band.members if roles[c] not in words), default=band.end)
    return tuple(c for c in band.members if c.row + c.rowspan <= end), end


def continues_goals(band: Band) -> bool:
    return band.has_goals_before and band.first == 0 and len(band.members) > 1


def read_more_goals(band: Band) -> Read:
    last = band.until_full_row
    return last, iter([GoalUnit(band.grid, band.first, last, ())])


def is_of_one_goal(band: Band) -> bool:
    """A goal's number, alone or before its words, beside the reasons for its rating: no row of data, for those are sentences."""
    if band.form.sections.holds(band.state.section) not in ("headed", "numbered") or len(band.members) != 2:
        return False
    number, reasons = band.members
    if not number.lines or not reasons.lines or number.grids:
        return False
    return bool(mark_of(number.lines[0]).numbers) and reasons.lines[-1].text.endswith(STOPS)


def read_of_one_goal(band: Band) -> Read:
    number, reasons = band.members
    whole = as_one_line(number.lines)
    lines = (whole,) if mark_of(whole).length == len(whole.glyphs) else number.lines  # ①～ over ③

    def units() -> Iterator[Unit | Cell]:
        for line in lines:
            yield TextUnit(line, number.rect.x0, number.rect.x1, number, alone=len(lines) == 1)
        yield reasons

    return band.end, units()


def is_by_goal(grid: Grid, form: Form, state: Previous) -> bool:
    """Whether each row of the grid holds the reasons of one goal."""
    rows = [band_of(grid, row) for row in range(grid.n_rows)]
    return all(is_of_one_goal(Band(grid, form, state, n, end, row, False, False)) for n, (row, end) in enumerate(rows))
