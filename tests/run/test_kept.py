"""What a run keeps for the next: unchanged sources are not read again, and a changed rule runs the stages that read it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import pipeline
import pipeline.rules
from pipeline.run import stages
from pipeline.run.kept import Due, Kept, KeptReading
from pipeline.run.publish.storage import LocalStorage
from pipeline.run.stages import STAGES, rows_key, sheet_key
from pipeline.run.work.reading import Reading
from pipeline.run.work.workers import unpacked_reading
from pipeline.values import Defect
from tests.support.small_sheet import small_reading, small_sheet

PACKAGE = Path(pipeline.__file__).parent
COLLECTION_RULES = (
    "defects",
    "places",
    "links",
    "themes",
    "indicators",
    "matching",
    "facts",
    "editions",
    "comparison",
    "fetch",
    "said",
    "usage",
    "form.marks",
    "proofreading",
    *stages._SECTIONS,
    "releases",
    "wards.csv",
)
"""What only the whole collection reads, or the commands; it is made anew in every run."""


@pytest.fixture(autouse=True)
def fresh_digests() -> Iterator[None]:
    stages.stage_digest.cache_clear()
    yield
    stages.stage_digest.cache_clear()


@pytest.fixture
def reading() -> Reading:
    return unpacked_reading(small_reading(small_sheet("aoi-r7", "青区")))


def kept(folder: Path, engine: str = "pymupdf") -> Kept:
    return Kept(LocalStorage(folder), engine)


def test_a_kept_reading_is_the_reading(tmp_path: Path, reading: Reading) -> None:
    kept(tmp_path).keep(reading, Due())
    again = kept(tmp_path).found(reading.document_id, reading.sha256)
    assert isinstance(again, KeptReading)
    found = again()
    assert (found.defects, found.summary, found.implied) == (reading.defects, reading.summary, reading.implied)
    assert found.tables is not None and reading.tables is not None
    assert found.tables.keys() == reading.tables.keys()
    for name, table in reading.tables.items():
        assert found.tables[name].equals(table, check_metadata=True), name


def test_other_bytes_another_engine_and_another_name_are_read_anew(tmp_path: Path, reading: Reading) -> None:
    kept(tmp_path).keep(reading, Due())
    assert kept(tmp_path).found(reading.document_id, "0" * 64) == Due()
    assert kept(tmp_path, "pdfplumber").found(reading.document_id, reading.sha256) == Due()
    assert kept(tmp_path).found("another", reading.sha256) == Due()


def test_a_staged_sheet_that_was_edited_or_lost_is_made_anew(tmp_path: Path, reading: Reading) -> None:
    staged = tmp_path / f"{reading.document_id}.json"
    kept(tmp_path).keep(reading, Due())
    staged.write_text(staged.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert kept(tmp_path).found(reading.document_id, reading.sha256) == Due()
    staged.unlink()
    assert kept(tmp_path).found(reading.document_id, reading.sha256) == Due()


def test_rows_that_are_damaged_are_made_anew(tmp_path: Path, reading: Reading) -> None:
    kept(tmp_path).keep(reading, Due())
    for path in (tmp_path / ".cache" / "rows").iterdir():
        path.write_bytes(path.read_bytes()[:10])
    found = kept(tmp_path).found(reading.document_id, reading.sha256)
    assert isinstance(found, Due) and found.groups == ("facts", "words") and found.staged_sha256


def test_a_refusal_is_kept_unless_limits_made_it(tmp_path: Path) -> None:
    refused = Reading("a", "1" * 64, (Defect("not-pdf"),))
    kept(tmp_path).keep(refused, Due())
    assert kept(tmp_path).found("a", "1" * 64) == refused
    kept(tmp_path).keep(Reading("b", "2" * 64, (Defect("out-of-time"),), settled=False), Due())
    assert kept(tmp_path).found("b", "2" * 64) == Due()


def test_what_nobody_asked_for_goes(tmp_path: Path, reading: Reading) -> None:
    kept(tmp_path).keep(reading, Due())
    kept(tmp_path, "pdfplumber").keep(reading, Due())
    later = kept(tmp_path)
    later.found(reading.document_id, reading.sha256)
    later.forget_others([reading.document_id])
    assert len(list((tmp_path / ".cache" / "sheets").iterdir())) == 1
    kept(tmp_path).forget_others([])
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


TOUCHED = {
    "form": {"sheet", "facts"},
    "folds": {"sheet", "facts"},
    "checks": {"sheet", "facts"},
    "scan": {"sheet", "facts"},
    "facts": {"facts"},
    "viewpoints": {"facts", "words"},
    "terms": {"words"},
    "defects": set(),
    "links": set(),
}


@pytest.mark.parametrize("rule", sorted(TOUCHED))
def test_a_changed_rule_runs_the_stages_that_read_it(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def keys() -> dict[str, str]:
        stages.stage_digest.cache_clear()
        return {"sheet": sheet_key("0", "a", "pymupdf"), "facts": rows_key("facts", "1"), "words": rows_key("words", "1")}

    before = keys()
    real = pipeline.rules.load

    def edited(name: str) -> dict[str, Any]:
        return {**real(name), "edited": True} if name == rule else real(name)

    monkeypatch.setattr(stages, "load", edited)
    after = keys()
    assert {name for name in before if before[name] != after[name]} == TOUCHED[rule]


@cache
def parsed(path: Path) -> tuple[list[ast.stmt], list[ast.AST]]:
    """The statements of a module, and all that stands in it; the stages share most modules."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return tree.body, list(ast.walk(tree))


def imported(path: Path) -> set[Path]:
    """The modules of the pipeline that a module imports, at its top or within its functions; not what only names types."""
    names: set[str] = set()
    body, nodes = parsed(path)
    for_types = {one for node in body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING" for one in node.body}
    for node in nodes:
        if node not in for_types and isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("pipeline"):
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    places = [PACKAGE.joinpath(*name.split(".")[1:]) for name in names]
    return {one for place in places for one in (place.with_suffix(".py"), place / "__init__.py") if one.is_file()}


def rules_read(path: Path) -> set[str]:
    """The rule files that a module reads: ``load("form")``, ``rules.text("wards.csv")``, ``files("pipeline.rules") / "wards.csv"``."""
    found = set()
    for node in parsed(path)[1]:
        said = node.args[:1] if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("load", "text") else []
        said += [node.right] if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) else []
        found |= {one.value for one in said if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    there = {path.name for path in (PACKAGE / "rules").iterdir()}
    return {one for one in found if {one, f"{one}.toml"} & there}


@pytest.mark.parametrize("name", STAGES)
def test_a_stage_names_all_code_and_every_rule_that_it_reads(name: str) -> None:
    """What a stage read and did not name could change without the stage running again."""
    code = set(stages._code(STAGES[name].code))
    rooms = {path for path in code if PACKAGE / "run" not in path.parents}
    elsewhere = {PACKAGE / "__init__.py", PACKAGE / "datasets" / "__init__.py"}
    # Types of the other group's tables, which are empty here.
    other_makers = {
        PACKAGE / "prose" / "model.py",
        PACKAGE / "facts" / "__init__.py",
        PACKAGE / "facts" / "model.py",
        PACKAGE / "facts" / "norms.py",
    }
    other_makers |= {PACKAGE / "narrative" / "model.py", PACKAGE / "narrative" / "terms.py"}
    assert {one for path in rooms for one in imported(path)} <= code | elsewhere | other_makers
    declared = {rule if rule.endswith(".csv") else rule.partition(".")[0] for rule in STAGES[name].rules}
    # The catalogues word what was found; the collection and the commands do that.
    wording = {PACKAGE / "rules" / name for name in ("defects.py", "spoken.py")}
    assert {rule for path in rooms - wording for rule in rules_read(path)} <= declared


def test_every_rule_file_belongs_to_a_stage_or_to_the_collection() -> None:
    said = [*COLLECTION_RULES, *(rule for stage in STAGES.values() for rule in stage.rules)]
    known = {rule if rule.endswith(".csv") else rule.partition(".")[0] for rule in said}
    there = {
        path.stem if path.suffix == ".toml" else path.name for path in (PACKAGE / "rules").iterdir() if path.suffix in (".toml", ".csv")
    }
    assert there == known
