"""``kyoten update``: the year's routine in one command: fetch, run, and what changed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import add_command
from pipeline.commands.fetch import add_fetching, fetch
from pipeline.commands.run import add_run, run_from

if TYPE_CHECKING:
    from pipeline.commands import Subparsers

_EXAMPLES = """\
  kyoten update                                  fetch what is new, publish it, say what changed
  kyoten update --release 2026.1@2026-11-28      the same, with the version and day of this release
  kyoten update --dry-run                        what would be fetched; nothing is saved or published"""


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "update", "fetch what is new, publish it, and say what changed", _EXAMPLES)
    add_run(parser)
    add_fetching(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from pipeline.releases.notes import CHANGES, newest
    from pipeline.run.progress import say
    from pipeline.run.usage import UsageError

    for place in (arguments.raw, arguments.staged, arguments.curated or ""):
        if "://" in place:
            raise UsageError("kyoten update works on folders of this machine, and {place} is a URL; use kyoten run there", place=place)
    arguments.raw = Path(arguments.raw)
    fetched = fetch(arguments)
    if arguments.dry_run:
        return fetched
    arguments.raw = str(arguments.raw)
    notes = Path(arguments.curated or "curated") / CHANGES
    before = _text(notes)
    published = run_from(arguments)
    if (after := _text(notes)) != before:
        for line in newest(after, arguments.lang):
            say(line)
    return fetched or published


def _text(notes: Path) -> str:
    return notes.read_text(encoding="utf-8") if notes.is_file() else ""
