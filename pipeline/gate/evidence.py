"""What the expectations look at: the candidate's Parquet files seen by DuckDB, each row beside the evidence for or against it.

In go the folder of candidate tables and what the sheets imply, out come for each table a view ``look_{table}``: its columns, what
``evidence.sql`` works out for that table alone, and what holds of every table alike, which is made here from the contract; of all that
a query has what it asks for, for to plan the rest takes longer than the answer. A column of evidence that names what contradicts a row
is null where nothing does. DuckDB walks through the files and spills to the disk, so
memory is bounded whatever the size of the collection; what Great Expectations is shown of it are a few cases of each column.
"""

# ruff: noqa: S608 - names of the contract alone are put into SQL

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.datasets.contract import TABLES, TableSpec
from pipeline.datasets.contract import spec as _spec
from pipeline.gate.rows import UnexpectedRow
from pipeline.gate.suites import Expectation, GateError
from pipeline.rules import defects as catalogue
from pipeline.rules import load as rules
from pipeline.rules import rows as rules_rows
from pipeline.rules.sections import SECTION_RULES
from pipeline.values import Box, Place

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

MEMORY = "512MB"
"""What DuckDB may hold of a collection; beyond that it works on the disk."""
CASES = 1000
"""Values, or pairs of values, of one column that are looked at where something is against an expectation."""
CASE = "case_number"
"""The column by which Great Expectations names a case."""
ROWS_A_DOCUMENT = 10
"""Rows of one document that are named for one rule: enough to find the cause, and a bound for what is written."""
_EQUAL = "expect_column_pair_values_to_be_equal"
_VIEW = re.compile(r"^CREATE VIEW (\w+) AS\s(.*?);$", re.M | re.S)
_OUT_OF_ORDER = "out_of_order"
_PAPER = "LEFT JOIN paper USING (document_id)"
_TOLD = 20
"""Contradictions of one kind that Great Expectations is shown before it is asked about any one table: they are all unexpected."""
_ODD = "[\u2e80-\u2fdf\ufffd\\x00-\\x08\\x0e-\\x1f]|\\(cid:[0-9]+\\)"
"""CJK radicals, the replacement character, control characters, codes of glyphs without a character."""
_PRINTED: Mapping[str, Sequence[str]] = {
    "documents": ("form", "form_title", "title", "ward", "operator", "ward_office"),
    "overview": ("label", "text"),
    "projects": ("title",),
    "goals": ("text", "mark", "rating_operator_raw", "rating_ward_raw"),
    "prior_issues": ("text", "mark", "term"),
    "statements": ("text", "mark", "heading", "subheading", "text_norm"),
    "viewpoints": ("text", "mark"),
    "tables": ("caption",),
    "table_cells": ("text",),
    "figures": ("text", "caption"),
    "facts": ("raw", "measure", "period_label", "unit", "qualifier"),
    "terms": ("term",),
}
_NEVER_BLANK: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("goals", "prior_issues", "statements", "viewpoints"), ("text",)),
    "overview": ("label", "text"),
    "statement_viewpoints": ("rule",),
    "terms": ("term",),
    "defects": ("message_ja", "message_en"),
}
_WITHOUT_PLACE = ("tables", "table_cells", "figures", "facts", "projects")
"""Tables of which a row may be printed nowhere: an empty cell, a project whose heading the form lacks."""
_NUMBERED: Mapping[str, tuple[str, Sequence[str]]] = {
    **{name: (number, ("document_id",)) for name, number in (("pages", "page"), ("overview", "seq"), ("defects", "seq"))},
    "goals": ("goal_no", ("document_id", "project_no")),
    "prior_issues": ("seq", ("document_id", "project_no")),
    "statements": ("seq", ("document_id", "project_no", "section")),
    "viewpoints": ("viewpoint_no", ("document_id", "project_no")),
    "statement_viewpoints": ("rank", ("statement_id",)),
    "tables": ("table_no", ("document_id", "project_no")),
    "figures": ("figure_no", ("document_id", "project_no")),
    "facts": ("fact_no", ("document_id", "project_no", "table_no", "row", "col")),
    "tokens": ("position", ("statement_id",)),
    "mentions": ("mention_no", ("statement_id",)),
    "terms": ("rank", ("document_id", "project_no", "section")),
    "issue_links": ("link_no", ("document_id", "project_no")),
}
"""The number that runs 1, 2, 3 … without gap, and within what."""


class _Column(NamedTuple):
    """A column of evidence that is alike for every table: what works it out, and the joins that this needs."""

    said: str
    joins: tuple[str, ...] = ()


@contextmanager
def evidence_of(folder: Path, implied: Sequence[Path]) -> Iterator[Evidence]:
    """The evidence of the tables in ``folder``. ``implied`` are Parquet files with document_id, table_name and rows: how many rows the
    sheets imply; without them the tables have as many as they have. Raises GateError, in the block too, where the files cannot be
    looked at."""
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,  # in the order of the rows
        "memory_limit": MEMORY,
        "temp_directory": str((implied[0].parent if implied else Path(tempfile.gettempdir())) / f"kyoten-{os.getpid()}"),
        "preserve_insertion_order": True,
    }
    try:
        with duckdb.connect(config=config) as connection:
            connection.create_function("nfkc", _nfkc, ["VARCHAR"], "VARCHAR", type="arrow")  # type: ignore[call-overload]
            _load(connection, folder, implied)
            yield Evidence(connection, *_views())
    except duckdb.Error as error:
        raise GateError("the candidate tables cannot be looked at: {error}", error=error) from error


def _nfkc(texts: pa.Array) -> pa.Array:
    return pc.utf8_normalize(texts, form="NFKC")


def _load(connection: duckdb.DuckDBPyConnection, folder: Path, implied: Sequence[Path]) -> None:
    for spec in TABLES:
        connection.read_parquet(str(folder / f"{spec.name}.parquet")).create_view(spec.name)
    if implied:
        connection.read_parquet([str(path) for path in implied]).create_view("implied")
    else:
        connection.execute("CREATE VIEW implied AS SELECT '' AS document_id, '' AS table_name, 0 AS rows WHERE false")
    # Given as parameters, for a table made of lists has Arrow load pandas.
    codes = catalogue.defect_catalogue()
    known = [list(codes), [entry.severity for entry in codes.values()]]
    connection.execute("CREATE TABLE catalogue AS SELECT unnest(?) AS code, unnest(?) AS severity", known)
    wards = rules_rows("wards.csv", {"code5": str, "ward": str})
    named = [[ward[column] for ward in wards] for column in ("code5", "ward")]
    connection.execute("CREATE TABLE wards AS SELECT unnest(?) AS ward_code, unnest(?) AS ward", named)
    rules_of = list(SECTION_RULES.values())
    told = [[rule.code for rule in rules_of], [rule.holds for rule in rules_of], [rule.comes_back for rule in rules_of]]
    connection.execute("CREATE TABLE sections AS SELECT unnest(?) AS section, unnest(?) AS holds, unnest(?) AS comes_back", told)
    words = [unicodedata.normalize("NFKC", word) for word in rules("facts")["checks"]["total"]]
    connection.execute("CREATE TABLE total_words AS SELECT unnest(?) AS word", [words])
    connection.execute(_VIEW.sub("", _script()))


@cache
def _script() -> str:
    return files("pipeline.gate").joinpath("evidence.sql").read_text(encoding="utf-8")


@cache
def _views() -> tuple[dict[str, str], dict[str, dict[str, _Column]]]:
    """The views by name, as a query has them that needs them: one that stands in the database is planned when it is made, and again
    in each query. And by table, the columns of evidence that every table may have."""
    views: dict[str, str] = dict(_VIEW.findall(_script()))
    for spec in TABLES:
        views[f"base_{spec.name}"] = f"SELECT *, {_out_of_order(spec)} AS {_OUT_OF_ORDER} FROM {_name(spec.name)}"
    return views, {spec.name: _common(spec) for spec in TABLES}


def _out_of_order(spec: TableSpec) -> str:
    key = f"row({_key(spec)})"
    return f"CASE WHEN {key} <= lag({key}) OVER () THEN concat_ws('/', {_key(spec)}) END"


def _needed(sql: str, views: Mapping[str, str]) -> list[str]:
    """The views that a query needs, each after those that it needs itself."""
    found: dict[str, None] = {}
    for name in re.findall(r"\b(?:FROM|JOIN) (\w+)", sql):
        if name in views and name not in found:
            found |= dict.fromkeys([*_needed(views[name], views), name])
    return list(found)


def _common(spec: TableSpec) -> dict[str, _Column]:
    """Columns of evidence that are alike for every table, by name."""
    names = spec.column_names
    missing = _first((f"{_name(column.name)} IS NULL", f"'{column.name}'") for column in spec.columns if not column.nullable)
    found = {"missing": _Column(missing)}
    if spec.foreign_keys:
        found["points_nowhere"] = _Column(_points_nowhere(spec))
    if spec.name in _PRINTED:
        printed = f"concat_ws(chr(10), {', '.join(map(_name, _PRINTED[spec.name]))})"
        odd = f"regexp_extract_all(CASE WHEN admits_unknown THEN replace({printed}, chr(65533), '') ELSE {printed} END, '{_ODD}')"
        found["odd_characters"] = _Column(f"nullif(array_to_string({odd}, ' '), '')", (_PAPER,))
    if spec.name in _NEVER_BLANK:
        blank = ((f"coalesce(spaceless({name}), '') = ''", f"'{name}'") for name in _NEVER_BLANK[spec.name])
        found["blank"] = _Column(_first(blank))
    if "row_id" in names and "row_id" not in spec.key:
        parts = ", ".join(map(_address_part, spec.key))
        address = f"concat_ws('/', '{spec.name}', {parts})"
        found["wrong_address"] = _Column(f"CASE WHEN row_id IS DISTINCT FROM {address} THEN coalesce(row_id, '') END")
    if spec.name in _NUMBERED:
        number, within = _NUMBERED[spec.name]
        group = ", ".join(within)
        counted = f"SELECT {group}, count(*) AS of_it, count(DISTINCT {number}) AS numbers FROM {_name(spec.name)} GROUP BY {group}"
        misnumbered = f"CASE WHEN {number} NOT BETWEEN 1 AND of_it OR numbers <> of_it THEN '{number} ' || {number} END"
        found["misnumbered"] = _Column(misnumbered, (f"LEFT JOIN ({counted}) USING ({group})",))
    if "boxes" in names:
        found |= _places(spec)
    if "boxes" in names and "project_no" in names and spec.name not in ("projects", "table_cells", "facts"):
        outside = (
            "CASE WHEN at_or_below(title_box, as_read(boxes[1], turns), paper_sizes) "
            "AND at_or_below(as_read(boxes[-1], turns), next_title_box, paper_sizes) "
            "THEN NULL WHEN title_box IS NOT NULL AND len(boxes) > 0 THEN 'page ' || page_first END"
        )
        found["outside_project"] = _Column(outside, (_PAPER, "LEFT JOIN stretches USING (document_id, project_no)"))
    return found


def _places(spec: TableSpec) -> dict[str, _Column]:
    all_boxes = [name for name in spec.column_names if name.startswith("boxes")]
    off = " OR ".join(f"off_paper({name}, paper_sizes)" for name in all_boxes)
    pages = "list_transform(boxes, lambda box: box.page)"
    found = {
        "off_page": _Column(f"CASE WHEN {off} THEN 'page ' || coalesce(page_first, boxes[1].page) END", (_PAPER,)),
        "wrong_pages": _Column(
            f"CASE WHEN len(boxes) > 0 AND (page_first, page_last) IS DISTINCT FROM (list_min({pages}), list_max({pages})) "
            "THEN concat_ws('-', page_first, page_last) END"
        ),
        "boxes_backwards": _Column(f"CASE WHEN list_sort({pages}) <> {pages} THEN 'page ' || page_first END"),
    }
    return found if spec.name in _WITHOUT_PLACE else {**found, "without_place": _Column("CASE WHEN len(boxes) = 0 THEN 'boxes' END")}


def _points_nowhere(spec: TableSpec) -> str:
    lost = []
    for key in spec.foreign_keys:
        given = " AND ".join(f"looked.{_name(column)} IS NOT NULL" for column in key.columns)
        same = " AND ".join(f"looked.{_name(a)} = there.{_name(b)}" for a, b in zip(key.columns, key.to_columns, strict=True))
        named = ", ".join(f"looked.{_name(column)}" for column in key.columns)
        condition = f"{given} AND NOT EXISTS (SELECT 1 FROM {_name(key.to)} AS there WHERE {same})"
        lost.append((condition, f"concat_ws('/', '{key.to}', {named})"))
    return _first(lost)


def _address_part(part: str) -> str:
    # Of the parts of a statement_id only the document's name has anything to encode.
    if part == "statement_id":
        return "url_encode(document_id) || substring(statement_id, length(document_id) + 1)"
    return f"url_encode(CAST({_name(part)} AS VARCHAR))"


def _first(cases: Iterable[tuple[str, str]]) -> str:
    said = " ".join(f"WHEN {condition} THEN {value}" for condition, value in cases)
    return f"CASE {said} END" if said else "NULL"


def _key(spec: TableSpec, of: str = "") -> str:
    return ", ".join(f"{of}.{_name(part)}" if of else _name(part) for part in spec.key)


def _name(name: str) -> str:
    return f'"{name}"'


class Evidence:
    """The tables as expectations look at them."""

    tables = tuple(spec.name for spec in TABLES)

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, views: Mapping[str, str], common: Mapping[str, Mapping[str, _Column]]
    ) -> None:
        self._connection = connection
        self._views = views
        self._common = common
        self.common = {table: frozenset({_OUT_OF_ORDER, *found}) for table, found in common.items()}
        """By table the columns of evidence that ``every_table.json`` may look at."""

    def _with(self, sql: str, table: str, columns: Iterable[str]) -> str:
        """The query with the views that it needs; of ``look_{table}`` its own columns and, of the evidence, these."""
        views = {**self._views, f"look_{table}": self._look(table, frozenset(columns))}
        needed = ", ".join(f"{name} AS ({views[name]})" for name in _needed(sql, views))
        return f"WITH {needed} {sql}"

    def _look(self, table: str, columns: frozenset[str]) -> str:
        found = {name: column for name, column in self._common[table].items() if name in columns}
        said = "".join(f", {column.said} AS {name}" for name, column in found.items())
        joins = " ".join(dict.fromkeys(join for column in found.values() for join in column.joins))
        is_base = columns <= self.common[table].union(_spec(table).column_names) or f"own_{table}" not in self._views
        return f"SELECT looked.*{said} FROM {'base' if is_base else 'own'}_{table} AS looked {joins}"

    def in_brief(self, table: str, suite: Sequence[Expectation]) -> list[list[Any]]:
        """The cases that tell whether each expectation holds of the table, from one walk through it: of a column its values, or the
        least and the greatest; of a pair one that agrees, and some that do not."""
        looks = ", ".join(map(_brief, suite)) or "count(*)"
        columns = {column for expectation in suite for column in expectation.columns}
        found = (self._connection.execute(self._with(f"SELECT {looks} FROM look_{table}", table, columns)).fetchone() or ())[: len(suite)]
        return [[case for case in cases or () if case is not None] for cases in found]

    def cases(self, table: str, expectation: Expectation) -> pd.DataFrame:
        """The values of a column, or pairs of two, each once with its number: the first some of those that are worth a look."""
        named = ", ".join(map(_name, expectation.columns))
        differ = f" WHERE {_differ(expectation)}" if expectation.type == _EQUAL else ""
        # In their order, so that the same tables have the same ones named.
        sql = f"SELECT DISTINCT {named} FROM look_{table}{differ} ORDER BY ALL NULLS LAST LIMIT {CASES}"
        asked = self._with(sql, table, expectation.columns)
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE cases AS SELECT row_number() OVER () AS {CASE}, * FROM ({asked})")
        found: pd.DataFrame = self._connection.table("cases").df()
        return found

    def rows(self, table: str, columns: Sequence[str], cases: Sequence[int]) -> tuple[int, tuple[UnexpectedRow, ...]]:
        """How many rows hold these of the cases that were asked for last, and the first of each document."""
        spec = _spec(table)
        same = " AND ".join(f"look.{_name(column)} IS NOT DISTINCT FROM cases.{_name(column)}" for column in columns)
        document, address, page, box, project, title, section, joins = _place_of(spec)
        of_document = f"PARTITION BY {document}"
        sql = f"""
            SELECT {document}, {address}, {page}, {box}, {project}, {title}, {section}, count(*) OVER ({of_document}),
                row_number() OVER ({of_document} ORDER BY {_key(spec, "look")}) AS nth_of_document
            FROM look_{table} AS look JOIN cases ON {same} {joins} WHERE {CASE} IN ({", ".join(map(str, cases))})
            QUALIFY nth_of_document <= {ROWS_A_DOCUMENT} ORDER BY 1 NULLS FIRST, nth_of_document"""
        found = self._connection.execute(self._with(sql, table, columns)).fetchall()
        rows = []
        for document_id, named, on, at, project_no, heading, part, all_of_it, number in found:
            others = all_of_it - number if number == ROWS_A_DOCUMENT else 0
            place = Place(project_no, heading or "", part or "")
            rows.append(UnexpectedRow(document_id or "", named, on, Box(**at) if at else None, place, others))
        return len(rows) + sum(row.others for row in rows), tuple(rows)


def _place_of(spec: TableSpec) -> tuple[str, ...]:
    """Where a message says that a row of the table stands: expressions for its document, address, page, box, project_no, title and
    section, and the joins that they need. A row without boxes stands where its statement does."""
    names = spec.column_names
    by_statement = "statement_id" in names and "boxes" not in names
    home = "said" if by_statement else "look" if "boxes" in names else ""
    joins = "LEFT JOIN statements AS said ON said.statement_id = look.statement_id " if by_statement else ""
    if "project_no" in names:
        joins += "LEFT JOIN projects AS titled ON titled.document_id = look.document_id AND titled.project_no = look.project_no"
    return (
        "look.document_id" if "document_id" in names else "NULL",
        "look.row_id" if "row_id" in names else f"concat_ws('/', '{spec.name}', {_key(spec, 'look')})",
        f"coalesce({home}.page_first, {home}.boxes[1].page)" if home else "look.page" if "page" in names else "NULL",
        f"{home}.boxes[1]" if home else "look.box" if "box" in names else "NULL",
        *(("look.project_no", "titled.title") if "project_no" in names else ("NULL", "NULL")),
        "look.section" if "section" in names else "said.section" if by_statement else "NULL",
        joins,
    )


def _differ(expectation: Expectation) -> str:
    one, other = map(_name, expectation.columns)
    return f"{one} {'<>' if 'ignore_row_if' in expectation.kwargs else 'IS DISTINCT FROM'} {other}"


def _brief(expectation: Expectation) -> str:
    kind, columns = expectation.type, [_name(column) for column in expectation.columns]
    if kind == "expect_column_values_to_be_null":
        return f"min(CAST({columns[0]} AS VARCHAR), {_TOLD})"
    if kind == "expect_column_values_to_be_between":
        return f"[min({columns[0]}), max({columns[0]})]"
    if kind == _EQUAL:
        differ, pair = _differ(expectation), f"row({columns[0]}, {columns[1]})"
        return f"list_append(min({pair}, {_TOLD}) FILTER ({differ}), any_value({pair}) FILTER ({differ} IS NOT TRUE))"
    case = columns[0] if len(columns) == 1 else f"row({', '.join(columns)})"
    return f"array_agg(DISTINCT {case})"
