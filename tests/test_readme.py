"""The READMEs keep what they promise: the two commands first, tables as the contract has them, examples that run.

``KYOTEN_WRITE_README=1 pytest tests/test_readme.py`` writes the generated parts anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from pipeline.datasets.dictionary import Language, with_table_list
from pipeline.datasets.parquet import write_tables
from tests.support.small_sheet import good_collection

ROOT = Path(__file__).parents[1]
READMES: list[tuple[str, Language]] = [("README.md", "en"), ("README.ja.md", "ja")]
WRITE = "KYOTEN_WRITE_README"


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "language"), READMES)
def test_the_list_of_tables_is_that_of_the_contract(name: str, language: Language) -> None:
    made = with_table_list(read(name), language)
    if os.environ.get(WRITE):
        (ROOT / name).write_text(made, encoding="utf-8", newline="\n")
    assert read(name) == made


def test_nobody_left_the_writing_flag_on() -> None:
    assert not (os.environ.get("CI") and os.environ.get(WRITE))


@pytest.mark.parametrize(("name", "language"), READMES)
def test_the_two_commands_come_first(name: str, language: Language) -> None:
    first = re.findall(r"```sh\n(.*?)```", read(name), re.S)[0].splitlines()
    assert [line.split("#")[0].strip() for line in first] == ["make run", "make test"]


@pytest.mark.parametrize("name", [name for name, _ in READMES])
def test_the_examples_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "curated").mkdir()
    write_tables(good_collection().tables, tmp_path / "curated")
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"```python\n(.*?)```", read(name), re.S)
    assert examples
    for example in examples:
        exec(compile(example, name, "exec"), {})
    assert capsys.readouterr().out


def test_both_readmes_show_the_same_code() -> None:
    english, japanese = (re.findall(r"```(?:python|sql|toml)\n(.*?)```", read(name), re.S) for name, _ in READMES)
    assert [re.sub(" +#.*", "", block).replace("message_en", "message_ja") for block in english] == [
        re.sub(" +#.*", "", block) for block in japanese
    ]


@pytest.mark.parametrize("name", [name for name, _ in READMES])
def test_every_room_is_named(name: str) -> None:
    rooms = {path.parent.name for path in (ROOT / "pipeline").glob("*/__init__.py")}
    assert all(f"`pipeline/{room}/`" in read(name) for room in rooms)
