"""Numbers within another: 2-1, 2-2, 2-3, where the first is the project's and the second counts its goals.

In come the paragraphs of a section; their marks go out with the second number alone, where all of this kind count on from the first. A
single 2-3 may stand over what is said of two goals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.outline.paragraphs import Paragraph
from pipeline.sheet.heading_places import DIGITS, style_of_mark

WITHIN = re.compile(r"[(（]?[1１]-[1１][)）]?")
"""the style of such a mark: 2-3, (2-3)"""


def count_within(paragraphs: Iterable[Paragraph]) -> None:
    """Has the marks of two numbers count by the second, where that counts on from 1 behind one and the same first."""
    marked = [paragraph for paragraph in paragraphs if WITHIN.fullmatch(style_of_mark(paragraph))]
    numbers = [tuple(map(int, DIGITS.findall(paragraph.mark.text))) for paragraph in marked]
    if len({first for first, _ in numbers}) != 1 or len(numbers) < FEWEST or any(last != n for n, (_, last) in enumerate(numbers, 1)):
        return
    for paragraph, (_, last) in zip(marked, numbers, strict=True):
        paragraph.mark = paragraph.mark._replace(numbers=(last,))


FEWEST = 2
"""marks"""
