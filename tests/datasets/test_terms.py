"""The table of terms, made by column for many documents, is the one that is made of each term."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence

import pytest

from pipeline.datasets.contract import Row
from pipeline.datasets.packed import counts_table
from pipeline.datasets.terms import term_table, totals
from pipeline.narrative.terms import TermCounts
from tests.support.terms import term_row, term_rows, terms_of

WORDS = ["親子", "𠮷", "会員", "公園", "拠点", "相談", "Web", "支援", "広場"]


def counted(name: str, draw: random.Random) -> list[TermCounts]:
    found = []
    for project_no in (1, 2, 7):
        for section in ("challenge", "outcome"):
            words = sorted(draw.sample(WORDS, draw.randint(1, len(WORDS))))
            counts = {word: draw.randint(1, 4) for word in words}
            found.append(TermCounts(name, project_no, section, counts, {word: draw.randint(1, 9) for word in words}))
    return found


def of_words(document_id: str, **counts: int) -> TermCounts:
    return TermCounts(document_id, 1, "outcome", counts, dict.fromkeys(counts, 1))


def keyness(count: int, size: int, other_count: int, other_size: int) -> float:
    """Dunning's log-likelihood ratio of two counts in so many places, negative where the first is the rarer one."""
    share = (count + other_count) / (size + other_size)
    g2 = sum(seen * math.log(seen / (of * share)) for seen, of in ((count, size), (other_count, other_size)) if seen)
    return math.copysign(2 * max(g2, 0.0), count * other_size - other_count * size)


def one_by_one(sections: Sequence[TermCounts]) -> Iterator[Row]:
    """The rows, each term for itself against all that the others of its section say."""
    for mine in sections:
        others = [other for other in sections if other is not mine and (other.project_no, other.section) == (mine.project_no, mine.section)]
        size = sum(sum(other.counts.values()) for other in others)
        said = {word: sum(other.counts.get(word, 0) for other in others) for word in mine.counts}
        keys = {w: round(keyness(n, sum(mine.counts.values()), said[w], size), 4) if size else None for w, n in mine.counts.items()}
        kept = sorted((-(key or 0.0), -mine.counts[word], word) for word, key in keys.items() if key is None or key > 0)
        for rank, (_, count, word) in enumerate(kept, 1):
            yield term_row(mine.document_id, mine.project_no, mine.section, word, -count, keys[word], rank, mine.first[word])


@pytest.mark.parametrize("documents", [1, 2, 7])
def test_terms_by_column_are_those_term_by_term(documents: int) -> None:
    draw = random.Random(documents)
    sheets = {f"sheet-{n}": counted(f"sheet-{n}", draw) for n in range(documents)}
    tables = {name: counts_table(found) for name, found in sheets.items()}
    total = totals([totals(list(tables.values())[:1]), totals(list(tables.values())[1:])])
    expected = term_rows(one_by_one([one for found in sheets.values() for one in found]))
    assert expected.num_rows > 6
    assert term_table(total, tables).to_pylist() == expected.to_pylist()
    assert term_table(total, dict(reversed(tables.items()))).to_pylist() == expected.to_pylist()
    # One document at a time gives the same rows as all at once.
    assert [row for name in tables for row in term_table(total, {name: tables[name]}).to_pylist()] == expected.to_pylist()


def test_keyness_is_the_log_likelihood_ratio() -> None:
    terms = terms_of([of_words("a", 会員=10, 公園=90), of_words("b", 会員=2, 公園=198)]).to_pylist()
    expected = 2 * (10 * math.log(10 / (100 * 12 / 300)) + 2 * math.log(2 / (200 * 12 / 300)))
    assert [row["keyness"] for row in terms if row["term"] == "会員"] == [round(expected, 4)]


def test_terms_used_more_here_than_in_the_other_sheets_most_telling_first() -> None:
    terms = terms_of([of_words("a", 会員=8, 公園=4, 拠点=1), of_words("b", 会員=1, 公園=4, 拠点=20)]).to_pylist()
    mine = [(row["term"], row["count"], row["rank"]) for row in terms if row["document_id"] == "a"]
    assert sorted(mine, key=lambda of: of[2]) == [("会員", 8, 1), ("公園", 4, 2)]
    assert all(row["keyness"] > 0 for row in terms)


def test_without_another_sheet_there_is_no_keyness_and_count_ranks() -> None:
    terms = terms_of([of_words("a", 会員=1, 拠点=3)]).to_pylist()
    assert {(row["term"], row["keyness"], row["rank"]) for row in terms} == {("拠点", None, 1), ("会員", None, 2)}
