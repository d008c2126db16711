"""Captions of tables that stand side by side: each is that of the table under it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.typeset.grid import Border
from pipeline.sheet.model import Project
from tests.layout.drawing import page, plain_table, say
from tests.sheet.small_form import LABELS, LEFT, RIGHT, SAID, box, boxed, goals, read, sections

TABLES = (
    [["区分", "R5年度", "R6年度"], ["講座", "12", "15"], ["相談", "40", "48"]],
    [["区分", "R5年度", "R6年度"], ["見学", "3", "5"], ["訪問", "7", "9"]],
    [["区分", "R5年度", "R6年度"], ["行事", "31", "35"], ["祭り", "71", "19"]],
)
WIDE = 180.0


def drawn(
    said: Sequence[Sequence[str]], *, gap: float = 30.0, off: float = 0.0, kind: str = "line", above: str = "", framed: bool = False
) -> Project:
    """A project with tables side by side, each with its lines over it, in a cell of the sheet's own grid where it is ``framed``."""
    sheet = page()
    top = goals(sheet, 100) + 8
    boxed(sheet, top, LABELS["operator_reason"])
    y = top + 34
    say(sheet, LEFT + 8, y, SAID["operator_reason"][0])
    y += 20
    if above:
        say(sheet, LEFT + 8, y, above)
        y += 14
    wide = WIDE if len(said) == 2 else 120.0
    high = 12.0 * (max(map(len, said)) - 1)
    for k, (rows, lines) in enumerate(zip(TABLES, said, strict=False)):
        x = LEFT + 8 + k * (wide + gap)
        for n, line in enumerate(lines):
            say(sheet, x + off, y + 12 * n, line)
        plain_table(rows, width=wide / 3, border=Border(kind=kind)).draw(sheet, x, y + high + 6)
    if framed:
        box(sheet, LEFT, top + 18, RIGHT, y + high + 66)
    sections(sheet, y + high + 70, {name: lines for name, lines in SAID.items() if name != "operator_reason"}, boxed, LABELS)
    found = read(sheet)
    assert "table-suspected" not in [defect.code for defect in found.defects]
    return found.projects[0]


def captions(said: Sequence[str], *, gap: float = 30.0, off: float = 0.0, kind: str = "line", above: str = "") -> list[str | None]:
    project = drawn([[line] for line in said], gap=gap, off=off, kind=kind, above=above)
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


@pytest.mark.parametrize(("gap", "off"), [(24.0, 0.0), (14.0, 0.0), (24.0, 12.0)])
def test_three_captions_on_one_line(gap: float, off: float) -> None:
    said = ("講座と相談の状況", "見学", "行事の参加者数（延べ）")
    assert captions(said, gap=gap, off=off) == list(said)


@pytest.mark.parametrize("framed", [False, True])
@pytest.mark.parametrize(
    ("said", "named", "rows"),
    [
        ((("・講座の数", "（区内）"), ("・見学の数", "（区外）")), ["（区内）", "（区外）"], ["講座の数", "見学の数"]),
        ((("講座の数", "（区内）"), ("見学の数",)), ["（区内）", "見学の数"], ["講座の数"]),
        ((("・講座の数",), ("・見学の数",)), [None, None], ["講座の数", "見学の数"]),
        ((("①講座の数",), ("②見学の数",), ("③行事の数",)), [None, None, None], ["講座の数", "見学の数", "行事の数"]),
        ((("講座が増えた。",), ("見学は前の年と同じ。",)), [None, None], ["講座が増えた。", "見学は前の年と同じ。"]),
    ],
)
def test_no_sentence_is_made_of_the_lines_over_two_tables(
    said: Sequence[Sequence[str]], named: list[str | None], rows: list[str], framed: bool
) -> None:
    project = drawn(said, framed=framed)
    assert [table.caption.text if table.caption else None for table in project.tables] == named
    assert [s.text.text for s in project.statements if s.section == "operator_reason"][1:] == rows


def test_each_table_stands_under_its_own_heading() -> None:
    project = drawn((("①講座の数",), ("②見学の数",)))
    assert [(s.text.text, s.order_no) for s in project.statements][1:3] == [("講座の数", 2), ("見学の数", 4)]
    assert [table.order_no for table in project.tables] == [3, 5]


def test_a_line_over_both_captions_is_neither_s() -> None:
    assert captions(("講座と相談の状況", "見学と訪問の状況"), above="令和６年度の取組は次のとおり。") == [
        "講座と相談の状況",
        "見学と訪問の状況",
    ]


def test_a_unit_at_the_end_of_a_caption_makes_no_table_of_the_page() -> None:
    """A table of hairlines whose caption has its unit at the other end of the line: what stands higher on the page is none of its rows."""
    sheet = page()
    y = goals(sheet, 100) + 8
    boxed(sheet, y, LABELS["operator_reason"])
    say(sheet, LEFT + 8, y + 34, SAID["operator_reason"][0])
    for x, text in ((LEFT + 8, "講座と相談の状況"), (LEFT + 138, "（単位：人）")):
        say(sheet, x, y + 54, text)
    plain_table(TABLES[0], width=WIDE / 3, border=Border(kind="hair")).draw(sheet, LEFT + 8, y + 60)
    sections(sheet, y + 124, {name: lines for name, lines in SAID.items() if name != "operator_reason"}, boxed, LABELS)
    (table,) = read(sheet).projects[0].tables
    assert table.n_rows == 3 and table.caption is not None and table.caption.text.startswith("講座と相談の状況")


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


@pytest.mark.parametrize("captioned", [False, True])
def test_the_left_one_of_two_tables_side_by_side_goes_on_over_the_page(captioned: bool) -> None:
    one, two = page(), page()
    y = goals(one, 100) + 8
    boxed(one, y, LABELS["operator_reason"])
    if captioned:
        say(one, LEFT + 8, y + 34, "講座の数")
        say(one, LEFT + 220, y + 34, "見学の数")
    plain_table(TABLES[0], width=60).draw(one, LEFT + 8, y + 40)
    plain_table(TABLES[1][:2], width=60).draw(one, LEFT + 220, y + 40)
    plain_table([TABLES[0][0], ["見学", "9", "8"]], width=60).draw(two, LEFT + 8, 60)
    sections(two, 110, {name: lines for name, lines in SAID.items() if name != "operator_reason"}, boxed, LABELS)
    (project,) = read(one, two).projects
    assert [[cell.text.text for cell in table.cells if cell.col == 0] for table in project.tables] == [
        ["区分", "講座", "相談", "見学"],
        ["区分", "見学"],
    ]


@pytest.mark.parametrize("sign", ["○", "〇", "◯", "▽"])
def test_the_signs_that_hands_type_for_each_other_name_tables_alike(sign: str) -> None:
    project = drawn([[f"{sign}講座の実績（令和６年度）"], [f"{sign}見学の実績"]])
    captions = [table.caption.text if table.caption else None for table in project.tables]
    assert captions == [f"{sign}講座の実績（令和６年度）", f"{sign}見学の実績"]
