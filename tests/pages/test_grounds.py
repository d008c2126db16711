"""Rules that are a ground seen between the cells painted on it."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.pages import Engine, read_pages
from pipeline.pages.grounds import rules_between
from pipeline.pages.model import Area
from tests.pages.drawing import append, pdf

GREY, WHITE, GREEN = 0x888888, 0xFFFFFF, 0xE2EFDA
SEAM = 0.75
THICKEST = 3.0


def cells(columns: int, rows: int, seam: float = SEAM, color: int = WHITE) -> list[Area]:
    """Cells of 40 by 20 points, the first a seam from 20, 30."""
    places = [(20 + seam + (40 + seam) * column, 30 + seam + (20 + seam) * row) for row in range(rows) for column in range(columns)]
    return [Area(x, y, x + 40, y + 20, color) for x, y in places]


def ground(columns: int, rows: int, seam: float = SEAM) -> Area:
    return Area(20, 30, 20 + seam + (40 + seam) * columns, 30 + seam + (20 + seam) * rows, GREY)


@pytest.mark.parametrize("engine", ["pymupdf", "pdfplumber"])
def test_a_ground_between_white_cells_is_their_rules(engine: Engine) -> None:
    areas = [ground(3, 2), *cells(3, 2)]

    def draw(page: Any, document: Any) -> None:
        high = page.rect.height
        for area in areas:
            grey = (area.color & 255) / 255
            path = f"{area.x0:g} {high - area.y1:g} {area.x1 - area.x0:g} {area.y1 - area.y0:g} re f"
            append(page, document, f"q {grey:.4f} g {path} Q".encode())
        page.insert_text((30, 45), "x")

    page = read_pages(pdf(draw), engine)[0]
    assert not page.fills
    heights = {round(rule.y0 / SEAM) for rule in page.rulings if rule.y0 == rule.y1}
    places = {round(rule.x0 / SEAM) for rule in page.rulings if rule.x0 == rule.x1}
    assert (len(heights), len(places)) == (3, 4)
    assert {round(rule.thickness, 1) for rule in page.rulings} == {round(SEAM, 1)}


WHOLE = [ground(3, 2), *cells(3, 2)]


@pytest.mark.parametrize(
    ("fills", "is_ruled"),
    [
        pytest.param(WHOLE, True, id="white cells"),
        pytest.param([ground(3, 2), *cells(3, 1, color=GREEN), *cells(3, 2)[3:]], True, id="a header of another colour"),
        pytest.param([*WHOLE, Area(300, 30, 340, 50, GREEN)], True, id="and what is drawn elsewhere"),
        pytest.param([ground(3, 2), Area(20 + SEAM, 30 + SEAM, 101.5, 50 + SEAM, WHITE), *cells(3, 2)[2:]], True, id="a merged cell"),
        pytest.param([ground(3, 1), *cells(3, 1)], False, id="few cells"),
        pytest.param(WHOLE[:-1], False, id="a cell of the ground's own"),
        pytest.param([WHOLE[0], *WHOLE[2:]], False, id="and the first one"),
        pytest.param([ground(3, 2, 6.0), *cells(3, 2, 6.0)], False, id="wide seams"),
        pytest.param([ground(3, 2, 0.0), *cells(3, 2, 0.0)], False, id="no seams"),
        pytest.param([ground(3, 2), *cells(3, 2, color=GREY)], False, id="of one colour"),
        pytest.param([WHOLE[0], *(area._replace(x0=area.x0 + 300, x1=area.x1 + 300) for area in WHOLE[1:])], False, id="elsewhere"),
        pytest.param([*WHOLE[1:], WHOLE[0]], False, id="under it"),
        pytest.param([ground(60, 11), *cells(60, 11)], False, id="a picture"),
    ],
)
def test_which_grounds_are_rules(fills: list[Area], is_ruled: bool) -> None:
    found = rules_between(fills, [n for n, fill in enumerate(fills) if fill.color == GREY], THICKEST)
    assert bool(found) is is_ruled
