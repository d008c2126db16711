"""What the signs at the heads of a section's lines tell of each other: where items with a sign surely open, and which signs join words.

In come the lines of a stretch, out goes whether a sign is one within a sentence that was broken before it: 子ども｜・家庭, 声｜→対応.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from pipeline.form.marks import JOINING, Mark, is_cut_at_joint
from pipeline.outline.edges import MOST_SLACK, SENTENCE_END
from pipeline.rules.captions import is_sentence_without_stop

FEWEST_ITEMS = 4
"""so many items show what is usual among them"""


@dataclass(frozen=True)
class ItemSigns:
    """Lines in order: the mark of each, its text, the sign that ends its sentence, and how much room (in em) the line before left for
    it."""

    marks: Sequence[Mark]
    texts: Sequence[str]
    last: Sequence[str]
    rooms: Sequence[float]

    @cached_property
    def _opening(self) -> Sequence[Mark]:
        """The marks of the lines that surely open a paragraph: behind a full stop, or room to spare."""
        return [mark for k, mark in enumerate(self.marks) if k == 0 or self.last[k - 1] in SENTENCE_END or self.rooms[k] > MOST_SLACK]

    @cached_property
    def _places(self) -> Mapping[str, list[float]]:
        """Where items surely open, in order, by their sign."""
        places: dict[str, list[float]] = {}
        for mark in sorted(self._opening, key=lambda mark: mark.x):
            places.setdefault(mark.text, []).append(mark.x)
        return places

    def open_at(self, mark: Mark) -> bool:
        """Whether items with the same sign surely open where a mark stands that may be none."""
        places, reach = self._places.get(mark.text, ()), mark.text_x - mark.x
        return any(x < mark.x + reach for x in places[bisect_right(places, mark.x - reach) :][:1])

    @cached_property
    def lone(self) -> frozenset[str]:
        """The marks with which one line alone begins."""
        return frozenset(sign for sign, many in Counter(mark.text for mark in self.marks).items() if many == 1)

    def joins_words(self, k: int) -> bool:
        """Whether line ``k`` begins with the ・ within a word, or with an arrow that stands between words here. A line that says what was
        done may end a sentence whose full stop was forgotten."""
        text = self.texts[k]
        if self.marks[k].kind == "arrow":
            return self.marks[k].text in self._inner_signs
        if is_cut_at_joint(self.texts[k - 1], text):
            return True
        is_ended = is_sentence_without_stop(self.texts[k - 1])
        return text[0] in JOINING and not text[1:2].isspace() and not is_ended and self._are_sentences

    @cached_property
    def _inner_signs(self) -> frozenset[str]:
        """The signs that stand within lines here (声→対応→結果), and with which none surely opens."""
        return frozenset(chain.from_iterable(text[1:] for text in self.texts)) - {mark.text for mark in self._opening}

    @cached_property
    def _are_sentences(self) -> bool:
        """Whether the items with ・ that stand over another, several at least, all end a sentence where there is room behind them."""
        ended, is_under = 0, False
        for k, mark in enumerate(self.marks):
            has_room = self.rooms[k] > MOST_SLACK
            is_item = mark.text in JOINING
            if is_item and is_under and self.last[k - 1] in SENTENCE_END:
                ended += 1
            elif is_item and is_under and has_room:
                return False
            is_under = is_item or is_under and mark.kind == "none" and not has_room
        return ended >= FEWEST_ITEMS
