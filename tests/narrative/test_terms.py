from itertools import pairwise

from pipeline.narrative.terms import quoted_names, term_counts_of, terms_in, with_names
from pipeline.narrative.tokens import tokens_of
from tests.support.gold_sheets import gold_path, sheet_from_gold


def test_nouns_and_compounds_of_a_text() -> None:
    assert [use.norm for use in terms_in(tokens_of("巡回入園説明会を10組に行い、子供が公園で遊んだ。"))] == [
        "巡回",
        "入園",
        "説明会",
        "巡回入園説明会",
        "子供",
        "公園",
    ]


def test_a_counter_belongs_to_its_number() -> None:
    assert list(terms_in(tokens_of("年5回実施した"))) == []
    assert [use.norm for use in terms_in(tokens_of("50代会員"))] == ["会員"]


def test_a_name_that_a_sheet_quotes_is_one_term_wherever_it_stands_and_a_quoted_sentence_is_none() -> None:
    text = "「ふわっとサロン」を開いた。ふわっとサロンは好評で、「一人で来ても平気だった」「話を聞いてくれる人」との声もある。"
    names = quoted_names([text])
    assert names == {"ふわっとサロン"}
    printed = [use.printed for use in terms_in(with_names(tokens_of(text), names), names)]
    assert printed.count("ふわっとサロン") == 2 and "サロン" not in printed


def test_a_name_that_a_sheet_quotes_is_one_token_with_its_shortest_units() -> None:
    text = "年5回の「ふわっとサロン」は好評で、ふわっとサロンに区役所、中学校長会が加わった。"
    tokens = with_names(tokens_of(text), quoted_names([text]))
    whole = [token for token in tokens if token.surface == "ふわっとサロン"]
    assert [(token.units, token.pos[1], token.is_oov) for token in whole] == [(("ふわっ", "と", "サロン"), "固有名詞", False)] * 2
    assert "".join(token.surface for token in tokens) == text
    assert all(before.end == after.begin for before, after in pairwise(tokens))
    assert [token.position for token in tokens] == list(range(1, len(tokens) + 1))
    assert {"区役所", "中学校長会"} <= {token.surface for token in tokens}
    assert with_names(tokens_of("相談会を開いた。"), quoted_names([text])) == tokens_of("相談会を開いた。")


def test_a_term_is_shown_in_its_most_frequent_printed_spelling() -> None:
    sheet = sheet_from_gold(gold_path("minatomi-r2"))
    for section in term_counts_of(sheet):
        project = next(p for p in sheet.projects if p.project_no == section.project_no)
        printed = "\n".join(s.text.text for s in project.statements if s.section == section.section)
        assert set(section.spelling) == set(section.counts)
        assert len(set(section.spelling.values())) == len(section.spelling)
        assert all(spelling in printed for spelling in section.spelling.values())


def test_a_sheet_is_counted_by_project_and_section() -> None:
    sheet = sheet_from_gold(gold_path("minatomi-r2"))
    sections = term_counts_of(sheet)
    assert {(s.project_no, s.section) for s in sections} == {(p.project_no, s.section) for p in sheet.projects for s in p.statements}
    system = next(s for s in sections if (s.project_no, s.section) == (6, "operator_reason"))
    assert system.counts["交流会"] == 3
    said = [s for p in sheet.projects if p.project_no == 6 for s in p.statements if s.section == "operator_reason"]
    assert system.counts.keys() == system.first.keys()
    assert next(s.seq for s in said if "交流会" in s.text.text and s.kind in ("bullet", "paragraph")) == system.first["交流会"]
