"""Known and accepted defects: ``raw/accepted.toml``, where a person says which warnings of which source are all right, and why.

In goes the file's text, out come ``Acceptance``s; a defect that one of them covers is quiet, and one that covers nothing
any more is itself reported. Of errors only those can be accepted that the catalogue calls acceptable.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.rules.defects import Language, defect_catalogue, is_refused, section_name, where
from pipeline.rules.spoken import sentence
from pipeline.run.entries import DECIDED, EntryForm, entries_of, entry_error
from pipeline.text.folds import squeeze
from pipeline.values import Defect

ACCEPTED = "accepted.toml"
_LANGUAGES: tuple[Language, ...] = ("ja", "en")
_NEEDED = ("source", "defect", *DECIDED)
FORM = EntryForm("accepted", (*_NEEDED, "place", "quote"), _NEEDED)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One entry. ``source`` is the file relative to raw; ``place`` is the place as messages name it, or the parts of it
    that are meant: a page, a project, by its name alone too, a section, without its mark too; ``quote``, where given, narrows
    it to what is printed there."""

    source: str
    defect: str
    place: str
    reason: str
    who: str
    when: str
    quote: str = ""

    def covers(self, source: str, defect: Defect) -> bool:
        if (self.source, self.defect) != (source, defect.code) or (self.quote and squeeze(self.quote) != squeeze(defect.quote)):
            return False
        wanted = _parts(self.place)
        return any(wanted <= _names(defect, language) for language in _LANGUAGES)

    def as_defect(self) -> Defect:
        """What is reported where the entry covers nothing any more."""
        named = " ".join(part for part in (self.source, self.defect, self.place) if part)
        return Defect("acceptance-stale", values=(("entry", named),))


def _parts(place: str) -> set[str]:
    return {bare for part in place.replace("＞", ">").split(">") if (bare := squeeze(part))}


def _names(defect: Defect, language: Language) -> set[str]:
    """What the parts of a defect's place may be called: as the message has them, the project by its name and the section without a mark."""
    project, section = defect.place.project_title, defect.place.section
    return {*_parts(where(defect, language)), squeeze(project), squeeze(section_name(section, language) if section else "")}


def acceptances(raw: Path) -> tuple[Acceptance, ...]:
    """The entries of ``accepted.toml`` in the folder; none where there is no such file.

    Raises UsageError where the file cannot be understood.
    """
    path = raw / ACCEPTED
    return tuple(acceptance(path, number, entry) for number, entry in enumerate(entries_of(path, FORM), 1))


def acceptance(path: Path, number: int, entry: Mapping[str, Any]) -> Acceptance:
    """The entry of that number. Raises UsageError where there is no such defect, or none that can be accepted."""
    if entry["defect"] not in defect_catalogue():
        raise entry_error(
            path, FORM, number, sentence("there is no defect {code}; kyoten check names those of a file", code=entry["defect"])
        )
    kind = defect_catalogue()[entry["defect"]]
    if kind.severity == "error" and not kind.is_acceptable:
        wrong = sentence("{code} is an error that leaves nothing to publish, so it cannot be accepted; take the entry out", code=kind.code)
        raise entry_error(path, FORM, number, wrong)
    said = {name: str(value) for name, value in entry.items()}
    return Acceptance(**{"place": "", **said, "source": unicodedata.normalize("NFC", said["source"])})


Sorted = Sequence[tuple[Defect, Acceptance | None]]
"""The defects of a source, each with the entry that accepts it, if any."""


def sorted_out(found: Mapping[str, Sequence[Defect]], entries: Iterable[Acceptance]) -> tuple[dict[str, Sorted], list[Acceptance]]:
    """Each source's defects with the entry that accepts them, if any, and the stale entries of these sources."""
    entries = list(entries)
    out = {source: accepted_of(source, defects, entries) for source, defects in found.items()}
    used = {by for defects in out.values() for _, by in defects}
    # What stands in a refused source was not read; an entry for it may still be needed.
    read = {source for source, defects in out.items() if not refuses(defects)}
    return out, [entry for entry in entries if entry not in used and entry.source in read]


def accepted_of(source: str, defects: Iterable[Defect], entries: Sequence[Acceptance]) -> Sorted:
    """The defects of one source with the entries that accept them."""
    return [(defect, next((entry for entry in entries if entry.covers(source, defect)), None)) for defect in defects]


def refuses(defects: Sorted) -> bool:
    """The verdict on a source: refused where it has an error that nobody accepted, else published with its warnings."""
    return is_refused(defect for defect, by in defects if by is None)
