"""Two sheets side by side: what is found, and how the page, the workbook, the JSON and the terminal show it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline import rules
from pipeline.cli import main
from pipeline.datasets.comparison import Comparison, changed_words, compare, of_document
from pipeline.datasets.document import document_tables
from pipeline.report.comparison import as_text, lines_html, lines_of, write_workbook
from pipeline.sheet.model import Sheet
from pipeline.sheet.staged import dumps
from pipeline.values import Defect
from tests.proof.small import data as small_pdf
from tests.support.curated import write_tables
from tests.support.here import read_here as read_here
from tests.support.small_sheet import small_document, small_sheet
from tests.support.two_terms import two_documents, two_terms, two_terms_tables


def compared_terms() -> Comparison:
    old, new = (of_document(document_tables(document), document.sheet.document_id) for document in two_documents())
    return compare(old, new)


def compared_versions(old: Sheet, new: Sheet) -> Comparison:
    return compare(*(of_document(document_tables(small_document(sheet)), sheet.document_id) for sheet in (old, new)))


def test_goals_reworded_added_and_dropped_with_their_ratings() -> None:
    found = [goal for goal in compared_terms().goals if goal.project_no == 1]
    assert [goal.change for goal in found] == ["reworded", "dropped", "added"]
    reworded = found[0]
    assert (reworded.operator.direction, reworded.ward.direction) == ("up", "down")
    assert reworded.old and [piece.text for piece in reworded.old.pieces if piece.changed] == ["楽しく"]
    assert reworded.new and not any(piece.changed for piece in reworded.new.pieces)
    assert (found[1].operator.old, found[1].operator.new, found[1].operator.direction) == ("C", None, None)


def test_an_old_letter_is_not_struck_out_since_it_could_not_be_read() -> None:
    rated = [line for line in lines_of(compared_terms()) if line.part.startswith("自己評価")]
    assert rated and all([piece.changed for piece in line.old + line.new] == [False, True] for line in rated)


def test_the_challenges_come_back_as_issues() -> None:
    found = [issue for issue in compared_terms().issues if issue.project_no == 1]
    said = [(i.relation, i.challenge.text[:6] if i.challenge else None, i.prior_issue.text[:6] if i.prior_issue else None) for i in found]
    assert said == [
        ("reworded", "土曜日の利用", "土曜日の利用"),
        ("verbatim", "父親が集まる", "父親が集まる"),
        ("unmatched_challenge", "雨の日の混雑", None),
        ("unmatched_issue", None, "転入者に情報"),
    ]


def test_two_terms_show_how_a_measure_moved_and_not_every_number_of_other_years() -> None:
    compared = compared_terms()
    assert compared.facts == () and compared.statements == () and not compared.versions
    moved = [(m.project_no, m.old_year, m.old_value, m.new_year, m.new_value, m.difference) for m in compared.movements]
    assert moved == [(no, 2017, 234.0, 2022, 1234.0, 1000.0) for no in (1, 2)]


def test_versions_of_one_term_show_numbers_and_sentences() -> None:
    draft = small_sheet("draft")
    project = draft.projects[0]
    table = project.tables[0]
    cells = tuple(
        cell._replace(text=cell.text._replace(text="1,200人")) if (cell.row, cell.col) == (1, 1) else cell for cell in table.cells
    )
    statements = tuple(
        statement._replace(text=statement.text._replace(text="「みどりカフェ」を始め、利用者は1,234人となった。"))
        if statement.section == "outcome"
        else statement
        for statement in project.statements
        if statement.section != "challenge"
    )
    old = small_document(
        replace(draft, projects=(replace(project, tables=(replace(table, cells=cells),), statements=statements), draft.projects[1]))
    )
    fact = old.tables[1, 1].facts[0]
    changed = replace(old.tables[1, 1], facts=(replace(fact, value=1200.0, raw="1,200人"), *old.tables[1, 1].facts[1:]))
    old = replace(old, tables={**old.tables, (1, 1): changed})
    found = compare(of_document(document_tables(old), "draft"), of_document(document_tables(small_document(small_sheet("final"))), "final"))
    assert found.versions and found.issues == ()
    assert [(f.change, f.measure, f.period, f.old, f.new) for f in found.facts] == [
        ("changed", "利用の状況 / 利用者数", "令和4年度", "1,200人", "1,234人")
    ]
    assert [(s.section, s.change) for s in found.statements] == [("outcome", "reworded"), ("challenge", "added")]


def test_an_interim_sheet_against_the_final_one_shows_neither_sentences_nor_issues() -> None:
    found = compared_versions(replace(small_sheet("half"), sheet_kind="interim", period_end=2023), small_sheet("final"))
    assert not found.versions
    assert (found.statements, found.issues) == ((), ())


def test_the_same_sheet_twice_has_no_changes() -> None:
    compared = compared_versions(small_sheet("a"), small_sheet("b"))
    assert {goal.change for goal in compared.goals} == {"same"}
    assert compared.facts == () and compared.statements == ()
    assert [line.remark for line in lines_of(compared)] == ["姿も評価も変わらないもの 2件"] * 2


def test_pieces_join_to_the_texts_and_width_is_no_change() -> None:
    old, new = changed_words("利用者が２割減った。", "利用者が2割増えた。")
    assert "".join(piece.text for piece in old) == "利用者が２割減った。"
    assert "".join(piece.text for piece in new) == "利用者が2割増えた。"
    assert "２" not in "".join(piece.text for piece in old if piece.changed)
    assert "減っ" in "".join(piece.text for piece in old if piece.changed)


def test_every_change_has_its_line_in_every_form(tmp_path: Path) -> None:
    compared = compared_terms()
    lines = lines_of(compared)
    page, text = lines_html(compared), "\n".join(as_text(compared))
    write_workbook(compared, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["新旧対照表"]
    remarks = [sheet.cell(row, 5).value for row in range(5, sheet.max_row + 1)]
    assert remarks == [line.remark for line in lines]
    assert all(line.remark in text and line.part in text for line in lines)
    assert page.count('<tr><th scope="row">') == len(lines)
    assert "<del>楽しく</del>" in page and "［－楽しく］" in text


def test_the_page_needs_nothing_else_and_escapes_what_a_sheet_says() -> None:
    hostile = small_sheet("x")
    goal = hostile.projects[0].goals[0]
    evil = replace(goal, text=goal.text._replace(text='<script>alert(1)</script><img src="http://x">'))
    hostile = replace(hostile, projects=(replace(hostile.projects[0], goals=(evil,)), *hostile.projects[1:]))
    page = lines_html(compared_versions(small_sheet("a"), hostile))
    assert "<script" not in page and "<img" not in page and "&lt;" in page
    assert not re.search(r"<[^>]*(?:src|href)\s*=|url\(|@import", page)
    assert '<html lang="ja">' in page


def test_the_workbook_marks_words_and_prints(tmp_path: Path) -> None:
    write_workbook(compared_terms(), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx", rich_text=True)["新旧対照表"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.freeze_panes) == (8, "landscape", "A5")
    (old,) = [cell for cell in sheet["C"] if "楽しく" in str(cell.value)]
    marked = [block.text for block in old.value if not isinstance(block, str) and block.font.strike]
    assert marked == ["楽しく"]
    assert all(cell.data_type == "s" for row in sheet.iter_rows(min_row=5) for cell in row if cell.value)
    write_workbook(compared_terms(), tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def run(*arguments: str) -> int:
    return main(["compare", *arguments])


def test_the_command_takes_documents_and_staged_sheets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("curated").mkdir()
    write_tables(two_terms_tables(), Path("curated"))
    for language, said in (("ja", "青葉が原区 評価シート 新旧対照表"), ("en", "青葉が原区 evaluation sheet: what changed")):
        assert run("r2", "r7", "--lang", language) == 0
        assert capsys.readouterr().out.splitlines()[0] == said
    assert run("r2", "r7", "--json", "-") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert found["old"]["document_id"] == "r2" and found["projects"][0] == {"project_no": 1, "title": "親子の居場所事業"}
    assert [issue["relation"] for issue in found["issues"][:4]] == ["reworded", "verbatim", "unmatched_challenge", "unmatched_issue"]
    for sheet in two_terms():
        Path(f"{sheet.document_id}.json").write_text(dumps(sheet), encoding="utf-8")
    assert run("r2.json", "r7.json", "--html", "a.html", "--xlsx", "a.xlsx", "--json", "a.json") == 0
    assert all(Path(f"a.{ending}").stat().st_size for ending in ("html", "xlsx", "json"))


def test_in_english_nothing_but_the_sheets_own_words_is_japanese(tmp_path: Path) -> None:
    wards = compare(*({**of_document(document_tables(d), d.sheet.document_id)} for d in two_documents()))
    versions = compared_versions(small_sheet("a"), replace(small_sheet("b"), projects=()))
    texts = (said["ja"] for part, words in rules.load("comparison").items() if part != "who" for said in words.values())
    own = {piece for text in texts for piece in re.split(r"\{.*?\}|\W", text) if len(piece) > 2}
    for compared in (wards, replace(wards, wards_differ=True), versions):
        shown = "\n".join(as_text(compared, "en"))
        assert [said for said in own if said in shown] == []
    page = lines_html(wards, "en")
    assert '<html lang="en">' in page and "struck through" in page and "取り消し線" not in page
    write_workbook(wards, tmp_path / "a.xlsx", "en")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert [cell.value for cell in sheet[4]][:5] == ["project", "part", "old", "new", "change"]


def test_links_of_the_curated_table_are_those_of_the_comparison() -> None:
    tables = two_terms_tables()
    compared = compare(of_document(tables, "r2"), of_document(tables, "r7"))
    assert [(i.project_no, i.relation, i.score) for i in compared.issues] == [
        (row["project_no"], row["relation"], row["score"]) for row in tables["issue_links"].to_pylist()
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("r2", "nowhere"), "it has r2, r7"),
        (("r7", "r2"), "give the older sheet first"),
        (("r2", "none.pdf"), "there is no file none.pdf"),
        (("r2", "bad.json"), "name a PDF, a sheet of staged/, or a document_id"),
        (("r2", "r7", "--xlsx", "a.xls"), "needs the ending .xlsx"),
        (("r2", "r7", "--curated", "empty"), "run kyoten run first"),
    ],
)
def test_wrong_use_is_answered_with_the_next_step(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("curated").mkdir()
    write_tables(two_terms_tables(), Path("curated"))
    Path("bad.json").write_text("{}", encoding="utf-8")
    assert run(*arguments) == 2
    assert said in capsys.readouterr().err


@pytest.mark.usefixtures("read_here")
def test_a_refused_sheet_is_not_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    before, later = two_terms()
    Path("a.json").write_text(dumps(before), encoding="utf-8")
    Path("b.json").write_text(dumps(replace(later, defects=(Defect("not-pdf"),))), encoding="utf-8")
    assert run("a.json", "b.json") == 1
    assert "[not-pdf]" in capsys.readouterr().out
    Path("c.pdf").write_bytes(b"<html>")
    assert run("a.json", "c.pdf") == 1


@pytest.mark.usefixtures("read_here")
def test_two_pdfs_of_one_sheet_have_no_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    sample, again = tmp_path / "small.pdf", tmp_path / "again" / "small.pdf"
    again.parent.mkdir()
    for path in (sample, again):
        path.write_bytes(small_pdf())
    monkeypatch.chdir(tmp_path)
    assert run(str(sample), str(again), "--json", "-") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["versions"] and said["goals"]
    assert (said["old"]["document_id"], said["new"]["document_id"]) == (sample.stem, f"{sample.stem}-2")
    assert said["goals"][0]["old"]["row_id"].startswith(f"goals/{sample.stem}/")
    assert {goal["change"] for goal in said["goals"]} == {"same"}
    assert said["facts"] == [] and said["statements"] == []


def test_numbers_that_stand_still_are_only_counted() -> None:
    before, later = two_documents()
    pair = (before, replace(later, tables=before.tables))
    old, new = (of_document(document_tables(document), document.sheet.document_id) for document in pair)
    for fact in new["facts"]:
        fact["fiscal_year"] = fact["fiscal_year"] and fact["fiscal_year"] + 5
    compared = compare(old, new)
    assert compared.movements and all(movement.difference == 0 for movement in compared.movements)
    shown = [line.remark for line in lines_of(compared) if line.part == "数値の動き"]
    assert shown and all(remark.startswith("変わらないもの ") for remark in shown)


@pytest.mark.parametrize("other_term", [True, False])
def test_two_wards_stand_side_by_side_and_nothing_is_said_to_have_moved(other_term: bool, tmp_path: Path) -> None:
    before, later = two_documents()
    old, new = (of_document(document_tables(document), document.sheet.document_id) for document in (before, later))
    old["documents"][0]["ward"] = "別の区"
    if not other_term:
        old["documents"][0]["term_no"] = new["documents"][0]["term_no"]
    compared = compare(old, new)
    assert compared.wards_differ and not (compared.versions or compared.movements or compared.issues or compared.statements)
    page, text = lines_html(compared), "\n".join(line.remark for line in lines_of(compared))
    assert "区が異なるシートです" in page
    assert not re.search("上が|下が|変わらない|変更:|追加|削除|引継ぎ", text)
    rated = [line for line in lines_of(compared) if line.part == "自己評価(法人)"]
    assert rated and all(line.old and line.new for line in rated)
    write_workbook(compared, tmp_path / "a.xlsx")
    assert "区が異なるシートです" in openpyxl.load_workbook(tmp_path / "a.xlsx")["新旧対照表"]["A1"].value


def test_one_ward_spelled_twice_is_one_ward() -> None:
    old, new = (of_document(document_tables(document), document.sheet.document_id) for document in two_documents())
    old["documents"][0]["ward"], new["documents"][0]["ward"] = "港北区", "横浜市 港北区"
    assert not compare(old, new).wards_differ


@pytest.mark.parametrize(("language", "said"), [("ja", "区が異なるシートです"), ("en", "different wards")])
def test_the_command_says_first_that_the_wards_differ(
    language: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    before, later = two_terms()
    for sheet in (replace(before, ward="別の区"), later):
        Path(f"{sheet.document_id}.json").write_text(dumps(sheet), encoding="utf-8")
    assert run("r2.json", "r7.json", "--lang", language) == 0
    assert said in capsys.readouterr().out.splitlines()[0]
