"""Captions of tables that stand side by side: each is that of the table under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from benchmarks.typeset.grid import Border
from pipeline.form.compiled import form_rules
from pipeline.geometry.rect import Rect
from pipeline.layout.model import Figure
from pipeline.outline.ledger import Ledger
from pipeline.outline.paragraphs import Paragraph, paragraphs_of
from pipeline.outline.units import FigureUnit, TextUnit
from pipeline.rules.captions import CAPTION_SIGNS
from pipeline.sheet.blocks import Block
from pipeline.sheet.captions import captions_of
from pipeline.sheet.model import Project
from pipeline.sheet.names_below import Habits
from pipeline.sheet.tables import TablePart, extended, part_of
from pipeline.sheet.wrapped import with_whole_captions
from tests.layout.drawing import page, plain_table, say
from tests.outline.by_hand import EM, line, part
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
        for n, text in enumerate(lines):
            say(sheet, x + off, y + 12 * n, text)
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
        ((("・講座の数",), ("・見学の数",)), ["・講座の数", "・見学の数"], []),
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
    for k, text in enumerate(("●講座と相談の実", "施状況の推移（年", "度別）")):
        say(sheet, LEFT + 8, y + 34 + 13 * k, text)
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


Drawn = tuple[str, float] | tuple[str, float, float] | tuple[str, float, float, int]
"""What a block says, "T" a table, "TT" one that goes on overleaf, and "F" a figure; how high it stands in points, its left edge in em, its
page"""


def edges_from(x: float) -> tuple[float, ...]:
    return (x, x + 5, x + 15)


def small_table(y: float, x: float, page: int) -> TablePart:
    return part_of(part(page, "a | b // c | d", edges=edges_from(x), y=y), Ledger())


def block_of(said: str, y: float, x: float = 0.0, page: int = 1) -> Block:
    if said == "TT":
        return extended(small_table(y, x, page), part(page + 1, "e | f // g | h", edges=edges_from(x), y=20.0), Ledger())
    if said == "T":
        return small_table(y, x, page)
    if said == "F":
        return FigureUnit(Figure(page, Rect(x * EM, y, (x + 15) * EM, y + 40), ()))
    (paragraph,) = paragraphs_of([TextUnit(line(y, (x, said), page=page), 0.0, 400.0, page)])
    return paragraph


BLOCKS: dict[str, tuple[list[Drawn], dict[int, str]]] = {
    "a line above": ([("講座の数", 46), ("T", 60)], {1: "講座の数"}),
    "a table first": ([("T", 60)], {}),
    "a sentence": ([("講座が増えた。", 46), ("T", 60)], {}),
    "what begins data": ([("（主なデータ）", 46), ("T", 60)], {}),
    "a mark alone": ([("■", 46), ("T", 60)], {}),
    "an item": ([("①講座の数", 46), ("T", 60)], {}),
    "a long line": ([("講座と相談の数" * 9, 46), ("T", 60)], {}),
    "an item of a list": ([("○庭の開放", 18), ("○声の公表", 32), ("○講座の開催", 46), ("T", 60)], {}),
    "a name below a heading with its sign": ([("○利用の状況", 32), ("○講座の数", 46), ("T", 60)], {2: "○講座の数"}),
    "a name below a heading over a sentence": ([("○庭を開いた", 18), ("○利用の状況", 32), ("○講座の数", 46), ("T", 60)], {3: "○講座の数"}),
    "an item that says its unit": ([("○庭の開放", 18), ("○声の公表", 32), ("○講座（単位：人）", 46), ("T", 60)], {3: "○講座（単位：人）"}),
    "a name below a sentence": ([("○庭を開いた。", 32), ("○講座の数", 46), ("T", 60)], {2: "○講座の数"}),
    "a name below what was done": ([("○庭を開いた", 32), ("○講座の数", 46), ("T", 60)], {2: "○講座の数"}),
    "a name below a heading": ([("●講座", 32), ("●講座の数", 46), ("T", 60)], {2: "●講座の数"}),
    "what was done, with a remark, behind an item of several lines": (
        [("●庭を開いた。", 18), ("親子が来た。", 32), ("●講座を開いた（年４回）", 46), ("T", 60)],
        {},
    ),
    "what was done, and no item behind its sign": ([("・庭を開いた。", 32), ("●講座を開いた", 46), ("T", 60)], {2: "●講座を開いた"}),
    "what was done, behind a sign that names another table": (
        [("●庭の開放", 18), ("T", 32), ("●講座を開いた", 60), ("T", 74)],
        {1: "●庭の開放", 3: "●講座を開いた"},
    ),
    "what was done, in a list": ([("●庭を開いた", 32), ("●講座を開いた", 46), ("T", 60)], {}),
    "a figure's name below": ([("F", 60), ("図１　講座の様子", 104)], {0: "図１　講座の様子"}),
    "headings below figures": ([("F", 60), ("■講座の工夫", 104), ("F", 140), ("■相談の工夫", 184)], {2: "■講座の工夫"}),
    "a figure named below, a table above": ([("表", 46), ("T", 60), ("F", 120), ("図１　様子", 164)], {1: "表", 2: "図１　様子"}),
    "a figure named above, a table below": (
        [("図１　様子", 46), ("F", 60), ("T", 120), ("表１　数", 164)],
        {1: "図１　様子", 2: "表１　数"},
    ),
    "lines below without a sign": ([("T", 60), ("講座の数", 104), ("T", 140), ("相談の数", 184)], {0: "講座の数", 2: "相談の数"}),
    "one line between tables": ([("T", 60), ("講座の数", 104), ("T", 140)], {2: "講座の数"}),
    "a name at the page's end": ([("T", 60), ("■講座", 104), ("T", 20, 0, 2), ("■相談", 64, 0, 2)], {0: "■講座", 2: "■相談"}),
    "one heading close below": ([("T", 60), ("■相談", 102), ("・会を開いた。", 130)], {}),
    "in the middle, the last with its unit": (
        [("T", 60), ("■講座", 107), ("T", 124), ("■相談（単位：人）", 171), ("・会を開いた。", 188)],
        {0: "■講座", 2: "■相談（単位：人）"},
    ),
    "in the middle without a unit": ([("T", 60), ("■講座", 107), ("T", 124), ("■相談", 171), ("・会を開いた。", 188)], {2: "■講座"}),
    "nearer the next, the last with its unit": (
        [("T", 60), ("■講座", 112), ("T", 124), ("■相談（単位：人）", 171), ("・会を開いた。", 188)],
        {2: "■講座"},
    ),
    "in the middle, a figure behind the last": (
        [("T", 60), ("■講座", 107), ("T", 124), ("■相談（単位：人）", 171), ("F", 188)],
        {2: "■講座", 4: "■相談（単位：人）"},
    ),
    "in the middle, a heading like them": (
        [("T", 60), ("■講座", 107), ("T", 124), ("■相談（単位：人）", 171), ("■庭", 188), ("・会を開いた。", 205)],
        {2: "■講座"},
    ),
    "a heading overleaf": ([("T", 260), ("■講座", 20, 0, 2), ("T", 60, 0, 2), ("■相談", 104, 0, 2)], {2: "■講座"}),
    "a name at a column's end": ([("T", 260), ("■講座", 304), ("T", 20, 20), ("■相談", 64, 20)], {0: "■講座", 2: "■相談"}),
    "over the left one of two": ([("講座の数", 46), ("T", 60), ("T", 60, 20)], {1: "講座の数"}),
    "over the right one of two": ([("見学の数", 46, 20), ("T", 60), ("T", 64, 20)], {2: "見学の数"}),
    "over a table with another overleaf": ([("見学の数", 46, 20), ("T", 60), ("T", 60, 20, 2)], {1: "見学の数"}),
    "over a table with another below": ([("見学の数", 46, 20), ("T", 60), ("T", 140, 20)], {1: "見学の数"}),
    "over each of two": ([("講座", 46), ("T", 60), ("見学", 46, 20), ("T", 60, 20)], {1: "講座", 3: "見学"}),
    "between two side by side": ([("T", 60), ("見学", 70, 20), ("T", 60, 30)], {2: "見学"}),
    "an item close below a table": ([("T", 60), ("・相談", 102), ("T", 160)], {}),
    "an item at a column's end": ([("・相談", 246), ("T", 20, 20)], {1: "・相談"}),
    "a number at a page's end": (
        [("(1)　講座", 46), ("T", 60), ("(2)　相談", 102), ("T", 20, 0, 2)],
        {1: "(1)　講座", 3: "(2)　相談"},
    ),
    "a number, a figure behind its table": ([("(1)　講座", 46), ("T", 60), ("F", 120)], {1: "(1)　講座"}),
    "a figure's name between it and a table": ([("F", 60), ("図１　様子", 104), ("T", 140)], {0: "図１　様子"}),
    "a numbered name between two": ([("T", 60), ("表１　講座", 104), ("T", 140)], {2: "表１　講座"}),
    "a name above, the next one's below": ([("表１　講座", 46), ("T", 60), ("表２　相談", 104)], {1: "表１　講座"}),
    "a line below": ([("T", 60), ("講座の数", 104), ("・会を開いた。", 130)], {}),
    "a line below a figure": ([("F", 60), ("様子", 104), ("T", 140), ("相談の数", 184)], {2: "様子"}),
    "in the middle under a figure": ([("F", 60), ("講座の様子", 110, 5), ("・会を開いた。", 140)], {0: "講座の様子"}),
    "a sign in the middle under a figure": ([("F", 60), ("▲講座の様子", 104, 4.5), ("・会を開いた。", 130)], {0: "▲講座の様子"}),
    "right below a figure, right over text": ([("F", 60), ("講座の様子", 103, 5), ("・会を開いた。", 114)], {0: "講座の様子"}),
    "at the side under a figure": ([("F", 60), ("講座の様子", 104), ("・会を開いた。", 130)], {}),
    "off the middle under a figure": ([("F", 60), ("講座の様子", 104, 7), ("・会を開いた。", 130)], {}),
    "as wide as a figure": ([("F", 60), ("講座と相談と見学と催しの様子一", 104), ("・会を開いた。", 130)], {}),
    "in the middle between a figure and text": ([("F", 60), ("講座の様子", 125, 5), ("・会を開いた。", 140)], {}),
    "in the middle under two": ([("F", 60), ("F", 60, 15), ("講座の様子", 104, 5), ("・会を開いた。", 130)], {}),
    "in the middle under a table": ([("T", 60), ("講座の様子", 104, 5), ("・会を開いた。", 130)], {}),
    "lines over text": (
        [("T", 60), ("講座の工夫", 104), ("・会を開いた。", 130), ("T", 160), ("相談の工夫", 204), ("・会を開いた。", 230)],
        {},
    ),
    "lines below, one above the first": (
        [("利用の数", 46), ("T", 60), ("講座の数", 104), ("T", 140), ("相談の数", 184)],
        {1: "利用の数", 3: "講座の数"},
    ),
    "lines nearer the next": ([("T", 60), ("講座の数", 126), ("T", 140), ("相談の数", 206)], {2: "講座の数"}),
    "close below, a heading like them": (
        [("T", 60), ("■講座", 102), ("T", 140), ("■相談", 182), ("■庭", 220), ("・会を開いた。", 240)],
        {2: "■講座"},
    ),
    "below a table with a figure beside it": (
        [("T", 60), ("F", 60, 20), ("■講座", 104), ("T", 140), ("F", 140, 20), ("■相談", 184)],
        {0: "■講座", 3: "■相談"},
    ),
    "below a table that goes on overleaf": (
        [("TT", 700), ("■講座", 64, 0, 2), ("T", 100, 0, 2), ("■相談", 144, 0, 2)],
        {0: "■講座", 2: "■相談"},
    ),
    "a sign that heads items elsewhere": ([("■庭", 46), ("T", 60), ("・開けた。", 110), ("■相談", 126), ("・会を開いた。", 140)], {}),
    "such a sign where names are alike": ([("■庭の数", 46), ("T", 60), ("・開けた。", 110), ("■会の数", 126), ("・会を開いた。", 140)], {}),
    "such a sign over a table's name": (
        [("■庭の数", 46), ("T", 60), ("・開けた。", 110), ("■相談", 126), ("・会を開いた。", 140)],
        {1: "■庭の数"},
    ),
    "such a sign over a table with its unit": (
        [("■庭（単位：人）", 46), ("T", 60), ("・開けた。", 110), ("■会の数", 126), ("・会を開いた。", 140)],
        {1: "■庭（単位：人）"},
    ),
    "such a sign over a table and no items": ([("■庭", 46), ("T", 60), ("■相談", 126), ("・会を開いた。", 140)], {1: "■庭"}),
    "such a sign over a table alone": ([("■相談", 32), ("・会を開いた。", 46), ("■庭", 60), ("T", 74)], {3: "■庭"}),
    "such a sign over what was done": (
        [("■庭", 46), ("T", 60), ("・開けた。", 110), ("■会を開いた", 126), ("・人が来た。", 140)],
        {1: "■庭"},
    ),
    "another sign over items": ([("■庭", 46), ("T", 60), ("・開けた。", 110), ("◆相談", 126), ("・会を開いた。", 140)], {1: "■庭"}),
    "a sign over items with it": ([("■庭", 46), ("T", 60), ("■開けた。", 110), ("■相談", 126), ("・会を開いた。", 140)], {1: "■庭"}),
    "a note behind the name": (
        [("T", 60), ("■講座", 104), ("※休館を除く。", 116), ("T", 140), ("■相談", 184)],
        {0: "■講座", 3: "■相談"},
    ),
    "close above the next page's table": ([("T", 60), ("■講座", 104), ("T", 118, 0, 2), ("■相談", 162, 0, 2)], {0: "■講座", 2: "■相談"}),
}


@pytest.mark.parametrize(("drawn", "names"), BLOCKS.values(), ids=BLOCKS)
def test_a_line_names_the_table_or_figure_beside_which_it_stands(drawn: list[Drawn], names: dict[int, str]) -> None:
    found = captions_of([block_of(*one) for one in drawn], form_rules(), Habits())
    assert {n: "".join(line.text for line in lines) for n, lines in found.items() if n >= 0} == names


def test_a_line_below_a_single_table_is_its_name_where_the_sheet_has_shown_such_names() -> None:
    drawn = [block_of("T", 60), block_of("講座の数", 104), block_of("・会を開いた。", 130)]
    assert set(captions_of(drawn, form_rules(), Habits(has_plain_names_below=True))) == {0, -2}


WRAPPED = "■一年の間に開いた講座とその内容と人数の"
"""as wide as a table of twenty em"""


def whole(said: str) -> list[str]:
    """Paragraphs parted by /, each the next line below the one before, 大 in bold, ＿ an em further right, 空 behind white, 紙 on the next
    page; T is a table of twenty em, F a figure. Out come paragraphs whole."""
    blocks: list[Block] = []
    page, y = 1, 100.0
    for one in said.split(" / "):
        text = one.lstrip("大＿空紙")
        dress = one.removesuffix(text)
        page, y = page + ("紙" in dress), y + (40 if "空" in dress else 15)
        if text in ("T", "F"):
            blocks.append(
                part_of(part(page, "年 | 人", edges=(0, 10, 20), y=y), Ledger())
                if text == "T"
                else FigureUnit(Figure(page, Rect(0, y, 200, y + 40), ()))
            )
            continue
        made = replace(line(y, (dress.count("＿"), text), page=page), bold="大" in dress)
        blocks += paragraphs_of([TextUnit(made, 0.0, 400.0, page)])
    return [
        type(one).__name__[0] if not isinstance(one, Paragraph) else one.mark.text + one.text
        for one in with_whole_captions(blocks, CAPTION_SIGNS)
    ]


WRAPS: dict[str, tuple[str, list[str]]] = {
    "over a table": (f"{WRAPPED} / 推移 / T", [f"{WRAPPED}推移", "T"]),
    "of three lines": (
        f"{WRAPPED} / 一年の間に開いた講座とその内容と人数の話 / 推移 / T",
        [f"{WRAPPED}一年の間に開いた講座とその内容と人数の話推移", "T"],
    ),
    "over two tables": (f"{WRAPPED} / T / T", [f"{WRAPPED}", "T", "T"]),
    "over a figure": (f"{WRAPPED} / 推移 / F", [f"{WRAPPED}", "推移", "F"]),
    "below a table": (f"T / {WRAPPED} / 推移", ["T", f"{WRAPPED}", "推移"]),
    "below a table, over one": ("T / 推移 / T", ["T", "推移", "T"]),
    "behind a figure": ("F / 推移 / T", ["F", "推移", "T"]),
    "behind a paragraph": (f"・庭 / {WRAPPED} / 推移 / T", ["・庭", f"{WRAPPED}推移", "T"]),
    "without a sign": ("一年の間に開いた講座とその内容と人数の話 / 推移 / T", ["一年の間に開いた講座とその内容と人数の話", "推移", "T"]),
    "a mark behind": (f"{WRAPPED} / ・推移 / T", [f"{WRAPPED}", "・推移", "T"]),
    "a line that is not full": ("■一年の間に開いた講座の / 推移 / T", ["■一年の間に開いた講座の", "推移", "T"]),
    "a line that is wider": (f"{WRAPPED}話とその話とそ / 推移 / T", [f"{WRAPPED}話とその話とそ", "推移", "T"]),
    "behind white": (f"{WRAPPED} / 空推移 / T", [f"{WRAPPED}", "推移", "T"]),
    "overleaf": (f"{WRAPPED} / 紙推移 / T", [f"{WRAPPED}", "推移", "T"]),
    "further right": (f"{WRAPPED} / ＿＿推移 / T", [f"{WRAPPED}", "推移", "T"]),
    "by a mark's width": (f"{WRAPPED} / ＿推移 / T", [f"{WRAPPED}推移", "T"]),
    "in bold": (f"大{WRAPPED} / 推移 / T", [f"{WRAPPED}", "推移", "T"]),
    "behind a sentence": ("■一年の間に開いた講座とその内容と人数。 / 推移 / T", ["■一年の間に開いた講座とその内容と人数。", "推移", "T"]),
    "behind a bracket": ("【一年の間に開いた講座とその内容と人数の / 推移】 / T", ["【一年の間に開いた講座とその内容と人数の推移】", "T"]),
}


@pytest.mark.parametrize(("said", "blocks"), WRAPS.values(), ids=WRAPS)
def test_the_lines_of_a_caption_are_one(said: str, blocks: list[str]) -> None:
    assert whole(said) == blocks


INTRODUCED: dict[str, tuple[list[Drawn], dict[int, str]]] = {
    "as the other names": ([("講座の数", 46), ("T", 60), ("主な実績", 106), ("T", 120)], {1: "講座の数", 3: "主な実績"}),
    "in their brackets": ([("【講座】", 46), ("T", 60), ("【主な実績】", 106), ("T", 120)], {1: "【講座】", 3: "【主な実績】"}),
    "first of all": ([("主な実績", 46), ("T", 60), ("講座の数", 106), ("T", 120)], {1: "主な実績", 3: "講座の数"}),
    "in other brackets": ([("講座の数", 46), ("T", 60), ("（主な実績）", 106), ("T", 120)], {1: "講座の数"}),
    "as no other name": ([("主な実績", 46), ("T", 60)], {}),
    "over a name": ([("主な実績", 32), ("講座の数", 46), ("T", 60)], {2: "講座の数"}),
    "over several, of which one has none": ([("講座の数", 46), ("T", 60), ("主な実績", 106), ("T", 120), ("T", 180)], {1: "講座の数"}),
    "behind a table without a name": ([("T", 60), ("講座の数", 106), ("T", 120), ("主な実績", 166), ("T", 180)], {2: "講座の数"}),
    "below the last table": ([("講座の数", 46), ("T", 60), ("主な実績", 126)], {1: "講座の数"}),
    "whence the data are": ([("講座の数", 46), ("T", 60), ("出典：事業報告", 106), ("T", 120)], {1: "講座の数"}),
}


@pytest.mark.parametrize(("drawn", "names"), INTRODUCED.values(), ids=INTRODUCED)
def test_a_line_that_introduces_data_names_the_table_below_where_it_is_set_as_names_are(drawn: list[Drawn], names: dict[int, str]) -> None:
    found = captions_of([block_of(*one) for one in drawn], form_rules(), Habits())
    assert {n: "".join(line.text for line in lines) for n, lines in found.items() if n >= 0} == names


def test_other_sections_show_how_the_names_of_tables_are_set() -> None:
    habits = Habits()
    captions_of([block_of("講座の数", 46), block_of("T", 60)], form_rules(), habits)
    assert set(captions_of([block_of("主な実績", 46), block_of("T", 60)], form_rules(), habits)) == {1, -1}
