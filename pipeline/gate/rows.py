"""The rows that an expectation is against, each with its address and its place: what a message and ``validation.json`` name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.values import Box, Defect, Place


@dataclass(frozen=True, slots=True)
class UnexpectedRow:
    """One row against an expectation. ``address`` is its row_id, or table and key where it has none; a row without a place of its own
    stands where its statement stands. ``others`` counts the rows of its document beyond those that are named, and stands with the last
    of these. ``document_id`` is empty where the row is of no document."""

    document_id: str
    address: str
    page: int | None = None
    box: Box | None = None
    place: Place = field(default_factory=Place)
    others: int = 0

    def as_defect(self, code: str, says: str, says_ja: str) -> Defect:
        """The defect with which its document is refused, with what was expected in two languages."""
        more = (("others", f" +{self.others}"),) if self.others else ()
        return Defect(
            code, self.page, self.box, place=self.place, values=(("says", says), ("says_ja", says_ja), ("row", self.address), *more)
        )

    def as_json(self) -> Mapping[str, Any]:
        return {"document_id": self.document_id, "row_id": self.address, "page": self.page}
