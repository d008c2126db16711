"""Learns how statements answer viewpoints and writes it to ``pipeline/rules``: ``python -m benchmarks.learn`` (needs scikit-learn).

The weights of features are learned on the wards of the part "learn" of the corpus and the three invented wards of
``viewpoint_labels``, for each of the city's viewpoints by itself (logistic regression): a feature must stand in two wards, and small
weights are left out. How the signals are brought together is learned on the same wards, each weighed by what the others teach; the
least probability of an asserted link on the wards of the part "tune", and the calibration on these and the whole sheets among the
learning wards, each by what the others teach: statements of whole sheets answer more viewpoints. The test wards are never read.

The same labels give the same files, byte for byte.
"""

from __future__ import annotations

import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.corpus import CODES, PARTS, Asked, edition_at, projects_of
from benchmarks.labels import OWN_LABELS, labelled_projects
from pipeline.narrative.features import Feature
from pipeline.narrative.viewpoints import scale_of
from pipeline.narrative.weights import CONSTANT, NOTHING, Model, Signals, Weight, weights_by_project
from pipeline.sheet.model import Project

RULES = Path(__file__).resolve().parents[1] / "pipeline" / "rules"
# How strong each kind of feature may become before it is held back: what a person wrote down, and the form, are believed sooner.
STRENGTH = {"theme": 1.5, "word": 1.0, "heading-theme": 0.5, "heading": 0.5, "goal": 2.0, "section": 1.0}
INVERSE_PENALTY = 0.5
COMBINING_INVERSE_PENALTY = 1.0
LEAST_WARDS = 2
# log-odds; what moves a chance by less than three hundredths is not worth a line
LEAST_WEIGHT = 0.12
# Of tune wards, whose figures are a little better than those of wards not yet seen: 0.85 is wanted there.
WANTED_PRECISION = 0.90
# The best link of a statement, so that a third of those that answer nothing have none and few others lose theirs; and the next two.
LEAST_FIRST = 0.2
LEAST_SUGGESTED = 0.01
# What marks a statement that answers nothing is the same in all projects, and not where it stands.
OF_NOTHING = ("theme", "word")
NAMED = 0.99
UNLEARNED = Model({}, Signals(1.0, *(0.0,) * 7), 0.0, 1.0, 0.0, 1.0, 0.0, 0.0, NAMED)


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled statement of a project: its features, the city's codes that its labels stand for with their shares, what its
    project asks of the city's, and the places of its labels among the project's viewpoints."""

    ward: str
    project_no: int
    seq: int
    section: str
    features: dict[str, Feature]
    answers: dict[str, float]
    asked: frozenset[str]
    wanted: frozenset[int]


Pair = tuple[Signals, bool]
"""What speaks for a viewpoint of a statement, and whether it is wanted."""


@dataclass(frozen=True, slots=True)
class Ward:
    """The projects of a ward and the examples in them."""

    name: str
    projects: tuple[Project, ...]
    examples: tuple[Example, ...]
    is_whole_sheet: bool = False


@cache
def corpus_ward(name: str) -> Ward:
    """A ward of the corpus."""
    projects: list[Project] = []
    examples: list[Example] = []
    for project, rows, asked in projects_of(name):
        labels = {("", seq): row.viewpoints for seq, row in enumerate(rows, 1)}
        projects.append(project)
        examples += _examples(name, project, asked, {(s.section, s.seq): labels["", s.seq] for s in project.statements})
    return Ward(name, tuple(projects), tuple(examples))


@cache
def own_wards() -> tuple[Ward, ...]:
    """The invented wards of ``viewpoint_labels``, whole sheets."""
    wards = []
    for path in sorted(OWN_LABELS.glob("*.jsonl")):
        if path.name.endswith(".viewpoints.jsonl"):
            continue
        edition = edition_at(path.with_name(f"{path.stem}.viewpoints.jsonl"))
        projects: list[Project] = []
        examples: list[Example] = []
        for project, labels in labelled_projects(path):
            asked = [one for one in edition if one.project_no == project.project_no]
            marks = {viewpoint.mark: f"v{viewpoint.viewpoint_no}" for viewpoint in project.viewpoints}
            projects.append(project)
            examples += _examples(path.stem, project, asked, {key: tuple(marks[mark] for mark in own) for key, own in labels.items()})
        wards.append(Ward(path.stem, tuple(projects), tuple(examples), is_whole_sheet=True))
    return tuple(wards)


def _examples(ward: str, project: Project, asked: Sequence[Asked], labels: dict[tuple[str, int], Sequence[str]]) -> Iterator[Example]:
    scale = scale_of(project, UNLEARNED)
    if scale is None:
        return
    city = {one.code: [f"{project.project_code}.{code}" for code in one.city] for one in asked}
    places = {one.code: place for place, one in enumerate(asked)}
    for statement in scale.statements:
        own = labels.get((statement.section, statement.seq))
        if own is not None:
            yield Example(
                ward,
                project.project_no,
                statement.seq,
                statement.section,
                scale.features[statement.section, statement.seq],
                {code: 1 / len(city[label]) for label in reversed(own) for code in city[label]},
                frozenset(code for codes in city.values() for code in codes),
                frozenset(places[label] for label in own),
            )


def weights_from(wards: Iterable[Ward]) -> list[Weight]:
    """The weights that the labels of these wards teach, by code, the strongest first."""
    examples: dict[int, list[Example]] = defaultdict(list)
    for ward in wards:
        for example in ward.examples:
            examples[example.project_no].append(example)
    found = [weight for project_no, own in sorted(examples.items()) for weight in _weights_of_project(CODES[project_no - 1], own)]
    return found + _weights_of_nothing([example for _, own in sorted(examples.items()) for example in own])


def _weights_of_project(project_code: str, examples: Sequence[Example]) -> Iterator[Weight]:
    table = _Table([(example.ward, example.features) for example in examples])
    for code in sorted({code for example in examples for code in example.asked}, key=lambda code: int(code.rpartition("v")[2])):
        rows = [row for row, example in enumerate(examples) if code in example.asked]
        yield from table.weights(
            code, rows, [code in examples[row].answers for row in rows], [examples[row].answers.get(code, 1.0) for row in rows]
        )


def _weights_of_nothing(examples: Sequence[Example]) -> list[Weight]:
    own = [{name: f for name, f in example.features.items() if name.partition(":")[0] in OF_NOTHING} for example in examples]
    table = _Table([(example.ward, features) for example, features in zip(examples, own, strict=True)])
    return list(table.weights(NOTHING, range(len(own)), [not example.wanted for example in examples], [1.0] * len(own)))


class _Table:
    """The features of examples as a matrix: those that stand in enough wards, each by its strength."""

    def __init__(self, rows: Sequence[tuple[str, dict[str, Feature]]]) -> None:
        of_wards: dict[str, set[str]] = defaultdict(set)
        for ward, features in rows:
            for name in features:
                of_wards[name].add(ward)
        self.features = [features for _, features in rows]
        self.names = sorted(name for name, own in of_wards.items() if len(own) >= LEAST_WARDS and "," not in name)
        self.strength = [STRENGTH[name.partition(":")[0]] for name in self.names]
        self.count = Counter(name for features in self.features for name in features)
        places = {name: place for place, name in enumerate(self.names)}
        self.matrix = np.zeros((len(rows), len(self.names)))
        for row, features in enumerate(self.features):
            for name, feature in features.items():
                if name in places:
                    self.matrix[row, places[name]] = feature.value * self.strength[places[name]]

    def weights(self, code: str, rows: Sequence[int], answers: Sequence[bool], shares: Sequence[float]) -> Iterator[Weight]:
        """What these rows teach of a code, the constant first; what speaks for it by strength, then what speaks against it."""
        from sklearn.linear_model import LogisticRegression

        fitted = LogisticRegression(C=INVERSE_PENALTY, tol=1e-6, max_iter=1000).fit(self.matrix[list(rows)], answers, sample_weight=shares)
        linked = Counter(name for row, is_linked in zip(rows, answers, strict=True) if is_linked for name in self.features[row])
        found = [
            Weight(code, name, round(float(weight) * scale, 2), linked[name], self.count[name])
            for name, weight, scale in zip(self.names, fitted.coef_[0], self.strength, strict=True)
            if abs(weight * scale) >= LEAST_WEIGHT
        ]
        yield Weight(code, CONSTANT, round(float(fitted.intercept_[0]), 2), sum(answers), len(rows))
        yield from sorted(found, key=lambda weight: (-weight.weight, weight.feature))


def signals_from(ward: Ward, model: Model) -> Iterator[Pair]:
    """For each viewpoint of each example what speaks for it, and whether it is wanted."""
    wanted = {(example.project_no, example.section, example.seq): example.wanted for example in ward.examples}
    for project in ward.projects:
        scale = scale_of(project, model, without=own_wordings(project))
        for statement in scale.statements if scale else ():
            own = wanted.get((project.project_no, statement.section, statement.seq))
            if own is not None and scale is not None:
                yield from ((signals, place in own) for place, signals in enumerate(scale.signals_of(statement)))


def own_wordings(project: Project) -> frozenset[str]:
    """The wordings of this very project, which nobody has seen of a new ward."""
    return frozenset(text.text for text in (*(one.text for one in project.viewpoints), *(one.text for one in project.goals)))


def signals_by_others(wards: Sequence[Ward]) -> list[tuple[Ward, list[Pair]]]:
    """The signals of each ward by the weights that the others teach."""
    found = []
    for ward in wards:
        others = replace(UNLEARNED, evidence=weights_by_project(weights_from(other for other in wards if other is not ward)))
        found.append((ward, list(signals_from(ward, others))))
    return found


def combined_from(pairs: Sequence[Pair]) -> Model:
    """How signals are brought together; no weights in it yet."""
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=COMBINING_INVERSE_PENALTY, solver="newton-cholesky", tol=1e-8).fit(
        [signals for signals, _ in pairs], [is_wanted for _, is_wanted in pairs]
    )
    return replace(
        UNLEARNED,
        combined=Signals(*(round(float(weight), 3) for weight in fitted.coef_[0])),
        constant=round(float(fitted.intercept_[0]), 3),
    )


def calibrated(model: Model, tune: Sequence[Pair], whole_sheets: Sequence[Pair]) -> Model:
    """The model with its probabilities set on wards that it has not learned from and on whole sheets as the others tell them, and
    the least one of an asserted link on the former."""
    from sklearn.linear_model import LogisticRegression

    pairs = [*tune, *whole_sheets]
    scores = np.array([model.constant + np.dot(model.combined, signals) for signals, _ in pairs])
    fitted = LogisticRegression(C=1e6, solver="newton-cholesky", tol=1e-8).fit(scores[:, None], [is_wanted for _, is_wanted in pairs])
    slope, intercept = round(float(fitted.coef_[0][0]), 3), round(float(fitted.intercept_[0]), 3)
    scores, right = scores[: len(tune)], np.array([is_wanted for _, is_wanted in tune])
    chances = 1 / (1 + np.exp(-(slope * scores + intercept)))
    order = np.argsort(-chances, kind="stable")
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    last = int(np.flatnonzero(precision >= WANTED_PRECISION).max(initial=0))
    least = max(0.5, float(np.ceil(chances[order][last] * 100) / 100))
    return replace(model, slope=slope, intercept=intercept, asserted=round(least, 2), first=LEAST_FIRST, suggested=LEAST_SUGGESTED)


def learned_from(learn: Sequence[Ward], tune: Sequence[Ward]) -> tuple[Model, list[Weight]]:
    """All that is learned from the one and calibrated on the others."""
    weights = weights_from(learn)
    by_others = signals_by_others(learn)
    combined = replace(combined_from([pair for _, pairs in by_others for pair in pairs]), evidence=weights_by_project(weights))
    whole_sheets = [pair for ward, pairs in by_others if ward.is_whole_sheet for pair in pairs]
    return calibrated(combined, [pair for ward in tune for pair in signals_from(ward, combined)], whole_sheets), weights


def learn_wards() -> tuple[Ward, ...]:
    return (*(corpus_ward(name) for name in PARTS["learn"]), *own_wards())


def tune_wards() -> tuple[Ward, ...]:
    return tuple(corpus_ward(name) for name in PARTS["tune"])


WEIGHTS_HEAD = """\
# How far a feature of a statement speaks for a viewpoint of the city (log-odds; below 0 against it). linked: of the statements with the
# feature in the learning wards, how many answer the viewpoint; constant: of all. Written by python -m benchmarks.learn, open to editing.
# 記述のどの特徴がどの視点をどれだけ支持するか。weight は対数オッズ(負なら反対)、statements は学習した区でその特徴がある記述の数、
# linked はそのうち視点に答えている数。theme: は rules/themes.toml の主題、word: は文の語、goal: は目指す拠点の姿。
"""

LINKS = """\
# 視点との対応づけの決め方 / How links to viewpoints are decided. Written by python -m benchmarks.learn, open to editing.
#
# asserted   この確率以上なら「確か」(asserted)とする。調整用の区で {precision:.0%} が正しい / asserted from this probability on
# first      もっとも確からしい視点がこれに満たない記述は、どの視点にも結び付けない / a statement whose best link is below has none
# suggested  この確率以上なら「候補」(suggested)とする / suggested from this probability on
# named      視点を名指しした記述の確率 / the probability of a viewpoint that the statement names
# constant, [signals]  手がかりの重み / how the signals are weighed (pipeline/narrative/weights.py says what they are)
# [calibration]        点数から確率へ / from score to probability

contract = 2

asserted = {model.asserted}
first = {model.first}
suggested = {model.suggested}
named = {model.named}
constant = {model.constant}

[signals]
{signals}

[calibration]
slope = {model.slope}
intercept = {model.intercept}
"""


def main() -> None:
    warnings.filterwarnings("error")
    model, weights = learned_from(learn_wards(), tune_wards())
    lines = [f"{w.code},{w.feature},{w.weight:.2f},{w.linked},{w.statements}" for w in weights]
    (RULES / "viewpoint_weights.csv").write_text(
        WEIGHTS_HEAD + "code,feature,weight,linked,statements\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )
    signals = "\n".join(f"{name} = {weight}" for name, weight in model.combined._asdict().items())
    (RULES / "viewpoint_links.toml").write_text(LINKS.format(model=model, signals=signals, precision=WANTED_PRECISION), encoding="utf-8")
    print(f"{len(lines)} weights of {len({w.code for w in weights})} viewpoints; asserted from {model.asserted} on")


if __name__ == "__main__":
    main()
