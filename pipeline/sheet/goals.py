"""The goal table of a project: 目指す拠点の姿 with the two ratings, and the issues of the term before beside them.

In come the table's rows, page by page; out come goals and prior issues. Columns are known by their headers, in any order;
a goal cut by a page break is one goal again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pipeline.layout.model import Cell, Grid, Line
from pipeline.pages.model import Area
from pipeline.rules.shapes import ColumnRole, Rater
from pipeline.sheet.apart import drawn_between, is_ringed, ring_between
from pipeline.sheet.edges import SENTENCE_END
from pipeline.sheet.form import Form, plain
from pipeline.sheet.ledger import Ledger
from pipeline.sheet.marks import mark_of, series_of
from pipeline.sheet.model import Goal, PriorIssue
from pipeline.sheet.paragraphs import Paragraph, boxes_of, finish, marked_paragraphs, paragraphs_of, unsure
from pipeline.sheet.series import Series, series_of_mark
from pipeline.sheet.stretch import PARTICLES, Stretch
from pipeline.sheet.units import GoalUnit, TextUnit, deep_lines
from pipeline.text.words import is_within_word
from pipeline.values import Box, Defect, Place


@dataclass(frozen=True, slots=True)
class GoalTable:
    goals: tuple[Goal, ...]
    prior_issues: tuple[PriorIssue, ...]
    defects: tuple[Defect, ...]


EDGE = 4.0
"""pt; how far the edges of one column may lie apart on two pages"""
SIDE_LABEL = 24
"""characters; more beside the goals is text"""
RATED: Mapping[Rater, ColumnRole] = {"operator": "rating_operator", "ward": "rating_ward"}
"""the two who rate, and the columns of their ratings"""
Span = tuple[float, float]
NOTHING: Mapping[int, Sequence[Area]] = {}


@dataclass(frozen=True, slots=True)
class Columns:
    """Left and right edge of each column by what it holds, in points; ``raters`` by whose ratings they are."""

    goal: Span
    prior: Span | None
    raters: Mapping[Rater, Span]
    unread: tuple[Span, ...]
    prior_header: str


@dataclass(slots=True, eq=False)
class _Goal:
    paragraph: Paragraph
    ratings: dict[Rater, list[Line]] = field(default_factory=dict)


def columns_of(unit: GoalUnit, form: Form) -> Columns | None:
    """The columns by their headers; None if no column of goals is headed."""
    header = _of_this_term(unit.header, form)
    found: dict[ColumnRole, Cell] = {}
    for cell in header:
        if (role := form.column_of(cell.text)) is not None:
            found.setdefault(role, cell)
    goals = found.get("goals") or found.get("perhaps_goals")
    if goals is None:
        return None
    raters = {rater: _span_of(found[role]) for rater, role in RATED.items() if role in found}
    ratings, prior = found.get("ratings"), found.get("prior_issues")
    if ratings is not None and len(raters) < len(RATED) and ratings.colspan == len(RATED):
        raters = _halves(ratings, unit.grid.xs[ratings.col + 1], raters)
    unread = tuple(_span_of(cell) for cell in header if form.column_of(cell.text) == "unread")
    prior_span, prior_text = (_span_of(prior), prior.text) if prior is not None else (None, "")
    return Columns(_span_of(goals), prior_span, raters, unread, prior_text)


def _span_of(cell: Cell) -> Span:
    return cell.rect.x0, cell.rect.x1


def _halves(ratings: Cell, middle: float, raters: Mapping[Rater, Span]) -> dict[Rater, Span]:
    """The raters' columns under one header over both, the operator's first where neither is headed."""
    first, second = (ratings.rect.x0, middle), (middle, ratings.rect.x1)
    operator, ward = raters.get("operator"), raters.get("ward")
    return {"operator": operator or (first if ward != first else second), "ward": ward or (second if operator != second else first)}


def _of_this_term(header: Sequence[Cell], form: Form) -> list[Cell]:
    """The cells of a header without the ratings of the term before, which an office may print beside this one's."""
    past = [c for c in header if form.is_past(c.text)]
    return [c for c in header if not any(p.row < c.row and p.col <= c.col < p.col + p.colspan for p in past)]


def goal_table(
    units: Sequence[GoalUnit],
    form: Form,
    ledger: Ledger,
    place: Place,
    rings: Mapping[int, Sequence[Area]] = NOTHING,
    drawings: Mapping[int, Sequence[Area]] = NOTHING,
) -> GoalTable:
    """Goals and prior issues of one project from the rows of its goal table, in page order; ``rings`` are drawn around letters, and
    ``drawings`` may be letters, by page."""
    reading = _Reading(form, ledger)
    for unit in units:
        reading.read(unit, is_first=unit is units[0])
    columns = reading.columns
    goals, prior_cells = _without_blank(reading.goals, [(cell.texts, cell.covered) for cell in reading.prior], ledger)
    defects: list[Defect] = []
    spans = columns.raters if columns else {}
    raters = {rater: _Rater(_scale(reading.header, spans.get(rater), form), rings, spans.get(rater), drawings) for rater in RATED}
    rows = _rows_of([goal.paragraph for goal in goals])
    numbered = enumerate(zip(goals, rows, strict=True), 1)
    made = tuple(_goal(n, g, row, raters, form, ledger, defects, place) for n, (g, row) in numbered)
    issues = _issues(prior_cells, reading.is_prior_for_all, len(goals), columns, form, ledger, defects)
    _check_sequence(goals, defects, place)
    return GoalTable(made, issues, tuple(defects))


@dataclass(slots=True)
class _PriorCell:
    """The lines of one cell of prior issues, over page ends, and the numbers of the goals beside it."""

    texts: list[TextUnit]
    covered: set[int]


@dataclass(slots=True)
class _Reading:
    """The goal table as far as it was read, page after page."""

    form: Form
    ledger: Ledger
    columns: Columns | None = None
    header: list[Cell] = field(default_factory=list)
    goals: list[_Goal] = field(default_factory=list)
    prior: list[_PriorCell] = field(default_factory=list)
    spans_goals: bool = False
    is_one_beside_one: bool = False
    is_parted: bool = False
    series: Series | None = None

    @property
    def is_prior_for_all(self) -> bool:
        """Whether the prior issues are those of all goals: a cell spans several, or one that a page end may have cut stands alone."""
        return self.spans_goals or self.is_one_beside_one and not self.is_parted

    def read(self, unit: GoalUnit, *, is_first: bool) -> None:
        self.header += unit.header
        for cell in unit.header:
            self.ledger.claim_lines(deep_lines(cell), "label")
        if self.columns is None:
            self.columns = columns_of(unit, self.form)
        if self.columns is None:
            return
        rest = [] if is_first else self._rest_of_header(unit)
        start = max((c.row + c.rowspan for c in (*unit.header, *rest)), default=unit.first_row)
        rows = [c for c in unit.grid.cells if c.row + c.rowspan > start and unit.first_row <= c.row < unit.last_row and c.items]
        self._claim_side_label(rows)
        self._read_rows(rows, self.columns, unit.grid.page, is_first)

    def _read_rows(self, rows: Sequence[Cell], columns: Columns, page: int, is_first: bool) -> None:
        """The goals of a page with the ratings and prior issues beside them."""
        here = self._read_goals(rows, columns, is_first)
        heights = [(g, middle) for g in here if (middle := _middle(g, page)) is not None]
        for rater, span in columns.raters.items():
            for cell in [c for c in rows if _within(c, span) or _is_for_both(c, columns)]:
                _rate(rater, cell, heights)
        if (prior := columns.prior) is not None:
            self._read_prior([c for c in rows if _within(c, prior)], here, heights, is_first)

    def _rest_of_header(self, unit: GoalUnit) -> list[Cell]:
        """The cells of a header that the page end cut, claimed; its raters' columns are taken from here."""
        raters, rest = _rest_of_header(unit, self.form)
        self.header += rest
        for cell in rest:
            self.ledger.claim_lines(deep_lines(cell), "label")
        if raters and self.columns is not None:
            spans = {rater: _span_of(cell) for rater, cell in raters.items()}
            self.columns = replace(self.columns, raters={**self.columns.raters, **spans})
        return rest

    def _claim_side_label(self, rows: Sequence[Cell]) -> None:
        """A label that stands left of all columns over the height of the table, as the form's other labels do, is no goal's."""
        columns = self.columns
        spans = [s for s in (columns.goal, columns.prior, *columns.raters.values(), *columns.unread) if s is not None] if columns else []
        left = min((x0 for x0, _ in spans), default=0.0)
        for cell in rows:
            if cell.col == 0 and cell.rect.x1 <= left + EDGE and len(cell.text) <= SIDE_LABEL and not _is_number(cell):
                self.ledger.claim_lines(deep_lines(cell), "label")

    def _read_goals(self, rows: Sequence[Cell], columns: Columns, is_first: bool) -> list[_Goal]:
        """The goals that stand on the page, one that goes on from the page before too."""
        here: list[_Goal] = []
        for cell, numbers in _goal_cells(rows, columns):
            for n, paragraph in enumerate(self._goal_texts(cell, numbers)):
                continues_page = bool(self.goals) and not here and not is_first
                continues_cell = n > 0 and self.goals[-1].paragraph.mark.kind != "none"
                if paragraph.mark.kind == "none" and (continues_page or continues_cell):
                    self.goals[-1].paragraph.units.extend(paragraph.units)
                    finish(self.goals[-1].paragraph)
                else:
                    self.goals.append(_Goal(paragraph))
                if self.goals[-1] not in here:
                    here.append(self.goals[-1])
        return here

    def _goal_texts(self, cell: Cell, numbers: Sequence[Cell]) -> list[Paragraph]:
        """The paragraphs of a cell of goals; the number in a cell beside it is the mark of the first, unless that has its own."""
        if not self.goals and cell.lines and (mark := mark_of(cell.lines[0], series=series_of(cell.lines[:1]))).kind == "letter":
            self.series = None if mark.weak else series_of(cell.lines[:1])
        paragraphs = paragraphs_of(_text_units(cell.lines, cell), series=self.series)
        number = next((n for n in reversed(numbers) if self._is_goals(n, cell)), None)
        if number is not None and paragraphs[0].mark.kind == "none":
            paragraphs[0].mark = paragraphs[0].mark._replace(text=number.text, kind="number", numbers=_number_in(number))
        for n in numbers:
            self.ledger.claim_lines(n.lines, "row" if n is number else "label")
        return paragraphs

    def _is_goals(self, number: Cell, cell: Cell) -> bool:
        """Whether a number is the goal's and not the project's, which spans other goals too or is not the first goal's."""
        is_inside = number.row >= cell.row and number.row + number.rowspan <= cell.row + cell.rowspan
        return is_inside and (bool(self.goals and self.goals[0].paragraph.mark.numbers) or _number_in(number) == (1,))

    def _read_prior(self, cells: Sequence[Cell], here: Sequence[_Goal], heights: Sequence[tuple[_Goal, float]], is_first: bool) -> None:
        # a page that ends below it may have cut a cell for all goals
        self.is_one_beside_one = self.is_one_beside_one or len(here) == len(cells) == len(self.goals) == 1
        self.is_parted = self.is_parted or len(here) > 1 and len(cells) > 1
        for cell in cells:
            covered = _covered(cell, self.goals, heights)
            self.spans_goals = self.spans_goals or len(covered) > 1
            texts = _text_units(cell.lines, cell)
            opens_page = bool(self.prior) and not is_first and cell is cells[0]
            if texts and opens_page and _goes_on(self.prior[-1].covered, covered, cell):
                self.prior[-1].texts.extend(texts)
                self.prior[-1].covered.update(covered)
            elif texts:
                self.prior.append(_PriorCell(texts, covered))


def _without_blank(
    goals: Sequence[_Goal], prior_cells: Sequence[tuple[list[TextUnit], set[int]]], ledger: Ledger
) -> tuple[list[_Goal], list[tuple[list[TextUnit], set[int]]]]:
    """The goals with a text, and the prior issues with their goals numbered anew: a form may have more rows than a project has goals."""
    numbers: dict[int, int] = {}
    for n, goal in enumerate(goals, 1):
        if goal.paragraph.text:
            numbers[n] = len(numbers) + 1
        else:
            claim_paragraph(goal.paragraph, ledger)
    return [goals[n - 1] for n in numbers], [(texts, {numbers[n] for n in covered if n in numbers}) for texts, covered in prior_cells]


def _rest_of_header(unit: GoalUnit, form: Form) -> tuple[dict[Rater, Cell], list[Cell]]:
    """The cells 法人 and 区 of a header that a page end cut, and all the cells of its rest: （A～D） may stand over the two."""
    for last in (unit.first_row, unit.first_row + 1) if not unit.header else ():
        cells = _filled(unit.grid, unit.first_row, last)
        roles = {form.column_of(cell.text): cell for cell in cells}
        named = {rater: roles[role] for rater, role in RATED.items() if role in roles}
        if named:
            letters = _filled(unit.grid, last + 1, last + 1)
            cells += letters if all(plain(c.text) in form.scale for c in letters) else []
            span = min(c.rect.x0 for c in named.values()), max(c.rect.x1 for c in named.values())
            return (named, cells) if all(_within(c, span) for c in cells) else ({}, [])
    return {}, []


def _filled(grid: Grid, first: int, last: int) -> list[Cell]:
    """The cells that begin in some rows and hold text."""
    return [cell for cell in grid.cells if first <= cell.row <= last and cell.lines]


def _goes_on(before: set[int], covered: set[int], cell: Cell) -> bool:
    """Whether the page's first cell of prior issues is the rest of the last one on the page before."""
    return len(before) > 1 or len(covered) > 1 or mark_of(cell.lines[0]).kind == "none"


def _within(cell: Cell, span: Span) -> bool:
    return cell.rect.x0 >= span[0] - EDGE and cell.rect.x1 <= span[1] + EDGE


def _goal_cells(rows: Sequence[Cell], columns: Columns) -> list[tuple[Cell, list[Cell]]]:
    """The cells of goals, each with the numbers in cells of their own beside it."""
    goals = [c for c in rows if _within(c, columns.goal)]
    others = [span for span in (columns.prior, *columns.raters.values(), *columns.unread) if span is not None]
    left = [c for c in rows if c.rect.x1 <= columns.goal[1] and not any(_within(c, span) for span in others)]
    beside = _numbers_beside(goals, [c for c in left if _is_number(c)])
    numbers = {number for cells in beside.values() for number in cells}
    return [(cell, beside.get(cell, [])) for cell in goals if cell not in numbers]


def _numbers_beside(goals: Sequence[Cell], numbers: Sequence[Cell]) -> dict[Cell, list[Cell]]:
    """The numbers in cells of their own that stand left of each goal's text, from left to right."""

    def is_beside(number: Cell, goal: Cell) -> bool:
        in_row = number.row < goal.row + goal.rowspan and goal.row < number.row + number.rowspan
        return in_row and bool(goal.lines) and goal.rect.x0 >= number.rect.x1 - EDGE

    ordered = sorted(numbers, key=lambda n: n.col)
    return {goal: beside for goal in goals if (beside := [n for n in ordered if is_beside(n, goal)])}


def _is_for_both(cell: Cell, columns: Columns) -> bool:
    """Whether the cell spans the columns of both raters: what it says is the rating of either."""
    if len(columns.raters) < len(RATED):
        return False
    first, second = sorted(columns.raters.values())
    over_both = cell.rect.x0 < first[1] - EDGE and cell.rect.x1 > second[0] + EDGE
    return over_both and _within(cell, (first[0], second[1]))


def _is_number(cell: Cell) -> bool:
    """Whether nothing but the number of a goal stands in the cell."""
    return bool(_number_in(cell))


def _number_in(cell: Cell) -> tuple[int, ...]:
    """The numbers that a cell names, or the place of its letter, if nothing else stands in it; empty for any other."""
    if len(cell.lines) != 1:
        return ()
    if (series := series_of_mark(cell.text)) is not None:
        return (series.place(cell.text),)
    line = cell.lines[0]
    mark = mark_of(line)
    if mark.length == len(line.glyphs):
        return mark.numbers
    return (int(line.text),) if BARE_NUMBER.fullmatch(line.text) else ()


BARE_NUMBER = re.compile("[0-9０-９]{1,2}")


def _text_units(lines: Sequence[Line], cell: Cell) -> list[TextUnit]:
    return [TextUnit(line, cell.rect.x0, cell.rect.x1, cell) for line in lines]


def _middle(goal: _Goal, page: int) -> float | None:
    """The height of the middle of a goal's lines on a page; None where it has none there."""
    span = _span_on(page, goal.paragraph)
    return sum(span) / 2 if span else None


def _rate(rater: Rater, cell: Cell, goals: Sequence[tuple[_Goal, float]]) -> None:
    """Each printed rating goes to the goal beside it; one that is merged over several goals is theirs in common."""
    if not goals or not cell.lines:
        return
    beside = _beside(cell, goals)
    if len(cell.lines) == 1 or len(beside) <= 1:
        for goal in beside or [_nearest(cell.lines[0], goals)]:
            goal.ratings.setdefault(rater, []).extend(cell.lines)
        return
    for line in cell.lines:
        _nearest(line, goals).ratings.setdefault(rater, []).append(line)


def _nearest(line: Line, goals: Sequence[tuple[_Goal, float]]) -> _Goal:
    at = (line.rect.y0 + line.rect.y1) / 2
    return min(goals, key=lambda one: abs(one[1] - at))[0]


def _beside(cell: Cell, goals: Sequence[tuple[_Goal, float]]) -> list[_Goal]:
    top, bottom = cell.rect.y0 - 1, cell.rect.y1 + 1
    return [goal for goal, middle in goals if top <= middle <= bottom]


def _covered(cell: Cell, goals: Sequence[_Goal], heights: Sequence[tuple[_Goal, float]]) -> set[int]:
    """Numbers of the goals that stand beside the cell."""
    beside = _beside(cell, heights) if cell.lines else ()
    return {n for n, goal in enumerate(goals, 1) if any(goal is one for one in beside)}


def _scale(header: Sequence[Cell], column: Span | None, form: Form) -> dict[str, Span]:
    """Where A, B, C and D have a column each under a rater: those columns, by letter."""
    under = [cell for cell in header if column is not None and _within(cell, column)]
    return {form.scale[letter]: _span_of(cell) for cell in under if (letter := plain(cell.text)) in form.scale}


def _goal(
    number: int,
    goal: _Goal,
    row: Span,
    raters: Mapping[Rater, _Rater],
    form: Form,
    ledger: Ledger,
    defects: list[Defect],
    place: Place,
) -> Goal:
    paragraph = goal.paragraph
    claim_paragraph(paragraph, ledger)
    read: dict[Rater, _Rating] = {}
    for name, rater in raters.items():
        rating = read[name] = _rating(rater, paragraph.first.page, row, goal.ratings.get(name, ()), form)
        ledger.claim_lines([line for line in rating.lines if not ledger.owned(line)])
        if rating.value is None:
            mark = Place(place.project_no, place.project_title, place.section, paragraph.mark.text)
            drawn = None if rating.lines else _drawn_rating(paragraph, row, rater)
            box = next(iter((*rating.boxes, *([drawn] if drawn else ()), *paragraph.boxes)), None)
            code = "rating-unreadable" if drawn or not rating.is_allowed else "rating-left-open" if rating.raw else "rating-missing"
            defects.append(Defect(code, box.page if box else None, box, rating.raw, mark, (("rater", name),)))
    operator, ward = read["operator"], read["ward"]
    return Goal(
        number,
        paragraph.mark.text,
        paragraph.printed,
        operator.value,
        ward.value,
        operator.raw or None,
        ward.raw or None,
        operator.boxes,
        ward.boxes,
    )


@dataclass(frozen=True, slots=True)
class _Rater:
    """Where one of the two raters' marks are looked for: the columns of A, B, C and D, if they have one each, rings drawn, the
    rater's own column, and drawings that may be letters."""

    scale: Mapping[str, Span]
    rings: Mapping[int, Sequence[Area]]
    column: Span | None
    drawings: Mapping[int, Sequence[Area]]


@dataclass(frozen=True, slots=True)
class _Rating:
    """One rating as printed, and what it says; ``is_allowed``: whether the form knows what is printed, a blank too."""

    value: str | None
    is_allowed: bool
    raw: str
    lines: tuple[Line, ...]

    @property
    def boxes(self) -> tuple[Box, ...]:
        return boxes_of(self.lines)


def _rating(rater: _Rater, page: int, row: Span, printed: Sequence[Line], form: Form) -> _Rating:
    lines = tuple(dict.fromkeys(printed))
    raw = "".join(line.text for line in lines)
    value, allowed = form.rating(raw)
    if value is None and len(lines) == 1 and form.is_choice(raw):
        rect = lines[0].rect
        value = _column_at((rect.x0 + rect.x1) / 2, rater)
    if value is None:
        value = _ringed_letter(lines, rater, form) or (None if lines else _ringed_column(page, row, rater))
    return _Rating(value, allowed, raw, lines)


def _column_at(x: float, rater: _Rater) -> str | None:
    return next((letter for letter, (x0, x1) in rater.scale.items() if x0 <= x <= x1), None)


def _ringed_letter(lines: Sequence[Line], rater: _Rater, form: Form) -> str | None:
    """Where A, B, C and D are printed and a ring is drawn around one of them: that one."""
    letters = [(glyph, line.page) for line in lines for glyph in line.glyphs if plain(glyph.text) in form.scale]
    ringed = {form.scale[plain(glyph.text)] for glyph, page in letters if is_ringed(glyph, rater.rings.get(page, ()))}
    return ringed.pop() if len(ringed) == 1 else None


def _ringed_column(page: int, row: Span, rater: _Rater) -> str | None:
    """Where A, B, C and D have a column each and a ring, no sign, is drawn in one of them beside the goal: that one."""
    if not rater.scale:
        return None
    left, right = min(x0 for x0, _ in rater.scale.values()), max(x1 for _, x1 in rater.scale.values())
    ring = ring_between(rater.rings, page, *row, left, right)
    return _column_at((ring.x0 + ring.x1) / 2, rater) if ring is not None else None


def _rows_of(goals: Sequence[Paragraph]) -> list[Span]:
    """From where to where each goal's row reaches on the page where it begins: an em around its text, at most halfway to another's."""
    rows = []
    for goal in goals:
        spans = [span for one in goals if (span := _span_on(goal.first.page, one)) is not None]
        top, bottom = _span_on(goal.first.page, goal) or (0.0, 0.0)
        above = [(top + end) / 2 for _, end in spans if end <= top]
        below = [(bottom + begin) / 2 for begin, _ in spans if begin >= bottom]
        rows.append((max([top - goal.size, *above]), min([bottom + goal.size, *below])))
    return rows


def _span_on(page: int, goal: Paragraph) -> Span | None:
    """From where to where a goal's text reaches on a page."""
    rects = [unit.line.rect for unit in goal.units if unit.line.page == page]
    return (min([rect.y0 for rect in rects]), max([rect.y1 for rect in rects])) if rects else None


def _drawn_rating(goal: Paragraph, row: Span, rater: _Rater) -> Box | None:
    """Where a rating is drawn, by outlines or as a picture, beside a goal."""
    if rater.column is None:
        return None
    page = goal.first.page
    drawn = drawn_between(rater.drawings, page, row, rater.column, goal.size)
    return Box(page, *drawn[:4]) if drawn else None


def claim_paragraph(paragraph: Paragraph, ledger: Ledger) -> None:
    """A paragraph's text and its mark. A mark without text, as clerks leave them in an empty cell, is accounted for but no row."""
    ledger.claim_lines([u.line for u in paragraph.units])


def _issues(
    cells: Sequence[tuple[list[TextUnit], set[int]]],
    spans_all: bool,
    n_goals: int,
    columns: Columns | None,
    form: Form,
    ledger: Ledger,
    defects: list[Defect],
) -> tuple[PriorIssue, ...]:
    header = columns.prior_header if columns else ""
    found = form.prior_term.search(plain(header))
    term = _as_printed(header, found[0]) if found else None
    out: list[PriorIssue] = []
    single = not spans_all and n_goals > 1 and all(len(covered) == 1 for _, covered in cells)
    for texts, covered in cells:
        for paragraph in issues_in(texts):
            claim_paragraph(paragraph, ledger)
            if not paragraph.text:
                continue
            goal_no = next(iter(covered)) if single else None
            out.append(PriorIssue(len(out) + 1, paragraph.mark.text, paragraph.printed, goal_no, term))
            defects += unsure(paragraph, Place(section="goals"))
    return tuple(out)


def issues_in(texts: Sequence[TextUnit]) -> list[Paragraph]:
    """The issues of one cell; without marks and with one sentence each (none ends within a line), each sentence is one. Where none ends
    at all, they are a list of phrases."""
    paragraphs = marked_paragraphs(texts)
    lines = [unit.line.text for unit in texts]
    ended = frozenset(k for k, line in enumerate(lines[:-1], 1) if line[-1] in SENTENCE_END)
    if any(p.mark.kind != "none" for p in paragraphs) or any(sign in line[:-1] for line in lines for sign in SENTENCE_END):
        return paragraphs
    return paragraphs_of(texts, breaks=ended) if ended else _phrases(texts, paragraphs)


def _phrases(texts: Sequence[TextUnit], paragraphs: list[Paragraph]) -> list[Paragraph]:
    """A list of phrases. Where some lines surely begin one, so do those that only just would have fit on the line before; where none
    does, or words meet at the end of a full line among phrases of one line each, nobody can tell. No phrase begins inside a word."""
    stretch = Stretch(texts, series=None)
    meeting = {k for k in range(1, len(texts)) if IDEOGRAPHS.fullmatch(stretch.last[k - 1] + stretch.texts[k][0])}
    wrapped_words = {k for k in meeting if is_within_word(stretch.texts[k - 1], stretch.texts[k])}
    breaks = frozenset(k for k in range(1, len(texts)) if stretch.would_fit(k) and stretch.last[k - 1] not in PARTICLES) - wrapped_words
    if len(paragraphs) > 1:
        paragraphs = paragraphs_of(texts, breaks=breaks)
    wrapped = [paragraph for paragraph in paragraphs if len(paragraph.units) > 1]
    unsure_of = breaks | (meeting - wrapped_words) if len(wrapped) == 1 < len(paragraphs) else breaks
    for paragraph in wrapped:
        paragraph.is_unsure = any(texts[k] in paragraph.units[1:] for k in unsure_of)
    return paragraphs


IDEOGRAPHS = re.compile("[\u3400-\u9fff]{2}")
"""words that meet, or the inside of one"""


@lru_cache(maxsize=64)
def _as_printed(text: str, wanted: str) -> str:
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            if plain(text[start:end]) == wanted:
                return text[start:end].strip()
    return wanted


def _check_sequence(goals: Sequence[_Goal], defects: list[Defect], place: Place) -> None:
    numbers = [g.paragraph.mark.numbers[0] for g in goals if g.paragraph.mark.numbers]
    if numbers and numbers != list(range(1, len(numbers) + 1)):
        first = goals[0].paragraph
        box = first.boxes[0] if first.boxes else None
        defects.append(Defect("goal-sequence", box.page if box else None, box, "".join(g.paragraph.mark.text for g in goals), place))
