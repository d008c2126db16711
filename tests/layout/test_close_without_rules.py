"""Tables without any rule whose columns stand less than an em apart, whose names stand far from their numbers or at the other side of
their column; and text with numbers that is none of a table."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.typeset.paper import Sheet
from tests.layout.drawing import grids, layout_of, page, say, texts, words

STEP = 13.0
YEARS = ["区分", "4年度", "5年度", "6年度"]
ROWS = [
    ["ひろば", "8組", "13,205組", "9組"],
    ["子育てサポートシステム", "17,031組", "475組", "22,309組"],
    ["父と来た", "66組", "10,659組", "466組"],
    ["一時預かり", "941組", "6組", "7,012組"],
]


def wide(text: str) -> float:
    return say(page(), 0, 0, text)


def set_in_columns(
    rows: Sequence[Sequence[str]], gap: float, names: float, numbers: float, heads: float = 0.5, left: float = 64.0
) -> Sheet:
    """Columns as wide as their widest text, ``gap`` points apart; ``names``, ``numbers`` and ``heads`` tell where in its column each
    stands: 0 at the left, 0.5 in the middle, 1 at the right."""
    sheet, x = page(), left
    for c, column in enumerate(zip(*rows, strict=True)):
        room = max(map(wide, column))
        for r, text in enumerate(column):
            share = heads if r == 0 else numbers if c else names
            if text:
                say(sheet, x + (room - wide(text)) * share, 112 + STEP * r, text)
        x += room + gap
    return sheet


def read(sheet: Sheet) -> list[list[list[str]]]:
    return [words(grid) for grid in grids(layout_of(sheet)[0].items)]


@pytest.mark.parametrize(
    ("numbers", "heads"),
    [(1.0, 0.5), (1.0, 0.0), (0.5, 0.5), (0.0, 0.0)],
    ids=["numbers at the right", "and their heads at the left", "numbers in the middle", "numbers at the left"],
)
@pytest.mark.parametrize("names", [0.0, 1.0], ids=["names at the left", "names at the right"])
@pytest.mark.parametrize("gap", [4.5, 6.5, 60.0])
def test_columns_are_told_by_the_numbers_below_each_other(gap: float, names: float, numbers: float, heads: float) -> None:
    """Statistics set close; a row may be one run of text from end to end."""
    table = [YEARS, *ROWS]
    assert read(set_in_columns(table, gap, names, numbers, heads)) == [table]


def test_rows_set_as_one_run_under_shaded_headers_are_rows_each() -> None:
    """Such a row was a further line of the one before."""
    rows = [["ひろばの会", "7,366人", "2,807人"], ["相談の集い", "4,563人", "2,994人"], ["講座と催し", "2,012人", "1,217人"]]
    table = [YEARS[:3], *rows]
    sheet, x = set_in_columns(table, 4.5, 0.0, 1.0), 62.0
    for column in zip(*table, strict=True):
        sheet.fill(x, 102, x + max(map(wide, column)) + 4.5, 115, (0.86, 0.86, 0.86))
        x += max(map(wide, column)) + 4.5
    assert read(sheet) == [table]


def test_words_close_behind_counts_are_a_column_where_they_begin_at_one_place() -> None:
    table = [["名称", "回数", "対象", "参加者数"]]
    table += [["離乳食の会", "年4回", "未就学児", "174組"], ["双子の集い", "年12回", "妊婦とその家族", "9組"]]
    table += [["父親の講座", "年8回", "0歳児の親子", "1,102組"], ["土曜ひろば", "年10回", "誰でも", "66組"]]
    sheet, x = page(), 64.0
    for c, column in enumerate(zip(*table, strict=True)):
        room = max(map(wide, column))
        for r, text in enumerate(column):
            say(sheet, x + (room - wide(text) if c in (1, 3) else 0.0), 112 + STEP * r, text)
        x += room + 7.0
    assert read(sheet) == [table]


def test_a_header_of_two_letters_over_two_columns_is_the_table_s() -> None:
    table = [["", "R6", "R7"], *(row[:3] for row in ROWS)]
    assert read(set_in_columns(table, 6.0, 0.0, 1.0)) == [table]


def test_a_header_in_the_middle_of_a_wide_column_of_names_is_no_caption() -> None:
    rows = [["相談した組数", "406", "76"], ["うち土曜日", "8", "97"], ["父と来た", "29", "64"]]
    sheet = set_in_columns([["", "令和4年度", "令和5年度"], *rows], 30.0, 1.0, 0.5, left=260.0)
    say(sheet, 150, 112, "項目")
    assert read(sheet) == [[["項目", "令和4年度", "令和5年度"], *rows]]


@pytest.mark.parametrize("step", [12.0, 16.0])
def test_a_name_of_two_lines_stands_around_its_row(step: float) -> None:
    """Its row has nothing on the name's own lines, and stood alone between two halves of the table."""
    sheet = page()
    y = 112.0
    for row in (["", "R4", "R5", "R6"], *ROWS):
        name = [row[0]] if row != ROWS[1] else ["子育てサポート", "システム"]
        for n, line in enumerate(name):
            say(sheet, 64, y + step * n, line)
        for right, text in zip((200, 260, 320), row[1:], strict=True):
            say(sheet, right - wide(text), y + step * (len(name) - 1) / 2, text)
        y += step * len(name) + 2
    (rows,) = read(sheet)
    assert [row[1:] for row in rows] == [["R4", "R5", "R6"], *(row[1:] for row in ROWS)]
    assert rows[2][0] == "子育てサポートシステム"


@pytest.mark.parametrize(
    "over",
    ["■利用した組の数の推移", "父と来た人は昨年度の66組から466組に増えた。"],
    ids=["caption", "sentence"],
)
def test_a_line_of_text_over_close_columns_is_none_of_theirs(over: str) -> None:
    table = [YEARS, *ROWS]
    sheet = set_in_columns(table, 5.0, 0.0, 1.0)
    say(sheet, 64, 112 - STEP, over)
    assert read(sheet) == [table]
    assert texts(layout_of(sheet)[0].items) == [over]


@pytest.mark.parametrize(
    "lines",
    [
        ["来館した組は前の年度より増えて 1,204組", "相談も多くなり、合わせて 592件", "初めて来た人も多く 98人", "父と来た人は 47人"],
        ["・ひろば 1,204組", "・一時預かり 592組", "・講座 98組", "・出張ひろば 47組"],
    ],
    ids=["text to the margin", "list"],
)
def test_lines_that_end_in_numbers_are_no_columns(lines: list[str]) -> None:
    """A space was typed before each number; the lines end at one margin or begin at one place."""
    sheet = page()
    for n, line in enumerate(lines):
        say(sheet, 64 if line.startswith("・") else 300 - wide(line), 112 + STEP * n, line)
    assert read(sheet) == []
    assert len(texts(layout_of(sheet)[0].items)) == len(lines)


@pytest.mark.parametrize("behind", [("head",), ("names",), ("head", "names")], ids=" and ".join)
def test_shades_over_all_of_a_header_and_behind_names_part_no_columns(behind: tuple[str, ...]) -> None:
    """A spreadsheet's style: one area each, wider and higher than the text, which says nothing of the columns of numbers."""
    table = [YEARS, *ROWS]
    sheet = set_in_columns(table, 30.0, 0.0, 1.0)
    names, end = max(map(wide, [row[0] for row in table])) + 12, 112 + STEP * len(ROWS) + 4
    for x1, y0, y1 in [*([(380.0, 101.0, 115.0)] if "head" in behind else []), *([(64 + names, 115.0, end)] if "names" in behind else [])]:
        sheet.fill(58, y0, x1, y1, (0.85, 0.89, 0.95))
    assert read(sheet) == [table]


def test_numbers_with_a_second_one_in_brackets_are_a_table_s() -> None:
    rows = [["地区センター", "延べ264人（実66人）", "延べ320人（実80人）"], ["ケアプラザ", "延べ57人（実19人）", "延べ54人（実27人）"]]
    table = [["", "令和4年度", "令和5年度"], *rows]
    assert read(set_in_columns(table, 24.0, 0.0, 1.0)) == [table]
