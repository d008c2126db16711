"""Challenges of one term and issues of the next: what is a copy, what is reworded, what may be meant, and what has no counterpart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.datasets.collection import Collection, GivenFile, collect
from pipeline.datasets.decisions import LinkDecision
from pipeline.datasets.document import document_tables
from pipeline.datasets.links import likeness, links_between, with_decisions
from pipeline.rules import load
from pipeline.sheet.model import Sheet
from tests.support.small_sheet import small_document
from tests.support.two_terms import two_terms

RULES = load("links")


@pytest.mark.parametrize("example", RULES["examples"], ids=lambda example: example["issue"][:12])
def test_examples_of_the_rules(example: dict[str, Any]) -> None:
    found = links_between([example["challenge"]], [example["issue"]])
    sure = [link.relation for link in found if link.status == "asserted"]
    assert sure == (["reworded"] if example["reworded"] else [])


def test_likeness_is_symmetric_and_bounded() -> None:
    one, other = "土曜日の混雑が課題である。", "土曜日の午前は混雑する。"
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == 1.0
    assert likeness(one, "図書") == likeness("", "図書") == 0.0


def test_width_and_space_make_no_difference_to_a_copy() -> None:
    (link,) = links_between(["利用者が２割 減った。"], ["利用者が2割減った。"])
    assert (link.relation, link.score) == ("verbatim", 1.0)


def test_a_copy_is_never_taken_by_a_likeness() -> None:
    challenges = ["土曜日の午前の混雑を減らす必要がある。", "土曜日の午前の混雑を減らす。"]
    links = links_between(challenges, [challenges[1]])
    assert [(link.challenge, link.issue, link.relation) for link in links][1] == (1, 0, "verbatim")


def test_two_challenges_merged_into_one_issue_are_both_linked() -> None:
    challenges = ["父親が参加しやすい講座の回数を増やす必要がある。", "講座の回数を増やすための担い手を地域で育てる必要がある。"]
    issue = "父親が参加しやすい講座の回数を増やすため、担い手を地域で育てる必要がある。"
    links = links_between(challenges, [issue])
    assert [(link.challenge, link.issue, link.relation) for link in links] == [(0, 0, "reworded"), (1, 0, "reworded")]


def test_a_condensed_issue_is_suggested_for_what_it_takes_up() -> None:
    nearest = suggested = of = wrong = 0
    for example in RULES["condensed"]:
        taken_up: dict[int | None, int] = dict(example["taken_up"])
        found = [link for link in links_between(example["challenges"], example["issues"]) if link.status]
        first = {link.challenge: link.issue for link in reversed(found)}
        nearest += sum(first.get(challenge) == issue for challenge, issue in taken_up.items())
        right = sum(taken_up.get(link.challenge) == link.issue for link in found)
        suggested, wrong, of = suggested + right, wrong + len(found) - right, of + len(taken_up)
    assert min(nearest, suggested) >= 0.8 * of
    assert wrong <= 0.3 * of


def test_what_a_person_decided_of_two_sentences_stands() -> None:
    challenges = [{"text": "利用者数が戻らない。", "content_id": "c" * 16}, {"text": "駐車場が狭い。", "content_id": "d" * 16}]
    issues = [{"text": "利用者の減少", "content_id": "e" * 16}, {"text": "土曜日の混雑", "content_id": "f" * 16}]
    links = links_between([row["text"] for row in challenges], [row["text"] for row in issues])
    said = {"reason": "", "who": "", "when": ""}
    decisions = [
        LinkDecision(statement="c" * 16, issue="e" * 16, verdict="rejected", **said),
        LinkDecision(statement="駐車場が狭い。", issue="土曜日の混雑", verdict="confirmed", **said),
    ]
    found = [(link.challenge, link.issue, link.relation, link.status) for link in with_decisions(links, challenges, issues, decisions)]
    assert found == [
        (0, 0, "reworded", "rejected"),
        (1, 1, "reworded", "confirmed"),
        (0, None, "unmatched_challenge", None),
        (None, 0, "unmatched_issue", None),
    ]
    assert with_decisions(links, challenges, issues, []) == list(links)


def collected(*sheets: Sheet) -> Collection:
    sources = [GivenFile(f"{sheet.document_id}.pdf", sheet.document_id * 9, sheet.document_id, "published") for sheet in sheets]
    return collect({sheet.document_id: document_tables(small_document(sheet)) for sheet in sheets}, sources)


def test_links_between_two_terms_of_a_ward() -> None:
    rows = [row for row in collected(*two_terms()).tables["issue_links"].to_pylist() if row["project_no"] == 1]
    assert [(row["relation"], row["statement_id"], row["prior_issue_seq"]) for row in rows] == [
        ("reworded", "r2/1/challenge/1", 1),
        ("verbatim", "r2/1/challenge/3", 2),
        ("unmatched_challenge", "r2/1/challenge/2", None),
        ("unmatched_issue", None, 4),
    ]
    assert {(row["document_id"], row["prior_document_id"]) for row in rows} == {("r7", "r2")}
    assert [row["row_id"] for row in rows] == [f"issue_links/r7/1/{n}" for n in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    "change",
    [
        {"ward": "小川区"},
        {"term_no": 1, "period_start": 2011, "period_end": 2015},
        {"term_no": 3, "period_start": 2021, "period_end": 2025, "sheet_kind": "interim"},
        {"ward": None},
    ],
    ids=["another ward", "a term is missing between", "the same term", "no ward printed"],
)
def test_sheets_that_do_not_follow_on_are_not_linked(change: dict[str, Any]) -> None:
    before, later = two_terms()
    assert collected(replace(before, **change), later).tables["issue_links"].num_rows == 0


def test_interim_and_final_sheet_both_look_back_to_the_final_one() -> None:
    before, later = two_terms()
    halfway = replace(before, document_id="r2-half", sheet_kind="interim", period_end=2018)
    interim = replace(later, document_id="r7-half", sheet_kind="interim", period_end=2023)
    rows = collected(before, halfway, interim, later).tables["issue_links"].to_pylist()
    assert {(row["document_id"], row["prior_document_id"]) for row in rows} == {("r7", "r2"), ("r7-half", "r2")}
