"""Grids in which a project begins below other rows, told by hand from their cells."""

from __future__ import annotations

import pytest

from pipeline.form.compiled import form_rules
from pipeline.layout.model import Grid
from pipeline.outline.projects_apart import with_projects_apart
from tests.outline.by_hand import EM, layouts_of

EDGES = (0.0, 6.0, 10.0, 20.0, 24.0)
OVERVIEW = "対象期間 | 令和３～７年度<1x3>"
TITLE = "１　親子の居場所事業<1x4>"
NAMED = "事業名 | １　親子の居場所事業<1x3>"
HEADER = "目指す拠点の姿<1x2> | 前期の課題 | 法人"
GOAL = "集える。<1x2> | 周知 | A"
PARTS: dict[str, tuple[str, list[str]]] = {
    "below the overview": (f"{OVERVIEW} // {TITLE} // {HEADER} // {GOAL}", ["対象期間", "１　親子の居場所事業"]),
    "with its label": (f"{OVERVIEW} // {NAMED} // {HEADER} // {GOAL}", ["対象期間", "事業名"]),
    "two of them": (
        f"{TITLE} // {HEADER} // {GOAL} // 振り返りの視点 | ア庭<1x3> // 事業名 | ２　子育て相談事業<1x3> // {HEADER} // {GOAL}",
        ["１　親子の居場所事業", "事業名"],
    ),
    "at the head": (f"{TITLE} // {HEADER} // {GOAL}", ["１　親子の居場所事業"]),
    "without goals": (f"{OVERVIEW} // {TITLE} // {GOAL}", ["対象期間"]),
    "in the last row": (f"{OVERVIEW} // {TITLE}", ["対象期間"]),
    "among other cells": (f"{OVERVIEW} // １　親子の居場所事業<1x2> | 庭<1x2> // {HEADER} // {GOAL}", ["対象期間"]),
    "beside a label that goes through": (f"評価<2x1> | 庭<1x3> // １　親子の居場所事業<1x3> // {HEADER} // {GOAL}", ["評価"]),
}


@pytest.mark.parametrize(("text", "heads"), PARTS.values(), ids=PARTS)
def test_a_project_that_begins_in_a_grid_has_one_of_its_own(text: str, heads: list[str]) -> None:
    (page,) = with_projects_apart(layouts_of([[(text, EDGES)]]), form_rules())
    grids = [item for item in page.items if isinstance(item, Grid)]
    assert [grid.cells[0].text for grid in grids] == heads


def test_it_has_the_walls_of_its_own_rows() -> None:
    text = f"評価の理由（区） | ①庭<1x1> | 声<1x2> // {NAMED} // {HEADER} // {GOAL}"
    (page,) = with_projects_apart(layouts_of([["題", (text, EDGES)]]), form_rules())
    _, above, below = page.items
    assert isinstance(above, Grid) and isinstance(below, Grid)
    assert above.xs == tuple(x * EM for x in (0, 6, 10, 24)) and above.n_rows == 1 and above.rect.y1 == below.rect.y0 == above.ys[-1]
    assert below.xs == tuple(x * EM for x in EDGES) and [cell.row for cell in below.cells] == [0, 0, 1, 1, 1, 2, 2, 2]
    assert [(cell.col, cell.colspan) for cell in below.rows[1]] == [(0, 2), (2, 1), (3, 1)]
