"""What a person decided about the curated rows: that a printed value is wrong, or that a link is right or not.

Values of ``raw/corrections.toml`` and ``raw/links.toml`` as the rooms take them; who reads the files is ``pipeline.run.decisions``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CONTENT_ID = r"[0-9a-f]{16}"
"""How a content_id looks."""


@dataclass(frozen=True, slots=True)
class Correction:
    """``row`` is a row_id or a content_id; ``printed`` and ``corrected`` are spelt as in a CSV file, empty for no value."""

    row: str
    column: str
    printed: str
    corrected: str
    reason: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class LinkDecision:
    """A statement with the viewpoint that it answers or not, by its viewpoint_code, or with the prior issue that takes it up or not.
    ``statement`` and ``issue`` are a content_id or the text as printed; of ``viewpoint`` and ``issue`` one is empty."""

    statement: str
    verdict: Literal["confirmed", "rejected"]
    reason: str
    who: str
    when: str
    viewpoint: str = ""
    issue: str = ""
