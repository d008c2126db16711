"""Lines joined to what was printed: where a word ends, where stretched lines do, which text and which boxes a paragraph has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.form.marks import mark_of
from pipeline.form.series import kana
from pipeline.geometry.intervals import Interval
from pipeline.layout.model import Line
from pipeline.layout.spacing import spaced_text
from pipeline.outline.edges import at_edges, broken_in, edge_of, filled_to, first_word_width
from pipeline.outline.paragraphs import Paragraph, finish, marked_paragraphs, paragraphs_of
from pipeline.outline.units import TextUnit
from pipeline.pages.model import Glyph, Glyphs
from pipeline.values import Box
from tests.outline.by_hand import EM, line


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("庭を広げた", 1),
        ("庭。広げた", 2),
        ("庭", 1),
        ("「庭」を", 3),
        ("「", 1),
        ("「「庭を", 3),
        ("SNSで", 3),
        ("SNS", 3),
        ("SNS、で", 4),
        ("1,200人", 5),
        ("1,人", 2),
        ("1,", 2),
        ("A,1", 2),
        ("1,A", 2),
        ("12人", 2),
        ("1年2月", 1),
        ("庭SNS", 1),
    ],
)
def test_a_word_is_parted_neither_from_its_signs_nor_within_its_letters(text: str, wide: int) -> None:
    assert first_word_width(line(0, (0, text)).glyphs) == wide * EM


def test_a_gap_ends_a_latin_word() -> None:
    assert first_word_width(line(0, (0, "AB"), (3, "CD")).glyphs) == 2 * EM


RIGHT = 200.0


def column(*ends: float, text: str = "開所当初から使っていた", last: str = "も直した", place: int = 1) -> list[TextUnit]:
    """Lines from 100 points to these, the last of them short."""
    lines = [_stretched(20.0 * k, end, text) for k, end in enumerate(ends)]
    return [TextUnit(one, 100.0, RIGHT, place) for one in (*lines, line(20.0 * len(lines), (10, last)))]


def _stretched(y: float, end: float, text: str) -> Line:
    """A line of signs as wide as they are, set evenly to end there."""
    step = (end - 100 - EM) / (len(text) - 1)
    glyphs = [Glyph(100 + k * step, y, 100 + k * step + min(EM, step), y + EM, sign, EM, 0, 0, k) for k, sign in enumerate(text)]
    glyphs[-1] = glyphs[-1]._replace(x1=end)
    found = line(y, (10, text))
    return replace(found, glyphs=Glyphs.of(glyphs), rect=found.rect._replace(x1=end))


WIDE = "開所当初から使っ"
"""Eight signs set over eighty to a hundred points."""


@pytest.mark.parametrize(
    ("units", "edge"),
    [
        (column(195, 195, 195, 195, text=WIDE), (195, 195)),
        (column(195, 195, text=WIDE), None),
        (column(195, 195, 195, 199, text=WIDE), None),
        (column(195, 195.2, 195.4, 195.6, text=WIDE), (195, 195.6)),
        (column(*[195] * 9, 199, text=WIDE), (195, 199)),
        (column(195, 195, 195, 195, text=WIDE[:6] + "1で"), (195, 195)),
        (column(195, 196, 197, 198, text=WIDE[:6] + "1で"), None),
        (column(195, 195, 195, 195, text=WIDE[:6] + "た。"), None),
        (column(150, 150, 150, 150, text=WIDE), None),
        (column(*(195 + 0.4 * k for k in range(6)), text=WIDE[:6] + "1で"), None),
        (column(*(195 + 0.4 * k for k in range(6)), text=WIDE), (195, 197)),
        (column(*(195 + 0.4 * k for k in range(14)), text=WIDE), None),
        (column(195, 196.2, 197.5, text=WIDE), None),
        (column(195, 195, 195, 195, text="・" + WIDE[1:]), None),
        ([one._replace(right=300.0) for one in column(195, 195, 195, 195, text=WIDE)], None),
        ([*column(195, 195, text=WIDE)[:2], *column(195, text=WIDE, last="・も直した")], None),
    ],
)
def test_the_edge_to_which_a_column_is_stretched(units: list[TextUnit], edge: Interval | None) -> None:
    assert edge_of(broken_in(units)) == edge


@pytest.mark.parametrize(
    ("ends", "filled"),
    [
        ((195, 190, 195, 186), 195.0),
        ((195, 195, 184, 195), None),
        ((195,) * 9 + (184,), 195.0),
    ],
    ids=["as far as words go", "some earlier", "one in ten"],
)
def test_how_far_a_program_fills_its_lines(ends: tuple[float, ...], filled: float | None) -> None:
    """The first word of each line has one sign, ten points wide."""
    assert filled_to(broken_in(column(*ends))) == filled


def test_lines_as_wide_as_their_signs_are_not_stretched() -> None:
    full = [TextUnit(line(20.0 * k, (10, "開所当初から使ってい")), 100.0, RIGHT + 1, 1) for k in range(6)]
    assert edge_of(broken_in(full)) is None
    with_space = [
        one._replace(line=replace(one.line, text=one.line.text + "　", glyphs=one.line.glyphs)) for one in column(*[195] * 4, text=WIDE)
    ]
    assert edge_of(broken_in(with_space)) is None


@pytest.mark.parametrize("change", ["place", "page", "above"])
def test_only_lines_of_one_place_tell_where_lines_are_broken(change: str) -> None:
    units = column(195, 195, 195, 195, text=WIDE)
    assert edge_of(broken_in(units)) is not None
    for k in (1, 3):
        one = units[k]
        if change == "place":
            units[k] = one._replace(place=2)
        elif change == "page":
            units[k] = one._replace(line=replace(one.line, page=2))
        else:
            units[k] = one._replace(line=replace(one.line, rect=one.line.rect._replace(y1=-100.0 * k)))
    # above the line before stands the next column, which line 2 and 4 are then below again
    assert edge_of(broken_in(units)) is None if change != "above" else edge_of(broken_in(units[:4])) is None


def test_a_line_is_given_the_edge_of_its_own_column() -> None:
    near, far = column(195, 195, 195, text=WIDE), [one._replace(right=300.0) for one in column(150, text=WIDE)]
    at_edge = at_edges([*near, *far])
    assert (at_edge(near[0]).edge, at_edge(far[0]).edge) == ((195, 195), None)


@pytest.mark.parametrize(
    ("lines", "filled"),
    [
        (column(), None),
        (column(185), 285.0),
        ([*column(185), *column(195, place=2)], 285.0),
        ([*column(195)], 295.0),
    ],
)
def test_a_column_of_few_lines_is_filled_as_others_are(lines: list[TextUnit], filled: float | None) -> None:
    """So far that the white before its wall is a sign more, ten points, than the most behind a line and the next one's first word."""
    one = lines[-1]._replace(right=300.0)
    assert at_edges([*lines, one])(one).filled == filled


@pytest.mark.parametrize(
    ("mark", "x", "hangs"),
    [("・", 10.0, True), ("・", 0.0, False), ("", 0.0, None), ("１．", 0.0, None)],
    ids=["at the text", "at the mark", "no mark", "a number"],
)
def test_lines_wrapped_under_marks_tell_whether_those_of_the_sheet_hang(mark: str, x: float, hangs: bool | None) -> None:
    lines = [TextUnit(line(y, (at, text)), 0.0, 200.0, 1) for y, at, text in [(20, 0.0, mark + "広" * (19 - len(mark))), (32, x, "い庭を")]]
    assert at_edges(lines)(lines[0]).hangs is hangs


@pytest.mark.parametrize(
    ("texts", "unstopped"),
    [
        (["・した"] * 11, True),
        (["・した"] * 10, False),
        ([*["・した"] * 20, "・した。", "・した"], True),
        ([*["・した"] * 18, *["・した。"] * 2, "・した"], False),
        (["した"] * 11, False),
        (["ア　しているか"] * 11, False),
    ],
    ids=["bullets", "too few", "an oversight", "one in ten", "no items", "viewpoints"],
)
def test_a_sheet_is_without_full_stops_where_its_items_are(texts: list[str], unstopped: bool) -> None:
    lines = [TextUnit(line(12 * k, (0.0, text)), 0.0, 200.0, 1) for k, text in enumerate(texts)]
    assert at_edges(lines)(lines[0]).unstopped is unstopped
    assert at_edges([one._replace(left=float(k)) for k, one in enumerate(lines)])(lines[0]._replace(left=0.0)).unstopped is False


def paragraph(*lines: Line) -> Paragraph:
    """The lines as one paragraph with the mark of the first."""
    found = Paragraph(mark_of(lines[0]), [TextUnit(one, 0.0, 300.0, 1) for one in lines], False, EM)
    finish(found)
    return found


@pytest.mark.parametrize(
    ("lines", "text", "boxes"),
    [
        ([line(0, (0, "庭を")), line(14, (1, "広げた"))], "庭を広げた", [Box(1, 0, 0, 40, 24)]),
        ([line(0, (0, "・庭を")), line(14, (0, "広げた"))], "庭を広げた", [Box(1, 0, 0, 30, 24)]),
        ([line(0, (0, "・"), (2, "庭を"))], "庭を", [Box(1, 20, 0, 40, 10)]),
        ([line(0, (0, "・")), line(14, (1, "庭を"))], "庭を", [Box(1, 10, 14, 30, 24)]),
        ([line(0, (0, "・"))], "", [Box(1, 0, 0, 10, 10)]),
        ([line(0, (0, "Open")), line(14, (0, "day"))], "Open day", [Box(1, 0, 0, 40, 24)]),
        ([line(700, (0, "庭を")), line(14, (0, "広げた"), page=2)], "庭を広げた", [Box(1, 0, 700, 20, 710), Box(2, 0, 14, 30, 24)]),
        ([line(0, (0, "庭を")), line(14, (0, "広げた"), page=2)], "庭を広げた", [Box(1, 0, 0, 20, 10), Box(2, 0, 14, 30, 24)]),
        ([line(700, (0, "庭を")), line(14, (30, "広げた"))], "庭を広げた", [Box(1, 0, 700, 20, 710), Box(1, 300, 14, 330, 24)]),
    ],
)
def test_a_paragraph_has_its_lines_text_and_boxes_without_its_mark(lines: list[Line], text: str, boxes: list[Box]) -> None:
    found = paragraph(*lines)
    assert (found.text, list(found.boxes)) == (text, boxes)


def test_a_mark_is_cut_off_where_its_line_prints_a_space_within_it() -> None:
    """As between a number and its point."""
    found = line(0, (0, "1"), (1.6, ".庭を"))
    assert paragraph(replace(found, text=spaced_text(found.glyphs))).text == "庭を"


def units(*rows: tuple[float, str], page: int = 1, place: int = 1) -> list[TextUnit]:
    return [TextUnit(line(y, (0, text), page=page), 0.0, 300.0, place) for y, text in rows]


ITEM = units((0, "・庭を広げた。"))


@pytest.mark.parametrize(
    ("below", "texts"),
    [
        (units((20, "棚も替えた。")), ["庭を広げた。棚も替えた。"]),
        (units((20, "・棚も替えた。")), ["庭を広げた。", "棚も替えた。"]),
        (units((60, "棚も替えた。")), ["庭を広げた。", "棚も替えた。"]),
        (units((20, "棚も替えた。"), place=2), ["庭を広げた。", "棚も替えた。"]),
        (units((0, "棚も替えた。"), page=2), ["庭を広げた。", "棚も替えた。"]),
    ],
)
def test_what_has_no_mark_in_a_marked_list_belongs_to_the_item_before(below: list[TextUnit], texts: list[str]) -> None:
    assert [found.text for found in marked_paragraphs([*ITEM, *below])] == texts


def test_a_sentence_of_a_list_goes_on_overleaf_and_a_list_without_marks_is_as_it_is() -> None:
    assert [found.text for found in marked_paragraphs([*units((0, "・庭")), *units((0, "棚"), page=2, place=2)])] == ["庭棚"]
    assert len(marked_paragraphs([*units((0, "庭。")), *units((20, "・棚。"), (40, "砂。"))])) == 3
    assert marked_paragraphs([]) == []


def test_only_where_headings_may_stand_lines_below_numbers_begin_anew() -> None:
    lines = units(
        (0, "①利用者の声を集める取組とその周知の方法"),
        (20, "庭を広げた。"),
        (40, "②地域の声を集める取組とその周知の方法"),
        (60, "棚も替えた。"),
    )
    with_numbers: frozenset[str] = frozenset()
    assert [len(paragraphs_of(lines, goal_words=words)) for words in (with_numbers, None)] == [4, 2]


def test_a_letter_glued_to_its_text_is_a_mark_in_its_turn() -> None:
    lines = units((0, "ア集える場か。"), (20, "イ学べる場か。"), (40, "エ話せる場か。"))
    assert [found.mark.text for found in paragraphs_of(lines, series=kana())] == ["ア", "イ", ""]
    assert [found.mark.text for found in paragraphs_of(lines)] == ["", "", ""]
