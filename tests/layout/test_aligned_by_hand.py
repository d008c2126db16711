"""Tables without any rule at their limits: which lines stand in columns, and which shaded cells are a header over them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.layout.runs import Run
from pipeline.layout.shaded_headers import shaded_headers
from pipeline.layout.unruled import aligned_grids
from pipeline.pages.model import Area
from tests.layout.hand_set import Words, fill, runs, shape

Lines = Sequence[Sequence[Words]]
LEFT, MIDDLE, RIGHT = 5.0, 75.0, 145.0


def line(*texts: str) -> list[Words]:
    """A text for each column, ``""`` for none."""
    return [(x, text) for x, text in zip((LEFT, MIDDLE, RIGHT), texts, strict=False) if text]


HEAD, HALL, PHONE, VISIT = (
    line("区分", "４年度", "５年度"), line("来館", "168件", "182件"), line("電話", "146件", "192件"), line("訪問", "13件", "24件")
)  # fmt: skip
BODY = (HALL, PHONE, VISIT)


def tables(made: Sequence[Run], fills: Sequence[Area] = ()) -> list[tuple[int, int]]:
    return [shape(grid) for grid in aligned_grids(made, fills, made)]


def bands(*colors: int, right: float = 200.0, apart: float = 0.0) -> list[Area]:
    """Shades of a row each, one on the other."""
    return [fill(0, right, 198 + (14 + apart) * n, 212 + (14 + apart) * n, color) for n, color in enumerate(colors)]


@pytest.mark.parametrize(
    ("lines", "steps", "fills", "expected"),
    [
        (BODY, [], [], [(3, 3)]),
        ((HEAD, *BODY), [], [], [(4, 3)]),
        (BODY[:2], [], [], []),
        ((HEAD, HALL), [], bands(0xCCCCCC, 0xEEEEEE), [(2, 3)]),
        ((HEAD, HALL), [], bands(0xEEEEEE, 0xEEEEEE), []),
        ((HEAD, HALL), [], bands(0xCCCCCC, 0xEEEEEE, apart=3.0), []),
        ((HEAD, HALL), [], bands(0xCCCCCC), []),
        ((HEAD, HALL), [], [*bands(0xCCCCCC), fill(0, 230, 212, 226, 0xEEEEEE)], []),
        (BODY, [40.0] * 3, [], []),
        (BODY, [14.0, 40.0], [], []),
        ((*BODY, *BODY), [14.0, 14.0, 60.0, 14.0, 14.0], [], [(3, 3), (3, 3)]),
        ([[(LEFT, "・"), (MIDDLE, "12件")]] * 3, [], [], []),
        ([[(LEFT, "R6"), (MIDDLE, "12件")]] * 3, [], [], [(3, 2)]),
        ([[(LEFT, "12"), (MIDDLE, "予約")]] * 3, [], [], []),
        ([line("会議", "地区の声", "予約制")] * 3, [], [], []),
        ([line("会議", "12回", "予約制")] * 3, [], [], [(3, 3)]),
        ([[(LEFT, "会議"), (MIDDLE, "令和6年度から開いた会")]] * 3, [], [], []),
        ([[(LEFT, "会議"), (MIDDLE, "延べ615人（実48人）")]] * 3, [], [], [(3, 2)]),
        ((line("来館"), *BODY), [], [], [(3, 3)]),
        ((HALL, line("来館の数"), PHONE, VISIT), [], [], []),
        ((HALL, line("", "168件", "13件"), VISIT, [(LEFT, "電話"), (MIDDLE, "1件")]), [], [], [(4, 3)]),
    ],
    ids=[
        *("three rows", "a header over them", "two rows", "two in bands", "two in bands of one colour", "two in bands apart"),
        *("one in a band", "two in bands of two widths", "apart", "one apart", "two tables", "marks", "years for names"),
        *("numbers of a list", "words", "words beside numbers", "long texts with a number", "numbers in brackets", "a caption"),
        *("a name between rows", "close columns"),
    ],
)
def test_lines_that_stand_in_columns(lines: Lines, steps: Sequence[float], fills: Sequence[Area], expected: list[tuple[int, int]]) -> None:
    assert tables(runs(*lines, steps=steps), fills) == expected


NAMED = [line("電話や"), line("", "146件", "192件"), line("手紙で")]


@pytest.mark.parametrize(
    ("lines", "steps", "expected"),
    [
        ((*NAMED, HALL, VISIT), [7.0, 7.0, 16.0, 14.0], [(3, 3)]),
        ((HEAD, [(80.0, "累計"), (150.0, "累計")], *BODY), [11.0, 14.0], [(5, 3)]),
        ((line("区分", "年間延べ", "新規登録"), [(85.0, "人数"), (155.0, "組数")], *BODY), [11.0, 14.0], [(4, 3)]),
        ((line("区分", "年間延べ", "新規登録"), [(85.0, "人数"), (165.0, "組数")], *BODY), [11.0, 14.0], [(5, 3)]),
        ((line("区分", "年間延べ", "新規登録"), [(85.0, "人数")], *BODY), [11.0, 14.0], [(4, 3)]),
        ((line("区分", "年間", "新規"), [(75.0, "人数"), (145.0, "組数")], *BODY), [11.0, 14.0], [(5, 3)]),
        ((HALL, [(MIDDLE + 10, "件")], PHONE, VISIT), [5.0, 10.0, 14.0], [(3, 3)]),
    ],
    ids=[
        *("a name around its row", "words below words", "a header's second line", "beside the middle", "one of two"),
        *("words with room", "a unit below a number"),
    ],
)
def test_cells_of_two_lines(lines: Lines, steps: Sequence[float], expected: list[tuple[int, int]]) -> None:
    assert tables(runs(*lines, steps=steps)) == expected


@pytest.mark.parametrize("corner", [5.0, 5.4, 6.0])
def test_rows_part_between_their_lines_whatever_stands_in_the_middle_of_both(corner: float) -> None:
    """Under names of two years, beside the name of all rows, which is of both lines."""
    years, days = [(100.0, "４年度"), (200.0, "５年度")], [(x, text) for x, text in zip(AT, ("平日", "土曜") * 2, strict=True)]
    rows = [[(LEFT, name), *((x, number) for x, number in zip(AT, numbers, strict=True))] for name, *numbers in FOUR_OF_EACH]
    (grid,) = aligned_grids(made := runs(years, [(LEFT, "区分")], days, *rows, steps=[corner, 10.0 - corner]), [], made)
    assert [(cell.rows, cell.cols) for cell in grid.cells][:3] == [((0, 2), (0, 1)), ((0, 1), (1, 3)), ((0, 1), (3, 5))]
    assert not any(cell.also for cell in grid.cells)


AT = 75.0, 130.0, 175.0, 230.0
FOUR_OF_EACH = [("来館", "16", "18", "17", "19"), ("電話", "46", "92", "46", "92"), ("訪問", "13", "24", "31", "42")]
GROUP, OTHER_GROUP = [(LEFT, "本館")], [(LEFT, "サテライトの館")]


@pytest.mark.parametrize(
    ("lines", "steps", "expected"),
    [
        ((HEAD, GROUP, HALL, PHONE, OTHER_GROUP, VISIT, HALL), [], [(7, 3)]),
        ((HEAD, GROUP, HALL, PHONE, OTHER_GROUP, line("訪問", "予約", "予約"), HALL), [], [(4, 3)]),
        ((HEAD, [(30.0, "本館")], HALL, PHONE, VISIT), [], [(3, 3)]),
        ((HEAD, GROUP, HALL, PHONE, OTHER_GROUP, VISIT, HALL), [14.0, 14.0, 14.0, 30.0], [(4, 3)]),
    ],
    ids=["two", "over words", "further right", "further below"],
)
def test_names_of_groups_stand_alone_over_their_rows(lines: Lines, steps: Sequence[float], expected: list[tuple[int, int]]) -> None:
    assert tables(runs(*lines, steps=steps)) == expected


def test_a_last_name_of_two_lines_set_at_the_head_of_its_row_is_whole() -> None:
    assert tables(runs(HEAD, HALL, PHONE, VISIT, line("相談"), steps=[22.0, 22.0, 22.0, 11.0])) == [(4, 3)]
    (grid,) = aligned_grids(made := runs(HEAD, HALL, PHONE, VISIT, line("相談"), steps=[22.0, 22.0, 22.0, 11.0]), [], made)
    assert grid.ys[-1] > made[-1].y1
    (other,) = aligned_grids(made := runs(HEAD, HALL, PHONE, VISIT, line("相談"), steps=[14.0, 14.0, 14.0, 18.0]), [], made)
    assert other.ys[-1] < made[-1].y0


BAR = [fill(0, 200, 198, 212)]


@pytest.mark.parametrize(
    ("lines", "fills", "expected"),
    [
        ((HEAD, HALL, PHONE), BAR, [(3, 3)]),
        ((HEAD, HALL, PHONE), [], []),
        ((HEAD, HALL, line("相談", "予約", "随時")), BAR, []),
        ((HEAD, HALL, [(LEFT, "電話"), (115.0, "1件")]), BAR, []),
    ],
    ids=["under a shaded header", "under none", "words", "between the columns"],
)
def test_rows_as_high_as_what_stands_beside_them(lines: Lines, fills: Sequence[Area], expected: list[tuple[int, int]]) -> None:
    """Of a spreadsheet, each two lines high for a cell far to the right."""
    assert tables(runs(*lines, steps=[30.0] * 3), fills) == expected
    assert tables(runs(*lines[:2], [(30.0, "次の段")], lines[2], steps=[30.0, 15.0, 15.0]), fills) == []


def beside(*lines: tuple[Sequence[Words], Sequence[Words]]) -> list[list[Words]]:
    """Lines at the left and at the right of a page."""
    return [[*left, *((x + 200, text) for x, text in right)] for left, right in lines]


PAIR, OTHER = (
    [line("来館", "168件"), line("電話", "146件"), line("訪問", "13件")],
    [line("講座", "12回"), line("会議", "4回"), line("催し", "3回")],
)


@pytest.mark.parametrize(
    ("captions", "left", "right", "expected"),
    [
        ((line("相談の数"), line("催しの数")), PAIR, OTHER, [(3, 2), (3, 2)]),
        ((line("区分", "件数"), line("区分", "回数")), PAIR, OTHER, [(4, 4)]),
        (([(30.0, "相談")], [(30.0, "催し")]), PAIR, OTHER, [(4, 4)]),
        ((line("相談の数"), line("催しの数")), PAIR, [row[:1] for row in OTHER], [(3, 2)]),
    ],
    ids=["under captions", "under headers", "under headers in the middle", "a list at the right"],
)
def test_tables_beside_each_other(
    captions: tuple[Sequence[Words], Sequence[Words]], left: Lines, right: Lines, expected: list[tuple[int, int]]
) -> None:
    assert tables(runs(*beside(captions, *zip(left, right, strict=True)))) == expected


WHITE_CORNER = [fill(60, 200, 198, 212), fill(260, 400, 198, 212)]
HEADERS = [fill(0, 190, 198, 212), fill(200, 390, 198, 212)]
LOW, TALL = (HEAD, *BODY), (HEAD, HALL, PHONE)
"""Tables of rows of two heights: below the headers no two stand on one line, or all do."""


def set_beside(left: Lines, right: Lines, step: float = 20.0) -> list[Run]:
    return runs(*left) + runs(*beside(*(([], row) for row in right)), steps=[step] * len(right))


@pytest.mark.parametrize(
    ("made", "fills", "expected"),
    [
        (set_beside(LOW, TALL), HEADERS, [(4, 3), (3, 3)]),
        (set_beside(BODY, TALL), HEADERS[1:], [(3, 3), (3, 3)]),
        (set_beside(LOW, TALL, 14.0), WHITE_CORNER, [(4, 6)]),
        (set_beside(LOW, [row[1:] for row in LOW], 14.0), HEADERS, [(4, 6)]),
        (set_beside(LOW, [row[2:] for row in LOW], 14.0), HEADERS[:1], [(4, 4)]),
        (set_beside(LOW, LOW, 14.0), [], [(4, 6)]),
        ([*set_beside(LOW, TALL), *runs([(LEFT, "①"), (25.0, "相談しやすい場をつくる")], y=270)], HEADERS, [(4, 3), (3, 3)]),
        (
            [*set_beside(LOW, TALL), *runs([(LEFT, "親子の居場所として広く使われている。")], *TALL, y=270)],
            HEADERS,
            [(4, 3), (3, 3), (3, 3)],
        ),
    ],
    ids=[
        *(
            "two headers",
            "one header",
            "names before the shades",
            "years at the right, behind an empty column",
            "a total at the right",
            "no shade",
        ),
        *("a heading below", "text and a table below"),
    ],
)
def test_tables_under_shades_beside_each_other(made: Sequence[Run], fills: Sequence[Area], expected: list[tuple[int, int]]) -> None:
    """Spreadsheets fill the cells of a header as one; the rows of two tables are of two heights."""
    assert tables(made, fills) == expected


SHADED = [fill(x0, x1, 196, 212) for x0, x1 in ((0.0, 70.0), (70.0, 140.0), (140.0, 210.0))]
WORDS = line("会議", "地区の声", "予約制")


@pytest.mark.parametrize(
    ("lines", "steps", "fills", "expected"),
    [
        ((HEAD, WORDS), [], SHADED, [(2, 3)]),
        ((HEAD, WORDS, WORDS), [], SHADED, [(3, 3)]),
        ((HEAD, WORDS, WORDS), [14.0, 30.0], SHADED, [(2, 3)]),
        ((HEAD, WORDS, line("会議の記録")), [], SHADED, [(2, 3)]),
        ((HEAD, WORDS, [(LEFT, "会議の記録は次の頁にある")]), [], SHADED, [(2, 3)]),
        ((HEAD, WORDS, [(-15.0, "注"), (MIDDLE, "地区の声")]), [], SHADED, [(2, 3)]),
        ((HEAD, line("会議")), [], SHADED, []),
        ((HEAD, WORDS), [], SHADED[:1], []),
        ((line("区分", "", "５年度"), WORDS), [], SHADED, [(2, 3)]),
        ((line("区分"), WORDS), [], SHADED, []),
        ((HEAD, WORDS), [], [*SHADED, fill(0, 210, 180, 196, 0xBBBBBB)], [(3, 3)]),
        ((HEAD, WORDS), [], [*SHADED, fill(0, 180, 180, 196, 0xBBBBBB)], [(2, 3)]),
        ((HEAD, WORDS), [], [*SHADED, fill(0, 210, 160, 176, 0xBBBBBB)], [(2, 3)]),
        ((HEAD, WORDS), [], [*SHADED[:2], fill(140, 210, 190, 212)], [(2, 2)]),
        ((HEAD, WORDS, HEAD, WORDS), [], [*SHADED, *(fill(a.x0, a.x1, 224, 240) for a in SHADED)], [(4, 3)]),
        ((HEAD, WORDS), [], [*SHADED, *(fill(a.x0 + 300, a.x1 + 300) for a in SHADED)], [(2, 3)]),
    ],
    ids=[
        *("one row", "two rows", "a row apart", "a caption below", "a sentence below", "a note below", "a name alone"),
        *("one shade", "an empty cell", "one written cell", "a title over it", "a shorter one over it", "one further up"),
        *("a cell of another height", "the header once more", "other shades beside it"),
    ],
)
def test_shaded_headers(lines: Lines, steps: Sequence[float], fills: Sequence[Area], expected: list[tuple[int, int]]) -> None:
    assert tables(runs(*lines, steps=steps), fills) == expected


@pytest.mark.parametrize(
    ("lines", "steps", "rows"),
    [
        ((WORDS, line("", "を聞いた"), WORDS), [12.0, 18.0], 3),
        ((WORDS, line("の記録"), WORDS), [12.0, 18.0], 3),
        ((WORDS, line("講座"), WORDS), [18.0, 12.0], 3),
        ((line("", "地区の声"), line("会議", "", "予約制"), line("", "を聞いた"), WORDS), [6.0, 6.0, 20.0], 3),
    ],
    ids=["a text goes on", "a name goes on", "a name of its own", "lines around the middle"],
)
def test_lines_of_rows_under_a_shaded_header(lines: Lines, steps: Sequence[float], rows: int) -> None:
    assert tables(runs(HEAD, *lines, steps=[16.0, *steps]), SHADED) == [(rows, 3)]


FOUR = [fill(x0, x1, 196, 212) for x0, x1 in ((0.0, 60.0), (60.0, 100.0), (100.0, 160.0), (160.0, 220.0))]


def of_groups(upper: str, lower: str, *numbers: str) -> list[list[Words]]:
    """Two rows with the name of both between them, twice."""
    first, second = ([(65.0, name), *zip((110.0, 170.0), numbers, strict=False)] for name in (upper, lower))
    return [first, [(LEFT, "来館")], second, first, [(LEFT, "訪問")], second]


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (of_groups("実数", "延べ", "12", "34"), 5),
        (of_groups("育児の", "講座", "12回"), 3),
        (of_groups("育児の", "講座", "夏の", "体験"), 3),
    ],
    ids=["numbers", "one number each", "words"],
)
def test_a_name_between_two_rows_of_numbers_under_a_shaded_header_is_of_both(lines: Lines, rows: int) -> None:
    header: list[Words] = [(LEFT, "方法"), (65.0, "区分"), (110.0, "４年"), (170.0, "５年")]
    assert tables(runs(header, *lines, steps=[16.0, *[7.0, 7.0, 14.0] * 2]), FOUR) == [(rows, 4)]


@pytest.mark.parametrize(("below", "rows"), [([], 2), (line("電話", "14", "19"), 3)], ids=["the only row", "a row below"])
def test_the_lines_of_a_name_around_its_numbers_under_a_shaded_header_are_of_their_row(below: list[Words], rows: int) -> None:
    """A narrow column has a character on each line."""
    name = [run for n, text in enumerate("利用者数") for run in runs([(LEFT, text)], y=216.0 + 12 * n)]
    assert tables([*runs(HEAD), *name, *runs(line("", "168", "182"), y=234), *runs(below, y=268)], SHADED) == [(rows, 3)]


@pytest.mark.parametrize("fills", [[fill(x0, x1, 196, 212) for x0, x1 in ((0.0, 110.0), (110.0, 160.0), (160.0, 210.0))], []])
@pytest.mark.parametrize(("count", "step"), [(3, 14.0), (2, 7.0)], ids=["beside the middle one", "between two"])
def test_names_of_groups_before_the_names_under_one_header(count: int, step: float, fills: Sequence[Area]) -> None:
    """They stand less than a character apart, and the middle of the header is over both."""
    made, y = runs([(45.0, "区分"), (120.0, "４年"), (170.0, "５年")]), 216.0
    for group in ("令和５年", "令和６年"):
        own = [runs([(56.0, name), (120.0, "12"), (170.0, "34")], y=y + 14 * n) for n, name in enumerate(("平日", "土曜", "日曜")[:count])]
        made += [*(run for row in own for run in row), *runs([(8.0, group)], y=y + step)]
        y += 14.0 * count
    assert tables(sorted(made, key=lambda run: run.y), fills) == [(1 + 2 * count, 4)]


def test_a_drawing_of_countless_fills_has_no_header() -> None:
    assert shaded_headers(runs(HEAD), SHADED) and not shaded_headers(runs(HEAD), SHADED * 300)
