"""One file read by two engines, and compared: what a worker process does, which loads for it neither tables nor the gate."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.pages import Engine
from pipeline.run.sources import bytes_of
from pipeline.values import Defect


@dataclass(frozen=True, slots=True)
class EngineComparison:
    """A file whose characters are read by two engines, ``engine`` the first."""

    document_id: str
    path: Path
    engine: Engine


def compare(task: EngineComparison) -> tuple[Defect, ...]:
    """Where the engines read different characters in one file. Raises SourceError where one of them cannot read it."""
    return engine_differences(bytes_of(task.path), task.engine)


def engine_differences(data: bytes, engine: Engine) -> tuple[Defect, ...]:
    """``compare`` of a file's bytes, whose sheet ``engine`` reads."""
    from pipeline.pages import source_of
    from pipeline.sheet.places import placed
    from pipeline.sheet.reader import sheet_of
    from pipeline.sheet.reread import disagreements

    source = source_of(data, engine)
    if source.text_source == "ocr":
        return ()
    sheet = sheet_of(source.pages, document_id="", source_sha256="", text_source=source.text_source)
    other: Engine = "pdfplumber" if engine == "pymupdf" else "pymupdf"
    return tuple(placed(sheet, defect) for defect in disagreements(sheet, source.pages, source_of(data, other, again=True).pages))
