"""``kyoten compare``: two terms or two versions of a sheet, as a 新旧対照表."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.commands import add_command

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.commands import Subparsers

_EXAMPLES = """\
  kyoten compare midoridai-r2 midoridai-r7                        two documents of curated/, on the terminal
  kyoten compare draft.pdf final.pdf --html 新旧対照表.html        two PDFs, as a page to read and print
  kyoten compare staged/a-r2.json staged/a-r7.json --xlsx ab.xlsx two parsed sheets, as an Excel workbook
  kyoten compare midoridai-r2 midoridai-r7 --json -               everything, for programs"""


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "compare", "show what changed between two terms or two versions of a sheet", _EXAMPLES)
    parser.add_argument("old", metavar="OLD", help="a document_id of curated/, a PDF, or the JSON of a staged sheet")
    parser.add_argument("new", metavar="NEW", help="the sheet to compare it with, given in the same ways")
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help="write an Excel workbook")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write a page to read and print")
    parser.add_argument("--json", metavar="FILE", help="write everything as JSON; - for the standard output")
    parser.add_argument("--curated", type=Path, default=Path("curated"), metavar="DIR", help="folder of the published tables (curated)")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    import json
    import sys

    from pipeline.datasets.comparison import compare
    from pipeline.report.comparison import as_html, as_text, write_workbook
    from pipeline.rules.defects import message
    from pipeline.run.progress import say
    from pipeline.run.sources import UsageError
    from pipeline.values import SourceError

    if arguments.xlsx and arguments.xlsx.suffix.lower() != ".xlsx":
        raise UsageError(f"{arguments.xlsx} needs the ending .xlsx, or Excel will not open it")
    sides = []
    for name in (arguments.old, arguments.new):
        try:
            sides.append(_rows(name, arguments.curated))
        except SourceError as error:
            say(f"{name}: [{error.defect.code}] {message(error.defect, 'ja')}")
            say(f"{name} cannot be compared; kyoten show {name} tells what is read of it")
            return 1
    compared = compare(*sides)
    if compared.old.period_start and compared.new.period_start and compared.old.period_start > compared.new.period_start:
        raise UsageError(f"{arguments.old} is of a later term than {arguments.new}; give the older sheet first")
    written = []
    try:
        if arguments.xlsx:
            write_workbook(compared, arguments.xlsx)
            written.append(arguments.xlsx)
        if arguments.html:
            _write(arguments.html, as_html(compared))
            written.append(arguments.html)
        text = json.dumps(compared.as_json(), ensure_ascii=False, indent=1) + "\n"
        if arguments.json == "-":
            sys.stdout.write(text)
            return 0
        if arguments.json:
            _write(Path(arguments.json), text)
            written.append(arguments.json)
    except OSError as error:
        raise UsageError(f"it cannot be written ({error}); close the file, or name another place") from error
    if not written:
        for line in as_text(compared):
            say(line)
    for path in written:
        say(f"Wrote {path}")
    return 0


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _rows(name: str, curated: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of the document that ``name`` stands for. Raises SourceError where it is a sheet that is refused."""
    from pipeline.datasets.comparison import COMPARED, of_document
    from pipeline.run.curated import published_tables
    from pipeline.run.sources import UsageError

    path = Path(name)
    if path.suffix.lower() == ".pdf":
        return of_document(_tables_of_pdf(path), path.stem)
    if path.suffix.lower() == ".json":
        return _rows_of_staged(path, curated)
    tables = published_tables(curated, COMPARED)
    try:
        return of_document(tables, name)
    except KeyError as error:
        known = ", ".join(sorted(tables["documents"]["document_id"].to_pylist()))
        raise UsageError(f"{curated} has no document {name}; it has {known}") from error


def _tables_of_pdf(path: Path) -> Mapping[str, pa.Table]:
    from tempfile import TemporaryDirectory

    from pipeline.rules.defects import severity
    from pipeline.run.reading import Task
    from pipeline.run.sources import UsageError
    from pipeline.run.workers import readings_of
    from pipeline.values import SourceError

    if not path.is_file():
        raise UsageError(f"there is no file {path}")
    with TemporaryDirectory() as folder:
        (reading,) = readings_of([Task(path, path.stem, Path(folder) / "sheet.json", "pymupdf")], 1)
    if reading.tables is None:
        raise SourceError(next(defect for defect in reading.defects if severity(defect) == "error"))
    return reading.tables


def _rows_of_staged(path: Path, curated: Path) -> dict[str, list[dict[str, Any]]]:
    from pipeline.datasets.comparison import of_document
    from pipeline.datasets.document import document_tables
    from pipeline.rules.defects import is_refused, severity
    from pipeline.run.reading import document_of
    from pipeline.run.sources import UsageError
    from pipeline.sheet.staged import StagedError, loads
    from pipeline.values import SourceError

    try:
        sheet = loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path} cannot be opened: {error.strerror}") from error
    except (StagedError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {error}; name a PDF, a sheet of staged/, or a document_id of {curated}") from error
    if is_refused(sheet.defects):
        raise SourceError(next(defect for defect in sheet.defects if severity(defect) == "error"))
    return of_document(document_tables(document_of(sheet)), sheet.document_id)
