"""Pictures of pages: a whole page for the report, or the part of it where a row stands, with its boxes drawn.

In go a PDF's bytes, page numbers and boxes in points as displayed, out come PNG bytes. The file is one that a run has
already accepted; a picture is kept below ``MAX_PIXELS`` whatever size a page claims.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pipeline.pages.mupdf import mupdf, pymupdf
from pipeline.values import Box

MAX_PIXELS = 6_000_000
MARGIN = 24.0
"""Points of page shown around the boxes of a crop."""
LEAST_HEIGHT = 90.0
COLOURS = 32
_RED = (200, 0, 40)

Area = tuple[float, float, float, float]


class RenderError(Exception):
    """The page cannot be drawn: there is none of that number, or the file is damaged."""


def render_page(data: bytes, number: int, scale: float) -> bytes:
    """The page (from 1) as PNG, ``scale`` pixels to a point; as displayed, so boxes times ``scale`` fall on their text."""
    return next(render_pages(data, (number,), scale))


def render_pages(data: bytes, numbers: Sequence[int], scale: float) -> Iterator[bytes]:
    """``render_page`` for several pages of one file, in a palette of ``COLOURS``, which takes a third of the bytes."""
    from PIL import Image

    with _opened(data) as document:
        for number in numbers:
            drawn = _drawn(document, number, scale)
            image = Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples)
            packed = io.BytesIO()
            image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(packed, "png")
            yield packed.getvalue()


def render_boxes(data: bytes, boxes: Sequence[Box], scale: float) -> bytes:
    """The surroundings of the boxes with each box drawn in red, as PNG; below each other where they are on several pages."""
    with _opened(data) as document:
        strips = [
            _strip(document, number, [box for box in boxes if box.page == number], scale) for number in sorted({box.page for box in boxes})
        ]
    return bytes(_below_each_other(strips).tobytes("png"))


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    try:
        with pymupdf.open(stream=data, filetype="pdf") as document:
            yield document
    except (RuntimeError, ValueError, MemoryError, mupdf.FzErrorBase) as error:
        raise RenderError(f"the page cannot be drawn ({error})") from error


def _drawn(document: Any, number: int, scale: float, area: Area | None = None) -> Any:
    """The page, or that area of it, as pixels. Points are the page's own, without its UserUnit."""
    if not 1 <= number <= document.page_count:
        raise RenderError(f"there is no page {number}")
    page = document[number - 1]
    unit = user_unit(document, page)
    x0, y0, x1, y1 = area or (0.0, 0.0, page.rect.width / unit, page.rect.height / unit)
    scale = min(scale, math.sqrt(MAX_PIXELS / max((x1 - x0) * (y1 - y0), 1.0)))
    clip = pymupdf.Rect(x0 * unit, y0 * unit, x1 * unit, y1 * unit)
    return page.get_pixmap(matrix=pymupdf.Matrix(scale / unit, scale / unit), clip=clip, alpha=False)


def user_unit(document: Any, page: Any) -> float:
    kind, value = document.xref_get_key(page.xref, "UserUnit")
    return float(value) if kind in ("int", "float", "real") and float(value) > 0 else 1.0


def _strip(document: Any, number: int, boxes: Sequence[Box], scale: float) -> Any:
    if not 1 <= number <= document.page_count:
        raise RenderError(f"there is no page {number}")
    page = document[number - 1]
    unit = user_unit(document, page)
    top, bottom = min(box.y0 for box in boxes), max(box.y1 for box in boxes)
    spare = max(MARGIN, (LEAST_HEIGHT - (bottom - top)) / 2)
    area = (0.0, max(0.0, top - spare), page.rect.width / unit, min(page.rect.height / unit, bottom + spare))
    drawn = _drawn(document, number, scale, area)
    scale = drawn.width / max(area[2], 1.0)
    for box in boxes:
        _frame(drawn, box, area[1], scale)
    return drawn


def _frame(drawn: Any, box: Box, top: float, scale: float) -> None:
    """Four bars around the box, two points away, so that they cover no text."""
    pixels = drawn.samples_mv
    thick, away = max(2, round(scale)), 2 * scale
    x0, x1 = math.floor(box.x0 * scale - away), math.ceil(box.x1 * scale + away)
    y0, y1 = math.floor((box.y0 - top) * scale - away), math.ceil((box.y1 - top) * scale + away)
    for bar in (
        (x0 - thick, y0 - thick, x1 + thick, y0),
        (x0 - thick, y1, x1 + thick, y1 + thick),
        (x0 - thick, y0, x0, y1),
        (x1, y0, x1 + thick, y1),
    ):
        left, upper, right, lower = max(bar[0], 0), max(bar[1], 0), min(bar[2], drawn.width), min(bar[3], drawn.height)
        bar_row = bytes(_RED) * (right - left)
        for y in range(upper, lower) if left < right else ():
            at = y * drawn.stride + 3 * left
            pixels[at : at + len(bar_row)] = bar_row


def _below_each_other(strips: Sequence[Any]) -> Any:
    if len(strips) == 1:
        return strips[0]
    gap = 12
    width, height = max(strip.width for strip in strips), sum(strip.height + gap for strip in strips) - gap
    whole = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, width, height), False)
    whole.clear_with(120)
    y = 0
    for strip in strips:
        strip.set_origin(0, y)
        whole.copy(strip, strip.irect)
        y += strip.height + gap
    return whole
