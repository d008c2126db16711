"""Which 振り返りの視点 of its project a statement answers, and why.

Three kinds of evidence speak for a viewpoint: a concept of ``rules/viewpoints.toml`` that both the viewpoint and the statement
name; words that both share, weighted by how telling they are within the project; and the form's structure, that is the
goal (目指す拠点の姿) or heading under which the statement stands, where the viewpoint asks about that goal. Viewpoints are known by
what they say alone; their letters and their order play no part.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import attrgetter

from pipeline.narrative.lexicon import Concept, Lexicon, lexicon
from pipeline.narrative.model import Candidate, Support, ViewpointLink
from pipeline.narrative.tokens import tokens_of
from pipeline.sheet.model import Project, Statement

LINKED_KINDS = frozenset({"bullet", "paragraph"})
MOST_LINKS = 3
LEAST_LIKENESS = 0.15
LEAST_SUPPORT = 0.005
HEARD = 0.15
_weight = attrgetter("weight")

_Standing = tuple[list[float], tuple[str, ...]] | None


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts; all in 0..1. Found on labelled statements, where figures hardly move with them.

    ``word`` and ``hint`` of a concept; a ``broad`` concept beside a nearer one; ``lexical``: shared words; ``parent``: the
    bullet above; ``goal``: the statement's goal, ``goal_alone`` where nothing else speaks, ``damp``: how much less counts
    what another goal owns, ``feedback``: what is said under a goal; ``least_first``, ``least``, ``share``: the least score
    of the first link, of others, and of others by the first's.
    """

    word: float = 0.73
    hint: float = 0.36
    broad: float = 0.25
    lexical: float = 0.6
    parent: float = 0.5
    goal: float = 0.52
    goal_alone: float = 0.75
    damp: float = 0.43
    feedback: float = 0.9
    least_first: float = 0.05
    least: float = 0.52
    share: float = 0.64


WEIGHTS = Weights()


def links_of(project: Project, words: Lexicon | None = None) -> tuple[ViewpointLink, ...]:
    """The links of every bullet and paragraph of the project to its viewpoints, best first, in the order of the page."""
    scale, statements = _scale_of(project, words)
    if scale is None:
        return ()
    return tuple(
        ViewpointLink(
            section=statement.section,
            seq=statement.seq,
            viewpoint_no=candidate.viewpoint.viewpoint_no,
            rank=candidate.rank,
            score=candidate.score,
            rule=candidate.supports[0].rule,
            evidence=tuple(dict.fromkeys(word for support in candidate.supports for word in support.words)),
        )
        for statement in statements
        for candidate in scale.candidates_for(statement, linked_only=True)
        if candidate.rank is not None
    )


def weighed_statements(project: Project, words: Lexicon | None = None) -> tuple[tuple[Statement, tuple[Candidate, ...]], ...]:
    """Every bullet and paragraph with all viewpoints of the project weighed for it, best first."""
    scale, statements = _scale_of(project, words)
    return tuple((statement, scale.candidates_for(statement)) for statement in statements) if scale else ()


def _scale_of(project: Project, words: Lexicon | None) -> tuple[_Scale | None, list[Statement]]:
    statements = [statement for statement in project.statements if statement.kind in LINKED_KINDS]
    if not statements or not project.viewpoints:
        return None, []
    return _Scale(project, statements, words or lexicon(), WEIGHTS), statements


class _Scale:
    """The viewpoints and goals of one project, read once, against which its statements are weighed."""

    def __init__(self, project: Project, statements: Sequence[Statement], words: Lexicon, weights: Weights) -> None:
        self.weights = weights
        self.words = words
        self.viewpoints = project.viewpoints
        self.seqs = {(s.section, s.seq): s for s in statements}
        asked = [words.fold(viewpoint.text.text) for viewpoint in project.viewpoints]
        self.places = _places_of(project, statements)
        self.concepts_of = concepts_of(asked, project.project_code, words)
        self.concepts = [c for c in words.concepts if any(c in own for own in self.concepts_of)]
        self.has_near = [any(not c.broad and c.asked_in(text) for c in own) for text, own in zip(asked, self.concepts_of, strict=True)]
        self.sharing = Counter(c.id for own in self.concepts_of for c in own)
        self.heard = [
            [(c.id, f"concept:{c.id}", (weights.broad if c.broad and near else 1.0) / math.sqrt(self.sharing[c.id])) for c in own]
            for own, near in zip(self.concepts_of, self.has_near, strict=True)
        ]
        self.folded = {id(s): words.fold(s.text.text) for s in statements}
        self.found = {id(s): self._found_in(self.folded[id(s)]) for s in statements}
        self.size = len(statements)
        self.tell = self._telling_words()
        self.content = {id(s): frozenset(content_words(s.text.text)) for s in statements}
        self.asked_words, self.asked_totals = self._asked_words()
        self.spoken = {
            id(s): [[*self._concept_supports(s, i), *self._lexical_supports(s, i)] for i in range(len(self.viewpoints))] for s in statements
        }
        self.said = {key: [_any_of(map(_weight, own)) for own in supports] for key, supports in self.spoken.items()}
        self.shares = {key: _shares(said) for key, said in self.said.items()}
        self.belonging = self._belonging([self._affinities(words.fold(place.text)) for place in self.places], statements)

    def candidates_for(self, statement: Statement, *, linked_only: bool = False) -> tuple[Candidate, ...]:
        """The viewpoints by score, best first; those of one score in the order of the form."""
        weights = self.weights
        place = self._place_of(statement)
        scores = self._scores_of(statement, place)
        order = sorted(range(len(scores)), key=lambda index: (-scores[index], index))
        best = scores[order[0]]
        candidates = []
        for at, index in enumerate(order, start=1):
            least = weights.least_first if at == 1 else max(weights.least, weights.share * best)
            linked = at <= MOST_LINKS and scores[index] >= least
            if linked_only and not linked:
                break
            supports = self._supports_of(statement, index, place)
            candidates.append(Candidate(self.viewpoints[index], scores[index], at if linked and supports else None, supports))
        return tuple(candidates)

    def _scores_of(self, statement: Statement, place: _Standing) -> list[float]:
        weights = self.weights
        said = self.said[id(statement)]
        parent = self._parent_of(statement)
        if parent is not None:
            said = [1 - (1 - own) * (1 - weights.parent * above) for own, above in zip(said, self.said[id(parent)], strict=True)]
        if place is None:
            return [round(own, 4) for own in said]
        scores = []
        for own, here in zip(said, place[0], strict=True):
            goal = weights.goal * here * (1.0 if own > HEARD else weights.goal_alone)
            scores.append(round(1 - (1 - own * (1 - weights.damp * (1 - here))) * (1 - goal), 4))
        return scores

    def _supports_of(self, statement: Statement, index: int, place: _Standing) -> tuple[Support, ...]:
        """What speaks for one viewpoint, the strongest first."""
        supports = [*self.spoken[id(statement)][index]]
        said = self.said[id(statement)][index]
        parent = self._parent_of(statement)
        if parent is not None:
            weight = self.weights.parent * self.said[id(parent)][index]
            said = 1 - (1 - said) * (1 - weight)
            words = dict.fromkeys(f"親の文:{word}" for support in self.spoken[id(parent)][index] for word in support.words)
            supports.append(Support("parent", tuple(words), round(weight, 4)))
        if place is not None:
            weight = self.weights.goal * place[0][index] * (1.0 if said > HEARD else self.weights.goal_alone)
            supports.append(Support("goal", place[1], round(weight, 4)))
        return tuple(sorted((support for support in supports if support.weight >= LEAST_SUPPORT), key=lambda support: -support.weight))

    def _parent_of(self, statement: Statement) -> Statement | None:
        return self.seqs.get((statement.section, statement.parent_seq)) if statement.parent_seq else None

    def _asked_words(self) -> tuple[list[dict[str, float]], list[float]]:
        """Each viewpoint's words by how telling they are in the project, and the sum of these weights.

        A word that most statements have weighs little; one of nearly all the viewpoints (相談, 会員) tells none from the others.
        """
        asked = [content_words(viewpoint.text.text) for viewpoint in self.viewpoints]
        documents = Counter(word for own in (*self.content.values(), *asked) for word in own)
        among = Counter(word for own in asked for word in own)
        size, n = self.size + len(asked), len(asked)

        def weight(word: str) -> float:
            rare = math.log((1 + size) / (0.5 + documents[word]))
            own = math.log((n + 1) / (0.5 + among[word])) / math.log((n + 1) / 1.5) if n > 1 else 1.0
            return rare * max(own, 0.0)

        weights = [{word: weight(word) for word in own} for own in asked]
        return weights, [sum(row.values()) or 1.0 for row in weights]

    def _found_in(self, folded: str) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """The words and hints of each concept of this project that the text has."""
        found = {}
        for concept in self.concepts:
            strong = concept.words.findall(folded)
            weak = concept.hints.findall(folded) if concept.hints else ()
            if (strong or weak) and not (concept.against and concept.against.search(folded)):
                found[concept.id] = (tuple(dict.fromkeys(strong)), tuple(dict.fromkeys(weak)))
        return found

    def _telling_words(self) -> dict[str, float]:
        """How telling each word of a concept is: 1 where one statement of the project has it, less the more have it."""
        counts = Counter(word for found in self.found.values() for word in {w for words in found.values() for w in chain(*words)})
        if self.size < 2:
            return dict.fromkeys(counts, 1.0)
        return {word: math.log((self.size + 1) / (n + 0.5)) / math.log((self.size + 1) / 1.5) for word, n in counts.items()}

    def _concept_supports(self, statement: Statement, index: int) -> Iterable[Support]:
        found = self.found[id(statement)]
        counted: set[str] = set()
        for concept_id, rule, factor in self.heard[index]:
            if concept_id not in found:
                continue
            strong, weak = found[concept_id]
            if counted:
                strong = tuple(word for word in strong if word not in counted)
                weak = tuple(word for word in weak if word not in counted)
            if not strong and not weak:
                continue
            counted.update(strong, weak)
            none = 1.0
            for word in strong:
                none *= 1 - self.weights.word * self.tell[word]
            for word in weak:
                none *= 1 - self.weights.hint * self.tell[word]
            weight = (1 - none) * factor
            yield Support(rule, (*strong, *weak), round(weight, 4))

    def _lexical_supports(self, statement: Statement, index: int) -> Iterable[Support]:
        asked, own = self.asked_words[index], self.content[id(statement)]
        shared = tuple([word for word in asked if word in own])
        if shared:
            score = self.weights.lexical * min(1.0, sum([asked[word] for word in shared]) / self.asked_totals[index])
            if score >= LEAST_SUPPORT:
                yield Support("lexical", shared, round(score, 4))

    def _affinities(self, folded: str) -> list[float]:
        """How much each viewpoint asks about what a goal or heading says, 0..1."""
        stated = {c.id for c in _asking(folded, self.words)}
        said = {c.id for c in self.concepts if c.words.search(folded)} - stated
        own = set(content_words(folded))
        affinities = []
        for concepts, asked, total in zip(self.concepts_of, self.asked_words, self.asked_totals, strict=True):
            parts = [(0.35 if c.broad else 0.7) / math.sqrt(self.sharing[c.id]) for c in concepts if c.id in stated]
            parts += [(0.15 if c.broad else 0.35) / math.sqrt(self.sharing[c.id]) for c in concepts if c.id in said]
            parts.append(0.8 * sum(weight for word, weight in asked.items() if word in own) / total)
            affinities.append(_any_of(parts))
        return affinities

    def _rows_of(self, statement: Statement) -> list[int]:
        return [index for index, place in enumerate(self.places) if place.holds(statement)]

    def _belonging(self, affinity: list[list[float]], statements: Sequence[Statement]) -> list[list[float]]:
        """For each goal, how far each viewpoint is the goal's own, 0..1: by its wording and by what is said under it."""
        rows = [list(row) for row in affinity]
        for g, row in enumerate(rows):
            under = [self.shares[id(s)] for s in statements if self._rows_of(s) == [g]]
            for index in range(len(row)):
                said = sum(shares[index] for shares in under) / len(under) if under else 0.0
                row[index] = 1 - (1 - row[index]) * (1 - self.weights.feedback * said)
        for index in range(len(self.viewpoints)):
            total = sum(row[index] for row in rows)
            for row in rows:
                row[index] = row[index] / total * min(1.0, 1.5 * row[index]) if total > 0 else 0.0
        return rows

    def _place_of(self, statement: Statement) -> _Standing:
        """For each viewpoint, how far it is the statement's goal's own, and the goal's mark; null without a goal."""
        rows = self._rows_of(statement)
        if not rows:
            return None
        labels = tuple(self.places[row].label for row in rows)
        if len(rows) == 1:
            return self.belonging[rows[0]], labels
        return [max(shares) for shares in zip(*(self.belonging[row] for row in rows), strict=True)], labels


@dataclass(frozen=True, slots=True)
class _Place:
    """What statements stand under: a goal, by its number, or a heading that names no goal."""

    text: str
    label: str
    goal_no: int | None
    heading: str | None

    def holds(self, statement: Statement) -> bool:
        if self.goal_no is not None:
            return self.goal_no in statement.goal_nos
        return not statement.goal_nos and statement.heading == self.heading


def _places_of(project: Project, statements: Sequence[Statement]) -> list[_Place]:
    goals = [_Place(goal.text.text, f"目標:{goal.mark or goal.goal_no}", goal.goal_no, None) for goal in project.goals]
    numbered = {goal.goal_no for goal in project.goals}
    headings = dict.fromkeys(s.heading for s in statements if s.heading and not numbered & set(s.goal_nos))
    return goals + [_Place(heading, f"見出し:{heading}", None, heading) for heading in headings]


def concepts_of(asked: Sequence[str], project_code: str, words: Lexicon) -> list[list[Concept]]:
    """For each viewpoint (folded), the concepts that it asks about.

    A viewpoint put in words that no pattern knows gets the concept whose words and examples it is most like, among those
    written from this project's texts; rather one that no other viewpoint of the project asks about.
    """
    known = [list(_asking(text, words)) for text in asked]
    claimed = {c.id for own in known for c in own}
    near = [c for c in words.concepts if not c.broad and project_code in c.origin]
    unknown = [index for index, own in enumerate(known) if all(concept.broad for concept in own)]
    weighed = [(likeness(asked[index], c) * (0.6 if c.id in claimed else 1.0), -index, c) for index in unknown for c in near]
    taken: set[str] = set()
    found: set[int] = set()
    for alike, minus, concept in sorted(weighed, key=lambda item: item[:2], reverse=True):
        if alike >= LEAST_LIKENESS and -minus not in found and concept.id not in taken:
            found.add(-minus)
            taken.add(concept.id)
            known[-minus].append(concept)
    return known


@lru_cache(maxsize=1024)
def _asking(folded: str, words: Lexicon) -> tuple[Concept, ...]:
    return tuple(concept for concept in words.concepts if concept.asked_in(folded))


def likeness(folded: str, concept: Concept) -> float:
    """How like a viewpoint is to what a concept's examples say, 0 and more: shared words by their rarity, and its own words."""
    asked = content_words(folded)
    rarity = _rarity()
    total = sum(rarity.get(word, _UNHEARD) for word in asked)
    shared = sum(rarity[word] for word in asked if word in _vocabulary(concept))
    return (shared / total if total else 0.0) + (0.3 if concept.words.search(folded) else 0.0)


_UNHEARD = 2.0


@lru_cache(maxsize=256)
def _vocabulary(concept: Concept) -> frozenset[str]:
    examples = concept.examples
    return frozenset(
        word for text in (concept.name, *concept.like, *examples.viewpoints, *examples.statements) for word in content_words(text)
    )


@lru_cache(maxsize=1)
def _rarity() -> dict[str, float]:
    concepts = lexicon().concepts
    counts = Counter(word for concept in concepts for word in _vocabulary(concept))
    return {word: math.log((len(concepts) + 1) / (n + 0.5)) for word, n in counts.items()}


@lru_cache(maxsize=1024)
def content_words(text: str) -> tuple[str, ...]:
    """The normalised words that carry meaning: nouns in their shortest units, verbs, adjectives; no numbers, no する."""
    words: list[str] = []
    for token in tokens_of(text):
        first, second = token.pos[0], token.pos[1]
        if first == "名詞" and second != "数詞":
            words.extend(token.units if len(token.units) > 1 else (token.normalized_form,))
        elif first in ("動詞", "形容詞", "形状詞") and second not in ("非自立可能", "助動詞語幹"):
            words.append(token.normalized_form)
    return tuple(dict.fromkeys(words))


def _shares(amounts: Sequence[float]) -> list[float]:
    """The amounts' squares as shares of one, so that the strongest stands out; all zero where nothing speaks."""
    total = sum(amount * amount for amount in amounts)
    return [amount * amount / total if total > 0 else 0.0 for amount in amounts]


def _any_of(chances: Iterable[float]) -> float:
    """That at least one of independent pieces of evidence holds."""
    none = 1.0
    for chance in chances:
        none *= 1 - chance
    return 1 - none
