"""What is measured side by side: each subject does one thing with the bytes of one PDF, as its users would have it done.

``prepared`` turns the PDF into what the subject takes (not timed), ``work`` is timed. A subject lives in a process of its
own; libraries are imported where they are used, so that none pays for another's.
"""

from __future__ import annotations

import gc
import io
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Subject:
    """``slow`` ones are timed in fewer rounds; ``needs`` names a library that may be missing."""

    says: str
    work: Callable[[Any], None]
    prepared: Callable[[bytes], Any] = lambda data: data
    slow: bool = False
    needs: str = ""

    @property
    def is_there(self) -> bool:
        return not self.needs or find_spec(self.needs) is not None


def _floor(data: bytes) -> None:
    from pipeline.pages.mupdf import pymupdf

    with pymupdf.open(stream=data, filetype="pdf") as document:
        for page in document:
            page.get_text("rawdict")
            page.get_cdrawings()


def _floor_bare(data: bytes) -> None:
    from pipeline.pages.mupdf import pymupdf

    gc.disable()
    try:
        with pymupdf.open(stream=data, filetype="pdf") as document:
            for page in document:
                page.get_text("rawdict", flags=pymupdf.TEXTFLAGS_RAWDICT & ~pymupdf.TEXT_PRESERVE_IMAGES)
                page.get_cdrawings()
    finally:
        gc.enable()


def _pages(data: bytes) -> None:
    from pipeline.pages import source_of

    source_of(data)


def _staged(data: bytes) -> None:
    from pipeline.sheet.reader import read_sheet
    from pipeline.sheet.staged import dumps

    dumps(read_sheet(data, document_id="sheet"))


def _staged_text(data: bytes) -> str:
    from pipeline.sheet.reader import read_sheet
    from pipeline.sheet.staged import dumps

    return dumps(read_sheet(data, document_id="sheet"))


def _tables(staged: str) -> None:
    from pipeline.datasets.document import document_tables, implied_rows
    from pipeline.narrative.terms import term_counts_of
    from pipeline.narrative.tokens import tokens_of
    from pipeline.run.work.reading import document_of
    from pipeline.sheet.staged import loads

    tokens_of.cache_clear()
    sheet = loads(staged)
    document_tables(document_of(sheet))
    implied_rows(sheet)
    term_counts_of(sheet)


def _published(staged: str) -> None:
    """A collection of this one sheet: its tables, the gate, the files and what explains them."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from pipeline import gate
    from pipeline.datasets.collection import GivenFile, collect
    from pipeline.datasets.document import document_tables, implied_rows
    from pipeline.datasets.packed import counts_table
    from pipeline.datasets.parquet import write_batches
    from pipeline.datasets.products import begin_products
    from pipeline.datasets.terms import term_table, totals
    from pipeline.narrative.terms import term_counts_of
    from pipeline.narrative.tokens import tokens_of
    from pipeline.run.work.reading import document_of
    from pipeline.sheet.staged import loads

    tokens_of.cache_clear()
    sheet = loads(staged)
    source = GivenFile("sheet.pdf", sheet.source_sha256, sheet.document_id, "published", sheet.defects)
    counts = counts_table(term_counts_of(sheet))
    terms = term_table(totals([counts]), {sheet.document_id: counts})
    collection = collect({sheet.document_id: document_tables(document_of(sheet))}, [source], terms)
    with tempfile.TemporaryDirectory() as scratch:
        for name, table in collection.tables.items():
            write_batches(name, table.schema, [table], Path(scratch))
        implied = Path(scratch) / "apart" / "implied.parquet"
        implied.parent.mkdir()
        rows = [{"document_id": sheet.document_id, "table_name": name, "rows": count} for name, count in implied_rows(sheet).items()]
        pq.write_table(pa.Table.from_pylist(rows), implied)
        gate.check(Path(scratch), [implied])
        with ThreadPoolExecutor(2) as threads:
            begin_products(collection.tables, Path(scratch), threads.submit)()


def _pdfplumber(data: bytes) -> None:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_tables()
            page.extract_text()
            page.close()


def _pdfplumber_chars(data: bytes) -> None:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            len(page.chars)
            page.close()


def _find_tables(data: bytes) -> None:
    from pipeline.pages.mupdf import pymupdf

    with pymupdf.open(stream=data, filetype="pdf") as document:
        for page in document:
            for table in page.find_tables(use_layout=False).tables:
                table.extract()
            page.get_text()


def _camelot(data: bytes) -> None:
    import camelot

    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "sheet.pdf"
        path.write_bytes(data)
        camelot.read_pdf(str(path), pages="all", flavor="lattice")


def _check(fast: bool) -> Callable[[bytes], None]:
    def work(data: bytes) -> None:
        from pipeline.run.work.comparing import engine_differences
        from pipeline.run.work.reading import Task, read_source

        read_source(Task("sheet", data=data, groups=("facts",)))
        if not fast:
            engine_differences(data, "pymupdf")

    return work


SUBJECTS: Mapping[str, Subject] = {
    "floor": Subject("PyMuPDF rawdict + cdrawings of every page", _floor),
    "floor, bare": Subject("the same without images and without garbage collection", _floor_bare),
    "pages": Subject("kyoten: PDF to glyphs and rulings", _pages),
    "staged": Subject("kyoten: PDF to staged sheet, accounting included", _staged),
    "tables": Subject("kyoten: staged sheet to its Arrow tables", _tables, _staged_text),
    "published": Subject("kyoten: staged sheet to a published collection of one", _published, _staged_text, slow=True),
    "check --fast": Subject("kyoten: all defects, one engine", _check(True)),
    "check": Subject("kyoten: all defects, both engines compared", _check(False), slow=True),
    "pdfplumber chars": Subject("pdfplumber: every page's characters", _pdfplumber_chars, slow=True),
    "pdfplumber": Subject("pdfplumber: extract_tables + extract_text", _pdfplumber, slow=True),
    "find_tables": Subject("PyMuPDF: find_tables(use_layout=False) + extract + text", _find_tables, slow=True),
    "camelot": Subject("camelot: lattice", _camelot, slow=True, needs="camelot"),
}
