"""The paths of a page as MuPDF lists them, for pages whose text device does not give them exactly."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from pipeline.geometry.rect import Rect, holds
from pipeline.pages.clips import EVERYWHERE, Clip, clip_of_path
from pipeline.pages.lines import on_paper
from pipeline.pages.matrices import AS_IT_IS, Matrix, corners_of, moved
from pipeline.pages.model import Glyphs
from pipeline.pages.mupdf_text import OPAQUE, TextPass, to_tenths
from pipeline.pages.paths import Letters, fill, rectangles_of, stroke
from pipeline.pages.rounded import PathItem, bounds


def as_displayed(rotation: int, width: float, height: float, unit: float) -> Matrix:
    """From unrotated points (user unit applied), in which PyMuPDF gives drawings, to points as displayed."""
    s = 1 / unit
    return {
        90: (0.0, s, -s, 0.0, width, 0.0),
        180: (-s, 0.0, 0.0, -s, width, height),
        270: (0.0, -s, s, 0.0, 0.0, height),
    }.get(rotation, (s, 0.0, 0.0, s, 0.0, 0.0))


def _color(rgb: tuple[float, ...] | None) -> int:
    if not rgb:
        return 0
    r, g, b = rgb if len(rgb) == 3 else (rgb[0], rgb[0], rgb[0])
    return round(r * 255) << 16 | round(g * 255) << 8 | round(b * 255)


def _clip_at(path: Any, matrix: Matrix, clips: list[tuple[int, Clip]]) -> Clip:
    """The clip that a path is painted in, or that a clip leaves of those around it; ``clips`` are those in force, by level."""
    level = path["level"]
    while clips and clips[-1][0] >= level:
        clips.pop()
    around = clips[-1][1] if clips else EVERYWHERE
    if path["type"] != "clip":
        return around
    scissor = Rect(*bounds(moved(matrix, corners_of(*path["scissor"]))))
    lines = (moved(matrix, item[1:]) for item in path["items"] if item[0] == "l")
    clip = around.common_with(clip_of_path(lines, scissor))
    clips.append((level, clip))
    return clip


def read_paths(page: Any, matrix: Matrix, reading: TextPass, *, are_cut: bool) -> None:
    """The paths that the text device did not give exactly: curves, slanted lines, stroked boxes, polygons, or all of them."""
    painter = _Painter(matrix, reading)
    clips: list[tuple[int, Clip]] = []
    for path in page.get_cdrawings(extended=are_cut):
        if are_cut:
            reading.drawn.clip = _clip_at(path, matrix, clips)
        if path["type"] not in ("clip", "group"):
            painter.paint(path)
    if painter.bold:
        reading.embolden(painter.bold)


class _Painter:
    """Draws paths as MuPDF lists them; ``bold`` are the glyphs whose outlines they stroke."""

    def __init__(self, matrix: Matrix, reading: TextPass) -> None:
        self.matrix, self.reading = matrix, reading
        self.bold: set[int] = set()
        self._takes_all = not reading.keeps_vectors
        self._after = 0
        self._letters: Letters | None = None

    def paint(self, path: Any) -> None:
        filled, stroked = self._is_filled(path), self._is_stroked(path)
        if not filled and not stroked:
            return
        if filled:
            opacity = path.get("fill_opacity", 1.0)
            ink, opaque = on_paper(_color(path.get("fill")), opacity), opacity >= OPAQUE / 255
        if not stroked and self.matrix == AS_IT_IS and (boxes := rectangles_of(path["items"])):
            self._follow(boxes[0])
            self.reading.drawn.dashes(boxes, ink, self._after, opaque)
            return
        items = [(item[0], moved(self.matrix, _points(item))) for item in path["items"]]
        if filled:
            self._follow(bounds(items[0][1]))
            fill(items, ink, self.reading.drawn, self._after, opaque)
        if stroked:
            self._stroke(path, items)

    def _is_filled(self, path: Any) -> bool:
        """Whether a path is filled that the text device did not give, or not exactly."""
        if "f" not in path["type"] or path.get("fill_opacity", 1.0) <= 0:
            return False
        if self._takes_all:
            return True
        x0, y0, x1, y1 = path["rect"]
        around = Rect(*bounds(moved(self.matrix, ((x0, y0), (x1, y1)))))
        return any(holds(around, Rect(*box), _ROUNDED) for box in self.reading.inexact)

    def _is_stroked(self, path: Any) -> bool:
        wanted = self._takes_all or self.reading.strokes_inexact
        return wanted and "s" in path["type"] and path.get("stroke_opacity", 1.0) > 0

    def _follow(self, box: Sequence[float]) -> None:
        """Paths and blocks come in the same order: a box that is not found was drawn no earlier than the one before."""
        if self._takes_all:
            self._after = self.reading.places.get(to_tenths(box), self._after)

    def _stroke(self, path: Any, items: Sequence[PathItem]) -> None:
        self._letters = self._letters or Letters(Glyphs(list(self.reading.spans)))
        if outlined := self._letters.outlined_by(items):
            self.bold.update(outlined)
        else:
            color = on_paper(_color(path.get("color")), path.get("stroke_opacity", 1.0))
            width = path.get("width", 1.0) * math.hypot(self.matrix[0], self.matrix[1])
            stroke(items, width, color, self.reading.drawn)


_ROUNDED = 0.1
"""pt; boxes of the same path differ by no more"""


def _points(item: Any) -> Sequence[tuple[float, float]]:
    kind = item[0]
    if kind == "re":
        x0, y0, x1, y1 = item[1]
        return (x0, y0), (x1, y0), (x1, y1), (x0, y1)
    if kind == "qu":
        ul, ur, ll, lr = item[1]
        return ul, ur, lr, ll
    return item[1:]  # type: ignore[no-any-return]
