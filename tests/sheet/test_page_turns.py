"""A line that only says that the text goes on overleaf is furniture, and the sentence goes on behind it."""

from __future__ import annotations

from tests.layout.drawing import page, say
from tests.sheet.small_form import LABELS, LEFT, PLAIN, SAID, boxed, codes, goals, read, sections, told


def test_a_sentence_goes_on_behind_a_line_that_says_so() -> None:
    one, two = page(), page()
    sections(one, goals(one, 650), {"operator_reason": ("・広間の模様替え", "（次ページに続く）")}, boxed, LABELS)
    say(two, LEFT + 8, 60, "（前ページから）")
    say(two, LEFT + 8, 74, "　を行った。")
    sections(two, 80, {name: said for name, said in SAID.items() if name != "operator_reason"}, boxed, LABELS)
    found = read(one, two)
    assert (told(found), codes(found)) == (PLAIN, [])
    assert [account.chars_furniture for account in found.pages] == [9, 8]
