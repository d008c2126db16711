"""Which characters of MuPDF's text device lie outside the clip that was in force when they were painted.

The text device leaves clips out. The display list is played once more, to a device that hears of each text object, but only
where some line of the page reaches out of some clip: a clip around the whole text, as most programs set it, hides nothing. The
glyphs of a text are looked at only where it, or one that it lies over, reaches out of its own clip: most pages have none.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.geometry.rect import Rect, bounds_of, holds
from pipeline.pages.clips import Clip, middle_of_ink
from pipeline.pages.mupdf import mupdf, play
from pipeline.pages.rawdict import Characters, TextLine, origins

_QUARTER = 0.25
"""of a line's height: what a line's box reaches beyond a clip before the middle of one of its glyphs does"""
_ABOVE_BASELINE = 0.38
"""em; the middle of the em box"""
_PER_POINT = 4
"""Origins are looked up by quarters of a point, which both devices round alike but for the last bit."""
_MANY = 100
"""Texts of a page that reach out of their clips; of more, what lies between them is looked at too, or time went with their square."""
_LEVEL = 0.99
_SAME = 0.02
"""pt; places that differ by no more are one place, told by two devices"""

Key = tuple[int, int]


def clip_of(device: Any) -> Clip:
    """The clip in force while a device of our own is called."""
    scissor = mupdf.ll_fz_device_current_scissor(device.m_internal)
    return Clip(scissor.x0, scissor.y0, scissor.x1, scissor.y1)


def positions_outside(printed: Characters, clips: Sequence[Any], listed: Any, scale: Any) -> set[int]:
    """The positions of the characters outside their clip; ``clips`` are all that the page sets, one or more.

    A line that reaches out of any of them reaches out of what they have in common: word processors set one for each piece of text.
    """
    common = Clip(max(c.x0 for c in clips), max(c.y0 for c in clips), min(c.x1 for c in clips), min(c.y1 for c in clips))
    if not any(_reaches_out(line, common) for line in printed.lines):
        return set()
    reaching = play(listed, _Reaching(), scale).boxes
    if not reaching:
        return set()
    found = play(listed, _Clipped(reaching), scale).found
    return {position for line in printed.lines for position in range(line.start, line.end) if _is_outside(printed, line, position, found)}


def _reaches_out(line: TextLine, clip: Clip) -> bool:
    x0, y0, x1, y1 = line.box
    slack = _QUARTER * min(x1 - x0, y1 - y0)
    return x0 < clip.x0 - slack or y0 < clip.y0 - slack or x1 > clip.x1 + slack or y1 > clip.y1 + slack


def _is_outside(printed: Characters, line: TextLine, position: int, found: Mapping[Key, list[Set]]) -> bool:
    x, y = printed.xs[position], printed.ys[position]
    here = found.get((math.floor(x * _PER_POINT), math.floor(y * _PER_POINT)), ())
    nearest = min(here, key=lambda one: (one.is_taken, abs(one.x - x) + abs(one.y - y) > _SAME), default=None)
    if nearest is None:
        return False
    nearest.is_taken, clip = True, nearest.clip
    x0, y0, x1, y1 = printed.boxes[position]
    if line.vertical or line.direction[0] < _LEVEL:
        return not clip.holds((x0 + x1) / 2, (y0 + y1) / 2)
    across = middle_of_ink(printed.chars[position], x, printed.rights[position])
    return not clip.holds(across, y - _ABOVE_BASELINE * printed.sizes[position])


_Device: Any = mupdf.FzDevice2


@dataclass(slots=True)
class Set:
    """Where a glyph was set, in points, and in which clip. Several may be set on one place, in the order of drawing."""

    x: float
    y: float
    clip: Clip
    is_taken: bool = False


class Texts(_Device):  # type: ignore[misc]
    """Hears of each text object, filled or stroked; ``_hear`` says what of it."""

    def __init__(self) -> None:
        super().__init__()
        self.use_virtual_fill_text()
        self.use_virtual_stroke_text()

    def fill_text(self, _context: Any, text: Any, ctm: Any, *_: Any) -> None:
        self._hear(text, ctm, mupdf.ll_fz_bound_text(text, None, ctm))

    def stroke_text(self, _context: Any, text: Any, stroke: Any, ctm: Any, *_: Any) -> None:
        self._hear(text, ctm, mupdf.ll_fz_bound_text(text, stroke, ctm))

    def _hear(self, text: Any, ctm: Any, box: Any) -> None:
        raise NotImplementedError


class _Reaching(Texts):
    """Where the texts are that reach out of their clip."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[Any] = []

    def _hear(self, _text: Any, _ctm: Any, box: Any) -> None:
        if not holds(mupdf.ll_fz_device_current_scissor(self.m_internal), box):
            self.boxes.append(box)


class _Clipped(Texts):
    """The glyphs of texts that touch one of these boxes, by where they begin: what a clip cuts off may lie right over what another
    cell shows."""

    def __init__(self, boxes: Sequence[Any]) -> None:
        super().__init__()
        self.boxes = [Rect(b.x0, b.y0, b.x1, b.y1) for b in (boxes if len(boxes) <= _MANY else [bounds_of(boxes)])]
        self.found: dict[Key, list[Set]] = defaultdict(list)

    def _hear(self, text: Any, ctm: Any, box: Any) -> None:
        left, top, right, bottom = box.x0, box.y0, box.x1, box.y1
        if not any(left <= x1 and x0 <= right and top <= y1 and y0 <= bottom for x0, y0, x1, y1 in self.boxes):
            return
        clip = clip_of(self)
        for x, y in origins(text, ctm):
            one = Set(x, y, clip)
            across, down = one.x * _PER_POINT, one.y * _PER_POINT
            for key in {(math.floor(across + dx), math.floor(down + dy)) for dx in (-_BIT, _BIT) for dy in (-_BIT, _BIT)}:
                self.found[key].append(one)


_BIT = 0.01
"""quarters of a point"""
