"""Whatever the spelling, the fact is the same: values, units and periods are written in every supported way and read back."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.facts import read_table
from pipeline.facts.model import PeriodKind
from pipeline.facts.numbers import read_cell
from tests.facts.drawn import drawn
from tests.support.examples import examples

_WIDE = str.maketrans("0123456789,.%()-/~", "０１２３４５６７８９，．％（）－／～")
_YEAR_AND_MONTH = re.compile(r"(?:19|20)\d\d\.(?:0?[1-9]|1[0-2])")
"""2023.4 is a month as well as a number: it is read as neither."""
_KANJI = "〇一二三四五六七八九"
UNITS = ["人", "件", "回", "組", "か所", "団体", "日", "%", "ポイント", "サークル", "冊", "世帯"]


def wide(text: str) -> str:
    return text.translate(_WIDE)


@dataclass(frozen=True)
class Spelt:
    """A period and one way to print it."""

    text: str
    fiscal_year: int
    kind: PeriodKind
    month: str | None = None


def _kanji(n: int) -> str:
    if n < 10:
        return _KANJI[n]
    tens, ones = divmod(n, 10)
    return (_KANJI[tens] if tens > 1 else "") + "十" + (_KANJI[ones] if ones else "")


@st.composite
def era_years(draw: st.DrawFn, year: int) -> str:
    """The year without 年度: R3, Ｒ３, 令和3, 令和三, 平成31, H元."""
    eras = [(name, first) for first, names in ((2019, "令和 R"), (1989, "平成 H")) for name in names.split() if first <= year]
    eras = [(name, first) for name, first in eras if not (first == 1989 and year > 2019)]
    name, first = draw(st.sampled_from(eras))
    n = year - first + 1
    numbers = [str(n)] + (["元"] if n == 1 else []) + ([_kanji(n)] if len(name) == 2 else [])
    return name + draw(st.sampled_from(numbers))


@st.composite
def fiscal_years(draw: st.DrawFn) -> Spelt:
    year = draw(st.integers(2008, 2035))
    era = draw(era_years(year))
    suffix = draw(st.sampled_from(["年度", "年度末", "年度末現在"]))
    kind: PeriodKind = "fiscal_year" if suffix == "年度" else "fiscal_year_end"
    forms = [
        f"{era}{suffix}",
        f"{era}({year}){suffix}",
        f"{era}{suffix}({year})",
        f"{year}{suffix}",
        f"{year}({era}){suffix}",
        f"{year}年度({era}年度)" if kind == "fiscal_year" else f"{year}{suffix}",
    ]
    if year == 2019 and kind == "fiscal_year":
        forms += ["平成31年度/令和元年度", "平成31・令和元年度", "平成31(令和元)年度", "H31/R1年度"]
    if kind == "fiscal_year":
        forms += [era]
        to_date: list[tuple[str, PeriodKind]] = [(f"{era}年度(7月末)", "fiscal_year_to_date"), (f"{era}年度(4~9月)", "fiscal_year_to_date")]
        text, chosen = draw(st.sampled_from([*((f, kind) for f in forms), *to_date]))
        kind = chosen
    else:
        text = draw(st.sampled_from(forms))
    return Spelt(wide(text) if draw(st.booleans()) else text, year, kind)


@st.composite
def months(draw: st.DrawFn) -> Spelt:
    year, month = draw(st.integers(2009, 2035)), draw(st.integers(1, 12))
    calendar = year
    era = draw(era_years(calendar))
    fiscal = calendar if month >= 4 else calendar - 1
    forms = [f"{era}年{month}月", f"{era}({calendar}).{month}", f"{era}.{month}", f"{calendar}年{month}月", f"{era}({calendar})年{month}月"]
    fiscal_era = draw(era_years(fiscal))
    forms.append(f"{fiscal_era}年度{month}月")
    text = draw(st.sampled_from(forms))
    return Spelt(wide(text) if draw(st.booleans()) else text, fiscal, "month", f"{calendar}-{month:02d}")


@dataclass(frozen=True)
class Amount:
    """A number and one way to print it, without unit."""

    text: str
    value: float


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    decimals = draw(st.integers(0, 2))
    units = draw(st.integers(0, 9_999_999))
    value = units / 10**decimals
    grouped = draw(st.booleans())
    text = f"{value:,.{decimals}f}" if grouped else f"{value:.{decimals}f}"
    assume(not _YEAR_AND_MONTH.fullmatch(text))
    if decimals == 0 and units % 1000 == 0 and 0 < units < 10_000_000 and draw(st.booleans()):
        man, sen = divmod(units // 1000, 10)
        text = (f"{man}万" if man else "") + (f"{sen}千" if sen else "")
    if draw(st.booleans()):
        text = wide(text)
    sign = draw(st.sampled_from(["", "", "▲", "△", "-", "－", "−", "+"]))
    return Amount(sign + text, -value if sign and sign != "+" and value else value)


def test_what_may_be_a_month_is_no_number() -> None:
    assert [read_cell(text).values for text in ("2023.4", "1999.12", "２０２３．０４")] == [(), (), ()]
    assert [[q.value for q in read_cell(text).values] for text in ("2023.4人", "2,023.4", "2023.13")] == [[2023.4], [2023.4], [2023.13]]


@given(period=st.one_of(fiscal_years(), months()), amount=amounts(), unit=st.sampled_from([None, *UNITS]), data=st.data())
@settings(max_examples=examples(150), deadline=None)
def test_a_fact_is_read_back_from_any_spelling(period: Spelt, amount: Amount, unit: str | None, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(["cell", "row header", "caption", "corner"])) if unit else "none"
    cell = amount.text + (data.draw(st.sampled_from(["", " "])) + unit if unit and place == "cell" else "")
    row = "活動の記録" + (f"（{unit}）" if place == "row header" else "")
    caption = "活動" + (data.draw(st.sampled_from([f"（単位：{unit}）", f"({unit})", f"【単位：{unit}】"])) if place == "caption" else "")
    corner = f"（単位：{unit}）" if place == "corner" else ""
    across = data.draw(st.booleans())
    text = f"{corner} | {period.text} | 備考\n{row} | {cell} |" if across else f"{corner} | {row}\n{period.text} | {cell}"
    (fact,) = read_table(drawn(text, caption=caption), document_period=None).facts
    assert (fact.labels, fact.value, fact.unit) == (("活動", "活動の記録"), amount.value, unit)
    assert (fact.fiscal_year, fact.month, fact.period_kind) == (period.fiscal_year, period.month, period.kind)
    assert fact.period_label is not None and unicodedata.normalize("NFKC", fact.period_label) == unicodedata.normalize("NFKC", period.text)
    assert fact.raw == cell.strip()


@given(low=amounts(), high=amounts(), unit=st.sampled_from(UNITS), mark=st.sampled_from(["~", "～", "〜"]), twice=st.booleans())
@settings(max_examples=examples(100), deadline=None)
def test_a_range_gives_both_ends(low: Amount, high: Amount, unit: str, mark: str, twice: bool) -> None:
    read = read_cell(low.text + (unit if twice else "") + mark + high.text + unit)
    assert [(q.value, q.unit, q.bound) for q in read.values] == [(low.value, unit, "low"), (high.value, unit, "high")]


@given(steps=st.lists(amounts(), min_size=2, max_size=3), arrow=st.sampled_from(["→", "⇒", "➡", " → "]), unit=st.sampled_from(["", "人"]))
@settings(max_examples=examples(100), deadline=None)
def test_an_arrow_gives_every_step(steps: list[Amount], arrow: str, unit: str) -> None:
    read = read_cell(arrow.join(s.text + unit for s in steps))
    assert read.arrow
    assert [(q.value, q.unit) for q in read.values] == [(s.value, unit or None) for s in steps]


@given(
    total=amounts(),
    part=amounts(),
    term=st.sampled_from(["実", "うち父親", "対前年", "オンライン"]),
    space=st.sampled_from(["", " ", "　"]),
)
@settings(max_examples=examples(100), deadline=None)
def test_a_term_with_a_number_is_a_second_fact(total: Amount, part: Amount, term: str, space: str) -> None:
    read = read_cell(f"{total.text}人（{term}{space}{part.text}人）")
    assert [(q.value, q.unit, q.term) for q in read.values] == [(total.value, "人", None), (part.value, "人", term)]


_PRINTED = """
1 12 1,234 ３ 0.5 ． , ， 人 件 回 % ％ 年 月 日 年度 R3 令和 元 ( ) （ ） → ～ ~ - － ▲ △ 約 延べ 実 うち 計 合計
平均 ・ 、 / ／ ※1 ① 【 】 単位：人 増減 第 位 歳 か月 万 千 億 中止 なし … ⇒ 2021 12月 ² ㋿ ㈱ ｶ所 𠮷 A é
"""
_PIECES = st.sampled_from([*_PRINTED.split(), " ", "\u3000", "\u200b", ""])
_TEXTS = st.lists(_PIECES, max_size=8).map("".join)


@given(rows=st.lists(st.lists(_TEXTS, min_size=3, max_size=3), min_size=1, max_size=5), caption=_TEXTS)
@settings(max_examples=examples(150), deadline=None)
def test_no_table_is_too_strange_and_no_digit_is_invented(rows: list[list[str]], caption: str) -> None:
    table = drawn("x | x | x\n" * len(rows))
    flat = [text for row in rows for text in row]
    cells = tuple(cell._replace(text=cell.text._replace(text=text)) for cell, text in zip(table.cells, flat, strict=True))
    reading = read_table(replace(table, cells=cells, caption=table.cells[0].text._replace(text=caption)), document_period=(2021, 2025))
    for fact in reading.facts:
        assert (fact.row, fact.col) not in reading.header_cells
        digits = "".join(c for c in unicodedata.normalize("NFKC", fact.raw) if c.isdigit())
        if fact.value is not None and not set("百千万億") & set(fact.raw):
            assert f"{abs(fact.value):.6f}".replace(".", "").strip("0") in digits
        if fact.fiscal_year is not None:
            assert 1926 <= fact.fiscal_year <= 2100
