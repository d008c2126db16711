"""Tables side by side with their lines, told by hand: each table behind the lines over it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.geometry.rect import Rect
from pipeline.layout.model import Figure
from pipeline.outline.side_by_side import by_columns
from pipeline.outline.units import FigureUnit, TableUnit, TextUnit
from tests.outline.by_hand import EM, line, part

SIGNS = frozenset("■【")
Drawn = tuple[str, float, float] | tuple[str, float, float, int]
"""A table ("表" and its number), a figure ("図") or a line, with parts 20 em apart behind |; its height in points, left edge in em, page"""


def unit(said: str, y: float, x: float, page: int = 1) -> TextUnit | TableUnit | FigureUnit:
    if said.startswith("表"):
        return part(page, f"{said} | 5年 // 講座 | 12", edges=(x, x + 8, x + 16), y=y)
    if said.startswith("図"):
        return FigureUnit(Figure(page, Rect(x * EM, y, (x + 16) * EM, y + 40), (line(y, (x, said), page=page),)))
    parts = [(x + 20 * k, text) for k, text in enumerate(said.split("|"))]
    return TextUnit(line(y, *parts, page=page), 0.0, 400.0, page)


def read(drawn: Sequence[Drawn]) -> list[str]:
    out = []
    for one in by_columns([unit(*each) for each in drawn], SIGNS):
        if isinstance(one, TextUnit):
            out.append(one.line.text)
        else:
            out.append(one.cells[0].text if isinstance(one, TableUnit) else one.figure.lines[0].text)
    return out


CASES: dict[str, tuple[list[Drawn], list[str]]] = {
    "one line over both, where the page has room for the first rows of one": (
        [("講座の数|相談の数", 686, 0), ("表1", 700, 0), ("表2", 60, 0, 2), ("表3", 60, 20, 2)],
        ["講座の数", "表1", "表2", "相談の数", "表3"],
    ),
    "another table over one of them": (
        [("講座の数|相談の数", 86, 0), ("表1", 100, 0), ("表2", 200, 0), ("表3", 200, 20)],
        ["講座の数　相談の数", "表1", "表2", "表3"],
    ),
    "another table on the page before": (
        [("講座の数|相談の数", 686, 0), ("表1", 700, 2), ("表2", 60, 0, 2), ("表3", 60, 20, 2)],
        ["講座の数　相談の数", "表1", "表2", "表3"],
    ),
    "one line over both": ([("講座の数|相談の数", 86, 0), ("表1", 100, 0), ("表2", 100, 20)], ["講座の数", "表1", "相談の数", "表2"]),
    "a line over the left one alone": ([("講座の数", 86, 0), ("表1", 100, 0), ("表2", 100, 20)], ["講座の数", "表1", "表2"]),
    "a line over the right one alone": ([("相談の数", 86, 20), ("表1", 100, 0), ("表2", 100, 20)], ["相談の数", "表1", "表2"]),
    "lines of their own": (
        [("講座の数", 86, 0), ("相談の数", 86, 20), ("表1", 100, 0), ("表2", 100, 20)],
        ["講座の数", "表1", "相談の数", "表2"],
    ),
    "lines of their own at two heights": (
        [("講座の数", 80, 0), ("相談の数", 86, 20), ("表1", 100, 0), ("表2", 100, 20)],
        ["講座の数", "相談の数", "表1", "表2"],
    ),
    "two rows of lines": (
        [("講座の数|相談の数", 74, 0), ("（区内）|（区外）", 86, 0), ("表1", 100, 0), ("表2", 100, 20)],
        ["講座の数", "（区内）", "表1", "相談の数", "（区外）", "表2"],
    ),
    "a sentence over both rows": (
        [("次のとおりである。", 60, 0), ("講座の数|相談の数", 74, 0), ("（区内）|（区外）", 86, 0), ("表1", 100, 0), ("表2", 100, 20)],
        ["次のとおりである。", "講座の数", "（区内）", "表1", "相談の数", "（区外）", "表2"],
    ),
    "a sentence between": (
        [("講座の数|相談の数", 74, 0), ("いずれも増えている。", 86, 0), ("表1", 100, 0), ("表2", 100, 20)],
        ["講座の数", "いずれも増えている。", "表1", "相談の数", "表2"],
    ),
    "five rows": (
        [*[(f"講座{n}|相談{n}", 30 + 14 * n, 0) for n in range(5)], ("表1", 100, 0), ("表2", 100, 20)],
        ["講座0　相談0", "講座1", "講座2", "講座3", "講座4", "表1", "相談1", "相談2", "相談3", "相談4", "表2"],
    ),
    "far above": (
        [("広間の話|相談の話", 50, 0), ("講座の数|相談の数", 86, 0), ("表1", 100, 0), ("表2", 100, 20)],
        ["広間の話　相談の話", "講座の数", "表1", "相談の数", "表2"],
    ),
    "another page's lines": (
        [("広間の話|相談の話", 74, 0, 1), ("講座の数|相談の数", 86, 0, 2), ("表1", 100, 0, 2), ("表2", 100, 20, 2)],
        ["広間の話　相談の話", "講座の数", "表1", "相談の数", "表2"],
    ),
    "tables on two pages": ([("講座の数|相談の数", 86, 0), ("表1", 100, 0), ("表2", 100, 20, 2)], ["講座の数　相談の数", "表1", "表2"]),
    "tables below each other": ([("講座の数|相談の数", 86, 0), ("表1", 100, 0), ("表2", 150, 20)], ["講座の数　相談の数", "表1", "表2"]),
    "tables that hardly meet": ([("講座の数|相談の数", 86, 0), ("表1", 100, 0), ("表2", 132, 20)], ["講座の数　相談の数", "表1", "表2"]),
    "a table and a figure": ([("講座の数|相談の様子", 86, 0), ("表1", 100, 0), ("図", 100, 20)], ["講座の数", "表1", "相談の様子", "図"]),
    "three": (
        [("講座|相談|見学", 86, 0), ("表1", 100, 0), ("表2", 100, 20), ("表3", 100, 40)],
        ["講座", "表1", "相談", "表2", "見学", "表3"],
    ),
    "a table above": (
        [("表0", 40, 0), ("講座の数|相談の数", 86, 0), ("表1", 100, 0), ("表2", 100, 20)],
        ["表0", "講座の数", "表1", "相談の数", "表2"],
    ),
    "names below": ([("表1", 100, 0), ("表2", 100, 20), ("■講座の数|■相談の数", 144, 0)], ["表1", "■講座の数", "表2", "■相談の数"]),
    "words below": ([("表1", 100, 0), ("表2", 100, 20), ("講座の数|相談の数", 144, 0)], ["表1", "表2", "講座の数　相談の数"]),
    "one name below": ([("表1", 100, 0), ("表2", 100, 20), ("■講座の数", 144, 0)], ["表1", "表2", "■講座の数"]),
    "one name and words below": (
        [("表1", 100, 0), ("表2", 100, 20), ("■講座の数|相談の数", 144, 0)],
        ["表1", "表2", "■講座の数　相談の数"],
    ),
    "a table below": ([("表1", 100, 0), ("表2", 100, 20), ("表3", 150, 0)], ["表1", "表2", "表3"]),
    "a note under the left one": (
        [("講座の数|相談の数", 86, 0), ("表1", 100, 0), ("※定員は半数", 150, 0), ("表2", 100, 20)],
        ["講座の数", "表1", "※定員は半数", "相談の数", "表2"],
    ),
    "a word beside the left one": (
        [("講座の数|相談の数", 86, 0), ("表1", 100, 0), ("※", 110, 17), ("表2", 100, 20)],
        ["講座の数　相談の数", "表1", "※", "表2"],
    ),
    "a line under the left one that goes on under the other": (
        [("講座の数|相談の数", 86, 0), ("表1", 100, 0), ("※定員は半数とし、申込みは電話による", 150, 5), ("表2", 120, 20)],
        ["講座の数　相談の数", "表1", "※定員は半数とし、申込みは電話による", "表2"],
    ),
    "the rest of a name over the right one": (
        [("講座の数|平均の組数（単", 86, 0), ("表1", 100, 0), ("位：組）", 100, 20), ("表2", 114, 20)],
        ["講座の数", "表1", "平均の組数（単", "位：組）", "表2"],
    ),
    "a narrow gap where the second table begins": (
        [("講座に来た人の数と回数と曜日と時|相談に来た人の数", 86, 3.5), ("表1", 100, 0), ("表2", 100, 23.5)],
        ["講座に来た人の数と回数と曜日と時", "表1", "相談に来た人の数", "表2"],
    ),
    "a narrow gap within words": (
        [("講座に来た人の数と回数と曜日|相談に来た人の数", 86, 5), ("表1", 100, 0), ("表2", 100, 20)],
        ["講座に来た人の数と回数と曜日", "表1", "相談に来た人の数", "表2"],
    ),
    "a line that goes over both": (
        [("講座に来た人の数と相談に来た人の数を次に示しているとおりである。", 86, 0), ("表1", 100, 0), ("表2", 100, 20)],
        ["講座に来た人の数と相談に来た人の数を次に示しているとおりである。", "表1", "表2"],
    ),
    "one table": ([("講座の数|相談の数", 86, 0), ("表1", 100, 0)], ["講座の数　相談の数", "表1"]),
    "two pairs": (
        [("講座|相談", 86, 0), ("表1", 100, 0), ("表2", 100, 20), ("見学|行事", 156, 0), ("表3", 170, 0), ("表4", 170, 20)],
        ["講座", "表1", "相談", "表2", "見学", "表3", "行事", "表4"],
    ),
}


@pytest.mark.parametrize(("drawn", "texts"), CASES.values(), ids=CASES)
def test_each_table_stands_behind_the_lines_over_it(drawn: list[Drawn], texts: list[str]) -> None:
    assert read(drawn) == texts
