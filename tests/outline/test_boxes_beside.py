"""Boxes of words beside running text, told by hand: a sentence that goes on below a box is one."""

from __future__ import annotations

import pytest

from pipeline.outline.boxes_beside import with_boxes_behind
from pipeline.outline.units import ContentUnit, TextUnit
from tests.outline.by_hand import EM, line, part

BEGUN = "・声を集めた後に、"


def read(said: list[str], *, x: float = 20.0, page: int = 1) -> list[str]:
    """The lines in order; those behind 箱 stand in a box ``x`` em from the left, on such a page, those behind 隣 in the next cell, those
    behind 右 as far from the left and in no box."""
    units: list[ContentUnit] = []
    for k, text in enumerate(said):
        if text == "表":
            units.append(part(1, "回 | 12", edges=(0, 4, 8), y=100 + 14 * k))
            continue
        is_boxed, place, left = text.startswith("箱"), {"箱": 2, "隣": 3}.get(text[0], 1), x if text[0] in "箱右" else 0.0
        made = line(100 + 14 * k, (left, text.lstrip("箱隣右")), page=page if is_boxed else 1)
        units.append(TextUnit(made, left * EM, 400.0, place))
    return [unit.line.text if isinstance(unit, TextUnit) else "表" for unit in with_boxes_behind(units)]


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ([BEGUN, "箱※１", "箱※２", "庭を広げた。", "・棚"], [BEGUN, "庭を広げた。", "※１", "※２", "・棚"]),
        ([BEGUN, "箱※１", "庭と砂場を広げ、", "棚も替えた。", "また"], [BEGUN, "庭と砂場を広げ、", "棚も替えた。", "※１", "また"]),
        ([BEGUN, "箱※１", "庭を広げ"], [BEGUN, "庭を広げ", "※１"]),
        ([BEGUN, "箱※１", "・棚を替えた。"], [BEGUN, "※１", "・棚を替えた。"]),
        (["・声を集めた。", "箱※１", "庭を広げた。"], ["・声を集めた。", "※１", "庭を広げた。"]),
        ([BEGUN, "箱※１"], [BEGUN, "※１"]),
        (["箱※１", BEGUN], ["※１", BEGUN]),
        ([BEGUN, "箱※１", "隣庭を広げた。"], [BEGUN, "※１", "庭を広げた。"]),
        ([BEGUN, "箱１", "表"], [BEGUN, "１", "表"]),
    ],
)
def test_a_box_comes_behind_the_sentence_that_it_parts(said: list[str], order: list[str]) -> None:
    assert read(said) == order


def test_a_box_below_a_line_or_on_another_page_parts_none() -> None:
    said = [BEGUN, "箱※１", "庭を広げた。"]
    assert read(said, x=4) == read(said, page=2) == [BEGUN, "※１", "庭を広げた。"]


@pytest.mark.parametrize(
    ("said", "order"),
    [
        (["講座の数。", "箱※１", "箱続き", "（単位：回）", "表"], ["講座の数。", "（単位：回）", "表", "※１", "続き"]),
        (["・庭。", "・棚。", "講座の数。", "箱※１", "表"], ["・庭。", "・棚。", "講座の数。", "表", "※１"]),
        (["講座の数。", "箱単位：回", "表"], ["講座の数。", "単位：回", "表"]),
        (["講座の数。", "※１", "表"], ["講座の数。", "※１", "表"]),
        (
            ["講座の数。", "箱※１", "・庭。", "・棚。", "・木。", "・草。", "表"],
            ["講座の数。", "※１", "・庭。", "・棚。", "・木。", "・草。", "表"],
        ),
        (["表", "箱※１", "表"], ["表", "※１", "表"]),
        (["講座の数。", "表", "箱※１", "表"], ["講座の数。", "表", "※１", "表"]),
        (["講座の数。", "右※１", "表"], ["講座の数。", "※１", "表"]),
    ],
)
def test_a_boxed_note_beside_the_lines_over_a_table_comes_behind_it(said: list[str], order: list[str]) -> None:
    assert read(said) == order
    assert read(said, x=4) == [one.lstrip("箱右") for one in said]
