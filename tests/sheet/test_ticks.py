"""Viewpoints with ○ or nothing in a narrow column beside them, a box before their marks, or two across: each is read, and none is blank
or out of order for that."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.typeset.paper import Sheet
from tests.layout.drawing import page, rule, say
from tests.sheet.small_form import LABELS, LEFT, RIGHT, SAID, box, boxed, codes, goals, read, sections

TEXTS = ("温かく迎えているか。", "地域とつながって\nいるか。", "声を集めているか。")
VIEWPOINTS = [(mark, text.replace("\n", "")) for mark, text in zip("アイウ", TEXTS, strict=True)]
Row = tuple[str, ...]


def listed(starts: Sequence[float], rows: Sequence[Row], style: str, *, is_labelled: bool = True) -> Sheet:
    """A project whose viewpoints stand in columns that begin there, in cells, between level rules or in the open, below their label or
    with that in their header alone."""
    sheet = page()
    parts = {name: lines for name, lines in SAID.items() if name != "viewpoints"} | ({"viewpoints": ()} if is_labelled else {})
    y = sections(sheet, goals(sheet, 100), parts, boxed, LABELS) + 6
    ends = (*starts[1:], RIGHT)
    for row in rows:
        end = y + 6 + 12 * max(text.count("\n") + 1 for text in row)
        for x0, x1, text in zip(starts, ends, row, strict=True):
            if style == "cells":
                box(sheet, x0, y, x1, end)
            for k, line in enumerate(text.split("\n")):
                if line:
                    say(sheet, x0 + 4, y + 12 + 12 * k, line)
        if style == "rules":
            rule(sheet, LEFT, y, RIGHT, y)
            rule(sheet, LEFT, end, RIGHT, end)
        y = end
    return sheet


def found(sheet: Sheet) -> tuple[list[tuple[str, str]], list[str], int]:
    """The viewpoints with their marks, the defects and what no row has."""
    seen = read(sheet)
    viewpoints = [(v.mark, v.text.text) for v in seen.projects[0].viewpoints]
    return viewpoints, codes(seen), seen.accounting.chars_unaccounted


def glued(mark: str, text: str) -> str:
    return f"{mark}　" + text.replace("\n", "\n　　")


COLUMNS: dict[str, tuple[tuple[float, ...], Row]] = {
    "mark, text, tick": ((LEFT, 90.0, 500.0), ("", "視点", "該当")),
    "text, tick": ((LEFT, 500.0), ("視点", "該当")),
    "tick, mark, text": ((LEFT, 100.0, 130.0), ("該当", "", "視点")),
    "tick, text": ((LEFT, 100.0), ("該当", "視点")),
}


def rows_of(columns: str, ticks: Sequence[str]) -> list[Row]:
    rows = []
    for mark, text, tick in zip("アイウ", TEXTS, ticks, strict=True):
        cells = {"mark": mark, "tick": tick, "text": text if "mark" in columns else glued(mark, text)}
        rows.append(tuple(cells[name] for name in columns.split(", ")))
    return rows


@pytest.mark.parametrize("style", ["cells", "rules", "open"])
@pytest.mark.parametrize("columns", COLUMNS)
@pytest.mark.parametrize(("sign", "is_headed"), [("○", True), ("✓", False)])
def test_a_column_of_ticks_is_no_viewpoint_and_none_is_blank_beside_it(columns: str, style: str, sign: str, is_headed: bool) -> None:
    starts, head = COLUMNS[columns]
    rows = rows_of(columns, (sign, "", sign))
    assert found(listed(starts, [head, *rows] if is_headed else rows, style)) == (VIEWPOINTS, [], 0)


HEADS: dict[str, tuple[tuple[float, ...], Row, Sequence[Row]]] = {
    "beside marks": ((LEFT, 110.0), ("記号", LABELS["viewpoints"]), VIEWPOINTS),
    "beside marks that nothing heads": ((LEFT, 110.0), ("", LABELS["viewpoints"]), VIEWPOINTS),
    "over marks too, beside ticks": ((LEFT, 480.0), (LABELS["viewpoints"], "評価"), [(glued(*each), "○") for each in VIEWPOINTS]),
    "beside goals": (
        *((LEFT, 160.0), ("目指す拠点の姿", LABELS["viewpoints"])),
        [("①", "\n".join(glued(*each) for each in VIEWPOINTS[:2])), ("②", glued(*VIEWPOINTS[2]))],
    ),
}


@pytest.mark.parametrize(("starts", "head", "rows"), HEADS.values(), ids=HEADS)
def test_the_label_of_viewpoints_may_stand_in_their_header(starts: tuple[float, ...], head: Row, rows: Sequence[Row]) -> None:
    assert found(listed(starts, [head, *rows], "cells", is_labelled=False)) == (VIEWPOINTS, [], 0)


def test_a_label_left_of_an_empty_cell_is_no_header() -> None:
    rows = [(LABELS["viewpoints"], ""), ("（課題）", "・学ぶ時間が足りない。")]
    assert found(listed((LEFT, 160.0), rows, "cells", is_labelled=False)) == ([], ["viewpoints-missing"], 0)


@pytest.mark.parametrize("style", ["cells", "open"])
def test_every_viewpoint_may_be_ticked_by_two_offices(style: str) -> None:
    rows = [("視点", "法人", "区"), *((glued(mark, text), "○", "○") for mark, text in zip("アイウ", TEXTS, strict=True))]
    assert found(listed((LEFT, 440.0, 490.0), rows, style)) == (VIEWPOINTS, [], 0)


@pytest.mark.parametrize(("x", "left"), [(490.0, ""), (450.0, "　○○")])
def test_ticks_stand_each_far_from_what_stands_left_of_it(x: float, left: str) -> None:
    rows = [(glued(*viewpoint), "○", "○") for viewpoint in VIEWPOINTS]
    assert [text for _, text in found(listed((LEFT, 441.0, x), rows, "open"))[0]] == [f"{text}{left}" for _, text in VIEWPOINTS]


@pytest.mark.parametrize(
    ("signs", "is_named"),
    [
        (("○", "△", "○", "◎", "〇", "△"), True),
        (("○", "〇", "◯", "○", "○", "○"), False),
        (("□", "☑", "□", "□", "☑", "☑"), False),
        (("p.2", "○", "p.2～3", "○", "５頁", "○"), True),
    ],
)
def test_what_tells_how_far_or_where_each_was_done_is_in_no_row_and_named(signs: Row, is_named: bool) -> None:
    """The marks stand in cells so narrow that they are wrapped."""
    rows = [("", "視点", "法人", "区"), *((f"（{mark}\n）", text, *signs[2 * k : 2 * k + 2]) for k, (mark, text) in enumerate(VIEWPOINTS))]
    seen = read(listed((LEFT, 90.0, 440.0, 490.0), rows, "cells"), lost=None)
    assert [(v.mark, v.text.text) for v in seen.projects[0].viewpoints] == [(f"（{mark}）", text) for mark, text in VIEWPOINTS]
    said = " ".join(["視点", "法人", "区", *signs]) if is_named else ""
    assert [d.quote for d in seen.defects if d.code == "part-unlisted"] == [said] * is_named
    assert seen.accounting.chars_unaccounted == len(said.replace(" ", ""))


def test_grades_in_two_columns_without_rules_are_named_each() -> None:
    rows = [(glued(*viewpoint), *signs) for viewpoint, signs in zip(VIEWPOINTS, ("○△", "○○", "◎○"), strict=True)]
    seen = read(listed((LEFT, 440.0, 490.0), rows, "open"), lost=None)
    assert [v.text.text for v in seen.projects[0].viewpoints] == [text for _, text in VIEWPOINTS]
    assert [d.quote for d in seen.defects if d.code == "part-unlisted"] == ["○ △ ○ ○ ◎ ○"]


@pytest.mark.parametrize("gap", ["", " "])
def test_a_box_before_a_mark_is_no_mark(gap: str) -> None:
    rows = [(f"{sign}{gap}{glued(*viewpoint)}",) for sign, viewpoint in zip("□☑■", VIEWPOINTS, strict=True)]
    assert found(listed((LEFT,), rows, "open")) == (VIEWPOINTS, [], 0)


@pytest.mark.parametrize("starts", [(LEFT, 90.0, 500.0), (130.0, 160.0, LEFT)])
def test_a_mark_without_text_is_blank_though_it_is_ticked(starts: tuple[float, ...]) -> None:
    rows = [(mark, "" if mark == "イ" else text, "○") for mark, text in zip("アイウ", TEXTS, strict=True)]
    order = sorted(range(3), key=lambda k: starts[k])
    drawn = listed([starts[k] for k in order], [tuple(row[k] for k in order) for row in rows], "cells")
    assert found(drawn) == ([VIEWPOINTS[0], VIEWPOINTS[2]], ["viewpoint-blank"], 0)


@pytest.mark.parametrize("starts", [(LEFT,), (LEFT, 90.0)])
def test_the_signs_of_a_list_that_has_no_other_marks_are_its_marks(starts: tuple[float, ...]) -> None:
    texts = ("アレルギーに配慮しているか。", "(1)の会を開いたか。", "声を集めているか。")
    rows: list[Row] = [("○", text) if len(starts) > 1 else (f"○　{text}",) for text in texts]
    assert found(listed(starts, rows, "cells"))[0] == [("○", text) for text in texts]


MANY = dict(zip("アイウエオ", (*TEXTS, "気軽に話せているか。", "互いに学べて\nいるか。"), strict=True))
MIDDLE = (LEFT + RIGHT) / 2


def two_across(rows: Sequence[str], *, is_apart: bool) -> Sheet:
    """Viewpoints in cells beside each other, their marks in cells of their own or with the text; － is an empty cell."""
    starts = (LEFT, LEFT + 30, MIDDLE, MIDDLE + 30) if is_apart else (LEFT, MIDDLE)
    texts = MANY | {"－": ""}
    cells = [[(mark.strip("－"), texts[mark]) if is_apart else (glued(mark, texts[mark]).strip("－　"),) for mark in row] for row in rows]
    return listed(starts, [tuple(text for cell in row for text in cell) for row in cells], "cells")


@pytest.mark.parametrize("is_apart", [False, True])
@pytest.mark.parametrize("rows", [("アウ", "イエ"), ("アイ", "ウエ"), ("アエ", "イオ", "ウ－"), ("アイ", "ウエ", "オ－")])
def test_viewpoints_two_across_are_read_in_the_order_of_their_marks(rows: Sequence[str], is_apart: bool) -> None:
    marks = sorted("".join(rows).strip("－"))
    assert found(two_across(rows, is_apart=is_apart)) == ([(mark, MANY[mark].replace("\n", "")) for mark in marks], [], 0)


@pytest.mark.parametrize("is_apart", [False, True])
@pytest.mark.parametrize("rows", [("アイ", "エ－"), ("アエ", "イ－")])
def test_a_mark_that_is_nowhere_is_missed_though_others_stand_beside_each_other(rows: Sequence[str], is_apart: bool) -> None:
    viewpoints, told, unread = found(two_across(rows, is_apart=is_apart))
    assert (sorted(mark for mark, _ in viewpoints), told, unread) == (["ア", "イ", "エ"], ["viewpoint-sequence"], 0)


def test_marks_out_of_order_below_each_other_are_told() -> None:
    rows = [(glued(mark, MANY[mark]),) for mark in "アウイ"]
    assert found(listed((LEFT,), rows, "cells"))[1] == ["viewpoint-sequence"]


@pytest.mark.parametrize("style", ["cells", "open"])
def test_viewpoints_behind_one_sign_stand_two_across(style: str) -> None:
    rows = [("・温かく迎えているか。", "・声を集めているか。"), ("・気軽に話せているか。", "・互いに学べているか。")]
    viewpoints, told, unread = found(listed((LEFT, MIDDLE), rows, style))
    assert sorted(viewpoints) == sorted(("・", text[1:]) for row in rows for text in row)
    assert (told, unread) == ([], 0)


def inset(sheet: Sheet, y: float, label: str, rows: Sequence[Row]) -> None:
    """A table beside a label at the left, in a frame around both."""
    end = y + 8 + 16 * len(rows)
    box(sheet, LEFT, y, 130, end)
    box(sheet, 130, y, RIGHT, end)
    if label:
        say(sheet, LEFT + 3, y + 14, label)
    for k, row in enumerate(rows):
        edges = (136, 160, 440, 480, 520) if len(row) > 3 else (136, 440, 480, 520)
        for x0, x1, text in zip(edges, edges[1:], row, strict=False):
            box(sheet, x0, y + 4 + 16 * k, x1, y + 20 + 16 * k)
            say(sheet, x0 + 4, y + 16 + 16 * k, text)


@pytest.mark.parametrize("rows_before", [1, 2])
def test_a_table_of_viewpoints_beside_their_label_goes_on_overleaf(rows_before: int) -> None:
    """Its header, 視点 beside 法人 and 区, is no label left of others."""
    rows = [("視点", "法人", "区"), *((mark, text, "○", "○") for mark, text in VIEWPOINTS)]
    one, two = page(), page()
    parts = {name: lines for name, lines in SAID.items() if name != "viewpoints"}
    inset(one, sections(one, goals(one, 100), parts, boxed, LABELS) + 8, LABELS["viewpoints"], rows[:rows_before])
    inset(two, 60, "", rows[rows_before:])
    seen = read(one, two)
    assert [(v.mark, v.text.text) for v in seen.projects[0].viewpoints] == VIEWPOINTS
    assert codes(seen) == []
