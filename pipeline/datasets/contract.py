"""The contract of the curated datasets: every table and column that an analyst may rely on, as ``rules/contract.toml`` declares them.

Each column has a Japanese and an English title and description, its unit where it has one, and whether it may be null.
The writers, the structural checks, the data dictionary and the data package are all derived from ``TABLES``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa

from pipeline.rules import Table, laid_over, load
from pipeline.rules.sections import SECTION_RULES, SECTIONS

Row = dict[str, Any]
"""A row of a curated table: its values by the names of its columns."""
INT16, INT32, FLOAT64, STRING, BOOL = pa.int16(), pa.int32(), pa.float64(), pa.string(), pa.bool_()
BOX = pa.struct([pa.field("page", INT16), *(pa.field(edge, pa.float32()) for edge in ("x0", "y0", "x1", "y1"))])
BOXES = pa.list_(BOX)
SIZES = pa.list_(pa.struct([pa.field("width", pa.float32()), pa.field("height", pa.float32())]))
INTS, STRINGS = pa.list_(INT32), pa.list_(STRING)
_TYPES: Mapping[str, pa.DataType] = {
    "int16": INT16,
    "int32": INT32,
    "float32": pa.float32(),
    "float64": FLOAT64,
    "string": STRING,
    "bool": BOOL,
    "box": BOX,
    "boxes": BOXES,
    "sizes": SIZES,
    "ints": INTS,
    "strings": STRINGS,
}
"""Arrow types by the names that ``contract.toml`` uses"""

_DECLARED = load("contract")
CONTRACT_VERSION: int = _DECLARED["version"]
_VALUES: Mapping[str, tuple[str, ...]] = {
    "sections": SECTIONS,
    **{name: tuple(values) for name, values in _DECLARED.table("values").items()},
}
RATINGS = _VALUES["ratings"]
_SECTIONS_SAID = {
    "ja": "、".join(f"{code} {SECTION_RULES[code].ja}" for code in SECTIONS),
    "en": "; ".join(f"{code}: {SECTION_RULES[code].en}" for code in SECTIONS),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``unit`` is empty where the value has none, ``values`` lists all that a coded column may hold, ``since`` is the
    version of the contract that brought it."""

    name: str
    type: pa.DataType
    title_ja: str
    title_en: str
    description_ja: str
    description_en: str
    nullable: bool = True
    unit: str = ""
    values: tuple[str, ...] = ()
    since: int = 1

    def field(self) -> pa.Field:
        metadata = {
            "title_ja": self.title_ja,
            "title_en": self.title_en,
            "description_ja": self.description_ja,
            "description_en": self.description_en,
            **({"unit": self.unit} if self.unit else {}),
        }
        return pa.field(self.name, self.type, nullable=self.nullable, metadata=metadata)


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """``columns`` of this table are found in ``to_columns`` of the table ``to``; null values are not looked up."""

    columns: tuple[str, ...]
    to: str
    to_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One curated table. Rows are sorted by ``key``, which is unique and never null."""

    name: str
    title_ja: str
    title_en: str
    description_ja: str
    description_en: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def schema(self) -> pa.Schema:
        metadata = {
            "contract_version": str(CONTRACT_VERSION),
            "table": self.name,
            "title_ja": self.title_ja,
            "title_en": self.title_en,
            "description_ja": self.description_ja,
            "description_en": self.description_en,
        }
        return pa.schema([column.field() for column in self.columns], metadata=metadata)


def _column(name: str, declared: Table, printed: Mapping[str, str]) -> Column:
    """One declared column; what it shares with others is filled in with ``printed``, what of its table is printed."""
    merged = laid_over(declared.one_of("like", _DECLARED.table("shared")) if "like" in declared else {}, declared)
    values = merged.get("values", ())
    return Column(
        name,
        merged.one_of("type", _TYPES),
        merged.table("title")["ja"],
        merged.table("title")["en"],
        _filled("ja", merged, printed),
        _filled("en", merged, printed),
        merged.get("nullable", True),
        merged.get("unit", ""),
        merged.one_of("values", _VALUES) if isinstance(values, str) else tuple(values),
        merged.get("since", 1),
    )


def _filled(language: str, column: Table, printed: Mapping[str, str]) -> str:
    """A column's description with its holes filled. Other braces, those of an ID's form, are meant as they stand."""
    text: str = column.table("description")[language]
    for hole, said in (("{of}", column.get("of", {})), ("{printed}", printed), ("{sections}", _SECTIONS_SAID)):
        text = text.replace(hole, said.get(language, ""))
    return text


def _table(name: str, declared: Table) -> TableSpec:
    columns = declared.table("column")
    return TableSpec(
        name,
        declared.table("title")["ja"],
        declared.table("title")["en"],
        declared.table("description")["ja"],
        declared.table("description")["en"],
        tuple(declared.known("key", column, dict.fromkeys(columns, column)) for column in declared["key"]),
        tuple(_column(column, entry, declared.get("printed", {})) for column, entry in columns.tables()),
        tuple(_foreign_key(key) for key in declared.get("foreign_keys", ())),
    )


def _foreign_key(declared: Mapping[str, Any]) -> ForeignKey:
    """A key whose columns are named alike in both tables names them once."""
    return ForeignKey(tuple(declared["columns"]), declared["to"], tuple(declared.get("to_columns", declared["columns"])))


TABLES: tuple[TableSpec, ...] = tuple(_table(name, declared) for name, declared in _DECLARED.table("table").tables())
OF_RELEASE: tuple[str, ...] = tuple(_DECLARED["of_release"])
"""Tables that are made of the others when all of them are there, and of what was published before; they have no page."""


@cache
def spec(name: str) -> TableSpec:
    """The declaration of the curated table ``name``; raises KeyError where there is none."""
    found = {table.name: table for table in TABLES}
    return found[name]


@cache
def schema(name: str) -> pa.Schema:
    """The Arrow schema of the curated table ``name``."""
    return spec(name).schema()
