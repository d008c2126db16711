"""Pages as PyMuPDF reads them, the default engine.

Each page is interpreted once, into MuPDF's display list. Played to the text device it gives glyphs and rectangles in the
order of drawing, in displayed coordinates; played to a device of our own, the strokes of synthetic bold and the
pictures. Only a page with curves, slanted lines or stroked boxes, or one of whose rectangles the text device merged or
lost some, is read once more for the exact paths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pipeline.pages.actual_text import checked_text
from pipeline.pages.damage import Loss, loss_of, missing_page
from pipeline.pages.fonts import Fonts
from pipeline.pages.limits import Limits, broken, is_raised_in, is_truncated
from pipeline.pages.lines import PageDrawing
from pipeline.pages.model import Area, Contradiction, Page
from pipeline.pages.mupdf import mupdf, play, pymupdf
from pipeline.pages.mupdf_clips import positions_outside
from pipeline.pages.mupdf_extras import Extras, behind_and_shown, keeps_vectors
from pipeline.pages.mupdf_notes import noted_positions, stamps_apart, without_comments
from pipeline.pages.mupdf_paths import as_displayed, read_paths
from pipeline.pages.mupdf_text import OPTIONS, TextPass, printed_on
from pipeline.pages.rawdict import Characters, with_shared_room
from pipeline.pages.struck import struck_apart
from pipeline.pages.text import UNNAMED, clean
from pipeline.values import Defect, SourceError

_USER_UNIT = mupdf.PDF_ENUM_NAME_UserUnit
_NO_MEMORY = re.compile(r"\b(?:m|c|re)alloc\b.*failed|out of memory")


def pages_of(data: bytes) -> Iterator[Page]:
    """The pages of a PDF, in order, without the checks of ``checked_pages_of``."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        fonts = Fonts(document, data)
        for number, page in enumerate(document, 1):
            yield _page(page, number, fonts)[0]


def checked_pages_of(data: bytes, limits: Limits, doubts: list[Defect]) -> Iterator[Page]:
    """The pages of a PDF, in order. What was mended on the way is added to ``doubts``.

    Raises:
        SourceError: "damaged", "truncated", "encrypted", "empty", "too-large" or "no-unicode".
    """
    with _opened(data, limits) as document:
        if missing := missing_page(document):
            raise broken(data, missing)
        fonts = Fonts(document, data)
        unexamined: list[int] = []
        printed = unreadable = 0
        for number in range(1, document.page_count + 1):
            page = _loaded(document, data, number)
            try:
                result, (many, without_meaning) = _page(page, number, fonts)
            except Exception as error:
                _require_memory(str(error))
                if not is_raised_in(error, "pymupdf"):
                    raise
                raise broken(data, number) from error
            printed += many
            unreadable += without_meaning
            if _has_stumbled():
                doubts += _examined(page, data)
            else:
                unexamined.append(number)
            yield result
        if document.is_repaired:
            _require_end(data)
            doubts.append(Defect("repaired"))
            for number in unexamined:
                doubts += _examined(document[number - 1], data)
        if limits.is_unreadable(unreadable, printed):
            raise SourceError(Defect("no-unicode"))


def _loaded(document: Any, data: bytes, number: int) -> Any:
    try:
        return document[number - 1]
    except (RuntimeError, ValueError, IndexError, mupdf.FzErrorBase) as error:
        _require_memory(str(error))
        raise broken(data, number) from error


def _examined(page: Any, data: bytes) -> list[Defect]:
    """The doubts that there are of a page's content. Raises SourceError ("damaged") where some of it is lost."""
    loss = loss_of(page)
    if loss is Loss.CONTENT:
        raise broken(data, page.number + 1)
    return [Defect("repaired", page=page.number + 1)] if loss is Loss.CHECKSUM else []


def check(data: bytes, limits: Limits) -> list[Defect]:
    """The doubts of ``checked_pages_of``, for a reading by the other engine. Raises what it raises."""
    doubts: list[Defect] = []
    for _ in checked_pages_of(data, limits, doubts):
        pass
    return doubts


def _opened(data: bytes, limits: Limits) -> Any:
    pymupdf.TOOLS.reset_mupdf_warnings()
    try:
        document = pymupdf.open(stream=data, filetype="pdf")
        pages = document.page_count
    except (RuntimeError, ValueError, mupdf.FzErrorBase) as error:
        _require_memory(str(error))
        raise broken(data) from error
    if document.needs_pass:
        raise SourceError(Defect("encrypted"))
    if not document.is_pdf:
        raise SourceError(Defect("not-pdf"))
    if document.is_repaired:
        _require_end(data)
    if not pages:
        raise broken(data) if document.is_repaired else SourceError(Defect("empty"))
    if limits.max_pages is not None and pages > limits.max_pages:
        raise SourceError(Defect("too-large"))
    return document


def _require_memory(said: str) -> None:
    """Raises MemoryError where MuPDF says that it got no memory: that is no fault of the file's bytes."""
    if _NO_MEMORY.search(said):
        raise MemoryError(said)


def _require_end(data: bytes) -> None:
    """Raises SourceError ("truncated") where a file whose table of objects had to be made anew lacks its end."""
    if is_truncated(data):
        raise broken(data)


def _has_stumbled() -> bool:
    """Whether MuPDF had anything to say about what it has read since it was last asked."""
    said = pymupdf.TOOLS.mupdf_warnings(True)
    _require_memory(said.lower())
    return bool(said)


def _page(page: Any, number: int, fonts: Fonts) -> tuple[Page, tuple[int, int]]:
    """A page, how many characters it holds, and how many of them stand in a font whose text cannot be read."""
    unit = _user_unit(page)
    scale = mupdf.FzMatrix(1 / unit, 0, 0, 1 / unit, 0, 0)
    stamps = stamps_apart(page, scale)
    strikes, has_notes = without_comments(page)
    box = page.rect
    width, height = box.width / unit, box.height / unit

    listed = mupdf.fz_new_display_list_from_page(page.this)
    printed = printed_on(listed, scale)
    extras = play(listed, Extras(), scale)
    contradictions, printed = _untold(printed, listed, scale) if extras.is_told_otherwise else ((), printed)

    drawn = PageDrawing(width, height)
    drawn.veiled = extras.veiled
    found = with_shared_room(fonts.blanks.shown(printed, listed, scale))
    reading = TextPass(found, drawn, extras.stroked, fonts, page, keeps_vectors=not extras.is_cut and keeps_vectors(found.vectors, extras))
    reading.read()
    if not reading.strokes_inexact:
        for line in reading.strokes:
            drawn.line(*line)
    if not reading.keeps_vectors or reading.inexact or reading.strokes_inexact:
        read_paths(page, as_displayed(page.rotation, width, height, unit), reading, are_cut=extras.is_cut)
    drawn.sort_out(found.sizes)
    pictures = drawn.without_rules(extras.pictures)
    behind, shown = behind_and_shown(listed, scale, reading.spans, pictures)
    if extras.clips:
        behind |= positions_outside(found, extras.clips, listed, scale)
    seen, hidden, covered = reading.settled((*pictures, *extras.gradients), behind)
    areas = (*drawn.lines_and_areas(), shown, tuple(drawn.shapes))
    result = Page(number, width, height, seen, hidden, *areas, covered=covered, contradictions=contradictions)
    if stamps:
        result = replace(result, watermarks=tuple(glyph._replace(index=len(found.chars) + glyph.index) for glyph in stamps))
    if has_notes:
        result = replace(result, noted=noted_positions(page, scale))
    notes = [Area(x0 / unit, y0 / unit, x1 / unit, y1 / unit, -1) for x0, y0, x1, y1 in strikes]
    return struck_apart(result, notes), (len(found.chars), reading.unreadable)


def _untold(told: Characters, listed: Any, scale: Any) -> tuple[tuple[Contradiction, ...], Characters]:
    """Where a page tells another text than it prints, by the text device played once more, without what it is told; and the characters to
    read: those printed where the told ones are spread over strikes, if each of them can be read."""
    printed = printed_on(listed, scale, OPTIONS | pymupdf.TEXT_IGNORE_ACTUALTEXT)
    check = checked_text(*(zip(of.chars, of.xs, of.ys, of.sizes, strict=True) for of in (told, printed)))
    return check.contradictions, printed if check.is_spread and UNNAMED.isdisjoint(clean(printed.chars)) else told


def _user_unit(page: Any) -> float:
    unit = float(mupdf.pdf_dict_get_real_default(mupdf.pdf_page_from_fz_page(page.this).obj(), _USER_UNIT, 1.0))
    return unit if unit > 0 else 1.0
