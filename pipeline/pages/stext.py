"""What MuPDF's text device found on a page, by column: an entry for each character in ``chars``, ``xs`` and so on.

PyMuPDF's ``rawdict`` makes a dictionary and two tuples of every character, which costs more than all that is done with
them later. Here the device's own records are copied as they lie in memory. Their form is public (MuPDF's header
fitz/structured-text.h) but may change with any release, so that is done for the releases that it was tried with
(``KNOWN``) alone; for any other ``rawdict`` tells the same columns.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import eq, lt
from struct import Struct
from typing import Any, NamedTuple

from pipeline.pages.mupdf import mupdf, pymupdf

KNOWN = ("1.28.5",)
"""Releases of MuPDF whose records are as ``_TEXT_BLOCK``, ``_VECTOR_BLOCK``, ``_LINE`` and ``_CHAR`` say."""

STROKED, RECTANGLE, CONTINUES = 1, 2, 4
"""``Vector.flags``: a stroke, a rectangle along the axes, a part of a path of which more is to come."""

_TEXT, _VECTOR = 0, 3
_BOLD = 16

Box = tuple[float, float, float, float]

_new = tuple.__new__


class TextLine(NamedTuple):
    """The characters from ``start`` to before ``end``, along ``direction`` (a unit vector), within ``box`` (points)."""

    box: Box
    vertical: bool
    direction: tuple[float, float]
    start: int
    end: int


class Vector(NamedTuple):
    """A painted path or a part of one within ``box`` (points), behind ``before`` characters; ``color`` 0xRRGGBB, ``alpha`` to 255."""

    box: Box
    flags: int
    color: int
    alpha: int
    before: int


class Face(NamedTuple):
    """A font by its name, without the prefix of a subset. ``kept`` keeps its key from being given to another font."""

    name: str
    is_bold: bool
    kept: Any = None


class Columns(NamedTuple):
    """The lines and paths of a page, each in the order of drawing, and its characters by column.

    ``xs`` and ``ys`` are origins, ``rights`` the right edges of the characters' boxes; ``box_of`` gives a whole box (all in
    points). ``fonts`` are keys of ``faces``, ``argbs`` 0xAARRGGBB, ``flags`` have a bit for filled (16) and one for stroked (32).
    """

    lines: Sequence[TextLine]
    vectors: Sequence[Vector]
    chars: str
    xs: Sequence[float]
    ys: Sequence[float]
    rights: Sequence[float]
    fonts: Sequence[Any]
    sizes: Sequence[float]
    argbs: Sequence[int]
    flags: Sequence[int]
    faces: Mapping[Any, Face]
    box_of: Callable[[int, TextLine], Box]


def columns_of(page: Any, faces: dict[Any, Face]) -> Columns:
    """A text device's page by column. Fonts that are met for the first time are added to ``faces``, which a document has once."""
    return _copied(page, faces) if _is_known() else _told(page, faces)


def origins(text: Any) -> Iterator[tuple[float, float]]:
    """Where the glyphs of a text object stand, in its own coordinates."""
    span = text.head
    while span:
        if _is_known():
            for x, y, *_ in _ITEM.iter_unpack(ctypes.string_at(int(span.items.this), span.len * _ITEM.size)):
                yield x, y
        else:
            items = mupdf.FzTextSpan(span)
            for number in range(span.len):
                item = items.items(number)
                yield item.x, item.y
        span = span.next


def _is_known() -> bool:
    return mupdf.FZ_VERSION in KNOWN and ctypes.sizeof(ctypes.c_void_p) == _POINTER


_POINTER = 8
_MAPPED = 4096
"""bytes; memory is mapped by pages of this size or a multiple: where one byte can be read, the rest of its page can, and so can what
lies between two records no further apart than this"""
_FAR = 100_000.0

# type, id, bbox, {first_line, last_line, flags} or {flags, argb} in the room of a matrix and an image, prev, next
_TEXT_BLOCK = Struct("@ii4fP24xPP")
_VECTOR_BLOCK = Struct("@ii4fII24xPP")
# wmode, flags, dir, bbox, first_char, last_char, prev, next
_LINE = Struct("@BB2f4fPPPP")
# c, bidi, flags, argb, origin, quad (upper left, upper right, lower left, lower right), size, font, next
_CHAR = Struct("@iHHI2f8ffPP")
# x, y, adv, gid, ucs, cid (fitz/text.h)
_ITEM = Struct("@3f3i")
_FLAGS, _ARGB, _X, _Y, _QUAD, _SIZE, _FONT, _NEXT = 6, 8, 12, 16, 20, 52, 56, 64


class _Memory:
    """Copies of the memory that was asked for last; records that belong together lie close together."""

    def __init__(self) -> None:
        self.start = 0
        self.copy = b""
        self.room = -1
        """the last place in the copy where any record has room"""

    def turn_to(self, address: int, size: int) -> int:
        """Copies the memory about ``size`` bytes from ``address`` on, and says where in the copy they are."""
        place = address % _MAPPED
        self.start = address - place
        self.copy = ctypes.string_at(self.start, -(-(place + size) // _MAPPED) * _MAPPED)
        self.room = len(self.copy) - max(_VECTOR_BLOCK.size, _LINE.size)
        return place

    def read(self, address: int, size: int) -> bytes:
        place = address - self.start
        if place < 0 or place + size > len(self.copy):
            place = self.turn_to(address, size)
        return self.copy[place : place + size]


def _copied(page: Any, faces: dict[Any, Face]) -> Columns:
    memory = _Memory()
    lines: list[TextLine] = []
    vectors: list[Vector] = []
    parts: list[bytes] = []
    count = 0
    first = page.m_internal.first_block
    address = int(first.this) if first else 0
    while address:
        place = address - memory.start
        if not 0 <= place <= memory.room:
            place = memory.turn_to(address, _VECTOR_BLOCK.size)
        kind, _, x0, y0, x1, y1, flags, argb, _, address = _VECTOR_BLOCK.unpack_from(memory.copy, place)
        if not (x0 < x1 and y0 < y1):
            continue
        if kind == _VECTOR:
            vectors.append(_new(Vector, ((x0, y0, x1, y1), flags, argb & 0xFFFFFF, argb >> 24, count)))
            continue
        following = _TEXT_BLOCK.unpack_from(memory.copy, place)[6] if kind == _TEXT else 0
        while following:
            place = following - memory.start
            if not 0 <= place <= memory.room:
                place = memory.turn_to(following, _LINE.size)
            vertical, _, ux, uy, x0, y0, x1, y1, head, tail, _, following = _LINE.unpack_from(memory.copy, place)
            if x0 < x1 and y0 < y1:
                if x0 > -_FAR and y0 > -_FAR and x1 < _FAR and y1 < _FAR:
                    square = int((x1 - x0) / (y1 - y0))
                    records = _linked(memory, head, tail, square + 2)
                else:
                    records = _near(_linked(memory, head, tail, 1))
                if not records:
                    continue
                parts.append(records)
                start, count = count, count + len(records) // _CHAR.size
                lines.append(_new(TextLine, ((x0, y0, x1, y1), vertical == 1, (ux, uy), start, count)))
    return _of_records(b"".join(parts), lines, vectors, faces)


def _linked(memory: _Memory, head: int, tail: int, about: int) -> bytes:
    """The records of a line's characters, some ``about`` many, as they follow each other. Most lie right behind the one before, so
    many are read at once.
    """
    size = _CHAR.size
    parts: list[bytes] = []
    while head:
        length = tail - head + size
        if not size <= length <= _MAPPED or length % size:
            length = min((_MAPPED - head % _MAPPED) // size, about) * size or size
        records = memory.read(head, length)
        links = memoryview(records).cast("P")[_NEXT // _POINTER :: size // _POINTER].tolist()
        usual = [*range(head + size, head + length, size), links[-1]]
        if links != usual:
            links = links[: list(map(eq, links, usual)).index(False) + 1]
            records = records[: len(links) * size]
        parts.append(records)
        head = links[-1]
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _near(records: bytes) -> bytes:
    """Without the characters that stand wholly so far off that no page can show them."""
    near: list[bytes] = []
    for place in range(0, len(records), _CHAR.size):
        corners = _CHAR.unpack_from(records, place)[6:14]
        if all(min(along) < _FAR and max(along) > -_FAR for along in (corners[::2], corners[1::2])):
            near.append(records[place : place + _CHAR.size])
    return b"".join(near)


def _column(records: bytes, place: int, code: str, size: int) -> memoryview:
    return memoryview(records).cast(code)[place // size :: _CHAR.size // size]  # type: ignore[call-overload, no-any-return]


def _of_records(records: bytes, lines: Sequence[TextLine], vectors: Sequence[Vector], faces: dict[Any, Face]) -> Columns:
    def box_of(position: int, line: TextLine) -> Box:
        *_, ulx, uly, urx, ury, llx, lly, lrx, lry, size, _, _ = _CHAR.unpack_from(records, position * _CHAR.size)
        top, bottom = min(uly, ury, lly, lry), max(uly, ury, lly, lry)
        if line.vertical:
            top = min(top, ctypes.c_float(bottom - size).value)
        return min(ulx, urx, llx, lrx), top, max(ulx, urx, llx, lrx), bottom

    xs = _column(records, _X, "f", 4).tolist()
    upper, lower = _column(records, _QUAD + 8, "f", 4), _column(records, _QUAD + 24, "f", 4)
    rights = upper.tolist()
    if upper != lower or any(map(lt, rights, xs)):
        rights = list(map(max, *(_column(records, _QUAD + corner, "f", 4) for corner in (0, 8, 16, 24))))
    fonts = _column(records, _FONT, "P", _POINTER).tolist()
    met = set(fonts)
    for font in met.difference(faces):
        place = fonts.index(font) * _CHAR.size
        faces[font] = _face(records[place : place + _CHAR.size])
    chars = _column(records, 0, "i", 4).tobytes().decode(f"utf-32-{sys.byteorder[0]}e", "surrogatepass")
    ys, sizes = _column(records, _Y, "f", 4), _column(records, _SIZE, "f", 4)
    argbs, flags = _column(records, _ARGB, "I", 4), _column(records, _FLAGS, "H", 2)
    return Columns(lines, vectors, chars, xs, ys, rights, fonts, sizes, argbs, flags, {font: faces[font] for font in met}, box_of)


def _face(record: bytes) -> Face:
    """The font of a character. PyMuPDF names fonts by records alone, so this one is laid into a record of our own."""
    char = mupdf.fz_stext_char()
    ctypes.memmove(int(char.this), record, _CHAR.size)
    font = mupdf.FzFont(mupdf.ll_fz_keep_font(char.font))
    name = pymupdf.JM_EscapeStrFromStr(pymupdf.JM_font_name(font))
    return Face(name, bool(mupdf.fz_font_is_bold(font)), font)


def _told(page: Any, faces: dict[Any, Face]) -> Columns:
    """The same by ``rawdict``."""
    lines: list[TextLine] = []
    vectors: list[Vector] = []
    found: list[tuple[Any, ...]] = []
    boxes: list[Box] = []
    met: dict[Any, Face] = {}
    for block in _rawdict(page):
        if block["type"] == _VECTOR:
            flags = STROKED * block["stroked"] | RECTANGLE * block["isrect"] | CONTINUES * block["continues"]
            vectors.append(Vector(block["bbox"], flags, block["color"], block["alpha"], len(found)))
        for line in block["lines"] if block["type"] == _TEXT else ():
            start = len(found)
            for span in line["spans"]:
                face = Face(span["font"], bool(span["flags"] & _BOLD))
                faces[face] = met[face] = face
                look = face, span["size"], span["alpha"] << 24 | span["color"], span["char_flags"]
                found += [(char["c"], *char["origin"], char["bbox"][2], *look) for char in span["chars"]]
                boxes += [char["bbox"] for char in span["chars"]]
            if len(found) > start:
                lines.append(TextLine(line["bbox"], bool(line["wmode"]), line["dir"], start, len(found)))
    columns: list[Any] = list(map(list, zip(*found, strict=True))) or [[]] * 8
    chars, xs, ys, rights, fonts, sizes, argbs, flags = columns
    return Columns(lines, vectors, "".join(chars), xs, ys, rights, fonts, sizes, argbs, flags, met, lambda position, _: boxes[position])


def _rawdict(page: Any) -> Sequence[Any]:
    """Heights of boxes are as fonts have them: what PyMuPDF mends of them is not used here."""
    pymupdf.TOOLS.unset_quad_corrections(True)
    try:
        return pymupdf.TextPage(page).extractRAWDICT()["blocks"]  # type: ignore[no-any-return]
    finally:
        pymupdf.TOOLS.unset_quad_corrections(False)
