"""What a grid of a page is on the form, told by hand: the units of its bands in the order in which they are read."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.form.compiled import form_rules
from pipeline.geometry.rect import Rect
from pipeline.layout.model import Cell, Figure, Grid, Item
from pipeline.outline.flow import flow_of
from pipeline.outline.frame_labels import labelled_twice
from pipeline.outline.previous import Previous
from pipeline.outline.units import FigureUnit, GoalUnit, LabelUnit, OverviewUnit, TextUnit, Unit
from tests.outline.by_hand import Drawn, layouts_of, line, part

TWO = (0.0, 8.0, 30.0)
"""em; the edges of a label's column and of its text"""
HALVES = (0.0, 15.0, 30.0)
THREE = (0.0, 8.0, 14.0, 30.0)
SIDES = (0.0, 8.0, 19.0, 30.0)
SIDE = ("成果と課題 | 成果¶良い。 | 課題¶悪い。", SIDES)
SIDE_READ = ["[results]", "成果", "良い。", "課題", "悪い。"]
FOUR = (0.0, 8.0, 20.0, 25.0, 30.0)
ONE = (0.0, 30.0)
NESTED = part(1, "年度 | 人数 // ５年 | 12", edges=(9, 14, 20), y=400).grid
BOXED = Figure(1, Rect(0, 400, 100, 415), (line(402, (0, "課題")),))
NAMED = Figure(1, Rect(0, 400, 100, 415), (line(402, (0, "広間の工夫")),))
LINES = Figure(1, Rect(0, 420, 100, 445), (line(422, (0, "広間")), line(433, (0, "の工夫"))))
CHART = Figure(1, Rect(0, 400, 100, 500), (line(402, (0, "30")),))
LEFT, RIGHT = (0, 14), (16, 30)
BOXES: list[Item] = [part(1, text, edges=edges).grid for text, edges in (("成果", LEFT), ("課題", RIGHT))]
RESTS: list[Item] = [part(2, text, edges=edges).grid for text, edges in (("良い。", LEFT), ("悪い。", RIGHT))]
LOW: list[Item] = [part(1, text, edges=edges, y=y).grid for text, edges, y in (("成果", LEFT, 60), ("課題", RIGHT, 90))]
WITHIN: dict[str, list[Item]] = {
    "BOXES": BOXES,
    "RESTS": RESTS,
    "REST": RESTS[:1],
    "LOW": LOW,
    "WIDE": [part(1, "表<1x2> // 年度 | 人数 // ５年 | 12", edges=(0, 7, 15), y=400).grid],
    "TABLE": [NESTED],
    "LABEL": [BOXED],
    "NAMED": [NAMED],
    "TWO": [LINES],
    "CHART": [CHART],
    "DATA": [part(1, "成果 | 課題 // 良い。 | 悪い。", edges=(9, 14, 20), y=400).grid],
    "WARD": [Figure(1, Rect(0, 400, 100, 415), (line(402, (0, "評価の理由（区）")),))],
}


def said(unit: Unit) -> str:
    """A unit in short: text as it is, [a label's section], what else it is with its rows or cells."""
    if isinstance(unit, TextUnit):
        return unit.line.text
    if isinstance(unit, LabelUnit):
        return f"[{unit.section}]"
    if isinstance(unit, GoalUnit):
        return f"goals {unit.first_row}-{unit.last_row}" + (" headed" if unit.header else "")
    if isinstance(unit, OverviewUnit):
        return "overview"
    return "figure" if isinstance(unit, FigureUnit) else "table " + " ".join(cell.text for cell in unit.cells)


def units_of(pages: Sequence[Sequence[Drawn]]) -> list[Unit]:
    return flow_of(layouts_of(pages, WITHIN), form_rules())


REASON, WARD = "評価の理由（法人）", "評価の理由（区）"
HEADING = "１　親子の居場所づくり事業"
GOALS = "目指す拠点の姿 | 自己評価 | 法人 | 区 // ①居場所がある。 | | A | B"
BY_NUMBER = "自己評価 | ① | ② // 法人 | A | B // 区 | B | C"
BY_NUMBER_READ = "自己評価 ① ② 法人 A B 区 B C"
REASONS = "評価の理由<2x1> | 法人 | 良い。 // 区 | 悪い。"
RESULTS = "成果と課題<2x1> | 成果 | 良い。 // 課題 | 悪い。"
LONG = "多くの親子が訪れ、互いに話すようになった。"
AGAIN = f"{REASON} | {WARD} // 続く。<1x2>"
BOTH_READ = ("[operator_reason]", "良い。", "[ward_reason]", "悪い。")
BOTH = ("成果", "良い。", "課題", "悪い。")
HEADED = (HEADING, "goals 0-2 headed")
OVERVIEW: Drawn = ("対象期間 | 令和３ // 実施時期 | ９月 // 実施目的 | 振り返る", TWO)
CASES: dict[str, tuple[list[list[Drawn]], list[str]]] = {
    "the goals' header among labels of the overview": (
        [[HEADING, ("事業名 | 目指す拠点の姿 | 法人 // 対象 | ①居場所がある。 | A", THREE)]],
        [HEADING, "goals 0-2 headed"],
    ),
    "a row of three with results": ([[(f"成果 | {LONG} | {LONG}", THREE)]], [f"table 成果 {LONG} {LONG}"]),
    "long texts beside other words": ([[(f"成果 | {LONG} // 区分 | {LONG}", TWO)]], ["[outcome]", LONG, "区分", LONG]),
    "short texts of results among others": ([[(f"成果 | 12 // 区分 | {LONG}", TWO)]], [f"table 成果 12 区分 {LONG}"]),
    "results as columns of data among the reasons": (
        [[HEADING, (GOALS, FOUR), REASON, ("成果 | 課題 // 良い。 | 悪い。", HALVES), WARD, *BOTH]],
        [*HEADED, REASON, "table 成果 課題 良い。 悪い。", WARD, *BOTH],
    ),
    "results as rows of data among the reasons": (
        [[HEADING, (GOALS, FOUR), REASON, (f"成果 | {LONG} // 課題 | {LONG}", TWO), WARD, *BOTH]],
        [*HEADED, REASON, f"table 成果 {LONG} 課題 {LONG}", WARD, *BOTH],
    ),
    "results as columns of data in a cell among the reasons": (
        [[HEADING, (GOALS, FOUR), REASON, ("DATA", ONE), WARD, *BOTH]],
        [*HEADED, REASON, "table 成果 課題 良い。 悪い。", WARD, *BOTH],
    ),
    "results as columns of data over a label in a box": (
        [[HEADING, (GOALS, FOUR), REASON, ("成果 | 課題 // 良い。 | 悪い。", HALVES), "WARD", *BOTH]],
        [*HEADED, REASON, "table 成果 課題 良い。 悪い。", "[ward_reason]", *BOTH],
    ),
    "results right behind the operator's reasons": (
        [[HEADING, (GOALS, FOUR), WARD, REASON, ("成果 | 課題 // 良い。 | 悪い。", HALVES)]],
        [*HEADED, WARD, REASON, "[outcome]", "良い。", "[challenge]", "悪い。"],
    ),
    "results between the reasons, said again overleaf": (
        [[HEADING, (GOALS, FOUR), REASON, ("成果 | 課題 // 良い。 | 悪い。", HALVES)], [("成果 | 課題 // 良い。 | 悪い。", HALVES), WARD]],
        [*HEADED, REASON, *2 * ("[outcome]", "良い。", "[challenge]", "悪い。"), WARD],
    ),
    "results between the reasons, again in the next project": (
        [[HEADING, (GOALS, FOUR), REASON, ("成果 | 課題 // 良い。 | 悪い。", HALVES), WARD, (GOALS, FOUR), WARD, *BOTH]],
        [*HEADED, REASON, "[outcome]", "良い。", "[challenge]", "悪い。", WARD, "goals 0-2 headed", WARD, *BOTH],
    ),
    "results below the reasons of both": (
        [[(f"{REASON} | {WARD} // 良い。<1x2>", HALVES), ("成果 | 課題 // 良い。 | 悪い。", HALVES)]],
        ["[operator_reason]", "[ward_reason]", "[operator_reason]", "良い。", "[outcome]", "良い。", "[challenge]", "悪い。"],
    ),
    "parts of sections further right": (
        [[("成果 | 課題 // 良い。 | 悪い。", HALVES)], [("良い。 | 悪い。", (2, 15, 30))]],
        ["[outcome]", "良い。", "[challenge]", "悪い。", "table 良い。 悪い。"],
    ),
    "a table in a frame with a heading over it": (
        [[(f"{REASON}<1x2> // 区分 |  // 講座 | 5", TWO)]],
        ["[operator_reason]", "table 区分  講座 5"],
    ),
    "blank cells over reasons in other columns": (
        [[(f" | 続く。 // {WARD}<1x2> // {LONG}<1x2>", HALVES)]],
        ["table  続く。", "[ward_reason]", LONG],
    ),
    "three labels of the overview": ([[("対象期間 | 令和３ // 委託 | はい // 実施時期 | ９月 // 実施目的 | 目的", TWO)]], ["overview"]),
    "labels of the overview over one of a section": (
        [[(f"対象期間 | 令和３ // 実施目的 | 振り返る // {REASON} | 良い。", TWO)]],
        ["table 対象期間 令和３ 実施目的 振り返る", "[operator_reason]", "良い。"],
    ),
    "results in cells that span columns": (
        [[("成果 | 良い。<1x2> // 課題 | 悪い。<1x2>", THREE)]],
        ["[outcome]", "良い。", "[challenge]", "悪い。"],
    ),
    "results among numbers": ([[(f"成果 | {LONG}<1x2> // 人数 | 5 | 12", THREE)]], [f"table 成果 {LONG} 人数 5 12"]),
    "two labels in two rows": ([[("対象期間 | 令和３ // 実施目的 | 振り返る", TWO)]], ["overview"]),
    "a label in four rows": (
        [[("対象期間 | 令和３ // 委託 | はい // 定員 | 5 // 面積 | 100", TWO)]],
        ["table 対象期間 令和３ 委託 はい 定員 5 面積 100"],
    ),
    "a project's title": ([[("事業名 | 広場 // 年度 | 5", TWO)]], ["table 事業名 広場 年度 5"]),
    "the names of columns": ([[("実施時期 | 実施方法 // ７月 | 話合い", TWO)]], ["table 実施時期 実施方法 ７月 話合い"]),
    "a label beside a table in one cell": ([[("対象期間 | 令和３¶TABLE", TWO)]], ["overview"]),
    "an overview that goes on": ([[OVERVIEW], [(" | 続き // 委託 | い", TWO)]], ["overview", "overview"]),
    "an overview that goes on with a label and a table": (
        [[OVERVIEW], [("実施方法 | あ // 委託 | い¶TABLE", TWO)]],
        ["overview", "overview"],
    ),
    "other columns than the overview's": ([[OVERVIEW], [("年 | 数 // ５ | 12", HALVES)]], ["overview", "table 年 数 ５ 12"]),
    "a frame of the overview's columns": ([[OVERVIEW, (f"成果 | {LONG}", TWO)]], ["overview", "[outcome]", LONG]),
    "a table behind a frame of the overview's columns": (
        [[OVERVIEW, (f"成果 | {LONG}", TWO), ("講座 | 12 // 相談 | 5", TWO)]],
        ["overview", "[outcome]", LONG, "table 講座 12 相談 5"],
    ),
    "a course told as an overview is": (
        [[HEADING, (GOALS, FOUR), OVERVIEW]],
        [HEADING, "goals 0-2 headed", "table 対象期間 令和３ 実施時期 ９月 実施目的 振り返る"],
    ),
    # goals
    "goals that go on": ([[HEADING, (GOALS, FOUR)], [("②声を聞く。 | | B | B", FOUR)]], [HEADING, "goals 0-2 headed", "goals 0-1"]),
    "goals that go on over reasons": (
        [[HEADING, (GOALS, FOUR)], [(f"②声 | | B | B // {REASON} | {LONG}<1x3>", FOUR)]],
        [HEADING, "goals 0-2 headed", "goals 0-1", "[operator_reason]", LONG],
    ),
    "a table behind text behind goals": (
        [[HEADING, (GOALS, FOUR), LONG, ("②声 | | B | B", FOUR)]],
        [HEADING, "goals 0-2 headed", LONG, "table ②声  B B"],
    ),
    "a table of other columns behind goals": (
        [[HEADING, (GOALS, FOUR)], [("年度 | 数 | 人 // ５ | 12 | 5", (0, 10, 14, 30))]],
        [HEADING, "goals 0-2 headed", "table 年度 数 人 ５ 12 5"],
    ),
    "goals in other words right below the heading": (
        [[HEADING, ("項目 | 自己評価 // ①居場所がある。 | A", TWO)]],
        [HEADING, "goals 0-2 headed"],
    ),
    "a header that a page repeats": (
        [[HEADING, (GOALS, FOUR)], [HEADING, (GOALS, FOUR)]],
        [HEADING, "goals 0-2 headed", HEADING, "goals 0-2 headed"],
    ),
    "a goal table that a page put in twice says again": (
        [[HEADING, (GOALS, FOUR), (f"{REASON} // {LONG}", ONE)], [HEADING, (GOALS, FOUR)]],
        [HEADING, "goals 0-2 headed", "[operator_reason]", LONG, HEADING, "goals 0-2 headed"],
    ),
    "a header that a page repeats over what is not of the goals": (
        [[HEADING, (GOALS, FOUR), (f"{REASON} // {LONG}", ONE)], [(f"{GOALS[:22]} // {REASON}<1x4> // 親子の数 | | A | B", FOUR)]],
        [HEADING, "goals 0-2 headed", "[operator_reason]", LONG, "goals 0-1 headed", "[operator_reason]", "table 親子の数  A B"],
    ),
    "goals in one cell over their ratings by number": (
        [[HEADING, (f"目指す拠点の姿<1x3> // ①集う。¶②聞く。<1x3> // {BY_NUMBER} // 前期の課題 | {LONG}<1x2> // {REASON}<1x3>", SIDES)]],
        [HEADING, "goals 0-2 headed", f"table {BY_NUMBER_READ}", "前期の課題", LONG, "[operator_reason]"],
    ),
    "text without numbers under the label over goals": (
        [[HEADING, (f"目指す拠点の姿<1x3> // 集う。<1x3> // {BY_NUMBER}", SIDES)]],
        [HEADING, "目指す拠点の姿", "集う。", f"table {BY_NUMBER_READ}"],
    ),
    "a list in one cell under another label": (
        [[HEADING, (f"取組の姿<1x3> // ①集う。¶②聞く。<1x3> // {BY_NUMBER} // {REASON}<1x3>", SIDES)]],
        [HEADING, "取組の姿", "①集う。", "②聞く。", f"table {BY_NUMBER_READ}", "[operator_reason]"],
    ),
    "a list under the label over goals, and no ratings": (
        [[HEADING, ("目指す拠点の姿<1x3> // ①集う。<1x3> // 年度 | ５年 | ６年", SIDES)]],
        [HEADING, "目指す拠点の姿", "①集う。", "table 年度 ５年 ６年"],
    ),
    # labels at the left
    "reasons that go on": (
        [[(f"{REASON} | {LONG}", TWO)], [(" | 続く。", TWO), (f"{WARD} | {LONG}", TWO)]],
        ["[operator_reason]", LONG, "続く。", "[ward_reason]", LONG],
    ),
    "reasons that go on beside more": (
        [[(f"{REASON} | {LONG}", TWO)], [(f"続く | {LONG} // {WARD} | {LONG}", TWO)]],
        ["[operator_reason]", LONG, "続く", LONG, "[ward_reason]", LONG],
    ),
    "numbers where the reasons stood": (
        [[(f"{REASON} | {LONG}", TWO)], [("講座 | 12回", TWO)]],
        ["[operator_reason]", LONG, "table 講座 12回"],
    ),
    "a table of other columns behind reasons": (
        [[(f"{REASON} | {LONG}", TWO)], [("講座 | 増えた", HALVES)]],
        ["[operator_reason]", LONG, "table 講座 増えた"],
    ),
    "a label that a page end cut": (
        [[("評価の | 良い。", TWO)], [("理由（法人） | 悪い。", TWO)]],
        ["[operator_reason]", "良い。", "[]", "悪い。"],
    ),
    "a result's label beside another that a page end cut": (
        [[(f"成果と課題<2x1> | 成果 | 良い。 // 【今後の | {LONG}", THREE)], [(" | 課題】 | 続く。", THREE)]],
        ["[outcome]", "良い。", "[challenge]", LONG, "[]", "続く。"],
    ),
    "a result's label that a page end cut within a word": (
        [[(f"成果と課題<2x1> | 成果 | 良い。 // 【今後の課 | {LONG}", THREE)], [(" | 題】 | 続く。", THREE)]],
        ["[outcome]", "良い。", "[challenge]", LONG, "[]", "続く。"],
    ),
    "a result's label in the middle of its cell, behind the page's end": (
        [[(f"成果 | 良い。 //  | {LONG}", TWO)], [("課題<2x1> | 続く。 // 終わる。", TWO)]],
        ["[outcome]", "良い。", "[challenge]", LONG, "[]", "続く。", "終わる。"],
    ),
    "a result's label that a page end cut": (
        [[(f"成果 | 良い。 // 【今後の | {LONG}", TWO)], [("課題】 | 続く。", TWO)]],
        ["[outcome]", "良い。", "[challenge]", LONG, "[]", "続く。"],
    ),
    "a result's label in other columns behind the page's end": (
        [[(f"成果 | {LONG} // 【今後の | {LONG}", TWO)], [("課題】 | 続く。", HALVES)]],
        ["[outcome]", LONG, "【今後の", LONG, "table 課題】 続く。"],
    ),
    "rows of a result, the last blank beside its text": (
        [[(f"成果 | {LONG} //  | {LONG}", TWO)], [(f"課題 | {LONG}", TWO)]],
        ["[outcome]", LONG, LONG, "[challenge]", LONG],
    ),
    "a result that goes on over a page to the next": (
        [[(f"成果 | {LONG}", TWO)], [(f" | {LONG}", TWO)], [(f"課題 | {LONG}", TWO)]],
        ["[outcome]", LONG, LONG, "[challenge]", LONG],
    ),
    "a table with a blank cell at the page's end": (
        [[("項目 | 数 // 講座 | 12 //  | 3", TWO)], [("課題 | 5 // 計 | 20", TWO)]],
        ["table 項目 数 講座 12  3", "table 課題 5 計 20"],
    ),
    "issues of the term before beside their label": (
        [[HEADING, (f"{GOALS} // 前期の課題 | {LONG}<1x3> // {REASON}<1x4>", FOUR)]],
        [HEADING, "goals 0-2 headed", "前期の課題", LONG, "[operator_reason]"],
    ),
    "issues of the term before as a column of a table": (
        [[HEADING, (GOALS, FOUR), (f"{REASON}<1x2> // 前期の課題 | 対応 // {LONG} | {LONG}", TWO)]],
        [HEADING, "goals 0-2 headed", "[operator_reason]", f"table 前期の課題 対応 {LONG} {LONG}"],
    ),
    "a label in a box": ([[(f"LABEL | {LONG} // {REASON} | {LONG}", TWO)]], ["[challenge]", LONG, "[operator_reason]", LONG]),
    "a label with a table in its cell": (
        [[(f"{REASON}¶TABLE // {LONG}", ONE)]],
        [REASON, "table 年度 人数 ５年 12", LONG],
    ),
    "results beside their labels": ([[(f"成果 | {LONG} // 課題 | 特になし", TWO)]], ["[outcome]", LONG, "[challenge]", "特になし"]),
    "an outcome beside its label": ([[(f"成果 | {LONG}", TWO)]], ["[outcome]", LONG]),
    "a result with few words": ([[("成果 | 12", TWO)]], ["table 成果 12"]),
    "results among rows of others": (
        [[("区分 | 数 // 成果 | 12 // 課題 | 5 // 声 | 3 // 他 | 1", TWO)]],
        ["table 区分 数 成果 12 課題 5 声 3 他 1"],
    ),
    "a data table": ([[("区分 | ５年 // 講座 | 12", TWO)]], ["table 区分 ５年 講座 12"]),
    "the white of double rules": ([[(" | // | ", TWO)]], []),
    # sections side by side
    "sections under their labels": (
        [[("成果 | 課題 // 良い。 | 悪い。", HALVES)], [("良い。 | 悪い。", HALVES)]],
        ["[outcome]", "良い。", "[challenge]", "悪い。", "[outcome]", "良い。", "[challenge]", "悪い。"],
    ),
    "sections with their labels": (
        [[("成果¶良い。 | 課題¶悪い。", HALVES)], [("良い。 | 悪い。", HALVES)]],
        ["成果", "良い。", "課題", "悪い。", "[outcome]", "良い。", "[challenge]", "悪い。"],
    ),
    "sections that go on in several cells": (
        [[("成果 | 課題 // 良い。 | 悪い。", HALVES)], [("良い。 | 悪い。<2x1> // また良い。", HALVES)]],
        ["[outcome]", "良い。", "[challenge]", "悪い。", "[outcome]", "良い。", "また良い。", "[challenge]", "悪い。"],
    ),
    "a label beside its text below sections as wide": (
        [[("成果 | 課題 // 良い。 | 悪い。", HALVES)], [(f"良い。 | 悪い。 // 振り返りの視点 | {LONG}", HALVES)]],
        ["[outcome]", "良い。", "[challenge]", "悪い。", "[outcome]", "良い。", "[challenge]", "悪い。", "[viewpoints]", LONG],
    ),
    "boxes of sections that go on": (
        [["BOXES"], ["RESTS"], ["RESTS"]],
        ["[outcome]", "[challenge]"] + ["[outcome]", "良い。", "[challenge]", "悪い。"] * 2,
    ),
    "one of the boxes that goes on": ([["BOXES"], ["REST"]], ["[outcome]", "[challenge]", "[outcome]", "良い。"]),
    "boxes within a frame": ([[("BOXES", ONE)], ["REST"]], ["[outcome]", "[challenge]", "[outcome]", "良い。"]),
    "a wider box behind boxes": ([["BOXES"], [("良い。", ONE)]], ["[outcome]", "[challenge]", "良い。"]),
    "labels side by side below others, in columns of their own": (
        [[(f"{REASON}<1x2> | {WARD} // 良い。<1x2> | 悪い。 // 成果 | 課題<1x2> // 増えた。 | 減った。<1x2>", THREE)]],
        ["[operator_reason]", "良い。", "[ward_reason]", "悪い。", "[outcome]", "増えた。", "[challenge]", "減った。"],
    ),
    "labels side by side overleaf, in the columns of others": (
        [[(f"{REASON} | {WARD} // 良い。 | 悪い。", HALVES)], [("続く。 | 続く。 // 成果 | 課題 // 増えた。 | 減った。", HALVES)]],
        ["[operator_reason]", "良い。", "[ward_reason]", "悪い。", "[operator_reason]", "続く。", "[ward_reason]", "続く。"]
        + ["[outcome]", "増えた。", "[challenge]", "減った。"],
    ),
    "sections under their labels, beside the label of both": (
        [[("成果と課題<2x1> | 成果 | 課題 // 良い。 | 悪い。", SIDES)], [(" | 良い。 | 悪い。", SIDES)]],
        ["[results]", "[outcome]", "良い。", "[challenge]", "悪い。", "[]", "[outcome]", "良い。", "[challenge]", "悪い。"],
    ),
    "a text as wide as both sections, beside the label of both": (
        [[("成果と課題<3x1> | 成果 | 課題 // 良い。 | 悪い。 // 終わる。<1x2>", SIDES)]],
        ["[results]", "[outcome]", "良い。", "[challenge]", "悪い。", "終わる。"],
    ),
    "sections over each other, beside the label of both": (
        [[("成果と課題<4x1> | 成果 // 良い。 // 課題 // 悪い。", TWO)], [(" | 続く。", TWO)]],
        ["[results]", "[outcome]", "良い。", "[challenge]", "悪い。", "続く。"],
    ),
    "a table as wide as a section, its name in its first row": (
        [[("成果 | 課題 // 良い。¶WIDE | 悪い。", HALVES)]],
        ["[outcome]", "良い。", "table 表 年度 人数 ５年 12", "[challenge]", "悪い。"],
    ),
    "a box as wide as a section before it, under a label on the page": (
        [[(f"{REASON} | {WARD} // 良い。 | 悪い。", HALVES), "成果", ("増えた。", (0, 15))]],
        ["[operator_reason]", "良い。", "[ward_reason]", "悪い。", "成果", "増えた。"],
    ),
    "labels said again over boxes that go on": (
        [["BOXES"], ["成果と課題", "成果", ("増えた。", LEFT)]],
        ["[outcome]", "[challenge]", "成果と課題", "成果", "[outcome]", "増えた。"],
    ),
    "boxes that end above text": ([["BOXES", LONG], ["REST"]], ["[outcome]", "[challenge]", LONG, "良い。"]),
    "boxes one below the other": ([["LOW"], ["REST"]], ["[outcome]", "[challenge]", "良い。"]),
    "data over the columns of both raters, right under their labels": (
        [[(f"{REASON} | {WARD} // （主なデータ）<1x2> // 良い。 | 悪い。", HALVES)]],
        [
            "[operator_reason]",
            "[ward_reason]",
            "[operator_reason]",
            "（主なデータ）",
            "[operator_reason]",
            "良い。",
            "[ward_reason]",
            "悪い。",
        ],
    ),
    "text over both columns under labels that a page says again": (
        [[(f"{REASON} | {WARD} // 良い。 | 悪い。 // 振り返りの視点<1x2> // ア　広いか。<1x2>", HALVES)], [(AGAIN, HALVES)]],
        [*BOTH_READ, "[viewpoints]", "ア　広いか。", "[operator_reason]", "[ward_reason]", "[viewpoints]", "続く。"],
    ),
    "data over both columns under labels that a page says again": (
        [[(f"{REASON} | {WARD} // 良い。 | 悪い。", HALVES)], [(AGAIN, HALVES)]],
        [*BOTH_READ, "[operator_reason]", "[ward_reason]", "[operator_reason]", "続く。"],
    ),
    "data over both columns below text at the page's head": (
        [[(f"{REASON} | {WARD} // 良い。 | 悪い。", HALVES), "振り返りの視点"], [(f"{LONG}<1x2> // {AGAIN}", HALVES)]],
        [*BOTH_READ, "振り返りの視点", LONG, "[operator_reason]", "[ward_reason]", "[operator_reason]", "続く。"],
    ),
    "data over both columns of the next project": (
        [
            [HEADING, (f"{REASON} | {WARD} // 良い。 | 悪い。", HALVES), "振り返りの視点", "２　情報収集・提供事業"],
            [(AGAIN, HALVES)],
        ],
        [
            *(HEADING, *BOTH_READ, "振り返りの視点", "２　情報収集・提供事業"),
            *("[operator_reason]", "[ward_reason]", "[operator_reason]", "続く。"),
        ],
    ),
    "text over both columns below a row of theirs": (
        [[(f"{REASON} | {WARD} // 良い。 | 悪い。 // 続く。<1x2>", HALVES)]],
        ["[operator_reason]", "良い。", "[ward_reason]", "悪い。", "続く。"],
    ),
    "text over both columns right under labels of which none has data": (
        [[("成果 | 課題 // 良い。<1x2>", HALVES)]],
        ["[outcome]", "[challenge]", "良い。"],
    ),
    "two of one section": ([[("成果¶良い。 | 成果¶悪い。", HALVES)]], ["table 成果良い。 成果悪い。"]),
    "three behind two sections": (
        [[("成果 | 課題 // 良い。 | 悪い。", HALVES)], [("区分 | 良い。 | 悪い。", (0, 8, 15, 30))]],
        ["[outcome]", "良い。", "[challenge]", "悪い。", "table 区分 良い。 悪い。"],
    ),
    "sections beside their label, which stays behind": (
        [[SIDE], [(" | 良い。 | 悪い。", SIDES)]],
        [*SIDE_READ, "[]", "[outcome]", "良い。", "[challenge]", "悪い。"],
    ),
    "sections beside their label, which is said again": (
        [[SIDE], [("成果と課題 | 良い。 | 悪い。", SIDES)]],
        [*SIDE_READ, "[]", "[outcome]", "良い。", "[challenge]", "悪い。"],
    ),
    "sections beside their label, which the page end cuts": (
        [[(f"{REASON} | {LONG}<1x2> // 成果 | 成果¶良い。 | 課題¶悪い。", SIDES)], [("と課題 | 良い。 | 悪い。", SIDES)]],
        ["[operator_reason]", LONG, *SIDE_READ, "[]", "[outcome]", "良い。", "[challenge]", "悪い。"],
    ),
    "sections beside their label, all said again": ([[SIDE], [SIDE]], [*SIDE_READ, *SIDE_READ]),
    "sections below each other beside their label, above another": (
        [[(f"成果と課題<2x1> | 成果¶良い。 // 課題¶悪い。 // 振り返りの視点 | {LONG}", TWO)]],
        ["[results]", "成果", "良い。", "課題", "悪い。", "[viewpoints]", LONG],
    ),
    "a table with rows of their width behind sections beside their label": (
        [[SIDE], [("区分 | 良い。 | 悪い。", SIDES)]],
        [*SIDE_READ, "table 区分 良い。 悪い。"],
    ),
    "others behind two sections": (
        [[("成果 | 課題 // 良い。 | 悪い。", HALVES)], [("良い | 悪い", (0, 14, 30))], [("良い | 悪い", (0, 15, 29))]],
        ["[outcome]", "良い。", "[challenge]", "悪い。", "table 良い 悪い", "table 良い 悪い"],
    ),
    "a label over both": (
        [[("成果と課題<2x1> | 成果 | 良い。 // 課題 | 悪い。", (0, 8, 14, 30))]],
        ["[outcome]", "良い。", "[challenge]", "悪い。"],
    ),
    # labels left of labels
    "reasons of both beside their label": (
        [[("評価の理由<2x1> | 法人 | 良い。 // 区 | 悪い。", (0, 8, 14, 30))], [(" <2x1> | 法人 | 良い。 // 区 | 悪い。", (0, 8, 14, 30))]],
        ["[operator_reason]", "良い。", "[ward_reason]", "悪い。"] * 2,
    ),
    "two labels that one page end cut": (
        [
            [(f"{REASON} | {LONG}<1x2> // 拠 | （ | {LONG}", THREE)],
            [(f"点事業としての成果と課題<2x1> | 成果） | {LONG} // （課題） | 悪い。 // 振り返りの視点 | ア　庭<1x2>", THREE)],
        ],
        ["[operator_reason]", LONG, "[outcome]", LONG, "[]", LONG, "[challenge]", "悪い。", "[viewpoints]", "ア　庭"],
    ),
    "a label that a page end cut, left of whole ones": (
        [
            [(f"{REASON} | {LONG}<1x2> // 拠点事業としての | （成果） | {LONG}", THREE)],
            [(f"成果と課題 | （課題） | {LONG} // 振り返りの視点 | ア　庭<1x2>", THREE)],
        ],
        ["[operator_reason]", LONG, "[outcome]", LONG, "[challenge]", LONG, "[viewpoints]", "ア　庭"],
    ),
    "results beside a label in any words": (
        [[("まとめの欄<2x1> | 成果 | 良い。 // 課題 | 悪い。", (0, 8, 14, 30))]],
        ["[outcome]", "良い。", "[challenge]", "悪い。"],
    ),
    "a table of which results are columns": (
        [[("区分<2x1> | 成果 | 12 // 数 | 5", (0, 8, 14, 30))]],
        ["table 区分 成果 12 数 5"],
    ),
    # tables from wall to wall beside a label
    "a table of numbers": (
        [[(f"{REASON}<4x1> | 相談<1x3> // 年度 | ５年 | ６年 // 電話 | 12 | 15 // 良い。<1x3>", FOUR)]],
        ["[operator_reason]", "相談", "table 年度 ５年 ６年 電話 12 15", "良い。"],
    ),
    "tables over and under text, one overleaf": (
        [
            [(f"{REASON}<5x1> | 区分 | ５年 | ６年 // 電話 | 12 | 15 // 良い。<1x3> // 区分 | ５年 | ６年 // 面接 | 2 | 1", FOUR)],
            [(" <2x1> | 手紙 | 5 | 6 // 葉書 | 3 | 4", FOUR)],
        ],
        ["[operator_reason]", "table 区分 ５年 ６年 電話 12 15", "良い。"] + ["table 区分 ５年 ６年 面接 2 1", "table 手紙 5 6 葉書 3 4"],
    ),
    "a table overleaf beside a blank cell elsewhere": (
        [[(f"{REASON} | 良い。", TWO)], [(" <2x1> | 手紙 | 5 // 葉書 | 3", HALVES + (40.0,))]],
        ["[operator_reason]", "良い。", "table  手紙 5 葉書 3"],
    ),
    "a table overleaf beside words": (
        [[(f"{REASON} | 良い。", TWO)], [("便り<2x1> | 手紙 | 5 // 葉書 | 3", THREE)]],
        ["[operator_reason]", "良い。", "table 便り 手紙 5 葉書 3"],
    ),
    "a table overleaf with a blank corner": (
        [[(f"{REASON} | 良い。", TWO)], [(" | ５年 | ６年 // 葉書 | 3 | 4", THREE)]],
        ["[operator_reason]", "良い。", "table  ５年 ６年 葉書 3 4"],
    ),
    "a name over two rows": (
        [[(f"{REASON}<3x1> | 区分 | 方法 | 数 // 相談<2x1> | 電話 | 12 // 面接 | 15", FOUR)]],
        ["[operator_reason]", "table 区分 方法 数 相談 電話 12 面接 15"],
    ),
    "a title shaded as the header below": (
        [[(f"{REASON}<4x1> | 灰相談<1x3> // 灰年度 | 灰５年 | 灰６年 // 電話 | 12 | 15 // 良い。<1x3>", FOUR)]],
        ["[operator_reason]", "table 相談 年度 ５年 ６年 電話 12 15", "良い。"],
    ),
    "a title shaded as the header below it, under a label": (
        [[(f"青{REASON}<1x3> // 灰相談<1x3> // 灰年度 | 灰５年 | 灰６年 // 電話 | 12 | 15 // 良い。<1x3>", SIDES)]],
        ["[operator_reason]", "table 相談 年度 ５年 ６年 電話 12 15", "良い。"],
    ),
    "a title shaded otherwise": (
        [[(f"青{REASON}<1x3> // 青相談<1x3> // 灰年度 | 灰５年 | 灰６年 // 電話 | 12 | 15 // 良い。<1x3>", SIDES)]],
        ["[operator_reason]", "相談", "table 年度 ５年 ６年 電話 12 15", "良い。"],
    ),
    "a title over a header of which a cell is not shaded": (
        [[(f"青{REASON}<1x3> // 灰相談<1x3> // 年度 | 灰５年 | 灰６年 // 電話 | 12 | 15", SIDES)]],
        ["[operator_reason]", "相談", "table 年度 ５年 ６年 電話 12 15"],
    ),
    "a label shaded as the header below it": (
        [[(f"{REASON}<1x3> // 良い。<1x3> // 灰{WARD}<1x3> // 灰年度 | 灰５年 | 灰６年 // 面接 | 2 | 5", SIDES)]],
        ["[operator_reason]", "良い。", "[ward_reason]", "table 年度 ５年 ６年 面接 2 5"],
    ),
    "a shaded line over the labels of two sections": (
        [[(f"{REASON} | {WARD} // 良い。 | 悪い。 // 灰まとめ<1x2> // 灰成果 | 灰課題 // 増えた。 | 減った。", HALVES)]],
        ["[operator_reason]", "良い。", "[ward_reason]", "悪い。", "まとめ", "[outcome]", "増えた。", "[challenge]", "減った。"],
    ),
    "a table of words": ([[(f"{REASON}<2x1> | 団体 | 内容 // 学校 | 見学", THREE)]], ["[operator_reason]", "table 団体 内容 学校 見学"]),
    "sentences": (
        [[(f"{REASON}<2x1> | 居場所 | 訪れた。 // 声 | 聞いた。", THREE)]],
        ["[operator_reason]", "居場所", "訪れた。", "声", "聞いた。"],
    ),
    "items": ([[(f"{REASON}<2x1> | 居場所 | ・開放 // 声 | ・投書", THREE)]], ["[operator_reason]", "居場所", "・開放", "声", "・投書"]),
    "one row": ([[(f"{REASON} | 来館 | 12", THREE)]], ["[operator_reason]", "来館", "12"]),
    "rows with tables of their own": (
        [[(f"{REASON}<2x1> | 来館 | TABLE // 電話 | 12", THREE)]],
        ["[operator_reason]", "来館", "table 年度 人数 ５年 12", "電話", "12"],
    ),
    "beside two labels": (
        [[("評価の理由<3x1> | 法人<2x1> | 区分 | 数 // 電話 | 12 // 区 | 悪い。<1x2>", FOUR)]],
        ["[operator_reason]", "table 区分 数 電話 12", "[ward_reason]", "悪い。"],
    ),
    # other frames
    "one column": ([[(f"良い。 // {LONG}", ONE)]], ["良い。", LONG]),
    "a table in a cell": ([[("良い。 | TABLE", TWO)]], ["table 良い。 "]),
    "reasons by goal": (
        [[(REASON, ONE), ("①居場所 | 親子が訪れた。 // ②声 | 聞いた。", TWO)]],
        ["[operator_reason]", "①居場所", "親子が訪れた。", "②声", "聞いた。"],
    ),
    "goals beside numbers": (
        [[(REASON, ONE), ("①居場所 | 12回 // ②声 | 5回", TWO)]],
        ["[operator_reason]", "table ①居場所 12回 ②声 5回"],
    ),
    "words without a number beside reasons": (
        [[(REASON, ONE), ("居場所 | 親子が訪れた。 // 声 | 聞いた。", TWO)]],
        ["[operator_reason]", "table 居場所 親子が訪れた。 声 聞いた。"],
    ),
    "goals beside sentences in no section": (
        [[("①居場所 | 親子が訪れた。 // ②声 | 聞いた。", TWO)]],
        ["table ①居場所 親子が訪れた。 ②声 聞いた。"],
    ),
    "a heading beside what labels it": ([[("事業名 | " + HEADING, TWO)]], ["事業名", HEADING]),
    "a heading beside another's number": ([[("２ | " + HEADING, TWO)]], ["table ２ " + HEADING]),
    "a label in a box and a chart": ([["LABEL", "CHART"]], ["[challenge]", "figure"]),
    "reasons by goal behind a label that a page end cut": (
        [[("評価の | 良い。", TWO)], [("理由（法人） | 悪い。", TWO)], [("①居場所 | 親子が訪れた。 // ②声 | 聞いた。", HALVES)]],
        ["[operator_reason]", "良い。", "[]", "悪い。", "①居場所", "親子が訪れた。", "②声", "聞いた。"],
    ),
    "reasons that go on beside their label, over results beside theirs": (
        [[(REASONS, THREE)], [(f" | 区 | 続く。 // {RESULTS}", THREE)]],
        [
            "[operator_reason]",
            "良い。",
            "[ward_reason]",
            "悪い。",
            "[ward_reason]",
            "続く。",
            "[outcome]",
            "良い。",
            "[challenge]",
            "悪い。",
        ],
    ),
    "results beside their label, behind reasons beside theirs": (
        [[(REASONS, THREE)], [(RESULTS, THREE)]],
        ["[operator_reason]", "良い。", "[ward_reason]", "悪い。", "[outcome]", "良い。", "[challenge]", "悪い。"],
    ),
    "text that goes on beside blank labels": (
        [[(RESULTS, THREE)], [(" |  | 続く。", THREE)]],
        ["[outcome]", "良い。", "[challenge]", "悪い。", "続く。"],
    ),
    "one result twice beside other words": (
        [[("まとめの欄<2x1> | 成果 | 良い。 // 成果 | 悪い。", THREE)]],
        ["table まとめの欄 成果 良い。 成果 悪い。"],
    ),
    "columns of results under their label": (
        [[(f"成果と課題 | 成果 | 課題 // {LONG} | {LONG} | {LONG}", THREE)]],
        ["[results]", LONG, "[outcome]", LONG, "[challenge]", LONG],
    ),
    "results beside a blank cell": ([[(" <2x1> | 成果 | 良い。 // 課題 | 悪い。", THREE)]], ["table  成果 良い。 課題 悪い。"]),
    "results beside their label over viewpoints": (
        [[(f"{RESULTS} // 振り返りの視点 | {LONG}<1x2>", THREE)]],
        ["[outcome]", "良い。", "[challenge]", "悪い。", "[viewpoints]", LONG],
    ),
    "results with signs beside their label": (
        [[(f"成果と課題<2x1> | ○成果 | 良い。 // ○課題 | 悪い。 // 振り返りの視点 | {LONG}<1x2>", THREE)]],
        ["[outcome]", "良い。", "[challenge]", "悪い。", "[viewpoints]", LONG],
    ),
    "results beside other words over viewpoints": (
        [[(f"まとめの欄<2x1> | 成果 | 良い。 // 課題 | 悪い。 // 振り返りの視点 | {LONG}<1x2>", THREE)]],
        ["[outcome]", "良い。", "[challenge]", "悪い。", "[viewpoints]", LONG],
    ),
    "results beside the rest of their label over viewpoints": (
        [[(f"としての | 成果 | 良い。 // 振り返りの視点 | {LONG}<1x2>", THREE)]],
        ["[outcome]", "良い。", "[viewpoints]", LONG],
    ),
    "results beside other words alone": ([[("まとめの欄 | 成果 | 良い。", THREE)]], ["table まとめの欄 成果 良い。"]),
    "two labels in a cell beside another": ([[("成果¶課題 | 課題¶悪い。", HALVES)]], ["成果", "課題", "課題", "悪い。"]),
    "a label of both beside one of them": (
        [[("成果と課題 | 課題 // 良い。 | 悪い。", HALVES)]],
        ["[results]", "良い。", "[challenge]", "悪い。"],
    ),
    "a blank page between boxes": ([["BOXES"], [], ["REST"]], ["[outcome]", "[challenge]", "[outcome]", "良い。"]),
    "boxes in a cell beside another": ([[("庭 | BOXES", TWO)], ["REST"]], ["table 庭 ", "良い。"]),
    "a label in the second column": ([[(f"庭の話 | {REASON} // 5 | 12", TWO)]], [f"table 庭の話 {REASON} 5 12"]),
    "two behind sections that have ended": (
        [[("成果 | 課題 // 良い。 | 悪い。", HALVES), (WARD, ONE), LONG], [("良い | 悪い", HALVES)]],
        ["[outcome]", "良い。", "[challenge]", "悪い。", "[ward_reason]", LONG, "table 良い 悪い"],
    ),
    "sections that go on under the heading again": (
        [[HEADING, ("成果 | 課題 // 良い。 | 悪い。", HALVES)], [HEADING, ("良い。 | 悪い。", HALVES)]],
        [HEADING, "[outcome]", "良い。", "[challenge]", "悪い。", HEADING, "[outcome]", "良い。", "[challenge]", "悪い。"],
    ),
    "sections of a project before": (
        [[HEADING, ("成果 | 課題 // 良い。 | 悪い。", HALVES)], ["２　情報収集・提供事業", ("良い。 | 悪い。", HALVES)]],
        [HEADING, "[outcome]", "良い。", "[challenge]", "悪い。", "２　情報収集・提供事業", "table 良い。 悪い。"],
    ),
    "goals in other words of the second project": (
        [[HEADING, (GOALS, FOUR)], ["２　情報収集・提供事業", ("項目 | 自己評価 // ①居場所がある。 | A", TWO)]],
        [HEADING, "goals 0-2 headed", "２　情報収集・提供事業", "goals 0-2 headed"],
    ),
    "text over most of the width": ([[(f"{REASON}<1x2> // {LONG}¶続く。 | ", (0, 25, 30))]], ["[operator_reason]", LONG, "続く。"]),
    "text over less of the width": ([[(f"{REASON}<1x2> // 良い。¶続く。 | ", TWO)]], ["[operator_reason]", "table 良い。続く。 "]),
    "a table over most of the width": ([[(f"{REASON}<1x2> // TABLE | ", (0, 25, 30))]], ["[operator_reason]", "table 年度 人数 ５年 12"]),
    "text beside text": ([[(f"{REASON}<1x2> // {LONG}¶続く。 | 注", (0, 25, 30))]], ["[operator_reason]", f"table {LONG}続く。 注"]),
    "a heading with nothing beside it": ([[(f"{HEADING} |  // {REASON} | {LONG}", TWO)]], [HEADING, "[operator_reason]", LONG]),
    "text over what goals' columns have": (
        [[HEADING, (GOALS, FOUR)], [(f"{LONG}<1x4> // ②声 | | B | B", FOUR)]],
        [HEADING, "goals 0-2 headed", LONG, "table ②声  B B"],
    ),
    "a blank row": ([[(f"{LONG}<1x2> //  |  // {REASON}<1x2> // {LONG}<1x2>", TWO)]], [LONG, "[operator_reason]", LONG]),
    "a heading beside two": ([[(f"事業名 | {HEADING} | 担当", (0, 8, 20, 30))]], [f"table 事業名 {HEADING} 担当"]),
    "results as columns under their label": (
        [[("成果と課題 | 成果 | 課題 // あ | 良い。 | 悪い。", (0, 8, 19, 30))]],
        ["[results]", "あ", "[outcome]", "良い。", "[challenge]", "悪い。"],
    ),
    "results beside other rows": (
        [[("まとめの欄<2x1> | 成果 | 良い。 // 課題 | 悪い。 // 区分 | 数 | 5", THREE)]],
        ["table まとめの欄 成果 良い。 課題 悪い。 区分 数 5"],
    ),
    "one result beside a label in any words": (
        [[("まとめの欄<2x1> | 成果 | 良い。 // 他 | 悪い。", THREE)]],
        ["table まとめの欄 成果 良い。 他 悪い。"],
    ),
    "a label of both that goes on": (
        [
            [("評価の理由<2x1> | 法人 | 良い。 // 区 | 悪い。", THREE)],
            [(" <2x1> |  | 続く。 // 区 | 悪い。", THREE)],
            [(" <2x1> | 法人 | 良い。 // 区 | 悪い。", THREE)],
        ],
        [
            "[operator_reason]",
            "良い。",
            "[ward_reason]",
            "悪い。",
            "[]",
            "続く。",
            "[ward_reason]",
            "悪い。",
            "[operator_reason]",
            "良い。",
            "[ward_reason]",
            "悪い。",
        ],
    ),
    "a label of both with one cell beside it": (
        [[("評価の理由<2x1> | 法人 | 良い。 // 区<1x2>", THREE)]],
        ["table 評価の理由 法人 良い。 区"],
    ),
    "labels of both in other columns overleaf": (
        [[("評価の理由<2x1> | 法人 | 良い。 // 区 | 悪い。", THREE)], [(" <2x1>| 法人 | 良い。 // 区 | 悪い。", (0, 9, 16, 30))]],
        ["[operator_reason]", "良い。", "[ward_reason]", "悪い。", "table  法人 良い。 区 悪い。"],
    ),
    "a sentence left of results": (
        [[(f"{LONG * 3}<2x1> | 成果 | 良い。 // 課題 | 悪い。", THREE)]],
        [f"table {LONG}{LONG}{LONG} 成果 良い。 課題 悪い。"],
    ),
    "a table further right behind reasons": (
        [[(f"{REASON} | {LONG}", TWO)], [("講座 | 増えた", (2, 8, 30))]],
        ["[operator_reason]", LONG, "table 講座 増えた"],
    ),
    "a table parted further left behind reasons": (
        [[(f"{REASON} | {LONG}", TWO)], [("講座 | 増えた", (0, 6, 30))]],
        ["[operator_reason]", LONG, "table 講座 増えた"],
    ),
    "a narrower table behind reasons": (
        [[(f"{REASON} | {LONG}", TWO)], [("講座 | 増えた", (0, 8, 28))]],
        ["[operator_reason]", LONG, "table 講座 増えた"],
    ),
    "reasons that go on beside two columns": (
        [[(f"{REASON} | {LONG}", TWO)], [("講座 | 増えた | た", (0, 4, 8, 30))]],
        ["[operator_reason]", LONG, "講座", "増えた", "た"],
    ),
    "one section beside another text": ([[("成果¶良い。 | 別¶悪い。", HALVES)]], ["table 成果良い。 別悪い。"]),
    "a section beside viewpoints": ([[("成果¶良い。 | 振り返りの視点¶悪い。", HALVES)]], ["table 成果良い。 振り返りの視点悪い。"]),
    "a label of both over that of one": (
        [[("成果と課題¶成果¶良い。 | 課題¶悪い。", HALVES)], [("良い。 | 悪い。", HALVES)]],
        ["成果と課題", "成果", "良い。", "課題", "悪い。", "[outcome]", "良い。", "[challenge]", "悪い。"],
    ),
    "text that goes down two columns": ([[("良い。 | 悪い。", HALVES, "text")]], ["良い。", "悪い。"]),
    "a name in a box": ([["NAMED"]], ["広間の工夫"]),
    "three labels in eight rows": (
        [[(" // ".join(["対象期間 | 令和３", "実施時期 | ９月", "実施目的 | 目的", *[f"欄{n} | {n}" for n in range(5)]]), TWO)]],
        ["overview"],
    ),
    "an overview that goes on with one label": (
        [[OVERVIEW], [("実施方法 | あ // 委託 | い¶TABLE // 定員 | 5 // 面積 | 9", TWO)]],
        ["overview", "overview"],
    ),
    "a header alone at the page's head, over text": (
        [[HEADING, (GOALS, FOUR)], [(f"目指す拠点の姿 | 自己評価 | 法人 | 区 // {LONG}<1x4>", FOUR)]],
        [HEADING, "goals 0-2 headed", "goals 0-1 headed", LONG],
    ),
    "a header in other columns overleaf": (
        [[HEADING, (GOALS, FOUR)], [(GOALS, (0, 9, 20, 25, 30))]],
        [HEADING, "goals 0-2 headed", "goals 0-2 headed"],
    ),
    "a header alone behind text": (
        [[HEADING, (GOALS, FOUR), LONG, (GOALS.replace("①居場所がある。", "親子の数"), FOUR)]],
        [HEADING, "goals 0-2 headed", LONG, "goals 0-1 headed", "table 親子の数  A B"],
    ),
    "results over other rows": (
        [[("成果 | 12 // 課題 | 5 // 声 | 3 // 他 | 1 // 計 | 21", TWO)]],
        ["table 成果 12 課題 5 声 3 他 1 計 21"],
    ),
    "results with two numbers each": ([[("成果 | 12 | 5 // 課題 | 5 | 3", THREE)]], ["table 成果 12 5 課題 5 3"]),
    "a title over a table": ([[("利用の数<1x2> // 講座 | 12", TWO)]], ["table 利用の数 講座 12"]),
    "long words in a table": ([[(f"講座 | {LONG}", TWO)]], [f"table 講座 {LONG}"]),
    "numbers and blanks where the reasons stood": (
        [[(f"{REASON} | {LONG}", TWO)], [("講座 | 12回 // 声 | ", TWO)]],
        ["[operator_reason]", LONG, "table 講座 12回 声 "],
    ),
    "a sentence with a number where the reasons stood": (
        [[(f"{REASON} | {LONG}", TWO)], [("続く | 令和５年には多くの親子が広場を訪れた。", TWO)]],
        ["[operator_reason]", LONG, "続く", "令和５年には多くの親子が広場を訪れた。"],
    ),
    "goals beside two cells": (
        [[(REASON, ONE), ("①居場所 | 親子が訪れた。 | 5", THREE)]],
        ["[operator_reason]", "table ①居場所 親子が訪れた。 5"],
    ),
    "goals beside a blank number": (
        [[(REASON, ONE), (" | 親子が訪れた。 // ②声 | 聞いた。", TWO)]],
        ["[operator_reason]", "table  親子が訪れた。 ②声 聞いた。"],
    ),
    "goals beside blank reasons": (
        [[(REASON, ONE), ("①居場所 |  // ②声 | 聞いた。", TWO)]],
        ["[operator_reason]", "table ①居場所  ②声 聞いた。"],
    ),
    "other columns under side labels": (
        [[(f"{REASON} | {LONG}", TWO)], [(f" | 続く。 // {WARD} | {LONG}", HALVES)]],
        ["[operator_reason]", LONG, "続く。", "[ward_reason]", LONG],
    ),
    "a row without a label": (
        [[(f"{REASON} | {LONG} // 注 | 続く。 // {WARD} | {LONG}", TWO)]],
        ["[operator_reason]", LONG, "注", "続く。", "[ward_reason]", LONG],
    ),
    "a blank label": (
        [[(f"{REASON} | {LONG} //  | 続く。 // {WARD} | {LONG}", TWO)]],
        ["[operator_reason]", LONG, "続く。", "[ward_reason]", LONG],
    ),
    "sections with their labels that go on": (
        [[("成果¶良い。 | 課題¶悪い。 // 良い。 | 悪い。", HALVES)]],
        ["成果", "良い。", "課題", "悪い。", "[outcome]", "良い。", "[challenge]", "悪い。"],
    ),
    "goals beside a label": (
        [[HEADING, ("ねらい<2x1> | 目指す拠点の姿 | 法人 | 区 // ①居場所がある。 | A | B", (0, 4, 20, 25, 30))]],
        [HEADING, "goals 0-2 headed"],
    ),
    "goals behind text between goals": (
        [[HEADING, (GOALS, FOUR)], [(f"②声 | | B | B // {LONG}<1x4> // ③あ | | A | A", FOUR)]],
        [HEADING, "goals 0-2 headed", "goals 0-1", LONG, "table ③あ  A A"],
    ),
    "goals under the heading again": (
        [[HEADING, (GOALS, FOUR)], [(HEADING, ONE), ("②声 | | B | B", FOUR)]],
        [HEADING, "goals 0-2 headed", HEADING, "goals 0-1"],
    ),
    "a table under another heading": (
        [[HEADING, (GOALS, FOUR)], [("２　情報収集・提供事業", ONE), ("②声 | | B | B", FOUR)]],
        [HEADING, "goals 0-2 headed", "２　情報収集・提供事業", "table ②声  B B"],
    ),
    "a wide cell over goals": (
        [[HEADING, (GOALS, FOUR)], [(LONG, ONE), ("②声 | | B | B", FOUR)]],
        [HEADING, "goals 0-2 headed", LONG, "table ②声  B B"],
    ),
    "a label that a page end left to the next": (
        [[(f"{REASON} | {LONG} //  | 良い。", TWO)], [(f"{WARD} | {LONG}", TWO)]],
        ["[operator_reason]", LONG, "[ward_reason]", "良い。", "[]", LONG],
    ),
    "a label in a wider column overleaf": (
        [[(f"{REASON} | {LONG} //  | 良い。", TWO)], [(f"{WARD} | {LONG}", (0.0, 12.0, 30.0))]],
        ["[operator_reason]", LONG, "良い。", "[ward_reason]", LONG],
    ),
    "a blank label under another frame": (
        [[(f"{REASON} // {LONG}", ONE), (" | 良い。", TWO)], [(f"{WARD} | {LONG}", TWO)]],
        ["[operator_reason]", LONG, "[ward_reason]", "良い。", "[]", LONG],
    ),
    "a blank label at a page's head": ([[(" | 良い。", TWO)], [(f"{WARD} | {LONG}", TWO)]], ["table  良い。", "[ward_reason]", LONG]),
    "a blank label beside an outcome": (
        [[(" | 成果¶良い。", TWO)], [("成果と課題 | 課題¶悪い。", TWO)]],
        ["[results]", "成果", "良い。", "[]", "課題", "悪い。"],
    ),
    "a label cut through one of its glyphs": (
        [[(f"{REASON} | {LONG} // 振り返り | ア　庭", TWO)], [("りの視点 | イ　棚", TWO)]],
        ["[operator_reason]", LONG, "[viewpoints]", "ア　庭", "[]", "イ　棚"],
    ),
    "a blank label beside no outcome": (
        [[(" | 良い。", TWO)], [("成果と課題 | 課題¶悪い。", TWO)]],
        ["table  良い。", "[results]", "課題", "悪い。"],
    ),
    "a whole label over another": (
        [[(f"{REASON} | {LONG}", TWO)], [("（区） | 悪い。", TWO)]],
        ["[operator_reason]", LONG, "（区）", "悪い。"],
    ),
    "a page with lines alone between": (
        [[("評価の | 良い。", TWO)], [LONG], [("理由（法人） | 悪い。", TWO)]],
        ["table 評価の 良い。", LONG, "[operator_reason]", "悪い。"],
    ),
    "a label cut under a title": (
        [[("評価の | 良い。", TWO)], [("題<1x2> // 理由（法人） | 悪い。", TWO)]],
        ["table 評価の 良い。", "題", "[operator_reason]", "悪い。"],
    ),
}


@pytest.mark.parametrize(("pages", "units"), CASES.values(), ids=CASES)
def test_what_a_grid_is(pages: list[list[Drawn]], units: list[str]) -> None:
    assert [said(unit) for unit in units_of(pages)] == units


LABELLED: dict[str, tuple[Drawn, list[str]]] = {
    "at the left": ((f"{REASON} | {LONG}", TWO), [REASON]),
    "left of others": (("評価の理由<2x1> | 法人 | 良い。 // 区 | 悪い。", THREE), ["評価の理由/法人", "区"]),
    "in a box": ((f"LABEL | {LONG} // {REASON} | {LONG}", TWO), ["課題", REASON]),
    "over a table": ((f"{REASON}¶TABLE | {LONG}", TWO), [REASON]),
}


@pytest.mark.parametrize(("drawn", "labels"), LABELLED.values(), ids=LABELLED)
def test_a_label_has_its_own_lines(drawn: Drawn, labels: list[str]) -> None:
    assert ["/".join(one.text for one in unit.lines) for unit in units_of([[drawn]]) if isinstance(unit, LabelUnit)] == labels


HEADERS: dict[str, tuple[Drawn, list[str]]] = {
    "beside a label": (("ねらい<2x1> | 目指す拠点の姿 | 法人 | 区 // ①集う。 | A | B", FOUR), ["目指す拠点の姿", "法人", "区"]),
    "beside goals in other words": (("項目<2x1> | 目指す拠点の姿 | 法人 | 区 // ①集う。 | A | B", FOUR), ["目指す拠点の姿", "法人", "区"]),
    "goals in other words": (("項目 | 自己評価 | 法人 | 区 // ①集う。 | | A | B", FOUR), ["項目", "自己評価", "法人", "区"]),
    "of two rows": (
        ("目指す拠点の姿<2x1> | 前期の課題<2x1> | 自己評価<1x2> // 法人 | 区 // ①集う。 | ・本 | A | B", FOUR),
        ["目指す拠点の姿", "前期の課題", "自己評価", "法人", "区"],
    ),
}


@pytest.mark.parametrize(("drawn", "header"), HEADERS.values(), ids=HEADERS)
def test_goals_have_the_cells_of_their_header(drawn: Drawn, header: list[str]) -> None:
    (goals,) = (unit for unit in units_of([[HEADING, drawn]]) if isinstance(unit, GoalUnit))
    assert [cell.text for cell in goals.header] == header


ALONE: dict[str, tuple[list[Drawn], list[str]]] = {
    "in a cell": ([(f"良い。 // 悪い。¶{LONG}", ONE)], ["良い。"]),
    "in a box": (["NAMED", "TWO"], ["広間の工夫"]),
    "a goal's number": ([(REASON, ONE), ("①居場所 | 訪れた。¶聞いた。 // ②声¶を聞く | 聞いた。", TWO)], ["①居場所", "聞いた。"]),
}


@pytest.mark.parametrize(("drawn", "alone"), ALONE.values(), ids=ALONE)
def test_a_line_stands_alone_in_its_place(drawn: list[Drawn], alone: list[str]) -> None:
    assert [unit.line.text for unit in units_of([drawn]) if isinstance(unit, TextUnit) and unit.alone] == alone


def test_text_in_columns_is_shifted_to_the_first() -> None:
    units = units_of([[("良い。 | 悪い。¶CHART", HALVES, "text")]])
    assert [unit.shift for unit in units if isinstance(unit, TextUnit)] == [0.0, 150.0]


def test_a_row_in_which_no_cell_begins_has_no_labels() -> None:
    """As where stubs of a rule stand between the walls of merged cells."""
    rect = Rect(0, 0, 300, 40)
    cells = tuple([Cell(0, col, 2, 1, Rect(100 * col, 0, 100 * col + 100, 40), ()) for col in range(3)])
    grid = Grid(1, rect, 2, 3, cells, (0, 100, 200, 300), (0, 20, 40))
    assert labelled_twice(grid, 1, form_rules(), Previous()) == []
