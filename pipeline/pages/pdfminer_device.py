"""What pdfminer's interpreter paints, taken as glyphs, lines, areas and pictures in displayed points."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any

from pdfminer.cmapdb import CMapDB, IdentityCMap
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFCIDFont, PDFType3Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, dict_value, resolve1, stream_value
from pdfminer.psparser import LIT, PSLiteral

from pipeline.geometry.rect import Rect, has_middle_in
from pipeline.pages import gradients
from pipeline.pages.actual_text import contradicts, is_doubtful, is_told_for_strikes, told_for
from pipeline.pages.clips import EVERYWHERE, Clip, clip_of_path, middle_of_ink
from pipeline.pages.fonts import BOLD_WEIGHT, says_bold
from pipeline.pages.lines import PageDrawing, on_paper
from pipeline.pages.matrices import UNIT_SQUARE, Matrix, corners_of, moved, product
from pipeline.pages.model import Area, Contradiction, Glyph, Style
from pipeline.pages.paths import Letters, fill, stroke
from pipeline.pages.pdfminer_pen import Pen, is_upright
from pipeline.pages.rounded import PathItem, bounds
from pipeline.pages.text import CLEAN, UNKNOWN, signs_for
from pipeline.pages.turning import style_of
from pipeline.pages.type3 import ems_of
from pipeline.pages.typefaces import emphasising

_IMAGE = LIT("Image")
_FORCE_BOLD = 1 << 18
_OPAQUE = 0.98
_NEXT = 0.5
"""em; a glyph that starts this near to the end of a printed white space follows it"""


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter with the graphics state parameters that it leaves out: transparency, the clip, the initial line width."""

    device: Device

    def init_state(self, ctm: Matrix) -> None:
        super().init_state(ctm)
        self.graphicstate.linewidth = 1
        self.states: list[tuple[tuple[float, float], Clip, bool]] = []

    def do_q(self) -> None:
        self.states.append((self.device.alpha, self.device.clip, self.device.is_veiled))
        super().do_q()

    def do_Q(self) -> None:  # noqa: N802
        if self.states:
            self.device.alpha, self.device.clip, self.device.is_veiled = self.states.pop()
        super().do_Q()

    def do_W(self) -> None:  # noqa: N802
        self.device.clip_to(self.curpath)

    do_W_a = do_W  # noqa: N815

    def do_sh(self, name: Any) -> None:
        if len(self.device.gradients) < gradients.MOST_SHADINGS:
            self.device.gradients.append(Area(*self.device.clip[:4], -1))
        super().do_sh(name)

    def do_gs(self, name: Any) -> None:
        try:
            states = dict_value(self.resources.get("ExtGState", {}))
            state = dict_value(states[name.name])
            filling, stroking = self.device.alpha
            self.device.alpha = (float(resolve1(state.get("ca", filling))), float(resolve1(state.get("CA", stroking))))
            if "SMask" in state:
                self.device.is_veiled = _is_pictured(resolve1(state["SMask"]))
        except (AttributeError, KeyError, TypeError, ValueError):
            return

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802
        if isinstance(props, PSLiteral):
            try:
                props = dict_value(dict_value(self.resources["Properties"])[props.name])
            except (KeyError, TypeError):
                props = {}
        super().do_BDC(tag, props)


class Device(PDFTextDevice):
    """Takes what the interpreter paints, in displayed points."""

    ctm: Matrix

    def __init__(self, manager: Any, width: float, height: float) -> None:
        super().__init__(manager)
        self.drawn = PageDrawing(width, height)
        self.glyphs: list[Glyph] = []
        self.letters = Letters(self.glyphs)
        self.hidden: list[Glyph] = []
        self.pictures: list[Area] = []
        self.gradients: list[Area] = []
        """what a smooth shading is seen in"""
        self.covers: list[tuple[int, Area]] = []
        self.alpha = (1.0, 1.0)
        self.is_veiled = False
        """whether what is filled is seen through the picture of a soft mask, as shadows of boxes are"""
        self.clip = EVERYWHERE
        self.outside: set[int] = set()
        self.contradictions: list[Contradiction] = []
        self.figures: list[tuple[Matrix, Clip]] = []
        self.count = 0
        self.faces: dict[int, str] = {}
        """by the index of a glyph, the name of its font"""
        self.space: tuple[float, float] | None = None
        self.tags: list[tuple[str, list[Glyph]] | None] = []
        self.fonts: dict[Any, tuple[dict[int, tuple[str, float]], bool]] = {}
        self.ems: dict[Any, float] = {}
        self.colors: dict[Any, int] = {}

    def behind(self) -> set[int]:
        """The indexes of the glyphs that a picture painted later covers, and of those outside their clip."""
        return self.outside | {
            glyph.index for after, picture in self.covers for glyph in self.glyphs if glyph.index < after and has_middle_in(glyph, picture)
        }

    def emphasised(self) -> list[Glyph]:
        """The glyphs, bold where their typeface sets them off."""
        set_off = emphasising(Counter(self.faces.values()))
        return [
            glyph._replace(style=glyph.style | Style.BOLD) if self.faces.get(glyph.index) in set_off else glyph for glyph in self.glyphs
        ]

    def clip_to(self, path: Any) -> None:
        """Nothing is seen outside a path from now on."""
        items = self._items(path, closed=True)
        points = [point for _, points in items for point in points]
        if points:
            lines = (points for kind, points in items if kind == "l")
            self.clip = self.clip.common_with(clip_of_path(lines, Rect(*bounds(points))))

    def begin_figure(self, _name: Any, bbox: Any, matrix: Any) -> None:
        """A form or an image, of which nothing is seen outside its box."""
        self.figures.append((self.ctm, self.clip))
        corners = moved(product(matrix, self.ctm), corners_of(*map(float, bbox)))
        self.clip = self.clip.common_with(Clip(*bounds(corners)))

    def end_figure(self, _name: Any) -> None:
        self.ctm, self.clip = self.figures.pop()

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        pen = self._pen(textstate, graphicstate)
        target = self.glyphs if pen.is_painted else self.hidden
        if self.tags and self.tags[-1] is not None:
            target = self.tags[-1][1]
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

    def _pen(self, textstate: Any, graphicstate: Any) -> Pen:
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
        style |= 0 if painted else Style.INKLESS
        return Pen(
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
            style if is_upright(along, upward) else style | style_of(*along),
            abs(fontsize) * math.sqrt(abs(a * d - b * c) * abs(scaling)) * self._em(font),
            stretch,
            along,
            upward,
        )

    def _em(self, font: Any) -> float:
        """How many of the sizes in which a font is set its em is."""
        if not isinstance(font, PDFType3Font):
            return 1.0
        if font not in self.ems:
            self.ems[font] = 1.0
            chars = ((self._char(font, {}, cid)[0][0], font.char_width(cid)) for cid in map(int, font.widths))
            self.ems |= ems_of((font, *char) for char in chars)
        return self.ems[font]

    def _ink(self, mode: int, state: Any) -> tuple[bool, bool, int]:
        """Whether text of a render mode is painted, whether its outline is too, and its colour."""
        stroking, filling = mode in (1, 2, 5, 6), mode in (0, 2, 4, 6)
        painted = (filling and self.alpha[0] > 0) or (stroking and self.alpha[1] > 0)
        if filling:
            return painted, stroking and painted, on_paper(self._color(state.ncolor, state.ncs), self.alpha[0])
        return painted, stroking and painted, on_paper(self._color(state.scolor, state.scs), self.alpha[1]) if stroking else 0

    def _show(
        self, pen: Pen, target: list[Glyph], text: str, origin: tuple[float, float], advance: float, end: tuple[float, float]
    ) -> None:
        """Adds what a glyph says; of a printed white space only its end is kept."""
        if pen.is_painted and text.isspace():
            self.space = end
            return
        spaced = pen.is_painted and self.space is not None and math.dist(origin, self.space) < _NEXT * pen.size
        self.space = None
        bases = sum(not unicodedata.category(char).startswith("M") for char in text) or 1
        for rank, char in enumerate(text):
            cleaned = signs_for(str(pen.font.fontname)).get(char) or CLEAN[char]
            if cleaned:
                box = pen.box(origin, advance * min(rank / bases, 1.0), advance * min((rank + 1) / bases, 1.0))
                across = middle_of_ink(cleaned, box[0], box[2]) if pen.is_upright else (box[0] + box[2]) / 2
                if not self.clip.holds(across, (box[1] + box[3]) / 2):
                    self.outside.add(self.count)
                style = pen.style | Style.SPACED if spaced and not rank else pen.style
                target.append(Glyph(*box, cleaned, pen.size, style, pen.color, self.count))
                self.faces[self.count] = str(pen.font.fontname)
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
            text = (
                CMapDB.get_unicode_map(font.cidcoding, font.is_vertical()).get_unichr(cid)
                if _has_predefined_cmap(font)
                else font.to_unichr(cid)
            )
        except (PDFUnicodeNotDefined, CMapDB.CMapNotFound, KeyError):
            text = UNKNOWN
        text = "".join(unicodedata.normalize("NFKC", char) if "\ufb00" <= char <= "\ufb06" else char for char in text)
        known[cid] = found = (text or UNKNOWN, font.char_width(cid))
        return found

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        actual = resolve1(props.get("ActualText")) if isinstance(props, dict) else None
        if isinstance(actual, bytes) and not any(self.tags):
            text = actual[2:].decode("utf-16-be", "replace") if actual[:2] == b"\xfe\xff" else actual.decode("latin-1")
            self.tags.append((text, []))
        else:
            self.tags.append(None)

    def end_tag(self) -> None:
        tag = self.tags.pop() if self.tags else None
        if tag is not None:
            self._replace(*tag)

    def _replace(self, text: str, found: Sequence[Glyph]) -> None:
        """The glyphs of a marked sequence under the text that it stands for; as they are printed where each is struck several times."""
        if is_told_for_strikes(text, found):
            self.glyphs += found
            return
        printed = "".join([glyph.text for glyph in found])
        if is_doubtful(text) and contradicts(text, printed):
            around = bounds([point for glyph in found for point in ((glyph.x0, glyph.y0), (glyph.x1, glyph.y1))])
            self.contradictions.append(Contradiction(*around, text, printed))
        told = told_for(text, found, self.count)
        self.count += max(0, len(told) - len(found))
        self.glyphs += told

    def paint_path(self, graphicstate: Any, do_stroke: bool, do_fill: bool, _evenodd: bool, path: Any) -> None:
        self.drawn.clip = self.clip
        if do_fill and self.alpha[0] > 0 and not self.is_veiled:
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

    def _items(self, path: Any, *, closed: bool) -> list[PathItem]:
        items: list[PathItem] = []
        part: list[PathItem] = []
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
            points = moved(self.ctm, zip(numbers[0::2], numbers[1::2], strict=False))
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
        seen = Clip(*bounds(moved(self.ctm, UNIT_SQUARE))).common_with(self.clip)
        if seen.is_empty:
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


def _is_pictured(mask: Any) -> bool:
    """Whether a soft mask paints a picture."""
    if not isinstance(mask, dict):
        return False
    resources = dict_value(stream_value(mask["G"]).get("Resources", {}))
    objects = dict_value(resources.get("XObject", {}))
    return any(stream_value(one).get("Subtype") == _IMAGE for one in objects.values())


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
