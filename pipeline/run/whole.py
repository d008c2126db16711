"""One run: every source read, its tables gated, and published as a whole or not at all.

In go the folders and files of the command line, out come ``staged/`` and ``curated/`` and an exit code: 0 published,
1 a source or the gate refused. Wrong usage raises ``UsageError``. ``plan`` says what is due, ``work`` does it, ``publish``
puts it in place.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import gate
from pipeline.datasets.package import UNNAMED, Named
from pipeline.run.accepted import acceptances
from pipeline.run.folders import own_folder, require_apart
from pipeline.run.kept import Kept, edited_sheets
from pipeline.run.manifest import recorded_files
from pipeline.run.plan import Options, Plan, made_by, plan_of
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
from pipeline.run.publish.former import Former, FormerUnknownError, former_of
from pipeline.run.publish.record import recorded, spoiled_files
from pipeline.run.publish.storage import LocalStorage
from pipeline.run.sources import RECORDS, SourceFile, records_of, source_files
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
    options = replace(options, staged=own_folder(options.staged, "--staged"), curated=own_folder(options.curated, "--curated"))
    require_apart(options.staged, options.curated)
    sources = source_files(options.raw, options.paths, refused)
    exchange.require_own(options.curated)
    with exchange.locked(options.staged), exchange.locked(options.curated):
        exchange.recover(options.curated)
        with exchange.undone_on_failure(options.curated, where.shown):
            return _run(options, where, sources, refused)


def _run(options: Options, where: Target, sources: Sequence[SourceFile], unread: Mapping[str, Defect]) -> int:
    acceptances(options.raw)  # one that cannot be understood is said before any work
    try:
        former = former_of(options.curated)
    except FormerUnknownError as error:
        say(f"{error}: it cannot be known whether a published document would vanish.")
        if not options.drop_refused:
            say(f"Nothing was published, {where.shown} is as it was. Put the file back, or give --drop-refused to publish all the same.")
            return REFUSED
        former = Former()
    plan = plan_of(options, sources, unread, former)
    if not options.paths:
        for line in _lines_of_lost_records(options.raw, plan.sources):
            say(line)
    known = recorded(options.curated)
    is_named = options.named in (UNNAMED, Named(**known.get("release", {})))
    if known.get("fingerprint") == plan.fingerprint and is_named and _is_all_there(options, where, known):
        for line in known["refused"]:
            say(line)
        documents = len(known["published"])
        are = "is" if documents == 1 else "are"
        say(f"Nothing changed since the last run: {counted_documents(documents)} {are} published in {where.shown}")
        return REFUSED if known["refused"] else PUBLISHED
    if not _may_vanish(options, where, former.vanishing(plan.digests), ()):
        return REFUSED
    readings = read_due(options, Kept(where.kept, options.engine), plan)
    unreadable = {name: reading.defects for name, reading in readings.refused.items()}
    for line in refused_lines(sources, unreadable, options.language):
        say(line)
    if not readings.published:
        say("No source could be read. Nothing was published.")
        return REFUSED
    return _judge_and_publish(options, where, plan, readings, former)


def _judge_and_publish(options: Options, where: Target, plan: Plan, readings: Readings, former: Former) -> int:
    try:
        candidate = candidate_of(options, plan, readings)
    except gate.GateError as error:
        exchange.recover(options.curated)
        say(f"Gate: {error}. Nothing was published, {where.shown} is as it was.")
        return REFUSED
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
    published = candidate.published(readings)
    if not _may_vanish(options, where, former.vanishing({name: plan.digests[name] for name in published}), refused):
        exchange.recover(options.curated)
        return REFUSED
    record = {
        "fingerprint": plan.fingerprint,
        "release": asdict(candidate.named),
        "made": asdict(made_by()),
        "published": published,
        "refused": refused_lines(plan.sources, refused, options.language),
    }
    publish(options, where, candidate, verdict.gated, record)
    return REFUSED if refused else PUBLISHED


def _may_vanish(options: Options, where: Target, vanishing: Sequence[Mapping[str, Any]], refused: Container[str]) -> bool:
    """Whether these published sources may leave the collection: none, or as somebody wants it; else what is missing is said."""
    if not vanishing or options.drop_refused:
        return True
    for line in _lines_of_vanishing(vanishing, refused):
        say(line)
    say(f"Nothing was published, {where.shown} is as it was.")
    say("Repair these sources or put them back, or give --drop-refused to publish without them.")
    return False


def _lines_of_vanishing(vanishing: Sequence[Mapping[str, Any]], refused: Container[str]) -> Iterator[str]:
    now_refused = [row["document_id"] for row in vanishing if row["document_id"] in refused]
    gone = [f"{row['document_id']} ({row['source_file']})" for row in vanishing if row["document_id"] not in refused]
    if now_refused:
        yield f"Published today, but refused now: {', '.join(now_refused)}."
    if gone:
        yield f"Published today, but the file is gone: {', '.join(gone)}."


def _lines_of_lost_records(raw: Path, sources: Sequence[SourceFile]) -> Iterator[str]:
    """What is said of the entries of ``sources.toml`` whose file is not there, or has another name now."""
    records = records_of(raw)
    for name in sorted(records.keys() - {source.name for source in sources}):
        now = next((source.name for source in sources if source.name not in records and source.record == records[name]), "")
        if now:
            yield f"{raw / RECORDS} records {name}, which is {now} now, by its SHA-256; correct the name"
        else:
            yield f"{raw / RECORDS} records {name}, which is not there; correct the name, or take the entry out"


def _is_all_there(options: Options, where: Target, known: Mapping[str, Any]) -> bool:
    """Whether all that the last run wrote is still as it was written; what is not, and is therefore made anew, is said: of the
    published files here, of staged sheets where they are read."""
    if where.release is not None:  # its pointer knows the sizes; the storage answers for the bytes
        files = recorded_files(options.curated) or {}
        differing = [name for name in files if not where.release.holds(name)]
    else:
        differing = spoiled_files(options.curated)
    for name in differing:
        say(f"{where.shown}/{name} is not as it was written; it is made anew")
    return not differing and not edited_sheets(where.kept, known["published"])
