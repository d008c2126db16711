"""What stands before the projects, which project and section each unit of a sheet goes to, and what they say then, told by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.form.compiled import form_rules
from pipeline.geometry.rect import Rect
from pipeline.layout.model import Figure, PageLayout
from pipeline.outline.ledger import Ledger
from pipeline.outline.parts import contact_of, lines_of, parts_of
from pipeline.outline.units import FigureUnit, GoalUnit, LabelUnit, OverviewUnit, TextUnit, Unit
from pipeline.sheet.front_page import front_page
from pipeline.sheet.names_below import Habits
from pipeline.sheet.projects import place_footnotes, project_of
from pipeline.values import Defect
from tests.outline.by_hand import line, part

BOLD, ALONE, BESIDE, OVERLEAF = "太箱隣紙"
"""before a text: it is set in bold; it stands in a place of its own, as high as the one before, on the next page"""


def units_of(said: str) -> list[Unit]:
    """Units parted by /: [a label's section and text], <goals>, <overview>, <table and its cells>, <figure>, else lines of text."""
    units: list[Unit] = []
    page, y = 1, 0.0
    for one in said.split(" / "):
        text = one.lstrip(BOLD + ALONE + BESIDE + OVERLEAF)
        dress = one.removesuffix(text)
        page, y = (page + 1, y) if OVERLEAF in dress else (page, y + (4 if BESIDE in dress else 20))
        kind, _, rest = text.strip("<>[]").partition(" ")
        if text.startswith("["):
            units.append(LabelUnit(kind.strip("-"), (line(y, (0, rest), page=page),) if rest else ()))
        elif not text.startswith("<"):
            made = replace(line(y, (0, text), page=page), bold=BOLD in dress)
            units.append(TextUnit(made, 0.0, 400.0, page, alone=ALONE in dress, heading=form_rules().project_of(text)))
        elif kind == "figure":
            units.append(FigureUnit(Figure(page, Rect(0, y, 100, y + 50), ())))
        else:
            table = part(page, rest or "年度 | 人数", y=y)
            grid = table.grid
            units.append(table if kind == "table" else GoalUnit(grid, 0, 1, ()) if kind == "goals" else OverviewUnit(grid))
    return units


def told(said: str) -> list[str]:
    """What stands before the projects; of each project its title with * for its goals, and what stands in each section, under which label;
    whom to ask; what else is claimed."""
    form, ledger = form_rules(), Ledger()
    front, parts = parts_of(units_of(said), form, ledger)
    contact = [line.text for line in contact_of(parts[-1], form)] if parts else []
    rows = [f"front: {_said(front)}"] if front else []
    for one in parts:
        rows.append(one.title + "*" * len(one.goals))
        rows += (f"{code} {one.labels.get(code, '')}: {_said(found)}" for code, found in one.sections.items())
        rows += (f"unlisted {label.text}" for label in one.unlisted)
    named = {text for one in parts for text in (*one.labels.values(), one.line.text)}
    other = [line.text for line in ledger.claimed if line.text not in named]
    return [*rows, *(["contact " + " ".join(contact)] if contact else []), *(["claimed " + " ".join(other)] if other else [])]


def _said(units: Sequence[Unit]) -> str:
    return " / ".join(" ".join(line.text for line in lines_of(unit)) or type(unit).__name__ for unit in units)


X = "親子の居場所 / <goals>"
WARD = f"{X} / 理由（区） / ・庭"
OPERATOR = f"{X} / [operator_reason 理由（法人）] / ・庭"
CASES: dict[str, tuple[str, list[str]]] = {
    "a heading behind the front page": (
        f"題 / {X} / 理由（法人） / ・庭",
        ["front: 題", "親子の居場所*", "operator_reason 理由（法人）: ・庭"],
    ),
    "a heading six lines above its goals": (
        "親子の居場所 / あ / い / う / え / お / か / <goals>",
        ["親子の居場所*", " : あ / い / う / え / お / か"],
    ),
    "a heading seven lines above goals": (
        "親子の居場所 / あ / い / う / え / お / か / き / <goals>",
        ["front: 親子の居場所 / あ / い / う / え / お / か / き / GoalUnit"],
    ),
    "a heading above another": ("親子の居場所 / 相談事業 / <goals>", ["front: 親子の居場所", "相談事業*"]),
    "a heading above a label": ("親子の居場所 / [operator_reason 理由（法人）] / <goals>", ["front: 親子の居場所 / LabelUnit / GoalUnit"]),
    "a heading above a table": ("親子の居場所 / <table> / <goals>", ["front: 親子の居場所 / 年度 人数 / GoalUnit"]),
    "a heading above what is left of a header": (
        f"{WARD} / 相談事業 / <table 自己評価 | > / 理由（区） / ・棚",
        ["親子の居場所*", "ward_reason 理由（区）: ・庭", "相談事業", " : 自己評価", "ward_reason 理由（区）: ・棚"],
    ),
    "a heading above a blank table": (
        f"{WARD} / 相談事業 / <table  | > / ・棚",
        ["親子の居場所*", "ward_reason 理由（区）: ・庭 / 相談事業 / TableUnit / ・棚"],
    ),
    "a heading above a figure": ("親子の居場所 / <figure> / <goals>", ["親子の居場所*", " : FigureUnit"]),
    "a number beside its heading": (f"１ / 隣{X}", ["親子の居場所*", "claimed １"]),
    "a number above the heading": (f"１ / {X}", ["front: １", "親子の居場所*"]),
    "a number at the end of a page": (f"１ / 紙{X}", ["front: １", "親子の居場所*"]),
    "another project's number": (f"２ / 隣{X}", ["front: ２", "親子の居場所*"]),
    "a word before a project's name": (
        f"{WARD} / 事業名 / 隣相談事業 / <goals>",
        ["親子の居場所*", "ward_reason 理由（区）: ・庭", "相談事業*", "claimed 事業名"],
    ),
    "no text beside a heading": (f"[-] / {X}", ["front: LabelUnit", "親子の居場所*"]),
    "a number behind the last heading": (f"{X} / あ / １", ["親子の居場所*", " : あ / １"]),
    "a heading that a page repeats": (f"{X} / {X} / 理由（法人） / ・庭", ["親子の居場所**", "operator_reason 理由（法人）: ・庭"]),
    "the next heading": (
        f"{X} / 相談事業 / <goals> / 理由（法人） / ・声",
        ["親子の居場所*", "相談事業*", "operator_reason 理由（法人）: ・声"],
    ),
    "a heading again over text": (f"{WARD} / 親子の居場所 / ・声", ["親子の居場所*", "ward_reason 理由（区）: ・庭 / 親子の居場所 / ・声"]),
    "a heading again before its goals": (
        f"親子の居場所 / <figure> / <figure> / {X}",
        ["front: 親子の居場所 / FigureUnit / FigureUnit", "親子の居場所*"],
    ),
    "an overview among the reasons": (
        f"{WARD} / <overview> / ・声",
        ["front: OverviewUnit", "親子の居場所*", "ward_reason 理由（区）: ・庭 / ・声"],
    ),
    "issues of the term before over the goals": (
        "親子の居場所 / 前期の課題 / ・周知 / <goals> / ・庭",
        ["親子の居場所*", "prior_issues 前期の課題: ・周知", " : ・庭"],
    ),
    "issues of the term before below the goals": (
        f"{X} / 前期の課題 / ・周知 / 理由（法人） / 前期の課題 / ・声",
        ["親子の居場所*", "prior_issues 前期の課題: ・周知", "operator_reason 理由（法人）: 前期の課題 / ・声"],
    ),
    "goals among the reasons": (f"{WARD} / <goals> / ・声", ["親子の居場所**", "ward_reason 理由（区）: ・庭 / ・声"]),
    "labels in cells": (
        f"{X} / [operator_reason] / ・庭 / [-] / ・声 / [operator_reason 理由（法人）] / ・本 / [operator_reason 理由（拠点）]",
        ["親子の居場所*", "operator_reason 理由（法人）: ・庭 / ・声 / ・本", "claimed 理由（拠点）"],
    ),
    "a label in unknown words": (
        f"{WARD} / [unlisted 他の欄] / ・声 / 課題 / ・本",
        ["親子の居場所*", "ward_reason 理由（区）: ・庭", "unlisted : ・声", "challenge 課題: ・本", "unlisted 他の欄"],
    ),
    "成果 among the operator's reasons": (
        f"{X} / 理由（法人） / ・庭 / 太成果 / ・声",
        ["親子の居場所*", "operator_reason 理由（法人）: ・庭 / 成果 / ・声"],
    ),
    "成果 under no label": (f"{X} / 太成果 / ・声", ["親子の居場所*", " : 成果 / ・声"]),
    "課題 alone": (f"{WARD} / 課題 / ・声", ["親子の居場所*", "ward_reason 理由（区）: ・庭 / 課題 / ・声"]),
    "課題 in bold": (f"{WARD} / 太課題 / ・声", ["親子の居場所*", "ward_reason 理由（区）: ・庭", "challenge 課題: ・声"]),
    "課題 in a cell of its own": (f"{WARD} / 箱課題 / ・声", ["親子の居場所*", "ward_reason 理由（区）: ・庭", "challenge 課題: ・声"]),
    "課題 in brackets": (f"{WARD} / （課題） / ・声", ["親子の居場所*", "ward_reason 理由（区）: ・庭", "challenge （課題）: ・声"]),
    "課題 behind 成果": (
        f"{WARD} / （成果） / ・声 / 課題 / ・本",
        ["親子の居場所*", "ward_reason 理由（区）: ・庭", "outcome （成果）: ・声", "challenge 課題: ・本"],
    ),
    "成果 and 課題 in the lines of their texts": (
        f"{WARD} / 成果と課題 / 【成果】庭を広げた。 / ・声 / 課題：本 / 成果　棚",
        [
            "親子の居場所*",
            "ward_reason 理由（区）: ・庭",
            "results 成果と課題: ",
            "outcome 【成果】: 庭を広げた。 / ・声 / 棚",
            "challenge 課題：: 本",
        ]
        + ["claimed 成果"],
    ),
    "成果 and 課題 goal by goal": (
        f"{WARD} / 成果と課題 / ①　広場 / 成果：庭 / 課題：棚 / ②　相談 / 成果：声 / ②　本 / 課題：本",
        [
            "親子の居場所*",
            "ward_reason 理由（区）: ・庭",
            "results 成果と課題: ①　広場 / ②　相談",
            "outcome 成果：: 庭 / 声 / ②　本",
            "challenge 課題：: 棚 / 本",
        ],
    ),
    "成果 with a remark in brackets": (
        f"{WARD} / 成果と課題 / 成果（良かった点）庭を広げた。 / 成果（年度末）の数",
        [
            "親子の居場所*",
            "ward_reason 理由（区）: ・庭",
            "results 成果と課題: ",
            "outcome 成果（良かった点）: 庭を広げた。 / 成果（年度末）の数",
        ],
    ),
    "成果 in the line of a text among others": (f"{WARD} / 【成果】庭", ["親子の居場所*", "ward_reason 理由（区）: ・庭 / 【成果】庭"]),
    "成果 and 課題 side by side": (
        f"{WARD} / 成果と課題 / （成果）（課題） / 庭",
        ["親子の居場所*", "ward_reason 理由（区）: ・庭", "results 成果と課題: （成果）（課題） / 庭"],
    ),
    "課題 amid a sentence of a full line": (
        f"{WARD} / 成果と課題 / {'庭' * 39} / 【課題】本",
        ["親子の居場所*", "ward_reason 理由（区）: ・庭", f"results 成果と課題: {'庭' * 39} / 【課題】本"],
    ),
    "課題 behind the end of a sentence": (
        f"{WARD} / 成果と課題 / {'庭' * 38}。 / 【課題】本",
        ["親子の居場所*", "ward_reason 理由（区）: ・庭", f"results 成果と課題: {'庭' * 38}。", "challenge 【課題】: 本"],
    ),
    "a longer label in the line of its text": (
        f"{WARD} / 成果と課題 / 成果（できたこと）：棚",
        ["親子の居場所*", "ward_reason 理由（区）: ・庭", "results 成果と課題: ", "outcome 成果（できたこと）：: 棚"],
    ),
    "labels in the lines of their texts": (
        f"{X} / 理由（法人）　・庭 / 成果　・声 / 振り返りの視点　ア　本",
        ["親子の居場所*", "operator_reason 理由（法人）: ・庭", "outcome 成果: ・声", "viewpoints 振り返りの視点: ア　本"],
    ),
    "a heading that begins as a label does, among labels of their own": (
        f"{X} / 理由（法人） / ・庭 / 振り返りの視点　ア　声 / ・本",
        ["親子の居場所*", "operator_reason 理由（法人）: ・庭 / 振り返りの視点　ア　声 / ・本"],
    ),
    "words in the lines of texts": (
        f"{X} / 理由（法人）　庭 / 理由（法人）：・庭 / 成果と課題　・庭 / 成果　・声",
        ["親子の居場所*", " : 理由（法人）　庭 / 理由（法人）：・庭 / 成果と課題　・庭 / 成果　・声"],
    ),
    "成果 right of labels, before a text": (
        f"{X} / 理由（法人）　・庭 / 　成果　・声",
        ["親子の居場所*", "operator_reason 理由（法人）: ・庭 / 　成果　・声"],
    ),
    "成果 as a word of a text": (
        f"{WARD} / 成果と課題 / 成果として / 課題（庭）と声 / 【庭】本 / （課題）は庭 / 成果　を述べた。",
        [
            "親子の居場所*",
            "ward_reason 理由（区）: ・庭",
            "results 成果と課題: 成果として / 課題（庭）と声 / 【庭】本 / （課題）は庭 / 成果　を述べた。",
        ],
    ),
    "a label that is cut, its head in a cell": (
        f"{X} / 理由（法人） / 箱評価の / 理由（区） / ・声",
        ["親子の居場所*", "operator_reason 理由（法人）: ", "ward_reason 評価の理由（区）: ・声", "claimed 評価の 理由（区）"],
    ),
    "a label that is cut, its rest in a cell": (
        f"{X} / 理由（法人） / 評価の / 箱理由（区） / ・声",
        ["親子の居場所*", "operator_reason 理由（法人）: ", "ward_reason 評価の理由（区）: ・声", "claimed 評価の 理由（区）"],
    ),
    "a label over a line that it goes with": (
        f"{X} / 理由（法人） / 評価の / 理由（区） / ・声",
        ["親子の居場所*", "operator_reason 理由（法人）: 評価の", "ward_reason 理由（区）: ・声"],
    ),
    "課題 that is cut": (f"{WARD} / 箱今後の / 課題 / ・声", ["親子の居場所*", "ward_reason 理由（区）: ・庭 / 今後の / 課題 / ・声"]),
    "words alone above a table": (
        f"{X} / 理由（法人） / 箱評価の / <table>",
        ["親子の居場所*", "operator_reason 理由（法人）: 評価の / 年度 人数"],
    ),
    "a heading in the words of a label, between cells of others": (
        f"{OPERATOR} / 総括 / ・声 / [ward_reason 理由（区）] / ・本 / 【成果】 / ・絵 / [results 成果と課題] / 箱（成果） / ・棚",
        [
            "親子の居場所*",
            "operator_reason 理由（法人）: ・庭 / 総括 / ・声",
            "ward_reason 理由（区）: ・本 / 【成果】 / ・絵",
            "results 成果と課題: ",
            "outcome （成果）: ・棚",
        ],
    ),
    "成果 in a cell among the operator's reasons": (
        f"{OPERATOR} / [outcome 成果] / ・声 / [ward_reason 理由（区）] / ・本 / [outcome （成果）] / ・棚",
        ["親子の居場所*", "operator_reason 理由（法人）: ・庭 / 成果 / ・声", "ward_reason 理由（区）: ・本", "outcome （成果）: ・棚"],
    ),
    "成果 before the ward's reasons and nowhere else": (
        f"{OPERATOR} / [outcome 成果] / ・声 / [ward_reason 理由（区）] / ・本",
        ["親子の居場所*", "operator_reason 理由（法人）: ・庭", "outcome 成果: ・声", "ward_reason 理由（区）: ・本"],
    ),
    "a label in a cell, between others": (
        f"{OPERATOR} / [results 総括] / ・声 / [ward_reason 理由（区）] / ・本 / [results 総括] / ・棚",
        ["親子の居場所*", "operator_reason 理由（法人）: ・庭", "results 総括: ・声 / ・棚", "ward_reason 理由（区）: ・本"],
    ),
    "a label between lines that are others": (
        f"{X} / 理由（法人） / ・庭 / 総括 / ・声 / 理由（区） / ・本 / 総括 / ・棚",
        ["親子の居場所*", "operator_reason 理由（法人）: ・庭", "results 総括: ・声 / ・棚", "ward_reason 理由（区）: ・本"],
    ),
    "a label over cells of its own section": (
        f"{OPERATOR} / 成果と課題 / [results まとめ（成果と課題）] / ・声",
        ["親子の居場所*", "operator_reason 理由（法人）: ・庭", "results 成果と課題: ・声", "claimed まとめ（成果と課題）"],
    ),
    "a label that a cell says again": (
        f"{OPERATOR} / 成果と課題 / ・声 / [results 成果と課題] / ・棚",
        ["親子の居場所*", "operator_reason 理由（法人）: ・庭", "results 成果と課題: ・声 / ・棚"],
    ),
    "a label before that of a later section": (
        f"{OPERATOR} / 理由（区） / ・声 / [results 成果と課題] / ・棚 / 理由（区） / ・本",
        ["親子の居場所*", "operator_reason 理由（法人）: ・庭", "ward_reason 理由（区）: ・声 / ・本", "results 成果と課題: ・棚"],
    ),
    "成果 under its label, which a cell says in other words": (
        f"{OPERATOR} / [results 成果と課題] / （成果） / ・声 / [results まとめ（成果と課題）] / （成果） / ・棚",
        ["親子の居場所*", "operator_reason 理由（法人）: ・庭", "results 成果と課題: ", "outcome （成果）: ・声 / ・棚"]
        + ["claimed まとめ（成果と課題）"],
    ),
    "a label whose like is the next project's": (
        f"{OPERATOR} / 総括 / ・声 / 総括 / ・本 / 相談事業 / <goals> / [results 成果と課題] / ・棚",
        ["親子の居場所*", "operator_reason 理由（法人）: ・庭", "results 総括: ・声 / ・本", "相談事業*", "results 成果と課題: ・棚"],
    ),
    "words of whom to ask amid a sentence": (
        f"{WARD} / {'庭' * 39} / 担当課と",
        ["親子の居場所*", f"ward_reason 理由（区）: ・庭 / {'庭' * 39} / 担当課と"],
    ),
    "whom to ask": (
        f"{WARD} / 問合せ先：区 / 電話 045-000-0000",
        ["親子の居場所*", "ward_reason 理由（区）: ・庭", "contact 問合せ先：区 電話 045-000-0000"],
    ),
    "whom to ask, in a table": (
        f"{WARD} / <table 問合せ先： | 区> / <figure> / あ",
        ["親子の居場所*", "ward_reason 理由（区）: ・庭", "contact 問合せ先： 区 あ"],
    ),
    "whom to ask, behind a blank table": (
        f"{WARD} / <table  | > / 問合せ先：区",
        ["親子の居場所*", "ward_reason 理由（区）: ・庭 / TableUnit", "contact 問合せ先：区"],
    ),
    "whom to ask, in no section": (f"{X} / 問合せ先：区", ["親子の居場所*", " : ", "contact 問合せ先：区"]),
}


@pytest.mark.parametrize(("said", "parts"), CASES.values(), ids=CASES)
def test_where_each_unit_of_a_sheet_belongs(said: str, parts: list[str]) -> None:
    assert told(said) == parts


def statements(said: str, notes: dict[int, str]) -> list[str]:
    """What each project says, with the footnotes of these pages."""
    form, ledger, defects = form_rules(), Ledger(), list[Defect]()
    _, parts = parts_of(units_of(said), form, ledger)
    place_footnotes({page: [line(700, (0, text), page=page)] for page, text in notes.items()}, parts, form)
    rows = []
    for one in parts:
        made = project_of(one, form, ledger, defects, ({}, {}), Habits())
        rows += [made.project_code, *(f"{s.section} {s.kind} {s.text.text}" for s in made.statements)]
        rows += (f"issue {issue.seq} {issue.text.text}" for issue in made.prior_issues)
        rows += (f"viewpoint {viewpoint.text.text}" for viewpoint in made.viewpoints)
        rows += ["table"] * len(made.tables) + ["figure"] * len(made.figures)
    return rows


SAID: dict[str, tuple[str, dict[int, str], list[str]]] = {
    "a footnote to which reasons refer": (
        f"{X} / 理由（法人） / ・庭 / 理由（区） / ・棚１ / （成果） / ・本",
        {1: "1　広さ"},
        ["ibasho", "operator_reason bullet 庭", "ward_reason bullet 棚１", "outcome bullet 本", "ward_reason note 広さ"],
    ),
    "a footnote to which nothing refers": (
        f"{WARD} / 振り返りの視点 / ア　迎えたか。１",
        {1: "1　広さ"},
        ["ibasho", "ward_reason bullet 庭", "ward_reason note 広さ", "viewpoint 迎えたか。１"],
    ),
    "a footnote with the number of one of the page before": (
        f"{X} / 理由（法人） / ・庭１ / 理由（区） / 紙・棚",
        {2: "1　広さ"},
        ["ibasho", "operator_reason bullet 庭１", "ward_reason bullet 棚", "ward_reason note 広さ"],
    ),
    "a footnote before reasons overleaf": (
        f"{X} / 理由（法人） / ・庭 / 理由（区） / 紙・棚",
        {1: "1　広さ"},
        ["ibasho", "operator_reason bullet 庭", "ward_reason bullet 棚", "operator_reason note 広さ"],
    ),
    "a footnote on a cover": (f"題 / 紙{X} / 理由（法人） / ・庭", {1: "1　広さ"}, ["ibasho", "operator_reason bullet 庭"]),
    "text under no label, a table and a figure": (
        f"{X} / ・本 / 理由（法人） / <table> / <figure>",
        {1: "1　広さ"},
        ["ibasho", "table", "figure"],
    ),
    "issues of the term before under their label": (
        "相談事業 / 前期の課題 / ・周知 / <figure> / ・学び / <goals> / 理由（法人） / ・庭",
        {},
        ["sodan", "operator_reason bullet 庭", "issue 1 周知", "issue 2 学び"],
    ),
    "a note below the viewpoints": (
        f"{X} / 理由（法人） / ・庭 / 理由（区） / ・棚 / 振り返りの視点 / ア　迎えたか。 / ※いずれも区と話した。",
        {},
        ["ibasho", "operator_reason bullet 庭", "ward_reason bullet 棚", "ward_reason note いずれも区と話した。", "viewpoint 迎えたか。"],
    ),
    "a note below viewpoints alone": (
        f"{X} / 振り返りの視点 / ア　迎えたか。 / ※いずれも区と話した。",
        {},
        ["ibasho", "viewpoint 迎えたか。"],
    ),
}


@pytest.mark.parametrize(("said", "notes", "rows"), SAID.values(), ids=SAID)
def test_what_a_project_says(said: str, notes: dict[int, str], rows: list[str]) -> None:
    assert statements(said, notes) == rows


FRONT = "緑区地域子育て支援拠点 / <overview 対象期間 | 令和３ // 実施時期 | ９月>"


def named(said: str, furniture: list[str]) -> list[str]:
    """The title, the form's name and title, and what is claimed besides the overview; what stands at the foot of the page is given."""
    form, ledger = form_rules(), Ledger()
    layout = PageLayout(1, 400.0, 800.0, (), tuple(line(780, (0, text)) for text in furniture), ())
    front, *names = front_page(units_of(said), (), [layout], form, ledger, [])
    overview = ["対象期間", "実施時期", "令和３", "９月"]
    return [f"{front.title}", *map(str, names), *(line.text for line in ledger.claimed if line.text not in overview)]


NAMED: dict[str, tuple[str, list[str], list[str]]] = {
    "a title": (FRONT, [], ["緑区地域子育て支援拠点", "None", "None", "緑区地域子育て支援拠点"]),
    "a title at the foot of each page": (
        "<overview 対象期間 | 令和３ // 実施時期 | ９月>",
        ["緑区地域子育て支援拠点"],
        ["緑区地域子育て支援拠点", "None", "None", "緑区地域子育て支援拠点"],
    ),
    "the form's name at the foot": (
        "<overview 対象期間 | 令和３ // 実施時期 | ９月>",
        ["緑区地域子育て支援拠点事業評価シート"],
        ["None", "None", "地域子育て支援拠点事業評価シート"],
    ),
    "the form's number with its name at the foot": (
        "<overview 対象期間 | 令和３ // 実施時期 | ９月>",
        ["様式１－１　緑区地域子育て支援拠点"],
        ["None", "様式1-1", "None"],
    ),
    "a title besides that": (
        FRONT,
        ["港区地域子育て支援拠点"],
        ["緑区地域子育て支援拠点", "None", "None", "緑区地域子育て支援拠点"],
    ),
    "a title on a cover too": (
        f"港区地域子育て支援拠点 / 紙{FRONT}",
        [],
        ["緑区地域子育て支援拠点", "None", "None", "緑区地域子育て支援拠点"],
    ),
    "a title on a cover alone": (
        "緑区地域子育て支援拠点 / 紙概要 / <overview 対象期間 | 令和３ // 実施時期 | ９月>",
        [],
        ["緑区地域子育て支援拠点", "None", "None", "概要", "緑区地域子育て支援拠点"],
    ),
    "no title": ("庭 / <overview 対象期間 | 令和３ // 実施時期 | ９月>", [], ["None", "None", "None"]),
    "a title without an overview": (
        "<figure> / 緑区地域子育て支援拠点",
        [],
        ["緑区地域子育て支援拠点", "None", "None", "緑区地域子育て支援拠点"],
    ),
    "a title among lines of the overview": (
        "対象期間　　令和３ / 対象事業　　港区地域子育て支援拠点 / 実施時期　　９月 / 緑区地域子育て支援拠点",
        [],
        ["緑区地域子育て支援拠点", "None", "None", "対象事業", "港区地域子育て支援拠点", "緑区地域子育て支援拠点"],
    ),
    "the form's name twice": (
        f"様式１－１　港区地域子育て支援拠点 / 様式２ / 地域子育て支援拠点事業評価シート / 地域子育て支援拠点事業の評価シート / {FRONT}",
        [],
        [
            "緑区地域子育て支援拠点",
            "様式1-1",
            "地域子育て支援拠点事業評価シート",
            "様式１－１　港区地域子育て支援拠点",
            "様式２",
            "地域子育て支援拠点事業評価シート",
            "地域子育て支援拠点事業の評価シート",
            "緑区地域子育て支援拠点",
        ],
    ),
    "the form's name at the foot of the page": (
        FRONT,
        ["様式１－１　地域子育て支援拠点事業評価シート"],
        ["緑区地域子育て支援拠点", "様式1-1", "地域子育て支援拠点事業評価シート", "緑区地域子育て支援拠点"],
    ),
    "whom to ask below the overview": (
        f"{FRONT} / 問合せ先：区 / 電話 045-000-0000 / 庭 / 棚 / 本",
        [],
        ["緑区地域子育て支援拠点", "None", "None", "問合せ先：区", "電話 045-000-0000", "庭", "棚", "緑区地域子育て支援拠点"],
    ),
    "whom to ask over a sentence": (
        f"{FRONT} / 問合せ先：区 / 庭を広げた。 / 棚",
        [],
        ["緑区地域子育て支援拠点", "None", "None", "問合せ先：区", "緑区地域子育て支援拠点"],
    ),
    "whom to ask far over other words": (
        f"{FRONT} / 問合せ先：区 / <figure> / 庭",
        [],
        ["緑区地域子育て支援拠点", "None", "None", "問合せ先：区", "緑区地域子育て支援拠点"],
    ),
    "whom to ask at the end of a page": (
        f"{FRONT} / 問合せ先：区 / 紙庭",
        [],
        ["緑区地域子育て支援拠点", "None", "None", "問合せ先：区", "緑区地域子育て支援拠点"],
    ),
    "whom to ask over the title": (
        f"問合せ先：区 / {FRONT} / 庭",
        [],
        ["緑区地域子育て支援拠点", "None", "None", "緑区地域子育て支援拠点"],
    ),
    "whom to ask without an overview": (
        "緑区地域子育て支援拠点 / 問合せ先：区",
        [],
        ["緑区地域子育て支援拠点", "None", "None", "緑区地域子育て支援拠点"],
    ),
}


@pytest.mark.parametrize(("said", "furniture", "names"), NAMED.values(), ids=NAMED)
def test_what_stands_before_the_projects(said: str, furniture: list[str], names: list[str]) -> None:
    assert named(said, furniture) == names
