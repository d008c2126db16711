"""Where in the form a defect stands: the project and the section whose text begins last before its box.

In comes a ``Sheet``, with a defect on one of its pages; out goes the defect with its ``Place``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.sheet.model import Project, Sheet
from pipeline.values import Defect, Place, Printed


def placed(sheet: Sheet, defect: Defect) -> Defect:
    """The defect with the project and section that its box stands in, where it does not say so itself."""
    place = defect.place
    if place.section or defect.box is None:
        return defect
    rater = dict(defect.values).get("rater")
    if rater:
        return replace(defect, place=replace(place, section=f"rating_{rater}"))
    here = (defect.box.page, defect.box.y1)
    before = [found for found in _anchors(sheet) if found[0] <= here and place.project_no in (None, found[1].project_no)]
    if not before:
        return defect
    nearest = max(before, key=lambda found: found[0])[1]
    return replace(defect, place=replace(nearest, mark=place.mark))


def _anchors(sheet: Sheet) -> Iterator[tuple[tuple[int, float], Place]]:
    """Where each part of each project begins, as (page, top)."""
    for project in sheet.projects:
        place = place_of(project)
        yield from _tops((project.title,), place)
        yield from _tops((goal.text for goal in project.goals), replace(place, section="goals"))
        yield from _tops((viewpoint.text for viewpoint in project.viewpoints), replace(place, section="viewpoints"))
        for statement in project.statements:
            yield from _tops((statement.text,), replace(place, section=statement.section))
        for table in project.tables:
            yield from (((box.page, box.y0), replace(place, section=table.section)) for box in table.boxes)


def _tops(printed: Iterable[Printed], place: Place) -> Iterator[tuple[tuple[int, float], Place]]:
    for text in printed:
        for box in text.boxes:
            yield (box.page, box.y0), place


def place_of(project: Project) -> Place:
    """The place of a project as a whole."""
    return Place(project.project_no, project.title.text)


def reading_order(defect: Defect) -> tuple[int, float, float, str]:
    """By page, place and code; what has no place comes first."""
    box = defect.box
    return (defect.page or 0, box.y0 if box else -1.0, box.x0 if box else -1.0, defect.code)
