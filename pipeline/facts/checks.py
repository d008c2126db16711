"""Arithmetic as a check: a printed 合計, 計 or 平均 that its own parts contradict is an error in the published sheet.

In come the rows and columns of a table's body with the numbers that were read; out go defects of code ``total-mismatch`` and
``average-mismatch`` with the printed and the computed value. A total passes if any usual way of adding up gives it (all parts,
the subtotals, the parts since the last subtotal, the parts below it), within what rounding of the printed digits allows; where
parts are unlike (other units, people counted once, several answers each) nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.facts import lexicon
from pipeline.facts.model import Role

_C = lexicon.section("checks")
_TOTAL = frozenset(lexicon.squeeze(w) for w in _C["total"])
_AVERAGE = frozenset(lexicon.squeeze(w) for w in _C["average"])
_NOT_ADDITIVE = re.compile(lexicon.alternatives(_C["not_additive"]))
_OF_PARTS: frozenset[Role] = frozenset({"of_which", "average", "difference", "ratio"})
_SHARES = frozenset({"%", "‰", "割", "倍"})
_COUNTS_OTHERWISE = re.compile(r".*(?:数|額|率)\Z")


@dataclass(frozen=True, slots=True)
class Number:
    """A body cell's single number: null marks count 0, ``decimals`` are the printed ones."""

    value: float
    unit: str | None
    decimals: int
    null: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row (or column) of a table's body: its position, its innermost label, and what stands above that label."""

    at: int
    label: str
    parent: tuple[int, ...]
    group: int = 0


MismatchCode = Literal["total-mismatch", "average-mismatch"]
Sum = Callable[[int, Sequence[int]], Number | None]


def is_checked(label: str) -> bool:
    """True for a label whose numbers have parts to be compared with."""
    word = lexicon.squeeze(label)
    return word in _TOTAL or word in _AVERAGE or "subtotal" in lexicon.roles_of(label)


def _roles(line: Line) -> frozenset[Role]:
    return lexicon.roles_of(line.label) if line.label else frozenset()


def _is_total(line: Line) -> bool:
    return lexicon.squeeze(line.label) in _TOTAL


def _is_subtotal(line: Line) -> bool:
    return "subtotal" in _roles(line)


def _is_part(line: Line) -> bool:
    roles = _roles(line)
    return not (roles & _OF_PARTS) and not _is_total(line) and "subtotal" not in roles and "total" not in roles


def _ways(lines: Sequence[Line], i: int) -> Iterator[list[Line]]:
    """The sets of lines that the total at ``i`` may add up, the likeliest first."""
    here = lines[i]
    before = [x for x in lines[:i] if x.group == here.group]
    after = [x for x in lines[i + 1 :] if x.group == here.group]
    recent: list[Line] = []
    for x in reversed(before):
        if _is_total(x) or _is_subtotal(x):
            break
        recent.insert(0, x)
    same = [x for x in before if x.parent == here.parent]
    below: list[Line] = []
    for x in after:
        if _is_total(x):
            break
        below.append(x)
    for pool in (before, same, recent, below, [x for x in after if x.parent == here.parent], [*before, *after]):
        yield [x for x in pool if _is_part(x)]
        aggregated = [x for x in pool if _is_subtotal(x) or _is_total(x)]
        yield aggregated
        if aggregated:
            parents = {x.parent for x in aggregated}
            yield [*aggregated, *(x for x in pool if _is_part(x) and x.parent not in parents)]
    if _is_subtotal(here):
        yield [x for x in lines if x.parent == here.parent and x is not here and _is_part(x)]


def mismatches(
    lines: Sequence[Line], i: int, crossing: Sequence[tuple[int, Sequence[int], str]], sum_at: Sum, *, context: str, alike: bool = True
) -> Iterator[tuple[MismatchCode, int, float]]:
    """The cells of line ``i`` that its parts contradict: (code, crossing position, computed); none where it is no total.

    ``crossing`` are the line's cells: position, positions covered, crossing label. ``sum_at(at, across)`` is the number in line
    ``at`` over the crossing positions, None where there is no single number. ``alike`` False says that lines which count
    different things (回数, 人数) may stand side by side, so that lines with such labels are not compared.
    """
    line = lines[i]
    word = lexicon.squeeze(line.label)
    average = word in _AVERAGE
    if not is_checked(line.label) or _NOT_ADDITIVE.search(context):
        return
    for at, across, label in crossing:
        if not average and (_NOT_ADDITIVE.search(lexicon.squeeze(label)) or "ratio" in lexicon.roles_of(label)):
            continue
        printed = sum_at(line.at, across)
        if printed is None or printed.null or printed.unit in _SHARES:
            continue
        found = _contradicted(lines, i, across, printed, sum_at, average=average, alike=alike)
        if found is not None:
            yield "average-mismatch" if average else "total-mismatch", at, found


def _contradicted(
    lines: Sequence[Line], i: int, across: Sequence[int], printed: Number, sum_at: Sum, *, average: bool, alike: bool
) -> float | None:
    """What the likeliest parts give, None where some way of adding gives the printed number or none is sure."""
    first: float | None = None
    seen: set[tuple[int, ...]] = set()
    for parts in _ways(lines, i):
        key = tuple(x.at for x in parts)
        if len(parts) < 2 or key in seen:
            continue
        seen.add(key)
        if not average and any(_NOT_ADDITIVE.search(lexicon.squeeze(x.label)) for x in parts):
            return None
        if not alike and any(_COUNTS_OTHERWISE.match(lexicon.squeeze(x.label)) for x in parts):
            return None
        values = [sum_at(x.at, across) for x in parts]
        numbers = [v for v in values if v is not None]
        if len(numbers) < len(values) or sum(not v.null for v in numbers) < 2:
            return None
        if any(v.unit != printed.unit for v in numbers if not v.null):
            return None
        decimals = max([printed.decimals, *(v.decimals for v in numbers)])
        if average:
            total = sum(v.value for v in numbers)
            means = {total / len(numbers), total / sum(not v.null for v in numbers)}
            if any(abs(mean - printed.value) < 10.0**-printed.decimals for mean in means):
                return None
            first = total / sum(not v.null for v in numbers) if first is None else first
        else:
            total = sum(v.value for v in numbers)
            slack = 0.5 * 10.0**-decimals * (len(numbers) + 1) if decimals else 0.0
            if abs(total - printed.value) <= slack + 1e-9:
                return None
            first = total if first is None else first
    return first
