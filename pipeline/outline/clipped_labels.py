"""Labels written downwards beside a row that is too low for them, so that the clip of their cell hides their ends, or their last columns.

In come the pages and their layouts, out come the cells with the section that such a label names. What is hidden only tells which label
it is; none of it is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.form.words import Form
from pipeline.geometry.rect import bounds_of
from pipeline.layout.model import Cell, Grid, Item, PageLayout
from pipeline.outline.frame_labels import LABEL_CELL
from pipeline.pages.model import Glyph, Page

EVEN = 0.2
"""em; steps from glyph to glyph of one label differ by no more: another's glyphs may lie between"""
MOST_HIDDEN = 4
"""columns; a label has no more beside those that are shown"""
WIDEST = 2.0
"""em; glyphs of one label stand closer"""


def clipped_labels(pages: Sequence[Page], layouts: Sequence[PageLayout], form: Form) -> dict[Cell, str]:
    """The section of each label cell that the page shows in part; "" where the page before shows another part of it."""
    found: dict[Cell, str] = {}
    last: Cell | None = None
    for page, layout in zip(pages, layouts, strict=True):
        cells = list(_beside_text(layout.items)) if page.hidden else []
        named = [(cell, _section_of(cell, page.hidden, form) or _section_of_columns(cell, page.hidden, form)) for cell in cells]
        sections = {cell: section for cell, section in named if section}
        if cells[:1] and last in found and sections.get(cells[0]) == found[last]:
            sections[cells[0]] = ""
        found |= sections
        last = cells[-1] if cells else None
    return found


def _beside_text(items: Iterable[Item]) -> Iterator[Cell]:
    """The short cells that begin a row of several."""
    for grid in items:
        if isinstance(grid, Grid):
            for cell in grid.cells:
                if cell.col == 0 and cell.colspan < grid.n_cols and cell.lines and len(cell.text) <= LABEL_CELL:
                    yield cell
                yield from _beside_text(cell.items)


def _section_of(cell: Cell, hidden: Sequence[Glyph], form: Form) -> str | None:
    """The section of the longest label that the glyphs of a cell make with hidden ones above and below them, in the same steps; None
    where they make none, or are one by themselves."""
    own = sorted([glyph for line in cell.lines for glyph in line.glyphs], key=_top)
    if "".join([glyph.text for glyph in own]) != cell.text or form.section_of(cell.text):
        return None
    box = bounds_of(own)
    column = [glyph for glyph in hidden if box.x0 <= (glyph.x0 + glyph.x1) / 2 <= box.x1]
    if any(_repeats(glyph, own) for glyph in column):
        return None
    said = [text for step in _steps(own, column) for text in _texts(own, column, step)]
    sections = [form.section_of(text) for text in sorted(said, key=len, reverse=True)]
    return next((section for section in sections if section in form.sections.strong), None)


def _section_of_columns(cell: Cell, hidden: Sequence[Glyph], form: Form) -> str | None:
    """The section of the label that the columns of a cell make with those that are hidden left of them, each as far from the one before."""
    middles = [_middle(line.glyphs[0]) for line in cell.lines]
    if len(middles) < 2 or not all(line.vertical for line in cell.lines) or form.section_of(cell.text):
        return None
    step, em = middles[-2] - middles[-1], cell.lines[-1].size
    said = cell.text
    for n in range(1, MOST_HIDDEN + 1):
        column = [
            g for g in hidden if abs(middles[-1] - n * step - _middle(g)) <= EVEN * em and cell.rect.y0 < g.y0 and g.y1 < cell.rect.y1
        ]
        said += "".join([glyph.text for glyph in sorted(column, key=_top)])
        if not column:
            return None
        if (section := form.section_of(said)) in form.sections.strong:
            return section
    return None


def _middle(glyph: Glyph) -> float:
    return (glyph.x0 + glyph.x1) / 2


def _repeats(hidden: Glyph, shown: Sequence[Glyph]) -> bool:
    """Whether a hidden glyph says again what is shown at its height: it is of a layer of text that a recogniser laid over the page."""
    return any(glyph.text == hidden.text and abs(glyph.y0 - hidden.y0) <= EVEN * glyph.size for glyph in shown)


def _steps(own: Sequence[Glyph], column: Sequence[Glyph]) -> list[float]:
    """How far it may be from one glyph of a label to the next: as it is between those of its own, or to a hidden one from a single one.
    What is written from left to right has no such steps."""
    even = {(own[-1].y0 - own[0].y0) / (len(own) - 1)} if len(own) > 1 else {abs(glyph.y0 - own[0].y0) for glyph in column}
    return sorted(step for step in even if own[0].size / 2 < step < WIDEST * own[0].size)


def _texts(own: Sequence[Glyph], column: Sequence[Glyph], step: float) -> Iterator[str]:
    """What the glyphs say with any number of those that go on above and below them."""
    above, below = _chain(own[0], column, -step)[::-1], _chain(own[-1], column, step)
    glyphs = [*above, *own, *below]
    for begin in range(len(above) + 1):
        for end in range(len(glyphs) - len(below), len(glyphs) + 1):
            yield "".join([glyph.text for glyph in glyphs[begin:end]])


def _chain(last: Glyph, column: Sequence[Glyph], step: float) -> list[Glyph]:
    """The glyphs that follow one in even steps."""
    following = next((glyph for glyph in column if abs(glyph.y0 - last.y0 - step) <= EVEN * last.size), None)
    return [following, *_chain(following, column, step)] if following else []


def _top(glyph: Glyph) -> float:
    return glyph.y0
