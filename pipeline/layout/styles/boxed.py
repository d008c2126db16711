"""Tables within an outline whose rows are parted by rules and whose columns only the text shows.

Word processors and spreadsheets set them so where the inner upright borders are taken away, and browsers where each row has a border
below it and the table one around it. By their rules they are grids of one column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.geometry.intervals import reaches
from pipeline.geometry.rect import Rect, holds
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import SNAP, TOUCH, RawGrid, all_grids, nested
from pipeline.layout.hairlines import hairline_grids
from pipeline.layout.runs import Run, columns_of, has_numbers_behind_name, is_number, text_lines, texts_between
from pipeline.layout.styles.ground import Ground
from pipeline.layout.text_sides import sides_of_text
from pipeline.pages.model import Ruling

LEAST_ROWS, ROWS_OF_NUMBERS = 3, 2
"""rows; two whose last is no line of a name and numbers may be a frame around text, or a contact's, with a gap before the telephone"""
LONG, MOST_LONG = 0.8, 2
"""of a box's width; a line so long without a gap is no row of a table, and more of them in one cell are running text"""
ROWS_OF_CAPTION_AND_NAMES = 2
LIST = 3
"""edges of columns; two may be the marks of a list and its text"""


def find(ground: Ground) -> Ground:
    """The ground, in whose tables the rows of those of one column are cut into cells where all of them stand in columns."""
    tables = nested([*ground.tables])
    boxes = [grid for grid in all_grids(tables) if _is_plain(grid)]
    for grid in boxes:
        _part_columns(grid, ground)
    return replace(ground, tables=tables)


def _is_plain(grid: RawGrid) -> bool:
    """Whether a grid is some rows of one cell each, none with a table in it."""
    return len(grid.xs) == 2 and len(grid.cells) >= ROWS_OF_NUMBERS and not any(cell.nested for cell in grid.cells)


def _part_columns(grid: RawGrid, ground: Ground) -> None:
    """Cuts the rows of a grid by the columns of their text, where that is one table from the first row to the last."""
    x0, y0, x1, y1 = grid.rect
    inside = [rule for rule in ground.rules if holds(grid.rect, rule, TOUCH)]
    text = [run for run in ground.runs if x0 <= run.x <= x1 and y0 <= run.y <= y1]
    if any(is_running_text(cell.rect, text) for cell in grid.cells):  # most boxes of the form, and quickly told
        return
    shades = [fill for fill in ground.shades if holds(grid.rect, fill, TOUCH)]
    heights = sorted([*grid.ys, *_below_caption(grid, text)])
    drawn = [Ruling(_start_of_rule(y, grid.rect, ground.drawn), y, x1, y, TOLERANCES.over, grid.color) for y in heights]
    found = hairline_grids([*drawn, *inside], text, shades)
    if len(found) != 1 or not is_all(found[0], grid, text) or _is_of_text(found[0], text):
        return
    (table,) = found
    grid.xs, grid.ys, grid.cells, grid.ruled = table.xs, table.ys, table.cells, table.ruled


def _below_caption(grid: RawGrid, text: Sequence[Run]) -> list[float]:
    """Where the first row of a box is two: between the caption, one text in the middle of the box, and the names of columns below it."""
    lines = text_lines(run for run in text if run.y < grid.ys[1])
    if len(lines) < ROWS_OF_CAPTION_AND_NAMES or len(lines[0]) > 1 or len(lines[1]) == 1:
        return []
    (caption,), header = lines[0], lines[1]
    is_in_middle = abs(caption.x - (grid.rect.x0 + grid.rect.x1) / 2) < TOLERANCES.centred
    return [(caption.y1 + min(run.y0 for run in header)) / 2] if is_in_middle else []


def _start_of_rule(y: float, box: Rect, drawn: Sequence[Ruling]) -> float:
    """Where the rule at a height of a box begins: at its side, or behind the name of several rows."""
    level = (rule for rule in drawn if rule.y0 == rule.y1 and abs(rule.y0 - y) <= SNAP)
    return min((rule.x0 for rule in level if holds(box, rule, TOUCH)), default=box.x0)


def is_running_text(cell: Rect, text: Sequence[Run]) -> bool:
    """Whether several lines of a cell go on without a gap for nearly all its width."""
    return sum(cell.y0 < run.y < cell.y1 and run.x1 - run.x0 > LONG * (cell.x1 - cell.x0) for run in text) > MOST_LONG


def is_all(table: RawGrid, box: RawGrid, text: Sequence[Run]) -> bool:
    """Whether a table goes from the first row of a box to the last, and this has as many rows as one, or ends in numbers, or the table has
    so many by its text, below a header, or each of its rows is names and numbers in turn."""
    has_rows = len(box.cells) >= LEAST_ROWS or _is_of_numbers([run for run in text if run.y > box.ys[-2]])
    is_shown = has_rows or _is_headed(table, box, text) or _is_of_pairs(table, text) or _is_named(table, text)
    return is_shown and reaches((table.ys[0], table.ys[-1]), (box.rect.y0, box.rect.y1), TOUCH)


def _is_headed(table: RawGrid, box: RawGrid, text: Sequence[Run]) -> bool:
    """Whether a table has as many rows as one below the names of several columns, over which a caption may stand in the first row of the
    box; one name alone is that of a section of the form."""
    top = table.ys[len(_below_caption(box, text))]
    header = [run for run in text if top < run.y < box.ys[1]]
    return len(table.ys) > LEAST_ROWS and len(columns_of(header, table.xs[1:-1])) > 1


def _is_named(table: RawGrid, text: Sequence[Run]) -> bool:
    """Whether each of three columns or more has a name, and text under it; of two the second may be a remark."""
    walls, heights = table.xs[1:-1], pairwise([table.ys[0], table.ys[1], table.ys[-1]])
    header, below = (text_lines(run for run in text if top < run.y < bottom) for top, bottom in heights)
    is_full = all(len(columns_of(line, walls)) == len(walls) + 1 for line in (*header, *below[:1]))
    return len(table.xs) > LIST and is_full


def _is_of_text(table: RawGrid, text: Sequence[Run]) -> bool:
    """Whether the columns are those of a newspaper, in boxes with a label in each, or of a list: marks, and what they stand before."""
    is_list = len(table.xs) == LIST and are_marks([run for run in text if run.x < table.xs[1]])
    return is_list or len(sides_of_text(text)) > 1


def are_marks(first: Sequence[Run]) -> bool:
    """Whether most texts of a first column are no more than a mark (① before a tab), or opened by one (・来館); R6 is a word."""
    marks = [run for run in first if not run.text[0].isalnum() or len(run.text) == 1]
    return 2 * len(marks) > len(first)


def _is_of_numbers(row: Sequence[Run]) -> bool:
    return len(text_lines(row)) == 1 and has_numbers_behind_name(row)


def _is_of_pairs(table: RawGrid, text: Sequence[Run]) -> bool:
    """Whether each row is names with a number behind each: 提供会員 | 173人 | 利用会員 | 888人."""
    rows = [[is_number(cell) for cell in texts_between(text, *heights, table.xs)] for heights in pairwise(table.ys)]
    return all(row == [False, True] * (len(row) // 2) for row in rows)
