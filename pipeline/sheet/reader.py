"""An evaluation sheet read from its pages: the whole way from glyphs to a typed ``Sheet`` with an account of every glyph."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter

from pipeline.layout import layouts_of
from pipeline.layout.assemble import all_lines
from pipeline.layout.furniture import without_page_frames
from pipeline.layout.gridlines import without_gridlines
from pipeline.layout.lines import extent_of
from pipeline.layout.model import Line, PageLayout
from pipeline.pages import Engine, Source, source_of
from pipeline.pages.attached import pdfs_attached
from pipeline.pages.model import Area, Glyphs, Page
from pipeline.pages.pdfium import Witness
from pipeline.pages.source import without_collecting
from pipeline.pages.views import are_as_displayed, views_of
from pipeline.pages.watermarks import watermarks_apart
from pipeline.pages.witness import seen_by
from pipeline.sheet.account import accounts_of, by_page
from pipeline.sheet.apart import drawings_of, footnotes_apart, notes_apart, refers_to, rings_of, sign_of
from pipeline.sheet.body import Body
from pipeline.sheet.captions import Habits
from pipeline.sheet.checks import checked, page_sequence, placed, why_no_project
from pipeline.sheet.columns import with_columns
from pipeline.sheet.confidence import with_confidence
from pipeline.sheet.cut_goal_headers import with_whole_goal_headers
from pipeline.sheet.cut_text import cut_off, hidden_below
from pipeline.sheet.edges import SENTENCE_END, at_edges
from pipeline.sheet.flow import flow_of
from pipeline.sheet.form import Form
from pipeline.sheet.front_fields import Front, above_title, front_of
from pipeline.sheet.goal_numbers import in_sequence
from pipeline.sheet.goals import goal_table
from pipeline.sheet.kinds import form_of
from pipeline.sheet.ledger import Ledger, unaccounted_defects, unowned
from pipeline.sheet.legend import legend_lines
from pipeline.sheet.loose_goals import with_goal_tables
from pipeline.sheet.model import Accounting, Goal, PriorIssue, Project, Sheet, TextSource
from pipeline.sheet.overview import overview_rows
from pipeline.sheet.placing import with_boxes_moved
from pipeline.sheet.prior_issues import issues_of
from pipeline.sheet.running_titles import without_running_titles
from pipeline.sheet.sections import read_footnotes, read_section
from pipeline.sheet.shared_labels import with_whole_labels
from pipeline.sheet.units import (
    PRIOR_ISSUES,
    UNLISTED,
    FigureUnit,
    GoalUnit,
    LabelUnit,
    OverviewUnit,
    TableUnit,
    TextUnit,
    Unit,
    deep_lines,
)
from pipeline.sheet.unlisted import with_unlisted_lines
from pipeline.sheet.unread import drawn_defects
from pipeline.sheet.viewpoints import read_viewpoints
from pipeline.sheet.whole_headings import with_whole_headings
from pipeline.values import Box, Defect, Place, Printed, SourceError

_NO_SHEET = ("not-this-form", "no-text")
"""What is said of a file whose own pages are no sheet."""


@dataclass(slots=True)
class _Part:
    """One project's units by section, as they come."""

    no: int
    title: str
    line: Line
    goals: list[GoalUnit] = field(default_factory=list)
    sections: dict[str, list[Unit]] = field(default_factory=dict)
    section: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    footnotes: list[tuple[str, Sequence[Line]]] = field(default_factory=list)
    unlisted: list[Line] = field(default_factory=list)

    def add(self, unit: Unit) -> None:
        self.sections.setdefault(self.section, []).append(unit)


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
    found = [placed(sheet, defect) for defect in source.defects]
    return replace(sheet, defects=(*found, *sheet.defects)) if found else sheet


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
    pages = without_gridlines(without_page_frames(pages))
    laid_out, notes = notes_apart(pages, layouts_of(pages))
    form = form_of((line.text for layout in laid_out for line in all_lines(layout.items)), scanned=text_source != "digital")
    laid_out = with_whole_goal_headers(laid_out, form)
    laid_out = without_running_titles(with_whole_headings(with_whole_labels(laid_out, form), form), form)
    layouts, footnotes = footnotes_apart(pages, with_columns(pages, laid_out, form))
    layouts = [with_goal_tables(layout, page.rulings, form) for page, layout in zip(pages, layouts, strict=True)]
    ledger = Ledger()
    for layout in layouts:
        ledger.claim_page(layout)
    units, running = _without_running_name(_with_edges(with_unlisted_lines(flow_of(layouts, form), form)), form, ledger)
    defects = list(cut_off(units, pages, layouts))
    front_units, parts = _parts(units, form, ledger)
    if not any(p.goals for p in parts):
        raise SourceError(why_no_project(pages, units, form))
    front, form_name, form_title = _front(front_units, running, layouts, form, ledger, defects)
    _place_footnotes(footnotes, parts, form)
    ledger.claim_lines(_contact(parts[-1], form), "label")
    drawn = rings_of(pages), drawings_of(pages)
    habits = Habits()
    projects = tuple([_project(p, form, ledger, defects, drawn, habits) for p in parts])
    defects = in_sequence(defects, projects)
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
    unclaimed = [*_without_owner(ledger, layouts, form), *((line, line.glyphs) for line in notes)]
    return checked(_with_account(sheet, pages, layouts, form, ledger, unclaimed, unlisted), form)


def _with_edges(units: Sequence[Unit]) -> list[Unit]:
    """The units, their lines with the edge to which those of their column are stretched."""
    at_edge = at_edges(unit for unit in units if isinstance(unit, TextUnit))
    return [at_edge(unit) if isinstance(unit, TextUnit) else unit for unit in units]


def _over_nothing(parts: Sequence[_Part], ledger: Ledger) -> list[Defect]:
    """The unknown labels below which nothing is set apart, as all of it stands under labels of its own (成果, 課題): words of the form, of
    which nothing is lost."""
    lines = [line for part in parts if UNLISTED not in part.sections for line in part.unlisted]
    ledger.claim_lines(lines, "label")
    return unaccounted_defects([(line, line.glyphs) for line in lines], frozenset(lines))


def _without_owner(ledger: Ledger, layouts: Sequence[PageLayout], form: Form) -> list[tuple[Line, Glyphs]]:
    """The runs of glyphs that are nobody's, once a legend of the ratings is the form's."""
    ledger.claim_lines(legend_lines([line for line, _ in unowned(ledger, layouts)], form), "label")
    return unowned(ledger, layouts)


def _without_running_name(units: Sequence[Unit], form: Form, ledger: Ledger) -> tuple[list[Unit], list[Line]]:
    """The units without the lines that are nothing but the form's own name, and those lines."""
    running = [u.line for u in units if isinstance(u, TextUnit) and form.is_own_name(u.line.text)]
    ledger.claim_lines(running, "furniture")
    named = set(running)
    return [u for u in units if not (isinstance(u, TextUnit) and u.line in named)], running


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
        *_watermarks(pages),
        *unaccounted_defects([*((line, glyphs) for line, glyphs in unclaimed if line.page not in apart), *lost], unlisted),
    )
    total, missing = sum(page.chars_total for page in accounts), sum(page.chars_unaccounted for page in accounts)
    return replace(sheet, accounting=Accounting(total, missing, sum(len(p.hidden) for p in pages)), pages=accounts, defects=defects)


def _front(
    units: Sequence[Unit], running: Sequence[Line], layouts: Sequence[PageLayout], form: Form, ledger: Ledger, defects: list[Defect]
) -> tuple[Front, str | None, str | None]:
    """What the first page tells, and the form's own number and title."""
    tables = [u for u in units if isinstance(u, OverviewUnit)]
    overview = overview_rows(tables, [u for u in units if isinstance(u, TextUnit)], form, ledger, defects)
    ledger.claim_lines(_contact_below(units, form), "label")
    title_lines, form_name, form_title = _names(units, running, layouts, form, ledger)
    # a cover may bear the title too, in other words; the one over the overview is the form's
    above = [line for line in title_lines if tables and line.page == tables[0].grid.page]
    if any(form.title.search(unicodedata.normalize("NFKC", line.text)) for line in above):
        title_lines = above
    front = front_of(title_lines, overview, form)
    ledger.claim_lines(above_title(title_lines, form), "label")
    ledger.claim_lines([line for line in title_lines if front.title and line.text in front.title and not ledger.owned(line)], "label")
    return front, form_name, form_title


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
            ledger.owned(line) and not _names_form(line, form) or form.section_of(line.text) or form.project_of(line.text)
            for line in all_lines(layout.items)
        )
    ]
    first, last = min(own, default=1), max(own, default=len(layouts))
    outside = {line.page for line, _ in left if not first <= line.page <= last}
    return {layout.number: all_lines(layout.items)[0] for layout in layouts if layout.number in outside}


def _names_form(line: Line, form: Form) -> bool:
    return form.names_form(unicodedata.normalize("NFKC", line.text))


def _at_page_end(defect: Defect, layouts: Sequence[PageLayout]) -> bool:
    """Whether nothing but page furniture stands below the place on its page."""
    box = defect.box
    return box is not None and all(
        line.rect.y1 <= box.y1 for layout in layouts if layout.number == box.page for line in all_lines(layout.items)
    )


def _heading(units: Sequence[Unit], k: int) -> tuple[int, str] | None:
    """Whether the line at ``k`` is the heading of a project: the whole line is one, and a goal table follows soon."""
    unit = units[k]
    if not isinstance(unit, TextUnit) or unit.heading is None or len(unit.line.text) > 60:
        return None
    for following in units[k + 1 : k + 8]:
        if isinstance(following, GoalUnit):
            return unit.heading
        if isinstance(following, TextUnit) and following.heading:
            return None
        if isinstance(following, LabelUnit | TableUnit):
            break
    return None


def _labels_it(line: Line, no: int, heading: Line, form: Form) -> bool:
    """Whether a line is the number of a heading, or 事業名, set apart from it in a box of its own."""
    beside = line.page == heading.page and line.rect.y0 < heading.rect.y1 and heading.rect.y0 < line.rect.y1
    return beside and form.labels_project(line.text, no)


def _parts(units: Sequence[Unit], form: Form, ledger: Ledger) -> tuple[list[Unit], list[_Part]]:
    """The units before the first project, and the projects with theirs."""
    front: list[Unit] = []
    parts: list[_Part] = []
    k = 0
    while k < len(units):
        unit = units[k]
        heading = _heading(units, k)
        if heading is not None and isinstance(unit, TextUnit):
            number = units[k - 1] if k else None
            if isinstance(number, TextUnit) and _labels_it(number.line, heading[0], unit.line, form):
                ledger.claim_lines([number.line], "label")
                if not parts:
                    front.remove(number)
            _begin(parts, heading, unit.line, ledger)
        elif not parts or isinstance(unit, OverviewUnit):
            front.append(unit)
        elif isinstance(unit, TextUnit) and (label := _label(units, k, form, parts[-1])) is not None:
            section, lines = label
            _open(parts[-1], section, lines, form, ledger)
            k += len(lines) - 1
        else:
            _take(parts[-1], unit, form, ledger)
        k += 1
    return front, parts


def _begin(parts: list[_Part], heading: tuple[int, str], line: Line, ledger: Ledger) -> None:
    """Opens a project, unless a page repeats the heading of the one that is open."""
    no, title = heading
    if parts and parts[-1].no == no and parts[-1].goals:
        ledger.claim_lines([line], "label")
    else:
        parts.append(_Part(no, title, line))
        ledger.claim_lines([line])


def _take(part: _Part, unit: Unit, form: Form, ledger: Ledger) -> None:
    """Puts a unit where it belongs in a project."""
    if isinstance(unit, GoalUnit):
        part.goals.append(unit)
        part.section = "" if part.section == PRIOR_ISSUES else part.section
    elif not isinstance(unit, LabelUnit):
        part.add(unit)
    elif unit.section == UNLISTED:
        part.section = UNLISTED
        part.unlisted += unit.lines
    else:
        _open(part, unit.section, unit.lines, form, ledger)


def _open(part: _Part, section: str, lines: Sequence[Line], form: Form, ledger: Ledger) -> None:
    """Opens the section under a label; the one of 成果 and 課題, said again on a page over what goes on, leaves open which of them is."""
    ledger.claim_lines(lines, "label")
    text = "".join(line.text for line in lines)
    is_said_again = part.labels.get(section) == text and form.sections.holds(section) == "sections" and part.section in form.sections.weak
    if not section or is_said_again:
        return
    if text:
        part.labels.setdefault(section, text)
    part.section = section
    part.sections.setdefault(section, [])


def _label(units: Sequence[Unit], k: int, form: Form, part: _Part) -> tuple[str, tuple[Line, ...]] | None:
    """The section that the line at ``k`` (with the next one, where a label was cut) opens; None where it is no label."""
    unit = units[k]
    if not isinstance(unit, TextUnit) or len(unit.line.text) > LABEL_LINE:
        return None
    if not part.section and form.heads_prior_issues(unit.line.text):
        return PRIOR_ISSUES, (unit.line,)
    section = form.section_of(unit.line.text)
    if section in form.sections.weak and not _opens_results(unit, part.section, form):
        return None
    if section is not None:
        return section, (unit.line,)
    following = units[k + 1] if k + 1 < len(units) else None
    if isinstance(following, TextUnit) and (unit.alone or following.alone):
        text = unit.line.text + following.line.text
        if len(text) <= CUT_LABEL and (section := form.section_of(text)) in form.sections.strong:
            return section, (unit.line, following.line)
    return None


LABEL_LINE, CUT_LABEL = 40, 24
"""characters; a longer line is no label, nor are two lines together"""
DRESSES = frozenset("()（）〈〉<>【】《》[]［］■●◆○")


def _opens_results(unit: TextUnit, section: str, form: Form) -> bool:
    """Whether 成果 or 課題 is a label here: not among the operator's reasons, and bare only where it is set off or 成果 is said."""
    if not section or form.sections.holds(section) == "headed":
        return False
    is_dressed = not DRESSES.isdisjoint(unit.line.text)
    return is_dressed or unit.alone or unit.line.bold or section in form.sections.leading or section == UNLISTED


def _names(
    front: Sequence[Unit], running: Sequence[Line], layouts: Sequence[PageLayout], form: Form, ledger: Ledger
) -> tuple[list[Line], str | None, str | None]:
    """The title's lines, and form and form title from the running header (or the front page), as printed."""
    lines = [u.line for u in front if isinstance(u, TextUnit) and not ledger.owned(u.line)]
    name = title = None
    for line in [*running, *(f for layout in layouts for f in layout.furniture), *lines]:
        text = unicodedata.normalize("NFKC", line.text)
        if name is None and (found := form.form.search(text)):
            name = unicodedata.normalize("NFKC", found[0]).replace(" ", "")
        if title is None and (found := form.form_title.search(line.text)):
            title = found[0]
    named = [line for line in lines if _names_form(line, form)]
    ledger.claim_lines(named, "label")
    return [line for line in lines if not form.form.search(unicodedata.normalize("NFKC", line.text))], name, title


def _contact(last: _Part, form: Form) -> list[Line]:
    """Whom to ask, as sheets end with it: from the line that says so to the end of the last section; taken from the part."""
    units = last.sections.get(last.section, [])
    lines = [_lines_of(unit) for unit in units]
    begins = next((k for k, found in enumerate(lines) if found and form.is_contact(found[0].text)), len(units))
    if begins < len(units):
        last.sections[last.section] = units[:begins]
    return [line for found in lines[begins:] for line in found]


MOST_CONTACT = 4
"""lines; whom to ask takes no more below the overview, each at most"""
BELOW_CONTACT = 1.0
"""em below the one before"""


def _contact_below(units: Sequence[Unit], form: Form) -> list[Line]:
    """Whom to ask, as some sheets say it below the overview; no sentence."""
    behind = max((k for k, unit in enumerate(units, 1) if isinstance(unit, OverviewUnit)), default=len(units))
    lines = [line for unit in units[behind:] for line in _lines_of(unit)]
    begins = next((k for k, line in enumerate(lines) if form.is_contact(line.text)), len(lines))
    found = lines[begins : begins + 1]
    for line in lines[begins + 1 : begins + MOST_CONTACT]:
        is_below = line.page == found[-1].page and line.rect.y0 - found[-1].rect.y1 <= BELOW_CONTACT * line.size
        if not is_below or line.text[-1] in SENTENCE_END:
            break
        found.append(line)
    return found


def _lines_of(unit: Unit) -> list[Line]:
    if isinstance(unit, TextUnit):
        return [unit.line]
    return [line for cell in unit.cells for line in deep_lines(cell)] if isinstance(unit, TableUnit) else []


def _place_footnotes(footnotes: Mapping[int, Sequence[Line]], parts: Sequence[_Part], form: Form) -> None:
    """Each page's footnotes go to the section that refers to them, else to the last one with text so far."""
    for page, lines in footnotes.items():
        said = [
            (part, section, unit.line)
            for part in parts
            for section, units in part.sections.items()
            if section in form.sections.holding
            for unit in units
            if isinstance(unit, TextUnit) and unit.line.page <= page
        ]
        referring = [(part, section) for part, section, line in said if line.page == page and refers_to(line, sign_of(lines[0]))]
        part, section = referring[0] if referring else said[-1][:2] if said else (None, "")
        if part is not None:
            part.footnotes.append((section, lines))


_Drawings = Mapping[int, Sequence[Area]]
"""What is drawn on each page."""


def _project(part: _Part, form: Form, ledger: Ledger, defects: list[Defect], drawn: tuple[_Drawings, _Drawings], habits: Habits) -> Project:
    table = goal_table(part.goals, form, ledger, Place(part.no, part.title), *drawn)
    body = _body(part, table.goals, form, ledger, habits)
    issues = (*table.prior_issues, *_issues_apart(part, len(table.prior_issues), form, ledger, defects))
    defects += table.defects
    defects += (replace(d, place=replace(d.place, project_no=part.no, project_title=part.title)) for d in body.defects)
    return Project(
        part.no,
        next(rule.code for rule in form.projects if rule.no == part.no),
        Printed(part.title, (Box(part.line.page, *part.line.rect),)),
        table.goals,
        issues,
        tuple(body.statements),
        tuple(body.tables),
        tuple(body.figures),
        tuple(body.viewpoints),
    )


def _issues_apart(part: _Part, before: int, form: Form, ledger: Ledger, defects: list[Defect]) -> list[PriorIssue]:
    """The issues of the term before that stand under a label of their own above or below the goals, behind those ``before`` beside
    them."""
    texts = [unit for unit in part.sections.get(PRIOR_ISSUES, ()) if isinstance(unit, TextUnit)]
    if not texts:
        return []
    found = issues_of([(texts, set())], True, 0, part.labels[PRIOR_ISSUES], form, ledger, defects)
    return [replace(issue, seq=before + issue.seq) for issue in found]


def _body(part: _Part, goals: Sequence[Goal], form: Form, ledger: Ledger, habits: Habits) -> Body:
    """What a project's sections hold, the footnotes behind what else they say."""
    body = Body(habits=habits)
    for section, units in part.sections.items():
        usable = [u for u in units if isinstance(u, TextUnit | TableUnit | FigureUnit)]
        if section in form.sections.holding:
            read_section(section, usable, goals, body, form, ledger)
        elif form.sections.holds(section) == "viewpoints":
            if notes := read_viewpoints(usable, body, ledger):
                part.footnotes.append((next((s for s in reversed(part.sections) if s in form.sections.holding), ""), notes))
    for section, lines in part.footnotes:
        if section in form.sections.holding:
            read_footnotes(section, lines, body, ledger)
    return body
