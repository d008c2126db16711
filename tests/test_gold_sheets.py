"""The made-up sheets say what the gold says, in the order of the form."""

from __future__ import annotations

import json

import pytest

from tests.support.gold_sheets import GOLD_IDS, gold_path, sheet_from_gold


@pytest.mark.parametrize("gold_id", GOLD_IDS)
def test_every_gold_text_has_a_home(gold_id: str) -> None:
    path = gold_path(gold_id)
    gold = json.loads(path.read_text(encoding="utf-8"))
    sheet = sheet_from_gold(path)
    assert [p.project_no for p in sheet.projects] == [p["no"] for p in gold["projects"]]
    for project, expected in zip(sheet.projects, gold["projects"], strict=True):
        own = [s for s in project.statements if s.section == "operator_reason"]
        blocks = [b for b in expected["operator_reason"] if b["k"] not in ("table", "chart")]
        assert [s.text.text for s in own] == [
            b["text"].removeprefix("【").removesuffix("】") if b["k"] == "head" else b["text"] for b in blocks
        ]
        order = sorted(
            [s.order_no for s in project.statements] + [t.order_no for t in project.tables] + [f.order_no for f in project.figures]
        )
        assert order == list(range(1, len(order) + 1))
        assert all(s.parent_seq for s in own if s.level)
        assert len(project.tables) == sum(b["k"] == "table" for b in expected["operator_reason"])
    assert all(0 < b.page <= sheet.page_count for p in sheet.projects for g in p.goals for b in g.text.boxes)
