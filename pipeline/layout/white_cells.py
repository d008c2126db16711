"""The cells of a table that shades show where they leave it white: those of names that stand for several rows, and all others.

In come the grid with its shaded cells and the text in it, out come the cells between them.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise, takewhile

from pipeline.geometry.rect import Rect
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import RawCell, RawGrid
from pipeline.layout.header_levels import columns_under
from pipeline.layout.names import spans_down
from pipeline.layout.runs import Run, between, crosses, is_number, mostly_numbers, names_of_groups

HEADER_LINES = 3
"""rows; a header of more has rules"""
_Texts = Sequence[Sequence[Sequence[Run]]]
"""What stands in each row and column."""


def cell_at(grid: RawGrid, cols: tuple[int, int], rows: tuple[int, int]) -> RawCell:
    return RawCell(Rect(grid.xs[cols[0]], grid.ys[rows[0]], grid.xs[cols[1]], grid.ys[rows[1]]), cols, rows)


def white_cells(grid: RawGrid, shaded: Container[tuple[int, int]], runs: Sequence[Run]) -> list[RawCell]:
    """The cells of what is not in the grid yet, where a text or a name spans several in one row, or a name several rows; ``shaded`` are
    the fields that have a shade, be it that of a cell or of a whole row."""
    texts = [[_texts(grid, runs, r, c) for c in range(len(grid.xs) - 1)] for r in range(len(grid.ys) - 1)]
    names = _columns_of_names(texts)
    taken = {field for cell in grid.cells for field in cell.fields}
    over = _names_over_columns(grid, taken, texts)
    heads = [*_names_over_rows(grid, taken, texts), *over, *_corner_beside(grid, over, taken, texts, names)]
    taken |= {field for cell in heads for field in cell.fields}
    cells = heads + [cell for c in range(names) for cell in _names_of_rows(grid, c, taken, shaded, texts)]
    used = taken | {field for cell in cells for field in cell.fields}
    return cells + [cell for r, row in enumerate(texts) for cell in _white_row(grid, r, used, row, names)]


def _columns_of_names(texts: _Texts) -> int:
    """How many columns there are before the first of numbers, or one without any."""
    columns = range(1, len(texts[0]))
    return next((c for c in columns if mostly_numbers("".join(run.text for run in row[c]) for row in texts)), 1)


def _names_over_rows(grid: RawGrid, taken: set[tuple[int, int]], texts: _Texts) -> list[RawCell]:
    """The white rows of a group's name, each one cell."""
    groups = names_of_groups([[run for text in row for run in text] for row in texts])
    rows = [cell_at(grid, (0, len(grid.xs) - 1), (r, r + 1)) for r in sorted(groups)]
    return [cell for cell in rows if taken.isdisjoint(cell.fields)]


def _names_over_columns(grid: RawGrid, taken: Container[tuple[int, int]], texts: _Texts) -> list[RawCell]:
    """The names of a header's lines that stand each in the middle of several of the next one, of three lines or of two."""
    are_free = (not _has_number(row) and not any((r, c) in taken for c in range(len(row))) for r, row in enumerate(texts[:HEADER_LINES]))
    rows = [[run for cell in row for run in cell] for row, _ in zip(texts, takewhile(bool, are_free), strict=False)]
    lines = [[run for run in row if run not in above] for above, row in pairwise([[], *rows])]  # a corner stands beside two
    tried = (_names_in_levels(grid, lines[:count]) for count in range(len(lines), 1, -1))
    return next(filter(None, tried), [])


def _corner_beside(grid: RawGrid, over: Sequence[RawCell], taken: Container[tuple[int, int]], texts: _Texts, names: int) -> list[RawCell]:
    """The cell beside all lines of a header over the columns of names, where these are several and one text alone stands there."""
    lines = max((cell.rows[1] for cell in over), default=0) + 1
    is_beside = names > 1 < lines and all(cell.cols[0] >= names for cell in over)
    said = {run.start for row in texts[:lines] for text in row[:names] for run in text}
    cell = cell_at(grid, (0, names), (0, lines)) if is_beside and len(said) == 1 else None
    return [cell] if cell is not None and not any(field in taken for field in cell.fields) else []


def _names_in_levels(grid: RawGrid, lines: Sequence[Sequence[Run]]) -> list[RawCell]:
    """The names in all of some lines but the last, each over several of the next line; none where one line has no such names."""
    edges = list(range(len(grid.xs)))
    found: list[RawCell] = []
    for r in range(len(lines) - 2, -1, -1):
        spans = [(edges[first], edges[behind]) for first, behind in columns_under(lines[r], lines[r + 1], [grid.xs[n] for n in edges])]
        if not spans:
            return []
        found += [cell_at(grid, span, (r, r + 1)) for span in spans]
        edges = [n for n in edges if not any(first < n < behind for first, behind in spans)]
    return found


def _names_of_rows(
    grid: RawGrid, c: int, taken: Container[tuple[int, int]], shaded: Container[tuple[int, int]], texts: _Texts
) -> Iterator[RawCell]:
    """The cells of one column that stand for several rows, where it has none yet: each name in the middle of its rows, or on the first
    of them. One that goes on over the next column has a row of its own."""
    rows, columns = range(len(texts)), range(len(grid.xs) - 1)
    is_left_out = [(r, c) not in shaded and any((r, column) in shaded for column in columns) and not texts[r][c] for r in rows]
    for top, behind in _stretches([(r, c) not in taken and not _has_text_over(grid.xs[c + 1], texts[r][c : c + 2]) for r in rows]):
        named = [r for r in range(top, behind) if texts[r][c]]
        from_names = pairwise([*named, behind]) if any(is_left_out[top:behind]) else ()
        for first, last in _shared_rows(grid, c, range(top, behind), texts) or from_names:
            if last - first > 1:
                yield cell_at(grid, (c, c + 1), (first, last))


def _shared_rows(grid: RawGrid, c: int, rows: range, texts: _Texts) -> list[tuple[int, int]]:
    """From which to behind which row each name of a column stands in the middle of several. Rows of a header over these have no name
    there, and a last row may have one over the next column too."""
    heads = len(list(takewhile(lambda r: not texts[r][c] and not _has_number(texts[r]), rows)))
    total = _is_over_both(texts[rows[-1]], c, c + 1, grid.xs)
    for here in (rows, *([rows[heads:]] if heads else []), *([rows[heads:-1]] if total else [])):
        spans = spans_down(grid.ys[here.start : here.stop + 1], [run for r in here for run in texts[r][c]]) if here else []
        if spans:
            return [(here.start + a, here.start + b) for a, b in spans]
    return []


def _has_number(row: Sequence[Sequence[Run]]) -> bool:
    return any(is_number(run.text) for texts in row for run in texts)


def _white_row(grid: RawGrid, r: int, used: set[tuple[int, int]], row: Sequence[Sequence[Run]], names: int) -> Iterator[RawCell]:
    """The cells of a row that are not used yet, from the left."""
    c, columns = 0, len(grid.xs) - 1
    while c < columns:
        behind = c + 1
        while behind < columns and not used & {(r, c), (r, behind)} and _goes_on(row, c, behind, grid.xs, names):
            behind += 1
        if (r, c) not in used:
            yield cell_at(grid, (c, behind), (r, r + 1))
        c = behind


def _texts(grid: RawGrid, runs: Sequence[Run], row: int, column: int) -> list[Run]:
    x0, x1 = grid.xs[column], grid.xs[column + 1]
    return [run for run in between(runs, (grid.ys[row], grid.ys[row + 1])) if x0 <= run.x < x1]


def _goes_on(row: Sequence[Sequence[Run]], first: int, column: int, xs: Sequence[float], names: int) -> bool:
    """Whether the cell of a column goes on over the next: its text does or stands in the middle of both, or it is a name with nothing
    beside it."""
    if _has_text_over(xs[column], row[column - 1 : column + 1]):
        return True
    return column < names and (_is_over_both(row, first, column, xs) if not row[first] else not row[column])


def _has_text_over(edge: float, beside: Sequence[Sequence[Run]]) -> bool:
    return any(crosses(run, edge) for texts in beside for run in texts)


def _is_over_both(row: Sequence[Sequence[Run]], first: int, last: int, xs: Sequence[float]) -> bool:
    """Whether one text alone stands in the middle of some columns, in the last of them."""
    if any(row[first:last]) or len(row[last]) != 1:
        return False
    return abs(row[last][0].x - (xs[first] + xs[last + 1]) / 2) < TOLERANCES.merged_header


def _stretches(free: Sequence[bool]) -> list[tuple[int, int]]:
    """From which to behind which row a column goes on without a shade."""
    ends = [n for n, (a, b) in enumerate(pairwise([False, *free, False])) if a != b]
    return list(zip(ends[::2], ends[1::2], strict=True))
