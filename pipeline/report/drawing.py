"""A page drawn for the report: what a worker process does, which loads no more for it than drawing takes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SCALE = 1.5
"""pixels to a point"""


@dataclass(frozen=True, slots=True)
class PageTask:
    """One page to draw."""

    document_id: str
    path: Path
    number: int


def picture_of(page: PageTask) -> bytes:
    """The page as PNG. Raises SourceError where it cannot be drawn."""
    from pipeline.pages.render import render_page

    return render_page(page.path.read_bytes(), page.number, SCALE)
