"""A scanned table: its rules come from the picture, level, however askew, noisy or broken it is."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pymupdf
import pytest

from pipeline.layout import layouts_of
from pipeline.layout.model import Grid
from pipeline.pages import Engine, source_of

ENGINES: tuple[Engine, ...] = ("pymupdf", "pdfplumber")
XS, YS = (60.0, 200.0, 330.0, 530.0), (100.0, 118.0, 136.0, 176.0, 230.0)
WORDS = ("目指す拠点の姿", "法人", "区", "相談件数", "開館日数", "日目開閉", "利用者数", "来館者", "三二一", "年間延べ", "人数", "合計")


def scan(degrees: float = 0.0, broken: bool = False, shaded: bool = False, bar: bool = False) -> bytes:
    """A page of 595 by 842 points with a table of three columns and four rows, as a scanner leaves it: picture and invisible text."""
    drawn: Any = pymupdf.open()
    page = drawn.new_page(width=595, height=842)
    if shaded:
        page.draw_rect(pymupdf.Rect(XS[0], YS[0], XS[-1], YS[1]), color=None, fill=(0.82, 0.82, 0.82))
    if bar:
        page.draw_rect(pymupdf.Rect(100, 400, 300, 420), color=None, fill=(0.5, 0.5, 0.5))
    dashes = "[9 1] 0" if broken else None
    for y in YS:
        page.draw_line((XS[0], y), (XS[-1], y), width=0.5, dashes=dashes)
    for x in XS:
        page.draw_line((x, YS[0]), (x, YS[-1]), width=0.5, dashes=dashes)
    words = []
    for k, word in enumerate(WORDS):
        x, y = XS[k % 3] + 3, YS[k // 3] + 13
        page.insert_text((x, y), word, fontname="japan", fontsize=10.5)
        words.append((x, y, word))
    picture = page.get_pixmap(dpi=150, colorspace=pymupdf.csGRAY)
    shades = np.frombuffer(picture.samples, dtype=np.uint8).reshape(picture.height, picture.width).astype(np.int16)
    noisy = np.clip(shades - np.random.default_rng(1).integers(0, 24, shades.shape), 0, 255).astype(np.uint8)
    picture = pymupdf.Pixmap(pymupdf.csGRAY, picture.width, picture.height, noisy.tobytes(), False)
    askew: Any = pymupdf.open()
    page = askew.new_page(width=595, height=842)
    page.insert_image(page.rect, pixmap=picture)
    turn = pymupdf.Matrix(1, 0, 0, 1, -297.5, -421) * pymupdf.Matrix(degrees) * pymupdf.Matrix(1, 0, 0, 1, 297.5, 421)
    result: Any = pymupdf.open()
    page = result.new_page(width=595, height=842)
    page.insert_image(page.rect, pixmap=turned(askew[0], degrees))
    for x, y, word in words:
        page.insert_text(pymupdf.Point(x, y) * turn, word, fontname="japan", fontsize=10.5, render_mode=3)
    return bytes(result.tobytes())


def turned(page: Any, degrees: float) -> Any:
    """The page's picture turned clockwise about its middle by this angle."""
    if not degrees:
        return page.get_pixmap(dpi=150, colorspace=pymupdf.csGRAY)
    source = page.get_pixmap(dpi=150, colorspace=pymupdf.csGRAY)
    shades = np.frombuffer(source.samples, dtype=np.uint8).reshape(source.height, source.width)
    sin, cos = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    y, x = np.indices(shades.shape)
    x, y = x - source.width / 2, y - source.height / 2
    u, v = np.rint(cos * x + sin * y + source.width / 2).astype(int), np.rint(-sin * x + cos * y + source.height / 2).astype(int)
    inside = (u >= 0) & (u < source.width) & (v >= 0) & (v < source.height)
    moved = np.where(inside, shades[np.clip(v, 0, source.height - 1), np.clip(u, 0, source.width - 1)], 245).astype(np.uint8)
    return pymupdf.Pixmap(pymupdf.csGRAY, source.width, source.height, moved.tobytes(), False)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("degrees", [0.0, 0.3, -1.2])
def test_the_table_of_a_scan(engine: Engine, degrees: float) -> None:
    source = source_of(scan(degrees, shaded=True), engine)
    assert source.text_source == "ocr_layer"
    grids = [item for item in layouts_of(source.pages)[0].items if isinstance(item, Grid)]
    assert [(grid.n_rows, grid.n_cols) for grid in grids] == [(4, 3)]
    assert ["".join(line.text for line in cell.lines) for cell in grids[0].cells] == list(WORDS)
    assert grids[0].xs == pytest.approx(XS, abs=1.5)
    assert grids[0].ys == pytest.approx(YS, abs=1.5)


def test_broken_rules_are_mended() -> None:
    page = source_of(scan(broken=True)).pages[0]
    assert len(page.rulings) == len(XS) + len(YS)


def test_strokes_of_glyphs_are_no_rules() -> None:
    page = source_of(scan()).pages[0]
    assert len(page.rulings) == len(XS) + len(YS)
    assert all(glyph.size == pytest.approx(10.5, abs=0.2) for glyph in page.glyphs)


def test_a_dark_bar_is_an_area_and_a_shaded_cell_is_none() -> None:
    (area,) = source_of(scan(shaded=True, bar=True)).pages[0].fills
    assert area[:4] == pytest.approx((100, 400, 300, 420), abs=2.5)
