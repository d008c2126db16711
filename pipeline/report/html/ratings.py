"""The ratings of all wards side by side: in go the documents, out comes a grid per project (a line per sheet, a column per goal)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.datasets.contract import Row
from pipeline.report.html.rows import DocumentRows


@dataclass(frozen=True, slots=True)
class GridLine:
    """A sheet's goals under the columns of the grid: none, one, or several that divide a common goal."""

    document: DocumentRows
    goals: Sequence[Sequence[Row]]


@dataclass(frozen=True, slots=True)
class RatingGrid:
    """One project. Its columns are the city's common goals by their code, then the goals that are like none of these, each sheet's in
    their order ("")."""

    project_no: int
    title: str
    columns: Sequence[str]
    lines: Sequence[GridLine]


def rating_grids(documents: Sequence[DocumentRows]) -> list[RatingGrid]:
    """A grid per project, over the current sheets. The title is the one printed most recently."""
    current = [document for document in documents if document.is_current]
    numbers = sorted({row["project_no"] for document in current for row in document.tables["projects"]})
    return [grid for number in numbers if (grid := _grid(current, number))]


def _grid(documents: Sequence[DocumentRows], project_no: int) -> RatingGrid | None:
    """The grid of a project; none where no sheet has goals under it."""
    with_goals = [(document, goals) for document in documents if (goals := document.of("goals", project_no))]
    if not with_goals:
        return None
    codes = sorted({row["goal_code"] for _, goals in with_goals for row in goals if row["goal_code"]}, key=_number)
    others = max(sum(not row["goal_code"] for row in goals) for _, goals in with_goals)
    titles = {document.row["period_start"] or 0: _title(document, project_no) for document, _ in with_goals}
    lines = [GridLine(document, _under(codes, others, goals)) for document, goals in with_goals]
    return RatingGrid(project_no, titles[max(titles)], [*codes, *[""] * others], lines)


def _title(document: DocumentRows, project_no: int) -> str:
    return next((row["title"] for row in document.of("projects", project_no)), None) or ""


def _number(code: str) -> int:
    """The number of a goal's code: ibasho.g3 is 3."""
    return int("".join(char for char in code.rpartition(".")[2] if char.isdigit()) or 0)


def _under(codes: Sequence[str], others: int, goals: Sequence[Row]) -> list[list[Row]]:
    rest = [[row] for row in goals if not row["goal_code"]]
    return [*([row for row in goals if row["goal_code"] == code] for code in codes), *rest, *[[] for _ in range(others - len(rest))]]
