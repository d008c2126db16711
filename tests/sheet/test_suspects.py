"""What stands in columns and was not read as a table is named; running text, captions side by side and spaced words are not."""

from __future__ import annotations

import pytest

from pipeline.geometry.rect import Rect
from pipeline.layout.model import Cell, Grid, Line
from pipeline.pages.model import Glyph, Glyphs
from pipeline.sheet.suspects import suspects_of
from pipeline.sheet.units import TableUnit, TextUnit

EM = 10.0


def line(y: float, *parts: tuple[float, str]) -> Line:
    """A line of texts, each from its own place in em."""
    glyphs = [Glyph((x + k) * EM, y, (x + k + 1) * EM, y + EM, ch, EM, 0, 0, k) for x, text in parts for k, ch in enumerate(text)]
    text = "　".join(text for _, text in parts)
    return Line(1, Rect(glyphs[0].x0, y, glyphs[-1].x1, y + EM), Glyphs.of(glyphs), EM, text, False)


def told(*lines: Line) -> list[str]:
    return [defect.code for defect in suspects_of([TextUnit(one, 0.0, 500.0, 1) for one in lines])]


@pytest.mark.parametrize(
    "rows",
    [
        (((0, "来館"), (10, "１８２")), ((0, "電話"), (10, "１９２"))),
        (((0, "こもれび通信"), (10, "養育者")), ((0, "掲示板"), (10, "来館者")), ((0, "動画"), (10, "区民"))),
        (((0, "４月"), (2.5, "５月"), (5, "６月"), (7.5, "７月")), ((0, "８１"), (2.5, "８６"), (5, "５９"), (7.5, "４９"))),
    ],
    ids=["numbers", "words", "columns close to each other"],
)
def test_rows_read_as_text_are_named_once(rows: tuple[tuple[tuple[float, str], ...], ...]) -> None:
    assert told(*(line(100 + 16 * n, *row) for n, row in enumerate(rows))) == ["table-suspected"]


def test_running_text_and_what_stands_in_one_line_is_not_named() -> None:
    bullets = [line(100 + 16 * n, (0, "ア"), (2.2, "温かく迎えているか")) for n in range(3)]
    captions = [line(180, (0, "■会員数"), (20, "■件数")), line(200, (0, "・来館が増えた。")), line(216, (2, "１０人から２０人になった。"))]
    heads = [line(250 + 16 * n, (0, f"（{n}）"), (4.5, "【様々な立場の人が集まる場】")) for n in range(2)]
    struck = [line(300 + 16 * n, (0, "・広間を"), (8, "開いたところ、来館が前の年の二倍に増えて相談も多く寄せられた。")) for n in range(2)]
    margins = [line(350, (0, "仕事に戻る"), (8, "人の会を開いた")), line(366, (0, "ところ来館が増えて、相談も多い"))]
    assert told(*bullets, *captions, *heads, *struck, *margins) == []


def table(*cells: Cell) -> TableUnit:
    rect = Rect(0, 100, 300, 200)
    grid = Grid(1, rect, 2, 3, cells, (0.0, 100.0, 200.0, 300.0), (100.0, 140.0, 200.0), False, False, "rows", 0, ())
    return TableUnit(grid, cells, rect)


def cell(col: int, cols: int, *lines: Line) -> Cell:
    return Cell(1, col, 1, cols, Rect(100.0 * col, 140, 100.0 * (col + cols), 200), lines)


def stacked(x: float, *texts: str) -> tuple[Line, ...]:
    return tuple(line(144 + 14 * n, (x, text)) for n, text in enumerate(texts))


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ((cell(1, 1, *stacked(12, "１", "２", "３")), cell(2, 1, *stacked(22, "４", "５", "６"))), ["table-suspected"]),
        ((cell(1, 1, *stacked(12, "１", "２", "３")), cell(2, 1, *stacked(22, "４"))), []),
        ((cell(1, 2, line(150, (13, "回数"), (23, "人数"))),), ["table-suspected"]),
        ((cell(1, 2, line(150, (13, "令和４年度の利用"))),), []),
        ((cell(1, 2, line(150, (15, "合"), (23, "計"))),), []),
    ],
    ids=["rows in one", "a list in one cell", "columns in one", "a name over two columns", "a word spaced out"],
)
def test_cells_that_hold_rows_or_columns_are_named(cells: tuple[Cell, ...], codes: list[str]) -> None:
    assert [defect.code for defect in suspects_of([table(*cells)])] == codes
