"""A sheet as the pages show it: its rows by project, where each stands on the page, what is complete, what is rated how.

In goes the folder of a sheet's curated tables, out come values for the templates.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.app.words import word
from pipeline.datasets.contract import Row
from pipeline.datasets.parquet import read_tables
from pipeline.report.html.rows import NEEDED, DocumentRows, documents_of
from pipeline.report.html.sheet import ProjectView, SheetView, sheet_view
from pipeline.rules.defects import Language
from pipeline.rules.sections import SECTIONS
from pipeline.values import Box

_PLACED = ("projects", "overview", "goals", "prior_issues", "statements", "viewpoints", "tables", "table_cells", "figures", "facts")
_SEARCHED = (("overview", "text"), ("goals", "text"), ("prior_issues", "text"), ("statements", "text"), ("viewpoints", "text"),
             ("table_cells", "text"), ("figures", "text"))  # fmt: skip
MOST_HITS = 100


@dataclass(frozen=True, slots=True)
class Hit:
    """A row in which the words stand, with what is printed before and after them."""

    row: Row
    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """What was read of one project; ``sections`` count the statements of each."""

    row: Row
    goals: int
    rated_operator: int
    rated_ward: int
    sections: Mapping[str, int]
    tables: int
    viewpoints: int


@dataclass(frozen=True, slots=True)
class Rated:
    """A goal with its project."""

    project: Row
    goal: Row

    def has(self, letter: str) -> bool:
        ratings = (self.goal["rating_operator"], self.goal["rating_ward"])
        return ratings[0] != ratings[1] if letter == "differ" else letter in ratings


@dataclass(frozen=True, slots=True)
class Issues:
    """A project's links from the challenges of the term before to the issues of this one, as they stand: each row has ``challenge`` and
    ``prior_issue``, of which one may be null, and ``relation`` and ``status`` of the table issue_links."""

    project: Row
    links: Sequence[Row]

    @property
    def to_decide(self) -> list[Row]:
        """The links in other words, for a person to confirm or reject; those that are only suggested first."""
        reworded = [link for link in self.links if link["relation"] == "reworded"]
        return sorted(reworded, key=lambda link: link["status"] != "suggested")

    @property
    def unmatched(self) -> list[Row]:
        """The challenges and the issues for which no counterpart was found."""
        return [link for link in self.links if not (link["challenge"] and link["prior_issue"])]

    @property
    def same(self) -> int:
        """How many issues have the very words of their challenge."""
        return sum(link["relation"] == "verbatim" for link in self.links)

    def of(self, side: str) -> list[Row]:
        """The challenges ("challenge") or the issues ("prior_issue") of the project, each once."""
        return list({link[side]["row_id"]: link[side] for link in self.links if link[side]}.values())


class ReadSheet:
    """One document of a folder of curated tables."""

    def __init__(self, document: DocumentRows) -> None:
        self.document = document
        self.view: SheetView = sheet_view(document)
        self._rows = {row["row_id"]: row for name in _PLACED for row in document.tables[name]}
        self.sizes: Sequence[Row] = document.row["page_sizes"] or ()

    def boxes(self, row_id: str, part: str = "boxes") -> tuple[Box, ...]:
        """Where a row stands; nothing where there is no such row."""
        return tuple(rows_boxes(self._rows.get(row_id, {}), part))

    def row(self, row_id: str) -> Row | None:
        return self._rows.get(row_id)

    def completeness(self) -> list[Completeness]:
        return [_completeness(self.document, project) for project in self.view.projects]

    def ratings(self) -> list[Rated]:
        return [Rated(project.row, goal) for project in self.view.projects for goal in project.goals]

    def issues(self) -> list[Issues]:
        """What became of the challenges of the term before, by project; nothing where that sheet is not at hand."""
        return [Issues(project.row, project.issue_chains) for project in self.view.projects if project.issue_chains]

    @property
    def undecided(self) -> int:
        """How many links wait for a person."""
        return len(self.view.worklist) + sum(len(issues.to_decide) for issues in self.issues())

    def hits(self, words: str) -> list[Hit]:
        """The rows in which the words stand, whatever their width and spacing; at most ``MOST_HITS``."""
        wanted = _bare(words)
        if not wanted:
            return []
        found = (hit for name, column in _SEARCHED for row in self.document.tables[name] if (hit := _hit(row, row[column] or "", wanted)))
        return [hit for hit, _ in zip(found, range(MOST_HITS), strict=False)]


def one_sheet(folder: Path) -> ReadSheet:
    """The one sheet of a folder of curated tables. Raises OSError or LookupError where there is none."""
    return ReadSheet(documents_of(read_tables(folder, NEEDED))[0])


def name_of(document: DocumentRows, language: Language) -> str:
    """A published sheet as that language names it: ward, years and kind."""
    if language == "ja":
        return document.name
    row = document.row
    years = word("verdict.years", language, start=row["period_start"] or "?", end=row["period_end"] or "?")
    return f"{row['ward'] or word('verdict.unnamed', language)} {years} {word('verdict.' + (row['sheet_kind'] or 'final'), language)}"


def _completeness(document: DocumentRows, project: ProjectView) -> Completeness:
    statements = document.of("statements", project.row["project_no"])
    counted = {code: sum(row["section"] == code for row in statements) for code in SECTIONS}
    return Completeness(
        project.row,
        len(project.goals),
        sum(goal["rating_operator"] is not None for goal in project.goals),
        sum(goal["rating_ward"] is not None for goal in project.goals),
        counted,
        len(document.of("tables", project.row["project_no"])),
        len(project.viewpoints),
    )


_AROUND = 30
"""letters shown on either side of what was found"""


def _hit(row: Row, text: str, wanted: str) -> Hit | None:
    bare, places = [], []
    for at, letter in enumerate(text):
        for folded in _bare(letter):
            bare.append(folded)
            places.append(at)
    at = "".join(bare).find(wanted)
    if at < 0:
        return None
    begin, end = places[at], places[at + len(wanted) - 1] + 1
    start, stop = max(0, begin - _AROUND), end + _AROUND
    return Hit(row, "…" * (start > 0) + text[start:begin], text[begin:end], text[end:stop] + "…" * (stop < len(text)))


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def framed(boxes: Sequence[Box]) -> str:
    """``page x0 y0 x1 y1`` for each box, in points."""
    return ";".join(f"{box.page} {box.x0:.1f} {box.y0:.1f} {box.x1:.1f} {box.y1:.1f}" for box in boxes)


def rows_boxes(row: Row, part: str) -> Iterator[Box]:
    for box in row.get(part) or ():
        yield Box(int(box["page"]), box["x0"], box["y0"], box["x1"], box["y1"])
