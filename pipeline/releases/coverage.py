"""The table ``coverage``: of which ward, term and kind there is a sheet, and what became of the others.

In go the documents and sources of a publication, what is recorded of the sources, and the coverage published before; out comes a
row per ward, term and kind. Of Yokohama's wards every one is expected, where the collection is Yokohama's at all; a ward whose
sheet of that kind covers the first year of the term is not missing, for wards' terms begin in different years.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from pipeline.datasets.contract import Row
from pipeline.datasets.document import arrow_table, sorted_by_key
from pipeline.datasets.identity import Ward, all_wards, ward_key, ward_of
from pipeline.rules import defects as catalogue

UNKNOWN_TERM = 0
KINDS = ("final", "interim")
_STATES = ("published", "refused", "withdrawn")
"""Of two sources for one ward, term and kind the one of the earlier state tells what became of it."""
TermKey = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Expected:
    """What is recorded of a source before it can be read: its ward and, where somebody told, its term and kind."""

    ward: str | None = None
    period_start: int | None = None
    sheet_kind: str | None = None


def coverage_table(
    documents: Sequence[Row], sources: Sequence[Row], expected: Mapping[str, Expected], wards: Iterable[str], former: Sequence[Row]
) -> pa.Table:
    """``expected`` is by document_id; ``wards`` are those of whom pages are registered; ``former`` are the rows published before."""
    rows: dict[TermKey, Row] = {}
    for row in sorted(_known(documents, sources, expected, former), key=lambda row: _STATES.index(row["state"])):
        rows.setdefault((row["ward_code"], row["period_start"], row["sheet_kind"]), row)
    named = {ward_key(ward): ward for ward in (*wards, *(row["ward"] for row in rows.values()))}
    missing = _missing(documents, {*rows}, _wards_expected(named))
    return arrow_table("coverage", sorted_by_key("coverage", [*rows.values(), *missing]))


def _known(documents: Sequence[Row], sources: Sequence[Row], expected: Mapping[str, Expected], former: Sequence[Row]) -> Iterator[Row]:
    """A row for every source whose ward is known."""
    published = {row["document_id"]: row for row in documents if row["is_current"]}
    before = {row["document_id"]: row for row in former}
    for document_id, row in published.items():
        if row["ward"]:
            yield _row(row["ward"], row["period_start"], row["sheet_kind"], "published", document_id)
    for source in sources:
        document_id, told = source["document_id"], expected.get(source["document_id"], Expected())
        if source["status"] == "refused" and (ward := told.ward or source["ward"]):
            errors = [code for code in source["defect_codes"] if catalogue.entry(code).severity == "error"]
            yield _row(ward, told.period_start, told.sheet_kind, "refused", document_id, ", ".join(errors))
        elif source["status"] == "withdrawn" and (known := before.get(document_id)):
            yield {**known, "state": "withdrawn", "reason": None}


def _row(ward: str, start: int | None, kind: str | None, state: str, document_id: str | None, reason: str | None = None) -> Row:
    known = ward_of(ward)
    return {
        "ward_code": ward_key(ward),
        "period_start": start or UNKNOWN_TERM,
        "sheet_kind": kind or KINDS[0],
        "ward": known.name if known else ward,
        "state": state,
        "document_id": document_id,
        "reason": reason or None,
    }


def _wards_expected(named: Mapping[str, str]) -> list[str]:
    """The wards that ought to have sheets: those that are named and, if one of them is Yokohama's, all of Yokohama's."""
    of_the_city: Sequence[Ward] = all_wards()
    if any(ward_of(ward) for ward in named.values()):
        named = {**named, **{ward.code5: ward.name for ward in of_the_city}}
    return list(named.values())


def _missing(documents: Sequence[Row], known: set[TermKey], wards: Iterable[str]) -> Iterator[Row]:
    """A row for every ward without a sheet of a term and kind of which others have one."""
    terms = {(start, kind) for _, start, kind in known if start}
    spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for row in documents:
        if row["ward"] and row["period_start"]:
            span = (row["period_start"], row["period_end"] or row["period_start"])
            spans.setdefault((ward_key(row["ward"]), row["sheet_kind"]), []).append(span)
    for ward in wards:
        for start, kind in terms:
            covered = any(begin <= start <= end for begin, end in spans.get((ward_key(ward), kind), ()))
            if not covered and (ward_key(ward), start, kind) not in known:
                yield _row(ward, start, kind, "not_found", None)
