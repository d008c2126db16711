"""Tables whose columns are parted by rules and whose rows only the text shows, with a rule under the header or none.

Lists and accounts are set so: upright rules, an outline, and lines of text below each other. By their rules they are a row, or two, of
cells of many lines.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.geometry.rect import Rect
from pipeline.layout.grids import RawCell, RawGrid, all_grids
from pipeline.layout.header_over import is_unit
from pipeline.layout.names import spans_down
from pipeline.layout.rows_of_words import are_as_high, edges_as_headers
from pipeline.layout.runs import Run, between, columns_of, is_one_row, middle_between, text_lines
from pipeline.layout.spaced import on_raster
from pipeline.layout.styles.ground import Ground
from pipeline.layout.walls import (
    are_names,
    are_of_halves,
    are_rows,
    edges_by_text,
    grid_between_walls,
    is_count,
    parted,
    unit_of,
    walled_box,
)

MOST_ROWS = 5
"""rows by rules; a title, a header of two levels, what is under it and a total"""
BELOW = 1
"""row; a total, below that of many lines"""
LEAST_EDGES = 2
"""edges; of three rows, the header among them, where two lines may be a number and what it counts"""
MANY_COLUMNS = 3
"""edges; what stands before as many columns of numbers is no label that is read downwards"""
CUT_NUMBER = re.compile(r"[,，][0-9０-９]{0,2}$")
"""a number that breaks off within a group of three digits"""
LEAST_PAIRS = 2
"""rows by rules that are two rows each; there are more where every second one has a rule below it"""
EDGES = 2
"""of the last row"""
LEAST_CELLS = 2
"""cells; a name and what is counted"""


def find(ground: Ground) -> Ground:
    """The ground, in whose tables of few rows those of many lines, each with its name and numbers, are cut into rows."""
    for grid in all_grids(ground.tables):
        if len(grid.xs) > 2 and not _is_between_walls(grid, ground):
            _part_rows(grid, ground.runs)
    return ground


def _is_between_walls(grid: RawGrid, ground: Ground) -> bool:
    """Cuts a grid by walls that part only some of its rows, or that are drawn in a piece a row; whether it is one of such."""
    box = walled_box(grid.rect, ground.drawn)
    found = grid_between_walls(box, ground.runs) if box.ends or box.ends_of_pieces else None
    if found is not None:
        grid.xs, grid.ys, grid.cells = found.xs, found.ys, found.cells
    return found is not None


def _part_rows(grid: RawGrid, runs: Sequence[Run]) -> None:
    """Cuts the rows of a grid that have the lines of several."""
    found = _edges_of_pairs(grid, runs) or _edges_of_many(grid, runs)
    if found:
        ys = sorted([*grid.ys, *(y for edges in found.values() for y in edges.rows)])
        parts = [part for cell in grid.cells for part in _parts(cell, found.get(cell.rows[0], _Edges()))]
        grid.cells, grid.ys = [on_raster(part, grid.xs, ys) for part in parts], ys


def _edges_of_many(grid: RawGrid, runs: Sequence[Run]) -> dict[int, _Edges]:
    """By the number of the row, where the last ones of a grid of few rows part, if no number stands above."""
    last = len(grid.ys) - 2
    if last >= MOST_ROWS:
        return {}
    found = {row: edges for row in range(max(0, last - BELOW), last + 1) if (edges := _edges_in(grid, row, runs)).rows}
    return {} if found and any(is_count(run.text) for run in runs if _is_above(run, grid, min(found))) else found


def _edges_of_pairs(grid: RawGrid, runs: Sequence[Run]) -> dict[int, _Edges]:
    """By the number of the row, where several part that are two, or the only one below a header and twice as high, each a name and numbers
    of one unit in all other columns: where a name is wrapped beside 12回 and 34人, it is one."""
    whole = _whole_rows(grid)
    if len(whole) < LEAST_PAIRS:
        return {}
    inside = [run for run in between(runs, (grid.ys[0], grid.ys[-1])) if grid.xs[0] < run.x < grid.xs[-1]]
    rows = {row: edge for row in whole if (edge := _edge_of_pair(grid, row, inside)) is not None}
    is_all = list(rows) == whole[1:] == [1] and are_as_high(2, grid.ys[:2], grid.ys[1:])
    return {row: _Edges([edge], [edge]) for row, edge in rows.items()} if len(rows) >= LEAST_PAIRS or is_all else {}


def _whole_rows(grid: RawGrid) -> list[int]:
    """The rows that have a cell in each column, none with a table in it, from the top down."""
    columns: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for cell in grid.cells:
        if cell.rows[1] == cell.rows[0] + 1 and not cell.nested:
            columns[cell.rows[0]].append(cell.cols)
    every = list(pairwise(range(len(grid.xs))))
    return sorted(row for row, cols in columns.items() if sorted(cols) == every)


def _edge_of_pair(grid: RawGrid, row: int, inside: Sequence[Run]) -> float | None:
    """The height between the two lines of a whole row that fill all its columns, both with a name and numbers; ``inside``: the grid's
    text."""
    here = between(inside, (grid.ys[row], grid.ys[row + 1]))
    lines = text_lines(part for run in here for part in parted(run, grid.xs[1:-1]))
    if len(lines) != 2:
        return None
    upper, lower = (_counted(line, len(grid.xs) - 1, grid.xs) for line in lines)
    return middle_between(*lines) if upper and upper == lower else None


def _counted(line: Sequence[Run], columns: int, xs: Sequence[float]) -> list[str]:
    """What the numbers of a line count, one behind its name in each column; nothing where it is no such row, but the unit below a name or
    a part of numbers that narrow cells wrap."""
    name, *numbers = sorted(line, key=lambda run: run.x0)
    is_row = len(line) == columns == len(columns_of(line, xs[1:-1])) and not is_unit(name)
    are_whole = all(is_count(run.text) and CUT_NUMBER.search(run.text) is None for run in numbers)
    return [unit_of(run.text) for run in numbers] if is_row and are_whole else []


def _is_above(run: Run, grid: RawGrid, row: int) -> bool:
    return grid.xs[0] < run.x < grid.xs[-1] and grid.ys[0] < run.y < grid.ys[row]


@dataclass(frozen=True, slots=True)
class _Edges:
    """Where rows part, and those of these heights at which the names in the first column do."""

    rows: Sequence[float] = ()
    names: Sequence[float] = ()


def _parts(cell: RawCell, edges: _Edges) -> Iterator[RawCell]:
    if not edges.rows:
        yield cell
        return
    heights = [cell.rect.y0, *(edges.rows if cell.cols[0] else edges.names), cell.rect.y1]
    for top, bottom in pairwise(heights):
        yield RawCell(Rect(cell.rect.x0, top, cell.rect.x1, bottom), cell.cols, cell.rows)


def _edges_in(grid: RawGrid, row: int, runs: Sequence[Run]) -> _Edges:
    """Where the rows part that the lines of one are; none where its cells hold tables, or are of text."""
    cells = [cell for cell in grid.cells if cell.rows[0] <= row < cell.rows[1]]
    if len(cells) < LEAST_CELLS or any(cell.nested for cell in cells):
        return _Edges()
    heights, extent = (grid.ys[row], grid.ys[row + 1]), (grid.xs[0], grid.xs[-1])
    inside = [run for run in between(runs, heights) if extent[0] <= run.x <= extent[1]]
    cuts = sorted(cell.rect.x0 for cell in cells)[1:]
    text = [part for run in inside for part in parted(run, cuts)]
    if len(text_lines(text)) <= LEAST_EDGES:
        return _between_years_and_numbers(text_lines(text), len(cells))
    edges = edges_by_text(heights, text, cuts)
    found = _edges_of([heights[0], *edges, heights[1]], text, cuts) if len(edges) >= LEAST_EDGES else _Edges()
    return found if found.rows or row == 0 else _as_high_as_header(grid, row, runs, text, cuts)


def _as_high_as_header(grid: RawGrid, row: int, runs: Sequence[Run], text: Sequence[Run], cuts: Sequence[float]) -> _Edges:
    """Where the rows of words part that are as high as the header above them."""
    heights = grid.ys[row - 1 : row + EDGES]
    over = [run for run in between(runs, (heights[0], heights[1])) if grid.xs[0] < run.x < grid.xs[-1]]
    edges = edges_as_headers([text_lines(over), text_lines(text)], heights, 1, cuts)
    return _Edges(edges, edges)


def _between_years_and_numbers(lines: Sequence[Sequence[Run]], columns: int) -> _Edges:
    """The edge between years, one a column, and the only row below them."""
    edges = [middle_between(*lines)] if is_one_row(lines) and len(lines[0]) == columns else []
    return _Edges(edges, edges)


def _edges_of(ys: Sequence[float], text: Sequence[Run], cuts: Sequence[float]) -> _Edges:
    """The edges within, where what lies between them are rows: where one name stands for all, it is one row, and a cell has more lines."""
    names, bands = [run for run in text if run.x < cuts[0]], [between(text, band) for band in pairwise(ys)]
    spans = spans_down(ys, names) if names and not are_of_halves(bands, cuts) else []
    is_table = are_rows(bands, cuts, are_named=len(spans) > 1)
    own = [y for n, y in enumerate(ys[1:-1], 1) if not any(first < n < behind for first, behind in spans)]
    return _Edges(ys[1:-1], own) if own and is_table and (are_names(names) or len(cuts) >= MANY_COLUMNS) else _Edges()
