"""The sheet as one stream, page after page: lines of text, label cells, goal tables, data tables and figures.

Frames are only the paper's way to hold the form together, and every program draws them otherwise; so they are dissolved
here. What is left for a reader of the stream is the order in which a person would read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.form.words import Form
from pipeline.layout.model import Cell, Grid, PageLayout
from pipeline.outline.frame_labels import sections_of_last_boxes
from pipeline.outline.frame_rows import SENTENCE
from pipeline.outline.frames import items_of
from pipeline.outline.goal_columns import header_end
from pipeline.outline.label_words import words_of_data
from pipeline.outline.previous import SAME_EDGE, Previous, are_same_columns
from pipeline.outline.units import GoalUnit, LabelUnit, TableUnit, TextUnit, Unit
from pipeline.outline.unlisted import unlisted_labels
from pipeline.outline.unlisted_titles import titles_without_rule

NOTHING: Mapping[Cell, str] = {}


def flow_of(layouts: Sequence[PageLayout], form: Form, clipped: Mapping[Cell, str] = NOTHING) -> list[Unit]:
    """All units of a document in reading order; ``clipped`` are label cells that show a part of what they say, by their section."""
    cut_labels = {**clipped, **_cut_labels(layouts, form)}
    unlisted = unlisted_labels(layouts, form) - cut_labels.keys()
    state = Previous(cut_labels=cut_labels, unlisted=unlisted, words_of_data=words_of_data(layouts, form))
    units: list[Unit] = []
    bounds, titles = _text_bounds(layouts), titles_without_rule(layouts, form)
    is_issue = False
    for layout in layouts:
        left, right = bounds.get((layout.width, layout.height), (0.0, layout.width))
        for unit in items_of(layout.items, left, right, -layout.number, form, state):
            project = None
            if isinstance(unit, TextUnit):
                project = form.project_of(unit.line.text) or titles.get(unit.line)
                unit = unit._replace(heading=project)
            if project is not None and project[0] != state.project:
                state.heading, state.project, state.parallel = True, project[0], ()
                state.opened.clear()
            is_issue = project is None and _is_of_issues(unit, form, begun=is_issue)
            if project is None and not is_issue and not _is_of_goals(unit, state):
                state.goal_columns = ()
            if isinstance(unit, LabelUnit):
                _open(unit, state)
            elif isinstance(unit, TextUnit) and isinstance(unit.place, int):
                _pass(form.section_of(unit.line.text), form, state)
            units.append(unit)
        state.parallel = sections_of_last_boxes(layout.items, form) or state.parallel
    return _with_whole_names(units, state.cut_names)


def _with_whole_names(units: list[Unit], names: Mapping[Cell, Cell]) -> list[Unit]:
    """The units, the rest of a goal's words overleaf right behind those before the page's end: what is said of the goal comes after all."""
    rests: dict[Cell, list[Unit]] = {}
    out: list[Unit] = []
    for unit in units:
        name = names.get(unit.place) if isinstance(unit, TextUnit) and isinstance(unit.place, Cell) else None
        (rests.setdefault(name, []) if name else out).append(unit)
    for name, rest in rests.items():
        behind = 1 + max(k for k, unit in enumerate(out) if isinstance(unit, TextUnit) and unit.place is name)
        out[behind:behind] = rest
    return out


def _is_of_goals(unit: Unit, state: Previous) -> bool:
    """Whether a unit is a goal table, or in the frame of one the table of the ratings."""
    return isinstance(unit, GoalUnit) or isinstance(unit, TableUnit) and unit.grid.xs == state.goal_columns


def _is_of_issues(unit: Unit, form: Form, *, begun: bool) -> bool:
    """Whether a line is the label of issues of the term before, or of these below it: goals may go on behind them."""
    if not isinstance(unit, TextUnit) or form.section_of(unit.line.text) is not None:
        return False
    return begun or form.heads_prior_issues(unit.line.text)


def _open(label: LabelUnit, state: Previous) -> None:
    """What is under the label comes next; unless it stands beside others, or is the rest of one, these end."""
    state.section = label.section or state.section
    state.opened.add(state.section)
    if label.section not in ("", *_beside(state)):
        state.parallel = ()


def _pass(section: str | None, form: Form, state: Previous) -> None:
    """A label on a page's own lines begins its section; it ends the sections side by side, unless it says again what they are, alone or
    together."""
    state.section = section or state.section
    if section and form.sections.holds(section) != "sections" and section not in _beside(state):
        state.parallel = ()


def _beside(state: Previous) -> set[str]:
    return {section for _, _, section in state.parallel}


def _cut_labels(layouts: Sequence[PageLayout], form: Form) -> dict[Cell, str]:
    """Label cells that a page end cut, by cell: the section, for the part that begins it; "" for the rest of it.

    A label printed in the middle of a cell that runs over the break may stand wholly behind it.
    """
    out: dict[Cell, str] = {}
    pages = [[item for item in layout.items if isinstance(item, Grid)] for layout in layouts]
    for n, (upper, lower) in enumerate(pairwise(pages), 1):
        if upper and lower:
            between = _run_through(pages[n:])
            cut = _cut_label(upper[-1], pages[n + len(between)][0], form, begins=len(upper) > 1)
            out |= cut | (dict.fromkeys(between, "") if cut else {}) | _cut_result(upper[-1], lower[0], form)
    return out


def _run_through(pages: Sequence[Sequence[Grid]]) -> list[Cell]:
    """The blank cells at the left of the first pages, each one row of the frame from end to end, through which that of a label may run on
    to the page where it is printed."""
    found: list[Cell] = []
    for grids, after in pairwise(pages):
        grid = grids[0]
        if grid.n_rows > 1 or grid.n_cols == 1 or grid.cells[0].text or not after:
            break
        found.append(grid.cells[0])
    return found


def _cut_result(upper: Grid, lower: Grid, form: Form) -> dict[Cell, str]:
    """The label of 成果 or 課題 left of its text, also beside a label of both, that begins in the last row of one grid or stands wholly in
    the first of the next; empty if there is none."""
    last = [cell for cell in upper.cells if cell.row + cell.rowspan == upper.n_rows]
    for first, beside in pairwise(last):
        rest = next((c for c in lower.rows[0] if are_same_columns((c.rect.x0, c.rect.x1), (first.rect.x0, first.rect.x1))), None)
        if rest is None or not rest.text:
            continue
        section = _said_in_parts(first.text, rest.text, form)
        is_result = section in form.sections.weak and len(beside.text) > SENTENCE
        if is_result and (first.row > 0 or _is_bracket(rest)) and _is_in_both(first, rest):
            return {first: section or "", rest: ""}
    return {}


def _said_in_parts(first: str, rest: str, form: Form) -> str | None:
    """The section that two texts name together; None where each names one by itself (課題, 【振り返りの視点】)."""
    return None if form.section_of(first) and form.section_of(rest) else form.section_of(first + rest)


def _is_bracket(cell: Cell) -> bool:
    """Whether all that is said is the end of a label in brackets."""
    return not any(map(str.isalnum, cell.text))


def _is_in_both(first: Cell, rest: Cell) -> bool:
    """Whether a label has words in both parts of its cell, or stands in the middle of the two together; else a blank cell above it is
    that of another row."""
    height = rest.rect.y1 - rest.rect.y0 - (first.rect.y1 - first.rect.y0)
    middle = (rest.lines[0].rect.y0 + rest.lines[-1].rect.y1) / 2
    return bool(first.text) or abs(middle - rest.rect.y0 - height / 2) <= CENTRED * rest.lines[0].size


CENTRED = 0.5
"""em; as near to the middle of a cell its text stands that is set there"""


def _cut_label(upper: Grid, lower: Grid, form: Form, *, begins: bool) -> dict[Cell, str]:
    """The label at the left that begins at the end of one grid and ends under the header of the next; empty if there is none.
    ``begins``: whether the first one goes on from no page before it, for another stands above it."""
    first = next((c for c in upper.cells if c.col == 0 and c.row + c.rowspan == upper.n_rows), None)
    head = header_end(lower, form)
    rest = next((c for c in lower.cells if c.col == 0 and c.row == head), None)
    if first is None or rest is None:
        return {}
    section = form.section_of(_joined(first.text, rest.text, form))
    if section in form.sections.strong and not form.is_label(first.text) and _is_one_label(first, rest, upper, form, begins=begins):
        return {first: section, rest: ""}
    return {}


def _joined(first: str, rest: str, form: Form) -> str:
    """What two parts of a label say together; a glyph that the page end itself cuts is printed in both."""
    is_doubled = form.section_of(first + rest) is None and first[-1:] == rest[:1]
    return first + rest[is_doubled:]


def _is_one_label(first: Cell, rest: Cell, upper: Grid, form: Form, *, begins: bool) -> bool:
    """Whether two cells are one that a page end cut: both have part of the label's words, which a mark (④, ア) before a
    whole label is not, or the first is an empty one of a column."""
    section = form.section_of(rest.text)
    if first.text:
        is_mark = len(first.text) == 1 or not any(map(str.isalpha, first.text))
        return not (is_mark and section)
    below = (
        begins
        and first.row == 0
        or first.row > header_end(upper, form)
        or form.sections.holds(section) == "sections"
        and _has_results(upper, form)
    )
    return below and abs(first.rect.x1 - rest.rect.x1) < SAME_EDGE


def _has_results(grid: Grid, form: Form) -> bool:
    """Whether 成果 or 課題 is said at the head of a cell right of the grid's first column."""
    return any(form.section_of(c.lines[0].text) in form.sections.weak for c in grid.cells if c.col and c.lines)


def _text_bounds(layouts: Sequence[PageLayout]) -> dict[tuple[float, float], tuple[float, float]]:
    """Left and right edge of all that is printed on pages of one size."""
    bounds: dict[tuple[float, float], tuple[float, float]] = {}
    for layout in layouts:
        size = (layout.width, layout.height)
        for item in layout.items:
            left, right = bounds.get(size, (layout.width, 0.0))
            bounds[size] = (min(left, item.rect.x0), max(right, item.rect.x1))
    return bounds
