"""The tables and the notes that a publication has of itself: ``coverage``, ``corrections``, ``changes`` and ``CHANGES.md``.

In go the folder with all other tables, what is published today and what people recorded and decided, out come the tables; the notes
are written beside them. A publication whose rows are those of the one before keeps its changes: it is that one, made anew or named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pyarrow as pa

from pipeline.datasets.decided import decide_links
from pipeline.datasets.decisions import Correction, LinkDecision
from pipeline.datasets.document import arrow_table, sorted_by_key
from pipeline.datasets.package import UNNAMED, Named
from pipeline.files import write_whole
from pipeline.releases import comparison, coverage, notes
from pipeline.releases.corrections import corrections_table, printed_values
from pipeline.run.accepted import Acceptance
from pipeline.run.decisions import Decisions
from pipeline.run.manifest import recorded_files, spoiled
from pipeline.run.publish.record import recorded
from pipeline.values import Defect

if TYPE_CHECKING:
    from pipeline.run.sources import Record

FORMER_FILES = (*(f"{name}.parquet" for name in (*comparison.NEEDED, "coverage", "changes")), notes.CHANGES)
"""What is looked up in the publication of before."""


@dataclass(frozen=True, slots=True)
class Publication:
    """``curated`` is what is published today; ``expected`` is recorded of sources by document_id, ``wards`` have registered pages."""

    curated: Path
    named: Named
    made: comparison.Made
    decisions: Decisions
    expected: Mapping[str, Record]
    wards: tuple[str, ...] = ()
    accepted: Sequence[Acceptance] = ()
    stale: Callable[[], Sequence[Acceptance]] = tuple
    """Those of ``accepted`` that cover nothing, when all documents were looked at."""

    def tables(self, folder: Path) -> dict[str, pa.Table]:
        """The tables ``OF_RELEASE`` of the publication whose other tables are in ``folder``; the notes are there then, and the links as
        people decided. Raises OSError."""
        decide_links(folder, self.decisions.links)
        former = former_folder(self.curated)
        known = recorded(self.curated)
        documents, sources = (comparison.rows_in(folder, name) for name in ("documents", "sources"))
        corrections = corrections_table(self.decisions.corrections, folder)
        covered = coverage.coverage_table(documents, sources, self._expected(), self.wards, comparison.rows_in(former, "coverage"))
        was_made = comparison.Made(**known.get("made", {}))
        changes = comparison.changes_table(former, folder, (was_made, self.made), corrections)
        told = _text(former)
        was_named = Named(**known.get("release", {}))
        if former and not changes.num_rows and told and (kept := _kept_changes(former)) and (was_named in (UNNAMED, self.named)):
            changes, told = kept, notes.renamed(told, self.named)
        else:
            found = notes.notes_of(
                changes, comparison.rows_in(former, "documents"), documents, comparison.rows_in(former, "sources"), sources
            )
            told = notes.changes_text(found, self.named, told)
        write_whole(folder / notes.CHANGES, told)
        return {"coverage": covered, "corrections": corrections, "decisions": self._decided(corrections, folder), "changes": changes}

    def _decided(self, corrections: pa.Table, folder: Path) -> pa.Table:
        """What people decided, an entry a row."""
        applied = {(row["row_id"], row["column_name"]) for row in corrections.to_pylist() if row["state"] == "applied"}
        unlinked, stale = stale_links(self.decisions, folder), self.stale()
        rows = [
            _decision("accepted", " ".join(filter(None, (e.source, e.defect, e.place))), "accepted", e, e in stale) for e in self.accepted
        ]
        for c in self.decisions.corrections:
            row_ids = {(row_id, c.column) for row_id, _ in printed_values(c.row, c.column, folder)}
            rows.append(_decision("correction", f"{c.row} {c.column}", f"{c.printed} → {c.corrected}", c, not row_ids & applied))
        for link in self.decisions.links:
            rows.append(_decision("link", f"{link.statement} {link.viewpoint or link.issue}", link.verdict, link, link in unlinked))
        numbers: Counter[str] = Counter()
        for row in rows:
            numbers[row["kind"]] += 1
            row["number"] = numbers[row["kind"]]
        return arrow_table("decisions", sorted_by_key("decisions", rows))

    def _expected(self) -> dict[str, coverage.Expected]:
        return {
            name: coverage.Expected(record.ward, record.period[0] if record.period else None, record.kind)
            for name, record in self.expected.items()
        }


def stale_decisions(decisions: Decisions, folder: Path) -> list[Defect]:
    """Corrections whose printed value is not in the published tables any more, or only in a version of its sheet that a newer one
    replaces, and links of which a side is not in the tables."""
    replaced = {row["document_id"] for row in comparison.rows_in(folder, "documents") if not row["is_current"]}
    found = []
    for entry in decisions.corrections:
        rows = [row_id for row_id, printed in printed_values(entry.row, entry.column, folder) if printed == entry.printed]
        if all(unquote(row_id).split("/")[1] in replaced for row_id in rows):
            code = "correction-superseded" if rows else "correction-stale"
            found.append(Defect(code, values=(("entry", f"{entry.row} {entry.column}"),)))
    for link in stale_links(decisions, folder):
        named = " ".join(part for part in (link.statement, link.viewpoint, link.issue) if part)
        found.append(Defect("link-stale", values=(("entry", named),)))
    return found


def stale_links(decisions: Decisions, folder: Path) -> list[LinkDecision]:
    """The links of which a sentence is not in the tables any more."""
    if not decisions.links:
        return []
    said, issues = (_contents(folder, name) for name in ("statements", "prior_issues"))
    return [link for link in decisions.links if link.statement not in said or (link.issue and link.issue not in issues)]


def _decision(kind: str, target: str, decision: str, entry: Acceptance | Correction | LinkDecision, is_stale: bool) -> dict[str, Any]:
    who = {"reason": entry.reason, "decided_by": entry.who, "decided_on": entry.when}
    return {"kind": kind, "target": target, "decision": decision, **who, "state": "stale" if is_stale else "applied"}


def _contents(folder: Path, name: str) -> set[str]:
    """The contents of a table's rows as entries name them: content_id and text."""
    return {row[column] for row in comparison.rows_in(folder, name) for column in ("content_id", "text")}


def former_folder(curated: Path) -> Path | None:
    """The folder where what is looked up of the publication before is as it was published; none where there is none, or it is spoiled."""
    files = recorded_files(curated)
    if not (curated / "documents.parquet").is_file() or files is None:
        return None
    return None if spoiled(curated, files, [name for name in FORMER_FILES if name in files]) else curated


def _text(former: Path | None) -> str:
    path = former / notes.CHANGES if former else None
    return path.read_text(encoding="utf-8") if path and path.is_file() else ""


def _kept_changes(former: Path) -> pa.Table | None:
    rows: list[Any] = comparison.rows_in(former, "changes")
    return comparison.rows_as_table(rows) if rows else None
