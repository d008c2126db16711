"""The totals of data tables added up again from what the page prints between the header and the total.

In go one document's tables and the witness of its file, out come findings. Numbers that add up to the printed total prove each other,
wherever the cells' bounds are: where those of the page do and those of the cells do not, a cell lacks, or stands in another's place.
A sheet whose own numbers do not add up is no finding of this room; the facts have told it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pyarrow as pa

from pipeline.datasets.contract import Row
from pipeline.pages.agreement import middle
from pipeline.pages.model import Glyph
from pipeline.proof.model import Finding
from pipeline.proof.places import finding, printed_boxes
from pipeline.proof.rows import Reader
from pipeline.proof.tables import by_table, key_of, number_and_unit
from pipeline.rules import load
from pipeline.text.folds import squeeze
from pipeline.values import Box

_APART = 0.6
"""em; letters of one number do not stand so far apart, those of two do"""
_LEVEL = 0.5
"""em; letters of one line do not differ so much in height"""
_SLACK = 1e-6
"""Sums of printed decimals differ by less than this where they are the same."""
_FEWEST = 2
"""numbers; a single one is its own total"""


class _Way(NamedTuple):
    """Along which columns of a cell and edges of its box the parts of a total follow each other, and which lie across."""

    along: str
    across: str
    span: str
    headers: str
    begin: str
    end: str
    left: str
    right: str


_WAYS = (
    _Way("row", "col", "colspan", "header_rows", "y0", "y1", "x0", "x1"),
    _Way("col", "row", "rowspan", "header_cols", "x0", "x1", "y0", "y1"),
)
"""Down the rows, and along the columns."""


def unadded(tables: Mapping[str, pa.Table], reader: Reader) -> Iterator[Finding]:
    """A finding for each total to which the printed numbers add up and those of the cells do not."""
    cells = by_table(tables["table_cells"])
    for grid in tables["tables"].to_pylist():
        of_table = cells.get(key_of(grid), [])
        named = [cell for cell in of_table if cell["is_header"] and squeeze(cell["text"]) in _words()]
        for way in _WAYS if named else ():
            for line in sorted({cell[way.along] for cell in named if cell[way.along] >= grid[way.headers]}):
                yield from _of_line(of_table, line, grid[way.headers], way, reader)


@cache
def _words() -> frozenset[str]:
    return frozenset(map(squeeze, load("facts")["checks"]["total"]))


def _of_line(cells: Sequence[Row], line: int, first: int, way: _Way, reader: Reader) -> Iterator[Finding]:
    """The totals of one row or column, each with what stands before it; ``first`` is the number of the first line that is no header."""
    here = [cell for cell in cells if cell[way.along] == line]
    headers = [cell for cell in cells if cell[way.along] < first]
    body = [cell for cell in cells if first <= cell[way.along] < line]
    for total in here:
        wanted = None if total["is_header"] else _number(total["text"])
        parts = _parts(total, body, way)
        if wanted is None or parts is None or _adds_up(parts, wanted):
            continue
        band = _before(total, here, headers, way)
        printed = [] if band is None or band.page in reader.turned else _texts(reader.glyphs_in(band))
        if _adds_up([*map(_number, printed)], wanted):
            yield finding("table_cells", total, "text", "fact-unproven", total["text"], " + ".join(printed))


def _parts(total: Row, body: Iterable[Row], way: _Way) -> list[tuple[float, str] | None] | None:
    """What the cells before a total say; blank ones add nothing, and neither do words over the whole table. None where a number is set
    over this and other lines: of which it is a part nobody can tell."""
    numbers = []
    for cell in body:
        number = _number(cell["text"])
        if not squeeze(cell["text"]) or not _meet(cell, total, way) or number is None and not _is_within(cell, total, way):
            continue
        if not _is_within(cell, total, way):
            return None
        numbers.append(number)
    return numbers


def _is_within(cell: Row, total: Row, way: _Way) -> bool:
    """Whether a cell does not reach beyond the columns, or rows, of a total."""
    begin, end = total[way.across], total[way.across] + total[way.span]
    return bool(begin <= cell[way.across] and cell[way.across] + cell[way.span] <= end)


def _meet(one: Row, other: Row, way: _Way) -> bool:
    """Whether two cells share a column, or a row, with all that they span."""
    return bool(one[way.across] < other[way.across] + other[way.span] and other[way.across] < one[way.across] + one[way.span])


def _number(text: str) -> tuple[float, str] | None:
    """The one number that a text is, a dash being nought, and its unit; None where it says more or anything else."""
    return (0.0, "") if squeeze(text) in _dashes() else number_and_unit(text)


@cache
def _dashes() -> frozenset[str]:
    dashes = load("facts")["dashes"]
    return frozenset(dashes["level"] + dashes["alone"])


def _adds_up(numbers: Sequence[tuple[float, str] | None], total: tuple[float, str]) -> bool:
    known = [number for number in numbers if number is not None]
    alike = len({unit for _, unit in (*known, total) if unit}) < _FEWEST
    return len(known) == len(numbers) >= _FEWEST and alike and abs(sum(number for number, _ in known) - total[0]) < _SLACK


def _before(total: Row, here: Sequence[Row], headers: Sequence[Row], way: _Way) -> Box | None:
    """The place between the headers and a total, as wide as the room between its neighbours; None where no header stands on its page."""
    own = next(iter(printed_boxes(total)), None)
    if own is None:
        return None
    low, high = getattr(own, way.left), getattr(own, way.right)
    over = [getattr(box, way.end) for box in _boxes(headers, own.page) if getattr(box, way.left) < high and low < getattr(box, way.right)]
    sides = [box for box in _boxes(here, own.page) if box != own]
    left = max([end for box in sides if (end := getattr(box, way.right)) <= low], default=low)
    right = min([start for box in sides if (start := getattr(box, way.left)) >= high], default=high)
    edges = {way.end: getattr(own, way.begin), way.left: (left + low) / 2, way.right: (right + high) / 2}
    return Box(page=own.page, **{way.begin: max(over), **edges}) if over else None


def _boxes(cells: Sequence[Row], page: int) -> list[Box]:
    return [box for cell in cells for box in printed_boxes(cell) if box.page == page]


def _texts(glyphs: Sequence[Glyph]) -> list[str]:
    """The texts that glyphs are, parted where a line ends or white stands between them."""
    texts = [glyph.text for glyph in glyphs[:1]]
    for one, other in pairwise(glyphs):
        is_apart = abs(middle(one) - middle(other)) > _LEVEL * other.size or other.x0 - one.x1 > _APART * other.size
        texts += [other.text] if is_apart else [texts.pop() + other.text]
    return texts
