"""What the curated rows claim of the page: a text, where it stands, and the mark before it.

In go curated tables, out come ``Claim``s by document, each with the row and the column that make it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

import pyarrow as pa

from pipeline.values import Box

ClaimKind = Literal["text", "title", "heading", "caption", "figure", "rating"]


class Claim(NamedTuple):
    """One text of a row, and the boxes that it says to stand in. The order of a figure's parts is not told."""

    table: str
    row_id: str
    document_id: str
    column: str
    text: str
    mark: str
    boxes: tuple[Box, ...]
    kind: ClaimKind
    is_marked: bool = False


class _Column(NamedTuple):
    table: str
    name: str
    boxes: str
    kind: ClaimKind
    is_marked: bool = False


_COLUMNS = (
    _Column("overview", "text", "boxes", "text"),
    _Column("projects", "title", "boxes", "title"),
    _Column("goals", "text", "boxes", "text", True),
    _Column("goals", "rating_operator_raw", "boxes_operator", "rating"),
    _Column("goals", "rating_ward_raw", "boxes_ward", "rating"),
    _Column("prior_issues", "text", "boxes", "text", True),
    _Column("statements", "text", "boxes", "text", True),
    _Column("viewpoints", "text", "boxes", "text", True),
    _Column("tables", "caption", "boxes_caption", "caption"),
    _Column("table_cells", "text", "boxes", "text"),
    _Column("facts", "raw", "boxes", "text"),
    _Column("figures", "text", "boxes", "figure"),
    _Column("figures", "caption", "", "caption"),
)
TABLES = tuple(dict.fromkeys(column.table for column in _COLUMNS))
"""The tables that are made from the page."""


def claims_of(tables: Mapping[str, pa.Table]) -> Iterator[Claim]:
    """Every text of the tables that is printed; the captions of figures have no place of their own."""
    for column in _COLUMNS:
        yield from _claims(column, tables[column.table])


def _claims(column: _Column, table: pa.Table) -> Iterator[Claim]:
    names = table.schema.names
    texts = table[column.name].to_pylist()
    boxes = boxes_in(table, column.boxes) if column.boxes else [()] * len(texts)
    marks = table["mark"].to_pylist() if column.is_marked else [""] * len(texts)
    kinds = table["kind"].to_pylist() if "kind" in names and column.table == "statements" else [""] * len(texts)
    addresses = zip(table["row_id"].to_pylist(), table["document_id"].to_pylist(), strict=True)
    for (row_id, document_id), text, mark, places, kind in zip(addresses, texts, marks, boxes, kinds, strict=True):
        if text or places:
            of: ClaimKind = "heading" if kind in ("heading", "subheading") else column.kind
            yield Claim(column.table, row_id, document_id, column.name, text or "", mark or "", places, of, column.is_marked)


def boxes_in(table: pa.Table, name: str) -> list[tuple[Box, ...]]:
    """The boxes of each row."""
    column = table[name].combine_chunks()
    flat = column.flatten()
    edges = [flat.field(part).to_pylist() for part in Box._fields]
    made = iter([Box(*parts) for parts in zip(*edges, strict=True)])
    return [tuple([next(made) for _ in range(size or 0)]) for size in column.value_lengths().to_pylist()]
