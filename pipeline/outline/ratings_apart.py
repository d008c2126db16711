"""Ratings that have no column of their own each: both raters' in one cell, 法人：A／区：B, or all in a table of their own by the goals.

In come cells, out come the letters of each rater as lines, with the rest of the cells claimed as labels. What is not wholly of such
words is none, and is left to be named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from pipeline.form.marks import mark_of
from pipeline.form.words import Form, plain
from pipeline.layout.lines import line_of
from pipeline.layout.model import Cell, Line
from pipeline.outline.goal_columns import both_of, number_in, raters_named
from pipeline.outline.units import ContentUnit, TableUnit, TextUnit
from pipeline.pages.model import Glyph
from pipeline.rules.shapes import RATED, Rater


def ratings_in(lines: Sequence[Line], header: str, form: Form) -> Mapping[Rater, Line]:
    """The letter of each rater where lines say nothing but both, 法人：A 区：B, or A／B under a ``header`` that tells whose is which;
    else none. One of them may be what says that there is none: 区：－."""
    glyphs = [(line.page, glyph) for line in lines for glyph in line.glyphs]
    found = form.named_pair.fullmatch("".join(plain(glyph.text) for _, glyph in glyphs))
    if found is not None:
        named = both_of((found[2], found[4]), form) if found[1] is None or form.column_of(found[1]) == "ratings" else ()
        return {rater: _line_at(found.span(group), glyphs) for rater, group in zip(named, (3, 5), strict=False)}
    order = raters_named(header, form) if form.bare_pair.fullmatch(plain("".join(line.text for line in lines))) else ()
    letters = [(page, glyph) for page, glyph in glyphs if plain(glyph.text) in form.scale]
    return {rater: line_of(page, [glyph]) for rater, (page, glyph) in zip(order, letters, strict=True)} if order else {}


def _line_at(span: tuple[int, int], glyphs: Sequence[tuple[int, Glyph]]) -> Line:
    """The glyphs between two places of what all say together, folded."""
    ends = [*accumulate(len(plain(glyph.text)) for _, glyph in glyphs)]
    within = [of for of, end in zip(glyphs, ends, strict=True) if span[0] < end <= span[1]]
    return line_of(within[0][0], [glyph for _, glyph in within])


@dataclass(frozen=True, slots=True)
class RatingTable:
    """A table of nothing but ratings: the cells of each rater's, goal by goal, the cell that heads them, and the lines of all its heads and
    of what names it."""

    ratings: Mapping[Rater, Sequence[Cell]]
    heads: Mapping[Rater, Cell]
    labels: Sequence[Line]


def rating_table(units: Sequence[ContentUnit], numbers: Sequence[int], form: Form) -> RatingTable | None:
    """The first table among units that holds ratings of goals with these ``numbers``, 法人 and 区 at its head and the numbers at its side
    or the other way round, and nothing else; None where there is none or a goal is left out of it."""
    tables = (ratings_by_number(unit.cells, numbers, form) for unit in units if isinstance(unit, TableUnit))
    found = next((table for table in tables if table is not None), None)
    return replace(found, labels=[*found.labels, *_names(units, form)]) if found else None


def _names(units: Sequence[ContentUnit], form: Form) -> list[Line]:
    """The lines that are nothing but a name of ratings: ■自己評価."""
    return [unit.line for unit in units if isinstance(unit, TextUnit) and form.column_of(unit.line.text) == "ratings"]


def ratings_by_number(cells: Sequence[Cell], numbers: Sequence[int], form: Form) -> RatingTable | None:
    """The ratings that cells give to goals of these ``numbers``; None where they say anything else, but for a word in their corner."""
    heads = {cell for cell in cells if form.column_of(cell.text) or plain(cell.text) in form.corners}
    raters = _raters_in(cells, form)
    goals = [cell for cell in cells if _number_of(cell) and plain(cell.text) not in form.scale]
    if len(raters) < len(RATED) or [_number_of(goal)[0] for goal in goals] != list(numbers):
        return None
    is_at_head = raters["operator"].row == raters["ward"].row
    found = {rater: _crossing(head, goals, cells, is_at_head) for rater, head in raters.items()}
    rated = set().union(*found.values())
    if not _is_whole(found.values(), {*cells} - heads - {*goals}, len(goals), form):
        return None
    return RatingTable(found, raters, _lines_of([cell for cell in cells if cell not in rated]))


def _raters_in(cells: Iterable[Cell], form: Form) -> dict[Rater, Cell]:
    """The cells that name the raters."""
    return {rater: cell for cell in cells for rater, role in RATED.items() if form.column_of(cell.text) == role}


def _lines_of(cells: Iterable[Cell]) -> list[Line]:
    return [line for cell in cells for line in cell.lines]


def _number_of(cell: Cell) -> tuple[int, ...]:
    """The number of a goal that a cell names, alone or before words of the goal."""
    return number_in(cell) or (mark_of(cell.lines[0]).numbers if cell.lines else ())


def _is_whole(ratings: Iterable[Sequence[Cell]], rest: set[Cell], goals: int, form: Form) -> bool:
    """Whether each rater has a rating, or its blank, for each of so many goals, and the rest of the table holds nothing else."""
    all_rated = all(len(row) == goals and all(form.rating(cell.text)[1] for cell in row) for row in ratings)
    return all_rated and not any(cell.items for cell in rest.difference(*ratings))


def _crossing(head: Cell, goals: Sequence[Cell], cells: Sequence[Cell], heads_column: bool) -> list[Cell]:
    """The cells in which the column of a head, or its row, crosses those of goals."""
    at = {(cell.row, cell.col): cell for cell in cells}
    found = (at.get((goal.row, head.col) if heads_column else (head.row, goal.col)) for goal in goals)
    return [cell for cell in found if cell is not None]


def without(lines: Sequence[Line], taken: Iterable[Line]) -> list[Line]:
    """The lines without the glyphs of others."""
    gone = {glyph.index for line in taken for glyph in line.glyphs}
    rests = [(line, [glyph for glyph in line.glyphs if glyph.index not in gone]) for line in lines]
    return [line_of(line.page, rest) for line, rest in rests if rest]
