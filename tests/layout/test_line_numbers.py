"""Line numbers in the left margin, as drafts are printed with."""

from __future__ import annotations

import pytest

from benchmarks.typeset.paper import Sheet
from pipeline.layout.model import Grid
from tests.layout.drawing import layout_of, page, rule, say


def numbered(
    first: int = 1, many: int = 12, step: int = 1, x: float = 20.0, skip: int = 0, blank: int = 0, foot: str = "", wall: float = 60.0
) -> Sheet:
    """A page of such numbers beside lines of text, but so many beside nothing, and a box; and a number at its foot."""
    sheet = page()
    say(sheet, x, 820, foot, 7)
    for k in range(many):
        say(sheet, x, 80 + 20 * k, str(first + step * k + (k >= skip > 0)), 7)
        if 0 < k <= blank:
            continue
        say(sheet, 64, 80 + 20 * k, f"{'甲乙丙丁'[k % 4]}の声を聞く。")
    for y in (400, 430):
        rule(sheet, wall, y, 300, y)
    for side in (wall, 300):
        rule(sheet, side, 400, side, 430)
    return sheet


FEW = (
    "few beside lines",
    "one beside nothing",
    "counted on",
    "of pages in the foot",
    "few on one page",
    "a fifth beside a line",
    "from ten on",
    "fifths left out",
)


def beside_text() -> Sheet:
    sheet = numbered()
    say(sheet, 10, 700, "庭で遊ぶ。")
    return sheet


def fifths(first: int) -> Sheet:
    return numbered(first, many=3, step=5, blank=1)


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
        [numbered(many=4, blank=1), numbered(many=3, blank=1)],
        [numbered(many=4, blank=2), page(), numbered(many=3)],
        [numbered(many=3, blank=1, foot="1"), numbered(many=3, blank=1, foot="1")],
        [numbered(x=52)],
        [page(), page(), fifths(5)],
        [page(), page(), page(), page(), fifths(5), fifths(20)],
        [page(), page(), page(), page(), fifths(5), fifths(5)],
    ],
    ids=[
        *("one page", "counted through", "every fifth", "a page with few", "few beside blank lines", "on two of three", "in the foot too"),
        *("near the text", "few fifths", "fifths counted through", "fifths of each page"),
    ],
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
        [numbered(wall=24)],
        [beside_text()],
        [numbered(x=55, wall=70)],
        [numbered(), page(), page()],
        [numbered(many=3), numbered(many=3)],
        [numbered(many=3, blank=1), numbered(many=3)],
        [numbered(many=3, blank=1), numbered(4, many=3, blank=1)],
        [numbered(many=3, blank=1, foot="2"), numbered(many=3, blank=1, foot="3")],
        [numbered(many=3, blank=2)],
        [numbered(5, many=1), page(), page()],
        [fifths(10), page(), page()],
        [numbered(5, many=3, step=10, blank=1)],
    ],
    ids=[
        "few",
        "other steps",
        "one left out",
        "within the rules",
        "into the rules",
        "not left of all text",
        "close to the text",
        "on few pages",
        *FEW,
    ],
)
def test_other_numbers_are(sheets: list[Sheet]) -> None:
    assert any(map(str.isdecimal, texts(*sheets)[0]))
