"""Numbers that stand before the titles of projects."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.sheet.form_rules import form_rules
from pipeline.sheet.parts import Part
from pipeline.sheet.project_numbers import misnumbered
from tests.sheet.by_hand import line

FORM = form_rules()
TITLES = [(rule.no, rule.titles[0]) for rule in FORM.projects]


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        (("1", "2", "3", "5", "5", "6", "7"), [(4, "5")]),
        (("１", "２", "３", "４", "５", "６", "６"), [(7, "6")]),
        (("1", "2", "3", "4", "5", "6", "7"), []),
        (("1", "2", "3", "4", "5", "1", "2"), []),  # two counts of their own
        (("1", "2", "3", "", "4", "5", "6"), []),
        (("1", "2", "3", "", "", "6", "5"), []),  # before one project only
        (("", "", "", "", "", "", ""), []),
        (("Ⅰ", "Ⅱ", "Ⅲ", "Ⅴ", "Ⅴ", "Ⅵ", "Ⅶ"), []),
    ],
)
def test_the_number_of_another_project_is_named(numbers: Sequence[str], found: Sequence[tuple[int, str]]) -> None:
    headings = [f"{number}　{title}" if number else title for number, (_, title) in zip(numbers, TITLES, strict=True)]
    parts = [Part(no, title, line(60, (0, heading))) for heading, (no, title) in zip(headings, TITLES, strict=True)]
    named = list(misnumbered(parts, FORM))
    assert {d.code for d in named} <= {"project-number"}
    assert [(d.place.project_no, dict(d.values)["number"]) for d in named] == found
    assert all(d.box and d.page and dict(d.values)["other"] == dict(TITLES)[int(dict(d.values)["number"])] for d in named)
