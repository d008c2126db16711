"""``kyoten run``: sources in, gated and published datasets out."""

from __future__ import annotations

import argparse
import contextlib
import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_jobs, add_limits, add_reporting, limits_of, words
from pipeline.run.usage import UsageError

if TYPE_CHECKING:
    from pipeline.commands import Subparsers, words

_EXAMPLES = """\
  kyoten run                                    everything under raw/ becomes curated/
  kyoten run --release 2026.1@2026-11-28        with the version and day of this release in datapackage.json and CHANGES.md
  kyoten run --raw 2026 --curated out           another collection
  kyoten run raw/midoridai-r7.writer-plain.pdf --staged trial/staged --curated trial/curated
                                                one sheet, beside the collection
  kyoten run --raw s3://city/raw --staged s3://city/staged --curated s3://city/curated
                                                other storages, by URL (needs kyoten[remote] or kyoten[s3])
  kyoten run --scheduler tcp://10.0.0.5:8786    read by the workers of a Dask cluster"""


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "run", "read the PDFs, gate the tables, publish them as a whole", _EXAMPLES)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="PDFs or folders in place of everything under --raw")
    add_run(parser)
    parser.set_defaults(run=run_from)


def add_run(parser: argparse.ArgumentParser) -> None:
    """Where the folders are, and how they are worked on."""
    parser.add_argument("--raw", default="raw", metavar="DIR", help="folder or URL of the PDFs and sources.toml (raw)")
    parser.add_argument("--staged", default="staged", metavar="DIR", help="folder or URL of the parsed sheets (staged)")
    parser.add_argument("--curated", metavar="DIR", help="folder or URL of the published tables (curated)")
    parser.add_argument("--engine", choices=("pymupdf", "pdfplumber"), default="pymupdf", help="what reads the PDFs (pymupdf)")
    add_jobs(parser)
    parser.add_argument("--scheduler", default="", metavar="ADDRESS", help="Dask scheduler whose cluster reads (needs kyoten[dask])")
    parser.add_argument(
        "--drop-refused",
        action="store_true",
        help="publish even where a document published today would vanish, refused now or its file gone",
    )
    add_release(parser)
    add_reporting(parser)
    add_limits(parser)


def add_release(parser: argparse.ArgumentParser) -> None:
    """``--release``, for the commands that publish."""
    parser.add_argument(
        "--release", type=_release, default=("", ""), metavar="VERSION[@DATE]", help="name this publication, such as 2026.1@2026-11-28"
    )


def _release(said: str) -> tuple[str, str]:
    version, _, day = said.partition("@")
    with contextlib.suppress(ValueError):
        if version.strip() and version.isprintable() and (not day or datetime.date.fromisoformat(day).isoformat() == day):
            return version.strip(), day
    raise argparse.ArgumentTypeError(words("{said} is no VERSION[@DATE] such as 2026.1@2026-11-28", said=said))


def run_from(arguments: argparse.Namespace) -> int:
    """One run with what the command line says."""
    from pipeline.datasets.package import Named
    from pipeline.run.plan import Options
    from pipeline.run.whole import run
    from pipeline.run.work.workers import default_jobs

    paths = tuple(getattr(arguments, "paths", ()))
    if paths and arguments.curated is None:
        raise UsageError(
            "with PATHs, name the folder to publish to with --curated DIR: it will hold these documents only, "
            "and curated/ holds the whole collection"
        )
    given = (arguments.raw, arguments.staged, arguments.curated or "curated")
    urls = None
    if any("://" in place for place in given):
        from pipeline.run.publish.remote import Urls

        urls = Urls(*(place if "://" in place else "" for place in given))
    raw, staged, curated = map(Path, given)
    return run(
        Options(
            paths=paths,
            raw=raw,
            staged=staged,
            curated=curated,
            urls=urls,
            engine=arguments.engine,
            jobs=arguments.jobs or default_jobs(),
            scheduler=arguments.scheduler,
            drop_refused=arguments.drop_refused,
            limits=limits_of(arguments),
            language=arguments.lang,
            named=Named(*arguments.release),
        )
    )
