"""Text that runs beside a table in one cell: the text in one piece, the table with its own caption and note."""

from __future__ import annotations

import pytest

from benchmarks.typeset.paper import Sheet
from pipeline.geometry.rect import Rect
from pipeline.layout.model import Figure
from pipeline.outline.beside_text import with_text_beside
from pipeline.outline.ledger import Ledger
from pipeline.outline.paragraphs import Paragraph
from pipeline.outline.units import ContentUnit, FigureUnit, TableUnit, TextUnit
from pipeline.sheet.blocks import blocks_of
from tests.layout.drawing import page, rule, say
from tests.outline.by_hand import line, part
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
    for n, text in enumerate(TEXT):
        say(sheet, 68, y + 14 * n, text)
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
    for n, text in enumerate(lines):
        say(sheet, 68, y + 14 * n, text)
    table(sheet, y + 5)
    sections(sheet, y + 50, {name: said for name, said in SAID.items() if name != "operator_reason"}, boxed, LABELS)
    (project,) = read(sheet).projects
    assert "".join(s.text.text for s in project.statements if s.section == "operator_reason") == "".join(lines)
    assert [found.caption for found in project.tables] == [None]


LONG = "庭を広げて棚を替えてまた話を聞いて庭を広げて棚を替え"
HELD: dict[str, tuple[str, str | None]] = {
    "the text before the table, as far as its first item goes": (
        "20 86 ■数 / 0 104 ・会を開き / T 100 / 0 118 声を聞いた / 0 132 ・棚を替えた / 20 165 ※区内",
        "・会を開き / 声を聞いた / ■数 / T / ※区内 / ・棚を替えた",
    ),
    "text without a mark behind it": ("0 104 会を開き / T 100 / 0 118 声を聞いた", "T / 会を開き / 声を聞いた"),
    "one line beside it": ("T 100 / 0 118 ・声を聞いた", None),
    "text over it": ("T 100 / 0 104 ・会を開き / 0 118 声を聞いて棚を替えて庭を広げてまた話を聞いた", None),
    "another table beside it": ("T 100 / 0 104 ・会を開き / 0 118 声を聞いた / T 110", None),
    "another table above it": ("T 40 / T 100 / 0 104 会を開き / 0 118 ・声を聞いた", "T / 会を開き / T / ・声を聞いた"),
    "another table below it": ("0 104 会を開き / 0 118 ・声を聞いた / T 100 / T 200", "会を開き / T / ・声を聞いた / T"),
    "another table overleaf": ("0 104 会を開き / 0 118 ・声を聞いた / T 100 / 紙 T 100", "会を開き / T / ・声を聞いた / T"),
    "a column that ends before it": ("狭 0 104 会を開き / 狭 0 118 ・声を聞いた / T 100", None),
    "a column beside the text": (
        "0 104 会を開き / 0 118 声を聞いた / T 100 / 狭 0 104 ・庭を広げた",
        "T / 会を開き / 声を聞いた / ・庭を広げた",
    ),
    "an item overleaf": ("0 104 会を開き / 0 118 声を聞いた / T 100 / 紙 0 110 ・庭", "T / 会を開き / 声を聞いた / ・庭"),
    "an item further down": ("0 104 会を開き / 0 118 声を聞いた / T 100 / 0 300 ・庭", "T / 会を開き / 声を聞いた / ・庭"),
    "one line here, one overleaf": ("T 100 / 0 104 会を開き / 紙 0 118 ・声を聞いた", None),
    "an item higher up": ("0 40 庭を広げた / 0 104 ・会を開き / 0 118 声を聞いた / T 100", "庭を広げた / T / ・会を開き / 声を聞いた"),
    "a figure before it": ("F 40 / 0 104 会を開き / 0 118 ・声を聞いた / T 100", "F / 会を開き / T / ・声を聞いた"),
    "a sentence that begins across the page": (
        f"0 85 {LONG}て / T 100 / 0 104 会を開き / 0 118 声を聞いた",
        f"{LONG}て / 会を開き / 声を聞いた / T",
    ),
    "a sentence that ends across the page": (
        f"0 85 {LONG}た。 / 0 104 会を開き / 0 118 声を聞いた / T 100",
        f"{LONG}た。 / T / 会を開き / 声を聞いた",
    ),
    "a sentence that begins higher up": (
        f"0 40 {LONG}て / 0 104 会を開き / 0 118 声を聞いた / T 100",
        f"{LONG}て / T / 会を開き / 声を聞いた",
    ),
    "a caption on a line of the text": (
        "0 86 ・庭を広げて 20 ■数 / T 100 / 0 104 ・会を開き / 0 118 声を聞いた",
        "・庭を広げて / ■数 / T / ・会を開き / 声を聞いた",
    ),
    "a caption that begins left of the table, over nearly full lines": (
        "0 86 ・庭を広げて 19.4 ■数 / T 100 / 0.3 104 ・棚を替えてまた話を聞いて庭を広げた会 / 0 118 声を聞いた",
        "・庭を広げて / ■数 / T / ・棚を替えてまた話を聞いて庭を広げた会 / 声を聞いた",
    ),
    "a note that begins left of the table, under nearly full lines": (
        "0.3 104 ・棚を替えてまた話を聞いて庭を広げた会 / 0 118 声を聞いた / T 100 / 19.4 165 ※区内",
        "T / ※区内 / ・棚を替えてまた話を聞いて庭を広げた会 / 声を聞いた",
    ),
    "words across a line of the text": (
        "0 86 ・庭を広げて棚を替えてまた話を聞い 20 ■数 / T 100 / 0 104 会を開き / 0 118 ・声を聞いた",
        "・庭を広げて棚を替えてまた話を聞い■数 / 会を開き / T / ・声を聞いた",
    ),
    "words over the table's middle": (
        "0 86 ・庭を広げて 26 数 / T 100 / 0 104 ・会を開き / 0 118 声を聞いた",
        "・庭を広げて数 / ・会を開き / 声を聞いた / T",
    ),
    "text that ends right at the table": (
        "0.8 86 ・庭を広げて棚を替えてまた話を聞いて庭 20 数える / T 100 / 0.8 104 ・庭を広げて棚を替えてまた話を聞いて庭 / 0 118 声",
        "・庭を広げて棚を替えてまた話を聞いて庭数える / ・庭を広げて棚を替えてまた話を聞いて庭 / 声 / T",
    ),
}
"""lines by their left edge in em, their height and text, parted by /; T is a table from 20 to 30 em and F a figure, 紙 on the next page, 狭
in a column of 15 em; None where nothing moves"""


def unit_of(said: str) -> ContentUnit:
    dress, what, *more = said.split() if said[0] in "紙狭" else ["", *said.split()]
    no = 2 if dress == "紙" else 1
    if what == "T":
        return part(no, "年 | 回 // 5 | 3 // 6 | 4", edges=(20, 25, 30), y=float(more[0]))
    if what == "F":
        return FigureUnit(Figure(no, Rect(0, float(more[0]), 200, float(more[0]) + 20), ()))
    placed = [(float(x), text) for x, text in zip([what, *more[2::2]], more[1::2], strict=True)]
    return TextUnit(line(float(more[0]), *placed, page=no), 0.0, 150.0 if dress == "狭" else 400.0, no)


def text_of(unit: ContentUnit) -> str:
    if isinstance(unit, TextUnit):
        return "".join(unit.line.glyphs.texts)
    return "T" if isinstance(unit, TableUnit) else "F"


@pytest.mark.parametrize(("said", "order"), HELD.values(), ids=HELD)
def test_which_lines_a_table_has_beside_it(said: str, order: str | None) -> None:
    units = [unit_of(one) for one in said.split(" / ")]
    found = with_text_beside(units)
    assert found == units if order is None else " / ".join(map(text_of, found)) == order


@pytest.mark.parametrize(
    ("figure", "page_of_figure", "paragraphs"),
    [
        pytest.param(Rect(200, 95, 400, 112), 1, ["会を開き、多くの方が来た。"], id="beside at the right"),
        pytest.param(Rect(-90, 95, -10, 112), 1, ["会を開き、多くの方が来た。"], id="beside at the left"),
        pytest.param(Rect(200, 106, 400, 112), 1, ["会を開き、多くの", "方が来た。"], id="below"),
        pytest.param(Rect(200, 70, 400, 104), 1, ["会を開き、多くの", "方が来た。"], id="above"),
        pytest.param(Rect(40, 95, 400, 112), 1, ["会を開き、多くの", "方が来た。"], id="behind it"),
        pytest.param(Rect(200, 95, 400, 112), 2, ["会を開き、多くの", "方が来た。"], id="on another page"),
    ],
)
def test_text_that_runs_past_a_figure_goes_on_below_it(figure: Rect, page_of_figure: int, paragraphs: list[str]) -> None:
    first, second = (TextUnit(line(y, (x, text)), 0.0, 400.0, 1) for x, y, text in ((0, 100, "・会を開き、多くの"), (1, 114, "方が来た。")))
    blocks = blocks_of([first, FigureUnit(Figure(page_of_figure, figure, ())), second], Ledger())
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == paragraphs


@pytest.mark.parametrize(
    ("above", "last", "below", "are_apart"),
    [
        ("多くの方が集まった。", "講座の数（単位：回）", "table", True),
        ("多くの方が集まった。", "講座は（単位：回）に示す。", "table", False),
        ("多くの方が集まった。", "講座を続けた", "table", False),
        ("多くの方が集まった、", "講座の数（単位：回）", "table", False),
        ("多くの方が集まった。", "講座の数（単位：回）", "figure", False),
    ],
)
def test_a_line_over_a_table_that_tells_its_unit_is_its_name_behind_a_full_sentence(
    above: str, last: str, below: str, are_apart: bool
) -> None:
    said = [TextUnit(line(100 + 14 * n, (0, text)), 0.0, 100.0, 1) for n, text in enumerate((above, last))]
    table, figure = part(1, "回 | 12", edges=(0, 5, 10), y=130), FigureUnit(Figure(1, Rect(0, 130, 100, 170), ()))
    blocks = blocks_of([*said, table if below == "table" else figure], Ledger())
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ([above, last] if are_apart else [above + last])


ITEMS = ("・庭を広げ、棚も替えた", "・会を開き、声を集めた")


@pytest.mark.parametrize(
    ("said", "right", "is_apart"),
    [
        ((*ITEMS, "・花を植え、水も引いた", "利用実績"), 200.0, True),
        ((*ITEMS, "・花を植え、水も引いた", "　利用実績"), 200.0, False),
        ((*ITEMS, "・花を植え、水も引いた", "利用実績"), 130.0, False),
        ((*ITEMS[:1], "・花を植え、水も引いた", "利用実績"), 200.0, False),
        (("・庭を広げ、棚も替えた。", *ITEMS, "・花を植え、水も引いた", "利用実績"), 200.0, False),
        (("庭", "・棚", "・花を植え、水も引いた", "利用実績"), 200.0, True),
        (("庭", "・棚。", "・花を植え、水も引いた", "利用実績"), 200.0, False),
        ((*ITEMS, "・花を植え、水も引き、", "利用実績"), 200.0, False),
        ((*ITEMS, "・花を植え、水も引き直し", "利用を広げた"), 200.0, False),
        ((*ITEMS, "・花を植え、水も引いた", "利用、声"), 200.0, False),
    ],
    ids=[
        "a name",
        "at the item's text",
        "no room",
        "one item",
        "a full stop",
        "words without one",
        "words",
        "a pause",
        "what was done",
        "a clause",
    ],
)
def test_a_name_over_a_table_is_none_of_the_item_before_where_items_end_without_a_stop(
    said: tuple[str, ...], right: float, is_apart: bool
) -> None:
    lines = [TextUnit(line(100 + 14 * n, (text.count("　"), text.strip())), 0.0, right, 1) for n, text in enumerate(said)]
    blocks = blocks_of([*lines, part(1, "回 | 12", edges=(0, 5, 10), y=180)], Ledger())
    last = [block.text for block in blocks if isinstance(block, Paragraph)][-1]
    assert last == (said[-1] if is_apart else said[-2].removeprefix("・") + said[-1].strip())
