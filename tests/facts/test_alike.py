"""Two numbers of a table that say the same are named: the reading lost what parts them. What the ward's own cells part is not."""

from __future__ import annotations

import pytest

from pipeline.values import Box
from tests.facts.drawn import reading


def named(table: str) -> list[str]:
    return [defect.code for defect in reading(table).defects]


@pytest.mark.parametrize(
    "table",
    [
        "土日 | 1,234 | 1,567\n合計 | 2,468 | 3,134",
        " | R5年度<2x1> | R6年度\n来館 | 12人 | 15人 | 18人",
        "R5年度 | R6年度\n12人 | 15人\n30人 | 33人",
    ],
    ids=["a header that stands elsewhere", "a header over two columns", "a column of names that stands elsewhere"],
)
def test_numbers_that_nobody_could_tell_apart_are_named(table: str) -> None:
    assert named(table) == ["numbers-alike"]


@pytest.mark.parametrize(
    "table",
    [
        " | R5年度 | R6年度\n来館 | 12人 | 15人",
        " | R5年度 | R5年度\n来館 | 12人 | 15人",
        " | R5年度\n来館 | 12人\n来館 | 15人",
        " | R5年度<2x1>\n来館 | 12回 | 15人",
        " | R5年度<2x1>\n来館 | 12人 | -",
        "来館 | 12人\n電話 | 15人",
        " | 人数\n講座<1x2> | 12\n15",
        " | R4年度<2x1> | R5年度<2x1> | 合計<1x2>\n | 回数 | 人数 | 回数 | 人数\n来館 | 1回 | 2人 | 3回 | 4人 | 10",
    ],
    ids=[
        "years",
        "a year that is printed twice",
        "a name that is printed twice",
        "units",
        "a blank",
        "names",
        "a list without years",
        "levels",
    ],
)
def test_what_the_cells_of_a_table_part_is_not_named(table: str) -> None:
    assert "numbers-alike" not in named(table)


def test_totals_of_several_years_have_headers_of_their_own() -> None:
    months = " | R5年度<3x1> | R6年度<3x1>\n | 4月 | 5月 | 計 | 4月 | 5月 | 計\n来館 | 1 | 2 | 3 | 4 | 5 | 9"
    assert "numbers-alike" not in named(months)


def test_a_table_is_named_once_with_the_first_two_at_the_place_of_the_second() -> None:
    (found,) = reading("土日 | 1,234 | 1,567 | 9\n合計 | 2,468 | 3,134 | 8").defects
    assert (found.quote, found.values, found.box) == ("1,234", (("other", "1,567"),), Box(1, 140.0, 60.0, 178.0, 70.0))
