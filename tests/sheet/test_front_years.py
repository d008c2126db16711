"""Years of the front page that are printed of an era and of the Gregorian calendar."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.form.compiled import form_rules
from pipeline.sheet.checks import defects_of
from pipeline.sheet.model import OverviewRow
from pipeline.values import Box, Printed
from tests.sheet.test_checks import WHOLE


def told(title: str, row: str) -> list[dict[str, str]]:
    """The contradictions of a front page with this title and this row."""
    overview = (OverviewRow(1, "対象期間", Printed(row, (Box(2, 0, 0, 9, 9),))),)
    found = defects_of(replace(WHOLE, title=title, overview=overview), form_rules())
    assert {(d.page, d.quote) for d in found if d.code == "era-contradiction"} <= {(2, row), (1, title)}
    return [dict(d.values) for d in found if d.code == "era-contradiction"]


@pytest.mark.parametrize(
    ("text", "printed", "other"),
    [
        ("令和３年度（2020年度）～令和７年度（2025年度）", "令和3年度(2020年度)", "2020年度"),
        ("2020年度（令和３年度）から", "2020年度(令和3年度)", "令和3年度"),
        ("R3(2020)年度～R7(2025)年度", "R3(2020)年度", "2020"),
        ("令和3年（2020年）", "令和3年(2020年)", "2020年"),
        ("令和３年度（2020）～", "令和3年度(2020)", "2020"),
    ],
)
def test_a_year_that_its_brackets_contradict_is_named(text: str, printed: str, other: str) -> None:
    assert told("", text) == told(text, "") == [{"printed": printed, "other": other}]


@pytest.mark.parametrize(
    "text",
    [
        "令和３年度（2021年度）～令和７年度（2025年度）",
        "令和４年（2021年度）",  # until March
        "令和４年３月（2021年度）",
        "令和７年度（2026年３月まで）",
        "令和３年度（令和２年度からの準備を含む）",
        "令和３年度（平成33年度）",
        "令和３年度（2020年に開設）",
        "令和３年度（前期は2020年度）",
        "2021（2020年度の続き）",
        "平成32年度（2020年度）",
        "第３期（2021年度～）",
        "令和３年度（",
    ],
)
def test_what_stands_in_brackets_behind_a_year_may_be_another_thing(text: str) -> None:
    assert told(text, text) == []
