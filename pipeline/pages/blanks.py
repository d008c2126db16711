"""White space that shows something: a font may tie a glyph with an outline to a space, and a reader of the text loses it in silence.

In go the characters of MuPDF's text device and the page's display list; out come the positions of those that are white space
by their code and ink by their glyph. The list is played once more only where white space is met that is set unlike any met before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pipeline.geometry.rect import Rect, holds
from pipeline.pages.mupdf import mupdf, play
from pipeline.pages.mupdf_clips import Texts
from pipeline.pages.rawdict import Characters, LinePart
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
        """The positions of white space whose glyph has an outline, as that of the first of its kind has."""
        kinds: dict[GlyphKind, list[int]] = defaultdict(list)
        for part in printed.parts:
            for white in _WHITE.finditer(printed.chars, part.start, part.end):
                kinds[_kind_of(printed, part, white.start())].append(white.start())
        suspects = {kind: positions for kind, positions in kinds.items() if kind not in self.innocent}
        if not suspects:
            return set()
        places = {kind: _Place(printed.xs[first], printed.ys[first], printed.sizes[first]) for kind, (first, *_) in suspects.items()}
        found = play(listed, _Outlines(places.values()), scale).found
        self.innocent.update(kind for kind, place in places.items() if place not in found)
        return {position for kind, positions in suspects.items() if places[kind] in found for position in positions}


def _kind_of(printed: Characters, part: LinePart, position: int) -> GlyphKind:
    width = printed.rights[position] - printed.xs[position]
    return part.face.name, printed.chars[position], round(width / (part.size or 1.0) * _WIDTHS)


class _Place(NamedTuple):
    """Where white space is set, and its size, in points."""

    x: float
    y: float
    size: float

    def is_by(self, box: Any) -> bool:
        """Whether it may be of a text within a box."""
        return holds(box, Rect(self.x, self.y, self.x, self.y), self.size)


class _Outlines(Texts):
    """At which of some places white space is set whose glyph has an outline."""

    def __init__(self, places: Collection[_Place]) -> None:
        super().__init__()
        self.places = places
        self.found: set[_Place] = set()

    def _hear(self, text: Any, ctm: Any, box: Any) -> None:
        places = [place for place in self.places if place.is_by(box)]
        span = text.head if places else None
        while span:
            whole = mupdf.FzTextSpan(span)
            for item in (whole.items(number) for number in range(span.len)):
                if chr(max(item.ucs, 0)).isspace() and item.gid >= 0 and _has_outline(span.font, item.gid):
                    x, y = ctm.a * item.x + ctm.c * item.y + ctm.e, ctm.b * item.x + ctm.d * item.y + ctm.f
                    self.found.update(place for place in places if abs(place.x - x) < _SAME and abs(place.y - y) < _SAME)
            span = span.next


def _has_outline(font: Any, glyph: int) -> bool:
    """Whether a glyph shows anything; one that is drawn by a procedure has no outline and is not judged."""
    outline = mupdf.ll_fz_outline_glyph(font, glyph, _IDENTITY)
    if not outline:
        return False
    bound = mupdf.ll_fz_bound_path(outline, None, _IDENTITY)
    mupdf.ll_fz_drop_path(outline)
    return bool(bound.x1 > bound.x0 and bound.y1 > bound.y0)
