"""Words of labels that are none: the headings 視点 or 総括 among the operator's reasons, 成果 among the ward's, the header 成果 | 課題 of a
data table.

In come the labels of a sheet in order, out come those that stand where the form has no room for them: between the labels of two sections
that come before the one they name, which has its label below, or of one that does and the one over it. And such words that are labels
though they look like the lines above them: 成果 and 課題, where nothing else in the project says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.form.words import Form
from pipeline.layout.model import Cell, Figure, Item, Line, PageLayout
from pipeline.outline.units import text_in


class PrintedLabel(NamedTuple):
    """A line, cell or box that says what a label says; ``at`` is its place among all that is printed, ``is_apart``: it has a cell or box of
    its own."""

    at: int
    section: str
    text: str
    is_apart: bool


def without_room(labels: Sequence[PrintedLabel], form: Form) -> frozenset[int]:
    """The places of such headings. In a cell or box of their own they are 成果 or 課題 alone; what is printed again, or right under another
    label, is that label."""
    apart = [label for label in labels if label.is_apart and label.section in form.sections.strong]
    last = {label.section: label.at for label in labels}
    free = [label for label in labels if label.section in form.sections.weak or not label.is_apart]
    return frozenset(label.at for label in free if _has_no_room(label, apart, last[label.section], form))


def _has_no_room(label: PrintedLabel, apart: Sequence[PrintedLabel], last: int, form: Form) -> bool:
    """``last``: where the section that it names is labelled for the last time."""
    above = [other for other in apart if other.at < label.at]
    below = [other for other in apart if other.at > label.at + 1 and other.text != label.text]
    if not above or not below or last < below[0].at:
        return False
    before, behind, own = (form.sections.rules[one.section].place for one in (above[-1], below[0], label))
    return before < behind <= own


def alone_results(labels: Sequence[PrintedLabel], form: Form) -> frozenset[int]:
    """The places of lines that say no more than 成果 and 課題, once each among the labels of a project, right below those of the reasons:
    labels, though nothing sets them off from the lines above."""
    wanted = [code for code in form.sections.holding if code in form.sections.weak]
    results = [k for k, one in enumerate(labels) if one.section in wanted or form.sections.divided_into(one.section)]
    first = results[0] if results else 0
    is_below = first > 0 and form.sections.holds(labels[first - 1].section) == "numbered"
    if not is_below or [one.section for one in labels[first : results[-1] + 1]] != wanted:
        return frozenset()
    return frozenset(labels[k].at for k in results)


def words_of_data(layouts: Sequence[PageLayout], form: Form) -> frozenset[Cell]:
    """The cells of tables that say 成果 or 課題 so, in each project from its goals on."""
    printed = [one for layout in layouts for one in _printed(layout.items, form)]
    starts = [at for at, one in enumerate(printed) if one.begins_project]
    labels = [PrintedLabel(at, one.section, one.text, True) for at, one in enumerate(printed) if one.section in form.sections.rules]
    of_projects = ([label for label in labels if start <= label.at < end] for start, end in pairwise([*starts, len(printed)]))
    found = [printed[at].cell for of_project in of_projects for at in without_room(of_project, form)]
    return frozenset(cell for cell in found if cell is not None)


class _Printed(NamedTuple):
    """What a line, a cell or a box says, and the section that it names; ``begins_project``: it is of the header of a goal table."""

    text: str
    section: str
    cell: Cell | None = None
    begins_project: bool = False


def _printed(items: Sequence[Item], form: Form) -> Iterator[_Printed]:
    for item in items:
        if isinstance(item, Line):
            yield _Printed(item.text, form.section_of(item.text) or "")
        elif isinstance(item, Figure):
            text = text_in(item)
            yield _Printed(text, form.section_of(text) or "")
        else:
            for row in item.rows:
                yield from _in_row(row, form)


def _in_row(row: Sequence[Cell], form: Form) -> Iterator[_Printed]:
    is_header = form.heads_goals(cell.text for cell in row)
    for cell in row:
        yield _Printed(cell.text, form.section_of(cell.text) or "", cell, is_header)
        yield from _printed(cell.items, form)
