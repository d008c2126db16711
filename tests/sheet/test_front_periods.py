"""The period of a sheet whose overview has no row for it: in the title, in a line beside it, or with the subject."""

from __future__ import annotations

import pytest

from pipeline.form.compiled import form_rules
from pipeline.sheet.front_fields import front_of, period_lines
from pipeline.sheet.model import OverviewRow
from pipeline.values import Printed
from tests.outline.by_hand import line

TITLE = "青海区地域子育て支援拠点事業　５か年のまとめ"
TERM = (2021, 2025)


def told(*lines: str, title: str = TITLE, **rows: str) -> tuple[tuple[int | None, int | None], list[str]]:
    """The period that a front page tells, and the lines that are a period and no more."""
    printed = [line(60, (0, title), em=14), *(line(90 + 20 * n, (0, text)) for n, text in enumerate(lines))]
    overview = [OverviewRow(n, label, Printed(text)) for n, (label, text) in enumerate(rows.items(), 1)]
    front = front_of(printed, overview, form_rules())
    return (front.period_start, front.period_end), [found.text for found in period_lines(printed, form_rules())]


@pytest.mark.parametrize("span", ["令和３年度～令和７年度", "令和３～７年度", "2021年度～2025年度"])
def test_a_title_names_the_term(span: str) -> None:
    assert told(title=f"{TITLE}（{span}）") == (TERM, [])
    assert told(title=f"{span}　{TITLE}") == (TERM, [])
    assert told(対象事業=f"青海区地域子育て支援拠点事業（{span}）") == (TERM, [])


def test_the_year_of_a_summary_before_its_length_is_no_term() -> None:
    assert told(title=f"令和７年度　{TITLE}") == ((None, None), [])


@pytest.mark.parametrize(
    "said",
    [
        "（令和３年度～令和７年度）",
        "〔令和３～７年度〕",
        "対象期間　令和３年４月１日～令和８年３月31日",
        "評価対象期間：令和３年度から令和７年度まで",
        "令和３年４月～令和８年３月の５年間",
        "令和３～７年度(５か年)",
        "令和３～７年度（５か年間）",
    ],
)
def test_a_line_beside_the_title_is_the_period(said: str) -> None:
    assert told(said) == (TERM, [said])


@pytest.mark.parametrize(
    "said",
    [
        "令和３年度",
        "前期　平成28年度～令和２年度",
        "令和３～７年度の課題",
        "第３期の事業：令和３～７年度",
    ],
)
def test_a_line_that_says_more_or_less_is_none(said: str) -> None:
    assert told(said) == ((None, None), [])


def test_the_row_of_the_period_goes_before_the_title() -> None:
    assert told(title=f"{TITLE}（令和２～６年度）", 対象期間="令和３年度～令和７年度")[0] == TERM
