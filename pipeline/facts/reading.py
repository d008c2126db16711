"""A data table read: every number of its body as a fact with the labels, period, unit and role that its headers give it.

In comes one ``DataTable`` of a sheet and the fiscal years that the document speaks of; out goes a ``TableReading``. The rules
are those of the data contract ("How a table's cell becomes facts"); the words are in ``rules/facts.toml``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from itertools import product

from pipeline.facts import lexicon, marks, numbers
from pipeline.facts.alike import doubled_years, numbers_alike
from pipeline.facts.cell_facts import FactMaker, arrow_steps, one_by_one, with_remark
from pipeline.facts.checks import CellNumber, SumLine, is_checked, mismatches
from pipeline.facts.context import Context, HeaderSide, unit_from, when_of
from pipeline.facts.headings import Headings, among, defect_at
from pipeline.facts.model import Fact, TableReading
from pipeline.facts.quantities import CellReading, Quantity
from pipeline.facts.structure import HeaderBand
from pipeline.facts.whole import is_whole
from pipeline.sheet.model import DataTable, TableCell
from pipeline.values import Defect, Printed

_describing = lexicon.word_rule("describing")
_measure = lexicon.word_rule("measures")
_MOST_NUMBERLIKE = 2
"""for each number of a column; where more of its cells are no numbers though they have digits, it describes"""
_NOT_COUNTED = frozenset({"unreadable", "ditto", "not_yet"})
"""reasons for a null that may stand for any number"""
_FEWEST_CHECKED = 3
"""numbers; fewer are no total with its parts"""
_MOST_CHECKED_ROWS = 200
_MOST_CHECKED_TOTALS = 24


def _sum(values: Numbers, line: Sequence[TableCell | None], span: Sequence[int], *, down: bool) -> CellNumber | None:
    """The numbers of a line at some places added up; None where one is not known, reaches beyond them, or has another unit."""
    owners = {(x.row, x.col): x for x in (line[at] for at in span) if x}
    if not owners or not owners.keys() <= values.keys() or not all(_lies_in(x, span, down=down) for x in owners.values()):
        return None
    parts = [values[key] for key in owners]
    units = {part.unit for part in parts if not part.null}
    if len(units) > 1:
        return None
    total, decimals = sum(part.value for part in parts), max(part.decimals for part in parts)
    return CellNumber(total, next(iter(units), None), decimals, all(part.null for part in parts))


def _lies_in(cell: TableCell, span: Sequence[int], *, down: bool) -> bool:
    """Whether a cell of one line lies within some places of it."""
    thickness, first, length = (cell.rowspan, cell.col, cell.colspan) if down else (cell.colspan, cell.row, cell.rowspan)
    return thickness == 1 and all(at in span for at in range(first, first + length))


@dataclass(frozen=True, slots=True)
class _Holding:
    """Rows and columns of a band: those with numbers, rows of words alone, columns that do not describe and, of these, those whose
    words with digits are numbers (``dated``: dates too), and columns whose headers count."""

    numeric_rows: Set[int]
    numeric_cols: Set[int]
    wordy_rows: Set[int]
    told: Set[int]
    of_numbers: Set[int]
    dated: Set[int]
    counting: Set[int]


Numbers = Mapping[tuple[int, int], CellNumber]
"""The numbers of a table's cells by row and column."""


class _Reader(Headings):
    """One table while its facts are read."""

    def __init__(self, table: DataTable, document_period: tuple[int, int] | None, unsure: Collection[tuple[int, int]]) -> None:
        super().__init__(_without_raised(table), document_period)
        self.unsure = unsure
        self.printed = {(cell.row, cell.col): cell.text.text for cell in table.cells}
        self.defects: list[Defect] = []

    def facts(self) -> list[Fact]:
        """Every fact of the table in the order of its cells."""
        found: list[Fact] = []
        for index, band in enumerate(self.structure.bands):
            found += self._facts_of_band(index, band, [r for r in range(band.first, band.end) if r not in self.header_rows])
        return sorted(found, key=lambda f: (f.row, f.col, f.fact_no))

    def _facts_of_band(self, index: int, band: HeaderBand, body: list[int]) -> list[Fact]:
        label_cols = self.structure.label_cols
        chains = {c: self.column_chain(band, c) for c in range(self.structure.header_cols, self.grid.n_cols)}
        holding = self._facts_in(body, chains)
        over, beside, around = cache(partial(self._over, band, chains)), cache(partial(self._beside_cell, band)), cache(self.context)
        found: list[Fact] = []
        for cell in (cell for r in body for cell in self.grid.starting_in(r) if self._holds_fact(cell, holding)):
            label_col = max((c for c in label_cols if c < cell.col), default=-1)
            cols = over(cell.col, cell.colspan, label_col)
            has_year = any(p.fiscal_year or p.steps for p in cols.periods)
            rows = beside(cell.row, cell.rowspan, label_col + 1, has_year)
            found += self._facts_of_cell(cell, rows, cols, around(index, cell.row, label_col + 1))
        if not label_cols:
            self._check_sums(index, band, body, found, chains)
        return found

    def _facts_in(self, body: list[int], chains: Mapping[int, list[TableCell]]) -> _Holding:
        """What of a band's rows and columns tells whether a cell holds facts."""
        numeric, wordy = self._places(body, chains, ("number", "scale")), self._places(body, chains, ("words",))
        rows = {r for r, _ in numeric}
        told = {c for c in chains if c not in self.structure.label_cols and not self._is_prose(body, c, chains[c])}
        of_numbers = {c for c in told if self._is_of_numbers(body, c, chains[c])}
        dated = {c for c in of_numbers if all(self._is_numberlike(*place) for place in wordy if place[1] == c)}
        counting = {c for c in chains if self._counts(chains[c])}
        return _Holding(rows, {c for _, c in numeric}, {r for r, _ in wordy} - rows, told, of_numbers, dated, counting)

    def _places(self, rows: Iterable[int], columns: Iterable[int], kinds: Collection[str]) -> set[tuple[int, int]]:
        return {place for place in product(rows, columns) if self.grid.kinds[place[0]][place[1]] in kinds}

    def _holds_fact(self, cell: TableCell, holding: _Holding) -> bool:
        row, col, kind = cell.row, cell.col, self.grid.kinds[cell.row][cell.col]
        if col not in holding.told:
            return False
        if kind in ("words", "period"):
            of_numbers = col in holding.of_numbers or self._may_be_number(row, col, holding)
            return of_numbers and self._is_numberlike(row, col, dates=col in holding.dated)
        covered = set(self._columns_of(cell))
        if kind in ("null", "empty") and (row in holding.wordy_rows or covered.isdisjoint(holding.numeric_cols)):
            return row in holding.numeric_rows and covered <= holding.counting
        return True

    def _columns_of(self, cell: TableCell) -> range:
        """The columns that a cell covers; one at a page's end may be said to reach beyond its table."""
        return range(cell.col, min(cell.col + cell.colspan, self.grid.n_cols))

    def _may_be_number(self, row: int, col: int, holding: _Holding) -> bool:
        """Whether a cell that may say something else stands among numbers."""
        return (row, col) in self.unsure and (col in holding.numeric_cols or row in holding.numeric_rows and col in holding.counting)

    def _over(self, band: HeaderBand, chains: Mapping[int, list[TableCell]], col: int, colspan: int, label_col: int) -> HeaderSide:
        """What the headers over a cell say; a header that dates the words beside the number dates it too."""
        over = [chains[c] for c in range(col, min(col + colspan, self.grid.n_cols))]
        if self.structure.label_cols.get(label_col) == "beside" and not any(self.header(x).period for x in chains[col]):
            dated = [x for x in self.column_chain(band, label_col) if (h := self.header(x)).period and not h.label]
            over = [[*(x for x in dated if not among(x, chain)), *chain] for chain in over]
        return self.side(band, over, column=True, keeps_partial=False)

    def _beside_cell(self, band: HeaderBand, row: int, rowspan: int, col: int, keeps_partial: bool) -> HeaderSide:
        """What the row headers say of a cell behind a column."""
        lines = [r for r in range(row, min(row + rowspan, band.end)) if r not in self.structure.sections]
        return self.side(band, [self.row_chain(band, r, col) for r in lines], column=False, keeps_partial=keeps_partial)

    def _check_sums(self, index: int, band: HeaderBand, body: list[int], found: list[Fact], chains: dict[int, list[TableCell]]) -> None:
        """Compares printed totals and averages, down the rows and along the columns, with their parts."""
        if len(body) > _MOST_CHECKED_ROWS or not any(is_checked(label) for label in {label for f in found for label in f.labels}):
            return
        values = self._numbers_in(found)
        if len(values) < _FEWEST_CHECKED or not self._is_whole:
            return
        width, sections = self.structure.header_cols, self.structure.sections
        row_chains = {r: self.row_chain(band, r, width) for r in body}
        rows = [self._line(r, chain, sum(s < r for s in sections)) for r, chain in row_chains.items()]
        cols = [self._line(c, chain, 0) for c, chain in chains.items()]
        if sum(is_checked(x.label) for x in (*rows, *cols)) > _MOST_CHECKED_TOTALS:
            return
        context = lexicon.squeeze("".join(self.band_contexts[index].labels))
        self._check_rows(rows, values, chains, context)
        self._check_columns(cols, values, row_chains, context)

    @cached_property
    def _is_whole(self) -> bool:
        return is_whole(self.grid, self.structure, has_one_period=len(self.band_contexts[0].periods) == 1)

    def _check_rows(self, rows: Sequence[SumLine], values: Numbers, chains: Mapping[int, list[TableCell]], context: str) -> None:
        at = self.grid.at
        for i, row in enumerate(rows):
            if is_checked(row.label):
                cells = [x for x in self.grid.starting_in(row.at) if x.col >= self.structure.header_cols]
                crossing = [(x.col, self._columns_of(x), self._said(chains[x.col])) for x in cells]
                found = mismatches(rows, i, crossing, lambda r, span: _sum(values, at[r], span, down=True), context=context)
                self.defects += [self._mismatch(kind, row.at, c, computed) for kind, c, computed in found]

    def _check_columns(self, cols: Sequence[SumLine], values: Numbers, chains: Mapping[int, list[TableCell]], context: str) -> None:
        columns = list(zip(*self.grid.at, strict=True))
        crossing = [(r, range(r, r + 1), self._said(chain)) for r, chain in chains.items()]
        for i, col in enumerate(cols):
            if is_checked(col.label):
                found = mismatches(
                    cols, i, crossing, lambda c, span: _sum(values, columns[c], span, down=False), context=context, alike=False
                )
                self.defects += [self._mismatch(kind, r, col.at, computed) for kind, r, computed in found]

    def _numbers_in(self, found: Sequence[Fact]) -> Numbers:
        """The numbers of the cells that surely hold one, without qualifier, or a null mark that counts 0."""
        several = {(f.row, f.col) for f in found if f.fact_no > 1}.union(self.unsure)
        values: dict[tuple[int, int], CellNumber] = {}
        for f in found:
            if (f.row, f.col) not in several and not f.qualifier and f.null_reason not in _NOT_COUNTED:
                quantity = next(iter(numbers.read_cell(self.grid.text(f.row, f.col)).values), Quantity(0.0))
                values[f.row, f.col] = CellNumber(f.value or 0.0, f.unit, quantity.decimals, f.value is None)
        return values

    def _line(self, place: int, chain: list[TableCell], group: int) -> SumLine:
        texts = [x for x in chain if self.header(x).label or self.header(x).period]
        return SumLine(place, self.header(texts[-1]).label if texts else "", tuple(x.row * 1000 + x.col for x in texts[:-1]), group)

    def _said(self, chain: Sequence[TableCell]) -> str:
        return "".join(self.header(x).label for x in chain)

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
        """True for a column that describes: by its header, or by more words than numbers, or as many and a day, under a header that counts
        nothing.

        A column without header is none: each of its rows stands for itself.
        """
        if not chain:
            return False
        if any(_describing(self.header(cell).label) for cell in chain):
            return True
        kinds = [self.grid.kinds[r][col] for r in body]
        has_day = any(numbers.is_date(self.grid.text(r, col)) for r in body)
        return kinds.count("words") + has_day > kinds.count("number") + kinds.count("scale") and not self._counts(chain)

    def _facts_of_cell(self, cell: TableCell, rows: HeaderSide, cols: HeaderSide, context: Context) -> list[Fact]:
        reading = CellReading(null_reason="slash") if cell.is_slashed else numbers.read_cell(cell.text.text)
        is_unnamed = bool(self.structure.header_cols) and not rows.cells
        if rows.describes or reading.null_reason == "empty" and is_unnamed:
            return []
        roles = rows.roles | cols.roles
        raw = self.printed[cell.row, cell.col]
        unit, when = unit_from(rows, cols, context, roles), when_of(rows, cols, context)
        labels, headers = (*rows.labels, *cols.labels), [*rows.cells, *cols.cells]
        boxes_labels = tuple(dict.fromkeys(box for header in headers for box in header.text.boxes))
        make = FactMaker(cell, raw, context, labels, boxes_labels, roles, unit, when)
        names = self._names(headers, reading)
        is_sure = bool(names) or not reading.bare
        if not _is_read(reading, is_sure=is_sure):
            if not reading.null_reason:
                self.defects.append(defect_at("number-unreadable", cell.text, raw, (("printed", raw),)))
            return [make.fact(1, Quantity(0.0), null=True, reason=reading.null_reason or "unreadable")]
        if len(reading.values) > 1 and not is_sure:
            return [make.fact(1, with_remark(reading.values[0], reading.remark))]
        return one_by_one(make, reading, arrow_steps((*context.periods, *rows.periods, *cols.periods)), names)

    def _names(self, chain: list[TableCell], reading: CellReading) -> tuple[str, tuple[str, ...]] | None:
        """The header that names each of a cell's numbers (回数(人数) over 12回(58人)): its label and the names."""
        if len(reading.values) < 2 or reading.arrow or any(q.term or q.bound for q in reading.values):
            return None
        for cell in reversed(chain):
            header = self.header(cell)
            if len(header.names) == len(reading.values):
                return header.label, header.names
        return None


def _is_read(reading: CellReading, *, is_sure: bool) -> bool:
    """Whether a cell has a number that is its value: one that stands for itself, or has a reason or a remark beside it."""
    return bool(reading.values) and (is_sure or reading.null_reason is not None or reading.remark is not None)


def _without_raised(table: DataTable) -> DataTable:
    """The table as it is read: raised small digits refer to footnotes."""
    texts = (cell.text._replace(text=marks.without_raised(cell.text.text, frozenset(cell.raised))) for cell in table.cells)
    return replace(table, cells=tuple([cell._replace(text=text, raised=()) for cell, text in zip(table.cells, texts, strict=True)]))


def read_table(table: DataTable, *, document_period: tuple[int, int] | None, unsure: Collection[tuple[int, int]] = ()) -> TableReading:
    """Headers, caption, facts and defects of one data table.

    ``document_period`` are the first and last fiscal year that the document speaks of (None where unknown); it only settles the
    era of years printed without one. ``unsure`` are the rows and columns of cells that may say something else: what has digits there
    is a fact in a column of numbers, and no total is judged by it. Never raises on what is printed.
    """
    if not table.n_rows or not table.n_cols:
        return TableReading(0, 0, frozenset(), table.caption, (), ())
    reader = _Reader(table, document_period, unsure)
    facts = tuple(reader.facts())
    structure = reader.structure
    cells = zip(table.cells, reader.table.cells, strict=True)
    return TableReading(
        header_rows=structure.header_rows,
        header_cols=structure.header_cols,
        header_cells=reader.header_cells,
        caption=next((cell.text for cell, read in cells if read.text is reader.caption), reader.caption),
        facts=facts,
        defects=(*reader.header_defects(), *doubled_years(reader.table, facts), *numbers_alike(facts), *reader.defects),
    )
