"""Goal tables without rules, read by their header and the columns of their text, and goal tables that go on over a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from benchmarks.typeset import Look, typeset, ward
from benchmarks.typeset.paper import Press, written
from benchmarks.variations import measured
from pipeline.pages import read_pages
from pipeline.pages.model import Page, Ruling
from pipeline.sheet.model import Sheet
from pipeline.sheet.reader import sheet_of
from tests.layout.drawing import page as drawn_page
from tests.layout.drawing import plain_table, rule, say
from tests.sheet.contents import contents
from tests.support.sample import pages, sheet


def read(given: Iterable[Page]) -> Sheet:
    return sheet_of(tuple(given), document_id="x", source_sha256="")


def without_rules(page: Page, top: float, bottom: float) -> Page:
    """The page with nothing drawn between two heights."""

    def below(rule: Ruling) -> Ruling:
        return rule._replace(y0=bottom) if rule.y0 < bottom < rule.y1 and rule.y1 > top else rule

    rules = [below(rule) for rule in page.rulings]
    return replace(
        page,
        rulings=tuple(rule for rule in rules if not top <= rule.y1 < bottom),
        fills=tuple(fill for fill in page.fills if not top <= fill.y0 < bottom),
    )


def test_goals_ratings_and_prior_issues_are_read_where_no_rule_parts_them() -> None:
    plain = sheet()
    bare = list(pages())
    for project in plain.projects:
        title = project.title.boxes[0]
        texts = [goal.text for goal in project.goals] + [issue.text for issue in project.prior_issues]
        last = max(box.y1 for text in texts for box in text.boxes if box.page == title.page)
        bare[title.page - 1] = without_rules(bare[title.page - 1], title.y1, last + 4)
    assert sum(len(page.rulings) for page in bare) < sum(len(page.rulings) for page in pages())
    wanted, found = contents(plain), contents(read(bare))
    for kind in ("projects", "goals", "ratings", "statements", "viewpoints"):
        assert found[kind] == wanted[kind], kind
    issues = [{record[3] for record in told["prior issues"]} for told in (found, wanted)]
    assert issues[0] == issues[1]


@pytest.mark.parametrize("is_boxed", [False, True])
def test_goals_may_be_a_list_and_their_ratings_a_table_of_its_own(is_boxed: bool) -> None:
    sheet = drawn_page()
    say(sheet, 60, 80, "１　親子の居場所事業")
    texts = (
        "目指す拠点の姿",
        "①　集う場がある。",
        "②　聞く場がある。",
        "自己評価（A～D）",
        "",
        "",
        "",
        "前期振り返りの課題",
        "・周知が足りない。",
    )
    for k, text in enumerate((*texts, "評価の理由（法人）", "・利用者が増えた。")):
        say(sheet, 60, 112 + 16 * k, text)
    plain_table([["", "①", "②"], ["法人", "A", "B"], ["区", "B", "C"]], height=14).draw(sheet, 60, 166)
    for y in (100, 116, 148, 164, 210, 226, 242) if is_boxed else ():
        rule(sheet, 54, y, 500, y)
    for x in (54, 500) if is_boxed else ():
        rule(sheet, x, 100, x, 242)
    found = read(read_pages(written([sheet], Press())))
    (project,) = found.projects
    rated = [(goal.mark, goal.text.text, goal.rating_operator, goal.rating_ward) for goal in project.goals]
    assert rated == [("①", "集う場がある。", "A", "B"), ("②", "聞く場がある。", "B", "C")]
    assert [issue.text.text for issue in project.prior_issues] == ["周知が足りない。"]
    assert [statement.text.text for statement in project.statements] == ["利用者が増えた。"]
    assert found.accounting.chars_unaccounted == 0


def test_goals_go_on_below_a_repeated_heading_and_header() -> None:
    """Each page of a goal table may begin with the project's heading as a row of its own, and with the header again."""
    look = Look(size=10.5, heading_in="row", per_page=False, repeat=True, split_rows=False)
    outcome = measured("sheet", look, typeset(ward("midoridai-r7"), look, 0))
    assert not outcome.broken
    assert {kind: outcome.missed[kind] + outcome.extra[kind] for kind in ("goals", "ratings")} == {"goals": [], "ratings": []}


@pytest.mark.parametrize("closed", [True, False], ids=["under the rule of a frame", "at the head of a page"])
def test_a_heading_with_a_gap_over_a_hairline_goal_table_is_the_projects(closed: bool) -> None:
    """Its number and its title stand like two columns above the table's first rule."""
    sheet = drawn_page()
    if closed:
        rule(sheet, 60, 80, 520, 80)
    say(sheet, 60, 100, "事業１")
    say(sheet, 100, 100, "親子の居場所事業")
    entries = (
        ("目指す拠点の姿", "①　安心して過ごせる場となっている。"),
        ("前期振り返りの課題", "・周知が足りない。"),
        ("法人", "A"),
        ("区", "B"),
    )
    for (head, entry), x in zip(entries, (64, 280, 460, 500), strict=True):
        say(sheet, x, 122, head)
        say(sheet, x, 140, entry)
    for y in (110, 128, 146):
        rule(sheet, 60, y, 520, y)
    for n, text in enumerate(("評価の理由（法人）", "・利用者が増えた。", "評価の理由（区）", "・区は広報を手伝った。")):
        say(sheet, 62, 170 + 14 * n, text)
    read_back = sheet_of(read_pages(written([sheet], Press())), document_id="x", source_sha256="")
    (project,) = read_back.projects
    assert project.title.text == "親子の居場所事業"
    assert [(g.text.text, g.rating_operator, g.rating_ward) for g in project.goals] == [("安心して過ごせる場となっている。", "A", "B")]
    assert [s.text.text for s in project.statements] == ["利用者が増えた。", "区は広報を手伝った。"]
    assert read_back.accounting.chars_unaccounted == 0


@pytest.mark.parametrize(("across", "wanted"), [(60, [1, 2, 2]), (255, [None, None, None])])
def test_rules_between_the_rows_tell_whose_prior_issues_are(across: float, wanted: list[int | None]) -> None:
    """The columns stand so near each other that they are none but under their header; rules under all rows, or not under the issues."""
    sheet = drawn_page()
    say(sheet, 60, 100, "１　親子の居場所事業")
    for x, head in ((64, "（参考）前期の振り返りの課題"), (286, "目指す拠点の姿"), (460, "法人"), (500, "区")):
        say(sheet, x, 122, head)
    issues = (
        "○午前中に利用が集中し、雨の日には受入れの",
        "　人数を超えている。",
        "○妊娠中の人の来館が伸びておらず、声を掛け",
        "　る機会が少ない。",
        "○父親の居場所がない。",
    )
    for y, text in zip((140, 154, 172, 186, 200), issues, strict=True):
        say(sheet, 64, y, text)
    for y, goal in ((140, "①肩の力を抜いて過ごせる場"), (172, "②分け隔てなく利用できる場")):
        say(sheet, 258, y, goal)
        say(sheet, 460, y, "A")
        say(sheet, 500, y, "B")
    for y in (110, 128, 206):
        rule(sheet, 60, y, 520, y)
    rule(sheet, across, 158, 520, 158)
    for n, text in enumerate(("評価の理由（法人）", "・利用者が増えた。", "評価の理由（区）", "・区は広報を手伝った。")):
        say(sheet, 62, 230 + 14 * n, text)
    (project,) = sheet_of(read_pages(written([sheet], Press())), document_id="x", source_sha256="").projects
    assert [goal.text.text for goal in project.goals] == ["肩の力を抜いて過ごせる場", "分け隔てなく利用できる場"]
    assert [issue.goal_no for issue in project.prior_issues] == wanted


@pytest.mark.parametrize(("cut", "is_drawn"), [(False, False), (True, False), (False, True)])
def test_a_sign_in_the_columns_of_the_scale_is_the_rating(cut: bool, is_drawn: bool) -> None:
    """A, B, C and D have a column each under 法人 and under 区; what is not chosen, or chosen twice, is no rating. A page's end may part
    the header's first row from these. Rings that are drawn are larger than the rows, and reach into the next ones."""
    sheet, before = drawn_page(), drawn_page()
    say(before if cut else sheet, 60, 100, "１　親子の居場所事業")
    if cut:
        for x, name in ((60, "目指す拠点の姿"), (280, "評価（A～D）")):
            say(before, x + 40, 122, name)
            rule(before, x, 110, x, 130)
        rule(before, 520, 110, 520, 130)
        rule(before, 60, 110, 520, 110)
        rule(before, 60, 130, 520, 130)
    said = ("①　安心して過ごせる場となっている。", "②　悩みを話せる場となっている。", "③　つながりができている。")
    chosen = (("A", "C"), ("D", ""), ("AB", "B"))
    for y in (110, 142, 154, 166, 178):
        rule(sheet, 60, y, 520, y)
    rule(sheet, 280, 126, 520, 126)
    for x in (60, 280, 400, 520):
        rule(sheet, x, 110, x, 178)
    for n, (rater, x0) in enumerate((("法人", 280), ("区", 400))):
        say(sheet, x0 + 50, 122, rater)
        for k, letter in enumerate("ABCD"):
            rule(sheet, x0 + 30 * k, 126, x0 + 30 * k, 178)
            say(sheet, x0 + 12 + 30 * k, 138, letter)
            for r, signs in enumerate(chosen):
                if letter in signs[n] and is_drawn:
                    sheet.circle(x0 + 15 + 30 * k, 148 + 12 * r, 7.0, (0, 0, 0))
                elif letter in signs[n]:
                    say(sheet, x0 + 11 + 30 * k, 151 + 12 * r, "○")
    if not cut:
        say(sheet, 100, 130, "目指す拠点の姿")
    for r, goal in enumerate(said):
        say(sheet, 64, 151 + 12 * r, goal)
    for n, text in enumerate(("評価の理由（法人）", "・利用者が増えた。", "評価の理由（区）", "・区は広報を手伝った。")):
        say(sheet, 62, 220 + 14 * n, text)
    read_back = sheet_of(read_pages(written([before, sheet] if cut else [sheet], Press())), document_id="x", source_sha256="")
    (project,) = read_back.projects
    assert [(g.rating_operator, g.rating_ward) for g in project.goals] == [("A", "C"), ("D", None), (None, "B")]
    assert [d.code for d in read_back.defects if d.code.startswith("rating")] == ["rating-missing", "rating-unreadable"]
    assert read_back.accounting.chars_unaccounted == 0
