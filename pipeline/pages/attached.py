"""A file whose pages are not what is sought may have it attached, as the cover of a portfolio has."""

from __future__ import annotations

from pipeline.pages.pdfium import Witness
from pipeline.values import Defect

_NAMED = 3
"""attached PDFs that are named; the first tell which file is meant"""


def pdfs_attached(data: bytes) -> Defect | None:
    """The defect "sheet-attached" with the names of the PDFs that are attached to this one, None where there are none."""
    with Witness(data) as witness:
        names = [name for name in witness.attachments if name.lower().endswith(".pdf")]
    return Defect("sheet-attached", quote=" / ".join(names[:_NAMED])) if names else None
