"""Goals, ratings and issues of the term before from the cells of a goal table, told by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.form.compiled import form_rules
from pipeline.outline.flow import flow_of
from pipeline.outline.ledger import Ledger
from pipeline.outline.units import GoalUnit, TableUnit, TextUnit
from pipeline.sheet.goals import goal_table
from pipeline.values import Place
from tests.outline.by_hand import Drawn, layouts_of

HEADING = "１　親子の居場所づくり事業"
FOUR = (0.0, 15.0, 25.0, 28.0, 31.0)
"""em; the edges of goals, issues and the two ratings"""
SIX = (0.0, 15.0, 18.0, 21.0, 24.0, 27.0)
FIVE = (0.0, 3.0, 15.0, 25.0, 28.0, 31.0)
FOUR_RATINGS = "法人 | A // 区 | B // 法人 | C // 区 | D"
HEAD = "目指す拠点の姿 | 前期の課題 | 法人 | 区"


def read(pages: Sequence[Sequence[Drawn]]) -> list[str]:
    """Each goal with its two ratings, each issue behind the goal that it is of (* where it is of all), what is named, and what has
    no owner."""
    ledger = Ledger()
    flow = flow_of(layouts_of(pages), form_rules())
    units = [unit for unit in flow if isinstance(unit, GoalUnit)]
    apart = [unit for unit in flow if isinstance(unit, TableUnit | TextUnit)]
    table = goal_table(units, form_rules(), ledger, Place(1, ""), apart=apart)
    lines = [line for unit in units for cell in unit.grid.cells if unit.first_row <= cell.row < unit.last_row for line in cell.lines]
    return [
        *(f"{goal.mark}{goal.text.text} {goal.rating_operator or '-'}{goal.rating_ward or '-'}" for goal in table.goals),
        *(f"{issue.goal_no or '*'} {issue.mark}{issue.text.text}" for issue in table.prior_issues),
        *(defect.code for defect in table.defects),
        *(f"lost {line.text}" for line in lines if line not in ledger.lines),
    ]


CASES: dict[str, tuple[list[list[Drawn]], list[str]]] = {
    "two goals": (
        [[HEADING, (f"{HEAD} // ①集う。 | ・減った。 | A | B // ②聞く。 | ・増えた。 | B | C", FOUR)]],
        ["①集う。 AB", "②聞く。 BC", "1 ・減った。", "2 ・増えた。"],
    ),
    "one header over both ratings, the ward's first": (
        [[HEADING, ("目指す拠点の姿 | 前期の課題 | 自己評価（区・法人）<1x2> // ①集う。 | ・減った。 | B | A", FOUR)]],
        ["①集う。 AB", "* ・減った。"],
    ),
    "goals whose first words begin with letters of a series": (
        [[HEADING, (f"{HEAD} // アイデアを出せる。 | ・減った。 | A | B // イベントを開ける。 | ・増えた。 | B | C", FOUR)]],
        ["アイデアを出せる。 AB", "イベントを開ける。 BC", "1 ・減った。", "2 ・増えた。"],
    ),
    "ratings on a page without goals": (
        [[HEADING, (f"{HEAD} // ①集う。 | ・減った。 | A | B", FOUR)], [(" | ・更に。 | B | ", FOUR)]],
        ["①集う。 AB", "* ・減った。", "* ・更に。", "lost B"],
    ),
    "one rater's ratings below the other's, beside two goals in one cell": (
        [[HEADING, (f"目指す拠点の姿 | 前期の課題 | 自己評価<1x2> // ①集う。¶②聞く。<4x1> | ・減った。<4x1> | {FOUR_RATINGS}", FOUR)]],
        ["①集う。 AB", "②聞く。 CD", "* ・減った。"],
    ),
    "one rater's ratings below the other's, one named twice": (
        [[HEADING, ("目指す拠点の姿 | 前期の課題 | 自己評価<1x2> // ①集う。<3x1> | ・減った。<3x1> | 法人 | A // 区 | B // 区 | C", FOUR)]],
        ["①集う。 A-", "* ・減った。", "rating-unreadable"],
    ),
    "one goal": ([[HEADING, (f"{HEAD} // ①集う。 | ・減った。 | A | B", FOUR)]], ["①集う。 AB", "* ・減った。"]),
    "one goal on each page": (
        [[HEADING, (f"{HEAD} // ①集う。 | ・減った。 | A | B", FOUR)], [("②聞く。 | ・増えた。 | B | C", FOUR)]],
        ["①集う。 AB", "②聞く。 BC", "* ・減った。", "* ・増えた。"],
    ),
    "issues of both goals in one cell": (
        [[HEADING, (f"{HEAD} // ①集う。 | ・減った。<2x1> | A | B // ②聞く。 | B | C", FOUR)]],
        ["①集う。 AB", "②聞く。 BC", "* ・減った。"],
    ),
    "a blank cell of issues over two goals": (
        [[HEADING, (f"{HEAD} // ①集う。 | ・減った。 | A | B // ②聞く。 |  <2x1> | B | C // ③知る。 | A | A", FOUR)]],
        ["①集う。 AB", "②聞く。 BC", "③知る。 AA", "1 ・減った。"],
    ),
    "a goal that a page end cut": (
        [
            [HEADING, (f"{HEAD} // ①集う。 | ・減った。 | A | B // ②親子が互いに | ・声を聞く。 | B | C", FOUR)],
            [("話せる。 | ・広げる。 |  | ", FOUR)],
        ],
        ["①集う。 AB", "②親子が互いに話せる。 BC", "1 ・減った。", "2 ・声を聞く。", "2 ・広げる。"],
    ),
    "ratings that a page end cut off their goal": (
        [
            [HEADING, (f"{HEAD} // ①集う。 | ・減った。<2x1> | A | B //  | B | C", FOUR)],
            [("②聞く。 |  |  |  // ③知る。 |  | C | A", FOUR)],
        ],
        ["①集う。 AB", "②聞く。 BC", "③知る。 CA", "* ・減った。"],
    ),
    "ratings below a goal that has its own overleaf": (
        [[HEADING, (f"{HEAD} // ①集う。 |  |  |  //  |  | A | B", FOUR)], [("②聞く。 |  | B | C", FOUR)]],
        ["①集う。 AB", "②聞く。 BC"],
    ),
    "ratings below the last goal": (
        [[HEADING, (f"{HEAD} // ①集う。 |  |  |  //  |  | A | B", FOUR)]],
        ["①集う。 AB"],
    ),
    "ratings below a goal that goes on overleaf": (
        [[HEADING, (f"{HEAD} // ①親子が互いに |  |  |  //  |  | A | B", FOUR)], [("話せる。 |  |  | // ②聞く。 |  | B | C", FOUR)]],
        ["①親子が互いに話せる。 AB", "②聞く。 BC"],
    ),
    "ratings between two goals": (
        [[HEADING, (f"{HEAD} // ①集う。 |  |  |  //  |  | A | B // ②聞く。 |  | B | C", FOUR)], [("③知る。 |  | C | A", FOUR)]],
        ["①集う。 AB", "②聞く。 BC", "③知る。 CA"],
    ),
    "goals in one cell over their ratings by number": (
        [[HEADING, ("目指す拠点の姿<1x3> // ①集う。¶②聞く。<1x3> // 自己評価 | ① | ② // 法人 | A | B // 区 | B | C", FOUR[:3] + FOUR[4:])]],
        ["①集う。 AB", "②聞く。 BC"],
    ),
    "issues that a page end cut": (
        [
            [HEADING, (f"{HEAD} // ①集う。 | ・減った。 | A | B // ②聞く。 | ・声を広く | B | C", FOUR)],
            [("③知る。 | 集める。 | A | A", FOUR)],
        ],
        ["①集う。 AB", "②聞く。 BC", "③知る。 AA", "* ・減った。", "* ・声を広く集める。"],
    ),
    "issues of a page's first goal": (
        [
            [HEADING, (f"{HEAD} // ①集う。 | ・減った。 | A | B // ②聞く。 | ・声を聞く。 | B | C", FOUR)],
            [("③知る。 | ・広げる。 | A | A", FOUR)],
        ],
        ["①集う。 AB", "②聞く。 BC", "③知る。 AA", "1 ・減った。", "2 ・声を聞く。", "3 ・広げる。"],
    ),
    "two paragraphs of a goal": (
        [[HEADING, (f"{HEAD} // ①集う。¶話せる。 | ・減った。 | A | B", FOUR)]],
        ["①集う。話せる。 AB", "* ・減った。"],
    ),
    "two goals in one cell": (
        [[HEADING, (f"{HEAD} // ①集う。¶②聞く。 | ・減った。 | A¶B | B¶C", FOUR)]],
        ["①集う。 AB", "②聞く。 BC", "* ・減った。"],
    ),
    "two goals in one cell, one rating": (
        [[HEADING, (f"{HEAD} // ①集う。¶②聞く。 | ・減った。 | A | B", FOUR)]],
        ["①集う。 AB", "②聞く。 AB", "* ・減った。"],
    ),
    "goals without marks in one cell": (
        [[HEADING, (f"{HEAD} // 親子が集う。¶声を聞く。 | ・減った。 | A | B", FOUR)]],
        ["親子が集う。 AB", "声を聞く。 AB", "* ・減った。"],
    ),
    "letters": (
        [[HEADING, (f"{HEAD} // ア　集う。 | ・減った。 | A | B // イ　聞く。 | ・増えた。 | B | C", FOUR)]],
        ["ア集う。 AB", "イ聞く。 BC", "1 ・減った。", "2 ・増えた。"],
    ),
    "numbers with a gap": (
        [[HEADING, (f"{HEAD} // ①集う。 | ・減った。 | A | B // ③聞く。 | ・増えた。 | B | C", FOUR)]],
        ["①集う。 AB", "③聞く。 BC", "1 ・減った。", "2 ・増えた。", "goal-sequence"],
    ),
    "ratings that are none": (
        [[HEADING, (f"{HEAD} // ①集う。 | ・減った。 |  | B // ②聞く。 | ・増えた。 | 未 | Ｚ", FOUR)]],
        ["①集う。 -B", "②聞く。 --", "1 ・減った。", "2 ・増えた。", "rating-missing", "rating-left-open", "rating-unreadable"],
    ),
    "blank rows": (
        [[HEADING, (f"{HEAD} // ①集う。 | ・減った。 | A | B // ② |  |  | // ③ | ・増えた。 | | ", FOUR)]],
        ["①集う。 AB", "* ・減った。", "* ・増えた。"],
    ),
    "numbers in cells": (
        [[HEADING, (f"番号 | {HEAD} // 1 | 集う。 | ・減った。 | A | B // 2 | 聞く。 | ・増えた。 | B | C", FIVE)]],
        ["1集う。 AB", "2聞く。 BC", "1 ・減った。", "2 ・増えた。"],
    ),
    "letters in cells": (
        [[HEADING, (f"番号 | {HEAD} // ア | 集う。 | ・減った。 | A | B // イ | 聞く。 | ・増えた。 | B | C", FIVE)]],
        ["ア集う。 AB", "イ聞く。 BC", "1 ・減った。", "2 ・増えた。"],
    ),
    "a project's number in a cell": (
        [[HEADING, (f"番号 | {HEAD} // １<2x1> | ①集う。 | ・減った。 | A | B // ②聞く。 | ・増えた。 | B | C", FIVE)]],
        ["①集う。 AB", "②聞く。 BC", "1 ・減った。", "2 ・増えた。"],
    ),
    "a label at the side": (
        [[HEADING, (f"目標<3x1> | {HEAD} // ①集う。 | ・減った。 | A | B // ②聞く。 | ・増えた。 | B | C", FIVE)]],
        ["①集う。 AB", "②聞く。 BC", "1 ・減った。", "2 ・増えた。"],
    ),
    "ratings under one header": (
        [[HEADING, ("目指す拠点の姿 | 前期の課題 | 自己評価<1x2> // ①集う。 | ・減った。 | A | B", FOUR)]],
        ["①集う。 AB", "* ・減った。"],
    ),
    "one of two ratings headed": (
        [[HEADING, ("目指す拠点の姿<2x1> | 前期の課題<2x1> | 自己評価<1x2> // 法人 | // ①集う。 | ・減った。 | A | B", FOUR)]],
        ["①集う。 AB", "* ・減った。"],
    ),
    "the ward's ratings first": (
        [[HEADING, ("目指す拠点の姿<2x1> | 前期の課題<2x1> | 自己評価<1x2> // 区 | // ①集う。 | ・減った。 | A | B", FOUR)]],
        ["①集う。 BA", "* ・減った。"],
    ),
    "raters under a header over both": (
        [[HEADING, ("目指す拠点の姿<2x1> | 前期の課題<2x1> | 自己評価<1x2> // 法人 | 区 // ①集う。 | ・減った。 | A | B", FOUR)]],
        ["①集う。 AB", "* ・減った。"],
    ),
    "ratings of the term before at the left": (
        [
            [
                HEADING,
                (
                    "目指す拠点の姿<2x1> | 前期評価<1x2> | 自己評価<1x2> // 法人 | 区 | 法人 | 区 // ①集う。 | C | C | A | B",
                    (0, 15, 18, 21, 24, 27),
                ),
            ]
        ],
        ["①集う。 AB", "lost C", "lost C"],
    ),
    "ratings of the term before at the right": (
        [
            [
                HEADING,
                (
                    "目指す拠点の姿<2x1> | 自己評価<1x2> | 前期評価<1x2> // 法人 | 区 | 法人 | 区 // ①集う。 | A | B | C | C",
                    (0, 15, 18, 21, 24, 27),
                ),
            ]
        ],
        ["①集う。 AB", "lost C", "lost C"],
    ),
    "a header of raters overleaf behind goals": (
        [
            [HEADING, ("目指す拠点の姿 | 前期の課題 | 自己評価<1x2> // ①集う。 | ・減った。 | A | B", FOUR)],
            [(" |  | 法人 | 区 // ②聞く。 | ・増えた。 | B | C", FOUR)],
        ],
        ["①集う。 AB", "②聞く。 BC", "* ・減った。", "* ・増えた。"],
    ),
    "a header of raters overleaf, the ward's first": (
        [[HEADING, ("目指す拠点の姿 | 前期の課題 | 自己評価<1x2>", FOUR)], [(" |  | 区 | 法人 // ①聞く。 | ・増えた。 | B | C", FOUR)]],
        ["①聞く。 CB", "* ・増えた。"],
    ),
    "a rating over both columns": (
        [[HEADING, (f"{HEAD} // ①集う。 | ・減った。 | B<1x2> // ②聞く。 | ・増えた。 | A | C", FOUR)]],
        ["①集う。 BB", "②聞く。 AC", "1 ・減った。", "2 ・増えた。"],
    ),
    "a column for each letter": (
        [[HEADING, ("目指す拠点の姿<2x1> | 法人<1x2> | 区<1x2> // A | B | A | B // ①集う。 | ○ |  |  | ○", (0, 15, 18, 21, 24, 27))]],
        ["①集う。 AB"],
    ),
    "a column that nothing is read of": (
        [[HEADING, ("目指す拠点の姿 | 評価指標 | 法人 | 区 // ①集う。 | 人数 | A | B", FOUR)]],
        ["①集う。 AB", "lost 人数"],
    ),
    "ratings first": (
        [[HEADING, ("法人 | 区 | 目指す拠点の姿 | 前期の課題 // A | B | ①集う。 | ・減った。", (0, 3, 6, 21, 31))]],
        ["①集う。 AB", "* ・減った。"],
    ),
    "no header of goals": ([[HEADING, ("取組 | 前期の課題 | 法人 | 区 // ①集う。 | ・減った。 | A | B", FOUR)]], []),
    "issues of a named term": (
        [[HEADING, ("目指す拠点の姿 | （参考）２期目振り返りの課題 | 法人 | 区 // ①集う。 | ・減った。 | A | B", FOUR)]],
        ["①集う。 AB", "* ・減った。"],
    ),
    "issues without marks": (
        [[HEADING, (f"{HEAD} // ①集う。 | 数が減った。¶声を聞く。 | A | B", FOUR)]],
        ["①集う。 AB", "* 数が減った。", "* 声を聞く。"],
    ),
    "an issue with a sentence that ends within a line": (
        [[HEADING, (f"{HEAD} // ①集う。 | 数が減った。声を聞¶く。 | A | B", FOUR)]],
        ["①集う。 AB", "* 数が減った。声を聞く。"],
    ),
    "one column of ratings": (
        [[HEADING, ("目指す拠点の姿 | 前期の課題 | 自己評価 // ①集う。 | ・減った。 | A", (0, 15, 25, 28))]],
        ["①集う。 --", "* ・減った。", "rating-column-missing", "rating-column-missing", "lost A"],
    ),
    "the second of two ratings headed": (
        [[HEADING, ("目指す拠点の姿<2x1> | 前期の課題<2x1> | 自己評価<1x2> //  | 法人 // ①集う。 | ・減った。 | A | B", FOUR)]],
        ["①集う。 BA", "* ・減った。"],
    ),
    "ratings of the term before under a header, this one's without": (
        [[HEADING, ("目指す拠点の姿<2x1> | 前期評価<1x2> | 法人<2x1> | 区<2x1> // 法人 | 区 // ①集う。 | C | C | A | B", SIX)]],
        ["①集う。 AB", "lost C", "lost C"],
    ),
    "letters' columns overleaf": (
        [
            [HEADING, ("目指す拠点の姿 | 自己評価<1x4>", SIX)],
            [(" | 法人<1x2> | 区<1x2> //  | A | B | A | B // ①集う。 | ○ |  |  | ○", SIX)],
        ],
        ["①集う。 AB"],
    ),
    "an issue that is a rater's name": (
        [[HEADING, (f"{HEAD} // ①集う。 | ・減った。 | A | B", FOUR)], [("②聞く。 | 法人 | B | C", FOUR)]],
        ["①集う。 AB", "②聞く。 BC", "* ・減った。", "* 法人"],
    ),
    "ratings left of goals without marks": (
        [[HEADING, ("法人 | 区 | 目指す拠点の姿 | 前期の課題 // A | B | 集う。 | ・減った。", (0, 3, 6, 21, 31))]],
        ["集う。 AB", "* ・減った。"],
    ),
    "a project's number left of goals without marks": (
        [[HEADING, (f"番号 | {HEAD} // １<2x1> | 集う。 | ・減った。 | A | B // 聞く。 | ・増えた。 | B | C", FIVE)]],
        ["集う。 AB", "聞く。 BC", "1 ・減った。", "2 ・増えた。"],
    ),
    "numbers that do not begin with one": (
        [[HEADING, (f"番号 | {HEAD} // 3 | 集う。 | ・減った。 | A | B // 4 | 聞く。 | ・増えた。 | B | C", FIVE)]],
        ["集う。 AB", "聞く。 BC", "1 ・減った。", "2 ・増えた。"],
    ),
    "numbers left of goals with marks": (
        [[HEADING, (f"番号 | {HEAD} // 1 | ①集う。 | ・減った。 | A | B // 2 | ②聞く。 | ・増えた。 | B | C", FIVE)]],
        ["①集う。 AB", "②聞く。 BC", "1 ・減った。", "2 ・増えた。"],
    ),
    "numbers left of blank goals": (
        [[HEADING, (f"番号 | {HEAD} // 1 | 集う。 | ・減った。 | A | B // 2 |  |  |  | ", FIVE)]],
        ["1集う。 AB", "* ・減った。", "lost 2"],
    ),
    "numbers right of goals": (
        [[HEADING, ("目指す拠点の姿 | 人数 | 前期の課題 | 法人 | 区 // 集う。 | 1 | ・減った。 | A | B", (0, 12, 15, 25, 28, 31))]],
        ["集う。 AB", "* ・減った。", "lost 1"],
    ),
    "one rater alone": (
        [[HEADING, ("目指す拠点の姿 | 前期の課題 | 法人 // ①集う。 | ・減った。 | A", (0, 15, 25, 28))]],
        ["①集う。 A-", "* ・減った。", "rating-column-missing"],
    ),
    "a cell over issues and ratings": (
        [[HEADING, (f"{HEAD} // ①集う。 | 別紙のとおり<1x3>", FOUR)]],
        ["①集う。 --", "rating-missing", "rating-missing", "lost 別紙のとおり"],
    ),
    "one goal, and two overleaf": (
        [
            [HEADING, (f"{HEAD} // ①集う。 | ・減った。 | A | B", FOUR)],
            [("②聞く。 | ・増えた。 | B | C // ③知る。 | ・棚がない。 | A | A", FOUR)],
        ],
        ["①集う。 AB", "②聞く。 BC", "③知る。 AA", "1 ・減った。", "2 ・増えた。", "3 ・棚がない。"],
    ),
    "one goal over a blank row, and one overleaf": (
        [[HEADING, (f"{HEAD} // ①集う。¶話せる。 | ・減った。 | A | B //  |  |  | ", FOUR)], [("②聞く。 | ・増えた。 | B | C", FOUR)]],
        ["①集う。話せる。 AB", "②聞く。 BC", "* ・減った。", "* ・増えた。"],
    ),
    "goals behind text between": (
        [[HEADING, (f"{HEAD} // ①集う。 | ・減った。 | A | B // 次の目標もある。<1x4> // ③知る。 | ・増えた。 | A | A", FOUR)]],
        ["①集う。 AB", "* ・減った。"],
    ),
    "issues of the second goal overleaf without mark": (
        [
            [HEADING, (f"{HEAD} // ①集う。 | ・減った。 | A | B // ②聞く。 | ・増えた。 | B | C", FOUR)],
            [("③知る。 | ・棚がない。 | A | A // ④読む。 | 本がない。 | A | A", FOUR)],
        ],
        ["①集う。 AB", "②聞く。 BC", "③知る。 AA", "④読む。 AA", "1 ・減った。", "2 ・増えた。", "3 ・棚がない。", "4 本がない。"],
    ),
    "ratings in a row below": ([[HEADING, (f"{HEAD} // ①集う。 | ・減った。 |  |  //  |  | A | B", FOUR)]], ["①集う。 AB", "* ・減った。"]),
    "a long text at the side": (
        [[HEADING, (f"次の二つの目標を立て、五年の間に取り組むことにした。<2x1> | {HEAD} // ①集う。 | ・減った。 | A | B", FIVE)]],
        ["①集う。 AB", "* ・減った。", "lost 次の二つの目標を立て、五年の間に取り組むことにした。"],
    ),
    "a goal behind a page's last issue": (
        [[HEADING, (f"{HEAD} // ①集う。 | ・減った。 | A | B", FOUR)], [("親子が話す。 |  | B | C", FOUR)]],
        ["①集う。親子が話す。 --", "* ・減った。", "rating-unreadable", "rating-unreadable"],
    ),
    "two lines of a rating": (
        [[HEADING, (f"{HEAD} // ①集う。 | ・減った。 | A¶（達成） | B // ②聞く。 | ・増えた。 | B | C", FOUR)]],
        ["①集う。 AB", "②聞く。 BC", "1 ・減った。", "2 ・増えた。"],
    ),
    "sentences on two lines each": (
        [[HEADING, (f"{HEAD} // ①集う。 | 数が足りないので増¶やす。¶声を集める。 | A | B // ②聞く。 | ・増えた。 | B | C", FOUR)]],
        ["①集う。 AB", "②聞く。 BC", "1 数が足りないので増やす。", "1 声を集める。", "2 ・増えた。"],
    ),
    "one sentence on two lines": (
        [[HEADING, (f"{HEAD} // ①集う。 | 数が足りないので増¶やす。 | A | B // ②聞く。 | ・増えた。 | B | C", FOUR)]],
        ["①集う。 AB", "②聞く。 BC", "1 数が足りないので増やす。", "2 ・増えた。"],
    ),
    "phrases": (
        [[HEADING, (f"{HEAD} // ①集う。 | 周知が足りない¶講座が少ない | A | B // ②聞く。 | ・増えた。 | B | C", FOUR)]],
        ["①集う。 AB", "②聞く。 BC", "1 周知が足りない", "1 講座が少ない", "2 ・増えた。"],
    ),
    "phrases of which one is long": (
        [[HEADING, (f"{HEAD} // ①集う。 | 周知が足りないと言¶う声¶講座が少ない¶棚がない | A | B // ②聞く。 | ・増えた。 | B | C", FOUR)]],
        ["①集う。 AB", "②聞く。 BC", "1 周知が足りないと言う声", "1 講座が少ない", "1 棚がない", "2 ・増えた。"],
    ),
    "a phrase on a full line": (
        [[HEADING, (f"{HEAD} // ①集う。 | 周知の方法の周知不¶足¶講座 | A | B // ②聞く。 | ・増えた。 | B | C", FOUR)]],
        ["①集う。 AB", "②聞く。 BC", "1 周知の方法の周知不足", "1 講座", "2 ・増えた。"],
    ),
    "phrases with a particle": (
        [[HEADING, (f"{HEAD} // ①集う。 | 周知が足りない人が¶いる | A | B // ②聞く。 | ・増えた。 | B | C", FOUR)]],
        ["①集う。 AB", "②聞く。 BC", "1 周知が足りない人がいる", "2 ・増えた。"],
    ),
    "a mark alone": (
        [[HEADING, (f"{HEAD} // ①集う。 | ・¶・増えた。 | A | B // ②聞く。 | ・増えた。 | B | C", FOUR)]],
        ["①集う。 AB", "②聞く。 BC", "1 ・増えた。", "2 ・増えた。"],
    ),
}

ONE_COLUMN = (0.0, 15.0, 25.0, 31.0)
TWO_GOALS = "目指す拠点の姿 | 前期の課題 // ①集う。 | ・減った。 // ②聞く。 | ・増えた。"
UNRATED = ["①集う。 --", "②聞く。 --", "1 ・減った。", "2 ・増えた。", "rating-column-missing", "rating-column-missing"]


def in_one_column(header: str, *ratings: str) -> list[list[Drawn]]:
    """Two goals with what stands in the one column for their ratings."""
    goals = zip("①②", ("集う。 | ・減った。", "聞く。 | ・増えた。"), ratings, strict=True)
    rows = [f"目指す拠点の姿 | 前期の課題 | {header}", *(f"{mark}{text} | {rating}" for mark, text, rating in goals)]
    return [[HEADING, (" // ".join(rows), ONE_COLUMN)]]


@pytest.mark.parametrize(
    ("header", "ratings", "read_as"),
    [
        ("自己評価", ("法人：A¶区：B", "法人：B¶区：C"), ("AB", "BC")),
        ("自己評価（A～D）", ("法人A　区B", "区 C、法人 B"), ("AB", "BC")),
        ("自己評価", ("法人（Ａ）区（Ｂ）", "【自己評価】法人B／区C"), ("AB", "BC")),
        ("自己評価（A～D）¶法人／区", ("A／B", "B・C"), ("AB", "BC")),
        ("自己評価（区・法人）", ("B/A", "C/B"), ("AB", "BC")),
        ("自己評価（法人・区）", ("A/B", ""), ("AB", "--")),
        # whose is which is not told, both are one rater's, or something else is said too
        ("自己評価", ("A／B", "B／C"), None),
        ("自己評価", ("法人：A", "法人：B"), None),
        ("自己評価", ("法人：A¶法人：B", "法人：A¶法人：B"), None),
        ("自己評価", ("（前期）法人A区B", "（前期）法人A区B"), None),
        ("自己評価", ("法人A区Bと言う。", "法人A区Bと言う。"), None),
    ],
)
def test_both_ratings_may_stand_in_one_cell(header: str, ratings: Sequence[str], read_as: Sequence[str] | None) -> None:
    found = [line for line in read(in_one_column(header, *ratings)) if not line.startswith("lost")]
    if read_as is None:
        assert found == UNRATED
    else:
        missing = ["rating-missing"] * "".join(read_as).count("-")
        assert found == [f"{goal} {rating}" for goal, rating in zip(("①集う。", "②聞く。"), read_as, strict=True)] + UNRATED[2:4] + missing


def test_both_ratings_may_stand_in_a_line_of_the_goals_cell() -> None:
    rows = "目指す拠点の姿 | 前期の課題 // ①集う。¶【自己評価】法人 A　区 B | ・減った。 // ②聞く。¶【自己評価】法人 B　区 C | ・増えた。"
    assert read([[HEADING, (rows, (0.0, 15.0, 31.0))]])[:4] == ["①集う。 AB", "②聞く。 BC", "1 ・減った。", "2 ・増えた。"]


@pytest.mark.parametrize(
    ("table", "is_read"),
    [
        ("自己評価（A～D） | ① | ② // 法人 | A | B // 区 | B | C", True),
        (" | １ | ２ // 区 | B | C // 法人 | A | B", True),
        ("自己評価 | 法人 | 区 // ① | A | B // ② | B | C", True),
        # a goal is left out, a number is none of theirs, one rater is left out, it is no rating, or another word stands there
        ("自己評価 | 法人 | 区 // ① | A | B", False),
        ("自己評価 | 法人 | 区 // ① | A | B // ③ | B | C", False),
        ("自己評価 | 法人 | 法人 // ① | A | B // ② | B | C", False),
        ("人数 | 法人 | 区 // ① | 3 | 4 // ② | 5 | 6", False),
        ("自己評価 | 法人 | 区 // ① | A | B // ② | 良 | C", False),
        ("自己評価 | 法人 | 区 // ① | A | B // ② | C<1x2>", False),
        ("職員 | 法人 | 区 // ① | A | B // ② | B | C", False),
    ],
)
def test_ratings_may_stand_in_a_table_of_their_own(table: str, is_read: bool) -> None:
    found = read([[HEADING, (TWO_GOALS, (0.0, 15.0, 31.0)), (table, (0.0, 7.0, 10.0, 13.0))]])
    assert found == (["①集う。 AB", "②聞く。 BC", "1 ・減った。", "2 ・増えた。"] if is_read else UNRATED)


def test_a_table_of_letters_is_none_of_ratings_where_these_stand_beside_the_goals() -> None:
    pages: list[list[Drawn]] = [
        [HEADING, (f"{HEAD} // ①集う。 | ・減った。 | A | B", FOUR), ("自己評価 | 法人 | 区 // ① | C | D", (0.0, 7.0, 10.0, 13.0))]
    ]
    assert read(pages)[:2] == ["①集う。 AB", "* ・減った。"]


@pytest.mark.parametrize(("pages", "found"), CASES.values(), ids=CASES)
def test_what_a_goal_table_says(pages: list[list[Drawn]], found: list[str]) -> None:
    assert read(pages) == found
