"""Whether what stands in a file of the rules is as its model (``shapes.py``) declares it: each key known, none lacking, each value of its
kind. In go plain tables, lists and values with the model, out come the places where they differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import get_args

from pipeline.rules.shapes import Shape

_LISTED = 8
"""names; of more no list is given but the nearest"""
_KINDS: Mapping[type, tuple[str, str]] = {
    str: ("a text", "文字列"),
    int: ("a whole number", "整数"),
    float: ("a number", "数"),
    bool: ("true or false", "true か false"),
    list: ("a list", "リスト"),
    dict: ("a table", "表"),
}


@dataclass(frozen=True, slots=True)
class Misfit:
    """One place that differs: ``path`` is that of its table as between the brackets of TOML, the sentences say what is wrong there."""

    path: str
    english: str
    japanese: str


def misfits(value: object, shape: Shape, path: str = "", key: str = "") -> Iterator[Misfit]:
    """Where a value, which stands under ``key`` in the table ``path``, is not as ``shape`` declares it."""
    if isinstance(shape, tuple):
        shape = next((one for one in shape if _is_kind(value, _kind(one))), shape[-1])
    if literals := get_args(shape):
        if value not in literals:
            yield _unknown_value(str(value), literals, path, key)
    elif not _is_kind(value, _kind(shape)):
        yield _wrong_kind(value, _kind(shape), path, key)
    elif isinstance(value, list):
        for number, one in enumerate(value, 1):
            yield from misfits(one, shape[0], f"{_below(path, key)}#{number}")
    elif isinstance(value, dict):
        yield from _of_table(value, shape, _below(path, key))


def _of_table(table: Mapping[str, object], shape: Mapping[str, Shape], path: str) -> Iterator[Misfit]:
    chosen = shape.get("*")
    within = {name.rstrip("?"): one for name, one in shape.items()} if chosen is None else dict.fromkeys(table, chosen)
    yield from (_unknown_key(key, tuple(within), path) for key in table if key not in within)
    yield from (Misfit(path, f"lacks {key}", f"{key} がありません") for key in within if key not in table and key in shape)
    for key, value in table.items():
        if key in within:
            yield from misfits(value, within[key], path, key)


def _kind(shape: Shape) -> type:
    return shape if isinstance(shape, type) else type(shape)


def _is_kind(value: object, kind: type) -> bool:
    """True and false are no numbers."""
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _below(path: str, key: str) -> str:
    return f"{path}.{key}" if path and key else path or key


def _unknown_key(key: str, known: Sequence[str], path: str) -> Misfit:
    english, japanese = _instead(key, known)
    return Misfit(path, f"{key} is no key of this table, {english}", f"{key} というキーはありません({japanese})")


def _unknown_value(value: str, known: Sequence[str], path: str, key: str) -> Misfit:
    english, japanese = _instead(value, known)
    return Misfit(path, f"{key} says {value!r}, {english}", f"{key} の {value!r} がわかりません({japanese})")


def _instead(name: str, known: Sequence[str]) -> tuple[str, str]:
    """What there is in place of a name that is unknown: the nearest, else all where they are few."""
    if near := get_close_matches(name, known, 1):
        return f"the nearest is {near[0]}", f"近いのは {near[0]}"
    more = len(known) > _LISTED
    listed = known[:_LISTED]
    return f"there are {', '.join(listed)}{' and others' if more else ''}", f"{'、'.join(listed)} {'など' if more else ''}があります"


def _wrong_kind(value: object, kind: type, path: str, key: str) -> Misfit:
    english, japanese = _KINDS[kind]
    shown = "a table" if isinstance(value, dict) else repr(value)
    return Misfit(path, f"{key or 'it'} is {shown}, and should be {english}", f"{key} が{japanese}ではありません({shown})")
