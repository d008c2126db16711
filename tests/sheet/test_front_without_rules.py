"""The front page whose labels and texts no rules part, and what title and overview tell of the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.form.compiled import form_rules
from pipeline.layout.model import Line
from pipeline.outline.ledger import Ledger
from pipeline.outline.units import OverviewUnit, TextUnit
from pipeline.sheet.front_fields import above_title, front_of, title_head
from pipeline.sheet.model import OverviewRow
from pipeline.sheet.overview import overview_rows
from pipeline.values import Printed
from tests.outline.by_hand import line, part

TEXTS_X = 8.0
"""em; where the texts beside the labels begin"""
RIGHT = 210.0
"""points; where the page's text ends"""
Placed = tuple[float, str, str]
"""how high a line stands in points, with a thousand a page, its label and its text; one of both may be empty"""


def lines_of(rows: Sequence[Placed]) -> list[Line]:
    return [
        line(at % 1000, *[part for part in ((0.0, label), (TEXTS_X, text)) if part[1]], page=1 + int(at // 1000))
        for at, label, text in rows
    ]


def overview(rows: Sequence[Placed]) -> list[tuple[str, str]]:
    units = [TextUnit(one, 0.0, RIGHT, one.page) for one in lines_of(rows)]
    return [(row.label, row.text.text) for row in overview_rows((), units, form_rules(), Ledger(), [])]


PERIOD, WHEN, WHO, WHY = "対象期間", "実施時期", "事業の実施者", "実施目的"
CASES: dict[str, tuple[list[Placed], list[tuple[str, str]]]] = {
    "a line each": (
        [(100, PERIOD, "令和３～７年度"), (120, WHEN, "令和７年９月"), (140, WHY, "取組を振り返る。")],
        [(PERIOD, "令和３～７年度"), (WHEN, "令和７年９月"), (WHY, "取組を振り返る。")],
    ),
    "labels behind numbers": (
        [
            (100, "１　対象期間　　", "令和３～７年度"),
            (120, "２　実施時期　　", "令和７年９月"),
            (140, "３　実施目的　　", "取組を振り返る。"),
        ],
        [("１　対象期間", "令和３～７年度"), ("２　実施時期", "令和７年９月"), ("３　実施目的", "取組を振り返る。")],
    ),
    "texts behind labels of unlike lengths": (
        [
            (100, "１　対象期間　　令和３～７年度", ""),
            (120, "２　事業の実施者　　みどりの風", ""),
            (140, "３　実施目的", ""),
            (154, "取組を振り返る。", ""),
        ],
        [("１　対象期間", "令和３～７年度"), ("２　事業の実施者", "みどりの風"), ("３　実施目的", "取組を振り返る。")],
    ),
    "labels beside the middle of lines that stand close": (
        [
            (100, PERIOD, "令和３～７年度"),
            (112, WHEN, "令和７年９月"),
            *((124, "", "取組を振り返り、次の期に"), (136, WHY, "生かすために、話し合いを"), (148, "", "重ねた。")),
        ],
        [(PERIOD, "令和３～７年度"), (WHEN, "令和７年９月"), (WHY, "取組を振り返り、次の期に生かすために、話し合いを重ねた。")],
    ),
    "a title over labels that go on overleaf": (
        [
            (60, "", "みどり台区地域子育て支援拠点事業のまとめ"),
            *((100, PERIOD, "令和３～７年度"), (120, WHO, "みどりの風"), (132, "", "みどり台区役所")),
            *((1030, WHY, "取組を振り返る。"), (1050, WHEN, "令和７年９月")),
        ],
        [(PERIOD, "令和３～７年度"), (WHO, "みどりの風"), (WHO, "みどり台区役所"), (WHY, "取組を振り返る。"), (WHEN, "令和７年９月")],
    ),
    "two labels are no overview": ([(100, PERIOD, "令和３～７年度"), (120, WHY, "取組を振り返る。")], []),
    "a label beside the middle of its text": (
        [
            (100, PERIOD, "令和３～７年度"),
            *((134, "", "みどりの風"), (140, WHO, ""), (146, "", "みどり台区役所")),
            *((180, WHY, "取組を振り返り、次の期に"), (192, "", "生かすため。")),
        ],
        [(PERIOD, "令和３～７年度"), (WHO, "みどりの風"), (WHO, "みどり台区役所"), (WHY, "取組を振り返り、次の期に生かすため。")],
    ),
    "a label beside the middle of three lines": (
        [
            *((100, PERIOD, "令和３～７年度"), (124, "", "みどりの風"), (136, "", "みどり台区役所"), (148, "", "みどりの会")),
            *((138, WHO, ""), (172, "", "・振り返る。"), (184, "", "・声を聞く。"), (196, "", "・次に生かす。"), (183, WHY, "")),
        ],
        [
            *((PERIOD, "令和３～７年度"), (WHO, "みどりの風"), (WHO, "みどり台区役所"), (WHO, "みどりの会")),
            *((WHY, "・振り返る。"), (WHY, "・声を聞く。"), (WHY, "・次に生かす。")),
        ],
    ),
    "a block that no label stands beside": (
        [
            *((100, PERIOD, "令和３～７年度"), (120, WHEN, "令和７年９月"), (132, "", "（２回目）"), (160, "", "別紙のとおり")),
            (180, WHY, "取組を振り返る。"),
        ],
        [(PERIOD, "令和３～７年度"), (WHEN, "令和７年９月"), (WHEN, "（２回目）"), (WHEN, "別紙のとおり"), (WHY, "取組を振り返る。")],
    ),
    "texts at even steps": (
        [(100, PERIOD, "令和３～７年度"), (114, WHO, "みどりの風"), (128, "", "みどり台区役所"), (142, WHY, "取組を振り返る。")],
        [(PERIOD, "令和３～７年度"), (WHO, "みどりの風"), (WHO, "みどり台区役所"), (WHY, "取組を振り返る。")],
    ),
    "a text that goes on over the page": (
        [
            *((100, PERIOD, "令和３～７年度"), (130, WHO, "みどりの風"), (160, WHY, "")),
            *((154, "", "取組を振り返り、次の期に"), (166, "", "生かすため、皆で意見を")),
            (1060, "", "出し合った。"),
        ],
        [(PERIOD, "令和３～７年度"), (WHO, "みどりの風"), (WHY, "取組を振り返り、次の期に生かすため、皆で意見を出し合った。")],
    ),
    "labels on the next page": (
        [(700, PERIOD, "令和３～７年度"), (720, WHEN, "令和７年９月"), (1060, WHO, "みどりの風"), (1080, WHY, "取組を振り返る。")],
        [(PERIOD, "令和３～７年度"), (WHEN, "令和７年９月"), (WHO, "みどりの風"), (WHY, "取組を振り返る。")],
    ),
    "what stands over the first label is of none": (
        [(60, "", "みどり台区のまとめ"), (100, PERIOD, "令和３～７年度"), (120, WHEN, "令和７年９月"), (140, WHY, "取組を振り返る。")],
        [(PERIOD, "令和３～７年度"), (WHEN, "令和７年９月"), (WHY, "取組を振り返る。")],
    ),
    "what stands under the labels at their side is of none": (
        [(100, PERIOD, "令和３～７年度"), (120, WHEN, "令和７年９月"), (140, WHY, "取組を振り返る。"), (170, "以下に示す。", "")],
        [(PERIOD, "令和３～７年度"), (WHEN, "令和７年９月"), (WHY, "取組を振り返る。")],
    ),
    "a label among the texts is part of its text": (
        [(100, PERIOD, "令和３～７年度"), (120, WHO, "みどりの風"), (134, "", "担当課：支援課"), (154, WHY, "取組を振り返る。")],
        [(PERIOD, "令和３～７年度"), (WHO, "みどりの風"), (WHO, "担当課：支援課"), (WHY, "取組を振り返る。")],
    ),
    "marks keep the gap behind them": (
        [(100, PERIOD, "①令和３～７年度"), (120, WHEN, "・　令和７年９月"), (140, WHY, "●")],
        [(PERIOD, "①令和３～７年度"), (WHEN, "・　令和７年９月"), (WHY, "●")],
    ),
    "a label beside the middle of what goes on over the page": (
        [
            *((100, PERIOD, "令和３～７年度"), (130, WHO, "みどりの風"), (170, WHY, "")),
            *((154, "", "取組を振り返り、次の期に"), (166, "", "生かすため、皆で意見を"), (178, "", "出し合った。")),
            *((1060, "", "次に生かす。"), (1090, WHEN, "令和７年９月")),
        ],
        [
            *((PERIOD, "令和３～７年度"), (WHO, "みどりの風")),
            *((WHY, "取組を振り返り、次の期に生かすため、皆で意見を出し合った。"), (WHY, "次に生かす。"), (WHEN, "令和７年９月")),
        ],
    ),
    "labels with a colon beside the middle of two lines": (
        [
            *((100, "", "令和３年度から"), (106, f"{PERIOD}：", ""), (112, "", "令和７年度まで")),
            *((134, "", "みどりの風"), (140, f"{WHO}：", ""), (146, "", "みどり台区役所")),
            *((180, "", "取組を振り返り、次の期に"), (186, f"{WHY}：", ""), (192, "", "生かすため。")),
        ],
        [
            *(
                (f"{PERIOD}：", "令和３年度から"),
                (f"{PERIOD}：", "令和７年度まで"),
                (f"{WHO}：", "みどりの風"),
                (f"{WHO}：", "みどり台区役所"),
            ),
            (f"{WHY}：", "取組を振り返り、次の期に生かすため。"),
        ],
    ),
    "even steps that go on overleaf": (
        [
            *((100, PERIOD, "令和３～７年度"), (112, WHO, "みどりの風"), (124, "", "みどり台区役所")),
            *((136, WHY, "取組を振り返り、次の期に"), (1136, "", "生かすため、皆で意見を"), (1148, "", "出し合った。")),
        ],
        [
            *((PERIOD, "令和３～７年度"), (WHO, "みどりの風"), (WHO, "みどり台区役所")),
            (WHY, "取組を振り返り、次の期に生かすため、皆で意見を出し合った。"),
        ],
    ),
    "even steps with most lines beside the last label": (
        [
            *((100, "", "令和３年度から"), (108, PERIOD, ""), (116, "", "令和７年度まで"), (132, WHO, "みどりの風")),
            *((148, WHY, "取組を振り返り、次の期に"), (164, "", "生かすため、皆で意見を"), (180, "", "出し合った。")),
        ],
        [
            *((PERIOD, "令和３年度から"), (PERIOD, "令和７年度まで"), (WHO, "みどりの風")),
            (WHY, "取組を振り返り、次の期に生かすため、皆で意見を出し合った。"),
        ],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), CASES.values(), ids=CASES)
def test_labels_at_the_left_have_the_text_beside_them(rows: list[Placed], expected: list[tuple[str, str]]) -> None:
    assert overview(rows) == expected


@pytest.mark.parametrize(
    ("heads", "indent", "bold", "told"),
    [
        (["会の願い"], 1, False, ["会の願い"]),
        (["会の願い"], 0, True, ["会の願い"]),
        (["会の願い"], 0, False, []),
        (["評価した。"], 1, False, []),
        (["【参考】"], 1, False, []),
        (["・評価"], 1, False, []),
        (["会の願い", "評価委員"], 1, False, ["評価委員"]),
    ],
    ids=["further left", "bold", "set alike", "a sentence", "in brackets", "an item", "one over another"],
)
def test_a_label_in_other_words_is_set_as_those_over_their_texts_are(heads: list[str], indent: int, bold: bool, told: list[str]) -> None:
    """``heads`` stand further left than the texts by ``indent`` em, or ``bold``; so does what stands over the first label."""
    labels = (PERIOD, WHO, WHEN, *heads)
    said = ["様式１", TITLE, PERIOD, "令和３～７年度", WHO, "みどりの風", *heads, "次に生かす。", WHEN, "令和７年９月"]
    places = [(text, 0 if text in ("様式１", *labels) else indent) for text in said]
    lines = [replace(line(20.0 * k, (x, text)), bold=bold and text in labels) for k, (text, x) in enumerate(places, 3)]
    rows = overview_rows((), [TextUnit(one, 0.0, RIGHT, 1) for one in lines], form_rules(), Ledger(), [])
    assert list(dict.fromkeys(row.label for row in rows)) == [PERIOD, WHO, *told, WHEN]


TABLES: dict[str, tuple[list[str], list[tuple[str, str]]]] = {
    "a row that a page end cut": (
        [f"{PERIOD} | 令和３～７年度 // {WHY} | 取組を振り返り、", f" | 次の期に生かす。 // {WHEN} | 令和７年９月"],
        [(PERIOD, "令和３～７年度"), (WHY, "取組を振り返り、次の期に生かす。"), (WHEN, "令和７年９月")],
    ),
    "a row without a label within a page": (
        [f"{PERIOD} | 令和３～７年度 //  | 目安である。 // {WHY} | 取組を振り返る。"],
        [(PERIOD, "令和３～７年度"), (WHY, "取組を振り返る。")],
    ),
    "a label of several rows": (
        [f"{PERIOD} | 令和３～７年度 // {WHO}<2x1> | みどりの風 // みどり台区役所 // {WHY} | 取組を振り返る。"],
        [(PERIOD, "令和３～７年度"), (WHO, "みどりの風"), (WHO, "みどり台区役所"), (WHY, "取組を振り返る。")],
    ),
    "a table that begins without a label": (
        [f" | みどり台区 // {PERIOD} | 令和３～７年度"],
        [(PERIOD, "令和３～７年度")],
    ),
}


@pytest.mark.parametrize(("parts", "expected"), TABLES.values(), ids=TABLES)
def test_labels_in_a_table_have_the_cells_beside_them(parts: list[str], expected: list[tuple[str, str]]) -> None:
    grids = [part(page, text, edges=(0, 8, 17)).grid for page, text in enumerate(parts, 1)]
    ledger = Ledger()
    rows = overview_rows([OverviewUnit(grid) for grid in grids], (), form_rules(), ledger, [])
    assert [(row.label, row.text.text) for row in rows] == expected


def test_rows_that_stand_below_the_table_without_its_rules_are_the_overview_s_too() -> None:
    grid = part(1, "対象事業 | みどり台区の拠点 // 対象期間 | 令和３～７年度", edges=(0, 8, 30), y=100).grid
    rows: list[Placed] = [(80, WHY, "上にある。"), (180, WHY, "取組を振り返る。"), (194, "", "次に生かす。"), (220, "以下に示す。", "")]
    loose = [TextUnit(one, 0.0, RIGHT, one.page) for one in lines_of(rows)]
    found = overview_rows([OverviewUnit(grid)], loose, form_rules(), Ledger(), [])
    assert [(row.label, row.text.text) for row in found[2:]] == [(WHY, "取組を振り返る。"), (WHY, "次に生かす。")]


TITLE, TWO_LINES = "みどり台区地域子育て支援拠点事業　５か年のまとめ", "みどり台区地域子育て支援拠点事業"
Front = tuple[str | None, ...]


def named(title: Sequence[tuple[str, float]] = (), **rows: str) -> Front:
    """Title, ward, kind, term and period of a front page of these lines, with their size, and these rows."""
    lines = [line(60 + 20 * k, (0, text), em=size) for k, (text, size) in enumerate(title)]
    labels = {"about": "対象事業", "period": PERIOD, "office": "担当課"}
    told = [OverviewRow(n, labels[name], Printed(text, ())) for n, (name, text) in enumerate(rows.items(), 1)]
    front = front_of(lines, told, form_rules())
    period = f"{front.period_start}-{front.period_end}" if front.period_start else None
    return front.title, front.ward, front.sheet_kind, str(front.term_no), period


def test_what_title_and_overview_tell_of_the_document() -> None:
    assert named([(TITLE, 14)]) == (TITLE, "みどり台区", "final", "None", None)
    small, term = ("会議資料１", 9), ("第３期　中間のまとめ", 14)
    assert named([small, (TWO_LINES, 14), term, small]) == (f"{TWO_LINES}　{term[0]}", "みどり台区", "interim", "3", None)
    # the largest of those that name the ward; another that does is no second line
    assert named([(TWO_LINES + "の評価", 9), (TWO_LINES, 14), (TWO_LINES, 12)])[0] == TWO_LINES
    # a title may leave the ward out, if it is set as one
    assert named([("地域子育て支援拠点の評価", 14), ("親子の声", 14)], office="港見区こども家庭支援課")[:2] == (
        "地域子育て支援拠点の評価　親子の声",
        "港見区",
    )
    assert named([("地域子育て支援拠点の評価", 9)])[0] is None
    assert named([("会議資料１", 14)])[0] is None
    assert named(about="港見区地域子育て支援拠点事業", period="令和３年４月～令和８年３月（中間）") == (
        *(None, "港見区", "interim", "None"),
        "2021-2025",
    )
    assert named([(TITLE, 14)], office="港見区こども家庭支援課")[1] == "みどり台区"


def test_what_stands_smaller_over_the_title_is_the_header_of_a_meeting() -> None:
    above, title, beside = line(40, (0, "会議資料１"), em=9), line(60, (0, TITLE), em=14), line(90, (0, "注"), em=9)
    others = (line(20, (0, "別紙"), em=9, page=2), line(20, (0, "評価シート"), em=18))
    assert title_head([above, title, beside, *others], form_rules()) is title
    assert above_title([above, title, beside, *others], form_rules()) == [above]
    assert above_title([above], form_rules()) == []


def test_a_cover_says_far_below_the_title_when_and_by_whom_the_sheet_was_made() -> None:
    title, second = line(60, (0, TWO_LINES), em=14), line(84, (0, "実施概要"), em=14)
    makers = [
        line(200 + 20 * k, (0, text), em=12) for k, text in enumerate(("令和７年９月", "港見区こども家庭支援課", "社会福祉法人みどりの風"))
    ]
    preface = line(300, (0, "令和７年９月に港見区と法人が話し合った。"), em=12)
    overleaf = line(120, (0, "はじめに"), em=14, page=2)
    lines = [title, second, *makers, preface, overleaf]
    assert front_of(lines, (), form_rules()).title == f"{TWO_LINES}　実施概要"
    assert above_title(lines, form_rules()) == makers
    front = front_of(lines, (), form_rules())
    assert (front.operator, front.ward_office, front.conducted) == ("社会福祉法人みどりの風", "港見区こども家庭支援課", None)
    told = front_of(lines, [OverviewRow(1, "運営法人", Printed("みどりの会"))], form_rules())
    assert (told.operator, told.ward_office) == ("みどりの会", "港見区こども家庭支援課")
    near = [title, *(line(84 + 14 * k, (0, maker.text), em=12) for k, maker in enumerate(makers))]
    assert (front_of(near, (), form_rules()).title, above_title(near, form_rules())) == (TWO_LINES, near[1:])
    # right below the title in its own type a date is a part of it
    assert front_of([title, line(84, (0, "令和７年９月"), em=14)], (), form_rules()).title == f"{TWO_LINES}　令和７年９月"


def test_a_title_whose_letters_stand_apart_is_read_as_words() -> None:
    spread = " ".join("港見区地域子育て支援拠点事業") + "　５か 年 の ま と め"
    lines = [line(60, (0, spread), em=14), line(84, (0, "実 施 概 要"), em=14)]
    front = front_of(lines, (), form_rules())
    assert (front.title, front.ward) == (f"{spread}　実 施 概 要", "港見区")
    few = [line(60, (0, "港見区 地域 子育て支援 拠点 事業"), em=14)]
    assert front_of(few, (), form_rules()).title is None


STAMPS = {
    "right below": (line(75, (30, "案"), em=9), True),
    "close behind it": (line(60, (23, "案"), em=9), True),
    "before it": (line(60, (-6, "受付"), em=9), True),
    "as large as the title": (line(60, (30, "案"), em=14), False),
    "larger than the title": (line(60, (30, "案"), em=16), True),
    "long": (line(60, (30, "区と法人が話し合った"), em=9), False),
    "on another page": (line(60, (30, "案"), em=9, page=2), False),
    "under the title": (line(75, (20, "案"), em=9), False),
    "far below": (line(100, (30, "案"), em=9), False),
    "the term in a title's type": (line(75, (30, "第３期"), em=12), False),
    "the term in small type": (line(75, (30, "第３期"), em=9), True),
    "in a title's type": (line(75, (30, "案"), em=12), True),
}


@pytest.mark.parametrize(("beside", "is_stamp"), STAMPS.values(), ids=STAMPS)
def test_a_short_line_beside_the_title_is_a_stamp(beside: Line, is_stamp: bool) -> None:
    title = line(60, (0, TWO_LINES), em=14)
    assert above_title([title, beside], form_rules()) == [beside] * is_stamp
    assert front_of([title, beside], (), form_rules()).title == TWO_LINES or not is_stamp


MAKERS: dict[str, Front] = {
    "みどりの風、港見区こども家庭支援課": ("みどりの風", "港見区こども家庭支援課"),
    "港見区福祉保健センター／みどりの風": ("みどりの風", "港見区福祉保健センター"),
    "みどりの風と港見区こども家庭支援課": ("みどりの風", "港見区こども家庭支援課"),
    "港見区こども家庭支援課とみどりの風": ("みどりの風", "港見区こども家庭支援課"),
    "港見区役所と、ひろばとみどりの会": ("ひろばとみどりの会", "港見区役所"),
    "区役所こども家庭支援課、みどりの風": ("みどりの風", "区役所こども家庭支援課"),
    "社会福祉法人、みどりの風、あおの会": ("社会福祉法人みどりの風", None),
    "特定非営利活動法人 みどりの風・港見区役所": ("特定非営利活動法人 みどりの風", "港見区役所"),
    "港見区役所、港見区こども家庭支援課": (None, "港見区役所"),
    "港見区こども家庭支援課（運営法人と共同）": (None, "港見区こども家庭支援課（運営法人と共同）"),
}


@pytest.mark.parametrize("text", MAKERS)
def test_operator_and_office_in_one_line(text: str) -> None:
    front = front_of([], [OverviewRow(1, WHO, Printed(text, ()))], form_rules())
    assert (front.operator, front.ward_office) == MAKERS[text]


@pytest.mark.parametrize(("text", "office"), [("特になし", None), ("みどり係、こども家庭支援課", "みどり係、こども家庭支援課")])
def test_an_office_under_its_own_label_is_as_printed(text: str, office: str | None) -> None:
    assert front_of([], [OverviewRow(1, "担当課", Printed(text, ()))], form_rules()).ward_office == office
