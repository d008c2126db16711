"""A parsed sheet as a file: ``staged/<document_id>.json``, for people to read and for the next stage to start from.

In goes a ``Sheet``, out comes JSON text whose order never changes, and back. Coordinates are rounded to a hundredth of a
point, so a sheet that went through its file is the one that everything downstream is made from.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pipeline.sheet.model import Sheet
from pipeline.values import Box

STAGED_VERSION = 1
_WIDTH = 200
_quoted = json.JSONEncoder(ensure_ascii=False).encode


class StagedError(ValueError):
    """The text is no staged sheet of this version."""


def dumps(sheet: Sheet) -> str:
    """The sheet as JSON text, ended by a newline."""
    return _rendered({"staged_version": STAGED_VERSION, "sheet": _plain(sheet)}, 0) + "\n"


def loads(text: str) -> Sheet:
    """The sheet of a staged file's text. Raises StagedError where it is none."""
    try:
        content = json.loads(text)
        if content["staged_version"] != STAGED_VERSION:
            raise StagedError(f"staged version {content['staged_version']}, not {STAGED_VERSION}")
        sheet: Sheet = _reader(Sheet)(content["sheet"])
    except (KeyError, TypeError, IndexError, json.JSONDecodeError) as error:
        raise StagedError(f"no staged sheet: {error!r}") from error
    return sheet


def plain(value: Any) -> Any:
    """A value of the house's types as plain JSON, as staged files spell it."""
    return _plain(value)


def value_of(kind: Any, content: Any) -> Any:
    """The value of the type ``kind`` that ``plain`` made the content from. Raises KeyError, TypeError or IndexError."""
    return _reader(kind)(content)


def _plain(value: Any) -> Any:
    if isinstance(value, Box):
        return [value.page, *(_rounded(at) for at in value[1:])]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return _rounded(value) if isinstance(value, float) else value


def _rounded(at: float) -> float | int:
    short = round(at, 2)
    return int(short) if short == int(short) else short


def _rendered(value: Any, indent: int) -> str:
    """JSON with what fits a line on one line: boxes and short records stay together, long lists open up."""
    if isinstance(value, dict):
        brackets, parts = "{}", [f"{_quoted(key)}: {_rendered(item, indent + 1)}" for key, item in value.items()]
    elif isinstance(value, list):
        brackets, parts = "[]", [_rendered(item, indent + 1) for item in value]
    else:
        return _quoted(value)
    width = indent + sum(map(len, parts)) + 2 * len(parts)
    if width <= _WIDTH and not any("\n" in part for part in parts):
        return brackets[0] + ", ".join(parts) + brackets[1]
    inner = "\n" + " " * (indent + 1)
    return brackets[0] + inner + f",{inner}".join(parts) + "\n" + " " * indent + brackets[1]


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What turns plain JSON back into a value of the type ``kind``."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is Box:
        return lambda value: Box(value[0], *(float(at) for at in value[1:]))
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        readers = [(field.name, _reader(hints[field.name])) for field in fields(kind)]
        return lambda value: kind(**{name: read(value[name]) for name, read in readers})
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        item = _reader(arguments[0])
        return lambda value: tuple(item(part) for part in value)
    if origin is tuple:
        parts = [_reader(argument) for argument in arguments]
        return lambda value: tuple(read(part) for read, part in zip(parts, value, strict=True))
    if origin in (Union, types.UnionType):
        inner = _reader(next(argument for argument in arguments if argument is not type(None)))
        return lambda value: None if value is None else inner(value)
    if kind is float:
        return float
    if origin is Literal or kind in (str, int, bool):
        return lambda value: value
    raise TypeError(f"no reader for {kind}")
