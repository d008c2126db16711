from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.narrative.tokens import tokens_of

PRINTED = "本区の地域子育て支援拠点では、ﾌﾟﾚﾊﾟﾊﾟﾏﾏ教室を１，２３４人の𠮷原さんと開催しました。"


def test_offsets_index_the_printed_text_in_code_points() -> None:
    tokens = tokens_of(PRINTED)
    assert [PRINTED[token.begin : token.end] for token in tokens] == [token.surface for token in tokens]
    assert tokens[0].begin == 0
    assert tokens[-1].end == len(PRINTED)
    assert [token.position for token in tokens] == list(range(1, len(tokens) + 1))


def test_full_and_half_width_stay_in_the_surface_and_fold_in_the_forms() -> None:
    by_surface = {token.surface: token for token in tokens_of(PRINTED)}
    assert by_surface["ﾌﾟﾚﾊﾟﾊﾟﾏﾏ教室"].normalized_form == "プレパパママ教室"
    assert by_surface["１，２３４"].normalized_form == "1234"


def test_a_verb_has_its_dictionary_and_normalised_form() -> None:
    token = next(token for token in tokens_of("経験を活かした") if token.pos[0] == "動詞")
    assert (token.surface, token.dictionary_form, token.normalized_form) == ("活かし", "活かす", "生かす")


def test_long_words_have_their_shortest_units_beside_them() -> None:
    token = tokens_of("地域子育て支援拠点")[0]
    assert token.mode == "C"
    assert token.units == ("地域", "子育て", "支援", "拠点")


def test_an_unknown_word_says_so() -> None:
    assert [token.is_oov for token in tokens_of("拠点𠮷")] == [False, True]


@pytest.mark.parametrize(
    "text",
    ["親子が遊ぶ。" * 5000, "あ" * 60_000, "㍿" * 20_000, "ﷺ" * 5_000, "拠点\n" * 9_000],
    ids=["sentences", "one run of kana", "one sign that folds to four", "one sign that folds to eighteen", "lines"],
)
def test_texts_beyond_what_the_tokenizer_takes_lose_nothing(text: str) -> None:
    tokens = tokens_of(text)
    assert "".join(token.surface for token in tokens) == text
    assert all(before.end == after.begin for before, after in pairwise(tokens))


def test_a_long_text_is_cut_after_a_sentence() -> None:
    text = "地域子育て支援拠点で親子が遊ぶ。" * 2000
    one = [token.surface for token in tokens_of("地域子育て支援拠点で親子が遊ぶ。")]
    assert [token.surface for token in tokens_of(text)] == one * 2000


def test_no_text_no_tokens() -> None:
    assert tokens_of("") == ()


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
def test_any_text_is_covered_from_begin_to_end(text: str) -> None:
    tokens = tokens_of(text)
    assert "".join(token.surface for token in tokens) == text
    assert all(token.surface and "".join(token.units) == token.surface for token in tokens)


def test_offices_and_meetings_are_cut_as_they_are_called_and_no_number_is_unknown() -> None:
    assert [token.surface for token in tokens_of("西区役所と中学校長会")] == ["西", "区役所", "と", "中学校長会"]
    assert not any(token.is_oov for token in tokens_of("10組、1,234人、２０２５年"))
