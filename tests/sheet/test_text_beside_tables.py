"""Text that runs beside a table in one cell: the text in one piece, the table with its own caption and note."""

from __future__ import annotations

import pytest

from benchmarks.typeset.paper import Sheet
from tests.layout.drawing import page, rule, say
from tests.sheet.small_form import LABELS, SAID, boxed, codes, goals, read, sections

TEXT = (
    "①　気軽に集える場",
    "・双子を育てる家庭の交流の",
    "　場を設け、学生ボランティア",
    "　が駅まで出迎えた。",
    "②　支え合いの場",
    "・会を開いた。",
)
X, WIDE, HIGH = 300.0, 70.0, 15.0
ROWS = (("区分", "R5年度", "R6年度"), ("利用者", "12人", "34人"), ("登録", "5人", "6人"))


def table(sheet: Sheet, y: float, rows: tuple[tuple[str, ...], ...] = ROWS) -> float:
    """A ruled table in the right half of the page; where it ends."""
    for row in range(len(rows) + 1):
        rule(sheet, X, y + HIGH * row, X + 3 * WIDE, y + HIGH * row)
    for column in range(4):
        rule(sheet, X + WIDE * column, y, X + WIDE * column, y + HIGH * len(rows))
    for row, said in enumerate(rows):
        for column, text in enumerate(said):
            say(sheet, X + WIDE * column + 3, y + HIGH * row + 11, text)
    return y + HIGH * len(rows)


@pytest.mark.parametrize("caption", ["■利用の状況", ""])
@pytest.mark.parametrize("note", ["注）数え方を変更した。", "※数え方を変更した。", ""])
def test_text_beside_a_table_is_one_piece_and_caption_and_note_are_the_table_s(caption: str, note: str) -> None:
    sheet = page()
    y = sections(sheet, goals(sheet, 100), {"operator_reason": ()}, boxed, LABELS) + 14
    say(sheet, X, y, caption)
    end = table(sheet, y + 3)
    say(sheet, X, end + 9, note)
    for n, line in enumerate(TEXT):
        say(sheet, 68, y + 14 * n, line)
    sections(sheet, y + 14 * len(TEXT), {name: said for name, said in SAID.items() if name != "operator_reason"}, boxed, LABELS)
    found = read(sheet)
    (project,) = found.projects
    said = [(s.kind, s.heading_no, s.text.text) for s in project.statements if s.section == "operator_reason"]
    assert [row for row in said if row[0] != "note"] == [
        ("heading", 1, "気軽に集える場"),
        ("bullet", 1, "双子を育てる家庭の交流の場を設け、学生ボランティアが駅まで出迎えた。"),
        ("heading", 2, "支え合いの場"),
        ("bullet", 2, "会を開いた。"),
    ]
    assert [row[2] for row in said if row[0] == "note"] == ([note.lstrip("注）※")] if note else [])
    (read_table,) = project.tables
    assert (read_table.caption.text if read_table.caption else "") == caption
    assert [cell.text.text for cell in read_table.cells] == [text for row in ROWS for text in row]
    assert "text-unaccounted" not in codes(found)


def test_a_line_across_over_a_table_stays_whole() -> None:
    """Text that ends over the table, and a unit at its left, stand beside nothing."""
    sheet = page()
    y = sections(sheet, goals(sheet, 100), {"operator_reason": ()}, boxed, LABELS) + 14
    across = "・来館した家庭に聞いたところ、初めての方が増え、その多くが知人の紹介で訪れていたことが分かった。"
    say(sheet, 68, y, across)
    say(sheet, 68, y + 20, "単位：人")
    table(sheet, y + 8)
    sections(sheet, y + 60, {name: said for name, said in SAID.items() if name != "operator_reason"}, boxed, LABELS)
    (project,) = read(sheet).projects
    assert [s.text.text for s in project.statements if s.section == "operator_reason"][:1] == [across[1:]]


def test_text_that_begins_across_the_page_goes_on_beside_a_table_and_names_nothing() -> None:
    sheet = page()
    y = sections(sheet, goals(sheet, 100), {"operator_reason": ()}, boxed, LABELS) + 14
    lines = (
        "広間の模様替えを行い、見守りを増やし、来館の少ない日にも職員が地域の団体や学校と力を合わせ",
        "て、親子が過ごしやすい居場所となるよう努め、初めて",
        "の家庭には職員が声をかけ、その後の相談につなげた。",
    )
    for n, line in enumerate(lines):
        say(sheet, 68, y + 14 * n, line)
    table(sheet, y + 5)
    sections(sheet, y + 50, {name: said for name, said in SAID.items() if name != "operator_reason"}, boxed, LABELS)
    (project,) = read(sheet).projects
    assert "".join(s.text.text for s in project.statements if s.section == "operator_reason") == "".join(lines)
    assert [found.caption for found in project.tables] == [None]
