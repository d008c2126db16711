"""A list of contents, 目次, is of the form: it says nothing of the ward."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.form.compiled import form_rules
from pipeline.outline.contents_list import contents_lines
from tests.outline.by_hand import line

ONE, TWO = "1　親子の居場所事業", "2　子育て相談事業"
Row = Sequence[str]
"""A line, and what stands right of it at its height"""


def lines_of(rows: Sequence[Row], second_page: Sequence[Row] = ()) -> list[str]:
    """The lines of a list of contents among these."""
    pages = ((1, rows), (2, second_page))
    lines = [
        line(60.0 + 20 * k, (30.0 * n, text), page=page) for page, of in pages for k, row in enumerate(of) for n, text in enumerate(row)
    ]
    return [found.text for found in contents_lines(lines, form_rules())]


@pytest.mark.parametrize(
    "rows",
    [
        [("目次",), (f"{ONE}……３",), (f"{TWO}・・・・12",)],
        [("【目次】",), (f"{ONE}　P.3",), (TWO,)],
    ],
)
def test_a_list_of_contents(rows: list[Row]) -> None:
    assert lines_of(rows) == [text for row in rows for text in row]


def test_the_pages_may_stand_at_the_right() -> None:
    found = lines_of([("もくじ",), (ONE, "3"), (TWO, "12")])
    assert sorted(found) == sorted(["もくじ", ONE, "3", TWO, "12"])


@pytest.mark.parametrize(
    "rows",
    [
        [(ONE,), (TWO,)],
        [("目次",), (f"{ONE}　3",), ("はじめに　1",)],
        [("目次のとおり",), (ONE,), (TWO,)],
        [(ONE,), (TWO,), ("目次",)],
    ],
    ids=["no head", "one project", "a sentence", "above the head"],
)
def test_other_lines(rows: list[Row]) -> None:
    assert lines_of(rows) == []


def test_what_stands_elsewhere_is_no_entry() -> None:
    rows: list[Row] = [("目次",), (f"{ONE}　3",), (f"{TWO}　5",), ("はじめに　1",), ("12",)]
    assert lines_of(rows, [(ONE,)]) == ["目次", f"{ONE}　3", f"{TWO}　5"]
