"""Labels that a scanner misread are labels; sentences and other words are none."""

from __future__ import annotations

import pytest

from pipeline import rules
from pipeline.form.compiled import form_rules
from pipeline.form.scanned import differences, scanned_form_rules

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


@pytest.mark.parametrize(("text", "is_name"), [("様式１－１", True), ("地域子育て支援拠点亊業評価シート", True), ("振り返りの話", False)])
def test_the_form_s_own_name_is_known(text: str, is_name: bool) -> None:
    assert scanned_form_rules().is_own_name(text) == is_name


def test_other_labels_and_titles_are_those_that_were_printed() -> None:
    form = scanned_form_rules()
    assert form.overview_of("実施目旳") == form.overview_of("実施目的") is not None
    assert form.project_of("2 子育て相談亊業") == (2, "子育て相談亊業")
    assert form.project_of("１　親子の居場所事業") == form_rules().project_of("１　親子の居場所事業")


def test_of_several_labels_the_nearest_is_meant_and_the_same_letters_in_another_order_are_none() -> None:
    form = scanned_form_rules()
    assert [label for label in form.labels if form.folded[form.nearest(label, form.labels) or ""] != form.folded[label]] == []
    long = [label for label in form.labels if len(set(label)) > LONG]
    assert [form.nearest(label[::-1], [label]) for label in long] == [None] * len(long) != []


LONG = 8
"""characters of a label that nobody reads backwards"""


@pytest.mark.parametrize(("one", "other", "count"), [("", "ab", 2), ("課題", "諜題", 1), ("成果と課題", "成果課題", 1), ("abc", "abc", 0)])
def test_differences(one: str, other: str, count: int) -> None:
    assert differences(one, other) == differences(other, one) == count
