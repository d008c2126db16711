"""Tables with level rules alone at their limits: where they begin and end, and what over and under them is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from pipeline.layout import row_grids
from pipeline.layout.hairlines import hairline_grids
from pipeline.layout.rules import closed_under_corner, closed_under_shades, rules_of
from pipeline.layout.runs import Run
from pipeline.pages.model import Area, Ruling
from tests.layout.hand_set import Words, fill, runs, shape

HIGH = 20.0
"""points; a row between two rules"""
LEFT, MIDDLE, LAST, RIGHT = 0.0, 70.0, 140.0, 210.0
HEAD: list[Words] = [(5.0, "区分"), (75.0, "４年度"), (145.0, "５年度")]
FIRST: list[Words] = [(5.0, "来館"), (75.0, "168件"), (145.0, "182件")]
NEXT: list[Words] = [(5.0, "電話"), (75.0, "146件"), (145.0, "192件")]
TABLE = (HEAD, FIRST, NEXT)


def level(*heights: float, x0: float = LEFT, x1: float = RIGHT, color: int = 0) -> list[Ruling]:
    return [Ruling(x0, y, x1, y, 0.5, color) for y in heights]


def cut(*heights: float, places: Sequence[float] = (LEFT, MIDDLE, LAST, RIGHT)) -> list[Ruling]:
    """Rules drawn in pieces, one a column."""
    return [Ruling(x0, y, x1, y, 0.5, 0) for y in heights for x0, x1 in zip(places, places[1:], strict=False)]


def rows(*lines: Sequence[Words], y: float = 200.0) -> list[Run]:
    """Lines each in the middle between two rules, the first of which lies at ``y``."""
    return runs(*lines, y=y + 5, steps=[HIGH] * len(lines))


def ruled(count: int, y: float = 200.0) -> list[Ruling]:
    return level(*(y + HIGH * n for n in range(count)))


def tables(rulings: Sequence[Ruling], texts: Sequence[Run], fills: Sequence[Area] = ()) -> list[tuple[int, int]]:
    return [shape(grid) for grid in hairline_grids(rulings, [*BEFORE, *texts, *BEHIND], fills)]


CAPTION: list[Words] = [(5.0, "相談件数")]
LONG: list[Words] = [(5.0, "親子の居場所として広く使われている。")]
BEFORE, BEHIND = runs(LONG, y=100), runs(LONG, y=400)
"""Text far above and far below: no page's end cut the table."""


@pytest.mark.parametrize(
    ("rulings", "texts", "expected"),
    [
        (ruled(4), rows(*TABLE), [(3, 3)]),
        (ruled(5, 180), rows(CAPTION, *TABLE, y=180), [(4, 3)]),
        (ruled(4), rows(CAPTION, *TABLE, y=180), [(3, 3)]),
        ([*level(180, color=0xFF), *ruled(4)], rows(CAPTION, *TABLE, y=180), [(3, 3)]),
        ([*level(160), *ruled(4)], rows(CAPTION, *TABLE, y=180), [(3, 3)]),
        (cut(180, *(200 + HIGH * n for n in range(4))), rows([(85.0, "相談件数")], *TABLE, y=180), [(4, 3)]),
        (cut(180, *(200 + HIGH * n for n in range(4))), rows(CAPTION, *TABLE, y=180), [(3, 3)]),
        ([*ruled(4), *ruled(4, 280)], [*rows(*TABLE), *rows(CAPTION, *TABLE, y=260)], [(3, 3), (3, 3)]),
    ],
    ids=[
        *("none", "between two rules", "over the first rule", "under a rule of another colour", "under a rule far above"),
        *("in the middle under rules that are cut", "at the left under rules that are cut", "between two tables"),
    ],
)
def test_captions_between_rules(rulings: Sequence[Ruling], texts: Sequence[Run], expected: list[tuple[int, int]]) -> None:
    assert tables(rulings, texts) == expected


PLACES = (LEFT, MIDDLE, LAST, RIGHT, 280.0)
YEARS: list[Words] = [(145.0, "４年度"), (215.0, "５年度")]


@pytest.mark.parametrize(
    ("names", "places", "start", "expected"),
    [
        (YEARS, PLACES, 1, [(5, 4)]),
        (YEARS, PLACES, 0, [(4, 4)]),
        ([(75.0, "内訳"), (215.0, "５年度")], PLACES, 1, [(4, 4)]),
        ([(145.0, "来た人")], PLACES[:4], 1, [(4, 3)]),
    ],
    ids=["of all columns behind the names", "over rules as wide as the table", "of one of them", "of a single one"],
)
def test_a_header_over_an_empty_corner_of_two_columns(
    names: list[Words], places: Sequence[float], start: int, expected: list[tuple[int, int]]
) -> None:
    """Rules between the rows of a group begin behind its name."""
    rulings = [*cut(220, 260, 300, places=places), *cut(240, 280, places=places[start:])]
    numbers: list[Words] = [(75.0, "登録"), (145.0, "168件"), (215.0, "182件")]
    groups = runs([(5.0, "利用会員")], y=235) + runs([(5.0, "提供会員")], y=275)
    assert tables(rulings, [*rows(names, *[numbers[: len(places) - 2]] * 4), *groups]) == expected


@pytest.mark.parametrize(
    ("below", "step", "is_within"),
    [([(5.0, "のべ人数")], 20.0, False), ([(5.0, "のべ人数")], 12.0, True), (FIRST, 20.0, True)],
    ids=["a note", "the rest of a name", "another row"],
)
def test_a_note_at_the_end_of_a_page_is_no_rest_of_the_last_row_which_no_rule_closes(
    below: list[Words], step: float, is_within: bool
) -> None:
    last = runs(NEXT, below, y=245, steps=[step])
    (grid,) = hairline_grids(ruled(3), [*BEFORE, *rows(HEAD, FIRST), *last], [])
    assert (grid.ys[-1] > last[-1].y0) is is_within


def test_a_line_apart_below_the_rest_of_a_row_at_the_head_of_a_page_is_of_it() -> None:
    (grid,) = hairline_grids(ruled(3), [*runs(FIRST, [(5.0, "のべ人数")], y=165, steps=[20]), *rows(NEXT, FIRST), *BEHIND], [])
    assert grid.ys[0] < 165


SHADED = [fill(x0, x1, 180, 200) for x0, x1 in ((LEFT, MIDDLE), (MIDDLE, LAST), (LAST, RIGHT))]


@pytest.mark.parametrize(
    ("rulings", "texts", "fills", "expected"),
    [
        (ruled(3, 220), rows(*TABLE, y=180), SHADED, [(3, 3)]),
        (ruled(3, 220), rows(HEAD, CAPTION, NEXT, FIRST, y=180), SHADED, [(2, 3)]),
        ([*level(190, x0=300, x1=400), *ruled(3, 220)], rows(*TABLE, y=180), SHADED, [(3, 3)]),
        (ruled(3, 220), rows(*TABLE, y=180), [*SHADED, *(fill(a.x0, a.x1, 140, 160) for a in SHADED)], [(3, 3)]),
        (ruled(3, 220), rows(*TABLE, y=180), [*SHADED, *(fill(a.x0 + 300, a.x1 + 300, 190, 210) for a in SHADED)], [(3, 3)]),
        (ruled(3, 220), rows(*TABLE, y=180), [*SHADED, *(fill(a.x0, a.x1, 200, 220, 0xF0F0F0) for a in SHADED)], [(3, 3)]),
    ],
    ids=[
        *("of all columns", "over a lone name", "beside a rule of another table", "under shades further up"),
        *("beside other shades", "over a paler stripe"),
    ],
)
def test_a_shaded_header(rulings: Sequence[Ruling], texts: Sequence[Run], fills: Sequence[Area], expected: list[tuple[int, int]]) -> None:
    assert tables(rulings, texts, fills) == expected


def test_the_corner_of_a_shaded_header_of_two_lines_is_one_cell_where_the_rule_between_them_begins_behind_it() -> None:
    rulings = [*level(200, x0=MIDDLE), *cut(*(220 + HIGH * n for n in range(3)))]
    texts = rows([(5.0, "相談の場"), (120.0, "５年度")], [(75.0, "新規"), (145.0, "継続")], FIRST, NEXT, y=180)
    shades = [fill(LEFT, MIDDLE, 180, 200), fill(MIDDLE, RIGHT, 180, 200), *(fill(a.x0, a.x1, 200, 220) for a in SHADED)]
    (grid,) = hairline_grids(rulings, [*BEFORE, *texts, *BEHIND], shades)
    assert {(cell.cols, cell.rows) for cell in grid.cells if cell.rows[0] == 0} == {((0, 1), (0, 2)), ((1, 3), (0, 1))}


def test_a_shaded_header_is_all_of_one_though_its_lower_names_are_wrapped_around_the_corner() -> None:
    rulings = [*level(180, x0=MIDDLE), *ruled(3, 220)]
    names = runs(
        [(115.0, "５年度")], [(75.0, "上半"), (145.0, "下半")], [(5.0, "事業名")], [(85.0, "期"), (155.0, "期")], y=165, steps=[17, 9, 9]
    )
    shades = [fill(LEFT, MIDDLE, 160, 220), fill(MIDDLE, RIGHT, 160, 180), *(fill(a.x0, a.x1, 180, 220) for a in SHADED[1:])]
    (grid,) = hairline_grids(rulings, [*BEFORE, *runs(CAPTION, y=146), *names, *rows(FIRST, NEXT, y=220), *BEHIND], shades)
    assert {(cell.cols, cell.rows) for cell in grid.cells if cell.rows[0] == 0} == {((0, 1), (0, 2)), ((1, 3), (0, 1))}
    assert (grid.ys[0], shape(grid)) == (160, (4, 3))


UPPER: list[Words] = [(5.0, "区分"), (120.0, "相談の数")]
LOWER: list[Words] = [(75.0, "新規"), (145.0, "継続")]
TITLE: list[Words] = [(72.0, "相談件数")]
"""In the middle of no column nor of all, and over no column's edge."""
OVER_ALL = fill(LEFT, RIGHT, 180, 200)


@pytest.mark.parametrize(
    ("shades", "heights", "cells"),
    [
        ([OVER_ALL], (180, 200), [((0, 1), (0, 3))]),
        ([], (180, 200), []),
        ([fill(LEFT, LAST, 180, 200)], (180, 200), []),
        ([fill(LEFT, RIGHT, 180, 220)], (180, 200), [((0, 1), (0, 1)), ((0, 1), (1, 2)), ((0, 1), (2, 3))]),
    ],
    ids=["on a shade", "on none", "on one not as wide", "on the header's"],
)
def test_a_title_on_a_shade_over_all_columns_is_one_cell_over_rules_that_are_cut(
    shades: Sequence[Area], heights: tuple[float, float], cells: list[tuple[tuple[int, int], tuple[int, int]]]
) -> None:
    rulings = cut(*heights, *(220 + HIGH * n for n in range(3)))
    (grid,) = hairline_grids(rulings, [*BEFORE, *rows(TITLE, *TABLE, y=180), *BEHIND], shades)
    assert [(cell.rows, cell.cols) for cell in grid.cells if cell.rect.y0 < 190] == cells


TEXT: list[list[Words]] = [[(0.0, "□園庭と広間を"), (75.0, "開けた。")], [(0.0, "□声と手紙とを"), (75.0, "集めた。")]]
"""With a little white in them where the columns part."""


@pytest.mark.parametrize(
    ("between", "header", "expected"),
    [
        (TEXT, HEAD, [(3, 3), (3, 3)]),
        (TEXT, FIRST, [(7, 3)]),
        (TEXT[:1], HEAD, [(7, 3)]),
        ([[(0.0, "園庭と広間とを"), (75.0, "開けた。")], [(0.0, "声と手紙とをも"), (75.0, "集めた。")]], HEAD, [(7, 3)]),
        ([[(75.0, "□園庭"), (145.0, "を開けた。")], [(75.0, "□声"), (145.0, "を集めた。")]], HEAD, [(7, 3)]),
        ([[(0.0, "□園庭"), (75.0, "を開けた。")], [(0.0, "□声"), (75.0, "を集めた。")]], HEAD, [(7, 3)]),
    ],
    ids=["items over a header", "over a row", "one item", "no items", "in another column", "with others beside them"],
)
def test_items_between_two_tables_part_them(
    between: Sequence[Sequence[Words]], header: list[Words], expected: list[tuple[int, int]]
) -> None:
    rulings = [*cut(*(200 + HIGH * n for n in range(4))), *cut(*(300 + HIGH * n for n in range(4)))]
    texts = [*rows(*TABLE), *runs(*between, y=265, steps=[14] * len(between)), *rows(header, FIRST, NEXT, y=300)]
    assert tables(rulings, texts) == expected


PARTED: list[Words] = [(5.0, "区分"), (75.0, "４年度"), (118.0, "組"), (145.0, "５年度"), (188.0, "組")]
AT_END: list[list[Words]] = [[(5.0, "来館"), (118.0, "16"), (188.0, "18")], [(5.0, "電話"), (118.0, "14"), (188.0, "19")]]


@pytest.mark.parametrize(
    ("shades", "columns"),
    [
        (SHADED, 3),
        ([fill(LEFT, RIGHT, 180, 200)], 5),
        ([fill(a.x0, a.x1, 140, 160) for a in SHADED], 5),
        ([*SHADED[:2], fill(LAST, 175, 180, 200), fill(175, RIGHT, 180, 200)], 4),
    ],
    ids=["a shade each", "one shade", "shades elsewhere", "two under one"],
)
def test_a_shaded_name_with_white_in_it_is_of_one_column(shades: Sequence[Area], columns: int) -> None:
    assert tables(ruled(4, 180), rows(PARTED, *AT_END, y=180), shades) == [(3, columns)]


CORNER_AND_NAMES = [fill(LEFT, MIDDLE, 180, 220), fill(MIDDLE, RIGHT, 180, 200), fill(MIDDLE, LAST, 200, 220), fill(LAST, RIGHT, 200, 220)]


def test_a_rule_as_wide_as_its_table_stays_so_where_fewer_cells_are_shaded_over_it() -> None:
    rules = rules_of([*level(180, 240), *level(220, x0=MIDDLE)])
    assert [rule.extent for rule in closed_under_shades(rules, [fill(MIDDLE, LAST, 220, 240), fill(LAST, RIGHT, 220, 240)])] == [
        rule.extent for rule in rules
    ]


@pytest.mark.parametrize(
    ("under", "shades", "is_whole"),
    [
        (level(220, x0=MIDDLE), CORNER_AND_NAMES, True),
        ([*level(220, x0=LEFT, x1=MIDDLE), *level(220, x0=LAST)], CORNER_AND_NAMES, True),
        (level(220, x0=MIDDLE), CORNER_AND_NAMES[1:], False),
        (level(220, x0=MIDDLE), [fill(LEFT, MIDDLE, 180, 240), *CORNER_AND_NAMES[1:]], False),
        (level(220, x0=MIDDLE), [*CORNER_AND_NAMES, fill(RIGHT, RIGHT + 50, 180, 220)], False),
        (level(220, x0=MIDDLE), [*CORNER_AND_NAMES, fill(RIGHT + 50, RIGHT + 90, 180, 220)], False),
        (level(200, x0=MIDDLE), CORNER_AND_NAMES, False),
    ],
    ids=[
        *("not under the corner", "not under a name in the middle", "no shaded corner", "a corner shaded on"),
        *("shades wider than the table", "other shades at its height", "between the levels"),
    ],
)
def test_a_rule_under_a_shaded_header_is_whole_though_not_drawn_under_all_its_cells(
    under: Sequence[Ruling], shades: Sequence[Area], is_whole: bool
) -> None:
    rules = closed_under_shades(rules_of([*level(180, 260), *under]), shades)
    assert (len(rules) == 3 and {rule.extent for rule in rules} == {(LEFT, RIGHT)}) is is_whole
    if is_whole:
        assert tables([*level(180, 260), *under], rows(UPPER, LOWER, FIRST, NEXT, y=180), shades) == [(4, 3)]


OVER: list[Words] = [(5.0, "区分"), (100.0, "相談の数")]
AGES: list[Words] = [(5.0, "区分"), (75.0, "0歳"), (145.0, "2歳")]


@pytest.mark.parametrize(
    ("under", "lines", "is_whole"),
    [
        (level(220, x0=MIDDLE), (OVER, LOWER, FIRST, NEXT), True),
        (cut(220, places=(MIDDLE, LAST, RIGHT)), (OVER, LOWER, FIRST, NEXT), True),
        (level(200, x0=MIDDLE), (OVER, LOWER, FIRST, NEXT), False),
        (level(220, x0=MIDDLE, x1=LAST), (OVER, LOWER, FIRST, NEXT), False),
        (level(200, x0=MIDDLE), (OVER[1:], AGES, FIRST, NEXT), False),
        (level(200, x0=LAST), (OVER, AGES[1:], FIRST, NEXT), False),
        (level(240, x0=MIDDLE), (OVER, LOWER, FIRST, NEXT), False),
        (level(220, x0=LAST), (OVER, LOWER, FIRST, NEXT), False),
        (level(220, x0=MIDDLE), (OVER, LOWER, FIRST[1:], NEXT), False),
        (level(220, x0=MIDDLE), (OVER, LOWER), False),
        ([*level(220, x1=MIDDLE - 20), *level(220, x0=MIDDLE)], (OVER, LOWER, FIRST, NEXT), False),
    ],
    ids=[
        *("not under the corner", "in pieces", "between the levels", "not to the end", "over ages beside the corner"),
        *("over ages behind others", "under a row", "behind two columns", "over numbers alone", "over nothing", "beside another"),
    ],
)
def test_a_rule_under_a_header_is_whole_though_not_drawn_under_its_corner(
    under: Sequence[Ruling], lines: Sequence[Sequence[Words]], is_whole: bool
) -> None:
    texts = rows(*lines, y=180)
    rules = closed_under_corner(rules_of([*level(180, 260), *under]), texts)
    assert ({rule.extent for rule in rules} == {(LEFT, RIGHT)}) is is_whole
    if is_whole:
        assert tables([*level(180, 260), *under], texts) == [(4, 3)]
        assert [len(rule.segments) for rule in rules][1] == len(under) + (len(under) > 1)


NAMED: list[list[Words]] = [
    [(105.0, "４年"), (160.0, "５年")],
    [(5.0, "親"), (55.0, "来館"), (105.0, "8件"), (160.0, "2件")],
    [(5.0, "子"), (55.0, "電話"), (105.0, "6件"), (160.0, "9件")],
    [(5.0, "祖父"), (55.0, "予約"), (105.0, "7件"), (160.0, "5件")],
]
"""Names in two columns, over which the corner of the header is empty."""


def corner_cells(*sides: float, y: float = 200.0) -> list[Area]:
    return [fill(x0, x1, y, y + HIGH) for x0, x1 in pairwise(sides)]


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        (NAMED[0], corner_cells(LEFT, 100, 155, RIGHT), [(4, 4)]),
        (NAMED[0], [], [(3, 4)]),
        (NAMED[0], corner_cells(100, 155, RIGHT), [(3, 4)]),
        (NAMED[0], corner_cells(LEFT, RIGHT), [(3, 4)]),
        (NAMED[0][1:], corner_cells(LEFT, 100, 155, RIGHT), [(3, 4)]),
        ([(105.0, "9件"), (160.0, "4件")], corner_cells(LEFT, 100, 155, RIGHT), [(3, 4)]),
        ([(85.0, "４年"), (160.0, "５年")], corner_cells(LEFT, 100, 155, RIGHT), [(3, 4)]),
    ],
    ids=["on cells", "on white", "on cells beside white", "on a band", "one name", "counts", "over an edge"],
)
def test_names_on_shaded_cells_over_the_first_rule_are_a_header(
    header: list[Words], cells: Sequence[Area], expected: list[tuple[int, int]]
) -> None:
    assert tables(ruled(4, 220), rows(header, *NAMED[1:]), cells) == expected


def test_rules_within_a_header_of_three_levels_that_none_closes_are_of_its_table() -> None:
    """They begin behind its corner, and two of them were a table of their own."""
    lower: list[Words] = [(55.0, "回数"), (112.0, "人数"), (165.0, "組数")]
    header = rows([(100.0, "令和７年")], [(90.0, "本館")], [(5.0, "講座"), *lower], y=140)
    rules = [*cut(160, 180, places=BEHIND_NAME), *cut(*(200 + HIGH * n for n in range(3)), places=(LEFT, *BEHIND_NAME))]
    shades = [fill(LEFT, 50, 140, 200), fill(50, RIGHT, 140, 160), fill(50, 160, 160, 180), fill(160, RIGHT, 160, 180)]
    shades += [fill(x0, x1, 180, 200) for x0, x1 in pairwise(BEHIND_NAME)]
    assert tables(rules, [*header, *rows(*GROUPED[1:], [(5.0, "本館")], y=200)], shades) == [(5, 4)]


@pytest.mark.parametrize(("x", "cells", "expected"), [(40.0, [(LEFT, LAST)], (3, 3)), (40.0, [], (2, 3)), (45.0, [], (3, 3))])
def test_a_header_keeps_to_columns_in_the_middle_of_them_or_in_a_shaded_cell_over_them(
    x: float, cells: list[tuple[float, float]], expected: tuple[int, int]
) -> None:
    texts = rows([(x, "地区・対象"), (145.0, "５年度")], FIRST, NEXT)
    shades = [fill(x0, x1, 200, 220) for x0, x1 in (*cells, (LAST, RIGHT))]
    assert tables(cut(*(220 + HIGH * n for n in range(3))), texts, shades) == [expected]


OTHER: list[Words] = [(5.0, "会場"), (75.0, "広場"), (145.0, "出張")]


@pytest.mark.parametrize(
    ("white", "header", "expected"),
    [
        (6.0, OTHER, [(3, 3), (3, 3)]),
        (14.0, OTHER, [(3, 3), (3, 3)]),
        (18.0, OTHER, [(3, 3), (3, 3)]),
        (18.0, HEAD, [(3, 3), (3, 3)]),
        (18.0, FIRST, [(7, 3)]),
    ],
)
def test_white_between_two_tables_is_lower_than_their_rows_but_over_a_header(
    white: float, header: list[Words], expected: list[tuple[int, int]]
) -> None:
    below = 200 + HIGH * len(TABLE) + white
    shades = [fill(a.x0, a.x1, y, y + HIGH) for a in SHADED for y in (200.0, below)]
    assert tables([*ruled(4), *ruled(4, below)], [*rows(*TABLE), *rows(header, FIRST, NEXT, y=below)], shades) == expected


UNIT_OF_ALL: list[Words] = [(5.0, "単位："), (75.0, "４年度"), (145.0, "５年度")]
ASKED: list[Words] = [(75.0, "（n=82）"), (145.0, "（n=78）")]
UNIT: list[Words] = [(5.0, "相談件数"), (150.0, "（単位件）")]


@pytest.mark.parametrize(
    ("rulings", "texts", "expected"),
    [
        (ruled(3, 220), rows(*TABLE), [(3, 3)]),
        (ruled(3, 220), rows(CAPTION, *TABLE, y=180), [(3, 3)]),
        (ruled(3, 220), [*runs(CAPTION, HEAD, y=192), *rows(FIRST, NEXT, y=220)], [(3, 3)]),
        (ruled(3, 220), [*runs(HEAD[1:], [(5.0, "区分")], HEAD[1:], y=176), *rows(FIRST, NEXT, y=220)], [(3, 3)]),
        (ruled(3, 220), [*runs(HEAD, HEAD, HEAD, HEAD, y=163, steps=[14, 14, 14]), *rows(FIRST, NEXT, y=220)], [(3, 3)]),
        (ruled(3, 220), rows(UNIT, FIRST, NEXT), [(2, 3)]),
        (ruled(3, 220), [*rows(HEAD, y=180), *rows(FIRST, NEXT, y=220)], [(2, 3)]),
        (ruled(3, 220), rows([(5.0, "相談の数を年ごとに次の表で示す。")], FIRST, NEXT), [(2, 3)]),
        ([*level(200, x0=MIDDLE), *ruled(3, 220)], rows([(130.0, "年度")], HEAD, FIRST, NEXT, y=180), [(4, 3)]),
        ([*level(200, x0=300, x1=400), *ruled(3, 220)], rows(*TABLE), [(3, 3)]),
        (ruled(3, 220), [*runs(UNIT_OF_ALL, [(5.0, "件")], y=194, steps=[12]), *rows(FIRST, NEXT, y=220)], [(3, 3)]),
        (ruled(3, 220), [*runs(UNIT_OF_ALL, [(12.0, "件")], y=194, steps=[12]), *rows(FIRST, NEXT, y=220)], [(2, 3)]),
        (ruled(3, 220), [*runs(FIRST, [(5.0, "件")], y=194, steps=[12]), *rows(FIRST, NEXT, y=220)], [(2, 3)]),
        (ruled(3, 220), [*runs(UNIT_OF_ALL[:2], [(5.0, "件")], y=194, steps=[12]), *rows(FIRST, NEXT, y=220)], [(2, 3)]),
        (ruled(3, 220), [*runs(HEAD, ASKED, y=192, steps=[12]), *rows(FIRST, NEXT, y=220)], [(3, 3)]),
        (ruled(3, 220), [*runs(HEAD[:2], ASKED[:1], y=192, steps=[12]), *rows(FIRST, NEXT, y=220)], [(2, 3)]),
    ],
    ids=[
        *("one line", "with a caption", "with a caption close", "with a name in the middle", "of four lines"),
        *("a caption with a unit", "far above", "a sentence", "under a name of two columns", "beside a rule of another table"),
        *(
            "over the rest of its corner",
            "over a caption",
            "a row over the rest of its name",
            "without a column, over the rest of its corner",
        ),
        *("of years and how many were asked", "of a year and how many were asked"),
    ],
)
def test_a_header_over_the_first_rule(rulings: Sequence[Ruling], texts: Sequence[Run], expected: list[tuple[int, int]]) -> None:
    assert tables(rulings, texts) == expected


@pytest.mark.parametrize(("x0", "x1"), [(72, 100), (60, 80), (200, 209), (1, 20), (30, 69)])
@pytest.mark.parametrize("over", [[], [[(130.0, "年度")]]], ids=["", "under the name of two columns"])
def test_a_short_rule_under_words_of_a_header_parts_nothing(x0: float, x1: float, over: list[Sequence[Words]]) -> None:
    rulings = [*level(200, x0=x0, x1=x1), *ruled(3, 220)]
    assert tables(rulings, rows(*over, *TABLE, y=200 - HIGH * len(over))) == [(3, 3)]


def test_a_rule_in_pieces_under_the_name_of_columns_shows_where_they_part() -> None:
    rulings = [*cut(200, places=(MIDDLE, LAST, RIGHT)), *ruled(3, 220)]
    (grid,) = hairline_grids(rulings, [*BEFORE, *rows([(100.0, "年")], HEAD, FIRST, NEXT, y=180), *BEHIND], ())
    assert [*grid.xs] == [LEFT, MIDDLE, LAST, RIGHT]


@pytest.mark.parametrize(
    ("fills", "above", "expected"),
    [
        (SHADED, BEFORE, 180),
        (SHADED[:2], BEFORE, 167),
        ([fill(LEFT, RIGHT)], BEFORE, 167),
        ([*SHADED, fill(LEFT, RIGHT, 160, 180)], BEFORE, 160),
        ([*SHADED, fill(LEFT, RIGHT, 160, 180, 0xAACCEE)], BEFORE, 180),
        (SHADED, [], 180),
        (SHADED[:2], [], 167),
        ([fill(LEFT, RIGHT, 160)], BEFORE, 160),
        ([fill(LEFT, LAST, 160)], BEFORE, 160),
        ([fill(300, 400, 160)], BEFORE, 167),
    ],
    ids=[
        *("all of it", "but for a cell", "of the line over it", "with the line over it", "under a bar of another colour"),
        *("at the head of a page", "at the head of a page but for a cell"),
        *("higher than the line over it", "higher than the line over it, but for a cell", "of another table"),
    ],
)
def test_what_stands_over_the_shades_of_a_header_is_no_line_of_it(fills: Sequence[Area], above: list[Run], expected: float) -> None:
    over = runs([(5.0, "場所"), (75.0, "前の年"), (145.0, "次の年")], y=169)
    (grid,) = hairline_grids(ruled(3), [*above, *over, *rows(HEAD, FIRST, NEXT, y=180), *BEHIND], fills)
    assert abs(grid.ys[0] - expected) < 3


def test_a_last_row_stands_on_the_shades_under_the_last_rule() -> None:
    wrapped: list[Words] = [(5.0, "朝"), (75.0, "いつでも"), (145.0, "誰でも")]
    texts = rows(HEAD, wrapped, [(30.0, "夜"), (75.0, "予約"), (150.0, "２歳から")])
    shades = [fill(a.x0, a.x1, 240, 260) for a in SHADED]
    assert tables(ruled(3), texts) == [(2, 3)]
    assert tables(ruled(3), texts, shades) == [(3, 3)]
    assert tables(ruled(3), texts, shades[:2]) == [(2, 3)]
    assert tables(ruled(3), rows(HEAD, wrapped, CAPTION), shades) == [(2, 3)]


def test_a_last_row_is_like_the_one_before_where_their_cells_have_more_lines_and_fewer() -> None:
    header = runs([(20.0, "時期"), (95.0, "内容"), (150.0, "対象者")], y=205)
    upper = [*runs([(85.0, "屋外で")], y=222), *runs([(25.0, "夏"), (155.0, "学生")], y=229), *runs([(85.0, "の遊び")], y=236)]
    lower = [*runs([(85.0, "祭りで")], y=252), *runs([(25.0, "秋"), (155.0, "会員")], y=259), *runs([(85.0, "の出展")], y=266)]
    assert tables(level(220, 250), [*header, *upper, *lower]) == [(3, 3)]


WORDS: list[Words] = [(5.0, "訪問"), (75.0, "予約制"), (145.0, "随時")]


@pytest.mark.parametrize(
    ("rulings", "texts", "expected"),
    [
        (ruled(3), rows(*TABLE), [(3, 3)]),
        (ruled(3), rows(HEAD, FIRST, [NEXT[0], NEXT[2]]), [(2, 3)]),
        (ruled(3), [*rows(HEAD, FIRST), *rows(NEXT, y=252)], [(2, 3)]),
        (ruled(3), rows(HEAD, FIRST, WORDS), [(2, 3)]),
        (ruled(3), rows(HEAD, WORDS, WORDS), [(2, 3)]),
        ([*ruled(3), *level(248, x1=RIGHT + 60)], rows(*TABLE), [(2, 3)]),
        ([*ruled(3), *level(242, x0=300, x1=400)], rows(*TABLE), [(3, 3)]),
    ],
    ids=[
        *("as the others", "without one number", "far below", "of words", "of words as all", "over a longer rule"),
        "beside another rule",
    ],
)
def test_a_last_row_under_the_last_rule(rulings: Sequence[Ruling], texts: Sequence[Run], expected: list[tuple[int, int]]) -> None:
    assert tables(rulings, texts) == expected


@pytest.mark.parametrize(
    ("rulings", "texts", "expected"),
    [
        (ruled(5), rows(HEAD, [(5.0, "平日")], FIRST, NEXT), [(4, 3)]),
        (ruled(4), rows(HEAD, FIRST, LONG), [(2, 3)]),
        ([*ruled(3), *level(240 + 20, x0=-20, x1=230)], rows(HEAD, FIRST, NEXT), [(3, 3)]),
        ([*ruled(4), *ruled(4, 262)], [*rows(*TABLE), *rows(*TABLE, y=262)], [(3, 3), (3, 3)]),
        ([*ruled(4), *ruled(5, 262)], [*rows(*TABLE), *rows(CAPTION, *TABLE, y=262)], [(3, 3), (4, 3)]),
        (
            [*level(200, 300), *level(220, 240, 260, 280, x0=20, x1=190)],
            runs(
                [(30.0, "区分"), (100.0, "件数")],
                [(30.0, "来館"), (100.0, "12件")],
                [(30.0, "電話"), (100.0, "3件")],
                y=225,
                steps=[20, 20],
            ),
            [(3, 2)],
        ),
        (cut(*(200 + HIGH * n for n in range(5))), rows(HEAD, FIRST, [], NEXT), [(4, 3)]),
        (ruled(2), rows(HEAD), [(1, 3)]),
        (ruled(2, 220), rows(HEAD, FIRST), [(2, 3)]),
        (ruled(3), [*rows(HEAD), *runs(FIRST, NEXT, y=225, steps=[14])], [(3, 3)]),
    ],
    ids=[
        *("the name of a group", "a sentence ends them", "a longer rule ends them", "another table close below"),
        *("another table and its caption", "a narrower table in a frame", "an empty row", "one row"),
        *("a header over the first rule", "two rows in one"),
    ],
)
def test_rows_between_rules(rulings: Sequence[Ruling], texts: Sequence[Run], expected: list[tuple[int, int]]) -> None:
    assert tables(rulings, texts) == expected


BEHIND_NAME = (50.0, 110.0, 160.0, RIGHT)
GROUPED: list[list[Words]] = [
    [(5.0, "施設"), (55.0, "集会所"), (112.0, "33回"), (165.0, "44回")],
    [(55.0, "図書館"), (112.0, "48回"), (165.0, "70回")],
    [(55.0, "体育館"), (112.0, "37回"), (165.0, "59回")],
]
OF_WORDS: list[list[Words]] = [[*line[:-2], (112.0, "随時"), (165.0, "予約")] for line in GROUPED]
"""Rows of one group; each has a rule above it only, which begins behind the group's name but for the first."""


def grouped(*groups: Sequence[Words], y: float = 200.0) -> list[Ruling]:
    """A rule over each row."""
    opens = [line[0][0] < BEHIND_NAME[0] for line in groups]
    return [
        rule for n, is_first in enumerate(opens) for rule in cut(y + HIGH * n, places=(LEFT, *BEHIND_NAME) if is_first else BEHIND_NAME)
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([*GROUPED[:2], *GROUPED], [(5, 4)]),
        ([*GROUPED[:2], *GROUPED[:2]], [(4, 4)]),
        ([*GROUPED[:2], *GROUPED[:2], [(55.0, "児童館"), (128.0, "未定"), (181.0, "未定")]], [(4, 4)]),
        ([*OF_WORDS[:2], *OF_WORDS], [(5, 4)]),
    ],
    ids=["three rows", "two rows", "other than the rows above", "of words"],
)
def test_the_rules_of_the_last_group_begin_behind_its_name_though_none_closes_the_table(
    lines: list[Sequence[Words]], expected: list[tuple[int, int]]
) -> None:
    header = [(15.0, "地区"), (112.0, "４年"), (165.0, "５年")]
    found = hairline_grids(grouped(*lines, y=220), [*BEFORE, *rows(header, *lines), *BEHIND], [])
    assert [(rows - 1, columns) for rows, columns in map(shape, found)] == expected


SPACED: list[Words] = [(5.0, "表1"), (60.0, "月ごとの件数表")]
"""A caption with a gap in it."""
MONTHS: list[Words] = [(75.0, "４月"), (110.0, "５月"), (145.0, "６月")]
BY_MONTH = (LEFT, MIDDLE, 105.0, LAST, RIGHT)
OF_MONTHS: list[list[Words]] = [[(x, text) for x, text in ((5.0, name), (75.0, "8"), (110.0, "9"), (145.0, "7"))] for name in ("親", "子")]


@pytest.mark.parametrize(
    ("caption", "high", "below", "expected"),
    [
        ([(5.0, "相談件数")], HIGH + 6, TABLE, [(3, 3), (3, 3)]),
        ([(5.0, "相談件数"), (150.0, "（単位件）")], HIGH + 6, TABLE, [(3, 3), (3, 3)]),
        ([(LEFT, "相談件数")], HIGH + 6, (OTHER, FIRST, NEXT), [(3, 3), (3, 3)]),
        ([(LEFT, "相談件数")], HIGH + 4, (OTHER, FIRST, NEXT), [(7, 3)]),
        ([(5.0, "相談件数")], HIGH + 6, (OTHER, FIRST, NEXT), [(7, 3)]),
        ([(LEFT, "相談件数"), (75.0, "166件")], HIGH + 6, (OTHER, FIRST, NEXT), [(7, 3)]),
        ([(LEFT, "電話")], HIGH + 6, (FIRST, NEXT), [(6, 3)]),
        ([(LEFT - 6, "相談件数"), (150.0, "（単位件）")], HIGH, (OTHER, FIRST, NEXT), [(3, 3), (3, 3)]),
        ([(LEFT - 3, "相談件数")], HIGH + 6, (OTHER, FIRST, NEXT), [(3, 3), (3, 3)]),
        ([(5.0, "相談件数"), (100.0, "単位：件")], HIGH + 6, (OTHER, FIRST, NEXT), [(3, 3), (3, 3)]),
        ([(5.0, "相談件数"), (100.0, "単位：件")], HIGH + 6, (FIRST, NEXT), [(6, 3)]),
        ([(5.0, "相談件数"), (175.0, "（件）")], HIGH + 6, (OTHER, FIRST, NEXT), [(3, 3), (3, 3)]),
        ([(5.0, "相談件数"), (150.0, "（件）")], HIGH + 6, (OTHER, FIRST, NEXT), [(7, 3)]),
        ([*SPACED, (150.0, "単位：件")], HIGH + 6, (OTHER, FIRST, NEXT), [(3, 3), (3, 3)]),
        ([(5.0, "相談"), (75.0, "予約"), (175.0, "（件）")], HIGH + 6, (OTHER, FIRST, NEXT), [(7, 3)]),
    ],
    ids=[
        *("over the same header", "with a unit", "with room where the rules begin", "with no more room than a row", "where names begin"),
        *("beside a number", "over rows of numbers", "hanging out, with a unit", "with room left of where the rules begin"),
        *("with the word for its unit", "a group's with the word for its unit", "with a unit at the end", "with a word in brackets"),
        *("with a gap and the word for its unit", "a row of words with one in brackets at the end"),
    ],
)
def test_a_caption_between_tables_that_are_cut_for_the_same_columns(
    caption: Sequence[Words], high: float, below: Sequence[Sequence[Words]], expected: list[tuple[int, int]]
) -> None:
    y = 200 + HIGH * len(TABLE)
    rulings = cut(*(200 + HIGH * n for n in range(len(TABLE) + 1)), *(y + high + HIGH * n for n in range(len(below) + 1)))
    assert tables(rulings, [*rows(*TABLE), *runs(caption, y=y + high / 2 - 5), *rows(*below, y=y + high)]) == expected


@pytest.mark.parametrize(
    ("first", "caption", "expected"),
    [
        (FIRST, [(LEFT, "相談件数"), (150.0, "（単位件）")], [(1, 3), (3, 3)]),
        (FIRST, [(LEFT, "相談件数")], [(1, 3), (3, 3)]),
        (WORDS, [(LEFT, "相談件数"), (150.0, "（単位件）")], [(5, 3)]),
        ([(5.0, "区分"), (75.0, "４月"), (110.0, "５月"), (145.0, "６月")], [(LEFT, "相談件数"), (150.0, "（単位件）")], [(5, 3)]),
    ],
    ids=["with a unit", "alone", "below words", "below months"],
)
def test_a_caption_below_the_last_row_of_a_table_that_begins_on_the_page_before(
    first: list[Words], caption: list[Words], expected: list[tuple[int, int]]
) -> None:
    rulings = cut(200, 220, *(246 + HIGH * n for n in range(4)))
    assert tables(rulings, [*rows(first), *runs(caption, y=228), *rows(OTHER, FIRST, NEXT, y=246)]) == expected


def test_a_caption_with_a_unit_stands_over_a_header_of_which_the_first_line_are_names() -> None:
    rulings = cut(*(200 + HIGH * n for n in range(4)), *(286 + 34 * n for n in range(3)))
    texts = [*rows(*TABLE), *runs([(5.0, "相談件数"), (150.0, "（単位：件）")], y=268), *rows(NEXT, y=320)]
    terms = runs([(75.0, "前期"), (145.0, "後期")], [(75.0, "4～9月"), (145.0, "10～3月")], y=288)
    assert tables(rulings, [*texts, *terms]) == [(3, 3), (3, 3)]


@pytest.mark.parametrize(("high", "places"), [(HIGH, BY_MONTH), (HIGH + 6, BY_MONTH), (HIGH, (LEFT, RIGHT))])
def test_a_caption_over_a_header_of_months_names_no_group_of_rows(high: float, places: Sequence[float]) -> None:
    y = 200 + HIGH * len(TABLE)
    rulings = [*(ruled if len(places) == 2 else lambda n: cut(*(200 + HIGH * k for k in range(n))))(4)]
    rulings += cut(*(y + high + HIGH * n for n in range(4)), places=places)
    texts = [*rows(*TABLE), *runs(CAPTION, y=y + high / 2 - 5), *rows(MONTHS, *OF_MONTHS, y=y + high)]
    assert tables(rulings, texts) == [(3, 3), (3, 4)]


@pytest.mark.parametrize("own", ["計", "地区の施設"])
def test_a_name_over_the_middle_of_two_columns_is_its_own_where_a_rule_under_it_begins_behind_a_name(own: str) -> None:
    lines = [[(50.5, own), *GROUPED[0][2:]], [(5.0, "施設"), *GROUPED[1]], GROUPED[2]]
    rulings = [*cut(200, 220, 280, places=(LEFT, *BEHIND_NAME)), *cut(240, 260, places=BEHIND_NAME)]
    (grid,) = hairline_grids(rulings, [*BEFORE, *rows([(15.0, "地区"), (112.0, "４年"), (165.0, "５年")], *lines), *BEHIND], [])
    assert ((0, 1), (1, 4)) in {(cell.cols, cell.rows) for cell in grid.cells}


def test_columns_part_where_the_rows_that_fill_them_do() -> None:
    """Others have a text in the middle of two columns, or a name that is longer."""
    lines = [
        [(5.0, "行事"), (75.0, "令和３年度"), (131.0, "令和４年度"), (187.0, "令和５年度")],
        [(5.0, "祭り"), (144.0, "中止"), (210.0, "26")],
        [(5.0, "こどもの日"), (119.0, "中止"), (210.0, "25")],
        [(5.0, "大会"), (105.0, "68"), (160.0, "83"), (215.0, "35")],
    ]
    (grid,) = hairline_grids(level(*(200 + HIGH * n for n in range(5)), x1=240.0), [*BEFORE, *rows(*lines), *BEHIND], [])
    assert [round(x) for x in grid.xs] == [0, 65, 128, 184, 240]


def test_the_name_of_a_group_that_ends_under_a_header_pushes_no_column() -> None:
    """Its row is one cell; the header has an empty corner and two lines."""
    header = runs([(65.0, "令和３年"), (125.0, "令和４年")], [(80.0, "度"), (140.0, "度")], y=203, steps=[10])
    own = [(5.0, "大人"), (85.0, "26"), (145.0, "19")]
    texts = [*BEFORE, *header, *rows([(5.0, "本館")], own, [(5.0, "サテライト館")], own, own, y=226), *BEHIND]
    (grid,) = hairline_grids(level(200, *(226 + HIGH * n for n in range(6)), x1=180.0), texts, [])
    assert {(cell.cols, cell.rows) for cell in grid.cells if cell.rows[0] == 0} == {((n, n + 1), (0, 1)) for n in range(3)}


WHOLE, OWN = {(0, 3)}, {(0, 1), (1, 2), (2, 3)}
SHORT: list[Words] = [(5.0, "相談")]


@pytest.mark.parametrize(
    ("last", "wider", "expected"),
    [
        ([(75.0, "回数"), (145.0, "人数")], level(260), []),
        ([(75.0, "12"), (145.0, "34")], level(260), [(3, 2)]),
        ([(75.0, "回数"), (145.0, "人数")], level(260, x1=RIGHT + 40), [(3, 2)]),
        ([(75.0, "回数"), (145.0, "人数")], level(290), [(3, 2)]),
    ],
    ids=["on a rule that goes on at its left", "of numbers", "on one that goes on at both sides", "over one further down"],
)
def test_names_between_rules_that_begin_behind_a_corner_are_a_header(
    last: list[Words], wider: Sequence[Ruling], expected: list[tuple[int, int]]
) -> None:
    texts = rows([(75.0, "本館"), (145.0, "分館")], [(75.0, "平日"), (145.0, "休日")], last)
    shades = [fill(x0, x1, y, y + HIGH) for y in (200, 220, 240) for x0, x1 in ((MIDDLE, LAST), (LAST, RIGHT))]
    assert tables([*level(220, 240, x0=MIDDLE), *wider], texts, shades) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((CAPTION, HEAD, FIRST, NEXT), WHOLE),
        (([(5.0, "年度ごとの件数")], FIRST, NEXT), WHOLE),
        ((SHORT, HEAD, FIRST, NEXT), WHOLE),
        ((SHORT, HEAD[1:], FIRST, NEXT), WHOLE),
        (([(75.0, "相談")], HEAD, FIRST, NEXT), OWN),
        ((SHORT, FIRST, NEXT), OWN),
        ((SHORT, OTHER, WORDS), OWN),
    ],
    ids=[
        *("over the first column", "over its end", "shorter", "over an empty corner", "over another column", "over numbers"),
        "over words alone",
    ],
)
def test_the_name_of_a_table_in_its_first_row_is_one_cell(lines: Sequence[Sequence[Words]], expected: set[tuple[int, int]]) -> None:
    (grid,) = hairline_grids(ruled(len(lines) + 1), [*BEFORE, *rows(*lines), *BEHIND], [])
    assert {cell.cols for cell in grid.cells if cell.rows[0] == 0} == expected


def test_what_stands_over_a_rule_over_months_is_no_header() -> None:
    lines = [
        [(60.0, "４月"), (90.0, "５月"), (120.0, "６月"), (150.0, "７月")],
        *([(5.0, "親"), *((62.0 + 30 * n, "8") for n in range(4))],) * 2,
    ]
    assert tables(ruled(4), [*runs(SPACED, y=187), *rows(*lines)]) == [(3, 5)]


@pytest.mark.parametrize(("corner", "n_rows"), [("組", 3), ("8", 2)], ids=["ages", "counts"])
def test_a_header_of_ages_has_a_word_where_counts_have_none(corner: str, n_rows: int) -> None:
    first: list[Words] = [(5.0, corner), (75.0, "2"), (110.0, "3"), (145.0, "5")]
    assert tables(ruled(3, 220), rows(first, *OF_MONTHS)) == [(n_rows, 4)]


@pytest.mark.parametrize(("unit", "is_header_over"), [("", True), ("回", True), ("歳", False)])
def test_what_stands_over_numbers_that_count_on_is_their_header_and_over_ages_a_caption(unit: str, is_header_over: bool) -> None:
    names: list[Words] = [(70.0, "３年度"), (120.0, "４年度"), (170.0, "５年度")]
    first: list[Words] = [(5.0, "講座"), *((x, f"{n}{unit}") for x, n in ((80.0, 4), (130.0, 5), (180.0, 6)))]
    below: list[Words] = [(5.0, "来館"), (75.0, "168"), (125.0, "146"), (175.0, "182")]
    assert tables(ruled(3, 220), rows(names, first, below)) == [(2 + is_header_over, 4)]


@pytest.mark.parametrize(
    ("over", "may_go_on", "expected"),
    [
        ([CAPTION], False, [(3, 3)]),
        ([SPACED], False, [(3, 3)]),
        ([SPACED], True, [(4, 3)]),
        ([[(5.0, "予約"), (75.0, "4件"), (145.0, "9件")]], False, [(4, 3)]),
        ([CAPTION, HEAD], False, [(3, 3)]),
    ],
    ids=["a caption", "one with a gap", "one with a gap at a page's head", "numbers", "a caption and a header over rows"],
)
def test_words_over_the_first_rule_are_the_rest_of_no_row_under_another_row_of_the_form(
    over: list[list[Words]], may_go_on: bool, expected: list[tuple[int, int]]
) -> None:
    lines = TABLE if len(over) == 1 else TABLE[1:]
    texts = [*runs(*over, y=200 - 13 * len(over), steps=[12.0]), *rows(*lines), *BEHIND]
    assert [shape(grid) for grid in hairline_grids(ruled(len(lines) + 1), texts, [], may_go_on=may_go_on)] == expected


def test_white_beyond_the_end_of_a_table_parts_nothing() -> None:
    assert row_grids._parting([250.0], [LEFT, MIDDLE, RIGHT], [rows(HEAD)]) == []
