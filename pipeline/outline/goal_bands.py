"""Bands of a frame that are of the goals: their table under its header or overleaf, and the reasons beside a goal's number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.form.marks import mark_of
from pipeline.form.words import Form
from pipeline.geometry.rect import around
from pipeline.layout.model import Cell, Grid
from pipeline.outline.edges import first_word_width
from pipeline.outline.frame_rows import Band, Read, band_of, until_full_row
from pipeline.outline.goal_cards import heads_cards
from pipeline.outline.goal_columns import is_goal_header
from pipeline.outline.issue_bands import behind_bands
from pipeline.outline.previous import ByGoal, Previous, are_same_columns
from pipeline.outline.units import GoalUnit, TableUnit, TextUnit, Unit
from pipeline.outline.whole_headings import as_one_line
from pipeline.rules.shapes import RATED
from pipeline.text.folds import STOPS

GOAL = 8
"""characters; the words of a goal are as many"""


def heads_goals(band: Band) -> bool:
    return is_goal_header(band.members, band.form, band.state) or heads_cards(band.grid, band.first, band.form)


def read_goals(band: Band) -> Read:
    """A goal table under its header; where a page repeats the header alone, that row. A table that says a goal again is the project's
    second one: its page was put in twice."""
    state = band.state
    header, end = _without_side_label(band)
    last = behind_bands(band.grid, end, until_full_row(band.grid, end, band.form, state), band.form, state)
    texts = {cell.text for row in band.grid.rows[end:last] for cell in row if len(cell.text) >= GOAL}
    if not state.heading and not state.goal_columns and state.goals.isdisjoint(texts):
        last = end
    else:
        state.goal_columns, state.goals = band.grid.xs, frozenset(texts)
    state.heading, state.begun = False, True
    return last, iter([GoalUnit(band.grid, band.first, last, header)])


def heads_goal_list(band: Band) -> bool:
    """Whether the label over goals stands over a list of all of them in one cell, and that over their ratings by number."""
    labels = [band.form.column_of(cell.text) for cell in band.members if cell.text]
    below, behind = band_of(band.grid, band.end) if band.end < band.grid.n_rows else ((), band.end)
    is_list = len(below) == 1 and bool(below[0].lines) and mark_of(below[0].lines[0]).kind != "none"
    return labels == ["goals"] and is_list and bool(_ratings_from(band, behind))


def _ratings_from(band: Band, first: int) -> list[Cell]:
    """The cells of the rows from one on that begin with a name of ratings or of who gave them."""
    found: list[Cell] = []
    while first < band.grid.n_rows:
        members, first = band_of(band.grid, first)
        if len(members) < 2 or band.form.column_of(members[0].text) not in ("ratings", *RATED.values()):
            break
        found += members
    return found


def read_goal_list(band: Band) -> Read:
    """The list of goals under its label, and their ratings as a table of its own."""
    state, (_, end) = band.state, band_of(band.grid, band.end)
    ratings = _ratings_from(band, end)
    state.goal_columns, state.heading, state.begun = band.grid.xs, False, True
    table = TableUnit(band.grid, tuple(ratings), around(*(cell.rect for cell in ratings)))
    return max(cell.row + cell.rowspan for cell in ratings), iter([GoalUnit(band.grid, band.first, end, band.members), table])


def _without_side_label(band: Band) -> tuple[tuple[Cell, ...], int]:
    """The cells of a goal table's header and the row behind it, without a label at the side that spans the goals' rows too."""
    roles = {c: band.form.column_of(c.text) for c in band.members}
    words = {None, "perhaps_goals"} if "goals" in roles.values() else {None}
    end = max((c.row + c.rowspan for c in band.members if roles[c] not in words), default=band.end)
    return tuple(c for c in band.members if c.row + c.rowspan <= end), end


def continues_goals(band: Band) -> bool:
    return band.has_goals_before and band.first == 0 and len(band.members) > 1


def read_more_goals(band: Band) -> Read:
    last = behind_bands(band.grid, band.first, band.until_full_row, band.form, band.state)
    return last, iter([GoalUnit(band.grid, band.first, last, ())])


def is_of_one_goal(band: Band) -> bool:
    """A goal's number, alone or before its words, beside the reasons for its rating, or at a page's head nothing beside the rest of them:
    no row of data, for those are sentences, or items in rows that count the goals."""
    if band.form.sections.holds(band.state.section) not in ("headed", "numbered") or len(band.members) != 2:
        return False
    if not _is_beside_number(band.members):
        return _is_rest(band)
    return are_sentences(band.members[1]) or _counts_goals(band.grid) or _pages_since(band) in (0, 1)


def _is_beside_number(members: Sequence[Cell]) -> bool:
    """Whether cells are a number, alone or before words, and beside it sentences or items with a bullet."""
    if len(members) != 2 or not all(cell.lines for cell in members) or members[0].grids:
        return False
    number, reasons = members
    has_sentence = any(line.text.endswith(STOPS) for line in reasons.lines)  # the last one may go on overleaf
    return bool(mark_of(number.lines[0]).numbers) and (has_sentence or begins_with_item(reasons))


def are_sentences(cell: Cell) -> bool:
    return cell.lines[-1].text.endswith(STOPS)


def begins_with_item(cell: Cell) -> bool:
    """Whether what a cell says begins with a bullet or an arrow and words behind it: ○ alone is an entry of a table."""
    mark = mark_of(cell.lines[0])
    return mark.kind in ("bullet", "arrow") and mark.length < len(cell.lines[0].glyphs)


def _counts_goals(grid: Grid) -> bool:
    """Whether the numbers of a grid's rows with text beside them count from one, as the form counts goals."""
    rows = [band_of(grid, row)[0] for row in range(grid.n_rows)]
    numbers = [n for cells in rows if _is_beside_number(cells) for n in mark_of(cells[0].lines[0]).numbers]
    return numbers == list(range(1, len(numbers) + 1))


def _is_rest(band: Band) -> bool:
    """Whether a page's first row is the rest of one that its end cut: beside the text stands nothing, or the rest of the goal's words."""
    before, name = band.state.by_goal, band.members[0]
    if before is None or band.first or _pages_since(band) != 1:
        return False
    return not name.items or _goes_on(before.name, name)


def _goes_on(name: Cell, rest: Cell) -> bool:
    """Whether the words of a goal go on overleaf: their last line ends no sentence and had no room for the first word there, if the cell is
    padded at both sides alike."""
    if not name.lines or not rest.lines or mark_of(rest.lines[0]).kind != "none" or name.text.endswith(STOPS):
        return False
    padding = min(line.rect.x0 for line in name.lines) - name.rect.x0
    return name.rect.x1 - name.lines[-1].rect.x1 - padding < first_word_width(rest.lines[0].glyphs)


def _pages_since(band: Band) -> int | None:
    """How many pages before a band reasons by goal stood last; None where they were of another section or in other columns."""
    before = band.state.by_goal
    if before is None or before.section != band.state.section or not are_same_columns(_columns(band), before.columns):
        return None
    return band.grid.page - before.page


def _columns(band: Band) -> tuple[float, ...]:
    """The edges of two cells beside each other, in points."""
    return (*(cell.rect.x0 for cell in band.members), band.members[-1].rect.x1)


def read_of_one_goal(band: Band) -> Read:
    (number, reasons), state = band.members, band.state
    if state.by_goal and number.lines and _is_rest(band):
        state.cut_names[number] = state.cut_names.get(state.by_goal.name, state.by_goal.name)
    state.by_goal = ByGoal(state.section, band.grid.page, _columns(band), number)
    lines = number.lines
    if lines and mark_of(whole := as_one_line(lines)).length == len(whole.glyphs):  # ①～ over ③
        lines = (whole,)

    def units() -> Iterator[Unit | Cell]:
        for line in lines:
            yield TextUnit(line, number.rect.x0, number.rect.x1, number, alone=len(lines) == 1)
        yield reasons

    return band.end, units()


def is_by_goal(grid: Grid, form: Form, state: Previous) -> bool:
    """Whether each row of the grid holds the reasons of one goal."""
    rows = [band_of(grid, row) for row in range(grid.n_rows)]
    return all(is_of_one_goal(Band(grid, form, state, n, end, row, False, False)) for n, (row, end) in enumerate(rows))
