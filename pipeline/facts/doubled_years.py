"""Years printed twice in a header: where a year of a row of years is left out and the one beside it stands in its place, a slip of
copying, two different numbers are of one label and year.

In come a table and its facts; out go defects of code ``year-doubled``. Two columns of one year may be meant (two events of a year), so
that only a row of years which this one cell breaks, over columns that hold nothing but numbers, is a slip.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from pipeline.facts import lexicon
from pipeline.facts.headings import defect_at
from pipeline.facts.indicators import YEARLY
from pipeline.facts.model import Fact
from pipeline.sheet.model import DataTable, TableCell
from pipeline.values import Defect

_FEWEST = 4
"""years in a row; of three that break off, no one can tell which is meant"""


def doubled_years(table: DataTable, facts: Sequence[Fact]) -> Iterator[Defect]:
    """The header cells that say the year of the column before them again, each once."""
    rows: dict[tuple[Any, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.period_kind in YEARLY and fact.fiscal_year:
            rows[fact.row, fact.fact_no, fact.labels, fact.unit, fact.role].append(fact)
    pairs = {(one.col, other.col): (one, other) for row in rows.values() for one, other in _doubled(row)}
    for one, other in pairs.values():
        headers = [_header(table, fact) for fact in (one, other)]
        second = headers[1]
        if headers[0] and second and _are_numbers(table, facts, headers[0], second):
            yield defect_at("year-doubled", second.text, second.text.text, (("printed", second.text.text),))


def _doubled(row: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """The two numbers beside each other that are of one year, where all years follow each other but for one of these."""
    years = [fact.fiscal_year or 0 for fact in row]
    for one, other in pairwise(row):
        is_same = (one.fiscal_year, one.period_label) == (other.fiscal_year, other.period_label)
        if is_same and one.value != other.value and _breaks_off(years):
            yield one, other


def _breaks_off(years: Sequence[int]) -> bool:
    """Whether years, up or down, all follow each other but for one."""
    if len(years) < _FEWEST:
        return False
    rows = [range(first, first + step * len(years), step) for step in (1, -1) for first in (years[0], years[-1] - step * (len(years) - 1))]
    return any(sum(year != meant for year, meant in zip(years, row, strict=True)) == 1 for row in rows)


def _header(table: DataTable, fact: Fact) -> TableCell | None:
    """The cell over a number that is its year and nothing else."""
    said = lexicon.squeeze(fact.period_label or "")
    over = (cell for cell in table.cells if cell.col == fact.col and cell.row < fact.row)
    return next((cell for cell in over if lexicon.squeeze(cell.text.text) == said), None)


def _are_numbers(table: DataTable, facts: Sequence[Fact], *headers: TableCell) -> bool:
    """Whether all cells below some headers are numbers or the lack of one: words tell what else the columns differ in."""
    read = {(fact.row, fact.col) for fact in facts}
    below = {(cell.row, cell.col) for cell in table.cells for header in headers if cell.col == header.col and cell.row > header.row}
    return below <= read
