"""``kyoten check``: what is wrong with sources, for people and for CI; reads them and writes nothing."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_jobs, add_limits, add_reporting, limits_of

if TYPE_CHECKING:
    from pipeline.commands import Subparsers

_EXAMPLES = """\
  kyoten check raw/*.pdf                        what is wrong, for people
  kyoten check --fast --lang ja raw             in a second, without second engine and expectations; in Japanese
  kyoten check --strict --format github raw     every PDF under raw/, annotations for a pull request
  kyoten check --format sarif raw > defects.sarif"""


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "check", "say what is wrong with PDFs, for people and for CI", _EXAMPLES)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="PDFs, or folders of PDFs")
    parser.add_argument("--format", choices=("text", "json", "sarif", "github"), default="text", help="form of the answer (text)")
    parser.add_argument("--strict", action="store_true", help="exit 1 on warnings too")
    parser.add_argument(
        "--fast", action="store_true", help="leave out the comparison with a second engine and the expectations of the tables"
    )
    parser.add_argument("--raw", type=Path, default=Path("raw"), metavar="DIR", help="folder of accepted.toml (raw)")
    parser.add_argument("--engine", choices=("pymupdf", "pdfplumber"), default="pymupdf", help="what reads the PDFs (pymupdf)")
    add_jobs(parser)
    add_reporting(parser)
    add_limits(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from pipeline.gate import GateError
    from pipeline.rules.defects import language
    from pipeline.run.accepted import acceptances, sorted_out
    from pipeline.run.checking import Check, checks_of
    from pipeline.run.findings import Findings, rendered
    from pipeline.run.progress import harmless
    from pipeline.run.sentences import text
    from pipeline.run.sources import source_files
    from pipeline.run.work.guarded import can_limit_memory
    from pipeline.run.work.workers import default_jobs

    spoken = arguments.lang or language()
    if not can_limit_memory():
        sys.stderr.write(f"kyoten: {text('check.no-memory-limit', spoken)}\n")
    entries = acceptances(arguments.raw)
    sources = source_files(arguments.raw, arguments.files, own_stems=False)
    check = Check(arguments.engine, arguments.fast, arguments.jobs or default_jobs(), limits_of(arguments))
    try:
        checked = checks_of(sources, check, entries)
    except GateError as error:
        sys.stderr.write(harmless(f"kyoten: {text('check.gate-failed', spoken, error=error)}") + "\n")
        return 1
    if arguments.fast:
        sys.stderr.write(f"kyoten: {text('check.left-out', spoken)}\n")
    found, stale = sorted_out({one.name: one.defects for one in checked}, entries)
    findings = Findings(found, {source.name: source.path for source in sources}, stale, arguments.raw)
    for line in rendered(findings, arguments.format, spoken):
        sys.stdout.write(line + "\n")
    return 1 if findings.errors or (arguments.strict and findings.warnings) else 0
