"""Lines that a page's end leaves outside of their cells: browsers end the rules of a merged cell with its first row, and its text goes on
below them; report libraries end the row, and a label goes on over the rule below it; spreadsheets print the line in the middle of a merged
cell half on this page and half on the next.

In come a page's lines by home and its grids; the lines that go on with the text of a cell in the last row move there, and so do those
that stand across an end of a cell that is empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.geometry.intervals import reaches
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import RawCell, RawGrid, all_cells
from pipeline.layout.model import Line

GOES_ON = 0.8
"""of its height; a line of the cell's text stands no further below the one before"""
OUTSIDE = -1
"""the home of what stands in no cell"""


def overrun_into_cells(lines: dict[int, list[Line]], grids: Sequence[RawGrid], numbers: Mapping[RawCell, int]) -> None:
    """Moves the lines below the end of a grid that go on with the text of one of its last cells: where the end is open, or a line of it
    is written over the rule that closes it."""
    for grid in grids:
        last = [cell for cell in grid.cells if cell.rows[1] == len(grid.ys) - 1] if lines.get(OUTSIDE) else []
        for cell in last:
            mine, outside = lines.get(numbers[cell]), lines[OUTSIDE]
            if mine and (grid.open_bottom or any(_is_over_rule(line, cell) for line in (*mine, *outside))):
                _take_over(mine, outside, cell)


def half_lines_into_cells(lines: dict[int, list[Line]], grids: Sequence[RawGrid], numbers: Mapping[RawCell, int]) -> None:
    """Moves the lines outside all cells whose middle is at the upper or lower end of an empty one: a glyph is seen on the page where its
    middle is, and here that is on both."""
    empty = [cell for grid in grids for cell in all_cells(grid) if not cell.nested and not lines.get(numbers[cell])]
    for cell in empty:
        if found := [line for line in lines.get(OUTSIDE, ()) if _stands_across(line, cell)]:
            lines[numbers[cell]] = found
            lines[OUTSIDE] = [line for line in lines[OUTSIDE] if line not in found]


def _is_within(line: Line, cell: RawCell) -> bool:
    """Whether a line stands between the sides of a cell, at whatever height."""
    return reaches((cell.rect.x0, cell.rect.x1), (line.rect.x0, line.rect.x1), TOLERANCES.touch)


def _stands_across(line: Line, cell: RawCell) -> bool:
    middle = (line.rect.y0 + line.rect.y1) / 2
    return _is_within(line, cell) and min(abs(middle - cell.rect.y0), abs(middle - cell.rect.y1)) <= TOLERANCES.over


def _is_over_rule(line: Line, cell: RawCell) -> bool:
    """Whether a line within the sides of a cell is written over its lower end."""
    return _is_within(line, cell) and line.rect.y0 + TOLERANCES.over < cell.rect.y1 < line.rect.y1 - TOLERANCES.over


def _take_over(mine: list[Line], outside: list[Line], cell: RawCell) -> None:
    for line in sorted(outside, key=lambda line: line.rect.y0):
        end = max(one.rect.y1 for one in mine)
        below = line.rect.y0 - end
        if _is_within(line, cell) and line.rect.y1 > cell.rect.y1 and -TOLERANCES.touch <= below <= GOES_ON * (line.rect.y1 - line.rect.y0):
            mine.append(line)
            outside.remove(line)
