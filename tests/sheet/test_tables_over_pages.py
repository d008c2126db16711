"""A data table that goes on over a page: one table, its header once, a row or a cell that the break cut whole again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.layout.model import Cell
from pipeline.outline.ledger import Ledger
from pipeline.outline.units import TableUnit, TextUnit
from pipeline.sheet.blocks import blocks_of
from pipeline.sheet.tables import TablePart, broken_off, part_of
from tests.outline.by_hand import line, part


def said(table: TablePart) -> str:
    """The table as it would be written for ``part``."""
    rows = [[c for c in sorted(table.cells, key=lambda c: c.col) if c.row == row] for row in range(table.n_rows)]
    spans = [[f"<{c.rowspan}x{c.colspan}>" if c.rowspan > 1 or c.colspan > 1 else "" for c in cells] for cells in rows]
    return " // ".join(" | ".join(c.text.text + s for c, s in zip(*both, strict=True)) for both in zip(rows, spans, strict=True))


def tables(*units: TableUnit | TextUnit) -> list[str]:
    return [said(block) for block in blocks_of(units, Ledger()) if isinstance(block, TablePart)]


HEAD = "区分 | R5年度 | R6年度"
EVENTS = "月 | 会場 | 内容 // ４月 | 広間 | 開所式"
LEVEL = "区分<2x1> | 利用<1x2>"


def low_head(unit: TableUnit) -> TableUnit:
    """The part with four points of its first row."""
    return _with_cells(unit, [replace(c, rect=c.rect._replace(y0=c.rect.y1 - 4)) if c.row == 0 else c for c in unit.cells])


def struck_head(unit: TableUnit) -> TableUnit:
    """The part with a slash in each cell of its first row."""
    return _with_cells(unit, [replace(c, is_slashed=c.row == 0) for c in unit.cells])


def _with_cells(unit: TableUnit, cells: Sequence[Cell]) -> TableUnit:
    return replace(unit, grid=replace(unit.grid, cells=tuple(cells)), cells=tuple(cells))


CASES: dict[str, tuple[Sequence[TableUnit], list[str]]] = {
    "rows follow": ([part(1, f"{HEAD} // 甲 | 3 | 4"), part(2, "乙 | 5 | 6")], [f"{HEAD} // 甲 | 3 | 4 // 乙 | 5 | 6"]),
    "a header printed again": (
        [part(1, f"{HEAD} // 甲 | 3 | 4"), part(2, f"{HEAD} // 乙 | 5 | 6")],
        [f"{HEAD} // 甲 | 3 | 4 // 乙 | 5 | 6"],
    ),
    "a row whose name alone stands before a header that is printed again": (
        [part(1, f"{HEAD} // 甲 | 3 | 4 // 乙 | | "), part(2, f"{HEAD} //  | 5 | 6 // 丙 | 7 | 8")],
        [f"{HEAD} // 甲 | 3 | 4 // 乙 | 5 | 6 // 丙 | 7 | 8"],
    ),
    "a row that says nothing in one column on both pages": (
        [part(1, f"{HEAD} // 甲 | 3 | 4 // 乙 | | "), part(2, f"{HEAD} //  | 5 | // 丙 | 7 | 8")],
        [f"{HEAD} // 甲 | 3 | 4 // 乙 |  |  //  | 5 |  // 丙 | 7 | 8"],
    ),
    "a row of all columns over one that says nothing": (
        [part(1, f"{HEAD} // 甲 | 3 | 4"), part(2, f"{HEAD} //  | | // 丙 | 7 | 8")],
        [f"{HEAD} // 甲 | 3 | 4 //  |  |  // 丙 | 7 | 8"],
    ),
    "a row without numbers over a whole one": (
        [part(1, f"{HEAD} // 甲 | 3 | 4 // 乙 | | "), part(2, f"{HEAD} // 丙 | 5 | 6")],
        [f"{HEAD} // 甲 | 3 | 4 // 乙 |  |  // 丙 | 5 | 6"],
    ),
    "a band before a header that is printed again": (
        [part(1, f"{HEAD} // 甲 | 3 | 4 // 南部<1x3>"), part(2, f"{HEAD} //  | 5 | 6")],
        [f"{HEAD} // 甲 | 3 | 4 // 南部<1x3> //  | 5 | 6"],
    ),
    "a header of two rows printed again": (
        [
            part(1, "区分<2x1> | 利用<1x2> // 人数 | 回数 // 甲 | 3 | 4"),
            part(2, "区分<2x1> | 利用<1x2> // 人数 | 回数 // 乙 | 5 | 6"),
        ],
        ["区分<2x1> | 利用<1x2> // 人数 | 回数 // 甲 | 3 | 4 // 乙 | 5 | 6"],
    ),
    "a title that is not printed again": (
        [part(1, f"利用の状況<1x3> // {HEAD} // 甲 | 3 | 4"), part(2, f"{HEAD} // 乙 | 5 | 6")],
        [f"利用の状況<1x3> // {HEAD} // 甲 | 3 | 4 // 乙 | 5 | 6"],
    ),
    "a title that is printed again": (
        [part(1, f"利用の状況<1x3> // {HEAD} // 甲 | 3 | 4"), part(2, f"利用の状況<1x3> // {HEAD} // 乙 | 5 | 6")],
        [f"利用の状況<1x3> // {HEAD} // 甲 | 3 | 4 // 乙 | 5 | 6"],
    ),
    "rows that are empty on both pages are no header": (
        [part(1, " | | // 甲 | 3 | 4"), part(2, " | | // 乙 | 5 | 6")],
        [" |  |  // 甲 | 3 | 4 //  |  |  // 乙 | 5 | 6"],
    ),
    "a header of which the second row says something else": (
        [part(1, f"{LEVEL} // 人数 | 回数 // 甲 | 3 | 4"), part(2, f"{LEVEL} // 組数 | 日数 // 乙 | 5 | 6")],
        [f"{LEVEL} // 人数 | 回数 // 甲 | 3 | 4 // {LEVEL} // 組数 | 日数 // 乙 | 5 | 6"],
    ),
    "a first row that says what the one under the header does": (
        [part(1, f"{HEAD} // 甲 | 3 | 4"), part(2, "甲 | 3 | 4 // 乙 | 5 | 6")],
        [f"{HEAD} // 甲 | 3 | 4 // 甲 | 3 | 4 // 乙 | 5 | 6"],
    ),
    "a band that says what the one under the header does": (
        [part(1, f"{HEAD} // 南部<1x3> // 甲 | 3 | 4"), part(2, "南部<1x3> // 乙 | 5 | 6")],
        [f"{HEAD} // 南部<1x3> // 甲 | 3 | 4 // 南部<1x3> // 乙 | 5 | 6"],
    ),
    "a page further on": ([part(1, f"{HEAD} // 甲 | 3 | 4"), part(3, "乙 | 5 | 6")], [f"{HEAD} // 甲 | 3 | 4", "乙 | 5 | 6"]),
    "columns at which other tables of the same frame alone begin": (
        [part(1, "区分<1x2> | R6年度 // 甲<1x2> | 3"), part(2, "乙<1x2> | 4 // 計<1x2> | 7")],
        ["区分 | R6年度 // 甲 | 3 // 乙 | 4 // 計 | 7"],
    ),
    "columns elsewhere": (
        [part(1, f"{HEAD} // 甲 | 3 | 4"), part(2, "乙 | 5 | 6", edges=(0, 7, 20, 30))],
        [f"{HEAD} // 甲 | 3 | 4", "乙 | 5 | 6"],
    ),
    "columns without walls, their text elsewhere in them but with white between through both": (
        [
            part(1, f"{HEAD} // 甲 | 3 | 4", edges=(0, 9, 18, 30), ruled="none"),
            part(2, "乙 | 5 | 6", edges=(0, 8, 20, 30), ruled="none"),
        ],
        [f"{HEAD} // 甲 | 3 | 4 // 乙 | 5 | 6"],
    ),
    "columns without walls that end elsewhere": (
        [part(1, f"{HEAD} // 甲 | 3 | 4", ruled="none"), part(2, "乙 | 5 | 6", edges=(0, 10, 20, 34), ruled="none")],
        [f"{HEAD} // 甲 | 3 | 4", "乙 | 5 | 6"],
    ),
    "columns without walls, one fewer at another place": (
        [part(1, "年 | 回 | 人 // R5 | 3 | 4", edges=(0, 16, 20, 30), ruled="none"), part(2, "R6 | なし", edges=(0, 10, 30), ruled="none")],
        ["年 | 回 | 人 // R5 | 3 | 4", "R6 | なし"],
    ),
    "columns without walls, a text of one where that of another is": (
        [part(1, f"{HEAD} // 甲 | 3 | 4", ruled="none"), part(2, "乙 | 123,456,789 | 6", edges=(0, 14, 26, 30), ruled="none")],
        [f"{HEAD} // 甲 | 3 | 4", "乙 | 123,456,789 | 6"],
    ),
    "the blank rest of a row that the break cut": (
        [part(1, f"{HEAD} // 甲 | 3 | 4", cut=4), part(2, " | | // 乙 | 5 | 6 // 丙 | 7 | 8")],
        [f"{HEAD} // 甲 | 3 | 4 // 乙 | 5 | 6 // 丙 | 7 | 8"],
    ),
    "the blank rest of a header's first row": (
        [part(1, "会員<1x1> | R6年度<1x2>", cut=4), part(2, "<2x1> | <1x2> // 目標 | 実績 // 甲 | 3 | 4")],
        ["会員<2x1> | R6年度<1x2> // 目標 | 実績 // 甲 | 3 | 4"],
    ),
    "a blank row below one that says nothing, and one that is the last": (
        [part(1, f"{HEAD} //  |  | ", cut=4), part(2, " | | // 乙 | 5 | 6", cut=4), part(3, " | | ")],
        [f"{HEAD} //  |  |  //  |  |  // 乙 | 5 | 6 //  |  | "],
    ),
    "a blank row below one that says nothing, and rows": (
        [part(1, f"{HEAD} //  |  | ", cut=4), part(2, " | | // 乙 | 5 | 6")],
        [f"{HEAD} //  |  |  //  |  |  // 乙 | 5 | 6"],
    ),
    "a blank row over one that is higher than all": (
        [part(1, f"{HEAD} // 甲 | 3 | 4"), part(2, " | | // 乙 | 5 | 6", cut=-10)],
        [f"{HEAD} // 甲 | 3 | 4 //  |  |  // 乙 | 5 | 6"],
    ),
    "the blank rest of a row that is hardly seen": (
        [part(1, f"{HEAD} // 甲 | 3 | 4", cut=4), low_head(part(2, " | | // 乙 | 5 | 6"))],
        [f"{HEAD} // 甲 | 3 | 4 // 乙 | 5 | 6"],
    ),
    "a row struck out below a low one": (
        [part(1, f"{HEAD} // 甲 | 3 | 4", cut=4), struck_head(part(2, " | | // 乙 | 5 | 6"))],
        [f"{HEAD} // 甲 | 3 | 4 //  |  |  // 乙 | 5 | 6"],
    ),
    "a merged cell that the break cut in a low row": (
        [part(1, f"{HEAD} // 子 | 3 | 4", cut=4), part(2, "<2x1> | 5 | 6 // 7 | 8 // 丑 | 1 | 2")],
        [f"{HEAD} // 子<3x1> | 3 | 4 // 5 | 6 // 7 | 8 // 丑 | 1 | 2"],
    ),
    "columns that begin further left": (
        [part(1, "区分 | 年度 // 甲 | 3", edges=(10, 20, 30)), part(2, "乙 | 5 | 6")],
        ["区分 | 年度 // 甲 | 3", "乙 | 5 | 6"],
    ),
    "the blank head of a row that the break cut": (
        [part(1, f"{HEAD} // 甲 | 3 | 4 //  |  | ", cut=14), part(2, "乙 | 5 | 6 // 丙 | 7 | 8")],
        [f"{HEAD} // 甲 | 3 | 4 // 乙 | 5 | 6 // 丙 | 7 | 8"],
    ),
    "a blank row as high as the others": (
        [part(1, f"{HEAD} // 甲 | 3 | 4 //  |  | "), part(2, "乙 | 5 | 6 // 丙 | 7 | 8")],
        [f"{HEAD} // 甲 | 3 | 4 //  |  |  // 乙 | 5 | 6 // 丙 | 7 | 8"],
    ),
    "a table that ends elsewhere": (
        [part(1, f"{HEAD} // 甲 | 3 | 4"), part(2, "乙 | 5 | 6", edges=(0, 10, 20, 35))],
        [f"{HEAD} // 甲 | 3 | 4", "乙 | 5 | 6"],
    ),
    "two frames of one column": ([part(1, "甲", edges=(0, 30)), part(2, "乙", edges=(0, 30))], ["甲", "乙"]),
    "fewer columns on the next page": (
        [part(1, f"{HEAD} // 甲 | 3 | 4"), part(2, "乙 | なし", edges=(0, 10, 30))],
        [f"{HEAD} // 甲 | 3 | 4 // 乙 | なし<1x2>"],
    ),
    "fewer columns on the page before": (
        [part(1, "区分 | 年度", edges=(0, 10, 30)), part(2, "甲 | 3 | 4 // 乙 | 5 | 6")],
        ["区分 | 年度<1x2> // 甲 | 3 | 4 // 乙 | 5 | 6"],
    ),
    "fewer columns on two pages before": (
        [part(1, "区分 | 年度", edges=(0, 10, 30)), part(2, "広間 | 回", edges=(0, 10, 30)), part(3, "甲 | 3 | 4")],
        ["区分 | 年度<1x2> // 広間 | 回<1x2> // 甲 | 3 | 4"],
    ),
    "fewer columns before and behind": (
        [part(1, "区分 | 年度", edges=(0, 10, 30)), part(2, "甲 | 3 | 4"), part(3, "乙 | 5 | 6"), part(4, "計 | なし", edges=(0, 10, 30))],
        ["区分 | 年度<1x2> // 甲 | 3 | 4 // 乙 | 5 | 6 // 計 | なし<1x2>"],
    ),
    "columns that merely align": (
        [part(1, f"{HEAD} // 甲 | 3 | 4", ruled="rows"), part(2, "乙 | 5 | 6", edges=(0, 9.4, 19.4, 30), ruled="rows")],
        [f"{HEAD} // 甲 | 3 | 4 // 乙 | 5 | 6"],
    ),
    "columns that merely align, a header before the edge that numbers alone show": (
        [part(1, f"{HEAD} // 甲 | 3 | 4", ruled="rows"), part(2, "乙 | 5 | 6", edges=(0, 13, 20, 30), ruled="rows")],
        [f"{HEAD} // 甲 | 3 | 4 // 乙 | 5 | 6"],
    ),
    "columns that merely align, numbers before the edge that the header shows": (
        [part(1, f"{HEAD} // 甲 | 3 | 4", edges=(0, 12, 20, 30), ruled="rows"), part(2, "乙 | 5 | 6", ruled="rows")],
        [f"{HEAD} // 甲 | 3 | 4 // 乙 | 5 | 6"],
    ),
    "columns that merely align, two merged in one row": (
        [part(1, f"地区 | {HEAD} // 北 | 甲 | 3 | 4", edges=(0, 6, 16, 24, 30), ruled="rows")]
        + [part(2, "計 | 5 | 6", edges=(0, 17, 25, 30), ruled="rows")],
        [f"地区 | {HEAD} // 北 | 甲 | 3 | 4 // 計<1x2> | 5 | 6"],
    ),
    "columns that merely align, two merged in one row, of which a text is in none": (
        [part(1, f"地区 | {HEAD} // 北 | 甲 | 3 | 4", edges=(0, 6, 16, 24, 30), ruled="rows")]
        + [part(2, "計 | 5 | 6", edges=(0, 14, 25, 30), ruled="rows")],
        [f"地区 | {HEAD} // 北 | 甲 | 3 | 4", "計 | 5 | 6"],
    ),
    "columns that merely align, one row of which two edges stand at one": (
        [part(1, f"地区 | {HEAD} // 北 | 甲 | 3 | 4", edges=(0, 6, 16, 24, 30), ruled="rows")]
        + [part(2, "計 | | 6", edges=(0, 15.4, 17.6, 30), ruled="rows")],
        [f"地区 | {HEAD} // 北 | 甲 | 3 | 4", "計 |  | 6"],
    ),
    "columns that merely align, one fewer in two rows": (
        [part(1, f"地区 | {HEAD} // 北 | 甲 | 3 | 4", edges=(0, 6, 16, 24, 30), ruled="rows")]
        + [part(2, "講座 | 5 | 6 // 計 | 5 | 6", edges=(0, 17, 25, 30), ruled="rows")],
        [f"地区 | {HEAD} // 北 | 甲 | 3 | 4", "講座 | 5 | 6 // 計 | 5 | 6"],
    ),
    "columns that merely align, the edge of one nearer to the next": (
        [part(1, f"{HEAD} // 甲 | 3 | 4", ruled="rows"), part(2, "乙 | 5 | 6", edges=(0, 16, 20, 30), ruled="rows")],
        [f"{HEAD} // 甲 | 3 | 4 // 乙 | 5 | 6"],
    ),
    "columns that merely align, a text that reaches into the next": (
        [part(1, f"{HEAD} // 甲 | 3 | 4", ruled="rows"), part(2, "乙 | 利用した子の数 | 6", edges=(0, 16, 20, 30), ruled="rows")],
        [f"{HEAD} // 甲 | 3 | 4", "乙 | 利用した子の数 | 6"],
    ),
    "columns that merely align and others": (
        [part(1, f"{HEAD} // 甲 | 3 | 4", ruled="rows"), part(2, "乙 | 5 | 6", edges=(0, 13, 19, 30), ruled="rows")],
        [f"{HEAD} // 甲 | 3 | 4", "乙 | 5 | 6"],
    ),
    "more columns that merely align": (
        [part(1, f"{HEAD} // 甲 | 3 | 4", ruled="rows"), part(2, "乙 | 5 | 6 | 7", edges=(0, 8, 15, 22, 30), ruled="rows")],
        [f"{HEAD} // 甲 | 3 | 4", "乙 | 5 | 6 | 7"],
    ),
    "a row that the break cut, left open": (
        [part(1, f"{EVENTS}を", open_bottom=True), part(2, " | | 開いた。 // ５月 | 庭 | 遊び")],
        [f"{EVENTS}を開いた。 // ５月 | 庭 | 遊び"],
    ),
    "a row that the break cut, open above its rest": (
        [part(1, f"{EVENTS}を"), part(2, " | | 開いた。 // ５月 | 庭 | 遊び", open_top=True)],
        [f"{EVENTS}を開いた。 // ５月 | 庭 | 遊び"],
    ),
    "a row left open and another under the header printed again": (
        [part(1, EVENTS, open_bottom=True), part(2, "月 | 会場 | 内容 // | 庭 | 遊び", open_top=True)],
        [f"{EVENTS} //  | 庭 | 遊び"],
    ),
    "a merged row left open and another": (
        [part(1, f"{HEAD} // 計<1x3>", open_bottom=True), part(2, "甲 | | 4 // 乙 | 5 | 6")],
        [f"{HEAD} // 計<1x3> // 甲 |  | 4 // 乙 | 5 | 6"],
    ),
    "a row left open and one of other columns": (
        [part(1, f"{HEAD} // 子<2x1> | 3 | 4 // 5 | 6", open_bottom=True), part(2, " | なし", edges=(0, 10, 30))],
        [f"{HEAD} // 子<3x1> | 3 | 4 // 5 | 6 // なし<1x2>"],
    ),
    "whole rows both of which leave the cell of their group empty": (
        [part(1, "地区 | 会場 | R6 // 南部 | 広間 | 3 // | 庭 | 4", open_bottom=True), part(2, " | 園 | 5 // | 堂 | 6", open_top=True)],
        ["地区 | 会場 | R6 // 南部 | 広間 | 3 //  | 庭 | 4 //  | 園 | 5 //  | 堂 | 6"],
    ),
    "a row left open and a whole one": (
        [part(1, "月 | 会場 | 内容 // ４月 | 広間 | 開所式", open_bottom=True), part(2, "５月 | 庭 | 遊び")],
        ["月 | 会場 | 内容 // ４月 | 広間 | 開所式 // ５月 | 庭 | 遊び"],
    ),
    "a row of a closed table that leaves cells empty": (
        [part(1, "月 | 会場 | 内容 // ４月 | 広間 | 開所式"), part(2, "５月 | | 遊び")],
        ["月 | 会場 | 内容 // ４月 | 広間 | 開所式 // ５月 |  | 遊び"],
    ),
    "a label that the break cut in a row closed on both pages": (
        [part(1, f"{HEAD} // 出張ひろば | 3 | 4", edges=(0, 6, 9, 12)), part(2, "(人) | | // 乙 | 5 | 6", edges=(0, 6, 9, 12))],
        [f"{HEAD} // 出張ひろば(人) | 3 | 4 // 乙 | 5 | 6"],
    ),
    "numbers in brackets that the break cut in all columns": (
        [part(1, f"{HEAD} // 出張 | 88人（7 | 9人（4"), part(2, "ひろば | 組） | 組） // 乙 | 5 | 6")],
        [f"{HEAD} // 出張ひろば | 88人（7組） | 9人（4組） // 乙 | 5 | 6"],
    ),
    "a bracket left open in another column than the one that is closed": (
        [part(1, f"{HEAD} // 甲 | 88人（7 | 9"), part(2, "乙 | 5 | 6組） // 丙 | 5 | 6")],
        [f"{HEAD} // 甲 | 88人（7 | 9 // 乙 | 5 | 6組） // 丙 | 5 | 6"],
    ),
    "brackets that a whole row of other columns closes": (
        [part(1, f"{HEAD} // 甲 | 88人（7 | 9"), part(2, "乙（人） | 6組）<1x2> // 丙 | 5 | 6")],
        [f"{HEAD} // 甲 | 88人（7 | 9 // 乙（人） | 6組）<1x2> // 丙 | 5 | 6"],
    ),
    "its last character": (
        [part(1, f"{HEAD} // 先輩との座談 | 3 | 4", edges=(0, 6.5, 9, 12)), part(2, "会 | | // 乙 | 5 | 6", edges=(0, 6.5, 9, 12))],
        [f"{HEAD} // 先輩との座談会 | 3 | 4 // 乙 | 5 | 6"],
    ),
    "what a particle that filled its cell is of": (
        [part(1, "年 | 内容 // R5 | 子育ての", edges=(0, 2, 6.4)), part(2, " | 相談 // R6 | 遊び", edges=(0, 2, 6.4))],
        ["年 | 内容 // R5 | 子育ての相談 // R6 | 遊び"],
    ),
    "a whole word behind one that filled its cell": (
        [part(1, "年 | 内容 // R5 | 子育て会", edges=(0, 2, 6.4)), part(2, " | 相談 // R6 | 遊び", edges=(0, 2, 6.4))],
        ["年 | 内容 // R5 | 子育て会 //  | 相談 // R6 | 遊び"],
    ),
    "the rest of a long entry in a row without a name, under a header printed again": (
        [
            part(1, "月 | 内容 // ４月 | 広間で開所式 // ５月 | 園庭の開放、講座への講", edges=(0, 4, 16)),
            part(2, "月 | 内容 //  | 師の派遣 // ６月 | 遊び", edges=(0, 4, 16)),
        ],
        ["月 | 内容 // ４月 | 広間で開所式 // ５月 | 園庭の開放、講座への講師の派遣 // ６月 | 遊び"],
    ),
    "an entry without a name behind a long one that had room": (
        [
            part(1, "月 | 内容 // ４月 | 広間で開所式 // ５月 | 園庭の開放、講座", edges=(0, 4, 16)),
            part(2, "月 | 内容 //  | 師の派遣 // ６月 | 遊び", edges=(0, 4, 16)),
        ],
        ["月 | 内容 // ４月 | 広間で開所式 // ５月 | 園庭の開放、講座 //  | 師の派遣 // ６月 | 遊び"],
    ),
    "an entry without a name behind a sentence": (
        [
            part(1, "月 | 内容 // ４月 | 広間で開所式 // ５月 | 園庭で講座を開いた。", edges=(0, 4, 16)),
            part(2, "月 | 内容 //  | 講師の派遣 // ６月 | 遊び", edges=(0, 4, 16)),
        ],
        ["月 | 内容 // ４月 | 広間で開所式 // ５月 | 園庭で講座を開いた。 //  | 講師の派遣 // ６月 | 遊び"],
    ),
    "an entry without a name where another entry has none": (
        [
            part(1, "月 | 内容 // ４月 | 広間で開所式 //  | 園庭の開放 // ５月 | 園庭の開放、講座への講", edges=(0, 4, 16)),
            part(2, "月 | 内容 //  | 師の派遣 // ６月 | 遊び", edges=(0, 4, 16)),
        ],
        ["月 | 内容 // ４月 | 広間で開所式 //  | 園庭の開放 // ５月 | 園庭の開放、講座への講 //  | 師の派遣 // ６月 | 遊び"],
    ),
    "a number without a name behind a long entry": (
        [
            part(1, "月 | 内容 // ４月 | 広間で開所式 // ５月 | 園庭の開放、講座への講", edges=(0, 4, 16)),
            part(2, "月 | 内容 //  | 12 // ６月 | 遊び", edges=(0, 4, 16)),
        ],
        ["月 | 内容 // ４月 | 広間で開所式 // ５月 | 園庭の開放、講座への講 //  | 12 // ６月 | 遊び"],
    ),
    "an item without a name behind several of its sign in one cell": (
        [
            part(1, "月 | 内容 // ４月 | ・開所式 // ５月 | ・園庭の開放¶・講座", edges=(0, 4, 16)),
            part(2, "月 | 内容 //  | ・講師の派遣 // ６月 | ・遊び", edges=(0, 4, 16)),
        ],
        ["月 | 内容 // ４月 | ・開所式 // ５月 | ・園庭の開放・講座・講師の派遣 // ６月 | ・遊び"],
    ),
    "items without a name behind one of their sign": (
        [
            part(1, "月 | 内容 // ４月 | ・開所式 // ５月 | ・園庭の開放", edges=(0, 4, 16)),
            part(2, "月 | 内容 //  | ・講師の派遣¶・講座 // ６月 | ・遊び", edges=(0, 4, 16)),
        ],
        ["月 | 内容 // ４月 | ・開所式 // ５月 | ・園庭の開放・講師の派遣・講座 // ６月 | ・遊び"],
    ),
    "the rest of an entry that had room for its first character, but not for the comma behind it": (
        [
            part(1, "月 | 内容 // ４月 | 広間で開所式 // ５月 | 園庭の開放や配置につい", edges=(0, 4, 17)),
            part(2, "月 | 内容 //  | て、話し合った。 // ６月 | 遊び", edges=(0, 4, 17)),
        ],
        ["月 | 内容 // ４月 | 広間で開所式 // ５月 | 園庭の開放や配置について、話し合った。 // ６月 | 遊び"],
    ),
    "the ends of a name and of an entry that is long": (
        [
            part(1, "会 | 内容 | 回 // 部会 | 遊び | 3 // 地区別の | 園庭の開放や配置につ | 5", edges=(0, 4.5, 15, 17)),
            part(2, "座談 | いて | // 実務者の | 打合せ | 4", edges=(0, 4.5, 15, 17)),
        ],
        ["会 | 内容 | 回 // 部会 | 遊び | 3 // 地区別の座談 | 園庭の開放や配置について | 5 // 実務者の | 打合せ | 4"],
    ),
    "an entry that may go on beside a name that does not": (
        [
            part(1, "会 | 内容 | 回 // 部会 | 遊び | 3 // 地区 | 園庭の開放や配置につ | 5", edges=(0, 4.5, 15, 17)),
            part(2, "座談 | 話合い | // 実務者の | 打合せ | 4", edges=(0, 4.5, 15, 17)),
        ],
        ["会 | 内容 | 回 // 部会 | 遊び | 3 // 地区 | 園庭の開放や配置につ | 5 // 座談 | 話合い |  // 実務者の | 打合せ | 4"],
    ),
    "an item without a name behind one": (
        [
            part(1, "月 | 内容 // ４月 | ・開所式 // ５月 | ・園庭の開放", edges=(0, 4, 16)),
            part(2, "月 | 内容 //  | ・講師の派遣 // ６月 | ・遊び", edges=(0, 4, 16)),
        ],
        ["月 | 内容 // ４月 | ・開所式 // ５月 | ・園庭の開放 //  | ・講師の派遣 // ６月 | ・遊び"],
    ),
    "the last characters of a header": (
        [
            part(1, "区分 | 開催回 | 参加者", edges=(0, 6, 10, 14)),
            part(2, " | 数 | 数 // 甲 | 3 | 4", edges=(0, 6, 10, 14)),
        ],
        ["区分 | 開催回数 | 参加者数 // 甲 | 3 | 4"],
    ),
    "a header that had room, and a row of single characters": (
        [part(1, "区分 | 平日 | 土曜", edges=(0, 6, 10, 14)), part(2, " | 朝 | 昼 // 甲 | 3 | 4", edges=(0, 6, 10, 14))],
        ["区分 | 平日 | 土曜 //  | 朝 | 昼 // 甲 | 3 | 4"],
    ),
    "a header that filled its columns, and a row of which one cell has more than an end": (
        [part(1, "区分 | 開催回 | 参加者", edges=(0, 6, 10, 14)), part(2, " | 計 | 男女別 // 甲 | 3 | 4", edges=(0, 6, 10, 14))],
        ["区分 | 開催回 | 参加者 //  | 計 | 男女別 // 甲 | 3 | 4"],
    ),
    "ends of labels in columns that are a hair narrower than before the break": (
        [
            part(1, "区分 | 開催回 | 参加者", edges=(0, 6, 10.91, 15.82), ruled="rows"),
            part(2, " | 数 | 数 // 甲 | 3 | 4", edges=(0, 6.02, 10.91, 15.8), ruled="rows"),
        ],
        ["区分 | 開催回数 | 参加者数 // 甲 | 3 | 4"],
    ),
    "a label cut in a row under a header printed again": (
        [
            part(1, f"{HEAD} // 先輩との座談 | 3 | 4", edges=(0, 6.5, 9, 12)),
            part(2, f"{HEAD} // 会 | | // 乙 | 5 | 6", edges=(0, 6.5, 9, 12)),
        ],
        [f"{HEAD} // 先輩との座談会 | 3 | 4 // 乙 | 5 | 6"],
    ),
    "a character under a cell that says nothing": (
        [part(1, f"{HEAD} // 先輩との座談 |  | 4", edges=(0, 6.5, 9, 12)), part(2, " | 会 | // 乙 | 5 | 6", edges=(0, 6.5, 9, 12))],
        [f"{HEAD} // 先輩との座談 |  | 4 //  | 会 |  // 乙 | 5 | 6"],
    ),
    "a merged cell's last character, the wall in it not on the next page": (
        [part(1, "年 | 組 | 人 // R5 | 先輩との座談<1x2>", edges=(0, 2, 5, 8.5)), part(2, " | 会 // R6 | 遊び", edges=(0, 2, 8.5))],
        ["年 | 組 | 人 // R5 | 先輩との座談会<1x2> // R6 | 遊び<1x2>"],
    ),
    "a row without numbers behind a label that had room": (
        [part(1, f"{HEAD} // 甲 | 3 | 4", edges=(0, 6.5, 9, 12)), part(2, "(再掲) | | // 乙 | 5 | 6", edges=(0, 6.5, 9, 12))],
        [f"{HEAD} // 甲 | 3 | 4 // (再掲) |  |  // 乙 | 5 | 6"],
    ),
    "a band behind a long label": (
        [part(1, f"{HEAD} // 先輩との座談 | 3 | 4", edges=(0, 6.5, 9, 12)), part(2, "土曜 | | // 乙 | 5 | 6", edges=(0, 6.5, 9, 12))],
        [f"{HEAD} // 先輩との座談 | 3 | 4 // 土曜 |  |  // 乙 | 5 | 6"],
    ),
    "an empty row behind the break": (
        [part(1, "月 | 会場 | 内容 // ４月 | 広間 | 開所式", open_bottom=True), part(2, " | | // ５月 | 庭 | 遊び")],
        ["月 | 会場 | 内容 // ４月 | 広間 | 開所式 //  |  |  // ５月 | 庭 | 遊び"],
    ),
    "a merged cell that the break cut": (
        [part(1, f"{HEAD} // 子<2x1> | 3 | 4 // 5 | 6"), part(2, "<2x1> | 7 | 8 // 9 | 10")],
        [f"{HEAD} // 子<4x1> | 3 | 4 // 5 | 6 // 7 | 8 // 9 | 10"],
    ),
    "a merged cell with one row behind the break": (
        [part(1, f"{HEAD} // 子<2x1> | 3 | 4 // 5 | 6"), part(2, " | 7 | 8")],
        [f"{HEAD} // 子<3x1> | 3 | 4 // 5 | 6 // 7 | 8"],
    ),
    "a merged cell with one row before the break": (
        [part(1, f"{HEAD} // 子 | 3 | 4"), part(2, "<2x1> | 7 | 8 // 9 | 10")],
        [f"{HEAD} // 子<3x1> | 3 | 4 // 7 | 8 // 9 | 10"],
    ),
    "a merged cell with one row on either side of the break, as all others have two": (
        [
            part(1, f"{HEAD} // 子<2x1> | 3 | 4 // 5 | 6 // 母 | 7 | 8"),
            part(2, f"{HEAD} //  | 9 | 10 // 父<2x1> | 1 | 2 // 1 | 2"),
        ],
        [f"{HEAD} // 子<2x1> | 3 | 4 // 5 | 6 // 母<2x1> | 7 | 8 // 9 | 10 // 父<2x1> | 1 | 2 // 1 | 2"],
    ),
    "an empty cell where others have one row, two or three": (
        [part(1, f"{HEAD} // 子<3x1> | 3 | 4 // 5 | 6 // 5 | 6 // 母 | 7 | 8"), part(2, f"{HEAD} //  | 9 | 10")],
        [f"{HEAD} // 子<3x1> | 3 | 4 // 5 | 6 // 5 | 6 // 母 | 7 | 8 //  | 9 | 10"],
    ),
    "whole cells beside a merged one, and an empty one below": (
        [part(1, f"{HEAD} // 子<2x1> | 3 | 4 // 5 | 6"), part(2, "丑 | 7 | 8 // | 9 | 10")],
        [f"{HEAD} // 子<2x1> | 3 | 4 // 5 | 6 // 丑 | 7 | 8 //  | 9 | 10"],
    ),
    "an empty cell over a merged one": (
        [part(1, f"{HEAD} // | 3 | 4"), part(2, "<2x1> | 5 | 6 // 7 | 8")],
        [f"{HEAD} //  | 3 | 4 // <2x1> | 5 | 6 // 7 | 8"],
    ),
    "empty cells that are none": (
        [part(1, f"{HEAD} // 甲 | 3 | 4"), part(2, " | 5 | 6")],
        [f"{HEAD} // 甲 | 3 | 4 //  | 5 | 6"],
    ),
    "three pages": (
        [part(1, f"{HEAD} // 甲 | 3 | 4"), part(2, f"{HEAD} // 乙 | 5 | 6"), part(3, f"{HEAD} // 丙 | 7 | 8")],
        [f"{HEAD} // 甲 | 3 | 4 // 乙 | 5 | 6 // 丙 | 7 | 8"],
    ),
    "two side by side": (
        [
            part(1, f"{HEAD} // 甲 | 3 | 4"),
            part(1, f"{HEAD} // 子 | 1 | 2", edges=(32, 38, 44, 50)),
            part(2, "乙 | 5 | 6"),
            part(2, "丑 | 9 | 9", edges=(32, 38, 44, 50)),
        ],
        [f"{HEAD} // 甲 | 3 | 4 // 乙 | 5 | 6", f"{HEAD} // 子 | 1 | 2 // 丑 | 9 | 9"],
    ),
    "one that another parts from its like": (
        [
            part(1, "利用<1x2> // 区分 | 年度", edges=(10, 20, 30)),
            part(2, f"{HEAD} // 子 | 1 | 2"),
            part(2, "乙 | 5", edges=(10, 20, 30), y=200),
        ],
        ["利用<1x2> // 区分 | 年度", f"{HEAD} // 子 | 1 | 2", "乙 | 5"],
    ),
    "one over the other": (
        [part(1, f"{HEAD} // 甲 | 3 | 4"), part(1, f"{HEAD} // 子 | 1 | 2", y=200, edges=(0, 8, 15, 30)), part(2, "乙 | 5 | 6")],
        [f"{HEAD} // 甲 | 3 | 4", f"{HEAD} // 子 | 1 | 2", "乙 | 5 | 6"],
    ),
}


@pytest.mark.parametrize(("units", "expected"), CASES.values(), ids=CASES)
def test_what_goes_on_over_a_page_is_one_table(units: Sequence[TableUnit], expected: list[str]) -> None:
    assert tables(*units) == expected


def text(y: float, words: str, page: int) -> TextUnit:
    return TextUnit(line(y, (0.5, words), page=page), 0.0, 300.0, page)


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        ([text(40, "利用の状況", 2)], [f"利用の状況<1x3> // {HEAD} // 甲 | 3 | 4 // 乙 | 5 | 6"]),
        ([text(40, "講座の状況", 2)], [f"利用の状況<1x3> // {HEAD} // 甲 | 3 | 4", f"{HEAD} // 乙 | 5 | 6"]),
        ([text(140, "利用の状況", 1)], [f"利用の状況<1x3> // {HEAD} // 甲 | 3 | 4", f"{HEAD} // 乙 | 5 | 6"]),
    ],
    ids=["its title again", "another title", "its title under it"],
)
def test_a_title_without_a_rule_that_is_printed_again_parts_no_table(between: list[TextUnit], expected: list[str]) -> None:
    assert tables(part(1, f"利用の状況<1x3> // {HEAD} // 甲 | 3 | 4"), *between, part(2, f"{HEAD} // 乙 | 5 | 6")) == expected


def test_a_line_that_says_what_a_first_cell_does_is_no_title() -> None:
    assert tables(part(1, f"{HEAD} // 甲 | 3 | 4"), text(40, "区分", 2), part(2, "乙 | 5 | 6")) == [f"{HEAD} // 甲 | 3 | 4", "乙 | 5 | 6"]


def test_a_title_s_words_under_a_table_with_nothing_behind_are_no_title() -> None:
    assert tables(part(1, f"利用の状況<1x3> // {HEAD}"), text(40, "利用の状況", 2)) == [f"利用の状況<1x3> // {HEAD}"]


def test_a_title_under_a_line_of_text_is_its_table_s_own() -> None:
    assert tables(text(20, "広間を開いた。", 2), text(40, "区分", 2), part(2, f"{HEAD} // 甲 | 3 | 4")) == [f"{HEAD} // 甲 | 3 | 4"]


def test_a_header_printed_again_is_a_label_and_rows_are_not() -> None:
    lower, ledger = part(2, f"{HEAD} // 乙 | 5 | 6"), Ledger()
    blocks_of([part(1, f"{HEAD} // 甲 | 3 | 4"), lower], ledger)
    assert ledger.beside == {(2, "label"): {n for c in lower.cells if c.row == 0 for one in c.lines for n in one.glyphs.indexes}}


def test_a_cell_says_whether_it_is_filled_and_whether_all_its_type_is_bold() -> None:
    unit = part(1, "区分 | 利用¶回数 | // 甲 | 3 | 4")
    first = {line.text: replace(line, bold=True) for cell in unit.cells[:2] for line in cell.lines if line.text != "回数"}
    cells = [replace(c, items=tuple(first.get(one.text, one) for one in c.lines), fill=0xE0E0E0 if c.row else None) for c in unit.cells]
    made = part_of(_with_cells(unit, cells), Ledger())
    assert [c.bold for c in made.cells] == [True, False, False, False, False, False]
    assert [c.shaded for c in made.cells] == [False] * 3 + [True] * 3


@pytest.mark.parametrize("again", [True, False])
def test_heavy_rules_keep_their_rows(again: bool) -> None:
    lower = (f"{HEAD} // 丙 | 5 | 6 // 丁 | 7 | 8", (1, 2)) if again else ("丙 | 5 | 6 // 丁 | 7 | 8", (1,))
    first = part(1, f"{HEAD} // 甲 | 3 | 4 // 乙 | 1 | 2", heavy=(0, 1, 3))
    (table,) = blocks_of([first, part(2, lower[0], heavy=lower[1])], Ledger())
    assert isinstance(table, TablePart) and table.heavy == (1, 4)
    assert [(box.page, box.y0) for box in table.boxes] == [(1, 60.0), (2, 60.0)]


def test_what_breaks_off_is_named_by_its_last_row() -> None:
    (table,) = blocks_of([part(1, f"{HEAD} // 甲 | 3 | 4 // | |", open_bottom=True)], Ledger())
    assert isinstance(table, TablePart) and table.open_bottom
    assert broken_off(table, "outcome").quote == "甲 3 4"
    assert broken_off(table, "outcome").page == 1
