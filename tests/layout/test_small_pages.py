"""Pages with a table, or two, and what stands around them, a line each in small_pages.txt: all is read back as it was drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.layout.small_tables import read_back, right

PAGES = Path(__file__).with_name("small_pages.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("text", PAGES)
def test_a_page_is_read_back(text: str) -> None:
    assert read_back(text) == right(text)
