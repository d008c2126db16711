"""What a part of a collection shows to the expectations: every value that they look at, each once.

An expectation that looks at one row at a time holds on all rows where it holds on every combination of values that its columns
have; whether a key is unique shows on the rows that share one. So of a frame with a million rows some thousands stay, and
the expectations give the same answer on them, for a partition or for the partitions of a whole collection put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from pipeline.gate.suites import Expectation, GateError

Seen = tuple[pd.DataFrame, ...]
"""The rows shown, a frame for each group of columns that ``groups`` names, in its order."""

_BY_ROW = frozenset(
    {
        "expect_column_values_to_be_in_set",
        "expect_column_values_to_be_between",
        "expect_column_values_to_match_regex",
        "expect_column_values_to_not_match_regex",
        "expect_column_pair_values_to_be_equal",
        "expect_column_pair_values_to_be_in_set",
        "expect_column_pair_values_a_to_be_greater_than_b",
    }
)
_UNIQUE = frozenset({"expect_column_values_to_be_unique", "expect_compound_columns_to_be_unique"})


def groups(suite: Sequence[Expectation]) -> list[tuple[tuple[str, ...], str]]:
    """The columns that are looked at together, with the rule that asks whether they are unique; "" for those looked at by row.

    Raises GateError where an expectation is of neither kind.
    """
    together: list[set[str]] = []
    unique = []
    for expectation in suite:
        named = _columns(expectation)
        if expectation.type in _UNIQUE:
            unique.append((named, expectation.rule))
        elif expectation.type in _BY_ROW and "mostly" not in expectation.kwargs:
            joined = [other for other in together if other & set(named)]
            together = [other for other in together if other not in joined] + [set(named).union(*joined)]
        else:
            raise GateError(f"{expectation.rule}: {expectation.type} needs all rows at once, and the gate looks at a collection by part")
    return [*((tuple(sorted(columns)), "") for columns in together), *unique]


def seen_of(frame: pd.DataFrame, suite: Sequence[Expectation]) -> Seen:
    """What of the frame the suite has to see."""
    shown = []
    for columns, rule in groups(suite):
        part = frame[list(columns)]
        # The first row too, so that an expectation is asked of something wherever there is something.
        shown.append(part[part.duplicated(keep=False) | (part.index == part.index[:1].max())] if rule else part.drop_duplicates())
    return tuple(shown)


def together(suite: Sequence[Expectation], parts: Iterable[Seen]) -> tuple[pd.DataFrame, list[Expectation]]:
    """One frame with all that was seen, and the suite as it is asked of it: the groups stand side by side, each from the top.

    Below a shorter group of columns its last row is repeated, which changes nothing for what is asked by row; unique columns
    have names of their own there, and nulls, which are no duplicates.
    """
    shown: list[pd.DataFrame] = []
    for at, (_, rule) in enumerate(groups(suite)):
        found = [frame for frame in (part[at] for part in parts) if len(frame)] or [next(iter(parts))[at]]
        whole = pd.concat(found, ignore_index=True) if len(found) > 1 else found[0].reset_index(drop=True)
        shown.append(whole.add_prefix(f"{rule}.") if rule else whole.drop_duplicates(ignore_index=True))
    longest = max(len(frame) for frame in shown)
    side_by_side = [
        frame.reindex(range(longest)) if rule else frame.iloc[[min(at, len(frame) - 1) for at in range(longest)]].reset_index(drop=True)
        for frame, (_, rule) in zip(shown, groups(suite), strict=True)
    ]
    return pd.concat(side_by_side, axis=1), [_renamed(expectation) for expectation in suite]


def _renamed(expectation: Expectation) -> Expectation:
    if expectation.type not in _UNIQUE:
        return expectation
    named: dict[str, Any] = dict(expectation.kwargs)
    if "column" in named:
        named["column"] = f"{expectation.rule}.{named['column']}"
    else:
        named["column_list"] = [f"{expectation.rule}.{column}" for column in named["column_list"]]
    return replace(expectation, kwargs=named)


def _columns(expectation: Expectation) -> tuple[str, ...]:
    named = (expectation.kwargs.get(key) for key in ("column", "column_A", "column_B"))
    return (*(column for column in named if column), *expectation.kwargs.get("column_list", ()))
