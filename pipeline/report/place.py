"""Where a curated row stands in its PDF: from a ``row_id`` to the document, the file and the boxes on its pages.

Rows made from the page carry their boxes. A row that is derived stands where the row stands that it comes from (a token, a
term and a link to a viewpoint where the statement does, a link between terms where the prior issue does); a document or a
source stands for its first page.
"""

from __future__ import annotations

import hashlib
import sqlite3
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.datasets.places import PAGE, PLACES, X0, X1, Y0, Y1, Places
from pipeline.rules.spoken import Sentence, SpokenError, sentence
from pipeline.values import Box


class PlaceError(SpokenError):
    """No place is known for the row; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A row's document and its boxes, in points as displayed; ``boxes`` is empty where the whole page is meant."""

    document_id: str
    page: int
    boxes: tuple[Box, ...]


def place_of(curated: Path, row_id: str) -> RowPlace:
    """The place of a row of any curated table. Raises PlaceError."""
    with _places(curated) as places:
        # A statement's own id is its key, and looks like an address.
        document_id, entry = places.entry(row_id) or places.entry(f"statements/{row_id}") or ("", row_id)
        if document_id and isinstance(entry, str):
            document_id, entry = places.entry(entry) or ("", row_id)
        if isinstance(entry, str):
            raise PlaceError("{unknown}", unknown=_unknown(curated, row_id, places.documents()))
    if isinstance(entry, int):
        return RowPlace(document_id, entry, ())
    boxes = tuple(Box(int(box[PAGE]), box[X0], box[Y0], box[X1], box[Y1]) for box in entry)
    return RowPlace(document_id, boxes[0].page, boxes)


def source_path(curated: Path, raw: Path, document_id: str) -> Path:
    """The PDF of a document, checked to be the one that was read. Raises PlaceError where it is missing or another."""
    with _places(curated) as places:
        source = places.source(document_id)
    if source is None:
        raise PlaceError("{curated} names no source of {document_id}", curated=curated, document_id=document_id)
    path = file_below(raw, source.source_file)
    if not path.is_file():
        raise PlaceError("{path} is missing; name the folder of the PDFs with --raw DIR", path=path)
    if hashlib.sha256(path.read_bytes()).hexdigest() != source.source_sha256:
        raise PlaceError("{path} has changed since it was read; run kyoten run again", path=path)
    return path


def file_below(raw: Path, name: str) -> Path:
    """The file of that name below ``raw``, however the file system spells its letters: macOS parts が into two, the tables do not.
    Where there is none, the path where it should be."""
    path = raw
    for part in PurePosixPath(name).parts:
        if not (path / part).exists() and path.is_dir():
            spelt = (entry for entry in path.iterdir() if unicodedata.normalize("NFC", entry.name) == part)
            path = next(spelt, path / part)
        else:
            path = path / part
    return path


@contextmanager
def _places(curated: Path) -> Iterator[Places]:
    try:
        yield Places(curated)
    except FileNotFoundError as error:
        raise PlaceError(
            "{curated} has no {places}; run kyoten run first, or name the folder with --curated DIR", curated=curated, places=PLACES
        ) from error
    except (OSError, sqlite3.Error, zlib.error, ValueError) as error:
        raise PlaceError(
            "{path} cannot be read ({error}); delete it and run kyoten run to publish it anew", path=curated / PLACES, error=error
        ) from error


def _unknown(curated: Path, row_id: str, documents: list[str]) -> Sentence:
    """What is wrong with an address that leads to no row: its table, its form, its document, or only its numbers."""
    from urllib.parse import unquote

    from pipeline.datasets.contract import TABLES

    name, _, rest = row_id.partition("/")
    table = next((table for table in TABLES if table.name == name), None)
    if table is None:
        known = documents[0] if documents else "DOCUMENT"
        return sentence("{row_id} is no address of a row; one looks like goals/{known}/1/2 (column row_id)", row_id=row_id, known=known)
    values = {"curated": curated, "row_id": row_id, "name": name, "form": "/".join([name, *(f"{{{column}}}" for column in table.key)])}
    document_id = unquote(rest).partition("/")[0]
    if name != "sources" and document_id not in documents:
        known = ", ".join(documents[:8]) + ", …" * (len(documents) > 8)
        missing = document_id or sentence("(none named)")
        return sentence(
            "{curated} has no row {row_id}: it has no document {missing}, only {known}; an address in {name} is {form}",
            missing=missing, known=known, **values,
        )  # fmt: skip
    return sentence("{curated} has no row {row_id}; an address in {name} is {form}, and {name}.parquet lists those there are", **values)
