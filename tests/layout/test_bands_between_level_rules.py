"""What stands between two level rules, asked question by question: a row, a list, running text, another table, the rest of a row."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.layout import between_tables, hairlines, header_over
from pipeline.layout.rules import Rule
from pipeline.layout.runs import Run, text_lines
from pipeline.pages.model import Area
from tests.layout.hand_set import Words, fill, runs

WALLS = (70.0, 140.0)
HALL: list[Words] = [(5.0, "来館"), (75.0, "168件"), (145.0, "182件")]
NAME: list[Words] = [(5.0, "来館の数")]
LONG: list[Words] = [(5.0, "親子の居場所として広く使う。")]


def rule(y: float, *ends: float, virtual: bool = False) -> Rule:
    """A rule in pieces between these ends, or over all columns at once."""
    ends = ends or (0.0, 210.0)
    return Rule(y, ends[0], ends[-1], list(zip(ends, ends[1:], strict=False)), 0, virtual)


CUT = (0.0, *WALLS, 210.0)
WORDS: list[Words] = [(5.0, "会議"), (75.0, "地区の声"), (145.0, "予約制")]


@pytest.mark.parametrize(
    ("lines", "cuts", "top", "bottom", "columns", "expected"),
    [
        ([HALL], (), rule(200), rule(220), (), True),
        ([NAME], (), rule(200), rule(220), (), False),
        ([NAME], WALLS, rule(200), rule(220), (), False),
        ([NAME], WALLS, rule(200), rule(220), WALLS, False),
        ([NAME], WALLS, rule(200, *CUT), rule(220, *CUT), WALLS, True),
        ([NAME], WALLS, rule(200, *CUT), rule(220, *CUT), (), False),
        ([[(5.0, "来館の総数は次の"), (100.0, "12件")]], (180.0,), rule(200), rule(220), (180.0,), True),
        ([HALL], WALLS, rule(200, *CUT), rule(220, 0.0, 100.0, 210.0), (), False),
        ([HALL], WALLS, rule(200, *CUT), rule(220, 0.0, 70.0, 210.0), (), True),
        ([HALL, LONG, LONG], WALLS, rule(200), rule(260), (), True),
        ([LONG, LONG], WALLS, rule(200), rule(260), (), False),
        ([NAME, NAME], WALLS, rule(200), rule(260), (), False),
        ([HALL, HALL, LONG], (), rule(200), rule(260), WALLS, True),
        ([HALL, LONG, LONG], (), rule(200), rule(260), WALLS, False),
        ([HALL, LONG], WALLS, rule(200), rule(260, virtual=True), (), False),
        ([HALL, NAME], WALLS, rule(200), rule(260, virtual=True), (), True),
        ([], (), rule(200), rule(220), WALLS, True),
        ([], (), rule(200), rule(220), (), False),
        ([], (), rule(200), rule(400), WALLS, False),
        ([], (), rule(200, *CUT), rule(220), WALLS, False),
    ],
    ids=[
        *("texts with gaps", "a name", "a name in a column", "a name under rows", "a name under rules that are cut", "a first name there"),
        *("a name and a number in one column", "rules cut elsewhere", "a rule cut less", "one line of three in columns", "none in columns"),
        *("all in one column", "a line in four over white", "a third over white", "over a wall at a page's end", "a name at a page's end"),
        *("nothing", "nothing over nothing", "room for a picture", "nothing under rules cut otherwise"),
    ],
)
def test_a_row(
    lines: Sequence[Sequence[Words]], cuts: Sequence[float], top: Rule, bottom: Rule, columns: Sequence[float], expected: bool
) -> None:
    assert hairlines._is_tabular(runs(*lines, y=top.y + 5), cuts, top, bottom, columns) is expected


LEFT, BOTH = [(5.0, "声を聞く。")], [(5.0, "声を聞く。"), (110.0, "学びの場。")]


@pytest.mark.parametrize(
    ("lines", "walls", "expected"),
    [
        ([BOTH] * 8, (100.0,), True),
        ([BOTH] * 7, (100.0,), False),
        ([*[BOTH] * 2, *[LEFT] * 6], (100.0,), False),
        ([*[BOTH] * 3, *[[(5.0, "声を"), (110.0, "学び")]] * 5], (100.0,), True),
        ([[(5.0, "声を"), (110.0, "学び")]] * 8, (100.0,), False),
        ([BOTH] * 8, (100.0, 180.0), False),
    ],
    ids=["eight lines", "seven lines", "two sentences at the right", "three at each side", "words", "three columns"],
)
def test_running_text_in_two_columns(lines: Sequence[Sequence[Words]], walls: Sequence[float], expected: bool) -> None:
    assert hairlines._is_of_sentences(text_lines(runs(*lines)), walls) is expected


UNIT: list[Words] = [(5.0, "相談件数"), (145.0, "（単位：件）")]


@pytest.mark.parametrize(
    ("lines", "virtual", "expected"),
    [
        ([HALL, NAME], True, True),
        ([NAME] * 3, True, False),
        ([NAME, *[HALL] * 4, NAME], True, False),
        ([NAME, *[HALL] * 4, NAME], False, True),
        ([NAME, *[HALL] * 2, NAME], True, True),
        ([HALL, *[HALL] * 3, NAME], True, True),
        ([NAME, *[HALL] * 4], True, True),
        ([NAME, *[HALL] * 3, UNIT], True, False),
        ([NAME, *[HALL] * 3, UNIT], False, True),
        ([HALL, *[NAME] * 2], True, True),
        ([HALL, *[NAME] * 3], True, False),
    ],
    ids=[
        *("a row and a name", "names", "text with a table in it", "that at a page's foot", "four lines", "a row first", "a row last"),
        *("text and a caption with its unit", "that at a page's foot, with a unit", "a third in columns", "a quarter in columns"),
    ],
)
def test_the_rest_of_a_row_that_a_page_cut(lines: Sequence[Sequence[Words]], virtual: bool, expected: bool) -> None:
    assert hairlines._is_rest_of_row(text_lines(runs(*lines)), WALLS, rule(190, virtual=virtual)) is expected


def between(*rows: Sequence[Words]) -> list[Run]:
    """A line in the middle of each row of 20 points."""
    return runs(*rows, y=205, steps=[20.0] * len(rows))


MONTHS: list[Words] = [(5.0, "４月"), (75.0, "５月"), (145.0, "６月")]


@pytest.mark.parametrize(
    ("rules", "rows", "expected"),
    [
        ([rule(220), rule(240)], [NAME, HALL], True),
        ([rule(220), rule(240)], [NAME, WORDS], False),
        ([rule(220), rule(250)], [NAME, HALL], False),
        ([rule(220), rule(230, 70.0, 210.0), rule(240)], [NAME, HALL], True),
        ([rule(220)], [NAME, HALL], False),
        ([rule(220), rule(246)], [NAME, HALL], True),
        ([rule(220), rule(246)], [[(NAME[0][0] + 5, NAME[0][1])], HALL], False),
        ([rule(220), rule(223 + 20)], [[(NAME[0][0] + 5, NAME[0][1])], HALL], True),
        ([rule(220), rule(240)], [NAME, MONTHS], False),
        ([rule(220), rule(240)], [NAME, [(5.0, "来館"), (75.0, "4"), (110.0, "5"), (145.0, "6")]], True),
        ([rule(220), rule(240)], [NAME, [(5.0, "来館"), (75.0, "4回"), (110.0, "5回"), (145.0, "6回")]], True),
        ([rule(220), rule(240)], [NAME, [(5.0, "区分"), (75.0, "0歳"), (110.0, "1歳"), (145.0, "2歳")]], False),
    ],
    ids=[
        *("over a row as high", "over words", "over a higher row", "over a row with a rule in it", "over none"),
        *("over a row nearly as high", "set in over a row nearly as high", "set in over a row as high", "over months"),
        *("over numbers that count on", "over counts", "over ages"),
    ],
)
def test_the_name_of_a_group(rules: Sequence[Rule], rows: Sequence[Sequence[Words]], expected: bool) -> None:
    assert between_tables.heads_group(rule(200), rules, between(*rows)) is expected


ROOM = 7.5
"""points; as much as a row needs"""
HEADS = [fill(x0, x0 + 70, 202, 220) for x0 in (0.0, 70.0, 140.0)]


@pytest.mark.parametrize(
    ("rules", "row", "fills", "expected"),
    [
        ([rule(202), rule(222)], NAME, [], True),
        ([rule(202), rule(222)], HALL, [], False),
        ([rule(202), rule(222)], WORDS, [], False),
        ([rule(202), rule(222)], WORDS, HEADS, True),
        ([rule(202), rule(222)], WORDS, HEADS[:2], False),
        ([rule(202), rule(222)], HALL, HEADS, False),
        ([rule(202), rule(222)], WORDS, [*HEADS, fill(0, 210, 180, 201)], False),
        ([rule(202), rule(222)], WORDS, [*HEADS, fill(300, 400, 180, 201)], True),
        ([rule(202), rule(212, 70.0, 210.0), rule(222)], WORDS, [], False),
        ([rule(202)], HALL, [], True),
        ([rule(212), rule(232)], NAME, [], False),
    ],
    ids=[
        *("over a caption", "over numbers", "over words", "over a shaded header", "over words shaded in part", "over shaded numbers"),
        *("under a shaded row", "beside another table's shade", "over a rule within a row", "over none", "with room for a row"),
    ],
)
def test_no_room_for_a_row(rules: Sequence[Rule], row: Sequence[Words], fills: Sequence[Area], expected: bool) -> None:
    assert between_tables._is_between_tables(rule(200), [], rules, runs(row, y=207), fills, ROOM) is expected
    assert between_tables._is_between_tables(rule(200), runs(row, y=207), rules, runs(row, y=207), fills, ROOM) is False


INNER = [rule(y, 20.0, 190.0) for y in (220.0, 240.0, 260.0)]
LEFT_RULES, RIGHT_RULES = ([rule(y, *extent) for y in (220.0, 240.0, 260.0)] for extent in ((20.0, 90.0), (110.0, 190.0)))
SIDE_BY_SIDE = [*LEFT_RULES, *RIGHT_RULES]
TWO_CAPTIONS = runs([(30.0, "相談件数"), (120.0, "来館者数")], y=205)


@pytest.mark.parametrize(
    ("inside", "text", "expected"),
    [
        (INNER, [], True),
        (INNER[:2], [], False),
        ([*INNER[:2], rule(260, 30.0, 190.0)], [], False),
        (INNER, runs([(30.0, "相談件数")], y=205), True),
        (INNER, runs([(30.0, "区分"), (80.0, "件数")], y=205), False),
        (INNER, runs([(30.0, "来館"), (80.0, "12件")], y=225), True),
        (INNER, runs([(5.0, "来館"), (80.0, "12件")], y=225), False),
        (INNER, runs([(5.0, "次の文")], y=270), True),
        (SIDE_BY_SIDE, [*TWO_CAPTIONS, *runs([(30.0, "来館"), (120.0, "12件")], y=225)], True),
        (SIDE_BY_SIDE, [*runs([(5.0, "（主なデータ）")], y=190), *TWO_CAPTIONS], True),
        (SIDE_BY_SIDE, runs([(92.0, "件")], y=225), False),
        ([*LEFT_RULES, *RIGHT_RULES[:2]], TWO_CAPTIONS, False),
        ([*LEFT_RULES, *(rule(y, 110.0, 190.0) for y in (270.0, 280.0, 290.0))], TWO_CAPTIONS, False),
        ([*LEFT_RULES, *(rule(y, 80.0, 190.0) for y in (220.0, 240.0, 260.0))], TWO_CAPTIONS, False),
    ],
    ids=[
        "three rules",
        "two rules",
        "rules of two widths",
        "a caption over it",
        "a header over it",
        "a row in it",
        "a name beside",
        "below",
        "two side by side with a caption each",
        "below a note",
        "text between two",
        "a header of two beside a table",
        "two below each other",
        "rules over each other",
    ],
)
def test_a_narrower_table_between_two_rules(inside: Sequence[Rule], text: Sequence[Run], expected: bool) -> None:
    assert hairlines._is_around_table((rule(200), rule(300)), text, inside) is expected
    assert hairlines._is_around_table((rule(200, virtual=True), rule(300)), text, inside) is False


WORDS_BESIDE = [(75.0, "①"), (145.0, "広間")]


@pytest.mark.parametrize(
    ("above", "rules", "below", "expected"),
    [
        (HALL, [rule(200), rule(220)], [HALL], True),
        (NAME, [rule(200), rule(220)], [HALL], False),
        (HALL, [rule(200), rule(210, 70.0, 210.0), rule(230)], [[(120.0, "年度")], [(75.0, "４年度"), (145.0, "５年度")]], False),
        (NAME, [rule(200)], [], True),
        (HALL, [rule(200), rule(220)], [NAME], False),
        (HALL, [rule(200, *CUT), rule(220, *CUT)], [NAME], True),
        (HALL, [rule(200), rule(300)], [WORDS_BESIDE] * 4, False),
        (HALL, [rule(200), rule(300)], [WORDS_BESIDE] * 5, True),
    ],
    ids=[
        *("over a row", "a name over a row", "over a header", "over the last rule", "over a name", "over a name in columns"),
        *("over a header of four lines", "over text"),
    ],
)
def test_text_over_a_page_s_first_rule(
    above: Sequence[Words], rules: Sequence[Rule], below: Sequence[Sequence[Words]], expected: bool
) -> None:
    assert hairlines._goes_on_below(runs(above, y=185), rules, runs(*below, y=203, steps=[12.0]), []) is expected


YEARS: list[Words] = [(75.0, "３年度"), (145.0, "４年度")]
ROW: list[Words] = [(5.0, "来館"), (75.0, "168件"), (145.0, "182件")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(([(0.0, "■利用者数")], YEARS, ROW), True, id="a caption, names, a row"),
        pytest.param((YEARS, ROW), False, id="no caption"),
        pytest.param(([(0.0, "区分"), (75.0, "年度")], YEARS, ROW), False, id="names over names"),
        pytest.param(([(0.0, "■利用者数")], YEARS[:1], ROW), False, id="one name"),
        pytest.param(([(0.0, "■利用者数")], YEARS, [(5.0, "来館者の数を示す")]), False, id="a sentence below"),
        pytest.param(([(0.0, "■利用者数")], YEARS, [*ROW, (215.0, "7件")]), False, id="a row that goes on beside"),
        pytest.param(([(0.0, "■利用者数")], [(75.0, "12件"), (145.0, "16件")], ROW), False, id="numbers over it"),
    ],
)
def test_a_rule_alone_under_the_header_of_a_table_with_a_caption(lines: Sequence[Sequence[Words]], expected: bool) -> None:
    text = runs(*lines, y=200, steps=[15.0] * len(lines))
    under = rule(200 + 15.0 * (len(lines) - 2) + 12)
    assert hairlines._is_under_captioned_header(under, text) is expected
    assert not hairlines._is_under_captioned_header(rule(300), text)
    wide = rule(190, 0.0, 500.0), rule(400, 0.0, 500.0)
    assert hairlines._is_around_table(wide, text, [under]) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param((-60.0, "・隔月で情報交換を行い、14件の経過を確認した。"), True, id="from left of the table"),
        pytest.param((-60.0, "来館者"), False, id="a name left of it"),
        pytest.param((-5.0, "来館者の数"), False, id="a name that begins at its edge"),
        pytest.param((5.0, "・隔月で情報交換を行い、14件の経過を確認した。"), False, id="within it"),
    ],
)
def test_a_line_that_begins_left_of_two_rules_and_goes_on_below_them(line: Words, expected: bool) -> None:
    top, bottom = rule(200), rule(300)
    assert hairlines._is_run_through(top, bottom, runs([line], y=240)) is expected
    assert not hairlines._is_run_through(top, bottom, runs([line], y=320))


@pytest.mark.parametrize(
    ("lines", "inside", "expected"),
    [
        ([[(120.0, "年度")], [(75.0, "４年度"), (145.0, "５年度")]], [rule(213, 70.0, 210.0)], True),
        ([[(5.0, "区分"), (120.0, "年度")], [(75.0, "４年度"), (145.0, "５年度")]], [rule(213, 70.0, 210.0)], False),
        ([[(120.0, "年度")], [(75.0, "４年度の件数")]], [rule(213, 70.0, 210.0)], False),
        ([[(75.0, "４年度"), (145.0, "５年度")]], [rule(198, 70.0, 210.0)], False),
        ([[(120.0, "年度")], [(75.0, "４年度"), (145.0, "５年度")]], [], False),
    ],
    ids=["names over names", "a name in the corner", "one name below", "none above", "no rule"],
)
def test_a_header_beside_an_empty_corner(lines: Sequence[Sequence[Words]], inside: Sequence[Rule], expected: bool) -> None:
    assert hairlines._is_header_beside_corner(runs(*lines, y=201), inside) is expected


@pytest.mark.parametrize(
    ("line", "top", "filled", "merged", "expected"),
    [
        (HALL, 212.0, set(), [], True),
        (HALL, 224.0, set(), [], False),
        (HALL, 217.0, {0, 1, 2}, [], True),
        (HALL, 219.0, {0, 1, 2}, [], False),
        (HALL, 219.0, {0, 1, 2}, [rule(213, 70.0, 210.0)], True),
        (HALL, 219.0, {0, 1, 2}, [rule(198, 70.0, 210.0)], False),
        (NAME, 212.0, {0, 1, 2}, [], False),
        ([(145.0, "人")], 212.0, {0, 1}, [], False),
        ([(145.0, "人")], 212.0, {2}, [], True),
        (LONG, 212.0, set(), [], False),
        ([(100.0, "年度の件数")], 212.0, set(), [], False),
        ([(115.0, "年度の件数")], 212.0, set(), [], True),
        ([(115.0, "年度の件数")], 212.0, {0, 1, 2}, [], True),
        ([(80.0, "年の件数表")], 212.0, {0, 1, 2}, [], False),
        ([(80.0, "年の件数表")], 212.0, {1, 2}, [], False),
        ([(80.0, "年の件数表")], 212.0, {0, 1}, [], True),
        ([(80.0, "年の件数表")], 212.0, {0, 1, 2}, [rule(211, 70.0, 140.0)], True),
        ([(80.0, "年の件数"), (150.0, "年の割合")], 212.0, {0, 1, 2}, [], True),
    ],
    ids=[
        *(
            "the first line up",
            "the first far up",
            "the next",
            "the next far up",
            "over a rule",
            "under a rule",
            "a caption",
            "another column",
        ),
        *("a word over a name", "a sentence", "beside the middle of two columns", "in the middle of two columns"),
        *("alone over the names of a group", "alone over all names", "alone over all but the corner", "alone over some names"),
        *("alone over a rule", "beside another"),
    ],
)
def test_a_line_of_a_header(line: Sequence[Words], top: float, filled: set[int], merged: Sequence[Rule], expected: bool) -> None:
    assert header_over._is_header(runs(line), top, CUT, filled, merged) is expected


@pytest.mark.parametrize(
    ("shaded", "row", "expected"),
    [
        (HEADS, [HALL], True),
        (HEADS[:2], [HALL], False),
        ([fill(0, 210)], [HALL], False),
        (HEADS, [NAME], False),
        (HEADS, [HALL] * 2, False),
    ],
    ids=["of all columns", "of two columns", "one shade", "over a name", "over two lines"],
)
def test_shaded_cells_over_a_row(shaded: Sequence[Area], row: Sequence[Sequence[Words]], expected: bool) -> None:
    assert header_over._is_over_row(shaded, rule(240), runs(*row)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("（単位：人）", True), ("(人)", True), ("（人", False), ("人）", False), ("単位：人", True), ("単位", False)],
)
def test_a_unit_in_brackets_or_with_the_word_for_it(text: str, expected: bool) -> None:
    assert header_over.is_unit(runs([(5.0, text)])[0]) is expected
