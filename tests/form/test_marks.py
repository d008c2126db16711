"""What stands at the head of a line: a mark, which numbers it names, and what is none."""

from __future__ import annotations

import pytest

from pipeline.form.marks import is_cut_at_joint, mark_of, marks_of, numbers_in, series_of, signs_of
from pipeline.form.series import kana
from pipeline.layout.model import Line
from tests.layout.drawing import layout_of, page, say
from tests.outline.by_hand import line as line_at


def lines_of(*texts: str) -> list[Line]:
    sheet = page()
    for k, text in enumerate(texts):
        say(sheet, 60, 100 + 20 * k, text)
    return [item for item in layout_of(sheet)[0].items if isinstance(item, Line)]


MARKS: dict[str, tuple[str, str, tuple[int, ...]]] = {
    "・庭を広げた。": ("・", "bullet", ()),
    "●": ("●", "bullet", ()),
    "⇒次の年に生かす。": ("⇒", "arrow", ()),
    "※令和７年度": ("※", "note", ()),
    "※1　延べ人数": ("※1", "note", ()),
    "※12：延べ人数": ("※12", "note", ()),
    "※2025年度": ("※", "note", ()),
    "※1": ("※", "note", ()),
    "注目された取組である。": ("", "none", ()),
    "注）延べ人数": ("注）", "note", ()),
    "注1　延べ人数": ("注1", "note", ()),
    "＊※延べ人数": ("＊※", "note", ()),
    "＊庭を広げた。": ("＊", "bullet", ()),
    "※3人": ("※", "note", ()),
    "①庭を広げた。": ("①", "circled", (1,)),
    "①②庭を広げた。": ("①②", "circled", (1, 2)),
    "(2)(3)庭を広げた。": ("(2)(3)", "number", (2, 3)),
    "①～③の取組": ("①～③", "circled", (1, 2, 3)),
    "①・③の取組": ("①・③", "circled", (1, 3)),
    "③～①の取組": ("③～①", "circled", (3, 1)),
    "【①】庭を広げた。": ("【①】", "circled", (1,)),
    "①）庭を広げた。": ("①", "circled", (1,)),
    "①、②を進めた。": ("①、②", "circled", (1, 2)),
    "①、庭を広げた。": ("①", "circled", (1,)),
    "①：庭を広げた。": ("①：", "circled", (1,)),
    "＜①＞庭を広げた。": ("＜①＞", "circled", (1,)),
    "＜①庭を広げた。＞": ("", "none", ()),
    "①．庭を広げた。": ("①．", "circled", (1,)),
    "（①、庭を広げた。": ("（①、", "circled", (1,)),
    "（①）庭を広げた。": ("（①）", "circled", (1,)),
    "(1)庭を広げた。": ("(1)", "number", (1,)),
    "(1)～(3)の取組": ("(1)～(3)", "number", (1, 2, 3)),
    "(1～3)の取組": ("(1～3)", "number", (1, 2, 3)),
    "1.庭を広げた。": ("1.", "number", (1,)),
    "1.5倍に増えた。": ("", "none", ()),
    "1.、2.２０歳前後の方": ("1.、2.", "number", (1, 2)),
    "１．、２．20歳前後の方": ("１．、２．", "number", (1, 2)),
    "1.、2.20倍に増えた。": ("", "none", ()),
    "1、庭を広げた。": ("1、", "number", (1,)),
    "3、4歳児が増えた。": ("", "none", ()),
    "1）庭を広げた。": ("1）", "number", (1,)),
    "1）「庭」を広げた。": ("1）", "number", (1,)),
    "3）。庭を広げた。": ("", "none", ()),
    "3）、庭を広げた。": ("", "none", ()),
    "(3)」で庭を広げた。": ("", "none", ()),
    "(3)』で庭を広げた。": ("", "none", ()),
    "1　庭を広げた。": ("1", "number", (1,)),
    "1 庭を広げた。": ("1", "number", (1,)),
    "1庭を広げた。": ("", "none", ()),
    "1　０歳児の遊び": ("1", "number", (1,)),
    "２　１２か所の庭": ("２", "number", (2,)),
    "1.　3歳児の遊び": ("1.", "number", (1,)),
    "1.３歳児の遊び": ("1.", "number", (1,)),
    "１．3歳児の遊び": ("１．", "number", (1,)),
    "1.3倍に増えた": ("", "none", ()),
    "１.3倍に増えた": ("", "none", ()),
    "1．３倍に増えた": ("", "none", ()),
    "10歳児の遊び": ("", "none", ()),
    "1　234人": ("", "none", ()),
    "1～3　の取組": ("1～3", "number", (1, 2, 3)),
    "ア　庭を広げた。": ("", "none", ()),
    "------": ("", "none", ()),
    "-庭を広げた。": ("-", "bullet", ()),
    "-5件": ("", "none", ()),
    "令和７年": ("", "none", ()),
    "◆声を聞く会◆": ("", "none", ()),
    "○○": ("○", "bullet", ()),
    "○○小学校と遊んだ。": ("", "none", ()),
    "○○○小学校と遊んだ。": ("○", "bullet", ()),
    "・・庭を広げた。": ("・", "bullet", ()),
    "・声を聞く・": ("・", "bullet", ()),
    "⇒声を聞く⇒": ("⇒", "arrow", ()),
    "・5件": ("・", "bullet", ()),
    "・12：講座": ("・", "bullet", ()),
    "--庭を広げた。": ("", "none", ()),
    "姿１集う場となる。": ("姿１", "number", (1,)),
    "姿１と２では": ("", "none", ()),
    "目標１　集う場となる。": ("目標１", "number", (1,)),
    "目標１：集う場となる。": ("目標１：", "number", (1,)),
    "【目標１】集う場となる。": ("【目標１】", "number", (1,)),
    "目標１集う場となる。": ("", "none", ()),
    "目標１を掲げる。": ("", "none", ()),
    "目標１": ("目標１", "number", (1,)),
}


@pytest.mark.parametrize("text", MARKS)
def test_the_mark_of_a_line(text: str) -> None:
    (line,) = lines_of(text)
    found = mark_of(line)
    assert (found.text, found.kind, found.numbers) == MARKS[text]
    assert marks_of([line], series=None, signs=frozenset()) == [found]


KANA: dict[str, tuple[str, str]] = {
    "ア　庭を広げたか。": ("ア", "letter"),
    "ア庭を広げたか。": ("ア", "letter"),
    "アンケートを行ったか。": ("ア", "letter"),  # its turn
    "イベントを行ったか。": ("", "none"),
    "イ　庭を広げたか。": ("イ", "letter"),
    "ｲ　庭を広げたか。": ("ｲ", "letter"),
    "(イ)庭を広げたか。": ("(イ)", "letter"),
    "イ．庭を広げたか。": ("イ．", "letter"),
    "イ：庭を広げたか。": ("イ：", "letter"),
    "①庭を広げたか。": ("①", "circled"),
    "㋐庭を広げたか。": ("㋐", "letter"),
    "㋐．庭を広げたか。": ("㋐．", "letter"),
}


def test_only_a_kana_is_a_mark_before_its_text_without_a_gap() -> None:
    (line,) = lines_of("一庭を広げた。")
    assert mark_of(line, series=series_of(lines_of("一　庭", "二　声")), expected=1).kind == "none"


def test_white_beside_a_digit_in_a_line_set_to_its_full_width_sets_no_mark_off() -> None:
    assert mark_of(line_at(0, (0, "1"), (1.3, "月"), (2.4, "に"), (3.5, "開いた"))).kind == "none"
    assert mark_of(line_at(0, (0, "1"), (1.5, "月"), (2.6, "に"), (3.7, "開いた"))).text == "1"


@pytest.mark.parametrize("mark", ["※1", "1", "目標１"])
def test_a_gap_sets_a_mark_off_though_no_space_is_printed_in_it(mark: str) -> None:
    assert mark_of(line_at(0, (0, mark), (len(mark) + 1, "延べ人数"))).text == mark
    assert mark_of(line_at(0, (0, mark + "延べ人数"))).text != mark


SERIES = {
    "・庭を広げた。/a　声/b　棚": "ア",
    "庭を広げた。/a　声/b　棚": "a",
    "a　声": "a",
    "a　声/一　棚/二　砂": "一",
    "a　声/一　棚": "a",
    "a　声/①棚/b　砂": "a",
    "庭を広げた。": "ア",
}


@pytest.mark.parametrize("lines", SERIES)
def test_what_counts_a_list(lines: str) -> None:
    assert series_of(lines_of(*lines.split("/"))).letters[0] == SERIES[lines]


@pytest.mark.parametrize("text", KANA)
def test_a_kana_is_a_mark_before_a_gap_with_its_sign_or_in_its_turn(text: str) -> None:
    (line,) = lines_of(text)
    found = mark_of(line, series=kana(), expected=1)
    assert (found.text, found.kind) == KANA[text]
    assert found.weak == text.startswith(("ア庭", "アン"))


def test_a_dash_that_is_a_bullet_before_words_is_one_before_digits_too() -> None:
    lines = lines_of("-庭を広げた。", "＊5件", "-3件", "−", "・声を集めた。")
    assert signs_of(lines) == {"-"}
    found = marks_of(lines, series=None, signs=signs_of(lines))
    assert [mark.text for mark in found] == ["-", "", "-", "−", "・"]


def heads(*texts: str) -> list[tuple[str, str]]:
    lines = lines_of(*texts)
    return [(mark.text, mark.kind) for mark in marks_of(lines, series=None, signs=signs_of(lines))]


@pytest.mark.parametrize("sign", ["\ue000", "\ufffd"])
def test_a_glyph_of_no_character_is_a_bullet_before_a_gap_or_at_the_head_of_several_lines(sign: str) -> None:
    """A symbol font may have no table of characters; a name written with such a glyph (外字) is none."""
    bullet, none = (sign, "bullet"), ("", "none")
    assert heads(f"{sign}　庭を広げた。", "花を植えた。") == [bullet, none]
    assert heads(f"{sign}庭を広げた。", f"{sign}花を植えた。") == [bullet, bullet]
    assert heads(f"{sign}橋さんに聞いた。", "花を植えた。") == [none, none]
    assert heads(f"{sign}橋さんに聞いた。", f"{sign}橋さんと大{sign}橋さんで植えた。") == [none, none]
    assert heads(sign) == [none]


@pytest.mark.parametrize("dash", "ー―—─")
def test_a_long_dash_is_a_bullet_where_no_word_goes_on_with_it(dash: str) -> None:
    bullet, none = (dash, "bullet"), ("", "none")
    assert heads(f"{dash}庭を広げた。", "声を集めた。", f"{dash}3人で植えた。") == [bullet, none, bullet]
    assert heads(f"{dash}庭を広げ、カレンダ", f"{dash}を配った。") == [none, none]
    assert heads(f"{dash}庭を広げ、らっきょ", f"{dash}を植えた。") == [none, none]
    assert heads(f"{dash}{dash}庭を広げた。") == [none]


@pytest.mark.parametrize(("text", "weak"), [("・庭を広げた。", False), ("○△□の会", True), ("1　庭を広げた。", True), ("①庭", False)])
def test_a_sign_before_another_or_a_bare_number_is_a_weak_mark(text: str, weak: bool) -> None:
    assert mark_of(lines_of(text)[0]).weak == weak


@pytest.mark.parametrize(
    ("above", "below", "is_cut"),
    [
        ("親子と子ども", "・子育て支援", True),
        ("親子と子ども", "･子育て支援", True),
        ("親子と子ども", "●子育て支援", False),
        ("親子と子ども", "・庭", False),
        ("親子", "・子育て支援", False),
    ],
)
def test_a_word_that_a_sign_joins_goes_on_behind_it(above: str, below: str, is_cut: bool) -> None:
    assert is_cut_at_joint(above, below) is is_cut


NUMBERS = {
    "①～③": (1, 2, 3),
    "5〜7": (5, 6, 7),
    "(1)~(3)": (1, 2, 3),
    "1ー3": (1, 2, 3),
    "3~1": (3, 1),
    "1~30": (1, 30),
    "1・3": (1, 3),
    "①③": (1, 3),
    "①①": (1,),
    "1-2-3": (1, 2, 3),
}


@pytest.mark.parametrize("text", NUMBERS)
def test_a_range_names_all_between_its_ends(text: str) -> None:
    assert numbers_in(text) == NUMBERS[text]


def test_a_mark_ends_where_its_text_begins() -> None:
    (line,) = lines_of("①　庭を広げた。")
    found = mark_of(line)
    assert (found.length, found.x) == (1, 60.0)
    assert found.text_x == pytest.approx(78.0)
    (alone,) = lines_of("①")
    assert mark_of(alone).text_x == pytest.approx(69.0)
