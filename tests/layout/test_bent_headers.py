"""A header that bends around its parts (総数 around うち重症): one cell that spans them, its text whole."""

from __future__ import annotations

from typing import Any

import pymupdf

from pipeline.layout import layouts_of
from pipeline.layout.model import Cell, Grid
from pipeline.pages import read_pages

Line = tuple[float, float, float, float]


def grid_of(lines: list[Line], words: list[tuple[float, float, str]]) -> Grid:
    """The one outer grid of a page with these rules and words."""
    document: Any = pymupdf.open()
    page = document.new_page(width=400, height=300)
    for x0, y0, x1, y1 in lines:
        page.draw_line((x0, y0), (x1, y1), width=0.5)
    for x, y, word in words:
        page.insert_text((x, y), word, fontname="japan", fontsize=9)
    (grid,) = [item for item in layouts_of(read_pages(bytes(document.tobytes())))[0].items if isinstance(item, Grid)]
    return grid


def place(cell: Cell) -> tuple[int, int, int, int, str]:
    return cell.row, cell.col, cell.rowspan, cell.colspan, "".join(line.text for line in cell.lines)


def frame(x0: float, y0: float, x1: float, y1: float) -> list[Line]:
    return [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]


def test_a_header_of_columns() -> None:
    lines = [*frame(50, 50, 290, 110), (50, 90, 290, 90), (130, 50, 130, 110), (210, 70, 290, 70), (210, 70, 210, 110)]
    words = [
        (55.0, 80.0, "区分"),
        (135.0, 72.0, "利用者数"),
        (215.0, 84.0, "うち父親"),
        (55.0, 104.0, "計"),
        (140.0, 104.0, "120"),
        (220.0, 104.0, "15"),
    ]
    grid = grid_of(lines, words)
    assert sorted(map(place, grid.cells)) == [
        (0, 0, 2, 1, "区分"),
        (0, 1, 1, 2, "利用者数"),
        (1, 1, 1, 1, ""),
        (1, 2, 1, 1, "うち父親"),
        (2, 0, 1, 1, "計"),
        (2, 1, 1, 1, "120"),
        (2, 2, 1, 1, "15"),
    ]


def test_a_header_of_rows() -> None:
    lines = [*frame(50, 50, 290, 110), (210, 50, 210, 110), (80, 70, 290, 70), (80, 90, 290, 90), (80, 70, 80, 110)]
    words = [
        (55.0, 64.0, "利用者数"),
        (90.0, 84.0, "うち父親"),
        (90.0, 104.0, "うち母親"),
        (220.0, 64.0, "120"),
        (220.0, 84.0, "15"),
        (220.0, 104.0, "105"),
    ]
    grid = grid_of(lines, words)
    assert sorted(map(place, grid.cells)) == [
        (0, 0, 3, 1, "利用者数"),
        (0, 1, 1, 1, ""),
        (0, 2, 1, 1, "120"),
        (1, 1, 1, 1, "うち父親"),
        (1, 2, 1, 1, "15"),
        (2, 1, 1, 1, "うち母親"),
        (2, 2, 1, 1, "105"),
    ]


def test_a_table_in_the_corner_of_its_frame_stays_within_it() -> None:
    lines = [
        *frame(50, 50, 290, 250),
        (50, 230, 290, 230),
        (150, 190, 290, 190),
        (150, 210, 290, 210),
        (150, 190, 150, 230),
        (220, 190, 220, 230),
    ]
    words = [
        (55.0, 70.0, "評価の理由"),
        (155.0, 204.0, "R5"),
        (225.0, 204.0, "R6"),
        (155.0, 224.0, "1"),
        (225.0, 224.0, "2"),
        (55.0, 244.0, "課題"),
    ]
    grid = grid_of(lines, words)
    assert [(cell.row, len(cell.grids)) for cell in grid.cells] == [(0, 1), (1, 0)]
