"""What a header's text says, in one line each: label; period, its year or month and kind; unit; then what is not plain."""

from __future__ import annotations

import pytest

from pipeline.facts.headers import read_header
from pipeline.facts.periods import Period


def _when(period: Period) -> str:
    year = str(period.fiscal_year or "") + (f"month {period.month_no}" if period.month_no else "")
    kind = "" if period.kind in (None, "fiscal_year", "month") else f" {period.kind}"
    return f"{period.label}: {period.month or year}{kind}" + "→".join(str(step.fiscal_year) for step in period.steps)


def said(text: str, *, caption: bool = False) -> str:
    header = read_header(text, caption=caption)
    remarks = [
        f"whole {header.whole}" if header.whole != (text if header.period else header.label) else "",
        "/".join(header.names),
        "bracketed" if header.bracketed else "",
        "each year's end" if header.each_year_end else "",
        f"unreadable {header.unreadable}" if header.unreadable else "",
    ]
    parts = [header.label, _when(header.period) if header.period else "", header.unit or "", *filter(None, remarks)]
    return "; ".join(parts).rstrip("; ")


HEADERS = {
    "R4年度から実施": "R4年度から実施",
    "R4年度末から実施": "R4年度末から実施",
    "R4 新規": "R4 新規",
    "R5(4月)": "; R5(4月): 2023 fiscal_year_to_date",
    "R5(人)": "; R5: 2023; 人; whole R5",
    "R5年度[再掲]": "[再掲]; R5年度: 2023",
    "R5(速報値)": "; R5(速報値): 2023 fiscal_year_to_date",
    "令和5年度(人)(上位)": "(上位); 令和5年度: 2023; 人",
    "R5年度分": "; R5年度分: 2023",
    "R5年度 分": "; R5年度 分: 2023",
    "R5年度実績": "実績; R5年度: 2023",
    "R5年度、登録": "登録; R5年度: 2023",
    "4月の利用者": "利用者; 4月: month 4",
    "4月利用者": "4月利用者",
    "4月 利用者": "利用者; 4月: month 4",
    "R5利用者": "R5利用者",
    "R5上半期": "R5上半期",
    "4月→5月 利用者": "4月→5月 利用者",
    "4月→5月利用者": "4月→5月利用者",
    "R6年6月利用者": "利用者; R6年6月: 2024-06",
    "5月末会員": "5月末会員",
    "回数 R3年度→R6年度": "回数; R3年度→R6年度: 2021→2024",
    "回数R6年度": "回数; R6年度: 2024",
    "回数R6": "回数R6",
    "回数 R6": "回数; R6: 2024",
    "回数(R6年度": "回数(R6年度",
    "回数~R6年度": "回数~R6年度",
    "回数・R6年度": "回数・R6年度",
    "利用 R6年6月": "利用; R6年6月: 2024-06",
    "利用R6年6月": "利用; R6年6月: 2024-06",
    "利用 4月": "利用; 4月: month 4",
    "利用 第2回": "利用 第2回",
    "回数 令和5年度(上期)": "回数; 令和5年度(上期): 2023",
    "回数 令和5年度(人)": "回数; 令和5年度: 2023; 人; whole 回数 令和5年度",
    "回数 令和5年度[人]": "回数; 令和5年度: 2023; 人; whole 回数 令和5年度",
    "令和5年度新規 令和6年度": "令和5年度新規; 令和6年度: 2024",
    "会員は令和6年度": "会員は; 令和6年度: 2024",
    "開設 R5": "開設; R5: 2023",
    "開設 5": "開設 5",
    "開設 5→6": "開設 5→6",
    "会員数(単位:人、令和5年度)": "会員数; 令和5年度: 2023; 人",
    "会員数(単位:人、組)": "会員数; ; 人、組",
    "会員数(令和5年度・人)": "会員数; 令和5年度: 2023; 人",
    "会員数(回・人)": "会員数; ; 回、人",
    "会員数(単位:人・回)": "会員数; ; 人、回",
    "会員数(人、年度末現在)": "会員数; ; 人; each year's end",
    "会員数(令和5年度)(人)": "会員数; 令和5年度: 2023; 人; whole 会員数(令和5年度)",
    "会員数(人)(回)": "会員数; ; 人; whole 会員数(人)(回)",
    "会員数(人)(各年度末)": "会員数; ; 人; whole 会員数(人)(各年度末); each year's end",
    "会員数(父親・母親)": "会員数(父親・母親)",
    "会員数(令和5年度、父親)": "会員数(父親); 令和5年度: 2023",
    "会員数(5)": "会員数(5)",
    "会員数（R5年度、R6年度）": "会員数; R5年度、R6年度:",
    "回数(人数)": "回数(人数); ; ; 回数/人数",
    "回数(うち父親)": "回数(うち父親); ; ; 回数/うち父親",
    "回数(延べ)": "回数(延べ); ; ; 回数/延べ",
    "回数・人数": "回数・人数; ; ; 回数/人数",
    "回数・内容": "回数・内容",
    "①会員": "会員",
    "(1)会員": "会員",
    "①": "①",
    "会 員 数": "会員数",
    "R 5": "; R5: 2023; ; whole R5",
    "単位は人": "; ; 人",
    "会員数 単位:人": "会員数; ; 人",
    "令和5年度の会員数": "会員数; 令和5年度: 2023",
    "令和5年度:会員数": "会員数; 令和5年度: 2023",
    "令和〇年度": "令和〇年度; ; ; unreadable 令和〇年度",
    "会員 単位は人": "会員; ; 人",
    "R6年度(総数534件)": "; R6年度(総数534件): 2024",
    "R6年度（7月末） 会員": "会員; R6年度（7月末）: 2024 fiscal_year_to_date",
    "4(人)": "4; ; 人",
    "5(登録)": "5(登録)",
    "5 登録": "5 登録",
    "12月分": "; 12月分: month 12",
    "12月計": "12月計",
    "R5予算": "予算; R5: 2023",
    "R6.4月利用": "利用; R6.4月: 2024-04",
    "会員数(R5年度、人)": "会員数; R5年度: 2023; 人",
    "会員数(延べ、人)": "会員数(延べ); ; 人; whole 会員数(延べ、人); 会員数/延べ",
    "会員数(単位:組合、延べ)": "会員数(延べ); ; 組合; whole 会員数(単位:組合、延べ); 会員数/延べ",
    "会員数（人） R5年度": "会員数; R5年度: 2023; 人",
    "R5年度(R6年度)": "; R5年度(R6年度): 2023",
    "会員数(R5年度)(R6年度)": "会員数; R5年度: 2023",
    "会員数(年度末)(R5年度)": "会員数; R5年度: 2023 fiscal_year_end",
    "R5年度末(年度末)": "; R5年度末(年度末): 2023 fiscal_year_end",
    "件数（人）R5年度（年度末）": "件数; R5年度: 2023 fiscal_year_end; 人",
    "会員／父母": "会員／父母",
    "回数／人数": "回数／人数; ; ; 回数/人数",
    "回数(人数": "回数(人数",
    "1 2": "12",
    "会 員": "会員",
    "対 R5年度": "対 R5年度",
    "前 R5": "前 R5",
    "回数 対R5年度": "回数 対R5年度",
    "会員- R5年度": "会員- R5年度",
    "2023 登録": "2023 登録",
    "2023(人)": "; 2023: 2023; 人; whole 2023",
    "2023": "; 2023: 2023",
    "3年度分": "; 3年度分:",
    "R5分": "; R5分: 2023",
    "会員 R4年~": "会員 R4年~",
    "会員 R5年度に登録": "会員 R5年度に登録",
    "会員 R5年度 登録": "会員 R5年度 登録",
    "回数 R5年度(再掲)": "回数; R5年度(再掲): 2023",
    "回数 R5年度(再掲)延べ": "回数 R5年度(再掲)延べ",
    "回数 R5年度[再掲]": "回数 R5年度[再掲]",
    "開設 2005": "開設 2005",
    "登録 2021→2023": "登録; 2021→2023: 2021→2023",
    "会員数(R5年度、人、R6年度)": "会員数(R6年度); R5年度: 2023; 人",
    "会員数(父親/母親)": "会員数(父親/母親)",
    "会員数(人、)": "会員数; ; 人",
    "会員数(R5年度・登録、人)": "会員数(R5年度・登録); ; 人; whole 会員数(R5年度・登録、人)",
    "会員数(2023)": "会員数(2023)",
    "会員数(4月)": "会員数(4月)",
    "表1 会員": "表1 会員",
    "【会員】": "【会員】",
    "R5年度 会員 R6年度": "会員 R6年度; R5年度: 2023",
    "会員数(年度末)(R5年4月)": "会員数; R5年4月: 2023-04",
    "R5年度(令和〇年度)": "; R5年度(令和〇年度): 2023",
    "会員数（Ｒ５年度）": "会員数; Ｒ５年度: 2023",
    "会員数(各年度末)": "会員数; ; ; whole 会員数(各年度末); each year's end",
    "会員数(単位 組合)": "会員数; ; 組合",
}
CAPTIONS = {
    "表1 会員": "会員; ; ; bracketed",
    "【表1】会員": "会員; ; ; bracketed",
    "【表1】": "表1; ; ; bracketed",
    "■会員": "会員",
    "【会員】": "会員; ; ; bracketed",
    "【会員】推移": "【会員】推移",
    "【会員】(人)": "会員; ; 人; bracketed",
    "【会員】 推移": "【会員】 推移",
    "【人】": "; ; 人; bracketed",
    "<会員>": "会員; ; ; bracketed",
    "■①会員": "会員",
    "(1) ■会員": "会員",
    "第1表 会員": "第1表 会員",
    "【】": "; ; ; bracketed",
    "【会員】 (人)": "会員; ; 人; bracketed",
    "【会員】（R5年度）": "会員; R5年度: 2023; ; whole 会員（R5年度）; bracketed",
    "表1 ■会員": "会員; ; ; bracketed",
    "表1 ①会員": "会員; ; ; bracketed",
}


@pytest.mark.parametrize("text", HEADERS)
def test_what_a_header_says(text: str) -> None:
    assert said(text) == HEADERS[text]


@pytest.mark.parametrize("text", CAPTIONS)
def test_what_a_caption_says(text: str) -> None:
    assert said(text, caption=True) == CAPTIONS[text]


def test_a_text_too_long_for_a_header_is_not_looked_into() -> None:
    assert said(f"R5年度 {'会' * 300}") == f"R5年度 {'会' * 300}"
