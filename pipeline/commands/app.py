"""``kyoten app``: the page in the browser, for people without a terminal."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_limits, add_reporting, limits_of, numbers

if TYPE_CHECKING:
    from pipeline.commands import Subparsers

_EXAMPLES = """\
  kyoten app                              opens the page in the browser; drop PDFs there
  kyoten app --shortcut ~/Desktop         puts an icon there that opens it, once and for all
  kyoten app --no-browser --port 8800     says the address only

Nothing leaves this machine: the page is served on 127.0.0.1 to the browser that has the address with its token."""


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "app", "check, read and compare sheets on a page in the browser", _EXAMPLES)
    parser.add_argument("--raw", type=Path, metavar="DIR", help="folder of the PDFs (raw; where you are in none, kyoten/raw of your own)")
    parser.add_argument("--curated", type=Path, metavar="DIR", help="folder of the published tables (curated, beside raw)")
    parser.add_argument("--port", type=numbers(int, 1024, 65535), default=0, metavar="N", help="port of 127.0.0.1 (a free one)")
    parser.add_argument("--no-browser", action="store_true", help="say the address, open nothing")
    parser.add_argument("--desk", type=Path, metavar="DIR", help="folder for what is dropped, removed at the end (in your cache folder)")
    parser.add_argument("--shortcut", type=Path, metavar="DIR", help="put an icon that opens the page into a folder, and end")
    add_reporting(parser)
    add_limits(parser)
    parser.set_defaults(run=_run, lang=None)  # which the page has apart from what this command says


def _run(arguments: argparse.Namespace) -> int:
    from pipeline.rules.defects import language
    from pipeline.run.sentences import tell

    spoken = arguments.lang or language()
    raw, curated = _folders(arguments.raw, arguments.curated)
    if arguments.shortcut:
        from pipeline.app.shortcut import write_shortcut

        tell("wrote.file", spoken, path=write_shortcut(arguments.shortcut, raw, curated, arguments.lang or "ja"))
        return 0
    from pipeline.app.server import Settings, desk_folder, serve

    desk = arguments.desk or desk_folder(raw, curated)
    settings = Settings(
        raw,
        curated,
        desk,
        arguments.lang or "ja",
        limits_of(arguments),
        arguments.port,
        not arguments.no_browser,
    )
    return serve(settings, lambda address: tell("app.address", spoken, address=address))


def _folders(raw: Path | None, curated: Path | None) -> tuple[Path, Path]:
    """The folders of the collection: as named, else those of the folder one is in; an icon is in none, and people have one of their own."""
    here = raw or curated or Path("raw").is_dir() or Path("curated").is_dir()
    base = Path() if here else Path.home() / "kyoten"
    return raw or base / "raw", curated or base / "curated"
