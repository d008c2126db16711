"""A disk that refuses a run one of its writes, or each from one on: what was published stays, and the exit code says so."""

from __future__ import annotations

import pytest

from tests.faults.writes import NoCompilerError, run_with_stand_in


def test_a_refused_write_leaves_what_was_published() -> None:
    try:
        outcomes = run_with_stand_in(points=2)
    except NoCompilerError:
        pytest.skip("no compiler, or no way to stand between a program and its disk")
    assert not [outcome for _, _, outcome in outcomes if outcome not in ("refused", "published")]
    assert {how for _, how, outcome in outcomes if outcome == "refused"} == {"once", "for good"}
