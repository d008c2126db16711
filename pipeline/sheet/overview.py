"""The sheet's first page: its title and the 実施概要 table, and what they tell of the document.

In come the lines before the first project; out come the overview's rows and ward, period, operator, ward office and date.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.layout.model import Cell, Line
from pipeline.sheet.dates import month_of, period_of
from pipeline.sheet.flow import OverviewUnit, TextUnit, cell_text, deep_lines
from pipeline.sheet.form import Form
from pipeline.sheet.goals import claim_paragraph
from pipeline.sheet.ledger import Ledger
from pipeline.sheet.model import OverviewRow, SheetKind
from pipeline.sheet.paragraphs import finish, paragraphs_of
from pipeline.values import Printed


@dataclass(frozen=True, slots=True)
class Front:
    """What the first page tells of the document; None where it is not printed."""

    title: str | None
    ward: str | None
    sheet_kind: SheetKind
    term_no: int | None
    period_start: int | None
    period_end: int | None
    operator: str | None
    ward_office: str | None
    conducted: str | None
    overview: tuple[OverviewRow, ...]


def overview_rows(units: Sequence[OverviewUnit], ledger: Ledger) -> tuple[OverviewRow, ...]:
    """A row per paragraph; a row of the table that a page break cut is one."""
    rows: list[tuple[str, list[tuple[Line, Cell]]]] = []
    for unit in units:
        for cells in unit.grid.rows:
            if not cells:
                continue
            label = cell_text(cells[0]) if cells[0].col == 0 else ""
            if cells[0].col == 0:
                ledger.claim_lines(deep_lines(cells[0]), "label")
            lines = [(line, c) for c in cells for line in deep_lines(c) if c.col > 0]
            if rows and not label:
                rows[-1][1].extend(lines)
            else:
                rows.append((label, lines))
    out: list[OverviewRow] = []
    for label, lines in rows:
        units_ = [TextUnit(line, c.rect.x0, c.rect.x1, id(c)) for line, c in lines]
        for paragraph in paragraphs_of(units_):
            claim_paragraph(paragraph, ledger)
            finish(paragraph)
            first = paragraph.first
            mark = paragraph.mark
            gap = "" if mark.length == 0 else _gap(first, mark.length)
            out.append(OverviewRow(len(out) + 1, label, Printed(mark.text + gap + paragraph.text, paragraph.boxes)))
    return tuple(out)


def _gap(line: Line, length: int) -> str:
    if length >= len(line.glyphs):
        return ""
    width = (line.glyphs[length].x0 - line.glyphs[length - 1].x1) / line.size
    return "\u3000" if width > 0.7 else " " if width > 0.24 else ""


def front_of(title_lines: Sequence[Line], rows: Sequence[OverviewRow], form: Form) -> Front:
    """What title and overview tell. ``title_lines``: the lines before the overview table, without the form's own name."""
    title = None
    for line in title_lines:
        if form.title.search(unicodedata.normalize("NFKC", line.text)):
            title = line.text if title is None else title
        elif title is not None and line.size >= 11:
            title = f"{title}\u3000{line.text}"
    by: dict[str, list[str]] = {}
    for row in rows:
        name = form.overview_of(row.label)
        if name is not None:
            by.setdefault(name, []).append(row.text.text)
    ward = None
    for text in ([title] if title else []) + by.get("subject", []):
        found = form.title.search(unicodedata.normalize("NFKC", text))
        if found:
            ward = found["ward"]
            break
    period = next((p for t in by.get("period", []) if (p := period_of(t))), None)
    conducted = next((m for t in by.get("conducted", []) if (m := month_of(t))), None)
    operator, office = _implementers(by.get("implementer", []), form, ward)
    told = " ".join([title or "", *by.get("period", [])])
    interim = any(word in told for word in form.interim)
    number = form.term_no.search(unicodedata.normalize("NFKC", title or ""))
    return Front(
        title,
        ward,
        "interim" if interim else "final",
        int(unicodedata.numeric(number[1])) if number else None,
        period[0] if period else None,
        period[1] if period else None,
        operator,
        office,
        conducted,
        tuple(rows),
    )


SEPARATORS = re.compile(r"[、,，・/／]|\s{1,}|及び|と(?=[^、]{1,12}区)")


def _implementers(texts: Sequence[str], form: Form, ward: str | None) -> tuple[str | None, str | None]:
    """Operator and ward office from 事業の実施者, one a line or both in one."""
    operator: str | None = None
    office: str | None = None
    for text in texts:
        parts = [text]
        if len(texts) == 1:
            parts = [p for p in SEPARATORS.split(text) if p]
        for part in parts:
            if form.office.search(part) and (ward is None or ward in part or "区" in part):
                office = office or part.strip()
            else:
                operator = operator or part.strip()
    return operator, office
