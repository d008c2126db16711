"""Names of tables that stand below them, where a sheet has them so; a heading below a table stays a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.typeset.grid import Border
from benchmarks.typeset.paper import Press, Sheet, written
from pipeline.rules.captions import NAMES_FIGURE, NAMES_TABLE
from pipeline.run.work.reading import Task, read_source
from pipeline.run.work.workers import unpacked_reading
from tests.layout.drawing import page, plain_table, say
from tests.sheet.small_form import LABELS, LEFT, SAID, boxed, goals, read, sections

ROWS = [["区分", "R5年度", "R6年度"], ["講座", "12", "15"], ["相談", "40", "48"]]
SENTENCE = "・広間の模様替えを行った。"


def paper(said: Sequence[str], *, below: float = 4.0, above: float = 12.0, outcome: Sequence[str] = ()) -> Sheet:
    """A sheet of one page; each "T" is a table, ``below`` and ``above`` it the white, "" too."""
    sheet = page()
    top = goals(sheet, 60) + 8
    boxed(sheet, top, LABELS["operator_reason"])
    y = items(sheet, top + 22, said, below, above)
    if outcome:
        boxed(sheet, y + 10, LABELS["outcome"])
        y = items(sheet, y + 32, outcome, below, above)
    drawn_already = {"operator_reason", *(["outcome"] if outcome else [])}
    sections(sheet, y + 10, {name: lines for name, lines in SAID.items() if name not in drawn_already}, boxed, LABELS)
    return sheet


def drawn(
    said: Sequence[str], *, below: float = 4.0, above: float = 12.0, outcome: Sequence[str] = ()
) -> tuple[list[str | None], list[str]]:
    """The names of the tables and the operator's statements."""
    (project,) = read(paper(said, below=below, above=above, outcome=outcome)).projects
    statements = [s.mark + s.text.text for s in project.statements if s.section == "operator_reason"]
    return [table.caption.text if table.caption else None for table in project.tables], statements


def items(sheet: Sheet, y: float, said: Sequence[str], below: float, above: float) -> float:
    """Draws lines and tables below each other; where they end."""
    for one, after in zip(said, [*said[1:], ""], strict=True):
        if one == "T":
            plain_table(ROWS, width=60, border=Border(kind="line")).draw(sheet, LEFT + 8, y)
            y += 48 + below
        elif not one:
            y += 10
        else:
            say(sheet, LEFT + 8, y + 9, one)
            y += 10 + (above if after == "T" else 4)
    return y


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (["T", "■講座の状況", "T", "■相談の状況", "", SENTENCE], ["■講座の状況", "■相談の状況"]),
        (["T", "【講座の状況】", "T", "【相談の状況】", "", "【①】居場所", SENTENCE], ["【講座の状況】", "【相談の状況】"]),
        (["T", "■講座の状況", "※休館を除く。", "T", "■相談の状況", "", SENTENCE], ["■講座の状況", "■相談の状況"]),
        (["T", "【講座の状況】（単位：回）", SENTENCE], ["【講座の状況】（単位：回）"]),
        (["T", "表１　講座の状況", SENTENCE], ["表１　講座の状況"]),
        ([SENTENCE, "T", "■講座の状況（単位：回）", "※休館を除く。", "T"], ["■講座の状況（単位：回）", None]),
    ],
)
def test_a_name_below_its_table_is_its_caption(said: list[str], names: list[str | None]) -> None:
    found, statements = drawn(said)
    assert found == names
    assert not set(names) & set(statements)


PLAIN = ["T", "講座の状況", "T", "相談の状況", "", SENTENCE]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (PLAIN, ["講座の状況", "相談の状況"]),
        (["利用の状況", *PLAIN], ["利用の状況", "講座の状況"]),
        (PLAIN[:3] + [SENTENCE], [None, "講座の状況"]),
        (["T", "講座の状況", "", SENTENCE], [None]),
        (["T", "講座の工夫", "", SENTENCE, "T", "相談の工夫", "", SENTENCE], [None, None]),
        (["T", "・講座の状況", "T", "・相談の状況", "", SENTENCE], [None, None]),
    ],
    ids=["below all", "one above the first", "none below the last", "one table alone", "headings of text", "items"],
)
def test_names_without_a_sign_stand_below_where_all_tables_of_a_section_have_them(said: list[str], names: list[str | None]) -> None:
    assert drawn(said)[0] == names


def test_names_without_a_sign_below_are_those_of_single_tables_too_where_a_section_has_shown_them() -> None:
    assert drawn(PLAIN, outcome=["T", "会議の状況", "", SENTENCE])[0][-1] == "会議の状況"
    assert drawn(["T", "", SENTENCE], outcome=["T", "会議の状況", "", SENTENCE])[0][-1] is None


def test_names_without_a_sign_nearer_to_the_next_table_are_its_own() -> None:
    assert drawn(PLAIN, below=12, above=2)[0] == [None, "講座の状況"]


def test_numbered_names_below_are_captions_however_near_the_next_table_stands() -> None:
    assert drawn(["T", "表１　講座の状況", "T", "表２　相談の状況", SENTENCE], below=12, above=2)[0] == [
        "表１　講座の状況",
        "表２　相談の状況",
    ]


@pytest.mark.parametrize(
    ("said", "names", "statements"),
    [
        (["■講座の状況", "T", "■相談の工夫", SENTENCE], ["■講座の状況"], ["■相談の工夫", SENTENCE]),
        (["T", "■相談の工夫", SENTENCE], [None], ["■相談の工夫", SENTENCE]),
        (["T", "図１　相談の推移", SENTENCE], [None], ["図１　相談の推移", SENTENCE]),
        (["T", "表１　講座の状況", "T", SENTENCE], [None, "表１　講座の状況"], [SENTENCE]),
        (["表１　講座の状況", "T", "表２　相談の状況", "T", "（単位：回）"], ["表１　講座の状況", "表２　相談の状況"], ["（単位：回）"]),
        (["T", "表１の数は延べである。", "T"], [None, None], ["表１の数は延べである。"]),
        (["T", "○30分単位で予約を受けた", SENTENCE], [None], ["○30分単位で予約を受けた", SENTENCE]),
        (["T", "表１、表２のとおり増えた", SENTENCE], [None], ["表１、表２のとおり増えた", SENTENCE]),
    ],
)
def test_a_line_below_a_table_is_no_caption_where_names_stand_above(said: list[str], names: list[str], statements: list[str]) -> None:
    found, told = drawn(said, below=8, above=4)
    assert (found, told) == (names, statements)


def test_a_heading_close_below_each_of_two_tables_and_close_to_its_text_is_none_of_their_names() -> None:
    said = ["T", "■講座の工夫", SENTENCE, "T", "■相談の工夫", SENTENCE]
    assert drawn(said, below=4)[0] == [None, None]


def test_an_item_below_a_table_is_no_name_where_another_has_its_sign_or_names_are_numbered() -> None:
    said = ["○広間を広げた。", "T", "○講座の開催を増やした", "", SENTENCE, "T", "○相談の件数が増えた", "", SENTENCE]
    assert drawn(said) == ([None, None], [one for one in said if one not in ("", "T")])
    assert drawn(["T", "表１　講座の状況", SENTENCE], outcome=["T", "○相談の件数が増えた"])[0] == ["表１　講座の状況", None]


FIGURES = {"図１　相談の推移": True, "【図　相談】": True, "★図表2": True, "■図書の貸出": False, "グラフで見せた": False}
TABLES = {"表１　相談": True, "■表-2": True, "【表】会員数": True, "表：会員数": True, "表彰の様子": False, "■表情が明るい": False}


@pytest.mark.parametrize(
    ("names", "text", "is_name"),
    [(names, *case) for names, cases in ((NAMES_FIGURE, FIGURES), (NAMES_TABLE, TABLES)) for case in cases.items()],
)
def test_a_name_says_what_it_names(names: re.Pattern[str], text: str, is_name: bool) -> None:
    assert (names.match(text) is not None) == is_name


def test_names_below_their_tables_are_proven_there(tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(written([paper(["T", "表１　講座の状況", "T", "表２　相談の状況", SENTENCE])], Press()))
    found = unpacked_reading(read_source(Task("x", file, groups=("facts",))))
    assert found.tables is not None and found.tables["tables"].column("caption").to_pylist() == ["表１　講座の状況", "表２　相談の状況"]
    assert "place-unproven" not in [defect.code for defect in found.defects]
