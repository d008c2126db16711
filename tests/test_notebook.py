"""The notebook of ``examples/`` runs from top to bottom and answers its five questions rightly.

Its cells are executed here one after the other, the value of a last line shown as a notebook shows it; that takes no kernel.
"""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.support.curated import write_products, write_tables
from tests.support.small_sheet import good_collection
from tests.support.two_terms import two_terms_tables

NOTEBOOK = Path(__file__).parents[1] / "examples" / "five_questions.ipynb"


def executed(cells: list[dict[str, Any]]) -> tuple[dict[str, Any], list[Any]]:
    """What the notebook's names stand for in the end, and the value that each code cell shows."""
    names: dict[str, Any] = {}
    shown = []
    for at, cell in enumerate(cells):
        if cell["cell_type"] != "code":
            continue
        parsed = ast.parse("".join(cell["source"]))
        last = parsed.body.pop() if isinstance(parsed.body[-1], ast.Expr) else None
        exec(compile(parsed, f"cell {at}", "exec"), names)
        if isinstance(last, ast.Expr):
            shown.append(eval(compile(ast.Expression(last.value), f"cell {at}", "eval"), names))
    return names, shown


def answers(tables: dict[str, Any], folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, Any], list[Any]]:
    write_tables(tables, folder)
    write_products(tables, folder)
    monkeypatch.setenv("KYOTEN_CURATED", str(folder))
    return executed(json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"])


def test_the_five_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names, shown = answers(two_terms_tables(), tmp_path, monkeypatch)
    assert [type(value) for value in shown] == [pd.DataFrame] * 6

    differing = names["differing"]
    assert differing[["period_end", "title", "rating_operator", "rating_ward", "gap"]].values.tolist() == [
        [2020, "親子の居場所事業", "B", "A", -1],
        [2020, "子育て相談事業", "A", "B", 1],
        [2025, "親子の居場所事業", "A", "B", 1],
        [2025, "子育て相談事業", "A", "B", 1],
    ]
    users = names["users"]
    # Both terms of the ward are one line.
    assert users[["title_ja", "first", "last", "change"]].values.tolist() == [["ひろばの延べ利用者数", 234.0, 1234.0, 1000.0]]
    assert names["without_sure_link"][["project", "mark", "suggested"]].values.tolist() == [
        *[["親子の居場所事業", "ア", 1], ["子育て相談事業", "ア", 1]],
        *[["親子の居場所事業", "ア", 1], ["子育て相談事業", "ア", 0]],
    ]
    assert names["risen"][["term", "count", "per_1000_before", "per_1000"]].values.tolist() == [
        ["父親", 6, 250.0, 750.0],
        ["相談", 2, 0.0, 250.0],
    ]
    (wrong,) = names["wrong_totals"]["message_ja"]
    assert wrong.startswith("合計が内訳と合いません:「20」、計算では21")


def test_a_collection_without_two_terms_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = good_collection().tables
    alone = ["aoi-r7", "aoi-r7-b"]
    tables["documents"] = tables["documents"].filter([name in alone for name in tables["documents"]["document_id"].to_pylist()])
    names, _ = answers(tables, tmp_path, monkeypatch)
    assert names["risen"].empty
    assert "No ward has the sheets of two consecutive terms yet" in capsys.readouterr().out


def test_the_notebook_is_kept_without_outputs() -> None:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert notebook["nbformat"] == 4
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in notebook["cells"] if cell["cell_type"] == "code")
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
