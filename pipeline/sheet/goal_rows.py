"""The rows of a goal table, page by page: goals with the ratings and the issues of the term before beside them.

In come the table's rows in page order; out come the lines of each goal, of its ratings and of the issues, over the breaks between pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.form.marks import mark_of, series_of
from pipeline.form.series import Series
from pipeline.form.words import Form
from pipeline.geometry.intervals import Interval
from pipeline.layout.model import Cell, Grid, Line
from pipeline.outline.goal_columns import (
    EDGE,
    Columns,
    NamedRating,
    columns_of,
    goal_cells,
    is_for_both,
    is_number,
    is_within,
    number_in,
    raters_of_rows,
    rest_of_header,
    span_of,
)
from pipeline.outline.issue_bands import IssueBand, issue_bands
from pipeline.outline.ledger import Ledger
from pipeline.outline.paragraphs import Paragraph, finish, paragraphs_of
from pipeline.outline.ratings_apart import ratings_in, without
from pipeline.outline.units import GoalUnit, TextUnit, deep_lines
from pipeline.rules.shapes import RATED, Rater

SIDE_LABEL = 24
"""characters; more beside the goals is text"""


@dataclass(slots=True, eq=False)
class RatedGoal:
    """A goal and the lines of each rater's rating."""

    paragraph: Paragraph
    ratings: dict[Rater, list[Line]] = field(default_factory=dict)


Heights = Sequence[tuple[RatedGoal, float]]
"""Goals with the heights at which they stand on a page."""


@dataclass(slots=True)
class _PriorCell:
    """The lines of one cell of prior issues, over page ends, and the numbers of the goals beside it."""

    texts: list[TextUnit]
    covered: set[int]


@dataclass(slots=True)
class GoalRows:
    """The goal table as far as it was read, page after page."""

    form: Form
    ledger: Ledger
    columns: Columns | None = None
    header: list[Cell] = field(default_factory=list)
    goals: list[RatedGoal] = field(default_factory=list)
    prior: list[_PriorCell] = field(default_factory=list)
    is_one_beside_one: bool = False
    is_parted: bool = False
    series: Series | None = None
    cut_off: list[tuple[Rater, Cell, Heights]] = field(default_factory=list)
    by_rows: list[tuple[NamedRating, Heights]] = field(default_factory=list)
    issue_label: str = ""

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
        bands = issue_bands(unit.grid, start, unit.last_row, self.form)
        rows = _between(unit, start, bands)
        self._claim_side_label(rows, columns)
        begun, ahead = len(self.goals), _of_goal_overleaf(unit, rows, columns)
        heights = self._read_rows([cell for cell in rows if cell not in ahead], columns, unit.grid.page)
        self._read_bands(bands, unit.grid, heights)
        self.rate_cut_off(self.goals[begun : begun + 1])
        self.cut_off = [(rater, cell, heights) for cell in ahead for rater, span in columns.raters.items() if is_within(cell, span)]

    def rate_cut_off(self, goals: Sequence[RatedGoal]) -> None:
        """The ratings that a page end cut off their goal are those of the one that begins overleaf, if one does and has none; else of the
        one that they stand nearest to."""
        for rater, cell, heights in self.cut_off:
            if goals and not goals[0].ratings.get(rater):
                goals[0].ratings[rater] = list(cell.lines)
            else:
                _rate(rater, cell, heights)
        self.cut_off = []

    def _read_rows(self, rows: Sequence[Cell], columns: Columns, page: int) -> Heights:
        """The goals of a page with the ratings and prior issues beside them; at which heights each goal stands."""
        here = self._read_goals(rows, columns)
        heights = [(goal, (top + bottom) / 2) for goal in here for top, bottom in spans_on(page, goal.paragraph)]
        self._read_ratings(rows, columns, heights)
        if (prior := columns.headed("prior_issues")) is not None:
            self._read_prior([c for c in rows if is_within(c, span_of(prior))], here, heights)
        return heights

    def _read_ratings(self, rows: Sequence[Cell], columns: Columns, heights: Heights) -> None:
        """The ratings in a column of each rater, or one rater's below the other's."""
        named = raters_of_rows(rows, columns, self.form)
        for one in named:
            self.ledger.claim_lines(one.name.lines, "label")
            self.by_rows.append((one, heights))
        for rater, span in () if named else columns.raters.items():
            for cell in [c for c in rows if is_within(c, span) or is_for_both(c, columns)]:
                _rate(rater, cell, heights)
        if not columns.raters and not named:
            self._read_ratings_of_both(rows, columns, heights)

    @property
    def raters_of_rows(self) -> frozenset[Rater]:
        """Those whom rows name."""
        return frozenset(one.rater for one, _ in self.by_rows)

    def rate_by_rows(self) -> None:
        """The ratings that stand one rater's below the other's: each is that of the goal that comes as it does, where there are as many,
        else of the one beside it."""
        for rater in RATED:
            ratings = [(one.rating, heights) for one, heights in self.by_rows if one.rater == rater]
            for n, (cell, heights) in enumerate(ratings):
                if cell is not None and len(ratings) == len(self.goals):
                    self.goals[n].ratings.setdefault(rater, []).extend(cell.lines)
                elif cell is not None:
                    _rate(rater, cell, heights)

    def _read_ratings_of_both(self, rows: Sequence[Cell], columns: Columns, heights: Heights) -> None:
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

    def _rate_by_both(self, cell: Cell, lines: Sequence[Line], header: str, heights: Heights) -> None:
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

    def _read_goals(self, rows: Sequence[Cell], columns: Columns) -> list[RatedGoal]:
        """The goals that stand on the page, one that goes on from the page before too."""
        here: list[RatedGoal] = []
        for cell, numbers in goal_cells(rows, columns):
            for n, paragraph in enumerate(self._goal_texts(cell, numbers)):
                opens_page = bool(self.goals) and not here
                continues_cell = n > 0 and self.goals[-1].paragraph.mark.kind != "none"
                if paragraph.mark.kind == "none" and (opens_page or continues_cell):
                    self.goals[-1].paragraph.units.extend(paragraph.units)
                    finish(self.goals[-1].paragraph)
                else:
                    self.goals.append(RatedGoal(paragraph))
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

    def _read_prior(self, cells: Sequence[Cell], here: Sequence[RatedGoal], heights: Heights) -> None:
        # a page that ends below it may have cut a cell for all goals
        self.is_one_beside_one = self.is_one_beside_one or len(here) == len(cells) == len(self.goals) == 1
        self.is_parted = self.is_parted or len(cells) > 1
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

    def _read_bands(self, bands: Sequence[IssueBand], grid: Grid, heights: Heights) -> None:
        """The issues in bands below the goals, each those of the goal right above."""
        for band in bands:
            above = [goal for goal, middle in heights if middle < grid.ys[band.first]] or self.goals[-1:]
            self.ledger.claim_lines(band.label, "label")
            self.issue_label = self.issue_label or "".join(line.text for line in band.label)
            self.prior.append(_PriorCell(list(band.issues), {self.goals.index(goal) + 1 for goal in above[-1:]}))


def _between(unit: GoalUnit, start: int, bands: Sequence[IssueBand]) -> list[Cell]:
    """The filled cells of a unit that reach below its header, which ends before the row ``start``, and stand in no band of issues."""
    filled = [c for c in unit.grid.cells if c.row + c.rowspan > start and unit.first_row <= c.row < unit.last_row and c.items]
    return [c for c in filled if not any(band.first <= c.row < band.behind for band in bands)]


def _of_goal_overleaf(unit: GoalUnit, rows: Sequence[Cell], columns: Columns) -> list[Cell]:
    """The ratings in the last row of a grid whose goal is blank there: a page end may have cut the row above the words of the goal."""
    grid = unit.grid
    last = {c.row for c in grid.cells if not c.items and is_within(c, columns.goal) and c.row + c.rowspan == grid.n_rows == unit.last_row}
    return [c for c in rows if c.row in last and any(is_within(c, span) for span in columns.raters.values())]


def _text_units(lines: Sequence[Line], cell: Cell) -> list[TextUnit]:
    return [TextUnit(line, cell.rect.x0, cell.rect.x1, cell) for line in lines]


def _rate(rater: Rater, cell: Cell, goals: Heights) -> None:
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


def _nearest(line: Line, goals: Heights) -> RatedGoal:
    at = (line.rect.y0 + line.rect.y1) / 2
    return min(goals, key=lambda one: abs(one[1] - at))[0]


def _beside(cell: Cell, goals: Heights) -> list[RatedGoal]:
    top, bottom = cell.rect.y0 - 1, cell.rect.y1 + 1
    return [goal for goal, middle in goals if top <= middle <= bottom]


def _covered(cell: Cell, goals: Sequence[RatedGoal], heights: Heights) -> set[int]:
    """Numbers of the goals that stand beside the cell."""
    beside = _beside(cell, heights)
    return {n for n, goal in enumerate(goals, 1) if goal in beside}


def spans_on(page: int, goal: Paragraph) -> list[Interval]:
    """From where to where a goal's text reaches on a page, if any of it stands there."""
    rects = [unit.line.rect for unit in goal.units if unit.line.page == page]
    return [(min(rect.y0 for rect in rects), max(rect.y1 for rect in rects))] if rects else []
