"""``kyoten report``: the published sheets as one HTML file to read, compare, search and print."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_curated, add_jobs, add_limits, add_raw, add_reporting, limits_of
from pipeline.run.usage import HTML, require_file_for, writing

if TYPE_CHECKING:
    from pipeline.commands import Subparsers

_EXAMPLES = """\
  kyoten report                               report.html in this folder
  kyoten report -o 2026/report.html           elsewhere; many pictures go into 2026/report-pages beside it
  kyoten report --pictures embedded           one file with every page's picture in it, whatever its size
  kyoten report --pictures none               the text only, to send by mail"""


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "report", "write the published sheets as one HTML file for people", _EXAMPLES)
    parser.add_argument("-o", "--output", type=Path, default=Path("report.html"), metavar="FILE", help="file to write (report.html)")
    parser.add_argument(
        "--pictures",
        choices=("auto", "embedded", "folder", "none"),
        default="auto",
        help="where the pictures of the pages go; auto embeds them while they are few (auto)",
    )
    add_curated(parser)
    add_raw(parser)
    add_jobs(parser, " that draw pages")
    add_reporting(parser)
    add_limits(parser, "one page")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from pipeline.report.html import write_report
    from pipeline.report.html.rows import NEEDED
    from pipeline.rules.defects import message
    from pipeline.run.curated import published_tables
    from pipeline.run.decisions import today
    from pipeline.run.sentences import tell
    from pipeline.run.work.guarded import outcomes
    from pipeline.run.work.workers import default_jobs

    require_file_for(arguments.output, HTML, ())
    tables = published_tables(arguments.curated, NEEDED)
    jobs, limits = arguments.jobs or default_jobs(), limits_of(arguments)
    with writing(arguments.output, "name another place with -o FILE"):
        written = write_report(
            tables, arguments.raw, arguments.output, arguments.pictures, lambda work, pages: outcomes(work, pages, jobs, limits), today()
        )
    spoken = arguments.lang
    tell("wrote.report", spoken, path=written.path, count=written.documents, mb=f"{written.size / 1e6:.1f}")
    if written.folder:
        tell("wrote.pictures", spoken, folder=written.folder)
    for fault in written.faults:
        tell("wrote.no-pictures", spoken, fault=fault.said(spoken))
    for file, defect in written.undrawn:
        tell("wrote.placeholder-of", spoken, file=file, page=defect.page, code=defect.code, message=message(defect, spoken))
    return 1 if written.undrawn else 0
