"""Writing from top to bottom as programs typeset it. Browsers: brackets turned, every other glyph upright in a line of its own; word
processors: every glyph upright and alone, the next column at the left."""

from __future__ import annotations

import pytest

from pipeline.layout.lines import line_of, with_stacks, with_upright_columns, without_ruby
from pipeline.layout.model import Line
from pipeline.pages.model import Glyph, Glyphs, Style
from tests.layout.drawing import grids, layout_of, page, rule, say


def glyph(x: float, y: float, text: str, index: int, style: int = 0) -> Glyph:
    return Glyph(x, y, x + 10, y + 10, text, 10.0, style, 0, index)


def stacked(x: float, label: str) -> tuple[list[Line], list[Line]]:
    """The upright glyphs of a label, a line each, and its turned ones in a line."""
    glyphs = [glyph(x, 100 + 11 * k, char, k, Style.TURNED if char in "（）" else 0) for k, char in enumerate(label)]
    upright = [line_of(1, Glyphs.of([g])) for g in glyphs if g.text not in "（）"]
    return upright, [line_of(1, Glyphs.of([g for g in glyphs if g.text in "（）"]), vertical=True)]


def test_turned_brackets_stand_between_the_glyphs_of_their_column() -> None:
    upright, turned = stacked(50, "評価の理由（法人）")
    assert [line.text for line in with_stacks(1, [*upright, *turned])] == ["評価の理由（法人）"]


def test_a_glyph_beside_the_column_is_no_part_of_it() -> None:
    upright, turned = stacked(50, "理由（区）")
    aside = line_of(1, Glyphs.of([glyph(70, 133, "Ａ", 40)]))
    assert sorted(line.text for line in with_stacks(1, [*upright, aside, *turned])) == sorted(["理由（区）", "Ａ"])


def test_turned_text_alone_stays_as_it_is() -> None:
    line = line_of(1, Glyphs.of([glyph(50, 100 + 11 * k, char, k, Style.TURNED) for k, char in enumerate("合計")]), vertical=True)
    assert with_stacks(1, [line]) == [line]


def labelled(columns: tuple[str, ...], steps: tuple[float, ...], *, across: bool = False) -> str:
    """What is read of a cell whose glyphs are printed column after column from the right, or row after row (``across``)."""
    sheet = page()
    for x in (60, 90, 300):
        rule(sheet, x, 100, x, 220)
    for level in (100, 220):
        rule(sheet, 60, level, 300, level)
    say(sheet, 94, 112, "・保健師が訪ねた。")
    glyphs = [
        (78 - 12 * n, 112 + step * k, char)
        for n, (column, step) in enumerate(zip(columns, steps, strict=True))
        for k, char in enumerate(column)
    ]
    for x, y, char in sorted(glyphs, key=lambda glyph: (glyph[1], glyph[0])) if across else glyphs:
        say(sheet, x, y, char)
    (grid,) = grids(layout_of(sheet)[0].items)
    return grid.cells[0].text


@pytest.mark.parametrize("steps", [(9.0, 9.0), (10.5, 10.5), (16.0, 9.0)], ids=["close", "apart", "spread over the cell"])
@pytest.mark.parametrize("columns", [("評価の理由", "（区）"), ("評価の理", "由（区）"), ("成果と課", "題")])
def test_upright_columns_of_a_cell_are_read_one_after_the_other(columns: tuple[str, ...], steps: tuple[float, ...]) -> None:
    assert labelled(columns, steps) == "".join(columns)


def test_short_rows_stay_rows() -> None:
    assert labelled(("価由区", "評理（"), (12.0, 12.0), across=True) == "評価理由（区"


def ruled_out(*small: tuple[str, float, float]) -> list[str]:
    """What of small glyphs, each with its place and foot, is ruby of a line below."""
    base = line_of(1, [glyph(50 + 10 * k, 100, char, k) for k, char in enumerate("来館者数")])
    over = line_of(1, [Glyph(x, foot - 5, x + 5, foot, char, 5.0, 0, 0, 10 + k) for k, (char, x, foot) in enumerate(small)])
    return [one.text for one in without_ruby([over, base])[1]]


@pytest.mark.parametrize(
    ("small", "ruby"),
    [
        ([("ら", 50, 99), ("い", 55, 99)], ["ら", "い"]),
        ([("注", 50, 99)], []),
        ([("ら", 50, 90)], []),
        ([("ら", 30, 99), ("い", 55, 99)], []),
        ([("ら", 80, 99), ("い", 110, 99)], []),
    ],
    ids=["kana over a line", "no kana", "too high", "begins before it", "ends behind it"],
)
def test_small_kana_right_over_a_line_are_ruby(small: list[tuple[str, float, float]], ruby: list[str]) -> None:
    assert ruled_out(*small) == ruby


@pytest.mark.parametrize(
    "places",
    [((50, 100), (50, 89), (50, 78), (30, 100)), ((50, 100), (50, 111), (30, 122), (30, 133)), ((50, 100), (30, 111), (10, 122))],
    ids=["from below", "stepping left", "single glyphs"],
)
def test_what_is_printed_otherwise_than_columns_stays_in_rows(places: tuple[tuple[float, float], ...]) -> None:
    lines = [line_of(1, [glyph(x, y, char, k)]) for k, ((x, y), char) in enumerate(zip(places, "評価理由", strict=False))]
    assert with_upright_columns(1, lines) == lines
