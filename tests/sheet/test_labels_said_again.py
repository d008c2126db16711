"""Labels that a page repeats over what goes on, as word processors repeat the first row of a table."""

from __future__ import annotations

import pytest

from tests.layout.drawing import page, say
from tests.sheet.small_form import LABELS, LEFT, SAID, boxed, goals, read, sections, told


@pytest.mark.parametrize(
    ("again", "first", "section"),
    [
        (LABELS["results"], "outcome", "outcome"),
        (LABELS["results"], "challenge", "challenge"),
        (LABELS["challenge"], "outcome", "challenge"),
    ],
)
def test_what_goes_on_under_the_label_of_the_results_said_again_is_of_the_open_part(again: str, first: str, section: str) -> None:
    top, rest = page(), page()
    kept = ("operator_reason", "ward_reason", "results", *([] if first == "outcome" else ["outcome"]))
    said = {name: SAID[name] for name in kept}
    sections(top, goals(top, 100), said | {first: ()}, boxed, LABELS)
    boxed(rest, 60, again)
    say(rest, LEFT + 8, 92, "・通う人の輪が広がった。")
    sections(rest, 100, {name: SAID[name] for name in ("challenge", "viewpoints") if name != first}, boxed, LABELS)
    sheet = read(top, rest)
    assert (section, "bullet", "通う人の輪が広がった。") in told(sheet)
