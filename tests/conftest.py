"""What holds for every test."""

from __future__ import annotations

import compileall
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.pages import ocr

PACKAGE = Path(__file__).parents[1] / "pipeline"


def pytest_configure(config: pytest.Config) -> None:
    """Modules are compiled once for all processes that tests start: where Python may not keep what it compiled, each compiles them anew.
    The tests themselves are kept as pytest rewrites them, which takes each process five seconds."""
    if sys.dont_write_bytecode and not hasattr(config, "workerinput"):
        compileall.compile_dir(PACKAGE, quiet=2)
    sys.dont_write_bytecode = False


@pytest.fixture(scope="session", autouse=True)
def nothing_waits_for_the_disk() -> Iterator[None]:
    """What a process wrote outlives it, on the disk or not: no test pulls the plug, and a publication waits dozens of times."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(os, "fsync", lambda number: None)
        yield


@pytest.fixture(autouse=True)
def recognises_where_it_is_asked_to(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page takes the recogniser seconds: only the tests marked so have one, where it is installed."""
    if request.node.get_closest_marker("recognises") is None:
        monkeypatch.setattr(ocr, "installed", lambda: None)
    elif ocr.installed() is None:
        pytest.skip("the extra kyoten[ocr] is not installed")
