"""The rules of every edition of the form hold for their own examples and for nothing of their counter-examples."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from pipeline import rules
from pipeline.form.compiled import form_rules
from pipeline.form.words import plain
from pipeline.outline.ticks import is_place
from pipeline.sheet.front_fields import front_of
from pipeline.sheet.model import OverviewRow
from pipeline.values import Printed

FORM = rules.load("form")
EDITIONS = [kind["rules"] for kind in rules.load("kinds").values()]
Case = tuple[str, str, str, bool]


def cases(kind: str) -> Iterator[Case]:
    """(edition, name of the rule, text, whether it must match)."""
    for edition in EDITIONS:
        for name, entry in rules.load(edition)[kind].items():
            yield from ((edition, name, text, True) for text in entry.get("examples", ()))
            yield from ((edition, name, text, False) for text in entry.get("not_examples", ()))


def texts(entry: str) -> Iterator[tuple[str, str, bool]]:
    for edition in EDITIONS:
        yield from ((edition, text, True) for text in rules.load(edition)[entry].get("examples", ()))
        yield from ((edition, text, False) for text in rules.load(edition)[entry].get("not_examples", ()))


@pytest.mark.parametrize(("edition", "name", "text", "wanted"), list(cases("sections")))
def test_sections(edition: str, name: str, text: str, wanted: bool) -> None:
    assert (form_rules(edition).section_of(text) == name) == wanted


@pytest.mark.parametrize(("edition", "name", "text", "wanted"), list(cases("columns")))
def test_columns(edition: str, name: str, text: str, wanted: bool) -> None:
    assert (form_rules(edition).column_of(text) == rules.load(edition)["columns"][name]["holds"]) == wanted


@pytest.mark.parametrize(("edition", "text", "wanted"), list(texts("project_heading")))
def test_project_headings(edition: str, text: str, wanted: bool) -> None:
    assert (form_rules(edition).project_of(text) is not None) == wanted


@pytest.mark.parametrize(("edition", "text", "wanted"), list(texts("past_ratings")))
def test_ratings_of_a_term_before(edition: str, text: str, wanted: bool) -> None:
    assert form_rules(edition).is_past(text) == wanted


@pytest.mark.parametrize(("edition", "text", "wanted"), list(texts("operator_name")))
def test_names_of_an_operator(edition: str, text: str, wanted: bool) -> None:
    assert (form_rules(edition).names_operator(text) is not None) == wanted


@pytest.mark.parametrize(("edition", "text", "wanted"), list(texts("prior_term")))
def test_terms_of_prior_issues(edition: str, text: str, wanted: bool) -> None:
    assert bool(form_rules(edition).prior_term.search(plain(text))) == wanted


@pytest.mark.parametrize(("edition", "text", "wanted"), list(texts("contact")))
def test_contact_lines(edition: str, text: str, wanted: bool) -> None:
    assert form_rules(edition).is_contact(text) == wanted


@pytest.mark.parametrize(("edition", "text", "wanted"), list(texts("contents")))
def test_what_stands_over_a_list_of_contents(edition: str, text: str, wanted: bool) -> None:
    assert form_rules(edition).heads_contents(text) is wanted


@pytest.mark.parametrize(("edition", "text", "wanted"), list(texts("no_ward")))
def test_what_names_no_ward(edition: str, text: str, wanted: bool) -> None:
    assert form_rules(edition).names_ward(text) is not wanted


@pytest.mark.parametrize(("edition", "text", "wanted"), list(texts("further_parts")))
def test_parts_that_the_form_does_not_have(edition: str, text: str, wanted: bool) -> None:
    assert form_rules(edition).is_further(text) is wanted


@pytest.mark.parametrize(("edition", "text", "wanted"), list(texts("page_turns")))
def test_notes_that_a_text_goes_on_overleaf(edition: str, text: str, wanted: bool) -> None:
    assert form_rules(edition).is_page_turn(text) == wanted


@pytest.mark.parametrize(("edition", "text", "wanted"), list(texts("seals")))
def test_words_of_boxes_for_seals(edition: str, text: str, wanted: bool) -> None:
    assert form_rules(edition).is_of_seals(text) == wanted


@pytest.mark.parametrize(("edition", "text", "wanted"), list(texts("ticks")))
def test_the_pages_that_a_viewpoint_is_told_of_on(edition: str, text: str, wanted: bool) -> None:
    assert is_place(text) == wanted


@pytest.mark.parametrize(("edition", "text", "wanted"), list(texts("rating")))
def test_examples_of_ratings(edition: str, text: str, wanted: bool) -> None:
    assert (form_rules(edition).rating(text)[0] is not None) == wanted


@pytest.mark.parametrize(("edition", "text", "wanted"), list(texts("notes")))
def test_notes(edition: str, text: str, wanted: bool) -> None:
    assert form_rules(edition).is_note(text) == wanted


@pytest.mark.parametrize(("edition", "text", "wanted"), list(texts("title")))
def test_titles(edition: str, text: str, wanted: bool) -> None:
    assert bool(form_rules(edition).title.search(text)) == wanted


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_spelling_of_a_project_is_its_heading(edition: str) -> None:
    for project in rules.load(edition)["projects"]:
        for title in project["titles"]:
            assert form_rules(edition).project_of(f"{project['no']} {title}") == (project["no"], title)


def test_every_label_of_the_overview_is_its_own() -> None:
    for name, labels in FORM["overview"].items():
        for label in labels:
            assert form_rules().overview_of(label) == name


def test_no_label_is_two() -> None:
    labels = [plain(label) for labels in FORM["overview"].values() for label in labels]
    titles = [plain(title) for project in FORM["projects"] for title in project["titles"]]
    assert len(set(labels)) == len(labels)
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(("text", "value"), [("Ａ", "A"), (" B ", "B"), ("(C)", "C"), ("E", None), ("－", None), ("", None)])
def test_ratings(text: str, value: str | None) -> None:
    assert form_rules().rating(text)[0] == value


def test_what_is_unrated_is_allowed_and_anything_else_is_not() -> None:
    assert all(form_rules().rating(text) == (None, True) for text in FORM["rating"]["unrated"])
    assert form_rules().rating("E") == (None, False)


def test_a_sign_that_chooses_a_column_is_no_rating_by_itself() -> None:
    assert all(form_rules().is_choice(text) and form_rules().rating(text) == (None, False) for text in FORM["rating"]["choices"])
    assert not any(form_rules().is_choice(text) for text in ("A", "-", "", "○○"))


@pytest.mark.parametrize("text", FORM["notes"]["empty"])
def test_nothing_to_report(text: str) -> None:
    assert form_rules().is_empty(text)
    assert form_rules().is_empty(f"・{text}（検討中）")
    assert not form_rules().is_empty(f"{text}と考える利用者もいる")


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_rule_has_examples(edition: str) -> None:
    for kind in ("sections", "columns"):
        for name, entry in rules.load(edition)[kind].items():
            assert entry["examples"] and entry["not_examples"], f"{kind}.{name}"
            assert all(re.compile(re.sub(r"{[a-z_]+}", "x", pattern)) for pattern in entry["patterns"])


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("評 価 対 象 期 間", "period"),
        ("１　対象期間", "period"),
        ("(2) 対象期間", "period"),
        ("■対象期間", "period"),
        ("【対象期間】", "period"),
        ("②評価対象期間：", "period"),
        ("評価対象年度（期間）", "period"),
        ("実施年月日", "conducted"),
        ("評価を行った時期", "conducted"),
        ("評価を行った者", "implementer"),
    ],
)
def test_labels_of_the_overview_as_other_wards_set_them(label: str, name: str) -> None:
    assert form_rules().overview_of(label) == name


@pytest.mark.parametrize(
    "lines",
    [
        ("社会福祉法人うみべの会", "港見区こども家庭支援課"),
        ("港見区こども家庭支援課", "社会福祉法人うみべの会"),
        ("法人：社会福祉法人うみべの会", "区：港見区こども家庭支援課"),
        ("（運営法人）社会福祉法人うみべの会", "（区）港見区こども家庭支援課"),
        ("運営法人　社会福祉法人うみべの会", "区　港見区こども家庭支援課"),
        ("・社会福祉法人うみべの会", "・港見区こども家庭支援課"),
        ("① 社会福祉法人うみべの会", "② 港見区こども家庭支援課"),
        ("社会福祉法人うみべの会（運営法人）", "港見区こども家庭支援課（区）"),
        ("社会福祉法人", "うみべの会", "港見区こども家庭支援課"),
        ("社会福祉法人うみべの会、港見区こども家庭支援課",),
        ("社会福祉法人うみべの会及び港見区こども家庭支援課",),
        ("拠点運営法人 社会福祉法人うみべの会 / 港見区こども家庭支援課",),
    ],
)
def test_who_evaluated_is_told_without_marks_and_roles(lines: tuple[str, ...]) -> None:
    """Where no title names the ward, its office does."""
    front = front_of([], [OverviewRow(n, "事業の実施者", Printed(line, ())) for n, line in enumerate(lines, 1)], form_rules())
    assert (front.operator, front.ward_office, front.ward) == ("社会福祉法人うみべの会", "港見区こども家庭支援課", "港見区")


def test_a_row_in_which_no_cell_begins_has_no_labels() -> None:
    """As the second of two rows that all cells span."""
    assert form_rules().overview_labels(()) == []
