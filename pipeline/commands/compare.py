"""``kyoten compare``: two terms or two versions of a sheet, as a 新旧対照表."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_curated, add_limits, add_reporting, limits_of
from pipeline.run.usage import HTML, JSON, XLSX, UsageError, require_file_for, writing

if TYPE_CHECKING:
    from pipeline.commands import Subparsers
    from pipeline.datasets.comparison import Comparison, SheetRows
    from pipeline.rules.defects import Language
    from pipeline.run.work.guarded import WorkLimits
    from pipeline.values import Defect

"""The rows of one document by table."""

_EXAMPLES = """\
  kyoten compare midoridai-r2.typeset midoridai-r7.writer-plain             two documents of curated/, on the terminal
  kyoten compare midoridai-r2.typeset midoridai-r7.writer-plain --json -    everything, for programs
  kyoten compare raw/midoridai-r2.typeset.pdf raw/midoridai-r7.writer-plain.pdf --html 新旧対照表.html
                                                                two PDFs, as a page to read and print
  kyoten compare staged/midoridai-r2.typeset.json staged/midoridai-r7.writer-plain.json --xlsx terms.xlsx
                                                                two parsed sheets, as an Excel workbook"""


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "compare", "show what changed between two terms or two versions of a sheet", _EXAMPLES)
    parser.add_argument("old", metavar="OLD", help="a document_id of curated/, a PDF, or the JSON of a staged sheet")
    parser.add_argument("new", metavar="NEW", help="the sheet to compare it with, given in the same ways")
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help="write an Excel workbook")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write a page to read and print")
    parser.add_argument("--json", metavar="FILE", help="write everything as JSON; - for the standard output")
    add_curated(parser)
    add_reporting(parser)
    add_limits(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    import json
    import sys

    from pipeline.datasets.comparison import compare
    from pipeline.report.comparison import as_text
    from pipeline.rules.defects import message
    from pipeline.run.progress import harmless_json, say
    from pipeline.run.sentences import tell

    names, spoken = (arguments.old, arguments.new), arguments.lang
    _require_files(arguments, [Path(name) for name in names])
    try:
        read = _rows_of_pdfs(names, limits_of(arguments))
        sides = [read[name] if name in read else _rows(name, arguments.curated) for name in names]
    except SheetRefusedError as refused:
        say(f"{refused.name}: [{refused.defect.code}] {message(refused.defect, spoken)}")
        tell("wrote.not-comparable", spoken, name=refused.name)
        return 1
    compared = compare(*sides)
    if (compared.old.period_start or 0) > (compared.new.period_start or _NEVER):
        raise UsageError("{old} is of a later term than {new}; give the older sheet first", old=arguments.old, new=arguments.new)
    text = json.dumps(compared.as_json(), ensure_ascii=False, indent=1) + "\n"
    if compared.wards_differ and arguments.json != "-":
        tell("wrote.wards-differ", spoken)
    asked = _files_asked(arguments, compared, text, spoken)
    for path, write in asked:
        with writing(path, "close it, or name another place"):
            write(path)
        tell("wrote.file", spoken, path=path)
    if arguments.json == "-":
        sys.stdout.write(harmless_json(text))
    elif not asked:
        for line in as_text(compared, spoken):
            say(line)
    return 0


def _require_files(arguments: argparse.Namespace, inputs: Sequence[Path]) -> None:
    """Raises UsageError where a file to write has the wrong ending or would take the place of an input."""
    asked_json = Path(arguments.json) if arguments.json and arguments.json != "-" else None
    for place, endings in ((arguments.xlsx, XLSX), (arguments.html, HTML), (asked_json, JSON)):
        if place:
            require_file_for(place, endings, inputs)


_NEVER = 9999
"""a year after all others"""


def _files_asked(
    arguments: argparse.Namespace, compared: Comparison, text: str, spoken: Language
) -> list[tuple[Path, Callable[[Path], None]]]:
    """The files to write, each with what writes it; ``text`` is the comparison as JSON."""
    from pipeline.files import write_whole
    from pipeline.report.comparison import lines_html, write_workbook

    asked: list[tuple[Path, Callable[[Path], None]]] = []
    if arguments.xlsx:
        asked.append((arguments.xlsx, lambda path: write_workbook(compared, path, spoken)))
    if arguments.html:
        asked.append((arguments.html, lambda path: write_whole(path, lines_html(compared, spoken))))
    if arguments.json and arguments.json != "-":
        asked.append((Path(arguments.json), lambda path: write_whole(path, text)))
    return asked


class SheetRefusedError(Exception):
    """The sheet ``name`` cannot be taken for what it says; ``defect`` tells why."""

    def __init__(self, name: str, defects: Iterable[Defect]) -> None:
        from pipeline.rules.defects import severity

        super().__init__(name)
        self.name = name
        self.defect = next(defect for defect in defects if severity(defect) == "error")


def _rows(name: str, curated: Path) -> SheetRows:
    """The rows of the document that ``name`` stands for. Raises SheetRefusedError."""
    from pipeline.datasets.comparison import PUBLISHED, of_document
    from pipeline.run.curated import published_tables

    if name.lower().endswith(".json"):
        return _rows_of_staged(Path(name), curated)
    tables = published_tables(curated, PUBLISHED)
    try:
        return of_document(tables, name)
    except KeyError as error:
        known = ", ".join(sorted(tables["documents"]["document_id"].to_pylist()))
        raise UsageError("{curated} has no document {name}; it has {known}", curated=curated, name=name, known=known) from error


def _rows_of_pdfs(names: Sequence[str], limits: WorkLimits) -> dict[str, SheetRows]:
    """The rows of those names that are PDFs, read by guarded workers side by side. Raises SheetRefusedError."""
    from pipeline.datasets.comparison import of_document
    from pipeline.run.work.reading import Task
    from pipeline.run.work.workers import default_jobs, readings_from

    paths = [Path(name) for name in dict.fromkeys(names) if name.lower().endswith(".pdf")]
    for path in paths:
        if not path.is_file():
            raise UsageError("there is no file {path}; name a PDF that is there, or a document_id of curated/", path=path)
    # Two versions of a sheet may well have one file name.
    named = {path.stem if at == 0 or path.stem != paths[0].stem else f"{path.stem}-2": path for at, path in enumerate(paths)}
    tasks = [Task(name, path) for name, path in named.items()]
    readings = {reading.document_id: reading for reading in readings_from(tasks, default_jobs(), limits)} if tasks else {}
    rows = {}
    for name, path in named.items():
        tables = readings[name].tables
        if tables is None:
            raise SheetRefusedError(str(path), readings[name].defects)
        rows[str(path)] = of_document(tables, name)
    return {name: rows[str(Path(name))] for name in names if str(Path(name)) in rows}


def _rows_of_staged(path: Path, curated: Path) -> SheetRows:
    from pipeline.datasets.comparison import of_document
    from pipeline.datasets.document import document_tables
    from pipeline.rules.defects import is_refused
    from pipeline.run.manifest import require_as_written
    from pipeline.run.work.reading import document_of
    from pipeline.sheet.staged import StagedError, loads

    try:
        require_as_written(path)
        sheet = loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError("{path} cannot be opened: {error}", path=path, error=error) from error
    except (StagedError, UnicodeDecodeError) as error:
        raise UsageError(
            "{path}: {error}; name a PDF, a sheet of staged/, or a document_id of {curated}", path=path, error=error, curated=curated
        ) from error
    if is_refused(sheet.defects):
        raise SheetRefusedError(str(path), sheet.defects)
    return of_document(document_tables(document_of(sheet)), sheet.document_id)
