"""Lists in a section whose items are counted by letters: ア　…, イ　… under a heading, a)…, b)…, 一　…, 二　….

In come the lines of a section, out goes what counts its items; and of its paragraphs, whether the letters stand before items or before
headings. A letter is a mark only where it stands apart from the text and the next one follows in its turn at the same place, for イベント
or 一人 begin lines as well.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from functools import cache

from pipeline.form.marks import mark_of
from pipeline.form.series import Series, letter_series
from pipeline.outline.edges import SAME
from pipeline.outline.paragraphs import Paragraph
from pipeline.outline.units import TextUnit

FEWEST = 2
"""letters; one alone is a word"""


@cache
def _apart() -> tuple[Series, ...]:
    """The series of letters, none of which counts right before its text."""
    return tuple(replace(series, counts_glued=False) for series in letter_series())


def list_series(units: Sequence[TextUnit]) -> Series | None:
    """What counts items among the lines of a section by letters; None where nothing does."""
    heads = {unit.line.text[0] for unit in units}
    return next((series for series in _apart() if _counts(series, units, set(filter(series.opening.match, heads)))), None)


def _counts(series: Series, units: Sequence[TextUnit], openings: Set[str]) -> bool:
    """Whether a series counts several from its first letter on, at one place, and only onwards or from the first again; ``openings`` are
    the characters with which a letter of it may begin, of those that lines begin with."""
    begun = [unit for unit in units if unit.line.text[0] in openings] if openings else []
    marked = [(mark, unit) for unit in begun if (mark := mark_of(unit.line, series=series)).kind == "letter"]
    places = [mark.numbers[0] for mark, _ in marked]
    if places[:1] != [1] or len(places) < FEWEST:
        return False
    indents = [(mark.x - unit.left) / unit.line.size for mark, unit in marked]
    is_in_turn = all(after in (1, before + 1) for before, after in zip(places, places[1:], strict=False))
    return is_in_turn and max(indents) - min(indents) < SAME


def number_no_goals(paragraphs: Sequence[Paragraph]) -> None:
    """Makes marks of the letters that count a section's own list: they name no goals, and are headings' only where each of them stands over
    other text."""
    lettered = [k for k, paragraph in enumerate(paragraphs) if paragraph.mark.kind == "letter"]
    head = all(_heads(paragraphs[k : k + 2]) for k in lettered)
    for k in lettered:
        mark = paragraphs[k].mark
        paragraphs[k].mark = mark._replace(kind="letter" if head else "bullet", numbers=())


def _heads(pair: Sequence[Paragraph]) -> bool:
    """Whether the first of two paragraphs stands over the second as a heading would."""
    return len(pair) > 1 and pair[1].mark.kind != "letter"
