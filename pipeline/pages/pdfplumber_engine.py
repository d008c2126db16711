"""Pages as pdfplumber reads them: the second, independent engine, on pdfminer's interpreter.

pdfplumber opens the file and its pages; a device of our own takes text, paths and pictures from the interpreter,
because the render mode, transparency and ActualText that tell printed from unprinted text are lost in its characters.
"""

from __future__ import annotations

import io
import logging
import math
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pdfplumber
from pdfminer.cmapdb import CMapDB, IdentityCMap
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFCIDFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, dict_value, resolve1
from pdfminer.psparser import PSLiteral

from pipeline.pages.actual_text import contradicts, is_doubtful
from pipeline.pages.clips import EVERYWHERE, Clip, middle_of_ink
from pipeline.pages.fonts import BOLD_WEIGHT, says_bold
from pipeline.pages.limits import Limits, broken, is_raised_in
from pipeline.pages.lines import Drawn, on_paper
from pipeline.pages.matrices import Matrix, product
from pipeline.pages.model import COMMENTS, Area, Contradiction, Glyph, Glyphs, Page, Style
from pipeline.pages.paths import Item, Letters, bounds, fill, stroke
from pipeline.pages.settle import inside, settled
from pipeline.pages.struck import struck_apart
from pipeline.pages.text import CLEAN, UNKNOWN
from pipeline.pages.turning import style_of
from pipeline.values import Defect, SourceError

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

_ABOVE, _BELOW = 0.88, 0.12
_FORCE_BOLD = 1 << 18
_OPAQUE = 0.98
_SPACE = 32
"""the one code that word spacing widens"""
_LEVEL, _LEANING, _STANDING = 0.99, 0.03, 0.9
"""parts of unit vectors: a scanner's page may lean by a degree, and its type be slanted"""
_NEXT = 0.5
"""em; a glyph that starts this near to the end of a printed white space follows it"""


_AS_IT_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


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
    device = _Device(document.rsrcmgr, width, height)
    _Interpreter(document.rsrcmgr, device).render_contents(page.resources, page.contents, ctm=matrix)
    noted: set[int] = set()
    for resources, stream, ctm, is_note in _appearances(page, matrix):
        before = device.count
        device.set_ctm(ctm)
        device.clip = EVERYWHERE
        device.begin_figure(None, resolve1(stream.get("BBox")), _AS_IT_IS)
        _Interpreter(document.rsrcmgr, device).render_contents(resources, [stream], ctm=ctm)
        noted.update(range(before, device.count) if is_note else ())
    device.drawn.sort_out([glyph.size for glyph in (*device.glyphs, *device.hidden)])
    pictures = tuple(dict.fromkeys(device.pictures))
    seen, hidden, covered = settled(
        Glyphs.of(device.glyphs), device.hidden, device.drawn, pictures, device.behind(), _Ink(data, number, width, height)
    )
    drawn = device.drawn
    result = Page(number, width, height, seen, hidden, *drawn.lines_and_areas(), pictures, tuple(drawn.shapes), covered=covered)
    result = replace(result, contradictions=tuple(device.contradictions), noted=frozenset(noted))
    return struck_apart(result, list(_strikes(page, matrix)))


_INVISIBLE = 2 | 32
"""Flags of annotations that are not shown: hidden, no view."""


def _appearances(page: Any, matrix: Matrix) -> Iterator[tuple[Any, PDFStream, Matrix, bool]]:
    """What annotations and form fields show, with the matrix that puts it on the displayed page, and whether it is an annotation."""
    annotations = resolve1(page.annots)
    for reference in annotations if isinstance(annotations, list) else ():
        annotation = resolve1(reference)
        if not isinstance(annotation, dict) or int(resolve1(annotation.get("F", 0))) & _INVISIBLE:
            continue
        kind = resolve1(annotation.get("Subtype"))
        name = kind.name if isinstance(kind, PSLiteral) else ""
        if name in COMMENTS:
            continue
        shown, rectangle = _shown(annotation), resolve1(annotation.get("Rect"))
        if not isinstance(shown, PDFStream) or not isinstance(rectangle, list) or len(rectangle) != 4:
            continue
        if (place := _place(shown, rectangle)) is not None:
            yield resolve1(shown.get("Resources", {})) or {}, shown, product(place, matrix), name != "Widget"


def _shown(annotation: dict[str, Any]) -> Any:
    """The appearance of an annotation, in the state that it is in."""
    appearance = resolve1(annotation.get("AP"))
    shown = resolve1(appearance.get("N")) if isinstance(appearance, dict) else None
    if not isinstance(shown, dict):
        return shown
    state = resolve1(annotation.get("AS"))
    return resolve1(shown.get(state.name)) if isinstance(state, PSLiteral) else None


def _place(shown: PDFStream, rectangle: Sequence[Any]) -> Matrix | None:
    """What puts an appearance into the rectangle of its annotation; None where it has no extent."""
    form: Matrix = tuple(map(float, resolve1(shown.get("Matrix", (1, 0, 0, 1, 0, 0)))))  # type: ignore[assignment]
    x0, y0, x1, y1 = map(float, resolve1(shown.get("BBox", (0, 0, 0, 0))))
    a, b, c, d, e, f = form
    low_x, low_y, high_x, high_y = bounds([(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)])
    wide, high = high_x - low_x, high_y - low_y
    if not wide or not high:
        return None
    (left, right), (bottom, top) = sorted(map(float, rectangle[0::2])), sorted(map(float, rectangle[1::2]))
    scale_x, scale_y = (right - left) / wide, (top - bottom) / high
    return product(form, (scale_x, 0.0, 0.0, scale_y, left - low_x * scale_x, bottom - low_y * scale_y))


def _strikes(page: Any, matrix: Matrix) -> Iterator[Area]:
    """The places of StrikeOut notes, as displayed."""
    a, b, c, d, e, f = matrix
    annotations = resolve1(page.annots)
    for reference in annotations if isinstance(annotations, list) else ():
        annotation = resolve1(reference)
        if not isinstance(annotation, dict) or int(resolve1(annotation.get("F", 0))) & _INVISIBLE:
            continue
        kind, quads = resolve1(annotation.get("Subtype")), resolve1(annotation.get("QuadPoints"))
        if not isinstance(kind, PSLiteral) or kind.name != "StrikeOut" or not isinstance(quads, list):
            continue
        numbers = [float(resolve1(number)) for number in quads]
        corners = [(a * x + c * y + e, b * x + d * y + f) for x, y in zip(numbers[0::2], numbers[1::2], strict=False)]
        for k in range(0, len(corners) - 3, 4):
            yield Area(*bounds(corners[k : k + 4]), -1)


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


class _Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter with the graphics state parameters that it leaves out: transparency, the clip, the initial line width."""

    device: _Device

    def init_state(self, ctm: Matrix) -> None:
        super().init_state(ctm)
        self.graphicstate.linewidth = 1
        self.states: list[tuple[tuple[float, float], Clip]] = []

    def do_q(self) -> None:
        self.states.append((self.device.alpha, self.device.clip))
        super().do_q()

    def do_Q(self) -> None:  # noqa: N802
        if self.states:
            self.device.alpha, self.device.clip = self.states.pop()
        super().do_Q()

    def do_W(self) -> None:  # noqa: N802
        self.device.clip_to(self.curpath)

    do_W_a = do_W  # noqa: N815

    def do_gs(self, name: Any) -> None:
        try:
            states = dict_value(self.resources.get("ExtGState", {}))
            state = dict_value(states[name.name])
            filling, stroking = self.device.alpha
            self.device.alpha = (float(resolve1(state.get("ca", filling))), float(resolve1(state.get("CA", stroking))))
        except (AttributeError, KeyError, TypeError, ValueError):
            return

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802
        if isinstance(props, PSLiteral):
            try:
                props = dict_value(dict_value(self.resources["Properties"])[props.name])
            except (KeyError, TypeError):
                props = {}
        super().do_BDC(tag, props)


@dataclass(frozen=True, slots=True)
class _Pen:
    """How one string is set: its font, ink and spacing; and on the displayed page, where y runs down, its size in points, how much its
    matrix stretches it, and the directions of writing (``along``) and of the em (``up``) as unit vectors."""

    font: Any
    known: dict[int, tuple[str, float]]
    matrix: Matrix
    fontsize: float
    scaling: float
    rise: float
    charspace: float
    wordspace: float
    is_vertical: bool
    is_painted: bool
    color: int
    style: int
    size: float
    stretch: float
    along: tuple[float, float]
    up: tuple[float, float]

    @property
    def is_upright(self) -> bool:
        return _is_upright(self.along, self.up)

    def on_page(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f

    def moved(self, x: float, y: float, adjustment: float) -> tuple[float, float]:
        """Where the next glyph begins after an adjustment in thousandths of the em."""
        step = adjustment * (self.fontsize * 0.001)
        return (x, y - step) if self.is_vertical else (x - step * self.scaling, y)

    def placed(self, cid: int, x: float, y: float) -> tuple[float, float]:
        """The origin of a glyph that begins at a place."""
        if not self.is_vertical:
            return x, y + self.rise
        shift_x, shift_y = self.font.char_disp(cid)
        em = self.fontsize * 0.001
        return x - (self.fontsize * 0.5 if shift_x is None else shift_x * em), y + self.rise - shift_y * em

    def behind(self, cid: int, width: float, x: float, y: float) -> tuple[float, float]:
        """Where the next glyph begins after one of this width."""
        if self.is_vertical:
            return x, y + (width * self.fontsize + self.charspace)
        return x + (width * self.fontsize + self.charspace + (self.wordspace if cid == _SPACE else 0)) * self.scaling, y

    def advance(self, width: float) -> float:
        """The extent of a glyph along the writing, in displayed points."""
        return self.size if self.is_vertical else abs(width * self.fontsize * self.scaling) * self.stretch

    def box(self, origin: tuple[float, float], start: float, end: float) -> tuple[float, float, float, float]:
        """The box of an em from start to end along the writing."""
        (ox, oy), (ux, uy), (vx, vy), size = origin, self.along, self.up, self.size
        if self.is_upright:
            return ox + start, oy - _ABOVE * size, ox + end, oy + _BELOW * size
        return bounds([(ox + m * ux + n * vx, oy + m * uy + n * vy) for m in (start, end) for n in (_ABOVE * size, -_BELOW * size)])


def _is_upright(along: tuple[float, float], up: tuple[float, float]) -> bool:
    return along[0] > _LEVEL and abs(along[1]) < _LEANING and up[1] < -_STANDING


class _Device(PDFTextDevice):
    """Takes what the interpreter paints, in displayed points."""

    ctm: Matrix

    def __init__(self, manager: Any, width: float, height: float) -> None:
        super().__init__(manager)
        self.drawn = Drawn(width, height)
        self.glyphs: list[Glyph] = []
        self.letters = Letters(self.glyphs)
        self.hidden: list[Glyph] = []
        self.pictures: list[Area] = []
        self.covers: list[tuple[int, Area]] = []
        self.alpha = (1.0, 1.0)
        self.clip = EVERYWHERE
        self.outside: set[int] = set()
        self.contradictions: list[Contradiction] = []
        self.figures: list[tuple[Matrix, Clip]] = []
        self.count = 0
        self.space: tuple[float, float] | None = None
        self.tags: list[tuple[str, int, list[Glyph]] | None] = []
        self.fonts: dict[Any, tuple[dict[int, tuple[str, float]], bool]] = {}
        self.colors: dict[Any, int] = {}

    def behind(self) -> set[int]:
        """The indexes of the glyphs that a picture painted later covers, and of those outside their clip."""
        return self.outside | {
            glyph.index for after, picture in self.covers for glyph in self.glyphs if glyph.index < after and inside(glyph, picture)
        }

    def clip_to(self, path: Any) -> None:
        """Nothing is seen outside a path from now on."""
        points = [point for _, points in self._items(path, closed=True) for point in points]
        if points:
            self.clip = self.clip.common_with(Clip(*bounds(points)))

    def begin_figure(self, _name: Any, bbox: Any, matrix: Any) -> None:
        """A form or an image, of which nothing is seen outside its box."""
        self.figures.append((self.ctm, self.clip))
        x0, y0, x1, y1 = map(float, bbox)
        a, b, c, d, e, f = product(matrix, self.ctm)
        corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
        self.clip = self.clip.common_with(Clip(*bounds(corners)))

    def end_figure(self, _name: Any) -> None:
        self.ctm, self.clip = self.figures.pop()

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        pen = self._pen(textstate, graphicstate)
        target = self.glyphs if pen.is_painted else self.hidden
        if self.tags and self.tags[-1] is not None:
            target = self.tags[-1][2]
        x, y = textstate.linematrix
        for part in seq:
            if isinstance(part, int | float):
                x, y = pen.moved(x, y, part)
            elif isinstance(part, bytes):
                for cid in pen.font.decode(part):
                    text, width = pen.known.get(cid) or self._char(pen.font, pen.known, cid)
                    origin = pen.on_page(*pen.placed(cid, x, y))
                    x, y = pen.behind(cid, width, x, y)
                    self._show(pen, target, text, origin, pen.advance(width), pen.on_page(x, y + pen.rise))
        textstate.linematrix = (x, y)

    def _pen(self, textstate: Any, graphicstate: Any) -> _Pen:
        font, fontsize = textstate.font, textstate.fontsize
        matrix = product(textstate.matrix, self.ctm)
        a, b, c, d, _, _ = matrix
        scaling = textstate.scaling * 0.01
        known, bold = self._font(font)
        painted, stroked, color = self._ink(textstate.render, graphicstate)
        stretch, up = math.hypot(a, b) or 1.0, math.hypot(c, d) or 1.0
        sign = math.copysign(1.0, fontsize)
        along, upward = (sign * a / stretch, sign * b / stretch), (sign * c / up, sign * d / up)
        style = (Style.BOLD if bold or stroked else 0) | (Style.VERTICAL if font.is_vertical() else 0)
        return _Pen(
            font,
            known,
            matrix,
            fontsize,
            scaling,
            textstate.rise,
            textstate.charspace,
            0 if font.is_multibyte() else textstate.wordspace,
            font.is_vertical(),
            painted,
            color,
            style if _is_upright(along, upward) else style | style_of(*along),
            abs(fontsize) * math.sqrt(abs(a * d - b * c) * abs(scaling)),
            stretch,
            along,
            upward,
        )

    def _ink(self, mode: int, state: Any) -> tuple[bool, bool, int]:
        """Whether text of a render mode is painted, whether its outline is too, and its colour."""
        stroking, filling = mode in (1, 2, 5, 6), mode in (0, 2, 4, 6)
        painted = (filling and self.alpha[0] > 0) or (stroking and self.alpha[1] > 0)
        if filling:
            return painted, stroking and painted, on_paper(self._color(state.ncolor, state.ncs), self.alpha[0])
        return painted, stroking and painted, on_paper(self._color(state.scolor, state.scs), self.alpha[1]) if stroking else 0

    def _show(
        self, pen: _Pen, target: list[Glyph], text: str, origin: tuple[float, float], advance: float, end: tuple[float, float]
    ) -> None:
        """Adds what a glyph says; of a printed white space only its end is kept."""
        if pen.is_painted and text.isspace():
            self.space = end
            return
        spaced = pen.is_painted and self.space is not None and math.dist(origin, self.space) < _NEXT * pen.size
        self.space = None
        for rank, char in enumerate(text):
            cleaned = CLEAN[char]
            if cleaned:
                box = pen.box(origin, advance if rank else 0.0, advance)
                across = middle_of_ink(cleaned, box[0], box[2]) if pen.is_upright else (box[0] + box[2]) / 2
                if not self.clip.holds(across, (box[1] + box[3]) / 2):
                    self.outside.add(self.count)
                style = pen.style | Style.SPACED if spaced and not rank else pen.style
                target.append(Glyph(*box, cleaned, pen.size, style, pen.color, self.count))
                self.count += 1

    def _font(self, font: Any) -> tuple[dict[int, tuple[str, float]], bool]:
        found = self.fonts.get(font)
        if found is None:
            name = str(font.fontname)
            bold = says_bold(name) or bool(int(font.flags or 0) & _FORCE_BOLD) or _weight(font) >= BOLD_WEIGHT
            found = self.fonts[font] = ({}, bold)
        return found

    def _char(self, font: Any, known: dict[int, tuple[str, float]], cid: int) -> tuple[str, float]:
        try:
            text = self._collection(font).get_unichr(cid) if _has_predefined_cmap(font) else font.to_unichr(cid)
        except (PDFUnicodeNotDefined, CMapDB.CMapNotFound, KeyError):
            text = UNKNOWN
        text = "".join(unicodedata.normalize("NFKC", char) if "\ufb00" <= char <= "\ufb06" else char for char in text)
        known[cid] = found = (text or UNKNOWN, font.char_width(cid))
        return found

    @staticmethod
    def _collection(font: Any) -> Any:
        return CMapDB.get_unicode_map(font.cidcoding, font.is_vertical())

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        actual = props.get("ActualText") if isinstance(props, dict) else None
        actual = resolve1(actual)
        if isinstance(actual, bytes) and not any(self.tags):
            text = actual[2:].decode("utf-16-be", "replace") if actual[:2] == b"\xfe\xff" else actual.decode("latin-1")
            self.tags.append((text, self.count, []))
        else:
            self.tags.append(None)

    def end_tag(self) -> None:
        tag = self.tags.pop() if self.tags else None
        if tag is not None:
            self._replace(*tag)

    def _replace(self, text: str, _start: int, found: Sequence[Glyph]) -> None:
        """The glyphs of a marked sequence under the text that it stands for, one by one."""
        chars = [CLEAN[char] for char in text if CLEAN[char]]
        printed = "".join([glyph.text for glyph in found])
        if is_doubtful(text) and contradicts(text, printed):
            around = bounds([point for glyph in found for point in ((glyph.x0, glyph.y0), (glyph.x1, glyph.y1))])
            self.contradictions.append(Contradiction(*around, text, printed))
        for glyph, char in zip(found, chars, strict=False):
            self.glyphs.append(glyph._replace(text=char))
        if found and len(chars) > len(found):
            last = found[-1]
            for char in chars[len(found) :]:
                self.glyphs.append(last._replace(text=char, x0=last.x1, index=self.count))
                self.count += 1

    def paint_path(self, graphicstate: Any, do_stroke: bool, do_fill: bool, _evenodd: bool, path: Any) -> None:
        self.drawn.clip = self.clip
        if do_fill and self.alpha[0] > 0:
            color = on_paper(self._color(graphicstate.ncolor, graphicstate.ncs), self.alpha[0])
            fill(self._items(path, closed=True), color, self.drawn, self.count, self.alpha[0] >= _OPAQUE)
        if do_stroke and self.alpha[1] > 0:
            a, b, c, d = self.ctm[:4]
            thickness = float(graphicstate.linewidth) * math.sqrt(abs(a * d - b * c))
            items = self._items(path, closed=False)
            if outlined := self.letters.outlined_by(items):
                for place in outlined:
                    self.glyphs[place] = self.glyphs[place]._replace(style=self.glyphs[place].style | Style.BOLD)
            else:
                stroke(items, thickness, on_paper(self._color(graphicstate.scolor, graphicstate.scs), self.alpha[1]), self.drawn)

    def _items(self, path: Any, *, closed: bool) -> list[Item]:
        a, b, c, d, e, f = self.ctm
        items: list[Item] = []
        part: list[Item] = []
        start = here = (0.0, 0.0)

        def finish(close: bool) -> None:
            nonlocal part
            if close and part and here != start:
                part.append(("l", [here, start]))
            sides = [points for kind, points in part if kind == "l"]
            if len(part) == 4 == len(sides) and sides[0][0] == sides[3][1] and _is_box(sides):
                items.append(("re", [points[0] for points in sides]))
            else:
                items.extend(part)
            part = []

        for segment in path:
            kind, numbers = segment[0], segment[1:]
            points = [(a * x + c * y + e, b * x + d * y + f) for x, y in zip(numbers[0::2], numbers[1::2], strict=False)]
            if kind == "m":
                finish(closed)
                start = here = points[0]
            elif kind == "l":
                if points[0] != here:
                    part.append(("l", [here, points[0]]))
                here = points[0]
            elif kind in ("c", "v", "y"):
                if kind == "v":
                    points = [here, *points]
                elif kind == "y":
                    points = [*points, points[-1]]
                part.append(("c", [here, *points]))
                here = points[-1]
            elif kind == "h":
                finish(True)
                here = start
        finish(closed)
        return items

    def render_image(self, name: str, stream: PDFStream) -> None:
        a, b, c, d, e, f = self.ctm
        xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
        seen = Clip(min(xs), min(ys), max(xs), max(ys)).common_with(self.clip)
        if seen.is_empty():
            return
        picture = Area(*seen, -1)
        self.pictures.append(picture)
        if resolve1(stream.get("SMask")) is None and resolve1(stream.get("Mask")) is None and not stream.get("ImageMask"):
            self.covers.append((self.count, picture))

    def _color(self, value: Any, space: Any) -> int:
        key = (value if isinstance(value, int | float) else tuple(value) if isinstance(value, list | tuple) else str(value), space.name)
        color = self.colors.get(key)
        if color is None:
            color = self.colors[key] = _rgb(value, space.name)
        return color


def _is_box(sides: Sequence[Sequence[tuple[float, float]]]) -> bool:
    return all(
        abs((p[0] - q[0]) if (index % 2) == (abs(sides[0][0][0] - sides[0][1][0]) < 0.01) else (p[1] - q[1])) < 0.01
        for index, (p, q) in enumerate(sides)
    )


def _has_predefined_cmap(font: Any) -> bool:
    """Whether codes pass through a CMap of a character collection; pdfminer then looks up ToUnicode by the wrong number."""
    return (
        isinstance(font, PDFCIDFont)
        and not isinstance(font.cmap, IdentityCMap)
        and font.cidcoding in ("Adobe-Japan1", "Adobe-GB1", "Adobe-CNS1", "Adobe-Korea1")
    )


def _weight(font: Any) -> float:
    weight = resolve1(font.descriptor.get("FontWeight", 0))
    return float(weight) if isinstance(weight, int | float) else 0.0


def _rgb(value: Any, space: str) -> int:
    """A colour of any space as 0xRRGGBB; a pattern counts as black."""
    parts = value if isinstance(value, list | tuple) else (value,)
    if not all(isinstance(part, int | float) for part in parts):
        return 0
    numbers = [min(max(float(part), 0.0), 1.0) for part in parts]
    if len(numbers) == 4:
        cyan, magenta, yellow, black = numbers
        numbers = [(1 - ink) * (1 - black) for ink in (cyan, magenta, yellow)]
    elif len(numbers) == 1:
        shade = 1 - numbers[0] if space in ("Separation", "DeviceN") else numbers[0]
        numbers = [shade, shade, shade]
    elif len(numbers) != 3:
        return 0
    red, green, blue = (round(number * 255) for number in numbers)
    return red << 16 | green << 8 | blue
