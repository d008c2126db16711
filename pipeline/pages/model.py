"""What is printed on one page, whichever engine read it: glyphs, rulings, filled areas, pictures.

Coordinates are points from the top left of the page as displayed (rotation and crop box applied, user unit left out).
A glyph's box is its em box: the advance width wide, from 0.88 em above the baseline to 0.12 em below it, so that both
engines give the same boxes whatever the font says of its ascent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import attrgetter, sub
from typing import Any, Final, NamedTuple, overload

ABOVE, BELOW = 0.88, 0.12
"""em; how far an em box reaches over and under the baseline"""
COMMENTS = frozenset(
    ("Text", "Popup", "Highlight", "Underline", "Squiggly", "StrikeOut", "Caret", "Ink", "FileAttachment", "Sound", "Redact")
)
"""Annotations by which readers mark a document: no part of the page, unlike text typed onto it and form fields."""
FRAME = "Square"
"""Around what is written it is such a mark as well; one that is filled covers it, and stays."""
STAMP = "Stamp"
"""An annotation by which an office marks a document (承認済). One that says something is laid over the page as a watermark is, and none
of its text; one that is a picture stays."""


def is_comment(kind: str, *, is_filled: bool) -> bool:
    """Whether a reader marks the document with an annotation of this subtype."""
    return kind in COMMENTS or kind == FRAME and not is_filled


class Style:
    """How a glyph is set, as bits of ``Glyph.style`` (plain numbers: an enum's operators would cost more than the glyphs).

    TURNED is any direction but upright horizontal; VERTICAL is top-to-bottom writing; SPACED follows a printed white-space
    character on its line; CLOSED follows text that is struck out, so that the gap before it is none. A turned glyph is turned
    clockwise by a QUARTER, by HALF, by both, or, with neither, by no quarter. INKLESS is set without ink, as a layer of text is.
    """

    PLAIN: Final = 0
    BOLD: Final = 1
    TURNED: Final = 2
    VERTICAL: Final = 4
    SPACED: Final = 8
    QUARTER: Final = 16
    HALF: Final = 32
    CLOSED: Final = 64
    INKLESS: Final = 128
    OF_FIRST: Final = SPACED | CLOSED


class Glyph(NamedTuple):
    """One printed character. ``index`` is its number on the page (engine order), ``size`` in points, ``color`` 0xRRGGBB."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    size: float
    style: int
    color: int
    index: int  # type: ignore[assignment]


class Span(NamedTuple):
    """Glyphs set alike that follow each other on one baseline from left to right, by column: an entry for each glyph in ``x0``,
    ``x1`` and ``texts``; the rest holds for all. Their indexes count up from ``index``; SPACED and CLOSED are said of the first alone.

    A page has some fifteen glyphs to a span, so what is told of the whole span costs a fifteenth.
    """

    x0: list[float]
    x1: list[float]
    texts: list[str]
    y0: float
    y1: float
    size: float
    style: int
    color: int
    index: int  # type: ignore[assignment]


_ASIDE = Style.TURNED | Style.VERTICAL


class Glyphs(Sequence[Glyph]):
    """Glyphs in a given order, held by spans. A single glyph is made when it is asked for; columns and spans are at hand."""

    __slots__ = ("_made", "gaps", "spans", "texts", "x0", "x1")

    spans: Sequence[Span]
    x0: Sequence[float]
    """where each glyph begins, in points"""
    x1: Sequence[float]
    """where each glyph ends, in points"""
    texts: Sequence[str]
    gaps: Sequence[float]
    """the distance from each glyph to the next, in points; none where what stood between them is struck out"""
    _made: tuple[Glyph, ...]

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = spans
        if len(spans) == 1:
            self.x0, self.x1, self.texts, *_ = spans[0]

    def __getattr__(self, name: str) -> Any:
        """A column, or the glyphs one by one, when they are first asked for."""
        if name in _COLUMN:
            value: Sequence[Any] = list(chain.from_iterable(map(_COLUMN[name], self.spans)))
        elif name == "gaps":
            value = self._from_each_to_next()
        elif name == "_made":
            value = self._one_by_one()
        else:
            raise AttributeError(name)
        setattr(self, name, value)
        return value

    @classmethod
    def of(cls, glyphs: Iterable[Glyph]) -> Glyphs:
        """Glyphs that come one by one."""
        if isinstance(glyphs, cls):
            return glyphs
        spans: list[Span] = []
        following: tuple[float | int, ...] = ()
        lefts: list[float] = []
        rights: list[float] = []
        texts: list[str] = []
        for x0, y0, x1, y1, text, size, style, color, index in glyphs:
            if (y0, y1, size, style, color, index) == following and x0 > lefts[-1]:
                lefts.append(x0)
                rights.append(x1)
                texts.append(text)
            else:
                lefts, rights, texts = [x0], [x1], [text]
                spans.append(Span(lefts, rights, texts, y0, y1, size, style, color, index))
            following = () if style & _ASIDE else (y0, y1, size, style & ~Style.OF_FIRST, color, index + 1)
        return cls(spans)

    @classmethod
    def together(cls, parts: Sequence[Glyphs]) -> Glyphs:
        """The glyphs of some parts, one after the other."""
        return parts[0] if len(parts) == 1 else cls([span for part in parts for span in part.spans])

    @property
    def sizes(self) -> list[float]:
        sizes: list[float] = []
        for span in self.spans:
            sizes += [span.size] * len(span.x0)
        return sizes

    @property
    def indexes(self) -> list[int]:
        indexes: list[int] = []
        for span in self.spans:
            indexes += range(span.index, span.index + len(span.x0))
        return indexes

    @property
    def spaced(self) -> set[int]:
        """The positions of glyphs that are SPACED."""
        found: set[int] = set()
        start = 0
        for span in self.spans:
            if span.style & Style.SPACED:
                found.add(start)
            start += len(span.x0)
        return found

    def span_at(self, position: int) -> Span:
        """The span of the glyph at a position."""
        if len(self.spans) == 1:
            return self.spans[0]
        for span in self.spans:
            position -= len(span.x0)
            if position < 0:
                return span
        raise IndexError(position)

    def part(self, start: int, end: int) -> Glyphs:
        """The glyphs from ``start`` to before ``end``."""
        if start >= end:
            return Glyphs(())
        if len(self.spans) == 1:
            x0, x1, texts, y0, y1, size, style, color, index = self.spans[0]
            if not start and end >= len(x0):
                return self
            if start:
                style &= ~Style.OF_FIRST
            return Glyphs((Span(x0[start:end], x1[start:end], texts[start:end], y0, y1, size, style, color, index + start),))
        spans: list[Span] = []
        for span in self.spans:
            here = len(span.x0)
            if start < here:
                if start > 0 or end < here:
                    spans += Glyphs((span,)).part(max(start, 0), end).spans
                else:
                    spans.append(span)
            start -= here
            end -= here
            if end <= 0:
                break
        return Glyphs(spans)

    def _from_each_to_next(self) -> list[float]:
        gaps = list(map(sub, self.x0[1:], self.x1))
        end = 0
        for before, span in pairwise(self.spans):
            end += len(before.x0)
            if span.style & Style.CLOSED:
                gaps[end - 1] = 0.0
        return gaps

    def _one_by_one(self) -> tuple[Glyph, ...]:
        made: list[Glyph] = []
        for x0, x1, texts, y0, y1, size, style, color, index in self.spans:
            rest = style & ~Style.OF_FIRST
            made += [
                Glyph(left, y0, right, y1, text, size, rest, color, number)
                for number, (left, right, text) in enumerate(zip(x0, x1, texts, strict=True), index)
            ]
            if style != rest:
                made[-len(x0)] = made[-len(x0)]._replace(style=style)
        return tuple(made)

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Glyph]:
        return iter(self._made)

    @overload
    def __getitem__(self, at: int) -> Glyph: ...
    @overload
    def __getitem__(self, at: slice) -> Glyphs: ...
    def __getitem__(self, at: int | slice) -> Glyph | Glyphs:
        if isinstance(at, int):
            return self._made[at]
        start, end, step = at.indices(len(self))
        return self.part(start, end) if step == 1 else Glyphs.of(self._made[at])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self._made)


_COLUMN = {name: attrgetter(name) for name in ("x0", "x1", "texts")}


class Ruling(NamedTuple):
    """A straight horizontal (``y0 == y1``) or vertical (``x0 == x1``) line by its centre line; thickness in points."""

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float
    color: int


class Area(NamedTuple):
    """A filled rectangle, a picture or a drawn shape; ``color`` 0xRRGGBB (-1 for a picture)."""

    x0: float
    y0: float
    x1: float
    y1: float
    color: int


class Contradiction(NamedTuple):
    """A place where the file tells readers another text (ActualText) than the glyphs show that are printed there."""

    x0: float
    y0: float
    x1: float
    y1: float
    told: str
    printed: str


class Recognition(NamedTuple):
    """How sure a recogniser is of a glyph (a probability), and what it would have read instead ("" where that is none);
    ``is_settled``: its surroundings or its size say that it is one that looks like what was recognised."""

    confidence: float
    other: str
    other_confidence: float
    is_settled: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page as displayed. ``hidden`` are glyphs that no reader sees (invisible, white on white, off the page, outside the
    clip), ``covered`` those of them that were painted over, ``struck`` those that are struck through, ``watermarks``
    those that were set apart (``watermarks_apart``) and what stamps say. ``turned_by`` tells by how many degrees, clockwise, the page was
    turned to be read.
    ``noted`` are the indexes of glyphs that annotations put onto the page (typed notes), which are none of its own content.
    ``recognised`` is empty where the file gives its text; where a picture was read it tells of each glyph, by its index."""

    number: int
    width: float
    height: float
    glyphs: Glyphs
    hidden: tuple[Glyph, ...]
    rulings: tuple[Ruling, ...]
    fills: tuple[Area, ...]
    pictures: tuple[Area, ...]
    shapes: tuple[Area, ...]
    struck: tuple[Glyph, ...] = ()
    covered: tuple[Glyph, ...] = ()
    turned_by: int = 0
    contradictions: tuple[Contradiction, ...] = ()
    watermarks: tuple[Glyph, ...] = ()
    recognised: tuple[Recognition, ...] = ()
    noted: frozenset[int] = frozenset()
