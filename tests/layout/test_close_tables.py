"""Tables close to each other: open ones below each other are two, a double rule parts none."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.layout.tables import tables_on
from pipeline.pages import Engine, read_pages
from tests.layout.pens import COLUMN, LEFT, ROW, TOP, frame, rule, table, text
from tests.pages.drawing import append, pdf

ENGINES = pytest.mark.parametrize("engine", ["pymupdf", "pdfplumber"])
ROWS = [["区分", "回数", "延べ人数"], ["講座", "12", "340"], ["相談", "48", "96"]]
WIDE, HIGH = 3 * COLUMN, 3 * ROW


def read(draw: Any, engine: Engine = "pymupdf") -> list[list[list[str]]]:
    tables = tables_on(read_pages(pdf(draw), engine))
    return [[[cell.text for cell in found.cells if cell.row == row] for row in range(found.n_rows)] for found in tables]


def open_table(page: Any, y: float, rows: list[list[str]] = ROWS) -> None:
    """Rules between the columns and the rows, none at the sides."""
    for row in range(len(rows) + 1):
        rule(page, LEFT, y + ROW * row, LEFT + WIDE, y + ROW * row)
    for column in (1, 2):
        rule(page, LEFT + COLUMN * column, y, LEFT + COLUMN * column, y + ROW * len(rows))
    for down, texts in enumerate(rows):
        for across, said in enumerate(texts):
            text(page, LEFT + COLUMN * across + 3, y + ROW * down + 13, said)


@ENGINES
@pytest.mark.parametrize("gap", [24.0, 60.0])
def test_open_tables_below_each_other_are_two(engine: Engine, gap: float) -> None:
    def draw(page: Any, _: Any) -> None:
        open_table(page, TOP)
        text(page, LEFT, TOP + HIGH + gap - 8, "２　相談の状況")
        open_table(page, TOP + HIGH + gap)

    assert read(draw, engine) == [ROWS, ROWS]


@ENGINES
@pytest.mark.parametrize(("gap", "cut"), [(4.0, 100.0), (15.0, 100.0), (24.0, 100.0), (6.0, COLUMN)])
def test_open_tables_of_one_width_with_other_columns_in_a_frame_are_two(engine: Engine, gap: float, cut: float) -> None:
    def draw(page: Any, _: Any) -> None:
        frame(page, 1, 1, x=LEFT - 6, y=TOP - 10, wide=WIDE + 12, high=240)
        open_table(page, TOP)
        for row in range(3):
            rule(page, LEFT, TOP + HIGH + gap + ROW * row, LEFT + WIDE, TOP + HIGH + gap + ROW * row)
        rule(page, LEFT + cut, TOP + HIGH + gap, LEFT + cut, TOP + HIGH + gap + 2 * ROW)
        for row, (one, other) in enumerate((("内容", "件数"), ("電話", "31"))):
            text(page, LEFT + 3, TOP + HIGH + gap + ROW * row + 13, one)
            text(page, LEFT + cut + 3, TOP + HIGH + gap + ROW * row + 13, other)

    assert read(draw, engine) == [ROWS, [["内容", "件数"], ["電話", "31"]]]


@pytest.mark.parametrize("below", [240.0, 120.0])
@pytest.mark.parametrize("gap", [15.0, 24.0])
def test_open_tables_that_share_a_side_of_their_frame_are_two(gap: float, below: float) -> None:
    """As a spreadsheet sets them, whose last column is the page's; the frame ends with the page or with a rule."""

    def draw(page: Any, _: Any) -> None:
        for height in (TOP - 40, TOP - 20, *([TOP + below] if below > 200 else [])):
            rule(page, LEFT - 10, height, LEFT + WIDE, height)
        for side in (LEFT - 10, LEFT + WIDE):
            rule(page, side, TOP - 40, side, TOP + below + (ROW if below < 200 else 0))
        open_table(page, TOP)
        for row in range(3):
            rule(page, LEFT, TOP + HIGH + gap + ROW * row, LEFT + WIDE, TOP + HIGH + gap + ROW * row)
        rule(page, LEFT + 100, TOP + HIGH + gap, LEFT + 100, TOP + HIGH + gap + 2 * ROW)
        text(page, LEFT + 3, TOP + HIGH + gap - 4, "【表２】件数")
        for row, (one, other) in enumerate((("内容", "件数"), ("電話", "31"))):
            text(page, LEFT + 3, TOP + HIGH + gap + ROW * row + 13, one)
            text(page, LEFT + 103, TOP + HIGH + gap + ROW * row + 13, other)

    assert [rows for rows in read(draw) if "区分" in rows[0] or "内容" in rows[0]] == [ROWS, [["内容", "件数"], ["電話", "31"]]]


def test_a_row_without_columns_in_an_open_table_parts_nothing() -> None:
    def draw(page: Any, _: Any) -> None:
        open_table(page, TOP)
        text(page, LEFT + 3, TOP + HIGH + 11, "うち土曜日")
        open_table(page, TOP + HIGH + 16, ROWS[1:])

    assert read(draw) == [[*ROWS, ["うち土曜日"], *ROWS[1:]]]


@ENGINES
@pytest.mark.parametrize("white", [1.0, 2.0, 2.5])
def test_a_double_rule_under_the_header(engine: Engine, white: float) -> None:
    def draw(page: Any, _: Any) -> None:
        table(page, ROWS[:1])
        table(page, ROWS[1:], y=TOP + ROW + white)

    assert read(draw, engine) == [ROWS]


def test_a_double_rule_under_merged_headers() -> None:
    def draw(page: Any, _: Any) -> None:
        frame(page, 1, 1, wide=COLUMN)
        frame(page, 1, 1, x=LEFT + COLUMN, wide=2 * COLUMN)
        text(page, LEFT + 3, TOP + 13, "区分")
        text(page, LEFT + COLUMN + 3, TOP + 13, "実績")
        table(page, ROWS[1:], y=TOP + ROW + 2)

    assert read(draw) == [[["区分", "実績"], *ROWS[1:]]]


def test_a_double_rule_behind_the_row_headers() -> None:
    def draw(page: Any, _: Any) -> None:
        table(page, [row[:1] for row in ROWS])
        table(page, [row[1:] for row in ROWS], x=LEFT + COLUMN + 2)

    assert read(draw) == [ROWS]


def test_boxes_a_hair_apart_stay_two() -> None:
    def draw(page: Any, _: Any) -> None:
        frame(page, 1, 1, wide=WIDE)
        frame(page, 1, 1, y=TOP + ROW + 2, wide=WIDE)
        table(page, ROWS, y=TOP + 3 * ROW)

    assert read(draw) == [ROWS]


@ENGINES
@pytest.mark.parametrize("title", [True, False])
def test_the_first_row_of_an_open_table_may_be_one_cell_over_all_its_width(engine: Engine, title: bool) -> None:
    """A rule over it, as wide as those of the table, makes it a row; without one it is a line above the table."""

    def draw(page: Any, _: Any) -> None:
        text(page, LEFT + 60, TOP - 4, "講座の状況")
        if title:
            rule(page, LEFT, TOP - 16, LEFT + WIDE, TOP - 16)
        open_table(page, TOP)

    assert read(draw, engine) == [[["講座の状況"], *ROWS]] if title else [ROWS]


@pytest.mark.parametrize(
    ("engine", "over", "boxes"),
    [
        ("pymupdf", True, 1),
        ("pymupdf", True, 2),
        ("pymupdf", False, 1),
        ("pymupdf", False, 2),
        ("pdfplumber", True, 1),
    ],
)
@pytest.mark.parametrize(
    ("inset", "wide", "apart"),
    [
        (4.0, 100.0, True),
        (0.0, 100.0, True),
        (0.0, WIDE + 30, True),
        (30.0, WIDE - 30, True),
        (0.0, COLUMN, False),
        (0.0, WIDE, False),
        (30.0, COLUMN - 30, False),
    ],
)
def test_boxes_that_touch_a_table_are_none_of_its_rows(
    engine: Engine, over: bool, boxes: int, inset: float, wide: float, apart: bool
) -> None:
    """The box of a label under the goal table touches it, or a section's frame as wide as its text; one whose side goes on from a wall
    of the table is a row of it."""
    y = TOP + (0 if over else HIGH)

    def draw(page: Any, _: Any) -> None:
        table(page, ROWS, y=TOP + (boxes * ROW if over else 0))
        frame(page, 1, boxes, x=LEFT + inset, y=y, wide=wide, high=ROW)
        for row in range(boxes):
            text(page, LEFT + inset + 6, y + 13 + ROW * row, "評価の理由")

    assert (ROWS in read(draw, engine)) is apart


@ENGINES
def test_borders_of_dashes_in_line_lead_from_no_table_to_the_next(engine: Engine) -> None:
    """Their gaps are of one length, and the white between two tables is longer, if only by a hair; that at a seam of cells is not."""

    boxes: list[tuple[float, float, float, float]] = []

    def dashes(x0: float, y0: float, x1: float, y1: float) -> None:
        for start in (2.5 * step for step in range(int((x1 - x0 + y1 - y0) / 2.5))):
            boxes.append((x0 + start, y0, 1.5, 0.5) if y0 == y1 else (x0, y0 + start, 0.5, 1.5))

    def table_of(page: Any, y: float, columns: tuple[float, ...], rows: list[list[str]]) -> None:
        for down, texts in enumerate(rows):
            top, bottom = y + down * ROW, y + (down + 1) * ROW
            for x in columns:
                dashes(x, top, x, bottom)
            for height in (top, bottom):
                dashes(columns[0], height, columns[-1], height)
            for x, said in zip(columns, texts, strict=False):
                text(page, x + 3, top + 13, said)

    def draw(page: Any, document: Any) -> None:
        table_of(page, TOP, tuple(LEFT + COLUMN * k for k in range(4)), ROWS)
        table_of(page, TOP + HIGH + 2.5, (LEFT, LEFT + 100, LEFT + WIDE), [["内容", "件数"], ["電話", "31"]])
        flipped = (f"{x:g} {page.rect.height - y - high:g} {wide:g} {high:g} re f" for x, y, wide, high in boxes)
        append(page, document, "\n".join(("q 0 g", *flipped, "Q")).encode())

    assert read(draw, engine) == [ROWS, [["内容", "件数"], ["電話", "31"]]]


LONGER = [["媒体", "数"], ["便り", "3"], ["配信", "4"], ["写真", "9"]]
BOTH = [[*row, *other] for row, other in zip(ROWS, LONGER, strict=False)]


@pytest.mark.parametrize("is_framed", [True, False])
@pytest.mark.parametrize(
    ("captions", "beside", "apart"),
    [
        pytest.param([(0, "▼講座"), (3, "▼登録")], LONGER, True, id="a caption over each"),
        pytest.param([(0, "▼講座")], LONGER, False, id="one caption"),
        pytest.param([(0, "▼講座"), (2.5, "令和5年度")], LONGER, False, id="a text over the first"),
        pytest.param([(0.5, "▼講座"), (3, "▼登録")], LONGER, False, id="in the middle"),
        pytest.param([(0, "▼講座"), (3, "（単位：人）")], LONGER, False, id="a unit"),
        pytest.param([(0, "▼講座"), (3, "▼登録")], LONGER[:3], False, id="as high"),
    ],
)
def test_tables_that_share_a_side_are_two_where_each_has_a_caption(
    captions: list[tuple[float, str]], beside: list[list[str]], apart: bool, is_framed: bool
) -> None:
    """They end at different heights; one with cells that hang below its last columns has one caption, and may have a unit."""

    def draw(page: Any, _: Any) -> None:
        if is_framed:
            frame(page, 1, 1, y=TOP - 20, wide=7 * COLUMN, high=8 * ROW)
        for at, said in captions:
            text(page, LEFT + COLUMN * at + 1, TOP - 4, said)
        table(page, ROWS)
        table(page, beside, x=LEFT + WIDE + 0.5)

    first, *others = read(draw)
    assert (first, *others) == (ROWS, beside) if apart else first[:3] == BOTH


def test_a_cell_over_a_wall_holds_two_tables_together() -> None:
    def draw(page: Any, _: Any) -> None:
        for at, said in ((0, "▼講座"), (3, "▼登録")):
            text(page, LEFT + COLUMN * at + 1, TOP - ROW - 4, said)
        frame(page, 1, 1, y=TOP - ROW, wide=5 * COLUMN)
        text(page, LEFT + WIDE - 20, TOP - ROW + 13, "令和5年度")
        table(page, ROWS)
        table(page, LONGER, x=LEFT + WIDE)

    assert read(draw)[0][1:4] == BOTH


YEARS = ("令和３年度", "令和４年度", "令和５年度"), ("令和５年度", "令和６年度", "令和７年度")
NAMES = ("父親の会", "母親の会", "祖父母の会"), ("広間", "庭", "分室")


def level(page: Any, y: float, *rows: tuple[str, ...]) -> float:
    """Rows between level rules, which a browser draws cell by cell; where the last of them is."""
    for down in range(len(rows) + 1):
        for across in range(len(rows[0])):
            rule(page, LEFT + COLUMN * across, y + ROW * down, LEFT + COLUMN * (across + 1), y + ROW * down)
    for down, said in enumerate(rows):
        for across, word in enumerate(said):
            text(page, LEFT + COLUMN * across + 3, y + ROW * down + 13, word)
    return y + ROW * len(rows)


@pytest.mark.parametrize(
    ("headers", "row", "gap", "tables"),
    [
        (YEARS, ("12件", "14件", "17件"), 4.0, 2),
        (YEARS, ("12件", "14件", "17件"), 8.0, 2),
        (YEARS, ("12件", "14件", "17件"), 2.0, 1),
        (NAMES, ("第一", "第二", "第三"), 4.0, 1),
        ((YEARS[0], NAMES[1]), ("第一", "第二", "第三"), 4.0, 1),
        ((NAMES[0], YEARS[1]), ("第一", "第二", "第三"), 4.0, 1),
    ],
    ids=["years", "years further apart", "a double rule", "names", "names under years", "years under names"],
)
def test_white_between_level_rules_parts_tables_whose_headers_both_count_years(
    headers: tuple[tuple[str, ...], ...], row: tuple[str, ...], gap: float, tables: int
) -> None:
    def draw(page: Any, _: Any) -> None:
        end = level(page, TOP, ("", *headers[0]), ("相談", *row), ("来館", *row))
        level(page, end + gap, ("", *headers[1]), ("講座", *row), ("訪問", *row))

    assert len(read(draw)) == tables


@pytest.mark.parametrize(("padded", "tables"), [(0.0, 2), (3.0, 1)], ids=["with the rules", "as the cells are"])
def test_a_line_as_high_as_a_row_between_tables_with_one_header_begins_where_the_rules_do(padded: float, tables: int) -> None:
    header = ("", *YEARS[0])

    def draw(page: Any, _: Any) -> None:
        end = level(page, TOP, header, ("相談", "12件", "14件", "17件"))
        text(page, LEFT + padded, end + 13, "【講座の開催】")
        level(page, end + ROW, header, ("講座", "3回", "4回", "6回"))

    assert len(read(draw)) == tables
