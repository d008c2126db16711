"""A small sheet to be drawn: one project on one page, with its goal, its sections and whatever a test adds to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from benchmarks.typeset.paper import Press, Sheet, written
from pipeline.pages import read_pages
from pipeline.sheet.model import Sheet as Read
from pipeline.sheet.reader import sheet_of
from tests.layout.drawing import page, rule, say

LEFT, RIGHT = 60.0, 540.0
LEADING = 14.0
LABELS = {
    "operator_reason": "評価の理由（法人）",
    "ward_reason": "評価の理由（区）",
    "results": "拠点事業としての成果と課題",
    "outcome": "（成果）",
    "challenge": "（課題）",
    "viewpoints": "振り返りの視点",
}
SAID = {
    "operator_reason": ("・広間の模様替えを行った。",),
    "ward_reason": ("①　広報に載せた。",),
    "results": (),
    "outcome": ("・来館が増えた。",),
    "challenge": ("・学ぶ時間が足りない。",),
    "viewpoints": ("ア　温かく迎えているか。", "イ　地域とつながっているか。"),
}
Label = Callable[[Sheet, float, str], None]


def box(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
    for a, b, c, d in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
        rule(sheet, a, b, c, d)


def boxed(sheet: Sheet, y: float, text: str) -> None:
    """A label in a frame over the whole width."""
    box(sheet, LEFT, y, RIGHT, y + 18)
    say(sheet, LEFT + 4, y + 12, text)


def round_box(sheet: Sheet, y: float, text: str) -> None:
    """A label in a shape with round corners, filled in a pale colour."""
    shape(sheet, LEFT, y, RIGHT, y + 18, 6.0)
    say(sheet, LEFT + 4, y + 12, text)


def cut_corners(sheet: Sheet, y: float, text: str) -> None:
    """A label in a shape without corners, no wider than the text."""
    shape(sheet, LEFT, y, LEFT + 9 * len(text) + 10, y + 18, 5.0, round=False)
    say(sheet, LEFT + 5, y + 12, text)


def shape(sheet: Sheet, x0: float, y0: float, x1: float, y1: float, corner: float, *, round: bool = True) -> None:
    """A closed path whose corners are rounded or cut."""
    h, r = sheet.height, corner
    path = f"{x0 + r} {h - y0} m "
    for ax, ay, bx, by, cx, cy in (
        (x1 - r, y0, x1, y0, x1, y0 + r),
        (x1, y1 - r, x1, y1, x1 - r, y1),
        (x0 + r, y1, x0, y1, x0, y1 - r),
        (x0, y0 + r, x0, y0, x0 + r, y0),
    ):
        path += f"{ax} {h - ay} l " + (f"{bx} {h - by} {bx} {h - by} {cx} {h - cy} c " if round else f"{cx} {h - cy} l ")
    sheet.under.append(f"0.92 0.95 0.98 rg 0 0 0 RG 0.6 w {path} h B")


TITLES = ("１　親子の居場所事業", "２　子育て相談事業")


def goals(sheet: Sheet, y: float, ratings: Sequence[str] = ("A", "B"), width: float = 40.0, title: str = TITLES[0]) -> float:
    """The project's heading and its goal with two ratings; where the table ends."""
    say(sheet, LEFT, y, title, 12)
    y += 12
    edge = RIGHT - 2 * width
    columns = (
        (LEFT, 240.0, "目指す拠点の姿", "①　集える場となっている。"),
        (240.0, edge, "前期振り返りの課題", "・周知が足りない。"),
        (edge, edge + width, "法人", ratings[0]),
        (edge + width, RIGHT, "区", ratings[1]),
    )
    for x0, x1, head, text in columns:
        box(sheet, x0, y, x1, y + 18)
        box(sheet, x0, y + 18, x1, y + 38)
        say(sheet, x0 + 4, y + 12, head)
        say(sheet, x0 + 4, y + 31, text)
    return y + 38


def sections(sheet: Sheet, y: float, said: Mapping[str, Sequence[str]], label: Label, labels: Mapping[str, str]) -> float:
    """Every section under its label; where the last line stands."""
    for section, lines in said.items():
        y += 8
        if section in ("outcome", "challenge"):
            say(sheet, LEFT + 4, y + 10, labels[section])
            y += 12
        else:
            label(sheet, y, labels[section])
            y += 20
        for line in lines:
            y += LEADING
            say(sheet, LEFT + 8, y, line)
    return y


def one_project(
    *,
    label: Label = boxed,
    top: float = 100,
    ratings: Sequence[str] = ("A", "B"),
    width: float = 40.0,
    said: Mapping[str, Sequence[str]] | None = None,
    labels: Mapping[str, str] | None = None,
) -> tuple[Sheet, float]:
    """A page with one whole project, and the baseline of its last line."""
    sheet = page()
    y = goals(sheet, top, ratings, width)
    return sheet, sections(sheet, y, SAID | dict(said or {}), label, LABELS | dict(labels or {}))


def read(*pages: Sheet, lost: int | None = 0) -> Read:
    """The sheet as read, of which all but so many characters are accounted for; None where the test says which by themselves."""
    found = sheet_of(read_pages(written(list(pages), Press())), document_id="x", source_sha256="")
    assert lost is None or found.accounting.chars_unaccounted == lost
    return found


def told(sheet: Read) -> list[tuple[str, str, str]]:
    """Section, kind and text of every statement."""
    return [(s.section, s.kind, s.text.text) for project in sheet.projects for s in project.statements]


PLAIN = [
    ("operator_reason", "bullet", "広間の模様替えを行った。"),
    ("ward_reason", "bullet", "広報に載せた。"),
    ("outcome", "bullet", "来館が増えた。"),
    ("challenge", "bullet", "学ぶ時間が足りない。"),
]


def codes(sheet: Read) -> list[str]:
    """The defects but for what a sheet of one page cannot have."""
    return [defect.code for defect in sheet.defects if defect.code not in ("project-missing", "field-missing", "section-missing")]
