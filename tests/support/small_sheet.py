"""A small evaluation sheet of an invented ward with a little of everything, and the curated tables made from it.

Two projects; goals rated and unrated, reasons under a heading with a bullet under a bullet, a table with facts, a chart,
viewpoints and links. ``good_collection`` joins three such documents with a refused and a doubled source.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any

import pyarrow as pa

from pipeline.datasets.collection import Collection, GivenFile, collect
from pipeline.datasets.contract import Row, schema
from pipeline.datasets.document import WORD_TABLES, Document, document_tables, implied_rows
from pipeline.datasets.packed import packed
from pipeline.facts.model import Fact, TableKey, TableReading
from pipeline.narrative.model import Token, ViewpointLink
from pipeline.prose import entities_of, mentions_of
from pipeline.prose.model import StatementKey
from pipeline.run.work.reading import Reading, summary_of
from pipeline.sheet.model import (
    Accounting,
    DataTable,
    Goal,
    OverviewRow,
    PageAccount,
    PrintedFigure,
    PriorIssue,
    Project,
    Section,
    Sheet,
    Statement,
    StatementKind,
    TableCell,
    Viewpoint,
)
from pipeline.sheet.staged import dumps, plain
from pipeline.values import Box, Defect, Place, Printed
from tests.support.terms import term_row, term_rows

TITLES = {1: ("ibasho", "親子の居場所事業"), 2: ("sodan", "子育て相談事業")}


def _printed(text: str, line: int, page: int = 1) -> Printed:
    return Printed(text, (Box(page, 60.0, 40.0 + 10 * line, 400.0, 48.0 + 10 * line),))


def _on_page(page: int, value: Any) -> Any:
    """The value with all its boxes on that page."""
    if isinstance(value, Box):
        return value._replace(page=page)
    if isinstance(value, tuple):
        moved = [_on_page(page, part) for part in value]
        return type(value)(*moved) if hasattr(value, "_fields") else tuple(moved)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{part.name: _on_page(page, getattr(value, part.name)) for part in fields(value)})
    return value


def _statement(
    section: Section,
    seq: int,
    order_no: int,
    text: str,
    mark: str = "・",
    *,
    kind: StatementKind = "bullet",
    parent_seq: int | None = None,
    heading: str | None = None,
    goal_nos: tuple[int, ...] = (),
) -> Statement:
    return Statement(
        section=section,
        seq=seq,
        order_no=order_no,
        kind=kind,
        level=1 if parent_seq else 0,
        parent_seq=parent_seq,
        mark=mark,
        text=_printed(text, 20 + order_no),
        heading=heading,
        heading_no=1 if heading else None,
        subheading=None,
        goal_nos=goal_nos,
    )


def _cells() -> tuple[TableCell, ...]:
    rows = (("", "令和4年度", "令和5年度"), ("利用者数", "1,234人", "―"))
    return tuple(TableCell(r, c, 1, 1, _printed(text, 30 + r)) for r, row in enumerate(rows) for c, text in enumerate(row))


def _project(no: int) -> Project:
    code, title = TITLES[no]
    head = "安心して過ごせる場"
    return Project(
        project_no=no,
        project_code=code,
        title=_printed(title, 1),
        goals=(
            Goal(
                1,
                "①",
                _printed("親子が安心して過ごせる。", 2),
                "A",
                "B",
                "Ａ",
                "B",
                (Box(1, 410, 60, 420, 68),),
                (Box(1, 430, 60, 440, 68),),
            ),
            Goal(2, "②", _printed("多様な人が利用する。", 3), "B", None, "B", "－", (Box(1, 410, 70, 420, 78),), ()),
        ),
        prior_issues=(
            PriorIssue(1, "○", _printed("土曜日の利用が少ない。", 4), 1, "2期目"),
            PriorIssue(2, "⇒", _printed("父親の参加が要る。", 5), None, "2期目"),
        ),
        statements=(
            _statement("operator_reason", 1, 2, head, "①", kind="heading", heading=head, goal_nos=(1,)),
            _statement("operator_reason", 2, 3, "父親が参加しやすい会を始めた。", heading=head, goal_nos=(1,)),
            _statement("operator_reason", 3, 4, "参加者は増えている。", "①", parent_seq=2, heading=head, goal_nos=(1,)),
            _statement("ward_reason", 1, 6, "健診の会場で拠点を紹介した。", "①～②", goal_nos=(1, 2)),
            _statement("ward_reason", 2, 7, "また、広報に載せた。", "", kind="paragraph", goal_nos=(1, 2)),
            _statement("outcome", 1, 8, "「みどりカフェ」を始め、令和4年度の利用者は1,234人となった。"),
            _statement("challenge", 1, 9, "特になし"),
        ),
        tables=(
            DataTable(1, 1, "operator_reason", _printed("●利用の状況", 29), False, 2, 3, None, (), _cells(), (Box(1, 60, 380, 400, 430),)),
        ),
        figures=(PrintedFigure(1, 5, "operator_reason", _printed("満足 128 不満 4", 40), None),),
        viewpoints=(
            Viewpoint(1, "ア", _printed("初めての人も入りやすいか。", 50)),
            Viewpoint(2, "イ", _printed("父親が参加できるか。", 51)),
        ),
    )


def small_sheet(document_id: str = "aoi-r7", ward: str = "青葉が原区") -> Sheet:
    return Sheet(
        document_id=document_id,
        source_sha256=hashlib.sha256(document_id.encode()).hexdigest(),
        page_count=2,
        page_sizes=((595.28, 841.89), (841.89, 595.28)),
        text_source="digital",
        form="様式１－１",
        form_title="地域子育て支援拠点事業評価シート",
        title=f"{ward}地域子育て支援拠点事業 5か年のまとめ",
        ward=ward,
        sheet_kind="final",
        term_no=3,
        period_start=2021,
        period_end=2025,
        operator="特定非営利活動法人あおい",
        ward_office=f"{ward}こども家庭支援課",
        conducted="2025-09",
        overview=(OverviewRow(1, "対象事業", _printed("拠点事業", 52)), OverviewRow(2, "実施時期", _printed("令和7年9月", 53))),
        projects=(_project(1), _on_page(2, _project(2))),
        accounting=Accounting(chars_total=800, chars_unaccounted=0, chars_hidden=0),
        pages=(
            PageAccount(1, 595.28, 841.89, 0, "read", 0.0, 800, 700, 40, 50, 10, 0, 0, 0, 0, 800),
            PageAccount(2, 841.89, 595.28, 0, "blank", 0.0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        ),
        defects=(Defect("rating-missing", 1, Box(1, 430, 80, 440, 90), "－", Place(1, "親子の居場所事業", "自己評価", "②")),),
    )


def _fact(table: DataTable, col: int, year: int, value: float | None) -> Fact:
    cell = next(cell for cell in table.cells if (cell.row, cell.col) == (1, col))
    return Fact(
        row=1,
        col=col,
        fact_no=1,
        raw=cell.text.text,
        labels=("利用の状況", "利用者数"),
        fiscal_year=year,
        month=None,
        period_kind="fiscal_year",
        period_label=f"令和{year - 2018}年度",
        value=value,
        unit="人",
        qualifier=None,
        role="value",
        bound=None,
        null_reason=None if value is not None else "dash",
        boxes=cell.text.boxes,
    )


def _tokens(text: str) -> tuple[Token, ...]:
    """Two characters a token: enough for the tables, without a dictionary."""
    pairs = [(at, text[at : at + 2]) for at in range(0, len(text), 2)]
    pos = ("名詞", "普通名詞", "一般", "*", "*", "*")
    return tuple(Token(n, word, word, word, "", pos, False, at, at + len(word), (word,)) for n, (at, word) in enumerate(pairs, 1))


def small_document(sheet: Sheet) -> Document:
    tables: dict[TableKey, TableReading] = {}
    tokens: dict[StatementKey, Sequence[Token]] = {}
    links: dict[int, Sequence[ViewpointLink]] = {}
    for project in sheet.projects:
        for table in project.tables:
            facts = (_fact(table, 1, 2022, 1234.0), _fact(table, 2, 2023, None))
            headers = frozenset({(0, 0), (0, 1), (0, 2), (1, 0)})
            tables[project.project_no, table.table_no] = TableReading(1, 1, headers, table.caption, facts, ())
        for statement in project.statements:
            tokens[project.project_no, statement.section, statement.seq] = _tokens(statement.text.text)
        links[project.project_no] = (
            ViewpointLink("operator_reason", 2, 2, 1, 0.9, "theme:father", ("父親",), "asserted", 0.95),
            ViewpointLink("operator_reason", 2, 1, 2, 0.3, "likeness", ("参加",), "suggested", 0.3),
        )
    return Document(sheet, tables, mentions_of(sheet, tables), entities_of(sheet), tokens, links)


def _terms(sheet: Sheet) -> list[Row]:
    return [
        term_row(sheet.document_id, project.project_no, "operator_reason", term, count, keyness, rank)
        for project in sheet.projects
        for rank, (term, count, keyness) in enumerate((("父親", 2, 3.5), ("参加", 1, 0.5)), 1)
    ]


@dataclass(frozen=True)
class Good:
    """A collection that passes the gate, with what its sheets imply."""

    collection: Collection
    implied: dict[str, dict[str, int]]

    @property
    def tables(self) -> dict[str, pa.Table]:
        return dict(self.collection.tables)


@cache
def good_collection() -> Good:
    """Two documents of two wards, one ward's document of the term before, a refused and a doubled source."""
    before = replace(small_sheet("z-aoi-r2", "青葉が原区"), term_no=2, period_start=2016, period_end=2020, conducted="2020-09")
    sheets = [small_sheet("aoi-r7", "青葉が原区"), small_sheet("aoi-r7-b", "小川区"), before]
    sources = [
        GivenFile(
            f"{sheet.document_id}.pdf",
            sheet.source_sha256,
            sheet.document_id,
            "published",
            sheet.defects,
            sheet.ward,
            None,
            "2025-11-28",
            "架空",
        )
        for sheet in sheets
    ]
    twin = Defect("duplicate-source", values=(("other", "aoi-r7"),))
    sources.append(GivenFile("copy.pdf", sheets[0].source_sha256, "copy", "duplicate", (twin,)))
    sources.append(GivenFile("page.pdf", "f" * 64, "page", "refused", (Defect("not-pdf"),)))
    collection = collect(
        {sheet.document_id: document_tables(small_document(sheet)) for sheet in sheets},
        sources,
        term_rows(term for sheet in sheets for term in _terms(sheet)),
    )
    collection = replace(collection, tables={**collection.tables, **_of_release()})
    return Good(collection, {sheet.document_id: implied_rows(sheet) for sheet in sheets})


def _of_release() -> dict[str, pa.Table]:
    """A row of each table that a publication has of itself."""
    rated = {"row_id": "goals/aoi-r7/1/1", "column_name": "rating_ward"}
    rows: dict[str, dict[str, object]] = {
        "coverage": {"ward_code": "青葉が原区", "period_start": 2021, "sheet_kind": "final", "ward": "青葉が原区", "state": "published"},
        "corrections": {**rated, "printed": "B", "corrected": "A", "reason": "誤植", "decided_by": "区", "state": "stale"},
        "decisions": {
            "kind": "correction",
            "number": 1,
            "target": "goals/aoi-r7/1/1 rating_ward",
            "decision": "B → A",
            "reason": "誤植",
            "decided_by": "区",
            "decided_on": "2026-04-01",
            "state": "stale",
        },
        "changes": {
            **rated,
            "table_name": "goals",
            "document_id": "aoi-r7",
            "change": "changed",
            "old": "C",
            "new": "B",
            "cause": "source",
        },
    }
    return {name: pa.Table.from_pylist([row], schema=schema(name)) for name, row in rows.items()}


def small_reading(sheet: Sheet) -> Reading:
    """The reading of such a sheet as a worker hands it over."""
    document = small_document(sheet)
    tables = document_tables(document)
    about = {"defects": plain(sheet.defects), "summary": summary_of(sheet, tables, len(sheet.defects)), "implied": implied_rows(sheet)}
    facts = packed({name: table for name, table in tables.items() if name not in WORD_TABLES}, about)
    words = packed({name: tables[name] for name in WORD_TABLES})
    return Reading(sheet.document_id, sheet.source_sha256, sheet.defects, staged=dumps(sheet), packed={"facts": facts, "words": words})
