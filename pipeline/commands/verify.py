"""``kyoten verify``: whether published tables are what their PDFs say, for whoever received both; reads them and writes nothing."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_curated, add_jobs, add_limits, add_raw, add_reporting, limits_of

if TYPE_CHECKING:
    from pipeline.commands import Subparsers

_EXAMPLES = """\
  kyoten verify                                          curated/ against the PDFs of raw/
  kyoten verify --curated received --raw received/pdf    the tables and the PDFs that somebody sent
  kyoten verify --format json > findings.json            for programs: rows read again, findings by row"""


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "verify", "read every published row again from its page by another engine", _EXAMPLES)
    add_curated(parser)
    add_raw(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form of the answer (text)")
    add_jobs(parser)
    add_reporting(parser)
    add_limits(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from pipeline.rules.defects import message, what, where
    from pipeline.run.progress import harmless, say, say_json
    from pipeline.run.sentences import text
    from pipeline.run.verifying import as_json, verified
    from pipeline.run.work.workers import default_jobs

    spoken = arguments.lang
    found = verified(arguments.curated, arguments.raw, arguments.jobs or default_jobs(), limits_of(arguments))
    if arguments.format == "json":
        says = {one: what(one.defect, spoken) for one in found.findings}
        say_json(as_json(found, says))
    else:
        for one in found.findings:
            place = " ".join(part for part in (one.row_id or one.document_id or one.table, where(one.defect, spoken)) if part)
            say(harmless(f"[{one.defect.code}] {place}"))
            say(harmless(f"    {message(one.defect, spoken)}"))
        for name, rows in sorted(found.unverified.items()):
            say(harmless(text("verify.unverified", spoken, document=name, count=rows)))
        say(_summed_up(found.rows, len(found.findings), spoken))
    return 1 if found.findings else 0


def _summed_up(rows: int, findings: int, spoken: str) -> str:
    if spoken == "ja":
        return f"{rows}行を元のページから読み直しました: 相違{findings}件"
    return f"{rows} rows read again from their pages: {findings} finding{'s' * (findings != 1)}"
