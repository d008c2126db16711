"""Rows that are not let run over pages: what does not fit is not printed, and the page that lost it says so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.typeset.paper import Ink, Press, Sheet, written
from pipeline.layout import layouts_of
from pipeline.outline.cut_text import cut_off
from pipeline.pages import read_pages
from pipeline.sheet.model import Sheet as Read
from pipeline.sheet.reader import read_sheet
from tests.layout.drawing import page, rule, say
from tests.sheet.small_form import LABELS, SAID, boxed, sections
from tests.sheet.small_form import goals as small_goals
from tests.sheet.small_form import read as small_read
from tests.sheet.test_cut_labels import DIVIDER, goals, read, row

CONTROL = Path(__file__).resolve().parents[3] / "shared/cases/sheet/double.pdf"
END, STEP = 780.0, 14.0
USUAL = 5.0
"""pt; how far above the lower edge of its cell the last line stands"""


def beside(sheet: Sheet, y: float, label: str, *lines: str) -> float:
    """A row that leaves its usual room below its text; where it ends."""
    end = y + 12 + STEP * (len(lines) - 1) + USUAL
    row(sheet, y, end, "", lines)
    say(sheet, DIVIDER - 18, y + 12, label, 3)
    return end


def printed(last: float, *, goes_on: bool = False, table: float = 0.0, closed: bool = False) -> tuple[Sheet, Sheet]:
    """The operator's reason in a row down to the page's end, its last line at ``last`` or a table from there to ``table``, ``closed`` by
    a rule of its own; the next page goes on with it or with the ward's."""
    one, two = page(), page()
    y = goals(one, 100)
    row(one, y, END, "評価の理由法人", ())
    for k in range(int((last - y - 12) // STEP) + 1):
        say(one, DIVIDER + 4, last - STEP * k, "・家庭の状況に応じて一時預かりの利用につなげた例が増えている。")
    for x in (100, 180, 260) if table else ():
        rule(one, x, last + 6, x, table)
    for y in (last + 6, last + 20, *([table] if closed else [])) if table else ():
        rule(one, 100, y, 260, y)
    for n in range(2 if table else 0):
        say(one, 104, last + 16 + STEP * n, f"{n + 4}年度")
        say(one, 184, last + 16 + STEP * n, f"{n + 31}人")
    y = beside(two, 60, "", "・父親の利用も", "増えた。") if goes_on else 60.0
    y = beside(two, y, "評価の理由（区）", "・区は広報を手伝った。", "・会場を貸した。")
    y = beside(two, y, "成果と課題", "（成果）", "・初めての人が来やすくなった。", "（課題）", "・担い手が足りない。")
    beside(two, y, "振り返りの視点", "ア　場が整っているか。", "イ　声を聞いているか。")
    return one, two


def cuts(sheet: Read) -> list[tuple[int | None, int | None, str]]:
    return [(d.page, d.place.project_no, d.place.section) for d in sheet.defects if d.code == "text-cut"]


@pytest.mark.parametrize("last", [END - 1.5, END + 3, END + 9], ids=["nearer to the edge than elsewhere", "on it", "below it"])
def test_text_that_reaches_over_the_end_of_its_row_is_named(last: float) -> None:
    assert cuts(read(*printed(last))) == [(1, 1, "operator_reason")]


@pytest.mark.parametrize("table", [END, END + 12], ids=["at the row's end", "over it"])
def test_so_is_a_table_that_does(table: float) -> None:
    assert cuts(read(*printed(END - 36, table=table))) == [(1, 1, "operator_reason")]


def test_a_table_that_closes_with_a_rule_of_its_own_at_the_row_s_end_is_whole() -> None:
    assert cuts(read(*printed(END - 36, table=END - 0.6, closed=True))) == []


def test_a_row_that_goes_on_or_leaves_its_usual_room_is_not() -> None:
    assert cuts(read(*printed(END + 3, goes_on=True))) == []
    assert cuts(read(*printed(END - USUAL))) == []


def test_what_stands_below_a_label_s_box_at_a_page_s_end_is_no_row_that_runs_out() -> None:
    one, two = page(), page()
    y = sections(one, small_goals(one, 560), {"operator_reason": SAID["operator_reason"]}, boxed, LABELS)
    boxed(one, y + 8, LABELS["ward_reason"])
    say(one, 68, y + 34, "①　広報に載せた。")
    sections(two, 60, {name: said for name, said in SAID.items() if "reason" not in name}, boxed, LABELS)
    found = small_read(one, two)
    assert [s.text.text for s in found.projects[0].statements if s.section == "ward_reason"] == ["広報に載せた。"]
    assert cuts(found) == []


def low_row(
    *, hidden: float, at: float, again: str = "", ink: Ink | None = None, before: str = ""
) -> list[tuple[int | None, int | None, str]]:
    """What is named of a row whose third line a clip at its end hides, set ``hidden`` points below the second from ``at`` on, behind what
    is printed ``before`` it."""
    one, two = page(), page()
    y = beside(one, goals(one, 100), "評価の理由法人", "・家庭の状況に", "応じた。")
    end = y + 12 + STEP + 6
    row(one, y, end, "", ("・初めての人が来やすくなり、利用", "した家庭のうち半数が二度目も来て"))
    say(one, DIVIDER - 18, y + 12, "評価の理由（区）", 3)
    say(one, at, y + 12 + STEP + hidden, "いる。区も同じ見方である。")
    one.texts[-1].clip = (DIVIDER, y, 560.0, end)
    one.texts[-1].ink = ink or one.texts[-1].ink
    if before:
        say(one, at - 9 * len(before), y + 12 + STEP + hidden, before)
    beside(two if again else one, 60 if again else end, "振り返りの視点", "ア　場が整っているか。", "イ　声を聞いているか。")
    if again:
        say(two, DIVIDER + 4, 200, again)
    return cuts(read(one, two) if again else read(one))


@pytest.mark.parametrize("hidden", [12.0, STEP], ids=["crossing the edge", "a line on"])
def test_a_line_that_a_low_row_hides_is_named_where_it_should_go_on(hidden: float) -> None:
    assert low_row(hidden=hidden, at=DIVIDER + 4) == [(1, 1, "ward_reason")]


def test_what_is_hidden_elsewhere_or_printed_overleaf_is_not_cut() -> None:
    assert low_row(hidden=STEP, at=DIVIDER + 120) == []  # the text of another cell
    assert low_row(hidden=5 * STEP, at=DIVIDER + 4) == []
    assert low_row(hidden=STEP, at=DIVIDER + 4, again="いる。区も同じ見方である。") == []


def test_what_is_hidden_behind_a_line_of_another_cell_is_no_next_line() -> None:
    assert low_row(hidden=STEP, at=DIVIDER + 4, before="一覧") == []


def test_a_layer_of_text_without_ink_that_lies_askew_is_not_cut() -> None:
    assert low_row(hidden=STEP, at=DIVIDER + 4, ink=Ink("gothic", 9, hidden=True)) == []


def narrow_column(text: str, at: float, *, ink: Ink | None = None, apart: float = 0.0) -> list[tuple[int | None, int | None, str]]:
    """What is named of a line from ``at`` on, of which a clip hides what lies beyond its cell; and of hidden text ``apart`` from it."""
    sheet = page()
    y = goals(sheet, 100)
    end = y + 12 + 2 * STEP + USUAL
    row(sheet, y, end, "", ("・家庭の状況に応じた。",))
    say(sheet, DIVIDER - 18, y + 12, "評価の理由法人", 3)
    say(sheet, at, y + 12 + STEP, text)
    sheet.texts[-1].clip = (DIVIDER, y, 560.0, end)
    if apart:
        say(sheet, 564.0, y + 12 + STEP + apart, "隠れた文字")
        sheet.texts[-1].clip = (DIVIDER, y, 560.0, end)
    sheet.texts[-1].ink = ink or sheet.texts[-1].ink
    beside(sheet, end, "振り返りの視点", "ア　場が整っているか。", "イ　声を聞いているか。")
    return cuts(read(sheet))


@pytest.mark.parametrize("at", [DIVIDER + 4, DIVIDER - 39], ids=["behind", "before"])
def test_a_line_that_a_narrow_column_hides_is_named(at: float) -> None:
    width = int((560.0 - at) // 9)
    assert narrow_column("広" * (width + (3 if at > DIVIDER else -3)), at) == [(1, 1, "operator_reason")]


def test_what_a_clip_hides_beside_a_line_that_is_whole_is_not_cut() -> None:
    whole = "広" * int((560.0 - DIVIDER - 4) // 9)
    assert narrow_column(whole, DIVIDER + 4) == []
    assert narrow_column("広" * 12, 460.0) == []  # a line that the cell had room for
    assert narrow_column(whole, DIVIDER + 4, apart=5.0) == []  # on another line
    assert narrow_column(whole[:-3], DIVIDER + 4, apart=0.1) == []  # of another cell
    assert narrow_column(whole, DIVIDER + 4, apart=0.1, ink=Ink("gothic", 9, hidden=True)) == []


@pytest.mark.skipif(not CONTROL.is_file(), reason="the cases of others are not here")
def test_a_label_that_stands_close_to_its_edge_is_not_cut() -> None:
    assert cuts(read_sheet(CONTROL.read_bytes(), document_id="double")) == []


def framed(text: str, *, closed: bool) -> Sheet:
    """A page whose frame reaches down to its foot, and is open there unless it is closed."""
    sheet = page()
    for x in (60, 540):
        rule(sheet, x, 60, x, END)
    for y in (60, 90, END) if closed else (60, 90):
        rule(sheet, 60, y, 540, y)
    say(sheet, 66, 78, "評価の理由（区）")
    say(sheet, 66, 104, text)
    return sheet


@pytest.mark.parametrize(
    ("closed", "below", "is_named"),
    [
        ((False, True, False, False), False, True),
        ((False, True, False, True), False, False),
        ((False, False, False, False), False, False),  # no frame is closed
        ((False, True, True, False), False, False),  # one is left open
        ((False, True, False, False), True, False),
    ],
)
def test_a_sheet_that_ends_with_an_open_frame_lacks_its_last_page(closed: Sequence[bool], below: bool, is_named: bool) -> None:
    sheets = [framed(f"・{n}回開いた。", closed=is_closed) for n, is_closed in enumerate(closed)]
    if below:
        say(sheets[-1], 66, END + 20, "以上で終わる。")
    pages = read_pages(written(sheets, Press()))
    named = [(d.code, d.page, d.quote) for d in cut_off([], pages, layouts_of(pages))]
    assert named == ([("text-cut", len(closed), f"・{len(closed) - 1}回開いた。")] if is_named else [])
