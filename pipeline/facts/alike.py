"""Numbers of a table that nobody could tell apart: of one period and unit, with the very same header cells.

Every number that is printed in a table says something of its own. Where two say the same, the reading has lost what parts them: a
header, a column of names, the period over one of them. In come the facts of a table, out goes one defect of code ``numbers-alike``.
What a ward prints twice itself, two rows of one name, two columns of one year, is parted by its own cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.facts.headings import defect_at
from pipeline.facts.model import Fact
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
