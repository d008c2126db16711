"""The ratings of all wards side by side, and how they moved from one sheet of a ward to its next.

In go the documents, out come a grid per project (a line per sheet, a column per goal) and the pairs of goals with both letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from pipeline.datasets.comparison import COMPARED, GoalChange, compare
from pipeline.report.html.rows import Document, Row


@dataclass(frozen=True, slots=True)
class GridLine:
    """A sheet's goals under the columns of the grid: none, one, or several that divide a common goal."""

    document: Document
    goals: Sequence[Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Grid:
    """One project. Its columns are the city's common goals by their code, then the goals that are like none of these, each sheet's in
    their order ("")."""

    project_no: int
    title: str
    columns: Sequence[str]
    lines: Sequence[GridLine]


@dataclass(frozen=True, slots=True)
class Step:
    """From one sheet of a ward to its next: every goal with both ratings."""

    old: Document
    new: Document
    goals: Sequence[GoalChange]

    @property
    def projects(self) -> Iterator[tuple[str, list[GoalChange]]]:
        titles = {row["project_no"]: row["title"] or "" for row in (*self.old.tables["projects"], *self.new.tables["projects"])}
        for project_no, goals in groupby(self.goals, key=lambda goal: goal.project_no):
            yield f"{project_no} {titles.get(project_no, '')}", list(goals)


def grids_of(documents: Sequence[Document]) -> list[Grid]:
    """A grid per project, over the current sheets. The title is the one printed most recently."""
    current = [document for document in documents if document.is_current]
    found = []
    for project_no in sorted({row["project_no"] for document in current for row in document.tables["projects"]}):
        lines, titles = [], {}
        goals_of = {document.document_id: document.of("goals", project_no) for document in current}
        codes = sorted({row["goal_code"] for goals in goals_of.values() for row in goals if row["goal_code"]}, key=_number)
        others = max((sum(not row["goal_code"] for row in goals) for goals in goals_of.values()), default=0)
        for document in current:
            goals = goals_of[document.document_id]
            if goals:
                lines.append(GridLine(document, _under(codes, others, goals)))
                row = document.of("projects", project_no)
                titles[document.row["period_start"] or 0] = (row[0]["title"] if row else None) or ""
        if lines:
            found.append(Grid(project_no, titles[max(titles)], [*codes, *[""] * others], lines))
    return found


def _number(code: str) -> int:
    """The number of a goal's code: ibasho.g3 is 3."""
    return int("".join(char for char in code.rpartition(".")[2] if char.isdigit()) or 0)


def _under(codes: Sequence[str], others: int, goals: Sequence[Row]) -> list[list[Row]]:
    rest = [[row] for row in goals if not row["goal_code"]]
    return [*([row for row in goals if row["goal_code"] == code] for code in codes), *rest, *[[] for _ in range(others - len(rest))]]


def steps_of(documents: Sequence[Document]) -> list[Step]:
    """The current sheets of each ward in their order of time, each with the one before it."""
    current = [document for document in documents if document.is_current]
    found = []
    for _, sheets in groupby(current, key=lambda document: document.ward):
        for old, new in pairwise(sheets):
            goals = compare(_goals_only(old), _goals_only(new)).goals
            found.append(Step(old, new, goals))
    return found


def _goals_only(document: Document) -> dict[str, list[dict[str, object]]]:
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in COMPARED}
    rows["documents"] = [dict(document.row)]
    for name in ("projects", "goals"):
        rows[name] = [dict(row) for row in document.tables[name]]
    return rows
