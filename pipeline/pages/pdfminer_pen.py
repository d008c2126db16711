"""How a string is set on a page that pdfminer interprets: its font, ink, size and direction, and where each glyph goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.pages.matrices import Matrix
from pipeline.pages.model import ABOVE, BELOW
from pipeline.pages.rounded import bounds

_SPACE = 32
"""the one code that word spacing widens"""
_LEVEL, _LEANING, _STANDING = 0.99, 0.03, 0.9
"""parts of unit vectors: a scanner's page may lean by a degree, and its type be slanted"""


@dataclass(frozen=True, slots=True)
class Pen:
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
        return is_upright(self.along, self.up)

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
            return ox + start, oy - ABOVE * size, ox + end, oy + BELOW * size
        return bounds([(ox + m * ux + n * vx, oy + m * uy + n * vy) for m in (start, end) for n in (ABOVE * size, -BELOW * size)])


def is_upright(along: tuple[float, float], up: tuple[float, float]) -> bool:
    return along[0] > _LEVEL and abs(along[1]) < _LEANING and up[1] < -_STANDING
