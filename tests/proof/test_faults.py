"""The catalogue of faults: a parser's mistakes, made one at a time, are refused or named; what nobody catches is listed here."""

from __future__ import annotations

from collections import Counter

from tests.proof.faults import FAULTS
from tests.proof.judging import judged

FEWEST = 60
SAMPLE = 7
"""One fault in so many is tried here, of every seam; ``python -m tests.proof.judging`` tries them all and prints the table."""
NOBODY = {"bullets under bullets are flat"}
"""Faults that nothing on the page contradicts by itself: where a bullet belongs is told by indents that sheets use in many ways."""


def test_faults_are_caught_and_named_but_those_that_are_listed() -> None:
    some = FAULTS[::SAMPLE]
    found = judged(some)
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= FEWEST
    assert {fault.seam for fault in some} == {"pages", "outline", "facts", "datasets"}
    assert {name for name, caught in found.items() if caught.by == "nobody"} <= NOBODY
    by = Counter(part for caught in found.values() for part in ("witness", "account", "gate") if getattr(caught, part))
    assert min(by["witness"], by["account"], by["gate"]) > 0, by
    assert all(caught.rows for caught in found.values() if caught.by == "witness" and "-unproven" in str(caught.witness))
