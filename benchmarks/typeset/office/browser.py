"""A document as HTML, as a browser prints it."""

from __future__ import annotations

from html import escape

from benchmarks.typeset.office.rules import placed, ruled, shaded
from benchmarks.typeset.office.sheets import Beside, Block, Cell, Chart, Document, Label, PageBreak, Para, Style, Table

PAPER = {"A4": "210mm 297mm", "A4L": "297mm 210mm", "B4": "257mm 364mm", "A3L": "420mm 297mm"}


def html(document: Document) -> str:
    """The document with everything in it."""
    style = document.style
    body = _blocks(document.blocks, style)
    title = escape(document.truth["title"])
    css = _css(style, document.header)
    return f"<!doctype html><html lang=ja><meta charset=utf-8><title>{title}</title><style>{css}</style><body>{body}</body></html>"


def _css(style: Style, header: str) -> str:
    pages = {"number": '@bottom-center{content:"- " counter(page) " -"}', "pages": '@bottom-center{content:counter(page) " / " counter(pages)}', "none": ""}
    align = "justify" if style.justify else "start"
    side = "right" if style.header == "form" else "left"
    running = f"@top-{side}{{content:'{header}'}}" if header else ""
    return (
        f"@page{{size:{PAPER[style.paper]};margin:16mm;font:9pt '{style.face}';{pages[style.footer]}{running}}}"
        f"body{{margin:0;font:{style.size}pt/{style.leading} '{style.face}';text-align:{align}}}p{{margin:0;min-height:1em}}"
        f"table{{border-collapse:collapse;font-size:inherit}}table.frame{{width:100%;table-layout:fixed}}table.data{{margin:3pt 4pt;font-size:0.92em}}"
        f"td{{padding:1pt 3pt;vertical-align:top;text-align:start}}td.m{{vertical-align:middle}}td.v>p{{writing-mode:vertical-rl;margin:auto}}"
        f"tr{{break-inside:{'auto' if style.split_rows else 'avoid'}}}tr tr{{break-inside:avoid}}"
        ".beside{display:flex;gap:20pt;align-items:flex-start}.label{display:inline-block;border:0.75pt solid #000;border-radius:6pt;padding:1pt 7pt;margin:6pt 0 3pt;font-weight:bold}"
        ".k{break-after:avoid}"
    )


def _blocks(blocks: tuple[Block, ...], style: Style) -> str:
    out: list[str] = []
    for block in blocks:
        if isinstance(block, Para):
            out.append(_para(block))
        elif isinstance(block, Table):
            out.append(_table(block, style))
        elif isinstance(block, Beside):
            out.append('<div class="beside">' + "".join(f"<div>{_table(t, style)}</div>" for t in block.tables) + "</div>")
        elif isinstance(block, Chart):
            out.append(_chart(block))
        elif isinstance(block, Label):
            out.append(f'<div class="label">{escape(block.text)}</div>')
        elif isinstance(block, PageBreak):
            out.append('<div style="break-before:page"></div>')
    return "".join(out)


def _para(para: Para) -> str:
    css = f"margin-left:{para.left}em;text-indent:{para.first}em;" if para.left or para.first else ""
    css += f"font-size:{para.scale}em;" if para.scale != 1.0 else ""
    css += f"text-align:{para.align};" if para.align != "left" else ""
    css += "font-weight:bold;" if para.bold else ""
    text = escape(para.text)
    if para.mark:
        css += f"display:list-item;list-style:'{para.mark}\u00a0' outside;"
    return f'<p style="{css}"{" class=k" if para.keep else ""}>{text}</p>'


def _table(table: Table, style: Style) -> str:
    is_frame = table.rules == "frame"
    shares = [f"{100 * w / sum(table.widths):.3f}%" if is_frame else f"{w:.2f}em" for w in table.widths]
    columns = "".join(f'<col style="width:{w}">' for w in shares)
    rows: list[list[str]] = [[] for _ in table.rows]
    for r, c, cell in placed(table):
        rows[r].append(_cell(table, r, c, cell, style))
    head = "".join(f"<tr>{''.join(row)}</tr>" for row in rows[: table.head_rows])
    rest = "".join(f"<tr>{''.join(row)}</tr>" for row in rows[table.head_rows :])
    caption = f'<p class="k">{escape(table.caption)}</p>' if table.caption and style.caption != "side" else ""
    inner = f"<caption style='text-align:start'>{escape(table.caption)}</caption>" if table.caption and not caption else ""
    name = "frame" if is_frame else "data"
    return f'{caption}<table class="{name}">{inner}<colgroup>{columns}</colgroup>{f"<thead>{head}</thead>" if head else ""}<tbody>{rest}</tbody></table>'


def _cell(table: Table, r: int, c: int, cell: Cell, style: Style) -> str:
    css = "".join(f"border-{side}:{rule};" for side, rule in ruled(table, r, c, cell, style.border).items())
    shade = shaded(table, r, cell, style.shade)
    css += f"background:{shade};" if shade else ""
    span = (f" colspan={cell.cols}" if cell.cols > 1 else "") + (f" rowspan={cell.rows}" if cell.rows > 1 else "")
    names = " ".join(n for n, on in (("m", cell.middle), ("v", cell.vertical)) if on)
    return f'<td{span} class="{names}" style="{css}">{_blocks(cell.blocks, style)}</td>'


def _chart(chart: Chart) -> str:
    most = max(value for _, value in chart.bars)
    rows = "".join(
        f'<text x="80" y="{12 + 16 * i}" text-anchor="end">{escape(label)}</text><rect x="84" y="{3 + 16 * i}" width="{160 * value / most:.1f}" height="11" fill="#5b9bd5"/>'
        f'<text x="{88 + 160 * value / most:.1f}" y="{12 + 16 * i}">{value:g}</text>'
        for i, (label, value) in enumerate(chart.bars)
    )
    high = 16 * len(chart.bars) + 6
    box = f'<rect x="0" y="0" width="320" height="{high}" fill="none" stroke="#888"/>'
    return f'<p class="k">{escape(chart.caption)}</p><svg width="320" height="{high}" font-size="8" style="display:block;margin:3pt 4pt">{box}{rows}</svg>'
