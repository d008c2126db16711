"""Digits glued to what is said of the goals (１区の予算により…) are its marks where the goals' own marks are no more than digits."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.outline.paragraphs import paragraphs_of
from pipeline.outline.units import TextUnit
from pipeline.sheet.glued_numbers import name_goals
from pipeline.sheet.model import Goal
from pipeline.values import Printed
from tests.outline.by_hand import line


def marked(texts: Sequence[str], goal_marks: str) -> list[str]:
    """The marks of paragraphs, each a line that ends a sentence, of goals with these marks."""
    units = [TextUnit(line(100 + 20 * k, (0, text + "。")), 0.0, 500.0, k) for k, text in enumerate(texts)]
    paragraphs = paragraphs_of(units)
    goals = [Goal(no, mark, Printed("集える。"), "A", "A", None, None, (), ()) for no, mark in enumerate(goal_marks, 1)]
    name_goals(paragraphs, goals)
    assert all(paragraph.mark.text + paragraph.text == text + "。" for paragraph, text in zip(paragraphs, texts, strict=True))
    return [paragraph.mark.text for paragraph in paragraphs]


@pytest.mark.parametrize(
    ("texts", "marks"),
    [
        (("１区の予算で広げた", "２庭を整えた", "３声を聞いた"), ["１", "２", "３"]),
        (("１、２区の予算で広げた", "３声を聞いた"), ["１、２", "３"]),
        (("１、２区の予算で広げた", "２、３声を聞いた"), ["１、２", "２、３"]),
        (("１区の予算で広げた", "庭も整えた", "３声を聞いた"), ["１", "", "３"]),
        (("※７年度の見込み", "１区の予算で広げた", "２庭を整えた"), ["※", "１", "２"]),
        (("１区の予算で広げた", "２庭を整えた", "２０歳の方が来た"), ["１", "２", ""]),
        (("１区の予算で広げた", "庭を整えた"), ["", ""]),
        (("区の予算で広げた", "１庭を整えた", "２声を聞いた"), ["", "", ""]),
        (("１区の予算で広げた", "１庭を整えた"), ["", ""]),
        (("２区の予算で広げた", "１庭を整えた"), ["", ""]),
        (("１区の予算で広げた", "４庭を整えた"), ["", ""]),
    ],
    ids=[
        *("each", "two goals", "two each", "one without", "a note", "an age", "one alone", "the first without", "one twice"),
        *("backwards", "of no goal"),
    ],
)
def test_digits_glued_to_what_is_said_of_goals(texts: Sequence[str], marks: list[str]) -> None:
    assert marked(texts, "１２３") == marks


def test_other_marks_of_goals_are_no_digits() -> None:
    assert marked(("１区の予算で広げた", "２庭を整えた"), "①②") == ["", ""]
