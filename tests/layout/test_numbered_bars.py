"""Bars of a chart that have the names of the answers in them, and what is none: each is as long as its number says."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.typeset.paper import Press, Sheet, written
from pipeline.layout.model import Figure
from pipeline.layout.numbered_bars import numbered_bars_of
from pipeline.pages import read_pages
from tests.layout.drawing import layout_of, page, say, texts

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
        chart(ANSWERS, remark="前回より増"),
    ],
    ids=["counts", "numbers at the end within", "rounded", "on a ground", "a remark behind"],
)
def test_each_bar_is_as_long_as_its_number_says(sheet: Sheet) -> None:
    assert charts(sheet) == 1


@pytest.mark.parametrize(
    "sheet",
    [
        chart(ANSWERS[:2]),
        chart(longer(186, 186, 186, numbers=("62%", "62%", "62%"))),
        chart(longer(186, 120, 144)),
        chart(longer(186, 144, 130)),
        chart(longer(186, 144, 120, numbers=("62%", "48%", "なし"))),
        chart(longer(186, 144, 120, numbers=("", "", ""))),
        chart(longer(186, 144, 120, numbers=("62%", "48%", "40%の方から回答"))),
        chart(ANSWERS, lefts=(60, 70, 60)),
        chart(ANSWERS, heights=(14, 20, 14)),
        chart(ANSWERS, step=90),
        chart(ANSWERS, step=10),
    ],
    ids=[
        *("two", "cells of a column", "other numbers", "one too long", "one without number", "no numbers", "words behind a number"),
        *("other beginnings", "other heights", "far apart", "one over the other"),
    ],
)
def test_other_shaded_words_are_no_bars(sheet: Sheet) -> None:
    assert charts(sheet) == 0
