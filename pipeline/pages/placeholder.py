"""The picture that stands where a page cannot be drawn: which page it is and why, so that nobody takes a gap for a blank page.

In goes the defect, out come PNG bytes, which ``is_placeholder`` knows again: a page is drawn anew as soon as it can be.
"""

from __future__ import annotations

import io
from typing import Any

from pipeline.rules.defects import message
from pipeline.values import Defect

A4 = (595.0, 842.0)
"""Points; the size of a page of which none is known."""
_TITLE = "kyoten placeholder"
HEAD = 1024
"""Bytes of a PNG within which its title stands, before the picture."""
_FONT = "cjk"
_TYPE = 14.0
_MARGIN = 36.0


def placeholder(defect: Defect, size: tuple[float, float] = A4, scale: float = 1.0) -> bytes:
    """A page of that size in points, ``scale`` pixels to a point, that names its number and the defect in both languages."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    from pipeline.pages.mupdf import pymupdf
    from pipeline.pages.render import within_pixels

    width, height = size
    document: Any = pymupdf.open()
    page = document.new_page(width=width, height=height)
    page.insert_font(fontname=_FONT, fontbuffer=pymupdf.Font(_FONT).buffer)
    page.draw_rect(pymupdf.Rect(0, 0, width, height), color=(0.6, 0.6, 0.6), fill=(0.93, 0.93, 0.93))
    said = f"{defect.page}ページは描けませんでした [{defect.code}]\n{message(defect, 'ja')}\n\n"
    said += f"Page {defect.page} could not be drawn [{defect.code}]\n{message(defect, 'en')}"
    room = pymupdf.Rect(_MARGIN, _MARGIN, max(width, 2 * _MARGIN + _TYPE) - _MARGIN, max(height, 2 * _MARGIN + _TYPE) - _MARGIN)
    page.insert_textbox(room, said, fontname=_FONT, fontsize=min(_TYPE, width / len(said) ** 0.5))
    fine = within_pixels(width * height, scale)
    pixels = page.get_pixmap(matrix=pymupdf.Matrix(fine, fine), alpha=False)
    image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)
    info = PngInfo()
    info.add_text("Title", _TITLE)
    written = io.BytesIO()
    image.quantize(16).save(written, "png", pnginfo=info)
    return written.getvalue()


def is_placeholder(picture: bytes) -> bool:
    """Whether a PNG, or its beginning, is that of ``placeholder``."""
    return _TITLE.encode() in picture[:HEAD]
