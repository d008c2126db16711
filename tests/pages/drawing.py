"""Small PDFs drawn for one trap each, with PyMuPDF as the pen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipeline.pages.mupdf import pymupdf

Pen = Callable[[Any, Any], None]


def pdf(*pens: Pen, width: float = 300, height: float = 400) -> bytes:
    """A PDF with one page per pen; a pen takes the page and the document."""
    document = pymupdf.open()
    for pen in pens:
        pen(document.new_page(width=width, height=height), document)
    return bytes(document.tobytes(no_new_id=True))


def add_resource(page: Any, document: Any, kind: str, xref: int) -> None:
    """Makes an object of the file the page's resource S of a kind (Shading, ExtGState)."""
    page.draw_line((0, -50), (1, -50))  # a page has resources once something is drawn on it
    owner, key = _resources_of(page, document)
    document.xref_set_key(owner, f"{key}{kind}", f"<</S {xref} 0 R>>")


def _resources_of(page: Any, document: Any) -> tuple[int, str]:
    """The object that holds a page's resources, and what their keys begin with in it."""
    found, value = document.xref_get_key(page.xref, "Resources")
    return (int(value.split()[0]), "") if found == "xref" else (page.xref, "Resources/")


def append(page: Any, document: Any, operators: bytes) -> None:
    """Adds raw operators to a page's content."""
    if not page.get_contents():
        page.draw_line((0, -50), (1, -50))
    stream = page.get_contents()[-1]
    document.update_stream(stream, document.xref_stream(stream) + b"\n" + operators)


def add_font(page: Any, document: Any, name: str, definition: str) -> None:
    """Makes a font of a PDF definition known to a page under a name."""
    page.insert_text((5, -50), "x")
    font = document.get_new_xref()
    document.update_object(font, definition)
    owner, key = _resources_of(page, document)
    key += "Font"
    kind, value = document.xref_get_key(owner, key)
    if kind == "xref":
        owner, key = int(value.split()[0]), ""
    document.xref_set_key(owner, f"{key}/{name}".lstrip("/"), f"{font} 0 R")


def japanese_font(encoding: str) -> str:
    """A Japanese font that is not embedded, under a predefined CMap."""
    return (
        f"<</Type/Font/Subtype/Type0/BaseFont/Ryumin/Encoding/{encoding}/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
        "/BaseFont/Ryumin/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/DW 1000/FontDescriptor"
        "<</Type/FontDescriptor/FontName/Ryumin/Flags 4/FontBBox[0 -136 1000 859]/ItalicAngle 0/Ascent 859/Descent -140"
        "/CapHeight 709/StemV 80>>>>]>>"
    )
