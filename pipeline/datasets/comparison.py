"""Two evaluation sheets side by side: what an official writes by hand as a 新旧対照表 when a new term's sheet comes out.

In go the curated rows of two documents, out comes a ``Comparison``: goals added, dropped and reworded, ratings up and down, numbers
that differ, and how the old sheet's challenges come back as the new one's prior issues. Two versions of one sheet are compared
sentence by sentence as well; in another term or at another time every sentence is new, so there the latest numbers stand side by
side instead. Of two wards nothing is old or new: what differs stands side by side, and nothing has moved or come back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from difflib import SequenceMatcher
from operator import itemgetter
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.datasets.contract import RATINGS, Row
from pipeline.datasets.corrected import NOTE, corrected_rows
from pipeline.datasets.identity import ward_key
from pipeline.datasets.links import IssueRelation, IssueStatus, is_answer, is_challenge, links_between
from pipeline.rules.sections import SECTIONS
from pipeline.text.folds import squeeze

Change = Literal["same", "reworded", "added", "dropped"]
Direction = Literal["up", "down", "same"]
SheetRows = dict[str, list[Row]]
"""the rows of one sheet by table"""
COMPARED = ("documents", "projects", "goals", "prior_issues", "statements", "facts")
PUBLISHED = (*COMPARED, "corrections")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``changed`` where the other side has other words."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A text of one sheet with the address of its row, cut where it differs from its counterpart."""

    row_id: str
    text: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class RatingChange:
    """One party's rating of a goal, null where a sheet gives none; no direction either between two wards."""

    old: str | None
    new: str | None
    direction: Direction | None


@dataclass(frozen=True, slots=True)
class GoalChange:
    project_no: int
    change: Change
    score: float | None
    old: Said | None
    new: Said | None
    operator: RatingChange
    ward: RatingChange


@dataclass(frozen=True, slots=True)
class StatementChange:
    project_no: int
    section: str
    change: Change
    old: Said | None
    new: Said | None


@dataclass(frozen=True, slots=True)
class FactChange:
    """One number of both sheets, or of one: the same measure, unit and period."""

    project_no: int
    change: Literal["changed", "added", "dropped"]
    measure: str
    unit: str | None
    period: str | None
    old: str | None
    new: str | None
    old_row_id: str | None
    new_row_id: str | None


@dataclass(frozen=True, slots=True)
class Movement:
    """A measure that both terms count by year: its last year in each sheet; ``difference`` is new less old."""

    project_no: int
    measure: str
    unit: str | None
    old_year: int
    old_value: float
    new_year: int
    new_value: float
    difference: float
    old_row_id: str
    new_row_id: str


@dataclass(frozen=True, slots=True)
class IssueChange:
    """A challenge of the old sheet and the prior issue of the new one that takes it up."""

    project_no: int
    relation: IssueRelation
    status: IssueStatus | None
    score: float
    challenge: Said | None
    prior_issue: Said | None


@dataclass(frozen=True, slots=True)
class SheetSide:
    """What names a sheet: its document and what it prints of ward, term and period."""

    document_id: str
    ward: str | None
    title: str | None
    sheet_kind: str
    term_no: int | None
    period_start: int | None
    period_end: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """``versions`` is true for two versions of one sheet (the same term and kind); only then there are ``statements``, and only
    otherwise ``movements``. ``issues`` are there where the terms differ. Where the wards differ there is none of the three.
    ``corrected`` says by row_id what is printed where somebody corrected it."""

    old: SheetSide
    new: SheetSide
    versions: bool
    wards_differ: bool
    corrected: Mapping[str, str]
    projects: Mapping[int, str]
    goals: tuple[GoalChange, ...]
    facts: tuple[FactChange, ...]
    movements: tuple[Movement, ...]
    issues: tuple[IssueChange, ...]
    statements: tuple[StatementChange, ...]

    def as_json(self) -> dict[str, Any]:
        said = asdict(self)
        said["projects"] = [{"project_no": no, "title": title} for no, title in self.projects.items()]
        return said


def of_document(tables: Mapping[str, pa.Table], document_id: str) -> SheetRows:
    """The rows of one document that a comparison needs, as people corrected them where there are ``corrections``. Raises KeyError
    where the tables do not have the document."""
    corrections = tables["corrections"].to_pylist() if "corrections" in tables else []
    found = {}
    for name in COMPARED:
        printed = tables[name].filter(pc.field("document_id") == document_id).to_pylist()
        found[name] = [dict(row) for row in corrected_rows(name, printed, corrections)]
    for fact, before in zip(
        found["facts"], tables["facts"].filter(pc.field("document_id") == document_id)["value"].to_pylist(), strict=True
    ):
        if fact["value"] != before:
            fact |= {"raw": _spelled(fact), "null_reason": None}
    if not found["documents"]:
        raise KeyError(document_id)
    return found


def _spelled(fact: Row) -> str | None:
    """A corrected value in the place of what is printed, without the nought that a whole number has as a float."""
    return None if fact["value"] is None else f"{fact['value']:,.15g}{fact['unit'] or ''}"


def compare(old: SheetRows, new: SheetRows) -> Comparison:
    """What changed from one sheet to the other, project by project in the form's order."""
    before, after = old["documents"][0], new["documents"][0]
    same_term = _same_term(before, after)
    other_ward = _wards_differ(before, after)
    versions = not other_ward and same_term and before["sheet_kind"] == after["sheet_kind"]
    titles = {row["project_no"]: row["title"] or "" for row in (*old["projects"], *new["projects"])}
    projects = dict(sorted(titles.items()))
    goals = tuple(change for no in projects for change in _goals(no, _of(old["goals"], no), _of(new["goals"], no)))
    issues = (change for no in projects for change in _issues(no, old["statements"], new["prior_issues"]))
    return Comparison(
        _side(before),
        _side(after),
        versions,
        other_ward,
        _notes(old) | _notes(new),
        projects,
        _undirected(goals) if other_ward else goals,
        tuple(_facts(old["facts"], new["facts"], whole=versions)),
        () if versions or other_ward else tuple(_movements(old["facts"], new["facts"])),
        () if same_term or other_ward else tuple(issues),
        tuple(_statements(old["statements"], new["statements"])) if versions else (),
    )


def _notes(tables: SheetRows) -> dict[str, str]:
    """By row_id what is printed in the rows that somebody corrected."""
    return {row["row_id"]: row[NOTE] for rows in tables.values() for row in rows if NOTE in row}


def _side(document: Row) -> SheetSide:
    return SheetSide(**{name: document[name] for name in SheetSide.__slots__})


def _wards_differ(before: Row, after: Row) -> bool:
    """Whether both sheets name their ward and it is not the same one, however it is spelled."""
    return bool(before["ward"] and after["ward"] and ward_key(before["ward"]) != ward_key(after["ward"]))


def _undirected(goals: Iterable[GoalChange]) -> tuple[GoalChange, ...]:
    """The goals without a direction of their ratings: what one ward gives itself is no step from what another does."""
    return tuple(replace(g, operator=replace(g.operator, direction=None), ward=replace(g.ward, direction=None)) for g in goals)


def _same_term(before: Row, after: Row) -> bool:
    if before["term_no"] and after["term_no"]:
        return bool(before["term_no"] == after["term_no"])
    return bool(before["period_start"] == after["period_start"])


def _of(rows: Iterable[Row], project_no: int) -> list[Row]:
    return [row for row in rows if row["project_no"] == project_no]


def _pairs(old: Sequence[Row], new: Sequence[Row]) -> Iterator[tuple[Change, float | None, Row | None, Row | None]]:
    """Each row with its counterpart, in the order of the new sheet; what was dropped stands where it stood."""
    links = links_between([row["text"] for row in old], [row["text"] for row in new], merged=False)
    named: dict[IssueRelation, Change] = {"verbatim": "same", "reworded": "reworded"}
    named |= {"unmatched_challenge": "dropped", "unmatched_issue": "added"}
    ends = {link.challenge: link.issue for link in links if link.challenge is not None and link.issue is not None}

    def place(c: int | None, i: int | None) -> tuple[int, int]:
        if i is not None:
            return (i, 0)
        above = [ends[k] for k in range(c or 0) if k in ends]
        return (above[-1] if above else -1, 1 + (c or 0))

    for link in sorted(links, key=lambda link: place(link.challenge, link.issue)):
        before = None if link.challenge is None else old[link.challenge]
        after = None if link.issue is None else new[link.issue]
        yield named[link.relation], link.score if before and after else None, before, after


def _goals(project_no: int, old: Sequence[Row], new: Sequence[Row]) -> Iterator[GoalChange]:
    for change, score, before, after in _pairs(old, new):
        a, b = said_against(before, after)
        operator, ward = (_rating(before, after, f"rating_{who}") for who in ("operator", "ward"))
        yield GoalChange(project_no, change, score, a, b, operator, ward)


def _rating(before: Row | None, after: Row | None, column: str) -> RatingChange:
    old, new = before[column] if before else None, after[column] if after else None
    if not (old in RATINGS and new in RATINGS):
        return RatingChange(old, new, None)
    step = RATINGS.index(old) - RATINGS.index(new)
    return RatingChange(old, new, "up" if step > 0 else "down" if step < 0 else "same")


def _issues(project_no: int, statements: Sequence[Row], prior_issues: Sequence[Row]) -> Iterator[IssueChange]:
    challenges = [row for row in _of(statements, project_no) if is_challenge(row)]
    issues = _of(prior_issues, project_no)
    for link in links_between([row["text"] for row in challenges], [row["text"] for row in issues]):
        before = None if link.challenge is None else challenges[link.challenge]
        after = None if link.issue is None else issues[link.issue]
        if before is None and after is not None and is_answer(after["mark"]):
            continue
        yield IssueChange(project_no, link.relation, link.status, link.score, *said_against(before, after))


def _statements(old: Sequence[Row], new: Sequence[Row]) -> Iterator[StatementChange]:
    parts = sorted({(row["project_no"], row["section"]) for row in (*old, *new)}, key=lambda part: (part[0], SECTIONS.index(part[1])))
    for project_no, section in parts:
        own = ([row for row in rows if (row["project_no"], row["section"]) == (project_no, section)] for rows in (old, new))
        chosen = [sorted(rows, key=itemgetter("seq")) for rows in own]
        for change, _, before, after in _pairs(*chosen):
            if change != "same":
                yield StatementChange(project_no, section, change, *said_against(before, after))


def said_against(before: Row | None, after: Row | None) -> tuple[Said | None, Said | None]:
    """Both texts cut where they differ, word by word."""
    old, new = before["text"] if before else "", after["text"] if after else ""
    a, b = changed_words(old, new) if before and after else ((Piece(old, False),), (Piece(new, False),))
    return (Said(before["row_id"], old, a) if before else None), (Said(after["row_id"], new, b) if after else None)


def changed_words(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The two texts in pieces, the words that only one of them has marked; width and spaces make no difference."""
    from pipeline.narrative.tokens import tokens_of

    a, b = ([token.surface for token in tokens_of(text)] for text in (old, new))
    blocks = SequenceMatcher(None, [squeeze(word) for word in a], [squeeze(word) for word in b], autojunk=False).get_opcodes()
    left = [Piece("".join(a[i:j]), tag != "equal") for tag, i, j, _, _ in blocks if i < j]
    right = [Piece("".join(b[i:j]), tag != "equal") for tag, _, _, i, j in blocks if i < j]
    return tuple(left), tuple(right)


_COUNTED = ("project_no", "measure_norm", "unit", "role", "qualifier", "bound", "period_kind", "fiscal_year", "month")


def _fact_keys(facts: Iterable[Row]) -> dict[tuple[Any, ...], Row]:
    """Facts by what they count; a measure that a sheet prints several times is told apart by its turn."""
    found: dict[tuple[Any, ...], Row] = {}
    turns: dict[tuple[Any, ...], int] = {}
    for fact in facts:
        key: tuple[Any, ...] = tuple(fact[part] for part in _COUNTED)
        key += (None if fact["fiscal_year"] else squeeze(fact["period_label"] or ""),)
        turns[key] = turns.get(key, -1) + 1
        found[*key, turns[key]] = fact
    return found


def _facts(old: Sequence[Row], new: Sequence[Row], *, whole: bool) -> Iterator[FactChange]:
    """Numbers that differ; those that only one sheet has too, if ``whole``."""
    before, after = _fact_keys(old), _fact_keys(new)
    for key in sorted({**before, **after}, key=lambda key: _place(after.get(key) or before[key])):
        a, b = before.get(key), after.get(key)
        if a and b:
            if (a["value"], a["null_reason"]) != (b["value"], b["null_reason"]):
                yield _fact(a, b, "changed")
        elif whole:
            yield _fact(a, b, "dropped" if a else "added")


def _fact(a: Row | None, b: Row | None, change: Literal["changed", "added", "dropped"]) -> FactChange:
    one = b or a or {}
    period = one["period_label"] or one["month"] or (str(one["fiscal_year"]) if one["fiscal_year"] else None)
    raws = (a["raw"] if a else None, b["raw"] if b else None)
    return FactChange(
        one["project_no"], change, one["measure"], one["unit"], period, *raws, a["row_id"] if a else None, b["row_id"] if b else None
    )


def _place(fact: Row) -> tuple[int, ...]:
    return tuple(fact[part] for part in ("project_no", "table_no", "row", "col", "fact_no"))


def _movements(old: Sequence[Row], new: Sequence[Row]) -> Iterator[Movement]:
    before, after = _latest(old), _latest(new)
    for key, b in after.items():
        a = before.get(key)
        if a and b["fiscal_year"] > a["fiscal_year"]:
            yield Movement(
                b["project_no"],
                b["measure"],
                b["unit"],
                a["fiscal_year"],
                a["value"],
                b["fiscal_year"],
                b["value"],
                b["value"] - a["value"],
                a["row_id"],
                b["row_id"],
            )


def _latest(facts: Sequence[Row]) -> dict[tuple[Any, ...], Row]:
    """The last whole year of each measure that a sheet gives by year, and gives once."""
    found: dict[tuple[Any, ...], Row] = {}
    twice: set[tuple[Any, ...]] = set()
    for fact in sorted(facts, key=_place):
        if (
            fact["value"] is None
            or fact["fiscal_year"] is None
            or fact["period_kind"] not in ("fiscal_year", "fiscal_year_end")
            or fact["bound"]
        ):
            continue
        key = tuple(fact[part] for part in ("project_no", "measure_norm", "unit", "role", "qualifier", "period_kind"))
        known = found.get(key)
        if known and known["fiscal_year"] == fact["fiscal_year"]:
            twice.add(key)
        elif not known or known["fiscal_year"] < fact["fiscal_year"]:
            found[key] = fact
    return {key: fact for key, fact in found.items() if key not in twice}
