"""Raw, staged and curated behind URLs: the same bytes as in folders, and one whole release at any time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

import pipeline.run.whole as run_module
from pipeline.cli import main
from pipeline.pages.limits import Limits
from pipeline.run.plan import Options
from pipeline.run.publish.exchange import OF_VERSION_1
from pipeline.run.publish.remote import Far, Release, Urls, mirrored
from pipeline.run.sources import source_files
from pipeline.values import Defect
from tests.run.test_run import folder, products, put

__all__ = ["folder", "products"]

URLS = ("--raw", "memory://c/raw", "--staged", "memory://c/staged", "--curated", "memory://c/curated")


@pytest.fixture
def memory() -> Iterator[Any]:
    found = fsspec.filesystem("memory")
    found.store.clear()
    yield found
    found.store.clear()


def upload(memory: Any, folder: Path) -> None:
    for path in (folder / "raw").rglob("*"):
        if path.is_file():
            memory.pipe_file(f"/c/raw/{path.relative_to(folder / 'raw').as_posix()}", path.read_bytes())


def current(memory: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(memory.cat_file("/c/curated/current.json"))
    return found


def release(memory: Any) -> dict[str, bytes]:
    """The files of the current release, each of them as its pointer says."""
    pointer = current(memory)
    files = {name: memory.cat_file(f"/c/curated/{pointer['folder']}/{name}") for name in pointer["files"]}
    for name, data in files.items():
        assert pointer["files"][name] == {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return files


@pytest.mark.usefixtures("products")
def test_a_collection_behind_urls(folder: Path, memory: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, a="青", b="赤")
    upload(memory, folder)
    assert main(["run"]) == 0
    assert main(["run", *URLS]) == 0
    mine = {path.name: path.read_bytes() for path in Path("curated").iterdir() if not path.name.startswith(".")}
    far, pointer = release(memory), current(memory)
    assert mine.keys() == far.keys() <= {*OF_VERSION_1, "CHANGES.md"} | {"kyoten.manifest", "kyoten.duckdb.sha256"}
    assert [name for name in mine if mine[name] != far[name] and name not in ("kyoten.duckdb", "kyoten.duckdb.sha256")] == []
    for path in (path for path in Path("staged").rglob("*") if path.is_file()):
        assert memory.cat_file(f"/c/staged/{path.relative_to('staged').as_posix()}") == path.read_bytes()
    assert not [name for name in memory.find("/c") if name.endswith(".lock")]

    before = set(memory.store)
    with monkeypatch.context() as patched:
        failing = Failing(patched, 1)
        capsys.readouterr()
        assert main(["run", *URLS]) == 0
        assert failing.count == 0
    assert "Nothing changed since the last run: 2 documents are published in memory://c/curated" in "".join(capsys.readouterr())
    assert set(memory.store) == before

    put(folder, c="白")
    upload(memory, folder)
    with monkeypatch.context() as patched:
        Failing(patched, len(far) + 1)
        with pytest.raises(OSError, match=r"the line is dead.*Nothing was published, memory://c/curated is as it was"):
            run_module.run(Options(urls=Urls("memory://c/raw", "memory://c/staged", "memory://c/curated")))
    assert "Unchanged since an earlier run: 2 documents" in "".join(capsys.readouterr())
    assert current(memory) == pointer
    assert release(memory) == far
    assert not [name for name in memory.find("/c") if name.endswith(".lock")]


def tables(folder: Path, **files: str) -> Path:
    """A folder of files as a run publishes them."""
    made = folder / "tables"
    made.mkdir(exist_ok=True)
    for name, said in files.items():
        (made / name).write_text(said, encoding="utf-8")
    return made


class Failing:
    """The memory file system, whose writes fail from the n-th on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
        self.count = 0
        real = MemoryFileSystem.pipe_file

        def pipe_file(fs: Any, path: str, *args: Any, **named: Any) -> None:
            if "/curated/" in path and not path.endswith(".lock"):
                self.count += 1
                if self.count >= nth:
                    raise ConnectionResetError("the line is dead")
            real(fs, path, *args, **named)

        monkeypatch.setattr(MemoryFileSystem, "pipe_file", pipe_file)


@pytest.mark.parametrize("nth", [1, 2, 3, 4])
def test_an_upload_cut_short_leaves_the_release_of_before(tmp_path: Path, memory: Any, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    Release(Far("memory://c/curated")).publish(tables(tmp_path, a="1", b="2", c="3"))
    before, files = current(memory), release(memory)
    made = tables(tmp_path, a="4", b="5")
    with monkeypatch.context() as patched:
        failing = Failing(patched, nth)
        with pytest.raises(OSError, match="the line is dead"):
            Release(Far("memory://c/curated")).publish(made)
        assert failing.count == nth
    assert current(memory) == before
    assert release(memory) == files
    Release(Far("memory://c/curated")).publish(made)
    assert current(memory)["former"] == before["release"]
    assert release(memory) == {"a": b"4", "b": b"5", "c": b"3"}


def test_a_file_that_arrives_short_is_not_published(tmp_path: Path, memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    real = MemoryFileSystem.pipe_file
    monkeypatch.setattr(MemoryFileSystem, "pipe_file", lambda fs, path, value, **named: real(fs, path, value[:1], **named))
    with pytest.raises(OSError, match="not there in its size"):
        Release(Far("memory://c/curated")).publish(tables(tmp_path, a="long"))
    assert not memory.exists("/c/curated/current.json")


def test_the_current_and_the_former_release_stay(tmp_path: Path, memory: Any) -> None:
    memory.pipe_file("/c/curated/releases/notes/somebody.txt", b"not ours")
    kept = []
    for said in ("1", "2", "3", "3"):
        Release(Far("memory://c/curated")).publish(tables(tmp_path, a=said))
        kept.append(current(memory)["release"])
    assert {path.split("/")[4] for path in memory.find("/c/curated/releases")} == {*kept[1:], "notes"}


def test_a_release_that_lost_a_file_is_not_whole(tmp_path: Path, memory: Any) -> None:
    Release(Far("memory://c/curated")).publish(tables(tmp_path, a="1", b="2"))
    memory.rm_file(f"/c/curated/{current(memory)['folder']}/a")
    damaged = Release(Far("memory://c/curated"))
    assert (damaged.holds("a"), damaged.holds("b")) == (False, True)
    damaged.publish(tables(tmp_path))
    assert release(memory) == {"a": b"1", "b": b"2"}


def test_a_second_run_is_kept_out(folder: Path, memory: Any, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, a="青")
    upload(memory, folder)
    memory.pipe_file("/c/curated/.kyoten.lock", b"{}")
    assert main(["run", *URLS]) == 2
    assert "remove memory://c/curated/.kyoten.lock" in capsys.readouterr().err
    assert [path for path in memory.find("/c") if "/raw/" not in path] == ["/c/curated/.kyoten.lock"]


def test_a_source_too_large_is_refused_unfetched(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        memory.pipe_file(f"/c/raw/{name}.pdf", bytes(Limits().max_bytes + 1))
    monkeypatch.setattr(MemoryFileSystem, "open", None)
    with mirrored(Urls(raw="memory://c/raw")) as places:
        assert places.raw is not None
        sources = source_files(places.raw, (), places.refused)
        assert [(source.name, source.refusal) for source in sources] == [(name, Defect("too-large")) for name in ("a.pdf", "b.pdf")]


@pytest.mark.parametrize("name", ["../a.pdf", "x/../../a.pdf", "x//a.pdf", "x\\a.pdf"])
def test_a_name_that_leads_out_is_refused(
    folder: Path, memory: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.setattr(MemoryFileSystem, "find", lambda fs, path, detail=False: {f"{path}/{name}": {"size": 3}})
    assert main(["run", *URLS]) == 2
    assert "rename it" in capsys.readouterr().err


@pytest.mark.parametrize("url", ["nowhere://x", "memory://c/nothing"])
def test_a_url_that_cannot_be_read_is_named(folder: Path, memory: Any, capsys: pytest.CaptureFixture[str], url: str) -> None:
    assert main(["run", "--raw", url]) == 2
    assert url in capsys.readouterr().err


def test_other_commands_say_that_they_take_folders(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--csv", "out", "--curated", "memory://c/curated"]) == 2
    assert "only kyoten run works on a URL" in capsys.readouterr().err
