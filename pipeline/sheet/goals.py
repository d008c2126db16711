"""The goal table of a project: 目指す拠点の姿 with the two ratings, and the issues of the term before beside them.

In come the table's rows, page by page; out come goals and prior issues. Columns are known by their headers, in any order;
a goal cut by a page break is one goal again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from pipeline.geometry.intervals import Interval
from pipeline.layout.model import Cell, Line
from pipeline.pages.model import Area
from pipeline.rules.shapes import RATED, Rater
from pipeline.sheet.form import Form
from pipeline.sheet.goal_cells import goal_cells, is_for_both, is_number, number_in
from pipeline.sheet.goal_columns import EDGE, Columns, columns_of, is_within, raters_of_rows, rest_of_header, scale_of, span_of
from pipeline.sheet.in_no_row import name_in_no_row
from pipeline.sheet.ledger import Ledger
from pipeline.sheet.marks import mark_of, series_of
from pipeline.sheet.model import Goal, PriorIssue
from pipeline.sheet.paragraphs import Paragraph, claim_paragraph, finish, paragraphs_of
from pipeline.sheet.prior_issues import issues_of
from pipeline.sheet.ratings import PrintedRating, RaterPlaces, drawn_rating, rating_of
from pipeline.sheet.ratings_apart import rating_table, ratings_in, without
from pipeline.sheet.series import Series
from pipeline.sheet.units import ContentUnit, GoalUnit, TextUnit, deep_lines
from pipeline.values import Defect, Place


@dataclass(frozen=True, slots=True)
class GoalTable:
    goals: tuple[Goal, ...]
    prior_issues: tuple[PriorIssue, ...]
    defects: tuple[Defect, ...]


SIDE_LABEL = 24
"""characters; more beside the goals is text"""
NOTHING: Mapping[int, Sequence[Area]] = {}


@dataclass(slots=True, eq=False)
class _Goal:
    paragraph: Paragraph
    ratings: dict[Rater, list[Line]] = field(default_factory=dict)


_Heights = Sequence[tuple[_Goal, float]]
"""Goals with the heights at which they stand on a page."""


def goal_table(
    units: Sequence[GoalUnit],
    form: Form,
    ledger: Ledger,
    place: Place,
    rings: Mapping[int, Sequence[Area]] = NOTHING,
    drawings: Mapping[int, Sequence[Area]] = NOTHING,
    apart: Sequence[ContentUnit] = (),
) -> GoalTable:
    """Goals and prior issues of one project from the rows of its goal table, in page order; ``rings`` are drawn around letters, and
    ``drawings`` may be letters, by page; ``apart``: what stands by the goal table, which may be a table of the ratings."""
    reading = _Reading(form, ledger)
    for unit in units:
        reading.read(unit)
    reading.rate_cut_off(())
    columns = reading.columns
    if columns is None:
        return GoalTable((), (), ())
    overall = _overall(reading.goals, form)
    prior_cells = [(cell.texts, cell.covered) for cell in reading.prior]
    goals, prior_cells = _without_blank(reading.goals, prior_cells, overall, ledger)
    _rate_apart(goals, apart, form, ledger)
    defects = [replace(defect, place=replace(place, section="goals")) for defect in _named(overall, ledger)]
    spans, prior = columns.raters, columns.headed("prior_issues")
    raters = {rater: RaterPlaces(scale_of(reading.header, spans.get(rater), form), rings, spans.get(rater), drawings) for rater in RATED}
    rows = _rows_of([goal.paragraph for goal in goals])
    numbered = enumerate(zip(goals, rows, strict=True), 1)
    made = tuple(_goal(n, g, row, raters, form, ledger, defects, place) for n, (g, row) in numbered)
    unheaded = [rater for rater in RATED if rater not in spans and not any(goal.ratings.get(rater) for goal in goals)]
    defects = _without_column(defects, unheaded)
    issues = issues_of(prior_cells, reading.is_prior_for_all, len(goals), prior.text if prior else "", form, ledger, defects)
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
    is_one_beside_one: bool = False
    is_parted: bool = False
    series: Series | None = None
    cut_off: list[tuple[Rater, Cell, _Heights]] = field(default_factory=list)

    @property
    def is_prior_for_all(self) -> bool:
        """Whether the prior issues are those of all goals: a cell that a page end may have cut stands alone."""
        return self.is_one_beside_one and not self.is_parted

    def read(self, unit: GoalUnit) -> None:
        self.header += unit.header
        for cell in unit.header:
            self.ledger.claim_lines(deep_lines(cell), "label")
        if self.columns is None:
            self.columns = columns_of(unit, self.form)
        if self.columns is None:
            return
        columns, rest = self._with_rest_of_header(unit, self.columns)
        start = max((c.row + c.rowspan for c in (*unit.header, *rest)), default=unit.first_row)
        rows = [c for c in unit.grid.cells if c.row + c.rowspan > start and unit.first_row <= c.row < unit.last_row and c.items]
        self._claim_side_label(rows, columns)
        begun, ahead = len(self.goals), _of_goal_overleaf(unit, rows, columns)
        heights = self._read_rows([cell for cell in rows if cell not in ahead], columns, unit.grid.page)
        self.rate_cut_off(self.goals[begun : begun + 1])
        self.cut_off = [(rater, cell, heights) for cell in ahead for rater, span in columns.raters.items() if is_within(cell, span)]

    def rate_cut_off(self, goals: Sequence[_Goal]) -> None:
        """The ratings that a page end cut off their goal are those of the one that begins overleaf, if one does and has none; else of the
        one that they stand nearest to."""
        for rater, cell, heights in self.cut_off:
            if goals and not goals[0].ratings.get(rater):
                goals[0].ratings[rater] = list(cell.lines)
            else:
                _rate(rater, cell, heights)
        self.cut_off = []

    def _read_rows(self, rows: Sequence[Cell], columns: Columns, page: int) -> _Heights:
        """The goals of a page with the ratings and prior issues beside them; at which heights each goal stands."""
        here = self._read_goals(rows, columns)
        heights = [(goal, (top + bottom) / 2) for goal in here for top, bottom in _spans_on(page, goal.paragraph)]
        self._read_ratings(rows, columns, here, heights)
        if (prior := columns.headed("prior_issues")) is not None:
            self._read_prior([c for c in rows if is_within(c, span_of(prior))], here, heights)
        return heights

    def _read_ratings(self, rows: Sequence[Cell], columns: Columns, here: Sequence[_Goal], heights: _Heights) -> None:
        """The ratings in a column of each rater, or one rater's below the other's."""
        named = raters_of_rows(rows, columns, self.form)
        for _, label, _ in named:
            self.ledger.claim_lines(label.lines, "label")
        for rater in RATED:
            _rate_in_order(rater, [cell for of, _, cell in named if of == rater], here, heights)
        for rater, span in () if named else columns.raters.items():
            for cell in [c for c in rows if is_within(c, span) or is_for_both(c, columns)]:
                _rate(rater, cell, heights)
        if not columns.raters:
            self._read_ratings_of_both(rows, columns, heights)

    def _read_ratings_of_both(self, rows: Sequence[Cell], columns: Columns, heights: _Heights) -> None:
        """Both ratings of a goal in one cell, or in lines of the goal's own."""
        header = columns.ratings
        for cell in rows:
            if is_within(cell, columns.goal):
                self._rate_by_both(cell, self._lines_of_both(cell), "", heights)
            elif header is not None and is_within(cell, span_of(header)):
                self._rate_by_both(cell, cell.lines, header.text, heights)

    def _lines_of_both(self, cell: Cell) -> list[Line]:
        """The lines among those of a goal that say nothing but its two ratings."""
        return [line for line in cell.lines if self.columns and not self.columns.raters and ratings_in([line], "", self.form)]

    def _rate_by_both(self, cell: Cell, lines: Sequence[Line], header: str, heights: _Heights) -> None:
        """Both ratings that lines of a cell say go to the goal beside it; what names the raters is the form's."""
        letters = ratings_in(lines, header, self.form)
        self.ledger.claim_lines(without(lines, letters.values()) if letters else (), "label")
        for rater, letter in letters.items():
            _rate(rater, replace(cell, items=(letter,)), heights)

    def _with_rest_of_header(self, unit: GoalUnit, columns: Columns) -> tuple[Columns, list[Cell]]:
        """The columns with those of the raters whom the rest of a header names, which a page end cut; and its cells, claimed."""
        raters, rest = rest_of_header(unit, self.form)
        self.header += rest
        for cell in rest:
            self.ledger.claim_lines(deep_lines(cell), "label")
        self.columns = replace(columns, raters={**columns.raters, **{rater: span_of(cell) for rater, cell in raters.items()}})
        return self.columns, rest

    def _claim_side_label(self, rows: Sequence[Cell], columns: Columns) -> None:
        """A label that stands left of all columns over the height of the table, as the form's other labels do, is no goal's."""
        left = min(x0 for x0, _ in (columns.goal, *columns.others))
        for cell in rows:
            if cell.rect.x1 <= left + EDGE and len(cell.text) <= SIDE_LABEL and not is_number(cell):
                self.ledger.claim_lines(deep_lines(cell), "label")

    def _read_goals(self, rows: Sequence[Cell], columns: Columns) -> list[_Goal]:
        """The goals that stand on the page, one that goes on from the page before too."""
        here: list[_Goal] = []
        for cell, numbers in goal_cells(rows, columns):
            for n, paragraph in enumerate(self._goal_texts(cell, numbers)):
                opens_page = bool(self.goals) and not here
                continues_cell = n > 0 and self.goals[-1].paragraph.mark.kind != "none"
                if paragraph.mark.kind == "none" and (opens_page or continues_cell):
                    self.goals[-1].paragraph.units.extend(paragraph.units)
                    finish(self.goals[-1].paragraph)
                else:
                    self.goals.append(_Goal(paragraph))
                if self.goals[-1] not in here:
                    here.append(self.goals[-1])
        return here

    def _goal_texts(self, cell: Cell, numbers: Sequence[Cell]) -> list[Paragraph]:
        """The paragraphs of a cell of goals; the number in a cell beside it is the mark of the first, unless that has its own."""
        if not self.goals and cell.lines and mark_of(cell.lines[0], series=series_of(cell.lines[:1])).kind == "letter":
            self.series = series_of(cell.lines[:1])
        ratings = self._lines_of_both(cell)
        paragraphs = paragraphs_of(_text_units([line for line in cell.lines if line not in ratings], cell), series=self.series)
        number = next((n for n in reversed(numbers) if self._is_goals(n, cell)), None)
        if number is not None and paragraphs[0].mark.kind == "none":
            paragraphs[0].mark = paragraphs[0].mark._replace(text=number.text, kind="number", numbers=number_in(number))
        for n in numbers:
            self.ledger.claim_lines(n.lines, "row" if n is number else "label")
        return paragraphs

    def _is_goals(self, number: Cell, cell: Cell) -> bool:
        """Whether a number is the goal's and not the project's, which spans other goals too or is not the first goal's."""
        is_inside = number.row >= cell.row and number.row + number.rowspan <= cell.row + cell.rowspan
        return is_inside and (bool(self.goals and self.goals[0].paragraph.mark.numbers) or number_in(number) == (1,))

    def _read_prior(self, cells: Sequence[Cell], here: Sequence[_Goal], heights: _Heights) -> None:
        # a page that ends below it may have cut a cell for all goals
        self.is_one_beside_one = self.is_one_beside_one or len(here) == len(cells) == len(self.goals) == 1
        self.is_parted = self.is_parted or len(here) > 1 and len(cells) > 1
        for cell in cells:
            opens_page = bool(self.prior) and cell is cells[0]
            # beside the rest of a row whose goal ends on the page before
            covered = _covered(cell, self.goals, heights) or (set(self.prior[-1].covered) if opens_page else set())
            texts = _text_units(cell.lines, cell)
            if texts and opens_page and mark_of(cell.lines[0]).kind == "none":
                self.prior[-1].texts.extend(texts)
                self.prior[-1].covered.update(covered)
            elif texts:
                self.prior.append(_PriorCell(texts, covered))


def _overall(goals: Sequence[_Goal], form: Form) -> _Goal | None:
    """The row behind the goals that rates all of them together, which the form does not have: 全体, without a mark as they have."""
    is_marked = [goal.paragraph.mark.kind != "none" for goal in goals]
    is_behind = len(goals) > 1 and is_marked == [True] * (len(goals) - 1) + [False]
    return goals[-1] if is_behind and form.is_overall(goals[-1].paragraph.text) else None


def _named(goal: _Goal | None, ledger: Ledger) -> Iterator[Defect]:
    """That such a row is in none of the tables."""
    if goal is not None:
        lines = [*(unit.line for unit in goal.paragraph.units), *chain.from_iterable(goal.ratings.values())]
        yield from name_in_no_row("part-unlisted", "goals", lines, ledger)


def _without_blank(
    goals: Sequence[_Goal], prior_cells: Sequence[tuple[list[TextUnit], set[int]]], overall: _Goal | None, ledger: Ledger
) -> tuple[list[_Goal], list[tuple[list[TextUnit], set[int]]]]:
    """The goals with a text, and the prior issues with their goals numbered anew: a form may have more rows than a project has goals."""
    numbers: dict[int, int] = {}
    for n, goal in enumerate(goals, 1):
        if goal is overall:
            continue
        if goal.paragraph.text:
            numbers[n] = len(numbers) + 1
        else:
            claim_paragraph(goal.paragraph, ledger)
    return [goals[n - 1] for n in numbers], [(texts, {numbers[n] for n in covered if n in numbers}) for texts, covered in prior_cells]


def _rate_apart(goals: Sequence[_Goal], units: Sequence[ContentUnit], form: Form, ledger: Ledger) -> None:
    """The ratings of a table of their own, for goals that have none beside them; its heads, and lines that name it, are labels."""
    if any(goal.ratings for goal in goals):
        return
    table = rating_table(units, [(*goal.paragraph.mark.numbers, n)[0] for n, goal in enumerate(goals, 1)], form)
    if table is not None:
        ledger.claim_lines(table.labels, "label")
        for rater, cells in table.ratings.items():
            for goal, cell in zip(goals, cells, strict=True):
                goal.ratings[rater] = list(cell.lines)


def _without_column(defects: Sequence[Defect], unheaded: Sequence[Rater]) -> list[Defect]:
    """The defects, with one in place of all missing ratings of a rater who has no column: they may be printed where none looks for them."""
    found: dict[tuple[object, ...], Defect] = {}
    for n, defect in enumerate(defects):
        rater = dict(defect.values).get("rater")
        if defect.code == "rating-missing" and rater in unheaded:
            found.setdefault((rater,), replace(defect, code="rating-column-missing", place=replace(defect.place, mark="")))
        else:
            found[n,] = defect
    return list(found.values())


def _of_goal_overleaf(unit: GoalUnit, rows: Sequence[Cell], columns: Columns) -> list[Cell]:
    """The ratings in the last row of a grid whose goal is blank there: a page end may have cut the row above the words of the goal."""
    grid = unit.grid
    last = {c.row for c in grid.cells if not c.items and is_within(c, columns.goal) and c.row + c.rowspan == grid.n_rows == unit.last_row}
    return [c for c in rows if c.row in last and any(is_within(c, span) for span in columns.raters.values())]


def _text_units(lines: Sequence[Line], cell: Cell) -> list[TextUnit]:
    return [TextUnit(line, cell.rect.x0, cell.rect.x1, cell) for line in lines]


def _rate(rater: Rater, cell: Cell, goals: _Heights) -> None:
    """Each printed rating goes to the goal beside it; one that is merged over several goals is theirs in common. None is of a page without
    goals."""
    if not goals:
        return
    beside = _beside(cell, goals)
    if len(cell.lines) == 1 or len(beside) <= 1:
        for goal in beside or [_nearest(cell.lines[0], goals)]:
            goal.ratings.setdefault(rater, []).extend(cell.lines)
        return
    for line in cell.lines:
        _nearest(line, goals).ratings.setdefault(rater, []).append(line)


def _rate_in_order(rater: Rater, cells: Sequence[Cell | None], here: Sequence[_Goal], heights: _Heights) -> None:
    """Ratings that stand one rater's below the other's: each is that of the goal that comes as it does, where there are as many."""
    for n, cell in enumerate(cells):
        if cell is not None and len(cells) == len(here):
            here[n].ratings.setdefault(rater, []).extend(cell.lines)
        elif cell is not None:
            _rate(rater, cell, heights)


def _nearest(line: Line, goals: _Heights) -> _Goal:
    at = (line.rect.y0 + line.rect.y1) / 2
    return min(goals, key=lambda one: abs(one[1] - at))[0]


def _beside(cell: Cell, goals: _Heights) -> list[_Goal]:
    top, bottom = cell.rect.y0 - 1, cell.rect.y1 + 1
    return [goal for goal, middle in goals if top <= middle <= bottom]


def _covered(cell: Cell, goals: Sequence[_Goal], heights: _Heights) -> set[int]:
    """Numbers of the goals that stand beside the cell."""
    beside = _beside(cell, heights)
    return {n for n, goal in enumerate(goals, 1) if goal in beside}


def _goal(
    number: int,
    goal: _Goal,
    row: Interval,
    raters: Mapping[Rater, RaterPlaces],
    form: Form,
    ledger: Ledger,
    defects: list[Defect],
    place: Place,
) -> Goal:
    paragraph = goal.paragraph
    claim_paragraph(paragraph, ledger)
    read: dict[Rater, PrintedRating] = {}
    for name, rater in raters.items():
        rating = read[name] = rating_of(rater, paragraph.first.page, row, goal.ratings.get(name, ()), form)
        ledger.claim_lines(rating.lines)
        if rating.value is None:
            mark = Place(place.project_no, place.project_title, place.section, paragraph.mark.text)
            drawn = () if rating.lines else drawn_rating(paragraph, row, rater)
            box = next(iter((*rating.boxes, *drawn, *paragraph.boxes)))
            code = "rating-unreadable" if drawn or not rating.is_allowed else "rating-left-open" if rating.raw else "rating-missing"
            defects.append(Defect(code, box.page, box, rating.raw, mark, (("rater", name),)))
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


def _rows_of(goals: Sequence[Paragraph]) -> list[Interval]:
    """From where to where each goal's row reaches on the page where it begins: an em around its text, at most halfway to another's."""
    rows = []
    for goal in goals:
        spans = [span for one in goals for span in _spans_on(goal.first.page, one)]
        ((top, bottom),) = _spans_on(goal.first.page, goal)
        above = [(top + end) / 2 for _, end in spans if end <= top]
        below = [(bottom + begin) / 2 for begin, _ in spans if begin >= bottom]
        rows.append((max([top - goal.size, *above]), min([bottom + goal.size, *below])))
    return rows


def _spans_on(page: int, goal: Paragraph) -> list[Interval]:
    """From where to where a goal's text reaches on a page, if any of it stands there."""
    rects = [unit.line.rect for unit in goal.units if unit.line.page == page]
    return [(min(rect.y0 for rect in rects), max(rect.y1 for rect in rects))] if rects else []


def _check_sequence(goals: Sequence[_Goal], defects: list[Defect], place: Place) -> None:
    numbers = [g.paragraph.mark.numbers[0] for g in goals if g.paragraph.mark.numbers]
    if numbers != list(range(1, len(numbers) + 1)):
        box = goals[0].paragraph.boxes[0]
        defects.append(Defect("goal-sequence", box.page, box, "".join(g.paragraph.mark.text for g in goals), place))
