"""The projects of a sheet as they come: each one's goals, and the units of its sections under their labels.

In come the units of the whole document in reading order, out go those before the first project and those of each, by section.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.form.marks import mark_of
from pipeline.form.words import Form
from pipeline.layout.model import Line
from pipeline.outline.edges import MOST_SLACK, SENTENCE_END
from pipeline.outline.label_words import PrintedLabel, alone_results, without_room
from pipeline.outline.ledger import Ledger
from pipeline.outline.run_in_labels import label_before_text
from pipeline.outline.units import (
    PRIOR_ISSUES,
    UNLISTED,
    ContentUnit,
    GoalUnit,
    LabelUnit,
    OverviewUnit,
    TableUnit,
    TextUnit,
    Unit,
    deep_lines,
)


@dataclass(slots=True)
class Part:
    """One project's units by section, as they come."""

    no: int
    title: str
    line: Line
    goals: list[GoalUnit] = field(default_factory=list)
    sections: dict[str, list[ContentUnit]] = field(default_factory=dict)
    section: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    footnotes: list[tuple[str, Sequence[Line]]] = field(default_factory=list)
    unlisted: list[Line] = field(default_factory=list)
    run_in: float | None = None
    """where labels begin that stand in the lines of their texts"""


HEADED = 7
"""units; the goals follow so soon behind the heading of a project"""


def _heading(units: Sequence[Unit], k: int, form: Form) -> tuple[int, str, Line] | None:
    """Number, title and line of the project whose heading stands at ``k``: the whole line is one, and a goal table follows soon."""
    unit = units[k]
    if not isinstance(unit, TextUnit) or unit.heading is None:
        return None
    for following in _soon_behind(units, k, form):
        if isinstance(following, GoalUnit) or _names_columns_of_goals(following, form):
            return *unit.heading, unit.line
        if isinstance(following, TextUnit) and following.heading:
            return None
        if isinstance(following, LabelUnit | TableUnit):
            break
    return None


def _names_columns_of_goals(unit: Unit, form: Form) -> bool:
    """Whether a table is what a page's end leaves of the header of goals: all that its cells say are names of its columns."""
    said = [cell.text for cell in unit.cells if cell.items] if isinstance(unit, TableUnit) else []
    return bool(said) and all(form.column_of(text) for text in said)


def _soon_behind(units: Sequence[Unit], k: int, form: Form) -> Sequence[Unit]:
    """The units right behind one; where issues of the term before stand among them under their label, those up to the next table or
    label of another kind."""
    soon = units[k + 1 : k + 1 + HEADED]
    if not any(isinstance(unit, TextUnit) and form.heads_prior_issues(unit.line.text) for unit in soon):
        return soon
    end = next((n for n in range(k + 1, len(units)) if isinstance(units[n], GoalUnit | LabelUnit | TableUnit)), len(units))
    return units[k + 1 : end + 1]


def _labels_it(unit: Unit, heading: Line, no: int, form: Form) -> bool:
    """Whether a unit is the number of a heading, or 事業名, set apart from it in a box of its own."""
    if not isinstance(unit, TextUnit) or not form.labels_project(unit.line.text, no):
        return False
    return unit.line.page == heading.page and heading.rect.y0 < unit.line.rect.y1


def parts_of(units: Sequence[Unit], form: Form, ledger: Ledger) -> tuple[list[Unit], list[Part]]:
    """The units before the first project, and the projects with theirs."""
    front: list[Unit] = []
    parts: list[Part] = []
    headings, results = _of_projects(units, form, without_room), _of_projects(units, form, alone_results)
    k = 0
    while k < len(units):
        unit = units[k]
        if (heading := _heading(units, k, form)) is not None:
            no, title, line = heading
            if any(_labels_it(number, line, no, form) for number in units[k - 1 : k]):
                number = (parts[-1].sections[parts[-1].section] if parts else front).pop()
                ledger.claim_lines(lines_of(number), "label")
            _begin(parts, no, title, line, ledger)
        elif not parts or isinstance(unit, OverviewUnit):
            front.append(unit)
        elif k in headings:
            for text in _as_texts(unit):
                _take(parts[-1], text, form, ledger)
        elif (label := _label(units, k, form, parts[-1], is_result=k in results)) is not None:
            section, lines = label
            _open(parts[-1], section, lines, form, ledger)
            k += len(lines) - 1
        elif (parted := _run_in_label(unit, form, parts[-1])) is not None and not _goes_on(_said(parts[-1]), unit):
            section, line, text = parted
            if section in form.sections.strong:
                parts[-1].run_in = line.rect.x0
            _open(parts[-1], section, [line], form, ledger)
            _take(parts[-1], text, form, ledger)
        else:
            _take(parts[-1], unit, form, ledger)
        k += 1
    return front, parts


def _of_projects(units: Sequence[Unit], form: Form, found_in: Callable[[Sequence[PrintedLabel], Form], frozenset[int]]) -> frozenset[int]:
    """The numbers of the units that are found among what says, in each project, what a label says."""
    heads = [k for k, unit in enumerate(units) if isinstance(unit, TextUnit) and unit.heading is not None]
    labels = [label for k, unit in enumerate(units) if (label := _printed_label(k, unit, form)) is not None]
    of_projects = ([label for label in labels if first < label.at < end] for first, end in pairwise([*heads, len(units)]))
    return frozenset().union(*(found_in(of_project, form) for of_project in of_projects))


def _printed_label(k: int, unit: Unit, form: Form) -> PrintedLabel | None:
    if isinstance(unit, LabelUnit):
        said, section, is_apart = "".join(line.text for line in unit.lines), unit.section, True
    elif isinstance(unit, TextUnit):
        said, section, is_apart = unit.line.text, form.section_of(unit.line.text) or "", unit.alone
    else:
        return None
    return PrintedLabel(k, section, said, is_apart) if section in form.sections.rules and said else None


def _as_texts(unit: Unit) -> list[TextUnit]:
    """A line, or those of a cell, as lines of text, each with room to spare behind it."""
    if isinstance(unit, TextUnit):
        return [unit]
    lines = unit.lines if isinstance(unit, LabelUnit) else ()
    return [TextUnit(line, line.rect.x0, line.rect.x1 + 2 * MOST_SLACK * line.size, 0, alone=len(lines) == 1) for line in lines]


def _begin(parts: list[Part], no: int, title: str, line: Line, ledger: Ledger) -> None:
    """Opens a project, unless a page repeats the heading of the one that is open."""
    if parts and parts[-1].no == no:
        ledger.claim_lines([line], "label")
    else:
        parts.append(Part(no, title, line))
        ledger.claim_lines([line])


def _take(part: Part, unit: ContentUnit | GoalUnit | LabelUnit, form: Form, ledger: Ledger) -> None:
    """Puts a unit where it belongs in a project."""
    if isinstance(unit, GoalUnit):
        part.goals.append(unit)
        part.section = "" if part.section == PRIOR_ISSUES else part.section
    elif not isinstance(unit, LabelUnit):
        part.sections.setdefault(part.section, []).append(unit)
    elif unit.section == UNLISTED:
        part.section = UNLISTED
        part.unlisted += unit.lines
    else:
        _open(part, unit.section, unit.lines, form, ledger)


def _open(part: Part, section: str, lines: Sequence[Line], form: Form, ledger: Ledger) -> None:
    """Opens the section under a label; the one of 成果 and 課題, said again on a page over what goes on, leaves open which of them is."""
    ledger.claim_lines(lines, "label")
    text = "".join(line.text for line in lines)
    is_said_again = part.labels.get(section) == text and form.sections.holds(section) == "sections" and part.section in form.sections.weak
    if not section or is_said_again:
        return
    if text:
        part.labels.setdefault(section, text)
    if section in form.sections.weak and section in part.sections:
        _leave_out_number(part, form)
    part.section = section
    part.sections.setdefault(section, [])


def _leave_out_number(part: Part, form: Form) -> None:
    """Takes the last line out of its section where its number follows that of the line above the first label: outcomes and challenges may
    stand goal by goal, each under ①　居場所づくり, ②　相談, which are neither."""
    over = next((units for section, units in part.sections.items() if form.sections.holds(section) == "sections"), [])
    last = part.sections.get(part.section, [])
    marks = [mark_of(unit.line) for unit in (*over[-1:], *last[-1:]) if isinstance(unit, TextUnit)]
    if len(marks) > 1 and marks[0].numbers and marks[1].numbers == (marks[0].numbers[-1] + 1,):
        over.append(last.pop())


def _label(units: Sequence[Unit], k: int, form: Form, part: Part, *, is_result: bool) -> tuple[str, tuple[Line, ...]] | None:
    """The section that the line at ``k`` (with the next one, where a label was cut) opens; None where it is no label."""
    unit = units[k]
    if not isinstance(unit, TextUnit):
        return None
    if not part.section and form.heads_prior_issues(unit.line.text):
        return PRIOR_ISSUES, (unit.line,)
    section = form.section_of(unit.line.text)
    if section in form.sections.weak and not is_result and not _opens_results(unit, part.section, form):
        return None
    if section is not None:
        return section, (unit.line,)
    for following in units[k + 1 : k + 2]:
        if isinstance(following, TextUnit) and (unit.alone or following.alone):
            section = form.section_of(unit.line.text + following.line.text)
            if section in form.sections.strong:
                return section, (unit.line, following.line)
    return None


DRESSES = frozenset("()（）〈〉<>【】《》[]［］■●◆○")


def _opens_results(unit: TextUnit, section: str, form: Form) -> bool:
    """Whether 成果 or 課題 is a label here: not among the operator's reasons, and bare only where it is set off or 成果 is said."""
    if not section or form.sections.holds(section) == "headed":
        return False
    is_dressed = not DRESSES.isdisjoint(unit.line.text)
    return is_dressed or unit.alone or unit.line.bold or section in form.sections.leading or section == UNLISTED


def _run_in_label(unit: Unit, form: Form, part: Part) -> tuple[str, Line, TextUnit] | None:
    return label_before_text(unit, form, part.section, part.run_in) if isinstance(unit, TextUnit) else None


def _goes_on(before: Sequence[ContentUnit], unit: Unit) -> bool:
    """Whether a line goes on with the sentence of the last one before, which ends in none and fills its column."""
    return isinstance(unit, TextUnit) and any(
        isinstance(above, TextUnit)
        and above.line.text[-1] not in SENTENCE_END
        and above.right - above.line.rect.x1 < MOST_SLACK * above.line.size
        for above in before[-1:]
    )


def _said(part: Part) -> list[ContentUnit]:
    """What a project says so far under the label that is open."""
    return part.sections.get(part.section, [])


def contact_of(last: Part, form: Form) -> list[Line]:
    """Whom to ask, as sheets end with it: from the line that says so to the end of the last section; taken from the part."""
    units = _said(last)
    lines = [lines_of(unit) for unit in units]
    asked = (k for k, found in enumerate(lines) if found and form.is_contact(found[0].text) and not _goes_on(units[:k], units[k]))
    begins = next(asked, len(units))
    del units[begins:]
    return [line for found in lines[begins:] for line in found]


def lines_of(unit: Unit) -> list[Line]:
    if isinstance(unit, TextUnit):
        return [unit.line]
    return [line for cell in unit.cells for line in deep_lines(cell)] if isinstance(unit, TableUnit) else []
