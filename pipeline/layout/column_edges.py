"""Where columns without walls begin and end, told by the runs that stand under each other, and the runs parted there."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import compress, pairwise, takewhile
from operator import attrgetter, sub
from statistics import median_low
from typing import NamedTuple

from pipeline.geometry.clusters import lanes
from pipeline.geometry.intervals import Interval, overlap
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.runs import CELL_GAP, COLUMN_GAP, NUMERIC, SAME_LINE, Run, has_number, run_of, text_lines

_start = attrgetter("start")

NARROW_GAP = 0.6
"""em; a gap this wide parts columns only before a place where …"""
ALIGNED = 3
"""… so many runs begin, to the point"""
NUMBERS, LAST = 2, 2
"""runs; so many numbers that end at one place are of a column; glyphs, a digit and what it counts, tell that a number ends"""
TIGHT_GAP = 0.12
"""em; a gap that no printed space fills, wider by this much than others of its line, parts the cells of columns that touch"""
BEHIND_WALL = 0.4
"""em; a cell's text begins no further behind the place where those of the column before it end, where columns touch"""
HEADER_LEADING = 2.5
"""em; the numbers under a header of one line stand no further below it"""
LEAST_IN_TURN = 4
"""words; fewer that come again are none of two groups"""
MARK_WIDTH = 1.6
"""em; what is narrower before a gap is a mere mark"""
NONE_GIVEN = frozenset("-ー―－—–‐─")
"""a sign that stands alone where a number would: at neither side of its column, as the numbers are"""
OPENING = frozenset("(（")
CLOSING = frozenset(")）")


def parted(runs: Sequence[Run]) -> list[Run]:
    """The runs, cut where a narrow gap lies before a place at which other runs begin, an entry that fills its column to the end, or
    where the cells of two columns touch."""
    places = ColumnEdges(runs)
    numbers = [run for run in runs if has_number(run.text)]
    heads = [_Heads(run, tight, numbers, runs) for run, tight in zip(runs, places.tight, strict=True)]
    cut = (
        (part, head) for run, tight, head in zip(runs, places.tight, heads, strict=True) for part in places.parts_of(run, tight, head.gaps)
    )
    return [replace(part, least=min(places.least_before(part), head.least)) for part, head in cut]


class _Heads:
    """The gaps of a run between the headers of columns, and the least that such a gap is, in em."""

    def __init__(self, run: Run, tight: Sequence[int], numbers: Sequence[Run], runs: Sequence[Run]) -> None:
        over, in_turn = _gaps_over_numbers(run, tight, numbers), _gaps_in_turn(run, tight) or _gap_under_two(run, tight, runs)
        self.gaps = over or in_turn
        self.least = TIGHT_GAP if in_turn else NARROW_GAP if over else COLUMN_GAP


class NumberColumns:
    """Where several numbers below each other end, or more begin or have their middle."""

    def __init__(self, runs: Iterable[Run]) -> None:
        numbers = [run for run in runs if has_number(run.text)]
        self.ends = Counter(round(run.x1) for run in numbers)
        self.middles = Counter(round(run.x) for run in numbers)
        self.starts = Counter(round(run.x0) for run in numbers)

    def has(self, run: Run) -> bool:
        """Whether a text stands where these do."""
        places = (self.ends, run.x1, NUMBERS), (self.middles, run.x, ALIGNED), (self.starts, run.x0, ALIGNED)
        return any(_is_column(found, place, least) for found, place, least in places)


class TextEdges:
    """Where as many texts below each other begin or end that they are of one column."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._starts = Counter(round(run.x0) for run in runs)
        self._ends = Counter(round(run.x1) for run in runs)

    def has(self, run: Run) -> bool:
        """Whether a text stands where these do."""
        return _is_column(self._starts, run.x0) or _is_column(self._ends, run.x1)


class ColumnEdges:
    """Where runs, and what stands behind tight gaps in them, begin and end: so many at one place, to the point, are of a column."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self.tight = _tight_gaps(runs)
        inner = [(run, k) for run, tight in zip(runs, self.tight, strict=True) for k in tight]
        self._opening, self._beside = _starts_in_lines(runs)
        self._own = Counter(round(run.x0) for run in runs)
        self._starts = self._own + Counter(round(run.glyphs.x0[k]) for run, k in inner)
        self._ends = Counter(round(run.x1) for run in runs) + Counter(round(run.glyphs.x1[k - 1]) for run, k in inner)
        self._numbers = Counter(round(run.x1) for run in runs if has_number(run.text) or ends_in_brackets(run.glyphs.texts)) + Counter(
            round(run.glyphs.x1[k - 1]) for run, k in inner if _ends_as_number(run.glyphs.texts[:k])
        )
        self._columns = NumberColumns(runs)
        self._touching = {place for run, tight in zip(runs, self.tight, strict=True) for place in self._begins_behind(run, tight)}

    def _begins_behind(self, run: Run, tight: Sequence[int]) -> list[int]:
        """Where cells begin behind tight gaps of a run."""
        x0, x1 = run.glyphs.x0, run.glyphs.x1
        return [round(x0[k]) for k in tight if self._touch(x1[k - 1], x0[k]) or _are_numbers_beside(run, k, tight)]

    def parts_of(self, run: Run, tight: Sequence[int], head: Sequence[int]) -> list[Run]:
        """A run, given with the places of its tight gaps and of those between what stands over numbers, by columns."""
        x0, x1 = run.glyphs.x0, run.glyphs.x1
        cuts = [0]
        for k, (end, start) in enumerate(zip(x1, x0[1:], strict=False), 1):
            is_cell = end - x0[cuts[-1]] > MARK_WIDTH * run.size or self._is_no_mark(run, cuts[-1], k)
            is_column = self._touch(end, start) or self._is_before_number(run, k, tight) if k in tight else self._is_narrow(run, end, start)
            if is_cell and (is_column or k in head):
                cuts.append(k)
        return run.cut_at(cuts[1:])

    def least_before(self, part: Run) -> float:
        """The gap, in em, that parts a run from what ends before it."""
        if any(round(part.x0) + off in self._touching for off in (-1, 0, 1)):
            return 0.0
        reach = range(round(part.x0 - BEHIND_WALL * part.size), round(part.x0) + 1)
        if any(map(self._is_end_of_column, reach)):
            return 0.0
        if self._is_of_numbers(part):
            return CELL_GAP
        is_narrow = part.start in self._beside or part.text in NONE_GIVEN or _is_column(self._starts, part.x0)
        return NARROW_GAP if is_narrow else COLUMN_GAP

    def _touch(self, end: float, start: float) -> bool:
        """Whether columns touch between two glyphs: where words end and words begin, one of these stands apart from what is before it."""
        if _is_column(self._numbers, end, NUMBERS):
            return True
        is_apart = _is_column(self._own, start, 1) or _is_column(self._numbers, end, 1)
        return is_apart and (_is_column(self._starts, start) or _is_column(self._ends, end))

    def _is_before_number(self, run: Run, k: int, tight: Sequence[int]) -> bool:
        """Whether a narrow gap lies before a number that ends where others do, or a dash for one."""
        if _are_numbers_beside(run, k, tight):
            return True
        behind = next((gap for gap in tight if gap > k), len(run.glyphs))
        part = run_of(run.glyphs[k:behind])
        return _is_gap(run, k) and part.text in NONE_GIVEN or _is_gap(run, k, CELL_GAP) and self._is_of_numbers(part)

    def _is_of_numbers(self, part: Run) -> bool:
        """Whether a number stands under others, also where they are close to what is beside them."""
        return has_number(part.text) and (_is_column(self._numbers, part.x1, NUMBERS) or self._columns.has(part))

    def _is_end_of_column(self, x: float) -> bool:
        return _is_column(self._ends, x) or _is_column(self._numbers, x, NUMBERS)

    def _is_narrow(self, run: Run, end: float, start: float) -> bool:
        return start - end > NARROW_GAP * run.size and _is_column(self._starts, start)

    def _is_no_mark(self, run: Run, first: int, behind: int) -> bool:
        """Whether what is as narrow as a mark is a word, or does not open its line and is more than one sign, or a digit or a dash for
        none."""
        texts = run.glyphs.texts[first:behind]
        is_first = first == 0 and run.start in self._opening
        if is_first and all(map(is_word_of_one, texts)):
            return True
        return not is_first and (len(texts) > 1 or texts[0].isdecimal() or texts[0] in NUMERIC)


def _starts_in_lines(runs: Sequence[Run]) -> tuple[set[tuple[float, float]], set[tuple[float, float]]]:
    """Where lines begin, and where in them a number does behind another one."""
    lines = [sorted(line, key=_start) for line in text_lines(runs)]
    beside = (pair for line in lines for pair in pairwise(line))
    return {line[0].start for line in lines}, {
        number.start for pair in beside if all(has_number(run.text) for run in pair) for number in pair[1:]
    }


def _gaps_over_numbers(run: Run, tight: Sequence[int], numbers: Sequence[Run]) -> list[int]:
    """The narrow gaps of a run, or else the tight ones, each part of which stands over one number of the next line, as headers do over
    their columns."""
    gaps = [k for k in range(1, len(run.glyphs)) if _is_gap(run, k)] or [*tight]
    below = _numbers_under(run, numbers) if gaps else []
    over = [[k for k, part in enumerate(run.cut_at(gaps)) if stand_over_each_other(part, number)] for number in below]
    return gaps if over == [[k] for k in range(len(gaps) + 1)] else []


def _gaps_in_turn(run: Run, tight: Sequence[int]) -> list[int]:
    """The tight gaps of a run between words that come again and again in one order: headers, under a name of each group."""
    words = [part.text for part in run.cut_at(tight)] if len(tight) >= LEAST_IN_TURN - 1 else []
    steps = range(1, len(words) // 2 + 1)
    return [*tight] if any(words == words[:step] * (len(words) // step) for step in steps) else []


def _gap_under_two(run: Run, tight: Sequence[int], runs: Sequence[Run]) -> list[int]:
    """The tight gap of a run between a number, which ends its cell, and a word, which begins the next one (209 | 未実施): what stands next
    above the one and above the other are two texts of one line."""
    if len(tight) != 1 or not _is_number_before_word(run.glyphs.texts, tight[0]):
        return []
    over = [name for part in run.cut_at(tight) for name in _next_above(part, runs)]
    are_two = len({name.start for name in over}) == len(text_lines(over)) + 1
    return [*tight] if are_two else []


def _is_number_before_word(texts: Sequence[str], k: int) -> bool:
    number, word = "".join(texts[:k]), "".join(texts[k:])
    return number.replace(",", "").isdecimal() and len(word) > 1 and word.isalpha()


def _next_above(part: Run, runs: Sequence[Run]) -> list[Run]:
    """The lowest of some runs that stand over another."""
    above = [run for run in runs if run.y1 < part.y and stand_over_each_other(run, part)]
    return [max(above, key=attrgetter("y"))] if above else []


def _numbers_under(run: Run, numbers: Sequence[Run]) -> list[Run]:
    """The numbers of the next line that stand under a run, from the left."""
    below = [number for number in numbers if 0 < number.y - run.y < HEADER_LEADING * run.size and stand_over_each_other(number, run)]
    first = min((number.y for number in below), default=0.0)
    return sorted((number for number in below if number.y - first < SAME_LINE * run.size), key=_start)


def stand_over_each_other(one: Run, other: Run) -> bool:
    """Whether two runs stand one over the other."""
    return overlap((one.x0, one.x1), (other.x0, other.x1)) > 0


def _is_gap(run: Run, k: int, least: float = NARROW_GAP) -> bool:
    return run.glyphs.x0[k] - run.glyphs.x1[k - 1] > least * run.size


def _are_numbers_beside(run: Run, k: int, tight: Sequence[int]) -> bool:
    """Whether a narrow gap lies between two numbers: in the only row of a table no other shows where they end."""
    first, behind = max((gap for gap in tight if gap < k), default=0), next((gap for gap in tight if gap > k), len(run.glyphs))
    return _is_gap(run, k) and all(has_number("".join(texts)) for texts in (run.glyphs.texts[first:k], run.glyphs.texts[k:behind]))


def _is_in_brackets(texts: Sequence[str], k: int) -> bool:
    """Whether the last bracket before a place opens one."""
    return next((text in OPENING for text in texts[k - 1 :: -1] if text in OPENING | CLOSING), False)


def _ends_as_number(texts: Sequence[str]) -> bool:
    return any(text.isdecimal() for text in texts[-LAST:]) or ends_in_brackets(texts)


def is_word_of_one(text: str) -> bool:
    """Whether a character is a kanji that is no numeral: the name of a row (親, 子), where kana and digits mark items."""
    return unicodedata.name(text[:1], "").startswith("CJK UNIFIED") and not text.isnumeric()


def is_narrow_word(text: str) -> bool:
    """Whether a text that is as narrow as a mark is a word: of one kanji, or of a letter or more and what it counts (R6, 0歳)."""
    return is_word_of_one(text) if len(text) == 1 else text.isalnum() and not text.isdecimal()


def ends_in_brackets(texts: Sequence[str]) -> bool:
    """Whether this ends with a number in brackets, as 延べ615人（実48人） does."""
    return texts[-1] in CLOSING and any(text.isdecimal() for text in texts[-LAST - 1 : -1])


def _is_column(places: Counter[int], x: float, least: int = ALIGNED) -> bool:
    at = round(x)
    return places[at - 1] + places[at] + places[at + 1] >= least


def _tight_gaps(runs: Sequence[Run]) -> list[list[int]]:
    """The numbers of the glyphs in each run before which is white that no printed space fills, wider than elsewhere: lines that are
    set to one width have such gaps everywhere, and word processors set digits apart from kanji, but not from brackets."""
    gaps = [list(map(sub, run.glyphs.x0[1:], run.glyphs.x1)) for run in runs]
    apart = [gap / run.size for run, row in zip(runs, gaps, strict=True) for gap in compress(row, map(_are_letters, *_beside(run)))]
    usual, names = median_low(apart or [0.0]), _names_behind_numbers(runs)
    return [_wider(run, row, usual * run.size, names[run.start]) for run, row in zip(runs, gaps, strict=True)]


class _Joint(NamedTuple):
    """A word right behind a number: their run, the position of the word's first glyph, and where the two begin and end."""

    run: Run
    k: int
    number: Interval
    word: Interval


def _names_behind_numbers(runs: Sequence[Run]) -> Mapping[tuple[float, float], Sequence[int]]:
    """By the start of the run, where in it the name of a row begins close behind the number of another, as in a list that is folded into
    two: numbers of more and of fewer digits end at one place below each other, and words of more and of fewer letters begin at one. What
    a number counts ends where others do, too."""
    found: dict[tuple[float, float], list[int]] = defaultdict(list)
    joints = sorted((joint for run in runs for joint in _joints_of(run)), key=_word_start)
    for lane in lanes(joints, _word_start, TOLERANCES.at_wall):
        for stack in _stacks(lane, runs) if len(lane) >= ALIGNED else ():
            for joint in stack if _are_of_two_columns(stack) else ():
                found[joint.run.start].append(joint.k)
    return found


def _word_start(joint: _Joint) -> float:
    return joint.word[0]


def _joints_of(run: Run) -> Iterator[_Joint]:
    """Where words stand behind numbers in a run, with a gap between them."""
    x0, x1, texts = run.glyphs.x0, run.glyphs.x1, run.glyphs.texts
    for k, (digit, letter) in enumerate(pairwise(texts), 1):
        if digit.isdecimal() and _are_letters(digit, letter) and k not in run.glyphs.spaced and _is_gap(run, k, TIGHT_GAP):
            first = k - sum(1 for _ in takewhile(_is_of_number, texts[k - 1 :: -1]))
            last = k + sum(1 for _ in takewhile(str.isalpha, texts[k:])) - 1
            yield _Joint(run, k, (x0[first], x1[k - 1]), (x0[k], x1[last]))


def _is_of_number(text: str) -> bool:
    return text.isdecimal() or text in NUMERIC


def _stacks(lane: Sequence[_Joint], runs: Sequence[Run]) -> list[list[_Joint]]:
    """Words that begin at one place, from the top down, as far as no other text goes on over that place between them."""
    ordered = sorted(lane, key=lambda joint: joint.run.y)
    x, own = ordered[0].word[0], {joint.run.start for joint in lane}
    others = [run.y for run in runs if run.x0 < x < run.x1 and run.start not in own]
    stacks = [ordered[:1]]
    for above, joint in pairwise(ordered):
        if any(above.run.y < y < joint.run.y for y in others):
            stacks.append([])
        stacks[-1].append(joint)
    return stacks


def _are_of_two_columns(stack: Sequence[_Joint]) -> bool:
    """Whether several numbers end at one place, and neither they nor the words behind them are all as wide."""
    firsts, ends = zip(*(joint.number for joint in stack), strict=True)
    lasts = [joint.word[1] for joint in stack]
    least = CELL_GAP * stack[0].run.size
    return len(stack) >= ALIGNED and _range(ends) <= TOLERANCES.at_wall and min(_range(firsts), _range(lasts)) > least


def _range(places: Sequence[float]) -> float:
    return max(places) - min(places)


def _beside(run: Run) -> tuple[Sequence[str], Sequence[str]]:
    """Each two neighbours of a run."""
    return run.glyphs.texts[:-1], run.glyphs.texts[1:]


def _are_mixed(one: str, other: str) -> bool:
    return one.isascii() is not other.isascii()


def _are_letters(one: str, other: str) -> bool:
    """Whether of two neighbours one is a digit or a Latin letter and the other kanji or kana."""
    return _are_mixed(one, other) and (one + other).isalnum()


def _wider(run: Run, gaps: Sequence[float], apart: float, names: Sequence[int]) -> list[int]:
    """The numbers of the glyphs behind gaps wider than is usual in their line, and between such neighbours but for where ``names`` begin;
    a kanji alone behind a digit says what it counts."""
    usual, spaced = median_low(gaps or [0.0]), run.glyphs.spaced
    mixed = (are_mixed and k not in names for k, are_mixed in enumerate(map(_are_mixed, *_beside(run)), 1))
    least = [TIGHT_GAP * run.size + max(usual, apart if is_mixed else 0.0) for is_mixed in mixed]
    wide = (k for k, (gap, limit) in enumerate(zip(gaps, least, strict=True), 1) if gap > limit and k not in spaced)
    found = [k for k in wide if not _is_in_brackets(run.glyphs.texts, k)]
    return [k for k, behind in pairwise([*found, len(run.glyphs)]) if behind - k > 1 or not _are_letters(*run.glyphs.texts[k - 1 : k + 1])]
