"""Tables without vertical rules are read by their columns, as browsers and designers set them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.typeset.grid import Border
from benchmarks.typeset.paper import Sheet
from pipeline.layout.hairlines import hairline_grids
from pipeline.layout.rules import rules_of
from pipeline.pages.model import Ruling
from tests.layout.drawing import Cells, Drawn, cells_of, grids, layout_of, page, plain_table, rule, say, texts, words
from tests.layout.hand_set import SIZE, runs
from tests.layout.test_random_tables import WORDS, slow


@slow
@given(st.integers(2, 5), st.integers(2, 5), st.sampled_from(("hair", "split")))
def test_a_table_without_vertical_rules_is_read_by_its_columns(n_rows: int, n_cols: int, kind: str) -> None:
    rows = [[f"{WORDS[(r + c) % 7]}" for c in range(n_cols)] for r in range(n_rows)]
    drawn = plain_table(rows, width=80, border=Border(kind))
    sheet = page()
    drawn.draw(sheet, 40, 60)
    (grid,) = grids(layout_of(sheet)[0].items)
    assert cells_of(grid) == drawn.cells


def test_a_header_over_two_columns_spans_them() -> None:
    cells: Cells = {(0, 0): (2, 1, "媒体"), (0, 1): (1, 2, "令和3年度末"), (0, 3): (1, 2, "令和5年度末")}
    cells |= {(1, c): (1, 1, t) for c, t in ((1, "登録者数"), (2, "差"), (3, "登録者数"), (4, "差"))}
    rows = (("配信アプリ", "612人", "+184人", "1,248人", "+297人"), ("写真SNS", "840人", "+212人", "1,735人", "+458人"))
    for r, row in enumerate(rows, 2):
        cells |= {(r, c): (1, 1, t) for c, t in enumerate(row)}
    for kind in ("hair", "split"):
        sheet = page()
        Drawn(cells, (90, 60, 60, 60, 60), (16,) * 4, Border(kind)).draw(sheet, 60, 200)
        (grid,) = grids(layout_of(sheet)[0].items)
        assert cells_of(grid) == cells


@pytest.mark.parametrize("kind", ["hair", "split"])
@pytest.mark.parametrize("corner", ["", "区分"])
def test_a_header_of_three_levels_spans_columns_and_groups_of_these(corner: str, kind: str) -> None:
    """A rule under each level begins behind the corner; one under years or places alone is none of a table's."""
    cells: Cells = {(0, 0): (3, 1, corner)} | {(0, 1 + 4 * n): (1, 4, year) for n, year in enumerate(("令和4年度", "令和5年度"))}
    cells |= {(1, 1 + 2 * n): (1, 2, place) for n, place in enumerate(("平日", "土日", "平日", "土日"))}
    cells |= {(2, 1 + n): (1, 1, unit) for n, unit in enumerate(("大人", "子ども") * 4)}
    for r, name in enumerate(("ひろば", "相談", "講座"), 3):
        cells |= {(r, 0): (1, 1, name)} | {(r, c): (1, 1, str(103 * r + 17 * c)) for c in range(1, 9)}
    sheet = page()
    Drawn(cells, (60,) * 9, (14,) * 6, Border(kind)).draw(sheet, 30, 200)
    (grid,) = grids(layout_of(sheet)[0].items)
    assert cells_of(grid) == cells


def test_columns_that_align_without_any_rule_are_a_table_where_they_stand_between_rules_of_their_own() -> None:
    sheet = page()
    say(sheet, 60, 190, "●相談件数")
    rows = [["", "R4年度", "R5年度"], ["電話", "83件", "71件"], ["来所", "702件", "759件"]]
    plain_table(rows, 80, border=Border("hair")).draw(sheet, 60, 200)
    say(sheet, 60, 262, "・相談の場所を広げた。")
    layout = layout_of(sheet)[0]
    (grid,) = grids(layout.items)
    assert (grid.n_rows, grid.n_cols) == (3, 3)
    assert texts(layout.items) == ["●相談件数", "・相談の場所を広げた。"]


def test_a_header_above_the_first_rule_is_the_tables() -> None:
    """Where each cell has a line below it only, nothing is drawn over the header; a caption with its unit stays outside."""
    sheet = page()
    say(sheet, 62, 90, "【表1】利用者数")
    say(sheet, 252, 90, "（単位：人）")
    rows = [["", "令和4年度", "令和5年度", "令和6年度"], ["延べ人数", "1,204", "1,377", "1,512"], ["うち父親", "98", "121", "164"]]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            say(sheet, 63 + 62 * c, 112 + 18 * r, text)
            rule(sheet, 60 + 62 * c, 117 + 18 * r, 122 + 62 * c, 117 + 18 * r)
    items = layout_of(sheet)[0].items
    (table,) = grids(items)
    assert words(table) == rows
    assert {"【表1】利用者数", "（単位：人）"} == {part for text in texts(items) for part in text.split("\u3000")}


def test_rows_between_two_rules_are_told_by_their_names() -> None:
    """As in books: a rule above, one below the header or none, one at the end; a header may be set on two lines."""
    sheet = page()
    header = [("令和4年", 150, 100), ("度", 163, 110), ("令和5年", 230, 100), ("度", 243, 110)]
    for text, x, y in header:
        say(sheet, x, y, text)
    rows = [["年間利用者数", "15,907人", "18,264人"], ["新規登録組数", "688組", "743組"], ["開館日数", "287日", "291日"]]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            say(sheet, 63 + 85 * c, 124 + 12 * r, text)
    for y in (90, 153):
        rule(sheet, 60, y, 290, y)
    (table,) = grids(layout_of(sheet)[0].items)
    assert words(table) == [["", "令和4年度", "令和5年度"], *rows]


def test_merged_headers_above_the_first_rule_span_their_columns() -> None:
    sheet = page()
    say(sheet, 62, 88, "【表2】平日と土日の利用者数（単位：人）")
    for text, x, y in (("区分", 76, 112), ("令和4年度", 160, 104), ("令和5年度", 280, 104)):
        say(sheet, x, y, text)
    for k, text in enumerate(("平日", "土日", "平日", "土日")):
        say(sheet, 141 + 60 * k, 121, text)
    for x in (120, 240):
        rule(sheet, x, 109, x + 120, 109)
    for r, row in enumerate((["子ども", "1,204", "377", "1,512", "402"], ["大人", "980", "121", "1,164", "205"])):
        for c, text in enumerate(row):
            say(sheet, 66 + 60 * c + (14 if c else 0), 140 + 18 * r, text)
    for y in (127, 145, 163):
        for x in range(60, 360, 60):
            rule(sheet, x, y, x + 60, y)
    items = layout_of(sheet)[0].items
    (table,) = grids(items)
    assert {key: span for key, span in cells_of(table).items() if key[0] < 2} == {
        (0, 0): (2, 1, "区分"),
        (0, 1): (1, 2, "令和4年度"),
        (0, 3): (1, 2, "令和5年度"),
        **{(1, c): (1, 1, text) for c, text in enumerate(("平日", "土日", "平日", "土日"), 1)},
    }
    assert texts(items) == ["【表2】平日と土日の利用者数（単位：人）"]


def test_a_last_row_below_the_last_rule_is_the_tables() -> None:
    """Where each cell has a line above it only, nothing is drawn under the last row; the sentence after it stays outside."""
    sheet = page()
    rows = [["", "令和4年度", "令和5年度", "令和6年度"], ["延べ人数", "1,204", "1,377", "1,512"], ["うち父親", "98", "121", "164"]]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            say(sheet, 63 + 62 * c, 112 + 18 * r, text)
            rule(sheet, 60 + 62 * c, 100 + 18 * r, 122 + 62 * c, 100 + 18 * r)
    say(sheet, 63, 168, "・令和6年度は1,500人を超えた。")
    items = layout_of(sheet)[0].items
    (table,) = grids(items)
    assert words(table) == rows
    assert texts(items) == ["・令和6年度は1,500人を超えた。"]


@pytest.mark.parametrize(
    ("below", "is_row"),
    [
        (("うち母親", "1,106", "1,256", "1,348"), True),
        (("・令和6年度は1,500人を超えた。",), False),
        (("〔単位：人〕", "", "", "（再掲）"), False),
    ],
    ids=["numbers", "a sentence", "a caption"],
)
def test_rules_between_rows_alone_under_a_shaded_header(below: tuple[str, ...], is_row: bool) -> None:
    """Nothing is drawn over the header nor under the last row."""
    sheet = page()
    rows = [["区分", "令和4年度", "令和5年度", "令和6年度"], ["延べ人数", "1,204", "1,377", "1,512"], ["うち父親", "98", "121", "164"]]
    for c in range(4):
        sheet.fill(60 + 62 * c, 100, 122 + 62 * c, 118, (0.88, 0.9, 0.95))
    for r, row in enumerate([*rows, below]):
        for c, text in enumerate(row):
            say(sheet, 63 + 62 * c, 112 + 18 * r, text)
    for y in (118, 136, 154):
        rule(sheet, 60, y, 308, y)
    for y in (60, 74, 88, 200, 214, 228, 242):
        say(sheet, 50, y, "・来館者の声を受けて、案内を配る場所を増やした。")
    (table,) = grids(layout_of(sheet)[0].items)
    assert words(table) == [*rows, *([list(below)] if is_row else [])]


@pytest.mark.parametrize(
    ("below", "is_row"),
    [
        ([(63, "うち母親"), (187, "1,256")], True),
        ([(63, "うち母親"), (125, "98"), (195, "中止"), (249, "12")], True),
        ([(63, "うち母親"), (195, "中止"), (249, "12")], False),
        ([(63, "うち母親"), (133, "中止"), (195, "中止"), (249, "12")], False),
        ([(63, "うち母親"), (125, "98"), (170, "新型による中止"), (249, "12")], False),
        ([(63, "来館した人"), (187, "登録した人")], False),
        ([(112, "合計"), (187, "1,256"), (249, "12")], True),
        ([(112, "中止"), (187, "1,256")], True),
    ],
    ids=[
        *("an empty cell", "a word elsewhere", "that and an empty cell", "two words elsewhere", "over an edge", "a line with a gap"),
        *("a total over two columns", "that and an empty cell at the end"),
    ],
)
def test_the_texts_of_a_last_row_stand_in_the_columns_between_rules(below: list[tuple[int, str]], is_row: bool) -> None:
    sheet = page()
    rows = [["区分", "令和4年度", "令和5年度", "令和6年度"], ["延べ人数", "1,204", "1,377", "1,512"], ["うち父親", "98", "121", "164"]]
    lines = [list(zip((63, 125, 187, 249), row, strict=True)) for row in rows]
    for r, line in enumerate([*lines, below]):
        for x, text in line:
            say(sheet, x, 112 + 18 * r, text)
    for y in (118, 136, 154):
        for left in range(60, 308, 62):
            rule(sheet, left, y, left + 62, y)
    for y in (60, 74, 88, 200, 214, 228, 242):
        say(sheet, 50, y, "・来館者の声を受けて、案内を配る場所を増やした。")
    (table,) = grids(layout_of(sheet)[0].items)
    assert len(table.rows) == len(rows) + is_row


@pytest.mark.parametrize(
    ("below", "at", "is_row"),
    [
        (["大学", "実習の受入れ、調査への協力と、年度末の", "報告会"], (63, 130), True),
        (["大学", "実習の受入れ"], (82, 130), False),
        (["実績の表（区の調べ）", "単位：人"], (63, 220), False),
    ],
    ids=["a row", "set in", "a caption"],
)
def test_a_last_row_of_words_below_the_last_rule_stands_as_the_row_before(below: list[str], at: tuple[int, int], is_row: bool) -> None:
    sheet = page()
    rows = [["連携先", "主な内容"], ["消防署", "乳幼児のいる家庭の防災訓練"], ["図書館", "読み聞かせの会の共同企画"]]
    for r, row in enumerate(rows):
        for x, text in zip((63, 130), row, strict=True):
            say(sheet, x, 112 + 18 * r, text)
    for y in (118, 136, 154):
        rule(sheet, 60, y, 308, y)
    for n, (x, text) in enumerate(zip((*at, 130), below, strict=False)):
        say(sheet, x, 166 + 12 * max(n - 1, 0), text)
    for y in (60, 74, 88, *range(210, 300, 14)):
        say(sheet, 50, y, "・来館者の声を受けて、案内を配る場所を増やした。")
    (table,) = grids(layout_of(sheet)[0].items)
    found = [["".join(line.text for line in cell.lines) for cell in row] for row in table.rows]
    assert found == [*rows, *([[below[0], "".join(below[1:])]] if is_row else [])]


@pytest.mark.parametrize(("edges", "tables"), [((60, 148, 208, 268), 2), ((60, 104, 148, 208, 268), 1)], ids=["other columns", "the same"])
def test_a_caption_between_tables_as_wide_whose_rules_are_cut_for_other_columns_parts_them(edges: tuple[int, ...], tables: int) -> None:
    """Below the same columns it may be the name of a group, with a header of its own."""
    sheet = page()
    for n, cuts in enumerate([(60, 104, 148, 208, 268)] * 3 + [edges] * 3):
        for left, right in pairwise(cuts):
            rule(sheet, left, 100 + 16 * n, right, 100 + 16 * n)
    rows = [
        ("施設", "対象", "R3年度", "R4年度"),
        ("ひろば", "乳児", "12回", "8回"),
        ("■会議", "", "", ""),
        ("内容", "", "R3年度", "R4年度"),
    ]
    for n, row in enumerate([*rows, ("講座", "", "3回", "4回")]):
        for x, text in zip((63, 107, 154, 214), row, strict=True):
            say(sheet, x, 112 + 16 * n, text)
    assert len(grids(layout_of(sheet)[0].items)) == tables


def test_the_name_of_a_group_goes_on_before_a_rule_that_begins_behind_it() -> None:
    """Also where a short name in the second column stands in the middle of both."""
    sheet = page()
    names = ("中央公園", "緑地", "地区センター", "集会所", "図書館")
    for n, x in enumerate((60, 60, 84, 60, 84, 84, 60)):
        for left, right in pairwise([edge for edge in (60, 84, 148, 208, 268) if edge >= x]):
            rule(sheet, left, 100 + 15 * n, right, 100 + 15 * n)
    for x, text in ((85, "地区・対象"), (160, "R4年度"), (220, "R5年度")):
        say(sheet, x, 111, text)
    for n, name in enumerate(names):
        say(sheet, 90.5, 126 + 15 * n, name)
        say(sheet, 166, 126 + 15 * n, f"{n}5回")
        say(sheet, 226, 126 + 15 * n, f"{n}24回")
    say(sheet, 62, 133.5, "公園")
    say(sheet, 62, 171, "施設")
    (table,) = grids(layout_of(sheet)[0].items)
    found = cells_of(table)
    assert found[3, 0] == (3, 1, "施設")
    assert [found[n, 1] for n in range(1, 6)] == [(1, 1, name) for name in names]


@pytest.mark.parametrize("gap", [0.7, 1.0])
def test_an_entry_that_fills_its_column_is_parted_from_the_next(gap: float) -> None:
    """Its gap is no wider than the type, but what follows begins where the other rows' entries do."""
    sheet = page()
    rows = [
        ("対象", "青葉の丘子育て支援拠点"),
        ("実施期間", "令和６年度まで"),
        ("実施者", "特定非営利活動法人"),
        ("評価の実施時期", "令和７年３月"),
    ]
    for n, (name, text) in enumerate(rows):
        rule(sheet, 60, 100 + 20 * n, 400, 100 + 20 * n)
        say(sheet, 62, 113 + 20 * n, name)
        say(sheet, 62 + (7 + gap) * 9, 113 + 20 * n, text)
    rule(sheet, 60, 180, 400, 180)
    (table,) = grids(layout_of(sheet)[0].items)
    assert cells_of(table) == {(r, c): (1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row)}


@pytest.mark.parametrize("shaded", [False, True])
@pytest.mark.parametrize("last", ["2,304", "中止"])
def test_a_centred_header_and_the_numbers_at_the_end_of_its_column_are_one_column(shaded: bool, last: str) -> None:
    """Where a table is drawn out to the width of its frame, header and numbers stand far apart; a word may begin the column."""
    sheet = page()
    rows = [["利用者数", "1,204", "1,377"], ["うち父親", "98", "121"], ["見学会", "35", last]]
    edges = (60, 160, 340, 520)
    for c, header in enumerate(("令和4年度", "令和5年度"), 1):
        say(sheet, (edges[c] + edges[c + 1]) / 2 - 20, 112, header)
        if shaded:
            sheet.fill(edges[c], 100, edges[c + 1], 118, (0.88, 0.88, 0.88))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            wide = say(page(), 0, 0, text)
            say(sheet, 63 if not c else edges[c] + 9 if text == "中止" else edges[c + 1] - 3 - wide, 130 + 18 * r, text)
    for y in range(100, 190, 18):
        rule(sheet, 60, y, 520, y)
    (table,) = grids(layout_of(sheet)[0].items)
    assert words(table) == [["", "令和4年度", "令和5年度"], *rows]


def test_a_title_in_the_middle_of_its_row_is_one_cell() -> None:
    sheet = page()
    sheet.fill(60, 100, 520, 118, (0.88, 0.88, 0.88))
    say(sheet, 290 - 31.5, 112, "利用者数の推移")
    rows = [["", "令和4年度", "令和5年度", "令和6年度"], ["延べ人数", "1,204", "1,377", "1,512"], ["うち父親", "98", "121", "164"]]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            say(sheet, 63 + 115 * c, 130 + 18 * r, text)
    for y in range(100, 190, 18):
        rule(sheet, 60, y, 520, y)
    (table,) = grids(layout_of(sheet)[0].items)
    assert [(cell.colspan, cell.text) for cell in table.rows[0]] == [(4, "利用者数の推移")]
    assert [[cell.text for cell in row] for row in table.rows[1:]] == rows


def test_a_name_on_a_shade_of_its_own_is_no_title_though_it_stands_in_the_middle_of_all_columns() -> None:
    sheet = page()
    walls = (60, 190, 290, 390, 520)
    for x0, x1, y0, y1 in ((60, 190, 100, 136), (190, 390, 100, 118), (190, 290, 118, 136), (290, 390, 118, 136), (390, 520, 100, 136)):
        sheet.fill(x0, y0, x1, y1, (0.88, 0.88, 0.88))
    for y in (100, 136, 154, 172):
        for x0, x1 in pairwise(walls):
            rule(sheet, x0, y, x1, y)
    rule(sheet, 190, 118, 390, 118)
    head = (("目指す姿", 107, 127), ("自己評価", 272, 112), ("課題", 446, 127), ("法人", 231, 130), ("区", 335, 130))
    rows = [["①　集える。", "A", "B", "・周知"], ["②　話せる。", "B", "B", "・場所"]]
    for text, x, y in head:
        say(sheet, x, y, text)
    for r, row in enumerate(rows):
        for x, text in zip(walls, row, strict=False):
            say(sheet, x + 3, 148 + 18 * r, text)
    (table,) = grids(layout_of(sheet)[0].items)
    assert [(cell.rowspan, cell.colspan, cell.text) for cell in table.rows[0]] == [(2, 1, "目指す姿"), (1, 2, "自己評価"), (2, 1, "課題")]
    assert [[cell.text for cell in row] for row in table.rows[1:]] == [["法人", "区"], *rows]


def test_text_and_a_table_without_rules_above_a_ruled_table_are_no_row_of_it() -> None:
    """In a frame that begins with running text the first rule is the next table's, not the end of a row from the page before."""
    sheet = page()
    for x0, y0, x1, y1 in ((60, 60, 520, 60), (60, 400, 520, 400), (60, 60, 60, 400), (520, 60, 520, 400)):
        rule(sheet, x0, y0, x1, y1)
    for n, text in enumerate(("評価の理由（法人）", "・会員が増えた。")):
        say(sheet, 62, 75 + 14 * n, text)
    loose = [["", "令和4年度", "令和5年度"], ["利用会員", "402人", "437人"], ["提供会員", "88人", "101人"], ["両方会員", "26人", "25人"]]
    ruled = [["", "令和4年度", "令和5年度"], ["預かり", "305件", "318件"], ["送迎", "684件", "742件"]]
    for top, rows in ((110, loose), (190, ruled)):
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                say(sheet, 66 + 150 * c, top + 14 * r, text)
    say(sheet, 62, 170, "●援助活動の件数")
    for y in range(180, 230, 14):
        rule(sheet, 64, y, 516, y)
    (frame,) = grids(layout_of(sheet)[0].items)
    (cell,) = frame.cells
    assert [[[c.text for c in row] for row in table.rows] for table in cell.grids] == [loose, ruled]
    assert texts(cell.items) == ["評価の理由（法人）", "・会員が増えた。", "●援助活動の件数"]


def test_a_frame_of_rules_holds_a_table_that_reaches_almost_to_its_sides() -> None:
    """Below a table of the frame's own rules; what stands in their columns by chance makes the stretch no row of that table."""
    sheet = page()
    goals = [["目標", "課題", "評価"], ["居場所となる", "・周知", "Ａ"], ["相談ができる", "・人手", "Ｂ"]]
    for r, row in enumerate(goals):
        for x, text in zip((64, 260, 480), row, strict=True):
            say(sheet, x, 72 + 18 * r, text)
    for y in (60, 78, 96, 114, 132, 300):
        rule(sheet, 60, y, 520, y)
    say(sheet, 62, 127, "評価の理由（法人）")
    rows = [["", "令和4年度", "令和5年度"], ["預かり", "305件", "318件"], ["送迎", "684件", "742件"], ["その他", "111件", "107件"]]
    plain_table(rows, (518 - 70) / 3, border=Border("split")).draw(sheet, 70, 138)
    said = ["・入会の説明会を増やし、会員の紹介も続け、説明の動画を作って公開した。", "・研修の回数を見直した。"]
    for n, text in enumerate(said):
        say(sheet, 62, 260 + 14 * n, text)
    items = layout_of(sheet)[0].items
    assert [words(table) for table in grids(items)] == [goals, rows]
    assert texts(items) == ["評価の理由（法人）", *said]


def test_a_label_between_rules_of_its_frame_is_no_caption_of_what_stands_under_it() -> None:
    """The rule above the label is also drawn in pieces, by the goals over it, and once over all."""
    sheet = page()
    for x0, x1 in ((60, 260), (260, 400), (400, 520), (60, 520)):
        rule(sheet, x0, 60, x1, 60)
    for y in (78, 300):
        rule(sheet, 60, y, 520, y)
    say(sheet, 62, 73, "評価の理由（法人）")
    rows = [["", "令和4年度", "令和5年度"], ["預かり", "305件", "318件"], ["送迎", "684件", "742件"]]
    plain_table(rows, 60, border=Border("split")).draw(sheet, 70, 96)
    say(sheet, 62, 290, "・見直した。")
    items = layout_of(sheet)[0].items
    assert [words(table) for table in grids(items)] == [rows]
    assert texts(items) == ["評価の理由（法人）", "・見直した。"]


def test_a_caption_between_two_tables_is_in_neither() -> None:
    """The rule above it ends the first table; between a rule of its own and its table it would be the table's first row."""
    sheet = page()
    tables = [
        [["", "令和3年度", "令和4年度", "令和5年度"], ["預かり", "276件", "305件", "318件"]],
        [["", "令和4年度", "令和5年度"], ["0歳", "98人", "121人"]],
    ]
    for top, step, rows in ((100, 90, tables[0]), (154, 120, tables[1])):
        plain_table(rows, step, border=Border("hair")).draw(sheet, 60, top)
    say(sheet, 60, 148, "■年齢別の利用児数")
    items = layout_of(sheet)[0].items
    assert [words(table) for table in grids(items)] == tables
    assert texts(items) == ["■年齢別の利用児数"]


@pytest.mark.parametrize("shaded", [False, True])
def test_what_stands_under_the_goals_in_their_frame_does_not_change_their_columns(shaded: bool) -> None:
    """Two texts side by side, the one with a ruled and shaded table in it: neither fills nor text there tell of the columns above."""
    sheet = page()
    goals = [["目標", "区", "法人", "課題"], ["居場所となる", "A", "B", "・周知が足りない"], ["相談ができる", "B", "A", "・人手が足りない"]]
    for r, row in enumerate(goals):
        for x, text in zip((64, 270, 296, 330), row, strict=True):
            say(sheet, x, 72 + 18 * r, text)
    for y in (60, 78, 96, 114, 132, 400):
        rule(sheet, 60, y, 520, y)
    for x, label in ((64, "評価の理由（法人）"), (264, "評価の理由（区）")):
        say(sheet, x, 127, label)
        for n in range(10):
            say(sheet, x, 240 + 14 * n, "・講座の回数を年に二回から四回に増やした")
    table = [["", "令和5年度"], ["預かり", "318件"]]
    for c in range(2) if shaded else ():
        sheet.fill(70 + 60 * c, 150, 130 + 60 * c, 166, (0.88, 0.88, 0.88))
    plain_table(table, 60).draw(sheet, 70, 150)
    frame = next(grid for grid in grids(layout_of(sheet)[0].items) if grid.n_cols > 2)
    assert [[cell.text for cell in row] for row in frame.rows[:3]] == goals


def test_narrow_ruled_tables_in_a_frame_of_rules_are_no_columns_of_the_frame() -> None:
    """Their entries stand so close that they are one run of text over the walls of their cells."""
    sheet = page()
    for y in (60, 78, 200):
        rule(sheet, 60, y, 520, y)
    say(sheet, 62, 73, "評価の理由（法人）")
    say(sheet, 62, 90, "（主なデータ）")
    rows = [
        ["連絡会の参加数", "72の団体", "123の団体"],
        ["出張での利用数", "78の家庭", "98の家庭"],
        ["講座への参加数", "26の家庭", "55の家庭"],
    ]
    cells: Cells = {(r, c): (1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row)}
    Drawn(cells, (100, 42, 50), (16,) * 3).draw(sheet, 66, 100)
    items = layout_of(sheet)[0].items
    assert [words(table) for table in grids(items)] == [rows]
    assert texts(items) == ["評価の理由（法人）", "（主なデータ）"]


def test_the_rest_of_a_merged_cell_is_its_own_though_the_text_ended_above() -> None:
    """No rule lies over it, so it is not empty and spanned by the goal at its left; a rating that is a dash is no number before it."""
    sheet = page()
    for r, row in enumerate((("目標", "課題", "法人"), ("居場所", "・周知が足りない", "A"), ("相談", "", "B"), ("交流", "", "-"))):
        for x, text in zip((64, 204, 404), row, strict=True):
            if text:
                say(sheet, x, 72 + 18 * r, text)
    for y in (60, 78, 132):
        for x0, x1 in ((60, 200), (200, 400), (400, 460)):
            rule(sheet, x0, y, x1, y)
    for y in (96, 114):
        rule(sheet, 60, y, 200, y)
        rule(sheet, 400, y, 460, y)
    (grid,) = grids(layout_of(sheet)[0].items)
    assert {place: span[:2] for place, span in cells_of(grid).items()} == {
        **{(r, c): (1, 1) for r in range(4) for c in (0, 2)},
        (0, 1): (1, 1),
        (1, 1): (3, 1),
    }


def test_a_line_that_runs_on_over_an_empty_cell_has_it() -> None:
    """One line of three, over a column of the table above where nothing else stands."""
    sheet = page()
    for r, row in enumerate((("目標", "課題", "区"), ("居場所", "・周知が足りない", "A"), ("相談", "・人手が足りない", "B"))):
        for x, text in zip((64, 204, 404), row, strict=True):
            say(sheet, x, 72 + 18 * r, text)
    said = ("・利用者の声を聞く会を年に二回から四回に増やし、来館が難しい人のためにも", "　続けて開く。", "・講座の回数を増やした。")
    say(sheet, 64, 126, "成果")
    for n, text in enumerate(said):
        say(sheet, 204, 126 + 14 * n, text)
    for y in (60, 78, 96, 114, 160):
        for x0, x1 in ((60, 200), (200, 400), (400, 560)):
            rule(sheet, x0, y, x1, y)
    (grid,) = grids(layout_of(sheet)[0].items)
    assert [(cell.colspan, [line.text for line in cell.lines]) for cell in grid.rows[3]] == [
        (1, ["成果"]),
        (2, [t.strip("　") for t in said]),
    ]


@pytest.mark.parametrize("second", [161, 178], ids=["close", "a row apart"])
@pytest.mark.parametrize("edges", [(60, 150, 210, 270, 330), (60, 330)], ids=["rules cut by columns", "rules in one"])
def test_a_caption_between_rules_of_its_table_is_its_first_row_however_near_the_table_above_ends(
    edges: tuple[int, ...], second: int
) -> None:
    """Browsers draw the rule over a merged cell by columns too; the white over a caption is no empty row of the table above."""
    sheet = page()
    rows = [["", "R5年度", "R6年度", "R7年度"], ["電話", "83", "71", "94"], ["来所", "702", "759", "801"]]
    for top in (100, second):
        for x0, x1 in pairwise((60, 150, 210, 270, 330)):
            sheet.fill(x0, top + 14, x1, top + 28, (0.88, 0.88, 0.88))
        say(sheet, 195 - 22.5, top + 11, "●相談件数")
        for r, row in enumerate(rows, 1):
            for x, text in zip((60, 150, 210, 270), row, strict=True):
                say(sheet, x + 3, top + 11 + 14 * r, text)
        for k in range(len(rows) + 2):
            for x0, x1 in pairwise(edges):
                rule(sheet, x0, top + 14 * k, x1, top + 14 * k)
    tables = grids(layout_of(sheet)[0].items)
    whole = [[(4, "●相談件数")], *([(1, text) for text in row] for row in rows)]
    assert [[[(cell.colspan, cell.text) for cell in row] for row in table.rows] for table in tables] == [whole, whole]


@pytest.mark.parametrize(
    ("name", "x", "last"), [("来所", 186, "面談 702 759 801"), ("休止", 63, "会場 広場 園庭 公園")], ids=["a group's", "a row's"]
)
def test_an_empty_row_above_a_name_alone_is_a_row(name: str, x: int, last: str) -> None:
    """A group's name in the middle stands over rows like those above, a row's at its left; a caption has a header below it."""
    sheet = page()
    rows = [["", "R5年度", "R6年度", "R7年度"], ["電話", "83", "71", "94"], [""] * 4, [name], last.split()]
    edges = (60, 150, 210, 270, 330)
    for r, row in enumerate(rows):
        for left, text in zip(edges, row, strict=False):
            say(sheet, x if len(row) == 1 else left + 3, 111 + 14 * r, text)
    for k in range(len(rows) + 1):
        for x0, x1 in pairwise(edges):
            rule(sheet, x0, 100 + 14 * k, x1, 100 + 14 * k)
    (table,) = grids(layout_of(sheet)[0].items)
    assert table.n_rows == len(rows)


def test_a_row_whose_cells_stand_close_is_no_text_over_all_columns() -> None:
    """Entries that fill their columns make one run, whose middle is that of all the columns and not of the one in it."""
    sheet = page()
    rows = [["第一位", "二百三十", "五件"], ["第二位", "百九十八", "七件"]]
    edges = (60, 92.5, 133.5, 157)
    for r, row in enumerate(rows):
        for left, text in zip(edges, row, strict=False):
            say(sheet, left + 3, 112 + 14 * r, text)
    for y in (101, 115, 129):
        for x0, x1 in pairwise(edges):
            rule(sheet, x0, y, x1, y)
    (table,) = grids(layout_of(sheet)[0].items)
    assert words(table) == rows


REST = [["つどいの広場", "12回", "16回"], ["育児講座", "2回", "6回"], ["子育てサロン", "8回", "11回"], ["合計", "22回", "33回"]]


def rest_of_a_group(sheet: Sheet, *, is_closed: bool) -> None:
    """The rows of a group whose name stands on the page before, and the total, each over a rule, or under one where the break closes it."""
    for r, row in enumerate(REST):
        left = 60 if r == 3 else 100
        for x, text in zip((left, 190, 250), row, strict=True):
            say(sheet, x + 3, 60 + 14 * r, text)
    for r in range(-1 if is_closed else 0, 4):
        for x0, x1 in pairwise((60, 100, 190, 250, 310) if r > 1 else (100, 190, 250, 310)):
            rule(sheet, x0, 63 + 14 * r, x1, 63 + 14 * r)


@pytest.mark.parametrize("is_closed", [False, True])
def test_rows_of_a_group_that_a_page_end_cut_from_its_name_are_of_the_same_table(is_closed: bool) -> None:
    """No rule stands over all of the rows where the page begins, and those between them begin behind the name's column."""
    sheet = page()
    rest_of_a_group(sheet, is_closed=is_closed)
    (table,) = grids(layout_of(sheet)[0].items)
    assert [cell.text for row in table.rows for cell in row if cell.text] == [text for row in REST for text in row]
    assert (table.n_rows, table.n_cols, table.open_top) == (4, 4, True)


def test_a_group_whose_rows_a_page_end_cuts_is_the_last_of_its_table() -> None:
    """The last rule over all columns is that over the group, and the break closes each of its rows behind the name's column."""
    sheet = page()
    rows = [["地区", "会場", "R5", "R6"], ["北部", "園庭", "3回", "4回"], ["南部", "広場", "5回", "6回"], ["", "公園", "7回", "8回"]]
    for r, row in enumerate(rows):
        for x, text in zip((60, 100, 190, 250), row, strict=True):
            say(sheet, x + 3, 760 + 14 * r, text)
    for r in range(-1, 4):
        for x0, x1 in pairwise((100, 190, 250, 310) if r > 1 else (60, 100, 190, 250, 310)):
            rule(sheet, x0, 763 + 14 * r, x1, 763 + 14 * r)
    (table,) = grids(layout_of(sheet)[0].items)
    assert table.open_bottom and cells_of(table)[2, 0] == (2, 1, "南部") and cells_of(table)[3, 3] == (1, 1, "8回")


def test_a_narrow_table_above_a_wide_one_is_its_own() -> None:
    """Both end at one place, the caption of the second is between them, and their columns are alike."""
    sheet = page()
    for r, row in enumerate([["会場", "R5", "R6"], ["広場", "5回", "6回"], ["園庭", "7回", "8回"]]):
        for x, text in zip((100, 190, 250), row, strict=True):
            say(sheet, x + 3, 60 + 14 * r, text)
    say(sheet, 60, 114, "■地区ごとの会場の数")
    for r, row in enumerate([["地区", "会場", "R5", "R6"], ["北部", "園庭", "3回", "4回"], ["南部", "広場", "5回", "6回"]]):
        for x, text in zip((60, 100, 190, 250), row, strict=True):
            say(sheet, x + 3, 128 + 14 * r, text)
    for y, left in ((49, 100), (63, 100), (77, 100), (91, 100), (117, 60), (131, 60), (145, 60), (159, 60)):
        for x0, x1 in pairwise((60, 100, 190, 250, 310)[left > 60 :]):
            rule(sheet, x0, y, x1, y)
    narrow, wide = grids(layout_of(sheet)[0].items)
    assert [(t.n_rows, t.n_cols, t.open_top, t.open_bottom) for t in (narrow, wide)] == [(3, 3, False, False), (3, 4, False, False)]


def test_a_rule_over_all_columns_leaves_the_pieces_at_its_height_their_cuts() -> None:
    """Cells above and below have rules of their own, and a frame has one over all of them."""
    pieces = [(70.0, 395.5), (70.0, 772.0), (395.5, 721.0), (721.0, 746.5), (746.5, 772.0)]
    found = rules_of([Ruling(x0, 200.0, x1, 200.0, 0.5, 0) for x0, x1 in pieces])
    assert (395.5, 721.0, 746.5) in [rule.cuts for rule in found]


def test_pieces_of_the_cells_above_and_below_are_one_rule_cut_at_the_ends_of_both() -> None:
    """A header over two columns of names draws its lower side, each of the names its upper one: the header was a table of its own."""
    sheet = page()
    xs = (60.0, 95.0, 150.0, 200.0, 250.0)
    over = (xs[0], *xs[2:])
    for y, above, below in ((100, (), over), (115, over, xs), (130, xs[1:], xs[1:]), (145, xs, over), (160, over, ())):
        for off, places in ((-0.1, above), (0.1, below)):
            for x0, x1 in pairwise(places):
                rule(sheet, x0, y + off, x1, y + off)
    for y, row in (
        (111, ("", "区分", "R5", "R6")),
        (126, ("大人", "母親", "3", "4")),
        (141, ("", "父親", "5", "6")),
        (156, ("合計", "", "8", "10")),
    ):
        for x, text in zip(xs, row, strict=False):
            say(sheet, x + 3, y, text)
    (table,) = grids(layout_of(sheet)[0].items)
    found = {(c.row, c.col, c.rowspan, c.colspan, c.text) for c in table.cells}
    assert {(0, 2, 1, 1, "R5"), (1, 0, 2, 1, "大人"), (2, 1, 1, 1, "父親"), (3, 3, 1, 1, "10")} <= found


def test_of_two_strokes_at_a_little_distance_the_first_is_the_rule() -> None:
    """A table that begins close under a rule of its frame has other columns."""
    found = rules_of([Ruling(x0, y, x1, y, 0.5, 0) for y, x0, x1 in ((200.0, 70.0, 772.0), (201.5, 76.0, 270.0), (201.5, 270.0, 770.0))])
    assert [rule.cuts for rule in found] == [()]


@pytest.mark.parametrize("is_shaded", [True, False], ids=["header of another", "rows of the same"])
def test_a_shaded_header_under_two_rules_begins_another_table(is_shaded: bool) -> None:
    sheet = page()
    tables = [[["", "H29年度", "R2年度"], ["訪問", "18件", "156件"]], [["項目", "内容", "会場"], ["北の会", "年4回", "公園"]]]
    for top, rows in ((100, tables[0]), (135, tables[1])):
        for c in range(3) if is_shaded or top == 100 else ():
            sheet.fill(60 + 90 * c, top, 150 + 90 * c, top + 16, (0.9, 0.9, 0.9))
        plain_table(rows, 90, border=Border("hair")).draw(sheet, 60, top)
    found = [words(table) for table in grids(layout_of(sheet)[0].items)]
    assert found == (tables if is_shaded else [[*tables[0], *tables[1]]])


@pytest.mark.parametrize("numbers", [("1,59", "1,69", "8", "7"), ("１，５９", "1,6", "８", "97"), ("1,", "1,69", "598", "7人")])
def test_a_number_that_a_narrow_column_cuts_is_one(numbers: tuple[str, ...]) -> None:
    sheet = page()
    for y in (100, 116, 132, 164):
        rule(sheet, 60, y, 330, y)
    for y, row in ((111, ("", "R4年度", "R5年度")), (127, ("来館", "864", "912"))):
        for c, text in enumerate(row):
            say(sheet, 65 + 90 * c, y, text)
    say(sheet, 65, 150, "合計")
    for k, text in enumerate(numbers):
        say(sheet, 155 + 90 * (k % 2), 143 + 13 * (k // 2), text)
    (grid,) = grids(layout_of(sheet)[0].items)
    joined = ["合計", numbers[0] + numbers[2], numbers[1] + numbers[3]]
    assert [["".join(line.text for line in cell.lines) for cell in row] for row in grid.rows][2:] == [joined]


PROSE = "広間で過ごす親子に声を掛けて輪に誘い、相談も受けている。"


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [("①", "親子が安心して過ごしている。"), ("②", "地域の人も来ている。"), ("③", "困り事を話せる。")], id="marks before tabs"
        ),
        pytest.param([("・来館", "1,684件あった。"), ("・電話", "146件あった。"), ("・訪問", "31件あった。")], id="bullets, a gap in each"),
        pytest.param([("視点", "振り返り"), ("ア", "場の様子"), ("イ", "相談の様子")], id="a row of labels over most of marks"),
        pytest.param(
            [("理由（法人）", "※実績も記載"), (PROSE, PROSE), ("理由（区）", "※区が記載"), (PROSE, PROSE)], id="text in two columns"
        ),
    ],
)
def test_boxes_around_text_are_no_table(rows: Sequence[tuple[str, str]]) -> None:
    """Where an outline and rules show the rows alone, white between texts may be that of a list, or between the columns of a text."""
    sheet = page()
    bottom = 60.0 + 30 * len(rows)
    for y in range(len(rows) + 1):
        rule(sheet, 20, 60 + 30 * y, 560, 60 + 30 * y)
    for x in (20, 560):
        rule(sheet, x, 60, x, bottom)
    for n, row in enumerate(rows):
        for x, text in zip((24, 300), row, strict=True):
            for line in range(2 if text == PROSE else 1):
                say(sheet, x, 72 + 30 * n + 12 * line, text)
    (grid,) = grids(layout_of(sheet)[0].items)
    assert grid.n_cols == 1


@pytest.mark.parametrize(("pitch", "many"), [(6.0, 0), (7.0, 1)])
def test_rules_nearer_to_each_other_than_type_is_high_part_no_rows(pitch: float, many: int) -> None:
    rules = [Ruling(60, 100 + pitch * n, 260, 100 + pitch * n, 0.5, 0) for n in range(6)]
    text = [run for n in range(5) for run in runs([(64.0, "来館"), (160.0, "12件")], y=100 + pitch * n + pitch / 2 - SIZE / 2)]
    assert len(hairline_grids(rules, text, ())) == many


@pytest.mark.parametrize(
    ("rows", "shape"),
    [
        pytest.param([("区分", "R5年度"), ("来館", "1,684"), ("電話", "－"), ("計", "1,830")], (4, 2), id="numbers in each row"),
        pytest.param([("日", "行事", "参加"), ("4/12", "集い", "12組"), ("6/1", "もちつき", "中止")], (3, 3), id="names over all columns"),
        pytest.param(
            [("", "行事", "参加", "組"), ("4/12", "集い", "12", "5"), ("6/1", "水遊び", "中止", "－")], (3, 4), id="an empty corner"
        ),
        pytest.param([("問合せ", "はざま"), ("電話", "045-000-1234"), ("住所", "本町４丁目")], (2, 1), id="a contact"),
        pytest.param([("実績", ""), ("登録者", "1,234人"), ("相談", "56件"), ("父親", "多数")], (2, 1), id="a title"),
        pytest.param([("声", "年", "場"), ("安心して", "うれしい。", "楽しい"), ("いる。", "", "。")], (2, 3), id="words below each name"),
        pytest.param([("声", "年"), ("安心して", "うれしい。"), ("いる。", "")], (2, 1), id="words below two names"),
        pytest.param([("声", "年", ""), ("安心した。", "うれしい。", "楽しい。")], (2, 1), id="words below no name"),
        pytest.param([("声", "年", "場"), ("安心した。", "", "楽しい。"), ("", "うれしい。")], (2, 1), id="a name over no words"),
    ],
)
def test_a_rule_under_the_header_alone_makes_a_table_of_a_box(rows: Sequence[tuple[str, ...]], shape: tuple[int, int]) -> None:
    """By its rules it is two cells, as a frame around a title and text is."""
    sheet = page()
    for y in (60, 78, 82 + 14 * (len(rows) - 1)):
        rule(sheet, 60, y, 260, y)
    for x in (60, 260):
        rule(sheet, x, 60, x, 82 + 14 * (len(rows) - 1))
    for n, row in enumerate(rows):
        for x, text in zip((64, 120, 180, 230), row, strict=False):
            say(sheet, x, 73 + 14 * n + (5 if n else 0), text)
    (grid,) = grids(layout_of(sheet)[0].items)
    assert (grid.n_rows, grid.n_cols) == shape


@pytest.mark.parametrize("has_shade", [True, False])
def test_a_caption_over_a_shaded_header_ends_the_rest_of_a_table_above_a_page_end(has_shade: bool) -> None:
    """The rest of a table between two rules, and below it a table without any, which is the last on its page."""
    sheet = page()
    for r, row in enumerate([["合計", "22回", "33回"], ["■連絡会"], ["会議", "R5", "R6"], ["部会", "2回", "3回"], ["例会", "5回", "6回"]]):
        for x, text in zip((60, 190, 250), row, strict=False):
            say(sheet, x + 3, 740 + 14 * r, text)
    rule(sheet, 60, 729, 310, 729)
    rule(sheet, 60, 743, 310, 743)
    if has_shade:
        sheet.fill(60, 757, 310, 771, (0.88, 0.9, 0.95))
    first = grids(layout_of(sheet)[0].items)[0]
    assert first.n_rows == (1 if has_shade else 5)


@pytest.mark.parametrize(
    ("title", "x", "rows", "colspan"),
    [
        ("利用者の人数の推移", 63.0, 4, 4),
        ("利用者の人数の推移", 63.0, 2, 4),
        ("利用者数", 63.0, 4, 4),
        ("利用者数", 63.0, 2, 1),
        ("利用者数", 133.0, 4, 1),
        ("うち新規の登録者の人数", 240.0, 4, 2),
    ],
)
def test_a_title_at_the_left_over_several_columns_is_over_all(title: str, x: float, rows: int, colspan: int) -> None:
    """Over a header and rows of data, also where it is no longer than the first column; a name over others is one of a group."""
    sheet = page()
    body = [["区分", "R4年度", "R5年度", "R6年度"], ["延べ人数", "1,204", "1,377", "1,512"], ["うち父親", "98", "121", "164"]][: rows - 1]
    say(sheet, x, 96, title)
    for r, row in enumerate(body):
        for c, text in enumerate(row):
            say(sheet, 63 + 70 * c, 112 + 16 * r, text)
    for y in range(84, 85 + 16 * rows, 16):
        rule(sheet, 60, y, 340, y)
    (table,) = grids(layout_of(sheet)[0].items)
    assert [cell.colspan for cell in table.rows[0] if cell.text] == [colspan]


def test_the_name_of_a_group_over_all_columns_under_a_rule_drawn_anew_is_a_row_of_the_table() -> None:
    """Report libraries draw the rule between a row of cells and such a name twice: in pieces and whole. The header was a table alone."""
    sheet, edges = page(), (60.0, 200.0, 280.0, 360.0)
    rows = [
        ["区分", "R5年度", "R6年度"],
        ["平日"],
        ["大人", "31人", "42人"],
        ["子ども", "53人", "64人"],
        ["休日"],
        ["大人", "75人", "86人"],
    ]
    for n, row in enumerate(rows):
        cells = list(pairwise(edges)) if len(row) > 1 else [(edges[0], edges[-1])]
        for (x0, x1), text in zip(cells, row, strict=True):
            for y in (100 + 16 * n, 116 + 16 * n):
                rule(sheet, x0, y, x1, y)
            say(sheet, x0 + 3, 112 + 16 * n, text)
    assert [words(table) for table in grids(layout_of(sheet)[0].items)] == [rows]


def test_a_caption_with_a_typed_space_between_tables_of_one_header_is_no_row_of_either() -> None:
    sheet = page()
    header, top = ["", "4月", "5月", "6月"], 100.0
    for rows in ([header, ["平日", "79", "243", "102"], ["土日", "81", "95", "226"]], [header, ["午前", "40", "21", "15"]]):
        plain_table(rows, 80, border=Border("hair")).draw(sheet, 60, top)
        top += 16 * len(rows) + 17
    say(sheet, 60, 160, "＜令和４年度　月別の修了者＞（単位：件）", spacing=0.7)
    tables = [words(table) for table in grids(layout_of(sheet)[0].items)]
    assert [table[0] for table in tables] == [header, header]
    assert texts(layout_of(sheet)[0].items) == ["＜令和４年度　月別の修了者＞（単位：件）"]
