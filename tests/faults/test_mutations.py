"""A short round of mutants: each is refused by name, warned of, or read as what its pages show. ``make fuzz`` runs a long one."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pymupdf
import pytest

from pipeline.sheet.reader import sheet_of
from tests.faults.mutations import MUTATIONS, excerpt, selected
from tests.faults.oracle import Reading, judged
from tests.faults.rounds import GOOD, Mutant, judge

RAW = Path(__file__).parents[2] / "raw"


@pytest.fixture(scope="module")
def original() -> Reading:
    return Reading(excerpt((RAW / "minatomi-r2.wordlike-cid.pdf").read_bytes(), 3))


@pytest.mark.parametrize("mutation", sorted(MUTATIONS))
def test_no_mutant_makes_a_silent_difference(original: Reading, mutation: str) -> None:
    verdict = judged(original, MUTATIONS[mutation](original.data, Random(1)))
    assert verdict.outcome in GOOD, verdict.detail


@pytest.mark.parametrize("number", [224, 569, 1453, 3184])
def test_mutants_that_the_long_round_brought_to_light(number: int) -> None:
    """224: a number is printed behind a text that it does not touch. 569: a number is printed far below the last item of a list.
    1453: an item's number went; its text goes on with the one before. 3184: a wrong width leaves a number alone on its line."""
    assert judge(Mutant(number, 1)).verdict.outcome in GOOD


def test_a_mutant_without_a_page_is_told_from_its_original(original: Reading) -> None:
    verdict = judged(original, selected(original.data, lambda pages: [pages[0], *pages[2:]]))
    assert verdict.outcome in ("refused", "warned")


def test_an_empty_line_parts_what_stands_before_and_after_it(original: Reading) -> None:
    """A line went from the middle of a sentence; the paragraph after it is as before."""
    with pymupdf.open(stream=original.data, filetype="pdf") as document:
        page = document[0]
        (last,) = (word[:4] for word in page.get_text("words") if word[4] == "多くの事業で方法や規模を変更しています。")
        page.add_redact_annot(pymupdf.Rect(last) + (0.5, 1.5, -0.5, -1.5))
        page.apply_redactions(images=0, graphics=0)
        mutant = document.tobytes()
    assert judged(original, mutant).outcome == "changed"
    texts = {row.text.text for row in Reading(mutant).sheet.overview}
    assert len({row.text.text for row in original.sheet.overview} - texts) == 1


def test_the_oracle_sees_a_silent_difference(original: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that drops a goal without a word is caught."""
    import tests.faults.oracle as oracle

    read = sheet_of

    def forgetful(*arguments: object, **named: object) -> object:
        from dataclasses import replace

        sheet = read(*arguments, **named)  # type: ignore[arg-type]
        project = sheet.projects[0]
        return replace(sheet, projects=(replace(project, goals=project.goals[1:]), *sheet.projects[1:]))

    assert original.said
    monkeypatch.setattr(oracle, "sheet_of", forgetful)
    assert judged(original, original.data).outcome == "silent"
