"""A heavier rule than the others ends a group of rows: it is known by its thickness over the whole width, whoever draws it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.facts import read_table
from tests.facts.drawn import drawn, line
from tests.layout.drawing import grids, layout_of, page, plain_table

ROWS = [["区分", "R6年度"], ["電話", "12"], ["来所", "30"], ["訪問", "5"], ["その他", "7"]]


@pytest.mark.parametrize("pieces", [1, 2], ids=["one rule", "a piece for each column"])
@pytest.mark.parametrize(("thickness", "across", "rows"), [(1.5, 1.0, (3,)), (0.6, 1.0, ()), (1.5, 0.5, ())])
def test_the_rows_under_a_heavier_rule(pieces: int, thickness: float, across: float, rows: tuple[int, ...]) -> None:
    sheet = page()
    plain_table(ROWS).draw(sheet, 80, 100)
    width = 100 * across
    for k in range(pieces):
        sheet.line(80 + k * width / pieces, 148, 80 + (k + 1) * width / pieces, 148, thickness, (0, 0, 0))
    (grid,) = grids(layout_of(sheet)[0].items)
    assert grid.heavy == rows


def test_a_group_ends_at_a_heavier_rule_but_its_subtotal_is_its_own() -> None:
    table = replace(drawn("区分 | R6年度\n【相談】<2x1>\n電話 | 12\n来所 | 30\n小計 | 42\n見学 | 5\nその他 | 7"), heavy_rows=(2, 4, 5))
    said = [line(fact).split(";")[0] for fact in read_table(table, document_period=None).facts]
    assert said == ["相談 / 電話", "相談 / 来所", "相談 / 小計", "見学", "その他"]
