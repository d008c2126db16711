"""What the curated tables say of a sheet: names of rows, order, which sheet is current, and the same bytes every time."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import random
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pytest

from pipeline.datasets.collection import Collection, GivenFile, collect
from pipeline.datasets.contract import OF_RELEASE, TABLES, spec
from pipeline.datasets.document import Document, document_tables
from pipeline.datasets.identity import content_id, period_code, row_id, term_key, ward_of
from pipeline.datasets.parquet import declared_faults
from pipeline.facts import read_table
from pipeline.sheet.model import Sheet
from tests.support.curated import write_tables
from tests.support.gold_sheets import GOLD_IDS, SHEETS, gold_path, sheet_from_gold
from tests.support.small_sheet import good_collection, small_document, small_sheet

SCORER = SHEETS.parent / "acceptance" / "score.py"


def collected(sheets: list[Sheet], published_on: dict[str, str] | None = None) -> Collection:
    sources = [
        GivenFile(
            f"{s.document_id}.pdf", s.source_sha256, s.document_id, "published", (), published_on=(published_on or {}).get(s.document_id)
        )
        for s in sheets
    ]
    return collect({sheet.document_id: document_tables(small_document(sheet)) for sheet in sheets}, sources)


def test_row_ids_are_percent_encoded_paths() -> None:
    assert row_id("goals", "西区 R7/案", 1, 2) == "goals/%E8%A5%BF%E5%8C%BA%20R7%2F%E6%A1%88/1/2"
    tables = good_collection().tables
    assert tables["statements"]["row_id"].to_pylist()[0] == "statements/aoi-r7-b/1/challenge/1"
    assert tables["facts"]["row_id"].to_pylist()[0] == "facts/aoi-r7/1/1/1/1/1"


def test_content_ids_outlive_a_renamed_file_and_an_inserted_line() -> None:
    one, other = (document_tables(small_document(small_sheet(name))) for name in ("aoi-r7", "renamed"))
    for table in ("goals", "prior_issues", "statements", "viewpoints"):
        assert one[table]["content_id"].to_pylist() == other[table]["content_id"].to_pylist()
    same = content_id("西区", period_code(2021, 2025), "ibasho", "outcome", "Ａ 会を開いた")
    assert same == content_id("西区", "2021-2025", "ibasho", "outcome", "A会を開いた")
    assert len({same, content_id("西区", "2021-2025", "ibasho", "challenge", "A会を開いた")}) == 2


@pytest.mark.parametrize(
    ("printed", "code"),
    [("西区", "14103"), ("横浜市西区", "14103"), ("保土ヶ谷区", "14106"), ("保土ケ谷区", "14106"), ("港見区", None), (None, None)],
)
def test_ward_codes_are_those_of_yokohama_alone(printed: str | None, code: str | None) -> None:
    ward = ward_of(printed)
    assert (ward.code5 if ward else None) == code


def test_check_digits_of_the_ward_codes() -> None:
    """The sixth digit is 11 minus the weighted sum (6, 5, 4, 3, 2) modulo 11, its last digit (JIS X 0401/0402)."""
    for name in ("鶴見区", "西区", "都筑区"):
        ward = ward_of(name)
        assert ward is not None
        weighted = sum(int(digit) * weight for digit, weight in zip(ward.code5, (6, 5, 4, 3, 2), strict=True))
        assert ward.code6 == ward.code5 + str((11 - weighted % 11) % 10)


def test_one_sheet_per_ward_term_and_kind_is_current() -> None:
    first, second = small_sheet("a"), replace(small_sheet("b"), source_sha256="b" * 64)
    interim = replace(small_sheet("c"), sheet_kind="interim", period_end=2023, source_sha256="c" * 64)
    made = collected([first, second, interim], {"a": "2025-12-01", "b": "2025-11-01"})
    current = dict(zip(*(made.tables["documents"][c].to_pylist() for c in ("document_id", "is_current")), strict=True))
    assert current == {"a": True, "b": False, "c": True}
    warned = {source.document_id: [d.code for d in source.defects] for source in made.sources}
    assert warned == {"a": ["same-term-twice"], "b": ["same-term-twice"], "c": []}


def test_without_a_day_of_publication_the_later_evaluation_is_current() -> None:
    early, late = replace(small_sheet("z"), conducted="2025-08"), replace(small_sheet("a"), conducted="2025-10")
    current = collected([early, late]).tables["documents"].filter(pa.compute.field("is_current"))["document_id"].to_pylist()
    assert current == ["a"]


def test_sheets_without_ward_are_never_rivals() -> None:
    made = collected([replace(small_sheet(name), ward=None) for name in ("a", "b")])
    assert made.tables["documents"]["is_current"].to_pylist() == [True, True]


def test_the_same_bytes_whatever_the_order_of_the_input(tmp_path: Path) -> None:
    names = ["a", "a-b", "a b", "b", "東区"]
    digests = set()
    for seed in range(3):
        order = random.Random(seed).sample(names, len(names))
        made = collected([small_sheet(name, f"{name}区") for name in order])
        folder = tmp_path / str(seed)
        folder.mkdir()
        write_tables(made.tables, folder)
        digests.add(tuple(hashlib.sha256((folder / f"{table.name}.parquet").read_bytes()).hexdigest() for table in TABLES))
    assert len(digests) == 1
    assert declared_faults(folder) == []


def test_what_is_not_printed_is_null() -> None:
    sheet = replace(small_sheet(), ward=None, conducted=None, period_start=None, period_end=None, operator=None, term_no=None, form=None)
    row = document_tables(Document(sheet))["documents"].to_pylist()[0]
    assert [row[c] for c in ("ward", "ward_code", "ward_code6", "conducted", "period_start", "operator", "term_no", "form")] == [None] * 8


def test_what_the_contract_declares_and_the_files_do_not_have_is_named(tmp_path: Path) -> None:
    tables = good_collection().tables
    goals = tables["goals"]
    tables["goals"] = goals.drop_columns(["text"])
    at = tables["facts"].schema.get_field_index("value")
    tables["facts"] = tables["facts"].set_column(at, "value", pa.nulls(tables["facts"].num_rows, pa.string()))
    del tables["projects"]
    write_tables(tables, tmp_path)
    assert [fault.said("en") for fault in declared_faults(tmp_path)] == [
        "projects: the table is missing",
        "goals: its columns are not those of the contract",
        "facts.value: string, declared double",
    ]


def test_defects_are_numbered_in_reading_order_and_told_in_the_forms_words() -> None:
    rows = good_collection().tables["defects"].to_pylist()
    told = next(row for row in rows if row["document_id"] == "aoi-r7")
    assert told["seq"] == 1
    assert told["where_ja"] == "1ページ ＞ 1 親子の居場所事業 ＞ 自己評価 ②"
    assert told["message_ja"].endswith("。") and told["severity"] == "warning"


def scorer() -> ModuleType:
    found = importlib.util.spec_from_file_location("score", SCORER)
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    sys.modules["score"] = module
    found.loader.exec_module(module)
    return module


@pytest.mark.parametrize("gold_id", GOLD_IDS)
def test_nothing_is_lost_between_sheet_and_curated_tables(gold_id: str, tmp_path: Path) -> None:
    """A perfect sheet scores 100 on every record type that this room carries; facts are the facts room's to prove."""
    path = gold_path(gold_id)
    sheet = sheet_from_gold(path)
    read = {(p.project_no, t.table_no): read_table(t, document_period=(2000, 2030)) for p in sheet.projects for t in p.tables}
    made = collect({gold_id: document_tables(Document(sheet, read))}, [GivenFile("x.pdf", sheet.source_sha256, gold_id, "published")])
    write_tables(made.tables, tmp_path)
    score = scorer()
    compared = score.compare(score.gold_records(json.loads(path.read_text(encoding="utf-8"))), score.curated_records(tmp_path, gold_id))
    carried = set(score.KINDS) - {"facts", "fact_values", "period_kinds"}
    assert {kind: compared[kind]["f1"] for kind in carried} == dict.fromkeys(carried, 1.0)


def test_the_key_of_every_table_is_in_the_row_id() -> None:
    tables = good_collection().tables
    for name, table in tables.items():
        if "row_id" in table.schema.names and name not in OF_RELEASE:
            assert len(set(table["row_id"].to_pylist())) == table.num_rows
            assert all(row.startswith(f"{name}/") for row in table["row_id"].to_pylist())
            assert spec(name).key


def test_sheets_of_one_term_are_known_by_ward_period_or_number_and_kind() -> None:
    assert term_key("青葉が原 区", 2021, 2025, 3, "final") == term_key("青葉が原区", 2021, 2025, None, "final") is not None
    assert term_key("青葉が原区", None, None, 3, "final") == term_key("青葉が原区", 2021, None, 3, "final") is not None
    assert term_key("青葉が原区", 2021, 2025, 3, "interim") != term_key("青葉が原区", 2021, 2025, 3, "final")
    assert term_key(None, 2021, 2025, 3, "final") is term_key("青葉が原区", None, 2025, None, "final") is None
