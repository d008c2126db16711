"""The defect catalogue: complete sentences in two languages, the issue's severities, every code that the pipeline gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.form.words import looks_like_label
from pipeline.rules import load
from pipeline.rules.defects import defect_catalogue, language, message, severity, table, where
from pipeline.values import Defect, Place

PIPELINE = Path(__file__).parents[2] / "pipeline"
ERRORS = {
    "unreadable", "not-a-file", "outside-raw", "empty", "not-pdf", "damaged", "truncated", "encrypted", "too-large", "no-text",
    "no-unicode", "not-this-form", "two-sheets", "no-goal-table", "project-doubled", "out-of-time", "out-of-memory", "reader-failed",
    "sheet-attached", "text-lost", "expectation-failed", "part-unread", "ocr-too-poor",
    "table-missing", "file-changed", "source-missing", "source-differs", "contract-broken",  # what "verify" finds
}  # fmt: skip


def test_what_refuses_a_source_is_what_was_agreed() -> None:
    assert {code for code, entry in defect_catalogue().items() if entry.severity == "error"} == ERRORS


@pytest.mark.parametrize("code", sorted(defect_catalogue()))
def test_every_defect_says_what_and_what_to_do(code: str) -> None:
    defect = Defect(code, quote="ここ", values=(("other", "x"), ("printed", "1"), ("computed", "2"), ("limit", "60 s"), ("reason", "y")))
    for spoken in ("ja", "en"):
        said = message(defect, spoken)
        assert said.endswith("。" if spoken == "ja" else ".")
        assert "{" not in said
        bare = message(Defect(code), spoken)
        assert "「」" not in bare and "“”" not in bare and "()" not in bare


def test_every_code_that_the_pipeline_gives_is_in_the_catalogue() -> None:
    given = set()
    for path in PIPELINE.rglob("*.py"):
        given |= set(re.findall(r"(?:Defect|_at|_defect)\(\s*\"([a-z][a-z-]+)\"", path.read_text(encoding="utf-8")))
    assert given and given <= set(defect_catalogue())


def test_an_unknown_code_refuses_and_is_named() -> None:
    assert severity(Defect("no-such-code")) == "error"
    assert "no-such-code" in message(Defect("no-such-code"), "ja")


def test_where_is_said_in_the_words_of_the_form() -> None:
    defect = Defect("rating-missing", 7, place=Place(3, "情報収集・提供事業", "ward_reason", "②"))
    assert where(defect, "ja") == "7ページ ＞ 3 情報収集・提供事業 ＞ 評価の理由(区) ②"
    assert where(defect, "en") == "page 7 > 3 情報収集・提供事業 > reasons (ward) ②"
    assert where(Defect("not-pdf"), "ja") == ""


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [({"LANG": "ja_JP.UTF-8"}, "ja"), ({"LANG": "C"}, "en"), ({"LC_ALL": "en_GB", "LANG": "ja_JP"}, "en"), ({"LC_MESSAGES": "ja"}, "ja")],
)
def test_the_locale_chooses_the_language(environment: dict[str, str], wanted: str) -> None:
    assert language(environment) == wanted


def test_the_tables_for_the_readme_have_a_row_for_every_code() -> None:
    for spoken in ("ja", "en"):
        assert len(list(table(spoken))) == 2 + len(defect_catalogue())


def test_labels_in_unknown_words_are_told_from_text() -> None:
    rule = load("checks")["labels"]
    assert all(looks_like_label(text) for text in rule["examples"])
    assert not any(looks_like_label(text) for text in rule["not_examples"])


def test_page_numbers_match_their_examples() -> None:
    rule = load("checks")["page_numbers"]
    import unicodedata

    def matches(text: str) -> bool:
        return re.fullmatch(rule["pattern"], "".join(unicodedata.normalize("NFKC", text).split())) is not None

    assert all(matches(text) for text in rule["examples"])
    assert not any(matches(text) for text in rule["not_examples"])
