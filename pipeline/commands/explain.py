"""``kyoten explain``: why a statement is linked to the viewpoints that it is linked to."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_reporting
from pipeline.run.usage import UsageError

if TYPE_CHECKING:
    from pipeline.commands import Subparsers
    from pipeline.narrative.model import Explanation, Support
    from pipeline.rules.defects import Language
    from pipeline.sheet.model import Sheet, Statement

_EXAMPLES = """\
  kyoten explain midoridai-r7.writer-plain/1/operator_reason/3
  kyoten explain midoridai-r7.writer-plain/1/operator_reason/3 --staged trial/staged"""
# Reasons told of one viewpoint: beyond these they add little.
_MOST_REASONS = 8


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "explain", "show why a statement answers the viewpoints it is linked to", _EXAMPLES)
    parser.add_argument("statement_id", metavar="STATEMENT_ID", help="document/project/section/seq, as in statements.statement_id")
    parser.add_argument("--staged", type=Path, default=Path("staged"), metavar="DIR", help="folder of the parsed sheets (staged)")
    add_reporting(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from pipeline.narrative.explain import explain
    from pipeline.run.progress import say

    sheet, project_no, statement = _found(arguments.statement_id, arguments.staged)
    for line in _lines(sheet, explain(sheet, project_no, statement), arguments.lang):
        say(line)
    return 0


def _found(statement_id: str, staged: Path) -> tuple[Sheet, int, Statement]:
    from pipeline.rules.sections import SECTIONS
    from pipeline.run.manifest import require_as_written
    from pipeline.sheet.staged import StagedError, loads, staged_name

    parts = statement_id.split("/")
    if len(parts) != 4 or parts[2] not in SECTIONS or not (parts[1].isdecimal() and parts[3].isdecimal()):
        raise UsageError(
            "{statement_id} is no STATEMENT_ID: it has the form document/project/section/seq, section one of {names}",
            statement_id=statement_id,
            names=", ".join(SECTIONS),
        )
    document_id, project_no, section, seq = parts[0], int(parts[1]), parts[2], int(parts[3])
    path = staged / staged_name(document_id)
    try:
        require_as_written(path)
        sheet = loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            "{path} cannot be opened: {error}; run kyoten run first, or name the folder with --staged", path=path, error=error
        ) from error
    except (StagedError, UnicodeDecodeError) as error:
        raise UsageError("{path}: {error}; delete it and run kyoten run to make it anew", path=path, error=error) from error
    for project in sheet.projects:
        for statement in project.statements:
            if (project.project_no, statement.section, statement.seq) == (project_no, section, seq):
                return sheet, project_no, statement
    raise UsageError(
        "{document_id} has no statement {project_no}/{section}/{seq}; kyoten show {path} lists those there are",
        document_id=document_id,
        project_no=project_no,
        section=section,
        seq=seq,
        path=path,
    )


def _lines(sheet: Sheet, explained: Explanation, spoken: Language) -> Iterator[str]:
    from pipeline.rules.defects import where
    from pipeline.run.sentences import listed, text
    from pipeline.values import Defect, Place

    statement = explained.statement
    place = Place(explained.project_no, explained.project_title, statement.section, str(statement.seq))
    stands = where(Defect("", statement.text.page_first, None, "", place), spoken)
    yield f"{sheet.ward or ''} {explained.document_id}: {stands}".strip()
    if statement.heading:
        yield text("explain.heading", spoken, heading=statement.heading)
    if statement.goal_nos:
        yield text("explain.goals", spoken, numbers=listed(statement.goal_nos, spoken))
    yield text("explain.text", spoken, text=f"{statement.mark}{statement.text.text}")
    yield ""
    yield text("explain.words", spoken)
    for token in explained.tokens:
        unknown = f" ({text('explain.unknown', spoken)})" if token.is_oov else ""
        units = f" | {'/'.join(token.units)}" if len(token.units) > 1 else ""
        yield f"  {token.surface} | {token.normalized_form} | {'-'.join(p for p in token.pos[:2] if p != '*')}{units}{unknown}"
    yield ""
    if not explained.candidates:
        yield text("explain.none", spoken, kind=statement.kind)
        return
    yield text("explain.viewpoints", spoken)
    for candidate in explained.candidates:
        status = text(f"explain.{candidate.status or 'unlinked'}", spoken)
        yield f"  {status} {candidate.probability:.2f} {candidate.viewpoint.mark} {candidate.viewpoint.text.text}"
        for support in sorted(candidate.supports, key=lambda support: -abs(support.weight))[:_MOST_REASONS]:
            yield f"      {support.weight:+.2f} {_rule(support, spoken)}: {listed(support.words, spoken)}"


def _rule(support: Support, spoken: Language) -> str:
    from pipeline.narrative.themes import themes
    from pipeline.run.sentences import text

    kind, _, value = support.rule.partition(":")
    if kind in ("theme", "heading-theme"):
        value = next((theme.name for theme in themes() if theme.id == value), value)
    return f"{support.rule} ({text(f'explain.rule-{kind}', spoken, value=value)})"
