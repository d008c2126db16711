"""The joined sheet that people open first: indicators by ward and year, a row for each indicator and ward, a column for each year.

In go the curated tables, out come rows as the view ``indicators_wide`` has them: the current sheets, of two that tell of one year the
one of the newer term.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

TITLE = "指標(区と年度)"
FILE = "00_indicators_by_ward_and_year.csv"
HEADER = ("指標", "単位", "区")


def indicators_by_ward_and_year(tables: Mapping[str, pa.Table]) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """The header and the rows; a year that no sheet tells of is empty."""
    titles = {row["indicator_code"]: row for row in tables["indicator_catalogue"].to_pylist()}
    current = {row["document_id"]: row for row in tables["documents"].to_pylist() if row["is_current"]}
    found = [row for row in tables["indicators"].to_pylist() if row["document_id"] in current]
    found.sort(key=lambda row: _age(current[row["document_id"]], row))
    cells: dict[tuple[str, str], dict[int, float | None]] = defaultdict(dict)
    for row in found:
        cells[row["indicator_code"], row["ward"]][row["fiscal_year"]] = row["value"]
    years = sorted({year for of in cells.values() for year in of})
    rows = []
    for (code, ward), of in sorted(cells.items()):
        entry = titles[code]
        rows.append((entry["title_ja"], entry["unit"], ward, *(of.get(year) for year in years)))
    return (*HEADER, *map(str, years)), rows


def _age(document: Mapping[str, Any], row: Mapping[str, Any]) -> tuple[Any, ...]:
    """The newest last: of one term the final sheet behind the interim one, and the year's end before the year."""
    return document["period_start"] or 0, document["sheet_kind"] == "final", row["period_kind"] == "fiscal_year", row["document_id"]
