"""A document as HTML, as a browser prints it."""

from __future__ import annotations

from html import escape

from benchmarks.typeset.office.rules import placed, ruled, shaded
from benchmarks.typeset.office.sheets import Beside, Block, Cell, Chart, Document, Label, PageBreak, Para, Style, Table
from benchmarks.typeset.office.tags import tag

PAPER = {"A4": "210mm 297mm", "A4L": "297mm 210mm", "B4": "257mm 364mm", "A3L": "420mm 297mm"}
_NUMBERS = {"number": '"- " counter(page) " -"', "pages": 'counter(page) " / " counter(pages)', "none": '""'}
_RULES = """
p{margin:0;min-height:1em} table{border-collapse:collapse;font-size:inherit}
table.frame{width:100%;table-layout:fixed} table.data{margin:3pt 4pt;font-size:0.92em}
td{padding:1pt 3pt;vertical-align:top;text-align:start} td.m{vertical-align:middle} td.v>p{writing-mode:vertical-rl;margin:auto}
tr tr{break-inside:avoid} caption{text-align:start} .k{break-after:avoid} .new{break-before:page}
.beside{display:flex;gap:20pt;align-items:flex-start} svg{display:block;margin:3pt 4pt}
.label{display:inline-block;border:0.75pt solid #000;border-radius:6pt;padding:1pt 7pt;margin:6pt 0 3pt;font-weight:bold}
"""


def html(document: Document) -> str:
    """The document with everything in it."""
    head = '<meta charset="utf-8">' + tag("title", escape(document.truth["title"])) + tag("style", _css(document.style, document.header))
    return "<!doctype html>" + tag("html", head, tag("body", _blocks(document.blocks, document.style)), lang="ja")


def _css(style: Style, header: str) -> str:
    align = "justify" if style.justify else "start"
    side = "right" if style.header == "form" else "left"
    running = f'@top-{side}{{content:"{header}"}}' if header else ""
    number = f"@bottom-center{{content:{_NUMBERS[style.footer]}}}"
    return (
        f"@page{{size:{PAPER[style.paper]};margin:16mm;font:9pt '{style.face}';{number}{running}}}"
        f"body{{margin:0;font:{style.size}pt/{style.leading} '{style.face}';text-align:{align}}}"
        f"{_RULES}tr{{break-inside:{'auto' if style.split_rows else 'avoid'}}}"
    )


def _blocks(blocks: tuple[Block, ...], style: Style) -> str:
    return "".join(_block(block, style) for block in blocks)


def _block(block: Block, style: Style) -> str:
    match block:
        case Para():
            return _para(block)
        case Table():
            return _table(block, style)
        case Beside():
            return tag("div", *(tag("div", _table(table, style)) for table in block.tables), class_="beside")
        case Chart():
            return _chart(block)
        case Label():
            return tag("div", escape(block.text), class_="label")
        case PageBreak():
            return tag("div", class_="new")


def _para(para: Para) -> str:
    css = f"margin-left:{para.left}em;text-indent:{para.first}em;" if para.left or para.first else ""
    css += f"font-size:{para.scale}em;" if para.scale != 1.0 else ""
    css += f"text-align:{para.align};" if para.align != "left" else ""
    css += "font-weight:bold;" if para.bold else ""
    css += f"display:list-item;list-style:'{para.mark}\u00a0' outside;" if para.mark else ""
    return tag("p", escape(para.text), style=css or None, class_="k" if para.keep else None)


def _table(table: Table, style: Style) -> str:
    is_frame = table.rules == "frame"
    shares = [f"{100 * w / sum(table.widths):.3f}%" if is_frame else f"{w:.2f}em" for w in table.widths]
    rows: list[list[str]] = [[] for _ in table.rows]
    for r, c, cell in placed(table):
        rows[r].append(_cell(table, r, c, cell, style))
    lines = [tag("tr", *row) for row in rows]
    above = tag("p", escape(table.caption), class_="k") if table.caption and style.caption != "side" else ""
    return above + tag(
        "table",
        tag("caption", escape(table.caption)) if table.caption and not above else "",
        tag("colgroup", *(f'<col style="width:{w}">' for w in shares)),
        tag("thead", *lines[: table.head_rows]) if table.head_rows else "",
        tag("tbody", *lines[table.head_rows :]),
        class_="frame" if is_frame else "data",
    )


def _cell(table: Table, r: int, c: int, cell: Cell, style: Style) -> str:
    css = "".join(f"border-{side}:{rule};" for side, rule in ruled(table, r, c, cell, style.border).items())
    shade = shaded(table, r, cell, style.shade)
    names = " ".join(n for n, on in (("m", cell.middle), ("v", cell.vertical)) if on)
    return tag(
        "td",
        _blocks(cell.blocks, style),
        colspan=cell.cols if cell.cols > 1 else None,
        rowspan=cell.rows if cell.rows > 1 else None,
        class_=names or None,
        style=css + (f"background:{shade};" if shade else "") or None,
    )


def _chart(chart: Chart) -> str:
    most = max(value for _, value in chart.bars)
    parts = []
    for i, (label, value) in enumerate(chart.bars):
        long, y = 160 * value / most, 16 * i
        parts.append(tag("text", escape(label), x=80, y=y + 12, text_anchor="end"))
        parts.append(tag("rect", x=84, y=y + 3, width=f"{long:.1f}", height=11, fill="#5b9bd5"))
        parts.append(tag("text", f"{value:g}", x=f"{88 + long:.1f}", y=y + 12))
    high = 16 * len(chart.bars) + 6
    box = tag("rect", x=0, y=0, width=320, height=high, fill="none", stroke="#888")
    return tag("p", escape(chart.caption), class_="k") + tag("svg", box, *parts, width=320, height=high, font_size=8)
