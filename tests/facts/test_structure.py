"""Which rows and columns of a table are headers: rows are parted by //, cells as in ``drawn``; given are header rows x header columns, then
the rows above all, those across the table, those that begin another band, those printed again, and the columns of words beside numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.facts.structure import Grid, kind_of, structure_of
from tests.facts.drawn import drawn


def said(text: str) -> str:
    found = structure_of(Grid(drawn(text.replace("//", "\n"))))
    bands = [band.header_rows for band in found.bands[1:]]
    parts = {
        "title": found.title_rows,
        "across": sorted(found.sections),
        "bands": bands,
        "again": sorted(found.repeats),
        "words": [f"{col} {how}" for col, how in found.label_cols.items()],
    }
    return "; ".join([f"{found.header_rows}x{found.header_cols}", *(f"{name} {part}" for name, part in parts.items() if part)])


TABLES = {
    "きょうだい数 | 1人 | 2人 | 3人 // 全体 | 10 | 20 | 5": "1x1",
    "甲 | 1人 | 2人 | 4人 // 乙 | 10 | 20 | 5": "0x1",
    "甲 | 1人 | 2人 // 乙 | 10 | 20": "0x1",
    "甲 | 1 | 2 | 3 // 乙 | 10 | 20 | 5": "0x1",
    "甲 | 1回2人 | 2人 | 3人 // 乙 | 10 | 20 | 5": "0x1",
    "満足度 | 3 | 2 | 1 // 全体 | 50% | 30% | 20%": "1x1",
    "満足度 | 3 | 2 | 1 // 全体 | 50% | 30 | 20%": "0x1",
    "満足度 | 3 | 2 | 0 // 全体 | 50% | 30% | 20%": "0x1",
    "満足度 | 2 | 1 // 全体 | 50% | 30%": "0x1",
    "R5年度 | 3 | 2 | 1 // R6年度 | 50% | 30% | 20%": "0x1",
    "人数 | 5人未満 | 5～9人 // R5年度 | 3 | 4 // R6年度 | 5 | 6": "1x1",
    "人数 | 5人未満 | 5～9人 // 甲 | 3 | 4 // 乙 | 5 | 6": "0x1",
    "人数 | 5人 | 9人 // R5年度 | 3 | 4 // R6年度 | 5 | 6": "0x1",
    "年齢 | 0歳 | 1歳 // 人数 | 3 | 4": "1x1",
    "年齢 | 0歳 | 1歳 // 対象 | ○ | 全員": "0x1",
    "年齢 | 0歳 // 人数 | 3": "0x1",
    "区分 | 件数 | － // 面接 | 3 | 4": "0x1",
    "区分 | 件数 // 面接 | 12 // 電話 | 随時": "1x1",
    "項目 | 状況 // 面接 | 12 // 電話 | 随時": "1x1",
    "開館日 | 火～土 // 利用者 | 12人 // 休館 | 祝日": "0x0",
    "開館日 | R5年度 // 利用者 | 12人 // 休館 | 祝日": "1x1",
    "開館日 | 火～土": "0x1",
    " | 件数 // 面接 | 12": "1x1",
    "R5年度<2x1> | R6年度<2x1> // 件数 | 人数 | 件数 | 人数 // 1 | 2 | 3 | 4": "2x0",
    "区分<1x2> | R5年度 | R6年度 // 件数 | 件数 // 面接 | 3 | 4": "2x1",
    " | 面接 | 電話 // | 件 | 人 // R5年度 | 3 | 4": "2x1",
    " | 面接 | 電話 // | 新規 | 継続 // R5年度 | 3 | 4": "1x1",
    " | R5年度 | // | 新規 | 継続 // 面接 | 3 | 4": "2x1",
    " | 面接 | // | 新規 | 継続 // R5年度 | 3 | 4": "2x1",
    "区分 | 面接 | // 内訳 | 新規 | 継続 // R5年度 | 3 | 4": "1x1",
    "会員数<3x1> // | R5年度 | R6年度 // 甲 | 3 | 4": "2x1; title [0]",
    "【会員】 | | // | R5年度 | R6年度 // 甲 | 3 | 4": "2x1; title [0]",
    "会員 | | // | R5年度 | R6年度 // 甲 | 3 | 4": "2x1",
    " | R5年度 | R6年度 // 子ども<3x1> // 甲 | 3 | 4 // 大人<3x1> // 乙 | 5 | 6": "1x1; across [1, 3]",
    " | R5年度 | R6年度 // 甲 | 3 | 4 // | R5年度 | R6年度 // 乙 | 5 | 6": "1x1; again [2]",
    "区分 | R5年度 | R6年度 // 甲 | 3 | 4 // 区分 | R3年度 | R4年度 // 乙 | 5 | 6": "1x1; bands [[2]]",
    "区分 | 件数 | 人数 // 甲 | 3 | 4 // 区分 | 回数 | 組数 // 乙 | 5 | 6": "1x1; bands [[2]]",
    "区分 | 件数 | 人数 // 甲 | 3 | 4 // 【来館】 | 回数 | 組数 // 乙 | 5 | 6": "1x1; bands [[2]]",
    "区分 | 件数 | 人数 // 甲 | 3 | 4 // 丙 | 随時 | 予約制 // 乙 | 5 | 6": "1x1",
    "2021 | 2022 | 2023 // 3 | 4 | 5": "1x0",
    " | 2021 | 2022 // 甲 | 3 | 4": "1x1",
    " | 2021 | 1003 // 甲 | 3 | 4": "0x1",
    " | 2021 | 2021 // 甲 | 3 | 4": "0x1",
    "2021 | 3 // 2022 | 4 // 2023 | 5": "0x1",
    "2021 | 3 // 甲 | 4 // 2023 | 5": "0x1",
    "月 | 4 | 5 | 6 // 甲 | 1 | 2 | 3": "1x1",
    "月 | 4 | 6 | 5 // 甲 | 1 | 2 | 3": "0x1",
    "区分 | 4 | 5 | 6 // 甲 | 1 | 2 | 3": "0x1",
    "月 | 人数 // 4 | 1 // 5 | 2 // 6 | 3": "1x1",
    "R5年度 | R6年度 // 3 | 4": "1x0",
    "利用会員 | 325 | 提供会員 | 54 // 両方会員 | 12 | 合計 | 391": "0x1; words ['2 block']",
    "順位 | 内容 | 件数 // 1 | 発育 | 30 // 2 | 食事 | 20 // 3 | 睡眠 | 10": "1x1",
    "No. | 団体 | 回数 // 1 | 甲 | 3 // 2 | 乙 | 4": "1x1; words ['1 block']",
    "区分 | 対象 | 件数 // 甲 | 親子 | 30 // 乙 | 妊婦 | 20": "1x1",
    "区分 | 種類 | 件数 // 甲<1x2> | 面接 | 30 // 電話 | 20": "1x2",
    "実施日 | 会場 | 件数 // 4月5日 | 甲 | 30 // 5月6日 | 乙 | 20": "1x2",
    "件数 | 人数 // 12 | 34 // 5 | 6": "1x0",
    "面接* | 12 // 電話* | 3 // 来館* | 5": "0x1",
    "甲 | 12 | 3 // 乙 | 4 | 5": "0x1",
    "甲 | 12 // 乙": "0x1",
    "区分 | R5年度 | R6年度 // 甲 | 3 // 乙 | 5 | 6": "1x1",
    "区分<2x1> | R5年度 // 子 | 0歳 | 3 // | 1歳 | 4": "1x2",
    "順位<1x2> | R3年度<2x1> // 86件 | 14件 // 2位 | 71件 | 9件": "1x1",
    "会員<1x3> | R5年度 | R6年度 // 3 | 4 // 5 | 6": "1x1",
    "会員<1x2> | 甲 | 乙 // R5年度 | R6年度 // 子 | 3 | 4": "2x1",
}


@pytest.mark.parametrize("text", TABLES)
def test_what_heads_a_table(text: str) -> None:
    assert said(text) == TABLES[text]


KINDS = {
    "": "empty",
    "－": "null",
    "12人": "number",
    "12（58）": "number",
    "1、234": "number",
    "3歳": "scale",
    "R5年度": "period",
    "4月 実績": "period",
    "新規 R5年度": "words",
    "会員": "words",
}


@pytest.mark.parametrize("text", KINDS)
def test_what_a_cell_holds(text: str) -> None:
    assert kind_of(text) == KINDS[text]


def test_a_slash_says_that_there_is_no_number_but_in_the_corner_nothing() -> None:
    table = drawn(" | R6年度\n会員 | \n利用者 | 12人")
    slashed = replace(table, cells=tuple(cell._replace(is_slashed=cell.row < 2) for cell in table.cells))
    assert Grid(slashed).kinds == [["empty", "period"], ["words", "null"], ["words", "number"]]
