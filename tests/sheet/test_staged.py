"""A staged sheet is the sheet: readable, stable in its order, and read back the same."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import NamedTuple

import pytest

from pipeline.sheet.model import OverviewRow
from pipeline.sheet.staged import StagedError, dumps, loads, plain, value_of
from pipeline.values import Box, Printed
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


def test_places_are_rounded_to_a_hundredth_of_a_point_and_no_longer_than_they_need_be() -> None:
    text = dumps(replace(small_sheet(), overview=(OverviewRow(1, "", Printed("庭", (Box(1, 1.0, 1.254, 1.5, 1.999),))),)))
    assert '{"seq": 1, "label": "", "text": {"text": "庭", "boxes": [[1, 1, 1.25, 1.5, 2]]}}' in text


class Pair(NamedTuple):
    parts: tuple[int, Box]


PLACED = Box(1, 0.0, 0.0, 1.0, 1.0)


def test_what_holds_several_types_has_each_as_what_it_is() -> None:
    assert plain((Pair((2, PLACED)),)) == [{"parts": [2, [1, 0, 0, 1, 1]]}]
    assert value_of(Pair, {"parts": [2, [1, 0, 0, 1, 1]]}) == Pair((2, PLACED))
    assert [value_of(None | int, 2), value_of(None | int, None)] == [2, None]
    with pytest.raises(TypeError):
        value_of(dict, {})


def test_a_sheet_of_another_version_is_refused_whatever_it_holds() -> None:
    with pytest.raises(StagedError, match="staged version"):
        loads(dumps(small_sheet()).replace('"staged_version": ', '"staged_version": 9', 1))
