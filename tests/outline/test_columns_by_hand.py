"""Columns of text without a rule between them: what their labels are, what white rows leave, what frames them; told by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.form.compiled import form_rules
from pipeline.geometry.rect import Rect
from pipeline.layout.model import Figure, Grid, Item, Line, PageLayout
from pipeline.layout.segments import Segment
from pipeline.outline import columns, cut_columns
from pipeline.pages.model import Area, Glyphs, Page, Ruling
from tests.outline.by_hand import line, part

FORM = form_rules()
TWO = (0.0, 10.0, 20.0)


@pytest.mark.parametrize(
    ("tables", "middle"),
    [
        ([], 120),
        ([Segment(0, 50, 110)], 125),
        ([Segment(0, 130, 300)], 115),
        ([Segment(0, 50, 110), Segment(0, 126, 300)], 118),
        ([Segment(0, 50, 300)], 120),
        ([Segment(0, 100, 300)], 120),
        ([Segment(0, 10, 90)], 120),
        ([Segment(0, 150, 200)], 120),
        ([Segment(0, 90, 120), Segment(0, 105, 300)], 130),
        ([Segment(0, 50, 140)], 120),
    ],
)
def test_columns_are_parted_in_the_middle_of_the_widest_white_that_tables_leave(tables: list[Segment], middle: float) -> None:
    assert cut_columns._middle([(0, 10), (100, 140)], tables) == middle


def ruling(x0: float, y0: float, x1: float, y1: float) -> Ruling:
    return Ruling(x0, y0, x1, y1, 0.5, 0)


@pytest.mark.parametrize(
    ("rule", "is_framing"),
    [
        (ruling(0, 10, 200, 10), True),
        (ruling(0, 20, 90, 20), False),
        (ruling(110, 20, 200, 20), False),
        (ruling(0, 10, 0, 90), True),
        (ruling(200, 10, 200, 90), True),
        (ruling(100, 10, 100, 90), False),
        (ruling(0, 30, 90, 30), True),
        (ruling(90, 30, 200, 30), True),
        (ruling(-90, 30.2, -50, 30.2), False),
        (ruling(250, 30.2, 290, 30.2), False),
    ],
)
def test_rules_over_both_columns_and_down_from_their_ends_frame_them(rule: Ruling, is_framing: bool) -> None:
    rules = [ruling(0, 10, 200, 10), ruling(0, 30, 90, 30), ruling(90, 30, 200, 30)]
    assert (rule in cut_columns._frame([*rules, rule], (0.0, 100.0, 200.0))) is is_framing


@pytest.mark.parametrize(
    ("white", "walls", "left"),
    [
        ((5, 35), [], [(10, 30)]),
        ((5, 12), [], []),
        ((5, 12), [11], [(10, 12)]),
        ((5, 12), [9], []),
        ((5, 12), [13], []),
        ((5, 8), [], []),
        ((-9, 60), [], [(-9, 0), (10, 30), (40, 60)]),
    ],
)
def test_a_row_leaves_the_white_between_its_signs(white: tuple[float, float], walls: list[float], left: list[tuple[float, float]]) -> None:
    assert columns._white([white], line(0, (0, "庭"), (3, "棚")).glyphs, walls) == left


def page(*rulings: Ruling) -> Page:
    return Page(1, 595, 842, Glyphs(()), (), rulings, (), (), ())


def test_upright_rules_cross_a_row_in_its_middle() -> None:
    rules = ruling(50, 90, 50, 120), ruling(60, 90, 60, 104), ruling(70, 106, 70, 120), ruling(0, 105, 90, 105)
    assert columns._walls(page(*rules), line(100, (0, "庭")).glyphs) == [50]


@pytest.mark.parametrize(
    ("y0", "y1", "is_within"), [(100, 200, True), (99.9, 200.1, True), (90, 150, False), (150, 210, False), (90, 210, False)]
)
def test_what_is_drawn_between_top_and_bottom_is_of_the_columns(y0: float, y1: float, is_within: bool) -> None:
    assert cut_columns._within(ruling(5, y0, 5, y1), cut_columns.SidePart(0, 100.0, 200.0, ())) is is_within
    assert not cut_columns._within(ruling(5, y0, 5, y1), cut_columns.SidePart(0, 100.0, 200.0, (), home=CELL))


@pytest.mark.parametrize(
    ("parts", "labels"),
    [
        ([(0, "（成果）"), (10, "（課題）")], ["（成果）", "（課題）"]),
        ([(0, "（成果）"), (10, "（成果）")], []),
        ([(0, "（成果）"), (10, "庭")], []),
        ([(0, "（成果）"), (10, "（課題）"), (20, "庭")], []),
        ([(0, "庭"), (10, "（課題）")], []),
        ([(0, "（成果）")], []),
        ([(0, "成"), (3, "果"), (10, "（課題）")], ["成　果", "（課題）"]),
        ([(0, "（成果）"), (10, "（課題）"), (20, "庭" * 90)], []),
    ],
)
def test_labels_side_by_side_are_all_that_their_line_says(parts: list[tuple[float, str]], labels: list[str]) -> None:
    assert [label.text for label in columns._labels_of(line(0, *parts), FORM)] == labels


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("（成果）　（課題）", True),
        ("（成果）（課題）", False),
        ("庭　（課題）", False),
        ("成　果　課題", True),
        ("（成果）　" + "庭" * 90, False),
    ],
)
def test_a_label_and_a_gap_open_a_line_of_labels(text: str, may_be: bool) -> None:
    assert columns._may_be_labels(text, FORM) is may_be


@pytest.mark.parametrize(
    ("sections", "are_beside"),
    [
        (["outcome", "challenge"], True),
        (["outcome"], False),
        (["outcome", "outcome"], False),
        (["outcome", None], False),
        (["outcome", "viewpoints"], False),
    ],
)
def test_sections_of_their_own_stand_side_by_side(sections: list[str | None], are_beside: bool) -> None:
    assert columns._side_by_side(sections, FORM) is are_beside


def grid(text: str, edges: tuple[float, ...] = TWO, ruled: str = "full", y: float = 60.0) -> Grid:
    return part(1, text, edges=edges, ruled=ruled, y=y).grid  # type: ignore[arg-type]  # as a layout tells it


LABELS = line(100, (0, "（成果）"), (10, "（課題）"))


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ([LABELS], 1),
        ([line(100, (0, "庭"))], 0),
        ([grid("（成果）|（課題）")], 0),
        ([grid("（成果）|（課題）", ruled="rows")], 1),
        ([grid("（成果）|庭", ruled="rows")], 0),
        ([grid("（成果）", (0.0, 20.0), ruled="rows")], 0),
        ([grid("|", ruled="rows")], 0),
        ([Figure(1, LABELS.rect, (LABELS,))], 0),
    ],
)
def test_labels_stand_in_lines_and_in_rows_that_nothing_parts(items: list[Item], found: int) -> None:
    assert len(columns._labels_in(items, FORM, frozenset())) == found


def test_words_of_the_header_of_a_data_table_are_no_labels() -> None:
    header = grid("（成果）|（課題）", ruled="rows")
    assert columns._labels_in([header], FORM, frozenset(header.cells[1:])) == []


def with_item(found: Grid, item: Item) -> Grid:
    first, *rest = found.cells
    return replace(found, cells=(replace(first, items=(item,)), *rest))


@pytest.mark.parametrize(
    ("outer", "found"),
    [
        (grid("庭", (0.0, 20.0)), 1),
        (grid("庭|棚"), 1),
        (grid("庭|棚|砂", (0.0, 10.0, 20.0, 30.0)), 0),
        (grid("庭<1x2>|砂", (0.0, 10.0, 20.0, 30.0)), 1),
    ],
)
def test_labels_stand_in_no_narrow_cell_of_a_data_table(outer: Grid, found: int) -> None:
    assert len(columns._labels_in([with_item(outer, LABELS)], FORM, frozenset())) == found


def test_labels_of_a_row_stand_on_one_line() -> None:
    row = grid("（成果）|（課題）", ruled="rows").rows[0]
    lower = replace(row[1], items=tuple(replace(one, rect=one.rect._replace(y1=one.rect.y1 + 6)) for one in row[1].lines))
    assert [len(labels) for labels in columns._labels_over_cells(row, FORM)] == [2]
    assert columns._labels_over_cells((row[0], lower), FORM) == []


EVERYWHERE = cut_columns.EVERYWHERE
CELL = Rect(30.0, 95.0, 300.0, 200.0)
OWN = columns._labels_of(LABELS, FORM)
BESIDE_LABEL = line(100, (0, "まとめ"), (4, "（成果）"), (14, "（課題）"))


@pytest.mark.parametrize(
    ("row", "home", "is_theirs"),
    [
        (LABELS, EVERYWHERE, True),
        (line(120, (0, "（成果）"), (10, "（課題）")), EVERYWHERE, False),
        (line(100, (0, "（成果）"), (10, "（課題）は")), EVERYWHERE, False),
        (BESIDE_LABEL, CELL, True),
        (BESIDE_LABEL, EVERYWHERE, False),
        (line(100, (0, "まとめ")), CELL, False),
    ],
)
def test_the_row_of_the_labels_is_known_by_its_height_and_its_signs_in_its_cell(row: Line, home: Rect, is_theirs: bool) -> None:
    assert (columns._as_labels(row.glyphs, [columns._Labels(OWN, home)]) is not None) is is_theirs


@pytest.mark.parametrize(("found", "n", "is_one"), [("庭|棚", 1, True), ("庭|棚", 0, False)])
def test_a_cell_right_of_another_is_a_home_of_columns(found: str, n: int, is_one: bool) -> None:
    cell = grid(found).cells[n]
    home = columns._home_of(cell, grid(found))
    assert (home is not None and cell.rect.x0 < home.x0 < home.x1 < cell.rect.x1) is is_one
    assert columns._home_of(cell, grid(found, ruled="rows")) is None


@pytest.mark.parametrize(
    ("items", "goes_on"),
    [
        ([grid("|庭を広げた。")], True),
        ([line(40, (0, "庭")), grid("の成果と課題|庭を広げた。")], True),
        ([grid("振り返りの視点|ア　庭")], False),
        ([grid("|庭を広げた。", (0.0, 14.0, 20.0))], False),
        ([grid("庭を広げた。", (0.0, 20.0))], False),
        ([line(40, (0, "庭"))], False),
    ],
)
def test_columns_beside_a_label_go_on_in_the_same_cell_overleaf_beside_no_other_label(items: list[Item], goes_on: bool) -> None:
    ((_, right),) = grid("|").rows
    home = columns._home_of(right, grid("|"))
    assert home is not None
    assert (columns._home_overleaf(items, home, FORM) is not None) is goes_on
    assert columns._home_overleaf(items, EVERYWHERE, FORM) == EVERYWHERE


@pytest.mark.parametrize(
    ("row", "goes_on", "rows"),
    [
        (line(120, (0, "成果"), (4, "・庭"), (14, "・棚")), True, 1),
        (line(120, (0, "と課題")), True, 0),
        (line(120, (4, "・庭を広げ、棚を置いた。")), False, 0),
        (line(210, (4, "・庭")), False, 0),
        (line(90, (4, "・庭を広げ、棚を置いた。")), True, 0),
    ],
)
def test_columns_in_a_cell_take_what_stands_in_it(row: Line, goes_on: bool, rows: int) -> None:
    found = cut_columns.SideColumns([[(80.0, 140.0)]], [])
    own = cut_columns.SidePart(0, 100.0, 200.0, (), home=CELL)
    assert columns._goes_on(found, own, row.glyphs, page(), FORM) is goes_on
    assert len(own.rows) == rows
    assert all(one.x0[0] >= CELL.x0 for one in own.rows)


@pytest.mark.parametrize(
    ("parts", "begins"),
    [
        ([(0, "評価の理由（区）")], True),
        ([(0, "１　親子の居場所事業")], True),
        ([(0, "庭を広げた。"), (20, "評価の理由（区）")], True),
        ([(0, "庭を広げた。")], False),
    ],
)
def test_a_label_or_a_heading_ends_the_columns(parts: list[tuple[float, str]], begins: bool) -> None:
    assert columns._is_label(line(100, *parts).glyphs, FORM) is begins


HEADER = "目指す拠点の姿|評価"
HEADING, OTHER = "１　親子の居場所事業", "２　子育て相談事業"


def layout(*items: Item) -> PageLayout:
    return PageLayout(1, 595, 842, items, (), ())


@pytest.mark.parametrize(
    ("before", "here", "end"),
    [
        ([], [grid(HEADER)], 80.0),
        ([], [grid("庭|棚")], 0.0),
        ([], [], 0.0),
        ([], [line(40, (0, "庭"))], 0.0),
        ([line(40, (0, HEADING))], [line(40, (0, HEADING)), grid(HEADER)], 80.0),
        ([line(40, (0, OTHER)), line(60, (0, HEADING)), line(80, (0, "庭"))], [line(40, (0, HEADING)), grid(HEADER)], 80.0),
        ([line(40, (0, OTHER))], [line(40, (0, HEADING)), grid(HEADER)], 0.0),
        ([], [line(40, (0, HEADING)), grid(HEADER)], 0.0),
        ([], [line(40, (0, HEADING))], 0.0),
    ],
)
def test_columns_go_on_below_a_header_that_the_page_repeats(before: list[Item], here: list[Item], end: float) -> None:
    assert columns._below_repeated_header([layout(*before), layout(*here)], FORM) == end


def where(items: Sequence[Item], inner: Grid, path: tuple[int, ...] = ()) -> list[tuple[int, ...]]:
    """The places of a grid among items, by the numbers of items and cells."""
    found: list[tuple[int, ...]] = []
    for k, item in enumerate(items):
        if item is inner:
            found.append((*path, k))
        for n, cell in enumerate(item.cells if isinstance(item, Grid) else ()):
            found += where(cell.items, inner, (*path, k, n))
    return found


@pytest.mark.parametrize(
    ("outer", "inner", "path"),
    [
        (grid("|"), grid("庭", (10.0, 20.0), y=62), (0, 1, 0)),
        (grid("|"), grid("庭", (0.0, 10.0), y=62), (0, 0, 0)),
        (grid("|", ruled="rows"), grid("庭", (0.0, 10.0), y=62), (1,)),
        (grid("|"), grid("庭", (0.0, 10.0), y=90), (1,)),
        (grid("|"), grid("庭", (0.0, 10.0), y=20), (0,)),
        (grid("|"), grid("庭", (25.0, 30.0), y=62), (1,)),
        (grid("|", (5.0, 10.0, 20.0)), grid("庭", (0.0, 4.0), y=62), (0,)),
    ],
)
def test_columns_stand_in_the_cell_in_which_they_begin(outer: Grid, inner: Grid, path: tuple[int, ...]) -> None:
    assert where(cut_columns._placed([outer], inner), inner) == [path]


PART = cut_columns.SidePart(0, 100.0, 200.0, (), [line(110, (0, "庭"), (20, "棚")).glyphs])
"""Columns with one row of text, two words twenty em apart."""


@pytest.mark.parametrize(("rule", "cut"), [(ruling(0, 150, 60, 150), 130), (ruling(0, 250, 60, 250), 105), (ruling(60, 120, 60, 180), 105)])
def test_the_sides_of_columns_are_those_of_their_text_and_tables_in_them_part_them(rule: Ruling, cut: float) -> None:
    found = cut_columns._edges(cut_columns.SideColumns([[(10.0, 200.0)]], [PART]), [page(rule)])
    assert found == (-cut_columns.ROOM, cut, 210 + cut_columns.ROOM)


HEAD, FOOT, SIDE = ruling(0, 105, 200, 105), ruling(0, 190, 200, 190), ruling(0, 105, 0, 190)


@pytest.mark.parametrize(
    ("frame", "left"),
    [([HEAD, FOOT], [FOOT]), ([HEAD, FOOT, SIDE], [HEAD, FOOT, SIDE]), ([], []), ([FOOT], [FOOT])],
)
def test_what_closes_a_frame_stays_on_the_page(frame: list[Ruling], left: list[Ruling]) -> None:
    above = ruling(0, 50, 200, 50)
    found = cut_columns._left_over(page(above, HEAD, FOOT, SIDE), PART, set(), set(frame))
    assert list(found.rulings) == [above, *left]


def test_a_page_keeps_of_all_that_is_drawn_what_is_wanted() -> None:
    near, far = Area(0, 10, 9, 20, 0), Area(0, 500, 9, 510, 0)
    drawn = replace(page(ruling(0, 10, 9, 10), ruling(0, 500, 9, 500)), fills=(near, far), pictures=(near, far), shapes=(near, far))
    found = cut_columns._with_only(drawn, (), lambda one: one.y0 < 100)
    assert [len(kept) for kept in (found.rulings, found.fills, found.pictures, found.shapes)] == [1, 1, 1, 1]
