"""The gate lets good tables pass, refuses broken ones with reasons, and never passes on nothing."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pytest

from pipeline.datasets.contract import TABLES
from pipeline.gate import GateError, Verdict
from pipeline.gate import check as check_folder
from pipeline.gate import suites as suites_module
from pipeline.gate import verdict as verdict_module
from pipeline.gate.suites import EVERY, Expectation, suites
from tests.support.gated import written
from tests.support.small_sheet import good_collection

FOLDER = Path(__file__).parents[2] / "expectations"


def check(tables: Mapping[str, pa.Table], implied: Mapping[str, Mapping[str, int]]) -> Verdict:
    with tempfile.TemporaryDirectory() as folder:
        return check_folder(Path(folder), written(tables, implied, Path(folder)), publishing=True)


@pytest.fixture
def asked_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets the gate ask what is expected of one table alone, for all the others cost Great Expectations seconds."""
    return lambda table: monkeypatch.setattr(verdict_module, "suites", lambda: {table: suites()[table]})


def test_good_tables_pass_and_every_expectation_runs() -> None:
    good = good_collection()
    verdict = check(good.tables, good.implied)
    assert verdict.lines() == []
    assert verdict.passed
    assert verdict.ran == verdict.declared == sum(len(suite) for suite in suites().values())


def test_the_sets_of_values_are_those_of_the_contract() -> None:
    declared = {(table.name, column.name): set(column.values) for table in TABLES for column in table.columns if column.values}
    asked = [(table, e) for table, suite in suites().items() for e in suite if e.type == "expect_column_values_to_be_in_set"]
    for table, expectation in asked:
        wanted = declared.get((table, expectation.kwargs["column"]))
        assert wanted is None or set(expectation.kwargs["value_set"]) == wanted, f"{table}: {expectation.rule}"


def test_a_broken_table_is_refused_with_a_sentence(asked_of: Callable[[str], None]) -> None:
    asked_of("documents")
    good = good_collection()
    tables = good.tables
    tables["goals"] = tables["goals"].slice(0, 7)
    verdict = check(tables, good.implied)
    assert not verdict.passed
    assert any(line.startswith("documents: Every table has as many rows as the sheet implies") for line in verdict.lines())


@pytest.mark.parametrize(("value", "holds"), [(1243.0, True), (1244.0, False)])
def test_an_indicator_is_what_its_fact_was_corrected_to(value: float, holds: bool, asked_of: Callable[[str], None]) -> None:
    asked_of("indicators")
    good = good_collection()
    tables = good.tables
    rows = [{**row, "value": value if row["document_id"] == "aoi-r7" else row["value"]} for row in tables["indicators"].to_pylist()]
    (fact,) = next(row["fact_row_ids"] for row in rows if row["document_id"] == "aoi-r7")
    said = {"printed": "1234", "corrected": "1243", "reason": "誤植", "decided_by": "区", "state": "applied"}
    correction = {"row_id": fact, "column_name": "value", **said}
    tables["indicators"] = pa.Table.from_pylist(rows, tables["indicators"].schema)
    tables["corrections"] = pa.Table.from_pylist([correction], tables["corrections"].schema)
    lines = check(tables, good.implied).lines()
    assert any("The value is what its facts print" in line for line in lines) is not holds


def test_a_missing_table_is_refused() -> None:
    good = good_collection()
    tables = good.tables
    del tables["facts"]
    verdict = check(tables, good.implied)
    assert not verdict.passed
    assert "facts: the table is missing" in verdict.lines()


def test_an_unknown_expectation_is_an_error_not_a_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    good = good_collection()
    misspelt = {"goals": (Expectation("typo", "says", "expect_column_values_to_be_in_sett", {"column": "mark"}),)}
    monkeypatch.setattr(verdict_module, "suites", lambda: misspelt)
    with pytest.raises(GateError, match="expect_column_values_to_be_in_sett"):
        check(good.tables, good.implied)


def test_fewer_expectations_than_declared_is_no_pass(monkeypatch: pytest.MonkeyPatch, asked_of: Callable[[str], None]) -> None:
    good = good_collection()
    asked_of("facts")
    real = verdict_module._validated
    monkeypatch.setattr(verdict_module, "_validated", lambda frame, asked, wanted: real(frame, asked[:-1], wanted))
    verdict = check(good.tables, good.implied)
    assert not verdict.passed
    assert verdict.lines() == [f"only {verdict.declared - 1} of {verdict.declared} declared expectations ran"]


def test_great_expectations_is_asked_before_a_publication_and_otherwise_where_something_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked_of: Callable[[str], None]
) -> None:
    def asked() -> None:
        raise GateError("Great Expectations is asked")

    asked_of("documents")
    good = good_collection()
    implied = written(good.tables, good.implied, tmp_path)
    monkeypatch.setattr(verdict_module, "_great_expectations", asked)
    assert check_folder(tmp_path, implied).passed
    with pytest.raises(GateError, match="is asked"):
        check_folder(tmp_path, implied, publishing=True)
    goals = good.tables["goals"].slice(0, 7)
    written({"goals": goals}, good.implied, tmp_path)
    with pytest.raises(GateError, match="is asked"):
        check_folder(tmp_path, implied)


@pytest.mark.parametrize(
    ("publishing", "value", "fails", "asked"),
    [
        (True, 9, True, [1]),
        (True, 9, False, [1, 3]),
        (True, 1, False, [3]),
        (False, 9, True, [1]),
        (False, 9, False, [1]),
        (False, 1, False, []),
    ],
)
def test_what_is_doubted_is_asked_first_and_refuses_whatever_the_others_say(
    publishing: bool, value: int, fails: bool, asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    declared = {"goals": tuple(Expectation(rule, "", "expect_column_values_to_be_in_set", {"value_set": [1]}) for rule in "abc")}
    found: list[int] = []

    def held(declared: Mapping[str, tuple[Expectation, ...]], cases: object) -> tuple[int, list[tuple[str, Expectation]]]:
        found.append(len(declared["goals"]))
        return found[-1], [("goals", declared["goals"][0])] if fails else []

    monkeypatch.setattr(verdict_module, "_held", held)
    monkeypatch.setattr(verdict_module, "_require_known", lambda declared: None)
    ran, failed = verdict_module._judged(declared, {("goals", "a"): [1], ("goals", "b"): [value], ("goals", "c"): [1]}, publishing)
    assert (ran, found, [e.rule for _, e in failed]) == (3, asked, ["b"] if fails else [])


@pytest.mark.parametrize("kind", ["expect_column_values_to_be_sett", "expect_column_kl_divergence_to_be_less_than"])
def test_an_expectation_that_is_not_to_be_had_is_an_error(kind: str) -> None:
    with pytest.raises(GateError, match=f"goals.json: there is no expectation of type {kind}"):
        verdict_module._require_known({"goals": (Expectation("a", "", kind, {}),)})


def test_a_library_that_is_kept_out_is_there_afterwards_and_one_that_is_loaded_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "loaded", here := ModuleType("loaded"))
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with verdict_module._kept_out("loaded", "colorsys", "colorsys.stats"):
        from colorsys import stats  # type: ignore[attr-defined]

        assert stats is sys.modules["colorsys.stats"] and not vars(sys.modules["colorsys"]).get("rgb_to_hls")
        assert sys.modules["loaded"] is here
    import colorsys

    assert sys.modules["loaded"] is here and "colorsys.stats" not in sys.modules and colorsys.rgb_to_hls(0, 0, 0) == (0, 0, 0)


def test_a_suite_is_of_a_table_or_of_every_one() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == suites().keys() <= {EVERY, *(table.name for table in TABLES)}


def test_a_missing_helper_is_the_gates_fault_not_a_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    good = good_collection()
    lost = {"goals": (Expectation("lost", "says", "expect_column_values_to_be_null", {"column": "no_such_column"}),)}
    monkeypatch.setattr(verdict_module, "suites", lambda: lost)
    with pytest.raises(GateError, match="no_such_column"):
        check(good.tables, good.implied)


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


def test_the_files_are_in_the_house_form() -> None:
    for path in FOLDER.glob("*.json"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) == len(json.loads(path.read_text(encoding="utf-8"))["expectations"]) + 5, "one expectation a line"


def test_rows_are_named_with_their_count_and_place_however_many_they_are(asked_of: Callable[[str], None]) -> None:
    asked_of("goals")
    good = good_collection()
    goals = good.tables["goals"]
    at = goals.schema.get_field_index("rating_ward")
    tables = {**good.tables, "goals": goals.set_column(at, goals.schema.field(at), pa.array(["E"] * goals.num_rows))}
    (failure,) = (failure for failure in check(tables, good.implied).failures if failure.rule == "rating-ward-in-set")
    assert (failure.table, failure.unexpected, failure.examples) == ("goals", goals.num_rows, ("E",))
    first = failure.rows[0]
    assert (first.document_id, first.address, first.page) == ("aoi-r7", "goals/aoi-r7/1/1", 1)
    assert first.box and first.place.project_title == "親子の居場所事業"
    assert failure.blamed(["aoi-r7", "aoi-r7-b", "z-aoi-r2"]).keys() == {"aoi-r7", "aoi-r7-b", "z-aoi-r2"}
