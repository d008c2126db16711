"""Tables that shades or three rules alone show: bands, headers of two lines, names in the middle of several rows."""

from __future__ import annotations

import pytest

from benchmarks.typeset.paper import Sheet
from tests.layout.drawing import grids, layout_of, page, say, texts

HEAD, BAND = (0.88, 0.88, 0.88), (0.93, 0.95, 0.97)
XS = (60.0, 150.0, 210.0, 270.0)
ROWS = (("来館", "1,684件", "1,822件"), ("電話", "146件", "192件"), ("訪問", "31件", "44件"), ("メール", "8件", "12件"))
INK = (0.0, 0.0, 0.0)


def cells_of(sheet: Sheet) -> list[list[tuple[int, int, int, int, str]]]:
    return [
        [(c.row, c.col, c.rowspan, c.colspan, "".join(line.text for line in c.lines)) for c in grid.cells]
        for grid in grids(layout_of(sheet)[0].items)
    ]


def row(sheet: Sheet, y: float, said: tuple[str, ...], shade: tuple[float, float, float] | None, high: float = 14.0) -> None:
    for a, b, text in zip(XS, XS[1:], said, strict=False):
        if shade:
            sheet.fill(a, y, b, y + high, shade)
        if text:
            say(sheet, a + 5, y + high - 4, text)


def banded(sheet: Sheet, y: float, is_headed: bool = True) -> float:
    """A table whose odd rows are shaded; gives where it ends."""
    for n, said in enumerate(((("", "R4年度", "R5年度"),) if is_headed else ()) + ROWS):
        row(sheet, y, said, HEAD if is_headed and not n else BAND if n % 2 else None)
        y += 14
    return y


@pytest.mark.parametrize("is_headed", [True, False], ids=["shaded header", "no header"])
def test_rows_between_bands_are_rows_of_the_table(is_headed: bool) -> None:
    sheet = page()
    end = banded(sheet, 100, is_headed)
    say(sheet, 60, end + 18, "・次の文章は表の列にかかわりなく、右の端まで続いている。")
    expected = ((("", "R4年度", "R5年度"),) if is_headed else ()) + ROWS
    assert cells_of(sheet) == [[(r, c, 1, 1, text) for r, said in enumerate(expected) for c, text in enumerate(said)]]
    assert texts(layout_of(sheet)[0].items) == ["・次の文章は表の列にかかわりなく、右の端まで続いている。"]


@pytest.mark.parametrize(
    ("at", "caption", "is_row"),
    [
        pytest.param(110.0, "■相談と利用の件数の推移", True, id="in the middle"),
        pytest.param(62.0, "■相談と利用の件数の推移、来館も", True, id="at the left"),
        pytest.param(62.0, "■相談の種類", False, id="as narrow as the corner"),
        pytest.param(140.0, "■相談と利用", False, id="over an edge alone"),
    ],
)
def test_a_caption_in_the_shade_of_the_header_has_a_row(at: float, caption: str, is_row: bool) -> None:
    """Spreadsheets draw one shade behind rows of one colour."""
    sheet = page()
    sheet.fill(XS[0], 86, XS[-1], 114, HEAD)
    say(sheet, at, 96, caption)
    for n, said in enumerate((("", "R4年度", "R5年度"), *ROWS)):
        if n and n % 2:
            sheet.fill(XS[0], 100 + 14 * n, XS[-1], 114 + 14 * n, BAND)
        row(sheet, 100 + 14 * n, said, None)
    (cells,) = cells_of(sheet)
    assert ((0, 0, 1, 3, caption) in cells) == is_row
    assert ((1, 1, 1, 1, "R4年度") in cells) == is_row


def test_a_header_over_a_white_row_is_of_the_table_and_a_caption_with_its_unit_is_not() -> None:
    """As where a table goes on over a page's end: the header is white, the first row too, the second one shaded."""
    for over, tall in ((("区分", "R4年度", "R5年度"), 5), (("■利用の状況", "", "（単位：件）"), 4)):
        sheet = page()
        for n, said in enumerate((over, *ROWS)):
            row(sheet, 100 + 14 * n, said, None if n % 2 or not n else BAND)
        (cells,) = cells_of(sheet)
        assert max(r for r, *_ in cells) + 1 == tall


def test_white_names_over_shaded_headers_are_of_several_columns() -> None:
    xs = (60.0, 110.0, 150.0, 190.0, 230.0, 270.0)
    sheet = page()
    for x, text in ((136.5, "R4年度"), (216.5, "R5年度")):
        say(sheet, x, 110, text)
    say(sheet, 70, 117, "媒体")
    for n, said in enumerate(
        (("", "件数", "比", "件数", "比"), ("便り", "12件", "80%", "9件", "75%"), ("投稿", "8件", "70%", "7件", "88%"))
    ):
        for k, (a, b, text) in enumerate(zip(xs, xs[1:], said, strict=False)):
            if n != 1 and (n or k):
                sheet.fill(a, 114 + 14 * n, b, 128 + 14 * n, BAND)
            say(sheet, a + 8, 124 + 14 * n, text)
    (cells,) = cells_of(sheet)
    assert [cell for cell in cells if cell[2:4] != (1, 1)] == [(0, 0, 2, 1, "媒体"), (0, 1, 1, 2, "R4年度"), (0, 3, 1, 2, "R5年度")]


def test_a_white_row_of_one_text_under_a_header_names_a_group() -> None:
    sheet = page()
    said = (("", "R4年度", "R5年度"), ("拠点の中",), ROWS[0], ROWS[1], ROWS[2], ("拠点の外",), ROWS[3])
    for n, texts_of in enumerate(said):
        row(sheet, 100 + 14 * n, (*texts_of, "", "")[:3], HEAD if not n else None if n % 2 else BAND)
    (cells,) = cells_of(sheet)
    assert [cell for cell in cells if cell[3] > 1] == [(1, 0, 1, 3, "拠点の中"), (5, 0, 1, 3, "拠点の外")]
    assert (6, 1, 1, 1, "8件") in cells


def test_a_white_row_of_one_text_between_rows_is_one_without_numbers() -> None:
    sheet = page()
    said = (("", "R4年度", "R5年度"), ROWS[0], ROWS[1], ("訪問",), ROWS[3])
    for n, texts_of in enumerate(said):
        row(sheet, 100 + 14 * n, (*texts_of, "", "")[:3], HEAD if not n else None if n % 2 else BAND)
    (cells,) = cells_of(sheet)
    assert (3, 0, 1, 1, "訪問") in cells


def test_banded_tables_under_each_other_are_two() -> None:
    """The first ends with a white row, the second has the same columns; a header's colour does not come again."""
    sheet = page()
    end = banded(sheet, 100)
    banded(sheet, end + 3)
    assert [len(cells) for cells in cells_of(sheet)] == [15, 15]


def test_a_white_row_may_have_several_lines() -> None:
    sheet = page()
    xs = (60.0, 160.0, 330.0)
    y = 100.0
    said = (
        ("名称", ("内容",)),
        ("連絡会", ("年４回開いた。",)),
        ("地区の会議", ("子育て家庭の声を伝え、計画に", "取り入れた。")),
        ("催し", ("行列を行った。",)),
    )
    for n, (name, lines) in enumerate(said):
        high = 6 + 12.0 * len(lines)
        for a, b in zip(xs, xs[1:], strict=False):
            if n in (0, 1, 3):
                sheet.fill(a, y, b, y + high, BAND if n else HEAD)
        say(sheet, 65, y + 12 + 6 * (len(lines) - 1), name)
        for k, line in enumerate(lines):
            say(sheet, 165, y + 12 + 12 * k, line)
        y += high
    assert cells_of(sheet) == [
        [(r, c, 1, 1, text) for r, (name, lines) in enumerate(said) for c, text in enumerate((name, "".join(lines)))]
    ]


@pytest.mark.parametrize("is_shaded", [True, False])
def test_three_rules_with_a_header_of_two_lines_and_names_in_the_middle(is_shaded: bool) -> None:
    """Over the columns of two years stand the years in their middle, beside two and three rows the name of their group."""
    sheet = page()
    xs = (60.0, 110.0, 170.0, 220.0, 270.0, 320.0, 370.0)
    for y in (100.0, 128.0, 198.0):
        sheet.line(60, y, 370, y, 1.0, INK)
    if is_shaded:
        areas = (
            (60, 100, 170, 128),
            (170, 100, 270, 114),
            (270, 100, 370, 114),
            *((a, 114, b, 128) for a, b in zip(xs[2:], xs[3:], strict=False)),
        )
        for area in areas:
            sheet.fill(*area, HEAD)
    say(sheet, 105, 118, "区分")
    for x, text in ((200, "R4年度"), (300, "R5年度")):
        say(sheet, x, 111, text)
    for n, left in enumerate(xs[2:-1]):
        say(sheet, left + 15, 125, ("平日", "土日")[n % 2])
    rows = ("０歳", "１歳", "２歳", "母親", "父親")
    for n, name in enumerate(rows):
        say(sheet, 115, 138.5 + 14 * n, name)
        for k in range(4):
            say(sheet, 190 + 50 * k, 138.5 + 14 * n, f"{n + 1}{k}0")
    say(sheet, 65, 138.5 + 14, "子ども")
    say(sheet, 65, 138.5 + 14 * 3.5, "大人")
    (cells,) = cells_of(sheet)
    heads = {(0, 0, 2, 2, "区分"), (0, 2, 1, 2, "R4年度"), (0, 4, 1, 2, "R5年度"), (1, 2, 1, 1, "平日"), (1, 5, 1, 1, "土日")}
    names = {(2, 0, 3, 1, "子ども"), (5, 0, 2, 1, "大人"), (4, 1, 1, 1, "２歳"), (6, 5, 1, 1, "530")}
    assert heads | names <= set(cells)


def test_a_wrapped_header_is_one_line_of_cells() -> None:
    """Each column has its own words in two lines; none is over two."""
    sheet = page()
    for y in (100.0, 128.0, 172.0):
        sheet.line(60, y, 370, y, 1.0, INK)
    for x, upper, lower in ((160, "年間延べ", "利用者数"), (260, "新規登録", "組数")):
        say(sheet, x, 111, upper)
        say(sheet, x, 124, lower)
    for n, said in enumerate(ROWS[:3]):
        for x, text in zip((65, 165, 265), said, strict=True):
            say(sheet, x, 139 + 14 * n, text)
    (cells,) = cells_of(sheet)
    assert {(0, 1, 1, 1, "年間延べ利用者数"), (0, 2, 1, 1, "新規登録組数"), (3, 2, 1, 1, "44件")} <= set(cells)


def test_shaded_lines_of_text_are_no_table() -> None:
    sheet = page()
    for n in range(4):
        if n % 2:
            sheet.fill(60, 100 + 14 * n, 400, 114 + 14 * n, BAND)
        say(sheet, 65, 110 + 14 * n, "・広間で過ごす親子に声を掛けている。")
    assert cells_of(sheet) == []


SERVICES = (("", "R4年度", "R5年度"), *ROWS[:3])
MEMBERS = (("区分", "R4年度", "R5年度"), ("登録者", "166人", "248人"), ("うち学生", "22人", "54人"))
WIDE, NARROW, OTHER = XS, (60.0, 120.0, 170.0, 220.0), (60.0, 150.0, 330.0)


def shaded(sheet: Sheet, y: float, rows: tuple[tuple[str, ...], ...], are_shaded: set[int], xs: tuple[float, ...] = XS) -> float:
    """A table without rules, some rows of which are shaded; gives where it ends."""
    for n, said in enumerate(rows):
        for a, b, text in zip(xs, xs[1:], said, strict=False):
            if n in are_shaded:
                sheet.fill(a, y, b, y + 14, HEAD)
            if text:
                say(sheet, a + 5, y + 10, text)
        y += 14
    return y


@pytest.mark.parametrize("gap", [3, 5, 8])
@pytest.mark.parametrize("xs", [WIDE, NARROW, OTHER], ids=["same columns", "narrower", "two columns"])
def test_a_shaded_header_close_under_rows_begins_another_table(xs: tuple[float, ...], gap: float) -> None:
    below = MEMBERS if xs is not OTHER else (("項目", "内容"), ("北の会", "区と共催で年4回開いた"), ("南の会", "商店街の探検"))
    sheet = page()
    shaded(sheet, shaded(sheet, 100, SERVICES, {0}) + gap, below, {0}, xs)
    assert [[text for *_, text in cells] for cells in cells_of(sheet)] == [
        [text for said in rows for text in said] for rows in (SERVICES, below)
    ]


def test_a_shaded_total_or_header_without_white_over_it_is_of_its_table() -> None:
    total = ("合計", "1,861件", "2,058件")
    for rows, are_shaded in (
        ((*SERVICES, total), {0, 4}),
        ((*SERVICES, *SERVICES), {0, 4}),
        ((SERVICES[0], SERVICES[1], ("区分", "男性", "女性"), ("職員", "専任", "兼任")), {0, 2}),
    ):
        sheet = page()
        shaded(sheet, 100, rows, are_shaded)
        assert [len(cells) for cells in cells_of(sheet)] == [3 * len(rows)]


def test_a_caption_that_begins_left_of_a_shaded_header_ends_its_table() -> None:
    sheet = page()
    end = shaded(sheet, 100, SERVICES, {0})
    say(sheet, 55, end + 12, "援助活動の件数")
    for n, (name, number) in enumerate((("R4年度", "4,218"), ("R5年度", "5,619"))):
        say(sheet, 65, end + 26 + 14 * n, name)
        say(sheet, 240, end + 26 + 14 * n, number)
    first, *_ = cells_of(sheet)
    assert [text for *_, text in first] == [text for said in SERVICES for text in said]


@pytest.mark.parametrize("off", [0, 0.6, -0.6])
@pytest.mark.parametrize("first", [0, 1])
def test_rows_as_high_as_the_stripes_are_of_the_table_however_high(first: int, off: float) -> None:
    """The text of white rows stands a little higher or lower in them, as browsers round it to points of the screen."""
    sheet, high = page(), 32.0
    rows = (("区分", "R4年度", "R5年度"), *ROWS)
    for n, said in enumerate(rows):
        y, is_striped = 100 + high * n, n > 0 and n % 2 == first
        for a, b, text in zip(XS, XS[1:], said, strict=False):
            if is_striped:
                sheet.fill(a, y, b, y + high, BAND)
            say(sheet, a + 5, y + high / 2 + 3.4 + (0 if is_striped else off), text)
    assert cells_of(sheet) == [[(r, c, 1, 1, text) for r, said in enumerate(rows) for c, text in enumerate(said)]]


def test_rows_far_from_each_other_between_two_stripes_are_of_two_tables() -> None:
    """The stripes are as wide, and a header came before: with the caption they were the lines of one row."""
    sheet = page()
    end = banded(sheet, 100)
    say(sheet, XS[0], end + 17, "援助活動の件数")
    for n, (name, number) in enumerate((("R4年度", "4,218"), ("R5年度", "5,619"))):
        y = end + 26 + 14 * n
        if n:
            for a, b in ((XS[0], XS[2]), (XS[2], XS[-1])):
                sheet.fill(a, y, b, y + 14, BAND)
        say(sheet, XS[0] + 5, y + 10, name)
        say(sheet, XS[2] + 30, y + 10, number)
    assert [len(cells) for cells in cells_of(sheet)] == [15, 4]
