"""What was learned of how statements answer the city's viewpoints: ``rules/viewpoint_weights.csv`` and ``rules/viewpoint_links.toml``.

The weights say how far a feature of a statement speaks for a viewpoint, in log-odds; the second file how this is brought together with
how like the statement is to the viewpoint's own words, how a score becomes a probability, and from which one a link is asserted.
``python -m benchmarks.learn`` writes both from labelled statements; a person may edit them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from pipeline.narrative.features import Feature
from pipeline.rules import load, rows

CONSTANT = "constant"
NOTHING = "nothing"
"""the code of a statement that answers no viewpoint: the same in all projects"""


class Weight(NamedTuple):
    """A line of the file: of ``statements`` with the feature that were read for this project, ``linked`` answer the viewpoint."""

    code: str
    feature: str
    weight: float
    linked: int
    statements: int


@dataclass(frozen=True, slots=True)
class ProjectWeights:
    """The weights of one project: its codes, the constant of each, for each feature the places of codes with their weights, and for
    each code the weights of its features."""

    codes: tuple[str, ...] = ()
    constants: tuple[float, ...] = ()
    weights: Mapping[str, tuple[tuple[int, float], ...]] = field(default_factory=dict)
    of_code: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def log_odds(self, features: Mapping[str, Feature]) -> list[float]:
        """For each code the log-odds that a statement with these features answers it."""
        sums = list(self.constants)
        for name, feature in features.items():
            for place, weight in self.weights.get(name, ()):
                sums[place] += weight * feature.value
        return sums


class Signals(NamedTuple):
    """What speaks for one viewpoint of a statement. ``evidence`` is the log-odds of the learned weights, ``lead`` those less the best
    other viewpoint's; ``likeness`` of the statement's and the viewpoint's words, 0 to 1, and its lead; ``heading`` the likeness of
    the heading; ``parent`` the chance of the bullet above; ``unrecognised`` 1 where the viewpoint is none of the city's; ``nothing``
    the log-odds that the statement answers none at all."""

    evidence: float
    lead: float
    likeness: float
    likeness_lead: float
    heading: float
    parent: float
    unrecognised: float
    nothing: float


@dataclass(frozen=True, slots=True)
class Model:
    """All that was learned. ``combined`` weighs the signals, ``constant`` is theirs; ``slope`` and ``intercept`` calibrate;
    ``asserted`` and ``suggested`` are the least probabilities of the two kinds of links, ``first`` that of the best link of a statement,
    below which it has none; ``named`` is that of a named viewpoint."""

    evidence: Mapping[str, ProjectWeights]
    combined: Signals
    constant: float
    slope: float
    intercept: float
    asserted: float
    first: float
    suggested: float
    named: float


@cache
def model() -> Model:
    """The model of the rules; ValueError names a line of the weights that is malformed."""
    links = load("viewpoint_links")
    return Model(
        evidence=weights_by_project(weights_of()),
        combined=Signals(**links["signals"]),
        constant=links["constant"],
        slope=links["calibration"]["slope"],
        intercept=links["calibration"]["intercept"],
        asserted=links["asserted"],
        first=links["first"],
        suggested=links["suggested"],
        named=links["named"],
    )


def weights_of() -> list[Weight]:
    """The lines of ``rules/viewpoint_weights.csv``. Raises RulesError."""
    columns = {"code": str, "feature": str, "weight": float, "linked": int, "statements": int}
    return [Weight(**row) for row in rows("viewpoint_weights.csv", columns)]


def weights_by_project(weights: Iterable[Weight]) -> dict[str, ProjectWeights]:
    """The weights by project."""
    lines: dict[str, list[Weight]] = {}
    for weight in weights:
        lines.setdefault(weight.code.partition(".")[0], []).append(weight)
    return {project: _evidence(own) for project, own in lines.items()}


def _evidence(lines: Iterable[Weight]) -> ProjectWeights:
    lines = list(lines)
    codes = tuple(dict.fromkeys(line.code for line in lines))
    places = {code: place for place, code in enumerate(codes)}
    constants = dict.fromkeys(codes, 0.0) | {line.code: line.weight for line in lines if line.feature == CONSTANT}
    weights: dict[str, list[tuple[int, float]]] = {}
    of_code: dict[str, dict[str, float]] = {code: {} for code in codes}
    for line in lines:
        if line.feature != CONSTANT:
            weights.setdefault(line.feature, []).append((places[line.code], line.weight))
            of_code[line.code][line.feature] = line.weight
    return ProjectWeights(codes, tuple(constants.values()), {name: tuple(own) for name, own in weights.items()}, of_code)
