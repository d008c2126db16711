"""振り返りの視点 told by hand: one viewpoint a mark, in columns or in a table, with ticks beside it or not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.outline.ledger import Ledger
from pipeline.outline.units import TableUnit, TextUnit
from pipeline.sheet.body import Body
from pipeline.sheet.viewpoints import read_viewpoints
from tests.outline.by_hand import line, part

COLUMN = 20.5
"""em; where a second column begins"""
TWO = (0.0, 3.0, 25.0)
THREE = (0.0, 3.0, 25.0, 28.0)
FOUR = (0.0, 3.0, 20.0, 23.0, 40.0)
Drawn = str | tuple[str, Sequence[float]]
"""A line, its parts in columns parted by |, on the next page behind /, half a line below the one before behind ~, further right by as many
em as there are ＿; or a table's cells and the edges of its columns in em"""


def read(drawn: Sequence[Drawn]) -> list[str]:
    """The viewpoints, what is named, and the notes."""
    units: list[TextUnit | TableUnit] = []
    page, y = 1, 100.0
    for one in drawn:
        if isinstance(one, str):
            page, y = (page + 1, 60.0) if one.startswith("/") else (page, y + (7 if one.startswith("~") else 14))
            text = one.lstrip("/~＿")
            parts = [(COLUMN * k + one.count("＿"), part) for k, part in enumerate(text.split("|")) if part]
            units.append(TextUnit(line(y, *parts, page=page), 0.0, 400.0, page))
        else:
            table = part(page, one[0], edges=one[1], y=y + 14)
            units.append(table)
            y = table.rect.y1
    body = Body()
    notes = read_viewpoints(units, body, Ledger())
    return [
        *(viewpoint.mark + viewpoint.text.text for viewpoint in body.viewpoints),
        *(defect.code for defect in body.defects),
        *(f"note {note.text}" for note in notes),
    ]


CASES: dict[str, tuple[list[Drawn], list[str]]] = {
    "a line each": (["ア　庭を広げたか。", "イ　声を集めたか。"], ["ア庭を広げたか。", "イ声を集めたか。"]),
    "a line without a mark": (["次のことを問う。", "ア　庭を広げたか。", "イ　声を集めたか。"], ["ア庭を広げたか。", "イ声を集めたか。"]),
    "questions without marks": (["庭を広げたか。", "声を集めたか"], ["庭を広げたか。", "声を集めたか"]),
    "a sentence over questions without marks": (["次のことを問う。", "庭を広げたか。", "声を集めたか。"], []),
    "a text of two lines": (
        ["ア　庭を広げ、親子が集う場をつくり、声を集めて広報に載せ、次の", "年に生かしたか。", "イ　声を集めたか。"],
        ["ア庭を広げ、親子が集う場をつくり、声を集めて広報に載せ、次の年に生かしたか。", "イ声を集めたか。"],
    ),
    "items in one running text": (
        ["ア　庭を広げたか。　イ　声を集め、広報に載", "せたか。ウ　砂を替えたか。"],
        ["ア庭を広げたか。", "イ声を集め、広報に載せたか。", "ウ砂を替えたか。"],
    ),
    "a word with the next letter at its head": (
        ["ア　庭を広げたか。イベントを開いたか。", "イ　声を集めたか。"],
        ["ア庭を広げたか。イベントを開いたか。", "イ声を集めたか。"],
    ),
    "another letter behind a sentence": (["ア　庭を広げたか。ウ　砂を替えたか。"], ["ア庭を広げたか。ウ　砂を替えたか。"]),
    "the next letter within a sentence": (["ア　庭を　イ　より広げたか。"], ["ア庭を　イ　より広げたか。"]),
    "the next sign of another kind": (["ア　庭を広げたか。②　砂を替えたか。"], ["ア庭を広げたか。②　砂を替えたか。"]),
    "a bare number behind a sentence": (["1　庭を広げたか。2　人で決めたか。"], ["1庭を広げたか。2　人で決めたか。"]),
    "a mark alone": (["ア　庭を広げたか。", "イ", "ウ　声を集めたか。"], ["ア庭を広げたか。", "ウ声を集めたか。", "viewpoint-blank"]),
    "a note below": (["ア　庭を広げたか。", "※令和７年度の視点"], ["ア庭を広げたか。", "note ※令和７年度の視点"]),
    "signs": (["・庭を広げたか。", "・声を集めたか。"], ["・庭を広げたか。", "・声を集めたか。"]),
    "two columns down": (
        ["ア　庭を広げたか。|ウ　棚を替えたか。", "イ　声を集めたか。|エ　砂を替えたか。"],
        ["ア庭を広げたか。", "イ声を集めたか。", "ウ棚を替えたか。", "エ砂を替えたか。"],
    ),
    "two columns across": (
        ["ア　庭を広げたか。|イ　棚を替えたか。", "ウ　声を集めたか。|エ　砂を替えたか。"],
        ["ア庭を広げたか。", "イ棚を替えたか。", "ウ声を集めたか。", "エ砂を替えたか。"],
    ),
    "two columns, one in the second": (
        ["ア　庭を広げたか。|ウ　棚を替えたか。", "イ　声を集めたか。"],
        ["ア庭を広げたか。", "イ声を集めたか。", "ウ棚を替えたか。"],
    ),
    "a letter that is none of the list": (
        ["ア　庭を広げたか。|エ　棚を替えたか。", "イ　声を集めたか。"],
        ["ア庭を広げたか。　エ　棚を替えたか。", "イ声を集めたか。"],
    ),
    "two columns of signs": (
        ["・庭を広げたか。|・棚を替えたか。", "・声を集めたか。|・砂を替えたか。"],
        ["・庭を広げたか。", "・声を集めたか。", "・棚を替えたか。", "・砂を替えたか。"],
    ),
    "a column that one line alone has": (
        ["ア　庭を広げたか。|イ　棚を替えたか。", "ウ　声を集めたか。"],
        ["ア庭を広げたか。", "イ棚を替えたか。", "ウ声を集めたか。"],
    ),
    "a second column whose texts go on": (
        ["ア　庭を広げたか。|イ　棚を替え、", "ウ　声を集めたか。|砂も替えたか。", "エ　広間か。|オ　声か。"],
        ["ア庭を広げたか。", "イ棚を替え、砂も替えたか。", "ウ声を集めたか。", "エ広間か。", "オ声か。"],
    ),
    "a line across both columns": (
        [
            "ア　庭を広げたか。|ウ　棚を替えたか。",
            "イ　声を集め、広報に載せ、次の年に生かして、また集めたか。",
            "オ　声|エ　砂を替えたか。",
        ],
        ["ア庭を広げたか。　ウ　棚を替えたか。", "イ声を集め、広報に載せ、次の年に生かして、また集めたか。オ　声　エ　砂を替えたか。"],
    ),
    "columns, the left one shorter": (
        ["ア　庭を広げたか。|ウ　棚を替えたか。", "イ　声を集めたか。|エ　砂を替えたか。", "|オ　広間を開けたか。"],
        ["ア庭を広げたか。", "イ声を集めたか。", "ウ棚を替えたか。", "エ砂を替えたか。", "オ広間を開けたか。"],
    ),
    "marks behind texts, each elsewhere": (
        ["ア　庭を広げたか|イ　棚", "＿＿＿ウ　声を集めたか|エ　砂"],
        ["ア庭を広げたか　イ　棚", "ウ声を集めたか　エ　砂"],
    ),
    "a sign that a text ends with": (["ア　庭は広いか○", "イ　声はあるか○"], ["ア庭は広いか○", "イ声はあるか○"]),
    "numbers in a text": (["①　庭|１　回か。", "②　声|２　回か。"], ["①庭　１　回か。", "②声　２　回か。"]),
    "weak numbers": (["ア　庭を広げたか。|1　棚", "イ　声を集めたか。|2　砂"], ["ア庭を広げたか。　1　棚", "イ声を集めたか。　2　砂"]),
    "a sign in a text": (["ア　庭を広げたか。|・棚", "イ　声を集めたか。|・砂"], ["ア庭を広げたか。　・棚", "イ声を集めたか。　・砂"]),
    "other pages' text": (
        ["ア　庭を広げたか。", "イ　声を集めたか。", "/会議の記録", "ア　庭の話", "・棚の話"],
        ["ア庭を広げたか。", "イ声を集めたか。"],
    ),
    "goes on overleaf behind a line": (
        ["ア　庭を広げたか。", "イ　声を集めたか。", "/視点の続き", "ウ　棚を替えたか。", "エ　砂を替えたか。"],
        ["ア庭を広げたか。", "イ声を集めたか。", "ウ棚を替えたか。", "エ砂を替えたか。"],
    ),
    "goes on overleaf": (
        ["ア　庭を広げたか。", "イ　声を集めたか。", "/ウ　棚を替えたか。", "・砂"],
        ["ア庭を広げたか。", "イ声を集めたか。", "ウ棚を替えたか。", "・砂"],
    ),
    "signs overleaf behind a line": (["・庭を広げたか。", "/視点の続き", "・棚を替えたか。"], ["・庭を広げたか。", "・棚を替えたか。"]),
    "other signs overleaf behind a line": (["・庭を広げたか。", "/会議の記録", "○棚を替えたか。"], ["・庭を広げたか。"]),
    "numbers overleaf from one": (["①庭を広げたか。", "②声か。", "/会議の記録", "①棚を替えたか。"], ["①庭を広げたか。", "②声か。"]),
    "a line between on one page": (
        ["ア　庭を広げたか。", "視点は次に続く。", "ウ　棚を替えたか。"],
        ["ア庭を広げたか。視点は次に続く。", "ウ棚を替えたか。"],
    ),
    "a mark beside the middle of two lines": (
        ["＿＿＿庭を広げ、砂も", "~ア", "~＿＿＿替えたか。", "＿＿＿声を集め、", "~イ", "~＿＿＿載せたか。"],
        ["ア庭を広げ、砂も替えたか。", "イ声を集め、載せたか。"],
    ),
    "a mark alone under a text": (["ア　庭を広げたか。", "~イ"], ["ア庭を広げたか。", "viewpoint-blank"]),
    "lines that stand half a line lower": (
        ["＿＿＿＿＿＿＿＿＿＿＿＿イ　声を集めたか。", "~ア　庭を広げたか。"],
        ["イ声を集めたか。", "ア庭を広げたか。"],
    ),
    "a mark alone overleaf": (["＿＿＿ア　庭を広げたか。", "/イ"], ["ア庭を広げたか。", "viewpoint-blank"]),
    "a chapter overleaf and a list with letters": (
        ["ア　庭を広げたか。", "/会議の記録", "①庭の話", "イ　声を集めたか。"],
        ["ア庭を広げたか。", "イ声を集めたか。"],
    ),
    "signs overleaf at another place": (["・庭を広げたか。", "/会議の記録", "＿＿・棚の話"], ["・庭を広げたか。"]),
    "two columns across, the last row short": (
        ["ア　庭を広げたか。|イ　棚を替えたか。", "ウ　声を集めたか。|エ　砂を替えたか。", "オ　広間を開けたか。"],
        ["ア庭を広げたか。", "イ棚を替えたか。", "ウ声を集めたか。", "エ砂を替えたか。", "オ広間を開けたか。"],
    ),
    "two columns across with a mark missing": (
        ["ア　庭を広げたか。|イ　棚を替えたか。", "エ　声を集めたか。|オ　砂を替えたか。"],
        ["ア庭を広げたか。", "イ棚を替えたか。", "エ声を集めたか。", "オ砂を替えたか。"],
    ),
    "a number within texts": (["ア　庭①を広げたか。", "イ　声①を聞いたか。"], ["ア庭①を広げたか。", "イ声①を聞いたか。"]),
    "two signs in a row": (["○庭を広げたか。|・棚", "○声を集めたか。|・砂"], ["○庭を広げたか。　・棚", "○声を集めたか。　・砂"]),
    "letters overleaf behind numbers": (["①庭を広げたか。", "/会議の記録", "イ　声の話"], ["①庭を広げたか。"]),
    "a text overleaf": (
        ["ア　庭を広げたか。", "/会議の記録", "話を聞いた。", "イ　声の話", "・砂の話"],
        ["ア庭を広げたか。", "イ声の話", "・砂の話"],
    ),
    "a table": ([("ア | 庭を広げたか。 // イ | 声を集めたか。", TWO)], ["ア庭を広げたか。", "イ声を集めたか。"]),
    "a table, texts of two lines": (
        [("ア | 庭を広げ、¶砂を替えたか。 // イ | 声を集めたか。", TWO)],
        ["ア庭を広げ、砂を替えたか。", "イ声を集めたか。"],
    ),
    "a table with ticks": ([("ア | 庭を広げたか。 | ○ // イ | 声を集めたか。 | ", THREE)], ["ア庭を広げたか。", "イ声を集めたか。"]),
    "a table with ticks first": (
        [("○ | ア | 庭を広げたか。 // ○ | イ | 声を集めたか。", (0, 3, 6, 25))],
        ["ア庭を広げたか。", "イ声を集めたか。"],
    ),
    "a table of pairs": (
        [("ア | 庭を広げたか。 | ウ | 棚を替えたか。 // イ | 声を集めたか。 | エ | 砂を替えたか。", FOUR)],
        ["ア庭を広げたか。", "イ声を集めたか。", "ウ棚を替えたか。", "エ砂を替えたか。"],
    ),
    "a table with marks in the texts": (
        [("ア　庭を広げたか。 | ウ　棚を替えたか。 // イ　声を集めたか。 | エ　砂を替えたか。", (0, 20, 40))],
        ["ア庭を広げたか。", "イ声を集めたか。", "ウ棚を替えたか。", "エ砂を替えたか。"],
    ),
    "a table of two columns, the marks of the second in a cell": (
        [("ア　庭を広げたか。¶イ　棚を替えたか。 | ウ¶エ | 声を集めたか。¶砂を替えたか。", (0, 20, 23, 40))],
        ["ア庭を広げたか。", "イ棚を替えたか。", "ウ声を集めたか。", "エ砂を替えたか。"],
    ),
    "a table of one row, the marks in a cell": (
        [("①¶② | 庭を広げたか。¶砂を替えたか。", TWO)],
        ["①庭を広げたか。", "②砂を替えたか。"],
    ),
    "more marks in a cell than lines beside it": (
        [("ア¶イ¶ウ | 庭を広げたか。¶砂を替えたか。", TWO)],
        ["viewpoint-blank", "viewpoint-blank", "viewpoint-blank"],
    ),
    "short lines left of others": ([("庭¶声 | ア　庭を広げたか。¶イ　声を集めたか。", TWO)], ["ア庭を広げたか。", "イ声を集めたか。"]),
    "a table of signs": ([("○ | 庭を広げたか。 // ○ | 声を集めたか。", TWO)], ["○庭を広げたか。", "○声を集めたか。"]),
    "a table with long words left": ([("環境について | 庭を広げたか。 // 相談 | 声を集めたか。", (0, 8, 30))], []),
    "a table with short texts": ([("ア | 庭か。 // イ | 声か。", TWO)], ["ア庭か。", "イ声か。"]),
    "a table of one column": ([("ア　庭を広げたか。 // イ　声を集めたか。", (0, 25))], ["ア庭を広げたか。", "イ声を集めたか。"]),
    "a blank mark in a table": ([("ア | 庭を広げたか。 // イ | ", TWO)], ["ア庭を広げたか。", "viewpoint-blank"]),
    "three cells": ([("ア | 庭を広げたか。 | 広報 // イ | 声を集めたか。 | 相談", THREE)], ["ア庭を広げたか。", "イ声を集めたか。"]),
}


@pytest.mark.parametrize(("drawn", "found"), CASES.values(), ids=CASES)
def test_what_a_list_of_viewpoints_asks(drawn: list[Drawn], found: list[str]) -> None:
    assert read(drawn) == found
