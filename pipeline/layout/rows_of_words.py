"""Rows of words that no rule parts: lines that fill all columns, side by side, and end long before their cells do.

A text that is wrapped fills its cell to the end. Where lines of one height stand in every column, and some of them end early, no text
goes on from one to the next. In come the lines between each two rules, out come the heights between rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.runs import Run, columns_of, has_number, middle_between
from pipeline.text.folds import NO_LINE_START

Lines = Sequence[Sequence[Run]]

ROOM = 3.5
"""em; before the place where those of the next column begin a text ends further than it would wrap: what pads two cells, and a character
that may not begin a line with the one before it"""
EARLY = 1.5
"""em; before the longest of its column a text ends further than it would wrap"""
LEAST_ROWS, LEAST_CUTS = 3, 2
"""rows, and edges of columns; fewer may be the lines of cells by chance"""
PIXEL = 0.75
"""pt; by so much a program that counts in dots of the screen makes rows unlike"""
IN_PAIRS = 5
"""rows, in several groups; where there are so many, two of one group are rows too"""


def edges_of_words(bands: Sequence[Lines], cuts: Sequence[float]) -> list[list[float]]:
    """The heights between rows of words in each of some bands of text between rules, given with its lines; the first of several is a
    header, whose names may have as many lines."""
    below = bands[1:] or bands
    found = [_block_of(lines, cuts) if len(cuts) >= LEAST_CUTS else None for lines in below]
    blocks = [*[None] * (len(bands) - len(below)), *found]
    kept = _with_room([block for block in blocks if block is not None], cuts, sum(len(lines) > 1 for lines in below))
    return [block.edges if block is not None and block in kept else [] for block in blocks]


def edges_as_headers(bands: Sequence[Lines], heights: Sequence[float], n: int, cuts: Sequence[float]) -> list[float]:
    """The heights between rows of words in one of some bands below a header of one line, where each row is a line in all columns and as
    high as the header: the lines of one cell have no such white between them, as it is padded once. One that ends early in its column
    tells so too."""
    lines = bands[n]
    if n == 0 or len(lines) < LEAST_ROWS or len(bands[0]) != 1:
        return []
    is_as_high = are_as_high(len(lines), heights[:2], heights[n : n + 2])
    return [middle_between(*pair) for pair in pairwise(lines)] if is_as_high and _are_full_lines(lines, cuts) else []


def are_as_high(rows: int, header: Sequence[float], band: Sequence[float]) -> bool:
    """Whether so many rows in a band, given from where to where it goes as a header is, would be as high as this."""
    return abs((band[1] - band[0]) / rows - header[1] + header[0]) < PIXEL


def _are_full_lines(lines: Lines, cuts: Sequence[float]) -> bool:
    """Whether each of some lines has words in all columns, one text each, and some text but in the last ends early."""
    are_full = bool(cuts) and all(len(line) == len(cuts) + 1 == len(columns_of(line, cuts)) for line in lines)
    if not are_full or not _are_words(lines, 0, cuts):
        return False
    ends = _ends_of([run for line in lines for run in line], cuts)
    pairs = [(run, below, ends[_column_of(run, cuts)]) for line, under in pairwise(lines) for run, below in _by_column(line, under)]
    return any(end.is_off(run) or end.has_room_for(below, run) for run, below, end in pairs)


def _by_column(line: Sequence[Run], below: Sequence[Run]) -> Iterator[tuple[Run, Run]]:
    """The texts of two lines that fill the same columns, one above the other."""
    return zip(*(sorted(texts, key=lambda run: run.x0) for texts in (line, below)), strict=True)


def _with_room(blocks: Sequence[_Block], cuts: Sequence[float], many: int) -> list[_Block]:
    """Those of some blocks that are rows, of as ``many`` bands of several lines as there are."""
    ends = _ends_of([run for block in blocks for row in block.rows for run in row], cuts)
    found = [block for block in blocks if block.are_rows(ends, cuts)]
    in_pairs = len(found) == many and sum(len(block.rows) for block in found) >= IN_PAIRS
    return [block for block in found if len(block.rows) >= LEAST_ROWS or in_pairs and block.is_group]


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """Rows whose first lines stand side by side in all columns but the first, which has the names of groups if not one each.

    ``is_group``: one name is that of all rows; ``are_wrapped``: some rows are of several lines.
    """

    rows: Lines
    is_group: bool
    are_wrapped: bool

    @property
    def edges(self) -> list[float]:
        return [middle_between(*pair) for pair in pairwise(self.rows)]

    def are_rows(self, ends: Sequence[_End], cuts: Sequence[float]) -> bool:
        """Whether a text of each row but the last ends long before the next column begins; where rows are of several lines, which shows
        that the first of each are no lines of one text, it is enough that one of most ends before others of its column."""
        if not self.are_wrapped:
            return all(any(ends[_column_of(run, cuts)].is_far(run) for run in row) for row in self.rows[:-1])
        off = [any(ends[column].is_off(run) for column, run in _last_lines(row, cuts).items()) for row in self.rows[:-1]]
        return 2 * sum(off) > len(off)


@dataclass(frozen=True, slots=True)
class _End:
    """Where the longest text of a column ends, and where all those of the next one begin, if at one place."""

    longest: float
    next_start: float | None

    def is_far(self, run: Run) -> bool:
        return self.next_start is not None and run.x1 + ROOM * run.size < self.next_start

    def is_off(self, run: Run) -> bool:
        return self.is_far(run) or run.x1 + EARLY * run.size < self.longest

    def has_room_for(self, below: Run, run: Run) -> bool:
        """Whether the first character of the text below had room behind one, whose line a program would have broken behind it: the next
        may begin a line."""
        first, *others = below.glyphs.texts
        may_be_broken = not first.isascii() and NO_LINE_START.isdisjoint(others[:1])
        return may_be_broken and run.x1 + below.glyphs.x1[0] - below.glyphs.x0[0] < self.longest + TOLERANCES.over


def _ends_of(runs: Sequence[Run], cuts: Sequence[float]) -> list[_End]:
    columns = [[run for run in runs if _column_of(run, cuts) == column] for column in range(len(cuts) + 2)]
    longest = [max((run.x1 for run in column), default=0.0) for column in columns]
    return [_End(end, _start_of(behind)) for end, behind in zip(longest, columns[1:], strict=False)]


def _start_of(column: Sequence[Run]) -> float | None:
    """Where all texts of a column begin; None where they do not at one place."""
    starts = [run.x0 for run in column]
    return min(starts) if starts and max(starts) - min(starts) < TOLERANCES.at_wall else None


def _column_of(run: Run, cuts: Sequence[float]) -> int:
    return max(columns_of([run], cuts))


def _last_lines(row: Sequence[Run], cuts: Sequence[float]) -> dict[int, Run]:
    """What stands last in each column of a row."""
    return {_column_of(run, cuts): run for run in sorted(row, key=lambda run: run.y)}


def _block_of(lines: Lines, cuts: Sequence[float]) -> _Block | None:
    """The rows of words between two rules, if their first lines stand side by side in all columns but that of the names of groups, and
    others below them in few."""
    filled = [columns_of(line, cuts) for line in lines]
    starts = [n for n, columns in enumerate(filled) if len(columns - {0}) == len(cuts)]
    named = sum(0 in columns for columns in filled)
    if not 0 < named <= len(starts):
        return None
    first = int(named < len(starts))
    rests = [n for n, columns in enumerate(filled) if n not in starts and columns != {0}]
    are_below = all(n > starts[0] and min(filled[n]) > first for n in rests)
    rows = [_of_row(lines[start:end], cuts) for start, end in pairwise([*starts, len(lines)])]
    return _Block(rows, named == 1, bool(rests)) if are_below and _are_words(rows, first, cuts) else None


def _of_row(lines: Lines, cuts: Sequence[float]) -> list[Run]:
    """The lines of a row without those that are of a group's name alone."""
    return [run for line in lines if columns_of(line, cuts) != {0} for run in line]


def _are_words(rows: Lines, first: int, cuts: Sequence[float]) -> bool:
    """Whether no text is a sentence or an item of a list, and none in the ``first`` column, of those that the rows are of, a number."""
    texts = [(run.text, _column_of(run, cuts)) for row in rows for run in row]
    return all(_is_word(text) and not (column == first and has_number(text)) for text, column in texts)


def _is_word(text: str) -> bool:
    return (text[0].isalpha() or text[0].isdecimal()) and not text.endswith("。")
