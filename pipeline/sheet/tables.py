"""Data tables of a project: the printed grids, joined over page breaks, with their captions.

A table that goes on over a page is one table: its rows follow, a repeated header is left out, and a row that the break
cut in two is one row again.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from pipeline.form.marks import mark_rules
from pipeline.geometry.rect import Rect
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.model import Cell, Line
from pipeline.layout.runs import is_number
from pipeline.layout.spacing import joined
from pipeline.outline.edges import SENTENCE_END
from pipeline.outline.ledger import Ledger
from pipeline.outline.paragraphs import boxes_of, text_of
from pipeline.outline.raised import raised_in
from pipeline.outline.units import ContentUnit, TableUnit, TextUnit, deep_lines
from pipeline.sheet.cut_names import Break, is_name_alone, spans_joined
from pipeline.sheet.model import TableCell
from pipeline.text.folds import NO_LINE_START
from pipeline.values import Box, Defect, Place, Printed


@dataclass(slots=True)
class TablePart:
    """Cells of one table so far; columns by their left edges, relative to the table's own."""

    units: list[TableUnit]
    cells: list[TableCell]
    n_rows: int
    n_cols: int
    boxes: list[Box]
    open_bottom: bool
    heavy: tuple[int, ...] = ()
    """the rows under a heavier rule"""


def part_of(unit: TableUnit, ledger: Ledger) -> TablePart:
    """One page's part of a table; rows are renumbered from 0, and columns by the table's own."""
    rows, last_rows = zip(*[(c.row, c.row + c.rowspan) for c in unit.cells], strict=True)
    first_row, n_rows = min(rows), max(last_rows) - min(rows)
    number = {col: n for n, col in enumerate(_columns(unit))}
    cells = []
    claimed: list[Line] = []
    for c in unit.cells:
        lines = deep_lines(c)
        claimed += lines
        text = text_of([line.text for line in lines]) if lines else ""
        cells.append(
            TableCell(
                c.row - first_row,
                number[c.col],
                c.rowspan,
                number[c.col + c.colspan] - number[c.col],
                Printed(text, boxes_of(lines)),
                c.fill is not None,
                bool(lines) and all(line.bold for line in lines),
                raised_in(lines, text),
                c.is_slashed,
            )
        )
    ledger.claim_lines(claimed)
    r, page = unit.rect, unit.grid.page
    heavy = tuple(row - first_row for row in unit.grid.heavy if first_row < row < first_row + n_rows)
    return TablePart([unit], cells, n_rows, len(number) - 1, [Box(page, r.x0, r.y0, r.x1, r.y1)], unit.grid.open_bottom, heavy)


def _columns(unit: TableUnit) -> list[int]:
    """The edges of a frame's columns, by number, at which cells of this part begin or end: other tables of it may have theirs elsewhere."""
    return sorted({col for c in unit.cells for col in (c.col, c.col + c.colspan)})


def _edges(unit: TableUnit) -> list[float]:
    return [unit.grid.xs[col] for col in _columns(unit)]


def continues(before: TablePart, unit: TableUnit) -> bool:
    """Whether ``unit``, at the head of the next page, is the rest of the table: the same columns at the same places."""
    last = before.units[-1]
    if unit.grid.page != last.grid.page + 1:
        return False
    a, b = _edges(last), _edges(unit)
    if abs(a[0] - b[0]) > TOLERANCES.column_edge or abs(a[-1] - b[-1]) > TOLERANCES.column_edge:
        return False
    fewer, more = (a, b) if len(a) <= len(b) else (b, a)
    are_same = all(any(abs(x - y) <= TOLERANCES.column_edge for y in more) for x in fewer)
    return len(fewer) > 2 and (are_same or _share_white(last, unit, a, b))


def _share_white(last: TableUnit, unit: TableUnit, a: Sequence[float], b: Sequence[float]) -> bool:
    """Whether two parts without upright rules have as many columns, and one has its text between the edges that the other shows: in the
    white of all its rows, which a header centred over numbers moves. Where no rule shows any, the same columns are apart in both. One
    row alone may have fewer."""
    ruled = {last.grid.ruled, unit.grid.ruled}
    if "full" in ruled:
        return False
    if len(a) != len(b):
        return _is_row_with_merged_cells(unit, a, b)
    if ruled == {"none"}:
        return _are_apart([*_texts(last), *_texts(unit)], len(a) - 1)
    return _stands_between(_texts(unit), a) or _stands_between(_texts(last), b)


def _is_row_with_merged_cells(unit: TableUnit, edges: Sequence[float], own: Sequence[float]) -> bool:
    """Whether a part is one row of fewer cells, each with its text between edges of the table: a total, its name over several columns."""
    at = [_nearest(edges, x) for x in own]
    texts = [(at[first], at[end], rect) for first, end, rect in _texts(unit)]
    is_in_order = all(one < other for one, other in pairwise(at))
    return unit.grid.n_rows == 1 and is_in_order and _stands_between(texts, edges)


def _nearest(edges: Sequence[float], x: float) -> int:
    return min(range(len(edges)), key=lambda k: abs(edges[k] - x))


def _stands_between(texts: Iterable[tuple[int, int, Rect]], edges: Sequence[float]) -> bool:
    """Whether each line, with its columns, stands between these edges of them."""
    return all(
        edges[first] - TOLERANCES.column_edge <= rect.x0 and rect.x1 <= edges[end] + TOLERANCES.column_edge for first, end, rect in texts
    )


def _texts(unit: TableUnit) -> list[tuple[int, int, Rect]]:
    """From which to behind which column each line of a part stands, and where."""
    number = {col: n for n, col in enumerate(_columns(unit))}
    return [(number[cell.col], number[cell.col + cell.colspan], line.rect) for cell in unit.cells for line in cell.lines]


def _are_apart(texts: Sequence[tuple[int, int, Rect]], n_cols: int) -> bool:
    """Whether what stands in any columns ends before what stands behind them begins."""
    return all(
        max((rect.x1 for _, end, rect in texts if end <= col), default=-NO_END)
        <= min((rect.x0 for first, _, rect in texts if first >= col), default=NO_END)
        for col in range(1, n_cols)
    )


NO_END = float("inf")


def continued(tables: dict[int, TablePart], unit: TableUnit) -> int | None:
    """Which of the tables, in reading order, goes on in ``unit``: the last one, or one that stands beside it; None where none does."""
    if not tables:
        return None
    last = next(reversed(tables.values())).boxes[-1]
    for slot, table in reversed(tables.items()):
        box = table.boxes[-1]
        beside = box.page == last.page and last.y0 < box.y1
        if beside and continues(table, unit):
            return slot
    return None


def _most_edges(table: TablePart) -> list[float]:
    """The edges of a table's columns on the page that shows most of them."""
    return max(map(_edges, table.units), key=len)


def _row_texts(cells: Sequence[TableCell], row: int) -> list[tuple[int, int, str]]:
    return [(c.col, c.colspan, c.text.text) for c in cells if c.row == row]


def extended(before: TablePart, unit: TableUnit, ledger: Ledger) -> TablePart:
    """The table with the rows of the next page; a header that is printed again there is not counted twice."""
    before, part = _with_same_columns(before, part_of(unit, ledger))
    repeated = _repeated_rows(before, part)
    first = min(c.row for c in unit.cells)
    ledger.claim_lines([line for c in unit.cells if c.row < first + repeated for line in deep_lines(c)], "label")
    kept = [c._replace(row=c.row - repeated) for c in part.cells if c.row >= repeated]
    cells, kept, offset = _joined_at_break(before, unit, kept, ledger, is_repeated=repeated > 0)
    cells.extend(c._replace(row=c.row + offset) for c in kept)
    n_rows = max(c.row + c.rowspan for c in cells)
    heavy = (*before.heavy, *(row - repeated + offset for row in part.heavy if row > repeated))
    return TablePart([*before.units, unit], cells, n_rows, before.n_cols, [*before.boxes, *part.boxes], part.open_bottom, heavy)


def _joined_at_break(
    before: TablePart, unit: TableUnit, kept: list[TableCell], ledger: Ledger, *, is_repeated: bool
) -> tuple[list[TableCell], list[TableCell], int]:
    """The cells of a table so far with what of the next part's is theirs, that part's other cells, and which row its first one is."""
    at = Break(before.cells, before.n_rows, kept, before.units[-1], unit)
    if _is_blank_rest(before, kept) and _is_low(before.units[-1], unit):
        cells, kept = spans_joined(at, ledger, again=1)
        return cells, [c for c in kept if c.row > 0], before.n_rows - 1
    if _is_blank_start(before, kept) and _is_low(before.units[-1], unit):
        return [c for c in before.cells if c.row < before.n_rows - 1], kept, before.n_rows - 1
    cells, kept = spans_joined(at, ledger)
    is_open = not is_repeated and (before.open_bottom or unit.grid.open_top)
    if (_cut(before, kept) if is_open else _cut_labels(before, unit, kept)) or _cut_in_brackets(before, kept) or is_name_alone(at):
        return *_row_joined(cells, kept, before.n_rows - 1), before.n_rows - 1
    return cells, kept, before.n_rows


def _with_same_columns(before: TablePart, part: TablePart) -> tuple[TablePart, TablePart]:
    """A table so far and its next part by the columns of the one that shows more of them."""
    if part.n_cols > before.n_cols:  # merged headers alone stood on the pages before
        return replace(before, cells=_recolumned(before, part), n_cols=part.n_cols), part
    if part.n_cols < before.n_cols:
        return before, replace(part, cells=_recolumned(part, before), n_cols=before.n_cols)
    return before, part


MOST_HEADER_ROWS = 4


def without_repeated_titles(units: Sequence[ContentUnit], ledger: Ledger) -> list[ContentUnit]:
    """The units without the title of a table that is printed over it again where it goes on, on the next page, with no rule over it."""
    out = list(units[:1])
    for before, unit, after in zip(units, units[1:], [*units[2:], None], strict=False):
        if isinstance(unit, TextUnit) and isinstance(before, TableUnit) and isinstance(after, TableUnit) and _repeats(unit, before, after):
            ledger.claim_lines([unit.line], "label")
        else:
            out.append(unit)
    return out


def _repeats(unit: TextUnit, before: TableUnit, after: TableUnit) -> bool:
    """Whether a line over the next page's part of a table says what its first row, one cell, does."""
    first = min(before.cells, key=lambda cell: cell.row)
    is_title = first.colspan == before.grid.n_cols > 1 and "".join(line.text for line in first.lines) == unit.line.text
    return is_title and before.grid.page + 1 == unit.line.page == after.grid.page


def _repeated_rows(before: TablePart, part: TablePart) -> int:
    """How many rows at the head of a table are printed again at the head of its next part, there perhaps without its title."""
    texts = [_row_texts(part.cells, row) for row in range(min(before.n_rows, part.n_rows, MOST_HEADER_ROWS))]
    first = 1 if _has_title(before) and texts[0] != _row_texts(before.cells, 0) else 0
    same = [_row_texts(before.cells, first + row) for row in range(len(texts))]
    for rows in range(len(texts), 0, -1):
        is_said = any(text for row in texts[:rows] for _, _, text in row)
        if texts[:rows] == same[:rows] and is_said and all(c.row + c.rowspan <= rows for c in part.cells if c.row < rows):
            return rows
    return 0


def _has_title(table: TablePart) -> bool:
    return any(c.row == 0 and c.colspan == table.n_cols for c in table.cells)


def broken_off(table: TablePart, section: str) -> Defect:
    """The warning for a table that no rule closes at its end and that does not go on: at a page's end, part of it may be lost."""
    said = [cell for cell in table.cells if cell.text.text]
    last = max((cell.row for cell in said), default=0)
    box = table.boxes[-1]
    return Defect("table-broken", box.page, box, " ".join(cell.text.text for cell in said if cell.row == last)[:80], Place(section=section))


def _recolumned(part: TablePart, other: TablePart) -> list[TableCell]:
    """The cells of a part by the columns of another, which shows more of their edges."""
    edges = _most_edges(other)
    place = [_nearest(edges, x) for x in _most_edges(part)]
    return [c._replace(col=place[c.col], colspan=max(1, place[c.col + c.colspan] - place[c.col])) for c in part.cells]


def _is_blank_rest(before: TablePart, kept: Sequence[TableCell]) -> bool:
    """Whether a page begins with the rest of the row that the break cut, of which all was said before it: no cell says anything."""
    first = [c for c in kept if c.row == 0]
    is_said = any(c.row + c.rowspan == before.n_rows and c.text.text for c in before.cells)
    return is_said and len(first) < len(kept) and not any(c.text.text or c.is_slashed for c in first)


def _is_blank_start(before: TablePart, kept: Iterable[TableCell]) -> bool:
    """Whether a page ends with no more than the head of a row whose texts stand on the next: no cell says anything."""
    last = [c for c in before.cells if c.row + c.rowspan == before.n_rows]
    is_blank = all(c.rowspan == 1 and not c.text.text and not c.is_slashed for c in last)
    return before.n_rows > 1 and is_blank and any(c.text.text for c in kept if c.row == 0)


def _is_low(last: TableUnit, unit: TableUnit) -> bool:
    """Whether the row that ends with the page is lower than any whole row of the table: the room below its text is on the next page."""
    bottom, top = max(c.row + c.rowspan for c in last.cells) - 1, min(c.row for c in unit.cells)
    whole = [_height(c) for c in last.cells if c.row < bottom] + [_height(c) for c in unit.cells if c.row > top]
    return min(map(_height, last.cells)) < LOW * min(whole)


LOW = 0.9
"""of a row's height; rows of one line are as high but for rounding"""


def _height(cell: Cell) -> float:
    return cell.rect.y1 - cell.rect.y0


def _cut(before: TablePart, kept: Sequence[TableCell]) -> bool:
    """Whether the break went through a row: the first row after it leaves cells empty that the last one before it fills."""
    first = {c.col: c.text.text for c in kept if c.row == 0}
    last = {c.col: c.text.text for c in before.cells if c.row == before.n_rows - 1}
    said = [col for col, text in first.items() if text]
    return bool(said) and list(first) == list(last) and any(text and col not in said for col, text in last.items())


def _cut_in_brackets(before: TablePart, kept: Sequence[TableCell]) -> bool:
    """Whether the break went through a row: in one of its cells through what stands in brackets (2,116人（97|組）)."""
    first = {c.col: c.text.text for c in kept if c.row == 0}
    last = {c.col: c.text.text for c in before.cells if c.row == before.n_rows - 1}
    return list(first) == list(last) and any(CUT_IN_BRACKETS.search(f"{last[col]}\n{text}") for col, text in first.items())


CUT_IN_BRACKETS = re.compile(r"[（(][^（()）\n]*\n[^（()）]*[）)]")
"""two parts of a text, the first of which ends within brackets that the second closes"""


def _cut_labels(before: TablePart, unit: TableUnit, kept: Sequence[TableCell]) -> bool:
    """Whether the break went through a row that is ruled at both ends: all that stands behind it are the ends of labels that were too
    long for their cells, each a bracket or a single character, or what a word that ends no entry is of; or each cell goes on with its
    text, and its row alone would have no name."""
    if not _cut(before, kept):
        return False
    said = [c for c in kept if c.row == 0 and c.text.text]
    row = {c.col: c for c in before.cells if c.row == before.n_rows - 1 and c.text.text}
    if not all(c.col in row for c in said):
        return False
    own = _edges(unit)
    edges = own if len(own) > before.n_cols else _most_edges(before)  # by its own, to a hair: the header before them may stand otherwise
    are_ends = all(_is_end_of(row[c.col], c, edges) for c in said)
    return are_ends or _has_names_in_single_rows(before, kept, row) and _go_on(before.units[-1], unit, said, edges)


def _has_names_in_single_rows(before: TablePart, kept: Sequence[TableCell], row: Container[int]) -> bool:
    """Whether in the columns that are empty right behind the break no other cell of a table is empty or of several rows."""
    empty = {c.col for c in kept if c.row == 0 and c.col in row and not c.text.text}
    others = [c for c in (*before.cells, *(c for c in kept if c.row > 0)) if c.col in empty]
    return len(others) > LEAST_NAMES * len(empty) and all(c.text.text and c.rowspan == 1 for c in others)


LEAST_NAMES = 2
"""cells of a column: a header, and the name of the row at hand"""


def _go_on(last: TableUnit, unit: TableUnit, rests: Sequence[TableCell], edges: Sequence[float]) -> bool:
    """Whether all texts behind a break may go on with those of the cells over them, and a long one does."""
    may, surely = ([_goes_on(last, unit, rest, edges, least) for rest in rests] for least in (0.0, LONG))
    return all(may) and any(surely)


def _goes_on(last: TableUnit, unit: TableUnit, rest: TableCell, edges: Sequence[float], least: float) -> bool:
    """Whether a text goes on with that of the cell over it, before the break: the last line there is longer than the ``least`` em, had no
    room for what the next begins with and ends no sentence, or both are items of one list."""
    bottom, y = max(c.row + c.rowspan for c in last.cells), rest.text.boxes[0].y0
    above = _lines_at([c for c in last.cells if c.row + c.rowspan == bottom], edges[rest.col])
    below = _lines_at([c for c in unit.cells if c.rect.y0 <= y < c.rect.y1], edges[rest.col])
    if not above or is_number(rest.text.text):
        return False
    text, sign = rest.text.text, rest.text.text[0]
    if sign in mark_rules().bullets:
        return above[0].text[0] == sign and sum(line.text[0] == sign for line in (*above, *below)) > LEAST_ITEMS
    word = 1 + len(list(takewhile(NO_LINE_START.__contains__, text[1:])))
    wide, em = above[-1].rect.x1 - above[-1].rect.x0, above[-1].size
    is_full = wide > max(edges[rest.col + rest.colspan] - edges[rest.col] - (word + PADDING) * em, least * em)
    return is_full and above[-1].text[-1] not in SENTENCE_END


def _lines_at(cells: Iterable[Cell], x: float) -> Sequence[Line]:
    """What stands in the one of some cells that begins at a place."""
    return next((c.lines for c in cells if abs(c.rect.x0 - x) <= TOLERANCES.column_edge), ())


LEAST_ITEMS = 2
"""items; one on either side of the break may be the only one of its row"""
LONG = 8.0
"""em; a shorter line may be the name of something, and fill its cell by chance, but not where a longer one beside it goes on too"""


def _is_end_of(label: TableCell, rest: TableCell, edges: Sequence[float]) -> bool:
    """Whether a text may be the end of a label, and had no room behind it in its column."""
    wide = sum(box.x1 - box.x0 for box in (label.text.boxes[-1], rest.text.boxes[0]))
    em = rest.text.boxes[0].y1 - rest.text.boxes[0].y0
    width = edges[rest.col + rest.colspan] - edges[rest.col]
    is_end = rest.text.text[0] in OPENING or len(rest.text.text) == 1 or label.text.text[-1] in UNENDED
    return is_end and wide > width - PADDING * em


PADDING = 0.9
"""em; what a cell leaves free at its two sides together: word processors leave 10.8 points for type of 10.5, sheets of small type less"""

UNENDED = frozenset("をのにが、，")
"""no entry of a table ends with these"""

OPENING = "(（[［〔【「『"
"""what goes on with a label whose line ended before it"""


def _row_joined(cells: list[TableCell], kept: list[TableCell], row: int) -> tuple[list[TableCell], list[TableCell]]:
    rest = {c.col: c for c in kept if c.row == 0}
    out = []
    for c in cells:
        more = rest.get(c.col) if c.row == row else None
        if more is not None:
            text = joined(c.text.text, more.text.text)
            raised = (*c.raised, *(at + len(text) - len(more.text.text) for at in more.raised))
            c = c._replace(text=Printed(text, c.text.boxes + more.text.boxes), raised=raised)
        out.append(c)
    return out, [c for c in kept if c.row > 0]
