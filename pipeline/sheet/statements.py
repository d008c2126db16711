"""A paragraph of a section as a row: heading, subheading, bullet, paragraph or note, under which heading and of which goals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.form.marks import DASHES, NUMBERED, Mark
from pipeline.form.words import Form
from pipeline.outline.paragraphs import Paragraph
from pipeline.rules.sections import SectionRule
from pipeline.sheet.body import Counters
from pipeline.sheet.goal_numbers import goals_named
from pipeline.sheet.heading_places import BRACKETED, INDENT, Heads, style_of_mark
from pipeline.sheet.model import Goal, Statement, StatementKind
from pipeline.values import Printed


@dataclass(slots=True)
class OpenHeading:
    heading: str | None = None
    heading_no: int | None = None
    subheading: str | None = None
    goals: tuple[int, ...] = ()
    parent: Statement | None = None
    parent_x: float = 0.0
    parent_style: str = ""
    is_parted: bool = False
    after_heading: bool = False


def head_by_number(section: SectionRule, mark: Mark, state: OpenHeading, goals: Sequence[Goal]) -> None:
    """What stands under a number that has a line of its own, without a word, is of the goals that it names."""
    if not mark.numbers:
        return
    state.goals = goals_named(mark.numbers, goals)
    if section.holds == "headed":
        state.heading, state.heading_no, state.subheading, state.parent = None, mark.numbers[0], None, None


def statement_of(
    section: SectionRule, counters: Counters, b: Paragraph, heads: Heads | None, state: OpenHeading, goals: Sequence[Goal], form: Form
) -> Statement:
    """``heads``: whether the paragraph is a heading, or one under a heading."""
    named = goals_named(b.mark.numbers, goals)
    if heads == "all":
        return _heading_row(section, counters, b, state, named)
    if heads == "part" or b.mark.kind == "arrow" and state.after_heading:
        return _subheading_row(section, counters, b, state)
    if section.holds == "numbered" and b.mark.kind in NUMBERED:  # of a goal that is not there: of none, not of the one before
        state.goals = named
    if _is_note(section, b, form):
        return _row(section, counters, b, "note", state)
    state.after_heading = False
    return _said(section, counters, b, state)


def _said(section: SectionRule, counters: Counters, b: Paragraph, state: OpenHeading) -> Statement:
    """The row of a bullet, which may stand under the one before, or of a paragraph."""
    if b.mark.kind == "none":
        state.is_parted = True
        return _row(section, counters, b, "paragraph", state)
    made = _row(section, counters, b, "bullet", state)
    if state.parent is not None and section.holds != "numbered" and _is_under(b, state):
        return made._replace(level=1, parent_seq=state.parent.seq)
    state.parent, state.parent_x, state.parent_style, state.is_parted = made, b.x, style_of_mark(b), False
    return made


def _row(section: SectionRule, counters: Counters, b: Paragraph, kind: StatementKind, state: OpenHeading) -> Statement:
    """The paragraph as a row of its section, of the goals that its heading or a mark before it names."""
    goals = state.goals if section.holds != "plain" else ()
    seq, order = counters.seq[section.code], counters.order
    return Statement(
        section.code, seq, order, kind, 0, None, b.mark.text, b.printed, state.heading, state.heading_no, state.subheading, goals
    )


def _heading_row(section: SectionRule, counters: Counters, b: Paragraph, state: OpenHeading, named: tuple[int, ...]) -> Statement:
    """The row of a heading, under which the next rows stand."""
    state.heading = _in_brackets(b.text)
    state.heading_no = b.mark.numbers[0] if b.mark.numbers else None
    state.goals, state.subheading, state.parent, state.after_heading = named, None, None, True
    return _row(section, counters, b, "heading", state)._replace(text=Printed(state.heading, b.boxes), heading=None)


def _subheading_row(section: SectionRule, counters: Counters, b: Paragraph, state: OpenHeading) -> Statement:
    """The row of a heading under a heading."""
    state.subheading, state.parent = _in_brackets(b.text), None
    return _row(section, counters, b, "subheading", state)._replace(text=Printed(state.subheading, b.boxes), subheading=None)


def _in_brackets(text: str) -> str:
    enclosed = BRACKETED.match(text)
    return enclosed[1] if enclosed else text


def _is_note(section: SectionRule, b: Paragraph, form: Form) -> bool:
    """A line that begins with ※ or 注）; where reasons are given also 特になし, and among the operator's what introduces data."""
    if b.mark.kind == "note" or section.holds in ("headed", "numbered") and form.is_empty(b.whole):
        return True
    return section.holds == "headed" and form.is_note(b.whole)


def _is_under(b: Paragraph, state: OpenHeading) -> bool:
    """Whether a bullet stands under the one before: deeper, or with another mark no further left, unless a paragraph parts a list with
    other signs from it."""
    if b.x > state.parent_x + INDENT * b.size:
        return True
    if state.is_parted and b.mark.kind == "bullet" and b.mark.text not in DASHES:
        return False
    return style_of_mark(b) != state.parent_style and b.x > state.parent_x - INDENT * b.size
