"""What a cell's text is read to be, in one line each: its numbers (a term before the colon, qualifier and end of a range behind), the
reason why it has none, ``?`` where it is a number that cannot be read, ``words`` where it is none."""

from __future__ import annotations

import pytest

from pipeline.facts.numbers import is_scale, read_cell, says_number
from pipeline.facts.quantities import Quantity, amount_at
from pipeline.facts.units import unit_at, unit_of
from tests.facts.examples import held


def _said(quantity: Quantity) -> str:
    term = f"{quantity.term}:" if quantity.term else ""
    return term + f"{quantity.value:.12g}{quantity.unit or ''}" + "".join(f" {x}" for x in (quantity.qualifier, quantity.bound) if x)


def said(text: str) -> str:
    cell = read_cell(text)
    if not cell.values:
        return cell.null_reason or ("?" if cell.unreadable else "words")
    parts = (" → " if cell.arrow else ", ").join(map(_said, cell.values))
    return parts + (f"; named by a header only, else {cell.remark!r}" if cell.bare else "")


CELLS = {
    "1万(人/日)": "10000人/日",
    "12(人)": "12人",
    "1 234": "?",
    "1" * 40: "?",
    "1" * 200: "?",
    "10（60）": "10, 60; named by a header only, else '60'",
    "10（60人）": "10, 60人",
    "5内訳5": "words",
    "1回面接5": "words",
    "1回面接5回": "words",
    "1日5-10回": "5回 1日 low, 10回 high",
    "12人-15人": "12人 low, 15人 high",
    "15人-12人": "15人, -12人; named by a header only, else None",
    "12人-15回": "12人, -15回",
    "12回-15": "12回, -15; named by a header only, else None",
    "5 - 12人": "words",
    "5-12": "words",
    "()12人": "words",
    "2023年": "words",
    "毎月25日": "words",
    "約2023年": "words",
    "5年": "5年",
    "0.5年": "0.5年",
    "2023.4": "words",
    "2023.4年": "words",
    "2023.4※1": "words",
    "２０２３．４": "words",
    "2023.4※雨天中止": "cancelled",
    "#*": "?",
    "/5": "words",
    ":5": "words",
    ":5%": "words",
    "予算:34": "予算:34",
    "(延べ)5": "延べ:5",
    "(人)12": "12 人",
    "(再掲)12": "12 再掲",
    "(再掲) 約12": "12 約、再掲",
    "▲5-12": "words",
    "5%~10以上": "5% low, 10% 以上 high",
    "5~10%": "5% low, 10% high",
    "5人(3人、4人)": "5人 3人、4人",
    "12人(3人→5人)": "12人 3人→5人",
    "12人(3→5)": "12人 3→5",
    "12人（5）": "12人, 5; named by a header only, else '5'",
    "相談-34%": "相談:-34%",
    "約(5%)": "words",
    "(父)5%": "父:5%",
    "と)5%": "words",
    "5日内訳12": "5日, 内訳:12",
    "男5、5人": "男:5, 5人",
    "男5、234人": "words",
    "12回・(人)": "12回 人",
    "12人、(3人)": "12人, 3人; named by a header only, else None",
    "12人、(再掲)": "12人 再掲",
    "12※再掲(3)": "words",
    " 5": "5",
    "-%": "dash",
    "－人": "dash",
    "－人数": "words",
    "12。5": "words",
    "(-%": "words",
    "1→9": "1 → 9",
    "12人→15": "12人 → 15人",
    "12→15人": "12人 → 15人",
    "12人→345回": "12人 → 345回",
    "12回~15円": "12回 low, 15円 high",
    "12~男1人": "words",
    "実5~12": "実:5 low, 実:12 high",
    "1日5": "5 1日",
    "1日5人": "5人 1日",
    "5以上": "5 以上",
    "5人以上": "5人 以上",
    "5年注": "5年",
    "計年12回": "計:12回 年",
    "人数約12": "人数:12 約",
    "年約12": "12 年約",
    "0.5": "0.5",
    "0.5万": "5000",
    "1万5": "10005",
    "1万2千人": "12000人",
    "%:12": "words",
    "会員注1人": "words",
    "12▲34": "words",
    "5 /345": "5, 345; named by a header only, else None",
    "5/345": "5, 345; named by a header only, else None",
    "5・345": "5, 345; named by a header only, else None",
    "5件/(再掲) 5": "5件, 5; named by a header only, else '再掲'",
    "5件、5": "5件, 5; named by a header only, else None",
    "見学3件、電話5件": "words",
    "講座 1時間30分": "words",
    "1時間30分": "90分",
    "面接 12": "面接:12",
    "とても長い名前の講座の参加者 12人": "words",
    "男 12": "男:12",
    "月平均 12": "月平均:12",
    "年度 5": "年度:5",
    "2回目 12": "words",
    "12 人": "12人",
    "12 回目": "words",
    "12月": "words",
    "12余人": "12人 余",
    "12余": "12 余",
    "2,000余り": "2000 余り",
    "延べ100余り": "延べ:100 余り",
    "各園 月2回": "2回 各園 月",
    "各年12回": "12回 各年",
    "各種相談12件": "各種相談:12件",
    "― 12": "words",
    "約12": "12 約",
    "100人(約)": "100人 約",
    "12人(内訳": "words",
    "12人 内訳 3人": "12人, 内訳:3人",
    "12点/15点": "12点, 15点; named by a header only, else None",
    "12/15点": "words",
    "12人/15点": "12人, 15点",
    "12・15点": "words",
    "食事 18%": "食事:18%",
    "食事（18%）": "食事:18%",
    "食事・睡眠 18.5%": "食事・睡眠:18.5%",
    "-0": "0",
    "▲0": "0",
    "ー5": "-5",
    "ー人": "words",
    "―開館12": "words",
    "□": "words",
    "12（ ）": "12",
    "（12人）": "12人",
    "(12)人": "words",
    "(集計中)": "not_yet",
    "(集計中": "words",
    "集計中※1": "not_yet",
    "12人、": "words",
}


test_what_a_cell_says = held(said, CELLS)


@pytest.mark.parametrize("text", ["1234567890123456", f"12人{'（再掲）' * 40}", f"{'開催' * 20}中止"])
def test_what_is_too_long_is_no_number(text: str) -> None:
    assert read_cell(text).values == ()
    assert read_cell(text).null_reason is None


UNITS = {
    "人": "人",
    "単位：団体": "団体",
    "人/日": "人/日",
    "円／件": "円/件",
    "人/": None,
    "/%": None,
    "人/か国から": None,
    "区": None,
    "会員": None,
}


test_what_a_bracket_names_as_unit = held(unit_of, UNITS)


def test_a_number_and_its_unit_in_a_sentence() -> None:
    assert amount_at("計1万2千人", 1) == (12000.0, 5)
    assert amount_at("計12人", 0) is None
    assert unit_at("12人が", 2) == ("人", 3)
    assert unit_at("12月は", 2) is None
    assert unit_at("12を", 2) == (None, 2)


def test_how_many_places_are_printed() -> None:
    assert [read_cell(text).values[0].decimals for text in ("1.50", "12", "約1.5", "約1.5万", "約12")] == [2, 0, 1, 0, 0]


def test_what_would_be_a_number_in_a_column_of_them() -> None:
    assert [text for text in ("", "12？", "毎月5日。随時", "5。", f"{'開催' * 12}5回", "多数", "十二人", "未定") if says_number(text)] == [
        "12？",
        "5。",
        "多数",
        "十二人",
    ]
    assert [text for text in ("0歳", "2歳以上", "12人", "会員") if is_scale(text)] == ["0歳", "2歳以上"]
