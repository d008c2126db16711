"""Another edition of the form, with six projects and other names of its sections, needs an entry, rules and examples: no code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow.compute as pc
import pytest

from benchmarks.typeset.paper import Press, written
from pipeline import rules
from pipeline.datasets.document import document_tables
from pipeline.form.compiled import form_rules
from pipeline.form.kinds import form_of, kinds
from pipeline.form.words import Form
from pipeline.pages import read_pages
from pipeline.pages.pdfium import Witness
from pipeline.proof.document import findings_of
from pipeline.run.work.reading import document_of
from pipeline.sheet.reader import sheet_of
from tests.sheet.small_form import PLAIN, codes, one_project, read, told
from tests.sheet.test_goal_tables import Row, goals_of, project_of

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


HEAD: Row = ((2, "備考"), (4, "望む姿"), (3, "区の印"), (3, "運営者の印"))


def test_its_goal_table_has_other_columns_in_another_order_and_other_letters() -> None:
    project, named = project_of([HEAD, ((2, "新規"), (4, "①　集える場となる。"), (3, "優"), (3, "良"))], LABELS, lost=2)
    assert goals_of(project) == [("①", "集える場となる。", "B", "A")]
    assert named == ["text-unaccounted"], "what a column holds that the contract has no place for is named"


def one_without(column: str, name: str, monkeypatch: pytest.MonkeyPatch) -> Form:
    """An edition that is like the first without a column."""
    below, own = rules.text, f'like = "form"\nwithout = ["columns.{column}"]\n'
    monkeypatch.setattr(rules, "text", lambda file: own if file == f"{name}.toml" else below(file))
    return form_rules(name)


def test_a_column_that_an_edition_lacks_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert form_rules().column_of("前期振り返りの課題") == "prior_issues"
    assert one_without("prior", "form_8", monkeypatch).column_of("前期振り返りの課題") is None


def test_what_an_edition_lacks_must_be_in_what_it_is_like(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(rules.RulesError, match=r"columns\.gaol"):
        one_without("gaol", "form_7", monkeypatch)


def test_its_rows_are_proved_by_its_own_labels() -> None:
    data = written([one_project(labels=LABELS)[0]], Press())
    rows = document_tables(document_of(sheet_of(read_pages(data), document_id="x", source_sha256="")))
    of_the_ward = pc.equal(rows["statements"]["section"], "ward_reason")
    section = pc.if_else(of_the_ward, "operator_reason", rows["statements"]["section"])
    swapped = rows["statements"].set_column(rows["statements"].schema.get_field_index("section"), "section", section)
    with Witness(data) as witness:
        assert findings_of(rows, witness).findings == []
        found = findings_of({**rows, "statements": swapped}, witness).findings
    assert [(one.defect.code, one.column, dict(one.defect.values)["other"]) for one in found] == [
        ("place-unproven", "section", "ward_reason")
    ]


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
