"""Goals that are a list under their label, and a table of their ratings below it, by number."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.typeset.paper import Sheet
from pipeline.sheet.model import Sheet as Read
from pipeline.values import SourceError
from tests.layout.drawing import page, say
from tests.sheet.small_form import LABELS, LEADING, LEFT, PLAIN, RIGHT, SAID, TITLES, box, boxed, codes, read, sections, told

GOALS = ("①　集える場となる。", "②　育ちを支える。")
READ = [("①", "集える場となる。", "A", "B"), ("②", "育ちを支える。", "B", "C")]
WIDE = 80.0
TABLES: dict[str, Sequence[Sequence[str]]] = {
    "raters at the head": (("", "法人", "区"), ("①", "A", "B"), ("②", "B", "C")),
    "raters at the side": (("自己評価", "①", "②"), ("法人", "A", "B"), ("区", "B", "C")),
    "a word in the corner": (("番号", "法人評価", "区評価"), ("1", "A", "B"), ("2", "B", "C")),
    "the label again": (("目指す姿", "法人", "区"), ("①", "A", "B"), ("②", "B", "C")),
    "words of the goals": (("", "法人", "区"), ("①集える場", "A", "B"), ("②育ち", "B", "C")),
    "words before the numbers": (("", "法人", "区"), ("目指す姿①", "A", "B"), ("目指す姿②", "B", "C")),
}


def table(sheet: Sheet, y: float, rows: Sequence[Sequence[str]]) -> float:
    for row in rows:
        for n, text in enumerate(row):
            box(sheet, LEFT + WIDE * n, y, LEFT + WIDE * (n + 1), y + 18)
            say(sheet, LEFT + WIDE * n + 4, y + 12, text)
        y += 18
    return y


def seen(rows: Sequence[Sequence[str]], *, names: Sequence[str] = (), is_boxed: bool = False, is_heading_framed: bool = False) -> Read:
    """A sheet with the list, in a box or not, lines that name the table, and the table."""
    sheet, y = page(), 112.0
    say(sheet, LEFT, 100, TITLES[0], 12)
    if is_heading_framed:
        box(sheet, LEFT - 4, 86, RIGHT, 108)
    for n, line in enumerate(("目指す拠点の姿", *GOALS)):
        say(sheet, LEFT + 4, y + LEADING * (n + 1), line)
    if is_boxed:
        box(sheet, LEFT, y, RIGHT, y + 48)
    y += 54
    for name in names:
        y += LEADING
        say(sheet, LEFT + 4, y, name)
    sections(sheet, table(sheet, y + 4, rows), SAID, boxed, LABELS)
    return read(sheet)


@pytest.mark.parametrize("is_boxed", [False, True])
@pytest.mark.parametrize("names", [(), ("■自己評価",)])
@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_the_table_has_the_ratings_of_each(rows: Sequence[Sequence[str]], names: Sequence[str], is_boxed: bool) -> None:
    sheet = seen(rows, names=names, is_boxed=is_boxed)
    assert [(g.mark, g.text.text, g.rating_operator, g.rating_ward) for g in sheet.projects[0].goals] == READ
    assert told(sheet) == PLAIN and codes(sheet) == []


def test_the_heading_of_the_project_may_stand_in_a_frame() -> None:
    sheet = seen(TABLES["raters at the head"], is_heading_framed=True)
    assert [(g.mark, g.text.text, g.rating_operator, g.rating_ward) for g in sheet.projects[0].goals] == READ
    assert told(sheet) == PLAIN and codes(sheet) == []


@pytest.mark.parametrize(
    "rows",
    [
        (("", "法人", "区"), ("①", "A", "B"), ("③", "B", "C")),
        (("", "法人", "区"), ("①", "A", "B")),
        (("", "法人", "利用者"), ("①", "A", "B"), ("②", "B", "C")),
        (("", "法人", "区"), ("①", "3", "5"), ("②", "12", "8")),
        (("", "法人", "区", "備考"), ("①", "A", "B", "晴"), ("②", "B", "C", "雨")),
    ],
    ids=["another number", "one left out", "another rater", "no letters", "more than ratings"],
)
def test_what_is_no_table_of_their_ratings_rates_none(rows: Sequence[Sequence[str]]) -> None:
    with pytest.raises(SourceError):
        seen(rows)
