"""A page with what was recognised on it drawn over, for a person who asks why.

In go the picture of a page, its size and the outlines to draw, in points as displayed; out comes a PNG with a legend at its
right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.pages.mupdf import pymupdf
from pipeline.pages.render import within_pixels

LEGEND = 150.0
"""Points that the legend takes at the right."""
FONT = "cjk"


@dataclass(frozen=True, slots=True)
class OutlineLook:
    """How one kind of outline is drawn; ``color`` 0xRRGGBB, ``inset`` in points keeps outlines of one place apart."""

    name: str
    color: int
    width: float = 0.8
    fill: bool = False
    inset: float = 0.0


@dataclass(frozen=True, slots=True)
class Outline:
    """A rectangle (x0, y0, x1, y1) with a short label at its upper left corner."""

    look: OutlineLook
    box: tuple[float, float, float, float]
    label: str = ""


def drawn_over(
    picture: bytes, size: tuple[float, float], outlines: Sequence[Outline], legend: Sequence[OutlineLook], scale: float
) -> bytes:
    """The picture of a page of that size in points, with the outlines, as PNG, ``scale`` pixels to a point."""
    width, height = size
    document: Any = pymupdf.open()
    page = document.new_page(width=width + LEGEND, height=height)
    page.insert_font(fontname=FONT, fontbuffer=pymupdf.Font("cjk").buffer)
    page.insert_image(pymupdf.Rect(0, 0, width, height), stream=picture, keep_proportion=False)
    for outline in outlines:
        _draw(page, outline, (width, height))
    for line, look in enumerate(legend):
        y = 30.0 + 18 * line
        _draw(page, Outline(look, (width + 12, y - 9, width + 34, y + 2)), (width + LEGEND, height))
        page.insert_text((width + 40, y), look.name, fontname=FONT, fontsize=9)
    fine = within_pixels((width + LEGEND) * height, scale)
    pixels = page.get_pixmap(matrix=pymupdf.Matrix(fine, fine), alpha=False)
    return bytes(pixels.tobytes("png"))


def _draw(page: Any, outline: Outline, size: tuple[float, float]) -> None:
    look = outline.look
    x0, y0, x1, y1 = outline.box
    box = (max(x0, 0.0) + look.inset, max(y0, 0.0) + look.inset, min(x1, size[0]) - look.inset, min(y1, size[1]) - look.inset)
    if box[2] - box[0] < 0.1 or box[3] - box[1] < 0.1:
        return
    color = ((look.color >> 16) / 255, (look.color >> 8 & 255) / 255, (look.color & 255) / 255)
    page.draw_rect(
        pymupdf.Rect(*box),
        color=color,
        fill=color if look.fill else None,
        width=look.width,
        stroke_opacity=0.8,
        fill_opacity=0.16,
    )
    if outline.label:
        page.insert_text((box[0] + 0.5, max(box[1] - 0.8, 5.0)), outline.label, fontname=FONT, fontsize=5.5, color=color)
