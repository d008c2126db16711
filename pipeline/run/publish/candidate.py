"""From readings to a published folder: the tables of all documents gated, written aside, and published as a whole or not at all.

In go the readings of a plan, out comes an exit code; what is said of the publication is said here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pipeline
from pipeline.rules import defects as catalogue
from pipeline.run.accepted import Acceptance, acceptances, sorted_out
from pipeline.run.kept import KeptReading
from pipeline.run.plan import Options, Plan
from pipeline.run.progress import counted_documents, say
from pipeline.run.publish import exchange
from pipeline.run.publish.record import RUN_RECORD, table_digests, write_json
from pipeline.run.publish.storage import Storage
from pipeline.run.sources import SourceFile
from pipeline.run.work.due import Readings
from pipeline.values import Defect

if TYPE_CHECKING:
    from pipeline.datasets.collection import Source
    from pipeline.run.publish.remote import Release

PUBLISHED, REFUSED = 0, 1


@dataclass(frozen=True, slots=True)
class Target:
    """Where kept results lie, the release to publish where curated is no folder of this machine, and curated as people know it."""

    kept: Storage
    shown: object
    release: Release | None = None


def source_rows(plan: Plan, readings: Readings) -> list[Source]:
    """Each source with the defects that are not in what is kept of it."""
    first = {plan.digests[document_id]: document_id for document_id in plan.originals}
    return [_source(source, plan.digests, first, readings) for source in plan.sources]


def _source(source: SourceFile, digests: Mapping[str, str], first: Mapping[str, str], readings: Readings) -> Source:
    from pipeline.datasets.collection import Source

    sha256 = digests[source.document_id]
    published, refused = readings.published.get(source.document_id), readings.refused.get(source.document_id)
    defects: tuple[Defect, ...] = ()
    if refused:
        defects = refused.defects
    elif not published:
        defects = (Defect("duplicate-source", values=(("other", first[sha256]),)),)
    if source.record.sha256 and source.record.sha256 != sha256:
        defects = (*defects, Defect("source-changed"))
    return Source(
        source_file=source.name,
        source_sha256=reading.sha256 if (reading := published or refused) else sha256,
        document_id=source.document_id,
        status="published" if published else "refused" if refused else "duplicate",
        defects=defects,
        ward=source.record.ward,
        url=source.record.url,
        published_on=source.record.published_on,
        licence=source.record.licence,
    )


def gate_and_publish(
    options: Options, where: Target, sources: Sequence[Source], readings: Mapping[str, KeptReading], record: Mapping[str, Any]
) -> int:
    """The exit code; where the gate is against the tables, they lie aside and what was published stays."""
    from pipeline.datasets.contract import TABLES
    from pipeline.narrative.dictionary import dictionary_version
    from pipeline.run.work import collecting

    # The same in each file, so that who opened one before and one after a publication can tell.
    said = [
        options.engine,
        pipeline.__version__,
        [(s.source_sha256, s.source_file, s.status, s.ward, s.url, s.published_on, s.licence) for s in sources],
    ]
    mark = hashlib.sha256(json.dumps(said).encode()).hexdigest()
    folder = exchange.fresh_candidate(options.curated)
    warnings = _Warnings(acceptances(options.raw))
    tokens = {"tokens": dictionary_version().metadata()}
    gated = collecting.collected(readings, sources, tokens, mark, folder, options.jobs, tell=warnings.count)
    verdict = gated.verdict
    if not verdict.passed:
        write_json(folder / "validation.json", verdict.as_json())
        for line in verdict.lines():
            say(f"Gate: {line}")
        refused = exchange.refuse(options.curated)
        aside = where.release.put_aside(refused) if where.release else str(refused)
        say(f"The gate refused the tables. Nothing was published, {where.shown} is as it was.")
        say(f"The refused candidate lies in {aside}, the result of the validation in {aside}/validation.json.")
        return REFUSED
    write_json(folder / RUN_RECORD, {**record, "tables": table_digests(folder)})
    exchange.publish(options.curated)
    if where.release:
        where.release.publish(options.curated)
    for entry in warnings.stale():
        say(catalogue.message(entry.as_defect(), options.language))
    say(
        f"Published {counted_documents(len(record['published']))} in {where.shown}: {len(TABLES)} tables, {gated.rows} rows, "
        f"{verdict.ran} expectations met, {warnings.open} warnings (see the table defects)"
        f"{f', {warnings.accepted} accepted' if warnings.accepted else ''}"
    )
    return REFUSED if record["refused"] else PUBLISHED


class _Warnings:
    """How many warnings of a collection are open and how many accepted, counted some sources at a time."""

    def __init__(self, entries: Sequence[Acceptance]) -> None:
        self._entries = entries
        self._stale: set[Acceptance] = set()
        self.open = 0
        self.accepted = 0

    def count(self, sources: Sequence[Source]) -> None:
        found, stale = sorted_out({source.source_file: source.defects for source in sources}, self._entries)
        doubtful = [by for defects in found.values() for defect, by in defects if catalogue.severity(defect) == "warning"]
        accepted = sum(by is not None for by in doubtful)
        self.open += len(doubtful) - accepted
        self.accepted += accepted
        self._stale.update(stale)

    def stale(self) -> list[Acceptance]:
        return [entry for entry in self._entries if entry in self._stale]
