"""The figures that links must reach on statements of wards that nothing was learned from; ``python -m benchmarks.viewpoints`` shows all."""

import pytest

from benchmarks.corpus import PARTS, judged_of
from benchmarks.judging import score_of
from benchmarks.labels import SHARED
from benchmarks.viewpoints import judged_of as judged_of_sheet


def test_on_the_wards_to_tune_on() -> None:
    score = score_of(row for ward in PARTS["tune"] for row in judged_of(ward))
    assert score.asserted[0] >= 0.85 and score.asserted[1] >= 0.55
    assert score.f1 >= 0.72
    assert score.first_three >= 0.9


def test_a_named_viewpoint_is_always_linked() -> None:
    rows = [row for ward in (*PARTS["learn"], *PARTS["tune"]) for row in judged_of(ward)]
    named = [(one, row) for row in rows for one in row.found if one.is_named]
    assert len(named) >= 10
    assert all(one.is_asserted and one.code in row.wanted for one, row in named)


def test_on_the_labels_that_readers_agreed_on() -> None:
    files = sorted((SHARED / "acceptance" / "viewpoints").glob("*.jsonl"))
    if not files:
        pytest.skip("no label files here")
    score = score_of(row for path in files for row in judged_of_sheet(path))
    assert score.asserted[0] >= 0.85 and score.asserted[1] >= 0.4
    assert score.f1 >= 0.62
