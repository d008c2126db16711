"""The judge of a mutant: it is refused by name, or warned of, or read as exactly what its pages show.

In go the original and the mutant, out comes a ``Verdict``. What a mutant's pages show is told by two witnesses that have
no part in the reading: a rendering of its pages (what looks as before must read as before) and the other engine (what is
read must be what it sees). A page made of the very objects of one of the original's looks as that one does; it is neither
rendered nor read by the other engine again.

Whatever else differs from the original is a silent difference, but for two things that a page does not show: how wide a
font says that a glyph is, and so whether a gap follows it (``spacing``), and that a text ended where more is printed behind it
now, or where the next one lost its mark (``_goes_on``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import pymupdf

from pipeline.pages import Limits, Page, source_of
from pipeline.pages.pdfplumber_engine import checked_pages_of
from pipeline.rules.defects import severity
from pipeline.sheet.model import Sheet
from pipeline.sheet.reader import sheet_of
from pipeline.sheet.reread import disagreements
from pipeline.values import Box, Printed, SourceError
from tests.faults.prints import page_prints

RESOLUTION = 60
_DIFFERS = 40
_AROUND = 3.0
_LONGEST_MARK = 4
_LINE = 10.0
"""points; what is printed on a text's line makes it higher by less"""


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
    """A PDF as the pipeline reads it and as it looks. Raises SourceError where it is refused."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        source = source_of(data)
        self.sheet = sheet_of(source.pages, document_id="mutant", source_sha256="", text_source=source.text_source)
        defects = (*source.defects, *self.sheet.defects)
        errors = [defect for defect in defects if severity(defect) == "error"]
        if errors:
            raise SourceError(errors[0])
        self.defects = Counter((defect.code, defect.quote) for defect in defects)
        self.pages = source.pages
        self._others: dict[int, Page] = {}
        self._images: dict[int, pymupdf.Pixmap] = {}

    @cached_property
    def said(self) -> list[Said]:
        return list(said(self.sheet))

    @cached_property
    def prints(self) -> tuple[str, ...]:
        return page_prints(self.data)

    def image(self, page: int) -> pymupdf.Pixmap:
        """A page, counted from 0, as it looks."""
        if page not in self._images:
            with pymupdf.open(stream=self.data, filetype="pdf") as document:
                self._images[page] = document[page].get_pixmap(dpi=RESOLUTION, colorspace=pymupdf.csGRAY, alpha=False)
        return self._images[page]

    def seen_by_other_engine(self, pages: Collection[int]) -> dict[int, Page]:
        """Some pages, counted from 0, as the other engine sees them. Raises SourceError where it sees none."""
        if missing := [page + 1 for page in pages if page not in self._others]:
            for page in checked_pages_of(self.data, Limits(), missing):
                self._others[page.number - 1] = page
        return {page: self._others[page] for page in pages if page in self._others}


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
    if _engines_disagree(original, mutant):
        return Verdict("warned", "engines-disagree")
    pages = _same_pages(original, mutant)
    gone, texts, spaced = before - after, _all_text(mutant.said), _without_space(after)
    for lost in original.said:
        if (lost.kind, lost.content) not in gone or not lost.boxes or not _looks_the_same(original, mutant, lost.boxes, pages):
            continue
        # A page does not show how wide a font says that its glyphs are, and so whether there is a gap between two of them.
        if _bare((lost.kind, lost.content)) in spaced:
            continue
        # Behind other pages than before, a text may stand in another section; but it must stand somewhere.
        if any(pages.get(page) != page for page in range(lost.boxes[0].page)) and _bare(lost.content[-1]) in texts:
            continue
        if _goes_on(lost, [other for other in original.said if (other.kind, other.content) in gone], original, mutant, pages):
            continue
        return Verdict("silent", f"lost though it looks as before: {lost.kind} {lost.content!r}"[:300])
    return Verdict("changed")


def _engines_disagree(original: Reading, mutant: Reading) -> bool:
    """Whether a full check warns of the mutant. A page made of the same objects as one of the original is the same to the
    other engine too, and is not read by it again."""
    at = {print_: number for number, print_ in enumerate(original.prints)}
    same = {number: at[print_] for number, print_ in enumerate(mutant.prints) if print_ in at}
    try:
        others = mutant.seen_by_other_engine([number for number in range(len(mutant.prints)) if number not in same])
        kept = original.seen_by_other_engine(same.values())
    except SourceError:
        return True
    others |= {number: replace(kept[page], number=number + 1) for number, page in same.items()}
    return bool(disagreements(mutant.sheet, mutant.pages, [others[number] for number in sorted(others)]))


def _goes_on(lost: Said, gone: Iterable[Said], original: Reading, mutant: Reading, pages: dict[int, int]) -> bool:
    """Whether a text is still there as it was, with more before or behind it that its page now shows there.

    That is new text printed on its line; or the text of the next item, whose mark went: a line without a mark, below an item
    and at the indent of its text, is how the form goes on with that item, and that another item began there, the mutant's
    page does not show. Either must look other than before at its place, and of the next item nothing but the mark may be gone.
    """
    text, before = _bare(lost.content[-1]), _all_text(original.said)
    for after in mutant.said:
        whole = _bare(after.content[-1])
        if after.kind != lost.kind or len(whole) <= len(text) or not (whole.startswith(text) or whole.endswith(text)):
            continue
        rest = whole[len(text) :] if whole.startswith(text) else whole[: -len(text)]
        in_place = all(pages.get(box.page - 1) == box.page - 1 for box in after.boxes)
        if (
            rest not in before
            and in_place
            and _height(after) < _height(lost) + _LINE
            and not _looks_the_same(original, mutant, after.boxes, pages)
        ):
            return True
        for other in gone:
            began = _bare(other.content[-1])
            if other.kind != lost.kind or other is lost or not began.endswith(rest) or len(began) - len(rest) > _LONGEST_MARK:
                continue
            if not _looks_the_same(original, mutant, other.boxes, pages):
                return True
    return False


def _height(what: Said) -> float:
    return sum(box.y1 - box.y0 for box in what.boxes)


def _without_space(parts: Counter[tuple[str, tuple[object, ...]]]) -> Counter[str]:
    return Counter(_bare(part) for part, times in parts.items() for _ in range(times))


def _all_text(parts: Iterable[Said]) -> str:
    return _bare("".join(str(text) for part in parts for text in part.content))


def _bare(text: object) -> str:
    return "".join(str(text).replace("\\u3000", "").split())


def _same_pages(original: Reading, mutant: Reading) -> dict[int, int]:
    """For each page of the original the mutant's page that it is: the one that is made of the same objects or looks alike,
    else the one at its place."""
    made_of = {print_: number for number, print_ in reversed(list(enumerate(mutant.prints)))}
    pages = {number: made_of[print_] for number, print_ in enumerate(original.prints) if print_ in made_of}
    rest = sorted(set(range(len(mutant.prints))) - set(pages.values()), reverse=True)
    alike = {bytes(mutant.image(number).samples): number for number in rest}
    for number in range(len(original.prints)):
        if number in pages:
            continue
        same = alike.get(bytes(original.image(number).samples))
        if same is not None:
            pages[number] = same
        elif len(original.prints) == len(mutant.prints):
            pages[number] = number
    return pages


def _looks_the_same(original: Reading, mutant: Reading, boxes: tuple[Box, ...], pages: dict[int, int]) -> bool:
    """Whether the mutant shows at these places what the original shows."""
    for box in boxes:
        at = pages.get(box.page - 1)
        if at is None:
            return False
        if original.prints[box.page - 1] == mutant.prints[at]:
            continue
        if _differ(original.image(box.page - 1), mutant.image(at), box, original.sheet.page_sizes[box.page - 1][0]):
            return False
    return True


def _differ(one: pymupdf.Pixmap, other: pymupdf.Pixmap, box: Box, width: float) -> bool:
    """Whether two pictures of a page, ``width`` points wide as displayed, differ within a box."""
    if (one.width, one.height) != (other.width, other.height):
        return True
    unit = one.width / width
    x0, x1 = max(int((box.x0 - _AROUND) * unit), 0), min(int((box.x1 + _AROUND) * unit) + 1, one.width)
    for row in range(max(int((box.y0 - _AROUND) * unit), 0), min(int((box.y1 + _AROUND) * unit) + 1, one.height)):
        mine = one.samples[row * one.stride + x0 : row * one.stride + x1]
        theirs = other.samples[row * other.stride + x0 : row * other.stride + x1]
        if mine != theirs and any(abs(a - b) > _DIFFERS for a, b in zip(mine, theirs, strict=True)):
            return True
    return False
