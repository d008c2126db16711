"""Pictures of the pages, one for each, on which the report draws a row's box when it is asked for.

A page takes about 100 kB. Up to ``EMBEDDED`` bytes in all lie inside the HTML file; more go into a folder beside it, named by
the digest of the PDF, so that a picture that is there already is not drawn again. Who calls gives the workers that draw: a
page may be legal and yet take minutes, and then a placeholder stands in its place.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pipeline.files import write_whole
from pipeline.pages.placeholder import A4, HEAD, is_placeholder, placeholder
from pipeline.report.drawing import SCALE, PageTask, picture_of
from pipeline.report.html.rows import DocumentRows
from pipeline.report.place import file_below
from pipeline.rules.spoken import Sentence, sentence
from pipeline.values import Defect, SourceError

Pictures = Literal["auto", "embedded", "folder", "none"]
EMBEDDED = 8_000_000
_MOST_UNDRAWN = 3
"""When so many pages of a document could not be drawn, its other pages are not tried: each costs the whole time limit."""


Workers = Callable[[Callable[[PageTask], bytes], Iterable[PageTask]], Iterator[tuple[PageTask, bytes | Defect]]]
"""Has each page drawn, and gives its picture, or the defect that there is instead, as they are done."""


@dataclass(frozen=True, slots=True)
class PagePictures:
    """The pictures of one document: base64 by page where ``embedded``, else ``folder`` (beside the HTML) with {page}.png;
    neither where its PDF is missing or has changed, and ``fault`` says so. ``undrawn`` pages have a placeholder."""

    document_id: str
    embedded: Sequence[str] = ()
    folder: str = ""
    fault: Sentence | None = None
    undrawn: Sequence[Defect] = ()


@dataclass(frozen=True, slots=True)
class _Task:
    document_id: str
    path: Path
    sha256: str
    sizes: Sequence[tuple[float, float]]
    folder: Path


def in_this_process(work: Callable[[PageTask], bytes], tasks: Iterable[PageTask]) -> Iterator[tuple[PageTask, bytes | Defect]]:
    """Workers for PDFs that are trusted: there is no limit."""
    for task in tasks:
        try:
            yield task, work(task)
        except SourceError as error:
            yield task, error.defect


def draw(documents: Sequence[DocumentRows], raw: Path, beside: Path, how: Pictures, workers: Workers) -> list[PagePictures]:
    """Pictures for every document; ``beside`` is the folder for them. Raises OSError where that cannot be written; what was drawn
    goes then, for it would fill the disk."""
    if how == "none":
        return [PagePictures(document.document_id) for document in documents]
    tasks = [_task(document, raw, beside) for document in documents]
    faults = {task.document_id: _fault(task) for task in tasks}
    done = [task for task in tasks if not faults[task.document_id]]
    undrawn = _drawn_whole(done, beside, workers)
    embed = how == "embedded" or (how == "auto" and _size(done) <= EMBEDDED)
    found = []
    for task in tasks:
        missing = undrawn.get(task.document_id, ())
        if faults[task.document_id]:
            found.append(PagePictures(task.document_id, fault=faults[task.document_id]))
        elif embed:
            found.append(PagePictures(task.document_id, _as_text(task), undrawn=missing))
        else:
            found.append(PagePictures(task.document_id, folder=f"{beside.name}/{task.folder.name}", undrawn=missing))
    if embed:
        _remove(done, beside)
    return found


def _drawn_whole(tasks: Sequence[_Task], beside: Path, workers: Workers) -> Mapping[str, Sequence[Defect]]:
    """Draws what is not there yet, and gives what could not be drawn; where a picture cannot be written, none of them stays."""
    kept = {path for task in tasks for path in _files(task) if path.exists()}
    try:
        return _draw(tasks, workers)
    except OSError:
        _remove(tasks, beside, kept)
        raise


def _size(tasks: Sequence[_Task]) -> int:
    """Bytes of all pictures."""
    return sum(path.stat().st_size for task in tasks for path in _files(task))


def _as_text(task: _Task) -> list[str]:
    return [base64.b64encode(path.read_bytes()).decode("ascii") for path in _files(task)]


def _task(document: DocumentRows, raw: Path, beside: Path) -> _Task:
    source = document.source or {"source_file": "", "source_sha256": ""}
    sha256 = source["source_sha256"]
    sizes = [(float(size["width"]), float(size["height"])) for size in document.row["page_sizes"] or ()]
    sizes += [A4] * (document.row["page_count"] - len(sizes))
    return _Task(document.document_id, file_below(raw, source["source_file"]), sha256, sizes, beside / sha256[:16])


def _fault(task: _Task) -> Sentence | None:
    """Why nothing of the document can be drawn, none where it can."""
    if all(map(_is_drawn, _files(task))):
        return None
    try:
        with task.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return sentence("{path} is missing; name the folder of the PDFs with --raw DIR", path=task.path)
    return None if digest == task.sha256 else sentence("{path} has changed since it was read; run kyoten run again", path=task.path)


def _draw(tasks: Sequence[_Task], workers: Workers) -> dict[str, list[Defect]]:
    """Draws what is not there yet; the defects of the pages that cannot be drawn, by document."""
    undrawn: dict[str, dict[int, Defect]] = {task.document_id: {} for task in tasks}
    by_id = {task.document_id: task for task in tasks}

    def wanted() -> Iterator[PageTask]:
        for task in tasks:
            for number, path in enumerate(_files(task), 1):
                if not _is_drawn(path) and len(undrawn[task.document_id]) < _MOST_UNDRAWN:
                    yield PageTask(task.document_id, task.path, number)

    for page, outcome in workers(picture_of, wanted()):
        if isinstance(outcome, Defect):
            undrawn[page.document_id][page.number] = replace(outcome, page=page.number)
        else:
            write_whole(by_id[page.document_id].folder / f"{page.number}.png", outcome)
    for task in tasks:
        _stand_in(task, undrawn[task.document_id])
    return {document_id: [defects[number] for number in sorted(defects)] for document_id, defects in undrawn.items() if defects}


def _stand_in(task: _Task, undrawn: dict[int, Defect]) -> None:
    """Puts a placeholder where a page was not drawn; one that was not tried says what the last one said that was."""
    for number, path in enumerate(_files(task), 1):
        if not _is_drawn(path):
            last = undrawn[max(undrawn, key=lambda tried: (tried <= number, -abs(tried - number)))]
            defect = undrawn.setdefault(number, replace(last, page=number))
            write_whole(path, placeholder(defect, task.sizes[number - 1], SCALE))


def _is_drawn(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return not is_placeholder(file.read(HEAD))
    except OSError:
        return False


def _files(task: _Task) -> list[Path]:
    return [task.folder / f"{number}.png" for number in range(1, len(task.sizes) + 1)]


def _remove(tasks: Sequence[_Task], beside: Path, kept: Set[Path] = frozenset()) -> None:
    for task in tasks:
        for path in {*_files(task)} - kept:
            path.unlink(missing_ok=True)
        if task.folder.is_dir() and not any(task.folder.iterdir()):
            task.folder.rmdir()
    if beside.is_dir() and not any(beside.iterdir()):
        beside.rmdir()
