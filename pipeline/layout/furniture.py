"""Running headers and page numbers: what stands in the margin at the same height of many pages, where no page has other text.

Two rows are the same piece of furniture if they differ in digits only. A lone page number needs no second page. A heading
that happens to open several pages stands where other pages have text or a table, and so is none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from pipeline.geometry.intervals import overlap
from pipeline.geometry.rect import Rect, around
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import TOUCH
from pipeline.pages.model import Glyphs, Page, Ruling
from pipeline.rules import load

DIGITS = re.compile(r"[0-9０-９]+")
_BESIDE = r"\-－‐–—―ー~～（()）/／.．" + "".join(load("checks")["page_numbers"]["words"])
PAGE_NUMBER = re.compile(rf"^[{_BESIDE}pPｐＰ]*[0-9０-９]{{1,4}}[{_BESIDE}0-9０-９]*$")
OF_ALL = re.compile(r"([0-9０-９]{1,4})[/／]([0-9０-９]{1,4})(?![0-9０-９])")
"""at the beginning of a row: the page's number and that of all pages, behind which the name of a spreadsheet's sheet may stand"""
LONGEST_NUMBER = 8
"""characters"""
MARGIN = 0.13
"""of the page height, at the top and at the bottom, where furniture may stand"""
FRAME = 0.75
"""of the page's height; the sides of a frame around a page are longer"""
FRAMED = 0.8
"""of the pages of a document that have the frame, at the same place; a table so high stands on one page or two"""
SAME_HEIGHT, SAME_PLACE = TOLERANCES.same_height, TOLERANCES.same_place
USUAL = 3
"""page numbers at one place, or first rows, tell where a document has them"""
EDGE = TOLERANCES.over
LINES = TOLERANCES.least_row
"""pt; the lines of a double frame stand closer together than what a row could be between"""
TextRows = list[Glyphs]
Uprights = set[tuple[float, float]]
"""From where to where upright rules stand, in points from the top of the page."""


@dataclass(frozen=True, slots=True)
class _Row:
    page: int
    number: int
    y0: float
    y1: float
    x0: float
    x1: float
    text: str
    top: bool

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def kind(self) -> tuple[str, bool]:
        """What rows have in common that are one piece of furniture."""
        return DIGITS.sub("#", self.text), self.top


def without_furniture(pages: Sequence[Page], rows_by_page: Sequence[TextRows]) -> list[tuple[TextRows, TextRows]]:
    """For each page its rows of text and its rows of furniture."""
    marginal = [_marginal_rows(page, rows) for page, rows in zip(pages, rows_by_page, strict=True)]
    groups: dict[tuple[str, bool], list[_Row]] = defaultdict(list)
    for row in (row for found in marginal for row in found):
        groups[row.kind].append(row)
    stamps = _sides_of_most(pages, _may_be_stamp)
    tables = [_uprights(page, stamps) for page in pages]
    on_pages = list(zip(tables, rows_by_page, marginal, strict=True))
    numbers = [r for table, rows, found in on_pages for r in found if PAGE_NUMBER.match(r.text) and _is_at_edge(r, table, rows)]

    heads = _heads_of_tables(pages, marginal, groups)
    corners = _in_corners(pages, tables, marginal)

    def is_furniture(row: _Row, table: Uprights, rows: TextRows) -> bool:
        runs_on = row not in heads and _runs_on(row, groups[row.kind], pages, rows_by_page, tables)
        counts = _counts_page(row, pages) and _is_at_edge(row, table, rows)
        return runs_on or row in corners or counts or _is_page_number(row, table, rows, numbers)

    gone = [{r.number for r in found if is_furniture(r, table, rows)} for table, rows, found in on_pages]
    return [_parted(rows, numbers_of_page) for rows, numbers_of_page in zip(rows_by_page, gone, strict=True)]


def _counts_page(row: _Row, pages: Sequence[Page]) -> bool:
    """Whether a row begins with the number of its page and that of all pages: 2/12ページ　事業1."""
    found = OF_ALL.match(row.text)
    return found is not None and (int(found[1]), int(found[2])) == (row.page - pages[0].number + 1, len(pages))


def _parted(rows: TextRows, gone: AbstractSet[int]) -> tuple[TextRows, TextRows]:
    return [row for n, row in enumerate(rows) if n not in gone], [rows[n] for n in sorted(gone)]


def _marginal_rows(page: Page, rows: TextRows) -> list[_Row]:
    """The rows that stand in the margins of a page."""
    found = []
    for n, row in enumerate(rows):
        first = row.spans[0]
        if first.y1 < page.height * MARGIN or first.y0 > page.height * (1 - MARGIN):
            found.append(_Row(page.number, n, first.y0, first.y1, row.x0[0], row.x1[-1], "".join(row.texts), first.y0 < page.height / 2))
    return found


def _runs_on(row: _Row, same: Sequence[_Row], pages: Sequence[Page], rows_by_page: Sequence[TextRows], tables: Sequence[Uprights]) -> bool:
    mates = {o.page for o in same if abs(o.y0 - row.y0) < SAME_HEIGHT}
    if len(mates) < 2 or _is_ruled(tables[row.page - pages[0].number], row):
        return False
    others = 0
    for page, rows, table in zip(pages, rows_by_page, tables, strict=True):
        if page.number not in mates:
            text = any(overlap((r.spans[0].y0, r.spans[0].y1), (row.y0, row.y1)) > EDGE for r in rows)
            others += text or _is_ruled(table, row)
            if others > len(mates) // 4:
                return False
    return True


def _in_corners(pages: Sequence[Page], tables: Sequence[Uprights], marginal: Sequence[Sequence[_Row]]) -> set[_Row]:
    """The row that stands first on every page, at one height and ending at one place in the right half, whatever it says: the name of
    each sheet of a spreadsheet, or of a chapter. Headings begin at one place, or stand in the middle."""
    firsts = {
        row
        for page, table, rows in zip(pages, tables, marginal, strict=True)
        for row in rows[:1]
        if row.top and row.number == 0 and row.x0 > page.width / 2 and not _is_ruled(table, row)
    }
    if len(firsts) != len(pages) or len(pages) < USUAL:
        return set()
    heights, ends = [row.y0 for row in firsts], [row.x1 for row in firsts]
    return firsts if max(heights) - min(heights) < SAME_HEIGHT and max(ends) - min(ends) < SAME_PLACE else set()


def _heads_of_tables(
    pages: Sequence[Page], marginal: Sequence[Sequence[_Row]], groups: Mapping[tuple[str, bool], Sequence[_Row]]
) -> set[_Row]:
    """The rows at the top of pages that stand under a rule, and that under a text few pages have, on most of the pages that have the row: a
    running header stands above what is the page's own, the header of a table without upright rules below its title."""
    found = {
        row for page, rows in zip(pages, marginal, strict=True) for row in rows if row.top and _is_under_title(row, page, rows, groups)
    }
    return {row for row in found if 2 * sum(mate in found for mate in groups[row.kind]) > len(groups[row.kind])}


def _is_under_title(row: _Row, page: Page, rows: Sequence[_Row], groups: Mapping[tuple[str, bool], Sequence[_Row]]) -> bool:
    """Whether a rule parts a row from a text above it that far fewer pages have."""
    few = len(groups[row.kind]) / 2
    own = [other for other in rows if other.y1 < row.y0 and len(groups[other.kind]) < few]
    heights = [rule.y0 for rule in page.rulings if rule.y0 == rule.y1]
    return any(other.y1 - EDGE < y < row.y0 + EDGE for other in own for y in heights)


Side = tuple[int, int, int]
"""An upright rule to the point: its place, start and end."""


def without_page_frames(pages: Sequence[Page]) -> list[Page]:
    """The pages without the frame that is drawn around all that is printed on nearly each of them, its number too: it is no table. A
    stamp may stand over it on one."""
    sides = _sides_of_most(pages, _may_be_side)
    frames = [_frame(page, sides) for page in pages]
    held = [_holds_all(frame, page) for page, frame in zip(pages, frames, strict=True) if frame is not None]
    if sum(held) < FRAMED * len(held):
        return list(pages)
    return [_without_frame(page, frame, sides) if frame is not None else page for page, frame in zip(pages, frames, strict=True)]


def _frame(page: Page, sides: AbstractSet[Side]) -> Rect | None:
    """What the sides of the page's frame stand around; None where it has not both, or nothing is printed."""
    mine = [rule for rule in page.rulings if _side(rule) in sides]
    return around(*(Rect(*rule[:4]) for rule in mine)) if len({rule.x0 for rule in mine}) > 1 and page.glyphs else None


def _holds_all(frame: Rect, page: Page) -> bool:
    """Whether all that is printed on a page stands between the ends of its frame."""
    heights = [(span.y0 + span.y1) / 2 for span in page.glyphs.spans]
    return frame.y0 <= min(heights) and max(heights) <= frame.y1


def _without_frame(page: Page, frame: Rect, sides: AbstractSet[Side]) -> Page:
    return replace(page, rulings=tuple([rule for rule in page.rulings if _side(rule) not in sides and not _closes(rule, frame)]))


def _closes(rule: Ruling, frame: Rect) -> bool:
    """Whether a level rule is the upper or lower side of a frame, or one of its two lines there."""
    lies = min(abs(rule.y0 - frame.y0), abs(rule.y0 - frame.y1)) <= LINES
    return lies and rule.x0 <= frame.x0 + LINES and frame.x1 - LINES <= rule.x1


def _sides_of_most(pages: Sequence[Page], may_be: Callable[[Ruling, Page], bool]) -> set[Side]:
    """Those of some upright rules that nearly every page has at the same place."""
    found = Counter(side for page in pages for side in {_side(rule) for rule in page.rulings if may_be(rule, page)})
    return {side for side, many in found.items() if many > 1 and many >= FRAMED * len(pages)}


def _may_be_side(rule: Ruling, page: Page) -> bool:
    """Whether an upright rule is nearly as high as the page and no row of a table begins or ends at it, as none does at the lines of a
    double frame."""
    if rule.y1 - rule.y0 < FRAME * page.height:
        return False
    return not any(
        r.y0 == r.y1 and rule.y0 + LINES < r.y0 < rule.y1 - LINES and min(abs(r.x0 - rule.x0), abs(r.x1 - rule.x0)) <= TOUCH
        for r in page.rulings
    )


def _side(rule: Ruling) -> Side:
    return round(rule.x0), round(rule.y0), round(rule.y1)


def _uprights(page: Page, stamps: AbstractSet[Side]) -> Uprights:
    """From where to where rules stand; a level one is as high as nothing. One that runs off the page is cut off where its text area
    ends, and what stands beside it there is in no table, nor is what stands beside a stamp's frame."""
    return {(r.y0, r.y1) for r in page.rulings if r.y1 <= page.height and not (stamps and _side(r) in stamps)}


def _may_be_stamp(rule: Ruling, page: Page) -> bool:
    """Whether an upright rule stands in a margin, as the sides of a small frame (案, 資料１) do, and no other goes on from its ends: a
    table's head that is repeated has rows below, and its walls go on there."""
    if rule.x0 != rule.x1 or MARGIN * page.height < rule.y1 and rule.y0 < (1 - MARGIN) * page.height:
        return False
    return not any(_goes_on(other, rule) for other in page.rulings)


def _goes_on(other: Ruling, rule: Ruling) -> bool:
    """Whether another upright rule begins where one ends, or ends where it begins."""
    if other.x0 != other.x1 or abs(other.x0 - rule.x0) > TOUCH:
        return False
    return min(abs(other.y0 - rule.y1), abs(other.y1 - rule.y0)) <= TOUCH


def _is_ruled(table: Uprights, row: _Row) -> bool:
    """Whether a table stands at the row's height."""
    return any(overlap(side, (row.y0, row.y1)) > EDGE for side in table)


def _is_page_number(row: _Row, table: Uprights, rows: TextRows, numbers: Sequence[_Row]) -> bool:
    """Whether the row is a page number, or stands where most pages have theirs (a scanner read - 12 - as - lZ -)."""
    numbered = PAGE_NUMBER.match(row.text) is not None
    if not numbered and len(row.text) > LONGEST_NUMBER or row.number != (0 if row.top else len(rows) - 1):
        return False
    at_edge = not _is_ruled(table, row)
    if numbered and at_edge:
        return True
    mates = [r for r in numbers if abs(r.y0 - row.y0) < SAME_PLACE and abs(r.middle - row.middle) < SAME_PLACE]
    return (numbered or at_edge) and len(mates) >= USUAL  # a frame that overflows its page may be drawn beside the number


def _is_at_edge(row: _Row, table: Uprights, rows: TextRows) -> bool:
    return row.number == (0 if row.top else len(rows) - 1) and not _is_ruled(table, row)
