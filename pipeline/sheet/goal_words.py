"""What the goals of a project say, as it is compared with lines that may repeat it."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.form.words import as_goal
from pipeline.sheet.model import Goal


def words_of(goals: Iterable[Goal]) -> frozenset[str]:
    return frozenset(as_goal(goal.text.text) for goal in goals)
