"""Labels written downwards at the left of rows that are too low for them: in columns of one glyph, or with columns that the clip hides."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.typeset.paper import Ink, Sheet, Text
from pipeline.sheet.model import Sheet as Read
from tests.layout.drawing import page, say
from tests.sheet.small_form import LABELS, LEADING, LEFT, PLAIN, RIGHT, SAID, box, boxed, codes, goals, read, sections, told

WALL = LEFT + 28
PITCH = 10.0
"""pt; from column to column of a label"""


def downwards(sheet: Sheet, y: float, columns: Sequence[str], *, first: float = LEFT + 15, hidden: Sequence[str] = ()) -> None:
    """Columns from the right to the left, glyph by glyph; those of ``hidden`` are not shown."""
    for n, column in enumerate((*columns, *hidden)):
        for k, char in enumerate(column):
            sheet.texts.append(Text(first - n * PITCH, y + 11 * k, char, Ink(hidden=n >= len(columns))))


def row(sheet: Sheet, y: float, lines: Sequence[str], height: float) -> float:
    box(sheet, LEFT, y, WALL, y + height)
    box(sheet, WALL, y, RIGHT, y + height)
    for n, line in enumerate(lines):
        say(sheet, WALL + 4, y + 12 + LEADING * n, line)
    return y + height


def results_of(*names: Sequence[str]) -> Read:
    """A sheet whose 成果 and 課題 stand beside labels of such columns."""
    sheet = page()
    y = sections(sheet, goals(sheet, 100), {k: SAID[k] for k in ("operator_reason", "ward_reason")}, boxed, LABELS) + 10
    for name, section in zip(names, ("outcome", "challenge"), strict=True):
        downwards(sheet, y + 13, name)
        y = row(sheet, y, SAID[section], 20)
    sections(sheet, y, {"viewpoints": SAID["viewpoints"]}, boxed, LABELS)
    return read(sheet, lost=None)


def test_columns_of_one_glyph_are_read_from_the_right() -> None:
    sheet = results_of(("成", "果"), ("課", "題"))
    assert told(sheet) == PLAIN and codes(sheet) == []
    assert sheet.accounting.chars_unaccounted == 0


def test_glyphs_that_are_drawn_from_the_left_are_read_so() -> None:
    sheet = page()
    y = sections(sheet, goals(sheet, 100), {k: SAID[k] for k in ("operator_reason", "ward_reason")}, boxed, LABELS) + 10
    say(sheet, LEFT + 4, y + 13, "果成")
    row(sheet, y, SAID["outcome"], 20)
    assert "outcome" not in {section for section, _, _ in told(read(sheet, lost=None))}


@pytest.mark.parametrize("names", [(("成", "庭"), ("課", "題")), (("成", "果"), ("課", "庭"))])
def test_glyphs_that_say_no_label_from_the_right_are_none(names: Sequence[Sequence[str]]) -> None:
    assert told(results_of(*names)) != PLAIN


@pytest.mark.parametrize("hidden", [("点",), ("点", "※")])
def test_a_label_is_known_by_the_columns_that_are_hidden(hidden: Sequence[str]) -> None:
    sheet = page()
    y = sections(sheet, goals(sheet, 100), {k: v for k, v in SAID.items() if k != "viewpoints"}, boxed, LABELS) + 10
    downwards(sheet, y + 12, ("振り返", "りの視"), hidden=hidden)
    row(sheet, y, SAID["viewpoints"], 40)
    found = read(sheet)
    assert [v.mark for v in found.projects[0].viewpoints] == ["ア", "イ"] and codes(found) == []
    assert told(found) == PLAIN


@pytest.mark.parametrize("hidden", [(), ("天",)])
def test_without_its_rest_it_is_no_label(hidden: Sequence[str]) -> None:
    sheet = page()
    y = sections(sheet, goals(sheet, 100), {k: v for k, v in SAID.items() if k != "viewpoints"}, boxed, LABELS) + 10
    downwards(sheet, y + 12, ("振り返", "りの視"), hidden=hidden)
    row(sheet, y, SAID["viewpoints"], 40)
    assert read(sheet, lost=None).projects[0].viewpoints == ()
