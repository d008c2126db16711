"""One evaluation sheet as rows of the curated tables.

In goes a ``Document``: the parsed sheet with what the rooms for facts and narrative made of it. Out come Arrow tables by
the contract's names, rows in key order. What needs the other documents (``sources``, ``terms``, ``defects``, which
document is current) is added by ``collection``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Literal, TypeVar

import pyarrow as pa

import pipeline
from pipeline.datasets.contract import CONTRACT_VERSION, schema, spec
from pipeline.datasets.identity import content_id, nfkc, period_code, row_id, spaceless, statement_id, ward_names, ward_of
from pipeline.facts import norms
from pipeline.facts.model import TableReading
from pipeline.narrative.asked import Recognised, recognised
from pipeline.narrative.model import Token, ViewpointLink
from pipeline.narrative.themes import theme_names
from pipeline.prose.model import Entity, Mention, StatementKey
from pipeline.sheet.confidence import lowest_in
from pipeline.sheet.model import DataTable, Goal, Project, Sheet, Viewpoint
from pipeline.values import Box, Printed

Row = dict[str, Any]
TableKey = tuple[int, int]
"""(project_no, table_no) of a data table within its document."""
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
        name: _tokens_table(document) if name == "tokens" else arrow_table(name, sorted_by_key(name, _sure_rows(name, document, sure)))
        for name in names or (*_ROWS_OF, "tokens")
    }


def _sure_rows(name: str, document: Document, sure: Callable[[Sequence[Box]], float | None]) -> Iterator[Row]:
    """The document's rows of a table with the confidence of what stands in all their boxes."""
    for row in _ROWS_OF[name](document):
        if "boxes" in row:
            row["confidence"] = sure([box for column in _PLACES if column in row for box in row[column]])
        yield row


_PLACES = ("boxes", "boxes_operator", "boxes_ward", "boxes_caption", "boxes_labels")
"""What of a row tells where something of it stands; a fact is no surer than the headers that name it."""


def _provenance(printed: Printed) -> Row:
    return {"page_first": printed.page_first, "page_last": printed.page_last, "boxes": printed.boxes}


def _document_row(sheet: Sheet) -> Row:
    ward = ward_of(sheet.ward)
    return {
        "document_id": sheet.document_id,
        "form": nfkc(sheet.form) if sheet.form else None,
        "form_title": sheet.form_title,
        "title": sheet.title,
        "ward": sheet.ward,
        "ward_code": ward.code5 if ward else None,
        "ward_code6": ward.code6 if ward else None,
        "sheet_kind": sheet.sheet_kind,
        "term_no": sheet.term_no,
        "period_start": sheet.period_start,
        "period_end": sheet.period_end,
        "operator": sheet.operator,
        "ward_office": sheet.ward_office,
        "conducted": sheet.conducted,
        "is_current": True,
        "is_latest": True,
        "page_count": sheet.page_count,
        "page_sizes": sheet.page_sizes,
        "text_source": sheet.text_source,
        "confidence": _mean_confidence(sheet),
        "lookalikes_settled": _settled(sheet),
        "chars_total": sheet.accounting.chars_total,
        "chars_unaccounted": sheet.accounting.chars_unaccounted,
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


def _page_rows(sheet: Sheet) -> Iterator[Row]:
    for page in sheet.pages:
        named = {name: getattr(page, name) for name in spec("pages").column_names if hasattr(page, name)}
        yield {"document_id": sheet.document_id, **named, "row_id": row_id("pages", sheet.document_id, page.page)}


def with_verification(tables: Mapping[str, pa.Table], by: str, rows: int) -> dict[str, pa.Table]:
    """One document's tables, of which ``documents`` says by what so many of its rows were verified."""
    documents = tables["documents"]
    for name, value in (("verified_by", by), ("rows_verified", rows)):
        at = documents.schema.get_field_index(name)
        documents = documents.set_column(at, documents.schema.field(at), pa.array([value], documents.schema.field(at).type))
    return {**tables, "documents": documents}


def _overview_rows(sheet: Sheet) -> Iterator[Row]:
    for item in sheet.overview:
        yield {
            "document_id": sheet.document_id,
            "seq": item.seq,
            "label": item.label or None,
            "text": item.text.text,
            **_provenance(item.text),
            "row_id": row_id("overview", sheet.document_id, item.seq),
        }


def _project_row(sheet: Sheet, project: Project) -> Row:
    return {
        "document_id": sheet.document_id,
        "project_no": project.project_no,
        "project_code": project.project_code,
        "title": project.title.text or None,
        **_provenance(project.title),
        "row_id": row_id("projects", sheet.document_id, project.project_no),
    }


def _content_id(sheet: Sheet, project: Project, part: str, text: str) -> str:
    return content_id(sheet.ward, period_code(sheet.period_start, sheet.period_end), project.project_code, part, text)


_Of = TypeVar("_Of", Goal, Viewpoint)


def _with_common(kind: Literal["goal", "viewpoint"], project: Project, rows: Sequence[_Of]) -> Iterator[tuple[_Of, Recognised | None]]:
    """The goals or viewpoints of a project, each with what it is of the city's common ones."""
    common = recognised([row.text.text for row in rows], project.project_code, kind)
    return zip(rows, common, strict=True)


def _goal_rows(sheet: Sheet) -> Iterator[Row]:
    for project in sheet.projects:
        for goal, common in _with_common("goal", project, project.goals):
            yield {
                "document_id": sheet.document_id,
                "project_no": project.project_no,
                "goal_no": goal.goal_no,
                "text": goal.text.text,
                "mark": goal.mark,
                "goal_code": common and common.code,
                "goal_relation": common and common.relation,
                "rating_operator": goal.rating_operator,
                "rating_ward": goal.rating_ward,
                "rating_operator_raw": goal.rating_operator_raw,
                "rating_ward_raw": goal.rating_ward_raw,
                **_provenance(goal.text),
                "boxes_operator": goal.boxes_operator,
                "boxes_ward": goal.boxes_ward,
                "row_id": row_id("goals", sheet.document_id, project.project_no, goal.goal_no),
                "content_id": _content_id(sheet, project, "goals", goal.text.text),
            }


def _prior_issue_rows(sheet: Sheet) -> Iterator[Row]:
    for project in sheet.projects:
        for issue in project.prior_issues:
            yield {
                "document_id": sheet.document_id,
                "project_no": project.project_no,
                "seq": issue.seq,
                "text": issue.text.text,
                "mark": issue.mark,
                "goal_no": issue.goal_no,
                "term": issue.term,
                "themes": theme_names(issue.text.text),
                **_provenance(issue.text),
                "row_id": row_id("prior_issues", sheet.document_id, project.project_no, issue.seq),
                "content_id": _content_id(sheet, project, "prior_issues", issue.text.text),
            }


def _statement_rows(sheet: Sheet) -> Iterator[Row]:
    for project in sheet.projects:
        for statement in project.statements:
            key = (sheet.document_id, project.project_no, statement.section, statement.seq)
            yield {
                "statement_id": statement_id(*key),
                "document_id": sheet.document_id,
                "project_no": project.project_no,
                "text": statement.text.text,
                "section": statement.section,
                "seq": statement.seq,
                "order_no": statement.order_no,
                "kind": statement.kind,
                "level": statement.level,
                "parent_seq": statement.parent_seq,
                "mark": statement.mark,
                "heading": statement.heading,
                "heading_no": statement.heading_no,
                "subheading": statement.subheading,
                "goal_nos": statement.goal_nos,
                "text_norm": nfkc(statement.text.text),
                "themes": theme_names(statement.text.text),
                **_provenance(statement.text),
                "row_id": row_id("statements", *key),
                "content_id": _content_id(sheet, project, statement.section, statement.text.text),
            }


def _viewpoint_rows(sheet: Sheet) -> Iterator[Row]:
    for project in sheet.projects:
        for viewpoint, common in _with_common("viewpoint", project, project.viewpoints):
            yield {
                "document_id": sheet.document_id,
                "project_no": project.project_no,
                "viewpoint_no": viewpoint.viewpoint_no,
                "text": viewpoint.text.text,
                "mark": viewpoint.mark,
                "viewpoint_code": common and common.code,
                "viewpoint_relation": common and common.relation,
                **_provenance(viewpoint.text),
                "row_id": row_id("viewpoints", sheet.document_id, project.project_no, viewpoint.viewpoint_no),
                "content_id": _content_id(sheet, project, "viewpoints", viewpoint.text.text),
            }


def _link_rows(document: Document) -> Iterator[Row]:
    document_id = document.sheet.document_id
    for project_no, links in document.links.items():
        for link in links:
            key = (document_id, project_no, link.section, link.seq)
            yield {
                "statement_id": statement_id(*key),
                "viewpoint_no": link.viewpoint_no,
                "document_id": document_id,
                "project_no": project_no,
                "rank": link.rank,
                "score": link.score,
                "rule": link.rule,
                "evidence": link.evidence,
                "status": link.status,
                "probability": link.probability,
                "row_id": row_id("statement_viewpoints", *key, link.viewpoint_no),
            }


def _data_tables(sheet: Sheet) -> Iterator[tuple[Project, DataTable]]:
    for project in sheet.projects:
        for table in project.tables:
            yield project, table


def _table_rows(document: Document) -> Iterator[Row]:
    sheet = document.sheet
    for project, table in _data_tables(sheet):
        read = document.tables.get((project.project_no, table.table_no))
        caption = (read.caption if read else None) or table.caption
        yield {
            "document_id": sheet.document_id,
            "project_no": project.project_no,
            "table_no": table.table_no,
            "caption": caption.text if caption else None,
            "section": table.section,
            "order_no": table.order_no,
            "n_rows": table.n_rows,
            "n_cols": table.n_cols,
            "header_rows": read.header_rows if read else 0,
            "header_cols": read.header_cols if read else 0,
            "heading_no": table.heading_no,
            "goal_nos": table.goal_nos,
            **_provenance(Printed("", table.boxes)),
            "boxes_caption": caption.boxes if caption else (),
            "row_id": row_id("tables", sheet.document_id, project.project_no, table.table_no),
        }


def _cell_rows(document: Document) -> Iterator[Row]:
    sheet = document.sheet
    for project, table in _data_tables(sheet):
        read = document.tables.get((project.project_no, table.table_no))
        headers = read.header_cells if read else frozenset()
        for cell in table.cells:
            key = (sheet.document_id, project.project_no, table.table_no, cell.row, cell.col)
            yield {
                "document_id": sheet.document_id,
                "project_no": project.project_no,
                "table_no": table.table_no,
                "row": cell.row,
                "col": cell.col,
                "text": cell.text.text,
                "rowspan": cell.rowspan,
                "colspan": cell.colspan,
                "is_header": (cell.row, cell.col) in headers,
                "raised": cell.raised,
                **_provenance(cell.text),
                "row_id": row_id("table_cells", *key),
            }


def _figure_rows(sheet: Sheet) -> Iterator[Row]:
    for project in sheet.projects:
        for figure in project.figures:
            yield {
                "document_id": sheet.document_id,
                "project_no": project.project_no,
                "figure_no": figure.figure_no,
                "text": figure.text.text,
                "caption": figure.caption.text if figure.caption else None,
                "section": figure.section,
                "order_no": figure.order_no,
                **_provenance(figure.text),
                "row_id": row_id("figures", sheet.document_id, project.project_no, figure.figure_no),
            }


def _fact_rows(document: Document) -> Iterator[Row]:
    sheet = document.sheet
    for project, table in _data_tables(sheet):
        read = document.tables.get((project.project_no, table.table_no))
        facts = read.facts if read else ()
        subjects = norms.Subjects(sheet.ward or "", ward_names(), frozenset(label for fact in facts for label in fact.labels))
        for fact in facts:
            key = (sheet.document_id, project.project_no, table.table_no, fact.row, fact.col, fact.fact_no)
            measure = " / ".join(fact.labels)
            yield {
                "document_id": sheet.document_id,
                "project_no": project.project_no,
                "table_no": table.table_no,
                "row": fact.row,
                "col": fact.col,
                "fact_no": fact.fact_no,
                "raw": fact.raw,
                "labels": fact.labels,
                "measure": measure,
                "measure_norm": spaceless(measure),
                "fiscal_year": fact.fiscal_year,
                "month": fact.month,
                "period_kind": fact.period_kind,
                "period_label": fact.period_label,
                "value": fact.value,
                "unit": fact.unit,
                "qualifier": fact.qualifier,
                "role": fact.role,
                "bound": fact.bound,
                "null_reason": fact.null_reason,
                "unit_norm": norms.normal_unit(fact.unit)[0],
                "value_norm": norms.normal_value(fact.value, fact.unit),
                "is_stock": fact.period_kind == "fiscal_year_end",
                "subject": subjects.of(fact.labels),
                "revision": norms.revision_of(fact.labels),
                **_provenance(Printed(fact.raw, fact.boxes)),
                "boxes_labels": fact.boxes_labels,
                "row_id": row_id("facts", *key),
            }


def _mention_rows(document: Document) -> Iterator[Row]:
    sheet = document.sheet
    boxes = {(p.project_no, s.section, s.seq): s.text.boxes for p in sheet.projects for s in p.statements}
    for key, mentions in document.mentions.items():
        said = statement_id(sheet.document_id, *key)
        for number, mention in enumerate(mentions, 1):
            yield {
                "statement_id": said,
                "mention_no": number,
                "document_id": sheet.document_id,
                "project_no": key[0],
                **{name: getattr(mention, name) for name in _OF_MENTION},
                "unit_norm": norms.normal_unit(mention.unit)[0],
                "fact_row_id": row_id("facts", sheet.document_id, *mention.fact) if mention.fact else None,
                **_provenance(Printed(mention.raw, boxes[key])),
                "row_id": row_id("mentions", sheet.document_id, *key, number),
            }


_OF_MENTION = ("begin", "end", "raw", "value", "unit", "fiscal_year", "month", "period_kind", "bound", "counted", "relation")


def _entity_rows(document: Document) -> Iterator[Row]:
    document_id = document.sheet.document_id
    for entity in document.entities:
        yield {
            "document_id": document_id,
            "name": entity.name,
            "entity_type": entity.entity_type,
            "variants": entity.variants,
            "statement_ids": [statement_id(document_id, *key) for key in entity.statements],
            **_provenance(Printed(entity.name, entity.boxes)),
            "row_id": row_id("entities", document_id, entity.name),
        }


_ROWS_OF: Mapping[str, Callable[[Document], Iterable[Row]]] = {
    "documents": lambda document: [_document_row(document.sheet)],
    "pages": lambda document: _page_rows(document.sheet),
    "overview": lambda document: _overview_rows(document.sheet),
    "projects": lambda document: (_project_row(document.sheet, project) for project in document.sheet.projects),
    "goals": lambda document: _goal_rows(document.sheet),
    "prior_issues": lambda document: _prior_issue_rows(document.sheet),
    "statements": lambda document: _statement_rows(document.sheet),
    "viewpoints": lambda document: _viewpoint_rows(document.sheet),
    "statement_viewpoints": lambda document: _link_rows(document),
    "tables": lambda document: _table_rows(document),
    "table_cells": lambda document: _cell_rows(document),
    "figures": lambda document: _figure_rows(document.sheet),
    "facts": lambda document: _fact_rows(document),
    "mentions": lambda document: _mention_rows(document),
    "entities": lambda document: _entity_rows(document),
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
    projects = sheet.projects
    return {
        "documents": 1,
        "pages": len(sheet.pages),
        "overview": len(sheet.overview),
        "projects": len(projects),
        "goals": sum(len(project.goals) for project in projects),
        "prior_issues": sum(len(project.prior_issues) for project in projects),
        "statements": sum(len(project.statements) for project in projects),
        "viewpoints": sum(len(project.viewpoints) for project in projects),
        "tables": sum(len(project.tables) for project in projects),
        "table_cells": sum(len(table.cells) for _, table in _data_tables(sheet)),
        "figures": sum(len(project.figures) for project in projects),
    }
