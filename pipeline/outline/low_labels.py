"""Labels written downwards in rows so low that each of their columns, from the right to the left, holds a single glyph: 果成 says 成果.

In come layouts, out go the layouts in which such a line says the label. Two glyphs do not tell by their places how they are to be read; the
words of the form do, and that a program drew the right one first. The glyphs stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.form.words import Form
from pipeline.layout.model import Grid, Item, Line, PageLayout
from pipeline.outline.shared_labels import renamed


def with_low_labels(layouts: Sequence[PageLayout], form: Form) -> list[PageLayout]:
    """The layouts with such labels as they are read; each layout without any as it is."""
    out: list[PageLayout] = []
    for layout in layouts:
        names = {line: line.text[::-1] for line in _lines_beside_text(layout.items) if _is_low(line, form)}
        out.append(replace(layout, items=renamed(layout.items, names)) if names else layout)
    return out


def _is_low(line: Line, form: Form) -> bool:
    """Whether a line, drawn from the right to the left, is a label if it is read so, and none if it is not."""
    is_drawn_so = all(left.index > right.index for left, right in pairwise(line.glyphs))
    return is_drawn_so and form.section_of(line.text) is None and form.section_of(line.text[::-1]) is not None


def _lines_beside_text(items: Iterable[Item]) -> Iterator[Line]:
    """The lines that are alone in a cell at the left of others."""
    for grid in items:
        if isinstance(grid, Grid):
            for cell in grid.cells:
                if cell.col == 0 and cell.colspan < grid.n_cols and len(cell.lines) == len(cell.items) == 1:
                    yield from cell.lines
                yield from _lines_beside_text(cell.grids)
