"""Pictures of the pages, one for each, on which the report draws a row's box when it is asked for.

A page takes about 100 kB. Up to ``EMBEDDED`` bytes in all lie inside the HTML file; more go into a folder beside it, named by
the digest of the PDF, so that a picture that is there already is not drawn again.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

from pipeline.pages.render import RenderError, render_pages
from pipeline.report.html.rows import Document

Pictures = Literal["auto", "embedded", "folder", "none"]
SCALE = 1.5
EMBEDDED = 8_000_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pictures of one document: base64 by page where ``embedded``, else ``folder`` (beside the HTML) with {page}.png;
    neither where its PDF is missing or has changed, and ``fault`` says so."""

    document_id: str
    embedded: Sequence[str] = ()
    folder: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Task:
    document_id: str
    path: Path
    sha256: str
    pages: int
    folder: Path


def draw(documents: Sequence[Document], raw: Path, beside: Path, how: Pictures, jobs: int) -> list[Drawn]:
    """Pictures for every document; ``beside`` is the folder for them. Raises OSError where that cannot be written."""
    if how == "none":
        return [Drawn(document.document_id) for document in documents]
    tasks = [_task(document, raw, beside) for document in documents]
    faults = dict(_drawn(tasks, jobs))
    done = [task for task in tasks if not faults[task.document_id]]
    size = sum(path.stat().st_size for task in done for path in _files(task))
    embed = how == "embedded" or (how == "auto" and size <= EMBEDDED)
    found = []
    for task in tasks:
        if faults[task.document_id]:
            found.append(Drawn(task.document_id, fault=faults[task.document_id]))
        elif embed:
            found.append(Drawn(task.document_id, [base64.b64encode(path.read_bytes()).decode("ascii") for path in _files(task)]))
        else:
            found.append(Drawn(task.document_id, folder=f"{beside.name}/{task.folder.name}"))
    if embed:
        _remove(done, beside)
    return found


def _task(document: Document, raw: Path, beside: Path) -> _Task:
    source = document.source or {"source_file": "", "source_sha256": ""}
    sha256 = source["source_sha256"]
    return _Task(document.document_id, raw / source["source_file"], sha256, document.row["page_count"], beside / sha256[:16])


def _drawn(tasks: Sequence[_Task], jobs: int) -> Iterator[tuple[str, str]]:
    if jobs > 1 and len(tasks) > 1:
        with ProcessPoolExecutor(min(jobs, len(tasks)), mp_context=get_context("spawn")) as pool:
            yield from pool.map(_draw, tasks)
    else:
        yield from map(_draw, tasks)


def _draw(task: _Task) -> tuple[str, str]:
    """The document and what went wrong, "" if nothing."""
    wanted = [number for number in range(1, task.pages + 1) if not (task.folder / f"{number}.png").is_file()]
    if not wanted:
        return task.document_id, ""
    try:
        data = task.path.read_bytes()
    except OSError:
        return task.document_id, f"{task.path} is missing; name the folder of the PDFs with --raw DIR"
    if hashlib.sha256(data).hexdigest() != task.sha256:
        return task.document_id, f"{task.path} has changed since it was read; run kyoten run again"
    task.folder.mkdir(parents=True, exist_ok=True)
    try:
        for number, picture in zip(wanted, render_pages(data, wanted, SCALE), strict=True):
            (task.folder / f"{number}.png").write_bytes(picture)
    except RenderError as error:
        return task.document_id, f"{task.path}: {error}"
    return task.document_id, ""


def _files(task: _Task) -> list[Path]:
    return [task.folder / f"{number}.png" for number in range(1, task.pages + 1)]


def _remove(tasks: Sequence[_Task], beside: Path) -> None:
    for task in tasks:
        for path in _files(task):
            path.unlink(missing_ok=True)
        if task.folder.is_dir() and not any(task.folder.iterdir()):
            task.folder.rmdir()
    if beside.is_dir() and not any(beside.iterdir()):
        beside.rmdir()
