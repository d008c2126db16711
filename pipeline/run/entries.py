"""The TOML files that people write beside the PDFs, ``sources.toml`` and ``accepted.toml``: a list of entries of one kind.

In goes a file, out come its entries with all their keys known. What cannot be meant as it is written is said in words that
an official can act on: a misspelt key would otherwise be a record that silently says nothing.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.files import write_whole
from pipeline.rules.spoken import Sentence, SpokenError, sentence
from pipeline.run.usage import UsageError

DECIDED = ("reason", "who", "when")
"""What every entry has that says what a person decided."""
_DAYS = ("when", "published_on", "fetched_on", "gone_on")
"""Keys whose value may be a day of TOML."""
_NUMBERS = ("printed", "corrected")
"""Keys whose value may be a number: what stands in a column."""


class WrongEntryError(SpokenError, ValueError):
    """What an entry says cannot be meant; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class EntryForm:
    """How a file's entries look: each begins with ``[[name]]`` and has of ``keys`` at least ``needed``."""

    name: str
    keys: Sequence[str]
    needed: Sequence[str]
    beside: Sequence[str] = ()
    """Entries of other forms that the same file may hold."""


def entries_of(path: Path, form: EntryForm) -> tuple[Mapping[str, Any], ...]:
    """The entries of that form in the file's order; none where there is no such file. Raises UsageError where it cannot be understood."""
    text = _text_of(path)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError("{path} is no TOML: {error}; texts stand between quotation marks", path=path, error=error) from error
    known = [form.name, *form.beside]
    if foreign := sorted(content.keys() - set(known)):
        begins = ", ".join(f"[[{name}]]" for name in known)
        raise UsageError(
            "{path} says {names}, which nothing reads; each entry begins with {begins}", path=path, names=", ".join(foreign), begins=begins
        )
    entries = content.get(form.name, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UsageError("{path}: each entry begins with [[{name}]], in double brackets", path=path, name=form.name)
    for number, entry in enumerate(entries, 1):
        _require_meant(path, form, number, entry)
    return tuple(entries)


def _require_meant(path: Path, form: EntryForm, number: int, entry: Mapping[str, Any]) -> None:
    """Raises UsageError where the entry of that number, from 1, has a key that is none, or lacks one."""
    if unknown := sorted(entry.keys() - set(form.keys)):
        raise entry_error(
            path, form, number, sentence("{names} is no key; there are {names2}", names=", ".join(unknown), names2=", ".join(form.keys))
        )
    if missing := [key for key in form.needed if not str(entry.get(key, "")).strip()]:
        raise entry_error(path, form, number, sentence("it lacks {names}", names=", ".join(missing)))
    for key, value in entry.items():
        if not _is_of_its_kind(key, value):
            wanted = sentence("no day such as 2025-11-28" if key in _DAYS else "no text between quotation marks")
            raise entry_error(path, form, number, sentence("{key} is {value}, and {wanted}", key=key, value=value, wanted=wanted))


def _is_of_its_kind(key: str, value: object) -> bool:
    if isinstance(value, datetime.date):
        return key in _DAYS
    return isinstance(value, str) or (key in _NUMBERS and isinstance(value, int | float))


def add_entry(path: Path, form: EntryForm, entry: Mapping[str, Any]) -> None:
    """Writes the entry below what the file holds. Raises OSError, and nothing has changed."""
    change_entries(path, form, lambda entries: entries.append(dict(entry)))


def change_entries(path: Path, form: EntryForm, change: Callable[[list[Any]], object]) -> None:
    """Writes the file with its entries of that form as ``change`` leaves them. What it does not touch stays as it is written. Raises
    UsageError where the file cannot be understood, and OSError; nothing has changed then."""
    import tomlkit

    entries_of(path, form)
    document = tomlkit.parse(_text_of(path))
    entries = document.setdefault(form.name, tomlkit.aot())
    change(entries)
    write_whole(path, tomlkit.dumps(document))


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise UsageError("{path} is not in UTF-8; save it with that encoding", path=path) from error
    except OSError as error:
        raise UsageError("{path} cannot be read ({error}); see that it is a file that you may read", path=path, error=error) from error


def entry_error(path: Path, form: EntryForm, number: int, wrong: Sentence | SpokenError) -> UsageError:
    """What is wrong with the entry of that number, from 1."""
    return UsageError("{path}, entry {number} of [[{name}]]: {wrong}", path=path, number=number, name=form.name, wrong=wrong)
