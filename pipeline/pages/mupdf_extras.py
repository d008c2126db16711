"""What MuPDF's text device leaves out, seen by a device of our own: stroked text, pictures, how many paths are painted and what they
cover, and what is painted over text.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from pipeline.geometry.rect import Rect, has_middle_in, holds
from pipeline.pages import gradients
from pipeline.pages.actual_text import is_doubtful
from pipeline.pages.clips import EDGE, Clip
from pipeline.pages.matrices import UNIT_SQUARE, moved
from pipeline.pages.model import BELOW, Area, Glyph, Span
from pipeline.pages.mupdf import mupdf, play
from pipeline.pages.mupdf_clips import clip_of
from pipeline.pages.rawdict import CONTINUES, STROKED, Vector, origins
from pipeline.pages.rounded import bounds
from pipeline.pages.settle import meeting

_EDGES = attrgetter("x0", "y0", "x1", "y1")


_Device: Any = mupdf.FzDevice2
_bound_path = mupdf.ll_fz_bound_path


class Extras(_Device):  # type: ignore[misc]
    """Sees what the text device leaves out: where text is stroked (synthetic bold), pictures, what each painted path covers."""

    def __init__(self) -> None:
        super().__init__()
        self.use_virtual_fill_path()
        self.use_virtual_stroke_path()
        self.use_virtual_stroke_text()
        self.use_virtual_fill_image()
        self.use_virtual_fill_image_mask()
        self.use_virtual_fill_shade()
        self.use_virtual_clip_path()
        self.use_virtual_begin_metatext()
        self.use_virtual_begin_mask()
        self.use_virtual_end_mask()
        self.is_told_otherwise = False
        self.clips: list[Any] = []
        self.stroked: set[tuple[int, int]] = set()
        self.pictures: list[Area] = []
        self.gradients: list[Area] = []
        """what a smooth shading is seen in"""
        self.veils: list[Area] | None = None
        """the pictures of the soft mask that is being told"""
        self.veil: list[Area] = []
        """those of the mask that what is painted next is seen through"""
        self.veiled: list[Area] = []
        """what is filled through the picture of a soft mask, as shadows of boxes are: no line and no area has its shape"""
        self.filled: list[Any] = []
        self.lined = 0
        self.is_cut = False
        """whether some of what is drawn reaches out of its clip"""

    def fill_path(self, _context: Any, path: Any, _even_odd: Any, ctm: Any, *_: Any) -> None:
        bound = _bound_path(path, None, ctm)
        self.filled.append(bound)
        if self.veil:
            box = Area(*_EDGES(bound), -1)
            self.veiled += [box for picture in self.veil if holds(Rect(*picture[:4]), Rect(*box[:4]), EDGE)][:1]
            self.veil = []
        if self.clips:
            self._hold_to_clip(bound)

    def stroke_path(self, _context: Any, path: Any, _stroke: Any, ctm: Any, *_: Any) -> None:
        self.lined += 1
        if self.clips and not self.is_cut:
            self._hold_to_clip(_bound_path(path, None, ctm))

    def _hold_to_clip(self, bound: Any) -> None:
        if not self.is_cut:
            clip = clip_of(self)
            self.is_cut = bound.x0 < clip.x0 - EDGE or bound.y0 < clip.y0 - EDGE or bound.x1 > clip.x1 + EDGE or bound.y1 > clip.y1 + EDGE

    def stroke_text(self, _context: Any, text: Any, _stroke: Any, ctm: Any, *_: Any) -> None:
        for x, y in origins(text, ctm):
            low, high = math.floor(x * 4), math.floor(y * 4)
            self.stroked.update(((low, high), (low + 1, high), (low, high + 1), (low + 1, high + 1)))

    def begin_metatext(self, _context: Any, kind: int, told: str) -> None:
        if kind == mupdf.FZ_METATEXT_ACTUALTEXT and is_doubtful(told):
            self.is_told_otherwise = True

    def clip_path(self, _context: Any, path: Any, _even_odd: Any, ctm: Any, *_: Any) -> None:
        self.clips.append(_bound_path(path, None, ctm))

    def begin_mask(self, *_: Any) -> None:
        self.veils = []

    def end_mask(self, *_: Any) -> None:
        self.veil, self.veils = self.veils or [], None

    def fill_image(self, _context: Any, _image: Any, ctm: Any, *_: Any) -> None:
        self._paint(_unit_square(ctm))

    def fill_image_mask(self, _context: Any, _image: Any, ctm: Any, *_: Any) -> None:
        self._paint(_unit_square(ctm))

    def fill_shade(self, *_: Any) -> None:
        if len(self.gradients) < gradients.MOST_SHADINGS and not (clip := clip_of(self)).is_empty:
            self.gradients.append(Area(*clip, -1))

    def _paint(self, picture: Area) -> None:
        if self.veils is None:
            self.veil = []
            self.pictures += _seen_part(picture, clip_of(self))
        else:
            self.veils.append(picture)


class _Order(_Device):  # type: ignore[misc]
    """In what order text and pictures are painted: those that cover what is under them, and those that are but a ground."""

    def __init__(self) -> None:
        super().__init__()
        self.use_virtual_fill_text()
        self.use_virtual_fill_image()
        self.step = 0
        self.texts: dict[tuple[int, int], int] = {}
        self.covers: list[tuple[int, Area]] = []
        self.grounds: list[tuple[int, Area]] = []

    def fill_text(self, _context: Any, text: Any, ctm: Any, *_: Any) -> None:
        self.step += 1
        for x, y in origins(text, ctm):
            self.texts[round(x), round(y)] = self.step

    def fill_image(self, _context: Any, image: Any, ctm: Any, *_: Any) -> None:
        self.step += 1
        seen = [(self.step, part) for part in _seen_part(_unit_square(ctm), clip_of(self))]
        if not image.mask and not image.use_colorkey:
            self.covers += seen
        if gradients.is_gradient(image):
            self.grounds += seen


def _unit_square(ctm: Any) -> Area:
    return Area(*bounds(moved((ctm.a, ctm.b, ctm.c, ctm.d, ctm.e, ctm.f), UNIT_SQUARE)), -1)


def _seen_part(area: Area, clip: Clip) -> list[Area]:
    """The part of an area within a clip; nothing where there is none."""
    seen = Clip(*area[:4]).common_with(clip)
    return [] if seen.is_empty else [Area(*seen, area.color)]


def behind_and_shown(listed: Any, scale: Any, spans: Sequence[Span], pictures: tuple[Area, ...]) -> tuple[set[int], tuple[Area, ...]]:
    """The indexes of the glyphs that a picture painted later covers, and the pictures but for those that are the ground of glyphs painted
    later."""
    on = {picture: [glyph for glyph in meeting(spans, picture) if has_middle_in(glyph, picture)] for picture in pictures}
    if not any(on.values()):
        return set(), pictures
    order = play(listed, _Order(), scale)
    steps = {glyph: _step_of(glyph, order.texts) for glyphs in on.values() for glyph in glyphs}
    under = {ground for step, ground in order.grounds if any(steps[glyph] > step for glyph in on.get(ground, ()))}
    return _behind(order.covers, steps), tuple([picture for picture in pictures if picture not in under])


def _behind(covers: Iterable[tuple[int, Area]], steps: Mapping[Glyph, int]) -> set[int]:
    """The indexes of the glyphs, given with when they are painted, that one of the opaque pictures covers."""
    over = ((glyph, cover) for step, cover in covers for glyph, last in steps.items() if 0 < last < step)
    return {glyph.index for glyph, cover in over if has_middle_in(glyph, cover)}


def _step_of(glyph: Glyph, texts: Mapping[tuple[int, int], int]) -> int:
    """When a glyph is painted last; 0 where that is not seen."""
    x, y = round(glyph.x0), round(glyph.y1 - BELOW * glyph.size)
    return max(texts.get((x + dx, y + dy), 0) for dx in (-1, 0, 1) for dy in (-1, 0, 1))


def keeps_vectors(vectors: Sequence[Vector], extras: Extras) -> bool:
    """Whether the text device gives everything that is painted on the page.

    It joins small rectangles that touch and, where one overlaps an earlier one, silently loses some that follow. It ends each path with
    a vector that does not "continue", so their number must be that of the paths, or every missing path must be part of a longer bar.
    """
    if any(vector.flags & CONTINUES for vector in vectors):
        return False
    lined = sum([vector.flags & STROKED for vector in vectors])
    if lined != extras.lined:
        return False
    if len(vectors) - lined == len(extras.filled):
        return True
    rows: dict[tuple[bool, float, float], list[tuple[float, float]]] = {}
    known = {vector.box for vector in vectors}
    for x0, y0, x1, y1 in known:
        rows.setdefault((True, y0, y1), []).append((x0, x1))
        rows.setdefault((False, x0, x1), []).append((y0, y1))
    return all(
        any(start <= x0 and x1 <= end for start, end in rows.get((True, y0, y1), ()))
        or any(start <= y0 and y1 <= end for start, end in rows.get((False, x0, x1), ()))
        for x0, y0, x1, y1 in map(_EDGES, extras.filled)
        if (x0, y0, x1, y1) not in known
    )
