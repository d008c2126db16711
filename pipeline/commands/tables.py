"""``kyoten tables``: the ruled tables of any PDF, of this form or not."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_limits, add_reporting, existing, limits_of
from pipeline.run.usage import HTML, JSON, require_file_for, require_folder_for_files, writing

if TYPE_CHECKING:
    from pipeline.commands import Subparsers
    from pipeline.layout.tables import TextTable
    from pipeline.pages import Engine
    from pipeline.rules.defects import Language
    from pipeline.values import Defect

_EXAMPLES = """\
  kyoten tables any.pdf                             JSON on the standard output
  kyoten tables any.pdf --format csv -o tables      a CSV per table in the folder tables/
  kyoten tables any.pdf --format html -o page.html

json: {"any": [{"page": 1, "box": [x0, y0, x1, y1], "cells": [{"row", "col", "rowspan", "colspan", "text"}]}]}, the box
in points from the page's top left, rows and columns from 0. In CSV a merged cell's text stands in its first field, and a
text that a spreadsheet would take for a formula has an apostrophe in front."""
_STYLE = "table{border-collapse:collapse;margin:0 0 2em}caption{text-align:left}td{border:1px solid;padding:.1em .4em;white-space:pre-line}"


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "tables", "print the ruled tables of any PDF", _EXAMPLES)
    parser.add_argument("file", type=Path, metavar="FILE", help="a PDF")
    parser.add_argument("--format", choices=("json", "csv", "html"), default="json", help="what to write (json)")
    parser.add_argument("-o", "--output", type=Path, metavar="PATH", help="file to write, for CSV a folder (the standard output)")
    parser.add_argument("--engine", choices=("pymupdf", "pdfplumber"), default="pymupdf", help="what reads the PDF (pymupdf)")
    add_reporting(parser)
    add_limits(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    import sys
    import unicodedata

    from pipeline.run.progress import harmless
    from pipeline.run.work.guarded import outcome_of
    from pipeline.values import Defect, SourceError

    file = existing(arguments.file)
    if arguments.output and arguments.format == "csv":
        require_folder_for_files(arguments.output)
    elif arguments.output:
        require_file_for(arguments.output, HTML if arguments.format == "html" else JSON, [file])
    try:
        tables = outcome_of(_tables_in, (file, arguments.engine), limits_of(arguments))
    except SourceError as error:
        sys.stderr.write(harmless(_said(file, error.defect, arguments.lang)) + "\n")
        return 1
    stem = unicodedata.normalize("NFC", file.stem)
    with writing(arguments.output or "the standard output", "name another place with -o"):
        _write(arguments.format, arguments.output, stem, tables)
    if not tables:
        sys.stderr.write(harmless(_said(file, Defect("no-table"), arguments.lang)) + "\n")
    return 0


def _said(file: Path, defect: Defect, lang: Language) -> str:
    from pipeline.rules.defects import message

    return f"{file.name}: [{defect.code}] {message(defect, lang)}"


_AT_ONCE = 100
"""pages whose running headers are looked for together; so many are held in memory, however long the file is"""


def _tables_in(task: tuple[Path, Engine]) -> tuple[TextTable, ...]:
    from itertools import islice

    from pipeline.layout.tables import tables_on
    from pipeline.pages.attached import pdfs_attached
    from pipeline.pages.limits import Limits
    from pipeline.pages.source import pages_in
    from pipeline.run.sources import bytes_of
    from pipeline.values import SourceError

    file, engine = task
    data = bytes_of(file)
    pages = pages_in(data, engine, Limits(max_pages=None))
    tables: list[TextTable] = []
    while some := list(islice(pages, _AT_ONCE)):
        tables += tables_on(some)
    if not tables and (attached := pdfs_attached(data)):
        raise SourceError(attached)
    return tuple(tables)


def _write(form: str, output: Path | None, stem: str, tables: Sequence[TextTable]) -> None:
    import sys

    from pipeline.files import folder_written_aside, write_whole
    from pipeline.run.progress import harmless, harmless_json

    if form == "csv" and output:
        with folder_written_aside(output) as half:
            for number, table in enumerate(tables, 1):
                (half / f"{stem}-{number:03}.csv").write_text(csv_of(table), encoding="utf-8-sig", newline="")
        return
    if form == "csv":
        text = "\r\n".join(f"# {harmless(stem)} {number} (page {table.page})\r\n{csv_of(table)}" for number, table in enumerate(tables, 1))
    else:
        text = json_of(stem, tables) if form == "json" else html_of(stem, tables)
    if output:
        write_whole(output, text)
    else:
        sys.stdout.write(harmless_json(text) if form == "json" else text)


def json_of(stem: str, tables: Sequence[TextTable]) -> str:
    import json

    found = [
        {
            "page": table.page,
            "box": [round(side, 2) for side in table.box],
            "cells": [
                {"row": cell.row, "col": cell.col, "rowspan": cell.rowspan, "colspan": cell.colspan, "text": cell.text}
                for cell in table.cells
            ],
        }
        for table in tables
    ]
    return json.dumps({stem: found}, ensure_ascii=False, indent=1) + "\n"


def csv_of(table: TextTable) -> str:
    import csv
    import io

    from pipeline.datasets.spelling import safe

    fields = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        fields[cell.row][cell.col] = safe(cell.text)
    written = io.StringIO(newline="")
    csv.writer(written).writerows(fields)
    return written.getvalue()


def html_of(stem: str, tables: Sequence[TextTable]) -> str:
    from html import escape

    parts = [f'<!doctype html>\n<html lang="ja">\n<meta charset="utf-8">\n<title>{escape(stem)}</title>\n<style>{_STYLE}</style>\n']
    for number, table in enumerate(tables, 1):
        parts.append(f"<table>\n<caption>{escape(stem)} {number} (page {table.page})</caption>\n")
        parts += [f"<tr>{''.join(row)}</tr>\n" for row in _html_rows(table)]
        parts.append("</table>\n")
    return "".join(parts)


def _html_rows(table: TextTable) -> Iterator[list[str]]:
    from html import escape

    for number in range(table.n_rows):
        yield [
            "<td"
            + (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "")
            + (f' colspan="{cell.colspan}"' if cell.colspan > 1 else "")
            + f">{escape(cell.text)}</td>"
            for cell in sorted(table.cells, key=lambda cell: cell.col)
            if cell.row == number
        ]
