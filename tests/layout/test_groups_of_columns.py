"""Columns that no rule parts, within groups that upright rules part; and cells of such tables that only seem to hold several columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from benchmarks.typeset.paper import Sheet
from pipeline.layout.styles import grouped
from tests.layout.drawing import layout_of, page, rule, say, table_on, words

LEFT, RIGHT, TOP, ROW = 60.0, 300.0, 100.0, 16.0
Rows = Sequence[Sequence[str]]
YEARS: Rows = (("区分", "令和4年度", "令和5年度"), ("来館", "1,684", "1,822"), ("電話", "146", "192"))
PLACES = (65.0, 135.0, 215.0)


def drawn(rows: Rows, walls: Sequence[float] = (120.0,), places: Sequence[float] = PLACES, *, level: Sequence[int] | None = None) -> Sheet:
    """Rows in a frame with walls over its height, and a rule under each, or under those of these numbers."""
    sheet = page()
    for x in (LEFT, *walls, RIGHT):
        rule(sheet, x, TOP, x, TOP + ROW * len(rows))
    for n in {0, len(rows), *(range(len(rows)) if level is None else level)}:
        rule(sheet, LEFT, TOP + ROW * n, RIGHT, TOP + ROW * n)
    for n, row in enumerate(rows):
        for x, text in zip(places, row, strict=False):
            if text:
                say(sheet, x, TOP + ROW * n + 12, text)
    return sheet


CALENDAR: Rows = (("月", "行事", "内容"), ("4月", "新年度の集い", "館内の案内"), ("7月", "七夕", "短冊づくり"))


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        (YEARS, {}),
        (YEARS, {"level": [1]}),
        (CALENDAR, {}),
        ((("区分", "4～6月", "7～9月"), *YEARS[1:]), {}),
        ((("区分", "０歳", "１歳", "２歳"), ("来館", "3", "4", "5"), ("電話", "6", "7", "8")), {"places": (65.0, 135.0, 190.0, 245.0)}),
        ((("区分", "常勤", "", "計"), ("保育士", "2", "", "8"), ("その他", "4", "", "5")), {"places": (65.0, 135.0, 215.0, 260.0)}),
        ((*YEARS, *((name, "31", "44") for name in ("訪問", "講座", "広場"))), {"level": [1]}),
        ((("館", "区分", "人数"), ("本館", "親", "3"), ("別館", "子", "4"), ("分室", "孫", "5")), {"walls": (190.0,)}),
    ],
    ids=["years", "no rules between rows", "words", "months", "ages", "digits alone", "many rows", "two columns of names"],
)
def test_columns_behind_the_rule_after_the_names(rows: Rows, more: dict[str, Any]) -> None:
    assert words(table_on(drawn(rows, **more))) == [[text for text in row if text] for row in rows]


@pytest.mark.parametrize("level", [None, [2]], ids=["rules between rows", "one under the header"])
def test_names_of_groups_over_their_columns(level: Sequence[int] | None) -> None:
    """The years are parted by walls, what was counted in each by none."""
    sheet = drawn(
        (("", "", ""), ("区分", "回数", "人数", "回数", "人数"), ("来館", "3", "14", "5", "19"), ("電話", "6", "17", "8", "11")),
        (110.0, 205.0),
        (65.0, 120.0, 170.0, 215.0, 265.0),
        level=level,
    )
    for x, year in ((135.0, "令和4年度"), (230.0, "令和5年度")):
        say(sheet, x, TOP + 12, year)
    grid = table_on(sheet)
    header = [[(cell.colspan, cell.text) for cell in row if cell.col] for row in grid.rows[:2]]
    assert header == [[(2, "令和4年度"), (2, "令和5年度")], [(1, "回数"), (1, "人数"), (1, "回数"), (1, "人数")]]
    assert words(grid)[2:] == [["来館", "3", "14", "5", "19"], ["電話", "6", "17", "8", "11"]]


def test_a_name_that_rules_begin_behind_is_a_column_before_those_of_its_rows() -> None:
    rows = (
        ("年度", "種別", "回数", "人数"),
        ("", "親子", "8回", "178人"),
        ("", "父親", "5回", "172人"),
        ("", "親子", "6回", "90人"),
        ("", "父親", "7回", "88人"),
    )
    sheet = drawn(rows, (170.0,), (65.0, 125.0, 180.0, 240.0), level=[1, 3])
    for row, year in ((1, "令和4年度"), (3, "令和5年度")):
        say(sheet, 65.0, TOP + ROW * (row + 1) + 4, year)
        rule(sheet, 118.0, TOP + ROW * (row + 1), RIGHT, TOP + ROW * (row + 1))
    grid = table_on(sheet)
    assert [(cell.rowspan, cell.text) for cell in grid.cells if cell.col == 0] == [(1, "年度"), (2, "令和4年度"), (2, "令和5年度")]
    assert [row[-3:] for row in words(grid)] == [list(row[1:]) for row in rows]


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        (
            (("区分", "", "実績"), ("来館", "12組", "24人"), ("電話", "30組", "41人"), ("訪問", "2組", "4人")),
            {"places": (65.0, 135.0, 190.0)},
        ),
        ((("区分", "実　　　　績"), ("来館", "12組", "", "24人"), ("電話", "30組", "", "41人")), {"places": (65.0, 180.0, 190.0, 240.0)}),
        ((("来館", "12組", "24人"), ("電話", "30組", "41人"), ("訪問", "2組", "4人")), {}),
        ((("区分", "男", "女"), ("来館", "3", "4"), ("電話", "6", "7")), {}),
        ((("区分", "対", "象"), ("広間", "親子", "保護者"), ("講座", "父親", "祖父母")), {}),
        (
            (("区分", "内容"), ("広間", "・", "親子の遊び"), ("講座", "・", "父親の遊び"), ("訪問", "・", "家での遊び")),
            {"places": (65.0, 130.0, 150.0)},
        ),
        (
            (
                ("課題", "父親の参加が少ない。"),
                ("", "①", "場が整っているか。"),
                ("視点", "②", "声を聞いているか。"),
                ("", "③", "話せているか。"),
                ("", "④", "学んでいるか。"),
            ),
            {"places": (65.0, 124.0, 145.0), "level": [1]},
        ),
        ((("区分", "内容の一", "内容の二"), ("広間", "親子の遊び"), ("講座", "父親の遊び")), {}),
        (
            (
                ("区分", "", "連携先"),
                ("広間", "区役所", "", "保健師"),
                ("講座", "福祉会", "", "相談員"),
                ("訪問", "子ども会", "", "民生委員"),
            ),
            {"places": (65.0, 135.0, 196.0, 235.0)},
        ),
        (
            (
                ("館", "区分", "人数"),
                ("本館", "親", "3"),
                ("別館", "子", "4"),
                ("分室", "孫", "5"),
                ("支所", "曽孫", "6"),
                ("出張所", "玄孫", "7"),
            ),
            {"walls": (190.0,), "level": [1]},
        ),
        ((("名称", "法人", "園長"), ("広間", "親子の遊び場である", "")), {}),
    ],
    ids=[
        "one header",
        "a header set wide",
        "no header",
        "names of one character",
        "a word set wide",
        "a list",
        "a numbered list",
        "a header alone",
        "one header over words",
        "names in two columns",
        "few rows",
    ],
)
def test_cells_with_a_gap_in_them_are_one(rows: Rows, more: dict[str, Any]) -> None:
    assert table_on(drawn(rows, **more)).n_cols == 2


def test_a_frame_around_tables_is_not_read_as_one_to_no_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The frames of the form hold most of a sheet; to read each once more as a table of mere rows would take a third of the time. Nor is a
    table with one text in each cell, or a frame around rules that meet none."""
    read: list[int] = []

    def asked(levels: Sequence[object], *_: object) -> list[object]:
        read.append(len(levels))
        return []

    monkeypatch.setattr(grouped, "hairline_grids", asked)
    rows = (("来館", "1,684", "1,822"), ("電話", "146", "192"), ("訪問", "31", "44"))
    sheet = drawn((("区分", "令和4年度", "令和5年度"), *rows), (120.0,))
    layout_of(sheet)
    assert len(read) == 1
    for x in (RIGHT + 20, RIGHT + 120):
        rule(sheet, x, TOP - 40, x, TOP + 120)
    rule(sheet, LEFT - 20, TOP - 40, LEFT - 20, TOP + 120)
    for y in (TOP - 40, TOP + 120):
        rule(sheet, LEFT - 20, y, RIGHT + 120, y)
    layout_of(sheet)
    assert len(read) == 2
    layout_of(drawn((("区分", "令和4年度"), *(row[:2] for row in rows))))
    sheet = drawn((("区分", "令和4年度", "令和5年度"), *rows))
    rule(sheet, 130.0, TOP + ROW + 8, 280.0, TOP + ROW + 8)
    layout_of(sheet)
    assert len(read) == 2
