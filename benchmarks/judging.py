"""How good links to viewpoints are: labelled statements beside the links that they got, and the figures over them.

Asserted links should be right (precision) and not too few (recall); those of a probability of a half and more balance the two (F1);
the first three, asserted or suggested, should hold what is wanted. Recall and precision count links, not statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.narrative.model import Candidate

FIRST = 3
_BINS = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A viewpoint weighed for a statement: its code or mark, how probable, and whether it is linked, asserted or named."""

    code: str
    probability: float
    is_linked: bool
    is_asserted: bool
    is_named: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled statement with the viewpoints that it should have and all that were weighed for it, best first."""

    sheet: str
    project_no: int
    key: str
    text: str
    wanted: tuple[str, ...]
    found: tuple[Found, ...]

    @property
    def asserted(self) -> tuple[str, ...]:
        return tuple(one.code for one in self.found if one.is_asserted)

    @property
    def linked(self) -> tuple[str, ...]:
        return tuple(one.code for one in self.found[:FIRST] if one.is_linked)

    @property
    def probable(self) -> tuple[str, ...]:
        return tuple(one.code for one in self.found[:FIRST] if one.probability >= 0.5)


def found_of(candidates: Sequence[Candidate], codes: Sequence[str]) -> tuple[Found, ...]:
    """The candidates by the codes of the project's viewpoints, in their order."""
    return tuple(
        Found(
            codes[c.viewpoint.viewpoint_no - 1],
            c.probability,
            c.status is not None,
            c.status == "asserted",
            bool(c.supports) and c.supports[0].rule == "named",
        )
        for c in candidates
    )


HEAD = "count   top-1   asserted: prec. recall   p>=.5: prec. recall     F1   first 3: recall   none: right"


@dataclass(frozen=True, slots=True)
class Score:
    """``first``: the best is wanted, of statements that answer any; ``none``: no link, of statements that answer none."""

    statements: int
    first: float
    asserted: tuple[float, float]
    probable: tuple[float, float]
    first_three: float
    none: float

    @property
    def f1(self) -> float:
        precision, recall = self.probable
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def line(self) -> str:
        return (
            f"{self.statements:5d}  {self.first:6.3f}       {self.asserted[0]:8.3f} {self.asserted[1]:6.3f}         "
            f"{self.probable[0]:6.3f} {self.probable[1]:6.3f} {self.f1:6.3f}           {self.first_three:6.3f}        {self.none:6.3f}"
        )


def score_of(judged: Iterable[Judged]) -> Score:
    """The figures over all statements."""
    rows = list(judged)
    answering = [row for row in rows if row.wanted]
    silent = [row for row in rows if not row.wanted]
    return Score(
        statements=len(rows),
        first=_share(sum(bool(row.found) and row.found[0].code in row.wanted for row in answering), len(answering)),
        asserted=_precision_recall((row.asserted, row.wanted) for row in rows),
        probable=_precision_recall((row.probable, row.wanted) for row in rows),
        first_three=_precision_recall((row.linked, row.wanted) for row in rows)[1],
        none=_share(sum(not row.linked for row in silent), len(silent)),
    )


def _precision_recall(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> tuple[float, float]:
    pairs = list(pairs)
    right = sum(len(set(got) & set(wanted)) for got, wanted in pairs)
    return _share(right, sum(len(got) for got, _ in pairs)), _share(right, sum(len(wanted) for _, wanted in pairs))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def calibration_of(judged: Iterable[Judged]) -> list[tuple[float, float, int]]:
    """In fifths of the probability: the mean that was said, the share that was right, and how many links."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for row in judged:
        for one in row.found:
            bins[min(int(one.probability * _BINS), _BINS - 1)].append((one.probability, one.code in row.wanted))
    return [(sum(p for p, _ in own) / len(own), _share(sum(right for _, right in own), len(own)), len(own)) for own in bins if own]
