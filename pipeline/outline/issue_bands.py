"""Issues of the term before in bands between goals: below each goal a row over the whole width that says 前期の課題 and what is left to do.

In come the rows of a goal table, out come its bands and the row behind the last. A band under all the goals together is none of these: what
it says is of no goal in particular.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.form.words import Form
from pipeline.layout.lines import line_of
from pipeline.layout.model import Cell, Grid, Line
from pipeline.outline.frame_rows import until_full_row
from pipeline.outline.previous import Previous
from pipeline.outline.units import TextUnit

COLONS = frozenset(":：")
"""what parts the label from issues in the same line"""


@dataclass(frozen=True, slots=True)
class IssueBand:
    """The rows from ``first`` to the one before ``behind``: the lines of the label and those of the issues."""

    first: int
    behind: int
    label: tuple[Line, ...]
    issues: tuple[TextUnit, ...]


def issue_bands(grid: Grid, first: int, behind: int, form: Form) -> list[IssueBand]:
    """The bands among the rows of a grid."""
    found: list[IssueBand] = []
    for row in range(first, behind):
        if (not found or found[-1].behind <= row) and (band := _band_at(grid, row, behind, form)) is not None:
            found.append(band)
    return found


def behind_bands(grid: Grid, first: int, end: int, form: Form, state: Previous) -> int:
    """The row behind goals, which begin in the row ``first`` and go on behind bands of issues, and behind the last band; ``end`` where no
    goal stands behind a band, unless it is all that stands below the first goal in its grid: the others may stand overleaf."""
    last = end
    while (band := _band_at(grid, last, grid.n_rows, form)) is not None:
        if not _is_goal(grid, band.behind, first, form):
            is_of_first = end == first + 1 and band.behind == grid.n_rows
            return band.behind if last > end or is_of_first else end
        last = until_full_row(grid, band.behind + 1, form, state)
    return last


def _is_goal(grid: Grid, row: int, first: int, form: Form) -> bool:
    """Whether a row has the columns of the first goal's and a rating."""
    if row >= grid.n_rows or [cell.col for cell in grid.rows[row]] != [cell.col for cell in grid.rows[first]]:
        return False
    return any(form.rating(cell.text)[0] is not None for cell in grid.rows[row])


def _band_at(grid: Grid, row: int, behind: int, form: Form) -> IssueBand | None:
    """The band that begins in a row: the label left of the issues, before them in their cell, or in a cell over theirs."""
    cells = [cell for cell in grid.rows[row] if cell.items] if row < behind else []
    if not cells or not cells[0].lines or any(cell.grids for cell in cells):
        return None
    first, *rest = cells
    if rest:
        return IssueBand(row, row + 1, first.lines, _units(rest)) if form.heads_prior_issues(first.text) else None
    label, issues = _parted(first, form) if first.colspan == grid.n_cols else ((), ())
    below = _rows_below(grid, row + 1, behind, form) if label and not issues else []
    units = [TextUnit(line, first.rect.x0, first.rect.x1, first) for line in issues]
    return IssueBand(row, row + 1 + len(below), label, (*units, *_units(below))) if label else None


def _rows_below(grid: Grid, first: int, behind: int, form: Form) -> list[Cell]:
    """The cells over the whole width from a row on that are no label and no heading."""
    found: list[Cell] = []
    for row in grid.rows[first:behind]:
        cell = row[0] if row else None
        if cell is None or cell.colspan < grid.n_cols or not cell.lines or _is_head(cell, form):
            break
        found.append(cell)
    return found


def _is_head(cell: Cell, form: Form) -> bool:
    text = cell.lines[0].text
    return form.section_of(text) is not None or form.project_of(text) is not None or bool(_parted(cell, form)[0])


def _parted(cell: Cell, form: Form) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The label with which a cell begins, on a line of its own or before a colon, and the other lines; no label where there is none."""
    head, rest = cell.lines[0], cell.lines[1:]
    if form.heads_prior_issues(head.text):
        return (head,), rest
    end = next((n for n, text in enumerate(head.glyphs.texts, 1) if text in COLONS), len(head.glyphs))
    label = line_of(head.page, head.glyphs[:end])
    if end == len(head.glyphs) or not form.heads_prior_issues(label.text):
        return (), cell.lines
    return (label,), (line_of(head.page, head.glyphs[end:]), *rest)


def _units(cells: Sequence[Cell]) -> tuple[TextUnit, ...]:
    return tuple(TextUnit(line, cell.rect.x0, cell.rect.x1, cell) for cell in cells for line in cell.lines)
