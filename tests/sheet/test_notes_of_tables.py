"""Lines below a table that explain it or say where it is from: ＊, †, （注）, 出典. They are notes, and head nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.layout.drawing import page, say
from tests.sheet.small_form import LABELS, LEFT, SAID, box, boxed, codes, goals, read, sections

AFTER = "・庭を広げた。"


def said(before: Sequence[str], below: Sequence[str], cell: str = "12") -> Sequence[tuple[str, str]]:
    """Kind and text of what stands around a table with this cell among the operator's reasons."""
    sheet = page()
    y = sections(sheet, goals(sheet, 100), {"operator_reason": before}, boxed, LABELS) + 10
    for row in (("区分", "令和6年度"), ("来館者", cell)):
        for n, text in enumerate(row):
            box(sheet, 100 + 90 * n, y, 190 + 90 * n, y + 18)
            say(sheet, 104 + 90 * n, y + 12, text)
        y += 18
    for text in below:
        y += 14
        say(sheet, LEFT + 8, y + 2, text)
    sections(sheet, y, {name: lines for name, lines in SAID.items() if name != "operator_reason"}, boxed, LABELS)
    found = read(sheet)
    assert codes(found) == []
    return [(s.kind, s.mark + s.text.text) for s in found.projects[0].statements if s.section == "operator_reason"][len(before) :]


@pytest.mark.parametrize(
    ("note", "cell"),
    [
        *(("＊延べ人数", "12"), ("＊延べ人数である。", "12＊"), ("＊1延べ人数", "12"), ("†延べ人数", "12†"), ("（注）延べ人数", "12")),
        *(("出典：令和６年度事業報告", "12"), ("（出典）事業報告", "12"), ("※出典", "12"), ("資料：事業報告", "12")),
    ],
)
def test_a_line_that_explains_a_table_is_a_note_and_heads_nothing(note: str, cell: str) -> None:
    assert said(("・広間を広げた。",), (note, AFTER), cell) == [("note", note), ("bullet", AFTER)]


@pytest.mark.parametrize(
    ("before", "below"),
    [
        ("＊広間を広げた。", ("＊庭を広げた。",)),
        ("・広間を広げた。", ("＊庭を広げた。", AFTER, "＊声を集めた。")),
        ("・広間を広げた。", ("＊庭を広げた。", "＊声を集めた。")),
    ],
)
def test_stars_are_bullets_where_others_stand_under_no_table(before: str, below: Sequence[str]) -> None:
    assert said((before,), below) == [("bullet", text) for text in below]


def test_a_table_with_the_sign_has_its_note_among_such_bullets_too() -> None:
    assert said(("＊広間を広げた。",), ("＊延べ人数",), "12＊") == [("note", "＊延べ人数")]
