"""The lines of a 新旧対照表: what stood in the old sheet, what stands in the new one, and what that means.

In goes a ``Comparison``, out come lines in the form's order and words, in Japanese or
English. Goals that did not change at all are counted, not listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pipeline import rules
from pipeline.datasets.comparison import (
    Comparison,
    FactChange,
    GoalChange,
    IssueChange,
    Movement,
    Piece,
    RatingChange,
    Said,
    SheetSide,
    StatementChange,
)
from pipeline.rules.defects import Language, section_name
from pipeline.text.years import year_of_era, years_of_era

_RATERS: tuple[tuple[str, Callable[[GoalChange], RatingChange]], ...] = (
    ("operator", lambda goal: goal.operator),
    ("ward", lambda goal: goal.ward),
)


def word(name: str, language: Language = "ja", /, **values: object) -> str:
    """What the table says: ``name`` as "part.goals" of ``rules/comparison.toml``, filled in."""
    part, _, key = name.partition(".")
    return str(rules.load("comparison")[part][key][language]).format(**values)


@dataclass(frozen=True, slots=True)
class ComparisonLine:
    """One line: ``part`` of the form, both sides in pieces (empty where a sheet has nothing), the remark, the rows' addresses."""

    project_no: int
    part: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    remark: str
    old_row_id: str | None = None
    new_row_id: str | None = None


def title_of(comparison: Comparison, language: Language = "ja") -> str:
    if comparison.wards_differ:
        return word("table.title-wards", language, old=comparison.old.ward, new=comparison.new.ward)
    return word("table.title", language, ward=comparison.new.ward or comparison.old.ward or "").strip()


def notes_of(comparison: Comparison, language: Language = "ja") -> tuple[str, ...]:
    """The sentences that belong on top of the table."""
    return (word("table.wards-differ", language),) if comparison.wards_differ else ()


def side_of(side: SheetSide, language: Language) -> str:
    """「2期目 令和３～７年度」 in short: term, years and document."""
    term = word("table.term", language, number=side.term_no) if side.term_no else ""
    kind = word("table.interim", language) if side.sheet_kind == "interim" else ""
    space = "" if language == "ja" else " "
    named = space.join(part for part in (term, kind) if part)
    return " ".join(part for part in (side.ward or "", named, _years(side, language), f"[{side.document_id}]") if part)


def _years(side: SheetSide, language: Language) -> str:
    if not (side.period_start or side.period_end):
        return ""
    era = years_of_era(side.period_start, side.period_end)
    return word("table.years", language, era=era, start=side.period_start or "?", end=side.period_end or "?")


def relation_of(relation: str, status: str | None, language: Language = "ja") -> str:
    """What became of a challenge, in words."""
    return word(f"relation.{'suggested' if status == 'suggested' else relation}", language)


def number(value: float, *, sign: bool = False) -> str:
    """A number with thousands separated, as many decimals as it has (at most four)."""
    shown = f"{value:{'+' if sign else ''},.4f}"
    return shown.rstrip("0").rstrip(".")


def lines_of(comparison: Comparison, language: Language = "ja") -> tuple[ComparisonLine, ...]:
    """All lines, project by project: goals with their ratings, issues, numbers, statements."""
    drawn = _Table(comparison, language)
    return tuple(drawn.marked(line) for no in comparison.projects for line in drawn.project(no))


def projects_of(comparison: Comparison, language: Language = "ja") -> list[dict[str, Any]]:
    """The lines of each project under its number and title, as templates take them."""
    lines = lines_of(comparison, language)
    return [
        {"no": no, "title": title, "lines": [line for line in lines if line.project_no == no]} for no, title in comparison.projects.items()
    ]


def _pieces(said: Said | None) -> tuple[Piece, ...]:
    return said.pieces if said else ()


def _plain(text: str | None, *, changed: bool = False) -> tuple[Piece, ...]:
    return (Piece(text, changed),) if text else ()


def _replaced(old: str | None, new: str | None) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Letters and numbers that took each other's place: the old stays unmarked, since struck out it could not be read."""
    return _plain(old), _plain(new, changed=True)


def _address(said: Said | None) -> str | None:
    return said.row_id if said else None


@dataclass(frozen=True, slots=True)
class _Table:
    """A comparison in one language, which says its lines."""

    comparison: Comparison
    language: Language

    def say(self, name: str, /, **values: object) -> str:
        return word(name, self.language, **values)

    def change(self, name: str) -> str:
        """What happened to a row; between two wards, in what they differ."""
        return self.say(f"{'difference' if self.comparison.wards_differ else 'change'}.{name}")

    def marked(self, line: ComparisonLine) -> ComparisonLine:
        """The line, its remark with what is printed in rows that somebody corrected."""
        corrected = self.comparison.corrected
        sides = (("table.old", line.old_row_id), ("table.new", line.new_row_id))
        notes = (self.say("table.corrected", side=self.say(side), note=corrected[row]) for side, row in sides if row and row in corrected)
        return replace(line, remark=line.remark + "".join(notes))

    def project(self, project_no: int) -> Iterator[ComparisonLine]:
        own = self.comparison
        unchanged = 0
        for goal in _of(own.goals, project_no):
            lines = list(self._goal(goal))
            unchanged += not lines
            yield from lines
        if unchanged:
            said = self.say("remark.goals-alike" if own.wards_differ else "remark.goals-same", count=unchanged)
            yield ComparisonLine(project_no, self.say("part.goals"), (), (), said)
        yield from map(self._issue, _of(own.issues, project_no))
        yield from map(self._fact, _of(own.facts, project_no))
        moved = _of(own.movements, project_no)
        yield from (self._movement(movement) for movement in moved if movement.difference)
        if still := sum(not movement.difference for movement in moved):
            yield ComparisonLine(project_no, self.say("part.movement"), (), (), self.say("remark.still", count=still))
        yield from map(self._statement, _of(own.statements, project_no))

    def _goal(self, goal: GoalChange) -> Iterator[ComparisonLine]:
        rows = (_address(goal.old), _address(goal.new))
        both = goal.old is not None and goal.new is not None
        if goal.change != "same":
            ratings = {who: _one(rating(goal)) or self.say("remark.unrated") for who, rating in _RATERS}
            rated = "" if both else self.say("remark.rated", **ratings)
            part = self.say("part.goals")
            yield ComparisonLine(goal.project_no, part, _pieces(goal.old), _pieces(goal.new), self.change(goal.change) + rated, *rows)
        for who, rating in _RATERS:
            found = rating(goal)
            if both and found.old != found.new:
                none = self.say("remark.no-rating")
                part = self.say("part.rating", who=self.say(f"who.{who}"))
                remark = self.say("remark.goal", what=self._direction(found), goal=goal.new.text if goal.new else "")
                yield ComparisonLine(goal.project_no, part, *_replaced(found.old or none, found.new or none), remark, *rows)

    def _direction(self, rating: RatingChange) -> str:
        if not (rating.old and rating.new):
            return self.say("remark.one-sided")
        return self.say(f"remark.{rating.direction}") if rating.direction else ""

    def _issue(self, issue: IssueChange) -> ComparisonLine:
        remark = relation_of(issue.relation, issue.status, self.language)
        remark += self.say("remark.likeness", score=issue.score) if issue.relation == "reworded" else ""
        rows = (_address(issue.challenge), _address(issue.prior_issue))
        return ComparisonLine(
            issue.project_no, self.say("part.issues"), _pieces(issue.challenge), _pieces(issue.prior_issue), remark, *rows
        )

    def _fact(self, fact: FactChange) -> ComparisonLine:
        measure = " ".join(part for part in (fact.measure, fact.period) if part)
        remark = self.say("remark.number", what=self.change(fact.change), measure=measure)
        return ComparisonLine(
            fact.project_no, self.say("part.number"), *_replaced(fact.old, fact.new), remark, fact.old_row_id, fact.new_row_id
        )

    def _movement(self, moved: Movement) -> ComparisonLine:
        ends = ((moved.old_year, moved.old_value), (moved.new_year, moved.new_value))
        old, new = (
            self.say("remark.year", era=year_of_era(year), year=year, value=number(value), unit=moved.unit or "").rstrip()
            for year, value in ends
        )
        percent = f"{self.say('table.between')}{moved.difference / moved.old_value:+.1%}" if moved.old_value else ""
        remark = self.say("remark.moved", measure=moved.measure, difference=number(moved.difference, sign=True), percent=percent)
        return ComparisonLine(
            moved.project_no, self.say("part.movement"), _plain(old), _plain(new), remark, moved.old_row_id, moved.new_row_id
        )

    def _statement(self, statement: StatementChange) -> ComparisonLine:
        old, new = statement.old, statement.new
        part = section_name(statement.section, self.language)
        change = self.say(f"change.{statement.change}")
        return ComparisonLine(statement.project_no, part, _pieces(old), _pieces(new), change, _address(old), _address(new))


_OfProject = TypeVar("_OfProject", GoalChange, IssueChange, FactChange, Movement, StatementChange)


def _of(changes: Sequence[_OfProject], project_no: int) -> list[_OfProject]:
    return [change for change in changes if change.project_no == project_no]


def _one(rating: RatingChange) -> str | None:
    return rating.new or rating.old
