"""Which signs stand before headings, told by all lines of a section that have one: their order, their coming again, and what they say."""

from __future__ import annotations

import pytest

from pipeline.sheet import signed_headings
from pipeline.sheet.signed_headings import RULES, SignRule
from tests.sheet.test_what_lines_are import body_of, kinds

LONG = "広間と庭と階段と玄関の工夫についての養育者との話し合いの場"
EXAMPLES: dict[str, dict[str, str]] = {
    "_stand_over_nothing": {
        "■広間 / ■周知 / ・声を集めた。": "b / b / b<2",
        "■広間 / ＿＿＿＿・庭を広げた。 / ■周知 / ＿＿＿＿・声を集めた。": "b / b<1 / b / b<3",
        "＿■広間 / ・庭を広げた。 / ＿■周知 / ・声を集めた。": "b / b / b<2 / b",
    },
    "_say_goals": {
        "○親子が集える場となっている。 / ・庭を広げた。 / ○悩みを相談できる場となっている。 / ・声を集めた。": "h / b / h / b",
        "○親子が集える場となっている。 / ・庭を広げた。": "b / b<1",
    },
    "_are_no_names": {
        "■広間を開けた。 / ・庭を広げた。 / ■周知 / ・声を集めた。": "b / b<1 / b / b<3",
        f"■{LONG}づくり / ・庭を広げた。 / ■周知 / ・声を集めた。": "b / b<1 / b / b<3",
    },
    "_point": {"▶声を集めた / ・庭を広げた。": "h / b", "▷広間 / ・庭 / ►周知 / ・声": "h / b / h / b"},
    "_is_alone": {"■広間 / ・庭を広げた。": "b / b<1"},
    "_say_deeds": {"■庭を広げた / ・砂を替えた。 / ■声を集めた / ・棚を替えた。": "b / b<1 / b / b<3"},
    "_are_list": {"太広間 / ■庭 / ・砂を替えた。 / ■棚 / ・本を替えた。 / 太周知 / ・声": "h / b / b<2 / b / b<4 / h / b"},
    "_have_strong_sign": {
        "▽広間 / ・庭 / ▽周知 / ・声": "h / b / h / b",
        "・次の年も続ける。 / ■広間 / －庭 / ■周知 / －声": "b / h / b / h / b",
        "●広間 / ○庭を広げた。 / ●周知 / ○声を集めた。": "h / b / h / b",
        "■広間 / 庭を広げた。 / ■周知 / 声を集めた。": "h / p / h / p",
    },
    "_alone_are_bold": {
        "太・広間 / －庭 / 太・周知 / －声": "h / b / h / b",
        "太・広間 / 庭を広げた。 / 太・周知 / 声を集めた。": "h / p / h / p",
    },
    "_have_sign_of_items": {
        "・広間 / －庭を広げた。 / －砂を替えた。 / ・周知 / －声を集めた。": "b / b<1 / b<1 / b / b<4",
        "・広間 / (1)庭 / (2)砂 / ・周知 / (1)声": "b / b<1 / b<1 / b / b<4",
    },
    "_open_over_sentences": {
        "○広間 / ●庭を広げた。 / ●砂を替えた。 / ○周知 / ●声を集めた。": "h / b / b / h / b",
        "○広間 / －庭を広げた / －砂を替えた / ○周知 / －声を集めた": "h / b / b / h / b",
        "○広間 / 庭を広げた。 / 砂も替えた。 / ○周知 / 声を集めた。": "h / p / p / h / p",
        "○広間 / ＿庭を広げた。 / ＿砂も替えた。 / ○周知 / ＿声を集めた。": "h / p / p / h / p",
        "次のとおり取り組んだ。 / ○広間 / －庭を広げた。 / ○周知 / －声を集めた。": "p / h / b / h / b",
        "◎次の年も続ける。 / ○広間 / ・庭を広げた。 / ○周知 / ・声を集めた。": "b / b<1 / b<1 / b<1 / b<1",
        "○広間 / ・庭 / ○周知 / ・声を集めた。": "b / b<1 / b / b<3",
    },
    "_open_over_counts": {"○広間 / (1)庭 / (2)砂 / ○周知 / (1)声": "h / b / b / h / b"},
}
DEEDS = "・庭を広げた / {}広間{} / ・声を集めた / {}周知{} / ・棚を替えた / ・石を置いた / ・本を替えた"


@pytest.mark.parametrize(("lines", "codes"), [(DEEDS, 0), (DEEDS.replace("{}周知{}", "※周知"), 1)], ids=["come again", "alone"])
def test_nobody_doubts_where_a_heading_begins_that_looks_as_others_do(lines: str, codes: int) -> None:
    body = body_of("operator_reason", lines.format(*"「」「」").split(" / "), "    ")
    assert [defect.code for defect in body.defects] == ["paragraphs-unsure"] * codes


CASES = [(rule, *case) for rule, cases in EXAMPLES.items() for case in cases.items()]


@pytest.mark.parametrize(("rule", "lines", "found"), CASES)
def test_a_sign_is_of_headings_or_items(rule: str, lines: str, found: str) -> None:
    assert kinds("operator_reason", lines.split(" / ")) == found


@pytest.mark.parametrize("rule", RULES, ids=[rule.holds.__name__ for rule in RULES])
def test_each_rule_has_an_example_that_fails_without_it(rule: SignRule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signed_headings, "RULES", tuple(other for other in RULES if other is not rule))
    cases = EXAMPLES[rule.holds.__name__]
    assert any(kinds("operator_reason", lines.split(" / ")) != found for lines, found in cases.items())


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("◎広間 / (1)庭 / (2)砂 / ◎周知 / (1)声 / (2)棚", "h / b / b / h / b / b"),
        ("◎広間 / (1)庭 / (2)砂 / ◎周知 / (3)声 / (4)棚", "h / b / b / h / b / b"),
        ("◎広間 / (1)庭 / ・石 / (2)砂 / ◎周知 / (1)声", "h / b / b<2 / b / h / b"),
        ("《広間》 / (1)庭 / (2)砂 / 《周知》 / (1)声", "h / b / b / h / b"),
        ("広間 / (1)庭 / (2)砂 / 周知 / (1)声", "h / b / b / h / b"),
        ("太広間 / ①庭 / ②砂 / 太周知 / ①声", "h / b / b / h / b"),
        ("①広間 / (1)庭 / (2)砂 / ②周知 / (1)声", "h1 / b1 / b1 / h2 / b2"),
        ("(1)広間 / ①庭 / ②砂 / ③石 / (2)周知 / ①声", "h1 / b1 / b1 / b1 / h2 / b2"),
        ("・次のことを行った。 / (1)庭 / (2)砂 / ・声も集めた。 / (1)棚", "b / b<1 / b<1 / b / b<4"),
        ("次のことを行った。 / ①庭 / ②砂", "p / b / b"),
        ("広間 / (1)庭を広げた。 / ・石 / 周知 / (2)声を集めた。 / ・本", "h / b / b<2 / h / b / b<5"),
        ("①広間 / ・次のもの / ①庭 / ②砂 / ②周知 / ・声", "h1 / b1 / b1<2 / b1<2 / h2 / b2"),
        ("■広間 / ①庭 / ・広げた。 / ■周知 / ②声 / ・集めた。", "b / h1 / b1 / b1<3 / h2 / b2"),
        ("・庭 / ①広間 / ・砂 / ②周知 / ・声", "b / h1 / b1 / h2 / b2"),
    ],
)
def test_numbers_that_begin_anew_or_stand_over_nothing_count_items(lines: str, found: str) -> None:
    assert kinds("operator_reason", lines.split(" / ")) == found
