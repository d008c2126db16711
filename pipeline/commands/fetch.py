"""``kyoten fetch``: looks at the registered pages and addresses, and keeps what is new or changed under ``raw/``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_limits, add_raw, add_reporting, limits_of, numbers

if TYPE_CHECKING:
    from pipeline.commands import Subparsers

_EXAMPLES = """\
  kyoten fetch --dry-run                         what is new, changed or gone, without saving anything
  kyoten fetch                                   the same, saved under raw/ and recorded in raw/sources.toml
  kyoten fetch --contact data@example.org        tell the servers whom to write to

Nothing under raw/ is written over or removed: a changed PDF lies beside the one that it supersedes. The exit code is 1 where an address
failed; all others are kept. robots.txt is obeyed, and there is a pause between two requests to one host."""


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "fetch", "fetch the PDFs of the registered pages that are new or changed", _EXAMPLES)
    add_raw(parser, "folder of the PDFs and sources.toml (raw)")
    add_fetching(parser)
    add_reporting(parser)
    add_limits(parser)
    parser.set_defaults(run=fetch)


def add_fetching(parser: argparse.ArgumentParser) -> None:
    """How the web is treated."""
    parser.add_argument("--dry-run", action="store_true", help="look, and save nothing")
    parser.add_argument("--contact", default="", metavar="WHO", help="an address of yours that the servers are told")
    parser.add_argument("--allow-private", action="store_true", help="addresses of this machine and its network too")
    parser.add_argument("--pause", type=numbers(float, 0, 60), default=1.0, metavar="SECONDS", help="between two requests to one host (1)")
    parser.add_argument(
        "--patience", type=numbers(float, 0.1, 3600), default=120.0, metavar="SECONDS", help="for one whole answer, however slow (120)"
    )
    parser.add_argument("--largest", type=numbers(int, 1, 4096), default=64, metavar="MIB", help="of one answer (64)")


def fetch(arguments: argparse.Namespace) -> int:
    """One round of all registered addresses; 1 where one of them failed."""
    import time
    from collections import Counter
    from typing import get_args

    from pipeline.fetch.client import Client, Manners
    from pipeline.fetch.harvest import AddressState, Round
    from pipeline.fetch.sentences import note_of, state_of
    from pipeline.run.decisions import today
    from pipeline.run.progress import say
    from pipeline.run.publish.exchange import locked
    from pipeline.run.sentences import text
    from pipeline.run.sources import RECORDS, records_of, web_pages
    from pipeline.run.usage import UsageError
    from pipeline.run.work.guarded import MIB

    spoken, raw = arguments.lang, arguments.raw
    if not web_pages(raw) and not any(record.url for record in records_of(raw).values()):
        raise UsageError(text("fetch.nothing-registered", spoken, path=raw / RECORDS))
    manners = Manners(
        _printable(arguments.contact), arguments.allow_private, arguments.patience, arguments.pause, largest=arguments.largest * MIB
    )
    began, counted = time.monotonic(), Counter[str]()
    with locked(raw), Client(manners) as client:
        for outcome in Round(raw, client, today(), arguments.dry_run, limits_of(arguments)).outcomes():
            counted[outcome.state] += 1
            parts = (outcome.ward or "", outcome.file or "", outcome.url, note_of(outcome, spoken))
            say(f"{state_of(outcome, spoken)}: " + "  ".join(part for part in parts if part))
    numbers_of = {state: counted[state] for state in get_args(AddressState)}
    seconds = f"{time.monotonic() - began:.1f}"
    say(text("fetch.summary", spoken, **numbers_of, requests=client.requests, kib=-(-client.received // 1024), seconds=seconds))
    if arguments.dry_run:
        say(text("fetch.dry", spoken))
    return 1 if counted["failed"] else 0


def _printable(contact: str) -> str:
    """The contact without what no header of a request may hold."""
    return "".join(char for char in contact if char.isascii() and char.isprintable())
