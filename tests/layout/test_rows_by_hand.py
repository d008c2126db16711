"""Rows that no rule parts, at their limits: which lines between two rules are rows, and which are more lines of a cell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from pipeline.layout.row_edges import row_edges
from pipeline.layout.row_grids import grid_of
from pipeline.layout.rules import Rule
from pipeline.layout.runs import Run
from pipeline.pages.model import Area
from tests.layout.hand_set import Words, fill, runs

CUTS = (70.0, 140.0)
Lines = Sequence[Sequence[Words]]
Spans = dict[tuple[int, int], tuple[int, int]]


def line(*texts: str) -> list[Words]:
    """A text for each column, ``""`` for none."""
    return [(x, text) for x, text in zip((5.0, 75.0, 145.0, 215.0), texts, strict=False) if text]


def rows_of(lines: Lines, steps: Sequence[float] = (), cuts: Sequence[float] = CUTS) -> list[int]:
    """In which line each row begins but the first."""
    made = runs(*lines, y=205.0, steps=steps)
    tops = sorted({run.y0 for run in made})
    return [sum(top < edge for top in tops) for edge in row_edges((200.0, 600.0), made, cuts)]


NUMBERS = line("来館", "168件", "182件")
BARE = line("来館", "168", "182")
UNITS = line("", "件", "件")
FATHERS = line("", "父親の会", "予約")
FULL = line("来館する方", "予約制です", "親子たち")
"""Texts that leave no room in their columns for more than a character or two."""
NUMBERS_OF_3: list[Words] = [(5.0, "来館"), (85.0, "68件"), (145.0, "182件"), (215.0, "146件")]


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        ([NUMBERS, NUMBERS, NUMBERS], [1, 2]),
        ([line("区分", "４年度", "５年度"), NUMBERS], [1]),
        ([line("区分", "", "５年度"), NUMBERS], []),
        ([line("区分", "", "５年度"), NUMBERS, NUMBERS], [1, 2]),
        ([line("", "168件", "182件"), NUMBERS, NUMBERS], [1, 2]),
        ([line("", "168件", "182件"), NUMBERS], []),
        ([line("来館", "168件"), NUMBERS], [1]),
        ([line("来館"), NUMBERS], []),
        ([NUMBERS, line("親子の数")], []),
        ([NUMBERS, line("（12）")], []),
        (
            [line("子ども", "母親", "随時"), line("", "父親の会", "予約"), line("大人", "母親", "随時"), line("", "父親の会", "予約")],
            [1, 2, 3],
        ),
        ([FULL] * 3, []),
        ([FULL] * 4, [1, 2, 3]),
        ([FULL, line("来館する方", "予", "親"), FULL], [1, 2]),
        ([FULL, line("来館する方", "予約制です", "親"), FULL], []),
        ([FULL, line("来館する方", "予", "親子"), FULL], [1, 2]),
        ([FULL, line("来館する方", "予約制で", "親子た"), FULL], []),
        ([FULL, FULL, line("来館する方", "予", "親")], []),
        ([line("", "４月", "５月", "６月"), NUMBERS_OF_3, line("", "７月", "８月", "９月"), NUMBERS_OF_3], [1, 2, 3]),
        ([line("", "４月", "５月", "６月"), NUMBERS_OF_3, line("", "７月", "９月", "８月"), NUMBERS_OF_3], []),
        ([line("", "４月", "５月", "６月"), NUMBERS_OF_3, line("", "７月", "８月"), NUMBERS_OF_3], []),
        ([NUMBERS_OF_3, line("", "７月", "８月", "９月")], []),
        ([line("４月", "入園の", "親子の"), line("", "集い", "会")], []),
        ([line("12", "入園の", "親子の"), line("月", "集い", "会")], []),
        ([line("４月", "入園の", "親子の"), line("５月", "遠足", "親子の")], [1]),
    ],
    ids=[
        *("names and numbers", "a full header", "a header with a gap", "a header with a gap over two rows"),
        *("a row without a name", "one without a name over one row", "a row without its last number", "a name alone"),
        *("a name's second line", "a name's rest in brackets", "names of two columns", "three of words", "four of words"),
        *("one that ends early in two columns", "one that ends early in one", "one that ends early in the other"),
        *("one a little shorter", "the last one shorter"),
        *("months between rows", "numbers that do not count on", "one month fewer", "months below all"),
        *("a month beside two lines of words", "a month in two lines", "two months"),
    ],
)
def test_lines_between_two_rules(lines: Lines, rows: list[int]) -> None:
    columns = max(x for words in lines for x, _ in words) // 70
    assert rows_of(lines, cuts=CUTS if columns < 3 else (*CUTS, 210.0)) == rows


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        ([BARE, UNITS, BARE, UNITS], [2]),
        ([BARE, line("", "", "件"), BARE, line("", "", "件")], []),
        ([BARE, UNITS, BARE], [2]),
        ([NUMBERS, line("予約", "可", "可"), NUMBERS], [1, 2]),
        ([BARE, line("予約", "可", "可"), BARE], [1, 2]),
        ([BARE, line("（年）", "件", "件"), line("電話", "14", "19"), line("（年）", "件", "件")], [2]),
        ([BARE, line("予約", "可", "否"), BARE, line("予約", "可", "否")], [1, 2, 3]),
        ([BARE, line("予約", "予約制", "予約制"), BARE, line("予約", "予約制", "予約制")], [1, 2, 3]),
        ([BARE, line("予約", "○", "○"), BARE, line("予約", "○", "○")], [1, 2, 3]),
        ([line("来館", "168", "親子"), line("予約", "可", "可"), line("来館", "168", "親子"), line("予約", "可", "可")], [1, 2, 3]),
        ([line("", "1,59", ""), line("来館", "", "3件"), line("", "8", ""), line("電話", "146", "2件")], [3]),
        ([line("来館", "1,59", "3件"), line("", "8", ""), line("電話", "146", "2件")], [2]),
        ([line("来館", "1,684", "3件"), line("", "件", ""), line("電話", "1,146", "2件"), line("", "件", "")], [2]),
        ([line("来館の数"), line("", "1,684", "3件"), line("電話", "1,146", "2件")], []),
        ([line("来館", "159", "3件"), line("", "8", ""), line("電話", "146", "2件")], []),
        ([line("来館", "1,59", "3件"), line("", "84", ""), line("電話", "146", "2件")], []),
        ([line("来館", "1,59", "3件"), line("", "", "8"), line("電話", "146", "2件")], []),
    ],
    ids=[
        *("units below", "units below one column", "a unit below one row", "words under numbers with units"),
        *("words under numbers", "units beside the rest of a name", "two words", "long words", "signs", "words under words"),
        *("digits on the third line", "a digit below", "a digit too many", "two digits where one lacks"),
        *("a digit in another column", "units in one column alone", "a number under an empty field"),
    ],
)
def test_lines_that_go_on_with_numbers(lines: Lines, rows: list[int]) -> None:
    assert rows_of(lines) == rows


PARAGRAPHS = [line("会議", "年四回開いた。", "親子"), line("", "地区の声を聞く。", ""), line("", "計画に入れた。", "")]
AROUND = [line("電話で"), line("", "146件", "192件"), line("の相談"), line("来館で"), line("", "168件", "182件"), line("の相談")]
CENTRED = [[*line("子ども", "", "3件"), (95.0, "3件")], [(90.0, "14件"), (145.0, "4件")], [*line("大人", "", "5件"), (95.0, "5件")]]
TWO = [line("会議", "年四回", "親子"), line("", "開いた。", "")]


def around(*many: int) -> list[list[Words]]:
    """Names in the middle of so many lines each, which is between two of them where they are even."""
    found: list[list[Words]] = []
    for count in many:
        lines = [line("", "・声を聞く") for _ in range(count)]
        middle = count // 2
        found += (
            [*lines[:middle], line("会議"), *lines[middle:]]
            if count % 2 == 0
            else [*lines[:middle], line("会議", "・声"), *lines[middle + 1 :]]
        )
    return found


@pytest.mark.parametrize(
    ("lines", "steps", "cuts", "rows"),
    [
        ([FULL] * 3, [24.0] * 3, CUTS, []),
        ([FULL, line("来館する方", "予約制です", "親子たちの声を"), FULL], [24.0] * 3, CUTS, [1, 2]),
        ([FULL, line("来館する方", "予約制です", "親子たちの声を"), FULL], [20.0] * 3, CUTS, []),
        ([FULL, line("来館する方", "予約制です", "親子たちの声を")], [24.0] * 2, CUTS, []),
        ([*TWO, *TWO, *TWO], [12.0, 18.0] * 3, CUTS, [2, 4]),
        ([[(5.0, "会議のこと")], [(5.0, "来館")], [(5.0, "電話")]], [24.0] * 3, (), []),
        ([NUMBERS, line("電話"), line("", "146件", "192件"), line("相談")], [20.0, 7.0, 7.0, 20.0], CUTS, [1]),
        ([NUMBERS, line("電話", "146件", "192件"), line("相談")], [20.0, 14.0], CUTS, [1]),
        (
            [line("会議", "年四回開いた。", "親子"), line("", "地区の声を聞く。", ""), line("", "計画に入れた。", "")],
            [24.0] * 3,
            (70.0, 160.0),
            [],
        ),
        (
            [line("電話で"), line("", "146件", "192件"), line("の相談"), line("来館で"), line("", "168件", "182件"), line("の相談")],
            [7.0, 7.0, 14.0, 7.0, 7.0],
            CUTS,
            [3],
        ),
        ([line("子ども", "０歳", "3件"), line("", "１歳", "4件"), line("大人", "母親", "5件")], [], CUTS, [1, 2]),
        ([line("子ども", "０歳", "3件"), line("", "10歳", "4件"), line("大人", "20歳", "5件")], [], CUTS, [1, 2]),
        (
            [
                [(5.0, "子ども"), (95.0, "3件"), (145.0, "3件")],
                [(90.0, "14件"), (145.0, "4件")],
                [(5.0, "大人"), (95.0, "5件"), (145.0, "5件")],
            ],
            [],
            CUTS,
            [],
        ),
        ([line("子ども", "０歳", "3件"), line("", "母親", "4件"), line("大人", "父親", "5件")], [], CUTS, [1, 2]),
        ([line("子ども", "３件", "3件"), line("", "４件", "4件"), line("大人", "５件", "5件")], [], CUTS, []),
        ([line("子ども", "3", "3件"), line("", "14", "4件"), line("大人", "5", "5件")], [], CUTS, []),
        (around(3, 2, 3), [14.0, 14.0, 15.0, 7.0, 7.0, 15.0, 14.0, 14.0], CUTS[:1], [3, 6]),
        (around(3, 2, 3), [14.0, 14.0, 14.5, 7.0, 7.0, 14.5, 14.0, 14.0], CUTS[:1], []),
        (around(3, 2, 3)[:-1], [14.0, 14.0, 15.0, 7.0, 7.0, 15.0, 14.0], CUTS[:1], []),
        ([line("会議", "声を聞く"), *around(2), line("講座", "声を聞く")], [14.0, 7.0, 7.0, 14.0], CUTS[:1], [1, 4]),
        ([line("会議", "声を聞く"), *around(2)], [14.0, 7.0, 7.0], CUTS[:1], []),
        ([line(f"令和{n}年度", "声を聞く") for n in (3, 4, 5)], [], CUTS[:1], [1, 2]),
        ([line(f"令和{n}年度", "声を聞く") for n in (3, 4, 4)], [], CUTS[:1], []),
        ([line(f"令和{n}年度", "声を聞く") for n in (3, 4)], [], CUTS[:1], []),
        ([line("会議", "声を聞く。")] * 3, [], CUTS[:1], [1, 2]),
        ([line("会議", "声を聞く。"), line("会議", "声を聞く"), line("会議", "声を聞く。")], [], CUTS[:1], []),
        ([line("会議", "声を聞く。"), line("", "声を聞く。"), line("会議", "声を聞く。")], [], CUTS[:1], []),
        ([line("会議。", "声を聞く")] * 3, [], CUTS[:1], []),
        ([line("会議", "声を聞く。", "○")] * 3, [], CUTS, [1, 2]),
        ([line("会議", "・声を聞く。")] * 3, [], CUTS[:1], []),
        ([line("会議", "声を聞く。", "・庭")] * 3, [], CUTS, []),
        ([*[line("会議", "声を聞く。", "良い")] * 2, line("会議", "声を聞く。", "庭。")], [], CUTS, []),
        ([line("", "親子の声を"), line("2023年"), line("", "聞く")], [7.0, 7.0], CUTS[:1], []),
        ([line("", "168件"), line("2023年"), line("", "12件")], [7.0, 7.0], CUTS[:1], [2]),
    ],
    ids=[
        *("as long as each other", "one longer", "not so far apart", "two alone", "lines close in twos", "one column"),
        *("a name around its row", "a name of two lines", "paragraphs of one cell", "names around their rows", "ages of groups"),
        *("ages of two digits", "centred numbers", "parents", "counts", "bare numbers"),
        *("names in the middle of theirs", "as near as the lines of one", "one beside the first of two", "one of several lines", "of two"),
        *("years that count on", "years that do not", "two years", "sentences", "not all", "one without a name", "sentences for names"),
        *("ticks beside sentences", "items of a cell", "items beside sentences", "a text beside sentences"),
        *("a year beside two lines of words", "a year beside two numbers"),
    ],
)
def test_lines_by_the_white_between_them(lines: Lines, steps: Sequence[float], cuts: Sequence[float], rows: list[int]) -> None:
    assert rows_of(lines, steps, cuts) == rows


def rule(y: float, *ends: float, virtual: bool = False) -> Rule:
    """A rule in pieces between these ends, one a column if none is said."""
    ends = ends or (0.0, *CUTS, 210.0)
    return Rule(y, ends[0], ends[-1], [*pairwise(ends)], 0, virtual)


def spans(heights: Sequence[float], lines: Lines, inner: Sequence[Rule] = (), fills: Sequence[Area] = ()) -> Spans:
    """The merged cells of a table with a line of text in each row between rules over all columns."""
    made = [run for y, texts in zip(heights, lines, strict=False) for run in runs(texts, y=y + 5)]
    return merged([rule(y) for y in heights], made, inner, fills)


def merged(
    full: Sequence[Rule], texts: Sequence[Run], inner: Sequence[Rule] = (), fills: Sequence[Area] = (), *, are_drawn: bool = True
) -> Spans:
    """The cells of a table that are of several rows or columns: where, of how many rows and columns."""
    grid = grid_of(full, sorted([*full, *inner], key=lambda one: one.y), texts, fills, are_drawn=are_drawn)
    assert grid is not None
    sizes = {(c.rows[0], c.cols[0]): (c.rows[1] - c.rows[0], c.cols[1] - c.cols[0]) for c in grid.cells}
    return {place: size for place, size in sizes.items() if size != (1, 1)}


HEIGHTS = (200.0, 220.0, 240.0, 260.0, 280.0)
HEAD = line("区分", "４年度", "５年度")
HALL, PHONE = line("来館", "168件", "182件"), line("電話", "146件", "192件")


@pytest.mark.parametrize(
    ("lines", "inner", "fills", "expected"),
    [
        ((HEAD, HALL, PHONE, HALL), [], [], {}),
        ((HEAD, HALL, [(65.0, "平日の間に来た人")], HALL), [], [], {(2, 0): (1, 3)}),
        ((HEAD, HALL, [(85.0, "平日の間")], HALL), [], [], {}),
        ((HEAD, HALL, [(5.0, "平日の間")], HALL), [], [], {}),
        ((HEAD, [(5.0, "平日の間")], HALL, PHONE), [], [], {(1, 0): (1, 3)}),
        ((HEAD, HALL, [(5.0, "電話"), (120.0, "146件")], HALL), [], [], {(2, 1): (1, 2)}),
        ((HEAD, HALL, [(5.0, "電話"), (120.0, "146件")], HALL), [], [fill(140, 210, 240, 260)], {}),
        ((HEAD, HALL, [(5.0, "電話"), (100.0, "146件")], HALL), [], [], {}),
        ((HEAD, HALL, PHONE, HALL), [], [fill(70, 210, 240, 260)], {(2, 1): (1, 2)}),
        ((HEAD, HALL, PHONE, HALL), [], [fill(70, 210, 240, 250)], {}),
        ((HEAD, HALL, PHONE, HALL), [], [fill(0, 210, 240, 260)], {}),
        ((HEAD, HALL, [(5.0, "電話をした親子の数")], HALL), [], [], {(2, 0): (1, 2)}),
        ((HEAD, HALL, [(5.0, "電話をした親子"), (100.0, "9件")], HALL), [], [], {(2, 0): (1, 2)}),
        ((line("計", "", ""), HEAD, HALL, PHONE), [], [], {(0, 0): (1, 3)}),
        (([(100.0, "相談件数")], HEAD, HALL, PHONE), [], [], {}),
        (
            (line("区分", "", "５年度"), line("子ども", "０歳", "3件"), line("", "１歳", "4件"), line("大人", "母親", "5件")),
            [],
            [],
            {(0, 0): (1, 2)},
        ),
        (
            (line("区分", "", "５年度"), line("子ども", "０歳", "3件"), line("大人", "", "4件"), line("団体", "母親", "5件")),
            [],
            [],
            {(0, 0): (1, 2), (2, 0): (1, 2)},
        ),
        ((line("行事", "４月", "５月"), line("祭り", "中止", "3件"), line("大会", "", "4件"), line("市", "中止", "5件")), [], [], {}),
        (
            (line("行事", "４月", "５月"), line("祭り", "中止", "3件"), line("大会", "", "4件"), line("市", "延期", "5件")),
            [],
            [],
            {(2, 0): (1, 2)},
        ),
        ((HEAD, HALL, line("電話", "", "192件"), HALL), [], [], {}),
        ((HEAD, HALL, [(5.0, "電話"), (105.0, "平日の間は")], HALL), [], [], {(2, 1): (1, 2)}),
    ],
    ids=[
        *("none", "a text in the middle of all", "one in the middle of its own", "one at the left", "the name of a group"),
        *("one in the middle of two", "there beside a shaded cell", "one at the side of its own", "a shade over two"),
        *("a shade of half a row", "a shade over all", "a name that goes on over an edge", "there before a number"),
        *("a name alone in the first row", "a text beside the middle", "names in two columns", "a field without a name"),
        *("a field without a word that comes again beside a number", "a field without a word beside a number"),
        *("a field without a number", "a text in the middle that goes on over an edge"),
    ],
)
def test_cells_over_several_columns(lines: Lines, inner: Sequence[Rule], fills: Sequence[Area], expected: Spans) -> None:
    assert spans(HEIGHTS, lines, inner, fills) == expected


FULL_RULES = [rule(y) for y in HEIGHTS]
GROUPS = [line("区分", "", "５年度"), line("", "乳児", "3件"), line("", "幼児", "4件"), line("", "学童", "5件")]


def texts(*lines: Sequence[Words], names: Sequence[tuple[float, str]] = ()) -> list[Run]:
    """A line in each row, and names in the first column at heights of their own."""
    rows = [run for n, words in enumerate(lines) for run in runs(words, y=205.0 + 20 * n)]
    return rows + [run for y, name in names for run in runs([(5.0, name)], y=y)]


@pytest.mark.parametrize(
    ("made", "are_drawn", "expected"),
    [
        (texts(HEAD, line("", "168件", "182件"), line("", "146件", "192件"), HALL, names=[(235.0, "電話")]), True, {(1, 0): (2, 1)}),
        (texts(*GROUPS, names=[(245.0, "子ども")]), True, {(0, 0): (1, 2)}),
        (texts(*GROUPS, names=[(245.0, "子ども")]), False, {(0, 0): (1, 2), (1, 0): (3, 1)}),
        (texts(line("", "種別", "５年度"), *GROUPS[1:], names=[(245.0, "子ども")]), False, {(1, 0): (3, 1)}),
        (texts(line("", "種別", "５年度"), *GROUPS[1:], names=[(200.0, "区分"), (245.0, "子ども")]), False, {(1, 0): (3, 1)}),
        (texts(HEAD, HALL, PHONE, [(5.0, "計"), (145.0, "688件")]), True, {}),
        (texts(HEAD, *[line("", "168件", "182件")] * 3, names=[(245.0, "電話")]), False, {}),
        (texts(HEAD, HALL, line("", "予約した方の多い日", "")), True, {(2, 1): (1, 2)}),
    ],
    ids=[
        *("a name on a rule", "a name in the middle of three", "of three where no rule is drawn"),
        *("under a header with an empty corner", "under a high corner", "before numbers"),
        *("the total of a group", "words over an edge"),
    ],
)
def test_names_over_rules(made: Sequence[Run], are_drawn: bool, expected: Spans) -> None:
    assert merged(FULL_RULES, made, are_drawn=are_drawn) == expected


FOUR_LINES = [(5.0, "親子で"), (5.0, "電話をして来た方"), (5.0, "来館"), (5.0, "相談")]


@pytest.mark.parametrize(
    ("beside", "expected"),
    [([], {(2, 0): (1, 2)}), ([(281.0, 100.0, "乙")], {}), ([(y, 145.0, "乙") for y in (245.0, 257.0, 269.0, 281.0)], {(2, 0): (1, 2)})],
    ids=["over an empty field", "beside a word", "beside many lines further on"],
)
def test_lines_of_a_row_that_go_on_over_a_column_s_edge(beside: Sequence[tuple[float, float, str]], expected: Spans) -> None:
    lines = runs(*([words] for words in FOUR_LINES), y=245, steps=[12.0] * 4)
    made = [*texts(HEAD, HALL), *lines, *(run for y, x, text in beside for run in runs([(x, text)], y=y))]
    assert merged([rule(y) for y in (200.0, 220.0, 240.0, 300.0)], made) == expected


@pytest.mark.parametrize(
    ("rules", "made"),
    [
        ([rule(y, 0, 210) for y in HEIGHTS], texts(*[line("来館")] * 4)),
        ([rule(y) for y in HEIGHTS[:2]], texts(line("来館の数の多い", "", "3件"))),
    ],
    ids=["one column", "one row of two cells"],
)
def test_what_is_no_table(rules: Sequence[Rule], made: Sequence[Run]) -> None:
    assert grid_of(rules, rules, made, ()) is None


AGES = [line("", "乳児", "3件"), line("", "幼児", "4件"), line("", "学童", "5件"), line("", "大人", "6件")]


@pytest.mark.parametrize(
    ("is_cut", "names", "expected"),
    [
        ((False, False), [(226.0, "子ども")], {(0, 0): (4, 1)}),
        ((False, False), [(240.0, "子ども")], {}),
        ((True, False), [(240.0, "子ども")], {(0, 0): (2, 1), (2, 0): (2, 1)}),
        ((False, True), [(212.0, "子ども"), (233.0, "大人")], {(0, 0): (2, 1), (2, 0): (2, 1)}),
        ((False, False), [(212.0, "子ども"), (233.0, "大人")], {}),
    ],
    ids=["of all", "of some", "a page cut the head", "a page cut the foot", "no page cut them"],
)
def test_names_of_rows_that_a_page_cuts(is_cut: tuple[bool, bool], names: Sequence[tuple[float, str]], expected: Spans) -> None:
    first, last = (rule(y, virtual=virtual) for y, virtual in zip((200.0, 262.0), is_cut, strict=True))
    made = [*runs(*AGES, y=205), *(run for y, name in names for run in runs([(5.0, name)], y=y))]
    assert merged([first, last], made) == expected


TREE = [line("子ども", "乳児", "3件"), line("", "幼児", "4件"), line("", "小学生", "5件"), line("計", "", "6件")]
AMID_TREE = [line("", "乳児", "3件"), line("子ども", "幼児", "4件"), line("", "小学生", "5件"), line("計", "", "6件")]


@pytest.mark.parametrize(
    ("lines", "step", "expected"),
    [
        (TREE, 14.0, {(0, 0): (3, 1), (3, 0): (1, 2)}),
        (TREE, 10.0, {(0, 0): (3, 1), (3, 0): (1, 2)}),
        ([*TREE[:3], line("親", "", "6件"), line("計", "", "9件")], 10.0, {(0, 0): (3, 1), (3, 0): (1, 2), (4, 0): (1, 2)}),
        ([*AMID_TREE, line("親", "", "9件")], 10.0, {(0, 0): (3, 1), (3, 0): (1, 2), (4, 0): (1, 2)}),
        ([[(65.0, "計"), (145.0, "9件")], *AMID_TREE[:3]], 10.0, {(0, 0): (1, 2), (1, 0): (3, 1)}),
        ([line("子ども", "3", "3件"), line("", "4", "4件"), line("", "5", "5件")], 14.0, {}),
    ],
    ids=[
        *("on the line of the first", "rows as close as lines", "two names below", "in the middle, two names below"),
        *("a name over both above", "numbers beside"),
    ],
)
def test_names_of_groups_that_only_the_text_shows(lines: Lines, step: float, expected: Spans) -> None:
    made = runs(*lines, y=205.0, steps=[step] * len(lines))
    foot = max(run.y1 for run in made) + 2
    assert merged([rule(y, 0.0, 70.0, 140.0, 210.0) for y in (200.0, foot)], made) == expected


@pytest.mark.parametrize(
    ("groups", "beside", "number", "walls"),
    [
        (("館", "", "庭", ""), "親", "4件", (30.0,)),
        (("館", "庭", "室", "他"), "親", "4件", ()),
        (("", "", "", ""), "親", "4件", ()),
        (("①", "", "②", ""), "親", "4件", ()),
        (("館", "", "庭", ""), "親", "可", ()),
        (("館", "庭", "室", "他"), "", "4件", ()),
    ],
    ids=["of groups", "one a row", "none", "numbers of items", "before words", "no others"],
)
def test_names_of_groups_are_a_column_that_no_piece_of_a_rule_shows(
    groups: Sequence[str], beside: str, number: str, walls: Sequence[float]
) -> None:
    rows = [[(x, said) for x, said in ((5.0, name), (45.0, beside), (85.0, number), (155.0, number)) if said] for name in groups]
    rules = [rule(y) for y in (200.0, 220.0, 290.0)]
    grid = grid_of(rules, rules, runs([(45.0, "区"), (85.0, "４年"), (155.0, "５年")], *rows, y=205.0, steps=[20.0]), ())
    assert grid is not None
    assert tuple(grid.xs) == (0.0, *walls, 70.0, 140.0, 210.0)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        (((65.0, "０歳から"), (65.0, "２歳と３歳")), {}),
        (((65.0, "０歳から"), (65.0, "２歳")), {(2, 0): (1, 2)}),
        (((65.0, "０歳から"), (64.0, "２歳と３歳")), {(2, 0): (1, 2)}),
    ],
    ids=["two others begin there", "one other does", "one begins before"],
)
def test_a_text_that_begins_where_others_do_is_not_in_the_middle(others: tuple[Words, Words], expected: Spans) -> None:
    """It stands in the middle of the first two columns by chance."""
    rows = [[(5.0, "子"), words, (155.0, "3件")] for words in others]
    rules = [rule(y, 0.0, 50.0, 150.0, 210.0) for y in HEIGHTS]
    made = texts([(5.0, "年"), (55.0, "区分"), (155.0, "件数")], rows[0], [(65.0, "１歳"), (155.0, "4件")], rows[1])
    assert merged(rules, made) == expected


def test_running_text_and_names_of_groups_tell_nothing_of_columns() -> None:
    whole, rules = [(5.0, "親子の居場所として広く使われている。")], [rule(y, 0, 210) for y in HEIGHTS]
    assert merged(rules, texts(HEAD, whole, HALL, PHONE)) == {(1, 0): (1, 3)}
    assert merged(rules, texts(HEAD, HALL, whole, PHONE)) == {(2, 0): (1, 3)}
    for made, bands in ((texts(HEAD, HALL, whole, line("区分", "広間", "庭")), rules), (texts(HEAD, HALL, whole), rules[:4])):
        assert grid_of(bands, bands, made, (), are_drawn=True) is None
    below = runs(*[whole] * 9, y=285)
    assert merged([*rules, rule(420, 0, 210)], [*texts(HEAD, HALL, PHONE, HALL), *below]) == {(4, 0): (1, 3)}


def test_rules_through_every_text_are_those_of_no_table() -> None:
    made = runs(*[[(5.0, "利用者の声に応えた。")]] * 3, y=205.0)
    through = [Rule(run.y, 0.0, 200.0, [(0.0, 200.0)], 0) for run in made]
    assert grid_of(through, through, made, (), are_drawn=False) is None


@pytest.mark.parametrize(
    ("upper", "lower", "rows"),
    [
        (("開館日", "202", "利用者"), ((15.0, "数"), (85.0, "日"), (155.0, "数")), []),
        (("開館日", "202", "利用者"), ((15.0, "数"), (85.0, "9"), (155.0, "数")), [1]),
        (("開館日", "202", "利用者"), ((15.0, "数"), (75.0, "日"), (155.0, "数")), [1]),
        (("開館日", "202", "利用者"), ((0.0, "数の合計"), (85.0, "日"), (155.0, "数")), [1]),
        (("利用者", "2,024", "子ども"), ((15.0, "数"), (85.0, "人の数"), (155.0, "数")), [1]),
    ],
    ids=["rests", "a number below", "not in the middle", "wider", "more than what is counted"],
)
def test_the_rests_of_names_and_numbers_are_of_their_row(upper: Sequence[str], lower: Sequence[Words], rows: list[int]) -> None:
    """One row of names and numbers between two rules, each in a cell too narrow for it."""
    assert rows_of([line(*upper), list(lower)], [11.0]) == rows
