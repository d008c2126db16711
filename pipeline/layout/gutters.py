"""Gutters: the white between columns of text without walls, in one line, in a band of rows or in several bands together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from pipeline.geometry.intervals import Interval, gaps_between, overlap
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.column_edges import MARK_WIDTH, NARROW_GAP, is_narrow_word
from pipeline.layout.runs import Run, has_number, mostly_numbers, text_lines

MARK_GAP = 2.4
"""em; behind a column of mere marks a narrower gap parts no columns"""
LEAST_LEADING = 1.0
"""em; the lines of one cell stand no closer"""
BETWEEN = 1.2
"""em; a name in the middle of two rows stands nearer to both, one with a row of its own further from one of them"""
UNEVEN = 1.4
"""times as far; the middles of headers beside each other stand no more unlike"""
LEAST_BANDS, NARROW = 3, 0.2
"""bands between rules, and em: white so narrow in so many of them is none between words of one text"""
LEAST_ROWS = 3
"""lines; a band of so many, most of them in columns, is of several rows"""


class _Column(NamedTuple):
    """Texts with too little white between them: from where to where they stand, the gap, in em, that parts the first of them from what ends
    before it, and whether each is a word."""

    x0: float
    x1: float
    least: float
    is_words: bool


def white_of(runs: Sequence[Run], *, most: float = inf) -> list[Interval]:
    """Stretches of at least ``COLUMN_GAP`` (``NARROW_GAP`` before what is aligned), or of ``most`` em, where none of the runs stands; one
    behind a column of mere marks is none."""
    size = max((run.size for run in runs), default=0.0)
    white = gaps_between((run.x0, run.x1, min(run.least, most) * size) for run in runs)
    if not white:
        return []
    end = white[0][0]
    are_words = all(is_narrow_word(run.text) for run in runs if run.x1 <= end)
    first = _Column(min(run.x0 for run in runs), end, most, are_words)
    return white[1:] if _is_of_marks(first, white[0], size) else white


def whites_down(lines: Iterable[Sequence[Run]]) -> Iterator[list[Interval]]:
    """As ``white_of``, that of the first line, of the first two and so on; a text is looked at once, for white that one closes stays
    closed."""
    columns: list[_Column] = []
    size = 0.0
    for line in lines:
        size = max([size, *(run.size for run in line)])
        texts = [_Column(run.x0, run.x1, run.least, is_narrow_word(run.text)) for run in line]
        columns = _grown_together(sorted([*columns, *texts]), size)
        white = [(before.x1, behind.x0) for before, behind in pairwise(columns)]
        yield white[1:] if white and _is_of_marks(columns[0], white[0], size) else white


def _grown_together(texts: Sequence[_Column], size: float) -> list[_Column]:
    found: list[_Column] = []
    begin, end, gap, are_words = texts[0]
    for x0, x1, least, is_words in texts[1:]:
        if x0 > end + least * size:
            found.append(_Column(begin, end, gap, are_words))
            begin, end, gap, are_words = x0, x1, least, is_words
        else:
            end, are_words = max(end, x1), are_words and is_words
    return [*found, _Column(begin, end, gap, are_words)]


def _is_of_marks(column: _Column, white: Interval, size: float) -> bool:
    """Whether the first column is of mere marks, with a gap behind it as they have one."""
    return not column.is_words and column.x1 - column.x0 < MARK_WIDTH * size and white[1] - white[0] < MARK_GAP * size


def gaps_of(runs: Sequence[Run]) -> tuple[float, ...]:
    """The middles of the stretches between text columns."""
    return tuple((low + high) / 2 for low, high in white_of(runs))


def common_white(bands: Sequence[Sequence[Run]]) -> list[Interval]:
    """White stretches that hold for all bands, or for all but the first one or two, whose headers may span columns or stand in the
    white beside the numbers under them: each of the numbers belongs to the header that begins last before they end."""
    best: list[Interval] = []
    most = (0, 0)
    for skipped in range(3):
        below = bands[skipped:]
        found = _united(_white_between(below), below)
        if (parting := (len(found), _parted_texts(found, below))) > most:
            best, most = _beside_headers(found, [r for band in bands[:skipped] for r in band]), parting
        is_header = bool(found) and skipped > 0 and not any(len(over) > 1 for over in bands[: skipped - 1])
        if is_header and (ordered := _in_order(bands[skipped - 1], [r for band in below for r in band], found)):
            return ordered
    return best


def _white_between(bands: Sequence[Sequence[Run]]) -> list[Interval]:
    """The white between the columns of some bands; narrow white too where each of several bands has text at both its sides, and none
    numbers alone: on one line it would be one text."""
    runs = [run for band in bands for run in band]
    wide = white_of(runs)
    narrow = white_of(runs, most=NARROW) if len(bands) >= LEAST_BANDS else []
    if len(narrow) <= len(wide):
        return wide
    columns = [_by_column(band, narrow) for band in bands]
    return [white for n, white in enumerate(narrow) if white in wide or all(_are_words(*found[n : n + 2]) for found in columns)]


def _are_words(before: Sequence[Run], behind: Sequence[Run]) -> bool:
    """Whether two columns have text in a band, and not numbers alone."""
    return bool(before and behind) and not all(has_number(run.text) for run in (*before, *behind))


def _column(run: Run, white: Sequence[Interval]) -> int:
    """How many of the stretches stand left of a text."""
    return sum(high <= run.x0 + TOLERANCES.over for _, high in white)


def _by_column(runs: Sequence[Run], white: Sequence[Interval]) -> list[list[Run]]:
    columns: list[list[Run]] = [[] for _ in range(len(white) + 1)]
    for run in runs:
        columns[_column(run, white)].append(run)
    return columns


def _in_order(header: Sequence[Run], below: Sequence[Run], white: Sequence[Interval]) -> list[Interval]:
    """The white between columns of numbers, parted so, each with the header that it belongs to; none where two would have one header
    or one would stand over another's numbers.

    Short numbers at the end of a wide column stand nearer to the next header, which begins where they end.
    """
    behind = [run.text for run in below if run.x > white[0][1]]
    if not mostly_numbers(behind) or all(has_number(run.text) for run in header):
        return []
    names, *columns = _parts_of(below, white)
    choices = [choice for line in _levels(header) for choice in _with_corner(_parts_of(line, white_of(line)), names)]
    tried = [*(heads for heads in choices if len(heads) == len(columns) + 1), *_with_spare(choices[::-1], len(columns) + 1)]
    return next(filter(None, (_parted_under(over, names, columns) for over in tried)), [])


def _levels(header: Sequence[Run]) -> list[Sequence[Run]]:
    """A header, and its last line, where it has several: the names over several columns may stand in the white between those of these."""
    lines = text_lines(header)
    return [header, lines[-1]] if len(lines) > 1 else [header]


def _with_corner(heads: Sequence[Interval], names: Interval) -> list[Sequence[Interval]]:
    """The headers of columns, and these behind an empty corner, where they stand behind the names of rows."""
    return [heads, [names, *heads]] if heads[0][0] >= names[1] else [heads]


def _with_spare(choices: Sequence[Sequence[Interval]], count: int) -> list[Sequence[Interval]]:
    """Headers of more columns than have numbers."""
    return [heads for heads in choices if len(heads) > count and _are_evenly_apart(heads[1:])]


def _are_evenly_apart(heads: Sequence[Interval]) -> bool:
    """Whether the middles of several headers stand about as far from each other: one over no number at all, a year in which nothing
    was counted, is a header as the others, and no piece of one with a gap in it."""
    steps = [sum(behind) - sum(before) for before, behind in pairwise(heads)]
    return len(steps) > 1 and max(steps) < UNEVEN * min(steps)


def _parts_of(runs: Sequence[Run], white: Sequence[Interval]) -> list[Interval]:
    """From where to where the text of each column reaches."""
    return [(min(run.x0 for run in column), max(run.x1 for run in column)) for column in _by_column(runs, white) if column]


def _parted_under(heads: Sequence[Interval], names: Interval, columns: Sequence[Interval]) -> list[Interval]:
    """The white between headers, each with its column, the first with the names; none where two columns would have one header."""
    starts = [start for start, _ in heads]
    under = {0: names}
    for column in columns:
        home = bisect_left(starts, column[1]) - 1
        if home in under:
            return []
        under[home] = column
    whole = [(min(a, c), max(b, d)) for (a, b), (c, d) in ((head, under.get(n, head)) for n, head in enumerate(heads))]
    white = [(end, start) for (_, end), (start, _) in pairwise(whole)]
    return white if all(end < start for end, start in white) else []


def _parted_texts(white: Sequence[Interval], bands: Sequence[Sequence[Run]]) -> int:
    """How often text of one line stands in two columns beside each other."""
    lines = (line for band in bands for line in text_lines(band))
    filled = [{_column(run, white) for run in line} for line in lines]
    return sum(column + 1 in line for line in filled for column in line)


def _united(white: Sequence[Interval], bands: Sequence[Sequence[Run]]) -> list[Interval]:
    """Those of the stretches that part columns: a centred header and the numbers under it, at the end of the column, are one.

    Text of one row stands in several columns, so what never shares a row with what is right of it is of the same column, but for the
    names of groups, each between two rows. Columns that touch share several rows: in one alone two words of a header stand by chance
    where numbers below begin.
    """
    rows = [{_column(run, white) for run in row} for band in bands for row in _rows_of(band, white)]
    out: list[Interval] = []
    column = {len(white)}
    for c in range(len(white) - 1, -1, -1):
        shared = sum(c in row and bool(row & column) for row in rows)
        if shared > (white[c][1] - white[c][0] < TOLERANCES.touch) or c == 0 and _has_names_of_groups(white, bands):
            out.insert(0, white[c])
            column = set()
        column.add(c)
    return out


def _has_names_of_groups(white: Sequence[Interval], bands: Sequence[Sequence[Run]]) -> bool:
    """Whether what stands before the first stretch stands alone between two lines, with text right behind it, that are closer to each
    other than lines with one of its own."""
    next_end = white[1][0] if len(white) > 1 else inf
    threes = (three for lines in map(text_lines, bands) for three in zip(lines, lines[1:], lines[2:], strict=False))
    return any(_is_of_group(*three, white[0], next_end) for three in threes)


def _is_of_group(above: Sequence[Run], line: Sequence[Run], below: Sequence[Run], white: Interval, next_end: float) -> bool:
    """Whether a line stands alone before white, between two with text behind it, before where the next white begins."""
    is_alone = all(run.x1 <= white[0] + TOLERANCES.over for run in line)
    is_beside = any(white[1] - TOLERANCES.over <= run.x0 < next_end for run in (*above, *below))
    return is_alone and is_beside and max(line[0].y - above[0].y, below[0].y - line[0].y) < BETWEEN * line[0].size


def _rows_of(band: Sequence[Run], white: Sequence[Interval]) -> list[Sequence[Run]]:
    """The lines of a band that has several rows, most of them in columns; else the band. Lines too close for one column, but for those
    of a name alone, are of cells with more and fewer lines beside each other."""
    lines = text_lines(band)
    if len(lines) < LEAST_ROWS or sum(len(line) > 1 for line in lines) * 2 <= len(lines):
        return [band]
    rows = [[*lines[0]]]
    for n, (before, line) in enumerate(pairwise(lines)):
        is_beside = line[0].y - before[0].y < LEAST_LEADING * line[0].size
        if is_beside and not any(_is_of_names(lines, at, white) for at in (n, n + 1)):
            rows[-1] += line
        else:
            rows.append([*line])
    return [*rows]


def _is_of_names(lines: Sequence[Sequence[Run]], at: int, white: Sequence[Interval]) -> bool:
    """Whether a line is of names alone: in the first column, or between two lines of which all stands right of it."""
    end = max(run.x1 for run in lines[at])
    if white and end <= white[0][0] + TOLERANCES.over:
        return True
    around = [run for line in (*lines[at - 1 : at], *lines[at + 1 : at + 2]) for run in line]
    return 0 < at < len(lines) - 1 and end <= min(run.x0 for run in around)


def _beside_headers(white: Sequence[Interval], headers: Sequence[Run]) -> list[Interval]:
    """The stretches without what the headers over their columns take of them, the nearest line first; one over several columns takes
    nothing."""
    lines = text_lines(part for run in headers for part in run.cut_at([k for k in _narrow_gaps(run) if _is_within(run, k, white)]))[::-1]
    out = []
    for stretch in white:
        middle = sum(stretch) / 2
        for line in lines:
            left = max([stretch[0], *[r.x1 for r in line if stretch[0] < r.x1 < stretch[1] and r.x < middle]])
            right = min([stretch[1], *[r.x0 for r in line if stretch[0] < r.x0 < stretch[1] and r.x > middle]])
            stretch = left, right
        out.append(stretch)
    return out


def narrowed(white: Sequence[Interval], runs: Sequence[Run]) -> list[Interval]:
    """The stretches without what texts take of them that end or begin there; one over all of a stretch takes nothing."""
    sides = [
        (
            max([low, *(run.x1 for run in runs if run.x0 < low < run.x1 < high)]),
            min([high, *(run.x0 for run in runs if low < run.x0 < high < run.x1)]),
        )
        for low, high in white
    ]
    return [(low, high) if low < high else stretch for (low, high), stretch in zip(sides, white, strict=True)]


def _narrow_gaps(run: Run) -> list[int]:
    """The places of the glyphs before which the run leaves a narrow gap."""
    return [k for k, gap in enumerate(run.glyphs.gaps, 1) if gap > NARROW_GAP * run.size]


def _is_within(run: Run, place: int, white: Sequence[Interval]) -> bool:
    """Whether the gap before a glyph lies over one of the white stretches."""
    return any(overlap((run.glyphs.x1[place - 1], run.glyphs.x0[place]), stretch) > 0 for stretch in white)
