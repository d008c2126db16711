"""What the narrative room makes of a sheet's statements: morphemes, links to viewpoints with their reasons, and terms.

The values carry the columns of the data contract's tables ``tokens``, ``statement_viewpoints`` and ``terms``; the keys
that only a document gives (``document_id``, ``statement_id``) are added by whoever writes those tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from pipeline.sheet.model import Section, Statement, Viewpoint

LinkStatus = Literal["asserted", "suggested"]
Pos = tuple[str, str, str, str, str, str]


class Token(NamedTuple):
    """One morpheme of mode C. ``begin`` and ``end`` are code points in the printed text; ``position`` starts at 1.

    ``units`` are the surfaces of the same stretch in mode A (the shortest units); one unit where nothing is shorter.
    """

    position: int
    surface: str
    dictionary_form: str
    normalized_form: str
    reading: str
    pos: Pos
    is_oov: bool
    begin: int
    end: int
    units: tuple[str, ...]
    mode: str = "C"


@dataclass(frozen=True, slots=True)
class ViewpointLink:
    """A statement answers a viewpoint of its own project. ``rank`` starts at 1; ``score`` is 0..1 and no probability,
    ``probability`` is calibrated on wards that nothing was learned from.

    ``rule`` is what spoke loudest: a feature of ``rules/viewpoint_weights.csv`` (``theme:<id>``, ``word:…``, ``goal:g2``), ``likeness``
    or ``named``; ``evidence`` are the printed words of the statement and its heading that spoke for the viewpoint.
    """

    section: Section
    seq: int
    viewpoint_no: int
    rank: int
    score: float
    rule: str
    evidence: tuple[str, ...]
    status: LinkStatus = "suggested"
    probability: float | None = None


class Support(NamedTuple):
    """One reason for or against a viewpoint: the rule, the words that it rests on and what it adds, in log-odds."""

    rule: str
    words: tuple[str, ...]
    weight: float


class Candidate(NamedTuple):
    """A viewpoint weighed for a statement; ``rank`` and ``status`` are null where it is too improbable to link the two."""

    viewpoint: Viewpoint
    score: float
    rank: int | None
    supports: tuple[Support, ...]
    status: LinkStatus | None
    probability: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a statement is linked as it is: the statement, its tokens and every viewpoint of its project, best first."""

    document_id: str
    project_no: int
    project_title: str
    statement: Statement
    tokens: tuple[Token, ...]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class DictionaryVersion:
    """Which words the tokens were cut by, for the file metadata: tokenizer, system dictionary and user dictionary."""

    tokenizer: str
    system: str
    user: str

    def metadata(self) -> Mapping[str, str]:
        return {"sudachipy": self.tokenizer, "sudachi_dictionary": self.system, "sudachi_user_dictionary": self.user}
