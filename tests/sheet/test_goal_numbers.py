"""Which goal a number names where a project's goals go on from those of the project before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.sheet.goal_numbers import counted_before, goals_named, in_sequence, is_of_no_goal
from pipeline.sheet.model import Goal
from pipeline.values import Defect, Place, Printed
from tests.support.small_sheet import small_sheet


def goals_marked(marks: str) -> list[Goal]:
    return [Goal(n, mark, Printed("集える。"), "A", "A", "A", "A", (), ()) for n, mark in enumerate(marks.split("、"), 1) if marks]


@pytest.mark.parametrize(("marks", "before"), [("①、②", 0), ("⑤、⑥", 4), ("⑤、⑦", 0), ("ア、イ", 0), ("⑤、ア", 0), ("", 0)])
def test_how_many_goals_are_counted_before(marks: str, before: int) -> None:
    assert counted_before(goals_marked(marks)) == before


@pytest.mark.parametrize(
    ("numbers", "marks", "named"),
    [
        *(((2,), "①、②", (2,)), ((3,), "①、②", ()), ((5, 6), "⑤、⑥", (1, 2)), ((7,), "⑤、⑥", ()), ((), "①、②", ())),
        *(((1, 2), "⑤、⑥", (1, 2)), ((4,), "⑤、⑥", ()), ((0,), "①、②", ())),
        *(((4,), "①、③、④", (3,)), ((2, 3), "①、③、④", (2,)), ((3,), "①、③、③", (3,)), ((3,), "③、①", ()), ((4,), "①、③②、④", ())),
    ],
)
def test_a_number_names_a_goal_as_the_sheet_counts_or_anew(numbers: tuple[int, ...], marks: str, named: tuple[int, ...]) -> None:
    assert goals_named(numbers, goals_marked(marks)) == named


@pytest.mark.parametrize(
    ("numbers", "marks", "is_of_none"),
    [
        *(((4,), "①、③、④", False), ((2,), "①、③、④", True), ((5,), "①、③、④", True), ((3, 2), "①、③、④", True)),
        *(((2,), "①、②", False), ((3,), "①、②", True), ((6,), "⑤、⑥", False), ((7,), "⑤、⑥", True), ((), "①、②", False), ((1,), "", False)),
    ],
)
def test_a_number_beyond_the_goals_or_left_out_by_them(numbers: tuple[int, ...], marks: str, is_of_none: bool) -> None:
    assert is_of_no_goal(numbers, goals_marked(marks)) is is_of_none


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ("①、②", "③、④", ["rating-missing"]),
        ("①、②", "④、⑤", ["goal-sequence", "rating-missing"]),
        ("", "①", ["goal-sequence", "rating-missing"]),
    ],
)
def test_goals_that_go_on_from_the_project_before_follow_on(first: str, second: str, codes: list[str]) -> None:
    one, two, *_ = small_sheet().projects
    projects = [replace(one, goals=tuple(goals_marked(first))), replace(two, goals=tuple(goals_marked(second)))]
    defects = [Defect(code, place=Place(two.project_no)) for code in ("goal-sequence", "rating-missing")]
    assert [defect.code for defect in in_sequence(defects, projects)] == codes
    elsewhere = [Defect("goal-sequence", place=Place(one.project_no))]
    assert in_sequence(elsewhere, projects) == elsewhere
