"""Numbers of projects that a slip of typing printed: a project is known by its name, and its number stands before another one too.

In come the projects as they come, out come defects of code ``project-number``. An office may count its projects as it likes; one number
before two projects, where all others have those of the form, is a slip.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.form.words import Form
from pipeline.outline.parts import Part
from pipeline.values import Box, Defect, Place


def misnumbered(parts: Sequence[Part], form: Form) -> Iterator[Defect]:
    """The one project whose heading has the number of another."""
    printed = [(part, number) for part in parts if (number := form.number_before(part.line.text)) is not None]
    wrong = [(part, number) for part, number in printed if number != part.no]
    for part, number in wrong if len(wrong) == 1 else ():
        other = next((one.title for one, its_own in printed if one.no == number == its_own), None)
        if other is not None:
            box, place = Box(part.line.page, *part.line.rect), Place(part.no, part.title)
            yield Defect("project-number", box.page, box, part.line.text[:80], place, (("number", str(number)), ("other", other)))
