"""Numbers within another: 2-1, 2-2, 2-3, where the first is the project's and the second counts its goals.

In come the paragraphs of a section; their marks go out with the second number alone, where all of this kind count on from the first. A
single 2-3 may stand over what is said of two goals.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.form.marks import number_within
from pipeline.outline.paragraphs import Paragraph

FEWEST = 2
"""marks"""


def count_within(paragraphs: Iterable[Paragraph], project_no: int) -> None:
    """Has the marks of two numbers count by the second, where that counts on from 1 behind the number of the project."""
    marked = [(paragraph, number_within(paragraph.mark.text, project_no)) for paragraph in paragraphs]
    within = [(paragraph, number) for paragraph, number in marked if number is not None]
    if len(within) < FEWEST or [number for _, number in within] != list(range(1, len(within) + 1)):
        return
    for paragraph, number in within:
        paragraph.mark = paragraph.mark._replace(numbers=(number,))
