"""Sheets as offices hand them out: blown up or shrunk, behind a cover, with another document bound in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from benchmarks.typeset.paper import Press, written
from pipeline.form.series import kana
from pipeline.geometry.tolerances import BODY
from pipeline.pages import read_pages
from pipeline.pages.model import Page
from pipeline.pages.scale import factor_of, scaled
from pipeline.pages.views import views_of
from pipeline.sheet.model import Sheet
from pipeline.sheet.reader import sheet_of
from tests.layout.drawing import page, say
from tests.sheet.contents import contents
from tests.support.sample import pages, sheet

COVER = ("地域子育て支援拠点事業評価シートの公表について", "令和８年３月", "１　公表の目的", "　振り返りの結果をお知らせするものです。")
MINUTES = (
    "様式1-2　拠点評価委員会　議事録",
    "出席　委員５名、事務局３名",
    "１　開会",
    "２　議題",
    "　(1) 親子の居場所事業について",
    "ア　利用者の声をどう集めているか。",
    "・年に２回、アンケートを行っている。",
)


def read(given: Sequence[Page]) -> Sheet:
    return sheet_of([replace(page, number=number) for number, page in enumerate(given, 1)], document_id="x", source_sha256="")


def letter(lines: Sequence[str]) -> Page:
    paper = page()
    for k, line in enumerate(lines):
        say(paper, 80, 100 + 24 * k, line, 13 if k == 0 else 10.5)
    return read_pages(written([paper], Press()))[0]


@pytest.mark.parametrize("by", [0.7, 2.0])
def test_a_sheet_printed_at_another_size_reads_the_same(by: float) -> None:
    plain, other = sheet(), read([scaled(page, by) for page in pages()])
    assert contents(other) == contents(plain)
    assert other.page_sizes[0] == pytest.approx([by * length for length in plain.page_sizes[0]])
    for small, large in zip(plain.projects, other.projects, strict=True):
        ours, theirs = small.goals[0].boxes_operator[0], large.goals[0].boxes_operator[0]
        assert theirs.page == ours.page and theirs[1:] == pytest.approx([by * place for place in ours[1:]], abs=0.5)


def test_body_type_is_brought_to_one_size() -> None:
    assert factor_of([]) == 1.0
    for by in (0.7, 1.0, 1.08, 2.0):
        assert factor_of([view.page for view in views_of([scaled(page, by) for page in pages()])]) == 1.0
    assert views_of([scaled(page, BODY / 10.5) for page in pages()])[0].by == 1.0, "type of that size is left as it is"


def test_a_cover_and_another_document_behind_are_left_out_and_named() -> None:
    plain = sheet()
    cover, minutes = letter(COVER), letter(MINUTES)
    bound = read([cover, *pages(), minutes])
    assert contents(bound) == contents(plain)
    assert bound.accounting.chars_total == plain.accounting.chars_total + len(cover.glyphs) + len(minutes.glyphs)
    assert bound.accounting.chars_unaccounted == plain.accounting.chars_unaccounted
    told = [(defect.page, defect.quote) for defect in bound.defects if defect.code == "page-not-of-form"]
    assert told == [(1, COVER[0]), (len(pages()) + 2, MINUTES[0])]


def test_a_list_of_viewpoints_that_goes_on_behind_a_page_head_is_whole() -> None:
    """A line without mark at the head of a page ends the list only if nothing counts on behind it."""
    before = sheet().projects[-1].viewpoints
    following = kana().letters[kana().place(before[-1].mark)]
    more = letter(("令和７年度版", f"{following}　利用者の声を生かしているか。"))
    after = read([*pages(), more]).projects[-1].viewpoints
    assert [v.text.text for v in after[len(before) :]] == ["利用者の声を生かしているか。"]
