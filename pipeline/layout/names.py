"""Names of a table that no rule parts: those that stand for several rows, each in their middle, and those of one row in several lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from pipeline.geometry.intervals import Interval
from pipeline.layout.runs import Run, columns_of, text_lines
from pipeline.rules import load

CENTRED = 0.35
"""em; a name that stands for several rows has its middle this near theirs, and so has a row that of the lines of its name"""
DOWNWARDS = 0.75
"""em; the letters of a name that is written downwards stand no further apart"""
LEVEL = 0.2
"""em; a name on the line of its row stands no higher or lower"""
_TIMES = load("facts")["times"]
_PARTED = [(word[:at], word[at:]) for word in _TIMES["fiscal"] for at in range(len(word))]
"""what stands behind the number of a fiscal year, and what a narrow cell leaves of it for the next line"""
NEARER = 0.08
"""em; the lines of a name stand nearer to each other by this much than to the next row"""


def spans_down(ys: Sequence[float], names: Sequence[Run], *, is_cut: tuple[bool, bool] = (False, False)) -> list[tuple[int, int]]:
    """From which to behind which row each of some names stands in the middle of several, from edge to edge of the rows; none where
    each stands in a row of its own or where they do not share out all rows.

    ``is_cut`` tells whether a page's end cut the rows at their head, so that the first may be of a name on the page before, and at
    their foot, where the last name has all that are left, for its rest is on the next page.
    """
    if each_has_own(ys, names):
        return []
    blocks = _blocks(names)
    starts = range(len(ys) - 1 if is_cut[0] else 1)
    shared = ((start, _shared_out(ys[start:], blocks, CENTRED * names[0].size, is_cut[1])) for start in starts if blocks)
    start, ends = next(((start, ends) for start, ends in shared if ends), (0, []))
    return list(pairwise([*([0] if start else []), *(start + end for end in ends)]))


def within(ys: Sequence[float], spans: Iterable[tuple[int, int]]) -> set[float]:
    """Those of the edges of rows over which some spans, from which to behind which row, go on."""
    return {ys[n] for first, behind in spans for n in range(first + 1, behind)}


def within_groups(
    ys: Sequence[float], names: Sequence[Sequence[Run]], others: Sequence[Sequence[Run]], *, is_cut: tuple[bool, bool] = (False, False)
) -> set[float]:
    """The edges of rows that the name of a group of these goes on over, from edge to edge; ``names`` and ``others``, their own names, are
    what stands in the first two columns, row by row. A row without a name of its own is none of a group, unless others have neither:
    their own names stand in a third column."""
    if not all(map(any, zip(names, others, strict=True))):
        return within(ys, spans_down(ys, [run for row in names for run in row], is_cut=is_cut))
    found: set[float] = set()
    for is_alone, rows in groupby(range(len(names)), key=lambda n: bool(names[n]) and not others[n]):
        numbers = list(rows)
        first, behind = numbers[0], numbers[-1] + 1
        here, edges = slice(first, behind), ys[first : behind + 1]
        cut = is_cut[0] and first == 0, is_cut[1] and behind == len(names)
        found |= set() if is_alone else within(edges, _groups_down(edges, names[here], others[here], cut))
    return found


def _groups_down(
    ys: Sequence[float], names: Sequence[Sequence[Run]], others: Sequence[Sequence[Run]], is_cut: tuple[bool, bool]
) -> list[tuple[int, int]]:
    """From which to behind which row each name goes: from its own on where the names beside those come again (人数, 割合, 人数, 割合), in
    the middle of several, or else from its own on."""
    below = _from_firsts(names, others)
    begin_alike = len(below) > 1 and len({tuple(run.text for run in others[first]) for first, _ in below}) == 1
    return below if begin_alike else spans_down(ys, [run for row in names for run in row], is_cut=is_cut) or below


def _from_firsts(names: Sequence[Sequence[Run]], others: Sequence[Sequence[Run]]) -> list[tuple[int, int]]:
    """From which to behind which row each name goes that stands on the line of its first; none where one does not, or a row has none."""
    starts = [n for n, own in enumerate(names) if own]
    if starts[:1] != [0] or not all(others):
        return []
    are_level = all(abs(_top(names[n]) - _top(others[n])) < LEVEL * names[n][0].size for n in starts)
    return list(pairwise([*starts, len(names)])) if are_level else []


def _top(texts: Sequence[Run]) -> float:
    return min(run.y for run in texts)


def _blocks(names: Sequence[Run]) -> list[Interval]:
    """From where to where each name goes on down: lines close to each other are one, letters written downwards less close, but where some
    end a year (令和5年 over 度) only those and what they end."""
    lines = text_lines(names)
    near = DOWNWARDS if all(len(run.text) == 1 for run in names) else CENTRED
    parted = [below for above, below in pairwise(lines) if _ends_year(below, above)]
    blocks: list[Interval] = []
    for line in lines:
        y0, y1 = min(run.y0 for run in line), max(run.y1 for run in line)
        goes_on = line in parted if parted else bool(blocks) and y0 - blocks[-1][1] < near * line[0].size
        if goes_on:
            blocks[-1] = blocks[-1][0], y1
        else:
            blocks.append((y0, y1))
    return blocks


def _ends_year(line: Sequence[Run], above: Sequence[Run]) -> bool:
    """Whether a line is no more than the end of the year above it."""
    numbers = [(over.text.removesuffix(left), rest) for over in above for left, rest in _PARTED if over.text.endswith(left)]
    rests = {rest for number, rest in numbers if number[-1:].isnumeric() or number[-1:] in _TIMES["first"]}
    return any(run.text in rests for run in line)


def _shared_out(ys: Sequence[float], blocks: Sequence[Interval], off: float, is_cut: bool) -> list[int]:
    """Where the rows of each name begin, and behind the last; none where they are not all shared out."""
    ends = [0]
    for y0, y1 in blocks:
        middle = (n for n in range(ends[-1] + 1, len(ys)) if abs(ys[ends[-1]] + ys[n] - y0 - y1) < 2 * off)
        is_last = is_cut and (y0, y1) == blocks[-1]
        if (behind := next(middle, len(ys) - 1 if is_last else None)) is None:
            return []
        ends.append(behind)
    if is_cut:
        ends[-1] = len(ys) - 1
    return ends if ends[-1] == len(ys) - 1 else []


def each_has_own(ys: Sequence[float], names: Sequence[Run]) -> bool:
    """Whether a name stands in the middle of each row between these edges, none of which ends the year above it."""
    is_parted = any(_ends_year(lower, upper) for upper, lower in pairwise(text_lines(names)))
    return not is_parted and all(_has_own(row, names) for row in pairwise(ys))


def _has_own(row: Interval, names: Sequence[Run]) -> bool:
    """Whether a name, in however many lines, stands in the middle of one row."""
    own = [run for run in names if row[0] < run.y < row[1]]
    return bool(own) and abs(min(run.y0 for run in own) + max(run.y1 for run in own) - sum(row)) < 2 * CENTRED * own[0].size


def with_wrapped_names(lines: Sequence[Sequence[Run]], cuts: Sequence[float], column: int) -> list[list[Run]]:
    """The rows of these lines, of which some in the column of names have several, around the middle of the row or below its first;
    none where they can be shared out in neither way. What stands alone before that column, for several rows, is left out."""
    rows: list[list[Run]] = []
    loose: list[Run] = []
    for line in lines:
        levels = [run.y for run in line if min(columns_of([run], cuts)) > column]
        own = [run for run in line if levels and abs(run.y - levels[0]) < LEVEL * run.size]
        rows += [own] if own else []
        loose += [run for run in line if run not in own and columns_of([run], cuts) == {column}]
    return (_below_firsts(rows, loose, cuts, column) or _around_middles(rows, loose)) if rows else []


def _around_middles(rows: Sequence[Sequence[Run]], loose: Sequence[Run]) -> list[list[Run]]:
    """The rows with as many lines of a name above each as below it."""
    found: list[list[Run]] = []
    rest = list(loose)
    for row in rows:
        above = [run for run in rest if run.y < row[0].y]
        name = rest[: 2 * len(above)]
        if name and abs(name[0].y0 + name[-1].y1 - row[0].y0 - row[0].y1) > 2 * CENTRED * row[0].size:
            return []
        found.append([*row, *name])
        rest = rest[len(name) :]
    return [] if rest else found


def _below_firsts(rows: Sequence[Sequence[Run]], loose: Sequence[Run], cuts: Sequence[float], column: int) -> list[list[Run]]:
    """The rows with the lines of their names below the first, which stand nearer to each other than to the next row."""
    found: list[list[Run]] = []
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        name = [run for run in loose if run.y > row[0].y and (below is None or run.y < below[0].y)]
        if name and column not in columns_of(row, cuts):
            return []
        if name and below is not None and below[0].y0 - name[-1].y1 < name[0].y0 - row[0].y1 + NEARER * name[0].size:
            return []
        found.append([*row, *name])
    return found if sum(map(len, found)) == sum(map(len, rows)) + len(loose) else []
