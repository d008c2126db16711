"""A project's title at the head or foot of every page is furniture; the one over its goals is the project's."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.form.compiled import form_rules
from pipeline.layout.model import Item, PageLayout
from pipeline.outline.running_titles import without_running_titles
from tests.outline.by_hand import line, part

ONE, TWO = "1　親子の居場所事業", "2　子育て相談事業"
FORM = "様式1-1　評価シート"
TEXT, MORE = "・広間の模様替えを行った。", "・来館が増えた。"


def furniture(*pages: Sequence[str | None]) -> list[list[str]]:
    """What of each page's lines, from the top, is furniture; None is the goal table's header."""
    layouts = []
    for number, texts in enumerate(pages, 1):
        items: list[Item] = []
        for k, text in enumerate(texts):
            y = 30.0 + 40 * k
            head = part(number, "目指す拠点の姿 | 前期振り返りの課題 | 自己評価", y=y).grid
            items.append(line(y, (0.0, text), page=number) if text else head)
        layouts.append(PageLayout(number, 595, 842, tuple(items), (), ()))
    found = without_running_titles(layouts, form_rules())
    for before, after in zip(layouts, found, strict=True):
        assert len(after.items) + len(after.furniture) == len(before.items)
    return [[one.text for one in layout.furniture] for layout in found]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        # a header on every page, over the title too, and another worksheet's name before
        (
            [["実施概要", TEXT], [ONE, FORM, ONE, None, TEXT], [ONE, MORE], [TWO, FORM, TWO, None], [TWO, TEXT, MORE]],
            [["実施概要"], [ONE], [ONE], [TWO], [TWO]],
        ),
        # the same at the foot, with the page's number
        ([[FORM, ONE, None, TEXT, f"{ONE}　1/2"], [MORE, f"{ONE}　2/2"]], [[f"{ONE}　1/2"], [f"{ONE}　2/2"]]),
        # at the foot, before a page that begins with more goals of the project
        ([[FORM, ONE, None, TEXT, ONE], [None, MORE, ONE]], [[ONE], [ONE]]),
        # rows that are repeated where the project goes on, and where the next begins
        ([[ONE, None, TEXT], [ONE, MORE], [ONE, TEXT], [TWO, None], [TWO, TEXT]], [[], [ONE], [ONE], [], [TWO]]),
        # the ward's name over the title of each project, and a text there once or over none
        ([["星川区", ONE, None], ["・庭を広げた。"], ["星川区", TWO, None], ["・棚を直した。"]], [["星川区"], [], ["星川区"], []]),
        ([["星川区", ONE, None], ["・庭を広げた。"], [MORE, TWO, None], ["・棚を直した。"]], [[], [], [], []]),
        ([[ONE, None], [TEXT, MORE], [TEXT, "・庭を広げた。"], [TWO, None]], [[], [], [], []]),
        # titles that each page of a project of its own begins with, and one that is over the rest of the goals
        ([[ONE, None, TEXT], [TWO, None, TEXT]], [[], []]),
        ([[ONE, None], [ONE, None, TEXT]], [[], []]),
        # text at the place of one running title
        ([[ONE, None, TEXT], [ONE, TEXT], [TEXT, MORE]], [[], [ONE], []]),
        # text, and the form's name, at the place of rows that are repeated where a project goes on
        (
            [[FORM, TEXT], [ONE, None], [ONE, TEXT], [TWO, None], [TWO, TEXT], [TEXT, MORE]],
            [[], [], [ONE], [], [TWO], []],
        ),
        # another project's title over or behind a text of the page, as a heading there
        ([[ONE, None, TEXT], [TWO, None, TEXT], [ONE, MORE], [TEXT, ONE]], [[], [], [], []]),
        # a front lists all projects, the last of them as the last line of its page
        ([[FORM, ONE, TWO], [ONE, None, TEXT], [TWO, None, TEXT]], [[], [], []]),
        # all projects are listed before: the title over a line of text, and one at the foot of the page before its goals
        ([[FORM, ONE, TWO, TEXT], [ONE, TEXT, None, MORE], [TWO, TEXT, None]], [[], [], []]),
        ([[FORM, ONE, TWO, TEXT], [ONE, None, TEXT, TWO], [None, MORE]], [[], [], []]),
        # the name of a worksheet, cut off, behind the form's or before the page's number
        (
            [
                [f"{FORM}（概要）", TEXT],
                [f"{FORM}（1親子の）", ONE, None],
                [f"{FORM}（1親子の）", TEXT],
                [f"{FORM}（1親子の）", MORE, TEXT],
            ],
            [[f"{FORM}（概要）"], [f"{FORM}（1親子の）"], [f"{FORM}（1親子の）"], [f"{FORM}（1親子の）"]],
        ),
        (
            [["A", "概要 1/3"], ["B", "1親子の 2/3"], ["C", "2子育て 3/3"]],
            [["概要 1/3"], ["1親子の 2/3"], ["2子育て 3/3"]],
        ),
        # the document's title, where the other pages have the form's name
        (
            [["みどり台区地域子育て支援拠点事業", TEXT], [f"{FORM}（1）", "B"], [f"{FORM}（2）", "C"], [f"{FORM}（3）", "D"]],
            [[], [f"{FORM}（1）"], [f"{FORM}（2）"], [f"{FORM}（3）"]],
        ),
        # two pages, a place of half the pages, numbers that do not rise, text of one page each, a label that is repeated
        ([["A", "概要 1/2"], ["B", "1親子の 2/2"]], [[], []]),
        ([["A", "B", "1親子の 2"], ["A", "C", "1親子の 3"], ["B"], ["C"]], [[], [], [], []]),
        ([["A", "概要3"], ["B", "親子の場5"], ["C", "子育て4"]], [[], [], []]),
        ([["A", TEXT], ["B", MORE], ["C", "・周知した。"]], [[], [], []]),
        ([[ONE, None], ["評価の理由（法人）", "A"], ["評価の理由（法人）", "B"], ["評価の理由（法人）", "C"]], [[], [], [], []]),
    ],
)
def test_running_titles(pages: list[list[str | None]], expected: list[list[str]]) -> None:
    assert furniture(*pages) == expected
