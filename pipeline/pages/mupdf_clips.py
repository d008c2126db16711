"""Which characters of MuPDF's text device lie outside the clip that was in force when they were painted.

The text device leaves clips out. The display list is played once more, to a device that hears of each text object, but only
where some line of the page reaches out of some clip: a clip around the whole text, as most programs set it, hides nothing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from pipeline.pages.clips import Clip
from pipeline.pages.mupdf import mupdf
from pipeline.pages.rawdict import Characters, TextLine, origins

_NOWHERE = mupdf.FzRect(-100_000, -100_000, 100_000, 100_000)
_QUARTER = 0.25
"""of a line's height: what a line's box reaches beyond a clip before the middle of one of its glyphs does"""
_ABOVE_BASELINE = 0.38
"""em; the middle of the em box"""
_PER_POINT = 4
"""Origins are looked up by quarters of a point, which both devices round alike but for the last bit."""
_LEVEL = 0.99

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
    device = _Clipped()
    mupdf.fz_run_display_list(listed, device, scale, _NOWHERE, mupdf.FzCookie())
    mupdf.fz_close_device(device)
    if not device.found:
        return set()
    return {
        position for line in printed.lines for position in range(line.start, line.end) if _is_outside(printed, line, position, device.found)
    }


def _reaches_out(line: TextLine, clip: Clip) -> bool:
    x0, y0, x1, y1 = line.box
    slack = _QUARTER * min(x1 - x0, y1 - y0)
    return x0 < clip.x0 - slack or y0 < clip.y0 - slack or x1 > clip.x1 + slack or y1 > clip.y1 + slack


def _is_outside(printed: Characters, line: TextLine, position: int, found: dict[Key, list[Clip]]) -> bool:
    x, y = printed.xs[position], printed.ys[position]
    clips = found.get((math.floor(x * _PER_POINT), math.floor(y * _PER_POINT)))
    if not clips:
        return False
    clip = clips.pop(0) if len(clips) > 1 else clips[0]
    x0, y0, x1, y1 = printed.boxes[position]
    if line.vertical or line.direction[0] < _LEVEL:
        return not clip.holds((x0 + x1) / 2, (y0 + y1) / 2)
    return not clip.holds((x + printed.rights[position]) / 2, y - _ABOVE_BASELINE * printed.sizes[position])


_Device: Any = mupdf.FzDevice2


class _Clipped(_Device):  # type: ignore[misc]
    """The clips of the text that reaches out of them, by where its glyphs begin."""

    def __init__(self) -> None:
        super().__init__()
        self.use_virtual_fill_text()
        self.use_virtual_stroke_text()
        self.found: dict[Key, list[Clip]] = defaultdict(list)

    def fill_text(self, _context: Any, text: Any, ctm: Any, *_: Any) -> None:
        self._hear(text, None, ctm)

    def stroke_text(self, _context: Any, text: Any, stroke: Any, ctm: Any, *_: Any) -> None:
        self._hear(text, stroke, ctm)

    def _hear(self, text: Any, stroke: Any, ctm: Any) -> None:
        clip, box = clip_of(self), mupdf.ll_fz_bound_text(text, stroke, ctm)
        if clip.x0 <= box.x0 and clip.y0 <= box.y0 and box.x1 <= clip.x1 and box.y1 <= clip.y1:
            return
        for x, y in origins(text):
            across, down = (ctm.a * x + ctm.c * y + ctm.e) * _PER_POINT, (ctm.b * x + ctm.d * y + ctm.f) * _PER_POINT
            keys = {(math.floor(across + dx), math.floor(down + dy)) for dx in (-_BIT, _BIT) for dy in (-_BIT, _BIT)}
            for key in keys:
                self.found[key].append(clip)


_BIT = 0.01
"""quarters of a point"""
