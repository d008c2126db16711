"""Runs of text as tables without walls see them: which of them share a line or a row, and go on over a column's edge."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.geometry.intervals import Interval
from pipeline.geometry.rect import Rect, bounds_of
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.pages.model import Area, Glyphs
from pipeline.rules import load

COLUMN_GAP = 1.0
"""em; text columns are parted by at least this much"""
CELL_GAP = 0.3
"""em; the texts of two cells stand at least this far apart at a wall that is drawn"""
ONE_SPACE = 1.2
"""em; a space that was typed is no wider, with what sets the letters of its line apart"""
SAME_LINE = 0.5
"""em; the bottoms of runs of one line lie no further apart"""
OVERLAP = 0.1
"""em; text of one row overlaps by more in height"""
FIRST_ROW = 2
"""rows; the first row of the first group stands below a header and the group's name"""
HEADER_AND_ROW = 2
"""lines"""
LEAST_SERIES, MONTHS = 3, 12
"""texts; fewer count on by chance; the months of a fiscal year go on behind December with one"""
_YEAR = load("facts")["times"]["years"]
_COUNTED = load("facts")["units"]["counted"]
_DIGITS = re.compile(r"\d+")
NUMERIC = frozenset(",.%-▲△＋+ー―－")
"""what numbers are written with but for digits; a dash is none given"""


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs without a wide gap on one baseline; ``least`` is the gap, in em, that parts it from what stands before it, ``x`` and ``y`` are
    its middle across and down, which every finder of tables asks for."""

    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    glyphs: Glyphs
    least: float = COLUMN_GAP
    x: float = field(init=False)
    y: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "x", (self.x0 + self.x1) / 2)
        object.__setattr__(self, "y", (self.y0 + self.y1) / 2)

    @property
    def text(self) -> str:
        return "".join(self.glyphs.texts)

    @property
    def start(self) -> tuple[float, float]:
        return self.x0, self.y0

    def cut_at(self, positions: Sequence[int]) -> list[Run]:
        """The run, parted before the glyphs at these positions."""
        return [run_of(self.glyphs[start:end]) for start, end in pairwise([0, *positions, len(self.glyphs)])]


def run_of(glyphs: Glyphs) -> Run:
    spans = glyphs.spans
    return Run(glyphs.x0[0], min([s.y0 for s in spans]), glyphs.x1[-1], max([s.y1 for s in spans]), max([s.size for s in spans]), glyphs)


def joined(lines: Sequence[Run]) -> Run:
    """The lines of one cell, from the top down, as a run that covers them all."""
    (x0, y0, x1, y1), size = bounds_of(lines), max(run.size for run in lines)
    return Run(x0, y0, x1, y1, size, Glyphs.together([run.glyphs for run in lines]))


def text_lines(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs by baseline, from the top down."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: r.y1):
        if lines and run.y1 - lines[-1][0].y1 <= SAME_LINE * run.size:
            lines[-1].append(run)
        else:
            lines.append([run])
    return lines


def are_typed(lines: Iterable[Sequence[Run]]) -> bool:
    """Whether a single typed space is all that parts the texts of each line: a list, whose texts stand below each other only because
    they are as long."""
    beside = [pair for line in lines for pair in pairwise(sorted(line, key=lambda run: run.start))]
    return all(0 in run.glyphs.spaced and run.x0 - before.x1 <= ONE_SPACE * run.size for before, run in beside)


def levels(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs that overlap in height, from the top down."""
    levels: list[list[Run]] = []
    bottom = -1e9
    for run in sorted(runs, key=lambda r: r.y0):
        if run.y0 < bottom - OVERLAP * run.size:
            levels[-1].append(run)
        else:
            levels.append([run])
        bottom = max(bottom, run.y1)
    return levels


def between(runs: Iterable[Run], heights: Interval) -> list[Run]:
    """The runs whose middle lies between two heights."""
    top, bottom = heights[0] - TOLERANCES.over, heights[1] + TOLERANCES.over
    return [run for run in runs if top <= run.y <= bottom]


def texts_between(runs: Sequence[Run], top: float, bottom: float, edges: Sequence[float]) -> list[str]:
    """What stands between two heights, by column."""
    glyphs = [glyph for run in between(runs, (top, bottom)) for glyph in run.glyphs]
    return ["".join([g.text for g in glyphs if left <= (g.x0 + g.x1) / 2 < right]) for left, right in pairwise(edges)]


def part_the_same(one: float, other: float, runs: Iterable[Run]) -> bool:
    """Whether no text stands between two heights."""
    low, high = sorted((one, other))
    return not any(low < run.y < high for run in runs)


def holds_middle(rect: Rect | Area, run: Run) -> bool:
    """Whether the middle of a run lies in a box."""
    return rect.x0 <= run.x <= rect.x1 and rect.y0 <= run.y <= rect.y1


def is_on_shade(run: Run, fills: Iterable[Area]) -> bool:
    """Whether all of a run lies on one of some filled areas."""
    return any(fill.x0 <= run.x0 and run.x1 <= fill.x1 and fill.y0 < run.y < fill.y1 for fill in fills)


def stand_at_one_place(one: Run, other: Run) -> bool:
    """Whether two texts of a column begin, end or have their middle at one place."""
    return min(abs(one.x0 - other.x0), abs(one.x - other.x), abs(one.x1 - other.x1)) < TOLERANCES.at_wall


def middle_between(upper: Iterable[Run], lower: Iterable[Run]) -> float:
    """The height between two lines or rows of text."""
    return (max(r.y1 for r in upper) + min(r.y0 for r in lower)) / 2


def crosses(run: Run, edge: float) -> bool:
    """Whether the run's text goes on over a column's edge without a gap there."""
    if run.x0 >= edge - TOLERANCES.over or run.x1 <= edge + TOLERANCES.over:
        return False
    return _gap_at(run, edge) is None


def _gap_at(run: Run, edge: float) -> int | None:
    """The position of the glyph behind a gap at a column's edge, if there is one."""
    reach, least = TOLERANCES.at_wall, CELL_GAP * run.size
    ends = enumerate(zip(run.glyphs.x1, run.glyphs.x0[1:], strict=False), 1)
    return next((k for k, (end, start) in ends if end - reach <= edge <= start + reach and start - end >= least), None)


def cut_at_edges(run: Run, edges: Iterable[float]) -> list[Run]:
    """The run, parted where it has a gap at an edge; two edges may stand at one gap."""
    places = sorted({k for edge in edges if run.x0 < edge < run.x1 and (k := _gap_at(run, edge)) is not None})
    return [replace(part, least=run.least) for part in run.cut_at(places)] if places else [run]


def columns_of(runs: Iterable[Run], edges: Sequence[float]) -> set[int]:
    """The columns, parted by these edges, in which the runs stand; one that goes on over an edge counts where its middle is."""
    found: set[int] = set()
    ordered = sorted(edges)
    for run in runs:
        column, last = bisect_left(ordered, run.x0), bisect_left(ordered, run.x1)
        if column == last:
            found.add(column)
            continue
        over = any(crosses(run, edge) for edge in ordered[column:last])
        places = [run.x] if over else [(x0 + x1) / 2 for x0, x1 in zip(run.glyphs.x0, run.glyphs.x1, strict=True)]
        found.update([bisect_left(ordered, place) for place in places])
    return found


def with_next(lines: Sequence[list[Run]], line: Sequence[Run], upper: int) -> list[list[Run]]:
    """The lines and the next one, which is one with the last ``upper`` of them."""
    kept = lines[: len(lines) - upper]
    return [*kept, [run for one in (*lines[len(kept) :], line) for run in one]]


def has_number(text: str) -> bool:
    """Whether a cell's text is a number, with no more than as many other characters."""
    return 0 < len(text) <= 2 * sum(ch.isdecimal() or ch in NUMERIC for ch in text)


def mostly_numbers(texts: Iterable[str]) -> bool:
    filled = [text for text in texts if text]
    return sum(map(has_number, filled)) * 2 > len(filled)


def names_of_groups(rows: Sequence[Sequence[Run]]) -> set[int]:
    """Which of a table's rows head a group: one text alone over a row of numbers. A table of groups has the first of them right under
    its header; where a row comes first, one text alone is the name of a row of which nothing is known."""
    first = next((n for n, row in enumerate(rows) if has_numbers_behind_name(row)), 0)
    if first < FIRST_ROW or len(rows[first - 1]) != 1:
        return set()
    return {n for n, (row, below) in enumerate(pairwise(rows)) if n >= first - 1 and len(row) == 1 and has_numbers_behind_name(below)}


def has_numbers_behind_name(row: Iterable[Run]) -> bool:
    """Whether a row is a name and numbers."""
    numbers = sorted(row, key=lambda run: run.x0)[1:]
    return bool(numbers) and all(is_number(run.text) for run in numbers)


def count_on(texts: Sequence[str]) -> bool:
    """Whether several texts count on by one, in one unit: months, ages or years (4月, 5月, …; 0歳, 1歳, …), which are names."""
    parts = [(_DIGITS.sub("", text), [int(number) for number in _DIGITS.findall(text)]) for text in texts]
    numbers = [found[0] for _, found in parts if len(found) == 1]
    steps = {(behind - before) % MONTHS for before, behind in pairwise(numbers)}
    return len(texts) >= LEAST_SERIES and len(numbers) == len(texts) and len({unit for unit, _ in parts}) == 1 and steps == {1}


def is_number(text: str) -> bool:
    """Whether a cell's text is a number; a year is none, as R5, which a letter opens, or 29年度."""
    return has_number(text) and not text[0].isalpha() and not any(word in text for word in _YEAR)


def is_item(text: str) -> bool:
    """Whether a text begins with a sign: neither a letter, a digit nor a bracket."""
    return not (text[0].isalpha() or text[0].isdecimal() or unicodedata.category(text[0]) == "Ps")


def is_one_row(lines: Sequence[Sequence[Run]]) -> bool:
    """Whether two lines are years that count on and below them one number for each."""
    header, row = lines if len(lines) == HEADER_AND_ROW else ((), ())
    in_order = [run.text for run in sorted(header, key=lambda run: run.x0)]
    return count_on(in_order) and len(row) == len(header) and all(is_number(run.text) for run in row)


def are_names(row: Sequence[Run]) -> bool:
    """Whether none of a row's texts is a number but for those that count on, as ages and months do: the names of columns."""
    numbers = _numbers_in(row)
    return not numbers or name_columns(row)


def name_columns(row: Iterable[Run]) -> bool:
    """Whether a row's numbers count on, as ages and months do that head columns; 4, 5 and 6 behind a name, or 4人 and 5人, are counted."""
    ordered = sorted(row, key=lambda run: run.x0)
    numbers = _numbers_in(ordered)
    return count_on(numbers) and (is_number(ordered[0].text) or _DIGITS.sub("", numbers[0]) not in ("", *_COUNTED))


def _numbers_in(row: Iterable[Run]) -> list[str]:
    return [run.text for run in sorted(row, key=lambda run: run.x0) if is_number(run.text)]


def white_between(upper: Iterable[Run], lower: Iterable[Run]) -> float:
    """From the foot of a row to the head of the next, in points."""
    return min(run.y0 for run in lower) - max(run.y1 for run in upper)


def whites_of(rows: Sequence[Sequence[Run]]) -> list[float]:
    """How much white is under each row but the last, in points."""
    return [white_between(upper, lower) for upper, lower in pairwise(rows)]
