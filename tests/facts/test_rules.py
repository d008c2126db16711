"""Every rule of ``rules/facts.toml`` catches its examples and leaves its counter-examples alone."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline import rules
from pipeline.facts import lexicon
from pipeline.facts.headers import read_header
from pipeline.facts.numbers import read_cell

RULES = rules.load("facts")
WORD_RULES = ["corner", "describing", "numbering", "unit_columns", "ranking", "measures"]


@pytest.mark.parametrize("name", WORD_RULES)
def test_word_rule(name: str) -> None:
    matches = lexicon.word_rule(name)
    assert RULES[name]["examples"] and RULES[name]["not_examples"]
    assert [x for x in RULES[name]["examples"] if not matches(read_header(x, caption=True).label)] == []
    for text in RULES[name]["not_examples"]:
        header = read_header(text, caption=True)
        assert not matches(header.label) or header.bracketed, text


@pytest.mark.parametrize("rule", RULES["roles"], ids=lambda r: str(r["role"]))
def test_role(rule: dict[str, Any]) -> None:
    for text in rule["examples"]:
        assert rule["role"] in lexicon.roles_of(read_header(text).label), text
    for text in rule["not_examples"]:
        assert rule["role"] not in lexicon.roles_of(read_header(text).label), text


@pytest.mark.parametrize("example", RULES["period"]["examples"], ids=lambda e: str(e["text"]))
def test_period(example: dict[str, Any]) -> None:
    period = read_header(example["text"]).period
    assert period
    assert (period.fiscal_year, period.month, period.kind) == (example["fiscal_year"], example.get("month"), example["kind"])
    assert period.label == example["text"]


@pytest.mark.parametrize("text", RULES["units"]["examples"])
def test_unit(text: str) -> None:
    (quantity,) = read_cell(text).values
    assert quantity.unit


@pytest.mark.parametrize("text", RULES["units"]["not_examples"] + RULES["terms"]["not_examples"])
def test_no_quantity(text: str) -> None:
    assert read_cell(text).values == ()


@pytest.mark.parametrize("text", RULES["terms"]["examples"])
def test_term(text: str) -> None:
    (quantity,) = read_cell(text).values
    assert quantity.term
    assert quantity.term + f"{quantity.value:g}" + (quantity.unit or "") == text


@pytest.mark.parametrize("example", RULES["qualifiers"]["examples"], ids=lambda e: str(e["text"]))
def test_qualifier(example: dict[str, Any]) -> None:
    (quantity,) = read_cell(example["text"]).values
    assert (quantity.value, quantity.unit, quantity.qualifier) == (example["value"], example["unit"], example["qualifier"])


@pytest.mark.parametrize("example", RULES["nulls"]["examples"], ids=lambda e: str(e["text"]) or "empty")
def test_null(example: dict[str, Any]) -> None:
    assert read_cell(example["text"]).null_reason == example["reason"]


@pytest.mark.parametrize("example", RULES["caption"]["examples"], ids=lambda e: str(e["text"]))
def test_caption(example: dict[str, Any]) -> None:
    header = read_header(example["text"], caption=True)
    year = header.period.fiscal_year if header.period else None
    assert (header.label, header.unit, year) == (example["label"], example.get("unit"), example.get("fiscal_year"))


def test_every_section_of_the_rules_is_read() -> None:
    read = {*WORD_RULES, "roles", "period", "eras", "number", "units", "qualifiers", "terms", "nulls", "checks", "caption"}
    read |= {"unit_norms", "subjects", "dashes", "times"}
    assert set(RULES) == read
