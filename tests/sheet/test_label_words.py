"""Which words of labels are headings, by the labels around them."""

from __future__ import annotations

import pytest

from pipeline.sheet.form_rules import form_rules
from pipeline.sheet.label_words import PrintedLabel, without_room

SECTIONS = {"法": "operator_reason", "区": "ward_reason", "成": "outcome", "視": "viewpoints"}


@pytest.mark.parametrize(
    ("printed", "headings"),
    [
        ("法 - 視' - 区 - 視", [2]),
        ("法 - 成 - 区 - 成", [2]),
        ("法 - 視 - 区 - 視", []),
        ("法' - 成 - 区' - 成", []),
        ("成 - 区 - 成", []),
        ("法 - 成 - 区", []),
        ("区 - 成 - 法 - 成", []),
        ("法 - 成 - 視 - 成", []),
        ("法 - 視' 区 - 視", []),
        ("法 - 視' - 視 - 区", []),
    ],
    ids=[
        "a line",
        "a cell",
        "a cell of a section that has one label",
        "between lines",
        "nothing above",
        "no label of its own below",
        "in another order",
        "behind its place",
        "right over a label",
        "printed again",
    ],
)
def test_a_label_s_words_between_labels_that_come_before_it_are_a_heading(printed: str, headings: list[int]) -> None:
    """What is said in a line and not in a cell of its own is marked by '."""
    said = [(at, text) for at, text in enumerate(printed.split()) if text != "-"]
    labels = [PrintedLabel(at, SECTIONS[text[0]], text[0], is_apart=text == text[0]) for at, text in said]
    assert sorted(without_room(labels, form_rules())) == headings
