"""What offices draw and add around the form: labels in shapes, ringed ratings, footnotes, the header of a meeting."""

from __future__ import annotations

import pytest

from benchmarks.typeset.paper import Sheet
from tests.layout.drawing import page, rule, say
from tests.sheet.small_form import (
    LABELS,
    LEFT,
    PLAIN,
    RIGHT,
    SAID,
    Label,
    box,
    boxed,
    codes,
    cut_corners,
    goals,
    one_project,
    read,
    round_box,
    sections,
    told,
)


@pytest.mark.parametrize("label", [boxed, round_box, cut_corners])
def test_a_label_in_a_shape_is_that_label(label: Label) -> None:
    sheet = read(one_project(label=label)[0])
    assert told(sheet) == PLAIN
    assert [v.mark for v in sheet.projects[0].viewpoints] == ["ア", "イ"]
    assert codes(sheet) == [] and sheet.accounting.chars_unaccounted == 0


def test_a_label_in_a_shape_ends_a_goal_table_without_upright_rules() -> None:
    """The next frame is as wide, and its first rule closes the shape in like a row of the goals."""
    sheet = page()
    say(sheet, LEFT, 100, "１　親子の居場所事業", 12)
    rows = (("目指す拠点の姿", "前期振り返りの課題", "法人", "区"), ("①　集える場となっている。", "・周知が足りない。", "A", "B"))
    for k, row in enumerate(rows):
        for x, text in zip((64, 244, 464, 504), row, strict=True):
            say(sheet, x, 124 + 20 * k, text)
    for y in (112, 132, 152, 182):
        for x0, x1 in ((LEFT, 238), (240, 458), (460, 498), (500, RIGHT)):
            rule(sheet, x0, y, x1, y)
    cut_corners(sheet, 157, LABELS["operator_reason"])
    rest = {section: lines for section, lines in SAID.items() if section != "operator_reason"}
    say(sheet, LEFT + 8, 198, SAID["operator_reason"][0])
    sections(sheet, 204, rest, boxed, LABELS)
    assert told(read(sheet)) == PLAIN


def ring(sheet: Sheet, x: float, y: float) -> None:
    sheet.circle(x, y, 6.0, (0, 0, 0))


def ratings_of(sheet: Sheet) -> tuple[str | None, str | None]:
    goal = read(sheet).projects[0].goals[0]
    return goal.rating_operator, goal.rating_ward


@pytest.mark.parametrize("slash", ["falling", "rising", "cross", "both cells", "header"])
def test_a_slash_in_the_goal_table_says_no_rating_and_changes_nothing_else(slash: str) -> None:
    sheet, _ = one_project(ratings=("", "B"))
    top, low = (112, 130) if slash == "header" else (130, 150)
    if slash == "both cells":
        sheet, _ = one_project(ratings=("", ""))
        sheet.slanted(460, top, 540, low)
    elif slash == "header":
        sheet, _ = one_project(ratings=("A", "B"))
        sheet.slanted(240, top, 460, low)
    for rising in {"falling": (False,), "rising": (True,), "cross": (False, True)}.get(slash, ()):
        sheet.slanted(460, low if rising else top, 500, top if rising else low)
    found = read(sheet)
    assert ratings_of(sheet) == {"both cells": (None, None), "header": ("A", "B")}.get(slash, (None, "B"))
    assert [goal.text.text for goal in found.projects[0].goals] == ["集える場となっている。"]
    assert [issue.text.text for issue in found.projects[0].prior_issues] == ["周知が足りない。"]
    assert told(found) == PLAIN and not found.accounting.chars_unaccounted and not found.projects[0].figures


def test_of_four_printed_letters_the_ringed_one_is_the_rating() -> None:
    sheet, _ = one_project(ratings=("A・B・C・D", "A・B・C・D"), width=70.0)
    ring(sheet, 400 + 4 + 4.5 / 2, 140)  # A: the first of letters half an em wide
    ring(sheet, 470 + 4 + 13.5 + 4.5 / 2, 140)  # B: behind A and a ・
    assert ratings_of(sheet) == ("A", "B")


@pytest.mark.parametrize("ringed", [(), (0, 1)])
def test_none_or_two_ringed_letters_are_no_rating(ringed: tuple[int, ...]) -> None:
    sheet, _ = one_project(ratings=("A・B・C・D", "B"), width=70.0)
    for k in ringed:
        ring(sheet, 400 + 4 + 13.5 * k + 4.5 / 2, 140)
    found = read(sheet)
    assert (found.projects[0].goals[0].rating_operator, codes(found)) == (None, ["rating-unreadable"])


def test_an_encircled_letter_among_plain_ones_is_the_rating() -> None:
    assert ratings_of(one_project(ratings=("A・Ⓑ・C・D", "Ⓒ"), width=70.0)[0]) == ("B", "C")


@pytest.mark.parametrize(
    ("printed", "letter"),
    [("Ｂ（おおむね達成）", "B"), ("Ｃ（まだ達成できなか", "C"), ("A おおむね達成", "A"), ("A（Bに近い）", None)],
)
def test_words_beside_a_rating_leave_the_letter(printed: str, letter: str | None) -> None:
    assert ratings_of(one_project(ratings=("A", printed), width=95.0)[0]) == ("A", letter)


def test_a_footnote_is_a_note_of_the_section_that_refers_to_it() -> None:
    sheet, _ = one_project(said={"operator_reason": ("・広間の利用は2,400組1であった。",)})
    rule(sheet, LEFT, 770, LEFT + 140, 770)
    say(sheet, LEFT, 781, "1 同じ日に２回来た組は１回と数える。", 7)
    found = read(sheet)
    assert ("operator_reason", "note", "同じ日に２回来た組は１回と数える。") in told(found)
    assert len(found.projects[0].viewpoints) == 2 and codes(found) == []


def test_a_sentence_that_a_page_end_cuts_goes_on_behind_the_footnote() -> None:
    one, two = page(), page()
    y = goals(one, 100)
    boxed(one, y + 8, "評価の理由（法人）")
    say(one, LEFT + 8, y + 42, "・広間の利用は2,400組1であり、親子がともに過ごす時間が長くなり、前の年よりも多くの人が来")
    rule(one, LEFT, 770, LEFT + 140, 770)
    say(one, LEFT, 781, "1 同じ日に２回来た組は１回と数える。", 7)
    say(two, LEFT + 17, 60, "て楽しんだ。")
    assert [text[-9:] for _, kind, text in told(read(one, two)) if kind == "bullet"] == ["人が来て楽しんだ。"]


def test_a_short_rule_over_ordinary_text_makes_no_footnote() -> None:
    sheet, y = one_project()
    rule(sheet, LEFT, y + 200, LEFT + 140, y + 200)
    say(sheet, LEFT + 8, y + 212, "ウ　利用者の声を聞いているか。")
    assert [v.mark for v in read(sheet).projects[0].viewpoints] == ["ア", "イ", "ウ"]


def test_the_header_of_a_meeting_over_the_title_is_furniture() -> None:
    front = page()
    say(front, 330, 40, "令和８年６月10日　第２回連絡会議　配布資料")
    say(front, 100, 80, "みほん区地域子育て支援拠点事業　５か年のまとめ", 13)
    found = read(front, one_project()[0])
    assert found.title == "みほん区地域子育て支援拠点事業　５か年のまとめ"
    assert codes(found) == []


def test_the_form_s_own_name_below_the_list_is_none_of_it() -> None:
    sheet, y = one_project()
    say(sheet, LEFT, y + 14, "様式１－１　地域子育て支援拠点事業評価シート")
    found = read(sheet)
    assert (found.form, found.form_title, len(found.projects[0].viewpoints)) == ("様式1-1", "地域子育て支援拠点事業評価シート", 2)
    assert told(found) == PLAIN and codes(found) == []


def test_a_title_that_leaves_the_ward_out_is_still_the_title() -> None:
    front = page()
    say(front, 100, 80, "地域子育て支援拠点事業　５か年のまとめ", 13)
    found = read(front, one_project()[0])
    assert (found.title, found.ward) == ("地域子育て支援拠点事業　５か年のまとめ", None)
    assert found.accounting.chars_unaccounted == 0
    assert "text-unaccounted" not in codes(found)


def test_data_may_be_introduced_in_other_words() -> None:
    found = read(one_project(said={"operator_reason": ("（主な数字）", "・広間の模様替えを行った。")})[0])
    assert told(found)[0] == ("operator_reason", "note", "（主な数字）")


def test_data_may_be_introduced_behind_a_sign() -> None:
    found = read(one_project(said={"operator_reason": ("■主なデータ", "・広間の模様替えを行った。")})[0])
    assert [row[:2] for row in told(found)[:2]] == [("operator_reason", "note"), ("operator_reason", "bullet")]


def test_a_rating_with_the_sign_of_a_footnote_is_that_rating() -> None:
    found = read(one_project(ratings=("C ※", "Ｂ※1"))[0])
    (goal,) = found.projects[0].goals
    assert (goal.rating_operator, goal.rating_ward, goal.rating_operator_raw) == ("C", "B", "C ※")
    assert not [code for code in codes(found) if code.startswith("rating")]


def letter(sheet: Sheet, x: float, y: float, size: float = 7.0) -> None:
    """An A as its outline."""
    h = sheet.height
    points = ((0.0, 0.0), (0.3, 1.0), (0.4, 1.0), (0.7, 0.0), (0.55, 0.0), (0.35, 0.7), (0.15, 0.0))
    first, *rest = [f"{x + size * dx} {h - y + size * dy}" for dx, dy in points]
    sheet.under.append("0 0 0 rg " + f"{first} m " + " ".join(f"{point} l" for point in rest) + " h f")


def test_a_rating_drawn_as_an_outline_is_unreadable_and_not_left_out() -> None:
    sheet, _ = one_project(ratings=("", "B"))
    letter(sheet, 464.0, 143.0)
    found = read(sheet)
    (defect,) = [defect for defect in found.defects if defect.code.startswith("rating")]
    assert (defect.code, dict(defect.values)["rater"]) == ("rating-unreadable", "operator")
    assert defect.box is not None and defect.box[1:] == pytest.approx((464, 136, 468.9, 143), abs=0.2)


@pytest.mark.parametrize("drawn", [None, "dot"])
def test_where_no_letter_is_drawn_the_rating_is_left_out(drawn: str | None) -> None:
    sheet, _ = one_project(ratings=("", "B"))
    if drawn == "dot":
        letter(sheet, 464.0, 143.0, 1.5)
    assert codes(read(sheet)) == ["rating-missing"]


@pytest.mark.parametrize("is_framed", [False, True])
def test_contact_lines_below_the_list_are_no_viewpoint(is_framed: bool) -> None:
    sheet, y = one_project()
    if is_framed:
        box(sheet, LEFT, y - 28, RIGHT, y + 4)
    say(sheet, LEFT, y + 14, "問合せ先：みほん区こども家庭支援課")
    say(sheet, LEFT, y + 28, "電話　045-000-0000")
    found = read(sheet)
    assert [v.text.text for v in found.projects[0].viewpoints] == ["温かく迎えているか。", "地域とつながっているか。"]
    assert codes(found) == []


def test_contact_lines_below_the_challenges_are_none_where_these_are_last() -> None:
    order = ("viewpoints", "operator_reason", "ward_reason", "results", "outcome", "challenge")
    sheet = page()
    y = sections(sheet, goals(sheet, 100), {section: SAID[section] for section in order}, boxed, LABELS)
    say(sheet, LEFT, y + 24, "【問合せ先】みほん区こども家庭支援課　電話　045-000-0000")
    found = read(sheet)
    assert told(found)[-1] == PLAIN[-1] and codes(found) == []


@pytest.mark.parametrize(("printed", "mark"), [("※1　延べ。", "※1"), ("※2：延べ。", "※2"), ("※延べ。", "※"), ("※3歳から。", "※")])
def test_the_sign_of_a_note_has_its_number_where_that_is_set_off(printed: str, mark: str) -> None:
    sheet, y = one_project()
    say(sheet, LEFT, y + 14, printed)
    (note,) = [s for project in read(sheet).projects for s in project.statements if s.kind == "note"]
    assert note.mark == mark and note.text.text.endswith(printed[-3:])


def test_a_note_below_the_list_is_a_note() -> None:
    sheet, y = one_project()
    say(sheet, LEFT, y + 14, "※この一覧は、区と法人で定めたものです。")
    found = read(sheet)
    assert [v.mark for v in found.projects[0].viewpoints] == ["ア", "イ"]
    assert told(found)[-1] == ("challenge", "note", "この一覧は、区と法人で定めたものです。") and codes(found) == []


def test_a_line_below_the_frame_of_the_list_is_no_part_of_its_last_item() -> None:
    sheet, y = one_project()
    box(sheet, LEFT, y - 28, RIGHT, y + 4)
    say(sheet, LEFT + 8, y + 15, "このほかに話し合ったこと")
    found = read(sheet, lost=12)
    assert [v.text.text for v in found.projects[0].viewpoints] == ["温かく迎えているか。", "地域とつながっているか。"]
    assert codes(found) == ["text-unaccounted"]
