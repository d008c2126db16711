"""The joined sheet that people open first: indicators by ward and year, a row for each indicator and ward, a column for each year.

In go the curated tables, out come rows as the view ``indicators_wide`` has them: the current sheets, of two that tell of one year the
one of the newer term. Where a value is made from a number that somebody corrected, a last column names the years.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from pipeline.datasets.corrected import NOTE, Row, corrected_rows

TITLE = "指標(区と年度)"
FILE = "00_indicators_by_ward_and_year.csv"
HEADER = ("指標", "単位", "区")
CORRECTED = "訂正した年度"


def indicators_by_ward_and_year(tables: Mapping[str, pa.Table]) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """The header and the rows; a year that no sheet tells of is empty."""
    titles = {row["indicator_code"]: row for row in tables["indicator_catalogue"].to_pylist()}
    current = {row["document_id"]: row for row in tables["documents"].to_pylist() if row["is_current"]}
    rows = corrected_rows("indicators", tables["indicators"].to_pylist(), tables["corrections"].to_pylist())
    found = [row for row in rows if row["document_id"] in current]
    found.sort(key=lambda row: _age(current[row["document_id"]], row))
    cells: dict[tuple[str, str], dict[int, Row]] = defaultdict(dict)
    for row in found:
        cells[row["indicator_code"], row["ward"]][row["fiscal_year"]] = row
    years = sorted({year for of in cells.values() for year in of})
    lines, marks = [], []
    for (code, ward), of in sorted(cells.items()):
        entry = titles[code]
        values = (of[year]["value"] if year in of else None for year in years)
        lines.append((entry["title_ja"], entry["unit"], ward, *values))
        marks.append("、".join(str(year) for year in sorted(of) if of[year]["is_corrected"] or NOTE in of[year]))
    header = (*HEADER, *map(str, years))
    if any(marks):
        return (*header, CORRECTED), [(*line, mark) for line, mark in zip(lines, marks, strict=True)]
    return header, lines


def _age(document: Row, row: Row) -> tuple[Any, ...]:
    """The newest last: of one term the final sheet behind the interim one, and the year's end before the year."""
    return document["period_start"] or 0, document["sheet_kind"] == "final", row["period_kind"] == "fiscal_year", row["document_id"]
