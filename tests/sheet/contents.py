"""What a sheet says, kind by kind, as records that can be compared: texts by NFKC and without white space."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pipeline.sheet.model import Project, Sheet, Statement

Record = tuple[Any, ...]
_SPACE = re.compile(r"\s+")


def plain(text: str | None) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFKC", text or "").replace("〜", "~"))


def contents(sheet: Sheet) -> dict[str, Counter[Record]]:
    """Records by kind."""
    found: dict[str, Counter[Record]] = defaultdict(Counter)
    for kind, record in _records(sheet):
        found[kind][record] += 1
    return found


def told_by_gold(sheet: Sheet) -> dict[str, Counter[Record]]:
    """The records that the gold truth of a sheet fixes: it knows no figures, no term, no marks of outcomes and challenges."""

    def told(said: Statement) -> Statement:
        if said.section in ("outcome", "challenge"):
            return said._replace(mark="", kind="bullet", level=0, parent_seq=None)
        if said.kind == "heading":
            return said._replace(heading=None)
        return said._replace(subheading=None) if said.kind == "subheading" else said

    projects = tuple(replace(p, figures=(), statements=tuple(told(said) for said in p.statements)) for p in sheet.projects)
    return contents(replace(sheet, term_no=None, projects=projects))


def _records(sheet: Sheet) -> Iterator[tuple[str, Record]]:
    yield "documents", (plain(sheet.form), plain(sheet.ward), sheet.sheet_kind, sheet.term_no, sheet.period_start, sheet.period_end)
    yield "documents", tuple(plain(text) for text in (sheet.form_title, sheet.title, sheet.operator, sheet.ward_office, sheet.conducted))
    for row in sheet.overview:
        yield "overview", (row.seq, plain(row.label), plain(row.text.text))
    for project in sheet.projects:
        yield from _of_project(project)


def _of_project(project: Project) -> Iterator[tuple[str, Record]]:
    no = project.project_no
    yield "projects", (no, project.project_code, plain(project.title.text))
    for goal in project.goals:
        yield "goals", (no, goal.goal_no, plain(goal.mark), plain(goal.text.text))
        yield "ratings", (no, goal.goal_no, goal.rating_operator, goal.rating_ward)
    for issue in project.prior_issues:
        yield "prior issues", (no, issue.seq, plain(issue.mark), plain(issue.text.text), issue.goal_no)
    for said in project.statements:
        place = (no, said.section, said.seq)
        yield "statements", (*place, said.kind, plain(said.text.text))
        yield "marks and levels", (*place, plain(said.mark), said.level, said.parent_seq)
        yield "headings", (*place, plain(said.heading), said.heading_no, plain(said.subheading), said.goal_nos)
    for viewpoint in project.viewpoints:
        yield "viewpoints", (no, viewpoint.viewpoint_no, plain(viewpoint.mark), plain(viewpoint.text.text))
    for table in project.tables:
        where = (no, table.table_no)
        yield "captions", (*where, plain(table.caption.text if table.caption else None))
        for cell in table.cells:
            if text := plain(cell.text.text):
                yield "cells", (*where, cell.row, cell.col, cell.rowspan, cell.colspan, text)
    for figure in project.figures:
        yield "figures", (no, figure.figure_no, plain(figure.caption.text if figure.caption else None))
