"""Numbers in sentences: what is one, of which year, what it counts, and when a table says the same or another."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from pipeline.facts import TableReading
from pipeline.prose import contradictions_of, mentions_of
from pipeline.prose.mentions import said_numbers
from pipeline.prose.model import Mention
from pipeline.sheet.model import DataTable, Sheet
from tests.facts.drawn import drawn, reading
from tests.support.small_sheet import small_sheet


def line(mention: Mention) -> str:
    when = mention.month or str(mention.fiscal_year or "-")
    end = "末" if mention.period_kind == "fiscal_year_end" else ""
    bound = f" {mention.bound}" if mention.bound else ""
    return f"{mention.raw}; {when}{end}; {mention.value:g}{mention.unit}{bound}; {mention.counted or '-'}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("「耳の日」を年１４回設けた。", ["年１４回; -; 14回; 耳の日"]),
        (
            "絵本の貸出が急増した。(令和2年度24件→令和4年度57件)",
            ["24件; 2020; 24件; 絵本の貸出", "57件; 2022; 57件; 絵本の貸出"],
        ),
        ("会費の改定(700円→600円)を決めた。", ["700円; -; 700円; 会費の改定", "600円; -; 600円; 会費の改定"]),
        ("満足した方の割合は令和5年度は41%になった。", ["41%; 2023; 41%; 方の割合"]),
        ("相談件数は1,029件（令和５年度）である。", ["1,029件; 2023; 1029件; 相談件数"]),
        (
            "会員数は平成28年度末の375人から令和元年度末に442人となった。",
            ["375人; 2016末; 375人; 会員数", "442人; 2019末; 442人; 会員数"],
        ),
        ("令和6年5月に３か所で始めた。", ["３か所; 2024-05; 3か所; -"]),
        ("約170か所の医療機関に配布した。", ["約170か所; -; 170か所; 医療機関"]),
        ("毎号の打合せに2～3人が加わった。", ["2; -; 2人 low; -", "3人; -; 3人 high; -"]),
        ("100人以上が参加した。", ["100人以上; -; 100人 low; 参加"]),
        ("月1回の定例会を開いた。", ["月1回; -; 1回; 定例会"]),
        ("令和3年度から週3回、広場を開いた。", ["週3回; -; 3回; -"]),
        ("令和3年度に広場を開設し、年20回の講座を行った。", ["年20回; -; 20回; 講座"]),
        # the object of what was done, the subject of what grew over years, people told by a clause, what a share is of
        ("「転入さんの会」を年4回開き、転入した48組が参加した。", ["年4回; -; 4回; 転入さんの会", "48組; -; 48組; 参加"]),
        ("課題を共有する会議を、年２回（６月・１２月）開いている。", ["年２回; -; 2回; 会議"]),
        ("両親教室を令和7年度から年6回実施した。", ["年6回; -; 6回; 両親教室"]),
        ("相談件数は5年で1.6倍となった。", ["1.6倍; -; 1.6倍; 相談件数"]),
        ("調査では拠点を知っている人は54.2%であった。", ["54.2%; -; 54.2%; 拠点を知っている人"]),
        ("「職員に満足している」と答えた方が96.8%に上がった。", ["96.8%; -; 96.8%; 「職員に満足している」と答えた方"]),
        ("登録者のうち12.5％が0歳児の家庭である。", ["12.5％; -; 12.5%; 登録者"]),
        ("令和4年度は４人であった編集部員が増えた。", ["４人; 2022; 4人; 編集部員"]),
        ("「おたより部」は現在9人。", ["9人; -; 9人; おたより部"]),
        ("編集会議は公募の保護者８名と職員２名で構成する。", ["８名; -; 8名; 公募の保護者", "２名; -; 2名; 職員"]),
        ("「夜に預ける先がない」という話が26件たまった。", ["26件; -; 26件; 「夜に預ける先がない」という話"]),
        # what nothing names
        ("駅から離れた４地区で行った。", ["４地区; -; 4地区; -"]),
        ("講座では、令和5年度は１校で行った。", ["１校; 2023; 1校; -"]),
        # no quantities: dates, ages, ranks, spans of time, telephone numbers, a system
        ("令和3年4月1日、第2回は3階で、0歳児と4か月児が3年間、10時から2部制で、電話045-000-0000、表1のとおり。", []),
    ],
)
def test_numbers_of_a_sentence(text: str, expected: list[str]) -> None:
    assert [line(mention) for mention in said_numbers(text)] == expected


def test_the_place_in_the_statement_is_that_of_the_number() -> None:
    text = "　令和６年度は、延べ 1,234人、うち２割が初めてであった。"
    assert all(text[m.begin : m.end] == m.raw for m in said_numbers(text)) and len(said_numbers(text)) == 2


def _seconds(text: str) -> float:
    began = time.process_time()
    said_numbers(text)
    return time.process_time() - began


@pytest.mark.parametrize(
    "repeated", ["1回", "1~", "あ1回2人", "令和3年度1回", "、1回", "「1回」", "(令和3年度)1回", "1,", "1万", "令和3年度("]
)
def test_a_long_statement_takes_time_by_its_length(repeated: str) -> None:
    """Eight times the text takes eight times the time, not sixty-four."""
    short, long = ((repeated * length)[:length] for length in (1_000, 8_000))
    assert _seconds(long) < 0.05 or min(_seconds(long) for _ in range(3)) < 20 * min(_seconds(short) for _ in range(3))


TABLE = "区分 | R5年度 | R6年度\n電話 | 800件 | 900件\n面談 | 229件 | 100件\n合計 | 1,029件 | 1,000件"


def told(*texts: str, heading: str | None = None) -> tuple[Sheet, dict[tuple[int, int], TableReading]]:
    """A sheet whose first project has the table 相談件数 and these sentences as outcomes, or under a heading."""
    sheet = small_sheet()
    project, *rest = sheet.projects
    section = "operator_reason" if heading else "outcome"
    model = project.statements[0]._replace(kind="bullet", heading=heading, goal_nos=())
    said = tuple(model._replace(section=section, seq=n, text=model.text._replace(text=text)) for n, text in enumerate(texts, 1))
    table: DataTable = replace(drawn(TABLE, caption="相談件数"), table_no=1)
    sheet = replace(sheet, projects=(replace(project, statements=said, tables=(table,)), *(replace(p, tables=()) for p in rest)))
    return sheet, {(1, 1): reading(TABLE, caption="相談件数")}


@pytest.mark.parametrize(
    ("text", "relation", "number"),
    [
        ("令和5年度の相談件数は1,029件となった。", "same", "1,029件"),
        ("場所と方法が広がり、令和５年度の相談件数は１，０２９件であった。", "same", "1,029件"),
        ("電話は令和6年度900件であった。", "same", "900件"),
        ("令和5年度の相談件数は1,092件となった。", "contradicts", "1,029件"),
        ("相談件数は、令和6年度に980件となった。", "contradicts", "1,000件"),
        ("また、相談件数は1,092件(令和5年度)であり、前の年度より多い。", "contradicts", "1,029件"),
        ("令和５年度は相談件数が 1,092件。", "contradicts", "1,029件"),
    ],
)
def test_a_sentence_and_its_table(text: str, relation: str, number: str) -> None:
    sheet, tables = told(text)
    mentions = mentions_of(sheet, tables)
    (mention,) = mentions[1, "outcome", 1]
    assert mention.relation == relation and mention.fact is not None
    (fact,) = [f for f in tables[1, 1].facts if (f.row, f.col, f.fact_no) == mention.fact[2:]]
    assert fact.raw == number
    defects = contradictions_of(sheet, tables, mentions)
    assert [d.code for d in defects] == (["text-contradicts-table"] if relation == "contradicts" else [])
    assert all(d.page and d.box for d in defects)


@pytest.mark.parametrize(
    "text",
    [
        "令和5年度の相談件数は約1,000件となった。",  # rounded
        "令和5年度の相談件数は1,000件となった。",  # may be rounded from 1,029
        "令和5年度の相談件数は120件増えた。",  # a change
        "令和5年度の相談件数は1,200件を目標とした。",  # a plan
        "相談件数は1,092件となった。",  # no year
        "令和3年度から相談件数は1,092件となった。",  # a beginning
        "令和4年度の相談件数は1,092件となった。",  # a year that the table lacks
        "令和5年度の相談人数は1,092人となった。",  # another unit
        "北部地区では、令和5年度の相談件数は92件となった。",  # a part
        "令和5年度の土曜日の相談件数は92件となった。",
        "令和5年度の相談件数のうち92件は初めてであった。",
        "令和5年度の相談件数は月92件となった。",  # a month's
        "令和5年度の相談件数は900件以上となった。",
        "令和5年度の出張相談件数は92件となった。",  # another thing
        "令和5年度の相談件数が700件を超えた。",  # a threshold
        "令和5年度の相談件数が700件の大台に達した。",
        "令和5年度の相談件数は1,500件には届かなかった。",
        "令和5年度の相談件数は1,500件に満たない。",
        "令和5年度の相談件数は1,500件を下回った。",
        "令和5年度の相談件数は1,500件となる見込みである。",
        "令和5年度の相談件数は延べ1,092件であった。",  # counted in another way
        "令和5年度の相談件数は412件(実人数)であった。",
        "子育てパートナーは、令和5年度の相談件数が612件であった。",  # a part
        "発達に関する令和5年度の相談件数は92件であった。",
        "多胎児の親からの令和5年度の相談件数は92件であった。",
        "令和5年度の相談件数は子育てパートナーで612件であった。",
        "子育てパートナーが相談に応じている。令和5年度の相談件数は612件であった。",
    ],
)
def test_what_is_in_doubt_is_not_accused(text: str) -> None:
    sheet, tables = told(text)
    assert contradictions_of(sheet, tables, mentions_of(sheet, tables)) == ()


def test_under_a_heading_of_a_part_nothing_is_accused() -> None:
    for heading, count in (("相談しやすい場となっている。", 1), ("出張相談を行っている。", 0)):
        sheet, tables = told("令和5年度の相談件数は1,092件となった。", heading=heading)
        assert len(contradictions_of(sheet, tables, mentions_of(sheet, tables))) == count
