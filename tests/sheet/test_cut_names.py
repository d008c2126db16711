"""Names for several rows that a page's end cuts, by where their lines stand; rows are 20 points high, the cell overleaf begins at 60."""

from __future__ import annotations

import pytest

from pipeline.layout.model import Line
from pipeline.outline.ledger import Ledger
from pipeline.outline.units import TableUnit
from pipeline.sheet.tables import TablePart, extended, part_of
from tests.outline.by_hand import line, part
from tests.sheet.test_tables_over_pages import HEAD, said


def foot(rows: str, *lines: Line) -> TableUnit:
    """The part before the break, the last name of which has these lines."""
    return part(1, f"{HEAD} // {rows}", within={"名": lines})


def head(rows: str, *lines: Line) -> TableUnit:
    return part(2, rows, within={"名": lines})


def at(y: float, text: str = "子ども", page: int = 2) -> Line:
    return line(y, (0.5, text), page=page)


def before(y: float, text: str = "子ども") -> Line:
    return at(y, text, page=1)


BEFORE = f"{HEAD} // 甲 | 3 | 4"
CASES: dict[str, tuple[TableUnit, TableUnit, str]] = {
    "overleaf alone, in the middle of all its rows": (
        foot("甲 | 3 | 4 // | 5 | 6"),
        head("名<2x1> | 7 | 8 // 9 | 10", at(65)),
        f"{BEFORE} // 子ども<3x1> | 5 | 6 // 7 | 8 // 9 | 10",
    ),
    "overleaf alone, in the middle of the rows there": (
        foot("甲 | 3 | 4 // | 5 | 6"),
        head("名<2x1> | 7 | 8 // 9 | 10", at(75)),
        f"{BEFORE} //  | 5 | 6 // 子ども<2x1> | 7 | 8 // 9 | 10",
    ),
    "a header's empty corner is no name": (
        part(1, " | R5年度 | R6年度"),
        head("名<2x1> | 7 | 8 // 9 | 10", at(65)),
        " | R5年度 | R6年度 // 子ども<2x1> | 7 | 8 // 9 | 10",
    ),
    "overleaf alone, for one row on either page": (
        foot("甲 | 3 | 4 // | 5 | 6"),
        head("名 | 7 | 8", at(56)),
        f"{BEFORE} // 子ども<2x1> | 5 | 6 // 7 | 8",
    ),
    "an empty cell over a row with a name of its own": (
        foot("甲 | 3 | 4 // | 5 | 6"),
        head("名 | 7 | 8", at(60)),
        f"{BEFORE} //  | 5 | 6 // 子ども | 7 | 8",
    ),
    "an empty cell in a low row over a name at the head of its row": (
        part(1, f"{BEFORE} // | 5 | 6", cut=12),
        head("名 | 7 | 8", at(61)),
        f"{BEFORE} //  | 5 | 6 // 子ども | 7 | 8",
    ),
    "half on each page": (
        foot("名<2x1> | 3 | 4 // 5 | 6", before(115)),
        head("名<2x1> | 7 | 8 // 9 | 10", at(55)),
        f"{HEAD} // 子ども<4x1> | 3 | 4 // 5 | 6 // 7 | 8 // 9 | 10",
    ),
    "half on each page, of three lines": (
        foot("名<2x1> | 3 | 4 // 5 | 6", before(105, "親と"), before(115)),
        head("名<2x1> | 7 | 8 // 9 | 10", at(55), at(65, "家族")),
        f"{HEAD} // 親と子ども家族<4x1> | 3 | 4 // 5 | 6 // 7 | 8 // 9 | 10",
    ),
    "said on both pages, whole": (
        foot("名<2x1> | 3 | 4 // 5 | 6", before(95)),
        head("名<2x1> | 7 | 8 // 9 | 10", at(75)),
        f"{HEAD} // 子ども<2x1> | 3 | 4 // 5 | 6 // 子ども<2x1> | 7 | 8 // 9 | 10",
    ),
    "said on both pages, over the end of one": (
        foot("名<2x1> | 3 | 4 // 5 | 6", before(115)),
        head("名<2x1> | 7 | 8 // 9 | 10", at(75)),
        f"{HEAD} // 子ども<2x1> | 3 | 4 // 5 | 6 // 子ども<2x1> | 7 | 8 // 9 | 10",
    ),
    "a line on each page": (
        foot("名<2x1> | 3 | 4 // 5 | 6", before(109)),
        head("名<2x1> | 7 | 8 // 9 | 10", at(61, "（就学前）")),
        f"{HEAD} // 子ども（就学前）<4x1> | 3 | 4 // 5 | 6 // 7 | 8 // 9 | 10",
    ),
    "a line on each page, the second cut at its head": (
        foot("名<2x1> | 3 | 4 // 5 | 6", before(108, "親と")),
        head("名<2x1> | 7 | 8 // 9 | 10", at(58)),
        f"{HEAD} // 親と子ども<4x1> | 3 | 4 // 5 | 6 // 7 | 8 // 9 | 10",
    ),
    "a line on each page, far from each other": (
        foot("名<2x1> | 3 | 4 // 5 | 6", before(100)),
        head("名<2x1> | 7 | 8 // 9 | 10", at(70, "養育者")),
        f"{HEAD} // 子ども<2x1> | 3 | 4 // 5 | 6 // 養育者<2x1> | 7 | 8 // 9 | 10",
    ),
    "a name in the middle of its row above one at the head of its rows": (
        foot("名 | 3 | 4", before(85)),
        head("名<2x1> | 7 | 8 // 9 | 10", at(62, "養育"), at(71, "する"), at(80, "人")),
        f"{HEAD} // 子ども | 3 | 4 // 養育する人<2x1> | 7 | 8 // 9 | 10",
    ),
    "a name low in its row above one in the middle of its rows": (
        foot("名 | 3 | 4", before(88)),
        head("名<2x1> | 7 | 8 // 9 | 10", at(63.5, "養育"), at(74, "する"), at(84.5, "人")),
        f"{HEAD} // 子ども | 3 | 4 // 養育する人<2x1> | 7 | 8 // 9 | 10",
    ),
    "two names that are not in the middle of their rows": (
        foot("名<2x1> | 3 | 4 // 5 | 6", before(109)),
        head("名<3x1> | 7 | 8 // 9 | 10 // 1 | 2", at(61, "養育者")),
        f"{HEAD} // 子ども<2x1> | 3 | 4 // 5 | 6 // 養育者<3x1> | 7 | 8 // 9 | 10 // 1 | 2",
    ),
    "two rows of two names": (
        foot("名 | 3 | 4", before(89)),
        head("名 | 7 | 8", at(61, "養育者")),
        f"{HEAD} // 子ども | 3 | 4 // 養育者 | 7 | 8",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_name_that_a_page_s_end_cuts(case: str) -> None:
    last, unit, expected = CASES[case]
    ledger = Ledger()
    table: TablePart = extended(part_of(last, ledger), unit, ledger)
    assert said(table) == expected


def test_a_line_that_is_printed_half_on_both_pages_is_in_no_row_twice() -> None:
    ledger, again = Ledger(), at(55)
    before_it = part_of(foot("名<2x1> | 3 | 4 // 5 | 6", before(115)), ledger)
    extended(before_it, head("名<2x1> | 7 | 8 // 9 | 10", again), ledger)
    assert ledger.beside[2, "label"] == set(again.glyphs.indexes)
