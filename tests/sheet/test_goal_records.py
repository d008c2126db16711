"""Goals as records: what other sheets head columns with stands left of its text, each goal in rows of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from benchmarks.typeset.paper import Sheet
from pipeline.values import SourceError
from tests.layout.drawing import page, say
from tests.sheet.small_form import LABELS, LEFT, PLAIN, RIGHT, SAID, TITLES, box, boxed, codes, read, sections, told

Row = Sequence[str]
GOALS = [("①　集える場となっている。", "・周知が足りない。", "A", "B"), ("②　相談しやすい場となっている。", "・人が足りない。", "B", "C")]
READ = [("①", "集える場となっている。", "A", "B"), ("②", "相談しやすい場となっている。", "B", "C")]
ISSUES = ["周知が足りない。", "人が足りない。"]
AIM, PRIOR = "目指す拠点の姿", "前期の課題"
RECORDS: dict[str, Callable[[str, str, str, str], list[Row]]] = {
    "ratings in one cell": lambda aim, prior, a, b: [(AIM, aim), (PRIOR, prior), ("自己評価", f"法人　{a}　　区　{b}")],
    "raters in one row": lambda aim, prior, a, b: [(AIM, aim), (PRIOR, prior), ("法人", a, "区", b)],
    "raters under their name": lambda aim, prior, a, b: [(AIM, aim), (PRIOR, prior), ("自己評価", "法人", a, "区", b)],
    "blank cells behind": lambda aim, prior, a, b: [(AIM, aim, ""), (PRIOR, prior, ""), ("法人", a, "区", b)],
    "a row each rater": lambda aim, prior, a, b: [(AIM, aim), ("法人", a), ("区", b), (PRIOR, prior)],
}


def records(sheet: Sheet, y: float, rows: Sequence[Row]) -> float:
    """Rows of cells, all but the last 80 points wide; where they end."""
    for row in rows:
        walls = [LEFT, *(LEFT + 80 * n for n in range(1, len(row))), RIGHT]
        for text, (x0, x1) in zip(row, pairwise(walls), strict=True):
            box(sheet, x0, y, x1, y + 18)
            say(sheet, x0 + 4, y + 12, text)
        y += 18
    return y


def sheet_of(rows_of: Callable[[str, str, str, str], list[Row]], gap: float) -> Sheet:
    sheet, y = page(), 112.0
    say(sheet, LEFT, 100, TITLES[0], 12)
    for goal in GOALS:
        y = records(sheet, y, rows_of(*goal)) + gap
    sections(sheet, y + 4, SAID, boxed, LABELS)
    return sheet


@pytest.mark.parametrize("gap", [0.0, 8.0])
@pytest.mark.parametrize("rows_of", RECORDS.values(), ids=RECORDS)
def test_each_goal_is_read_from_its_rows(rows_of: Callable[[str, str, str, str], list[Row]], gap: float) -> None:
    seen = read(sheet_of(rows_of, gap))
    (project,) = seen.projects
    assert [(g.mark, g.text.text, g.rating_operator, g.rating_ward) for g in project.goals] == READ
    assert [issue.text.text for issue in project.prior_issues] == ISSUES
    assert told(seen) == PLAIN and codes(seen) == []


@pytest.mark.parametrize(
    "rows_of",
    [
        lambda aim, prior, a, b: [(AIM, aim), (PRIOR, prior)],
        lambda aim, prior, a, b: [(AIM, aim), ("自己評価", "できた")],
        lambda aim, prior, a, b: [(AIM, aim), ("法人", a)],
        lambda aim, prior, a, b: [(AIM, aim, "場"), ("法人", a, "区", b)],
        lambda aim, prior, a, b: [(AIM, ""), ("法人", a, "区", b)],
        lambda aim, prior, a, b: [(AIM, aim), ("備考", "なし"), ("法人", a, "区", b)],
        lambda aim, prior, a, b: [(AIM, aim), ("自己評価", f"法人　{a}　　区　{b}"), ("法人", a, "区", b)],
        lambda aim, prior, a, b: [(AIM, aim), ("法人", "できた", "区", "できた")],
        lambda aim, prior, a, b: [(AIM, aim), (PRIOR, prior), (PRIOR, prior), ("法人", a, "区", b)],
        lambda aim, prior, a, b: [(AIM, aim, AIM, aim), ("法人", a, "区", b)],
    ],
    ids=[
        "no ratings",
        "no letter",
        "one rater",
        "two texts",
        "no goal",
        "a row between",
        "rated twice",
        "words for letters",
        "issues twice",
        "two goals in a row",
    ],
)
def test_rows_without_both_ratings_are_no_goal(rows_of: Callable[[str, str, str, str], list[Row]]) -> None:
    with pytest.raises(SourceError):
        read(sheet_of(rows_of, 0.0))


def test_what_stands_in_rows_before_and_behind_the_records_is_read() -> None:
    sheet = page()
    y = records(sheet, 94.0, [(TITLES[0],)])
    for goal in GOALS:
        y = records(sheet, y, RECORDS["raters in one row"](*goal))
    sections(sheet, y - 8, SAID, boxed, LABELS)
    seen = read(sheet)
    assert [(g.mark, g.text.text, g.rating_operator, g.rating_ward) for g in seen.projects[0].goals] == READ
    assert told(seen) == PLAIN and codes(seen) == []


def test_rows_that_hold_a_table_are_no_record() -> None:
    sheet = sheet_of(RECORDS["raters in one row"], 0.0)
    for x in (LEFT + 200, LEFT + 240):
        box(sheet, x, 133, x + 40, 145)
        say(sheet, x + 4, 142, "12", 8)
    with pytest.raises(SourceError):
        read(sheet)


def test_goals_without_issues_leave_their_cell_blank() -> None:
    seen = read(sheet_of(lambda aim, prior, a, b: [(AIM, aim), (PRIOR, ""), ("法人", a, "区", b)], 0.0))
    (project,) = seen.projects
    assert [(g.mark, g.text.text, g.rating_operator, g.rating_ward) for g in project.goals] == READ
    assert project.prior_issues == ()


def test_a_rater_may_stand_below_the_other_beside_their_name() -> None:
    sheet, y = page(), 112.0
    say(sheet, LEFT, 100, TITLES[0], 12)
    for aim, prior, *ratings in GOALS:
        y = records(sheet, y, [(AIM, aim), (PRIOR, prior)])
        box(sheet, LEFT, y, LEFT + 80, y + 36)
        say(sheet, LEFT + 4, y + 21, "自己評価")
        for rater, rating in zip(("法人", "区"), ratings, strict=True):
            box(sheet, LEFT + 80, y, LEFT + 160, y + 18)
            box(sheet, LEFT + 160, y, RIGHT, y + 18)
            say(sheet, LEFT + 84, y + 12, rater)
            say(sheet, LEFT + 164, y + 12, rating)
            y += 18
    sections(sheet, y + 4, SAID, boxed, LABELS)
    (project,) = read(sheet).projects
    assert [(g.mark, g.text.text, g.rating_operator, g.rating_ward) for g in project.goals] == READ
    assert [issue.text.text for issue in project.prior_issues] == ISSUES
