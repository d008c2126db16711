"""The sheet's first page: its title and the 実施概要 table, and what they tell of the document.

In come the lines before the first project; out come the overview's rows and ward, period, operator, ward office and date.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.lines import line_of
from pipeline.layout.model import Cell, Grid, Line
from pipeline.layout.spacing import spaced_text
from pipeline.sheet.edges import at_edges
from pipeline.sheet.form import Form, plain
from pipeline.sheet.ledger import Ledger
from pipeline.sheet.model import OverviewRow, SheetKind
from pipeline.sheet.paragraphs import boxes_of, claim_paragraph, paragraphs_of, unsure
from pipeline.sheet.units import OverviewUnit, TextUnit, deep_lines
from pipeline.text.years import month_of, period_of, without_dated_remarks
from pipeline.values import Defect, Place, Printed


class Front(NamedTuple):
    """What the first page tells of the document, in the order of the sheet's fields; None where it is not printed."""

    title: str | None
    ward: str | None
    sheet_kind: SheetKind
    term_no: int | None
    period_start: int | None
    period_end: int | None
    operator: str | None
    ward_office: str | None
    conducted: str | None
    overview: tuple[OverviewRow, ...]


def overview_rows(
    units: Sequence[OverviewUnit], loose: Sequence[TextUnit], form: Form, ledger: Ledger, defects: list[Defect]
) -> tuple[OverviewRow, ...]:
    """A row per paragraph; a row of the table that a page break cut is one. ``loose``: the front page's lines outside tables;
    ``defects`` takes what nobody could tell to be one paragraph or two."""
    rows = _table_rows([unit.grid for unit in units], form, ledger) if units else loose_rows(loose, form, ledger)
    return _rows(rows, ledger, defects)


def _table_rows(grids: Sequence[Grid], form: Form, ledger: Ledger) -> list[tuple[str, list[TextUnit]]]:
    """Each label with the lines beside it; a row may hold several such pairs."""
    rows: list[tuple[str, list[TextUnit]]] = [("", [])]
    going_on = {None, *(cell for grid in grids[1:] for cell in grid.rows[0][:1] if not cell.text)}
    for label, texts in (pair for grid in grids for pair in _pairs_of(grid, form)):
        lines = [TextUnit(line, cell.rect.x0, cell.rect.x1, cell) for cell in texts for line in deep_lines(cell)]
        if label in going_on:
            rows[-1][1].extend(lines)
        else:
            rows.append((label.text if label else "", lines))
        ledger.claim_lines(deep_lines(label) if label else (), "label")
    return rows


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
    is_wide = above is not None and not texts and cell.colspan == above.colspan == grid.n_cols
    return is_wide and form.overview_of(cell.text) is None and above is not None and form.overview_of(above.text) is not None


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
    """The labels of a row, each with the cells right of it."""
    pairs: list[Pair] = []
    for cell in cells:
        begins_pair = cell.col in begins and cell is not cells[-1] and (not pairs or bool(pairs[-1][1]))
        if cell.col == 0 or cell in labels or begins_pair:
            pairs.append((cell, []))
        elif pairs:
            pairs[-1][1].append(cell)
        else:
            pairs.append((None, [cell]))
    return pairs


def _rows(rows: Sequence[tuple[str, list[TextUnit]]], ledger: Ledger, defects: list[Defect]) -> tuple[OverviewRow, ...]:
    out: list[OverviewRow] = []
    at_edge = at_edges(unit for _, units in rows for unit in units)
    for label, units in rows:
        for paragraph in paragraphs_of(list(map(at_edge, units)), breaks=_cell_ends(units)):
            claim_paragraph(paragraph, ledger)
            defects += unsure(paragraph, Place(section="overview"))
            first = paragraph.first
            text = paragraph.mark.text + _gap(first, paragraph.mark.length) + paragraph.text
            out.append(OverviewRow(len(out) + 1, label, Printed(text, boxes_of([u.line for u in paragraph.units]))))
    return tuple(out)


def _cell_ends(units: Sequence[TextUnit]) -> frozenset[int]:
    """The lines before which another cell of the page ends: who is meant stands in a cell of its own before each name."""
    return frozenset(k for k, (a, b) in enumerate(pairwise(units), 1) if a.place != b.place and a.line.page == b.line.page)


_Entry = tuple[TextUnit, Line | None, Line | None]
"""a line, the overview's label that it is or begins with, and its rest"""


def loose_rows(units: Sequence[TextUnit], form: Form, ledger: Ledger) -> list[tuple[str, list[TextUnit]]]:
    """The overview's rows where no rules part its columns: a label at the left, its text beside it, or behind its colon, or below it;
    empty if there are none."""
    entries = _at_left([(unit, *_label_of(unit.line, form)) for unit in units])
    labels = [label for _, label, _ in entries if label is not None]
    if len(labels) < FEWEST_LABELS:
        return []
    ledger.claim_lines(labels, "label")
    beside = _beside_all(labels, [unit._replace(line=rest) for unit, _, rest in entries if rest is not None])
    if not beside or any(label is not None and rest is not None and label.text[-1] in COLON for _, label, rest in entries):
        return _in_order(entries)
    return _by_blocks(labels, _blocks(beside)) or _by_middles(labels, beside) or _by_heights(labels, beside)


def _at_left(entries: Sequence[_Entry]) -> list[_Entry]:
    """The entries, where a label right of the others is part of the text that it stands in: 所管課：… among those who are named."""
    edge = min((label.rect.x0 + label.size for _, label, _ in entries if label is not None), default=0.0)
    return [(unit, None, unit.line) if label is not None and label.rect.x0 > edge else (unit, label, rest) for unit, label, rest in entries]


def _beside_all(labels: Sequence[Line], texts: Sequence[TextUnit]) -> list[TextUnit]:
    """The texts right of all labels, from the first label on."""
    edge, page = max(line.rect.x1 for line in labels), labels[0].page
    top = min(line.rect.y0 for line in labels if line.page == page) - OVER_LABELS * labels[0].size
    return [t for t in texts if t.line.rect.x0 >= edge and (t.line.page > page or t.line.rect.y0 > top)]


def _in_order(entries: Sequence[_Entry]) -> list[tuple[str, list[TextUnit]]]:
    """A row for each label, with what stands behind and below it; ``entries``: lines, each with its label and its rest."""
    rows: list[tuple[str, list[TextUnit]]] = []
    for unit, label, rest in entries:
        if label is not None:
            rows.append((label.text.rstrip(COLON), []))
        if rows and rest is not None:
            rows[-1][1].append(unit._replace(line=rest))
    return rows


COLON = "：:"


def _label_of(line: Line, form: Form) -> tuple[Line | None, Line | None]:
    """The overview's label that a line is or begins with, before a colon or a wide gap, and the rest of the line."""
    colon = next((k for k, text in enumerate(line.glyphs.texts[:-1], 1) if text in COLON), None)
    run_in = (line_of(line.page, line.glyphs[:colon]), line_of(line.page, line.glyphs[colon:]))
    labelled = (parts for parts in ((line, None), run_in, *_parted(line)) if form.overview_of(parts[0].text))
    return next(labelled, (None, line))


FEWEST_LABELS = 3
"""a front page with fewer labels of the overview is no overview"""
OVER_LABELS = 1.2
"""em; the text beside the first label begins no further above it"""


def _by_blocks(labels: Sequence[Line], blocks: Sequence[Sequence[TextUnit]]) -> list[tuple[str, list[TextUnit]]]:
    """A row for each block of text with a label beside it, at whatever height; empty where labels and blocks do not pair off."""
    named = [next((label.text for label in labels if _beside(label, block)), "") for block in blocks]
    if not named[0] or [name for name in named if name] != [label.text for label in labels]:
        return []
    rows: list[tuple[str, list[TextUnit]]] = []
    for name, block in zip(named, blocks, strict=True):
        if name:
            rows.append((name, []))
        rows[-1][1].extend(block)
    return rows


def _by_middles(labels: Sequence[Line], texts: Sequence[TextUnit]) -> list[tuple[str, list[TextUnit]]]:
    """A row for each label, which stands beside the middle of its text, where all lines are shared out so; else empty."""
    rows: list[tuple[str, list[TextUnit]]] = []
    rest = list(texts)
    for label in labels:
        middle = label.rect.y0 + label.rect.y1
        ends = [n for n, unit in enumerate(rest, 1) if abs(rest[0].line.rect.y0 + unit.line.rect.y1 - middle) < MIDDLE * label.size]
        if not ends or {unit.line.page for unit in rest[: ends[0]]} != {label.page}:
            return []
        rows.append((label.text, rest[: ends[0]]))
        rest = rest[ends[0] :]
    return [] if rest else rows


MIDDLE = 0.6
"""em; twice how far the middle of a label may stand from that of its text"""


def _by_heights(labels: Sequence[Line], texts: Sequence[TextUnit]) -> list[tuple[str, list[TextUnit]]]:
    """A row for each label, which stands beside the first line of its text."""
    rows: list[tuple[str, list[TextUnit]]] = [(label.text, []) for label in labels]
    for text in texts:
        reach = (text.line.page, text.line.rect.y1 - UNDER_HEAD * text.line.size)
        begun = [row for row, label in enumerate(labels) if (label.page, label.rect.y0) <= reach]
        rows[begun[-1] if begun else 0][1].append(text)
    return rows


UNDER_HEAD = 0.4
"""em; a line that ends this far under the head of a label is beside it"""


def _parted(line: Line) -> Iterator[tuple[Line, Line]]:
    """What stands before a wide gap of the line, and what after it: the label may have a number with such a gap behind it."""
    glyphs = line.glyphs
    gaps = [k for k in range(1, len(glyphs)) if glyphs.x0[k] - glyphs.x1[k - 1] > WIDE * line.size]
    for k in gaps[:MOST_GAPS]:
        yield line_of(line.page, glyphs[:k]), line_of(line.page, glyphs[k:])


WIDE, MOST_GAPS = 0.9, 2
"""em; a wider gap parts a label from its text; so many may stand before the text of one"""


def _blocks(units: Sequence[TextUnit]) -> list[list[TextUnit]]:
    """Lines parted where the gap is wider than usual, or another cell begins; ``units``: at least one."""
    steps = sorted(b.line.rect.y1 - a.line.rect.y1 for a, b in pairwise(units) if a.line.page == b.line.page)
    usual = next(iter(steps[len(steps) // 4 :]), 0.0)
    blocks = [[units[0]]]
    for last, unit in pairwise(units):
        is_apart = unit.place != last.place or unit.line.rect.y1 - last.line.rect.y1 > WIDER * usual
        if is_apart and last.line.page == unit.line.page:
            blocks.append([unit])
        else:
            blocks[-1].append(unit)
    return blocks


WIDER = 1.15
"""times the usual step from line to line; a wider one parts two blocks"""


def _beside(label: Line, block: Sequence[TextUnit]) -> bool:
    middle = (label.rect.y0 + label.rect.y1) / 2
    lines = [u.line for u in block if u.line.page == label.page]
    return bool(lines) and lines[0].rect.y0 - 2 <= middle <= lines[-1].rect.y1 + 2


def _gap(line: Line, length: int) -> str:
    """The white space that is printed behind a mark of so many glyphs."""
    around_it = spaced_text(line.glyphs.part(max(length - 1, 0), length + 1))
    return "".join(filter(str.isspace, around_it))


TITLE_TYPE = TOLERANCES.title_type


def title_head(lines: Sequence[Line], form: Form) -> Line | None:
    """The line that names the ward and the form's subject, in the largest type, or one that names the subject alone; None where
    there is none."""
    naming = [line for line in lines if form.title.search(unicodedata.normalize("NFKC", line.text))]
    naming = naming or [line for line in lines if line.size >= TITLE_TYPE and form.subject.search(unicodedata.normalize("NFKC", line.text))]
    return max(naming, key=lambda line: line.size, default=None)


def above_title(lines: Sequence[Line], form: Form) -> list[Line]:
    """The lines over the title in smaller type than its own, the header of a meeting at which the sheet was handed out, and those of a
    stamp beside it."""
    head = title_head(lines, form)
    if head is None:
        return []
    above = [line for line in lines if line.page == head.page and line.rect.y1 <= head.rect.y0 and line.size < head.size]
    return [*above, *(line for line in lines if _is_stamped(line, head, form))]


def _is_stamped(line: Line, head: Line, form: Form) -> bool:
    """Whether a short line in smaller type stands right of the title, as high as it or right below, in a column of its own: 確定. One in
    a title's type that tells the term or the kind of the sheet is the title's."""
    if line.size >= TITLE_TYPE and (_kind([line.text], form) == "interim" or form.term_no.search(unicodedata.normalize("NFKC", line.text))):
        return False
    is_small = line.page == head.page and line.size < head.size and len(line.text) <= LONGEST_STAMPED
    reaches = line.rect.y0 < head.rect.y1 + head.size and line.rect.y1 > head.rect.y0 - head.size
    return is_small and reaches and line.rect.x0 > head.rect.x1 + head.size


LONGEST_STAMPED = 8
"""characters; a stamp says 確定, 案, 公表用 or a date"""


def _title(lines: Sequence[Line], form: Form) -> str | None:
    head = title_head(lines, form)
    if head is None:
        return None
    rest = [line.text for line in lines[lines.index(head) + 1 :] if line.size >= TITLE_TYPE and not _is_stamped(line, head, form)]
    return "\u3000".join([head.text, *(text for text in rest if not form.title.search(unicodedata.normalize("NFKC", text)))])


def front_of(title_lines: Sequence[Line], rows: Sequence[OverviewRow], form: Form) -> Front:
    """What title and overview tell. ``title_lines``: the lines before the overview table, without the form's own name."""
    title = _title(title_lines, form)
    by: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by[form.overview_of(row.label) or ""].append(row.text.text)
    named = (form.title.search(unicodedata.normalize("NFKC", text)) for text in [title or "", *by["subject"]])
    ward = next((found["ward"] for found in named if found), None)
    start, end = next(filter(None, map(period_of, (*by["period"], "".join(by["period"])))), (None, None))  # 自 … and 至 … on two lines
    operator, office = _implementers([*_names_in(by["implementer"], form), *by["operator"]], form)
    office = office or _office(by["office"], form)
    of_office = form.office_ward.match(unicodedata.normalize("NFKC", office or "")) if ward is None else None
    ward = of_office["ward"] if of_office else ward
    number = form.term_no.search(unicodedata.normalize("NFKC", title or ""))
    return Front(
        title,
        ward,
        _kind([title or "", *map(without_dated_remarks, by["period"])], form),
        int(unicodedata.numeric(number[1])) if number else None,
        start,
        end,
        operator,
        office,
        next(filter(None, map(month_of, by["conducted"])), None),
        tuple(rows),
    )


def _kind(told: Sequence[str], form: Form) -> SheetKind:
    """Whether title or period say that the evaluation was made within the term."""
    return "interim" if any(word in text for text in told for word in form.interim) else "final"


def _names_in(texts: Sequence[str], form: Form) -> Sequence[str]:
    """The names of 事業の実施者, one a line or all in one."""
    return texts if len(texts) > 1 else [name for text in texts for name in form.name_end.split(text)]


def _implementers(names: Sequence[str], form: Form) -> tuple[str | None, str | None]:
    """Operator and ward office among the names; a legal form alone belongs to the name on the next line."""
    operator: str | None = None
    office: str | None = None
    for part in _whole_offices(names, form):
        if form.overview_of(part) in WHO:
            continue
        if form.office.search(part):
            office = office or part
        elif operator is None or plain(operator) in form.legal_forms:
            operator = (operator or "") + part
    return operator, office


def _office(names: Sequence[str], form: Form) -> str | None:
    """The office that 担当課 and the like label: as printed, where no line names the ward too."""
    offices = [name for name in _whole_offices(names, form) if not form.is_empty(name)]
    return next(filter(form.office.search, offices), next(iter(offices), None))


def _whole_offices(names: Sequence[str], form: Form) -> list[str]:
    """The names without who they are, where a part of an office on a line of its own (こども家庭支援課) is one with the ward's office on
    the line before."""
    out: list[str] = []
    for name in filter(None, [form.role.sub("", name).strip() for name in names]):
        if out and form.office_whole.search(out[-1]) and form.office_part.search(name):
            out[-1] += name
        else:
            out.append(name)
    return out
