"""The way back of boxes: a sheet is read from pages that may have been scaled, turned or parted; its boxes are told on the pages as
displayed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from pipeline.values import Box, Defect

Value = TypeVar("Value")

_NAMES_A_PAGE = {"page-doubled": "other"}
"""Defects one of whose values is the number of another page."""


def with_boxes_moved(value: Value, move: Callable[[Box], Box], number_of: Callable[[int], int] = int) -> Value:
    """A typed value with the boxes in it, at any depth, moved; ``number_of`` gives the new number of a page."""
    if isinstance(value, Box):
        return move(value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        parts = [with_boxes_moved(part, move, number_of) for part in value]
        return value._make(parts) if hasattr(value, "_make") else tuple(parts)  # type: ignore[return-value]
    if isinstance(value, Defect):
        return _defect_moved(value, move, number_of)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: with_boxes_moved(getattr(value, f.name), move, number_of) for f in fields(value)})
    return value


def _defect_moved(defect: Defect, move: Callable[[Box], Box], number_of: Callable[[int], int]) -> Defect:
    page = None if defect.page is None else number_of(defect.page)
    named = _NAMES_A_PAGE.get(defect.code)
    values = tuple((key, str(number_of(int(value))) if key == named else value) for key, value in defect.values)
    return replace(defect, page=page, box=move(defect.box) if defect.box else None, values=values)
