"""One sheet as the report shows it: project by project, sections in reading order with their tables as printed, and what
answers which viewpoint.

In goes a ``DocumentRows``, out comes a tree of values for the template ``sheet.html.j2``. Rows stay the dictionaries of the contract.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.datasets.contract import Row
from pipeline.report.html.rows import DocumentRows
from pipeline.report.html.series import IndicatorSeries, indicator_series
from pipeline.rules.defects import section_name
from pipeline.rules.sections import SECTIONS

LEAST_SHOWN = 0.1
"""probability; what is less sure is in the table, and no person is asked about it"""
SUGGESTIONS_SHOWN = 60
"""of a sheet, in its worklist; all are in the view suggested_links"""


@dataclass(frozen=True, slots=True)
class TableView:
    """A data table: its row, the printed cells line by line, its facts and the series among them."""

    row: Row
    lines: Sequence[Sequence[Row]]
    facts: Sequence[Row]
    series: Sequence[IndicatorSeries]


@dataclass(frozen=True, slots=True)
class SectionItem:
    """What stands in a section, in reading order: a statement, a table or a figure."""

    sort: Literal["statement", "table", "figure"]
    row: Row
    table: TableView | None = None


@dataclass(frozen=True, slots=True)
class SheetSection:
    code: str
    title: str
    items: Sequence[SectionItem]
    terms: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Answer:
    """A statement that answers a viewpoint, surely or by suggestion, and how probably (0 to 1)."""

    statement: Row
    link: Row


@dataclass(frozen=True, slots=True)
class ViewpointView:
    """``answers`` are asserted by the rules or confirmed by a person, ``suggested`` are to be confirmed; each the most probable first."""

    row: Row
    answers: Sequence[Answer]
    suggested: Sequence[Answer]


@dataclass(frozen=True, slots=True)
class ProjectView:
    row: Row
    goals: Sequence[Row]
    prior_issues: Sequence[Row]
    issue_chains: Sequence[Row]
    sections: Sequence[SheetSection]
    viewpoints: Sequence[ViewpointView]


@dataclass(frozen=True, slots=True)
class SheetView:
    document: DocumentRows
    overview: Sequence[tuple[str, Sequence[Row]]]
    projects: Sequence[ProjectView]
    defects: Sequence[Row]
    worklist: Sequence[tuple[ProjectView, ViewpointView, Answer]]


def sheet_view(document: DocumentRows) -> SheetView:
    by_label: dict[str, list[Row]] = defaultdict(list)
    for row in document.tables["overview"]:
        by_label[row["label"] or ""].append(row)
    projects = [_project(document, row) for row in document.tables["projects"]]
    return SheetView(document, list(by_label.items()), projects, document.tables["defects"], suggestions_of(projects)[:SUGGESTIONS_SHOWN])


def _project(document: DocumentRows, row: Row) -> ProjectView:
    project_no = row["project_no"]
    statements = document.of("statements", project_no)
    return ProjectView(
        row,
        document.of("goals", project_no),
        document.of("prior_issues", project_no),
        document.of("issue_chains", project_no),
        _sections(document, project_no, statements),
        _viewpoints(document, project_no, {statement["statement_id"]: statement for statement in statements}),
    )


def _sections(document: DocumentRows, project_no: int, statements: Iterable[Row]) -> list[SheetSection]:
    items = [SectionItem("statement", row) for row in statements]
    items += [SectionItem("table", row, _table(document, row)) for row in document.of("tables", project_no)]
    items += [SectionItem("figure", row) for row in document.of("figures", project_no)]
    items.sort(key=lambda item: item.row["order_no"])
    terms = document.of("terms", project_no)
    codes = [*SECTIONS, *dict.fromkeys(item.row["section"] for item in items if item.row["section"] not in SECTIONS)]
    found = [
        SheetSection(
            code or "",
            section_name(code, "ja") if code else "欄の外",
            [item for item in items if item.row["section"] == code],
            [term for term in terms if term["section"] == code],
        )
        for code in codes
    ]
    return [section for section in found if section.items]


def _table(document: DocumentRows, table: Row) -> TableView:
    cells, facts = (_placed(document.of(name, table["project_no"]), table) for name in ("table_cells", "facts"))
    lines: dict[int, list[Row]] = {line: [] for line in range(table["n_rows"])}
    for cell in cells:
        lines.setdefault(cell["row"], []).append(cell)
    return TableView(table, list(lines.values()), facts, indicator_series(facts))


def _placed(rows: Iterable[Row], table: Row) -> list[Row]:
    """The rows of that table; what stands in an empty cell has the table's place."""
    return [{**row, "boxes": row["boxes"] or table["boxes"]} for row in rows if row["table_no"] == table["table_no"]]


def _viewpoints(document: DocumentRows, project_no: int, statements: Mapping[str, Row]) -> list[ViewpointView]:
    links: dict[tuple[int, bool], list[Answer]] = defaultdict(list)
    for link in sorted(document.of("statement_viewpoints", project_no), key=_least_sure):
        if link["status"] in ("confirmed", "asserted") or (link["status"] == "suggested" and link["probability"] >= LEAST_SHOWN):
            links[link["viewpoint_no"], link["status"] == "suggested"].append(Answer(statements[link["statement_id"]], link))
    return [
        ViewpointView(row, links.get((row["viewpoint_no"], False), ()), links.get((row["viewpoint_no"], True), ()))
        for row in document.of("viewpoints", project_no)
    ]


def _least_sure(link: Row) -> tuple[bool, float]:
    return link["status"] != "confirmed", -(link["probability"] or 0.0)


def suggestions_of(projects: Iterable[ProjectView]) -> list[tuple[ProjectView, ViewpointView, Answer]]:
    """The suggestions to confirm or reject, those first that are of most use: of viewpoints without a sure link, then by probability."""
    found = [(project, viewpoint, answer) for project in projects for viewpoint in project.viewpoints for answer in viewpoint.suggested]
    return sorted(found, key=lambda item: (bool(item[1].answers), -(item[2].link["probability"] or 0.0)))
