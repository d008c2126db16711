"""Stable names of rows: where a row stands (``row_id``), what it says (``content_id``), and the codes of wards and periods.

In go the parts of a key or the words of the form, out come the strings of the data contract.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import quote

from pipeline import rules
from pipeline.text.folds import squeeze

_CITY = rules.load("facts")["subjects"]
_IN_CITY = re.compile(rf"\A(?:{_CITY['prefecture']})?(?:{_CITY['city']})?")


@dataclass(frozen=True, slots=True)
class Ward:
    """One of Yokohama's 18 wards with its municipality codes: five digits, and six with the check digit."""

    name: str
    code5: str
    code6: str


def row_id(table: str, *key: str | int) -> str:
    """``{table}/{key parts, percent-encoded, joined by /}``."""
    return "/".join((table, *(_quoted(part) if isinstance(part, str) else str(part) for part in key)))


def address_of(named: str) -> str:
    """The row_id that a person means: copied from a link of the report, or typed as it reads, goals/みどり台区-r7/1/2."""
    named = named.rpartition("#")[2].partition("?")[0]
    return named if "%" in named else "/".join(map(_quoted, named.split("/")))


@lru_cache(maxsize=1 << 12)
def _quoted(part: str) -> str:
    return quote(part, safe="")


def statement_id(document_id: str, project_no: int, section: str, seq: int) -> str:
    return f"{document_id}/{project_no}/{section}/{seq}"


def period_code(start: int | None, end: int | None) -> str:
    """``2021-2025`` for the fiscal years 2021 to 2025; an unknown end is left empty."""
    return f"{start or ''}-{end or ''}"


def term_key(ward: str | None, start: int | None, end: int | None, term_no: int | None, sheet_kind: str) -> tuple[str, str, str] | None:
    """Ward, term and kind, of which there is one current sheet: the period says the term most surely, then its number.
    Null for a sheet that names no ward or neither of these; it is alone."""
    named = ward_key(ward) if ward else ""
    term = period_code(start, end) if start and end else f"term {term_no}" if term_no else ""
    return (named, term, sheet_kind) if named and term else None


def content_id(ward: str | None, period: str, project_code: str, part: str, text: str) -> str:
    """16 hex digits that stay the same while ward (however it is spelt), period, project, part of the form and text (NFKC, no
    spaces) do."""
    known = ward_of(ward)
    said = "\x1f".join((known.name if known else ward or "", period, project_code, part, squeeze(text)))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


@cache
def _wards() -> dict[str, Ward]:
    found = {}
    for record in rules.rows("wards.csv", dict.fromkeys(("code5", "code6", "ward", "variants"), str)):
        ward = Ward(record["ward"], record["code5"], record["code6"])
        for spelling in (record["ward"], *record["variants"].split(";")):
            if spelling:
                found[squeeze(spelling)] = ward
    return found


def ward_of(name: str | None) -> Ward | None:
    """The Yokohama ward of that name, in any spelling of ``rules/wards.csv``, with or without prefecture and city in front; null for
    any other name."""
    return _wards().get(_IN_CITY.sub("", squeeze(name or "")))


def all_wards() -> list[Ward]:
    """Yokohama's 18 wards, by their codes."""
    return sorted(set(_wards().values()), key=lambda ward: ward.code5)


@cache
def ward_names() -> frozenset[str]:
    """Every spelling of Yokohama's wards in ``rules/wards.csv``, NFKC without white space."""
    return frozenset(_wards())


def ward_name(ward: str) -> str:
    """One name for all spellings of a ward: the city's, or the name without white space where it is none of Yokohama's."""
    known = ward_of(ward)
    return known.name if known else squeeze(ward)


def ward_key(ward: str) -> str:
    """The same for all spellings of a ward: its code, or its name without white space where it is none of Yokohama's."""
    known = ward_of(ward)
    return known.code5 if known else squeeze(ward)
