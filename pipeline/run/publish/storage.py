"""A folder that a run reads from or keeps results in, wherever it lies: on this machine, or behind a URL (``s3://…``).

In go names relative to the folder, with / between parts, out come bytes. What is written is there as a whole or not at all.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Protocol

_HALF = ".kyoten.half"
"""A file that is being written; one process writes into a folder at a time (``exchange.locked``)."""


class Storage(Protocol):
    """One folder. Every method raises OSError where the storage fails; ``read`` FileNotFoundError where there is no file.
    ``near`` is the folder of this machine in which everything lies that was read or written. ``is_unchanged`` may take the word of a
    storage that keeps digests itself, where nothing is read."""

    @property
    def near(self) -> LocalStorage: ...
    def read(self, name: str) -> bytes: ...
    def read_range(self, name: str, begin: int, end: int) -> bytes: ...
    def write(self, name: str, data: bytes) -> None: ...
    def remove(self, name: str) -> None: ...
    def names(self, folder: str, ending: str) -> Iterator[str]: ...
    def holds(self, name: str) -> bool: ...
    def digest(self, name: str) -> str: ...
    def is_unchanged(self, name: str, sha256: str) -> bool: ...


class LocalStorage:
    """A folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def near(self) -> LocalStorage:
        return self

    def read(self, name: str) -> bytes:
        return (self._folder / name).read_bytes()

    def read_range(self, name: str, begin: int, end: int) -> bytes:
        with (self._folder / name).open("rb") as file:
            file.seek(begin)
            return file.read(end - begin)

    def write(self, name: str, data: bytes) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # One name for all: a run that is killed leaves one such file at most, and the next one writes over it.
        half = path.with_name(_HALF)
        half.write_bytes(data)
        half.replace(path)

    def remove(self, name: str) -> None:
        (self._folder / name).unlink(missing_ok=True)

    def names(self, folder: str, ending: str) -> Iterator[str]:
        for path in sorted((self._folder / folder).glob(f"*{ending}")):
            if not path.name.startswith("."):
                yield str(PurePosixPath(folder) / path.name)

    def holds(self, name: str) -> bool:
        return (self._folder / name).is_file()

    def digest(self, name: str) -> str:
        """The SHA-256 of a file's bytes; empty where there is none."""
        with contextlib.suppress(OSError), (self._folder / name).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
        return ""

    def is_unchanged(self, name: str, sha256: str) -> bool:
        return self.digest(name) == sha256
