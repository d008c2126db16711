"""One evaluation sheet as rows of the curated tables.

In goes a ``Document``: the parsed sheet with what the rooms for facts and narrative made of it. Out come Arrow tables by
the contract's names, rows in key order. What needs the other documents (``sources``, ``terms``, ``defects``, which
document is current) is added by ``collection``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa

import pipeline
from pipeline.datasets.contract import CONTRACT_VERSION, Row, schema, spec
from pipeline.datasets.identity import content_id, nfkc, period_code, row_id, statement_id, ward_names, ward_of
from pipeline.facts import norms
from pipeline.facts.model import TableKey, TableReading
from pipeline.narrative.asked import recognised
from pipeline.narrative.model import Token, ViewpointLink
from pipeline.narrative.themes import theme_names
from pipeline.sheet.confidence import lowest_in
from pipeline.sheet.model import DataTable, Goal, Project, Sheet, Viewpoint
from pipeline.text.folds import squeeze
from pipeline.values import Box, Printed

if TYPE_CHECKING:
    from pipeline.prose.model import Entity, Mention, StatementKey

WORD_TABLES = ("statement_viewpoints", "tokens")
"""Tables that are made of a document's words; all others hold what is printed and its facts."""


@dataclass(frozen=True, slots=True)
class Document:
    """A sheet with its tables read, the numbers and names of its statements found, these cut into tokens and linked to viewpoints (by
    project number)."""

    sheet: Sheet
    tables: Mapping[TableKey, TableReading] = field(default_factory=dict)
    mentions: Mapping[StatementKey, Sequence[Mention]] = field(default_factory=dict)
    entities: Sequence[Entity] = ()
    tokens: Mapping[StatementKey, Sequence[Token]] = field(default_factory=dict)
    links: Mapping[int, Sequence[ViewpointLink]] = field(default_factory=dict)


def arrow_table(name: str, rows: Sequence[Row]) -> pa.Table:
    """The rows as the contract's table ``name``, in the order given. Raises KeyError where a row lacks a column."""
    declared = schema(name)
    return pa.Table.from_arrays(
        [pa.array([row[column.name] for row in rows], type=column.type) for column in declared],
        schema=declared,
    )


def sorted_by_key(name: str, rows: Iterable[Row]) -> list[Row]:
    key = spec(name).key
    return sorted(rows, key=lambda row: tuple(row[part] for part in key))


def document_tables(document: Document, names: Iterable[str] = ()) -> dict[str, pa.Table]:
    """The document's part of the tables named, or of all made from its pages and ``documents`` (there ``is_current`` and
    ``is_latest`` are left true)."""
    sure = lowest_in(document.sheet)
    return {
        name: _tokens_table(document) if name == "tokens" else arrow_table(name, sorted_by_key(name, _whole_rows(name, document, sure)))
        for name in names or (*_ROWS_OF, "tokens")
    }


def _whole_rows(name: str, document: Document, sure: Callable[[Sequence[Box]], float | None]) -> Iterator[Row]:
    """The document's rows of a table with what every table has: whose they are, their ID, the confidence of what stands in all their
    boxes."""
    declared = spec(name)
    for row in _ROWS_OF[name](document):
        row["document_id"] = document.sheet.document_id
        if "row_id" in declared.column_names and "row_id" not in row:
            row["row_id"] = row_id(name, *(row[part] for part in declared.key))
        if "boxes" in row:
            row["confidence"] = sure([box for column in _PLACES if column in row for box in row[column]])
        yield row


_PLACES = ("boxes", "boxes_operator", "boxes_ward", "boxes_caption", "boxes_labels")
"""What of a row tells where something of it stands; a fact is no surer than the headers that name it."""


def taken(name: str, value: Any) -> Row:
    """What a typed value says for its row of the table ``name``: its fields called as columns are, of printed ones the characters, and
    where that is printed which is called ``text`` or has ``boxes``."""
    row = {column: getattr(value, column) for column in spec(name).column_names if column in type(value).__annotations__}
    printed = Printed("", row["boxes"]) if "boxes" in row else row.get("text")
    texts = {column: said.text for column, said in row.items() if isinstance(said, Printed)}
    return {**row, **texts, **(_provenance(printed) if isinstance(printed, Printed) else {})}


def _provenance(printed: Printed) -> Row:
    return {"page_first": printed.page_first, "page_last": printed.page_last, "boxes": printed.boxes}


def _document_row(sheet: Sheet) -> Row:
    ward = ward_of(sheet.ward)
    return {
        **taken("documents", sheet),
        "form": nfkc(sheet.form) if sheet.form else None,
        "ward_code": ward.code5 if ward else None,
        "ward_code6": ward.code6 if ward else None,
        "is_current": True,
        "is_latest": True,
        "confidence": _mean_confidence(sheet),
        "lookalikes_settled": _settled(sheet),
        **taken("documents", sheet.accounting),
        "verified_by": None,
        "rows_verified": 0,
        "pipeline_version": pipeline.__version__,
        "contract_version": CONTRACT_VERSION,
    }


def _mean_confidence(sheet: Sheet) -> float | None:
    """The mean of the pages that were read from pictures, each by its characters."""
    read = [(page.confidence, page.chars_total) for page in sheet.pages if page.confidence is not None]
    many = sum(count for _, count in read)
    return round(sum(mean * count for mean, count in read) / many, 4) if many else None


def _settled(sheet: Sheet) -> int | None:
    counts = [page.lookalikes_settled for page in sheet.pages if page.lookalikes_settled is not None]
    return sum(counts) if counts else None


def with_verification(tables: Mapping[str, pa.Table], by: str, rows: int) -> dict[str, pa.Table]:
    """One document's tables, of which ``documents`` says by what so many of its rows were verified."""
    documents = tables["documents"]
    for name, value in (("verified_by", by), ("rows_verified", rows)):
        at = documents.schema.get_field_index(name)
        documents = documents.set_column(at, documents.schema.field(at), pa.array([value], documents.schema.field(at).type))
    return {**tables, "documents": documents}


def _project_row(project: Project) -> Row:
    return {**taken("projects", project), "title": project.title.text or None, **_provenance(project.title)}


def _content_id(sheet: Sheet, project: Project, part: str, text: str) -> str:
    return content_id(sheet.ward, period_code(sheet.period_start, sheet.period_end), project.project_code, part, text)


def _goal_rows(sheet: Sheet) -> Iterator[Row]:
    return (row for project in sheet.projects for row in _common_rows("goal", sheet, project, project.goals))


def _viewpoint_rows(sheet: Sheet) -> Iterator[Row]:
    return (row for project in sheet.projects for row in _common_rows("viewpoint", sheet, project, project.viewpoints))


def _common_rows(kind: Literal["goal", "viewpoint"], sheet: Sheet, project: Project, values: Sequence[Goal | Viewpoint]) -> Iterator[Row]:
    """The goals or viewpoints of a project, each with what it is of the city's common ones."""
    common = recognised([value.text.text for value in values], project.project_code, kind)
    for value, found in zip(values, common, strict=True):
        yield {
            **taken(f"{kind}s", value),
            "project_no": project.project_no,
            f"{kind}_code": found and found.code,
            f"{kind}_relation": found and found.relation,
            "content_id": _content_id(sheet, project, f"{kind}s", value.text.text),
        }


def _prior_issue_rows(sheet: Sheet) -> Iterator[Row]:
    for project in sheet.projects:
        for issue in project.prior_issues:
            yield {
                **taken("prior_issues", issue),
                "project_no": project.project_no,
                "themes": theme_names(issue.text.text),
                "content_id": _content_id(sheet, project, "prior_issues", issue.text.text),
            }


def _statement_rows(sheet: Sheet) -> Iterator[Row]:
    for project in sheet.projects:
        for statement in project.statements:
            key = (sheet.document_id, project.project_no, statement.section, statement.seq)
            yield {
                **taken("statements", statement),
                "statement_id": statement_id(*key),
                "project_no": project.project_no,
                "text_norm": nfkc(statement.text.text),
                "themes": theme_names(statement.text.text),
                "row_id": row_id("statements", *key),
                "content_id": _content_id(sheet, project, statement.section, statement.text.text),
            }


def _link_rows(document: Document) -> Iterator[Row]:
    for project_no, links in document.links.items():
        for link in links:
            key = (document.sheet.document_id, project_no, link.section, link.seq)
            yield {
                **taken("statement_viewpoints", link),
                "statement_id": statement_id(*key),
                "project_no": project_no,
                "row_id": row_id("statement_viewpoints", *key, link.viewpoint_no),
            }


def _data_tables(document: Document) -> Iterator[tuple[Row, DataTable, TableReading | None]]:
    """Every data table with what its rows have of its key, and what was read of it."""
    for project in document.sheet.projects:
        for table in project.tables:
            key = (project.project_no, table.table_no)
            yield {"project_no": project.project_no, "table_no": table.table_no}, table, document.tables.get(key)


def _table_rows(document: Document) -> Iterator[Row]:
    for key, table, read in _data_tables(document):
        caption = (read.caption if read else None) or table.caption
        yield {
            **taken("tables", table),
            **key,
            "caption": caption.text if caption else None,
            "header_rows": read.header_rows if read else 0,
            "header_cols": read.header_cols if read else 0,
            "boxes_caption": caption.boxes if caption else (),
        }


def _cell_rows(document: Document) -> Iterator[Row]:
    for key, table, read in _data_tables(document):
        headers = read.header_cells if read else frozenset()
        for cell in table.cells:
            yield {**taken("table_cells", cell), **key, "is_header": (cell.row, cell.col) in headers}


def _fact_rows(document: Document) -> Iterator[Row]:
    for key, _, read in _data_tables(document):
        facts = read.facts if read else ()
        labels = frozenset(label for fact in facts for label in fact.labels)
        subjects = norms.Subjects(document.sheet.ward or "", ward_names(), labels)
        for fact in facts:
            measure = " / ".join(fact.labels)
            yield {
                **taken("facts", fact),
                **key,
                "measure": measure,
                "measure_norm": squeeze(measure),
                "unit_norm": norms.normal_unit(fact.unit)[0],
                "value_norm": norms.normal_value(fact.value, fact.unit),
                "is_stock": fact.period_kind == "fiscal_year_end",
                "subject": subjects.of(fact.labels),
                "revision": norms.revision_of(fact.labels),
            }


def _mention_rows(document: Document) -> Iterator[Row]:
    sheet = document.sheet
    boxes = {(p.project_no, s.section, s.seq): s.text.boxes for p in sheet.projects for s in p.statements}
    for key, mentions in document.mentions.items():
        for number, mention in enumerate(mentions, 1):
            yield {
                **taken("mentions", mention),
                "statement_id": statement_id(sheet.document_id, *key),
                "mention_no": number,
                "project_no": key[0],
                "unit_norm": norms.normal_unit(mention.unit)[0],
                "fact_row_id": row_id("facts", sheet.document_id, *mention.fact) if mention.fact else None,
                **_provenance(Printed(mention.raw, boxes[key])),
                "row_id": row_id("mentions", sheet.document_id, *key, number),
            }


def _entity_rows(document: Document) -> Iterator[Row]:
    for entity in document.entities:
        statement_ids = [statement_id(document.sheet.document_id, *key) for key in entity.statements]
        yield {**taken("entities", entity), "statement_ids": statement_ids}


_ROWS_OF: Mapping[str, Callable[[Document], Iterable[Row]]] = {
    "documents": lambda document: [_document_row(document.sheet)],
    "pages": lambda document: (taken("pages", page) for page in document.sheet.pages),
    "overview": lambda document: ({**taken("overview", row), "label": row.label or None} for row in document.sheet.overview),
    "projects": lambda document: map(_project_row, document.sheet.projects),
    "goals": lambda document: _goal_rows(document.sheet),
    "prior_issues": lambda document: _prior_issue_rows(document.sheet),
    "statements": lambda document: _statement_rows(document.sheet),
    "viewpoints": lambda document: _viewpoint_rows(document.sheet),
    "statement_viewpoints": _link_rows,
    "tables": _table_rows,
    "table_cells": _cell_rows,
    "figures": lambda document: (
        {**taken("figures", figure), "project_no": project.project_no} for project in document.sheet.projects for figure in project.figures
    ),
    "facts": _fact_rows,
    "mentions": _mention_rows,
    "entities": _entity_rows,
}
PRINTED_TABLES = tuple(name for name in _ROWS_OF if name not in WORD_TABLES)


def _tokens_table(document: Document) -> pa.Table:
    """Column by column: tokens are by far the most rows of a document."""
    document_id = document.sheet.document_id
    named = sorted((statement_id(document_id, *key), tokens) for key, tokens in document.tokens.items())
    tokens = [token for _, said in named for token in said]
    columns: dict[str, list[Any]] = {
        "statement_id": [name for name, said in named for _ in said],
        "document_id": [document_id] * len(tokens),
        **{f"pos{n + 1}": [token.pos[n] for token in tokens] for n in range(6)},
    }
    declared = schema("tokens")
    for name in declared.names:
        if name not in columns:
            columns[name] = list(map(attrgetter(name), tokens))
    return pa.Table.from_arrays([pa.array(columns[column.name], type=column.type) for column in declared], schema=declared)


def implied_rows(sheet: Sheet) -> dict[str, int]:
    """How many rows of each table made from its pages the sheet implies; the gate holds the collection to it."""
    of_projects = ("goals", "prior_issues", "statements", "viewpoints", "tables", "figures")
    return {
        "documents": 1,
        "pages": len(sheet.pages),
        "overview": len(sheet.overview),
        "projects": len(sheet.projects),
        **{name: sum(len(getattr(project, name)) for project in sheet.projects) for name in of_projects},
        "table_cells": sum(len(table.cells) for project in sheet.projects for table in project.tables),
    }
