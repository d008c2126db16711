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
from typing import TYPE_CHECKING, Any, get_args

from pipeline import gate
from pipeline.datasets.package import UNNAMED, Named
from pipeline.rules.defects import Language
from pipeline.run.accepted import acceptances
from pipeline.run.folders import own_folder, require_apart
from pipeline.run.kept import Kept, edited_sheets
from pipeline.run.manifest import recorded_files
from pipeline.run.plan import Options, Plan, made_by, plan_of
from pipeline.run.progress import say
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
from pipeline.run.sentences import listed, tell, text
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
        tell("run.no-memory-limit", options.language)
    if options.urls is None:
        code = _run_locked(options, Target(LocalStorage(options.staged), options.curated), {})
    else:
        code = _run_far(options, options.urls)
    tell("run.seconds", options.language, seconds=f"{time.monotonic() - began:.1f}")
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
        tell("run.former-unknown", options.language, error=error.said(options.language))
        if not options.drop_refused:
            tell("run.put-back", options.language, shown=where.shown)
            return REFUSED
        former = Former()
    plan = plan_of(options, sources, unread, former)
    if not options.paths:
        for line in _lines_of_lost_records(options, plan.sources):
            say(line)
    known = recorded(options.curated)
    is_named = options.named in (UNNAMED, Named(**known.get("release", {})))
    if known.get("fingerprint") == plan.fingerprint and is_named and _is_all_there(options, where, known):
        for line in known["refused"][options.language]:
            say(line)
        tell("run.nothing-changed", options.language, count=len(known["published"]), shown=where.shown)
        return REFUSED if known["refused"][options.language] else PUBLISHED
    if not _may_vanish(options, where, former.vanishing(plan.digests), ()):
        return REFUSED
    for line in _lines_of_copies(plan, options.language):
        say(line)
    readings = read_due(options, Kept(where.kept, options.engine), plan)
    unreadable = {name: reading.defects for name, reading in readings.refused.items()}
    for line in refused_lines(sources, unreadable, options.language):
        say(line)
    if not readings.published:
        tell("run.none-readable", options.language)
        return REFUSED
    return _judge_and_publish(options, where, plan, readings, former)


def _judge_and_publish(options: Options, where: Target, plan: Plan, readings: Readings, former: Former) -> int:
    try:
        candidate = candidate_of(options, plan, readings)
    except gate.GateError as error:
        exchange.recover(options.curated)
        tell("run.gate-failed", options.language, error=error.said(options.language), shown=where.shown)
        return REFUSED
    verdict, refused = candidate.verdict, candidate.refused(readings)
    if verdict.against_all:
        return refuse_all(options, where, verdict)
    for line in refused_lines(plan.sources, verdict.refused, options.language):
        say(line)
    keep_validation(options, where, verdict)
    if verdict.gated is None:
        exchange.recover(options.curated)
        tell("run.none-holds", options.language)
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
        "refused": {language: refused_lines(plan.sources, refused, language) for language in get_args(Language)},
    }
    publish(options, where, candidate, verdict.gated, record)
    return REFUSED if refused else PUBLISHED


def _may_vanish(options: Options, where: Target, vanishing: Sequence[Mapping[str, Any]], refused: Container[str]) -> bool:
    """Whether these published sources may leave the collection: none, or as somebody wants it; else what is missing is said."""
    if not vanishing or options.drop_refused:
        return True
    for line in _lines_of_vanishing(vanishing, refused, options.language):
        say(line)
    tell("run.nothing-published", options.language, shown=where.shown)
    tell("run.repair", options.language)
    return False


def _lines_of_vanishing(vanishing: Sequence[Mapping[str, Any]], refused: Container[str], language: Language) -> Iterator[str]:
    now_refused = [row["document_id"] for row in vanishing if row["document_id"] in refused]
    gone = [f"{row['document_id']} ({row['source_file']})" for row in vanishing if row["document_id"] not in refused]
    if now_refused:
        yield text("run.now-refused", language, names=listed(now_refused, language))
    if gone:
        yield text("run.file-gone", language, names=listed(gone, language))


def _lines_of_lost_records(options: Options, sources: Sequence[SourceFile]) -> Iterator[str]:
    """What is said of the entries of ``sources.toml`` whose file is not there, or has another name now."""
    records, path = records_of(options.raw), options.raw / RECORDS
    for name in sorted(records.keys() - {source.name for source in sources}):
        now = next((source.name for source in sources if source.name not in records and source.record == records[name]), "")
        if now:
            yield text("run.record-renamed", options.language, records=path, name=name, now=now)
        else:
            yield text("run.record-lost", options.language, records=path, name=name)


def _lines_of_copies(plan: Plan, language: Language) -> Iterator[str]:
    """What is said of the files that are not read, for another has the same bytes."""
    names = {source.document_id: source.name for source in plan.sources}
    for document_id, original in plan.original_of.items():
        if original != document_id:
            yield text("run.copy", language, name=names[document_id], other=names[original])


def _is_all_there(options: Options, where: Target, known: Mapping[str, Any]) -> bool:
    """Whether all that the last run wrote is still as it was written; what is not, and is therefore made anew, is said: of the
    published files here, of staged sheets where they are read."""
    if where.release is not None:  # its pointer knows the sizes; the storage answers for the bytes
        files = recorded_files(options.curated) or {}
        differing = [name for name in files if not where.release.holds(name)]
    else:
        differing = spoiled_files(options.curated)
    for name in differing:
        tell("run.made-anew", options.language, path=f"{where.shown}/{name}")
    return not differing and not edited_sheets(where.kept, known["published"])
