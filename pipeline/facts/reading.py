"""A data table read: every number of its body as a fact with the labels, period, unit and role that its headers give it.

In comes one ``DataTable`` of a sheet and the fiscal years that the document speaks of; out goes a ``TableReading``. The rules
are those of the data contract ("How a table's cell becomes facts"); the words are in ``rules/facts.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.facts import lexicon, numbers, periods
from pipeline.facts.checks import defects_of_sums
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
_measure = lexicon.word_rule("measures")
_RATIO_UNITS = frozenset({"%", "‰", "割"})
_RATIO_OR_NONE = _RATIO_UNITS | {"倍", "ポイント", "pt", None}
_COUNTED: tuple[str, ...] = tuple(lexicon.section("units")["counted"])
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


def _defect(code: str, cell: Printed, quote: str, values: tuple[tuple[str, str], ...]) -> Defect:
    box = cell.boxes[0] if cell.boxes else None
    return Defect(code, page=box.page if box else None, box=box, quote=quote, values=values)


class _Reader:
    """One table while it is read."""

    def __init__(self, table: DataTable, document_period: tuple[int, int] | None) -> None:
        self.table = table
        self.document_period = document_period
        self.grid = Grid(table)
        self.structure: Structure = structure_of(self.grid)
        self.defects: list[Defect] = []
        self._headers: dict[tuple[int, int], HeaderText] = {}
        self._resolve_counts()

    # --- headers -----------------------------------------------------------------------------------------------------

    @cached_property
    def header_rows(self) -> frozenset[int]:
        rows = {r for band in self.structure.bands for r in band.header_rows}
        return frozenset(rows | set(self.structure.title_rows) | set(self.structure.sections))

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
            if found.period and found.period.bare_number and not found.partial and self.grid.kinds[cell.row][cell.col] != "period":
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
            if cell and cell.text.text.strip() and cell not in chain:
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
            if cell and cell.text.text.strip() and cell not in chain and cell.col < width:
                chain.append(cell)
        if beside:
            cell = self.grid.at[row][max(beside)]
            if cell and cell.text.text.strip():
                chain.append(cell)
        return chain

    @staticmethod
    def _common(chains: list[list[TableCell]]) -> list[TableCell]:
        first, *rest = chains
        return [cell for cell in first if all(cell in other for other in rest)]

    # --- captions ----------------------------------------------------------------------------------------------------

    @cached_property
    def outer(self) -> tuple[_Context, Printed | None]:
        """The context that outside caption and title rows give, and the printed caption among them."""
        context, caption = _Context(), None
        if self.table.caption and not self.table.caption_in_grid:
            context = context.with_text(read_header(self.table.caption.text, caption=True))
            caption = self.table.caption
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
                if cell and cell.text.text.strip() and cell not in found and cell.col + cell.colspan <= width:
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
        for cells in corners:
            named = self._naming_corner(cells)
            context = outer
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

    def _siblings(self, band: Band, cell: TableCell, *, column: bool) -> list[Period]:
        """The periods of the headers that stand beside a header under the same parent."""
        found: list[Period] = []
        if column:
            if cell.row not in band.header_rows:
                return found
            parent = self.grid.at[cell.row - 1][cell.col] if cell.row > band.header_rows[0] else None
            for other in self.grid.starting_in(cell.row):
                if other.col < self.structure.header_cols or other is cell:
                    continue
                above = self.grid.at[other.row - 1][other.col] if other.row > band.header_rows[0] else None
                if parent is above and (p := self.header(other).period):
                    found.append(p)
            return found
        parent = self.grid.at[cell.row][cell.col - 1] if cell.col else None
        for r in range(band.first, band.end):
            beside = self.grid.at[r][cell.col]
            if not beside or beside is cell or beside.row != r or r in self.structure.sections:
                continue
            above = self.grid.at[r][cell.col - 1] if cell.col else None
            if parent is above and (p := self.header(beside).period):
                found.append(p)
        return found

    def _own_periods(self, rows: list[TableCell], cols: list[TableCell]) -> tuple[list[Period], set[int]]:
        """The periods of a place's headers, row headers first, and which headers (by identity) keep theirs as label."""
        by_column = [p for cell in cols if (p := self.header(cell).period)]
        dated = any(p.fiscal_year or p.steps for p in by_column)
        found, kept = [], set()
        for cell in rows:
            header = self.header(cell)
            if not header.period:
                continue
            if header.partial and dated:
                kept.add(id(cell))
            else:
                found.append(header.period)
        return found + by_column, kept

    def _when(self, own: list[Period], context: _Context, *, beside_years: bool, beside_months: list[Period] | None) -> _When:
        """The single period of a cell. ``beside_months`` are the months that its total or average stands beside."""
        years = [p for p in own if p.fiscal_year and not p.month]
        outer = [p for p in context.periods if p.fiscal_year and not p.month and not beside_years]
        year = years[-1] if years else outer[-1] if outer else None
        if beside_months is not None:
            distinct = {p.month or p.month_no for p in beside_months}
            common = {p.fiscal_year for p in beside_months if p.month}
            if len(distinct) != 12:
                return _When()
            if not year and len(common) == 1:
                return _When(common.pop(), None, "fiscal_year", None)
            return self._of_year(year, context) if year else _When()
        months = [p for p in own if p.month]
        if months:
            return _When(months[-1].fiscal_year, months[-1].month, "month", months[-1].label)
        numbered = [p for p in own if p.month_no]
        if numbered:
            return self._of_month(numbered[-1], year)
        if years:
            return self._of_year(years[-1], context)
        if own:
            return _When(label=own[-1].label)
        if beside_years or not context.periods:
            return _When()
        last = context.periods[-1]
        if last.month:
            return _When(last.fiscal_year, last.month, "month", last.label)
        if last.fiscal_year:
            return self._of_year(last, context)
        return _When(label=last.label)

    @staticmethod
    def _of_year(year: Period, context: _Context) -> _When:
        kind = "fiscal_year_end" if context.each_year_end and year.kind == "fiscal_year" else year.kind
        return _When(year.fiscal_year, None, kind, year.label)

    @staticmethod
    def _of_month(month: Period, year: Period | None) -> _When:
        number = month.month_no or 0
        if not year or not year.fiscal_year:
            return _When(label=month.label)
        calendar = year.calendar_year or year.fiscal_year + (number < 4)
        return _When(periods.fiscal_year_of(calendar, number), periods.month_of(calendar, number), "month", f"{year.label} {month.label}")

    # --- facts -------------------------------------------------------------------------------------------------------

    def _unit(self, rows: list[TableCell], cols: list[TableCell], context: _Context, roles: frozenset[Role]) -> str | None:
        """The unit that headers give, the nearest first; a caption's unit not for numbers that by their label count otherwise."""
        for cell in [*reversed(cols), *reversed(rows)]:
            unit = self.header(cell).unit
            if unit:
                return unit
        if not context.units:
            return None
        unit = context.units[-1]
        named = [lexicon.squeeze(self.header(cell).label) for cell in [*cols, *rows]]
        counts = {u for u in _COUNTED for label in named if label.endswith((u + "数", u + "数計"))}
        choices = [u for u in unit.replace("・", "、").replace(",", "、").split("、") if u]
        if counts:
            return next((u for u in choices if u in counts), None)
        if len(choices) > 1:
            return None
        if "ratio" in roles and unit not in _RATIO_UNITS:
            return None
        return unit

    def facts(self) -> list[Fact]:
        """Every fact of the table in the order of its cells."""
        found: list[Fact] = []
        for index, band in enumerate(self.structure.bands):
            body = [r for r in range(band.first, band.end) if r not in self.structure.sections]
            if body:
                found += self._facts_of_band(index, band, body)
        return sorted(found, key=lambda f: (f.row, f.col, f.fact_no))

    def _facts_of_band(self, index: int, band: Band, body: list[int]) -> list[Fact]:
        grid, kinds = self.grid, self.grid.kinds
        first_col = self.structure.header_cols
        columns = range(first_col, grid.n_cols)
        numeric_cols = {c for c in columns if any(kinds[r][c] in ("number", "scale") for r in body)}
        numeric_rows = {r for r in body if any(kinds[r][c] in ("number", "scale") for c in columns)}
        wordy_rows = {r for r in body if r not in numeric_rows and any(kinds[r][c] == "words" for c in columns)}
        column_chains = {c: self._column_chain(band, c) for c in columns}
        found: list[Fact] = []
        for r in body:
            for cell in grid.starting_in(r):
                c = cell.col
                if c < first_col or c in self.structure.label_cols or (c in column_chains and self._is_prose(body, c, column_chains[c])):
                    continue
                kind = kinds[r][c]
                if kind in ("words", "period"):
                    continue
                covered = range(c, min(c + cell.colspan, grid.n_cols))
                if kind in ("null", "empty"):
                    in_numbers = any(x in numeric_cols for x in covered) and r not in wordy_rows
                    beside_numbers = r in numeric_rows and all(self._counts(column_chains[x]) for x in covered)
                    if not (in_numbers or beside_numbers):
                        continue
                found += self._facts_of_cell(index, band, cell, [column_chains[x] for x in covered])
        return found

    def _counts(self, chain: list[TableCell]) -> bool:
        return any((h := self.header(cell)).period or h.unit or _measure(h.label) for cell in chain)

    def _is_prose(self, body: list[int], col: int, chain: list[TableCell]) -> bool:
        """True for a column that describes: by its header, or by more words than numbers under a header that counts nothing."""
        if any(_describing(self.header(cell).label) for cell in chain):
            return True
        kinds = [self.grid.kinds[r][col] for r in body]
        return kinds.count("words") > kinds.count("number") + kinds.count("scale") and not self._counts(chain)

    def _facts_of_cell(self, index: int, band: Band, cell: TableCell, column_chains: list[list[TableCell]]) -> list[Fact]:
        covered_rows = [r for r in range(cell.row, min(cell.row + cell.rowspan, band.end)) if r not in self.structure.sections]
        row_chains = [self._row_chain(band, r, cell.col) for r in covered_rows]
        rows, cols = self._common(row_chains), self._common(column_chains)
        if self.structure.label_cols.get(max((c for c in self.structure.label_cols if c < cell.col), default=-1)) == "beside":
            beside = max(c for c in self.structure.label_cols if c < cell.col)
            over = [x for x in self._column_chain(band, beside) if x not in cols and self.header(x).period and not self.header(x).label]
            if over and not any(self.header(x).period for x in cols):
                cols = [*over, *cols]
        reading = numbers.read_cell(cell.text.text)
        if reading.null_reason == "empty" and not rows and self.structure.header_cols:
            return []
        if any(_describing(self.header(x).label) for x in rows):
            return []
        context = self._context(index, cell.row, cell.col)
        own, kept = self._own_periods(rows, cols)
        dropped = [x for chain in (*row_chains, *column_chains) for x in chain if x not in rows and x not in cols and self.header(x).period]
        beside = [(x, self._siblings(band, x, column=True)) for x in cols] + [
            (x, self._siblings(band, x, column=False)) for x in rows if x.col < self.structure.header_cols
        ]
        unlike = [(x, s) for x, s in beside if s and (not self.header(x).period or id(x) in kept)]
        beside_years = bool(dropped) or any(p.fiscal_year and not p.month or p.steps for _, s in unlike for p in s)
        beside_months = None
        for x, s in unlike:
            months = [p for p in s if p.month or p.month_no]
            label = lexicon.squeeze(self.header(x).label)
            if len(months) > 1 and lexicon.roles_of(label) & _AGGREGATES and "半期" not in label:
                beside_months = months
        labels = [(x, self._label(x, id(x) in kept)) for x in [*rows, *cols]]
        roles: frozenset[Role] = frozenset().union(*(lexicon.roles_of(label) for _, label in labels if label))
        unit = self._unit(rows, cols, context, roles)
        when = self._when(own, context, beside_years=beside_years, beside_months=beside_months)
        if reading.unreadable:
            self.defects.append(_defect("number-unreadable", cell.text, cell.text.text, (("printed", cell.text.text),)))
        steps = next((p.steps for p in reversed([*context.periods, *own]) if p.steps), ())
        make = _Maker(cell, context, [label for _, label in labels], roles, unit, when)
        if not reading.values:
            return [make.fact(1, Quantity(0.0), null=True, reason=reading.null_reason)]
        names = self._names([*rows, *cols], reading)
        if reading.bare and not names:
            return [
                make.fact(
                    1,
                    replace(reading.values[0], qualifier="、".join(q for q in (reading.values[0].qualifier, reading.remark) if q) or None),
                )
            ]
        facts = []
        for n, quantity in enumerate(reading.values):
            at = when
            if reading.arrow:
                at = _When(label=when.label)
                if len(steps) == len(reading.values):
                    step = steps[n]
                    at = _When(step.fiscal_year, step.month, step.kind, step.label)
            if n and quantity.term and not quantity.unit and not unit and "ratio" not in lexicon.roles_of(quantity.term):
                quantity = replace(quantity, unit=reading.values[0].unit)
            facts.append(make.fact(n + 1, quantity, when=at, names=(names[0], names[1][n]) if names else None))
        return facts

    def _label(self, cell: TableCell, keeps_period: bool) -> str:
        header = self.header(cell)
        label = header.whole if keeps_period else header.label
        if label and cell.col < self.structure.header_cols and cell.row not in self.header_rows and _numbering(self._heading(cell)):
            return ""
        return label

    def _heading(self, cell: TableCell) -> str:
        rows = [r for band in self.structure.bands for r in band.header_rows if r < cell.row]
        return self.grid.text(rows[-1], cell.col) if rows else ""

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
    labels: list[str]
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
        labels = [*self.context.labels, *(label for label in labels if label), *([quantity.term] if quantity.term else [])]
        unit = quantity.unit or self.unit
        roles = self.roles | (lexicon.roles_of(quantity.term) if quantity.term else frozenset())
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
    sums = defects_of_sums(table, facts)
    return TableReading(
        header_rows=structure.header_rows,
        header_cols=structure.header_cols,
        header_cells=reader.header_cells,
        caption=reader.caption,
        facts=facts,
        defects=(*reader.header_defects(), *reader.defects, *sums),
    )


def caption_of(table: DataTable) -> Printed | None:
    """The caption of a table, also where it is printed as its first full-width row or in its corner."""
    return read_table(table, document_period=None).caption
