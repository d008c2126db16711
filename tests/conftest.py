"""What holds for every test."""

from __future__ import annotations

import atexit
import compileall
import contextlib
import gc
import importlib
import os
import sys
from collections.abc import Generator, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.pages import ocr

if TYPE_CHECKING:
    from pipeline.pages.ocr.recogniser import Recogniser

TESTS = Path(__file__).parent
PACKAGE = TESTS.parent / "pipeline"
NEW_VALUES = 50_000
"""values that Python makes before it looks through them for cycles"""
INSTALLED = ocr.installed


def pytest_configure(config: pytest.Config) -> None:
    """Modules are compiled once for all processes that tests start, whether Python may keep what it compiled or not."""
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(PACKAGE, quiet=2)
    sys.dont_write_bytecode = False


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """Where tests were changed, pytest rewrites them, which takes five seconds for all: of two workers that do so side by side one begins
    with the last of them, and each finds kept what the other has done."""
    if getattr(session.config, "workerinput", {}).get("workerid") == "gw1":
        _load_the_later_half(session.config.args)
    return (yield)


def _load_the_later_half(asked: Sequence[str]) -> None:
    if [Path(argument).absolute() for argument in asked] != [TESTS]:
        return  # some tests alone take no time to speak of
    paths = sorted(TESTS.rglob("test_*.py"), reverse=True)
    for path in paths[: len(paths) // 2]:
        with contextlib.suppress(Exception, pytest.skip.Exception):  # what cannot be loaded is said where its tests are collected
            importlib.import_module(".".join(path.relative_to(TESTS.parent).with_suffix("").parts))


@pytest.fixture(scope="session", autouse=True)
def nothing_waits_for_the_disk() -> Iterator[None]:
    """What a process wrote outlives it, on the disk or not: no test pulls the plug, and a publication waits dozens of times."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(os, "fsync", lambda number: None)
        yield


def pytest_collection_finish(session: pytest.Session) -> None:
    """What tests make is seldom a cycle: to look through it every few hundred values takes a twentieth of the time of all."""
    gc.set_threshold(NEW_VALUES)


@pytest.hookimpl(tryfirst=True)
def pytest_unconfigure() -> None:
    """Nor is what is left at the end looked through, twice, for what no test can be told any more; Python does so itself as it ends."""
    gc.freeze()
    atexit.register(gc.unfreeze)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A page takes the recogniser seconds: only the tests marked so have one, where it is installed."""
    recognises = item.get_closest_marker("recognises") is not None
    if recognises and INSTALLED() is None:
        pytest.skip("the extra kyoten[ocr] is not installed")
    ocr.installed = INSTALLED if recognises else _not_installed


@cache
def _not_installed() -> Recogniser | None:
    return None
