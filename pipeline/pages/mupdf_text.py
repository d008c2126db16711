"""Text and rectangles of a page as MuPDF's text device gives them, in the order of drawing, made into glyphs and drawn lines."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, compress, pairwise, zip_longest
from operator import ge, sub
from typing import Any

from pipeline.pages.fonts import Fonts
from pipeline.pages.lines import PageDrawing
from pipeline.pages.matrices import Extent
from pipeline.pages.model import ABOVE, BELOW, Area, Glyph, Glyphs, Span, Style
from pipeline.pages.mupdf import NOWHERE, mupdf, play, pymupdf
from pipeline.pages.mupdf_turned import turned_spans
from pipeline.pages.rawdict import RECTANGLE, STROKED, Characters, Face, LinePart, TextLine, Vector, characters_of
from pipeline.pages.settle import settled
from pipeline.pages.text import CLEAN, UNKNOWN, signs_for
from pipeline.pages.typefaces import emphasising
from pipeline.rules import load

OPTIONS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_INHIBIT_SPACES | pymupdf.TEXT_COLLECT_VECTORS
_INKED = 16 | 32
OPAQUE = 250
"""of 255; what is painted so covers what lies under it"""
_THIN = 3.0


def printed_on(listed: Any, scale: Any, options: int = OPTIONS) -> Characters:
    """What the text device finds on a page."""
    printed = mupdf.FzStextPage(NOWHERE)
    play(listed, mupdf.fz_new_stext_device(printed, mupdf.FzStextOptions(options)), scale)
    return characters_of(printed)


_DOUBLED = 0.6
"""pt; a glyph that begins this near the one before it is printed over it"""


_GAP = 3.0
"""times a line's height; no tab behind the sign of an item is wider"""


def _is_off(box: Sequence[float], drawn: PageDrawing) -> bool:
    """Whether something reaches over the page's edges."""
    x0, y0, x1, y1 = box
    return x0 < 0 or y0 < 0 or x1 > drawn.width or y1 > drawn.height


_COUNTERS = tuple(load("facts")["units"]["counters"])


class TextPass:
    """One pass over what is printed on a page: text and rectangles in the order of drawing."""

    def __init__(
        self, printed: Characters, drawn: PageDrawing, stroked: set[tuple[int, int]], fonts: Fonts, page: Any, *, keeps_vectors: bool
    ) -> None:
        facts = {face: fonts.facts_of(face, page) for face in dict.fromkeys(part.face for part in printed.parts)}
        self.printed = printed
        self.texts = list(map(CLEAN.__getitem__, printed.chars))
        self.styles = self._styles_of({face: bold for face, (bold, _) in facts.items()})
        for part in printed.parts:
            if signs := signs_for(part.face.name):
                self.texts[part.start : part.end] = [signs.get(text, text) for text in self.texts[part.start : part.end]]
        unread = [part for part in printed.parts if not facts[part.face][1]]
        for start, end, *_ in unread:
            self.texts[start:end] = [text and CLEAN[UNKNOWN] for text in self.texts[start:end]]
        marks = self._marks(frozenset(unread))
        self.unreadable = sum(part.end - part.start for part in unread if part not in marks)
        self.steps = list(map(sub, printed.xs[1:], printed.xs))
        self.drawn = drawn
        self.keeps_vectors = keeps_vectors
        self.places: dict[tuple[int, int, int, int], int] = {}
        self.page = page
        self.stroked = stroked
        self.stroked_rows = {row for _, row in stroked}
        self.near_stroked: list[tuple[int, int]] = []
        self.spans: list[Span] = []
        self.hidden: list[Glyph] = []
        self.doubled = False
        self.astray = False
        self.inexact: list[tuple[float, float, float, float]] = []
        self.strokes: list[tuple[float, float, float, float, float, int]] = []
        self.strokes_inexact = False

    def _marks(self, unread: AbstractSet[LinePart]) -> AbstractSet[LinePart]:
        """Of the parts that cannot be read, those that are one glyph before a text that can be, on its line or right before it: the signs
        of items, without which the text says as much, and no digit of a number."""
        lines = self.printed.lines
        parts = [
            [*line.parts, *(following.parts if following and _stands_before(line, following) else ())]
            for line, following in zip_longest(lines, lines[1:])
            if line.parts[0] in unread
        ]
        return {part[0] for part in parts if len(part) > 1 and part[1] not in unread and self._is_mark(part[0], part[1])}

    def _is_mark(self, part: LinePart, following: LinePart) -> bool:
        """Whether a part is one glyph, and what follows it is not counted by a number: before 人 it may be its digit."""
        text = "".join(self.texts[following.start : following.end]).lstrip()
        return sum(map(bool, self.texts[part.start : part.end])) == 1 and not text.startswith(_COUNTERS)

    def _styles_of(self, bolds: Mapping[Face, bool]) -> dict[Face, int]:
        """The style of each font: bold by itself, or set off by its typeface from what else is printed on the page."""
        many: Counter[str] = Counter()
        for part in self.printed.parts if len(bolds) > 1 else ():  # one font is set off from nothing
            many[part.face.name] += part.end - part.start - self.texts[part.start : part.end].count("")
        set_off = emphasising(many)
        return {face: Style.BOLD if bold or face.name in set_off else Style.PLAIN for face, bold in bolds.items()}

    def read(self) -> None:
        lines = self.printed.lines
        self.astray = any(_is_off(line.box, self.drawn) for line in lines)
        for line in lines:
            self._line(line)
        for start, end in reversed(self.near_stroked):
            self.spans[start:end] = [part for span in self.spans[start:end] for part in self._emboldened(span)]
        sideways = [line.box for line in lines if abs(line.direction[0]) < abs(line.direction[1])]
        self.doubled = self.doubled or _overlap([line.box for line in lines]) or _overlap([(y0, x0, y1, x1) for x0, y0, x1, y1 in sideways])
        if self.keeps_vectors:
            for vector in self.printed.vectors:
                self._vector(vector)
        else:
            self.places = {to_tenths(vector.box): vector.before for vector in self.printed.vectors}

    def _vector(self, vector: Vector) -> None:
        (x0, y0, x1, y1), flags, color, alpha, before = vector
        if not alpha:
            return
        if not flags & STROKED:
            if flags & RECTANGLE:
                self.drawn.bar(x0, y0, x1, y1, color, before, alpha >= OPAQUE)
            else:
                self.inexact.append(vector.box)
        elif flags & RECTANGLE and y1 - y0 <= _THIN and y1 - y0 <= x1 - x0:
            # MuPDF widens the box of a stroke by its full thickness on every side.
            thick = (y1 - y0) / 2
            self.strokes.append((x0 + thick, y0 + thick, x1 - thick, y0 + thick, thick, color))
        elif flags & RECTANGLE and x1 - x0 <= _THIN:
            thick = (x1 - x0) / 2
            self.strokes.append((x0 + thick, y0 + thick, x0 + thick, y1 - thick, thick, color))
        else:
            self.strokes_inexact = True

    def _line(self, line: TextLine) -> None:
        spans = self.spans
        _, vertical, (ux, uy), first, last, _ = line
        # A scanner's page may lean by a degree.
        upright = not vertical and ux > 0.99 and -0.03 < uy < 0.03
        runs = self._runs(line)
        before = len(spans)
        space = False
        for run in runs:
            found, space = self._run(line, run, upright, after_space=space)
            if not (run.flags & _INKED and run.argb >> 24):
                self.hidden += Glyphs([part._replace(style=part.style & ~Style.SPACED | Style.INKLESS) for part in found])
                space = False
            elif len(spans) > before and _goes_on(spans[-1], found):
                (left, right, letters, *_), (more_left, more_right, more_letters, *_) = spans[-1], found[0]
                left += more_left
                right += more_right
                letters += more_letters
            else:
                spans += found
        self.doubled = self.doubled or upright and self._is_doubled(first, last)
        if len(spans) > before and self._may_be_stroked([run.start for run in runs], upright):
            self.near_stroked.append((before, len(spans)))

    def _may_be_stroked(self, starts: Sequence[int], upright: bool) -> bool:
        """Whether characters of a line that begin at these places stand in a row with stroked ones."""
        rows = self.stroked_rows
        return bool(rows) and not (upright and rows.isdisjoint(math.floor(self.printed.ys[start] * 4) for start in starts))

    def _run(self, line: TextLine, run: LinePart, upright: bool, *, after_space: bool) -> tuple[list[Span], bool]:
        """The spans of characters that are set alike, and whether white space ends them."""
        start, end, face, size, argb, _ = run
        printed, texts, style = self.printed, self.texts[start:end], self.styles[face]
        if not upright:
            return turned_spans(printed, line, run, texts, style, after_space=after_space)
        y, color = printed.ys[start], argb & 0xFFFFFF
        span = Span(printed.xs[start:end], printed.rights[start:end], texts, y - ABOVE * size, y + BELOW * size, size, style, color, start)
        if after_space or "" in texts:
            return _parted(span, printed.chars[start:end], after_space=after_space)
        return [span], False

    def _is_doubled(self, first: int, last: int) -> bool:
        """Whether glyphs of a level line begin nearly where the one before does: a bold that is printed twice."""
        if last - first < 2 or min(self.steps[first : last - 1]) >= _DOUBLED:
            return False
        places = [x for x, text in zip(self.printed.xs[first:last], self.texts[first:last], strict=True) if text]
        return len(places) > 1 and min(map(sub, places[1:], places)) < _DOUBLED

    def _runs(self, line: TextLine) -> list[LinePart]:
        """The parts of a line, those as one that are set alike, on one baseline."""
        firsts: list[LinePart] = []
        for part in chain.from_iterable(map(self._level, line.parts)):
            if not firsts or not self._are_alike(firsts[-1], part):
                firsts.append(part)
        ends = [*(part.start for part in firsts[1:]), line.end]
        return [part if part.end == end else part._replace(end=end) for part, end in zip(firsts, ends, strict=True)]

    def _level(self, part: LinePart) -> Sequence[LinePart]:
        """The part by baselines."""
        ys = self.printed.ys
        if (here := ys[part.start : part.end]).count(here[0]) == len(here):
            return (part,)
        cuts = (k for k in range(part.start + 1, part.end) if ys[k] != ys[k - 1])
        return [part._replace(start=start, end=end) for start, end in pairwise([part.start, *cuts, part.end])]

    def _are_alike(self, one: LinePart, other: LinePart) -> bool:
        """Whether parts are set alike, on one baseline, in fonts of one style."""
        ys, styles = self.printed.ys, self.styles
        return one[3:] == other[3:] and styles[one.face] == styles[other.face] and ys[one.start] == ys[other.start]

    def settled(self, pictures: Sequence[Area], behind: set[int]) -> tuple[Glyphs, tuple[Glyph, ...], tuple[Glyph, ...]]:
        """Visible and hidden glyphs, and those of the hidden that were painted over."""
        spans = self.spans
        if self.doubled:
            spans = [part for span in spans for part in _forward(span)]
        ink = _Ink(self.page, self.drawn.width)
        return settled(Glyphs(spans), self.hidden, self.drawn, pictures, behind, ink, astray=self.astray, doubled=self.doubled)

    def _emboldened(self, span: Span) -> Sequence[Span]:
        """The span, bold where its glyphs are stroked."""
        stroked = [self._is_stroked(x, span.y1 - BELOW * span.size) for x in span.x0]
        if all(stroked):
            return (span._replace(style=span.style | Style.BOLD),)
        return _with_bold(Glyphs((span,)), {k for k, bold in enumerate(stroked) if bold}).spans if any(stroked) else (span,)

    def embolden(self, positions: AbstractSet[int]) -> None:
        """Makes the glyphs at these positions bold."""
        self.spans = list(_with_bold(Glyphs(self.spans), positions).spans)

    def _is_stroked(self, x: float, baseline: float) -> bool:
        return (math.floor(x * 4), math.floor(baseline * 4)) in self.stroked


def _with_bold(glyphs: Glyphs, positions: AbstractSet[int]) -> Glyphs:
    return Glyphs.of([glyph._replace(style=glyph.style | Style.BOLD) if k in positions else glyph for k, glyph in enumerate(glyphs)])


class _Ink:
    """Whether a rendering of the page shows anything but one colour where a glyph stands; rendered on first use."""

    def __init__(self, page: Any, width: float) -> None:
        self.page = page
        self.width = width
        self.image: Any = None

    def __call__(self, glyph: Glyph) -> bool:
        if self.image is None:
            self.image = self.page.get_pixmap(colorspace=pymupdf.csGRAY, alpha=False)
            self.samples = self.image.samples
        unit = self.image.width / self.width
        left, right = max(int(glyph.x0 * unit), 0), min(int(glyph.x1 * unit) + 1, self.image.width)
        shades: set[int] = set()
        for row in range(max(int(glyph.y0 * unit), 0), min(int(glyph.y1 * unit) + 1, self.image.height)):
            shades.update(self.samples[row * self.image.stride + left : row * self.image.stride + right])
        return bool(shades) and max(shades) - min(shades) > 2 * 8


def _stands_before(line: TextLine, following: TextLine) -> bool:
    """Whether a line ends right before another one on its level, as a sign of an item does before a gap."""
    (_, top, right, bottom), (left, other_top, _, other_bottom) = line.box, following.box
    high = bottom - top
    return other_top < (top + bottom) / 2 < other_bottom and 0 <= left - right <= _GAP * high


def _forward(span: Span) -> Sequence[Span]:
    """The span, parted where it goes back to the left, as what is printed twice may do."""
    return Glyphs.of(list(Glyphs((span,)))).spans if any(map(ge, span.x0, span.x0[1:])) else (span,)


def _goes_on(before: Span, found: Sequence[Span]) -> bool:
    """Whether what was found is set as the span before it on the line and follows it: programs begin a span at every change of font."""
    if len(found) != 1:
        return False
    x0, _, _, *rest, index = found[0]
    left, _, _, *others, first = before
    return others == rest and first + len(left) == index and left[-1] < x0[0]


def _overlap(boxes: Sequence[Extent]) -> bool:
    """Whether lines on one level lie over each other, as where a program prints them twice."""
    starts = sorted([(bottom, left, right) for left, _, right, bottom in boxes])
    bottoms = [start[0] for start in starts]
    level = [
        (starts[k], starts[k + step])
        for step in (1, 2, 3)
        for k in compress(range(len(starts)), map((1.0).__gt__, map(sub, bottoms[step:], bottoms)))
    ]
    return any(min(right, other_right) - max(left, other_left) > 0.5 for (_, left, right), (_, other_left, other_right) in level)


def _parted(span: Span, chars: str, *, after_space: bool) -> tuple[list[Span], bool]:
    """A span cut where nothing is printed, ``SPACED`` behind white space, and whether it ends with white space."""
    x0, x1, texts, y0, y1, size, style, color, index = span
    blank = [k for k, text in enumerate(texts) if not text]
    parts: list[Span] = []
    for before, end in pairwise([-1, *blank, len(texts)]):
        start = before + 1
        if start < end:
            spaced = Style.SPACED if (chars[before].isspace() if start else after_space) else 0
            parts.append(Span(x0[start:end], x1[start:end], texts[start:end], y0, y1, size, style | spaced, color, index + start))
    return parts, chars[-1].isspace()


def to_tenths(box: Sequence[float]) -> tuple[int, int, int, int]:
    """To a tenth of a point."""
    x0, y0, x1, y1 = box
    return round(x0 * 10), round(y0 * 10), round(x1 * 10), round(y1 * 10)
