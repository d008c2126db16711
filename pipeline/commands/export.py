"""``kyoten export``: the published tables as CSV files or as one Excel workbook."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import add_command
from pipeline.run.usage import UsageError, writing

if TYPE_CHECKING:
    from pipeline.commands import Subparsers

_EXAMPLES = """\
  kyoten export --csv tables                     a CSV per table in the folder tables/
  kyoten export --xlsx kyoten.xlsx               one workbook, a sheet per table
  kyoten export --csv tables --curated trial/curated   from another folder of published tables

In the CSV files (UTF-8 with BOM) a list is 1;2, and a text that a spreadsheet would take for a formula has an
apostrophe in front; a text that begins with one gets another. In the workbook the columns for programs are folded away,
and of the words and the characteristic terms, which would fill reams of paper, only the first rows are printed."""

_REMEDY = "close it, or name another place"


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "export", "write the published tables as CSV files or an Excel workbook", _EXAMPLES)
    parser.add_argument("--csv", type=Path, metavar="DIR", help="folder for a CSV file per table")
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help="Excel workbook with a sheet per table")
    parser.add_argument("--curated", type=Path, default=Path("curated"), metavar="DIR", help="folder of the published tables (curated)")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from pipeline.datasets.export import write_csv, write_xlsx
    from pipeline.run.curated import published_tables
    from pipeline.run.progress import say

    if not (arguments.csv or arguments.xlsx):
        raise UsageError("say what to write: --csv DIR, --xlsx FILE, or both")
    if arguments.xlsx and arguments.xlsx.suffix.lower() != ".xlsx":
        raise UsageError(f"{arguments.xlsx} needs the ending .xlsx, or Excel will not open it")
    if arguments.csv and arguments.csv.exists() and not arguments.csv.is_dir():
        raise UsageError(f"{arguments.csv} is a file; name a folder with --csv")
    tables = published_tables(arguments.curated)
    rows = sum(table.num_rows for table in tables.values())
    if arguments.csv:
        with writing(arguments.csv, _REMEDY):
            write_csv(tables, arguments.csv)
        say(f"Wrote {len(tables)} CSV files with {rows} rows to {arguments.csv}")
    if arguments.xlsx:
        with writing(arguments.xlsx, _REMEDY):
            cuts = write_xlsx(tables, arguments.xlsx)
        say(f"Wrote {len(tables)} sheets with {rows} rows to {arguments.xlsx}")
        for cut in cuts:
            said = f"{cut.count} texts are longer than an Excel cell holds and end in …; the Parquet file has them whole"
            say(f"  {cut.table}.{cut.column}: {said}")
    return 0
