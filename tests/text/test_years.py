"""Years and periods: every spelling that a front page uses, and what is no period."""

from __future__ import annotations

import pytest

from pipeline.text.years import count_of, folded, month_of, period_of, term_of, unreadable_year, without_dated_remarks, year_points


@pytest.mark.parametrize(
    ("printed", "years"),
    [
        ("令和３年度～７年度", (2021, 2025)),
        ("令和3年度～7年度(5か年)", (2021, 2025)),
        ("平成28年度～令和２年度（５か年）", (2016, 2020)),
        ("令和３年度—７年度", (2021, 2025)),
        ("令和３年４月１日～令和８年３月31日", (2021, 2025)),
        ("令和３年４月～令和８年３月", (2021, 2025)),
        ("自 令和３年４月１日　至 令和８年３月31日", (2021, 2025)),
        ("R3.4.1～R8.3.31", (2021, 2025)),
        ("2021/4/1-2026/3/31", (2021, 2025)),
        ("平成31年度（令和元年度）～令和５年度", (2019, 2023)),
        ("平成31年度・令和元年度～令和５年度", (2019, 2023)),
        ("令和三年度～令和七年度", (2021, 2025)),
        ("令和三年度から七年度まで", (2021, 2025)),
        ("平成二十八年度～令和二年度", (2016, 2020)),
        ("令和元年度から令和５年度まで", (2019, 2023)),
        ("令和３(2021)年度～令和７(2025)年度", (2021, 2025)),
        ("2021年度～2025年度", (2021, 2025)),
        ("令和３～７年度", (2021, 2025)),
        ("令和３年度から５年間", (2021, 2025)),
        ("令和３年度からの５か年", (2021, 2025)),
        ("令和３年度、４年度、５年度", (2021, 2023)),
        ("令和３年度～７年度（中間評価：令和５年度）", (2021, 2025)),
        ("第４期（令和３年度～令和７年度）", (2021, 2025)),
        ("平成31年度/令和元年度～令和５年度", (2019, 2023)),
        ("令和３年度ー令和７年度", (2021, 2025)),
        ("令和３年（2021年）４月～令和８年（2026年）３月", (2021, 2025)),
        ("令和３・４・５・６・７年度", (2021, 2025)),
        ("自：令和３年４月　至：令和８年３月", (2021, 2025)),
        ("令和３年度（４月）～令和７年度（３月）", (2021, 2025)),
        ("令和３年度・５か所", None),
        ("令和７年度", None),
        ("令和３年度から毎年", None),
        ("令和７年度～令和３年度", None),
        ("５か年", None),
    ],
)
def test_a_period_is_its_first_and_last_fiscal_year(printed: str, years: tuple[int, int] | None) -> None:
    assert period_of(printed) == years


@pytest.mark.parametrize(
    ("printed", "month"),
    [
        ("令和７年８月", "2025-08"),
        ("令和7(2025)年9月", "2025-09"),
        ("R7.9.10（水）", "2025-09"),
        ("Ｒ７．９．１０（水）", "2025-09"),
        ("2025/9/10", "2025-09"),
        ("2025年9月10日", "2025-09"),
        ("令和七年九月十日", "2025-09"),
        ("令和７年９月～10月", "2025-09"),
        ("令和７年９～10月", "2025-09"),
        ("令和７年10～令和８年１月", "2025-10"),
        ("令和７年度２月", "2026-02"),
        ("令和８年２月", "2026-02"),
        ("令和７年度（９月）", "2025-09"),
        ("令和７年度", None),
        ("9月10日", None),
    ],
)
def test_a_month_is_told_with_its_year(printed: str, month: str | None) -> None:
    assert month_of(printed) == month


@pytest.mark.parametrize(
    ("numeral", "number"), [("元", 1), ("７", 7), ("七", 7), ("十", 10), ("十二", 12), ("二十八", 28), ("二〇二一", 2021), ("十十", None)]
)
def test_numerals(numeral: str, number: int | None) -> None:
    assert count_of(numeral) == number


def test_years_in_a_sentence() -> None:
    said = "平成31年度に始め、令和三年4月に2か所、2025年度には5か所とした。"
    assert [(point.fiscal_year, point.calendar_month) for point in year_points(folded(said))] == [
        (2019, None),
        (2021, "2021-04"),
        (2025, None),
    ]


def test_a_bracket_with_another_date_is_set_aside_and_one_without_stays() -> None:
    assert without_dated_remarks("令和３年度～７年度（中間評価：令和５年度）") == "令和3年度~7年度"
    assert without_dated_remarks("令和３年度～５年度（中間）") == "令和3年度~5年度(中間)"


@pytest.mark.parametrize(
    "printed", ["令和2021年度", "令和 2021年度", "R2021年度", "令和100年度", "平成40年度", "令和0年度", "令和年度", "R〇年度"]
)
def test_a_number_that_the_era_does_not_have_is_no_year_and_is_named(printed: str) -> None:
    assert list(year_points(folded(printed))) == []
    assert unreadable_year(printed) is not None
    assert period_of(f"{printed}～令和7年度") is None


def test_a_year_planned_before_its_era_ended_is_a_year() -> None:
    assert period_of("平成28年度～平成32年度") == (2016, 2020)
    assert unreadable_year("平成32年度") is None


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [(2021, 2025, "令和3～7年度"), (2016, 2020, "平成28～令和2年度"), (2019, 2019, "令和元年度"), (2015, 2018, "平成27～30年度")],
)
def test_a_term_is_said_as_officials_write_it(first: int, last: int, said: str) -> None:
    assert term_of(first, last) == said
