"""Why a number is no indicator's: the rules that come close to it, and which of their conditions it fails."""

from __future__ import annotations

import pytest

from pipeline.facts.indicators import Condition, IndicatorCandidate, fits, indicator_rules, matched, path_of
from pipeline.facts.mismatches import close_rules, mismatches_of
from tests.facts.test_indicators import RULES, fact


def _failed(code: str, candidate: IndicatorCandidate) -> dict[Condition, tuple[str, ...]]:
    (close,) = [rule for rule in close_rules(candidate) if rule.code == code]
    return {mismatch.condition: mismatch.found for mismatch in close.mismatches}


@pytest.mark.parametrize(
    ("code", "candidate", "failed"),
    [
        ("visits", fact("年間延べ利用者数"), {}),
        ("visits", fact("年間延べ利用者数", unit="組"), {"unit": ("組",)}),
        ("visits", fact("年間延べ利用者数", role="difference"), {"role": ("difference",)}),
        ("visits", fact("年間延べ利用者数", project_code="sodan"), {"project": ("sodan",)}),
        ("visits", fact("ひろばの利用状況(出張) / 延べ利用者数"), {"excluded": ("出張",)}),
        ("visits", fact("延べ利用者数 / 午前"), {"inner": ("午前",)}),
        ("visits", fact("延べ利用者数 / 平日"), {"parts": ("平日",)}),
        ("visits", fact("南館 / 延べ利用者数"), {"outer": ("南館",)}),
        ("visits", fact("延べの利用者数"), {"wording": ("延べの利用者数",)}),
        (
            "visits",
            fact("延べ利用者数 / 午前 / 室内", unit="組", role="ratio"),
            {"role": ("ratio",), "unit": ("組",), "inner": ("午前", "室内")},
        ),
    ],
)
def test_a_rule_that_comes_close_says_which_condition_fails(
    code: str, candidate: IndicatorCandidate, failed: dict[str, tuple[str, ...]]
) -> None:
    assert _failed(code, candidate) == failed


def test_a_wording_much_like_one_of_a_rule_s_is_told_that() -> None:
    assert [(failed.condition, failed.expected) for failed in mismatches_of(RULES["visits"], fact("来館者"))] == [
        ("wording", ("来館者数",))
    ]


@pytest.mark.parametrize("measure", ["利用者数", "延べ利用者数 / 平日", "父親の利用者数", "ひろばの利用状況 / 延べ利用者数 / 合計"])
def test_a_rule_without_mismatches_is_one_that_takes_the_fact(measure: str) -> None:
    for candidate in (fact(measure), fact(measure, unit="組"), fact(measure, project_code="sodan"), fact(measure, role="total")):
        for rule in indicator_rules():
            takes = fits(rule, candidate) and matched(rule, path_of(candidate.labels)) is not None
            assert takes == (not mismatches_of(rule, candidate)), (rule.code, candidate)


def test_a_number_about_something_else_has_no_rule_close_to_it() -> None:
    assert close_rules(fact("講師の人数")) == ()
    assert [
        rule.code for rule in close_rules(fact("出張ひろば / 延べ利用者数 / 午前", unit="組", role="ratio", project_code="sodan"))
    ] == []
