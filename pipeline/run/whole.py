"""One run: every source read, its tables gated, and published as a whole or not at all.

In go the folders and files of the command line, out come ``staged/`` and ``curated/`` and an exit code: 0 published,
1 a source or the gate refused. Wrong usage raises ``UsageError``. ``plan`` says what is due, ``work`` does it, ``publish``
puts it in place.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.run.accepted import acceptances
from pipeline.run.kept import Kept
from pipeline.run.plan import Options, Plan, plan_of
from pipeline.run.progress import counted_documents, say
from pipeline.run.publish import exchange
from pipeline.run.publish.candidate import (
    PUBLISHED,
    REFUSED,
    Target,
    candidate_of,
    keep_validation,
    publish,
    refuse_all,
    refused_lines,
)
from pipeline.run.publish.record import all_there, recorded
from pipeline.run.publish.storage import LocalStorage
from pipeline.run.sources import RECORDS, SourceFile, records_of, source_files
from pipeline.run.usage import UsageError
from pipeline.run.work.due import Readings, read_due
from pipeline.run.work.guarded import can_limit_memory
from pipeline.values import Defect

if TYPE_CHECKING:
    from pipeline.run.publish.remote import Urls


def run(options: Options) -> int:
    """Reads, gates and publishes. Raises UsageError where the folders or files given cannot work."""
    began = time.monotonic()
    if not can_limit_memory():
        say("This system has no memory limit for a process; the time limit holds.")
    if options.urls is None:
        code = _run_locked(options, Target(LocalStorage(options.staged), options.curated), {})
    else:
        code = _run_far(options, options.urls)
    say(f"{time.monotonic() - began:.1f} s")
    return code


def _run_far(options: Options, urls: Urls) -> int:
    from pipeline.run.publish.remote import mirrored

    with contextlib.ExitStack() as stack:
        places = stack.enter_context(mirrored(urls, options.paths))
        near = replace(
            options,
            raw=places.raw or options.raw,
            staged=places.staged or options.staged,
            curated=places.curated or options.curated,
        )
        shown = places.release.url if places.release else options.curated
        return _run_locked(near, Target(places.kept or LocalStorage(near.staged), shown, places.release), places.refused)


def _run_locked(options: Options, where: Target, refused: Mapping[str, Defect]) -> int:
    if options.staged.resolve() == options.curated.resolve():
        raise UsageError("--staged and --curated cannot be one place")
    sources = source_files(options.raw, options.paths, refused)
    exchange.require_own(options.curated)
    with exchange.locked(options.staged), exchange.locked(options.curated):
        exchange.recover(options.curated)
        with exchange.undone_on_failure(options.curated, where.shown):
            return _run(options, where, sources, refused)


def _run(options: Options, where: Target, sources: Sequence[SourceFile], unread: Mapping[str, Defect]) -> int:
    acceptances(options.raw)  # one that cannot be understood is said before any work
    if not options.paths:
        for name in sorted(records_of(options.raw).keys() - {source.name for source in sources}):
            say(f"{options.raw / RECORDS} records {name}, which is not there; correct the name, or take the entry out")
    plan = plan_of(options, sources, unread)
    known = recorded(options.curated)
    if known.get("fingerprint") == plan.fingerprint and all_there(options.curated, where, known):
        for line in known["refused"]:
            say(line)
        documents = len(known["published"])
        are = "is" if documents == 1 else "are"
        say(f"Nothing changed since the last run: {counted_documents(documents)} {are} published in {where.shown}")
        return REFUSED if known["refused"] else PUBLISHED
    readings = read_due(options, Kept(where.kept, options.engine), plan)
    unreadable = {name: reading.defects for name, reading in readings.refused.items()}
    for line in refused_lines(sources, unreadable, options.language):
        say(line)
    if not readings.published:
        say("No source could be read. Nothing was published.")
        return REFUSED
    return _judge_and_publish(options, where, plan, readings)


def _judge_and_publish(options: Options, where: Target, plan: Plan, readings: Readings) -> int:
    candidate = candidate_of(options, plan, readings)
    verdict, refused = candidate.verdict, candidate.refused(readings)
    if verdict.against_all:
        return refuse_all(options, where, verdict)
    for line in refused_lines(plan.sources, verdict.refused, options.language):
        say(line)
    keep_validation(options, where, verdict)
    if verdict.gated is None:
        exchange.recover(options.curated)
        say("No source holds what is expected. Nothing was published.")
        return REFUSED
    vanishing = _published_today(options.curated) & refused.keys()
    if vanishing and not options.drop_refused:
        exchange.recover(options.curated)
        say(f"Published today, but refused now: {', '.join(sorted(vanishing))}. Nothing was published, {where.shown} is as it was.")
        say("Repair these sources, or give --drop-refused to publish without them.")
        return REFUSED
    record = {
        "fingerprint": plan.fingerprint,
        "published": candidate.published(readings),
        "refused": refused_lines(plan.sources, refused, options.language),
    }
    publish(options, where, candidate, verdict.gated, record)
    return REFUSED if refused else PUBLISHED


def _published_today(curated: Path) -> set[str]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return set(pq.read_table(curated / "documents.parquet", columns=["document_id"])["document_id"].to_pylist())
    except (OSError, pa.ArrowException):
        return set()
