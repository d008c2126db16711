"""The table of terms, made by column for many documents, is the one that is made of each term."""

from __future__ import annotations

import random

import pytest

from pipeline.datasets.collection import term_rows
from pipeline.datasets.packed import counts_table
from pipeline.datasets.terms import term_table, totals
from pipeline.narrative.terms import TermCounts, terms_of

WORDS = ["親子", "𠮷", "会員", "公園", "拠点", "相談", "Web", "支援", "広場"]


def counted(name: str, draw: random.Random) -> list[TermCounts]:
    found = []
    for project_no in (1, 2, 7):
        for section in ("challenge", "outcome"):
            words = sorted(draw.sample(WORDS, draw.randint(1, len(WORDS))))
            counts = {word: draw.randint(1, 4) for word in words}
            found.append(TermCounts(name, project_no, section, counts, {word: draw.randint(1, 9) for word in words}))
    return found


@pytest.mark.parametrize("documents", [1, 2, 7])
def test_terms_by_column_are_those_term_by_term(documents: int) -> None:
    draw = random.Random(documents)
    sheets = {f"sheet-{n}": counted(f"sheet-{n}", draw) for n in range(documents)}
    tables = {name: counts_table(found) for name, found in sheets.items()}
    total = totals([totals(list(tables.values())[:1]), totals(list(tables.values())[1:])])
    expected = term_rows(terms_of([one for found in sheets.values() for one in found]))
    assert expected.num_rows > 6
    assert term_table(total, tables).to_pylist() == expected.to_pylist()
    # One document at a time gives the same rows as all at once.
    assert [row for name in tables for row in term_table(total, {name: tables[name]}).to_pylist()] == expected.to_pylist()
