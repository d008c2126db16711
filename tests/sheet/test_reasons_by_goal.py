"""Rows that hold the reasons of one goal each, its number and words at the left, told by hand: what is read of them and what is data."""

from __future__ import annotations

import pytest

from tests.outline.by_hand import Drawn
from tests.outline.test_frames import FOUR, GOALS, HALVES, HEADED, HEADING, ONE, REASON, THREE, TWO, WARD, said, units_of

LABEL: Drawn = (REASON, ONE)
ITEMS: Drawn = ("①居場所 | ・受付を改善 // ②声 | ・会を開催¶・定員を拡大", TWO)
ITEMS_READ = ["[operator_reason]", "①居場所", "・受付を改善", "②声", "・会を開催", "・定員を拡大"]
WORDS: Drawn = ("①居場所 | ・受付を改善 // ②声を聞いてい | ・会を開催", TWO)
WORDS_READ = ["[operator_reason]", "①居場所", "・受付を改善", "②声を聞いてい", "・会を開催"]
"""the second goal's words fill their line"""
HEADS = f"目標 | {REASON} | {WARD}"
ROWS = "①居場所 | ・受付を改善 | ①広報に載せた。 // ②声 | ・会を開催 | また、助言した。"
BY_GOAL_READ = ["[operator_reason]", "①居場所", "・受付を改善", "②声", "・会を開催", "[ward_reason]", "①広報に載せた。", "また、助言した。"]
NEXT = "③学び | ・講座を開催 | ③講師を招いた。"
NEXT_READ = ["[operator_reason]", "③学び", "・講座を開催", "[ward_reason]", "③講師を招いた。"]
CASES: dict[str, tuple[list[list[Drawn]], list[str]]] = {
    "items that end no sentence": ([[LABEL, ITEMS]], ITEMS_READ),
    "items beside sentences": (
        [[LABEL, ("①居場所 | 親子が訪れた。 // ②声 | ・会を開催", TWO)]],
        ["[operator_reason]", "①居場所", "親子が訪れた。", "②声", "・会を開催"],
    ),
    "items beside numbers that do not count from one": (
        [[LABEL, ("③居場所 | ・受付を改善 // ④声 | ・会を開催", TWO)]],
        ["[operator_reason]", "table ③居場所 ・受付を改善 ④声 ・会を開催"],
    ),
    "signs alone beside numbers": (
        [[LABEL, ("①居場所 | ○ // ②声 | ○", TWO)]],
        ["[operator_reason]", "table ①居場所 ○ ②声 ○"],
    ),
    "items beside numbers under a header": (
        [[LABEL, ("区分 | 内容 // ①居場所 | ・受付を改善", TWO)]],
        ["[operator_reason]", "table 区分 内容 ①居場所 ・受付を改善"],
    ),
    "items beside the next numbers overleaf": (
        [[LABEL, ITEMS], [("③学び | ・講座を開催 // ④輪 | ・縁日を開催", TWO)]],
        [*ITEMS_READ, "③学び", "・講座を開催", "④輪", "・縁日を開催"],
    ),
    "the rest of a row that the page end cut": (
        [[LABEL, ITEMS], [(" | 続けた。¶・席を拡大 // ③学び | ・講座を開催", TWO)], [(" | ・縁日を開催", TWO)]],
        [*ITEMS_READ, "続けた。", "・席を拡大", "③学び", "・講座を開催", "・縁日を開催"],
    ),
    "a table beside nothing, cut off by the page end": (
        [[LABEL, ITEMS], [(" | TABLE // ③学び | ・講座を開催", TWO)]],
        [*ITEMS_READ, "table 年度 人数 ５年 12", "③学び", "・講座を開催"],
    ),
    "a sentence that the page end cut": (
        [[LABEL, ("①居場所 | 改善した。 // ②声 | 会を開いた。¶定員を", TWO)]],
        ["[operator_reason]", "①居場所", "改善した。", "②声", "会を開いた。", "定員を"],
    ),
    "an arrow before what the page end cut": (
        [[LABEL, ("①居場所 | 改善した。 // ②声 | ⇒会を", TWO)]],
        ["[operator_reason]", "①居場所", "改善した。", "②声", "⇒会を"],
    ),
    "text beside words without a number overleaf": ([[LABEL, ITEMS], [("声 | ・席を拡大", TWO)]], [*ITEMS_READ, "table 声 ・席を拡大"]),
    "the rest of a goal's words overleaf": (
        [[LABEL, WORDS], [("る。 | ・席を拡大 // ③学び | ・講座を開催", TWO)]],
        [*WORDS_READ[:4], "る。", "・会を開催", "・席を拡大", "③学び", "・講座を開催"],
    ),
    "the rest of a goal's words beside nothing": ([[LABEL, WORDS], [("る。 | ", TWO)]], [*WORDS_READ[:4], "る。", "・会を開催"]),
    "the rest of a goal's words on two pages": (
        [[LABEL, WORDS], [("声をよく聞きあ | ・席を拡大", TWO)], [("う。 | ・縁日を開催", TWO)]],
        [*WORDS_READ[:4], "声をよく聞きあ", "う。", "・会を開催", "・席を拡大", "・縁日を開催"],
    ),
    "words behind those of a goal that end a sentence": (
        [[LABEL, ("①居場所 | ・受付を改善 // ②声を聞く。 | ・会を開催", TWO)], [("声 | ・席を拡大", TWO)]],
        ["[operator_reason]", "①居場所", "・受付を改善", "②声を聞く。", "・会を開催", "table 声 ・席を拡大"],
    ),
    "words with a mark behind those of a goal": ([[LABEL, WORDS], [("・声 | ・席を拡大", TWO)]], [*WORDS_READ, "table ・声 ・席を拡大"]),
    "words beside a table behind those of a goal": (
        [[LABEL, WORDS], [("TABLE | ・席を拡大", TWO)]],
        [*WORDS_READ, "table  ・席を拡大"],
    ),
    "text beside nothing on the same page": (
        [[LABEL, ITEMS, (" | ・席を拡大", TWO)]],
        [*ITEMS_READ, "table  ・席を拡大"],
    ),
    "text beside nothing in a later row": (
        [[LABEL, ITEMS], [("③学び | ・講座を開催 //  | ・席を拡大", TWO)]],
        [*ITEMS_READ, "table ③学び ・講座を開催  ・席を拡大"],
    ),
    "nothing beside nothing overleaf": ([[LABEL, ITEMS], [(" |  // 区分 | 12", TWO)]], [*ITEMS_READ, "table   区分 12"]),
    "text beside nothing two pages on": (
        [[LABEL, ITEMS], ["別の行"], [(" | ・席を拡大", TWO)]],
        [*ITEMS_READ, "別の行", "table  ・席を拡大"],
    ),
    "text beside nothing in other columns": ([[LABEL, ITEMS], [(" | ・席を拡大", HALVES)]], [*ITEMS_READ, "table  ・席を拡大"]),
    "text beside nothing in another section": (
        [[LABEL, ITEMS], [(WARD, ONE), (" | ・席を拡大", TWO)]],
        [*ITEMS_READ, "[ward_reason]", "table  ・席を拡大"],
    ),
    "both raters' reasons beside the goals": (
        [[HEADING, (GOALS, FOUR), (f"{HEADS} // {ROWS}", THREE)]],
        [*HEADED, *BY_GOAL_READ],
    ),
    "both under the goals' own header": ([[(f"目指す拠点の姿 | {REASON} | {WARD} // {ROWS}", THREE)]], BY_GOAL_READ),
    "both beside a column without a header": ([[(f" | {REASON} | {WARD} // {ROWS}", THREE)]], BY_GOAL_READ),
    "both overleaf": ([[(f"{HEADS} // {ROWS}", THREE)], [(NEXT, THREE)]], [*BY_GOAL_READ, *NEXT_READ]),
    "both overleaf under the header again": (
        [[(f"{HEADS} // {ROWS}", THREE)], [(f"{HEADS} // {NEXT}", THREE)]],
        [*BY_GOAL_READ, *NEXT_READ],
    ),
    "both beside other words": (
        [[(f"区分 | {REASON} | {WARD} // ①居場所 | ・改善 | ①広報", THREE)]],
        [f"table 区分 {REASON} {WARD} ①居場所 ・改善 ①広報"],
    ),
    "results beside a column without a header": (
        [[(" | 成果 | 課題 // ①居場所 | ・改善 | ・広報", THREE)]],
        ["table  成果 課題 ①居場所 ・改善 ・広報"],
    ),
    "both, and a label over the whole width": (
        [[(f"{HEADS} // {ROWS} // 振り返りの視点<1x3> // ア　支えているか。<1x3>", THREE)]],
        [*BY_GOAL_READ, "[viewpoints]", "ア　支えているか。"],
    ),
    "text beside nothing behind none": ([[LABEL], [(" | ・席を拡大", TWO)]], ["[operator_reason]", "table  ・席を拡大"]),
}


@pytest.mark.parametrize(("pages", "units"), CASES.values(), ids=CASES)
def test_rows_by_goal(pages: list[list[Drawn]], units: list[str]) -> None:
    """Each page with its grids as drawn, and the units in order: a table is data."""
    assert [said(unit) for unit in units_of(pages)] == units
