"""What MuPDF's text device found on a page, by column: an entry for each character in ``chars``, ``xs`` and so on.

It is asked by PyMuPDF's ``rawdict``, the public interface, once a page; all that is done with characters later is done by
column, which costs less than a look into a dictionary for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, count, repeat
from operator import eq
from typing import Any, NamedTuple
from unicodedata import category

from pipeline.pages.lines import on_paper
from pipeline.pages.matrices import Extent
from pipeline.pages.mupdf import mupdf, pymupdf
from pipeline.pages.type3 import TYPE_3, ems_of

STROKED, RECTANGLE, CONTINUES = 1, 2, 4
"""``Vector.flags``: a stroke, a rectangle along the axes, a part of a path of which more is to come."""

_TEXT, _VECTOR = 0, 3
_BOLD = 16


class Vector(NamedTuple):
    """A painted path or a part of one within ``box`` (points), behind ``before`` characters; ``color`` 0xRRGGBB, ``alpha`` to 255."""

    box: Extent
    flags: int
    color: int
    alpha: int
    before: int


class Face(NamedTuple):
    """A font by its name, without the prefix of a subset."""

    name: str
    is_bold: bool


class LinePart(NamedTuple):
    """The characters of a line from ``start`` to before ``end``, in one font and ``size`` (points); ``argb`` is 0xAARRGGBB, the colour as
    it looks on white paper, ``flags`` have a bit for filled (16) and one for stroked (32)."""

    start: int
    end: int
    face: Face
    size: float
    argb: int
    flags: int


class TextLine(NamedTuple):
    """The characters from ``start`` to before ``end``, along ``direction`` (a unit vector), within ``box`` (points), by their parts."""

    box: Extent
    vertical: bool
    direction: tuple[float, float]
    start: int
    end: int
    parts: Sequence[LinePart]


class Characters(NamedTuple):
    """The lines and paths of a page, each in the order of drawing, and its characters by column.

    ``xs`` and ``ys`` are origins, ``boxes`` the characters' boxes and ``rights`` the right edges of these (all in points).
    """

    lines: Sequence[TextLine]
    vectors: Sequence[Vector]
    chars: str
    xs: list[float]
    ys: Sequence[float]
    boxes: Sequence[Extent]
    rights: list[float]
    sizes: Sequence[float]

    @property
    def parts(self) -> Iterator[LinePart]:
        """The parts of all lines."""
        return (part for line in self.lines for part in line.parts)


OPAQUE = 255
"""the alpha of paint that nothing shows through"""


def characters_of(page: Any) -> Characters:
    """A text device's page by column."""
    lines: list[TextLine] = []
    vectors: list[Vector] = []
    chars: list[Any] = []
    for block in _blocks(page):
        if block["type"] == _VECTOR:
            kinds = STROKED * block["stroked"] | RECTANGLE * block["isrect"] | CONTINUES * block["continues"]
            vectors.append(Vector(block["bbox"], kinds, on_paper(block["color"], block["alpha"] / OPAQUE), block["alpha"], len(chars)))
        for line in block["lines"] if block["type"] == _TEXT else ():
            parts = _parts(line["spans"], len(chars))
            for span in line["spans"]:
                chars += span["chars"]
            if parts:
                lines.append(TextLine(line["bbox"], bool(line["wmode"]), line["dir"], parts[0].start, len(chars), parts))
    text, starts, boxes = "".join([char["c"] for char in chars]), [char["origin"] for char in chars], [char["bbox"] for char in chars]
    xs, ys, rights = [x for x, _ in starts], [y for _, y in starts], [box[2] for box in boxes]
    lines = _in_ems(lines, text, boxes)
    sizes = [*chain.from_iterable(repeat(part.size, part.end - part.start) for line in lines for part in line.parts)]
    return Characters(lines, vectors, text, xs, ys, boxes, rights, sizes)


def _parts(spans: Iterable[Any], start: int) -> list[LinePart]:
    """The parts of a line that begins with character ``start``."""
    parts: list[LinePart] = []
    for span in spans:
        face, end = Face(span["font"], bool(span["flags"] & _BOLD)), start + len(span["chars"])
        argb = span["alpha"] << 24 | on_paper(span["color"], span["alpha"] / OPAQUE)
        parts.append(LinePart(start, end, face, span["size"], argb, span["char_flags"]))
        start = end
    return parts


def with_shared_room(found: Characters) -> Characters:
    """The characters, each of those that one glyph stands for (ti, 令和) with a part of its room: MuPDF gives all of it to the first,
    and the others stand where the next glyph does."""
    xs, ys, rights = found.xs, found.ys, found.rights
    roomless = compress(range(1, len(xs)), map(eq, xs[1:], rights[1:]))
    behind = {k for k in roomless if xs[k] == rights[k - 1] and ys[k] == ys[k - 1] and not category(found.chars[k]).startswith("M")}
    if not behind:
        return found
    xs, rights = [*xs], [*rights]
    for first in [k - 1 for k in sorted(behind) if k - 1 not in behind]:
        many = next(n for n in count(1) if first + n not in behind)
        start, part = xs[first], (rights[first] - xs[first]) / many
        for n in range(many):
            xs[first + n], rights[first + n] = start + n * part, start + (n + 1) * part
    return found._replace(xs=xs, rights=rights)


def _in_ems(lines: list[TextLine], chars: str, boxes: Sequence[Extent]) -> list[TextLine]:
    """The lines, the sizes of their parts in Type 3 fonts by the em of each font."""
    drawn = [part for line in lines for part in line.parts if part.face.name.startswith(TYPE_3)]
    if not drawn:
        return lines
    ems = ems_of(
        (part.face, chars[k], (boxes[k][2] - boxes[k][0]) / part.size) for part in drawn if part.size for k in range(part.start, part.end)
    )
    return [line._replace(parts=[part._replace(size=part.size * ems.get(part.face, 1.0)) for part in line.parts]) for line in lines]


def _blocks(page: Any) -> Sequence[Any]:
    """Heights of boxes are as fonts have them: what PyMuPDF mends of them is not used here."""
    pymupdf.TOOLS.unset_quad_corrections(True)
    try:
        return pymupdf.TextPage(page).extractRAWDICT()["blocks"]  # type: ignore[no-any-return]
    finally:
        pymupdf.TOOLS.unset_quad_corrections(False)


def origins(text: Any, ctm: Any) -> Iterator[tuple[float, float]]:
    """Where the glyphs of a text object stand, in the coordinates that its matrix leads to."""
    a, b, c, d, e, f = ctm.a, ctm.b, ctm.c, ctm.d, ctm.e, ctm.f
    span = text.head
    while span:
        items = mupdf.FzTextSpan(span)
        for number in range(span.len):
            item = items.items(number)
            yield a * item.x + c * item.y + e, b * item.x + d * item.y + f
        span = span.next
