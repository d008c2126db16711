"""The letters over the columns and the numbers before the rows of a spreadsheet, where it was printed with them: no text of the page.

In comes a page with its rows of text, out go both without these headings and without the strips that they stand in. Letters of columns
count on (A B C …, Z AA AB …) over all that stands below; numbers count up left of all that.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, pairwise
from string import ascii_uppercase

from pipeline.layout.lines import height_of
from pipeline.layout.segments import TOUCH
from pipeline.pages.model import Glyphs, Page, Ruling

FEWEST_COLUMNS = 5
"""columns; over four of them the ratings A to D may stand"""
FEWEST_ROWS = 2
"""rows whose numbers count up"""
LONGEST_NAME = 3
"""letters of a column's name"""
LETTERS = re.compile("[A-Z]+")


@dataclass(frozen=True, slots=True)
class _Headings:
    """The rows of letters and the numbers of a page; ``left`` and ``top`` are where the sheet begins behind them, in points."""

    letters: Glyphs
    numbers: Sequence[Glyphs]
    left: float
    top: float


def without_sheet_headings(page: Page, rows: Sequence[Glyphs]) -> tuple[Page, list[Glyphs], list[Glyphs]]:
    """The page without the strips of such headings, its rows without them, and they; all as it is where it has none."""
    found = next((headings for row in rows if _names_columns(row) and (headings := _headings(page, row, rows))), None)
    if found is None:
        return page, list(rows), []
    gone = {index for part in (found.letters, *found.numbers) for index in part.indexes}
    rests = [Glyphs.of([glyph for glyph in row if glyph.index not in gone]) for row in rows]
    sheet = replace(page, rulings=tuple(_within(page.rulings, found.left, found.top)))
    return sheet, [rest for rest in rests if len(rest)], [found.letters, *found.numbers]


def _names_columns(row: Glyphs) -> bool:
    """Whether a row of text is the names of columns that follow each other."""
    text = "".join(row.texts).replace(" ", "")
    lengths = range(1, LONGEST_NAME + 1) if LETTERS.fullmatch(text) else ()
    return any(_counts_on(text, text[:length]) for length in lengths)


def _counts_on(text: str, first: str) -> bool:
    names = 0
    for name in _names_from(first):
        if not text.startswith(name):
            return False
        text, names = text[len(name) :], names + 1
        if not text:
            break
    return names >= FEWEST_COLUMNS


def _names_from(first: str) -> Iterator[str]:
    """The names of the columns from one on: Y, Z, AA, AB."""
    place = 0
    for letter in first:
        place = place * len(ascii_uppercase) + ascii_uppercase.index(letter) + 1
    return map(_name_of, count(place))


def _name_of(place: int) -> str:
    """The name of a column by its place, from 1 on."""
    before, letter = divmod(place - 1, len(ascii_uppercase))
    return (_name_of(before) if before else "") + ascii_uppercase[letter]


def _headings(page: Page, letters: Glyphs, rows: Sequence[Glyphs]) -> _Headings | None:
    """The headings with these letters, if left of the wall before them nothing but numbers stand that count up."""
    middle = height_of(letters)
    left = max((rule.x0 for rule in page.rulings if rule.x0 == rule.x1 <= letters.x0[0]), default=0.0)
    top = min((rule.y0 for rule in page.rulings if rule.y0 == rule.y1 > middle), default=page.height)
    below = [row for row in rows if row.spans[0].y0 > middle]
    numbers = [part for row in below if len(part := row.part(0, bisect_right(row.x1, left)))]
    said = ["".join(number.texts) for number in numbers]
    if len(said) < FEWEST_ROWS or not all(map(str.isdecimal, said)):
        return None
    counts_up = all(int(before) < int(after) for before, after in pairwise(said))
    return _Headings(letters, numbers, left, top) if counts_up else None


def _within(rulings: Sequence[Ruling], left: float, top: float) -> Iterator[Ruling]:
    """The rules right of one place and below another, cut there; those at the places are the strips'."""
    for rule in rulings:
        if rule.x1 > left + TOUCH and rule.y1 > top + TOUCH:
            yield rule._replace(x0=max(rule.x0, left), y0=max(rule.y0, top))
