"""The gate lets good tables pass, refuses broken ones with reasons, and never passes on nothing."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.datasets.contract import TABLES
from pipeline.gate import Failure, GateError, check, explained, shown, verdict_on
from pipeline.gate import suites as suites_module
from pipeline.gate import verdict as verdict_module
from pipeline.gate.suites import Expectation, suites
from tests.support.small_sheet import good_collection

FOLDER = Path(__file__).parents[2] / "expectations"


def test_good_tables_pass_and_every_expectation_runs() -> None:
    good = good_collection()
    verdict = check(good.tables, good.implied)
    assert verdict.lines() == []
    assert verdict.passed
    assert verdict.ran == verdict.declared == sum(len(suite) for suite in suites().values())


def test_a_broken_table_is_refused_with_a_sentence() -> None:
    good = good_collection()
    tables = good.tables
    tables["goals"] = tables["goals"].slice(0, 7)
    verdict = check(tables, good.implied)
    assert not verdict.passed
    assert any(line.startswith("documents: Every table has as many rows as the sheet implies") for line in verdict.lines())


def test_a_missing_table_is_refused() -> None:
    good = good_collection()
    tables = good.tables
    del tables["facts"]
    verdict = check(tables, good.implied)
    assert not verdict.passed
    assert "facts: the table is missing" in verdict.lines()


def test_an_unknown_expectation_is_an_error_not_a_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    good = good_collection()
    misspelt = {**suites(), "goals": (Expectation("typo", "says", "expect_column_values_to_be_in_sett", {"column": "mark"}),)}
    monkeypatch.setattr(verdict_module, "suites", lambda: misspelt)
    with pytest.raises(GateError, match="expect_column_values_to_be_in_sett"):
        check(good.tables, good.implied)


def test_fewer_expectations_than_declared_is_no_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    good = good_collection()
    real = verdict_module.failures_in

    def losing_one(name, frame, suite):  # type: ignore[no-untyped-def]
        return real(name, frame, suite[:-1] if name == "goals" else suite)

    monkeypatch.setattr(verdict_module, "failures_in", losing_one)
    verdict = check(good.tables, good.implied)
    assert not verdict.passed
    assert verdict.lines() == [f"only {verdict.declared - 1} of {verdict.declared} declared expectations ran"]


def test_every_curated_table_has_its_suite_and_no_suite_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == {table.name for table in TABLES}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"name": "goals", "expectations": []}', "declares no expectation"),
        ("{", "malformed"),
        ('{"expectations": [{"type": "expect_x", "kwargs": {}}]}', "malformed"),
        (None, "missing"),
    ],
)
def test_a_suite_that_says_nothing_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None, reason: str) -> None:
    for path in FOLDER.glob("*.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    if content is None:
        (tmp_path / "goals.json").unlink()
    else:
        (tmp_path / "goals.json").write_text(content, encoding="utf-8")
    monkeypatch.setattr(suites_module, "suites_folder", lambda: tmp_path)
    with pytest.raises(GateError, match=reason):
        suites()


def test_suites_name_columns_that_exist() -> None:
    """A helper column that nobody makes would make its expectation fail for the wrong reason."""
    from pipeline.gate.frames import frame_of

    good = good_collection()
    for name, suite in suites().items():
        columns = set(frame_of(name, good.tables, good.implied).columns)
        for expectation in suite:
            named = [expectation.kwargs.get(key) for key in ("column", "column_A", "column_B")]
            named += expectation.kwargs.get("column_list", [])
            assert {column for column in named if column} <= columns, f"{name}: {expectation.rule}"


def test_the_files_are_in_the_house_form() -> None:
    for path in FOLDER.glob("*.json"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) == len(json.loads(path.read_text(encoding="utf-8"))["expectations"]) + 5, "one expectation a line"


@pytest.mark.parametrize(("of_one", "of_all"), [(1, 1 << 30), (1 << 30, 1 << 30), (1 << 30, 1 << 14)])
def test_what_is_judged_part_by_part_is_judged_like_the_whole(of_one: int, of_all: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many bytes are heard of one table, or of all, before one is judged: each part alone, all of them together, or in between."""
    monkeypatch.setattr(verdict_module, "HEARD_BYTES", of_one)
    monkeypatch.setattr(verdict_module, "WAITING_BYTES", of_all)
    good = good_collection()

    def rated(rating: str) -> dict[str, pa.Table]:
        goals = good.tables["goals"]
        at = goals.schema.get_field_index("rating_ward")
        return {**good.tables, "goals": goals.set_column(at, goals.schema.field(at), pa.array([rating] * goals.num_rows))}

    parts = [good.tables, rated("E"), rated("F"), good.tables]

    def explain(at: int, name: str, rules: Collection[str]) -> list[Failure]:
        return explained(parts[at], good.implied, name, rules)

    assert verdict_on([shown(good.tables, good.implied)], explain).passed
    verdict = verdict_on([shown(tables, good.implied) for tables in parts], explain)
    assert verdict.ran == verdict.declared
    (failure,) = (failure for failure in verdict.failures if "unique" not in failure.rule)  # the parts share their keys
    assert (failure.table, failure.unexpected) == ("goals", 2 * good.tables["goals"].num_rows)
    assert {"E", "F"} <= set(failure.examples)


def test_what_waits_to_be_judged_stays_small_however_many_parts_are_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    good = good_collection()
    part = shown(good.tables, good.implied)
    size = sum(int(frame.memory_usage(deep=True).sum()) for seen in part.seen.values() for frame in seen)
    judged: list[str] = []

    def passes(name: str, *given: Any) -> tuple[int, list[Failure]]:
        judged.append(name)
        return 1, []

    monkeypatch.setattr(verdict_module, "failures_in", passes)
    monkeypatch.setattr(verdict_module, "WAITING_BYTES", 3 * size)
    hearing = verdict_module.Hearing()
    for _ in range(20):
        hearing.hear(part)
        assert sum(hearing._bytes.values()) < 3 * size
    assert 0 < len(judged) < len(part.seen) * 20 / 2, "a table waits until it is worth judging"
