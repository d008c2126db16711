"""Which goal a printed number names: the first of a project is ①, or goes on where the goals of the project before end (⑤ after ④);
the reasons may count anew for all that.

In come the goals of a project, out goes how far their numbers are from those that the contract counts by.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.form.marks import numbers_in
from pipeline.sheet.model import Goal, Project
from pipeline.values import Defect


def counted_before(goals: Sequence[Goal]) -> int:
    """How many goals are counted before the first of these; 0 where they do not count one by one."""
    numbers = [numbers_in(goal.mark) for goal in goals]
    first = numbers[0][0] if numbers and numbers[0] else 1
    goes_on = all(found == (first + k,) for k, found in enumerate(numbers))
    return first - 1 if goes_on else 0


def goals_named(numbers: Sequence[int], goals: Sequence[Goal]) -> tuple[int, ...]:
    """The goals, as the contract counts them, that printed numbers name; none for a number that no goal has."""
    if printed := _with_gap(goals):
        return tuple(printed.index(number) + 1 for number in numbers if number in printed)
    before = counted_before(goals)
    return tuple(no for number in numbers if 1 <= (no := counted(number, before)) <= len(goals))


def is_of_no_goal(numbers: Sequence[int], goals: Sequence[Goal]) -> bool:
    """Whether one of some printed numbers is beyond those of a project's goals, or one that these leave out."""
    if printed := _with_gap(goals):
        return not set(printed).issuperset(numbers)
    return 0 < len(goals) + counted_before(goals) < max(numbers, default=0)


def _with_gap(goals: Sequence[Goal]) -> tuple[int, ...]:
    """The printed numbers of goals that count from 1 on and leave some out; nothing where they leave none out, or do not count."""
    named = [numbers_in(goal.mark) for goal in goals]
    numbers = tuple(number for found in named for number in found)
    counts = all(len(found) == 1 for found in named) and numbers[:1] == (1,) and all(a < b for a, b in pairwise(numbers))
    return numbers if counts and numbers[-1] > len(numbers) else ()


def counted(number: int, before: int) -> int:
    """Which of a project's goals a printed number counts to, behind so many goals of others; one that is none of theirs begins anew."""
    return number - before if number > before else number


def in_sequence(defects: Sequence[Defect], projects: Sequence[Project]) -> list[Defect]:
    """The defects without those of goals that are said not to follow on where they do, on the goals of the project before."""
    follow = {
        after.project_no
        for before, after in pairwise(projects)
        if before.goals and counted_before(after.goals) == counted_before(before.goals) + len(before.goals)
    }
    return [defect for defect in defects if defect.code != "goal-sequence" or defect.place.project_no not in follow]
