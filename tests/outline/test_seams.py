"""Where a paragraph begins: an example for each rule, which fails without that rule, and the kinds that wards print."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.form.compiled import form_rules
from pipeline.layout.model import Line
from pipeline.outline import seam_rules
from pipeline.outline.edges import at_edges, broken_in, edge_of
from pipeline.outline.ledger import Ledger
from pipeline.outline.paragraphs import paragraphs_of, unsure
from pipeline.outline.units import TextUnit
from pipeline.sheet.blocks import blocks_of
from pipeline.sheet.prior_issues import issues_in, issues_of
from pipeline.values import Defect, Place
from tests.layout.drawing import layout_of, page, say

LEFT, RIGHT, FARTHEST, EM = 50.0, 250.0, 550.0, 9.0
PROSE = "開所当初から使っていた床材と棚を取り替えて授乳室も二室に増やし階段の手すりと玄関の照明も直し庭の砂場を広げた"
Row = tuple[float, str] | tuple[float, str, float] | tuple[float, str, float, float]
"""Indent in em, text, how far below the line before in points (14 where it is not said), and between its signs in em."""


def full(indent: float, ending: str = "") -> str:
    """Words that fill a line from an indent to the margin, the last of them these."""
    return PROSE[: round((RIGHT - LEFT) / EM - indent - len(ending) - 0.4)] + ending


def units(*rows: Row, size: float = EM) -> list[TextUnit]:
    """The rows as lines: small, bold, or in the wider cell at the right where they begin with 小, 太 or 右."""
    sheet = page()
    y = 100.0
    for indent, text, *further in rows:
        step, spacing = (*further, *(14.0, 0.0)[len(further) :])
        y += step
        left = RIGHT if text.startswith("右") else LEFT
        say(sheet, left + indent * EM, y, text.lstrip("小太右"), 7.0 if text.startswith("小") else size, spacing=spacing * EM)
    lines = [item for item in layout_of(sheet)[0].items if isinstance(item, Line)]
    signs = [text[0] for _, text, *_ in rows]
    sides = [(RIGHT, FARTHEST, 1) if sign == "右" else (LEFT, RIGHT, 0) for sign in signs]
    return [TextUnit(replace(line, bold=sign == "太"), *side) for line, sign, side in zip(lines, signs, sides, strict=True)]


def beginnings(*rows: Row) -> list[int]:
    """Which of the rows begin a paragraph."""
    lines = units(*rows)
    assert len(lines) == len(rows)
    heads = {id(paragraph.first) for paragraph in paragraphs_of(lines)}
    return [k for k, unit in enumerate(lines) if id(unit.line) in heads]


def test_a_heading_whose_words_begin_with_a_particle_s_letter_begins_behind_a_full_stop() -> None:
    assert beginnings((0, "・" + full(1, "した。")), (0, "④ともに育ち合う場")) == [0, 1]
    assert beginnings((0, full(0, "した。")), (0, "④ともに育ち合う場")) == [0, 1]


def test_the_point_of_a_number_ends_no_sentence() -> None:
    assert beginnings((0, "・" + full(1, "のうち１２．")), (0, "５％が、０歳児の家庭である。")) == [0]
    assert beginnings((0, "・" + full(1, "行った．")), (0, "５％が、０歳児の家庭である。")) == [0, 1]


@pytest.mark.parametrize(
    "lines",
    [
        (PROSE[:21] + "3", PROSE[:21] + "1", PROSE[:21] + "7", PROSE[:19] + "た。"),
        (PROSE[:21] + "3", PROSE[:11] + " " + PROSE[11:20] + "30", PROSE[:21] + "7", PROSE[:19] + "た。"),
        (PROSE[:20] + "12", PROSE[:22], PROSE[:20] + "2030", PROSE[:19] + "5た。"),
    ],
    ids=["a digit in each", "two and a space", "none or two"],
)
def test_lines_that_end_at_one_place_as_set_are_not_stretched(lines: tuple[str, ...]) -> None:
    assert beginnings(*((0.0, text) for text in (*lines, "棚も直した。"))) == [0]


@pytest.mark.parametrize(("x", "wanted"), [(1.5, [0]), (1.0, [0, 2]), (0.0, [0, 2])])
def test_the_white_half_of_a_bracket_is_left_out_at_the_head_of_a_line(x: float, wanted: list[int]) -> None:
    assert beginnings((0, "・　" + full(2)), (2, full(2, "した。")), (x, "（令和５年度）")) == wanted


LISTED = tuple((0.0, f"・{text}。") for text in ("庭を広げた", "砂を替えた", "声を集めた", "棚を替えた", "灯を直した"))


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([*LISTED, (0, "・" + full(1, "子ども")), (0, "・家庭の声を集めた。")], [0, 1, 2, 3, 4, 5]),
        ([*LISTED[1:], (0, "・" + full(1, "子ども")), (0, "・家庭の声を集めた。")], [0, 1, 2, 3, 4]),
        ([*LISTED[2:], (0, "・" + full(1, "子ども")), (0, "・家庭の声を集めた。")], [0, 1, 2, 3, 4]),
        ([*LISTED, (0, "・" + full(1, "子ども")), (0, "・　家庭の声を集めた。")], [0, 1, 2, 3, 4, 5, 6]),
        ([*LISTED, (0, "・" + full(1, "した。")), (0, "・家庭の声を集めた。")], [0, 1, 2, 3, 4, 5, 6]),
        ([*LISTED, (0, "・灯の工夫"), (0, "・" + full(1, "子ども")), (0, "・家庭の声を集めた。")], [0, 1, 2, 3, 4, 5, 6, 7]),
        ([*LISTED, (0, "灯の工夫"), (0, "・" + full(1, "子ども")), (0, "・家庭の声を集めた。")], [0, 1, 2, 3, 4, 5, 6]),
        ([*LISTED, (0, "①灯の工夫"), (0, "・" + full(1, "子ども")), (0, "・家庭の声を集めた。")], [0, 1, 2, 3, 4, 5, 6]),
        ([(0, full(0, "した。")), *LISTED, (0, "○" + full(1, "広間")), (0, "○家庭の声を集めた。")], [0, 1, 2, 3, 4, 5, 6, 7]),
        (
            [*LISTED, (0, "・" + full(1)), (0, full(0)), (0, "庭の子ども"), (0, "・" + full(1, "子ども")), (0, "・家庭。")],
            [0, 1, 2, 3, 4, 5, 8, 9],
        ),
        ([*LISTED, (0, "○灯の工夫"), (0, "・" + full(1, "子ども")), (0, "・家庭の声を集めた。")], [0, 1, 2, 3, 4, 5, 6]),
        ([*LISTED[1:], (0, "灯も直した。"), (0, "・" + full(1, "子ども")), (0, "・家庭の声を集めた。")], [0, 1, 2, 3, 4, 5, 6]),
        (
            [*LISTED, (0, "・" + full(1, "した。")), (0, "①灯の工夫"), (0, "・" + full(1, "子ども")), (0, "・家庭の声を集めた。")],
            [0, 1, 2, 3, 4, 5, 6, 7],
        ),
        ([(0, full(0)), (0, "庭の話"), *LISTED, (0, "・" + full(1, "子ども")), (0, "・家庭の声を集めた。")], [0, 2, 3, 4, 5, 6, 7]),
        ([(0, "・" + full(1, "した。")), (0, "・" + full(1, "子ども")), (0, "・子育ての声を集めた。")], [0, 1]),
    ],
    ids=[
        "in a list",
        "just so many",
        "few",
        "apart",
        "ended",
        "an item that ends no sentence",
        "a heading",
        "a numbered heading",
        "another sign",
        "no sentence of three lines",
        "a heading with another sign",
        "few and a line without mark",
        "a heading under a full line",
        "lines over the list",
        "two words that make one",
    ],
)
def test_a_dot_within_a_word_where_all_items_end_sentences(rows: list[Row], wanted: list[int]) -> None:
    assert beginnings(*rows) == wanted


ARROWS = ((0.0, "・声→対応"), (0.0, "・" + full(1, "反映")), (1.0, "→利用が増えた。"))


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (ARROWS, [0, 1]),
        (ARROWS[1:], [0, 1]),
        ((*ARROWS, (1.0, "→声を集めた。")), [0, 1, 2, 3]),
        ((ARROWS[0], (0.0, "・声を集める"), (1.0, "→した。"), *ARROWS[1:]), [0, 1, 2, 3, 4]),
        (((0.0, "→声を集めた→"), *ARROWS), [0, 1, 2, 3]),
        (((0.0, "・声⇒対応"), *ARROWS[1:]), [0, 1, 2]),
        (((0.0, "→庭→砂を替えた。"), *ARROWS[1:2], (1.0, "→利用が増えた")), [0, 1, 2]),
        (((0.0, "・" + full(1, "した。")), (0.0, "→庭→砂を替えた。"), *ARROWS[1:]), [0, 1, 2, 3]),
    ],
    ids=[
        "within a line too",
        "nowhere else",
        "under a full stop",
        "under room to spare",
        "first of all",
        "another",
        "first of all, and the last ends no sentence",
        "under a full line that ends a sentence",
    ],
)
def test_an_arrow_that_stands_within_lines_begins_none(rows: tuple[Row, ...], wanted: list[int]) -> None:
    assert beginnings(*rows) == wanted


@pytest.mark.parametrize(("x", "sign"), [(2.0, "・"), (2.0, "△"), (1.0, "・")])
def test_items_at_the_text_of_a_heading_that_fills_its_line_are_items(x: float, sign: str) -> None:
    items = [(x, f"{sign}{text}。") for text in ("庭を広げた", "砂を替えた")]
    assert beginnings((0, "①　広間"), *items, (0, "②　" + full(2)), *items) == [0, 1, 2, 3, 4, 5]
    assert beginnings((0, "②　" + full(2)), (2, "・家庭を支えた。")) == [0]
    for elsewhere in (0, 5):
        assert beginnings((elsewhere, "・庭を広げた。"), (0, "②　" + full(2)), (2, "・家庭を支えた。")) == [0, 1]


@pytest.mark.parametrize("name", ["（主なデータ）", "【利用実績（令和５年度）】"])
def test_a_name_behind_a_sentence_is_no_remark_where_its_bracket_hangs_out(name: str) -> None:
    assert beginnings((0, "・　" + full(2)), (2, full(2, "した。")), (1.5, name)) == [0, 2]


def test_a_remark_behind_a_sentence_is_within_it() -> None:
    assert beginnings((0, full(0)), (0, full(0, "した。（令和５年度）")), (0, "棚も直した。", 21)) == [0, 2]
    assert beginnings((0, full(0)), (0, full(0, "棚と庭（令和５年度）")), (0, "も直した。", 21)) == [0]


@pytest.mark.parametrize(
    ("ending", "note", "parted"),
    [("した。", "（主なデータ）", True), ("した。", "（令和５年度）", False), ("した", "（主なデータ）", False)],
)
def test_what_introduces_data_is_no_end_of_a_full_bullet(ending: str, note: str, parted: bool) -> None:
    found = blocks_of(units((0, "・　" + full(2, ending)), (2, note)), Ledger(), is_note=form_rules().is_note)
    assert len(found) == 1 + parted


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        pytest.param([(0, "・日曜開館"), (2, "毎月開き、父親の利用が増えた。")], [0, 1], id="under a name"),
        pytest.param([(0, "・日曜開館"), (1, "毎月開き、父親の利用が増えた。")], [0], id="at the item's text"),
        pytest.param([(0, "・" + PROSE[:14]), (2, "毎月開き、父親の利用が増えた。")], [0], id="behind half a line"),
        pytest.param([(0, "・日曜開館"), (2, "hirobanonichiyoukaikanwoshiraseruhomepage")], [0], id="where a long word had no room"),
        pytest.param([(0, "・日曜に開き、"), (2, "父親の利用が増えた。")], [0], id="behind a pause"),
        pytest.param([(0, "・日曜の開館を"), (2, "毎月に増やした。")], [0], id="behind a particle"),
        pytest.param([(0, "・園庭を開き"), (2, "父親の利用が増えた。")], [0], id="behind a clause that hands have broken"),
        pytest.param([(0, "・日曜開館"), (2, "が増えた。")], [0], id="before a particle"),
        pytest.param([(0, "・"), (2, "毎月開き、父親の利用が増えた。")], [0], id="behind a mark alone"),
        pytest.param([(0, "・日曜開館に"), (1, "ついて"), (2, "毎月開いた。")], [0], id="under its second line"),
    ],
)
def test_what_stands_deeper_than_an_item_s_text_under_a_name_is_said_of_it(rows: list[Row], wanted: list[int]) -> None:
    hanging = [(0.0, "・" + full(1)), (1.0, "直した。")]
    assert beginnings(*hanging, *rows) == [0, *(2 + k for k in wanted)]


def test_a_line_under_a_heading_where_paragraphs_are_indented_opens_one() -> None:
    """The short line has room for more, and no item here goes on at its text."""
    body = ((1.0, full(1)), (0.0, "広げた。"), (1.0, full(1)), (0.0, "直した。"))
    assert beginnings((0, "⇒会員の募集"), (1, full(1, "した。")), *body) == [0, 1, 2, 4]


EXAMPLES: dict[str, tuple[list[Row], list[int]]] = {
    "_begins_with_closing_sign": ([(0, "利用者の声（令和３年度から"), (0, "）を集めた。")], [0]),
    "_stands_far_below": (
        [(0, full(0)), (0, full(0)), (0, full(0, "工夫した。")), (0, "次の年は庭を広げた。", 24)],
        [0, 3],
    ),
    "_stands_below_items": (
        [(0, "①庭を広げた。"), (0, "②" + full(3, "した。"), 22), (1, "砂場も広げた。", 22), (0, "③声を集めた。")],
        [0, 1, 2, 3],
    ),
    "_stands_in_cell_beside": ([(0, "①" + full(1, "関係づくり")), (1, "右庭を広げた。", 5)], [0, 1]),
    "_is_other_type": ([(0, "・広間の模様替え"), (1, "小いずれも令和３年度に行った")], [0, 1]),
    "_is_bold_heading": ([(0, "・" + full(1)), (0, full(0, "行った。")), (0, "太庭を広げた。"), (0, "・声を集めた。")], [0, 2, 3]),
    "_names_goals": ([(0, "・" + full(1, "行った。")), (1, "①～③、どの取組も職員全員で見直した。")], [0]),
    "_is_number_with_particle": ([(0, full(0, "姿")), (0, "①に関わる取組を進めた。")], [0]),
    "_is_number_in_sentence": ([(0, "・" + full(1, "姿")), (1, "①　歓迎する場づくりを進めた。")], [0]),
    "_is_sign_in_sentence": ([(0, "・" + full(1, "口コミ")), (1, "・チラシで知らせた。")], [0]),
    "_counts_within_line": ([(0, "・" + full(1, "した。")), (1, "①受付、②案内を改めた。")], [0]),
    "_has_mark": ([(0, "・" + full(1)), (0, "・次の年は庭を広げた。")], [0, 1]),
    "_is_name_in_brackets": ([(0, "〈庭〉"), (0, "・" + full(1)), (0, "〈交流〉"), (0, "・庭を広げた。")], [0, 1, 2, 3]),
    "_follows_last_line": (
        [(0, PROSE[:21] + "3", 14, 0.5 / 21), *((0, text) for text in (PROSE[:21] + "12", PROSE[:22], PROSE[:20] + "7。", "棚も直した。"))],
        [0, 4],
    ),
    "_opens_indented": ([(0, full(0, "した。")), (1, full(1)), (0, "広げた。"), (0, "・声を集めた。")], [0, 1, 3]),
    "_opens_under_heading": ([(0, "①　" + full(2)), (2, full(2)), (0, "広げた。"), (2, full(2)), (0, "直した。")], [0, 1, 3]),
    "_opens_as_indented": ([(1, full(1)), (0, "広げた。"), (1, full(1, "を設けた")), (1, "声を集めた。")], [0, 2, 3]),
    "_joins_sentence": ([(0, "①　棚と床を一新"), (2, "また、庭を整備")], [0, 1]),
    "_follows_unstopped": ([(0, "①　棚と床を一新"), (2, "父親の講座を拡充"), (0, "②　庭を整備"), (0, "③　声を収集")], [0, 1, 2, 3]),
    "_goes_on_near": ([(0, "①　" + full(2, "した。")), (0, "床も直した。"), (0, "③　庭を広げた。", 24)], [0, 2]),
    "_is_wrapped_item": ([(0, "・" + full(5, "した。")), (1, "「ひろば通信」に載せた。")], [0]),
    "_stands_within_count": ([(0, "①　" + full(2, "した。")), (0, "床も直した。"), (0, "②　庭を広げた。")], [0, 2]),
    "_stands_under_mark": ([(2, "・広報に載せた"), (3, "こと"), (0, "声を集めた")], [0, 2]),
    "_is_item_elsewhere": ([(0, "・広間の模様替えを行い、"), (3, "親子が並んで座れるようにした。")], [0]),
    "_follows_item": ([(0, "①　" + full(2)), (2, full(2, "した。")), (1, "次の年は庭を広げた。")], [0, 2]),
    "_stands_near_in_paragraph": (
        [(0, full(3, "した。")), (0, "声も届いた。"), (0, "棚を替えた。", 24), (0, "庭を広げた。", 24)],
        [0, 2, 3],
    ),
    "_is_broken_by_hand": (
        [(0, "・広間の模様替えを行い、親子が"), (0, "並んで座れるようにした。"), (0, "・声を集めた会も開いて、皆で"), (0, "話した。")],
        [0, 2],
    ),
    "_goes_on_flush": ([(0, full(0)), (0, "増やした。")], [0]),
    "_is_left_within_sentence": ([(1, "広間の模様替えを行い、"), (0, "庭を広げた。")], [0]),
    "_begins_with_particle": ([(0, "・" + full(1)), (1, full(1)), (1, "広げた。"), (0.1, full(0)[:-2]), (0, "は庭を広げた。")], [0, 3]),
}
"""By rule: the rows, and which of them begin a paragraph."""


@pytest.mark.parametrize("name", [rule.holds.__name__ for rule in seam_rules.RULES])
def test_each_rule_has_an_example_that_fails_without_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows, wanted = EXAMPLES[name]
    assert beginnings(*rows) == wanted
    monkeypatch.setattr(seam_rules, "RULES", tuple(rule for rule in seam_rules.RULES if rule.holds.__name__ != name))
    assert beginnings(*rows) != wanted


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        pytest.param(
            [(0, "・声を" + full(5, "集めた。")[:-2]), (1, "「ひろば通信」に載せた。")], [0], id="a quoted name opens the next line"
        ),
        pytest.param([(0, "・" + full(5, "した。")), (1, "「ひろば通信」に載せた。")], [0], id="a sentence ends near the margin"),
        pytest.param([(0, "・" + full(3, "した。")), (1, "SNSでも知らせた。")], [0], id="a Latin word opens the next line"),
        pytest.param([(0, "・声を集めた（年２回）"), (1, "アンケートを続けた。")], [0], id="a bracket ends no sentence"),
        pytest.param([(0, "・声を集めた。"), (1, "また、広報に載せた。")], [0, 1], id="a paragraph under an item"),
        pytest.param([(0, "・" + full(1)), (0, "・" + full(1)), (0, "・庭を広げた")], [0, 1, 2], id="items without an end"),
        pytest.param([(0, "・" + full(1)), (1, "⇒庭を広げた。")], [0, 1], id="an arrow begins under a full line"),
        pytest.param([(1, "庭を広げた。"), (0, "利用者の声")], [0, 1], id="a heading left of what was said"),
        pytest.param([(0, full(0, "した。")), (0, "【参考】拠点の事業")], [0, 1], id="enclosed words under a full line"),
        pytest.param([(0, "・" + full(1)), (0, "【視点ア、イ】"), (0, "・庭を広げた。")], [0, 2], id="a reference behind a full line"),
        *(
            pytest.param([(0, full(0, "した。")), (0, f"{a}人に開かれた場{b}"), (0, "声を集めた。")], wanted, id=f"a line in {a}{b}")
            for a, b, wanted in (
                ("〈", "〉", [0, 1, 2]),
                ("＜", "＞", [0, 1, 2]),
                ("［", "］", [0, 1, 2]),
                ("〈", "〉（年２回）", [0, 1, 2]),
                ("「", "」", [0, 2]),
                ("（", "）", [0, 2]),
            )
        ),
        pytest.param(
            [(1, full(1)), (0, full(0, "した。")), (1, full(1)), (0, "広げた。")], [0, 2], id="the first lines of paragraphs are indented"
        ),
        pytest.param([(0, "⇒" + full(1, "反映")), (0, full(0)), (0, "していく。")], [0], id="lines wrapped to the margin"),
        pytest.param([(0, "①　" + full(2)), (2, full(2, "目標")), (2, "①に当たる。")], [0], id="a number within a sentence"),
        pytest.param(
            [(1, full(1)), (0, "広げた。"), (1, full(1, "した。")), (1, "声を集めた。")], [0, 2, 3], id="one wrapped line tells the indent"
        ),
        pytest.param(
            [
                (0, "広間の工夫"),
                *((0, text, 14 if text == "庭を広げた。" else 21) for text in ("庭を広げた。", full(0, "した。"), *["声を集めた。"] * 6)),
                (0, "周知", 24),
                (0, "広報に載せた。"),
            ],
            list(range(11)),
            id="paragraphs are set apart, and a full one too",
        ),
        pytest.param(
            [
                (0.5, "・庭を広げた。"),
                (0.5, "・" + full(1.5, "した。")),
                (0, "利用者の声"),
                (0.5, "・声を集めた。"),
                (0.5, "・棚を替えた。"),
                (0.5, "・砂を替えた。"),
            ],
            [0, 1, 2, 3, 4, 5],
            id="a short line that is no sentence heads items that are",
        ),
        pytest.param(
            [
                (0, "・庭を広げた。"),
                (0, "・棚を替えた。", 20),
                (0, "・" + full(1, "掲示板"), 20),
                (0, "・口コミで知らせた。"),
                (0, "・声を集めた。", 20),
            ],
            [0, 1, 2, 4],
            id="items are set apart, and a sign within one is not",
        ),
        *(
            pytest.param([(0, full(0)), (0, text), (0, "・声・人を集めた。")], wanted, id=text)
            for text, wanted in (
                ("♪歌の日♪を開いた。", [0, 2]),
                ("♪歌の日を開いた。", [0, 1, 2]),
                ("－庭－棚を替えた。", [0, 1, 2]),
                ("・庭・棚を替えた。", [0, 1, 2]),
            )
        ),
        pytest.param([(0, "♪" + full(1)), (0, "♪歌の日♪を開いた。")], [0, 1], id="a sign that items have"),
        pytest.param(
            [(0, "庭を広げた。"), (0, full(0, "した子ども")), (0, "・若者の声を集めた。"), (0, "棚を替えた。")],
            [0, 1, 3],
            id="the only sign of a list without signs stands within a word",
        ),
        pytest.param(
            [(0, "庭を広げた。"), (0, full(0, "次の取組を行った")), (0, "・声を集めた。"), (0, "・棚を替えた。")],
            [0, 1, 2, 3],
            id="two signs are a list's, though a full line without an end introduces it",
        ),
        *(
            pytest.param([(0, head + full(1, "（前年")), (0, text)], wanted, id=f"{text[0]} before a number or a word, among {head}")
            for head, text, wanted in (
                ("・", "△788件）と減った。", [0]),
                ("・", "△庭を広げた。", [0, 1]),
                ("△", "△788件を受けた。", [0, 1]),
                ("△", "・788件を受けた。", [0, 1]),
            )
        ),
        pytest.param(
            [(1, full(1)), (0, "広げた。"), (1, full(1, "した。")[1:]), (0, "①～③の取組は見直す。")],
            [0, 2],
            id="several numbers left of where paragraphs begin",
        ),
        pytest.param(
            [
                (0, "②" + full(1)),
                (1, full(1, "した。")[1:]),
                (1, "①～③の取組は見直す。"),
                (0, "③" + full(1, "した。")),
                (0, "④庭を広げた。"),
            ],
            [0, 3, 4],
            id="several numbers where an item's lines stand",
        ),
        pytest.param(
            [(0, "②" + full(1)), (1, full(1, "した。")[1:]), (0, "①～③の取組は見直す。"), (0, "③庭を広げた。")],
            [0, 2, 3],
            id="several numbers where items begin",
        ),
        pytest.param(
            [*[(0, "庭を広げた。")] * 6, (0, full(0, "した。")), (0, "声を集めた。")],
            list(range(8)),
            id="where each sentence is a paragraph, so is one that fills its line",
        ),
        pytest.param(
            [(0, "庭を広げた。"), (0, full(0, "した。")), (0, "声を集めた。"), (0, "棚を替えた。"), (0, "【参考】拠点の事業")],
            [0, 1, 3, 4],
            id="a few such sentences tell nothing",
        ),
        pytest.param(
            [(0, "①" + PROSE[:14] + "。"), (0, "庭も、" + PROSE[:13]), (0, PROSE[13:28] + "。"), (0, "声を集めた。")],
            [0],
            id="hands broke all lines below a mark six em before the wall",
        ),
        pytest.param(
            [
                (0, "① " + PROSE[:6] + "、" + PROSE[6:12]),
                (1, "直した。"),
                (0, "② " + PROSE[:13] + "。"),
                (1, "声を集めた。"),
                (0, "③ " + PROSE[:13] + "。"),
            ],
            [0, 2, 4],
            id="and indented them",
        ),
    ],
)
def test_kinds_of_lines(rows: list[Row], wanted: list[int]) -> None:
    assert beginnings(*rows) == wanted


STRETCHED = full(0) + "30", full(0), full(0) + "6"
"""Lines that would not end at one place."""


def stretched(beyond: float, *lines: str, indent: float = 0.0) -> list[TextUnit]:
    """Lines in one column, all but the last stretched to its edge, and the first to a place so many points beyond; the first line of
    an item is out-dented."""
    sheet, width = page(), RIGHT - LEFT - 4
    for k, text in enumerate(lines):
        x = LEFT if text[0] == "・" else LEFT + indent * EM
        own = sum(EM / 2 if char.isascii() else EM for char in text)
        room = (LEFT + width + (beyond if k == 0 else 0) - x - own) / (len(text) - 1) if k < len(lines) - 1 else 0.0
        say(sheet, x, 100 + 14 * k, text, spacing=room)
    return [TextUnit(item, LEFT, RIGHT, 0) for item in layout_of(sheet)[0].items if isinstance(item, Line)]


def beginnings_of(lines: list[TextUnit]) -> list[int]:
    heads = [paragraph.first for paragraph in paragraphs_of(lines)]
    return [k for k, unit in enumerate(lines) if unit.line in heads]


@pytest.mark.parametrize(
    ("mark", "beyond", "wanted"),
    [("", 2.0, [0, 1]), ("", -4.0, [0, 1]), ("", 0.0, [0]), ("・", -4.0, [0, 1]), ("・", 0.0, [0]), ("・", 4.0, [0])],
)
def test_a_line_that_was_not_stretched_is_the_last_of_its_paragraph(mark: str, beyond: float, wanted: list[int]) -> None:
    """Lines that go on are stretched to one edge, digits among their signs or not; a last line is as wide as its signs. A full stop
    may hang out of the column where an item goes on."""
    lines = stretched(beyond, mark + full(0, "した。"), *STRETCHED, "も直した。", indent=len(mark))
    assert beginnings_of(lines) == wanted


@pytest.mark.parametrize(("beyond", "wanted"), [(-4.0, [0, 1]), (0.0, [0])])
def test_all_lines_of_a_column_tell_whether_they_are_stretched(beyond: float, wanted: list[int]) -> None:
    few = stretched(beyond, full(0, "した。"), full(0), "も直した。")
    at_edge = at_edges([*few, *(unit._replace(place=1) for unit in stretched(0.0, *STRETCHED, "も直した。"))])
    assert beginnings_of(few) == [0]
    assert beginnings_of([at_edge(unit) for unit in few]) == wanted


def test_lines_that_fill_their_column_with_equal_signs_are_not_stretched() -> None:
    assert edge_of(broken_in(stretched(0.0, *[full(1)] * 5))) is not None
    assert edge_of(broken_in(units(*[(0, full(1))] * 5))) is None


def test_what_may_be_one_paragraph_or_two_is_named() -> None:
    """Sentences end within paragraphs and at their ends: nobody can tell what one at the margin does."""
    rows: list[Row] = [(0, "庭を広げた。棚も替えた。"), (0, "砂を替えた。"), (0, full(0, "した。")), (0, "声を集めた。")]
    found = paragraphs_of(units(*rows))
    named = [(defect.code, defect.quote, defect.box is not None) for paragraph in found for defect in unsure(paragraph, Place())]
    assert named == [("paragraphs-unsure", found[2].text, True)]
    rows[2] = (0, full(0, "している"))
    assert not any(paragraph.is_unsure for paragraph in paragraphs_of(units(*rows)))


@pytest.mark.parametrize(
    ("rows", "wanted", "unsure"),
    [
        ([full(0, "見直し")[2:], "担い手の育成", "情報の共有"], 3, []),
        ([full(0, "育成")[2:], "情報の共有"], 1, [0]),
        ([full(0, "見直しの"), "共有", "情報の発信"], 2, []),
        ([full(0, "見直"), "共有の方法", "情報の発信"], 2, [0]),
        ([full(0, "連携体制の構")[2:], "築と情報の共有"], 1, []),
        ([full(0, "場の充"), "実", "情報の発信"], 2, []),
        ([full(0, "考えます"), "学校へのつなぎが課題です"], 2, []),
        ([full(0, "考えます"), "が、学校へのつなぎが課題です"], 1, []),
        ([full(0, "足りない"), "かかわりの場", "声が足りない"], 2, [0]),
        ([full(0, "ならない"), "かかわりの場", "声が足りず"], 2, []),
    ],
)
def test_phrases_one_a_line_are_an_issue_each(rows: list[str], wanted: int, unsure: list[int]) -> None:
    """So is one that nearly fills its line, where others surely are, and one that ends politely; where words meet at the margin, or a line
    there ends as another phrase does, nobody can tell, but inside a word the line was broken."""
    found = issues_in(units(*((0.3, row) for row in rows)))
    assert len(found) == wanted
    assert [k for k, paragraph in enumerate(found) if paragraph.is_unsure] == unsure


def test_what_may_be_one_issue_or_two_is_named_with_its_project() -> None:
    rows, defects = [full(0, "育成")[2:], "情報の共有"], list[Defect]()
    issues_of(
        [(units(*((0.3, row) for row in rows)), set())], True, 1, "前期の課題", form_rules(), Ledger(), defects, Place(2, "子育て相談事業")
    )
    assert [(d.code, d.place.project_no, d.place.section) for d in defects] == [("paragraphs-unsure", 2, "goals")]
