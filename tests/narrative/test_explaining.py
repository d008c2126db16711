"""``kyoten explain`` says in the reader's language why a statement is linked to a viewpoint."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline import rules
from pipeline.cli import main
from pipeline.sheet.staged import dumps, staged_name
from tests.support.small_sheet import small_sheet


def test_why_a_statement_is_linked_is_said_in_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = small_sheet("a")
    (tmp_path / staged_name("a")).write_text(dumps(sheet), encoding="utf-8")
    asked = [(p.project_no, s) for p in sheet.projects if p.viewpoints for s in p.statements]
    said = {}
    for language in ("ja", "en"):
        for number, statement in asked:
            address = f"a/{number}/{statement.section}/{statement.seq}"
            assert main(["explain", address, "--staged", str(tmp_path), "--lang", language]) == 0
        said[language] = capsys.readouterr().out
    assert "語(表記" in said["ja"] and "words (as printed" in said["en"] and "viewpoints" in said["en"]
    own = {piece for text in rules.load("said")["explain"].values() for piece in re.split(r"\{.*?\}|\W", text["ja"]) if len(piece) > 3}
    assert [piece for piece in own if piece in said["en"]] == []
