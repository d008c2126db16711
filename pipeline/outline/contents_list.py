"""The list of the projects and the pages on which they begin, as a cover or a page of its own has it under 目次.

In come the lines that no part of the form holds; out come those of such a list. They say nothing of the ward, so they belong to the form
as its labels do.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.form.words import Form
from pipeline.layout.model import Line

DIGITS, LEADERS = "0123456789０１２３４５６７８９", " \u3000.．・…‥·-－―─pPｐＰ"
"""the page at the end of an entry, and what leads to it"""
FEWEST = 2
"""entries"""


def contents_lines(left: Sequence[Line], form: Form) -> list[Line]:
    """The lines of a list of contents: its head, and below it on its page the titles of projects with their pages."""
    found: list[Line] = []
    for head in (line for line in left if form.heads_contents(line.text)):
        below = [line for line in left if line.page == head.page and line.rect.y0 > head.rect.y0]
        entries = [line for line in below if form.project_of(_without_page(line.text))]
        pages = [line for line in below if not _without_page(line.text) and any(_is_level(line, entry) for entry in entries)]
        found += [head, *entries, *pages] if len(entries) >= FEWEST else []
    return list(dict.fromkeys(found))


def _without_page(text: str) -> str:
    """An entry without the page at its end; nothing of a page alone."""
    return text.rstrip(DIGITS).rstrip(LEADERS)


def _is_level(page: Line, entry: Line) -> bool:
    return page.rect.x0 >= entry.rect.x1 and page.rect.y0 < entry.rect.y1 and entry.rect.y0 < page.rect.y1
