"""The lines of text in the picture of a level page: where they stand, each as a picture of its own for a recogniser.

In goes a page in grey, out come strips: pieces of a line of text within one cell, with nothing beside their own ink on white paper,
whatever the cell's shade, its rules, or the line below. Scans of forms are printed evenly, so plain geometry finds their lines, and
tiny marks and single letters of ratings as surely as sentences.

Lengths are em of the body type, which is measured from the ink.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from pipeline.pages.ocr.recogniser import Grey, Mask

SIZES = (4.0, 24.0)
"""pt; the body type of a page is not looked for outside these"""
USUAL = 10.0
"""pt; the body type of a page on which too few glyphs stand to tell"""
ROUNDISH = 0.6
"""of its longer side is the shorter of a glyph from which the body type is measured"""
UPPER = 75
"""of a hundred such glyphs by size, from the smallest: that of an ideograph, not of kana"""
FILLS = 0.92
"""em; how large the ink of an ideograph is"""
LEAST_MEASURED = 12
"""glyphs; fewer do not tell the body type"""
PAPER = 0.7
"""em; dark things wider than this are shades or pictures, what is thinner is drawn upon them"""
INK = 44
"""of 255; ink is darker by so much than what it stands on"""
LYING, STANDING = 3.0, 1.9
"""em; no stroke of a glyph is longer across, or down"""
CROSSED = 0.1
"""of the length of a standing rule is crossed by ink at most, the lying rules left out; nor is more of it thin"""
THIN = 0.55
"""of the usual darkness of a rule; ink that is lighter is thin"""
DOT, DASH, BETWEEN = 0.12, 0.5, 0.3
"""em; a rule may be a row of dots, or of dashes, as thick and as long as these at most, and so far apart"""
REACH = 4.0
"""em; a row of dots that ends so near to a rule goes on to it: a glyph stands on its last dots"""
TOUCH = 3
"""pixels; what is so near a rule touches it"""
ATTACHED = 0.06
"""of the length of a stroke, at least, has other strokes at its sides; a rule has none"""
WALL = 0.16
"""em; a standing rule is no thicker"""
SPECK = 0.0035
"""square em; ink of a smaller area is dust, a full stop is three times as large"""
LARGEST = 2.6
"""em; ink that reaches further each way is a drawing or a picture"""
GAP = 2.4
"""em; a wider gap parts two strips of a line: a mark (ア) and its text are read together, for イ alone is read as T"""
CORE = 0.5
"""em; a strip that is less high is a dash, a dot or a part of a glyph"""
TWO = 1.5
"""em; what is higher is more than one line"""
PARTS = (0.7, 1.15)
"""em; parts of one glyph stand apart by no more than the first, and are no higher together than the second"""
VALLEY = 0.12
"""of a line's fullest row of ink; between two lines a row has less"""
EDGE = 2
"""pixels about a stroke that belong to it"""
ROOM = (0.94, 0.08)
"""em; the least height of a strip's ink with its paper, and the paper above and below it"""


class Strip(NamedTuple):
    """A piece of a line: its box in pixels of the page's picture, its ink's own top and bottom, the body type's em in pixels, its
    picture, black on white, of the box's size, and where a standing rule near its left ends (0 where there is none)."""

    x0: int
    y0: int
    x1: int
    y1: int
    top: int
    bottom: int
    em: float
    picture: Grey
    wall: int = 0


class _Blob(NamedTuple):
    x0: int
    y0: int
    x1: int
    y1: int


def strips_of(picture: Grey, unit: float) -> tuple[list[Strip], Grey]:
    """The strips of a level page from the top down, and the page without their ink, its dotted rules filled; ``unit`` is pixels a point."""
    contrast = contrast_of(picture, round(PAPER * USUAL * unit))
    ink = contrast > INK
    em = ink_em(ink, unit)
    lying, standing = rules_in(ink, contrast, em)
    rules = _grown(lying | standing, 1)
    text = _without_drawings(ink & ~rules, em)
    blobs = [part for blob in _blobs(text, standing, em) for part in _single_lines(blob, text, em)]
    blobs = _with_parts(blobs, em)
    near = _grown(text, EDGE)
    shown = np.where(near, contrast, 0).astype(np.uint8)
    bare = cv2.add(picture, np.where(near & ~rules, contrast, 0).astype(np.uint8))
    bare[(lying | standing) & ~ink] = 0
    ordered = sorted(blobs, key=lambda blob: (blob.y1, blob.x0))
    strips = [_strip(blob, shown, em)._replace(wall=_wall(blob, standing, em)) for blob in ordered]
    return strips, np.asarray(bare, dtype=np.uint8)


def _wall(blob: _Blob, standing: Mask, em: float) -> int:
    first = max(blob.x0 - round(em), 0)
    columns = np.flatnonzero(standing[blob.y0 : blob.y1, first : blob.x0].any(axis=0))
    return first + int(columns[-1]) + 1 if len(columns) else 0


def _grown(mask: Mask, by: int) -> Mask:
    side = 2 * by + 1
    return np.asarray(cv2.dilate(mask.astype(np.uint8), np.ones((side, side), np.uint8)) > 0)


def contrast_of(picture: Grey, reach: int) -> Grey:
    """How much darker each pixel is than the paper, or the shade, that it stands on."""
    smooth = cv2.medianBlur(picture, 3)
    paper = cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    return np.asarray(cv2.subtract(paper, picture), dtype=np.uint8)


def ink_em(ink: Mask, unit: float) -> float:
    """The em of the body type in pixels."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    wide, high = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    longer, shorter = np.maximum(wide, high), np.minimum(wide, high)
    measured = longer[(longer >= SIZES[0] * unit) & (longer <= SIZES[1] * unit) & (shorter >= ROUNDISH * longer)]
    return float(np.percentile(measured, UPPER)) / FILLS if len(measured) >= LEAST_MEASURED else USUAL * unit


def rules_in(ink: Mask, contrast: Grey, em: float) -> tuple[Mask, Mask]:
    """The pixels of lying and of standing rules."""
    lying, dashed = _runs(ink, round(LYING * em)), _dotted(ink, em)
    standing = _without_strokes(_runs(np.ascontiguousarray(ink.T), round(STANDING * em)).T, lying, ink, contrast)
    standing = _without_loose_ends(standing, lying, ink, em)
    upright = np.ascontiguousarray(ink.T)
    posts = _dotted(upright, em, STANDING)
    if dashed.any():
        lying |= _reaching(dashed, standing | posts.T, ink, em)
    if posts.any():
        standing = standing | _reaching(posts, np.ascontiguousarray(lying.T), upright, em).T
    return lying, standing | _walls(ink, _grown(lying | standing, 1), lying, em)


def _dotted(ink: Mask, em: float, least: float = LYING) -> Mask:
    """The lying rules that are rows of dots or dashes, filled; ``least`` is how long (em) they are at least."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    is_dot = (high <= max(DOT * em, 3)) & (wide <= DASH * em)
    is_dot[0] = False
    row = cv2.morphologyEx(is_dot[labels].astype(np.uint8), cv2.MORPH_CLOSE, np.ones((1, round(BETWEEN * em)), np.uint8))
    return _runs(row > 0, round(least * em))


def _reaching(dotted: Mask, across: Mask, ink: Mask, em: float) -> Mask:
    """Rows of dots drawn on to the rules across that they nearly reach, and over glyphs that stand on them: there the dots go on in the
    ``ink``, however far."""
    found, between = dotted.copy(), np.ones((1, round(BETWEEN * em)), np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(dotted.astype(np.uint8), connectivity=8)
    for x, y, wide, high in stats[1:, :4].tolist():
        rules = np.flatnonzero(across[y : y + high].any(axis=0))
        others = np.flatnonzero(dotted[max(y - TOUCH, 0) : y + high + TOUCH].any(axis=0))
        before, after = (
            np.union1d(rules[rules < x + TOUCH], others[others < x]),
            np.union1d(rules[rules >= x + wide - TOUCH], others[others >= x + wide]),
        )
        below = np.asarray(ink[y : y + high].any(axis=0), dtype=np.uint8).reshape(1, -1)
        inked = cv2.morphologyEx(below, cv2.MORPH_CLOSE, between)[0]
        first = int(before[-1]) if len(before) and (x - before[-1] <= REACH * em or inked[before[-1] : x].all()) else x
        last = int(after[0]) + 1 if len(after) and (after[0] - x - wide <= REACH * em or inked[x + wide : after[0]].all()) else x + wide
        found[y : y + high, first:last] = True
    return found


def _without_strokes(standing: Mask, lying: Mask, ink: Mask, contrast: Grey) -> Mask:
    """The standing runs without strokes of glyphs that touch the rules between narrow rows of a table (件 under 件): strokes are
    crossed by others, and where they touch a rule the ink is thin."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(standing.astype(np.uint8), connectivity=8)
    is_rule = np.ones(len(stats), dtype=bool)
    is_rule[0] = False
    rows_ruled = _grown(lying, 1)
    for k, (x, y, wide, high) in enumerate(stats[1:, :4].tolist(), 1):
        rows, left, right = slice(y, y + high), slice(max(x - 3, 0), x), slice(x + wide, x + wide + 3)
        free = ~rows_ruled[rows, max(x - 3, 0) : x + wide + 3].any(axis=1)
        if not free.any():
            continue
        crossed = ink[rows, left].any(axis=1) & ink[rows, right].any(axis=1) & free
        depth = contrast[rows, x : x + wide].max(axis=1).astype(float)
        thin = (depth < THIN * np.median(depth)) & free
        is_rule[k] = max(np.count_nonzero(crossed), np.count_nonzero(thin)) <= CROSSED * np.count_nonzero(free)
    found: Mask = is_rule[labels]
    return found


def _without_loose_ends(standing: Mask, lying: Mask, ink: Mask, em: float) -> Mask:
    """The standing runs without the stroke of a glyph that stands in line with a rule and touches the lying rule at its end: other
    strokes are attached to it, and it ends at no rule."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(standing.astype(np.uint8), connectivity=8)
    found = standing.copy()
    for x, y, wide, high in stats[1:, :4].tolist():
        ruled = np.flatnonzero(lying[y : y + high, max(x - TOUCH, 0) : x + wide + TOUCH].any(axis=1))
        if not len(ruled):
            continue
        for first, last in ((y, y + int(ruled[0])), (y + int(ruled[-1]) + 1, y + high)):
            if TOUCH < last - first < STANDING * em and _is_attached(ink[first:last], x, x + wide, TOUCH):
                found[first:last, x : x + wide] = False
    return found


def _is_attached(ink: Mask, left: int, right: int, room: int) -> bool:
    """Whether ink beside the columns from ``left`` to ``right`` touches them, but for the rows at both ends, where a rule may lie."""
    inner = ink[room : len(ink) - room]
    beside = inner[:, max(left - room, 0) : left].all(axis=1) | inner[:, right : right + room].all(axis=1)
    return bool(np.count_nonzero(beside) > ATTACHED * len(inner))


def _walls(ink: Mask, rules: Mask, lying: Mask, em: float) -> Mask:
    """The thin standing ink that reaches from one lying rule to another: the walls of a single row of cells. Strokes of glyphs in a low
    row (順) end a pixel before them. ``rules`` are those known, a pixel wider each way."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats((ink & ~rules).astype(np.uint8), connectivity=8)
    thin = (stats[:, cv2.CC_STAT_WIDTH] <= max(WALL * em, TOUCH)) & (stats[:, cv2.CC_STAT_HEIGHT] >= CORE * em)
    is_wall = np.zeros(len(stats), dtype=bool)
    for k in np.flatnonzero(thin[1:]) + 1:
        x, y, wide, high = stats[k, :4].tolist()
        is_wall[k] = all(
            lying[end, x : x + wide].any() and ink[end, x : x + wide].any(axis=1).all()
            for end in (slice(max(y - TOUCH, 0), y), slice(y + high, y + high + TOUCH))
        )
    found: Mask = is_wall[labels]
    return found


def _runs(ink: Mask, length: int) -> Mask:
    """The ink that lies in runs of that length; a run may wander by a pixel."""
    wide = cv2.dilate(ink.astype(np.uint8), np.ones((3, 1), np.uint8))
    opened = cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    found: Mask = ink & (np.asarray(opened) > 0)
    return found


def _without_drawings(ink: Mask, em: float) -> Mask:
    """The ink without dust, and without what is too large to be a glyph."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    kept = stats[:, cv2.CC_STAT_AREA] >= SPECK * em * em
    kept &= (stats[:, cv2.CC_STAT_WIDTH] <= LARGEST * em) | (stats[:, cv2.CC_STAT_HEIGHT] <= LARGEST * em)
    kept[0] = False
    found: Mask = kept[labels]
    return found


def _blobs(text: Mask, standing: Mask, em: float) -> Iterator[_Blob]:
    """Boxes of ink that runs on without a wide gap, between standing rules."""
    closed = cv2.morphologyEx(text.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((1, round(GAP * em)), np.uint8))
    walls = cv2.dilate(standing.astype(np.uint8), np.ones((1, 3), np.uint8))
    closed[(walls > 0) & ~text] = 0
    _, _, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=4)
    for x, y, wide, high in stats[1:, :4].tolist():
        yield _Blob(x, y, x + wide, y + high)


def _single_lines(blob: _Blob, text: Mask, em: float) -> Iterator[_Blob]:
    """The lines of a box, parted where their rows of ink are thinnest."""
    if blob.y1 - blob.y0 <= TWO * em:
        yield blob
        return
    rows = np.count_nonzero(text[blob.y0 : blob.y1, blob.x0 : blob.x1], axis=1)
    full = rows > VALLEY * rows.max()
    edges = np.flatnonzero(np.diff(np.concatenate(([0], full.astype(np.int8), [0]))))
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        part = text[blob.y0 + first : blob.y0 + last, blob.x0 : blob.x1]
        columns = np.flatnonzero(part.any(axis=0))
        if len(columns):
            yield _Blob(blob.x0 + int(columns[0]), blob.y0 + first, blob.x0 + int(columns[-1]) + 1, blob.y0 + last)


def _with_parts(blobs: Sequence[_Blob], em: float) -> list[_Blob]:
    """The boxes with parts of glyphs (the strokes of 二, the dots of ：) put together, and dots put to the line beside them."""
    lines = [blob for blob in blobs if blob.y1 - blob.y0 >= CORE * em]
    small = sorted([blob for blob in blobs if blob.y1 - blob.y0 < CORE * em])
    rest: list[_Blob] = []
    for part in small:
        near = next((k for k, line in enumerate(lines) if _is_beside(part, line)), None)
        if near is None:
            rest.append(part)
        else:
            lines[near] = _around(lines[near], part)
    together: list[_Blob] = []
    for part in sorted(rest, key=lambda blob: blob.y0):
        mate = next((k for k, other in enumerate(together) if _is_one_glyph(part, other, em)), None)
        if mate is None:
            together.append(part)
        else:
            together[mate] = _around(together[mate], part)
    return lines + together


def _is_beside(part: _Blob, line: _Blob) -> bool:
    middle = (part.y0 + part.y1) / 2
    apart = max(part.x0 - line.x1, line.x0 - part.x1)
    return line.y0 <= middle <= line.y1 and apart <= 0


def _is_one_glyph(part: _Blob, other: _Blob, em: float) -> bool:
    over = min(part.x1, other.x1) - max(part.x0, other.x0)
    apart = max(part.y0 - other.y1, other.y0 - part.y1)
    both = _around(part, other)
    return over > 0 and apart <= PARTS[0] * em and both.y1 - both.y0 <= PARTS[1] * em


def _around(one: _Blob, other: _Blob) -> _Blob:
    return _Blob(min(one.x0, other.x0), min(one.y0, other.y0), max(one.x1, other.x1), max(one.y1, other.y1))


def _strip(blob: _Blob, shown: Grey, em: float) -> Strip:
    least, room = ROOM[0] * em, round(ROOM[1] * em)
    more = max(round((least - (blob.y1 - blob.y0)) / 2), 0) + room
    x0, x1 = max(blob.x0 - room, 0), min(blob.x1 + room, shown.shape[1])
    y0, y1 = max(blob.y0 - more, 0), min(blob.y1 + more, shown.shape[0])
    own = np.zeros((y1 - y0, x1 - x0), dtype=np.uint8)
    inside = shown[max(blob.y0 - EDGE, 0) : blob.y1 + EDGE, x0:x1]
    top = max(blob.y0 - EDGE, 0) - y0
    own[max(top, 0) : max(top, 0) + len(inside)] = inside[: len(own) - max(top, 0)]
    return Strip(x0, y0, x1, y1, blob.y0, blob.y1, em, _black(own))


def _black(contrast: Grey) -> Grey:
    """The ink as black on white, as dark as that of a clean print."""
    darkest = max(float(np.percentile(contrast[contrast > INK], 90)) if (contrast > INK).any() else 255.0, 1.0)
    return np.asarray(255 - np.minimum(contrast * (255.0 / darkest), 255), dtype=np.uint8)
