"""Words that lie by chance in a header cell of a goal table, as a typed stamp or a note of a reviewer does."""

from __future__ import annotations

import pytest

from pipeline.form.compiled import form_rules
from pipeline.layout.model import Grid, Item
from pipeline.outline.stray_words import stray_words_apart
from tests.outline.by_hand import layouts_of, line, part

FOUR = (0.0, 15.0, 25.0, 28.0, 31.0)
GOAL = " // ①集う。 | ・減った。 | A | B"
HEAD = "目指す拠点の姿 | 前期の課題 | 法人 | 区"
BESIDE = line(64, (1, "目指す拠点の姿"), (10, "確認済み"))
WITHIN: dict[str, list[Item]] = {"BESIDE": [BESIDE], "GRID": [part(1, "確認 | 済み", edges=(1, 3, 5)).grid]}


def told(grid: str) -> tuple[list[str], list[str]]:
    """The words of the first four cells, and those apart."""
    layouts, stray = stray_words_apart(layouts_of([[(grid, FOUR)]], WITHIN), form_rules())
    (found,) = layouts[0].items
    assert isinstance(found, Grid)
    return [cell.text for cell in found.cells[:4]], [one.text for one in stray]


NAMES = HEAD.split(" | ")


@pytest.mark.parametrize(
    ("head", "stray"),
    [
        (HEAD.replace("目指す拠点の姿", "BESIDE"), ["確認済み"]),
        (HEAD.replace("目指す拠点の姿", "目指す拠点の¶姿¶確認済み"), ["確認済み"]),
        (HEAD.replace("目指す拠点の姿", "確認済み¶目指す拠点の¶姿"), ["確認済み"]),
        (HEAD.replace("法人", "法人¶確認済み"), ["確認済み"]),
        (HEAD.replace("目指す拠点の姿", "目指す拠点の姿¶案").replace("| 区", "| 区¶写し"), ["案", "写し"]),
        (HEAD, []),
    ],
)
def test_words_in_a_header_are_apart(head: str, stray: list[str]) -> None:
    assert told(head + GOAL) == (NAMES, stray)


def test_words_are_apart_in_a_table_within_a_cell() -> None:
    inner = part(1, HEAD.replace("法人", "法人¶確認済み") + GOAL, edges=FOUR).grid
    _, stray = stray_words_apart(layouts_of([[("INNER", (0, 40))]], {"INNER": [inner]}), form_rules())
    assert [one.text for one in stray] == ["確認済み"]


@pytest.mark.parametrize(
    "grid",
    [
        HEAD.replace("目指す拠点の姿", "目指す拠点の姿¶確認済み¶写し") + GOAL,
        HEAD.replace("目指す拠点の姿", "目指す拠点の姿¶GRID") + GOAL,
        "目指す拠点の姿¶確認済み | 年度 | 件数 | 人数" + GOAL,
        "項目 | 件数 | 法人¶確認済み | 区¶確認済み" + GOAL,
        "目指す拠点の姿 | 担当¶区 | 法人 | 区" + GOAL,
        "前期の課題¶目指す拠点の姿 | | 法人 | 区" + GOAL,
    ],
    ids=["several words", "a table", "no header of goals", "another table", "the name of another column", "two names"],
)
def test_other_words_stay_in_their_cell(grid: str) -> None:
    before = [cell.text for cell in layouts_of([[(grid, FOUR)]], WITHIN)[0].items[0].cells[:4]]  # type: ignore[union-attr]
    assert told(grid) == (before, [])
