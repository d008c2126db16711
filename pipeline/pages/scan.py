"""A scanned page with a scanner's text layer, as if a program had set it: level, its rules found in the picture.

Scanners put a page a little askew, keep the rules of its tables in the picture alone, and give each word of their
invisible text a size of its own. In go such a page and its rendering in grey; out comes the page turned level about its
middle, with the em of every glyph from its advance, and with the rules that the picture shows.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.pages.model import ABOVE, BELOW, Area, Glyph, Glyphs, Page, Ruling
from pipeline.pages.mupdf import pymupdf
from pipeline.pages.ocr.recogniser import Grey, Mask

SET_IN = 10.5
"""pt; the body type to which a scanned page is brought for its rules: lengths below are points of such a page"""
SAME_SIZE = 0.005
"""share; a page whose body type is so near is left as it is: rendering it anew moves hairlines between its pixels"""
RESOLUTION = 150 / 72
"""Pixels a point: a hairline is one pixel wide."""
MAX_PIXELS = 4_000_000
MAX_SLOPE = 0.035
"""Two degrees; who scans a page more askew scans it again."""
CONTRAST = 32
"""A rule is darker by this much than what lies ``BESIDE`` it (points) on both sides."""
BESIDE = (1.5, 3.0)
BREAK = 1.5
"""A rule may be broken for so many points, …"""
JOIN = 3.0
"""… and for so many between two long pieces of it."""
SAME = 1.2
"""Pieces this near each other (points), across, are one rule."""
LONG = 2.5
"""em; no stroke of a glyph is longer"""
VERY_LONG = 8.0
"""em; no line of text whose strokes run together is longer"""
SHORT = 0.8
"""em; a shorter piece is a rule where both its ends meet another rule"""
MEETS = 2.4
"""pt; how far a rule may end from the rule that it meets"""
DENSE = 0.8
"""of a rule's length that is dark"""
INNER = 0.7
"""of a glyph's box that no rule goes through"""
AROUND = 1.2
"""of a glyph's box: strokes of a line of text that run together stay within it"""
STRIP = 32
BLOCK = 2.0
"""pt; solid areas are looked for in squares of this side, …"""
SOLID = (20, 175)
"""… whose mean shade (0 to 255) is between these, …"""
UNEVEN = 90
"""… and whose lightest and darkest pixels differ by less"""


class PageRenderings:
    """Renders the pages of one document in grey; opened on first use."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document: Any = None

    def __call__(self, number: int, by: float = 1.0) -> Grey:
        """Page ``number`` (from 1) as displayed and multiplied ``by``; ``RESOLUTION`` or less, at most ``MAX_PIXELS``."""
        if self._document is None:
            self._document = pymupdf.open(stream=self._data, filetype="pdf")
        page = self._document[number - 1]
        most = (MAX_PIXELS / max(page.rect.width * page.rect.height, 1.0)) ** 0.5
        scale = min(RESOLUTION * by, most)
        image = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csGRAY, alpha=False)
        rows = np.frombuffer(image.samples, dtype=np.uint8).reshape(image.height, image.stride)
        return rows[:, : image.width]


def levelled(page: Page, picture: Grey) -> Page:
    """The page turned level, its glyphs in their em boxes, with the rules of its picture beside those drawn."""
    unit = picture.shape[1] / page.width
    slope = slope_of(picture, unit)
    glyphs = Glyphs.of(turned_picture(evened(page.glyphs), slope, page.width / 2, page.height / 2))
    straight = level(picture, slope)
    rulings = dict.fromkeys((*page.rulings, *rulings_of(straight, unit, glyphs)))
    return replace(page, glyphs=glyphs, rulings=tuple(rulings), fills=(*page.fills, *solids_of(straight, unit)))


def evened(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Glyphs in em boxes: the em of a full-width character is its advance, that of others is their neighbour's."""
    ems = [glyph.x1 - glyph.x0 if unicodedata.east_asian_width(glyph.text[0]) in "WF" else 0.0 for glyph in glyphs]
    result = []
    for k, glyph in enumerate(glyphs):
        em = ems[k] or _neighbour(glyphs, ems, k) or glyph.size
        baseline = glyph.y1 - BELOW * glyph.size
        result.append(glyph._replace(y0=baseline - ABOVE * em, y1=baseline + BELOW * em, size=em))
    return result


def _neighbour(glyphs: Sequence[Glyph], ems: Sequence[float], k: int) -> float:
    """The em of the nearest full-width glyph of about the same size on the same line; 0 where there is none."""
    glyph = glyphs[k]
    for away in range(1, 30):
        for j in (k - away, k + away):
            if 0 <= j < len(glyphs) and ems[j]:
                other = glyphs[j]
                if abs(other.y1 - glyph.y1) < 0.5 * glyph.size and 0.55 * glyph.size < ems[j] < 1.6 * glyph.size:
                    return ems[j]
    return 0.0


def turned_picture(glyphs: Sequence[Glyph], slope: float, x: float, y: float) -> list[Glyph]:
    """Glyphs moved as a turn about (x, y) moves their middles that makes lines of this slope level."""
    if not slope:
        return list(glyphs)
    result = []
    for glyph in glyphs:
        right, down = slope * ((glyph.y0 + glyph.y1) / 2 - y), -slope * ((glyph.x0 + glyph.x1) / 2 - x)
        result.append(glyph._replace(x0=glyph.x0 + right, x1=glyph.x1 + right, y0=glyph.y0 + down, y1=glyph.y1 + down))
    return result


def slope_of(picture: Grey, unit: float) -> float:
    """How far the page's rules and lines of text fall for a point to the right."""
    dark = ridges(picture, unit)
    height, width = dark.shape
    starts = range(0, width, STRIP)
    profile = np.ascontiguousarray(np.add.reduceat(dark.view(np.uint8), list(starts), axis=1).T, dtype=np.int32)
    middles = np.array([x + STRIP / 2 - width / 2 for x in starts])
    margin = int(MAX_SLOPE * width / 2) + 2

    def sharpness(slope: float) -> int:
        total = np.zeros(height - 2 * margin, dtype=np.int64)
        for row, shift in zip(profile, np.rint(slope * middles).astype(int), strict=True):
            total += row[margin + shift : height - margin + shift]
        return int((total * total).sum())

    if height <= 4 * margin:
        return 0.0
    best = 0.0
    for reach, step in ((MAX_SLOPE, 0.002), (0.002, 0.0005), (0.0005, 0.0001)):
        around = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(around[np.abs(around) <= MAX_SLOPE], key=sharpness))
    return best if abs(best) >= 0.0003 else 0.0


def level(picture: Grey, slope: float) -> Grey:
    """The picture turned about its middle so that lines of this slope are level; sheared down, then across."""
    if not slope:
        return picture
    height, width = picture.shape
    down = np.rint(slope * (np.arange(width) - width / 2)).astype(int)
    right = np.rint(-slope * (np.arange(height) - height / 2)).astype(int)
    return _sheared(_sheared(picture, down).T, right).T


def _sheared(picture: Grey, shifts: NDArray[np.int_]) -> Grey:
    """Each column moved up by its shift, which grows or falls from column to column; the edges are drawn out."""
    result = np.empty_like(picture)
    height = picture.shape[0]
    for shift in range(int(shifts.min()), int(shifts.max()) + 1):
        (columns,) = np.nonzero(shifts == shift)
        if len(columns):
            block = slice(columns[0], columns[-1] + 1)
            if shift >= 0:
                result[: height - shift, block] = picture[shift:, block]
                result[height - shift :, block] = picture[-1:, block]
            else:
                result[-shift:, block] = picture[:shift, block]
                result[:-shift, block] = picture[:1, block]
    return result


def ridges(picture: Grey, unit: float) -> Mask:
    """Where the picture is darker than above and below: lying rules, on white or shaded paper alike, and strokes of glyphs."""
    lifted = np.minimum(picture, 255 - CONTRAST) + np.uint8(CONTRAST)
    found = np.zeros(picture.shape, dtype=bool)
    for points in BESIDE:
        away = max(round(points * unit), 2)
        found[away:-away] |= np.minimum(picture[: -2 * away], picture[2 * away :]) > lifted[away:-away]
    return found


def em_of(glyphs: Sequence[Glyph]) -> float:
    """The middle of the sizes of glyphs, in points; ``SET_IN`` where there are none."""
    return float(np.median([glyph.size for glyph in glyphs])) if glyphs else SET_IN


def rulings_of(picture: Grey, unit: float, glyphs: Sequence[Glyph]) -> list[Ruling]:
    """The rules in a level picture, in points; strokes of the ``glyphs``, whose places the text layer tells, are none."""
    em = em_of(glyphs)
    inner, outer, around = (written_in(picture.shape, unit, glyphs, part) for part in (INNER, 1.0, AROUND))
    lying = _pieces(ridges(picture, unit), inner, around, unit, em)
    standing = _pieces(ridges(np.ascontiguousarray(picture.T), unit), inner.T, outer.T, unit, em)
    # Text stands on lying rules where rows are narrow, but beside standing ones.
    standing = [piece for piece in standing if piece.is_free]
    lying = [piece for piece in lying if _is_no_text(piece, em) or _ends_at(piece, standing)]
    standing = [piece for piece in standing if piece.is_long(em) or _ends_at(piece, lying)]
    lying = [piece for piece in lying if piece.is_long(em) or _ends_at(piece, standing)]
    rulings = [Ruling(rule.lo, rule.at, rule.hi, rule.at, rule.thickness, 0) for rule in lying]
    return rulings + [Ruling(rule.at, rule.lo, rule.at, rule.hi, rule.thickness, 0) for rule in standing]


def _is_no_text(piece: DarkLine, em: float) -> bool:
    return piece.is_free and piece.is_long(em) or piece.hi - piece.lo >= VERY_LONG * em


def solids_of(picture: Grey, unit: float) -> list[Area]:
    """Dark rectangles (the bars of a chart) in a level picture, in points; shaded cells are lighter, or hold text."""
    side = max(round(BLOCK * unit), 1)
    rows, columns = picture.shape[0] // side, picture.shape[1] // side
    blocks = picture[: rows * side, : columns * side].reshape(rows, side, columns, side)
    shades = blocks.sum(axis=1, dtype=np.uint16).sum(axis=2, dtype=np.uint32) / side**2
    even = (shades > SOLID[0]) & (shades < SOLID[1])
    darkish = blocks.transpose(0, 2, 1, 3)[even]
    even[even] = darkish.max(axis=(1, 2)) - darkish.min(axis=(1, 2)) < UNEVEN
    going: list[tuple[int, int, int, int]] = []
    found: list[Area] = []
    filled = [*even.any(axis=1).tolist(), False]
    for y in range(rows + 1):
        if not (going or filled[y]):
            continue
        edges = np.flatnonzero(np.diff(np.concatenate(([0], even[y].astype(np.int8), [0])))) if y < rows else np.array([], dtype=int)
        here = [(int(lo), int(hi)) for lo, hi in zip(edges[::2], edges[1::2], strict=True) if hi - lo > 2]
        kept: list[tuple[int, int, int, int]] = []
        for lo, hi, first, last in going:
            mate = next((run for run in here if abs(run[0] - lo) < 2 and abs(run[1] - hi) < 2), None)
            if mate:
                here.remove(mate)
                kept.append((lo, hi, first, y))
            elif last - first > 1:
                # A rectangle's outermost blocks are cut by its edge.
                x0, y0, x1, y1 = ((lo - 0.5) * side, (first - 0.5) * side, (hi + 0.5) * side, (last + 1.5) * side)
                shade = int(shades[first : last + 1, lo:hi].mean())
                found.append(Area(x0 / unit, y0 / unit, x1 / unit, y1 / unit, shade << 16 | shade << 8 | shade))
        going = kept + [(lo, hi, y, y) for lo, hi in here]
    return found


def written_in(shape: tuple[int, ...], unit: float, glyphs: Sequence[Glyph], part: float) -> Mask:
    """Where glyphs stand in the picture: this part of the height and width of each box."""
    written = np.zeros(shape, dtype=bool)
    boxes = np.array([glyph[:4] for glyph in glyphs]).reshape(-1, 4)
    inset = (boxes[:, 2:] - boxes[:, :2]) * (1 - part) / 2
    first, last = np.rint((boxes[:, :2] + inset) * unit), np.rint((boxes[:, 2:] - inset) * unit)
    for left, top, right, bottom in np.hstack((first, last)).clip(0, max(shape)).astype(int).tolist():
        written[top:bottom, left:right] = True
    return written


class DarkLine(NamedTuple):
    """A dark line in points: ``at`` a height, from ``lo`` to ``hi``; ``written`` is the part of it that lies in glyphs' boxes."""

    at: float
    lo: float
    hi: float
    thickness: float
    written: float

    @property
    def is_free(self) -> bool:
        return self.written < 0.5

    def is_long(self, em: float) -> bool:
        return self.hi - self.lo >= LONG * em


def _pieces(dark: Mask, inner: Mask, outer: Mask, unit: float, em: float) -> list[DarkLine]:
    """Dark lying runs at least ``SHORT`` long, each once, mended where they are broken or a glyph stands on them."""
    wide = dark.copy()
    # A rule may wander by a pixel.
    wide[1:] |= dark[:-1]
    wide[:-1] |= dark[1:]
    least, gap = SHORT * em * unit, max(round(BREAK * unit), 1)
    width = dark.shape[1]
    padded = np.zeros((dark.shape[0], width + gap + 1), dtype=bool)
    padded[:, :width] = wide & ~inner
    places = np.flatnonzero(padded)
    if not len(places):
        return []
    cuts = np.flatnonzero(np.diff(places) > gap + 1)
    firsts, lasts = np.concatenate(([0], cuts + 1)), np.concatenate((cuts, [len(places) - 1]))
    lengths = places[lasts] - places[firsts] + 1
    kept = np.flatnonzero((lengths >= least) & (lasts - firsts + 1 >= DENSE * lengths))
    rows, starts = np.divmod(places[firsts[kept]], padded.shape[1])
    runs = list(zip(rows.tolist(), starts.tolist(), (starts + lengths[kept]).tolist(), strict=True))
    return _joined(list(_merged(runs, dark, outer, unit)), wide, unit)


def _merged(runs: Sequence[tuple[int, int, int]], dark: Mask, outer: Mask, unit: float) -> Iterator[DarkLine]:
    """Runs of neighbouring rows that lie over one another, as one piece each."""
    going: list[tuple[list[int], int, int]] = []
    done: list[tuple[list[int], int, int]] = []
    for y, lo, hi in runs:
        done += [run for run in going if y - run[0][-1] > 1]
        going = [run for run in going if y - run[0][-1] <= 1]
        for k, (rows, first, last) in enumerate(going):
            if lo < last and hi > first:
                going[k] = ([*rows, y] if y != rows[-1] else rows, min(lo, first), max(hi, last))
                break
        else:
            going.append(([y], lo, hi))
    for rows, lo, hi in done + going:
        weights = np.array([np.count_nonzero(dark[row, lo:hi]) for row in range(rows[0], rows[-1] + 1)]) / (hi - lo)
        if (thickness := float(weights.sum())) > 0:
            at = float((weights * np.arange(rows[0], rows[-1] + 1)).sum()) / thickness
            written = float(np.count_nonzero(outer[round(at), lo:hi]) / (hi - lo))
            yield DarkLine((at + 0.5) / unit, lo / unit, hi / unit, max(thickness / unit, 0.25), written)


def _joined(pieces: Sequence[DarkLine], dark: Mask, unit: float) -> list[DarkLine]:
    """Collinear pieces that overlap, or between which it is dark or a short break, as one; the longest tells its height."""
    joined: list[DarkLine] = []
    # Which of ``joined`` lie at a height, in steps of twice SAME.
    heights: dict[int, set[int]] = defaultdict(set)
    for piece in sorted(pieces, key=lambda piece: piece.lo):
        step = int(piece.at // (2 * SAME))
        for k in sorted(heights[step - 1] | heights[step] | heights[step + 1]):
            other = joined[k]
            if abs(other.at - piece.at) > SAME:
                continue
            between = dark[int(other.at * unit), int(other.hi * unit) : int(piece.lo * unit)]
            if piece.lo - other.hi <= JOIN or _is_dark(between, JOIN * unit):
                main, side = (other, piece) if other.hi - other.lo >= piece.hi - piece.lo else (piece, other)
                joined[k] = main._replace(lo=other.lo, hi=max(other.hi, piece.hi), thickness=max(main.thickness, side.thickness))
                heights[int(other.at // (2 * SAME))].discard(k)
                heights[int(main.at // (2 * SAME))].add(k)
                break
        else:
            heights[step].add(len(joined))
            joined.append(piece)
    return joined


def _is_dark(stretch: Mask, gap: float) -> bool:
    """Whether nearly all of it is dark, without a gap of that many pixels."""
    if np.count_nonzero(stretch) < DENSE * len(stretch):
        return False
    places = np.flatnonzero(stretch)
    return int(np.diff(places, prepend=-1, append=len(stretch)).max()) <= gap


def _ends_at(piece: DarkLine, across: Sequence[DarkLine]) -> bool:
    """Whether both ends meet a piece across."""
    meeting = [rule.at for rule in across if rule.lo - MEETS <= piece.at <= rule.hi + MEETS]
    return all(any(abs(at - end) <= MEETS for at in meeting) for end in (piece.lo, piece.hi))
