"""A data table read: every number of its body as a fact with the labels, period, unit and role that its headers give it.

In comes one ``DataTable`` of a sheet and the fiscal years that the document speaks of; out goes a ``TableReading``. The rules
are those of the data contract ("How a table's cell becomes facts"); the words are in ``rules/facts.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from pipeline.facts import lexicon, numbers, periods
from pipeline.facts.checks import Line, Number, is_checked, mismatches
from pipeline.facts.headers import HeaderText, read_header
from pipeline.facts.model import Fact, NullReason, PeriodKind, Role, TableReading
from pipeline.facts.numbers import CellReading, Quantity
from pipeline.facts.periods import Period
from pipeline.facts.structure import Band, Grid, Structure, structure_of
from pipeline.sheet.model import DataTable, TableCell
from pipeline.values import Defect, Printed

_corner_word = lexicon.word_rule("corner")
_describing = lexicon.word_rule("describing")
_numbering = lexicon.word_rule("numbering")
_unit_column = lexicon.word_rule("unit_columns")
_measure = lexicon.word_rule("measures")
_RATIO_UNITS = frozenset({"%", "‰", "割"})
_RATIO_OR_NONE = _RATIO_UNITS | {"倍", "ポイント", "pt", None}
_COUNTED: tuple[str, ...] = tuple(lexicon.section("units")["counted"])
_MOST_CHECKED_ROWS = 200
_MOST_CHECKED_TOTALS = 24
_AGGREGATES: frozenset[Role] = frozenset({"total", "subtotal", "average"})


@dataclass(frozen=True, slots=True)
class _When:
    """The period that a number of a cell belongs to."""

    fiscal_year: int | None = None
    month: str | None = None
    kind: PeriodKind | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class _Context:
    """What captions, title rows, corners and section rows above a cell say of it, the outermost first."""

    labels: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    units: tuple[str, ...] = ()
    each_year_end: bool = False

    def with_text(self, header: HeaderText, *, label: bool = True) -> _Context:
        return _Context(
            (*self.labels, header.label) if label and header.label else self.labels,
            (*self.periods, header.period) if header.period else self.periods,
            (*self.units, header.unit) if header.unit else self.units,
            self.each_year_end or header.each_year_end,
        )


def _among(cell: TableCell, cells: Sequence[TableCell]) -> bool:
    return any(cell is other for other in cells)


def _defect(code: str, cell: Printed, quote: str, values: tuple[tuple[str, str], ...]) -> Defect:
    box = cell.boxes[0] if cell.boxes else None
    return Defect(code, page=box.page if box else None, box=box, quote=quote, values=values)


@dataclass(slots=True)
class _Beside:
    """The periods that stand beside a header: whether there are years, and which months, each with its year where known."""

    years: bool = False
    months: list[_When] = field(default_factory=list)

    def add(self, line: list[Period]) -> None:
        """Takes the periods of one row or column beside the header."""
        year = next((p for p in reversed(line) if p.fiscal_year and not p.month), None)
        month = next((p for p in reversed(line) if p.month or p.month_no), None)
        if month:
            self.months.append(_When(month.fiscal_year, month.month, "month") if month.month else _of_month(month, year))
        elif year or any(p.steps for p in line):
            self.years = True


def _of_year(year: Period, context: _Context) -> _When:
    kind: PeriodKind | None = "fiscal_year_end" if context.each_year_end and year.kind == "fiscal_year" else year.kind
    return _When(year.fiscal_year, None, kind, year.label)


def _of_month(month: Period, year: Period | None) -> _When:
    number = month.month_no or 0
    if not year or not year.fiscal_year:
        return _When(label=month.label)
    calendar = year.calendar_year or year.fiscal_year + (number < 4)
    label = f"{year.label} {month.label}"
    return _When(periods.fiscal_year_of(calendar, number), periods.month_of(calendar, number), "month", label)


@dataclass(frozen=True, slots=True)
class _Side:
    """What the headers of one side (the rows' or the columns') say of a cell.

    ``lost`` says that the covered headers differ in their period, so that none of theirs is the cell's.
    """

    cells: tuple[TableCell, ...]
    labels: tuple[str, ...]
    periods: tuple[Period, ...]
    roles: frozenset[Role]
    unit: str | None
    counted: frozenset[str]
    lost: bool
    beside_years: bool
    beside_months: tuple[_When, ...]
    describes: bool


class _Reader:
    """One table while it is read."""

    def __init__(self, table: DataTable, document_period: tuple[int, int] | None) -> None:
        self.table = table
        self.document_period = document_period
        self.grid = Grid(table)
        self.structure: Structure = structure_of(self.grid)
        self.defects: list[Defect] = []
        self._headers: dict[tuple[int, int], HeaderText] = {}
        self._besides: dict[tuple[int, ...], _Beside] = {}
        self._resolve_counts()

    # --- headers -----------------------------------------------------------------------------------------------------

    @cached_property
    def header_rows(self) -> frozenset[int]:
        rows = {r for band in self.structure.bands for r in band.header_rows}
        return frozenset(rows | set(self.structure.title_rows) | set(self.structure.sections) | self.structure.repeats)

    @cached_property
    def header_cells(self) -> frozenset[tuple[int, int]]:
        blocks = {c for c, how in self.structure.label_cols.items() if how == "block"}
        return frozenset(
            (cell.row, cell.col)
            for cell in self.grid.cells
            if cell.row in self.header_rows or cell.col < self.structure.header_cols or (cell.col in blocks and cell.text.text.strip())
        )

    def header(self, cell: TableCell) -> HeaderText:
        """The reading of a row or column header; a bare 2021 is a period only where the structure says so."""
        key = (cell.row, cell.col)
        found = self._headers.get(key)
        if found is None:
            found = read_header(cell.text.text)
            if key in self.grid.bare_months:
                found = HeaderText("", found.whole, Period(cell.text.text, month_no=int(lexicon.squeeze(cell.text.text))))
            elif cell.row in self.grid.unit_rows and (unit := numbers.unit_of(found.label)):
                found = replace(found, label="", unit=unit)
            elif found.period and found.period.bare_number and not found.partial and self.grid.kinds[cell.row][cell.col] != "period":
                found = replace(found, period=None, label=found.whole)
            self._headers[key] = found
        return found

    def _resolve_counts(self) -> None:
        """Gives years without an era (3年度) the era of the header before them, else that of the document's years."""
        columns = range(self.structure.header_cols)
        lines = [self.grid.starting_in(r) for r in sorted(self.header_rows)]
        lines += [[cell for cell in self.grid.cells if cell.col == c and cell.row not in self.header_rows] for c in columns]
        for line in lines:
            before: int | None = None
            for cell in line:
                header = self.header(cell)
                period = header.period
                if period and period.count is not None:
                    year = self._year_of_count(period.count, before)
                    self._headers[cell.row, cell.col] = replace(
                        header, period=replace(period, fiscal_year=year, kind=period.kind if year else None)
                    )
                    period = self._headers[cell.row, cell.col].period
                if period and period.fiscal_year:
                    before = period.fiscal_year

    def _year_of_count(self, count: int, before: int | None) -> int | None:
        years = periods.years_of_count(count)
        if before is not None:
            near = min(years, key=lambda y: abs(y - before))
            return near if abs(near - before) <= 15 else None
        if self.document_period:
            start, end = self.document_period
            within = [y for y in years if start - 5 <= y <= end + 1]
            return within[0] if len(within) == 1 else None
        return None

    def _column_chain(self, band: Band, col: int) -> list[TableCell]:
        """The column headers over one column, outermost first; an empty one under a lost span takes its left neighbour."""
        chain: list[TableCell] = []
        for i, r in enumerate(band.header_rows):
            cell = self.grid.at[r][col]
            if (
                cell
                and not cell.text.text.strip()
                and i + 1 < len(band.header_rows)
                and self.grid.text(band.header_rows[i + 1], col).strip()
            ):
                for c in range(col - 1, self.structure.header_cols - 1, -1):
                    left = self.grid.at[r][c]
                    if left and left.text.text.strip():
                        cell = left
                        break
            if cell and cell.text.text.strip() and not _among(cell, chain):
                chain.append(cell)
        return chain

    def _row_chain(self, band: Band, row: int, col: int) -> list[TableCell]:
        """The row headers before one place, outermost first: those of its block, then the words beside the number."""
        blocks = [c for c, how in self.structure.label_cols.items() if how == "block" and c < col]
        beside = [c for c, how in self.structure.label_cols.items() if how == "beside" and c < col]
        chain: list[TableCell] = []
        if blocks:
            cell = self.grid.at[row][max(blocks)]
            return [cell] if cell and cell.text.text.strip() else []
        width = self.structure.header_cols
        for c in range(width):
            cell = self.grid.at[row][c]
            if cell and not cell.text.text.strip() and c + 1 < width and self.grid.text(row, c + 1).strip():
                for r in range(row - 1, band.first - 1, -1):
                    above = self.grid.at[r][c]
                    if r in self.structure.sections:
                        break
                    if above and above.text.text.strip():
                        cell = above
                        break
            if cell and cell.text.text.strip() and not _among(cell, chain) and cell.col < width:
                chain.append(cell)
        if beside:
            first = max(beside)
            while first - 1 in beside and self.structure.label_cols.get(first - 1) == "beside":
                first -= 1
            run = [self.grid.at[row][c] for c in range(first, max(beside) + 1)]
            chain += [x for x in run if x and x.text.text.strip()]
        return chain

    @staticmethod
    def _common(chains: list[list[TableCell]]) -> list[TableCell]:
        first, *rest = chains
        return [cell for cell in first if all(_among(cell, other) for other in rest)] if rest else first

    # --- captions ----------------------------------------------------------------------------------------------------

    @cached_property
    def _outside(self) -> _Context:
        """What the caption outside the grid says."""
        if self.table.caption and not self.table.caption_in_grid:
            return _Context().with_text(read_header(self.table.caption.text, caption=True))
        return _Context()

    @cached_property
    def outer(self) -> tuple[_Context, Printed | None]:
        """The context that outside caption and title rows give, and the printed caption among them."""
        context = self._outside
        caption = self.table.caption if self.table.caption and not self.table.caption_in_grid else None
        for r in self.structure.title_rows:
            cell = self.grid.at[r][0]
            if cell and not cell.text.text.lstrip().startswith(("※", "(注", "（注", "注")):
                header = read_header(cell.text.text, caption=True)
                context = context.with_text(header)
                if header.label and not (caption and read_header(caption.text, caption=True).label):
                    caption = cell.text
        return context, caption

    def _corners(self, band: Band) -> list[TableCell]:
        width = self.structure.header_cols
        found: list[TableCell] = []
        for r in band.header_rows:
            for c in range(width):
                cell = self.grid.at[r][c]
                if cell and cell.text.text.strip() and not _among(cell, found) and cell.col + cell.colspan <= width:
                    found.append(cell)
        return found

    def _naming_corner(self, cells: list[TableCell]) -> TableCell | None:
        """The corner that names the table, rather than its row headers."""
        if len(cells) != 1:
            return None
        header = read_header(cells[0].text.text, caption=True)
        return cells[0] if header.label and (header.bracketed or not _corner_word(header.label)) else None

    @cached_property
    def band_contexts(self) -> list[_Context]:
        outer, _ = self.outer
        corners = [self._corners(band) for band in self.structure.bands]
        bracketed = {
            lexicon.squeeze(c[0].text.text) for c in corners if len(c) == 1 and read_header(c[0].text.text, caption=True).bracketed
        }
        contexts: list[_Context] = []
        for band, cells in zip(self.structure.bands, corners, strict=True):
            named = self._naming_corner(cells)
            retitled = contexts and self.structure.title_rows and band.header_rows and band.header_rows[0] - 1 in self.structure.sections
            context = self._outside if retitled else outer
            for cell in cells:
                header = read_header(cell.text.text, caption=True)
                takes = cell is named and (not outer.labels or (header.bracketed and len(bracketed) > 1))
                context = context.with_text(header, label=takes)
            if not named and contexts and not outer.labels and contexts[0].labels:
                context = replace(context, labels=contexts[0].labels)
            contexts.append(context)
        return contexts

    @cached_property
    def caption(self) -> Printed | None:
        _, caption = self.outer
        if caption and read_header(caption.text, caption=True).label:
            return caption
        named = self._naming_corner(self._corners(self.structure.bands[0]))
        if named:
            return named.text
        return caption or self.table.caption

    def _context(self, index: int, row: int, col: int) -> _Context:
        band, context = self.structure.bands[index], self.band_contexts[index]
        blocks = [c for c, how in self.structure.label_cols.items() if how == "block" and c < col]
        if blocks and band.header_rows:
            cell = self.grid.at[band.header_rows[-1]][max(blocks)]
            if cell and cell.text.text.strip():
                header = read_header(cell.text.text, caption=True)
                if header.bracketed or not _corner_word(header.label):
                    context = self.outer[0].with_text(header, label=header.bracketed or not self.outer[0].labels)
        above = [r for r in self.structure.sections if r < row]
        if above:
            cell = self.structure.sections[max(above)]
            text = cell.text.text
            if not text.lstrip().startswith("※") and not text.rstrip().endswith("。"):
                context = context.with_text(read_header(text, caption=True))
        return context

    # --- periods -----------------------------------------------------------------------------------------------------

    def _beside(self, band: Band, cell: TableCell, *, column: bool) -> _Beside:
        """The periods of the headers that stand beside one under the same parent, as far down as they are divided."""
        parent = None if column or not cell.col else self.grid.at[cell.row][cell.col - 1]
        key = (cell.row, cell.col) if column else (-1 - band.first, cell.col, parent.row if parent else -1)
        found = self._besides.get(key)
        if found is None:
            found = self._besides[key] = self._beside_columns(band, cell) if column else self._beside_rows(band, cell)
        return found

    def _beside_columns(self, band: Band, cell: TableCell) -> _Beside:
        at, found = self.grid.at, _Beside()
        if cell.row not in band.header_rows:
            return found
        has_parent = cell.row > band.header_rows[0]
        parent = at[cell.row - 1][cell.col] if has_parent else None
        for other in self.grid.starting_in(cell.row):
            above = at[other.row - 1][other.col] if has_parent else None
            if other is cell or other.col < self.structure.header_cols or above is not parent:
                continue
            for c in range(other.col, min(other.col + other.colspan, self.grid.n_cols)):
                found.add([p for x in self._column_chain(band, c) if (p := self.header(x).period)])
        return found

    def _beside_rows(self, band: Band, cell: TableCell) -> _Beside:
        at, found = self.grid.at, _Beside()
        parent = at[cell.row][cell.col - 1] if cell.col else None
        for r in range(band.first, band.end):
            other = at[r][cell.col]
            above = at[r][cell.col - 1] if cell.col else None
            if not other or other.row != r or r in self.header_rows or above is not parent:
                continue
            for row in range(r, min(r + other.rowspan, band.end)):
                chain = (at[row][c] for c in range(self.structure.header_cols))
                found.add([p for x in chain if x and (p := self.header(x).period)])
        return found

    def _side(self, band: Band, chains: list[list[TableCell]], *, column: bool, keeps_partial: bool) -> _Side:
        """The headers that all lines of ``chains`` have in common, read together.

        ``keeps_partial``: a period beside other words (令和5年度新規事業) is part of the label, for the other side has the year.
        """
        cells = self._common(chains)
        labels, found, besides = [], [], []
        for cell in cells:
            header = self.header(cell)
            kept = keeps_partial and header.partial
            label = header.whole if kept else header.label
            if header.period and not kept:
                found.append(header.period)
            elif column or cell.col < self.structure.header_cols:
                besides.append((label, self._beside(band, cell, column=column)))
            if label and not column and cell.col < self.structure.header_cols:
                heading = self._heading(band, cell.col)
                if heading and (_numbering(heading) or (_unit_column(heading) and numbers.unit_of(label))):
                    label = ""
            labels.append(label)
        unit = next((u for cell in reversed(cells) if (u := self._unit_named(band, cell, column=column))), None)
        named = [lexicon.squeeze(label) for label in labels if label]
        months: tuple[_When, ...] = ()
        for label, beside in besides:
            aggregate = lexicon.roles_of(label) & _AGGREGATES if label else None
            if len(beside.months) > 1 and aggregate and "半期" not in label:
                months = tuple(beside.months)
        return _Side(
            cells=tuple(cells),
            labels=tuple(labels),
            periods=tuple(found),
            roles=frozenset().union(*(lexicon.roles_of(label) for label in labels if label)),
            unit=unit,
            counted=frozenset(u for u in _COUNTED for label in named if label.endswith((u + "数", u + "数計"))),
            lost=any(self.header(x).period for chain in chains[1:] and chains for x in chain if not _among(x, cells)),
            beside_years=any(beside.years for _, beside in besides),
            beside_months=months,
            describes=any(_describing(label) for label in named),
        )

    def _unit_named(self, band: Band, cell: TableCell, *, column: bool) -> str | None:
        header = self.header(cell)
        if header.unit or column or cell.col >= self.structure.header_cols:
            return header.unit
        heading = self._heading(band, cell.col)
        return numbers.unit_of(header.label) if heading and _unit_column(heading) else None

    def _heading(self, band: Band, col: int) -> str:
        return self.grid.text(band.header_rows[-1], col) if band.header_rows else ""

    def _when(self, rows: _Side, cols: _Side, context: _Context) -> _When:
        """The single period of a cell, from its own headers, else from the captions above."""
        own = [*rows.periods, *cols.periods]
        beside_years = rows.beside_years or cols.beside_years or rows.lost or cols.lost
        years = [p for p in own if p.fiscal_year and not p.month]
        outer = [p for p in context.periods if p.fiscal_year and not p.month and not beside_years]
        year = years[-1] if years else outer[-1] if outer else None
        beside_months = cols.beside_months or rows.beside_months
        if beside_months:
            if len({w.month or w.label for w in beside_months}) != 12:
                return _When()
            common = {w.fiscal_year for w in beside_months if w.month}
            if not year and len(common) == 1:
                return _When(common.pop(), None, "fiscal_year", None)
            return _of_year(year, context) if year else _When()
        months = [p for p in own if p.month]
        if months:
            return _When(months[-1].fiscal_year, months[-1].month, "month", months[-1].label)
        numbered = [p for p in own if p.month_no]
        if numbered:
            return _of_month(numbered[-1], year)
        if years:
            return _of_year(years[-1], context)
        if own:
            return _When(label=own[-1].label)
        if beside_years or not context.periods:
            return _When()
        last = context.periods[-1]
        if last.month:
            return _When(last.fiscal_year, last.month, "month", last.label)
        if last.fiscal_year:
            return _of_year(last, context)
        return _When(label=last.label)

    # --- facts -------------------------------------------------------------------------------------------------------

    @staticmethod
    def _unit(rows: _Side, cols: _Side, context: _Context, roles: frozenset[Role]) -> str | None:
        """The unit that headers give, the nearest first; a caption's unit not for numbers that by their label count otherwise."""
        for side, other in ((cols, rows), (rows, cols)):
            if side.unit and (side.unit in _RATIO_OR_NONE or "ratio" not in other.roles or "ratio" in side.roles):
                return side.unit
        if cols.unit or rows.unit or not context.units:
            return None
        unit = context.units[-1]
        counted = rows.counted | cols.counted
        choices = [u for u in unit.replace("・", "、").replace(",", "、").split("、") if u]
        if counted:
            return next((u for u in choices if u in counted), None)
        if len(choices) > 1 or ("ratio" in roles and unit not in _RATIO_UNITS):
            return None
        return unit

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
        chains = {c: self._column_chain(band, c) for c in columns}
        prose = {c for c in columns if c not in label_cols and self._is_prose(body, c, chains[c])}
        counting = {c for c in columns if self._counts(chains[c])}
        column_sides: dict[tuple[int, int], _Side] = {}
        row_sides: dict[tuple[int, int, int, bool], _Side] = {}
        found: list[Fact] = []
        for r in body:
            contexts: dict[int, _Context] = {}
            for cell in grid.starting_in(r):
                c, kind = cell.col, kinds[r][cell.col]
                if c < first_col or c in label_cols or c in prose or kind in ("words", "period"):
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
                        dated = [x for x in self._column_chain(band, label_col) if (h := self.header(x)).period and not h.label]
                        over = [[*(x for x in dated if not _among(x, chain)), *chain] for chain in over]
                    cols = self._side(band, over, column=True, keeps_partial=False)
                    column_sides[c, cell.colspan] = cols
                has_year = any(p.fiscal_year or p.steps for p in cols.periods)
                rows = row_sides.get((r, cell.rowspan, label_col, has_year))
                if rows is None:
                    lines = [x for x in range(r, min(r + cell.rowspan, band.end)) if x not in self.structure.sections]
                    rows = self._side(band, [self._row_chain(band, x, c) for x in lines], column=False, keeps_partial=has_year)
                    row_sides[r, cell.rowspan, label_col, has_year] = rows
                context = contexts.get(label_col)
                if context is None:
                    context = contexts[label_col] = self._context(index, r, c)
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
            if (f.row, f.col) in several or f.qualifier or (f.value is None and not f.null_reason):
                continue
            quantity = next(iter(numbers.read_cell(f.raw).values), Quantity(0.0))
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
        rows = [line(r, self._row_chain(band, r, width), sum(s < r for s in sections)) for r in body]
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
            crossing = [(r, range(r, r + 1), "".join(self.header(h).label for h in self._row_chain(band, r, width))) for r in body]
            sideways = mismatches(
                cols, i, crossing, lambda c, span: total([at[r][c] for r in span], span, down=False), context=context, alike=False
            )
            self.defects += [self._mismatch(kind, r, col.at, computed) for kind, r, computed in sideways]

    def _mismatch(self, code: str, row: int, col: int, computed: float) -> Defect:
        cell = self.grid.at[row][col]
        printed = cell.text if cell else Printed("")
        return _defect(code, printed, printed.text, (("printed", printed.text), ("computed", f"{round(computed, 2):,g}")))

    def _counts(self, chain: list[TableCell]) -> bool:
        return any((h := self.header(cell)).period or h.unit or _measure(h.label) for cell in chain)

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

    def _facts_of_cell(self, index: int, cell: TableCell, rows: _Side, cols: _Side, context: _Context) -> list[Fact]:
        reading = numbers.read_cell(cell.text.text)
        if rows.describes or (reading.null_reason == "empty" and not rows.cells and self.structure.header_cols):
            return []
        roles = rows.roles | cols.roles
        unit = self._unit(rows, cols, context, roles)
        when = self._when(rows, cols, context)
        if reading.unreadable:
            self.defects.append(_defect("number-unreadable", cell.text, cell.text.text, (("printed", cell.text.text),)))
        make = _Maker(cell, context, (*rows.labels, *cols.labels), roles, unit, when)
        if not reading.values:
            return [make.fact(1, Quantity(0.0), null=True, reason=reading.null_reason)]
        if len(reading.values) == 1:
            return [make.fact(1, reading.values[0])]
        names = self._names([*rows.cells, *cols.cells], reading)
        first = reading.values[0]
        if reading.bare and not names:
            return [make.fact(1, replace(first, qualifier="、".join(q for q in (first.qualifier, reading.remark) if q) or None))]
        own = (*context.periods, *rows.periods, *cols.periods)
        steps = next((p.steps for p in reversed(own) if p.steps), ())
        facts = []
        for n, quantity in enumerate(reading.values):
            at = when
            if reading.arrow:
                at = _When(label=when.label)
                if len(steps) == len(reading.values):
                    at = _When(steps[n].fiscal_year, steps[n].month, steps[n].kind, steps[n].label)
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

    def header_defects(self) -> Iterable[Defect]:
        """Contradictory and unreadable years of headers and captions."""
        texts: list[tuple[Printed, HeaderText]] = []
        if self.table.caption and not self.table.caption_in_grid:
            texts.append((self.table.caption, read_header(self.table.caption.text, caption=True)))
        texts += [(cell.text, self.header(cell)) for cell in self.grid.cells if (cell.row, cell.col) in self.header_cells]
        for printed, header in texts:
            for period in (header.period, *(header.period.steps if header.period else ())):
                if period and period.problem:
                    problem = period.problem
                    values = (("printed", problem.printed), ("other", problem.other), ("kept", str(period.fiscal_year or "")))
                    yield _defect(problem.code, printed, printed.text, values)
                    break
            if header.unreadable:
                yield _defect("era-unreadable", printed, printed.text, (("printed", header.unreadable),))


@dataclass(frozen=True, slots=True)
class _Maker:
    """What all facts of one cell share."""

    cell: TableCell
    context: _Context
    labels: tuple[str, ...]
    roles: frozenset[Role]
    unit: str | None
    when: _When

    def fact(
        self,
        number: int,
        quantity: Quantity,
        *,
        when: _When | None = None,
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
        return Fact(
            row=self.cell.row,
            col=self.cell.col,
            fact_no=number,
            raw=self.cell.text.text,
            labels=tuple(label for i, label in enumerate(labels) if i == 0 or label != labels[i - 1]),
            fiscal_year=at.fiscal_year,
            month=at.month,
            period_kind=at.kind,
            period_label=at.label,
            value=None if null else quantity.value,
            unit=unit,
            qualifier=quantity.qualifier,
            role=_role(roles, unit, quantity),
            bound=quantity.bound,
            null_reason=reason,
            boxes=self.cell.text.boxes,
        )


def _role(roles: frozenset[Role], unit: str | None, quantity: Quantity) -> Role:
    if not roles:
        return "ratio" if unit in _RATIO_UNITS else "value"
    role = next(r for r in lexicon.ROLE_ORDER if r in roles)
    if role == "ratio" and (unit not in _RATIO_OR_NONE or (unit is None and quantity.signed)):
        return "difference"
    return role


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
    return TableReading(
        header_rows=structure.header_rows,
        header_cols=structure.header_cols,
        header_cells=reader.header_cells,
        caption=reader.caption,
        facts=facts,
        defects=(*reader.header_defects(), *reader.defects),
    )


def caption_of(table: DataTable) -> Printed | None:
    """The caption of a table, also where it is printed as its first full-width row or in its corner."""
    return read_table(table, document_period=None).caption
