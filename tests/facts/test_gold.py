"""Every fact of the development sheets is read back from their tables, with no value that is not printed there."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pipeline.facts import Fact, TableReading, read_table
from pipeline.sheet.model import DataTable, TableCell
from pipeline.values import Printed
from tests.support.gold_sheets import GOLD_IDS, gold_path, sheet_from_gold


def _norm(text: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def _gold(project: dict[str, Any]) -> Counter[tuple[Any, ...]]:
    return Counter(
        (f["fiscal_year"], f["month"], f["kind"], round(float(f["value"]), 6), _norm(f["unit"]), tuple(_norm(x) for x in f["labels"]))
        for f in project["facts"]
    )


def _read(facts: list[Fact]) -> Counter[tuple[Any, ...]]:
    return Counter(
        (
            f.fiscal_year,
            f.month,
            "fiscal_year" if f.period_kind == "fiscal_year_to_date" else f.period_kind,
            round(f.value, 6),
            _norm(f.unit),
            tuple(_norm(x) for x in f.labels),
        )
        for f in facts
        if f.value is not None
    )


@pytest.mark.parametrize("gold_id", GOLD_IDS)
def test_facts_of_a_sheet_are_those_of_its_gold(gold_id: str) -> None:
    path = gold_path(gold_id)
    gold = json.loads(path.read_text(encoding="utf-8"))
    sheet = sheet_from_gold(path)
    period = (gold["period"][0], gold["period"][1])
    for project, truth in zip(sheet.projects, gold["projects"], strict=True):
        facts = [f for table in project.tables for f in read_table(table, document_period=period).facts]
        assert _read(facts) == _gold(truth), f"project {project.project_no}"


@pytest.mark.parametrize("gold_id", GOLD_IDS)
def test_header_rows_and_columns_are_those_of_the_gold(gold_id: str) -> None:
    path = gold_path(gold_id)
    gold = json.loads(path.read_text(encoding="utf-8"))
    sheet = sheet_from_gold(path)
    for project, truth in zip(sheet.projects, gold["projects"], strict=True):
        blocks = [b for b in truth["operator_reason"] if b["k"] == "table"]
        for table, block in zip(project.tables, blocks, strict=True):
            reading = read_table(table, document_period=None)
            assert (reading.header_rows, reading.header_cols) == (block["header_rows"], block["header_cols"]), block["rows"][:2]


@pytest.mark.parametrize("gold_id", GOLD_IDS)
def test_no_false_alarm_on_sums_that_are_right(gold_id: str) -> None:
    sheet = sheet_from_gold(gold_path(gold_id))
    readings = [read_table(t, document_period=None) for p in sheet.projects for t in p.tables]
    assert [d for r in readings for d in r.defects] == []


SHADINGS: dict[str, Callable[[TableCell, DataTable], bool]] = {
    "first row": lambda c, t: c.row == 0,
    "first column": lambda c, t: c.col == 0,
    "first row and column": lambda c, t: c.row == 0 or c.col == 0,
    "every other row": lambda c, t: c.row % 2 == 0,
    "last row": lambda c, t: c.row == t.n_rows - 1,
    "all": lambda c, t: True,
}


@pytest.mark.parametrize("shading", SHADINGS)
@pytest.mark.parametrize("gold_id", GOLD_IDS)
def test_facts_do_not_depend_on_shading(gold_id: str, shading: str) -> None:
    sheet = sheet_from_gold(gold_path(gold_id))
    for project in sheet.projects:
        for table in project.tables:
            plain = read_table(table, document_period=None)
            cells = tuple(c._replace(shaded=SHADINGS[shading](c, table)) for c in table.cells)
            assert read_table(replace(table, cells=cells), document_period=None).facts == plain.facts


def _without_header_spans(table: DataTable, reading: TableReading, *, rows_too: bool) -> DataTable:
    """The table as a layout gives it that finds no span among the headers: the covered places are empty cells."""
    cells: list[TableCell] = []
    for c in table.cells:
        if (c.row, c.col) not in reading.header_cells or (c.colspan, c.rowspan) == (1, 1):
            cells.append(c)
            continue
        rowspan = 1 if rows_too else c.rowspan
        cells += [
            TableCell(c.row + i, c.col + j, rowspan, 1, c.text if (i, j) == (0, 0) else Printed(""))
            for i in range(c.rowspan if rows_too else 1)
            for j in range(c.colspan)
        ]
    return replace(table, cells=tuple(cells))


@pytest.mark.parametrize("rows_too", [False, True])
@pytest.mark.parametrize("gold_id", GOLD_IDS)
def test_facts_do_not_depend_on_the_spans_of_headers(gold_id: str, rows_too: bool) -> None:
    sheet = sheet_from_gold(gold_path(gold_id))
    for project in sheet.projects:
        for table in project.tables:
            whole = read_table(table, document_period=None)
            split = read_table(_without_header_spans(table, whole, rows_too=rows_too), document_period=None)
            assert _read(list(split.facts)) == _read(list(whole.facts))
            assert split.defects == ()
