"""Pages as pdfplumber reads them: the second, independent engine, on pdfminer's interpreter.

pdfplumber opens the file and its pages; a device of our own takes text, paths and pictures from the interpreter,
because the render mode, transparency and ActualText that tell printed from unprinted text are lost in its characters.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

import pdfplumber
from pdfminer.pdftypes import resolve1

from pipeline.pages.clips import EVERYWHERE
from pipeline.pages.limits import Limits, broken, is_raised_in
from pipeline.pages.matrices import AS_IT_IS, Matrix
from pipeline.pages.model import STAMP, Glyph, Glyphs, Page
from pipeline.pages.pdfminer_device import Device, Interpreter
from pipeline.pages.pdfminer_notes import appearances, struck_out
from pipeline.pages.settle import settled
from pipeline.pages.struck import struck_apart
from pipeline.pages.text import UNKNOWN
from pipeline.values import Defect, SourceError

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def pages_of(data: bytes, numbers: Collection[int] = ()) -> Iterator[Page]:
    """The pages of a PDF, in order; where ``numbers`` are given, these alone."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        for number, page in enumerate(document.pages, 1):
            if numbers and number not in numbers:
                continue
            yield _page(document, page.page_obj, data, number)
            page.close()


def checked_pages_of(data: bytes, limits: Limits, numbers: Collection[int] = ()) -> Iterator[Page]:
    """The pages of a PDF, in order; where ``numbers`` are given, these alone.

    Raises:
        SourceError: "damaged", "truncated" or "no-unicode".
    """
    printed = unreadable = number = 0
    try:
        for page in pages_of(data, numbers):
            number = page.number
            printed += len(page.glyphs)
            unreadable += sum(1 for glyph in page.glyphs if glyph.text == UNKNOWN)
            yield page
    except Exception as error:
        if not is_raised_in(error, "pdfminer", "pdfplumber"):
            raise
        raise broken(data, number + 1) from error
    if limits.is_unreadable(unreadable, printed):
        raise SourceError(Defect("no-unicode"))


def _page(document: Any, page: Any, data: bytes, number: int) -> Page:
    left, bottom, right, top = _visible_box(page)
    turned = page.rotate % 180 == 90
    width, height = (top - bottom, right - left) if turned else (right - left, top - bottom)
    matrix: Matrix = {
        90: (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        180: (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        270: (0.0, -1.0, -1.0, 0.0, top, right),
    }.get(page.rotate % 360, (1.0, 0.0, 0.0, -1.0, -left, top))
    device = Device(document.rsrcmgr, width, height)
    Interpreter(document.rsrcmgr, device).render_contents(page.resources, page.contents, ctm=matrix)
    noted: set[int] = set()
    stamps: list[Glyph] = []
    for resources, stream, ctm, kind in appearances(page, matrix):
        if kind == STAMP:
            alone = Device(document.rsrcmgr, width, height)
            _show(alone, document, resources, stream, ctm)
            stamps += alone.glyphs
            if alone.glyphs:
                continue
        before = device.count
        _show(device, document, resources, stream, ctm)
        noted.update(range(before, device.count) if kind != "Widget" else ())
    device.drawn.sort_out([glyph.size for glyph in (*device.glyphs, *device.hidden)])
    pictures = device.drawn.without_rules(device.pictures)
    seen, hidden, covered = settled(
        Glyphs.of(device.emphasised()),
        device.hidden,
        device.drawn,
        (*pictures, *device.gradients),
        device.behind(),
        _Ink(data, number, width, height),
    )
    drawn = device.drawn
    result = Page(number, width, height, seen, hidden, *drawn.lines_and_areas(), pictures, tuple(drawn.shapes), covered=covered)
    result = replace(result, contradictions=tuple(device.contradictions), noted=frozenset(noted))
    numbered = [glyph._replace(index=device.count + k) for k, glyph in enumerate(stamps)]
    result = replace(result, watermarks=tuple(numbered))
    return struck_apart(result, list(struck_out(page, matrix)))


def _show(device: Device, document: Any, resources: Any, stream: Any, ctm: Matrix) -> None:
    """Has a device paint what an annotation shows."""
    device.set_ctm(ctm)
    device.clip = EVERYWHERE
    device.begin_figure(None, resolve1(stream.get("BBox")), AS_IT_IS)
    Interpreter(document.rsrcmgr, device).render_contents(resources, [stream], ctm=ctm)


def _visible_box(page: Any) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = page.mediabox
    left, right = sorted((float(x0), float(x1)))
    bottom, top = sorted((float(y0), float(y1)))
    if page.cropbox:
        cx0, cy0, cx1, cy1 = page.cropbox
        crop_left, crop_right = sorted((float(cx0), float(cx1)))
        crop_bottom, crop_top = sorted((float(cy0), float(cy1)))
        inner = max(left, crop_left), max(bottom, crop_bottom), min(right, crop_right), min(top, crop_top)
        if inner[0] < inner[2] and inner[1] < inner[3]:
            return inner
    return left, bottom, right, top


class _Ink:
    """Whether a rendering of the page shows anything but one colour where a glyph stands; rendered on first use."""

    def __init__(self, data: bytes, number: int, width: float, height: float) -> None:
        self.data, self.number, self.width, self.height = data, number, width, height
        self.image: Any = None

    def __call__(self, glyph: Glyph) -> bool:
        if self.image is None:
            import pypdfium2

            document = pypdfium2.PdfDocument(self.data)
            self.image = document[self.number - 1].render(scale=1, grayscale=True).to_pil()
            document.close()
        image = self.image
        unit_x, unit_y = image.width / self.width, image.height / self.height
        left, top = max(int(glyph.x0 * unit_x), 0), max(int(glyph.y0 * unit_y), 0)
        right, bottom = min(int(glyph.x1 * unit_x) + 1, image.width), min(int(glyph.y1 * unit_y) + 1, image.height)
        if left >= right or top >= bottom:  # off the page, or all of it under later text
            return False
        low, high = image.crop((left, top, right, bottom)).getextrema()
        return bool(high - low > 16)
