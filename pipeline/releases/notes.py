"""``CHANGES.md``: what a publication changed, for people, in Japanese and English; the newest publication comes first.

In go the table ``changes`` and the documents and sources of the publication, out come Markdown lines. What was told of earlier
publications stays below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import unquote

import pyarrow as pa

from pipeline import rules
from pipeline.datasets.contract import Row, spec
from pipeline.datasets.package import Named
from pipeline.rules import defects as catalogue
from pipeline.rules.defects import Language
from pipeline.text.years import years_of_era
from pipeline.values import Defect

CHANGES = "CHANGES.md"
_MANY_ROWS = 50
"""Rows of unchanged sheets from which on a change of the code or the rules is said at the top."""
_LINES_A_SHEET = 30
_LETTERS = 80
"""Of each value in a line of the notes; the table ``changes`` has it whole."""
_SECTIONS = 40
"""Publications that the notes tell of."""
_LISTED = ("goals", "facts", "statements", "prior_issues", "viewpoints", "overview", "projects")
"""Tables whose changes are listed; all others repeat what these say, or place it."""
_HEADING = re.compile(r"^(?=## )", re.M)


@dataclass(frozen=True, slots=True)
class Notes:
    """What the notes tell of: the changes, with the documents of both publications and the sources of the new one; of the old
    publication's documents the SHA-256 of their files."""

    changes: Sequence[Row]
    documents: Mapping[str, Row]
    sources: Mapping[str, Row]
    old_files: Mapping[str, str]

    def is_renamed(self, document_id: str, former: str) -> bool:
        """Whether the file of a document is the very file that the old publication had under a former name."""
        return document_id in self.sources and self.sources[document_id]["source_sha256"] == self.old_files.get(former)


def notes_of(
    changes: pa.Table, old_documents: Iterable[Row], new_documents: Iterable[Row], old_sources: Iterable[Row], sources: Iterable[Row]
) -> Notes:
    """The rows that the notes look up, by document_id."""
    documents = {row["document_id"]: row for row in (*old_documents, *new_documents)}
    old_files = {row["document_id"]: row["source_sha256"] for row in old_sources if row["status"] == "published"}
    return Notes(changes.to_pylist(), documents, {row["document_id"]: row for row in sources}, old_files)


def changes_text(notes: Notes, named: Named, former: str = "") -> str:
    """The whole file: this publication above those that ``former``, the file of before, tells of."""
    told = [_heading(named), "### 日本語", *lines_of(notes, "ja"), "### English", *lines_of(notes, "en")]
    return _file("\n\n".join(told), _sections(former))


def _heading(named: Named) -> str:
    name = " ".join(part for part in (named.version, f"({named.date})" if named.date else "") if part)
    return f"## {name or ' / '.join((_text('unnamed', 'ja'), _text('unnamed', 'en')))}"


def _file(newest_section: str, others: Sequence[str]) -> str:
    title = f"# {_text('title', 'ja')} / {_text('title', 'en')}"
    return "\n\n".join([title, newest_section, *others[: _SECTIONS - 1]]) + "\n"


def newest(text: str, language: Language) -> list[str]:
    """The lines that tell of the newest publication, in that language."""
    section = _sections(text)[0] if _sections(text) else ""
    japanese, _, english = section.partition("### English")
    return (japanese.partition("### 日本語")[2] if language == "ja" else english).strip().splitlines()


def renamed(former: str, named: Named) -> str:
    """The file of before with another name for its newest publication."""
    first, *others = _sections(former)
    return _file(_heading(named) + "\n" + first.partition("\n")[2], others)


def _sections(text: str) -> list[str]:
    return [part.strip() for part in _HEADING.split(text) if part.startswith("## ")]


def lines_of(notes: Notes, language: Language) -> Iterator[str]:
    """The paragraphs and tables of one publication, a Markdown block each."""
    if not notes.changes:
        yield _text("nothing", language)
        return
    yield from _warnings(notes, language)
    for name, items in _sheets(notes, language).items():
        if items:
            yield "\n".join([f"#### {_text(name, language)} ({len(items)})", "", *(f"- {item}" for item in items)])
    listed = [row for row in notes.changes if row["table_name"] in _LISTED]
    if listed:
        yield f"#### {_text('values', language)}"
    for document_id, rows in groupby(sorted(listed, key=_listed_order), key=lambda row: row["document_id"]):
        yield f"{_sheet_name(notes, document_id, language)}"
        yield _table(list(rows), language)
    corrected = [row for row in notes.changes if row["table_name"] == "corrections"]
    if corrected:
        yield f"#### {_text('corrections', language)}"
        yield _table(corrected, language)


def _listed_order(row: Row) -> tuple[str, int, str]:
    return row["document_id"], _LISTED.index(row["table_name"]), row["row_id"]


def _warnings(notes: Notes, language: Language) -> Iterator[str]:
    """Where the code or the rules changed many rows of sheets that are the same."""
    for cause in ("code", "rules"):
        rows = {(row["table_name"], row["row_id"], row["document_id"]) for row in notes.changes if row["cause"] == cause}
        if len(rows) >= _MANY_ROWS:
            yield f"**{_text(cause, language).format(rows=len(rows), sheets=len({document_id for *_, document_id in rows}))}**"


def _sheets(notes: Notes, language: Language) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"added": [], "renamed": [], "superseded": [], "withdrawn": [], "refused": []}
    for row in notes.changes:
        document_id, name = row["document_id"], _sheet_name(notes, row["document_id"], language)
        if row["table_name"] == "documents" and row["column_name"] == "document_id":
            heading = "renamed" if notes.is_renamed(document_id, row["old"]) else "superseded"
            found[heading].append(f"{name} ← {_coded(row['old'])}")
        elif row["table_name"] == "documents" and row["change"] == "added":
            found["added"].append(name)
        elif row["table_name"] == "documents" and row["change"] == "removed":
            found["withdrawn"].append(name)
        elif row["table_name"] == "sources" and row["column_name"] == "status" and row["new"] == "refused":
            found["refused"].append(f"{_coded(document_id)}: {_why(notes.sources.get(document_id), language)}")
    return found


def _why(source: Row | None, language: Language) -> str:
    codes = [code for code in (source or {}).get("defect_codes", ()) if catalogue.entry(code).severity == "error"]
    return " ".join(f"[{code}] {catalogue.what(Defect(code), language)}" for code in codes)


def _sheet_name(notes: Notes, document_id: str | None, language: Language) -> str:
    row = notes.documents.get(document_id or "")
    if row is None:
        return _coded(document_id or "")
    term = f"{years(row['period_start'], row['period_end'], language)} {kind(row['sheet_kind'], language)}"
    return f"{row['ward'] or ''} {term} {_coded(document_id)}".strip()


def years(start: int | None, end: int | None, language: Language) -> str:
    """The period of a sheet in words."""
    if not start:
        return _text("unknown_term", language)
    if language == "ja":
        return years_of_era(start, end)
    return _text("years" if end else "from", language).format(start=start, end=end)


def kind(sheet_kind: str, language: Language) -> str:
    """The kind of a sheet in words."""
    return str(rules.load("releases")["kinds"][sheet_kind][language])


def _table(rows: Sequence[Row], language: Language) -> str:
    columns: Sequence[str] = rules.load("releases")["columns"][language]
    lines = [_cells(columns), _cells(["---"] * len(columns))]
    for row in rows[:_LINES_A_SHEET]:
        cause = rules.load("releases")["causes"][row["cause"]][language]
        lines.append(_cells([_coded(unquote(row["row_id"])), _column_title(row, language), _cut(row["old"]), _cut(row["new"]), cause]))
    if len(rows) > _LINES_A_SHEET:
        more = _text("more", language).format(rows=len(rows) - _LINES_A_SHEET)
        return "\n".join([*lines, "", more])
    return "\n".join(lines)


def _column_title(row: Row, language: Language) -> str:
    table = row["row_id"].partition("/")[0] if row["table_name"] == "corrections" else row["table_name"]
    declared = spec(table)
    if row["column_name"] not in declared.column_names:
        return declared.title_ja if language == "ja" else declared.title_en
    column = declared.column(row["column_name"])
    return column.title_ja if language == "ja" else column.title_en


def _cells(values: Iterable[str]) -> str:
    return f"| {' | '.join(values)} |"


def _cut(value: str | None) -> str:
    text = " ".join((value or "").split())
    text = text if len(text) <= _LETTERS else f"{text[:_LETTERS]}…"
    # What is printed in a sheet is text in the notes, whatever Markdown or HTML it looks like.
    return re.sub(r"([\\`*_\[\]<>|#&])", r"\\\1", text)


def _coded(name: Any) -> str:
    return f"`{str(name).replace('`', '')}`"


def _text(name: str, language: Language) -> str:
    return str(rules.load("releases")[name][language])
