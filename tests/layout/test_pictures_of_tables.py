"""Tables without upright rules, each drawn in ``pictures_of_tables.txt``: what stands between ``=>`` and the next picture are the rows
that are to be read of it, those of several tables parted by ``;``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.layout.pictures import read

TEXT = Path(__file__).with_name("pictures_of_tables.txt").read_text(encoding="utf-8")
PICTURES = [block.split("\n=>") for block in TEXT.strip("\n").split("\n\n\n")]


@pytest.mark.parametrize(("picture", "expected"), PICTURES, ids=range(len(PICTURES)))
def test_the_rows_of_what_is_drawn(picture: str, expected: str) -> None:
    assert [" / ".join(rows) for rows in read(picture)] == [rows.strip() for rows in expected.split(";") if rows.strip()]
