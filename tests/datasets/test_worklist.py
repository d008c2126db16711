"""``kyoten indicators``: what the rules match, the list of work for them, and why one number is an indicator's or is not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pyarrow as pa
import pytest

from pipeline import rules
from pipeline.cli import main
from pipeline.datasets.worklist import worklist_of
from pipeline.facts.indicators import Condition
from tests.datasets.test_indicators import _collected, _with_second_value
from tests.support.curated import write_tables
from tests.support.small_sheet import good_collection, small_document, small_sheet
from tests.test_usage import examples

SAMPLE = "midoridai-r7.writer-plain"
"""the document that the examples of the help name"""
FIRST = "facts/aoi-r7/1/1/1/1/1"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    (folder / "curated").mkdir()
    write_tables(good_collection().tables, folder / "curated")
    return folder


@pytest.fixture
def asked(published: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs the command in a folder with published tables; gives its exit code, output and errors."""
    monkeypatch.chdir(published)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["indicators", *arguments])
        return code, *capsys.readouterr()

    return run


def test_what_is_matched_is_listed_with_its_facts_wards_and_years(asked: Any) -> None:
    code, out, _ = asked("--format", "json")
    said = json.loads(out)
    assert code == 0 and not said["is_stale"]
    (visits,) = said["matched"]
    assert (visits["indicator_code"], visits["facts"], visits["fiscal_years"]) == ("visits", 3, [2022])
    assert visits["wards"] == ["小川区", "青葉が原区"] and visits["title_ja"] and visits["title_en"]
    counts = said["counts"]
    assert counts["facts"] == counts["matched"] + counts["conflicting"] + counts["unmatched"] + counts["other"]
    assert counts["unmatched"] == sum(group["facts"] for group in said["unmatched"])


def test_what_is_not_matched_is_sorted_by_count_with_an_example() -> None:
    tables = dict(good_collection().tables)
    facts = tables["facts"].to_pylist()
    alone = next(row for row in facts if row["project_no"] == 2 and row["value"])
    alone["measure_norm"] = "あ"
    groups = worklist_of({**tables, "facts": pa.Table.from_pylist(facts, tables["facts"].schema)}).unmatched
    assert [(group.name, group.unit, group.facts) for group in groups] == [("利用の状況/利用者数", "人", 2), ("あ", "人", 1)]
    assert groups[1].example_row_id == alone["row_id"] and alone["row_id"] != groups[0].example_row_id


@pytest.mark.parametrize(("language", "title"), [("ja", "ひろばの延べ利用者数"), ("en", "Visits to the hub a year")])
def test_people_read_it_in_their_language(asked: Any, language: str, title: str) -> None:
    assert title in asked("--lang", language)[1]
    explained = asked("--lang", language, "--explain", FIRST)[1]
    assert title in explained and "visits" in explained and "2022" in explained and "利用者数" in explained


def test_a_published_number_names_its_rule_and_another_its_conditions(asked: Any) -> None:
    first = json.loads(asked("--format", "json", "--explain", f"report.html#{FIRST}")[1])
    assert [(value["code"], value["rule"], value["method"]) for value in first["values"]] == [("visits", "利用者数", "printed")]
    assert not first["close_rules"]
    null = json.loads(asked("--format", "json", "--explain", "facts/aoi-r7/1/1/1/2/1")[1])
    assert not null["values"] and [found["condition"] for found in null["obstacles"]] == ["value"]
    other = json.loads(asked("--format", "json", "--explain", "facts/aoi-r7/2/1/1/1/1")[1])
    visits = next(rule for rule in other["close_rules"] if rule["code"] == "visits")
    assert [(found["condition"], found["found"], found["expected"]) for found in visits["mismatches"]] == [
        ("project", ["sodan"], ["ibasho"])
    ]


def test_a_conflict_is_listed_and_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tables(_collected(_with_second_value(small_document(small_sheet("aoi-r7", "青葉が原区")), 999.0)), tmp_path)
    for arguments in ((), ("--explain", FIRST)):
        assert main(["indicators", "--curated", str(tmp_path), "--lang", "en", *arguments]) == 0
        assert "visits (Visits to the hub a year)" in (out := capsys.readouterr().out) and "1,234 / 999" in out


def test_a_sheet_of_no_known_ward_gives_no_indicator_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tables(_collected(small_document(replace(small_sheet(), ward=None))), tmp_path)
    assert main(["indicators", "--curated", str(tmp_path), "--format", "json"]) == 0
    assert not json.loads(capsys.readouterr().out)["matched"]
    assert main(["indicators", "--curated", str(tmp_path), "--explain", FIRST, "--lang", "en"]) == 0
    assert "the ward of the sheet is not known" in capsys.readouterr().out


def test_an_address_that_there_is_not_is_wrong_usage(asked: Any) -> None:
    code, out, said = asked("--explain", "facts/nobody/1")
    assert code == 2 and not out and "row_id" in said


def test_a_spoiled_table_is_named(published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file in (published / "curated").glob("*.parquet"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "facts.parquet").write_bytes(b"PAR1")
    assert main(["indicators", "--curated", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_indicators_of_other_rules_than_the_present_ones_are_said_to_be_stale(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = good_collection().tables
    write_tables({**tables, "indicators": tables["indicators"].slice(1)}, tmp_path)
    assert main(["indicators", "--curated", str(tmp_path), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["is_stale"]


def test_every_condition_has_a_sentence_in_both_languages() -> None:
    sentences = rules.load("matching")
    assert set(sentences["conditions"]) == set(get_args(Condition))
    for text in (*sentences["conditions"].values(), *sentences["texts"].values()):
        assert text["ja"] and text["en"]


@pytest.mark.parametrize("arguments", [given for given in examples() if given[0] == "indicators"], ids=" ".join)
def test_the_examples_of_the_help_run(arguments: list[str], asked: Any) -> None:
    code, out, _ = asked(*(argument.replace(SAMPLE, "aoi-r7") for argument in arguments[1:]))
    assert code == 0 and out
