"""Lines beside a picture or a floating table, told by hand: to where they reach, and how far they stand right of those above and below."""

from __future__ import annotations

import pytest

from pipeline.geometry.rect import Rect
from pipeline.layout.model import Figure
from pipeline.outline.room_beside import with_room_beside
from pipeline.outline.units import FigureUnit, TableUnit, TextUnit, Unit
from tests.outline.by_hand import EM, line, part

WIDE = 400.0
AT_RIGHT, AT_LEFT = Rect(250, 95, 390, 140), Rect(5, 95, 120, 140)


def figure(rect: Rect, page: int = 1) -> FigureUnit:
    return FigureUnit(Figure(page, rect, ()))


def text(y: float, x: float, said: str, *, page: int = 1, right: float = WIDE, place: int = 1) -> TextUnit:
    return TextUnit(line(y, (x, said), page=page), 0.0, right, place)


def bounds(units: list[Unit]) -> list[tuple[float, float, float]]:
    """Left and right side of each line, and how far it is shifted."""
    return [(unit.left, unit.right, unit.shift) for unit in with_room_beside(units) if isinstance(unit, TextUnit)]


FREE = (0.0, WIDE, 0.0)


@pytest.mark.parametrize(
    ("lines", "rights"),
    [
        pytest.param([text(80, 0, "・庭"), text(100, 0, "・棚を"), text(114, 0, "替え")], [WIDE, 250, 250], id="lines at its height"),
        pytest.param([text(83, 0, "・棚を"), text(141, 0, "替え")], [250, 250], id="lines whose leading it reaches into"),
        pytest.param([text(81, 0, "・棚を"), text(100, 0, "替え")], [WIDE, WIDE], id="one line alone"),
        pytest.param([text(100, 0, "・棚を"), text(114, 24, "替え")], [WIDE, WIDE], id="one that runs over it"),
        pytest.param([text(100, 0, "・棚を"), text(114, 0, "替え", page=2)], [WIDE, WIDE], id="one overleaf"),
        pytest.param([text(100, 0, "・棚を", right=200), text(114, 0, "替え", right=200)], [200, 200], id="those of another column"),
    ],
)
def test_lines_left_of_a_picture_end_at_it(lines: list[Unit], rights: list[float]) -> None:
    assert [right for _, right, _ in bounds([*lines, figure(AT_RIGHT)])] == rights


ABOVE = [text(60, 1, "①庭"), text(74, 1, "・声を聞いた")]


@pytest.mark.parametrize(
    ("lines", "shift"),
    [
        pytest.param([text(100, 14, "・棚を"), text(114, 15, "替え")], 130.0, id="by the item's sign"),
        pytest.param([text(100, 13, "②棚"), text(114, 14, "・替え")], 120.0, id="by the least, where signs tell otherwise"),
        pytest.param([text(100, 14, "・棚を")], 0.0, id="one line alone"),
        pytest.param([text(100, 14, "感染症に"), text(114, 14, "より休館")], 0.0, id="a remark without sign"),
        pytest.param([text(100, 14, "※棚を"), text(114, 15, "替え")], 0.0, id="another sign"),
        pytest.param([text(100, 14, "・棚を", place=2), text(114, 15, "替え", place=2)], 0.0, id="in another cell"),
    ],
)
@pytest.mark.parametrize("is_table", [True, False])
def test_lines_of_a_list_right_of_a_picture_or_table_begin_there(lines: list[Unit], shift: float, *, is_table: bool) -> None:
    table = part(1, "区分|R5//講座|12", edges=(0.5, 6.0, 12.0), y=95.0)
    beside: FigureUnit | TableUnit = table if is_table else figure(AT_LEFT)
    left = 12 * EM if shift else 0.0
    assert bounds([*ABOVE, beside, *lines]) == [FREE, FREE, *[(left, WIDE, shift)] * len(lines)]


def test_a_line_between_two_pictures_has_the_room_between_them() -> None:
    lines = [text(100, 14, "・棚を"), text(114, 15, "替え")]
    assert bounds([*ABOVE, *lines, figure(AT_LEFT), figure(AT_RIGHT)])[2:] == [(120.0, 250.0, 130.0)] * 2


def test_a_picture_beside_the_name_of_a_table_comes_behind_it() -> None:
    name = [text(100, 0, "■講座の数"), text(114, 0, "（単位：回）")]
    picture, table = figure(AT_RIGHT), part(1, "区分|R5//講座|12", edges=(0, 5, 10), y=150.0)
    rest = part(2, "講座|12", edges=(0, 5, 10), y=20.0)
    below = text(220, 0, "・庭")

    def order(*units: Unit) -> list[str]:
        return [type(unit).__name__[:2] for unit in with_room_beside(units)]

    assert order(*name, picture, table, below) == ["Te", "Te", "Ta", "Fi", "Te"]
    assert order(*name, picture, table) == ["Te", "Te", "Ta", "Fi"]
    assert order(*name, picture, table, rest) == ["Te", "Te", "Fi", "Ta", "Ta"]
    assert order(*name, below, picture, table) == ["Te", "Te", "Te", "Fi", "Ta"]
    assert order(name[0], picture, table) == ["Te", "Fi", "Ta"]
    assert order(*name, picture, below, table) == ["Te", "Te", "Fi", "Te", "Ta"]
