"""Numbers that stand before the titles of projects."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.form.compiled import form_rules
from pipeline.outline.parts import Part
from pipeline.outline.unlisted_titles import misnumbered
from tests.layout.drawing import page, say
from tests.outline.by_hand import line
from tests.sheet.small_form import LABELS, LEFT, SAID, box, boxed, goals, read, sections

FORM = form_rules()
OWN, SECOND = "１　親子の居場所事業", "２　よろず相談"
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


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        ([OWN, SECOND], [(1, "親子の居場所事業"), (2, "よろず相談")]),
        (["１　みんなのひろば", "２　子育て相談事業"], [(1, "みんなのひろば"), (2, "子育て相談事業")]),
        ([OWN, SECOND, "３　情報収集・提供事業"], [(1, "親子の居場所事業"), (2, "よろず相談"), (3, "情報収集・提供事業")]),
        ([OWN, SECOND, "２　子育て相談事業"], [(1, "親子の居場所事業"), (2, "子育て相談事業")]),
        ([OWN, "１　みんなのひろば"], [(1, "親子の居場所事業")]),
        ([OWN, "よろず相談"], [(1, "親子の居場所事業")]),
        ([OWN, "２　令和５年度、６年度の目標"], [(1, "親子の居場所事業")]),
        ([f"{OWN}\n{SECOND}"], [(1, "親子の居場所事業")]),
    ],
)
def test_a_number_over_a_goal_table_heads_a_project_of_any_title(titles: Sequence[str], found: Sequence[tuple[int, str]]) -> None:
    """Unless a listed project has that number, or its place; and its title is named."""
    pages = []
    for title in titles:
        *above, own = title.split("\n")
        sheet = page()
        for other in above:
            say(sheet, LEFT, 84, other, 12)
        sections(sheet, goals(sheet, 100, title=own), SAID, boxed, LABELS)
        pages.append(sheet)
    seen = read(*pages, lost=None)
    assert [(project.project_no, project.title.text) for project in seen.projects] == found
    unknown = [title for title in titles if form_rules().project_of(title) is None and form_rules().numbered_title(title) in found]
    assert [d.quote for d in seen.defects if d.code == "label-unknown"] == unknown


@pytest.mark.parametrize("note", ["", "※区と相談して定めた。"])
def test_a_second_goal_table_under_a_number_is_no_project(note: str) -> None:
    sheet = page()
    y = goals(sheet, 100)
    if note:
        say(sheet, LEFT, y + 14, note)
    sections(sheet, goals(sheet, y + 40, title="２　区独自の姿"), SAID, boxed, LABELS)
    assert [project.project_no for project in read(sheet, lost=None).projects] == [1]


@pytest.mark.parametrize("table", [False, True])
def test_a_number_over_something_else_heads_no_project(table: bool) -> None:
    sheet = page()
    y = sections(sheet, goals(sheet, 100), SAID, boxed, LABELS) + 40
    say(sheet, LEFT, y, SECOND, 12)
    for k, text in enumerate(("区分", "件数", "電話", "30")):
        x, top = LEFT + 60 * (k % 2), y + 8 + 16 * (k // 2)
        say(sheet, x + 4, top + 12, text)
        if table:
            box(sheet, x, top, x + 60, top + 16)
    assert [project.project_no for project in read(sheet, lost=None).projects] == [1]
