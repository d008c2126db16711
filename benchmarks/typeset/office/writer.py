"""A document as flat OpenDocument text, as a word processor opens it."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass, field
from html import escape

from benchmarks.typeset.office.rules import placed, ruled, shaded
from benchmarks.typeset.office.sheets import Beside, Block, Cell, Chart, Document, Label, PageBreak, Para, Table
from benchmarks.typeset.office.tags import tag

PAPER = {"A4": (595.3, 841.9), "A4L": (841.9, 595.3), "B4": (728.5, 1031.8), "A3L": (1190.6, 841.9)}
MARGIN, RUNNING = 45.0, 22.0
_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = {
    f"xmlns__{short}": f"{_NAMESPACE}:{name}:1.0"
    for short, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
}
_ROUND = (
    "M 3600 0 L 18000 0 X 21600 3600 L 21600 18000 Y 18000 21600 L 3600 21600 X 0 18000 L 0 3600 Y 3600 0 Z N",
    "0 0 21600 21600",
)


def flat_text(document: Document) -> str:
    """The document as one XML file."""
    return _Writer(document).whole()


def _wide(text: str) -> float:
    """The width of a text in em."""
    return sum(1.0 if ch > "\u2000" else 0.55 for ch in text)


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
        head = self.running(escape(self.document.header), "end" if style.header == "form" else "start")
        number = {"number": "- <text:page-number/> -", "pages": "<text:page-number/> / <text:page-count/>", "none": ""}[style.footer]
        master = tag(
            "style:master-page",
            tag("style:header", head),
            tag("style:footer", self.running(number, "center")),
            style__name="Standard",
            style__page_layout_name="PL",
        )
        return '<?xml version="1.0" encoding="UTF-8"?>' + tag(
            "office:document",
            tag("office:font-face-decls", tag("style:font-face", style__name="F", svg__font_family=f"'{style.face}'")),
            tag("office:styles", self.plain()),
            tag("office:automatic-styles", *self.made.values(), _page_layout(wide, high)),
            tag("office:master-styles", master),
            tag("office:body", tag("office:text", body)),
            **_SPACES,
            office__version="1.2",
            office__mimetype="application/vnd.oasis.opendocument.text",
        )

    def plain(self) -> str:
        """The style of all text that has no other."""
        style, size = self.document.style, f"{self.document.style.size}pt"
        type_ = tag(
            "style:text-properties",
            style__font_name="F",
            style__font_name_asian="F",
            fo__font_size=size,
            style__font_size_asian=size,
            fo__language="ja",
            fo__country="JP",
            style__language_asian="ja",
            style__country_asian="JP",
        )
        lines = tag("style:paragraph-properties", fo__line_height=f"{round(100 * style.leading / 1.3)}%", style__writing_mode="page")
        return tag("style:default-style", lines, type_, style__family="paragraph")

    def running(self, content: str, align: str) -> str:
        return tag("text:p", content, text__style_name=self.paragraph(align, size=9)) if content else ""

    def named(self, family: str, *properties: str) -> str:
        """The name of the automatic style with these properties."""
        key = family + "".join(properties)
        if key not in self.made:
            self.made[key] = tag("style:style", *properties, style__name=f"S{len(self.made)}", style__family=family)
        return self.made[key].split('"')[1]

    def page_break(self) -> str | None:
        now, self.broken = self.broken, False
        return "page" if now else None

    def paragraph(
        self,
        align: str,
        left: float = 0,
        first: float = 0,
        size: float = 0,
        bold: bool = False,
        keep: bool = False,
        top: float | None = None,
    ) -> str:
        type_size = f"{size or self.document.style.size:.2f}pt"
        weight = "bold" if bold else None
        return self.named(
            "paragraph",
            tag(
                "style:paragraph-properties",
                fo__text_align=align,
                fo__margin_left=f"{left:.2f}pt",
                fo__text_indent=f"{first:.2f}pt",
                fo__keep_with_next="always" if keep else None,
                fo__break_before=self.page_break(),
                fo__margin_top=None if top is None else f"{top}pt",
            ),
            tag(
                "style:text-properties",
                fo__font_size=type_size,
                style__font_size_asian=type_size,
                fo__font_weight=weight,
                style__font_weight_asian=weight,
            ),
        )

    def blocks(self, blocks: tuple[Block, ...], room: float, size: float = 0.0) -> str:
        out: list[str] = []
        for k, block in enumerate(blocks):
            if k and isinstance(block, Table | Beside) and isinstance(blocks[k - 1], Table | Beside):
                out.append(self.para(Para("", scale=0.5)))  # a word processor makes one table of two that touch
            out.append(self.block(block, room, size))
        if blocks and isinstance(blocks[-1], Table | Beside):
            out.append(self.para(Para("", scale=0.3)))
        return "".join(out) or "<text:p/>"

    def block(self, block: Block, room: float, size: float) -> str:
        match block:
            case Para():
                return self.para(block, size)
            case Table():
                return (self.para(Para(block.caption, keep=True)) if block.caption else "") + self.table(block, room)
            case Beside():
                return self.beside(block, room)
            case Chart():
                return self.chart(block)
            case Label():
                return self.label(block)
            case PageBreak():
                self.broken = True
        return ""

    def para(self, para: Para, size: float = 0.0) -> str:
        em, style = size or self.document.style.size, self.document.style
        align = "justify" if style.justify and para.align == "left" else {"left": "start", "right": "end"}.get(para.align, para.align)
        first, text = para.first, escape(para.text)
        if para.mark:  # as a word processor sets a list: the mark, a tab, the text
            first = -(_wide(para.mark) + 0.4)
            text = f"{escape(para.mark)}<text:tab/>{text}"
        name = self.paragraph(align, para.left * em, first * em, em * para.scale, para.bold, para.keep)
        return tag("text:p", text, text__style_name=name)

    # ---- tables ----------------------------------------------------------------------------------------------------

    def columns(self, widths: list[float]) -> str:
        names = [self.named("table-column", tag("style:table-column-properties", style__column_width=f"{width:.2f}pt")) for width in widths]
        return "".join(tag("table:table-column", table__style_name=name) for name in names)

    def table(self, table: Table, room: float) -> str:
        style = self.document.style
        is_frame = table.rules == "frame"
        em = style.size if is_frame else style.size * 0.92
        widths = [w * room / sum(table.widths) if is_frame else w * em + 4 for w in table.widths]
        if sum(widths) > room - 4 and not is_frame:
            widths = [w * (room - 8) / sum(widths) for w in widths]
        place = tag(
            "style:table-properties",
            style__width=f"{sum(widths):.2f}pt",
            table__align="margins" if is_frame else "left",
            fo__margin_left=None if is_frame else "4pt",
            fo__margin_bottom=None if is_frame else "3pt",
            fo__break_before=self.page_break(),
            table__border_model="collapsing",
        )
        grid = {(r, c): cell for r, c, cell in placed(table)}
        together = "auto" if style.split_rows and is_frame else "always"
        row_style = self.named("table-row", tag("style:table-row-properties", fo__keep_together=together))
        rows = []
        for r in range(len(table.rows)):
            cells = [
                self.cell(table, r, c, cell, sum(widths[c : c + cell.cols]), em)
                if (cell := grid.get((r, c)))
                else "<table:covered-table-cell/>"
                for c in range(len(widths))
            ]
            rows.append(tag("table:table-row", *cells, table__style_name=row_style))
        head = tag("table:table-header-rows", *rows[: table.head_rows]) if table.head_rows else ""
        return self.named_table(self.named("table", place), self.columns(widths), head, *rows[table.head_rows :])

    def named_table(self, style: str, *content: str) -> str:
        self.names += 1
        return tag("table:table", *content, table__name=f"T{self.names}", table__style_name=style)

    def cell(self, table: Table, r: int, c: int, cell: Cell, room: float, em: float) -> str:
        style = self.document.style
        sides = {f"fo__border_{side}": rule for side, rule in ruled(table, r, c, cell, style.border).items()}
        name = self.named(
            "table-cell",
            tag(
                "style:table-cell-properties",
                fo__padding="2pt",
                fo__background_color=shaded(table, r, cell, style.shade) or None,
                style__writing_mode="tb-rl" if cell.vertical else None,
                style__vertical_align="middle" if cell.middle else None,
                **sides,
            ),
        )
        return tag(
            "table:table-cell",
            self.blocks(cell.blocks, room - 5, em),
            table__style_name=name,
            table__number_columns_spanned=cell.cols if cell.cols * cell.rows > 1 else None,
            table__number_rows_spanned=cell.rows if cell.cols * cell.rows > 1 else None,
            office__value_type="string",
        )

    def beside(self, block: Beside, room: float) -> str:
        """A table without rules that holds the tables, as people put tables side by side."""
        em = self.document.style.size * 0.92
        shares = [sum(t.widths) * em + 30 for t in block.tables]
        widths = [*shares, max(room - sum(shares), 1.0)]
        inner = [
            tag("table:table-cell", self.blocks(blocks, w - 4), office__value_type="string")
            for blocks, w in zip([*((t,) for t in block.tables), ()], widths, strict=True)
        ]
        style = self.named("table", tag("style:table-properties", style__width=f"{sum(widths):.2f}pt", table__align="left"))
        return self.named_table(style, self.columns(widths), tag("table:table-row", *inner))

    # ---- what is drawn ---------------------------------------------------------------------------------------------

    def label(self, block: Label) -> str:
        size = self.document.style.size
        graphic = self.named(
            "graphic",
            tag(
                "style:graphic-properties",
                draw__stroke="solid",
                svg__stroke_width="0.75pt",
                svg__stroke_color="#000000",
                draw__fill="none",
                draw__textarea_vertical_align="middle",
                style__wrap="none",
                style__vertical_pos="top",
                style__vertical_rel="baseline",
            ),
        )
        text = tag("text:p", escape(block.text), text__style_name=self.paragraph("center", bold=self.document.style.bold))
        path, box = _ROUND
        outline = tag(
            "draw:enhanced-geometry",
            svg__viewBox=box,
            draw__type="round-rectangle",
            draw__modifiers="3600",
            draw__enhanced_path=path,
        )
        shape = tag(
            "draw:custom-shape",
            text,
            outline,
            text__anchor_type="as-char",
            draw__style_name=graphic,
            svg__width=f"{_wide(block.text) * size + 24:.1f}pt",
            svg__height=f"{size * 2.2:.1f}pt",
        )
        return tag("text:p", shape, text__style_name=self.paragraph("start", keep=True, top=6))

    def chart(self, chart: Chart) -> str:
        wide, high = 300, 18 * len(chart.bars) + 10
        image = tag("draw:image", tag("office:binary-data", picture(chart, wide, high)))
        frame = tag("draw:frame", image, text__anchor_type="as-char", svg__width=f"{wide}pt", svg__height=f"{high}pt")
        return self.para(Para(chart.caption, keep=True)) + tag("text:p", frame, text__style_name=self.paragraph("start"))


def _page_layout(wide: float, high: float) -> str:
    rest = f"{MARGIN - RUNNING}pt"
    return tag(
        "style:page-layout",
        tag(
            "style:page-layout-properties",
            fo__page_width=f"{wide}pt",
            fo__page_height=f"{high}pt",
            fo__margin=f"{MARGIN}pt",
            fo__margin_top=f"{RUNNING}pt",
            fo__margin_bottom=f"{RUNNING}pt",
        ),
        tag("style:header-style", tag("style:header-footer-properties", fo__min_height=rest, fo__margin_bottom="6pt")),
        tag("style:footer-style", tag("style:header-footer-properties", fo__min_height=rest, fo__margin_top="6pt")),
        style__name="PL",
    )


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
