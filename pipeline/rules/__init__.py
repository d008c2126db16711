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
    """The content of ``rules/{name}.toml``, read once; callers treat it as read-only. Raises FileNotFoundError."""
    return tomllib.loads(text(f"{name}.toml"))
