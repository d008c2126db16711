"""What the data tables of a whole sheet say, table by table, and the defects found in them, each with its place in the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from pipeline.facts.model import TableKey, TableReading
from pipeline.facts.reading import read_table
from pipeline.facts.uncertain import without_uncertain
from pipeline.sheet.confidence import doubts_in, lowest_in
from pipeline.sheet.model import DataTable, Project, Sheet
from pipeline.values import Defect, Place


def readings_of(sheet: Sheet) -> dict[TableKey, TableReading]:
    """What the data tables say."""
    sure = lowest_in(sheet)
    period = (sheet.period_start, sheet.period_end) if sheet.period_start and sheet.period_end else None
    read, doubts = partial(read_table, document_period=period), doubts_in(sheet)
    return {
        key: without_uncertain(table, read, doubts) if sure(table.boxes) is not None else read(table)
        for key, (_, table) in _tables_of(sheet).items()
    }


def defects_of(sheet: Sheet, readings: Mapping[TableKey, TableReading]) -> Iterator[Defect]:
    """The defects of the data tables with their places; a table itself knows neither its project nor its section."""
    tables = _tables_of(sheet)
    for key, reading in readings.items():
        project, table = tables[key]
        yield from (replace(defect, place=Place(project.project_no, project.title.text, table.section)) for defect in reading.defects)


def _tables_of(sheet: Sheet) -> dict[TableKey, tuple[Project, DataTable]]:
    return {(project.project_no, table.table_no): (project, table) for project in sheet.projects for table in project.tables}
