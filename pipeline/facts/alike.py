"""Numbers of a table that nobody could tell apart: of one period and unit, with the very same header cells.

Every number that is printed in a table says something of its own. Where two say the same, the reading has lost what parts them: a
header, a column of names, the period over one of them. In come the facts of a table, out goes one defect of code ``numbers-alike``.
What a ward prints twice itself, two rows of one name, two columns of one year, is parted by its own cells.

A header may print a year twice: where a year of a row of years is left out and the one beside it stands in its place, a slip of copying,
the table and its facts give a defect of code ``year-doubled``. Two columns of one year may be meant (two events of a year), so that only a
row of years which this one cell breaks, over columns that hold nothing but numbers, is a slip.
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
from pipeline.values import Defect, Printed


def numbers_alike(facts: Sequence[Fact]) -> Iterator[Defect]:
    """The first two numbers of a table that stand in different cells and say the same."""
    said: dict[tuple[Any, ...], Fact] = {}
    for fact in facts:
        if fact.value is None:
            continue
        first = said.setdefault(_what_it_says(fact), fact)
        if _are_alike(first, fact):
            yield defect_at("numbers-alike", Printed(fact.raw, fact.boxes), first.raw, (("other", fact.raw),))
            return


def _what_it_says(fact: Fact) -> tuple[Any, ...]:
    """All that a fact tells of its number, and the cells that say it."""
    return fact.labels, fact.fiscal_year, fact.month, fact.period_label, fact.unit, fact.qualifier, fact.bound, fact.boxes_labels


def _are_alike(one: Fact, other: Fact) -> bool:
    """Whether two facts that say the same stand in two columns, or in two rows under one period; a list without periods may have none
    but the name of what it lists."""
    return one.col != other.col or one.row != other.row and one.period_label is not None


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
