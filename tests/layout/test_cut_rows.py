"""Rows at the head of a page, of a table without upright rules that the page before ends with: its columns are theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.geometry.rect import Rect
from pipeline.layout import cut_rows
from pipeline.layout.model import Figure, Grid, Item, PageLayout
from pipeline.pages.model import Glyphs, Page
from tests.layout.drawing import layout_of, page, rule, say
from tests.outline.by_hand import line, part

ENDS = (64.0, 252.0)
COLUMNS = (68.0, 132.0, 226.0)
"""where the texts begin"""
BEFORE = (("団体", "主な内容", "時期"), ("図書館", "絵本の読み聞かせ", "通年"), ("商店会", "夏祭りでの休憩所の", "８月"))
Row = Sequence[str | tuple[float, str]]


def overleaf(
    *rows: Row,
    framed: bool = True,
    pieces: bool = False,
    ends: tuple[float, float] = ENDS,
    over: str = "",
    walls: Sequence[float] = (),
    under: str = "・次の文。",
    before: Sequence[Sequence[str]] = BEFORE,
) -> list[object]:
    """What a page begins with, under the one that ends with the table's first rows; rows of lines of text, each a row's or its place and
    itself."""
    first, second = page(), page()
    for sheet, y0, y1 in ((first, 600.0, 720.0), (second, 60.0, 250.0)):
        for side in (60.0, 364.0) if framed else ():
            rule(sheet, side, y0, side, y1)
    say(first, 66, 640, "・利用者に知らせた。")
    top = 720.0 - 14 * len(before)
    for k, names in enumerate(before):
        for x, text in zip(COLUMNS, names, strict=False):
            say(first, x, top + 10 + 14 * k, text)
    for k in range(len(before) + 1):
        rule(first, ENDS[0], top + 14 * k, ENDS[1], top + 14 * k)
    for wall in walls:
        rule(first, wall, top, wall, 720)
    y = 62.0
    if over:
        say(second, 66, 74, over)
        y = 80.0
    for k in range(len(rows) + 1):
        for a, b in ((ends[0], 120.0), (120.0, ends[1])) if pieces else (ends,):
            rule(second, a, y + 14 * k, b, y + 14 * k)
    for k, row in enumerate(rows):
        for x, one in zip(COLUMNS, row, strict=False):
            at, text = (x, one) if isinstance(one, str) else one
            say(second, at, y + 10 + 14 * k, text)
    say(second, 66, y + 30 + 14 * len(rows), under)
    return said(layout_of(first, second)[1].items)


def said(items: Sequence[Item]) -> list[object]:
    """The lines, a grid as its cells; a frame as what its cells hold."""
    found: list[object] = []
    for item in items:
        if not isinstance(item, Grid):
            found.append(item.text)  # type: ignore[union-attr]
        elif item.n_cols == 1:
            found += [one for cell in item.cells for one in said(cell.items)]
        else:
            found.append([(cell.row, cell.col, cell.colspan, cell.text) for cell in item.cells if cell.text])
    return found


def rows_of(*rows: Row) -> list[tuple[int, int, int, str]]:
    return [(n, k, 1, text) for n, row in enumerate(rows) for k, text in enumerate(row) if isinstance(text, str) and text]


REST: Row = ("", "手伝い")
LAST: Row = ("大学", "見学の受入れ", "９月")


@pytest.mark.parametrize("framed", [True, False], ids=["in a frame", "in none"])
@pytest.mark.parametrize("pieces", [True, False], ids=["rules in pieces", "whole rules"])
def test_the_rest_of_a_row_stands_in_its_column(framed: bool, pieces: bool) -> None:
    assert overleaf(REST, framed=framed, pieces=pieces) == [rows_of(REST), "・次の文。"]


@pytest.mark.parametrize(
    "rows",
    [pytest.param([LAST], id="a row alone"), pytest.param([REST, LAST], id="behind the rest of one"), pytest.param([LAST] * 3, id="three")],
)
def test_rows_have_the_columns_of_the_table_before(rows: Sequence[Row]) -> None:
    assert overleaf(*rows) == [rows_of(*rows), "・次の文。"]


@pytest.mark.parametrize(
    ("rows", "drawn"),
    [
        pytest.param([["夏祭りでの休憩所の手伝いをした。"]], {}, id="a text over an edge"),
        pytest.param([["大学", "見学", "９月の初めから"]], {}, id="a text beyond the right side"),
        pytest.param([[(40.0, "大学"), "見学"]], {"framed": False}, id="a text beyond the left side"),
        pytest.param([["（注）予定"]], {}, id="a note at the left"),
        pytest.param([["", (140.0, "手伝い")]], {}, id="a text set in"),
        pytest.param([REST], {"ends": (64.0, 300.0)}, id="rules of another width"),
        pytest.param([REST], {"over": "次の事業の報告。"}, id="below another text"),
        pytest.param([REST], {"walls": (64.0, 120.0, 220.0, 252.0)}, id="of a table with upright rules"),
    ],
)
def test_else_they_stay_lines(rows: Sequence[Row], drawn: dict[str, object]) -> None:
    assert all(isinstance(one, str) for one in overleaf(*rows, **drawn))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("at", "edges", "is_parted"),
    [
        pytest.param(10.5, (0, 10, 20, 30), True, id="the rest of a row"),
        pytest.param(None, (0, 10, 20, 30), False, id="nothing"),
        pytest.param(12.5, (0, 10, 20, 30), False, id="where no text of the column begins"),
        pytest.param(0.5, (0, 10, 20, 30), False, id="the name of a group, at the left"),
        pytest.param(10.5, (0, 10, 20, 35), False, id="in another table"),
        pytest.param(10.5, (0, 15, 30), False, id="in a table of other columns"),
    ],
)
def test_a_text_alone_over_rows_is_of_the_column_in_which_it_stands(at: float | None, edges: Sequence[float], is_parted: bool) -> None:
    table = part(1, "団体 | 主な内容 | 時期 // 商店会 | 休憩所の | ８月").grid
    row = ["大学", "見学", "９月"][: len(edges) - 1]
    rows = part(2, f"<1x{len(row)}> // {' | '.join(row)}", edges=edges).grid
    whole = replace(rows.cells[0], items=() if at is None else (line(64, (at, "手伝い"), page=2),))
    found = cut_rows._as_the_table(replace(rows, cells=(whole, *rows.cells[1:])), table)
    assert ([cell.text for cell in found.cells] if found else None) == (["", "手伝い", "", *row] if is_parted else None)


def test_a_row_with_an_empty_cell_before_others_is_as_it_is() -> None:
    table = part(1, "団体 | 主な内容 | 時期 // 商店会 | 休憩所の | ８月").grid
    assert cut_rows._as_the_table(part(2, " | 手伝い | 通年 // 大学 | 見学 | ９月").grid, table) is None


@pytest.mark.parametrize(
    ("off", "edges", "n_rows"),
    [(0.0, (0, 10, 20, 30), 3), (20.0, (0, 10, 20, 30), 1), (0.0, (0, 10, 20, 50), 1), (0.0, (0, 10, 30), 1)],
    ids=["right below", "further down", "of another width", "of other columns"],
)
def test_a_row_alone_goes_on_in_the_rows_of_the_table_below_it(off: float, edges: Sequence[float], n_rows: int) -> None:
    row = part(2, "大学 | 見学 | ９月").grid
    rows = part(2, " // ".join(" | ".join([name] * (len(edges) - 1)) for name in ("商店会", "町会")), edges=edges, y=row.rect.y1 + off).grid
    found = [grid for grid in cut_rows._with_rows_below(row, [rows]) if isinstance(grid, Grid)]
    assert [(grid.n_rows, len(grid.cells)) for grid in found][:1] == [(n_rows, 3 * n_rows)]


BLANK = Page(2, 595, 842, Glyphs.of([]), (), (), (), (), ())
Texts = Sequence[tuple[float, str]]
THREE, TWO = (0.0, 10.0, 20.0, 30.0), (0.0, 10.0, 20.0)


@pytest.mark.parametrize(
    ("lines", "edges", "n_rows"),
    [
        pytest.param([[(0.5, "大学"), (10.5, "見学"), (20.5, "９月")]], THREE, 1, id="a row"),
        pytest.param([[(0.5, "大学"), (10.5, "見学"), (20.5, "９月")]] * 2, THREE, 2, id="two rows"),
        pytest.param([[(0.5, "大学"), (10.5, "見学"), (20.5, "９月")], [(0.5, "次の文")]], THREE, 1, id="before a text"),
        pytest.param([[(0.5, "大学"), (12.5, "見学"), (20.5, "９月")]], THREE, 0, id="a text set in"),
        pytest.param([[(0.5, "大学"), (20.5, "９月")]], THREE, 0, id="an empty cell"),
        pytest.param([[(0.5, "大学"), (10.5, "１２人")]], TWO, 1, id="a number"),
        pytest.param([[(0.5, "大学"), (10.5, "見学")]], TWO, 0, id="two words"),
    ],
)
def test_rows_without_rules_stand_below_the_texts_of_the_table_before(lines: Sequence[Texts], edges: Sequence[float], n_rows: int) -> None:
    said = " | ".join(["商店会", "休憩所", "８月"][: len(edges) - 1])
    table = part(1, f"{said} // {said}", edges=edges, ruled="none").grid
    rows = [line(60.0 + 14 * k, *texts, page=2) for k, texts in enumerate(lines)]
    figure = Figure(2, Rect(60.0, 300.0, 200.0, 400.0), ())
    (found,) = cut_rows.with_cut_rows([BLANK, BLANK], [laid_out(table), laid_out(*rows, figure)])[1:]
    assert [item.n_rows for item in found.items if isinstance(item, Grid)] == [n_rows] * (n_rows > 0)
    assert [item for item in found.items if not isinstance(item, Grid)] == [*rows[n_rows:], figure]


def test_a_page_without_text_has_no_rows() -> None:
    table = part(1, "商店会 | 休憩所 | ８月", edges=THREE, ruled="none").grid
    assert [layout.items for layout in cut_rows.with_cut_rows([BLANK, BLANK], [laid_out(table), laid_out()])] == [(table,), ()]


def laid_out(*items: Item) -> PageLayout:
    return PageLayout(1, 595, 842, items, (), ())


Words = Sequence[Sequence[str]]
GROUPS: Words = (("話題", "３年度", "４年度"), ("こども",), ("育ち", "１２", "２３"))
NO_GROUPS: Words = (("話題", "３年度", "４年度"), ("育ち", "１２", "２３"), ("眠り", "４５", "６７"))
GROUP: Row = ("養育者",)
NUMBERS: Row = ("体調", "８９", "１０")


@pytest.mark.parametrize(
    ("before", "rows", "whole"),
    [
        pytest.param(GROUPS, [NUMBERS, GROUP, NUMBERS], [1], id="below a row"),
        pytest.param(GROUPS, [NUMBERS, GROUP, NUMBERS, GROUP, NUMBERS], [1, 3], id="two groups"),
        pytest.param(GROUPS, [NUMBERS, [(76.0, "養育者")], NUMBERS], [], id="set in, as no name of a group is"),
        pytest.param(NO_GROUPS, [NUMBERS, GROUP, NUMBERS], [], id="of a table without groups"),
    ],
)
def test_the_name_of_a_group_below_rows_stands_over_all_columns(before: Words, rows: Sequence[Row], whole: Sequence[int]) -> None:
    (table, *_) = overleaf(*rows, before=before)
    assert [row for row, _, colspan, _ in table if colspan == len(COLUMNS)] == whole  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("rows", "is_group"),
    [
        pytest.param("養育者 |  |  // 体調 | 89 | 10", True, id="over numbers"),
        pytest.param("養育者 |  |  // 体調 |  | 10", True, id="over numbers, one of them unknown"),
        pytest.param("養育者 |  |  // 担当 | 区 | 法人", False, id="over words"),
        pytest.param("養育者 |  |  // 体調 |  | ", False, id="over nothing"),
        pytest.param("養育者 |  |  // 体調 <1x3>", False, id="over another name"),
        pytest.param("養育者 | なし |  // 体調 | 89 | 10", False, id="with a text beside it"),
        pytest.param(" |  |  // 体調 | 89 | 10", False, id="empty"),
        pytest.param("養育者 <2x1> |  |  // 89 | 10", False, id="of two rows"),
    ],
)
def test_a_row_of_which_nothing_is_known_heads_numbers_or_is_no_group(rows: str, is_group: bool) -> None:
    table = part(1, "こども <1x3> // 育ち | 12 | 23").grid
    found = cut_rows._with_names_of_groups(part(2, rows).grid, table)
    assert (found is not None and found.cells[0].colspan == len(THREE) - 1) == is_group
    assert found is None or [cell.text for cell in found.cells if cell.row] == [cell.text for cell in part(2, rows).grid.cells if cell.row]


def test_a_name_beside_which_a_row_is_empty_heads_no_group() -> None:
    table = part(1, "こども |  |  // 育ち | 12 | 23").grid
    assert cut_rows._with_names_of_groups(part(2, "養育者 |  |  // 体調 | 89 | 10").grid, table) is None
