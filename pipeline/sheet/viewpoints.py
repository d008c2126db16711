"""振り返りの視点 of a project: a list of questions, each with its mark, in columns or in a table, with ticks beside it or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.form.marks import NUMBERED, Mark, mark_of, series_of
from pipeline.form.series import Series, series_of_mark
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.lines import line_of
from pipeline.layout.model import Cell, Line
from pipeline.outline.ledger import Ledger
from pipeline.outline.paragraphs import Paragraph, claim_paragraph, marked_paragraphs
from pipeline.outline.ticks import is_tick, parted_from_ticks, tell_more
from pipeline.outline.units import ContentUnit, TableUnit, TextUnit
from pipeline.rules import load
from pipeline.sheet.body import Body
from pipeline.sheet.in_no_row import name_in_no_row
from pipeline.sheet.model import Viewpoint
from pipeline.text.folds import STOPS
from pipeline.values import Box, Defect, Place

_ASKS = load("form").table("questions").pattern("patterns")
LONGEST_MARK = 4
"""characters"""


def rows_as_text(unit: TableUnit) -> list[TextUnit]:
    """The lines of a list that is set as a table: a mark that has a cell of its own stands before the text beside it."""
    out: list[TextUnit] = []
    for row in sorted({c.row for c in unit.cells}):
        cells = _ticks_last([c for c in unit.cells if c.row == row and c.lines])
        numbered = _marked_cells(cells)
        for mark, cell in numbered:
            first, *rest = cell.lines
            glyphs = [glyph for line in mark.lines for glyph in line.glyphs]
            lines = (line_of(first.page, (*glyphs, *first.glyphs)), *rest)
            out += [TextUnit(line, cell.rect.x0, cell.rect.x1, cell) for line in lines]
        others = cells[2 * len(numbered) :] if numbered else _with_columns_of_marks(cells)
        out += [TextUnit(line, c.rect.x0, c.rect.x1, c) for c in others for line in c.lines]
    return out


def _with_columns_of_marks(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of a row, where one that holds nothing but the marks of several items is joined to the one with their texts."""
    out: list[Cell] = []
    for cell in cells:
        joined = _with_marks(out[-1].lines, cell) if out else None
        if joined:
            out[-1] = joined
        else:
            out.append(cell)
    return out


def _with_marks(marks: Sequence[Line], cell: Cell) -> Cell | None:
    """The cell with each mark before the first line that it stands beside; None where a line is no mark, or beside none of its own."""
    if not all(series_of_mark(mark.text) or mark_of(mark).kind in NUMBERED for mark in marks):
        return None
    beside = [next((k for k, line in enumerate(cell.lines) if _is_level(mark, line)), None) for mark in marks]
    marked = {k: line_of(mark.page, (*mark.glyphs, *cell.lines[k].glyphs)) for k, mark in zip(beside, marks, strict=True) if k is not None}
    if len(marked) < len(marks):
        return None
    return replace(cell, items=tuple([marked.get(k, line) for k, line in enumerate(cell.lines)]))


def _is_level(mark: Line, line: Line) -> bool:
    return mark.rect.y0 < line.rect.y1 and line.rect.y0 < mark.rect.y1


def _ticks_last(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The cells of a row, those that hold a tick behind its mark and its text; where there is but one of these, a sign is the mark."""
    return sorted(cells, key=lambda cell: is_tick(cell.text)) if sum(not is_tick(cell.text) for cell in cells) > 1 else cells


def _marked_cells(cells: Sequence[Cell]) -> list[tuple[Cell, Cell]]:
    """The mark and the text of each item of a row whose cells are a mark and its text by turns, and ticks behind them; or none."""
    told = cells[: max(sum(not is_tick(cell.text) for cell in cells), 2)]
    pairs = list(zip(told[::2], told[1::2], strict=False))
    is_numbered = all(_may_be_mark(mark) and len(text.text) > LONGEST_MARK for mark, text in pairs)
    return pairs if is_numbered else []


def _may_be_mark(cell: Cell) -> bool:
    """Whether a cell holds no more than a mark has; a narrow one may wrap it: （ア⏎）."""
    return len(cell.text) <= LONGEST_MARK and (len(cell.lines) == 1 or series_of_mark(cell.text) is not None)


def read_viewpoints(units: Sequence[ContentUnit], body: Body, ledger: Ledger) -> list[Line]:
    """振り返りの視点: one viewpoint a mark, or a question where none has one; a line without mark before the first is left unowned and so
    reported.

    Gives the lines of notes (※) under the list, which are no viewpoints.
    """
    texts, beside = parted_from_ticks([text for unit in units for text in _texts_of(unit)])
    _account(beside, body, ledger)
    series = series_of([unit.line for unit in texts])
    columns = _text_columns(_marks_first(texts, series), series)
    paragraphs = [paragraph for column in columns for paragraph in marked_paragraphs(column, series=series)]
    if len(columns) > 1 or _is_across(paragraphs):  # the list may go on across or down
        paragraphs.sort(key=lambda paragraph: paragraph.mark.numbers[:1])
    for paragraph in _of_list([paragraph for paragraph in paragraphs if paragraph.mark.kind != "note"]):
        claim_paragraph(paragraph, ledger)
        mark = paragraph.mark.text
        if paragraph.text:
            body.viewpoints.append(Viewpoint(len(body.viewpoints) + 1, mark, paragraph.printed))
        else:
            line = paragraph.first
            body.defects.append(
                Defect("viewpoint-blank", line.page, Box(line.page, *line.rect), mark, Place(section="viewpoints", mark=mark))
            )
    return [unit.line for paragraph in paragraphs if paragraph.mark.kind == "note" for unit in paragraph.units]


def _account(ticks: Sequence[Line], body: Body, ledger: Ledger) -> None:
    """Ticks and their heads are the form's, but for those that tell something: that is named."""
    if tell_more(ticks):
        body.defects += name_in_no_row("part-unlisted", "viewpoints", ticks, ledger)
    else:
        ledger.claim_lines(ticks, "label")


def _one_item_a_line(units: Sequence[TextUnit], series: Series) -> list[TextUnit]:
    """The lines, cut where an item that ends within one is followed by the next: ア　…か。　イ　…"""
    out: list[TextUnit] = []
    last: Mark | None = None
    for unit in units:
        rest = unit.line
        mark = mark_of(rest, series=series)
        last = mark if mark.numbers else last
        while last is not None and (at := _next_item(rest, last, series)):
            out.append(unit._replace(line=line_of(rest.page, rest.glyphs[:at])))
            rest = line_of(rest.page, rest.glyphs[at:])
            last = mark_of(rest, series=series)
        out.append(unit._replace(line=rest) if rest is not unit.line else unit)
    return out


def _next_item(line: Line, last: Mark, series: Series) -> int:
    """At which glyph of a line, behind the end of a sentence, the item after the ``last`` one begins; 0 where none does."""
    for at in (n for n, text in enumerate(line.glyphs.texts[:-1], 1) if text in STOPS):
        mark = mark_of(line_of(line.page, line.glyphs[at:]), series=series)
        if mark.kind == last.kind and not mark.weak and mark.numbers == (last.numbers[-1] + 1,):
            return at
    return 0


def _is_across(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether an item of a list stands right of the one before it, and the marks are all there in whatever order."""
    items = [paragraph for paragraph in paragraphs if paragraph.mark.kind not in ("note", "none")]
    numbers = sorted([number for item in items for number in item.mark.numbers[:1]])
    is_whole = numbers == list(range(1, len(items) + 1)) and len({item.mark.kind for item in items}) == 1
    return is_whole and any(_is_beside(before, after) for before, after in pairwise(items))


def _is_beside(before: Paragraph, after: Paragraph) -> bool:
    low, line = before.units[-1].line, after.first
    return line.page == low.page and line.rect.x0 > before.first.rect.x1 and line.rect.y0 < low.rect.y1


def _marks_first(units: Sequence[TextUnit], series: Series) -> list[TextUnit]:
    """The lines, where a mark that stands alone beside the middle of two lines comes before the first of them."""
    out: list[TextUnit] = []
    for unit in units:
        at = len(out)
        if out and _is_mark_beside(unit.line, out[-1].line, series):
            at -= 1
        out.insert(at, unit)
    return out


def _is_mark_beside(line: Line, above: Line, series: Series) -> bool:
    """Whether a line is a mark alone, left of the one that was read before it and beside its lower part."""
    mark, here, other = mark_of(line, series=series), line.rect, above.rect
    is_beside = line.page == above.page and here.x1 <= other.x0 and other.y0 < here.y0 < other.y1
    return is_beside and max(mark.length, 1) == len(line.glyphs)


def _texts_of(unit: ContentUnit) -> Sequence[TextUnit]:
    if isinstance(unit, TextUnit):
        return [unit]
    return rows_as_text(unit) if isinstance(unit, TableUnit) else []


def _of_list(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs that are marked, or all, where none is and each asks something. The last list of a sheet may be followed by other
    documents: what stands behind a page that begins without a mark is of the list only where it counts on."""
    if all(paragraph.mark.kind == "none" and _ASKS.fullmatch(paragraph.text) for paragraph in paragraphs):
        yield from paragraphs
        return
    last: Paragraph | None = None
    beyond = False
    for paragraph in paragraphs:
        if paragraph.mark.kind == "none":
            if last is not None and paragraph.first.page > last.units[-1].line.page:
                beyond = True
        elif last is None or not beyond or _counts_on(last, paragraph):
            beyond, last = False, paragraph
            yield paragraph


def _crosses(line: Line, x: float) -> bool:
    """Whether a glyph of the line stands across this place."""
    return any(x0 < x - OVER < x1 - OVER for x0, x1 in zip(line.glyphs.x0, line.glyphs.x1, strict=True))


def _text_columns(units: Sequence[TextUnit], series: Series) -> list[list[TextUnit]]:
    """The lines of a list set in columns side by side, column after column: a mark stands at one place behind the text of several lines,
    or of one where the list is whole with it."""
    starts = sorted([start for unit in units for start in _marked_starts(unit.line, series)])
    is_whole = len(starts) == 1 and _are_whole(units, starts[0], series)
    start = next((x for x in starts if is_whole or sum(abs(x - other) < SAME_START for other in starts) > 1), None)
    if start is None or any(_crosses(unit.line, start) for unit in units):
        return [_one_item_a_line(units, series)]
    left, right = [], []
    for unit in units:
        end = sum([x0 < start - OVER for x0 in unit.line.glyphs.x0])
        before, after = unit.line.glyphs[:end], unit.line.glyphs[end:]
        if before:
            left.append(unit._replace(line=line_of(unit.line.page, before), right=start - unit.line.size))
        if after:
            right.append(unit._replace(line=line_of(unit.line.page, after), left=start))
    return [left, *_text_columns(right, series)]


def _are_whole(units: Sequence[TextUnit], start: float, series: Series) -> bool:
    """Whether the mark that stands at a place within a line, and is not the next, makes those at the heads of lines a whole list."""
    lines = [unit.line for unit in units]
    head, within = next((line, line.glyphs[k:]) for line in lines for k, x in enumerate(line.glyphs.x0) if k and x == start)
    numbers = [number for line in lines for number in mark_of(line, series=series).numbers]
    more = mark_of(line_of(head.page, within), series=series).numbers
    goes_on = more == tuple([number + 1 for number in mark_of(head, series=series).numbers])
    return not goes_on and sorted((*numbers, *more)) == list(range(1, len(numbers) + 2))


COLUMN_GAP = 0.8
"""em; a wider gap may part two columns of a list"""
SAME_START, OVER = TOLERANCES.same_start, TOLERANCES.over_start


def _marked_starts(line: Line, series: Series) -> list[float]:
    """Where behind a wide gap of a line a mark stands that may begin a column."""
    glyphs = line.glyphs
    x0, x1 = glyphs.x0, glyphs.x1
    head = mark_of(line, series=series)
    sizes, first = glyphs.sizes, head.length + 2
    gaps = [k for k in range(first, len(x0)) if x0[k] - x1[k - 1] > COLUMN_GAP * sizes[k]]
    return [x0[k] for k in gaps if _is_marked(line_of(line.page, glyphs[k:]), series, head)]


def _is_marked(line: Line, series: Series, head: Mark) -> bool:
    """Whether a line begins with a mark that counts, or with the same sign as the item left of it."""
    mark = mark_of(line, series=series)
    return mark.kind in NUMBERED and not mark.weak or mark.kind == head.kind == "bullet" and mark.text == head.text


def _counts_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether the second mark comes after the first: its number is the next, or it is the same sign at the same place."""
    a, b = before.mark, after.mark
    if a.kind != b.kind:
        return False
    return b.numbers[:1] == (a.numbers[-1] + 1,) if a.numbers else a.text == b.text and abs(a.x - b.x) < SAME_MARK


SAME_MARK = TOLERANCES.same_mark
