"""The same three items of a reason in the ways in which offices set a list: marks, indents, leading, gaps, type, labels. None of them
changes what is said.

Ways: the mark; ``hang`` (wrapped lines stand under the text) or ``flush`` (under the mark); ``deep`` (all stands two em further
right); ``gap`` (an empty half line between items); ``loose`` (leading of two em); ``large`` type; ``ends`` (a full stop behind each item);
``round`` and ``corners`` labels; ``tab`` (a gap behind the mark); ``frame`` around all lines; ``cut3`` (a page ends behind the third line);
``none`` for paragraphs, with ``indent`` of their first lines.
"""

from __future__ import annotations

import pytest

from benchmarks.typeset.paper import width_of
from tests.layout.drawing import page, say
from tests.sheet.small_form import LABELS, LEADING, LEFT, RIGHT, SAID, box, boxed, cut_corners, goals, read, round_box, sections, told

ITEMS = (
    "広間の床材と棚を取り替え、授乳室を二室に増やし、階段の手すりと玄関の照明も直したので、乳児と来る人が増えている",
    "広報に載せた",
    "地区の会議で子育て家庭の声を伝え、次の計画に取り入れることを決めるとともに、年四回の話合いに出て、他の団体との役割の分担を"
    "見直し、相談を受けた後に区の窓口へつなぐ手順を改めた",
)
WAYS = [
    "・ hang",
    "・ flush",
    "・ hang ends",
    "・ flush ends",
    "・ hang deep",
    "・ hang gap ends",
    "・ flush gap",
    "・ hang loose",
    "・ flush loose ends",
    "・ hang large",
    "・ flush large ends",
    "・ hang tab",
    "・ hang tab ends large",
    "・ hang round",
    "・ flush ends corners",
    "○ hang ends",
    "● flush",
    "■ hang gap",
    "－ hang ends",
    "① hang ends",
    "① flush ends",
    "① hang tab ends loose",
    "(1) hang ends tab",
    "(1) flush ends",
    "1. hang ends tab",
    "・ hang cut1",
    "・ flush cut2",
    "・ hang ends cut3",
    "・ flush cut4",
    "・ hang frame",
    "・ flush frame ends",
    "① hang ends cut5",
    "① hang frame tab cut4 ends",
    "none indent ends",
    "none indent ends large",
    "none indent ends frame",
    "none indent ends cut2",
    "none indent ends cut5",
    "◎ hang deep gap",
    "▶ hang ends",
    "★ flush ends",
    "⇒ hang ends",
]


def mark_of(way: str, n: int) -> str:
    counted = {"①": "①②③"[n], "(1)": f"({n + 1})", "1.": f"{n + 1}."}
    mark = way.split()[0]
    return "" if mark == "none" else counted.get(mark, mark)


def wrapped(text: str, room: float, first: float, size: float) -> list[str]:
    """The lines of a text in a room of points, the first of which is shorter."""
    lines, left = [""], room - first
    for ch in text:
        wide = width_of(ch) * size / 1000
        if left < wide and ch not in "、。":
            lines.append("")
            left = room
        lines[-1] += ch
        left -= wide
    return lines


def lines_of(text: str, mark: str, ways: set[str], room: float, size: float) -> list[tuple[float, str]]:
    """Where the lines of an item begin, in points from the mark, and what they say, without the mark."""
    first = size if "indent" in ways else sum(width_of(ch) for ch in mark) * size / 1000 + (size if "tab" in ways else 0)
    rest = first if "hang" in ways else 0.0
    return [(rest if n else first, line) for n, line in enumerate(wrapped(text, room - rest, first - rest, size))]


@pytest.mark.parametrize("way", WAYS)
def test_a_list_says_the_same_however_it_is_set(way: str) -> None:
    ways = set(way.split())
    size = 10.5 if "large" in ways else 9.0
    x, leading = LEFT + 8 + (2 * size if "deep" in ways else 0), 2 * size if "loose" in ways else max(LEADING, 1.35 * size)
    label = round_box if "round" in ways else cut_corners if "corners" in ways else boxed
    cut = next((int(way[3:]) for way in ways if way[:3] == "cut"), 99)
    sheets, items = [page()], [text + ("。" if "ends" in ways else "") for text in ITEMS]
    y = goals(sheets[0], 100) + 8
    label(sheets[0], y, LABELS["operator_reason"])
    top, y, count = y + 18, y + 22, 0
    for n, text in enumerate(items):
        mark = mark_of(way, n)
        y += leading / 2 if "gap" in ways and n else 0
        for k, (dx, line) in enumerate(lines_of(text, mark, ways, 520 - x, size)):
            if count == cut:
                if "frame" in ways:
                    box(sheets[-1], LEFT, top, RIGHT, y + 6)
                sheets.append(page())
                top, y = 56, 60
            y, count = y + leading, count + 1
            say(sheets[-1], x + dx, y, line, size)
            if mark and not k:
                say(sheets[-1], x, y, mark, size)
    if "frame" in ways:
        box(sheets[-1], LEFT, top, RIGHT, y + 6)
    sections(sheets[-1], y + 6, {name: lines for name, lines in SAID.items() if name != "operator_reason"}, label, LABELS)
    found = [(kind, text) for section, kind, text in told(read(*sheets)) if section == "operator_reason"]
    assert found == [("paragraph" if way.startswith("none") else "bullet", text) for text in items]
