"""``kyoten export``: the published tables as CSV files or as one Excel workbook."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_curated, add_reporting
from pipeline.run.usage import XLSX, UsageError, require_file_for, require_folder_for_files, writing

if TYPE_CHECKING:
    from pipeline.commands import Subparsers

_EXAMPLES = """\
  kyoten export --csv tables                     a CSV per table in the folder tables/
  kyoten export --xlsx kyoten.xlsx               one workbook: goals, indicators and statements as offices use them, then the tables
  kyoten export --csv tables --curated trial/curated   from another folder of published tables

In the CSV files (UTF-8 with BOM) a list is 1;2, and a text that a spreadsheet would take for a formula has an
apostrophe in front; a text that begins with one gets another. In the workbook the columns for programs are folded away,
and of the words and the characteristic terms, which would fill reams of paper, only the first rows are printed."""

_REMEDY = "close it, or name another place"


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "export", "write the published tables as CSV files or an Excel workbook", _EXAMPLES)
    parser.add_argument("--csv", type=Path, metavar="DIR", help="folder for a CSV file per table")
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help="Excel workbook with a sheet per table")
    add_curated(parser)
    add_reporting(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from pipeline.datasets.export import write_csv, write_xlsx
    from pipeline.datasets.package import Named
    from pipeline.run.curated import published_tables
    from pipeline.run.publish.record import recorded
    from pipeline.run.sentences import tell

    if not (arguments.csv or arguments.xlsx):
        raise UsageError("say what to write: --csv DIR, --xlsx FILE, or both")
    if arguments.xlsx:
        require_file_for(arguments.xlsx, XLSX, ())
    if arguments.csv and arguments.csv.exists() and not arguments.csv.is_dir():
        raise UsageError("{csv} is a file; name a folder with --csv", csv=arguments.csv)
    if arguments.csv:
        require_folder_for_files(arguments.csv)
    tables, spoken = published_tables(arguments.curated), arguments.lang
    named = Named(**recorded(arguments.curated).get("release", {}))
    rows = sum(table.num_rows for table in tables.values())
    if arguments.csv:
        with writing(arguments.csv, _REMEDY):
            write_csv(tables, arguments.csv, named)
        tell("wrote.tables", spoken, path=arguments.csv, tables=len(tables), rows=rows)
    if arguments.xlsx:
        with writing(arguments.xlsx, _REMEDY):
            cuts = write_xlsx(tables, arguments.xlsx, named)
        tell("wrote.tables", spoken, path=arguments.xlsx, tables=len(tables), rows=rows)
        for cut in cuts:
            tell("wrote.cut", spoken, column=f"{cut.table}.{cut.column}", count=cut.count)
    return 0
