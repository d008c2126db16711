"""What can be compared over wards and years: the facts of one sheet that mean an indicator of ``rules/indicators.toml``.

In come the facts of a sheet, as the table ``facts`` has them; out go at most one value per indicator, year and kind of period, with
the facts it was made from, and the conflicts where two facts would give different values: then neither is published.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pipeline import rules
from pipeline.facts import lexicon, norms
from pipeline.facts.model import PeriodKind
from pipeline.rules import any_of

Method = Literal["printed", "sum_of_parts"]
Path = tuple[str, ...]
_OfFact = Literal["value", "bound", "qualifier", "revision", "fiscal_year", "period_kind", "subject", "ward"]
_OfRule = Literal["project", "role", "unit", "excluded", "wording", "outer", "inner", "parts"]
Condition = Literal[_OfFact, _OfRule]
"""What must be so before a fact is an indicator's; ``rules/matching.toml`` has the sentences."""
YEARLY: frozenset[PeriodKind] = frozenset({"fiscal_year", "fiscal_year_end"})
_PART = " / "


@dataclass(frozen=True, slots=True)
class IndicatorCandidate:
    """One fact as the table ``facts`` has it: the columns that decide whether it is an indicator's."""

    row_id: str
    project_code: str
    table_no: int
    row: int
    labels: Path
    fiscal_year: int | None
    month: str | None
    period_kind: PeriodKind | None
    value_norm: float | None
    unit_norm: str | None
    role: str
    bound: str | None
    qualifier: str | None
    subject: str
    revision: str | None


@dataclass(frozen=True, slots=True)
class Wording:
    """A label path that means an indicator (innermost labels, ``*`` for any beginning), as written and as patterns, and the captions
    under which it does."""

    text: str
    names: tuple[re.Pattern[str], ...]
    caption: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class IndicatorRule:
    """One indicator: the label paths that mean it, the words that no label may hold, the roles of its numbers and how parts add up to
    it."""

    code: str
    unit: str
    units: frozenset[str | None]
    project: str
    wordings: tuple[Wording, ...]
    excluded: re.Pattern[str]
    roles: frozenset[str]
    parts: tuple[tuple[Path, ...], ...]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A condition that a fact fails: what it has, and what the rule takes in its place."""

    condition: Condition
    found: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """An indicator's value in one year: ``rule`` is the label path of the rule that gave it."""

    code: str
    unit: str
    fiscal_year: int
    period_kind: PeriodKind
    value: float
    method: Method
    row_ids: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Values of one indicator and year that differ, so that none of them is published."""

    code: str
    fiscal_year: int
    values: tuple[IndicatorValue, ...]


@dataclass(frozen=True, slots=True)
class Indicators:
    """What the facts of a sheet give, sorted by code and year."""

    values: tuple[IndicatorValue, ...]
    conflicts: tuple[Conflict, ...]


@cache
def catalogue() -> tuple[Mapping[str, Any], ...]:
    """The indicators as the rules file has them."""
    return tuple(rules.load("indicators")["indicators"])


@cache
def indicator_rules() -> tuple[IndicatorRule, ...]:
    """The rules of ``rules/indicators.toml``. Raises RulesError."""
    return tuple(_rule(entry) for entry in catalogue())


def _rule(entry: Mapping[str, Any]) -> IndicatorRule:
    excluded = rules.load("indicators").table("excluded")
    wordings = _wordings(entry)
    words = [lexicon.squeeze(word) for word in (*excluded["words"], *entry.get("not", []))]
    kept = [word for word in words if not any(word in lexicon.squeeze(wording.text) for wording in wordings)]
    return IndicatorRule(
        entry["code"],
        entry["unit"],
        frozenset({norms.normal_unit(entry["unit"])[0], *(u or None for u in entry.get("units", [""]))}),
        entry["project"],
        wordings,
        re.compile("|".join([excluded.pattern("patterns").pattern, *([any_of(kept)] if kept else [])])),
        frozenset(entry.get("roles", ["value", "total"])),
        tuple(tuple(_squeezed(part) for part in group) for group in entry.get("parts", [])),
    )


def _wordings(entry: Mapping[str, Any]) -> tuple[Wording, ...]:
    """Labels that say what is counted stand under any caption that only names the table; those that say who or what alone (利用会員)
    only where the caption counts the same: under 退会者数 they are other people."""
    named = [Wording(path, _pattern_of(path), _frames()[0]) for path in entry["is"]]
    return (*named, *(Wording(path, _pattern_of(path), _counting(entry["captions"])) for path in entry.get("groups", ())))


def _counting(captions: Sequence[str]) -> re.Pattern[str]:
    """Captions that count what one of these counts, or do not say what is counted: 会員数の推移, 会員数(年度末), 事業の実績."""
    frames = rules.load("indicators")["frames"]
    heads = [pattern.pattern for (pattern,) in map(_pattern_of, (*captions, *frames["plain"]))]
    caption = rf"(?:{'|'.join(heads)})?(?:(?:の|に関する)?{any_of(frames['tails'])}){{0,2}}(?:\([^()]*\))?"
    return re.compile(caption)


def _squeezed(path: str) -> Path:
    return tuple(lexicon.squeeze(part) for part in path.split(_PART))


def _pattern_of(path: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(".*".join(map(re.escape, part.split("*")))) for part in _squeezed(path))


@cache
def _frames() -> tuple[re.Pattern[str], Mapping[str, str], frozenset[str]]:
    """Captions that only name the table, labels that only say what is counted (with its unit), and the words for totals."""
    content = rules.load("indicators")
    frame = re.compile(r".*" + any_of([lexicon.squeeze(w) for w in content["frames"]["ends"]]) + r"(?:\([^()]*\))?")
    return frame, content["counts"], frozenset(lexicon.squeeze(w) for w in lexicon.section("checks")["total"])


def path_of(labels: Sequence[str]) -> Path:
    """The labels in NFKC without spaces, and without 合計 and the like."""
    totals = _frames()[2]
    words = [lexicon.squeeze(label) for label in labels]
    return tuple(word for word in words if word not in totals)


def matched(rule: IndicatorRule, path: Path) -> str | None:
    """The label path of the rule by which labels mean its indicator; None where they do not."""
    if any(rule.excluded.search(word) for word in path):
        return None
    for tried in _without_count(path, rule.unit):
        for wording in rule.wordings:
            names = wording.names
            outer, inner = tried[: len(tried) - len(names)], tried[len(tried) - len(names) :]
            fits = len(inner) == len(names) and all(p.fullmatch(word) for p, word in zip(names, inner, strict=True))
            if fits and len(outer) <= 1 and all(wording.caption.fullmatch(word) for word in outer):
                return _PART.join(inner)
    return None


def _without_count(path: Path, unit: str) -> Iterator[Path]:
    yield path
    if len(path) > 1 and _frames()[1].get(path[-1]) == unit:
        yield path[:-1]


def obstacles(candidate: IndicatorCandidate) -> tuple[Mismatch, ...]:
    """Why a fact is no number of one year and of this ward, as it was last corrected: then it is no indicator's at all."""
    c = candidate
    checks: tuple[tuple[Condition, bool, str | None], ...] = (
        ("value", c.value_norm is None, None),
        ("bound", c.bound is not None, c.bound),
        ("qualifier", c.qualifier is not None, c.qualifier),
        ("revision", c.revision == "before", c.revision),
        ("fiscal_year", c.fiscal_year is None, None),
        ("period_kind", c.month is not None or c.period_kind not in YEARLY, c.month or c.period_kind),
        ("subject", c.subject != "own", c.subject),
    )
    return tuple(Mismatch(condition, (found,) if found else ()) for condition, is_one, found in checks if is_one)


def is_comparable(candidate: IndicatorCandidate) -> bool:
    """Whether a fact is a number of one year and of this ward, as it was last corrected."""
    return not obstacles(candidate)


def has_unit(rule: IndicatorRule, candidate: IndicatorCandidate) -> bool:
    """Whether a fact counts what the rule counts, by its unit or, where none is printed, by its innermost label."""
    counted = candidate.unit_norm is None and candidate.labels and _frames()[1].get(lexicon.squeeze(candidate.labels[-1])) == rule.unit
    return bool(counted) or candidate.unit_norm in rule.units


def fits(rule: IndicatorRule, candidate: IndicatorCandidate) -> bool:
    """Whether a fact may be the rule's by all but its labels: its project, role and unit."""
    return candidate.project_code == rule.project and candidate.role in rule.roles and has_unit(rule, candidate)


def indicators_of(candidates: Sequence[IndicatorCandidate]) -> Indicators:
    """Every indicator that the facts of one sheet give."""
    found: dict[tuple[str, int, PeriodKind], list[IndicatorValue]] = defaultdict(list)
    comparable = list(_with_rows_named(filter(is_comparable, candidates)))
    for rule in indicator_rules():
        usable = [c for c in comparable if fits(rule, c)]
        for value in (*_printed(rule, usable), *_sums(rule, usable)):
            found[value.code, value.fiscal_year, value.period_kind].append(value)
    values, conflicts = [], []
    for (code, year, _), given in sorted(found.items(), key=lambda item: item[0]):
        if len({value.value for value in given}) > 1:
            conflicts.append(Conflict(code, year, tuple(given)))
        else:
            values.append(_joined(given))
    return Indicators(tuple(values), tuple(conflicts))


def _with_rows_named(candidates: Iterable[IndicatorCandidate]) -> Iterator[IndicatorCandidate]:
    """The facts without those of rows that differ and have the same labels: the rows' own names were not read, so that no one of them
    is the whole and none contradicts another."""
    alike: dict[tuple[Any, ...], list[IndicatorCandidate]] = defaultdict(list)
    for c in candidates:
        alike[c.project_code, c.table_no, c.labels, c.fiscal_year, c.period_kind, c.unit_norm].append(c)
    for found in alike.values():
        if 1 in (len({c.row for c in found}), len({c.value_norm for c in found})):
            yield from found


def _joined(given: Sequence[IndicatorValue]) -> IndicatorValue:
    """One value of several that agree: a printed one before a sum, with all facts that print it."""
    printed = [value for value in given if value.method == "printed"]
    first = (printed or list(given))[0]
    ids = {row_id for value in printed or [first] for row_id in value.row_ids}
    return IndicatorValue(
        first.code, first.unit, first.fiscal_year, first.period_kind, first.value, first.method, tuple(sorted(ids)), first.rule
    )


def _value(rule: IndicatorRule, facts: Sequence[IndicatorCandidate], method: Method, name: str) -> IndicatorValue:
    first = facts[0]
    assert first.fiscal_year is not None and first.period_kind is not None
    total = sum(c.value_norm or 0.0 for c in facts)
    return IndicatorValue(
        rule.code, rule.unit, first.fiscal_year, first.period_kind, total, method, tuple(sorted(c.row_id for c in facts)), name
    )


def _printed(rule: IndicatorRule, candidates: Iterable[IndicatorCandidate]) -> Iterator[IndicatorValue]:
    meant = [(candidate, name) for candidate in candidates if (name := matched(rule, path_of(candidate.labels))) is not None]
    for candidate, name in meant:
        if not any(_are_counted_apart(candidate, other) for other, _ in meant):
            yield _value(rule, [candidate], "printed", name)


def _are_counted_apart(one: IndicatorCandidate, other: IndicatorCandidate) -> bool:
    """Whether two numbers of a year stand in one table under other names, as 子育てサポーター and ボランティア do: no one of them is the
    whole, and none contradicts another."""
    at = [(c.table_no, c.fiscal_year, c.period_kind) for c in (one, other)]
    return at[0] == at[1] and path_of(one.labels) != path_of(other.labels) and one.value_norm != other.value_norm


def _sums(rule: IndicatorRule, candidates: Sequence[IndicatorCandidate]) -> Iterator[IndicatorValue]:
    """The sums of parts that stand in one table under labels that mean the indicator: all of them, each once, and none beside them that
    the rule does not know (その他), without which they are not the whole."""
    known = {part for group in rule.parts for part in group}
    for group in rule.parts:
        for (*_, base), parts in _split(candidates, group).items():
            name = matched(rule, base) if base and known.issuperset(parts) else None
            found = [parts[part] for part in group if part in parts]
            if name is not None and len(found) == len(group) and all(len(facts) == 1 for facts in found):
                yield _value(rule, [facts[0] for facts in found], "sum_of_parts", name)


def _split(
    candidates: Iterable[IndicatorCandidate], group: Sequence[Path]
) -> Mapping[tuple[Any, ...], Mapping[Path, list[IndicatorCandidate]]]:
    """The facts by table, period and the labels before those of a part, and by part: one of the group's, or the last label."""
    split: dict[tuple[Any, ...], dict[Path, list[IndicatorCandidate]]] = defaultdict(lambda: defaultdict(list))
    for c in candidates:
        path = path_of(c.labels)
        part = next((p for p in group if path[-len(p) :] == p), path[-1:])
        split[c.table_no, c.fiscal_year, c.period_kind, path[: len(path) - len(part)]][part].append(c)
    return split
