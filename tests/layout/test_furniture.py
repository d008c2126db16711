"""Running headers and page numbers by hand: what stands at the same height of many pages and where none has other text."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.layout.furniture import without_furniture
from pipeline.pages.model import Glyph, Glyphs, Page, Ruling

HEIGHT = 400.0
Row = tuple[float, float, str]
"""Where a row of text begins: from the left and from the top; and what it says."""
BODY = [(40.0, 100.0, "取組を記す"), (40.0, 200.0, "工夫をした")]
HEAD, LOW = (40.0, 20.0, "様式１自己評価"), (40.0, 26.0, "様式１自己評価")
FEET = [(140.0, 380.0, f"-{number}-") for number in range(1, 6)]


def row(x: float, y: float, text: str) -> Glyphs:
    return Glyphs.of([Glyph(x + 10 * k, y, x + 10 * k + 10, y + 10, char, 10.0, 0, 0, k) for k, char in enumerate(text)])


def set_aside(pages: Sequence[Sequence[Row]], walls: Sequence[tuple[float, ...]] = ()) -> list[list[str]]:
    """The rows of furniture by page; ``walls`` are upright rules, by the page's place in the list, or level ones from one place to
    another."""
    rows = [[row(*said) for said in page] for page in pages]
    ends = [(page, y0, y1, *(x or (30, 30))) for page, y0, y1, *x in walls]
    rules = [tuple(Ruling(x0, y0, x1, y1, 0.5, 0) for page, y0, y1, x0, x1 in ends if page == n) for n in range(len(pages))]
    drawn = [Page(n, 300, HEIGHT, Glyphs(()), (), mine, (), (), ()) for n, mine in enumerate(rules, 1)]
    return [["".join(row.texts) for row in gone] for _, gone in without_furniture(drawn, rows)]


@pytest.mark.parametrize(
    ("pages", "walls", "is_furniture"),
    [
        ([[HEAD, *BODY]] * 2, [], True),
        ([[HEAD, *BODY], BODY], [], False),
        ([[HEAD, *BODY], [LOW, *BODY]], [], False),
        ([[HEAD, *BODY]] * 2, [(0, 10, 60)], False),
        ([[HEAD, *BODY]] * 2, [(0, 10, 40), (1, 10, 40)], True),
        ([[HEAD, *BODY]] * 2, [(0, 10, 40), (0, 40, 40, 30, 90), (1, 10, 40), (1, 40, 40, 30, 90)], True),
        ([[HEAD, *BODY]] * 2, [(0, 10, 40), (0, 40, 90, 200, 200), (1, 10, 40), (1, 40, 90, 200, 200)], True),
        ([[HEAD, *BODY]] * 2, [(0, 10, 40), (0, 40, 90), (1, 10, 40), (1, 40, 90)], False),
        ([[HEAD, *BODY]] * 2 + [BODY] * 3, [], True),
        ([[HEAD, *BODY]] * 2 + [[(40.0, 22.0, "前の続き"), *BODY]] * 3, [], False),
        ([[HEAD, *BODY]] * 2 + [BODY] * 3, [(k, 10, 60) for k in (2, 3, 4)], False),
        ([[HEAD, *BODY]] * 4 + [[(40.0, 22.0, "前の続き"), *BODY]], [], True),
        ([[(40.0, 100.0, "様式１自己評価"), *BODY[1:]]] * 2, [], False),
    ],
    ids=[
        "twice",
        "once",
        "at two heights",
        "in a table",
        "beside a stamp's frame",
        "beside a stamp's frame with its foot",
        "beside a stamp's frame, above a table elsewhere",
        "in the head of a table on each page",
        "some pages bare",
        "others have text",
        "others have tables",
        "one has text",
        "no margin",
    ],
)
def test_a_running_header(pages: Sequence[Sequence[Row]], walls: Sequence[tuple[float, ...]], is_furniture: bool) -> None:
    assert set_aside(pages, walls)[0] == (["様式１自己評価"] if is_furniture else [])


RULES = [(k, 16, 16, 30, 90) for k in range(4)]
"""level, between what stands at 2 and 22 points, on each page"""


@pytest.mark.parametrize(
    ("above", "rules", "is_furniture"),
    [
        (["庭", "声", "道", "町"], RULES, False),
        (["庭", "声", "道", "町"], [], True),
        (["庭", "声", "道", "町"], [(k, 16, 20) for k in range(4)], True),
        (["庭", "声", "道", "町"], [(k, 40, 40, 30, 90) for k in range(4)], True),
        (["庭", "声", "道", "町"], [(k, 1, 1, 30, 90) for k in range(4)], True),
        (["庭", "声", "道", "町"], RULES[:2], True),
        (["案", "案", "案", "案"], RULES, True),
        (["1", "2", "3", "4"], RULES, True),
    ],
    ids=[
        "under the title of each page and its rule",
        "no rule between",
        "an upright rule between",
        "a rule below it",
        "a rule above the title",
        "a rule on half of the pages",
        "under what all pages have",
        "under page numbers",
    ],
)
def test_the_header_of_a_table_without_upright_rules(above: Sequence[str], rules: Sequence[tuple[float, ...]], is_furniture: bool) -> None:
    pages = [[(40.0, 2.0, title), HEAD, *BODY] for title in above]
    assert ("様式１自己評価" in set_aside(pages, rules)[0]) is is_furniture


def ending(text: str, right: float = 290.0, y: float = 20.0) -> Row:
    return right - 10 * len(text), y, text


NAMES = [ending("表紙"), ending("相談事業"), ending("人材")]


@pytest.mark.parametrize(
    ("first", "walls", "is_furniture"),
    [
        (NAMES, [], True),
        (NAMES[:2], [], False),
        ([*NAMES, BODY[0]], [], False),
        ([*NAMES[:2], ending("人材", 280)], [], False),
        ([*NAMES[:2], ending("人材", y=24)], [], False),
        ([*NAMES[:2], ending("区の人材を育成して支援する事業の欄")], [], False),
        ([ending(text, y=380) for _, _, text in NAMES], [], False),
        (NAMES, [(0, 10, 60)], False),
    ],
    ids=["on each page", "two pages", "on some", "ending elsewhere", "at two heights", "from the left half", "at the foot", "in a table"],
)
def test_the_names_of_spreadsheets_in_a_corner(first: Sequence[Row], walls: Sequence[tuple[float, ...]], is_furniture: bool) -> None:
    found = set_aside([[*BODY, name] if name[1] > 300 else [name, *BODY] for name in first], walls)
    assert [gone for gone in found if gone] == ([[text] for _, _, text in first] if is_furniture else [])


def test_running_headers_differ_in_digits_only() -> None:
    assert set_aside([[(40.0, 20.0, f"第{number}号様式"), *BODY] for number in (1, 2)]) == [["第1号様式"], ["第2号様式"]]
    assert set_aside([[(40.0, 20.0, f"{part}の部の様式"), *BODY] for part in "前後"]) == [[], []]


SCANNED = (140.0, 380.0, "-lZ-")


@pytest.mark.parametrize(
    ("last", "walls", "gone"),
    [
        ([*BODY, FEET[4]], [], ["-5-"]),
        ([(140.0, 20.0, "5"), *BODY], [], ["5"]),
        ([*BODY, FEET[4]], [(4, 370, 395)], ["-5-"]),
        ([*BODY, (40.0, 380.0, "5")], [(4, 370, 395)], []),
        ([*BODY, SCANNED], [], ["-lZ-"]),
        ([*BODY, SCANNED], [(4, 370, 395)], []),
        ([*BODY, (170.0, 380.0, "-lZ-")], [], []),
        ([*BODY, (140.0, 360.0, "-lZ-")], [], []),
        ([*BODY, (105.0, 380.0, "-lZ-lZ-lZ-")], [], []),
        ([*BODY, SCANNED, (40.0, 392.0, "以上")], [], []),
        ([*BODY, (140.0, 380.0, "5頁"), (40.0, 392.0, "以上")], [], []),
        ([(40.0, 20.0, "はじめに"), (140.0, 34.0, "5"), *BODY], [], []),
        ([*BODY[:1], (140.0, 200.0, "5")], [], []),
    ],
    ids=[
        *("a number", "at the head", "beside a frame that overflows", "in a table", "misread", "misread in a table", "misread elsewhere"),
        *("misread higher", "a long text", "misread over text", "over text", "under text", "in the middle"),
    ],
)
def test_a_page_number(last: Sequence[Row], walls: Sequence[tuple[int, float, float]], gone: list[str]) -> None:
    numbered = [[*BODY, foot] for foot in FEET[:4]]
    assert set_aside([*numbered, last], walls)[-1] == gone


@pytest.mark.parametrize(("end", "is_number"), [(HEIGHT, False), (HEIGHT + 20, True)], ids=["to the page's end", "off the page"])
def test_the_number_beside_rules_of_every_page(end: float, is_number: bool) -> None:
    numbered = [[*BODY, foot] for foot in FEET]
    found = set_aside(numbered, [(page, 150, end) for page in range(len(numbered))])
    assert found == [[text] if is_number else [] for _, _, text in FEET]


def test_a_misread_number_needs_others_at_its_place() -> None:
    assert set_aside([[*BODY, FEET[0]], [*BODY, FEET[1]], [*BODY, SCANNED]]) == [["-1-"], ["-2-"], []]


@pytest.mark.parametrize(
    ("foot", "gone"),
    [
        pytest.param(["1/2ページ　実施概要", "2/2ページ　事業1"], True, id="names of sheets behind it"),
        pytest.param(["１／２　概要", "２／２　事業"], True, id="wide digits"),
        pytest.param(["1/3の家庭が来館した", "2/3の家庭が来館した"], False, id="of another number of pages"),
        pytest.param(["2/2の家庭が来館した", "1/2の家庭が来館した"], False, id="of another page"),
        pytest.param(["計1/2ページ　概要", "計2/2ページ　事業"], False, id="behind a word"),
    ],
)
def test_the_number_of_the_page_and_of_all_pages_with_more_behind_it(foot: Sequence[str], gone: bool) -> None:
    pages = [[*BODY, (140.0, 380.0 - 8 * n, text)] for n, text in enumerate(foot)]
    assert set_aside(pages) == ([[text] for text in foot] if gone else [[], []])


def test_such_a_number_over_other_text_is_none() -> None:
    assert set_aside([[*BODY, (140.0, 380.0, "1/1ページ"), (40.0, 390.0, "工夫をした")]]) == [[]]
