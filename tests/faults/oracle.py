"""The judge of a mutant: it is refused by name, or warned of, or read as exactly what its pages show.

In go the original and the mutant, out comes a ``Verdict``. What a mutant's pages show is told by two witnesses that have
no part in the reading: a rendering of its pages (what looks as before must read as before) and the other engine (what is
read must be what it sees). Whatever else differs from the original is a silent difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pymupdf

from pipeline.pages import source_of
from pipeline.rules.defects import severity
from pipeline.sheet.model import Sheet
from pipeline.sheet.reader import sheet_of
from pipeline.sheet.reread import disagreements
from pipeline.values import Box, Defect, Printed, SourceError

RESOLUTION = 60
_DIFFERS = 40
_AROUND = 3.0


class Said(NamedTuple):
    """One thing that a sheet says, with all that must not change while the page looks the same."""

    kind: str
    content: tuple[object, ...]
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Verdict:
    """``outcome`` is "refused", "warned", "equal", "changed" (as the pages show), "spacing" (only gaps between characters
    differ: a width in a font is another) or "silent"; ``detail`` is the code or the difference."""

    outcome: str
    detail: str = ""


class Reading:
    """A PDF as the pipeline reads it and as it looks."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.source = source_of(data)
        self.sheet = sheet_of(self.source.pages, document_id="mutant", source_sha256="", text_source=self.source.text_source)
        errors = [defect for defect in self.sheet.defects if severity(defect) == "error"]
        if errors:
            raise SourceError(errors[0])

    @cached_property
    def said(self) -> list[Said]:
        return list(said(self.sheet))

    @cached_property
    def defects(self) -> Counter[tuple[str, str]]:
        return Counter((defect.code, defect.quote) for defect in (*self.source.defects, *self.sheet.defects))

    @cached_property
    def images(self) -> list[pymupdf.Pixmap]:
        with pymupdf.open(stream=self.data, filetype="pdf") as document:
            return [page.get_pixmap(dpi=RESOLUTION, colorspace=pymupdf.csGRAY, alpha=False) for page in document]

    def other_engine_disagrees(self) -> tuple[Defect, ...]:
        return disagreements(self.sheet, self.source.pages, source_of(self.data, "pdfplumber", again=True).pages)


def said(sheet: Sheet) -> Iterator[Said]:
    yield Said("document", (sheet.form, sheet.title, sheet.ward, sheet.sheet_kind, sheet.period_start, sheet.period_end), ())
    for row in sheet.overview:
        yield Said("overview", (row.text.text,), row.text.boxes)
        yield Said("overview label", (row.label, row.text.text), ())
    for project in sheet.projects:
        no = project.project_no
        yield Said("project", (no, project.title.text), project.title.boxes)
        for goal in project.goals:
            boxes = (*goal.text.boxes, *goal.boxes_operator, *goal.boxes_ward)
            yield Said("goal", (no, goal.mark, goal.text.text, goal.rating_operator_raw, goal.rating_ward_raw), boxes)
        for issue in project.prior_issues:
            yield Said("prior_issue", (no, issue.mark, issue.text.text), issue.text.boxes)
        for statement in project.statements:
            content = (no, statement.section, statement.kind, statement.level, statement.mark, statement.text.text)
            yield Said("statement", content, statement.text.boxes)
        for viewpoint in project.viewpoints:
            yield Said("viewpoint", (no, viewpoint.mark, viewpoint.text.text), viewpoint.text.boxes)
        for table in project.tables:
            cells = tuple((c.row, c.col, c.rowspan, c.colspan, c.text.text) for c in table.cells)
            caption = table.caption or Printed("")
            yield Said("table", (no, table.section, caption.text, cells), (*table.boxes, *caption.boxes))
        for figure in project.figures:
            yield Said("figure", (no, figure.section, figure.text.text), figure.text.boxes)


def judged(original: Reading, data: bytes) -> Verdict:
    """What became of a mutant. Raises what the pipeline raises and should not."""
    try:
        mutant = Reading(data)
    except SourceError as error:
        return Verdict("refused", error.defect.code)
    before, after = (Counter((s.kind, s.content) for s in reading.said) for reading in (original, mutant))
    if before == after:
        return Verdict("equal")
    if warned := mutant.defects - original.defects:
        return Verdict("warned", next(iter(warned))[0])
    if _without_space(before) == _without_space(after):
        return Verdict("spacing")
    if mutant.sheet.accounting.chars_unaccounted > original.sheet.accounting.chars_unaccounted:
        return Verdict("silent", "characters unaccounted for without a defect")
    if mutant.other_engine_disagrees():
        return Verdict("warned", "engines-disagree")
    pages = _same_pages(original, mutant)
    gone, texts = before - after, _all_text(mutant.said)
    for lost in original.said:
        if (lost.kind, lost.content) not in gone or not lost.boxes or not _looks_the_same(original, mutant, lost.boxes, pages):
            continue
        # Behind other pages than before, a text may stand in another section; but it must stand somewhere.
        if any(pages.get(page) != page for page in range(lost.boxes[0].page)) and _bare(lost.content[-1]) in texts:
            continue
        return Verdict("silent", f"lost though it looks as before: {lost.kind} {lost.content!r}"[:300])
    return Verdict("changed")


def _without_space(parts: Counter[tuple[str, tuple[object, ...]]]) -> Counter[str]:
    return Counter(_bare(part) for part, times in parts.items() for _ in range(times))


def _all_text(parts: Iterable[Said]) -> str:
    return _bare("".join(str(text) for part in parts for text in part.content))


def _bare(text: object) -> str:
    return "".join(str(text).replace("\\u3000", "").split())


def _same_pages(original: Reading, mutant: Reading) -> dict[int, int]:
    """For each page of the original the mutant's page that it is: the one that looks alike, else the one at its place."""
    alike = {bytes(image.samples): number for number, image in reversed(list(enumerate(mutant.images)))}
    pages = {}
    for number, image in enumerate(original.images):
        same = alike.get(bytes(image.samples))
        if same is not None:
            pages[number] = same
        elif len(original.images) == len(mutant.images):
            pages[number] = number
    return pages


def _looks_the_same(original: Reading, mutant: Reading, boxes: tuple[Box, ...], pages: dict[int, int]) -> bool:
    """Whether the mutant shows at these places what the original shows."""
    for box in boxes:
        at = pages.get(box.page - 1)
        if at is None or _differ(original.images[box.page - 1], mutant.images[at], box):
            return False
    return True


def _differ(one: pymupdf.Pixmap, other: pymupdf.Pixmap, box: Box) -> bool:
    if (one.width, one.height) != (other.width, other.height):
        return True
    unit = RESOLUTION / 72
    x0, x1 = max(int((box.x0 - _AROUND) * unit), 0), min(int((box.x1 + _AROUND) * unit) + 1, one.width)
    for row in range(max(int((box.y0 - _AROUND) * unit), 0), min(int((box.y1 + _AROUND) * unit) + 1, one.height)):
        mine = one.samples[row * one.stride + x0 : row * one.stride + x1]
        theirs = other.samples[row * other.stride + x0 : row * other.stride + x1]
        if mine != theirs and any(abs(a - b) > _DIFFERS for a, b in zip(mine, theirs, strict=True)):
            return True
    return False
