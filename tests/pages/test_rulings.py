"""What is a line, an area, a picture or a shape: one small drawn page per way of drawing borders, read by both engines."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians, sin
from typing import Any

import pytest

from pipeline.pages import Engine, Page, read_pages
from pipeline.pages.model import Style
from pipeline.pages.mupdf import pymupdf
from tests.pages.drawing import add_resource, append, pdf

ENGINES: tuple[Engine, ...] = ("pymupdf", "pdfplumber")
pytestmark = pytest.mark.parametrize("engine", ENGINES)
BLACK, WHITE = (0, 0, 0), (1, 1, 1)


def drawn(engine: Engine, draw: Any) -> Page:
    def with_text(page: Any, document: Any) -> None:
        draw(page, document)
        page.insert_text((20, 390), "x")

    return read_pages(pdf(with_text), engine)[0]


def places(page: Page) -> list[tuple[float, ...]]:
    return sorted(tuple(round(value, 1) for value in ruling[:4]) for ruling in page.rulings)


HALF, DIAGONAL = 4 * (2**0.5 - 1) / 3 / 2, 0.5**0.5
"""of a circle's radius: the handle of an eighth of it, nearly, and where it crosses the diagonal"""


def corner(x: float, y: float, right: int, up: int, *, from_side: bool) -> list[tuple[float, float]]:
    """The eighth of a circle of 5 pt from a level side to the diagonal of a corner at x, y, in the points of a PDF; or the other way."""
    reach, rise = 5 * (1 - DIAGONAL), 5 * HALF * DIAGONAL
    end = (x - right * reach, y - up * reach)
    points = [(x - right * 5, y), (x - right * (5 - 5 * HALF), y), (end[0] - right * rise, end[1] + up * rise), end]
    return points if from_side else points[::-1]


def level_side(y: float, up: int) -> str:
    left, right = corner(20, y, -1, up, from_side=False), corner(100, y, 1, up, from_side=True)
    return _curve(left) + f"95 {y} l " + _curve(right, start=False) + "S "


ENDS = ((340, -1), (380, 1))


def upright_side(x: float, right: int) -> str:
    below, above = (
        [(x - right * abs(dy - y), y - up * abs(dx - x)) for dx, dy in corner(x, y, right, up, from_side=True)] for y, up in ENDS
    )
    return _curve(below[::-1]) + f"{x} 375 l " + _curve(above, start=False) + "S "


def _curve(points: Sequence[tuple[float, float]], *, start: bool = True) -> str:
    begin = "{:g} {:g} m ".format(*points[0]) if start else ""
    return begin + " ".join(f"{x:g} {y:g}" for x, y in points[1:]) + " c "


SIDES_APART = (level_side(380, 1) + level_side(340, -1) + upright_side(20, -1) + upright_side(100, 1)).encode()


def in_many_pieces() -> bytes:
    """A box whose rounded corners are drawn in eight pieces each, as browsers do."""
    corners = [(95, 375, 0), (25, 375, 90), (25, 345, 180), (95, 345, 270)]
    points = [
        [(x + 5 * cos(radians(turn + 90 * k / 8)), y + 5 * sin(radians(turn + 90 * k / 8))) for k in range(9)] for x, y, turn in corners
    ]
    path = "100 345 m "
    for (x0, y0), *rest in points:
        path += f"{x0:g} {y0:g} l "
        for x, y in rest:
            path += f"{(2 * x0 + x) / 3:g} {(2 * y0 + y) / 3:g} {(x0 + 2 * x) / 3:g} {(y0 + 2 * y) / 3:g} {x:g} {y:g} c "
            x0, y0 = x, y
    return (path + "S").encode()


BOX = [(20, 20, 20, 60), (20, 20, 100, 20), (20, 60, 100, 60), (100, 20, 100, 60)]


def test_strokes_stay_as_drawn(engine: Engine) -> None:
    """Touching segments are not joined: their ends show the columns of tables without vertical lines."""

    def draw(page: Any, _: Any) -> None:
        page.draw_line((20, 50), (100, 50), width=0.5)
        page.draw_line((100, 50), (180, 50), width=0.5)
        page.draw_line((20, 50), (20, 90), width=2, color=(1, 0, 0))

    page = drawn(engine, draw)
    assert places(page) == [(20, 50, 20, 90), (20, 50, 100, 50), (100, 50, 180, 50)]
    assert sorted((round(ruling.thickness, 2), ruling.color) for ruling in page.rulings) == [(0.5, 0), (0.5, 0), (2, 0xFF0000)]


@pytest.mark.parametrize(
    "draw",
    [
        lambda page, _: page.draw_rect((20, 20, 100, 60)),
        lambda page, _: page.draw_quad(pymupdf.Rect(20, 20, 100, 60).quad),
        lambda page, _: page.draw_polyline([(20, 20), (100, 20), (100, 60), (20, 60), (20, 20)]),
        lambda page, document: append(page, document, b"q 1 w 20 340 80 40 re s Q"),
        lambda page, document: append(page, document, b"q 10 w 0.1 0 0 0.1 0 0 cm 200 3400 800 400 re S Q"),
        lambda page, _: page.draw_rect((20, 20, 100, 60), fill=WHITE),
        lambda page, _: page.draw_rect((20, 20, 100, 60), radius=0.05),
        lambda page, document: append(page, document, SIDES_APART),
        lambda page, document: append(page, document, in_many_pieces()),
        lambda page, _: [page.draw_rect((20, 20, 100, 60)) for _ in range(2)],
    ],
    ids=[
        "rectangle",
        "quad",
        "polyline",
        "closed path",
        "scaled",
        "white fill",
        "rounded",
        "rounded sides apart",
        "rounded in pieces",
        "drawn twice",
    ],
)
def test_a_box_is_four_rulings(engine: Engine, draw: Any) -> None:
    page = drawn(engine, draw)
    assert places(page) == BOX
    assert not page.fills
    assert not page.shapes


def rounded(x0: float, y0: float, x1: float, y1: float, arc: float) -> str:
    """The path of a box in the points of a PDF whose corners are arcs of that size."""
    corners = ((x1, y0, 1, 0), (x1, y1, 0, 1), (x0, y1, -1, 0), (x0, y0, 0, -1))
    path = f"{x0 + arc} {y0} m "
    for x, y, right, up in corners:
        begin, end = (x - right * arc, y - up * arc), (x - up * arc, y + right * arc)
        path += f"{begin[0]} {begin[1]} l {x} {y} {x} {y} {end[0]} {end[1]} c "
    return path + "h "


@pytest.mark.parametrize("inner_first", [False, True])
def test_a_border_filled_between_two_rounded_boxes_is_four_rulings(engine: Engine, inner_first: bool) -> None:
    """Typesetters fill a border with round corners as one path: the outer box and, in it, the inner one."""
    boxes = [rounded(19.5, 339.5, 100.5, 380.5, 5), rounded(20.5, 340.5, 99.5, 379.5, 4)]

    def draw(page: Any, document: Any) -> None:
        append(page, document, " ".join(boxes[::-1] if inner_first else boxes).encode() + b"0 g f*")

    page = drawn(engine, draw)
    assert sorted(tuple(round(value) for value in place) for place in places(page)) == BOX
    assert {round(ruling.thickness, 2) for ruling in page.rulings} == {1.0}
    assert not page.fills and not page.shapes


def test_filled_boxes_with_round_corners_are_areas(engine: Engine) -> None:
    """Two of one path that stand beside each other are no frame."""

    def draw(page: Any, document: Any) -> None:
        append(page, document, (rounded(20, 340, 60, 380, 5) + rounded(62, 340, 100, 380, 5)).encode() + b"0.8 g f*")

    page = drawn(engine, draw)
    assert [tuple(map(round, fill[:4])) for fill in page.fills] == [(20, 20, 60, 60), (62, 20, 100, 60)]
    assert not page.rulings and not page.shapes


def test_thin_filled_bars_are_rulings(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.draw_rect((20, 49.75, 100, 50.25), fill=BLACK, color=None)
        page.draw_rect((19, 49.75, 21, 120), fill=BLACK, color=None)
        page.draw_rect((120, 50, 125, 350), fill=(0, 0, 1), color=None)

    page = drawn(engine, draw)
    assert places(page) == [(20, 49.8, 20, 120), (20, 50, 100, 50), (122.5, 50, 122.5, 350)]
    assert sorted(round(ruling.thickness, 1) for ruling in page.rulings) == [0.5, 2, 5]


def test_mitred_borders_are_rulings(engine: Engine) -> None:
    """Browsers paint a border as a trapezium whose ends meet the neighbours' at 45 degrees."""

    def draw(page: Any, document: Any) -> None:
        append(page, document, b"0 0 0 rg 20 350 m 100 350 l 98 348 l 22 348 l h f")

    assert places(drawn(engine, draw)) == [(20, 51, 100, 51)]


@pytest.mark.parametrize("vertical", [False, True])
def test_dashes_and_dots_are_one_ruling(engine: Engine, vertical: bool) -> None:
    def bar(start: float, end: float, half: float, across: float) -> tuple[float, float, float, float]:
        return (across - half, start, across + half, end) if vertical else (start, across - half, end, across + half)

    def draw(page: Any, _: Any) -> None:
        ends = ((50, 20), (50, 200)) if vertical else ((20, 50), (200, 50))
        page.draw_line(*ends, width=1, dashes="[3 2] 0")
        for step in range(60):
            page.draw_rect(bar(20 + 3 * step, 21.5 + 3 * step, 0.75, 100), fill=BLACK, color=None)
        shape = page.new_shape()
        for step in range(60):
            shape.draw_rect(bar(20 + 3 * step, 21 + 3 * step, 0.5, 150))
        shape.finish(fill=BLACK, color=None)
        shape.commit()
        for step in range(36):
            start, end = 20 + 5 * step, 23 + 5 * step
            page.draw_line(*(((200, start), (200, end)) if vertical else ((start, 200), (end, 200))), width=0.5)

    found = places(drawn(engine, draw))
    assert len(found) == 4
    for across, end, ruling in zip((50, 100, 150, 200), (200, 198.5, 198, 198), found, strict=True):
        expected = (across, 20, across, end) if vertical else (20, across, end, across)
        assert ruling == pytest.approx(expected, abs=0.3)


@pytest.mark.parametrize("paint", [b" f\n", b"\n"], ids=["each a path", "one path"])
def test_overlapping_dots_lose_no_line(engine: Engine, paint: bytes) -> None:
    """MuPDF's text device drops rectangles that follow one inside an earlier one."""
    dots = [(20 + 2.4 * k, 349.5, 1.7, 0.5) for k in range(20)] + [(20, 349.5, 0.5, 0.5)]
    dots += [(150, 340 - 2.4 * k, 0.5, 1.7) for k in range(20)] + [(150, 340, 0.5, 0.5)]
    bars = [(20, 250, 0.5, 60), (20, 310, 90, 0.5), (20, 250, 90, 0.5), (110, 250, 0.5, 60)]
    content = b"".join(b"%g %g %g %g re" % box + paint for box in dots + bars) + (b"" if b"f" in paint else b"f")
    page = drawn(engine, lambda page, document: append(page, document, b"q 0 g " + content + b" Q"))
    long = [place for place in places(page) if abs(place[2] - place[0]) + abs(place[3] - place[1]) > 3]
    dotted = [(20, 50.2, 67.3, 50.2), (150.2, 58.3, 150.2, 105.6)]
    box = [(20, 89.8, 110, 89.8), (20.2, 90, 20.2, 150), (20, 149.8, 110, 149.8), (110.2, 90, 110.2, 150)]
    assert near(long, dotted + box)


def near(found: Sequence[tuple[float, ...]], expected: Sequence[tuple[float, ...]]) -> bool:
    return len(found) == len(expected) and all(
        any(max(abs(a - b) for a, b in zip(one, other, strict=True)) < 0.2 for one in found) for other in expected
    )


def test_cells_of_a_narrow_column_are_no_dashes(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        for step in range(8):
            page.draw_line((20 + 20 * step, 50), (36 + 20 * step, 50))

    assert len(places(drawn(engine, draw))) == 8


CELL, ON_CELL = (20, 100, 200, 140), (100, 100, 100, 140)
"""a coloured cell, and a line across it"""


@pytest.mark.parametrize(
    ("lines", "rules"),
    [
        ([(20, 50, 100, 50)], []),
        ([ON_CELL], [ON_CELL]),
        ([(20, 140.8, 200, 140.8)], [(20, 140.8, 200, 140.8)]),
        ([(200.8, 100, 200.8, 140)], [(200.8, 100, 200.8, 140)]),
        ([(20, 142, 200, 142)], []),
        ([(202, 100, 202, 140)], []),
        ([ON_CELL, (100, 140, 100, 180), (60, 181.4, 150, 181.4)], [(60, 181.4, 150, 181.4), ON_CELL, (100, 140, 100, 180)]),
        ([(100, 142, 100, 180), (101.4, 160, 140, 160), ON_CELL, (20, 141, 200, 141)], None),
        ([ON_CELL, (100, 142, 100, 180)], [ON_CELL]),
        ([ON_CELL, (102, 141, 140, 141)], [ON_CELL, (102, 141, 140, 141)]),
        ([ON_CELL, (102, 142, 140, 142)], [ON_CELL]),
        ([ON_CELL, (300, 120, 380, 120)], [ON_CELL]),
        ([ON_CELL, (100, 300, 100, 340), (100, 140, 100, 180)], [ON_CELL, (100, 140, 100, 180)]),
        ([(60, 120, 60, 180), (100, 150, 100, 180), (150, 120, 150, 180)], None),
        ([(60, 120, 60, 180), (100, 150, 100, 176), (150, 120, 150, 180)], [(60, 120, 60, 180), (150, 120, 150, 180)]),
        ([(60, 120, 60, 180), (80, 120, 80, 180), (100, 150, 100, 180)], [(60, 120, 60, 180), (80, 120, 80, 180)]),
        ([(60, 120, 60, 180), (100, 150, 120, 150), (150, 120, 150, 180)], [(60, 120, 60, 180), (150, 120, 150, 180)]),
    ],
    ids=[
        *("on paper", "on a cell", "along its foot", "along its side", "below it", "beside it", "from a cell over paper"),
        *("from one to the next", "with a gap", "along a cell it does not cross", "off the cell and the line", "far beside", "far below"),
        *("between others that end there", "between others that end below", "beside others that end there", "a level one between others"),
    ],
)
def test_white_lines_are_rules_where_they_meet_coloured_cells(
    engine: Engine, lines: Sequence[tuple[float, ...]], rules: Sequence[tuple[float, ...]] | None
) -> None:
    """A word processor's white borders part the cells of a table that are left white too."""

    def draw(page: Any, _: Any) -> None:
        page.draw_rect(CELL, fill=(0.2, 0.4, 0.6), color=None)
        page.draw_rect((20, 40, 200, 60), fill=WHITE, color=None)
        for x0, y0, x1, y1 in lines:
            page.draw_line((x0, y0), (x1, y1), color=WHITE, width=1)

    page = drawn(engine, draw)
    assert sorted(places(page)) == sorted(lines if rules is None else rules)
    assert [area.color for area in page.fills] == [0x336699]


def test_white_bars_under_a_coloured_area_are_not_seen(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.draw_rect((100, 100, 101, 140), fill=WHITE, color=None)
        page.draw_rect(CELL, fill=(0.2, 0.4, 0.6), color=None)

    assert places(drawn(engine, draw)) == []


def test_transparent_drawings_are_not_seen(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.draw_line((20, 50), (100, 50), stroke_opacity=0)
        page.draw_rect((20, 100, 200, 140), fill=BLACK, color=None, fill_opacity=0)

    page = drawn(engine, draw)
    assert not page.rulings
    assert not page.fills


def test_filled_cells_are_areas(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.draw_rect((20, 20, 100, 60), fill=(0.8, 0.8, 0.8))

    page = drawn(engine, draw)
    assert places(page) == BOX
    assert [(tuple(round(value) for value in area[:4]), area.color) for area in page.fills] == [((20, 20, 100, 60), 0xCCCCCC)]


STRIPS = [(20, 50, 80, 58), (20, 58, 80, 66), (20, 66, 80, 72)]


@pytest.mark.parametrize(
    ("strips", "areas"),
    [
        (STRIPS, [(20, 50, 80, 72)]),
        (STRIPS[::-1], [(20, 50, 80, 72)]),
        ([*STRIPS[:2], (20, 67, 80, 74)], [(20, 50, 80, 66), (20, 67, 80, 74)]),
        ([*STRIPS[:2], (20, 66, 80, 78)], [(20, 50, 80, 66), (20, 66, 80, 78)]),
        ([*STRIPS[:2], (20, 66, 90, 74)], [(20, 50, 80, 66), (20, 66, 90, 74)]),
        ([*STRIPS[:2], (30, 66, 80, 74)], [(20, 50, 80, 66), (30, 66, 80, 74)]),
        ([(20, 50, 80, 52), (20, 52, 80, 54), (20, 60, 80, 66)], [(20, 60, 80, 66)]),
    ],
    ids=["below each other", "from below", "apart", "one with room for a line", "longer", "shorter", "two borders that meet"],
)
def test_strips_of_one_ground_are_one_area(engine: Engine, strips: Sequence[tuple[float, ...]], areas: Sequence[tuple[float, ...]]) -> None:
    def draw(page: Any, _: Any) -> None:
        for strip in strips:
            page.draw_rect(pymupdf.Rect(*strip), color=None, fill=(0.8, 0.8, 0.8))

    assert sorted(tuple(round(value, 1) for value in area[:4]) for area in drawn(engine, draw).fills) == areas


@pytest.mark.parametrize(("step", "areas"), [(0.02, 1), (0.2, 4)], ids=["from grey to white by steps", "of four colours"])
def test_strips_whose_colour_changes_little_by_little_are_one_area(engine: Engine, step: float, areas: int) -> None:
    def draw(page: Any, _: Any) -> None:
        for n in range(4):
            grey = 0.1 + step * n
            page.draw_rect(pymupdf.Rect(20, 20 + 5 * n, 180, 25.2 + 5 * n), color=None, fill=(grey, grey, grey))

    page = drawn(engine, draw)
    assert len([*page.fills, *page.rulings]) == areas


def test_strips_that_differ_in_colour_or_with_text_between_are_areas_of_their_own(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        for strip, grey in zip(STRIPS, (0.8, 0.7, 0.7), strict=True):
            page.draw_rect(pymupdf.Rect(*strip), color=None, fill=(grey, grey, grey))
            page.insert_text((200, strip[1]), "x")

    assert len(drawn(engine, draw).fills) == 3


def test_curves_and_slanted_lines_are_shapes(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.draw_circle((60, 60), 30)
        page.draw_line((120, 20), (200, 80))
        page.draw_sector((60, 200), (90, 200), 60, fill=(1, 0, 0))

    page = drawn(engine, draw)
    boxes = [tuple(round(value) for value in shape[:4]) for shape in page.shapes]
    assert (30, 30, 90, 90) in boxes
    assert (120, 20, 200, 80) in boxes
    assert not page.fills


def test_a_flat_slanted_line_that_is_filled_too_is_no_rule(engine: Engine) -> None:
    def draw(page: Any, document: Any) -> None:
        append(page, document, b"0.3 w 20 300 m 74 303 l B")

    page = drawn(engine, draw)
    assert not page.rulings
    assert {tuple(round(value) for value in shape[:4]) for shape in page.shapes} == {(20, 97, 74, 100)}


def test_lines_off_the_page_are_left_out(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.draw_line((-50, 20), (-50, 80))
        page.draw_line((20, 450), (80, 450))

    assert drawn(engine, draw).rulings == ()


def test_pictures_have_their_place(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        pixmap = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 8, 8), False)
        pixmap.clear_with(100)
        page.insert_image((20, 20, 60, 60), pixmap=pixmap)

    page = drawn(engine, draw)
    assert [tuple(round(value) for value in area[:4]) for area in page.pictures] == [(20, 20, 60, 60)]


def test_a_thick_frame_drawn_cell_by_cell_is_one_line_a_side(engine: Engine) -> None:
    """Short cells make pieces that are no bars by themselves."""

    def draw(page: Any, _: Any) -> None:
        for top, bottom in ((20, 60), (60, 82), (82, 150)):
            page.draw_rect((20, top, 25, bottom), color=None, fill=BLACK)

    page = drawn(engine, draw)
    assert not page.fills
    assert {(r.x0, r.x1) for r in page.rulings} == {(22.5, 22.5)}
    assert (min(r.y0 for r in page.rulings), max(r.y1 for r in page.rulings)) == (20, 150)


def test_the_stroked_outlines_of_letters_are_bold_type_and_no_lines(engine: Engine) -> None:
    """Programs that rewrite a PDF make synthetic bold of this; a box around the word stays a box."""

    def draw(page: Any, document: Any) -> None:
        page.insert_text((20, 50), "HI", fontsize=20)
        page.insert_text((80, 50), "HI", fontsize=20)
        outlines = b"22 351 m 22 364 l 25 364 l 25 351 l h 36.5 351 m 36.5 364 l 39 364 l 39 351 l h S 0.4 w 15 345 50 25 re S"
        append(page, document, outlines)

    page = drawn(engine, draw)
    assert places(page) == [(15, 30, 15, 55), (15, 30, 65, 30), (15, 55, 65, 55), (65, 30, 65, 55)]
    letters = {(glyph.text, round(glyph.x0)): glyph.style & Style.BOLD for glyph in page.glyphs if glyph.text in "HI"}
    assert letters == {("H", 20): Style.BOLD, ("I", 34): Style.BOLD, ("H", 80): 0, ("I", 94): 0}


def test_a_readers_comments_are_not_drawn(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.draw_rect((20, 20, 100, 60), color=BLACK, width=0.5)
        page.add_highlight_annot((30, 30, 90, 42))
        page.add_text_annot((60, 30), "?")
        page.add_ink_annot([[(20, 100), (60, 140), (100, 100)]])
        page.add_rect_annot((40, 25, 80, 50))

    page = drawn(engine, draw)
    assert (places(page), page.fills, page.shapes) == (BOX, (), ())


def test_a_box_put_over_what_is_written_stays(engine: Engine) -> None:
    def draw(page: Any, _: Any) -> None:
        page.insert_text((30, 50), "B", fontsize=12)
        over = page.add_rect_annot((20, 30, 60, 60))
        over.set_colors(fill=(1, 1, 1))
        over.update()

    assert "B" not in drawn(engine, draw).glyphs.texts


@pytest.mark.parametrize("rotation", [0, 90])
def test_what_is_drawn_outside_its_clip_is_not_there(engine: Engine, rotation: int) -> None:
    """A line goes as far as its clip, one along the clip's edge is seen; what is painted after the clip is its own master again."""

    def draw(page: Any, document: Any) -> None:
        parts = (
            "q 20 300 100 60 re W n 0 0 0 RG 0.5 w 10 320 m 200 320 l S 10 200 m 200 200 l S 20 300 m 120 300 l S",
            "0.5 g 60 310 200 20 re f 150 310 40 20 re f",
            "q 40 300 20 60 re W n 10 340 m 200 340 l S Q Q 10 250 m 200 250 l S",
        )
        append(page, document, "\n".join(parts).encode())
        page.set_rotation(rotation)

    page = drawn(engine, draw)
    lines = sorted(round(max(r.x1 - r.x0, r.y1 - r.y0)) for r in page.rulings)
    assert lines == [22, 100, 102, 190]
    assert [(round(f.x1 - f.x0), round(f.y1 - f.y0)) for f in page.fills] == [(61, 20) if not rotation else (20, 61)]


def test_a_border_that_is_painted_through_a_clip_as_thin_as_itself_is_where_it_shows(engine: Engine) -> None:
    """Browsers' engines for print fill the ring between a cell's outer and inner box, once for each side."""

    def draw(page: Any, document: Any) -> None:
        append(page, document, b"q 20 300 100 0.5 re W n 0 g 20 300.5 100 20 re 20 300 100 21 re f* Q")

    assert [(round(r.y0, 2), r.thickness) for r in drawn(engine, draw).rulings] == [(99.75, 0.5)]


FRAMED = "20 300 m 20 375 l 20 378 22 380 25 380 c 95 380 l 98 380 100 378 100 375 c 100 300 l "
INSIDE = "98.5 300 l 98.5 375 l 98.5 377 97 378.5 95 378.5 c 25 378.5 l 23 378.5 21.5 377 21.5 375 c 21.5 300 l h W* n "
SIDES = ("20 380 m 25 375 l 95 375 l 100 380 l h", "20 300 m 20 380 l 25 375 l 25 300 l h", "100 300 m 100 380 l 95 375 l 95 300 l h")


def test_a_side_painted_through_its_frames_own_shape_is_as_thick_as_the_frame(engine: Engine) -> None:
    """A browser fills a box with round corners once for each side that a page's end leaves, each through its trapezium and the frame."""

    def draw(page: Any, document: Any) -> None:
        append(page, document, " ".join(f"q {FRAMED}{INSIDE}{side} W n 0 g 20 300 80 80 re f Q" for side in SIDES).encode())

    page = drawn(engine, draw)
    assert places(page) == [(20.0, 20.8, 100.0, 20.8), (20.8, 20.0, 20.8, 100.0), (99.2, 20.0, 99.2, 100.0)]
    assert {ruling.thickness for ruling in page.rulings} == {1.5}


def test_what_is_filled_through_a_picture_has_the_shape_of_no_rectangle(engine: Engine) -> None:
    """The shadow of a box is neither an area nor a picture with the box's text in it; what is painted behind it is there."""

    def draw(page: Any, document: Any) -> None:
        image, mask, state = (document.get_new_xref() for _ in range(3))
        document.update_object(image, "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8>>")
        document.update_stream(image, b"\x80")
        group = "/Group<</Type/Group/S/Transparency/CS/DeviceGray>>"
        document.update_object(
            mask, f"<</Type/XObject/Subtype/Form/BBox[0 0 300 400]{group}/Resources<</XObject<</I {image} 0 R>>>>/Length 0>>"
        )
        document.update_stream(mask, b"90 0 0 70 15 305 cm /I Do")
        document.update_object(state, f"<</Type/ExtGState/SMask<</Type/Mask/S/Luminosity/G {mask} 0 R>>>>")
        add_resource(page, document, "ExtGState", state)
        append(page, document, b"q /S gs 0.6 g 15 305 90 70 re f Q 0.6 g 30 320 40 30 re f 0 G 20 310 80 60 re S")

    page = drawn(engine, draw)
    assert ([tuple(map(round, fill[:4])) for fill in page.fills], page.pictures) == ([(30, 50, 70, 80)], ())
    assert len(page.rulings) == 4
