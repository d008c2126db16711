"""What of a page cannot be read as text, and what the form lacks for it: pages that give no row, pictures, charts that swallow cells.

In come the pages and their layouts with the parsed sheet and its accounts; out come defects with page and place. A page without
text is a warning. Where a part of the form is missing that would stand there, the ward left nothing out: that is an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.form.words import Form
from pipeline.geometry.rect import Rect, around, bounds_of, distance
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.model import Figure, Item, Line, PageLayout
from pipeline.pages.model import Page, Ruling
from pipeline.pages.watermarks import usual_size
from pipeline.rules.captions import NAMES_TABLE
from pipeline.rules.defects import section_name
from pipeline.sheet.account import pictures_without_text
from pipeline.sheet.model import Project, Sheet
from pipeline.values import Box, Defect, Place

LARGE_SHARE = 0.25
"""of a page's area; a picture that covers more may be the text itself"""
TOUCHING = TOLERANCES.scanned_strip
BODY = 1.6
"""times the document's body type; decoration is larger, headings are not"""
RUBY = 0.85
"""times the document's body type; the kana beside a word are smaller"""
SIDE = 2.0
"""em; a rule encloses a line of text from no further away, and …"""
WIDE = 12.0
"""em; … a cell's walls stand no further from its text"""
FEWEST_CELLS = 2
"""rows and columns; a chart's grid lines enclose no text in so many both ways"""

Spot = tuple[int, float]
"""Page and height of what is printed, in reading order."""


def drawn_defects(pages: Sequence[Page], layouts: Sequence[PageLayout]) -> Iterator[Defect]:
    """What is drawn where text may be meant, page by page."""
    body = usual_size(span for page in pages for span in page.glyphs.spans)
    for page, layout in zip(pages, layouts, strict=True):
        yield from _large_pictures(page)
        for figure in _figures(layout.items):
            yield from _swallowed(page, figure)
        small = [glyph for glyph in layout.decoration if RUBY * body < glyph.size <= BODY * body]
        if small:
            box = Box(page.number, *bounds_of(small))
            yield Defect("text-as-decoration", page.number, box, "".join(g.text for g in small)[:80])


def _large_pictures(page: Page) -> Iterator[Defect]:
    wholes: list[Rect] = []
    for picture in pictures_without_text(page):
        rect = Rect(*picture[:4])
        near = [other for other in wholes if distance(other, rect) <= TOUCHING]
        for other in near:
            wholes.remove(other)
            rect = around(rect, other)
        wholes.append(rect)
    for rect in wholes:
        if (rect.x1 - rect.x0) * (rect.y1 - rect.y0) >= LARGE_SHARE * page.width * page.height:
            yield Defect("picture-without-text", page.number, Box(page.number, *rect))


def _figures(items: Iterable[Item]) -> Iterator[Figure]:
    for item in items:
        if isinstance(item, Figure):
            yield item
        elif not isinstance(item, Line):
            for cell in item.cells:
                if len(cell.items) > len(cell.lines):
                    yield from _figures(cell.items)


def _swallowed(page: Page, figure: Figure) -> Iterator[Defect]:
    """A defect where a figure holds text that stands in ruled cells, rows of them beside each other."""
    if len(figure.lines) < FEWEST_CELLS**2:
        return
    here = figure.rect
    inside = [r for r in page.rulings if here.x0 - 1 <= r.x0 and r.x1 <= here.x1 + 1 and here.y0 - 1 <= r.y0 and r.y1 <= here.y1 + 1]
    cells = {line: cell for line in figure.lines if (cell := _cell_of(line, inside))}
    rows, columns = Counter(cell[:2] for cell in cells.values()), {cell[2:] for cell in cells.values()}
    if sum(many >= FEWEST_CELLS for many in rows.values()) >= FEWEST_CELLS and len(columns) >= FEWEST_CELLS:
        quote = " ".join(line.text for line in cells)[:80]
        yield Defect("figure-over-cells", page.number, Box(page.number, *here), quote)


def _cell_of(line: Line, rulings: Sequence[Ruling]) -> tuple[int, int, int, int] | None:
    """The rules closely around a line of text, above, below, left and right, in whole points; None where one is missing."""
    x, y = (line.rect.x0 + line.rect.x1) / 2, (line.rect.y0 + line.rect.y1) / 2
    level = [r.y0 for r in rulings if r.y0 == r.y1 and r.x0 <= x <= r.x1]
    upright = [r.x0 for r in rulings if r.x0 == r.x1 and r.y0 <= y <= r.y1]
    rows, columns = _between(level, y, SIDE * line.size), _between(upright, x, WIDE * line.size)
    return (*rows, *columns) if rows and columns else None


def _between(places: Sequence[float], at: float, reach: float) -> tuple[int, int] | None:
    """The nearest places on both sides of one, no further off than that."""
    before = [place for place in places if at - reach <= place < at]
    behind = [place for place in places if at < place <= at + reach]
    return (round(max(before)), round(min(behind))) if before and behind else None


def pages_without_text(sheet: Sheet) -> Iterator[Defect]:
    """A defect for each page of the form that gives no row; one that is printed with its number and nothing else was left blank."""
    for page in sheet.pages:
        if page.state == "no_text" or page.state == "blank" and not page.chars_furniture:
            yield Defect("page-without-text", page.page, Box(page.page, 0.0, 0.0, page.width, page.height))


def captioned_pictures(sheet: Sheet) -> Iterator[Defect]:
    """A defect for each picture that stands under the caption of a table."""
    for project in sheet.projects:
        for figure in project.figures:
            caption = figure.caption.text if figure.caption else ""
            if not figure.text.text and NAMES_TABLE.match(caption):
                box = figure.text.boxes[0]
                place = Place(project.project_no, project.title.text, figure.section)
                yield Defect("picture-without-text", box.page, box, caption[:80], place)


def unread_parts(sheet: Sheet, form: Form) -> dict[tuple[int, str], Defect]:
    """The parts of the form, by project and section, that are missing where a page has no text or a picture stands: an error for
    each. A project without any part has the section ""."""
    unread = [page.page for page in sheet.pages if page.state in ("no_text", "blank")]
    found: dict[tuple[int, str], Defect] = {}
    for project in sheet.projects:
        found |= {(project.project_no, section): defect for section, defect in _in_pictures(project)}
    if not unread:
        return found
    for no, section, before, after in _gaps(sheet, form):
        page = next((page for page in unread if before[0] <= page <= after[0]), None)
        if page is not None:
            found[no, section] = _unread(sheet, form, no, section, page)
    return found


def _in_pictures(project: Project) -> Iterator[tuple[str, Defect]]:
    """The sections of which there is nothing but pictures without text."""
    told = {statement.section for statement in project.statements} | {table.section for table in project.tables}
    told |= {figure.section for figure in project.figures if figure.text.text}
    for figure in project.figures:
        if figure.section not in told:
            told.add(figure.section)
            yield figure.section, _error(figure.text.boxes[0], project.project_no, project.title.text, figure.section)


def _gaps(sheet: Sheet, form: Form) -> Iterator[tuple[int, str, Spot, Spot]]:
    """Each part that the form has and the sheet lacks, with the last spot before it and the first one after it."""
    end = (len(sheet.pages) + 1, 0.0)
    parts = _parts_of(form)
    spots = _spots_of_parts(sheet.projects, parts)
    if not sheet.overview:
        yield 0, "overview", (0, 0.0), min((min(here) for here in spots.values()), default=end)
    numbers = {project.project_no for project in sheet.projects}
    # what follows a heading that is lost was taken for the project before: headings alone tell where a project would stand
    titles = {key: here for key, here in spots.items() if key[1] < 0}
    for rule in form.projects:
        if rule.no not in numbers:
            yield rule.no, "", *_neighbours(titles, (rule.no, -1), end)
            continue
        for rank, name in enumerate(parts):
            if (rule.no, rank) not in spots:
                yield rule.no, name, *_neighbours(spots, (rule.no, rank), end)


def _parts_of(form: Form) -> list[str]:
    """The parts of a project in the order of the form, by the names of the tables and sections that they become."""
    lists = ["viewpoints" for rule in form.sections.rules.values() if rule.holds == "viewpoints"]
    return ["goals", *form.sections.holding, *lists]


def _neighbours(spots: Mapping[tuple[int, int], list[Spot]], key: tuple[int, int], end: Spot) -> tuple[Spot, Spot]:
    """The last spot of what the form has before a part, and the first of what it has behind it."""
    before = max((max(here) for other, here in spots.items() if other < key), default=(0, 0.0))
    after = min((min(here) for other, here in spots.items() if other > key), default=end)
    return before, after


def _spots_of_parts(projects: Sequence[Project], parts: Sequence[str]) -> dict[tuple[int, int], list[Spot]]:
    """Where each part of a project that is there stands, by the project's number and the part's rank; its heading has the rank -1."""
    spots: dict[tuple[int, int], list[Spot]] = {}
    for project in projects:
        found = {rank: _spots(project, name) for rank, name in enumerate(parts)}
        found[-1] = [(box.page, box.y0) for box in project.title.boxes[:1]]
        spots |= {(project.project_no, rank): here for rank, here in found.items() if here}
    return spots


def _spots(project: Project, name: str) -> list[Spot]:
    if name == "goals":
        texts = [goal.text for goal in project.goals]
    elif name == "viewpoints":
        texts = [viewpoint.text for viewpoint in project.viewpoints]
    else:
        texts = [statement.text for statement in project.statements if statement.section == name]
        texts += [figure.text for figure in project.figures if figure.section == name]
    boxes = [box for text in texts for box in text.boxes] + [box for t in project.tables if t.section == name for box in t.boxes]
    return [(box.page, box.y0) for box in boxes]


def _unread(sheet: Sheet, form: Form, no: int, section: str, page: int) -> Defect:
    account = sheet.pages[page - 1]
    title = next((project.title.text for project in sheet.projects if project.project_no == no), "")
    if not title and no:
        title = next(rule.title for rule in form.projects if rule.no == no)
    return _error(Box(page, 0.0, 0.0, account.width, account.height), no, title, section)


def _error(box: Box, no: int, title: str, section: str) -> Defect:
    values = (("part", section_name(section, "ja") or f"{no} {title}"), ("part_en", section_name(section, "en") or f"{no} {title}"))
    return Defect("part-unread", box.page, box, "", Place(no or None, title, section), values)
