"""Goals as cards: a box for each under the label 目指す拠点の姿, both ratings beside its text or below it by their raters' names."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.typeset.paper import Sheet
from pipeline.values import SourceError
from tests.layout.drawing import page, say
from tests.sheet.small_form import LABELS, LEFT, PLAIN, SAID, box, boxed, codes, read, sections, told
from tests.sheet.test_goal_tables import APART, ISSUES, TEXTS, Row, drawn, goals_of

LABEL: Row = ((12, "目指す拠点の姿"),)
READ = [("①", TEXTS[0], "A", "B"), ("②", TEXTS[1], "C", "D")]
CARDS: dict[str, Sequence[Row]] = {
    "ratings in one cell": [((10, f"①　{TEXTS[0]}"), (2, "法人 A　区 B")), ((10, f"②　{TEXTS[1]}"), (2, "法人 C　区 D"))],
    "each rater's in its own": [((8, f"①　{TEXTS[0]}"), (2, "法人 A"), (2, "区 B")), ((8, f"②　{TEXTS[1]}"), (2, "法人 C"), (2, "区 D"))],
    "raters beside ratings": [
        ((8, f"{mark}　{text}"), (1, "法人"), (1, operator), (1, "区"), (1, ward)) for mark, text, operator, ward in READ
    ],
    "ratings below the text": [
        ((12, f"①　{TEXTS[0]}\n自己評価　法人：A　区：B"),),
        ((12, f"②　{TEXTS[1]}\n自己評価　法人：C　区：D"),),
    ],
    "number in its own": [((1, "①"), (9, TEXTS[0]), (2, "法人 A　区 B")), ((1, "②"), (9, TEXTS[1]), (2, "法人 C　区 D"))],
    "ratings below each other": [((10, f"①　{TEXTS[0]}"), (2, "法人：A\n区：B")), ((10, f"②　{TEXTS[1]}"), (2, "法人：C\n区：D"))],
}


def cards(sheet: Sheet, y: float, rows: Sequence[Row], gap: float) -> float:
    """A box a row, so many points apart; where they end."""
    for row in rows:
        x, height = LEFT, 8 + 13 * max(len(text.splitlines()) for _, text in row)
        for wide, text in row:
            box(sheet, x, y, x + 40 * wide, y + height)
            for n, line in enumerate(text.splitlines()):
                say(sheet, x + 3, y + 13 + 13 * n, line)
            x += 40 * wide
        y += height + gap
    return y


def headed() -> Sheet:
    sheet = page()
    say(sheet, LEFT, 100, "１　親子の居場所事業", 12)
    return sheet


@pytest.mark.parametrize("gap", [4.0, 0.0], ids=["apart", "touching"])
@pytest.mark.parametrize("rows", CARDS.values(), ids=CARDS)
def test_goals_may_be_cards_under_their_label(rows: Sequence[Row], gap: float) -> None:
    sheet = headed()
    y = cards(sheet, 112, [LABEL, *rows], gap)
    sections(sheet, drawn(sheet, y, APART), {**SAID, "ward_reason": ()}, boxed, LABELS)
    found = read(sheet)
    assert goals_of(found.projects[0]) == READ
    assert [issue.text.text for issue in found.projects[0].prior_issues] == [issue[1:] for issue in ISSUES]
    assert told(found) == [one for one in PLAIN if one[0] != "ward_reason"]
    assert codes(found) == []


def test_the_label_may_be_a_line_of_its_own() -> None:
    sheet = headed()
    say(sheet, LEFT, 122, "■ 目指す拠点の姿")
    sections(sheet, cards(sheet, 130, CARDS["ratings in one cell"], 4), {**SAID, "ward_reason": ()}, boxed, LABELS)
    assert goals_of(read(sheet).projects[0]) == READ


def test_cards_go_on_overleaf() -> None:
    first, second = headed(), page()
    cards(first, 112, [LABEL, CARDS["ratings in one cell"][0]], 4)
    sections(second, cards(second, 60, CARDS["ratings in one cell"][1:], 4), {**SAID, "ward_reason": ()}, boxed, LABELS)
    assert goals_of(read(first, second).projects[0]) == READ


def test_a_frame_may_hold_heading_label_and_cards() -> None:
    sheet = page()
    rows = [((12, "１　親子の居場所事業"),), LABEL, *CARDS["ratings in one cell"]]
    sections(sheet, cards(sheet, 88, rows, 0), {**SAID, "ward_reason": ()}, boxed, LABELS)
    assert goals_of(read(sheet).projects[0]) == READ


@pytest.mark.parametrize("gap", [4.0, 0.0], ids=["apart", "touching"])
def test_what_holds_more_texts_than_the_goals_is_no_card(gap: float) -> None:
    """Nobody can tell goals from issues of the term before by their columns where these have no headers."""
    rows = [((5, f"{mark}　{text}"), (5, ISSUES[0]), (2, f"法人 {a}　区 {b}")) for mark, text, a, b in READ]
    sheet = headed()
    sections(sheet, cards(sheet, 112, [LABEL, *rows], gap), SAID, boxed, LABELS)
    with pytest.raises(SourceError):
        read(sheet)


def test_no_label_makes_a_row_of_ratings_a_card_but_that_of_the_goals() -> None:
    """The reasons may end with a table of who rated what, as a card would say it."""
    sheet = headed()
    y = cards(sheet, 112, [LABEL, *CARDS["ratings in one cell"]], 4)
    y = sections(sheet, y, {**SAID, "ward_reason": (), "viewpoints": ()}, boxed, LABELS)
    cards(sheet, y + 10, [((10, "前の年の評価"), (2, "法人 A　区 B"))], 4)
    assert len(read(sheet, lost=None).projects[0].goals) == len(READ)


@pytest.mark.parametrize("ratings", ["法人 －　区 未評価", "法人：－／区：なし"])
def test_a_card_may_say_that_there_is_no_rating(ratings: str) -> None:
    sheet = headed()
    rows = [CARDS["ratings in one cell"][0], ((9, f"②　{TEXTS[1]}"), (3, ratings))]
    sections(sheet, cards(sheet, 112, [LABEL, *rows], 4), SAID, boxed, LABELS)
    found = read(sheet)
    assert goals_of(found.projects[0]) == [READ[0], ("②", TEXTS[1], None, None)]
    assert codes(found) == ["rating-left-open"] * 2
