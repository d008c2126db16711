"""The header of a goal table among the rows of a frame."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.layout.model import Cell, Grid
from pipeline.rules.shapes import RATED, ColumnRole
from pipeline.sheet.form import Form
from pipeline.sheet.previous import Previous

HEADER_LINES = 4
"""a cell of a goal table's header has no more"""


def is_goal_header(members: Sequence[Cell], form: Form, state: Previous) -> bool:
    return form.heads_goals((c.text for c in members if len(c.lines) <= HEADER_LINES), under_heading=state.heading)


HEADS: tuple[ColumnRole, ...] = ("goals", "ratings", *RATED.values())
"""what may stand in the header of a goal table that a page repeats"""


def header_end(grid: Grid, form: Form) -> int:
    """The row behind the goal table's header, where a page repeats it at its head; else 0."""
    # what names a rater in the first column is the rest of a label: の理由（区）
    found = [c for c in grid.cells if c.row < 3 and form.column_of(c.text) in (HEADS if c.col else HEADS[:2])]
    return max((c.row + c.rowspan for c in found), default=0)
