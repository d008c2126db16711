"""Versions of one sheet, and the sheets of a ward: which one is current, which is the latest, and when nobody can know."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from pipeline.datasets.collection import GivenFile, collect
from pipeline.datasets.document import Document, document_tables
from pipeline.datasets.editions import Editions, editions_of, is_corrected
from pipeline.datasets.identity import content_id, ward_key
from pipeline.rules import load
from tests.support.small_sheet import small_sheet

NOTHING: dict[str, Any] = {
    "title": None, "form_title": None, "ward": "西区", "sheet_kind": "final", "term_no": None,
    "period_start": 2021, "period_end": 2025, "conducted": None,
}  # fmt: skip


def row(document_id: str, **said: Any) -> dict[str, Any]:
    return {**NOTHING, "document_id": document_id, **said}


def decided(*rows: dict[str, Any], **published_on: str) -> Editions:
    shuffled = random.Random(1).sample(rows, len(rows))
    made = editions_of(shuffled, published_on)
    assert made == editions_of(rows, published_on), "the order of the input decides nothing"
    return made


@pytest.mark.parametrize("spelt", ["西区", "横浜市西区", "西　区", "横浜市 西区", "神奈川県横浜市西区"])
def test_one_ward_however_it_is_spelt(spelt: str) -> None:
    made = decided(row("a"), row("b", ward=spelt), a="2025-01-01", b="2025-02-01")
    assert made.current == made.latest == {"b"} and made.others == {"a": ("b",), "b": ("a",)}
    assert content_id(spelt, "2021-2025", "ibasho", "goals", "x") == content_id("西区", "2021-2025", "ibasho", "goals", "x")


def test_wards_elsewhere_are_told_apart_by_their_names() -> None:
    assert ward_key("青　区") == ward_key("青区") != ward_key("赤区")
    assert decided(row("a", ward="青区"), row("b", ward="赤区")).current == {"a", "b"}


@pytest.mark.parametrize(
    ("one", "other", "published_on"),
    [
        ({}, {}, {"new": "2025-12-01", "old": "2025-11-01"}),
        ({"conducted": "2025-10"}, {"conducted": "2025-08"}, {}),
        ({"conducted": "2025-10"}, {"conducted": "2025-08"}, {"old": "2025-12-01"}),
        ({"title": "評価シート（訂正版）"}, {}, {"old": "2025-12-01"}),
        ({"conducted": "2025-08"}, {"title": "評価シート(修正)", "conducted": "2025-10"}, {"new": "2025-12-01", "old": "2025-11-01"}),
    ],
)
def test_the_newer_version_is_the_one_published_later_and_then_the_one_whose_sheet_says_so(
    one: dict[str, Any], other: dict[str, Any], published_on: dict[str, str]
) -> None:
    made = decided(row("new", **one), row("old", **other), **published_on)
    assert made.current == {"new"} and not made.undecided


def test_an_undated_copy_is_not_beaten_by_a_dated_original() -> None:
    made = decided(row("z-original", conducted="2025-08"), row("a-copy", conducted="2025-08"), **{"z-original": "2025-12-01"})
    assert made.current == {"a-copy"}
    assert made.undecided == dict.fromkeys(("a-copy", "z-original"), ("a-copy", "z-original"))


def test_of_three_versions_the_beaten_one_is_out_of_the_question() -> None:
    made = decided(row("a"), row("b"), row("c"), a="2025-01-01", b="2025-02-01")
    assert made.undecided == {"b": ("b", "c"), "c": ("b", "c")}
    assert made.others["a"] == ("b", "c")


def test_versions_that_beat_each_other_in_a_circle_are_asked_about() -> None:
    made = decided(
        row("a", conducted="2025-01"), row("b", conducted="2025-05"), row("c", conducted="2025-03"), a="2025-12-01", c="2025-11-01"
    )  # a is published after c, c evaluated before b, b evaluated after a
    assert len(made.current) == 1
    assert made.current == {"b"}


@pytest.mark.parametrize(
    ("sheets", "latest"),
    [
        ([row("a"), row("b", period_start=2026, period_end=2030)], "b"),
        ([row("b"), row("a", period_start=2026, period_end=2030, sheet_kind="interim")], "a"),
        ([row("a"), row("b", sheet_kind="interim", period_end=2023)], "a"),
        ([row("z", term_no=4), row("b", period_start=None, period_end=None, term_no=5)], "b"),
        ([row("z", term_no=3, sheet_kind="interim"), row("b", term_no=3), row("y", period_start=2016, period_end=2020)], "b"),
    ],
)
def test_the_latest_is_the_current_sheet_of_the_newest_term_the_final_one_before_the_interim_one(
    sheets: list[dict[str, Any]], latest: str
) -> None:
    assert decided(*sheets).latest == {latest}


def test_a_sheet_without_ward_is_the_latest_of_its_own() -> None:
    assert decided(row("a", ward=None), row("b", ward=None), row("c")).latest == {"a", "b", "c"}


def test_titles_that_say_that_they_are_corrected_match_their_examples() -> None:
    rule = load("editions")
    assert all(is_corrected(row("a", title=title)) for title in rule["examples"])
    assert not any(is_corrected(row("a", title=title)) for title in rule["not_examples"])


def warnings_of(sheet: Any, **recorded: Any) -> list[tuple[str, dict[str, str]]]:
    source = GivenFile("a.pdf", sheet.source_sha256, sheet.document_id, "published", **recorded)
    made = collect({sheet.document_id: document_tables(Document(sheet))}, [source])
    return [(defect.code, dict(defect.values)) for defect in made.sources[0].defects]


def test_a_record_that_contradicts_the_page_is_named() -> None:
    sheet = replace(small_sheet("a", "西区"), conducted="2025-02")
    assert warnings_of(sheet, ward="横浜市西区", published_on="2025-02-01") == []
    assert warnings_of(sheet, ward="南区") == [("record-contradicts", {"recorded": "南区", "printed": "西区"})]
    assert warnings_of(sheet, published_on="2024-11-30") == [("record-contradicts", {"recorded": "2024-11-30", "printed": "2025-02"})]


def test_two_versions_are_named_and_asked_about() -> None:
    sheets = [replace(small_sheet(name), source_sha256=name * 64) for name in ("a", "b")]
    sources = [GivenFile(f"{sheet.document_id}.pdf", sheet.source_sha256, sheet.document_id, "published") for sheet in sheets]
    made = collect({sheet.document_id: document_tables(Document(sheet)) for sheet in sheets}, sources)
    assert sum(made.tables["documents"]["is_current"].to_pylist()) == sum(made.tables["documents"]["is_latest"].to_pylist()) == 1
    asked = [row for row in made.tables["defects"].to_pylist() if row["code"] == "newest-unknown"]
    assert {row["document_id"] for row in asked} == {"a", "b"} and {row["message_en"] for row in asked} == {
        "Which of these versions of one sheet is the newest? Nothing tells: a, b. Record the day of publication (published_on) of "
        "each in raw/sources.toml; until then the one with is_current counts."
    }
