"""Text at the left of a table, told by hand: which lines are the table's, and in which order the two are read."""

from __future__ import annotations

import pytest

from pipeline.outline.beside_text import with_text_beside
from pipeline.outline.units import TableUnit, TextUnit
from tests.outline.by_hand import line, part

TABLE = part(1, "区分|R5//講座|12", edges=(20.0, 25.0, 30.0), y=100.0)
"""Two rows from 100 to 140 points, 200 from the left."""
Unit = TextUnit | TableUnit


def unit(y: float, *parts: tuple[float, str], page: int = 1) -> TextUnit:
    return TextUnit(line(y, *parts, page=page), 0.0, 400.0, page)


BESIDE = [unit(105, (0, "庭を広げ、棚も")), unit(120, (0, "替えた。"))]


def read(*units: Unit) -> list[str]:
    """What is read, the table as 表."""
    return [one.line.text if isinstance(one, TextUnit) else "表" for one in with_text_beside(units)]


@pytest.mark.parametrize(
    ("units", "texts"),
    [
        ([BESIDE[0], TABLE, BESIDE[1]], ["表", "庭を広げ、棚も", "替えた。"]),
        ([BESIDE[0], TABLE], ["庭を広げ、棚も", "表"]),
        ([unit(105, (0, "庭")), TABLE, unit(120, (18, "棚も替えた"))], ["庭", "表", "棚も替えた"]),
        ([unit(105, (0, "庭"), page=2), TABLE, BESIDE[1]], ["庭", "表", "替えた。"]),
        ([unit(80, (0, "庭")), TABLE, BESIDE[1]], ["庭", "表", "替えた。"]),
        ([unit(85, (20, "講座の数")), BESIDE[0], TABLE, BESIDE[1]], ["講座の数", "表", "庭を広げ、棚も", "替えた。"]),
        ([unit(85, (0, "砂も"), (20, "講座の数")), BESIDE[0], TABLE, BESIDE[1]], ["講座の数", "表", "砂も", "庭を広げ、棚も", "替えた。"]),
        ([BESIDE[0], TABLE, BESIDE[1], unit(145, (20, "※延べ人数"))], ["表", "※延べ人数", "庭を広げ、棚も", "替えた。"]),
        ([unit(40, (0, "前")), BESIDE[0], TABLE, BESIDE[1], unit(200, (0, "後"))], ["前", "表", "庭を広げ、棚も", "替えた。", "後"]),
        ([BESIDE[0], TABLE, unit(120, (0, "・替えた。"))], ["庭を広げ、棚も", "表", "・替えた。"]),
    ],
)
def test_text_and_table_are_read_one_behind_the_other(units: list[Unit], texts: list[str]) -> None:
    assert read(*units) == texts


@pytest.mark.parametrize(
    ("above", "goes_on"),
    [("庭を広げたところ、多くの親子が訪れて砂場もまた", True), ("庭を広げたところ、多くの親子が訪れて砂を替えた。", False)],
)
def test_a_sentence_that_begins_above_both_is_read_to_its_end_before_the_table(above: str, goes_on: bool) -> None:
    text = [above, "庭を広げ、棚も", "替えた。"]
    assert read(unit(85, (0, above)), BESIDE[0], TABLE, BESIDE[1]) == ([*text, "表"] if goes_on else [above, "表", *text[1:]])
    short = "庭を広げた"
    assert read(unit(60, (0, above)), unit(85, (0, short)), BESIDE[0], TABLE, BESIDE[1])[1] != above


def test_two_tables_beside_each_other_are_columns() -> None:
    left = part(1, "区分|R5", edges=(0.0, 5.0, 10.0), y=110.0)
    assert read(*BESIDE, TABLE) != read(*BESIDE, left, TABLE)
    assert read(*BESIDE, left, TABLE) == ["庭を広げ、棚も", "替えた。", "表", "表"]
    lower = part(1, "区分|R5", edges=(0.0, 5.0, 10.0), y=300.0)
    overleaf = part(2, "区分|R5", edges=(0.0, 5.0, 10.0), y=110.0)
    for other in (lower, overleaf):
        assert read(*BESIDE, TABLE, other) == ["表", "庭を広げ、棚も", "替えた。", "表"]


@pytest.mark.parametrize(
    ("over", "texts"),
    [
        (unit(85, (0, "砂も"), (24, "講座の数。")), ["砂も　講座の数。", "表", "庭を広げ、棚も", "替えた。"]),
        (unit(85, (17.9, "砂"), (19.1, "講座の数。")), ["砂　講座の数。", "表", "庭を広げ、棚も", "替えた。"]),
    ],
)
def test_a_line_is_cut_only_where_white_parts_it_over_the_left_side_of_the_table(over: TextUnit, texts: list[str]) -> None:
    assert read(over, BESIDE[0], TABLE, BESIDE[1]) == texts
