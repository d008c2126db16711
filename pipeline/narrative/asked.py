"""Which of the city's common viewpoints (振り返りの視点) and goals (目指す拠点の姿) a sheet's own wording is, by what it asks.

``rules/viewpoints.toml`` lists each with the city's wording and others. The texts of one project go in together, for one that asks
two things and two that ask nearly the same are told apart by each other; letters and order play no part.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from unicodedata import normalize

from pipeline.narrative.themes import themes_in
from pipeline.rules import load

AskedKind = Literal["viewpoint", "goal"]
WordingRelation = Literal["same", "reworded"]

# A theme says more of what is asked than two neighbouring letters do.
_THEME = 2.0
_BETWEEN_CLAUSES = re.compile(r"、|また|。|(?<=し)(?=[^ぁ-ん])")
_SHORTEST_CLAUSE = 6
"""letters"""


@dataclass(frozen=True, slots=True)
class Recognised:
    """``code`` is what the text is most like; ``relation`` "same" where it is the city's wording, spacing and width aside.

    ``likeness`` runs from 0 to 1. ``shares`` has every code that the text asks about, each with its likeness by that of the best.
    """

    code: str
    relation: WordingRelation
    likeness: float
    shares: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Wording:
    code: str
    features: frozenset[str]
    length: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the city asks of one project: its wordings, how telling each feature is among them (the square of its rarity; ``unheard`` of
    one that none has), and the codes by its plain texts."""

    wordings: tuple[_Wording, ...]
    telling: Mapping[str, float]
    unheard: float
    common: Mapping[str, str]

    def length(self, features: Iterable[str]) -> float:
        return math.sqrt(math.fsum([self.telling.get(feature, self.unheard) for feature in features])) or 1.0

    def likenesses(self, text: str) -> dict[str, float]:
        """For each code the likeness of the nearest of its wordings."""
        own = _features(text)
        size = self.length(own)
        best = dict.fromkeys(self.common.values(), 0.0)
        for wording in self.wordings:
            shared = math.fsum([self.telling[feature] for feature in own & wording.features])
            best[wording.code] = max(best[wording.code], shared / (size * wording.length))
        return best


def recognised(
    texts: Sequence[str], project_code: str, kind: AskedKind = "viewpoint", *, without: frozenset[str] = frozenset()
) -> tuple[Recognised | None, ...]:
    """For each text of the project what it is of the city's, None where it is like nothing there; ``project_code`` as in the contract.

    The wordings in ``without`` are left out, to measure what the others recognise.
    """
    asked = _asked(project_code, kind, without)
    if asked is None:
        return (None,) * len(texts)
    found = [_likenesses(project_code, kind, without, text) for text in texts]
    in_clauses = [[_likenesses(project_code, kind, without, clause) for clause in _clauses(text)] for text in texts]
    return tuple(
        _recognised(text, _told_apart(own, found), clauses, asked) for text, own, clauses in zip(texts, found, in_clauses, strict=True)
    )


def _clauses(text: str) -> list[str]:
    """The clauses of a text that has several: each may ask a thing of its own."""
    clauses = [clause for clause in _BETWEEN_CLAUSES.split(text) if len(_bare(clause)) >= _SHORTEST_CLAUSE]
    return clauses if len(clauses) > 1 else []


def _plainly_asked(clauses: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """The codes that clauses by themselves are plainly like, and no other, with their likeness."""
    rules = load("viewpoints")
    found = {}
    for likenesses in clauses:
        (code, best), (_, second) = sorted([*likenesses.items(), ("", 0.0)], key=lambda item: -item[1])[:2]
        if best >= max(float(rules["clause"]), float(rules["clause_lead"]) * second):
            found[code] = best
    return found


def _told_apart(own: Mapping[str, float], all_of: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The likenesses less what a text that is rather this code's takes away."""
    taken = float(load("viewpoints")["taken"])
    left = {}
    for code, likeness in own.items():
        rival = max((other[code] for other in all_of if other is not own and other[code] == max(other.values())), default=0.0)
        left[code] = likeness - taken * max(0.0, rival - likeness)
    return left


def _recognised(text: str, likenesses: Mapping[str, float], clauses: Iterable[Mapping[str, float]], asked: _Asked) -> Recognised | None:
    rules = load("viewpoints")
    if same := asked.common.get(_bare(text)):
        return Recognised(same, "same", 1.0, {same: 1.0})
    code, best = max(likenesses.items(), key=lambda item: item[1], default=("", 0.0))
    if best < float(rules["least"]):
        return None
    shares = {other: likeness / best for other, likeness in likenesses.items() if likeness >= float(rules["also_asked"]) * best}
    more = {other: min(1.0, likeness / best) for other, likeness in _plainly_asked(clauses).items()}
    return Recognised(code, "reworded", round(best, 4), {**more, **shares})


@lru_cache(maxsize=1024)
def _likenesses(project_code: str, kind: AskedKind, without: frozenset[str], text: str) -> Mapping[str, float]:
    asked = _asked(project_code, kind, without)
    return asked.likenesses(text) if asked else {}


@lru_cache(maxsize=64)
def _asked(project_code: str, kind: AskedKind, without: frozenset[str]) -> _Asked | None:
    rules = [rule for rule in load("viewpoints")[kind] if rule["code"].startswith(f"{project_code}.")]
    if not rules:
        return None
    texts = [(rule["code"], text) for rule in rules for text in (rule["text"], *(also for also in rule["also"] if also not in without))]
    counts = Counter(feature for _, text in texts for feature in _features(text))
    rarest = len(texts) + 1
    telling = {name: (math.log(rarest / (n + 0.5)) * (_THEME if name.startswith("theme:") else 1.0)) ** 2 for name, n in counts.items()}
    common = {_bare(rule["text"]): rule["code"] for rule in rules}
    bare = _Asked((), telling, math.log(2 * rarest) ** 2, common)
    wordings = tuple(_Wording(code, features := _features(text), bare.length(features)) for code, text in texts)
    return _Asked(wordings, telling, bare.unheard, common)


def _features(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters and the themes of a text."""
    letters = _bare(text)
    return frozenset([letters[at : at + 2] for at in range(len(letters) - 1)] + [f"theme:{theme}" for theme in themes_in(text)])


def _bare(text: str) -> str:
    return "".join(letter for letter in normalize("NFKC", text) if letter.isalnum())
