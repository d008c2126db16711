"""The small values that every room shares: a box on a page, a printed text with its place, a defect met on the way.

Boxes are in PDF points, origin at the top left of the page as displayed; pages count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.geometry import rect


class Box(NamedTuple):
    """A rectangle on one page, in points; ``x0 <= x1`` and ``y0 <= y1``."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


def meet(one: Box | None, other: Box) -> bool:
    """Whether two boxes share a place."""
    return one is not None and one.page == other.page and rect.meet(one, other)


class Printed(NamedTuple):
    """A text as printed (the repairs of the data contract applied) and where it stands: one box per page and column.

    (Like cells and statements it is made by the thousand: a named tuple takes less than half the time.)
    """

    text: str
    boxes: tuple[Box, ...] = ()

    @property
    def page_first(self) -> int | None:
        return self.boxes[0].page if self.boxes else None

    @property
    def page_last(self) -> int | None:
        return self.boxes[-1].page if self.boxes else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the form something stands, in the form's own printed words; empty where it is not known."""

    project_no: int | None = None
    project_title: str = ""
    section: str = ""
    mark: str = ""


BETWEEN = "\x1f"
"""Between the names of a defect's value that lists several, for each language joins them in its own way; no text that is printed
has this control character of ASCII, the separator of units."""


@dataclass(frozen=True, slots=True)
class Defect:
    """Something wrong or doubtful in a source, by its stable code in ``rules/defects.toml``.

    Severity and wording belong to that catalogue; ``values`` fills the placeholders of its messages.
    """

    code: str
    page: int | None = None
    box: Box | None = None
    quote: str = ""
    place: Place = field(default_factory=Place)
    values: tuple[tuple[str, str], ...] = ()


class SourceError(Exception):
    """A source that cannot be read at all; ``defect`` says why, by a code of severity "error"."""

    def __init__(self, defect: Defect) -> None:
        super().__init__(defect.code)
        self.defect = defect
