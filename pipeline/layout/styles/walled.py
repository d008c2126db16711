"""Tables whose columns are parted by rules and whose rows only the text shows, with a rule under the header or none.

Lists and accounts are set so: upright rules, an outline, and lines of text below each other. By their rules they are a row, or two, of
cells of many lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.geometry.rect import Rect
from pipeline.layout.grids import RawCell, RawGrid, all_grids
from pipeline.layout.names import spans_down
from pipeline.layout.row_grids import row_edges
from pipeline.layout.runs import NUMERIC, Run, between, columns_of, has_number, text_lines
from pipeline.layout.spaced import on_raster
from pipeline.layout.styles.ground import Ground
from pipeline.rules import load

MOST_ROWS = 5
"""rows by rules; a title, a header of two levels, what is under it and a total"""
BELOW = 1
"""row; a total, below that of many lines"""
ROWS_OF_WORDS = 4
"""rows; of words, so many fill every column, and …"""
EARLY, OFTEN = 1.5, 0.5
"""em, and a share of them, but for the last; … end so much before the longest in their column: lines of wrapped text are as long"""
LEAST_EDGES = 2
"""edges; of three rows, the header among them, where two lines may be a number and what it counts"""
LEAST_CELLS = 2
"""cells; a name and what is counted"""
LONGEST_UNIT = 3
"""characters; what is counted, behind a number"""
TIMES = tuple(load("facts")["times"]["words"])
"""what a number of a header counts, which counts nothing"""
HEADER_LINES = 2
"""lines of text; above the first row of names and numbers"""


def find(ground: Ground) -> Ground:
    """The ground, in whose tables of few rows those of many lines, each with its name and numbers, are cut into rows."""
    grids = [grid for grid in all_grids(ground.tables) if len(grid.xs) > 2 and len(grid.ys) <= MOST_ROWS + 1]
    if grids:
        for grid in grids:
            _part_rows(grid, ground.runs)
    return ground


def _part_rows(grid: RawGrid, runs: Sequence[Run]) -> None:
    """Cuts the rows of a grid that have the lines of several."""
    last = len(grid.ys) - 2
    found = {row: edges for row in range(max(0, last - BELOW), last + 1) if (edges := _edges_in(grid, row, runs)).rows}
    if found and any(_is_count(run.text) for run in runs if _is_above(run, grid, min(found))):
        return
    if found:
        ys = sorted([*grid.ys, *(y for edges in found.values() for y in edges.rows)])
        parts = [part for cell in grid.cells for part in _parts(cell, found.get(cell.rows[0], _Edges()))]
        grid.cells, grid.ys = [on_raster(part, grid.xs, ys) for part in parts], ys


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
    """Where the rows part that the lines of one are; none where its cells are merged, hold tables, or are of text."""
    cells = [cell for cell in grid.cells if cell.rows[0] <= row < cell.rows[1]]
    if len(cells) < LEAST_CELLS or any(cell.rows != (row, row + 1) or cell.nested for cell in cells):
        return _Edges()
    heights, extent = (grid.ys[row], grid.ys[row + 1]), (grid.xs[0], grid.xs[-1])
    inside = [run for run in between(runs, heights) if extent[0] <= run.x <= extent[1]]
    if len(text_lines(inside)) <= LEAST_EDGES:
        return _Edges()
    cuts = sorted(cell.rect.x0 for cell in cells)[1:]
    text = [part for run in inside for part in _parted(run, cuts)]
    edges = row_edges(heights, text, cuts)
    return _edges_of([heights[0], *edges, heights[1]], text, cuts) if len(edges) >= LEAST_EDGES else _Edges()


def _edges_of(ys: Sequence[float], text: Sequence[Run], cuts: Sequence[float]) -> _Edges:
    """The edges within, where what lies between them are rows: where one name stands for all, it is one row, and a cell has more lines."""
    names = [run for run in text if run.x < cuts[0]]
    spans = spans_down(ys, names) if names else []
    are_rows = _are_rows([between(text, band) for band in pairwise(ys)], cuts, are_named=len(spans) > 1)
    own = [y for n, y in enumerate(ys[1:-1], 1) if not any(first < n < behind for first, behind in spans)]
    return _Edges(ys[1:-1], own) if own and are_rows and _are_names(names) else _Edges()


def _parted(run: Run, cuts: Sequence[float]) -> list[Run]:
    """A run by the cells that its glyphs stand in: where columns are narrow, their texts are one run."""
    if not any(run.x0 < cut < run.x1 for cut in cuts):
        return [run]
    places = [sum(cut < (x0 + x1) / 2 for cut in cuts) for x0, x1 in zip(run.glyphs.x0, run.glyphs.x1, strict=True)]
    return run.cut_at([k for k, (before, place) in enumerate(pairwise(places), 1) if before != place])


def _are_rows(bands: Sequence[Sequence[Run]], cuts: Sequence[float], *, are_named: bool) -> bool:
    """Whether what stands below a header of a line or two are rows, each with numbers, and with a name where they are not ``are_named``
    several by one; or of words in all columns."""
    header, *rows = bands
    if len(text_lines(header)) > HEADER_LINES:
        return False
    if len(bands) >= ROWS_OF_WORDS and _are_words(rows, cuts):
        return True
    return all(_has_numbers(row, cuts) and (are_named or 0 in columns_of(row, cuts)) for row in rows)


def _are_words(rows: Sequence[Sequence[Run]], cuts: Sequence[float]) -> bool:
    """Whether all rows are one line with a text in each column, none of them a bullet's, whose ends are those of no wrapped text."""
    if any(len(text_lines(row)) > 1 or len(row) != len(cuts) + 1 for row in rows):
        return False
    names, *columns = zip(*(sorted(row, key=lambda run: run.x0) for row in rows), strict=True)
    early = [run.x1 < max(other.x1 for other in column) - EARLY * run.size for column in columns for run in column[:-1]]
    return sum(early) >= OFTEN * len(early) and all(name.text[0].isalnum() for name in names)


def _has_numbers(row: Sequence[Run], cuts: Sequence[float]) -> bool:
    """Whether this has a number behind its name, and no two texts in one line of a column."""
    lines = [[min(columns_of([run], cuts)) for run in line] for line in text_lines(row)]
    are_apart = all(len(set(columns)) == len(columns) for columns in lines)
    return are_apart and any(_is_count(run.text) for run in row if columns_of([run], cuts) != {0})


def _is_count(text: str) -> bool:
    """Whether this is a number and what it counts, no more: 1,684件, but not 2024年度 or 1行2列."""
    unit = text.lstrip("".join(NUMERIC) + "0123456789０１２３４５６７８９")
    is_short = len(unit) <= LONGEST_UNIT and not any(ch.isdigit() for ch in unit)
    return has_number(text) and is_short and not unit.startswith(TIMES)


def _are_names(names: Sequence[Run]) -> bool:
    """Whether one is a word: the characters of a label that is read downwards are none, nor are numbers."""
    return any(len(name.text) > 1 and not name.text.isdecimal() for name in names)
