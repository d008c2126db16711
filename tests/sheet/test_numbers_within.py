"""Headings and items that count within a number of the project: 2-1, 2-2, 2-3."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.form.compiled import form_rules
from pipeline.form.marks import number_within
from pipeline.outline.ledger import Ledger
from pipeline.sheet.body import Body
from pipeline.sheet.model import Goal, Section
from pipeline.sheet.sections import read_section
from pipeline.values import Printed
from tests.sheet.test_lists_and_headings import units

Told = tuple[str, str, tuple[int, ...]]
ITEMS = ("(1)　広間の模様替えを行い、乳児の場所を広げた。", "(2)　来館した親子に声を掛けた。")


def read(*lines: str, section: Section = "operator_reason") -> list[Told]:
    """Kind, mark and goals of each line."""
    goals = [Goal(n, mark, Printed("親子が集えている。"), "A", "A", "A", "A", (), ()) for n, mark in enumerate("①②③④", 1)]
    body = Body(project_no=2)
    placed = units(*((60.0, 100.0 + 14 * k, line) for k, line in enumerate(lines)))
    read_section(section, placed, goals, body, form_rules(), Ledger())
    return [(one.kind, one.mark, tuple(one.goal_nos)) for one in body.statements]


def headed(marks: Sequence[str]) -> list[Told]:
    names = ("集える場", "交流の場", "学びの場")
    return read(*(line for mark, name in zip(marks, names, strict=False) for line in (f"{mark}　{name}", *ITEMS)))


@pytest.mark.parametrize("form", ["{}-{}", "{}－{}", "({}-{})"])
def test_the_second_number_counts_the_goals(form: str) -> None:
    marks = [form.format(2, n) for n in (1, 2, 3)]
    expected = [row for n, mark in enumerate(marks, 1) for row in (("heading", mark, (n,)), *(("bullet", m, (n,)) for m in ("(1)", "(2)")))]
    assert headed(marks) == expected


@pytest.mark.parametrize(
    ("marks", "goals"),
    [
        (("2-3",), [(2, 3)]),
        (("1-2", "1-3"), [(1, 2), (1, 2, 3)]),
        (("2-3", "2-4"), [(2, 3), (2, 3, 4)]),
    ],
    ids=["alone", "not the project's", "not from the first on"],
)
def test_two_numbers_may_be_all_goals_from_one_to_the_other(marks: tuple[str, ...], goals: list[tuple[int, ...]]) -> None:
    found = read(*(f"{mark}　広報に載せた。" for mark in marks), section="ward_reason")
    assert [of for _, mark, of in found if mark in marks] == goals


@pytest.mark.parametrize(("mark", "number"), [("2-3", 3), ("（２－３）", 3), ("1-3", None), ("2～3", None), ("23", None)])
def test_the_number_within_that_of_a_project(mark: str, number: int | None) -> None:
    assert number_within(mark, 2) == number
