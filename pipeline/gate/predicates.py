"""What the kinds of expectations say of one case, by themselves: whether it is as expected.

In go an expectation and its cases as ``evidence`` gives them, out comes whether it holds. Great Expectations asks the same and takes
seconds to load; so it is asked before a publication, and where something does not hold. What is judged here is at least as strict, so
that nothing passes that Great Expectations would refuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from pipeline.gate.suites import COLUMN_KEYS, Expectation

Kwargs = Mapping[str, Any]


def is_judged(expectation: Expectation) -> bool:
    """Whether expectations of this kind can be judged here, with all that this one says."""
    return expectation.type in _PREDICATES and set(expectation.kwargs) <= _UNDERSTOOD.union(COLUMN_KEYS)


def holds(expectation: Expectation, cases: Iterable[Any]) -> bool:
    """Whether every case is as expected; a case is a value, or a pair of two. Raises KeyError for a kind that is not judged here."""
    predicate, kwargs = _PREDICATES[expectation.type], expectation.kwargs
    return all(case is None or predicate(case, kwargs) for case in cases)


def _is_between(value: Any, kwargs: Kwargs) -> bool:
    return bool(kwargs.get("min_value", value) <= value <= kwargs.get("max_value", value))


def _is_in_set(value: Any, kwargs: Kwargs) -> bool:
    return value in kwargs["value_set"]


def _is_null(value: Any, kwargs: Kwargs) -> bool:
    return False


def _matches(value: Any, kwargs: Kwargs) -> bool:
    return _compiled(kwargs["regex"]).search(str(value)) is not None


@cache
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex)


def _are_equal(pair: tuple[Any, Any], kwargs: Kwargs) -> bool:
    return _is_ignored(pair, kwargs) or bool(pair[0] == pair[1])


def _are_in_set(pair: tuple[Any, Any], kwargs: Kwargs) -> bool:
    return _is_ignored(pair, kwargs) or list(pair) in kwargs["value_pairs_set"]


def _is_ignored(pair: tuple[Any, Any], kwargs: Kwargs) -> bool:
    missing = [value is None for value in pair]
    return any(missing) if kwargs.get("ignore_row_if") == _EITHER else all(missing)


_EITHER = "either_value_is_missing"
_UNDERSTOOD = frozenset({"min_value", "max_value", "value_set", "regex", "value_pairs_set", "ignore_row_if"})
_PREDICATES: Mapping[str, Callable[[Any, Kwargs], bool]] = {
    "expect_column_values_to_be_between": _is_between,
    "expect_column_values_to_be_in_set": _is_in_set,
    "expect_column_values_to_be_null": _is_null,
    "expect_column_values_to_match_regex": _matches,
    "expect_column_pair_values_to_be_equal": _are_equal,
    "expect_column_pair_values_to_be_in_set": _are_in_set,
}
