"""The reverse account: every curated text read again from its boxes on the page, by the other engine.

In come a parsed ``Sheet`` and the pages as the other engine sees them; out comes a defect for each text that its boxes do
not give back. White space is left out of the comparison, and so is the mark that stands before a text.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from pipeline.pages.model import Glyph, Page
from pipeline.sheet.model import Project, Sheet
from pipeline.values import Box, Defect, Place, Printed

NOTHING = "－"
"""Shown where an engine reads nothing."""
_SLACK = 1.0
_SAME_LINE = 0.5
_SHOWN = 40


class Curated(NamedTuple):
    """One curated text with the mark before it; ``in_order`` is false where the order of its parts is not told (figures)."""

    text: str
    mark: str
    boxes: tuple[Box, ...]
    place: Place
    in_order: bool = True


def disagreements(sheet: Sheet, pages: Sequence[Page]) -> tuple[Defect, ...]:
    """A defect "engines-disagree" for every curated text that ``pages`` do not give back from its boxes."""
    views = {page.number: _View(page) for page in pages}
    defects = []
    for curated in curated_texts(sheet):
        wanted, marked = _bare(curated.text), _bare(curated.mark + curated.text)
        found = "".join(views[box.page].text(box) for box in curated.boxes if box.page in views)
        if found in (wanted, marked) or (not curated.in_order and Counter(found) == Counter(wanted)):
            continue
        if not _is_given_back(curated, wanted, views):
            box = curated.boxes[0]
            one, other = _difference(wanted, found.removeprefix(_bare(curated.mark)))
            defects.append(Defect("engines-disagree", box.page, box, one, curated.place, (("other", other),)))
    return tuple(defects)


def curated_texts(sheet: Sheet) -> Iterator[Curated]:
    """Every text of the sheet that has boxes."""
    for row in sheet.overview:
        yield from _some(row.text, "", Place(section="overview"))
    for project in sheet.projects:
        yield from _of_project(project)


def _of_project(project: Project) -> Iterator[Curated]:
    place = Place(project.project_no, project.title.text)
    yield from _some(project.title, "", place)
    for goal in project.goals:
        at = replace(place, section="goals", mark=goal.mark)
        yield from _some(goal.text, goal.mark, at)
        for rater, raw, boxes in (
            ("operator", goal.rating_operator_raw, goal.boxes_operator),
            ("ward", goal.rating_ward_raw, goal.boxes_ward),
        ):
            yield from _some(Printed(raw or "", boxes), "", replace(at, section=f"rating_{rater}"))
    for issue in project.prior_issues:
        yield from _some(issue.text, issue.mark, replace(place, section="prior_issues", mark=issue.mark))
    for statement in project.statements:
        yield from _some(statement.text, statement.mark, replace(place, section=statement.section, mark=statement.mark))
    for viewpoint in project.viewpoints:
        yield from _some(viewpoint.text, viewpoint.mark, replace(place, section="viewpoints", mark=viewpoint.mark))
    for table in project.tables:
        at = replace(place, section=table.section)
        if table.caption is not None and not table.caption_in_grid:
            yield from _some(table.caption, "", at)
        for cell in table.cells:
            yield from _some(cell.text, "", at)
    for figure in project.figures:
        yield from _some(figure.text, "", replace(place, section=figure.section), in_order=False)


def _some(printed: Printed, mark: str, place: Place, *, in_order: bool = True) -> Iterator[Curated]:
    if printed.text and printed.boxes:
        yield Curated(printed.text, mark, printed.boxes, place, in_order)


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


class _View:
    """One page's glyphs by height, to be read box by box."""

    def __init__(self, page: Page) -> None:
        self.glyphs = sorted(page.glyphs, key=_middle)
        self.middles = [_middle(glyph) for glyph in self.glyphs]

    def within(self, box: Box) -> list[Glyph]:
        """The glyphs whose middle lies in the box, from top to bottom."""
        start, end = bisect_left(self.middles, box.y0 - _SLACK), bisect_right(self.middles, box.y1 + _SLACK)
        left, right = box.x0 - _SLACK, box.x1 + _SLACK
        return [glyph for glyph in self.glyphs[start:end] if left <= (glyph.x0 + glyph.x1) / 2 <= right]

    def text(self, box: Box) -> str:
        return _bare("".join(glyph.text for glyph in _in_lines(self.within(box))))


def _middle(glyph: Glyph) -> float:
    return (glyph.y0 + glyph.y1) / 2


def _in_lines(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Glyphs in reading order: lines from top to bottom, each from left to right."""
    line: list[Glyph] = []
    for glyph in glyphs:
        if line and _middle(glyph) - _middle(line[0]) > _SAME_LINE * max(glyph.size, line[0].size):
            yield from sorted(line, key=itemgetter(0))
            line = []
        line.append(glyph)
    yield from sorted(line, key=itemgetter(0))


def _is_given_back(curated: Curated, wanted: str, views: dict[int, _View]) -> bool:
    return False


def _difference(one: str, other: str) -> tuple[str, str]:
    """The parts in which two texts differ, cut to a length that a message can show."""
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    end = next((at for at, (a, b) in enumerate(zip(reversed(one), reversed(other), strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[: len(one) - end], other[: len(other) - end]
    return one[:_SHOWN] or NOTHING, other[:_SHOWN] or NOTHING
