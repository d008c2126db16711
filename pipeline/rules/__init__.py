"""Rules of the form as data: TOML files that an official can read and edit, each rule with examples that a test runs.

``load("labels")`` gives the content of ``rules/labels.toml``, whether run from a clone or from an installed wheel, held against its
model in ``shapes.py``. What of a file cannot be meant is told when it is read: by the file, and the line or the table and its key.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from pipeline.rules.fitting import misfits
from pipeline.rules.shapes import shape_of

_T = TypeVar("_T")
_HOLE = re.compile(r"\{([a-z_]+)\}")
_LINE = re.compile(r"(?P<what>.*) \(at line (?P<line>\d+), column \d+\)")


class RulesError(Exception):
    """A file of the rules cannot be meant as it is written; ``english`` and ``japanese`` say which, where and what to do. The words stand
    here and in no file of the rules, which may be the very one."""

    def __init__(self, file: str, english: str, japanese: str) -> None:
        super().__init__(file, english, japanese)
        self.english = f"pipeline/rules/{file}{english}; mend it, or put back the file as it was"
        self.japanese = f"pipeline/rules/{file}{japanese}。直すか、元のファイルに戻してください"

    def said(self, language: str) -> str:
        """The message in that language."""
        return self.japanese if language == "ja" else self.english

    def __str__(self) -> str:
        return self.english


class Table(dict[str, Any]):
    """A table of a file of the rules, which knows its place there: ``path`` is what stands between its brackets."""

    def __init__(self, content: Mapping[str, Any], file: str, path: str = "") -> None:
        super().__init__({key: _placed(value, file, f"{path}.{key}".lstrip(".")) for key, value in content.items()})
        self.file, self.path = file, path

    def __missing__(self, key: str) -> Any:
        near = get_close_matches(key, self, 1)
        english, japanese = (f" (the nearest is {near[0]})", f"(近いのは {near[0]})") if near else ("", "")
        raise self._error(f"lacks {key}{english}", f"{key} がありません{japanese}")

    def tables(self) -> Iterator[tuple[str, Table]]:
        """What the table holds, all of it tables."""
        return ((key, self.table(key)) for key in self)

    def table(self, key: str) -> Table:
        """The table of that key. Raises RulesError where there is none."""
        value: Table = self[key]
        return value

    def pattern(self, key: str, words: Mapping[str, str] | None = None) -> re.Pattern[str]:
        """The pattern under that key, or any of several, with ``{word}`` filled in from the words. Raises RulesError."""
        written = [self[key]] if isinstance(self[key], str) else self[key]
        filled = {self._filled(key, one, words or {}): one for one in written}
        return self._compiled(key, "|".join(f"(?:{one})" for one in filled), filled)

    def _filled(self, key: str, pattern: str, words: Mapping[str, str]) -> str:
        return _HOLE.sub(lambda hole: self.known(key, hole[1], words), pattern)

    def one_character(self, key: str) -> str:
        """A pattern for one of the characters under that key, where a range may stand as ①-⑳. Raises RulesError."""
        one_of_them = f"[{self[key]}]"
        return self._compiled(key, one_of_them, {one_of_them: self[key]}).pattern

    def _compiled(self, key: str, pattern: str, written: Mapping[str, str]) -> re.Pattern[str]:
        """The pattern compiled. The parts that it is made of, each with how it is written in the file, tell where one of them is wrong."""
        try:
            return re.compile(pattern)
        except re.error as error:
            wrong, why = next(((said, found) for part, said in written.items() if (found := _error_of(part))), (self[key], error))
            raise self._error(
                f"{key} is no regular expression: {why.msg}, in {wrong}", f"{key} が正規表現になっていません({why.msg}、「{wrong}」の中)"
            ) from error

    def one_of(self, key: str, known: Mapping[str, _T]) -> _T:
        """What is known by the name under that key. Raises RulesError where nothing is."""
        return self.known(key, self[key], known)

    def known(self, key: str, name: object, known: Mapping[str, _T]) -> _T:
        """What is known by a name that stands under that key. Raises RulesError where nothing is."""
        if isinstance(name, str) and name in known:
            return known[name]
        raise self._error(
            f"{key} says {name!r}, and there are {', '.join(known)}", f"{key} の {name!r} がわかりません({'、'.join(known)} があります)"
        )

    def _error(self, english: str, japanese: str) -> RulesError:
        return _placed_error(self.file, self.path, english, japanese)


def _error_of(pattern: str) -> re.error | None:
    """What is wrong with one of several patterns, if anything is."""
    try:
        re.compile(pattern)
    except re.error as error:
        return error
    return None


def _placed_error(file: str, path: str, english: str, japanese: str) -> RulesError:
    within = f" [{path}]" if path else ""
    return RulesError(file, f"{within}: {english}", f"{within}: {japanese}")


def _placed(value: Any, file: str, path: str) -> Any:
    if isinstance(value, dict):
        return Table(value, file, path)
    return [_placed(one, file, f"{path}#{number}") for number, one in enumerate(value, 1)] if isinstance(value, list) else value


def text(file_name: str) -> str:
    """The text of a file of the rules folder, named with its ending. Raises RulesError."""
    try:
        return files(__name__).joinpath(file_name).read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise RulesError(file_name, " is not there", " がありません") from error
    except UnicodeDecodeError as error:
        raise RulesError(file_name, " is not in UTF-8", " がUTF-8で保存されていません") from error


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word))) + ")"


@cache
def load(name: str) -> Table:
    """The content of ``rules/{name}.toml``, read once; callers treat it as read-only. One that is ``like`` another says only where it
    differs, and ``without`` which of the other's entries it lacks. Raises RulesError."""
    file = f"{name}.toml"
    try:
        content = Table(tomllib.loads(text(file)), file)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.fullmatch(str(error))
        what, line = (found["what"], found["line"]) if found else (str(error), "")
        where, place = (f", line {line}", f" の{line}行目") if line else (", at its end", " の終わり")
        raise RulesError(file, f"{where}, is no TOML: {what}", f"{place}がTOMLになっていません({what})") from error
    if "like" in content:
        content = laid_over(_without(content.pop("without", ()), load(content.pop("like")), content), content)
    for wrong in misfits(content, shape_of(name)):
        raise _placed_error(file, wrong.path, wrong.english, wrong.japanese)
    return content


def _without(paths: Iterable[str], below: Table, above: Table) -> dict[str, Any]:
    """What a file is like, without the entries that it lacks: ``columns.prior`` is one."""
    left: dict[str, Any] = dict(below)
    for path in paths:
        name, _, entry = path.partition(".")
        if entry not in left.get(name, ()):
            raise above._error(f"without says {path!r}, and {below.file} has none", f"without の {path!r} は {below.file} にありません")
        left[name] = {key: value for key, value in left[name].items() if key != entry}
    return left


def laid_over(below: Mapping[str, Any], above: Table) -> Table:
    """Tables laid over each other: what the upper one says holds, tables within are laid over each other too."""
    within = {name: value for name, value in above.items() if isinstance(value, Table) and isinstance(below.get(name), dict)}
    merged = Table({**below, **above}, above.file, above.path)
    merged.update({name: laid_over(below[name], value) for name, value in within.items()})
    return merged


def rows(file_name: str, columns: Mapping[str, type]) -> list[dict[str, Any]]:
    """The rows of a CSV file of the rules, without lines that begin with #: these columns, each of its type. Raises RulesError."""
    lines = [(number, line) for number, line in enumerate(text(file_name).splitlines(), 1) if line.strip() and not line.startswith("#")]
    if not lines:
        raise RulesError(file_name, " is empty", " が空です")
    reader = csv.DictReader([line for _, line in lines])
    found = []
    for (number, _), row in zip(lines[1:], reader, strict=False):
        try:
            found.append({name: kind(row[name] or "") for name, kind in columns.items()})
        except (KeyError, ValueError) as error:
            names = ", ".join(columns)
            raise RulesError(file_name, f", line {number}: it needs {names}", f" の{number}行目: {names} が要ります") from error
    return found
