"""Slips planted in whole sheets: most are marked where they are, and nothing is marked that was not planted."""

from __future__ import annotations

from benchmarks.proofreading import outcome_of, planted

SEED = 114


def test_planted_slips_are_marked_and_no_others() -> None:
    one = planted(SEED)
    outcome = outcome_of(one, SEED)
    assert len(one.slips) == 5
    assert len(outcome.found) == 5, outcome.missed
    assert outcome.besides == ()
    assert {finding.rule for finding in outcome.of_clean} <= {"width-mixed", "part-blank"}
