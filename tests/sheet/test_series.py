"""What counts goals and viewpoints besides numbers (A, i, 一, い, その１, 1-1), and words that only begin like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.form.marks import mark_of, series_of
from pipeline.form.series import kana, place_in_series, series_of_mark
from pipeline.pages.model import Glyphs, Style
from tests.form.test_marks import lines_of
from tests.layout.drawing import page, say
from tests.outline.by_hand import line
from tests.sheet.small_form import LABELS, LEFT, SAID, boxed, codes, read, sections
from tests.sheet.test_goal_tables import ISSUES, TEXTS, goals_of, rows_under

SERIES = [
    *(("i．", "ii．"), ("Ａ．", "Ｂ．"), ("A　", "B　"), ("(a)", "(b)"), ("a)", "b)"), ("Ⓐ", "Ⓑ"), ("い　", "ろ　"), ("（あ）", "（い）")),
    *(("一、", "二、"), ("（一）", "（二）"), ("㈠", "㈡"), ("甲　", "乙　"), ("㋐", "㋑"), ("１：", "２："), ("＜１＞", "＜２＞")),
    *(("その１　", "その２　"), ("視点①", "視点②"), ("視点ア　", "視点イ　"), ("Q1　", "Q2　")),
    *(
        ("１－１　", "１－２　"),
        ("1-1.", "1-2."),
        ("(1)-①　", "(1)-②　"),
        ("１-(1)　", "１-(2)　"),
        ("①-1　", "①-2　"),
        ("（１）－ア　", "（１）－イ　"),
    ),
]


@pytest.mark.parametrize("marks", SERIES, ids="".join)
def test_goals_reasons_and_viewpoints_are_counted_by_one_series(marks: tuple[str, str]) -> None:
    """The ward's reasons name their goals by it, and nothing is said to be out of order."""
    sheet = page()
    say(sheet, LEFT, 100, "１　親子の居場所事業", 12)
    rows = [((5, m + t), (5, i), (1, "A"), (1, "B")) for m, t, i in zip(marks, TEXTS, ISSUES, strict=True)]
    y = rows_under(sheet, 112.0, rows)
    said = {
        **SAID,
        "ward_reason": tuple(m + "広報に載せた。" for m in marks),
        "viewpoints": tuple(m + t for m, t in zip(marks, TEXTS, strict=True)),
    }
    sections(sheet, y, said, boxed, LABELS)
    found = read(sheet)
    (project,) = found.projects
    own = tuple(m.strip() for m in marks)
    assert goals_of(project) == [(m, t, "A", "B") for m, t in zip(own, TEXTS, strict=True)]
    assert [(v.mark, v.text.text) for v in project.viewpoints] == list(zip(own, TEXTS, strict=True))
    assert [(s.mark, s.goal_nos) for s in project.statements if s.section == "ward_reason"] == [(own[0], (1,)), (own[1], (2,))]
    assert codes(found) == []


@pytest.mark.parametrize(
    ("mark", "place", "begins"),
    [
        *(("ウ", ("ア", 3), "ア"), ("い", ("あ", 2), "い"), ("ｂ", ("a", 2), "a"), ("Ⓑ", ("a", 2), "a"), ("十二", ("一", 12), "一")),
        *(("ｉｉ", ("i", 2), "i"), ("その２", ("word", 2), ""), ("視点ウ", ("word", 3), ""), ("1-2", None, "")),
        *(("庭", None, None), ("①", None, None), ("その０", None, None), ("1-ガ", None, None), ("1-❷", None, None)),
    ],
)
def test_which_place_a_mark_counts(mark: str, place: tuple[str, int] | None, begins: str | None) -> None:
    series = series_of_mark(mark)
    assert place_in_series(mark) == place
    assert (series and "".join(series.letters[:1])) == begins


WORDS = [
    *(
        "一人ひとりが集える。",
        "一 人 ひ と り が 集 え る 。",
        "い つ で も 集 え る 。",
        "一時保育を行う。",
        "一、二の工夫がある。",
        "あらゆる人が集える。",
    ),
    *(
        "A型の支援を行う。",
        "Ａ型の支援を行う。",
        "A.I.を使う。",
        "A4判で出す。",
        "i-Padを使う。",
        "その１つを選ぶ。",
        "視点１を満たす。",
        "１：１で話す。",
        "１：00に開く。",
    ),
    *("１－２歳の子が集う。", "甲乙つけがたい。", "（一社）みどりの会", "I'm here.", "1.5倍になる。", "Q&Aを作る。"),
]


@pytest.mark.parametrize("text", WORDS)
def test_a_word_that_begins_like_a_mark_is_none(text: str) -> None:
    (line,) = lines_of(text)
    assert mark_of(line, series=series_of([line])).kind == "none"


SPACE = 0.15
"""em; white of a narrow space, less than what sets a letter apart by itself"""


@pytest.mark.parametrize(
    ("spaced", "kind"), [({1}, "letter"), (set(), "none"), ({1, 2, 3}, "none")], ids=["a space", "no space", "a space behind each"]
)
def test_a_letter_before_a_narrow_space_counts(spaced: set[int], kind: str) -> None:
    whole = line(100, *((k + SPACE * sum(at <= k for at in spaced), ch) for k, ch in enumerate("あ庭に集える。")))
    glyphs = [glyph._replace(style=Style.SPACED if k in spaced else glyph.style) for k, glyph in enumerate(whole.glyphs)]
    assert mark_of(replace(whole, glyphs=Glyphs.of(glyphs)), series=series_of_mark("あ")).kind == kind


@pytest.mark.parametrize(("text", "first", "kind"), [("イ集えるか。", "ア", "letter"), ("いつでも集える。", "あ", "none")])
def test_kana_alone_count_right_before_a_text_in_their_turn(text: str, first: str, kind: str) -> None:
    (line,) = lines_of(text)
    assert mark_of(line, series=series_of_mark(first), expected=2).kind == kind


@pytest.mark.parametrize(("text", "kind"), [("a.　R2に開いた。", "letter"), ("a.R2に開いた。", "none")])
def test_a_letter_with_its_point_before_white_counts_what_begins_with_another(text: str, kind: str) -> None:
    (line,) = lines_of(text)
    assert mark_of(line, series=series_of_mark("a")).kind == kind


def test_a_list_has_one_series_and_other_letters_in_it_are_text() -> None:
    lines = lines_of("ア　次のことをしているか。", "(a)声を聞く。", "イ　集えるか。", "一、二の工夫をする。")
    series = series_of(lines)
    assert [mark_of(line, series=series).text for line in lines] == ["ア", "", "イ", ""]


def test_a_series_is_known_by_its_first_letter() -> None:
    lines = lines_of("B　集えるか。", "C　話せるか。")
    assert [mark_of(line, series=series_of(lines)).kind for line in lines] == ["none", "none"]


def test_what_ticks_mean_above_a_list_does_not_count_it() -> None:
    """Only its own letters go on from line to line."""
    texts = ("Ａ：できている　Ｂ：一部できている", "ア　温かく迎えているか。", "イ　地域とつながっているか。")
    assert series_of(lines_of(*texts)) is kana()


@pytest.mark.parametrize(("marks", "rest"), [(("い　", "ろ　"), "と、また声を聞いた。"), (("あ　", "い　"), "し、声を聞いた。")])
def test_the_end_of_a_word_is_no_letter(marks: tuple[str, str], rest: str) -> None:
    lines = lines_of(marks[0] + "広間を広げた。", marks[1] + "広報に載せるこ", rest)
    series = series_of(lines)
    assert [mark_of(one, series=series).kind for one in lines] == ["letter", "letter", "none"]
