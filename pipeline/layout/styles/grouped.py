"""Ruled tables whose upright rules part groups of columns only: within a group, columns stand apart as in a table of mere rows.

Word processors and spreadsheets set them so: an upright rule behind the names of the rows, or between the years, and none between what
was counted. By their rules all values of a group are one cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from pipeline.geometry.intervals import overlap
from pipeline.geometry.rect import holds
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import SNAP, TOUCH, RawCell, RawGrid, all_grids, grids_between, nested
from pipeline.layout.hairlines import hairline_grids
from pipeline.layout.runs import Run, are_names, columns_of, holds_middle, mostly_numbers, text_lines
from pipeline.layout.segments import Segment, level_segments, merged_segments
from pipeline.layout.styles.boxed import are_marks, is_all
from pipeline.layout.styles.ground import Ground
from pipeline.layout.walls import is_count, parted
from pipeline.pages.model import Ruling

LEAST_ROWS = 3
"""rows, the header among them, that an edge parts; fewer may have a gap at one place by chance"""
NAME_LINES = 2
"""lines of text in a cell of names, on the average; where no rule parts the rows it has more"""
HEADER_LINES = 2
"""lines; the names of columns and those of groups above them are no more where no rule parts them"""


def find(ground: Ground) -> Ground:
    """The ground, in whose ruled tables the columns of a group are parted where a header names each and the text below stands in them."""
    tables = nested([*ground.tables])
    for grid in all_grids(tables):
        if len(grid.xs) > 2 and not _holds_tables(grid, ground.rules):
            _part_groups(grid, ground)
    return replace(ground, tables=tables)


def _holds_tables(grid: RawGrid, loose: Sequence[Ruling]) -> bool:
    """Whether tables lie in the cells of a grid, or rules that meet no upright one, as those of tables without walls: a frame of the form.
    It would not be parted, but to look would take a third of the time that a sheet is read in."""
    return any(cell.nested for cell in grid.cells) or any(holds(grid.rect, rule) for rule in loose)


def _part_groups(grid: RawGrid, ground: Ground) -> None:
    """Cuts the cells of a grid where those of a table of mere rows part within groups, if all that it has more are columns."""
    here = [run for run in ground.runs if holds_middle(grid.rect, run)]
    text = [part for run in here for part in parted(run, grid.xs[1:-1])]
    if _has_texts_beside(grid, text):
        levels = _levels(grid, ground.drawn)
        found = hairline_grids(levels, text, ground.shades)
        if len(found) == 1 and is_all(found[0], grid, text):
            _part_at_columns(grid, found[0], levels, text)


def _part_at_columns(grid: RawGrid, table: RawGrid, levels: Sequence[Ruling], text: Sequence[Run]) -> None:
    """Cuts the cells of a grid at the edges of a table's columns, where all that it has not are such."""
    edges = [edge for edge in _edges_within(grid, table, text) if edge.cells]
    starts = [rule.x0 for rule in levels]
    by_text = [edge for edge in edges if not edge.begins_at(starts)]
    if by_text and all(edge.parts_columns() for edge in by_text) and not _are_names_guessed(grid, by_text):
        _cut(grid, table, levels, edges)


def _are_names_guessed(grid: RawGrid, edges: Sequence[_Edge]) -> bool:
    """Whether names stand in several columns where no rule parts the rows: nothing shows how many rows one of them names."""
    return any(edge.x < grid.xs[1] and len(edge.lines) > NAME_LINES * len(edge.cells) for edge in edges)


def _has_texts_beside(grid: RawGrid, text: Sequence[Run]) -> bool:
    """Whether texts stand side by side between two walls of a grid, in as many lines as a group of columns has. In most tables they do
    not, and to look for their columns takes longer than this."""
    strips = ([run for run in text if left < run.x < right] for left, right in pairwise(grid.xs))
    full = (strip for strip in strips if len(strip) >= 2 * LEAST_ROWS)
    return any(sum(len(line) > 1 for line in text_lines(strip)) >= LEAST_ROWS for strip in full)


def _levels(grid: RawGrid, drawn: Sequence[Ruling]) -> list[Ruling]:
    """The level rules of a grid, each in one piece, with one at its head and one at its foot."""
    x0, y0, x1, y1 = grid.rect
    inside = [rule for rule in drawn if y0 + SNAP < rule.y0 < y1 - SNAP and holds(grid.rect, rule, TOUCH)]
    whole = level_segments(inside)
    extents = [(y0, x0, x1), *((rule.at, rule.lo, rule.hi) for rule in whole), (y1, x0, x1)]
    return [Ruling(left, y, right, y, TOLERANCES.over, grid.color) for y, left, right in extents]


@dataclass(frozen=True)
class _Edge:
    """An edge at ``x`` that parts the columns from ``left`` to ``right``, with the cells of the ruled grid that it cuts, from the top down,
    and the text in the grid."""

    left: float
    x: float
    right: float
    cells: Sequence[RawCell]
    text: Sequence[Run]

    @cached_property
    def lines(self) -> list[list[Run]]:
        """The lines in these cells that have text beside the edge."""
        lines = [line for cell in self.cells for line in text_lines(run for run in self.text if holds_middle(cell.rect, run))]
        return [line for line in lines if self._beside(line)]

    def _beside(self, line: Iterable[Run]) -> list[Run]:
        return [run for run in line if overlap((run.x0, run.x1), (self.left, self.right)) > 0]

    def begins_at(self, starts: Iterable[float]) -> bool:
        """Whether a rule begins here, behind a name that stands for several rows."""
        return any(abs(self.x - start) <= TOLERANCES.same_edge for start in starts)

    def parts_columns(self) -> bool:
        """Whether the text at both sides are columns under a header that names each: one of numbers, or words in a table whose first row
        the header is."""
        rows = [self._beside(line) for line in self.lines]
        both = [n for n, row in enumerate(rows) if columns_of(row, [self.x]) == {0, 1}]
        if len(both) < LEAST_ROWS:
            return False
        header, below = self.lines[: both[0] + 1], rows[both[0] + 1 :]
        if len(header) > HEADER_LINES or not all(map(_is_of_header, header)):
            return False
        left, right = self._sides(below)
        is_headed = len(header) == 1 and self.cells[0].rows[0] == 0
        return _are_numbers(left) or _are_numbers(right) or is_headed and not are_marks(left)

    def _sides(self, rows: Iterable[Sequence[Run]]) -> tuple[list[Run], list[Run]]:
        """What stands left and right of the edge."""
        beside = [run for row in rows for run in row]
        return [run for run in beside if run.x < self.x], [run for run in beside if run.x >= self.x]


def _are_numbers(column: Iterable[Run]) -> bool:
    return mostly_numbers(run.text for run in column)


def _is_of_header(line: Sequence[Run]) -> bool:
    """Whether a line has names and no counts; one word set wide is single characters."""
    return any(len(run.text) > 1 for run in line) and (are_names(line) or not any(is_count(run.text) for run in line))


def _edges_within(grid: RawGrid, table: RawGrid, text: Sequence[Run]) -> list[_Edge]:
    """The edges of a table's columns between which and those of the grid text stands, with the cells that they cut."""
    new = [x for x in table.xs[1:-1] if all(any(min(x, old) < run.x < max(x, old) for run in text) for old in grid.xs)]
    edges = sorted({*grid.xs, *new})
    return [_Edge(edges[n - 1], x, edges[n + 1], _cells_cut(x, grid, table), text) for n, x in enumerate(edges) if x in new]


def _cells_cut(x: float, grid: RawGrid, table: RawGrid) -> list[RawCell]:
    """The cells of the grid, from the top down, that a wall of the table at this place parts."""
    walls = [(cell.rect.y0, cell.rect.y1) for cell in table.cells if cell.rect.x0 == x]
    cells = [cell for cell in grid.cells if cell.rect.x0 < x < cell.rect.x1]
    cut = [cell for cell in cells if any(overlap((cell.rect.y0, cell.rect.y1), wall) > SNAP for wall in walls)]
    return sorted(cut, key=lambda cell: cell.rect.y0)


def _cut(grid: RawGrid, table: RawGrid, levels: Sequence[Ruling], edges: Sequence[_Edge]) -> None:
    """Cuts the cells of a grid at the edges of a table within groups, and at those of its rows that no rule parts there."""
    places = {edge.x for edge in edges}
    within = {cell.rect for edge in edges for cell in edge.cells}
    heights = {y for y in table.ys if any(rect.y0 + SNAP < y < rect.y1 - SNAP for rect in within)}
    walls = [side for side in _walls(table) if side.at in places]
    rows = [Segment(y, cell.rect.x0, cell.rect.x1) for cell in table.cells for y in (cell.rect.y0, cell.rect.y1) if y in heights]
    drawn = [Segment(rule.y0, rule.x0, rule.x1) for rule in levels]
    new = next(iter(grids_between(_merged([*drawn, *rows]), _merged([*_walls(grid), *walls]))), None)
    if new is not None:
        grid.xs, grid.ys, grid.cells = new.xs, new.ys, new.cells


def _walls(grid: RawGrid) -> list[Segment]:
    return [Segment(x, cell.rect.y0, cell.rect.y1) for cell in grid.cells for x in (cell.rect.x0, cell.rect.x1)]


def _merged(sides: Iterable[Segment]) -> list[Segment]:
    return merged_segments([(side.at, side.lo, side.hi, TOLERANCES.over, 0) for side in sides])
