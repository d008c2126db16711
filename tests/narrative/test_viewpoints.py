"""Statements and viewpoints of an invented ward; the goals and sentences are written for these tests."""

from dataclasses import replace

import pytest

from pipeline.narrative.explain import explain
from pipeline.narrative.viewpoints import viewpoint_links, weighed_statements
from pipeline.sheet.model import Goal, Project, Section, Statement, StatementKind, Viewpoint
from pipeline.values import Printed
from tests.support.gold_sheets import GOLD_IDS, gold_path, sheet_from_gold

VIEWPOINTS = (
    "はじめての人も入りやすく、ゆっくり過ごせるようにしているか。",
    "さまざまな家庭が利用できるように配慮し、多様な養育者を受け入れているか。",
    "利用者の声を集め、ニーズを把握しているか。",
    "把握したニーズを区と共有し、事業の改善に生かしているか。",
    "年齢に応じた遊びの環境を整えているか。",
)
GOALS = (
    "だれもが気軽に立ち寄り、ほっと過ごせる。",
    "多様な家庭が訪れる場になっている。",
    "利用者の声を聞き、ニーズに応える。",
    "子どもが年齢に応じて遊び、育つ。",
)


def statement(text: str, seq: int, *goals: int, section: Section = "operator_reason", kind: StatementKind = "bullet") -> Statement:
    return Statement(section, seq, seq, kind, 0, None, "・", Printed(text), None, None, None, goals)


def project(*statements: Statement, viewpoints: tuple[str, ...] = VIEWPOINTS) -> Project:
    goals = tuple(Goal(no, str(no), Printed(text), None, None, None, None, (), ()) for no, text in enumerate(GOALS, 1))
    asked = tuple(Viewpoint(no, mark, Printed(text)) for no, (mark, text) in enumerate(zip("アイウエオカ", viewpoints, strict=False), 1))
    return Project(1, "ibasho", Printed("親子の居場所事業"), goals, (), statements, (), (), asked)


STATEMENTS = (
    statement("受付の職員が笑顔で迎え、授乳室の椅子も新しくした。", 1, 1),
    statement("双子の家庭と、日本に来て間もない外国の家庭が集まる日を設けた。", 2, 2),
    statement("毎月アンケートを行い、意見箱にも声が寄せられた。", 3, 3),
    statement("寄せられた意見を区と共有し、開館時間の見直しに反映した。", 4, 3),
    statement("砂場とおもちゃを新しくし、一歳向けの遊びの会を開いた。", 5, 4),
    statement("意見箱の声を分類し、来年度の事業の見直しにつなげた。", 1, section="outcome"),
)


def first_links(of: Project) -> list[int]:
    return [link.viewpoint_no for link in viewpoint_links(of) if link.rank == 1]


def test_each_statement_finds_the_viewpoint_it_answers() -> None:
    assert first_links(project(*STATEMENTS)) == [1, 2, 3, 4, 5, 4]


def test_letters_and_order_of_the_viewpoints_play_no_part() -> None:
    turned = project(*STATEMENTS, viewpoints=VIEWPOINTS[::-1])
    assert first_links(turned) == [6 - no for no in first_links(project(*STATEMENTS))]


def test_a_link_gives_the_rule_and_the_words_that_decided() -> None:
    link = viewpoint_links(project(*STATEMENTS))[0]
    assert link.rule.partition(":")[0] in ("theme", "goal", "likeness", "word")
    assert {"笑顔", "授乳"} <= set(link.evidence)


def test_headings_and_notes_are_not_linked() -> None:
    heading = statement("年齢に応じた遊び", 6, 4, kind="heading")
    note = statement("※ 砂場は令和5年度から", 7, 4, kind="note")
    assert viewpoint_links(project(*STATEMENTS, heading, note)) == viewpoint_links(project(*STATEMENTS))


def test_a_statement_without_any_reason_is_linked_to_nothing() -> None:
    assert viewpoint_links(project(statement("ああああ", 1))) == ()


def test_a_project_without_viewpoints_has_no_links() -> None:
    assert viewpoint_links(project(*STATEMENTS, viewpoints=())) == ()


def test_the_goal_of_a_statement_speaks_where_its_words_do_not() -> None:
    bland = statement("翌年度も続けた。", 6, 4)
    (_, candidates) = weighed_statements(project(*STATEMENTS[:5], bland))[5]
    assert candidates[0].viewpoint.viewpoint_no == 5
    assert candidates[0].supports[0].rule == "goal:g4"


def test_what_answers_nothing_has_no_link() -> None:
    thanks = statement("空調設備の更新工事は、令和4年11月に終わった。関係者の皆様に感謝する。", 6)
    assert not [link for link in viewpoint_links(project(*STATEMENTS, thanks)) if link.seq == 6 and link.section == "operator_reason"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("「エ」に当たる定例の話合いを続けた。", [4]),
        ("視点ウとして、意見箱を置いた。", [3]),
        ("視点「ｱ」「ｲ」のとおり。", [1, 2]),
        ("続けている（ア・オ）。", [1, 5]),
        ("視点イ～エを一体で行った。", [2, 3, 4]),
    ],
)
def test_a_viewpoint_that_a_statement_names_comes_first_whatever_else_it_says(text: str, wanted: list[int]) -> None:
    named = [link for link in viewpoint_links(project(statement(f"砂場を広げた。{text}", 1, 4))) if link.rule == "named"]
    assert [link.viewpoint_no for link in sorted(named, key=lambda link: link.viewpoint_no)] == wanted
    assert {(link.status, link.rank <= len(wanted)) for link in named} == {("asserted", True)}


@pytest.mark.parametrize(
    "text", ["アンケートを「イベント」で行った。", "「ア」と言う声", "視点を変えた。", "(1)を実施した。", "視点アップの研修"]
)
def test_a_letter_that_names_no_viewpoint_is_none(text: str) -> None:
    assert "named" not in {link.rule for link in viewpoint_links(project(statement(text, 1)))}


def test_a_viewpoint_that_nobody_asked_before_gets_suggestions_only() -> None:
    strange = "屋根の色を毎年塗りかえているか。"
    found = viewpoint_links(project(statement("屋根の色を青に塗りかえた。", 1), viewpoints=(*VIEWPOINTS[2:], strange)))
    assert {link.status for link in found if link.viewpoint_no == 4} <= {"suggested"}


@pytest.mark.parametrize("gold_id", GOLD_IDS)
def test_links_of_whole_sheets_are_ranked_bounded_and_explained(gold_id: str) -> None:
    sheet = sheet_from_gold(gold_path(gold_id))
    for one in sheet.projects:
        links = viewpoint_links(one)
        numbers = {viewpoint.viewpoint_no for viewpoint in one.viewpoints}
        by_statement: dict[tuple[str, int], list[int]] = {}
        for link in links:
            assert 0 <= link.score <= 1
            assert link.viewpoint_no in numbers
            assert link.rule
            assert link.evidence
            assert link.status in ("asserted", "suggested") and link.probability is not None and 0 <= link.probability <= 1
            by_statement.setdefault((link.section, link.seq), []).append(link.rank)
        assert all(ranks == list(range(1, len(ranks) + 1)) and len(ranks) <= 3 for ranks in by_statement.values())
        assert viewpoint_links(one) == links


def test_an_explanation_agrees_with_the_links() -> None:
    sheet = replace(sheet_from_gold(gold_path("minatomi-r2")))
    one = sheet.projects[0]
    chosen, candidates = weighed_statements(one)[3]
    explained = explain(sheet, 1, chosen)
    assert explained.candidates == candidates
    assert len(explained.candidates) == len(one.viewpoints)
    assert "".join(token.surface for token in explained.tokens) == chosen.text.text
    chances = [candidate.probability for candidate in explained.candidates]
    assert chances == sorted(chances, reverse=True)


def test_explaining_what_is_not_there_is_a_key_error() -> None:
    sheet = sheet_from_gold(gold_path("minatomi-r2"))
    with pytest.raises(KeyError):
        explain(sheet, 1, STATEMENTS[0])
