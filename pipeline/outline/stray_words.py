"""Words that lie by chance in a header cell of a goal table, as a typed stamp or a note of a reviewer does: 目指す拠点の姿　確認済み.

In come the pages, out go the same with the cell as the form has it, and the words apart, for which no row is. A cell is such a one where it
names a column of the header without one run of its words, and with it none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipeline.form.words import Form
from pipeline.layout.lines import line_of, runs_of
from pipeline.layout.model import Cell, Grid, Line, PageLayout
from pipeline.rules.shapes import ColumnRole


@dataclass(frozen=True, slots=True)
class _Parted:
    """The words that lie in a cell, and the lines of the rest."""

    stray: Line
    lines: tuple[Line, ...]
    form: Form

    @property
    def name(self) -> str:
        return "".join(line.text for line in self.lines)

    @property
    def role(self) -> ColumnRole | None:
        """What the column holds that the rest names."""
        return self.form.column_of(self.name)


def stray_words_apart(layouts: Sequence[PageLayout], form: Form) -> tuple[list[PageLayout], list[Line]]:
    """The pages without the words that lie in headers of goal tables, and the lines of these."""
    stray: list[Line] = []
    change = partial(_without_stray, form=form, stray=stray)
    rest = [replace(layout, items=tuple([change(item) if isinstance(item, Grid) else item for item in layout.items])) for layout in layouts]
    return rest, stray


def _without_stray(grid: Grid, *, form: Form, stray: list[Line]) -> Grid:
    grid = grid.with_inner(partial(_without_stray, form=form, stray=stray))
    found = {cell: parts for row in grid.rows for cell, parts in _in_header(row, form)}
    if not found:
        return grid
    stray += [parted.stray for parted in found.values()]
    return replace(grid, cells=tuple([replace(cell, items=found[cell].lines) if cell in found else cell for cell in grid.cells]))


def _in_header(row: Sequence[Cell], form: Form) -> Iterator[tuple[Cell, _Parted]]:
    """The cells of a row that say more than the name of a column, which no other cell has, where the row is a goal table's header
    without that."""
    roles = {form.column_of(cell.text) for cell in row} - {None}
    if not roles:
        return
    found = {cell: _parts(cell, form) for cell in row if form.column_of(cell.text) is None}
    parted = {cell: parts for cell, parts in found.items() if parts is not None and parts.role not in roles}
    if form.heads_goals(parted[cell].name if cell in parted else cell.text for cell in row):
        yield from parted.items()


def _parts(cell: Cell, form: Form) -> _Parted | None:
    """The cell without one run of its words, which names no column, where the rest names one; None where it does without no run."""
    runs = [line_of(line.page, run) for line in cell.lines for run in runs_of(line.glyphs)]
    for run in runs if len(cell.lines) == len(cell.items) else ():
        parted = _Parted(run, tuple(other for other in runs if other is not run), form)
        if parted.role is not None and form.column_of(run.text) is None:
            return parted
    return None
