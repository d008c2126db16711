"""``datapackage.json``: what the curated files are, for programs that read data packages (Frictionless Data Package v2).

In go the curated tables and the files that hold them, out comes the descriptor: a resource per table with its schema, keys, units,
size and hash, and the sources with address and sha256. Titles and descriptions are Japanese, ``title_en`` and ``description_en``
stand beside them. All of it is derived from the contract, so the same tables give the same text.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa

from pipeline.datasets.contract import CONTRACT_VERSION, TABLES, Column, ForeignKey, TableSpec
from pipeline.datasets.dictionary import type_name

PACKAGE = "datapackage.json"
Format = Literal["parquet", "csv"]
LIST_DELIMITER = ";"

_PROFILE = "https://datapackage.org/profiles/2.0/{}.json"
_MEDIA = {"parquet": "application/vnd.apache.parquet", "csv": "text/csv"}
_TITLE = {
    "ja": "横浜市 地域子育て支援拠点事業評価シート(様式1-1)",
    "en": "Evaluation sheets of Yokohama's child-rearing support hubs (form 1-1)",
}
_DESCRIPTION = {
    "ja": "各区が公開する評価シートのPDFから読み取った、姿と評価、記述、数値、振り返りの視点。どの行も元のページの場所を持つ。",
    "en": "Goals and ratings, statements, numbers and viewpoints read from the evaluation sheets that the wards publish as PDF; "
    "every row knows its place on the page.",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A release by the version and the day (YYYY-MM-DD) that somebody gave it; empty where nobody did."""

    version: str = ""
    date: str = ""


UNNAMED = Named()


def descriptor(tables: Mapping[str, pa.Table], folder: Path, form: Format = "parquet", named: Named = UNNAMED) -> dict[str, Any]:
    """The package of the files ``{table}.{form}`` in ``folder``. Raises OSError where one cannot be read."""
    sources = [row for row in tables["sources"].to_pylist() if row["status"] == "published"]
    return {
        "$schema": _PROFILE.format("datapackage"),
        "name": "kyoten",
        "version": named.version or f"{CONTRACT_VERSION}.0.0",
        **({"created": f"{named.date}T00:00:00Z"} if named.date else {}),
        "title": _TITLE["ja"],
        "title_en": _TITLE["en"],
        "description": _DESCRIPTION["ja"],
        "description_en": _DESCRIPTION["en"],
        "keywords": ["横浜市", "地域子育て支援拠点", "評価シート"],
        "licenses": _licences(sources),
        "sources": [_source(row) for row in sources],
        "resources": [_resource(table, folder / f"{table.name}.{form}", form) for table in TABLES],
    }


def write_package(tables: Mapping[str, pa.Table], folder: Path, form: Format = "parquet", named: Named = UNNAMED) -> None:
    """Writes ``datapackage.json`` beside the files that it describes."""
    text = json.dumps(descriptor(tables, folder, form, named), ensure_ascii=False, indent=1)
    (folder / PACKAGE).write_text(text + "\n", encoding="utf-8", newline="\n")


def _source(row: Mapping[str, Any]) -> dict[str, Any]:
    # The profile takes web addresses only; whatever else sources.toml says stays under its own name.
    address = "path" if re.match(r"(?:https?|ftp)://", row["url"] or "") else "url"
    said = {"title": row["source_file"], address: row["url"], "sha256": row["source_sha256"], "document_id": row["document_id"]}
    said |= {"ward": row["ward"], "published_on": row["published_on"], "licence": row["licence"]}
    return {key: value for key, value in said.items() if value}


def _licences(sources: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The licence notes of the sources, each once; they are free text, for which Open Definition has the name notspecified."""
    notes = sorted({row["licence"] for row in sources if row["licence"]})
    unsaid = "元の文書の利用条件が記録されていません(sources.toml の licence)"
    return [{"name": "notspecified", "title": note} for note in notes or [unsaid]]


def _resource(table: TableSpec, path: Path, form: Format) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "$schema": _PROFILE.format("dataresource"),
        "name": table.name,
        "type": "table",
        "path": path.name,
        "title": table.title_ja,
        "title_en": table.title_en,
        "description": table.description_ja,
        "description_en": table.description_en,
        "format": form,
        "mediatype": _MEDIA[form],
        **({"encoding": "utf-8"} if form == "csv" else {}),
        # Frictionless does not count the bytes of a Parquet file, and then finds the stated number wrong.
        **({"bytes": path.stat().st_size} if form == "csv" else {}),
        "hash": f"sha256:{digest}",
        "schema": _schema(table, form),
    }


def _schema(table: TableSpec, form: Format) -> dict[str, Any]:
    keys = [
        {"fields": list(key.columns), "reference": {"resource": key.to, "fields": list(key.to_columns)}}
        for key in table.foreign_keys
        if _is_whole(table, key)
    ]
    return {
        "$schema": _PROFILE.format("tableschema"),
        "fields": [_field(column, table, form) for column in table.columns],
        # In Parquet an empty text is a text; a CSV cannot tell it from a missing one.
        "missingValues": [""] if form == "csv" else [],
        "primaryKey": list(table.key),
        **({"foreignKeys": keys} if keys else {}),
    }


def _is_whole(table: TableSpec, key: ForeignKey) -> bool:
    """False for a key of several columns one of which may be null: Frictionless looks such a null up."""
    return len(key.columns) == 1 or not any(table.column(name).nullable for name in key.columns)


def _field(column: Column, table: TableSpec, form: Format) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    may_be_blank = form == "csv" and (pa.types.is_string(column.type) or pa.types.is_list(column.type)) and column.name not in table.key
    if not column.nullable and not may_be_blank:
        constraints["required"] = True
    if table.key == (column.name,):
        constraints["unique"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    return {
        "name": column.name,
        **(_csv_type(column.type) if form == "csv" else _parquet_type(column)),
        "title": column.title_ja,
        "title_en": column.title_en,
        "description": column.description_ja,
        "description_en": column.description_en,
        **({"unit": column.unit} if column.unit else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def _csv_type(arrow: pa.DataType) -> dict[str, Any]:
    if pa.types.is_list(arrow):
        item = _scalar(arrow.value_type)
        # A box is written as text, so the list of boxes is one of texts.
        return {"type": "list", "itemType": "string" if item == "object" else item, "delimiter": LIST_DELIMITER}
    if pa.types.is_struct(arrow):
        return {"type": "string"}
    return {"type": _scalar(arrow)}


def _parquet_type(column: Column) -> dict[str, Any]:
    """The type as Frictionless meets it, which reads Parquet by way of pandas: a list is there an array of NumPy's, and an
    integer column with nulls one of numbers. The file's own schema is the measure; ``arrowType`` repeats it."""
    said = {"arrowType": type_name(column.type)}
    if pa.types.is_nested(column.type):
        return {"type": "any", **said}
    kind = _scalar(column.type)
    return {"type": "number" if kind == "integer" and column.nullable else kind, **said}


def _scalar(arrow: pa.DataType) -> str:
    if pa.types.is_integer(arrow):
        return "integer"
    if pa.types.is_floating(arrow):
        return "number"
    if pa.types.is_boolean(arrow):
        return "boolean"
    return "object" if pa.types.is_struct(arrow) else "string"
