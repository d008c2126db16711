"""A project of the sheet made of its units: goals, issues of the term before, what its sections say, footnotes behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.form.words import Form
from pipeline.layout.model import Line
from pipeline.outline.apart import refers_to, sign_of
from pipeline.outline.ledger import Ledger
from pipeline.outline.legend import legend_lines
from pipeline.outline.parts import Part, lines_of
from pipeline.outline.units import PRIOR_ISSUES, UNLISTED, ContentUnit, TextUnit
from pipeline.pages.model import Area
from pipeline.sheet.body import Body
from pipeline.sheet.goals import goal_table
from pipeline.sheet.in_no_row import is_undivided, name_in_no_row, without_further
from pipeline.sheet.model import Goal, PriorIssue, Project
from pipeline.sheet.names_below import Habits
from pipeline.sheet.prior_issues import issues_of
from pipeline.sheet.sections import read_footnotes, read_section
from pipeline.sheet.viewpoints import read_viewpoints
from pipeline.values import Box, Defect, Place, Printed


def place_footnotes(footnotes: Mapping[int, Sequence[Line]], parts: Sequence[Part], form: Form) -> None:
    """Each page's footnotes go to the section that refers to them, else to the last one with text so far."""
    for page, lines in footnotes.items():
        said = [
            (part, section, unit.line)
            for part in parts
            for section in _holding(part, form)
            for unit in part.sections[section]
            if isinstance(unit, TextUnit) and unit.line.page <= page
        ]
        referring = [place for place in said if place[2].page == page and refers_to(place[2], sign_of(lines[0]))]
        for part, section, _ in referring[:1] or said[-1:]:
            part.footnotes.append((section, lines))


def _holding(part: Part, form: Form) -> list[str]:
    return [section for section in part.sections if section in form.sections.holding]


Drawings = Mapping[int, Sequence[Area]]
"""What is drawn on each page."""


def project_of(part: Part, form: Form, ledger: Ledger, defects: list[Defect], drawn: tuple[Drawings, Drawings], habits: Habits) -> Project:
    apart = [unit for section in ("", UNLISTED) for unit in part.sections.get(section, ())]
    table = goal_table(part.goals, form, ledger, Place(part.no, part.title), *drawn, apart)
    body = _body(part, table.goals, form, ledger, habits)
    issues = (*table.prior_issues, *_issues_apart(part, len(table.prior_issues), form, ledger, defects))
    defects += table.defects
    defects += (replace(d, place=replace(d.place, project_no=part.no, project_title=part.title)) for d in body.defects)
    return Project(
        part.no,
        next(rule.code for rule in form.projects if rule.no == part.no),
        Printed(part.title, (Box(part.line.page, *part.line.rect),)),
        table.goals,
        issues,
        tuple(body.statements),
        tuple(body.tables),
        tuple(body.figures),
        tuple(body.viewpoints),
    )


def _issues_apart(part: Part, before: int, form: Form, ledger: Ledger, defects: list[Defect]) -> list[PriorIssue]:
    """The issues of the term before that stand under a label of their own above or below the goals, behind those ``before`` beside
    them; what the ratings mean is said below both, and is none."""
    told = [unit for unit in part.sections.get(PRIOR_ISSUES, ()) if isinstance(unit, TextUnit)]
    legend = legend_lines([unit.line for unit in told], form)
    texts = [unit for unit in told if unit.line not in legend]
    if not texts:
        return []
    found = issues_of([(texts, set())], True, 0, part.labels[PRIOR_ISSUES], form, ledger, defects, Place(part.no, part.title))
    return [replace(issue, seq=before + issue.seq) for issue in found]


def _body(part: Part, goals: Sequence[Goal], form: Form, ledger: Ledger, habits: Habits) -> Body:
    """What a project's sections hold, the footnotes behind what else they say."""
    body = Body(habits=habits, project_no=part.no)
    for section, units in part.sections.items():
        if is_undivided(part, section, form):
            body.defects += name_in_no_row("results-undivided", section, _lines(units), ledger)
        elif section in form.sections.holding:
            own, further = without_further(part, section, form)
            read_section(section, own, goals, body, form, ledger)
            for units_of_none in further:
                body.defects += name_in_no_row("part-unlisted", section, _lines(units_of_none), ledger)
        elif form.sections.holds(section) == "viewpoints" and (notes := read_viewpoints(units, body, ledger)):
            part.footnotes += ((last, notes) for last in _holding(part, form)[-1:])
    for section, lines in part.footnotes:
        read_footnotes(section, lines, body, ledger)
    return body


def _lines(units: Sequence[ContentUnit]) -> list[Line]:
    return [line for unit in units for line in lines_of(unit)]
