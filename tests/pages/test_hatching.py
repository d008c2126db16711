"""Grounds drawn as slanted strokes beside each other."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.geometry.tolerances import TOLERANCES
from pipeline.pages import Engine, read_pages
from pipeline.pages.hatching import dotted_ground, without_hatching
from pipeline.pages.model import Area
from tests.pages.drawing import append, pdf

GREY = 0xBFBFBF
CLIP = 1.0
"""pt; what is painted is seen a little beyond the edge of its clip"""


def strokes(count: int, step: float, *, up: bool = True, high: float = 30.0) -> str:
    """Slanted strokes through a box from 20, 340 on, in the points of a PDF."""
    ends = (340, 340 + high) if up else (340 + high, 340)
    return " ".join(f"{20 + n * step - 30:g} {ends[0]:g} m {20 + n * step:g} {ends[1]:g} l S" for n in range(count))


@pytest.mark.parametrize("engine", ["pymupdf", "pdfplumber"])
@pytest.mark.parametrize("kinds", [(True,), (True, False)], ids=["one way", "crossed"])
def test_a_hatched_ground_is_an_area(engine: Engine, kinds: tuple[bool, ...]) -> None:
    """A spreadsheet clips the strokes to the cell."""

    def draw(page: Any, document: Any) -> None:
        lines = " ".join(strokes(35, 3, up=up) for up in kinds)
        append(page, document, f"q 20 340 80 30 re W n 0.75 G 0.3 w {lines} Q".encode())
        page.insert_text((20, 390), "x")

    page = read_pages(pdf(draw), engine)[0]
    assert {fill.color for fill in page.fills} == {GREY}
    assert all(fill[:4] == pytest.approx((20, 30, 100, 60), abs=CLIP) for fill in page.fills)
    assert not page.shapes and not page.rulings


def shifted(count: int, step: float, color: int = GREY, high: float = 30.0) -> list[Area]:
    return [Area(20 + n * step, 40, 50 + n * step, 40 + high, color) for n in range(count)]


@pytest.mark.parametrize(
    "shapes",
    [
        pytest.param(shifted(7, 3), id="too few"),
        pytest.param(shifted(9, 8), id="too far apart"),
        pytest.param([one for pair in zip(shifted(9, 3), shifted(9, 3, 0), strict=True) for one in pair], id="of two colours"),
        pytest.param([Area(20 + 4 * n, 40, 24 + 4 * n, 44, GREY) for n in range(9)], id="marks beside each other"),
        pytest.param([Area(20, 40 + 4 * n, 24, 44 + 4 * n, GREY) for n in range(9)], id="marks below each other"),
    ],
)
def test_other_shapes_stay(shapes: list[Area]) -> None:
    assert without_hatching(shapes) == (shapes, [])


def dots(
    rows: int, columns: int, size: float = 0.5, *, is_frame: bool = False, shifted: bool = False
) -> list[tuple[float, float, float, float]]:
    """Squares in rows and columns, those of a frame only or every other row half a step on."""
    ends = {0, columns - 1} if is_frame else set(range(columns))
    found = []
    for row in range(rows):
        for column in range(columns) if row in (0, rows - 1) else sorted(ends):
            x, y = 20 + 2.4 * column + (1.2 if shifted and row % 2 else 0), 30 + 2.4 * row
            found.append((x, y, x + size, y + size))
    return found


@pytest.mark.parametrize("engine", ["pymupdf", "pdfplumber"])
def test_a_dotted_ground_is_an_area(engine: Engine) -> None:
    def draw(page: Any, document: Any) -> None:
        path = " ".join(f"{x0:.2f} {y0 + 300:.2f} 0.5 0.5 re" for x0, y0, *_ in dots(8, 30))
        append(page, document, f"q 0.7 g {path} f Q".encode())
        page.insert_text((20, 390), "x")

    page = read_pages(pdf(draw), engine)[0]
    assert [fill[:4] for fill in page.fills] == [pytest.approx((20, 52.7, 90.1, 70), abs=CLIP)]
    assert not page.shapes and not page.rulings


@pytest.mark.parametrize(
    ("pieces", "is_ground"),
    [
        pytest.param(dots(4, 12), True, id="rows of dots"),
        pytest.param(dots(4, 12, shifted=True), True, id="every other row shifted"),
        pytest.param(dots(1, 40), False, id="a dotted line"),
        pytest.param(dots(2, 40), False, id="two dotted lines"),
        pytest.param(dots(40, 1), False, id="an upright dotted line"),
        pytest.param(dots(12, 40, is_frame=True), False, id="a dotted frame"),
        pytest.param(dots(4, 12, 2.0), False, id="small boxes"),
        pytest.param(dots(2, 3), False, id="few dots"),
        pytest.param([dots(1, 1)[0]] * 20, False, id="one dot many times"),
    ],
)
def test_which_dots_are_a_ground(pieces: list[tuple[float, float, float, float]], is_ground: bool) -> None:
    assert (dotted_ground(pieces) is not None) is is_ground


@pytest.mark.parametrize("width", [46.2, 48.0])
def test_the_dotted_grounds_of_two_cells_touch(width: float) -> None:
    """The twenty dots of the first cell end right at its side, or where the next one would begin."""
    one, other = (dotted_ground([(x0 + off, y0, x1 + off, y1) for x0, y0, x1, y1 in dots(8, 20)]) for off in (0, width))
    assert one is not None and other is not None
    assert abs(other[0] - one[2]) < TOLERANCES.touch
