"""The units that numbers count in: behind a number, in a bracket, or in the bracket behind a label that counts just that.

In come texts as printed or folded, out come units in NFKC. The words are in ``rules/facts.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.facts import lexicon
from pipeline.rules import any_of
from pipeline.rules.captions import UNIT_WORDS

_UNITS = lexicon.section("units")
UNIT = any_of(_UNITS["known"])
"""a pattern for what numbers count in"""
_KNOWN = re.compile(any_of([*_UNITS["known"], *_UNITS["no_units"]]))
_RATE = re.compile(rf"/(?:{any_of([*_UNITS['known'], *_UNITS['per']])})(?![\w])")
_TIMES = frozenset(_UNITS["per"])
_NO_UNIT = frozenset(_UNITS["no_units"])
_KNOWN_UNITS = frozenset(_UNITS["known"]) | frozenset(_UNITS["in_headers"])
_NOT_IN_BRACKETS = frozenset(_UNITS["not_in_brackets"])
_COUNTED: dict[str, tuple[str, ...]] = {unit: tuple(unit + end for end in _UNITS["counted_ends"]) for unit in _UNITS["counted"]}
_STATED_UNIT = re.compile(rf"{any_of(UNIT_WORDS)}(?:は|[:：])?([^、,・]{{1,8}})")


def unit_of(text: str) -> str | None:
    """The unit that a bracket's content names by itself (人, 単位：人), in NFKC; None for any other content."""
    word = lexicon.squeeze(text)
    stated = _STATED_UNIT.fullmatch(word)
    if stated:
        return stated[1]
    if word in _KNOWN_UNITS and word not in _NOT_IN_BRACKETS:
        return word
    first, _, second = word.partition("/")
    return word if first in _KNOWN_UNITS and second in _KNOWN_UNITS | _TIMES else None


def unit_counted(text: str, label: str) -> str | None:
    """The unit in the bracket behind a label that counts just that: 学校数（校）, 相談時間（時間）; None for any other content."""
    word, counted = lexicon.squeeze(text), lexicon.squeeze(label)
    says_so = counted.endswith(word) or counted.endswith("数") and word in counted
    return word if word in _NOT_IN_BRACKETS and says_so else None


def unit_at(text: str, at: int) -> tuple[str | None, int] | None:
    """The unit behind a number of a folded sentence, whatever follows it, and its end; None where it is no quantity (4月, 2回目)."""
    known = _KNOWN.match(text, at)
    if known is None:
        return None, at
    return None if known[0] in _NO_UNIT else (known[0], known.end())


def rate_end(text: str, at: int) -> int:
    """Where a unit that ends there ends with what it is a rate of: 人/日."""
    rate = _RATE.match(text, at)
    return rate.end() if rate else at


def units_counted(labels: Sequence[str]) -> frozenset[str]:
    """The units in which labels say that they count: 人 in 利用者人数."""
    words = [lexicon.squeeze(label) for label in labels]
    return frozenset(unit for unit, ends in _COUNTED.items() for word in words if word.endswith(ends))
