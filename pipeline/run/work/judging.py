"""The verdict on every document of a run or a check: published with its warnings, or refused with at least one error.

In go the readings of the sheets that could be read, out comes ``Judged``. The gate looks at all of them together; the
documents whose rows are against an expectation are refused, and what all documents say together is then made without them,
until nobody else is to blame. Where a person accepted what a document is blamed for, it stays, and a warning says so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.rules.spoken import Sentence
from pipeline.run.accepted import Acceptance, accepted_of, refuses
from pipeline.run.work.collecting import Gated, Opening
from pipeline.values import Defect

_LOST, _LOST_ACCEPTED = "text-lost", "text-lost-accepted"
_UNACCOUNTED = ("text-unaccounted", "label-unknown")
"""What stands at each place of lost text."""
_PAGES_NAMED = 8
"""Pages that one message names; the defects of the source name every place."""


@dataclass(slots=True)
class Judged:
    """What became of the documents. ``refused`` has the errors of each that was refused, ``accepted`` those that were accepted of
    the others; ``gated`` is the gate's last look, none where no document was left, and ``first`` the first one that blamed any."""

    gated: Gated | None = None
    first: Gated | None = None
    refused: dict[str, tuple[Defect, ...]] = field(default_factory=dict)
    accepted: dict[str, tuple[tuple[Defect, Acceptance], ...]] = field(default_factory=dict)
    against_all: Sequence[Sentence] = ()

    def noted(self, document_id: str) -> tuple[Defect, ...]:
        """The warnings that say what was accepted of a published document."""
        return tuple(_noted(defect, by) for defect, by in self.accepted.get(document_id, ()))

    def entries_used(self) -> set[Acceptance]:
        return {by for defects in self.accepted.values() for _, by in defects}


Judge = Callable[[Collection[str], Judged], Gated]
"""Makes the tables of some documents, with what was said of them so far, and has the gate look at them."""


def judged(readings: Mapping[str, Opening], names: Mapping[str, str], entries: Sequence[Acceptance], look: Judge) -> Judged:
    """The verdict on each document. ``names`` are the files' names by document_id, as ``accepted.toml`` has them."""
    found = Judged()
    while left := readings.keys() - found.refused.keys():
        found.gated = look(left, found)
        found.against_all = found.gated.verdict.against_all(left)
        if found.against_all:
            return found
        blamed = found.gated.verdict.blamed(left)
        found.first = found.first or (found.gated if blamed else None)
        if not _blame(found, {name: _told(defects, readings[name]) for name, defects in blamed.items()}, names, entries):
            return found
    found.gated = None
    return found


def _blame(found: Judged, blamed: Mapping[str, Sequence[Defect]], names: Mapping[str, str], entries: Sequence[Acceptance]) -> bool:
    """Whether anything was said that was not known before."""
    before = (len(found.refused), len(found.accepted))
    for document_id, defects in blamed.items():
        verdict = accepted_of(names[document_id], defects, entries)
        if refuses(verdict):
            found.refused[document_id] = tuple(defects)
        else:
            found.accepted[document_id] = tuple((defect, by) for defect, by in verdict if by)
    return before != (len(found.refused), len(found.accepted))


def _told(defects: Iterable[Defect], opening: Opening) -> list[Defect]:
    """The defects of which that of lost text names its places."""
    defects = list(defects)
    if all(defect.code != _LOST for defect in defects):
        return defects
    places = [defect for defect in opening().defects if defect.code in _UNACCOUNTED]
    return [_lost(places) if defect.code == _LOST else defect for defect in defects]


def _lost(places: Sequence[Defect]) -> Defect:
    pages = sorted({place.page for place in places if place.page})
    named = ", ".join(f"p.{page}" for page in pages[:_PAGES_NAMED]) + (" …" if len(pages) > _PAGES_NAMED else "")
    longest = max(places, key=lambda place: len(place.quote), default=Defect(_LOST))
    return Defect(_LOST, longest.page, longest.box, longest.quote, longest.place, (("pages", named),))


def _noted(defect: Defect, by: Acceptance) -> Defect:
    said = (*defect.values, ("reason", by.reason), ("who", by.who), ("when", by.when))
    return Defect(_LOST_ACCEPTED, defect.page, defect.box, defect.quote, defect.place, said)
