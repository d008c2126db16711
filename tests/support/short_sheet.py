"""An invented ward's sheet with all its projects and sections and little in each: for tests of what takes time with each row or page."""

from __future__ import annotations

from functools import cache

from benchmarks.typeset import Look, excerpt, typeset, ward
from pipeline.pages import source_of
from pipeline.pages.model import Page
from pipeline.sheet.model import Sheet
from pipeline.sheet.reader import sheet_of

PROJECTS = tuple(range(1, 8))
KEPT = 2
"""rows of a section, at most"""


@cache
def short_sheet(name: str, headings: int = 1) -> bytes:
    """The sheet of the ward as a PDF, with so many headings of the operator's reasons in each project."""
    sheet = excerpt(ward(name), PROJECTS, 1)
    for project in sheet["projects"]:
        blocks = project["operator_reason"]
        beyond = [at for at, block in enumerate(blocks) if block["k"] == "head"][headings:]
        project["operator_reason"] = blocks[: beyond[0]] if beyond else blocks
        for section in ("prior_issues", "ward_reason", "outcomes", "challenges", "viewpoints"):
            project[section] = project[section][:KEPT]
    return typeset(sheet, Look()).pdf


@cache
def pages() -> tuple[Page, ...]:
    """The pages of one such sheet; whoever changes one makes another."""
    return source_of(short_sheet("midoridai-r7", 3)).pages


@cache
def sheet() -> Sheet:
    """What is read of the pages as they are."""
    return sheet_of(pages(), document_id="x", source_sha256="", text_source="digital")
