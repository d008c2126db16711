"""The drawn lines of a page: which strokes, thin bars and rows of dashes are rulings, which rectangles are filled areas.

Programs draw one and the same border as a stroke, as a bar of half a point, as four sides of every cell, or as a
thousand dots. Engines hand over strokes and bars in displayed coordinates, in the order they were drawn; ``PageDrawing``
gives rulings, fills and shapes, the same whichever engine saw them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from pipeline.geometry.rect import Rect, meet
from pipeline.geometry.tolerances import BODY
from pipeline.pages.clips import EVERYWHERE
from pipeline.pages.grounds import rules_between
from pipeline.pages.hatching import dotted_ground, without_hatching
from pipeline.pages.matrices import Extent
from pipeline.pages.model import Area, Ruling
from pipeline.pages.strips import Bar, without_strips
from pipeline.pages.white_lines import rules_on_shades

PICTURED = 0.15
"""em; a picture no thicker is a rule, as some report programs paint them, unless it is one of the strips of a larger one"""
SLANT = 0.75
"""A line may lean by this many points over its length and is still horizontal or vertical."""
BAR = 0.3
"""A filled rectangle up to this thick (em of the page's type) is a ruling …"""
FRAME_BAR = 0.6
"""… and up to this thick where it is at least ``FRAME_RATIO`` times as long."""
FRAME_RATIO = 12.0
DASH = 0.8
"""A piece up to this long (em), or four times its thickness, may be one dash of a broken line."""
DASH_GAP = 2.5
"""Dashes of one line stand at most this many dash lengths apart, and at most ``DASH``."""
DASH_RUN = 4
"""So many pieces in a row, at least, make a broken line."""
WHITE = 0xF7
"""A colour whose every channel is at least this is white."""


def luminance(color: int) -> float:
    """How light a colour 0xRRGGBB is, from 0 (black) to 1 (white), as ITU-R BT.601 weighs its channels."""
    return (0.299 * (color >> 16 & 0xFF) + 0.587 * (color >> 8 & 0xFF) + 0.114 * (color & 0xFF)) / 255


def on_paper(color: int, opacity: float) -> int:
    """What a colour 0xRRGGBB looks like on white paper through paint of an opacity from 0 to 1."""
    if opacity >= 1:
        return color
    red, green, blue = (round(255 - opacity * (255 - (color >> shift & 0xFF))) for shift in (16, 8, 0))
    return red << 16 | green << 8 | blue


def is_white(color: int) -> bool:
    return color >> 16 >= WHITE and (color >> 8 & 255) >= WHITE and (color & 255) >= WHITE


MEETS = 0.5
"""pt; pieces of one side lie no further apart"""


def _may_be_side(fill: Area, thickest: float) -> bool:
    """Whether a coloured fill is narrow both for itself and for its length."""
    narrow, long = sorted((fill.x1 - fill.x0, fill.y1 - fill.y0))
    return narrow <= thickest and 2 * narrow < long and not is_white(fill.color)


class PageDrawing:
    """Collects what is drawn on one page of ``width`` by ``height`` points, in the order of drawing.

    ``after`` is the number of glyphs drawn before: it tells the ground of a text from its cover. What is thin enough for a
    ruling depends on the size of the page's type, so rulings, ``fills`` and ``shapes`` are there when ``sort_out`` was told it.
    """

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._paper = Rect(0.0, 0.0, width, height)
        self.fills: list[tuple[int, Area, bool]] = []
        self.shapes: list[Area] = []
        self.clip = EVERYWHERE
        """outside which nothing is seen of what is painted now"""
        self.veiled: Sequence[Area] = ()
        """what is filled through a picture: its shape is that of the picture"""
        self._painted: list[tuple[Callable[..., None], tuple[Any, ...]]] = []
        self._em = BODY
        self._rulings: list[Ruling] = []
        self._whites: list[tuple[int, Ruling]] = []

    def line(self, x0: float, y0: float, x1: float, y1: float, thickness: float, color: int) -> bool:
        """A stroked segment; False where it is neither horizontal nor vertical."""
        if self.clip is not EVERYWHERE:
            seen = self.clip.seen_of(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            if seen is None:
                return True
            if x0 == x1 or y0 == y1:
                x0, y0, x1, y1 = seen
        if x0 > x1:
            x0, x1, y0, y1 = x1, x0, y1, y0
        wide, high = x1 - x0, abs(y1 - y0)
        if high <= SLANT and wide >= 2 * high:
            y = (y0 + y1) / 2
            self._painted.append((self._ruling, (x0, y, x1, y, thickness, color)))
        elif wide <= SLANT and high >= 2 * wide:
            x = (x0 + x1) / 2
            self._painted.append((self._ruling, (x, min(y0, y1), x, max(y0, y1), thickness, color)))
        else:
            return wide <= SLANT and high <= SLANT
        return True

    def bar(self, x0: float, y0: float, x1: float, y1: float, color: int, after: int = 0, opaque: bool = True) -> None:
        """A filled rectangle: a ruling where it is thin, a filled area where it is not."""
        if (seen := self._seen_of((x0, y0, x1, y1))) is not None:
            self._painted.append((self._bar, (*seen, color, after, opaque)))

    def dashes(self, pieces: Sequence[tuple[float, float, float, float]], color: int, after: int = 0, opaque: bool = True) -> None:
        """The rectangles that one path fills: dashes of one border, or bars that are drawn together."""
        if self.veiled or self.clip is not EVERYWHERE:
            pieces = [seen for piece in pieces if (seen := self._seen_of(piece)) is not None]
        if (ground := dotted_ground(pieces)) is not None:
            self._painted.append((self._bar, (*ground, color, after, False)))
        elif len(pieces) == 1:
            self._painted.append((self._bar, (*pieces[0], color, after, opaque)))
        elif pieces:
            self._painted.append((self._dashes, (pieces, color, after, opaque)))

    def _seen_of(self, filled: tuple[float, float, float, float]) -> tuple[float, float, float, float] | None:
        """What is seen of a filled rectangle; None where that is nothing, or the shape of a picture."""
        if any(all(abs(a - b) < MEETS for a, b in zip(filled, veiled[:4], strict=True)) for veiled in self.veiled):
            return None
        seen = self.clip.seen_of(*filled)
        return None if seen is None else self.clip.without_hole(*seen)

    def frame(self, outer: Extent, inner: Extent, color: int, after: int = 0, opaque: bool = True) -> None:
        """What is filled between two boxes, one within the other: its four sides."""
        for side in (
            (outer[0], outer[1], outer[2], inner[1]),
            (outer[0], inner[3], outer[2], outer[3]),
            (outer[0], outer[1], inner[0], outer[3]),
            (inner[2], outer[1], outer[2], outer[3]),
        ):
            self.bar(*side, color, after, opaque)

    def box(self, x0: float, y0: float, x1: float, y1: float, thickness: float, color: int) -> None:
        """The four sides of a stroked rectangle."""
        if y1 - y0 <= thickness or x1 - x0 <= thickness:
            half = thickness / 2
            return self.bar(x0 - half, y0 - half, x1 + half, y1 + half, color)
        for side in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
            if (seen := self.clip.seen_of(*side)) is not None:
                self._painted.append((self._ruling, (*seen, thickness, color)))
        return None

    def shape(self, x0: float, y0: float, x1: float, y1: float, color: int) -> None:
        seen = self.clip.seen_of(x0, y0, x1, y1)
        if seen is not None and meet(shape := Area(*seen, color), self._paper):
            self.shapes.append(shape)

    def sort_out(self, sizes: Sequence[float]) -> None:
        """Tells rulings from areas, and shapes from hatched areas, of what was painted so far; ``sizes`` are those of the page's type,
        in points."""
        self._em = sorted(sizes)[len(sizes) // 2] if sizes else BODY
        bars = {k: Bar(*given) for k, (drawn, given) in enumerate(self._painted) if drawn == self._bar}
        whole = without_strips(bars, self._em, self._is_thin)
        for k, (drawn, given) in enumerate(self._painted):
            if k in whole or k not in bars:
                drawn(*whole.get(k, given))
        self._painted.clear()
        self.shapes, hatched = without_hatching(self.shapes)
        self.fills += [(0, area, False) for area in hatched]

    def without_rules(self, pictures: Iterable[Area]) -> tuple[Area, ...]:
        """The pictures, each once, but for those that are rules, which are drawn; of a page that is sorted out."""
        areas = list(dict.fromkeys(pictures))
        thin = {a for a in areas if min(a.x1 - a.x0, a.y1 - a.y0) <= PICTURED * self._em}
        rules = thin - (_strips(areas) if thin else set())
        for x0, y0, x1, y1, _ in (a for a in areas if a in rules):
            self._bar(x0, y0, x1, y1, 0, 0, True)
        return tuple([a for a in areas if a not in rules])

    def _bar(self, x0: float, y0: float, x1: float, y1: float, color: int, after: int, opaque: bool) -> None:
        wide, high = x1 - x0, y1 - y0
        if high <= wide + 0.01:
            if self._is_thin(high, wide):
                y = (y0 + y1) / 2
                return self._ruling(x0, y, x1, y, high, color)
        elif self._is_thin(wide, high):
            x = (x0 + x1) / 2
            return self._ruling(x, y0, x, y1, wide, color)
        if meet(area := Area(x0, y0, x1, y1, color), self._paper):
            self.fills.append((after, area, opaque))
        return None

    def _is_thin(self, thickness: float, length: float) -> bool:
        return thickness <= BAR * self._em or (thickness <= FRAME_BAR * self._em and length >= FRAME_RATIO * thickness)

    def _dashes(self, pieces: Sequence[tuple[float, float, float, float]], color: int, after: int, opaque: bool) -> None:
        dash = DASH * self._em
        x0, y0, x1, y1 = pieces[0]
        for left, top, right, bottom in pieces[1:]:
            if top == y0 and bottom == y1 and 0 <= left - x1 <= dash and right - left <= dash:
                x1 = right
            elif left == x0 and right == x1 and 0 <= top - y1 <= dash and bottom - top <= dash:
                y1 = bottom
            else:
                self._bar(x0, y0, x1, y1, color, after, opaque)
                x0, y0, x1, y1 = left, top, right, bottom
        self._bar(x0, y0, x1, y1, color, after, opaque)

    def _ruling(self, x0: float, y0: float, x1: float, y1: float, thickness: float, color: int) -> None:
        if x1 < 0 or y1 < 0 or x0 > self.width or y0 > self.height:
            return
        ruling = Ruling(x0, y0, x1, y1, thickness, color)
        if color >= 0xF7F7F7 and is_white(color):
            self._whites.append((len(self.fills), ruling))
        else:
            self._rulings.append(ruling)

    def lines_and_areas(self) -> tuple[tuple[Ruling, ...], tuple[Area, ...]]:
        """Every line that is a rule, once (dashes joined; white lines only in tables with coloured cells), and filled rectangles that
        are not white.
        """
        seen = rules_on_shades(self._whites, [None if is_white(fill.color) else fill for _, fill, _ in self.fills])
        sides = self._sides()
        fills = [fill for _, fill, _ in self.fills]
        between = rules_between(fills, [n for n, fill in enumerate(fills) if not is_white(fill.color)], BAR * self._em)
        areas = [fill for fill in fills if not is_white(fill.color) and fill not in sides and fill not in between]
        rules = [*self._rulings, *seen, *sides.values(), *(rule for around in between.values() for rule in around)]
        return tuple(dict.fromkeys(_joined(rules, self._em))), tuple(dict.fromkeys(areas))

    def _sides(self) -> dict[Area, Ruling]:
        """The filled areas that, end to end with others of their kind, are one side of a thick frame (browsers draw it cell by cell)."""
        sides: dict[Area, Ruling] = {}
        for (lying, _, _, color), parts in self._rows_of_sides().items():
            parts.sort(key=lambda part: part[:2])
            cuts = [k for k, (before, after) in enumerate(pairwise(parts), 1) if after[0] > before[1] + MEETS]
            for first, last in pairwise([0, *cuts, len(parts)]):
                pieces = [fill for _, _, fill in parts[first:last] if fill is not None]
                extent = parts[last - 1][1] - parts[first][0]
                for x0, y0, x1, y1, _ in pieces if last - first > 1 else ():
                    thick, middle = (y1 - y0, (y0 + y1) / 2) if lying else (x1 - x0, (x0 + x1) / 2)
                    if extent >= FRAME_RATIO * thick:
                        ends = (x0, middle, x1, middle) if lying else (middle, y0, middle, y1)
                        sides[Area(x0, y0, x1, y1, color)] = Ruling(*ends, thick, color)
        return sides

    def _rows_of_sides(self) -> dict[tuple[bool, int, int, int], list[tuple[float, float, Area | None]]]:
        """Short thick fills, and thick rules without their area, by direction, place, thickness and colour; none without fills."""
        rows: dict[tuple[bool, int, int, int], list[tuple[float, float, Area | None]]] = defaultdict(list)
        for fill in (fill for _, fill, _ in self.fills if _may_be_side(fill, FRAME_BAR * self._em)):
            x0, y0, x1, y1, color = fill
            lying = x1 - x0 > y1 - y0
            start, end, low, high = (x0, x1, y0, y1) if lying else (y0, y1, x0, x1)
            rows[lying, round(low + high), round(2 * (high - low)), color].append((start, end, fill))
        for x0, y0, x1, y1, thickness, color in self._rulings if rows else ():
            if thickness > BAR * self._em:
                lying = y0 == y1
                start, end, middle = (x0, x1, y0) if lying else (y0, y1, x0)
                rows[lying, round(2 * middle), round(2 * thickness), color].append((start, end, None))
        return rows


def _strips(areas: Sequence[Area]) -> set[Area]:
    """The areas that touch another one along their longer sides: strips of one that is cut."""
    wide = [a for a in areas if a.x1 - a.x0 > a.y1 - a.y0]
    found = {a for a, touches in zip(areas, _touching([(a.x0, a.x1, a.y0, a.y1) for a in areas]), strict=True) if touches}
    upright = {a for a, touches in zip(areas, _touching([(a.y0, a.y1, a.x0, a.x1) for a in areas]), strict=True) if touches}
    return found.intersection(wide) | upright.difference(wide)


def _touching(sides: Sequence[tuple[float, float, float, float]]) -> list[bool]:
    """Whether each of some areas, given as from where to where it leads and where it begins and ends across, begins where another that
    leads as far ends, or ends where one begins. In order of their number times its logarithm, for a page may have thousands."""
    starts: dict[tuple[float, float], list[float]] = defaultdict(list)
    ends: dict[tuple[float, float], list[float]] = defaultdict(list)
    for low, high, start, end in sides:
        starts[low // MEETS, high // MEETS].append(start)
        ends[low // MEETS, high // MEETS].append(end)
    for places in (*starts.values(), *ends.values()):
        places.sort()
    found = []
    for low, high, start, end in sides:
        own = (start - MEETS <= end <= start + MEETS) + (end - MEETS <= start <= end + MEETS)
        alike = [(low // MEETS + a, high // MEETS + b) for a in (-1, 0, 1) for b in (-1, 0, 1)]
        met = sum(_near(ends[key], start) + _near(starts[key], end) for key in alike if key in starts)
        found.append(met > own)
    return found


def _near(places: Sequence[float], place: float) -> int:
    return bisect_right(places, place + MEETS) - bisect_left(places, place - MEETS)


def _joined(rulings: Iterable[Ruling], em: float) -> Iterable[Ruling]:
    """Rows of dashes and dots become one ruling each; everything else stays as drawn."""
    pieces = []
    dash = DASH * em
    for ruling in rulings:
        x0, y0, x1, y1, thickness, _ = ruling
        length = x1 - x0 + y1 - y0
        if length <= dash or length <= 4 * thickness:
            pieces.append(ruling)
        else:
            yield ruling
    runs = list(_dashed(pieces, dash)) if len(pieces) >= DASH_RUN else []
    yield from (ruling for ruling, _ in runs)
    used = {part for _, parts in runs for part in parts}
    yield from (piece for piece in pieces if piece not in used)


def _dashed(pieces: Iterable[Ruling], dash: float) -> Iterable[tuple[Ruling, list[Ruling]]]:
    """The rulings that short pieces are, lying ones before upright ones, each with its pieces."""
    dashes = [_dash(piece) for piece in dict.fromkeys(pieces)]
    used: set[Ruling] = set()
    for across in (False, True):
        rows: dict[tuple[float, float, int], list[Dash]] = defaultdict(list)
        for piece, lying, square in dashes:
            if (lying != across or square) and piece not in used:
                start, end, centre, thick = _along(piece, lying, across)
                rows[round(centre * 4) / 4, round(thick * 4) / 4, piece.color].append((start, end, piece))
        for (centre, thick, color), row in rows.items():
            for run in _runs(row, thick, dash):
                parts = [piece for _, _, piece in run]
                used.update(parts)
                start, end = run[0][0], max([end for _, end, _ in run])
                ends = (centre, start, centre, end) if across else (start, centre, end, centre)
                yield Ruling(*ends, thick, color), parts


Dash = tuple[float, float, Ruling]
"""Start and end along a row of dashes, and the piece."""


def _dash(piece: Ruling) -> tuple[Ruling, bool, bool]:
    """A short piece, with whether it lies, and whether it is a dot that may be part of a row either way."""
    x0, y0, x1, y1, thickness, _ = piece
    length = x1 - x0 + y1 - y0
    return piece, y0 == y1, abs(length - thickness) <= 0.3 * max(length, thickness)


def _along(piece: Ruling, lying: bool, across: bool) -> tuple[float, float, float, float]:
    """Start, end, place and thickness of a piece in a row that lies, or goes ``across``."""
    x0, y0, x1, y1, thickness, _ = piece
    if lying != across:
        return (x0, x1, y0, thickness) if lying else (y0, y1, x0, thickness)
    half, middle_x, middle_y = thickness / 2, (x0 + x1) / 2, (y0 + y1) / 2
    middle, centre = (middle_y, middle_x) if lying else (middle_x, middle_y)
    return middle - half, middle + half, centre, x1 - x0 + y1 - y0


def _runs(row: list[Dash], thick: float, longest: float) -> list[list[Dash]]:
    """The pieces of a row that follow each other closely enough to be one broken line."""
    row.sort()
    runs: list[list[Dash]] = []
    before, gap = -float("inf"), 0.0
    for part in row:
        start, end, _ = part
        if start - before > gap:
            runs.append([part])
        else:
            runs[-1].append(part)
        before, gap = end, min(longest, DASH_GAP * max(end - start, thick, 0.5))
    return [part for run in runs if len(run) >= DASH_RUN for part in _even(run)]


def _even(run: list[Dash]) -> list[list[Dash]]:
    """A broken line, parted where its pieces stand further apart than a dash left out at the seam of two cells' borders explains: the
    borders of two tables, one close under the other, are in line too."""
    gaps = [after[0] - before[1] for before, after in pairwise(run)]
    most = median(gaps) + max(end - start for start, end, _ in run)
    parts = [run[:1]]
    for gap, part in zip(gaps, run[1:], strict=True):
        if gap > most:
            parts.append([part])
        else:
            parts[-1].append(part)
    return parts if min(map(len, parts)) >= DASH_RUN else [run]
