"""The table ``changes``: what differs between two publications, row by row, and why.

In go the folders of both, out come the changes. A sheet is compared with itself, known by its bytes or its name, and a sheet that
supersedes another with that one. A row that only moved is not changed: rows with the same content are taken together first, then
those that have the same name within the sheet (a goal's number, a fact's measure and year), then sentences that are alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.datasets.contract import Row, TableSpec, spec
from pipeline.datasets.document import arrow_table, sorted_by_key
from pipeline.datasets.identity import row_id, term_key
from pipeline.datasets.parquet import table_in
from pipeline.datasets.spelling import speller

if TYPE_CHECKING:
    import duckdb

Cause = Literal["source", "code", "rules", "correction"]
REMOVED = ""
"""The column that a removed row is named by: another row may have its address now."""

_MADE = frozenset(
    {"document_id", "statement_id", "row_id", "content_id", "page_first", "page_last", "labels", "measure_norm", "text_norm", "unit_norm"}
    | {"value_norm", "parent_seq", "order_no", "fact_row_ids", "rule", "pipeline_version", "contract_version", "page_sizes"}
    | {"chars_total", "chars_unaccounted", "themes"}
)
"""Columns that say where a row stands or repeat what others say."""
_OF_ALL = frozenset({"is_current", "is_latest"})
"""Columns of ``documents`` that change because other sheets came or went."""
_NAMED_BY: Mapping[str, tuple[str, ...]] = {
    "overview": (),
    "projects": ("project_no",),
    "goals": ("project_no", "goal_no"),
    "prior_issues": (),
    "statements": (),
    "viewpoints": (),
    "tables": ("project_no", "caption"),
    "table_cells": ("project_no", "table_no", "row", "col"),
    "figures": ("project_no", "figure_no"),
    "facts": ("project_no", "measure_norm", "fiscal_year", "month", "period_kind", "role", "bound", "subject", "revision"),
    "indicators": ("indicator_code", "fiscal_year", "period_kind"),
}
"""The tables that are compared, each with the columns that name a row within its sheet; none where only its words do."""
_PLACE = ("project_no", "section", "seq", "goal_no", "table_no", "row", "col", "fact_no")
"""What says where in its sheet a row stands."""
_ALIKE_WITHIN = {
    "overview": ("label",),
    "prior_issues": ("project_no",),
    "statements": ("project_no", "section"),
    "viewpoints": ("project_no",),
}
_ALIKE = 0.5
"""Share of characters that two sentences have in common if one is the other reworded."""
_MOST_PAIRS = 2_500
"""Pairs of sentences of one sheet and table that are held against each other; in a sheet written anew the first alone."""
_TOLD_BY = {"facts": "raw", "projects": "title", "tables": "caption", "indicators": "value"}
"""The column by which a row that came or went is told; ``text`` in all other tables."""
NEEDED = ("documents", "sources", "corrections", *_NAMED_BY)
"""The tables of a publication that are looked at."""

_Matched = tuple[list[tuple[Row, Row]], list[Row], list[Row]]
"""The rows taken together, and the old and the new ones left over."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a publication was made by: digests of the code with its libraries and of the rules; empty where that is not known."""

    code: str = ""
    rules: str = ""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A sheet in both publications; ``old`` is another document where the new one supersedes it."""

    old: str
    new: str
    cause: Cause


def changes_table(old: Path | None, new: Path, made: tuple[Made, Made] = (Made(), Made()), corrected: pa.Table | None = None) -> pa.Table:
    """What differs between the publication in ``old``, none before the first, and the tables in ``new``; ``made`` says by what each was
    made, ``corrected`` are the new corrections where they are not in the folder yet. Raises OSError where a table cannot be read."""
    old_rows, new_rows = ({name: rows_in(folder, name) for name in ("documents", "sources", "corrections")} for folder in (old, new))
    if corrected is not None:
        new_rows["corrections"] = corrected.to_pylist()
    pairs = _pairs(old_rows, new_rows, _cause_of_unchanged(*made))
    found = [*_documents(old_rows, new_rows, pairs), *_sources(old_rows["sources"], new_rows["sources"]), *_corrections(old_rows, new_rows)]
    if old is not None and pairs:
        with _asked_of(pairs) as connection:
            for name in _NAMED_BY:
                if (old / f"{name}.parquet").is_file():
                    found += _of_table(connection, name, old, new, pairs)
    return rows_as_table(found)


def rows_as_table(rows: Iterable[Row]) -> pa.Table:
    """The table ``changes`` of these rows."""
    return arrow_table("changes", sorted_by_key("changes", rows))


def rows_in(folder: Path | None, name: str) -> list[Row]:
    """The rows of a table; none where there is no such file. Raises OSError."""
    path = folder / f"{name}.parquet" if folder else None
    return table_in(path).to_pylist() if path and path.is_file() else []


def _cause_of_unchanged(old: Made, new: Made) -> Cause:
    """Why rows of a sheet differ whose bytes are the same: what is not known to be the same may be it."""
    if old.code != new.code:
        return "code"
    return "rules" if old.rules != new.rules else "source"


def _pairs(old: Mapping[str, list[Row]], new: Mapping[str, list[Row]], unchanged: Cause) -> list[_Pair]:
    """The sheets that are compared: each with itself, or what it was called before; a new one with that which it supersedes."""
    bytes_before, bytes_now = _published_bytes(old), _published_bytes(new)
    before, now = ({row["document_id"]: row for row in side["documents"]} for side in (old, new))
    by_bytes = {bytes_before.get(name): name for name in sorted(before, reverse=True) if name not in now}
    current = {_term(row): name for name, row in before.items() if row["is_current"] and _term(row)}
    found = []
    for name, row in now.items():
        known = name if name in before else by_bytes.get(bytes_now.get(name))
        if known is not None:
            found.append(_Pair(known, name, unchanged if bytes_before.get(known) == bytes_now.get(name) else "source"))
        elif row["is_current"] and (superseded := current.get(_term(row))):
            found.append(_Pair(superseded, name, "source"))
    return found


def _published_bytes(side: Mapping[str, list[Row]]) -> dict[str, str]:
    """The digests of the published originals, by document."""
    return {row["document_id"]: row["source_sha256"] for row in side["sources"] if row["status"] == "published"}


def _term(row: Row) -> tuple[str, str, str] | None:
    return term_key(row["ward"], row["period_start"], row["period_end"], row["term_no"], row["sheet_kind"])


def _change(table: str, address: str, column: str, document_id: str | None, cause: Cause, **said: Any) -> Row:
    """``old``, ``new`` or both of them: the values, of which the one that is not given is what there was not."""
    spell = speller(spec(table).column(column).type) if column else str
    change = "changed" if len(said) == len(("old", "new")) else "added" if "new" in said else "removed"
    spelt = {side: spell(value) or None if value is not None else None for side, value in said.items()}
    row = {"table_name": table, "row_id": address, "column_name": column, "document_id": document_id, "change": change, "cause": cause}
    return {**row, "old": spelt.get("old"), "new": spelt.get("new")}


def _differing(
    table: str, address: str, document_id: str | None, cause: Cause, old: Row, new: Row, columns: Iterable[str]
) -> Iterator[Row]:
    for column in columns:
        if old[column] != new[column]:
            yield _change(table, address, column, document_id, cause, old=old[column], new=new[column])


def _documents(old: Mapping[str, list[Row]], new: Mapping[str, list[Row]], pairs: Sequence[_Pair]) -> Iterator[Row]:
    before, now = ({row["document_id"]: row for row in side["documents"]} for side in (old, new))
    for pair in pairs:
        address, (row, other) = row_id("documents", pair.new), (before[pair.old], now[pair.new])
        if pair.old != pair.new:
            yield _change("documents", address, "document_id", pair.new, "source", old=pair.old, new=pair.new)
        columns = _told_columns("documents", row, other)
        yield from _differing("documents", address, pair.new, pair.cause, row, other, [c for c in columns if c not in _OF_ALL])
        yield from _differing("documents", address, pair.new, "source", row, other, [c for c in columns if c in _OF_ALL])
    for name in sorted(now.keys() - {pair.new for pair in pairs}):
        yield _change("documents", row_id("documents", name), "title", name, "source", new=now[name]["title"])
    for name in sorted(before.keys() - {pair.old for pair in pairs}):
        yield _change("documents", row_id("documents", name), REMOVED, name, "source", old=before[name]["title"])


def _sources(old: Sequence[Row], new: Sequence[Row]) -> Iterator[Row]:
    before, now = ({row["source_file"]: row for row in side} for side in (old, new))
    for name, row in now.items():
        address = row_id("sources", row["source_sha256"], name)
        if name in before:
            columns = [column for column in row if column not in ("defect_codes", "document_id") and column in before[name]]
            yield from _differing("sources", address, row["document_id"], "source", before[name], row, columns)
        else:
            yield _change("sources", address, "status", row["document_id"], "source", new=row["status"])
    for name in sorted(before.keys() - now.keys()):
        row = before[name]
        address = row_id("sources", row["source_sha256"], name)
        yield _change("sources", address, REMOVED, row["document_id"], "source", old=row["status"])


def _corrections(old: Mapping[str, list[Row]], new: Mapping[str, list[Row]]) -> Iterator[Row]:
    """Corrections that came, went, or no longer apply, each by the row and column that it corrects."""
    before, now = ({(row["row_id"], row["column_name"]): _corrected(row) for row in side["corrections"]} for side in (old, new))
    for address, column in sorted(before.keys() | now.keys()):
        was, is_now = before.get((address, column)), now.get((address, column))
        if was == is_now:
            continue
        said = {side: value for side, value in (("old", was), ("new", is_now)) if value is not None}
        row = _change("corrections", address, "corrected", None, "correction", **said)
        yield {**row, "column_name": column}


def _corrected(row: Row) -> str:
    return f"{row['printed'] or ''} → {row['corrected'] or ''}{' (stale)' if row['state'] == 'stale' else ''}"


def _told_columns(name: str, *rows: Row) -> list[str]:
    """The columns of a table that both rows have and that tell what is printed or made of it."""
    declared: TableSpec = spec(name)
    told = [c for c in declared.column_names if c not in (*_MADE, *_PLACE, *declared.key) and not c.startswith("boxes")]
    return [column for column in told if all(column in row for row in rows)]


@contextmanager
def _asked_of(pairs: Sequence[_Pair]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in which ``pairs`` is a table; one for all tables, for to open it takes longer than to compare a small one."""
    import duckdb

    with duckdb.connect(config={"threads": 1}) as connection:
        connection.register("pairs", pa.table({"old": [pair.old for pair in pairs], "new": [pair.new for pair in pairs]}))
        yield connection


def _of_table(connection: duckdb.DuckDBPyConnection, name: str, old: Path, new: Path, pairs: Sequence[_Pair]) -> Iterator[Row]:
    old_rows, new_rows = _unlike(connection, name, old, new)
    for pair in pairs:
        yield from _of_sheet(name, old_rows.get((pair.old, pair.new), []), new_rows.get((pair.old, pair.new), []), pair)


def _unlike(connection: duckdb.DuckDBPyConnection, name: str, old: Path, new: Path) -> list[dict[tuple[str, str], list[Row]]]:
    """The rows of either publication to which there is no equal one in the same place of the other, by the pair of their sheets."""
    paths = [str(folder / f"{name}.parquet") for folder in (old, new)]
    had = pq.read_schema(paths[0]).names
    shared = [c for c in pq.read_schema(paths[1]).names if c in had and not c.startswith("boxes")]
    place = [part for part in (*spec(name).key, *_PLACE) if part in shared and part not in ("document_id", "statement_id")]
    compared = dict.fromkeys((*place, *_told_columns(name, dict.fromkeys(shared))))
    same = " AND ".join(f'a."{column}" IS NOT DISTINCT FROM b."{column}"' for column in compared)
    columns = ", ".join(f'a."{column}"' for column in shared)
    found: list[dict[tuple[str, str], list[Row]]] = []
    for mine, its, files in (("old", "new", paths), ("new", "old", paths[::-1])):
        rows = connection.execute(
            f'SELECT p."old", p."new", {columns} FROM read_parquet(?) a JOIN pairs p ON a.document_id = p."{mine}" '  # noqa: S608
            f'ANTI JOIN read_parquet(?) b ON b.document_id = p."{its}" AND {same}',
            files,
        ).fetchall()
        by_pair: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for before, now, *values in rows:
            by_pair[before, now].append(dict(zip(shared, values, strict=True)))
        found.append(by_pair)
    return found


def _of_sheet(name: str, old: Sequence[Row], new: Sequence[Row], pair: _Pair) -> Iterator[Row]:
    shared = _told_columns(name, *old[:1], *new[:1])
    left, right = (sorted(side, key=lambda row: [row[part] for part in _PLACE if row.get(part) is not None]) for side in (old, new))
    _, left, right = _taken(left, right, [*shared, *_within(name)])  # the same, in another place
    paired, left, right = _taken(left, right, named) if (named := _NAMED_BY[name]) else _reworded(left, right, _ALIKE_WITHIN[name])
    for was, now in paired:
        yield from _differing(name, now["row_id"], pair.new, _cause(pair, was, now), was, now, shared)
    best = _TOLD_BY.get(name, "text")
    for now in right:
        yield _change(name, now["row_id"], best, pair.new, _cause(pair, now), new=now[best])
    for was in left:
        yield _change(name, was["row_id"], REMOVED, pair.new, pair.cause, old=_spelt(was, [best])[0])


def _cause(pair: _Pair, *rows: Row) -> Cause:
    """Why a row differs: an indicator that is made from a corrected fact, or was, differs by that."""
    return "correction" if any(row.get("is_corrected") for row in rows) else pair.cause


def _within(name: str) -> tuple[str, ...]:
    return tuple(column for column in ("project_no", "section") if column in spec(name).column_names)


def _spelt(row: Row, columns: Iterable[str]) -> tuple[str, ...]:
    """What can be a key; a column that the older table lacks is as if it were empty."""
    return tuple("" if row.get(column) is None else str(row[column]) for column in columns)


def _taken(left: Sequence[Row], right: Sequence[Row], named: Sequence[str]) -> _Matched:
    """Rows with the same values in these columns, taken together in order."""
    waiting: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in left:
        waiting[_spelt(row, named)].append(row)
    found, rest = [], []
    for row in right:
        if rows := waiting[_spelt(row, named)]:
            found.append((rows.pop(0), row))
        else:
            rest.append(row)
    return found, [row for rows in waiting.values() for row in rows], rest


def _reworded(left: Sequence[Row], right: Sequence[Row], within: Sequence[str]) -> _Matched:
    """Sentences of one place that are most alike, the best first, each once."""
    rated = []
    for (at, was), (to, now) in islice(product(enumerate(left), enumerate(right)), _MOST_PAIRS):
        if _spelt(was, within) == _spelt(now, within):
            rated.append((-SequenceMatcher(None, was["text"], now["text"], autojunk=False).ratio(), at, to))
    gone: dict[int, int] = {}
    for unlikeness, at, to in sorted(rated):
        if -unlikeness >= _ALIKE and at not in gone and to not in gone.values():
            gone[at] = to
    found = [(left[at], right[to]) for at, to in sorted(gone.items())]
    rest_left = [row for at, row in enumerate(left) if at not in gone]
    return found, rest_left, [row for to, row in enumerate(right) if to not in gone.values()]
