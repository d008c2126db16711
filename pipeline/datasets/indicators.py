"""The tables ``indicators`` and ``indicator_catalogue``: what of the facts can be compared over wards and years.

In go the tables ``documents``, ``projects`` and ``facts``, and what people corrected of these; out come the rows and, by document, the
conflicts as defects. A sheet whose ward is not known gives none, for nothing could be compared with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.datasets.contract import Row
from pipeline.datasets.corrected import facts_as_corrected
from pipeline.datasets.decisions import Correction
from pipeline.datasets.document import taken
from pipeline.datasets.identity import row_id, ward_name, ward_of
from pipeline.facts.indicators import Conflict, IndicatorCandidate, IndicatorValue, catalogue, indicators_of
from pipeline.values import Box, Defect, Place

_OF_FACT = tuple(name for name in IndicatorCandidate.__dataclass_fields__ if name != "project_code")


def catalogue_rows() -> list[Row]:
    """The rows of ``indicator_catalogue``, by code."""
    names = ("title_ja", "title_en", "unit", "is_stock", "description_ja", "description_en")
    rows = [
        {
            "indicator_code": entry["code"],
            **{name: entry[name] for name in names},
            "project_code": entry["project"],
            "row_id": row_id("indicator_catalogue", entry["code"]),
        }
        for entry in catalogue()
    ]
    return sorted(rows, key=lambda row: str(row["indicator_code"]))


def candidates_of(projects: pa.Table, facts: pa.Table, *, with_year: bool = True) -> dict[str, list[IndicatorCandidate]]:
    """The facts of every document, those that have a year or all, by document_id."""
    facts = facts.filter(pc.field("fiscal_year").is_valid()) if with_year else facts
    codes = {(row["document_id"], row["project_no"]): row["project_code"] for row in projects.to_pylist()}
    found: dict[str, list[IndicatorCandidate]] = defaultdict(list)
    for row in facts.select([*_OF_FACT, "document_id", "project_no"]).to_pylist():
        document_id, project_no = row.pop("document_id"), row.pop("project_no")
        labels = tuple(row.pop("labels"))
        found[document_id].append(IndicatorCandidate(project_code=codes[document_id, project_no], labels=labels, **row))
    return found


def indicator_rows(
    documents: pa.Table, projects: pa.Table, facts: pa.Table, corrections: Iterable[Correction] = ()
) -> tuple[list[Row], dict[str, list[Defect]]]:
    """The rows of ``indicators``, and the defects of the documents whose numbers differ for one indicator and year."""
    facts, corrected = facts_as_corrected(facts, corrections)
    wards = {row["document_id"]: row["ward"] for row in documents.select(["document_id", "ward"]).to_pylist()}
    rows: list[Row] = []
    conflicts: dict[str, list[Conflict]] = {}
    for document_id, candidates in candidates_of(projects, facts).items():
        if wards.get(document_id):
            found = indicators_of(candidates)
            rows += [_row(value, wards[document_id], document_id, corrected) for value in found.values]
            conflicts[document_id] = list(found.conflicts)
    return rows, _defects(conflicts, facts)


def _row(value: IndicatorValue, printed_ward: str, document_id: str, corrected: frozenset[str]) -> Row:
    ward, known = ward_name(printed_ward), ward_of(printed_ward)
    key = (value.code, ward, value.fiscal_year, value.period_kind, document_id)
    return {
        **taken("indicators", value),
        "indicator_code": value.code,
        "ward": ward,
        "document_id": document_id,
        "subject": "own",
        "ward_code": known.code5 if known else None,
        "is_corrected": not corrected.isdisjoint(value.row_ids),
        "fact_row_ids": value.row_ids,
        "row_id": row_id("indicators", *key),
    }


def _defects(conflicts: Mapping[str, Sequence[Conflict]], facts: pa.Table) -> dict[str, list[Defect]]:
    wanted = {row_id for of in conflicts.values() for conflict in of for value in conflict.values for row_id in value.row_ids}
    if not wanted:
        return {}
    places = facts.filter(pc.is_in(facts["row_id"], pa.array(sorted(wanted)))).select(["row_id", "project_no", "raw", "boxes"]).to_pylist()
    at = {row["row_id"]: row for row in places}
    return {document_id: list(_defects_of(of, at)) for document_id, of in conflicts.items() if of}


def _defects_of(conflicts: Iterable[Conflict], at: Mapping[str, Row]) -> Iterator[Defect]:
    titles = {entry["code"]: entry["title_ja"] for entry in catalogue()}
    for conflict in conflicts:
        rows = [at[value.row_ids[0]] for value in conflict.values]
        box = Box(*rows[0]["boxes"][0].values()) if rows[0]["boxes"] else None
        said = " / ".join(dict.fromkeys(f"{value.value:,g}" for value in conflict.values))
        values = (("indicator", titles[conflict.code]), ("year", str(conflict.fiscal_year)), ("values", said))
        place = Place(project_no=rows[0]["project_no"])
        yield Defect("indicator-conflict", box.page if box else None, box, rows[0]["raw"], place, values)
