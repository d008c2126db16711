"""What changed from one sheet of a ward to its next: the ratings, the indicators, and what became of the challenges.

In go the documents and the rows of ``indicators``, out comes a step for each sheet that has one before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from pipeline.datasets.comparison import COMPARED, Direction, GoalChange, compare
from pipeline.datasets.contract import Row
from pipeline.datasets.corrected import NOTE
from pipeline.report.comparison.lines import number, relation_of, word
from pipeline.report.html.rows import DocumentRows
from pipeline.text.years import year_of_era

_WHOLE_YEARS = ("fiscal_year", "fiscal_year_end")
"""Kinds of period of which a sheet's last number can stand beside that of the sheet before."""
_Last = Mapping[tuple[str, str], Row]


@dataclass(frozen=True, slots=True)
class Moved:
    """An indicator's last whole year in the old sheet and in the new one, in words; ``project_no`` is the facts' own."""

    project_no: int
    title: str
    unit: str
    old: str
    new: str
    difference: str
    old_row_id: str
    new_row_id: str


@dataclass(frozen=True, slots=True)
class Step:
    """From one sheet of a ward to its next: every goal with both ratings, the indicators of both, and the challenges of the old sheet
    with what became of them."""

    number: int
    old: DocumentRows
    new: DocumentRows
    goals: Sequence[GoalChange]
    indicators: Sequence[Moved]
    challenges: Sequence[Row]

    @property
    def titles(self) -> dict[int, str]:
        rows = (*self.old.tables["projects"], *self.new.tables["projects"])
        return {row["project_no"]: f"{row['project_no']} {row['title'] or ''}".strip() for row in rows}

    @property
    def projects(self) -> Iterator[tuple[int, list[GoalChange]]]:
        for project_no, goals in groupby(self.goals, key=lambda goal: goal.project_no):
            yield project_no, list(goals)

    def moved(self, party: str) -> Mapping[Direction | None, int]:
        """How many ratings of the operator or the ward went up, down, or stayed."""
        return Counter(getattr(goal, party).direction for goal in self.goals)

    def changed(self, change: str) -> int:
        return sum(goal.change == change for goal in self.goals)

    @property
    def taken_up(self) -> int:
        """Challenges for which a prior issue of the new sheet was found."""
        return sum(bool(row["challenge"] and row["prior_issue"] and row["status"] != "suggested") for row in self.challenges)

    @property
    def of_before(self) -> int:
        return len({row["statement_id"] for row in self.challenges if row["challenge"]})

    def title(self, project_no: int) -> str:
        return self.titles.get(project_no, str(project_no))

    @property
    def csv(self) -> Iterator[tuple[str, ...]]:
        """The step as lines of ward, both terms, what, project, of what, before, after, change, and what is printed where a rating was
        corrected."""
        head = (self.new.ward, self.old.term, self.new.term)
        for line in (*self._rating_lines(), *self._indicator_lines(), *self._challenge_lines()):
            yield (*head, *line)

    def _rating_lines(self) -> Iterator[tuple[str, ...]]:
        notes = {row["row_id"]: row[NOTE] for sheet in (self.old, self.new) for row in sheet.tables["goals"] if NOTE in row}
        for goal in self.goals:
            sides = [said for said in (goal.old, goal.new) if said]
            corrected = "、".join(notes[said.row_id] for said in sides if said.row_id in notes)
            for who, party in (("自己評価(法人)", goal.operator), ("自己評価(区)", goal.ward)):
                said = word(f"remark.{party.direction}") if party.direction else ""
                yield (who, self.title(goal.project_no), sides[-1].text, party.old or "", party.new or "", said, corrected)

    def _indicator_lines(self) -> Iterator[tuple[str, ...]]:
        for moved in self.indicators:
            yield ("指標", self.title(moved.project_no), f"{moved.title}({moved.unit})", moved.old, moved.new, moved.difference, "")

    def _challenge_lines(self) -> Iterator[tuple[str, ...]]:
        for row in self.challenges:
            texts = [(row[name] or {}).get("text", "") for name in ("challenge", "prior_issue")]
            yield ("課題のその後", self.title(row["project_no"]), "", *texts, relation_of(row["relation"], row["status"]), "")


def steps_of(documents: Sequence[DocumentRows], indicators: Iterable[Row] = (), catalogue: Iterable[Row] = ()) -> list[Step]:
    """The current sheets of each ward in their order of time, each with the one before it."""
    of: dict[str, list[Row]] = {}
    for row in indicators:
        of.setdefault(row["document_id"], []).append(row)
    entries = {entry["indicator_code"]: entry for entry in catalogue}
    current = [document for document in documents if document.is_current]
    pairs = [pair for _, sheets in groupby(current, key=lambda document: document.ward) for pair in pairwise(sheets)]
    found = []
    for at, (old, new) in enumerate(pairs):
        last = _last(of.get(old.document_id, ())), _last(of.get(new.document_id, ()))
        found.append(_step(at, old, new, last, entries))
    return found


def _step(at: int, old: DocumentRows, new: DocumentRows, last: tuple[_Last, _Last], entries: Mapping[str, Row]) -> Step:
    both = [key for key in _ordered(last[0], entries) if key in last[1]]
    moved = [_moved(entries[key[0]], last[0][key], last[1][key]) for key in both]
    chains = [row for row in new.tables["issue_chains"] if row["prior_document_id"] == old.document_id]
    return Step(at, old, new, compare(_goals_only(old), _goals_only(new)).goals, [row for row in moved if row], chains)


def _ordered(keys: Iterable[tuple[str, str]], entries: Mapping[str, Row]) -> list[tuple[str, str]]:
    """Indicators in the order of the catalogue; what that does not name is left out."""
    order = {code: at for at, code in enumerate(entries)}
    return sorted((key for key in keys if key[0] in order), key=lambda key: (order[key[0]], key[1]))


def _last(rows: Iterable[Row]) -> _Last:
    """Of each indicator the row of its last whole year, by code and kind of period."""
    whole = (row for row in rows if row["period_kind"] in _WHOLE_YEARS and row["value"] is not None and row["subject"] == "own")
    return {(row["indicator_code"], row["period_kind"]): row for row in sorted(whole, key=lambda row: row["fiscal_year"])}


def _moved(entry: Row, old: Row, new: Row) -> Moved | None:
    """None where the new sheet tells of no later year than the old one."""
    if new["fiscal_year"] <= old["fiscal_year"]:
        return None
    said = [f"{year_of_era(row['fiscal_year'])}年度 {number(row['value'])}" for row in (old, new)]
    rows = [row["fact_row_ids"][0] for row in (old, new)]
    difference = number(new["value"] - old["value"], sign=True) if new["value"] != old["value"] else "0"
    return Moved(int(rows[1].split("/")[2]), entry["title_ja"], entry["unit"] or "", said[0], said[1], difference, *rows)


def _goals_only(document: DocumentRows) -> dict[str, list[dict[str, object]]]:
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in COMPARED}
    rows["documents"] = [dict(document.row)]
    for name in ("projects", "goals"):
        rows[name] = [dict(row) for row in document.tables[name]]
    return rows
