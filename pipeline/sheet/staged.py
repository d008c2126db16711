"""A parsed sheet as a file: ``staged/<document_id>.json``, for people to read and for the next stage to start from.

In goes a ``Sheet``, out comes JSON text whose order never changes, and back. Coordinates are rounded to a hundredth of a
point, so a sheet that went through its file is the one that everything downstream is made from.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pipeline.sheet.model import Sheet
from pipeline.values import Box

STAGED_VERSION = 1
_WIDTH = 200
_quoted: Callable[[str], str] = json.encoder.encode_basestring


class StagedError(ValueError):
    """The text is no staged sheet of this version."""


def dumps(sheet: Sheet) -> str:
    """The sheet as JSON text, ended by a newline."""
    return _enclosed("{", [f'"staged_version": {STAGED_VERSION}', f'"sheet": {_written(sheet, 1)}'], "}", 0) + "\n"


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
    return json.loads(_written(value, 0))


def value_of(kind: Any, content: Any) -> Any:
    """The value of the type ``kind`` that ``plain`` made the content from. Raises KeyError, TypeError or IndexError."""
    return _reader(kind)(content)


def _written(value: Any, indent: int) -> str:
    """The value as JSON at an indent."""
    kind = type(value)
    return _SCALARS[kind](value) if kind in _SCALARS else _writer(kind)(value, indent)


def _writer_of(kind: type) -> Callable[[Any, int], str]:
    """What spells a value of the type ``kind`` that holds others."""
    scalars = _SCALARS
    if is_dataclass(kind):
        keys = [f"{_quoted(field.name)}: " for field in fields(kind)]
        values_of = attrgetter(*(field.name for field in fields(kind)))
        return lambda value, indent: _enclosed(
            "{",
            [
                key + (scalars[of](item) if (of := type(item)) in scalars else _writer(of)(item, indent + 1))
                for key, item in zip(keys, values_of(value), strict=True)
            ],
            "}",
            indent,
        )
    if issubclass(kind, tuple | list):
        return lambda value, indent: _enclosed(
            "[", [scalars[of](item) if (of := type(item)) in scalars else _writer(of)(item, indent + 1) for item in value], "]", indent
        )
    raise TypeError(f"no writer for {kind}")


_writer: Callable[[type], Callable[[Any, int], str]] = cache(_writer_of)


@lru_cache(maxsize=1 << 16)
def _number(at: float) -> str:
    short = round(at, 2)
    return repr(int(short) if short == int(short) else short)


def _box(box: Box) -> str:
    page, x0, y0, x1, y1 = box
    return f"[{page}, {_number(x0)}, {_number(y0)}, {_number(x1)}, {_number(y1)}]"


_SCALARS: dict[type, Callable[[Any], str]] = {
    str: _quoted,
    int: repr,
    float: _number,
    bool: {False: "false", True: "true"}.__getitem__,
    type(None): {None: "null"}.__getitem__,
    Box: _box,
}
"""What spells a value that holds no others."""


def _enclosed(opening: str, parts: list[str], closing: str, indent: int) -> str:
    """What fits a line on one line: boxes and short records stay together, long lists open up."""
    line = ", ".join(parts)
    if indent + len(line) + 2 <= _WIDTH:
        return opening + line + closing
    inner = "\n" + " " * (indent + 1)
    return opening + inner + f",{inner}".join(parts) + "\n" + " " * indent + closing


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
