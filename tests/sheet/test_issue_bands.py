"""Issues of the term before in a band below each goal, over the whole width of the goal table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from pipeline.form.compiled import form_rules
from pipeline.geometry.rect import Rect
from pipeline.layout.model import Cell, Figure, Grid
from pipeline.outline.issue_bands import behind_bands
from pipeline.outline.previous import Previous
from tests.layout.drawing import page, say
from tests.sheet.small_form import LABELS, LEFT, PLAIN, SAID, TITLES, boxed, codes, read, sections, told
from tests.sheet.test_goal_tables import Row, drawn, goals_of, project_of

HEAD: Row = ((10, "目指す拠点の姿"), (1, "法人"), (1, "区"))
GOALS: Sequence[Row] = [((10, "①　集える場となる。"), (1, "A"), (1, "B")), ((10, "②　育ちを支える。"), (1, "B"), (1, "C"))]
READ = [("①", "集える場となる。", "A", "B"), ("②", "育ちを支える。", "B", "C")]
ISSUES = ("・周知が足りない。", "・講座を増やす。")
LABEL = "２期目の課題"
BANDS: dict[str, Callable[[str], list[Row]]] = {
    "label over two rows": lambda issue: [((12, LABEL),), ((12, issue),), ((12, "・場が狭い。"),)],
    "label over them": lambda issue: [((12, LABEL),), ((12, issue),)],
    "label before them": lambda issue: [((12, f"{LABEL}：{issue[1:]}"),)],
    "label left of them": lambda issue: [((3, LABEL), (9, issue))],
}


def table_of(band: Callable[[str], list[Row]]) -> list[Row]:
    return [HEAD, *(row for goal, issue in zip(GOALS, ISSUES, strict=True) for row in (goal, *band(issue)))]


@pytest.mark.parametrize("band", BANDS.values(), ids=BANDS)
def test_a_band_has_the_issues_of_the_goal_above_it(band: Callable[[str], list[Row]]) -> None:
    project, named = project_of(table_of(band))
    found = [(i.text.text, i.goal_no, i.term) for i in project.prior_issues if i.text.text != "場が狭い。"]
    assert goals_of(project) == READ and named == []
    assert found == [(issue[1:], n, "２期目") for n, issue in enumerate(ISSUES, 1)]


@pytest.mark.parametrize("band", BANDS.values(), ids=BANDS)
def test_a_goal_may_have_no_band(band: Callable[[str], list[Row]]) -> None:
    rows = table_of(band)
    without = rows[: len(rows) - len(band(ISSUES[1]))]
    project, named = project_of(without)
    assert goals_of(project) == READ and named == []
    assert [i.goal_no for i in project.prior_issues] == [1] * (len(band(ISSUES[0])) - 1 or 1)


def test_a_band_under_all_the_goals_is_of_none_in_particular() -> None:
    project, named = project_of([HEAD, *GOALS, *BANDS["label over them"](ISSUES[0])])
    assert goals_of(project) == READ and named == []
    assert [(i.text.text, i.goal_no) for i in project.prior_issues] == [("周知が足りない。", None)]


@pytest.mark.parametrize("below", [((10, "広間"), (1, "3"), (1, "5")), ((6, "①　集える場となる。"), (5, "A"), (1, "B"))])
def test_what_is_no_row_of_goals_ends_them(below: Row) -> None:
    rows = [HEAD, GOALS[0], *BANDS["label over them"](ISSUES[0]), below]
    project, named = project_of(rows, lost=sum(len(text.replace("　", "")) for _, text in below))
    assert goals_of(project) == READ[:1] and "text-unaccounted" in named


def test_a_section_below_the_bands_is_none_of_them() -> None:
    sheet = page()
    say(sheet, LEFT, 100, TITLES[0], 12)
    first, *others = SAID
    y = drawn(sheet, 112.0, [*table_of(BANDS["label over them"]), ((12, LABELS[first]),), ((12, SAID[first][0]),)])
    sections(sheet, y, {section: SAID[section] for section in others}, boxed, LABELS)
    found = read(sheet)
    assert [i.text.text for i in found.projects[0].prior_issues] == [issue[1:] for issue in ISSUES]
    assert told(found) == PLAIN and codes(found) == []


def test_goals_with_bands_go_on_overleaf() -> None:
    first, second = page(), page()
    say(first, LEFT, 680, TITLES[0], 12)
    rows = table_of(BANDS["label over them"])
    third: list[Row] = [((10, "③　支え合う。"), (1, "C"), (1, "D")), *BANDS["label over them"]("・場が狭い。")]
    drawn(first, 720.0, rows[:4])
    sections(second, drawn(second, 60.0, [*rows[4:], *third]), SAID, boxed, LABELS)
    sheet = read(first, second)
    assert goals_of(sheet.projects[0]) == [*READ, ("③", "支え合う。", "C", "D")]
    assert [i.goal_no for i in sheet.projects[0].prior_issues] == [1, 2, 3]
    assert told(sheet) == PLAIN and codes(sheet) == []


def test_a_picture_over_the_whole_width_below_the_goals_is_no_band() -> None:
    goal, picture = Rect(60.0, 100.0, 540.0, 120.0), Rect(60.0, 120.0, 540.0, 200.0)
    cells = Cell(0, 0, 1, 1, goal, ()), Cell(1, 0, 1, 1, picture, (Figure(1, picture, ()),))
    grid = Grid(1, Rect(60.0, 100.0, 540.0, 200.0), 2, 1, cells, (60.0, 540.0), (100.0, 120.0, 200.0))
    assert behind_bands(grid, 0, 1, form_rules(), Previous()) == 1
