"""What a text is cut into does not depend on what was cut before it."""

from __future__ import annotations

import itertools

from pipeline.narrative import tokens as module


def test_readings_are_those_of_the_text_alone() -> None:
    texts = ("17人が参加した。", "17日に開いた。", "令和17年", "合わせて17", "一人ずつ", "一つ", "一月", "三つ", "三人", "二つ", "二人三脚")
    alone = {}
    for text in texts:
        module.tokens_of.cache_clear()
        module._words.clear()
        alone[text] = module.tokens_of(text)
    for order in itertools.islice(itertools.permutations(texts), 0, 400, 37):
        module.tokens_of.cache_clear()
        module._words.clear()
        for text in order:
            assert module.tokens_of(text) == alone[text]
