"""An evaluation sheet read from its pages: the whole way from glyphs to a typed ``Sheet`` with an account of every glyph."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from pipeline.form.kinds import form_of
from pipeline.form.words import Form
from pipeline.layout import bare_layouts_of, without_paper
from pipeline.layout.assemble import all_lines
from pipeline.layout.drawn_dots import with_drawn_dots
from pipeline.layout.lines import extent_of
from pipeline.layout.model import Line, PageLayout
from pipeline.outline.apart import drawings_of, footnotes_apart, notes_apart, rings_of
from pipeline.outline.clipped_labels import clipped_labels
from pipeline.outline.columns import with_columns
from pipeline.outline.contents_list import contents_lines
from pipeline.outline.cut_goal_headers import with_whole_goal_headers
from pipeline.outline.cut_text import cut_off, hidden_below, hidden_beside
from pipeline.outline.edges import at_edges
from pipeline.outline.flow import flow_of
from pipeline.outline.goal_cards import with_goal_cards
from pipeline.outline.goal_records import with_goal_records
from pipeline.outline.label_columns import with_label_columns
from pipeline.outline.ledger import Ledger, unaccounted_defects, unowned
from pipeline.outline.legend import legend_lines
from pipeline.outline.loose_goals import with_goal_tables
from pipeline.outline.low_labels import with_low_labels
from pipeline.outline.numbers_over_names import with_numbers_over_names
from pipeline.outline.operator_names import with_operator_names
from pipeline.outline.parts import Part, contact_of, parts_of
from pipeline.outline.projects_apart import with_projects_apart
from pipeline.outline.room_beside import with_room_beside
from pipeline.outline.running_titles import without_running_titles
from pipeline.outline.seals import without_seal_boxes
from pipeline.outline.shared_labels import with_whole_labels
from pipeline.outline.stray_words import stray_words_apart
from pipeline.outline.units import (
    UNLISTED,
    TextUnit,
    Unit,
)
from pipeline.outline.unlisted import with_unlisted_lines
from pipeline.outline.unlisted_titles import misnumbered, unlisted_titles
from pipeline.outline.whole_headings import with_whole_headings
from pipeline.pages import Engine, Source, source_of
from pipeline.pages.attached import pdfs_attached
from pipeline.pages.model import Glyphs, Page
from pipeline.pages.pdfium import Witness
from pipeline.pages.source import without_collecting
from pipeline.pages.views import are_as_displayed, views_of
from pipeline.pages.watermarks import watermarks_apart
from pipeline.pages.witness import seen_by
from pipeline.sheet.account import accounts_of, by_page
from pipeline.sheet.checks import checked, why_no_project
from pipeline.sheet.confidence import with_confidence
from pipeline.sheet.front_page import front_page, names_form
from pipeline.sheet.goal_numbers import in_sequence
from pipeline.sheet.model import Accounting, Sheet, TextSource
from pipeline.sheet.names_below import Habits
from pipeline.sheet.page_checks import page_sequence
from pipeline.sheet.places import placed
from pipeline.sheet.placing import with_boxes_moved
from pipeline.sheet.projects import place_footnotes, project_of
from pipeline.sheet.unread import drawn_defects
from pipeline.values import Box, Defect, SourceError

_NO_SHEET = ("not-this-form", "no-text")
"""What is said of a file whose own pages are no sheet."""


def read_sheet(data: bytes, *, document_id: str, engine: Engine = "pymupdf", witness: Witness | None = None) -> Sheet:
    """The sheet in a PDF's bytes; a ``witness`` of the same bytes has its characters compared with those of the pages.

    Raises:
        SourceError: the file is no readable PDF or not this form; its defect says why.
    """
    try:
        source = source_of(data, engine)
        sha256 = hashlib.sha256(data).hexdigest()
        sheet = sheet_of(source.pages, document_id=document_id, source_sha256=sha256, text_source=source.text_source)
    except SourceError as error:
        raise _where_it_is_attached(error, data) from error
    sheet = with_confidence(sheet, source.pages)
    if witness is not None:
        seen = seen_by(witness, source.pages)
        source = replace(source, defects=(*source.defects, *seen.defects))
        sheet = replace(sheet, pages=tuple([replace(page, chars_witness=seen.chars.get(page.page, 0)) for page in sheet.pages]))
    return with_defects_of(source, sheet)


def with_defects_of(source: Source, sheet: Sheet) -> Sheet:
    """The sheet with what is doubtful of the file that it was read from, each at its place in the form."""
    return replace(sheet, defects=(*(placed(sheet, defect) for defect in source.defects), *sheet.defects))


def _where_it_is_attached(error: SourceError, data: bytes) -> SourceError:
    """The error, or "sheet-attached" where pages that are no sheet have PDFs attached, as the cover of a portfolio has."""
    if error.defect.code not in _NO_SHEET:
        return error
    attached = pdfs_attached(data)
    return SourceError(attached) if attached else error


@without_collecting()
def sheet_of(pages: Sequence[Page], *, document_id: str, source_sha256: str, text_source: TextSource = "digital") -> Sheet:
    """The sheet printed on these pages.

    Raises:
        SourceError: no project of the form is found: "no-unicode" where too many glyphs have no character for that to tell what the
            document is, else "not-this-form" or "no-goal-table".
    """
    pages = watermarks_apart(pages)
    views = views_of(pages)
    if are_as_displayed(pages, views):
        return _sheet_of(pages, document_id, source_sha256, text_source)

    def as_displayed(box: Box) -> Box:
        return views[box.page - 1].as_displayed(box)

    def number_of(page: int) -> int:
        return views[page - 1].number

    try:
        sheet = _sheet_of([view.page for view in views], document_id, source_sha256, text_source)
    except SourceError as error:
        raise SourceError(with_boxes_moved(error.defect, as_displayed, number_of)) from error
    sizes = tuple((page.width, page.height) for page in pages)
    accounts = by_page(sheet.pages, [view.number for view in views], pages)
    return replace(with_boxes_moved(sheet, as_displayed, number_of), page_count=len(pages), page_sizes=sizes, pages=accounts)


def _sheet_of(pages: Sequence[Page], document_id: str, source_sha256: str, text_source: TextSource) -> Sheet:
    pages = without_paper(pages)
    laid_out, notes = notes_apart(pages, bare_layouts_of(pages))
    form = form_of((line.text for layout in laid_out for line in all_lines(layout.items)), scanned=text_source != "digital")
    form = with_operator_names(form, laid_out)
    laid_out, stray = stray_words_apart(laid_out, form)
    laid_out = with_whole_goal_headers(laid_out, form)
    laid_out = without_running_titles(with_whole_headings(with_whole_labels(with_low_labels(laid_out, form), form), form), form)
    laid_out = with_numbers_over_names(without_seal_boxes(laid_out, form))
    layouts, footnotes = footnotes_apart(pages, with_columns(pages, with_label_columns(laid_out, form), form))
    layouts = with_goal_cards(with_goal_records(with_projects_apart(layouts, form), form), form)
    layouts = [with_goal_tables(layout, page.rulings, form) for page, layout in zip(pages, layouts, strict=True)]
    layouts = with_drawn_dots(pages, layouts)
    ledger = Ledger()
    for layout in layouts:
        ledger.claim_page(layout)
    units = _without_page_turns(flow_of(layouts, form, clipped_labels(pages, layouts, form)), form, ledger)
    units, running = _without_running_name(_with_edges(with_unlisted_lines(units, form)), form, ledger)
    defects = list(cut_off(units, pages, layouts))
    front_units, parts = parts_of(units, form, ledger)
    if not parts:
        raise SourceError(why_no_project(pages, units, form))
    front, form_name, form_title = front_page(front_units, running, layouts, form, ledger, defects)
    place_footnotes(footnotes, parts, form)
    ledger.claim_lines(contact_of(parts[-1], form), "label")
    drawn = rings_of(pages), drawings_of(pages)
    habits = Habits()
    projects = tuple([project_of(p, form, ledger, defects, drawn, habits) for p in parts])
    defects = [*in_sequence(defects, projects), *misnumbered(parts, form), *unlisted_titles(parts, form)]
    sheet = Sheet(
        document_id,
        source_sha256,
        len(pages),
        tuple([(p.width, p.height) for p in pages]),
        text_source,
        form_name,
        form_title,
        *front,
        projects,
        Accounting(0, 0, 0),
        (),
        tuple([d for d in defects if d.code != "table-broken" or _at_page_end(d, layouts)]),
    )
    unlisted = {line for part in parts for line in part.unlisted}
    sheet = replace(sheet, defects=(*sheet.defects, *_over_nothing(parts, ledger)))
    unclaimed = [*_without_owner(ledger, layouts, form), *((line, line.glyphs) for line in (*notes, *stray))]
    return checked(_with_account(sheet, pages, layouts, form, ledger, unclaimed, unlisted), form)


def _with_edges(units: Sequence[Unit]) -> list[Unit]:
    """The units, their lines with the room that they have and the edge to which those of their column are stretched."""
    units = with_room_beside(units)
    at_edge = at_edges(unit for unit in units if isinstance(unit, TextUnit))
    return [at_edge(unit) if isinstance(unit, TextUnit) else unit for unit in units]


def _over_nothing(parts: Sequence[Part], ledger: Ledger) -> list[Defect]:
    """The unknown labels below which nothing is set apart, as all of it stands under labels of its own (成果, 課題): words of the form, of
    which nothing is lost."""
    lines = [line for part in parts if UNLISTED not in part.sections for line in part.unlisted]
    ledger.claim_lines(lines, "label")
    return unaccounted_defects([(line, line.glyphs) for line in lines], frozenset(lines))


def _without_owner(ledger: Ledger, layouts: Sequence[PageLayout], form: Form) -> list[tuple[Line, Glyphs]]:
    """The runs of glyphs that are nobody's, once a legend of the ratings and a list of contents are the form's."""
    left = unowned(ledger, layouts)
    lines = [line for line, _ in left]
    said = [*legend_lines(lines, form), *contents_lines(lines, form)]
    ledger.claim_lines(said, "label")
    return unowned(ledger, layouts) if said else left


def _without_page_turns(units: Sequence[Unit], form: Form, ledger: Ledger) -> list[Unit]:
    """The units without the lines that only send the reader to another page: a sentence may go on behind them."""
    turns = [unit for unit in units if isinstance(unit, TextUnit) and form.is_page_turn(unit.line.text)]
    ledger.claim_lines([unit.line for unit in turns], "furniture")
    return [unit for unit in units if unit not in turns]


def _without_running_name(units: Sequence[Unit], form: Form, ledger: Ledger) -> tuple[list[Unit], list[Line]]:
    """The units without the lines that are nothing but the form's own name, and those lines."""
    rest: list[Unit] = []
    running: list[Line] = []
    for unit in units:
        if isinstance(unit, TextUnit) and form.is_own_name(unit.line.text):
            running.append(unit.line)
        else:
            rest.append(unit)
    ledger.claim_lines(running, "furniture")
    return rest, running


def _with_account(
    sheet: Sheet,
    pages: Sequence[Page],
    layouts: Sequence[PageLayout],
    form: Form,
    ledger: Ledger,
    unclaimed: Sequence[tuple[Line, Glyphs]],
    unlisted: Set[Line],
) -> Sheet:
    """The sheet with the account of every page, and what is doubtful of the pages as a whole."""
    apart = _bound_in(unclaimed, ledger, layouts, form)
    accounts, lost = accounts_of(pages, ledger, unclaimed, apart, sheet)
    defects = (
        *sheet.defects,
        *(Defect("page-not-of-form", page, Box(page, *line.rect), line.text[:80]) for page, line in apart.items()),
        *page_sequence(layouts),
        *drawn_defects(pages, layouts),
        *hidden_below(pages, layouts),
        *hidden_beside(pages, layouts),
        *_watermarks(pages),
        *unaccounted_defects([*((line, glyphs) for line, glyphs in unclaimed if line.page not in apart), *lost], unlisted),
    )
    total, missing = sum(page.chars_total for page in accounts), sum(page.chars_unaccounted for page in accounts)
    return replace(sheet, accounting=Accounting(total, missing, sum(len(p.hidden) for p in pages)), pages=accounts, defects=defects)


def _watermarks(pages: Sequence[Page]) -> Iterator[Defect]:
    """What was set apart as a watermark, each text once, where it stands first."""
    first: dict[str, Defect] = {}
    numbers: dict[str, list[str]] = {}
    for page in pages:
        for _, run in groupby(page.watermarks, key=attrgetter("size")):
            glyphs = Glyphs.of(run)
            text = "".join(glyphs.texts)
            numbers.setdefault(text, []).append(str(page.number))
            first.setdefault(text, Defect("watermark", page.number, Box(page.number, *extent_of(glyphs)), text))
    return (replace(defect, values=(("count", str(len(numbers[text]))),)) for text, defect in first.items())


def _bound_in(left: Sequence[tuple[Line, Glyphs]], ledger: Ledger, layouts: Sequence[PageLayout], form: Form) -> dict[int, Line]:
    """The pages before and behind the sheet (a cover, minutes) that say nothing of the form, each with its first line."""
    if not left:
        return {}
    own = [
        layout.number
        for layout in layouts
        if any(
            ledger.owned(line) and not names_form(line, form) or form.section_of(line.text) or form.project_of(line.text)
            for line in all_lines(layout.items)
        )
    ]
    first, last = min(own, default=1), max(own, default=len(layouts))
    outside = {line.page for line, _ in left if not first <= line.page <= last}
    return {layout.number: all_lines(layout.items)[0] for layout in layouts if layout.number in outside}


def _at_page_end(defect: Defect, layouts: Sequence[PageLayout]) -> bool:
    """Whether nothing but page furniture stands below the place on its page."""
    box = defect.box
    return box is not None and all(
        line.rect.y1 <= box.y1 for layout in layouts if layout.number == box.page for line in all_lines(layout.items)
    )
