"""A cell is read whole or not at all: what each spelling gives in a column of numbers, and what no addition to one may change.

A line of ``SPELLINGS`` is a cell as printed and what it gives: its numbers (``12人``, a term before ``=``, a qualifier in
brackets), ``-`` with the reason for a null, or ``?`` where it is named as unreadable.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.facts import Fact, read_table
from pipeline.facts.numbers import read_cell
from tests.facts.drawn import drawn
from tests.support.examples import examples

SPELLINGS = """
12 = 12
１２ = 12
1,234 = 1234
１，２３４ = 1234
1, 234 = 1234
12345 = 12345
12,345.00 = 12345
0 = 0
0.5 = 0.5
103.2% = 103.2%
１０３．２％ = 103.2%
▲5 = -5
△5 = -5
－5 = -5
−5 = -5
ー5 = -5
+5 = 5
±0 = 0
12人 = 12人
12 人 = 12人
１２　人 = 12人
1,234人 = 1234人
12名 = 12名
5か所 = 5か所
5ヶ所 = 5ヶ所
12人/日 = 12人/日
10㎡ = 10㎡
10m² = 10m2
1万2千人 = 12000人
1.5万人 = 15000人
3千円 = 3000円
¥12,345 = 12345円
￥12,345円 = 12345円
1時間30分 = 90分
１時間３０分 = 90分
約170か所 = 170か所(約)
年12回 = 12回(年)
100人以上 = 100人(以上)
5人未満 = 5人(未満)
100余人 = 100人(余)
5組(Zoom) = 5組(Zoom)
12人（4～9月） = 12人(4~9月)
16人※オンライン = 16人(オンライン)
(5) = 5
10～15組 = 10組low 15組high
延べ120人 = 延べ:120人
延べ1,234人 実567人 = 延べ:1234人 実:567人
延べ 1,234人(実 321人) = 延べ:1234人 実:321人
12人(うち父3人) = 12人 うち父:3人
１２人(うち父３人) = 12人 うち父:3人
1,234人（前年1,100人） = 1234人 前年:1100人
96（対前年 △131） = 96 対前年:-131
12回 34人 = 12回 34人
12回、34人 = 12回 34人
12回(34人) = 12回 34人
男12女13 = 男:12 女:13
男12人・女13人 = 男:12人 女:13人
12① = 12
12 ① = 12
12①② = 12
12❶ = 12
12㉑ = 12
1,234人① = 1234人
12①（うち父3） = 12 うち父:3
①12 = 12
12※ = 12
12※1 = 12
12※１ = 12
12人※1 = 12人
12人※1,2 = 12人
12(※2) = 12
12（＊1） = 12
12* = 12
12** = 12
12＊ = 12
12*1 = 12
12*1,2 = 12
12人* = 12人
12† = 12
12‡ = 12
12人† = 12人
12㊟ = 12
12注 = 12
12注1 = 12
12注1、2 = 12
12（注） = 12
12人（注2） = 12人
12² = 12
12 ¹ = 12
12人¹⁾ = 12人
12人²³ = 12人
- = -dash
－ = -dash
― = -dash
… = -dash
なし = -dash
中止 = -cancelled
雨天中止 = -cancelled
コロナ禍のため中止 = -cancelled
〃 = -ditto
″ = -ditto
同上 = -ditto
同左 = -ditto
集計中 = -not_yet
未集計 = -not_yet
（集計中） = -not_yet
##### = ?
＃＃＃ = ?
#REF! = ?
#DIV/0! = ?
#N/A = ?
1.5E+03 = ?
1、234人 = ?
1、234 = ?
1 234人 = ?
1 234 = ?
３　４５人 = ?
12,34 = ?
1,2 34 = ?
1,234,5 = ?
1.2.3 = ?
1O5 = ?
l5 = ?
10―15 = ?
10ー15 = ?
3/4 = ?
12点/15点 = ?
80点/100点 = ?
4.5/5.0 = ?
12件・5件 = ?
2024/4/1 = ?
12：34 = ?
12:34 = ?
5～ = ?
～5 = ?
>100 = ?
99+ = ?
120.5%増 = ?
5人増 = ?
5人減 = ?
12↑ = ?
↑12 = ?
↑ = ?
⑫ = ?
⑴ = ?
½ = ?
12½ = ?
1①2 = ?
1²3人 = ?
12¹,345 = ?
¥12※2,345 = ?
12※2,345 = ?
12※ 345 = ?
12*345 = ?
1万2※①千人 = ?
12人*345 = ?
12注345 = ?
1※2人 = ?
12*2人 = ?
12₂ = ?
١٢ = ?
十二 = ?
十二人 = ?
12【3】 = ?
12匹 = ?
12xyz = ?
12？ = ?
12人？ = ?
12人。 = ?
約12か13人 = ?
多数 = ?
数十人 = ?
不明 = ?
R6.4から 12人 = ?
12人と13人 = ?
第3回 = ?
1位 = ?
"""
PARSED = [tuple(line.rsplit(" = ", 1)) for line in SPELLINGS.strip().split("\n")]


def _in_column(text: str) -> tuple[list[Fact], list[str]]:
    """The facts that a cell gives in a column of numbers, and the codes of the defects."""
    table = drawn(" | 令和6年度\n甲 | 7\n乙 | x\n丙 | 9\n丁 | 11")
    cells = tuple(c._replace(text=c.text._replace(text=text)) if c.text.text == "x" else c for c in table.cells)
    reading = read_table(replace(table, cells=cells), document_period=None)
    return [f for f in reading.facts if f.row == 2], [d.code for d in reading.defects]


def _line(fact: Fact) -> str:
    if fact.value is None:
        return "?" if fact.null_reason == "unreadable" else f"-{fact.null_reason}"
    term = "".join(f"{label}:" for label in fact.labels if label != "乙")
    return f"{term}{fact.value:g}{fact.unit or ''}" + (f"({fact.qualifier})" if fact.qualifier else "") + (fact.bound or "")


@pytest.mark.parametrize(("printed", "expected"), PARSED, ids=[p for p, _ in PARSED])
def test_what_a_spelling_gives(printed: str, expected: str) -> None:
    facts, codes = _in_column(printed)
    assert " ".join(_line(f) for f in facts) == expected
    assert all(f.raw == printed for f in facts)
    assert codes == (["number-unreadable"] if expected == "?" else [])


def test_the_table_of_spellings_is_long_enough() -> None:
    assert len({printed for printed, _ in PARSED}) == len(PARSED) >= 120


WHOLE = [(printed, {f.value for f in _in_column(printed)[0]}) for printed, expected in PARSED if expected != "?"]
_MARKS = ["①", "⑫", "❷", "※", "※2", "＊", "*", "*1", "†", "‡", "㊟", "注", "注2", "（注）", "²", "¹⁾", "₂", "½"]
_ODD = [
    "？",
    "!",
    "↑",
    "〃",
    "#",
    "x",
    "Ｘ",
    "匹",
    "ぐらいか",
    "のみ",
    "増",
    "減",
    "超え",
    "【3】",
    "?",
    "：",
    "=",
    "≒",
    "\u200b",
    "́",
    "🙂",
    "…",
]

_AMID = [x for x in _MARKS + _ODD if x[0] not in "※＊*注"]
"""1※2 is a 1 with a footnote 2"""


@pytest.mark.parametrize(
    ("printed", "value"),
    [("3※注千円", None), ("3※のみ千円", None), ("3※令和六年度から", 3.0), ("3※十二文字より後ろの言葉ならば千円", 3.0)],
)
def test_a_remark_takes_no_thousand_from_its_number(printed: str, value: float | None) -> None:
    facts, _ = _in_column(printed)
    assert [fact.value for fact in facts] == [value]


@given(spelling=st.sampled_from(WHOLE), added=st.lists(st.sampled_from(_MARKS + _ODD), min_size=1, max_size=3).map("".join), data=st.data())
@settings(max_examples=examples(200), deadline=None)
def test_nothing_added_makes_another_number(spelling: tuple[str, set[float | None]], added: str, data: st.DataObject) -> None:
    """Before, behind or amid a spelling: its own numbers, or none. (A sign may leave out one of its numbers, as a footnote's.)"""
    printed, own = spelling
    edges = [0, len(printed), *(m.start() for m in re.finditer(r"(?<=[\d０-９])(?![\d０-９])", printed))]
    at = data.draw(st.sampled_from(edges))
    facts, _ = _in_column(printed[:at] + added + printed[at:])
    assert {abs(f.value) for f in facts if f.value is not None} <= {abs(v) for v in own if v is not None}


@given(digits=st.integers(10, 9_999_999).map(str), added=st.sampled_from([*_AMID, " ", "、", "，", ".", "'", "·"]), data=st.data())
@settings(max_examples=examples(100), deadline=None)
def test_nothing_amid_digits_makes_a_part_of_them(digits: str, added: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(digits) - 1))
    printed = digits[:at] + added + digits[at:] + data.draw(st.sampled_from(["", "人"]))
    folded = unicodedata.normalize("NFKC", printed)
    grouped = float(re.sub(r"[^\d.]", "", folded)) if re.fullmatch(r"\d+\.\d+人?|\d{1,3}(?:,\d{3})+人?", folded) else float(digits)
    assert {q.value for q in read_cell(printed).values} <= {float(digits), grouped} or read_cell(printed).bare


def test_a_raised_digit_is_no_digit_and_the_printed_text_keeps_it() -> None:
    table = drawn("登録者2 | 令和6年度3\n甲 | 7\n乙 | 6882\n丙 | 688組2\n丁 | 10m2")
    cells = tuple(
        c._replace(raised=(len(c.text.text) - 1,)) if c.text.text in ("登録者2", "令和6年度3", "6882", "688組2", "10m2") else c
        for c in table.cells
    )
    reading = read_table(replace(table, cells=cells), document_period=None)
    assert [(f.raw, f.value, f.unit, f.fiscal_year) for f in reading.facts] == [
        ("7", 7.0, None, 2024),
        ("6882", 688.0, None, 2024),
        ("688組2", 688.0, "組", 2024),
        ("10m2", 10.0, "m2", 2024),
    ]
    assert reading.caption and reading.caption.text == "登録者2"


def test_words_in_a_column_of_words_are_not_accused() -> None:
    reading = read_table(drawn(" | R6年度\n開館時間 | 9:30～16:00\n利用方法 | 予約不要\n対象 | 0～3歳\n人数 | 12人"), document_period=None)
    assert [d.code for d in reading.defects] == []
