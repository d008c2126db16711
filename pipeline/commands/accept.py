"""``kyoten accept``: writes into ``accepted.toml`` that a defect of a source is all right, and why."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_decision, add_reporting

if TYPE_CHECKING:
    from pipeline.commands import Subparsers

_EXAMPLES = """\
  kyoten accept minatomi-r2.wordlike-cid.pdf rating-missing --place "自己評価(区) ④" --reason 対象外の事業のため --who こども家庭支援課
                                                 this warning of this sheet is quiet from the next run or check on

FILE is the file as under raw/, CODE and the place are as kyoten check says them. --place may be parts of it (a page, a project, a
section), and without one every such defect of the file is meant."""


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "accept", "write down that a defect was looked at and is all right", _EXAMPLES)
    parser.add_argument("file", metavar="FILE", help="the source, its path under raw/")
    parser.add_argument("code", metavar="CODE", help="code of the defect")
    parser.add_argument("--place", default="", metavar="TEXT", help="where it is, in the words of the message, or parts of them")
    parser.add_argument("--quote", default="", metavar="TEXT", help="only where this is printed")
    add_decision(parser)
    add_reporting(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from pipeline.run.accepted import ACCEPTED
    from pipeline.run.deciding import accept
    from pipeline.run.decisions import decided
    from pipeline.run.sentences import tell

    name = Path(arguments.file).absolute()
    raw = arguments.raw.absolute()
    source = name.relative_to(raw).as_posix() if name.is_relative_to(raw) else arguments.file
    number = accept(arguments.raw, source, arguments.code, arguments.place, arguments.quote, decided(arguments))
    path = arguments.raw / ACCEPTED
    tell("decided.accepted", arguments.lang, path=path, number=number, code=arguments.code, source=source)
    return 0
