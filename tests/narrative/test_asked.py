"""What is asked is known by what it says: the rules are whole, and wordings never seen are recognised."""

from __future__ import annotations

import pytest

from benchmarks.corpus import CODES, edition_of
from pipeline.narrative.asked import recognised
from pipeline.narrative.themes import themes, themes_in
from pipeline.narrative.weights import NOTHING, model, weights_of
from pipeline.rules import load
from tests.support.gold_sheets import PROJECT_CODES

KINDS = {"viewpoint": "v", "goal": "g"}


@pytest.mark.parametrize("kind", KINDS)
def test_codes_count_through_each_project_and_every_wording_is_one_code_s(kind: str) -> None:
    rules = load("viewpoints")[kind]
    for project in PROJECT_CODES:
        own = [rule["code"] for rule in rules if rule["code"].startswith(f"{project}.")]
        assert own == [f"{project}.{KINDS[kind]}{no}" for no in range(1, len(own) + 1)] and own
        wordings = [wording for rule in rules if rule["code"] in own for wording in (rule["text"], *rule["also"])]
        assert len(set(wordings)) == len(wordings)


@pytest.mark.parametrize("project", PROJECT_CODES)
def test_the_city_s_wording_is_the_same_whatever_its_width_and_spacing(project: str) -> None:
    rules = [rule for rule in load("viewpoints")["viewpoint"] if rule["code"].startswith(f"{project}.")]
    printed = [rule["text"].replace("(", "（").replace("、", "、 ") for rule in rules]
    found = recognised(printed[::-1], project)
    assert [(one.code, one.relation) for one in found if one] == [(rule["code"], "same") for rule in rules[::-1]]


def test_two_editions_that_the_rules_do_not_list_are_recognised() -> None:
    right = asked = 0
    for no, project in enumerate(CODES, 1):
        own = [one for one in edition_of("tsukihama") or () if one.project_no == no]
        found = recognised([one.text for one in own], project)
        city = [one for one in own if one.city]
        asked += len(city)
        right += sum(bool(f) and f.code.partition(".")[2] in one.city for one, f in zip(own, found, strict=True) if one.city and f)
    assert right / asked >= 0.9, (right, asked)


def test_what_the_city_does_not_ask_is_recognised_as_nothing() -> None:
    assert recognised(["毎朝かならず牛乳を飲むか。", "ああああ"], "sodan") == (None, None)
    assert recognised(["養育者が相談しやすい工夫をしているか。"], "another_project") == (None,)


def test_a_viewpoint_that_asks_two_things_shares_two_codes() -> None:
    (one,) = recognised(["ほかのサービスや専門機関に、必要に応じてつないでいるか。"], "support_system")
    assert one is not None and set(one.shares) == {"support_system.v10", "support_system.v11"}


def test_a_theme_is_known_by_any_of_its_words_but_not_inside_another() -> None:
    assert "father" in themes_in("お父さん向けの講座") and "father" in themes_in("ﾊﾟﾊﾟ の会")
    assert "father" not in themes_in("祖父が来た")
    assert themes_in("祖父と父親")["father"] == ("父",)


def test_every_weight_is_of_what_is_asked_and_of_a_theme_that_is_there() -> None:
    codes = {rule["code"] for rule in load("viewpoints")["viewpoint"]} | {NOTHING}
    lines = weights_of()
    assert {line.code for line in lines} == codes
    known = {theme.id for theme in themes()}
    for line in lines:
        kind, _, value = line.feature.partition(":")
        assert kind in ("constant", "theme", "word", "heading-theme", "heading", "goal", "section"), line
        assert "theme" not in kind or value in known, line
        assert 0 <= line.linked <= line.statements or line.feature == "constant", line


def test_an_asserted_link_is_more_sure_than_a_suggested_one() -> None:
    learned = model()
    assert 0 < learned.suggested <= learned.first < learned.asserted < learned.named <= 1
