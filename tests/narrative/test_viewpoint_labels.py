"""The figures that the links must reach on labelled statements; ``python -m benchmarks.viewpoints`` shows them in full."""

from pathlib import Path

import pytest

from benchmarks.viewpoints import OWN_LABELS, Judged, judged_of, score_of
from tests.support.gold_sheets import SHEETS, gold_path, sheet_from_gold

AGREED = SHEETS.parent / "acceptance" / "viewpoints"


def judged(folder: Path, *, left_out: bool = False) -> list[Judged]:
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        pytest.skip("no label files here")
    return [row for path in files for row in judged_of(path, sheet_from_gold(gold_path(path.stem)), left_out=left_out)]


def test_on_the_labels_that_readers_agreed_on() -> None:
    score = score_of(judged(AGREED))
    assert score.first_among >= 0.90
    assert score.f1 >= 0.80


def test_on_the_same_with_each_project_left_out() -> None:
    assert score_of(judged(AGREED, left_out=True)).f1 >= 0.70


def test_on_the_invented_wards() -> None:
    score = score_of(judged(OWN_LABELS))
    assert score.first_among >= 0.85
    assert score.f1 >= 0.77
