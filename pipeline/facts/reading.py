"""A data table read: every number of its body as a fact with the labels, period, unit and role that its headers give it.

In comes one ``DataTable`` of a sheet and the fiscal years that the document speaks of; out goes a ``TableReading``. The rules
are those of the data contract ("How a table's cell becomes facts"); the words are in ``rules/facts.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.facts import lexicon, marks, norms, numbers
from pipeline.facts.checks import Line, Number, is_checked, mismatches
from pipeline.facts.context import RATIO_OR_NONE, RATIO_UNITS, Context, Side, When, unit_from, when_of
from pipeline.facts.headings import Headings, among, defect_at
from pipeline.facts.model import Fact, NullReason, Role, TableReading
from pipeline.facts.numbers import CellReading, Quantity
from pipeline.facts.structure import Band
from pipeline.sheet.model import DataTable, TableCell
from pipeline.values import Defect, Printed

_describing = lexicon.word_rule("describing")
_measure = lexicon.word_rule("measures")
_MOST_NUMBERLIKE = 2
"""for each number of a column; where more of its cells are no numbers though they have digits, it describes"""
_NOT_COUNTED = frozenset({"unreadable", "ditto", "not_yet"})
"""reasons for a null that may stand for any number"""
_MOST_CHECKED_ROWS = 200
_MOST_CHECKED_TOTALS = 24


class _Reader(Headings):
    """One table while its facts are read."""

    def __init__(self, table: DataTable, document_period: tuple[int, int] | None) -> None:
        super().__init__(_without_raised(table), document_period)
        self.printed = {(cell.row, cell.col): cell.text.text for cell in table.cells if cell.raised}
        self.defects: list[Defect] = []

    def facts(self) -> list[Fact]:
        """Every fact of the table in the order of its cells."""
        found: list[Fact] = []
        for index, band in enumerate(self.structure.bands):
            body = [r for r in range(band.first, band.end) if r not in self.header_rows]
            if body:
                found += self._facts_of_band(index, band, body)
        return sorted(found, key=lambda f: (f.row, f.col, f.fact_no))

    def _facts_of_band(self, index: int, band: Band, body: list[int]) -> list[Fact]:
        grid, kinds = self.grid, self.grid.kinds
        first_col, label_cols = self.structure.header_cols, self.structure.label_cols
        columns = range(first_col, grid.n_cols)
        numeric_cols = {c for c in columns if any(kinds[r][c] in ("number", "scale") for r in body)}
        numeric_rows = {r for r in body if any(kinds[r][c] in ("number", "scale") for c in columns)}
        wordy_rows = {r for r in body if r not in numeric_rows and any(kinds[r][c] == "words" for c in columns)}
        chains = {c: self.column_chain(band, c) for c in columns}
        prose = {c for c in columns if c not in label_cols and self._is_prose(body, c, chains[c])}
        counting = {c for c in columns if self._counts(chains[c])}
        of_numbers = {c for c in columns if c not in prose and self._is_of_numbers(body, c, chains[c])}
        no_words = {c for c in of_numbers if all(self._is_numberlike(r, c) for r in body if kinds[r][c] == "words")}
        column_sides: dict[tuple[int, int], Side] = {}
        row_sides: dict[tuple[int, int, int, bool], Side] = {}
        found: list[Fact] = []
        for r in body:
            contexts: dict[int, Context] = {}
            for cell in grid.starting_in(r):
                c, kind = cell.col, kinds[r][cell.col]
                if c < first_col or c in label_cols or c in prose:
                    continue
                if kind in ("words", "period") and not (c in of_numbers and self._is_numberlike(r, c, dates=c in no_words)):
                    continue
                covered = range(c, min(c + cell.colspan, grid.n_cols))
                if kind in ("null", "empty"):
                    in_numbers = any(x in numeric_cols for x in covered) and r not in wordy_rows
                    if not (in_numbers or (r in numeric_rows and all(x in counting for x in covered))):
                        continue
                label_col = max((x for x in label_cols if x < c), default=-1)
                cols = column_sides.get((c, cell.colspan))
                if cols is None:
                    over = [chains[x] for x in covered]
                    if label_cols.get(label_col) == "beside" and not any(self.header(x).period for x in chains[c]):
                        dated = [x for x in self.column_chain(band, label_col) if (h := self.header(x)).period and not h.label]
                        over = [[*(x for x in dated if not among(x, chain)), *chain] for chain in over]
                    cols = self.side(band, over, column=True, keeps_partial=False)
                    column_sides[c, cell.colspan] = cols
                has_year = any(p.fiscal_year or p.steps for p in cols.periods)
                rows = row_sides.get((r, cell.rowspan, label_col, has_year))
                if rows is None:
                    lines = [x for x in range(r, min(r + cell.rowspan, band.end)) if x not in self.structure.sections]
                    rows = self.side(band, [self.row_chain(band, x, c) for x in lines], column=False, keeps_partial=has_year)
                    row_sides[r, cell.rowspan, label_col, has_year] = rows
                context = contexts.get(label_col)
                if context is None:
                    context = contexts[label_col] = self.context(index, r, c)
                found += self._facts_of_cell(index, cell, rows, cols, context)
        if not label_cols:
            self._check_sums(index, band, body, found, chains)
        return found

    def _check_sums(self, index: int, band: Band, body: list[int], found: list[Fact], chains: dict[int, list[TableCell]]) -> None:
        """Compares printed totals and averages, down the rows and along the columns, with their parts."""
        if len(body) > _MOST_CHECKED_ROWS or not any(is_checked(label) for label in {label for f in found for label in f.labels}):
            return
        several = {(f.row, f.col) for f in found if f.fact_no > 1}
        values: dict[tuple[int, int], Number] = {}
        for f in found:
            if (f.row, f.col) in several or f.qualifier or f.null_reason in _NOT_COUNTED:
                continue
            quantity = next(iter(numbers.read_cell(self.grid.text(f.row, f.col)).values), Quantity(0.0))
            values[f.row, f.col] = Number(f.value or 0.0, f.unit, quantity.decimals, f.value is None)
        if len(values) < 3:
            return
        at, width = self.grid.at, self.structure.header_cols

        def line(pos: int, chain: list[TableCell], group: int) -> Line:
            texts = [x for x in chain if self.header(x).label or self.header(x).period]
            return Line(pos, self.header(texts[-1]).label if texts else "", tuple(x.row * 1000 + x.col for x in texts[:-1]), group)

        def total(cells: list[TableCell | None], span: Sequence[int], *, down: bool) -> Number | None:
            owners = {(x.row, x.col): x for x in cells if x}
            parts = [values.get(key) for key in owners]
            if not parts or any(p is None for p in parts):
                return None
            for x in owners.values():
                ends = range(x.col, x.col + x.colspan) if down else range(x.row, x.row + x.rowspan)
                if any(e not in span for e in ends) or (x.rowspan if down else x.colspan) > 1:
                    return None
            known = [p for p in parts if p]
            units = {p.unit for p in known if not p.null}
            if len(units) > 1:
                return None
            return Number(sum(p.value for p in known), next(iter(units), None), max(p.decimals for p in known), all(p.null for p in known))

        sections = sorted(self.structure.sections)
        rows = [line(r, self.row_chain(band, r, width), sum(s < r for s in sections)) for r in body]
        cols = [line(c, chain, 0) for c, chain in chains.items()]
        if sum(is_checked(x.label) for x in (*rows, *cols)) > _MOST_CHECKED_TOTALS:
            return
        context = lexicon.squeeze("".join(self.band_contexts[index].labels))
        for i, row in enumerate(rows):
            if not is_checked(row.label):
                continue
            cells = [x for x in self.grid.starting_in(row.at) if x.col >= width]
            crossing = [(x.col, range(x.col, x.col + x.colspan), "".join(self.header(h).label for h in chains[x.col])) for x in cells]
            downward = mismatches(rows, i, crossing, lambda r, span: total([at[r][c] for c in span], span, down=True), context=context)
            self.defects += [self._mismatch(kind, row.at, c, computed) for kind, c, computed in downward]
        for i, col in enumerate(cols):
            if not is_checked(col.label):
                continue
            crossing = [(r, range(r, r + 1), "".join(self.header(h).label for h in self.row_chain(band, r, width))) for r in body]
            sideways = mismatches(
                cols, i, crossing, lambda c, span: total([at[r][c] for r in span], span, down=False), context=context, alike=False
            )
            self.defects += [self._mismatch(kind, r, col.at, computed) for kind, r, computed in sideways]

    def _mismatch(self, code: str, row: int, col: int, computed: float) -> Defect:
        cell = self.grid.at[row][col]
        printed = cell.text if cell else Printed("")
        return defect_at(code, printed, printed.text, (("printed", printed.text), ("computed", f"{round(computed, 2):,g}")))

    def _counts(self, chain: list[TableCell]) -> bool:
        return any((h := self.header(cell)).period or h.unit or _measure(h.label) for cell in chain)

    def _is_of_numbers(self, body: list[int], col: int, chain: list[TableCell]) -> bool:
        """True for a column where a cell with digits is meant as a number: numbers stand there, and as many as words.

        Where the header has two names (回数・人数), 12・58 is a cell's two numbers. Without header each row stands for itself.
        """
        if not chain:
            return False
        named = any(self.header(cell).names for cell in chain)
        count = {"numbers": 0, "numberlike": 0, "words": 0}
        for r in body:
            kind, text = self.grid.kinds[r][col], self.grid.text(r, col)
            if kind in ("number", "scale") or (named and numbers.read_cell(text).bare):
                count["numbers"] += 1
            elif kind in ("words", "period"):
                count["numberlike" if numbers.says_number(text) else "words"] += 1
        return count["numbers"] >= max(1, count["words"], count["numberlike"] / _MOST_NUMBERLIKE)

    def _is_numberlike(self, row: int, col: int, *, dates: bool = True) -> bool:
        text = self.grid.text(row, col)
        return numbers.says_number(text) and (dates or not (self.grid.kinds[row][col] == "period" or numbers.is_date(text)))

    def _is_prose(self, body: list[int], col: int, chain: list[TableCell]) -> bool:
        """True for a column that describes: by its header, or by more words than numbers under a header that counts nothing.

        A column without header is none: each of its rows stands for itself.
        """
        if not chain:
            return False
        if any(_describing(self.header(cell).label) for cell in chain):
            return True
        kinds = [self.grid.kinds[r][col] for r in body]
        return kinds.count("words") > kinds.count("number") + kinds.count("scale") and not self._counts(chain)

    def _facts_of_cell(self, index: int, cell: TableCell, rows: Side, cols: Side, context: Context) -> list[Fact]:
        reading = CellReading(null_reason="slash") if cell.is_slashed else numbers.read_cell(cell.text.text)
        if rows.describes or (reading.null_reason == "empty" and not rows.cells and self.structure.header_cols):
            return []
        roles = rows.roles | cols.roles
        unit = unit_from(rows, cols, context, roles)
        when = when_of(rows, cols, context)
        make = _Maker(
            cell, self.printed.get((cell.row, cell.col), cell.text.text), context, (*rows.labels, *cols.labels), roles, unit, when
        )
        names = self._names([*rows.cells, *cols.cells], reading) if len(reading.values) > 1 else None
        if not reading.null_reason and (not reading.values or (reading.bare and not names and reading.remark is None)):
            self.defects.append(defect_at("number-unreadable", cell.text, make.raw, (("printed", make.raw),)))
            return [make.fact(1, Quantity(0.0), null=True, reason="unreadable")]
        if not reading.values:
            return [make.fact(1, Quantity(0.0), null=True, reason=reading.null_reason)]
        if len(reading.values) == 1:
            return [make.fact(1, reading.values[0])]
        first = reading.values[0]
        if reading.bare and not names:
            return [make.fact(1, replace(first, qualifier="、".join(q for q in (first.qualifier, reading.remark) if q) or None))]
        own = (*context.periods, *rows.periods, *cols.periods)
        steps = next((p.steps for p in reversed(own) if p.steps), ())
        facts = []
        for n, quantity in enumerate(reading.values):
            at = when
            if reading.arrow:
                at = When(label=when.label)
                if len(steps) == len(reading.values):
                    at = When(steps[n].fiscal_year, steps[n].month, steps[n].kind, steps[n].label)
            if n and quantity.term and not quantity.unit and not unit and "ratio" not in lexicon.roles_of(quantity.term):
                quantity = replace(quantity, unit=first.unit)
            facts.append(make.fact(n + 1, quantity, when=at, names=(names[0], names[1][n]) if names else None))
        return facts

    def _names(self, chain: list[TableCell], reading: CellReading) -> tuple[str, tuple[str, ...]] | None:
        """The header that names each of a cell's numbers (回数(人数) over 12回(58人)): its label and the names."""
        if len(reading.values) < 2 or reading.arrow or any(q.term or q.bound for q in reading.values):
            return None
        for cell in reversed(chain):
            header = self.header(cell)
            if len(header.names) == len(reading.values):
                return header.label, header.names
        return None


@dataclass(frozen=True, slots=True)
class _Maker:
    """What all facts of one cell share."""

    cell: TableCell
    raw: str
    context: Context
    labels: tuple[str, ...]
    roles: frozenset[Role]
    unit: str | None
    when: When

    def fact(
        self,
        number: int,
        quantity: Quantity,
        *,
        when: When | None = None,
        names: tuple[str, str] | None = None,
        null: bool = False,
        reason: NullReason | None = None,
    ) -> Fact:
        at = when or self.when
        labels = [names[1] if names and label == names[0] else label for label in self.labels]
        own = frozenset().union(*(lexicon.roles_of(label) for label in labels if label)) if names else self.roles
        labels = [*self.context.labels, *(label for label in labels if label), *([quantity.term] if quantity.term else [])]
        unit = quantity.unit or self.unit
        roles = own | (lexicon.roles_of(quantity.term) if quantity.term else frozenset())
        role = _role(roles, unit, quantity)
        kind = at.kind if role in ("difference", "ratio") else norms.kind_in_year(at.kind, labels)
        labels = [label for label in labels if not norms.is_year_end(label)]
        return Fact(
            row=self.cell.row,
            col=self.cell.col,
            fact_no=number,
            raw=self.raw,
            labels=tuple(label for i, label in enumerate(labels) if i == 0 or label != labels[i - 1]),
            fiscal_year=at.fiscal_year,
            month=at.month,
            period_kind=kind,
            period_label=at.label,
            value=None if null else quantity.value,
            unit=unit,
            qualifier=quantity.qualifier,
            role=role,
            bound=quantity.bound,
            null_reason=reason,
            boxes=self.cell.text.boxes,
        )


def _role(roles: frozenset[Role], unit: str | None, quantity: Quantity) -> Role:
    if not roles:
        return "ratio" if unit in RATIO_UNITS else "value"
    role = next(r for r in lexicon.ROLE_ORDER if r in roles)
    if role == "ratio" and (unit not in RATIO_OR_NONE or (unit is None and quantity.signed)):
        return "difference"
    return role


def _without_raised(table: DataTable) -> DataTable:
    """The table as it is read: raised small digits refer to footnotes."""
    if not any(cell.raised for cell in table.cells):
        return table
    cells = []
    for cell in table.cells:
        text = cell.text._replace(text=marks.without_raised(cell.text.text, frozenset(cell.raised)))
        cells.append(cell._replace(text=text, raised=()))
    return replace(table, cells=tuple(cells))


def read_table(table: DataTable, *, document_period: tuple[int, int] | None) -> TableReading:
    """Headers, caption, facts and defects of one data table.

    ``document_period`` are the first and last fiscal year that the document speaks of (None where unknown); it only settles the
    era of years printed without one. Never raises on what is printed.
    """
    if not table.n_rows or not table.n_cols:
        return TableReading(0, 0, frozenset(), table.caption, (), ())
    reader = _Reader(table, document_period)
    facts = tuple(reader.facts())
    structure = reader.structure
    printed = {id(read.text): cell.text for cell, read in zip(table.cells, reader.table.cells, strict=True)}
    return TableReading(
        header_rows=structure.header_rows,
        header_cols=structure.header_cols,
        header_cells=reader.header_cells,
        caption=reader.caption and printed.get(id(reader.caption), reader.caption),
        facts=facts,
        defects=(*reader.header_defects(), *reader.defects),
    )


def caption_of(table: DataTable) -> Printed | None:
    """The caption of a table, also where it is printed as its first full-width row or in its corner."""
    return read_table(table, document_period=None).caption
