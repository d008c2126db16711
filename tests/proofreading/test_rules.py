"""Every rule of ``rules/proofreading.toml`` marks its examples and leaves its counter-examples alone; no other rule minds either."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pytest

from pipeline import rules
from pipeline.proofreading import Slip, advice_of, place_of, reason_of, sheet_before, slips_of, title_of
from pipeline.proofreading.wording import rule, rule_codes
from pipeline.rules.defects import defect_catalogue
from pipeline.sheet.model import Goal, PriorIssue, Project, Section, Sheet, Statement, StatementKind
from pipeline.values import Box, Place, Printed
from tests.facts.drawn import drawn
from tests.support.small_sheet import small_sheet

CIRCLED, CHANGED = "①②③④⑤", "rating-changed"
Example = str | Mapping[str, Sequence[str]]


def printed(text: str, line: int) -> Printed:
    return Printed(text, (Box(1, 60.0, 40.0 + 10 * line, 400.0, 48.0 + 10 * line),))


def goals_of(texts: Sequence[str], ratings: str = "AB") -> tuple[Goal, ...]:
    operator, ward = tuple(ratings)
    return tuple(Goal(n, CIRCLED[n - 1], printed(t, n), operator, ward, operator, ward, (), ()) for n, t in enumerate(texts, 1))


def statement(section: Section, seq: int, text: str, kind: StatementKind = "bullet", goals: bool = False) -> Statement:
    """A statement of a text with its mark; where ``goals`` the mark's numbers are those of goals."""
    mark = (re.match(f"[{CIRCLED}・、～]+", text) or [""])[0]
    numbers = tuple(CIRCLED.index(char) + 1 for char in mark if char in CIRCLED) if goals else ()
    body = printed(text[len(mark) :], 20 + seq)
    return Statement(section, seq, seq, kind, 0, None, mark or "・" * (not goals), body, None, None, None, numbers)


def sheet_of(example: Example, ratings: str = "AB") -> Sheet:
    """The smallest sheet with what an example says: a text, the texts of a section, the rows of a table, a project's parts."""
    said: Mapping[str, Sequence[str]] = {"section": [example]} if isinstance(example, str) else example
    rows = [statement("operator_reason", n, text) for n, text in enumerate(said.get("section", ()), 1)]
    rows += [statement("operator_reason", n, text, "heading", goals=True) for n, text in enumerate(said.get("headings", ()), 1)]
    rows += [statement("operator_reason", 9, "①親子が過ごせる場を広げた。", goals=True)] if "headings" in said else []
    rows += [statement("ward_reason", n, text, goals=True) for n, text in enumerate(said.get("ward_reason", ()), 1)]
    table = drawn("\n".join(said["table"])) if "table" in said else None
    project = Project(
        1,
        "ibasho",
        printed("親子の居場所事業", 0),
        goals_of(said.get("goals", ()), ratings),
        (),
        tuple(rows),
        (table,) if table else (),
        (),
        (),
    )
    return replace(small_sheet(), overview=(), projects=(project,), defects=())


def examples(name: str) -> Iterator[tuple[str, Example]]:
    for code in rule_codes():
        for example in rule(code).get(name, ()) if code != CHANGED else ():
            yield code, example


@pytest.mark.parametrize(("code", "example"), list(examples("examples")))
def test_an_example_is_marked_with_its_place_and_by_its_rule_alone(code: str, example: Example) -> None:
    found = slips_of(sheet_of(example))
    assert {finding.rule for finding in found} == {code}
    for finding in found:
        assert (finding.page, finding.place.project_no) == (1, 1) and finding.box and finding.quote


@pytest.mark.parametrize(("code", "example"), list(examples("not_examples")))
def test_a_counter_example_is_left_alone(code: str, example: Example) -> None:
    assert slips_of(sheet_of(example)) == ()


def test_every_rule_has_sentences_in_both_languages_and_examples_or_a_defect() -> None:
    for code in rule_codes():
        defects = rule(code).get("defects", ())
        assert set(defects) <= set(defect_catalogue())
        assert defects or (rule(code)["examples"] and rule(code)["not_examples"])
        finding = Slip(code, 3, None, "引用", Place(1, "親子の居場所事業", "goals", "①"))
        for say in (title_of, reason_of, advice_of, place_of):
            assert say(finding, "ja") and say(finding, "en")
    assert set(rules.load("proofreading")) == {*rule_codes(), "words", "checklist"}


GOALS = {"goals": ["親子が過ごせる。", "誰もが使える。"]}


def rated(ratings: str, **said: Sequence[str]) -> Sheet:
    return sheet_of({**GOALS, "ward_reason": ["①会場を貸した。", "②案内を配った。"], **said}, ratings)


def before(sheet: Sheet) -> Sheet:
    return replace(sheet, document_id="former", period_start=2016, period_end=2020, term_no=2)


def test_a_rating_that_changed_without_a_word_is_one_line_for_both_who_rated() -> None:
    found = [finding for finding in slips_of(rated("AA"), before(rated("BB"))) if finding.rule == CHANGED]
    assert [(finding.quote, finding.place.mark) for finding in found] == [("法人 B → A、区 B → A", "①"), ("法人 B → A、区 B → A", "②")]
    assert "法人と区の評価は前期「B / B」、今期「A / A」" in reason_of(found[0], "ja")


@pytest.mark.parametrize(("name", "wanted"), [("examples", {"① 区"}), ("not_examples", set())])
def test_a_rating_that_changed_is_marked_where_the_reasons_say_nothing_of_it(name: str, wanted: set[str]) -> None:
    for example in rule(CHANGED)[name]:
        now, was = (
            sheet_of({**GOALS, "ward_reason": [f"①{said}" for said in example["said"]] + ["②案内を増やした。"]}, f"A{example[when]}")
            for when in ("now", "was")
        )
        issues = tuple(PriorIssue(n, "○", printed(text, n), None, None) for n, text in enumerate(example.get("issues", ()), 1))
        now = replace(now, projects=(replace(now.projects[0], prior_issues=issues),))
        found = [f for f in slips_of(now, before(was)) if f.rule == CHANGED and f.place.mark == "①"]
        assert {f"{f.place.mark} 区" for f in found} == wanted, example


def test_the_sheet_of_the_term_before_is_the_newest_of_the_same_ward() -> None:
    now = small_sheet()
    older = replace(before(now), period_start=2011, period_end=2015, document_id="older")
    other = replace(before(now), ward="小川区")
    assert sheet_before(now, [older, before(now), other, now]) == before(now)
    assert sheet_before(now, [other, now]) is None


def test_a_recognised_picture_is_not_proofread() -> None:
    assert slips_of(replace(sheet_of("おやこ力フェをを開いた。"), text_source="ocr")) == ()


def test_a_slip_overleaf_is_placed_there() -> None:
    sheet = sheet_of("x")
    boxes = (Box(1, 0, 0, 100, 10), Box(2, 0, 0, 100, 10))
    long = sheet.projects[0].statements[0]._replace(text=Printed("あ" * 30 + "職員をを置いた。", boxes))
    (finding,) = slips_of(replace(sheet, projects=(replace(sheet.projects[0], statements=(long,)),)))
    assert finding.page == 2
