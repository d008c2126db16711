"""Ratings that have no column of their own each: both raters' in one cell, 法人：A／区：B, or all in a table of their own by the goals.

In come cells, out come the letters of each rater as lines, with the rest of the cells claimed as labels. What is not wholly of such
words is none, and is left to be named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.layout.lines import line_of
from pipeline.layout.model import Cell, Line
from pipeline.rules.shapes import RATED, Rater
from pipeline.sheet.form import Form, plain
from pipeline.sheet.goal_cells import number_in
from pipeline.sheet.goal_columns import both_of, raters_named
from pipeline.sheet.units import ContentUnit, TableUnit, TextUnit


def ratings_in(lines: Sequence[Line], header: str, form: Form) -> Mapping[Rater, Line]:
    """The letter of each rater where lines say nothing but both, 法人：A 区：B, or A／B under a ``header`` that tells whose is which;
    else none."""
    text = "".join(line.text for line in lines)
    order = _raters_named(text, form) or _raters_of_pair(text, header, form)
    letters = [(line, glyph) for line in lines for glyph in line.glyphs if plain(glyph.text) in form.scale]
    if len(order) != len(letters):
        return {}
    return {rater: line_of(line.page, [glyph]) for rater, (line, glyph) in zip(order, letters, strict=True)}


def _raters_named(text: str, form: Form) -> tuple[Rater, ...]:
    """Who gave the first and who the second of two ratings, each named before its letter."""
    found = form.named_pair.fullmatch(plain(text))
    if found is None or found[1] and form.column_of(found[1]) != "ratings":
        return ()
    return both_of((found[2], found[3]), form)


def _raters_of_pair(text: str, header: str, form: Form) -> tuple[Rater, ...]:
    """The same, by the order in which a header over both names them: 自己評価 法人／区."""
    return raters_named(header, form) if form.bare_pair.fullmatch(plain(text)) else ()


@dataclass(frozen=True, slots=True)
class RatingTable:
    """A table of nothing but ratings: the cells of each rater's, goal by goal, and the lines of its heads and of what names it."""

    ratings: Mapping[Rater, Sequence[Cell]]
    labels: Sequence[Line]


def rating_table(units: Sequence[ContentUnit], numbers: Sequence[int], form: Form) -> RatingTable | None:
    """The first table among units that holds ratings of goals with these ``numbers``, 法人 and 区 at its head and the numbers at its side
    or the other way round, and nothing else; None where there is none or a goal is left out of it."""
    for unit in units:
        ratings = _ratings_of(unit.cells, numbers, form) if isinstance(unit, TableUnit) else {}
        if isinstance(unit, TableUnit) and ratings:
            rated = {cell for cells in ratings.values() for cell in cells}
            heads = [line for cell in unit.cells if cell not in rated for line in cell.lines]
            return RatingTable(ratings, [*heads, *_names(units, form)])
    return None


def _names(units: Sequence[ContentUnit], form: Form) -> list[Line]:
    """The lines that are nothing but a name of ratings: ■自己評価."""
    return [unit.line for unit in units if isinstance(unit, TextUnit) and form.column_of(unit.line.text) == "ratings"]


def _ratings_of(cells: Sequence[Cell], numbers: Sequence[int], form: Form) -> Mapping[Rater, Sequence[Cell]]:
    heads = {cell: role for cell in cells if (role := form.column_of(cell.text))}
    raters = {rater: head for head, held in heads.items() for rater, role in RATED.items() if held == role}
    goals = [cell for cell in cells if number_in(cell) and plain(cell.text) not in form.scale]
    if len(raters) < len(RATED) or [number_in(goal)[0] for goal in goals] != list(numbers):
        return {}
    found = {rater: _crossing(head, goals, cells, _are_side_by_side(raters.values())) for rater, head in raters.items()}
    return found if _is_whole(found.values(), {*cells} - {*heads, *goals}, len(goals), form) else {}


def _is_whole(ratings: Iterable[Sequence[Cell]], rest: set[Cell], goals: int, form: Form) -> bool:
    """Whether each rater has a rating, or its blank, for each of so many goals, and the rest of the table holds nothing else."""
    all_rated = all(len(row) == goals and all(form.rating(cell.text)[1] for cell in row) for row in ratings)
    return all_rated and not any(cell.items for cell in rest.difference(*ratings))


def _are_side_by_side(cells: Iterable[Cell]) -> bool:
    return len({cell.row for cell in cells}) == 1


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
