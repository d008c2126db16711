"""A page that is a picture, read: the same page with glyphs and rules, as if a program had set it.

In go a ``Page`` whose text is in its picture and the bytes of its document; out comes the page, level, with the glyphs that the
recogniser read and the rules that the picture shows, and beside it what was taken for no print. A page that lies on its side or on its
head is found by reading some of its lines each way round; its glyphs are turned as a program would have turned them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from statistics import fmean
from typing import Any, NamedTuple

import cv2
import numpy as np

from pipeline.pages.model import ABOVE, BELOW, Area, Glyph, Glyphs, Page, Recognition, Style
from pipeline.pages.mupdf import pymupdf
from pipeline.pages.ocr.glyphs import DASHES, ReadStrip, line_of, part_of
from pipeline.pages.ocr.progress import PageRead, tell
from pipeline.pages.ocr.recogniser import Grey, Recogniser
from pipeline.pages.ocr.strips import Strip, strips_of
from pipeline.pages.scale import scaled
from pipeline.pages.scan import RESOLUTION, SAME_SIZE, SET_IN, rulings_of, slope_of, solids_of
from pipeline.pages.turning import turned

POINTS = 72
"""to an inch"""
RESOLUTIONS = (150, 300)
"""dots an inch at which a page is looked at; type is as large then as the recogniser takes it"""
MAX_PIXELS = 18_000_000
"""A3 at 300 dots an inch"""
SAMPLES = 8
"""lines; from the beginnings of the longest, ``SAMPLE_LENGTH`` em of each, it is told which way round a page lies"""
SAMPLE_LENGTH = 12.0
SURE = 0.9
"""probability; characters of which the recogniser is so sure are evidence of the way round"""
UPRIGHT = 75
"""characters; so much evidence is enough, with less the page is looked at each way round: of text on its side up to 68 were"""
TURNED = 5
"""characters; with less evidence a page is left as it lies"""
CLEARLY = 1.2
"""times the evidence of a page as it lies has the way that it is turned; across its lines a page has at most 0.75 of that along them"""
Stripped = tuple[list[Strip], Grey]
"""The strips of a page, and its picture without them."""
DUST = 0.3
"""em; signs that are smaller and stand alone are specks of the glass"""
SCRAWL = 1.5
"""em; a character of print is no larger, but in a title"""
SCRAWLED = 0.6
"""probability; of strokes as large as a title's the recogniser is less sure (0.26 to 0.52), of a blurred title more"""
DOTS = frozenset("・.,、。･")
MOST_STRIPS = 4_000
"""strips of a page; what has more is no page of text"""


class PenStroke(NamedTuple):
    """What was taken for strokes of a pen or parts of a seal: where it stands on the page as displayed, and as what it would be read."""

    area: Area
    text: str
    confidences: tuple[float, ...]


class PictureReading(NamedTuple):
    """A page as its picture shows it, and what is drawn on it."""

    page: Page
    drawn: tuple[PenStroke, ...]


class PictureReader:
    """Reads the pages of one document; a page at a time is held."""

    def __init__(self, data: bytes, recogniser: Recogniser) -> None:
        self._data, self._recogniser = data, recogniser
        self._document: Any = None

    def __call__(self, page: Page) -> PictureReading:
        if self._document is None:
            self._document = pymupdf.open(stream=self._data, filetype="pdf")
        picture, unit = self._picture(page)
        turn, (strips, bare) = self._upright(picture, unit)
        found = list(self._lines(strips[:MOST_STRIPS]))
        read, drawn = ([one for one in found if _is_drawn(*one) is is_drawn] for is_drawn in (False, True))
        wide, high = (page.height, page.width) if turn % 180 else (page.width, page.height)
        upright = _page(page, wide, high, read, unit, [strip for strip, _ in drawn])
        ink = [
            glyph._replace(x0=one.x0 / unit, y0=one.top / unit, x1=one.x1 / unit, y1=one.bottom / unit)
            for glyph, one in zip(upright.glyphs, [one for _, line in read for one in line.read], strict=True)
        ]
        upright = _with_rules(upright, ink, bare, unit)
        tell(PageRead(page.number, self._document.page_count))
        displayed = replace(turned(upright, turn), turned_by=page.turned_by)
        return PictureReading(displayed, tuple(_drawn(area, line) for area, (_, line) in zip(displayed.pictures[1:], drawn, strict=True)))

    def _picture(self, page: Page) -> tuple[Grey, float]:
        """The page in grey, and its pixels a point."""
        shown = self._document[page.number - 1]
        images = [info for info in shown.get_image_info() if info["width"] > 1]
        density = max([info["width"] / max(info["bbox"][2] - info["bbox"][0], 1) * POINTS for info in images], default=RESOLUTIONS[1])
        dots = min(max(density, RESOLUTIONS[0]), RESOLUTIONS[1])
        most = math.sqrt(MAX_PIXELS / max(shown.rect.width * shown.rect.height, 1))
        scale = min(dots / POINTS, most)
        image = shown.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csGRAY, alpha=False)
        rows = np.frombuffer(image.samples, dtype=np.uint8).reshape(image.height, image.stride)
        return rows[:, : image.width], image.width / page.width

    def _upright(self, picture: Grey, unit: float) -> tuple[int, Stripped]:
        """By which quarter (clockwise, in degrees) the text of a picture is turned, and its strips upright and level."""
        tried: list[tuple[float, int, Stripped]] = []
        for turn in (0, 180, 90, 270):
            stripped = strips_of(_straight(np.ascontiguousarray(np.rot90(picture, turn // 90)), unit), unit)
            tried.append((self._evidence(stripped[0]), turn, stripped))
            if tried[-1][0] >= UPRIGHT:
                break
        best = max(tried, key=itemgetter(0))
        return (best if best[0] >= max(TURNED, CLEARLY * tried[0][0]) else tried[0])[1:]

    def _evidence(self, strips: Sequence[Strip]) -> float:
        """How many characters of some of the longest strips are surely read, times their share: of text that lies on its side most are
        sure and few are read, of a poor page that is upright many are read and some are not sure."""
        longest = sorted(strips, key=lambda strip: strip.x0 - strip.x1)[:SAMPLES]
        beginnings = [strip.picture[:, : round(SAMPLE_LENGTH * strip.em)] for strip in longest]
        read = [one for line in self._recogniser(beginnings) for one in line]
        sure = sum(one.confidence >= SURE for one in read)
        return sure * sure / max(len(read), 1)

    def _lines(self, strips: Sequence[Strip]) -> Iterator[tuple[Strip, ReadStrip]]:
        """The strips as they were read, each with the parts of it that were left out at first."""
        for strip, characters in zip(strips, self._recogniser([strip.picture for strip in strips]), strict=True):
            line = line_of(strip, characters)
            if _is_dust(strip, line):
                continue
            yield strip, line
            parts = [part_of(strip, columns) for columns in line.unread]
            for part, found in zip(parts, self._recogniser([part.picture for part in parts]), strict=True):
                yield part, line_of(part, found)._replace(em=line.em, baseline=line.baseline)


def _is_dust(strip: Strip, line: ReadStrip) -> bool:
    """Whether a strip is a speck that stands by itself."""
    small = max(strip.bottom - strip.top, max([one.x1 for one in line.read], default=0) - min([one.x0 for one in line.read], default=0))
    return small < DUST * strip.em and not any(one.character.text.isalnum() or one.character.text in "-―" for one in line.read)


def _is_drawn(strip: Strip, line: ReadStrip) -> bool:
    """Whether what was read unsurely is no print but strokes of a pen or parts of a seal: too large for a character, or too low."""
    if all(one.character.text in DASHES or one.character.text in DOTS for one in line.read):
        return False
    high, confidence = strip.bottom - strip.top, fmean([one.character.confidence for one in line.read])
    largest = max(high, *[one.x1 - one.x0 for one in line.read])
    return largest > SCRAWL * strip.em and confidence < SCRAWLED or high < DUST * strip.em and confidence < SURE


def _drawn(area: Area, line: ReadStrip) -> PenStroke:
    characters = [one.character for one in line.read]
    return PenStroke(area, "".join(one.text for one in characters), tuple([one.confidence for one in characters]))


def _straight(picture: Grey, unit: float) -> Grey:
    """The picture level."""
    by = RESOLUTION / unit
    slope = slope_of(_resized(picture, min(by, 1.0)), min(RESOLUTION, unit))
    if not slope:
        return picture
    high, wide = picture.shape
    back = np.array([[1, -slope, slope * high / 2], [slope, 1, -slope * wide / 2]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(picture, back, (wide, high), flags=flags, borderMode=cv2.BORDER_REPLICATE), dtype=np.uint8)


def _resized(picture: Grey, by: float) -> Grey:
    return picture if by == 1 else np.asarray(cv2.resize(picture, None, fx=by, fy=by, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _page(page: Page, wide: float, high: float, lines: Sequence[tuple[Strip, ReadStrip]], unit: float, drawn: Sequence[Strip]) -> Page:
    glyphs: list[Glyph] = []
    recognised: list[Recognition] = []
    for _, line in lines:
        size, foot = line.em / unit, line.baseline / unit
        for read in line.read:
            character = read.character
            box = (read.left / unit, foot - ABOVE * size, read.right / unit, foot + BELOW * size)
            glyphs.append(Glyph(*box, character.text, size, Style.PLAIN, 0, len(glyphs)))
            recognised.append(Recognition(character.confidence, character.other, character.other_confidence, read.is_settled))
    whole = Area(0.0, 0.0, wide, high, -1)
    pieces = [Area(strip.x0 / unit, strip.top / unit, strip.x1 / unit, strip.bottom / unit, -1) for strip in drawn]
    return replace(
        page,
        width=wide,
        height=high,
        glyphs=Glyphs.of(glyphs),
        hidden=(),
        rulings=(),
        fills=(),
        pictures=(whole, *pieces),
        shapes=(),
        recognised=tuple(recognised),
    )


def _with_rules(page: Page, ink: Sequence[Glyph], picture: Grey, unit: float) -> Page:
    """The page with the rules and the bars of its level picture; ``ink`` are its glyphs in boxes of their ink, where no rule is."""
    sizes = sorted(page.glyphs.sizes)
    by = SET_IN / sizes[len(sizes) // 2] if sizes else 1.0
    by = 1.0 if abs(by - 1) < SAME_SIZE else by
    scale = min(RESOLUTION * by, unit) / unit
    small = _resized(picture, scale)
    large = scaled(page, by)
    density = small.shape[1] / large.width
    rulings = dict.fromkeys(rulings_of(small, density, _scaled_ink(ink, by)))
    found = replace(large, rulings=tuple(rulings), fills=tuple(solids_of(small, density)))
    return scaled(found, 1 / by)


def _scaled_ink(ink: Sequence[Glyph], by: float) -> list[Glyph]:
    return [g._replace(x0=g.x0 * by, y0=g.y0 * by, x1=g.x1 * by, y1=g.y1 * by, size=g.size * by) for g in ink]
