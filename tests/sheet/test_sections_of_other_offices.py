"""Sections as other offices set them: headings in boxes, numbers on lines of their own, two labels beside each other, other signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from benchmarks.typeset.paper import Sheet
from pipeline.form.compiled import form_rules
from pipeline.form.marks import mark_of
from pipeline.sheet.checks import defects_of
from tests.layout.drawing import layout_of, page, say
from tests.sheet.small_form import LABELS, LEADING, LEFT, PLAIN, RIGHT, SAID, box, boxed, codes, goals, one_project, read, sections, told

Said = list[tuple[str, str, tuple[int, ...]]]


def said_of(section: str, sheet: Sheet) -> Said:
    """Kind, text and goals of the statements of a section."""
    return [(s.kind, s.text.text, s.goal_nos) for project in read(sheet).projects for s in project.statements if s.section == section]


@pytest.mark.parametrize("is_marked", [True, False])
def test_a_heading_in_a_box_is_one_and_takes_in_no_text(is_marked: bool) -> None:
    texts = ("広間の模様替えを行った。", "声を集める会を開いた。")
    sheet = page()
    y = goals(sheet, 100)
    boxed(sheet, y + 8, LABELS["operator_reason"])
    top = y + 30
    for k, (heading, text) in enumerate(zip(("広間の工夫", "声を聞く"), texts, strict=True)):
        box(sheet, LEFT + 8, top + 40 * k + 4, LEFT + 80, top + 40 * k + 18)
        say(sheet, LEFT + 12, top + 40 * k + 14, heading)
        say(sheet, LEFT + 8, top + 40 * k + 32, ("・" if is_marked else "") + text)
    box(sheet, LEFT, y + 26, RIGHT, top + 84)
    sections(sheet, top + 90, {name: lines for name, lines in SAID.items() if name != "operator_reason"}, boxed, LABELS)
    kind = "bullet" if is_marked else "paragraph"
    assert said_of("operator_reason", sheet) == [
        ("heading", "広間の工夫", ()),
        (kind, texts[0], ()),
        ("heading", "声を聞く", ()),
        (kind, texts[1], ()),
    ]


TOGETHER = ("・来館が増えた。", "・学ぶ時間が足りない。")


@pytest.mark.parametrize(
    ("lines", "apart", "is_undivided"),
    [
        (TOGETHER, (), True),
        (("・成果が見えた。", *TOGETHER), (), True),
        (("目に見えた成果", *TOGETHER), (), False),  # a label in other words, it may be
        (TOGETHER, ("challenge",), False),
        ((), (), False),
    ],
)
def test_outcomes_and_challenges_that_nobody_divided_are_named_and_not_lost(
    lines: Sequence[str], apart: Sequence[str], is_undivided: bool
) -> None:
    sheet = page()
    kept = ("operator_reason", "ward_reason", "results", *apart, "viewpoints")
    sections(sheet, goals(sheet, 100), {name: SAID[name] for name in kept} | {"results": lines}, boxed, LABELS)
    found = read(sheet, lost=None)
    named = [(d.place.project_no, d.quote, dict(d.values)["count"]) for d in found.defects if d.code == "results-undivided"]
    assert named == ([(1, " ".join(lines), str(sum(map(len, lines))))] if is_undivided else [])
    left_out = {d.code for d in found.defects if d.place.section in ("outcome", "challenge")}
    assert (not left_out) == is_undivided == ("text-unaccounted" not in codes(found) and bool(lines))
    if is_undivided:
        assert found.accounting.chars_unaccounted == sum(map(len, lines))


@pytest.mark.parametrize(
    ("label", "lines", "named"),
    [
        ("（課題）", "・学ぶ時間が足りない。/（今後の方向性）/・講座を増やす。/・区と周知する。", ["1-3"]),
        ("（課題）", "・学ぶ時間が足りない。/（講座）/・講座が少ない。", []),
        ("（課題）", "・学ぶ時間が足りない。/（今後の方向性）", []),
        ("（課題と今後の方向性）", "・学ぶ時間が足りない。/（今後の方向性）/・講座を増やす。", []),
        ("（課題）", "（次期に向けて）/・学ぶ時間が足りない。/・講座を増やす。", []),
        ("（課題）", "①　講座/・少ない。/（今後の方向性）/・増やす。/②　広報/・足りない。/（今後の方向性）/・載せる。", ["2-3", "6-7"]),
        ("（課題）", "①　少ない。/（今後の方向性）/①　増やす。/③　広報する。", ["1-3"]),
        ("（課題）", "■講座/・少ない。/■今後の取組/・増やす。/■広報/・足りない。", ["2-3"]),
        ("（課題）", "■講座/・少ない。/今後の取組/今年の講座（南部）/・増やす。/■広報/・足りない。", ["2-6"]),
        ("（課題）", "・学ぶ時間が足りない。/今後の方向性/・講座を増やす。/（次期に向けて）/・区と周知する。", ["1-4"]),
        ("（課題）", "（講座）/・少ない。/（今後の取組）/・増やす。/（急ぐ）も/（広報）/・足りない。", ["2-4"]),
        ("（課題）", "・区と話し合い、/今後の方針/・少ない。", []),
        ("（課題）", "・区と話し合うことが/今後の方針/・少ない。", []),
    ],
)
def test_a_part_that_the_form_does_not_have_is_named_whole_and_in_no_row(label: str, lines: str, named: Sequence[str]) -> None:
    said = lines.split("/")
    found = read(one_project(said={"challenge": said}, labels={"challenge": label})[0], lost=None)
    parts = [said[int(first) : int(last) + 1] for first, last in (part.split("-") for part in named)]
    assert [(d.quote, d.place.project_no, d.place.section) for d in found.defects if d.code == "part-unlisted"] == [
        (" ".join(part), 1, "challenge") for part in parts
    ]
    assert found.accounting.chars_unaccounted == sum(len("".join(part).replace("　", "")) for part in parts)
    assert "text-unaccounted" not in codes(found) and "section-missing" not in codes(found)
    own = [line for line in said if not any(line in part for part in parts)]
    assert "".join(text for section, _, text in told(found) if section == "challenge") == "".join(line.lstrip("・■①②③　") for line in own)


Boxed = Sequence[tuple[str, bool]]
BOXES: dict[str, tuple[Boxed, Said]] = {
    "under a text": (
        [("来館が増え、父親の参加も増えた", False), ("声を聞く", True), ("・声を集めた。", False)],
        [("paragraph", "来館が増え、父親の参加も増えた", ()), ("heading", "声を聞く", ()), ("bullet", "声を集めた。", ())],
    ),
    "in a sentence": (
        [("広間の模様替えを行い、来館の", False), ("みどりカフェ", True), ("を開き、集えるようにした。", False)],
        [("paragraph", "広間の模様替えを行い、来館の", ()), ("paragraph", "みどりカフェを開き、集えるようにした。", ())],
    ),
    "each": (
        [("土曜日も開き、参加が増えた", True), ("相談員を置き、件数が増えた", True), ("声を集めた", True)],
        [("paragraph", text, ()) for text in ("土曜日も開き、参加が増えた", "相談員を置き、件数が増えた", "声を集めた")],
    ),
}


@pytest.mark.parametrize(("lines", "expected"), BOXES.values(), ids=BOXES)
def test_a_box_makes_a_heading_of_what_stands_in_it_alone(lines: Boxed, expected: Said) -> None:
    """Not of the text above it, of words within a sentence, or where each sentence has a box."""
    sheet = page()
    y = goals(sheet, 100)
    boxed(sheet, y + 8, LABELS["operator_reason"])
    for k, (text, is_boxed) in enumerate(lines):
        top = y + 30 + 16 * k
        if is_boxed:
            box(sheet, LEFT + 8, top + 3, LEFT + 16 + 10 * len(text), top + 17)
        say(sheet, LEFT + 12, top + 13, text)
    box(sheet, LEFT, y + 26, RIGHT, y + 94)
    sections(sheet, y + 100, {name: lines for name, lines in SAID.items() if name != "operator_reason"}, boxed, LABELS)
    assert said_of("operator_reason", sheet) == expected


@pytest.mark.parametrize(("mark", "named"), [("①", (1,)), ("【①】", (1,)), ("(1)", (1,))])
def test_a_number_on_a_line_of_its_own_tells_the_goal_of_what_follows(mark: str, named: tuple[int, ...]) -> None:
    sheet, _ = one_project(said={"ward_reason": (mark, "広報に載せた。")})
    assert said_of("ward_reason", sheet) == [("paragraph", "広報に載せた。", named)]


def test_bullets_under_a_number_without_a_word_are_of_its_goal() -> None:
    sheet, _ = one_project(said={"operator_reason": ("【①】", "・広間の模様替えを行った。"), "ward_reason": ("①", "・広報に載せた。")})
    assert said_of("operator_reason", sheet) == [("bullet", "広間の模様替えを行った。", (1,))]
    assert said_of("ward_reason", sheet) == [("bullet", "広報に載せた。", (1,))]


@pytest.mark.parametrize(
    ("section", "lines", "named"),
    [
        ("ward_reason", ("①　広報に載せた。", "③　声を集めた。", "予算を調えた。"), [(1,), (), ()]),
        ("ward_reason", ("③　広報に載せた。",), [()]),
        ("ward_reason", ("①・③　広報に載せた。",), [(1,)]),
        ("operator_reason", ("①　広間の工夫", "・毛布を買った。", "③　声を聞く", "・声を集めた。"), [(1,), (1,), (), ()]),
    ],
)
def test_a_number_that_no_goal_has_is_a_slip_and_of_no_goal(section: str, lines: tuple[str, ...], named: list[tuple[int, ...]]) -> None:
    """Not of the goal before either."""
    sheet, _ = one_project(said={section: lines})
    assert [goals for *_, goals in said_of(section, sheet)] == named
    quotes = [defect.quote for defect in read(sheet).defects if defect.code == "goal-unknown"]
    assert len(quotes) == 1 and quotes[0].endswith("③")


@pytest.mark.parametrize(
    ("lines", "is_heading"),
    [
        (("①　広間の工夫", "・棚を替えた。", "②　庭の工夫", "・砂を替えた。", "⑥　声を聞く", "・声を集めた。"), True),
        (("①　広間", "・棚を替えた。", "②　庭", "・砂を替えた。", "⑨　声", "・声を集めた。", "④　本の⑥", "・本を買った。"), True),
        (("①　広間の工夫", "・棚を替えた。", "⑥　声を聞く", "・声を集めた。"), False),
        (("①　広間の工夫", "・棚を替えた。", "②　庭の工夫", "・砂を替えた。", "⑥　声を聞く会を開いた。", "・声を集めた。"), False),
        (("①　広間の工夫", "・棚を替えた。", "②　庭の工夫", "・砂を替えた。", "⑥　声を聞く"), False),
        (("①　広間", "・棚を替えた。", "②　庭", "・砂を替えた。", "⑥　声を聞く", "・声を集めた。", "③　本", "・本を買った。"), False),
    ],
)
def test_a_wrong_number_over_a_list_heads_it_behind_others(lines: tuple[str, ...], is_heading: bool) -> None:
    sheet, _ = one_project(said={"operator_reason": lines})
    kinds = {text: kind for kind, text, _ in said_of("operator_reason", sheet)}
    assert (kinds[next(line for line in lines if "⑥" in line).split("　")[-1]] == "heading") is is_heading


def test_a_number_that_stands_in_a_goal_is_no_slip() -> None:
    """There it is the reading that took two goals for one."""
    seen = read(one_project(said={"ward_reason": ("①　広報に載せた。", "②　声を集めた。")})[0])
    (project,) = seen.projects
    (goal,) = project.goals
    merged = replace(project, goals=(replace(goal, text=goal.text._replace(text=goal.text.text + "②声を聞く。")),))
    for either, count in ((project, 1), (merged, 0)):
        found = defects_of(replace(seen, projects=(either,)), form_rules())
        assert [defect.code for defect in found].count("goal-unknown") == count


@pytest.mark.parametrize(
    ("mark", "numbers"),
    [
        *(("①②", (1, 2)), ("①②④", (1, 2, 4)), ("①・③", (1, 3)), ("①～③", (1, 2, 3)), ("⑵、⑶", (2, 3)), ("❶～❸", (1, 2, 3))),
        *(("２．、３．", (2, 3)), ("2.・4.", (2, 4)), ("２、３．", (2, 3)), ("１～３．", (1, 2, 3))),
        *(("姿２、姿３", (2, 3)), ("【目標１・３】", (1, 3)), ("目指す姿①～③：", (1, 2, 3))),
    ],
)
def test_numbers_beside_each_other_are_several(mark: str, numbers: tuple[int, ...]) -> None:
    sheet = page()
    say(sheet, 60, 100, f"{mark}　広報に載せた。")
    (line,) = layout_of(sheet)[0].items
    found = mark_of(line)  # type: ignore[arg-type]
    assert (found.text, found.numbers) == (mark, numbers)


@pytest.mark.parametrize("sign", list("〇●◎◇▶▷➤⇒→"))
def test_signs_of_what_stands_under_a_bullet(sign: str) -> None:
    lines = ("・広間の模様替えを行った。", f"　　{sign}毛布を買った。", "・声を集めた。")
    (project,) = read(one_project(said={"operator_reason": lines})[0]).projects
    found = [(s.mark, s.level) for s in project.statements if s.section == "operator_reason"]
    assert found == [("・", 0), (sign, 1), ("・", 0)]


@pytest.mark.parametrize("sign", list("▶▷►➤"))
def test_a_sign_over_bullets_with_another_makes_a_heading(sign: str) -> None:
    lines = (f"{sign}広間の工夫", "・棚を低くした。", f"{sign}声を聞く", "・声を集めた。")
    (project,) = read(one_project(said={"operator_reason": lines})[0]).projects
    found = [(s.kind, s.heading, s.text.text) for s in project.statements if s.section == "operator_reason"]
    assert found == [
        ("heading", None, "広間の工夫"),
        ("bullet", "広間の工夫", "棚を低くした。"),
        ("heading", None, "声を聞く"),
        ("bullet", "声を聞く", "声を集めた。"),
    ]


@pytest.mark.parametrize(
    "lines", [("▶棚を低くした", "▶毛布を買った", "・声を集めた。"), ("▶棚を低くした。", "・声を集めた。"), ("▶広間の工夫", "▶声を聞く")]
)
def test_signs_over_their_like_or_of_sentences_are_bullets(lines: Sequence[str]) -> None:
    assert {kind for kind, *_ in said_of("operator_reason", one_project(said={"operator_reason": lines})[0])} == {"bullet"}


def test_what_introduces_data_is_a_note_behind_statements_too() -> None:
    sheet, _ = one_project(said={"operator_reason": ("・広間の模様替えを行った。", "（主な数字）", "・来館は3,000人である。")})
    assert [kind for kind, *_ in said_of("operator_reason", sheet)] == ["bullet", "note", "bullet"]


SPLIT = 110.0, 160.0
"""points; where a label ends, and the one right of it"""


def beside(sheet: Sheet, top: float, outer: str, rows: Sequence[tuple[str, str]]) -> float:
    """Rows with a label each beside one that spans them. Where they end."""
    box(sheet, LEFT, top, SPLIT[0], top + 24 * len(rows))
    say(sheet, LEFT + 3, top + 14, outer)
    for k, (label, text) in enumerate(rows):
        y = top + 24 * k
        box(sheet, SPLIT[0], y, SPLIT[1], y + 24)
        box(sheet, SPLIT[1], y, RIGHT, y + 24)
        if label:
            say(sheet, SPLIT[0] + 3, y + 14, label)
        say(sheet, SPLIT[1] + 4, y + 14, text)
    return top + 24 * len(rows)


def test_two_labels_beside_each_other_name_a_section_together() -> None:
    sheet = page()
    y = goals(sheet, 100) + 10
    y = beside(sheet, y, "評価の理由", [("法人", SAID["operator_reason"][0]), ("区", SAID["ward_reason"][0])])
    y = beside(sheet, y, "まとめ", [("成果", SAID["outcome"][0]), ("課題", SAID["challenge"][0])])
    sections(sheet, y, {"viewpoints": SAID["viewpoints"]}, boxed, LABELS)
    found = read(sheet)
    assert told(found) == told(read(one_project()[0]))
    assert codes(found) == []


def test_viewpoints_stand_in_rows_beside_their_label() -> None:
    """Their marks are no labels of parts of it, as （チェック項目） is."""
    sheet = page()
    parts = {name: lines for name, lines in SAID.items() if name != "viewpoints"}
    y = sections(sheet, goals(sheet, 100), parts, boxed, LABELS) + 8
    box(sheet, LEFT, y, 130, y + 40)
    say(sheet, LEFT + 3, y + 14, LABELS["viewpoints"])
    for k, (mark, text) in enumerate(said.split("　") for said in SAID["viewpoints"]):
        for x0, x1, words in ((130, 160, mark), (160, RIGHT, text)):
            box(sheet, x0, y + 20 * k, x1, y + 20 * k + 20)
            say(sheet, x0 + 4, y + 20 * k + 14, words)
    found = read(sheet)
    assert [f"{v.mark}　{v.text.text}" for v in found.projects[0].viewpoints] == list(SAID["viewpoints"])
    assert codes(found) == []


def test_two_labels_go_on_behind_a_page_end() -> None:
    one, two = page(), page()
    beside(one, goals(one, 700) + 10, "評価の理由", [("法人", "・広間の模様替えを")])
    y = beside(two, 60, "", [("", "　行った。"), ("区", SAID["ward_reason"][0])])
    y = beside(two, y, "まとめ", [("成果", SAID["outcome"][0]), ("課題", SAID["challenge"][0])])
    sections(two, y, {"viewpoints": SAID["viewpoints"]}, boxed, LABELS)
    found = read(one, two)
    assert told(found) == told(read(one_project()[0]))


@pytest.mark.parametrize("both", ["成果と課題", "成果・課題", "拠点事業としての成果及び課題"])
def test_a_label_that_names_both_and_then_one_is_of_that_one(both: str) -> None:
    """Said on one line, as まとめ（成果）; and neither label is a statement."""
    sheet = page()
    labels = LABELS | {name: both + LABELS[name] for name in ("outcome", "challenge")}
    sections(sheet, goals(sheet, 100), {name: lines for name, lines in SAID.items() if name != "results"}, boxed, labels)
    found = read(sheet)
    assert told(found) == PLAIN
    assert codes(found) == []


@pytest.mark.parametrize("results", ["拠点事業としての成果と課題", "成果と課題"])
@pytest.mark.parametrize("own", ["（成果）", "【成果】", "〈主な成果〉"])
def test_two_labels_that_a_page_end_leaves_alone_in_a_cell_are_two(own: str, results: str) -> None:
    one, two = page(), page()
    y = sections(one, goals(one, 600), {name: SAID[name] for name in ("operator_reason", "ward_reason")}, boxed, LABELS) + 8
    box(one, LEFT, y, RIGHT, y + 30)
    for k, text in enumerate((results, own)):
        say(one, LEFT + 4, y + 12 + 13 * k, text)
    box(two, LEFT, 60, RIGHT, 112)
    for k, text in enumerate((*SAID["outcome"], LABELS["challenge"], *SAID["challenge"])):
        say(two, LEFT + 4, 72 + LEADING * k, text)
    sections(two, 112, {"viewpoints": SAID["viewpoints"]}, boxed, LABELS)
    found = read(one, two)
    assert told(found) == PLAIN
    assert codes(found) == []


def test_a_whole_grid_of_outcomes_and_challenges_may_be_labelled_in_any_words() -> None:
    sheet = page()
    parts = {name: lines for name, lines in SAID.items() if name in ("operator_reason", "ward_reason")}
    y = sections(sheet, goals(sheet, 100), parts, boxed, LABELS) + 10
    beside(sheet, y, "両者の見解", [("成果", SAID["outcome"][0]), ("課題", SAID["challenge"][0])])
    assert told(read(sheet)) == PLAIN


TABLES = {
    "columns": [["取組", "成果", "課題"], ["広場", "来館が増えた", "人手が足りない"], ["相談", "件数が増えた", "周知が足りない"]],
    "numbers": [["項目", "成果", "件数"], ["広場", "来館増", "12件"], ["相談", "増", "30件"]],
    "rows": [["講座", "成果", "内容を理解した人が増えた。"], ["相談", "課題", "人手が足りない。"], ["広場", "3回", "12人"]],
    "raters": [["評価の理由", "法人", "区"], ["広場", "来館が増えた", "人手が足りない"]],
    "blank corner": [["", "成果", "課題"], ["広場", "来館が増えた", "人手が足りない"]],
}


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_a_data_table_may_speak_of_outcomes_and_challenges(rows: Sequence[Sequence[str]]) -> None:
    """A label that stands left of others makes none of its header, or of a row that begins with 成果."""
    sheet = page()
    y = beside(sheet, goals(sheet, 60) + 10, "評価の理由", [("法人", SAID["operator_reason"][0]), ("区", SAID["ward_reason"][0])]) + 10
    for row in rows:
        for (x0, x1), text in zip(((80, 160), (160, 300), (300, 460)), row, strict=True):
            box(sheet, x0, y, x1, y + 18)
            say(sheet, x0 + 3, y + 12, text, 8)
        y += 18
    sections(sheet, y + 6, {name: lines for name, lines in SAID.items() if not name.endswith("reason")}, boxed, LABELS)
    found = read(sheet)
    (table,) = found.projects[0].tables
    assert (table.section, table.n_rows, table.n_cols) == ("ward_reason", len(rows), 3)
    assert [cell.text.text for cell in table.cells if cell.text.text] == [text for row in rows for text in row if text]
    assert told(found) == PLAIN and codes(found) == []


def test_lines_beside_empty_columns_are_no_table() -> None:
    """Strokes near a frame, as of outlined letters, cut it into columns that hold nothing."""
    sheet = page()
    y = goals(sheet, 100)
    boxed(sheet, y, LABELS["operator_reason"])
    box(sheet, LEFT, y + 18, RIGHT, y + 60)
    box(sheet, RIGHT - 40, y + 18, RIGHT, y + 60)
    for k, text in enumerate(("・広間の模様替えを行った。", "・来館の声を集めた。")):
        say(sheet, LEFT + 6, y + 32 + 14 * k, text)
    sections(sheet, y + 60, {name: lines for name, lines in SAID.items() if name != "operator_reason"}, boxed, LABELS)
    (project,) = read(sheet).projects
    assert project.tables == ()
    assert said_of("operator_reason", sheet) == [("bullet", "広間の模様替えを行った。", ()), ("bullet", "来館の声を集めた。", ())]


@pytest.mark.parametrize(
    ("behind", "kind"),
    [("を行う", "heading"), ("を行った。※1", "bullet"), ("を行った。1)", "bullet"), ("を行った。（令和７年度）", "bullet")],
)
def test_a_numbered_sentence_with_a_footnote_s_sign_is_no_heading(behind: str, kind: str) -> None:
    lines = ("①　広間の工夫", "・声を集めた。", f"②　模様替え{behind}", "棚を低くした。", "・声を聞いた。")
    found = said_of("operator_reason", one_project(said={"operator_reason": lines})[0])
    assert (kind, f"模様替え{behind}") in [row[:2] for row in found]


def test_a_mark_beside_the_middle_of_two_lines_heads_both() -> None:
    sheet, y = one_project(said={"viewpoints": ()})
    for k, mark in enumerate("アイ"):
        top = y + 14 + 30 * k
        say(sheet, LEFT + 30, top, "初めて来た方も入りやすい", 9)
        say(sheet, LEFT + 8, top + 5.5, mark, 9)
        say(sheet, LEFT + 30, top + 11, "ようにしているか。", 9)
    assert [(v.mark, v.text.text) for v in read(sheet).projects[0].viewpoints] == [
        (mark, "初めて来た方も入りやすいようにしているか。") for mark in "アイ"
    ]


def by_goal(section: str, rows: Sequence[tuple[str, str]], *, is_boxed: bool = True) -> Sheet:
    """A sheet whose section has a row for each goal: its number, of a line or two, beside its text."""
    sheet = page()
    before = ("operator_reason",) if section == "ward_reason" else ()
    y = sections(sheet, goals(sheet, 100), {name: SAID[name] for name in before}, boxed, LABELS) + 8
    if is_boxed:
        boxed(sheet, y, LABELS[section])
    else:
        say(sheet, LEFT, y + 12, LABELS[section])
    for k, (number, text) in enumerate(rows):
        top = y + 18 + 20 * k
        box(sheet, LEFT, top, LEFT + 30, top + 20)
        box(sheet, LEFT + 30, top, RIGHT, top + 20)
        for n, part in enumerate(number.split()):
            say(sheet, LEFT + 6, top + 9 + 9 * n, part)
        say(sheet, LEFT + 34, top + 13, text)
    rest = {name: lines for name, lines in SAID.items() if name not in (*before, section)}
    sections(sheet, y + 24 + 20 * len(rows), rest, boxed, LABELS)
    return sheet


def test_reasons_in_a_row_for_each_goal_are_statements_of_it() -> None:
    ward = by_goal("ward_reason", [("①", "広報に載せた。"), ("②", "会議で紹介した。")])
    assert [(kind, text) for kind, text, _ in said_of("ward_reason", ward)] == [
        ("bullet", "広報に載せた。"),
        ("bullet", "会議で紹介した。"),
    ]
    operator = by_goal("operator_reason", [("①", "・棚を低くした。")])
    assert said_of("operator_reason", operator) == [("bullet", "棚を低くした。", (1,))]
    assert all(not project.tables for sheet in (ward, operator) for project in read(sheet).projects)


@pytest.mark.parametrize(
    ("number", "words"), [("①～ ②", ["広報に載せた。"]), ("① 広報", ["広報", "広報に載せた。"])], ids=["several goals", "words below it"]
)
def test_a_wrapped_number_beside_its_reasons_is_one(number: str, words: list[str]) -> None:
    ward = by_goal("ward_reason", [(number, "広報に載せた。")])
    assert [text for _, text, _ in said_of("ward_reason", ward)] == words


def test_reasons_in_rows_under_a_label_without_a_box_are_no_table() -> None:
    sheet = by_goal("operator_reason", [("①", "広報に載せた。"), ("②", "会議で紹介した。")], is_boxed=False)
    assert [text for _, text, _ in said_of("operator_reason", sheet)] == ["広報に載せた。", "会議で紹介した。"]
    assert not read(sheet).projects[0].tables


@pytest.mark.parametrize("is_boxed", [True, False])
def test_numbered_rows_of_data_are_a_table(is_boxed: bool) -> None:
    sheet = by_goal("operator_reason", [("①", "来館した人　3,412人"), ("②", "登録した人　612人")], is_boxed=is_boxed)
    assert [table.n_rows for table in read(sheet).projects[0].tables] == [2]
    assert said_of("operator_reason", sheet) == []


def test_a_short_line_right_of_its_text_is_no_beginning_of_it() -> None:
    sheet, _ = one_project(said={"operator_reason": ("　広間の工夫", "来館した親子が広く使えるように棚を低くした。")})
    assert [text for _, text, _ in said_of("operator_reason", sheet)] == ["広間の工夫", "来館した親子が広く使えるように棚を低くした。"]
