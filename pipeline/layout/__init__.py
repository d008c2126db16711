"""From glyphs and rulings to lines, cells and tables in reading order. Geometry only: no word of the form is known here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.layout.assemble import layout_of_page, text_rows
from pipeline.layout.boxed_words import with_boxed_words
from pipeline.layout.cut_frames import with_cut_frames
from pipeline.layout.cut_headers import with_cut_headers
from pipeline.layout.cut_rows import with_cut_rows
from pipeline.layout.cut_rules import with_whole_rules
from pipeline.layout.furniture import without_furniture, without_page_frames
from pipeline.layout.gaps_between import with_gaps_between
from pipeline.layout.gridlines import without_gridlines
from pipeline.layout.held_tables import with_held_tables
from pipeline.layout.line_numbers import line_numbers_apart
from pipeline.layout.model import Grid, PageLayout
from pipeline.layout.parted_cells import with_parted_cells
from pipeline.layout.sheet_headings import without_sheet_headings
from pipeline.pages.model import Glyphs, Page
from pipeline.pages.watermarks import watermarks_apart


def layouts_of(pages: Sequence[Page]) -> tuple[PageLayout, ...]:
    """The pages of one document, each with its lines and grids; running headers, page numbers and watermarks set aside."""
    return bare_layouts_of(without_paper(watermarks_apart(pages)))


def without_paper(pages: Sequence[Page]) -> list[Page]:
    """The pages of one document without rules that are no table's: frames around pages, gridlines that are printed; the others whole."""
    return without_gridlines(without_page_frames(with_whole_rules(pages)))


def bare_layouts_of(pages: Sequence[Page]) -> tuple[PageLayout, ...]:
    """As ``layouts_of``, of pages that are without their watermarks and paper already."""
    sheets = [without_sheet_headings(page, text_rows(page)) for page in pages]
    pages = [page for page, _, _ in sheets]
    numbered = line_numbers_apart(pages, [text for _, text, _ in sheets])
    rows = without_furniture(pages, [text for text, _ in numbered])
    layouts = [
        layout_of_page(page, text, [*furniture, *_as_one(numbers), *_as_one(headings)])
        for page, (text, furniture), (_, numbers), (_, _, headings) in zip(pages, rows, numbered, sheets, strict=True)
    ]
    return with_cut_headers(pages, with_cut_rows(pages, with_cut_frames(list(map(_with_held_tables, layouts)))))


def _as_one(parts: Sequence[Glyphs]) -> list[Glyphs]:
    """What counts lines or rows as one text: no number of them is that of the page."""
    return [Glyphs.together(parts)] if parts else []


def _with_held_tables(layout: PageLayout) -> PageLayout:
    return replace(layout, items=tuple([_with_held(item) if isinstance(item, Grid) else item for item in layout.items]))


def _with_held(grid: Grid) -> Grid:
    return with_gaps_between(with_boxed_words(with_held_tables(with_parted_cells(grid))))
