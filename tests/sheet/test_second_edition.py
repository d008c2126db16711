"""Another edition of the form, with six projects and other names of its sections, needs an entry, rules and examples: no code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import rules
from pipeline.sheet.form import Form, form_rules
from pipeline.sheet.kinds import form_of, kinds
from tests.sheet.small_form import PLAIN, codes, one_project, read, told

FOLDER = Path(__file__).parent / "second_edition"
LABELS = {
    "operator_reason": "運営者の点検",
    "ward_reason": "区の所見",
    "results": "到達点と宿題",
    "outcome": "（到達点）",
    "challenge": "（宿題）",
    "viewpoints": "点検のしるべ",
}


@pytest.fixture(autouse=True)
def both_editions(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The rules of the folder beside the test are found before those of the package."""
    packaged = rules.text

    def text(name: str) -> str:
        own = FOLDER / name
        return own.read_text(encoding="utf-8") if own.exists() else packaged(name)

    monkeypatch.setattr(rules, "text", text)
    rules.load.cache_clear()
    kinds.cache_clear()
    yield
    monkeypatch.undo()
    rules.load.cache_clear()
    kinds.cache_clear()


def second() -> Form:
    return form_rules("form_9")


def test_a_sheet_of_the_second_edition_is_read_by_its_own_words() -> None:
    sheet = read(one_project(labels=LABELS)[0])
    assert told(sheet) == PLAIN
    assert [viewpoint.mark for viewpoint in sheet.projects[0].viewpoints] == ["ア", "イ"]
    assert codes(sheet) == []


def test_it_has_six_projects() -> None:
    missing = [dict(d.values)["project"] for d in read(one_project(labels=LABELS)[0]).defects if d.code == "project-missing"]
    assert missing == ["2 よろず相談事業", "3 便り事業", "4 つながり事業", "5 担い手事業", "6 預かり合い事業"]


def test_a_sheet_of_the_first_is_still_read_as_before() -> None:
    sheet = read(one_project()[0])
    assert told(sheet) == PLAIN and codes(sheet) == []
    assert form_of(["評価の理由（法人）", "親子の居場所事業"], scanned=False) is form_rules()


@pytest.mark.parametrize("scanned", [False, True])
def test_the_edition_is_told_by_its_labels(scanned: bool) -> None:
    assert form_of(["運営者の点検", "親子の居場所事業"], scanned=scanned).section_of("区の所見") == "ward_reason"


def test_its_examples_hold() -> None:
    for name, entry in rules.load("form_9")["sections"].items():
        assert all(second().section_of(text) == name for text in entry["examples"]), name
        assert not any(second().section_of(text) == name for text in entry["not_examples"]), name
    heading = rules.load("form_9")["project_heading"]
    assert all(second().project_of(text) for text in heading["examples"])
    assert not any(second().project_of(text) for text in heading["not_examples"])


def test_what_it_does_not_say_is_as_in_the_first() -> None:
    assert second().column_of("目指す拠点の姿") == "goals"
    assert second().rating("（Ｂ）") == ("B", True)
