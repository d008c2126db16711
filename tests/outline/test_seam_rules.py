"""What each rule of a seam asks: a line told by hand for which the rule holds, and one beside it that fails each of its conditions."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pipeline.form.marks import Mark, MarkKind
from pipeline.outline import seam_rules
from pipeline.outline.seam_rules import RULES, begins, is_unsure
from pipeline.outline.seams import Seam

EM = 10.0
UNMARKED = Mark("", "none", (), 0, 0.0, 0.0)


def mark(text: str, kind: MarkKind, *numbers: int) -> Mark:
    """A mark at the left side, its text an em to the right."""
    return Mark(text, kind, numbers, len(text), 0.0, EM)


ITEM = mark("・", "bullet")
ONE, SEVERAL, LETTER, NOTE = mark("①", "circled", 1), mark("①～③", "circled", 1, 2, 3), mark("ア", "letter", 1), mark("※", "note")
Changes = dict[str, object]
FULL: Changes = {
    "mark": UNMARKED,
    "head": UNMARKED,
    "text": "広げた",
    "sign_before": "を",
    "x": 0.0,
    "em": EM,
    "em_before": EM,
    "is_bold": False,
    "was_bold": False,
    "room": 0.0,
    "slack": 0.4,
    "had_room": False,
    "first_x": 0.0,
    "wrapped_x": None,
    "step": 14.0,
    "pitch": 14.0,
    "reach": 0.9,
    "is_hanging_list": False,
    "is_indented_text": False,
    "falls_short": False,
    "sticks_out": False,
    "heads_items": False,
    "share": None,
    "is_seen_within": False,
    "is_near": False,
    "is_near_in_item": False,
    "is_outdented_below": False,
    "is_lone": False,
    "is_as_headings": False,
    "is_clause_before": False,
    "has_pause_before": False,
    "says_done_before": False,
    "are_items_unstopped": False,
    "joins_words": False,
    "is_item_place": False,
    "is_in_cell_beside": False,
    "is_below_items": False,
    "is_near_in_text": False,
    "is_flat_list": False,
    "has_next_number": False,
    "is_before_next_item": False,
    "is_wrap_seen": False,
}
"""An unmarked line flush under one that was broken within a sentence for want of room."""
ENDED: Changes = {"sign_before": "。"}
SHORT: Changes = {"room": 5.0}
NEARLY: Changes = {"room": 0.5}
"""full where a sentence goes on, and nearly so where one ended"""
HANGING: Changes = {"head": ITEM, "is_hanging_list": True}
AT_TEXT: Changes = {"x": EM}


@dataclass(frozen=True)
class Example:
    """A line for which a rule holds, and by the condition that it fails what is to be changed for the rule not to."""

    rule: str
    line: Changes
    but: dict[str, Changes]


EXAMPLES = (
    Example(
        "_begins_with_closing_sign",
        {"text": "）を集めた"},
        {"another sign": {"text": "広げた"}, "an item": {"text": "・広げた", "mark": ITEM}},
    ),
    Example(
        "_stands_far_below",
        {**ENDED, **SHORT, "step": 24.0},
        {
            "on another page": {"step": None},
            "no pitch is known": {"pitch": None},
            "near for its type": {"step": 14.0, "pitch": 5.0},
            "as far as usual": {"step": 20.0},
            "the sentence goes on": {"sign_before": "を", "room": 0.0},
        },
    ),
    Example("_stands_far_below", {"step": 28.0}, {"as far as under a formula": {"step": 26.0}}),
    Example(
        "_stands_below_items",
        {**ENDED, "room": 2.0, "is_below_items": True},
        {
            "an item": {"mark": ITEM, "text": "・広げた"},
            "within a sentence": {"sign_before": "を"},
            "under a full line": {"room": 0.0},
            "no further": {"is_below_items": False},
        },
    ),
    Example("_stands_in_cell_beside", {"is_in_cell_beside": True}, {"in its cell": {"is_in_cell_beside": False}}),
    Example("_is_other_type", {"em_before": 8.0, "text": "【庭の数】"}, {"no name": {"text": "庭の数"}, "the same": {"em_before": EM}}),
    Example("_is_other_type", {**SHORT, "em_before": 8.0}, {"the same": {"em_before": 8.5}, "under a full line": {"room": 0.0}}),
    Example(
        "_is_other_type", {**SHORT, "is_bold": True}, {"both bold": {"was_bold": True}, "a bold item": {"mark": ITEM, "text": "・広げた"}}
    ),
    Example(
        "_is_bold_heading",
        {"is_bold": True, **ENDED},
        {
            "plain": {"is_bold": False},
            "both bold": {"was_bold": True},
            "a bold item": {"mark": ITEM, "text": "・広げた"},
            "within a sentence": {"sign_before": "を"},
            "where an item's lines stand": {**HANGING, **AT_TEXT},
        },
    ),
    Example("_is_bold_heading", {"is_bold": True, **ENDED, **HANGING, "x": 0.0}, {"elsewhere": AT_TEXT}),
    Example(
        "_names_goals",
        {"mark": SEVERAL, **HANGING, **AT_TEXT},
        {"one goal": {"mark": ONE}, "no hanging list": {"is_hanging_list": False}, "room left": SHORT, "at the mark": {"x": 0.0}},
    ),
    Example(
        "_is_number_with_particle",
        {"mark": ONE, "text": "① に関わる"},
        {
            "no particle": {"text": "①親子"},
            "a letter": {"mark": LETTER, "text": "アに関わる"},
            "no mark": {"mark": UNMARKED, "text": "に関わる"},
            "room left": SHORT,
            "a sentence ended": ENDED,
        },
    ),
    Example(
        "_is_number_with_particle",
        {"mark": ONE, "text": "①に関わる", **HANGING, **AT_TEXT, "room": 2.0},
        {"a sentence ended": ENDED, "no hanging list": {"is_hanging_list": False}, "elsewhere": {"x": 3 * EM}},
    ),
    Example(
        "_is_number_with_particle",
        {"mark": SEVERAL, "text": "①～③の取組", **ENDED},
        {"one number": {"mark": ONE, "text": "①の取組"}, "under a number": {"head": ONE}, "room left": SHORT},
    ),
    Example(
        "_is_number_with_particle",
        {"mark": SEVERAL, "text": "①～③の取組", **ENDED, **NEARLY, "is_indented_text": True, "first_x": EM},
        {"room left": SHORT, "flush text": {"is_indented_text": False}, "where paragraphs begin": AT_TEXT},
    ),
    Example(
        "_is_number_in_sentence",
        {"mark": ONE, "head": ITEM},
        {
            "a sign": {"mark": NOTE},
            "a sentence ended": {**ENDED, "slack": 0.4},
            "under no mark": {"head": UNMARKED},
            "room left": SHORT,
            "the next of its kind": {"head": ONE},
            "set as a heading": {"is_bold": True},
        },
    ),
    Example("_is_number_in_sentence", {"mark": ONE, "head": ITEM, "is_bold": True, "was_bold": True}, {}),
    Example("_is_number_in_sentence", {"mark": ONE, "head": ONE, **AT_TEXT}, {"the next of its kind": {"x": 0.0}}),
    Example(
        "_is_number_in_sentence",
        {"mark": ONE, **HANGING, **AT_TEXT, "room": 2.0},
        {"room left": SHORT, "left of the text": {"head": mark("（１）", "number", 1)._replace(text_x=2 * EM)}, "at the mark": {"x": 0.0}},
    ),
    Example("_is_number_in_sentence", {"mark": ONE, **HANGING, "x": 2 * EM}, {"room left": {"room": 2.0}, "at the mark": {"x": 0.0}}),
    Example(
        "_is_sign_in_sentence",
        {"mark": ITEM, "head": ITEM, **AT_TEXT},
        {
            "an arrow": {"mark": mark("⇒", "arrow")},
            "a sentence ended": ENDED,
            "room left": SHORT,
            "where items begin": {"first_x": EM},
            "at no wrapped line": {"x": 3 * EM},
        },
    ),
    Example(
        "_is_sign_in_sentence",
        {"mark": ITEM, "head": ONE, "is_item_place": False, **AT_TEXT},
        {"where items open": {"is_item_place": True}},
    ),
    Example("_is_sign_in_sentence", {"mark": ITEM, "head": ITEM, "is_item_place": True, **AT_TEXT}, {"under a number": {"head": ONE}}),
    Example(
        "_is_sign_in_sentence",
        {"mark": ITEM, "head": NOTE, "is_item_place": True, "sign_before": "、", **AT_TEXT},
        {"under another sign": {"sign_before": "大"}},
    ),
    Example(
        "_is_sign_in_sentence",
        {"mark": ITEM, "head": NOTE, "is_item_place": False, **AT_TEXT},
        {"where items open": {"is_item_place": True, "sign_before": "大"}},
    ),
    Example(
        "_is_sign_in_sentence",
        {"mark": mark("→", "arrow"), "joins_words": True},
        {"it opens": {"joins_words": False}, "a sentence ended": ENDED},
    ),
    Example("_is_sign_in_sentence", {"mark": ITEM, "x": 3 * EM, "wrapped_x": 3 * EM}, {"at no wrapped line": {"wrapped_x": None}}),
    Example(
        "_is_sign_in_sentence",
        {"mark": NOTE, "is_near": True},
        {"no nearer than items": {"is_near": False}, "under a heading in brackets": {"sign_before": "】"}},
    ),
    Example("_is_sign_in_sentence", {"mark": NOTE, "is_near": True, "sign_before": "】", "text": "・【表2】の数"}, {}),
    Example("_is_sign_in_sentence", {"mark": ITEM, "head": ITEM, "is_near": True, "sign_before": "】"}, {"no item": {"head": NOTE}}),
    Example(
        "_is_sign_in_sentence",
        {"mark": ITEM, "is_lone": True},
        {"others": {"is_lone": False}, "it joins no words": {"mark": NOTE}, "items have it": {"head": ITEM}},
    ),
    Example("_is_sign_in_sentence", {"mark": ITEM, "head": ITEM, "joins_words": True}, {"between words": {"joins_words": False}}),
    Example("_has_mark", {"mark": ITEM}, {"none": {"mark": UNMARKED}}),
    Example(
        "_is_name_in_brackets",
        {"text": "〈交流〉", "sign_before": "実", "is_as_headings": True},
        {
            "not as headings here": {"is_as_headings": False},
            "in brackets as in sentences": {"text": "（交流）"},
            "words behind them": {"text": "〈交流〉の場"},
            "the sentence goes on": {"sign_before": "を"},
            "within other brackets": {"sign_before": "（"},
            "further right": {"x": EM},
        },
    ),
    Example("_is_name_in_brackets", {"text": "【交流】", "sign_before": "実", "is_as_headings": True}, {}),
    Example(
        "_is_name_in_brackets",
        {**HANGING, **SHORT, "x": 3 * EM, "text": "〈交流〉", "sign_before": "実"},
        {"no room": {"room": 2.0}, "words behind it": {"text": "〈交流〉の場"}, "the sentence goes on": {"sign_before": "を"}},
    ),
    Example("_follows_last_line", {"falls_short": True}, {"stretched": {"falls_short": False}}),
    Example(
        "_opens_indented",
        {**ENDED, "is_outdented_below": True},
        {"flush": {"is_outdented_below": False}, "the sentence goes on": {"sign_before": "を"}},
    ),
    Example(
        "_opens_under_heading",
        {"head": ONE, **AT_TEXT, "is_indented_text": True, "is_outdented_below": True},
        {
            "under no mark": {"head": UNMARKED._replace(text_x=EM)},
            "a third line": {"wrapped_x": EM},
            "a sentence ended": ENDED,
            "elsewhere": {"x": 3 * EM},
            "no indented text": {"is_indented_text": False},
            "flush": {"is_outdented_below": False},
        },
    ),
    Example(
        "_goes_on_near",
        {"head": ONE, **ENDED, "is_near_in_item": True},
        {
            "under no mark": {"head": UNMARKED},
            "under a bullet": {"head": ITEM},
            "room left": SHORT,
            "apart": {"is_near_in_item": False},
            "left of its lines": {"wrapped_x": EM},
        },
    ),
    Example(
        "_goes_on_near",
        {"head": ITEM, **ENDED, "is_near": True},
        {"under no mark": {"head": UNMARKED}, "under a number": {"head": ONE}, "apart": {"is_near": False}},
    ),
    Example(
        "_is_wrapped_item",
        {**HANGING, **AT_TEXT, **ENDED, "room": 2.0},
        {
            "no hanging list": {"is_hanging_list": False},
            "elsewhere": {"x": 3 * EM},
            "room left": SHORT,
            "others fuller": {"had_room": True},
        },
    ),
    Example("_is_wrapped_item", {**HANGING, **AT_TEXT, **SHORT}, {"a sentence ended": ENDED}),
    Example(
        "_opens_as_indented",
        {"is_indented_text": True, "says_done_before": True},
        {
            "under a mark": {"head": ITEM},
            "where its lines stand": {"wrapped_x": 0.0},
            "left of it": {"first_x": EM},
            "paragraphs begin flush": {"is_indented_text": False},
            "within a sentence": {"says_done_before": False},
        },
    ),
    Example(
        "_joins_sentence",
        {**HANGING, **AT_TEXT, **SHORT, "sign_before": "新", "text": "また、広げた"},
        {
            "a sentence ended": ENDED,
            "a pause": {"sign_before": "、"},
            "within brackets": {"sign_before": "（"},
            "no room": {"room": 2.0},
            "no joining word": {"text": "また広げた"},
        },
    ),
    Example(
        "_follows_unstopped",
        {**HANGING, **AT_TEXT, **SHORT, "sign_before": "新", "is_clause_before": True, "are_items_unstopped": True},
        {
            "a sentence ended": ENDED,
            "a pause": {"sign_before": "、"},
            "within brackets": {"sign_before": "（"},
            "a name": {"is_clause_before": False},
            "no room": {"room": 2.0},
            "before a particle": {"text": "が広がる"},
            "items are sentences": {"are_items_unstopped": False},
        },
    ),
    Example(
        "_follows_unstopped",
        {**HANGING, **AT_TEXT, **SHORT, "sign_before": "新", "has_pause_before": True, "are_items_unstopped": True},
        {"a name": {"has_pause_before": False}},
    ),
    Example(
        "_follows_unstopped",
        {**HANGING, **AT_TEXT, **SHORT, "sign_before": "新", "wrapped_x": EM, "are_items_unstopped": True},
        {"a name in one line": {"wrapped_x": None}},
    ),
    Example("_is_wrapped_item", {**HANGING, "x": 3 * EM, "wrapped_x": 3 * EM}, {"at the mark's text": AT_TEXT}),
    Example(
        "_stands_under_mark",
        {**HANGING, **ENDED},
        {"no hanging list": {"is_hanging_list": False}, "right of it": AT_TEXT, "the sentence goes on": {"sign_before": "を"}},
    ),
    Example(
        "_stands_within_count",
        {"head": ONE, "is_before_next_item": True, **ENDED},
        {
            "room left": SHORT,
            "right of it": AT_TEXT,
            "another item follows": {"is_before_next_item": False},
            "wrapped lines stand elsewhere": {"is_wrap_seen": True},
            "no item": {"head": UNMARKED},
        },
    ),
    Example(
        "_counts_within_line",
        {**HANGING, **AT_TEXT, "mark": ONE, "text": "①受付、②案内", "has_next_number": True},
        {
            "at the margin": {"x": 0.0},
            "room left": SHORT,
            "it alone": {"has_next_number": False},
            "items have numbers": {"head": ONE},
        },
    ),
    Example(
        "_stands_near_in_paragraph",
        {**ENDED, "room": 1.5, "is_near_in_text": True},
        {
            "under a mark": {"head": ITEM},
            "indented": AT_TEXT,
            "right of the second line": {"wrapped_x": -EM},
            "room left": SHORT,
            "as far below": {"is_near_in_text": False},
        },
    ),
    Example(
        "_stands_near_in_paragraph",
        {**ENDED, **AT_TEXT, "room": 1.5, "is_near_in_text": True, "wrapped_x": EM},
        {"at its first line": {"x": 0.0}},
    ),
    Example("_stands_under_mark", {**HANGING, "is_bold": True}, {"both bold": {"was_bold": True}, "right of it": AT_TEXT}),
    Example(
        "_stands_under_mark",
        {**HANGING, "x": -EM, "is_below_items": True, "sign_before": "実"},
        {"no further below": {"is_below_items": False}, "at the mark": {"x": 0.0}, "the sentence goes on": {"sign_before": "を"}},
    ),
    Example("_stands_under_mark", {**HANGING, "text": "【庭】"}, {"not enclosed": {"text": "広げた"}}),
    Example(
        "_is_item_elsewhere",
        {**HANGING, "wrapped_x": 2 * EM},
        {"a sentence ended": ENDED, "no hanging list": {"is_hanging_list": False}},
    ),
    Example("_is_item_elsewhere", {**HANGING, **ENDED}, {"room left": SHORT, "others fuller": {"had_room": True}}),
    Example("_follows_item", HANGING, {"no hanging list": {"is_hanging_list": False}, "under no mark": {"head": UNMARKED}}),
    Example(
        "_is_broken_by_hand",
        {"head": ITEM, **SHORT},
        {
            "under no mark": {"head": UNMARKED},
            "full": {"room": 0.0},
            "a sentence ended": ENDED,
            "a heading": {"is_bold": True},
            "a short line": {"reach": 0.4},
        },
    ),
    Example("_goes_on_flush", {}, {"room left": SHORT}),
    Example("_goes_on_flush", {"text": "【参考】"}, {"a sentence ended": ENDED}),
    Example(
        "_goes_on_flush",
        ENDED,
        {
            "enclosed": {"text": "【参考】"},
            "in other brackets": {"text": "〈参考〉"},
            "indented": {"x": EM, "wrapped_x": 0.0},
            "where indented paragraphs begin": {"is_indented_text": True},
            "beyond stretched lines": {"sticks_out": True},
            "it heads items": {"heads_items": True},
            "most sentences end a paragraph": {"share": 0.9},
            "only nearly full": NEARLY,
        },
    ),
    Example("_goes_on_flush", {**ENDED, "share": 0.7}, {"most sentences end a paragraph": {"share": 0.9}}),
    Example("_goes_on_flush", {**ENDED, "share": 0.9, "x": EM}, {"flush": {"x": 0.0}}),
    Example("_goes_on_flush", {**ENDED, "share": 0.9, "wrapped_x": EM}, {"flush": {"wrapped_x": 0.0}}),
    Example("_goes_on_flush", {**ENDED, "share": 0.9, "head": ITEM}, {"under no mark": {"head": UNMARKED}}),
    Example("_goes_on_flush", {**ENDED, "is_indented_text": True, "wrapped_x": 0.0, "share": 0.9}, {"alone": {"wrapped_x": None}}),
    Example("_goes_on_flush", {**ENDED, "is_indented_text": True, "head": ITEM}, {"under no mark": {"head": UNMARKED}}),
    Example("_goes_on_flush", {**ENDED, "is_indented_text": True, **AT_TEXT}, {"where paragraphs begin": {"x": 0.0}}),
    Example(
        "_goes_on_flush",
        {**ENDED, "is_indented_text": True, "head": ITEM},
        {"right of the mark": {"x": EM}},
    ),
    Example(
        "_goes_on_flush",
        {**ENDED, "head": ITEM, "x": EM},
        {"paragraphs are indented": {"is_indented_text": True}, "wrapped lines stand at marks": {"is_flat_list": True}},
    ),
    Example("_goes_on_flush", {**ENDED, "is_flat_list": True, "head": ITEM}, {"right of the mark": {"x": EM}}),
    Example("_goes_on_flush", {**ENDED, "is_flat_list": True}, {"where paragraphs begin": {"is_indented_text": True}}),
    Example("_goes_on_flush", {**NEARLY, "slack": 0.0}, {"a sentence ended": ENDED}),
    Example("_goes_on_flush", {**NEARLY, **ENDED, "slack": 0.6}, {"lines are set to the margin": {"slack": 0.0}}),
    Example(
        "_is_left_within_sentence",
        {"x": 0.0, "first_x": EM},
        {"a sentence ended": ENDED, "a short line": {"reach": 0.4}, "flush": {"first_x": 0.0}},
    ),
    Example(
        "_begins_with_particle",
        {"text": "は行い", "reach": 0.95, "wrapped_x": None},
        {
            "a sentence ended": ENDED,
            "a shorter line": {"reach": 0.9},
            "no particle": {"text": "行い"},
            "a mark": {"mark": ONE},
            "elsewhere": {"first_x": EM},
        },
    ),
    Example("_begins_with_particle", {"text": "は行い", "reach": 0.95, "first_x": EM, "wrapped_x": 0.0}, {"elsewhere": {"wrapped_x": EM}}),
)
HOLDS = {rule.holds.__name__: rule.holds for rule in RULES}


class Told(Seam):
    """A seam of which all is told: no stretch is asked."""

    def __init__(self) -> None:
        pass


def line(*changes: Changes) -> Seam:
    told = dict(FULL)
    for change in changes:
        told.update(change)
    seam: Seam = type("Told", (Told,), told)()
    return seam


@pytest.mark.parametrize(
    ("rule", "seam", "is_held"),
    [
        *(pytest.param(e.rule, line(e.line), True, id=f"{e.rule}-{k}") for k, e in enumerate(EXAMPLES)),
        *(
            pytest.param(e.rule, line(e.line, change), False, id=f"{e.rule}-{k}-{name}")
            for k, e in enumerate(EXAMPLES)
            for name, change in e.but.items()
        ),
    ],
)
def test_a_rule_asks_each_of_its_conditions(rule: str, seam: Seam, is_held: bool) -> None:
    assert HOLDS[rule](seam) is is_held


def test_the_first_rule_that_holds_decides() -> None:
    assert not begins(line())
    assert not begins(line(HANGING, ENDED, AT_TEXT)), "an item's text is asked before what follows it"
    assert begins(line(HANGING, ENDED, SHORT, AT_TEXT))
    assert begins(line(ENDED, SHORT)), "no rule knows it"


UNSURE: Changes = {**ENDED, "share": 0.5, "is_seen_within": True}


@pytest.mark.parametrize(
    "change",
    [
        *({"mark": ITEM}, {"text": "）を集めた"}, {"step": 24.0}, {"text": "【参考】"}, {"falls_short": True}, {"sticks_out": True}),
        *({"heads_items": True}, {"is_seen_within": False}, {"share": 0.05}, {"share": 0.95}, {"share": None}, {"room": 5.0}),
        *({"sign_before": "を"}, {"x": EM}, {"wrapped_x": EM}, {"head": ITEM}, {"is_indented_text": True}),
    ],
    ids=str,
)
def test_what_sets_a_line_off_or_makes_it_go_on_is_sure(change: Changes) -> None:
    assert is_unsure(line(UNSURE))
    assert is_unsure(line(UNSURE, {"wrapped_x": 0.0}))
    assert not is_unsure(line(UNSURE, change))


def test_every_rule_has_an_example() -> None:
    assert {example.rule for example in EXAMPLES} == {rule.holds.__name__ for rule in seam_rules.RULES}


@pytest.mark.parametrize(
    ("change", "expected"), [({}, True), ({"sign_before": "新"}, False), ({"mark": ITEM}, False), ({"room": 2.0}, False)]
)
def test_nobody_could_tell_where_a_verb_without_a_full_stop_may_go_before_a_noun(change: Changes, expected: bool) -> None:
    unstopped = {**HANGING, **AT_TEXT, **SHORT, "sign_before": "た", "is_clause_before": True, "are_items_unstopped": True}
    assert is_unsure(line(unstopped, change)) is expected
