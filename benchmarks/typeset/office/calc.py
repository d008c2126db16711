"""A document as a workbook: a page's worth of narrow columns, merged to whatever a row needs, as clerks build forms in a spreadsheet."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from benchmarks.typeset.lines import broken
from benchmarks.typeset.office.rules import placed, ruled, shaded
from benchmarks.typeset.office.sheets import Beside, Block, Cell, Chart, Document, Label, PageBreak, Para, Table
from benchmarks.typeset.office.writer import MARGIN, PAPER

COLUMNS = 48
"""narrow columns of a page"""
_KINDS = {"solid": "thin", "double": "double", "dotted": "dotted"}
_PAPER_CODE = {"A4": 9, "A4L": 9, "A3L": 8, "B4": 12}


def workbook(document: Document) -> bytes:
    """The document as XLSX."""
    return _Calc(document).whole()


@dataclass(slots=True)
class _Calc:
    document: Document
    sheet: Any = None
    row: int = 1
    one: float = 0.0
    spans: list[tuple[int, int, int, int]] = field(default_factory=list)

    def whole(self) -> bytes:
        style = self.document.style
        book = Workbook()
        self.sheet = book.active
        wide, _ = PAPER[style.paper]
        self.one = (wide - 2 * MARGIN) / COLUMNS
        for k in range(1, COLUMNS + 1):
            self.sheet.column_dimensions[get_column_letter(k)].width = self.one / 5.55
        page = self.sheet.page_setup
        page.paperSize, page.orientation = _PAPER_CODE[style.paper], "landscape" if style.paper.endswith("L") else "portrait"
        page.fitToHeight, page.fitToWidth = 0, 1
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        margins = self.sheet.page_margins
        margins.left = margins.right = margins.top = margins.bottom = MARGIN / 72
        margins.header = margins.footer = 0.3
        side = self.sheet.oddHeader.right if style.header == "form" else self.sheet.oddHeader.left
        side.text = self.document.header
        self.sheet.oddFooter.center.text = {"number": "- &P -", "pages": "&P / &N", "none": ""}[style.footer]
        self.blocks(self.document.blocks, 1, COLUMNS)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def blocks(self, blocks: tuple[Block, ...], first: int, last: int) -> None:
        for block in blocks:
            if isinstance(block, PageBreak):
                self.sheet.row_breaks.append(Break(id=self.row - 1))
            elif isinstance(block, Para):
                self.para(block, first, last)
            elif isinstance(block, Label):
                self.para(Para(block.text, True), first, last)
            elif isinstance(block, Table) and block.rules == "frame":
                self.frame(block, first)
            elif isinstance(block, Table):
                self.data([block], first, last)
            elif isinstance(block, Beside):
                self.data(list(block.tables), first, last)
            elif isinstance(block, Chart):
                raise ValueError("charts are not set in workbooks")

    def put(
        self, text: str, first: int, last: int, rows: int = 1, para: Para | None = None, middle: bool = False, vertical: bool = False
    ) -> Any:
        cell = self.sheet.cell(self.row, first, text)
        style, para = self.document.style, para or Para(text)
        cell.font = Font(name=style.face, size=style.size * para.scale, bold=para.bold)
        horizontal = {"left": "general"}.get(para.align, para.align)
        cell.alignment = Alignment(
            wrap_text=True,
            vertical="center" if middle else "top",
            horizontal=horizontal,
            text_rotation=255 if vertical else 0,
            indent=round(para.left) if para.first == 0 else 0,
        )
        cell.number_format = "@"
        if last > first or rows > 1:
            self.sheet.merge_cells(start_row=self.row, end_row=self.row + rows - 1, start_column=first, end_column=last)
        return cell

    def high(self, text: str, columns: int, scale: float = 1.0) -> float:
        size = self.document.style.size * scale
        room = max(columns * self.one - 8, size)
        return len(broken(text, size, room, room)) * size * 1.65 + 3

    def grow(self, row: int, high: float) -> None:
        known = self.sheet.row_dimensions[row].height or 0
        self.sheet.row_dimensions[row].height = max(known, min(high, 400))

    def para(self, para: Para, first: int, last: int) -> None:
        text = (para.mark + " " if para.mark else "") + para.text
        self.put(text, first, last, para=para)
        self.grow(self.row, self.high(text, last - first + 1, para.scale))
        self.row += 1

    def edge(self, box: tuple[int, int, int, int], sides: dict[str, str], shade: str = "") -> None:
        """Rules round the cells of a box (first row, first column, last row, last column)."""
        top, left, bottom, right = box
        for r in range(top, bottom + 1):
            for c in range(left, right + 1):
                cell = self.sheet.cell(r, c)
                at = {"top": r == top, "bottom": r == bottom, "left": c == left, "right": c == right}
                old = {name: getattr(cell.border, name) for name in at}
                new = {name: _side(sides[name]) if name in sides and on else old[name] for name, on in at.items()}
                cell.border = Border(**new)
                if shade:
                    cell.fill = PatternFill("solid", fgColor=shade.lstrip("#"))

    def frame(self, table: Table, first: int) -> None:
        style = self.document.style
        cuts = [first + round(COLUMNS * sum(table.widths[:k]) / sum(table.widths)) for k in range(len(table.widths) + 1)]
        grid = list(placed(table))
        begins: dict[int, int] = {}
        ends: dict[int, int] = {}
        labels: list[tuple[Cell, int, int]] = []
        for r in range(len(table.rows)):
            begins[r] = self.row
            mine = [(c, cell) for row, c, cell in grid if row == r]
            deep = [(c, cell) for c, cell in mine if self.is_deep(cell)]
            plain = [(c, cell) for c, cell in mine if not self.is_deep(cell)]
            if deep:
                start = self.row
                after = start
                for c, cell in deep:
                    self.row = start
                    self.blocks(cell.blocks, cuts[c], cuts[c + cell.cols] - 1)
                    after = max(after, self.row)
                self.row = after
            else:
                for c, cell in plain:
                    self.simple(cell, cuts[c], cuts[c + cell.cols] - 1)
                self.row += 1
            ends[r] = self.row - 1
            if deep:
                for c, cell in plain:
                    labels.append((cell, r, c))
        for cell, r, c in labels:
            here, self.row = self.row, begins[r]
            block = cell.blocks[0]
            self.put(
                _text(cell),
                cuts[c],
                cuts[c + cell.cols] - 1,
                ends[r + cell.rows - 1] - begins[r] + 1,
                block if isinstance(block, Para) else None,
                cell.middle,
                cell.vertical,
            )
            self.row = here
        for r, c, cell in grid:
            if cell.rows > 1 and not self.is_deep(cell) and (cell, r, c) not in labels:
                here, self.row = self.row, begins[r]
                self.sheet.merge_cells(
                    start_row=begins[r], end_row=ends[r + cell.rows - 1], start_column=cuts[c], end_column=cuts[c + cell.cols] - 1
                )
                self.row = here
            box = (begins[r], cuts[c], ends[r + cell.rows - 1], cuts[c + cell.cols] - 1)
            self.edge(box, ruled(table, r, c, cell, style.border), shaded(table, r, cell, style.shade))

    def is_deep(self, cell: Cell) -> bool:
        """Whether the cell takes rows of its own: it holds tables, or is the body of a section."""
        return cell.cols > 1 and not cell.head and (len(cell.blocks) > 2 or any(not isinstance(b, Para) for b in cell.blocks))

    def simple(self, cell: Cell, first: int, last: int) -> None:
        text = _text(cell)
        para = cell.blocks[0] if cell.blocks and isinstance(cell.blocks[0], Para) else Para("")
        made = self.sheet.cell(self.row, first, text)
        made.font = Font(name=self.document.style.face, size=self.document.style.size, bold=para.bold)
        made.alignment = Alignment(
            wrap_text=True,
            vertical="center" if cell.middle else "top",
            horizontal={"left": "general"}.get(para.align, para.align),
            text_rotation=255 if cell.vertical else 0,
        )
        made.number_format = "@"
        if cell.rows == 1 and last > first:
            self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=first, end_column=last)
        self.grow(self.row, sum(self.high(line, last - first + 1) for line in text.split("\n")) / cell.rows)

    def data(self, tables: list[Table], first: int, last: int) -> None:
        """Data tables side by side, their captions in the row above, each where its table begins."""
        start = self.row + 1 if any(t.caption for t in tables) else self.row
        column, after = first + 1, start
        em = self.document.style.size
        for table in tables:
            wide = [max(1, math.ceil((w * em + 6) / self.one)) for w in table.widths]
            while column + sum(wide) > last + 1 and max(wide) > 1:
                wide[wide.index(max(wide))] -= 1
            cuts = [column + sum(wide[:k]) for k in range(len(wide) + 1)]
            if table.caption:
                self.sheet.cell(start - 1, column, table.caption).font = Font(name=self.document.style.face, size=em)
                self.grow(start - 1, em * 1.5 + 3)
            for r, c, cell in placed(table):
                self.row = start + r
                box = (start + r, cuts[c], start + r + cell.rows - 1, cuts[c + cell.cols] - 1)
                para = cell.blocks[0] if cell.blocks and isinstance(cell.blocks[0], Para) else Para("")
                self.put(para.text, box[1], box[3], cell.rows, para, True)
                if cell.rows == 1:
                    self.grow(self.row, self.high(para.text, box[3] - box[1] + 1))
                self.edge(box, ruled(table, r, c, cell, ""), shaded(table, r, cell, self.document.style.shade))
            after = max(after, start + len(table.rows))
            column = cuts[-1] + 2
        self.row = after
        self.grow(self.row, em * 0.8)
        self.row += 1


def _text(cell: Cell) -> str:
    return "\n".join((b.mark + " " if b.mark else "") + b.text for b in cell.blocks if isinstance(b, Para))


def _side(rule: str) -> Side:
    width, kind, color = rule.split()
    name = _KINDS[kind]
    return Side("medium" if name == "thin" and float(width[:-2]) >= 1 else name, color="FF" + color.lstrip("#"))
