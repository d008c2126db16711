"""Shaded rows below the rows of a table: a total of this table, or the header of another, whose columns are others or which stands off.

In come the shaded rows of one cell (or of the page outside all) and its text; out comes where a table ends at the next one, and whether
the rows over a shaded one are those of a header above.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.geometry.intervals import Interval, overlap
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import TOUCH
from pipeline.layout.runs import Run, between, columns_of, crosses, is_number, levels, text_lines, whites_of
from pipeline.pages.model import Area

STANDS_OFF = 0.2
"""em; white over a header is wider than that between rows by more, where it parts two tables: the padding of cells differs by less"""
CLOSE = 1.6
"""em; lines of a table stand no further apart"""
NONE = float("inf")
"""pt; the height of what is not there"""


def end_over_next(header: Sequence[Area], headers: Sequence[Sequence[Area]], runs: Sequence[Run]) -> float:
    """The top of the first of these headers that stands under this one's rows and is of another table; infinite without."""
    for other in sorted(_that_overlap(headers, _extent(header)), key=lambda cells: cells[0].y0):
        rows = levels(run for run in between(runs, (header[0].y1, other[0].y0)) if header[0].x0 <= run.x <= header[-1].x1)
        is_below = other[0].y0 > header[0].y1 + TOUCH and bool(rows)
        if is_below and (_has_other_columns(other, header) or _says_words(other, runs) and _stands_off(other, header, rows, runs)):
            return other[0].y0
    return NONE


def is_under_rows(edges: Sequence[float], top: float, headers: Sequence[Sequence[Area]], runs: Sequence[Run]) -> bool:
    """Whether right above ``top`` stand rows in the columns of a shaded header, the last over it: they are no rows of what begins there."""
    above = (header for header in _that_overlap(headers, (edges[0], edges[-1])) if header[0].y1 < top - TOUCH)
    header = max(above, key=lambda cells: cells[0].y1, default=None)
    if header is None or not _says_words(header, runs):
        return False
    lines = text_lines(run for run in between(runs, (header[0].y1, top)) if header[0].x0 <= run.x <= header[-1].x1)
    whites = pairwise([header[0].y1, *(y for line in lines for y in (min(run.y0 for run in line), max(run.y1 for run in line))), top])
    is_close = all(lower - upper < CLOSE * lines[0][0].size for upper, lower in list(whites)[::2]) if lines else False
    return is_close and all(_stands_in(line, header) for line in lines)


def _stands_in(line: Sequence[Run], header: Sequence[Area]) -> bool:
    """Whether a line stands in several of a header's columns."""
    inner = [cell.x0 for cell in header[1:]]
    return len(columns_of(line, inner)) > 1 and not any(crosses(run, x) for run in line for x in inner)


def _extent(header: Sequence[Area]) -> Interval:
    return header[0].x0, header[-1].x1


def _that_overlap(headers: Iterable[Sequence[Area]], extent: Interval) -> Iterator[Sequence[Area]]:
    return (header for header in headers if overlap(_extent(header), extent) > TOUCH)


def _has_other_columns(header: Sequence[Area], above: Sequence[Area]) -> bool:
    edges = _sides(above)
    return any(min(abs(x - edge) for edge in edges) > TOLERANCES.same_edge for x in _sides(header))


def _sides(header: Sequence[Area]) -> list[float]:
    return [x for cell in header for x in (cell.x0, cell.x1)]


def _says_words(header: Sequence[Area], runs: Sequence[Run]) -> bool:
    """Whether no number stands in a shaded row: one with numbers is a total, or the next stripe."""
    here = between(runs, (header[0].y0, header[0].y1))
    return not any(is_number(run.text) for run in here if header[0].x0 <= run.x <= header[-1].x1)


def _stands_off(header: Sequence[Area], above: Sequence[Area], rows: Sequence[Sequence[Run]], runs: Sequence[Run]) -> bool:
    """Whether there is more white over and under the rows between two shaded ones than between them, or in the upper one."""
    over, under = min(run.y0 for run in rows[0]) - above[0].y1, header[0].y0 - max(run.y1 for run in rows[-1])
    text = [run for run in between(runs, (above[0].y0, above[0].y1)) if above[0].x0 <= run.x <= above[-1].x1]
    padding = above[0].y1 - above[0].y0 - (max(run.y1 for run in text) - min(run.y0 for run in text)) if text else 0.0
    return over + under - max([padding, *whites_of(rows)]) > STANDS_OFF * rows[0][0].size
