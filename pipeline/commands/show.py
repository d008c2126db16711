"""``kyoten show``: one parsed sheet as a readable tree, in the form's own words."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_limits, add_reporting, existing, limits_of
from pipeline.run.usage import UsageError

if TYPE_CHECKING:
    from pipeline.commands import Subparsers
    from pipeline.rules.defects import Language
    from pipeline.sheet.model import DataTable, Goal, PrintedFigure, Project, Sheet, Statement

_EXAMPLES = """\
  kyoten show raw/midoridai-r7.writer-plain.pdf
  kyoten show staged/midoridai-r7.writer-plain.json"""
Branch = tuple[str, list["Branch"]]
"""A line and what stands under it."""


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "show", "print a parsed sheet as a tree", _EXAMPLES)
    parser.add_argument("file", type=Path, metavar="FILE", help="a PDF, or the JSON of a staged sheet")
    parser.add_argument("--engine", choices=("pymupdf", "pdfplumber"), default="pymupdf", help="what reads the PDF (pymupdf)")
    add_reporting(parser)
    add_limits(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from pipeline.rules.defects import message, severity
    from pipeline.run.manifest import require_as_written
    from pipeline.run.progress import say
    from pipeline.run.sources import bytes_of
    from pipeline.run.work.guarded import outcome_of
    from pipeline.run.work.reading import Task, staged_text
    from pipeline.sheet.staged import StagedError, loads
    from pipeline.values import SourceError

    spoken, file = arguments.lang, existing(arguments.file)
    try:
        if file.suffix == ".json":
            require_as_written(file)
            text = bytes_of(file).decode()
        else:
            text = outcome_of(staged_text, Task(file.stem, file, arguments.engine), limits_of(arguments))
        sheet = loads(text)
    except (StagedError, UnicodeDecodeError) as error:
        raise UsageError("{file}: {error}; name a PDF, or a sheet of staged/", file=file, error=error) from error
    except SourceError as error:
        say(f"{file.name}: [{error.defect.code}] {message(error.defect, spoken)}")
        return 1
    for line in _lines(_sheet(sheet, spoken)):
        say(line)
    return 1 if any(severity(defect) == "error" for defect in sheet.defects) else 0


def _lines(branch: Branch, stem: str = "") -> Iterator[str]:
    text, under = branch
    if not stem:
        yield text
    for k, (line, deeper) in enumerate(under):
        last = k == len(under) - 1
        yield f"{stem}{'└ ' if last else '├ '}{line}"
        yield from _lines(("", deeper), stem + ("　" if last else "│ ")) if deeper else ()


def _sheet(sheet: Sheet, spoken: Language) -> Branch:
    from pipeline.rules.defects import message, where

    period = f"{sheet.period_start or '?'}～{sheet.period_end or '?'}年度"
    kind = "中間の振り返り" if sheet.sheet_kind == "interim" else "期末のまとめ"
    term = f" 第{sheet.term_no}期" if sheet.term_no else ""
    parts: list[Branch] = [
        (f"{sheet.ward or '区不明'} {period} {kind}{term} {sheet.page_count}ページ", []),
        ("実施概要", [(f"{row.label}: {row.text.text}", []) for row in sheet.overview]),
        *(_project(project) for project in sheet.projects),
    ]
    if sheet.defects:
        parts.append(("不備", [(f"[{d.code}] {where(d, spoken)} {message(d, spoken)}", []) for d in sheet.defects]))
    return (f"{sheet.document_id} {sheet.title or ''}", parts)


def _project(project: Project) -> Branch:
    from pipeline.rules.defects import section_name
    from pipeline.rules.sections import SECTIONS

    goals: list[Branch] = [(_goal(goal), []) for goal in project.goals]
    parts: list[Branch] = [("目指す拠点の姿", goals)]
    if project.prior_issues:
        parts.append(("前期の課題", [(f"{issue.mark}{issue.text.text}", []) for issue in project.prior_issues]))
    parts += [(section_name(section, "ja"), _section(project, section)) for section in SECTIONS]
    parts.append(("振り返りの視点", [(f"{viewpoint.mark} {viewpoint.text.text}", []) for viewpoint in project.viewpoints]))
    return (f"{project.project_no} {project.title.text}", [part for part in parts if part[1]])


def _goal(goal: Goal) -> str:
    return f"{goal.mark} {goal.text.text} 〔法人 {goal.rating_operator or '－'} / 区 {goal.rating_ward or '－'}〕"


def _section(project: Project, section: str) -> list[Branch]:
    """Statements, tables and figures of a section in reading order; a heading holds what stands under it."""
    found: list[tuple[int, Branch, bool]] = [
        *((said.order_no, (_said(said), []), said.kind == "heading") for said in project.statements if said.section == section),
        *((table.order_no, _table(table), False) for table in project.tables if table.section == section),
        *((figure.order_no, (_figure(figure), []), False) for figure in project.figures if figure.section == section),
    ]
    parts: list[Branch] = []
    under = parts
    for _, branch, is_heading in sorted(found, key=lambda item: item[0]):
        if is_heading:
            parts.append(branch)
            under = branch[1]
        else:
            under.append(branch)
    return parts


def _said(statement: Statement) -> str:
    goals = f" 〔姿 {','.join(map(str, statement.goal_nos))}〕" if statement.goal_nos and statement.kind != "heading" else ""
    return f"{'　' * statement.level}{statement.mark}{' ' if statement.mark else ''}{statement.text.text}{goals}"


def _figure(figure: PrintedFigure) -> str:
    return f"〔図 {figure.figure_no}〕{figure.caption.text if figure.caption else figure.text.text}"


def _table(table: DataTable) -> Branch:
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.text.text)
    caption = table.caption.text if table.caption else ""
    return (f"〔表 {table.table_no}〕{caption}", [(" | ".join(cells), []) for _, cells in sorted(rows.items())])
