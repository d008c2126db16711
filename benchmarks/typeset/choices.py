"""Ways of setting the form as frozen dataclasses whose fields each say what they can be, the plain way first."""

from __future__ import annotations

import random
from collections.abc import Container
from dataclasses import field, fields, replace
from typing import Any, TypeVar

Way = TypeVar("Way")


def one_of(*values: Any) -> Any:
    """A field with its values; the first is the plain one."""
    return field(default=values[0], metadata={"values": values})


def values_of(kind: type) -> dict[str, tuple[Any, ...]]:
    """The values of each field."""
    return {one.name: one.metadata["values"] for one in fields(kind)}


def drawn(plain: Way, name: str, seed: int, change: float, rare: Container[str] = ()) -> Way:
    """The way of a seed: each field is changed with the probability ``change`` (half of it for ``rare`` ones)."""
    chosen: dict[str, Any] = {}
    for one, values in values_of(type(plain)).items():
        draw = random.Random(f"{name} {seed} {one}")  # its own, so that a new field leaves the others of a seed alone
        if draw.random() < (change / 2 if one in rare else change):
            chosen[one] = draw.choice(values[1:])
    return replace(plain, **chosen)  # type: ignore[type-var]


def changed(way: Any) -> str:
    """What a way has that the plain one has not."""
    plain = type(way)()
    names = (one.name for one in fields(way))
    return " ".join(f"{name}={getattr(way, name)!r}" for name in names if getattr(way, name) != getattr(plain, name))
