"""Goal tables in which each rater has a row: 法人 over 区 beside the goal, whose cell is merged over the two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from benchmarks.typeset.paper import Sheet
from pipeline.sheet.model import Sheet as Read
from tests.layout.drawing import page, say
from tests.sheet.small_form import LABELS, LEFT, PLAIN, SAID, TITLES, box, boxed, codes, read, sections, told

Row = Sequence[str]
HEAD = ("目指す拠点の姿", "前期の課題", "評価者", "評価")
WIDTHS = (180.0, 140.0, 80.0, 80.0)
TEXTS = ("①　集える場となる。", "②　育ちを支える。")
ISSUES = ("・周知が足りない。", "・講座を増やす。")
GOALS = [("①", "集える場となる。", "A", "B"), ("②", "育ちを支える。", "A", "B")]
HEIGHT = 20.0


def rows_of(names: Sequence[str] = ("法人", "区"), ratings: Sequence[str] = ("A", "B")) -> list[Row]:
    """The rows of two goals; "" is what the cell above goes on over."""
    pairs = list(zip(names, ratings, strict=True))
    return [row for goal in zip(TEXTS, ISSUES, strict=True) for row in ((*goal, *pairs[0]), ("", "", *pairs[1]))]


def table(sheet: Sheet, y: float, head: Row | None, rows: Sequence[Row], order: Sequence[int] = (0, 1, 2, 3)) -> float:
    """A table whose first two columns have merged cells; where it ends."""
    lines = [head, *rows] if head else list(rows)
    for n, line in enumerate(lines):
        x = LEFT
        for column in order:
            is_merged = column < 2
            below = lines[n + 1 :][:1]
            if not is_merged or line[column]:
                box(sheet, x, y, x + WIDTHS[column], y + HEIGHT * (2 if is_merged and below and not below[0][column] else 1))
                say(sheet, x + 3, y + 13, line[column])
            x += WIDTHS[column]
        y += HEIGHT
    return y


def seen(head: Row, rows: Sequence[Row], order: Sequence[int] = (0, 1, 2, 3), labels: Mapping[str, str] = LABELS) -> Read:
    sheet = page()
    say(sheet, LEFT, 100, TITLES[0], 12)
    sections(sheet, table(sheet, 112.0, head, rows, order), SAID, boxed, labels)
    return read(sheet)


def goals_of(sheet: Read) -> list[tuple[str, str, str | None, str | None]]:
    return [(g.mark, g.text.text, g.rating_operator, g.rating_ward) for g in sheet.projects[0].goals]


@pytest.mark.parametrize("names", [("法人", "区"), ("運営団体", "担当課"), ("（法人）", "（区）"), ("法人評価", "区評価")])
@pytest.mark.parametrize("heads", [("評価者", "評価"), ("区分", "自己評価（Ａ～Ｄ）"), ("自己評価", ""), ("", "評価"), ("評価", "ランク")])
def test_each_rater_has_a_row(names: Row, heads: Row) -> None:
    sheet = seen((*HEAD[:2], *heads), rows_of(names))
    assert goals_of(sheet) == GOALS
    assert [(issue.text.text, issue.goal_no) for issue in sheet.projects[0].prior_issues] == [
        ("周知が足りない。", 1),
        ("講座を増やす。", 2),
    ]
    assert told(sheet) == PLAIN and codes(sheet) == []


@pytest.mark.parametrize("order", [(0, 2, 3, 1), (2, 3, 0, 1), (0, 1, 3, 2)], ids=["amid", "before the goals", "letters before names"])
def test_the_columns_may_stand_in_any_order(order: Sequence[int]) -> None:
    sheet = seen(HEAD, rows_of(), order)
    assert goals_of(sheet) == GOALS and codes(sheet) == []


def test_the_ward_may_stand_first() -> None:
    assert goals_of(seen(HEAD, rows_of(("区", "法人"), ("B", "A")))) == GOALS


@pytest.mark.parametrize(
    ("ratings", "found", "code"),
    [
        (("－", "B"), (None, "B"), "rating-left-open"),
        (("", "B"), (None, "B"), "rating-missing"),
        (("◎", "B"), (None, "B"), "rating-scale"),
    ],
)
def test_what_stands_in_place_of_a_rating_is_told(ratings: Row, found: tuple[str | None, str | None], code: str) -> None:
    sheet = seen(HEAD, rows_of(ratings=ratings))
    assert {row[2:] for row in goals_of(sheet)} == {found} and set(codes(sheet)) == {code}


@pytest.mark.parametrize("head", [HEAD, None])
def test_a_page_end_may_part_the_two(head: Row | None) -> None:
    first, second = page(), page()
    say(first, LEFT, 680, TITLES[0], 12)
    rows = rows_of(ratings=("A", "B"))
    table(first, 720.0, HEAD, rows[:1])
    rest = [("　", "　", *rows[1][2:]), *rows[2:]]
    sections(second, table(second, 60.0, head, rest), SAID, boxed, LABELS)
    sheet = read(first, second)
    assert goals_of(sheet) == GOALS and codes(sheet) == []


@pytest.mark.parametrize("names", [("自己", "区"), ("みどり会", "区"), ("自己評価", "区評価")])
def test_the_operator_may_have_a_name_of_the_sheets_own(names: Row) -> None:
    name = names[0].removesuffix("評価")
    sheet = seen(HEAD, rows_of(names), labels=LABELS | {"operator_reason": f"評価の理由（{name}）"})
    assert goals_of(sheet) == GOALS
    assert told(sheet) == PLAIN and codes(sheet) == []


@pytest.mark.parametrize("names", [("職員", "区民"), ("法人", "利用者"), ("第三者", "区")])
def test_names_that_are_no_raters_of_the_form_rate_nothing(names: Row) -> None:
    sheet = page()
    say(sheet, LEFT, 100, TITLES[0], 12)
    sections(sheet, table(sheet, 112.0, HEAD, rows_of(names)), SAID, boxed, LABELS)
    found = read(sheet, lost=None)
    assert {row[2:] for row in goals_of(found)} == {(None, None)} and "rating-column-missing" in codes(found)


def test_names_of_raters_that_label_an_overview_too_stand_below_the_project_s_heading_in_the_frame() -> None:
    sheet = page()
    box(sheet, LEFT, 86.0, LEFT + sum(WIDTHS), 108.0)
    say(sheet, LEFT + 4, 100, TITLES[0], 12)
    rows = rows_of(("運営法人", "区"))
    sections(sheet, table(sheet, 108.0, HEAD, [*rows, *rows[:2]]), SAID, boxed, LABELS)
    assert [rating for *_, rating, _ in goals_of(read(sheet))] == ["A"] * 3
