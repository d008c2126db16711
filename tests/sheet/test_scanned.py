"""Labels that a scanner misread are labels; sentences and other words are none."""

from __future__ import annotations

import pytest

from pipeline import rules
from pipeline.sheet.scanned import differences, scanned_form_rules

SCAN = rules.load("scan")


def is_label(text: str) -> bool:
    form = scanned_form_rules()
    return any((form.section_of(text), form.column_of(text), form.overview_of(text), form.project_of(text)))


@pytest.mark.parametrize("text", SCAN["examples"])
def test_examples(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize("text", SCAN["not_examples"])
def test_not_examples(text: str) -> None:
    assert not is_label(text)


def test_the_title_stays_as_it_was_read() -> None:
    assert scanned_form_rules().project_of("1 親于の居場所亊業") == (1, "親于の居場所亊業")


@pytest.mark.parametrize(("one", "other", "count"), [("", "ab", 2), ("課題", "諜題", 1), ("成果と課題", "成果課題", 1), ("abc", "abc", 0)])
def test_differences(one: str, other: str, count: int) -> None:
    assert differences(one, other) == differences(other, one) == count
