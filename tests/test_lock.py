"""The lock files name every library that the project asks for, each with its hashes and with no address of any server."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def named(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!~;\[ ]", requirement, maxsplit=1)[0].lower().replace("_", "-") for requirement in requirements}


def locked(name: str) -> dict[str, list[str]]:
    """The lines of each locked library by its name."""
    found: dict[str, list[str]] = {}
    for entry in re.split(r"\n(?=\S)", (ROOT / "requirements" / name).read_text(encoding="utf-8").strip()):
        found.setdefault(entry.split("==")[0], []).append(entry)
    return found


@pytest.mark.parametrize("name", ["run.txt", "dev.txt", "learn.txt"])
def test_every_library_is_pinned_by_hash(name: str) -> None:
    for library, entries in locked(name).items():
        for entry in entries:
            assert re.match(r"[a-z0-9-]+==\S+", entry), library
            assert "--hash=sha256:" in entry, library


@pytest.mark.parametrize("name", ["run.txt", "dev.txt", "learn.txt"])
def test_no_server_is_named(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert not re.search(r"://|find-links|index|@ ", text)


def test_all_that_is_asked_for_is_locked() -> None:
    groups = PROJECT["dependency-groups"]
    run, dev = set(locked("run.txt")), set(locked("dev.txt"))
    assert named(PROJECT["project"]["dependencies"]) | named(groups["build"]) <= run <= dev
    assert named(groups["dev"]) <= dev
    assert named(groups["learn"]) <= set(locked("learn.txt"))


def test_both_locks_agree() -> None:
    run, dev = locked("run.txt"), locked("dev.txt")
    assert all(re.findall(r"==(\S+)", dev[name][0]) == re.findall(r"==(\S+)", entries[0]) for name, entries in run.items())
