"""Two tables that may be one, cut at a page's end: no total of either is called wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.facts.reading import read_table
from pipeline.facts.readings import readings_of
from pipeline.sheet.model import DataTable
from pipeline.values import Box
from tests.facts.drawn import drawn
from tests.support.small_sheet import small_sheet

ABOVE = "地区 | 会場 | R6年度 // 北部<1x2> | 北の園 | 2回 // 北の丘 | 3回"
BELOW = "地区 | 会場 | R6年度 // 南部<1x3> | 南の園 | 2回 // 南の丘 | 3回 // 小計 | 6回 // 合計<2x1> | 11回"


def _table(text: str, no: int, page: int, caption: str | None) -> DataTable:
    boxes = (Box(page, 60.0, 60.0, 200.0, 160.0),)
    return replace(drawn(text.replace("//", "\n"), caption=caption), table_no=no, order_no=no, boxes=boxes)


def _codes(page: int, caption: str | None, **change: Any) -> list[str]:
    sheet = small_sheet("aoi-r7", "青葉が原区")
    tables = (_table(ABOVE, 1, 1, "出張の回数"), replace(_table(BELOW, 2, page, caption), **change))
    sheet = replace(sheet, projects=(replace(sheet.projects[0], tables=tables),))
    return [defect.code for reading in readings_of(sheet).values() for defect in reading.defects]


def test_no_total_of_a_table_that_may_go_on_overleaf_is_judged() -> None:
    assert _codes(2, None) == []


@pytest.mark.parametrize(("page", "caption"), [(1, None), (2, "訪問の回数"), (3, None)])
def test_a_table_of_its_own_has_its_totals_judged(page: int, caption: str | None) -> None:
    assert _codes(page, caption) == ["total-mismatch"] * 2


@pytest.mark.parametrize("change", [{"section": "ward_reason"}, {"order_no": 3}, {"boxes": ()}])
def test_nor_is_one_in_another_place_of_the_form(change: dict[str, Any]) -> None:
    assert _codes(2, None, **change) == ["total-mismatch"] * 2


NAMES = "区分 | R5年度 | R6年度 // ひろば 1 | 10人 | 20人 // ひろば 2 | 12人 | 8人 // 合計 | 22人 | 29人"
ONE, TWO = "区分 | 1人 | 2人 | 3人以上 // 広間 | 10 | 20 | 30 // 庭 | 5 | 6 | 7 // 合計 | 15 | 26 | 38", "1人 | 2人 | 3人以上"

YEARS = "区分 | FY2021 | FY2022 // 広間 | 10人 | 20人 // 庭 | 12人 | 8人 // 合計 | 22人 | 29人"


@pytest.mark.parametrize(
    ("text", "is_judged"),
    [
        (NAMES, True),
        (ONE, True),
        (YEARS, True),
        (YEARS.replace("FY2021", "午前2,021"), False),
        (ONE.replace(TWO, "11人 | 12人 | 13人"), False),
    ],
)
def test_names_with_numbers_and_headers_that_count_from_one_are_whole(text: str, is_judged: bool) -> None:
    found = [defect.code for defect in read_table(_table(text, 1, 1, "来館者数"), document_period=None).defects]
    assert found == (["total-mismatch"] if is_judged else [])
