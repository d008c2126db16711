"""Sections side by side in columns of text that no vertical rule parts: each column is read by itself, over pages too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.typeset import Look, excerpt, typeset, ward
from benchmarks.typeset.paper import Ink, Press, Sheet, Text, written
from benchmarks.variations import measured
from pipeline.pages import read_pages
from pipeline.sheet.model import Sheet as Read
from pipeline.sheet.reader import sheet_of
from tests.layout.drawing import Drawn, page, plain_table, rule, say

LEFT, MIDDLE, RIGHT = 60.0, 300.0, 540.0
OPERATOR = (
    "①　安心して過ごせる場",
    "・平日の午後の利用が伸び、相談の件数も前年度を上回",
    "　った。",
)
WARD = ("①　区は健診の案内で拠点を紹介し、利用につなげた。", "②　予算の調整を行い、広報を支え", "　た。")
MORE = ("・土曜日の利用者が増え、父親の姿も見られるように", "　なった。")
RESULTS = ("・拠点を知る人が増え、初めての人も来やすくなったことが、利用者の数と声の両方から確かめられた。",)


def goals(sheet: Sheet) -> float:
    """A project with one goal; where its table ends."""
    say(sheet, LEFT, 80, "１　親子の居場所事業", 12)
    for y in (90, 108, 126):
        rule(sheet, LEFT, y, RIGHT, y)
    for x, head, text in (
        (LEFT + 4, "目指す拠点の姿", "①　安心して過ごせる場となっている。"),
        (310, "前期振り返りの課題", "・周知が足りない。"),
        (460, "法人", "A"),
        (500, "区", "B"),
    ):
        say(sheet, x, 102, head)
        say(sheet, x, 120, text)
    return 126.0


def frame(sheet: Sheet, top: float, heights: tuple[float, ...], kind: str) -> None:
    """Rules over, between and under rows; with a rule at either side where the frame is closed."""
    if kind == "none":
        return
    for y in (top, *heights):
        rule(sheet, LEFT, y, RIGHT, y)
    if kind == "closed":
        for x in (LEFT, RIGHT):
            rule(sheet, x, top, x, heights[-1])


def lines(sheet: Sheet, x: float, y: float, texts: tuple[str, ...]) -> None:
    for k, text in enumerate(texts):
        say(sheet, x, y + 14 * k, text)


def read(*pages: Sheet) -> Read:
    return sheet_of(read_pages(written(list(pages), Press())), document_id="x", source_sha256="")


@pytest.mark.parametrize("kind", ["none", "hairlines", "closed"])
@pytest.mark.parametrize("labels", ["at the left", "centred"])
def test_reasons_side_by_side_are_read_column_by_column_over_a_page_end(kind: str, labels: str) -> None:
    first, second = page(), page()
    top = goals(first) + 14
    shift = 70 if labels == "centred" else 0
    say(first, LEFT + 4 + shift, top + 13, "評価の理由（法人）")
    say(first, MIDDLE + 4 + shift, top + 13, "評価の理由（区）")
    plain_table([["年度", "人数"], ["令和３年度", "120人"], ["令和４年度", "150人"]]).draw(first, LEFT + 6, 175)
    lines(first, LEFT + 4, 240, OPERATOR)
    lines(first, MIDDLE + 4, 175, WARD)
    frame(first, top, (top + 18, 800), kind)
    lines(second, LEFT + 4, 75, MORE)
    say(second, LEFT + 4, 118, "成果と課題")
    say(second, LEFT + 4, 136, "（成果）")
    lines(second, LEFT + 4, 150, RESULTS)
    frame(second, 60, (105, 124, 160), kind)
    sheet = read(first, second)
    (project,) = sheet.projects
    assert [(s.section, s.kind, s.text.text) for s in project.statements] == [
        ("operator_reason", "heading", "安心して過ごせる場"),
        ("operator_reason", "bullet", "平日の午後の利用が伸び、相談の件数も前年度を上回った。"),
        ("operator_reason", "bullet", "土曜日の利用者が増え、父親の姿も見られるようになった。"),
        ("ward_reason", "bullet", "区は健診の案内で拠点を紹介し、利用につなげた。"),
        ("ward_reason", "bullet", "予算の調整を行い、広報を支えた。"),
        ("outcome", "bullet", RESULTS[0][1:]),
    ]
    assert [[c.text.text for c in table.cells] for table in project.tables] == [
        ["年度", "人数", "令和３年度", "120人", "令和４年度", "150人"]
    ]
    assert [(g.text.text, g.rating_operator, g.rating_ward) for g in project.goals] == [("安心して過ごせる場となっている。", "A", "B")]
    assert sheet.accounting.chars_unaccounted == 0


def test_turned_headers_of_a_table_in_a_column_stay_in_it() -> None:
    sheet = page()
    top = goals(sheet) + 14
    say(sheet, LEFT + 4, top + 13, "評価の理由（法人）")
    say(sheet, MIDDLE + 4, top + 13, "評価の理由（区）")
    Drawn({(0, 0): (1, 1, ""), (0, 1): (1, 1, ""), (1, 0): (1, 1, "来館"), (1, 1): (1, 1, "120人")}, (60, 60), (50, 16)).draw(
        sheet, 66, 175
    )
    sheet.texts.append(Text(160, 222, "R4年度", Ink("gothic", 9.0), angle=90))
    lines(sheet, LEFT + 4, 260, OPERATOR)
    lines(sheet, MIDDLE + 4, 175, WARD)
    (project,) = read(sheet).projects
    assert [cell.text.text for cell in project.tables[0].cells] == ["", "R4年度", "来館", "120人"]
    assert [s.text.text for s in project.statements if s.section == "ward_reason"] == [text[2:] for text in (WARD[0], WARD[1] + "た。")]


@pytest.mark.parametrize("between", [[], ["成果と課題"]])
def test_outcomes_and_challenges_side_by_side_below_reasons_side_by_side(between: list[str]) -> None:
    sheet = page()
    top = goals(sheet) + 18
    texts = ("評価の理由（法人）", "・利用者が増えた。", *between, "（成果）", "・声が届いた。")
    lines(sheet, LEFT + 4, top, texts)
    lines(sheet, MIDDLE + 4, top, ("評価の理由（区）", "・区は広報を手伝った。"))
    lines(sheet, MIDDLE + 4, top + 14 * (len(texts) - 2), ("（課題）", "・棚が足りない。"))
    (project,) = read(sheet).projects
    assert [(s.section, s.text.text) for s in project.statements] == [
        ("operator_reason", "利用者が増えた。"),
        ("ward_reason", "区は広報を手伝った。"),
        ("outcome", "声が届いた。"),
        ("challenge", "棚が足りない。"),
    ]
    assert [(goal.rating_operator, goal.rating_ward) for goal in project.goals] == [("A", "B")]


def results_below_reasons() -> tuple[Sheet, float]:
    """A sheet up to the label 成果, and where its goals end."""
    sheet = page()
    y = goals(sheet)
    for k, text in enumerate(("評価の理由（法人）", "・利用者が増えた。", "評価の理由（区）", "・区は広報を手伝った。", "成果と課題")):
        say(sheet, LEFT + 4, y + 16 + 14 * k, text)
    say(sheet, LEFT + 4, y + 90, "（成果）")
    return sheet, y


def test_outcomes_and_challenges_side_by_side_below_a_closed_frame() -> None:
    sheet, y = results_below_reasons()
    say(sheet, MIDDLE + 4, y + 90, "（課題）")
    lines(sheet, LEFT + 4, y + 104, ("・初めて訪れた人も入りやすい場となり、利用が増え", "　た。"))
    lines(sheet, MIDDLE + 4, y + 104, ("・父親の利用が少ないため、土曜日の催しを増やす。",))
    frame(sheet, y + 76, (y + 150,), "closed")
    found = read(sheet)
    assert [(s.section, s.text.text) for s in found.projects[0].statements][2:] == [
        ("outcome", "初めて訪れた人も入りやすい場となり、利用が増えた。"),
        ("challenge", "父親の利用が少ないため、土曜日の催しを増やす。"),
    ]
    assert found.accounting.chars_unaccounted == 0


@pytest.mark.parametrize("is_vertical", [False, True])
def test_outcomes_and_challenges_side_by_side_beside_a_label_end_with_their_cell(is_vertical: bool) -> None:
    first, second, wall = page(), page(), 130.0
    y = goals(first)
    for k, text in enumerate(("評価の理由（法人）", "・利用者が増えた。", "評価の理由（区）", "・区は広報を手伝った。")):
        say(first, LEFT + 4, y + 16 + 14 * k, text)
    for sheet, levels in ((first, (700.0, 800.0)), (second, (60.0, 100.0, 140.0))):
        for level in levels:
            rule(sheet, LEFT, level, RIGHT, level)
        for x in (LEFT, wall, RIGHT):
            rule(sheet, x, levels[0], x, levels[-1])
    if is_vertical:
        say(first, LEFT + 30, 706, "成果と課題", vertical=True)
    else:
        lines(first, LEFT + 4, 714, ("拠点事業として", "の成果と課題"))
    for x, name, text in ((wall + 4, "（成果）", "庭を広げた"), (340.0, "（課題）", "棚が足りない")):
        lines(first, x, 714, (name, f"・{text}。"))
        lines(second, x, 74, (f"・{text}ことが、声と数から", "　分かった。"))
    lines(second, LEFT + 4, 114, ("振り返り", "の視点"))
    lines(second, wall + 4, 114, ("ア　庭はあるか。", "イ　棚はあるか。"))
    found = read(first, second)
    assert [(s.section, s.text.text) for s in found.projects[0].statements][2:] == [
        ("outcome", "庭を広げた。"),
        ("outcome", "庭を広げたことが、声と数から分かった。"),
        ("challenge", "棚が足りない。"),
        ("challenge", "棚が足りないことが、声と数から分かった。"),
    ]
    assert [v.text.text for v in found.projects[0].viewpoints] == ["庭はあるか。", "棚はあるか。"]
    assert found.accounting.chars_unaccounted == 0


def test_a_rule_parts_columns_however_close_the_text_stands_to_it() -> None:
    sheet, y = results_below_reasons()
    say(sheet, MIDDLE + 2, y + 90, "（課題）")
    first = "・初めて訪れた人も入りやすい場となりました、利用が"
    lines(sheet, MIDDLE - 0.5 - 9 * len(first), y + 104, (first, "　増えた。"))
    lines(sheet, MIDDLE + 0.5, y + 104, ("・父親の利用が少ない。", "・土曜日の催しを増やす。"))
    rule(sheet, MIDDLE, y + 82, MIDDLE, y + 146)
    frame(sheet, y + 76, (y + 150,), "closed")
    found = read(sheet)
    assert [(s.section, s.text.text) for s in found.projects[0].statements][2:] == [
        ("outcome", "初めて訪れた人も入りやすい場となりました、利用が増えた。"),
        ("challenge", "父親の利用が少ない。"),
        ("challenge", "土曜日の催しを増やす。"),
    ]
    assert found.accounting.chars_unaccounted == 0


@pytest.mark.parametrize("frame", ["hair", "split"])
@pytest.mark.parametrize("name", ["hoshikawa-r5", "minatomi-r2"])
def test_whole_sheets_whose_reasons_stand_side_by_side_without_vertical_rules(frame: str, name: str) -> None:
    look = replace(Look(), paper="A3L", reasons="side by side", frame=frame, per_page=False, results="two columns", size=10.5)
    outcome = measured(name, look, typeset(excerpt(ward(name), (1, 2, 6), 4), look))
    assert not outcome.broken
    wrong = {kind: outcome.missed[kind][:2] + outcome.extra[kind][:2] for kind in outcome.counts}
    assert {kind: rows for kind, rows in wrong.items() if rows} == {}
