"""The way back of boxes: a sheet is read from pages that may have been scaled, turned or parted; its boxes are told on the pages as
displayed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from pipeline.sheet.staged import names_of
from pipeline.values import Box, Defect

Value = TypeVar("Value")
Mover = Callable[[Any, Callable[[Box], Box], Callable[[int], int]], Any]

_NAMES_A_PAGE = {"page-doubled": "other"}
"""Defects one of whose values is the number of another page."""


def with_boxes_moved(value: Value, move: Callable[[Box], Box], number_of: Callable[[int], int]) -> Value:
    """A record of the house's types with the boxes in it, at any depth, moved; ``number_of`` gives the new number of a page."""
    kind: Any = type(value)
    mover = _mover(kind)
    return mover(value, move, number_of) if mover else value


@cache
def _mover(kind: Any) -> Mover | None:
    """What moves the boxes in a value of the type ``kind``; none where it can hold no box. Sheets hold them by the thousand."""
    if kind is Box:
        return lambda box, move, _: move(box)
    if kind is Defect:
        return _defect_moved
    if names_of(kind):
        return _record_mover(kind)
    inner = [mover for mover in map(_mover, get_args(kind)) if mover]
    if not inner:
        return None
    (one,) = inner
    if get_origin(kind) is tuple:
        return lambda parts, move, number_of: tuple([one(part, move, number_of) for part in parts])
    return lambda value, move, number_of: None if value is None else one(value, move, number_of)


def _record_mover(kind: Any) -> Mover | None:
    hints = get_type_hints(kind)
    movers = {name: mover for name in names_of(kind) if (mover := _mover(hints[name]))}
    changed: Callable[..., Any] = replace if is_dataclass(kind) else kind._replace
    if not movers:
        return None
    return lambda value, move, number_of: changed(
        value, **{name: mover(getattr(value, name), move, number_of) for name, mover in movers.items()}
    )


def _defect_moved(defect: Defect, move: Callable[[Box], Box], number_of: Callable[[int], int]) -> Defect:
    page = None if defect.page is None else number_of(defect.page)
    named = _NAMES_A_PAGE.get(defect.code)
    values = tuple((key, str(number_of(int(value))) if key == named else value) for key, value in defect.values)
    return replace(defect, page=page, box=move(defect.box) if defect.box else None, values=values)
