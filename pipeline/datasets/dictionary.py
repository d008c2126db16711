"""The data dictionary for people: what each curated table and column means, in Japanese and English.

In goes the contract, out come Markdown texts: the whole dictionary (``DICTIONARY.md``), one table of it, and the list of tables
that stands in ``docs/tables.md`` too.
"""

from __future__ import annotations

import re

import pyarrow as pa

from pipeline.datasets.contract import CONTRACT_VERSION, TABLES, Column, TableSpec
from pipeline.datasets.database import views
from pipeline.rules.defects import Language

DICTIONARY = "DICTIONARY.md"


def dictionary() -> str:
    """The whole dictionary, ended by a newline."""
    parts = [
        "# データ項目の説明 / Data dictionary",
        f"データ契約の版 / contract version: {CONTRACT_VERSION} (v2: 第2版で加わった列 / columns that version 2 added)",
        "この文書は kyoten が作ります。表の宣言は `pipeline/rules/contract.toml` にあります。 / Written by kyoten from the contract.",
        table_list("ja"),
        *(described(table) for table in TABLES),
        _views(),
    ]
    return "\n\n".join(parts) + "\n"


def described(table: TableSpec) -> str:
    """One table with its key, its references and a line for each column."""
    keys = "、".join(f"`{part}`" for part in table.key)
    lines = [
        f"## {table.name} {table.title_ja} / {table.title_en}",
        "",
        f"{table.description_ja} / {table.description_en}",
        "",
        f"- キー / key: {keys}",
    ]
    for key in table.foreign_keys:
        here, there = ", ".join(key.columns), ", ".join(key.to_columns)
        lines.append(f"- 参照 / refers to: ({here}) → `{key.to}` ({there})")
    lines += ["", "| 列 / column | 型 / type | 空 / null | 単位・値 / unit, values | 説明 | description |", "|---|---|---|---|---|---|"]
    lines += [_line(column) for column in table.columns]
    return "\n".join(lines)


def table_list(language: Language) -> str:
    """All tables with key and meaning, as one Markdown table."""
    lines = [{"ja": "| 表 | 1行が表すもの | キー |", "en": "| table | a row is | key |"}[language], "|---|---|---|"]
    for table in TABLES:
        title, description = (table.title_ja, table.description_ja) if language == "ja" else (table.title_en, table.description_en)
        keys = ", ".join(f"`{part}`" for part in table.key)
        lines.append(f"| `{table.name}` | **{_cell(title)}**: {_cell(description)} | {keys} |")
    return "\n".join(lines)


def _views() -> str:
    lines = [
        "## kyoten.duckdb",
        "",
        "上の表すべてと、次のビュー / all tables above, and these views:",
        "",
        "| ビュー / view | 内容 / what it holds |",
        "|---|---|",
    ]
    return "\n".join([*lines, *(f"| `{name}` | {_cell(description)} |" for name, (description, _) in views().items())])


def _line(column: Column) -> str:
    said = "、".join(part for part in (column.unit, ", ".join(f"`{value}`" for value in column.values)) if part)
    since = f" (v{column.since})" if column.since > 1 else ""
    cells = (f"`{column.name}` {column.title_ja}{since}", f"`{type_name(column.type)}`", "○" if column.nullable else "", said)
    return "| " + " | ".join((*map(_cell, cells), _cell(column.description_ja), _cell(column.description_en))) + " |"


def type_name(arrow: pa.DataType) -> str:
    """``list<struct<page: int16, x0: float32, …>>``: Arrow's names, without the one that it gives to the items of a list."""
    named = re.sub(r"\b(?:item|element): ", "", str(arrow))
    return re.sub(r"\bfloat\b", "float32", re.sub(r"\bdouble\b", "float64", named))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
