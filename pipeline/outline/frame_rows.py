"""The rows of a frame that spans hold together, and how far those go that belong to what stands at their head."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.form.words import Form
from pipeline.geometry.rect import Rect
from pipeline.layout.model import Cell, Grid, Item, PageLayout
from pipeline.outline.frame_labels import label_of, labelled_twice
from pipeline.outline.previous import Previous, are_same_columns
from pipeline.outline.units import Unit

SENTENCE = 16
"""characters; a longer cell is no entry of a data table"""


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of a frame that spans hold together, with the cells that begin in them, and what is known of frame and document."""

    grid: Grid
    form: Form
    state: Previous
    first: int
    end: int
    members: tuple[Cell, ...]
    has_goals_before: bool
    has_side: bool

    @property
    def until_full_row(self) -> int:
        return until_full_row(self.grid, self.end, self.form, self.state)


Read = tuple[int, Iterator[Unit | Cell]]
"""The row behind what was read, and its units with the cells that hold more."""


def with_parts(layouts: Sequence[PageLayout], parts: Callable[[Item], Iterable[Item]]) -> list[PageLayout]:
    """The pages with each of their items as the parts in which it is read."""
    return [replace(layout, items=tuple(part for item in layout.items for part in parts(item))) for layout in layouts]


def rows_of(grid: Grid, first: int, behind: int) -> Grid:
    """The rows of a grid from one to the one behind them, with the walls that these have."""
    members = [cell for cell in grid.cells if first <= cell.row < behind]
    walls = sorted({cell.col for cell in members})
    cells = [
        replace(
            cell,
            row=cell.row - first,
            col=walls.index(cell.col),
            colspan=sum(cell.col <= wall < cell.col + cell.colspan for wall in walls),
        )
        for cell in members
    ]
    xs, ys = (*(grid.xs[wall] for wall in walls), grid.xs[-1]), grid.ys[first : behind + 1]
    rect = Rect(grid.rect.x0, ys[0] if first else grid.rect.y0, grid.rect.x1, ys[-1] if behind < grid.n_rows else grid.rect.y1)
    is_open = grid.open_top and not first, grid.open_bottom and behind == grid.n_rows
    ruled, color = grid.ruled, grid.color
    return Grid(grid.page, rect, len(ys) - 1, len(walls), tuple(cells), xs, ys, *is_open, ruled, color)


def band_of(grid: Grid, row: int) -> tuple[tuple[Cell, ...], int]:
    """The cells of the rows that spans hold together from ``row`` on, and the row behind them."""
    rows = grid.rows
    end = max((c.row + c.rowspan for c in rows[row]), default=row + 1)
    while (reach := max((c.row + c.rowspan for cells in rows[row:end] for c in cells), default=end)) > end:
        end = reach
    return tuple(c for cells in rows[row:end] for c in cells), end


def is_over_most(cell: Cell, grid: Grid) -> bool:
    """Whether a cell takes more of the width than all others of its row together."""
    return 2 * (cell.rect.x1 - cell.rect.x0) > grid.rect.x1 - grid.rect.x0


def has_issues_beside_label(members: Sequence[Cell], form: Form, state: Previous) -> bool:
    """Whether cells are a label of the issues of the term before and, right of it, these: right above the goals or below them."""
    if not (state.heading or state.goal_columns) or len({cell.col for cell in members}) != 2 or not members[0].text:
        return False
    return form.heads_prior_issues(members[0].text)


def do_issues_go_on(grid: Grid, state: Previous) -> bool:
    """Whether a page's first row goes on with the issues that stood beside their label at the end of the page before."""
    page, columns = state.issues_beside
    return page + 1 == grid.page and are_same_columns(grid.xs, columns) and not grid.rows[0][0].items


def until_full_row(grid: Grid, start: int, form: Form, state: Previous) -> int:
    """First row from ``start`` on that is one cell over the full width or begins with a label; else the end of the grid."""
    for r in range(start, grid.n_rows):
        begins = any(c.colspan == grid.n_cols or label_of(c, form, state) in form.sections.strong for c in grid.rows[r][:1])
        if begins or has_issues_beside_label(band_of(grid, r)[0], form, state) or labelled_twice(grid, r, form, state):
            return r
    return grid.n_rows


def are_numeric(cells: Sequence[Cell]) -> bool:
    """Whether most of what stands right of the first column of some cells is numbers or short words with one."""
    first = min(cell.col for cell in cells)
    texts = [cell.text for cell in cells if cell.col > first and cell.text]
    return 2 * sum(len(text) < SENTENCE and any(map(str.isdigit, text)) for text in texts) > len(texts)


def are_titled(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether a row is one shaded cell, and the cells of the next are shaded as it is: the name of a table and its header."""
    fill = above[0].fill if len(above) == 1 else None
    return fill is not None and len(below) > 1 and {cell.fill for cell in below if cell.row == below[0].row} == {fill}
