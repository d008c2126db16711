"""Text of a section in two columns as a newspaper has them is read down one and then the other; what only looks so is left as it is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.typeset import Look, excerpt, ward
from benchmarks.typeset.grid import Border
from benchmarks.typeset.habits import Habits, typeset_with
from benchmarks.typeset.paper import Press, Sheet, written
from benchmarks.variations import measured
from pipeline.form.compiled import form_rules
from pipeline.layout import layouts_of
from pipeline.outline.text_columns import text_columns
from pipeline.pages import read_pages
from tests.layout.drawing import page, plain_table, rule, say
from tests.sheet.test_columns_of_text import LEFT, MIDDLE, RIGHT, frame, goals, lines, read

UPPER = (
    "①　安心して過ごせる場",
    "・平日の午後の利用が伸び、相談の件数も前年度を上回",
    "　った。",
    "・父親の会を開き、初めての人も話しやすくした。",
    "②　地域とのつながり",
)
LOWER = (
    "・出張ひろばを開き、拠点から遠い地区の家庭とも会え",
    "　た。",
    "・商店街の催しに加わり、拠点を知る人が増えた。",
    "・会場では相談も受け、保健師につないだ。",
)
READ = [
    ("heading", 0, None, "安心して過ごせる場"),
    ("bullet", 0, "安心して過ごせる場", "平日の午後の利用が伸び、相談の件数も前年度を上回った。"),
    ("bullet", 0, "安心して過ごせる場", "父親の会を開き、初めての人も話しやすくした。"),
    ("heading", 0, None, "地域とのつながり"),
    ("bullet", 0, "地域とのつながり", "出張ひろばを開き、拠点から遠い地区の家庭とも会えた。"),
    ("bullet", 0, "地域とのつながり", "商店街の催しに加わり、拠点を知る人が増えた。"),
    ("bullet", 0, "地域とのつながり", "会場では相談も受け、保健師につないだ。"),
]
TABLE = [["年度", "人数"], ["令和３年度", "120人"], ["令和４年度", "150人"]]
TOP = 160.0


def sheet(left: Sequence[str], right: Sequence[str], *, label: str = "評価の理由（法人）", off: float = 0.0, y: float = TOP) -> Sheet:
    """A project with text in two columns under a label, and another section below."""
    made = page()
    bottom = goals(made)
    for x in (LEFT, 306, 456, 496, RIGHT):
        rule(made, x, 90, x, bottom)
    say(made, LEFT + 4, 142, label)
    lines(made, LEFT + 4, y, tuple(left))
    lines(made, MIDDLE + 4, TOP + off, tuple(right))
    say(made, LEFT + 4, 320, "評価の理由（区）")
    say(made, LEFT + 4, 336, "・区は広報を手伝った。")
    return made


def places(made: Sheet) -> list[tuple[int, int]]:
    """From where to where the white between columns of text is."""
    pages = read_pages(written([made], Press()))
    found = text_columns(pages, layouts_of(pages), form_rules())
    return [(round(place.white[0]), round(place.white[1])) for place in found]


@pytest.mark.parametrize(
    ("left", "right", "rule_at", "is_found"),
    [
        (LOWER[:2], LOWER[2:3], (TOP - 8, TOP + 18), True),
        (LOWER[3:], LOWER[2:3], (TOP - 8, TOP + 4), True),
        (LOWER[:2], LOWER[2:3], None, False),
        (LOWER[:2], LOWER[2:3], (TOP - 8, TOP + 4), False),
        (LOWER[:2], ("・出張ひろば、父親の会、沐浴の講座と見学会",), (TOP - 8, TOP + 18), False),
    ],
    ids=["beside both lines", "beside one line each", "none", "beside the first", "no sentence there"],
)
def test_two_lines_beside_one_are_columns_with_a_rule_between(
    left: Sequence[str], right: Sequence[str], rule_at: tuple[float, float] | None, is_found: bool
) -> None:
    made = sheet(left, right)
    frame(made, 128, (148, 200), "closed")
    if rule_at:
        made.line(MIDDLE - 8, rule_at[0], MIDDLE - 8, rule_at[1], 0.3, (0, 0, 0))
    assert bool(places(made)) is is_found


@pytest.mark.parametrize("kind", ["none", "closed"])
@pytest.mark.parametrize("off", [0.0, 6.0], ids=["in line", "out of line"])
@pytest.mark.parametrize("between", [None, 0.3, 0.8], ids=["white", "a thin rule", "a rule"])
def test_text_goes_down_one_column_and_then_the_next(kind: str, off: float, between: float | None) -> None:
    made = sheet(UPPER, LOWER, off=off)
    frame(made, 128, (148, 300), kind)
    if between:
        made.line(MIDDLE - 8, TOP - 8, MIDDLE - 8, TOP + 62, between, (0, 0, 0))
    result = read(made)
    (project,) = result.projects
    found = [(s.kind, s.level, s.heading, s.text.text) for s in project.statements if s.section == "operator_reason"]
    assert found == READ
    assert [s.text.text for s in project.statements if s.section == "ward_reason"] == ["区は広報を手伝った。"]
    assert result.accounting.chars_unaccounted == 0
    assert not project.tables


@pytest.mark.parametrize("off", [0.0, 4.0], ids=["in line", "out of line"])
@pytest.mark.parametrize("at", [4, 2], ids=["at the foot of the first column", "within it"])
def test_a_label_may_stand_in_one_column_of_outcomes_and_challenges(at: int, off: float) -> None:
    outcomes, challenges = UPPER[1:4], LOWER
    said = ("（成果）", *outcomes, "（課題）", *challenges) if at == 4 else ("（成果）", outcomes[2], "（課題）", *challenges, *UPPER[1:3])
    made = sheet(said[:5], said[5:], label="拠点事業としての成果と課題", off=off)
    (project,) = read(made).projects
    found = [(s.section, s.text.text[:5]) for s in project.statements if s.section != "ward_reason"]
    several = [("outcome", "平日の午後"), ("outcome", "父親の会を"), *[("challenge", text[1:6]) for text in (LOWER[0], *LOWER[2:])]]
    one = [*several[1:], ("challenge", "平日の午後")]
    assert found == (several if at == 4 else one)


@pytest.mark.parametrize("off", [0.0, 4.0], ids=["in line", "out of line"])
def test_a_table_in_the_first_column_has_its_caption_and_the_text_beside_it_follows(off: float) -> None:
    made = sheet(("■利用者数",), (*UPPER, *LOWER[2:]), off=off)
    plain_table(TABLE).draw(made, LEFT + 10, TOP + 8)
    (project,) = read(made).projects
    assert [table.caption and table.caption.text for table in project.tables] == ["■利用者数"]
    assert next(s.text.text for s in project.statements if s.section == "operator_reason") == "安心して過ごせる場"


@pytest.mark.parametrize("border", [Border(), Border("double")], ids=["single", "double"])
def test_a_table_in_the_next_column_is_not_beside_the_text_of_the_first(border: Border) -> None:
    """The outer stroke of a double rule over the table stands higher than any text of the columns."""
    made = sheet(UPPER[:4], (), off=0)
    plain_table(TABLE, border=border).draw(made, MIDDLE + 10, TOP - 12)
    lines(made, MIDDLE + 4, TOP + 56, (UPPER[4], *LOWER[2:]))
    (project,) = read(made).projects
    found = [(s.heading, s.text.text) for s in project.statements if s.section == "operator_reason"]
    assert found == [(heading, text) for _, _, heading, text in (*READ[:4], *READ[5:])]
    assert [cell.text.text for table in project.tables for cell in table.cells] == [text for row in TABLE for text in row]


@pytest.mark.parametrize("drawn", ["round", "cut", "square"])
def test_columns_under_a_label_in_a_drawn_shape_are_text_too(drawn: str) -> None:
    made = sheet(UPPER, LOWER, label="")
    made.shape(LEFT, 130, LEFT + 100, 150, 0.0 if drawn == "square" else 5.0, is_round=drawn == "round")
    say(made, LEFT + 6, 143, "評価の理由（法人）")
    found = [(s.kind, s.level, s.heading, s.text.text) for s in read(made).projects[0].statements if s.section == "operator_reason"]
    assert found == READ


def test_columns_beside_a_label_of_two_lines_are_text_too() -> None:
    made = page()
    goals(made)
    side = LEFT + 60
    for k, text in enumerate(("評価の理由", "（法人）")):
        say(made, LEFT + 4, 160 + 14 * k, text)
    middle = (side + RIGHT) / 2
    lines(made, side + 4, TOP, UPPER[:1] + tuple(text[:18] for text in UPPER[1:2]) + UPPER[2:4])
    lines(made, middle + 8, TOP, tuple(text[:20] + "。" for text in LOWER))
    for y in (146, 240):
        rule(made, LEFT, y, RIGHT, y)
    for x in (LEFT, side, RIGHT):
        rule(made, x, 146, x, 240)
    assert len(places(made)) == 1


@pytest.mark.parametrize(("width", "x"), [(90, 360), (78, 303)], ids=["over the middle", "up to it"])
def test_tables_side_by_side_over_both_columns_are_in_neither(width: int, x: int) -> None:
    """Those that end near the middle leave less white there than the columns below them."""
    made = sheet((), ())
    plain_table([[*row, "備考"] for row in TABLE], width).draw(made, LEFT + 4, 150)
    plain_table(TABLE, 60).draw(made, x, 150)
    lines(made, LEFT + 4, 220, UPPER)
    lines(made, MIDDLE + 4, 220, LOWER)
    (project,) = read(made).projects
    assert [(s.kind, s.level, s.heading, s.text.text) for s in project.statements if s.section == "operator_reason"] == READ
    assert len(project.tables) == 2


def test_columns_end_at_a_rule_over_what_follows_though_its_label_is_unknown() -> None:
    made = sheet(UPPER, LOWER)
    rule(made, LEFT, 240, RIGHT, 240)
    say(made, LEFT + 4, 254, "区の見解")
    rule(made, LEFT, 260, RIGHT, 260)
    found = [(s.kind, s.level, s.heading, s.text.text) for s in read(made).projects[0].statements if s.section == "operator_reason"]
    assert found[: len(READ)] == READ


def test_columns_under_tables_between_two_rules_are_no_row_of_a_table() -> None:
    look, had = Look(frame="split"), Habits(newspaper=True)
    outcome = measured("x", look, typeset_with(excerpt(ward("minatomi-r2"), (4,)), look, had), had=had)
    assert (outcome.broken, outcome.wrong) == ("", 0)


NAMES = ("あおぞら広場", "みどりの家の会", "子育てサロンひまわり", "北町地区センター", "駅前の交流ひろば")
ASKED = (
    "ア　初めて訪れる人への配慮が行き届いているか。",
    "イ　居心地のよい空間をつくれているか。",
    "ウ　利用していない家庭に目を向けているか。",
)


@pytest.mark.parametrize(
    "made",
    [
        sheet(NAMES, NAMES),
        sheet(UPPER, LOWER, label="（成果）　　　　　　　　　　　　　　　　（課題）"),
        sheet(ASKED, ASKED, label="振り返りの視点"),
        sheet((*UPPER[:2], "・" + "広い部屋で行った。" * 5), LOWER[:1]),
        sheet(UPPER[:2], LOWER[:2]),
        sheet(UPPER, ("人", "人", "人", "。")),
        sheet(UPPER, LOWER, off=90),
        sheet(UPPER, ()),
    ],
    ids=[
        *("names", "results under labels of their own", "viewpoints", "a line over both", "two lines", "short lines", "below each other"),
        "one column",
    ],
)
def test_what_is_no_text_in_columns(made: Sheet) -> None:
    assert places(made) == []


def test_rules_that_lead_from_one_to_the_other_make_rows_of_them() -> None:
    made = sheet(UPPER, LOWER)
    assert len(places(made)) == 1
    rule(made, LEFT, TOP + 18, RIGHT, TOP + 18)
    assert places(made) == []


def test_two_tables_side_by_side_are_no_text() -> None:
    made = sheet(("■利用者数",), ("■相談の件数",))
    plain_table(TABLE).draw(made, LEFT + 10, TOP + 8)
    plain_table(TABLE).draw(made, MIDDLE + 10, TOP + 8)
    assert places(made) == []
    assert len(read(made).projects[0].tables) == 2
