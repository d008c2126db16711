"""``kyoten correct``: writes into ``corrections.toml`` that a printed value is wrong, and what is right."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_decision, add_reporting
from pipeline.run.usage import UsageError

if TYPE_CHECKING:
    from pipeline.commands import Subparsers

_EXAMPLES = """\
  kyoten correct goals/midoridai-r7.writer-plain/1/2 rating_ward A --reason 誤植、区に確認 --who こども家庭支援課
  kyoten correct facts/midoridai-r7.writer-plain/1/1/1/1/1 value 1234 --reason 桁の誤り --who こども家庭支援課

The row is named by its row_id (the report copies it) or its content_id. The tables keep what is printed; views, report and workbook
show the corrected value, marked. When the sheet is mended, or the row gone, kyoten run says that the entry is stale."""


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "correct", "write down that a printed value is wrong, and what is right", _EXAMPLES)
    parser.add_argument("row", metavar="ROW", help="row_id or content_id")
    parser.add_argument("column", metavar="COLUMN", help="the column that is wrong")
    parser.add_argument("corrected", metavar="VALUE", help="the right value; empty for none")
    parser.add_argument("--curated", type=Path, default=Path("curated"), metavar="DIR", help="folder of the published tables (curated)")
    add_decision(parser)
    add_reporting(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from pipeline.datasets.decisions import Correction
    from pipeline.releases.corrections import printed_values
    from pipeline.rules.defects import language
    from pipeline.run.curated import require_published
    from pipeline.run.decisions import CORRECTION, CORRECTIONS, corrections_of, decided, require_correctable
    from pipeline.run.entries import add_entry
    from pipeline.run.sentences import tell, text

    row = arguments.row.rpartition("#")[2]
    said = decided(arguments)
    try:
        require_correctable(Correction(row, arguments.column, "", arguments.corrected, *said.values()))
    except ValueError as error:
        raise UsageError(f"{error}; {arguments.curated}/DICTIONARY.md has the columns") from error
    require_published(arguments.curated, ["documents.parquet"])
    values = sorted({printed for _, printed in printed_values(row, arguments.column, arguments.curated)})
    if not values:
        raise UsageError(f"{arguments.curated} has no row {row}; the column row_id has the addresses")
    if len(values) > 1:
        raise UsageError(f"{row} has the values {' and '.join(values)} in {arguments.column}; name one row by its row_id")
    if any((entry.row, entry.column) == (row, arguments.column) for entry in corrections_of(arguments.raw)):
        raise UsageError(f"{arguments.raw / CORRECTIONS} corrects {arguments.column} of {row} already; change that entry")
    entry = {"row": row, "column": arguments.column, "printed": values[0], "corrected": arguments.corrected, **said}
    add_entry(arguments.raw / CORRECTIONS, CORRECTION, entry)
    spoken = arguments.lang or language()
    none = text("decided.none", spoken)
    shown = {"value": arguments.corrected or none, "printed": values[0] or none}
    tell("decided.corrected", spoken, path=arguments.raw / CORRECTIONS, column=arguments.column, row=row, **shown)
    return 0
