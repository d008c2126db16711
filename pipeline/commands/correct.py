"""``kyoten correct``: writes into ``corrections.toml`` that a printed value is wrong, and what is right."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_curated, add_decision, add_reporting

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
    add_curated(parser)
    add_decision(parser)
    add_reporting(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from urllib.parse import unquote

    from pipeline.run.deciding import correct
    from pipeline.run.decisions import CORRECTIONS, decided
    from pipeline.run.sentences import tell, text

    entry = correct(arguments.raw, arguments.curated, arguments.row, arguments.column, arguments.corrected, decided(arguments))
    spoken = arguments.lang
    none = text("decided.none", spoken)
    shown = {"value": entry.corrected or none, "printed": entry.printed or none}
    tell("decided.corrected", spoken, path=arguments.raw / CORRECTIONS, column=entry.column, row=unquote(entry.row), **shown)
    return 0
