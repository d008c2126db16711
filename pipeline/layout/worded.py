"""Tables of words without any rule or shade, some of whose cells are of several lines: rows that stand further apart than these.

In come the runs of text of one cell (or of the page outside all); out come grids like those of ruled tables.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import chain, compress, islice, pairwise

from pipeline.layout.grids import RawGrid
from pipeline.layout.gutters import white_of, whites_down
from pipeline.layout.names import NEARER
from pipeline.layout.runs import Run, columns_of, has_number, levels, mostly_numbers, text_lines, white_between
from pipeline.layout.shaded_headers import under_header
from pipeline.layout.unruled_rows import is_close, is_text_below
from pipeline.pages.model import Area

COLUMNS_OF_LIST = 2
"""columns; terms, and what is said of them, but where the words of a header stand in the middle of each"""
UNEVEN = 0.2
"""em; rows of one line each stand unlike by less, where a program counts in dots of the screen"""
LEAST_ROWS = 2
"""rows below a header; one may be text beside text"""


def worded_grids(runs: Sequence[Run]) -> list[RawGrid]:
    """Grids of the tables of words below a header of one line, of which each row stands off the next by more than the lines of its cells
    do from each other."""
    lines = text_lines(runs)
    grids: list[RawGrid] = []
    for n, line in enumerate(lines):
        if _is_header(line) and not any(grid.rect.y0 < line[0].y < grid.rect.y1 for grid in grids):
            found = _table(sorted(line, key=lambda run: run.x0), lines[n + 1 :])
            grids += [found] if found is not None else []
    return grids


def _is_header(line: Sequence[Run]) -> bool:
    """Whether several words stand on a line, no numbers and no items of a list."""
    return len(line) >= COLUMNS_OF_LIST and all(_is_word(run.text) for run in line)


def _is_word(text: str) -> bool:
    return not has_number(text) and (text[0].isalpha() or unicodedata.category(text[0]) == "Ps")


def _table(header: Sequence[Run], below: Sequence[Sequence[Run]]) -> RawGrid | None:
    """The table under a header, if there is one."""
    lines = _in_its_columns(header, below)
    text = [*header, *chain.from_iterable(lines)]
    white = white_of(text)
    if not lines:
        return None
    edges = [min(run.x0 for run in text), *((low + high) / 2 for low, high in white), max(run.x1 for run in text)]
    y0, y1 = min(run.y0 for run in header), max(run.y1 for run in header)
    cells = [Area(left, y0, right, y1, 0) for left, right in pairwise(edges)]
    rows = _rows_of(levels(chain.from_iterable(lines)), edges)
    are_rows = (len(header) > COLUMNS_OF_LIST or _stand_off(header, rows)) and _are_rows(rows, edges)
    return under_header(cells, edges, rows, None) if are_rows else None


def _stand_off(header: Sequence[Run], rows: Sequence[Sequence[Run]]) -> bool:
    """Whether each word of a header begins where nothing below it does."""
    return not any(abs(word.x0 - run.x0) < word.size for word in header for row in rows for run in row)


def _in_its_columns(header: Sequence[Run], below: Sequence[Sequence[Run]]) -> list[Sequence[Run]]:
    """The lines close below a header that leave the white between its words, as far as a word of it stands in each of their columns."""
    lines: list[Sequence[Run]] = []
    whole = 0
    for line, above, white in zip(below, [header, *below], islice(whites_down([header, *below]), 1, None), strict=False):
        if not is_close(above, line) or len(white) < len(header) - 1:
            break
        lines.append(line)
        whole = len(lines) if len(white) == len(header) - 1 else whole
    return lines[:whole]


def _rows_of(lines: Sequence[list[Run]], edges: Sequence[float]) -> list[list[Run]]:
    """The rows: each begins with a line that fills its columns and stands off the one above; what follows the last at the distance of rows,
    or is text, is below the table."""
    near = min(_whites_of_cells([run for line in lines for run in line], edges), default=0.0) + NEARER * lines[0][0].size
    starts = [n for n, line in enumerate(lines) if _is_full(line, edges) and (n == 0 or white_between(lines[n - 1], line) > near)]
    if len(starts) < LEAST_ROWS or starts[0] > 0:
        return []
    row = min(white_between(lines[n - 1], lines[n]) for n in starts[1:])
    last = starts[-1]
    behind = range(last + 1, len(lines))
    are_below = (white_between(lines[n - 1], lines[n]) >= row or is_text_below(lines[n:], lines[last], lines[:last]) for n in behind)
    end = next(compress(behind, are_below), len(lines))
    return [list(chain.from_iterable(lines[n:behind])) for n, behind in pairwise([*starts, end])]


def _is_full(line: Sequence[Run], edges: Sequence[float]) -> bool:
    return len(columns_of(line, edges[1:-1])) == len(edges) - 1


def _are_rows(rows: Sequence[Sequence[Run]], edges: Sequence[float]) -> bool:
    """Whether some rows are of words and stand off each other by more than the lines of their cells do."""
    if mostly_numbers([run.text for row in rows for run in row if run.x > edges[1]]):
        return False
    within = [white for row in rows for white in _whites_of_cells(row, edges)]
    are_full = all(_is_full(line, edges) for row in rows for line in text_lines(row))
    least = UNEVEN if are_full else NEARER
    return bool(within) and min(map(white_between, rows, rows[1:])) - max(within) > least * rows[0][0].size


def _whites_of_cells(runs: Sequence[Run], edges: Sequence[float]) -> list[float]:
    """The distances of what stands below each other in the columns, in points."""
    columns = (text_lines(run for run in runs if left <= run.x <= right) for left, right in pairwise(edges))
    return [white for lines in columns for white in map(white_between, lines, lines[1:])]
