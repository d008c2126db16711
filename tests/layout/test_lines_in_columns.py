"""Lines of tables without any rule, asked question by question: what goes on with a row, heads it, or stands under a shaded header."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

import pytest

from pipeline.geometry.rect import Rect
from pipeline.layout import header_below, shaded_headers, unruled, unruled_rows
from pipeline.layout.runs import Run, text_lines
from pipeline.pages.model import Area
from tests.layout.hand_set import Words, fill, runs
from tests.layout.test_rules_by_hand import run

HALL: list[Words] = [(5.0, "来館"), (75.0, "168件"), (145.0, "182件")]
WORDS: list[Words] = [(5.0, "会議"), (75.0, "地区の声"), (145.0, "予約制")]
EDGES = (0.0, 70.0, 140.0, 210.0)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ([(5.0, "・"), (30.0, "来館"), (80.0, "3件")], True),
        ([(5.0, "・"), (30.0, "来館")], False),
        ([(5.0, "来館"), (40.0, "3件")], True),
        ([(5.0, "来"), (40.0, "3件")], False),
    ],
    ids=["three texts", "a mark and a text", "a word and a number", "one sign and a number"],
)
def test_a_line_in_columns(line: Sequence[Words], expected: bool) -> None:
    assert unruled_rows.is_columnar(runs(line)) is expected


@pytest.mark.parametrize(
    ("first", "expected"),
    [("R6", True), ("6歳", True), ("12", False), ("1.", False)],
)
def test_a_narrow_first_text(first: str, expected: bool) -> None:
    assert unruled_rows.is_columnar([run(5, first, gaps={1: -5.0}), run(60, "3件")]) is expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([(193.0, 5.0, "電話や"), (207.0, 5.0, "手紙で")], 2),
        ([(193.0, 5.0, "電話や")], 0),
        ([(207.0, 5.0, "手紙で")], 0),
        ([(193.0, 5.0, "電話や"), (212.0, 5.0, "手紙で")], 0),
        ([(193.0, 60.0, "電話や"), (207.0, 60.0, "手紙で")], 0),
        ([(180.0, 5.0, "電話や"), (220.0, 5.0, "手紙で")], 0),
        ([(188.0, 5.0, "電"), (193.0, 5.0, "話や"), (207.0, 5.0, "手紙で")], 0),
    ],
    ids=["above and below", "above", "below", "further below", "over the numbers", "far above and below", "three lines"],
)
def test_a_name_of_two_lines_around_a_row(names: Sequence[tuple[float, float, str]], expected: int) -> None:
    alone = [one for y, x, text in names for one in runs([(x, text)], y=y)]
    assert len(unruled_rows.names_around(runs(HALL[1:]), alone)) == expected
    assert unruled_rows.names_around(runs(HALL[1:2]), alone) == []


@pytest.mark.parametrize(
    ("line", "y", "expected"),
    [
        ([(80.0, "件以")], 205.0, False),
        ([(90.0, "件")], 205.0, True),
        ([(90.0, "件"), (160.0, "件")], 205.0, True),
        ([(90.0, "件"), (120.0, "件")], 205.0, False),
        ([(90.0, "件")], 211.0, False),
        ([(10.0, "の")], 205.0, True),
        ([(5.0, "の")], 205.0, False),
        ([(90.0, "件")], 200.0, False),
    ],
    ids=[
        "beside the middle",
        "in the middle",
        "in the middles of two",
        "one beside",
        "below",
        "under the name",
        "at the name's side",
        "level",
    ],
)
def test_a_line_that_goes_on_with_the_cells_of_a_row(line: Sequence[Words], y: float, expected: bool) -> None:
    row = [*runs([(5.0, "来館")]), *runs([(75.0, "168件"), (145.0, "182件")])]
    assert unruled_rows._goes_on(row, runs(line, y=y)) is expected


@pytest.mark.parametrize(
    ("lines", "steps", "expected"),
    [
        ([HALL, [(5.0, "者数")], HALL], [12.0, 14.0], 2),
        ([HALL, [(5.0, "者")], [(5.0, "数")], HALL], [12.0, 12.0, 14.0], 2),
        ([HALL, [(5.0, "者数")], HALL], [12.0, 12.0], 3),
        ([HALL, [(5.0, "者数")], HALL], [14.0, 12.0], 3),
        ([HALL, [(5.0, "者数")], HALL], [30.0, 40.0], 3),
        ([HALL, [(35.0, "者数")], HALL], [12.0, 14.0], 3),
        ([HALL, [(5.0, "12")], HALL], [12.0, 14.0], 3),
        ([HALL, [(5.0, "者数")]], [12.0], 2),
        ([[(5.0, "来館")], [(5.0, "者数")], HALL], [12.0, 14.0], 3),
        ([[(5.0, "年間")], HALL, [(5.0, "者数")], HALL], [12.0, 12.0, 14.0], 4),
        ([[(5.0, "年間")], HALL, [(5.0, "者数")], HALL], [30.0, 12.0, 14.0], 3),
        ([HALL, [(5.0, "者"), (75.0, "件")], HALL], [12.0, 14.0], 3),
        ([HALL, HALL, [(5.0, "者数")]], [20.0, 12.0], 2),
        ([HALL, HALL, [(5.0, "・声")]], [20.0, 12.0], 3),
        ([HALL, HALL, [(5.0, "増えた。")]], [20.0, 12.0], 3),
        ([HALL, HALL, [(5.0, "者数")], [(5.0, "・声")]], [20.0, 12.0, 12.0], 4),
        ([HALL, HALL, [(5.0, "（者数）")], [(5.0, "・声")]], [20.0, 12.0, 18.0], 3),
        ([HALL, HALL, [(5.0, "・声")], WORDS, HALL], [20.0, 12.0, 20.0, 20.0], 5),
        ([HALL, [(5.0, "・声")], HALL], [12.0, 14.0], 2),
        ([HALL, HALL, [(75.0, "・声")]], [20.0, 12.0], 2),
        ([HALL, HALL, [(5.0, "者数")], [(75.0, "・声")]], [20.0, 12.0, 12.0], 3),
        ([HALL, HALL, [(5.0, "来館した親子の者数")]], [20.0, 12.0], 3),
        ([HALL, [(5.0, "①集い"), *HALL[1:]], [(5.0, "合う。")]], [20.0, 12.0], 2),
        ([[(5.0, "集う。"), *HALL[1:]], HALL, [(5.0, "合う。")]], [20.0, 12.0], 2),
        ([[(5.0, "集う。")], HALL, HALL, [(5.0, "合う。")]], [20.0, 20.0, 12.0], 4),
    ],
    ids=[
        *("nearer to the row above", "two of them", "in the middle", "nearer to the row below", "far below", "under no text"),
        *("a number", "the last line", "under a text alone", "under the middle of a name", "with a caption above", "under two cells"),
        *("below the last row", "an item below it", "a sentence below it", "a heading over an item", "a text below its rest"),
        *("an item over another table", "an item of a name", "one of another cell", "rests of two cells", "longer than its column"),
        *("the end of an item", "a sentence below others", "one below a text"),
    ],
)
def test_a_text_alone_is_the_rest_of_a_cell_above(lines: Sequence[Sequence[Words]], steps: Sequence[float], expected: int) -> None:
    made = [runs(line, y=y) for y, line in zip(_heights(steps), lines, strict=True)]
    assert len(unruled_rows._with_rests(made)) == expected


COUNTS: list[Words] = [(80.0, "104人"), (150.0, "216人")]
SHARES: list[Words] = [(80.0, "（4％）"), (150.0, "（6％）")]
GOOD: list[Words] = [(5.0, "よい")]


@pytest.mark.parametrize(
    ("lines", "steps", "expected"),
    [
        ([COUNTS, GOOD, SHARES], [6.0, 6.0], 1),
        ([[*GOOD, *COUNTS], SHARES], [12.0], 1),
        ([COUNTS, GOOD, SHARES, COUNTS, GOOD, SHARES], [6.0, 6.0, 14.0, 6.0, 6.0], 2),
        ([COUNTS, SHARES[:1]], [12.0], 2),
        ([COUNTS[:1], SHARES[:1]], [12.0], 2),
        ([COUNTS, [(90.0, "（4％）"), (150.0, "（6％）")]], [12.0], 2),
        ([COUNTS, SHARES], [30.0], 2),
        ([COUNTS, [*GOOD, (40.0, "とも")], SHARES], [6.0, 6.0], 3),
        ([COUNTS, [(75.0, "よい")], SHARES], [6.0, 6.0], 3),
        ([COUNTS, COUNTS], [12.0], 2),
        ([SHARES], [], 1),
    ],
    ids=[
        *("a name between", "a name beside", "two rows", "one of two", "one alone", "beside", "far below", "two names between"),
        *("a name that is not left of them", "no brackets", "none above"),
    ],
)
def test_numbers_go_on_with_their_shares(lines: Sequence[Sequence[Words]], steps: Sequence[float], expected: int) -> None:
    made = [runs(line, y=y) for y, line in zip(_heights(steps), lines, strict=True)]
    assert len(unruled_rows._with_shares(made)) == expected


def _heights(steps: Sequence[float]) -> list[float]:
    return [200.0 + sum(steps[:n]) for n in range(len(steps) + 1)]


UPPER: list[Words] = [(5.0, "区分"), (75.0, "年間延べ"), (145.0, "新規登録")]


@pytest.mark.parametrize(
    ("upper", "lower", "rows"),
    [
        (UPPER, [(85.0, "人数"), (155.0, "組数")], 2),
        (UPPER, [(15.0, "名"), (85.0, "人数"), (155.0, "組数")], 3),
        (UPPER, [(85.0, "人数")], 3),
        (UPPER, [(90.0, "3"), (155.0, "組数")], 3),
        (UPPER, [(75.0, "利用人数"), (145.0, "利用組数")], 3),
        (UPPER, [(85.0, "人数"), (165.0, "組数")], 3),
        ([(5.0, "区分"), (75.0, "年"), (145.0, "組")], [(75.0, "回"), (145.0, "数")], 3),
        (UPPER, [(70.0, "（n＝8）"), (140.0, "（n＝9）")], 2),
        ([(5.0, "来館"), (80.0, "168件"), (150.0, "182件")], [(80.0, "（8％）"), (150.0, "（9％）")], 3),
    ],
    ids=[
        "two words go on",
        "the corner too",
        "one of two",
        "a number",
        "words as long",
        "beside the middle",
        "words with room",
        "how many were asked",
        "shares of numbers",
    ],
)
def test_a_header_of_two_lines(upper: Sequence[Words], lower: Sequence[Words], rows: int) -> None:
    block = [runs(upper), runs(lower, y=212), runs(HALL, y=226)]
    assert len(unruled_rows.with_whole_header(block)) == rows


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ((0.0, 70.0, 198.0, 212.0, 0xCCCCCC), True),
        ((0.0, 70.0, 198.0, 212.0, 0xEEEEEE), False),
        ((3.0, 70.0, 198.0, 212.0, 0xCCCCCC), False),
        ((0.0, 67.0, 198.0, 212.0, 0xCCCCCC), False),
        ((0.0, 70.0, 198.0, 215.0, 0xCCCCCC), False),
        ((300.0, 370.0, 198.0, 212.0, 0xCCCCCC), False),
    ],
    ids=["on each other", "of one colour", "begin apart", "end apart", "one over the other", "the first on white"],
)
def test_two_rows_in_bands(first: tuple[float, float, float, float, int], expected: bool) -> None:
    block = [runs([(5.0, "区分"), (40.0, "回数")]), runs([(5.0, "会議"), (40.0, "12回")], y=214)]
    fills = [fill(*first), fill(0.0, 70.0, 212.0, 226.0, 0xEEEEEE)]
    assert unruled._are_banded(block, fills) is expected
    assert not unruled._are_banded([*block, runs(HALL, y=228)], fills)


@pytest.mark.parametrize(
    ("captions", "below", "expected"),
    [
        ([(5.0, "相談の数"), (205.0, "催しの数")], [(5.0, "来館"), (75.0, "3件"), (205.0, "講座"), (275.0, "4回")], [1]),
        ([(5.0, "相談の数"), (180.0, "催しの数")], [(5.0, "来館"), (75.0, "3件"), (205.0, "講座"), (275.0, "4回")], []),
        ([(30.0, "相談の数"), (205.0, "催しの数")], [(5.0, "来館"), (75.0, "3件"), (205.0, "講座"), (275.0, "4回")], []),
        ([(-60.0, "相談"), (205.0, "催しの数")], [(5.0, "来館"), (75.0, "3件"), (205.0, "講座"), (275.0, "4回")], []),
        ([(5.0, "相談の数"), (205.0, "催しの数")], [(5.0, "来館の数と組"), (75.0, "3件"), (110.0, "講座"), (275.0, "4回")], []),
        ([(5.0, "来館"), (205.0, "講座")], [(5.0, "来館"), (205.0, "講座")], []),
        (
            [(5.0, "相談"), (205.0, "催し"), (405.0, "会議")],
            [(5.0, "来館"), (75.0, "3"), (205.0, "講座"), (270.0, "4"), (405.0, "会"), (470.0, "5")],
            [1, 2],
        ),
        (
            [(5.0, "相談"), (205.0, "催し"), (440.0, "会議")],
            [(5.0, "来館"), (75.0, "3"), (205.0, "講座"), (270.0, "4"), (405.0, "会"), (470.0, "5")],
            [],
        ),
    ],
    ids=[
        *("at the left ends", "one before it", "one behind it", "one left of its table", "no white between", "headers in the middle"),
        *("three tables", "one of three behind its table's end"),
    ],
)
def test_captions_over_tables_beside_each_other(captions: Sequence[Words], below: Sequence[Words], expected: Sequence[int]) -> None:
    assert len(unruled._between_captions(runs(captions), runs(below, y=220))) == len(expected)


HEADS = [fill(x0, x0 + 70.0, 196, 212) for x0 in EDGES[:3]]


@pytest.mark.parametrize(
    ("fills", "texts", "expected"),
    [
        (HEADS, WORDS, [3]),
        (HEADS, WORDS[:1], []),
        (HEADS[:1], WORDS, []),
        ([*HEADS[:2], fill(140, 210, 190, 212)], WORDS, [2]),
        ([*HEADS[:2], fill(140, 210, 196, 220)], WORDS, [2]),
        ([*HEADS[:2], fill(145, 215, 196, 212)], WORDS, [2]),
        ([HEADS[0], HEADS[2]], WORDS, []),
        ([*HEADS, fill(0, 70, 240, 256)], WORDS, [3]),
    ],
    ids=["of three", "one is written", "one shade", "one begins higher", "one ends lower", "one stands apart", "no two touch", "one below"],
)
def test_shaded_cells_side_by_side(fills: Sequence[Area], texts: Sequence[Words], expected: Sequence[int]) -> None:
    assert [len(row) for row in shaded_headers.shaded_headers(runs(texts), fills)] == expected


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        (fill(0, 210, 180, 196), True),
        (fill(3, 210, 180, 196), False),
        (fill(0, 200, 180, 196), False),
        (fill(0, 210, 180, 192), False),
    ],
    ids=["over all", "begins behind", "ends before", "stands off"],
)
def test_a_title_over_a_shaded_header(area: Area, expected: bool) -> None:
    assert (shaded_headers._title_over(HEADS, [area]) is area) is expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (Rect(0, 100, 210, 300), True),
        (Rect(0, 200, 210, 300), False),
        (Rect(0, 100, 210, 190), False),
        (Rect(300, 100, 500, 300), False),
    ],
    ids=["within", "above", "below", "beside"],
)
def test_a_shaded_header_in_a_table(table: Rect, expected: bool) -> None:
    assert shaded_headers._lies_in(HEADS, table) is expected


@pytest.mark.parametrize(
    ("lines", "steps", "rows"),
    [
        ([WORDS, WORDS], [], 2),
        ([WORDS, WORDS], [40.0], 1),
        ([WORDS, [(5.0, "会議の記録は次の頁に")]], [], 1),
        ([WORDS, [(-20.0, "注"), (75.0, "地区")]], [], 1),
        ([WORDS, [(5.0, "会議")]], [18.0], 1),
        ([WORDS, [(300.0, "別の文")], WORDS], [8.0, 8.0], 2),
        ([], [], 0),
        ([HALL, [(5.0, "サテライト広場")], HALL], [], 3),
        ([HALL, [(5.0, "サテライト広場")], WORDS], [], 1),
        ([HALL, [(15.0, "サテライト広場")], HALL], [], 1),
        ([HALL, [(5.0, "サテライトの親子の集まりの会場")], HALL], [], 1),
    ],
    ids=[
        *("close", "apart", "a sentence over an edge", "a note that hangs out", "a caption", "text beside"),
        "nothing",
        *("the name of a group over an edge", "words over words", "set in over a name", "of which most is over the edge"),
    ],
)
def test_rows_under_a_shaded_header(lines: Sequence[Sequence[Words]], steps: Sequence[float], rows: int) -> None:
    assert len(shaded_headers._rows_below(HEADS, EDGES, runs(*lines, y=214, steps=steps))) == rows


def levels(*rows: Sequence[Words], steps: Sequence[float]) -> list[list[Run]]:
    return text_lines(runs(*rows, steps=steps))


@pytest.mark.parametrize(
    ("rows", "steps", "expected"),
    [
        ([WORDS, [(75.0, "を聞いた")], WORDS], [12.0, 18.0], [4, 3]),
        ([WORDS, [(75.0, "を聞いた")], WORDS], [18.0, 12.0], [3, 4]),
        ([WORDS, [(75.0, "を聞いた")], WORDS], [15.0, 15.0], [4, 3]),
        ([WORDS, [(5.0, "の記録")], WORDS], [12.0, 18.0], [4, 3]),
        ([WORDS, [(5.0, "講座")], WORDS], [15.0, 15.0], [3, 1, 3]),
        ([WORDS, [(5.0, "講座")], WORDS], [18.0, 12.0], [3, 4]),
        ([WORDS, [(75.0, "を聞いた")]], [12.0], [4]),
        ([WORDS, WORDS, [(5.0, "の記録")]], [18.0, 12.0], [3, 4]),
        ([WORDS, WORDS, [(5.0, "の記録")]], [14.0, 14.0], [3, 3, 1]),
        ([[(75.0, "地区の声")], WORDS], [12.0], [4]),
        ([[(5.0, "電話や")], WORDS, WORDS], [12.0, 18.0], [4, 3]),
        ([[(5.0, "本館")], WORDS, WORDS], [14.0, 14.0], [1, 3, 3]),
        ([[(5.0, "本館")], WORDS], [14.0], [4]),
    ],
    ids=[
        *("near the row above", "near the row below", "in the middle", "a name near above", "a name in the middle", "a name near below"),
        *("the last line", "a name's last line", "a last name", "the first line", "a name's first line"),
        *("a name as far as rows over the first", "over the only row"),
    ],
)
def test_lines_of_rows(rows: Sequence[Sequence[Words]], steps: Sequence[float], expected: Sequence[int]) -> None:
    assert [len(row) for row in shaded_headers._joined(levels(*rows, steps=steps), EDGES)] == expected


def test_the_name_of_a_group_under_a_shaded_header_is_a_cell_over_all_columns() -> None:
    texts = runs([(5.0, "区分"), (75.0, "４年度"), (145.0, "５年度")], [(5.0, "本館")], HALL, [(5.0, "サテライト広場")], HALL, y=199)
    (grid,) = shaded_headers.shaded_grids(texts, HEADS)
    assert [cell.rows[0] for cell in grid.cells if cell.cols == (0, 3)] == [1, 3]


@pytest.mark.parametrize(
    ("own", "value", "expected"),
    [([38.0, 38.0], "9件", []), ([38.0, 38.0], "随時", [1]), ([18.0, 18.0], "9件", [1]), ([38.0], "9件", [1])],
    ids=["names of groups beside those of rows", "before words", "no white between them", "as many of both"],
)
def test_names_of_groups_and_rows_under_one_shaded_cell_are_two_columns(own: list[float], value: str, expected: list[int]) -> None:
    """A table without walls: it is left to the columns of its text."""
    rows = [(216.0 + 14 * n, [(x, "人数"), (75.0, value), (145.0, value)]) for n, x in enumerate(own)]
    texts = [*runs([(5.0, "区分"), (75.0, "４年度"), (145.0, "５年度")], y=199), *(one for y, line in rows for one in runs(line, y=y))]
    groups = runs([(5.0, "館")], y=209 + 7 * len(own))
    found = shaded_headers.shaded_grids(sorted([*texts, *groups], key=lambda run: run.y1), HEADS)
    assert [1 for _ in found] == expected


NEXT = [fill(x0, x0 + 70.0, 256, 272) for x0 in EDGES[:3]]


@pytest.mark.parametrize(
    ("header", "texts", "expected"),
    [
        (NEXT, [(200.0, WORDS), (224.0, WORDS), (258.0, WORDS)], 256.0),
        (NEXT, [(200.0, WORDS), (224.0, WORDS), (258.0, HALL)], inf),
        (NEXT, [(200.0, WORDS), (258.0, WORDS)], inf),
        (NEXT, [(200.0, WORDS), (214.0, WORDS), (228.0, WORDS), (242.0, WORDS), (258.0, WORDS)], inf),
        ([*NEXT[:1], fill(70, 210, 256, 272)], [(200.0, WORDS), (224.0, WORDS), (258.0, HALL)], inf),
        ([*NEXT[:1], fill(70, 120, 256, 272), fill(120, 210, 256, 272)], [(200.0, WORDS), (224.0, WORDS), (258.0, HALL)], 256.0),
        ([fill(a.x0 + 300, a.x1 + 300, 256, 272) for a in NEXT], [(200.0, WORDS), (224.0, WORDS), (258.0, WORDS)], inf),
    ],
    ids=["stands off", "with numbers", "over no row", "close under rows", "of wider cells", "of other columns", "beside"],
)
def test_the_next_shaded_header(header: Sequence[Area], texts: Sequence[tuple[float, Sequence[Words]]], expected: float) -> None:
    words = [one for y, line in texts for one in runs(line, y=y)]
    assert header_below.end_over_next(HEADS, [HEADS, header], words) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([(200.0, WORDS), (214.0, HALL), (228.0, HALL)], True),
        ([(200.0, HALL), (214.0, HALL), (228.0, HALL)], False),
        ([(200.0, WORDS), (214.0, HALL), (228.0, [(5.0, "相談件数")])], False),
        ([(200.0, WORDS), (214.0, HALL), (228.0, [(5.0, "相談の件数は次の"), (145.0, "3件")])], False),
        ([(200.0, WORDS), (228.0, HALL)], False),
        ([(200.0, WORDS)], False),
        ([(200.0, WORDS), (214.0, HALL), (228.0, HALL), (228.0, [(300.0, "別の文")])], True),
    ],
    ids=["rows", "under no header", "a caption", "a sentence", "a row apart", "nothing", "text beside"],
)
def test_what_stands_under_the_rows_of_a_shaded_header(texts: Sequence[tuple[float, Sequence[Words]]], expected: bool) -> None:
    words = [one for y, line in texts for one in runs(line, y=y)]
    assert header_below.is_under_rows(EDGES, 242.0, [HEADS], words) is expected
    assert not header_below.is_under_rows([x + 300 for x in EDGES], 242.0, [HEADS], words)
    assert not header_below.is_under_rows(EDGES, 212.0, [HEADS], words)
