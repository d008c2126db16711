"""Numbers glued to the text that they count (１広間, ２庭), which are no marks by themselves: １０か所 begins so too.

In come paragraphs, out come the marks that such numbers are where the paragraphs count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.sheet.marks import Mark
from pipeline.sheet.paragraphs import Paragraph, finish

GLUED = re.compile(r"[0-9０-９]{1,2}(?=[^0-9０-９年月％%,，.．:：/／~～－-])")


def glued_number(paragraph: Paragraph) -> Mark | None:
    """The number that a paragraph without a mark begins with, as a mark; None where it begins with none, or is nothing else."""
    found = GLUED.match(paragraph.text) if paragraph.mark.kind == "none" else None
    line = paragraph.first
    if found is None or len(line.glyphs) <= len(found[0]):
        return None
    length = len(found[0])
    return Mark(found[0], "number", (int(found[0]),), length, line.glyphs.x0[0], line.glyphs.x0[length], True)


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
