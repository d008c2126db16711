"""Tables whose only rule is the one under their header, each drawn in ``pictures_under_headers.txt`` as those of mere level rules are."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.layout.under_header import under_header_grids
from tests.layout.pictures import read

TEXT = Path(__file__).with_name("pictures_under_headers.txt").read_text(encoding="utf-8")
PICTURES = [block.split("\n=>") for block in TEXT.strip("\n").split("\n\n\n")]


@pytest.mark.parametrize(("picture", "expected"), PICTURES, ids=range(len(PICTURES)))
def test_the_rows_under_a_ruled_header(picture: str, expected: str) -> None:
    assert [" / ".join(rows) for rows in read(picture, under_header_grids)] == [
        rows.strip() for rows in expected.split(";") if rows.strip()
    ]
