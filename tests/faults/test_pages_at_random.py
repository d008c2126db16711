"""The parsers behind the PDF engine on pages that no engine would give: random ones, and a real sheet's after random harm.

``make fuzz`` tries more of them (``KYOTEN_EXAMPLES``). Whatever the pages, the answer is a ``Sheet`` that accounts for every
visible glyph, or a ``SourceError``; nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.facts import read_table
from pipeline.facts.marks import without_footnotes
from pipeline.facts.numbers import read_cell
from pipeline.facts.periods import whole_period
from pipeline.facts.units import unit_of
from pipeline.layout import layouts_of
from pipeline.pages import source_of
from pipeline.pages.model import Area, Glyph, Glyphs, Page, Ruling
from pipeline.sheet.reader import sheet_of
from pipeline.sheet.staged import StagedError, dumps, loads
from pipeline.text import years
from pipeline.values import SourceError
from tests.support.examples import examples

T = TypeVar("T")
SAMPLES = sorted((Path(__file__).parents[2] / "raw").glob("*.pdf"))
BOUNDED = settings(max_examples=examples(25), deadline=None, suppress_health_check=list(HealthCheck))
TOGETHER = 3
"""Pages behind the first one that are harmed and read: somewhere in the sheet, and as many as most projects have."""
LETTERS = "・①②(1)ＡA-Dあ年度令和5人件合計事業評価シート様式1-1 1親子の居場所成果課題\u3000 　0９,，△▲%％～→⇒※【】。\ufffd\u0301𠮷"


@cache
def sheet_pages(number: int) -> tuple[Page, ...]:
    return source_of(SAMPLES[number].read_bytes()).pages


def read_to_the_end(pages: tuple[Page, ...]) -> None:
    """Reads the pages as ``kyoten run`` does, up to the facts, and checks that nothing is lost on the way."""
    try:
        sheet = sheet_of(pages, document_id="x", source_sha256="", text_source="digital")
    except SourceError:
        return
    assert 0 <= sheet.accounting.chars_unaccounted <= sheet.accounting.chars_total == sum(len(page.glyphs) for page in pages)
    named = {d.code for d in sheet.defects} & {"text-unaccounted", "label-unknown", "results-undivided", "part-unlisted"}
    assert named if sheet.accounting.chars_unaccounted else "text-unaccounted" not in named
    assert loads(dumps(sheet)) == loads(dumps(loads(dumps(sheet))))
    for project in sheet.projects:
        for table in project.tables:
            read_table(table, document_period=(2021, 2025))


numbers = st.one_of(st.floats(-50, 900), st.integers(-5, 60).map(lambda n: n * 15.0))


@st.composite
def boxes(draw: st.DrawFn) -> tuple[float, float, float, float]:
    (x0, x1), (y0, y1) = (sorted((draw(numbers), draw(numbers))) for _ in range(2))
    return x0, y0, x1, y1


@st.composite
def pages_drawn(draw: st.DrawFn) -> tuple[Page, ...]:
    made = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        glyphs: list[Glyph] = []
        for text in draw(st.lists(st.text(LETTERS, min_size=1, max_size=20), max_size=30)):
            x, y, size = draw(numbers), draw(numbers), draw(st.sampled_from([0.5, 8.0, 9.0, 10.5, 40.0]))
            for k, letter in enumerate(letter for letter in text if not letter.isspace()):
                at = x + k * size
                glyphs.append(Glyph(at, y, at + size, y + size, letter, size, draw(st.integers(0, 15)), 0, len(glyphs)))
        rulings: list[Ruling] = []
        for x0, y0, x1, y1 in draw(st.lists(boxes(), max_size=40)):
            level = draw(st.booleans())
            rulings.append(Ruling(x0, y0, x1 if level else x0, y0 if level else y1, draw(st.sampled_from([0.0, 0.5, 3.0])), 0))
        areas = tuple(Area(*box, draw(st.sampled_from([0, 0xFFFFFF, 0xEEEEEE]))) for box in draw(st.lists(boxes(), max_size=5)))
        made.append(Page(number, 595.0, 842.0, Glyphs.of(glyphs), (), tuple(rulings), areas, areas[:1], areas[1:2]))
    return tuple(made)


@BOUNDED
@given(pages_drawn())
def test_random_pages_are_read_or_refused(pages: tuple[Page, ...]) -> None:
    layouts_of(pages)
    read_to_the_end(pages)


def harmed(page: Page, chance: Random) -> Page:
    """The page with some of its glyphs and rules dropped, doubled, moved, resized or changed, or without any."""
    kind = chance.choice(("drop", "move", "letters", "size", "rules", "columns", "shift", "empty", "doubled", "style", "turn"))
    share = chance.choice((0.01, 0.1, 0.5))

    def some() -> bool:
        return chance.random() < share

    glyphs, rulings = tuple(page.glyphs), page.rulings
    if kind == "drop":
        glyphs = tuple(g for g in glyphs if not some())
    elif kind == "move":
        by = chance.uniform(-30, 30)
        glyphs = tuple(g._replace(x0=g.x0 + by, x1=g.x1 + by, y0=g.y0 - by, y1=g.y1 - by) if some() else g for g in glyphs)
    elif kind == "letters":
        glyphs = tuple(g._replace(text=chance.choice(LETTERS.replace(" ", "").replace("\u3000", ""))) if some() else g for g in glyphs)
    elif kind == "size":
        glyphs = tuple(g._replace(size=g.size * chance.choice((0.01, 0.5, 3.0, 100.0))) if some() else g for g in glyphs)
    elif kind == "rules":
        rulings = tuple(r for r in rulings if not some())
    elif kind == "columns":
        rulings = tuple(r for r in rulings if r.x0 != r.x1)
    elif kind == "shift":
        rulings = tuple(r._replace(x0=r.x0 + 3, x1=r.x1 + 3) if some() else r for r in rulings)
    elif kind == "empty":
        glyphs = ()
    elif kind == "doubled":
        glyphs = tuple(g._replace(index=n) for n, g in enumerate(chain.from_iterable((g, g) if some() else (g,) for g in glyphs)))
    elif kind == "style":
        glyphs = tuple(g._replace(style=chance.randrange(16)) if some() else g for g in glyphs)
    else:
        glyphs = tuple(g._replace(x0=g.y0, y0=g.x0, x1=g.y1, y1=g.x1) for g in glyphs)
        rulings = tuple(r._replace(x0=r.y0, y0=r.x0, x1=r.y1, y1=r.x1) for r in rulings)
    return replace(page, glyphs=Glyphs.of(glyphs), rulings=rulings)


def some_pages(whole: Sequence[T], chance: Random) -> list[T]:
    """The first page and some that follow each other, the last one as often as any; of a short sheet all."""
    start = chance.randrange(1, max(2, len(whole) - TOGETHER + 1))
    return [whole[0], *whole[start : start + TOGETHER]]


@pytest.mark.parametrize("count", [1, 2, TOGETHER + 1, TOGETHER + 2, 20])
def test_every_page_of_a_sheet_may_be_harmed(count: int) -> None:
    chance = Random(count)
    assert {page for _ in range(200) for page in some_pages(range(count), chance)} == set(range(count))


@BOUNDED
@given(st.integers(0, len(SAMPLES) - 1), st.integers(0, 2**32))
def test_a_harmed_sheet_is_read_or_refused(sample: int, seed: int) -> None:
    chance = Random(seed)
    whole = sheet_pages(sample)
    pages = some_pages(whole, chance)
    for _ in range(chance.randint(1, 6)):
        k = chance.randrange(len(pages))
        action = chance.random()
        if action < 0.1 and len(pages) > 1:
            del pages[k]
        elif action < 0.2:
            pages.insert(chance.randrange(len(pages)), pages[k])
        elif action < 0.25:
            chance.shuffle(pages)
        else:
            pages[k] = harmed(pages[k], chance)
    read_to_the_end(tuple(replace(page, number=number) for number, page in enumerate(pages, 1)))


@cache
def staged_text() -> str:
    return dumps(sheet_of(sheet_pages(0), document_id="x", source_sha256="", text_source="digital"))


@BOUNDED
@given(st.integers(0, 2**32))
def test_a_harmed_staged_sheet_is_refused_or_read(seed: int) -> None:
    chance, text = Random(seed), staged_text()
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(("", "null", '"', "{", "9e999", "[", "-", "\x00", "あ")) + text[at + chance.randrange(40) :]
    try:
        loads(text)
    except StagedError:
        return


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3)
)


@BOUNDED
@given(st.data())
def test_a_staged_sheet_with_other_values_is_refused_or_read(data: st.DataObject) -> None:
    content = json.loads(staged_text())
    name = data.draw(st.sampled_from(sorted(content)))
    content[name] = data.draw(_values)
    try:
        loads(json.dumps(content))
    except StagedError:
        return


@BOUNDED
@given(st.text(st.sampled_from(LETTERS + "元平昭HRＲ万千百十約延べ（）／/.．:：月日第期１２３"), max_size=40))
def test_numbers_and_days_are_read_from_any_text(text: str) -> None:
    for reader in (
        read_cell,
        whole_period,
        years.unreadable_year,
        years.year_starts,
        years.year_point,
        years.period_of,
        years.month_of,
        without_footnotes,
        unit_of,
    ):
        reader(text)
