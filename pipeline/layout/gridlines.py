"""Gridlines that a spreadsheet prints round its cells (枠線を印刷): they are the sheet's paper, no table's rules.

Wherever a table has borders of its own they join it with the empty cells round it, and its caption and headers are then cells among
empty ones. In come the pages of a document, out come the pages without such lines. They are told by what they close: they are much
finer than most other rules, they go on round a table that heavier rules close, and most of the cells that they alone make are empty. A
table that is itself drawn with such fine rules within a heavier frame keeps them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.geometry.intervals import overlap
from pipeline.geometry.rect import Rect, holds
from pipeline.layout.grids import RawCell, RawGrid, all_cells, grids_of, nested
from pipeline.layout.segments import SNAP, TOUCH
from pipeline.pages.model import Page, Ruling

FINER = 3.0
"""times; most other rules are so much heavier than gridlines: a border that someone drew is one of a few strengths, each clearly heavier"""
EQUAL = 1.25
"""times; strokes of one strength differ by no more"""
FEWEST = 12
"""rules; gridlines of a page are more"""
FEWEST_EDGES = 2
"""sides; a table has more, across and down: a frame has these alone"""
FEWEST_CELLS = 4
"""cells beside each other with text in them are a table"""


@dataclass(frozen=True, slots=True)
class _Ruled:
    """A page by its heavier rules alone: the ``homes`` are itself and the cells that they close, ``tables`` the extents of tables among
    these, ``filled`` and ``empty`` the cells that fine rules add, with and without text."""

    page: Page
    homes: tuple[Rect, ...]
    tables: tuple[Rect, ...]
    filled: tuple[Rect, ...]
    empty: tuple[Rect, ...]

    @property
    def are_gridlines(self) -> bool:
        """Whether most of what fine rules close is empty, and some of it lies round a table that needs none of them."""
        return len(self.empty) > len(self.filled) and any(_adjoins(cell, table) for cell in self.empty for table in self.tables)


def without_gridlines(pages: Sequence[Page]) -> list[Page]:
    """The pages of a document, each without gridlines where one of them has some."""
    fine = _fine(pages)
    if not fine:
        return list(pages)
    ruled = [_ruled(page, fine) if sum(rule.thickness <= fine for rule in page.rulings) >= FEWEST else None for page in pages]
    if not any(one and one.are_gridlines for one in ruled):
        return list(pages)
    return [_bare(one, fine) if one else page for page, one in zip(pages, ruled, strict=True)]


def _fine(pages: Sequence[Page]) -> float:
    """Up to what thickness rules are the finest of the document that are many; 0 where they are not much finer than most others: underlines
    may be as fine. A single hair, or a shade without width, tells nothing."""
    strengths = Counter(rule.thickness for page in pages for rule in page.rulings if rule.thickness > 0)
    finest = next((thickness for thickness in sorted(strengths) if _so_strong(strengths, thickness) >= FEWEST), 0.0)
    most = EQUAL * finest
    others = Counter({thickness: many for thickness, many in strengths.items() if thickness > most})
    return most if others and others.most_common(1)[0][0] >= FINER * finest else 0.0


def _so_strong(strengths: Mapping[float, int], finest: float) -> int:
    """How many rules are of one strength, the finest of which is given."""
    return sum(count for thickness, count in strengths.items() if finest <= thickness <= EQUAL * finest)


def _ruled(page: Page, fine: float) -> _Ruled:
    heavy = nested(grids_of([rule for rule in page.rulings if rule.thickness > fine])[0])
    known = [cell.rect for cell in _cells(heavy)]
    tables = tuple([grid.rect for grid in _with_inner(heavy) if min(len(grid.xs), len(grid.ys)) > FEWEST_EDGES])
    homes = (Rect(0, 0, page.width, page.height), *known)
    return _Ruled(page, homes, tables, *_added(page, known))


def _added(page: Page, known: Sequence[Rect]) -> tuple[tuple[Rect, ...], tuple[Rect, ...]]:
    """The cells that all rules close and these rules alone do not: with text, and without."""
    closed = [cell.rect for cell in _cells(nested(grids_of(page.rulings)[0])) if not cell.nested]
    filled: list[Rect] = []
    empty: list[Rect] = []
    for rect in closed:
        if not any(_are_same(rect, other) for other in known):
            (filled if _has_text(rect, page) else empty).append(rect)
    return tuple(filled), tuple(empty)


def _cells(grids: Iterable[RawGrid]) -> Iterator[RawCell]:
    for grid in grids:
        yield from all_cells(grid)


def _with_inner(grids: Iterable[RawGrid]) -> Iterator[RawGrid]:
    for grid in grids:
        yield grid
        yield from _with_inner(inner for cell in grid.cells for inner in cell.nested)


def _are_same(a: Rect, b: Rect) -> bool:
    return abs(a.y0 - b.y0) <= SNAP and abs(a.x0 - b.x0) <= SNAP and abs(a.y1 - b.y1) <= SNAP and abs(a.x1 - b.x1) <= SNAP


def _has_text(rect: Rect, page: Page) -> bool:
    spans = [span for span in page.glyphs.spans if rect.y0 < (span.y0 + span.y1) / 2 < rect.y1]
    return any(rect.x0 < (x0 + x1) / 2 < rect.x1 for span in spans for x0, x1 in zip(span.x0, span.x1, strict=True))


def _adjoins(cell: Rect, table: Rect) -> bool:
    """Whether a cell lies outside a table, at one of its sides."""
    across, down = overlap((cell.x0, cell.x1), (table.x0, table.x1)), overlap((cell.y0, cell.y1), (table.y0, table.y1))
    return min(across, down) > -TOUCH and min(across, down) <= TOUCH < max(across, down)


def _bare(ruled: _Ruled, fine: float) -> Page:
    """The page without its fine rules but for those of tables that are drawn with such in a heavier frame."""
    kept = [home for home in ruled.homes if _is_table(home, ruled)]

    def is_kept(rule: Ruling) -> bool:
        return rule.thickness > fine or _home(Rect(rule.x0, rule.y0, rule.x1, rule.y1), ruled.homes) in kept

    return replace(ruled.page, rulings=tuple([rule for rule in ruled.page.rulings if is_kept(rule)]))


def _home(rect: Rect, homes: Sequence[Rect]) -> Rect | None:
    """The smallest cell of heavier rules that holds a rectangle; the page if there is no other, and None for what runs off it."""
    return min([home for home in homes if holds(home, rect, TOUCH)], key=lambda home: home.area, default=None)


def _is_table(home: Rect, ruled: _Ruled) -> bool:
    """Whether what fine rules close in a cell is mostly text, cell beside cell."""
    filled = [cell for cell in ruled.filled if _home(cell, ruled.homes) == home]
    rows = Counter(round(cell.y0) for cell in filled)
    beside = sum(many for many in rows.values() if many > 1)
    return beside >= FEWEST_CELLS and beside > sum(_home(cell, ruled.homes) == home for cell in ruled.empty)
