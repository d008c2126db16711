"""The reverse account: every curated text read again from its boxes on the page, by the other engine.

In come a parsed ``Sheet`` and the pages as the other engine sees them; out comes a defect for each text that its boxes do
not give back. White space is left out of the comparison, and so is the mark that stands before a text.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from statistics import median
from typing import Literal, NamedTuple

from pipeline.form.kinds import kinds
from pipeline.form.words import Form
from pipeline.layout.lines import KANA, RUBY_SIZE
from pipeline.pages.agreement import NOTHING, SHOWN, SLACK, in_lines, middle, unlike
from pipeline.pages.model import Area, Glyph, Glyphs, Page, Style
from pipeline.pages.text import ONE_GLYPH
from pipeline.pages.turning import box_turned, glyph_turned, point_turned, turn_of, turn_of_text, turned
from pipeline.sheet.model import Project, Sheet
from pipeline.sheet.numbered_headings import BRACKETS
from pipeline.values import Box, Defect, Place, Printed, meet

_TEXT_SIZE = 1.8
_ONE_NAME = str.maketrans(dict(ONE_GLYPH))
_BRACKETS = "".join((*BRACKETS, *BRACKETS.values()))


TextKind = Literal["text", "title", "heading", "caption", "figure"]


class Curated(NamedTuple):
    """One curated text with the mark before it. The order of a figure's parts is not told."""

    text: str
    mark: str
    boxes: tuple[Box, ...]
    place: Place
    kind: TextKind = "text"


def disagreements(sheet: Sheet, pages: Sequence[Page], others: Sequence[Page]) -> tuple[Defect, ...]:
    """A defect "engines-disagree" for every place where the two engines see different characters, and for every curated
    text that the other engine's pages do not give back. ``pages`` are those that the sheet was read from. What two tables of one coding
    name by two characters (－ and − of Shift_JIS) is no disagreement."""
    pages, others = _with_one_name(pages), _with_one_name(others)
    views = {page.number: PlacedText(page) for page in others}
    seen = {page.number: page.glyphs for page in others}
    defects = [
        defect
        for page in pages
        for defect in unlike(Box(page.number, 0.0, 0.0, page.width, page.height), page.glyphs, seen.get(page.number, ()))
    ]
    told = [defect.box for defect in defects if defect.box]
    for curated in curated_texts(sheet):
        wanted, mark = bare(curated.text).translate(_ONE_NAME), bare(curated.mark).translate(_ONE_NAME)
        found, plain = (_text(curated.boxes, views, ruby) for ruby in (True, False))
        if any(text == wanted or gives_back(text, wanted, mark, curated.kind) for text in (found, plain)):
            continue
        box = curated.boxes[0]
        if not any(meet(place, box) for place in told):
            one, other = difference(wanted, found.removeprefix(mark))
            defects.append(Defect("engines-disagree", box.page, box, one, curated.place, (("other", other),)))
    return tuple(defects)


def _with_one_name(pages: Sequence[Page]) -> list[Page]:
    """The pages with one name for each character that has several."""
    spans = [[span._replace(texts=[text.translate(_ONE_NAME) for text in span.texts]) for span in page.glyphs.spans] for page in pages]
    return [replace(page, glyphs=Glyphs(named)) for page, named in zip(pages, spans, strict=True)]


def _text(boxes: Sequence[Box], views: Mapping[int, PlacedText], ruby: bool) -> str:
    """What stands in boxes, with its ruby or without; a cell may be in kana as small as that, so both are readings."""
    return "".join([views[box.page].text(box, ruby) for box in boxes if box.page in views])


def gives_back(found: str, wanted: str, mark: str, kind: str) -> bool:
    """Whether the characters found are the text with what may stand in its box too: its mark or the end of it, the
    brackets around a heading, the number before a project's title."""
    if kind == "figure":
        return Counter(found) == Counter(wanted)
    if kind == "title":
        return found.endswith(wanted) and any(_is_heading(found, wanted, kind.form(scanned=True)) for kind in kinds())
    if found.endswith(wanted):
        return mark.endswith(found.removesuffix(wanted))
    if kind == "heading":
        before, _, after = found.partition(wanted)
        return bool(after) and all(char in _BRACKETS for char in after) and all(char in _BRACKETS + mark for char in before)
    return False


def _is_heading(found: str, title: str, form: Form) -> bool:
    """Whether what is found is a project's heading; one of a title that nobody listed is its number and that title."""
    numbered = form.numbered_title(found)
    return form.project_of(found) is not None or numbered is not None and numbered[1] == title


def curated_texts(sheet: Sheet) -> Iterator[Curated]:
    """Every text of the sheet that has boxes."""
    for row in sheet.overview:
        yield from _some(row.text, "", Place(section="overview"))
    for project in sheet.projects:
        yield from _of_project(project)


def _of_project(project: Project) -> Iterator[Curated]:
    at_part = partial(Place, project.project_no, project.title.text)
    yield from _some(project.title, "", at_part(), "title")
    for goal in project.goals:
        at = at_part("goals", goal.mark)
        yield from _some(goal.text, goal.mark, at)
        for rater, raw, boxes in (
            ("operator", goal.rating_operator_raw, goal.boxes_operator),
            ("ward", goal.rating_ward_raw, goal.boxes_ward),
        ):
            yield from _some(Printed(raw or "", boxes), "", at_part(f"rating_{rater}", goal.mark))
    for issue in project.prior_issues:
        yield from _some(issue.text, issue.mark, at_part("prior_issues", issue.mark))
    for statement in project.statements:
        at = at_part(statement.section, statement.mark)
        yield from _some(statement.text, statement.mark, at, "heading" if statement.kind in ("heading", "subheading") else "text")
    for viewpoint in project.viewpoints:
        yield from _some(viewpoint.text, viewpoint.mark, at_part("viewpoints", viewpoint.mark))
    for table in project.tables:
        at = at_part(table.section)
        if table.caption is not None and not table.caption_in_grid:
            yield from _some(table.caption, "", at, "caption")
        for cell in table.cells:
            yield from _some(cell.text, "", at)
    for figure in project.figures:
        at = at_part(figure.section)
        yield from _some(figure.text, "", at, "figure")
        if figure.caption is not None:
            yield from _some(figure.caption, "", at, "caption")


def _some(printed: Printed, mark: str, place: Place, kind: TextKind = "text") -> Iterator[Curated]:
    if printed.text and printed.boxes:
        yield Curated(printed.text, mark, printed.boxes, place, kind)


def bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


class PlacedText:
    """One page's glyphs by height, to be read box by box; a page that lies on its side is turned upright, and its boxes with it."""

    def __init__(self, page: Page) -> None:
        by = (360 - turn_of_text(page)) % 360
        self.point = point_turned(by, page.width, page.height)
        self.glyphs = sorted(turned(page, by).glyphs, key=middle)
        self.middles = [middle(glyph) for glyph in self.glyphs]

    def within(self, box: Box) -> list[Glyph]:
        """The glyphs whose middle lies in the box, from top to bottom, without what was printed over them (watermarks)."""
        start, end = bisect_left(self.middles, box.y0 - SLACK), bisect_right(self.middles, box.y1 + SLACK)
        left, right = box.x0 - SLACK, box.x1 + SLACK
        found = [glyph for glyph in self.glyphs[start:end] if left <= (glyph.x0 + glyph.x1) / 2 <= right]
        if not found:
            return found
        usual = sorted(glyph.size for glyph in found)[len(found) // 2]
        return [glyph for glyph in found if glyph.size <= _TEXT_SIZE * usual and not glyph.style & Style.TURNED] or found

    def glyphs_in(self, box: Box) -> list[Glyph]:
        """What stands in a box of the page as displayed, upright, in reading order."""
        there = Box(box.page, *box_turned(Area(*box[1:], 0), self.point)[:4])
        return list(in_lines(_upright(self.within(there))))

    def text(self, box: Box, ruby: bool) -> str:
        glyphs = self.glyphs_in(box)
        usual = median(glyph.size for glyph in glyphs) if glyphs else 0.0
        return bare("".join([glyph.text for glyph in glyphs if ruby or not is_ruby(glyph, usual)]))


def is_ruby(glyph: Glyph, size: float) -> bool:
    """Whether a glyph is so much smaller than the type of ``size`` points around it that it may tell how that is spoken."""
    return glyph.size <= RUBY_SIZE * size and glyph.text in KANA


def _upright(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """Glyphs that are all turned by the same quarter, as those of a narrow header are, turned upright; others as they are."""
    turns = {turn_of(glyph.style) for glyph in glyphs}
    by = turns.pop() if len(turns) == 1 else 0
    if not by:
        return glyphs
    point = point_turned(360 - by, 0.0, 0.0)
    return sorted([glyph_turned(glyph, 360 - by, point) for glyph in glyphs], key=middle)


def difference(one: str, other: str) -> tuple[str, str]:
    """The parts in which two texts differ, cut to a length that a message can show."""
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    end = next((at for at, (a, b) in enumerate(zip(reversed(one), reversed(other), strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[: len(one) - end], other[: len(other) - end]
    return one[:SHOWN] or NOTHING, other[:SHOWN] or NOTHING
