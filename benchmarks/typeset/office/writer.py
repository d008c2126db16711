"""A document as flat OpenDocument text, as a word processor opens it."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass, field
from html import escape

from benchmarks.typeset.office.rules import placed, ruled, shaded
from benchmarks.typeset.office.sheets import Beside, Block, Cell, Chart, Document, Label, PageBreak, Para, Table

PAPER = {"A4": (595.3, 841.9), "A4L": (841.9, 595.3), "B4": (728.5, 1031.8), "A3L": (1190.6, 841.9)}
MARGIN, RUNNING = 45.0, 22.0
_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
)


def flat_text(document: Document) -> str:
    """The document as one XML file."""
    return _Writer(document).whole()


@dataclass(slots=True)
class _Writer:
    document: Document
    made: dict[str, str] = field(default_factory=dict)
    broken: bool = False
    names: int = 0

    def whole(self) -> str:
        style = self.document.style
        wide, high = PAPER[style.paper]
        body = self.blocks(self.document.blocks, wide - 2 * MARGIN)
        head = self.running(self.document.header, "end" if style.header == "form" else "start")
        number = {"number": "- <text:page-number/> -", "pages": "<text:page-number/> / <text:page-count/>", "none": ""}[style.footer]
        foot = f'<text:p text:style-name="{self.paragraph("center", 0, 0, 9, False, False)}">{number}</text:p>' if number else ""
        font = f'style:font-name="F" style:font-name-asian="F" fo:font-size="{style.size}pt" style:font-size-asian="{style.size}pt"'
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
            f'<office:font-face-decls><style:font-face style:name="F" svg:font-family="&apos;{style.face}&apos;"/></office:font-face-decls>'
            f'<office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:line-height="{round(100 * style.leading / 1.3)}%" '
            f'style:writing-mode="page"/><style:text-properties {font} fo:language="ja" fo:country="JP" style:language-asian="ja" style:country-asian="JP"/></style:default-style>'
            f'</office:styles><office:automatic-styles>{"".join(self.made.values())}'
            f'<style:page-layout style:name="PL"><style:page-layout-properties fo:page-width="{wide}pt" fo:page-height="{high}pt" '
            f'fo:margin="{MARGIN}pt" fo:margin-top="{RUNNING}pt" fo:margin-bottom="{RUNNING}pt"/>'
            f'<style:header-style><style:header-footer-properties fo:min-height="{MARGIN - RUNNING}pt" fo:margin-bottom="6pt"/></style:header-style>'
            f'<style:footer-style><style:header-footer-properties fo:min-height="{MARGIN - RUNNING}pt" fo:margin-top="6pt"/></style:footer-style></style:page-layout>'
            "</office:automatic-styles>"
            f'<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="PL">'
            f"<style:header>{head}</style:header><style:footer>{foot}</style:footer></style:master-page></office:master-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document>"
        )

    def running(self, text: str, align: str) -> str:
        return f'<text:p text:style-name="{self.paragraph(align, 0, 0, 9, False, False)}">{escape(text)}</text:p>' if text else ""

    def named(self, family: str, properties: str) -> str:
        """The name of the automatic style with these properties."""
        key = family + properties
        if key not in self.made:
            name = f"S{len(self.made)}"
            self.made[key] = f'<style:style style:name="{name}" style:family="{family}">{properties}</style:style>'
        return self.made[key].split('"')[1]

    def paragraph(self, align: str, left: float, first: float, size: float, bold: bool, keep: bool, extra: str = "") -> str:
        weight = 'fo:font-weight="bold" style:font-weight-asian="bold"' if bold else ""
        brk = ' fo:break-before="page"' if self.broken else ""
        self.broken = False
        return self.named(
            "paragraph",
            f'<style:paragraph-properties fo:text-align="{align}" fo:margin-left="{left:.2f}pt" fo:text-indent="{first:.2f}pt"'
            f'{" fo:keep-with-next=&quot;always&quot;".replace("&quot;", chr(34)) if keep else ""}{brk}{extra}/>'
            f'<style:text-properties fo:font-size="{size:.2f}pt" style:font-size-asian="{size:.2f}pt" {weight}/>',
        )

    def blocks(self, blocks: tuple[Block, ...], room: float, size: float = 0.0) -> str:
        out = []
        for k, block in enumerate(blocks):
            if k and isinstance(block, Table | Beside) and isinstance(blocks[k - 1], Table | Beside):
                out.append(self.para(Para("", scale=0.5)))  # a word processor makes one table of two that touch
            if isinstance(block, Para):
                out.append(self.para(block, size))
            elif isinstance(block, Table):
                out.append(self.captioned(block, room))
            elif isinstance(block, Beside):
                out.append(self.beside(block, room))
            elif isinstance(block, Chart):
                out.append(self.chart(block))
            elif isinstance(block, Label):
                out.append(self.label(block))
            elif isinstance(block, PageBreak):
                self.broken = True
        if blocks and isinstance(blocks[-1], Table | Beside):
            out.append(self.para(Para("", scale=0.3)))
        return "".join(out) or "<text:p/>"

    def para(self, para: Para, size: float = 0.0) -> str:
        em = size or self.document.style.size
        align = "justify" if self.document.style.justify and para.align == "left" else {"left": "start", "right": "end"}.get(para.align, para.align)
        left, first, text = para.left, para.first, escape(para.text)
        if para.mark:  # as a word processor sets a list: the mark, a tab, the text
            first = -(sum(1.0 if ch > "\u2000" else 0.55 for ch in para.mark) + 0.4)
            text = f"{escape(para.mark)}<text:tab/>{text}"
        name = self.paragraph(align, left * em, first * em, em * para.scale, para.bold, para.keep)
        return f'<text:p text:style-name="{name}">{text}</text:p>'

    def captioned(self, table: Table, room: float) -> str:
        caption = self.para(Para(table.caption, keep=True)) if table.caption else ""
        return caption + self.table(table, room)

    def table(self, table: Table, room: float) -> str:
        style = self.document.style
        is_frame = table.rules == "frame"
        em = style.size if is_frame else style.size * 0.92
        widths = [w * room / sum(table.widths) if is_frame else w * em + 4 for w in table.widths]
        if sum(widths) > room - 4 and not is_frame:
            widths = [w * (room - 8) / sum(widths) for w in widths]
        self.names += 1
        place = f'style:width="{sum(widths):.2f}pt" ' + ('table:align="margins"' if is_frame else 'table:align="left" fo:margin-left="4pt" fo:margin-bottom="3pt"')
        brk = ' fo:break-before="page"' if self.broken else ""
        self.broken = False
        out = [f'<table:table table:name="T{self.names}" table:style-name="{self.named("table", f"<style:table-properties {place}{brk} table:border-model={chr(34)}collapsing{chr(34)}/>")}">']
        for w in widths:
            out.append(f'<table:table-column table:style-name="{self.named("table-column", f"<style:table-column-properties style:column-width={chr(34)}{w:.2f}pt{chr(34)}/>")}"/>')
        grid = {(r, c): cell for r, c, cell in placed(table)}
        split = style.split_rows and is_frame
        row_style = self.named("table-row", f'<style:table-row-properties fo:keep-together="{"auto" if split else "always"}"/>')
        rows = []
        for r in range(len(table.rows)):
            cells = []
            c = 0
            while c < len(widths):
                cell = grid.get((r, c))
                cells.append("<table:covered-table-cell/>" if cell is None else self.cell(table, r, c, cell, sum(widths[c : c + cell.cols]), em))
                c += 1
            rows.append(f'<table:table-row table:style-name="{row_style}">{"".join(cells)}</table:table-row>')
        if table.head_rows:
            out.append(f"<table:table-header-rows>{''.join(rows[: table.head_rows])}</table:table-header-rows>")
        return "".join([*out, *rows[table.head_rows :], "</table:table>"])

    def cell(self, table: Table, r: int, c: int, cell: Cell, room: float, em: float) -> str:
        style = self.document.style
        sides = "".join(f' fo:border-{side}="{rule}"' for side, rule in ruled(table, r, c, cell, style.border).items())
        shade = shaded(table, r, cell, style.shade)
        sides += f' fo:background-color="{shade}"' if shade else ""
        sides += ' style:writing-mode="tb-rl"' if cell.vertical else ""
        sides += ' style:vertical-align="middle"' if cell.middle else ""
        name = self.named("table-cell", f'<style:table-cell-properties fo:padding="2pt"{sides}/>')
        span = f' table:number-columns-spanned="{cell.cols}" table:number-rows-spanned="{cell.rows}"' if cell.cols * cell.rows > 1 else ""
        return f'<table:table-cell table:style-name="{name}"{span} office:value-type="string">{self.blocks(cell.blocks, room - 5, em)}</table:table-cell>'

    def beside(self, block: Beside, room: float) -> str:
        """A table without rules that holds the tables, as people put tables side by side."""
        em = self.document.style.size * 0.92
        shares = tuple(sum(t.widths) * em + 30 for t in block.tables)
        rest = max(room - sum(shares), 1.0)
        cells = tuple(Cell((t,)) for t in block.tables)
        outer = Table(((*cells, Cell(())),), tuple(s / room for s in (*shares, rest)), "zebra")
        self.names += 1
        widths = [*shares, rest]
        columns = "".join(
            f'<table:table-column table:style-name="{self.named("table-column", f"<style:table-column-properties style:column-width={chr(34)}{w:.2f}pt{chr(34)}/>")}"/>' for w in widths
        )
        inner = "".join(f'<table:table-cell office:value-type="string">{self.blocks(c.blocks, w - 4)}</table:table-cell>' for c, w in zip(outer.rows[0], widths, strict=True))
        table_style = self.named("table", f'<style:table-properties style:width="{sum(widths):.2f}pt" table:align="left"/>')
        return f'<table:table table:name="T{self.names}" table:style-name="{table_style}">{columns}<table:table-row>{inner}</table:table-row></table:table>'

    def label(self, block: Label) -> str:
        size = self.document.style.size
        wide = sum(1.0 if ch > "\u2000" else 0.55 for ch in block.text) * size + 24
        graphic = self.named(
            "graphic",
            '<style:graphic-properties draw:stroke="solid" svg:stroke-width="0.75pt" svg:stroke-color="#000000" draw:fill="none" draw:textarea-vertical-align="middle" '
            'style:wrap="none" style:vertical-pos="top" style:vertical-rel="baseline"/>',
        )
        text = self.paragraph("center", 0, 0, size, self.document.style.bold, False)
        outer = self.paragraph("start", 0, 0, size, False, True, ' fo:margin-top="6pt"')
        return (
            f'<text:p text:style-name="{outer}"><draw:custom-shape text:anchor-type="as-char" draw:style-name="{graphic}" svg:width="{wide:.1f}pt" svg:height="{size * 2.2:.1f}pt">'
            f'<text:p text:style-name="{text}">{escape(block.text)}</text:p>'
            '<draw:enhanced-geometry svg:viewBox="0 0 21600 21600" draw:type="round-rectangle" draw:modifiers="3600" draw:enhanced-path="M 3600 0 L 18000 0 X 21600 3600 L 21600 18000 Y 18000 21600 L 3600 21600 X 0 18000 L 0 3600 Y 3600 0 Z N"/>'
            "</draw:custom-shape></text:p>"
        )

    def chart(self, chart: Chart) -> str:
        wide, high = 300, 18 * len(chart.bars) + 10
        frame = (
            f'<draw:frame text:anchor-type="as-char" svg:width="{wide}pt" svg:height="{high}pt"><draw:image><office:binary-data>{picture(chart, wide, high)}</office:binary-data></draw:image></draw:frame>'
        )
        return f'{self.para(Para(chart.caption, keep=True))}<text:p text:style-name="{self.paragraph("start", 0, 0, self.document.style.size, False, False)}">{frame}</text:p>'


def picture(chart: Chart, wide: int, high: int) -> str:
    """The bars as a picture, in base64."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (wide, high), "white")
    pen = ImageDraw.Draw(image)
    most = max(value for _, value in chart.bars)
    for i, (_, value) in enumerate(chart.bars):
        pen.rectangle((80, 6 + 18 * i, 80 + 200 * value / most, 18 + 18 * i), fill=(91, 155, 213))
    out = io.BytesIO()
    image.save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()
