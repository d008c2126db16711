"""A sheet laid on the glass of a scanner: in goes a PDF, out comes one of pictures alone, the same bytes for the same kind of scan.

Kinds are how offices scan: at 150 to 600 dots an inch, in grey, colour or black and white, straight or askew, blurred and noisy, the
pile turned, two pages side by side, an ink that is pale or runs, a seal and handwriting over the print.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
import pymupdf
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

POINTS = 72
"""to an inch"""
WHITE = 255
THRESHOLD = 150
"""of 255; what is darker is black in black and white"""
PALE = 0.45
"""of the darkness of the print is that of pale ink"""
SEAL = (200, 30, 30)
SEAL_SIZE, SEAL_LINE = 36.0, 1.5
"""pt; how large a seal's ring is, and how wide its line"""
PEN = (30, 40, 120)
PEN_LINE = 1.2
"""pt"""

Coding = Literal["jpeg", "g4", "jbig2"]


@dataclass(frozen=True, slots=True)
class Glass:
    """How a sheet is scanned: ``askew`` in degrees (every other page the other way), ``blur`` and ``noise`` in pixels and in shades of
    grey, ``turned`` in degrees clockwise, ``bold`` in pixels by which ink runs."""

    dpi: int = 300
    coding: Coding = "jpeg"
    colour: bool = False
    quality: int = 85
    askew: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    turned: int = 0
    two_up: bool = False
    pale: bool = False
    bold: int = 0
    stamped: bool = False


KINDS = {
    "300": Glass(),
    "300-askew": Glass(quality=70, askew=0.7, blur=0.5, noise=4),
    "200": Glass(200),
    "200-askew": Glass(200, quality=70, askew=0.7, blur=0.5, noise=6),
    "150": Glass(150),
    "600": Glass(600),
    "colour": Glass(colour=True, quality=70),
    "g4": Glass(coding="g4"),
    "g4-200": Glass(200, coding="g4"),
    "jbig2": Glass(coding="jbig2"),
    "turned-90": Glass(200, turned=90),
    "turned-180": Glass(200, turned=180),
    "two-up": Glass(300, two_up=True),
    "pale": Glass(pale=True),
    "bold": Glass(bold=3),
    "stamped": Glass(colour=True, stamped=True),
}


class Side(NamedTuple):
    """One picture, and how large (points) the glass is that it covers."""

    picture: Image.Image
    wide: float
    high: float


def scanned(data: bytes, glass: Glass) -> bytes:
    """The sheet as a PDF of pictures."""
    result: Any = pymupdf.open()
    for side in _sides(data, glass):
        page = result.new_page(width=side.wide, height=side.high)
        if glass.coding == "jpeg":
            page.insert_image(page.rect, stream=_jpeg(side.picture, glass.quality))
        else:
            _insert_bitonal(result, page, side.picture, glass.coding)
    result.set_metadata({})
    return bytes(result.tobytes(garbage=3, no_new_id=True))


def _sides(data: bytes, glass: Glass) -> Iterator[Side]:
    source: Any = pymupdf.open(stream=data, filetype="pdf")
    if glass.two_up:
        source = _two_up(source)
    for number, page in enumerate(source):
        shown = _picture(page, glass)
        if glass.stamped:
            _stamp(shown, glass.dpi / POINTS)
        shown = _worn(shown, glass, number)
        wide, high = page.rect.width, page.rect.height
        if glass.turned:
            shown = shown.rotate(-glass.turned, expand=True)
            wide, high = (high, wide) if glass.turned % 180 else (wide, high)
        yield Side(shown, wide, high)


def _two_up(source: Any) -> Any:
    result: Any = pymupdf.open()
    for number in range(0, source.page_count, 2):
        left = source[number].rect
        page = result.new_page(width=2 * left.width, height=left.height)
        for k in range(min(2, source.page_count - number)):
            page.show_pdf_page(pymupdf.Rect(k * left.width, 0, (k + 1) * left.width, left.height), source, number + k)
    return result


def _picture(page: Any, glass: Glass) -> Image.Image:
    shown = page.get_pixmap(dpi=glass.dpi, colorspace=pymupdf.csRGB if glass.colour else pymupdf.csGRAY, alpha=False)
    return Image.frombytes("RGB" if glass.colour else "L", (shown.width, shown.height), shown.samples)


def _worn(picture: Image.Image, glass: Glass, number: int) -> Image.Image:
    """The picture as paper, ink and glass have left it."""
    white = (WHITE,) * 3 if glass.colour else WHITE
    if glass.bold:
        picture = picture.filter(ImageFilter.MinFilter(glass.bold))
    if glass.pale:
        picture = picture.point([round(WHITE - PALE * (WHITE - shade)) for shade in range(WHITE + 1)])
    if glass.askew:
        picture = picture.rotate(glass.askew if number % 2 else -glass.askew, Image.Resampling.BICUBIC, fillcolor=white)
    if glass.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(glass.blur))
    if glass.noise:
        shades = np.asarray(picture, dtype=np.float32)
        noise: NDArray[np.float32] = np.random.default_rng(number).normal(0, glass.noise, shades.shape).astype(np.float32)
        picture = Image.fromarray(np.clip(shades + noise, 0, WHITE).astype(np.uint8))
    return picture


def _stamp(picture: Image.Image, unit: float) -> None:
    """A seal's red ring with strokes in it beside the title, and a line and a tick of a pen in the margins."""
    draw, wide = ImageDraw.Draw(picture), picture.width / unit
    x, y, size = wide - 60 - SEAL_SIZE, 3.0, SEAL_SIZE

    def scaled(*points: float) -> list[float]:
        return [point * unit for point in points]

    draw.ellipse(scaled(x, y, x + size, y + size), outline=SEAL, width=round(SEAL_LINE * unit))
    for k in (0.3, 0.5, 0.7):
        draw.line(scaled(x + 0.25 * size, y + k * size, x + 0.75 * size, y + k * size), SEAL, round(SEAL_LINE * unit))
    draw.line(scaled(x + size / 2, y + 0.2 * size, x + size / 2, y + 0.8 * size), SEAL, round(SEAL_LINE * unit))
    wave = [at for k in range(40) for at in (30 + 3.0 * k, 20 + 4 * np.sin(k))]
    draw.line(scaled(*wave), PEN, round(PEN_LINE * unit))
    draw.line(scaled(12, 300, 17, 308, 28, 288), PEN, round(PEN_LINE * unit))


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    file = io.BytesIO()
    picture.save(file, "jpeg", quality=quality)
    return file.getvalue()


def _insert_bitonal(result: Any, page: Any, picture: Image.Image, coding: Coding) -> None:
    """Puts a picture in black and white on a page, its stream as fax machines code it, in JBIG2's wrapping or without."""
    wide, high = picture.size
    black = picture.convert("L").point([WHITE if shade >= THRESHOLD else 0 for shade in range(WHITE + 1)]).convert("1")
    xref = page.insert_image(page.rect, pixmap=pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 1, 1), False), keep_proportion=False)
    fax = _fax(black)
    parameters = f"<</K -1/Columns {wide}/Rows {high}>>" if coding == "g4" else "null"
    filter_name = "/CCITTFaxDecode" if coding == "g4" else "/JBIG2Decode"
    result.update_stream(xref, fax if coding == "g4" else _jbig2(fax, wide, high), compress=False)
    keys = {"Filter": filter_name, "DecodeParms": parameters, "BitsPerComponent": "1", "Width": f"{wide}", "Height": f"{high}"}
    for key, value in keys.items():
        result.xref_set_key(xref, key, value)


def _fax(black: Image.Image) -> bytes:
    """The code of Group 4, black as ones."""
    file = io.BytesIO()
    black.save(file, "tiff", compression="group4", strip_size=black.width * black.height, tiffinfo={262: 0})
    tiff = Image.open(io.BytesIO(file.getvalue()))
    (offset,), (count,) = tiff.tag_v2[273], tiff.tag_v2[279]  # type: ignore[attr-defined]
    return file.getvalue()[offset : offset + count]


def _jbig2(fax: bytes, wide: int, high: int) -> bytes:
    """JBIG2 of one page of which all is one generic region in the code of Group 4 (ISO 14492, 7.4.6 and 7.4.8)."""
    page = struct.pack(">IIIIBH", wide, high, 0, 0, 0, 0)
    region = struct.pack(">IIIIBB", wide, high, 0, 0, 0, 1) + fax
    return b"".join(struct.pack(">IBBBI", number, kind, 0, 1, len(body)) + body for number, kind, body in ((0, 48, page), (1, 38, region)))
