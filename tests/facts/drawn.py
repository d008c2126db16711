"""Tables drawn as text, for tests that read as the specification.

A row is a line, cells are parted by |; ``text<2x1>`` spans two columns, ``<1x2>`` two rows, ``text*`` is shaded. Cells under a
span are left out, as in the data contract.
"""

from __future__ import annotations

import re

from pipeline.facts import Fact, TableReading, read_table
from pipeline.sheet.model import DataTable, TableCell
from pipeline.values import Box, Printed

_SPAN = re.compile(r"<(\d+)x(\d+)>$")


def drawn(text: str, *, caption: str | None = None) -> DataTable:
    """The table that ``text`` draws, each cell with a box of its own on page 1."""
    cells: list[TableCell] = []
    taken: set[tuple[int, int]] = set()
    lines = [line for line in text.strip("\n").split("\n") if line.strip()]
    for r, line in enumerate(lines):
        c = 0
        while (r, c) in taken:
            c += 1
        pieces = line.strip().split("|") if set(line) - {" ", "."} else []
        for piece in pieces:
            while (r, c) in taken:
                c += 1
            content = piece.strip()
            span = _SPAN.search(content)
            colspan, rowspan = (int(span[1]), int(span[2])) if span else (1, 1)
            content = _SPAN.sub("", content).strip()
            shaded = content.endswith("*")
            content = content.removesuffix("*").strip()
            box = Box(1, 60.0 + 40 * c, 60.0 + 12 * r, 98.0 + 40 * c, 70.0 + 12 * r)
            cells.append(TableCell(r, c, rowspan, colspan, Printed(content, (box,)), shaded=shaded))
            taken |= {(r + i, c + j) for i in range(rowspan) for j in range(colspan)}
            c += colspan
    return DataTable(
        table_no=1,
        order_no=1,
        section="operator_reason",
        caption=Printed(caption, (Box(1, 60.0, 40.0, 200.0, 50.0),)) if caption else None,
        caption_in_grid=False,
        n_rows=max(r for r, _ in taken) + 1,
        n_cols=max(c for _, c in taken) + 1,
        heading_no=None,
        goal_nos=(),
        cells=tuple(cells),
        boxes=(),
    )


def reading(text: str, *, caption: str | None = None, period: tuple[int, int] | None = (2021, 2025)) -> TableReading:
    return read_table(drawn(text, caption=caption), document_period=period)


def line(fact: Fact) -> str:
    """A fact in one line: labels / joined; when; value and unit; then what is not plain (role, qualifier, bound, null)."""
    when = fact.month or (str(fact.fiscal_year) if fact.fiscal_year else "-")
    if fact.period_kind == "fiscal_year_end":
        when += "末"
    if fact.period_kind == "fiscal_year_to_date":
        when += "途中"
    value = f"({fact.null_reason})" if fact.value is None else f"{fact.value:g}{fact.unit or ''}"
    extras = [x for x in (fact.role if fact.role != "value" else "", fact.qualifier or "", fact.bound or "") if x]
    return "; ".join([" / ".join(fact.labels), when, value, *extras])


def facts(text: str, *, caption: str | None = None, period: tuple[int, int] | None = (2021, 2025)) -> list[str]:
    return [line(f) for f in reading(text, caption=caption, period=period).facts]
