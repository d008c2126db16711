"""A front page that says one thing twice and differently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from pipeline.form.compiled import form_rules
from pipeline.sheet.front_contradictions import front_contradictions
from pipeline.sheet.front_fields import front_of
from pipeline.sheet.model import OverviewRow, SheetKind
from pipeline.values import Box, Printed
from tests.outline.by_hand import line
from tests.sheet.test_checks import WHOLE

FORM = form_rules()
TITLE = "港見区地域子育て支援拠点事業"
PLAIN = {
    "対象事業": "港見区地域子育て支援拠点事業",
    "対象期間": "令和３年度～令和７年度（５か年）",
    "事業の実施者": "港見区こども家庭支援課",
    "実施時期": "令和７年９月",
    "実施目的": "山手区の例に学び、令和２年11月からの取組を振り返る。",
}


def told(rows: Mapping[str, str] = {}, *, title: str = TITLE, kind: SheetKind | None = None) -> list[tuple[str, str]]:
    """What contradicts what on a front page with this title and these rows in place of the plain ones."""
    texts = {label: rows.get(label, text) for label, text in PLAIN.items()}
    overview = [OverviewRow(n, label, Printed(text, (Box(1, 0, n, 9, n),))) for n, (label, text) in enumerate(texts.items(), 1)]
    front = front_of([line(60, (0, title), em=14)], overview, FORM)
    sheet = replace(WHOLE, **front._asdict())
    sheet = replace(sheet, sheet_kind=kind) if kind else sheet
    return [(defect.quote, dict(defect.values)["other"]) for defect in front_contradictions(sheet, FORM)]


@pytest.mark.parametrize(
    ("label", "text", "other"),
    [
        ("対象事業", "山手区地域子育て支援拠点事業", "港見区"),
        ("事業の実施者", "山手区こども家庭支援課", "港見区"),
        ("対象期間", "令和３年度～令和８年度（５か年）", "2021–2026"),
        ("対象期間", "令和３年度～令和７年度の６年間", "2021–2025"),
        ("実施時期", "令和２年11月", "2021–2025"),
    ],
)
def test_what_contradicts_the_rest_of_the_front_page_is_named(label: str, text: str, other: str) -> None:
    assert told({label: text}) == [(text, other)]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("対象事業", "横浜市港見区地域子育て支援拠点事業"),
        ("対象事業", "地域子育て支援拠点事業"),
        ("事業の実施者", "こども家庭支援課"),
        ("事業の実施者", "横浜市港見区こども家庭支援課"),
        ("対象期間", "令和３年度～令和７年度"),
        ("対象期間", "令和３年10月～令和８年９月（５年間）"),
        ("対象期間", "令和３年度～令和７年度（前半３か年、後半２か年）"),
        ("対象期間", "令和３年度から５年間"),
        ("対象期間", "令和３年度～令和７年度　※開設から15年間"),
        ("対象期間", "令和３年度～令和７年度（４年間の実績と見込み）"),
        ("対象期間", "令和３年度～令和７年度（うち令和３年度からの２年間は休館を含む）"),
        ("対象事業", "○○区地域子育て支援拠点事業"),
        ("実施時期", "令和２年11月～令和７年９月"),
        ("実施時期", "令和２年度"),
        ("実施時期", "令和７年度（前回は令和２年11月）"),
        ("実施目的", "山手区地域子育て支援拠点事業に学ぶ。"),
        ("実施目的", "令和３年度～令和７年度の６年間"),
    ],
)
def test_what_only_says_it_otherwise_is_not(label: str, text: str) -> None:
    assert told({label: text}) == []


@pytest.mark.parametrize(
    ("title", "is_named"),
    [
        (f"{TITLE}（令和２年度～令和６年度）", True),
        (f"{TITLE}（令和２～６年度）", True),
        (f"{TITLE}（令和３～７年度）", False),
        (f"{TITLE}　令和７年度　５か年の振り返り", False),
        ("地域子育て支援拠点事業", False),
        ("各区地域子育て支援拠点事業", False),
    ],
)
def test_a_title_may_name_another_period(title: str, is_named: bool) -> None:
    assert told(title=title) == ([(PLAIN["対象期間"], title)] if is_named else [])


def test_a_title_may_name_the_city_where_a_row_names_the_ward_alone() -> None:
    assert told({"対象事業": "港見区地域子育て支援拠点事業"}, title=f"横浜市{TITLE}") == []


def test_an_evaluation_within_the_term_may_have_dates_of_its_own() -> None:
    assert told({"対象期間": "令和３年度～令和５年度（５か年）"}, kind="interim") == []
    assert told({"対象事業": "山手区地域子育て支援拠点事業"}, kind="interim") == [("山手区地域子育て支援拠点事業", "港見区")]


def test_a_form_that_nobody_filled_in_names_no_ward() -> None:
    blank = front_of([], [OverviewRow(1, "対象事業", Printed("○○区地域子育て支援拠点事業", ()))], FORM)
    office = front_of([], [OverviewRow(1, "担当課", Printed("○○区こども家庭支援課", ()))], FORM)
    assert (blank.ward, office.ward) == (None, None)
