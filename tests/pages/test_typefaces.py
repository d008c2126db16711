"""Gothic type amid Mincho sets words off; told by the fonts of a page's glyphs."""

from __future__ import annotations

import pytest

from pipeline.pages.typefaces import emphasising


@pytest.mark.parametrize(
    ("fonts", "set_off"),
    [
        ({"MS-Mincho": 8, "MS-Gothic": 2}, {"MS-Gothic"}),
        ({"MS-Mincho": 7, "MS-Gothic": 3}, set()),
        ({"MS-Mincho": 5, "Century": 4, "MS-Gothic": 1}, set()),
    ],
    ids=["headings", "as much as text is", "text in another type"],
)
def test_gothic_sets_words_off_amid_mincho(fonts: dict[str, int], set_off: set[str]) -> None:
    assert emphasising(name for name, many in fonts.items() for _ in range(many)) == set_off
