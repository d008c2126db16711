"""A parsed sheet as a file: ``staged/<document_id>.json``, for people to read and for the next stage to start from.

In goes a ``Sheet``, out comes JSON text whose order never changes, and back. Coordinates are rounded to a hundredth of a
point, so a sheet that went through its file is the one that everything downstream is made from.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache, partial
from operator import attrgetter, call
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pipeline.files import fitting_name
from pipeline.rules.spoken import SpokenError
from pipeline.sheet.model import Sheet
from pipeline.values import Box

STAGED_VERSION = 3
_WIDTH = 200
_quoted: Callable[[str], str] = json.encoder.encode_basestring


class StagedError(SpokenError, ValueError):
    """The text is no staged sheet of this version."""


def staged_name(document_id: str) -> str:
    """The name of a document's staged sheet; that of a document whose name leaves no room for the ending is cut."""
    return fitting_name(document_id, ".json")


def dumps(sheet: Sheet) -> str:
    """The sheet as JSON text, ended by a newline."""
    return f'{{\n "staged_version": {STAGED_VERSION},\n "sheet": {_writer(Sheet, 1)(sheet)}\n}}\n'


def loads(text: str) -> Sheet:
    """The sheet of a staged file's text. Raises StagedError where it is none."""
    try:
        content = json.loads(text)
        if content["staged_version"] != STAGED_VERSION:
            raise StagedError("staged version {found}, not {wanted}", found=content["staged_version"], wanted=STAGED_VERSION)
        sheet: Sheet = _reader(Sheet)(content["sheet"])
    except (KeyError, TypeError, IndexError, json.JSONDecodeError) as error:
        raise StagedError("no staged sheet: {error}", error=repr(error)) from error
    return sheet


def plain(value: Any) -> Any:
    """A record of the house's types, or several of them, as plain JSON, as staged files spell it."""
    kind: Any = type(value)
    return [plain(part) for part in value] if kind in (tuple, list) else json.loads(_writer(kind, 0)(value))


def value_of(kind: Any, content: Any) -> Any:
    """The value of the type ``kind`` that ``plain`` made the content from. Raises KeyError, TypeError or IndexError."""
    return _reader(kind)(content)


@lru_cache(maxsize=1 << 16)
def _number(at: float) -> str:
    short = f"{at:.2f}"
    if short[-1] != "0":
        return short
    rounded = float(short)
    return repr(int(rounded) if rounded == int(rounded) else rounded)


def _box(box: Box) -> str:
    page, x0, y0, x1, y1 = box
    return f"[{page}, {_number(x0)}, {_number(y0)}, {_number(x1)}, {_number(y1)}]"


_SCALARS: dict[Any, Callable[[Any], str]] = {
    str: _quoted,
    int: repr,
    float: _number,
    bool: {False: "false", True: "true"}.__getitem__,
    Box: _box,
}
"""What spells a value that holds no others."""


def names_of(kind: Any) -> tuple[str, ...]:
    """The names of a record's fields; empty where the type is none."""
    return tuple([field.name for field in fields(kind)]) if is_dataclass(kind) else getattr(kind, "_fields", ())


@cache
def _writer(kind: Any, indent: int) -> Callable[[Any], str]:
    """What spells a value of the type ``kind`` as JSON at an indent.

    What fits a line stands on one line: boxes and short records stay together, long lists open up.
    """
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in _SCALARS:
        return _SCALARS[kind]
    if origin is Literal:
        return _quoted
    if origin is tuple:
        return _list_writer(arguments, indent)
    if names_of(kind):
        return _record_writer(kind, indent)
    if origin in (Union, types.UnionType):
        inner = _writer(next(argument for argument in arguments if argument is not types.NoneType), indent)
        return lambda value: "null" if value is None else inner(value)
    raise TypeError(f"no writer for {kind}")


def _list_writer(kinds: tuple[Any, ...], indent: int) -> Callable[[Any], str]:
    """What spells a tuple, of items of one type each or of any number of one type."""
    writers = [_writer(kind, indent + 1) for kind in kinds if kind is not Ellipsis]
    spelled = partial(map, writers[0]) if kinds[-1] is Ellipsis else partial(map, call, writers)
    opened, closing = f",\n{' ' * (indent + 1)}", f"\n{' ' * indent}]"

    def write(value: tuple[Any, ...]) -> str:
        parts = list(spelled(value))
        if indent + sum(map(len, parts)) + 2 * len(parts) <= _WIDTH:
            return f"[{', '.join(parts)}]"
        return f"[{opened[1:]}{opened.join(parts)}{closing}"

    return write


def _record_writer(kind: type, indent: int) -> Callable[[Any], str]:
    """What spells a record by its fields."""
    hints, names = get_type_hints(kind), names_of(kind)
    values_of: Callable[[Any], Iterable[Any]] = attrgetter(*names) if is_dataclass(kind) else iter
    writers = [_writer(hints[name], indent + 1) for name in names]
    spelled, inner = [f"{_quoted(name)}: %s" for name in names], f"\n{' ' * (indent + 1)}"
    closed = f"{{{', '.join(spelled)}}}"
    room = _WIDTH - indent - len(closed.replace("%s", ""))
    opened = f"{{{inner}{f',{inner}'.join(spelled)}\n{' ' * indent}}}"

    def write(value: Any) -> str:
        parts = tuple(map(call, writers, values_of(value)))
        return (closed if sum(map(len, parts)) <= room else opened) % parts

    return write


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What turns plain JSON back into a value of the type ``kind``."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is Box:
        return lambda value: Box(value[0], *(float(at) for at in value[1:]))
    if names_of(kind):
        return _record_reader(kind)
    if origin is tuple:
        return _tuple_reader(arguments)
    if origin in (Union, types.UnionType):
        inner = _reader(next(argument for argument in arguments if argument is not type(None)))
        return lambda value: None if value is None else inner(value)
    if kind is float:
        return float
    if origin is Literal or kind in (str, int, bool):
        return lambda value: value
    raise TypeError(f"no reader for {kind}")


def _record_reader(kind: type) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = [(name, _reader(hints[name])) for name in names_of(kind)]
    return lambda value: kind(**{name: read(value[name]) for name, read in readers})


def _tuple_reader(arguments: Sequence[Any]) -> Callable[[Any], Any]:
    if arguments[-1] is Ellipsis:
        item = _reader(arguments[0])
        return lambda value: tuple(map(item, value))
    parts = [_reader(argument) for argument in arguments]
    return lambda value: tuple(read(part) for read, part in zip(parts, value, strict=True))
