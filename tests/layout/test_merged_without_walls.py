"""Cells over several columns or rows of tables without upright rules, which only the place of their text, a shade or a sum shows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from benchmarks.typeset.paper import Sheet
from tests.layout.drawing import grids, layout_of, page, rule, say, words

HEAD = (0.88, 0.88, 0.88)
XS = (60.0, 120.0, 160.0, 200.0, 240.0, 280.0)


def across(sheet: Sheet, y: float, edges: Sequence[float]) -> None:
    """A rule as a browser draws it: cut at every column's edge."""
    for x0, x1 in pairwise(edges):
        rule(sheet, x0, y, x1, y)


def centred(sheet: Sheet, x: float, y: float, text: str) -> None:
    say(sheet, x - say(page(), 0, 0, text) / 2, y, text)


def row(sheet: Sheet, y: float, said: Sequence[str], xs: Sequence[float] = XS) -> None:
    """A name at the left of its column, numbers at the right ends of theirs."""
    for n, (text, (left, right)) in enumerate(zip(said, pairwise(xs), strict=True)):
        say(sheet, right - 3 - say(page(), 0, 0, text) if n else left + 3, y, text)


def cells_of(sheet: Sheet) -> set[tuple[int, int, int, int, str]]:
    (grid,) = grids(layout_of(sheet)[0].items)
    return {(c.row, c.col, c.rowspan, c.colspan, "".join(line.text for line in c.lines)) for c in grid.cells}


def test_a_title_in_the_middle_of_an_odd_number_of_columns_is_over_all() -> None:
    sheet = page()
    xs = (60.0, 120.0, 180.0, 240.0, 300.0, 360.0)
    for n in range(4):
        across(sheet, 100 + 15 * n, xs)
    centred(sheet, 210, 111, "■ネットワークに関する実績")
    row(sheet, 126, ("", "R4年度", "R5年度", "R6年度", "R7年度"), xs)
    row(sheet, 141, ("連絡会", "6回", "9回", "9回", "3回"), xs)
    assert (0, 0, 1, 5, "■ネットワークに関する実績") in cells_of(sheet)


def test_a_word_in_the_middle_of_its_own_column_stays_there() -> None:
    sheet = page()
    xs = (60.0, 120.0, 180.0, 240.0, 300.0, 360.0)
    for n in range(4):
        across(sheet, 100 + 15 * n, xs)
    row(sheet, 111, ("", "R4年度", "R5年度", "R6年度", "R7年度"), xs)
    row(sheet, 126, ("連絡会", "6回", "9回", "9回", "3回"), xs)
    centred(sheet, 210, 141, "中止")
    assert (2, 2, 1, 1, "中止") in cells_of(sheet)


def test_a_year_over_three_columns_is_no_header_of_the_one_in_their_middle() -> None:
    """A rule parts the two lines of the header, and the year stands in the middle of its columns, and so of the one among them."""
    sheet = page()
    xs = (60.0, 120.0, 150.0, 190.0, 220.0, 250.0, 290.0, 320.0)
    across(sheet, 100, xs)
    across(sheet, 115, xs[1:])
    across(sheet, 130, xs)
    across(sheet, 145, xs)
    say(sheet, 75, 118, "事業名")
    centred(sheet, 170, 111, "R4年度")
    centred(sheet, 270, 111, "R5年度")
    for left, right, text in zip(xs[1:], xs[2:], ("回数", "延べ", "増減") * 2, strict=False):
        centred(sheet, (left + right) / 2, 126, text)
    row(sheet, 141, ("研修", "12回", "258人", "36人", "6回", "93人", "165人"), xs)
    assert {(0, 0, 2, 1, "事業名"), (0, 1, 1, 3, "R4年度"), (0, 4, 1, 3, "R5年度"), (1, 2, 1, 1, "延べ")} <= cells_of(sheet)


@pytest.mark.parametrize("pitch", [14.0, 17.0], ids=["close", "wide"])
def test_a_name_between_two_rows_that_no_rule_parts_is_no_row(pitch: float) -> None:
    """Groups of an even number of rows have their name between two of them, one of the rows a name of two lines."""
    sheet = page()
    names = ("ひろば", "サロン", "園庭", "講座", "会議", "合計")
    for y in (100.0, 115.0, 115 + pitch * 6.1):
        across(sheet, y, XS[:5])
    row(sheet, 111, ("地区", "会場", "R4", "R5"), XS[:5])
    for n, name in enumerate(names):
        y = 115 + pitch * (n + 0.7)
        say(sheet, 63 if name == "合計" else 123, y, name)
        for x in (180, 220):
            say(sheet, x, y, f"{n + 1}回")
    for first in (0, 2):
        say(sheet, 63, 115 + pitch * (first + 1.2), f"第{first + 1}")
    say(sheet, 63, 115 + pitch * 4.7, "第5")
    found = cells_of(sheet)
    assert {(1, 0, 2, 1, "第1"), (3, 0, 2, 1, "第3"), (2, 1, 1, 1, "サロン"), (6, 2, 1, 1, "6回")} <= found


def test_shaded_cells_in_two_lines_head_a_table_whose_rows_have_a_rule_below_them_only() -> None:
    """The shades show the columns, which the numbers under them would part elsewhere."""
    sheet = page()
    sheet.fill(60, 100, 120, 130, HEAD)
    for a, b in ((120.0, 200.0), (200.0, 280.0)):
        sheet.fill(a, 100, b, 115, HEAD)
    for a, b in pairwise(XS[1:]):
        sheet.fill(a, 115, b, 130, HEAD)
    for n in range(1, 4):
        rule(sheet, 60, 130 + 15 * n, 280, 130 + 15 * n)
    say(sheet, 75, 118, "相談の場")
    for x, year in ((160, "R4年度"), (240, "R5年度")):
        centred(sheet, x, 111, year)
    for (left, right), text in zip(pairwise(XS[1:]), ("実人数", "延件数") * 2, strict=True):
        centred(sheet, (left + right) / 2, 126, text)
    for n, name in enumerate(("館内", "出張先", "電話")):
        row(sheet, 141 + 15 * n, (name, "187人", "402件", "91人", "118件"))
    found = cells_of(sheet)
    assert {(0, 0, 2, 1, "相談の場"), (0, 1, 1, 2, "R4年度"), (1, 4, 1, 1, "延件数"), (2, 0, 1, 1, "館内"), (4, 4, 1, 1, "118件")} <= found


def test_a_total_whose_name_is_over_two_columns_is_the_last_row() -> None:
    """The rules of the rows begin behind the name of their group, that of the total stands in the middle of both columns of names."""
    sheet = page()
    xs = (60.0, 110.0, 200.0, 240.0)
    for n in range(5):
        rule(sheet, 110 if n in (1, 2) else 60, 100 + 15 * n, 280, 100 + 15 * n)
    say(sheet, 65, 126, "南部")
    for n, name in enumerate(("南沢子育てサロン", "川辺プレイパーク", "若葉つどいの広場")):
        say(sheet, 113, 111 + 15 * n, name)
        for x in xs[2:]:
            say(sheet, x + 20, 111 + 15 * n, f"{n + 2}回")
    centred(sheet, 130, 156, "合計")
    for x in xs[2:]:
        say(sheet, x + 20, 156, "9回")
    assert {(0, 0, 3, 1, "南部"), (3, 0, 1, 2, "合計"), (3, 2, 1, 1, "9回")} <= cells_of(sheet)


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_table_without_upright_rules_may_reach_to_one_side_of_its_frame(side: str) -> None:
    """Spreadsheets give a table the last columns of the sheet, whose end is the frame's."""
    sheet = page()
    frame = (60.0, 300.0) if side == "left" else (40.0, 280.0)
    for y in (80.0, 240.0):
        rule(sheet, frame[0], y, frame[1], y)
    for x in frame:
        rule(sheet, x, 80, x, 240)
    for y in (100.0, 130.0, 175.0):
        rule(sheet, 60, y, 280, y)
    say(sheet, 75, 118, "会の種類")
    for x, year in ((160, "R4年度"), (240, "R5年度")):
        centred(sheet, x, 111, year)
    for (left, right), text in zip(pairwise(XS[1:]), ("回数", "人数") * 2, strict=True):
        centred(sheet, (left + right) / 2, 126, text)
    for n, name in enumerate(("説明会", "講座", "個別")):
        row(sheet, 141 + 15 * n, (name, "12", "63", "18", "104"))
    (around,) = grids(layout_of(sheet)[0].items)
    ((cell,),) = around.rows
    (table,) = cell.grids
    found = {(c.row, c.col, c.rowspan, c.colspan, "".join(line.text for line in c.lines)) for c in table.cells}
    assert {(0, 0, 2, 1, "会の種類"), (0, 1, 1, 2, "R4年度"), (1, 4, 1, 1, "人数"), (2, 0, 1, 1, "説明会"), (4, 4, 1, 1, "104")} <= found


def touching(sheet: Sheet, rows: Sequence[tuple[str, str, str]], gap: float, is_ruled: bool = True) -> None:
    """A name, what ends at the right end of its column, and what begins at the left end of the next, so far apart."""
    for n, (name, left, right) in enumerate(rows):
        y = 111 + 15 * n
        say(sheet, 63, y, name)
        say(sheet, 200 - say(page(), 0, 0, left), y, left)
        say(sheet, 200 + gap, y, right)
    for n in (0, 1, *(range(2, len(rows)) if is_ruled else ()), len(rows)):
        rule(sheet, 60, 100 + 15 * n, 300, 100 + 15 * n)


RANKED = (("項目", "割合", "主な内容"), ("1位", "26.4%", "①園と預け先"), ("2位", "24.8%", "②親の悩み"), ("3位", "9.7%", "③発育"))


@pytest.mark.parametrize("is_ruled", [True, False], ids=["rules", "three rules"])
@pytest.mark.parametrize("gap", [1.8, 4.0])
def test_a_word_close_behind_a_number_is_in_the_next_column(gap: float, is_ruled: bool) -> None:
    """Spreadsheets keep a number at the right end of its cell and a word at the left end of the next, with no space printed."""
    sheet = page()
    touching(sheet, RANKED, gap, is_ruled)
    assert cells_of(sheet) == {(r, c, 1, 1, text) for r, said in enumerate(RANKED) for c, text in enumerate(said)}


def test_what_a_number_counts_is_no_column_though_set_apart() -> None:
    """A word processor sets digits apart from kanji, but no year of the header."""
    sheet = page()
    xs = (60.0, 120.0, 160.0, 200.0, 240.0, 280.0)
    for n in range(4):
        rule(sheet, 60, 100 + 15 * n, 280, 100 + 15 * n)
    row(sheet, 111, ("種類", "R2年度", "R3年度", "R4年度", "R5年度"), xs)
    for n, count in enumerate(("44", "191"), 1):
        row(sheet, 111 + 15 * n, ("講座", "", "1,204", "37", "56"), xs)
        say(sheet, say(sheet, 144 - say(page(), 0, 0, count), 111 + 15 * n, count) + 2.25, 111 + 15 * n, "回")
    assert {(1, 1, 1, 1, "44回"), (2, 1, 1, 1, "191回"), (2, 2, 1, 1, "1,204")} <= cells_of(sheet)


def test_headers_in_the_white_beside_their_numbers_part_no_column() -> None:
    """They stand in the middle of wide columns, the numbers at the right of them, under three rules."""
    sheet = page()
    xs = (60.0, 206.0, 246.0, 302.0, 393.0, 434.0)
    said = (
        ("施設", "R2", "R3年度", "R4年度", "R5年度"),
        ("西地区の広場の会", "-", "155回", "99", "277回"),
        ("南の会", "-", "89回", "33", "252回"),
    )
    rows = (*said, ("北の会", "4,270", "102回", "6,493", "144回"))
    for y in (100.0, 120.0, 180.0):
        rule(sheet, 60, y, 434, y)
    for x, text in zip((137, 230, 273, 346, 412), said[0], strict=True):
        centred(sheet, x, 113, text)
    for n, texts in enumerate(rows[1:], 1):
        row(sheet, 113 + 20 * n, texts, xs)
    assert cells_of(sheet) == {(r, c, 1, 1, text) for r, texts in enumerate(rows) for c, text in enumerate(texts)}


def test_a_dash_close_before_the_next_column_is_a_cell() -> None:
    sheet = page()
    rows = (("相談", "回数", "人数"), ("助産師", "12回", "4回(45人)"), ("栄養士", "3回", "6回(49人)"), ("歯科", "-", "8回(32人)"))
    touching(sheet, rows, 2.0)
    assert (3, 1, 1, 1, "-") in cells_of(sheet)


def test_digits_are_set_apart_from_kanji_though_no_bracket_is() -> None:
    """A word processor does so; most digits of the table stand in brackets, and the year and its digits stand below each other."""
    sheet = page()
    said = (("35（12）", "3"), ("7（1）", "4"), ("120（35）", "5"), ("45（2）", "6"))
    for n, (count, year) in enumerate(said):
        y = 111 + 15 * n
        say(sheet, 63, y, "講座")
        say(sheet, 120, y, count)
        end = say(sheet, say(sheet, 200, y, "令和") + 2.25, y, year)
        say(sheet, end + 2.25, y, "年度から")
    for n in range(5):
        rule(sheet, 60, 100 + 15 * n, 300, 100 + 15 * n)
    assert {(n, 2, 1, 1, f"令和{year}年度から") for n, (_, year) in enumerate(said)} <= cells_of(sheet)


@pytest.mark.parametrize("short", ["東", "東地区"], ids=["one shorter", "all alike"])
def test_words_that_touch_are_of_two_columns_where_one_stands_apart(short: str) -> None:
    """Names as long as each other, with a little white behind, are the beginning of one text."""
    sheet = page()
    for n, (name, said) in enumerate((("西地区", "子育て講座"), ("南地区", "見学の会"), ("北地区", "交流会"), (short, "父親の会"))):
        y = 111 + 15 * n
        say(sheet, 63, y, name)
        say(sheet, 93, y, said)
        say(sheet, 240, y, f"{n + 9}人")
    for n in range(5):
        rule(sheet, 60, 100 + 15 * n, 300, 100 + 15 * n)
    found = cells_of(sheet)
    assert (3, 1, 1, 1, "父親の会") in found if short == "東" else {c for _, c, *_ in found} == {0, 1}


@pytest.mark.parametrize("gap", [0.0, 2.0], ids=["close", "digits set apart"])
def test_words_below_each_other_with_like_gaps_are_one_column(gap: float) -> None:
    """A printed space parts nothing, and where digits are set apart from kanji they are so in every cell."""
    sheet = page()
    for n, (name, digits, unit) in enumerate(
        (("相談", "12", "件 増"), ("見学", "34", "件 減"), ("講座", "56", "件 増"), ("会議", "78", "件 減"))
    ):
        y = 111 + 15 * n
        say(sheet, 63, y, name)
        end = say(sheet, 160, y, digits)
        say(sheet, end + gap, y, unit)
    for n in range(5):
        rule(sheet, 60, 100 + 15 * n, 300, 100 + 15 * n)
    assert {(c[1], c[3]) for c in cells_of(sheet)} == {(0, 1), (1, 1)}


def test_rows_of_words_between_three_rules_are_set_apart_by_white() -> None:
    """Each has words in every column, some of two lines with the name in their middle."""
    sheet = page()
    said = (
        ("通信", "養育者", ("毎月三千部を区内の施設に", "配り、データでも出す")),
        ("地図", "転入者", ("毎年六千部を封筒に入れる",)),
        ("掲示板", "来館者", ("利用者の書き込みと、地域の", "ちらし")),
    )
    for y in (100.0, 115.0, 205.0):
        rule(sheet, 60, y, 300, y)
    row(sheet, 111, ("媒体", "対象", "内容"), (60.0, 120.0, 170.0, 300.0))
    for n, (name, whom, lines) in enumerate(said):
        y = 133 + 30 * n
        say(sheet, 63, y, name)
        say(sheet, 123, y, whom)
        for k, line in enumerate(lines):
            say(sheet, 173, y + 6 * (2 * k - len(lines) + 1), line)
    found = cells_of(sheet)
    assert {(r, 2, 1, 1, "".join(lines)) for r, (_, _, lines) in enumerate(said, 1)} <= found
    assert {(r, 0, 1, 1, name) for r, (name, _, _) in enumerate(said, 1)} <= found


@pytest.mark.parametrize("off", [7.4, 0.0], ids=["in the middle", "beside the first"])
def test_rows_of_words_are_told_by_cells_of_fewer_lines(off: float) -> None:
    """The lines stand as far apart in the cells as between the rows, on the grid that word processors keep."""
    sheet = page()
    said = (
        ("広報紙", "年四回", ("行事の予定、利用者の声、区か", "らのお知らせ")),
        ("ホームページ", "随時", ("施設の案内、講座の申込みと園", "庭開放の一覧")),
        ("地図", "年一回", ("公園、授乳のできる場所、子連", "れで入れる店")),
    )
    for y in (100.0, 115.0, 208.0):
        rule(sheet, 60, y, 320, y)
    row(sheet, 111, ("媒体", "発行", "内容"), (60.0, 130.0, 180.0, 320.0))
    for n, (name, when, lines) in enumerate(said):
        y = 126 + 29.6 * n
        say(sheet, 63, y + off, name)
        say(sheet, 133, y + off, when)
        for k, line in enumerate(lines):
            say(sheet, 183, y + 14.8 * k, line)
    rows = {(r, 0, 1, 1, name) for r, (name, *_) in enumerate(said, 1)} | {(r, 2, 1, 1, "".join(s[2])) for r, s in enumerate(said, 1)}
    assert rows <= cells_of(sheet)


@pytest.mark.parametrize("is_ruled", [True, False], ids=["rules in it", "three rules"])
def test_a_header_whose_corner_is_empty_has_wrapped_names_under_those_of_groups(is_ruled: bool) -> None:
    sheet = page()
    for y in (100.0, 142.0, 156.0, 170.0) if is_ruled else (100.0, 142.0, 170.0):
        rule(sheet, 60, y, 280, y)
    if is_ruled:
        rule(sheet, 120, 113, 280, 113)
    for x, text, y in ((160, "R5年度", 110), (240, "R6年度", 110), (140, "プレママ", 130), (220, "プレママ", 130), (260, "プレパパ", 130)):
        centred(sheet, x, y, text)
    centred(sheet, 180, 123.5, "プレパ")
    centred(sheet, 180, 136.5, "パ")
    for n, name in enumerate(("沐浴体験", "両親教室")):
        row(sheet, 152 + 14 * n, (name, "10人", "12人", "23人", "14人"), (60.0, 120.0, 160.0, 200.0, 240.0, 280.0))
    heads = {(0, 1, 1, 2, "R5年度"), (0, 3, 1, 2, "R6年度"), (1, 1, 1, 1, "プレママ"), (1, 2, 1, 1, "プレパパ"), (1, 4, 1, 1, "プレパパ")}
    assert heads <= cells_of(sheet)


def test_lines_of_two_cells_beside_each_other_are_no_rows() -> None:
    sheet = page()
    for y in (100.0, 115.0, 170.0):
        rule(sheet, 60, y, 300, y)
    row(sheet, 111, ("良かった点", "改める点"), (60.0, 180.0, 300.0))
    for n, (left, right) in enumerate(
        (("毎月の会が続き", "予約の取り方が"), ("参加者が増えて", "分かりにくいと"), ("声が聞けている", "の声があった"))
    ):
        say(sheet, 63, 129 + 14 * n, left)
        say(sheet, 183, 129 + 14 * n, right)
    assert (1, 0, 1, 1, "毎月の会が続き参加者が増えて声が聞けている") in cells_of(sheet)


@pytest.mark.parametrize(
    ("left", "right", "rows"),
    [
        (("来館は前より増え、", "初めての人も多く、", "声を聞いた。"), ("連携して、出張の", "広場を開き、月に", "一度は集まる。"), 2),
        (("通信", "地図", "掲示板"), ("施設に配る", "毎年、封筒に入れる", "利用者の声"), 4),
    ],
    ids=["text", "rows"],
)
def test_lines_set_wide_are_rows_where_one_ends_early(left: Sequence[str], right: Sequence[str], rows: int) -> None:
    sheet = page()
    for y in (100.0, 115.0, 190.0):
        rule(sheet, 60, y, 300, y)
    row(sheet, 111, ("良い点", "改める点"), (60.0, 180.0, 300.0))
    for n, pair in enumerate(zip(left, right, strict=True)):
        for x, text in zip((63, 183), pair, strict=True):
            say(sheet, x, 132 + 22 * n, text)
    assert {r for r, *_ in cells_of(sheet)} == set(range(rows))


def test_the_name_of_a_group_moves_no_edge_between_the_names_under_it() -> None:
    """The white between numbers is wide, their headers stand to the left in it."""
    sheet = page()
    xs = (60.0, 120.0, 200.0, 280.0)
    for y in (100.0, 130.0, 175.0):
        rule(sheet, 60, y, 280, y)
    say(sheet, 75, 118, "種類")
    centred(sheet, 200, 111, "令和４年度末現在")
    for (left, right), text in zip(pairwise(xs[1:]), ("開催の回数", "参加した人数"), strict=True):
        centred(sheet, (left + right) / 2, 126, text)
    for n, name in enumerate(("説明会", "講座", "個別")):
        row(sheet, 141 + 15 * n, (name, "12", "63"), xs)
    assert {(0, 1, 1, 2, "令和４年度末現在"), (1, 1, 1, 1, "開催の回数"), (1, 2, 1, 1, "参加した人数")} <= cells_of(sheet)


def test_headers_between_rows_of_numbers_leave_their_columns() -> None:
    """The second names stand at the left, the numbers at the right: a hair of white is all that parts two columns."""
    sheet = page()
    xs = (60.0, 120.0, 180.0, 240.0)
    months = ("R4(2022).10", "R4(2022).11", "R4(2022).12"), ("R5(2023).10", "R5(2023).11", "R5(2023).12")
    for n in range(5):
        rule(sheet, 60, 100 + 15 * n, 240, 100 + 15 * n)
    for n, (left, right) in enumerate(pairwise(xs)):
        centred(sheet, (left + right) / 2, 111, months[0][n])
        say(sheet, left + 2, 141, months[1][n])
        for y, number in ((126, "1,842"), (156, "2,764")):
            say(sheet, right - 1 - say(page(), 0, 0, number), y, number)
    assert {(2, c, 1, 1, month) for c, month in enumerate(months[1])} <= cells_of(sheet)
    assert {(3, c, 1, 1, "2,764") for c in range(3)} <= cells_of(sheet)


def test_small_ruled_tables_under_each_other_in_a_frame_keep_their_rules() -> None:
    """Their rules lie within the frame's cell, and are theirs."""
    sheet = page()
    for y in (80.0, 240.0):
        rule(sheet, 40, y, 300, y)
    for x in (40.0, 300.0):
        rule(sheet, x, 80, x, 240)
    for top, texts in ((100.0, ("R3年度", "19", "R6年度", "69")), (160.0, ("R3年度", "666", "R6年度", "1017"))):
        say(sheet, 60, top - 5, "援助の件数")
        for n in range(3):
            rule(sheet, 60, top + 15 * n, 140, top + 15 * n)
        for x in (60.0, 100.0, 140.0):
            rule(sheet, x, top, x, top + 30)
        for n, text in enumerate(texts):
            say(sheet, 63 + 40 * (n % 2), top + 11 + 15 * (n // 2), text)
    (frame,) = grids(layout_of(sheet)[0].items)
    ((cell,),) = frame.rows
    assert [[[c.text for c in cells] for cells in table.rows] for table in cell.grids] == [
        [["R3年度", "19"], ["R6年度", "69"]],
        [["R3年度", "666"], ["R6年度", "1017"]],
    ]


@pytest.mark.parametrize("is_first", [False, True], ids=["one table", "under another"])
def test_the_last_row_at_a_page_end_has_its_outer_cells_though_the_sides_are_open(is_first: bool) -> None:
    """Neither the sides nor the end of the row are drawn: the rules between its columns tell where it ends."""
    sheet = page()
    xs = (60.0, 110.0, 160.0, 210.0, 260.0)
    for top, rules, end in (*(((100.0, 3, 130.0),) if is_first else ()), (200.0, 3, 244.0)):
        for n in range(rules):
            rule(sheet, xs[0], top + 15 * n, xs[-1], top + 15 * n)
        for x in xs[1:-1]:
            rule(sheet, x, top, x, end)
        for n in range(rules if end > top + 30 else rules - 1):
            for x in xs[:-1]:
                say(sheet, x + 4, top + 11 + 15 * n, f"{n}回目")
    table = grids(layout_of(sheet)[0].items)[-1]
    assert [[c.text for c in cells] for cells in table.rows] == [[f"{n}回目"] * 4 for n in range(3)]
    assert table.open_bottom


def test_a_dash_at_the_left_of_its_column_parts_from_the_number_before_it() -> None:
    """The white between two columns is one em in this row, and less where the others leave it."""
    sheet = page()
    rows = (("", "R3年度", "R4年度"), ("連絡会", "24回", "890回"), ("話合い", "1,822回", "―"), ("出張", "―", "580回"))
    xs = (60.0, 120.0, 170.0, 220.0)
    for n in range(5):
        rule(sheet, 60, 100 + 15 * n, 220, 100 + 15 * n)
    for n, said in enumerate(rows):
        for (left, right), text in zip(pairwise(xs), said, strict=True):
            at = left + 4 if text == "―" or left == 60 else right - 4 - say(page(), 0, 0, text)
            say(sheet, at, 111 + 15 * n, text)
    assert {(2, 1, 1, 1, "1,822回"), (2, 2, 1, 1, "―"), (3, 1, 1, 1, "―"), (3, 2, 1, 1, "580回")} <= cells_of(sheet)


def set_apart(sheet: Sheet, x: float, y: float, *pieces: str) -> float:
    """A text as word processors set it, kanji a fifth of an em apart from digits; where the second piece begins."""
    begins = []
    for piece in pieces:
        begins.append(x)
        x = say(sheet, x, y, piece) + 1.8
    return begins[1]


def test_digits_set_apart_from_kanji_begin_no_column_over_numbers_with_a_sign() -> None:
    """Below the digit of the year begin the numbers, which stand close to ％."""
    sheet = page()
    xs = (60.0, 150.0, 205.0, 265.0, 330.0)
    for n in range(6):
        across(sheet, 100 + 15 * n, (xs[0], xs[-1]))
    say(sheet, 80, 111, "相談の内容")
    digit = set_apart(sheet, 160, 111, "令和", "2", "年度")
    other = set_apart(sheet, 214, 111, "令和", "5", "年度")
    say(sheet, 280, 111, "増減")
    for n, (name, *said) in enumerate(
        (
            ("発育", "31.2％", "27.5％", "▲3.7"),
            ("習慣", "24.8％", "23.1％", "▲1.7"),
            ("預け先", "14.6％", "20.3％", "5.7"),
            ("その他", "16.5％", "11.7％", "4.5"),
        )
    ):
        for x, text in zip((63.0, digit, other, 300.0), (name, *said), strict=True):
            say(sheet, x, 126 + 15 * n, text)
    assert {(0, 1, 1, 1, "令和2年度"), (0, 2, 1, 1, "令和5年度")} < cells_of(sheet)


def test_short_rules_under_the_names_of_groups_part_no_columns() -> None:
    """Under the header and at the foot there is a rule over all, over the years one over theirs, and one under each group's name, which
    cuts that under the header. The rows stand as close as their type is high."""
    sheet = page()
    xs = (60.0, 110.0, 180.0, 240.0, 300.0, 360.0)
    pieces = (
        (100.0, xs[2], 420.0),
        (118.0, 60.0, xs[1]),
        (118.0, xs[1], 420.0),
        (138.0, 60.0, xs[1]),
        (158.0, 60.0, xs[1]),
        (168.0, 60.0, 420.0),
    )
    for y, x0, x1 in pieces:
        rule(sheet, x0, y, x1, y)
    for middle, y, text in ((240, 108, "R3年度"), (360, 108, "R6年度"), (120, 112, "区分")):
        centred(sheet, middle, y, text)
    for left, text in zip(xs[2:], ("平日", "土日") * 2, strict=True):
        centred(sheet, left + 30, 117, text)
    names = ("0歳", "1歳", "母親", "父親", "合計")
    for n, name in enumerate(names):
        y = 127 + 10 * n
        say(sheet, 63 if name == "合計" else 113, y, name)
        for k, left in enumerate(xs[2:]):
            say(sheet, left + 36, y, f"1,{n + 2}{k}7")
    for y, name in ((132, "子ども"), (152, "大人")):
        say(sheet, 63, y, name)
    header = {(0, 0, 2, 2, "区分"), (0, 2, 1, 2, "R3年度"), (0, 4, 1, 2, "R6年度"), (1, 3, 1, 1, "土日")}
    groups = {(2, 0, 2, 1, "子ども"), (4, 0, 2, 1, "大人"), (4, 1, 1, 1, "母親"), (4, 2, 1, 1, "1,407"), (6, 5, 1, 1, "1,637")}
    assert header | groups <= cells_of(sheet)


def test_a_name_before_an_empty_cell_is_over_the_ages_of_a_group() -> None:
    sheet = page()
    for y in (100.0, 115.0, 175.0):
        rule(sheet, 60, y, 320, y)
    for n, said in enumerate(
        (("区分", "", "R4年度"), ("", "０歳", "684"), ("子ども", "１歳", "584"), ("", "２～６歳", "484"), ("大人", "", "384"))
    ):
        for x, text in zip((63, 120, 240), said, strict=True):
            say(sheet, x, 111 + 15 * n, text)
    assert {(1, 0, 3, 1, "子ども"), (4, 0, 1, 2, "大人")} < cells_of(sheet)


@pytest.mark.parametrize("is_ruled", [True, False], ids=["three rules", "no rules"])
@pytest.mark.parametrize("corner", ["区分", ""], ids=["corner", "no corner"])
@pytest.mark.parametrize("empty", [{1}, {1, 2}], ids=["one", "two"])
def test_a_year_without_any_number_keeps_its_column(empty: set[int], corner: str, is_ruled: bool) -> None:
    """Numbers at the right end of wide columns stand nearer to the next year than to their own."""
    sheet = page()
    xs = (60.0, *(140.0 + 90 * n for n in range(5)))
    years = ("令和3年度", "令和4年度", "令和5年度", "令和6年度")
    rows = [
        [name, *("" if k in empty else f"{n}{k}" for k in range(4))] for n, name in enumerate(("延べ利用者数", "新規登録", "開館日数"), 1)
    ]
    for y in (100.0, 116.0, 160.0) if is_ruled else ():
        rule(sheet, xs[0], y, xs[-1], y)
    for (left, right), text in zip(pairwise(xs), (corner, *years), strict=True):
        if text:
            centred(sheet, (left + right) / 2, 111, text)
    for n, said in enumerate(rows):
        for k, ((left, right), text) in enumerate(zip(pairwise(xs), said, strict=True)):
            if text:
                say(sheet, right - 4 - say(page(), 0, 0, text) if k else left + 3, 127 + 14 * n, text)
    (grid,) = grids(layout_of(sheet)[0].items)
    assert words(grid) == [[corner, *years], *rows]


@pytest.mark.parametrize("corner", ["", "事業名"], ids=["rest of a word", "rest of cells"])
def test_cells_of_two_lines_in_a_table_without_rules_are_one_row_each(corner: str) -> None:
    """The header's columns have no room for its words on one line, and those with the rest of a number stand around the middle of
    the others. The lines stand as close as their type is high."""
    sheet = page()
    for x, year in ((150, "令和4年度"), (205, "令和5年度"), (260, "令和6年度")):
        centred(sheet, x, 100, year)
        centred(sheet, x, 109, "末")
    if corner:
        centred(sheet, 90, 104.5, corner)
    rows = [("心理士", "5回(14人)", "8回(25人)", "6回(18人)"), ("助産師", "11回(76人)", "4回(25人)", "9回(81人)")]
    rows += [("栄養士", "23回(31人)", "10回(50人)", "14回(66人)")]
    for n, (name, *said) in enumerate(rows):
        y = 122.5 + 18 * n
        say(sheet, 63, y, name)
        for x, text in zip((150, 205, 260), said, strict=True):
            lines = (text[:-2], text[-2:]) if corner and len(text) > 8 else (text,)
            for k, line in enumerate(lines):
                centred(sheet, x, y + 4.5 * (2 * k - len(lines) + 1), line)
    (grid,) = grids(layout_of(sheet)[0].items)
    found = [["".join(line.text for line in cell.lines) for cell in row] for row in grid.rows]
    assert found == [[corner, "令和4年度末", "令和5年度末", "令和6年度末"], *map(list, rows)]


def test_a_name_in_the_middle_of_two_lines_of_a_header_is_of_neither() -> None:
    """The names of the groups stand over those of the columns: no line goes on with the other."""
    sheet = page()
    for x, year in ((170, "R4年度"), (290, "R5年度")):
        centred(sheet, x, 100, year)
    centred(sheet, 90, 104.5, "区分")
    for x, text in zip((140, 200, 260, 320), ("人数", "増減") * 2, strict=True):
        centred(sheet, x, 109, text)
    for n, name in enumerate(("0歳", "1歳", "2歳"), 1):
        row(sheet, 109 + 9 * n, (name, "1,204人", "82人", "1,442人", "64人"), (60.0, 120.0, 180.0, 240.0, 300.0, 350.0))
    assert {(1, 1, 1, 1, "人数"), (1, 2, 1, 1, "増減"), (2, 2, 1, 1, "82人"), (4, 4, 1, 1, "64人")} <= cells_of(sheet)


@pytest.mark.parametrize("x", [60.0, 120.0], ids=["names of a row", "names of groups"])
def test_in_an_outline_a_rule_that_begins_behind_a_name_parts_no_rows_of_it(x: float) -> None:
    """A name in the middle one of its three rows was that row's alone, and so were those below it the next name's."""
    sheet = page()
    for n in range(8):
        for side in (XS[0], XS[-1]) if n else ():
            rule(sheet, side, 85 + 15 * n, side, 100 + 15 * n)
        rule(sheet, 20, 100 + 15 * n, 40, 100 + 15 * n)
        rule(sheet, XS[0] if n in (0, 1, 4, 7) else x, 100 + 15 * n, XS[-1], 100 + 15 * n)
    row(sheet, 111, ("年度", "日", "0歳", "1歳", "合計"))
    for n in range(6):
        row(sheet, 126 + 15 * n, (("", "R5", "")[n % 3], ("平日", "土曜", "日曜")[n % 3], *(str(k + 3 * n) for k in (18, 24, 42))))
    (grid,) = grids(layout_of(sheet)[0].items)
    years = {(cell.row, cell.rowspan) for cell in grid.cells if cell.col == 0}
    assert years == ({(0, 1), (1, 3), (4, 3)} if x == XS[1] else {(n, 1) for n in range(7)})


WALLS, SHADED = (60.0, 120.0, 180.0, 240.0, 300.0), (0.27, 0.45, 0.77)


@pytest.mark.parametrize(
    ("walls", "levels", "ruled"),
    [
        (WALLS[1:-1], 0, "none"),
        (WALLS[2:-1], 0, "none"),
        (WALLS, 0, "full"),
        (WALLS[1:-1], 5, "full"),
    ],
    ids=["between all", "between some", "at the sides too", "with rules between rows"],
)
def test_walls_between_shaded_cells_that_no_rule_meets_say_what_these_do(walls: Sequence[float], levels: int, ruled: str) -> None:
    """White ones, as a style of tables has them between columns alone: the first and the last column stood outside."""
    sheet = page()
    for n in (0, 1, 3):
        for a, b in pairwise(WALLS):
            sheet.fill(a, 100 + 15 * n, b, 115 + 15 * n, SHADED if n == 0 else (0.85, 0.88, 0.95))
    for x in walls:
        sheet.line(x, 100, x, 160, 0.5, (1, 1, 1))
    for x, y in ((400, 100), (150, 300)) if ruled == "none" else ():
        rule(sheet, x, y, x, y + 60)
    for x, y in ((320, 130), (120, 250)) if ruled == "none" else ():
        rule(sheet, x, y, x + 60, y)
    for n in range(levels):
        sheet.line(WALLS[0], 100 + 15 * n, WALLS[-1], 100 + 15 * n, 0.5, (0, 0, 0))
    for n, said in enumerate(
        (("区分", "R5", "R6", "R7"), ("子ども", "18", "24", "42"), ("大人", "10", "9", "19"), ("計", "28", "33", "61"))
    ):
        row(sheet, 111 + 15 * n, said, WALLS)
    assert [(grid.n_rows, grid.n_cols, grid.ruled) for grid in grids(layout_of(sheet)[0].items)] == [(4, 4, ruled)]


def test_walls_in_a_piece_a_row_of_shaded_cells_meet_the_rule_under_the_header() -> None:
    sheet = page()
    said = (("区分", "R5", "R6", "R7"), ("子ども", "18", "24", "42"), ("大人", "10", "9", "19"), ("計", "28", "33", "61"))
    for n, texts in enumerate(said):
        for a, b in pairwise(WALLS):
            sheet.fill(a, 100 + 15 * n, b, 115 + 15 * n, (0.85, 0.88, 0.95))
        for x in WALLS[1:-1]:
            rule(sheet, x, 100 + 15 * n, x, 115 + 15 * n)
        row(sheet, 111 + 15 * n, texts, WALLS)
    rule(sheet, WALLS[0], 115, WALLS[-1], 115)
    assert cells_of(sheet) == {(r, c, 1, 1, text) for r, texts in enumerate(said) for c, text in enumerate(texts)}


WIDEST, YEARS = "母親と父親", ("R5年度", "R6年度")


@pytest.mark.parametrize(
    ("middle", "widest", "header", "first", "span"),
    [
        (155.0, WIDEST, YEARS, 300.0, 2),
        (155.0, WIDEST, ("4月", "5月", "6月"), 300.0, 2),
        (155.0, WIDEST, ("5件", "6件"), 300.0, 1),
        (147.0, WIDEST, YEARS, 300.0, 1),
        (165.0, WIDEST, YEARS, 300.0, 1),
        (155.0, WIDEST, YEARS, 240.0, 1),
        (144.0, WIDEST * 2, YEARS, 300.0, 1),
    ],
    ids=[
        *("over both", "over both, before months", "beside counts", "at the names' left", "in the middle of the names"),
        *("in the middle of both and numbers", "in the middle of both up to within the names"),
    ],
)
def test_a_corner_in_the_middle_of_two_columns_of_names_is_over_both(
    middle: float, widest: str, header: tuple[str, ...], first: float, span: int
) -> None:
    """The second column is much wider than its names: no text shows where it ends, and the corner stood in that alone."""
    sheet = page()
    rights = [first + 40 * n for n in range(len(header))]
    for n in range(6):
        rule(sheet, 135 if n in (2, 4) else 70, 100 + 16 * n, 390, 100 + 16 * n)
    centred(sheet, middle, 112, "区分")
    for n, (group, name) in enumerate((("子ども", "0歳"), ("", "1歳"), ("大人", widest), ("", "その他")), 1):
        say(sheet, 73, 112 + 16 * n, group)
        say(sheet, 138, 112 + 16 * n, name)
    for right, text in zip(rights, header, strict=True):
        for n, said in enumerate((text, "31", "53", "75", "97")):
            say(sheet, right - say(page(), 0, 0, said), 112 + 16 * n, said)
    assert (0, 0 if span == 2 else 1, 1, span, "区分") in cells_of(sheet)
