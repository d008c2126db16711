"""What the ratings mean, printed outside the form's tables, belongs to the form; what looks like it stays where it is."""

from __future__ import annotations

import pytest

from pipeline.form.compiled import form_rules
from tests.layout.drawing import say
from tests.sheet.small_form import LEADING, LEFT, PLAIN, codes, one_project, read, told

LEGENDS = [
    ["※評価の基準　Ａ：達成できている　Ｂ：おおむね達成できている　Ｃ：やや不十分　Ｄ：不十分"],
    ["（Ａ…達成、Ｂ…おおむね達成、Ｃ…あまり、Ｄ…未達成）"],
    ["自己評価の目安", "A 達成できている", "B おおむね達成できている", "C あまり達成できていない", "D 達成できていない"],
]


@pytest.mark.parametrize("lines", LEGENDS)
@pytest.mark.parametrize("top", [140, 20])
def test_a_legend_of_the_ratings_belongs_to_the_form(lines: list[str], top: float) -> None:
    sheet, _ = one_project(top=100 if top < 100 else 230)
    for n, line in enumerate(lines):
        say(sheet, LEFT, top + n * LEADING, line)
    found = read(sheet)
    assert told(found) == PLAIN
    assert (codes(found), found.accounting.chars_unaccounted) == ([], 0)


def test_a_line_beside_a_legend_is_no_part_of_it() -> None:
    sheet, _ = one_project(top=230)
    for n, line in enumerate(["この欄は区が記入する。", LEGENDS[0][0]]):
        say(sheet, LEFT, 140 + n * LEADING, line)
    read(sheet, lost=len("この欄は区が記入する。"))


@pytest.mark.parametrize(
    "text",
    [
        "A・B・C・D",
        "声はA：満足、B：ふつう、C：不満、D：他",
        "評価はA：達成",
        "評価 A：達成 B：一部 C：未達成",
        "評価に当たり、A班は広間、B班は相談、C班は情報、D班は人材を見た。",
    ],
)
def test_what_does_not_say_what_each_rating_means_is_no_legend(text: str) -> None:
    assert not form_rules().is_legend([text])


def test_a_legend_among_the_reasons_is_what_the_ward_wrote() -> None:
    sheet, _ = one_project(said={"operator_reason": ("・広間の模様替えを行った。", LEGENDS[0][0])})
    assert [(kind, text) for section, kind, text in told(read(sheet)) if section == "operator_reason"] == [
        ("bullet", "広間の模様替えを行った。"),
        ("note", LEGENDS[0][0].removeprefix("※")),
    ]
