"""A staged sheet is the sheet: readable, stable in its order, and read back the same."""

from __future__ import annotations

import json

import pytest

from pipeline.sheet.staged import StagedError, dumps, loads
from tests.support.gold_sheets import GOLD_IDS, gold_path, sheet_from_gold
from tests.support.small_sheet import small_sheet


def test_a_sheet_comes_back_as_it_was() -> None:
    sheet = small_sheet()
    text = dumps(sheet)
    assert loads(text) == sheet
    assert dumps(loads(text)) == text
    assert "親子が安心して過ごせる。" in text
    assert json.loads(text)["sheet"]["document_id"] == "aoi-r7"
    assert max(map(len, text.splitlines())) < 400


@pytest.mark.parametrize("gold_id", GOLD_IDS)
def test_whole_sheets_come_back(gold_id: str) -> None:
    sheet = sheet_from_gold(gold_path(gold_id))
    assert loads(dumps(sheet)) == sheet


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"staged_version": 99, "sheet": {}}', '{"staged_version": 1, "sheet": {"document_id": "x"}}']
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(StagedError):
        loads(text)
