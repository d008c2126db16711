"""Arithmetic as a check: a printed 合計, 計 or 平均 that its own parts contradict is an error in the published sheet.

In come the rows and columns of a table's body with the numbers that were read; out go defects of code ``total-mismatch`` and
``average-mismatch`` with the printed and the computed value, or ``total-apart``, which accuses nobody. A total passes if any usual
way of adding up gives it (all parts, the subtotals, the parts since the last subtotal, the parts below it, any stretch of groups, with
or without the lines that another sums up), within what rounding of the printed digits allows; where parts are unlike (other units,
people counted once, several answers each) nothing is said.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.facts import lexicon
from pipeline.facts.model import Role
from pipeline.rules import any_of

_C, _UNITS = lexicon.section("checks"), lexicon.section("units")
_TOTAL = frozenset(lexicon.squeeze(w) for w in _C["total"])
_AVERAGE = frozenset(lexicon.squeeze(w) for w in _C["average"])
_NOT_ADDITIVE = re.compile(any_of(_C["not_additive"]))
_NO_PARTS: frozenset[Role] = frozenset({"of_which", "average", "difference", "ratio", "subtotal", "total"})
_SHARES = frozenset((*_UNITS["shares"], *_UNITS["multiples"]))
_ROUNDED = frozenset(_C["rounded_units"])
_COUNTING_ENDS = tuple(_C["counting_ends"])


@dataclass(frozen=True, slots=True)
class CellNumber:
    """A body cell's single number: null marks count 0, ``decimals`` are the printed ones."""

    value: float
    unit: str | None
    decimals: int
    null: bool = False


@dataclass(frozen=True, slots=True)
class SumLine:
    """A row (or column) of a table's body: its position, its innermost label, and what stands above that label."""

    at: int
    label: str
    parent: tuple[int, ...]
    group: int = 0


MismatchCode = Literal["total-mismatch", "average-mismatch", "total-apart"]
Sum = Callable[[int, Sequence[int]], CellNumber | None]


def is_checked(label: str) -> bool:
    """True for a label whose numbers have parts to be compared with."""
    word = lexicon.squeeze(label)
    return word in _TOTAL or word in _AVERAGE or "subtotal" in lexicon.roles_of(label)


def _is_total(line: SumLine) -> bool:
    return lexicon.squeeze(line.label) in _TOTAL


def _is_subtotal(line: SumLine) -> bool:
    return "subtotal" in lexicon.roles_of(line.label)


def _is_aggregate(line: SumLine) -> bool:
    return _is_subtotal(line) or _is_total(line)


def _is_part(line: SumLine) -> bool:
    return lexicon.roles_of(line.label).isdisjoint(_NO_PARTS)


def _pools(lines: Sequence[SumLine], i: int) -> Iterator[Sequence[SumLine]]:
    """The runs of lines that the total at ``i`` may be the total of, the likeliest first: those under its header, its group, then whole
    stretches."""
    here = lines[i]
    before = [x for x in lines[:i] if x.group == here.group]
    yield [x for x in before if x.parent == here.parent]
    yield before
    yield list(itertools.takewhile(lambda x: not _is_total(x), reversed(before)))[::-1]
    for start in _starts(lines[:i]):
        yield lines[start:i]
    for end in _starts(lines[i + 1 :]):
        yield lines[i + 1 : i + 1 + end]
    yield lines[i + 1 :]
    yield [*lines[:i], *lines[i + 1 :]]


def _starts(lines: Sequence[SumLine]) -> list[int]:
    """Where a group of lines may begin: at the first, behind a total, and where the group or the header above changes."""
    changes = [k for k in range(1, len(lines)) if _changes(lines[k - 1], lines[k])]
    return [0, *changes][:_MOST_STARTS]


def _own_parts(lines: Sequence[SumLine], total: SumLine) -> Iterator[SumLine]:
    """The parts under the header of a total, and in the group of a subtotal; where there are not several, its own are not printed."""
    for x in lines:
        if x.parent[: len(total.parent)] == total.parent and _is_part(x) and (x.group == total.group or not _is_subtotal(total)):
            yield x


def _changes(one: SumLine, following: SumLine) -> bool:
    return _is_aggregate(one) or (one.group, one.parent) != (following.group, following.parent)


_MOST_STARTS = 24
"""of groups that are tried: more are no table of groups, and the time is bounded"""


def _ways(lines: Sequence[SumLine], i: int) -> Iterator[list[SumLine]]:
    """The sets of lines that the total at ``i`` may add up, the likeliest first."""
    for pool in _pools(lines, i):
        parts, aggregated = list(filter(_is_part, pool)), list(filter(_is_aggregate, pool))
        yield parts
        yield aggregated
        parents, groups = {x.parent for x in aggregated}, {x.group for x in aggregated}
        yield [*aggregated, *(x for x in parts if x.parent not in parents)]
        yield [*aggregated, *(x for x in parts if x.group not in groups)]


def _sums(values: Sequence[float]) -> Iterator[float]:
    """What numbers in a row add up to: all of them, and only those that do not add up the ones behind or before them."""
    yield sum(values)
    yield _sum_of_outermost(values)
    yield _sum_of_outermost(values[::-1])


def _sum_of_outermost(values: Sequence[float]) -> float:
    """The sum without the numbers that one before them, of a group whose name no indent tells, is the sum of."""
    total, k = 0.0, 0
    while k < len(values):
        total += values[k]
        k += 1 + _covered(values, k)
    return total


def _covered(values: Sequence[float], k: int) -> int:
    """How many numbers behind the one at ``k`` it is the sum of; 0 where it is none."""
    found, inner = 0, 0.0
    for n, value in enumerate(values[k + 1 :], 1):
        inner += value
        if n > 1 and abs(inner - values[k]) < _EXACT:
            found = n
    return found


_EXACT = 1e-9
"""Sums of printed decimals differ by less than this where they are the same."""


def mismatches(
    lines: Sequence[SumLine], i: int, crossing: Sequence[tuple[int, Sequence[int], str]], sum_at: Sum, *, context: str, alike: bool = True
) -> Iterator[tuple[MismatchCode, int, float]]:
    """The cells of line ``i``, one that is checked, that its parts contradict: (code, crossing position, computed).

    ``crossing`` are the line's cells: position, positions covered, crossing label. ``sum_at(at, across)`` is the number in line
    ``at`` over the crossing positions, None where there is no single number. ``alike`` False says that lines which count
    different things (回数, 人数) may stand side by side, so that lines with such labels are not compared. A line that its parts give in
    no column is none of theirs, for nobody mistakes all sums of a row: "total-apart", once.
    """
    line = lines[i]
    average = lexicon.squeeze(line.label) in _AVERAGE
    if _NOT_ADDITIVE.search(context) or len(list(_own_parts(lines, line))) < 2:
        return
    compared = [
        (at, _contradicted(lines, i, across, printed, sum_at, average=average, alike=alike))
        for at, across, printed in _sums_printed(line, crossing, sum_at)
    ]
    found = [(at, computed) for at, computed in compared if isinstance(computed, float)]
    if len(found) >= ALL_WRONG and not any(computed == ADDS_UP for _, computed in compared):
        yield "total-apart", *found[0]
        return
    for at, computed in found:
        yield "average-mismatch" if average else "total-mismatch", at, computed


ALL_WRONG = 3
"""columns; where the sums of so many differ from their parts, and none is theirs, these are not what was added up"""
ADDS_UP: Literal["adds up"] = "adds up"


def _sums_printed(
    line: SumLine, crossing: Sequence[tuple[int, Sequence[int], str]], sum_at: Sum
) -> Iterator[tuple[int, Sequence[int], CellNumber]]:
    """The cells of a line whose numbers can be sums, each with what is printed there."""
    for at, across, label in crossing:
        if _NOT_ADDITIVE.search(lexicon.squeeze(label)) or "ratio" in lexicon.roles_of(label):
            continue
        printed = sum_at(line.at, across)
        if printed is not None and not printed.null and printed.unit not in _SHARES:
            yield at, across, printed


def _contradicted(
    lines: Sequence[SumLine], i: int, across: Sequence[int], printed: CellNumber, sum_at: Sum, *, average: bool, alike: bool
) -> float | Literal["adds up"] | None:
    """What the likeliest parts give, or that some way of adding gives the printed number; None where no way is sure."""
    first: float | None = None
    for parts in {tuple(x.at for x in parts): parts for parts in _ways(lines, i)}.values():
        if len(parts) < 2:
            continue
        numbers = _comparable(parts, across, printed, sum_at, alike=alike)
        if numbers is None:
            return None
        computed = _average(numbers, printed) if average else _total(numbers, printed)
        if computed is None:
            return ADDS_UP
        first = computed if first is None else first
    return first


def _comparable(
    parts: Sequence[SumLine], across: Sequence[int], printed: CellNumber, sum_at: Sum, *, alike: bool
) -> list[CellNumber] | None:
    """The numbers of the parts, several at least, in the unit of the printed one; None where they do not add up or are not known."""
    labels = [lexicon.squeeze(x.label) for x in parts]
    if any(map(_NOT_ADDITIVE.search, labels)) or not alike and any(label.endswith(_COUNTING_ENDS) for label in labels):
        return None
    numbers = [number for x in parts if (number := sum_at(x.at, across)) is not None]
    said = [number for number in numbers if not number.null]
    if len(numbers) < len(parts) or len(said) < 2 or any(number.unit != printed.unit for number in said):
        return None
    return numbers


def _average(numbers: Sequence[CellNumber], printed: CellNumber) -> float | None:
    """The average of what is said; None where it, or that with nulls as 0, is the printed one."""
    total, said = sum(number.value for number in numbers), sum(not number.null for number in numbers)
    if any(abs(total / many - printed.value) < 10.0**-printed.decimals for many in (len(numbers), said)):
        return None
    return total / said


def _total(numbers: Sequence[CellNumber], printed: CellNumber) -> float | None:
    """The sum; None where some way of adding gives the printed one within what rounding allows."""
    decimals = max([printed.decimals, *(number.decimals for number in numbers)])
    slack = 0.5 * 10.0**-decimals * (len(numbers) + 1) if decimals or printed.unit in _ROUNDED else 0.0
    values = [number.value for number in numbers]
    return None if any(abs(total - printed.value) <= slack + _EXACT for total in _sums(values)) else sum(values)
