"""A published file as a source: its pages and what is doubtful of them, or the named reason why it cannot be read.

Files are untrusted. Whatever is wrong with one ends in a ``SourceError`` with a code of ``rules/defects.toml``; a scan
with an invisible text layer is read from that layer, and its rules from its picture, one without a layer from its picture
alone where the extra ``kyoten[ocr]`` is installed, with a warning.
"""

from __future__ import annotations

import gc
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from pipeline.geometry.rect import Rect, around, bounds_of
from pipeline.pages.limits import Limits, require_pdf
from pipeline.pages.model import Glyph, Glyphs, Page, Style
from pipeline.pages.struck import runs_of
from pipeline.pages.text import UNKNOWN, UNNAMED
from pipeline.values import Box, Defect, SourceError

if TYPE_CHECKING:
    from pipeline.pages.ocr.reading import PenStroke, PictureReading

Engine = Literal["pymupdf", "pdfplumber"]

SCAN_SHARE = 0.6
"""A page whose pictures cover this share of it, with next to no visible text, is a scan."""
LEAST_CONFIDENCE = 0.93
"""mean probability of the characters of a document that were read from pictures; a clean scan at 200 dpi has 0.99"""
SURER = 0.97
"""mean probability; what was read so surely from a picture has fewer wrong characters than a scanner's text layer"""
AGREEING = 0.995
"""of the characters; a text layer that is so much like what was read from the picture is kept"""
SCAN_GLYPHS = 8
"""A scan may carry this many visible glyphs (a stamp, a page number)."""


@dataclass(frozen=True, slots=True)
class Source:
    """A readable document: ``text_source`` is "ocr" where any page was read from its picture, else "ocr_layer" where
    any was read from a scanner's invisible text."""

    pages: tuple[Page, ...]
    text_source: Literal["digital", "ocr_layer", "ocr"]
    defects: tuple[Defect, ...]


def source_of(data: bytes, engine: Engine = "pymupdf", limits: Limits | None = None, *, again: bool = False) -> Source:
    """The pages of a PDF with the warnings met; ``again`` for bytes that the other engine has accepted already.

    Raises:
        SourceError: "empty", "too-large", "not-pdf", "damaged", "truncated", "encrypted", "no-text", "ocr-too-poor" or "no-unicode".
    """
    doubts: list[Defect] = []
    with without_collecting():
        pages = tuple(pages_in(data, engine, limits, doubts, again=again))
    if any(doubt.code == "repaired" and doubt.page is None for doubt in doubts):
        _require_agreement(data, pages)
    return Source(pages, _text_source(doubts), (*doubts, *_doubtful(pages)))


def is_without_unicode(pages: Sequence[Page]) -> bool:
    """Whether too many glyphs have no character: those that the file names none for, and those that it calls white space and inks."""
    texts = [text for page in pages for span in page.glyphs.spans for text in span.texts]
    return Limits().is_unreadable(texts.count(UNKNOWN), len(texts))


def _text_source(doubts: Sequence[Defect]) -> Literal["digital", "ocr_layer", "ocr"]:
    codes = {doubt.code for doubt in doubts}
    return "ocr" if "ocr-read" in codes else "ocr_layer" if "ocr-layer" in codes else "digital"


def pages_in(
    data: bytes, engine: Engine, limits: Limits | None = None, doubts: list[Defect] | None = None, *, again: bool = False
) -> Iterator[Page]:
    """The pages of a PDF one by one, for whoever does not need all of them at once; what is doubtful is added to ``doubts``.

    Raises:
        SourceError: as ``source_of`` does, as soon as it is known.
    """
    limits, doubts = limits or Limits(), [] if doubts is None else doubts
    require_pdf(data, limits)
    scans, any_text = _Scans(data, doubts), False
    for page in _pages(data, engine, limits, doubts, again=again):
        if len(page.glyphs) + len(page.hidden) > limits.max_glyphs_a_page:
            raise SourceError(Defect("too-large", page=page.number))
        if _is_scan(page):
            page = scans.read(page)
        any_text = any_text or bool(page.glyphs)
        yield page
    scans.require_sure()
    if not any_text:
        raise SourceError(Defect("no-text", page=1))


def _doubtful(pages: Sequence[Page]) -> Iterator[Defect]:
    """What is doubtful of what is printed, wherever it stands in the form."""
    if UNNAMED:
        yield from _unnamed(pages)
    for page in pages:
        yield from (_struck(page, run) for run in runs_of(page.struck))
        for run in runs_of(page.covered):
            yield from _replaced(page, run)
        for place in page.contradictions:
            told, printed = place.told[:_QUOTED], place.printed[:_QUOTED]
            yield Defect("text-contradicts", page.number, Box(page.number, *place[:4]), told, values=(("printed", printed),))


def _require_agreement(data: bytes, pages: Sequence[Page]) -> None:
    """Raises SourceError ("damaged") where the table of objects was made anew, and not to the same pages by another engine."""
    from pipeline.pages.witness import disagreements

    for found in disagreements(data, pages)[:1]:
        raise SourceError(replace(found, code="damaged", values=()))


def _unnamed(pages: Sequence[Page]) -> Iterator[Defect]:
    """A defect for each character that stands for none, where it stands first, with how often it is printed and on which pages."""
    found: dict[str, list[tuple[int, Glyph]]] = {}
    for page in pages:
        for span in page.glyphs.spans:
            if not UNNAMED.isdisjoint(span.texts):
                for glyph in Glyphs((span,)):
                    if glyph.text in UNNAMED:
                        found.setdefault(glyph.text, []).append((page.number, glyph))
    for places in found.values():
        number, first = places[0]
        on = ", ".join(map(str, dict.fromkeys(page for page, _ in places)))
        yield Defect("glyph-unknown", number, Box(number, *first[:4]), values=(("count", str(len(places))), ("pages", on)))


def _struck(page: Page, run: Sequence[Glyph]) -> Defect:
    return Defect("struck-text", page.number, _around(page, run), _quoted(run))


def _replaced(page: Page, run: Sequence[Glyph]) -> Iterator[Defect]:
    """The defect of text that other text was laid over; none where it is the same again, or nothing."""
    box, last, reach = _around(page, run), run[-1].index, NOTE_REACHES * run[0].size
    level = [g for g in page.glyphs if g.index > last and g.y0 < box.y1 and box.y0 < g.y1]
    over = [g for g in level if g.x0 < box.x1 + reach and box.x0 - reach < g.x1]
    if over and _quoted(over) != _quoted(run):
        yield Defect("text-covered", page.number, box, _quoted(run), values=(("other", _quoted(over)),))


def _around(page: Page, run: Sequence[Glyph]) -> Box:
    return Box(page.number, *bounds_of(run))


def _quoted(run: Sequence[Glyph]) -> str:
    return "".join(g.text for g in run)[:_QUOTED]


NOTE_REACHES = 1.0
"""em; the text of a note that covers other text stands over it or within this of it"""
_QUOTED = 80
"""characters of a text that a defect quotes"""


@contextmanager
def without_collecting() -> Iterator[None]:
    """Reading makes a hundred thousand small values and hardly a cycle; looking through them again and again costs a quarter.

    Nor are they looked through once at the end: freezing and thawing puts them with the old values, and with them what a program had
    frozen before; to ask whether it had would walk through all of that.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def _pages(data: bytes, engine: Engine, limits: Limits, doubts: list[Defect], *, again: bool) -> Iterator[Page]:
    from pipeline.pages import pymupdf_engine

    if engine == "pymupdf":
        yield from pymupdf_engine.checked_pages_of(data, limits, doubts)
    else:
        from pipeline.pages import pdfplumber_engine

        if not again:
            doubts += pymupdf_engine.check(data, limits)
        yield from pdfplumber_engine.checked_pages_of(data, limits)


def _is_scan(page: Page) -> bool:
    if len(page.glyphs) > SCAN_GLYPHS or not page.pictures:
        return False
    covered = sum(
        max(min(p.x1, page.width) - max(p.x0, 0.0), 0.0) * max(min(p.y1, page.height) - max(p.y0, 0.0), 0.0) for p in page.pictures
    )
    return covered >= SCAN_SHARE * page.width * page.height


class _Scans:
    """The scanned pages of one document: read from the text layer that a scanner left, or from the picture. What each takes is loaded
    when there is such a page; the first one is named among the ``doubts``."""

    def __init__(self, data: bytes, doubts: list[Defect]) -> None:
        self._data, self._doubts = data, doubts
        self._named: set[str] = set()
        self._confidences: list[float] = []

    def read(self, page: Page) -> Page:
        """The page with what can be read of it, from its picture where its text layer is worse; as it is where it has no layer and no
        recogniser is installed."""
        read, drawn = self._recognised(page) if self._recognised is not None else (page, ())
        if page.hidden and not _is_better(read, page.hidden):
            self._name("ocr-layer", page)
            return self._level(_from_text_layer(page))
        self._keep_apart(page, drawn)
        if not read.recognised:
            return page
        self._name("ocr-read", page)
        self._confidences += [one.confidence for one in read.recognised]
        return read

    def _keep_apart(self, page: Page, drawn: Sequence[PenStroke]) -> None:
        """Names what was taken for drawn on a page; it counts as what was read of it, or a page were the surer the less of it is."""
        self._confidences += [one for piece in drawn for one in piece.confidences]
        if drawn:
            box = Box(page.number, *around(*[Rect(*piece.area[:4]) for piece in drawn]))
            self._doubts.append(Defect("ocr-drawn", page.number, box, " ".join(piece.text for piece in drawn)[:_QUOTED]))

    def require_sure(self) -> None:
        """Raises SourceError ("ocr-too-poor") where the pictures are so poor that what was read of them is not sure."""
        mean = sum(self._confidences) / len(self._confidences) if self._confidences else 1.0
        if mean < LEAST_CONFIDENCE:
            values = (("confidence", f"{100 * mean:.0f}"), ("least", f"{100 * LEAST_CONFIDENCE:.0f}"))
            raise SourceError(Defect("ocr-too-poor", values=values))

    def _name(self, code: str, page: Page) -> None:
        if code not in self._named:
            self._named.add(code)
            self._doubts.append(Defect(code, page=page.number))

    @cached_property
    def _level(self) -> Callable[[Page], Page]:
        return _leveller(self._data)

    @cached_property
    def _recognised(self) -> Callable[[Page], PictureReading] | None:
        from pipeline.pages.ocr import installed

        found = installed()
        if found is None:
            return None
        from pipeline.pages.ocr.reading import PictureReader

        return PictureReader(self._data, found)


def _is_better(read: Page, layer: Sequence[Glyph]) -> bool:
    """Whether the reading of a picture is surer than the text layer that a scanner left over it, and says something else."""
    if not read.recognised or sum(one.confidence for one in read.recognised) < SURER * len(read.recognised):
        return False
    mine, theirs = (
        Counter(unicodedata.normalize("NFKC", "".join(texts))) for texts in (read.glyphs.texts, [glyph.text for glyph in layer])
    )
    return (mine & theirs).total() < AGREEING * max(mine.total(), theirs.total())


def _leveller(data: bytes) -> Callable[[Page], Page]:
    """What turns a scanned page of this document level; loaded for a scan only, since it takes numpy."""
    from pipeline.pages.scale import scaled
    from pipeline.pages.scan import SAME_SIZE, SET_IN, PageRenderings, em_of, evened, levelled

    pictures = PageRenderings(data)

    def level(page: Page) -> Page:
        by = SET_IN / em_of(evened(page.glyphs))
        by = 1.0 if abs(by - 1) < SAME_SIZE else by
        return scaled(levelled(scaled(page, by), pictures(page.number, by)), 1 / by)

    return level


def _from_text_layer(page: Page) -> Page:
    inside = [
        glyph for glyph in page.hidden if 0 <= (glyph.x0 + glyph.x1) / 2 <= page.width and 0 <= (glyph.y0 + glyph.y1) / 2 <= page.height
    ]
    kept = {glyph.index for glyph in inside}
    read = [glyph._replace(style=glyph.style & ~Style.INKLESS) for glyph in inside]
    glyphs = sorted([*page.glyphs, *read], key=lambda glyph: glyph.index)
    return replace(page, glyphs=Glyphs.of(glyphs), hidden=tuple(glyph for glyph in page.hidden if glyph.index not in kept))
