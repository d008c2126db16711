"""What a period is read to be, in one line each: its year or month; its kind where it is no plain one; what collides; what is left."""

from __future__ import annotations

import pytest

from pipeline.facts import lexicon
from pipeline.facts.periods import Period, period_at, whole_period
from tests.facts.examples import held


def _when(period: Period) -> str:
    year = f"year {period.count}" if period.count else f"month {period.month_no}" if period.month_no else str(period.fiscal_year or "-")
    return (period.month or year) + ("" if period.kind in (None, "fiscal_year", "month") else f" {period.kind}")


def said(text: str) -> str:
    folded = lexicon.fold(text)
    found = period_at(folded, 0)
    if not found:
        return "none"
    period, end = found
    parts = ["→".join(_when(step) for step in period.steps) or _when(period)]
    if period.problem:
        parts.append(f"{period.problem.code}: {period.problem.other}")
    if period.calendar_year:
        parts.append("calendar")
    if period.bare_number or not period.marked:
        parts.append("bare" if period.bare_number else "unmarked")
    if period.label != folded[:end]:
        parts.append(f"label {period.label}")
    return "; ".join([*parts, *([f"left {folded[end:]}"] if folded[end:] else [])])


PERIODS = {
    "令和5年度": "2023",
    "R5": "2023; unmarked",
    "2023": "2023; bare",
    "2023年度": "2023",
    "R5年度末": "2023 fiscal_year_end",
    "R5末": "2023 fiscal_year_end; unmarked",
    "令和5末現在": "2023 fiscal_year_end; unmarked",
    "R5中": "2023; unmarked; left 中",
    "2023末": "2023; bare; left 末",
    "R5年": "2023; calendar",
    "R5.4": "2023-04",
    "R5/4": "2023-04",
    "R5/12": "2023-12",
    "R5年度4月": "2023-04",
    "R5年度/4": "2023; left /4",
    "R5年度.4": "2023; left .4",
    "R5年4月": "2023-04",
    "R5年2月": "2023-02",
    "R5年度2月": "2024-02",
    "2023-04": "2023-04",
    "R5-04": "2023; unmarked; left -04",
    "2023-4": "2023; bare; left -4",
    "R5.4.1": "none",
    "R5年4月1日": "none",
    "R5年4月1日現在": "2023-04",
    "R5年4月1日(月)": "none",
    "R5年4月1日~R6年3月31日": "2023",
    "R5年4月~9月": "2023 fiscal_year_to_date",
    "R5年4月~R6年3月": "2023",
    "R5年10月~R6年3月": "-",
    "R5年4月~2月": "2023 fiscal_year_to_date",
    "R5年4月→9月": "2023-04→2023-09",
    "R5年4月・9月": "2023-04; left ・9月",
    "R5年4月/5月": "none",
    "R5年4月→": "none",
    "R5年~": "none",
    "R5年度→R6年度": "2023→2024",
    "R3年度→R4年度→R6年度": "2021→2022→2024",
    "R5→R6": "2023→2024",
    "R5→R6年度末": "2023 fiscal_year_end→2024 fiscal_year_end",
    "R5→6年度": "2023→2024",
    "R5→6": "2023→2024",
    "R6→5": "none",
    "R5→末": "none",
    "H30→1年度": "2018→2019",
    "R5年度~R6年度": "-",
    "R5年度~6年度末": "-",
    "R5年度・R6年度": "-",
    "R5年度→R6年度・R7年度": "2023→2024; left ・R7年度",
    "R5年度、6年度": "-",
    "R5(2023)": "2023",
    "R5年度(2023)": "2023",
    "R5年度(2022)": "2023; era-contradiction: 2022",
    "R5(2023)年度": "2023",
    "R5 (2023年)": "2023",
    "R5年度末(2024)": "2023 fiscal_year_end",
    "R5年度末(2025)": "2023 fiscal_year_end; era-contradiction: 2025",
    "平成31年度/令和元年度": "2019",
    "2024/R6年4月": "2024-04",
    "2024/R6年2月": "2024-02",
    "2024/R6年度2月": "2025-02",
    "R6年 / 2024年4月": "2024-04",
    "R6年度/2024年度4月": "2024-04",
    "R6年度/2024年2月": "-",
    "2023/R6年4月": "-",
    "2024/R6": "2024",
    "R6年度/2024": "2024; bare",
    "2020/平成32年度": "2020; era-contradiction: 2020年",
    "2024/R6(2023)年度": "2024; era-contradiction: 2023",
    "平成31年/令和元年": "2019; calendar",
    "平成31年度・令和2年度": "-",
    "平成31年(令和元年)度": "2019; calendar; left 度",
    "平成31(令和元)年度": "2019",
    "平成31(令和元)": "2019",
    "平成31(令和元年度分": "2019; unmarked; left (令和元年度分",
    "平成31年度(令和2年度)": "2019; era-contradiction: 令和2年度",
    "令和50年度": "2068",
    "平成40年度": "none",
    "H31年度=R1": "2019; left =R1",
    "R5年度(7月末)": "2023 fiscal_year_to_date",
    "R5年度(3月末)": "2023 fiscal_year_end",
    "R5年度(4~7月)": "2023 fiscal_year_to_date",
    "R5年度(4~3月)": "2023",
    "R5年度(4月~翌年3月)": "2023; left (4月~翌年3月)",
    "R5年度(途中)": "2023 fiscal_year_to_date",
    "R5年度(R5年7月末現在)": "2023 fiscal_year_to_date",
    "R5年度(R6.3.31)": "2023 fiscal_year_end",
    "R5年度(R5年7月新設)": "2023; left (R5年7月新設)",
    "R5年度(R5年)": "2023",
    "R5年度(会員)": "2023; left (会員)",
    "R5年度(R5.13)": "2023; left (R5.13)",
    "R5年度 ※7月末": "2023 fiscal_year_to_date",
    "R5年度 ※再掲": "2023; left  ※再掲",
    "R5年度 ※3月末現在": "2023 fiscal_year_end",
    "R5年7月(7月末)": "2023-07; left (7月末)",
    "R5年度末時点": "2023 fiscal_year_end",
    "R5年度当初": "2023",
    "R5年度末現在": "2023 fiscal_year_end",
    "R5年3月末": "2023-03",
    "R5年度3月末": "2023 fiscal_year_end",
    "R5年度7月末": "2023 fiscal_year_to_date",
    "R5年度7月末現在": "2023 fiscal_year_to_date",
    "R5年度7月分": "2023-07",
    "R5年度7月中": "2023-07",
    "R5年7月末": "2023-07",
    "R5年度分": "2023",
    "R5年度まで": "2023; left まで",
    "4月": "month 4",
    "4月分": "month 4",
    "4月~": "none",
    "4月-9月": "none",
    "4月から": "none",
    "4月1日": "none",
    "13月": "none",
    "5年度": "year 5",
    "5年度末": "year 5 fiscal_year_end",
    "元年度": "year 1",
    "5年": "none",
    "5": "none",
    "R5年度(令和5)": "2023",
    "R5年度~": "none",
    "R5年度→": "none",
    "R5年度-": "2023; left -",
    "R5年4月現在": "2023-04",
    "R6年元月": "2024; calendar; left 元月",
    "R5年度→R6年4月": "2023→2024-04",
    "R5年4月→R6年度": "2023-04→2024",
    "R5年度→R4年度": "2023→2022",
    "R5年4月→4月": "2023-04→2023-04",
    "R5年4月→3月→2月": "2023-04→2024-03→2025-02",
    "H1・H2・H3・H4・H5・H6・H7・H8・H9": "-; unmarked; left ・H9",
    "R5.7末": "2023-07",
    "R5.7月末": "2023-07",
    "R5年末": "2023 fiscal_year_end; calendar",
    "R5年末現在": "2023 fiscal_year_end; calendar",
    "R5年分": "2023; calendar",
    "平成32年度": "2020; era-contradiction: 2020年",
    "R5年4月→R6年度→7月": "none",
    "R5年度→6年度末": "2023→2024 fiscal_year_end",
    "R5年度(2022)→R6年度": "2023→2024; era-contradiction: 2022",
    "R5年度→R6年度(2022)": "2023→2024; era-contradiction: 2022",
    "R5年度→R6年度末": "2023→2024 fiscal_year_end",
    "R5年4月・R5年9月": "-",
    "R5年4月~R5年度": "-",
    "R5年4月~R6年9月": "-",
    "R5年度~R6年度(7月末)": "-; left (7月末)",
    "R5年度→R6年度→": "none",
    "R5年度(令和5": "2023; left (令和5",
}


test_what_a_period_is = held(said, PERIODS)


@pytest.mark.parametrize(("text", "is_whole"), [("R5年度実績", True), (" R5年度の実績 ", True), ("R5年度の目標", False), ("会員", False)])
def test_whether_a_text_is_a_period_and_nothing_else(text: str, is_whole: bool) -> None:
    assert bool(whole_period(text)) is is_whole
