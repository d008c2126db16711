"""Whether what a document is called is printed on its first pages: title, operator and ward office, and the ward that these name.

In go one document's rows and the witness, out come findings. These columns have no boxes: they are looked for from the first page to that
of the first project. A ward that no title and no office names came from elsewhere, and is held against nobody.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise

import pyarrow as pa

from pipeline.datasets.contract import Row
from pipeline.form.words import Form
from pipeline.pages.compared import as_compared
from pipeline.proof.model import Finding
from pipeline.proof.rows import FAR, Reader
from pipeline.values import Box, Defect

_PRINTED = ("title", "operator", "ward_office")
_LINE = 12
"""characters; a name on the first page is broken into lines no shorter"""


def misnamed(tables: Mapping[str, pa.Table], reader: Reader) -> Iterator[Finding]:
    """A finding for each name of the document that its first pages do not print, and for a ward other than the one they name."""
    last = min([box["page"] for boxes in tables["projects"]["boxes"].to_pylist() for box in boxes or ()], default=1)
    pages = [Box(page, 0.0, 0.0, FAR, FAR) for page in range(1, last + 1)]
    pairs = set(pairwise(as_compared(reader.printed(pages))))
    for row in tables["documents"].to_pylist():
        for column in _PRINTED:
            name = row[column] or ""
            # what is typed into a field is seen only where fields are drawn
            if _lacking(name, pairs) and all(_lacking(name, set(pairwise(reader.placed([page], seen=True)))) for page in pages):
                yield _finding(row, column, "row-unproven", "")
        named = _wards(row, reader.form)
        if row["ward"] and named and as_compared(row["ward"]) not in named:
            yield _finding(row, "ward", "place-unproven", row["title"] or row["ward_office"])


def _lacking(name: str, pairs: set[tuple[str, str]]) -> bool:
    """Whether more neighbours of a name stand nowhere beside each other than its ends of lines part."""
    text = as_compared(name)
    return sum(pair not in pairs for pair in pairwise(text)) > 1 + len(text) // _LINE


def _wards(row: Row, form: Form) -> set[str]:
    """The wards that a document's title and office name."""
    title, office = (unicodedata.normalize("NFKC", row[name] or "") for name in ("title", "ward_office"))
    return {as_compared(found["ward"]) for found in (form.title.search(title), form.office_ward.match(office)) if found}


def _finding(row: Row, column: str, code: str, other: str) -> Finding:
    defect = Defect(code, 1, None, row[column][:80], values=(("row", row["document_id"]), ("other", other[:80])))
    return Finding("documents", row["document_id"], row["document_id"], column, defect)
