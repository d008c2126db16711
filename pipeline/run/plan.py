"""What a run is asked to do, and what of it is due: its sources, which of them are the same, and whether anything changed at all.

In go the command line's ``Options`` and the files found, out comes a ``Plan``; its fingerprint is the name of all that the
run's output depends on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pipeline
from pipeline.datasets.contract import Row
from pipeline.datasets.package import UNNAMED, Named
from pipeline.pages import Engine
from pipeline.releases.comparison import Made
from pipeline.rules import defects as catalogue
from pipeline.run.accepted import acceptances
from pipeline.run.decisions import decisions_of
from pipeline.run.manifest import digest
from pipeline.run.publish.former import Former
from pipeline.run.sources import SourceFile, first_of_same_bytes, records_of, web_pages, with_moved_records
from pipeline.run.work.guarded import WorkLimits
from pipeline.run.work.workers import default_jobs
from pipeline.values import Defect

if TYPE_CHECKING:
    from pipeline.run.publish.remote import Urls

_LIBRARIES = ("pymupdf", "pdfplumber", "pypdfium2", "sudachipy", "sudachidict-core", "pyarrow", "pandas", "great-expectations")


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says. ``paths`` stand in place of everything under ``raw``; ``jobs`` are worker processes;
    ``scheduler`` is the address of a Dask cluster that does their work. ``urls`` stand in place of the folders.
    ``named`` is the release that this publication is to be; without a name it is that of before, or none."""

    paths: tuple[Path, ...] = ()
    raw: Path = Path("raw")
    staged: Path = Path("staged")
    curated: Path = Path("curated")
    engine: Engine = "pymupdf"
    jobs: int = field(default_factory=default_jobs)
    drop_refused: bool = False
    limits: WorkLimits = field(default_factory=WorkLimits)
    scheduler: str = ""
    language: catalogue.Language = "en"
    urls: Urls | None = None
    named: Named = UNNAMED


@dataclass(frozen=True, slots=True)
class Plan:
    """The sources of a run with the digests of their bytes by document_id, empty where one cannot be opened; ``original_of`` tells
    for each document which one is read: of files with the same bytes the first by name, else itself; ``withdrawn`` are the rows of
    ``sources`` that were published once and whose file is gone."""

    sources: tuple[SourceFile, ...]
    digests: Mapping[str, str]
    original_of: Mapping[str, str]
    fingerprint: str
    withdrawn: Sequence[Row] = ()


def plan_of(
    options: Options,
    given: Sequence[SourceFile],
    unread: Mapping[str, Defect],
    former: Former,
) -> Plan:
    """The plan for the sources given; those of ``unread`` could not be fetched, and there is nothing to take a digest of.
    ``former`` is what is published today."""
    digests = {source.document_id: "" if source.refusal in unread.values() else digest(source.path) for source in given}
    sources = with_moved_records(given, digests, records_of(options.raw), former.file_of)
    return Plan(
        tuple(sources),
        digests,
        first_of_same_bytes(digests),
        _fingerprint(options, sources, digests),
        former.withdrawn(digests),
    )


def _fingerprint(options: Options, sources: Sequence[SourceFile], digests: Mapping[str, str]) -> str:
    """All that a run's output depends on: the sources, what is recorded and accepted of them, the engine, the code, the libraries."""
    said: list[Any] = [options.engine, asdict(made_by()), *(astuple(entry) for entry in acceptances(options.raw))]
    decided = decisions_of(options.raw)
    said += [*map(astuple, decided.corrections), *map(astuple, decided.links)]
    said += [(page.url, page.ward) for page in web_pages(options.raw)]
    said += [(source.name, digests[source.document_id], source.record.told()) for source in sources]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


@cache
def made_by() -> Made:
    """What the output of a run is made by besides its sources: the code with its libraries, and the rules."""
    from pipeline.gate.suites import suites_folder

    package = Path(pipeline.__file__).parent
    libraries = [f"{library} {metadata.version(library)}" for library in _LIBRARIES]
    code = (*_files(package, (".py", ".sql")), *_files(Path(str(suites_folder())), (".json",)))
    return Made(_digest(code, libraries), _digest(_files(package, (".toml", ".csv")), ()))


def _digest(files: Iterable[Path], said: Iterable[str]) -> str:
    digested = hashlib.sha256("\n".join(said).encode())
    for path in files:
        digested.update(path.read_bytes())
    return digested.hexdigest()


def _files(folder: Path, endings: Iterable[str]) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in endings)
