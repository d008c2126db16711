"""Gothic type amid Mincho sets words off; told by the fonts of a page's glyphs."""

from __future__ import annotations

import pytest

from pipeline.pages.type3 import ems_of
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
    assert emphasising(fonts) == set_off


def test_a_type_3_font_without_full_width_characters_is_set_in_the_unit_of_the_others() -> None:
    assert ems_of([("one", "西", 9.9), ("one", "5", 5.0), ("other", "5", 5.6)]) == {"one": 9.9, "other": 9.9}
    assert ems_of([("other", "5", 5.6)]) == {"other": 1.0}
