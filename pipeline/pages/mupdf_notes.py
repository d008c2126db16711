"""What readers put onto a page with notes: hidden where it marks up what others wrote, told where it is left."""

from __future__ import annotations

from typing import Any

from pipeline.pages.matrices import Extent
from pipeline.pages.model import COMMENTS
from pipeline.pages.mupdf import NOWHERE, mupdf, pymupdf
from pipeline.pages.mupdf_text import OPTIONS, printed_on
from pipeline.pages.paths import bounds
from pipeline.pages.rawdict import characters_of

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
        if kind in COMMENTS:
            annotation.set_flags(annotation.flags | _HIDDEN)
        is_left = is_left or not annotation.flags & _UNSEEN
        annotation = annotation.next
    return strikes, is_left


def noted_positions(page: Any, scale: Any) -> frozenset[int]:
    """The positions of the characters that notes put onto the page: MuPDF draws these behind its content, before form fields."""
    own = len(printed_on(mupdf.fz_new_display_list_from_page_contents(page.this), scale).chars)
    printed = mupdf.FzStextPage(NOWHERE)
    device = mupdf.fz_new_stext_device(printed, mupdf.FzStextOptions(OPTIONS))
    mupdf.fz_run_page_annots(page.this, device, scale, mupdf.FzCookie())
    mupdf.fz_close_device(device)
    return frozenset(range(own, own + len(characters_of(printed).chars)))
