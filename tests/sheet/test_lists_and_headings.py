"""Lists in two columns, and headings that stand deeper than what is under them, read from the lines of a small page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.form.compiled import form_rules
from pipeline.layout.model import Line
from pipeline.outline.ledger import Ledger
from pipeline.outline.stretch import Stretch
from pipeline.outline.units import TextUnit
from pipeline.pages.model import Ruling
from pipeline.sheet.body import Body
from pipeline.sheet.model import Goal, Section, Statement
from pipeline.sheet.prior_issues import issues_in
from pipeline.sheet.reader import sheet_of
from pipeline.sheet.sections import read_section
from pipeline.sheet.viewpoints import read_viewpoints
from pipeline.values import Printed
from tests.layout.drawing import layout_of, page, say
from tests.sheet.contents import contents
from tests.support import sample

Placed = tuple[float, float, str]
"""x, baseline and text"""


def units(*texts: Placed) -> list[TextUnit]:
    sheet = page()
    for x, y, text in texts:
        say(sheet, x, y, text)
    lines = [item for item in layout_of(sheet)[0].items if isinstance(item, Line)]
    return [TextUnit(line, 50, 540, 0) for line in lines]


LEFT = (
    "ア　初めて訪れた人も入りやすい雰囲気を作って",
    "　いるか。",
    "イ　利用者の声を集めているか。",
    "ウ　多様な養育者に配慮しているか。",
)
RIGHT = ("エ　年齢に応じた遊びの環境があるか。", "オ　子ども同士の関わりを大切にしている", "　か。", "カ　地域の人との交流があるか。")
SAID = ["初めて訪れた人も入りやすい雰囲気を作っているか。", "利用者の声を集めているか。", "多様な養育者に配慮しているか。"]
SAID += ["年齢に応じた遊びの環境があるか。", "子ども同士の関わりを大切にしているか。", "地域の人との交流があるか。"]


@pytest.mark.parametrize("columns", [1, 2])
def test_a_list_reads_the_same_in_one_column_or_two(columns: int) -> None:
    down = [(60.0, 100.0 + 14 * k, text) for k, text in enumerate(LEFT)]
    over = [(300.0, 100.0 + 14 * k, text) if columns == 2 else (60.0, 156.0 + 14 * k, text) for k, text in enumerate(RIGHT)]
    body = Body()
    read_viewpoints(units(*down, *over), body, Ledger())
    assert [(v.mark, v.text.text) for v in body.viewpoints] == list(zip("アイウエオカ", SAID, strict=True))


def statements(*texts: Placed) -> list[Statement]:
    body = Body()
    read_section("operator_reason", units(*texts), (), body, form_rules(), Ledger())
    return body.statements


def test_numbered_headings_may_stand_deeper_than_their_bullets() -> None:
    """As behind a bar or in a box."""
    found = statements(
        (69, 100, "①居場所の工夫"),
        (60, 114, "・予約なしで来られる日を増やした。"),
        (60, 128, "・玄関の段差をなくした。"),
        (69, 146, "②利用者の声"),
        (60, 160, "・アンケートを年に２回行った。"),
    )
    assert [(said.kind, said.heading_no) for said in found] == [("heading", 1), ("bullet", 1), ("bullet", 1), ("heading", 2), ("bullet", 2)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(("■①広場", "・開いた。", "■②声", "・集めた。"), ["■①広場 1", "・開いた。 1", "■②声 2", "・集めた。 2"], id="headings"),
        pytest.param(
            ("■広場", "・開いた。", "■②声", "・集めた。"), ["■広場", "・開いた。", "■②声", "・集めた。"], id="a sign of others too"
        ),
        pytest.param(("■", "・開いた。"), ["・開いた。"], id="a sign alone"),
    ],
)
def test_a_number_behind_the_sign_of_headings_counts_the_goals(texts: tuple[str, ...], expected: list[str]) -> None:
    found = statements(*((60, 100 + 18 * k, text) for k, text in enumerate(texts)))
    assert [f"{said.mark}{said.text.text} {said.heading_no or ''}".strip() for said in found] == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(("＜① 広場＞", "＜② 声＞"), ["＜①広場 1", "＜②声 2"], id="in angle brackets"),
        pytest.param(("【①広場】", "【②声】"), ["【①広場 1", "【②声 2"], id="in others"),
        pytest.param(("〈１．広場〉", "〈２．声〉"), ["〈１．広場 1", "〈２．声 2"], id="a number before a point"),
        pytest.param(("＜①②　広場＞", "＜③　声＞"), ["＜①②広場 1", "＜③声 3"], id="several numbers"),
        pytest.param(("＜３歳児の広場＞", "＜４歳児の声＞"), ["＜３歳児の広場＞", "＜４歳児の声＞"], id="a number of the text"),
        pytest.param(("【①広場】の工夫", "【②声】の工夫"), ["【①広場】の工夫 1", "【②声】の工夫 2"], id="brackets around a part of it"),
        pytest.param(("（①）広場（室内）", "（②）声（文）"), ["（①）広場（室内） 1", "（②）声（文） 2"], id="brackets around the number"),
        pytest.param(("＜①　広場）", "＜②　声）"), ["＜①　広場）", "＜②　声）"], id="another bracket at the end"),
    ],
)
def test_a_number_in_the_brackets_of_a_heading_counts_the_goals(texts: tuple[str, str], expected: list[str]) -> None:
    lines = [line for text in texts for line in (text, "・開いた。")]
    found = statements(*((60, 100 + 18 * k, text) for k, text in enumerate(lines)))
    assert [f"{said.mark}{said.text.text} {said.heading_no or ''}".strip() for said in found if said.mark != "・"] == expected


THREE_GOALS = [Goal(no, "①②③"[no - 1], Printed(aim), "A", "A", None, None, (), ()) for no, aim in enumerate(("広場", "相談", "声"), 1)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(("・①、②広報に載せた。", "・③会議を開いた。"), {"・①、②": (1, 2), "・③": (3,)}, id="behind each"),
        pytest.param(("・広報に載せた。", "・③回目の会議を開いた。"), {"・": ()}, id="behind one only"),
        pytest.param(("②広報に載せた。", "・①紙面", "・②回覧"), {"②": (2,), "・": (2,)}, id="in a list of a goal's"),
    ],
)
def test_a_number_behind_a_sign_names_the_goals_of_a_ward_s_reason(texts: tuple[str, ...], expected: dict[str, tuple[int, ...]]) -> None:
    body = Body()
    placed = [(60.0, 100.0 + 14 * k, text) for k, text in enumerate(texts)]
    read_section("ward_reason", units(*placed), THREE_GOALS, body, form_rules(), Ledger())
    assert {said.mark: said.goal_nos for said in body.statements} == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("②について", [("広報に載せた。", (2,))]),
        ("②の周知について", [("の周知について", (2,)), ("広報に載せた。", (2,))]),
        ("について", [("について", ()), ("広報に載せた。", ())]),
    ],
)
def test_a_line_that_says_no_more_than_its_goal_s_number_is_no_row(line: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    body, ledger, lines = Body(), Ledger(), units((60, 100, line), (60, 130, "広報に載せた。"))
    read_section("ward_reason", lines, THREE_GOALS, body, form_rules(), ledger)
    assert [(said.text.text, said.goal_nos) for said in body.statements] == expected
    assert ((1, "label") in ledger.beside) is (len(expected) == 1)


@pytest.mark.parametrize("arrows", [("→",), ("→", "→")])
def test_marks_without_text_are_no_row(arrows: tuple[str, ...]) -> None:
    """As the arrows between the boxes of a chart are, side by side."""
    found = statements(
        (60, 100, "・庭を広げた。"), *((100.0 + 60 * k, 120, arrow) for k, arrow in enumerate(arrows)), (60, 140, "・棚も。")
    )
    assert [row.text.text for row in found] == ["庭を広げた。", "棚も。"]


def test_a_number_of_the_signs_of_its_mark_is_text() -> None:
    assert [row.text.text for row in statements((60, 100, "・庭を広げた。"), (60, 114, "2) 22"))] == ["庭を広げた。", "22"]


@pytest.mark.parametrize("marks", ["(1) (2) (3) (4)", "1) 2) 3) 4)", "ⅰ ⅱ ⅲ ⅳ"])
def test_items_that_are_counted_alike_stand_on_one_level(marks: str) -> None:
    rows = [(60, 114 + 14 * k, f"{mark}　声を{k}回集めて棚を替えた。") for k, mark in enumerate(marks.split())]
    found = statements((60, 100, "【居場所の工夫】"), *rows)
    assert [(said.kind, said.mark, said.level) for said in found[1:]] == [("bullet", mark, 0) for mark in marks.split()]


FULL = "開所当初から使っていた床材と棚を全面的に取り替えて、授乳室も二室に増やし、椅子も新しくした上で使いやすく"
"""as many characters as a line holds here, but for the last two"""


@pytest.mark.parametrize("signs", ["（）", "「」", "――", "◆◆", "≪≫", "【】"])
def test_a_heading_that_is_enclosed_as_others_are_heads_what_follows_a_full_line(signs: str) -> None:
    said = [signs[0] + name + signs[1] for name in ("広場", "声を聞く会", "周知")]
    found = statements(
        (60, 100, said[0]),
        (60, 114, "・" + FULL[:-1] + "置き"),
        (69, 128, "直した。"),
        (60, 142, "・" + FULL[:-1] + "た。"),
        (60, 156, said[1]),
        (60, 170, "・会を開いた。"),
        (60, 184, said[2]),
        (60, 198, "・広報に載せた。"),
    )
    assert [one.kind for one in found] == ["heading", "bullet", "bullet", "heading", "bullet", "heading", "bullet"]
    assert [one.text.text for one in found if one.kind == "heading"] == [one.strip("【】") for one in said]


def test_an_enumeration_under_a_bullet_is_no_heading() -> None:
    found = statements((60, 100, "・次のことを行った。"), (69, 114, "①予約の廃止"), (69, 128, "②玄関の改修"), (60, 142, "・声を集めた。"))
    assert [(said.kind, said.level) for said in found] == [("bullet", 0), ("bullet", 1), ("bullet", 1), ("bullet", 0)]


def test_an_enumeration_whose_number_is_the_next_headings_is_none_over_a_bullet() -> None:
    found = statements(
        (60, 100, "①顔の見える関係"),
        (60, 114, "・名簿を改めた。"),
        (60, 132, "②課題の共有"),
        (60, 146, "・次の会を設けた。"),
        (63, 160, "①公園の会では、地図を作った。"),
        (63, 174, "②朝夕の会では、隙間を調べた。"),
        (63, 188, "③父親の会では、座談会を開いた。"),
        (60, 202, "・食材を渡した。"),
        (60, 220, "③人とのつながり"),
        (60, 234, "・清掃を行った。"),
    )
    assert [said.heading_no for said in found if said.kind == "heading"] == [1, 2, 3]
    assert [said.text.text for said in found if said.kind == "heading"][2] == "人とのつながり"


def test_a_project_number_in_a_box_of_its_own_is_the_headings() -> None:
    pages = list(sample.pages())
    plain = sample.sheet()
    for project in plain.projects:
        box = project.title.boxes[0]
        page = pages[box.page - 1]
        number = min((g for g in page.glyphs if g.y0 < box.y1 - 2 and g.y1 > box.y0 + 2 and g.x1 > box.x0 - 1), key=lambda g: g.x0)
        assert number.text in "1234567１２３４５６７"
        x0, y0, x1, y1 = number.x0 - 1.5, number.y0 - 1.5, number.x1 + 1.5, number.y1 + 1.5
        sides = ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
        pages[box.page - 1] = replace(page, rulings=(*page.rulings, *(Ruling(*side, 0.5, 0) for side in sides)))
    boxed = sheet_of(pages, document_id="x", source_sha256="")
    assert contents(boxed) == contents(plain)
    assert boxed.accounting.chars_unaccounted == 0


@pytest.mark.parametrize("dress", ["{}", "【{}】"])
def test_numbered_headings_stand_over_paragraphs_without_marks(dress: str) -> None:
    """Their text begins where that of the headings does, or wraps to the left of it, and nothing else tells the two apart."""
    full = "開所当初から使っていた床材と棚を全面的に取り替えて、授乳室も二室に増やし、椅子も新しくした。"
    found = statements(
        (60, 100, "①　" + dress.format("居場所の工夫")),
        (69, 114, "予約なしで来られる日を週に二日から四日に増やした。"),
        (69, 128, full + "階段の手"),
        (60, 142, "すりと玄関の照明は、利用者の意見を聞いて直した。"),
        (60, 164, "②　" + dress.format("利用者の声")),
        (69, 178, "アンケートを年に二回行い、その結果をひろばに貼り出し、声に職員が答え、次の年に生かした。工事"),
        (60, 192, "の日程も知らせた。"),
        (69, 206, full + "名札も"),
        (60, 220, "そろえた。"),
        (69, 234, full + "作った。"),
        (69, 248, "声を聞く会も開いた。"),
    )
    assert [(said.kind, said.heading_no, said.text.text[:5]) for said in found] == [
        ("heading", 1, "居場所の工"),
        ("paragraph", 1, "予約なしで"),
        ("paragraph", 1, "開所当初か"),
        ("heading", 2, "利用者の声"),
        ("paragraph", 2, "アンケート"),
        ("paragraph", 2, "開所当初か"),
        ("paragraph", 2, "開所当初か"),
        ("paragraph", 2, "声を聞く会"),
    ]


AIM = "気兼ねなく訪れ、心地よく過ごせる居場所になっている"


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        pytest.param(("○居場所の工夫*", "・開いた。", "○声*", "・集めた。"), ["居場所の工夫", "声"], id="bold"),
        pytest.param(("○居場所の工夫*", "・開いた。", "○声", "・集めた。"), [], id="not all bold"),
        pytest.param(("○居場所の工夫*", "・開館*", "○声*", "・集計*"), [], id="all bold"),
        pytest.param((f"○{AIM}", "・開いた。", "・集めた。"), [AIM], id="a goal"),
        pytest.param((f"・{AIM}", "・開いた。", "・集めた。"), [], id="a goal, as the others are"),
        pytest.param((f"○{AIM}。", "・開いた。", "・集めた。"), [], id="a goal as a sentence"),
        pytest.param(("○心地よく過ごせる居場所になっている", "・開いた。", "・集めた。"), [], id="a part of a goal"),
    ],
)
def test_lines_behind_the_sign_of_a_list_head_others_where_they_alone_are_bold_or_say_a_goal(
    lines: tuple[str, ...], headings: list[str]
) -> None:
    """``*`` stands behind a bold line."""
    placed = units(*((60.0, 100.0 + 14 * k, text.rstrip("*")) for k, text in enumerate(lines)))
    set_off = [one._replace(line=replace(one.line, bold=text[-1] == "*")) for one, text in zip(placed, lines, strict=True)]
    body = Body()
    read_section("operator_reason", set_off, [Goal(1, "①", Printed(AIM), "A", "A", None, None, (), ())], body, form_rules(), Ledger())
    assert [said.text.text for said in body.statements if said.kind == "heading"] == headings


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("【本館】", ("subheading", "本館", "本館")),
        ("本館", ("subheading", "本館", "本館")),
        ("本館では", ("paragraph", "本館では", None)),
        ("庭を広げた。", ("paragraph", "庭を広げた。", None)),
        ("（主なデータ）", ("note", "（主なデータ）", None)),
        (FULL[:31], ("paragraph", FULL[:31], None)),
        ("※本館", ("note", "本館", None)),
    ],
)
def test_a_name_over_a_part_of_what_is_under_a_heading_is_a_heading_under_it(line: str, expected: tuple[str, str, str | None]) -> None:
    lines = ("①居場所の工夫", "・開いた。", line, "・棚を替えた。", "②利用者の声", "・集めた。")
    found = statements(*((60.0, 100.0 + 18 * k, text) for k, text in enumerate(lines)))
    assert (found[2].kind, found[2].text.text, found[3].subheading) == expected
    assert [said.heading_no for said in found] == [1, 1, 1, 1, 2, 2] and found[5].subheading is None


def said_of(section: Section, lines: Sequence[str], body: Body | None = None) -> list[Statement]:
    """The statements of a section with two goals, behind those in ``body``; ``*`` stands behind a bold line."""
    placed = units(*((60.0, 100.0 + 18 * k, text.rstrip("*")) for k, text in enumerate(lines)))
    body = body or Body()
    set_off = [one._replace(line=replace(one.line, bold=text[-1] == "*")) for one, text in zip(placed, lines, strict=True)]
    goals = [Goal(n, mark, Printed(AIM), "A", "A", None, None, (), ()) for n, mark in enumerate("①②", 1)]
    read_section(section, set_off, goals, body, form_rules(), Ledger())
    return body.statements


ASIDE, LAST = ("（今後に向けて）*", "・広げる。"), ("②利用者の声", "・集めた。")
CLOSES = ("①居場所の工夫", "・開いた。", *LAST)


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        ((*CLOSES, *ASIDE), "（今後に向けて）"),
        ((*CLOSES, "〈今後に向けて〉*", "・広げる。"), "〈今後に向けて〉"),
        ((*CLOSES, "（今後に向けて）", "・広げる。"), "利用者の声"),
        ((*CLOSES, "今後に向けて*", "・広げる。"), "利用者の声"),
        ((*CLOSES, "（今後）と（課題）*", "・広げる。"), "利用者の声"),
        ((*CLOSES[:3], *ASIDE), "利用者の声"),
        ((*CLOSES[:2], *ASIDE, *LAST, *ASIDE), "利用者の声"),
        (("①居場所の工夫*", "・開いた。*", "②利用者の声*", "・集めた。*", "（今後に向けて）*", "・広げる。*"), "利用者の声"),
    ],
    ids=["closes", "in other brackets", "not bold", "no brackets", "two brackets", "right below", "others are of parts", "all bold"],
)
def test_a_bold_name_in_brackets_behind_what_is_said_of_the_last_goal_heads_what_is_of_none(lines: Sequence[str], heading: str) -> None:
    last = said_of("operator_reason", lines)[-1]
    assert (last.heading, last.goal_nos) == (heading, (2,) if heading == "利用者の声" else ())


@pytest.mark.parametrize(
    ("lines", "goal_nos"),
    [
        (("①知らせた。", "②集めた。", *ASIDE), ()),
        (("①知らせた。", "②集めた。", "（今後に向けて）", "・広げる。"), (2,)),
        (("①知らせた。*", "②集めた。*", "（今後に向けて）*", "・広げる。*"), (2,)),
        (("①知らせた。", "②集めた。", "（主なデータ）*", "・広げる。"), (2,)),
        (("①知らせた。", *ASIDE, "②集めた。", "・広げる。"), (2,)),
    ],
)
def test_what_the_ward_says_below_a_bold_name_in_brackets_behind_the_last_goal_is_of_none(
    lines: Sequence[str], goal_nos: tuple[int, ...]
) -> None:
    assert said_of("ward_reason", lines)[-1].goal_nos == goal_nos


@pytest.mark.parametrize(
    ("lines", "kinds", "goal_nos"),
    [
        (("①広報の工夫*", "・知らせた。", "②見守り*", "・集めた。"), "hbhb", (2,)),
        (("①広報の工夫*", "知らせた。"), "hp", (1,)),
        (("①区は、広報で知らせた。*", "・知らせた。"), "bb", (1,)),
        (("①広報の工夫*", "・知らせた。*"), "bb", (1,)),
        (("①広報の工夫*", "②見守り*", "集めた。"), "bhp", (2,)),
        (("・広報の工夫*", "知らせた。"), "bp", ()),
        (("①広報の工夫", "・知らせた。"), "bb", (1,)),
        (("②居場所の工夫", "・知らせた。"), "hb", (2,)),
        (("■居場所の工夫", "・知らせた。"), "hb", ()),
        (("・居場所の工夫", "・知らせた。"), "bb", ()),
        (("②居場所の工夫。", "・知らせた。"), "bb", (2,)),
        ((f"②{AIM}", "知らせた。"), "hp", (2,)),
    ],
)
def test_a_heading_among_the_ward_s_reasons_is_bold_or_says_what_the_operator_s_headings_or_the_goals_say(
    lines: Sequence[str], kinds: str, goal_nos: tuple[int, ...]
) -> None:
    body = Body()
    said_of("operator_reason", ("①居場所の工夫*", "・開いた。"), body)
    found = [said for said in said_of("ward_reason", lines, body) if said.section == "ward_reason"]
    assert "".join(said.kind[0] for said in found) == kinds
    assert found[-1].goal_nos == goal_nos
    assert found[-1].heading == (found[-2].text.text if kinds[-2] == "h" else None)


def test_numbered_sentences_that_hands_have_broken_are_no_headings() -> None:
    found = statements(
        (60, 100, "①　区の広報紙で取組を紹介し、"),
        (78, 114, "チラシを園に配った。"),
        (60, 128, "②　講座の会場を探し、申込みの受付を"),
        (78, 142, "担った。"),
    )
    assert [said.text.text for said in found] == [
        "区の広報紙で取組を紹介し、チラシを園に配った。",
        "講座の会場を探し、申込みの受付を担った。",
    ]


def kinds(*texts: Placed) -> list[tuple[str, str]]:
    return [(said.kind, said.text.text) for said in statements(*texts)]


LONG_NAME = "養育者と子どものニーズを受け止め、事業に反映する場になっている"


@pytest.mark.parametrize(("name", "kind"), [("居場所の工夫", "heading"), (f"＜{LONG_NAME}＞", "heading"), (LONG_NAME, "paragraph")])
def test_a_short_line_or_one_in_brackets_that_breaks_off_over_running_text_is_its_heading(name: str, kind: str) -> None:
    """Where nothing is bold, numbered or indented."""
    found = kinds(
        (60, 100, name),
        (60, 114, "予約なしで来られる日を週に二日から四日に増やした。"),
        (60, 136, "利用者の声"),
        (60, 150, "利用者アンケートを年に二回行い、その結果をひろばに貼り出し、一つ一つの声に職員が答え、次の年に生かした。工事"),
        (60, 164, "の日程も知らせた。"),
    )
    assert [kind for kind, _ in found] == [kind, "paragraph", "heading", "paragraph"]


def test_short_lines_nearer_to_what_they_stand_over_are_headings_though_other_short_lines_are_none() -> None:
    found = kinds(
        (60, 100, "広間の工夫"),
        (60, 113, "予約なしで来られる日を増やした。"),
        (60, 132, "床を直した。（令和６年度）"),
        (60, 155, "周知の取組"),
        (60, 168, "広報に載せた。※1"),
        (60, 187, "庭を広げた"),
    )
    assert [text for kind, text in found if kind == "heading"] == ["広間の工夫", "周知の取組"]


@pytest.mark.parametrize(
    "lines",
    [
        ("利用者の声を集めた", "庭を広げた", "広報に載せた"),  # a list whose items end without 。
        ("利用者の声を集めた。", "庭を広げた", "広報に載せた。", "床を直した"),  # one of them is the last
        ("利用者の声を集め、", "庭を広げた。"),  # a sentence that hands have broken
    ],
)
def test_lines_of_a_list_without_marks_are_no_headings(lines: tuple[str, ...]) -> None:
    assert "heading" not in [kind for kind, _ in kinds(*[(60.0, 100.0 + 14 * k, text) for k, text in enumerate(lines)])]


def test_prior_issues_without_marks_are_one_a_sentence_where_each_ends_its_line() -> None:
    full = "土曜日の父親の利用は増えたが、父親同士が言葉を交わす場面は少ないことがある。"
    texts = (full, "周知が足りない。", full[:-8] + "限られている。", "担い手がいない。")
    sheet = page()
    for k, text in enumerate(texts):
        say(sheet, 60, 100 + 14 * k, text)
    lines = [TextUnit(item, 58, 60 + 9 * len(full) + 4, 0) for item in layout_of(sheet)[0].items if isinstance(item, Line)]
    assert [issue.text for issue in issues_in(lines)] == list(texts)
    long = "利用が少ない。周知も足り"
    wrapped = [unit._replace(right=60 + 9 * len(long) + 4) for unit in units((60, 100, long), (60, 114, "ない。"))]
    assert [issue.text for issue in issues_in(wrapped)] == ["利用が少ない。周知も足りない。"]


def test_the_mark_of_a_footnote_behind_a_sentence_hides_no_end() -> None:
    lines = units((60, 100, "広間を広げた。※1"), (60, 120, "延べ人数は※1"), (60, 140, "第2期の終わりに"))
    assert Stretch(lines, series=None).last == ["。", "1", "に"]


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (("■声を生かす場", "■声を集めた", "■多世代の交流"), "heading"),
        (("■声を集めた", "■場を開いた", "■多世代の交流"), "bullet"),
    ],
    ids=["a name like a deed", "deeds"],
)
def test_lines_with_a_strong_sign_are_headings_unless_most_say_what_was_done(names: Sequence[str], kind: str) -> None:
    found = said_of("operator_reason", [line for name in names for line in (name, "・知らせた。", "・集めた。")])
    assert [said.kind for said in found[::3]] == [kind] * len(names)
