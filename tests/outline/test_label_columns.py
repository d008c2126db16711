"""Labels left of their sections without a rule between, told by hand from lines where they stand."""

from __future__ import annotations

import re

import pytest

from pipeline.form.compiled import form_rules
from pipeline.geometry.rect import Rect
from pipeline.layout.model import Grid, Item, Line, PageLayout
from pipeline.outline.label_columns import with_label_columns
from tests.outline.by_hand import EM, line

WORD = re.compile(r"([0-9.]+)(.*)")
PITCH = 14.0


def page_of(said: str) -> PageLayout:
    """Lines parted by /, of words behind their place in em; one behind ^ stands a line's room further down, #8 is a table that
    begins there, one behind = at the height of the line before."""
    items: list[Item] = []
    y = 60.0
    for text in said.split(" / "):
        y += {"^": PITCH, "=": -PITCH}.get(text[0], 0)
        words = [(float(found[1]), found[2]) for word in text.strip("^=#").split(" ") if (found := WORD.fullmatch(word))]
        if "#" in text:
            items.append(Grid(1, Rect(words[0][0] * EM, y, 300, y + EM), 1, 1, (), (), ()))
        else:
            items.append(line(y, *words))
        y += PITCH
    return PageLayout(1, 400.0, 800.0, tuple(items), (), ())


def told(item: Item) -> str:
    """A line's text; a grid's rows as label | what stands beside it."""
    if isinstance(item, Line):
        return item.text.replace("　", " ")
    if not item.cells:  # type: ignore[union-attr]
        return "#"
    return " // ".join(" | ".join("¶".join(map(told, cell.items)) for cell in row) for row in item.rows)  # type: ignore[union-attr]


WARD = "0理由（区） 8①庭を広げた。 / 8②声を聞いた。"
VIEWS = "^0振り返りの 8ア庭はあるか。 / 0視点 8イ声はあるか。 / 8ウ棚はあるか。"
W, V = "理由（区） | ①庭を広げた。¶②声を聞いた。", "振り返りの¶視点 | ア庭はあるか。¶イ声はあるか。¶ウ棚はあるか。"
V_LOOSE = ("振り返りの ア庭はあるか。", "視点 イ声はあるか。", "ウ棚はあるか。")
CASES: dict[str, tuple[list[str], list[list[str]]]] = {
    "two labels": ([f"0１ひろば / {WARD} / {VIEWS}"], [["１ひろば", f"{W} // {V}"]]),
    "a table beside its label": ([f"{WARD} / ^0成果と課題 / =#8 / 8庭"], [[f"{W} // 成果と課題 | #¶庭"]]),
    "the label of both, over theirs": (
        [f"{WARD} / ^0成果と課題 / 0成果 8庭 / {VIEWS}"],
        [[f"{W} // 成果と課題 | ", "成果 庭", V]],
    ),
    "a table below another label": ([f"{WARD} / ^0成果と課題 / #8"], [["理由（区） ①庭を広げた。", "②声を聞いた。", "成果と課題", "#"]]),
    "labels side by side": (["0理由（法人） 14理由（区）"], [["理由（法人） 理由（区）"]]),
    "a table below text side by side": (["0①庭 14①声 / ^#8"], [["①庭 ①声", "#"]]),
    "a label whose lines stand apart": (
        ["0理 8①庭を / 0由 / 0（ 8広げた。 / ^0区 / 0） 8②声"],
        [["理 ①庭を", "由", "（ 広げた。", "区", "） ②声"]],
    ),
    "a table below its label": ([f"{WARD} / #8"], [[f"{W}¶#"]]),
    "a table as wide as both": ([f"{WARD} / #0 / 8庭"], [[W, "#", "庭"]]),
    "a line through the wall": ([f"{WARD} / ^0親子の居場所事業の次"], [[W, "親子の居場所事業の次"]]),
    "a heading through the wall": ([f"{WARD} / 0２子育て相談事業"], [[W, "２子育て相談事業"]]),
    "text that runs on under its label": (
        [f"{WARD} / 0声から棚を替えた。"],
        [["理由（区） ①庭を広げた。", "②声を聞いた。", "声から棚を替えた。"]],
    ),
    "a label over all below": (
        [f"{WARD} / 0振り返りの視点の欄 / 0ア庭はあるか。"],
        [["理由（区） ①庭を広げた。", "②声を聞いた。", "振り返りの視点の欄", "ア庭はあるか。"]],
    ),
    "a wide label below": ([f"{WARD} / 0拠点事業としての成果と課題 / 0庭"], [[W, "拠点事業としての成果と課題", "庭"]]),
    "a heading after it": ([f"{WARD} / ^0２相談 / {VIEWS}"], [[W, "２相談", V]]),
    "words that are no label": (["0広場の 8①庭 / 0こと 8②声"], [["広場の ①庭", "こと ②声"]]),
    "labels over their sections": (
        ["0理由（区） / 1①庭を広げた。 / 0成果と課題 / 1庭"],
        [["理由（区）", "①庭を広げた。", "成果と課題", "庭"]],
    ),
    "hardly any white": (["0理由（区） 5.5①庭 / 5.5②声"], [["理由（区） ①庭", "②声"]]),
    "hardly any white but that of the label's bracket": (
        ["0理由（法人） 6.3①庭を広げた。 / 6.3②声を聞いた。 / ^0成果と課題 6.3棚"],
        [["理由（法人） | ①庭を広げた。¶②声を聞いた。 // 成果と課題 | 棚"]],
    ),
    "hardly any white and no bracket": (
        ["0振り返りの視点 7.3ア庭はあるか。 / 7.3イ声はあるか。 / ^0成果と課題 7.3棚"],
        [["振り返りの視点 ア庭はあるか。", "イ声はあるか。", "成果と課題 棚"]],
    ),
    "a label in the middle of its row": (
        [f"8①庭を広げた。 / 0理由（区） 8②声を聞いた。 / {VIEWS}"],
        [["①庭を広げた。", "理由（区） ②声を聞いた。", V]],
    ),
    "the second one in the middle of its row": (
        [f"{WARD} / 8ア庭はあるか。 / 0振り返りの視点 14イ声はあるか。"],
        [["理由（区） ①庭を広げた。", "②声を聞いた。", "ア庭はあるか。", "振り返りの視点 イ声はあるか。"]],
    ),
    "over a page": ([f"0ひろば / {WARD}", f"8③棚も。 / {VIEWS}"], [["ひろば", W], [f" | ③棚も。 // {V}"]]),
    "a page that begins otherwise": ([WARD, f"0ひろば / 8③棚も。 / {VIEWS}"], [[W], ["ひろば", "③棚も。", *V_LOOSE]]),
    "no section goes on": (
        [f"{WARD} / ^0１ひろば事業の次の頁", f"8庭 / ^{WARD}"],
        [[W, "１ひろば事業の次の頁"], ["庭", "理由（区） ①庭を広げた。", "②声を聞いた。"]],
    ),
    "labels over two columns of text": (["0理由（法人） 14理由（区） / 0①庭 14①声"], [["理由（法人） 理由（区）", "①庭 ①声"]]),
    "a label written downwards": (["0理 8①庭を / 0由 / 0（ 8広げた。 / 0区 / 0） 8②声"], [["理¶由¶（¶区¶） | ①庭を¶広げた。¶②声"]]),
}


@pytest.mark.parametrize(("pages", "expected"), CASES.values(), ids=list(CASES))
def test_a_column_of_labels(pages: list[str], expected: list[list[str]]) -> None:
    found = with_label_columns([page_of(said) for said in pages], form_rules())
    assert [list(map(told, layout.items)) for layout in found] == expected


def test_where_the_walls_stand() -> None:
    """Those of all pages are the same, so that a section goes on in a cell as wide; the last row has some room below."""
    pages = with_label_columns([page_of(WARD), page_of("8③棚も替えて、声を聞いた。")], form_rules())
    first, second = (item for layout in pages for item in layout.items)
    assert isinstance(first, Grid) and isinstance(second, Grid)
    assert first.xs == second.xs == (0.0, 8 * EM - 2.0, 21 * EM)
    assert first.ys == (60.0, 60.0 + PITCH + 1.5 * EM)
