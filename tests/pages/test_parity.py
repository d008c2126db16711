"""Both engines see the same pages: the same characters in the same places, the same areas, rulings alike.

Of each development sheet some pages are compared, all of them where KYOTEN_PARITY is set (make parity).
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest

from pipeline.pages import Page, source_of
from pipeline.pages.model import Area, Glyph, Ruling
from pipeline.pages.mupdf import pymupdf

SHEETS = Path(__file__).parents[3] / "shared" / "sheets"
NAMES = sorted(
    path.stem for path in (SHEETS.glob("*.pdf") if SHEETS.is_dir() else ()) if not path.stem.endswith(("nounicode", "scan-image"))
)
EVERY = 1 if os.environ.get("KYOTEN_PARITY") else 6
"""Of so many pages one is compared, from the first: the second engine takes a fifth of a second a page."""


def some_pages(path: Path) -> bytes:
    with pymupdf.open(path) as document:
        document.select(range(0, len(document), EVERY))
        return bytes(document.tobytes(garbage=1))


def farthest(some: Sequence[Glyph | Area], others: Sequence[Glyph | Area]) -> float:
    """Points from an edge of the one that is farthest from its nearest among the others to the same edge of that."""
    one, other = (np.array([box[:4] for box in boxes]).reshape(-1, 1, 4) for boxes in (some, others))
    return float(np.abs(one - other.swapaxes(0, 1)).max(axis=2).min(axis=1, initial=np.inf).max(initial=0.0))


def by_text(glyphs: Iterable[Glyph]) -> dict[str, list[Glyph]]:
    found = defaultdict(list)
    for glyph in glyphs:
        found[glyph.text].append(glyph)
    return found


def lines(page: Page) -> list[Ruling]:
    """Rulings longer than the corner pieces that MuPDF joins to the bars beside them."""
    return [ruling for ruling in page.rulings if max(ruling.x1 - ruling.x0, ruling.y1 - ruling.y0) > 3]


def uncovered(rulings: list[Ruling], others: list[Ruling]) -> list[Ruling]:
    """Rulings with a part that no collinear ruling of the other engine covers."""
    left = []
    others = sorted(others)
    for ruling in rulings:
        lying = ruling.y1 == ruling.y0
        start, end, across = (ruling.x0, ruling.x1, ruling.y0) if lying else (ruling.y0, ruling.y1, ruling.x0)
        reached = start + 0.6
        for other in others:
            if (other.y1 == other.y0) == lying and abs((other.y0 if lying else other.x0) - across) < 0.6:
                first, last = (other.x0, other.x1) if lying else (other.y0, other.y1)
                if first <= reached + 0.6 and last > reached:
                    reached = last
        if reached < end - 0.6:
            left.append(ruling)
    return left


@pytest.mark.skipif(not NAMES, reason="the development sheets are not here")
@pytest.mark.parametrize("name", NAMES)
def test_engines_agree(name: str) -> None:
    data = some_pages(SHEETS / f"{name}.pdf")
    one, two = source_of(data, "pymupdf"), source_of(data, "pdfplumber", again=True)
    assert one.text_source == two.text_source
    for mine, theirs in zip(one.pages, two.pages, strict=True):
        assert (mine.width, mine.height) == pytest.approx((theirs.width, theirs.height), abs=0.05)
        assert Counter(glyph.text for glyph in mine.glyphs) == Counter(glyph.text for glyph in theirs.glyphs)
        assert len(mine.hidden) == len(theirs.hidden)
        places, others = by_text(mine.glyphs), by_text(theirs.glyphs)
        assert max((farthest(places[text], others[text]) for text in places), default=0) < 0.2
        assert uncovered(lines(mine), list(theirs.rulings)) == []
        assert uncovered(lines(theirs), list(mine.rulings)) == []
        assert len(mine.fills) == len(theirs.fills)
        assert farthest(mine.fills, theirs.fills) < 0.2
        assert len(mine.pictures) == len(theirs.pictures)
