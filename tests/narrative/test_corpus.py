"""The corpus of labelled statements is whole: ids, sections, codes and readers, and parts that share no ward."""

from __future__ import annotations

import pytest

from benchmarks.corpus import PARTS, agreement, edition_of, statements_of, wards
from pipeline.rules.sections import SECTIONS

# How many viewpoints the city asks of each project; its wording is not in the project.
CITY_ASKS = {1: 8, 2: 6, 3: 6, 4: 5, 5: 8, 6: 11, 7: 10}


def codes_of(ward: str) -> dict[int, set[str]]:
    edition = edition_of(ward)
    if edition is None:
        return {no: {f"v{k}" for k in range(1, count + 1)} for no, count in CITY_ASKS.items()}
    return {no: {asked.code for asked in edition if asked.project_no == no} for no in CITY_ASKS}


@pytest.mark.parametrize("ward", wards())
def test_every_statement_is_labelled_with_viewpoints_of_its_project(ward: str) -> None:
    rows, codes = statements_of(ward), codes_of(ward)
    assert len(rows) == len({row.id for row in rows}) == len({row.text for row in rows}) == 150
    assert {row.project_no for row in rows} == set(CITY_ASKS)
    for row in rows:
        assert row.section in SECTIONS and row.text.strip() == row.text != ""
        given = [code for reader in row.readers for code in reader]
        assert set(given) <= codes[row.project_no], row.id
        assert row.viewpoints == tuple(code for code in dict.fromkeys(given) if given.count(code) >= 2), row.id
        differ = set(row.readers[0]) != set(row.readers[1])
        assert len(row.readers) == 3 or (len(row.readers) == 2 and not differ), row.id


@pytest.mark.parametrize("ward", [ward for ward in wards() if edition_of(ward)])
def test_an_own_edition_stands_for_the_citys_viewpoints(ward: str) -> None:
    for asked in edition_of(ward) or ():
        assert set(asked.city) <= {f"v{k}" for k in range(1, CITY_ASKS[asked.project_no] + 1)}, asked


def test_no_ward_is_in_two_parts_and_each_part_has_both_kinds_of_edition() -> None:
    assert len(set(wards())) == len(wards()) == 10
    for names in PARTS.values():
        assert {edition_of(ward) is None for ward in names} == {True, False}


def test_readers_agree_as_the_readme_says() -> None:
    every = [row for ward in wards() for row in statements_of(ward)]
    assert round(agreement(every), 3) == 0.986
    empty = sum(not row.viewpoints for row in every) / len(every)
    two = sum(len(row.viewpoints) > 1 for row in every) / len(every)
    assert 0.08 < empty < 0.13
    assert 0.06 < two < 0.13
