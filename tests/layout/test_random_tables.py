"""Any table that is drawn is read back: random spans, borders, nesting and neighbours."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.typeset.grid import Border
from benchmarks.typeset.paper import Press
from tests.layout.drawing import Cells, Drawn, cells_of, grids, layout_of, page, plain_table, rule, say, texts

RULED = ("stroke", "rect", "sides", "dash", "dot")
WORDS = ("件数", "1,234人", "令和5年度", "A", "相談", "―", "合計", "12.5％", "①会員", "R6")

slow = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def spans(draw: st.DrawFn, most: int = 6) -> Cells:
    """A table cut into cells at random; a row or column edge that no cell has is left out, for no reader could see it."""
    n_rows, n_cols = draw(st.integers(1, most)), draw(st.integers(1, most))
    owner: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    for r in range(n_rows):
        for c in range(n_cols):
            if (r, c) in owner:
                continue
            wide = draw(st.sampled_from((1, 1, 1, 2, 3)))
            tall = draw(st.sampled_from((1, 1, 1, 2, 3)))
            while wide > 1 and (c + wide > n_cols or any((r, k) in owner for k in range(c, c + wide))):
                wide -= 1
            while r + tall > n_rows:
                tall -= 1
            for i in range(r, r + tall):
                for j in range(c, c + wide):
                    owner[i, j] = (r, c, tall, wide)
    cells = sorted(set(owner.values()))
    row_edges = sorted({r for r, *_ in cells} | {r + rs for r, _, rs, _ in cells})
    col_edges = sorted({c for _, c, *_ in cells} | {c + cs for _, c, _, cs in cells})
    words = draw(st.lists(st.sampled_from((*WORDS, "")), min_size=len(cells), max_size=len(cells)))
    if not any(words):  # a page without any text is not read
        words[-1] = WORDS[0]
    seen: Cells = {}
    for (r, c, rs, cs), word in zip(cells, words, strict=True):
        a, b = row_edges.index(r), col_edges.index(c)
        seen[a, b] = (row_edges.index(r + rs) - a, col_edges.index(c + cs) - b, word)
    return seen


@st.composite
def tables(draw: st.DrawFn, kinds: tuple[str, ...] = RULED, most: int = 6) -> Drawn:
    cells = draw(spans(most))
    n_rows = max(r + rs for (r, _), (rs, _, _) in cells.items())
    n_cols = max(c + cs for (_, c), (_, cs, _) in cells.items())
    widths = draw(st.lists(st.floats(46, 80), min_size=n_cols, max_size=n_cols))
    heights = draw(st.lists(st.floats(14, 40), min_size=n_rows, max_size=n_rows))
    width = draw(st.sampled_from((0.25, 0.5, 1.0)))
    outer = draw(st.sampled_from((0.0, 0.0, 1.5, 2.25)))
    return Drawn(cells, tuple(widths), tuple(heights), Border(draw(st.sampled_from(kinds)), width, (0, 0, 0), outer))


presses = st.builds(
    Press,
    rotate=st.sampled_from((0, 0, 90, 270)),
    crop=st.sampled_from(((0.0, 0.0), (25.0, 40.0))),
    user_unit=st.sampled_from((1.0, 1.0, 2.0)),
    order=st.sampled_from(("layers", "text_first", "reversed")),
    runs=st.sampled_from(("line", "short", "glyph")),
)


@slow
@given(tables(), presses)
def test_a_table_is_read_back(drawn: Drawn, press: Press) -> None:
    sheet = page()
    drawn.draw(sheet, 40, 60)
    found = grids(layout_of(sheet, press=press)[0].items)
    assert [cells_of(grid) for grid in found] == [drawn.cells]


@slow
@given(tables(most=4), tables(most=4), st.floats(4, 30))
def test_tables_below_each_other_stay_apart(upper: Drawn, lower: Drawn, gap: float) -> None:
    sheet = page()
    upper.draw(sheet, 40, 60)
    lower.draw(sheet, 40, 60 + sum(upper.heights) + gap)
    found = grids(layout_of(sheet)[0].items)
    assert [cells_of(grid) for grid in found] == [upper.cells, lower.cells]


@slow
@given(tables(most=3), tables(most=3), st.floats(8, 40), st.floats(-6, 6))
def test_tables_side_by_side_are_read_from_left_to_right(left: Drawn, right: Drawn, gap: float, lower: float) -> None:
    sheet = page()
    left.draw(sheet, 40, 60)
    right.draw(sheet, 40 + sum(left.widths) + gap, 60 + lower)
    found = grids(layout_of(sheet)[0].items)
    # "beside" is seen where the shorter one stands by the taller for more than half of its height; a single row at an offset may not
    assert sorted(map(str, map(cells_of, found))) == sorted(map(str, (left.cells, right.cells)))
    if abs(lower) < 0.4 * min(sum(left.heights), sum(right.heights)):
        assert cells_of(found[0]) == left.cells


@slow
@given(
    tables(kinds=("stroke", "rect", "sides"), most=4), st.sampled_from(("stroke", "rect", "sides", "dash")), st.floats(2, 20), st.booleans()
)
def test_a_table_within_a_cell_belongs_to_that_cell(inner: Drawn, kind: str, indent: float, label: bool) -> None:
    sheet = page()
    wide, tall = sum(inner.widths) + indent + 30, sum(inner.heights) + 60
    cells: Cells = {(0, 0): (1, 2 if label else 1, "評価の理由")}
    widths: tuple[float, ...] = (wide,)
    if label:
        cells |= {(1, 0): (1, 1, "理由"), (1, 1): (1, 1, "")}
        widths = (40.0, wide)
    else:
        cells[1, 0] = (1, 1, "")
    Drawn(cells, widths, (20.0, tall), Border(kind)).draw(sheet, 40, 60)
    x = 40 + (40 if label else 0)
    say(sheet, x + 3, 92, "表の前の文")
    inner.draw(sheet, x + indent, 100)
    say(sheet, x + 3, 100 + sum(inner.heights) + 12, "・表の後の文")
    (outer,) = grids(layout_of(sheet)[0].items)
    home = max(outer.cells, key=lambda c: (c.row, c.col))
    assert [cells_of(grid) for grid in home.grids] == [inner.cells]
    assert texts(home.items) == ["表の前の文", "・表の後の文"]
    assert {(c.row, c.col): (c.rowspan, c.colspan) for c in outer.cells} == {k: v[:2] for k, v in cells.items()}


@slow
@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.integers(1, 3))
def test_the_lines_of_a_cell_keep_their_order(counts: list[int], columns: int) -> None:
    rows = [["\n".join(f"{r}行{c}列{k}" for k in range(n)) for c in range(columns)] for r, n in enumerate(counts)]
    drawn = plain_table(rows, width=70, height=12 * max(counts) + 6)
    sheet = page()
    drawn.draw(sheet, 40, 60)
    (grid,) = grids(layout_of(sheet)[0].items)
    assert cells_of(grid) == drawn.cells


@slow
@given(st.booleans(), st.booleans(), st.integers(1, 3))
def test_a_frame_that_a_page_break_leaves_open_is_a_cell_and_says_so(top: bool, bottom: bool, lines: int) -> None:
    sheet = page()
    x0, y0, x1, y1 = 60.0, 50.0, 535.0, 780.0
    rule(sheet, x0, y0, x0, y1)
    rule(sheet, x1, y0, x1, y1)
    rule(sheet, x0, 400, x1, 400)
    if top:
        rule(sheet, x0, y0, x1, y0)
    if bottom:
        rule(sheet, x0, y1, x1, y1)
    for k in range(lines):
        say(sheet, 64, 64 + 14 * k, f"上{k}")
        say(sheet, 64, 420 + 14 * k, f"下{k}")
    (grid,) = grids(layout_of(sheet)[0].items)
    assert cells_of(grid) == {
        (0, 0): (1, 1, "\n".join(f"上{k}" for k in range(lines))),
        (1, 0): (1, 1, "\n".join(f"下{k}" for k in range(lines))),
    }
    assert (grid.open_top, grid.open_bottom) == (not top, not bottom)
