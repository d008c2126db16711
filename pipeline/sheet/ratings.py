"""A rating as it is printed, ringed, chosen by a sign in one of four columns, or drawn, and what of the scale it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.form.words import Form, plain
from pipeline.geometry.intervals import Interval
from pipeline.layout.model import Line
from pipeline.outline.apart import drawn_between, is_ringed, ring_between
from pipeline.outline.paragraphs import Paragraph, boxes_of
from pipeline.pages.model import Area
from pipeline.values import Box


@dataclass(frozen=True, slots=True)
class RaterPlaces:
    """Where one of the two raters' marks are looked for: the columns of A, B, C and D, if they have one each, rings drawn, the
    rater's own column, and drawings that may be letters."""

    scale: Mapping[str, Interval]
    rings: Mapping[int, Sequence[Area]]
    column: Interval | None
    drawings: Mapping[int, Sequence[Area]]


@dataclass(frozen=True, slots=True)
class PrintedRating:
    """One rating as printed, and what it says; ``is_allowed``: whether the form knows what is printed, a blank too."""

    value: str | None
    is_allowed: bool
    raw: str
    lines: tuple[Line, ...]

    @property
    def boxes(self) -> tuple[Box, ...]:
        return boxes_of(self.lines)


def rating_of(rater: RaterPlaces, page: int, row: Interval, printed: Sequence[Line], form: Form) -> PrintedRating:
    lines = tuple(dict.fromkeys(printed))
    raw = "".join(line.text for line in lines)
    value, allowed = form.rating(raw)
    if value is None and form.is_choice(raw):
        rect = lines[0].rect
        value = _column_at((rect.x0 + rect.x1) / 2, rater)
    if value is None:
        value = _ringed_letter(lines, rater, form) or (None if lines else _ringed_column(page, row, rater))
    return PrintedRating(value, allowed, raw, lines)


def _column_at(x: float, rater: RaterPlaces) -> str | None:
    return next((letter for letter, (x0, x1) in rater.scale.items() if x0 <= x <= x1), None)


def _ringed_letter(lines: Sequence[Line], rater: RaterPlaces, form: Form) -> str | None:
    """Where A, B, C and D are printed and a ring is drawn around one of them: that one."""
    letters = [(glyph, line.page) for line in lines for glyph in line.glyphs if plain(glyph.text) in form.scale]
    ringed = {form.scale[plain(glyph.text)] for glyph, page in letters if is_ringed(glyph, rater.rings.get(page, ()))}
    return ringed.pop() if len(ringed) == 1 else None


def _ringed_column(page: int, row: Interval, rater: RaterPlaces) -> str | None:
    """Where A, B, C and D have a column each and a ring, no sign, is drawn in one of them beside the goal: that one."""
    if not rater.scale:
        return None
    left, right = min(x0 for x0, _ in rater.scale.values()), max(x1 for _, x1 in rater.scale.values())
    ring = ring_between(rater.rings, page, *row, left, right)
    return _column_at((ring.x0 + ring.x1) / 2, rater) if ring is not None else None


def drawn_rating(goal: Paragraph, row: Interval, rater: RaterPlaces) -> tuple[Box, ...]:
    """Where a rating is drawn, by outlines or as a picture, beside a goal."""
    if rater.column is None:
        return ()
    page = goal.first.page
    drawn = drawn_between(rater.drawings, page, row, rater.column, goal.size)
    return (Box(page, *drawn[:4]),) if drawn else ()
