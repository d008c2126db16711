"""What captions, corners, rows across a table and headers give to a number: rows are parted by //, before :: stands the caption."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.facts import read_table
from tests.facts.drawn import drawn, facts, line


def said(text: str) -> list[str]:
    caption, _, table = text.rpartition(" :: ")
    return facts(table.replace("//", "\n"), caption=caption or None)


TABLES = {
    " | R5年度 // 人数 | 3 // 備考 | 4": ["人数; 2023; 3"],
    "年度 | 人数 // 令和3年度 | 5 // 4年度 | 6": ["人数; 2021; 5", "人数; 2022; 6"],
    "年度 | 人数 // 3年度 | 5 // 4年度 | 6": ["人数; 2021; 5", "人数; 2022; 6"],
    " | 令和3年度 | 30年度 // 甲 | 5 | 6": ["甲; 2021; 5", "甲; 2018; 6"],
    " | R5年度 // ※再掲<2x1> // 甲 | 3": ["甲; 2023; 3"],
    " | R5年度 // 以下は再掲。<2x1> // 甲 | 3": ["甲; 2023; 3"],
    " | R5年度 // 再掲<2x1> // 甲 | 3": ["再掲 / 甲; 2023; 3"],
    "※注記<2x1> // 会員数<2x1> // | R5年度 // 甲 | 3": ["会員数 / 甲; 2023; 3"],
    "会員数（人） :: 内訳<2x1> // | R5年度 // 甲 | 3": ["会員数 / 内訳 / 甲; 2023; 3人"],
    "（単位：人） :: 内訳<2x1> // | R5年度 // 甲 | 3": ["内訳 / 甲; 2023; 3人"],
    "会員数 :: 区分 | R5年度 // 甲 | 3": ["会員数 / 甲; 2023; 3"],
    "会員数 :: 【来館】 | R5年度 // 甲 | 3": ["会員数 / 甲; 2023; 3"],
    "会員数 :: 【来館】 | R5年度 // 甲 | 3 // 【訪問】 | R6年度 // 乙 | 4": ["会員数 / 来館 / 甲; 2023; 3", "会員数 / 訪問 / 乙; 2024; 4"],
    "会員数 | R5年度 // 甲 | 3 // 区分 | R6年度 // 乙 | 4": ["会員数 / 甲; 2023; 3", "会員数 / 乙; 2024; 4"],
    "区分 | 種類 | R5年度 // 子 | 0歳 | 3 // | 1歳 | 4 // 大人 | 父 | 5": ["子 / 0歳; 2023; 3", "子 / 1歳; 2023; 4", "大人 / 父; 2023; 5"],
    "区分 | 種類 | R5年度 // 子 | 0歳 | 3 // | | 4": ["子 / 0歳; 2023; 3", "; 2023; 4"],
    " | R5年度 | | R6年度 | // | 男 | 女 | 男 | 女 // 甲 | 1 | 2 | 3 | 4": [
        "甲 / 男; 2023; 1",
        "甲 / 女; 2023; 2",
        "甲 / 男; 2024; 3",
        "甲 / 女; 2024; 4",
    ],
    " | 2023 | 2024 // 甲 | 1003 | 1004": ["甲; 2023; 1003", "甲; 2024; 1004"],
    " | 4月 | 5月 | 半期計 // R5年度 | 1 | 2 | 3": ["; 2023-04; 1", "; 2023-05; 2", "半期計; 2023; 3; subtotal"],
    " | 令和5年度 // 子ども<2x1> // 甲 | 3 // 合計 | 3 // 乙 | 4": ["子ども / 甲; 2023; 3", "合計; 2023; 3; total", "乙; 2023; 4"],
    " | 令和5年度 // 子ども<2x1> // 甲 | 3 // 合計 | 3 // 大人<2x1> // 乙 | 4 // 合計 | 4": [
        "子ども / 甲; 2023; 3",
        "子ども / 合計; 2023; 3; total",
        "大人 / 乙; 2023; 4",
        "大人 / 合計; 2023; 4; total",
    ],
    "会員（人）計 | R5年度 // 会員（人）計 | 3": ["会員計; 2023; 3人; total"],
    " | R5年度 // 会員（人）計 | 3": ["会員計; 2023; 3人; total"],
    " | R5年度 // 令和4年度新規 | 3": ["令和4年度新規; 2023; 3"],
    "項目 | 単位 | R5年度 // 会員 | 人 | 3 // 講座 | 回 | 4": ["会員; 2023; 3人", "講座; 2023; 4回"],
}


@pytest.mark.parametrize("text", TABLES)
def test_what_the_headers_give_to_a_number(text: str) -> None:
    assert said(text) == TABLES[text]


def test_a_heavier_rule_ends_the_group_above_it_unless_a_subtotal_stands_under_it() -> None:
    table = drawn(" | R6年度\n子ども<2x1>\n0歳 | 3\n小計 | 3\n大人 | 4")
    read = [line(fact) for fact in read_table(replace(table, heavy_rows=(3, 4)), document_period=None).facts]
    assert read == ["子ども / 0歳; 2024; 3", "子ども / 小計; 2024; 3; subtotal", "大人; 2024; 4"]
