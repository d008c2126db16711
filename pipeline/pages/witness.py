"""The witness: PDFium reads every page beside the engine that the sheet is read by, and each run hears what it sees.

In go a PDF's bytes and the pages as the reading engine gives them, out comes a defect "engines-disagree" for every run of
characters that only one of the two sees. White space is left out. What PDFium is known to leave out of its text is no
disagreement: a character that is printed beside its like in an object of its own (taken for fake bold), one whose
substitute font has no outline for it, and text of annotations unless they are flattened.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from types import TracebackType
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2.version import PDFIUM_INFO, PYPDFIUM_INFO

from pipeline.geometry.rect import bounds_of
from pipeline.pages.agreement import NOTHING, alone, middle, named, unlike
from pipeline.pages.clips import middle_of_ink
from pipeline.pages.matrices import Matrix, corners_of, moved, product
from pipeline.pages.model import ABOVE, BELOW, Glyph, Glyphs, Page, Style
from pipeline.pages.settle import DOUBLE_EM
from pipeline.pages.substitute import provide
from pipeline.pages.text import CLEAN, UNKNOWN
from pipeline.pages.turning import LEVEL, style_of
from pipeline.rules import load
from pipeline.values import Box, Defect

_HYPHENS = "\x02\ufffe"
"""What PDFium puts in place of a hyphen at the end of a line."""
_LIGATURES = "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
"""ff, fi and so on: one engine gives the sign, another its letters."""
_NEAR = 0.5
"""em; what two engines see no further apart stands in one place"""
_OVERLAP = 0.5
"""em; a like character nearer than this is printed over the other one …"""
_BESIDE = 1.1
"""em; … and one no further off than this stands right beside it"""
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
        return folded(self._bounded(box))

    def lines_in(self, box: Box) -> list[str]:
        """The lines of ``text_in``, as PDFium parts them, each folded."""
        return [line for line in map(folded, self._bounded(box).splitlines()) if line]

    def _bounded(self, box: Box) -> str:
        if not self._text:
            return ""
        inset = min(_INSET, (box.x1 - box.x0) / 4, (box.y1 - box.y0) / 4)
        corners = ((box.x0 + inset, box.y0 + inset), (box.x1 - inset, box.y1 - inset))
        (x0, y0), (x1, y1) = (_moved(self._back, *corner) for corner in corners)
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
                found += [place._replace(text=part) for part in _parts(chr(code))]
        return found

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
        turn = product((matrix.a, matrix.b, matrix.c, matrix.d, x.value, y.value), shown)
        return _em_box(turn, pdfium.FPDFText_GetFontSize(self._text, k), k)

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
        clip = pdfium.FPDFPageObj_GetClipPath(pdfium.FPDFText_GetTextObject(self._text, glyph.index))
        shown = self._displayed()
        x, y = middle_of_ink(glyph.text, glyph.x0, glyph.x1), middle(glyph)
        for path in range(max(pdfium.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
            corners = [_moved(shown, *corner) for corner in _corners(clip, path)]
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

    def _objects(self) -> Iterator[tuple[int, Glyph]]:
        tops = [pdfium.FPDFPage_GetObject(self._page, k) for k in range(pdfium.FPDFPage_CountObjects(self._page))]
        left = [(one, self._displayed(), 0) for one in reversed(tops)]
        while left:
            one, outer, depth = left.pop()
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(one, matrix)
            kind = pdfium.FPDFPageObj_GetType(one)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                size = ctypes.c_float()
                pdfium.FPDFTextObj_GetFontSize(one, size)
                yield _address(one), _with_bounds(_em_box(product(_of(matrix), outer), size.value, 0), one, outer)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                inner = product(_of(matrix), outer)
                many = max(pdfium.FPDFFormObj_CountObjects(one), 0)
                left += [(pdfium.FPDFFormObj_GetObject(one, k), inner, depth + 1) for k in range(many)]

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


def _corners(clip: Any, path: int) -> Iterator[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for k in range(max(pdfium.FPDFClipPath_CountPathSegments(clip, path), 0)):
        if pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, path, k), x, y):
            yield x.value, y.value


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


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


@cache
def _same() -> dict[str, str]:
    """One character for each that fonts and engines name by several code points."""
    return {char: group[0] for group in load("folds")["witness"]["same"] for char in group}


@lru_cache(maxsize=1 << 14)
def _parts(char: str) -> tuple[str, ...]:
    """What is compared of an extracted character: nothing of white space, a base and its marks one by one."""
    text = "-" if char in _HYPHENS else UNKNOWN if char == "\0" else CLEAN[char]
    parts = unicodedata.normalize("NFKD" if char in _LIGATURES else "NFD", text)
    return tuple(CLEAN[_same().get(part, part)] for part in parts if not _chooses_a_variant(part))


def _chooses_a_variant(char: str) -> bool:
    """Whether a code point prints nothing and says which form of the character before it is meant."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _folded(glyphs: Iterable[Glyph]) -> list[Glyph]:
    return [glyph._replace(text=part) for glyph in glyphs for char in glyph.text for part in _parts(char)]


def folded(text: str) -> str:
    """A text as it is compared: folded, without white space."""
    return "".join(map(_together, text))


@lru_cache(maxsize=1 << 14)
def _together(char: str) -> str:
    return "".join(_parts(char))


def counted(texts: Iterable[str]) -> Counter[str]:
    """How often each character is there, as it is compared."""
    found: Counter[str] = Counter()
    for char, times in Counter("".join(texts)).items():
        for part in _parts(char):
            found[part] += times
    return found


class Seen(NamedTuple):
    """What the witness says of a document: where it sees other characters, and how many it sees on each page."""

    defects: tuple[Defect, ...]
    chars: Mapping[int, int]


def disagreements(data: bytes, pages: Sequence[Page]) -> tuple[Defect, ...]:
    """A defect "engines-disagree" for every place where PDFium sees other characters than these pages hold."""
    with Witness(data) as witness:
        return seen_by(witness, pages).defects


def seen_by(witness: Witness, pages: Sequence[Page]) -> Seen:
    """What the witness sees of these pages, and of those that they lack."""
    if not witness.pages:
        return Seen((Defect("engines-disagree", quote=_beginning(pages), values=(("other", NOTHING),)),), {})
    told = {page.number: _of_page(witness, page) for page in pages}
    unread = [defect for number in range(len(pages) + 1, witness.pages + 1) for defect in _unread(witness, number)]
    defects = [defect for found, _ in told.values() for defect in found]
    return Seen((*defects, *unread), {number: chars for number, (_, chars) in told.items()})


def _beginning(pages: Sequence[Page]) -> str:
    return "".join(next((page.glyphs.texts for page in pages if page.glyphs), ())[:20])


def _unread(witness: Witness, number: int) -> Iterator[Defect]:
    """What PDFium sees on a page that the reading engine does not have."""
    if glyphs := witness.page(number).glyphs():
        around = Box(number, *bounds_of(glyphs))
        yield from unlike(around, (), glyphs)


def _of_page(witness: Witness, page: Page) -> tuple[list[Defect], int]:
    """Where the two engines differ on a page, and how many printed characters PDFium sees there; of what was read from a picture it
    sees nothing, which is no disagreement."""
    if page.recognised:
        return [], len(witness.page(page.number).glyphs())
    seen = witness.page(page.number)
    printed = len(page.glyphs) + len(page.struck)
    mine, theirs = counted(page.glyphs.texts), counted(seen.characters)
    if mine == theirs and not page.struck:
        return [], printed
    aside = counted(glyph.text for glyph in _set_aside(page))
    missed, added = mine - theirs, theirs - mine - aside
    struck = counted(glyph.text for glyph in page.struck)
    chars = max(printed + _length(added) - _length(missed) - _length(struck - theirs), 0)
    if not missed and not added:
        return [], chars
    glyphs, left_out = seen.glyphs(), seen.left_out()
    only_theirs = [glyph for glyph in _only_theirs(page, _of_texts(glyphs, added)) if not seen.outside_its_clip(glyph)]
    only_mine = [glyph for glyph in alone(_of_texts(_folded(page.glyphs), missed), glyphs) if not _is_explained(glyph, glyphs, left_out)]
    if only_mine and seen.has_annotations:
        only_mine = alone(only_mine, witness.flattened(page.number))
    return list(named(page.number, only_mine, only_theirs)), chars


def _length(parts: Counter[str]) -> int:
    """How many characters parts are: a mark is none of its own."""
    return sum(times for part, times in parts.items() if not unicodedata.combining(part))


def _only_theirs(page: Page, glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs that PDFium sees and the reading engine does not, under any name, nor as printed over its like."""
    there = _folded((*page.glyphs, *_set_aside(page)))
    unknown = [glyph for glyph in there if glyph.text == UNKNOWN]
    return [glyph for glyph in alone(glyphs, there) if not _stands_in(glyph, unknown) and not _is_double(glyph, there)]


def _set_aside(page: Page) -> tuple[Glyph, ...]:
    """What the reading engine sees and does not take for printed text."""
    return (*page.hidden, *page.struck)


def _of_texts(glyphs: Iterable[Glyph], texts: Counter[str]) -> list[Glyph]:
    return [glyph for glyph in glyphs if glyph.text in texts and glyph.text != UNKNOWN]


def _is_explained(glyph: Glyph, seen: Sequence[Glyph], left_out: Sequence[Glyph]) -> bool:
    """Whether PDFium sees a glyph without naming it, or left it out of its text as it is known to do."""
    unnamed = [other for other in seen if other.text == UNKNOWN]
    return any(_holds(place, glyph) for place in left_out) or _stands_in(glyph, unnamed) or any(_is_beside(glyph, other) for other in seen)


def _holds(place: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph's middle stands in the box of a text object, or at its very edge."""
    x, y, slack = (glyph.x0 + glyph.x1) / 2, middle(glyph), _NEAR * glyph.size
    return place.x0 - slack <= x <= place.x1 + slack and place.y0 - slack <= y <= place.y1 + slack


def _is_beside(glyph: Glyph, other: Glyph) -> bool:
    """Whether a glyph of the same text stands right beside this one, and not over it."""
    return other.text == glyph.text and _OVERLAP <= _apart(glyph, other) <= _BESIDE


def _is_double(glyph: Glyph, others: Iterable[Glyph]) -> bool:
    """Whether a glyph is printed over its like, as fake bold is, of which the reading engine keeps one."""
    return any(other.text == glyph.text and _apart(glyph, other) <= DOUBLE_EM for other in others)


def _stands_in(glyph: Glyph, others: Iterable[Glyph]) -> bool:
    return any(_apart(glyph, other) <= _NEAR for other in others)


def _apart(glyph: Glyph, other: Glyph) -> float:
    """How far apart two glyphs begin, or stand on their lines, in em of the first."""
    return max(abs(other.x0 - glyph.x0), abs(middle(other) - middle(glyph))) / (glyph.size or 1.0)
