"""Goal tables with a label at their side that spans the header and the goals, and with a row that a page end cuts."""

from __future__ import annotations

import pytest

from benchmarks.typeset.paper import Sheet
from tests.layout.drawing import page, say
from tests.sheet.small_form import LABELS, SAID, box, boxed, codes, one_project, read, sections

EDGES = (82.0, 260.0, 440.0, 490.0, 540.0)
HEAD = ("目指す拠点の姿", "前期振り返りの課題", "法人", "区")


def row(sheet: Sheet, y: float, *cells: tuple[str, ...] | str, hang: float = 0.0, height: float = 20.0) -> float:
    """A row of the goal table; ``hang`` indents the lines of its first two cells. Where it ends."""
    for k, cell in enumerate(cells):
        box(sheet, EDGES[k], y, EDGES[k + 1], y + height)
        for n, line in enumerate((cell,) if isinstance(cell, str) else cell):
            if line:
                say(sheet, EDGES[k] + 3 + (hang if k < 2 else 0), y + 13 + 14 * n, line)
    return y + height


def side(sheet: Sheet, top: float, bottom: float, label: str) -> None:
    box(sheet, 60, top, EDGES[0], bottom)
    for k, char in enumerate(label):
        say(sheet, 66, top + 14 + 11 * k, char)


@pytest.mark.parametrize(("above", "below"), [("", ""), ("目標", "と評価"), ("目標と評価", "")])
def test_a_row_that_a_page_end_cuts_beside_a_label_is_one_goal(above: str, below: str) -> None:
    one, two = page(), page()
    say(one, 60, 600, "１　親子の居場所事業", 12)
    y = row(one, 620, *HEAD, height=18)
    y = row(one, y, "①　集える場となる。", "・周知が足りない。", "A", "B")
    y = row(one, y, "②　立場や暮らし方の異なる養育者と", "・父親の利用は増えたが、父親同士の交", "", "", height=24)
    side(one, 620, y, above)
    row(two, 130, ("子どもが、分け隔てなく", "利用できる場となる。"), "流が少ない。", "B", "C", hang=18, height=48)
    side(two, 130, 178, below)
    sections(two, 190, SAID, boxed, LABELS)
    found = read(one, two)
    (project,) = found.projects
    assert [(g.mark, g.text.text, g.rating_operator, g.rating_ward) for g in project.goals] == [
        ("①", "集える場となる。", "A", "B"),
        ("②", "立場や暮らし方の異なる養育者と子どもが、分け隔てなく利用できる場となる。", "B", "C"),
    ]
    assert [(issue.text.text, issue.goal_no) for issue in project.prior_issues] == [
        ("周知が足りない。", 1),
        ("父親の利用は増えたが、父親同士の交流が少ない。", 2),
    ]
    assert codes(found) == []


@pytest.mark.parametrize("label", ["事業名", "１", "事業１"])
def test_a_heading_may_stand_in_the_table_beside_what_labels_it(label: str) -> None:
    sheet = page()
    box(sheet, 60, 100, 120, 120)
    box(sheet, 120, 100, 540, 120)
    say(sheet, 63, 113, label)
    say(sheet, 123, 113, "１　親子の居場所事業" if label == "事業名" else "親子の居場所事業")
    y = row(sheet, 120, *HEAD)
    y = row(sheet, y, "①　集える場となる。", "・周知が足りない。", "A", "B")
    sections(sheet, y, SAID, boxed, LABELS)
    found = read(sheet)
    assert [(p.project_no, p.title.text, len(p.goals)) for p in found.projects] == [(1, "親子の居場所事業", 1)]
    assert (codes(found), found.accounting.chars_unaccounted) == ([], 0)


def test_a_table_of_a_project_s_name_is_data_among_the_reasons() -> None:
    rows = [("事業名", "利用者支援事業"), ("開始", "令和3年度"), ("場所", "２階の相談室")]
    sheet, _ = one_project(said={"operator_reason": (), "ward_reason": (), "outcome": (), "challenge": (), "viewpoints": ()})
    two = page()
    boxed(two, 60, LABELS["operator_reason"])
    for n, cells in enumerate(rows):
        for text, x0, x1 in zip(cells, (80, 160), (160, 300), strict=True):
            box(two, x0, 90 + 20 * n, x1, 110 + 20 * n)
            say(two, x0 + 3, 103 + 20 * n, text)
    (project,) = read(sheet, two).projects
    assert [[cell.text.text for cell in table.cells] for table in project.tables] == [[text for cells in rows for text in cells]]
