"""What was read as a statement and is unlikely to be one is named; what offices write as statements is not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.form.compiled import form_rules
from pipeline.layout.model import Line
from pipeline.outline.ledger import Ledger
from pipeline.outline.paragraphs import paragraphs_of
from pipeline.outline.units import TextUnit
from pipeline.sheet.body import Body
from pipeline.sheet.model import Statement, StatementKind
from pipeline.sheet.sections import read_section
from pipeline.sheet.unlikely import StatementRead, unlikely_in
from pipeline.values import Box, Place, Printed
from tests.outline.by_hand import line, part

WIDTH = 300.0
"""points"""


def said(kind: StatementKind, text: str, *lines: Line, mark: str = "") -> StatementRead:
    """A statement as read from lines, or from one that says it."""
    units = [TextUnit(one, 0.0, WIDTH, 1) for one in lines or [line(100, (0, mark + text))]]
    (paragraph,) = paragraphs_of(units[:1])
    paragraph.units[1:] = units[1:]
    of = Statement("outcome", 1, 1, kind, 0, None, mark, Printed(text, (Box(1, 0, 0, 9, 9),)), None, None, None, ())
    return of, paragraph


def named(*rows: StatementRead, is_headed: bool = True) -> list[tuple[str, str]]:
    found = unlikely_in(rows, Place(section="outcome"), form_rules().is_empty, is_headed=is_headed)
    return [(defect.code, defect.quote) for defect in found]


def doubts(*lines: Line, kind: StatementKind = "paragraph", mark: str = "") -> list[str]:
    """What is named of one statement with these lines, beside an item with a dot."""
    text = "".join(one.text for one in lines)
    return [code for code, _ in named(said(kind, text, *lines, mark=mark), SENTENCES[0], is_headed=False)]


SENTENCES = tuple(said("bullet", text, mark="・") for text in ("庭を広げた。", "棚を替えた。", "靴箱を増やした。", "予約をやめた。"))
OPEN = tuple(said("bullet", text, mark="・") for text in ("庭の広さ", "棚の数", "予約"))


@pytest.mark.parametrize("name", ["こころとからだ", "連携先取組の内容", "あ" * 24])
def test_a_name_amid_sentences_is_named(name: str) -> None:
    rows = [*SENTENCES[:2], said("paragraph", name), *SENTENCES[2:]]
    assert named(*rows) == [("statement-doubtful", name)]
    assert named(*rows, is_headed=False) == []


@pytest.mark.parametrize(
    "row",
    [
        said("paragraph", "特になし"),
        said("paragraph", "庭も広げた。"),
        said("paragraph", "講習を年３回実施"),
        said("paragraph", "あ" * 25),
        said("paragraph", "こころとからだ", mark="①"),
        said("bullet", "こころとからだ", mark="・"),
        said("note", "令和５年度末の数", mark="※"),
        said("heading", "こころとからだ"),
    ],
    ids=["nothing to say", "a sentence", "a deed", "long", "marked", "an item", "a note", "a heading"],
)
def test_what_may_stand_amid_sentences_is_not(row: StatementRead) -> None:
    assert named(*SENTENCES, row) == []


@pytest.mark.parametrize("rows", [SENTENCES[:3], (*OPEN, *SENTENCES[:2])], ids=["few", "most without stops"])
def test_of_few_sentences_nobody_could_tell(rows: Sequence[StatementRead]) -> None:
    assert named(*rows, said("paragraph", "こころとからだ")) == []


@pytest.mark.parametrize(
    "lines",
    [
        (line(0, (0, "木工の会"), (10, "高架下で集まりを開く")), line(16, (0, "町内会"), (10, "防災の講座に会場を貸す。"))),
        (line(0, (0, "連絡会の開催"), (10, "５回"), (16, "２回")),),
        (line(0, (0, "連携先と取組の内容と木工の会")), line(16, (0, "と町内会と区社会福祉協議会"))),
    ],
    ids=["white at one place", "columns", "words without a pause"],
)
def test_words_that_ran_together_out_of_columns_are_named(lines: Sequence[Line]) -> None:
    assert doubts(*lines) == ["statement-doubtful"]
    assert doubts(*lines, kind="note") == doubts(*lines, kind="heading") == []


@pytest.mark.parametrize(
    "lines",
    [
        (line(0, (0, "木工の会"), (10, "高架下で集まりを開く")), line(16, (0, "町内会では、会場を貸すことにした。"))),
        (line(0, (0, "木工の会。"), (10, "高架下で集まりを開く")), line(16, (0, "木工の会。"), (10, "高架下で開いた。"))),
        (line(0, (0, "電話"), (10, "０４５の１２３の４５６７")),),
        (line(0, (0, "庭"), (3.1, "棚"), (6, "靴箱")),),
        (line(0, (0, "５回"), (10, "２回"), (16, "開いた。")),),
        (line(0, (0, "連携先と取組の内容を木工の会")), line(16, (0, "と話し合い、決めた内容"))),
        (line(0, (0, "連携先と取組の内容を木工の会")), line(16, (0, "と話し合った"))),
    ],
    ids=["white in one line", "behind a full stop", "behind a word", "at the beginning", "a sentence", "a pause", "a verb"],
)
def test_what_is_white_or_long_in_sentences_too_is_not(lines: Sequence[Line]) -> None:
    assert doubts(*lines) == []


def test_an_item_with_a_mark_may_be_words_without_a_pause() -> None:
    lines = (line(0, (0, "連携先と取組の内容と木工の会")), line(16, (0, "と町内会と区社会福祉協議会")))
    assert doubts(*lines, kind="bullet", mark="①") == []


@pytest.mark.parametrize(("before", "after"), [("いろいろな親子の出入り", "・庭に集まった。"), ("講師を派遣", "また、会場を借りた。")])
def test_an_item_or_sentence_that_begins_within_another_is_named(before: str, after: str) -> None:
    assert doubts(line(0, (0, before)), line(16, (0, after))) == ["paragraphs-unsure"]
    assert doubts(line(0, (29 - len(before), before)), line(16, (0, after))) == [], "the line before has no room"


def test_an_item_in_another_cell_than_the_line_before_is_named() -> None:
    (_, paragraph) = row = said("paragraph", "庭・棚を替えた。", line(0, (0, "あ" * 29)), line(16, (0, "・棚を替えた。")))
    assert named(row, SENTENCES[0]) == []
    paragraph.units[1] = paragraph.units[1]._replace(place=2)
    assert [code for code, _ in named(row, SENTENCES[0])] == ["paragraphs-unsure"]
    paragraph.units[1] = TextUnit(line(16, (0, "・棚を替えた。"), page=2), 0.0, WIDTH, 2)
    assert named(row, SENTENCES[0]) == []


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ((("heading", "（１）"), ("bullet", "（２）")), 1),
        ((("heading", "（１）"), ("bullet", "（１）"), ("bullet", "（２）")), 0),
        ((("heading", "（１）"), ("bullet", "②")), 0),
        ((("heading", "（１）"), ("bullet", "（３）")), 0),
        ((("heading", "（１）"), ("heading", "（２）")), 0),
        ((("heading", "（１）"), ("note", "（２）")), 0),
    ],
)
def test_an_item_that_counts_on_from_a_heading_is_named(rows: Sequence[tuple[StatementKind, str]], count: int) -> None:
    read = [said(kind, "庭を広げた。", mark=mark) for kind, mark in rows]
    assert named(*read) == [("statement-doubtful", "庭を広げた。")] * count
    assert named(*read, is_headed=False) == []


def test_a_heading_under_no_heading_is_named() -> None:
    row, paragraph = said("subheading", "支える側への歩み出し")
    assert named((row, paragraph)) == [("statement-doubtful", row.text.text)]
    assert named((row._replace(heading="居場所"), paragraph)) == named((row._replace(heading_no=1), paragraph)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("講師を派遣した。", "また、会場を借りた。"),
        ("講師を派遣し、", "また、会場を借りた。"),
        ("講師を", "またしても呼んだ。"),
        ("庭の", "○で囲んだ。"),
    ],
)
def test_lines_that_go_on_are_not(before: str, after: str) -> None:
    assert doubts(line(0, (0, before)), line(16, (0, after))) == []


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        ("１ 居場所|・" + "あ" * 40, ["table-suspected"]),
        ("１ 居場所|" + "あ" * 40, []),
        ("連携先|内容//木工の会|" + "あ" * 41, []),
        ("居場所|・" + "あ" * 30 + "、¶・" + "い" * 20 + "//相談|・い", ["table-suspected"]),
        ("居場所|・" + "あ" * 30 + "¶・" + "い" * 20 + "//相談|・い", []),
        ("居場所|・" + "あ" * 30 + "、¶" + "い" * 20 + "//相談|・い", []),
        ("居場所|・" + "あ" * 10 + "、¶・" + "い" * 20 + "//相談|" + "あ" * 41, []),
    ],
    ids=["running text", "an entry", "rows", "items", "names", "one item", "short items"],
)
def test_a_table_that_holds_running_text_is_named(table: str, codes: list[str]) -> None:
    body = Body()
    read_section("operator_reason", [part(1, table)], (), body, form_rules(), Ledger())
    assert [defect.code for defect in body.defects] == codes


def test_the_statements_of_a_section_are_asked() -> None:
    lines = line(100, (0, "木工の会"), (10, "高架下で集まりを開く会を")), line(116, (0, "町内会と"), (10, "社会福祉協議会と開いた。"))
    body = Body()
    read_section("outcome", [TextUnit(one, 0.0, 230.0, 1) for one in lines], (), body, form_rules(), Ledger())
    assert [(defect.code, defect.place.section) for defect in body.defects] == [("statement-doubtful", "outcome")]
