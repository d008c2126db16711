"""What proofreading reads and what it finds: a passage of running text with its place, a finding with its rule.

Pages count from 1, boxes are in points as everywhere; offsets count code points of a passage's printed text, from 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from pipeline.sheet.model import Project, Sheet
from pipeline.values import Box, Defect, Place, Printed

_NOTHING: Mapping[str, str] = MappingProxyType({})
_AROUND = 8
"""characters of a quote on either side of what is marked: enough to find it on the page"""


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip, by the code of its rule in ``rules/proofreading.toml``. ``values`` fill the holes of the rule's sentences; ``defect`` is
    what the check of the sheet says of it already, in whose words it is told then. ``marked`` is the stretch of the quote that is the
    slip, null where the whole place is."""

    rule: str
    page: int | None
    box: Box | None
    quote: str
    place: Place
    values: tuple[tuple[str, str], ...] = ()
    defect: Defect | None = None
    marked: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A running text of the form; ``is_statement`` where it is one of the reasons, outcomes or challenges and no heading."""

    printed: Printed
    place: Place
    is_statement: bool = False
    is_heading: bool = False

    @property
    def text(self) -> str:
        return self.printed.text

    def marked(self, rule: str, begin: int, end: int, **values: str) -> Slip:
        """A finding at a stretch of the passage, quoted with what stands around it."""
        start = max(0, begin - _AROUND)
        found = at_printed(rule, self.printed, self.place, self.text[start : end + _AROUND], values, begin / max(1, len(self.text)))
        return replace(found, marked=(begin - start, end - start))


def at_printed(rule: str, printed: Printed, place: Place, quote: str, values: Mapping[str, str] = _NOTHING, share: float = 0.0) -> Slip:
    """A finding on a printed text, in the box that holds the given share of it: a text that goes on overleaf has several."""
    box = box_at(printed.boxes, share)
    return Slip(rule, box.page if box else None, box, quote, place, tuple(values.items()))


def box_at(boxes: tuple[Box, ...], share: float) -> Box | None:
    """The box in which a share of a text stands, as far as their areas tell; none where there is none."""
    left = share * sum(_area(box) for box in boxes)
    for box in boxes:
        if left <= _area(box):
            return box
        left -= _area(box)
    return boxes[-1] if boxes else None


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def place_in(project: Project, section: str, mark: str = "") -> Place:
    """A part of a project, in the form's own words."""
    return Place(project.project_no, project.title.text, section, mark)


def passages_of(sheet: Sheet) -> Iterator[Passage]:
    """Every running text of the sheet in the form's order; what its tables hold is none."""
    for row in sheet.overview:
        yield Passage(row.text, Place(section="overview"))
    for project in sheet.projects:
        for goal in project.goals:
            yield Passage(goal.text, place_in(project, "goals", goal.mark))
        for issue in project.prior_issues:
            yield Passage(issue.text, place_in(project, "prior_issues", issue.mark))
        for statement in project.statements:
            heads = statement.kind in ("heading", "subheading")
            place = place_in(project, statement.section, statement.mark)
            yield Passage(statement.text, place, not heads and statement.kind != "note", heads)
        for viewpoint in project.viewpoints:
            yield Passage(viewpoint.text, place_in(project, "viewpoints", viewpoint.mark))
