"""Ruled tables as office programs set them: cells whose lines run over page breaks, and data tables within a cell.

A ``Grid`` is the frame of a project (or any table at page level): its rows may be cut by a page end. A ``DataTable``
stands inside a cell and breaks between its rows only. Both draw their borders in one of the ways producers do.
All measures are points from the top left of the page as displayed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from benchmarks.typeset.lines import measure as measured
from benchmarks.typeset.paper import Ink, Sheet, Text

Color = tuple[float, float, float]
Rect = tuple[float, float, float, float]
EPS = 0.01


@dataclass(frozen=True, slots=True)
class Border:
    """How rules are drawn. ``kind``: "stroke", "rect" (thin filled rectangles), "sides" (every cell its own four),
    "dash", "dot" (dashes as single rectangles), "hair" (horizontal rules only), "split" (horizontal, cut per column), "double",
    "open" (no rules at the two sides), "none"; of sparse rules "framed" (between rows, and around), "sided" (between rows, and at the
    sides), "walls" (between columns, and at the sides), "columns" (between columns alone), "boxed" (between columns, and around),
    "headed" (so, and one under the first row), "crossed" (between columns, and one under the first row)."""

    kind: str = "stroke"
    width: float = 0.5
    color: Color = (0.0, 0.0, 0.0)
    outer_width: float = 0.0  # of the frame's outline, 0 = as inside
    outer_color: Color = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters at ``dx`` from the left of their strip; ``dy`` is the baseline from its top."""

    dx: float
    dy: float
    text: str
    ink: Ink
    spacing: float = 0.0
    circled: bool = False
    vertical: bool = False
    angle: float = 0.0
    hidden_rest: str = ""  # printed on behind the text, outside its clip


@dataclass(frozen=True, slots=True)
class Strip:
    """What is never cut: one line of text, a row of a data table, a chart. ``keep`` holds it to the next strip."""

    height: float
    runs: tuple[Run, ...] = ()
    table: DataTable | None = None
    row: int = 0
    dx: float = 0.0
    beside: tuple[tuple[float, Strip], ...] = ()
    areas: tuple[tuple[Rect, Color], ...] = ()
    fills: tuple[tuple[Rect, Color], ...] = ()  # behind all text
    lines: tuple[Rect, ...] = ()
    keep: bool = False
    strikes: tuple[Rect, ...] = ()
    pictures: tuple[Rect, ...] = ()
    outlines: tuple[tuple[float, float, str, float], ...] = ()  # letters as paths: left, baseline, letter, height


@dataclass(slots=True)
class DataCell:
    row: int
    col: int
    rowspan: int
    colspan: int
    strips: list[Strip]
    shade: Color | None = None
    middle: bool = True
    slash: str = ""  # "\\" (falling), "/" (rising) or "x" (both)

    @property
    def height(self) -> float:
        return sum(s.height for s in self.strips)


@dataclass(slots=True)
class DataTable:
    """A table inside a cell: ``xs`` are the column edges from its left, ``heights`` those of its rows."""

    xs: list[float]
    heights: list[float]
    cells: list[DataCell]
    border: Border
    header_rows: int = 0
    pad: float = 1.0

    def strips(self, dx: float) -> list[Strip]:
        tall = {
            r
            for c in self.cells
            if c.rowspan > 1 and c.height + 2 * self.pad > self.heights[c.row] + EPS
            for r in range(c.row, c.row + c.rowspan - 1)
        }
        return [Strip(h, table=self, row=i, dx=dx, keep=i in tall or i < self.header_rows) for i, h in enumerate(self.heights)]

    def draw(self, sheet: Sheet, x: float, y: float, first: int, last: int, starts: bool, ends: bool) -> None:
        """Rows ``first``..``last`` with their top at ``y``; ``starts``/``ends``: the rule above/below is drawn."""
        tops = [y]
        for h in self.heights[first : last + 1]:
            tops.append(tops[-1] + h)
        sheet.covered.append((x, y, x + self.xs[-1], tops[-1]))
        sheet.lattices.append(([x + edge for edge in self.xs], tops))
        boxes: list[tuple[Rect, bool, bool]] = []
        for cell in self.cells:
            a, b = max(cell.row, first), min(cell.row + cell.rowspan - 1, last)
            if a > b:
                continue
            rect = (x + self.xs[cell.col], tops[a - first], x + self.xs[cell.col + cell.colspan], tops[b - first + 1])
            boxes.append((rect, starts or a > first, ends or b < last))
            if cell.shade:
                sheet.fill(*rect, cell.shade)
            draw_slash(sheet, rect, cell.slash)
            if cell.row >= first:
                room = rect[3] - rect[1] - cell.height
                draw_strips(sheet, cell.strips, rect[0], rect[1] + (room / 2 if cell.middle else min(self.pad, room)), True)
        draw_borders(sheet, boxes, self.border, tops[max(0, self.header_rows - first)] if self.header_rows < len(tops) else y)


def draw_slash(sheet: Sheet, rect: Rect, slash: str) -> None:
    """The lines across a cell that say it has no value."""
    if slash in ("\\", "x"):
        sheet.slanted(rect[0], rect[1], rect[2], rect[3])
    if slash in ("/", "x"):
        sheet.slanted(rect[0], rect[3], rect[2], rect[1])


def draw_strips(sheet: Sheet, strips: Iterable[Strip], x: float, y: float, closed: bool) -> None:
    """The strips below each other from ``y``; rows of one table are drawn together."""
    pending: list[Strip] = []
    top = y
    for strip in strips:
        if pending and not (strip.table is pending[-1].table and strip.row == pending[-1].row + 1):
            _draw_rows(sheet, pending, x, top, closed)
            pending = []
        if strip.table:
            top = y if not pending else top
            pending.append(strip)
        else:
            _draw_line(sheet, strip, x, y)
        y += strip.height
    if pending:
        _draw_rows(sheet, pending, x, top, closed)


def _draw_rows(sheet: Sheet, rows: list[Strip], x: float, y: float, closed: bool) -> None:
    table = rows[0].table
    if table is not None:
        whole = rows[-1].row == len(table.heights) - 1
        table.draw(sheet, x + rows[0].dx, y, rows[0].row, rows[-1].row, True, closed or whole)


def _draw_line(sheet: Sheet, strip: Strip, x: float, y: float) -> None:
    for (x0, y0, x1, y1), color in strip.areas:
        sheet.area(x + x0, y + y0, x + x1, y + y1, color)
    for (x0, y0, x1, y1), color in strip.fills:
        sheet.fill(x + x0, y + y0, x + x1, y + y1, color)
    for x0, y0, x1, y1 in strip.lines:
        sheet.line(x + x0, y + y0, x + x1, y + y1, 0.6, (0.6, 0.6, 0.6))
    for x0, y0, x1, y1 in strip.strikes:
        sheet.line(x + x0, y + y0, x + x1, y + y1, 0.6, (0, 0, 0))
    for x0, y0, x1, y1 in strip.pictures:
        sheet.picture(x + x0, y + y0, x + x1, y + y1)
    for left, base, letter, high in strip.outlines:
        sheet.outline(x + left, y + base, letter, high)
    for run in strip.runs:
        text = Text(x + run.dx, y + run.dy, run.text, run.ink, run.spacing, run.angle, run.vertical)
        if run.hidden_rest:
            end = text.x + measured(run.text, run.ink.size)
            text.clip, text.text = (text.x - 1, text.y - run.ink.size, end + 0.2, text.y + 0.3 * run.ink.size), run.text + run.hidden_rest
        sheet.texts.append(text)
        if run.circled:
            sheet.circle(
                x + run.dx + run.ink.size * 0.25 * (1 if run.text.isascii() else 2),
                y + run.dy - run.ink.size * 0.36,
                run.ink.size * 0.72,
                (0.8, 0.1, 0.1),
            )
    for down, other in strip.beside:
        if other.table:
            other.table.draw(sheet, x + other.dx, y + down, 0, len(other.table.heights) - 1, True, True)
        else:
            _draw_line(sheet, other, x + other.dx, y + down)


def draw_borders(sheet: Sheet, boxes: list[tuple[Rect, bool, bool]], border: Border, header: float = 0.0) -> None:
    """The rules around cells; each box says whether its top and its bottom are ruled; ``header`` is where that of a table ends."""
    if border.kind == "none" or not boxes:
        return
    x0, y0 = min(b[0][0] for b in boxes), min(b[0][1] for b in boxes)
    x1, y1 = max(b[0][2] for b in boxes), max(b[0][3] for b in boxes)
    flat: dict[float, list[tuple[float, float]]] = {}
    upright: dict[float, list[tuple[float, float]]] = {}
    for (a, t, b, u), top, bottom in boxes:
        if top:
            flat.setdefault(round(t, 2), []).append((a, b))
        if bottom:
            flat.setdefault(round(u, 2), []).append((a, b))
        for side in (a, b):
            upright.setdefault(round(side, 2), []).append((t, u))
    flat, upright = _without(flat, border.kind, LEVEL, header), _without(upright, border.kind, UPRIGHT)
    whole = border.kind not in ("sides", "split")
    for y, spans in flat.items():
        outer = abs(y - y0) < EPS * 2 or abs(y - y1) < EPS * 2
        for a, b in _joined(spans) if whole else spans:
            _rule(sheet, a, y, b, y, border, outer)
    for x, spans in upright.items():
        outer = abs(x - x0) < EPS * 2 or abs(x - x1) < EPS * 2
        for a, b in _joined(spans) if whole else spans:
            _rule(sheet, x, a, x, b, border, outer)


LEVEL = {"sided": "inner", "walls": "", "columns": "", "boxed": "outer", "headed": "outer first", "crossed": "first"}
UPRIGHT = {"hair": "", "split": "", "open": "inner", "framed": "outer", "sided": "outer", "columns": "inner", "crossed": "inner"}
"""which rules of one direction a kind of border has, where it has not all: the two outer ones, those within, of these that of a header"""


def _without(
    rules: dict[float, list[tuple[float, float]]], kind: str, ways: dict[str, str], header: float = 0.0
) -> dict[float, list[tuple[float, float]]]:
    """The rules of one direction, by their place, that are drawn."""
    places = sorted(rules)
    outer, first, inner = (
        (places[:1] + places[-1:]),
        [place for n, place in enumerate(places) if n == 1 or n and place < header + EPS],
        places[1:-1],
    )
    kept = {"outer": outer, "first": first, "inner": inner}
    drawn = [place for way in ways.get(kind, "outer inner").split() for place in kept[way]]
    return {place: rules[place] for place in rules if place in drawn}


def _rule(sheet: Sheet, x0: float, y0: float, x1: float, y1: float, border: Border, outer: bool) -> None:
    width, color, kind = border.width, border.color, border.kind
    if outer and border.outer_width:
        width, color, kind = border.outer_width, border.outer_color, "stroke" if kind in ("dash", "dot", "hair", "split") else kind
    if kind == "double":
        dx, dy = (0.0, 0.75) if y0 == y1 else (0.75, 0.0)
        for sign in (-1, 1):
            sheet.line(x0 + sign * dx, y0 + sign * dy, x1 + sign * dx, y1 + sign * dy, width, color)
    elif kind == "rect":
        sheet.bar(x0, y0, x1, y1, width, color)
    elif kind == "dash":
        sheet.line(x0, y0, x1, y1, width, color, f"{4 * width:.2f} {2 * width:.2f}")
    elif kind == "dot":
        step, length = 2.4, (x1 - x0) + (y1 - y0)
        for i in range(int(length / step) + 1):
            t, u = i * step, min(i * step + 1.2, length)
            if y0 == y1:
                sheet.bar(x0 + t, y0, x0 + u, y0, width, color)
            else:
                sheet.bar(x0, y0 + t, x0, y0 + u, width, color)
    else:
        sheet.line(x0, y0, x1, y1, width, color)


def _joined(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    out: list[tuple[float, float]] = []
    for a, b in sorted(spans):
        if out and a <= out[-1][1] + EPS:
            out[-1] = (out[-1][0], max(out[-1][1], b))
        else:
            out.append((a, b))
    return out


@dataclass(slots=True)
class Cell:
    """A cell of a page-level table: its strips lie ``pad`` from its sides."""

    col: int
    strips: list[Strip]
    cs: int = 1
    rs: int = 1
    valign: str = "top"
    shade: Color | None = None
    pad: tuple[float, float] = (2.0, 1.5)
    slash: str = ""


@dataclass(slots=True)
class Grid:
    """A table at page level. ``repeat`` leading rows are set again on each page; ``closed`` rules the cut cells."""

    x: float
    widths: list[float]
    rows: list[list[Cell]]
    border: Border
    split_rows: bool = True
    closed: str = "closed"  # "closed", "open", "half" (closed below, open above)
    repeat: int = 0
    rehead: bool = False  # data tables repeat their header rows
    min_row: float = 0.0


@dataclass(slots=True)
class Flow:
    """The pages so far and the place where the next thing goes."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    sheets: list[Sheet] = field(default_factory=list)
    y: float = 0.0

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    def new_page(self) -> None:
        self.sheets.append(Sheet(self.width, self.height))
        self.y = self.top

    def put(self, strips: list[Strip], dx: float = 0.0) -> None:
        """Strips outside any table, each on the first page that has room."""
        for strip in strips:
            if self.y + strip.height > self.bottom:
                self.new_page()
            draw_strips(self.sheet, [strip], self.left + dx, self.y, True)
            self.y += strip.height


@dataclass(slots=True)
class _Open:
    cell: Cell
    row: int
    y: float
    strips: list[Strip]
    fresh: bool = True

    @property
    def need(self) -> float:
        return sum(s.height for s in self.strips) + 2 * self.cell.pad[1]


def place(flow: Flow, grid: Grid) -> None:
    """Set a page-level table from the flow's place on, over as many pages as it needs."""
    xs = [grid.x]
    for w in grid.widths:
        xs.append(xs[-1] + w)
    boxes: list[tuple[Rect, bool, bool]] = []
    open_cells: list[_Open] = []

    def drawn(one: _Open, bottom: float, strips: list[Strip], last: bool) -> None:
        rect = (xs[one.cell.col], one.y, xs[one.cell.col + one.cell.cs], bottom)
        boxes.append((rect, one.fresh or grid.closed == "closed", last or grid.closed in ("closed", "half")))
        if not any(strip.table or strip.beside for strip in strips):
            flow.sheet.covered.append(rect)
        if one.cell.shade:
            flow.sheet.fill(*rect, one.cell.shade)
        draw_slash(flow.sheet, rect, one.cell.slash)
        room = bottom - one.y - 2 * one.cell.pad[1] - sum(s.height for s in strips)
        shift = max(0.0, room / 2) if one.cell.valign == "middle" else 0.0
        draw_strips(flow.sheet, strips, rect[0] + one.cell.pad[0], one.y + one.cell.pad[1] + shift, grid.closed == "closed")

    page_start = flow.top

    def turn_page(in_body: bool) -> float:
        draw_borders(flow.sheet, boxes, grid.border)
        boxes.clear()
        flow.new_page()
        if grid.repeat and in_body:
            place(flow, replace(grid, rows=grid.rows[: grid.repeat], repeat=0))
        return flow.y

    for r, row in enumerate(grid.rows):
        open_cells += [_Open(cell, r, flow.y, list(cell.strips)) for cell in row]
        while True:
            ending = [o for o in open_cells if o.row + o.cell.rs - 1 == r]
            need = max([grid.min_row, *[o.need - (flow.y - o.y) for o in ending]])
            if flow.y + need <= flow.bottom + EPS:
                flow.y += need
                for one in ending:
                    drawn(one, flow.y, one.strips, True)
                open_cells = [o for o in open_cells if o not in ending]
                break
            own = [o for o in ending if o.row == r and o.strips]
            # a row that may not be cut goes to the next page; one that is longer than a page is cut all the same
            may = grid.split_rows or flow.y <= page_start + EPS
            cut = may and bool(own) and all(_fitting(o, flow.bottom) for o in own)
            cut = cut or (not own and any(_fitting(o, flow.bottom) for o in ending))
            if not cut and flow.y <= page_start + EPS:  # nothing fits even on an empty page: let it run over
                flow.y += need
                for one in ending:
                    drawn(one, flow.y, one.strips, True)
                open_cells = [o for o in open_cells if o not in ending]
                break
            bottom = flow.bottom if cut else flow.y
            for one in open_cells:
                if not cut and one.row == r and one.fresh:
                    continue  # the whole row goes to the next page
                count = _fitting(one, bottom)
                drawn(one, bottom, one.strips[:count], False)
                one.strips = _continued(one.strips, count, grid.rehead)
                one.fresh = False
            page_start = turn_page(r >= grid.repeat)
            for one in open_cells:
                one.y = flow.y
    draw_borders(flow.sheet, boxes, grid.border)


def _fitting(one: _Open, bottom: float) -> int:
    """How many of the strips fit above ``bottom``, not ending with one that is kept with the next."""
    y, count = one.y + one.cell.pad[1], 0
    for strip in one.strips:
        if y + strip.height > bottom - one.cell.pad[1] + EPS:
            break
        y += strip.height
        count += 1
    while 0 < count < len(one.strips) and one.strips[count - 1].keep:
        count -= 1
    return count


def _continued(strips: list[Strip], count: int, rehead: bool) -> list[Strip]:
    rest = strips[count:]
    if rehead and rest and rest[0].table and rest[0].row > max(0, rest[0].table.header_rows - 1) and rest[0].table.header_rows:
        table = rest[0].table
        rest = table.strips(rest[0].dx)[: table.header_rows] + rest
    return rest
