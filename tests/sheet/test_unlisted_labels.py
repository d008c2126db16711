"""Labels in words that nobody listed are named, and what stands below them stays apart."""

from __future__ import annotations

import pytest

from benchmarks.typeset.paper import Sheet as Drawn
from pipeline.sheet.model import Sheet as Read
from tests.layout.drawing import page, say
from tests.sheet import small_form as form


def unowned(sheet: Read) -> list[tuple[str, str]]:
    return [(d.code, d.quote) for d in sheet.defects if d.code in ("label-unknown", "text-unaccounted")]


def read(*pages: Drawn) -> Read:
    """The sheet as read, of which nothing is lost but what is named."""
    sheet = form.read(*pages, lost=None)
    chars = {code: sum(len("".join(quote.split())) for found, quote in unowned(sheet) if found == code) for code, _ in unowned(sheet)}
    label, text = chars.get("label-unknown", 0), chars.get("text-unaccounted", 0)
    assert sheet.accounting.chars_unaccounted in (text, label + text)  # a label over nothing but other labels is the form's
    return sheet


@pytest.mark.parametrize("label", [form.boxed, form.round_box, form.cut_corners])
def test_a_label_in_other_words_is_named_and_its_text_stays_apart(label: form.Label) -> None:
    sheet = read(form.one_project(label=label, labels={"ward_reason": "区としての評価と受け止め"})[0])
    assert form.told(sheet) == [row for row in form.PLAIN if row[0] != "ward_reason"]
    assert unowned(sheet) == [("label-unknown", "区としての評価と受け止め"), ("text-unaccounted", "①　広報に載せた。")]


def test_outcomes_under_an_unknown_label_have_their_own() -> None:
    sheet = read(form.one_project(labels={"results": "この期間の成果と次の期間に向けた課題"})[0])
    assert form.told(sheet) == form.PLAIN
    assert form.codes(sheet) == ["label-unknown"]
    assert sheet.accounting.chars_unaccounted == 0  # it is published


@pytest.mark.parametrize("word", ["これまでとこれから", "区からひとこと"])
def test_words_without_any_of_the_forms_are_a_label_where_they_come_back(word: str) -> None:
    pages = [form.one_project(labels={"ward_reason": word}, top=140)[0] for _ in range(2)]
    assert [code for code, _ in unowned(read(*pages))].count("label-unknown") == 2


@pytest.mark.parametrize("label", [form.boxed, form.round_box])
@pytest.mark.parametrize("section", ["operator_reason", "ward_reason", "results", "viewpoints"])
def test_words_without_any_of_the_forms_are_a_label_where_a_listed_one_is_missing(section: str, label: form.Label) -> None:
    sheet = read(form.one_project(label=label, labels={section: "これまでとこれから"})[0])
    assert ("label-unknown", "これまでとこれから") in unowned(sheet)
    assert set(form.told(sheet)) <= set(form.PLAIN)


def line(sheet: Drawn, y: float, text: str) -> None:
    """A label that is a line over its text, in no box."""
    say(sheet, form.LEFT, y + 12, text)


@pytest.mark.parametrize("dress", ["", "●　"])
def test_a_line_is_a_label_where_every_project_that_lacks_one_has_it(dress: str) -> None:
    labels = {section: dress + text for section, text in (form.LABELS | {"ward_reason": "区から見た取組"}).items()}
    sheet = read(*(form.one_project(label=line, labels=labels, top=140)[0] for _ in range(2)))
    assert unowned(sheet).count(("label-unknown", f"{dress}区から見た取組")) == 2
    assert not {"区から見た取組", "広報に載せた。"} & {text for _, _, text in form.told(sheet)}


def test_an_item_in_the_same_words_is_none_where_labels_have_no_sign() -> None:
    sheet = read(*(form.one_project(label=line, labels={"ward_reason": "●　区から見た取組"}, top=140)[0] for _ in range(2)))
    assert [(section, text) for section, _, text in form.told(sheet)].count(("operator_reason", "区から見た取組")) == 2


@pytest.mark.parametrize("words", [("区から見た取組", "区の一言"), ("区から見た取組を述べる。",) * 2])
def test_lines_in_other_words_or_sentences_are_none(words: tuple[str, str]) -> None:
    sheet = read(*(form.one_project(label=line, labels={"ward_reason": word}, top=140)[0] for word in words))
    assert "label-unknown" not in form.codes(sheet)


@pytest.mark.parametrize("text", ["今後に向けて", "【今後に向けて】", "（単位：人）"])
@pytest.mark.parametrize("label", [form.boxed, line])
def test_a_line_of_a_section_is_no_label_where_the_next_one_is_missing(text: str, label: form.Label) -> None:
    """No listed label is set as it is: a heading or a unit within the text."""
    said = form.SAID | {"ward_reason": ("①　広報に載せた。", text, "・町内の会に知らせた。")}
    pages = [page() for _ in form.TITLES]
    for sheet, title in zip(pages, form.TITLES, strict=True):
        parts = {name: lines for name, lines in said.items() if name not in ("results", "outcome", "challenge")}
        form.sections(sheet, form.goals(sheet, 100, title=title), parts, label, form.LABELS)
    found = read(*pages)
    assert unowned(found) == []
    assert [text for section, _, text in form.told(found) if section == "ward_reason"][-1] == "町内の会に知らせた。"


def test_a_line_that_projects_with_all_labels_have_too_is_none() -> None:
    said = {"ward_reason": ("①　広報に載せた。", "今後に向けて", "・町内の会に知らせた。")}
    pages = [form.one_project(label=line, said=said, top=140)[0] for _ in range(2)]
    pages += [form.one_project(label=line, labels={"ward_reason": "今後に向けて"}, top=140)[0] for _ in range(2)]
    assert "label-unknown" not in form.codes(read(*pages))


def test_a_box_with_a_sentence_or_a_mark_is_no_label() -> None:
    sheet, y = form.one_project(said={"viewpoints": ()})
    for text in ("評価の会を開いた。", "・評価の会"):
        form.boxed(sheet, y + 8, text)
        y += 24
    assert "label-unknown" not in form.codes(read(sheet))


def test_an_unknown_label_at_the_side_makes_no_table() -> None:
    sheet = page()
    y = form.goals(sheet, 100) + 8
    for label, text in (
        ("評価の理由（法人）", "・広間の模様替えを行い、広く使えるようにした。"),
        ("評価の理由（区）", "①　広報に載せて、町内の会に知らせるようにした。"),
        ("区の受け止めと評価", "・町内の会に知らせて、広く使われるようになった。"),
    ):
        form.box(sheet, form.LEFT, y, 160, y + 40)
        form.box(sheet, 160, y, form.RIGHT, y + 40)
        say(sheet, form.LEFT + 4, y + 14, label)
        say(sheet, 164, y + 14, text)
        y += 40
    found = read(sheet)
    assert [section for section, _, _ in form.told(found)] == ["operator_reason", "ward_reason"]
    assert found.projects[0].tables == () and unowned(found)[0] == ("label-unknown", "区の受け止めと評価")


def test_a_cell_that_begins_with_a_listed_label_is_none() -> None:
    """成果 and 課題 in a cell each, one of which says 特になし alone."""
    sheet = page()
    parts = {section: form.SAID[section] for section in ("operator_reason", "ward_reason", "results")}
    y = form.sections(sheet, form.goals(sheet, 100), parts, form.boxed, form.LABELS)
    for lines in (("成果", "特になし"), ("課題", "・学ぶ時間が足りない。")):
        form.box(sheet, form.LEFT, y, form.RIGHT, y + 34)
        for k, line in enumerate(lines):
            say(sheet, form.LEFT + 4, y + 12 + 14 * k, line)
        y += 34
    form.sections(sheet, y, {"viewpoints": form.SAID["viewpoints"]}, form.boxed, form.LABELS)
    found = read(sheet)
    assert form.told(found)[2:] == [("outcome", "paragraph", "特になし"), ("challenge", "bullet", "学ぶ時間が足りない。")]
    assert "label-unknown" not in form.codes(found)


@pytest.mark.parametrize("label", [form.boxed, form.round_box])
def test_known_labels_make_no_noise(label: form.Label) -> None:
    assert form.codes(read(form.one_project(label=label)[0])) == []
