"""A source checked without a run: all its defects, and what tells it from the other sources of a collection.

In goes a path, out comes a ``Checked``, whatever the file holds. Two engines read it, and every character and every
curated text is compared between them, unless the check is a fast one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.pages import Engine
from pipeline.rules.defects import is_refused
from pipeline.run.sources import bytes_of
from pipeline.run.work.guarded import WorkLimits, outcomes
from pipeline.run.work.reading import table_defects, tables_read
from pipeline.values import Defect, SourceError


@dataclass(frozen=True, slots=True)
class CheckTask:
    """One file to check; ``fast`` leaves the second engine out."""

    path: Path
    name: str
    document_id: str
    engine: Engine = "pymupdf"
    fast: bool = False
    refusal: Defect | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with one source, in reading order. ``term`` names ward, term and kind; none where it is unknown."""

    name: str
    sha256: str
    defects: tuple[Defect, ...]
    term: tuple[str, str, str] | None = None

    @property
    def refused(self) -> bool:
        return is_refused(self.defects)


def check_source(task: CheckTask) -> Checked:
    """Reads one file and compares the engines. Raises nothing that the file can cause but what its limits cause."""
    try:
        if task.refusal is not None:
            raise SourceError(task.refusal)
        data = bytes_of(task.path)
    except SourceError as error:
        return Checked(task.name, "", (error.defect,))
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        return _checked(task, data, sha256)
    except SourceError as error:
        return Checked(task.name, sha256, (error.defect,))


def _checked(task: CheckTask, data: bytes, sha256: str) -> Checked:
    from pipeline.datasets.identity import term_of
    from pipeline.pages import source_of
    from pipeline.sheet.checks import placed
    from pipeline.sheet.reader import sheet_of, with_defects_of
    from pipeline.sheet.reread import disagreements

    source = source_of(data, task.engine)
    sheet = sheet_of(source.pages, document_id=task.document_id, source_sha256=sha256, text_source=source.text_source)
    defects = list(dict.fromkeys(with_defects_of(source, sheet).defects))
    defects += table_defects(sheet, tables_read(sheet))
    if not task.fast and not is_refused(defects):
        other: Engine = "pdfplumber" if task.engine == "pymupdf" else "pymupdf"
        defects += [placed(sheet, defect) for defect in disagreements(sheet, source.pages, source_of(data, other, again=True).pages)]
    defects.sort(key=_reading_order)
    term = term_of(sheet.ward, sheet.period_start, sheet.period_end, sheet.term_no, sheet.sheet_kind)
    return Checked(task.name, sha256, tuple(defects), term)


def _reading_order(defect: Defect) -> tuple[int, float, float, str]:
    box = defect.box
    return (defect.page or 0, box.y0 if box else -1.0, box.x0 if box else -1.0, defect.code)


def checks_of(tasks: Sequence[CheckTask], jobs: int, limits: WorkLimits | None = None) -> tuple[Checked, ...]:
    """Every file checked in a worker process, with the defects that only several files show; in the order of the tasks."""
    done: dict[str, Checked] = {}
    for task, outcome in outcomes(check_source, tasks, jobs, limits):
        done[task.name] = Checked(task.name, "", (outcome,)) if isinstance(outcome, Defect) else outcome
    return _among_themselves([done[task.name] for task in tasks])


def _among_themselves(checked: Sequence[Checked]) -> tuple[Checked, ...]:
    first: dict[str, str] = {}
    terms: dict[tuple[str, str, str], list[str]] = {}
    for one in checked:
        if one.sha256:
            first.setdefault(one.sha256, one.name)
        if one.term and first[one.sha256] == one.name:
            terms.setdefault(one.term, []).append(one.name)
    out = []
    for one in checked:
        found = one.defects
        if one.sha256 and first[one.sha256] != one.name:
            found = (*found, Defect("duplicate-source", values=(("other", first[one.sha256]),)))
        elif one.term and len(terms[one.term]) > 1:
            others = "、".join(name for name in terms[one.term] if name != one.name)
            found = (*found, Defect("same-term-twice", values=(("other", others),)))
        out.append(replace(one, defects=found))
    return tuple(out)
