"""A section's cell halved by white alone: its data tables one below the other on one side, its text on the other all the way down.

In come layouts, out come the places of such columns, of whatever widths. Lines of both may stand on one baseline, and text may stand
between two tables; what runs over the white somewhere in the cell is beside one table alone, and is left to ``beside_text``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.geometry.intervals import Interval, overlap
from pipeline.geometry.rect import Rect, around
from pipeline.layout.lines import runs_of
from pipeline.layout.model import Cell, Grid, Item, Line, PageLayout
from pipeline.sheet.form import Form
from pipeline.sheet.text_columns import BESIDE, FEWEST, SENTENCES, SidePiece, TextColumns, is_text, piece_of

WHITE = 0.5
"""em; the white between a table's rule and the text beside it is as wide at least: a cell's padding in office programs is more"""


def tables_beside(layouts: Sequence[PageLayout], form: Form) -> Iterator[TextColumns]:
    """The places of such columns, from the first page to the last."""
    for n, layout in enumerate(layouts):
        for cell in _cells_with_tables(layout.items):
            yield from _columns_in(cell, n, form)


def _cells_with_tables(items: Sequence[Item]) -> Iterator[Cell]:
    for grid in items:
        for cell in grid.cells if isinstance(grid, Grid) else ():
            if cell.grids and cell.lines:
                yield cell
            yield from _cells_with_tables(cell.items)


def _columns_in(cell: Cell, page: int, form: Form) -> list[TextColumns]:
    """The columns of a cell; none where that is not sure. Sections side by side are told by their labels."""
    runs = [(run, line.size) for line in cell.lines for run in runs_of(line.glyphs)]
    if sum(run.texts[-1].endswith("。") for run, _ in runs) < SENTENCES:
        return []
    texts = [piece_of(run, size) for run, size in runs]
    if any(form.section_of(piece.text) for piece in texts):
        return []
    pieces = [*texts, *(SidePiece(item.rect, "", 0.0) for item in cell.items if not isinstance(item, Line))]
    tables = around(*(grid.rect for grid in cell.grids))
    gaps = sorted(_gaps(pieces, WHITE * min(piece.size for piece in texts)), key=lambda gap: _distance(gap, tables))
    rect = around(*(piece.rect for piece in pieces))
    return [TextColumns(page, rect, gap) for gap in gaps if _parts(gap, pieces, form)][:1]


def _gaps(pieces: Sequence[SidePiece], wide: float) -> Iterator[Interval]:
    """The white so ``wide`` that nothing reaches into."""
    ordered = sorted(pieces, key=lambda piece: piece.rect.x0)
    end = ordered[0].rect.x1
    for piece in ordered:
        if piece.rect.x0 - end >= wide:
            yield end, piece.rect.x0
        end = max(end, piece.rect.x1)


def _distance(gap: Interval, tables: Rect) -> float:
    return max(gap[0] - tables.x1, tables.x0 - gap[1])


def _parts(gap: Interval, pieces: Sequence[SidePiece], form: Form) -> bool:
    """Whether white parts tables with their captions and notes from text that stands beside them."""
    sides = [piece for piece in pieces if piece.rect.x1 <= gap[0]], [piece for piece in pieces if piece.rect.x0 >= gap[1]]
    text, tables = sorted(sides, key=lambda side: any(not piece.text for piece in side))
    if any(not piece.text for piece in text) or any(_is_sentence(piece) and not form.is_note(piece.text) for piece in tables):
        return False
    left, right = (around(*(piece.rect for piece in side)) for side in (text, tables))
    is_beside = overlap((left.y0, left.y1), (right.y0, right.y1)) >= BESIDE * min(left.y1 - left.y0, right.y1 - right.y0)
    return is_beside and is_text(text, left.x1 - left.x0, FEWEST) and sum(map(_is_sentence, text)) >= SENTENCES


def _is_sentence(piece: SidePiece) -> bool:
    return piece.text.endswith("。")
