"""``kyoten diff``: what differs between two folders of published tables, for people or for programs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_reporting

if TYPE_CHECKING:
    from pipeline.commands import Subparsers

_EXAMPLES = """\
  kyoten diff 2025/curated curated               what changed, as in CHANGES.md
  kyoten diff --lang en 2025/curated curated     in English
  kyoten diff --format csv old new > changes.csv   every change, a line each (also: json)"""


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "diff", "compare two folders of published tables", _EXAMPLES)
    parser.add_argument("old", type=Path, metavar="OLD", help="folder of published tables")
    parser.add_argument("new", type=Path, metavar="NEW", help="the one to compare it with")
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text", help="for people, or every change (text)")
    add_reporting(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    import csv
    import sys

    from pipeline.datasets.spelling import safe
    from pipeline.releases.comparison import NEEDED, Made, changes_table, rows_in
    from pipeline.releases.notes import lines_of, notes_of
    from pipeline.run.curated import require_published
    from pipeline.run.progress import say, say_json
    from pipeline.run.publish.record import recorded

    folders: tuple[Path, Path] = (arguments.old, arguments.new)
    for folder in folders:
        require_published(folder, [f"{name}.parquet" for name in NEEDED])
    old, new = folders
    made = [Made(**recorded(folder).get("made", {})) for folder in folders]
    changes = changes_table(old, new, (made[0], made[1]))
    if arguments.format == "json":
        say_json(changes.to_pylist())
    elif arguments.format == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(changes.schema.names)
        writer.writerows([safe("" if value is None else value) for value in row.values()] for row in changes.to_pylist())
    else:
        notes = notes_of(changes, *(rows_in(folder, name) for name in ("documents", "sources") for folder in folders))
        for block in lines_of(notes, arguments.lang):
            for line in (*block.split("\n"), ""):
                say(line)
    return 0
