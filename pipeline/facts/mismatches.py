"""Why a fact is no indicator's: the rules that come close to it, and the conditions of each that it fails.

In goes a fact as the table ``facts`` has it, out come the few rules of ``rules/indicators.toml`` that a person would think of.
A rule comes close where its wording stands among the labels, alone or as a part of one of them, or is much like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import combinations

from pipeline.facts import lexicon
from pipeline.facts.indicators import (
    Condition,
    IndicatorCandidate,
    IndicatorRule,
    Mismatch,
    Path,
    has_unit,
    indicator_rules,
    matched,
    path_of,
)

_MOST_MISMATCHES = 3
"""a rule that a fact fails in more conditions is about something else"""
_LEAST_LIKENESS = 0.7
"""share of characters in common (援助活動の件数 and 援助活動件数 0.92, 利用者数 and 来館者数 0.5)"""
_NOTHING = re.compile(r"(?!)")
_MOST_RULES = 5
"""more are no help to who reads them"""


@dataclass(frozen=True, slots=True)
class CloseRule:
    """An indicator whose rule comes close to a fact; without mismatches it is only the fact itself that stands against it."""

    code: str
    mismatches: tuple[Mismatch, ...]


def close_rules(candidate: IndicatorCandidate) -> tuple[CloseRule, ...]:
    """The rules that come close to a fact, those with the fewest mismatches first."""
    path = path_of(candidate.labels)
    found = [CloseRule(rule.code, mismatches_of(rule, candidate)) for rule in indicator_rules() if _words_near(rule, path)]
    near = [rule for rule in found if len(rule.mismatches) <= _MOST_MISMATCHES]
    return tuple(sorted(near, key=lambda rule: len(rule.mismatches))[:_MOST_RULES])


def mismatches_of(rule: IndicatorRule, candidate: IndicatorCandidate) -> tuple[Mismatch, ...]:
    """The conditions of the rule that a fact fails; none where ``fits`` and ``matched`` take it."""
    c = candidate
    checks: tuple[tuple[Condition, bool, str, frozenset[str]], ...] = (
        ("project", c.project_code == rule.project, c.project_code, frozenset({rule.project})),
        ("role", c.role in rule.roles, c.role, rule.roles),
        ("unit", has_unit(rule, c), c.unit_norm or "", frozenset(unit or "" for unit in rule.units)),
    )
    failed = [Mismatch(condition, (found,), tuple(sorted(taken))) for condition, is_met, found, taken in checks if not is_met]
    return (*failed, *_of_labels(rule, path_of(c.labels)))


def _words_near(rule: IndicatorRule, path: Path) -> tuple[str, ...]:
    """The rule's wordings that a person would think of at these labels: the innermost stands in a label, or is much like one."""
    return tuple(w.text for w in rule.wordings if any(w.names[-1].search(word) or _are_alike(w.text, word) for word in path))


def _are_alike(wording: str, label: str) -> bool:
    return SequenceMatcher(None, lexicon.squeeze(wording), label).ratio() >= _LEAST_LIKENESS


def _of_labels(rule: IndicatorRule, path: Path) -> Iterator[Mismatch]:
    words = tuple(found[0] for found in map(rule.excluded.search, path) if found)
    if words:
        yield Mismatch("excluded", words)
    free = replace(rule, excluded=_NOTHING)
    if matched(free, path) is not None:
        return
    start, end = _wording(free, path)
    if start == end:
        yield Mismatch("wording", path, _words_near(rule, path) or tuple(w.text for w in rule.wordings))
    elif end < len(path):
        yield _below(rule, path[end:])
    else:
        yield Mismatch("outer", path[:start])


def _below(rule: IndicatorRule, labels: Path) -> Mismatch:
    groups = [group for group in rule.parts if labels in group]
    return Mismatch(
        "parts" if groups else "inner", labels, tuple(dict.fromkeys("+".join(" / ".join(p) for p in group) for group in groups))
    )


def _wording(rule: IndicatorRule, path: Path) -> tuple[int, int]:
    """The longest run of labels that the rule's wording means, as start and end; 0 and 0 where there is none."""
    runs = sorted(combinations(range(len(path) + 1), 2), key=lambda run: run[0] - run[1])
    return next((run for run in runs if matched(rule, path[slice(*run)]) is not None), (0, 0))
