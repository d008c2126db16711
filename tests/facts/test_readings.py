"""What a worker makes of one sheet: each defect with the place that a person looks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.facts.model import TableReading
from pipeline.facts.readings import defects_of, readings_of
from pipeline.rules.defects import where_ja
from pipeline.sheet.model import StatementKind
from pipeline.values import Box, Defect, Printed
from tests.facts.drawn import drawn
from tests.support.small_sheet import small_sheet


def test_a_defect_of_a_table_says_its_project_and_section() -> None:
    """As a check and a run name the place alike, an entry of accepted.toml covers it in both."""
    sheet = small_sheet()
    project = sheet.projects[0]
    read = TableReading(1, 1, frozenset(), None, (), (Defect("total-mismatch", 1, Box(1, 70, 390, 90, 400)),))
    (defect,) = defects_of(sheet, {(project.project_no, project.tables[0].table_no): read})
    assert where_ja(defect) == f"1ページ ＞ {project.project_no} {project.title.text} ＞ 評価の理由(法人)"


@pytest.mark.parametrize(
    ("note", "kind", "is_told"),
    [
        ("※合計にはその他を含む", "note", False),
        ("合計にはその他を含む", "bullet", False),
        ("※端数処理のため一致しない", "note", False),
        ("相談の内容は複数回答で聞いた", "bullet", True),
        ("※令和4年度は4月を除く", "note", True),
        ("※合計は各年度末", "note", True),
    ],
)
def test_a_total_that_a_note_explains_is_not_accused(note: str, kind: StatementKind, is_told: bool) -> None:
    sheet = small_sheet()
    project = sheet.projects[0]
    table = project.tables[0]
    said = project.statements[0]._replace(order_no=table.order_no + 1, kind=kind, text=Printed(note, project.statements[0].text.boxes))
    others = tuple(s._replace(order_no=s.order_no + 1 if s.order_no > table.order_no else s.order_no) for s in project.statements[1:])
    changed = replace(sheet, projects=(replace(project, statements=(said, *others)), *sheet.projects[1:]))
    read = TableReading(1, 1, frozenset(), None, (), (Defect("total-mismatch", 1, Box(1, 70, 390, 90, 400)),))
    assert bool(list(defects_of(changed, {(project.project_no, table.table_no): read}))) == is_told


ABOVE_TOTALS = "区分 | 3年度 // 面接 | 10 // 電話 | 5 // 合計 | 16"


@pytest.mark.parametrize(("period", "year"), [((2021, 2025), 2021), ((None, 2025), None), ((2021, None), None)])
def test_a_year_without_era_is_one_of_the_sheets_own(period: tuple[int | None, int | None], year: int | None) -> None:
    sheet = small_sheet()
    table = replace(drawn(ABOVE_TOTALS.replace("//", "\n")), table_no=1)
    first = replace(sheet.projects[0], tables=(table,))
    (read,) = readings_of(replace(sheet, projects=(first,), period_start=period[0], period_end=period[1])).values()
    assert {fact.fiscal_year for fact in read.facts} == {year}
    assert [defect.code for defect in read.defects] == ["total-mismatch"]


@pytest.mark.parametrize(
    ("notes", "is_told"),
    [
        ([("note", "※4月から数える"), ("note", "※合計にはその他を含む")], False),
        ([("bullet", "相談が増えた"), ("note", "※合計にはその他を含む")], False),
        ([("note", "※4月から数える"), ("bullet", "合計にはその他を含む")], True),
        ([], True),
    ],
)
def test_only_notes_that_follow_each_other_explain_a_total(notes: list[tuple[StatementKind, str]], is_told: bool) -> None:
    sheet = small_sheet()
    first, *others = sheet.projects
    table = first.tables[0]
    like = first.statements[0]
    said = tuple(like._replace(order_no=table.order_no + n, kind=kind, text=Printed(t, ())) for n, (kind, t) in enumerate(notes, 1))
    changed = replace(sheet, projects=(replace(first, statements=said), *others))
    accused, other = Defect("total-mismatch", 1), Defect("number-unreadable", 1)
    read = TableReading(1, 1, frozenset(), None, (), (accused, other))
    found = [defect.code for defect in defects_of(changed, {(first.project_no, table.table_no): read})]
    assert found == (["total-mismatch"] if is_told else []) + ["number-unreadable"]
