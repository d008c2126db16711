"""What is printed on one page, whichever engine read it: glyphs, rulings, filled areas, pictures.

Coordinates are points from the top left of the page as displayed (rotation and crop box applied, user unit left out).
A glyph's box is its em box: the advance width wide, from 0.88 em above the baseline to 0.12 em below it, so that both
engines give the same boxes whatever the font says of its ascent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

COMMENTS = frozenset(
    ("Text", "Popup", "Highlight", "Underline", "Squiggly", "StrikeOut", "Caret", "Ink", "FileAttachment", "Sound", "Redact")
)
"""Annotations by which readers mark a document: no part of the page, unlike text typed onto it, stamps and form fields."""


class Style:
    """How a glyph is set, as bits of ``Glyph.style`` (plain numbers: an enum's operators would cost more than the glyphs).

    TURNED is any direction but upright horizontal; VERTICAL is top-to-bottom writing; SPACED follows a printed white-space
    character on its line.
    """

    PLAIN: Final = 0
    BOLD: Final = 1
    TURNED: Final = 2
    VERTICAL: Final = 4
    SPACED: Final = 8


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


@dataclass(frozen=True, slots=True)
class Page:
    """One page as displayed. ``hidden`` are glyphs that no reader sees (invisible, white on white, off the page)."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    hidden: tuple[Glyph, ...]
    rulings: tuple[Ruling, ...]
    fills: tuple[Area, ...]
    pictures: tuple[Area, ...]
    shapes: tuple[Area, ...]
