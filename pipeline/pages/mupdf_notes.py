"""What is put onto a page with notes: hidden where it marks up what others wrote, set apart where it is a stamp, told where it is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipeline.pages.matrices import Extent
from pipeline.pages.model import ABOVE, BELOW, STAMP, Glyph, Style, is_comment
from pipeline.pages.mupdf import NOWHERE, mupdf, pymupdf
from pipeline.pages.mupdf_text import OPTIONS, printed_on
from pipeline.pages.rawdict import Characters, characters_of
from pipeline.pages.rounded import bounds
from pipeline.pages.text import CLEAN

_HIDDEN = 2
_UNSEEN = _HIDDEN | 32
"""the flags by which an annotation is not shown: hidden, no view (ISO 32000-2, table 167)"""


def without_comments(page: Any) -> tuple[list[Extent], bool]:
    """Hides what readers marked the page with; the places of StrikeOut notes, as displayed, and whether other notes are left."""
    strikes: list[Extent] = []
    is_left = False
    annotation = page.first_annot
    while annotation is not None:
        kind = annotation.type[1]
        if kind == "StrikeOut" and not annotation.flags & _UNSEEN:
            corners = [pymupdf.Point(corner) * page.rotation_matrix for corner in annotation.vertices or ()]
            strikes += [bounds(corners[k : k + 4]) for k in range(0, len(corners), 4)]
        if is_comment(kind, is_filled=bool(annotation.colors["fill"])):
            annotation.set_flags(annotation.flags | _HIDDEN)
        is_left = is_left or not annotation.flags & _UNSEEN
        annotation = annotation.next
    return strikes, is_left


def stamps_apart(page: Any, scale: Any) -> list[Glyph]:
    """Hides the stamps that say something; their glyphs, numbered from 0."""
    found: list[Glyph] = []
    annotation = page.first_annot
    while annotation is not None:
        if annotation.type[1] == STAMP and not annotation.flags & _UNSEEN:
            said = _glyphs(_characters(mupdf.pdf_run_annot, annotation, scale), len(found))
            annotation.set_flags(annotation.flags | _HIDDEN if said else annotation.flags)
            found += said
        annotation = annotation.next
    return found


def _glyphs(chars: Characters, first: int) -> list[Glyph]:
    places = zip(chars.chars, chars.xs, chars.rights, chars.ys, chars.sizes, strict=True)
    printed = [(CLEAN[char], x, right, y, size) for char, x, right, y, size in places if CLEAN[char]]
    return [
        Glyph(x, y - ABOVE * size, right, y + BELOW * size, text, size, Style.PLAIN, 0, first + k)
        for k, (text, x, right, y, size) in enumerate(printed)
    ]


def noted_positions(page: Any, scale: Any) -> frozenset[int]:
    """The positions of the characters that notes put onto the page: MuPDF draws these behind its content, before form fields."""
    own = len(printed_on(mupdf.fz_new_display_list_from_page_contents(page.this), scale).chars)
    return frozenset(range(own, own + len(_characters(mupdf.fz_run_page_annots, page, scale).chars)))


def _characters(run: Callable[..., None], of: Any, scale: Any) -> Characters:
    """What a note, or all notes of a page, say."""
    printed = mupdf.FzStextPage(NOWHERE)
    device = mupdf.fz_new_stext_device(printed, mupdf.FzStextOptions(OPTIONS))
    run(of.this, device, scale, mupdf.FzCookie())
    mupdf.fz_close_device(device)
    return characters_of(printed)
