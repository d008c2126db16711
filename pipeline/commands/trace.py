"""``kyoten trace``: what was recognised on each page, drawn over it in colours."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_limits, add_reporting, existing, limits_of
from pipeline.files import fitting_name, write_whole
from pipeline.run.usage import UsageError, require_folder_for_files, writing

if TYPE_CHECKING:
    from pipeline.commands import Subparsers
    from pipeline.layout.model import Item, PageLayout
    from pipeline.pages import Engine
    from pipeline.pages.overlay import Outline, OutlineLook
    from pipeline.pages.views import View
    from pipeline.run.work.guarded import WorkLimits
    from pipeline.sheet.model import Project, Sheet
    from pipeline.values import Box, Defect

_EXAMPLES = """\
  kyoten trace raw/midoridai-r7.writer-plain.pdf --page 2
  kyoten trace raw/midoridai-r7.writer-plain.pdf -o trace        all pages, in the folder trace/
  kyoten trace any.pdf                                           lines and cells of any PDF"""
SCALE = 1.6


def register(subparsers: Subparsers) -> None:
    parser = add_command(subparsers, "trace", "draw what was recognised over the pages of a PDF", _EXAMPLES)
    parser.add_argument("file", type=Path, metavar="FILE", help="a PDF")
    parser.add_argument("--page", type=int, metavar="N", help="this page only (all)")
    parser.add_argument("-o", "--output", type=Path, metavar="DIR", help="folder for the PNG files (this folder)")
    parser.add_argument("--engine", choices=("pymupdf", "pdfplumber"), default="pymupdf", help="what reads the PDF (pymupdf)")
    add_reporting(parser)
    add_limits(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from pipeline.rules.defects import message
    from pipeline.run.progress import say
    from pipeline.run.sentences import tell, text
    from pipeline.run.work.guarded import outcome_of
    from pipeline.values import SourceError

    file, page, spoken = existing(arguments.file), arguments.page, arguments.lang
    if arguments.output:
        require_folder_for_files(arguments.output)
    try:
        traced = outcome_of(_traced, (file, arguments.engine), limits_of(arguments))
    except SourceError as error:
        say(f"{file.name}: [{error.defect.code}] {message(error.defect, spoken)}")
        return 1
    if page is not None and not 1 <= page <= len(traced.pages):
        raise UsageError("{file} has pages 1 to {pages}, and no page {page}", file=file, pages=len(traced.pages), page=page)
    if traced.refusal:
        say(f"{file.name}: [{traced.refusal.code}] {message(traced.refusal, spoken)}")
    tasks = [_Page(file, number, *drawn, traced.legend) for number, drawn in enumerate(traced.pages, 1) if page in (None, number)]
    undrawn = 0
    for task, picture, defect in _pictures(tasks, limits_of(arguments)):
        path = (arguments.output or Path()) / fitting_name(file.stem, f"-{task.number:02}.png")
        with writing(path, "name another folder with -o DIR"):
            write_whole(path, picture)
        tell("wrote.outlines", spoken, path=path, count=len(task.outlines))
        if defect:
            undrawn += 1
            said = text("wrote.placeholder", spoken, page=task.number, code=defect.code, message=message(defect, spoken))
            say(f"  {said}")
    return 1 if traced.refusal or undrawn else 0


@dataclass(frozen=True, slots=True)
class _Page:
    """A page to draw, its size in points, and what to draw over it; ``stands_in`` is a picture in place of the page's own."""

    file: Path
    number: int
    size: tuple[float, float]
    outlines: Sequence[Outline]
    legend: Sequence[OutlineLook]
    stands_in: bytes = b""


def _pictures(tasks: Sequence[_Page], limits: WorkLimits) -> Iterator[tuple[_Page, bytes, Defect | None]]:
    """Each page's picture as it is done. A page that cannot be drawn has its outlines over a placeholder,
    or the placeholder alone where that is too much."""
    from pipeline.pages.placeholder import placeholder
    from pipeline.run.work.guarded import outcomes
    from pipeline.run.work.workers import default_jobs
    from pipeline.values import Defect

    for task, outcome in outcomes(_picture, tasks, min(default_jobs(), len(tasks)), limits):
        if isinstance(outcome, Defect):
            defect = replace(outcome, page=task.number)
            blank = placeholder(defect, task.size, SCALE)
            ((_, over),) = outcomes(_picture, [replace(task, stands_in=blank)], 1, limits)
            yield task, blank if isinstance(over, Defect) else over, defect
        else:
            yield task, outcome, None


def _picture(task: _Page) -> bytes:
    from pipeline.pages.overlay import drawn_over
    from pipeline.pages.render import render_page
    from pipeline.run.sources import bytes_of

    page = task.stands_in or render_page(bytes_of(task.file), task.number, SCALE)
    return drawn_over(page, task.size, task.outlines, task.legend, SCALE)


@dataclass(frozen=True, slots=True)
class _Traced:
    """Each page's size with the outlines on it; ``refusal`` says why there is no sheet, only lines and cells."""

    pages: Sequence[tuple[tuple[float, float], Sequence[Outline]]]
    legend: Sequence[OutlineLook]
    refusal: Defect | None


def _traced(task: tuple[Path, Engine]) -> _Traced:
    from pipeline.layout import layouts_of
    from pipeline.pages import source_of
    from pipeline.pages.views import views_of
    from pipeline.run.sources import bytes_of
    from pipeline.sheet.reader import sheet_of
    from pipeline.values import SourceError

    file, engine = task
    source = source_of(bytes_of(file), engine)
    sheet, refusal = None, None
    try:
        sheet = sheet_of(source.pages, document_id=file.stem, source_sha256="", text_source=source.text_source)
    except SourceError as error:
        refusal = error.defect
    looks = _Looks()
    views = views_of(source.pages)
    laid: dict[int, list[Outline]] = {page.number: [] for page in source.pages}
    for view, layout in zip(views, layouts_of([view.page for view in views]), strict=True):
        laid[view.number] += [_as_displayed(outline, view) for outline in _of_layout(layout, looks)]
    pages = [
        ((page.width, page.height), [*laid[page.number], *(_of_sheet(sheet, page.number, looks) if sheet else ())]) for page in source.pages
    ]
    return _Traced(pages, looks.all, refusal)


def _as_displayed(outline: Outline, view: View) -> Outline:
    from pipeline.values import Box

    _, x0, y0, x1, y1 = view.as_displayed(Box(view.page.number, *outline.box))
    return replace(outline, box=(x0, y0, x1, y1))


class _Looks:
    """The colours, and the order of the legend."""

    def __init__(self) -> None:
        from pipeline.pages.overlay import OutlineLook
        from pipeline.rules.sections import SECTION_RULES, SECTIONS

        self.line = OutlineLook("行", 0xA0A0A0, 0.4)
        self.cell = OutlineLook("セル(行,列)", 0xE08000, 0.8, inset=1.0)
        self.figure = OutlineLook("図", 0x8000C0, 1.2, fill=True)
        self.furniture = OutlineLook("柱・ページ番号", 0x606060, 0.6, fill=True)
        self.decoration = OutlineLook("飾り", 0xB0B000, 0.6, fill=True)
        self.title = OutlineLook("事業の題・実施概要", 0x000000, 1.2)
        self.goal = OutlineLook("目指す拠点の姿・評定", 0x0060D0, 1.0, fill=True)
        self.prior = OutlineLook("前期の課題", 0x00A0C0, 1.0, fill=True)
        self.heading = OutlineLook("見出し", 0xD00060, 1.0, fill=True)
        sections = {code: OutlineLook(rule.ja, rule.colour, 1.0, fill=True) for code, rule in SECTION_RULES.items()}
        self.sections = {code: sections[code] for code in SECTIONS}
        self.table = OutlineLook("データ表", 0x4000FF, 1.6)
        self.viewpoint = sections["viewpoints"]
        self.defect = OutlineLook("不備", 0xFF0000, 2.0)

    @property
    def all(self) -> list[OutlineLook]:
        return [
            *(self.line, self.cell, self.figure, self.furniture, self.decoration, self.title, self.goal, self.prior, self.heading),
            *self.sections.values(),
            *(self.table, self.viewpoint, self.defect),
        ]


def _of_layout(layout: PageLayout, looks: _Looks) -> Iterator[Outline]:
    from pipeline.pages.overlay import Outline

    yield from _of_items(layout.items, looks)
    yield from (Outline(looks.furniture, line.rect) for line in layout.furniture)
    yield from (Outline(looks.decoration, glyph[:4]) for glyph in layout.decoration)


def _of_items(items: Sequence[Item], looks: _Looks) -> Iterator[Outline]:
    from pipeline.layout.model import Figure, Line
    from pipeline.pages.overlay import Outline

    for item in items:
        if isinstance(item, Line):
            yield Outline(looks.line, item.rect)
        elif isinstance(item, Figure):
            yield Outline(looks.figure, item.rect)
            yield from (Outline(looks.line, line.rect) for line in item.lines)
        else:
            for cell in item.cells:
                yield Outline(looks.cell, cell.rect, f"{cell.row},{cell.col}" if len(item.cells) > 1 else "")
                yield from _of_items(cell.items, looks)


def _of_sheet(sheet: Sheet, number: int, looks: _Looks) -> Iterator[Outline]:
    for row in sheet.overview:
        yield from _here(looks.title, row.text.boxes, number, row.label)
    for project in sheet.projects:
        yield from _of_project(project, number, looks)
    for defect in sheet.defects:
        yield from _here(looks.defect, (defect.box,) if defect.box else (), number, defect.code)


def _of_project(project: Project, number: int, looks: _Looks) -> Iterator[Outline]:
    from pipeline.rules.sections import SECTION_RULES

    yield from _here(looks.title, project.title.boxes, number, f"事業{project.project_no}")
    for goal in project.goals:
        yield from _here(looks.goal, goal.text.boxes, number, f"姿{goal.goal_no}")
        yield from _here(looks.goal, goal.boxes_operator, number, f"法人 {goal.rating_operator or '－'}")
        yield from _here(looks.goal, goal.boxes_ward, number, f"区 {goal.rating_ward or '－'}")
    for issue in project.prior_issues:
        yield from _here(looks.prior, issue.text.boxes, number, f"前期{issue.seq}")
    for said in project.statements:
        look = looks.heading if said.kind in ("heading", "subheading") else looks.sections[said.section]
        goals = f" 姿{','.join(map(str, said.goal_nos))}" if said.goal_nos else ""
        level = f" 段{said.level}" if said.level else ""
        note = "注" if said.kind == "note" else ""
        yield from _here(look, said.text.boxes, number, f"{SECTION_RULES[said.section].brief}{said.seq}{note}{level}{goals}")
    for table in project.tables:
        yield from _here(looks.table, table.boxes, number, f"表{table.table_no}")
        yield from _here(looks.table, table.caption.boxes if table.caption else (), number, f"表{table.table_no} の題")
    for figure in project.figures:
        yield from _here(looks.figure, figure.text.boxes, number, f"図{figure.figure_no}")
    for viewpoint in project.viewpoints:
        yield from _here(looks.viewpoint, viewpoint.text.boxes, number, f"視点{viewpoint.viewpoint_no} {viewpoint.mark}")


def _here(look: OutlineLook, boxes: Iterable[Box], number: int, label: str) -> Iterator[Outline]:
    from pipeline.pages.overlay import Outline

    yield from (Outline(look, (box.x0, box.y0, box.x1, box.y1), label) for box in boxes if box.page == number)
