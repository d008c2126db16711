"""The account of each page: what its printed characters are, and how many of them stand in the rows.

In go the pages as they were read, the ledger of their glyphs and the parsed sheet; out comes a ``PageAccount`` for each. What the
ledger gives to rows is counted from the rows themselves, text by text, and what is left of it are marks: so a text that a row has
lost is missed here, whatever the ledger says.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields, replace

from pipeline.form.marks import mark_of
from pipeline.geometry.rect import has_middle_in
from pipeline.layout.model import Line
from pipeline.outline.ledger import Ledger, Owner
from pipeline.pages.model import Area, Glyphs, Page
from pipeline.sheet.model import PageAccount, PageState, Sheet
from pipeline.sheet.reread import Curated, bare, curated_texts
from pipeline.values import Box

_FEW = 12
"""glyphs; a picture with no more than these on it is one without text"""
_DRESS = 4
"""characters of a heading, a caption or a title that are neither text nor mark: 【】, 事業3"""
_STRIPS = 100
"""strips each way in which a page is looked at, to see how much of it pictures cover"""
_BESIDE_ROWS: tuple[Owner, ...] = ("label", "furniture", "figure", "decoration", "named")


Left = Sequence[tuple[Line, Glyphs]]
"""Runs of glyphs without owner, each with its line."""


def accounts_of(
    pages: Sequence[Page], ledger: Ledger, left: Left, apart: Collection[int], sheet: Sheet
) -> tuple[tuple[PageAccount, ...], Left]:
    """The account of each page, and the lines that were taken for text of rows and stand in none; ``left`` are the glyphs without
    owner, ``apart`` the pages that are not of the form."""
    homes = _first_homes(sheet)
    in_rows = _in_rows(homes, {page.number: page for page in pages})
    without: Counter[int] = Counter()
    for line, glyphs in left:
        without[line.page] += len(glyphs)

    def made() -> list[PageAccount]:
        return [_account(page, ledger, without[page.number], page.number in apart, in_rows[page.number]) for page in pages]

    accounts = made()
    lost = _lost(accounts, ledger, homes)
    for line, glyphs in lost:
        without[line.page] += len(glyphs)
    return tuple(made() if lost else accounts), lost


def _lost(accounts: Sequence[PageAccount], ledger: Ledger, homes: Sequence[Curated]) -> Left:
    """The lines claimed for rows on pages with more of that than rows and their marks are, which stand in no row's box."""
    marks: Counter[int] = Counter()
    boxes: dict[int, list[Box]] = {}
    for home in homes:
        marks[home.boxes[0].page] += length(home.mark) + (_DRESS if home.kind in ("title", "heading", "caption") else 0)
        for box in home.boxes:
            boxes.setdefault(box.page, []).append(box)
    doubtful = {account.page for account in accounts if account.chars_marks > marks[account.page]}
    lines = [line for line in ledger.claimed if line.page in doubtful]
    beside = {page: set().union(*(ledger.beside.get((page, owner), ()) for owner in _BESIDE_ROWS)) for page in doubtful}
    return [
        (line, line.glyphs)
        for line in dict.fromkeys(lines)
        if beside[line.page].isdisjoint(line.glyphs.indexes)
        and line.text[mark_of(line).length :]
        and not any(has_middle_in(line.rect, box) for box in boxes.get(line.page, ()))
    ]


def _account(page: Page, ledger: Ledger, left: int, is_apart: bool, in_rows: int) -> PageAccount:
    label, furniture, figure, decoration, named = (len(ledger.beside.get((page.number, owner), ())) for owner in _BESIDE_ROWS)
    if is_apart:  # nothing on it is the form's
        furniture, left = furniture + left, 0
    left += named
    claimed = len(page.glyphs) + len(page.watermarks) - left - label - furniture - figure - decoration
    rows = max(min(in_rows, claimed), 0)
    state: PageState = "not_of_form" if is_apart else _state(page, claimed + label + figure + left)
    counts = (rows, claimed - rows, label, furniture, figure, decoration, len(page.struck), left)
    return PageAccount(page.number, page.width, page.height, page.turned_by, state, picture_share(page), sum(counts), *counts)


def _state(page: Page, read: int) -> PageState:
    if read:
        return "read"
    return "no_text" if page.pictures or page.shapes else "blank"


def _in_rows(homes: Iterable[Curated], pages: dict[int, Page]) -> Counter[int]:
    """How many characters of rows stand on each page. Where a text goes on overleaf its boxes tell how much of it stands where."""
    found: Counter[int] = Counter()
    for home in homes:
        rest, last = length(home.text), home.boxes[-1].page
        for box in home.boxes:
            if box.page != last:
                here = min(len(standing_in(box, pages[box.page])), rest)
                found[box.page] += here
                rest -= here
        found[last] += rest
    return found


def length(text: str) -> int:
    """How many printed characters a text has: white space and what joins the character before it are none."""
    chars = bare(text)
    return len(chars) - sum(map(chars.count, filter(unicodedata.combining, {*chars})))


def standing_in(box: Box, page: Page) -> list[int]:
    """The numbers of the glyphs whose middle lies in a box."""
    _, x0, y0, x1, y1 = box
    level = [span for span in page.glyphs.spans if y0 <= (span.y0 + span.y1) / 2 <= y1]
    return [s.index + k for s in level for k, (a, b) in enumerate(zip(s.x0, s.x1, strict=True)) if x0 <= (a + b) / 2 <= x1]


def _first_homes(sheet: Sheet) -> list[Curated]:
    """The texts of rows that characters belong to first, each place once: a rating may be that of several goals."""
    found: dict[object, Curated] = {}
    for curated in curated_texts(sheet):
        if curated.kind != "figure":
            found.setdefault((curated.text, curated.boxes), curated)
    return list(found.values())


def pictures_without_text(page: Page) -> list[Area]:
    """The pictures of a page, as far as they lie on it, that have next to no text on them."""
    found = []
    for picture in page.pictures:
        x0, y0, x1, y1 = max(picture.x0, 0.0), max(picture.y0, 0.0), min(picture.x1, page.width), min(picture.y1, page.height)
        if x0 < x1 and y0 < y1 and len(standing_in(Box(page.number, x0, y0, x1, y1), page)) <= _FEW:
            found.append(Area(x0, y0, x1, y1, picture.color))
    return found


def picture_share(page: Page) -> float:
    """The share of a page's area that pictures without text cover together, to a hundredth."""
    pictures = pictures_without_text(page) if page.pictures else []
    if not pictures:
        return 0.0
    wide, high = page.width / _STRIPS, page.height / _STRIPS
    covered = 0
    for row in range(_STRIPS):
        y = (row + 0.5) * high
        spans = sorted([(picture.x0, picture.x1) for picture in pictures if picture.y0 <= y <= picture.y1])
        covered += sum(any(x0 <= (column + 0.5) * wide <= x1 for x0, x1 in spans) for column in range(_STRIPS)) if spans else 0
    return round(covered / _STRIPS**2, 2)


def by_page(accounts: Sequence[PageAccount], numbers: Sequence[int], pages: Sequence[Page]) -> tuple[PageAccount, ...]:
    """The accounts of pages as they were read as those of the file's pages, of which each may have been parted; ``numbers`` says
    which page of the file each was."""
    whole: dict[int, PageAccount] = {}
    for account, number in zip(accounts, numbers, strict=True):
        page = pages[number - 1]
        seen = replace(account, page=number, width=page.width, height=page.height, picture_share=picture_share(page))
        whole[number] = _together(whole[number], seen) if number in whole else seen
    return tuple(whole.values())


def _together(one: PageAccount, other: PageAccount) -> PageAccount:
    sums = {f.name: getattr(one, f.name) + getattr(other, f.name) for f in fields(one) if f.name.startswith("chars_")}
    return replace(one, state=min(one.state, other.state, key=_STATES.index), **sums)


_STATES: tuple[PageState, ...] = ("read", "not_of_form", "no_text", "blank")
"""What a page is called of which one half is this and the other one that: by what comes first."""
