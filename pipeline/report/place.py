"""Where a curated row stands in its PDF: from a ``row_id`` to the document, the file and the boxes on its pages.

Rows made from the page carry their boxes. A row that is derived (a token, a link to a viewpoint, a term) stands where
the statement stands that it comes from, a link between terms where the prior issue stands; a document or a source stands
for its first page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.datasets.contract import TABLES, spec
from pipeline.values import Box


class PlaceError(Exception):
    """No place is known for the row; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A row's document and its boxes, in points as displayed; ``boxes`` is empty where the whole page is meant."""

    document_id: str
    page: int
    boxes: tuple[Box, ...]


def place_of(curated: Path, row_id: str) -> RowPlace:
    """The place of a row of any curated table. Raises PlaceError."""
    name, _, rest = row_id.partition("/")
    if name not in {table.name for table in TABLES}:
        raise PlaceError(f"{row_id} is no address of a row; one looks like goals/midoridai-r7/1/2 (column row_id)")
    rows = _rows(curated, name, _key(name, rest), _WANTED)
    if not rows:
        raise PlaceError(f"{curated} has no row {row_id}; the addresses are in the column row_id of {name}.parquet")
    return _place(curated, name, rows[0])


def source_path(curated: Path, raw: Path, document_id: str) -> Path:
    """The PDF of a document, checked to be the one that was read. Raises PlaceError where it is missing or another."""
    found = _rows(curated, "sources", {"document_id": document_id}, ("source_file", "source_sha256", "status"))
    rows = [row for row in found if row["status"] != "duplicate"]
    if not rows:
        raise PlaceError(f"{curated} names no source of {document_id}")
    path = raw / str(rows[0]["source_file"])
    if not path.is_file():
        raise PlaceError(f"{path} is missing; name the folder of the PDFs with --raw DIR")
    if hashlib.sha256(path.read_bytes()).hexdigest() != rows[0]["source_sha256"]:
        raise PlaceError(f"{path} has changed since it was read; run kyoten run again")
    return path


def _key(name: str, rest: str) -> dict[str, Any]:
    """The key's columns with their values; a part is percent-encoded, but one pasted from a browser may no longer be."""
    table = spec(name)
    parts = rest.split("/")
    if len(parts) > len(table.key):
        cut = len(parts) - len(table.key) + 1
        parts = ["/".join(parts[:cut]), *parts[cut:]]
    if len(parts) != len(table.key):
        key = "/".join(f"{{{column}}}" for column in table.key)
        raise PlaceError(f"an address in {name} is {name}/{key}")
    found: dict[str, Any] = {}
    for column, part in zip(table.key, parts, strict=True):
        value: Any = unquote(part)
        if pa.types.is_integer(table.column(column).type):
            if not value.isascii() or not value.isdigit():
                raise PlaceError(f"{value} is no number; an address in {name} ends in the numbers of its key")
            value = int(value)
        found[column] = value
    return found


_WANTED = ("document_id", "project_no", "section", "statement_id", "prior_issue_seq", "term", "page", "page_first", "box", "boxes")


def _rows(curated: Path, name: str, equal: dict[str, Any], wanted: Sequence[str]) -> list[dict[str, Any]]:
    """The rows whose columns equal those values, with the wanted columns that the table has.

    Arrow's own filters import pandas, which takes longer than everything else here.
    """
    found = []
    try:
        with pq.ParquetFile(curated / f"{name}.parquet") as file:
            names = file.schema_arrow.names
            columns = [column for column in dict.fromkeys((*wanted, *equal)) if column in names]
            for group in range(file.num_row_groups):
                if not _may_hold(file.metadata.row_group(group), equal):
                    continue
                keys = file.read_row_group(group, columns=list(equal)).to_pydict()
                hits = [
                    at for at, values in enumerate(zip(*(keys[column] for column in equal), strict=True)) if values == tuple(equal.values())
                ]
                if hits:
                    table = file.read_row_group(group, columns=columns)
                    found += [table.slice(at, 1).to_pylist()[0] for at in hits]
    except FileNotFoundError as error:
        raise PlaceError(f"{curated} has no {name}.parquet; run kyoten run first, or name the folder with --curated DIR") from error
    except (OSError, KeyError, pa.ArrowException) as error:
        raise PlaceError(f"{curated}/{name}.parquet cannot be read ({error}); run kyoten run to publish it anew") from error
    return found


def _may_hold(group: Any, equal: dict[str, Any]) -> bool:
    """Whether the least and greatest values of the group leave room for those; keys are sorted, so few groups do."""
    for at in range(group.num_columns):
        column = group.column(at)
        if column.path_in_schema in equal and column.is_stats_set and column.statistics.has_min_max:
            value, stats = equal[column.path_in_schema], column.statistics
            if not stats.min <= value <= stats.max:
                return False
    return True


def _place(curated: Path, name: str, row: dict[str, Any]) -> RowPlace:
    document_id = row.get("document_id")
    if row.get("prior_issue_seq"):
        return place_of(curated, f"prior_issues/{quote(row['document_id'], safe='')}/{row['project_no']}/{row['prior_issue_seq']}")
    if name != "statements" and row.get("statement_id"):
        return place_of(curated, f"statements/{quote(row['statement_id'], safe='')}")
    if row.get("boxes"):
        boxes = _boxes(row["boxes"])
        return RowPlace(str(document_id), boxes[0].page, boxes)
    if name == "terms":
        return _place_of_term(curated, row)
    box = row.get("box")
    return RowPlace(str(document_id), row.get("page") or row.get("page_first") or 1, _boxes([box]) if box else ())


def _place_of_term(curated: Path, row: dict[str, Any]) -> RowPlace:
    """The first statement of the project and section in which the term stands."""
    place = {column: row[column] for column in ("document_id", "project_no", "section")}
    said = _rows(curated, "statements", place, ("text", "statement_id", "boxes"))
    tokens = _rows(curated, "tokens", {"document_id": row["document_id"], "normalized_form": row["term"]}, ("statement_id",))
    holding = {token["statement_id"] for token in tokens}
    chosen = [statement for statement in said if statement["statement_id"] in holding or row["term"] in statement["text"]]
    boxes = _boxes(chosen[0]["boxes"]) if chosen else ()
    return RowPlace(row["document_id"], boxes[0].page if boxes else 1, boxes)


def _boxes(found: Sequence[dict[str, Any]]) -> tuple[Box, ...]:
    return tuple(Box(box["page"], box["x0"], box["y0"], box["x1"], box["y1"]) for box in found)
