"""The rows that an expectation is against, each with its address and its place: what a message and ``validation.json`` name.

In go numbers of rows of a curated table, out come ``UnexpectedRow``s; a row without a place of its own stands where its
statement stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.values import Box, Defect, Place

if TYPE_CHECKING:
    import pyarrow as pa

ROW = "row_number"
"""The column by which Great Expectations names a row of a frame, from 0."""
ROWS_A_DOCUMENT = 10
"""Rows of one document that are named for one rule: enough to find the cause, and a bound for what is written."""


@dataclass(frozen=True, slots=True)
class UnexpectedRow:
    """One row against an expectation. ``address`` is its row_id, or table and key where it has none; ``others`` counts the rows
    of its document beyond those that are named, and stands with the last of these."""

    document_id: str
    address: str
    page: int | None = None
    box: Box | None = None
    place: Place = field(default_factory=Place)
    others: int = 0

    def as_defect(self, code: str, says: str, says_ja: str) -> Defect:
        """The defect with which its document is refused, with what was expected in two languages."""
        more = (("others", f" +{self.others}"),) if self.others else ()
        return Defect(
            code, self.page, self.box, place=self.place, values=(("says", says), ("says_ja", says_ja), ("row", self.address), *more)
        )


def rows_at(name: str, numbers: Iterable[int], tables: Mapping[str, pa.Table]) -> tuple[UnexpectedRow, ...]:
    """The rows of those numbers, the first of each document."""
    named: dict[str, list[int]] = {}
    documents = tables[name]["document_id"]
    for at in sorted(numbers):
        named.setdefault(documents[at].as_py(), []).append(at)
    titles = _titles(tables)
    found = []
    for document_id, all_of_it in named.items():
        told = all_of_it[:ROWS_A_DOCUMENT]
        for at in told:
            others = len(all_of_it) - len(told) if at == told[-1] else 0
            found.append(_row(name, tables[name].slice(at, 1).to_pylist()[0], tables, titles.get(document_id, {}), others))
    return tuple(found)


def _row(name: str, row: Mapping[str, Any], tables: Mapping[str, pa.Table], titles: Mapping[int, str], others: int) -> UnexpectedRow:
    from pipeline.datasets.contract import spec

    address = row.get("row_id") or "/".join((name, *(str(row[part]) for part in spec(name).key)))
    home = row if "boxes" in row or name == "statements" else _statement(row.get("statement_id"), tables)
    boxes = [box for box in (row.get("box"), *(home.get("boxes") or ())) if box]
    number = row.get("project_no")
    place = Place(number, titles.get(number or 0, ""), row.get("section") or home.get("section") or "")
    page = row.get("page") or home.get("page_first") or (boxes[0]["page"] if boxes else None)
    return UnexpectedRow(row["document_id"], address, page, Box(**boxes[0]) if boxes else None, place, others)


def _statement(statement_id: str | None, tables: Mapping[str, pa.Table]) -> Mapping[str, Any]:
    import pyarrow.compute as pc

    if statement_id is None:
        return {}
    found = tables["statements"].filter(pc.field("statement_id") == statement_id).slice(0, 1).to_pylist()
    return found[0] if found else {}


def _titles(tables: Mapping[str, pa.Table]) -> Mapping[str, Mapping[int, str]]:
    titles: dict[str, dict[int, str]] = {}
    for row in tables["projects"].select(["document_id", "project_no", "title"]).to_pylist():
        titles.setdefault(row["document_id"], {})[row["project_no"]] = row["title"] or ""
    return titles
