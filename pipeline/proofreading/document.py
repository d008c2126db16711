"""A sheet proofread: every rule on what it is about, one finding a slip, in reading order.

In comes the sheet as read, with the one of the term before where it is at hand; out come the findings. What the check of the sheet
found already, and is a slip of who wrote it, is among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from pipeline.facts import TableReading
from pipeline.facts.model import TableKey
from pipeline.facts.readings import defects_of, readings_of
from pipeline.proofreading import characters, figures, form, names, sentences, words
from pipeline.proofreading.model import Passage, Slip, passages_of, place_in
from pipeline.proofreading.wording import rule_codes, rule_of_defect
from pipeline.prose import contradictions_of, entities_of, lookalikes_of, mentions_of
from pipeline.sheet.model import Sheet
from pipeline.sheet.places import placed
from pipeline.values import Defect


def slips_of(sheet: Sheet, former: Sheet | None = None) -> tuple[Slip, ...]:
    """The slips of a sheet, in reading order; ``former`` is the ward's sheet of the term before. A sheet that was recognised from a
    picture has none: there it is the recognition that errs."""
    if sheet.text_source != "digital":
        return ()
    tables = readings_of(sheet)
    return _once([*_restated(sheet, tables), *_of_form(sheet, former), *_of_text(sheet, tables), *_of_tables(sheet)])


def _restated(sheet: Sheet, tables: Mapping[TableKey, TableReading]) -> Iterator[Slip]:
    """What the check of a sheet finds, as far as it is a slip of who wrote it."""
    said = (*contradictions_of(sheet, tables, mentions_of(sheet, tables)), *lookalikes_of(sheet, entities_of(sheet)))
    blank = {defect.place.project_no for defect in sheet.defects if defect.code == "viewpoint-blank"}
    for defect in (*sheet.defects, *defects_of(sheet, tables), *said):
        is_told = defect.code == "viewpoint-sequence" and defect.place.project_no in blank
        if not is_told and (rule := rule_of_defect().get(defect.code)):
            yield _of_defect(rule, placed(sheet, defect))


def _of_defect(rule: str, defect: Defect) -> Slip:
    return Slip(rule, defect.page, defect.box, defect.quote, defect.place, defect.values, defect)


def _of_form(sheet: Sheet, former: Sheet | None) -> Iterator[Slip]:
    before = {project.project_no: project for project in former.projects} if former else {}
    for project in sheet.projects:
        yield from form.unreasoned(project)
        yield from form.misordered(project)
        if project.project_no in before:
            yield from form.rerated(project, before[project.project_no])


def _of_text(sheet: Sheet, tables: Mapping[TableKey, TableReading]) -> Iterator[Slip]:
    passages = list(passages_of(sheet))
    cells = [cell.text.text for project in sheet.projects for table in project.tables for cell in table.cells]
    term = (sheet.period_start, sheet.period_end) if sheet.period_start and sheet.period_end else None
    for passage in passages:
        yield from characters.lookalikes_in(passage)
        yield from words.doubled_in(passage)
        yield from figures.years_in(passage, term)
    yield from names.spellings_of(passages, cells)
    usual, habit = sentences.usual_style(passages), sentences.habit_of(passages)
    for (project_no, _), group in groupby(passages, key=lambda passage: (passage.place.project_no, passage.place.section)):
        section = list(group)
        yield from words.brackets_in(section)
        if project_no is not None:
            yield from sentences.broken_in(section, habit)
            yield from sentences.styles_in(section, usual)
    for project in sheet.projects:
        own = [passage for passage in passages if passage.place.project_no == project.project_no]
        yield from figures.numbers_against_tables(project, own, tables)


def _of_tables(sheet: Sheet) -> Iterator[Slip]:
    for project in sheet.projects:
        for table in project.tables:
            yield from figures.widths_of(project, table)
            for cell in table.cells:
                passage = Passage(cell.text, place_in(project, table.section))
                yield from words.brackets_in([passage])
                yield from characters.lookalikes_in(passage)


def _once(found: Iterable[Slip]) -> tuple[Slip, ...]:
    """Each finding once, in reading order: one for a rule and a place in the form whose quote stands in another's is the same."""
    order = {code: at for at, code in enumerate(rule_codes())}
    kept: list[Slip] = []
    for finding in found:
        if not any(_is_same(finding, other) for other in kept):
            kept.append(finding)
    return tuple(sorted(kept, key=lambda f: (*_position(f), order[f.rule], f.quote)))


def _position(finding: Slip) -> tuple[int, float, float]:
    box = finding.box
    return (finding.page or 0, box.y0, box.x0) if box else (finding.page or 0, -1.0, -1.0)


def _is_same(one: Slip, other: Slip) -> bool:
    related = one.rule == other.rule or {one.rule, other.rule} == {"lookalike", "name-spelling"}
    return related and one.place == other.place and one.box == other.box and (one.quote in other.quote or other.quote in one.quote)
