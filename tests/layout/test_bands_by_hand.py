"""Shades in bands at their limits: what joins shaded cells to one table, and which white rows are its own."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.layout.banded import banded_grids
from pipeline.layout.runs import Run
from pipeline.pages.model import Area
from tests.layout.hand_set import Words, fill, runs, shape

HEAD, BAND = 0xCCCCCC, 0xEEEEEE
HIGH = 14.0
"""points; a row"""


def band(row: int, color: int = BAND) -> list[Area]:
    """The two shaded cells of a row."""
    return [fill(x0, x1, 200 + HIGH * row, 200 + HIGH * (row + 1), color) for x0, x1 in ((0.0, 70.0), (70.0, 140.0))]


def texts(rows: int) -> list[list[Words]]:
    return [[(5.0, f"甲{n}"), (75.0, f"{n + 3}件")] for n in range(rows)]


def shapes(made: Sequence[Run], fills: Sequence[Area]) -> list[tuple[int, int]]:
    """Rows and columns of the tables, each of whose fields is of one cell."""
    grids = banded_grids(made, fills)
    for grid in grids:
        fields = [field for cell in grid.cells for field in cell.fields]
        assert all(cell.fields for cell in grid.cells) and sorted(fields) == [
            (r, c) for r in range(len(grid.ys) - 1) for c in range(len(grid.xs) - 1)
        ]
    return [shape(grid) for grid in grids]


def tables(fills: Sequence[Area], rows: Sequence[Sequence[Words]], *, y: float = 202.0) -> list[tuple[int, int]]:
    return shapes(runs(*rows, y=y, steps=[HIGH] * len(rows)), fills)


@pytest.mark.parametrize(
    ("fills", "rows", "expected"),
    [
        ([*band(0, HEAD), *band(2)], 4, [(4, 2)]),
        ([*band(0, HEAD), *band(2), *band(4)], 5, [(5, 2)]),
        ([*band(1), *band(3)], 4, [(4, 2)]),
        ([*band(0), *band(2)], 3, [(3, 2)]),
        ([*band(0, HEAD), *band(2), *band(4, HEAD), *band(6)], 7, [(4, 2), (3, 2)]),
        ([*band(0, HEAD), *band(1)], 5, [(5, 2)]),
        ([*band(0, HEAD), *band(2), fill(0, 140, 180.0, 180.4)], 4, [(4, 2)]),
        ([*band(0, HEAD), *band(2), fill(-3, -2.6, 200.0, 242.0)], 4, [(4, 2)]),
        ([*band(0, HEAD), *band(2), fill(69.6, 70.0, 200.0, 242.0)], 4, [(4, 2)]),
        ([*band(0, HEAD), *band(2), fill(0, 140, 213.8, 214.2)], 4, [(4, 2)]),
        ([*band(0, HEAD), *band(2), fill(0, 140, 228.0, 242.0)], 4, [(4, 2)]),
        ([fill(0, 70, 200.0, 228.0), fill(70, 140, 200.0, 214.0), fill(70, 140, 214.0, 228.0)], 2, []),
        ([fill(0, 140, 200.0, 214.0), fill(0, 140, 228.0, 242.0)], 4, []),
        ([fill(-5, 0, 204.0, 206.5), fill(0, 5, 204.0, 206.5)], 2, []),
    ],
    ids=[
        *("header and band", "two bands", "without header", "first and last", "a header's colour again", "a header of two colours"),
        *(
            "a rule as a fill",
            "an upright rule as a fill",
            "one between columns",
            "one under a row",
            "a shade under two",
            "a header of two levels alone",
            "of one column",
            "a bullet that is drawn",
        ),
    ],
)
def test_shades_of_rows(fills: Sequence[Area], rows: int, expected: list[tuple[int, int]]) -> None:
    found = tables(fills, texts(rows))
    assert found[: len(expected)] == expected if expected else found == []


WIDE: list[Words] = [(5.0, "広間で過ごす親子に声を掛けている")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([*texts(3), WIDE], [(3, 2)]),
        ([*texts(1), WIDE, *texts(1)], []),
        ([*texts(3), [(5.0, "甲")]], [(3, 2)]),
        ([*texts(3), [(300.0, "別の文"), (340.0, "乙")]], [(3, 2)]),
    ],
    ids=["a sentence below", "a sentence between", "one text below", "texts beside"],
)
def test_lines_that_are_no_row(rows: Sequence[Sequence[Words]], expected: list[tuple[int, int]]) -> None:
    assert tables([*band(0, HEAD), *band(2)], rows) == expected


@pytest.mark.parametrize(("gap", "rows"), [(0.0, 4), (9.0, 3)], ids=["close", "apart"])
def test_a_white_row_stands_close_to_the_shaded_ones(gap: float, rows: int) -> None:
    made = [*runs(*texts(3), y=202, steps=[HIGH] * 3), *runs(*texts(1), y=202 + 3 * HIGH + gap)]
    assert shapes(made, [*band(0, HEAD), *band(2)]) == [(rows, 2)]


def test_a_cell_in_a_shaded_row_of_one_text_is_one_cell() -> None:
    rows = [*texts(2), [(5.0, "甲2")], *texts(1)]
    assert tables([*band(0, HEAD), *band(2), fill(0, 140, 200 + 2 * HIGH, 200 + 3 * HIGH)], rows) == [(4, 2)]


def test_shades_far_apart_are_two_tables() -> None:
    lower = [fill(area.x0, area.x1, area.y0 + 200, area.y1 + 200, area.color) for area in (*band(0, HEAD), *band(2))]
    made = [*runs(*texts(3), y=202, steps=[HIGH] * 3), *runs(*texts(3), y=402, steps=[HIGH] * 3)]
    assert shapes(made, [*band(0, HEAD), *band(2), *lower]) == [(3, 2), (3, 2)]


def striped(*rows: int, left: float = 0.0, right: float = 210.0, first: int = BAND) -> list[Area]:
    """A shade over each of these rows, the first of another colour if so told."""
    return [fill(left, right, 200 + HIGH * row, 200 + HIGH * (row + 1), BAND if n else first) for n, row in enumerate(rows)]


def three(*names: str) -> list[list[Words]]:
    """Rows of a name and two numbers; a row without a name for an empty one."""
    return [[*([(5.0, name)] if name else []), (75.0, f"{n + 3}件"), (145.0, f"{n + 4}件")] for n, name in enumerate(names)]


HEADED = [[(5.0, "区分"), (75.0, "平日"), (145.0, "休日")], *three("来館", "電話", "訪問", "相談")]


@pytest.mark.parametrize(
    ("fills", "rows", "expected"),
    [
        (striped(0, 2, 4), HEADED, [(5, 3)]),
        (striped(1, 3), HEADED, []),
        (striped(0, 2, 4, first=HEAD), HEADED, [(5, 3)]),
        ([*striped(0, 2, 4), fill(300, 370, 214, 228)], HEADED, [(5, 3)]),
        ([*striped(0, first=HEAD), *striped(2, 4, left=140.0)], HEADED, []),
        ([*striped(0, first=HEAD), *striped(2, 4, right=180.0)], HEADED, []),
        (striped(0, 2, 4), [*HEADED[:3], [(5.0, "訪問の数を年ごとに示した表である")], HEADED[4]], []),
        (striped(0, 2, 4), [*HEADED[:2], [(5.0, "平日")], *HEADED[3:]], [(5, 3)]),
        (striped(0, 2, 4), [HEADED[0], [(5.0, "平日")], *HEADED[2:]], [(5, 3)]),
        ([fill(0, 210, 200, 228), *striped(3, 5)], [*HEADED, *three("催し")], []),
        ([*band(0, HEAD), *band(2), fill(0, 70, 242, 256)], texts(4), [(4, 2)]),
        (striped(0, 2, 4, left=70.0), [HEADED[0][1:], *three("", "", "", "")], [(5, 2)]),
    ],
    ids=[
        *("every other row", "two", "under a header", "a shade beside", "behind one column", "up to the last column"),
        *("a sentence between", "the name of a group in white", "one in the second row", "two rows in one shade"),
        *("a shade at the names only", "left of no name"),
    ],
)
def test_stripes_over_whole_rows(fills: Sequence[Area], rows: Sequence[Sequence[Words]], expected: list[tuple[int, int]]) -> None:
    assert tables(fills, rows) == expected


def lower(top: float, color: int = BAND) -> list[Area]:
    """The two shaded cells of a row that begins there."""
    return [fill(x0, x1, top, top + HIGH, color) for x0, x1 in ((0.0, 70.0), (70.0, 140.0))]


WHITE = [(5.0, "甲"), (75.0, "3件")]


@pytest.mark.parametrize(
    ("color", "below", "white", "expected"),
    [
        (HEAD, 228.0, [(216.0, WHITE)], [(3, 2)]),
        (HEAD, 240.0, [(216.0, WHITE), (228.0, [(75.0, "4件")])], [(3, 2)]),
        (BAND, 240.0, [(216.0, WHITE), (228.0, [(75.0, "4件")])], [(3, 2)]),
        (BAND, 244.0, [(216.0, WHITE), (232.0, [(75.0, "4件")])], []),
        (HEAD, 242.0, [(216.0, WHITE)], []),
        (HEAD, 242.0, [(230.0, WHITE)], [(2, 2)]),
        (HEAD, 228.0, [(216.0, [(5.0, "平日")])], [(3, 2)]),
        (HEAD, 234.0, [(219.0, [(5.0, "平日")])], []),
        (HEAD, 240.0, [(216.0, [(5.0, "平日")]), (228.0, [(5.0, "休日")])], []),
        (HEAD, 228.0, [], []),
        (HEAD, 300.0, [(214.0 + 12 * n, WHITE) for n in range(7)], [(2, 2)]),
    ],
    ids=[
        *(
            "one line",
            "two lines under a header",
            "a wrapped row between two bands",
            "two lines between two bands",
            "near the upper",
            "near the lower",
        ),
        *("a name as high as a row", "a name in a higher row", "two names", "none", "many lines"),
    ],
)
def test_a_white_row_between_two_shaded_ones(
    color: int, below: float, white: Sequence[tuple[float, Sequence[Words]]], expected: list[tuple[int, int]]
) -> None:
    words = [*runs(*texts(1), y=202), *(run for y, row in white for run in runs(row, y=y)), *runs(*texts(1), y=below + 2)]
    assert shapes(words, [*lower(200.0, color), *lower(below)]) == expected


NAMES = [(209.0, "子ども"), (237.0, "大人")]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], [(4, 2)]),
        (NAMES, [(4, 3)]),
        ([(209.0, "3"), (237.0, "4")], [(4, 2)]),
        ([(202.0, "甲"), (216.0, "乙"), (230.0, "丙"), (244.0, "丁")], [(4, 2)]),
        ([*NAMES, (300.0, "次の文")], [(4, 3)]),
        ([*NAMES, (150.0, "前の文")], [(4, 3)]),
        ([*NAMES, (150.0, "12")], [(4, 3)]),
    ],
    ids=["none", "in the middle of two rows each", "numbers", "one a row", "text below", "text above", "a number above"],
)
def test_names_left_of_the_shades(names: Sequence[tuple[float, str]], expected: list[tuple[int, int]]) -> None:
    words = [*runs(*texts(4), y=202, steps=[HIGH] * 4), *(run for y, name in names for run in runs([(-60.0, name)], y=y))]
    assert shapes(words, [*lower(200), *lower(228)]) == expected


def cells(top: float) -> list[Area]:
    """The three shaded cells of a row."""
    return [fill(x0, x0 + 70, top, top + HIGH, BAND) for x0 in (0.0, 70.0, 140.0)]


HEADER, LATER = HEADED[0], three("講座")[0]
NAME = [(5.0, "相談")]
Above = Sequence[tuple[float, Sequence[Words]]]


@pytest.mark.parametrize(
    ("above", "rows"),
    [
        ([(188.0, HEADER)], 4),
        ([(188.0, HEADER[:2])], 3),
        ([(188.0, [(5.0, "相談")])], 3),
        ([(170.0, HEADER)], 3),
        ([(188.0, [(5.0, "親子の相談の件数と人数を次に示す")])], 3),
        ([(188.0, LATER)], 4),
        ([(174.0, HEADER), (188.0, LATER)], 5),
        ([(174.0, [(5.0, "相談")]), (188.0, LATER)], 4),
        ([(150.0, HEADER), (188.0, LATER)], 4),
        ([(174.0, LATER), (188.0, LATER)], 4),
        ([(160.0, [(5.0, "相談")]), (174.0, HEADER), (188.0, LATER)], 5),
        ([(174.0, [(5.0, "区分"), (130.0, "年度")]), (188.0, HEADER)], 5),
        ([(174.0, [(5.0, "区分"), (160.0, "年度")]), (188.0, HEADER)], 4),
        ([(174.0, [(5.0, "区分"), (120.0, "（人）")]), (188.0, HEADER)], 4),
        ([(174.0, [(5.0, "区分"), (75.0, "４月"), (145.0, "５月")]), (188.0, LATER)], 4),
        ([(174.0, HEADER), (188.0, NAME)], 5),
        ([(150.0, HEADER), (188.0, NAME)], 3),
        ([(160.0, HEADER), (174.0, NAME)], 3),
        ([(174.0, [(5.0, "区分"), (130.0, "年度")]), (188.0, NAME)], 3),
        ([(174.0, HEADER), (188.0, [(145.0, "度")])], 3),
        ([(174.0, HEADER), (188.0, HEADER[:2])], 3),
        ([(188.0, [(5.0, "相談"), (145.0, "(件)")])], 3),
        ([(174.0, [(90.0, "年度"), (160.0, "件数")]), (188.0, HEADER)], 4),
    ],
    ids=[
        *("a header", "a header with a gap", "a caption", "a header further up", "a sentence", "a row", "a header and a row"),
        *("a caption and a row", "a header further up and a row", "two rows", "a caption, a header and a row"),
        *(
            "a name over two columns",
            "a name over one column",
            "a unit in the middle",
            "months and a row",
            "a header and a name",
            "a header further up and a name",
        ),
        *(
            "a header and a name further up",
            "no header and a name",
            "a header and a word",
            "a header and one with a gap",
            "a caption and unit",
            "names of two lines",
        ),
    ],
)
def test_white_rows_over_the_first_shaded_one(above: Above, rows: int) -> None:
    words = [*runs(*three("来館", "電話", "訪問"), y=202, steps=[HIGH] * 3), *(run for y, row in above for run in runs(row, y=y))]
    assert shapes(words, [*cells(200), *cells(228)]) == [(rows, 3)]


def test_a_name_in_the_middle_of_two_columns_heads_both() -> None:
    """It stands in the first of them, where that is the wider one."""
    fills = [fill(x0, x1, y, y + HIGH, BAND) for y in (200, 228) for x0, x1 in ((0.0, 70.0), (70.0, 100.0), (100.0, 170.0), (170.0, 240.0))]
    rows = [[(5.0, name), (75.0, "件"), (105.0, f"{n}件"), (175.0, f"{3 * n}件")] for n, name in enumerate(("来館", "電話", "訪問"), 2)]
    words = [*runs([(40.0, "区分"), (105.0, "四月"), (175.0, "五月")], y=188), *runs(*rows, y=202, steps=[HIGH] * 3)]
    assert shapes(words, fills) == [(4, 4)]


def test_a_white_row_between_stripes_has_a_column_of_one_line() -> None:
    words = [
        *runs([(5.0, "相談"), (75.0, "電話")], y=202),
        *runs([(5.0, "講座")], y=221),
        *runs([(75.0, "親子")], [(75.0, "父親")], y=216, steps=[10]),
    ]
    lower = [fill(x0, x1, 236, 250, BAND) for x0, x1 in ((0.0, 70.0), (70.0, 140.0))]
    assert shapes([*words, *runs([(5.0, "見学"), (75.0, "体験")], y=238)], [*band(0), *lower]) == [(3, 2)]


WRAPPED: list[Words] = [(5.0, "電話で相談す"), *LATER[1:]]
"""A row whose name fills its column."""


@pytest.mark.parametrize(
    ("below", "rows"),
    [
        ([LATER], 4),
        ([LATER, LATER], 4),
        ([LATER, [(75.0, "予約")]], 4),
        ([[(5.0, "注")]], 3),
        ([[(75.0, "予約")]], 3),
        ([[(5.0, "親子の相談の件数と人数を次に示す")]], 3),
    ],
    ids=["one", "two", "one with a second line", "a note", "a second line alone", "a sentence"],
)
def test_white_rows_under_the_last_shaded_one(below: Sequence[Sequence[Words]], rows: int) -> None:
    words = runs(*three("来館", "電話", "訪問"), *below, y=202, steps=[HIGH] * 5)
    assert shapes(words, [*cells(200), *cells(228)]) == [(rows, 3)]


@pytest.mark.parametrize(
    ("below", "rows"),
    [
        ([LATER], 2),
        ([LATER, LATER], 3),
        ([LATER, [(75.0, "予約")], LATER], 3),
        ([LATER, [(5.0, "注")], LATER], 2),
        ([WRAPPED, [(5.0, "る")], LATER], 3),
        ([WRAPPED, [(5.0, "る窓口を通")], [(5.0, "す")], LATER], 2),
        ([WRAPPED, [(5.0, "る窓口を通す")], [(5.0, "場")], LATER], 3),
        ([WRAPPED, [(8.0, "る")], LATER], 2),
        ([WRAPPED, [(5.0, "親子の相談の件数")], LATER], 2),
        ([WRAPPED, [(5.0, "注"), (45.0, "る")], LATER], 2),
        ([WRAPPED[1:], [(5.0, "注")], LATER], 2),
    ],
    ids=[
        "one",
        "two",
        "one with a second line",
        "a note",
        "a wrapped name",
        "a note below one",
        "one of three lines",
        "off its side",
        "a sentence",
        "two texts",
        "no name",
    ],
)
def test_rows_under_a_shaded_header_of_two_lines(below: Sequence[Sequence[Words]], rows: int) -> None:
    words = runs(HEADER, HEADER, *below, y=202, steps=[HIGH] * 5)
    assert shapes(words, [*cells(200), *cells(214)]) == [(rows + 1, 3)]


def test_a_caption_with_its_unit_over_two_columns_is_no_row() -> None:
    words = runs([(5.0, "相談件数"), (75.0, "（単位）")], *texts(3), y=188, steps=[HIGH] * 4)
    assert shapes(words, [*lower(200), *lower(228)]) == [(3, 2)]


FIVE = [(5.0, "区分"), (75.0, "男"), (145.0, "女"), (215.0, "男"), (285.0, "女")]


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        ([(125.0, "平日に"), (265.0, "休日に")], 4),
        ([(125.0, "平日に")], 3),
        ([(112.0, "平日に"), (265.0, "休日に")], 3),
        ([(90.0, "平日に"), (230.0, "休日に")], 3),
    ],
    ids=["in the middle of two", "one name", "beside the middle of two", "in the middle of one"],
)
def test_names_over_several_shaded_columns(names: Sequence[Words], rows: int) -> None:
    header = [fill(70.0 * n, 70.0 * n + 70, 200, 214, BAND) for n in range(5)]
    below = [fill(area.x0, area.x1, 228, 242, BAND) for area in header]
    counts: list[Words] = [(5.0, "来館"), *((75.0 + 70 * n, f"{n + 3}件") for n in range(4))]
    assert shapes(runs(names, FIVE, counts, counts, y=188, steps=[HIGH] * 4), [*header, *below]) == [(rows, 5)]


@pytest.mark.parametrize(
    ("years", "heads", "wide"),
    [
        ([(210.0, "７年"), (450.0, "８年")], [(155.0, "本"), (275.0, "分"), (395.0, "本"), (515.0, "分")], [2, 2, 2, 2, 4, 4]),
        ([(210.0, "７年")], [(155.0, "本"), (275.0, "分"), (395.0, "本"), (515.0, "分")], [2, 2, 2, 2]),
        ([(180.0, "７年"), (450.0, "８年")], [(155.0, "本"), (275.0, "分"), (395.0, "本"), (515.0, "分")], [2, 2, 2, 2]),
        ([], [(155.0, "本"), (275.0, "分"), (395.0, "本"), (515.0, "分")], [2, 2, 2, 2]),
        ([(210.0, "７年"), (450.0, "８年")], [], []),
    ],
    ids=["over groups", "one", "out of the middle", "none", "far above the names of columns"],
)
def test_names_over_those_of_several_columns_above_stripes(years: list[Words], heads: list[Words], wide: list[int]) -> None:
    """A header of three lines on white."""
    lefts = [0.0, *(100.0 + 60 * n for n in range(8))]
    fills = [fill(x, lefts[n + 1] if n < 8 else 580.0, y, y + HIGH, BAND) for y in (200, 228) for n, x in enumerate(lefts)]
    rows = [[(5.0, name), *((lefts[n] + 20, f"{n}件") for n in range(1, 9))] for name in ("来館", "電話", "訪問")]
    corner: list[Words] = [(5.0, "区分")] if heads else []
    columns: list[Words] = [(x + 20, "回人"[n % 2] + "数") for n, x in enumerate(lefts[1:])]
    made = runs(years, [*corner, *heads], columns, *rows, y=202 - 3 * HIGH, steps=[HIGH] * 6)
    (grid,) = banded_grids(made, fills)
    assert sorted(cell.cols[1] - cell.cols[0] for cell in grid.cells if cell.cols[1] - cell.cols[0] > 1) == wide


def test_names_of_groups_under_a_header_whose_corner_is_empty() -> None:
    names = [(223.0, "子ども"), (251.0, "大人")]
    words = [*runs([(5.0, "甲"), (75.0, "件数")], *texts(4), y=202, steps=[HIGH] * 5), *runs([(20.0, "12")], y=150)]
    words += [run for y, name in names for run in runs([(-60.0, name)], y=y)]
    assert shapes(words, [*lower(200, HEAD), *lower(228), *lower(256)]) == [(5, 3)]


FOUR: list[list[Words]] = [[*row, (215.0, f"{n}組")] for n, row in enumerate(HEADED)]
OTHER = runs(*[[(400.0, "講座"), (500.0, "4回")]] * 6, y=205, steps=[9.0] * 6)
"""The rows of a table without shades beside the shaded one, set closer."""


@pytest.mark.parametrize(
    ("made", "fills", "expected"),
    [
        (runs(*FOUR, y=202), [*striped(0, right=280.0, first=HEAD), *striped(2, 4, left=70.0, right=280.0)], [(5, 4)]),
        (
            runs(*HEADED[:4], y=202),
            [*striped(0, first=HEAD), *(fill(0, 70, 214 + HIGH * n, 228 + HIGH * n, BAND) for n in range(3))],
            [(4, 3)],
        ),
        ([*runs(*texts(3), y=202), *OTHER], [*band(0, HEAD), *band(2)], [(3, 2)]),
    ],
    ids=["names on white under a header", "a header and names", "a table beside it"],
)
def test_shades_behind_some_columns(made: Sequence[Run], fills: Sequence[Area], expected: list[tuple[int, int]]) -> None:
    assert shapes(made, fills) == expected


@pytest.mark.parametrize(
    ("names", "left"),
    [([(-60.0, "子ども"), (-60.0, "大人")], -63.0), ([(-50.0, "子ども"), (-45.0, "大人")], -70.0)],
    ids=["at one side", "in the middle"],
)
def test_where_a_column_of_names_begins(names: Sequence[Words], left: float) -> None:
    beside = [run for y, name in zip((209.0, 237.0), names, strict=True) for run in runs([name], y=y)]
    (grid,) = banded_grids([*runs(*texts(4), y=202, steps=[HIGH] * 4), *beside], [*lower(200), *lower(228)])
    assert left <= grid.xs[0] <= left + 3
