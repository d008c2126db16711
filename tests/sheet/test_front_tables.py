"""The table of the front page as other offices rule it: pairs side by side, who is meant in a cell of its own, rows that name places."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.typeset.paper import Sheet as Drawn
from pipeline.form.compiled import form_rules
from pipeline.sheet.front_fields import front_of
from pipeline.sheet.model import OverviewRow, Sheet
from pipeline.values import Printed
from tests.layout.drawing import page, say
from tests.sheet.small_form import LABELS, LEFT, SAID, box, boxed, codes, goals, read, sections

ROW, WIDE = 18.0, 480.0
Row = Sequence[tuple[int, int, str]]
"""The cells of a row: how many quarters of the table wide, how many rows high, and their text."""


def front(rows: Sequence[Row], *, lost: int = 0) -> list[tuple[str, str]]:
    """Labels and texts of a front page whose table has these rows."""
    return [(row.label, row.text.text) for row in sheet_of_front(rows, lost=lost).overview]


def sheet_of_front(rows: Sequence[Row], *, lost: int = 0, below: Sequence[str] = (), is_titled: bool = True) -> Sheet:
    """What is read of a sheet whose front page has a table of these rows, and lines below it, and that is otherwise plain."""
    first = page()
    if is_titled:
        say(first, LEFT, 60, "みどり台区地域子育て支援拠点事業　５か年のまとめ", 14)
    taken: set[tuple[int, int]] = set()
    for n, cells in enumerate(rows):
        col = 0
        for wide, high, text in cells:
            while (n, col) in taken:
                col += 1
            x, y = LEFT + col * WIDE / 4, 80 + n * ROW
            box(first, x, y, x + wide * WIDE / 4, y + high * ROW)
            for k, line in enumerate(text.split("\n")):
                say(first, x + 3, y + 12 * (k + 1), line)
            taken |= {(n + i, col + j) for i in range(high) for j in range(wide)}
            col += wide
    for n, line in enumerate(below):
        say(first, 330, 100 + len(rows) * ROW + 14 * n, line)
    second = page()
    sections(second, goals(second, 60), SAID, boxed, LABELS)
    return read(first, second, lost=lost)


@pytest.mark.parametrize(("within", "codes"), [("替えた。棚も", ["paragraphs-unsure"]), ("替え、棚も", [])])
def test_what_may_be_one_paragraph_or_two_is_named_on_the_front_page_too(within: str, codes: list[str]) -> None:
    """The second line fills the cell and ends a sentence; others here end a paragraph, and where one goes on within a line nobody can
    tell what this one does."""
    full = "取組を区と法人がともに振り返り、続けることと改めることを決め、次の期間の計画を立てた。"
    lines = ["目標を立てた。", full[: int((WIDE * 3 / 4 - 6) // 9) - 1] + "。", f"砂を{within}広げた。", "声を集めた。"]
    rows: list[Row] = [[(1, 1, "対象期間"), (3, 1, "令和３～７年度")], [(1, 1, "実施時期"), (3, 1, "令和７年９月")]]
    sheet = sheet_of_front([*rows, [(1, 4, "実施について"), (3, 4, "\n".join(lines))]])
    assert [(d.code, d.place.section) for d in sheet.defects if d.code == "paragraphs-unsure"] == [(code, "overview") for code in codes]


def test_what_stands_beside_no_label_is_told_as_lost() -> None:
    rows: list[Row] = [
        [(1, 1, ""), (3, 1, "あおば")],
        [(1, 1, "対象期間"), (3, 1, "令和３～７年度")],
        [(1, 1, "実施時期"), (3, 1, "令和７年９月")],
    ]
    sheet = sheet_of_front(rows, lost=3)
    assert [row.label for row in sheet.overview] == ["対象期間", "実施時期"]
    assert [d.quote for d in sheet.defects if d.code == "text-unaccounted"] == ["あおば"]


PERIOD, WHEN, WHY = "令和３～７年度", "令和７年９月", "取組を振り返る。"
OTHER_FRONTS: dict[str, tuple[list[Row], list[tuple[str, str]]]] = {
    "the texts stand below their labels": (
        [
            [(1, 1, "対象期間"), (1, 1, "運営法人"), (2, 1, "実施時期")],
            [(1, 1, PERIOD), (1, 1, "みどりの風"), (2, 1, WHEN)],
            [(4, 1, "実施目的")],
            [(4, 1, WHY)],
        ],
        [("対象期間", PERIOD), ("運営法人", "みどりの風"), ("実施時期", WHEN), ("実施目的", WHY)],
    ),
    "a label of labels beside them": (
        [
            [(1, 1, "対象期間"), (3, 1, PERIOD)],
            [(1, 2, "評価者"), (1, 1, "実施時期"), (2, 1, WHEN)],
            [(1, 1, "法人名"), (2, 1, "みどりの風")],
        ],
        [("対象期間", PERIOD), ("実施時期", WHEN), ("法人名", "みどりの風")],
    ),
    "two rows": ([[(1, 1, "対象期間"), (3, 1, PERIOD)], [(1, 1, "実施目的"), (3, 1, WHY)]], [("対象期間", PERIOD), ("実施目的", WHY)]),
    "one row": ([[(1, 1, "対象期間"), (3, 1, PERIOD)]], [("対象期間", PERIOD)]),
    "where the place stands and who wrote it": (
        [
            [(1, 1, "施設名"), (3, 1, "こもれび")],
            [(1, 1, "所在地"), (3, 1, "緑町")],
            [(1, 1, "記入者（法人）"), (3, 1, "施設長")],
            [(1, 1, "評価対象期間"), (3, 1, PERIOD)],
        ],
        [("施設名", "こもれび"), ("所在地", "緑町"), ("記入者（法人）", "施設長"), ("評価対象期間", PERIOD)],
    ),
    "from and to on two lines": (
        [[(1, 2, "対象期間"), (3, 2, "自　令和３年４月１日\n至　令和８年３月31日")], [], [(1, 1, "実施時期"), (3, 1, WHEN)]],
        [("対象期間", "自　令和３年４月１日"), ("対象期間", "至　令和８年３月31日"), ("実施時期", WHEN)],
    ),
}


@pytest.mark.parametrize(("rows", "said"), OTHER_FRONTS.values(), ids=list(OTHER_FRONTS))
def test_fronts_of_other_offices_tell_the_period(rows: Sequence[Row], said: list[tuple[str, str]]) -> None:
    sheet = sheet_of_front(rows)
    assert [(row.label, row.text.text) for row in sheet.overview] == said
    assert (sheet.period_start, sheet.period_end) == (2021, 2025)


def read_under(front: Drawn) -> Sheet:
    """The sheet of a front page with an overview drawn below its title, and a page with a whole project."""
    for n, (label, text) in enumerate((("対象期間", PERIOD), ("実施目的", WHY))):
        box(front, LEFT, 80 + ROW * n, LEFT + 120, 80 + ROW * (n + 1))
        box(front, LEFT + 120, 80 + ROW * n, LEFT + WIDE, 80 + ROW * (n + 1))
        say(front, LEFT + 3, 92 + ROW * n, label)
        say(front, LEFT + 123, 92 + ROW * n, text)
    second = page()
    sections(second, goals(second, 60), SAID, boxed, LABELS)
    return read(front, second)


@pytest.mark.parametrize(("stamp", "said"), [("確定", ""), ("中間評価", "　中間評価"), ("第２期", "　第２期")])
def test_a_stamp_beside_the_title_is_no_part_of_it_but_for_term_and_kind(stamp: str, said: str) -> None:
    first = page()
    title = "みどり台区地域子育て支援拠点事業　５か年のまとめ"
    say(first, LEFT, 60, title, 14)
    say(first, 500, 72 if said else 46, stamp, 12)
    say(first, 500, 46 if said else 70, "7.9.30", 8)
    sheet = read_under(first)
    assert (sheet.title, sheet.sheet_kind, sheet.term_no) == (
        title + said,
        "interim" if "中間" in stamp else "final",
        2 if "期" in stamp else None,
    )


@pytest.mark.parametrize(
    ("x", "beside", "size", "said"),
    [
        (LEFT + 400, "受付", 9, "{}"),
        (LEFT, "受付", 9, "{}"),
        (LEFT + 400, "受付", 14, "{}　受付"),
        (LEFT + 400, "第２期", 12, "{}　第２期"),
        (LEFT + 400, "区と法人が話し合った", 9, "{}　区と法人が話し合った"),
    ],
    ids=["behind", "before", "in its type", "the term", "long"],
)
def test_a_stamp_at_the_height_of_the_title_is_no_part_of_its_line(x: float, beside: str, size: float, said: str) -> None:
    first, title = page(), "みどり台区地域子育て支援拠点事業"
    say(first, LEFT + 60, 60, title, 14)
    say(first, x, 60, beside, size)
    assert read_under(first).title == said.format(title)


def test_a_project_before_the_first_is_no_overview() -> None:
    assert front([[(1, 1, "事業名"), (3, 1, "親子の居場所について")]], lost=13) == []


def test_two_pairs_stand_in_one_row() -> None:
    rows = [
        [(1, 1, "対象事業"), (3, 1, "みどり台区地域子育て支援拠点事業")],
        [(1, 1, "対象期間"), (1, 1, "令和３～７年度"), (1, 1, "実施時期"), (1, 1, "令和７年９月")],
        [(1, 1, "愛称"), (1, 1, "みどりっこ"), (1, 1, "開館"), (1, 1, "週６日")],
        [(2, 1, "運営の形"), (2, 1, "委託")],
        [(1, 1, "実施目的"), (3, 1, "取組を振り返る。")],
    ]
    said = [(pair[0][2], pair[1][2]) for row in rows for pair in (row[:2], row[2:]) if pair]
    wide: Row = [(2, 1, "設備"), (1, 1, "ひろば"), (1, 1, "相談室")]
    assert front([*rows, wide]) == [*said, ("設備", "ひろば"), ("設備", "相談室")]


def test_labels_of_which_each_row_has_two_are_the_overview() -> None:
    rows = [
        [(1, 1, "対象事業"), (1, 1, "地域の拠点"), (1, 1, "対象期間"), (1, 1, "令和３～７年度")],
        [(1, 1, "拠点名"), (1, 1, "みどりっこ"), (1, 1, "実施時期"), (1, 1, "令和７年９月")],
        [(1, 1, "実施目的"), (1, 1, "振り返り"), (1, 1, "運営法人"), (1, 1, "みどりの風")],
    ]
    assert front(rows) == [(pair[0][2], pair[1][2]) for row in rows for pair in (row[:2], row[2:])]


def test_the_names_of_columns_are_no_labels() -> None:
    header: Row = [(1, 1, "実施時期"), (1, 1, "実施方法"), (1, 1, "実施者"), (1, 1, "備考")]
    assert front([header, [(1, 1, "７月"), (1, 1, "話合い"), (1, 1, "法人"), (1, 1, "１回")]], lost=22) == []


@pytest.mark.parametrize(("operator", "office"), [("法人", "区"), ("運営法人", "区役所"), ("運営法人", "担当課"), ("法人名", "担当課")])
def test_who_is_meant_stands_before_each_name(operator: str, office: str) -> None:
    rows = [
        [(1, 1, "対象期間"), (3, 1, "令和３～７年度")],
        [(1, 2, "事業の実施者"), (1, 1, operator), (2, 1, "みどりの風")],
        [(1, 1, office), (2, 1, "みどり台区こども家庭支援課")],
        [(1, 1, "実施時期"), (1, 1, "第１回"), (2, 1, "令和７年９月")],
        [(1, 1, "実施目的"), (3, 1, "取組を振り返る。")],
    ]
    sheet = sheet_of_front(rows)
    texts = {label: [row.text.text for row in sheet.overview if row.label == label] for label in ("事業の実施者", "実施時期")}
    assert texts == {
        "事業の実施者": [operator, "みどりの風", office, "みどり台区こども家庭支援課"],
        "実施時期": ["第１回", "令和７年９月"],
    }
    assert (sheet.operator, sheet.ward_office, sheet.conducted) == ("みどりの風", "みどり台区こども家庭支援課", "2025-09")


@pytest.mark.parametrize(
    ("second", "operator", "office"),
    [
        ("みどり台区こども家庭支援課", "特定非営利活動法人子育ての会", "みどり台区こども家庭支援課"),
        ("みどり台区役所", "特定非営利活動法人子育ての会", "みどり台区役所"),
        ("みどり台区の子育て支援", "特定非営利活動法人子育ての会みどり台区の子育て支援", None),
        ("地域と課題の研究部門", "特定非営利活動法人子育ての会地域と課題の研究部門", None),
    ],
)
def test_the_wards_office_is_no_part_of_a_name_that_fills_its_line(second: str, operator: str, office: str | None) -> None:
    rows = [
        [(1, 1, "対象期間"), (1, 1, "令和３～７年度"), (1, 2, "事業の実施者"), (1, 2, f"特定非営利活動法人子育ての会\n{second}")],
        [(1, 1, "実施時期"), (1, 1, "令和７年９月")],
        [(1, 1, "実施目的"), (3, 1, "取組を振り返る。")],
    ]
    sheet = sheet_of_front(rows)
    assert (sheet.operator, sheet.ward_office) == (operator, office)


def test_what_stands_right_of_a_text_that_spans_rows_is_of_its_label() -> None:
    rows = [
        [(1, 1, "対象期間"), (3, 1, PERIOD)],
        [(1, 2, "事業の実施者"), (1, 2, "みどりの風"), (2, 1, "港見区役所")],
        [(2, 1, "みどりの会")],
    ]
    assert front(rows)[1:] == [("事業の実施者", name) for name in ("みどりの風", "港見区役所", "みどりの会")]


def test_what_stands_beside_a_label_that_spans_rows_is_its_text_whatever_pair_stands_behind() -> None:
    when = [(1, 2, "実施時期"), (1, 2, "令和７年９月")]
    who = [(1, 2, "事業の実施者"), (1, 1, "みどりの風"), *when]
    rows = [
        [(1, 1, "対象期間"), (3, 1, "令和３～７年度")],
        who,
        [(1, 1, "みどり台区こども家庭支援課")],
        [(1, 1, "実施目的"), (3, 1, "目的")],
    ]
    sheet = sheet_of_front(rows)
    assert (sheet.operator, sheet.ward_office, sheet.conducted) == ("みどりの風", "みどり台区こども家庭支援課", "2025-09")
    assert [row.text.text for row in sheet.overview if row.label == "実施時期"] == ["令和７年９月"]


def test_texts_in_columns_are_no_labels_though_another_row_has_labels_there() -> None:
    pairs: Row = [(1, 1, "対象期間"), (1, 1, "令和３～７年度"), (1, 1, "実施時期"), (1, 1, "令和７年９月")]
    texts: Row = [(1, 1, "対象事業"), (1, 1, "広場"), (1, 1, "相談"), (1, 1, "情報")]
    said = [("対象事業", text) for text in ("広場", "相談", "情報")]
    assert front([pairs, texts])[2:] == said
    assert front([texts, pairs])[:3] == said


@pytest.mark.parametrize(
    "rows",
    [
        (("事業の実施者", "うみべの会"), ("事業の実施者", "港見区福祉保健センター"), ("事業の実施者", "こども家庭支援課")),
        (("事業の実施者", "区役所"), ("事業の実施者", "港見区福祉保健センターこども家庭支援課"), ("事業の実施者", "うみべの会")),
        (("事業の実施者", "１　うみべの会"), ("事業の実施者", "２　港見区福祉保健センターこども家庭支援課")),
        (("協働事業者", "うみべの会　理事長　港　花子"), ("協働事業者", "港見区福祉保健センターこども家庭支援課長")),
        (("運営法人", "うみべの会　代表"), ("担当課", "港見区福祉保健センターこども家庭支援課長　海　太郎")),
        (("運営法人", "うみべの会"), ("担当課", "港見区福祉保健センターこども家庭支援課")),
        (("事業の実施者", "港見区福祉保健センターこども家庭支援課"), ("運営法人", "うみべの会")),
    ],
)
def test_operator_and_office_on_two_lines_or_by_labels_of_their_own(rows: Sequence[tuple[str, str]]) -> None:
    assert makers(rows) == ("うみべの会", "港見区福祉保健センターこども家庭支援課")


@pytest.mark.parametrize(
    ("rows", "operator", "office"),
    [
        (
            [("事業の実施者", "社会福祉法人みどり子育てセンター"), ("事業の実施者", "こども家庭支援課")],
            "社会福祉法人みどり子育てセンター",
            None,
        ),
        ([("事業の実施者", "社会福祉法人みどり子育てセンター、こども家庭支援課")], "社会福祉法人みどり子育てセンター", None),
        ([("事業の実施者", "みどりセンター"), ("事業の実施者", "運営担当"), ("担当課", "港見区役所")], "みどりセンター", "港見区役所"),
        ([("事業の実施者", "みどり地区子育てセンター"), ("事業の実施者", "港見区役所")], "みどり地区子育てセンター", "港見区役所"),
        ([("事業の実施者", "港見区民センター運営委員会、港見区こども家庭支援課")], "港見区民センター運営委員会", "港見区こども家庭支援課"),
        ([("事業の実施者", "NPO法人港見区子育てセンター"), ("担当課", "港見区役所")], "NPO法人港見区子育てセンター", "港見区役所"),
        ([("担当課", "こども家庭支援課")], None, "こども家庭支援課"),
        ([("事業の実施者", "こども・みらい"), ("事業の実施者", "港見区役所")], "こども・みらい", "港見区役所"),
        ([("事業の実施者", "みどりの風"), ("担当課", "（区）")], "みどりの風", None),
        ([("担当課", "こども家庭支援課"), ("運営法人", "うみべの会")], "うみべの会", "こども家庭支援課"),
    ],
)
def test_an_operator_may_be_called_a_centre_and_an_office_is_no_operator(
    rows: Sequence[tuple[str, str]], operator: str | None, office: str | None
) -> None:
    assert makers(rows) == (operator, office)


@pytest.mark.parametrize("text", ["令和３～７年度のうち、令和３～５年度", "令和３～５年度（４期目のうち、中間評価の対象）"])
def test_of_a_term_only_some_years_may_be_evaluated(text: str) -> None:
    rows = [OverviewRow(1, "対象期間", Printed(text, ()))]
    told = front_of([], rows, form_rules())
    assert (told.period_start, told.period_end) == (2021, 2023)


def makers(rows: Sequence[tuple[str, str]]) -> tuple[str | None, str | None]:
    """Operator and ward office of an overview with these labels and texts."""
    told = front_of([], [OverviewRow(n, label, Printed(text, ())) for n, (label, text) in enumerate(rows, 1)], form_rules())
    return told.operator, told.ward_office


@pytest.mark.parametrize(
    "below",
    [
        ["【問合せ先】", "みどり台区こども家庭支援課　電話：000-0000"],
        ["連絡先：みどり台区こども家庭支援課"],
        ["問合せ先", "支援課", "TEL 045-000-0000"],
    ],
)
def test_whom_to_ask_below_the_overview_is_no_lost_text(below: list[str]) -> None:
    rows = [
        [(1, 1, name), (3, 1, said)]
        for name, said in (("対象期間", "令和３～７年度"), ("実施時期", "令和７年９月"), ("実施目的", "振り返る。"))
    ]
    found = sheet_of_front(rows, below=below)
    assert [row.label for row in found.overview] == ["対象期間", "実施時期", "実施目的"]
    assert "text-unaccounted" not in codes(found)
    lost = sheet_of_front(rows, below=["区民の皆様の声を広く集めた。"], lost=14)
    assert "text-unaccounted" in codes(lost)
    lost = sheet_of_front(rows, below=["作成：みどり台区こども家庭支援課", "区と法人が話し合った。"], lost=11)
    assert "text-unaccounted" in codes(lost)


def test_a_label_over_the_whole_width_has_its_text_below_it() -> None:
    rows = [
        [(1, 1, "事業の実施者"), (3, 1, "みどりの風")],
        [(4, 1, "対象期間")],
        [(4, 1, "令和３～７年度")],
        [(4, 1, "時期と目的")],
        [(4, 1, "実施時期")],
        [(4, 1, "実施目的")],
        [(4, 1, "取組を振り返る。")],
        [(1, 1, "愛称"), (3, 1, "みどりっこ")],
    ]
    assert front([[(4, 1, "概要")], [(4, 1, "一覧")], *rows]) == [
        ("事業の実施者", "みどりの風"),
        ("対象期間", "令和３～７年度"),
        ("実施目的", "取組を振り返る。"),
        ("愛称", "みどりっこ"),
    ]


TOLD = {
    "対象期間": "令和３～７年度",
    "事業の実施者": "みどりの風、港見区こども家庭支援課",
    "実施時期": "令和７年９月",
    "実施目的": "取組を振り返る。",
}


@pytest.mark.parametrize(("head", "is_row"), [(("項　目", "内　容"), False), (("愛称", "内容"), True), (("項目", "みどりっこ"), True)])
def test_what_stands_over_labels_and_texts_is_no_row(head: tuple[str, str], is_row: bool) -> None:
    rows = [[(1, 1, label), (3, 1, text)] for label, text in TOLD.items()]
    assert front([[(1, 1, head[0]), (3, 1, head[1])], *rows]) == [*([head] if is_row else []), *TOLD.items()]


@pytest.mark.parametrize("number", ["１－１", "1–1", "1‐1", "1-1"])
def test_the_forms_number_has_a_hyphen_whatever_dash_is_printed(number: str) -> None:
    first, second = page(), page()
    say(first, LEFT, 40, f"様式{number}　地域子育て支援拠点事業評価シート")
    say(first, LEFT, 60, "みどり台区地域子育て支援拠点事業　５か年のまとめ", 14)
    sections(second, goals(second, 60), SAID, boxed, LABELS)
    assert read(first, second).form == "様式1-1"


SHORT = {"目的": WHY, "時期": WHEN, "方法": "話合いを重ねる。", "期間": PERIOD}


@pytest.mark.parametrize("head", ["実施概要", "１　評価の概要", "【実施概要】", "■評価の実施概要"])
@pytest.mark.parametrize("is_framed", [False, True])
def test_what_the_overview_is_called_above_it_is_no_lost_text(head: str, is_framed: bool) -> None:
    first = page()
    say(first, LEFT, 60, "港見区地域子育て支援拠点事業　５か年のまとめ", 14)
    say(first, LEFT, 82, head)
    if is_framed:
        box(first, LEFT - 4, 68, LEFT + WIDE + 4, 94 + ROW * len(TOLD))
    for n, (label, text) in enumerate(TOLD.items()):
        box(first, LEFT, 90 + ROW * n, LEFT + 120, 90 + ROW * (n + 1))
        box(first, LEFT + 120, 90 + ROW * n, LEFT + WIDE, 90 + ROW * (n + 1))
        say(first, LEFT + 3, 102 + ROW * n, label)
        say(first, LEFT + 123, 102 + ROW * n, text)
    second = page()
    sections(second, goals(second, 60), SAID, boxed, LABELS)
    seen = read(first, second)
    assert [(row.label, row.text.text) for row in seen.overview] == list(TOLD.items()) and codes(seen) == []


def test_labels_may_be_single_words_two_pairs_in_a_row() -> None:
    (why, when), (how, period) = list(SHORT.items())[:2], list(SHORT.items())[2:]
    rows: list[Row] = [[(1, 1, text) for pair in pairs for text in pair] for pairs in ((why, when), (how, period))]
    sheet = sheet_of_front(rows)
    assert [(row.label, row.text.text) for row in sheet.overview] == list(SHORT.items())
    assert (sheet.period_start, sheet.conducted) == (2021, "2025-09")


@pytest.mark.parametrize("labels", [("目的", "時期", "方法"), ("広間", "時期", "庭")])
def test_a_table_of_labels_beside_a_label_has_rows_of_its_own(labels: Sequence[str]) -> None:
    first = page()
    say(first, LEFT, 60, "みどり台区地域子育て支援拠点事業　５か年のまとめ", 14)
    bottom = 98 + ROW * (len(labels) + 1)
    for y0, y1, label in ((80.0, 98.0, "対象期間"), (98.0, bottom, "評価の実施")):
        box(first, LEFT, y0, LEFT + 120, y1)
        box(first, LEFT + 120, y0, LEFT + WIDE, y1)
        say(first, LEFT + 3, y0 + 12, label)
    say(first, LEFT + 123, 92, PERIOD)
    told = [(label, SHORT.get(label, "広く使う。")) for label in labels]
    for n, pair in enumerate(told):
        for x0, x1, text in ((LEFT + 126, LEFT + 190, pair[0]), (LEFT + 190, LEFT + 460, pair[1])):
            box(first, x0, 107 + ROW * n, x1, 107 + ROW * (n + 1))
            say(first, x0 + 3, 119 + ROW * n, text)
    second = page()
    sections(second, goals(second, 60), SAID, boxed, LABELS)
    seen = [(row.label, row.text.text) for row in read(first, second).overview]
    assert seen[1:] == (told if "目的" in labels else [("評価の実施", text) for pair in told for text in pair])


def test_labels_in_one_cell_have_the_lines_of_the_next_beside_them() -> None:
    texts = ["令和３～７年度", "みどりの風", "令和７年９月", "取組を振り返る。"]
    row: Row = [(1, 4, "\n".join(TOLD)), (3, 4, "\n".join(texts))]
    assert front([row]) == list(zip(TOLD, texts, strict=True))
    first = page()
    y = sections(first, goals(first, 60), {"operator_reason": ()}, boxed, LABELS) + 8
    for x0, x1, lines in ((LEFT, 160, TOLD), (160, 400, texts)):
        box(first, x0, y, x1, y + 70)
        for n, line in enumerate(lines, 1):
            say(first, x0 + 4, y + 14 * n, line)
    sections(first, y + 80, {name: lines for name, lines in SAID.items() if name != "operator_reason"}, boxed, LABELS)
    (table,) = read(first).projects[0].tables
    assert [cell.text.text for cell in table.cells] == ["".join(TOLD), "".join(texts)], "in a project it is a table of a course"


@pytest.mark.parametrize(("between", "is_below"), [("：", False), ("：　", False), ("", True)])
def test_a_front_page_without_a_table_has_its_texts_behind_a_colon_or_below_the_labels(between: str, is_below: bool) -> None:
    first, y = page(), 90.0
    say(first, LEFT, 60, "みどり台区地域子育て支援拠点事業　５か年のまとめ", 14)
    for label, text in TOLD.items():
        lines = [(0, label), (10, text)] if is_below else [(0, label + between + text)]
        for indent, line in lines:
            say(first, LEFT + indent, y, line)
            y += 16
    second = page()
    sections(second, goals(second, 60), SAID, boxed, LABELS)
    sheet = read(first, second)
    assert {row.label: row.text.text for row in sheet.overview} == TOLD
    assert (sheet.period_start, sheet.period_end, sheet.operator, sheet.conducted) == (2021, 2025, "みどりの風", "2025-09")


def test_labels_behind_a_column_of_numbers_are_labels_whatever_their_words() -> None:
    rows = (("１", "対象事業", "拠点事業"), ("２", "意見を聴いた方", "利用者の代表"), ("３", "実施時期", "令和７年９月"))
    numbered = [[(1, 1, no), (1, 1, label), (2, 1, text)] for no, label, text in rows]
    assert front(numbered) == [(label, text) for _, label, text in rows]


def test_a_title_that_rules_close_in_with_the_table_is_the_title() -> None:
    rows: list[Row] = [[(4, 1, "みどり台区地域子育て支援拠点事業　中間の振り返り")], [(1, 1, "対象期間"), (3, 1, "令和３～７年度")]]
    found = sheet_of_front([*rows, [(1, 1, "実施時期"), (3, 1, "令和７年９月")]], is_titled=False)
    assert (found.title, [row.label for row in found.overview]) == (rows[0][0][2], ["対象期間", "実施時期"])
