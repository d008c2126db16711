"""``kyoten.duckdb``: the curated tables in one file that DuckDB opens from anywhere, with views of the joins that people need.

In goes a folder of Parquet files, out comes the database beside them. A DuckDB view keeps the path of the file it reads, so a
view over Parquet breaks when the folder is moved or opened from elsewhere; the tables are therefore copied into the file, and the
views of ``views.sql`` stand on them. Its content is the Parquet's; its bytes are DuckDB's own affair and differ from run to run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.datasets.contract import BOOL, FLOAT64, INT16, INT32, STRING, TABLES, spec
from pipeline.datasets.parquet import table_in
from pipeline.rules.sections import CHALLENGES, SECTION_RULES
from pipeline.rules.shapes import RATED

if TYPE_CHECKING:
    import pyarrow as pa

DATABASE = "kyoten.duckdb"
OLDEST_READER = "v1.2.0"
"""Every DuckDB from this release on opens the file, whichever release has written it."""
_TYPES = {STRING: "VARCHAR", FLOAT64: "DOUBLE", INT32: "INTEGER", INT16: "SMALLINT", BOOL: "BOOLEAN"}
_WRITING: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "memory_limit": "512MB",
    "storage_compatibility_version": OLDEST_READER,
}
"""A second thread takes a third more processor time for the same rows; the limit holds whatever the size of the collection."""


def write_database(folder: Path, tables: Mapping[str, pa.Table]) -> None:
    """Writes ``kyoten.duckdb`` into ``folder`` beside the Parquet files of the tables. Raises OSError where the disk does not
    take it."""
    import duckdb

    path = folder / DATABASE
    path.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(path), config=_WRITING) as connection:
            connection.begin()  # each statement of its own would be brought to the disk by itself: most are comments
            for table in TABLES:
                connection.read_parquet(str(folder / f"{table.name}.parquet")).create(table.name)
            for statement in (*_comments(), *_views(tables, _corrections(folder))):
                connection.execute(statement)
            connection.commit()
            connection.execute("CHECKPOINT")
    except (duckdb.IOException, duckdb.FatalException, duckdb.OutOfMemoryException, duckdb.TransactionException) as error:
        raise OSError(f"the database cannot be written: {error}") from error


def views() -> dict[str, tuple[str, str]]:
    """The views by name in their order: description and SQL, the latter with its placeholders."""
    text = files("pipeline.datasets").joinpath("views.sql").read_text(encoding="utf-8")
    found = re.findall(r"((?:^--[^\n]*\n)+)(CREATE VIEW (\w+) AS\n.*?;)\n", text, re.M | re.S)
    return {name: (" ".join(line.removeprefix("--").strip() for line in comment.splitlines()), sql) for comment, sql, name in found}


def _views(tables: Mapping[str, pa.Table], corrections: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    import pyarrow.compute as pc

    years = sorted(pc.unique(tables["facts"]["fiscal_year"].drop_null()).to_pylist())
    goals = range(1, (pc.max(tables["goals"]["goal_no"]).as_py() or 0) + 1)
    filled = {
        "{years}": "".join(f',\n    max(y.value) FILTER (y.fiscal_year = {year}) AS "{year}"' for year in years),
        "{goals}": "".join(
            f",\n    max(rating_{who}) FILTER (goal_no = {goal_no}) AS {who}_{goal_no}" for goal_no in goals for who in RATED
        ),
    }
    filled["{challenges}"] = _listed(CHALLENGES)
    for who in RATED:
        filled[f"{{reasons of {who}}}"] = _listed(code for code, rule in SECTION_RULES.items() if rule.reasons_of == who)
    filled |= {f"{{corrected {name}}}": _corrected(name, corrections) for name in ("goals", "statements", "facts", "indicators")}
    for name, (description, sql) in views().items():
        for placeholder, columns in filled.items():
            sql = sql.replace(placeholder, columns)
        yield sql
        yield f"COMMENT ON VIEW {name} IS {_quoted(description)}"


def _corrections(folder: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table_in(folder / "corrections.parquet").to_pylist()
    return [row for row in rows if row["state"] == "applied"]


def _corrected(name: str, corrections: Sequence[Mapping[str, Any]]) -> str:
    """The table with the corrected values, and a column ``corrected`` that names the columns in which a row is corrected."""
    mine = [row for row in corrections if row["row_id"].partition("/")[0] == name]
    replaced, by_row = [], dict[str, list[str]]()
    for column in dict.fromkeys(row["column_name"] for row in mine):
        of = {row["row_id"]: row["corrected"] for row in mine if row["column_name"] == column}
        cases = " ".join(f"WHEN {_quoted(at)} THEN {'NULL' if value is None else _quoted(value)}" for at, value in of.items())
        kind = _TYPES[spec(name).column(column).type]
        rows = ", ".join(map(_quoted, of))
        replaced.append(f'CASE WHEN row_id IN ({rows}) THEN (CASE row_id {cases} END)::{kind} ELSE "{column}" END AS "{column}"')
        for at in of:
            by_row.setdefault(at, []).append(column)
    marks = " ".join(f"WHEN {_quoted(at)} THEN {_quoted(', '.join(columns))}" for at, columns in by_row.items())
    mark = f"CASE row_id {marks} END" if marks else "NULL::VARCHAR"
    changed = f" REPLACE ({', '.join(replaced)})" if replaced else ""
    return f"(SELECT *{changed}, {mark} AS corrected FROM {name})"  # noqa: S608


def _comments() -> Iterator[str]:
    for table in TABLES:
        yield f'COMMENT ON TABLE "{table.name}" IS {_quoted(f"{table.title_ja}: {table.description_ja} / {table.description_en}")}'
        for column in table.columns:
            said = f"{column.title_ja}: {column.description_ja} / {column.description_en}"
            yield f'COMMENT ON COLUMN "{table.name}"."{column.name}" IS {_quoted(said)}'


def _listed(codes: Iterable[str]) -> str:
    return f"({', '.join(map(_quoted, codes))})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
