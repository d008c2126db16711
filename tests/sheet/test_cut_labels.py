"""Labels and headers that a page's end cuts: what stands beside or below the rest goes on with what was before."""

from __future__ import annotations

import pytest

from benchmarks.typeset.paper import Press, Sheet, written
from pipeline.pages import read_pages
from pipeline.sheet.model import Sheet as Read
from pipeline.sheet.reader import sheet_of
from tests.layout.drawing import page, say
from tests.sheet.small_form import box

LEFT, DIVIDER, RIGHT = 60.0, 80.0, 540.0


def row(sheet: Sheet, y0: float, y1: float, label: str, lines: tuple[str, ...]) -> None:
    """A label written downwards and its text in a cell beside it."""
    box(sheet, LEFT, y0, DIVIDER, y1)
    box(sheet, DIVIDER, y0, RIGHT, y1)
    for k, char in enumerate(label):
        say(sheet, LEFT + 5, y0 + 12 + 11 * k, char)
    for k, line in enumerate(lines):
        say(sheet, DIVIDER + 4, y0 + 12 + 14 * k, line)


def goals(sheet: Sheet, y: float) -> float:
    """A project with one goal, A by the operator and B by the ward; where its table ends."""
    say(sheet, LEFT, y, "１　親子の居場所事業", 12)
    y += 12
    for x0, x1, head, text in (
        (LEFT, 300, "目指す拠点の姿", "①　安心して過ごせる場となっている。"),
        (300, 460, "前期振り返りの課題", "・周知が足りない。"),
        (460, 500, "法人", "A"),
        (500, RIGHT, "区", "B"),
    ):
        box(sheet, x0, y, x1, y + 18)
        box(sheet, x0, y + 18, x1, y + 38)
        say(sheet, x0 + 4, y + 12, head)
        say(sheet, x0 + 4, y + 31, text)
    return y + 38


def read(*pages: Sheet) -> Read:
    return sheet_of(read_pages(written(list(pages), Press())), document_id="x", source_sha256="")


def told(sheet: Read) -> list[tuple[str, str]]:
    return [(statement.section, statement.text.text) for statement in sheet.projects[0].statements]


SAID = [
    ("operator_reason", "利用者が増えた。"),
    ("ward_reason", "区は広報を手伝った。"),
    ("outcome", "初めての人が来やすくなった。"),
    ("challenge", "父親の利用が少ない。"),
    ("challenge", "担い手が足りない。"),
]


@pytest.mark.parametrize(("above", "below"), [("拠点事業としての成", "果と課題"), ("", "成果と課題"), ("成果と課", "題")])
@pytest.mark.parametrize("apart", [False, True])
def test_challenges_go_on_beside_the_rest_of_their_label(above: str, below: str, apart: bool) -> None:
    one, two = page(), page()
    y = goals(one, 100)
    row(one, y, y + 110, "評価の理由法人", ("・利用者が増えた。",))
    row(one, y + 110, y + 200, "評価の理由区", ("・区は広報を手伝った。",))
    gap = 6.0 if apart else 0.0
    row(one, y + 200 + gap, y + 310, above, ("（成果）", "・初めての人が来やすくなった。", "（課題）", "・父親の利用が少ない。"))
    row(two, 60, 120, below, ("・担い手が足りない。",))
    row(two, 120, 210, "振り返りの視点", ("ア　場が整っているか。", "イ　声を聞いているか。"))
    sheet = read(one, two)
    assert told(sheet) == SAID
    assert [viewpoint.mark for viewpoint in sheet.projects[0].viewpoints] == ["ア", "イ"]
    assert sheet.accounting.chars_unaccounted == 0


@pytest.mark.parametrize(("rest", "words"), [("＞", ()), ("父親の会", ("父親の会",))])
def test_the_bracket_that_ends_a_label_may_stand_alone_behind_the_break(rest: str, words: tuple[str, ...]) -> None:
    one, two = page(), page()
    y = goals(one, 100)
    row(one, y, y + 110, "評価の理由法人", ("・利用者が増えた。",))
    row(one, y + 110, y + 200, "評価の理由区", ("・区は広報を手伝った。",))
    for sheet, top, label, lines in (
        (one, y + 230, "＜成果＞", ("・初めての人が来やすくなった。",)),
        (one, y + 260, "＜課題", ("・父親の利用が少ないと聞いている。",)),
        (two, 60.0, rest, ("・担い手が足りない。",)),
    ):
        row(sheet, top, top + 20, "", lines)
        say(sheet, LEFT + 1, top + 12, label, 6)
    row(two, 100, 190, "振り返りの視点", ("ア　場が整っているか。", "イ　声を聞いているか。"))
    challenges = [text for section, text in told(read(one, two)) if section == "challenge"]
    assert challenges == ["父親の利用が少ないと聞いている。", *words, "担い手が足りない。"]


def test_a_whole_label_at_the_head_of_a_page_is_no_rest_of_the_one_before() -> None:
    """課題（…） is one too, whatever its brackets hold."""
    one, two = page(), page()
    y = goals(one, 100)
    row(one, y, y + 110, "評価の理由法人", ("・利用者が増えた。",))
    for sheet, top, label, line in (
        (one, y + 110, "成果", "・初めての人が来やすくなった。"),
        (one, y + 130, "課題", "・父親の利用が少ないと聞いている。"),
        (two, 60.0, "【振り返りの視点】", "ア　場が整っているか。"),
    ):
        row(sheet, top, top + 20, "", (line,))
        say(sheet, LEFT + 1, top + 12, label, 2)
    assert [viewpoint.text.text for viewpoint in read(one, two).projects[0].viewpoints] == ["場が整っているか。"]


def test_the_label_of_a_table_of_its_own_may_stand_wholly_behind_the_break() -> None:
    """A spreadsheet sets it in the middle of a merged cell, of which a page has the first row."""
    one, two = page(), page()
    y = goals(one, 100)
    row(one, y, y + 110, "評価の理由法人", ("・利用者が増えた。",))
    row(one, y + 110, y + 200, "評価の理由区", ("・区は広報を手伝った。",))
    row(one, y + 200, y + 310, "成果と課題", ("（成果）", f"・{SAID[2][1]}", "（課題）", *(f"・{text}" for _, text in SAID[3:])))
    row(one, y + 320, y + 345, "", ("ア　場が整っているか。",))
    row(two, 60, 150, "振り返りの視点", ("イ　声を聞いているか。",))
    sheet = read(one, two)
    assert told(sheet) == SAID
    assert [viewpoint.mark for viewpoint in sheet.projects[0].viewpoints] == ["ア", "イ"]


@pytest.mark.parametrize("whole", [0, 1, 2])
def test_a_label_in_the_middle_of_several_pages_is_that_of_the_first(whole: int) -> None:
    one, last = page(), page()
    between = [page() for _ in range(whole)]
    y = goals(one, 100) + 10
    row(one, y, 780, "", ("・利用者が",))
    for sheet in between:
        row(sheet, 60, 780, "", ("　一人また一人と",))
    row(last, 60, 180, "評価の理由法人", ("　増えた。",))
    row(last, 180, 280, "評価の理由区", ("・区は広報を手伝った。",))
    row(last, 280, 390, "成果と課題", ("（成果）", f"・{SAID[2][1]}", "（課題）", *(f"・{text}" for _, text in SAID[3:])))
    row(last, 390, 500, "振り返りの視点", ("ア　場が整っているか。", "イ　声を聞いているか。"))
    assert told(read(one, *between, last)) == [("operator_reason", f"利用者が{'一人また一人と' * whole}増えた。"), *SAID[1:]]


def test_a_row_that_goes_on_over_a_whole_page_keeps_its_label() -> None:
    """Its part on the second page is closed and has no label; the next section begins on the third."""
    one, two, three = page(), page(), page()
    y = goals(one, 100)
    row(one, y, y + 110, "評価の理由法人", ("・利用者が",))
    row(two, 60, 780, "", ("　増えた。",))
    row(three, 60, 150, "評価の理由区", ("・区は広報を手伝った。",))
    row(three, 150, 260, "成果と課題", ("（成果）", f"・{SAID[2][1]}", "（課題）", *(f"・{text}" for _, text in SAID[3:])))
    row(three, 260, 350, "振り返りの視点", ("ア　場が整っているか。", "イ　声を聞いているか。"))
    assert told(read(one, two, three)) == SAID


def test_the_rest_of_a_label_spans_the_rest_of_two_rows() -> None:
    """成果 and 課題 in a row each: the first goes on over the page's end, and the label is empty there beside both."""
    one, two = page(), page()
    y = goals(one, 100)
    row(one, y, y + 90, "振り返りの視点", ("ア　場が整っているか。",))
    y += 90
    row(one, y, y + 110, "評価の理由法人", ("・利用者が増えた。",))
    row(one, y + 110, y + 200, "評価の理由区", ("・区は広報を手伝った。",))
    row(one, y + 200, y + 290, "成果と課題", ("（成果）", "・初めての人が来やすくな"))
    box(two, LEFT, 60, DIVIDER, 140)
    for top, bottom, lines in ((60, 80, ("　った。",)), (80, 140, ("（課題）", *(f"・{text}" for _, text in SAID[3:])))):
        box(two, DIVIDER, top, RIGHT, bottom)
        for k, line in enumerate(lines):
            say(two, DIVIDER + 4, top + 12 + 14 * k, line)
    sheet = read(one, two)
    assert told(sheet) == SAID and not sheet.projects[0].tables


@pytest.mark.parametrize(("mark", "section"), [("②", "goals"), ("(2)", "goals"), ("イ", "viewpoints")])
def test_a_mark_in_the_last_cell_of_a_page_begins_no_label_that_is_whole_on_the_next(mark: str, section: str) -> None:
    one, two = page(), page()
    say(one, LEFT, 100, "１　親子の居場所事業", 12)
    columns = ((LEFT, 90.0), (90.0, 300.0), (300.0, 460.0), (460.0, 500.0), (500.0, RIGHT))
    lines = [("", "目指す拠点の姿", "前期振り返りの課題", "法人", "区"), ("①", "過ごせる場となっている。", "・周知が足りない。", "A", "B")]
    lines += [(mark, "話せる場となっている。", "・声が届かない。", "B", "C")] if section == "goals" else []
    y = 112
    for cells in lines:
        for (x0, x1), text in zip(columns, cells, strict=True):
            box(one, x0, y, x1, y + 20)
            say(one, x0 + 4, y + 13, text)
        y += 20
    if section == "viewpoints":
        box(one, LEFT, y, RIGHT, y + 20)
        say(one, LEFT + 4, y + 13, "振り返りの視点")
        for k, letter in enumerate(("ア", mark)):
            row(one, y + 20 + 20 * k, y + 40 + 20 * k, letter, ("声を聞いているか。",))
    row(two, 60, 170, "評価の理由法人", ("・利用者が増えた。",))
    (project,) = read(one, two).projects
    assert [s.text.text for s in project.statements] == ["利用者が増えた。"]
    assert len(project.goals) + len(project.viewpoints) == (2 if section == "goals" else 3)


def test_the_rest_of_a_label_that_names_a_rater_is_no_header() -> None:
    one, two = page(), page()
    y = goals(one, 100)
    row(one, y, y + 110, "評価の理由法人", ("・利用者が増えた。",))
    row(one, y + 110, y + 140, "評価", ("",))
    row(two, 60, 130, "の理由区", ("・区は広報を手伝った。",))
    row(
        two,
        130,
        220,
        "成果と課題",
        ("（成果）", "・初めての人が来やすくなった。", "（課題）", "・父親の利用が少ない。", "・担い手が足りない。"),
    )
    row(two, 220, 320, "振り返りの視点", ("ア　場が整っているか。", "イ　声を聞いているか。"))
    sheet = read(one, two)
    assert told(sheet) == SAID
    assert sheet.accounting.chars_unaccounted == 0


@pytest.mark.parametrize("heading", [(), ("成果と今後の課題",)])
def test_outcomes_beside_challenges_go_on_over_the_page(heading: tuple[str, ...]) -> None:
    one, two = page(), page()
    y = goals(one, 100)
    for k, reason in enumerate((("評価の理由（法人）", "・利用者が増えた。"), ("評価の理由（区）", "・区は広報を手伝った。"))):
        box(one, LEFT, y + 60 * k, RIGHT, y + 60 * (k + 1))
        for n, line in enumerate(reason):
            say(one, LEFT + 4, y + 60 * k + 12 + 14 * n, line)
    left = (*heading, "（成果）", "・初めての人が来やすくなった。", "・予約をやめたことで、利用が")
    for x0, x1, lines in ((LEFT, 240, left), (240, RIGHT, ("（課題）", "・父親の利用が少ない。", "・担い手が足りない。"))):
        box(one, x0, y + 120, x1, y + 200)
        box(two, x0, 60, x1, 90)
        for n, line in enumerate(lines):
            say(one, x0 + 4, y + 132 + 14 * n, line)
    say(two, LEFT + 13, 72, "増えた。")
    sheet = read(one, two)
    said = [*SAID[:3], ("outcome", "予約をやめたことで、利用が増えた。"), *SAID[3:]]
    assert told(sheet) == said
    assert sheet.accounting.chars_unaccounted == 0


def test_a_header_of_three_rows_is_whole_though_the_page_ends_behind_its_first() -> None:
    one, two = page(), page()
    say(one, LEFT, 700, "１　親子の居場所事業", 12)
    for x0, x1, head, entry in (
        (LEFT, 300.0, "目指す拠点の姿", "①　安心して過ごせる場となっている。"),
        (300.0, 460.0, "前期振り返りの課題", "・周知が足りない。"),
        (460.0, RIGHT, "自己評価", ""),
    ):
        box(one, x0, 712, x1, 730)
        say(one, x0 + 4, 724, head)
        box(two, x0, 60, x1, 78 if head == "自己評価" else 96)
        if entry:
            box(two, x0, 96, x1, 116)
            say(two, x0 + 4, 109, entry)
    say(two, 480, 72, "（Ａ～Ｄ）")
    for x0, rater, rating in ((460.0, "法人", "Ａ"), (500.0, "区", "Ｂ")):
        box(two, x0, 78, x0 + 40, 96)
        box(two, x0, 96, x0 + 40, 116)
        say(two, x0 + 4, 90, rater)
        say(two, x0 + 4, 109, rating)
    row(two, 116, 226, "評価の理由法人", ("・利用者が増えた。",))
    sheet = read(one, two)
    (goal,) = sheet.projects[0].goals
    assert (goal.text.text, goal.rating_operator, goal.rating_ward) == ("安心して過ごせる場となっている。", "A", "B")
    assert [issue.text.text for issue in sheet.projects[0].prior_issues] == ["周知が足りない。"]
    assert sheet.accounting.chars_unaccounted == 0


@pytest.mark.parametrize("merged", [False, True])
def test_issues_belong_to_their_goals_though_a_page_ends_below_the_first(merged: bool) -> None:
    """On the page after, a cell for each goal tells; one for both is the rest of a cell that spans all goals."""
    one, two = page(), page()
    y = goals(one, 700)
    assert y < 782
    for k, (goal, rating) in enumerate((("②　悩みを話せる場となっている。", "B"), ("③　つながりができる場となっている。", "C"))):
        for x0, x1, text in ((LEFT, 300.0, goal), (460.0, 500.0, rating), (500.0, RIGHT, "A")):
            box(two, x0, 60 + 20 * k, x1, 80 + 20 * k)
            say(two, x0 + 4, 73 + 20 * k, text)
        box(two, 300, 60 if merged else 60 + 20 * k, 460, 100 if merged else 80 + 20 * k)
        say(two, 304, 73 + 20 * k, ("・人手が足りない。", "・場所が足りない。")[k])
    row(two, 100, 210, "評価の理由法人", ("・利用者が増えた。",))
    (project,) = read(one, two).projects
    wanted = [None] * 3 if merged else [1, 2, 3]
    assert [issue.goal_no for issue in project.prior_issues] == wanted


def test_an_issue_in_the_rest_of_a_row_belongs_to_the_goal_that_a_page_ends_beside() -> None:
    one, two = page(), page()
    y = goals(one, 700)
    columns = ((LEFT, 300.0), (300.0, 460.0), (460.0, 500.0), (500.0, RIGHT))
    rows = ((one, y, "②　話せる場となっている。", "・人手が足りない。", "B", "A"), (two, 60.0, "", "・場所が足りない。", "", ""))
    for sheet, top, *texts in (*rows, (two, 80.0, "③　つながりができている。", "・周知が足りない。", "C", "A")):
        for (x0, x1), text in zip(columns, texts, strict=True):
            box(sheet, x0, top, x1, top + 20)
            say(sheet, x0 + 4, top + 13, text)
    row(two, 100, 210, "評価の理由法人", ("・利用者が増えた。",))
    (project,) = read(one, two).projects
    assert [goal.rating_operator for goal in project.goals] == ["A", "B", "C"]
    assert [issue.goal_no for issue in project.prior_issues] == [1, 2, 2, 3]
