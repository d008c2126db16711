"""A chart is a figure with all that is printed in it, and leaves the text around it alone."""

from __future__ import annotations

from pipeline.layout.model import Figure
from tests.layout.drawing import grids, layout_of, page, rule, say, texts
from tests.layout.test_traps import frame


def test_a_chart_is_a_figure_with_its_numbers() -> None:
    sheet = page()
    frame(300).draw(sheet, 60, 60)
    say(sheet, 64, 95, "・グラフの前の文。")
    for k, (label, value) in enumerate((("とても良い", 48), ("良い", 27), ("普通", 5))):
        y = 120 + 20 * k
        say(sheet, 136 - 9 * len(label), y + 9, label)
        sheet.area(140, y, 140 + 4 * value, y + 12, (0.3, 0.5, 0.8))
        say(sheet, 144 + 4 * value, y + 9, str(value))
    rule(sheet, 140, 112, 140, 184)
    rule(sheet, 140, 184, 332, 184)
    for k in range(4):
        say(sheet, 138 + 60 * k, 195, str(15 * k))
    say(sheet, 64, 230, "・グラフの後の文。")
    (outer,) = grids(layout_of(sheet)[0].items)
    assert texts(outer.cells[-1].items) == ["・グラフの前の文。", "・グラフの後の文。"]
    figures = [i for i in outer.cells[-1].items if isinstance(i, Figure)]
    assert len(figures) == 1
    assert "48" in "".join(line.text for line in figures[0].lines)
