"""A goal table's header that a page's end cuts between its rows, under the heading of its project."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.typeset.paper import Sheet
from pipeline.form.compiled import form_rules
from pipeline.layout.model import Figure, Grid, Item
from pipeline.outline.cut_goal_headers import with_whole_goal_headers
from tests.layout.drawing import layout_of, page, say
from tests.outline.by_hand import Drawn, layouts_of, line
from tests.sheet.small_form import box

WALLS = (60.0, 260.0, 460.0, 500.0, 540.0)
HEADING = "２　子育て相談事業"
CUT = ((0, 1, ""), (1, 2, ""), (2, 4, "自己評価（A～D）"))
BELOW = ((0, 1, "目指す拠点の姿"), (1, 2, "前期の課題"), (2, 3, "法人"), (3, 4, "区"))
GOAL = ((0, 1, "①集える場となる。"), (1, 2, "○周知が足りない。"), (2, 3, "A"), (3, 4, "B"))
Row = Sequence[tuple[int, int, str]]
"""Cells from one wall to another, with their text"""


def drawn(sheet: Sheet, y: float, rows: Sequence[Row], walls: Sequence[float] = WALLS) -> None:
    for row in rows:
        for first, last, text in row:
            box(sheet, walls[first], y, walls[last], y + 20)
            say(sheet, walls[first] + 3, y + 13, text)
        y += 20


def told(items: Sequence[Item]) -> list[object]:
    """Lines as their text; grids as the text of each cell with the rows and columns that it spans."""
    return [
        [f"{c.text}<{c.rowspan}x{c.colspan}>" for c in item.cells] if isinstance(item, Grid) else getattr(item, "text", "")
        for item in items
    ]


def read(
    heading: str = HEADING, cut: Row = CUT, below: Row = BELOW, walls: Sequence[float] = WALLS, between: str = ""
) -> list[list[object]]:
    """What stands on two pages, the first of which ends with a heading and a row of the header."""
    one, two = page(), page()
    say(one, 60, 700, heading, 12)
    say(one, 60, 715, between)
    drawn(one, 720, [cut], walls)
    drawn(two, 60, [below, GOAL])
    return [told(layout.items) for layout in with_whole_goal_headers(layout_of(one, two), form_rules())]


WHOLE = ["目指す拠点の姿<2x1>", "前期の課題<2x1>", "自己評価（A～D）<1x2>", "法人<1x1>", "区<1x1>"]


def test_a_header_that_a_page_end_cut_stands_whole_where_its_table_goes_on() -> None:
    first, second = read()
    assert first == [HEADING]
    assert second == [[*WHOLE, *(f"{text}<1x1>" for *_, text in GOAL)]]


def test_part_of_a_label_names_no_column() -> None:
    cut, below = ((0, 1, "目指す"), *CUT[1:]), ((0, 1, "拠点の姿"), *BELOW[1:])
    assert len(read(cut=cut, below=below)[0]) == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"heading": "相談の状況"},
        {"cut": ((0, 1, ""), (1, 2, ""), (2, 4, "相談の件数"))},
        {"below": ((0, 1, "区分"), *BELOW[1:])},
        {"walls": (60.0, 230.0, 460.0, 500.0, 540.0)},
        {"between": "次の表のとおり評価した。"},
    ],
    ids=["no heading", "no header", "no goals below", "other columns", "text between"],
)
def test_other_rows_stay_on_their_page(changed: dict[str, object]) -> None:
    first, second = read(**changed)  # type: ignore[arg-type]
    assert isinstance(first[-1], list) and len(first[-1]) == 3
    assert isinstance(second[0], list) and len(second[0]) == 8


def test_a_header_of_two_rows_is_whole() -> None:
    one, two = page(), page()
    say(one, 60, 700, HEADING, 12)
    drawn(one, 720, [CUT, BELOW])
    drawn(two, 60, [BELOW, GOAL])
    first, _ = (told(layout.items) for layout in with_whole_goal_headers(layout_of(one, two), form_rules()))
    assert len(first) == 2


def test_a_cell_of_later_rows_is_not_under_a_header_as_wide() -> None:
    edges = (0.0, 15.0, 25.0, 28.0, 31.0)
    table = "目指す拠点の姿 | 前期の課題 | 法人 | 区 // ①集う。 | ・減った。 | A<1x2>"
    pages = layouts_of([[HEADING, (" |  | 自己評価<1x2>", edges)], [(table, edges)]])
    _, (second,) = (told(layout.items) for layout in with_whole_goal_headers(pages, form_rules()))
    assert second[2:5] == ["自己評価<1x2>", "法人<1x1>", "区<1x1>"]  # type: ignore[index]


WIDE, PARTED = (0.0, 15.0, 25.0, 28.0, 31.0), (0.0, 3.0, 15.0, 25.0, 28.0, 31.0)


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("目指す拠点の姿 | 前期の課題 | 法人 | 区", 1),
        ("目指す拠点の姿<2x1> | 前期の課題<2x1> | 自己評価<1x2> // 法人 | 区", 2),
    ],
)
def test_a_header_that_a_page_end_cut_off_its_goals(header: str, rows: int) -> None:
    """Below the goals, a label in the same frame parts their column."""
    below = "①集う。<1x2> | ・減った。 | A | B // 視点 | アはあるか。<1x4>"
    pages = layouts_of([[HEADING, (header, WIDE)], [(below, PARTED)]])
    first, (second,) = (told(layout.items) for layout in with_whole_goal_headers(pages, form_rules()))
    assert first == [HEADING]
    assert second[0] == f"目指す拠点の姿<{rows}x2>"  # type: ignore[index]
    assert second[-6:] == ["①集う。<1x2>", "・減った。<1x1>", "A<1x1>", "B<1x1>", "視点<1x1>", "アはあるか。<1x4>"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        (" |  | 法人 | 区", ["自己評価<1x2>", "法人<1x1>", "区<1x1>"]),
        ("<2x1> | <2x1> | （A～D）<1x2> // 法人 | 区", ["自己評価（A～D）<2x2>"]),
    ],
)
def test_a_first_row_that_names_all_columns_is_one_with_those_below(below: str, expected: list[str]) -> None:
    pages = layouts_of(
        [[HEADING, ("目指す拠点の姿 | 前期の課題 | 自己評価<1x2>", WIDE)], [(f"{below} // ①集う。 | ・減った。 | A | B", WIDE)]]
    )
    _, (second,) = (told(layout.items) for layout in with_whole_goal_headers(pages, form_rules()))
    assert second[2 : 2 + len(expected)] == expected  # type: ignore[index]


LEFT = [HEADING, "前期振り返りの課題", "○土曜日に人が集まり過ぎる。"]
AGAIN = "目指す拠点の姿 | 前期の課題 | 法人 | 区 // ①集う。 | ・減った。 | A | B"


@pytest.mark.parametrize("above", [[HEADING], LEFT], ids=["under the heading", "under what the term before left"])
@pytest.mark.parametrize("cut", [" | 前期の課題 | 自己評価<1x2>", "目指す拠点の姿 |  | 自己評価<1x2>"])
def test_a_name_that_is_printed_on_both_pages_stands_once(above: list[Drawn], cut: str) -> None:
    layouts = with_whole_goal_headers(layouts_of([[*above, (cut, WIDE)], [(AGAIN, WIDE)]]), form_rules())
    first, (second,) = (told(layout.items) for layout in layouts)
    assert first == above
    assert second[:3] == ["目指す拠点の姿<2x1>", "前期の課題<2x1>", "自己評価<1x2>"]  # type: ignore[index]
    assert [line.text for line in layouts[0].furniture] == [cut.strip(" |").split(" |")[0]]


HALVES = (0.0, 15.0, 30.0)


@pytest.mark.parametrize(
    "pages",
    [
        [[HEADING], ["別の文。"], []],
        [[HEADING, "NAMES"], []],
        [[HEADING], [("目指す拠点の姿 | 法人", HALVES)]],
        [[HEADING, (" | 自己評価", HALVES)], ["別の文。"]],
        [[("年度 | 人数", HALVES), (" | 自己評価", HALVES)], [("目指す拠点の姿 | 法人", HALVES)]],
        [[HEADING, "次のとおり評価した。", "前期振り返りの課題", (" | 自己評価", HALVES)], [("目指す拠点の姿 | 法人", HALVES)]],
        [["前期振り返りの課題", (" | 自己評価", HALVES)], [("目指す拠点の姿 | 法人", HALVES)]],
    ],
)
def test_pages_with_other_ends_stay_as_they_are(pages: list[list[Drawn]]) -> None:
    layouts = layouts_of(pages, {"NAMES": [NAMES]})
    assert with_whole_goal_headers(layouts, form_rules()) == layouts


def test_the_goals_may_stand_behind_the_issues() -> None:
    pages = layouts_of([[HEADING, ("前期の課題 | 目指す拠点の姿 | 法人 | 区", WIDE)], [(" | ①集う。 | A | B", WIDE)]])
    _, (second,) = (told(layout.items) for layout in with_whole_goal_headers(pages, form_rules()))
    assert second[4:] == ["<1x1>", "①集う。<1x1>", "A<1x1>", "B<1x1>"]  # type: ignore[index]


NAMES = line(700, (4, "目指す拠点の姿"), (16, "前期の課題"))
WRAPPED = [line(700, (16, "前期振り返り")), line(711, (4, "目指す拠点の姿"), (16, "の課題"))]
BLANK = "<2x1> | <2x1> | 自己評価<1x2> // 法人 | 区 // ①集う。 | ・減った。 | A | B"


@pytest.mark.parametrize(("names", "issues"), [([NAMES], "前期の課題"), (WRAPPED, "前期振り返りの課題")])
def test_names_that_a_page_end_cut_off_their_cells_stand_in_them(names: list[Item], issues: str) -> None:
    """The shade of the header ends the page as a low row without a word, or is not there."""
    for sliver in ([], [("|", (0, 15, 25))]):
        pages = layouts_of([[HEADING, *sliver, "NAMES"], [(BLANK, WIDE)]], {"NAMES": names})
        first, (second,) = (told(layout.items) for layout in with_whole_goal_headers(pages, form_rules()))
        assert first == [HEADING]
        assert second[:3] == ["目指す拠点の姿<2x1>", f"{issues}<2x1>", "自己評価<1x2>"]  # type: ignore[index]


def test_a_cell_of_a_header_may_stay_blank() -> None:
    pages = layouts_of([[HEADING, "NAMES"], [(BLANK.replace("自己評価", ""), WIDE)]], {"NAMES": [NAMES]})
    first, _ = with_whole_goal_headers(pages, form_rules())
    assert told(first.items) == [HEADING]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["相談の状況", "NAMES"], BLANK),
        ([HEADING, ("年度 | 人数", HALVES), "NAMES"], BLANK),
        ([HEADING, "NAMES"], BLANK.replace("自己評価", "相談の件数")),
        ([HEADING, "NAMES"], BLANK.replace("<2x1> | <2x1>", "目標<2x1> | <2x1>")),
        ([HEADING, "次の表のとおり評価した。"], BLANK),
        ([HEADING, "NAMES"], "別の文。"),
        ([HEADING, "NAMES", "MORE"], BLANK),
        ([HEADING, "FIGURE"], BLANK),
    ],
    ids=[
        *("no heading", "a table between", "another table", "a cell that is not blank", "text", "no table", "a word under no blank cell"),
        "a figure",
    ],
)
def test_other_words_at_a_page_end_stay_there(above: list[Drawn], below: str) -> None:
    others: dict[str, Sequence[Item]] = {"MORE": [line(711, (26, "自己評価"))], "FIGURE": [Figure(1, NAMES.rect, (NAMES,))]}
    layouts = layouts_of([above, [(below, WIDE) if "|" in below else below]], {"NAMES": [NAMES], **others})
    assert with_whole_goal_headers(layouts, form_rules()) == layouts
