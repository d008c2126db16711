"""Striped tables of groups: the first column holds names of several rows, which the stripes leave out or a shade of their own covers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.typeset.paper import Sheet
from tests.layout.drawing import Cells, cells_of, grids, layout_of, page, say, texts

STRIPE = (0.9, 0.94, 0.98)
XS = (60.0, 120.0, 230.0, 290.0, 350.0)
HIGH = 14.0
HEAD = ("区分", "内訳", "R5年度", "R6年度")
GROUPS = (("拠点", ("来館した組", "初めて来た組", "父と来た組", "土曜日")), ("出張", ("回数", "組の数", "公園")))
NUMBERS = tuple((str(103 + 17 * r), f"{1204 + 311 * r:,}") for r in range(8))


def centred(sheet: Sheet, a: float, b: float, y: float, text: str) -> None:
    say(sheet, (a + b - say(page(), 0, 0, text)) / 2, y, text)


def striped(
    first: int,
    shaded_names: bool,
    names_at: str,
    high: float = HIGH,
    total: bool = False,
    head: Sequence[str] = HEAD,
    whole: bool = False,
    shaded_head: bool = False,
    under_names: bool = False,
) -> Sheet:
    """Each other row is shaded, from the ``first`` below the header on; the names of the groups stand in the ``middle`` of their rows or
    at the ``top``, on white or on a shade of theirs. A shaded row is one area where it is ``whole``, which goes on
    ``under_names`` or ends before them."""
    sheet, y = page(), 120.0
    if shaded_head:
        sheet.fill(XS[0], y - HIGH, XS[-1], y, (0.85, 0.85, 0.85))
    for c, text in enumerate(head):
        centred(sheet, XS[c], XS[c + 1], y - 5, text)
    n = 0
    for name, rows in GROUPS:
        down = len(rows) * high
        if shaded_names:
            sheet.fill(XS[0], y, XS[1], y + down, STRIPE)
        centred(sheet, XS[0], XS[1], y + (down if names_at == "middle" else high) / 2 + 3, name)
        for row in rows:
            if under_names and n % 2 == first:
                sheet.fill(XS[0], y, XS[-1], y + high, STRIPE)
            line(sheet, n, y, row, n % 2 == first and not under_names, XS[1:], high, whole)
            y, n = y + high, n + 1
    if total:
        centred(sheet, XS[0], XS[2], y + high / 2 + 3, "合計")
        line(sheet, n, y, "", False, XS[1:], high)
    return sheet


def line(sheet: Sheet, n: int, y: float, name: str, is_shaded: bool, xs: Sequence[float], high: float = HIGH, whole: bool = False) -> None:
    if is_shaded and whole:
        sheet.fill(xs[0], y, xs[-1], y + high, STRIPE)
    for k, (a, b) in enumerate(zip(xs, xs[1:], strict=False)):
        text = (name, *NUMBERS[n])[k]
        if is_shaded and not whole:
            sheet.fill(a, y, b, y + high, STRIPE)
        if text:
            say(sheet, a + 5 if k == 0 else b - 4 - say(page(), 0, 0, text), y + high / 2 + 3, text)


def expected(total: bool = False, head: Sequence[str] = HEAD) -> Cells:
    cells: Cells = {(0, c): (1, 1, text) for c, text in enumerate(head)}
    r = 1
    for name, rows in GROUPS:
        cells[r, 0] = (len(rows), 1, name)
        for row in rows:
            cells |= {(r, c): (1, 1, text) for c, text in enumerate((row, *NUMBERS[r - 1]), 1)}
            r += 1
    if total:
        cells |= {(r, 0): (1, 2, "合計"), (r, 2): (1, 1, NUMBERS[r - 1][0]), (r, 3): (1, 1, NUMBERS[r - 1][1])}
    return cells


def read(sheet: Sheet) -> list[Cells]:
    return [cells_of(grid) for grid in grids(layout_of(sheet)[0].items)]


@pytest.mark.parametrize("high", [HIGH, 20.0])
@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize(("shaded_names", "names_at"), [(False, "middle"), (False, "top"), (True, "middle"), (True, "top")])
def test_names_of_groups_are_over_their_rows(first: int, shaded_names: bool, names_at: str, high: float) -> None:
    """On white their column was lost with the header, whatever the stripes said of the rows; a header high over its rows was lost too."""
    assert read(striped(first, shaded_names, names_at, high)) == [expected()]


@pytest.mark.parametrize("shaded_head", [True, False])
@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize(("shaded_names", "names_at"), [(False, "middle"), (False, "top"), (True, "middle"), (True, "top")])
def test_shaded_rows_that_are_one_area_each_are_rows_of_the_columns_of_their_text(
    first: int, shaded_names: bool, names_at: str, shaded_head: bool
) -> None:
    """As spreadsheets print them and word processors paint a row: all numbers of a row were one cell."""
    assert read(striped(first, shaded_names, names_at, whole=True, shaded_head=shaded_head)) == [expected()]


@pytest.mark.parametrize("shaded_head", [True, False])
@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("head", [HEAD, ("区分", "内訳", "令和5年度", "令和6年度")], ids=["short heads", "heads wider than their numbers"])
def test_stripes_go_on_under_names_in_the_middle_of_their_rows(head: Sequence[str], first: int, shaded_head: bool) -> None:
    """As word processors paint rows, merged cells and all: such a name was one of a single row."""
    assert read(striped(first, False, "middle", head=head, shaded_head=shaded_head, under_names=True)) == [expected(head=head)]


def under_stripes(rows: Sequence[tuple[str, str]], names: Sequence[tuple[int, int, str]] = ()) -> list[Cells]:
    """What is read of rows of two names and a number on stripes that go on behind all, with names in the middle of several rows."""
    sheet = page()
    for n, row in enumerate([("", "", "R6年度"), *((*row, f"{31 * k + 7}") for k, row in enumerate(rows))]):
        if n % 2 == 0:
            sheet.fill(XS[0], 120 + HIGH * n, XS[3], 120 + HIGH * (n + 1), STRIPE if n else (0.85, 0.85, 0.85))
        for x, text in zip((65.0, 125.0, 245.0), row, strict=True):
            say(sheet, x, 130 + HIGH * n, text)
    for first, behind, name in names:
        say(sheet, 65, 123 + HIGH * (first + behind) / 2, name)
    return read(sheet)


IN_ALL = "入会の説明会に来た人の数"


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([("", "利用"), ("", "提供"), ("", "両方"), ("", "計"), (IN_ALL, "")], [(1, 5, "会員数")]),
        ([("", "利用"), ("", "提供"), ("", "計"), (IN_ALL, "")], [(1, 4, "会員数")]),
        ([(IN_ALL, ""), ("", "利用"), ("", "提供"), ("", "来館"), ("", "電話")], [(2, 4, "会員"), (4, 6, "相談")]),
    ],
    ids=["four rows", "three rows", "two groups below"],
)
def test_a_name_over_both_columns_leaves_those_of_groups_over_their_rows(
    rows: Sequence[tuple[str, str]], names: Sequence[tuple[int, int, str]]
) -> None:
    """No white parts both columns in its row: they were taken for one, and the group's name went with that of a single row."""
    (cells,) = under_stripes(rows, names)
    spans = {at: cell for at, cell in cells.items() if cell[:2] != (1, 1)}
    expected = {(first, 0): (behind - first, 1, name) for first, behind, name in names}
    assert spans == expected | {(r, 0): (1, 2, IN_ALL) for r, row in enumerate(rows, 1) if row[0]}
    assert [cells[r, 1][2] for r, row in enumerate(rows, 1) if row[1]] == [row[1] for row in rows if row[1]]


@pytest.mark.parametrize(
    "rows",
    [
        [("来館", "組"), ("電話", "件"), (IN_ALL, ""), ("訪問", "件")],
        [("来館", "(組)"), ("電話", "(件)"), ("", "(人)"), (IN_ALL, "")],
        [("来館", ""), ("", "うち新規"), ("", "うち再来"), (IN_ALL, "")],
    ],
    ids=["units", "a unit alone", "parts that begin further right"],
)
def test_what_stands_behind_names_is_no_column_where_none_is_of_a_group(rows: Sequence[tuple[str, str]]) -> None:
    (cells,) = under_stripes(rows)
    assert {c for _, c in cells} == {0, 1}


def test_a_total_in_the_middle_of_both_columns_of_names_is_over_them() -> None:
    assert read(striped(0, False, "middle", total=True)) == [expected(total=True)]


def test_a_header_without_a_corner_is_the_table_s() -> None:
    head = ("", *HEAD[1:])
    assert read(striped(1, False, "middle", head=head)) == [expected(head=head)]


@pytest.mark.parametrize("first", [0, 1])
def test_white_names_over_white_headers_are_over_several_columns(first: int) -> None:
    sheet, xs = page(), (60.0, 150.0, 200.0, 250.0, 300.0, 350.0)
    for c, text in ((1, "R5年度"), (3, "R6年度")):
        centred(sheet, xs[c], xs[c + 2], 102, text)
    centred(sheet, xs[0], xs[1], 109, "区分")
    for c, text in enumerate(("人数", "組数") * 2, 1):
        centred(sheet, xs[c], xs[c + 1], 116, text)
    rows = [(name, *(str(31 * n + 7 * k) for k in range(4))) for n, name in enumerate(("ひろば", "相談", "講座", "出張"), 4)]
    for n, row in enumerate(rows):
        for k, (a, b) in enumerate(zip(xs, xs[1:], strict=False)):
            if n % 2 == first:
                sheet.fill(a, 120 + HIGH * n, b, 120 + HIGH * (n + 1), STRIPE)
            say(sheet, a + 5 if not k else b - 20, 130 + HIGH * n, row[k])
    heads: Cells = {(0, 0): (2, 1, "区分"), (0, 1): (1, 2, "R5年度"), (0, 3): (1, 2, "R6年度")}
    heads |= {(1, c): (1, 1, text) for c, text in enumerate(("人数", "組数") * 2, 1)}
    assert read(sheet) == [heads | {(r, c): (1, 1, text) for r, row in enumerate(rows, 2) for c, text in enumerate(row)}]


@pytest.mark.parametrize(
    "beside",
    [("※1",), ("", "参考", "資料"), ("12件", "8件", "31件", "40件")],
    ids=["mark of a note", "none in the first row", "numbers"],
)
def test_what_stands_left_of_stripes_is_no_column_unless_it_names_all_rows(beside: Sequence[str]) -> None:
    sheet = page()
    for n, name in enumerate(("ひろば", "相談", "講座", "出張")):
        line(sheet, n, 120 + HIGH * n, name, n % 2 == 1, XS[1:])
    for n, text in enumerate(beside):
        if text:
            say(sheet, 70, 130 + HIGH * n, text)
    (cells,) = read(sheet)
    assert {text for (_, c), (_, _, text) in cells.items() if c == 0} == {"ひろば", "相談", "講座", "出張"}
    assert texts(layout_of(sheet)[0].items) == [text for text in beside if text]


@pytest.mark.parametrize(
    ("head", "is_header"),
    [(("4月", "5月", "6月"), True), (("11月", "12月", "1月"), True), (("0歳", "1歳", "2歳"), True), (("4件", "6件", "9件"), False)],
    ids=["months", "over the year", "ages", "numbers"],
)
def test_names_that_count_on_are_a_header_over_a_white_row(head: Sequence[str], is_header: bool) -> None:
    sheet = page()
    rows = [("", *head), *((name, *NUMBERS[n], "7") for n, name in enumerate(("子ども", "大人", "合計")))]
    for n, row in enumerate(rows):
        for k, (a, b) in enumerate(zip(XS, XS[1:], strict=False)):
            if n == 2:
                sheet.fill(a, 120 + HIGH * n, b, 120 + HIGH * (n + 1), STRIPE)
            say(sheet, b - 5 - say(page(), 0, 0, row[k]), 130 + HIGH * n, row[k])
    (cells,) = read(sheet)
    assert [text for (r, _), (_, _, text) in cells.items() if r == 0] == list(rows[0] if is_header else rows[1])


BANDS = (60.0, 120.0, 180.0, 240.0)


@pytest.mark.parametrize("shaded_head", [True, False])
@pytest.mark.parametrize("first", [0, 1])
def test_a_band_over_all_columns_is_a_stripe_like_others(first: int, shaded_head: bool) -> None:
    """A merged cell with the name of the rows below it: each stretch of rows between such bands was a table without a header."""
    sheet = page()
    rows: list[tuple[str, ...]] = [("区分", "R5年度", "R6年度")]
    for name in ("本館", "サテライト"):
        rows += [(name,), *((row, str(17 * n + len(rows)), str(31 * n + len(rows))) for n, row in enumerate(("子ども", "大人", "計"), 7))]
    for n, row in enumerate(rows):
        y = 120 + HIGH * n
        for k, (a, b) in enumerate(zip(BANDS, BANDS[1:] if len(row) > 1 else BANDS[-1:], strict=False)):
            if shaded_head if n == 0 else n % 2 != first:
                sheet.fill(a, y, b, y + HIGH, STRIPE if n else (0.3, 0.4, 0.8))
            say(sheet, a + 4 if k == 0 else b - 4 - say(page(), 0, 0, row[k]), y + 10, row[k])
    heads = {(r, c): (1, 1 if len(row) > 1 else 3, text) for r, row in enumerate(rows) for c, text in enumerate(row)}
    assert read(sheet) == [heads]


def test_white_names_over_three_columns_each_stand_in_the_middle_one() -> None:
    sheet, xs = page(), (60.0, 130.0, 180.0, 230.0, 280.0, 330.0, 380.0, 430.0)
    for c, text in ((1, "R5"), (4, "R6")):
        centred(sheet, xs[c], xs[c + 3], 102, text)
    centred(sheet, xs[0], xs[1], 109, "区分")
    for c, text in enumerate(("上半期", "下半期", "計") * 2, 1):
        centred(sheet, xs[c], xs[c + 1], 116, text)
    rows = [(name, *(str(31 * n + 7 * k) for k in range(6))) for n, name in enumerate(("ひろば", "相談", "講座", "出張"), 4)]
    for n, row in enumerate(rows):
        for k, (a, b) in enumerate(zip(xs, xs[1:], strict=False)):
            if n % 2 == 0:
                sheet.fill(a, 120 + HIGH * n, b, 120 + HIGH * (n + 1), STRIPE)
            say(sheet, a + 5 if not k else b - 20, 130 + HIGH * n, row[k])
    heads: Cells = {(0, 0): (2, 1, "区分"), (0, 1): (1, 3, "R5"), (0, 4): (1, 3, "R6")}
    heads |= {(1, c): (1, 1, text) for c, text in enumerate(("上半期", "下半期", "計") * 2, 1)}
    assert read(sheet) == [heads | {(r, c): (1, 1, text) for r, row in enumerate(rows, 2) for c, text in enumerate(row)}]


def test_a_corner_over_both_columns_of_names_leaves_the_second_free() -> None:
    """The header stood outside, and all numbers without their years."""
    head = ("区分", "", "令和5年度", "令和6年度")
    sheet = striped(0, True, "middle", head=("", "", *head[2:]))
    centred(sheet, XS[0], XS[2], 115, head[0])
    cells = expected(head=head)
    del cells[0, 1]
    assert read(sheet) == [cells | {(0, 0): (1, 2, "区分")}]


@pytest.mark.parametrize("total", [True, False])
def test_a_header_as_high_as_its_rows_begins_as_far_over_its_text(total: bool) -> None:
    """Where it began close over its text, the names were shared out wrongly; a total beside an empty cell was no name of both columns."""
    sheet, high, y = page(), 28.0, 120.0
    for c, text in enumerate(HEAD):
        centred(sheet, XS[c], XS[c + 1], y + high / 2 + 3, text)
    name, rows = GROUPS[0]
    centred(sheet, XS[0], XS[1], y + 3 * high + 3, name)
    for n, row in enumerate(rows):
        line(sheet, n, y + high * (n + 1), row, n % 2 == 1, XS[1:], high)
    if total:
        say(sheet, XS[0] + 5, y + 5 * high + high / 2 + 3, "合計")
        line(sheet, 4, y + 5 * high, "", False, XS[1:], high)
    (cells,) = read(sheet)
    assert [place for place, (down, _, _) in cells.items() if down > 1] == [(1, 0)]
    assert not total or cells[5, 0] == (1, 2, "合計")


def test_what_stands_close_over_or_under_a_table_of_high_rows_is_not_in_it() -> None:
    sheet, high, y = page(), 32.0, 120.0
    say(sheet, XS[1], y + high / 2 - 8, "■利用")
    for n, row in enumerate((HEAD[1], *GROUPS[0][1])):
        line(sheet, n, y + high * n, row, n in (1, 3), XS[1:], high)
    say(sheet, XS[1], y + 5 * high - high / 2 + 14, "※実数")
    assert texts(layout_of(sheet)[0].items) == ["■利用", "※実数"]
    assert [max(r for r, _ in cells) for cells in read(sheet)] == [4]
