"""Boxes told on the pages as displayed: whatever a record holds, at any depth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.sheet.placing import with_boxes_moved
from pipeline.values import Box, Defect, Place, Printed
from tests.support.small_sheet import small_sheet

HERE, THERE = Box(1, 10, 10, 20, 20), Box(5, 20, 10, 30, 20)


def moved(value: object) -> object:
    """The value with its boxes 10 points further right, four pages further on."""
    return with_boxes_moved(value, lambda box: box._replace(page=box.page + 4, x0=box.x0 + 10, x1=box.x1 + 10), lambda page: page + 4)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (HERE, THERE),
        (Printed("庭", (HERE, HERE)), Printed("庭", (THERE, THERE))),
        (Place(1, "庭"), Place(1, "庭")),
        ("庭", "庭"),
        (Defect("rating-missing", 1, HERE), Defect("rating-missing", 5, THERE)),
        (Defect("not-pdf"), Defect("not-pdf")),
        (
            Defect("page-doubled", 1, values=(("other", "2"), ("name", "3"))),
            Defect("page-doubled", 5, values=(("other", "6"), ("name", "3"))),
        ),
        (Defect("rating-missing", values=(("other", "2"),)), Defect("rating-missing", values=(("other", "2"),))),
    ],
)
def test_boxes_and_pages_are_moved_and_nothing_else(value: object, expected: object) -> None:
    assert moved(value) == expected


def test_a_sheet_s_boxes_are_moved_where_it_has_any() -> None:
    sheet = small_sheet()
    found = moved(replace(sheet, overview=()))
    assert isinstance(found, type(sheet))
    (table,), (figure,) = found.projects[0].tables, found.projects[0].figures
    assert table.caption is not None and figure.caption is None
    assert {box.page for printed in (table.caption, *(cell.text for cell in table.cells), figure.text) for box in printed.boxes} == {5}
    assert (found.title, found.pages, found.projects[0].title.text) == (sheet.title, sheet.pages, sheet.projects[0].title.text)
