"""A document as PDFium reads it, the witness beside the engine that the sheet is read by.

In go a PDF's bytes, out come the characters of its pages, all, in a box or one by one with their places, and what is known of how they
are drawn. Characters are given as they are compared (``compared.py``).
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from itertools import pairwise
from types import TracebackType
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2.version import PDFIUM_INFO, PYPDFIUM_INFO

from pipeline.pages.agreement import middle
from pipeline.pages.clips import middle_of_ink
from pipeline.pages.compared import as_compared, parts_of
from pipeline.pages.matrices import Matrix, corners_of, moved, product
from pipeline.pages.model import ABOVE, BELOW, Glyph, Glyphs, Page, Style
from pipeline.pages.substitute import provide
from pipeline.pages.text import signs_for
from pipeline.pages.turning import LEVEL, style_of
from pipeline.values import Box

_DEEPEST = 12
"""Forms drawn in forms are followed so deep; the format sets no limit."""
_MOST_OPEN = 60
"""So many pages are kept open for whoever asks again; a sheet has some twenty."""
_INSET = 0.9
"""points by which a box is made smaller, so that no ink of the line above, below or beside it is in it"""
_ROOM = 2048
"""characters that a text rarely exceeds; one that does is asked for again"""
_TELLING = 100
"""characters, evenly taken, that tell of what size a page's type is: to place all of a page takes longer than to read it"""
_WITHOUT_INK = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_WHITE = 250
"""of 255; a colour of which no part is less is that of paper"""
_AT_ONE_PLACE = 0.3
"""of the letters of a page stand where the one before does at most, printed over others as fake bold is; else none is placed"""
_LONGEST_NAME = 128
"""bytes of a font's name; that of a symbol font is shorter"""
_MOST_FILES = 100
"""So many attached files are looked at."""


class Witness:
    """One document as PDFium reads it; to be used in a ``with`` block. ``pages`` is 0 where PDFium cannot open it."""

    def __init__(self, data: bytes) -> None:
        _started()
        self._data = data
        self._opened: dict[int, WitnessPage] = {}
        self._document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        self.pages: int = pdfium.FPDF_GetPageCount(self._document) if self._document else 0

    def __enter__(self) -> Witness:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for page in self._opened.values():
            page.close()
        if self._document:
            pdfium.FPDF_CloseDocument(self._document)

    @property
    def attachments(self) -> tuple[str, ...]:
        """The names of the files that are attached to the document."""
        many = max(pdfium.FPDFDoc_GetAttachmentCount(self._document), 0) if self._document else 0
        return tuple(_name_of(pdfium.FPDFDoc_GetAttachment(self._document, k)) for k in range(min(many, _MOST_FILES)))

    def page(self, number: int) -> WitnessPage:
        """A page, counted from 1; it stays open as long as the document does."""
        if number not in self._opened:
            if len(self._opened) >= _MOST_OPEN:
                self._opened.pop(next(iter(self._opened))).close()
            self._opened[number] = WitnessPage(self._document, number)
        return self._opened[number]

    def flattened(self, number: int) -> list[Glyph]:
        """The glyphs of a page with what its annotations show. (Flattening changes the document: it is opened anew.)"""
        with Witness(self._data) as again:
            page = WitnessPage(again._document, number, flattened=True)
            found = page.glyphs()
            page.close()
        return found


def _name_of(attachment: Any) -> str:
    size = pdfium.FPDFAttachment_GetName(attachment, None, 0)
    name = ctypes.create_string_buffer(max(size, 2))
    pdfium.FPDFAttachment_GetName(attachment, ctypes.cast(name, ctypes.POINTER(ctypes.c_ushort)), size)
    return name.raw[: size - 2].decode("utf-16-le", "replace")


def version() -> str:
    """Which PDFium this is."""
    return f"PDFium {PDFIUM_INFO}, pypdfium2 {PYPDFIUM_INFO}"


@cache
def _started() -> None:
    pdfium.FPDF_InitLibrary()
    provide()


class WitnessPage:
    """One page as PDFium reads it, until it is closed."""

    def __init__(self, document: Any, number: int, *, flattened: bool = False) -> None:
        self._page = pdfium.FPDF_LoadPage(document, number - 1)
        if flattened and self._page and pdfium.FPDFPage_Flatten(self._page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
            pdfium.FPDF_ClosePage(self._page)
            self._page = pdfium.FPDF_LoadPage(document, number - 1)
        self._text = pdfium.FPDFText_LoadPage(self._page) if self._page else None

    def close(self) -> None:
        if self._text:
            pdfium.FPDFText_ClosePage(self._text)
        if self._page:
            pdfium.FPDF_ClosePage(self._page)
        self._text = self._page = None

    def text_in(self, box: Box) -> str:
        """What PDFium gives for a box of the page as displayed, in the order in which the page prints it, folded for comparison.

        A character belongs to it where its ink meets the box, which is made smaller for that by ``_INSET``."""
        return as_compared(self._bounded(box))

    def lines_in(self, box: Box) -> list[str]:
        """The lines of ``text_in``, as PDFium parts them, each folded."""
        return [line for line in map(as_compared, self._bounded(box).splitlines()) if line]

    def _bounded(self, box: Box) -> str:
        if not self._text:
            return ""
        inset = min(_INSET, (box.x1 - box.x0) / 4, (box.y1 - box.y0) / 4)
        corners = ((box.x0 + inset, box.y0 + inset), (box.x1 - inset, box.y1 - inset))
        (x0, y0), (x1, y1) = moved(self._back, corners)
        edges = (min(x0, x1), max(y0, y1), max(x0, x1), min(y0, y1))
        room = (ctypes.c_ushort * _ROOM)()
        written = pdfium.FPDFText_GetBoundedText(self._text, *edges, room, _ROOM)
        if written >= _ROOM:
            most = pdfium.FPDFText_GetBoundedText(self._text, *edges, None, 0)
            room = (ctypes.c_ushort * (most + 1))()
            written = pdfium.FPDFText_GetBoundedText(self._text, *edges, room, most + 1)
        return bytes(memoryview(room).cast("B")[: 2 * written]).decode("utf-16-le", "replace").rstrip("\0")

    @cached_property
    def _back(self) -> Matrix:
        """From points of the page as displayed to PDFium's coordinates."""
        a, b, c, d, e, f = self._displayed()
        turn = a * d - b * c
        return d / turn, -b / turn, -c / turn, a / turn, (c * f - d * e) / turn, (b * e - a * f) / turn

    @property
    def characters(self) -> str:
        """All characters in PDFium's order, as they are extracted, with the white space that it makes up."""
        many = pdfium.FPDFText_CountChars(self._text) if self._text else 0
        if many <= 0:
            return ""
        # a character outside the basic plane takes two
        room = (ctypes.c_ushort * (2 * many + 1))()
        written = pdfium.FPDFText_GetText(self._text, 0, many, room)
        return bytes(room)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")

    @property
    def has_annotations(self) -> bool:
        return bool(self._page) and pdfium.FPDFPage_GetAnnotCount(self._page) > 0

    def glyphs(self) -> list[Glyph]:
        """The printed characters one by one, folded for comparison, with em boxes as displayed."""
        if not self._text:
            return []
        shown = self._displayed()
        found: list[Glyph] = []
        high = 0
        for k in range(pdfium.FPDFText_CountChars(self._text)):
            code = pdfium.FPDFText_GetUnicode(self._text, k)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000 and high:
                code = 0x10000 + (high - 0xD800) * 0x400 + code - 0xDC00
            if not pdfium.FPDFText_IsGenerated(self._text, k):
                place = self._place(k, shown)
                found += [place._replace(text=part) for part in parts_of(self.signs[k][1] if k in self.signs else chr(code))]
        return found

    @cached_property
    def signs(self) -> Mapping[int, tuple[str, str]]:
        """By the indexes of their characters what is set in symbol fonts: the letter that PDFium gives, and the sign that is printed."""
        fonts = {_address(one): signs for one, _ in self._text_objects() if (signs := signs_for(_font_of(one)))}
        many = pdfium.FPDFText_CountChars(self._text) if self._text and fonts else 0
        told = ((k, _address(pdfium.FPDFText_GetTextObject(self._text, k)), pdfium.FPDFText_GetUnicode(self._text, k)) for k in range(many))
        return {k: (chr(code), sign) for k, drawn, code in told if (sign := fonts.get(drawn, {}).get(chr(code)))}

    @cached_property
    def places_letters(self) -> bool:
        """Whether PDFium tells where the letters of this page stand. It tells one place for all letters of a text that the file gives
        in place of these, and on a form (a page that is drawn on another at another size) not even a box where that place is."""
        if not self._on_forms:
            return True
        glyphs = self.glyphs()
        at_one_place = sum(one[:4] == other[:4] and one.index != other.index for one, other in pairwise(glyphs))
        return at_one_place <= _AT_ONE_PLACE * len(glyphs)

    def type_size(self) -> float:
        """The usual size of the page's type in points as displayed, told by some of its characters; 0 where it has none."""
        if not self._text:
            return 0.0
        shown, many = self._displayed(), pdfium.FPDFText_CountChars(self._text)
        some = range(0, many, 1 + many // _TELLING)
        sizes = sorted(self._place(k, shown).size for k in some if not pdfium.FPDFText_IsGenerated(self._text, k))
        return sizes[len(sizes) // 2] if sizes else 0.0

    def _place(self, k: int, shown: Matrix) -> Glyph:
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._text, k, x, y)
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._text, k, matrix)
        a, b, c, d, *_ = product((matrix.a, matrix.b, matrix.c, matrix.d, 0.0, 0.0), shown)
        (origin,) = moved(self._outer_of(k, (x.value, y.value), shown), [(x.value, y.value)])
        return _em_box((a, b, c, d, *origin), pdfium.FPDFText_GetFontSize(self._text, k), k)

    def _outer_of(self, k: int, origin: tuple[float, float], shown: Matrix) -> Matrix:
        """The way from the origin of a character to the page as displayed: that of what the file gives for a text object on a form (a page
        that is drawn on another) is told in the form's own coordinates, where the object stands."""
        if not self._on_forms:
            return shown
        drawn, matrix = pdfium.FPDFText_GetTextObject(self._text, k), pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
        return self._on_forms.get(_address(drawn), shown) if (matrix.e, matrix.f) == origin else shown

    def as_read(self, number: int, glyphs: Iterable[Glyph]) -> Page:
        """The page with these of its glyphs and nothing that is drawn."""
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(self._page, box)
        sides = abs(box.right - box.left), abs(box.top - box.bottom)
        width, height = reversed(sides) if pdfium.FPDFPage_GetRotation(self._page) % 2 else sides
        return Page(number, width, height, Glyphs.of(glyphs), (), (), (), (), ())

    def is_hidden(self, glyph: Glyph) -> bool:
        """Whether a glyph of this page is drawn without ink, in white, or where its clip shows nothing."""
        drawn = pdfium.FPDFText_GetTextObject(self._text, glyph.index)
        if pdfium.FPDFTextObj_GetTextRenderMode(drawn) in _WITHOUT_INK:
            return True
        parts = [ctypes.c_uint() for _ in range(4)]
        is_white = pdfium.FPDFPageObj_GetFillColor(drawn, *parts) and all(part.value >= _WHITE for part in parts[:3])
        return bool(is_white) or self.outside_its_clip(glyph)

    def outside_its_clip(self, glyph: Glyph) -> bool:
        """Whether a glyph of this page stands where the clip that its text is drawn under shows nothing."""
        drawn = pdfium.FPDFText_GetTextObject(self._text, glyph.index)
        clip, shown = pdfium.FPDFPageObj_GetClipPath(drawn), self._on_forms.get(_address(drawn)) or self._displayed()
        x, y = middle_of_ink(glyph.text, glyph.x0, glyph.x1), middle(glyph)
        for path in range(max(pdfium.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
            corners = moved(shown, _corners(clip, path))
            xs, ys = [at for at, _ in corners], [at for _, at in corners]
            if corners and not (min(xs) <= x <= max(xs) and min(ys) <= y <= max(ys)):
                return True
        return False

    def left_out(self) -> list[Glyph]:
        """Where the text objects stand that PDFium knows of and keeps out of its text."""
        if not self._text:
            return []
        seen = {_address(pdfium.FPDFText_GetTextObject(self._text, k)) for k in range(pdfium.FPDFText_CountChars(self._text))}
        return [place for address, place in self._objects() if address not in seen]

    def as_drawn(self, glyphs: Iterable[Glyph]) -> list[Glyph]:
        """Glyphs of this page in the order in which their text objects are drawn, which PDFium leaves where some stand on one line."""
        order = {_address(one): number for number, (one, _) in enumerate(self._text_objects())}
        return sorted(
            glyphs, key=lambda glyph: (order.get(_address(pdfium.FPDFText_GetTextObject(self._text, glyph.index)), 0), glyph.index)
        )

    def _objects(self) -> Iterator[tuple[int, Glyph]]:
        for one, outer in self._text_objects():
            matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
            pdfium.FPDFPageObj_GetMatrix(one, matrix)
            pdfium.FPDFTextObj_GetFontSize(one, size)
            yield _address(one), _with_bounds(_em_box(product(_of(matrix), outer), size.value, 0), one, outer)

    def _text_objects(self) -> Iterator[tuple[Any, Matrix]]:
        """The text objects of the page and of the forms drawn on it, each with the way from its coordinates to those of the page as
        displayed."""
        tops = [pdfium.FPDFPage_GetObject(self._page, k) for k in range(pdfium.FPDFPage_CountObjects(self._page))]
        left = [(one, self._displayed(), 0) for one in reversed(tops)]
        while left:
            one, outer, depth = left.pop()
            kind = pdfium.FPDFPageObj_GetType(one)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                yield one, outer
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                matrix = pdfium.FS_MATRIX()
                pdfium.FPDFPageObj_GetMatrix(one, matrix)
                inner = product(_of(matrix), outer)
                many = max(pdfium.FPDFFormObj_CountObjects(one), 0)
                left += [(pdfium.FPDFFormObj_GetObject(one, k), inner, depth + 1) for k in range(many)]

    @cached_property
    def _on_forms(self) -> Mapping[int, Matrix]:
        """The way from the coordinates of each text object that is on a form to those of the page as displayed, by the object's address."""
        shown = self._displayed()
        return {_address(one): outer for one, outer in self._text_objects() if outer != shown}

    def _displayed(self) -> Matrix:
        """From PDFium's coordinates of the page to points from the top left of the page as displayed."""
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(self._page, box)
        return {
            1: (0.0, 1.0, 1.0, 0.0, -box.bottom, -box.left),
            2: (-1.0, 0.0, 0.0, 1.0, box.right, -box.bottom),
            3: (0.0, -1.0, -1.0, 0.0, box.top, box.right),
        }.get(pdfium.FPDFPage_GetRotation(self._page), (1.0, 0.0, 0.0, -1.0, -box.left, box.top))


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _font_of(drawn: Any) -> str:
    """The name of a text object's font."""
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    font = pdfium.FPDFTextObj_GetFont(drawn)
    return name.value.decode("latin-1") if font and pdfium.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME) else ""


def _corners(clip: Any, path: int) -> Iterator[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for k in range(max(pdfium.FPDFClipPath_CountPathSegments(clip, path), 0)):
        if pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, path, k), x, y):
            yield x.value, y.value


def _with_bounds(first: Glyph, one: Any, outer: Matrix) -> Glyph:
    """The em box of a text object's first character, widened to where its last one stands."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(one, *edges):
        return first
    left, bottom, right, top = (edge.value for edge in edges)
    xs, ys = zip(*moved(outer, corners_of(left, bottom, right, top)), strict=True)
    return first._replace(x0=min(first.x0, *xs), y0=min(first.y0, *ys), x1=max(first.x1, *xs), y1=max(first.y1, *ys))


def _of(matrix: Any) -> Matrix:
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _em_box(turn: Matrix, type_size: float, index: int) -> Glyph:
    """The em box, as displayed, of what is set in type of a size at the origin of a matrix; its text is still to be told."""
    a, b, c, d, x, y = turn
    size = abs(type_size) * math.sqrt(abs(a * d - b * c))
    along, up = math.hypot(a, b) or 1.0, math.hypot(c, d) or 1.0
    xs = [x + size * (m * a / along + n * c / up) for m in (0.0, 1.0) for n in (ABOVE, -BELOW)]
    ys = [y + size * (m * b / along + n * d / up) for m in (0.0, 1.0) for n in (ABOVE, -BELOW)]
    style = Style.PLAIN if a / along > LEVEL else style_of(a / along, b / along)
    return Glyph(min(xs), min(ys), max(xs), max(ys), "", size, style, 0, index)
