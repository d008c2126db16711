"""From readings to a published folder: the tables of all documents judged, written aside, and published as a whole or not at all.

In go the readings of a plan, out comes a ``ReleaseCandidate`` with the verdict on each of its documents, and then an exit code; what is
said of the publication is said here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pipeline
from pipeline.datasets.package import UNNAMED, Named
from pipeline.rules import defects as catalogue
from pipeline.run.accepted import Acceptance, acceptances, sorted_out
from pipeline.run.decisions import decisions_of
from pipeline.run.manifest import write_manifest
from pipeline.run.plan import Options, Plan, made_by
from pipeline.run.progress import say
from pipeline.run.publish import exchange
from pipeline.run.publish.former import COLUMNS
from pipeline.run.publish.record import RUN_RECORD, VALIDATION, recorded, write_json
from pipeline.run.publish.release import Publication, stale_decisions
from pipeline.run.publish.storage import Storage
from pipeline.run.sentences import tell, text
from pipeline.run.sources import SourceFile, web_pages
from pipeline.run.work.due import Readings
from pipeline.run.work.judging import Judged, judged
from pipeline.values import Defect

if TYPE_CHECKING:
    from pipeline.datasets.collection import GivenFile
    from pipeline.run.publish.remote import Release
    from pipeline.run.work.collecting import Gated

PUBLISHED, REFUSED = 0, 1
_ASKED = ("newest-unknown",)
"""Warnings that are questions: they are asked aloud, not only written into the table ``defects``."""
_LINES_A_DOCUMENT = 10
"""Errors of one document that a run says; ``validation.json`` and the table ``defects`` have all of them."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where kept results lie, the release to publish where curated is no folder of this machine, and curated as people know it."""

    kept: Storage
    shown: object
    release: Release | None = None


@dataclass(frozen=True, slots=True)
class ReleaseCandidate:
    """What may be published: the tables in the candidate folder, the rows of ``sources`` among them, and the verdict on each document."""

    verdict: Judged
    warnings: _Warnings
    sources: Sequence[GivenFile]
    named: Named = UNNAMED

    def refused(self, readings: Readings) -> dict[str, tuple[Defect, ...]]:
        """The errors of all refused documents, whether they could not be read or do not hold."""
        return {**{name: reading.defects for name, reading in readings.refused.items()}, **self.verdict.refused}

    def published(self, readings: Readings) -> list[str]:
        return sorted(readings.published.keys() - self.verdict.refused.keys())


def candidate_of(options: Options, plan: Plan, readings: Readings) -> ReleaseCandidate:
    """The verdict on the documents that were read, and the tables of those that hold, in the candidate folder."""
    from pipeline.narrative.dictionary import dictionary_version
    from pipeline.run.work import collecting

    entries = acceptances(options.raw)
    warnings = _Warnings(entries)
    own = replace(publication_of(options, plan), accepted=entries, stale=warnings.stale)
    rows: list[GivenFile] = []
    names = {source.document_id: source.name for source in plan.sources}
    folder = exchange.fresh_candidate(options.curated)
    metadata = {"tokens": dictionary_version().metadata()}
    jobs = collecting.processes_for(len(readings.published), options.jobs)
    with collecting.Collecting(
        readings.published, metadata, folder, jobs, of_release=own.tables, corrections=own.decisions.corrections
    ) as tables:

        def look(left: Collection[str], said: Judged) -> Gated:
            rows[:] = source_rows(plan, readings, said)
            warnings.used = said.entries_used()
            return tables.gated(left, rows, _mark(options, rows), warnings.count)

        verdict = judged(readings.published, names, entries, look)
        # What explains the tables is made once it is known which they are.
        if verdict.gated and not verdict.against_all:
            tables.make_products(own.named)
    return ReleaseCandidate(verdict, warnings, rows, own.named)


def publication_of(options: Options, plan: Plan) -> Publication:
    """What the tables and notes of this publication itself are made from."""
    known = recorded(options.curated)
    named = options.named
    if named == UNNAMED and known.get("fingerprint") == plan.fingerprint:
        named = Named(**known.get("release", {}))  # the same publication, made anew
    wards = tuple(page.ward for page in web_pages(options.raw) if page.ward)
    expected = {source.document_id: source.record for source in plan.sources}
    return Publication(options.curated, named, made_by(), decisions_of(options.raw), expected, wards)


def _mark(options: Options, sources: Sequence[GivenFile]) -> str:
    """The same in each file, so that who opened one before and one after a publication can tell."""
    said = [
        options.engine,
        pipeline.__version__,
        [(s.source_sha256, s.source_file, s.status, s.ward, s.url, s.published_on, s.licence) for s in sources],
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def source_rows(plan: Plan, readings: Readings, said: Judged) -> list[GivenFile]:
    """Each source with the defects that are not in what is kept of it, and those that were withdrawn."""
    from pipeline.datasets.collection import GivenFile

    here = [
        _source(source, plan.digests[source.document_id], plan.original_of[source.document_id], readings, said) for source in plan.sources
    ]
    return [*here, *(GivenFile(**row) for row in plan.withdrawn)]


def _source(source: SourceFile, sha256: str, original: str, readings: Readings, said: Judged) -> GivenFile:
    from pipeline.datasets.collection import GivenFile

    read, unread = readings.published.get(source.document_id), readings.refused.get(original)
    errors = said.refused.get(original, ())
    if unread:
        defects = unread.defects
    elif read:
        defects = (*read().defects, *errors) if errors else said.noted(source.document_id)
    else:
        defects = errors
    if source.document_id != original:
        defects = (*defects, Defect("duplicate-source", values=(("other", original),)))
    if source.record.sha256 and source.record.sha256 != sha256:
        defects = (*defects, Defect("source-changed"))
    return GivenFile(
        source_file=source.name,
        source_sha256=reading.sha256 if (reading := read or unread) else sha256,
        document_id=source.document_id,
        status="refused" if unread or errors else "published" if read else "duplicate",
        defects=defects,
        ward=source.record.ward,
        url=source.record.url,
        published_on=source.record.published_on,
        licence=source.record.licence,
        supersedes=source.record.supersedes,
    )


def refused_lines(sources: Sequence[SourceFile], refused: Mapping[str, Sequence[Defect]], language: catalogue.Language) -> list[str]:
    """Why each of these documents is refused, a line an error."""
    lines = []
    for source in sources:
        errors = [defect for defect in refused.get(source.document_id, ()) if catalogue.severity(defect) == "error"]
        for defect in errors[:_LINES_A_DOCUMENT]:
            where = catalogue.where(defect, language)
            place = f" ({where})" if where else ""
            message = catalogue.message(defect, language)
            lines.append(text("run.refused", language, name=source.name, code=defect.code, message=message, place=place))
        if len(errors) > _LINES_A_DOCUMENT:
            lines.append(text("run.more-refused", language, name=source.name, count=len(errors) - _LINES_A_DOCUMENT))
    return lines


def refuse_all(options: Options, where: Target, verdict: Judged) -> int:
    """Puts the candidate aside where something is against it that no document can be blamed for; what was published stays."""
    for line in verdict.against_all:
        tell("run.gate", options.language, line=line.said(options.language))
    if verdict.gated:
        write_json(exchange.candidate_folder(options.curated) / VALIDATION, verdict.gated.verdict.as_json())
    aside = _shown_aside(where, exchange.refuse(options.curated))
    tell("run.gate-refused", options.language, shown=where.shown)
    tell("run.put-aside", options.language, aside=aside, validation=VALIDATION)
    return REFUSED


def keep_validation(options: Options, where: Target, verdict: Judged) -> None:
    """Says where the rows stand that the gate refused documents for; nothing where it refused none."""
    if verdict.first and verdict.refused:
        folder = exchange.fresh_refused(options.curated)
        write_json(folder / VALIDATION, verdict.first.verdict.as_json())
        write_manifest(folder, [VALIDATION])
        tell("run.refused-rows", options.language, aside=_shown_aside(where, folder), validation=VALIDATION)


def _shown_aside(where: Target, folder: Path) -> str:
    return where.release.put_aside(folder) if where.release else str(folder)


def publish(options: Options, where: Target, candidate: ReleaseCandidate, gated: Gated, record: Mapping[str, object]) -> None:
    """Puts the candidate in place, with the record of what it was made from."""
    from pipeline.datasets.contract import TABLES

    folder = exchange.candidate_folder(options.curated)
    sources = [{name: getattr(row, name) for name in COLUMNS} for row in candidate.sources if row.status in ("published", "withdrawn")]
    write_json(folder / RUN_RECORD, {**record, "sources": sources})
    exchange.put_in_place(options.curated)
    if where.release:
        where.release.publish(options.curated)
    warnings, published = candidate.warnings, record["published"]
    stale = stale_decisions(decisions_of(options.raw), options.curated)
    for line in (*warnings.said_aloud(options.language), *(catalogue.message(defect, options.language) for defect in stale)):
        say(line)
    tell(
        "run.published",
        options.language,
        count=len(published),  # type: ignore[arg-type]
        shown=where.shown,
        tables=len(TABLES),
        rows=gated.rows,
        expectations=gated.verdict.ran,
        warnings=warnings.open,
        accepted=text("run.accepted", options.language, count=warnings.accepted) if warnings.accepted else "",
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    open: int
    accepted: int
    stale: frozenset[Acceptance]
    questions: frozenset[Defect]


class _Warnings:
    """How many warnings of a collection are open and how many accepted, counted part by part."""

    def __init__(self, entries: Sequence[Acceptance]) -> None:
        self._entries = entries
        self._counted: dict[int, _Counted] = {}
        self.used: set[Acceptance] = set()
        """Entries that accepted what the gate had against a document."""

    def count(self, part: int, sources: Sequence[GivenFile]) -> None:
        """Counts the warnings of a part, in place of what was counted of it before."""
        found, stale = sorted_out({source.source_file: source.defects for source in sources}, self._entries)
        doubtful = [by for defects in found.values() for defect, by in defects if catalogue.severity(defect) == "warning"]
        accepted = sum(by is not None for by in doubtful)
        questions = {defect for defects in found.values() for defect, by in defects if defect.code in _ASKED and by is None}
        self._counted[part] = _Counted(len(doubtful) - accepted, accepted, frozenset(stale), frozenset(questions))

    @property
    def open(self) -> int:
        return sum(part.open for part in self._counted.values())

    @property
    def accepted(self) -> int:
        return len(self.used) + sum(part.accepted for part in self._counted.values())

    def said_aloud(self, language: catalogue.Language) -> list[str]:
        """What only a person can settle: questions, and entries that cover nothing any more."""
        questions = {defect for part in self._counted.values() for defect in part.questions}
        found = sorted(catalogue.message(defect, language) for defect in questions)
        return [*found, *(catalogue.message(entry.as_defect(), language) for entry in self.stale())]

    def stale(self) -> list[Acceptance]:
        stale = {entry for part in self._counted.values() for entry in part.stale}
        return [entry for entry in self._entries if entry in stale - self.used]
