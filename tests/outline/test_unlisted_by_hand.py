"""Labels in words that nobody listed, told by hand: cells, boxes and lines that look like the listed ones and stand where labels do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.form.compiled import form_rules
from pipeline.geometry.rect import Rect
from pipeline.layout.model import Figure, Grid, Item, Line, PageLayout
from pipeline.outline.flow import flow_of
from pipeline.outline.units import UNLISTED, LabelUnit, text_in
from pipeline.outline.unlisted import unlisted_labels, with_unlisted_lines
from tests.outline.by_hand import line, part

BOLD, FILLED, LARGE, FURTHER = "太塗大右"
"""before a text: it is set in bold; its cell is filled; it is set in larger type; it stands further right"""


EDGES = ((0, 30), (0, 10, 30), (0, 8, 16, 30))
"""em; of frames of one, two and three columns"""
TABLE, FRAME = (part(1, text, edges=edges, y=400).grid for text, edges in (("年 | 人", (0, 4, 8)), ("評価の背景 // ・本", (0, 8))))


DEEP = part(1, "評価の背景 | 庭を広げて、親子の遊べる場を増やした。", edges=(12, 20, 30), y=400).grid


def _dressed(made: Line) -> Line:
    text = made.text.lstrip(BOLD + FILLED + LARGE + FURTHER)
    dress = made.text.removesuffix(text)
    y, x, em = made.rect.y0, made.rect.x0 / 10 + (2 if FURTHER in dress else 0), 12.0 if LARGE in dress else 10.0
    return replace(line(y, (x, text), em=em), bold=BOLD in dress)


def _grid(text: str, y: float, edges: Sequence[float]) -> Grid:
    grid = part(1, text, edges=edges, y=y, within={"TABLE": [TABLE], "FRAME": [FRAME], "DEEP": [DEEP]}).grid
    cells = [
        replace(cell, fill=0 if FILLED in cell.text else None, items=tuple(_dressed(i) if isinstance(i, Line) else i for i in cell.items))
        for cell in grid.cells
    ]
    return replace(grid, cells=tuple(cells))


def page_of(said: str) -> PageLayout:
    """What is parted by /: <the cells of a frame>, [a box drawn around a line], lines of text."""
    items: list[Item] = []
    for text in said.split(" / "):
        y = items[-1].rect.y1 + 10 if items else 60.0
        if text[0] == "<":
            items.append(_grid(text[1:-1], y, EDGES[max(row.count("|") for row in text.split("//"))]))
        elif text[0] == "[":
            made = _dressed(line(y, (0, text[1:-1])))
            items.append(Figure(1, Rect(0, y, 300, y + (40 if text[1] == "高" else 12)), (made,)))
        else:
            items.append(_dressed(line(y, (0, text))))
    return PageLayout(1, 400.0, 800.0, tuple(items), (), ())


W = "評価の背景"
L = "庭を広げて、親子の遊べる場を増やした。"
LONG = "区の一言についての法人からの話と区からの話をまとめたところを次に詳しく述べたもの（あああああ）"
A, Z = "<理由（法人） // ・庭> / ", " / <理由（区） // ・棚>"
"""frames with listed labels, before and behind others"""


def amid(rows: str) -> str:
    """These rows of a frame between those of listed labels."""
    return f"<理由（法人） // ・庭 // {rows} // 理由（区） // ・棚>"


def each(lines: str, others: str = "", *, label: str = "理由（法人）") -> str:
    """Two projects with these lines where a label is missing, or with others in the second one."""
    return " / ".join(
        f"{title} / {label} / ・庭 / {said} / 成果と課題 / ・本" for title, said in (("親子の居場所", lines), ("相談事業", others or lines))
    )


CASES: dict[str, tuple[str, list[str]]] = {
    "a word of the form": (amid(f"{W} // ・本"), ["評価の背景"]),
    "no word of the form": (amid("区の一言 // ・本"), []),
    "no word of the form, twice": (amid("区の一言 // ・本 // 区の一言 // ・声"), ["区の一言", "区の一言"]),
    "before 成果 among the reasons": (f"{amid('取組 // ・本 // 成果 // ・声')} / <成果 // ・絵>", []),
    "one listed label of its look": (f"<理由（法人） // ・庭 // {W} // ・本>", []),
    "another fill": (amid(f"塗{W} // ・本"), []),
    "another weight": (amid(f"太{W} // ・本"), []),
    "another size": (amid(f"大{W} // ・本"), []),
    "another sign": (amid(f"■{W} // ・本"), []),
    "the same sign": (f"<■理由（法人） // ・庭 // ■{W} // ・本 // ■理由（区） // ・棚>", ["■評価の背景"]),
    "a mark": (amid(f"・{W} // ・本"), []),
    "beside its text": (f"<理由（法人） | {L} // {W} | {L} // 理由（区） | {L}>", ["評価の背景"]),
    "beside few words": (f"<理由（法人） | {L} // {W} | 特になし // 理由（区） | {L}>", []),
    "beside a short sentence": (f"<理由（法人） | {L} // {W} | ・声を聞いた。 // 理由（区） | {L}>", ["評価の背景"]),
    "beside a table": (f"<理由（法人） | {L} // {W} | TABLE // 理由（区） | {L}>", ["評価の背景"]),
    "beside its text in a table": (f"<理由（法人） | {L}¶DEEP // 理由（区） | {L}>", []),
    "beside its text, listed ones over theirs": (f"{A}<{W} | {L}>{Z}", []),
    "beside a blank cell": (f"<理由（法人）<1x2> // {W} |  // 理由（区）<1x2>>", []),
    "a blank cell": (f"<理由（法人） | {L} //  | {L} // 理由（区） | {L}>", []),
    "beside its text in the second column": (
        f"<理由（法人）<1x2> | {L} // 理由（区）<1x2> | {L} // まとめ<2x1> | 取組 | {L} // {W} | {L}>",
        [],
    ),
    "beside two texts": (f"<理由（法人）<1x2> | {L} // 理由（区）<1x2> | {L} // {W} | {L} | {L}>", []),
    "in a column of labels, no word of the form": (f"<理由（法人） | {L} // 備考 | {L} // 理由（区） | {L}>", ["備考"]),
    "over all others in their column": (f"<備考 | {L} // 理由（法人） | {L} // 理由（区） | {L}>", []),
    "over one in its column, overleaf": (f"<理由（法人） | {L}> / <備考 | {L} // 理由（区） | {L}>", []),
    "below one in its column, overleaf": (f"<理由（法人） | {L}> / <理由（区） | {L} // 備考 | {L}>", ["備考"]),
    "alone in its frame": (f"<理由（法人） | {L} // 理由（区） | {L}> / <備考 | {L}>", []),
    "of one label": (f"<理由（法人） | {L} // 備考 | {L}>", []),
    "wider than the labels": (f"<理由（法人） | {L}<1x2> // 理由（区） | {L}<1x2> // 備考<1x2> | {L} // 庭 | 12 | {L}>", []),
    "in a column of labels beside two texts": (f"<理由（法人） | {L}<1x2> // 理由（区） | {L}<1x2> // 備考 | {L} | {L}>", ["備考"]),
    "in a column of labels beside a row of a table": (f"<理由（法人） | {L}<1x2> // 理由（区） | {L}<1x2> // 利用 | 12 | {L}>", []),
    "over columns": (f"{A}<{W}<1x2> // 年度 | 人数>{Z}", []),
    "over text over columns": (f"{A}<{W}<1x2> // ・本<1x2> // 年度 | 人数>{Z}", ["評価の背景"]),
    "over a table in a cell": (amid(f"{W} // TABLE"), []),
    "over the next table": (f"{A}<{W}> / <年度 | 人数>{Z}", []),
    "over the next frame": (f"{A}<{W}> / <・本>{Z}", ["評価の背景"]),
    "over a line": (f"{A}<{W}> / ・本{Z}", ["評価の背景"]),
    "over a row of a frame over the next table": (f"{A}<{W} // ・本> / <年度 | 人数>{Z}", ["評価の背景"]),
    "with a table in its cell": (amid(f"{W}¶TABLE // ・本"), []),
    "in a frame's cell": (amid("庭¶FRAME"), ["評価の背景"]),
    "long": (amid(f"{LONG} // ・本 // {LONG} // ・本"), []),
    "in boxes": (f"[理由（法人）] / ・庭 / [{W}] / ・本 / [理由（区）] / ・棚", ["評価の背景"]),
    "in a box with room": (f"[理由（法人）] / ・庭 / [高{W}] / ・本 / [理由（区）] / ・棚", []),
    "a sentence": (amid("評価が高い。 // ・本 // 評価が高い。 // ・声"), []),
    "where a listed one is missing": ("<理由（法人） // ・庭 // 区の一言 // ・棚 // 成果と課題 // ・本>", ["区の一言"]),
    "where the last of a project is missing": (
        "<理由（法人） // ・庭 // 成果と課題 // ・棚 // 区の一言 // ・声 // 理由（法人） // ・本>",
        ["区の一言"],
    ),
    "where the next project's follows": (
        "<理由（法人） // ・庭 // 振り返りの視点 // ・棚 // 区の一言 // ・声 // 理由（法人） // ・本>",
        [],
    ),
    "before the first": ("<区の一言 // ・庭 // 理由（区） // ・棚 // 振り返りの視点 // ・本>", ["区の一言"]),
    "behind the last": ("<理由（法人） // ・棚 // 成果と課題 // ・本 // 区の一言 // ・庭>", ["区の一言"]),
    "a column's name": (amid("自己評価 // ・本"), []),
    "an overview's label": (amid("評価日 // ・本"), []),
    "a project's name": ("<理由（法人） // ・庭 // 相談事業 // ・棚 // 成果と課題 // ・本>", []),
    "a label over its first line": (amid("理由（拠点）¶評価 // ・本"), []),
    "a note": ("<理由（法人） // ・庭 // 主なデータ // ・棚 // 成果と課題 // ・本>", []),
    "特になし": ("<理由（法人） // ・庭 // 特になし // ・棚 // 成果と課題 // ・本>", []),
    "the form's name": (amid("地域子育て支援拠点事業評価シート // ・本"), []),
}


@pytest.mark.parametrize(("said", "labels"), CASES.values(), ids=CASES)
def test_cells_and_boxes_that_are_labels_in_other_words(said: str, labels: list[str]) -> None:
    assert sorted(text_in(place) for place in unlisted_labels([page_of(said)], form_rules())) == labels


def lines_of(said: str) -> list[str]:
    units = with_unlisted_lines(flow_of([page_of(said)], form_rules()), form_rules())
    return [unit.lines[0].text for unit in units if isinstance(unit, LabelUnit) and unit.section == UNLISTED]


LINES: dict[str, tuple[str, list[str]]] = {
    "in every project": (each("区の一言 / ・棚"), ["区の一言", "区の一言"]),
    "in one project": ("親子の居場所 / 理由（法人） / ・庭 / 区の一言 / ・棚 / 成果と課題 / ・本", []),
    "in other words": (each("区の一言 / ・棚", "区の話 / ・棚"), []),
    "elsewhere too": (each("区の一言 / ・棚") + " / 区の一言", []),
    "with other lines": (each("区の一言 / 棚の話 / ・棚", "本の話 / 区の一言 / ・棚"), ["区の一言", "区の一言"]),
    "where one project has no line": (
        each("区の一言 / ・棚") + " / 人材育成・活動支援事業 / 理由（法人） / ・庭 / 成果と課題 / ・本",
        ["区の一言", "区の一言"],
    ),
    "where no label is missing": (
        " / ".join(f"{title} / 理由（法人） / 区の一言 / 理由（区）" for title in ("親子の居場所", "相談事業")),
        [],
    ),
    "in bold": (each("太区の一言 / ・棚"), []),
    "further right": (each("右区の一言 / ・棚"), []),
    "a sentence": (each("区も話した。 / ・棚"), []),
    "a mark": (each("・区の一言 / ・棚"), []),
    "a note": (each("主なデータ / ・棚"), []),
    "long": (each(f"{LONG} / ・棚"), []),
    "成果 between": (each("成果 / ・棚"), ["成果", "成果"]),
    "before the first label": ("親子の居場所 / 区の一言 / 理由（区） / ・庭 / 相談事業 / 区の一言 / 理由（区） / ・庭", []),
    "over the heading": ("区の一言 / 親子の居場所 / 成果と課題 / ・庭 / 区の一言 / 相談事業 / 成果と課題 / ・庭", []),
    "behind a label in a cell": (each("区の一言 / ・棚", label="<理由（法人）>"), ["区の一言", "区の一言"]),
    "over a table": (each("区の一言 / <年度 | 人数>"), ["区の一言", "区の一言"]),
    "behind a label in unknown words": (
        each("<評価の背景> / ・棚 / 区の一言 / ・声", label="<理由（法人）>"),
        ["評価の背景", "評価の背景"],
    ),
    "across projects": (" / ".join(["親子の居場所 / 理由（法人） / 区の一言 / 相談事業 / 成果と課題"] * 2), []),
}


@pytest.mark.parametrize(
    ("around", "sections"),
    [
        (("理由（区）", "振り返りの視点"), ["outcome", "challenge"] * 2),
        (("理由（法人）", "成果と課題"), [UNLISTED] * 4),
        (("成果と課題", "理由（法人）"), []),
    ],
)
def test_outcomes_and_challenges_have_their_own_labels_where_that_of_both_is_lacking(around: tuple[str, str], sections: list[str]) -> None:
    project = f"{around[0]} / ・庭 / 成果 / ・棚 / 課題 / ・本 / {around[1]} / ・声"
    found = with_unlisted_lines(flow_of([page_of(f"親子の居場所 / {project} / 相談事業 / {project}")], form_rules()), form_rules())
    assert [unit.section for unit in found if isinstance(unit, LabelUnit)] == sections


@pytest.mark.parametrize(("said", "labels"), LINES.values(), ids=LINES)
def test_lines_that_are_labels_in_other_words(said: str, labels: list[str]) -> None:
    assert lines_of(said) == labels
