"""The stages of the work on one document, and the name of each result: all that it was made from, as one digest.

In go a source's digest or a staged sheet's, out come keys. Two keys are the same only where the same bytes went through the
same code, rules and libraries; so a rule that was changed runs the stages that read it again, and no others.

- ``sheet``: the PDF to its staged sheet.
- ``facts``: the staged sheet to the rows of what is printed in it, and the facts of its tables.
- ``words``: the staged sheet to its tokens, term counts and links to viewpoints.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Literal

import pipeline
from pipeline.rules import load

StageGroup = Literal["facts", "words"]
GROUPS: tuple[StageGroup, ...] = ("facts", "words")

_PACKAGE = Path(pipeline.__file__).parent
_ROWS = (
    "datasets/contract.py",
    "datasets/document.py",
    "datasets/identity.py",
    "datasets/packed.py",
    "run/work/reading.py",
    "run/stages.py",
)
_EDITIONS = tuple(kind["rules"] for kind in load("kinds").values())
_SECTIONS = ("kinds", *(f"{edition}.sections" for edition in _EDITIONS))
"""Rules of whatever names or orders the sections of all editions."""
_READING = (
    "kinds",
    *_EDITIONS,
    "checks",
    "folds",
    "places",
    "scan",
    "lookalikes",
    "languages",
    "typefaces",
    "content",
)
"""Rules of the rooms that read pages; the proof of the rows, a part of the facts' stage, asks them again."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What a stage's result depends on: code under ``pipeline/`` (rooms or single files), ``rules`` ("facts.eras" is that
    part of facts.toml) and installed libraries."""

    code: tuple[str, ...]
    rules: tuple[str, ...]
    libraries: tuple[str, ...]


STAGES = {
    "sheet": Stage(
        (
            "values.py",
            "files.py",
            "rules",
            "text",
            "geometry",
            "pages",
            "layout",
            "form",
            "outline",
            "sheet",
            "run/work/reading.py",
            "run/stages.py",
        ),
        (*_READING, "facts.eras", "facts.times"),
        (
            "pymupdf",
            "pdfplumber",
            "pdfminer.six",
            "pypdfium2",
            "rapidocr",
            "onnxruntime",
            "opencv-python-headless",
            "numpy",
            "sudachipy",
            "sudachidict-core",
        ),
    ),
    "facts": Stage(
        (
            "__init__.py",
            "values.py",
            "files.py",
            "rules",
            "geometry",
            "pages",
            "layout",
            "form",
            "outline",
            "sheet",
            "text",
            "facts",
            "prose",
            "narrative/__init__.py",
            "narrative/asked.py",
            "narrative/themes.py",
            "proof",
            *_ROWS,
        ),
        ("contract", "facts", "indicators", "prose", "viewpoints", "themes", "wards.csv", *_READING),
        ("pyarrow", "pypdfium2"),
    ),
    "words": Stage(
        (
            "values.py",
            "files.py",
            "rules",
            "geometry/__init__.py",
            "geometry/rect.py",
            "text/folds.py",
            "sheet/model.py",
            "sheet/staged.py",
            "sheet/confidence.py",
            "narrative",
            *_ROWS,
        ),
        (
            "contract",
            "viewpoints",
            "themes",
            "viewpoint_weights.csv",
            "viewpoint_links",
            "terms",
            "user_dictionary.csv",
            "wards.csv",
            "facts.subjects",
            *_SECTIONS,
        ),
        ("sudachipy", "sudachidict-core", "pyarrow"),
    ),
}


def sheet_key(sha256: str, document_id: str, engine: str, ward: str | None = None) -> str:
    """The name of what the stage ``sheet`` makes of a source's bytes; ``ward`` is that of ``sources.toml``."""
    return _digest([stage_digest("sheet"), sha256, document_id, engine, ward])


def rows_key(group: StageGroup, staged_sha256: str) -> str:
    """The name of what the stage ``group`` makes of a staged sheet's text."""
    return _digest([stage_digest(group), staged_sha256])


@cache
def stage_digest(name: str) -> str:
    """The digest of a stage's code, rules and libraries, as they are installed here."""
    stage = STAGES[name]
    said = [
        [_version(library) for library in stage.libraries],
        [(str(path.relative_to(_PACKAGE)), hashlib.sha256(path.read_bytes()).hexdigest()) for path in _code(stage.code)],
        [(rule, _rule_digest(rule)) for rule in stage.rules],
    ]
    return _digest(said)


def _version(library: str) -> str:
    """The version of a library; "" where it is one that only an extra brings and is not installed."""
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


def _code(places: Iterable[str]) -> list[Path]:
    return sorted(path for place in places for path in (sorted((_PACKAGE / place).rglob("*.py")) or [_PACKAGE / place]))


def _rule_digest(rule: str) -> str:
    """By what the rule says: a comment in its file is no change."""
    if rule.endswith(".csv"):
        return hashlib.sha256((_PACKAGE / "rules" / rule).read_bytes()).hexdigest()
    name, _, part = rule.partition(".")
    content = load(name)
    return _digest(content[part] if part else content)


def _digest(said: object) -> str:
    # The order of a rule's entries may matter to what reads it, so it is kept.
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, default=str).encode()).hexdigest()
