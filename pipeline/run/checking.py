"""Sources checked without publishing anything: each read as a run reads it, the tables judged as a run judges them.

In go the files, out comes a ``Checked`` for each, whatever the file holds. Beyond what a run does, a second engine reads each
sheet, and every character and every curated text is compared between the two. A fast check leaves out both that and the gate.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import gate
from pipeline.pages import Engine
from pipeline.rules.spoken import Joined
from pipeline.run.accepted import Acceptance
from pipeline.run.kept import Due, Kept, KeptReading
from pipeline.run.publish.storage import LocalStorage
from pipeline.run.sources import SourceFile, bytes_of, first_of_same_bytes
from pipeline.run.stages import GROUPS, StageGroup
from pipeline.run.work.comparing import EngineComparison, compare
from pipeline.run.work.guarded import WorkLimits, outcomes
from pipeline.run.work.judging import Judged, judged
from pipeline.run.work.reading import Reading, Task
from pipeline.run.work.workers import readings_from
from pipeline.sheet.model import SheetKind
from pipeline.values import Defect

if TYPE_CHECKING:
    from pipeline.datasets.collection import GivenFile
    from pipeline.report.checklist import Checklist
    from pipeline.run.work.collecting import Gated

_FAST: tuple[StageGroup, ...] = ("facts",)
"""A fast check needs no words: nothing can be wrong with them that is the source's fault."""
_TOGETHER = ("record-contradicts", "indicator-conflict")
"""What is said of a document only once the tables of all are made."""


@dataclass(frozen=True, slots=True)
class Check:
    """How to check: ``fast`` leaves the second engine and the expectations out, ``proofread`` looks for slips too."""

    engine: Engine = "pymupdf"
    fast: bool = False
    proofread: bool = False
    jobs: int = 1
    limits: WorkLimits | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with one source, in reading order. ``edition`` is what tells which version of which sheet it is; none where it was
    not read. ``checklist`` has its slips where they were asked for, or says why they could not be looked for."""

    name: str
    document_id: str
    sha256: str
    defects: tuple[Defect, ...]
    edition: Mapping[str, Any] | None = None
    checklist: Checklist | Defect | None = None


def checks_of(sources: Sequence[SourceFile], check: Check, entries: Sequence[Acceptance]) -> tuple[Checked, ...]:
    """Every file checked in worker processes, with the defects that only several files show; in the order of the sources."""
    with tempfile.TemporaryDirectory(prefix="kyoten-check-") as named:
        kept = Kept(LocalStorage(Path(named) / "staged"), check.engine)
        read = _read(sources, check, kept)
        sheets = [source for source in sources if isinstance(read[source.document_id], KeptReading)]
        compared = _compared([source for source in sheets if not _is_recognised(read[source.document_id])], check)
        found = _among_themselves([_checked(source, read[source.document_id], compared) for source in sources], sources)
        if check.proofread:
            found = _proofread(found, sources, lambda document_id: _staged(kept, read[document_id]), check)
        if not sheets:
            return found
        return _judged(sources, found, read, check, entries, Path(named))


def _read(sources: Sequence[SourceFile], check: Check, kept: Kept) -> dict[str, Reading | KeptReading]:
    wards = {source.document_id: source.record.ward for source in sources}
    groups = _FAST if check.fast else GROUPS
    tasks = [Task(s.document_id, s.path, check.engine, s.refusal, groups=groups, ward=s.record.ward) for s in sources]
    read: dict[str, Reading | KeptReading] = {}
    for reading in readings_from(tasks, check.jobs, check.limits):
        name = reading.document_id
        # What the gate asks for is kept on the disk, whatever the number of files; a fast check asks for defects alone.
        read[name] = reading if check.fast else kept.keep(reading, Due(ward=wards[name]))
    return read


def _checked(source: SourceFile, read: Reading | KeptReading, compared: Mapping[str, tuple[Defect, ...]]) -> Checked:
    from pipeline.datasets.editions import COLUMNS

    reading = read() if isinstance(read, KeptReading) else read
    if reading.tables is None:
        return Checked(source.name, source.document_id, read.sha256, in_order(reading.defects))
    (edition,) = reading.tables["documents"].select(COLUMNS).to_pylist()
    defects = (*reading.defects, *compared.get(source.document_id, ()))
    return Checked(source.name, source.document_id, read.sha256, in_order(defects), edition)


def verdict_on(source: SourceFile, reading: KeptReading, entries: Sequence[Acceptance], folder: Path) -> Checked:
    """The verdict that a run would give on one file that was read already; its tables then lie in ``folder``/tables. Raises GateError
    where the gate would stop it whatever it holds."""
    one = _checked(source, reading, {})
    (judged_one,) = _judged([source], [one], {source.document_id: reading}, Check(jobs=0), entries, folder)
    return judged_one


def in_order(defects: Sequence[Defect]) -> tuple[Defect, ...]:
    """Each defect once, in reading order."""
    from pipeline.sheet.places import reading_order

    return tuple(sorted(dict.fromkeys(defects), key=reading_order))


def _is_recognised(read: Reading | KeptReading) -> bool:
    """Whether a sheet was read from pictures, which the other engine sees as little as the witness."""
    reading = read() if isinstance(read, KeptReading) else read
    return any(defect.code == "ocr-read" for defect in reading.defects)


def _compared(sources: Sequence[SourceFile], check: Check) -> dict[str, tuple[Defect, ...]]:
    """Where the two engines read different characters. One that cannot read the file in time is no fault of the file."""
    tasks = [EngineComparison(source.document_id, source.path, check.engine) for source in sources]
    return {task.document_id: compared_defects(outcome) for task, outcome in outcomes(compare, tasks, check.jobs, check.limits)}


@dataclass(frozen=True, slots=True)
class _Proof:
    """A sheet to proofread, by its file and its staged text, with that of the term before."""

    name: str
    path: Path
    staged: str
    former_name: str
    former: str


class _OfTerm(NamedTuple):
    """Which sheet a source is."""

    name: str
    document_id: str
    ward: str | None
    period_start: int | None
    period_end: int | None
    sheet_kind: SheetKind


def _staged(kept: Kept, read: Reading | KeptReading) -> str:
    return kept.staged_text(read.document_id) if isinstance(read, KeptReading) else read.staged


def _proofread(
    checked: Sequence[Checked], sources: Sequence[SourceFile], staged: Callable[[str], str], check: Check
) -> tuple[Checked, ...]:
    """The sheets with their slips, each looked at beside the one of the term before if that was checked too."""
    from pipeline.proofreading import sheet_before

    sheets = [_OfTerm(one.name, one.document_id, *(one.edition[name] for name in _OfTerm._fields[2:])) for one in checked if one.edition]

    paths = {source.name: source.path for source in sources}

    def tasks() -> Iterator[_Proof]:
        for sheet in sheets:
            former = sheet_before(sheet, sheets)
            before = (former.name, staged(former.document_id)) if former else ("", "")
            yield _Proof(sheet.name, paths[sheet.name], staged(sheet.document_id), *before)

    found = {task.name: outcome for task, outcome in outcomes(proofread, tasks(), check.jobs, check.limits)}
    return tuple(replace(one, checklist=found.get(one.name)) for one in checked)


def proofread(task: _Proof) -> Checklist:
    """The slips of a staged sheet."""
    from pipeline.proofreading import narrowed, slips_of
    from pipeline.report.checklist import checklist_of
    from pipeline.sheet.staged import loads

    sheet = loads(task.staged)
    found = slips_of(sheet, loads(task.former) if task.former else None)
    return checklist_of(task.name, sheet, narrowed(found, bytes_of(task.path)), task.former_name)


def compared_defects(outcome: tuple[Defect, ...] | Defect) -> tuple[Defect, ...]:
    """What ``compare`` gave, or what stands for it where the second engine could not read the file."""
    if not isinstance(outcome, Defect):
        return outcome
    reason = " ".join((outcome.code, *(value for _, value in outcome.values)))
    return (Defect("second-engine-failed", values=(("reason", reason),)),)


def _among_themselves(checked: Sequence[Checked], sources: Sequence[SourceFile]) -> tuple[Checked, ...]:
    """What only several files show: copies, and versions of one sheet, by what ``sources.toml`` and the sheets say of them."""
    from pipeline.datasets.collection import rivalry
    from pipeline.datasets.editions import editions_of

    first = first_of_same_bytes({one.name: one.sha256 for one in checked})
    versions = [{**one.edition, "document_id": one.name} for one in checked if one.edition and first[one.name] == one.name]
    records = {source.name: source.record for source in sources}
    superseded = {name: record.supersedes for name, record in records.items() if record.supersedes in records}
    editions = editions_of(versions, {name: record.published_on for name, record in records.items()}, superseded)
    copies = {one.name: Defect("duplicate-source", values=(("other", first[one.name]),)) for one in checked if first[one.name] != one.name}
    found = {one.name: copies.get(one.name) or rivalry(one.name, editions) for one in checked}
    return tuple(replace(one, defects=(*one.defects, defect)) if (defect := found[one.name]) else one for one in checked)


def _judged(
    sources: Sequence[SourceFile],
    checked: Sequence[Checked],
    read: Mapping[str, Reading | KeptReading],
    check: Check,
    entries: Sequence[Acceptance],
    folder: Path,
) -> tuple[Checked, ...]:
    """The files with the verdict that a run would give on them together, and what it would say of each beside the others and its record.
    Raises GateError where the gate would stop it whatever they hold."""
    from pipeline.run.work import collecting

    first = first_of_same_bytes({one.document_id: one.sha256 for one in checked})
    readings = {name: kept for name in dict.fromkeys(first.values()) if isinstance(kept := read[name], KeptReading)}
    by_id = {source.document_id: source for source in sources}
    told: dict[int, Sequence[GivenFile]] = {}
    tables_folder = folder / "tables"
    tables_folder.mkdir()
    with collecting.Collecting(readings, {}, tables_folder, collecting.processes_for(len(readings), check.jobs)) as tables:

        def look(left: Collection[str], said: Judged) -> Gated:
            given = [_source(by_id[name], readings[name].sha256, said.noted(name)) for name in left]
            return tables.gated(left, given, "", told.__setitem__)

        verdict = judged(readings, {name: source.name for name, source in by_id.items()}, entries, look)
    if verdict.against_all:
        raise gate.GateError("{reasons}", reasons=Joined(tuple(verdict.against_all)))
    together = {one.document_id: [d for d in one.defects if d.code in _TOGETHER] for part in told.values() for one in part}
    return tuple(
        replace(one, defects=in_order((*one.defects, *together.get(one.document_id, ()), *_errors(verdict, one.document_id))))
        for one in checked
    )


def _source(source: SourceFile, sha256: str, noted: tuple[Defect, ...]) -> GivenFile:
    from pipeline.datasets.collection import GivenFile

    record = source.record
    return GivenFile(
        source.name,
        sha256,
        source.document_id,
        "published",
        noted,
        record.ward,
        published_on=record.published_on,
        supersedes=record.supersedes,
    )


def _errors(verdict: Judged, document_id: str) -> tuple[Defect, ...]:
    """What the document is refused with, or would be if nobody had accepted it, and then that it was accepted."""
    accepted = tuple(defect for defect, _ in verdict.accepted.get(document_id, ()))
    return verdict.refused.get(document_id) or (*accepted, *verdict.noted(document_id))
