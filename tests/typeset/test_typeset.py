"""The typesetter prints all that it says it printed, the same for the same seed, and another sheet for another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pymupdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.typeset import Look, Typeset, contents, every_single, looks, typeset, ward, ward_names
from benchmarks.typeset.content import moved
from benchmarks.typeset.form import spread
from benchmarks.typeset.paper import RADICALS
from tests.typeset.strategies import any_look

few = settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def printed(sheet: Typeset) -> Counter[str]:
    """How often each character stands on the pages, as PyMuPDF reads them."""
    document: Any = pymupdf.open(stream=sheet.pdf)
    return Counter("".join("".join(page.get_text().split()) for page in document))


def said(truth: dict[str, Any]) -> Iterator[str]:
    """Every text of the truth that must stand on a page."""
    yield from (truth["title"], truth["form"], truth["form_title"])
    for label, paragraphs in truth["overview"]:
        yield label
        yield from paragraphs
    for p in truth["projects"]:
        yield p["title"]
        for goal in p["goals"]:
            yield goal["mark"] + goal["text"] + (goal["operator"] or "") + (goal["ward"] or "")
        yield from (*p["prior_issues"], *p["outcomes"], *p["challenges"])
        for block in p["operator_reason"]:
            yield block.get("mark", "") + block.get("text", "")
            yield from (text for _, _, text in spread(block.get("rows", [])).values())
        yield from (row["mark"] + row["text"] for row in p["ward_reason"])
        yield from (v["mark"] + v["text"] for v in p["viewpoints"])


def missing(sheet: Typeset) -> Counter[str]:
    return Counter("".join("".join(text.split()) for text in said(sheet.truth))) - printed(sheet)


@pytest.mark.parametrize("name", ward_names())
def test_the_plain_look_prints_every_word(name: str) -> None:
    assert not missing(typeset(ward(name), Look()))


@few
@given(any_look(), st.integers(0, 10_000))
def test_any_look_prints_every_word(look: Look, seed: int) -> None:
    sheet = typeset(contents(seed), look, seed)
    lost = missing(sheet) - Counter(sheet.truth["form"])  # its width and brackets are the look's
    if look.coding == "radicals":  # the file says radicals where the truth says ideographs
        lost = Counter({c: n for c, n in lost.items() if c not in RADICALS})
    assert not lost


def test_a_seed_always_gives_the_same_sheet_and_another_seed_another() -> None:
    made = [typeset(contents(seed), looks(seed), seed) for seed in (1, 1, 2, 3)]
    assert made[0].pdf == made[1].pdf
    assert made[0].truth == made[1].truth
    assert len({sheet.pdf for sheet in made}) == 3


def test_every_field_of_a_look_has_another_value_to_try() -> None:
    tried = {name for name, _, look in every_single() if look != Look()}
    assert tried == set(Look.__dataclass_fields__)


@pytest.mark.parametrize(
    ("text", "years", "later"),
    [
        ("令和3年度～5年度（5か年）", -3, "平成30年度～令和2年度（5か年）"),
        ("平成28年度～令和２年度（５か年）", 3, "令和元年度～令和５年度（５か年）"),
        ("R5(2023).10", 2, "R7(2025).10"),
        ("Ｈ３０年度", 2, "Ｒ２年度"),
        ("令和元年度末", -1, "平成30年度末"),
        ("R3年度→R6年度", -4, "H29年度→R2年度"),
        ("開館から3年で10月に5年度ぶりの催し", 4, "開館から3年で10月に5年度ぶりの催し"),
    ],
)
def test_years_move_together_and_keep_their_spelling(text: str, years: int, later: str) -> None:
    assert moved(text, years) == later


@few
@given(st.integers(0, 5_000))
def test_numbers_vary_and_totals_still_add_up(seed: int) -> None:
    for project in contents(seed)["projects"]:
        cells = {text for b in project["operator_reason"] if b["k"] == "table" for _, _, text in spread(b["rows"]).values()}
        assert {fact["raw"] for fact in project["facts"]} <= cells
        for block in project["operator_reason"]:
            if block["k"] == "table" and block.get("caption") == "●相談件数":
                rows = [[int(c.rstrip("件").replace(",", "")) for c in row[1:]] for row in block["rows"][1:]]
                assert [sum(column) for column in zip(*rows[:-1], strict=True)] == rows[-1]
