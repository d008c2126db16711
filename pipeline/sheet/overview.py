"""The sheet's first page: the 実施概要 table, row by row.

In come its grids, or the lines of a front page without one; out come the overview's rows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise

from pipeline.form.words import Form
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.model import Cell, Grid, Line
from pipeline.layout.spacing import spaced_text
from pipeline.outline.edges import at_edges
from pipeline.outline.ledger import Ledger
from pipeline.outline.paragraphs import boxes_of, claim_paragraph, paragraphs_of, unsure
from pipeline.outline.units import OverviewUnit, TextUnit, deep_lines
from pipeline.sheet.loose_overview import FEWEST_LABELS, loose_rows
from pipeline.sheet.model import OverviewRow
from pipeline.values import Defect, Place, Printed


def overview_rows(
    units: Sequence[OverviewUnit], loose: Sequence[TextUnit], form: Form, ledger: Ledger, defects: list[Defect]
) -> tuple[OverviewRow, ...]:
    """A row per paragraph; a row of the table that a page break cut is one. ``loose``: the front page's lines outside tables;
    ``defects`` takes what nobody could tell to be one paragraph or two."""
    grids = [unit.grid for unit in units]
    rows = _table_rows(grids, form, ledger) if grids else []
    rows += loose_rows([unit for unit in loose if _is_below(unit.line, grids)], form, ledger, fewest=1 if grids else FEWEST_LABELS)
    return _rows(rows, form, ledger, defects)


def _is_below(line: Line, grids: Sequence[Grid]) -> bool:
    """Whether a line stands below the last table of the overview: level rules may tie no more rows to it than those with columns alike."""
    return all((line.page, line.rect.y0) > (grid.page, grid.rect.y1 - TOLERANCES.over) for grid in grids[-1:])


def _table_rows(grids: Sequence[Grid], form: Form, ledger: Ledger) -> list[tuple[str, list[TextUnit]]]:
    """Each label with the lines beside it; a row may hold several such pairs."""
    rows: list[tuple[str, list[TextUnit]]] = [("", [])]
    going_on = {cell for grid in grids[1:] for cell in grid.rows[0][:1] if not cell.text}
    for label, texts in (pair for grid in grids for pair in _without_heads(_pairs_of(grid, form), form, ledger)):
        within, lines = _with_tables_apart(texts, form)
        if label is None or label in going_on:
            rows[-1][1].extend(lines)
        else:
            rows.append((label.text, lines))
        rows += _table_rows(within, form, ledger)[1:]
        ledger.claim_lines(deep_lines(label) if label else (), "label")
    return rows


def _with_tables_apart(texts: Sequence[Cell], form: Form) -> tuple[list[Grid], list[TextUnit]]:
    """The tables in cells that go on with the overview, and the other lines there."""
    within = [grid for cell in texts for grid in cell.grids if _is_overview_within(grid, form)]
    apart = {line for grid in within for cell in grid.cells for line in deep_lines(cell)}
    return within, [TextUnit(line, cell.rect.x0, cell.rect.x1, cell) for cell in texts for line in deep_lines(cell) if line not in apart]


def _is_overview_within(grid: Grid, form: Form) -> bool:
    """Whether a table beside a label has labels of the overview itself, in two rows at least and in most."""
    labelled = sum(bool(form.overview_labels(row)) for row in grid.rows)
    return labelled > 1 and 2 * labelled >= grid.n_rows


def _without_heads(pairs: Sequence[Pair], form: Form, ledger: Ledger) -> Sequence[Pair]:
    """The pairs of a table without the first, where that stands over the labels and their texts."""
    label, texts = pairs[0] if pairs else (None, [])
    if label is None or not form.heads_overview([label.text, *(cell.text for cell in texts)]):
        return pairs
    ledger.claim_lines([line for cell in (label, *texts) for line in deep_lines(cell)], "label")
    return pairs[1:]


Pair = tuple[Cell | None, list[Cell]]
"""a label and the cells with its text; None for what stands left of all labels of its row"""


def _pairs_of(grid: Grid, form: Form) -> list[Pair]:
    """The labels of a table with their texts, row after row; what stands right of a label that spans rows goes on with its text."""
    if any(form.heads_columns(row) for row in grid.rows):
        return _pairs_by_column(grid, form)
    left = _left_of(grid)
    pairs: list[Pair] = []
    texts: dict[Cell, list[Cell]] = {}
    for label, beside in (pair for row in _pairs_by_row(grid, left, form) for pair in row):
        if label is None:
            spanning = texts.get(left.get(beside[0], beside[0]))
            if spanning:
                spanning += beside
            else:
                pairs.append((None, beside))
        elif _is_below_label(label, pairs, grid, form):
            pairs[-1][1].append(label)
        else:
            texts[label] = beside
            pairs.append((label, beside))
    return pairs


def _pairs_by_column(grid: Grid, form: Form) -> list[Pair]:
    """The labels of a table whose texts stand below them, row of labels after row of labels; a label over the whole width is one too."""
    pairs: list[Pair] = []
    heads: list[tuple[Cell, list[Cell]]] = []
    for row in grid.rows:
        if all(form.overview_of(cell.text) for cell in row):
            heads = [(label, []) for label in row]
            pairs += heads
            continue
        for cell in row:
            over = next((texts for label, texts in heads if label.col <= cell.col < label.col + label.colspan), None)
            if over is None:
                pairs.append((None, [cell]))
            else:
                over.append(cell)
    return pairs


def _is_below_label(cell: Cell, pairs: Sequence[Pair], grid: Grid, form: Form) -> bool:
    """Whether a cell over the whole width holds the text of a label over the whole width, right above it."""
    above, texts = pairs[-1] if pairs else (None, [])
    if above is None or texts or not cell.colspan == above.colspan == grid.n_cols:
        return False
    return form.overview_of(cell.text) is None and form.overview_of(above.text) is not None


def _pairs_by_row(grid: Grid, left: Mapping[Cell, Cell], form: Form) -> list[list[Pair]]:
    """The pairs of each row. One that has no label of the overview itself has its labels where a row of the same columns has them."""
    own = [[c for c in form.overview_labels(cells) if not _tells_who(c, left.get(c), form)] for cells in grid.rows]
    rows = list(zip(grid.rows, own, strict=True))
    begins = {frozenset(c.col for c in cells): {label.col for label in labels} for cells, labels in rows if labels}
    out: list[list[Pair]] = []
    for cells, labels in rows:
        alike = [at for columns, at in begins.items() if not labels and columns.issuperset(c.col for c in cells)]
        out.append(_pairs(cells, labels, frozenset().union(*alike)))
    return out


def _left_of(grid: Grid) -> dict[Cell, Cell]:
    """The cell left of each, that beside its first row."""
    ending: dict[int, Cell] = {}
    left: dict[Cell, Cell] = {}
    for cells in grid.rows:
        ending.update((c.col + c.colspan, c) for c in cells)
        left.update((c, ending[c.col]) for c in cells if c.col in ending)
    return left


def _tells_who(cell: Cell, left: Cell | None, form: Form) -> bool:
    """Whether a cell right of 事業の実施者 tells who is named behind it, 運営法人 or 担当課: it is that label's text, and no label."""
    return left is not None and form.overview_of(left.text) == "implementer" and form.overview_of(cell.text) in WHO


WHO = frozenset({"operator", "office"})
"""the labels of the overview that may stand before a name beside 事業の実施者, and are none: 法人名"""


def _pairs(cells: Sequence[Cell], labels: Sequence[Cell], begins: Set[int]) -> list[Pair]:
    """The labels of a row, each with the cells right of it; ``begins`` are the columns in which others like it have theirs."""
    pairs: list[Pair] = []
    for cell in cells:
        is_behind = all(texts or label is None or label.col not in begins for label, texts in pairs[-1:])
        begins_pair = cell.col in begins and cell is not cells[-1] and is_behind
        if cell.col == 0 or cell in labels or begins_pair:
            pairs.append((cell, []))
        elif pairs:
            pairs[-1][1].append(cell)
        else:
            pairs.append((None, [cell]))
    return pairs


def _rows(rows: Sequence[tuple[str, list[TextUnit]]], form: Form, ledger: Ledger, defects: list[Defect]) -> tuple[OverviewRow, ...]:
    out: list[OverviewRow] = []
    at_edge = at_edges(unit for _, units in rows for unit in units)
    for label, units in rows:
        if not label:  # what stands beside no label is of no row, and told as lost
            continue
        breaks = _cell_ends(units) | (_offices(units, form) if form.overview_of(label) == "implementer" else frozenset())
        for paragraph in paragraphs_of(list(map(at_edge, units)), breaks=breaks):
            claim_paragraph(paragraph, ledger)
            defects += unsure(paragraph, Place(section="overview"))
            first = paragraph.first
            text = paragraph.mark.text + _gap(first, paragraph.mark.length) + paragraph.text
            out.append(OverviewRow(len(out) + 1, label, Printed(text, boxes_of([u.line for u in paragraph.units]))))
    return tuple(out)


def _cell_ends(units: Sequence[TextUnit]) -> frozenset[int]:
    """The lines before which another cell of the page ends: who is meant stands in a cell of its own before each name."""
    return frozenset(k for k, (a, b) in enumerate(pairwise(units), 1) if a.place != b.place and a.line.page == b.line.page)


def _offices(units: Sequence[TextUnit], form: Form) -> frozenset[int]:
    """The lines that begin with an office of a ward: it is no part of the operator's name on the line before, however full this is."""
    return frozenset(k for k, unit in enumerate(units) if k and form.office_begins.search(unicodedata.normalize("NFKC", unit.line.text)))


def _gap(line: Line, length: int) -> str:
    """The white space that is printed behind a mark of so many glyphs."""
    around_it = spaced_text(line.glyphs.part(max(length - 1, 0), length + 1))
    return "".join(filter(str.isspace, around_it))
