"""The same items of a reason, the same viewpoints and goals in the ways in which offices set them: marks, indents, leading, gaps, type,
labels. None of them changes what is said.

Ways: the mark; ``hang`` (wrapped lines stand under the text) or ``flush`` (under the mark); ``deep`` (all stands two em further
right); ``gap`` (an empty half line between items); ``loose`` (leading of two em); ``large`` type; ``ends`` (a full stop behind each item);
``round`` and ``corners`` labels; ``tab`` (a gap behind the mark); ``frame`` around all lines; ``cut3`` (a page ends behind the third line);
``none`` for paragraphs, with ``indent`` of their first lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from benchmarks.typeset.paper import Sheet, width_of
from tests.layout.drawing import page, say
from tests.sheet.small_form import LABELS, LEADING, LEFT, RIGHT, SAID, box, boxed, codes, cut_corners, goals, read, round_box, sections

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
    counted = {"①": "①②③④"[n], "(1)": f"({n + 1})", "1.": f"{n + 1}.", "1": str(n + 1), "１": "１２３４"[n], "ア": "アイウエ"[n]}
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


def put(sheets: list[Sheet], y: float, way: str, items: Sequence[str]) -> float:
    """Sets a list from ``y`` on, on more pages where it is cut; where its last line stands."""
    ways = set(way.split())
    size = 10.5 if "large" in ways else 9.0
    x, leading = LEFT + 8 + (2 * size if "deep" in ways else 0), 2 * size if "loose" in ways else max(LEADING, 1.35 * size)
    cut = next((int(way[3:]) for way in ways if way[:3] == "cut"), 99)
    top, y, count = y, y + 4, 0
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
    return y


@pytest.mark.parametrize("way", WAYS)
def test_a_list_says_the_same_however_it_is_set(way: str) -> None:
    ways = set(way.split())
    label = round_box if "round" in ways else cut_corners if "corners" in ways else boxed
    sheets, items = [page()], [text + ("。" if "ends" in ways else "") for text in ITEMS]
    y = goals(sheets[0], 100) + 8
    label(sheets[0], y, LABELS["operator_reason"])
    y = put(sheets, y + 18, way, items)
    sections(sheets[-1], y + 6, {name: lines for name, lines in SAID.items() if name != "operator_reason"}, label, LABELS)
    sheet = read(*sheets)
    found = [said for said in sheet.projects[0].statements if said.section == "operator_reason"]
    assert [(said.kind, said.text.text) for said in found] == [
        ("paragraph" if way.startswith("none") else "bullet", text) for text in items
    ]
    assert [said.mark for said in found] == [mark_of(way, n) for n in range(len(items))]
    left = min(box.x0 for said in found for box in said.text.boxes)
    assert (left > LEFT + 8 + (18 if "deep" in ways else 0) + 3) == ("hang" in ways), "a text's box is without its mark"
    assert [max(box.page for box in said.text.boxes) for said in found][-1] == len(sheets)
    assert codes(sheet) == []


VIEWPOINTS = (
    "子どもの年齢や状況にかかわらず、親子が落ち着いて過ごせる場として、温かく迎える雰囲気をつくり、初めての人にも声を掛けているか",
    "養育者同士が出会う仕掛けがあるか",
    "地域の人や団体が拠点を知り、互いに支え合う関係が広がるように、拠点から地域へ出て行き、情報を伝え、会議で話し合っているか",
    "多様な人が関わっているか",
)


@pytest.mark.parametrize(
    "way",
    [
        *("ア hang tab ends", "ア flush ends", "ア hang tab", "ア hang tab large", "ア hang tab loose", "ア hang tab gap ends"),
        *(
            "ア hang tab frame ends",
            "ア hang tab cut1 ends",
            "ア hang tab cut2 ends",
            "ア hang tab cut3 ends",
            "ア hang tab frame cut4 ends",
        ),
        *("① hang tab ends", "① flush", "(1) hang tab ends", "1. hang tab ends", "・ hang ends", "・ flush", "・ hang cut2 ends"),
        *("○ hang ends frame", "● hang", "① hang deep ends", "・ hang gap large ends"),
    ],
)
def test_viewpoints_are_the_same_however_they_are_set(way: str) -> None:
    sheets, items = [page()], [text + ("。" if "ends" in way.split() else "") for text in VIEWPOINTS]
    y = goals(sheets[0], 60)
    y = sections(sheets[0], y, {name: lines for name, lines in SAID.items() if name != "viewpoints"}, boxed, LABELS) + 14
    boxed(sheets[0], y, LABELS["viewpoints"])
    put(sheets, y + 18, way, items)
    sheet = read(*sheets)
    found = [(viewpoint.mark, viewpoint.text.text) for viewpoint in sheet.projects[0].viewpoints]
    assert found == [(mark_of(way, n), text) for n, text in enumerate(items)]
    assert codes(sheet) == []


AIMS = (
    ("初めての人も安心して過ごせる場となっていて、親子が互いに出会い、つながっている", "周知が足りず、利用が一部の地区に偏っている"),
    ("悩みを気軽に相談できる", "相談の場が知られていない"),
    ("地域の人が子育て家庭を知り、見守り、支え合う関係が広がっていて、担い手が育っている", "会議に出る団体が少なく、担い手が固定している"),
)
RATINGS = (("A", "B"), ("B", "B"), ("A", "A"))


@pytest.mark.parametrize(
    "way",
    [
        *(
            "① hang tab",
            "① flush",
            "① hang",
            "① flush cut1",
            "① hang tab cut2",
            "1 hang tab",
            "(1) hang tab",
            "ア hang tab",
        ),
        *(
            "１ hang tab",
            "① hang tab narrow",
            "① flush narrow",
            "① hang tab large",
            "① hang tab repeat cut1",
            "1. hang tab",
            "① flush middle",
        ),
    ],
)
def test_goals_are_the_same_however_they_are_set(way: str) -> None:
    ways, sheets = set(way.split()), [page()]
    size, cut = 10.5 if "large" in ways else 9.0, next((int(word[3:]) for word in ways if word[:3] == "cut"), 99)
    edges = (LEFT, *((230.0, 400.0) if "narrow" in ways else (280.0, 480.0)), RIGHT - 30, RIGHT)
    say(sheets[0], LEFT, 100, "１　親子の居場所事業", 12)
    y = head_of_goals(sheets[0], 112, edges)
    for n, (aim, issue) in enumerate(AIMS):
        if n == cut:
            sheets.append(page())
            y = head_of_goals(sheets[-1], 60, edges) if "repeat" in ways else 60
        left = lines_of(aim, mark_of(way, n), ways, edges[1] - edges[0] - 10, size)
        middle = lines_of(issue, "・", {"hang"}, edges[2] - edges[1] - 10, size)
        high = 1.4 * size * max(len(left), len(middle)) + 8
        for k, (x0, x1) in enumerate(pairwise(edges)):
            box(sheets[-1], x0, y, x1, y + high)
            if k > 1:
                say(sheets[-1], x0 + 10, y + (high / 2 + 4 if "middle" in ways else 1.4 * size), RATINGS[n][k - 2], size)
        for lines, x, mark in ((left, edges[0] + 4, mark_of(way, n)), (middle, edges[1] + 4, "・")):
            say(sheets[-1], x, y + 1.4 * size, mark, size)
            for k, (dx, line) in enumerate(lines, 1):
                say(sheets[-1], x + dx, y + 1.4 * size * k, line, size)
        y += high
    sections(sheets[-1], y, SAID, boxed, LABELS)
    sheet = read(*sheets)
    (project,) = sheet.projects
    assert [(goal.text.text, goal.rating_operator, goal.rating_ward) for goal in project.goals] == [
        (aim, *ratings) for (aim, _), ratings in zip(AIMS, RATINGS, strict=True)
    ]
    assert [(issue.mark, issue.text.text, issue.goal_no) for issue in project.prior_issues] == [
        ("・", issue, n) for n, (_, issue) in enumerate(AIMS, 1)
    ]
    assert [goal.mark for goal in project.goals] == [mark_of(way, n) for n in range(len(AIMS))]
    assert codes(sheet) == []


def head_of_goals(sheet: Sheet, y: float, edges: Sequence[float]) -> float:
    for (x0, x1), text in zip(pairwise(edges), ("目指す拠点の姿", "前期振り返りの課題", "法人", "区"), strict=True):
        box(sheet, x0, y, x1, y + 18)
        say(sheet, x0 + 4, y + 12, text)
    return y + 18
