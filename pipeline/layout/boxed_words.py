"""Words with a box drawn around them that are all a cell says: they are the cell's own, as they are without the box.

Writers frame words (囲み線), reviewers draw a square around them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.geometry.rect import Rect
from pipeline.layout.model import Cell, Grid, Line

MOST_LINES = 2
"""lines; a box around more is a table, a chart or a part of the form"""
PADDING = 2.0
"""em; how much higher than its lines a box of words is at most"""


def is_tight(box: Rect, lines: Sequence[Line]) -> bool:
    """Whether a box is drawn tight around a line or two of text, as around a label or a heading."""
    return 0 < len(lines) <= MOST_LINES and box.y1 - box.y0 <= (len(lines) + PADDING) * lines[0].size


def with_boxed_words(grid: Grid) -> Grid:
    """The grid, and those in its cells, with the lines of each such box as those of the cell around it."""
    inner = grid.with_inner(with_boxed_words)
    return replace(inner, cells=tuple([_unboxed(cell) if cell.grids else cell for cell in inner.cells]))


def _unboxed(cell: Cell) -> Cell:
    box = cell.grids[0]
    if len(cell.items) == len(box.cells) == 1 and is_tight(box.rect, box.cells[0].lines):
        return replace(cell, items=box.cells[0].items)
    return cell
