"""What a proof says of rows: the values that whoever asked for it gets."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.values import Defect


class Finding(NamedTuple):
    """What is not proved of one row; ``defect`` says it, with its page and place."""

    table: str
    row_id: str
    document_id: str
    column: str
    defect: Defect


class Proof(NamedTuple):
    """What is not proved, how many rows were read again and came out the same, and how many nothing can read again."""

    findings: list[Finding]
    rows: int
    unread: int = 0
