"""White space that shows something: a font may tie a glyph with an outline to a space, and a reader of the text loses it in silence.

In go the characters of MuPDF's text device and the page's display list; out come the positions of those that are white space
by their code and ink by their glyph. The list is played once more only where white space is met that is set unlike any met before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from pipeline.pages.mupdf import mupdf, play
from pipeline.pages.mupdf_clips import Texts
from pipeline.pages.rawdict import Characters
from pipeline.pages.text import UNKNOWN

_IDENTITY = mupdf.ll_fz_make_matrix(1, 0, 0, 1, 0, 0)
_WIDTHS = 100
"""Widths of white space are told apart by so many parts of an em: a font sets its own space always as wide."""
_SAME = 0.05
"""pt; places that differ by no more are one place, told by two devices"""

_WHITE = re.compile(r"\s")

GlyphKind = tuple[str, str, int]
"""The font's name, the character and its width."""


@dataclass(slots=True)
class Blanks:
    """The white space of one document: ``innocent`` are the kinds that were met and show nothing."""

    innocent: set[GlyphKind] = field(default_factory=set)

    def shown(self, printed: Characters, listed: Any, scale: Any) -> Characters:
        """The characters, with ``UNKNOWN`` for white space that shows something."""
        inked = self._inked(printed, listed, scale)
        if not inked:
            return printed
        return printed._replace(chars="".join([UNKNOWN if k in inked else char for k, char in enumerate(printed.chars)]))

    def _inked(self, printed: Characters, listed: Any, scale: Any) -> set[int]:
        """The positions of white space whose glyph has an outline."""
        kinds = {white.start(): _kind_of(printed, white.start()) for white in _WHITE.finditer(printed.chars)}
        suspects = [position for position, kind in kinds.items() if kind not in self.innocent]
        if not suspects:
            return set()
        device = play(listed, _Outlines(), scale)
        found = {position for position in suspects if device.has_at(printed.xs[position], printed.ys[position])}
        self.innocent.update({kinds[position] for position in suspects} - {kinds[position] for position in found})
        return found


def _kind_of(printed: Characters, position: int) -> GlyphKind:
    width = printed.rights[position] - printed.xs[position]
    return printed.faces[position].name, printed.chars[position], round(width / (printed.sizes[position] or 1.0) * _WIDTHS)


class _Outlines(Texts):
    """Where white space is set whose glyph has an outline, in points."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[float, float]] = []

    def has_at(self, x: float, y: float) -> bool:
        return any(abs(at - x) < _SAME and abs(height - y) < _SAME for at, height in self.found)

    def _hear(self, text: Any, ctm: Any, _box: Any) -> None:
        span = text.head
        while span:
            whole = mupdf.FzTextSpan(span)
            for item in (whole.items(number) for number in range(span.len)):
                if chr(max(item.ucs, 0)).isspace() and item.gid >= 0 and _has_outline(span.font, item.gid):
                    self.found.append((ctm.a * item.x + ctm.c * item.y + ctm.e, ctm.b * item.x + ctm.d * item.y + ctm.f))
            span = span.next


def _has_outline(font: Any, glyph: int) -> bool:
    """Whether a glyph shows anything; one that is drawn by a procedure has no outline and is not judged."""
    outline = mupdf.ll_fz_outline_glyph(font, glyph, _IDENTITY)
    if not outline:
        return False
    bound = mupdf.ll_fz_bound_path(outline, None, _IDENTITY)
    mupdf.ll_fz_drop_path(outline)
    return bool(bound.x1 > bound.x0 and bound.y1 > bound.y0)
