"""What stands apart from the outline of a page: typed notes, footnotes, rings and drawn letters; and what ratings say by these."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.form.compiled import form_rules
from pipeline.geometry.rect import Rect
from pipeline.layout.model import Item, Line, PageLayout
from pipeline.outline.apart import drawings_of, drawn_between, footnotes_apart, is_ringed, notes_apart, refers_to, ring_between, rings_of
from pipeline.outline.paragraphs import paragraphs_of
from pipeline.outline.units import TextUnit
from pipeline.pages.model import Area, Glyph, Glyphs, Page, Ruling
from pipeline.sheet.ratings import RaterPlaces, drawn_rating, rating_of
from tests.outline.by_hand import line, part

WIDE, HIGH = 400.0, 500.0
BODY = Glyphs.of(Glyph(10.0 * k, 100, 10.0 * k + 10, 110, "あ", 10.0, 0, 0, k) for k in range(99))


def page_with(items: Sequence[Item], rulings: Sequence[Ruling] = (), **more: object) -> tuple[list[Page], list[PageLayout]]:
    page = Page(1, WIDE, HIGH, BODY, (), tuple(rulings), (), (), (), **more)  # type: ignore[arg-type]
    return [page], [PageLayout(1, WIDE, HIGH, tuple(items), (), ())]


def rule(x0: float, y0: float, x1: float, y1: float) -> Ruling:
    return Ruling(x0, y0, x1, y1, 0.5, 0)


def small(y: float, text: str, *, x: float = 4.0, em: float = 8.0) -> Line:
    return line(y, (x, text), em=em)


def raised(y: float, text: str) -> Line:
    """A line of ten points behind a sign of six."""
    sign = Glyph(40, y, 46, y + 6, text[0], 6.0, 0, 0, 0)
    rest = [Glyph(46 + 10.0 * k, y, 56 + 10.0 * k, y + 10, ch, 10.0, 1, 0, k + 1) for k, ch in enumerate(text[1:])]
    return Line(1, Rect(40, y, rest[-1].x1, y + 10), Glyphs.of([sign, *rest]), 10.0, text, False)


def behind_large(y: float, text: str) -> Line:
    """A line of eight points behind a sign of eleven, as word processors set it that do not raise it."""
    sign = Glyph(40, y, 51, y + 11, text[0], 11.0, 0, 0, 0)
    rest = [Glyph(51 + 8.0 * k, y + 2, 59 + 8.0 * k, y + 10, ch, 8.0, 1, 0, k + 1) for k, ch in enumerate(text[1:])]
    return Line(1, Rect(40, y, rest[-1].x1, y + 11), Glyphs.of([sign, *rest]), 11.0, text, False)


TEXT = line(300, (0, "・庭を広げた。"))
SHORT = rule(40, 400, 140, 400)
FOOTNOTES: dict[str, tuple[Sequence[Item], Sequence[Ruling], int]] = {
    "in small type": ([TEXT, small(405, "1 延べ人数"), small(417, "2 組数")], [SHORT], 2),
    "behind a raised sign": ([TEXT, raised(405, "1延べ人数")], [SHORT], 1),
    "larger behind a raised sign": ([TEXT, raised(405, "1延べ人数"), small(417, "大きな字", em=12)], [SHORT], 0),
    "behind a sign in larger type": ([TEXT, behind_large(405, "1延べ人数")], [SHORT], 1),
    "in the type of the text": ([TEXT, small(405, "1 延べ人数", em=10)], [SHORT], 0),
    "one line in the type of the text": ([TEXT, small(405, "1 延べ人数"), small(417, "2 組数", em=10)], [SHORT], 0),
    "right below its rule": ([TEXT, small(401, "1 延べ人数")], [SHORT], 1),
    "no sign": ([TEXT, small(405, "延べ人数")], [SHORT], 0),
    "no rule": ([TEXT, small(405, "1 延べ人数")], [], 0),
    "an upright rule": ([TEXT, small(405, "1 延べ人数")], [rule(40, 400, 40, 430)], 0),
    "a long rule": ([TEXT, small(405, "1 延べ人数")], [rule(40, 400, 340, 400)], 0),
    "high on the page": ([small(205, "1 延べ人数")], [rule(40, 200, 140, 200)], 0),
    "far below its rule": ([TEXT, small(425, "1 延べ人数")], [SHORT], 0),
    "right of its rule": ([TEXT, small(405, "1 延べ人数", x=12)], [SHORT], 0),
    "below a second rule": ([TEXT, line(385, (0, "・棚")), small(405, "1 延べ人数")], [SHORT, rule(40, 350, 140, 350)], 1),
    "nothing below": ([TEXT], [SHORT], 0),
    "a table below": ([TEXT, small(405, "1 延べ人数"), part(1, "年 | 人", edges=(4, 8, 12), y=430).grid], [SHORT], 0),
    "under an upright rule": ([TEXT, small(405, "1 延べ人数")], [SHORT, rule(140, 350, 140, 401)], 0),
    "beside an upright rule": ([TEXT, small(405, "1 延べ人数")], [SHORT, rule(150, 350, 150, 420)], 1),
    "left of an upright rule": ([TEXT, small(405, "1 延べ人数")], [SHORT, rule(30, 350, 30, 420)], 1),
    "below an upright rule": ([TEXT, small(405, "1 延べ人数")], [SHORT, rule(100, 350, 100, 390)], 1),
    "above an upright rule": ([TEXT, small(405, "1 延べ人数")], [SHORT, rule(100, 410, 100, 450)], 1),
    "under a table": ([part(1, "年 | 人", edges=(4, 8, 14), y=380).grid, small(405, "1 延べ人数")], [SHORT], 0),
}


@pytest.mark.parametrize(("items", "rulings", "count"), FOOTNOTES.values(), ids=FOOTNOTES)
def test_footnotes(items: Sequence[Item], rulings: Sequence[Ruling], count: int) -> None:
    (layout,), notes = footnotes_apart(*page_with(items, rulings))
    assert notes == ({1: tuple(items[-count:])} if count else {})
    assert layout.items == tuple(items[: len(items) - count])


@pytest.mark.parametrize(
    ("printed", "sign", "refers"),
    [
        *(("広さ１は", "1", True), ("広さ1", "1", True), ("広さ1階", "1", False), ("11", "1", False), ("広さ※。", "※", True)),
        *(("広さ", "1", False), ("^1延べ", "1", True), ("^2延べ", "1", False)),
    ],
)
def test_what_refers_to_a_footnote(printed: str, sign: str, refers: bool) -> None:
    said = raised(300, printed[1:]) if printed[0] == "^" else line(300, (0, printed))
    assert refers_to(said, sign) == refers


NOTE, STAMP = line(300, (0, "確認済")), line(320, (0, "公表用"))
INDEXES = frozenset((*NOTE.glyphs.indexes, *STAMP.glyphs.indexes))
IN_CELL = part(1, "年 | 人", y=340).grid


@pytest.mark.parametrize(
    ("noted", "covered", "notes"),
    [
        (INDEXES, (), ["確認済", "公表用"]),
        (frozenset(NOTE.glyphs.indexes), (), ["確認済"]),
        (INDEXES - {NOTE.glyphs.indexes[0]}, (), ["公表用"]),
        (INDEXES, (Glyph(0, 321, 10, 331, "案", 10.0, 0, 0, 0),), ["確認済"]),
        (frozenset[int](), (), []),
    ],
    ids=["two", "one", "a line of which a part is typed", "in place of what it covers", "none"],
)
def test_typed_notes(noted: frozenset[int], covered: tuple[Glyph, ...], notes: list[str]) -> None:
    items: list[Item] = [NOTE, STAMP, IN_CELL]
    (layout,), found = notes_apart(*page_with(items, noted=noted, covered=covered))
    assert [one.text for one in found] == notes
    assert layout.items == tuple(item for item in items if item not in found)


def area(x: float, y: float, wide: float = 12.0, high: float = 12.0) -> Area:
    """A shape around a place."""
    return Area(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2, 0)


LETTER = Glyph(100, 100, 110, 110, "B", 10.0, 0, 0, 0)


@pytest.mark.parametrize(
    ("glyph", "rings", "ringed"),
    [
        *((LETTER, [area(105, 105)], True), (LETTER, [], False), (LETTER._replace(text="Ⓑ"), [], True)),
        *((LETTER, [area(125, 105)], False), (LETTER, [area(85, 105)], False)),
        *((LETTER, [area(105, 125)], False), (LETTER, [area(105, 85)], False)),
        *((LETTER, [area(105, 105, 40)], False), (LETTER, [area(105, 105, 12, 40)], False)),
    ],
)
def test_a_ring_around_a_letter(glyph: Glyph, rings: Sequence[Area], ringed: bool) -> None:
    assert is_ringed(glyph, rings) == ringed


PLACE = (1, 90.0, 120.0, 80.0, 130.0)
"""page, top, bottom, left, right"""


@pytest.mark.parametrize(
    ("rings", "found"),
    [
        *(([area(105, 105)], True), ([area(105, 105), area(115, 105)], False), ([], False), ([area(105, 105), area(205, 105)], True)),
        *(([area(70, 105)], False), ([area(140, 105)], False), ([area(105, 80)], False), ([area(105, 130)], False)),
    ],
)
def test_the_only_ring_in_a_place(rings: Sequence[Area], found: bool) -> None:
    assert ring_between({1: rings}, *PLACE) == (rings[0] if found else None)
    assert ring_between({2: rings}, *PLACE) is None


@pytest.mark.parametrize(
    ("drawn", "found"),
    [
        *((area(105, 105), True), (area(105, 105, 3, 3), False), (area(105, 105, 3, 9), True), (area(105, 105, 30), False)),
        *((area(70, 105), False), (area(140, 105), False), (area(105, 80), False), (area(105, 130), False)),
    ],
)
def test_a_letter_drawn_in_a_place(drawn: Area, found: bool) -> None:
    page, top, bottom, left, right = PLACE
    assert drawn_between({1: [drawn]}, page, (top, bottom), (left, right), 10.0) == (drawn if found else None)


def test_small_shapes_and_pictures_by_page() -> None:
    shape, picture = area(105, 105), area(205, 105)
    large = (area(105, 105, 90), area(105, 105, 12, 90))
    pages = [Page(n, WIDE, HIGH, BODY, (), (), (), (picture, *large) * (n == 1), (shape, *large) * (n == 1)) for n in (1, 2)]
    assert rings_of(pages) == {1: (shape,)}
    assert drawings_of(pages) == {1: (shape, picture)}


SCALE = {letter: (100.0 + 20 * k, 120.0 + 20 * k) for k, letter in enumerate("ABCD")}
"""points; the columns of the letters"""
IN_B, IN_C = area(130, 105), area(150, 105)


def printed(x: float, *texts: str) -> list[Line]:
    return [line(100 + 12 * k, (x, text)) for k, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("lines", "has_scale", "rings", "value"),
    [
        *(
            (printed(12.5, "A"), True, (), "A"),
            (printed(12.5, "○"), True, (), "B"),
            (printed(12.5, "○"), False, (), None),
        ),
        *((printed(3, "○"), True, (), None), (printed(12.5, "○", "○"), True, (), None)),
        *((printed(12.5, "AB", "CD"), True, [IN_B], "A"), (printed(12.5, "AB"), True, [IN_B, area(140, 105)], None)),
        *((printed(12.5, "あ", "い"), True, [IN_B], None), (printed(2, "AB"), True, [IN_B], None)),
        *(([], True, [IN_B], "B"), ([], True, [IN_B, IN_C], None), ([], False, [IN_B], None)),
        *(([], True, [area(150, 205)], None), ([], True, [], None)),
    ],
)
def test_what_a_rating_says(lines: Sequence[Line], has_scale: bool, rings: Sequence[Area], value: str | None) -> None:
    rater = RaterPlaces(SCALE if has_scale else {}, {1: rings}, None, {})
    assert rating_of(rater, 1, (90.0, 120.0), lines, form_rules()).value == value


@pytest.mark.parametrize(("column", "found"), [((120.0, 140.0), 1), ((160.0, 180.0), 0), (None, 0)])
def test_a_rating_that_is_drawn(column: tuple[float, float] | None, found: int) -> None:
    (goal,) = paragraphs_of([TextUnit(line(100, (0, "①集う。")), 0.0, 100.0, 1)])
    assert len(drawn_rating(goal, (90.0, 120.0), RaterPlaces({}, {}, column, {1: [IN_B]}))) == found
