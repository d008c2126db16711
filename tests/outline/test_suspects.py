"""What stands in columns and was not read as a table is named; running text, captions side by side and spaced words are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import pytest

from pipeline.geometry.rect import Rect
from pipeline.layout.model import Cell, Grid, Line
from pipeline.outline.suspects import suspects_of
from pipeline.outline.units import TableUnit, TextUnit
from pipeline.values import Box
from tests.outline.by_hand import line, part


def test_rows_that_a_page_end_parts_are_named_once() -> None:
    upper, lower = line(780, (0, "来館"), (10, "１８２")), line(60, (0, "電話"), (10, "１９２"), page=2)
    assert told(upper, lower) == ["table-suspected"]
    assert told(upper, replace(lower, page=3)) == []
    (found,) = suspects_of(units(upper, lower))
    assert found.box == Box(1, *upper.rect)


def test_letters_that_lie_over_each_other_stand_in_no_columns() -> None:
    """A harmed sheet ended the reading with an error of our own."""
    back = ((0, "あ"), (4, "１８２"), (2, "18件")), ((0, "来館"), (14, "来館"), (2, "１８２"), (0, "18件"))
    assert rows_told(back) == []


def test_the_place_of_rows_is_around_them_all() -> None:
    upper, lower = line(100, (0, "来館"), (10, "１８２")), line(116, (0, "電話"), (10, "１９２"))
    (found,) = suspects_of(units(upper, lower))
    assert found.box == Box(1, 0, 100, 130, 126)


@pytest.mark.parametrize(("y", "page"), [(116, 3), (140, 1)], ids=["on the page after the next", "far below"])
def test_lines_apart_are_no_rows(y: float, page: int) -> None:
    assert told(line(100, (0, "来館"), (10, "１８２")), line(y, (0, "電話"), (10, "１９２"), page=page)) == []


def units(*lines: Line) -> list[TextUnit]:
    return [TextUnit(one, 0.0, 500.0, 1) for one in lines]


def told(*lines: Line) -> list[str]:
    return [defect.code for defect in suspects_of(units(*lines))]


Row = tuple[tuple[float, str], ...]


def rows_told(rows: Sequence[Row]) -> list[str]:
    return told(*(line(100 + 16 * n, *row) for n, row in enumerate(rows)))


MONTHS: tuple[Row, ...] = (
    ((0, "４月"), (2.5, "５月"), (5, "６月"), (7.5, "７月")),
    ((0, "８１"), (2.5, "８６"), (5, "５９"), (7.5, "４９")),
)


@pytest.mark.parametrize(
    "rows",
    [
        (((0, "来館"), (10, "１８２")), ((0, "電話"), (10, "１９２"))),
        (
            ((0, "こもれび通信"), (10, "養育者"), (18, "毎月")),
            ((0, "掲示板"), (10, "来館者"), (18, "随時")),
            ((0, "動画"), (10, "区民"), (18, "年２回")),
        ),
        MONTHS,
        (((0, "区分"), (10, "件数")), ((0, "来館"), (11, "18件")), ((0, "電話相談"), (11, "19件")), ((0, "合"), (3, "計"), (11, "37件"))),
        (((0, "1"), (6, "10件")), ((0, "2"), (6, "12件"))),
        (((0, "H27年度"), (9, "2,812"), (17, "4%")), ((0, "H30年度"), (9, "3,015"), (17, "―"))),
        (((0, "開館日数"), (9, "240日")), ((0, "利用者数"), (9, "5,100人")), ((0, "父"), (9, "12組"))),
        (((0, "来館"), (10, "18件")), ((0, "電話"), (10, "―")), ((0, "訪問"), (10, "12件"))),
        (((0, "あ" * 30), (32, "い")), ((0, "来館"), (10, "１８２")), ((0, "電話"), (10, "１９２"))),
    ],
    ids=[
        "numbers",
        "words",
        "columns close to each other",
        "a header",
        "numbered rows",
        "no amount",
        "unlike amounts",
        "no amount between two",
        "white elsewhere in the line above",
    ],
)
def test_rows_read_as_text_are_named_once(rows: Sequence[Row]) -> None:
    assert rows_told(rows) == ["table-suspected"]


@pytest.mark.parametrize(
    ("cells", "ruled", "codes"),
    [
        ("会を開いた。¶相談が増えた。|会場が足りない。¶夜は開いていない。", "none", ["table-suspected"]),
        ("会を開いた。¶相談が増えた。|会場が足りない。¶夜は開いていない。", "rows", []),
        ("会を開いた。¶相談が増えた。|会場が¶足りない。", "none", []),
        ("会を¶開いた。¶相談が増えた。|会場が足りない。¶夜は¶開いていない。", "none", []),
        ("会を開いた。¶相談が増えた。|会場が足りない。", "none", []),
    ],
    ids=["sentences", "rows that rules part", "a sentence of two lines", "at other heights", "in one cell"],
)
def test_sentences_that_begin_level_in_cells_that_nothing_parts_are_named(
    cells: str, ruled: Literal["none", "rows"], codes: list[str]
) -> None:
    table = part(1, "成果|課題//" + cells, edges=(0, 12, 24), ruled=ruled)
    assert [defect.code for defect in suspects_of([table])] == codes


def test_running_text_and_what_stands_in_one_line_is_not_named() -> None:
    bullets = [line(100 + 16 * n, (0, "ア"), (2.2, "温かく迎えているか")) for n in range(3)]
    captions = [line(180, (0, "■会員数"), (20, "■件数")), line(200, (0, "・来館が増えた。")), line(216, (2, "１０人から２０人になった。"))]
    heads = [line(250 + 16 * n, (0, f"（{n}）"), (4.5, "【様々な立場の人が集まる場】")) for n in range(2)]
    struck = [line(300 + 16 * n, (0, "・広間を"), (8, "開いたところ、来館が前の年の二倍に増えて相談も多く寄せられた。")) for n in range(2)]
    margins = [line(350, (0, "仕事に戻る"), (8, "人の会を開いた")), line(366, (0, "ところ来館が増えて、相談も多い"))]
    assert told(*bullets, *captions, *heads, *struck, *margins) == []


@pytest.mark.parametrize(
    "rows",
    [
        (((0, "あ" * 12), (14, "い" * 2)), ((0, "あ" * 5), (7, "い" * 9))),
        (((0, "あ" * 12), (14, "い" * 2)), ((0, "あ" * 5), (7, "い" * 9)), ((0, "あ" * 9), (11, "い" * 5))),
        (((0, "・４月"), (6, "開所式を開いた。")), ((0, "・５月"), (6, "講座を始めた。")), ((0, "・６月"), (6, "見学会を開いた。"))),
        (((0, "４月"), (6, "開所式を開いた。")), ((0, "５月"), (6, "講座を始めた。")), ((0, "６月"), (6, "見学会を開いた。"))),
        (((0, "【日時】"), (6, "４月１日")), ((0, "【会場】"), (6, "広間"))),
        (((0, "日時"), (6, "４月１日")), ((0, "会場"), (6, "広間")), ((0, "対象"), (6, "親と子"))),
        (
            ((0, "「楽しかった」"), (9, "（１歳児の母）")),
            ((0, "「また来たい」"), (9, "（２歳児の父）")),
            ((0, "「広い」"), (9, "（３歳児の母）")),
        ),
        (((0, "楽しかった"), (9, "１歳児")), ((0, "また来たい"), (9, "２歳児")), ((0, "広い"), (9, "３歳"))),
        (((0, "・食事"), (8, "・睡眠")), ((0, "・発達"), (8, "・遊び")), ((0, "・仕事"), (8, "・家計"))),
        (((0, "法人："), (6, "５件")), ((0, "区："), (6, "３件"))),
        (((0, "来館"), (4, "………"), (9, "５件")), ((0, "電話"), (4, "………"), (9, "３件")), ((0, "訪問"), (4, "………"), (9, "２件"))),
        (((0, "・広間を開いた。"), (10, "来館が増えた。")), ((0, "・講座を開いた。"), (10, "父親が増えた。"))),
        (((0, "定員"), (6, "10組")), ((0, "会費"), (6, "500円"))),
        (((0, "①食事"), (8, "32%")), ((0, "②睡眠"), (8, "21%")), ((0, "③遊び"), (8, "18%"))),
        (((0, "来館"), (10, "１８２")), ((0, "電話"), (11.4, "９２"))),
        (((0, "1．食事"), (8, "32%")), ((0, "2．睡眠"), (8, "21%")), ((0, "3．遊び"), (8, "18%"))),
        (((0, "来館"), (10, "１８２")), ((0, "電話"), (10, "―"))),
        (((0, "1"), (6, "10件")),),
        (((0, "来館"), (2.6, "１８２")), ((0, "電話"), (2.6, "１９２"))),
        (((0, "来館"), (10, "18件")), ((0, "電話"), (10, "多数")), ((0, "訪問"), (10, "12件"))),
        (((0, "あ" * 25), (27, "10件")), ((0, "い" * 25), (27, "12件"))),
        (
            ((0, "通信"), (10, "養育者"), (18, "毎月")),
            ((0, "掲示"), (10, "来館者"), (18.7, "隔週")),
            ((0, "動画"), (10, "区民"), (19.4, "随時")),
        ),
        (((0, "通信"), (10, "養育者"), (18, "毎")), ((0, "掲示"), (10, "来館者"), (18, "隔")), ((0, "動画"), (10, "区民"), (18, "随"))),
    ],
)
def test_text_that_happens_to_stand_in_columns_is_not_named(rows: Sequence[Row]) -> None:
    assert rows_told(rows) == []


def table(*cells: Cell) -> TableUnit:
    rect = Rect(0, 100, 300, 200)
    grid = Grid(1, rect, 2, 3, cells, (0.0, 100.0, 200.0, 300.0), (100.0, 140.0, 200.0), False, False, "rows", 0, ())
    return TableUnit(grid, cells, rect)


def cell(col: int, cols: int, *lines: Line) -> Cell:
    return Cell(1, col, 1, cols, Rect(100.0 * col, 140, 100.0 * (col + cols), 200), lines)


def stacked(x: float, *texts: str) -> tuple[Line, ...]:
    return tuple(line(144 + 14 * n, (x, text)) for n, text in enumerate(texts))


ROW_ALONE = part(1, "区分|4回", edges=(10.5, 14.5, 18.5)).grid
INNER = part(1, "区分|4回//相談|8回", edges=(10.5, 14.5, 18.5)).grid


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ((cell(1, 1, *stacked(12, "１", "２", "３")), cell(2, 1, *stacked(22, "４", "５", "６"))), ["table-suspected"]),
        ((cell(1, 1, *stacked(12, "１", "－", "３")), cell(2, 1, *stacked(22, "４", "５", "６"))), ["table-suspected"]),
        ((cell(1, 1, *stacked(12, "－", "－", "３")), cell(2, 1, *stacked(22, "４", "５", "６"))), []),
        ((cell(1, 1, *stacked(12, "１", "２", "３")), cell(2, 1, *stacked(22, "４"))), []),
        ((cell(1, 2, line(150, (13, "回数"), (23, "人数"))),), ["table-suspected"]),
        ((cell(1, 2, line(150, (13, "令和４年度の利用"))),), []),
        ((cell(1, 2, line(150, (13, "表１"), (23, "人数"))),), []),
        ((cell(1, 2, line(150, (15, "合"), (23, "計"))),), []),
        ((cell(1, 2, line(150, (11, "ひろば")), line(164, (23, "（右）"))),), []),
        ((cell(1, 2, line(150, (11, "広間の利用と相談の数"), (23, "令和４年度"))),), []),
        ((cell(1, 1, *stacked(12, "４月に", "５組が", "１回")), cell(2, 1, *stacked(22, "２年に", "３組が", "４回と"))), []),
        ((cell(1, 1, line(150, (11, "789人"), (17, "3,552人"))),), ["table-suspected"]),
        ((cell(1, 1, line(150, (11, "5回"), (15, "120人"))),), []),
        ((replace(cell(1, 1), items=(INNER,)),), ["table-suspected"]),
        ((replace(cell(1, 1), items=(ROW_ALONE,)),), []),
        ((cell(1, 1, *stacked(12, "４回", "５回")), cell(2, 1, *stacked(22, "１人", "２人"))), ["table-suspected"]),
        ((cell(1, 1, *stacked(12, "４回", "５人")), cell(2, 1, *stacked(22, "３回", "２人"))), []),
        ((cell(1, 1, *stacked(12, "１", "２", "３")), cell(2, 1, *stacked(22, "４人", "５人"))), []),
        ((cell(1, 1, *stacked(12, "あり", "なし", "なし")), cell(2, 1, *stacked(22, "１", "２", "３"))), []),
        ((cell(1, 1, *stacked(12, *["４月に広間を開いたところ"] * 3)), cell(2, 1, *stacked(22, "１", "２", "３"))), []),
        ((cell(1, 2, line(150, (13, "開いた。"), (23, "人数"))),), []),
        ((cell(1, 1, *stacked(12, "４人")), cell(2, 1, *stacked(22, "５人"))), []),
        ((cell(1, 1, *stacked(12, "１", "２")), cell(2, 1, *stacked(22, "３", "４"))), []),
        ((cell(1, 1, line(150, (11, "789人"), (15, "広間"))),), []),
    ],
    ids=[
        "rows in one",
        "a row of which nothing is given",
        "one number among rows",
        "a list in one cell",
        "columns in one",
        "a name over two columns",
        "a number and a name over two columns",
        "a word spaced out",
        "either side in another line",
        "white elsewhere than at the edge",
        "wrapped text",
        "amounts of one thing",
        "two amounts of one cell",
        "a table in a cell",
        "one row in a cell",
        "two amounts of one thing in each",
        "two amounts of two things in each",
        "three rows beside two",
        "numbers beside words",
        "numbers beside sentences",
        "a sentence and a name",
        "one amount in each",
        "two numbers that say nothing of what they count",
        "an amount and a word",
    ],
)
def test_cells_that_hold_rows_or_columns_are_named(cells: tuple[Cell, ...], codes: list[str]) -> None:
    assert [defect.code for defect in suspects_of([table(*cells)])] == codes
