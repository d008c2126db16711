"""Indicators as tables: a row per ward, year and document, the catalogue as the rules have it, conflicts as defects, the views."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from pipeline.datasets.collection import GivenFile, collect
from pipeline.datasets.contract import schema
from pipeline.datasets.database import DATABASE, views, write_database
from pipeline.datasets.decisions import Correction
from pipeline.datasets.document import Document, document_tables
from pipeline.datasets.joined import indicators_by_ward_and_year
from pipeline.facts.indicators import catalogue
from pipeline.report.html.overlays import overlays_of
from pipeline.report.html.rows import documents_of
from tests.support.curated import write_tables
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
    source = GivenFile("a.pdf", sheet.source_sha256, sheet.document_id, "published", sheet.defects, sheet.ward)
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


def _two_terms(ward: str, other: str) -> dict[str, pa.Table]:
    """The tables of two terms of one ward, whose sheets print its name in their own way; the earlier one tells of other years."""
    now = small_sheet("nishi-b", ward)
    before = replace(small_sheet("nishi-a", other), term_no=2, period_start=2016, period_end=2020)
    documents = {}
    for sheet, back in ((now, 0), (before, 5)):
        document = small_document(sheet)
        tables = {
            key: replace(read, facts=tuple(replace(f, fiscal_year=(f.fiscal_year or 0) - back) for f in read.facts))
            for key, read in document.tables.items()
        }
        documents[sheet.document_id] = document_tables(replace(document, tables=tables))
    sources = [GivenFile(f"{s.document_id}.pdf", s.source_sha256, s.document_id, "published", (), s.ward) for s in (now, before)]
    return dict(collect(documents, sources).tables)


@pytest.mark.parametrize(
    ("spellings", "name", "code"), [(("西区", "横浜市西　区"), "西区", "14103"), (("架空 区", "架空区"), "架空区", None)]
)
def test_a_ward_has_one_line_however_its_sheets_print_it(spellings: tuple[str, str], name: str, code: str | None, tmp_path: Path) -> None:
    tables = _two_terms(*spellings)
    assert [(row["ward"], row["ward_code"], row["fiscal_year"]) for row in tables["indicators"].to_pylist()] == [
        (name, code, 2017),
        (name, code, 2022),
    ]
    joined = indicators_by_ward_and_year(tables)
    assert [column.title for column in joined.columns][2:] == ["区", "平成29年度", "令和4年度"]
    assert [row[2:] for row in joined.rows] == [(name, 1234.0, 1234.0)]
    documents = documents_of({**good_collection().tables, **tables})
    (overlay,) = overlays_of(documents, tables["indicators"].to_pylist(), tables["indicator_catalogue"].to_pylist())
    assert [(line.ward, sorted(line.numbers)) for line in overlay.lines] == [(name, [2017, 2022])]
    write_tables({**tables, "corrections": schema("corrections").empty_table()}, tmp_path)
    write_database(tmp_path, {name: tables[name] for name in ("facts", "goals")})
    with duckdb.connect(str(tmp_path / DATABASE), read_only=True) as database:
        assert database.execute('SELECT ward, "2017", "2022" FROM indicators_wide').fetchall() == [(name, 1234.0, 1234.0)]


def _correction(column: str, printed: str, corrected: str, row: str = "facts/aoi-r7/1/1/1/1/1") -> Correction:
    return Correction(row, column, printed, corrected, "誤植", "区", "2026-04-01")


@pytest.mark.parametrize(
    ("corrections", "expected"),
    [
        ((_correction("value", "1234", "1243"),), [(2022, 1243.0, True)]),
        ((_correction("fiscal_year", "2022", "2021"),), [(2021, 1234.0, True)]),
        ((_correction("value", "1234", ""),), []),
        ((_correction("value", "9999", "1243"),), [(2022, 1234.0, False)]),  # not what is printed
        ((_correction("value", "", "1300", "facts/aoi-r7/1/1/1/2/1"),), [(2022, 1234.0, False), (2023, 1300.0, True)]),
    ],
)
def test_an_indicator_is_made_from_the_corrected_fact(corrections: tuple[Correction, ...], expected: list[tuple[int, float, bool]]) -> None:
    sheet = small_sheet("aoi-r7", "青葉が原区")
    source = GivenFile("a.pdf", sheet.source_sha256, sheet.document_id, "published", (), sheet.ward)
    tables = collect({sheet.document_id: document_tables(small_document(sheet))}, [source], corrections=corrections).tables
    rows = tables["indicators"].to_pylist()
    assert [(row["fiscal_year"], row["value"], row["is_corrected"]) for row in rows] == expected
    assert set(tables["facts"]["value"].to_pylist()) == {1234.0, None}, "the table keeps what is printed"
    marked = [f"令和{year - 2018}年度" for year, _, is_corrected in expected if is_corrected]
    assert [row[-1] for row in indicators_by_ward_and_year(dict(tables)).rows if marked] == (["、".join(marked)] if marked else [])


def test_a_correction_settles_a_conflict() -> None:
    document = _with_second_value(small_document(small_sheet("aoi-r7", "青葉が原区")), 999.0)
    sheet = document.sheet
    source = GivenFile("a.pdf", sheet.source_sha256, sheet.document_id, "published", (), sheet.ward)
    settled = collect(
        {sheet.document_id: document_tables(document)},
        [source],
        corrections=[_correction("value", "999", "1234", "facts/aoi-r7/1/1/1/2/1")],
    ).tables
    assert settled["indicators"]["value"].to_pylist() == [1234.0] and settled["defects"].num_rows == 0


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
