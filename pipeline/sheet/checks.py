"""What a sheet as a whole must have: each project of its form once and in order, its sections filled, its numbers in sequence.

In comes a parsed ``Sheet``, out come the defects that only the whole shows, and for every defect the place in the form
where it stands. An empty cell is a warning at most: the ward may have had nothing to say.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain, pairwise

from pipeline.form.marks import SIGN, number_within
from pipeline.form.words import LONGEST_LABEL, Form, looks_like_label, plain
from pipeline.outline.units import LabelUnit, TextUnit, Unit
from pipeline.pages.model import Page
from pipeline.pages.source import is_without_unicode
from pipeline.rules import load
from pipeline.rules.defects import section_name
from pipeline.rules.sections import SectionRule
from pipeline.sheet.front_contradictions import front_contradictions, year_contradictions
from pipeline.sheet.goal_numbers import is_of_no_goal
from pipeline.sheet.model import Goal, Project, Sheet, Statement
from pipeline.sheet.ordinals import kind_of, numbers_of, of_second_list, ordinal_of, out_of_turn
from pipeline.sheet.page_checks import doubled_pages
from pipeline.sheet.places import place_of, placed, reading_order
from pipeline.sheet.unread import captioned_pictures, pages_without_text, unread_parts
from pipeline.sheet.viewpoints import LONGEST_MARK
from pipeline.values import Box, Defect, Place, Printed

_LABELS_OF_FORM = 2
"""A document with a project's heading and this many of the form's labels is this form."""
_LEFT_OUT = ("project-missing", "section-missing", "goals-missing", "viewpoints-missing")


def checked(sheet: Sheet, form: Form) -> Sheet:
    """The sheet with the defects of the whole added, each defect at its place, in reading order."""
    found = _with_one_scale([*sheet.defects, *defects_of(sheet, form)], form)
    at_places = _without_torn_lists([placed(sheet, _as_label(defect)) for defect in found])
    return replace(sheet, defects=tuple(sorted(at_places, key=reading_order)))


def _without_torn_lists(defects: Sequence[Defect]) -> list[Defect]:
    """The defects without those of viewpoints where a mark is in no row: which text is whose is not known there, and the mark is named."""
    torn = {_part_of(d) for d in defects if d.code == "text-unaccounted" and int(dict(d.values).get("count", 0)) <= LONGEST_MARK}
    return [defect for defect in defects if not (defect.code in ("viewpoint-blank", "viewpoint-sequence") and _part_of(defect) in torn)]


def _part_of(defect: Defect) -> tuple[int | None, str]:
    return defect.place.project_no, defect.place.section


def _with_one_scale(defects: Sequence[Defect], form: Form) -> list[Defect]:
    """The defects, with one in place of those of ratings in the letters of another scale: what a slip prints comes once, these again
    and again. What a letter means is not guessed, and the same letter may mean another thing there."""
    unread = [d for d in defects if d.code == "rating-unreadable" and d.quote and not _is_of_scale(d.quote, form)]
    printed = Counter(plain(d.quote) for d in unread)
    if len(unread) < _OF_A_SCALE * len(printed) or not unread:
        return list(defects)
    scale = Defect("rating-scale", unread[0].page, quote="、".join(sorted(printed)), values=(("count", str(len(unread))),))
    return [scale, *(d for d in defects if d not in unread)]


def _is_of_scale(text: str, form: Form) -> bool:
    """Whether several letters of the scale are printed, or how one has changed, or what sends to another cell: A(前期B), B⇒A, B↑, 同左."""
    letters = [word for word in _WORD.findall(plain(text).upper()) if word in form.scale]
    return len(set(letters)) > 1 or bool(letters) and _CHANGE.search(text) is not None or plain(text) in form.same_rating


_WORD, _CHANGE = re.compile("[A-Z]+"), re.compile("[←-⇿➔-➾]")
_OF_A_SCALE = 2
"""how often each letter of another scale is printed in a sheet, on average, at least"""


def defects_of(sheet: Sheet, form: Form) -> tuple[Defect, ...]:
    """What is wrong with the sheet as a whole; none of it where the form is filled in as the ward's office means it. What cannot be
    read, or may be among text that no row takes, under a label that is part of another text or in the project before, is not said to be
    left out."""
    unread, doubtful = unread_parts(sheet, form), _with_loose_text(sheet) | _with_pages_before(sheet)
    blank = _blank_viewpoints(sheet)
    said = (
        *_projects(sheet, form),
        *(defect for project in sheet.projects for defect in _project(project, form, blank[project.project_no])),
    )
    undivided = _undivided(sheet, form)
    return (
        *_front(sheet),
        *front_contradictions(sheet, form),
        *(
            _not_found(defect) if defect.place.project_no in doubtful or _is_labelled_in_text(defect, sheet, form) else defect
            for defect in said
            if _left_out(defect) not in unread and _left_out(defect) not in undivided
        ),
        *year_contradictions(sheet),
        *doubled_pages(sheet),
        *pages_without_text(sheet),
        *captioned_pictures(sheet),
        *unread.values(),
    )


def _left_out(defect: Defect) -> tuple[int | None, str] | None:
    """The part of the form, by project and section, that a defect says is left out; a project as a whole has no section."""
    return (defect.place.project_no, defect.place.section) if defect.code in _LEFT_OUT else None


def _undivided(sheet: Sheet, form: Form) -> frozenset[tuple[int, str]]:
    """The sections, by project, whose text stands undivided under the label of several."""
    found = [defect.place for defect in sheet.defects if defect.code == "results-undivided"]
    return frozenset((place.project_no or 0, section) for place in found for section in form.sections.divided_into(place.section))


def _with_loose_text(sheet: Sheet) -> frozenset[int | None]:
    """The projects of which a line is in no row that may be a sentence, or words enough to be a table."""
    words: Counter[int | None] = Counter()
    for defect in sheet.defects:
        if defect.code == "text-unaccounted":
            count = int(dict(defect.values).get("count", 0))
            words[placed(sheet, defect).place.project_no] += count if count < _SENTENCE else _TABLE
    return frozenset(no for no, count in words.items() if count >= _TABLE) - {None}


def _with_pages_before(sheet: Sheet) -> frozenset[int | None]:
    """The projects behind one that has viewpoints twice: a page of theirs may stand before their first."""
    return frozenset(after.project_no for before, after in pairwise(sheet.projects) if of_second_list(before.viewpoints))


_SENTENCE, _TABLE = 10, 30
"""characters; text that no row takes may be of a section if a line has so many, or all lines together"""


def _is_labelled_in_text(defect: Defect, sheet: Sheet, form: Form) -> bool:
    """Whether a statement ends with the unmistakable label of a section that is said to be left out (printed over others, it was none), or
    begins with its label in brackets or before a colon, as 【成果】 among the ward's reasons."""
    no, section = _left_out(defect) or (0, "")
    texts = [one.text.text for project in sheet.projects for one in project.statements if project.project_no == no]
    ends = (text[begin:] for text in texts if section in form.sections.strong for begin in range(len(text))[-LONGEST_LABEL:])
    heads = (text[:end] for text in texts for end in range(min(len(text), LONGEST_LABEL)))
    return any(form.section_of(text) == section for text in chain(ends, filter(_is_set_apart, heads)))


def _is_set_apart(label: str) -> bool:
    """Whether a label is in brackets, or ends with a colon."""
    told = plain(label)
    return told[-1:] == ":" or told[:1] == "(" and told[-1:] == ")"


def _not_found(defect: Defect) -> Defect:
    """A part that is not there, in words that do not say that the ward left it out; any other defect as it is."""
    if _left_out(defect) is None:
        return defect
    names = (("section", section_name(defect.place.section, "ja")), ("section_en", section_name(defect.place.section, "en")))
    return replace(defect, code="section-not-found", values=names)


def why_no_project(pages: Sequence[Page], units: Sequence[Unit], form: Form) -> Defect:
    """Why no project was found: the letters are not known, this is another document, or only the form's goal tables are not there."""
    if is_without_unicode(pages):
        return Defect("no-unicode")
    lines = [unit.line for unit in units if isinstance(unit, TextUnit)]
    headings = [line for line in lines if form.project_of(line.text)]
    labels = {form.section_of(line.text) for line in lines} | {unit.section for unit in units if isinstance(unit, LabelUnit)}
    if headings and len(labels - {None}) >= _LABELS_OF_FORM:
        r = headings[0].rect
        return Defect("no-goal-table", headings[0].page, Box(headings[0].page, r.x0, r.y0, r.x1, r.y1), headings[0].text[:80])
    return Defect("not-this-form", 1, quote=next((line.text for line in lines), "")[:80])


def _front(sheet: Sheet) -> Iterator[Defect]:
    fields = load("places")["fields"]
    told = {"ward": sheet.ward, "period": sheet.period_start and sheet.period_end}
    for name, value in told.items():
        if not value:
            yield Defect("field-missing", 1, values=(("field", fields[name]["ja"]), ("field_en", fields[name]["en"])))


def _projects(sheet: Sheet, form: Form) -> Iterator[Defect]:
    numbers = [project.project_no for project in sheet.projects]
    doubled = [number for number, times in Counter(numbers).items() if times > 1]
    if len(doubled) > 1 and _are_of_another_sheet(doubled, sheet, form):
        again = next(project for at, project in enumerate(sheet.projects) if project.project_no in numbers[:at])
        yield _at("two-sheets", again.title, place_of(again))
    else:
        for number in doubled:
            yield _named_at("project-doubled", [project for project in sheet.projects if project.project_no == number][1])
    yield from (_named_at("project-doubled", project) for project in sheet.projects if _begins_again(project.goals))
    yield from (_named_at("project-out-of-order", project) for at, project in enumerate(sheet.projects) if _is_late(numbers, at))
    yield from _missing_projects(sheet, form, set(numbers))


def _are_of_another_sheet(doubled: Sequence[int], sheet: Sheet, form: Form) -> bool:
    """Whether half of the projects stand there twice, or the labels of another overview where no row takes them."""
    if 2 * len(doubled) >= len({project.project_no for project in sheet.projects}):
        return True
    left = [defect.quote for defect in sheet.defects if defect.code == "text-unaccounted"]
    return len({label for text in left if (label := form.overview_of(text))}) >= _LABELS_OF_FORM


def _is_late(numbers: Sequence[int], at: int) -> bool:
    """Whether a number comes for the first time behind a greater one."""
    return numbers[at] not in numbers[:at] and max(numbers[:at], default=0) > numbers[at]


def _named_at(code: str, project: Project) -> Defect:
    return _at(code, project.title, place_of(project), project=f"{project.project_no} {project.title.text}")


def _missing_projects(sheet: Sheet, form: Form, numbers: Set[int]) -> Iterator[Defect]:
    """The projects of the form that the sheet lacks, but for those that began after its period did; each is named by the form's own
    words, for none are printed."""
    for rule in form.projects:
        expected = not rule.since or (sheet.period_start is not None and sheet.period_start >= rule.since)
        if expected and rule.no not in numbers:
            yield Defect("project-missing", place=Place(rule.no, rule.title), values=(("project", f"{rule.no} {rule.title}"),))


def _begins_again(goals: Sequence[Goal]) -> bool:
    """Whether the list of goals stands there twice, as when a page was put in twice."""
    texts = [plain(goal.text.text) for goal in goals]
    half = len(texts) // 2
    return bool(texts) and texts[:half] == texts[half:]


def _blank_viewpoints(sheet: Sheet) -> Mapping[int | None, Set[int]]:
    """The places in the list of viewpoints, by project, whose mark stands alone."""
    found: dict[int | None, set[int]] = defaultdict(set)
    for defect in sheet.defects:
        ordinal = ordinal_of(defect.place.mark) if defect.code == "viewpoint-blank" else None
        found[defect.place.project_no].update((ordinal[1],) if ordinal else ())
    return found


def _project(project: Project, form: Form, blank: Set[int]) -> Iterator[Defect]:
    """What is wrong with a project by itself; ``blank`` are the places of its viewpoints that have a mark alone."""
    place = place_of(project)
    if not project.goals:
        yield _at("goals-missing", project.title, replace(place, section="goals"))
    if not project.viewpoints and any(rule.holds == "viewpoints" for rule in form.sections.rules.values()):
        yield _at("viewpoints-missing", project.title, replace(place, section="viewpoints"))
    filled = {s.section for s in project.statements} | {t.section for t in project.tables} | {f.section for f in project.figures}
    for section in form.sections.holding:
        if section not in filled:
            named = {"section": section_name(section, "ja"), "section_en": section_name(section, "en")}
            yield _at("section-missing", project.title, replace(place, section=section), **named)
    yield from _viewpoint_sequence(project, place, blank)
    for section in form.sections.holding:
        yield from _sequences([s for s in project.statements if s.section == section], form.sections.rules[section], place)
    yield from _unknown_goals(project, place, form)


def _viewpoint_sequence(project: Project, place: Place, blank: Set[int]) -> Iterator[Defect]:
    broken = out_of_turn(project.viewpoints, blank)
    if broken is not None:
        marks = "".join(viewpoint.mark for viewpoint in project.viewpoints)
        yield _at("viewpoint-sequence", broken.text, replace(place, section="viewpoints", mark=broken.mark), quote=marks)


def _sequences(statements: Sequence[Statement], section: SectionRule, place: Place) -> Iterator[Defect]:
    """Gaps in numbered headings, and in numbered bullets that stand together; 評価の理由(区) numbers goals, not itself."""
    place = replace(place, section=section.code)
    yield from _gaps([s for s in statements if s.kind == "heading" and section.holds == "headed"], place)
    if section.holds == "numbered":
        return
    together: dict[tuple[object, ...], list[Statement]] = {}
    for statement in statements:
        if statement.kind == "bullet":
            together.setdefault((statement.heading, statement.heading_no, statement.subheading, statement.parent_seq), []).append(statement)
    for bullets in together.values():
        yield from _gaps(bullets, place)


def _gaps(statements: Sequence[Statement], place: Place) -> Iterator[Defect]:
    numbered = [(ordinal_of(s.mark), s) for s in statements if numbers_of(s.mark)]
    for (before, one), (after, other) in pairwise(numbered):
        if before and after and before[0] == after[0] and after[1] not in (before[1] + 1, 1):
            code = "numbering-gap" if COUNTED.isdisjoint((one.text.text, other.text.text)) else "table-suspected"
            yield _at(code, other.text, replace(place, mark=other.mark), quote=one.mark + other.mark)


COUNTED = frozenset(unit for kind in ("known", "no_units") for unit in load("facts")["units"][kind] if len(unit) == 1)
"""what a number before it counts: 29 人 and 3 月 are no items of a list, but what is left of a table"""


def _unknown_goals(project: Project, place: Place, form: Form) -> Iterator[Defect]:
    """The ward's statements and the operator's headings whose mark counts further than the goals do, or to one that they leave out."""
    kind = kind_of(project.goals[0].mark) if project.goals else ""
    lists = _numbers_by_list(project.statements)
    for statement in project.statements:
        names = _names_goals(statement, form) and kind_of(statement.mark) in ("number", kind)  # other letters count items
        within = number_within(statement.mark, project.project_no)
        numbers = numbers_of(statement.mark) if within is None else (within,)
        is_unknown = names and is_of_no_goal(numbers, project.goals)
        if is_unknown and not _is_in_goal(statement, project) and not _counts_by_itself(statement, project, lists[_list_of(statement)]):
            at = replace(place, section=statement.section, mark=statement.mark)
            yield _at("goal-unknown", statement.text, at, quote=statement.mark)


def _names_goals(statement: Statement, form: Form) -> bool:
    holds = form.sections.holds(statement.section)
    return holds == "headed" and statement.kind == "heading" or holds == "numbered" and statement.level == 0


def _is_in_goal(statement: Statement, project: Project) -> bool:
    """Whether the ringed number stands in the text of a goal: then it is the reading that lost a goal, and the ward did not miscount."""
    ringed = SIGN.findall(statement.mark)
    return bool(ringed) and any(ringed[-1] in goal.text.text for goal in project.goals)


def _counts_by_itself(statement: Statement, project: Project, numbers: Set[int]) -> bool:
    """Whether the number is one of a list, given with its ``numbers``, that is whole up to it and has other marks than the goals: (1) to
    (5) beside ① to ③ are five headings of their own."""
    mark = project.goals[0].mark
    others = mark != "" and _is_ringed(mark) != _is_ringed(statement.mark)
    return others and all(n in numbers for n in range(1, max(numbers_of(statement.mark))))


def _numbers_by_list(statements: Sequence[Statement]) -> Mapping[tuple[str, str, bool], Set[int]]:
    numbers: dict[tuple[str, str, bool], set[int]] = {}
    for statement in statements:
        numbers.setdefault(_list_of(statement), set()).update(numbers_of(statement.mark))
    return numbers


def _list_of(statement: Statement) -> tuple[str, str, bool]:
    """What the statements that count together have in common."""
    return statement.section, statement.kind, _is_ringed(statement.mark)


def _is_ringed(mark: str) -> bool:
    return SIGN.search(mark) is not None


def _at(code: str, printed: Printed, place: Place, *, quote: str = "", **values: str) -> Defect:
    box = printed.boxes[0] if printed.boxes else None
    return Defect(code, box.page if box else None, box, quote or printed.text[:80], place, tuple(values.items()))


def _as_label(defect: Defect) -> Defect:
    """A short line without owner that has a word of the form is a label in a wording that the rules lack."""
    return replace(defect, code="label-unknown") if defect.code == "text-unaccounted" and looks_like_label(defect.quote) else defect
