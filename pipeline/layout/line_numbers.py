"""Line numbers in the left margin, as drafts for a council or a review are printed with: no text of the page.

In come the rows of text of each page, out go the same without the numbers, and these. They stand in a column of their own left of all that
is printed, text and rules, and count on line by line, on most of the pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.layout.lines import extent_of, runs_of
from pipeline.pages.model import Glyphs, Page, Span

MANY = 10
"""lines; a list that is numbered in the margin seldom has more items on one page"""
STEPS = (1, 5)
"""which lines have their number printed: each, or every fifth"""
FIFTH = STEPS[-1]
APART = 0.5
"""em of the numbers; so far from other text they end at least. The text of tables may stand out of the other by the padding of a cell, and
their walls do: these may be less far"""
MOST = 0.5
"""of the pages of a document are numbered so, at least"""


FEW = 2
"""lines; so many on a page, and beside blank lines in the document, are no chance where they count from one on each page"""


def line_numbers_apart(pages: Sequence[Page], rows: Sequence[Sequence[Glyphs]]) -> list[tuple[list[Glyphs], list[Glyphs]]]:
    """For each page its rows of text without the line numbers, and these; none where most pages have none."""
    heads = [_numbers(page, text) for page, text in zip(pages, rows, strict=True)]
    found = [numbers if _count_on(_values(numbers)) else [] for numbers in heads]
    if sum(map(bool, found)) < MOST * len(pages):
        found = heads if _are_fifths(heads, rows) else _few_on_pages(heads, rows)
    return [(_without(text, numbers), numbers) for text, numbers in zip(rows, found, strict=True)]


def _few_on_pages(heads: Sequence[list[Glyphs]], rows: Sequence[Sequence[Glyphs]]) -> list[list[Glyphs]]:
    """The numbers of each page where those of most count from one, there and in its foot, and some stand beside nothing; else none."""
    found = [numbers if _count_from_one(_values(numbers)) else [] for numbers in heads]
    is_counted = sum(map(bool, found)) >= max(FEW, MOST * len(found)) and _beside_nothing([n[:-1] for n in found], rows) >= FEW
    return found if is_counted else [[] for _ in heads]


def _beside_nothing(numbers: Sequence[Sequence[Glyphs]], rows: Sequence[Sequence[Glyphs]]) -> int:
    """How many of the numbers of each page are all that their row has."""
    return sum(number in text for found, text in zip(numbers, rows, strict=True) for number in found)


def _are_fifths(heads: Sequence[list[Glyphs]], rows: Sequence[Sequence[Glyphs]]) -> bool:
    """Whether the numbers of all pages count every fifth line, from the first line of a page or of the document on, and one stands beside
    nothing: what is in tables is not counted, so there may be no more than one."""
    counted = [0, *(value for numbers in heads for value in _values(numbers))]
    in_step = all(after in (FIFTH, before + FIFTH) for before, after in pairwise(counted))
    return in_step and _beside_nothing(heads, rows) > 0


def _count_from_one(numbers: Sequence[int]) -> bool:
    """Whether numbers count by one from one, and from there again in a foot."""
    again = numbers.index(1, 1) if 1 in numbers[1:] else len(numbers)
    return all(list(part) == list(range(1, len(part) + 1)) for part in (numbers[:again], numbers[again:]))


def _without(rows: Sequence[Glyphs], numbers: Sequence[Glyphs]) -> list[Glyphs]:
    """The rows without what is a number; a row of nothing else is gone."""
    if not numbers:
        return list(rows)
    gone = {index for number in numbers for index in number.indexes}
    rests = [[glyph for glyph in row if glyph.index not in gone] for row in rows]
    return [Glyphs.of(rest) for rest in rests if rest]


def _numbers(page: Page, rows: Sequence[Glyphs]) -> list[Glyphs]:
    """The numbers that stand in a column of their own at the left of a page, from the top down."""
    ruled = min((min(rule.x0, rule.x1) for rule in page.rulings), default=page.width)
    if not any(_has_digit_before(ruled, row.spans[0]) for row in rows):
        return []
    runs = [run for row in rows for run in _marked(runs_of(row))]
    left = min((extent_of(run).x0 for run, is_head in runs if not is_head), default=page.width)
    return [run for run, is_head in runs if is_head and _ends_before(run, ruled, left)]


def _ends_before(number: Glyphs, ruled: float, left: float) -> bool:
    """Whether a number ends before the rules of its page and well before the other text."""
    end = extent_of(number).x1
    return end <= ruled and end + APART * number.spans[0].size <= left


def _values(numbers: Sequence[Glyphs]) -> list[int]:
    return [int("".join(number.texts)) for number in numbers]


def _has_digit_before(place: float, opening: Span) -> bool:
    """Whether a row begins with a digit that ends before a place."""
    return opening.texts[0].isdecimal() and opening.x1[0] <= place


def _marked(row: Sequence[Glyphs]) -> Iterator[tuple[Glyphs, bool]]:
    """The runs of a row, each with whether it is a number at the head of it; of a run that goes on that far from one the number alone."""
    for n, run in enumerate(row):
        digits = 0 if n else _digits_apart(run)
        yield run.part(0, digits) if digits else run, digits > 0


def _digits_apart(run: Glyphs) -> int:
    """How many digits a run begins with; none where it goes on close to them."""
    apart = APART * run.spans[0].size
    end = next((k for k in range(1, len(run)) if run.x0[k] - run.x1[k - 1] > apart), len(run))
    return end if all(map(str.isdecimal, run.texts[:end])) else 0


def _count_on(numbers: Sequence[int]) -> bool:
    """Whether numbers count the lines of a page, each or every fifth."""
    steps = {after - before for before, after in pairwise(numbers)}
    return any(steps == {step} and len(numbers) * step >= MANY for step in STEPS)
