"""Ratings against what else the page says of them: the letter is the one printed, under its rater's header, beside its goal.

In go the rows of ``goals`` and the witness, out come findings. Only what contradicts a rating is said: a header in other words, a
page that lies on its side, a cell for several goals prove nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import pyarrow as pa

from pipeline.proof.claims import boxes_in
from pipeline.proof.model import Finding
from pipeline.proof.rows import Reader
from pipeline.rules.shapes import Rater
from pipeline.values import Box, Defect

_OTHER: Mapping[Rater, Rater] = {"operator": "ward", "ward": "operator"}
_LETTER = re.compile(r"(?<![A-Z])[A-D](?![A-Z])")
_AROUND = "()「」[]【】 "
_APART = 0.5
"""em; two columns of ratings are no nearer to each other"""


@dataclass(frozen=True, slots=True)
class _Goal:
    row_id: str
    document_id: str
    project_no: int
    boxes: tuple[Box, ...]
    ratings: Mapping[Rater, str | None]
    raws: Mapping[Rater, str]
    places: Mapping[Rater, tuple[Box, ...]]


def doubtful_ratings(goals: pa.Table, reader: Reader) -> Iterator[Finding]:
    """A finding for each rating that the page contradicts."""
    projects: dict[tuple[str, int], list[_Goal]] = {}
    for goal in _goals(goals):
        projects.setdefault((goal.document_id, goal.project_no), []).append(goal)
        yield from _letters(goal)
    for of_project in projects.values():
        yield from _columns(of_project, reader)
        yield from _rows(of_project, reader)


def _goals(table: pa.Table) -> list[_Goal]:
    rows = table.select(["row_id", "document_id", "project_no"]).to_pylist()
    texts, operator, ward = (boxes_in(table, name) for name in ("boxes", "boxes_operator", "boxes_ward"))
    columns = {name: table[f"rating_{name}"].to_pylist() for name in ("operator", "operator_raw", "ward", "ward_raw")}
    return [
        _Goal(
            row["row_id"],
            row["document_id"],
            row["project_no"],
            texts[k],
            {"operator": columns["operator"][k], "ward": columns["ward"][k]},
            {"operator": columns["operator_raw"][k] or "", "ward": columns["ward_raw"][k] or ""},
            {"operator": operator[k], "ward": ward[k]},
        )
        for k, row in enumerate(rows)
    ]


def _letters(goal: _Goal) -> Iterator[Finding]:
    for rater in _OTHER:
        raw, rating = unicodedata.normalize("NFKC", goal.raws[rater]).upper(), goal.ratings[rater]
        letters = set(_LETTER.findall(raw))
        if letters and (rating or "") not in letters and (rating or raw.strip(_AROUND) in letters):
            yield _finding(goal, rater, rating or "", raw)


def _columns(goals: Sequence[_Goal], reader: Reader) -> Iterator[Finding]:
    """Ratings that stand in the other rater's column, by the headers over the first ratings that stand beside each other."""
    first = next((goal for goal in goals if _are_beside(goal)), None)
    if first is None or first.places["operator"][0].page in reader.turned:
        return
    at = {rater: _middle(first.places[rater][0]) for rater in _OTHER}
    half = abs(at["operator"] - at["ward"]) / 2
    if half < _APART * reader.em_of(first.places["operator"][0].page):
        return
    swapped = _are_swapped(first, at, half, reader)
    for goal, rater in product(goals, _OTHER):
        box = next((box for box in goal.places[rater] if box.page == first.places[rater][0].page), None)
        if box is not None and (abs(_middle(box) - at[rater]) > abs(_middle(box) - at[_OTHER[rater]])) != swapped:
            yield _finding(goal, rater, goal.ratings[rater] or "", "、".join(_over(box, _middle(box), half, reader)[:1]))


def _are_swapped(goal: _Goal, at: Mapping[Rater, float], half: float, reader: Reader) -> bool:
    """Whether a rater's name stands over the other's ratings."""
    headers = {rater: {reader.form.column_of(line) for line in _over(goal.places[rater][0], at[rater], half, reader)} for rater in _OTHER}
    return any(f"rating_{_OTHER[rater]}" in named and f"rating_{rater}" not in named for rater, named in headers.items())


def _are_beside(goal: _Goal) -> bool:
    operator, ward = goal.places["operator"], goal.places["ward"]
    return bool(operator and ward) and operator[0].page == ward[0].page


def _over(box: Box, middle: float, half: float, reader: Reader) -> list[str]:
    """The lines that stand over a rating, as far to both sides as its column reaches."""
    return reader.lines(Box(box.page, middle - half, 0.0, middle + half, box.y0))[::-1]


def _rows(goals: Sequence[_Goal], reader: Reader) -> Iterator[Finding]:
    """Ratings that stand in the row of another goal."""
    shared = Counter(box for goal in goals for rater in _OTHER for box in goal.places[rater])
    for goal in goals:
        for rater, boxes in goal.places.items():
            if len(boxes) == 1 and shared[boxes[0]] == 1 and boxes[0].page not in reader.turned:
                beside = _goals_beside(boxes[0], goals)
                if beside and goal not in beside and any(box.page == boxes[0].page for box in goal.boxes):
                    yield _finding(goal, rater, goal.ratings[rater] or "", beside[0].row_id)


def _goals_beside(rating: Box, goals: Sequence[_Goal]) -> list[_Goal]:
    height = (rating.y0 + rating.y1) / 2
    return [goal for goal in goals if any(box.page == rating.page and box.y0 <= height <= box.y1 for box in goal.boxes)]


def _middle(box: Box) -> float:
    return (box.x0 + box.x1) / 2


def _finding(goal: _Goal, rater: Rater, rating: str, other: str) -> Finding:
    box = next(iter((*goal.places[rater], *goal.boxes)), None)
    defect = Defect("rating-unproven", box.page if box else None, box, rating, values=(("row", goal.row_id), ("other", other)))
    return Finding("goals", goal.row_id, goal.document_id, f"rating_{rater}", defect)
