"""``kyoten coverage``: of which ward, term and kind there is a sheet, and what became of the others."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_curated, add_reporting

if TYPE_CHECKING:
    from pipeline.commands import Subparsers

_EXAMPLES = """\
  kyoten coverage                                a table of wards and terms
  kyoten coverage --missing                      what is not published alone, a line each, with the reason
  kyoten coverage --lang ja --curated trial/curated"""


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "coverage", "show of which wards and terms there are sheets", _EXAMPLES)
    parser.add_argument("--missing", action="store_true", help="list what is not published")
    add_curated(parser)
    add_reporting(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from rich.console import Console
    from rich.table import Table

    from pipeline.releases.panel import missing_lines, panel_of
    from pipeline.run.curated import published_tables
    from pipeline.run.progress import say

    spoken = arguments.lang
    rows = published_tables(arguments.curated, ["coverage"])["coverage"].to_pylist()
    panel = panel_of(rows, spoken)
    table = Table("", *panel.columns)
    for ward, states in panel.lines:
        table.add_row(ward, *states)
    if arguments.missing:
        for line in missing_lines(rows, spoken):
            say(line)
    else:
        Console(width=None if Console().is_terminal else _WIDE).print(table)
    say(panel.counts)
    return 0


_WIDE = 200
"""Columns of a terminal that is none: a file takes any line."""
