"""Whether each page of the document is there once and in its order, by the numbers printed on the pages and by what they say."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.form.words import plain
from pipeline.layout.model import PageLayout
from pipeline.rules import load
from pipeline.sheet.model import Sheet
from pipeline.values import Box, Defect, Printed

HIGHEST = 2.0
"""em; a text that is no higher stands in one line"""
DOUBLED_PAGE = 3
"""A page that says at least this many things, and the same as another page, is that page again."""


def page_sequence(layouts: Sequence[PageLayout]) -> Iterator[Defect]:
    """Pages whose printed numbers do not follow on; a number that starts again at 1 is a new part of the document."""
    pattern = load("checks").table("page_numbers").pattern("pattern")
    numbered = [
        (layout.number, line, int(found["no"]), int(found["of"] or 0))
        for layout in layouts
        for line in layout.furniture
        if line.rect.y1 - line.rect.y0 < HIGHEST * line.size  # what numbers lines stands as one text on the page
        and (found := pattern.fullmatch("".join(unicodedata.normalize("NFKC", line.text).split())))
    ]
    for (page, _, before, _), (next_page, line, after, _) in pairwise(numbered):
        if next_page == page + 1 and after not in (before + 1, 1):
            r = line.rect
            box = Box(next_page, r.x0, r.y0, r.x1, r.y1)
            yield Defect("page-sequence", next_page, box, f"{before} → {after}")
    if numbered and numbered[-1][3] > numbered[-1][2]:
        page, line, last, of = numbered[-1]
        if page == len(layouts):
            r = line.rect
            yield Defect("page-sequence", page, Box(page, r.x0, r.y0, r.x1, r.y1), f"{last}/{of}")


def doubled_pages(sheet: Sheet) -> Iterator[Defect]:
    said: dict[int, list[Printed]] = {}
    for text in _texts(sheet):
        if text.boxes:
            said.setdefault(text.boxes[0].page, []).append(text)
    alike: dict[tuple[int, str], list[int]] = {}
    for page, texts in sorted(said.items()):
        before = alike.setdefault((len(texts), plain(texts[0].text)), [])
        known = next((other for other in before if all(_same_text(a, b) for a, b in zip(said[other], texts, strict=True))), None)
        if known is None:
            before.append(page)
        elif len(texts) >= DOUBLED_PAGE:
            yield Defect("page-doubled", page, texts[0].boxes[0], values=(("other", str(known)),))


def _same_text(one: Printed, other: Printed) -> bool:
    return plain(one.text) == plain(other.text)


def _texts(sheet: Sheet) -> Iterator[Printed]:
    yield from (row.text for row in sheet.overview)
    for project in sheet.projects:
        for part in (project.goals, project.prior_issues, project.statements, project.viewpoints):
            yield from (item.text for item in part)
