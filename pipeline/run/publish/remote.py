"""Raw, staged and curated behind URLs (``s3://…``): mirrored in a working folder of this machine while a run lasts.

In go URLs, out come ``LocalPlaces``: local folders, a storage of kept results, and a ``Release`` that publishes. Such storages
cannot rename a folder, so a release is uploaded whole under a name of its own and last of all ``current.json`` points at it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import socket
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.pages.limits import Limits
from pipeline.run.accepted import ACCEPTED
from pipeline.run.decisions import CORRECTIONS, LINKS
from pipeline.run.manifest import MANIFEST, files_of
from pipeline.run.publish.release import FORMER_FILES
from pipeline.run.publish.storage import LocalStorage, Storage
from pipeline.run.sources import RECORDS
from pipeline.run.usage import UsageError
from pipeline.values import Defect

POINTER = "current.json"
RELEASES = "releases"
REFUSED = "refused"
LOCK = ".kyoten.lock"
_NEEDED = (MANIFEST, "run.json", *FORMER_FILES)
"""What a run looks up in the release of before."""
_OBJECT_STORES = frozenset({"s3", "gs", "az"})
_RELEASE = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Urls:
    """Where the three folders lie; empty where it is a folder of this machine."""

    raw: str = ""
    staged: str = ""
    curated: str = ""


@dataclass(frozen=True, slots=True)
class LocalPlaces:
    """What a run works on in place of its URLs; null where there was none. ``refused`` are sources too large to be fetched."""

    raw: Path | None = None
    staged: Path | None = None
    curated: Path | None = None
    kept: Storage | None = None
    release: Release | None = None
    refused: Mapping[str, Defect] = field(default_factory=dict)


class Far:
    """The files under one URL. Raises UsageError where nothing installed can open such a URL; every method raises OSError,
    whatever the storage's own library raises."""

    def __init__(self, url: str) -> None:
        self.url = re.sub(r"//[^/@]*@", "//", url.rstrip("/"))
        try:
            from fsspec.core import url_to_fs
        except ImportError as error:
            raise UsageError("{url} needs fsspec; install kyoten[remote], or kyoten[s3] for s3://", url=self.url) from error
        try:
            self._fs, root = url_to_fs(url)
        except (ImportError, ValueError) as error:
            raise UsageError("{url} cannot be opened ({error})", url=self.url, error=error) from error
        self._root = root.rstrip("/")

    def sizes(self, folder: str = "") -> dict[str, int | None]:
        """Every file below the URL, or below a folder of it, by its name relative to the URL, with its size in bytes."""
        with _os_errors(self.url):
            self._fs.invalidate_cache()
            try:
                found = self._fs.find(self._path(folder), detail=True)
            except FileNotFoundError:
                return {}
        return {path[len(self._root) + 1 :]: entry.get("size") for path, entry in found.items() if path.startswith(f"{self._root}/")}

    def read(self, name: str, most: int | None = None) -> bytes:
        """A file's bytes, or no more than the first ``most``."""
        with _os_errors(f"{self.url}/{name}"):
            if most is None:
                return bytes(self._fs.cat_file(self._path(name)))
            with self._fs.open(self._path(name), "rb") as file:
                return bytes(file.read(most))

    def write(self, name: str, data: bytes) -> None:
        with _os_errors(f"{self.url}/{name}"):
            self._make_folder(name)
            self._fs.pipe_file(self._path(name), data)

    def create(self, name: str, data: bytes) -> None:
        """Writes a file that is not there yet. Raises FileExistsError; of two at once one fails only where the storage can tell."""
        with _os_errors(f"{self.url}/{name}"):
            self._make_folder(name)
            try:
                self._fs.pipe_file(self._path(name), data, mode="create")
            except (NotImplementedError, TypeError, ValueError):
                if self._fs.exists(self._path(name)):
                    raise FileExistsError(name) from None
                self._fs.pipe_file(self._path(name), data)

    def remove(self, name: str) -> None:
        with _os_errors(f"{self.url}/{name}"), contextlib.suppress(FileNotFoundError):
            self._fs.rm_file(self._path(name))

    def _make_folder(self, name: str) -> None:
        # A bucket is its owner's to make, and folders in it need no making.
        protocol = self._fs.protocol
        if not _OBJECT_STORES & {*((protocol,) if isinstance(protocol, str) else protocol)}:
            self._fs.makedirs(self._path(name).rpartition("/")[0], exist_ok=True)

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}" if name else self._root


@contextlib.contextmanager
def _os_errors(place: str) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        kind = FileNotFoundError if isinstance(error, FileNotFoundError) else OSError
        raise kind(error.errno or 0, error.strerror or str(error) or type(error).__name__, place) from error
    except Exception as error:  # missing credentials and the like, which each library names in its own way
        raise OSError(0, f"{type(error).__name__}: {error}", place) from error


class FarStorage:
    """A ``Storage`` behind a URL: read once into a folder of this machine, written to both."""

    def __init__(self, far: Far, folder: Path) -> None:
        self._far = far
        self._near = LocalStorage(folder)
        self._sizes = far.sizes()

    @property
    def near(self) -> LocalStorage:
        return self._near

    def read(self, name: str) -> bytes:
        self._fetch(name)
        return self._near.read(name)

    def read_range(self, name: str, begin: int, end: int) -> bytes:
        self._fetch(name)
        return self._near.read_range(name, begin, end)

    def write(self, name: str, data: bytes) -> None:
        self._far.write(name, data)
        self._near.write(name, data)
        self._sizes[name] = len(data)

    def remove(self, name: str) -> None:
        if name in self._sizes:
            self._far.remove(name)
            del self._sizes[name]
        self._near.remove(name)

    def names(self, folder: str, ending: str) -> Iterator[str]:
        parent = PurePosixPath(folder)
        for name in sorted(self._sizes):
            path = PurePosixPath(name)
            if path.parent == parent and name.endswith(ending) and not path.name.startswith("."):
                yield name

    def holds(self, name: str) -> bool:
        return name in self._sizes

    def digest(self, name: str) -> str:
        with contextlib.suppress(FileNotFoundError):
            self._fetch(name)
        return self._near.digest(name)

    def is_unchanged(self, name: str, sha256: str) -> bool:
        return self.holds(name)

    def _fetch(self, name: str) -> None:
        if self._near.holds(name):
            return
        if name not in self._sizes:
            raise FileNotFoundError(name)
        self._near.write(name, self._far.read(name))


class Release:
    """What is published behind a URL: the release that ``current.json`` names, with the sizes and digests of its files."""

    def __init__(self, far: Far) -> None:
        self._far = far
        self.url = far.url
        self._now = self._pointer()
        self._there = far.sizes(_folder(self._now["release"])) if self._now else {}

    def fetch(self, folder: Path) -> None:
        """Puts what a run looks up in the release of before into ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in _NEEDED:
            if self.holds(name):
                data = self._far.read(f"{_folder(self._now['release'])}/{name}")
                if hashlib.sha256(data).hexdigest() == self._now["files"][name]["sha256"]:
                    (folder / name).write_bytes(data)

    def holds(self, name: str) -> bool:
        """Whether the current release has the file, in the size that its pointer says."""
        said = self._now.get("files", {}).get(name)
        return said is not None and self._there.get(f"{_folder(self._now['release'])}/{name}", -1) == said["bytes"]

    def publish(self, folder: Path) -> None:
        """Uploads the files of ``folder`` as a release, and then points at it. Raises OSError, and then the release of before
        is the current one. The current and the former release stay, any other goes."""
        files = {path.name: path for path in sorted(folder.iterdir()) if not path.name.startswith(".")}
        said: dict[str, dict[str, Any]] = {}
        for name, path in files.items():
            with path.open("rb") as file:
                said[name] = {"bytes": path.stat().st_size, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}
        release = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
        for name, path in files.items():
            self._far.write(f"{_folder(release)}/{name}", path.read_bytes())
        there = self._far.sizes(_folder(release))
        for name, about in said.items():
            if there.get(f"{_folder(release)}/{name}") != about["bytes"]:
                raise OSError(0, "an uploaded file is not there in its size", f"{self.url}/{_folder(release)}/{name}")
        former = self._now.get("former", "") if self._now.get("release") == release else self._now.get("release", "")
        pointer = {"release": release, "folder": _folder(release), "former": former, "files": said}
        try:
            self._far.write(POINTER, (json.dumps(pointer, indent=1) + "\n").encode())
        except OSError:
            # An answer that is lost on its way leaves it open whether the pointer was written.
            if self._pointer() != pointer:
                raise
        with contextlib.suppress(OSError):
            for name in self._far.sizes(RELEASES):
                other = name.split("/")[1]
                if _RELEASE.fullmatch(other) and other not in (release, former):
                    self._far.remove(name)

    def put_aside(self, folder: Path) -> str:
        """Uploads a refused candidate for people to look at, in place of the one before, and says where."""
        with contextlib.suppress(FileNotFoundError, ValueError):
            for name in (*files_of(self._far.read(f"{REFUSED}/{MANIFEST}")), MANIFEST):
                self._far.remove(f"{REFUSED}/{name}")
        for path in sorted(folder.iterdir()):
            self._far.write(f"{REFUSED}/{path.name}", path.read_bytes())
        return f"{self.url}/{REFUSED}"

    def _pointer(self) -> dict[str, Any]:
        try:
            found = json.loads(self._far.read(POINTER))
            return found if _RELEASE.fullmatch(found["release"]) and isinstance(found["files"], dict) else {}
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return {}


def _folder(release: str) -> str:
    return f"{RELEASES}/{release}"


@contextlib.contextmanager
def mirrored(urls: Urls, paths: Sequence[Path] = ()) -> Iterator[LocalPlaces]:
    """The places to work on while the block lasts; staged and curated are locked meanwhile. With ``paths`` no PDF is fetched.

    Raises UsageError where a URL cannot be used or another run is at it, OSError where its storage fails.
    """
    if urls.staged and urls.staged.rstrip("/") == urls.curated.rstrip("/"):
        raise UsageError("--staged and --curated cannot be one place")
    with tempfile.TemporaryDirectory(prefix="kyoten-") as named, contextlib.ExitStack() as locks:
        work = Path(named)
        staged, curated = (Far(url) if url else None for url in (urls.staged, urls.curated))
        refused = _fetch_raw(Far(urls.raw), work / "raw", bool(paths)) if urls.raw else {}
        for far in (staged, curated):
            if far:
                locks.enter_context(_locked(far))
        release = Release(curated) if curated else None
        if release:
            release.fetch(work / "curated")
        yield LocalPlaces(
            raw=work / "raw" if urls.raw else None,
            staged=work / "staged" if staged else None,
            curated=work / "curated" if curated else None,
            kept=FarStorage(staged, work / "staged") if staged else None,
            release=release,
            refused=refused,
        )


def _fetch_raw(far: Far, folder: Path, records_only: bool) -> dict[str, Defect]:
    """Fetches the PDFs and what is recorded of them. A source above the size limit is left where it is, an empty file in its
    place, and named with its defect."""
    folder.mkdir(parents=True)
    most = Limits().max_bytes
    refused: dict[str, Defect] = {}
    sizes = far.sizes()
    pdfs = [name for name in sizes if name.lower().endswith(".pdf")]
    if not pdfs and not records_only:
        raise UsageError("there is no PDF in {url}; put PDFs there, or name another place with --raw", url=far.url)
    for name in sorted([*(() if records_only else pdfs), *({RECORDS, ACCEPTED, CORRECTIONS, LINKS} & sizes.keys())]):
        # The names of objects are whatever somebody wrote; they must not lead out of the working folder.
        if re.search(r"[\\\0:]", name) or any(part in ("", ".", "..") for part in name.split("/")):
            raise UsageError("{url} holds a file named {name}, which cannot be a file's name here; rename it", url=far.url, name=repr(name))
        data = b"" if (sizes[name] or 0) > most else far.read(name, most + 1)
        if (sizes[name] or 0) > most or len(data) > most:
            refused[name] = Defect("too-large")
            data = b""
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return refused


@contextlib.contextmanager
def _locked(far: Far) -> Iterator[None]:
    """Keeps other runs away by a lock file, which a run that is killed leaves behind. Raises UsageError if one is there."""
    said = {"host": socket.gethostname(), "process": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
    try:
        far.create(LOCK, json.dumps(said).encode())
    except FileExistsError as error:
        raise UsageError(
            "another run is working on {url}, or one was killed there; wait for it to end, or remove {url}/{lock}", url=far.url, lock=LOCK
        ) from error
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            far.remove(LOCK)
