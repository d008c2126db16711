"""Lines of text from glyphs: which stand on one baseline, where a row is cut, and in which home each part of it stands.

Glyphs are given by where they begin, their foot, what they say and their size, in points; their order is that in which they are drawn.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.layout.lines import (
    OUTSIDE,
    HomeOf,
    Placed,
    line_of,
    lines_by_home,
    rows_of,
    runs_of,
    vertical_lines,
    with_stacks,
    with_upright_columns,
)
from pipeline.layout.model import Line
from pipeline.pages.model import Glyph, Glyphs, Style

Set = tuple[float, float, str, float]


def glyph(x: float, foot: float, text: str, size: float = 10.0, index: int = 0, style: int = 0) -> Glyph:
    return Glyph(x, foot - size, x + size, foot, text, size, style, 0, index)


def glyphs(*places: Set) -> Glyphs:
    return Glyphs.of([glyph(x, foot, text, size, k) for k, (x, foot, text, size) in enumerate(places)])


def word(text: str, x: float = 50, foot: float = 100, size: float = 10.0) -> list[Set]:
    return [(x + size * k, foot, char, size) for k, char in enumerate(text)]


def said(rows: Sequence[Glyphs]) -> list[str]:
    return ["".join(row.texts) for row in rows]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([*word("来館"), *word("者数", 70)], ["来館者数"]),
        ([*word("者数", 70), *word("来館")], ["来館者数"]),
        ([*word("来館"), *word("者数", 70, 103)], ["来館者数"]),
        ([*word("来館"), *word("者数", 70, 104)], ["来館", "者数"]),
        ([*word("来館"), *word("者", 70, 103), *word("数", 80, 106)], ["来館者", "数"]),
        ([*word("来館"), *word("大", 70, 103, 20), *word("数", 90, 103, 6)], ["来館大", "数"]),
        ([*word("来館"), (65, 100, "者", 10), (70, 100, "数", 10)], ["来館者数"]),
        ([(50, 100, "来", 10), (70, 100, "者", 10), (60, 100, "館", 10)], ["来館者"]),
        ([*word("来館"), (55, 100, "間", 10)], ["来間館"]),
        ([], []),
    ],
    ids=[
        *("one baseline", "any order", "feet a third apart", "further apart", "from the first of a row", "each by its own size"),
        *("overlapping", "drawn later", "a glyph within another span", "empty"),
    ],
)
def test_glyphs_of_one_baseline_are_a_row(places: list[Set], expected: list[str]) -> None:
    assert sorted(said(rows_of(glyphs(*places)))) == sorted(expected)


BASE = word("実績", 50, 100)


@pytest.mark.parametrize(
    ("mark", "is_raised"),
    [
        ((70, 95, "2", 6.0), True),
        ((70, 95, "2", 8.4), True),
        ((70, 95, "2", 8.6), False),
        ((70, 99.5, "2", 6.0), False),
        ((70, 92, "2", 6.0), False),
        ((74, 95, "2", 6.0), True),
        ((76, 95, "2", 6.0), False),
        ((69.2, 95, "2", 6.0), True),
        ((68, 95, "2", 6.0), False),
        ((54, 95, "2", 6.0), False),
        ((40, 95, "2", 6.0), False),
    ],
    ids=[
        "raised",
        "as browsers raise it",
        "large",
        "hardly raised",
        "ruby",
        "a little apart",
        "apart",
        "a little over it",
        "over it",
        "over the row",
        "before it",
    ],
)
def test_a_small_mark_beside_the_end_of_a_glyph_is_raised_from_its_row(mark: Set, is_raised: bool) -> None:
    assert said(rows_of(glyphs(*BASE, mark))) == (["実績2"] if is_raised else ["実績2"] if mark[1] > 99 else ["2", "実績"])


def test_a_mark_is_raised_from_what_ends_before_it_though_other_columns_stand_higher() -> None:
    assert said(rows_of(glyphs(*word("欄", 200, 96.3), *BASE, (70, 92.6, "2", 6.0)))) == ["欄", "実績2"]


def test_a_small_text_between_two_that_it_would_lie_over_is_not_raised() -> None:
    assert said(rows_of(glyphs(*BASE, *word("者", 72), (70, 95, "2", 6.0)))) == ["2", "実績者"]
    assert said(rows_of(glyphs(*BASE, *word("者", 90), (70, 95, "2", 6.0)))) == ["実績2者"]


def test_of_a_page_with_small_type_elsewhere_no_large_mark_is_raised() -> None:
    assert said(rows_of(glyphs(*BASE, (70, 95, "2", 8.6), *word("注", 300, 140, 5.0)))) == ["2", "実績", "注"]


@pytest.mark.parametrize(
    ("places", "styles", "expected"),
    [
        (word("来館者数"), {}, ["来館者数"]),
        ([*word("来館"), *word("者数", 79)], {}, ["来館者数"]),
        ([*word("来館"), *word("者数", 81)], {}, ["来館", "者数"]),
        ([*word("来館"), *word("者数", 81, size=12)], {}, ["来館者数"]),
        ([*word("来館"), *word("者数", 81)], {2: Style.CLOSED}, ["来館者数"]),
        ([*word("来館"), *word("者数", 81)], {0: Style.CLOSED}, ["来館", "者数"]),
        ([*word("来"), *word("館", 75), *word("者", 110)], {}, ["来", "館", "者"]),
    ],
    ids=["close", "up to an em", "wider", "by its own size", "where words were struck out", "at the head", "one by one"],
)
def test_a_row_is_cut_where_the_gap_is_wider_than_the_type(places: list[Set], styles: dict[int, int], expected: list[str]) -> None:
    row = Glyphs.of([glyph(x, foot, text, size, k, styles.get(k, 0)) for k, (x, foot, text, size) in enumerate(places)])
    assert said(runs_of(row)) == expected


@pytest.mark.parametrize(("bold", "is_bold"), [(1, False), (2, False), (3, True)])
def test_a_line_is_bold_where_most_of_it_is(bold: int, is_bold: bool) -> None:
    made = [glyph(50 + 10 * k, 100, char, index=k, style=Style.BOLD if k < bold else 0) for k, char in enumerate("来館者数")]
    assert line_of(1, made).bold is is_bold


def left_right(x: float, y: float) -> int:
    return 0 if x < 100 else 1


def outside_right(x: float, y: float) -> int:
    return OUTSIDE if x < 100 else 1


def there_and_back(x: float, y: float) -> int:
    return 1 if 80 < x < 100 else 0


LONG = word("来館者数の計", 60)


def off(places: Sequence[Set], first: int, by: float) -> list[Set]:
    """The glyphs with those from one on so far off."""
    return [(x + by * (k >= first), foot, text, size) for k, (x, foot, text, size) in enumerate(places)]


@pytest.mark.parametrize(
    ("run", "home_of", "expected"),
    [
        (glyphs(*LONG), left_right, {0: "来館者数の計"}),
        (glyphs(*off(LONG, 4, 0.3)), left_right, {0: "来館者数の計"}),
        (glyphs(*off(LONG, 4, 0.6)), left_right, {0: "来館者数", 1: "の計"}),
        (glyphs(*[(60 + 11.2 * k, *place[1:]) for k, place in enumerate(LONG)]), left_right, {0: "来館者数", 1: "の計"}),
        (
            Glyphs.of([*glyphs(*LONG[:4]), *[g._replace(index=g.index + 9) for g in glyphs(*LONG[4:])]]),
            left_right,
            {0: "来館者数", 1: "の計"},
        ),
        (glyphs(*LONG[:4], *word("の計", 100, size=9)), left_right, {0: "来館者数", 1: "の計"}),
        (glyphs(*LONG), outside_right, {1: "来館者数の計"}),
        (glyphs(*off(LONG, 4, 3)), outside_right, {OUTSIDE: "来館者数", 1: "の計"}),
        (glyphs(*LONG), there_and_back, {0: "来館者数の計"}),
        (glyphs(*off(LONG, 2, 3)), there_and_back, {0: "来館者数の計"}),
    ],
    ids=[
        *("over the wall", "set evenly", "set apart", "loosely set", "drawn later", "of another size"),
        *("from outside", "beside what stands outside", "over a narrow cell", "whatever its gaps"),
    ],
)
def test_a_string_over_a_wall_stands_where_it_begins(run: Glyphs, home_of: HomeOf, expected: dict[int, str]) -> None:
    found, _ = lines_by_home(1, [[Placed(run, None)]], (), home_of)
    assert {home: "".join(line.text for line in lines) for home, lines in found.items()} == expected


@pytest.mark.parametrize(("by", "expected"), [(3.0, ["来館者数", "来館者数"]), (0.0, ["来館者数の計", "来館者数の計"])])
def test_a_text_begins_behind_a_wall_where_one_of_another_row_does(by: float, expected: list[str]) -> None:
    """Though it follows what hangs over the wall closely: in another row there is white before it."""
    rows = [[Placed(glyphs(*run), None)] for run in (LONG, [(x - by * (k < 4), *rest) for k, (x, *rest) in enumerate(LONG)])]
    found, _ = lines_by_home(1, rows, (), left_right)
    assert [line.text for line in found[0]] == expected


def test_the_runs_of_a_row_in_one_home_are_a_line() -> None:
    row = [Placed(glyphs(*word(text, x)), home) for text, x, home in (("来", 50, 0), ("館", 80, 0), ("者", 120, 1))]
    found, _ = lines_by_home(1, [row], (), left_right)
    assert {home: [line.text for line in lines] for home, lines in found.items()} == {0: ["来\u3000館"], 1: ["者"]}


UPRIGHT = [(80, 100 + 10 * k, char, 10.0) for k, char in enumerate("評価の")] + [
    (68, 100 + 10 * k, char, 10.0) for k, char in enumerate("理由")
]


@pytest.mark.parametrize(("home", "expected"), [(0, ["評価の", "理由"]), (OUTSIDE, ["評", "理", "価", "由", "の"])])
def test_columns_of_upright_glyphs_stand_in_cells(home: int, expected: list[str]) -> None:
    rows = [[Placed(Glyphs.of([one]), home)] for one in sorted(glyphs(*UPRIGHT), key=lambda one: (one.y1, -one.x0))]
    found, _ = lines_by_home(1, rows, (), left_right)
    assert [line.text for line in found[home]] == expected


def lines(*places: Set) -> list[Line]:
    """Lines of a glyph each, or of those at one foot together."""
    order = glyphs(*places)
    feet = dict.fromkeys(one.y1 for one in order)
    return [line_of(1, sorted(one for one in order if one.y1 == foot)) for foot in feet]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (UPRIGHT, ["評価の", "理由"]),
        ([(80, 100, "評", 10), (80, 110, "価", 10), (68, 100, "理", 10)], ["評価", "理"]),
        ([(80, 100, "価", 10), (68, 100, "評", 10)], ["評価"]),
        ([(80, 100, "（", 10), (80, 110, "課", 10), (68, 100, "題", 10), (68, 110, "）", 10)], ["（課", "題）"]),
        ([(80, 100, "評", 10), (80, 110, "価", 10), (80, 120, "の", 10)], ["評", "価", "の"]),
        ([(80, 100, "評", 10), (80, 110, "価", 10), (80, 120, "の", 10), (79, 100, "理", 10)], ["理評", "価", "の"]),
        ([(80, 100, "評", 10), (80, 110, "価", 10), (80, 120, "の", 10), (68, 130, "理", 10)], ["評", "価", "の", "理"]),
        ([*UPRIGHT[:4], (56, 110, "由", 10)], ["理評", "由価", "の"]),
        ([*UPRIGHT[:3], (68, 110, "理", 10), (68, 100, "由", 10)], ["由評", "理価", "の"]),
        ([(80 - 12 * n, 100 + 10 * k, "評", 10) for n in range(4) for k in range(3)], ["評評評"] * 4),
        ([(80 - 12 * n, 100 + 10 * k, "評", 10) for n in range(5) for k in range(3)], ["評評評評評"] * 3),
    ],
    ids=[
        "two columns",
        "of three glyphs",
        "of two glyphs",
        "of two lines",
        "one column",
        "hardly left",
        "below its end",
        "a step to the left",
        "upwards",
        "four",
        "more than a label has",
    ],
)
def test_a_cell_of_upright_columns(places: list[Set], expected: list[str]) -> None:
    assert [line.text.replace("\u3000", "") for line in with_upright_columns(1, lines(*places))] == expected


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([(80, 100, "評", 10), (80, 110, "価", 10), (60, 100, "理", 10)], ["評価", "理"]),
        ([(80, 110, "価", 10), (83, 100, "評", 10)], ["評価"]),
        ([(80, 100, "評", 10), (73, 110, "価", 10)], ["評", "価"]),
    ],
    ids=["two", "a little off", "off"],
)
def test_top_to_bottom_writing_from_the_right(places: list[Set], expected: list[str]) -> None:
    assert [line.text for line in vertical_lines(1, glyphs(*places))] == expected


def stacked(*upright: Set, turned: Sequence[Set]) -> list[str]:
    made = [line_of(1, [one]) for one in glyphs(*upright)] + [line_of(1, [one], vertical=True) for one in glyphs(*turned)]
    return sorted(line.text for line in with_stacks(1, made))


@pytest.mark.parametrize(
    ("upright", "turned", "expected"),
    [
        ([(50, 100, "評", 10)], [(50, 111, "（", 10)], ["評（"]),
        ([(50, 122, "評", 10)], [(50, 111, "（", 10)], ["（評"]),
        ([(50, 133, "価", 10), (50, 122, "評", 10)], [(50, 111, "（", 10)], ["（評価"]),
        ([(50, 89, "価", 10), (50, 100, "評", 10)], [(50, 111, "（", 10)], ["価評（"]),
        ([(50, 100, "評", 10)], [(50, 118, "（", 10)], ["評", "（"]),
        ([(54, 100, "評", 10)], [(50, 111, "（", 10)], ["評", "（"]),
        ([(50, 111, "評", 10)], [(50, 111, "（", 10)], ["評", "（"]),
        ([(50, 122, "評", 10)], [(50, 111, "（", 10), (50, 133, "）", 10)], ["（評）"]),
    ],
    ids=["under it", "over it", "from above", "from below", "apart", "beside", "at its place", "between two"],
)
def test_upright_glyphs_of_a_column_with_turned_ones(upright: list[Set], turned: list[Set], expected: list[str]) -> None:
    assert stacked(*upright, turned=turned) == sorted(expected)


def test_of_lines_below_a_bracket_single_glyphs_alone_are_of_its_column() -> None:
    made = [line_of(1, glyphs(*word("価値", 50, 122))), line_of(1, glyphs((50, 111, "（", 10)), vertical=True)]
    assert with_stacks(1, made) == made


def test_a_bracket_that_is_of_a_column_has_none_of_its_own() -> None:
    upright, turned = [(50, 93, "評", 10), (55, 87, "区", 10)], [(50, 105, "（", 10), (52.5, 81, "）", 10)]
    assert stacked(*upright, turned=turned) == sorted(["）評（", "区"])
