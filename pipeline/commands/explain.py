"""``kyoten explain``: why a statement is linked to the viewpoints that it is linked to."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import add_command
from pipeline.run.usage import UsageError

if TYPE_CHECKING:
    from pipeline.commands import Subparsers
    from pipeline.narrative.model import Explanation, Support
    from pipeline.sheet.model import Sheet, Statement

_EXAMPLES = """\
  kyoten explain midoridai-r7.writer-plain/1/operator_reason/3
  kyoten explain midoridai-r7.writer-plain/1/operator_reason/3 --staged trial/staged"""
_RULES = {
    "word": "語",
    "heading": "見出しの語",
    "goal": "目指す拠点の姿",
    "section": "欄",
    "likeness": "視点の文との近さ",
    "heading-likeness": "見出しと視点の近さ",
    "parent": "上の項目",
    "named": "視点の名指し",
}
_STATUS = {"asserted": "確か", "suggested": "候補", None: "－"}
# Reasons told of one viewpoint: beyond these they add little.
_MOST_REASONS = 8


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "explain", "show why a statement answers the viewpoints it is linked to", _EXAMPLES)
    parser.add_argument("statement_id", metavar="STATEMENT_ID", help="document/project/section/seq, as in statements.statement_id")
    parser.add_argument("--staged", type=Path, default=Path("staged"), metavar="DIR", help="folder of the parsed sheets (staged)")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from pipeline.narrative.explain import explain
    from pipeline.run.progress import say

    sheet, project_no, statement = _found(arguments.statement_id, arguments.staged)
    for line in _lines(sheet, explain(sheet, project_no, statement)):
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


def _lines(sheet: Sheet, explained: Explanation) -> Iterator[str]:
    from pipeline.rules.defects import section_name

    statement = explained.statement
    page = f"{statement.text.page_first}ページ ＞ " if statement.text.page_first else ""
    place = f"{explained.project_no} {explained.project_title} ＞ {section_name(statement.section, 'ja')} {statement.seq}"
    yield f"{sheet.ward or ''} {explained.document_id}: {page}{place}".strip()
    if statement.heading:
        yield f"見出し: {statement.heading}"
    if statement.goal_nos:
        yield f"目指す拠点の姿: {'、'.join(str(no) for no in statement.goal_nos)}"
    yield f"文: {statement.mark}{statement.text.text}"
    yield ""
    yield "語(表記 | 正規化形 | 品詞 | A単位)"
    for token in explained.tokens:
        unknown = " (辞書にない)" if token.is_oov else ""
        units = f" | {'/'.join(token.units)}" if len(token.units) > 1 else ""
        yield f"  {token.surface} | {token.normalized_form} | {'-'.join(p for p in token.pos[:2] if p != '*')}{units}{unknown}"
    yield ""
    if not explained.candidates:
        yield f"視点: なし(種類が {statement.kind} の行は視点と結び付けない)"
        return
    yield "視点(確かさ 確率 記号 文。+ は支持する手がかり、- は反対する手がかりの対数オッズ)"
    for candidate in explained.candidates:
        yield f"  {_STATUS[candidate.status]} {candidate.probability:.2f} {candidate.viewpoint.mark} {candidate.viewpoint.text.text}"
        for support in sorted(candidate.supports, key=lambda support: -abs(support.weight))[:_MOST_REASONS]:
            yield f"      {support.weight:+.2f} {_rule(support)}: {'、'.join(support.words)}"


def _rule(support: Support) -> str:
    from pipeline.narrative.themes import themes

    kind, _, value = support.rule.partition(":")
    if kind in ("theme", "heading-theme"):
        name = next((theme.name for theme in themes() if theme.id == value), value)
        return f"{support.rule} ({'見出しの' if kind == 'heading-theme' else ''}主題「{name}」)"
    return f"{support.rule} ({_RULES[kind]})"
