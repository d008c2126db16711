"""The goal table of a project: 目指す拠点の姿 with the two ratings, and the issues of the term before beside them.

In come the table's rows, page by page; out come goals and prior issues. Columns are known by their headers, in any order;
a goal cut by a page break is one goal again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from pipeline.form.words import Form
from pipeline.geometry.intervals import Interval
from pipeline.outline.goal_columns import scale_of
from pipeline.outline.ledger import Ledger
from pipeline.outline.paragraphs import Paragraph, claim_paragraph
from pipeline.outline.ratings_apart import rating_table
from pipeline.outline.units import ContentUnit, GoalUnit, TextUnit
from pipeline.pages.model import Area
from pipeline.rules.shapes import RATED, Rater
from pipeline.sheet.glued_numbers import count_on
from pipeline.sheet.goal_rows import GoalRows, RatedGoal, spans_on
from pipeline.sheet.in_no_row import name_in_no_row
from pipeline.sheet.model import Goal, PriorIssue
from pipeline.sheet.prior_issues import issues_of
from pipeline.sheet.ratings import PrintedRating, RaterPlaces, drawn_rating, rating_of
from pipeline.values import Defect, Place


@dataclass(frozen=True, slots=True)
class GoalTable:
    goals: tuple[Goal, ...]
    prior_issues: tuple[PriorIssue, ...]
    defects: tuple[Defect, ...]


NOTHING: Mapping[int, Sequence[Area]] = {}


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
    reading = GoalRows(form, ledger)
    for unit in units:
        reading.read(unit)
    reading.rate_cut_off(())
    reading.rate_by_rows()
    columns = reading.columns
    if columns is None:
        return GoalTable((), (), ())
    overall = _overall(reading.goals, form)
    prior_cells = [(cell.texts, cell.covered) for cell in reading.prior]
    goals, prior_cells = _without_blank(reading.goals, prior_cells, overall, ledger)
    count_on([goal.paragraph for goal in goals])
    _rate_apart(goals, apart, form, ledger)
    defects = [replace(defect, place=replace(place, section="goals")) for defect in _named(overall, ledger)]
    spans, prior = columns.raters, columns.headed("prior_issues")
    raters = {rater: RaterPlaces(scale_of(reading.header, spans.get(rater), form), rings, spans.get(rater), drawings) for rater in RATED}
    rows = _rows_of([goal.paragraph for goal in goals])
    numbered = enumerate(zip(goals, rows, strict=True), 1)
    made = tuple(_goal(n, g, row, raters, form, ledger, defects, place) for n, (g, row) in numbered)
    headed = {*spans, *reading.raters_of_rows, *(rater for goal in goals for rater, printed in goal.ratings.items() if printed)}
    unheaded = [rater for rater in RATED if rater not in headed]
    defects = _without_column(defects, unheaded)
    issues = issues_of(
        prior_cells, reading.is_prior_for_all, len(goals), prior.text if prior else reading.issue_label, form, ledger, defects, place
    )
    _check_sequence(goals, defects, place)
    return GoalTable(made, issues, tuple(defects))


def _overall(goals: Sequence[RatedGoal], form: Form) -> RatedGoal | None:
    """The row behind the goals that rates all of them together, which the form does not have: 全体, without a mark as they have."""
    is_marked = [goal.paragraph.mark.kind != "none" for goal in goals]
    is_behind = len(goals) > 1 and is_marked == [True] * (len(goals) - 1) + [False]
    return goals[-1] if is_behind and form.is_overall(goals[-1].paragraph.text) else None


def _named(goal: RatedGoal | None, ledger: Ledger) -> Iterator[Defect]:
    """That such a row is in none of the tables."""
    if goal is not None:
        lines = [*(unit.line for unit in goal.paragraph.units), *chain.from_iterable(goal.ratings.values())]
        yield from name_in_no_row("part-unlisted", "goals", lines, ledger)


def _without_blank(
    goals: Sequence[RatedGoal], prior_cells: Sequence[tuple[list[TextUnit], set[int]]], overall: RatedGoal | None, ledger: Ledger
) -> tuple[list[RatedGoal], list[tuple[list[TextUnit], set[int]]]]:
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


def _rate_apart(goals: Sequence[RatedGoal], units: Sequence[ContentUnit], form: Form, ledger: Ledger) -> None:
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


def _goal(
    number: int,
    goal: RatedGoal,
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
        spans = [span for one in goals for span in spans_on(goal.first.page, one)]
        ((top, bottom),) = spans_on(goal.first.page, goal)
        above = [(top + end) / 2 for _, end in spans if end <= top]
        below = [(bottom + begin) / 2 for begin, _ in spans if begin >= bottom]
        rows.append((max([top - goal.size, *above]), min([bottom + goal.size, *below])))
    return rows


def _check_sequence(goals: Sequence[RatedGoal], defects: list[Defect], place: Place) -> None:
    numbers = [g.paragraph.mark.numbers[0] for g in goals if g.paragraph.mark.numbers]
    if numbers != list(range(1, len(numbers) + 1)):
        box = goals[0].paragraph.boxes[0]
        defects.append(Defect("goal-sequence", box.page, box, "".join(g.paragraph.mark.text for g in goals), place))
