"""Rows of the table ``terms``: written down, or as a collection makes them of the counts of its documents."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

import pyarrow as pa

from pipeline.datasets.contract import Row
from pipeline.datasets.document import arrow_table, sorted_by_key
from pipeline.datasets.identity import statement_id
from pipeline.datasets.packed import counts_table
from pipeline.datasets.terms import term_table, totals
from pipeline.narrative.terms import TermCounts


def term_row(
    document_id: str, project_no: int, section: str, term: str, count: int, keyness: float | None, rank: int, seq: int | None = None
) -> Row:
    """A row whose term stands first in the statement ``seq`` of its section."""
    return {
        "document_id": document_id,
        "project_no": project_no,
        "section": section,
        "term": term,
        "term_norm": term,
        "count": count,
        "keyness": keyness,
        "rank": rank,
        "statement_id": seq and statement_id(document_id, project_no, section, seq),
    }


def term_rows(rows: Iterable[Row]) -> pa.Table:
    return arrow_table("terms", sorted_by_key("terms", rows))


def terms_of(counted: Iterable[TermCounts]) -> pa.Table:
    """The terms of the documents that were counted, as of a whole collection."""
    of_document = groupby(sorted(counted, key=attrgetter("document_id")), key=attrgetter("document_id"))
    tables = {document_id: counts_table(sections) for document_id, sections in of_document}
    return term_table(totals(tables.values()), tables)
