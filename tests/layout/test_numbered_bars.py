"""Bars of a chart that have the names of the answers in them, and what is none: each is as long as its number says."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.typeset.paper import Press, Sheet, written
from pipeline.layout.model import Figure
from pipeline.layout.numbered_bars import numbered_bars_of
from pipeline.pages import read_pages
from tests.layout.drawing import layout_of, page, rule, say, texts

ANSWERS = (("とても満足", "62%", 186.0), ("やや満足", "48%", 144.0), ("どちらともいえない", "40%", 120.0))
"""name, number and length of each bar, in points"""


def chart(
    bars: Sequence[tuple[str, str, float]],
    *,
    lefts: Sequence[float] = (60.0, 60.0, 60.0),
    heights: Sequence[float] = (14.0, 14.0, 14.0),
    step: float = 24.0,
    off: float = 4.0,
    ground: float = 0.0,
    remark: str = "",
) -> Sheet:
    """Bars on a page, one below the other, with their names in them and their numbers so far behind, or before, their ends; on a ground
    of so many points where that is, and with a remark behind all."""
    sheet = page()
    for k, ((name, number, length), left, height) in enumerate(zip(bars, lefts, heights, strict=False)):
        y = 100 + step * k
        if ground:
            sheet.area(60, y, 60 + ground, y + height, (0.8, 0.8, 0.8))
        sheet.area(left, y, left + length, y + height, (0.6, 0.8, 1.0))
        say(sheet, left + 4, y + 10, name)
        say(sheet, left + length + off, y + 10, number)
        say(sheet, 400, y + 10, remark)
    return sheet


SHARES = ((62, 30, 8), (48, 40, 12))
Color = tuple[float, float, float]
COLORS = ((0.2, 0.4, 0.8), (0.9, 0.5, 0.2), (0.6, 0.6, 0.6))


def stacked(*, standing: bool, key: tuple[float, float] = (6.0, 90.0), samples: Sequence[Color] = COLORS) -> Sheet:
    """Bars of parts, two in a row or side by side, with the share of each part in it, and a key with samples so large and so far above."""
    sheet = page()
    size, above = key
    for k, name in enumerate(("満足", "普通", "不満")):
        sheet.area(60 + 60 * k, above, 60 + 60 * k + size, above + size, samples[k])
        say(sheet, 60 + 60 * k + size + 3, above + 8, name)
    for k, shares in enumerate(SHARES):
        at = 0.0
        for share, color in zip(shares, COLORS, strict=True):
            across, along = (60 + 40 * k, 60 + 40 * k + 30), (110 + 4 * at, 110 + 4 * (at + share))
            (x0, x1), (y0, y1) = (across, along) if standing else (along, (across[0] + 55, across[1] + 55))
            sheet.area(x0, y0, x1, y1, color)
            say(sheet, (x0 + x1) / 2 - 9, (y0 + y1) / 2 + 4, f"{share}%")
            at += share
    return sheet


def ruled(sheet: Sheet) -> Sheet:
    """Bars with rules right over and under them, as those within cells have."""
    for k in range(3):
        rule(sheet, 60, 100 + 24 * k, 400, 100 + 24 * k)
        rule(sheet, 60, 114 + 24 * k, 400, 114 + 24 * k)
    rule(sheet, 60, 100, 60, 162)
    return sheet


@pytest.mark.parametrize(
    ("key", "samples", "is_own"),
    [((6.0, 90.0), COLORS, True), ((6.0, 90.0), [(0.3, 0.3, 0.3)] * 3, False), ((40.0, 60.0), COLORS, False), ((6.0, 20.0), COLORS, False)],
    ids=["near", "other colours", "large", "far"],
)
def test_the_key_of_a_chart_is_its_own(key: tuple[float, float], samples: Sequence[Color], *, is_own: bool) -> None:
    (read,) = read_pages(written([stacked(standing=False, key=key, samples=samples)], Press()))
    (rect,) = numbered_bars_of(read)
    assert (rect.y0 < 110) is is_own


def charts(sheet: Sheet) -> int:
    (read,) = read_pages(written([sheet], Press()))
    return len(numbered_bars_of(read))


def test_bars_with_their_names_in_them_are_a_chart() -> None:
    sheet = chart(ANSWERS)
    say(sheet, 60, 200, "・グラフの後の文。")
    items = layout_of(sheet)[0].items
    assert texts(items) == ["・グラフの後の文。"]
    (figure,) = [item for item in items if isinstance(item, Figure)]
    assert {"とても満足", "62%", "40%"} <= {part for line in figure.lines for part in line.text.split("\u3000")}


def longer(*lengths: float, numbers: Sequence[str] = ("62%", "48%", "40%")) -> list[tuple[str, str, float]]:
    """The answers with other lengths, and numbers."""
    return [(name, number, length) for (name, *_), number, length in zip(ANSWERS, numbers, lengths, strict=False)]


@pytest.mark.parametrize(
    "sheet",
    [
        chart(longer(186, 144, 120, numbers=("1,862人", "1,440人", "1,205人"))),
        chart(longer(186, 144, 120), off=-30),
        chart(longer(186, 145, 117)),
        chart(ANSWERS, ground=300),
        chart(ANSWERS, ground=300, off=-30),
        chart(ANSWERS, remark="前回より増"),
        chart([*ANSWERS, ("その他", "", 30.0)], lefts=[60.0] * 4, heights=[14.0] * 4),
        stacked(standing=False),
        stacked(standing=True),
    ],
    ids=[
        *(
            "counts",
            "numbers at the end within",
            "rounded",
            "on a ground",
            "numbers within on a ground",
            "a remark behind",
            "one without number",
        ),
        *("one behind the other", "one over the other"),
    ],
)
def test_each_bar_is_as_long_as_its_number_says(sheet: Sheet) -> None:
    assert charts(sheet) == 1


@pytest.mark.parametrize(
    "sheet",
    [
        chart(ANSWERS[:2]),
        chart(longer(186, 186, 186, numbers=("62%", "62%", "62%"))),
        chart(longer(186, 184, 185, numbers=("2024", "2021", "2022"))),
        chart(longer(186, 120, 144)),
        chart(longer(186, 144, 130)),
        chart(longer(186, 144, 120, numbers=("62%", "48%", "なし"))),
        chart(longer(186, 144, 120, numbers=("", "", ""))),
        chart(longer(186, 144, 120, numbers=("62%", "48%", "40%の方から回答"))),
        chart(ANSWERS, lefts=(60, 70, 60)),
        chart(ANSWERS, heights=(14, 20, 14)),
        chart(ANSWERS, step=90),
        ruled(chart(ANSWERS)),
    ],
    ids=[
        *(
            "two",
            "cells of a column",
            "years in columns about as wide",
            "other numbers",
            "one too long",
            "one without number",
            "no numbers",
            "words behind a number",
        ),
        *("other beginnings", "other heights", "far apart", "between rules"),
    ],
)
def test_other_shaded_words_are_no_bars(sheet: Sheet) -> None:
    assert charts(sheet) == 0
