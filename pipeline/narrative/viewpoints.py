"""Which 振り返りの視点 of its project a statement answers, how surely, and why.

A viewpoint is recognised as one of the city's by what it asks (``narrative.asked``), and the learned weights say how far the words,
themes, goal and heading of a statement speak for it. How like the statement is to the viewpoint's own words is heard too, and alone
where a viewpoint is none of the city's. A statement that names its viewpoint is linked to it before all else. What is sure enough is
asserted, up to three links in all; the rest is suggested, and a statement that answers nothing has none.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.narrative.asked import Recognised, recognised
from pipeline.narrative.features import Feature, features_of, text_features
from pipeline.narrative.model import Candidate, LinkStatus, Support, ViewpointLink
from pipeline.narrative.named import named_viewpoints
from pipeline.narrative.weights import NOTHING, Model, ProjectWeights, Signals, model
from pipeline.sheet.model import LINKED_KINDS, Project, Statement

MOST_LINKS = 3
# Reasons of less than this many log-odds are not told.
LEAST_SUPPORT = 0.05
# No evidence is believed beyond 10,000 to 1.
SUREST = 1e-4
# A lead is heard down to this many log-odds behind the best; what is further behind is no nearer for it.
FURTHEST = -4.0


def viewpoint_links(project: Project, learned: Model | None = None) -> tuple[ViewpointLink, ...]:
    """The links of every bullet and paragraph of the project to its viewpoints, best first, in the order of the page."""
    return tuple(
        ViewpointLink(
            section=statement.section,
            seq=statement.seq,
            viewpoint_no=candidate.viewpoint.viewpoint_no,
            rank=candidate.rank,
            score=candidate.score,
            rule=candidate.supports[0].rule,
            evidence=tuple(dict.fromkeys(word for support in candidate.supports if support.weight > 0 for word in support.words)),
            status=candidate.status,
            probability=candidate.probability,
        )
        for statement, candidates in weighed_statements(project, learned, linked_only=True)
        for candidate in candidates
        if candidate.rank is not None and candidate.status is not None
    )


def weighed_statements(
    project: Project, learned: Model | None = None, *, linked_only: bool = False, without: frozenset[str] = frozenset()
) -> tuple[tuple[Statement, tuple[Candidate, ...]], ...]:
    """Every bullet and paragraph with the viewpoints of the project weighed for it, best first; all, or only those linked."""
    scale = scale_of(project, learned, without=without)
    return tuple((statement, scale.candidates_for(statement, linked_only)) for statement in scale.statements) if scale else ()


def scale_of(project: Project, learned: Model | None = None, *, without: frozenset[str] = frozenset()) -> Scale | None:
    """What the project's statements are weighed on; None where there is nothing to weigh.

    Wordings of viewpoints in ``without`` count as never seen, to measure what the others recognise.
    """
    statements = tuple(statement for statement in project.statements if statement.kind in LINKED_KINDS)
    return Scale(project, statements, learned or model(), without) if statements and project.viewpoints else None


@dataclass(frozen=True)
class Scale:
    """The viewpoints and goals of one project, read once, against which its statements are weighed."""

    project: Project
    statements: tuple[Statement, ...]
    model: Model
    without: frozenset[str] = frozenset()

    @cached_property
    def recognised(self) -> tuple[Recognised | None, ...]:
        asked = [viewpoint.text.text for viewpoint in self.project.viewpoints]
        return recognised(asked, self.project.project_code, without=self.without)

    @cached_property
    def goal_codes(self) -> dict[int, str]:
        texts = [goal.text.text for goal in self.project.goals]
        goals = recognised(texts, self.project.project_code, "goal", without=self.without)
        return {goal.goal_no: found.code for goal, found in zip(self.project.goals, goals, strict=True) if found}

    @cached_property
    def features(self) -> dict[tuple[str, int], dict[str, Feature]]:
        return {(s.section, s.seq): features_of(s, self.goal_codes) for s in self.statements}

    @cached_property
    def log_odds(self) -> dict[tuple[str, int], list[float]]:
        """For each statement the evidence for each viewpoint."""
        return {key: self._of_viewpoints(own) for key, own in self.features.items()}

    def _evidence(self, of: str) -> ProjectWeights:
        return self.model.evidence.get(of, ProjectWeights())

    def _of_viewpoints(self, features: Mapping[str, Feature]) -> list[float]:
        """The evidence for each viewpoint: that any of what it asks is answered."""
        evidence = self._evidence(self.project.project_code)
        chances = {code: _chance(odds) for code, odds in zip(evidence.codes, evidence.log_odds(features), strict=True)}
        return [
            _log_odds(1 - math.prod(1 - share * chances.get(code, 0.0) for code, share in one.shares.items()) if one else 0.0)
            for one in self.recognised
        ]

    @cached_property
    def _asked(self) -> list[frozenset[str]]:
        return [frozenset(text_features(viewpoint.text.text)) for viewpoint in self.project.viewpoints]

    @cached_property
    def _telling(self) -> dict[str, float]:
        """How telling each word and theme is among the statements and viewpoints of this project: the rarer the more, squared."""
        texts = [*(text_features(s.text.text) for s in self.statements), *self._asked]
        counts = Counter(name for own in texts for name in own)
        return {name: math.log((1 + len(texts)) / (0.5 + count)) ** 2 for name, count in counts.items()}

    @cached_property
    def _asked_lengths(self) -> list[float]:
        return [self._length(asked) for asked in self._asked]

    def _length(self, names: Iterable[str]) -> float:
        return math.sqrt(math.fsum(self._telling.get(name, 0.0) for name in names)) or 1.0

    def likenesses(self, text: str) -> list[float]:
        """How like the text is to each viewpoint: what both say, by how telling it is."""
        own = text_features(text)
        length = self._length(own)
        return [
            math.fsum(self._telling.get(name, 0.0) for name in asked.intersection(own)) / (length * size)
            for asked, size in zip(self._asked, self._asked_lengths, strict=True)
        ]

    @cached_property
    def _heading_likenesses(self) -> dict[str, list[float]]:
        return {heading: self.likenesses(heading) for heading in {s.heading for s in self.statements if s.heading}}

    def signals_of(self, statement: Statement) -> list[Signals]:
        """What speaks for each viewpoint."""
        odds = self.log_odds[statement.section, statement.seq]
        alike = self.likenesses(statement.text.text)
        heading = self._heading_likenesses[statement.heading] if statement.heading else [0.0] * len(odds)
        above = self.log_odds.get((statement.section, statement.parent_seq or 0))
        nothing = sum(self._evidence(NOTHING).log_odds(self.features[statement.section, statement.seq]))
        return [
            Signals(
                evidence=odds[at],
                lead=max(odds[at] - _best_other(odds, at, _log_odds(0.0)), FURTHEST),
                likeness=alike[at],
                likeness_lead=alike[at] - _best_other(alike, at, 0.0),
                heading=heading[at],
                parent=_chance(above[at]) if above else 0.0,
                unrecognised=float(self.recognised[at] is None),
                nothing=nothing,
            )
            for at in range(len(odds))
        ]

    def candidates_for(self, statement: Statement, linked_only: bool) -> tuple[Candidate, ...]:
        """The viewpoints by probability, best first; those of one probability in the order of the form."""
        signals = self.signals_of(statement)
        named = self._named(statement)
        scores = [self._score(own) for own in signals]
        chances = [
            self.model.named if at in named else _chance(self.model.slope * score + self.model.intercept) for at, score in enumerate(scores)
        ]
        order = sorted(range(len(signals)), key=lambda at: (at not in named, -chances[at], at))
        candidates = []
        answers = bool(named) or chances[order[0]] >= self.model.first
        for rank, at in enumerate(order, 1):
            status = self._status(chances[at], at, at in named) if at in named or (answers and rank <= MOST_LINKS) else None
            if linked_only and status is None:
                break
            supports = self._supports(statement, at, signals[at], at in named)
            if status == "suggested" and not any(map(_speaks, supports)):
                answers, status = False, None  # what no word speaks for is no suggestion, nor is what is less likely
            viewpoint = self.project.viewpoints[at]
            candidates.append(
                Candidate(viewpoint, round(_chance(scores[at]), 4), rank if status else None, supports, status, round(chances[at], 4))
            )
        return tuple(candidates)

    @cached_property
    def _marks(self) -> tuple[str, ...]:
        return tuple(viewpoint.mark for viewpoint in self.project.viewpoints)

    def _named(self, statement: Statement) -> tuple[int, ...]:
        texts = (statement.text.text, statement.subheading or "", statement.heading or "")
        return next((found for text in texts if (found := named_viewpoints(text, self._marks))), ())

    def _score(self, signals: Signals) -> float:
        return self.model.constant + sum(weight * signal for weight, signal in zip(self.model.combined, signals, strict=True))

    def _status(self, chance: float, at: int, is_named: bool) -> LinkStatus | None:
        if is_named or (chance >= self.model.asserted and self.recognised[at] is not None):
            return "asserted"
        return "suggested" if chance >= self.model.suggested else None

    def _supports(self, statement: Statement, at: int, signals: Signals, is_named: bool) -> tuple[Support, ...]:
        """What speaks for one viewpoint and against it, in log-odds, the strongest first; a name before all."""
        combined = self.model.combined
        likeness = Support("likeness", self._shared(statement.text.text, at), combined.likeness * signals.likeness)
        others = (
            likeness,
            Support("heading-likeness", self._shared(statement.heading or "", at), combined.heading * signals.heading),
            Support("parent", (), combined.parent * signals.parent),
        )
        supports = [*self._evidence_supports(statement, at), *(other for other in others if abs(other.weight) >= LEAST_SUPPORT)]
        told = sorted(supports, key=lambda support: (-support.weight, support.rule)) or [likeness]
        named = [Support("named", (self.project.viewpoints[at].mark,), math.inf)] if is_named else []
        return (*named, *told)

    def _evidence_supports(self, statement: Statement, at: int) -> Iterable[Support]:
        """What each feature adds for the code that the viewpoint most asks about, where it is worth telling."""
        one = self.recognised[at]
        weights = self._evidence(self.project.project_code).of_code.get(one.code, {}) if one else {}
        share = self.model.combined.evidence + self.model.combined.lead
        for name, feature in self.features[statement.section, statement.seq].items():
            weight = share * weights.get(name, 0.0) * feature.value
            if abs(weight) >= LEAST_SUPPORT:
                yield Support(name, feature.words or (name.partition(":")[2],), weight)

    def _shared(self, text: str, at: int) -> tuple[str, ...]:
        own = text_features(text)
        return tuple(dict.fromkeys(word for name in own if name in self._asked[at] for word in own[name]))


def _speaks(support: Support) -> bool:
    """Whether a word of the statement, or the goal that it stands under, speaks for a viewpoint; every statement has a section."""
    return support.weight > 0 and bool(support.words) and not support.rule.startswith("section:")


def _best_other(values: Sequence[float], at: int, least: float) -> float:
    return max((*values[:at], *values[at + 1 :]), default=least)


def _chance(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(min(log_odds, 700.0), -700.0)))


def _log_odds(chance: float) -> float:
    return math.log(max(chance, SUREST) / max(1 - chance, SUREST))
