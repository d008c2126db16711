"""What running text says of numbers and names, as the tables ``mentions`` and ``entities`` have it.

Offsets count code points of a statement's printed text, from 0; years are Gregorian and run April to March.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from pipeline.facts.model import Bound, PeriodKind
from pipeline.sheet.model import Section
from pipeline.values import Box

NumberRelation = Literal["same", "contradicts"]
EntityType = Literal["programme", "organisation", "place", "material"]
StatementKey = tuple[int, Section, int]
"""(project_no, section, seq) of a statement within its document."""


class FactKey(NamedTuple):
    """Where a fact stands: its project, table, cell and number in the cell."""

    project_no: int
    table_no: int
    row: int
    col: int
    fact_no: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in a sentence. ``raw`` is ``begin`` to ``end`` of the statement, with 約, 年, 延べ before it and 以上 behind it.

    ``counted`` are the words for what it counts. ``is_exact`` is True only where a statement begins with a year, those words and
    this number, and no more: any other contradicts none. ``fact`` is the number of a table that says the same, or another for
    the same thing and year.
    """

    begin: int
    end: int
    raw: str
    value: float
    unit: str
    fiscal_year: int | None = None
    month: str | None = None
    period_kind: PeriodKind | None = None
    bound: Bound | None = None
    counted: str | None = None
    is_exact: bool = True
    fact: FactKey | None = None
    relation: NumberRelation | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A name that a sheet calls: ``name`` in its commonest spelling, ``variants`` the others, both as printed; the statements that
    call it, in reading order, and where the first one stands."""

    name: str
    entity_type: EntityType
    variants: tuple[str, ...]
    statements: tuple[StatementKey, ...]
    boxes: tuple[Box, ...]
