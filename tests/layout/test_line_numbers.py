"""Line numbers in the left margin, as drafts are printed with."""

from __future__ import annotations

import pytest

from benchmarks.typeset.paper import Sheet
from pipeline.layout.model import Grid
from tests.layout.drawing import layout_of, page, rule, say


def numbered(first: int = 1, many: int = 12, step: int = 1, x: float = 20.0, skip: int = 0) -> Sheet:
    """A page of such numbers beside lines of text and a box."""
    sheet = page()
    for k in range(many):
        say(sheet, x, 80 + 20 * k, str(first + step * k + (k >= skip > 0)), 7)
        say(sheet, 64, 80 + 20 * k, f"{'甲乙丙丁'[k % 4]}の声を聞く。")
    for y in (400, 430):
        rule(sheet, 60, y, 300, y)
    for wall in (60, 300):
        rule(sheet, wall, 400, wall, 430)
    return sheet


def texts(*sheets: Sheet) -> list[str]:
    """What each page says outside its furniture, joined."""
    return ["".join("" if isinstance(item, Grid) else getattr(item, "text", "") for item in one.items) for one in layout_of(*sheets)]


@pytest.mark.parametrize(
    "sheets",
    [
        [numbered()],
        [numbered(), numbered(13)],
        [numbered(many=4, step=5, first=5)],
        [numbered(many=1), numbered(), numbered()],
    ],
    ids=["one page", "counted through", "every fifth", "a page with few"],
)
def test_line_numbers_are_no_text(sheets: list[Sheet]) -> None:
    said = texts(*sheets)[-1]
    assert "声を聞く" in said and not any(map(str.isdecimal, said))
    assert any(len(line.text) >= 4 for line in layout_of(*sheets)[-1].furniture)  # as one text: none is the number of the page


@pytest.mark.parametrize(
    "sheets",
    [
        [numbered(many=9)],
        [numbered(step=2)],
        [numbered(skip=6)],
        [numbered(x=62)],
        [numbered(x=48)],
        [numbered(), page(), page()],
    ],
    ids=["few", "other steps", "one left out", "within the rules", "close to them", "on few pages"],
)
def test_other_numbers_are(sheets: list[Sheet]) -> None:
    assert any(map(str.isdecimal, texts(*sheets)[0]))
