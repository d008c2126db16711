"""Numbers glued to the text that they count (１広間, ２庭), which are no marks by themselves: １０か所 begins so too.

In come paragraphs, out come the marks that such numbers are where the paragraphs count, or count goals of the same dress.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.form.marks import Mark, numbers_in
from pipeline.outline.paragraphs import Paragraph, finish
from pipeline.sheet.model import Goal

GLUED = re.compile(r"[0-9０-９]{1,2}(?=[^0-9０-９年月％%,，.．:：/／~～－-])")


SEVERAL = re.compile(r"[0-9０-９]{1,2}(?:[、，,・･][0-9０-９]{1,2})*(?=[^0-9０-９年月％%、,，.．:：/／~～－-])")
"""one such number, or several goals' (１、２区の予算により…)"""


def glued_number(paragraph: Paragraph, pattern: re.Pattern[str] = GLUED) -> Mark | None:
    """The number that a paragraph without a mark begins with, as a mark; None where it begins with none, or is nothing else."""
    found = pattern.match(paragraph.text) if paragraph.mark.kind == "none" else None
    line = paragraph.first
    if found is None or len(line.glyphs) <= len(found[0]):
        return None
    length = len(found[0])
    return Mark(found[0], "number", numbers_in(found[0]), length, line.glyphs.x0[0], line.glyphs.x0[length], True)


def count_on(paragraphs: Sequence[Paragraph]) -> None:
    """Gives paragraphs their marks where all of them, several, begin with such a number, each with the next."""
    marks = [glued_number(paragraph) for paragraph in paragraphs]
    numbers = [mark.numbers[0] for mark in marks if mark is not None]
    if len(numbers) < FEWEST or numbers != [*range(numbers[0], numbers[0] + len(paragraphs))]:
        return
    for paragraph, mark in zip(paragraphs, marks, strict=True):
        paragraph.mark = mark or paragraph.mark
        finish(paragraph)


FEWEST = 2
"""so many that count are no chance"""


def name_goals(paragraphs: Sequence[Paragraph], goals: Sequence[Goal]) -> None:
    """Gives the paragraphs of a section that counts the goals the numbers glued to them as marks, where the goals' own are no more than
    digits: the first begins with one of theirs, several do, and each with a greater one than that before."""
    own = {number for goal in goals if goal.mark.isdecimal() for number in numbers_in(goal.mark)}
    said = [paragraph for paragraph in paragraphs if paragraph.mark.kind != "note"]
    marks = [glued_number(paragraph, SEVERAL) for paragraph in said]
    named = [(paragraph, mark) for paragraph, mark in zip(said, marks, strict=True) if mark and own.issuperset(mark.numbers)]
    if len(named) < FEWEST or named[0][0] is not said[0]:
        return
    if all(before.numbers < mark.numbers for (_, before), (_, mark) in pairwise(named)):
        for paragraph, mark in named:
            paragraph.mark = mark
            finish(paragraph)
