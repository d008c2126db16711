"""A raised small glyph of a cell is known as one by its size and its foot, in any cell of any table; other small type is not."""

from __future__ import annotations

import pytest

from pipeline.layout.lines import line_of
from pipeline.outline.paragraphs import text_of
from pipeline.outline.raised import raised_in
from pipeline.pages.model import Glyph
from tests.layout.drawing import grids, layout_of, page, plain_table, say
from tests.sheet.small_form import one_project, read, told

LEFT, BASELINE = 63.0, 109.0
"""where the text of the first cell begins, in points"""


def _raised(before: str, small: str, size: float, lift: float, behind: str = "") -> tuple[str, tuple[int, ...]]:
    """The text of a cell with a small text amid, printed so many points higher; and what of it is raised."""
    sheet = page()
    plain_table([["", "乙"], ["丙", "丁"]]).draw(sheet, 60, 100)
    end = say(sheet, LEFT, BASELINE, before)
    end = say(sheet, end, BASELINE - lift, small, size)
    if behind:
        say(sheet, end, BASELINE, behind)
    (layout,) = layout_of(sheet)
    (grid,) = grids(layout.items)
    lines = grid.cells[0].lines
    text = text_of([line.text for line in lines])
    return text, raised_in(lines, text)


@pytest.mark.parametrize("share", [0.5, 0.58, 0.65, 0.75, 0.83])
@pytest.mark.parametrize(("before", "small", "behind"), [("688", "2", ""), ("688組", "2", ""), ("688", "1)", "組"), ("1,234人", "※3", "")])
def test_raised_glyphs_are_found_where_they_stand(before: str, small: str, behind: str, share: float) -> None:
    text, raised = _raised(before, small, 9 * share, 3.0, behind)
    assert "".join(char for at, char in enumerate(text) if at not in raised and char != " ") == before + behind
    assert "".join(text[at] for at in raised) == small


def test_small_type_on_the_same_foot_is_not_raised() -> None:
    assert _raised("688", "人", 6.0, 0.0) == ("688人", ())


def sized(x: float, y: float, text: str, size: float) -> list[Glyph]:
    return [Glyph(x + k * size, y, x + (k + 1) * size, y + size, char, size, 0, 0, int(1000 * y + x + k)) for k, char in enumerate(text)]


@pytest.mark.parametrize(
    ("small", "raised"),
    [(sized(130, 100, "2", 5), (3,)), (sized(160, 100, "2", 5), ()), (sized(130, 88, "2", 5), ())],
    ids=["at the end of its word", "far behind it", "on the line above"],
)
def test_a_small_glyph_is_raised_beside_what_it_stands_with(small: list[Glyph], raised: tuple[int, ...]) -> None:
    assert raised_in([line_of(1, [*sized(100, 100, "688", 10), *small])], "6882") == raised


def test_a_glyph_of_full_size_is_not_raised_however_high_it_stands() -> None:
    printed = [*sized(100, 100, "688", 10), *sized(130, 96, "2", 10), *sized(160, 105, "人", 5)]
    assert raised_in([line_of(1, printed)], "6882人") == ()


def test_a_text_of_other_words_than_its_lines_has_no_places() -> None:
    assert raised_in([line_of(1, [*sized(100, 100, "688", 10), *sized(130, 100, "2", 5)])], "688") == ()


def test_type_of_one_size_is_not_raised() -> None:
    assert _raised("688", "2", 9.0, 1.0)[1] == ()


@pytest.mark.parametrize("mark", ["※1", "1)", "注", "*"])
@pytest.mark.parametrize(("size", "lift"), [(5.2, 3.0), (5.8, 3.2), (6.5, 4.5), (7.5, 3.1)])
def test_a_raised_mark_stands_in_its_sentence_and_parts_nothing(mark: str, size: float, lift: float) -> None:
    sheet, _ = one_project(said={"operator_reason": ("・広間の模様", "　後も続ける。")})
    start = next(text for text in sheet.texts if text.text == "・広間の模様")
    end = say(sheet, start.x + 6 * 9, start.y - lift, mark, size)
    say(sheet, end, start.y, "替えを行った")
    reasons = [text for section, _, text in told(read(sheet)) if section == "operator_reason"]
    assert reasons == [f"広間の模様{mark}替えを行った後も続ける。"]
