"""The READMEs and docs keep what they promise: the two commands first, tables as the contract has them, examples that run.

``KYOTEN_WRITE_README=1 pytest tests/test_readme.py`` writes the generated parts anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from pipeline.datasets.dictionary import table_list
from pipeline.rules.defects import Language
from tests.support.curated import write_tables
from tests.support.small_sheet import good_collection

ROOT = Path(__file__).parents[1]
READMES: list[tuple[str, Language]] = [("README.md", "en"), ("README.ja.md", "ja")]
TABLES: list[tuple[str, Language]] = [("docs/tables.md", "en"), ("docs/tables.ja.md", "ja")]
ENGLISH = sorted(
    path.relative_to(ROOT).as_posix() for place in (ROOT, ROOT / "docs") for path in place.glob("*.md") if not path.stem.endswith(".ja")
)
DOCUMENTS = [name for english in ENGLISH for name in (english, english.replace(".md", ".ja.md"))]
WRITE = "KYOTEN_WRITE_README"
LONGEST = 180
"""Lines of a README that a newcomer reads in five minutes."""


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, languages: str) -> list[str]:
    return re.findall(rf"```(?:{languages})\n(.*?)```", read(name), re.S)


@pytest.mark.parametrize(("name", "language"), TABLES)
def test_the_list_of_tables_is_that_of_the_contract(name: str, language: Language) -> None:
    before, listed, after = re.split(
        r"(?<=<!-- tables: generated from the contract -->\n)(.*)(?=\n<!-- tables: end -->)", read(name), flags=re.S
    )
    assert listed
    made = f"{before}{table_list(language)}{after}"
    if os.environ.get(WRITE):
        (ROOT / name).write_text(made, encoding="utf-8", newline="\n")
    assert read(name) == made


def test_nobody_left_the_writing_flag_on() -> None:
    assert not (os.environ.get("CI") and os.environ.get(WRITE))


@pytest.mark.parametrize("name", [name for name, _ in READMES])
def test_the_two_commands_come_first(name: str) -> None:
    first = blocks(name, "sh")[0].splitlines()
    assert [line.split("#")[0].strip() for line in first] == ["make run", "make test"]


@pytest.mark.parametrize("name", [name for name, _ in READMES])
def test_a_readme_is_short(name: str) -> None:
    assert len(read(name).splitlines()) <= LONGEST


@pytest.mark.parametrize("name", [name for name, _ in (*READMES, *TABLES)])
def test_the_examples_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "curated").mkdir()
    write_tables(good_collection().tables, tmp_path / "curated")
    monkeypatch.chdir(tmp_path)
    examples = blocks(name, "python")
    assert examples
    for example in examples:
        exec(compile(example, name, "exec"), {})
    assert capsys.readouterr().out


@pytest.mark.parametrize("english", ENGLISH)
def test_both_languages_show_the_same_code_and_the_same_parts(english: str) -> None:
    japanese = english.replace(".md", ".ja.md")
    shown = [[re.sub(" +#.*", "", block) for block in blocks(name, "python|sql|toml")] for name in (english, japanese)]
    assert [block.replace("message_en", "message_ja") for block in shown[0]] == shown[1]
    for part in (r"#+ ", r"\| `", r"\| "):
        assert len(re.findall(f"^{part}", read(english), re.M)) == len(re.findall(f"^{part}", read(japanese), re.M)), part


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_somewhere(name: str) -> None:
    links = [link for link in re.findall(r"\]\(([^)#\s]+)\)", read(name)) if "://" not in link]
    assert links
    assert [link for link in links if not ((ROOT / name).parent / link).exists()] == []


@pytest.mark.parametrize("language", ["", ".ja"])
def test_every_document_is_reached_from_the_readme(language: str) -> None:
    said = read(f"README{language}.md")
    wanted = [name for name in DOCUMENTS if name.endswith(".ja.md") == bool(language) and not name.startswith("README")]
    assert [name for name in wanted if f"]({name})" not in said] == []


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "ARCHITECTURE.ja.md"])
def test_every_room_is_named_and_every_file_is_there(name: str) -> None:
    rooms = {path.parent.name for path in (ROOT / "pipeline").glob("*/__init__.py")}
    assert [room for room in sorted(rooms) if f"`pipeline/{room}/`" not in read(name)] == []
    places: list[str] = re.findall(r"`((?:[a-z_]+/)+(?:[a-z_]+\.[a-z0-9.]+)?|[a-z_]+\.(?:py|toml))`", read(name))
    known = [path.relative_to(ROOT).as_posix() + "/" * path.is_dir() for path in ROOT.rglob("*") if ".venv" not in path.parts]
    assert [place for place in places if not any(f"/{path}".endswith(f"/{place}") for path in known)] == []
