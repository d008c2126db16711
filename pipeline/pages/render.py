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

from pipeline.pages.mupdf_core import mupdf
from pipeline.values import Box, Defect, SourceError

MAX_PIXELS = 6_000_000
MARGIN = 24.0
"""Points of page shown around the boxes of a crop."""
LEAST_HEIGHT = 90.0
COLOURS = 32
_RED = (200, 0, 40)


class RenderError(SourceError):
    """The page cannot be drawn: there is none of that number, or the file is damaged."""

    def __init__(self, said: str, page: int | None = None) -> None:
        super().__init__(Defect("damaged", page=page))
        self.args = (said,)


def render_page(data: bytes, number: int, scale: float) -> bytes:
    """The page (from 1) as PNG, ``scale`` pixels to a point; as displayed, so boxes times ``scale`` fall on their text. It has a
    palette of ``COLOURS``, which takes a third of the bytes."""
    from PIL import Image

    with _opened(data) as document:
        pixels = _drawn(_page(document, number), scale)[0]
        image = Image.frombytes("RGB", (pixels.w(), pixels.h()), bytes(mupdf.fz_pixmap_samples_memoryview(pixels)))
        packed = io.BytesIO()
        image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(packed, "png")
        return packed.getvalue()


def render_place(data: bytes, page: int, boxes: Sequence[Box], scale: float) -> bytes:
    """The surroundings of the boxes with each box drawn in red, as PNG; below each other where they are on several pages.
    Without boxes the whole page (from 1)."""
    with _opened(data) as document:
        strips = [
            _strip(_page(document, number), [box for box in boxes if box.page == number], scale)
            for number in sorted({box.page for box in boxes})
        ] or [_drawn(_page(document, page), scale)[0]]
        return bytes(mupdf.fz_buffer_extract(mupdf.fz_new_buffer_from_pixmap_as_png(_below_each_other(strips), mupdf.FzColorParams())))


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    try:
        yield mupdf.fz_open_document_with_buffer("application/pdf", mupdf.fz_new_buffer_from_copied_data(data))
    except (RuntimeError, ValueError, MemoryError, mupdf.FzErrorBase) as error:
        if isinstance(error, MemoryError) or "alloc" in str(error):
            raise MemoryError(str(error)) from error
        raise RenderError(f"the page cannot be drawn ({error})") from error


def _page(document: Any, number: int) -> Any:
    if not 1 <= number <= mupdf.fz_count_pages(document):
        raise RenderError(f"there is no page {number}", number)
    return mupdf.fz_load_page(document, number - 1)


def _drawn(page: Any, scale: float, span: tuple[float, float] = (0.0, math.inf)) -> tuple[Any, float]:
    """The page from a top to a bottom as pixels, and how many of them make a point. Points are those of the page as
    displayed, without its UserUnit."""
    unit = _user_unit(page)
    bounds = mupdf.fz_bound_page(page)
    width, height = (bounds.x1 - bounds.x0) / unit, (bounds.y1 - bounds.y0) / unit
    top, bottom = max(0.0, span[0]), min(height, span[1])
    scale = within_pixels(width * (bottom - top), scale)
    area = mupdf.fz_round_rect(mupdf.FzRect(0.0, top * scale, width * scale, bottom * scale))
    pixels = mupdf.fz_new_pixmap_with_bbox(mupdf.fz_device_rgb(), area, mupdf.FzSeparations(), 0)
    mupdf.fz_clear_pixmap_with_value(pixels, 255)
    device = mupdf.fz_new_draw_device(mupdf.FzMatrix(scale / unit, 0, 0, scale / unit, 0, 0), pixels)
    mupdf.fz_run_page(page, device, mupdf.FzMatrix(), mupdf.FzCookie())
    mupdf.fz_close_device(device)
    return pixels, scale


def within_pixels(area: float, scale: float) -> float:
    """The scale, or a smaller one with which so many square points make no more than ``MAX_PIXELS``."""
    return min(scale, math.sqrt(MAX_PIXELS / max(area, 1.0)))


def _user_unit(page: Any) -> float:
    value = mupdf.pdf_to_real(mupdf.pdf_dict_gets(mupdf.pdf_page_from_fz_page(page).obj(), "UserUnit"))
    return float(value) if value > 0 else 1.0


def _strip(page: Any, boxes: Sequence[Box], scale: float) -> Any:
    top, bottom = min(box.y0 for box in boxes), max(box.y1 for box in boxes)
    spare = max(MARGIN, (LEAST_HEIGHT - (bottom - top)) / 2)
    pixels, scale = _drawn(page, scale, (top - spare, bottom + spare))
    for box in boxes:
        _frame(pixels, box, scale)
    return pixels


def _frame(pixels: Any, box: Box, scale: float) -> None:
    """Four bars around the box, two points away, so that they cover no text."""
    samples, stride = mupdf.fz_pixmap_samples_memoryview(pixels), pixels.stride()
    thick, away = max(2, round(scale)), 2 * scale
    x0, x1 = math.floor(box.x0 * scale - away), math.ceil(box.x1 * scale + away)
    y0, y1 = (math.floor(box.y0 * scale - away) - pixels.y(), math.ceil(box.y1 * scale + away) - pixels.y())
    for bar in (
        (x0 - thick, y0 - thick, x1 + thick, y0),
        (x0 - thick, y1, x1 + thick, y1 + thick),
        (x0 - thick, y0, x0, y1),
        (x1, y0, x1 + thick, y1),
    ):
        left, upper, right, lower = max(bar[0], 0), max(bar[1], 0), min(bar[2], pixels.w()), min(bar[3], pixels.h())
        bar_row = bytes(_RED) * (right - left)
        for y in range(upper, lower) if left < right else ():
            at = y * stride + 3 * left
            samples[at : at + len(bar_row)] = bar_row


def _below_each_other(strips: Sequence[Any]) -> Any:
    if len(strips) == 1:
        return strips[0]
    gap = 12
    width, height = max(strip.w() for strip in strips), sum(strip.h() + gap for strip in strips) - gap
    whole = mupdf.fz_new_pixmap_with_bbox(mupdf.fz_device_rgb(), mupdf.FzIrect(0, 0, width, height), mupdf.FzSeparations(), 0)
    mupdf.fz_clear_pixmap_with_value(whole, 120)
    y = 0
    for strip in strips:
        strip.m_internal.x, strip.m_internal.y = 0, y
        mupdf.fz_copy_pixmap_rect(whole, strip, mupdf.FzIrect(0, y, strip.w(), y + strip.h()), mupdf.FzDefaultColorspaces())
        y += strip.h() + gap
    return whole
