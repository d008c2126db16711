"""Tables without any rule are read by their shaded headers, or by the columns of numbers under their captions."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.typeset.grid import Border
from benchmarks.typeset.paper import Sheet
from tests.layout.drawing import grids, layout_of, page, plain_table, rule, say, texts

SHADE = (0.86, 0.91, 0.97)


def header(sheet: Sheet, xs: tuple[float, ...], y: float, labels: tuple[str, ...]) -> None:
    """Shaded cells side by side, from ``y`` to 16 pt below."""
    for a, b, label in zip(xs, xs[1:], labels, strict=False):
        sheet.fill(a, y, b, y + 16, SHADE)
        if label:
            say(sheet, a + 5, y + 12, label)


def rows_of(sheet: Sheet) -> list[list[list[str]]]:
    return [[["".join(line.text for line in cell.lines) for cell in row] for row in grid.rows] for grid in grids(layout_of(sheet)[0].items)]


def test_a_name_that_stands_between_two_rows_is_of_both() -> None:
    """Beside it one of three stands on the line of the second; what stands below the table is no name of its rows."""
    sheet = page()
    rows = [("区分", "地区", "R5年度", "R6年度"), *(("", name, f"{131 + n}人", f"{41 + n}組") for n, name in enumerate("東西南北中"))]
    for n, row in enumerate(rows):
        for at, text in zip((60, 110, 160, 220), row, strict=True):
            say(sheet, at, 106 + 14 * n, text)
    for y, name in ((134, "区内"), (169, "区外"), (220, "相談")):
        say(sheet, 60, y, name)
    (grid,) = grids(layout_of(sheet)[0].items)
    assert [(cell.rowspan, cell.text) for cell in grid.cells if cell.col == 0] == [(1, "区分"), (3, "区内"), (2, "区外")]


@pytest.mark.parametrize("middle", [True, False], ids=["names in the middle", "names at the top"])
def test_cells_of_several_lines_under_a_shaded_header_are_one_row_each(middle: bool) -> None:
    sheet = page()
    header(sheet, (60, 160, 400), 100, ("名称", "内容"))
    said = (
        ("子育て連絡会", ("区と共同で年４回開き、地区別の", "話合いを行った。")),
        ("地区の会議", ("全地区のうち七つの地区で、子育て", "家庭の声を伝え、計画に取り", "入れた。")),
        ("商店会との催し", ("探検と行列を行った。",)),
    )
    y = 128.0
    for name, lines in said:
        say(sheet, 65, y + (6 * (len(lines) - 1) if middle else 0), name)
        for n, line in enumerate(lines):
            say(sheet, 165, y + 12 * n, line)
        y += 12 * len(lines) + 4
    say(sheet, 60, y + 6, "・次の文章は表の列にかかわりなく、右の端まで続いている。")
    assert rows_of(sheet) == [[["名称", "内容"], *([name, "".join(lines)] for name, lines in said)]]
    assert texts(layout_of(sheet)[0].items) == ["・次の文章は表の列にかかわりなく、右の端まで続いている。"]


def test_a_name_in_the_middle_of_rows_under_a_shaded_header_is_of_all_of_them() -> None:
    """A year before three halls each; one that stands on the first line of its rows is of that one alone."""
    sheet = page()
    rows = [(hall, f"{n}0", f"{n}1") for n, hall in enumerate(("本館", "分館", "集会所") * 2, 1)]
    for x, years in ((60, (1, 4)), (300, (0, 3))):
        header(sheet, (x, x + 60, x + 100, x + 140, x + 190), 100, ("年度", "会場", "回数", "人数"))
        for n, row in enumerate(rows):
            for at, text in zip((65, 106, 146), row, strict=True):
                say(sheet, x + at, 127 + 14 * n, text)
        for n, year in zip(years, ("R5年度", "R6年度"), strict=True):
            say(sheet, x + 5, 127 + 14 * n, year)
    of_all, of_one = grids(layout_of(sheet)[0].items)
    assert [(cell.rowspan, cell.text) for cell in of_all.cells if cell.col == 0] == [(1, "年度"), (3, "R5年度"), (3, "R6年度")]
    assert {cell.rowspan for cell in of_one.cells} == {1}


def test_tables_with_shaded_headers_side_by_side_are_two() -> None:
    """Their rows are not of one height; a title over all columns is shaded too, a corner says nothing."""
    sheet = page()
    say(sheet, 60, 95, "■相談の件数")
    header(sheet, (60, 130, 180, 230), 100, ("", "R4年度", "R5年度"))
    sheet.fill(290, 84, 450, 100, SHADE)
    say(sheet, 340, 96, "主な相談")
    header(sheet, (290, 360, 450), 100, ("年齢", "内容"))
    left = (("来館", "1,684件", "1,822件"), ("電話", "146件", "192件"), ("合計", "1,830件", "2,014件"))
    right = (("０歳", "授乳と睡眠"), ("１歳", "ことばの育ち"), ("２歳", "園選び"), ("３歳", "きょうだい"))
    for n, row in enumerate(left):
        for x, text in zip((65, 140, 190), row, strict=True):
            say(sheet, x, 128 + 14 * n, text)
    for n, pair in enumerate(right):
        for x, text in zip((295, 365), pair, strict=True):
            say(sheet, x, 130 + 15.5 * n, text)
    say(sheet, 60, 206, "①　相談しやすい場")
    assert rows_of(sheet) == [
        [["", "R4年度", "R5年度"], *map(list, left)],
        [["主な相談"], ["年齢", "内容"], *map(list, right)],
    ]
    assert texts(layout_of(sheet)[0].items) == ["■相談の件数", "①　相談しやすい場"]


def test_columns_of_numbers_under_two_captions_are_two_tables() -> None:
    sheet = page()
    for x, caption in ((60, "■相談件数の推移"), (300, "■利用者数")):
        say(sheet, x, 100, caption)
    tables = (
        (("", "R4年度", "R5年度"), ("来館", "1,684件", "1,822件"), ("電話", "146件", "192件"), ("合計", "1,830件", "2,014件")),
        (("", "R4年度", "R5年度"), ("子ども", "7,105人", "7,498人"), ("大人", "8,418人", "8,566人"), ("合計", "15,523人", "16,064人")),
    )
    for left, table in zip((64, 304), tables, strict=True):
        for n, row in enumerate(table):
            for x, text in zip((left, left + 60, left + 110), row, strict=True):
                if text:
                    say(sheet, x, 114 + 14 * n, text)
    assert rows_of(sheet) == [[list(row) for row in table] for table in tables]


@pytest.mark.parametrize(("bare", "ruled"), [(300, 60), (60, 300)], ids=["right of it", "left of it"])
@pytest.mark.parametrize("y", [114, 100], ids=["under a caption of its own", "beside that caption"])
def test_the_caption_of_a_table_with_rules_is_none_of_the_one_without_beside_it(bare: int, ruled: int, y: int) -> None:
    sheet = page()
    rows = [["", "4月", "5月", "6月"], ["子ども", "812", "865", "934"], ["大人", "786", "832", "897"], ["合計", "1598", "1697", "1831"]]
    say(sheet, ruled, 100, "■月別の利用者数")
    if y > 100:
        say(sheet, bare, 100, "■年代別の利用者数")
    for r, row in enumerate(rows):
        for x, text in zip((0, 60, 100, 140), row, strict=True):
            say(sheet, bare + x, y + 13 * r, text)
    plain_table(rows, 40, border=Border("hair")).draw(sheet, ruled, 104)
    assert rows_of(sheet) == [rows, rows]


def test_headers_centred_over_their_columns_are_no_captions() -> None:
    sheet = page()
    for x, text in ((180, "令和４年度"), (340, "令和５年度")):
        say(sheet, x, 100, text)
    rows = (("来館", "684件", "51%", "822件", "52%"), ("電話", "146件", "11%", "192件", "12%"), ("訪問", "32件", "4%", "41件", "5%"))
    for n, row in enumerate(rows):
        for x, text in zip((64, 160, 230, 320, 390), row, strict=True):
            say(sheet, x, 114 + 14 * n, text)
    assert len(rows_of(sheet)) == 1


def close_columns(sheet: Sheet, over: str, rows: Sequence[Sequence[str]]) -> None:
    """A line of text over rows of numbers that end where years, less than an em apart, would."""
    say(sheet, 60, 100, over)
    for r, (name, *numbers) in enumerate(rows):
        say(sheet, 63, 130 + 15 * r, name)
        for right, text in zip((170, 217), numbers, strict=True):
            say(sheet, right - say(page(), 0, 0, text), 130 + 15 * r, text)


ROWS = (("ひろばでの相談", "512件", "640件"), ("電話による相談", "80件", "96件"), ("合計", "592件", "736件"))


@pytest.mark.parametrize("n_rows", [2, 3])
def test_years_that_stand_closer_than_columns_do_end_where_their_numbers_do(n_rows: int) -> None:
    sheet = page()
    close_columns(sheet, "■相談件数の推移", ROWS[-n_rows:])
    for right, year in ((170, "令和5年度"), (217, "令和6年度")):
        say(sheet, right - say(page(), 0, 0, year), 115, year)
    (rows,) = rows_of(sheet)
    assert [text for text in rows[0] if text] == ["令和5年度", "令和6年度"]
    assert rows[1:] == [list(row) for row in ROWS[-n_rows:]]


@pytest.mark.parametrize(
    "over",
    ["■令和5年度 令和6年度の相談件数", "■相談件数（令和5年度と令和6年度）", "令和5年度に比べて令和6年度は相談が増えた。"],
    ids=["caption", "years in brackets", "sentence"],
)
def test_a_caption_or_a_sentence_with_two_years_heads_no_columns(over: str) -> None:
    sheet = page()
    close_columns(sheet, "", ROWS)
    say(sheet, 60, 115, over)
    (rows,) = rows_of(sheet)
    assert rows == [list(row) for row in ROWS]


@pytest.mark.parametrize(("other", "beside", "is_table"), [(0.6, 0.0, True), (None, 0.0, False), (0.6, 40.0, False)])
def test_a_head_over_one_row_in_bands_of_two_colours_is_a_table(other: float | None, beside: float, is_table: bool) -> None:
    """A page may end below the first row of a striped table: two bands of one colour, or of another width, are no head and row."""
    sheet = page()
    sheet.fill(60, 100, 340, 116, SHADE if other is None else (other, other, other))
    sheet.fill(60, 116, 340 + beside, 132, SHADE)
    for y, words in ((112, ("年齢", "平日", "休日")), (128, ("0歳", "1,834", "116"))):
        for x, text in zip((65, 160, 260), words, strict=True):
            say(sheet, x, y, text)
    assert rows_of(sheet) == ([[["年齢", "平日", "休日"], ["0歳", "1,834", "116"]]] if is_table else [])


def test_names_of_rows_set_close_under_a_corner_over_two_header_rows_are_one_each() -> None:
    sheet = page()
    for at, y, text in ((160, 106, "R5年度"), (220, 106, "R6年度"), (60, 111, "相談の種類")):
        say(sheet, at, y, text)
    rows = [
        ("", "予約", "当日", "予約", "当日"),
        *((name, f"{15 + n}件", f"{25 + n}件", f"{70 + n}件", f"{40 + n}件") for n, name in enumerate(("助産師", "心理士", "栄養士"))),
    ]
    for n, row in enumerate(rows):
        for at, text in zip((60, 145, 180, 210, 245), row, strict=True):
            say(sheet, at, 117 + 11 * n, text)
    (grid,) = grids(layout_of(sheet)[0].items)
    assert [(cell.rowspan, cell.text) for cell in grid.cells if cell.col == 0] == [
        (2, "相談の種類"),
        (1, "助産師"),
        (1, "心理士"),
        (1, "栄養士"),
    ]


def test_names_of_rows_set_downwards_are_one_each() -> None:
    """A narrow first column leaves room for one character a line: one of three stands beside the numbers, two of two around them."""
    sheet = page()
    for n, row in enumerate((("4月", "5月", "6月"), ("881", "780", "835"), ("712", "691", "815"), ("1,593", "1,471", "1,650"))):
        for at, text in zip((100, 140, 180), row, strict=True):
            say(sheet, at, (106, 130, 155, 175)[n], text)
    for n, text in enumerate("子ども大人合計"):
        say(sheet, 60, 120 + 10 * n, text)
    assert rows_of(sheet) == [
        [["", "4月", "5月", "6月"], ["子ども", "881", "780", "835"], ["大人", "712", "691", "815"], ["合計", "1,593", "1,471", "1,650"]]
    ]


@pytest.mark.parametrize(("gap", "n_tables"), [(5, 2), (0, 1)], ids=["further below", "as near as rows"])
def test_years_that_stand_off_the_rows_above_head_another_table(gap: float, n_tables: int) -> None:
    """A caption in its corner begins the table; words that stand as near as the rows do are a row."""
    sheet = page()
    rows = [("", "部数", "配布先"), ("たより", "560部", "34か所"), ("特集号", "980部", "42か所"), ("地図", "740部", "19か所")]
    below = [("■登録者数", "R5年度", "R6年度"), ("メール", "1,510", "1,564"), ("電話", "286", "972")]
    for n, row in enumerate([*rows, *below]):
        for at, text in zip((60, 130, 190), row, strict=True):
            if text:
                say(sheet, at, 106 + 14 * n + (gap if row in below else 0), text)
    assert len(rows_of(sheet)) == n_tables


def test_a_table_without_rules_is_no_head_of_the_one_with_level_rules_below() -> None:
    sheet = page()
    rows = [("", "R5年度", "R6年度"), ("来館", "684組", "822組"), ("電話", "146件", "192件")]
    ruled = [("対象", "平日", "休日"), ("ママ", "38人", "82人"), ("パパ", "12人", "66人")]
    for y, table in ((106, rows), (156, ruled)):
        for n, row in enumerate(table):
            for at, text in zip((65, 160, 260), row, strict=True):
                if text:
                    say(sheet, at, y + 14 * n, text)
    for n in range(4):
        rule(sheet, 60, 146 + 14 * n, 340, 146 + 14 * n)
    assert rows_of(sheet) == [[list(row) for row in table] for table in (rows, ruled)]


RANKS = (("順位", "R6年度", "R7年度"), ("1位", "食事・栄養", "食事・栄養"), ("2位", "発育・発達", "睡眠"), ("3位", "睡眠", "入園・預け先"))
PARTNERS = (("連携先", "主な内容"), ("消防署", "防災訓練"), ("図書館", "読み聞かせの会の共同企画"), ("大学", "学生の実習の受入れ"))
MARKED = (("対象", "R6年度", "R7年度"), *((f"・{name}", *words) for name, *words in RANKS[1:]))
COUNTED = tuple((f"{mark}　{name}", *words) for mark, (name, *words) in zip("①②③④", RANKS, strict=True))
TERMS = (("相談日", "月曜日から金曜日まで"), ("時間", "午前中"), ("対象", "就学前の子と養育者"), ("申込み", "電話又は窓口"))


@pytest.mark.parametrize(
    ("rows", "off", "is_table"),
    [
        (RANKS, 15, True),
        (RANKS, 0, True),
        (PARTNERS, 15, True),
        (RANKS[:3], 15, False),
        (MARKED, 15, False),
        (COUNTED, 0, False),
        (TERMS, 0, False),
    ],
    ids=[
        "header in the middle",
        "header at the side",
        "two columns",
        "two rows",
        "marks",
        "items that are counted",
        "terms and what is said of them",
    ],
)
def test_rows_of_words_below_a_header_are_a_table(rows: Sequence[Sequence[str]], off: float, is_table: bool) -> None:
    sheet = page()
    for n, row in enumerate(rows):
        for x, text in zip((60, 140, 260), row, strict=False):
            say(sheet, x + (0 if n else off), 100 + 14 * n, text)
    assert rows_of(sheet) == ([[list(row) for row in rows]] if is_table else [])


def test_rows_of_a_table_above_are_no_header_of_the_next() -> None:
    sheet = page()
    rows = [("", "R5年度", "R6年度"), ("来館", "684組", "822組"), ("電話", "146件", "192件")]
    for n, row in enumerate([*rows, *PARTNERS]):
        for x, text in zip((60, 160, 260), row, strict=False):
            if text:
                say(sheet, x + (15 if row is PARTNERS[0] else 0), 100 + 14 * n + (6 if n >= len(rows) else 0), text)
    assert rows_of(sheet) == [[list(row) for row in table] for table in (rows, PARTNERS)]


YEARS = ("R4年度", "R5年度", "R6年度")


@pytest.mark.parametrize(
    ("rows", "is_table"),
    [
        ([YEARS, ("41件", "66件", "83件")], True),
        ([YEARS, ("41件", "66件")], False),
        ([("本館", "分館", "駅前"), ("41件", "66件", "83件")], False),
    ],
    ids=["years", "fewer numbers", "names"],
)
def test_years_over_a_number_each_are_a_table(rows: Sequence[Sequence[str]], is_table: bool) -> None:
    """Below stands the caption of the next one, whose rules begin under it: neither is of its header."""
    sheet = page()
    ruled = [("対象", "平日", "休日"), ("ママ", "38人", "82人"), ("パパ", "12人", "66人")]
    for n, row in enumerate(rows):
        for x, text in zip((65, 160, 260), row, strict=False):
            say(sheet, x, 106 + 14 * n, text)
    say(sheet, 60, 136, "■参加者")
    for n, row in enumerate(ruled):
        for x, text in zip((65, 160, 260), row, strict=True):
            say(sheet, x, 150 + 14 * n, text)
    for n in range(4):
        rule(sheet, 60, 140 + 14 * n, 340, 140 + 14 * n)
    assert rows_of(sheet) == [[list(row) for row in table] for table in ([rows] if is_table else []) + [ruled]]


def test_a_caption_with_its_unit_at_the_other_end_of_the_line_is_no_row() -> None:
    """Nor is it one of the table above."""
    sheet = page()
    for n, unit in enumerate(("人", "件")):
        for y, row in enumerate(
            (("利用の状況", "", f"（単位：{unit}）"), ("区分", "R5年度", "R6年度"), ("来所", "12", "15"), ("電話", "34", "36"))
        ):
            for x, text in zip((60, 180, 280 - 20 * (y == 0)), row, strict=True):
                say(sheet, x, 100 + 60 * n + 15 * y, text)
    assert [[row[0] for row in rows] for rows in rows_of(sheet)] == 2 * [["区分", "来所", "電話"]]


@pytest.mark.parametrize("group", ["本館", ""])
def test_a_unit_over_numbers_or_their_group_is_the_name_of_its_column(group: str) -> None:
    sheet = page()
    rows = [("区分", "件数", "（単位：人）"), (group,), ("来所", "12", "14"), ("電話", "34", "35"), ("訪問", "3", "8")]
    for y, row in enumerate(row for row in rows if row[0]):
        for x, text in zip((60, 180, 260), row, strict=False):
            say(sheet, x, 100 + 15 * y, text)
    assert [len(rows) for rows in rows_of(sheet)] == [4 + bool(group)]


@pytest.mark.parametrize(
    ("rows", "is_table"),
    [
        pytest.param(
            [("・６月12日", "体操", "24組来た。"), ("・７月３日", "歌の会", "12組来た。"), ("・９月８日", "教室", "18組来た。")],
            False,
            id="items",
        ),
        pytest.param(
            [("６月12日", "体操", "24組"), ("・７月３日", "歌の会", "12組"), ("・９月８日", "教室", "18組")], True, id="one without a sign"
        ),
        pytest.param([("・来所", "12件", "24件"), ("・電話", "34件", "12件"), ("・訪問", "5件", "18件")], True, id="numbers"),
    ],
)
def test_items_of_a_list_with_tabs_are_no_rows(rows: Sequence[tuple[str, ...]], is_table: bool) -> None:
    sheet = page()
    for y, row in enumerate(rows):
        for x, text in zip((60, 140, 260), row, strict=True):
            say(sheet, x, 100 + 15 * y, text)
    assert len(rows_of(sheet)) == is_table
