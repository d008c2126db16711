"""評価の理由 over （法人） and （区）, as lines, in boxes, beside each other or at the side: the two name a section together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from benchmarks.typeset.paper import Sheet
from pipeline.form.compiled import form_rules
from pipeline.geometry.rect import Rect
from pipeline.layout.assemble import all_lines
from pipeline.layout.model import Figure
from pipeline.outline.shared_labels import with_whole_labels
from tests.layout.drawing import page, say
from tests.outline.by_hand import Drawn, layouts_of
from tests.outline.by_hand import line as line_at
from tests.sheet.small_form import LABELS, LEFT, PLAIN, RIGHT, SAID, box, boxed, codes, goals, read, sections, told

Names = tuple[str, str]
SHARED = "評価の理由"
MIDDLE = (LEFT + RIGHT) / 2
TEXTS = (SAID["operator_reason"][0], SAID["ward_reason"][0])


def line(sheet: Sheet, y: float, text: str) -> None:
    say(sheet, LEFT + 4, y + 12, text)


def as_lines(sheet: Sheet, y: float, names: Names) -> float:
    return stacked(sheet, y, names, line)


def in_boxes(sheet: Sheet, y: float, names: Names) -> float:
    return stacked(sheet, y, names, boxed)


def stacked(sheet: Sheet, y: float, names: Names, label: Callable[[Sheet, float, str], None]) -> float:
    label(sheet, y, SHARED)
    for name, text in zip(names, TEXTS, strict=True):
        label(sheet, y + 20, name)
        say(sheet, LEFT + 8, y + 52, text)
        y += 40
    return y + 20


def beside(sheet: Sheet, y: float, names: Names) -> float:
    boxed(sheet, y, SHARED)
    for x0, x1, name, text in zip((LEFT, MIDDLE), (MIDDLE, RIGHT), names, TEXTS, strict=True):
        box(sheet, x0, y + 18, x1, y + 36)
        box(sheet, x0, y + 36, x1, y + 76)
        say(sheet, x0 + 4, y + 30, name)
        say(sheet, x0 + 6, y + 50, text)
    return y + 80


def at_side(sheet: Sheet, y: float, names: Names) -> float:
    boxed(sheet, y, SHARED)
    for name, text in zip(names, TEXTS, strict=True):
        y += 18 if name is names[0] else 40
        box(sheet, LEFT, y, LEFT + 70, y + 40)
        box(sheet, LEFT + 70, y, RIGHT, y + 40)
        say(sheet, LEFT + 4, y + 12, name)
        say(sheet, LEFT + 76, y + 12, text)
    return y + 44


def parted(style: Callable[[Sheet, float, Names], float], names: Names) -> Sheet:
    sheet = page()
    y = style(sheet, goals(sheet, 100) + 8, names)
    rest: Mapping[str, tuple[str, ...]] = {name: tuple(said) for name, said in SAID.items() if not name.endswith("reason")}
    sections(sheet, y, rest, boxed, LABELS)
    return sheet


@pytest.mark.parametrize("style", [as_lines, in_boxes, beside, at_side])
@pytest.mark.parametrize("names", [("（法人）", "（区）"), ("運営法人", "区役所"), ("■法人", "■区")])
def test_a_label_over_two_raters_is_that_of_either(style: Callable[[Sheet, float, Names], float], names: Names) -> None:
    found = read(parted(style, names))
    assert told(found) == PLAIN
    assert codes(found) == []


def test_a_label_over_no_rater_is_named_and_what_stands_below_it_is_nobodys() -> None:
    names = ("（主な取組）", "（区の役割）")
    found = read(parted(as_lines, names), lost=len("".join((SHARED, *names, *TEXTS)).replace("　", "")))
    assert [section for section, *_ in told(found)] == ["outcome", "challenge"]
    assert "label-unknown" in codes(found)


OPERATOR, WARD, TEXT = "評価の理由(法人)", "評価の理由(区)", "庭を広げた。"
RATERS = ["（法人）", TEXT, "（区）", TEXT]
BOTH = Figure(1, Rect(0, 400, 100, 430), (line_at(402, (0, SHARED)), line_at(416, (0, "（法人）"))))
BOX = Figure(1, Rect(0, 400, 100, 415), (line_at(402, (0, "（区）")),))
WHOLE: dict[str, tuple[list[list[Drawn]], Sequence[str]]] = {
    "over lines": ([[SHARED, *RATERS]], [OPERATOR, OPERATOR, TEXT, WARD, TEXT]),
    "over a page end": ([[SHARED, "（法人）"], [TEXT, "（区）"]], [OPERATOR, OPERATOR, TEXT, WARD]),
    "over a box": ([[SHARED, "（法人）", "BOX"]], [OPERATOR, OPERATOR, WARD]),
    "over cells": (
        [[(f"{SHARED}<1x2> // （法人） | {TEXT} // （区） | {TEXT}", (0, 8, 30))]],
        [OPERATOR, OPERATOR, TEXT, WARD, TEXT],
    ),
    "in a cell with others beside it": ([[(f"{SHARED} | {TEXT} // （法人） | {TEXT}", (0, 8, 30))]], [SHARED, TEXT, "（法人）", TEXT]),
    "in a cell beside a rater's": ([[(f"{SHARED} | （法人） // {TEXT} | {TEXT}", (0, 8, 30))]], [SHARED, "（法人）", TEXT, TEXT]),
    "in a box with the rater's": ([["BOTH"]], [SHARED, "（法人）"]),
    "over a label of its own": ([[SHARED, "（法人）", "成果と課題", "（区）"]], [OPERATOR, OPERATOR, "成果と課題", "（区）"]),
    "over the next project": (
        [[SHARED, "（法人）", "２　情報収集・提供事業", "（区）"]],
        [OPERATOR, OPERATOR, "２　情報収集・提供事業", "（区）"],
    ),
    "a rater named again": ([[SHARED, "（法人）", TEXT, "（法人）"]], [OPERATOR, OPERATOR, TEXT, "（法人）"]),
    "said again": ([[SHARED, *RATERS, SHARED, *RATERS]], [OPERATOR, OPERATOR, TEXT, WARD, TEXT] * 2),
    "a whole label": ([["評価の理由（法人）", "（区）"]], ["評価の理由（法人）", "（区）"]),
    "over what is no rater": ([[SHARED, "（主な取組）"]], [SHARED, "（主な取組）"]),
    "over raters' other labels": ([["評価", "（法人）"]], ["評価", "（法人）"]),
    "a text between": ([[SHARED, TEXT, "（法人）"]], [SHARED, TEXT, "（法人）"]),
}


@pytest.mark.parametrize(("pages", "lines"), WHOLE.values(), ids=WHOLE)
def test_each_part_of_a_shared_label_says_the_whole(pages: list[list[Drawn]], lines: Sequence[str]) -> None:
    layouts = with_whole_labels(layouts_of(pages, {"BOX": [BOX], "BOTH": [BOTH]}), form_rules())
    assert [found.text for layout in layouts for found in all_lines(layout.items)] == lines
