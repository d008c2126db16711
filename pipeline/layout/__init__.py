"""From glyphs and rulings to lines, cells and tables in reading order. Geometry only: no word of the form is known here."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.layout.assemble import layout_of_page
from pipeline.layout.furniture import without_furniture
from pipeline.layout.model import PageLayout
from pipeline.pages.model import Page


def layouts_of(pages: Iterable[Page]) -> tuple[PageLayout, ...]:
    """The pages of one document, each with its lines and grids; running headers and page numbers set aside."""
    return without_furniture([layout_of_page(page) for page in pages])
