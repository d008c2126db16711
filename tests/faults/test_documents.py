"""The docs list the defects as the catalogue has them. ``KYOTEN_WRITE_README=1 pytest tests/faults/test_documents.py``
writes the lists anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from pipeline.rules.defects import Language, table

ROOT = Path(__file__).parents[2]
_LIST = re.compile(r"(<!-- defects: [^\n]*-->\n).*?(\n<!-- /defects -->)", re.DOTALL)


@pytest.mark.parametrize(("name", "language"), [("docs/defects.md", "en"), ("docs/defects.ja.md", "ja")])
def test_the_list_of_defects_is_the_catalogue(name: str, language: Language) -> None:
    path = ROOT / name
    said = path.read_text(encoding="utf-8")
    made = _LIST.sub(lambda found: found[1] + "\n".join(table(language)) + found[2], said)
    assert "<!-- defects" in made
    if os.environ.get("KYOTEN_WRITE_README"):
        path.write_text(made, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == made
