"""All documents of a run as the curated tables: what one document cannot know of itself is added here.

In go the tables of each document, a record of each source and the defects met; out comes every table of the contract,
rows sorted by key whatever the order of the input. Which sheet of a ward, term and kind is current ``editions`` decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import pyarrow as pa

from pipeline.datasets.contract import OF_RELEASE, TABLES, Row, schema
from pipeline.datasets.decisions import Correction
from pipeline.datasets.document import arrow_table, sorted_by_key, taken
from pipeline.datasets.editions import COLUMNS as EDITION_COLUMNS
from pipeline.datasets.editions import Editions, editions_of
from pipeline.datasets.identity import row_id, ward_key
from pipeline.datasets.indicators import catalogue_rows, indicator_rows
from pipeline.datasets.links import issue_link_rows
from pipeline.rules import defects as catalogue
from pipeline.values import BETWEEN, Defect

_OF_COLLECTION = frozenset({"sources", "terms", "issue_links", "defects", "indicators", "indicator_catalogue", *OF_RELEASE})
SourceStatus = Literal["published", "refused", "duplicate", "withdrawn"]


@dataclass(frozen=True, slots=True)
class GivenFile:
    """One file that the run was given, with what ``sources.toml`` says of it; ``defects`` are all that were met."""

    source_file: str
    source_sha256: str
    document_id: str
    status: SourceStatus
    defects: tuple[Defect, ...] = ()
    ward: str | None = None
    url: str | None = None
    published_on: str | None = None
    licence: str | None = None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class Collection:
    """Every curated table by its name, and the sources with the defects that only the whole collection shows."""

    tables: Mapping[str, pa.Table]
    sources: tuple[GivenFile, ...] = field(default=())


def collect(
    documents: Mapping[str, Mapping[str, pa.Table]],
    sources: Iterable[GivenFile],
    terms: pa.Table | None = None,
    corrections: Iterable[Correction] = (),
) -> Collection:
    """Joins the tables of the published documents (by document_id) and adds what the contract says of them together.

    What is made from facts is made from them as people corrected them. The tables ``OF_RELEASE`` are empty: they are made when all
    documents are there, and so is ``terms`` where it is not given.
    """
    made = _joined(documents)
    sources = tuple(sorted(sources, key=lambda source: (source.source_sha256, source.source_file)))
    rows = made["documents"].select(EDITION_COLUMNS).to_pylist()
    published = [source for source in sources if source.status == "published"]
    editions = editions_of(rows, {source.document_id: source.published_on for source in published}, _superseded(published))
    made["documents"] = _with_flag(_with_flag(made["documents"], "is_current", editions.current), "is_latest", editions.latest)
    printed = {row["document_id"]: row for row in rows}
    indicators, conflicts = indicator_rows(made["documents"], made["projects"], made["facts"], corrections)
    made["indicators"] = arrow_table("indicators", sorted_by_key("indicators", indicators))
    made["indicator_catalogue"] = arrow_table("indicator_catalogue", catalogue_rows())
    sources = tuple([_with_conflicts(_with_contradictions(_with_rivals(source, editions), printed), conflicts) for source in sources])
    made["sources"] = arrow_table("sources", [_source_row(source) for source in sources])
    made["terms"] = schema("terms").empty_table() if terms is None else terms
    links = issue_link_rows(made["documents"], made["statements"], made["prior_issues"])
    made["issue_links"] = arrow_table("issue_links", sorted_by_key("issue_links", links))
    made["defects"] = arrow_table("defects", sorted_by_key("defects", _defect_rows(sources)))
    made |= {name: schema(name).empty_table() for name in OF_RELEASE}
    return Collection({table.name: made[table.name] for table in TABLES}, sources)


def _joined(documents: Mapping[str, Mapping[str, pa.Table]]) -> dict[str, pa.Table]:
    """The tables of documents one behind the other, each in the order of its key."""
    # The slash makes the order that of statement_id too, where one document's name begins with another's.
    by_statement, by_id = sorted(documents, key=lambda document_id: f"{document_id}/"), sorted(documents)
    made: dict[str, pa.Table] = {}
    for table in (table for table in TABLES if table.name not in _OF_COLLECTION):
        names = by_statement if table.key[0] == "statement_id" else by_id
        parts = [documents[name][table.name] for name in names]
        made[table.name] = pa.concat_tables([table.schema().empty_table(), *parts]).combine_chunks()
    return made


def _superseded(sources: Sequence[GivenFile]) -> dict[str, str]:
    """The document that each of these supersedes, if any, by their ids."""
    by_file = {source.source_file: source.document_id for source in sources}
    return {source.document_id: by_file[source.supersedes] for source in sources if source.supersedes in by_file}


def _with_rivals(source: GivenFile, editions: Editions) -> GivenFile:
    """The source with a warning where its document has other versions, and a question where none is known to be the newest."""
    defect = rivalry(source.document_id, editions) if source.status == "published" else None
    return _with_defect(source, defect) if defect else source


def rivalry(document_id: str, editions: Editions) -> Defect | None:
    """What is said of a document that has other versions."""
    if asked := editions.undecided.get(document_id):
        return Defect("newest-unknown", values=(("versions", BETWEEN.join(asked)),))
    if others := editions.others.get(document_id):
        return Defect("same-term-twice", values=(("other", BETWEEN.join(others)),))
    return None


def _with_contradictions(source: GivenFile, documents: Mapping[str, Row]) -> GivenFile:
    """The source with a warning where its page contradicts what ``sources.toml`` records."""
    row = documents.get(source.document_id) if source.status == "published" else None
    if row is None:
        return source
    if source.ward and row["ward"] and ward_key(source.ward) != ward_key(row["ward"]):
        source = _with_defect(source, _contradiction(source.ward, row["ward"]))
    # A sheet is published in the month of its evaluation or later.
    if source.published_on and row["conducted"] and source.published_on[: len(row["conducted"])] < row["conducted"]:
        source = _with_defect(source, _contradiction(source.published_on, row["conducted"]))
    return source


def _with_conflicts(source: GivenFile, conflicts: Mapping[str, Sequence[Defect]]) -> GivenFile:
    """The source with a warning for each indicator for which its document has two values."""
    met = conflicts.get(source.document_id, ()) if source.status == "published" else ()
    return replace(source, defects=(*source.defects, *met)) if met else source


def _contradiction(recorded: str, printed: str) -> Defect:
    return Defect("record-contradicts", values=(("recorded", recorded), ("printed", printed)))


def _with_defect(source: GivenFile, defect: Defect) -> GivenFile:
    return replace(source, defects=(*source.defects, defect))


def _with_flag(documents: pa.Table, name: str, holding: frozenset[str]) -> pa.Table:
    at = documents.schema.get_field_index(name)
    values = [document_id in holding for document_id in documents["document_id"].to_pylist()]
    return documents.set_column(at, documents.schema.field(at), pa.array(values, pa.bool_()))


def _source_row(source: GivenFile) -> Row:
    return {
        **taken("sources", source),
        "defect_codes": sorted({defect.code for defect in source.defects}),
    }


def _reading_order(defect: Defect) -> tuple[object, ...]:
    box = defect.box
    return (defect.page or 0, box.y0 if box else 0.0, box.x0 if box else 0.0, defect.code, defect.quote, defect.values)


def _defect_rows(sources: Iterable[GivenFile]) -> Iterable[Row]:
    of_document: dict[str, list[Defect]] = {}
    for source in sources:
        of_document.setdefault(source.document_id, []).extend(source.defects)
    for document_id, found in of_document.items():
        for seq, defect in enumerate(sorted(found, key=_reading_order), 1):
            yield {
                "document_id": document_id,
                "seq": seq,
                "code": defect.code,
                "severity": catalogue.severity(defect),
                "message_ja": catalogue.message(defect, "ja"),
                "message_en": catalogue.message(defect, "en"),
                "where_ja": catalogue.where_ja(defect),
                "page": defect.page,
                "box": defect.box,
                "quote": defect.quote,
                "row_id": row_id("defects", document_id, seq),
            }
