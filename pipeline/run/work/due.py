"""All sources of a run read: what an earlier run kept is taken, the rest is done by worker processes or a cluster.

In goes a ``Plan``, out come ``Readings``.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import gate
from pipeline.pages.ocr.progress import PageRead
from pipeline.rules.defects import Language
from pipeline.run.kept import Due, Kept, KeptReading
from pipeline.run.plan import Options, Plan
from pipeline.run.progress import documents as shown_documents
from pipeline.run.sentences import listed, sheet_named, tell, text
from pipeline.run.sources import SourceFile
from pipeline.run.work.reading import Reading, Task
from pipeline.run.work.workers import readings_from


@dataclass(frozen=True, slots=True)
class Readings:
    """What came of the sources, by document_id."""

    published: dict[str, KeptReading]
    refused: dict[str, Reading]

    def take(self, found: KeptReading | Reading) -> None:
        if isinstance(found, KeptReading):
            self.published[found.document_id] = found
        else:
            self.refused[found.document_id] = found


def read_due(options: Options, kept: Kept, plan: Plan) -> Readings:
    """Every original of the plan, read now or kept from an earlier run; what was read is kept."""
    options.staged.mkdir(parents=True, exist_ok=True)
    kept.claim(source.document_id for source in plan.sources if not source.refusal)
    readings = Readings({}, {})
    due = _taken_from(kept, plan, readings)
    for name in kept.spoiled:
        tell("run.made-anew", options.language, path=options.staged / name)
    if unchanged := len(readings.published):
        tell("run.unchanged", options.language, count=unchanged)
    if due:
        _read(options, kept, _tasks(options, kept, [source for source in plan.sources if source.document_id in due], due), due, readings)
    if not options.paths:
        kept.forget_others(source.document_id for source in plan.sources)
    kept.close()
    return readings


def _taken_from(kept: Kept, plan: Plan, readings: Readings) -> dict[str, Due]:
    """What is still to be read, by document_id; what an earlier run kept goes into the readings."""
    due: dict[str, Due] = {}
    for source in plan.sources:
        if plan.original_of[source.document_id] == source.document_id:
            found = kept.found(source.document_id, "" if source.refusal else plan.digests[source.document_id], source.record.ward)
            if isinstance(found, Due):
                due[source.document_id] = found
            else:
                readings.take(found)
    return due


def _read(options: Options, kept: Kept, tasks: Iterator[Task], due: Mapping[str, Due], readings: Readings) -> None:
    """Reads and keeps what is due, and says of each what came of it."""
    from pipeline.narrative.dictionary import spoiled_dictionary

    # While the workers read, this process has nothing to do but wait: it loads what the gate will need.
    if spoiled := spoiled_dictionary():
        tell("run.made-anew", options.language, path=spoiled)
    loading = threading.Thread(target=gate.warm_up)
    loading.start()
    with shown_documents(len(due), text("run.reading", options.language)) as done:
        for reading in _readings(options, tasks):
            found = kept.keep(reading, due[reading.document_id])
            readings.take(found)
            done(_line_of(found() if isinstance(found, KeptReading) else found, options.language))
    loading.join()


def _line_of(reading: Reading, language: Language) -> str:
    """What came of one source."""
    if reading.tables is None:
        codes = listed(sorted({defect.code for defect in reading.defects}), language)
        return text("run.unread", language, name=reading.document_id, codes=codes)
    ends = {name: reading.summary[name] for name in ("lost", "warned")}
    said = {name: text(f"run.{name}", language, count=count) if count else "" for name, count in ends.items()}
    named = sheet_named(str(reading.summary["period"]), str(reading.summary["kind"]), language)
    return text("run.document", language, **{**reading.summary, **said, **named}, name=reading.document_id)


def _readings(options: Options, tasks: Iterator[Task]) -> Iterator[Reading]:
    def told(task: Task, read: PageRead) -> None:
        tell("run.page-read", options.language, name=task.document_id, page=read.page, pages=read.pages)

    if not options.scheduler:
        return readings_from(tasks, options.jobs, options.limits, told)
    from pipeline.run.work.cluster import readings_on

    return readings_on(options.scheduler, tasks, options.limits)


def _tasks(options: Options, kept: Kept, sources: Sequence[SourceFile], due: Mapping[str, Due]) -> Iterator[Task]:
    """The largest first, so that none is left over for a single worker at the end."""
    for source in sorted(sources, key=lambda source: -_size(source.path)):
        todo = due[source.document_id]
        staged = kept.staged_text(source.document_id) if todo.staged_sha256 else None
        yield Task(
            source.document_id, source.path, options.engine, source.refusal, staged=staged, groups=todo.groups, ward=source.record.ward
        )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
