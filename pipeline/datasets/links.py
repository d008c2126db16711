"""How the challenges (課題) that end one term come back as the issues (前期振り返りの課題) that the next term's sheet begins with.

In go the curated tables of a collection, or the sentences of two sheets; out come links: verbatim, reworded, dropped (a
challenge that nothing takes up) or new (an issue that no challenge said). ``rules/links.toml`` says when two sentences are alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.datasets.identity import row_id, spaceless, ward_key
from pipeline.rules import load

Relation = Literal["verbatim", "reworded", "dropped", "new"]
Row = dict[str, Any]

_RULES = load("links")
_LEAST, _CONTAINMENT = float(_RULES["least"]), float(_RULES["containment"])
_ARROWS = frozenset(load("form")["marks"]["arrows"])


@dataclass(frozen=True, slots=True)
class Link:
    """Positions of a challenge and an issue in the lists given; null where it has no counterpart.

    ``score`` is the likeness, 0 to 1; of a dropped or new sentence that to the nearest one on the other side.
    """

    challenge: int | None
    issue: int | None
    relation: Relation
    score: float


@lru_cache(maxsize=8192)
def _pairs(text: str) -> Mapping[str, int]:
    letters = "".join(c for c in spaceless(text) if c.isalnum())
    return Counter(letters[at : at + 2] for at in range(max(1, len(letters) - 1)))


def likeness(one: str, other: str) -> float:
    """How much two sentences have in common, 0 to 1; 1 only where their letters are the same in number and kind."""
    a, b = _pairs(one), _pairs(other)
    few, many = sorted((a, b), key=len)
    common = sum(min(count, many[pair]) for pair, count in few.items() if pair in many)
    sizes = sum(a.values()), sum(b.values())
    return max(2 * common / sum(sizes), _CONTAINMENT * common / min(sizes))


def links_between(challenges: Sequence[str], issues: Sequence[str], *, merged: bool = True) -> tuple[Link, ...]:
    """Every challenge and every issue in at least one link: the best pairs first, each once; then, if ``merged``, what is left
    is joined to its best counterpart though that is taken, for a sentence may be split or merged; the rest is dropped or new."""
    scores = {(c, i): likeness(challenge, issue) for c, challenge in enumerate(challenges) for i, issue in enumerate(issues)}
    same = {(c, i) for c, i in scores if spaceless(challenges[c]) == spaceless(issues[i])}
    ordered = sorted(
        (pair for pair in scores if pair in same or scores[pair] >= _LEAST), key=lambda pair: (pair not in same, -scores[pair], pair)
    )
    linked: list[tuple[int, int]] = []
    for once in (True, False) if merged else (True,):
        for c, i in ordered:
            taken = any(c == other for other, _ in linked), any(i == other for _, other in linked)
            if not (any(taken) if once else all(taken)):
                linked.append((c, i))
    found = [Link(c, i, "verbatim" if (c, i) in same else "reworded", 1.0 if (c, i) in same else scores[c, i]) for c, i in sorted(linked)]
    for c in range(len(challenges)):
        if not any(c == link.challenge for link in found):
            found.append(Link(c, None, "dropped", max((scores[c, i] for i in range(len(issues))), default=0.0)))
    for i in range(len(issues)):
        if not any(i == link.issue for link in found):
            found.append(Link(None, i, "new", max((scores[c, i] for c in range(len(challenges))), default=0.0)))
    return tuple(found)


def is_answer(mark: str) -> bool:
    """True for a ⇒ line: it answers the issue above and is none itself, so it is linked only where it says a challenge."""
    return mark in _ARROWS


def consecutive_terms(documents: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """Each current document with the one that its prior issues come from: the same ward's sheet of the term before, the
    final one if there is one. Terms follow on by their fiscal years, or by their number where a sheet prints no period."""
    of_ward: dict[str, list[Row]] = {}
    for document in documents:
        if document["is_current"] and document["ward"]:
            of_ward.setdefault(ward_key(document["ward"]), []).append(document)
    for terms in of_ward.values():
        for document in terms:
            before = [other for other in terms if _follows(document, other)]
            if before:
                yield (
                    document,
                    max(before, key=lambda other: (other["sheet_kind"] == "final", other["conducted"] or "", other["document_id"])),
                )


def _follows(document: Row, other: Row) -> bool:
    if document["period_start"] and other["period_end"] and other["period_end"] + 1 == document["period_start"]:
        return True
    # An interim sheet's period may end half-way, so the number counts too where a later sheet begins later.
    later = not (document["period_start"] and other["period_start"]) or document["period_start"] > other["period_start"]
    return bool(later and document["term_no"] and other["term_no"] and other["term_no"] + 1 == document["term_no"])


def issue_link_rows(documents: pa.Table, statements: pa.Table, prior_issues: pa.Table) -> Iterator[Row]:
    """The rows of ``issue_links`` for every two consecutive terms of a ward in the collection."""
    pairs = list(consecutive_terms(documents.select(_OF_DOCUMENT).to_pylist()))
    if not pairs:
        return
    challenges = _by_project(statements.filter(pc.field("section") == "challenge"), [before["document_id"] for _, before in pairs])
    issues = _by_project(prior_issues, [document["document_id"] for document, _ in pairs])
    for document, before in pairs:
        of = (document["document_id"], before["document_id"])
        for project_no in sorted({no for name, no in challenges if name == of[1]} | {no for name, no in issues if name == of[0]}):
            yield from _project_rows(of, project_no, challenges.get((of[1], project_no), []), issues.get((of[0], project_no), []))


_OF_DOCUMENT = ["document_id", "ward", "sheet_kind", "term_no", "period_start", "period_end", "conducted", "is_current"]


def _by_project(table: pa.Table, documents: Sequence[str]) -> dict[tuple[str, int], list[Row]]:
    columns = [
        "document_id",
        "project_no",
        "seq",
        "text",
        "mark",
        *(name for name in ("statement_id", "kind") if name in table.schema.names),
    ]
    found: dict[tuple[str, int], list[Row]] = {}
    for row in table.filter(pc.is_in(table["document_id"], pa.array(sorted(set(documents)), pa.string()))).select(columns).to_pylist():
        if row.get("kind") not in ("heading", "subheading", "note"):
            found.setdefault((row["document_id"], row["project_no"]), []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: row["seq"])
    return found


def _project_rows(of: tuple[str, str], project_no: int, challenges: Sequence[Row], issues: Sequence[Row]) -> Iterator[Row]:
    links = links_between([row["text"] for row in challenges], [row["text"] for row in issues])
    said = [link for link in links if link.relation != "new" or not is_answer(issues[link.issue or 0]["mark"])]
    for link_no, link in enumerate(said, 1):
        yield {
            "document_id": of[0],
            "project_no": project_no,
            "link_no": link_no,
            "prior_document_id": of[1],
            "statement_id": None if link.challenge is None else challenges[link.challenge]["statement_id"],
            "prior_issue_seq": None if link.issue is None else issues[link.issue]["seq"],
            "relation": link.relation,
            "score": link.score,
            "row_id": row_id("issue_links", of[0], project_no, link_no),
        }
