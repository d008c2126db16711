"""What a sheet calls the one who runs the centre: any name that its goal table gives ratings beside the ward's."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.sheet.model import Sheet as Read
from tests.layout.drawing import page, say
from tests.sheet.small_form import LABELS, LEFT, PLAIN, SAID, TITLES, box, boxed, codes, read, sections, told

EDGES = (LEFT, 240.0, 380.0, 460.0, 540.0)
GOALS = (("①　集える場となる。", "・周知が足りない。", "A", "B"), ("②　育ちを支える。", "・講座を増やす。", "A", "B"))


def seen(
    names: Sequence[str], label: str, *, is_under_one: bool = False, ratings: Sequence[str] = ("A", "B"), lost: int | None = 0
) -> Read:
    """A sheet whose header has these two names, one header over both or not, and whose first section has this label."""
    sheet, y = page(), 112.0
    say(sheet, LEFT, 100, TITLES[0], 12)
    deep = 36.0 if is_under_one else 18.0
    for head, x0, x1 in zip(("目指す拠点の姿", "前期の課題"), EDGES, EDGES[1:], strict=False):
        box(sheet, x0, y, x1, y + deep)
        say(sheet, x0 + 3, y + 12, head)
    if is_under_one:
        box(sheet, EDGES[2], y, EDGES[4], y + 18)
        say(sheet, EDGES[2] + 3, y + 12, "自己評価")
    for row in (("", "", *names), *((*goal[:2], *ratings) for goal in GOALS)):
        top = y + deep - 18
        for text, x0, x1 in zip(row, EDGES, EDGES[1:], strict=False):
            if text:
                box(sheet, x0, top, x1, top + 18)
                say(sheet, x0 + 3, top + 12, text)
        y += 18
    sections(sheet, y + deep - 18, SAID, boxed, LABELS | {"operator_reason": label})
    return read(sheet, lost=lost)


def rated(sheet: Read) -> set[tuple[str | None, str | None]]:
    return {(goal.rating_operator, goal.rating_ward) for goal in sheet.projects[0].goals}


@pytest.mark.parametrize("is_under_one", [True, False])
@pytest.mark.parametrize(
    ("names", "label"),
    [
        (("自己", "区"), "評価の理由（自己）"),
        (("自己", "区"), "自己評価の理由"),
        (("自己評価", "区評価"), "評価の理由（自己評価）"),
        (("みどり会", "みどり台区"), "みどり会による評価の理由"),
        (("センター", "福祉保健課"), "評価の理由【センター】"),
        (("拠点スタッフ", "区担当"), "拠点スタッフ：評価の理由"),
    ],
)
def test_a_name_beside_the_wards_is_the_operators(names: Sequence[str], label: str, is_under_one: bool) -> None:
    sheet = seen(names, label, is_under_one=is_under_one)
    assert rated(sheet) == {("A", "B")} and told(sheet) == PLAIN and codes(sheet) == []


@pytest.mark.parametrize(
    ("names", "ratings", "label"),
    [
        (("法人", "区"), ("A", "B"), "評価の理由（みどり会）"),
        (("みどり会", "区"), ("できた", "B"), "評価の理由（みどり会）"),
        (("利用者", "区"), ("A", "B"), "評価の理由（利用者）"),
        (("みどり会", "区"), ("A", "B"), "評価の理由（あおば会）"),
        (("みどり会", "協力者"), ("A", "B"), "評価の理由（みどり会）"),
    ],
    ids=["the operator is named", "no ratings", "no operator", "another name", "no ward beside it"],
)
def test_other_names_are_none(names: Sequence[str], ratings: Sequence[str], label: str) -> None:
    sheet = seen(names, label, ratings=ratings, lost=None)
    assert "operator_reason" not in {section for section, _, _ in told(sheet)} and "label-unknown" in codes(sheet)
