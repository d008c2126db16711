"""Names of tables that begin with the sign of an item or with a number, and items and headings that name none."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.layout.drawing import page, plain_table, say
from tests.sheet.small_form import LABELS, LEFT, RIGHT, SAID, boxed, goals, read, sections
from tests.sheet.test_captions_below import ROWS, drawn

UNIT = "（単位：人）"
UNDER = ("①　集える場となっている", "・模様替えを行った。")


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (("・広間の利用実績", "T", "・講座の実績", "T"), ["・広間の利用実績", "・講座の実績"]),
        (("(1)　広間の利用実績", "T", "(2)　講座の実績", "T"), ["(1)　広間の利用実績", "(2)　講座の実績"]),
        (("1　広間の利用実績", "T", "講座の実績", "T"), ["1　広間の利用実績", "講座の実績"]),
        # among sentences a line that is none names the table
        (("・広間の模様替えを行った。", "・広間の利用実績", "T"), ["・広間の利用実績"]),
        # a list whose items are no sentences ends in an item
        (("・広間の模様替え", "・広間の利用", "T"), [None]),
        (("・広間の模様替え", "・講座を開いた。", "・広間の利用", "T"), [None]),
        (("・広間の利用", "T", "・講座の見直し"), [None]),
        # what was done, without 。
        (("・広間の利用を調べた", "T"), [None]),
        (("1　広間の利用を調べた", "T"), [None]),
        # a sentence, or what is longer than a name
        (("・広間の利用は次のとおり増えた。", "T"), [None]),
        # a number heads the text below its table, here and so elsewhere
        (("(1)　広間の利用", "T", "・利用が増えた。"), [None]),
        # a goal's number below does not: its heading is none of the table's text
        (("(1)　広間の利用", "T", "①　集える場となっている。", "・利用が増えた。"), ["(1)　広間の利用"]),
        (("(1)　広間の利用", "T", "(2)　講座の実績", "・講座が増えた。"), [None]),
        # behind the last of several a heading of its own stands over what is said
        (("(1)　広間の利用", "T", "(2)　講座の実績", "T", "■広間", "・講座が増えた。"), ["(1)　広間の利用", "(2)　講座の実績"]),
        (("(1)　広間の利用", "T", "(2)　講座の実績", "T", "・広間", "・講座が増えた。"), [None, None]),
        (("(1)　広間の利用", "T", "(2)　講座の実績", "T", "■広間を直した。", "・講座が増えた。"), [None, None]),
        (("(1)　広間の利用", "T", "(2)　講座の実績", "T", "■広間", "講座が増えた。"), [None, None]),
        (("(1)　広間の利用", "T", "■広間", "・講座が増えた。"), [None]),
        (("(1)　広間の利用", "T", "■広間", "・講座。", "(2)　講座の実績", "T", "■棚", "・棚を直した。"), [None, None]),
        # but a unit is a table's
        (("(1)　広間の利用（単位：人）", "T", "・利用が増えた。"), ["(1)　広間の利用（単位：人）"]),
        (("①　広間の利用（単位：人）", "T", "・利用が増えた。"), ["①　広間の利用（単位：人）"]),
        (("(1)　利用を調べた（単位：人）。", "T", "・利用が増えた。"), [None]),
        # as they are numbered, one that tells a unit shows what the others are; headings are numbered otherwise
        (("①　広間の利用（単位：人）", "T", "②　講座の実績", "T"), ["①　広間の利用（単位：人）", "②　講座の実績"]),
        (("①　広間の利用（単位：人）", "T", "②　講座の実績", "T", "・講座が増えた。"), ["①　広間の利用（単位：人）", None]),
        (("(1)　広間の利用", "T", "(10)　講座の実績", "T", "１　育成", "・講座が増えた。"), ["(1)　広間の利用", "(10)　講座の実績"]),
        (("1　広間の利用", "T", "１　育成", "・講座が増えた。"), ["1　広間の利用"]),
        (("1　広間の利用", "T", "2　育成", "・講座が増えた。"), [None]),
        (
            ("(1)　広間の利用（単位：人）", "T", "(2)　講座の実績", "T", "・講座が増えた。"),
            ["(1)　広間の利用（単位：人）", "(2)　講座の実績"],
        ),
        # what counts on from another section, as no headings do
        (("(2)　広間の利用", "T", "・利用が増えた。"), ["(2)　広間の利用"]),
        (("(2)　広間の利用", "T", "・利用が増えた。", "(3)　講座の実績", "・講座が増えた。"), [None]),
        (("②　広間の利用", "T", "・利用が増えた。"), [None]),
        # a number of a goal names no table, but where others head text
        (("①　広間の利用", "T"), [None]),
        (("①　広間の利用", "T", "【①】　集える場", "・模様替えを行った。"), ["①　広間の利用"]),
        (("①　広間の利用", "T", "(1)　集える場", "・模様替えを行った。"), [None]),
        # a number among the items of a list, below a heading numbered otherwise
        ((*UNDER, "(1)　広間の利用", "T", "・利用が増えた。"), ["(1)　広間の利用"]),
        ((*UNDER, "(1)　広間の利用", "T", "◆利用が増えた。"), [None]),
        ((*UNDER, "②　広間の利用", "T", "・利用が増えた。"), [None]),
        (("・模様替えを行った。", "(1)　広間の利用", "T", "・利用が増えた。"), [None]),
        (("①　集える場となっている", "(1)　広間の利用", "T", "・利用が増えた。"), [None]),
    ],
)
def test_the_line_right_above_names_a_table(said: Sequence[str], names: list[str | None]) -> None:
    found, statements = drawn(said, below=12.0, above=4.0)
    assert found == names
    assert statements == [line.replace("　", "") for line in said if line != "T" and line not in names]


@pytest.mark.parametrize(
    ("said", "name", "statements"),
    [
        ("【広間の利用】", f"【広間の利用】{UNIT}", []),
        ("広間の利用", f"広間の利用{UNIT}", []),
        ("・広間の利用", f"・広間の利用{UNIT}", []),
        ("広間の利用は次のとおり増えた。", UNIT, ["広間の利用は次のとおり増えた。"]),
        ("▶広間の利用", f"▶広間の利用{UNIT}", []),
        ("広間の利用を調べた", UNIT, ["広間の利用を調べた"]),
        ("・広間の利用が増えた。", UNIT, ["・広間の利用が増えた。"]),
        ("①広間の利用", UNIT, ["①広間の利用"]),
    ],
)
def test_the_unit_on_a_line_of_its_own_belongs_to_the_name_above_it(said: str, name: str, statements: list[str]) -> None:
    sheet = page()
    top = goals(sheet, 60) + 8
    boxed(sheet, top, LABELS["operator_reason"])
    say(sheet, LEFT + 8, top + 32, said)
    say(sheet, RIGHT - 70, top + 46, UNIT)
    plain_table(ROWS, width=60).draw(sheet, LEFT + 8, top + 52)
    sections(sheet, top + 110, {name: lines for name, lines in SAID.items() if name != "operator_reason"}, boxed, LABELS)
    (project,) = read(sheet).projects
    assert [table.caption.text for table in project.tables if table.caption] == [name]
    assert [s.mark + s.text.text for s in project.statements if s.section == "operator_reason"] == statements


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (("・広間の模様替え", "・広間の利用", UNIT, "T"), [UNIT]),
        (("・広間の利用", UNIT, "T", "・講座の実績", UNIT, "T"), [f"・広間の利用{UNIT}", f"・講座の実績{UNIT}"]),
        (("(1)　広間の利用", UNIT, "T", "(2)　講座の実績", UNIT, "T"), [f"(1)　広間の利用{UNIT}", f"(2)　講座の実績{UNIT}"]),
        (("(1)　広間の利用", UNIT, "T", "・利用が増えた。"), [UNIT]),
        # among the text of headings that are numbered otherwise, but as one that heads text
        ((*UNDER, "(1)　広間の利用", UNIT, "T", "・利用が増えた。"), [f"(1)　広間の利用{UNIT}"]),
        (("(1)　広間の利用", UNIT, "T", "・利用が増えた。", *UNDER), [UNIT]),
        ((*UNDER, "②　広間の利用", UNIT, "T", "・利用が増えた。"), [UNIT]),
        ((*UNDER, "(1)　広間の利用", UNIT, "T", "(2)　講座", "・講座を開いた。"), [UNIT]),
    ],
)
def test_the_unit_below_an_item_of_a_list_or_a_heading_is_none_of_its(said: Sequence[str], names: list[str]) -> None:
    assert drawn(said, below=12.0, above=4.0)[0] == names
