"""Text in two columns told by hand: between which places of a page the white is, from the lines, tables and rules around it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline.form.compiled import form_rules
from pipeline.geometry.rect import Rect
from pipeline.layout.model import Cell, Figure, Grid, Item, PageLayout
from pipeline.outline.text_columns import text_columns
from pipeline.pages.model import Glyphs, Page, Ruling
from tests.outline.by_hand import EM, line, part

WORD = re.compile(r"(\d+)(.*)")
FRAME = re.compile(r"{(.*?)}")
HIGH = 14.0
"""points from one line to the next"""


def items_of(said: str, y: float) -> tuple[list[Item], list[Ruling]]:
    """Lines parted by /, of words behind their place in em; - is half a line, -- a rule between two places, -| an upright one, <a table's
    cells> behind the place of its left side, [a box], [[a drawing]."""
    items: list[Item] = []
    rulings: list[Ruling] = []
    for text in said.split(" / "):
        words = [(int(found[1]), found[2]) if (found := WORD.fullmatch(word)) else (0, word) for word in text.strip("[]").split(" ")]
        x = words[0][0]
        if text.startswith("--"):
            x0, x1 = map(int, text[2:].split(" "))
            rulings.append(Ruling(x0 * EM, y, x1 * EM, y, 0.5, 0))
        elif text.startswith("-|"):
            rulings.append(Ruling(int(text[2:]) * EM, y, int(text[2:]) * EM, y + 60, 0.5, 0))
        elif text == "-":
            y += HIGH / 2
        elif "<" in text:
            items.append(part(1, text.partition("<")[2].strip(">"), edges=(x, x + 6, x + 12), y=y).grid)
        elif text.startswith("["):
            items.append(Figure(1, Rect(0, y, 300, y + (60 if text[1] == "[" else 12)), (line(y, *words),)))
        else:
            items.append(line(y, *words))
            y += HIGH
    return items, rulings


def told(said: str) -> list[tuple[int, int]]:
    """From where to where in points each white is, on a page with frames of one cell in braces."""
    items: list[Item] = []
    rulings: list[Ruling] = []
    y = 60.0
    for n, piece in enumerate(FRAME.split(said)):
        found, rules = items_of(piece.strip(" /"), y) if piece.strip(" /") else ([], [])
        rulings += rules
        y = max([y, *(item.rect.y1 + 6 for item in found)])
        if n % 2:
            rect = Rect(-5, found[0].rect.y0 - 3, 345, y)
            cell = Cell(0, 0, 1, 1, rect, tuple(found))
            items.append(Grid(1, rect, 1, 1, (cell,), (-5, 345), (rect.y0, rect.y1)))
        else:
            items += found
    page = Page(1, 400, 800, Glyphs(()), (), tuple(rulings), (), (), ())
    white = [place.white for place in text_columns([page], [PageLayout(1, 400, 800, tuple(items), (), ())], form_rules())]
    return [(round(x0), round(x1)) for x0, x1 in white]


L = "庭を広げ、遊べる場を増やした。"
ROW = f"{L} 18{L}"
THREE = f"{ROW} / {ROW} / {ROW}"
X = f"理由（法人） / {THREE}"
P = "庭を広げて遊べる場を増やした"
NO_END = f"{P} 18{P}"
NARROW, FAR, ONE_ENDS, SHORT = (" / ".join([row] * 3) for row in (f"{L} 16{L}", f"{L} 26{L}", f"{L} 18{P}", f"{L[10:]} 18{L}"))
LOOSE, LOOSE_NARROW = (" / - / ".join([f"{L} / {x}{L}"] * 3) for x in (18, 16))
CASES: dict[str, tuple[str, list[tuple[int, int]]]] = {
    "three lines of sentences": (f"{X}", [(150, 180)]),
    "two": (f"理由（法人） / {ROW} / {ROW}", []),
    "under no label": (f"{THREE}", []),
    "under another label": (f"振り返りの視点 / {THREE}", []),
    "under 成果と課題": (f"成果と課題 / {THREE}", [(150, 180)]),
    "under two labels": (f"成果 18課題 / {THREE}", []),
    "under the next project's heading": (f"理由（法人） / 相談事業 / {THREE}", []),
    "under a label in a box": (f"[理由（法人）] / - / - / {THREE}", [(150, 180)]),
    "under labels in a table's cells": (f"10<理由（法人） | 理由（区）> / - / - / - / {THREE}", [(150, 180)]),
    "above a figure": (f"{X} / [高い] / 理由（区）", [(150, 180)]),
    "beside an upright line over the middle": (f"理由（法人） / {ROW} / 14<年 | 人> / {ROW} / {ROW}", []),
    "little white": (f"理由（法人） / {NARROW}", []),
    "far right of the middle": (f"理由（法人） / {FAR}", []),
    "no sentences": (f"理由（法人） / {NO_END} / {NO_END} / {NO_END}", []),
    "two sentences": (f"理由（法人） / {ROW} / {NO_END} / {NO_END}", []),
    "sentences on one side": (f"理由（法人） / {ONE_ENDS}", []),
    "three sentences in all": (f"理由（法人） / {ROW} / {L} 18{P} / {NO_END}", [(150, 180)]),
    "a table under its caption on one side": (f"理由（法人） / {L} 18■数 / 18<年 | 人> / {L} / {L}", [(150, 180)]),
    "a table without a caption on one side": (f"理由（法人） / 18<年 | 人> / {L} / {L} / {L}", []),
    "tables on both sides": ("理由（法人） / ■数 18■数 / <年 | 人> / 18<年 | 人>", []),
    "a rule across": (f"理由（法人） / {ROW} / {ROW} / --0 34 / {ROW}", []),
    "a rule in one column": (f"理由（法人） / {ROW} / {ROW} / --0 15 / {ROW}", [(150, 180)]),
    "an upright rule between": (f"理由（法人） / -|16 / {THREE}", [(150, 180)]),
    "a rule below": (f"{X} / --0 34", [(150, 180)]),
    "a rule between two bands": (f"{X} / - / --0 34 / - / {THREE}", [(150, 180), (150, 180)]),
    "a rule in one column between": (f"{X} / - / --0 15 / - / {THREE}", [(150, 180)]),
    "a line over both columns": (f"{X} / 庭を広げ、遊べる場を増やした。また棚を替えて本を増やした。 / {THREE}", [(150, 180), (150, 180)]),
    "a table over both columns": (f"{X} / 10<年 | 人> / - / - / {THREE}", [(150, 180)]),
    "words over the middle": (f"{X} / 12あいうえおかきくけこ / {THREE}", [(150, 180), (150, 180)]),
    "lines of many indents": (f"理由（法人） / {L} 18{L} / 4庭を広げた。 22庭を広げた。 / 5庭を広げた。 22庭を広げた。", []),
    "one line in four further right": (f"{X} / 5庭を広げた。 22庭を広げた。", [(150, 180)]),
    "short lines": (f"理由（法人） / {SHORT}", []),
    "out of line": (f"理由（法人） / {LOOSE}", [(150, 180)]),
    "out of line with little white": (f"理由（法人） / {LOOSE_NARROW}", []),
    "nothing": ("", []),
    "under another label, over a rule": (f"振り返りの視点 / {THREE} / - / --0 34 / - / {ROW}", []),
    "under another label, over a label": (f"振り返りの視点 / {THREE} / 理由（区）", []),
    "a word over the middle": (f"{X} / 15あい / {THREE}", [(150, 180), (150, 180)]),
    "a label beside what reaches over the middle": (f"{X} / 10<年 | 人> / 理由（区） / {THREE}", [(150, 180), (150, 180)]),
    "under a label on two lines of a cell": (f"10<評価の理¶由（法人） | 庭> / - / - / - / - / {THREE}", [(150, 180)]),
    "under a label in a drawing": (f"[[理由（法人）] / - / - / - / - / - / - / - / - / - / {THREE}", []),
    "tables among sentences on both sides": (f"理由（法人） / {ROW} / <年 | 人> / 18<年 | 人> / {L}", []),
    "one column below the other": (f"理由（法人） / {L} / {L} / {L} / 18{L} / 18{L} / 18{L}", []),
    "one column half beside the other": (f"理由（法人） / {L} / {L} / {ROW} / {ROW} / 18{L} / 18{L}", []),
    "in a frame": (f"理由（法人） / {{{THREE}}}", [(150, 180)]),
    "in a frame with its label": (f"{{理由（法人） / {THREE}}}", [(150, 180)]),
    "in frames one below the other": (f"理由（法人） / {{{THREE}}} / {{{THREE}}}", [(150, 180), (150, 180)]),
    "text in a frame, and below it": (f"理由（法人） / {{{THREE}}} / {THREE}", [(150, 180), (150, 180)]),
    "a label between": (f"{X} / 理由（区） / {THREE}", [(150, 180), (150, 180)]),
    "labels in one column": (f"成果と課題 / （成果） 18{L} / {ROW} / {ROW} / （課題） 18{L}", [(150, 180)]),
    "two lines, the label of outcomes one of them": (f"成果と課題 / （成果） 18{L} / {ROW}", [(150, 180)]),
    "one line beside the label": (f"成果と課題 / （成果） 18{L}", []),
    "labels in the other": (f"成果と課題 / {L} 18（成果） / {ROW} / {ROW} / {L} 18（課題）", [(150, 180)]),
    "labels of columns of their own": (f"成果と課題 / {THREE} / （課題） / {THREE}", [(150, 180), (150, 180)]),
    "a label of another section in one column": (f"成果と課題 / {THREE} / 理由（区） 18{L} / {THREE}", [(150, 180), (150, 180)]),
    "another label between": (f"{X} / 振り返りの視点 / {THREE}", [(150, 180)]),
    "beside a picture that reaches over the middle": (
        f"理由（法人） / {ROW} / {ROW} / 12<年 | 人> / {ROW} / {ROW} / {THREE}",
        [(150, 180)],
    ),
}


@pytest.mark.parametrize(("said", "white"), CASES.values(), ids=CASES)
def test_where_the_white_between_columns_of_text_is(said: str, white: list[tuple[int, int]]) -> None:
    assert told(said) == white


def test_glyphs_in_no_order_part_no_line() -> None:
    """Its words are drawn from the right, so that no glyph stands before the middle of the page in the order of drawing."""
    made = replace(line(60, (30, "右"), (31, "手"), (2, "左")), rect=Rect(20, 60, 320, 70))
    page = Page(1, 400, 800, made.glyphs, (), (), (), (), ())
    assert text_columns([page], [PageLayout(1, 400, 800, (made,), (), ())], form_rules()) == []
