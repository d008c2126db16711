"""Rings, arrows and frames that someone drew over a table to point at a number: no figure, and no wall."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.layout.drawn_over import MOST_RULES, marks_over, without_frames_over
from pipeline.layout.grids import grids_of
from pipeline.pages.model import Area, Glyph, Glyphs, Ruling

RED, BLACK, GREY = 0xFF0000, 0, 0x777777
XS, YS = (60.0, 110.0, 160.0, 210.0), (100.0, 116.0, 132.0, 148.0)


def level(y: float, x0: float, x1: float, color: int = BLACK) -> Ruling:
    return Ruling(x0, y, x1, y, 0.5, color)


def upright(x: float, y0: float, y1: float, color: int = BLACK) -> Ruling:
    return Ruling(x, y0, x, y1, 0.5, color)


TABLE = [*(level(y, XS[0], XS[-1]) for y in YS), *(upright(x, YS[0], YS[-1]) for x in XS)]
FULL = [(x + 4, y + 3) for x in XS[:-1] for y in YS[:-1]]


def box(x0: float, y0: float, x1: float, y1: float, color: int = RED) -> list[Ruling]:
    return [level(y0, x0, x1, color), level(y1, x0, x1, color), upright(x0, y0, y1, color), upright(x1, y0, y1, color)]


@pytest.mark.parametrize(
    ("drawn", "is_gone"),
    [
        (box(120, 120, 180, 140), True),
        (box(120, 118, 180, 130), True),
        (box(116, 110, 150, 124), True),
        (box(120, 120, 180, 140, GREY), False),
        (box(110, 116, 160, 132), False),
        (box(110, 116, 160, 148), False),
        (box(116, 119, 154, 129), False),
        (box(20, 80, 300, 140), False),
        (box(120, 60, 180, 140), False),
        ([level(124, 120, 180, RED)], False),
        ([upright(124, 120, 140, RED), upright(180, 120, 140, RED)], False),
        (box(120, 160, 180, 180), False),
        (box(230, 110, 270, 124), False),
        ([level(120, 120, 180, RED), upright(180, 120, 140, RED), level(140, 120, 180, RED)], True),
    ],
    ids=[
        *(
            "around numbers",
            "within a row",
            "within a column",
            "grey",
            "sides of a cell",
            "sides of two cells",
            "within a cell",
            "wide",
            "high",
        ),
        *("a rule", "upright rules", "below the table", "beside it", "open at one side"),
    ],
)
def test_frames_over_a_table(drawn: list[Ruling], is_gone: bool) -> None:
    assert without_frames_over([*TABLE, *drawn]) == (tuple(TABLE) if is_gone else (*TABLE, *drawn))


def test_of_frames_in_one_colour_those_beside_the_table_stay() -> None:
    beside = [level(124, 230, 270, RED)]
    assert without_frames_over([*TABLE, *beside, *box(120, 120, 180, 140)]) == (*TABLE, *beside)


def test_a_table_drawn_in_colour_keeps_its_rules() -> None:
    coloured = [rule._replace(color=RED) for rule in TABLE]
    assert without_frames_over([*coloured, level(124, 20, 300)]) == (*coloured, level(124, 20, 300))


def test_many_rules_of_a_colour_are_those_of_a_drawing() -> None:
    drawing = [rule for n in range(MOST_RULES // 4 + 1) for rule in box(120, 120 + n / 4, 180, 140)]
    table = [*TABLE, *(level(400 + n, 60, 210) for n in range(len(drawing)))]
    assert without_frames_over([*table, *drawing]) == (*table, *drawing)


@pytest.mark.parametrize(
    ("shape", "written", "is_mark"),
    [
        ((140, 118, 180, 130), FULL, True),
        ((116, 110, 150, 124), FULL, True),
        ((140, 118, 180, 130), FULL[:3], False),
        ((114, 118, 156, 130), FULL, False),
        ((109, 115, 161, 133), FULL, False),
        ((140, 40, 180, 130), FULL, False),
        ((140, 150, 180, 170), FULL, False),
        ((140, 80, 180, 110), FULL, False),
        ((10, 104, 290, 124), FULL, False),
    ],
    ids=[
        *("over a wall", "over a rule between rows", "in a table with little text", "within a cell", "around a cell", "high"),
        *("below the table", "mostly above it", "wide"),
    ],
)
def test_shapes_over_a_table(shape: tuple[float, float, float, float], written: Sequence[tuple[float, float]], is_mark: bool) -> None:
    grids, _ = grids_of(TABLE)
    glyphs = Glyphs.of([Glyph(x, y, x + 9, y + 9, "字", 9.0, 0, 0, 2 * n) for n, (x, y) in enumerate(written)])
    assert marks_over([Area(*shape, RED)], grids, glyphs) == ([shape] if is_mark else [])


def test_a_shape_over_a_row_of_two_cells_is_none() -> None:
    grids, _ = grids_of([*(level(y, 60, 160) for y in (100, 116)), *(upright(x, 100, 116) for x in (60, 110, 160))])
    glyphs = Glyphs.of([Glyph(x, 103, x + 9, 112, "字", 9.0, 0, 0, n) for n, x in enumerate((64, 114))])
    assert marks_over([Area(90, 104, 130, 114, RED)], grids, glyphs) == []
