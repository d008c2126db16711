"""Which words of labels are headings, by the labels around them."""

from __future__ import annotations

import pytest

from pipeline.form.compiled import form_rules
from pipeline.outline.label_words import PrintedLabel, alone_results, without_room
from tests.layout.drawing import page, rule, say
from tests.sheet.small_form import LABELS, LEFT, PLAIN, RIGHT, SAID, boxed, goals, read, sections, told

SECTIONS = {"法": "operator_reason", "区": "ward_reason", "両": "results", "成": "outcome", "課": "challenge", "視": "viewpoints"}


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


@pytest.mark.parametrize(
    ("printed", "labels"),
    [
        ("法 区 成 課 視", [2, 3]),
        ("法 区 成 課", [2, 3]),
        ("法 成 課 区 視", []),
        ("法 区 両 成 課", []),
        ("法 区 成 課 両", []),
        ("法 区 課 成 視", []),
        ("法 区 成 視", []),
        ("法 区 成 課 成 課", []),
        ("法 区 成 視 課", []),
        ("成 課 視", []),
        ("法 区 視", []),
    ],
    ids=[
        "below the ward's reasons",
        "without viewpoints",
        "below the operator's",
        "under a label of both",
        "over a label of both",
        "in another order",
        "one alone",
        "twice each",
        "parted",
        "no reasons above",
        "neither",
    ],
)
def test_outcome_and_challenge_once_each_below_the_wards_reasons_are_labels(printed: str, labels: list[int]) -> None:
    said = [PrintedLabel(at, SECTIONS[text], text, is_apart=text not in "成課") for at, text in enumerate(printed.split())]
    assert sorted(alone_results(said, form_rules())) == labels


@pytest.mark.parametrize("names", [("成果", "今後の課題"), ("１　成果", "２　課題"), ("成果：", "課題：")])
def test_labels_of_results_that_nothing_sets_off_open_them(names: tuple[str, str]) -> None:
    """Each stands as the first line of its text in one frame, set as the text is."""
    sheet = page()
    said = {name: lines for name, lines in SAID.items() if name != "results"}
    sections(sheet, goals(sheet, 100), said, boxed, LABELS | dict(zip(("outcome", "challenge"), names, strict=True)))
    assert told(read(sheet)) == PLAIN


def test_words_of_labels_over_columns_of_data_that_no_upright_rule_parts_head_a_table() -> None:
    rows = (("成果", "課題"), ("会館で毎月開き、利用が増えた。", "会場が足りない。"), ("水曜日に開いた。", "夜の相談に応じる。"))
    sheet = page()
    y = sections(sheet, goals(sheet, 100), {"operator_reason": ("・取組を振り返った。",)}, boxed, LABELS) + 14
    say(sheet, LEFT + 8, y, "■取組ごとのまとめ")
    top = y + 5
    for n in range(4):
        rule(sheet, LEFT + 8, top + 18 * n, RIGHT - 8, top + 18 * n)
    for n, row in enumerate(rows):
        for x, text in zip((LEFT + 12, 300.0), row, strict=True):
            say(sheet, x, top + 18 * n + 13, text)
    sections(sheet, top + 70, {name: said for name, said in SAID.items() if name != "operator_reason"}, boxed, LABELS)
    ((table,),) = [project.tables for project in read(sheet).projects]
    assert [cell.text.text for cell in table.cells] == [text for row in rows for text in row]
