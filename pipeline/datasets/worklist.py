"""What the rules of the indicators make of the published facts, for who keeps the rules: what they match, what they do not, and why.

In go the tables of ``NEEDED``. The rules are applied anew, so an edit shows before anything is published. A fact that is no figure
of one year and of a known ward is no work for the rules and is only counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.datasets.contract import Row
from pipeline.datasets.corrected import facts_as_corrected
from pipeline.datasets.decisions import Correction
from pipeline.datasets.identity import ward_name
from pipeline.datasets.indicators import candidates_of
from pipeline.facts.indicators import (
    Conflict,
    Indicators,
    IndicatorValue,
    Mismatch,
    catalogue,
    indicators_of,
    is_comparable,
    obstacles,
)
from pipeline.facts.mismatches import CloseRule, close_rules

NEEDED = ("documents", "projects", "facts", "indicators", "corrections")


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts of one indicator or of one measure and unit: how many, of which wards and fiscal years, and one of them."""

    name: str
    unit: str | None
    facts: int
    wards: tuple[str, ...]
    fiscal_years: tuple[int, ...]
    example_row_id: str


@dataclass(frozen=True, slots=True)
class SheetConflict:
    """A conflict and the sheet in which it stands."""

    ward: str
    document_id: str
    conflict: Conflict


@dataclass(frozen=True, slots=True)
class Worklist:
    """``matched`` by code, ``unmatched`` by the number of facts; ``counts`` of facts: facts, matched, conflicting, unmatched, other.
    ``is_stale`` where the rules give other indicators than those published."""

    counts: Mapping[str, int]
    matched: tuple[FactGroup, ...]
    conflicts: tuple[SheetConflict, ...]
    unmatched: tuple[FactGroup, ...]
    is_stale: bool


@dataclass(frozen=True, slots=True)
class FactExplanation:
    """What the rules make of one fact: ``obstacles`` and ``close_rules`` where it is in no value and no conflict."""

    row_id: str
    measure: str
    raw: str
    values: tuple[IndicatorValue, ...]
    conflicts: tuple[Conflict, ...]
    obstacles: tuple[Mismatch, ...]
    close_rules: tuple[CloseRule, ...]


def titles() -> dict[str, Mapping[str, Any]]:
    """The entries of the catalogue by code."""
    return {entry["code"]: entry for entry in catalogue()}


def worklist_of(tables: Mapping[str, pa.Table]) -> Worklist:
    """Everything that the rules match and do not match in the published facts."""
    wards = _wards(tables["documents"])
    facts = _as_corrected(tables)
    candidates = {name: of for name, of in candidates_of(tables["projects"], facts).items() if wards[name]}
    found = {name: indicators_of(of) for name, of in sorted(candidates.items())}
    conflicts = tuple(SheetConflict(wards[name], name, conflict) for name, of in found.items() for conflict in of.conflicts)
    by_code = _row_ids_by_code(found.values())
    matched = set().union(*by_code.values())
    conflicting = set().union(*(_row_ids(of.conflict.values) for of in conflicts)) - matched
    comparable = {candidate.row_id for of in candidates.values() for candidate in of if is_comparable(candidate)}
    rows = _facts(facts, wards)
    unmatched = [rows[row_id] for row_id in sorted(comparable - matched - conflicting)]
    counts = {"facts": len(rows), "matched": len(matched), "conflicting": len(conflicting), "unmatched": len(unmatched)}
    return Worklist(
        {**counts, "other": len(rows) - len(comparable)},
        tuple(_group(code, titles()[code]["unit"], [rows[row_id] for row_id in ids]) for code, ids in sorted(by_code.items())),
        conflicts,
        _measures(unmatched),
        _keys(found) != _published(tables["indicators"]),
    )


def explanation_of(tables: Mapping[str, pa.Table], row_id: str) -> FactExplanation:
    """Why the fact of that address is an indicator's, or is not. Raises KeyError where there is no such fact."""
    facts = _as_corrected(tables)
    rows = facts.filter(pc.equal(facts["row_id"], row_id)).select(["document_id", "measure", "raw"]).to_pylist()
    if not rows:
        raise KeyError(row_id)
    document_id, measure, raw = rows[0].values()
    of_sheet = facts.filter(pc.equal(facts["document_id"], document_id))
    candidates = candidates_of(tables["projects"], of_sheet, with_year=False)[document_id]
    candidate = next(c for c in candidates if c.row_id == row_id)
    if not _wards(tables["documents"])[document_id]:
        return FactExplanation(row_id, measure, raw, (), (), (*obstacles(candidate), Mismatch("ward")), close_rules(candidate))
    found = indicators_of(candidates)
    values = tuple(value for value in found.values if row_id in value.row_ids)
    conflicts = tuple(conflict for conflict in found.conflicts if row_id in _row_ids(conflict.values))
    close = () if values or conflicts else close_rules(candidate)
    return FactExplanation(row_id, measure, raw, values, conflicts, obstacles(candidate), close)


def _as_corrected(tables: Mapping[str, pa.Table]) -> pa.Table:
    """The facts with the values that people corrected."""
    names = ("row_id", "column_name", "printed", "corrected", "reason", "decided_by", "decided_on")
    entries = (Correction(*(row[name] or "" for name in names)) for row in tables["corrections"].to_pylist())
    return facts_as_corrected(tables["facts"], entries)[0]


def _wards(documents: pa.Table) -> dict[str, str]:
    return {row["document_id"]: ward_name(row["ward"] or "") for row in documents.select(["document_id", "ward"]).to_pylist()}


def _facts(facts: pa.Table, wards: Mapping[str, str]) -> dict[str, Row]:
    rows = facts.select(["row_id", "document_id", "measure_norm", "unit_norm", "fiscal_year"]).to_pylist()
    return {row["row_id"]: {**row, "ward": wards[row["document_id"]]} for row in rows}


def _row_ids_by_code(found: Iterable[Indicators]) -> dict[str, set[str]]:
    by_code: dict[str, set[str]] = defaultdict(set)
    for value in (value for of in found for value in of.values):
        by_code[value.code].update(value.row_ids)
    return by_code


def _row_ids(values: Iterable[IndicatorValue]) -> set[str]:
    return {row_id for value in values for row_id in value.row_ids}


def _group(name: str, unit: str | None, rows: Sequence[Row]) -> FactGroup:
    wards, years = ({row[column] for row in rows} for column in ("ward", "fiscal_year"))
    return FactGroup(name, unit, len(rows), tuple(sorted(wards)), tuple(sorted(years)), min(row["row_id"] for row in rows))


def _measures(rows: Iterable[Row]) -> tuple[FactGroup, ...]:
    of: dict[tuple[str, str | None], list[Row]] = defaultdict(list)
    for row in rows:
        of[row["measure_norm"], row["unit_norm"]].append(row)
    groups = [_group(*key, found) for key, found in of.items()]
    return tuple(sorted(groups, key=lambda group: (-group.facts, group.name, group.unit or "")))


def _keys(found: Mapping[str, Indicators]) -> set[tuple[Any, ...]]:
    return {(name, v.code, v.fiscal_year, v.period_kind, v.value) for name, of in found.items() for v in of.values}


def _published(indicators: pa.Table) -> set[tuple[Any, ...]]:
    columns = ["document_id", "indicator_code", "fiscal_year", "period_kind", "value"]
    return {tuple(row.values()) for row in indicators.select(columns).to_pylist()}
