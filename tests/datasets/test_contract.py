"""The contract says all that it must, and nothing that its tables do not hold."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.datasets.contract import CONTRACT_VERSION, TABLES, schema, spec
from tests.support.small_sheet import good_collection

CONTRACT = Path(__file__).parents[3] / "shared" / "DATA_CONTRACT_V2.md"
NEVER_NULL = {"text", "mark"}
# Version 2 comes table by table; what it names and we do not publish yet stands here, and nothing else may be missing.
TO_COME: set[str] = set()
# A table that we add: what stands in three of its own files, for who reads the published folder alone.
OURS = {"decisions"}
COLUMNS_TO_COME: dict[str, set[str]] = {}
# Words of a description that are columns of other tables, or values.
OF_OTHER_TABLES = {"tables": {"goal_nos", "row_id", "is_header"}, "issue_links": {"statement_viewpoints"}}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_described_in_both_languages(table) -> None:  # type: ignore[no-untyped-def]
    assert table.title_ja and table.title_en and table.description_ja and table.description_en
    for column in table.columns:
        assert column.title_ja and column.description_ja and column.title_en and column.description_en, column.name
        assert re.search(r"[A-Za-z{]", column.description_en), column.name
        assert schema(table.name).field(column.name).metadata[b"description_ja"].decode() == column.description_ja


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keys_texts_marks_lists_and_character_counts_are_never_null(table) -> None:  # type: ignore[no-untyped-def]
    for column in table.columns:
        if column.name in (*table.key, *NEVER_NULL) or column.name.startswith("chars_") or pa.types.is_list(column.type):
            assert not column.nullable, column.name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keys_point_at_columns_that_exist(table) -> None:  # type: ignore[no-untyped-def]
    assert set(table.key) <= set(table.column_names)
    assert len(set(table.column_names)) == len(table.columns)
    for key in table.foreign_keys:
        target = spec(key.to)
        assert len(key.columns) == len(key.to_columns)
        for here, there in zip(key.columns, key.to_columns, strict=True):
            assert table.column(here).type == target.column(there).type


@pytest.mark.parametrize("name", [table.name for table in TABLES])
def test_types_follow_the_conventions(name: str) -> None:
    for column in spec(name).columns:
        if column.name in ("fiscal_year", "period_start", "period_end"):
            assert column.type == pa.int16()
        elif column.name.endswith("_no") or column.name in ("seq", "row", "col", "level", "rank", "count", "begin", "end", "position"):
            assert column.type == pa.int32(), column.name
        elif column.name in ("value", "score", "keyness"):
            assert column.type == pa.float64()
        elif column.name.startswith("boxes"):
            assert column.type.value_type.field("page").type == pa.int16()
            assert column.type.value_type.field("x0").type == pa.float32()


def test_the_published_contract_names_the_same_tables_and_columns() -> None:
    if not CONTRACT.exists():
        pytest.skip("the published contract is not here")
    rows = re.findall(r"^\| (?:\*\*v2\*\* )?`(\w+)` \| ([^|]*) \| (.*) \|$", CONTRACT.read_text(encoding="utf-8"), re.M)
    assert {name for name, _, _ in rows} - TO_COME == {table.name for table in TABLES} - OURS
    assert {name for name, _, _ in rows} >= TO_COME
    for name, _, described in rows:
        if name in TO_COME:
            continue
        words = set(re.findall(r"[a-z_]+\d?", re.sub(r"\([^)]*\)|`[^`]*`|\"[^\"]*\"", "", described.replace("pos1..pos6", "pos1 pos6"))))
        missing = {column for column in spec(name).column_names if column not in words}
        named = {word for word in words if "_" in word} - set(spec(name).column_names) - OF_OTHER_TABLES.get(name, set())
        to_come = COLUMNS_TO_COME.get(name, set())
        assert to_come <= words - set(spec(name).column_names)
        assert named == {column for column in to_come if "_" in column}, f"{name} lacks {named}"
        assert len(missing) < len(spec(name).columns)


def test_the_version_stands_in_every_schema_and_document() -> None:
    tables = good_collection().tables
    for name, table in tables.items():
        assert table.schema.metadata[b"contract_version"] == str(CONTRACT_VERSION).encode(), name
    assert set(tables["documents"]["contract_version"].to_pylist()) == {CONTRACT_VERSION}
