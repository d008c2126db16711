"""Writing from top to bottom as browsers typeset it: brackets turned, every other glyph upright in a line of its own."""

from __future__ import annotations

from pipeline.layout.lines import line_of, with_stacks
from pipeline.layout.model import Line
from pipeline.pages.model import Glyph, Glyphs, Style


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
