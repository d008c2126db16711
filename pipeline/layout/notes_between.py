"""Notes and white between tables that by their rules are one: their sides are open, and what parts them is a row without walls.

Such a row is the name of a group where its text stands within the table; a note begins left of it, as the text around does, and white
stands over the names of columns. A row of that kind too high for its rules to tell is the table's where it is as high as the others, and
no header follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.geometry.intervals import overlap, reaches
from pipeline.geometry.rect import Rect
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import TOUCH, RawCell, RawGrid
from pipeline.layout.runs import Run, are_names, between, has_numbers_behind_name, name_columns
from pipeline.pages.model import Ruling


def parted_at_notes(grids: Iterable[RawGrid], rules: Sequence[Ruling], runs: Sequence[Run]) -> list[RawGrid]:
    """The grids, of which those with notes or white between their rows are as many as these part."""
    return [part for grid in grids for part in _parts(grid, rules, runs)]


def _parts(grid: RawGrid, rules: Sequence[Ruling], runs: Sequence[Run]) -> Iterator[RawGrid]:
    over_all, rows = (0, len(grid.xs) - 1), len(grid.ys) - 1
    lone = [cell for cell in grid.cells if cell.cols == over_all and cell.rows[0] > 0 and cell.rows[1] < rows and not cell.nested]
    notes = [c.rows[0] for c in lone if _is_note(c.rect, rules, runs) or _is_white_over_header(grid, c, rules, runs)]
    for above, below in pairwise([-1, *sorted(notes), rows]):
        if below > above + 1:
            yield _rows_of(grid, above + 1, below)


def _is_note(row: Rect, rules: Sequence[Ruling], runs: Sequence[Run]) -> bool:
    """Whether a text begins left of a row and ends in it, and no wall stands where it does."""
    hangs_out = any(run.x0 < row.x0 - TOUCH and run.x1 > row.x0 + TOUCH for run in between(runs, (row.y0, row.y1)))
    return hangs_out and not _has_wall(row, row.x0, rules)


def _is_white_over_header(grid: RawGrid, cell: RawCell, rules: Sequence[Ruling], runs: Sequence[Run]) -> bool:
    """Whether a row says nothing and has a wall at one side at most, of a frame that the tables share, and under it stand the names of
    columns."""
    row, sides = cell.rect, (grid.xs[0], grid.xs[-1])
    if any(row.y0 < run.y < row.y1 and sides[0] < run.x < sides[1] for run in runs) or all(_has_wall(row, x, rules) for x in sides):
        return False
    below = [run for run in between(runs, (row.y1, grid.ys[cell.rows[1] + 1])) if sides[0] < run.x < sides[1]]
    return len(below) > 1 and are_names(below)


def _has_wall(row: Rect, x: float, rules: Sequence[Ruling]) -> bool:
    """Whether an upright rule at this place goes through the middle of a row."""
    middle = (row.y0 + row.y1) / 2
    return any(rule.x0 == rule.x1 and abs(rule.x0 - x) <= TOUCH and rule.y0 < middle < rule.y1 for rule in rules)


def _rows_of(grid: RawGrid, first: int, behind: int) -> RawGrid:
    """The rows of a grid from one on to before another, as a grid."""
    ys = grid.ys[first : behind + 1]
    cells = [replace(cell, rows=(cell.rows[0] - first, cell.rows[1] - first)) for cell in grid.cells if first <= cell.rows[0] < behind]
    opens = grid.open_top and first == 0, grid.open_bottom and behind == len(grid.ys) - 1
    return RawGrid(Rect(grid.xs[0], ys[0], grid.xs[-1], ys[-1]), grid.xs, ys, cells, *opens, grid.color, grid.ruled)


def joined_at_names(grids: Iterable[RawGrid], rules: Sequence[Ruling], runs: Sequence[Run]) -> list[RawGrid]:
    """The grids, of which those with open sides and the name of a group alone between them, in a row without walls, are one."""
    found: list[RawGrid] = []
    for grid in sorted(grids, key=lambda grid: grid.rect.y0):
        above = next((other for other in found if _goes_on_in(other, grid) and _is_named_between(other, grid, runs)), None)
        if above is None or _has_side(above, rules):
            found.append(grid)
        else:
            _join(above, grid)
    return found


def _goes_on_in(above: RawGrid, below: RawGrid) -> bool:
    """Whether a grid has the same columns as another, a row below it of its own height."""
    room = below.rect.y0 - above.rect.y1
    if not TOLERANCES.band < room <= TOLERANCES.title_row or len(above.xs) != len(below.xs):
        return False
    lowest = min(bottom - top for grid in (above, below) for top, bottom in pairwise(grid.ys))
    off = [abs(room - lowest), *(abs(one - other) for one, other in zip(above.xs, below.xs, strict=True))]
    return max(off) <= TOLERANCES.same_edge


def _is_named_between(above: RawGrid, below: RawGrid, runs: Sequence[Run]) -> bool:
    """Whether one text stands between two grids, within their sides, over a name and numbers: a caption has a header below it."""
    names = [run for run in between(runs, (above.rect.y1, below.rect.y0)) if overlap((run.x0, run.x1), (above.xs[0], above.xs[-1])) > 0]
    row = [run for run in between(runs, (below.ys[0], below.ys[1])) if below.xs[0] < run.x < below.xs[-1]]
    is_within = len(names) == 1 and reaches((above.xs[0], above.xs[-1]), (names[0].x0, names[0].x1), TOUCH)
    return is_within and has_numbers_behind_name(row) and not name_columns(row)


def _has_side(grid: RawGrid, rules: Sequence[Ruling]) -> bool:
    """Whether a rule is drawn at one side of a grid: a row within it would have one too."""
    sides = [rule for rule in rules if min(abs(rule.x0 - grid.xs[0]), abs(rule.x0 - grid.xs[-1])) <= TOUCH]
    return any(overlap((rule.y0, rule.y1), (grid.rect.y0, grid.rect.y1)) > TOUCH for rule in sides)


def _join(above: RawGrid, below: RawGrid) -> None:
    """Adds to a grid the row below it and the rows of another under that."""
    name, columns = len(above.ys) - 1, (0, len(above.xs) - 1)
    row = RawCell(Rect(above.xs[0], above.rect.y1, above.xs[-1], below.rect.y0), columns, (name, name + 1))
    rest = [replace(c, rows=(c.rows[0] + name + 1, c.rows[1] + name + 1)) for c in below.cells]
    above.cells, above.ys = [*above.cells, row, *rest], [*above.ys, *below.ys]
    above.rect, above.open_bottom = above.rect._replace(y1=below.rect.y1), below.open_bottom
