"""Labels in words that nobody listed: cells and boxes that look like the document's own labels and stand where labels do.

A ward may head a section in its own words. What stands below must not become part of the section before; so such a cell, or
a shape drawn tight around a line, is known by its look (as wide, filled, bold and large as known labels) together with a word
of the form, by coming back in project after project, or by standing where the form has a label that is not there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.form.marks import mark_of
from pipeline.form.words import Form, looks_like_label, plain
from pipeline.layout.model import Cell, Figure, Grid, Item, Line, PageLayout
from pipeline.outline.frame_labels import LABEL_CELL
from pipeline.outline.frame_rows import SENTENCE
from pipeline.outline.label_words import PrintedLabel, without_room
from pipeline.outline.previous import SAME_EDGE
from pipeline.outline.units import UNLISTED, LabelUnit, TextUnit, Unit, is_box, text_in
from pipeline.rules.captions import NOTES_IN_TABLES
from pipeline.text.folds import STOPS

FEWEST = 2
"""so many labels of one look, or cells of one text, are no chance"""
DRESS = frozenset("■□●○◆◇▼▽▶▷★☆◎【〈《＜<[［（(")


class Look(NamedTuple):
    """How a label stands and is set: beside its text or over it, its fill, its weight, its size in points and the sign before it."""

    is_beside: bool
    fill: int | None
    is_bold: bool
    size: int
    dress: str


class _Candidate(NamedTuple):
    """A cell or box that may be a label; ``is_in_column``: labels of the form stand over it and where it does, left of their text."""

    place: Cell | Figure
    look: Look
    is_over_grid: bool
    is_in_column: bool = False

    @property
    def text(self) -> str:
        return text_in(self.place)

    @property
    def is_shown(self) -> bool:
        """Whether its place or its words show that it is a label."""
        return self.is_in_column or looks_like_label(self.text)


def unlisted_labels(layouts: Sequence[PageLayout], form: Form) -> frozenset[Cell | Figure]:
    """The cells and boxes that are labels in other words."""
    labels: list[Cell] = []
    cells = [found for layout in layouts for found in _cells(layout.items, form, labels)]
    known = [c for c in cells if form.is_label(c.text)]
    other = [c for c in cells if not c.is_over_grid and _is_unknown(c, form) and _stands_as(c, known)]
    again = Counter(plain(c.text) for c in other)
    instead = _in_gaps(cells, form)
    return frozenset(c.place for c in other if c.place in instead or c.is_shown or again[plain(c.text)] >= FEWEST)


def _stands_as(candidate: _Candidate, known: Sequence[_Candidate]) -> bool:
    """Whether there are labels of its look, and one beside its text begins where one of them does: those at the left of a table in the
    text stand deeper."""
    left = candidate.place.rect.x0
    alike = [one for one in known if one.look == candidate.look]
    is_there = not candidate.look.is_beside or any(abs(one.place.rect.x0 - left) <= SAME_EDGE for one in alike)
    return len(alike) >= FEWEST and is_there


def _in_gaps(cells: Sequence[_Candidate], form: Form) -> frozenset[Cell | Figure]:
    """The cells that stand between two labels which do not follow each other in the form."""
    labels = [PrintedLabel(k, section, c.text, True) for k, c in enumerate(cells) if (section := form.section_of(c.text))]
    headings = without_room(labels, form)
    own = {label.at: form.sections.rules[label.section].place for label in labels if label.at not in headings}
    places = [own.get(k) for k in range(len(cells))]
    last = form.sections.last_place
    before, after = _latest(places, last), _latest(places[::-1], 0)[::-1]
    gaps = zip(cells, before, after[1:], strict=False)
    return frozenset(c.place for c, above, below in gaps if (below - above) % (last + 1) > 1)


def with_unlisted_lines(units: Sequence[Unit], form: Form) -> list[Unit]:
    """The units, where a line that is no cell is such a label: it stands, in the same words, in every project that lacks a label there
    and nowhere else, and is set as the listed labels are that are lines. 成果 is its own label where that of both is lacking."""
    found = _unlisted_lines(units, form)
    return [LabelUnit(_section_in_gap(units, k, found[k], form), (found[k],)) if k in found else unit for k, unit in enumerate(units)]


def _section_in_gap(units: Sequence[Unit], k: int, line: Line, form: Form) -> str:
    """The section whose name a line says, where its place is between those of the labels around; else UNLISTED."""
    rule = form.sections.rules.get(form.section_of(line.text) or "")
    is_between = rule is not None and _first_place(reversed(units[:k]), form) < rule.place < _first_place(units[k + 1 :], form)
    return rule.code if rule is not None and is_between else UNLISTED


def _first_place(units: Iterable[Unit], form: Form) -> int:
    """The place of the first section that one of these units labels; -1 where none does."""
    sections = (_section_of(unit, form) or "" for unit in units)
    return next((form.sections.rules[section].place for section in sections if section in form.sections.rules), -1)


def _unlisted_lines(units: Sequence[Unit], form: Form) -> dict[int, Line]:
    """Such lines by the number of their unit."""
    again = _in_every_gap([gap for gap in _lines_in_gaps(units, form) if gap])
    if not again:
        return {}
    lines = {k: unit.line for k, unit in enumerate(units) if isinstance(unit, TextUnit)}
    elsewhere = {plain(line.text) for k, line in lines.items() if k not in again}
    listed = [line for line in lines.values() if form.is_label(line.text)]
    return {k: lines[k] for k in again if plain(lines[k].text) not in elsewhere and any(_is_set_as(lines[k], label) for label in listed)}


def _in_every_gap(gaps: Sequence[Mapping[str, int]]) -> set[int]:
    """The numbers of the lines whose words stand in all gaps, where there are several."""
    always = set.intersection(*map(set, gaps)) if len(gaps) >= FEWEST else set()
    return {gap[text] for gap in gaps for text in always}


def _is_set_as(line: Line, label: Line) -> bool:
    """Whether a line looks as a label does and begins where it does."""
    return _look(None, line, False) == _look(None, label, False) and abs(line.rect.x0 - label.rect.x0) <= SAME_EDGE


def _lines_in_gaps(units: Sequence[Unit], form: Form) -> Iterator[dict[str, int]]:
    """Of each two labels of a project that do not follow each other in the form: the short lines between them that could be one, with
    the number of their unit."""
    place: int | None = None
    between: dict[str, int] = {}
    for k, unit in enumerate(units):
        section = _section_of(unit, form)
        if section is not None:
            rule = form.sections.rules.get(section)
            if rule and place is not None and rule.place > place + 1:
                yield between
            place, between = rule.place if rule else None, {}
        elif isinstance(unit, TextUnit) and unit.heading is not None:
            place, between = None, {}
        elif isinstance(unit, TextUnit) and _could_be_label(unit.line, form):
            between[plain(unit.line.text)] = k


def _section_of(unit: Unit, form: Form) -> str | None:
    """The section that a unit labels; None where it is no label."""
    if isinstance(unit, LabelUnit):
        return unit.section or None
    section = form.section_of(unit.line.text) if isinstance(unit, TextUnit) else None
    return section if section in form.sections.strong else None


def _could_be_label(line: Line, form: Form) -> bool:
    text = line.text
    if len(text) > LABEL_CELL or text.endswith((*STOPS, *"、，")) or form.is_note(text):
        return False
    return text[0] in DRESS or mark_of(line).kind == "none"


def _latest(places: Sequence[int | None], first: int) -> list[int]:
    """The last place that is known so far: before each, and after all."""
    latest = [first]
    for place in places:
        latest.append(latest[-1] if place is None else place)
    return latest


def _cells(items: Sequence[Item], form: Form, labels: list[Cell]) -> Iterator[_Candidate]:
    """The cells that stand where labels do: alone in their row, or at the left of cells with text. ``labels``: those of the form left of
    text in the grids before, to which these grids' are added."""
    for item, following in zip(items, [*items[1:], None], strict=False):
        if isinstance(item, Figure):
            if is_box(item):
                yield _Candidate(item, _look(None, item.lines[0], False), False)
        elif isinstance(item, Grid):
            over_grid = isinstance(following, Grid) and following.n_cols > 1
            yield from _cells_of(item, over_grid, form, labels)
            for cell in item.cells:
                if len(cell.items) > len(cell.lines):
                    yield from _cells(cell.items, form, labels)


def _cells_of(grid: Grid, over_grid: bool, form: Form, before: list[Cell]) -> Iterator[_Candidate]:
    rows = [row for row in grid.rows if row]
    own = _labels_at_left(grid, form)
    for k, row in enumerate(rows):
        last = k + 1 == len(rows)
        if row[0].colspan == grid.n_cols and _is_short(row[0]):
            below = over_grid if last else len(rows[k + 1]) > 1 or bool(rows[k + 1][0].grids)
            yield _Candidate(row[0], _look(row[0].fill, row[0].lines[0], False), below)
        elif len(row) > 1 and row[0].col == 0 and _is_short(row[0]) and all(map(_is_said, row[1:])):
            is_in_column = _is_in_column(row[0], own, before)
            if len(row) == 2 or is_in_column:
                yield _Candidate(row[0], _look(row[0].fill, row[0].lines[0], True), False, is_in_column)
    before += own


def _labels_at_left(grid: Grid, form: Form) -> list[Cell]:
    """The labels of the form in a grid that do not take all its columns."""
    return [row[0] for row in grid.rows if row and row[0].colspan < grid.n_cols and _is_short(row[0]) and form.is_label(row[0].text)]


def _is_in_column(cell: Cell, own: Sequence[Cell], before: Sequence[Cell]) -> bool:
    """Whether several labels, of a cell's own grid and before, stand as wide and where it does, one in its grid over it; at the head of a
    page it may say that what stands beside goes on."""
    alike = [label for label in own if _is_as_wide(label, cell)]
    if cell.text.startswith(NOTES_IN_TABLES):
        return False
    several = len(alike) + sum(_is_as_wide(label, cell) for label in before) >= FEWEST
    return several and any(label.row < cell.row for label in alike)


def _is_as_wide(label: Cell, cell: Cell) -> bool:
    return max(abs(label.rect.x0 - cell.rect.x0), abs(label.rect.x1 - cell.rect.x1)) <= SAME_EDGE


def _is_short(cell: Cell) -> bool:
    return bool(cell.lines) and len(cell.text) <= LABEL_CELL and not cell.grids


def _is_said(cell: Cell) -> bool:
    return len(cell.text) > SENTENCE or cell.text.endswith(STOPS) or bool(cell.grids)


def _look(fill: int | None, line: Line, beside: bool) -> Look:
    return Look(beside, fill, line.bold, round(line.size), line.text[0] if line.text[0] in DRESS else "")


def _is_unknown(candidate: _Candidate, form: Form) -> bool:
    """Whether nothing else that the form has explains the cell, or the line that it begins with."""
    text, line = candidate.text, candidate.place.lines[0]
    of_overview = not candidate.is_in_column and form.overview_of(text)
    named: Iterable[object] = (form.section_of(text), form.column_of(text), of_overview, form.project_of(text))
    if (
        any(named)
        or form.section_of(line.text)
        or form.is_note(text)
        or form.is_empty(text)
        or form.is_own_name(text)
        or text.endswith(STOPS)
    ):
        return False
    return candidate.look.dress != "" or mark_of(line).kind == "none"
