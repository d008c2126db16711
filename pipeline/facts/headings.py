"""The headers of one table at work: which stand over and before a cell, what they say together, and the captions above them.

In comes a table with its structure; out go, for a row, a column or a place, the headers that apply (``HeaderSide``) and the captions,
corners and section rows above (``Context``). Spans that the layout did not find are filled in here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise, takewhile

from pipeline.facts import lexicon, numbers
from pipeline.facts.context import Beside, Context, HeaderSide, When
from pipeline.facts.grid import TableGrid, is_ditto
from pipeline.facts.headers import HeaderText, is_marked, read_header
from pipeline.facts.model import Role
from pipeline.facts.periods import Period
from pipeline.facts.structure import HeaderBand, Structure, describing_columns, structure_of, without_groups
from pipeline.facts.units import unit_of, units_counted
from pipeline.rules.captions import NOTE_SIGNS, NOTES_IN_TABLES
from pipeline.sheet.model import DataTable, TableCell
from pipeline.text.years import years_of_count
from pipeline.values import Defect, Printed

_corner_word = lexicon.word_rule("corner")
_CORNERS = frozenset(map(lexicon.squeeze, lexicon.section("corner")["is"]))
_describing = lexicon.word_rule("describing")
_numbering = lexicon.word_rule("numbering")
_unit_column = lexicon.word_rule("unit_columns")
_HALF: str = lexicon.section("period")["half"]
_GRAND_TOTALS = frozenset(lexicon.squeeze(w) for w in lexicon.section("checks")["grand_total"])
_AGGREGATES: frozenset[Role] = frozenset({"total", "subtotal", "average"})


def among(cell: TableCell, cells: Sequence[TableCell]) -> bool:
    return any(cell is other for other in cells)


def _written(cells: Iterable[TableCell | None]) -> list[TableCell]:
    """The cells that say something, each once."""
    return list({(cell.row, cell.col): cell for cell in cells if cell and cell.text.text.strip()}.values())


def defect_at(code: str, cell: Printed, quote: str, values: tuple[tuple[str, str], ...]) -> Defect:
    box = cell.boxes[0] if cell.boxes else None
    return Defect(code, page=box.page if box else None, box=box, quote=quote, values=values)


def _months_of_total(besides: Sequence[tuple[str, Beside]]) -> tuple[When, ...]:
    """The months beside the innermost header that adds up several of them; none for 上半期計."""
    adding = [
        beside.months
        for label, beside in besides
        if len(beside.months) > 1 and _HALF not in label and lexicon.roles_of(label) & _AGGREGATES
    ]
    return tuple(adding[-1]) if adding else ()


def _bracketed_alone(corners: Sequence[Sequence[TableCell]]) -> set[str]:
    """What the corners in brackets say that a band has alone."""
    texts = (cells[0].text.text for cells in corners if len(cells) == 1)
    return {lexicon.squeeze(text) for text in texts if read_header(text, caption=True).bracketed}


class Headings:
    """One table's headers while it is read."""

    def __init__(self, table: DataTable, document_period: tuple[int, int] | None) -> None:
        self.table = table
        self.document_period = document_period
        self.grid = TableGrid(table)
        self.structure: Structure = structure_of(self.grid)
        self._headers: dict[tuple[int, int], HeaderText] = {}
        self._besides: dict[tuple[int, ...], Beside] = {}
        self._resolve_counts()

    @cached_property
    def _describing(self) -> frozenset[int]:
        return describing_columns(self.grid, self.structure)

    # --- headers -----------------------------------------------------------------------------------------------------

    @cached_property
    def header_rows(self) -> frozenset[int]:
        rows = {r for band in self.structure.bands for r in band.header_rows}
        return frozenset(rows | set(self.structure.title_rows) | set(self.structure.sections) | self.structure.repeats)

    @cached_property
    def naming_columns(self) -> frozenset[int]:
        """The columns whose cells say something of their row: those at the left, and one of units behind the numbers."""
        width, rows = self.structure.header_cols, [r for r in range(self.grid.n_rows) if r not in self.header_rows]
        units = (c for c in range(width, self.grid.n_cols) if _unit_column(self._heading(self.structure.bands[0], c)))
        said = {c: _written(self.grid.at[r][c] for r in rows) for c in units}
        return frozenset({*range(width), *(c for c, cells in said.items() if all(unit_of(cell.text.text) for cell in cells))})

    @cached_property
    def header_cells(self) -> frozenset[tuple[int, int]]:
        blocks = {c for c, how in self.structure.label_cols.items() if how == "block"}
        return frozenset(
            (cell.row, cell.col)
            for cell in self.grid.cells
            if cell.row in self.header_rows or cell.col in self.naming_columns or (cell.col in blocks and cell.text.text.strip())
        )

    def header(self, cell: TableCell) -> HeaderText:
        """The reading of a row or column header; a bare 2021 is a period only where the structure says so."""
        key = (cell.row, cell.col)
        found = self._headers.get(key)
        if found is None:
            found = self._read(cell)
            if key in self.grid.bare_months:
                found = HeaderText("", found.whole, Period(cell.text.text, month_no=int(lexicon.squeeze(cell.text.text))))
            elif cell.row in self.grid.unit_rows and (unit := unit_of(found.label)):
                found = replace(found, label="", unit=unit)
            elif found.period and found.period.bare_number and self.grid.kinds[cell.row][cell.col] != "period":
                found = replace(found, period=None, label=found.whole)
            self._headers[key] = found
        return found

    def _read(self, cell: TableCell) -> HeaderText:
        """The reading of a header by its text, and a year's by the era over it, which is no label."""
        era = self.grid.eras.get((cell.row, cell.col), "")
        text = cell.text.text.strip()
        return HeaderText("", text) if lexicon.squeeze(text) == era else read_header(era + text)

    def _resolve_counts(self) -> None:
        """Gives years without an era (3年度) the era of the header before them, else that of the document's years."""
        columns = range(self.structure.header_cols)
        lines = [self.grid.starting_in(r) for r in sorted(self.header_rows)]
        lines += [[cell for cell in self.grid.cells if cell.col == c] for c in columns]
        for line in lines:
            before: int | None = None
            for cell in line:
                header = self.header(cell)
                period = header.period
                if period and period.count is not None:
                    year = self._year_of_count(period.count, before)
                    period = replace(period, fiscal_year=year)
                    self._headers[cell.row, cell.col] = replace(header, period=period)
                if period and period.fiscal_year:
                    before = period.fiscal_year

    def _year_of_count(self, count: int, before: int | None) -> int | None:
        years = years_of_count(count)
        if before is not None:
            near = min(years, key=lambda y: abs(y - before))
            return near if abs(near - before) <= 15 else None
        if self.document_period:
            start, end = self.document_period
            within = [y for y in years if start - 5 <= y <= end + 1]
            return within[0] if len(within) == 1 else None
        return None

    def column_chain(self, band: HeaderBand, col: int) -> list[TableCell]:
        """The column headers over one column, outermost first; an empty one under a lost span takes its left neighbour."""
        over = [self.grid.at[r][col] for r in band.header_rows]
        for n, (r, below) in enumerate(pairwise(band.header_rows)):
            if over[n] and self.grid.text(below, col).strip():
                over[n] = next(reversed(self._said_in(r, self.structure.header_cols, col)), None)
        return _written(over)

    def row_chain(self, band: HeaderBand, row: int, col: int) -> list[TableCell]:
        """The row headers before one place, outermost first: those of its block, then the words beside the number."""
        before = {c: how for c, how in self.structure.label_cols.items() if c < col}
        blocks = [c for c, how in before.items() if how == "block"]
        if blocks:
            return self._said_in(row, max(blocks), max(blocks))
        chain = _written(self._named_above(band, row, c) or self.grid.at[row][c] for c in sorted(self.naming_columns))
        first = last = max(before, default=-1)
        while first - 1 in before:
            first -= 1
        return chain + self._said_in(row, first, last)

    def _said_in(self, row: int, first: int, last: int) -> list[TableCell]:
        """The cells of a row from column to column that say something."""
        return _written(self.grid.at[row][first : last + 1])

    def _named_above(self, band: HeaderBand, row: int, col: int) -> TableCell | None:
        """The name over 〃, or over an empty cell beside which the next column says something, that holds for the row too; up to a row
        across the table."""
        text = self.grid.text(row, col)
        if not is_ditto(text) and (text.strip() or col + 1 >= self.structure.header_cols or not self.grid.text(row, col + 1).strip()):
            return None
        above = takewhile(lambda r: r not in self.structure.sections, range(row - 1, band.first - 1, -1))
        return next((cell for cell in _written(self.grid.at[r][col] for r in above) if not is_ditto(cell.text.text)), None)

    @staticmethod
    def _common(chains: list[list[TableCell]]) -> list[TableCell]:
        first, *rest = chains
        return [cell for cell in first if all(among(cell, other) for other in rest)]

    # --- captions ----------------------------------------------------------------------------------------------------

    @property
    def _caption_outside(self) -> Printed | None:
        """The caption that stands over the grid."""
        return None if self.table.caption_in_grid else self.table.caption

    @cached_property
    def _outside(self) -> Context:
        """What the caption outside the grid says."""
        caption = self._caption_outside
        return Context().with_text(read_header(caption.text, caption=True)) if caption else Context()

    @cached_property
    def outer(self) -> tuple[Context, Printed | None]:
        """The context that outside caption and title rows give, and the printed caption among them."""
        context, caption = self._outside, self._caption_outside
        for cell in (cell for r in self.structure.title_rows for cell in self._said_in(r, 0, 0)):
            if not cell.text.text.lstrip().startswith(NOTES_IN_TABLES):
                header = read_header(cell.text.text, caption=True)
                context = context.with_text(header)
                if header.label and not (caption and read_header(caption.text, caption=True).label):
                    caption = cell.text
        return context, caption

    def _corners(self, band: HeaderBand) -> list[TableCell]:
        width = self.structure.header_cols
        cells = _written(cell for r in band.header_rows for cell in self.grid.at[r][:width])
        return [cell for cell in cells if cell.col + cell.colspan <= width]

    def _naming_corner(self, cells: list[TableCell]) -> TableCell | None:
        """The corner that names the table, rather than its row headers."""
        if len(cells) != 1:
            return None
        header = read_header(cells[0].text.text, caption=True)
        is_set_off = header.bracketed or is_marked(cells[0].text.text) and lexicon.squeeze(header.label) not in _CORNERS
        return cells[0] if header.label and (is_set_off or not _corner_word(header.label)) else None

    @cached_property
    def band_contexts(self) -> list[Context]:
        outer, _ = self.outer
        corners = [self._corners(band) for band in self.structure.bands]
        parts_tables = len(_bracketed_alone(corners)) > 1
        contexts: list[Context] = []
        for band, cells in zip(self.structure.bands, corners, strict=True):
            named = self._naming_corner(cells)
            context = self._outside if self._is_retitled(band) else outer
            for cell in cells:
                header = read_header(cell.text.text, caption=True)
                context = context.with_text(header, label=cell is named and (not outer.labels or header.bracketed and parts_tables))
            if contexts and not cells and not self._is_retitled(band):  # the corner above is said of this band too
                context = contexts[0]
            elif not named and contexts and not outer.labels:
                context = replace(context, labels=contexts[0].labels)
            contexts.append(context)
        return contexts

    def _is_retitled(self, band: HeaderBand) -> bool:
        """Whether a row across the table stands over a band: a row above all is not said of what is under this one."""
        above = band.header_rows[0] - 1 if band.header_rows else -1
        return above in self.structure.sections

    @cached_property
    def caption(self) -> Printed | None:
        """What names the table, or else stands over it, a unit alone too; the corner where nothing else does."""
        _, caption = self.outer
        if caption and read_header(caption.text, caption=True).label:
            return caption
        named = self._naming_corner(self._corners(self.structure.bands[0]))
        return self.table.caption or (named.text if named else None)

    def context(self, index: int, row: int, col: int) -> Context:
        context = self._of_block(self.structure.bands[index], col) or self.band_contexts[index]
        above = max((r for r in self.structure.sections if r < row), default=None)
        if above is not None and not self._ended(above, row):
            text = self.structure.sections[above].text.text
            if not text.lstrip().startswith(NOTE_SIGNS) and not text.rstrip().endswith("。"):
                context = context.with_text(read_header(text, caption=True))
        return context

    def _of_block(self, band: HeaderBand, col: int) -> Context | None:
        """What the corner in brackets of a table beside the table says; None where there is none."""
        blocks = [c for c, how in self.structure.label_cols.items() if how == "block" and c < col]
        corner = self.grid.text(band.header_rows[-1], max(blocks)) if blocks and band.header_rows else ""
        header = read_header(corner, caption=True)
        return self.outer[0].with_text(header) if header.bracketed else None

    @cached_property
    def _grand_totals(self) -> frozenset[int]:
        """The rows 合計 or 総計 that end the group of rows above them: unless each group has its own, then it is the group's."""
        rows = [r for r in range(self.grid.n_rows) if lexicon.squeeze(self.header_text(r)) in _GRAND_TOTALS]
        last = max(self.structure.sections, default=-1)
        return frozenset() if any(r < last for r in rows) else frozenset(rows)

    def header_text(self, row: int) -> str:
        """The label of a row's first header cell."""
        return next((self.header(cell).label for cell in self._said_in(row, 0, 0)), "")

    @cached_property
    def _heavier(self) -> frozenset[int]:
        """The rows under a heavier rule, which ends the group above it; a subtotal under it is still the group's."""
        return frozenset(
            r for r in self.table.heavy_rows if r < self.grid.n_rows and "subtotal" not in lexicon.roles_of(self.header_text(r))
        )

    def _ended(self, section: int, row: int) -> bool:
        return any(section < r <= row for r in self._grand_totals) or any(section + 1 < r <= row for r in self._heavier)

    # --- periods -----------------------------------------------------------------------------------------------------

    def _beside(self, band: HeaderBand, cell: TableCell, *, column: bool) -> Beside:
        """The periods of the headers that stand beside one under the same parent, as far down as they are divided."""
        parent = self._before(cell.row, cell.col)
        key = (cell.row, cell.col) if column else (band.first, cell.col, parent.row if parent else -1)
        if key not in self._besides:
            self._besides[key] = self._beside_columns(band, cell) if column else self._beside_rows(band, cell)
        return self._besides[key]

    def _before(self, row: int, col: int) -> TableCell | None:
        return self.grid.at[row][col - 1] if col else None

    def _beside_columns(self, band: HeaderBand, cell: TableCell) -> Beside:
        at, found = self.grid.at, Beside()
        has_parent = cell.row > band.header_rows[0]
        parent = at[cell.row - 1][cell.col] if has_parent else None
        for other in self.grid.starting_in(cell.row):
            above = at[other.row - 1][other.col] if has_parent else None
            if other.col < self.structure.header_cols or above is not parent:
                continue
            for c in range(other.col, min(other.col + other.colspan, self.grid.n_cols)):
                found.add([p for x in self.column_chain(band, c) if (p := self.header(x).period)])
        return found

    def _beside_rows(self, band: HeaderBand, cell: TableCell) -> Beside:
        parent, found = self._before(cell.row, cell.col), Beside()
        for r in range(band.first, band.end):
            if r not in self.header_rows and self._before(r, cell.col) is parent:
                chain = self._said_in(r, 0, self.structure.header_cols - 1)
                found.add([p for x in chain if (p := self.header(x).period)])
        return found

    def side(self, band: HeaderBand, chains: list[list[TableCell]], *, column: bool, keeps_partial: bool) -> HeaderSide:
        """The headers that all lines of ``chains`` have in common, read together.

        ``keeps_partial``: a period beside other words (令和5年度新規事業) is part of the label, for the other side has the year.
        """
        cells = self._common(chains)
        labels: list[str] = []
        found: list[Period] = []
        besides: list[tuple[str, Beside]] = []
        for cell in cells:
            header = self.header(cell)
            kept = keeps_partial and header.partial
            label = header.whole if kept else header.label
            if header.period and not kept:
                found.append(header.period)
            else:
                besides.append((label, self._beside(band, cell, column=column)))
            labels.append("" if not column and self._only_describes(band, cell, label) else label)
        return HeaderSide(
            cells=tuple(cells),
            labels=tuple(labels),
            periods=tuple(found),
            roles=frozenset().union(*map(lexicon.roles_of, filter(None, labels))),
            unit=next((u for cell in reversed(cells) if (u := self._unit_named(band, cell))), None),
            counted=units_counted(labels),
            lost=self._is_lost(chains, cells),
            beside_years=any(beside.years for _, beside in besides),
            beside_months=_months_of_total(besides),
            describes=any(_describing(lexicon.squeeze(label)) for label in (labels if column else without_groups(cells, labels))),
        )

    def _only_describes(self, band: HeaderBand, cell: TableCell, label: str) -> bool:
        """Whether a row header's words describe the row, number it, date it, or are its unit, and so are no label."""
        if cell.col in self._describing or numbers.is_day(label):
            return True
        heading = self._heading(band, cell.col)
        return bool(_numbering(heading) or (_unit_column(heading) and unit_of(label)))

    def _is_lost(self, chains: Sequence[Sequence[TableCell]], common: Sequence[TableCell]) -> bool:
        """Whether a line has a period that not all have."""
        return any(self.header(x).period for chain in chains for x in chain if not among(x, common))

    def _unit_named(self, band: HeaderBand, cell: TableCell) -> str | None:
        """The unit in a header's text, or which it is under 単位."""
        header = self.header(cell)
        return header.unit or (unit_of(header.label) if _unit_column(self._heading(band, cell.col)) else None)

    def _heading(self, band: HeaderBand, col: int) -> str:
        return self.grid.text(band.header_rows[-1], col) if band.header_rows else ""

    def header_defects(self) -> Iterable[Defect]:
        """Contradictory and unreadable years of headers and captions."""
        texts: list[tuple[Printed, HeaderText]] = []
        if caption := self._caption_outside:
            texts.append((caption, read_header(caption.text, caption=True)))
        texts += [(cell.text, self.header(cell)) for cell in self.grid.cells if (cell.row, cell.col) in self.header_cells]
        for printed, header in texts:
            if header.period and (problem := header.period.problem):
                values = (("printed", problem.printed), ("other", problem.other), ("kept", str(header.period.fiscal_year or "")))
                yield defect_at(problem.code, printed, printed.text, values)
            if header.unreadable:
                yield defect_at("era-unreadable", printed, printed.text, (("printed", header.unreadable),))
