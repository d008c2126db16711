"""A dot that is drawn before a line opens an item of a list, as a bullet does; what stands otherwise or has another size is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks.typeset.paper import Sheet
from tests.sheet.small_form import LEADING, one_project, read

X, FIRST = 68.0, 192.0
"""pt; where the operator's lines begin, and the baseline of the first"""
MIDDLE = 3.4
"""pt; so far over the baseline is the middle of a line"""
Draw = Callable[[Sheet, float, float, float], None]


def square(sheet: Sheet, x: float, y: float, size: float, colour: str = "0 0 0", wide: float = 1.0) -> None:
    """Its left side and its middle."""
    sheet.under.append(f"{colour} rg {x} {sheet.height - y - size / 2} {wide * size} {size} re f")


def disc(sheet: Sheet, x: float, y: float, size: float, paint: str = "f") -> None:
    """Its left side and its middle."""
    r, h = size / 2, sheet.height
    k, cx, cy = 0.5523 * r, x + r, h - y
    path = f"{cx - r} {cy} m {cx - r} {cy + k} {cx - k} {cy + r} {cx} {cy + r} c {cx + k} {cy + r} {cx + r} {cy + k} {cx + r} {cy} c "
    path += f"{cx + r} {cy - k} {cx + k} {cy - r} {cx} {cy - r} c {cx - k} {cy - r} {cx - r} {cy - k} {cx - r} {cy} c h {paint}"
    sheet.under.append(f"0 0 0 rg 0 0 0 RG 0.6 w {path}")


def ring(sheet: Sheet, x: float, y: float, size: float) -> None:
    disc(sheet, x, y, size, "S")


SENTENCES = ("広間の模様を、来る親子の声を聞きながら替えてきた。", "庭に面した窓を大きくして、明るくした。", "棚を低くした。")


def said(*dots: tuple[Draw, float, float, float], lines: tuple[str, ...] = SENTENCES) -> list[tuple[str, int, str, str]]:
    """Kind, level, mark and text of the operator's reasons, where a dot stands so far left of and below the middle of each line."""
    sheet, _ = one_project(said={"operator_reason": lines})
    for k, (draw, left, below, size) in enumerate(dots):
        draw(sheet, X - left, FIRST + k * LEADING - MIDDLE + below, size)
    found = read(sheet).projects[0].statements
    return [(s.kind, s.level, s.mark, s.text.text) for s in found if s.section == "operator_reason"]


@pytest.mark.parametrize("draw", [disc, ring, square])
def test_a_drawn_dot_opens_an_item_that_has_no_sign(draw: Draw) -> None:
    dot = (draw, 8.0, 0.0, 3.5)
    assert said(dot, dot, dot) == [("bullet", 0, "", text) for text in SENTENCES]


def test_an_item_with_a_dot_further_right_stands_under_the_one_before() -> None:
    outer, inner = (disc, 14.0, 0.0, 3.5), (ring, 5.0, 0.0, 3.5)
    assert [level for _, level, _, _ in said(outer, inner, inner)] == [0, 1, 1]


def test_a_sign_is_the_mark_though_a_dot_is_drawn_before_it() -> None:
    assert said((disc, 8.0, 0.0, 3.5), lines=("・広間の模様替えを行った。",)) == [("bullet", 0, "・", "広間の模様替えを行った。")]


@pytest.mark.parametrize(
    "dot",
    [
        (lambda sheet, x, y, size: square(sheet, x, y, size, "1 1 1"), 8.0, 0.0, 3.5),
        (lambda sheet, x, y, size: square(sheet, x, y, size, wide=2.0), 8.0, 0.0, 3.5),
        (square, 8.0, 0.0, 1.0),
        (square, 10.0, 0.0, 8.0),
        (square, 24.0, 0.0, 3.5),
        (square, -8.0, 0.0, 3.5),
        (square, 8.0, 4.0, 3.5),
    ],
    ids=["white", "wide", "dirt", "large", "far", "behind the line's begin", "below"],
)
def test_what_is_no_dot_before_a_line_opens_nothing(dot: tuple[Draw, float, float, float]) -> None:
    assert {kind for kind, *_ in said(dot, dot, dot)} == {"paragraph"}
