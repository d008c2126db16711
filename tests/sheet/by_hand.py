"""Lines of text as the layout gives them, made by hand in type of ten points."""

from __future__ import annotations

from pipeline.geometry.rect import Rect
from pipeline.layout.model import Line
from pipeline.pages.model import Glyph, Glyphs

EM = 10.0


def line(y: float, *parts: tuple[float, str], page: int = 1, em: float = EM) -> Line:
    """A line of texts, each from its own place in em, ``em`` points each; white space is no glyph."""
    placed = [(x * EM + k * em, ch) for x, text in parts for k, ch in enumerate(text) if not ch.isspace()]
    glyphs = [Glyph(x0, y, x0 + em, y + em, ch, em, 0, 0, k) for k, (x0, ch) in enumerate(placed)]
    text = "　".join(text for _, text in parts)
    return Line(page, Rect(glyphs[0].x0, y, glyphs[-1].x1, y + em), Glyphs.of(glyphs), em, text, False)
