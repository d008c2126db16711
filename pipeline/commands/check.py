"""``kyoten check``: what is wrong with sources, for people and for CI; reads them and writes nothing."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_jobs, add_limits, add_raw, add_reporting, limits_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.commands import Subparsers
    from pipeline.report.checklist import Checklist
    from pipeline.rules.defects import Language
    from pipeline.values import Defect

_EXAMPLES = """\
  kyoten check raw/*.pdf                        what is wrong, for people
  kyoten check --fast --lang ja raw             in a second, without second engine and expectations; in Japanese
  kyoten check --fast --proofread raw/*.pdf     slips too (校正): look-alikes, spellings, broken sentences, numbers against tables
  kyoten check --proofread --html 点検表.html new.pdf before.pdf   printed, with what changed without a word since the term before
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
    parser.add_argument("--proofread", action="store_true", help="look for slips too (校正); they refuse nothing")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write the slips as a checklist (点検表) to print; implies --proofread")
    add_raw(parser, "folder of accepted.toml (raw)")
    parser.add_argument("--engine", choices=("pymupdf", "pdfplumber"), default="pymupdf", help="what reads the PDFs (pymupdf)")
    add_jobs(parser)
    add_reporting(parser)
    add_limits(parser)
    parser.set_defaults(run=_run)


_WITH_SLIPS = ("text", "json")


def _write(path: Path, checklists: Mapping[str, Checklist | Defect], spoken: Language) -> None:
    """The checklist as a page, and on the standard error that it was written."""
    from pipeline.files import write_whole
    from pipeline.report.checklist import Checklist, checklist_html
    from pipeline.run.sentences import text
    from pipeline.run.usage import writing

    sheets = [one for one in checklists.values() if isinstance(one, Checklist)]
    with writing(path, "close it, or name another place"):
        write_whole(path, checklist_html(sheets, spoken))
    places = sum(len(one.findings) for one in sheets)
    sys.stderr.write(f"{text('wrote.checklist', spoken, path=path, sheets=len(sheets), places=places)}\n")


def _proofreads(arguments: argparse.Namespace) -> bool:
    """Whether slips are asked for. Raises UsageError where they cannot be said as asked."""
    from pipeline.run.usage import HTML, UsageError, require_file_for

    if arguments.html:
        require_file_for(arguments.html, HTML, arguments.files)
    proofreads = arguments.proofread or arguments.html is not None
    if proofreads and arguments.format not in _WITH_SLIPS:
        raise UsageError("--proofread is said as {names}, not as {format}", names=" or ".join(_WITH_SLIPS), format=arguments.format)
    return proofreads


def _warn(arguments: argparse.Namespace, spoken: Language) -> None:
    """Says what is not looked at or held to."""
    from pipeline.run.sentences import text
    from pipeline.run.work.guarded import can_limit_memory

    if not can_limit_memory():
        sys.stderr.write(f"kyoten: {text('check.no-memory-limit', spoken)}\n")
    if arguments.fast:
        sys.stderr.write(f"kyoten: {text('check.left-out', spoken)}\n")


def _run(arguments: argparse.Namespace) -> int:
    from pipeline.gate import GateError
    from pipeline.run.accepted import acceptances, sorted_out
    from pipeline.run.checking import Check, checks_of
    from pipeline.run.findings import Findings, rendered
    from pipeline.run.progress import harmless
    from pipeline.run.sentences import text
    from pipeline.run.sources import source_files
    from pipeline.run.work.workers import default_jobs

    spoken = arguments.lang
    proofread = _proofreads(arguments)
    entries = acceptances(arguments.raw)
    sources = source_files(arguments.raw, arguments.files, own_stems=False)
    _warn(arguments, spoken)
    check = Check(arguments.engine, arguments.fast, proofread, arguments.jobs or default_jobs(), limits_of(arguments))
    try:
        checked = checks_of(sources, check, entries)
    except GateError as error:
        sys.stderr.write(harmless(f"kyoten: {text('check.gate-failed', spoken, error=error.said(spoken))}") + "\n")
        return 1
    found, stale = sorted_out({one.name: one.defects for one in checked}, entries)
    checklists = {one.name: one.checklist for one in checked if one.checklist is not None} if proofread else None
    findings = Findings(found, {source.name: source.path for source in sources}, stale, arguments.raw, checklists)
    if arguments.html and checklists is not None:
        _write(arguments.html, checklists, spoken)
    for line in rendered(findings, arguments.format, spoken):
        sys.stdout.write(line + "\n")
    return 1 if findings.errors or (arguments.strict and findings.warnings) else 0
