"""Labels of which the clip of a low row hides the ends are known by what is hidden right above and below what is shown."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.form.compiled import form_rules
from pipeline.layout.model import Item, Line, PageLayout
from pipeline.outline.clipped_labels import clipped_labels
from pipeline.outline.flow import flow_of
from pipeline.outline.units import LabelUnit, TextUnit
from pipeline.pages.model import Glyph, Glyphs, Page
from tests.outline.by_hand import layouts_of, part

FORM = form_rules()
TOP = 64.0
"""pt; where the first glyph of a cell stands, the others in steps of ten"""
TWO = (0.0, 3.0, 20.0)
Hidden = Sequence[tuple[str, float]]
"""what is hidden, downwards from a height"""


def glyphs(hidden: Hidden, x: float) -> tuple[Glyph, ...]:
    placed = [(char, y + 10 * k) for text, y in hidden for k, char in enumerate(text)]
    return tuple(Glyph(x, y, x + 10, y + 10, char, 10, 0, 0, 9000 + k) for k, (char, y) in enumerate(placed))


def layout(*items: Item) -> PageLayout:
    return PageLayout(1, 595, 842, items, (), ())


def page(hidden: Hidden, x: float = 5.0) -> Page:
    return Page(1, 595, 842, Glyphs(()), glyphs(hidden, x), (), (), (), ())


def sections(label: str, hidden: Hidden, *, x: float = 5.0, edges: Sequence[float] = TWO) -> list[str]:
    grid = part(1, f"{'¶'.join(label)} | 庭" if len(edges) > 2 else "¶".join(label), edges=edges).grid
    return list(clipped_labels([page(hidden, x)], [layout(grid)], FORM).values())


@pytest.mark.parametrize(
    ("label", "hidden", "found"),
    [
        ("価の理由（区", [("評", TOP - 10), ("）", TOP + 60)], ["ward_reason"]),
        ("理由", [("評価の", TOP - 30), ("（区）", TOP + 20)], ["ward_reason"]),
        ("理由", [("評価の", TOP - 30), ("（区）", TOP + 20), ("拠点事業", TOP - 15)], ["ward_reason"]),
        ("理由", [("評価の", TOP - 30), ("（区）", TOP + 23)], []),
        ("事", [("拠点", TOP - 20), ("業としての成果と課題", TOP + 10)], ["results"]),
        ("事", [("拠点", TOP - 50), ("業としての成果と課題", TOP + 25)], []),
        ("成果と課", [("として", TOP - 30), ("題）", TOP + 40)], ["results"]),
        ("成果と課題", [("の", TOP - 10)], []),
        ("成", [("果", TOP + 10)], []),
        ("庭", [("の", TOP - 10)], []),
        ("理由", [("評価の理由（区）", TOP - 30)], []),
        ("理由", [("評価の", TOP - 30), ("（区）", TOP + 20), ("拠", TOP)], ["ward_reason"]),
        ("理由", [], []),
    ],
)
def test_a_label_is_known_by_its_hidden_ends(label: str, hidden: Hidden, found: list[str]) -> None:
    assert sections(label, hidden) == found


def test_hidden_text_of_another_column_is_no_end_of_a_label() -> None:
    assert sections("理由", [("評価の", TOP - 30), ("（区）", TOP + 20)], x=40.0) == []


def test_a_line_from_left_to_right_goes_on_in_nothing_hidden() -> None:
    grid = part(1, "理由 | 庭", edges=TWO).grid
    assert clipped_labels([page([("評価の", TOP - 30), ("理", TOP), ("（区）", TOP + 10)])], [layout(grid)], FORM) == {}


def test_a_cell_with_nothing_beside_it_is_no_label_written_downwards() -> None:
    assert sections("理由", [("評価の", TOP - 30), ("（区）", TOP + 20)], edges=(0.0, 3.0)) == []


def test_what_a_page_s_end_leaves_of_a_label_is_its_rest() -> None:
    upper = part(1, "評¶価¶の | 庭を広げた。", edges=TWO).grid
    lower = part(2, "由¶（¶区¶） | 棚を置いた。 // 理¶由 | 砂を替えた。", edges=TWO).grid
    pages = [page([("理由（区）", TOP + 30)]), page([("評価の理", TOP - 40), ("（法人）", TOP + 40), ("評価の", TOP - 10)])]
    layouts = [layout(upper), layout(lower)]
    units = flow_of(layouts, FORM, clipped_labels(pages, layouts, FORM))
    said = [
        f"[{unit.section}]" if isinstance(unit, LabelUnit) else unit.line.text for unit in units if isinstance(unit, LabelUnit | TextUnit)
    ]
    assert said == ["[ward_reason]", "庭を広げた。", "[]", "棚を置いた。", "[operator_reason]", "砂を替えた。"]


def test_another_label_at_a_page_s_head_is_no_rest() -> None:
    layouts = [layout(part(1, "評¶価¶の | 庭を広げた。", edges=TWO).grid), layout(part(2, "理¶由 | 砂を替えた。", edges=TWO).grid)]
    pages = [page([("理由（区）", TOP + 30)]), page([("評価の", TOP - 30), ("（法人）", TOP + 20)])]
    assert list(clipped_labels(pages, layouts, FORM).values()) == ["ward_reason", "operator_reason"]


def test_no_line_of_a_label_is_lost() -> None:
    grid = part(1, "理¶由 | 庭", edges=TWO).grid
    layouts = [layout(grid)]
    (label, _) = flow_of(layouts, FORM, clipped_labels([page([("評価の", TOP - 30), ("（区）", TOP + 20)])], layouts, FORM))
    assert isinstance(label, LabelUnit)
    assert [line.text for line in label.lines if isinstance(line, Line)] == ["理", "由"]


BOTH = (0.0, 5.0, 40.0)
LONG = "広間を開いて初めての人も来てくれた。"


@pytest.mark.parametrize(
    ("last", "labels"),
    [
        (f"成 | {LONG}", [("outcome", "成"), ("", "果")]),
        (f"成 | {LONG} // 課題 | {LONG}", [("challenge", "課題")]),
    ],
    ids=["in the last row", "in a row above it"],
)
def test_a_result_s_label_is_cut_by_the_page_s_end_in_the_last_row_alone(last: str, labels: list[tuple[str, str]]) -> None:
    head = "１　親子の居場所づくり事業"
    layouts = layouts_of([[head, (f"評価の理由（区） | {LONG} // {last}", BOTH)], [(f"果 | {LONG}", BOTH)]])
    found = [(unit.section, "".join(one.text for one in unit.lines)) for unit in flow_of(layouts, FORM) if isinstance(unit, LabelUnit)]
    assert found[1:] == labels
