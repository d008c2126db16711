"""What is a chart or a picture, and what of the rules and words around it is its own: small pages of areas, rules and a few words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.geometry.rect import Rect
from pipeline.layout.figures import figure_rects
from pipeline.pages.model import Area, Glyph, Glyphs, Page, Ruling, Style

Sides = tuple[float, float, float, float]
DARK, PALE = 0x3060C0, 0xF0F4F8
BARS = ((100, 100, 160, 112), (100, 120, 180, 132), (100, 140, 130, 152))
CHART = Rect(100, 100, 180, 152)


def word(text: str, x: float, y: float) -> list[Glyph]:
    return [Glyph(x + 9 * k, y - 8, x + 9 * k + 9, y + 1, char, 9.0, 0, 0, k) for k, char in enumerate(text)]


def drawn(
    fills: Sequence[Sides] = (),
    rules: Sequence[Sides] = (),
    words: Sequence[list[Glyph]] = (),
    *,
    color: int = DARK,
    pictures: Sequence[Sides] = (),
    shapes: Sequence[Sides] = (),
) -> tuple[list[Rect], tuple[Ruling, ...]]:
    """The figures of a page, and the rules that are none of theirs."""
    rulings = tuple(Ruling(*rule, 0.5, 0) for rule in rules)
    glyphs = Glyphs.of([glyph for said in words for glyph in said])
    bars, images, outlines = (tuple(Area(*one, tone) for one in areas) for areas, tone in ((fills, color), (pictures, -1), (shapes, 0)))
    return figure_rects(Page(1, 595, 842, glyphs, (), rulings, bars, images, outlines))


def around(x0: float, y0: float, x1: float, y1: float) -> list[Sides]:
    return [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]


def test_bars_on_a_common_line_are_one_chart() -> None:
    assert drawn(BARS)[0] == [CHART]


@pytest.mark.parametrize(
    ("said", "height", "figure"),
    [
        ("評価の理由", 14, Rect(100, 100, 300, 114)),
        ("1,873人", 14, Rect(100, 100, 325, 114)),
        ("", 14, Rect(100, 100, 325, 114)),
        ("評価の理由", 40, Rect(100, 100, 325, 140)),
    ],
    ids=["a label", "the number of a bar", "a bar", "a chart"],
)
def test_a_shape_around_words_takes_nothing_beside_it_along(said: str, height: float, figure: Rect) -> None:
    assert drawn(shapes=[(100, 100, 300, 100 + height)], words=[word(said, 110, 110), word("父親", 307, 110)])[0] == [figure]


def test_a_bar_around_its_name_takes_the_number_behind_it_along() -> None:
    bar, name = (100, 100, 300, 114), word("とても満足", 110, 110)
    assert drawn(shapes=[bar], words=[name, word("62％", 307, 110)])[0] == [Rect(100, 100, 334, 114)]
    assert drawn(shapes=[bar], words=[name, word("親子62組の声", 307, 110)])[0] == [Rect(*bar)]


def test_bars_far_apart_are_two_charts() -> None:
    lower = [(x0, y0 + 300, x1, y1 + 300) for x0, y0, x1, y1 in BARS]
    assert sorted(drawn([*BARS, *lower])[0]) == [CHART, Rect(100, 400, 180, 452)]


@pytest.mark.parametrize(
    "fills",
    [
        [BARS[0]],
        [(100, 100, 160, 102), (100, 120, 160, 122)],
        [(100, 100, 101, 160), (100, 170, 101, 230)],
        [(100, 100, 104, 130), (100, 140, 104, 170)],
    ],
    ids=["one alone", "too low", "too narrow", "strips that adorn headings"],
)
def test_what_is_no_chart(fills: Sequence[Sides]) -> None:
    assert drawn(fills)[0] == []


def test_pale_fills_shade_cells() -> None:
    assert drawn(BARS, color=PALE)[0] == []


def test_fills_with_borders_are_cells() -> None:
    rules = [rule for bar in BARS for rule in around(*bar)]
    assert drawn(BARS, rules) == ([], tuple(Ruling(*rule, 0.5, 0) for rule in rules))


def test_fills_with_text_are_cells_and_so_is_the_empty_corner_beside_them() -> None:
    row = [(100, 100, 160, 116), (160, 100, 220, 116), (220, 100, 280, 116)]
    lower = [(x0, 116, x1, 132) for x0, _, x1, _ in row]
    words = [word("回数", x, y) for x in (170, 230) for y in (112, 128)]
    assert drawn([*row, *lower], words=words)[0] == []


def test_a_small_shape_is_a_mark_and_a_larger_one_a_drawing() -> None:
    assert drawn(shapes=[(100, 100, 120, 120)])[0] == []
    assert drawn(shapes=[(100, 100, 160, 140)])[0] == [Rect(100, 100, 160, 140)]


@pytest.mark.parametrize(
    ("shape", "said", "figures"),
    [
        ((100, 100, 145, 101.5), "育児休業中", 0),
        ((100, 92, 145, 93.5), "育児休業中", 1),
        ((100, 100, 145, 101.5), "35", 1),
        ((100, 95, 145, 101.5), "育児休業中", 1),
        ((150, 100, 180, 101.5), "育児休業中", 1),
    ],
    ids=["under words", "over them", "under the number of a point", "higher than a wave", "beside them"],
)
def test_a_wavy_line_under_words_is_no_drawing(shape: Sides, said: str, figures: int) -> None:
    assert len(drawn(shapes=[shape], words=[word(said, 100, 100)])[0]) == figures


def test_the_grid_lines_and_axes_of_a_chart_are_its_own() -> None:
    axes = [(95, 95, 95, 154), (95, 154, 200, 154), *((x, 95, x, 154) for x in (120, 145, 170, 195))]
    assert drawn(BARS, axes) == ([Rect(95, 95, 200, 154)], ())


def test_a_rule_far_longer_than_a_chart_is_none_of_its_own() -> None:
    figures, rest = drawn(BARS, [(20, 126, 560, 126)])
    assert figures == [CHART] and len(rest) == 1


def test_a_frame_of_four_rules_is_the_chart_s_and_no_word_beyond_is_its_label() -> None:
    frame = around(60, 60, 250, 200)
    assert drawn(BARS, frame, [word("講座", 70, 110), word("脚注", 100, 212), word("10", 150, 212)]) == ([Rect(60, 60, 250, 200)], ())


def test_a_frame_around_a_picture_that_another_rule_meets_is_of_a_table() -> None:
    frame = around(90, 90, 260, 220)
    assert drawn(pictures=[(100, 100, 250, 210)], rules=frame) == ([Rect(90, 90, 260, 220)], ())
    figures, rest = drawn(pictures=[(100, 100, 250, 210)], rules=[*frame, (260, 150, 400, 150)])
    assert figures == [Rect(100, 100, 250, 210)] and len(rest) == 5


def test_a_picture_of_the_whole_page_is_no_figure() -> None:
    assert drawn(pictures=[(10, 10, 585, 832)])[0] == []


@pytest.mark.parametrize(
    ("said", "rules", "left"),
    [
        (word("講座", 78, 110), [], 78),
        (word("講座", 60, 110), [], 100),
        (word("講座", 78, 190), [], 100),
        (word("講座", 70, 110), [(94, 40, 94, 300)], 100),
        (word("講座", 78, 110), [(94, 40, 94, 80)], 78),
        (word("講座", 78, 110), [(94, 200, 94, 300)], 78),
        (word("講座", 78, 110), [(95, 110, 99, 110)], 78),
    ],
    ids=["beside", "too far", "below", "behind a wall", "under a rule", "over a rule", "before a level rule"],
)
def test_the_name_right_beside_a_bar_is_its_label(said: list[Glyph], rules: Sequence[Sides], left: float) -> None:
    (figure,) = drawn(BARS, rules, [said])[0]
    assert figure.x0 == left


TEXT_BARS = tuple((x0 + 200, y0, x1 + 200, y1) for x0, y0, x1, y1 in BARS)


@pytest.mark.parametrize(
    ("words", "sides"),
    [
        ([word("場所を広げ", 251, 130)], (251, 380)),
        ([word("場" * 20, 116, 110), word("場所を広げ", 251, 130)], (116, 380)),
        ([word("場" * 21, 107, 110), word("場所を広げ", 251, 130)], (300, 380)),
        ([word("場" * 21, 107, 60), word("場所を広げ", 251, 130)], (251, 380)),
        ([word("場" * 21, 384, 110), word("場所を", 384, 130)], (300, 380)),
        ([word("場" * 21, 384, 110), word("場所を広げ", 251, 130)], (251, 380)),
    ],
    ids=["a name", "a long name", "text at the left", "text above", "text at the right", "a name at the other side of a text"],
)
def test_text_that_runs_past_a_drawing_is_none_of_its_labels(words: list[list[Glyph]], sides: tuple[float, float]) -> None:
    (figure,) = drawn(TEXT_BARS, words=words)[0]
    assert (figure.x0, figure.x1) == sides


def test_names_in_a_column_may_stand_further_from_their_bars() -> None:
    names = [word(name, 40, y) for name, y in (("とても良い", 110), ("良いほうだ", 130), ("普通である", 150))]
    assert drawn(BARS, words=names)[0][0].x0 == 40


def test_numbers_of_an_axis_stand_below_and_other_words_do_not() -> None:
    numbers = [word("0", 100, 166), word("50", 160, 166)]
    assert drawn(BARS, words=numbers)[0][0].y1 == 167
    assert drawn(BARS, words=[word("図のあとの文", 100, 190)])[0] == [CHART]


@pytest.mark.parametrize(
    ("said", "rules", "right"),
    [
        (word("講座", 184, 110), [], 202),
        (word("講座", 245, 110), [], 180),
        (word("凡例の長い説明", 150, 119), [], 213),
        (word("凡例よりも長い説明", 165, 119), [], 180),
        (word("講座", 190, 110), [(186, 40, 186, 300)], 180),
    ],
    ids=["beside", "too far", "a key that begins in it", "a line of text over its side", "behind a wall"],
)
def test_words_at_the_right_of_a_chart(said: list[Glyph], rules: Sequence[Sides], right: float) -> None:
    (figure,) = drawn(BARS, rules, [said])[0]
    assert figure.x1 == right


@pytest.mark.parametrize(
    ("said", "top"),
    [
        (word("100", 150, 96), 88),
        (word("100", 150, 80), 100),
        (word("100", 60, 96), 100),
        (word("100", 190, 96), 100),
        (word("件数", 150, 96), 100),
    ],
    ids=["over it", "too far", "left of it", "right of it", "no number"],
)
def test_numbers_over_a_chart_are_of_its_axis(said: list[Glyph], top: float) -> None:
    assert drawn(BARS, words=[said])[0][0].y0 == top


@pytest.mark.parametrize(
    ("names", "bottom"),
    [
        ([("春", 100), ("夏秋冬", 150)], 152),
        ([("初夏", 100), ("秋冬", 150)], 167),
        ([("初夏", 100)], 152),
        ([("初夏", 80), ("秋冬", 150)], 152),
        ([("初夏", 100), ("秋冬", 180)], 152),
    ],
    ids=["a heading with its number", "names", "one alone", "beyond the left", "beyond the right"],
)
def test_names_of_columns_stand_right_below(names: Sequence[tuple[str, float]], bottom: float) -> None:
    assert drawn(BARS, words=[word(name, x, 166) for name, x in names])[0][0].y1 == bottom


@pytest.mark.parametrize("turned", [Style.TURNED | Style.QUARTER, Style.PLAIN])
def test_a_turned_title_beside_a_chart_is_its_own(turned: int) -> None:
    title = [glyph._replace(style=turned) for glyph in word("件", 86, 130)]
    level = [word("本文", 300, y) for y in (400, 420)]
    assert drawn(BARS, [(97, 20, 97, 400)], [title, *level])[0][0].x0 == 100
    assert drawn(BARS, words=[title, *level])[0][0].x0 == 86


@pytest.mark.parametrize(
    "frame",
    [
        around(60, 60, 250, 200)[:3],
        [*around(60, 60, 250, 200)[:2], (60, 60, 60, 170), (250, 60, 250, 200)],
        [*around(60, 60, 250, 200)[:2], (60, 80, 60, 200), (250, 60, 250, 200)],
        [*around(60, 60, 250, 200)[:2], (60, 60, 60, 200), (240, 60, 240, 200)],
        [(60, 60, 250, 60), (70, 200, 250, 200), *around(60, 60, 250, 200)[2:]],
        around(60, 20, 250, 200),
        around(60, 60, 320, 200),
    ],
    ids=["open", "a side too short", "a side begins lower", "a side off the corner", "another lower side", "too high", "too wide"],
)
def test_what_is_no_frame_of_a_picture(frame: Sequence[Sides]) -> None:
    assert drawn(pictures=[(100, 100, 180, 152)], rules=frame)[0] == [CHART]


def test_pictures_with_text_between_them_are_one_each() -> None:
    pictures = [(100, 100, 200, 150), (100, 154, 200, 204)]
    assert drawn(pictures=pictures)[0] == [Rect(100, 100, 200, 204)]
    assert len(drawn(pictures=pictures, words=[word("間", 140, 154)])[0]) == 2


def test_an_axis_that_stands_on_the_end_of_another_is_taken_with_it() -> None:
    level, upright = (94, 154, 190, 154), (94, 60, 94, 154)
    assert drawn(BARS, [level, upright]) == ([Rect(94, 60, 190, 154)], ())
    assert drawn(BARS, [level, (60, 60, 60, 154)])[0] == [Rect(94, 100, 190, 154)]


LATTICE = [*((100, y, 300, y) for y in (100, 120, 140)), *((x, 100 + k, x, 140) for k, x in enumerate((100, 200, 300)))]
GROUND = (95, 95, 305, 145)
WRITTEN = word("子どもと大人の延べ利用者数", 110, 115)


def test_a_picture_under_a_table_is_its_ground() -> None:
    assert drawn(rules=LATTICE, words=[WRITTEN], pictures=[GROUND])[0] == []


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (LATTICE[1:], WRITTEN),
        (LATTICE[:-1], WRITTEN),
        ([(100, 60, 300, 60), *LATTICE[1:]], WRITTEN),
        ([*LATTICE[:-1], (400, 100, 400, 140)], WRITTEN),
        (LATTICE, WRITTEN[1:]),
        *((LATTICE, [*WRITTEN[1:], *word("外", x, y)]) for x, y in ((92, 115), (300, 115), (150, 98), (150, 148))),
    ],
    ids=["two level rules", "two upright rules", "one above", "one beside", "few words", "left", "right", "over", "under"],
)
def test_a_picture_that_is_no_ground_of_a_table_is_one(rules: Sequence[Sides], words: list[Glyph]) -> None:
    assert drawn(rules=rules, words=[words], pictures=[GROUND])[0] == [Rect(*GROUND)]


FIRST, SECOND, BOTH = (100, 100, 200, 150), (150, 151, 250, 200), Rect(100, 100, 250, 200)
BETWEEN, ON, OFF = word("文", 220, 120), word("文", 120, 120), word("文", 400, 120)


def test_pictures_that_touch_are_two_where_text_stands_between_them() -> None:
    assert sorted(drawn(words=[BETWEEN], pictures=[FIRST, SECOND])[0]) == [Rect(*FIRST), Rect(*SECOND)]
    for others in ((20, 100, 60, 150), (400, 100, 440, 150), (120, 20, 200, 60), (120, 400, 200, 440)):
        assert sorted(drawn(words=[BETWEEN], pictures=[FIRST, SECOND, others])[0]) == sorted([Rect(*FIRST), Rect(*SECOND), Rect(*others)])


@pytest.mark.parametrize("words", [[], [ON], [OFF]], ids=["none", "on one", "beside both"])
def test_pictures_that_touch_are_one_without_text_between_them(words: list[list[Glyph]]) -> None:
    assert drawn(words=words, pictures=[FIRST, SECOND])[0] == [BOTH]


def test_pictures_with_anything_drawn_on_them_are_one_chart() -> None:
    assert len(drawn(words=[BETWEEN], pictures=[FIRST, SECOND], shapes=[(120, 110, 160, 140)])[0]) == 1


@pytest.mark.parametrize("line", [(202, 150, 400, 151), (150, 202, 151, 300)], ids=["level", "upright"])
def test_a_line_that_is_a_picture_and_leads_from_one_to_text_is_none_and_takes_no_text(line: Sides) -> None:
    photo = (100, 100, 200, 200)
    assert drawn(pictures=[photo, line], words=[word("利用者数", 110, 260), word("利用者数", 240, 140)])[0] == [Rect(*photo)]


def test_a_line_that_is_a_picture_is_none() -> None:
    assert drawn(pictures=[(100, 100, 300, 101), (50, 200, 51, 300)])[0] == []


def test_bars_of_one_length_are_a_chart_and_fills_with_text_are_not() -> None:
    equal = [(100, y, 160, y + 12) for y in (100, 120, 140)]
    assert drawn(equal)[0] == [Rect(100, 100, 160, 152)]
    assert drawn(equal, words=[word("人", 120, y + 10) for y in (100, 120, 140)])[0] == []


def stripes(*sides: tuple[float, float], color: int = DARK, top: float = 100) -> list[Area]:
    """Areas below each other, each 12 points high."""
    return [Area(x0, top + 12 * n, x1, top + 12 * n + 12, color) for n, (x0, x1) in enumerate(sides)]


NAME, ROW, FAR = (100, 160), (100, 300), (240, 300)


@pytest.mark.parametrize(
    ("fills", "names", "figures"),
    [
        (stripes(ROW, NAME, ROW, NAME, NAME), [(110, 110), (210, 134)], 0),
        (stripes(NAME, NAME, NAME), [(110, 134)], 0),
        (stripes(NAME, NAME, NAME), [(110, 110)], 0),
        (stripes(NAME, NAME, NAME), [(110, 122)], 0),
        (stripes(ROW, FAR, FAR), [(110, 110)], 0),
        (stripes(ROW, (120, 200), (120, 200)), [(110, 110)], 1),
        (stripes(NAME) + stripes(NAME, NAME, top=116), [(110, 110)], 1),
        (stripes(NAME) + stripes(NAME, NAME, color=PALE - 0x404040, top=112), [(110, 110)], 1),
    ],
    ids=["name above", "name at the foot", "name at the head", "name amid", "right", "within", "apart", "columns on each other"],
)
def test_the_shaded_rows_of_a_name_that_stands_for_several_are_no_bars(
    fills: list[Area], names: list[tuple[float, float]], figures: int
) -> None:
    text = Glyphs.of([glyph for at in names for glyph in word("本館", *at)])
    assert len(figure_rects(Page(1, 595, 842, text, (), (), tuple(fills), (), ()))[0]) == figures


@pytest.mark.parametrize("rule", [(40, 130, 180, 130), (100, 130, 240, 130), (300, 600, 400, 600)], ids=["left", "right", "elsewhere"])
def test_a_rule_that_goes_far_beyond_a_chart_is_none_of_it(rule: Sides) -> None:
    assert drawn(BARS, [rule]) == ([CHART], (Ruling(*rule, 0.5, 0),))


def test_a_frame_takes_its_own_rules_alone() -> None:
    for figure in ({"fills": BARS}, {"pictures": [CHART]}):
        rects, rules = drawn(rules=[*around(90, 90, 190, 162), (300, 600, 400, 600)], **figure)
        assert (rects, rules) == ([Rect(90, 90, 190, 162)], (Ruling(300, 600, 400, 600, 0.5, 0),))


NAMES = [word("広間", 50, 110), word("講座", 50, 130), word("相談", 50, 150)]


@pytest.mark.parametrize(
    "words",
    [
        NAMES[:1],
        [word("12", 50, 110), *NAMES[1:]],
        [*NAMES, word("①", 10, 110)],
        [word("子ども広間", 40, 110), *NAMES[1:]],
        [[glyph._replace(x0=glyph.x0 - 49, x1=glyph.x1 - 49) for glyph in name] for name in NAMES],
    ],
    ids=["one alone", "a number", "two in a row", "out of line", "too far"],
)
def test_what_stands_beside_bars_is_no_column_of_names(words: list[list[Glyph]]) -> None:
    bars = [(x0 + 100, y0, x1 + 100, y1) for x0, y0, x1, y1 in BARS] if words[0][0].x0 < 10 else BARS
    assert drawn(bars, words=words)[0][0].x0 == bars[0][0]


@pytest.mark.parametrize(("said", "x", "y"), [("人数", 120, 162), ("50", 300, 162), ("50", 60, 162), ("50", 120, 180), ("50", 120, 75)])
def test_what_is_no_number_in_the_row_over_or_under_a_chart_is_no_scale(said: str, x: float, y: float) -> None:
    assert drawn(BARS, words=[word(said, x, y)])[0] == [CHART]


TOP, FOOT = (100, 100, 200, 105), (100, 122, 200, 127)


@pytest.mark.parametrize(
    ("shapes", "said", "figures"),
    [
        ([TOP, FOOT], word("講座", 110, 117), 0),
        ([TOP, FOOT], [], 2),
        ([TOP, FOOT], word("講座", 210, 117), 2),
        ([TOP, FOOT], word("講座", 110, 147), 2),
        ([TOP, (100, 152, 200, 157)], word("講座", 110, 130), 2),
        ([TOP, (103, 122, 203, 127)], word("講座", 110, 117), 2),
        ([TOP, (100, 122, 200, 140)], word("講座", 110, 117), 2),
        ([TOP, (100, 104, 200, 109)], word("講座", 110, 108), 1),
    ],
    ids=["a box", "empty", "word beside", "word below", "too high", "other ends", "no flat side", "upon each other"],
)
def test_the_sides_of_a_round_box_around_a_line_of_text_are_no_drawings(shapes: list[Sides], said: list[Glyph], figures: int) -> None:
    assert len(drawn(shapes=shapes, words=[said])[0]) == figures


COLUMNS = ((100, 140, 120, 200), (130, 160, 150, 200))


@pytest.mark.parametrize(
    ("thin", "thickness", "color", "right"),
    [
        ((160, 198.75, 180, 198.75), 2.5, DARK, 180),
        ((160, 198.75, 180, 198.75), 1.5, DARK, 150),
        ((160, 198.75, 180, 198.75), 2.5, PALE, 150),
        ((160, 198.75, 190, 198.75), 2.5, DARK, 150),
        ((160, 90, 180, 90), 2.5, DARK, 150),
        ((178.75, 160, 178.75, 200), 2.5, DARK, 150),
    ],
    ids=["a low column", "a rule", "other colour", "wider", "on no line with the others", "narrow"],
)
def test_a_column_as_low_as_a_rule_is_of_its_chart(thin: Sides, thickness: float, color: int, right: float) -> None:
    fills = tuple(Area(*one, DARK) for one in COLUMNS)
    (figure,), _ = figure_rects(Page(1, 595, 842, Glyphs(()), (), (Ruling(*thin, thickness, color),), fills, (), ()))
    assert figure.x1 == right


def test_a_bar_in_line_with_a_shaded_cell_far_off_is_a_bar() -> None:
    cells = [(300, y0, 340, y1) for _, y0, _, y1 in BARS]
    assert drawn([*BARS, *cells], words=[word("講", 310, y1 - 2) for *_, y1 in BARS])[0] == [CHART]


@pytest.mark.parametrize(
    "rule", [(90, 190, 90, 300), (90, 40, 90, 120), (40, 90, 120, 90), (220, 90, 300, 90)], ids=["down", "up", "left", "right"]
)
def test_a_side_of_a_frame_that_goes_on_is_of_a_table(rule: Sides) -> None:
    figures, _ = drawn(pictures=[(100, 100, 250, 210)], rules=[*around(90, 90, 260, 220), rule])
    assert figures == [Rect(100, 100, 250, 210)]


def turned(x: float, y: float, size: float = 9.0) -> list[Glyph]:
    return [Glyph(x, y, x + size, y + size, "人", size, Style.TURNED | Style.QUARTER, 0, 0)]


@pytest.mark.parametrize(
    ("title", "grown"),
    [
        (turned(88, 120), Rect(88, 100, 180, 152)),
        (turned(183, 120), Rect(100, 100, 192, 152)),
        (turned(70, 120), CHART),
        (turned(210, 120), CHART),
        (turned(88, 60), CHART),
        (turned(88, 170), CHART),
        (turned(60, 110, 38), CHART),
    ],
    ids=["left", "right", "far left", "far right", "above", "below", "a watermark"],
)
def test_the_turned_title_of_an_axis_is_of_its_chart(title: list[Glyph], grown: Rect) -> None:
    assert drawn(BARS, words=[title, word("これは図の下にある文である。", 100, 300)])[0] == [grown]


@pytest.mark.parametrize(
    ("fills", "figures"),
    [
        ([(100, 140, 106, 200), (112, 160, 118, 200)], 1),
        ([(100, 100, 106, 112), (100, 120, 180, 132)], 1),
        ([(174, 100, 180, 112), (100, 120, 180, 132)], 1),
        ([(100, 140, 120, 200), (120, 140, 140, 200)], 1),
        ([(100, 100, 101, 160), (110, 120, 111, 160)], 0),
    ],
    ids=["narrow columns", "a short bar from the left", "a short bar from the right", "columns side by side", "lines"],
)
def test_bars_of_any_width_are_a_chart(fills: Sequence[Sides], figures: int) -> None:
    assert len(drawn(fills)[0]) == figures


@pytest.mark.parametrize(("after", "before"), [(10, 0), (0, 10)], ids=["begins later", "ends sooner"])
def test_rules_along_a_part_of_its_sides_make_a_bar_no_cell(after: float, before: float) -> None:
    rules = [(x0 + after, y, x1 - before, y) for x0, y0, x1, y1 in BARS for y in (y0, y1)]
    assert drawn(BARS, rules)[0] == [CHART]


@pytest.mark.parametrize(("height", "bottom"), [(12, 172), (20, 152)], ids=["as high as the bars", "higher"])
def test_a_bar_as_narrow_as_a_rule_is_of_its_chart(height: float, bottom: float) -> None:
    thin = Ruling(101.25, 160, 101.25, 160 + height, 2.5, DARK)
    (figure,), _ = figure_rects(Page(1, 595, 842, Glyphs(()), (), (thin,), tuple(Area(*bar, DARK) for bar in BARS), (), ()))
    assert figure.y1 == bottom


@pytest.mark.parametrize(
    "rules",
    [
        [(90, 90, 260, 90), (90, 220, 200, 220), (90, 90, 90, 220), (260, 90, 260, 220)],
        [(90, 90, 260, 90), (90, 220, 260, 220), (110, 90, 110, 220), (240, 90, 240, 220)],
        around(90, 50, 260, 95),
        around(90, 20, 260, 220),
        around(90, 90, 260, 300),
        around(120, 90, 260, 220),
        around(90, 90, 240, 220),
        around(90, 90, 400, 220),
        [(90, 90, 260, 90), (90, 220, 260, 220), (90, 90, 90, 150), (260, 150, 260, 220)],
    ],
    ids=["other ends", "sides within", "over it", "high over it", "far below", "from its middle", "to its middle", "wide", "half sides"],
)
def test_rules_that_are_no_box_closely_around_a_picture(rules: Sequence[Sides]) -> None:
    assert drawn(pictures=[(100, 100, 250, 210)], rules=rules)[0] == [Rect(100, 100, 250, 210)]


@pytest.mark.parametrize("heights", [(60, 126, 220), (126, 152, 400)], ids=["over both sides", "far over one"])
def test_rules_that_go_on_beside_a_chart_are_none_of_its_own(heights: Sequence[float]) -> None:
    assert len(drawn(BARS, [(100, y, 180, y) for y in heights])[1]) == len(heights)


@pytest.mark.parametrize(
    ("said", "grown"),
    [
        (word("とても良いと答えた人数", 184, 110), Rect(100, 100, 283, 152)),
        (word("とても良いと答えた人数", 196, 110), CHART),
        (word("10", 100, 163), Rect(100, 100, 180, 164)),
        (word("10", 100, 94), Rect(100, 86, 180, 152)),
        (word("10", 100, 200), CHART),
        (word("文字", 100, 163), CHART),
        (word("10", 70, 163), CHART),
        (word("10", 200, 163), CHART),
    ],
    ids=["beside it", "farther", "under it", "over it", "far under it", "no number", "left of it", "right of it"],
)
def test_words_beside_a_chart_and_numbers_under_it_are_its_labels(said: list[Glyph], grown: Rect) -> None:
    assert drawn(BARS, words=[said])[0] == [grown]


def test_a_line_that_crosses_out_a_cell_is_no_drawing() -> None:
    line = (100, 100, 160, 140)
    page = Page(1, 595, 842, Glyphs(()), (), (), (), (), (Area(*line, 0),))
    assert figure_rects(page, [Rect(*line)]) == ([], ())


@pytest.mark.parametrize(
    ("bottom", "words", "has_cell", "figures"),
    [(128, ["成果"], True, 0), (128, [], True, 1), (128, ["成果"], False, 1), (160, ["成果"], True, 1)],
    ids=["with its word", "without a word", "without rules", "higher than a line"],
)
def test_a_picture_in_the_cell_of_a_label_is_its_ground(bottom: float, words: Sequence[str], has_cell: bool, figures: int) -> None:
    ground = (100, 100, 300, bottom)
    found, _ = drawn(pictures=[ground], rules=around(*ground) if has_cell else (), words=[word(text, 110, 122) for text in words])
    assert len(found) == figures


@pytest.mark.parametrize(
    "names",
    [[("良い", 110), ("悪い", 130)], [("良い", 110), ("10", 130)], [("良い", 110)]],
    ids=["two names", "a name and a number", "one name"],
)
def test_a_column_of_names_left_of_bars(names: Sequence[tuple[str, float]]) -> None:
    (figure,) = drawn(BARS, words=[word(name, 40, y) for name, y in names])[0]
    assert (figure.x0 < 100) is (len(names) == 2 and names[1][0] != "10")
