"""Every spelling that is read whole is read again so by the gate: a healthy sheet is not refused for ①, ², ¥ or 1時間30分."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

import duckdb
import pytest

from pipeline.gate.evidence import _nfkc
from tests.facts.test_whole_cells import PARSED, _in_column


@pytest.fixture(scope="module")
def macros() -> Iterator[duckdb.DuckDBPyConnection]:
    """The macros of ``evidence.sql``, without any table."""
    sql = files("pipeline.gate").joinpath("evidence.sql").read_text(encoding="utf-8")
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.create_function("nfkc", _nfkc, ["VARCHAR"], "VARCHAR", type="arrow")  # type: ignore[call-overload]
        for macro in re.findall(r"^CREATE MACRO .*?;$", sql, re.M | re.S):
            connection.execute(macro)
        yield connection


def test_the_gate_reads_every_spelling_as_the_facts_do(macros: duckdb.DuckDBPyConnection) -> None:
    asked = "SELECT value_again(?, numbers_of(digits_of(?)), ?, ?, digits_of(?)) = ? AND contains(replace(nfkc(?), '¥', '円'), nfkc(?))"
    differing = []
    for printed, _ in PARSED:
        facts, _ = _in_column(printed)
        for fact in (fact for fact in facts if fact.value is not None):
            row = (fact.value, fact.raw, len(facts), fact.fact_no, fact.raw, fact.value, fact.raw, fact.unit or "")
            if macros.execute(asked, row).fetchone() != (True,):
                differing.append(f"{printed}: {fact.value} {fact.unit}")
    assert differing == []


ADDED = 50
"""numbers among the spellings that are added up, at least: more of the others may be written"""


def test_a_number_that_is_added_up_is_the_value_of_its_fact(macros: duckdb.DuckDBPyConnection) -> None:
    """1.2千人 is not 1.2: what counts by more than one is not added up at all."""
    added, differing = 0, []
    for printed in (*(printed for printed, _ in PARSED), "1.2千人", "3百人", "2億円", "3万", "1,200千円", "12(千人)", "12人※", "12％"):
        (number,) = macros.execute("SELECT numeral(digits_of(?))", (printed,)).fetchone() or (None,)
        facts, _ = _in_column(printed)
        if number is not None and not any(fact.null_reason == "unreadable" for fact in facts):
            added += 1
            differing += [printed for fact in facts if number != (fact.value or 0.0)]
    assert differing == [] and added > ADDED


@pytest.mark.parametrize(("value", "holds"), [(688.0, True), (68.0, False), (6882.0, False), (6880.0, False)])
def test_a_raised_digit_is_no_digit_and_all_others_are(macros: duckdb.DuckDBPyConnection, value: float, holds: bool) -> None:
    again = "SELECT value_again(?, numbers_of(digits_of(lowered('6882', [3]))), 1, 1, digits_of(lowered('6882', [3])))"
    assert (macros.execute(again, (value,)).fetchone() == (value,)) is holds


@pytest.mark.parametrize(
    ("header", "year"),
    [
        ("令和四年度", 2022),
        ("平成二十八年度", 2016),
        ("令和十年度", 2028),
        ("平成三十年度", 2018),
        ("二〇二一年度", 2021),
        ("令和元年度", 2019),
        ("令和４年度", 2022),
    ],
)
def test_a_year_in_any_numerals_is_printed_and_no_other_is(macros: duckdb.DuckDBPyConnection, header: str, year: int) -> None:
    asked = "SELECT names_year(year_source(?, ?), ?)"
    said = f"{header}\n2019年度 令和3年度"
    named = [of for of in range(2015, 2030) if macros.execute(asked, (said, header, of)).fetchone() == (True,)]
    assert named == [year]


@pytest.mark.parametrize(
    ("former", "later", "wide", "follows"),
    [
        ((60, 700, 200, 712), (660, 100, 800, 112), 1190, True),
        ((660, 100, 800, 112), (60, 700, 200, 712), 1190, False),
        ((660, 700, 800, 712), (60, 100, 200, 112), 1190, False),
        ((60, 700, 200, 712), (90, 100, 200, 112), 1190, False),
        ((60, 700, 200, 712), (660, 100, 800, 112), 595, False),
        ((60, 100, 200, 112), (60, 700, 200, 712), 595, True),
    ],
    ids=["overleaf", "backwards, lower", "backwards, higher", "above on one page", "upright paper", "below"],
)
def test_of_two_pages_on_one_paper_the_right_one_is_read_after_the_left_one(
    macros: duckdb.DuckDBPyConnection, former: tuple[int, ...], later: tuple[int, ...], wide: int, follows: bool
) -> None:
    box = "struct_pack(page := 1, x0 := ?, y0 := ?, x1 := ?, y1 := ?)"
    asked = f"SELECT at_or_below({box}, {box}, [struct_pack(width := ?, height := 842)])"
    assert macros.execute(asked, (*former, *later, wide)).fetchone() == (follows,)


@pytest.mark.parametrize(
    ("printed", "letter"),
    [
        ("B", "B"),
        ("Ｂ", "B"),
        ("ｂ評価", "B"),
        ("（Ｃ）", "C"),
        ("Ａ Ｂ Ｃ Ｄ", None),
        ("A・B", None),
        ("A A", "A"),
        ("BC", None),
        ("－", None),
    ],
)
def test_a_rating_is_the_letter_of_its_cell_and_of_several_printed_none_is_told(
    macros: duckdb.DuckDBPyConnection, printed: str, letter: str | None
) -> None:
    assert macros.execute("SELECT letter_of(?)", (printed,)).fetchone() == (letter,)


@pytest.mark.parametrize("mark", ["14622166334", "1～14622166334"])
def test_digits_run_together_are_looked_at_like_any_other_number(macros: duckdb.DuckDBPyConnection, mark: str) -> None:
    """Cells of three rows that were joined: the one document is wrong, and the run went on to the others."""
    (numbers,) = macros.execute("SELECT numbers_in_mark(?)", (mark,)).fetchone() or ()
    assert max(numbers) == 9999
    assert macros.execute("SELECT names_year(?, 2024)", (mark,)).fetchone() == (False,)


@pytest.mark.parametrize(
    ("mark", "is_lettered", "before", "with_gap", "named"),
    [
        ("⑤", False, 4, None, [1]),
        ("②", False, 4, None, [2]),
        ("⑥～⑦", False, 4, None, [2, 3]),
        ("③", None, None, None, [3]),
        ("イ", True, 0, None, [2]),
        ("イ", False, 0, None, []),
        ("④", False, 0, [1, 3, 4], [3]),
        ("②～③", False, 0, [1, 3, 4], [2]),
    ],
)
def test_goals_are_named_through_the_sheet_or_anew(
    macros: duckdb.DuckDBPyConnection, mark: str, is_lettered: bool | None, before: int | None, with_gap: list[int] | None, named: list[int]
) -> None:
    query = "SELECT goals_in_mark(?, CAST(? AS BOOL), CAST(? AS BIGINT), CAST(? AS BIGINT[]))"
    assert macros.execute(query, (mark, is_lettered, before, with_gap)).fetchone() == (named,)


@pytest.mark.parametrize(
    ("mark", "project", "goals", "is_within"),
    [("2-3", 2, [3], True), ("（２－３）", 2, [3], True), ("2-3", 1, [3], False), ("2-3", 2, [2, 3], False), ("2-3", 2, [], False)],
)
def test_a_number_within_the_project_s_names_the_goal_of_the_second(
    macros: duckdb.DuckDBPyConnection, mark: str, project: int, goals: list[int], is_within: bool
) -> None:
    (found,) = macros.execute("SELECT coalesce(is_goal_within(?, ?, CAST(? AS INTEGER[])), false)", (mark, project, goals)).fetchone() or ()
    assert found is is_within
