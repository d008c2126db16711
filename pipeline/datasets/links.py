"""How the challenges (課題) that end one term come back as the issues (前期振り返りの課題) that the next term's sheet begins with.

In go the curated tables of a collection, or the sentences of two sheets; out come links: verbatim, reworded, or a sentence for which no
counterpart was found, which says nothing of the ward. Two that share their letters are linked surely; where they only speak of the same
things, as a condensed sentence does, the nearest are suggested. ``rules/links.toml`` says when two sentences are alike.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal
from unicodedata import normalize

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.datasets.contract import Row
from pipeline.datasets.decisions import LinkDecision
from pipeline.datasets.identity import row_id, ward_key
from pipeline.narrative.themes import themes_in
from pipeline.rules import load
from pipeline.rules.sections import CHALLENGES
from pipeline.sheet.model import LINKED_KINDS
from pipeline.text.folds import squeeze

IssueRelation = Literal["verbatim", "reworded", "unmatched_challenge", "unmatched_issue"]
IssueStatus = Literal["confirmed", "rejected", "asserted", "suggested"]

_RULES = load("links")
_LEAST, _CONTAINMENT, _LEAST_NEARNESS = float(_RULES["least"]), float(_RULES["containment"]), float(_RULES["least_nearness"])
_LETTERS = float(_RULES["letters"])
_MOST_SUGGESTED = int(_RULES["most_suggested"])
_WORD = re.compile("[一-鿿々ァ-ヶー]+")
_ARROWS = frozenset(load("form")["marks"]["arrows"])


@dataclass(frozen=True, slots=True)
class Link:
    """Positions of a challenge and an issue in the lists given; null where it has no counterpart.

    ``score`` is the likeness, 0 to 1, and the nearness of one suggested; of a sentence without counterpart that to the nearest one on
    the other side. ``status`` is None where nothing is linked.
    """

    challenge: int | None
    issue: int | None
    relation: IssueRelation
    score: float
    status: IssueStatus | None = None


@lru_cache(maxsize=8192)
def _pairs(text: str) -> Mapping[str, int]:
    letters = "".join(c for c in squeeze(text) if c.isalnum())
    return Counter(letters[at : at + 2] for at in range(max(1, len(letters) - 1)))


def likeness(one: str, other: str) -> float:
    """How much two sentences have in common, 0 to 1; 1 only where their letters are the same in number and kind."""
    a, b = _pairs(one), _pairs(other)
    few, many = sorted((a, b), key=len)
    common = sum(min(count, many[pair]) for pair, count in few.items() if pair in many)
    sizes = sum(a.values()), sum(b.values())
    return max(2 * common / sum(sizes), _CONTAINMENT * common / min(sizes))


def nearness(challenges: Sequence[str], issues: Sequence[str]) -> dict[tuple[int, int], float]:
    """How much each challenge and each issue speak of the same things, 0 to 1: shared words and themes, by how few of these sentences
    have them, and the likeness of their letters."""
    own = [[_ideas(text) for text in texts] for texts in (challenges, issues)]
    counts = Counter(idea for texts in own for ideas in texts for idea in ideas)
    rarest = 1 + len(challenges) + len(issues)
    telling = {idea: math.log(rarest / (count + 0.5)) for idea, count in counts.items()}
    sizes = [[math.fsum(telling[idea] for idea in sorted(ideas)) or 1.0 for ideas in texts] for texts in own]
    found = {}
    for c, one in enumerate(own[0]):
        for i, other in enumerate(own[1]):
            shared = math.fsum(telling[idea] for idea in sorted(one & other)) / math.sqrt(sizes[0][c] * sizes[1][i])
            found[c, i] = min(1.0, shared + _LETTERS * likeness(challenges[c], issues[i])) / (1 + _LETTERS)
    return found


@lru_cache(maxsize=8192)
def _ideas(text: str) -> frozenset[str]:
    """The themes of a sentence, and the pairs of letters of its words in Chinese letters and katakana."""
    words = _WORD.findall(normalize("NFKC", text))
    pairs = [word[at : at + 2] for word in words for at in range(max(1, len(word) - 1))]
    return frozenset(pairs + [f"theme:{theme}" for theme in themes_in(text)])


def links_between(challenges: Sequence[str], issues: Sequence[str], *, merged: bool = True) -> tuple[Link, ...]:
    """Every challenge and every issue in at least one link: the best pairs first, each once; then, if ``merged``, what is left
    is joined to its best counterpart though that is taken, for a sentence may be split or merged, and what is still left gets the
    nearest ones suggested; the rest has no counterpart."""
    scores = {(c, i): likeness(challenge, issue) for c, challenge in enumerate(challenges) for i, issue in enumerate(issues)}
    found = _sure_links(challenges, issues, scores, merged)
    if merged:
        scores = nearness(challenges, issues)
        found += _suggested_links(len(challenges), len(issues), found, scores)
    linked = {link.challenge for link in found}, {link.issue for link in found}
    for c in set(range(len(challenges))) - linked[0]:
        found.append(Link(c, None, "unmatched_challenge", max((scores[c, i] for i in range(len(issues))), default=0.0)))
    for i in set(range(len(issues))) - linked[1]:
        found.append(Link(None, i, "unmatched_issue", max((scores[c, i] for c in range(len(challenges))), default=0.0)))
    return tuple(found)


def _sure_links(challenges: Sequence[str], issues: Sequence[str], scores: Mapping[tuple[int, int], float], merged: bool) -> list[Link]:
    same = {(c, i) for c, i in scores if squeeze(challenges[c]) == squeeze(issues[i])}
    alike = [pair for pair in scores if pair in same or scores[pair] >= _LEAST]
    linked: list[tuple[int, int]] = []
    for once in (True, False) if merged else (True,):
        for c, i in sorted(alike, key=lambda pair: (pair not in same, -scores[pair], pair)):
            taken = any(c == other for other, _ in linked), any(i == other for _, other in linked)
            if not (any(taken) if once else all(taken)):
                linked.append((c, i))
    return [
        Link(c, i, "verbatim", 1.0, "asserted") if (c, i) in same else Link(c, i, "reworded", scores[c, i], "asserted")
        for c, i in sorted(linked)
    ]


def _suggested_links(challenges: int, issues: int, sure: Sequence[Link], scores: Mapping[tuple[int, int], float]) -> list[Link]:
    """Of what no sure link holds, for each challenge the nearest issues, and for each issue that has none yet the nearest challenges."""
    taken = {link.challenge for link in sure}, {link.issue for link in sure}
    left = [c for c in range(challenges) if c not in taken[0]], [i for i in range(issues) if i not in taken[1]]
    chosen = {pair for c in left[0] for pair in _nearest([(c, i) for i in left[1]], scores)}
    rest = set(left[1]) - {i for _, i in chosen}
    chosen |= {pair for i in rest for pair in _nearest([(c, i) for c in left[0]], scores)}
    return [Link(c, i, "reworded", scores[c, i], "suggested") for c, i in sorted(chosen, key=lambda pair: (pair[0], -scores[pair], pair))]


def _nearest(pairs: Iterable[tuple[int, int]], scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    near = [pair for pair in pairs if scores[pair] >= _LEAST_NEARNESS]
    return sorted(near, key=lambda pair: (-scores[pair], pair))[:_MOST_SUGGESTED]


def is_challenge(statement: Mapping[str, Any]) -> bool:
    """Whether a row of the table statements is what the next term's sheet takes up; a heading or a note says nothing by itself."""
    return statement["section"] in CHALLENGES and statement["kind"] in LINKED_KINDS


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


def issue_link_rows(
    documents: pa.Table, statements: pa.Table, prior_issues: pa.Table, decisions: Sequence[LinkDecision] = ()
) -> Iterator[Row]:
    """The rows of ``issue_links`` for every two consecutive terms of a ward in the collection, as people decided where they did."""
    pairs = list(consecutive_terms(documents.select(_OF_DOCUMENT).to_pylist()))
    if not pairs:
        return
    challenges = _by_project(statements.filter(pc.field("section").isin(CHALLENGES)), [before["document_id"] for _, before in pairs])
    issues = _by_project(prior_issues, [document["document_id"] for document, _ in pairs])
    for document, before in pairs:
        of = (document["document_id"], before["document_id"])
        for project_no in sorted({no for name, no in challenges if name == of[1]} | {no for name, no in issues if name == of[0]}):
            own = challenges.get((of[1], project_no), []), issues.get((of[0], project_no), [])
            yield from _project_rows(of, project_no, *own, decisions)


def with_decisions(
    links: Sequence[Link], challenges: Sequence[Row], issues: Sequence[Row], decisions: Iterable[LinkDecision]
) -> list[Link]:
    """The links as people decided: a confirmed pair is linked whatever the rules found, a rejected one is kept as such, and whoever
    is left without a link has none found. The rows have ``text`` and ``content_id``."""
    verdicts = {pair: decision.verdict for decision in decisions for pair in _meant(decision, challenges, issues)}
    if not verdicts:
        return list(links)
    scores = {(link.challenge, link.issue): link.score for link in links}
    found = [link for link in links if link.status and (link.challenge, link.issue) not in verdicts]
    for (c, i), verdict in verdicts.items():
        same = squeeze(challenges[c]["text"]) == squeeze(issues[i]["text"])
        score = scores.get((c, i), likeness(challenges[c]["text"], issues[i]["text"]))
        found.append(Link(c, i, "verbatim" if same else "reworded", score, verdict))
    found.sort(key=lambda link: (link.challenge or 0, link.issue or 0))
    return [*found, *_unlinked(found, len(challenges), len(issues))]


def _meant(decision: LinkDecision, challenges: Sequence[Row], issues: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """The pairs of a challenge and an issue that a decision is about."""
    for c, challenge in enumerate(challenges if decision.issue else ()):
        if _means(decision.statement, challenge):
            yield from ((c, i) for i, issue in enumerate(issues) if _means(decision.issue, issue))


def _unlinked(found: Sequence[Link], challenges: int, issues: int) -> Iterator[Link]:
    """Whoever is left without a link that nobody rejected."""
    holding = [link for link in found if link.status != "rejected"]
    linked = {link.challenge for link in holding}, {link.issue for link in holding}
    yield from (Link(c, None, "unmatched_challenge", 0.0) for c in range(challenges) if c not in linked[0])
    yield from (Link(None, i, "unmatched_issue", 0.0) for i in range(issues) if i not in linked[1])


def _means(named: str, row: Row) -> bool:
    return named in (row["content_id"], row["text"])


_OF_DOCUMENT = ["document_id", "ward", "sheet_kind", "term_no", "period_start", "period_end", "conducted", "is_current"]


def _by_project(table: pa.Table, documents: Sequence[str]) -> dict[tuple[str, int], list[Row]]:
    columns = [
        "document_id",
        "project_no",
        "seq",
        "text",
        "mark",
        "content_id",
        *(name for name in ("statement_id", "kind") if name in table.schema.names),
    ]
    found: dict[tuple[str, int], list[Row]] = {}
    for row in table.filter(pc.is_in(table["document_id"], pa.array(sorted(set(documents)), pa.string()))).select(columns).to_pylist():
        if row.get("kind", "bullet") in LINKED_KINDS:
            found.setdefault((row["document_id"], row["project_no"]), []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: row["seq"])
    return found


def _project_rows(
    of: tuple[str, str], project_no: int, challenges: Sequence[Row], issues: Sequence[Row], decisions: Sequence[LinkDecision]
) -> Iterator[Row]:
    links = links_between([row["text"] for row in challenges], [row["text"] for row in issues])
    told = [
        link
        for link in with_decisions(links, challenges, issues, decisions)
        if link.relation != "unmatched_issue" or not is_answer(issues[link.issue or 0]["mark"])
    ]
    for link_no, link in enumerate(told, 1):
        yield {
            "document_id": of[0],
            "project_no": project_no,
            "link_no": link_no,
            "prior_document_id": of[1],
            "statement_id": None if link.challenge is None else challenges[link.challenge]["statement_id"],
            "prior_issue_seq": None if link.issue is None else issues[link.issue]["seq"],
            "relation": link.relation,
            "score": link.score,
            "status": link.status,
            "row_id": row_id("issue_links", of[0], project_no, link_no),
        }
