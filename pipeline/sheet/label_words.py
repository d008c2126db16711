"""Headings in the words of labels: 視点 or 総括 among the operator's reasons, 成果 among the ward's.

In come the labels of a sheet in order, out come those that stand where the form has no room for them: between the labels of two sections
that come before the one they name, which has its label below, or of one that does and the one over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.sheet.form import Form


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
    free = [label for label in labels if (label.section in form.sections.weak or not label.is_apart) and label.at < last[label.section]]
    return frozenset(label.at for label in free if _has_no_room(label, apart, form))


def _has_no_room(label: PrintedLabel, apart: Sequence[PrintedLabel], form: Form) -> bool:
    above = [other for other in apart if other.at < label.at]
    below = [other for other in apart if other.at > label.at + 1 and other.text != label.text]
    if not above or not below:
        return False
    before, behind, own = (form.sections.rules[one.section].place for one in (above[-1], below[0], label))
    return before < behind <= own
