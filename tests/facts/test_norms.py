"""Beside what is printed: parts of a year, year ends, one name for a unit, whose number it is, before and after a correction."""

from __future__ import annotations

import pytest

from pipeline import rules
from pipeline.facts.norms import Subjects, normal_unit, normal_value, revision_of
from tests.facts.drawn import facts, reading


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        *((x, "half_year") for x in ("前期", "後期", "上半期", "下半期", "上半期計", "４～９月")),
        *((x, "quarter") for x in ("第1四半期", "第２四半期", "第三四半期", "4～6月", "１０～１２月", "1～3月")),
        *((x, "fiscal_year_end") for x in ("年度末", "各年度末現在", "年度末現在の登録者数", "会員数（3月末現在）")),
        *((x, "fiscal_year") for x in ("前年度末との差", "前期比較", "四半期報", "合計")),
    ],
)
def test_the_kind_of_a_period_under_a_year(label: str, kind: str) -> None:
    (fact,) = [f for f in reading(f" | 令和6年度<2x1>\n | {label} | 参加\n甲 | 12 | 3").facts if f.col == 1]
    assert (fact.fiscal_year, fact.period_kind) == (2024, kind)


def test_year_end_in_a_section_or_caption_makes_stocks_and_is_no_label() -> None:
    assert facts(" | 年度末<2x1>\n | R5年度 | R6年度\n会員 | 10人 | 20人") == ["会員; 2023末; 10人", "会員; 2024末; 20人"]
    assert facts(" | R5年度\n【年度末の会員数】<2x1>\n会員 | 10\nその他 | 3")[0] == "年度末の会員数 / 会員; 2023末; 10"


def test_a_difference_from_the_year_end_is_none() -> None:
    assert [f.period_kind for f in reading("会員数（各年度末） | R6年度 | 増減\n利用 | 5 | ▲2").facts if f.role == "difference"] == [None]


@pytest.mark.parametrize(
    ("table", "caption", "expected"),
    [
        ("拠点 | 21→24", "ひろばの数 令和4年度→令和6年度", ["ひろばの数 / 拠点; 2022; 21", "ひろばの数 / 拠点; 2024; 24"]),
        (" | R5年度 | R6年度 | 2か年の合計\n甲 | 1 | 2 | 3", None, ["甲; 2023; 1", "甲; 2024; 2", "甲 / 2か年の合計; -; 3; total"]),
        (
            " | 4月 | 5月\n利用者数 | 100人 | 90人\n前年同月比 | 103% | 99%",
            "令和6年度",
            ["利用者数; 2024-04; 100人", "利用者数; 2024-05; 90人", "前年同月比; 2024-04; 103%; ratio", "前年同月比; 2024-05; 99%; ratio"],
        ),
        ("区分 | 回数\n拠点 | 21", "令和4年度 講座", ["講座 / 拠点 / 回数; 2022; 21"]),
    ],
)
def test_periods_of_captions_and_columns(table: str, caption: str | None, expected: list[str]) -> None:
    assert facts(table, caption=caption) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("実施年月 | 内容 | 参加者\nR5年6月 | 夏の集い | 38人\nR5年7月 | 防災の話 | 21人", ["夏の集い / 参加者", "防災の話 / 参加者"]),
        ("会の名称 | 主な開催日 | 回数\nみほん会 | 6月14日(金) | 4回\nとなり会 | 9月3日(火) | 6回", ["みほん会 / 回数", "となり会 / 回数"]),
        (
            "講座名 | 内容 | 主催 | 会場 | 参加者\n離乳食 | 試食 | 区 | 本館 | 12\n救急 | 実習 | 法人 | 別館 | 15",
            ["離乳食 / 参加者", "救急 / 参加者"],
        ),
        ("会議名 | 役割 | 回数\n連絡会 | 事務局 | 4\n協議会 | 委員 | 2", ["連絡会 / 回数", "協議会 / 回数"]),
        ("種別<2x1> | 件数\n電話 | 新規 | 3\n来所 | 継続 | 4", ["電話 / 新規 / 件数", "来所 / 継続 / 件数"]),
        ("場所 | 種別 | 件数\n拠点<1x2> | 新規 | 3\n継続 | 4", ["拠点 / 新規 / 件数", "拠点 / 継続 / 件数"]),
    ],
)
def test_the_first_text_column_that_is_no_date_names_the_row(table: str, expected: list[str]) -> None:
    assert [" / ".join(f.labels) for f in reading(table).facts] == expected


def test_every_spelling_of_a_unit_has_one_name() -> None:
    for unit, spellings in rules.load("facts")["unit_norms"]["same"].items():
        assert {normal_unit(spelling) for spelling in [unit, *spellings]} == {(unit, 1)}
    assert [normal_unit(u) for u in ("ヶ所", "箇所", "名", "千円", "万円", None)] == [
        ("か所", 1),
        ("か所", 1),
        ("人", 1),
        ("円", 1000),
        ("円", 10000),
        (None, 1),
    ]
    assert [normal_value(1.2, "千円"), normal_value(0.1, "万円"), normal_value(5.0, "名"), normal_value(None, "千円")] == [
        1200,
        1000,
        5,
        None,
    ]


@pytest.mark.parametrize(
    ("labels", "subject"),
    [
        (["利用者数", "架空区"], "own"),
        (["利用者数", "本区"], "own"),
        (["利用者数"], "own"),
        (["利用者数", "西区"], "西区"),
        (["利用者数", "横浜市中区"], "中区"),
        (["利用者数", "１８区平均"], "18区平均"),
        (["利用者数", "市内18区の平均"], "市内18区の平均"),
        (["利用者数", "全市計"], "全市計"),
        (["利用者数", "本市"], "本市"),
        (["本市職員の参加"], "own"),
        (["利用者数", "区内の園"], "own"),
        (["中区との交流会", "参加者"], "own"),
    ],
)
def test_whose_number_it_is(labels: list[str], subject: str) -> None:
    assert Subjects("架空区", ("西区", "中区"), frozenset(labels)).of(labels) == subject


@pytest.mark.parametrize(("ward", "subject"), [("中区", "own"), ("", "中区")])
def test_a_ward_s_numbers_are_its_own_on_its_sheet(ward: str, subject: str) -> None:
    subjects = Subjects(ward, ("西区", "中区"), frozenset())
    assert [subjects.of([label]) for label in ("中区", "横浜市中区", "西区", "横浜市")] == [subject, subject, "西区", "横浜市"]


@pytest.mark.parametrize(
    ("label", "beside", "subject"),
    [
        ("全区", ["北部地区", "南部地区"], "own"),
        ("全区合計", ["東エリア", "西エリア"], "own"),
        ("全区", ["本区"], "全区"),
        ("全区平均", ["架空区"], "全区平均"),
        ("全区計", ["西区", "北部地区"], "全区計"),
        ("全区平均", ["18区平均", "北部"], "全区平均"),
        ("全区平均", ["利用者数"], "全区平均"),
    ],
)
def test_all_of_the_wards_or_the_whole_of_one(label: str, beside: list[str], subject: str) -> None:
    """Where nothing tells, the printed word stands: such a number is neither the city's nor compared as the ward's."""
    assert Subjects("架空区", ("西区", "中区"), frozenset([label, *beside])).of(["利用者数", label]) == subject


def test_before_and_after_a_correction() -> None:
    assert [revision_of(["利用者数", x]) for x in ("訂正前", "訂正後", "（訂正後）", "実績")] == ["before", "after", "after", None]
