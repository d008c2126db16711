"""What the goals of a project say, as it is compared with lines that may repeat it."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.sheet.form import plain
from pipeline.sheet.model import Goal


def as_goal(text: str) -> str:
    """A text without what two prints of one goal may differ in: white space, width, the full stop at its end."""
    return plain(text).rstrip("。.")


def words_of(goals: Iterable[Goal]) -> frozenset[str]:
    return frozenset(as_goal(goal.text.text) for goal in goals)
