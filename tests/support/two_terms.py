"""Two terms of one invented ward: the small sheet as it is, and one of the term before whose first project differs from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pyarrow as pa

from pipeline.datasets.collection import GivenFile, collect
from pipeline.datasets.document import Document, document_tables
from pipeline.facts.model import TableReading
from pipeline.sheet.model import PriorIssue, Project, Sheet, Statement
from pipeline.values import Defect, Place, Printed
from tests.support.small_sheet import small_document, small_sheet
from tests.support.terms import term_row, term_rows

YEARS_APART = 5


def two_terms() -> tuple[Sheet, Sheet]:
    """Documents r2 and r7. In project 1 one goal is reworded and its ratings moved, one dropped, one added; of three
    challenges one is reworded, one copied, one dropped, and one issue is new."""
    later, before = small_sheet("r7"), replace(small_sheet("r2"), term_no=2, period_start=2016, period_end=2020, conducted="2020-09")
    challenges = ("土曜日の利用が少ないため、周知を進める必要がある。", "雨の日の混雑への対応を検討する。", "父親が集まる場がない。")
    issues = (
        ("○", "土曜日の利用が少ないため、周知が必要である。"),
        ("○", "父親が集まる場がない。"),
        ("⇒", "講座を月1回開く。"),
        ("○", "転入者に情報が届かない。"),
    )
    project = _said(before.projects[0], challenges, ())
    first, second = project.goals
    goals = (
        replace(first, text=first.text._replace(text="親子が安心して楽しく過ごせる。"), rating_operator="B", rating_ward="A"),
        replace(second, text=second.text._replace(text="雨でも遊べる。"), rating_operator="C"),
    )
    before = replace(before, projects=(replace(project, goals=goals), *before.projects[1:]))
    later = replace(later, projects=(_said(later.projects[0], (), issues), *later.projects[1:]))
    return before, later


def _said(project: Project, challenges: tuple[str, ...], issues: tuple[tuple[str, str], ...]) -> Project:
    model = next(statement for statement in project.statements if statement.section == "challenge")
    rest = [statement for statement in project.statements if statement.section != "challenge"]
    made: list[Statement] = [
        model._replace(seq=seq, order_no=model.order_no + seq - 1, text=Printed(text, model.text.boxes))
        for seq, text in enumerate(challenges, 1)
    ]
    boxes = project.prior_issues[0].text.boxes
    prior = tuple(PriorIssue(seq, mark, Printed(text, boxes), None, "2期目") for seq, (mark, text) in enumerate(issues, 1))
    return replace(project, statements=(*rest, *made), prior_issues=prior)


def two_documents() -> tuple[Document, Document]:
    """The two sheets with their facts: the same measure, counted five years earlier and a thousand lower in the older one."""
    before, later = (small_document(sheet) for sheet in two_terms())
    return replace(before, tables={key: _earlier(read) for key, read in before.tables.items()}), later


def _earlier(read: TableReading) -> TableReading:
    facts = tuple(
        replace(
            fact,
            fiscal_year=fact.fiscal_year and fact.fiscal_year - YEARS_APART,
            value=None if fact.value is None else fact.value - 1000,
        )
        for fact in read.facts
    )
    return replace(read, facts=facts)


def two_terms_tables() -> dict[str, pa.Table]:
    """The collection of both, with terms, a wrong total in the later sheet, and a viewpoint of project 2 that nothing answers."""
    return dict(_collected())


@cache
def _collected() -> Mapping[str, pa.Table]:
    before, later = two_documents()
    later = replace(later, links={**later.links, 2: tuple(link for link in later.links[2] if link.viewpoint_no != 1)})
    wrong = Defect("total-mismatch", 1, quote="合計 20", place=Place(1, "親子の居場所事業"), values=(("printed", "20"), ("computed", "21")))
    sources = [
        GivenFile(
            f"{document.sheet.document_id}.pdf",
            document.sheet.source_sha256,
            document.sheet.document_id,
            "published",
            defects,
            licence="架空",
        )
        for document, defects in ((before, ()), (later, (wrong,)))
    ]
    counts = (("r2", "父親", 1, -2.0), ("r2", "双子", 3, 4.0), ("r7", "父親", 6, 5.5), ("r7", "相談", 2, 1.0))
    ranks = {"双子": 1, "父親": 2, "相談": 2}
    terms = [
        term_row(name, 1, "challenge", term, count, keyness, 1 if count == 6 else ranks[term], 3 if name == "r2" else None)
        for name, term, count, keyness in counts
    ]
    documents = {document.sheet.document_id: document_tables(document) for document in (before, later)}
    return collect(documents, sources, term_rows(terms)).tables
