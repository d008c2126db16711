"""The proof of one document: all its rows against its file.

In go the document's rows as curated tables and the witness of its file, out come ``Finding``s: what is not proved, by row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.pages.pdfium import Witness
from pipeline.proof.claims import TABLES, Claim, claims_of
from pipeline.proof.front import misnamed
from pipeline.proof.model import Finding, Proof
from pipeline.proof.places import misplaced
from pipeline.proof.ratings import doubtful_ratings
from pipeline.proof.rows import Reader, unproved
from pipeline.proof.tables import contradicted
from pipeline.proof.totals import unadded
from pipeline.sheet.account import length
from pipeline.values import Box, Defect

NEEDED = ("documents", "pages", *TABLES)
"""The tables whose rows are looked at."""


def findings_of(tables: Mapping[str, pa.Table], witness: Witness, struck: Sequence[Box] = ()) -> Proof:
    """The proof of one document's rows; ``struck`` are the places of text that is struck out. The witness sees nothing of what was read
    from pictures: of such a document the texts of the other pages are asked, and no row of those is verified; and none is of a page whose
    letters it cannot place."""
    claims = list(claims_of(tables))
    found = list(_lost(tables["pages"], claims))
    if tables["documents"]["text_source"].to_pylist() == ["ocr"]:
        seen = _on_pages_with_text(claims, dict(_columns(tables["pages"], "page", "confidence")))
        found += unproved(seen, Reader(witness, struck))
        again = {claim.row_id for claim in seen}
        unread = {claim.row_id for claim in claims} - again
        return Proof(found, len(again - {finding.row_id for finding in found}), len(unread))
    pages = _columns(tables["pages"], "page", "turned_by")
    is_scan = tables["documents"]["text_source"].to_pylist() == ["ocr_layer"]
    reader = Reader(witness, struck, is_scan, {page for page, turned_by in pages if turned_by})
    told = [*unproved(claims, reader), *doubtful_ratings(tables["goals"], reader), *misplaced(tables, reader)]
    told += [*contradicted(tables, reader), *misnamed(tables, reader), *unadded(tables, reader)]
    blind = _unplaced(told, witness)
    found += [finding for finding in told if finding.defect.page not in blind]
    rows, unread = {claim.row_id for claim in claims}, _rows_on(blind, claims)
    return Proof(found, len(rows - unread - {finding.row_id for finding in found}), len(unread))


def _unplaced(findings: Iterable[Finding], witness: Witness) -> set[int]:
    """The pages of findings whose letters the witness cannot place."""
    pages = {page for finding in findings if (page := finding.defect.page)}
    return {page for page in pages if not witness.page(page).places_letters}


def _rows_on(pages: Container[int], claims: Iterable[Claim]) -> set[str]:
    return {claim.row_id for claim in claims if any(box.page in pages for box in claim.boxes)}


def _on_pages_with_text(claims: Iterable[Claim], confidence: Mapping[int, float | None]) -> list[Claim]:
    """The claims of a scan on pages that were not read from a picture: those without a confidence, where others have one."""
    texts = {page for page, mean in confidence.items() if mean is None} if any(confidence.values()) else set()
    return [claim for claim in claims if claim.boxes and texts.issuperset(box.page for box in claim.boxes)]


def _columns(table: pa.Table, one: str, other: str) -> Iterator[tuple[Any, Any]]:
    return zip(table[one].to_pylist(), table[other].to_pylist(), strict=True)


def _lost(pages: pa.Table, claims: Sequence[Claim]) -> Iterator[Finding]:
    """A finding where the rows hold fewer characters than the pages' account says that rows hold."""
    homes = {(claim.text, claim.boxes or claim.row_id): claim for claim in claims if claim.kind != "figure" and claim.table != "facts"}
    counted = dict(zip(pages["page"].to_pylist(), pages["chars_in_rows"].to_pylist(), strict=True))
    here: Counter[int] = Counter()
    for claim in homes.values():
        here[claim.boxes[-1].page if claim.boxes else 0] += length(claim.text)
    lacking = sum(counted.values()) - sum(here.values())
    if lacking > 0 and pages.num_rows:
        page = max(counted, key=lambda number: counted[number] - here[number])
        row = pages.filter(pc.equal(pages["page"], page)).to_pylist()[0]
        box = Box(page, 0.0, 0.0, row["width"], row["height"])
        defect = Defect("rows-incomplete", page, box, values=(("count", str(lacking)), ("row", row["row_id"])))
        yield Finding("pages", row["row_id"], row["document_id"], "chars_in_rows", defect)
