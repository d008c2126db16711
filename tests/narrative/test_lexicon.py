from typing import Any

import pytest

from pipeline.narrative.lexicon import Concept, lexicon, lexicon_of
from pipeline.narrative.viewpoints import concepts_of
from pipeline.rules import text
from tests.support.gold_sheets import PROJECT_CODES

WORDS = lexicon()


def _speaks(concept: Concept, statement: str) -> bool:
    folded = WORDS.fold(statement)
    return concept.words.search(folded) is not None and not (concept.against and concept.against.search(folded))


def _examples(kind: str) -> list[Any]:
    return [
        pytest.param(concept, sentence, id=f"{concept.id}-{sentence[:12]}")
        for concept in WORDS.concepts
        for sentence in getattr(concept.examples, kind)
    ]


@pytest.mark.parametrize(("concept", "sentence"), _examples("statements"))
def test_a_statement_that_speaks_of_the_concept(concept: Concept, sentence: str) -> None:
    assert _speaks(concept, sentence)


@pytest.mark.parametrize(("concept", "sentence"), _examples("not_statements"))
def test_a_statement_that_does_not(concept: Concept, sentence: str) -> None:
    assert not _speaks(concept, sentence)


@pytest.mark.parametrize(("concept", "sentence"), _examples("viewpoints"))
def test_a_viewpoint_that_asks_about_the_concept(concept: Concept, sentence: str) -> None:
    assert concept.asked_in(WORDS.fold(sentence))


@pytest.mark.parametrize(("concept", "sentence"), _examples("not_viewpoints"))
def test_a_viewpoint_that_does_not(concept: Concept, sentence: str) -> None:
    assert not concept.asked_in(WORDS.fold(sentence))


@pytest.mark.parametrize("concept", WORDS.concepts, ids=lambda concept: concept.id)
def test_every_concept_carries_examples_for_and_against_and_its_origin(concept: Concept) -> None:
    examples = concept.examples
    assert examples.statements
    assert examples.not_statements
    assert examples.viewpoints
    assert examples.not_viewpoints
    assert concept.origin <= set(PROJECT_CODES)
    assert not concept.broad or len(concept.origin) > 1


def test_spelling_variants_fold_to_one() -> None:
    for variants in ("子供の声掛け 子どもの声がけ こどもの声かけ", "取り組み 取組み 取組"):
        first, *others = (WORDS.fold(variant) for variant in variants.split())
        assert all(other.startswith(first.rstrip("み")) for other in others), variants
    assert WORDS.fold("ＬＩＮＥの活かし方") == "LINEの生かし方"


def test_leaving_a_project_out_drops_what_was_written_from_it_alone() -> None:
    rest = WORDS.without_origin("ibasho")
    dropped = set(WORDS.concepts) - set(rest.concepts)
    assert dropped
    assert all(concept.origin == {"ibasho"} for concept in dropped)
    assert all(concept.origin != {"ibasho"} for concept in rest.concepts)


def test_no_rule_names_a_letter_or_a_ward() -> None:
    written = text("viewpoints.toml").split("[[fold]]", 1)[1]
    assert "視点ア" not in written
    for ward in ("西区", "みどり台", "港見", "ほしかわ", "星川"):
        assert ward not in written


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"word": ["x"]}, "unknown"),
        ({"words": ["("]}, "viewpoints.toml: c"),
        ({"origin": []}, "no origin"),
    ],
)
def test_a_malformed_entry_is_named(change: dict[str, object], reason: str) -> None:
    entry = {"id": "c", "name": "n", "origin": ["ibasho"], "viewpoint": ["x"], "words": ["y"]} | change
    with pytest.raises(ValueError, match=reason):
        lexicon_of({"concept": [entry]})


def test_an_id_may_stand_once() -> None:
    entry = {"id": "c", "name": "n", "origin": ["ibasho"], "viewpoint": ["x"], "words": ["y"]}
    with pytest.raises(ValueError, match="twice"):
        lexicon_of({"concept": [entry, entry]})


def test_other_ways_to_ask_find_their_concept() -> None:
    meant: dict[str, set[Concept]] = {}
    for concept in WORDS.concepts:
        for sentence in concept.like:
            meant.setdefault(sentence, set()).add(concept)
    missed = [
        sentence
        for sentence, concepts in meant.items()
        if not any(concepts & set(concepts_of([WORDS.fold(sentence)], code, WORDS)[0]) for c in concepts for code in c.origin)
    ]
    assert len(missed) <= len(meant) // 10, missed
