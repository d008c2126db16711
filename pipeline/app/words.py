"""What the pages say of their own, in the reader's language, by the words of ``words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from pipeline.rules.defects import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


def word(name: str, language: Language, /, **values: object) -> str:
    """The words ``name`` ("desk.title"), filled in. Raises KeyError where there are none."""
    room, _, key = name.partition(".")
    return str(_words()[room][key][language]).format(**values)
