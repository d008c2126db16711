"""``kyoten confirm``: writes into ``links.toml`` that a link is right, or that it is not."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_curated, add_decision, add_reporting

if TYPE_CHECKING:
    from pipeline.commands import Subparsers

_EXAMPLES = """\
  kyoten confirm midoridai-r7.writer-plain/1/operator_reason/2 ibasho.v3 --reason 読んで確認 --who こども家庭支援課
                                                 this statement answers the third viewpoint of 親子の居場所
  kyoten confirm --reject statements/midoridai-r7.writer-plain/1/outcome/1 ibasho.v3 --reason 別の話 --who こども家庭支援課
  kyoten confirm midoridai-r2.typeset/1/challenge/1 prior_issues/midoridai-r7.writer-plain/1/2 --reason 同じ課題 --who 拠点
                                                 this challenge comes back as that prior issue

The sentences are written by their content_id, which survives a renamed file and an inserted line."""


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "confirm", "write down that a link is right, or with --reject that it is not", _EXAMPLES)
    parser.add_argument("statement", metavar="STATEMENT", help="statement_id, row_id or content_id")
    parser.add_argument("answers", metavar="VIEWPOINT|ISSUE", help="a viewpoint_code such as ibasho.v3, or the row_id of a prior issue")
    parser.add_argument("--reject", action="store_true", help="the link is wrong")
    add_curated(parser)
    add_decision(parser)
    add_reporting(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from pipeline.run.deciding import confirm
    from pipeline.run.decisions import LINKS, decided
    from pipeline.run.sentences import tell

    verdict = "rejected" if arguments.reject else "confirmed"
    statement, other = confirm(arguments.raw, arguments.curated, arguments.statement, arguments.answers, verdict, decided(arguments))
    tell(f"decided.{verdict}", arguments.lang, path=arguments.raw / LINKS, statement=statement, other=other)
    return 0
