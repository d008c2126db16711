"""A section halved by white alone: its data tables one below the other on one side, its text on the other all the way down.

In come layouts, out come the places of such columns, of whatever widths, in the section's cell or, where none is drawn, between its label
and the next. Lines of both may stand on one baseline, and text may stand between two tables; what runs over the white somewhere in the
section is beside one table alone, and is left to ``beside_text``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from pipeline.form.marks import mark_in
from pipeline.form.words import Form
from pipeline.geometry.intervals import Interval, overlap
from pipeline.geometry.rect import Rect, around
from pipeline.layout.lines import extent_of, runs_of
from pipeline.layout.model import Grid, Item, Line, PageLayout
from pipeline.outline.text_columns import BESIDE, OF_SENTENCES, TextColumns, begin_together, piece_of
from pipeline.outline.units import text_in
from pipeline.pages.model import Glyphs

WHITE = 0.3
"""em; the white between a table's rule and the text beside it is as wide at least"""
FEWEST = 2
"""lines of text beside tables that open an item or a heading, or end a sentence: one alone may be a table's unit or its note, and names
of rows do neither"""


def tables_beside(layouts: Sequence[PageLayout], form: Form) -> Iterator[TextColumns]:
    """The places of such columns, from the first page to the last."""
    unframed = _unframed(layouts, form)
    for n, layout in enumerate(layouts):
        for items in (*unframed[n], *_in_cells(layout.items)):
            yield from _columns_in(items, n, form)


def _unframed(layouts: Sequence[PageLayout], form: Form) -> list[list[list[Item]]]:
    """What stands on each page, in no frame, under a label of a section of sentences as far as the next label, or frame that holds one."""
    found: list[list[list[Item]]] = []
    is_text = False
    for layout in layouts:
        parts: list[list[Item]] = [[]]
        for item in layout.items:
            if (opened := _opens_text(item, form)) is not None:
                is_text = opened
                parts.append([])
            elif is_text:
                parts[-1].append(item)
        found.append(parts)
    return found


def _opens_text(item: Item, form: Form) -> bool | None:
    """Whether a section of sentences begins with an item; None where nothing does."""
    texts = _texts_of(item)
    labels = [section for text in texts if (section := form.section_of(text))]
    if labels:
        return form.sections.holds(labels[-1]) in OF_SENTENCES
    return False if any(map(form.project_of, texts)) else None


def _texts_of(item: Item) -> list[str]:
    if isinstance(item, Grid):
        return [text_in(cell) for cell in item.cells]
    return [item.text if isinstance(item, Line) else text_in(item)]


def _in_cells(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for grid in items:
        for cell in grid.cells if isinstance(grid, Grid) else ():
            yield cell.items
            yield from _in_cells(cell.items)


def _columns_in(items: Sequence[Item], page: int, form: Form) -> list[TextColumns]:
    """The columns of a section; none where that is not sure. Sections side by side are told by their labels."""
    tables = [item.rect for item in items if isinstance(item, Grid)]
    lines = [item for item in items if isinstance(item, Line)]
    if not tables or not _are_of_section(lines, form):
        return []
    boxes = [item.rect for item in items if not isinstance(item, Line)]
    gaps = sorted(_gaps(_ink(lines, boxes), WHITE * min(map(_SIZE, lines))), key=lambda gap: _distance(gap, around(*tables)))
    rect = around(*map(_RECT, items))
    return [TextColumns(page, rect, gap) for gap in gaps if _parts(gap, lines, boxes, form)][:1]


_SIZE, _RECT = attrgetter("size"), attrgetter("rect")


def _are_of_section(lines: Sequence[Line], form: Form) -> bool:
    """Whether lines say enough to stand beside tables, and label no section."""
    runs = [run for line in lines for run in runs_of(line.glyphs)]
    return sum(_says(run, form) for run in runs) >= FEWEST and not any(form.section_of("".join(run.texts)) for run in runs)


def _ink(lines: Sequence[Line], boxes: Sequence[Rect]) -> list[Interval]:
    """From where to where tables, figures and words are printed."""
    return [*((box.x0, box.x1) for box in boxes), *(word for line in lines for word in _words_of(line))]


def _says(run: Glyphs, form: Form) -> bool:
    """Whether words open an item or a heading, or end a sentence, and are no note."""
    return not form.is_note("".join(run.texts)) and (run.texts[-1].endswith("。") or mark_in(run).kind != "none")


def _words_of(line: Line) -> list[Interval]:
    """What is printed of a line between white that may part columns."""
    glyphs = line.glyphs
    cuts = [k for k, (end, x0) in enumerate(zip(glyphs.x1, glyphs.x0[1:], strict=False), 1) if x0 - end >= WHITE * line.size]
    return [(glyphs.x0[start], glyphs.x1[stop - 1]) for start, stop in pairwise([0, *cuts, len(glyphs)])]


def _gaps(ink: Sequence[Interval], wide: float) -> Iterator[Interval]:
    """The white so ``wide`` that nothing reaches into."""
    (_, end), *rest = sorted(ink)
    for start, stop in rest:
        if start - end >= wide:
            yield end, start
        end = max(end, stop)


def _distance(gap: Interval, tables: Rect) -> float:
    return max(gap[0] - tables.x1, tables.x0 - gap[1])


def _parts(gap: Interval, lines: Sequence[Line], boxes: Sequence[Rect], form: Form) -> bool:
    """Whether white parts tables with their captions and notes from text that stands beside them."""
    left, right = _Side([], [box for box in boxes if box.x1 <= gap[0]]), _Side([], [box for box in boxes if box.x0 >= gap[1]])
    for line in lines:
        cut = bisect_left(line.glyphs.x0, gap[1])
        left.add(line.glyphs[:cut], line.size)
        right.add(line.glyphs[cut:], line.size)
    text, tables = (right, left) if left.boxes else (left, right)
    if text.boxes or tables.has_sentences(form) or text.says(form) < FEWEST:
        return False
    one, other = text.rect, tables.rect
    is_beside = overlap((one.y0, one.y1), (other.y0, other.y1)) >= BESIDE * min(one.y1 - one.y0, other.y1 - other.y0)
    return is_beside and begin_together([piece_of(run, size) for run, size in text.runs])


@dataclass(frozen=True, slots=True)
class _Side:
    """What stands left or right of white: text, each with its size, and the boxes of tables and figures."""

    runs: list[tuple[Glyphs, float]]
    boxes: list[Rect]

    def add(self, run: Glyphs, size: float) -> None:
        if len(run):
            self.runs.append((run, size))

    @property
    def rect(self) -> Rect:
        return around(*self.boxes, *(extent_of(run) for run, _ in self.runs))

    def says(self, form: Form) -> int:
        return sum(_says(run, form) for run, _ in self.runs)

    def has_sentences(self, form: Form) -> bool:
        return any(_says(run, form) and run.texts[-1].endswith("。") for run, _ in self.runs)
