"""The rules of ``rules/indicators.toml`` name what they should and leave the rest alone; parts add up, and conflicts are no values."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline import rules
from pipeline.facts.indicators import (
    IndicatorCandidate,
    Indicators,
    catalogue,
    fits,
    indicator_rules,
    indicators_of,
    is_comparable,
    matched,
    obstacles,
    path_of,
)
from pipeline.facts.norms import normal_unit

RULES = {rule.code: rule for rule in indicator_rules()}
PROJECTS = {"ibasho", "sodan", "joho", "network", "jinzai", "support_system", "riyosha_shien"}


def fact(measure: str, value: float | None = 5.0, unit: str | None = "人", year: int | None = 2024, **change: Any) -> IndicatorCandidate:
    """A fact of a project's first table by its labels."""
    plain = IndicatorCandidate(
        row_id=f"facts/{measure}/{value}",
        project_code="ibasho",
        table_no=1,
        row=1,
        labels=tuple(measure.split(" / ")),
        fiscal_year=year,
        month=None,
        period_kind="fiscal_year" if year else None,
        value_norm=value,
        unit_norm=unit,
        role="value",
        bound=None,
        qualifier=None,
        subject="own",
        revision=None,
    )
    return replace(plain, **change)


def test_there_are_enough_indicators_and_each_is_complete() -> None:
    assert len(RULES) == len(catalogue()) >= 30
    for entry in catalogue():
        assert entry["project"] in PROJECTS and isinstance(entry["is_stock"], bool)
        assert all(
            entry[name] for name in ("title_ja", "title_en", "description_ja", "description_en", "unit", "is", "examples", "not_examples")
        )
        assert normal_unit(entry["unit"])[0] == entry["unit"]


def _means(code: str, measure: str) -> bool:
    """Whether a number with the indicator's unit under these labels is the indicator's. (A count word says another unit's number.)"""
    rule = RULES[code]
    counts = rules.load("indicators")["counts"]
    last = measure.rsplit(" / ", 1)[-1]
    return counts.get(last, rule.unit) == rule.unit and matched(rule, path_of(measure.split(" / "))) is not None


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: str(entry["code"]))
def test_examples_of_an_indicator(entry: dict[str, Any]) -> None:
    assert [x for x in entry["examples"] if not _means(entry["code"], x)] == []
    assert [x for x in entry["not_examples"] if _means(entry["code"], x)] == []
    assert [x for x in (*entry["is"], *entry.get("groups", ())) if "*" not in x and not _means(entry["code"], x)] == []


def test_two_indicators_of_one_unit_and_project_share_no_example() -> None:
    for one in catalogue():
        for other in catalogue():
            same = one is not other and (one["project"], one["unit"]) == (other["project"], other["unit"])
            assert not same or [x for x in one["examples"] if _means(other["code"], x)] == []


@pytest.mark.parametrize(
    "change",
    [
        {"value": None},
        {"year": None},
        {"subject": "18区平均"},
        {"revision": "before"},
        {"bound": "low"},
        {"qualifier": "約"},
        {"period_kind": "half_year"},
        {"month": "2024-04", "period_kind": "month"},
        {"unit": "組"},
        {"role": "difference"},
        {"project_code": "sodan"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_only_a_years_own_plain_number_is_compared(change: dict[str, Any]) -> None:
    assert [v.code for v in indicators_of([fact("ひろばの延べ利用者数")]).values] == ["visits"]
    assert indicators_of([fact("ひろばの延べ利用者数", **change)]).values == ()
    changed = fact("ひろばの延べ利用者数", **change)
    assert not (is_comparable(changed) and fits(RULES["visits"], changed))


def test_parts_add_up_only_if_all_are_there() -> None:
    parts = [fact("延べ利用者数 / 平日", 10.0), fact("延べ利用者数 / 土日", 4.0)]
    (value,) = indicators_of(parts).values
    assert (value.code, value.value, value.method, len(value.row_ids)) == ("visits", 14.0, "sum_of_parts", 2)
    assert indicators_of(parts[:1]).values == ()
    assert indicators_of([parts[0], replace(parts[1], table_no=2)]).values == ()
    assert indicators_of([*parts, fact("延べ利用者数 / 土日", 4.0, row=3)]).values == ()


def test_parts_beside_one_that_the_rule_does_not_know_are_not_the_whole() -> None:
    parts = [fact("延べ利用者数 / 子ども", 10.0), fact("延べ利用者数 / 保護者", 9.0)]
    other, whole = fact("延べ利用者数 / その他", 1.0), fact("延べ利用者数 / 合計", 20.0, role="total")
    assert indicators_of([*parts, other]) == Indicators((), ())
    assert [v.value for v in indicators_of([*parts, other, whole]).values] == [20.0]
    assert [v.value for v in indicators_of([*parts, fact("延べ利用者数 / 平日", 8.0), replace(other, table_no=2)]).values] == [19.0]


def test_a_printed_total_and_its_parts_are_one_value() -> None:
    parts = [fact("延べ利用者数 / 平日", 10.0), fact("延べ利用者数 / 土日", 4.0), fact("延べ利用者数 / 合計", 14.0, role="total")]
    (value,) = indicators_of(parts).values
    assert (value.value, value.method) == (14.0, "printed")


def test_where_two_facts_differ_neither_is_a_value_and_both_are_named() -> None:
    found = indicators_of([fact("延べ利用者数", 10.0), fact("年間延べ利用者数", 12.0, table_no=2), fact("開館日数", 300.0, "日")])
    assert [v.code for v in found.values] == ["opening_days"]
    (conflict,) = found.conflicts
    assert (conflict.code, conflict.fiscal_year, [v.value for v in conflict.values]) == ("visits", 2024, [10.0, 12.0])


def test_rows_whose_names_were_not_read_neither_contradict_each_other_nor_are_the_whole() -> None:
    nameless = [fact("延べ利用者数", 10.0), fact("延べ利用者数", 12.0, row=2)]
    found = indicators_of(nameless)
    assert (found.values, found.conflicts) == ((), ())
    assert [v.value for v in indicators_of([*nameless, fact("延べ利用者数", 22.0, table_no=2)]).values] == [22.0]
    assert [len(c.values) for c in indicators_of([nameless[0], fact("延べ利用者数", 12.0)]).conflicts] == [2]


def test_rows_that_one_table_counts_apart_neither_contradict_each_other_nor_are_the_whole() -> None:
    apart = [fact("子育てサポーター", 19.0, project_code="jinzai"), fact("ボランティア", 50.0, row=2, project_code="jinzai")]
    assert {rule for rule in RULES if all(matched(RULES[rule], path_of(one.labels)) for one in apart)} == {"supporters"}
    found = indicators_of(apart)
    assert (found.values, found.conflicts) == ((), ())
    (value,) = indicators_of([apart[0], replace(apart[1], value_norm=19.0)]).values
    assert value.value == 19.0
    for other in (replace(apart[1], fiscal_year=2023), replace(apart[1], table_no=2), replace(apart[1], labels=(*apart[0].labels, "計"))):
        found = indicators_of([apart[0], other])
        assert len(found.values) + 2 * len(found.conflicts) == 2


def test_one_of_a_row_of_events_is_not_the_whole_however_it_is_numbered() -> None:
    for word in rules.load("indicators")["excluded"]["examples"]:
        assert all(rule.excluded.search(path_of([word])[0]) for rule in indicator_rules()), word


@pytest.mark.parametrize(
    "measure", ["離乳食講座 / 延べ利用者数", "出張ひろば / 延べ利用者数", "ひろばの利用状況 / 父親 / 延べ利用者数", "うち延べ利用者数"]
)
def test_a_subgroup_or_a_single_event_is_not_the_whole(measure: str) -> None:
    assert indicators_of([fact(measure)]).values == ()


@pytest.mark.parametrize(
    ("change", "condition", "said"),
    [
        ({"value_norm": None}, "value", ()),
        ({"bound": "low"}, "bound", ("low",)),
        ({"qualifier": "約"}, "qualifier", ("約",)),
        ({"revision": "before"}, "revision", ("before",)),
        ({"fiscal_year": None}, "fiscal_year", ()),
        ({"period_kind": "half_year"}, "period_kind", ("half_year",)),
        ({"month": "2024-05"}, "period_kind", ("2024-05",)),
        ({"subject": "18区平均"}, "subject", ("18区平均",)),
    ],
)
def test_a_number_that_can_be_no_indicator_says_why(change: dict[str, Any], condition: str, said: tuple[str, ...]) -> None:
    candidate = fact("年間延べ利用者数")
    assert not obstacles(candidate)
    changed = replace(candidate, **change)
    assert [(found.condition, found.found) for found in obstacles(changed)] == [(condition, said)]
