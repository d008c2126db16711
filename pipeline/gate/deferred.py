"""Libraries that are imported when they are first used, not before: Great Expectations imports statistics and charts that no
expectation of ours asks for, which takes as long as all the rest of it."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType


@contextmanager
def deferred(*names: str) -> Iterator[None]:
    """What is imported in the block is imported as ever, but for the modules of these names."""
    finder = _Deferring(names)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Deferring(MetaPathFinder):
    def __init__(self, names: Collection[str]) -> None:
        self._names = names

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path) if fullname in self._names else None
        if spec and spec.loader:
            spec.loader = LazyLoader(spec.loader)
        return spec
