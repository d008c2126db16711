"""What a data table says: its header cells, and every number of its body as one tidy fact.

In come the cells of a table as printed; out goes a ``TableReading``, from which the datasets take ``facts``, the
``is_header`` of ``table_cells`` and the caption of ``tables``. Rows and columns start at 0, ``fact_no`` at 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.values import Box, Defect, Printed

PeriodKind = Literal["fiscal_year", "fiscal_year_end", "fiscal_year_to_date", "half_year", "quarter", "month"]
Role = Literal["value", "total", "subtotal", "of_which", "average", "difference", "ratio"]
Bound = Literal["low", "high"]
NullReason = Literal["dash", "cancelled", "empty", "slash", "ditto", "not_yet", "unreadable"]

TableKey = tuple[int, int]
"""project_no and table_no"""


@dataclass(frozen=True, slots=True)
class Fact:
    """One number of a cell, or the lack of one (``value`` None, then with a ``null_reason``).

    ``raw`` is the cell as printed. ``labels`` run from the outermost header to the innermost. ``fiscal_year`` is Gregorian
    and runs April to March, ``month`` is "YYYY-MM", ``period_label`` the period as printed. ``boxes`` are those of the cell,
    ``boxes_labels`` those of the headers beside and over it.
    """

    row: int
    col: int
    fact_no: int
    raw: str
    labels: tuple[str, ...]
    fiscal_year: int | None
    month: str | None
    period_kind: PeriodKind | None
    period_label: str | None
    value: float | None
    unit: str | None
    qualifier: str | None
    role: Role
    bound: Bound | None
    null_reason: NullReason | None
    boxes: tuple[Box, ...]
    boxes_labels: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table understood. ``header_rows`` and ``header_cols`` count the leading ones; ``header_cells`` is authoritative.

    ``caption`` is the printed caption, also where it is the table's first full-width row or its corner.
    """

    header_rows: int
    header_cols: int
    header_cells: frozenset[tuple[int, int]]
    caption: Printed | None
    facts: tuple[Fact, ...]
    defects: tuple[Defect, ...]
