"""Indicators as tables: a row per ward, year and document, the catalogue as the rules have it, conflicts as defects, the views."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.datasets.collection import Source, collect
from pipeline.datasets.database import DATABASE, views, write_database
from pipeline.datasets.document import Document, document_tables
from pipeline.datasets.parquet import write_tables
from pipeline.facts.indicators import catalogue
from tests.support.small_sheet import good_collection, small_document, small_sheet


def _with_second_value(document: Document, value: float) -> Document:
    """The document whose second column is of the first one's year, with another number."""
    tables = {}
    for key, table in document.tables.items():
        first, second = table.facts
        tables[key] = replace(table, facts=(first, replace(second, fiscal_year=first.fiscal_year, value=value, null_reason=None)))
    return replace(document, tables=tables)


def _collected(document: Document) -> dict[str, pa.Table]:
    sheet = document.sheet
    source = Source("a.pdf", sheet.source_sha256, sheet.document_id, "published", sheet.defects, sheet.ward)
    return dict(collect({sheet.document_id: document_tables(document)}, [source]).tables)


def test_every_ward_has_its_row_and_its_facts() -> None:
    tables = good_collection().tables
    rows = tables["indicators"].to_pylist()
    assert [(row["indicator_code"], row["ward"], row["fiscal_year"], row["value"], row["unit"], row["method"]) for row in rows] == [
        ("visits", ward, 2022, 1234.0, "人", "printed") for ward in ("小川区", "青葉が原区", "青葉が原区")
    ]
    facts = set(tables["facts"]["row_id"].to_pylist())
    assert all(row["fact_row_ids"] and set(row["fact_row_ids"]) <= facts for row in rows)
    assert tables["indicator_catalogue"]["indicator_code"].to_pylist() == sorted(entry["code"] for entry in catalogue())


def test_two_values_of_one_year_are_a_defect_and_no_indicator() -> None:
    document = small_document(small_sheet("aoi-r7", "青葉が原区"))
    assert _collected(_with_second_value(document, 1234.0))["indicators"].num_rows == 1
    tables = _collected(_with_second_value(document, 999.0))
    assert tables["indicators"].num_rows == 0
    (defect,) = [row for row in tables["defects"].to_pylist() if row["code"] == "indicator-conflict"]
    assert "1,234 / 999" in defect["message_ja"] and defect["page"]


def test_views_join_terms_to_one_series(tmp_path: Path) -> None:
    tables = good_collection().tables
    write_tables(tables, tmp_path)
    write_database(tmp_path, {name: tables[name] for name in ("facts", "goals")})
    with duckdb.connect(str(tmp_path / DATABASE), read_only=True) as database:
        wide = database.execute('SELECT ward, title_ja, "2022" FROM indicators_wide').fetchall()
        ranked = database.execute("SELECT place, ward, value FROM indicator_ranking").fetchall()
        once = database.execute(
            "SELECT count(*) - count(DISTINCT (indicator_code, ward, fiscal_year)), bool_and(is_current) FROM indicators_by_year"
        )
        assert once.fetchone() == (0, True)
        assert all("is_current" in database.table(name).columns for name in views())
    title = next(entry["title_ja"] for entry in catalogue() if entry["code"] == "visits")
    assert wide == [(ward, title, 1234.0) for ward in ("小川区", "青葉が原区")]
    assert ranked == [(1, ward, 1234.0) for ward in ("小川区", "青葉が原区")]
