"""What MuPDF's text device found on a page, by column: an entry for each character in ``chars``, ``xs`` and so on.

It is asked by PyMuPDF's ``rawdict``, the public interface, once a page; all that is done with characters later is done by
column, which costs less than a look into a dictionary for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pipeline.pages.lines import on_paper
from pipeline.pages.matrices import Extent
from pipeline.pages.mupdf import mupdf, pymupdf
from pipeline.pages.type3 import TYPE_3, ems_of

STROKED, RECTANGLE, CONTINUES = 1, 2, 4
"""``Vector.flags``: a stroke, a rectangle along the axes, a part of a path of which more is to come."""

_TEXT, _VECTOR = 0, 3
_BOLD = 16


class TextLine(NamedTuple):
    """The characters from ``start`` to before ``end``, along ``direction`` (a unit vector), within ``box`` (points)."""

    box: Extent
    vertical: bool
    direction: tuple[float, float]
    start: int
    end: int


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


class Characters(NamedTuple):
    """The lines and paths of a page, each in the order of drawing, and its characters by column.

    ``xs`` and ``ys`` are origins, ``boxes`` the characters' boxes and ``rights`` the right edges of these (all in points).
    ``argbs`` are 0xAARRGGBB, the colour as it looks on white paper; ``flags`` have a bit for filled (16) and one for stroked (32).
    """

    lines: Sequence[TextLine]
    vectors: Sequence[Vector]
    chars: str
    xs: list[float]
    ys: Sequence[float]
    boxes: Sequence[Extent]
    rights: list[float]
    faces: Sequence[Face]
    sizes: Sequence[float]
    argbs: Sequence[int]
    flags: Sequence[int]


OPAQUE = 255
"""the alpha of paint that nothing shows through"""


def characters_of(page: Any) -> Characters:
    """A text device's page by column."""
    lines: list[TextLine] = []
    vectors: list[Vector] = []
    chars: list[Any] = []
    faces: list[Face] = []
    sizes: list[float] = []
    argbs: list[int] = []
    flags: list[int] = []
    for block in _blocks(page):
        if block["type"] == _VECTOR:
            kinds = STROKED * block["stroked"] | RECTANGLE * block["isrect"] | CONTINUES * block["continues"]
            vectors.append(Vector(block["bbox"], kinds, on_paper(block["color"], block["alpha"] / OPAQUE), block["alpha"], len(chars)))
        for line in block["lines"] if block["type"] == _TEXT else ():
            start = len(chars)
            for span in line["spans"]:
                face = Face(span["font"], bool(span["flags"] & _BOLD))
                color = on_paper(span["color"], span["alpha"] / OPAQUE)
                many = len(span["chars"])
                chars += span["chars"]
                faces += [face] * many
                sizes += [span["size"]] * many
                argbs += [span["alpha"] << 24 | color] * many
                flags += [span["char_flags"]] * many
            if len(chars) > start:
                lines.append(TextLine(line["bbox"], bool(line["wmode"]), line["dir"], start, len(chars)))
    text, starts, boxes = "".join([char["c"] for char in chars]), [char["origin"] for char in chars], [char["bbox"] for char in chars]
    xs, ys, rights = [x for x, _ in starts], [y for _, y in starts], [box[2] for box in boxes]
    if any(face.name.startswith(TYPE_3) for face in dict.fromkeys(faces)):
        sizes = _in_ems(text, faces, sizes, boxes)
    return Characters(lines, vectors, text, xs, ys, boxes, rights, faces, sizes, argbs, flags)


def _in_ems(chars: str, faces: Sequence[Face], sizes: Sequence[float], boxes: Sequence[Extent]) -> list[float]:
    """The sizes, those of Type 3 fonts by the em of each."""
    set_in = zip(faces, chars, sizes, boxes, strict=True)
    ems = ems_of((face, char, (box[2] - box[0]) / size) for face, char, size, box in set_in if size and face.name.startswith(TYPE_3))
    return [size * ems.get(face, 1.0) for face, size in zip(faces, sizes, strict=True)]


def _blocks(page: Any) -> Sequence[Any]:
    """Heights of boxes are as fonts have them: what PyMuPDF mends of them is not used here."""
    pymupdf.TOOLS.unset_quad_corrections(True)
    try:
        return pymupdf.TextPage(page).extractRAWDICT()["blocks"]  # type: ignore[no-any-return]
    finally:
        pymupdf.TOOLS.unset_quad_corrections(False)


def origins(text: Any) -> Iterator[tuple[float, float]]:
    """Where the glyphs of a text object stand, in its own coordinates."""
    span = text.head
    while span:
        items = mupdf.FzTextSpan(span)
        for number in range(span.len):
            item = items.items(number)
            yield item.x, item.y
        span = span.next
