"""Captions of tables that stand side by side: each is that of the table under it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.typeset.grid import Border
from tests.layout.drawing import page, plain_table, say
from tests.sheet.small_form import LABELS, LEFT, SAID, boxed, goals, read, sections

TABLES = (
    [["区分", "R5年度", "R6年度"], ["講座", "12", "15"], ["相談", "40", "48"]],
    [["区分", "R5年度", "R6年度"], ["見学", "3", "5"], ["訪問", "7", "9"]],
)
WIDE = 180.0


def captions(said: Sequence[str], *, gap: float = 30.0, off: float = 0.0, kind: str = "line", above: str = "") -> list[str | None]:
    sheet = page()
    y = goals(sheet, 100) + 8
    boxed(sheet, y, LABELS["operator_reason"])
    y += 34
    say(sheet, LEFT + 8, y, SAID["operator_reason"][0])
    y += 20
    if above:
        say(sheet, LEFT + 8, y, above)
        y += 14
    for k, (rows, caption) in enumerate(zip(TABLES, said, strict=True)):
        x = LEFT + 8 + k * (WIDE + gap)
        say(sheet, x + off, y, caption)
        plain_table(rows, width=WIDE / 3, border=Border(kind=kind)).draw(sheet, x, y + 6)
    sections(sheet, y + 70, {name: lines for name, lines in SAID.items() if name != "operator_reason"}, boxed, LABELS)
    (project,) = read(sheet).projects
    return [table.caption.text if table.caption else None for table in project.tables]


@pytest.mark.parametrize(
    ("said", "gap", "off"),
    [
        (("講座と相談の状況", "見学と訪問の状況"), 30.0, 0.0),
        (("講座と相談の状況", "見学と訪問の状況"), 30.0, 50.0),
        (("【表１】講座と相談の実施状況の推移（区内）", "【表２】見学と訪問の状況"), 14.0, 0.0),
    ],
)
@pytest.mark.parametrize("kind", ["line", "hair"])
def test_two_captions_on_one_line(said: tuple[str, str], gap: float, off: float, kind: str) -> None:
    assert captions(said, gap=gap, off=off, kind=kind) == list(said)


def test_a_line_over_both_captions_is_neither_s() -> None:
    assert captions(("講座と相談の状況", "見学と訪問の状況"), above="令和６年度の取組は次のとおり。") == [
        "講座と相談の状況",
        "見学と訪問の状況",
    ]


def test_a_caption_that_wraps_at_the_width_of_its_table_is_one() -> None:
    """As a browser sets the caption of a narrow table: each line is short for the cell, and full for the table."""
    sheet = page()
    y = goals(sheet, 100) + 8
    boxed(sheet, y, LABELS["operator_reason"])
    for k, line in enumerate(("●講座と相談の実", "施状況の推移（年", "度別）")):
        say(sheet, LEFT + 8, y + 34 + 13 * k, line)
    plain_table([["R5年度", "12"], ["R6年度", "15"]], width=36).draw(sheet, LEFT + 8, y + 66)
    sections(sheet, y + 110, {name: lines for name, lines in SAID.items() if name != "operator_reason"}, boxed, LABELS)
    (project,) = read(sheet).projects
    assert [table.caption.text for table in project.tables if table.caption] == ["●講座と相談の実施状況の推移（年度別）"]
    assert not [s for s in project.statements if s.section == "operator_reason"]


def test_tables_side_by_side_are_read_from_left_to_right_whichever_begins_higher() -> None:
    sheet = page()
    y = goals(sheet, 100) + 8
    boxed(sheet, y, LABELS["operator_reason"])
    say(sheet, LEFT + 8, y + 34, "■講座と相談の状況")
    plain_table(TABLES[0], width=60).draw(sheet, LEFT + 8, y + 40)
    plain_table(TABLES[1], width=60).draw(sheet, LEFT + 220, y + 28)  # its caption stands in its corner
    sections(sheet, y + 110, {name: lines for name, lines in SAID.items() if name != "operator_reason"}, boxed, LABELS)
    (project,) = read(sheet).projects
    assert [table.cells[3].text.text for table in project.tables] == ["講座", "見学"]
    assert project.tables[0].caption is not None and project.tables[1].caption is None


def test_the_left_one_of_two_tables_side_by_side_goes_on_over_the_page() -> None:
    one, two = page(), page()
    y = goals(one, 100) + 8
    boxed(one, y, LABELS["operator_reason"])
    plain_table(TABLES[0], width=60).draw(one, LEFT + 8, y + 28)
    plain_table(TABLES[1][:2], width=60).draw(one, LEFT + 220, y + 28)
    plain_table([TABLES[0][0], ["見学", "9", "8"]], width=60).draw(two, LEFT + 8, 60)
    sections(two, 110, {name: lines for name, lines in SAID.items() if name != "operator_reason"}, boxed, LABELS)
    (project,) = read(one, two).projects
    assert [[cell.text.text for cell in table.cells if cell.col == 0] for table in project.tables] == [
        ["区分", "講座", "相談", "見学"],
        ["区分", "見学"],
    ]
