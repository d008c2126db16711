"""A small collection with everything a report needs: two terms of an invented ward, its tables on disk and a PDF for each sheet."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyarrow as pa

from pipeline.datasets.contract import TABLES
from pipeline.datasets.places import join_places, write_places_of
from pipeline.pages.mupdf import pymupdf
from pipeline.report.html import Pictures, write_report
from tests.support.curated import write_tables
from tests.support.two_terms import two_terms_tables

HOSTILE = '"\'><script>window.harmed=1</script><img src="https://example.invalid/x.png" onerror="window.harmed=2"></script>{{ 7*7 }}'
TEXTS = (
    "text",
    "caption",
    "title",
    "raw",
    "measure",
    "label",
    "quote",
    "message_ja",
    "operator",
    "term",
    "mark",
    "licence",
    "period_label",
)


@dataclass(frozen=True)
class Site:
    """``tables`` are what lies in ``curated``; the PDFs are in ``raw``."""

    tables: dict[str, pa.Table]
    curated: Path
    raw: Path

    def report(self, folder: Path, pictures: Pictures = "auto") -> Path:
        write_report(self.tables, self.raw, folder / "report.html", pictures)
        return folder / "report.html"


def site(folder: Path, *, hostile: bool = False) -> Site:
    """Written below ``folder``; with ``hostile`` every text of the sheets ends in markup that must stay text."""
    tables, files = _made(hostile)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return Site(dict(tables), folder / "curated", folder / "raw")


@cache
def _made(hostile: bool) -> tuple[Mapping[str, pa.Table], Mapping[str, bytes]]:
    """The tables, and the bytes of every file by its name below the folder: made once, for many tests want a folder of their own."""
    tables = two_terms_tables()
    files = {}
    for row in tables["documents"].to_pylist():
        sizes = [(size["width"], size["height"]) for size in row["page_sizes"]]
        files[row["document_id"]] = _pdf(row["page_count"], sizes)
    sources = tables["sources"]
    shas = pa.array([hashlib.sha256(files[name]).hexdigest() for name in sources["document_id"].to_pylist()])
    tables["sources"] = sources.set_column(0, sources.schema.field("source_sha256"), shas)
    if hostile:
        tables = {name: _hostile(table) for name, table in tables.items()}
    with tempfile.TemporaryDirectory() as place:
        write_tables(tables, Path(place))
        write_places(Path(place))
        written = {f"curated/{path.name}": path.read_bytes() for path in Path(place).iterdir()}
    return tables, {**written, **{f"raw/{name}.pdf": data for name, data in files.items()}}


def write_places(folder: Path) -> None:
    """Writes ``places.sqlite`` from the Parquet files of the folder, as a run does in parts."""
    for table in TABLES:
        write_places_of(table.name, folder)
    join_places(folder)


def _pdf(pages: int, sizes: list[tuple[float, float]]) -> bytes:
    document = pymupdf.open()
    for number in range(pages):
        width, height = sizes[number] if number < len(sizes) else (595, 842)
        page = document.new_page(width=width, height=height)
        page.insert_text((60, 60), f"page {number + 1}")
    return bytes(document.tobytes())


def _hostile(table: pa.Table) -> pa.Table:
    for i, field in enumerate(table.schema):
        if field.name in TEXTS and pa.types.is_string(field.type):
            values = [None if value is None else value + HOSTILE for value in table[field.name].to_pylist()]
            table = table.set_column(i, field, pa.array(values, field.type))
    return table
