"""The font in which PDFium sets text whose own font the file does not hold: always the one that PyMuPDF brings along.

What PDFium sees must not depend on the fonts of a machine: a character that the substitute has no outline for is left out of its
text. And it interprets every outline twice, so large outlines of curves (Noto CJK) would cost ten times what all the rest does.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium

_FONT = "cjk"
_HANDLE = 1
_callback = dict(pdfium.FPDF_SYSFONTINFO._fields_)


@cache
def _data() -> bytes:
    from pipeline.pages.mupdf import pymupdf  # it takes long to load, and the witness may never be asked

    return bytes(pymupdf.Font(_FONT).buffer)


def _map_font(_this: Any, _weight: int, _italic: int, _charset: int, _pitch: int, _face: Any, _exact: Any) -> int:
    return _HANDLE


def _font_data(_this: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
    """The whole font into a buffer that has the room, and its size; PDFium does without its tables one by one."""
    if table:
        return 0
    if buffer and size >= len(_data()):
        ctypes.memmove(buffer, _data(), len(_data()))
    return len(_data())


_INFO = pdfium.FPDF_SYSFONTINFO(version=1, MapFont=_callback["MapFont"](_map_font), GetFontData=_callback["GetFontData"](_font_data))


@cache
def provide() -> None:
    """Has PDFium, which was begun, look for no other font from now on, in this process."""
    pdfium.FPDF_SetSystemFontInfo(_INFO)
