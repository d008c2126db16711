"""The products beside the Parquet files: they say what the contract says, work from anywhere and never drift from the tables."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from frictionless import Package
from jsonschema import Draft7Validator

from pipeline.datasets.contract import TABLES, spec
from pipeline.datasets.database import DATABASE, views
from pipeline.datasets.dictionary import DICTIONARY, type_name
from pipeline.datasets.export import write_csv
from pipeline.datasets.package import PACKAGE
from pipeline.datasets.products import PRODUCTS
from tests.support.curated import write_products, write_tables
from tests.support.small_sheet import good_collection

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def curated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("products") / "curated"
    folder.mkdir()
    tables = good_collection().tables
    write_tables(tables, folder)
    write_products(tables, folder)
    return folder


@pytest.fixture(scope="module")
def package(curated: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((curated / PACKAGE).read_text(encoding="utf-8"))
    return found


def test_the_package_is_valid_by_the_frictionless_library(curated: Path) -> None:
    report = Package.validate_descriptor(str(curated / PACKAGE))
    assert report.flatten(["type", "note"]) == []
    assert report.valid
    assert Package(str(curated / PACKAGE)).resource_names == [table.name for table in TABLES]


def test_what_is_published_is_valid_by_the_frictionless_library(curated: Path) -> None:
    # Lists, boxes and integer columns with nulls are there in the tables: each was an error once.
    assert {None} < set(pq.read_table(curated / "prior_issues.parquet")["goal_no"].to_pylist())
    report = Package(str(curated / PACKAGE)).validate()
    assert report.flatten(["taskNumber", "type", "note"]) == []
    assert report.valid and len(report.tasks) == len(TABLES)


def test_a_row_that_is_wrong_is_found_by_the_frictionless_library(tmp_path: Path) -> None:
    tables = good_collection().tables
    goals = tables["goals"]
    at = goals.schema.get_field_index("rating_ward")
    tables["goals"] = goals.set_column(at, goals.schema.field(at), pa.array(["E"] * goals.num_rows, pa.string()))
    write_tables(tables, tmp_path)
    write_products(tables, tmp_path)
    report = Package(str(tmp_path / PACKAGE)).get_resource("goals").validate()
    found = {(error[0], error[1]) for error in report.flatten(["type", "fieldName"])}
    assert found == {("constraint-error", "rating_ward")}


def test_a_wrong_package_would_be_found(curated: Path, package: dict[str, Any], tmp_path: Path) -> None:
    package["resources"][0]["schema"]["fields"][0]["type"] = "sting"
    (tmp_path / PACKAGE).write_text(json.dumps(package), encoding="utf-8")
    package["resources"][0]["schema"]["fields"][0]["type"] = "string"
    assert not Package.validate_descriptor(str(tmp_path / PACKAGE)).valid


def faults_by_the_official_profile(package: dict[str, Any]) -> list[str]:
    """Where a descriptor breaks the JSON schema that the Data Package standard itself publishes for version 2.0."""
    profile = json.loads((files("dplib") / "profiles" / "2.0" / "datapackage.json").read_text(encoding="utf-8"))
    validator = Draft7Validator(profile, format_checker=Draft7Validator.FORMAT_CHECKER)
    asked = json.loads(json.dumps(package))
    # The standard's text introduces the type list in 2.0, its JSON schema forgets it; what such a field says else is asked as of a text.
    for field in (field for resource in asked["resources"] for field in resource["schema"]["fields"] if field["type"] == "list"):
        field["type"] = "string"
    return sorted(fault.json_path for fault in validator.iter_errors(asked))


def faults_by_the_standards_words(package: dict[str, Any]) -> Iterator[str]:
    """What the standard demands and its JSON schema cannot say or says more loosely, so that readers of version 1 are served too."""
    fields = {resource["name"]: [field["name"] for field in resource["schema"]["fields"]] for resource in package["resources"]}
    if len(fields) < len(package["resources"]):
        yield "resources of one name"
    for resource in package["resources"]:
        name, schema = resource["name"], resource["schema"]
        if not re.fullmatch(r"[a-z0-9._-]+", name):
            yield f"{name}: name"
        if {"path", "data"} <= resource.keys() or resource["type"] != "table":
            yield f"{name}: not the table of a file"
        if len(set(fields[name])) < len(fields[name]):
            yield f"{name}: fields of one name"
        if not isinstance(schema["primaryKey"], list) or schema["primaryKey"] != [at for at in fields[name] if at in schema["primaryKey"]]:
            yield f"{name}: primary key"
        for field in schema["fields"]:
            if field["type"] == "list" and field["itemType"] not in ("string", "integer", "boolean", "number", "datetime", "date", "time"):
                yield f"{name}: list {field['name']}"
        for key in schema.get("foreignKeys", ()):
            own, reference = key["fields"], key["reference"]
            if not isinstance(own, list) or not isinstance(reference["fields"], list) or len(own) != len(reference["fields"]):
                yield f"{name}: foreign key {own}"
            elif reference.get("resource", "") == name or not set(reference["fields"]) <= set(fields[reference.get("resource", name)]):
                yield f"{name}: foreign key {own} refers to nothing"
            elif not set(own) <= set(fields[name]):
                yield f"{name}: foreign key {own} of no field"
    for part, profile in ((package, "datapackage"), *((resource, "dataresource") for resource in package["resources"])):
        if part["$schema"] != f"https://datapackage.org/profiles/2.0/{profile}.json":
            yield f"{part['name']}: $schema"


def test_the_packages_of_parquet_and_of_csv_keep_to_the_standard(package: dict[str, Any], tmp_path: Path) -> None:
    write_csv(good_collection().tables, tmp_path)
    for described in (package, json.loads((tmp_path / PACKAGE).read_text(encoding="utf-8"))):
        assert faults_by_the_official_profile(described) == []
        assert list(faults_by_the_standards_words(described)) == []
        assert {resource.get("encoding", "utf-8") for resource in described["resources"]} == {"utf-8"}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda package: package["resources"][0]["schema"].update(foreignKeys=[]), "$.resources[0].schema.foreignKeys"),
        (lambda package: package["resources"][1]["schema"].update(primaryKey=5), "$.resources[1].schema.primaryKey"),
        (lambda package: package["resources"][1].pop("path"), "$.resources[1]"),
        (lambda package: package["sources"][0].update(path="../区役所.pdf"), "$.sources[0].path"),
        (lambda package: package.update(licenses=[{"title": "自由"}]), "$.licenses[0]"),
    ],
)
def test_what_breaks_the_official_profile_is_found(package: dict[str, Any], change: Callable[[dict[str, Any]], object], place: str) -> None:
    broken = json.loads(json.dumps(package))
    change(broken)
    assert faults_by_the_official_profile(broken) == [place]


def test_what_breaks_the_standards_words_is_found(package: dict[str, Any]) -> None:
    broken = json.loads(json.dumps(package))
    goals = next(resource for resource in broken["resources"] if resource["name"] == "goals")
    goals["schema"]["primaryKey"] = "goal_no"
    goals["schema"]["foreignKeys"].append({"fields": ["goal_no"], "reference": {"resource": "goals", "fields": ["goal_no"]}})
    goals["schema"]["foreignKeys"].append({"fields": ["goal_no"], "reference": {"resource": "projects", "fields": ["document_id", "a"]}})
    assert list(faults_by_the_standards_words(broken)) == [
        "goals: primary key",
        "goals: foreign key ['goal_no'] refers to nothing",
        "goals: foreign key ['goal_no']",
    ]


def test_resources_are_the_files_as_they_are(curated: Path, package: dict[str, Any]) -> None:
    for resource in package["resources"]:
        data = (curated / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert [field["name"] for field in resource["schema"]["fields"]] == pq.read_schema(curated / resource["path"]).names


def test_keys_units_and_both_languages_come_from_the_contract(package: dict[str, Any]) -> None:
    for resource in package["resources"]:
        table = spec(resource["name"])
        assert resource["schema"]["primaryKey"] == list(table.key)
        # A key with a part that may be null is told in the dictionary alone: Frictionless would look the null up.
        whole = [key for key in table.foreign_keys if len(key.columns) == 1 or not any(table.column(c).nullable for c in key.columns)]
        assert [key["reference"]["resource"] for key in resource["schema"].get("foreignKeys", [])] == [key.to for key in whole]
        for field in resource["schema"]["fields"]:
            column = table.column(field["name"])
            assert (field["title"], field["title_en"]) == (column.title_ja, column.title_en)
            assert (field["description"], field["description_en"]) == (column.description_ja, column.description_en)
            assert field.get("unit", "") == column.unit
            assert field.get("constraints", {}).get("required", False) is not column.nullable
            assert field["arrowType"] == type_name(column.type)


def test_sources_carry_their_hash_and_the_refused_are_none_of_them(package: dict[str, Any]) -> None:
    published = [row for row in good_collection().tables["sources"].to_pylist() if row["status"] == "published"]
    assert [source["sha256"] for source in package["sources"]] == [row["source_sha256"] for row in published]
    assert "page.pdf" not in {source["title"] for source in package["sources"]}
    assert package["licenses"] == [{"name": "notspecified", "title": "架空"}]


def test_a_web_address_is_the_path_of_its_source(curated: Path) -> None:
    from pipeline.datasets.package import _source

    row = {"source_file": "a.pdf", "source_sha256": "0" * 64, "document_id": "a", "ward": None, "published_on": None, "licence": None}
    assert _source({**row, "url": "https://example.org/a.pdf"})["path"] == "https://example.org/a.pdf"
    assert _source({**row, "url": "区役所の窓口"})["url"] == "区役所の窓口"


def test_descriptions_stand_in_the_parquet_files_too(curated: Path) -> None:
    for table in TABLES:
        schema = pq.read_schema(curated / f"{table.name}.parquet")
        assert schema.metadata[b"description_ja"].decode() == table.description_ja
        for column in table.columns:
            assert schema.field(column.name).metadata[b"title_ja"].decode() == column.title_ja
            assert schema.field(column.name).metadata[b"description_en"].decode() == column.description_en


def test_the_dictionary_describes_every_column(curated: Path) -> None:
    text = (curated / DICTIONARY).read_text(encoding="utf-8")
    parts = {name: part for part in text.split("\n## ")[1:] for name in [part.split(" ", 1)[0].split("\n", 1)[0]]}
    for table in TABLES:
        for column in table.columns:
            line = next(line for line in parts[table.name].splitlines() if line.startswith(f"| `{column.name}` "))
            assert column.description_ja in line and column.description_en in line and f"`{type_name(column.type)}`" in line
    assert all(f"`{name}`" in text for name in views())


def open_database(curated: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(curated / DATABASE), read_only=True)


def test_texts_have_the_same_bytes_every_time_and_hold_no_path_or_time(curated: Path, tmp_path: Path) -> None:
    tables = good_collection().tables
    write_tables(tables, tmp_path)
    write_products(tables, tmp_path)
    for name in (PACKAGE, DICTIONARY):
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert text == (curated / name).read_text(encoding="utf-8")
        assert str(tmp_path) not in text and str(curated) not in text
        assert not re.search(r"\d\d:\d\d:\d\d", text)


def test_the_database_holds_what_the_parquet_files_hold(curated: Path) -> None:
    with open_database(curated) as database:
        for table in TABLES:
            stored = database.sql(f'FROM "{table.name}"').to_arrow_table()
            printed = pq.read_table(curated / f"{table.name}.parquet")
            assert stored.to_pylist() == printed.to_pylist(), table.name


def test_the_database_works_when_the_folder_is_moved_and_from_any_directory(
    curated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = tmp_path / "移動先" / "data"
    moved.mkdir(parents=True)
    (moved / "kyoten.duckdb").write_bytes((curated / "kyoten.duckdb").read_bytes())
    monkeypatch.chdir(tmp_path)
    with open_database(moved) as database:
        assert all(database.execute(f"SELECT count(*) FROM {name}").fetchone() is not None for name in views())
        with pytest.raises(duckdb.Error):
            database.execute("CREATE TABLE t (x int)")


def test_the_database_opens_in_every_duckdb_from_1_2_on(curated: Path) -> None:
    # The file's header: a checksum of eight bytes, the word DUCK, the version of the storage; release 1.2.0 reads 64 and 65.
    head = (curated / DATABASE).read_bytes()[:20]
    assert head[8:12] == b"DUCK" and int.from_bytes(head[12:20], "little") in (64, 65)


def test_the_database_explains_itself(curated: Path) -> None:
    with open_database(curated) as database:
        tables = dict(database.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())
        columns = database.execute(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'goals' AND column_name = 'rating_ward'"
        ).fetchone()
        described = dict(database.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall())
    assert all(spec(name).description_ja in comment for name, comment in tables.items())
    assert columns == ("自己評価(区): A~D。それ以外は空 / A to D; null where the cell gives none of these",)
    assert list(views()) and all(described[name] == description for name, (description, _) in views().items())


def rows(curated: Path, query: str) -> list[dict[str, Any]]:
    with open_database(curated) as database:
        found: list[dict[str, Any]] = database.sql(query).to_arrow_table().to_pylist()
        return found


def test_ratings_wide_has_two_columns_a_goal(curated: Path) -> None:
    (row,) = rows(curated, "FROM ratings_wide WHERE document_id = 'aoi-r7' AND project_no = 1")
    assert [row[name] for name in ("operator_1", "ward_1", "operator_2", "ward_2")] == ["A", "B", "B", None]
    assert [row["differ"] for row in rows(curated, "FROM ratings WHERE document_id = 'aoi-r7' AND project_no = 1")] == [True, None]


def test_facts_wide_has_a_column_a_year_and_loses_no_value(curated: Path) -> None:
    (row,) = rows(curated, "FROM facts_wide WHERE document_id = 'aoi-r7' AND project_no = 1")
    assert (row["2022"], row["2023"], row["unit"], row["measure"]) == (1234.0, None, "人", "利用の状況 / 利用者数")
    years = [name for name in row if name.isdecimal()]
    wide = sum(value is not None for row in rows(curated, "FROM facts_wide") for value in (row[year] for year in years))
    long = rows(curated, "SELECT count(value) AS n FROM facts WHERE fiscal_year IS NOT NULL AND month IS NULL AND bound IS NULL")
    assert wide == long[0]["n"]


def test_statements_keep_theirs_whether_linked_or_not(curated: Path) -> None:
    linked = rows(curated, "FROM statements_with_viewpoints WHERE statement_id = 'aoi-r7/1/operator_reason/2'")
    assert [(row["viewpoint_mark"], row["viewpoint"]) for row in linked] == [
        ("イ", "父親が参加できるか。"),
        ("ア", "初めての人も入りやすいか。"),
    ]
    assert linked[0]["goals"] == ["親子が安心して過ごせる。"]
    found = rows(curated, "SELECT count(DISTINCT statement_id) AS n FROM statements_with_viewpoints")
    assert found[0]["n"] == good_collection().tables["statements"].num_rows


def test_a_viewpoint_that_nothing_answers_counts_zero(curated: Path, tmp_path: Path) -> None:
    tables = good_collection().tables
    links = tables["statement_viewpoints"].to_pylist()
    tables["statement_viewpoints"] = tables["statement_viewpoints"].filter([row["viewpoint_no"] != 1 for row in links])
    write_tables(tables, tmp_path)
    write_products(tables, tmp_path)
    assert {row["mark"] for row in rows(tmp_path, "FROM viewpoint_coverage WHERE statements = 0")} == {"ア"}
    assert {(row["mark"], row["statements"], row["suggested"]) for row in rows(curated, "FROM viewpoint_coverage")} == {
        ("ア", 0, 1),
        ("イ", 1, 0),
    }
    assert {row["probability"] for row in rows(curated, "FROM suggested_links")} == {0.3}


def test_the_links_between_terms_show_both_sentences(curated: Path) -> None:
    found = {(row["relation"], row["challenge"], row["prior_issue"]) for row in rows(curated, "FROM issue_links_with_texts")}
    assert found == {("unmatched_challenge", "特になし", None), ("unmatched_issue", None, "土曜日の利用が少ない。")}


@pytest.mark.parametrize(("readme", "tables"), [("README.md", "docs/tables.md"), ("README.ja.md", "docs/tables.ja.md")])
def test_the_queries_of_the_readme_and_of_the_docs_run(readme: str, tables: str, curated: Path) -> None:
    written = "".join(
        "".join(re.findall(r"```sql\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.S)) for name in (readme, tables)
    )
    queries = [query for query in written.split(";") if query.strip()]
    assert len(queries) >= 7
    for query in queries:
        with open_database(curated) as database:
            assert database.execute(query).description
    # The small collection has no total that is wrong.
    assert sum(not rows(curated, query.strip()) for query in queries) == 1


def test_every_product_is_a_file(curated: Path) -> None:
    assert all((curated / name).is_file() for name in PRODUCTS)
