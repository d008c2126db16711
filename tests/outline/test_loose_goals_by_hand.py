"""Goal tables without rules told by hand: from lines of text where they stand, and the rules between them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline.form.compiled import form_rules
from pipeline.geometry.rect import Rect
from pipeline.layout.model import Figure, Grid, Item, Line, PageLayout
from pipeline.outline.loose_goals import with_goal_tables
from pipeline.pages.model import Ruling
from tests.outline.by_hand import EM, line, part

RULE = re.compile(r"--(?:(\d+) (\d+))?")
WORD = re.compile(r"(\d+)(.*)")
RULED = part(1, "目指す拠点の姿 | 法人", edges=(0, 8, 16), y=400).grid
HEADER = "2目指す拠点の姿 14前期の課題 26法人 30区"


def page_of(said: str) -> tuple[PageLayout, list[Ruling]]:
    """Lines parted by /, of words behind their place in em; -- is a rule, over all of the page or between places, <a cell | a cell>,
    |upright text|, [a box]; one behind ^ stands close below the one before."""
    items: list[Item] = []
    rulings: list[Ruling] = []
    y = 60.0
    for text in said.split(" / "):
        if found := RULE.fullmatch(text):
            x0, x1 = (int(x) * EM for x in (found[1] or 0, found[2] or 32))
            rulings.append(Ruling(x0, y - 5, x1, y - 5, 0.5, 0))
            continue
        y -= 5 if text[0] == "^" else 0
        words = [(int(found[1]), found[2]) if (found := WORD.fullmatch(word)) else (0, word) for word in text.strip("^|[]").split(" ")]
        if text[0] == "<":
            items.append(part(1, text[1:-1], edges=(0, 16, 32), y=y, within={"NESTED": [RULED]}).grid)
        elif text[0] == "[":
            items.append(Figure(1, Rect(0, y, 300, y + 12), (line(y, *words),)))
        else:
            items.append(replace(line(y, *words), vertical=text[0] == "|"))
        y = items[-1].rect.y1 + EM
    return PageLayout(1, 400.0, 800.0, tuple(items), (), ()), rulings


def told(said: str) -> list[str]:
    """The page's items behind its first, a goal table with its rows parted by //, but for those of the usual header, and what spans several
    rows or columns behind how many."""
    layout, rulings = page_of(said)
    rows = []
    for item in with_goal_tables(layout, rulings, form_rules()).items[1:]:
        if isinstance(item, Grid) and item.ruled == "none":
            cells = [
                [(f"{c.rowspan}x{c.colspan} " * (c.rowspan * c.colspan > 1)) + "¶".join(line.text for line in c.lines) for c in row]
                for row in item.rows
            ]
            rows.append(" // ".join(" | ".join(row) for row in cells).removeprefix(UNDER_HEADER))
        elif isinstance(item, Line):
            rows.append(item.text.replace("　", " "))
        else:
            rows.append(type(item).__name__)
    return rows


UNDER_HEADER = "2x1 目指す拠点の姿 | 2x1 前期の課題 | 2x1 法人 | 2x1 区 //  // "
X = f"親子の居場所 / {HEADER}"
ONE, TWO = "①集う場がある。 12・周知 26A 30B", "②聞く場がある。 12・学び 26B 30C"
LIST = "親子の居場所 / 目指す拠点の姿 / ①集う場がある。 / ②聞く場がある。"
LISTED = "目指す拠点の姿 | 自己評価 // ①集う場がある。¶②聞く場がある。 | "
CASES: dict[str, tuple[str, list[str]]] = {
    "no rules": (
        f"{X} / {ONE} / {TWO} / 理由（法人） / ・庭",
        ["①集う場がある。¶②聞く場がある。 | ・周知¶・学び | A¶B | B¶C", "理由（法人）", "・庭"],
    ),
    "at the end of a page": (f"{X} / {ONE}", ["①集う場がある。 | ・周知 | A | B"]),
    "rules below all rows": (
        f"{X} / -- / {ONE} / -- / {TWO} / -- / 理由（法人）",
        ["①集う場がある。 | ・周知 | A | B // ②聞く場がある。 | ・学び | B | C", "理由（法人）"],
    ),
    "rules below the goals and ratings": (
        f"{X} / {ONE} / --0 11 / --24 32 / {TWO} / 理由（法人）",
        ["①集う場がある。 | 2x1 ・周知¶・学び | A | B // ②聞く場がある。 | B | C", "理由（法人）"],
    ),
    "a rule that ends within a column": (
        f"{X} / {ONE} / --5 32 / {TWO} / 理由（法人）",
        ["2x1 ①集う場がある。¶②聞く場がある。 | ・周知 | A | B // ・学び | B | C", "理由（法人）"],
    ),
    "a rule that begins right of a column's text": (
        f"{X} / {ONE} / --0 9 / {TWO} / 理由（法人）",
        ["①集う場がある。 | 2x1 ・周知¶・学び | 2x1 A¶B | 2x1 B¶C // ②聞く場がある。", "理由（法人）"],
    ),
    "a word over both raters": (
        f"親子の居場所 / 27自己評価 / {HEADER} / {ONE} / 理由（法人）",
        ["2x1 目指す拠点の姿 | 2x1 前期の課題 | 1x2 自己評価 // 法人 | 区 // ①集う場がある。 | ・周知 | A | B", "理由（法人）"],
    ),
    "a word over raters apart": (
        "親子の居場所 / 27自己評価 / 2目指す拠点の姿 14法人 18前期の課題 30区 / ①集う場がある。 14A 18・周知 30B / 理由（法人）",
        ["2x1 目指す拠点の姿 | 2x1 法人 | 2x1 前期の課題 | 2x1 区 //  // ①集う場がある。 | A | ・周知 | B", "理由（法人）"],
    ),
    "ratings in a column of their own": (
        "親子の居場所 / 2目指す拠点の姿 14自己評価 26法人 30区 / ①集う場がある。 14良好 26A 30B / 理由（法人）",
        ["2x1 目指す拠点の姿 | 1x2 自己評価 // 法人 | 区 // ①集う場がある。　良好 | A | B", "理由（法人）"],
    ),
    "goals without marks": (
        f"{X} / 集う場がある。 12・周知 26A 30B / 理由（法人）",
        ["目指す拠点の姿 前期の課題 法人 区", "集う場がある。 ・周知 A B", "理由（法人）"],
    ),
    "words over the header": (
        f"親子の居場所 / 広間の話 / {HEADER} / {ONE} / 理由（法人）",
        ["広間の話", "①集う場がある。 | ・周知 | A | B", "理由（法人）"],
    ),
    "upright words": (f"{X} / |０あ| / {ONE} / 理由（法人）", ["①集う場がある。 | ・周知 | A | B", "理由（法人）"]),
    "a header of two lines": (
        f"親子の居場所 / 2目指す拠点の 14前期の課題 26法人 30区 / ^3姿 / {ONE} / 理由（法人）",
        ["2x1 目指す拠点の¶姿 | 2x1 前期の課題 | 2x1 法人 | 2x1 区 //  // ①集う場がある。 | ・周知 | A | B", "理由（法人）"],
    ),
    "a header of two lines far apart": (
        f"親子の居場所 / 2目指す拠点の 14前期の課題 26法人 30区 / [庭] / 3姿 / {ONE} / 理由（法人）",
        ["目指す拠点の 前期の課題 法人 区", "Figure", "姿", "①集う場がある。 ・周知 A B", "理由（法人）"],
    ),
    "a header's rest under another word": (
        f"親子の居場所 / 2目指す拠点の 14前期の課題 26法人 30区 / ^12姿 / {ONE} / 理由（法人）",
        ["目指す拠点の 前期の課題 法人 区", "姿", "①集う場がある。 ・周知 A B", "理由（法人）"],
    ),
    "no column of the ward's": (
        f"親子の居場所 / 2目指す拠点の姿 14前期の課題 26法人 / {ONE} / 理由（法人）",
        ["目指す拠点の姿 前期の課題 法人", "①集う場がある。 ・周知 A B", "理由（法人）"],
    ),
    "no column of issues": (
        "親子の居場所 / 2目指す拠点の姿 26法人 30区 / ①集う場がある。 26A 30B / 理由（法人）",
        ["2x1 目指す拠点の姿 | 2x1 法人 | 2x1 区 //  // ①集う場がある。 | A | B", "理由（法人）"],
    ),
    "a rater far below": (
        f"親子の居場所 / 2目指す拠点の姿 14前期の課題 26法人 / {ONE} / {TWO} / 30区 / {TWO} / 理由（法人）",
        [
            "目指す拠点の姿 前期の課題 法人",
            "①集う場がある。 ・周知 A B",
            "②聞く場がある。 ・学び B C",
            "区",
            "②聞く場がある。 ・学び B C",
            "理由（法人）",
        ],
    ),
    "a word of the header among the issues": (
        f"{X} / {ONE} / ②聞く場がある。 12課題 26B 30C / 理由（法人）",
        ["①集う場がある。¶②聞く場がある。 | ・周知¶課題 | A¶B | B¶C", "理由（法人）"],
    ),
    "marks in columns": (f"{X} / ① 2集う場。 9・ 12周知 26A 30B / 理由（法人）", ["①　集う場。 | ・　周知 | A | B", "理由（法人）"]),
    "a blank column": (
        f"{X} / ①集う場がある。 26A 30B / 理由（法人）",
        ["目指す拠点の姿 前期の課題 法人 区", "①集う場がある。 A B", "理由（法人）"],
    ),
    "text over two columns": (
        f"{X} / {ONE} / ②聞く場がある。また話す場がある。 26B 30C / 理由（法人）",
        ["目指す拠点の姿 前期の課題 法人 区", "①集う場がある。 ・周知 A B", "②聞く場がある。また話す場がある。 B C", "理由（法人）"],
    ),
    "text that leaves a column": (
        f"{X} / {ONE} / 8話す場 / ^12・学び 26B 30C / 理由（法人）",
        ["①集う場がある。¶話す場 | ・周知¶・学び | A¶B | B¶C", "理由（法人）"],
    ),
    "a header alone": (f"{X} / 理由（法人）", ["目指す拠点の姿 前期の課題 法人 区", "理由（法人）"]),
    "a heading alone": ("親子の居場所", []),
    "under no heading": (
        f"庭 / {HEADER} / {ONE} / 理由（法人）",
        ["目指す拠点の姿 前期の課題 法人 区", "①集う場がある。 ・周知 A B", "理由（法人）"],
    ),
    "another project": (
        f"{X} / {ONE} / 相談事業 / {HEADER} / {ONE} / 理由（法人）",
        ["①集う場がある。 | ・周知 | A | B", "相談事業", "①集う場がある。 | ・周知 | A | B", "理由（法人）"],
    ),
    "a label in a box behind": (f"{X} / {ONE} / [理由（法人）]", ["①集う場がある。 | ・周知 | A | B", "Figure"]),
    "a label in a cell behind": (f"{X} / {ONE} / <理由（法人） | 庭>", ["①集う場がある。 | ・周知 | A | B", "Grid"]),
    "a label on two lines of a cell": (f"{X} / {ONE} / <評価の理¶由（法人） | 庭>", ["①集う場がある。 | ・周知 | A | B", "Grid"]),
    "a ruled header in a cell": (
        f"{X} / {ONE} / <NESTED | 庭>",
        ["目指す拠点の姿 前期の課題 法人 区", "①集う場がある。 ・周知 A B", "Grid"],
    ),
    "a label in a cell's second line": (f"{X} / {ONE} / <庭¶理由（法人）<1x2>>", ["①集う場がある。 | ・周知 | A | B", "Grid"]),
    "a label in a cell's third line": (f"{X} / {ONE} / <庭¶本¶理由（法人）<1x2>>", ["①集う場がある。¶庭¶本¶理由（法人） | ・周知 | A | B"]),
    "a ruled header below": (
        f"{X} / {ONE} / <目指す拠点の姿 | 法人>",
        ["目指す拠点の姿 前期の課題 法人 区", "①集う場がある。 ・周知 A B", "Grid"],
    ),
    "a list under its label, the ratings in a table": (
        f"{LIST} / 自己評価 / <① | A> / 前期の課題 / ・周知 / 理由（法人）",
        [LISTED, "Grid", "前期の課題", "・周知", "理由（法人）"],
    ),
    "the ratings over the list": (
        "親子の居場所 / 自己評価 / <① | A> / 目指す拠点の姿 / ①集う場がある。 / ②聞く場がある。 / 前期の課題 / ・周知 / 理由（法人）",
        ["Grid", LISTED, "前期の課題", "・周知", "理由（法人）"],
    ),
    "a list over a figure": (f"{LIST} / [庭] / 自己評価 / <① | A>", [LISTED, "Figure", "Grid"]),
    "a list without marks": (
        "親子の居場所 / 目指す拠点の姿 / 集う場がある。 / 自己評価 / <① | A>",
        ["目指す拠点の姿", "集う場がある。", "自己評価", "Grid"],
    ),
    "no list under the label": ("親子の居場所 / 目指す拠点の姿 / 自己評価 / <① | A>", ["目指す拠点の姿", "自己評価", "Grid"]),
    "a list, no ratings": (f"{LIST} / <① | A>", ["目指す拠点の姿", "①集う場がある。", "②聞く場がある。", "Grid"]),
    "a list, no table below the ratings": (
        f"{LIST} / 自己評価 / A / <① | A>",
        ["目指す拠点の姿", "①集う場がある。", "②聞く場がある。", "自己評価", "A", "Grid"],
    ),
    "a list, nothing below the ratings": (
        f"{LIST} / 自己評価",
        ["目指す拠点の姿", "①集う場がある。", "②聞く場がある。", "自己評価"],
    ),
    "a line of two baselines": (f"{X} / ①集う場 / ^12・周知 26A 30B / 理由（法人）", ["①集う場 | ・周知 | A | B", "理由（法人）"]),
}


@pytest.mark.parametrize(("said", "items"), CASES.values(), ids=CASES)
def test_goal_tables_without_rules(said: str, items: list[str]) -> None:
    assert told(said) == items
