"""Rules of the form as data: TOML files that an official can read and edit, each rule with examples that a test runs.

``load("labels")`` gives the content of ``rules/labels.toml``, whether run from a clone or from an installed wheel.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def text(file_name: str) -> str:
    """The text of a file of the rules folder, named with its ending; raises FileNotFoundError where there is none."""
    return files(__name__).joinpath(file_name).read_text(encoding="utf-8")


@cache
def load(name: str) -> dict[str, Any]:
    """The content of ``rules/{name}.toml``, read once; callers treat it as read-only. One that is ``like`` another says only where it
    differs. Raises FileNotFoundError."""
    content = tomllib.loads(text(f"{name}.toml"))
    return _over(load(content.pop("like")), content) if "like" in content else content


def _over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Tables laid over each other: what the upper one says holds, tables within are laid over each other too."""
    tables = [name for name, value in above.items() if isinstance(value, dict) and isinstance(below.get(name), dict)]
    return {**below, **above, **{name: _over(below[name], above[name]) for name in tables}}
