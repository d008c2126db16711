"""What lines in order tell of each other: where they end, what room they left, how they are spaced; lines told by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.geometry.intervals import Interval
from pipeline.outline.paragraphs import paragraphs_of
from pipeline.outline.seams import Seam
from pipeline.outline.stretch import Stretch
from pipeline.outline.units import TextUnit
from tests.outline.by_hand import EM, line

RIGHT = 20
"""em; the right side of a cell whose left one is at 0"""
STEP = 14.0


def unit(
    text: str,
    x: float = 0.0,
    *,
    y: float = 0.0,
    place: int = 1,
    page: int = 1,
    right: float = RIGHT,
    bold: bool = False,
    edge: Interval | None = None,
) -> TextUnit:
    """A line from its place in em."""
    found = replace(line(y, (x, text), page=page), bold=bold)
    return TextUnit(found, 0.0, right * EM, place, edge=edge)


def below(*units: TextUnit) -> list[TextUnit]:
    """The lines one below the other, those that have a height of their own so many points below the one before."""
    y, out = 100.0, []
    for one in units:
        y += one.line.rect.y0 or STEP
        (x0, _, x1, _), glyphs = one.line.rect, one.line.glyphs
        out.append(one._replace(line=replace(line(y, (x0 / EM, "".join(glyphs.texts)), page=one.line.page), bold=one.line.bold)))
        assert out[-1].line.rect.x1 == x1
    return out


def stretch(*units: TextUnit) -> Stretch:
    return Stretch(below(*units), series=None)


def words(many: int, end: str = "") -> str:
    """So many signs, the last of them these."""
    return "開所当初から使っていた床材と棚を取り替えて授乳室も二室"[: many - len(end)] + end


def last_signs(*texts: str) -> list[str]:
    return stretch(*map(unit, texts)).last


def test_the_mark_of_a_footnote_is_no_end_of_a_line() -> None:
    assert last_signs("した。※1", "した。＊", "した※1", "※1", "した。") == ["。", "。", "1", "1", "。"]


@pytest.mark.parametrize(
    ("lengths", "edge"),
    [
        ([19, 19, 10, 10, 10, 10], 19.0),
        ([17, 17, 10, 10, 10, 10], 17.0),
        ([17, 10, 10, 10, 10, 10], 19.4),  # one that reaches so far is none
        ([17, 17, 10, 10, 10], 19.4),  # few lines
        ([19, 10, 10, 10, 10], 19.0),  # but near the border
        ([23, 17, 17, 10, 10, 10], 17.0),  # one runs over the cell's wall
        ([23, 23], 20.0),
    ],
)
def test_lines_reach_as_far_as_several_of_them_do(lengths: list[int], edge: float) -> None:
    found = stretch(*(unit(cut(many)) for many in lengths))
    assert found.edges == pytest.approx([edge * EM] * len(lengths))


@pytest.mark.parametrize(
    ("lines", "edge"),
    [
        (["当初から使っていた床材と棚の取替え", "庭"], 19.4),  # names in a list
        (["初めから使っていた床材と棚の取替は", "庭"], 17.0),
        (["・前から使っていた床材と棚の取替え", "庭", "木"], 19.4),
        (["・前から使っていた床材と棚の取替え", "　庭"], 17.0),  # at its text
        (["・前から使った、床材と棚の取替え方", "・庭"], 19.4),
        (["・前から使っていた床材と棚の取替え", "庭の広がり", "・声を聞く会"], 17.0),  # all that may go on end there
    ],
)
def test_lines_that_go_on_tell_of_an_edge(lines: list[str], edge: float) -> None:
    units = [unit(text.lstrip("　"), 1.0 if text[0] == "　" else 0.0) for text in lines * 3]
    assert stretch(*units).edges == pytest.approx([edge * EM] * len(units))


def test_lines_that_end_a_sentence_tell_of_no_edge() -> None:
    found = stretch(*(unit(words(17, "。")) for _ in range(2)), *(unit(words(10)) for _ in range(4)))
    assert found.edges == pytest.approx([194.0] * 6)


def cut(many: int) -> str:
    """Running text of so many signs, with a pause in it."""
    return "庭を直し、" + words(many - 5)


BY_HAND = [unit(cut(15)), unit(words(6, "。")), unit(words(15, "。")), unit("庭"), unit(words(15, "。"))]
"""A sentence broken in a column of its own, four em before the wall, and two that end there."""


@pytest.mark.parametrize(
    ("changed", "edge"),
    [
        ({}, 15.0),
        ({0: unit(words(15))}, 19.4),  # a name or heading
        ({0: unit(cut(15).replace("、", "。"))}, 15.0),
        ({1: unit("・庭")}, 19.4),
        ({0: unit(cut(14) + "。")}, 19.4),
        ({1: unit("庭", place=2)}, 19.4),
        ({1: unit("庭", bold=True)}, 19.4),
        ({4: unit(words(13, "。"))}, 19.4),  # two lines end there
        ({2: unit(cut(11)), 1: unit(words(15, "。"))}, 19.4),  # one was broken before
        ({2: unit(cut(14)), 1: unit(words(15, "。"))}, 15.0),  # but the next word would not have fit
        ({0: unit(words(15, "。")), 4: unit(cut(15))}, 19.4),  # the last line goes on nowhere
    ],
)
def test_hands_break_lines_at_a_column_of_their_own(changed: dict[int, TextUnit], edge: float) -> None:
    found = stretch(*(changed.get(k, one) for k, one in enumerate(BY_HAND)))
    assert found.edges == pytest.approx([edge * EM] * len(BY_HAND))


def test_each_column_has_its_edge() -> None:
    found = stretch(unit(words(19)), unit(words(9), right=10))
    assert found.edges == [190.0, 90.0]


@pytest.mark.parametrize(
    ("other", "pitches"),
    [
        (unit("庭", y=20), {10: 14.0}),
        (unit("庭", y=20, page=2), {10: 14.0}),
        (unit("庭", y=20, place=2), {10: 14.0}),
        (unit("庭", y=45), {10: 14.0}),
        (unit("庭", y=-20), {10: 14.0}),
    ],
)
def test_the_usual_step_is_that_of_lines_one_below_the_other(other: TextUnit, pitches: dict[int, float]) -> None:
    assert stretch(unit("庭"), unit("庭"), other).pitches == pitches
    expected = {10: 20.0} if other.line.rect.y0 == 20 and (other.place, other.line.page) == (1, 1) else {}
    assert stretch(unit("庭"), other).pitches == expected


@pytest.mark.parametrize(
    ("steps", "usual"), [([14, 14, 30, 30, 30, 30, 30, 30], 14.0), ([14, 30, 30, 30, 30, 30], 30.0), ([14], 14.0), ([14, 20, 30, 35], 20.0)]
)
def test_the_least_step_that_several_have_is_the_usual_one(steps: list[int], usual: float) -> None:
    assert stretch(unit("庭"), *(unit("庭", y=step) for step in steps)).pitches == {10: usual}


BROKEN = [unit(words(19)) for _ in range(5)]
"""Four lines that left an em less the word that follows."""


def broken(*others: TextUnit) -> float:
    return stretch(unit(words(20)), unit(words(19)), unit(words(19)), unit(words(19)), *others).slack


@pytest.mark.parametrize(
    ("fourth", "slack"),
    [
        ([unit(words(19)), unit("庭")], 0.1),
        ([], 0.0),
        ([unit("・庭")], 0.0),
        ([unit("庭", bold=True)], 0.0),
        ([unit("庭", place=2)], 0.0),
        ([unit(words(15)), unit("庭")], 0.1),
    ],
)
def test_lines_surely_broken_tell_how_much_room_is_left_here(fourth: list[TextUnit], slack: float) -> None:
    assert broken(*fourth) == pytest.approx(slack)


def test_no_room_is_told_by_lines_that_end_sentences_or_left_much() -> None:
    assert stretch(*(unit(words(19, "。")) for _ in range(6))).slack == 0.0
    assert stretch(unit(words(20)), unit(words(20)), *(unit(words(14)) for _ in range(5))).slack == 0.0


@pytest.mark.parametrize(
    ("edges", "expected"), [([(190.0, 191.0)] * 2, (190.0, 191.0)), ([None, None], None), ([(190.0, 191.0), (90.0, 91.0)], None)]
)
def test_one_column_has_one_edge(edges: list[Interval | None], expected: Interval | None) -> None:
    assert stretch(*(unit(words(15), edge=edge) for edge in edges)).justified_edge == expected


@pytest.mark.parametrize(("length", "is_short", "is_beyond"), [(18, True, False), (19, False, False), (20, False, False)])
def test_lines_short_of_the_edge(length: int, is_short: bool, is_beyond: bool) -> None:
    found = stretch(unit(words(length), edge=(190.0, 191.0)))
    assert (found.falls_short(0), found.sticks_out(0)) == (is_short, is_beyond)


@pytest.mark.parametrize(("x", "is_beyond"), [(0.0, False), (0.05, False), (0.3, True), (0.8, False)])
def test_a_full_stop_may_stick_out_a_little(x: float, is_beyond: bool) -> None:
    found = stretch(unit(words(19), x, edge=(189.0, 190.0)))
    assert found.sticks_out(0) is is_beyond
    assert not stretch(unit(words(19), x)).sticks_out(0)
    assert not stretch(unit(words(19), x)).falls_short(0)


@pytest.mark.parametrize(
    ("lines", "hanging"),
    [
        ([("・庭を", 0), ("広げた", 1)], True),
        ([("・庭を", 0), ("広げた", 0)], False),
        ([("庭を", 0), ("広げた", 0)], True),
        ([("１．庭を", 0), ("広げた", 0)], True),
        ([("・庭を", 0), ("・広げた", 0)], True),
    ],
)
def test_wrapped_lines_hang_where_more_of_them_stand_at_the_text(lines: list[tuple[str, float]], hanging: bool) -> None:
    assert stretch(*(unit(text, x) for text, x in lines)).hanging is hanging


@pytest.mark.parametrize(("lines", "hanging"), [([("・庭を広げた。", 0)], False), ([("・庭を", 0), ("広げた", 1)], True)])
def test_where_no_line_is_wrapped_others_of_the_sheet_tell_whether_they_hang(lines: list[tuple[str, float]], hanging: bool) -> None:
    assert stretch(*(unit(text, x)._replace(hangs=False) for text, x in lines)).hanging is hanging


@pytest.mark.parametrize(
    ("lines", "hangs", "is_flat"),
    [
        ([("①棚", 0)], False, True),
        ([("①棚", 0)], True, False),
        ([("①棚", 0)], None, False),
        ([("①" + words(18), 0), ("直した。", 0)], True, True),
        ([("①" + words(18), 0), ("直した。", 1)], False, False),
    ],
)
def test_wrapped_lines_here_or_elsewhere_show_that_none_hangs(lines: list[tuple[str, float]], hangs: bool | None, is_flat: bool) -> None:
    assert stretch(*(unit(text, x)._replace(hangs=hangs) for text, x in lines)).is_flat is is_flat


@pytest.mark.parametrize(
    ("under", "hanging"),
    [
        ([("⇒庭", 0), ("広げた。", 1)], False),
        ([("⇒" + words(19), 0), ("広げた。", 1)], True),
        ([("⇒" + words(19), 0), ("広げた。", 0)], False),
        ([("⇒庭。", 0), ("広げた。", 1)], False),
    ],
    ids=["room left", "full", "at the margin", "none goes on"],
)
def test_where_paragraphs_are_indented_only_what_goes_on_under_a_full_line_hangs(under: list[tuple[str, float]], hanging: bool) -> None:
    body = [(words(19), 1), ("棚。", 0), (words(19), 1), ("棚。", 0)]
    assert stretch(*(unit(text, x) for text, x in (*under, *body))).hanging is hanging


@pytest.mark.parametrize(
    ("lines", "right", "hanging"),
    [
        ([("①" + words(14, "。"), 0), (cut(15), 0), (words(15, "。"), 0)], RIGHT, False),
        ([("①" + words(14, "。"), 0), (cut(15), 0), (words(15, "。"), 0)], 16, True),
        ([("①" + words(14, "。"), 0), (cut(14), 1), (words(15, "。"), 0)], RIGHT, True),
        ([("①" + words(14, "。"), 0), (cut(15), 0), (words(14, "。"), 1)], RIGHT, True),
        ([(words(15, "。"), 0), (cut(15), 0), (words(15, "。"), 0)], RIGHT, True),
        ([("①" + words(14, "。"), 0), (words(15), 0), (words(15, "。"), 0), (cut(14), 1), ("庭", 1)], RIGHT, True),
        ([("①" + cut(14), 0), ("棚も直した。", 1), (cut(15), 0), (words(15, "。"), 0)], RIGHT, True),
    ],
    ids=["by hand", "by the program", "one indented", "the next indented", "no mark", "no running text", "others hang"],
)
def test_nothing_hangs_where_hands_break_lines_below_marks_at_these(lines: list[tuple[str, float]], right: int, hanging: bool) -> None:
    assert stretch(*(unit(text, x, right=right) for text, x in lines)).hanging is hanging


FULL = words(20)


@pytest.mark.parametrize(
    ("first", "second", "indented"),
    [
        (unit(words(19), 1), unit("庭"), True),
        (unit(words(20)), unit("庭"), False),
        (unit(words(20)), unit("庭", 1), False),
        (unit(words(18, "。"), 1), unit("庭"), False),
        (unit(words(10), 1), unit("庭"), False),
        (unit(words(19), 1), unit("庭", place=2), False),
        (unit(words(19), 1), unit("庭", page=2), False),
        (unit(words(19), 1), unit("・庭"), False),
        (unit("・" + words(18), 1), unit("庭"), False),
        (unit(words(19), 1), unit("庭", bold=True), False),
    ],
)
def test_text_is_indented_where_wrapped_lines_stand_left_of_it(first: TextUnit, second: TextUnit, indented: bool) -> None:
    assert stretch(first, second).indented is indented


def test_as_many_lines_right_as_left_tell_no_indent() -> None:
    assert not stretch(unit(words(19), 1), unit(words(20)), unit(words(19), 1)).indented


@pytest.mark.parametrize(
    ("texts", "indented"),
    [
        (["　庭を広げた。", "　" + words(19, "。"), "・棚", "棚も"], True),
        (["　庭を広げた。"], False),
        (["　庭を広げた。", "　" + words(19, "。"), "棚を替えた。"], False),
        (["　庭を広げ", "　" + words(19, "。"), "　棚を替えた。"], False),
        (["　" + words(18), "　" + words(18), "　棚を替えた。"], False),
    ],
)
def test_white_before_every_line_that_opens_a_sentence_and_no_other_is_an_indent(texts: list[str], indented: bool) -> None:
    lines = [TextUnit(line(STEP * k, (0, text)), 0.0, RIGHT * EM, 1) for k, text in enumerate(texts)]
    assert Stretch(lines, series=None).indented is indented


@pytest.mark.parametrize(
    ("texts", "are_sentences"),
    [
        (["した。", "・した。", "・した。", "・した。", "・した"], True),
        (["した。", "・した。", "・した。", "・した"], False),
        (["した", "・した", "・した。", "・した。", "・した"], False),
        (["した。", "した。", "した。", "した。", "した。"], False),
    ],
)
def test_items_are_sentences_where_most_end_one(texts: list[str], are_sentences: bool) -> None:
    assert stretch(*map(unit, texts)).are_items_sentences is are_sentences


@pytest.mark.parametrize(
    ("texts", "are_unstopped"),
    [
        (["棚", "・した", "・した", "・した）"], True),
        (["・した", "・した", "・した"], True),
        (["・した", "棚", "・した"], False),
        (["・した", "・した", "・した。"], False),
        (["・した。", "・した", "・した", "・した"], False),
        (["した", "した", "した", "した"], False),
    ],
)
def test_items_are_set_without_full_stops_where_no_text_of_several_has_one(texts: list[str], are_unstopped: bool) -> None:
    assert stretch(*map(unit, texts)).are_items_unstopped is are_unstopped
    assert stretch(*(unit(text)._replace(unstopped=True) for text in texts)).are_items_unstopped is not any("。" in text for text in texts)


SEEN = unit("庭を広げた。")


@pytest.mark.parametrize(
    ("below", "share"),
    [
        (unit("棚"), 0.5),
        (unit("・棚"), None),
        (unit("棚", 1), None),
        (unit("棚", place=2), None),
        (unit("棚", page=2), None),
    ],
)
def test_a_sentence_above_a_flush_line_ends_a_paragraph(below: TextUnit, share: float | None) -> None:
    assert stretch(SEEN, below).share_of_paragraphs == share


@pytest.mark.parametrize(
    "lines",
    [
        [unit("庭を広げた"), unit("棚")],
        [unit(words(20, "。")), unit("棚")],
        [unit("・庭を広げた。"), unit("棚")],
        [unit("庭"), unit("庭"), unit("庭を広げた。"), unit("棚", y=20)],
    ],
)
def test_what_is_marked_full_or_set_apart_ends_none_by_its_room_alone(lines: list[TextUnit]) -> None:
    assert stretch(*lines).share_of_paragraphs is None


@pytest.mark.parametrize(
    ("last", "share"), [(unit("棚", y=20), 0.5), (unit("棚"), None), (unit("棚", 1, y=20), None), (unit("・棚", y=20), None)]
)
def test_a_sentence_above_white_ends_a_paragraph_where_columns_end(last: TextUnit, share: float | None) -> None:
    """The full line tells nothing by its room; white as there is none within paragraphs does."""
    found = stretch(unit(FULL), unit(FULL), unit(words(19, "。")), last)
    assert (found.share_across, found.share_of_paragraphs) == (share, None)


def test_sentences_within_lines_are_counted_where_no_mark_stands() -> None:
    found = stretch(unit("庭を広げた。棚も替えた。"), unit("・庭を広げた。棚も替えた。"), unit("庭（広げた。）も。"))
    assert found.ends_within == 1


@pytest.mark.parametrize(
    ("item", "step"), [(unit("・棚", y=20), 20.0), (unit("棚", y=20), 0.0), (unit("・棚", y=20, place=2), 0.0), (unit("①棚", y=20), 0.0)]
)
def test_the_step_to_items_is_the_least_behind_a_short_line(item: TextUnit, step: float) -> None:
    assert stretch(unit("庭"), item).step_to_items == step
    assert stretch(unit(words(20)), item).step_to_items == 0.0
    assert stretch(unit("庭"), unit("①棚", y=20), item).step_to_numbered == 20.0
    assert stretch(unit("庭"), item).step_to_numbered == (20.0 if item.line.text[0] == "①" else 0.0)


@pytest.mark.parametrize(("filled", "had_room"), [(None, False), (190.0, False), (201.0, False), (203.0, True)])
def test_a_word_had_room_where_other_lines_of_the_column_are_filled_further(filled: float | None, had_room: bool) -> None:
    assert stretch(unit(words(19, "。"))._replace(filled=filled), unit("庭")).had_room(1) is had_room


@pytest.mark.parametrize(("many", "had_room"), [([19, 19], False), ([19, 20], True), ([20, 20], True)])
def test_that_a_program_fills_lines_tells_nothing_where_hands_broke_most(many: list[int], had_room: bool) -> None:
    lines = [unit(text)._replace(filled=203.0) for one in many for text in (cut(one), words(4, "。"))]
    assert stretch(*lines, unit(words(19, "。"))._replace(filled=203.0), unit("庭")).had_room(5) is had_room


@pytest.mark.parametrize(
    ("line", "below", "is_outdented"),
    [
        (unit(words(19), 1), [unit("庭")], True),
        (unit(words(19), 1), [], False),
        (unit(words(19), 1), [unit("・庭")], False),
        (unit(words(19), 1), [unit("庭", place=2)], False),
        (unit(words(18, "。"), 1), [unit("庭")], False),
        (unit(words(10), 1), [unit("庭")], False),
        (unit(words(19), 1), [unit("庭", 1)], False),
        (unit(words(19), 1), [unit("庭", bold=True)], False),
        (unit(words(19), 1), [unit("【庭】（R6年度）")], False),
        (unit(words(19), 1), [unit("〈庭〉（R6年度）")], False),
    ],
)
def test_a_first_line_stands_right_of_its_next_one(line: TextUnit, below: list[TextUnit], is_outdented: bool) -> None:
    assert stretch(line, *below).is_outdented_below(0) is is_outdented


ITEMS = [unit(f"・{word}を広げた。") for word in "庭棚砂床壁"]


@pytest.mark.parametrize(
    ("heading", "item", "heads"),
    [
        (unit("利用者の声"), [unit("・庭")], True),
        (unit("利用者の声"), [], False),
        (unit("・利用者の声"), [unit("・庭")], False),
        (unit("利用者の声"), [unit("庭")], False),
        (unit("利用者の声。"), [unit("・庭")], False),
        (unit("利用者の声を"), [unit("・庭")], False),
        (unit(words(20)), [unit("・庭")], False),
    ],
)
def test_a_short_line_before_an_item_is_its_heading(heading: TextUnit, item: list[TextUnit], heads: bool) -> None:
    assert stretch(*ITEMS, heading, *item).heads_items(len(ITEMS)) is heads
    assert not stretch(*ITEMS[:2], heading, *item).heads_items(2), "few items"
    assert not stretch(*ITEMS, unit("・棚"), heading, *item).heads_items(len(ITEMS) + 1), "no sentence before"


@pytest.mark.parametrize(
    ("lines", "below"),
    [
        (["①利用者の声", "庭を広げた。", "②地域の声", "棚も替えた。"], {1, 3}),
        (["1.利用者の声", "庭を広げた。", "2.地域の声", "棚も替えた。"], {1, 3}),
        (["①利用者の声", "庭を広げた。"], set()),
        (["①利用者の声", "庭を広げた。", "②地域の声。", "棚も替えた。"], set()),
        (["①利用者の声", "庭を広げた。", "②地域の声を", "棚も替えた。"], set()),
        (["①利用者の声", "庭を広げた。", "②地域の声、", "棚も替えた。"], set()),
        (["①利用者の声", "庭を広げた。", "②地域の声（", "棚も替えた。"], set()),
        (["①利用者の声", "庭を広げた。", "②" + words(19), "棚も替えた。"], set()),
        (["①利用者の声", "庭を広げた。", "②地域の声"], set()),
        (["①利用者の声", "庭を広げた。", "②地域の声", "棚も替えた。", "③職員の声"], {1, 3}),
        (["①利用者の声", "・庭を広げた。", "②地域の声", "・棚も替えた。"], set()),
        (["①利用者の声", "庭を広げた。", "１．地域の声", "棚も替えた。"], set()),
        (["①②利用者の声", "庭を広げた。", "②③地域の声", "棚も替えた。"], set()),
        (["①", "庭を広げた。", "②", "棚も替えた。"], set()),
        (["○利用者の声", "庭を広げた。", "○地域の声", "棚も替えた。"], {1, 3}),
        (["○利用者の声", "庭を広げた。", "●地域の声", "棚も替えた。"], set()),
        (["・利用者の声", "庭を広げた。", "・地域の声", "棚も替えた。"], set()),
        (["－利用者の声", "庭を広げた。", "－地域の声", "棚も替えた。"], set()),
    ],
)
def test_numbered_or_signed_lines_that_all_break_off_are_headings(lines: list[str], below: set[int]) -> None:
    assert stretch(*map(unit, lines)).below_headings(frozenset()) == below


NEARLY_FULL = "②" + words(18)


@pytest.mark.parametrize(
    ("lines", "below"),
    [
        ([unit(NEARLY_FULL), unit(words(18), 1), unit("直した。", 0)], {1, 4}),
        ([unit(NEARLY_FULL), unit(words(18), 1), unit("直した。", 1)], set()),  # a line of the item, as far as anybody can tell
        ([unit(NEARLY_FULL), unit("直した。", 1)], set()),
    ],
)
def test_a_heading_that_fills_its_line_breaks_off_where_a_paragraph_opens_indented_below(lines: list[TextUnit], below: set[int]) -> None:
    indented = [unit("①利用者の声"), unit(words(18), 1), unit("直した。", 0)]
    assert stretch(*indented, *lines).below_headings(frozenset()) == below


GOALS = frozenset(("利用者の声を聞いている", "気兼ねなく訪れ心地よく過ごせる居場所になっている"))


@pytest.mark.parametrize(
    ("lines", "below"),
    [
        (["①利用者の声を聞いている", "庭を広げた。"], {1}),
        (["○利用者の声を聞いている。", "庭を広げた。"], {1}),
        (["気兼ねなく訪れ心地よく過ごせる", "居場所になっている", "庭を広げた。"], {2}),
        (["①利用者の声を聞いていると", "庭を広げた。"], set()),
    ],
)
def test_the_words_of_a_goal_end_where_it_does(lines: list[str], below: set[int]) -> None:
    assert stretch(*map(unit, lines)).below_headings(GOALS) == below


def beginnings(*units: TextUnit) -> list[str]:
    return [paragraph.first.text for paragraph in paragraphs_of(below(*units))]


def test_a_heading_that_fills_its_line_does_not_break_off_where_text_is_not_indented() -> None:
    hanging = [unit("①利用者の声"), unit(words(18)), unit("直した。", 1)]
    assert stretch(*hanging, unit(NEARLY_FULL), unit(words(18), 1), unit("直した。")).below_headings(frozenset()) == set()


@pytest.mark.parametrize(("many", "signs"), [(4, {"（）"}), (RIGHT - 2, set())], ids=["with room to spare", "over its whole line"])
def test_brackets_around_a_first_line_are_a_headings_where_it_leaves_room(many: int, signs: set[str]) -> None:
    assert stretch(unit(f"（{words(many)}）"), unit("広間を広げた。")).heading_signs == signs


def test_a_line_in_another_cell_stands_not_far_below() -> None:
    assert beginnings(unit(words(20)), unit(words(20)), unit("棚", y=40)) == [words(20), "棚"]
    assert beginnings(unit(words(20)), unit(words(20)), unit("棚", y=40, place=2)) == [words(20)]


def test_a_sign_overleaf_is_not_near_the_line_before() -> None:
    lines = unit("・庭"), unit("・" + words(19), y=30), unit("・棚", y=30)
    assert beginnings(*lines) == ["・庭", "・" + words(19), "・棚"]
    assert beginnings(*lines[:2], unit("・棚", y=-60, page=2)) == ["・庭", "・" + words(19), "・棚"]
    assert beginnings(*lines[:2], unit("・棚", y=14), unit("・砂", y=30)) == ["・庭", "・" + words(19), "・砂"]


def test_only_the_end_of_a_sentence_falls_short() -> None:
    edge = (205.0, 206.0)
    assert beginnings(unit(words(20), edge=edge), unit("棚", edge=edge)) == [words(20)]
    assert beginnings(unit(words(20, "。"), edge=edge), unit("棚", edge=edge)) == [words(20, "。"), "棚"]


def test_sentences_are_seen_to_go_on_where_some_end_within_a_line() -> None:
    def is_seen(text: str) -> bool:
        found = stretch(unit(text), unit("棚"))
        return Seam(found, 1, found.marks[1], found.marks[0], 1).is_seen_within

    assert is_seen("庭を広げた。棚も替えた。")
    assert not is_seen("庭を広げた。")


def test_a_cell_without_width_is_read() -> None:
    assert beginnings(unit("庭", right=0), unit("棚", right=0)) == ["庭"]


@pytest.mark.parametrize(("end", "joins"), [("ども", True), ("った", False)])
def test_a_dot_joins_words_in_a_list_of_sentences_but_for_one_whose_full_stop_was_forgotten(end: str, joins: bool) -> None:
    ended = [unit("・庭を広げた。", 0) for _ in range(5)]
    found = stretch(*ended, unit("・" + words(19, end), 0), unit("・家庭を訪ねた。", 0), unit("・庭を広げた。", 0))
    assert found.items.joins_words(6) is joins


@pytest.mark.parametrize(
    ("left", "right", "page", "shift", "is_beside"),
    [
        (RIGHT, 3 * RIGHT, 1, 0.0, True),
        (RIGHT, 2 * RIGHT, 1, 0.0, False),
        (RIGHT, 3 * RIGHT, 2, 0.0, False),
        (RIGHT, 3 * RIGHT, 0, 0.0, True),
        (0.0, 2 * RIGHT, 1, 0.0, False),
        (RIGHT, 3 * RIGHT, 1, RIGHT, False),
    ],
    ids=["a wider cell", "columns alike", "the next page", "the page before", "the cell itself", "a column of one text"],
)
def test_a_line_in_a_cell_beside_another(left: float, right: float, page: int, shift: float, is_beside: bool) -> None:
    beside = unit("庭を広げた。", left, page=page)._replace(left=left * EM, right=right * EM, shift=shift * EM)
    found = Stretch(below(unit("①関係づくり"), beside), series=None)
    assert Seam(found, 1, found.marks[1], found.marks[0], 1).is_in_cell_beside is is_beside


@pytest.mark.parametrize(
    ("steps", "is_below"),
    [((20.0, 20.0, STEP), True), ((STEP, STEP, STEP), False), ((20.0, 20.0, 20.0), False)],
    ids=["than one item", "as far as items", "as far as items apart"],
)
def test_a_line_further_below_than_an_item(steps: tuple[float, float, float], is_below: bool) -> None:
    first, second, third = steps
    items = unit("①庭を広げた。"), unit("②声を集めた。", y=first), unit("棚も直した。", 1, y=second), unit("③砂を替えた。", y=third)
    found = stretch(*items)
    assert Seam(found, 2, found.marks[2], found.marks[1], 1).is_below_items is is_below
