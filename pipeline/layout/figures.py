"""Charts and pictures told from tables and text by what they are drawn with."""

from __future__ import annotations

from pipeline.layout.model import Rect
from pipeline.pages.model import Page, Ruling


def figure_rects(page: Page) -> tuple[list[Rect], tuple[Ruling, ...]]:
    """The rectangles of charts and pictures, and the rulings that are no part of them."""
    return [], page.rulings
