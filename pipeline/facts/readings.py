"""What the data tables of a whole sheet say, table by table, and the defects found in them, each with its place in the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import count, takewhile
from typing import get_args

from pipeline.facts.checks import MismatchCode
from pipeline.facts.lexicon import section, squeeze
from pipeline.facts.model import TableKey, TableReading
from pipeline.facts.reading import read_table
from pipeline.facts.uncertain import without_uncertain
from pipeline.facts.whole import parts_of_tables
from pipeline.rules import any_of
from pipeline.sheet.confidence import doubts_in, lowest_in
from pipeline.sheet.model import DataTable, Project, Sheet
from pipeline.values import Defect, Place

_C = section("checks")
EXPLAINED = frozenset(get_args(MismatchCode))
"""what a note, or the rest of a table, may explain"""
TOTALS_EXPLAINED = re.compile(f"^(?>.*?{any_of(_C['total'])}).*{any_of(_C['totals_explained'])}", re.DOTALL)
PARTS_EXPLAINED = re.compile(any_of(_C["parts_explained"]))
"""in a note under a table: its totals are of more or less than the parts that are printed"""


def readings_of(sheet: Sheet) -> dict[TableKey, TableReading]:
    """What the data tables say."""
    sure = lowest_in(sheet)
    period = (sheet.period_start, sheet.period_end) if sheet.period_start and sheet.period_end else None
    read, doubts = partial(read_table, document_period=period), doubts_in(sheet)
    readings = {
        key: without_uncertain(table, read, doubts) if sure(table.boxes) is not None else read(table)
        for key, (_, table) in _tables_of(sheet).items()
    }
    parts = parts_of_tables(sheet)
    return {key: _without_sums(reading) if key in parts else reading for key, reading in readings.items()}


def _without_sums(reading: TableReading) -> TableReading:
    """The reading of a part of a table: what its totals add up may stand in the other part."""
    return replace(reading, defects=tuple(defect for defect in reading.defects if defect.code not in EXPLAINED))


def defects_of(sheet: Sheet, readings: Mapping[TableKey, TableReading]) -> Iterator[Defect]:
    """The defects of the data tables with their places; a table itself knows neither its project nor its section."""
    tables = _tables_of(sheet)
    for key, reading in readings.items():
        project, table = tables[key]
        told = Place(project.project_no, project.title.text, table.section)
        is_explained = _explains_totals(project, table)
        yield from (replace(d, place=told) for d in reading.defects if not (is_explained and d.code in EXPLAINED))


def _explains_totals(project: Project, table: DataTable) -> bool:
    """Whether what stands right below a table, a line or several notes, says that its totals are of more or less than their parts:
    ※合計にはその他を含む."""
    by_order = {statement.order_no: statement for statement in project.statements}
    right_below = takewhile(lambda order: order in by_order, count(table.order_no + 1))
    for n, order in enumerate(right_below):
        statement = by_order[order]
        if n and statement.kind != "note":
            break
        said = squeeze(statement.text.text)
        if TOTALS_EXPLAINED.search(said) or statement.kind != "bullet" and PARTS_EXPLAINED.search(said):
            return True  # an item of a list that speaks of 複数回答 tells of something else
    return False


def _tables_of(sheet: Sheet) -> dict[TableKey, tuple[Project, DataTable]]:
    return {(project.project_no, table.table_no): (project, table) for project in sheet.projects for table in project.tables}
