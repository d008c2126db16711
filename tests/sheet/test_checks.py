"""What a sheet as a whole must have: a whole one, told by hand, has no defect, and each that is changed in one thing has its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.form.compiled import form_rules
from pipeline.layout.model import PageLayout
from pipeline.outline.units import LabelUnit, TextUnit, Unit
from pipeline.pages.model import Glyphs, Page
from pipeline.rules.defects import where_ja
from pipeline.sheet.checks import checked, defects_of, why_no_project
from pipeline.sheet.model import Accounting, DataTable, Goal, OverviewRow, PageAccount, PrintedFigure, Project, Sheet, Statement, Viewpoint
from pipeline.sheet.page_checks import page_sequence
from pipeline.sheet.places import placed
from pipeline.values import Box, Defect, Place, Printed
from tests.outline.by_hand import line

FORM = form_rules()


def printed(text: str, page: int = 0, y: float = 100.0) -> Printed:
    """A text, on a page where one is given."""
    return Printed(text, (Box(page, 50, y, 90, y + 10),) if page else ())


def goal(no: int, text: str) -> Goal:
    return Goal(no, "①", printed(text), "A", "A", None, None, (), ())


def statement(
    section: str, mark: str, *, kind: str = "bullet", level: int = 0, heading: str | None = None, text: str = "広げた。"
) -> Statement:
    return Statement(section, 1, 1, kind, level, None, mark, printed(text), heading, None, None, ())  # type: ignore[arg-type]


def viewpoints(*marks: str) -> tuple[Viewpoint, ...]:
    return tuple(Viewpoint(no, mark, printed("集えるか。")) for no, mark in enumerate(marks, 1))


FILLED = tuple(statement(section, "・") for section in FORM.sections.holding)


def project(no: int, **changes: object) -> Project:
    found = Project(
        no, f"p{no}", printed(f"事業{no}"), (goal(1, "集える。"), goal(2, "学べる。")), (), FILLED, (), (), viewpoints("ア", "イ")
    )
    return replace(found, **changes)  # type: ignore[arg-type]  # the fields by name


SIX = tuple(map(project, range(1, 7)))
WHOLE = Sheet(
    *("架空", "", 3, ((595.0, 842.0),) * 3, "digital", None, None, None, "架空", "final"),
    *(None, 2021, 2025, None, None, None, (), (*SIX, project(7)), Accounting(0, 0, 0), (), ()),  # type: ignore[arg-type]
)


def codes(sheet: Sheet) -> list[tuple[str, int | None]]:
    """Each defect of the whole with the project in which it stands."""
    return [(defect.code, defect.place.project_no) for defect in defects_of(sheet, FORM)]


def of_numbers(*numbers: int, **changes: object) -> Sheet:
    return replace(WHOLE, projects=tuple(map(project, numbers)), **changes)  # type: ignore[arg-type]


def of_first(**changes: object) -> Sheet:
    return replace(WHOLE, projects=(project(1, **changes), *WHOLE.projects[1:]))


def test_a_whole_sheet_has_no_defect() -> None:
    assert codes(WHOLE) == []


@pytest.mark.parametrize("change", [{"ward": None}, {"period_start": None}, {"period_end": None}], ids=str)
def test_a_field_of_the_front_that_is_missing_is_named(change: dict[str, None]) -> None:
    assert codes(replace(WHOLE, **change)) == [("field-missing", None)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ((1, 1, 2, 3, 4, 5, 6, 7), [("project-doubled", 1)]),
        ((1, 2, 3, 4, 5, 6, 7, 1, 2), [("project-doubled", 1), ("project-doubled", 2)]),
        ((1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4), [("two-sheets", 1)]),
        ((2, 1, 3, 4, 5, 6, 7), [("project-out-of-order", 1)]),
        ((1, 2, 4, 5, 6, 7), [("project-missing", 3)]),
        ((1, 2, 3, 4, 5, 6), [("project-missing", 7)]),
    ],
)
def test_each_project_stands_once_and_in_order(numbers: tuple[int, ...], found: list[tuple[str, int | None]]) -> None:
    assert codes(of_numbers(*numbers)) == found


@pytest.mark.parametrize(
    ("lines", "numbers", "is_second"),
    [
        (("対象期間", "令和3年度", "実施時期"), (1, 2), True),
        (("対象期間", "対象期間"), (1, 2), False),
        (("対象期間", "実施時期"), (1,), False),
    ],
)
def test_a_second_front_page_is_of_a_second_sheet(lines: Sequence[str], numbers: Sequence[int], is_second: bool) -> None:
    loose = tuple(Defect("text-unaccounted", 9, quote=text, values=(("count", "4"),)) for text in lines)
    found = {defect.code for defect in defects_of(replace(of_numbers(*range(1, 8), *numbers), defects=loose), FORM)}
    assert found & {"two-sheets", "project-doubled"} == {"two-sheets" if is_second else "project-doubled"}


def test_one_project_alone_twice_is_no_second_sheet() -> None:
    assert [code for code, _ in codes(of_numbers(1, 1))].count("project-doubled") == 1


def test_a_second_sheet_is_named_where_it_begins() -> None:
    numbers = [*range(1, 8), *range(1, 5)]
    sheet = replace(WHOLE, projects=tuple(project(no, title=printed(f"事業{at}")) for at, no in enumerate(numbers)))
    assert [d.quote for d in defects_of(sheet, FORM)] == ["事業7"]


@pytest.mark.parametrize(
    ("counts", "page", "code"),
    [
        ([10], 1, "section-not-found"),
        ([9], 1, "section-missing"),
        ([9, 9, 9, 3], 1, "section-not-found"),
        ([9, 9, 9, 2], 1, "section-missing"),
        ([10], 9, "section-missing"),
    ],
    ids=["a sentence", "a word", "words of a table", "some words", "in another project"],
)
def test_a_part_that_may_be_among_text_of_no_row_is_not_said_to_be_left_out(counts: list[int], page: int, code: str) -> None:
    box = Box(page, 50, 300, 90, 310)
    loose = tuple(Defect("text-unaccounted", page, box, "庭", values=(("count", str(count)),)) for count in counts)
    sheet = of_first(statements=FILLED[1:], title=printed("事業1", 1, 50))
    later = (replace(sheet.projects[1], title=printed("事業2", 9, 50)), *sheet.projects[2:])
    sheet = replace(sheet, projects=(sheet.projects[0], *later), defects=loose)
    assert [found for found, no in codes(sheet) if no == 1] == [code]
    (found,) = [defect for defect in defects_of(sheet, FORM) if defect.code == code]
    assert dict(found.values)["section"] == FORM.sections.rules[FILLED[0].section].ja


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("庭を広げた。の理由（区）", "section-not-found"),
        ("の理由（区）は庭である。", "section-missing"),
        ("庭を広げた。の理由（法人）", "section-missing"),
        ("広げた庭の課題", "section-missing"),
        ("【課題】庭が狭い。", "section-not-found"),
        ("課題は庭である。", "section-missing"),
        ("【成果】課題を解いた。", "section-missing"),
    ],
    ids=[
        "its label",
        "its label within",
        "another's",
        "a word that labels",
        "in brackets before it",
        "a word before it",
        "another before it",
    ],
)
def test_a_section_whose_label_is_part_of_another_text_is_not_said_to_be_left_out(text: str, code: str) -> None:
    section = "challenge" if "課題" in text else "ward_reason"
    others = [one._replace(text=printed(text)) for one in FILLED if one.section != section]
    assert codes(of_first(statements=tuple(others))) == [(code, 1)]


@pytest.mark.parametrize(("start", "missing"), [(2021, True), (2016, False), (None, False)])
def test_a_project_that_began_later_is_missing_from_its_terms_on(start: int | None, missing: bool) -> None:
    found = codes(of_numbers(*range(1, 7), period_start=start))
    assert (("project-missing", 7) in found) is missing
    assert ("project-missing", 1) in codes(of_numbers(2, 3, 4, 5, 6, 7, period_start=start)), "one that was always there"


def test_a_missing_project_is_named_by_its_place_in_the_form() -> None:
    (found,) = defects_of(of_numbers(1, 2, 4, 5, 6, 7), FORM)
    assert where_ja(found) == f"3 {FORM.projects[2].title}"


@pytest.mark.parametrize(("texts", "twice"), [("甲乙甲乙", True), ("甲甲", True), ("甲乙甲丙", False), ("甲乙甲", False), ("甲", False)])
def test_goals_that_stand_there_twice_are_named(texts: str, twice: bool) -> None:
    goals = tuple(goal(no, text) for no, text in enumerate(texts, 1))
    assert codes(of_first(goals=goals)) == ([("project-doubled", 1)] if twice else [])


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"goals": ()}, "goals-missing"),
        ({"viewpoints": ()}, "viewpoints-missing"),
        ({"statements": FILLED[1:]}, "section-missing"),
    ],
    ids=["goals", "viewpoints", "section"],
)
def test_a_part_of_a_project_that_is_left_out_is_named(change: dict[str, object], found: str) -> None:
    assert codes(of_first(**change)) == [(found, 1)]


def test_what_is_left_out_is_named_where_its_project_begins() -> None:
    (found,) = defects_of(of_first(goals=(), title=printed("事業1", 2, 50)), FORM)
    assert (found.page, found.box) == (2, Box(2, 50, 50, 90, 60))


def test_a_form_without_viewpoints_misses_none() -> None:
    rules = {code: rule for code, rule in FORM.sections.rules.items() if rule.holds != "viewpoints"}
    form = replace(FORM, sections=replace(FORM.sections, rules=rules))
    assert not list(defects_of(of_first(viewpoints=()), form))


def test_a_section_may_hold_nothing_but_a_table_or_a_figure() -> None:
    section = FILLED[0].section
    table = DataTable(1, 1, section, None, False, 1, 1, None, (), (), ())
    figure = PrintedFigure(1, 1, section, printed("図", 1), None)
    assert codes(of_first(statements=FILLED[1:], tables=(table,))) == []
    assert codes(of_first(statements=FILLED[1:], figures=(figure,))) == []


@pytest.mark.parametrize(
    ("marks", "is_broken"),
    [
        ("アウ", True),
        ("イウ", True),
        ("アイウ", False),
        ("ア③", False),
        ("ア・ウ", False),
        ("・・", False),
        ("①③", True),
        ("", False),
        ("イロハ", False),
        ("イロニ", True),
        ("イ", True),
        ("アイ③アイ", True),
        ("ア・ア", True),
        ("ア①②イ①②", False),
        ("・ア・", False),
    ],
)
def test_viewpoints_count_on(marks: str, is_broken: bool) -> None:
    found = [code for code, _ in codes(of_first(viewpoints=viewpoints(*marks)))]
    assert found.count("viewpoint-sequence") == is_broken


@pytest.mark.parametrize(
    ("count", "section", "code", "is_said"),
    [
        (1, "viewpoints", "viewpoint-blank", False),
        (1, "viewpoints", "viewpoint-sequence", False),
        (1, "viewpoints", "viewpoints-missing", True),
        (9, "viewpoints", "viewpoint-blank", True),
        (1, "challenge", "viewpoint-blank", True),
    ],
)
def test_no_viewpoint_is_said_to_be_blank_or_missing_beside_a_mark_of_no_row(count: int, section: str, code: str, is_said: bool) -> None:
    mark = Defect("text-unaccounted", 1, quote="ウ", place=Place(1, section=section), values=(("count", str(count)),))
    said = Defect(code, 1, place=Place(1, section="viewpoints"))
    found = checked(replace(WHOLE, defects=(mark, said)), FORM).defects
    assert (code in {defect.code for defect in found}) is is_said


@pytest.mark.parametrize(("marks", "code"), [("アイ③アイ", "section-not-found"), ("アイ", "viewpoints-missing")])
def test_what_may_stand_in_the_project_before_is_not_said_to_be_missing(marks: str, code: str) -> None:
    sheet = replace(WHOLE, projects=(project(1, viewpoints=viewpoints(*marks)), project(2, viewpoints=()), *WHOLE.projects[2:]))
    assert [found for found in codes(sheet) if found[1] == 2] == [(code, 2)]


def test_the_first_viewpoint_out_of_order_is_named_with_all_marks() -> None:
    (found,) = defects_of(of_first(viewpoints=viewpoints("ア", "ウ", "オ")), FORM)
    assert (found.place.mark, found.quote) == ("ウ", "アウオ")


@pytest.mark.parametrize(
    ("text", "caption", "found"),
    [
        ("", printed("表１　利用の数"), [("picture-without-text", 1)]),
        ("", printed("写真１　広間"), []),
        ("", None, []),
        ("利用の数　５人", printed("表１　利用の数"), []),
    ],
    ids=["under the name of a table", "under another name", "without a name", "with its text"],
)
def test_a_picture_that_is_named_a_table_is_one_that_nobody_read(text: str, caption: Printed | None, found: list[tuple[str, int]]) -> None:
    figure = PrintedFigure(1, 1, FORM.sections.holding[0], printed(text, 1), caption)
    assert codes(of_first(figures=(figure,))) == found


def test_a_section_of_pictures_alone_is_unread_and_not_left_out() -> None:
    pictures = tuple(PrintedFigure(no, no, FORM.sections.holding[0], printed("", 1), None) for no in (1, 2))
    assert codes(of_first(statements=FILLED[1:], figures=pictures)) == [("part-unread", 1)]


def test_a_part_that_a_page_without_text_may_hold_is_unread_and_names_its_project_as_printed() -> None:
    placed_after = tuple(one._replace(text=printed("広げた。", 3)) for one in FILLED)
    first = project(1, title=printed("居場所づくり", 1), goals=(), statements=placed_after, viewpoints=())
    pages = tuple(PageAccount(no, 595, 842, 0, "no_text" if no == 2 else "read", 0.0, *[0] * 9) for no in (1, 2, 3))
    found = [d for d in defects_of(replace(WHOLE, projects=(first, *WHOLE.projects[1:]), pages=pages), FORM) if d.code == "part-unread"]
    assert [(d.page, d.place.project_no, d.place.project_title, d.place.section) for d in found] == [(2, 1, "居場所づくり", "goals")]


def test_beside_text_of_no_row_only_what_is_left_out_is_put_otherwise() -> None:
    loose = Defect("text-unaccounted", 1, quote="広げ", place=Place(1), values=(("count", "40"),))
    doubled = of_numbers(1, *range(1, 8), defects=(loose,))
    assert [found for found in codes(doubled) if found[1] == 1] == [("project-doubled", 1)]


@pytest.mark.parametrize(("no", "mark", "marks"), [(1, "イ", []), (1, "(イ)", []), (2, "イ", ["ウ"]), (1, "エ", ["ウ"]), (1, "", ["ウ"])])
def test_a_viewpoint_that_is_blank_is_not_said_to_be_left_out_as_well(no: int, mark: str, marks: list[str]) -> None:
    blank = Defect("viewpoint-blank", 1, place=Place(no, section="viewpoints", mark=mark))
    found = defects_of(replace(of_first(viewpoints=viewpoints("ア", "ウ")), defects=(blank,)), FORM)
    assert [defect.place.mark for defect in found] == marks


def marked(section: str, *marks: str, kind: str = "bullet", headings: Sequence[str] = ("", "", "")) -> Sheet:
    said = (statement(section, mark, kind=kind, heading=heading) for mark, heading in zip(marks, headings, strict=False))
    return of_first(statements=(*FILLED, *said))


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        (marked("outcome", "(1)", "(3)"), ["numbering-gap"]),
        (marked("outcome", "(1)", "(2)", "(1)"), []),
        (marked("outcome", "(2)", "・", "(3)"), []),
        (marked("outcome", "(1)", "・", "(3)"), ["numbering-gap"]),
        (marked("outcome", "(1)", "(3)", headings=("甲", "乙")), []),
        (marked("outcome", "(1)", "(3)", kind="paragraph"), []),
        (marked("outcome", "(1)", "(3)", kind="heading"), []),
        (marked("outcome", "(1)", "ウ"), []),
        (marked("operator_reason", "(1)", "(3)", kind="heading"), ["numbering-gap", "goal-unknown"]),
        (marked("ward_reason", "①", "②"), []),
        (marked("ward_reason", "①", "③"), ["goal-unknown"]),
        (marked("operator_reason", "(1)", "(3)", headings=("甲", "乙")), []),
        (marked("ward_reason", "②", "①", "②"), []),
        (marked("ward_reason", "①", "①～③"), ["goal-unknown"]),
        (marked("ward_reason", "1-1", "1-2"), []),
        (marked("ward_reason", "4-1", "4-2"), ["goal-unknown", "goal-unknown"]),
    ],
)
def test_numbers_that_stand_together_count_on(sheet: Sheet, found: list[str]) -> None:
    assert [code for code, _ in codes(sheet)] == found


@pytest.mark.parametrize(
    ("texts", "code"), [(("庭", "月"), "table-suspected"), (("月", "庭"), "table-suspected"), (("庭", "棚"), "numbering-gap")]
)
def test_numbers_of_what_they_count_are_left_of_a_table(texts: tuple[str, str], code: str) -> None:
    said = (statement("outcome", mark, text=text) for mark, text in zip(("9", "3"), texts, strict=True))
    assert [found for found, _ in codes(of_first(statements=(*FILLED, *said)))] == [code]


@pytest.mark.parametrize(
    ("said", "is_unknown"),
    [
        (statement("ward_reason", "③"), True),
        (statement("ward_reason", "②"), False),
        (statement("ward_reason", "③", level=1), False),
        (statement("ward_reason", "①～③"), True),
        (statement("ward_reason", "ウ"), False),
        (statement("operator_reason", "ウ", kind="heading"), False),
        (statement("ward_reason", "・"), False),
        (statement("operator_reason", "③", kind="heading"), True),
        (statement("operator_reason", "③"), False),
        (statement("outcome", "③", kind="heading"), False),
    ],
)
def test_what_counts_further_than_the_goals_do_is_named(said: Statement, is_unknown: bool) -> None:
    assert codes(of_first(statements=(*FILLED, said))) == ([("goal-unknown", 1)] if is_unknown else [])
    assert ("goal-unknown", 1) not in codes(of_first(statements=(*FILLED, said), goals=())), "no goals are known"


def test_letters_name_goals_that_are_counted_by_such() -> None:
    lettered = tuple(replace(goal(no, text), mark=mark) for no, mark, text in ((1, "ア", "集える。"), (2, "イ", "話せる。")))
    for mark, is_unknown in (("ウ", True), ("イ", False), ("c", False), ("③", True)):
        found = codes(of_first(statements=(*FILLED, statement("ward_reason", mark)), goals=lettered))
        assert found == ([("goal-unknown", 1)] if is_unknown else []), mark


@pytest.mark.parametrize(
    ("goals", "marks", "is_unknown"),
    [
        ("①②", ("(1)", "(2)", "(3)"), False),
        ("①②", ("1", "2", "3", "4"), False),
        (("(1)", "(2)"), ("①", "②", "③"), False),
        ("①②", ("①", "②", "③"), True),
        (("1", "2"), ("(1)", "(2)", "(3)"), True),
        (("", ""), ("(1)", "(2)", "(3)"), True),
        ("①②", ("①", "②", "(3)"), True),
        ("①②", ("(1)", "(2)", "(4)"), True),
    ],
)
@pytest.mark.parametrize(("section", "kind"), [("operator_reason", "heading"), ("ward_reason", "bullet")])
def test_a_whole_list_with_other_marks_than_the_goals_counts_by_itself(
    section: str, kind: str, goals: Sequence[str], marks: Sequence[str], *, is_unknown: bool
) -> None:
    own = tuple(replace(goal(no, "集える。"), mark=mark) for no, mark in enumerate(goals, 1))
    said = [statement(section, mark, kind=kind) for mark in marks]
    found = [code for code, _ in codes(of_first(statements=(*FILLED, *said), goals=own))]
    assert ("goal-unknown" in found) == is_unknown
    others = [statement("ward_reason" if kind == "heading" else "operator_reason", said[0].mark, kind=kind), *said[1:]]
    assert "goal-unknown" in [code for code, _ in codes(of_first(statements=(*FILLED, *others), goals=own))], "1 heads another section"


def test_a_number_that_stands_in_a_goal_s_text_is_a_goal_that_was_lost() -> None:
    goals = (goal(1, "集える。③学べる。"), goal(2, "話せる。"))
    assert codes(of_first(statements=(*FILLED, statement("ward_reason", "③")), goals=goals)) == []


@pytest.mark.parametrize(
    ("again", "many", "is_doubled"),
    [("甲乙丙", 3, True), ("甲乙丁", 3, False), ("甲乙", 2, False), ("乙甲丙", 3, False), ("甲乙丙丁", 4, False)],
)
def test_a_page_that_says_the_same_again_is_named(again: str, many: int, is_doubled: bool) -> None:
    texts = [*((sign, 1) for sign in "甲乙丙"[: max(many, 2)]), *((sign, 2) for sign in again)]
    rows = tuple(OverviewRow(k, "", printed(text, page, 100.0 + k)) for k, (text, page) in enumerate(texts, 1))
    found = [(d.code, d.page, d.values) for d in defects_of(replace(WHOLE, overview=rows), FORM)]
    assert found == ([("page-doubled", 2, (("other", "1"),))] if is_doubled else [])


def found_in(*defects: Defect) -> list[tuple[str, str]]:
    return [(defect.code, defect.quote) for defect in checked(replace(WHOLE, defects=defects), FORM).defects]


@pytest.mark.parametrize(("quote", "code"), [("評価の背景（区）", "label-unknown"), ("利用者数", "text-unaccounted")])
def test_a_line_with_words_of_the_form_is_a_label_that_nobody_listed(quote: str, code: str) -> None:
    assert found_in(Defect("text-unaccounted", 1, quote=quote)) == [(code, quote)]
    assert found_in(Defect("watermark", 1, quote=quote)) == [("watermark", quote)]


def test_ratings_by_another_scale_are_one_defect() -> None:
    once = [Defect("rating-unreadable", 1, quote=quote) for quote in ("優", "良")]
    assert found_in(*once) == [("rating-unreadable", "優"), ("rating-unreadable", "良")]
    assert found_in(*once, *once, Defect("watermark", 2, quote="見本")) == [("rating-scale", "優、良"), ("watermark", "見本")]


@pytest.mark.parametrize(
    ("quote", "is_scale"), [("優", True), ("同左", False), ("Ｂ⇒Ｂ", False), ("B↑", False), ("優↑", True), ("A+", True)]
)
def test_what_sends_to_another_rating_or_tells_of_a_change_is_no_other_scale(quote: str, is_scale: bool) -> None:
    unread = Defect("rating-unreadable", 1, quote=quote)
    assert [code for code, _ in found_in(unread, unread)] == (["rating-scale"] if is_scale else ["rating-unreadable"] * 2)
    empty = Defect("rating-unreadable", 1)
    assert found_in(empty, empty) == [("rating-unreadable", "")] * 2


def test_defects_stand_in_reading_order() -> None:
    defects = [
        Defect("b", 1, Box(1, 9, 50, 10, 60)),
        Defect("c", 1, Box(1, 5, 50, 10, 60)),
        Defect("b", 1),
        Defect("a", 2),
        Defect("b"),
        Defect("a", 1, Box(1, 2, 70, 10, 80)),
    ]
    found = checked(replace(WHOLE, projects=(), defects=tuple(defects)), FORM).defects
    assert [d for d in found if d in defects] == [defects[k] for k in (4, 2, 1, 0, 5, 3)]


HERE = Box(2, 50, 300, 90, 310)
PRINTED = replace(
    WHOLE,
    projects=(
        project(
            1,
            title=printed("事業1", 1, 50),
            goals=(replace(goal(1, "集える。"), text=printed("集える。", 1, 90)),),
            viewpoints=(replace(viewpoints("ア")[0], text=printed("集えるか。", 3, 90)),),
            statements=(statement("outcome", "・")._replace(text=printed("広げた。", 2, 100)),),
            tables=(DataTable(1, 1, "challenge", None, False, 1, 1, None, (), (), (Box(2, 50, 200, 90, 250),)),),
        ),
        project(2, title=printed("事業2", 2, 320), goals=(), viewpoints=(), statements=()),
    ),
)


@pytest.mark.parametrize(
    ("defect", "place"),
    [
        (Defect("x", 2, HERE), (1, "challenge")),
        (Defect("x", 2, HERE._replace(y1=150)), (1, "outcome")),
        (Defect("x", 1, Box(1, 0, 0, 0, 95)), (1, "goals")),
        (Defect("x", 3, Box(3, 0, 0, 0, 95)), (1, "viewpoints")),
        (Defect("x", 1, Box(1, 0, 0, 0, 60)), (1, "")),
        (Defect("x", 1, Box(1, 0, 0, 0, 40)), (None, "")),
        (Defect("x", 2, HERE._replace(y1=400)), (2, "")),
        (Defect("x", 2, HERE._replace(y1=400), place=Place(1)), (1, "challenge")),
        (Defect("x", 2), (None, "")),
        (Defect("x", 2, HERE, place=Place(1, section="goals")), (1, "goals")),
        (Defect("x", 2, HERE, values=(("rater", "ward"),)), (None, "rating_ward")),
    ],
)
def test_a_defect_stands_in_the_part_that_begins_last_before_it(defect: Defect, place: tuple[int | None, str]) -> None:
    found = placed(PRINTED, defect).place
    assert (found.project_no, found.section) == place


def test_the_mark_of_a_defect_s_place_is_kept() -> None:
    assert placed(PRINTED, Defect("x", 2, HERE, place=Place(mark="③"))).place.mark == "③"


def layouts(*numbers: str) -> list[PageLayout]:
    """Pages with these numbers at their feet, some without any."""
    return [
        PageLayout(page, 595, 842, (), (line(800, (25, number), page=page),) if number else (), ())
        for page, number in enumerate(numbers, 1)
    ]


@pytest.mark.parametrize(
    ("numbers", "quotes"),
    [
        (("1", "2", "3"), []),
        (("1", "2", "4"), ["2 → 4"]),
        (("1", "2", "1"), []),
        (("1", "", "3"), []),
        (("1", "様式１", "4"), []),
        (("1/3", "2/3", "3/3"), []),
        (("1/3", "2/3"), ["2/3"]),
        (("1/3", "2/3", ""), []),
        ((), []),
    ],
)
def test_page_numbers_follow_on(numbers: tuple[str, ...], quotes: list[str]) -> None:
    assert [defect.quote for defect in page_sequence(layouts(*numbers))] == quotes


def test_numbers_of_lines_are_none_of_the_page() -> None:
    numbered = layouts("1", "2", "12")
    last = numbered[-1].furniture[0]
    assert list(page_sequence(numbered)) and not list(
        page_sequence([*numbered[:-1], replace(numbered[-1], furniture=(replace(last, rect=last.rect._replace(y0=80)),))])
    )


def units(*texts: str) -> list[Unit]:
    return [TextUnit(line(100.0 + 20 * k, (0, text)), 0.0, 300.0, 1) for k, text in enumerate(texts)]


HEADING = "１　親子の居場所事業"


@pytest.mark.parametrize(
    ("found", "code", "quote"),
    [
        (units(HEADING, "評価の理由（法人）", "（成果）"), "no-goal-table", HEADING),
        ([*units(HEADING, "（成果）"), LabelUnit("ward_reason", ())], "no-goal-table", HEADING),
        (units(HEADING, "（成果）"), "not-this-form", HEADING),
        (units("評価の理由（法人）", "（成果）"), "not-this-form", "評価の理由（法人）"),
        ([], "not-this-form", ""),
    ],
)
def test_why_a_document_has_no_project(found: list[Unit], code: str, quote: str) -> None:
    defect = why_no_project([Page(1, 595, 842, Glyphs(()), (), (), (), (), ())], found, FORM)
    assert (defect.code, defect.quote) == (code, quote)
