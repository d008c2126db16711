"""Sections that stand side by side in columns of text with no rule between them: the reasons of both raters, 成果 and 課題.

In come the pages and their layouts, out go the layouts with such columns as a grid, a cell a column, as if a rule stood
there; each column is laid out by itself. They are known by their labels, side by side on one line, and go on, over pages
too, until another label, the heading of a project or a line of text that runs over the white between them. In a cell
beside a label they are told from what stands left of it by its walls, and end with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from pipeline.form.words import LONGEST_LABEL, Form
from pipeline.geometry.intervals import Interval, overlap
from pipeline.geometry.rect import Rect
from pipeline.layout.assemble import all_lines
from pipeline.layout.lines import line_of, runs_of
from pipeline.layout.model import Cell, Grid, Item, Line, PageLayout
from pipeline.layout.segments import TOUCH
from pipeline.outline.cut_columns import EVERYWHERE, SideColumns, SidePart, row_between, rows_of_page, with_grids
from pipeline.outline.goal_columns import header_end
from pipeline.outline.label_words import words_of_data
from pipeline.outline.previous import are_same_columns
from pipeline.outline.tables_beside import tables_beside
from pipeline.outline.text_columns import TextColumns, text_columns
from pipeline.pages.model import Glyphs, Page, Span

GUTTER = 0.3
"""em; the white between two columns is nowhere narrower"""
SAME_LINE = 0.4
"""em; baselines that differ by less are one"""


@dataclass(slots=True)
class _Labels:
    """Labels side by side on one line, from left to right, and the cell that they stand in, without its walls."""

    lines: tuple[Line, ...]
    home: Rect


def with_columns(pages: Sequence[Page], layouts: Sequence[PageLayout], form: Form) -> list[PageLayout]:
    """The layouts with such columns as grids; each layout without any as it is."""
    out = list(layouts)
    found = [columns for columns in _columns_of(pages, layouts, form) if any(part.rows for part in columns.parts)]
    found += [_of_text(place, pages[place.page], layouts[place.page]) for place in text_columns(pages, layouts, form)]
    beside = _without_those_at(tables_beside(layouts, form), found)
    found += [_of_text(place, pages[place.page], layouts[place.page]) for place in beside]
    for n in sorted({part.page for columns in found for part in columns.parts}):
        out[n] = with_grids(pages[n], layouts[n], [(c, part) for c in found for part in c.parts if part.page == n], pages)
    return out


def _without_those_at(places: Iterable[TextColumns], found: Sequence[SideColumns]) -> list[TextColumns]:
    """The places at which no other columns are found."""
    parts = [part for columns in found for part in columns.parts]
    return [place for place in places if not any(_is_at(place, part) for part in parts)]


def _is_at(place: TextColumns, part: SidePart) -> bool:
    """Whether columns stand where others do."""
    return place.page == part.page and overlap((place.rect.y0, place.rect.y1), (part.top, part.bottom)) > TOUCH


def _of_text(place: TextColumns, page: Page, layout: PageLayout) -> SideColumns:
    """Two columns of one text, without what stands beside them."""
    rect = place.rect
    rows = [row for row in rows_of_page(page, layout) if rect.y0 < (row.spans[0].y0 + row.spans[0].y1) / 2 < rect.y1]
    inside = [row_between(row, rect) for row in rows]
    part = SidePart(place.page, rect.y0 + TOUCH / 2, rect.y1 - TOUCH / 2, (), [row for row in inside if row])
    return SideColumns([[place.white]], [part], are_text=True)


def _labels_in(items: Sequence[Item], form: Form, data: Set[Cell]) -> list[_Labels]:
    """The rows of labels that no rule parts; none of ``data``, cells whose words are those of labels in the header of a table."""
    found: list[_Labels] = []
    waiting = [(items, EVERYWHERE)]
    while waiting:
        inside, home = waiting.pop()
        for item in inside:
            if isinstance(item, Line):
                found.append(_Labels(_labels_of(item, form), home))
            elif isinstance(item, Grid):
                # two columns stand in no narrow cell of a data table
                waiting += [(cell.items, _home_of(cell, item) or home) for cell in item.cells if cell.colspan > 1 or item.n_cols < 3]
                rows = [] if item.ruled == "full" or not data.isdisjoint(item.cells) else item.rows
                found += [_Labels(labels, home) for row in rows for labels in _labels_over_cells(row, form)]
    return [labels for labels in found if labels.lines]


def _home_of(cell: Cell, grid: Grid) -> Rect | None:
    """A ruled cell that stands right of another, without its walls; None for any other."""
    if grid.ruled != "full" or cell.col == 0:
        return None
    x0, y0, x1, y1 = cell.rect
    return Rect(x0 + WALL, y0 + WALL, x1 - WALL, y1 - WALL)


WALL = 2 * TOUCH
"""pt; no rule that is a wall of a cell stands deeper in it"""


def _home_overleaf(items: Sequence[Item], home: Rect, form: Form) -> Rect | None:
    """Where columns in such a cell go on: in the cell between the same sides at the head of the next page, beside no label but that of
    成果 and 課題 together."""
    if home == EVERYWHERE:
        return home
    for grid in [item for item in items if isinstance(item, Grid)][:1]:
        *left, last = grid.rows[0]
        found = _home_of(last, grid)
        labels = {form.section_of(cell.text) for cell in left} - {None}
        if (
            found
            and are_same_columns((found.x0, found.x1), (home.x0, home.x1))
            and all(form.sections.holds(s) == "sections" for s in labels)
        ):
            return found
    return None


def _labels_over_cells(row: Sequence[Cell], form: Form) -> list[tuple[Line, ...]]:
    """The labels of sections that stand on one line over the cells of a row, at their heads or below other text."""
    found: list[list[Line]] = []
    for line in [line for cell in row for line in cell.lines if form.section_of(line.text) in form.sections.parallel]:
        level = next((labels for labels in found if abs(line.rect.y1 - labels[0].rect.y1) < SAME_LINE * line.size), None)
        if level is None:
            found.append([line])
        else:
            level.append(line)
    return [tuple(labels) for labels in found if _side_by_side([form.section_of(label.text) for label in labels], form)]


def _may_be_labels(text: str, form: Form) -> bool:
    """Whether a label and a wide gap open the text."""
    if len(text) > 2 * LONGEST_LABEL:
        return False
    *parts, _ = text.split("\u3000")
    return any(form.section_of("".join(parts[:end])) in form.sections.parallel for end in range(1, len(parts) + 1))


def _labels_of(line: Line, form: Form) -> tuple[Line, ...]:
    """The labels of sections that a line is made of; empty if it says anything else."""
    if not _may_be_labels(line.text, form):
        return ()
    labels: list[Line] = []
    spans: list[Span] = []
    for run in runs_of(line.glyphs):
        spans += run.spans
        label = line_of(line.page, Glyphs(spans))
        if form.section_of(label.text) in form.sections.parallel:
            labels.append(label)
            spans = []
    return tuple(labels) if not spans and _side_by_side([form.section_of(label.text) for label in labels], form) else ()


def _side_by_side(sections: Sequence[str | None], form: Form) -> bool:
    return len(sections) > 1 and len(set(sections)) == len(sections) and form.sections.parallel.issuperset(sections)


def _columns_of(pages: Sequence[Page], layouts: Sequence[PageLayout], form: Form) -> list[SideColumns]:
    found: list[SideColumns] = []
    current: SideColumns | None = None
    data = words_of_data(layouts, form)
    for n, layout in enumerate(layouts):
        headers = _labels_in(layout.items, form, data)
        if current is None and not headers:
            continue
        part = _overleaf(current, pages[n], layouts[: n + 1], form) if current is not None else None
        for row in rows_of_page(pages[n], layout):
            if labels := _as_labels(row, headers):
                lines, home = labels.lines, labels.home
                part = SidePart(n, lines[0].rect.y0, min(pages[n].height, home.y1), lines, home=home)
                current = SideColumns([[(a.rect.x1, b.rect.x0)] for a, b in pairwise(lines)], [part])
                found.append(current)
            elif current is not None and part is not None and not _goes_on(current, part, row, pages[n], form):
                part.bottom = min(part.bottom, row[0].y0)
                current = part = None
        current = current if part is not None else None
    return found


def _overleaf(columns: SideColumns, page: Page, layouts: Sequence[PageLayout], form: Form) -> SidePart | None:
    """Where columns may go on, on the next page, the last of the layouts; None where their cell does not."""
    home = _home_overleaf(layouts[-1].items, columns.parts[-1].home, form)
    if home is None:
        return None
    top = max(_below_repeated_header(layouts, form), home.y0)
    return SidePart(len(layouts) - 1, top, min(page.height, home.y1), (), home=home)


def _as_labels(row: Glyphs, headers: Sequence[_Labels]) -> _Labels | None:
    """The labels that a row of text is made of, what stands beside their cell left out; None where it is no such row."""
    for labels in headers:
        own = row_between(row, labels.home)
        is_level = own and abs(own[0].y1 - labels.lines[0].rect.y1) < SAME_LINE * own[0].size
        if is_level and len(own) == sum(len(label.glyphs) for label in labels.lines):
            return labels
    return None


def _walls(page: Page, row: Glyphs) -> list[float]:
    """Where upright rules cross a row of text."""
    middle = (row[0].y0 + row[0].y1) / 2
    return [rule.x0 for rule in page.rulings if rule.y0 < middle < rule.y1]


def _goes_on(columns: SideColumns, part: SidePart, whole: Glyphs, page: Page, form: Form) -> bool:
    """Takes a row into the columns where it leaves white between them and begins nothing new; whether it does, or stands above them, or
    beside their cell."""
    middle, row = (whole[0].y0 + whole[0].y1) / 2, row_between(whole, part.home)
    if middle >= part.home.y1:
        return False
    if middle <= part.top or not row:
        return True
    walls = _walls(page, row)
    white = [_white(stretches, row, walls) for stretches in columns.white]
    if not all(white) or _is_label(row, form):
        return False
    columns.white = white
    if not part.rows and not part.labels:
        columns.parts.append(part)
    part.rows.append(row)
    return True


def _below_repeated_header(layouts: Sequence[PageLayout], form: Form) -> float:
    """Where on the last page the goal table's header ends that it repeats at its head, under the same project's heading too; else 0."""
    *before, layout = layouts
    heading = form.project_of(layout.items[0].text) if layout.items and isinstance(layout.items[0], Line) else None
    if heading is not None:
        known = (form.project_of(line.text) for one in reversed(before) for line in reversed(all_lines(one.items)))
        if heading[0] != next((found[0] for found in known if found), 0):
            return 0.0
    first = next(iter(layout.items[heading is not None :]), None)
    return first.ys[end] if isinstance(first, Grid) and (end := header_end(first, form)) else 0.0


def _white(stretches: Sequence[Interval], row: Glyphs, walls: Sequence[float]) -> list[Interval]:
    """What a row of text leaves of stretches of white; it may be of any width where a rule stands in it."""
    spaces = list(zip([-1e9, *row.x1], [*row.x0, 1e9], strict=True))
    least = GUTTER * row.spans[0].size
    both = ((max(a, low), min(b, high)) for a, b in stretches for low, high in spaces)
    return [(low, high) for low, high in both if high - low >= least or any(low <= x <= high for x in walls)]


def _is_label(row: Glyphs, form: Form) -> bool:
    """Whether a section or another project begins with this row."""
    for run in runs_of(row):
        text = "".join(run.texts)
        if form.is_label(text) or form.project_of(text):
            return True
    return False
