"""Goal tables as other offices rule them: marks in a column of their own, kana as marks, ratings for both or of a term before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

import pytest

from benchmarks.typeset.paper import Sheet
from pipeline.sheet.model import Project
from pipeline.sheet.model import Sheet as Read
from pipeline.values import SourceError
from tests.layout.drawing import page, say
from tests.sheet.small_form import LABELS, LEADING, LEFT, PLAIN, RIGHT, SAID, TITLES, box, boxed, codes, goals, read, sections, told

Row = Sequence[tuple[int, str]]
"""The cells of a row: how many of the table's twelve columns wide, and their text; "" where the cell above goes on."""
HEAD: Row = ((5, "目指す拠点の姿"), (5, "前期振り返りの課題"), (1, "法人"), (1, "区"))
ISSUES = ("・周知が足りない。", "・講座を増やす。")
TEXTS = ("集える場となる。", "育ちを支える。")


def rows_under(sheet: Sheet, y: float, rows: Sequence[Row]) -> float:
    """A goal table with the usual header over these rows; where it ends."""
    return drawn(sheet, y, [HEAD, *rows])


def drawn(sheet: Sheet, y: float, rows: Sequence[Row]) -> float:
    """These rows of a goal table; where they end."""
    for row, below in zip_longest(rows, rows[1:]):
        x = LEFT
        for k, (wide, text) in enumerate(row):
            if text:
                box(sheet, x, y, x + 40 * wide, y + (40 if below and (wide, "") in below[k : k + 1] else 20))
                say(sheet, x + 3, y + 13, text)
            x += 40 * wide
        y += 20
    return y


def project_of(
    rows: Sequence[Row], labels: Mapping[str, str] = LABELS, *, lost: int = 0, ward: Sequence[str] = ()
) -> tuple[Project, list[str]]:
    """What is read of a goal table with these rows, and of what the ward says, and what is named."""
    sheet = page()
    say(sheet, LEFT, 100, "１　親子の居場所事業", 12)
    y = drawn(sheet, 112.0, rows)
    sections(sheet, y, {**SAID, "ward_reason": ward}, boxed, labels)
    found = read(sheet, lost=lost)
    return found.projects[0], codes(found)


def goals_of(project: Project) -> list[tuple[str, str, str | None, str | None]]:
    return [(g.mark, g.text.text, g.rating_operator, g.rating_ward) for g in project.goals]


@pytest.mark.parametrize(
    "marks",
    [
        *(("①", "②"), ("(1)", "(2)"), ("1.", "2."), ("１　", "２　"), ("ア　", "イ　"), ("(ア)", "(イ)"), ("ｱ　", "ｲ　")),
        *(("姿１", "姿２"), ("目指す姿①　", "目指す姿②　"), ("【目標１】", "【目標２】"), ("第１　", "第２　"), ("No.1　", "No.2　")),
        *(("⑴", "⑵"), ("❶", "❷"), ("Ⅰ　", "Ⅱ　"), ("(ⅰ)", "(ⅱ)")),
    ],
)
def test_marks_of_goals_as_wards_set_them(marks: tuple[str, str]) -> None:
    project, named = project_of([HEAD, *(((5, m + t), (5, i), (1, "A"), (1, "B")) for m, t, i in zip(marks, TEXTS, ISSUES, strict=True))])
    assert goals_of(project) == [(m.strip(), t, "A", "B") for m, t in zip(marks, TEXTS, strict=True)]
    assert [issue.goal_no for issue in project.prior_issues] == [1, 2]
    assert named == []


@pytest.mark.parametrize(
    ("numbers", "marks"),
    [
        (("１", "２"), ("１", "２")),
        (("3", "4"), ("3", "4")),
        (("１", "３"), ("", "")),
        (("１", ""), ("", "")),
        (("１", "①"), ("", "①")),
    ],
    ids=["from one", "on from the project before", "one left out", "one without", "another marked"],
)
def test_numbers_glued_to_the_goals_are_their_marks_where_all_count(numbers: tuple[str, str], marks: tuple[str, str]) -> None:
    project, _ = project_of([HEAD, *(((5, n + t), (5, ISSUES[0]), (1, "A"), (1, "B")) for n, t in zip(numbers, TEXTS, strict=True))])
    texts = [t if m else n + t for n, m, t in zip(numbers, marks, TEXTS, strict=True)]
    assert goals_of(project) == [(m, t, "A", "B") for m, t in zip(marks, texts, strict=True)]


def test_numbers_glued_to_what_the_ward_says_of_such_goals_are_its_marks() -> None:
    rows = [((5, n + t), (5, ISSUES[0]), (1, "A"), (1, "B")) for n, t in zip("１２", TEXTS, strict=True)]
    project, _ = project_of([HEAD, *rows], ward=("１区の予算で庭を広げた。", "２声を聞いた。"))
    said = [(s.mark, s.text.text, s.goal_nos) for s in project.statements if s.section == "ward_reason"]
    assert said == [("１", "区の予算で庭を広げた。", (1,)), ("２", "声を聞いた。", (2,))]


@pytest.mark.parametrize("head", ["目標", "評価項目", "到達目標", "項目"])
def test_a_word_of_other_tables_heads_the_goals_right_under_the_projects_heading(head: str) -> None:
    rows = [((5, m + t), (5, i), (1, "A"), (1, "B")) for m, t, i in zip("①②", TEXTS, ISSUES, strict=True)]
    project, named = project_of([((5, head), *HEAD[1:]), *rows])
    assert goals_of(project) == [(m, t, "A", "B") for m, t in zip("①②", TEXTS, strict=True)]
    assert named == []


@pytest.mark.parametrize("head", [("目標", "法人", "区"), ("項目", "評価", "人数"), ("評価項目", "前期の課題", "区")])
def test_the_same_words_head_a_table_of_data_elsewhere(head: tuple[str, str, str]) -> None:
    sheet = page()
    y = sections(sheet, goals(sheet, 100), {"operator_reason": SAID["operator_reason"]}, boxed, LABELS) + 10
    for row in (head, ("広間", "3", "12"), ("講座", "5", "34")):
        for n, text in enumerate(row):
            box(sheet, 100 + 80 * n, y, 180 + 80 * n, y + 18)
            say(sheet, 104 + 80 * n, y + 12, text)
        y += 18
    sections(sheet, y, {name: lines for name, lines in SAID.items() if name != "operator_reason"}, boxed, LABELS)
    (project,) = read(sheet).projects
    assert [g.text.text for g in project.goals] == ["集える場となっている。"]
    assert [table.section for table in project.tables] == ["operator_reason"]


@pytest.mark.parametrize("text", ["姿１を支える。", "第１子を支える。", "目標１０件を掲げる。", "Ⅱ型の場となる。", "目標１つを掲げる。"])
def test_a_number_that_its_sentence_goes_on_with_is_no_mark(text: str) -> None:
    project, _ = project_of([HEAD, ((5, text), (5, ISSUES[0]), (1, "A"), (1, "B"))])
    assert goals_of(project) == [("", text, "A", "B")]


def test_a_goal_that_begins_with_a_word_in_kana_has_no_mark() -> None:
    project, _ = project_of([HEAD, ((5, "アイデアを持ち寄る。"), (5, ISSUES[0]), (1, "A"), (1, "B"))])
    assert goals_of(project) == [("", "アイデアを持ち寄る。", "A", "B")]


@pytest.mark.parametrize("head", [((1, "番号"), (4, "目指す拠点の姿")), ((1, "No."), (4, "目指す姿")), ((5, "目指す拠点の姿"),)])
@pytest.mark.parametrize(
    "marks", [("①", "②"), ("1", "2"), ("(1)", "(2)"), ("Ａ", "Ｂ"), ("ア", "イ"), ("(a)", "(b)"), ("その１", "その２"), ("1-1", "1-2")]
)
def test_marks_in_a_column_of_their_own(head: Row, marks: tuple[str, str]) -> None:
    rows = [((1, m), (4, t), (5, i), (1, "A"), (1, "B")) for m, t, i in zip(marks, TEXTS, ISSUES, strict=True)]
    project, named = project_of([(*head, *HEAD[1:]), *rows])
    assert goals_of(project) == [(m, t, "A", "B") for m, t in zip(marks, TEXTS, strict=True)]
    assert [issue.goal_no for issue in project.prior_issues] == [1, 2]
    assert named == []


@pytest.mark.parametrize(
    ("numbers", "printed", "marks", "texts"),
    [
        (("1", "2"), ("0歳から過ごす。", "３年後に支える。"), ("1", "2"), ("0歳から過ごす。", "３年後に支える。")),
        (("1", "2"), ("①　" + TEXTS[0], "②　" + TEXTS[1]), ("①", "②"), TEXTS),
        (("１", ""), ("①　" + TEXTS[0], "②　" + TEXTS[1]), ("①", "②"), TEXTS),
        (("１", ""), TEXTS, ("", ""), TEXTS),
    ],
    ids=["digits open the texts", "marks of their own", "the project's number", "the project's number alone"],
)
def test_a_number_beside_goals_is_in_no_text(
    numbers: tuple[str, str], printed: tuple[str, str], marks: tuple[str, str], texts: tuple[str, str]
) -> None:
    rows = [((1, m), (4, t), (5, i), (1, "A"), (1, "B")) for m, t, i in zip(numbers, printed, ISSUES, strict=True)]
    project, named = project_of([((1, "番号"), (4, "目指す拠点の姿"), *HEAD[1:]), *rows])
    assert goals_of(project) == [(m, t, "A", "B") for m, t in zip(marks, texts, strict=True)]
    assert named == []


def test_ratings_left_of_the_goals_are_no_marks_of_theirs() -> None:
    rows = [((1, "A"), (1, "B"), (5, m + t), (5, i)) for m, t, i in zip("①②", TEXTS, ISSUES, strict=True)]
    project, named = project_of([(*HEAD[2:], *HEAD[:2]), *rows])
    assert goals_of(project) == [(m, t, "A", "B") for m, t in zip("①②", TEXTS, strict=True)]
    assert named == []


def test_a_rating_over_both_columns_is_that_of_both() -> None:
    project, named = project_of(
        [HEAD, ((5, "①　" + TEXTS[0]), (5, ISSUES[0]), (2, "B")), ((5, "②　" + TEXTS[1]), (5, ISSUES[1]), (1, "A"), (1, "C"))]
    )
    assert goals_of(project) == [("①", TEXTS[0], "B", "B"), ("②", TEXTS[1], "A", "C")]
    assert named == []


@pytest.mark.parametrize("is_before", [True, False])
def test_ratings_of_the_term_before_are_none_of_this_one_and_are_named(is_before: bool) -> None:
    past, now = ((2, "前期評価"), (2, "自己評価"))
    raters: Row = ((1, "法人"), (1, "区"))
    old, new = ((1, "C"), (1, "D")), ((1, "A"), (1, "B"))
    two = (past, now) if is_before else (now, past)
    values = (*old, *new) if is_before else (*new, *old)
    project, named = project_of(
        [
            ((4, "目指す拠点の姿"), (4, "前期振り返りの課題"), *two),
            ((4, ""), (4, ""), *raters, *raters),
            ((4, "①　" + TEXTS[0]), (4, ISSUES[0]), *values),
        ],
        lost=2,
    )
    assert goals_of(project) == [("①", TEXTS[0], "A", "B")]
    assert named == ["text-unaccounted", "text-unaccounted"]


@pytest.mark.parametrize(
    ("marks", "last", "is_goal"),
    [
        (("①　", "②　"), "全体", False),
        (("①　", "②　"), "総合評価", False),
        (("①　", "②　"), "支え合う場となる。", True),
        (("", ""), "全体", True),
    ],
)
def test_a_row_that_rates_all_goals_together_is_none_and_is_named(marks: tuple[str, str], last: str, is_goal: bool) -> None:
    rows = [((5, m + t), (5, i), (1, "A"), (1, "B")) for m, t, i in zip(marks, TEXTS, ISSUES, strict=True)]
    project, named = project_of([HEAD, *rows, ((5, last), (5, ""), (1, "B"), (1, "C"))], lost=0 if is_goal else len(last + "BC"))
    found = [(m.strip(), t, "A", "B") for m, t in zip(marks, TEXTS, strict=True)]
    assert goals_of(project) == [*found, *([("", last, "B", "C")] if is_goal else [])]
    assert ("part-unlisted" in named) is not is_goal


SCALES = ["４３", "◎△", "優良", "Ⅳ Ⅲ", "SA", "ＳＢ"]


@pytest.mark.parametrize("letters", SCALES)
def test_letters_of_another_scale_are_kept_as_printed_named_once_and_none_is_guessed(letters: str) -> None:
    one, other = letters[0], letters[-1]
    rows = [((5, "①　" + TEXTS[0]), (5, ISSUES[0]), (1, one), (1, other)), ((5, "②　" + TEXTS[1]), (5, ISSUES[1]), (1, other), (1, one))]
    project, named = project_of([HEAD, *rows])
    assert [(g.rating_operator_raw, g.rating_ward_raw) for g in project.goals] == [(one, other), (other, one)]
    own = {"A": "A", "Ｂ": "B"}.get(other)
    assert [(g.rating_operator, g.rating_ward) for g in project.goals] == [(None, own), (own, None)]
    assert named == ["rating-scale"]


def test_letters_that_come_once_each_are_slips_each_at_its_place() -> None:
    rows = [((5, "①　" + TEXTS[0]), (5, ISSUES[0]), (1, "E"), (1, "A")), ((5, "②　" + TEXTS[1]), (5, ISSUES[1]), (1, "B"), (1, "A→B"))]
    assert project_of([HEAD, *rows])[1] == ["rating-unreadable", "rating-unreadable"]


@pytest.mark.parametrize("width", [150.0, 330.0, 476.0, 520.0])
def test_frames_of_another_width_that_touch_the_goal_table_are_none_of_its_rows(width: float) -> None:
    """Office programs make a section's frame as wide as its text needs, with the goal table's left side and no gap between them."""
    sheet = page()
    y = goals(sheet, 100)
    for section in ("operator_reason", "ward_reason", "viewpoints"):
        box(sheet, LEFT, y, LEFT + width, y + 18)
        say(sheet, LEFT + 4, y + 12, LABELS[section])
        box(sheet, LEFT, y + 18, LEFT + width, y + 60)
        for n, line in enumerate(SAID[section]):
            say(sheet, LEFT + 8, y + 32 + LEADING * n, line)
        y += 60
        width -= 20
    found = read(sheet)
    (project,) = found.projects
    assert goals_of(project) == [("①", "集える場となっている。", "A", "B")]
    assert told(found) == [row for row in PLAIN if row[0].endswith("reason")]
    assert [viewpoint.mark for viewpoint in project.viewpoints] == ["ア", "イ"]
    assert "text-unaccounted" not in codes(found)


@pytest.mark.parametrize(
    ("printed", "rating"),
    [
        ("□A☑B □C □D", "B"),
        ("Ａ☐　Ｂ☐　Ｃ☒　Ｄ☐", "C"),
        ("○A ●B ○C ○D", "B"),
        ("■Ａ□Ｂ□Ｃ□Ｄ", "A"),
        ("A（前期Ｂ）", "A"),
        # no box is ticked, two are, a box is missing, or signs of three kinds stand there
        ("□A □B □C □D", None),
        ("☑A ☑B □C □D", None),
        ("□A☑B□C□", None),
        ("□A☑B☒C□D", None),
        ("・A―B・C・D", None),
    ],
)
def test_of_all_letters_the_ticked_one_is_the_rating(printed: str, rating: str | None) -> None:
    head = ((4, "目指す拠点の姿"), (2, "前期の課題"), (4, "法人"), (2, "区"))
    rows = [((4, f"{mark}　{text}"), (2, "・周知。"), (4, printed), (2, "B")) for mark, text in zip("①②", TEXTS, strict=True)]
    project, named = project_of([head, *rows])
    assert {g.rating_operator for g in project.goals} == {rating}
    assert set(named) == (set() if rating else {"rating-unreadable"}), "letters of the scale are no other scale"


@pytest.mark.parametrize(("printed", "code"), [("－", "rating-left-open"), ("対象外", "rating-left-open"), ("", "rating-missing")])
def test_what_stands_in_place_of_a_rating_is_told_as_it_is_printed(printed: str, code: str) -> None:
    assert project_of([HEAD, ((5, "①　" + TEXTS[0]), (5, ISSUES[0]), (1, printed or "　"), (1, "B"))])[1] == [code]


THROUGH = (("①", "②", "③", "④"), ("1.", "2.", "3.", "4."))


def counted(marks: Sequence[str], *, anew: bool = False) -> Read:
    """Two projects with two goals each, whose marks, or those of the first, stand before their headings and what the ward says of them
    too."""
    sheets = []
    for number, title in enumerate(TITLES):
        own = marks[2 * number : 2 * number + 2]
        sheet = page()
        say(sheet, LEFT, 100, title, 12)
        edges = (LEFT, 240.0, RIGHT - 80, RIGHT - 40, RIGHT)
        rows = [
            ("目指す拠点の姿", "前期振り返りの課題", "法人", "区"),
            *((f"{mark}　集える場となっている。", "・周知が足りない。", "A", "B") for mark in own),
        ]
        for k, row in enumerate(rows):
            for x0, x1, text in zip(edges, edges[1:], row, strict=False):
                box(sheet, x0, 112 + 20 * k, x1, 132 + 20 * k)
                say(sheet, x0 + 4, 126 + 20 * k, text)
        own = marks[:2] if anew else own
        reasons = [line for mark in own for line in (f"{mark}　広間", "・模様替えを行った。")]
        ward = [f"{mark}　広報に載せた。" for mark in own]
        sections(sheet, 172, SAID | {"operator_reason": reasons, "ward_reason": ward}, boxed, LABELS)
        sheets.append(sheet)
    return read(*sheets)


@pytest.mark.parametrize("anew", [False, True], ids=["reasons too", "reasons anew"])
@pytest.mark.parametrize("marks", THROUGH, ids=["ringed", "pointed"])
def test_goals_may_be_counted_through_the_sheet(marks: Sequence[str], anew: bool) -> None:
    sheet = counted(marks, anew=anew)
    said = [(s.mark, s.goal_nos) for s in sheet.projects[1].statements if s.section == "ward_reason" or s.kind == "heading"]
    first, second = marks[:2] if anew else marks[2:]
    assert said == [(first, (1,)), (second, (2,)), (first, (1,)), (second, (2,))]
    assert not {"goal-sequence", "goal-unknown"} & {d.code for d in sheet.defects}


def test_goals_that_begin_anew_with_a_number_left_out_are_named() -> None:
    assert "goal-sequence" in {d.code for d in counted(("①", "②", "②", "③")).defects}


GOALS_ALONE: Sequence[Row] = [
    ((10, "目指す拠点の姿"), (1, "法人"), (1, "区")),
    *(((10, f"{mark}　{text}"), (1, "A"), (1, "B")) for mark, text in zip("①②", TEXTS, strict=True)),
]
APART: Sequence[Row] = [((12, "（参考）２期目振り返りの課題"),), *(((12, issue),) for issue in ISSUES)]


BESIDE: Sequence[Row] = [((4, APART[0][0][1]), (8, ISSUES[0])), ((4, ""), (8, ISSUES[1]))]
PLACES = {
    "below": [*GOALS_ALONE, *APART],
    "above": [*APART, *GOALS_ALONE],
    "beside, below": [*GOALS_ALONE, *BESIDE],
    "beside, above": [*BESIDE, *GOALS_ALONE],
}


@pytest.mark.parametrize("rows", PLACES.values(), ids=PLACES)
def test_issues_of_the_term_before_stand_under_a_label_of_their_own(rows: Sequence[Row]) -> None:
    project, named = project_of(rows)
    assert goals_of(project) == [(mark, text, "A", "B") for mark, text in zip("①②", TEXTS, strict=True)]
    issues = [(issue.seq, issue.mark, issue.text.text, issue.goal_no, issue.term) for issue in project.prior_issues]
    assert issues == [(k, "・", issue[1:], None, "２期目") for k, issue in enumerate(ISSUES, 1)]
    assert [(s.section, s.kind, s.text.text) for s in project.statements] == [one for one in PLAIN if one[0] != "ward_reason"]
    assert named == []


@pytest.mark.parametrize(
    ("told", "many"), [("※　Ａ：できた　Ｂ：ほぼできた　Ｃ：不十分　Ｄ：できない", 0), ("※　Ａ評価を受けた講座は続ける。", 1)]
)
def test_what_the_ratings_mean_is_no_issue_of_the_term_before(told: str, many: int) -> None:
    project, named = project_of([*PLACES["below"], ((12, told),)])
    assert ([issue.mark for issue in project.prior_issues], named) == (["・"] * len(ISSUES) + ["※"] * many, [])


@pytest.mark.parametrize("many", [1, 9])
@pytest.mark.parametrize("is_above", [True, False])
def test_issues_beside_their_label_may_be_a_table_by_themselves(is_above: bool, many: int) -> None:
    sheet = page()
    say(sheet, LEFT, 100, "１　親子の居場所事業", 12)
    issues = [f"・場が{n}つ足りない。" for n in range(many)]

    def beside(y: float) -> float:
        for x0, x1 in ((LEFT, 160), (160, RIGHT)):
            box(sheet, x0, y, x1, y + 20 * many)
        for n, line in enumerate(("（参考）前期の振", "り返りの課題") if many > 1 else ("（参考）前期の課題",)):
            say(sheet, LEFT + 3, y + 13 + 13 * n, line)
        for n, issue in enumerate(issues):
            say(sheet, 164, y + 13 + 20 * n, issue)
        return y + 20 * many

    y = 112.0
    y = drawn(sheet, beside(y) + 12, GOALS_ALONE) if is_above else beside(drawn(sheet, y, GOALS_ALONE) + 12)
    sections(sheet, y, SAID, boxed, LABELS)
    found = read(sheet)
    assert goals_of(found.projects[0]) == [(mark, text, "A", "B") for mark, text in zip("①②", TEXTS, strict=True)]
    assert [issue.text.text for issue in found.projects[0].prior_issues] == [issue[1:] for issue in issues]
    assert codes(found) == []


def with_issues_over_a_page_end(beside: str) -> list[Sheet]:
    """A sheet whose issues stand over its goals and go on overleaf, with something beside the rest of them."""
    first, second = page(), page()
    say(first, LEFT, 720, "１　親子の居場所事業", 12)
    drawn(first, 736.0, [((3, "前期の課題"), (9, ISSUES[0]))])
    y = drawn(second, 60.0, [((3, beside), (9, ISSUES[1]))]) + 12
    sections(second, drawn(second, y, GOALS_ALONE), SAID, boxed, LABELS)
    return [first, second]


def test_issues_beside_their_label_may_go_on_overleaf_before_the_goals() -> None:
    found = read(*with_issues_over_a_page_end("　"))
    assert [issue.text.text for issue in found.projects[0].prior_issues] == [issue[1:] for issue in ISSUES]
    assert told(found) == PLAIN and codes(found) == []


def test_a_table_with_words_of_its_own_goes_on_with_no_issues() -> None:
    with pytest.raises(SourceError):
        read(*with_issues_over_a_page_end("広間"))


@pytest.mark.parametrize("label", ["前期の課題である。", "親子の課題", "前期の成果"])
def test_what_names_no_issues_of_the_term_before_opens_none(label: str) -> None:
    lost = len(label) + sum(map(len, ISSUES))
    project, named = project_of([*GOALS_ALONE, ((12, label),), *(((12, issue),) for issue in ISSUES)], lost=lost)
    assert not project.prior_issues and named


def test_what_stands_below_the_goals_is_no_issue_of_a_label_above_them() -> None:
    note = "地域の声を聞いて決めた。"
    project, named = project_of([*APART, *GOALS_ALONE, ((12, note),)], lost=len(note))
    assert len(project.prior_issues) == len(ISSUES) and "text-unaccounted" in named


def test_issues_beside_the_goals_come_before_those_under_a_label_of_their_own() -> None:
    rows = [HEAD, *(((5, f"{mark}　{text}"), (5, "・場が狭い。"), (1, "A"), (1, "B")) for mark, text in zip("①②", TEXTS, strict=True))]
    project, _ = project_of([*rows, *APART])
    assert [(issue.seq, issue.text.text) for issue in project.prior_issues] == [
        *((k, "場が狭い。") for k in (1, 2)),
        *((k, issue[1:]) for k, issue in enumerate(ISSUES, 3)),
    ]


RATED_HEAD: Row = ((5, "目指す拠点の姿"), (5, "前期振り返りの課題"), (2, "自己評価"))


def rated_by_rows(*ratings: tuple[str, str], names: tuple[str, str] = ("法人", "区")) -> list[Row]:
    """Goals at the head of their cells, each with two rows of a rater and its rating."""
    rows: list[Row] = [RATED_HEAD]
    for mark, text, (operator, ward) in zip("①②", TEXTS, ratings, strict=True):
        first = ((5, f"{mark}　{text}"), (5, ISSUES[0]), (1, names[0]), (1, operator))
        rows += [first, ((5, ""), (5, ""), (1, names[1]), (1, ward))]
    return rows


@pytest.mark.parametrize("ratings", [(("A", "B"), ("C", "A")), (("A", "　"), ("C", "A"))])
def test_ratings_may_stand_one_below_the_other(ratings: tuple[tuple[str, str], ...]) -> None:
    project, named = project_of(rated_by_rows(*ratings))
    wanted = [(operator, ward.strip() or None) for operator, ward in ratings]
    assert [(goal.rating_operator, goal.rating_ward) for goal in project.goals] == wanted
    assert [goal.text.text for goal in project.goals] == list(TEXTS)
    assert named == ["rating-missing" for pair in wanted if None in pair]


def test_rows_that_do_not_name_the_raters_are_not_told_apart() -> None:
    _, named = project_of(rated_by_rows(("A", "B"), ("C", "A"), names=("法人", "評定")))
    assert "rating-unreadable" in named


@pytest.mark.parametrize("place", ["one cell", "a table"])
def test_every_character_of_ratings_beside_no_goal_is_accounted_for(place: str) -> None:
    sheet = page()
    say(sheet, LEFT, 100, "１　親子の居場所事業", 12)
    issues: Row = ((4, "前期振り返りの課題"),)
    pairs = ("法人：A　区：B", "法人：C　区：A")
    if place == "one cell":
        rows = [((4, f"{m}　{t}"), (4, "・周知。"), (4, pair)) for m, t, pair in zip("①②", TEXTS, pairs, strict=True)]
        y = drawn(sheet, 112, [((4, "目指す拠点の姿"), *issues, (4, "自己評価（Ａ～Ｄ）")), *rows])
    else:
        y = drawn(
            sheet, 112, [((8, "目指す拠点の姿"), *issues), *(((8, f"{m}　{t}"), (4, "・周知。")) for m, t in zip("①②", TEXTS, strict=True))]
        )
        say(sheet, LEFT, y + 14, "■自己評価")
        y = drawn(
            sheet,
            y + 20,
            [((3, "自己評価（Ａ～Ｄ）"), (1, "①"), (1, "②")), ((3, "法人"), (1, "A"), (1, "C")), ((3, "区"), (1, "B"), (1, "A"))],
        )
    sections(sheet, y, SAID, boxed, LABELS)
    found = read(sheet)
    assert goals_of(found.projects[0]) == [("①", TEXTS[0], "A", "B"), ("②", TEXTS[1], "C", "A")]
    assert codes(found) == []
