"""What the form wants of a project: a reason for each goal, a word where a rating changed, marks in their order.

In come a project and, where it is at hand, the same project of the term before; out come the findings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

from pipeline import rules
from pipeline.facts import lexicon
from pipeline.narrative.tokens import tokens_of
from pipeline.proofreading.model import Slip, at_printed, place_in
from pipeline.proofreading.wording import rule
from pipeline.rules.sections import SECTION_RULES
from pipeline.rules.shapes import Rater
from pipeline.sheet.model import Goal, Project, Section, Statement

RATERS: dict[Section, tuple[str, Rater]] = {code: (rule.brief, rule.reasons_of) for code, rule in SECTION_RULES.items() if rule.reasons_of}
"""the sections that give the reasons of a rating, with who rated in Japanese and English"""


def _any_of(*lists: str) -> re.Pattern[str]:
    return re.compile(rules.any_of([lexicon.squeeze(word) for name in lists for word in rule("rating-changed")[name]]))


_SPOKEN_OF = {True: _any_of("spoken_of", "spoken_of_better"), False: _any_of("spoken_of", "spoken_of_worse")}
"""where a rating became better, and where it became worse"""
_NOUN, _NEGATIONS = "名詞", frozenset({"ない", "ず", "無い"})
_TAKEN_UP = 3
"""things that a prior issue and the reasons both name, and the goal does not: two are in most sentences of one project"""
_LEAST_ALIKE = 0.8
"""share of characters that a goal has in common with what became of it in the next term"""
_SAID = 24
"""characters of a goal that name it in a sentence"""


def unreasoned(project: Project) -> Iterator[Slip]:
    """Goals that were rated, and of which the reasons of who rated say nothing, though they go goal by goal."""
    for section in RATERS:
        said = [statement for statement in project.statements if statement.section == section]
        if _goes_by_goals(said, section):
            yield from _unreasoned(project, section, said)


def _unreasoned(project: Project, section: Section, said: list[Statement]) -> Iterator[Slip]:
    covered = {no for statement in said if not _is_bare_heading(statement, said) for no in statement.goal_nos}
    covered |= {no for table in project.tables if table.section == section for no in table.goal_nos}
    missing = [goal for goal in project.goals if goal.goal_no not in covered and _rating(goal, section)]
    doubled = _said_twice(said) if _numbers_goals(section) else None
    if doubled is not None and len(missing) == 1:
        yield _out_of_sequence(project, doubled, said)
        return
    rater_ja, rater_en = RATERS[section]
    for goal in missing:
        named = f"{goal.mark}{goal.text.text[:_SAID]}"
        values = {"goal": named, "rater_ja": rater_ja, "rater_en": rater_en}
        yield at_printed("goal-without-reason", goal.text, place_in(project, section, goal.mark), named, values)


def _goes_by_goals(said: list[Statement], section: Section) -> bool:
    """Whether each statement of a section is of a goal by its number, but for headings without one: 共通, その他."""
    first = next((statement for statement in said if statement.kind != "note"), None)
    if first is None or not first.goal_nos:
        return False
    return not _numbers_goals(section) or all(statement.goal_nos for statement in said if statement.kind != "note")


def _is_bare_heading(statement: Statement, said: list[Statement]) -> bool:
    """Whether a statement is a heading under which nothing stands."""
    if statement.kind != "heading":
        return False
    under = [other for other in said if other.kind != "heading" and set(other.goal_nos) & set(statement.goal_nos)]
    return not under


def _rating(goal: Goal, section: Section) -> str | None:
    return goal.rating_operator if RATERS[section][1] == "operator" else goal.rating_ward


def _numbers_goals(section: Section) -> bool:
    """Whether the marks of a section's own statements are the goals' numbers."""
    return SECTION_RULES[section].holds == "numbered"


def _said_twice(said: list[Statement]) -> Statement | None:
    """The statement of the ward's reasons that bears a mark for the second time."""
    marks = [statement for statement in said if statement.mark and len(statement.goal_nos) == 1 and statement.level == 0]
    return next((other for one, other in pairwise(marks) if one.mark == other.mark), None)


def misordered(project: Project) -> Iterator[Slip]:
    """A reason of the ward that stands behind one for a later goal."""
    said = [statement for statement in project.statements if _numbers_goals(statement.section) and statement.mark and statement.goal_nos]
    for one, other in pairwise(said):
        if other.level == 0 and max(other.goal_nos) < min(one.goal_nos) and Counter(s.goal_nos for s in said)[other.goal_nos] == 1:
            yield _out_of_sequence(project, other, said)


def _out_of_sequence(project: Project, statement: Statement, said: list[Statement]) -> Slip:
    marks = "".join(other.mark for other in said if other.level == 0)
    return at_printed("mark-out-of-sequence", statement.text, place_in(project, statement.section, statement.mark), marks)


def rerated(project: Project, former: Project) -> Iterator[Slip]:
    """Goals whose rating is another than a term ago, of which the reasons do not speak; one finding a goal, for both who rated."""
    for goal in project.goals:
        before = _same_goal(goal, former)
        silent = [s for s in RATERS if before and _is_silent(project, before, goal, s)]
        if before is not None and silent:
            yield _rerated(project, before, goal, silent)


def _rerated(project: Project, before: Goal, goal: Goal, sections: list[Section]) -> Slip:
    """The finding on a goal whose rating changed by those who give the reasons of the sections."""
    names = [RATERS[section] for section in sections]
    changes = [(_rating(before, section) or "", _rating(goal, section) or "") for section in sections]
    old, new = (" / ".join(letters) for letters in zip(*changes, strict=True))
    values = {"old": old, "new": new, "rater_ja": "と".join(ja for ja, _ in names), "rater_en": " and ".join(en for _, en in names)}
    boxes = goal.boxes_operator if names[0][1] == "operator" else goal.boxes_ward
    quote = "、".join(f"{ja} {was} → {now}" for (ja, _), (was, now) in zip(names, changes, strict=True))
    place = place_in(project, f"rating_{names[0][1]}", goal.mark)
    return at_printed("rating-changed", goal.text._replace(boxes=boxes or goal.text.boxes), place, quote, values)


def _is_silent(project: Project, before: Goal, goal: Goal, section: Section) -> bool:
    """Whether a rating is another than before, and the reasons of who rated do not speak of it."""
    old, new = _rating(before, section), _rating(goal, section)
    return bool(old and new and old != new) and not _speaks_of_it(project, goal, section, better=(new or "") < (old or ""))


def _same_goal(goal: Goal, former: Project) -> Goal | None:
    """What a goal was a term ago; none where no goal, or more than one, is much like it."""
    text = lexicon.squeeze(goal.text.text)
    same = [other for other in former.goals if lexicon.squeeze(other.text.text) == text]
    alike = same or [other for other in former.goals if _likeness(text, lexicon.squeeze(other.text.text)) >= _LEAST_ALIKE]
    return alike[0] if len(alike) == 1 else None


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _speaks_of_it(project: Project, goal: Goal, section: Section, *, better: bool) -> bool:
    """Whether the reasons for a goal have a word on how it was rated, on what was before, or on the issue that was left; where it became
    worse, on what is lacking. Reasons without a goal are for all."""
    said = [s.text.text for s in project.statements if s.section == section and (not s.goal_nos or goal.goal_no in s.goal_nos)]
    if any(_SPOKEN_OF[better].search(lexicon.squeeze(text)) for text in said) or (not better and any(map(_negates, said))):
        return True
    issues = [issue.text.text for issue in project.prior_issues if issue.goal_no in (None, goal.goal_no)]
    of_goal = _things(goal.text.text)
    return any(len((_things(issue) & _things(text)) - of_goal) >= _TAKEN_UP for issue in issues for text in said)


def _things(text: str) -> frozenset[str]:
    """What a sentence names: its nouns of two characters and more, in their normal form."""
    tokens = tokens_of(text)
    return frozenset(t.normalized_form for t in tokens if t.pos[0] == _NOUN and t.pos[1] != "数詞" and len(t.surface) > 1)


def _negates(text: str) -> bool:
    return any(token.normalized_form in _NEGATIONS and token.pos[0] in ("助動詞", "形容詞") for token in tokens_of(text))
