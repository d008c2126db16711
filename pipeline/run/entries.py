"""The TOML files that people write beside the PDFs, ``sources.toml`` and ``accepted.toml``: a list of entries of one kind.

In goes a file, out come its entries with all their keys known. What cannot be meant as it is written is said in words that
an official can act on: a misspelt key would otherwise be a record that silently says nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.run.usage import UsageError


@dataclass(frozen=True, slots=True)
class Form:
    """How a file's entries look: each begins with ``[[name]]`` and has of ``keys`` at least ``needed``."""

    name: str
    keys: Sequence[str]
    needed: Sequence[str]


def entries_of(path: Path, form: Form) -> tuple[Mapping[str, Any], ...]:
    """The entries of the file in its order; none where there is no such file. Raises UsageError where it cannot be understood."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not in UTF-8; save it with that encoding") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is no TOML: {error}; texts stand between quotation marks") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}); see that it is a file that you may read") from error
    if foreign := sorted(content.keys() - {form.name}):
        raise UsageError(f"{path} says {', '.join(foreign)}, which nothing reads; each entry begins with [[{form.name}]]")
    entries = content.get(form.name, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UsageError(f"{path}: each entry begins with [[{form.name}]], in double brackets")
    for number, entry in enumerate(entries, 1):
        if unknown := sorted(entry.keys() - set(form.keys)):
            raise entry_error(path, form, number, f"{', '.join(unknown)} is no key; there are {', '.join(form.keys)}")
        if missing := [key for key in form.needed if not str(entry.get(key, "")).strip()]:
            raise entry_error(path, form, number, f"it lacks {', '.join(missing)}")
    return tuple(entries)


def entry_error(path: Path, form: Form, number: int, wrong: str) -> UsageError:
    """What is wrong with the entry of that number, from 1."""
    return UsageError(f"{path}, entry {number} of [[{form.name}]]: {wrong}")
