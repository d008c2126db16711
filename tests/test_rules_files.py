"""A file of the rules that somebody mended wrongly: one sentence names the file and the place, whatever command meets it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from pipeline import rules
from pipeline.facts.indicators import indicator_rules
from pipeline.form.compiled import _form
from pipeline.form.marks import mark_rules
from pipeline.form.series import all_series
from pipeline.narrative.weights import weights_of
from pipeline.rules import RulesError, load
from pipeline.rules.fitting import misfits
from pipeline.rules.shapes import SHAPES, shape_of
from pipeline.run.work.guarded import outcomes
from pipeline.sheet.page_checks import page_sequence

WRITTEN = """\
[column.a]
type = "text"
title = {ja = "い", en = "a"}
[[list]]
[[list]]
[plain]
title = "い"
"""


@pytest.fixture
def write(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def written(text: str) -> None:
        monkeypatch.setattr(rules, "text", lambda name: text)
        monkeypatch.setattr(rules, "misfits", lambda content, shape: ())
        load.cache_clear()

    return written


@pytest.fixture(autouse=True)
def read_anew() -> Any:
    yield
    load.cache_clear()


@pytest.mark.parametrize(
    ("ask", "place"),
    [
        (lambda table: table["colum"], "written.toml: lacks colum (the nearest is column);"),
        (lambda table: table["column"]["a"]["unit"], "written.toml [column.a]: lacks unit;"),
        (lambda table: table["list"][1]["name"], "written.toml [list#2]: lacks name;"),
        (lambda table: table["column"]["a"].one_of("type", {"string": 1}), "[column.a]: type says 'text', and there are string;"),
    ],
    ids=["top", "within", "in a list", "no such name"],
)
def test_what_a_table_lacks_is_told_by_its_place(write: Callable[[str], None], ask: Callable[[Any], Any], place: str) -> None:
    write(WRITTEN)
    with pytest.raises(RulesError) as raised:
        ask(load("written"))
    assert place in str(raised.value) and "pipeline/rules/written.toml" in raised.value.said("ja")


def test_a_table_holds_what_is_written(write: Callable[[str], None]) -> None:
    write(WRITTEN)
    table = load("written")
    assert table.table("column").table("a").one_of("type", {"text": 1}) == 1
    assert [key for key, _ in table.table("column").tables()] == ["a"]
    assert rules.laid_over({"title": 1, "unit": "人"}, table.table("plain")) == {"title": "い", "unit": "人"}


@pytest.mark.parametrize(
    ("text", "place"),
    [("a = 1\nb = = 2\n", "written.toml, line 2, is no TOML"), ("a = 1\nb =", "written.toml, at its end, is no TOML")],
)
def test_what_is_no_toml_is_told_by_its_line(write: Callable[[str], None], text: str, place: str) -> None:
    write(text)
    with pytest.raises(RulesError, match=place):
        load("written")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("# ward\ncode,feature,weight,linked,statements\nibasho.v1,theme:father,much,1,2\n", "line 3: it needs code, feature, weight"),
        ("code,feature,weight\nibasho.v1,theme:father,1\n", "line 2: it needs code"),
        ("# nothing\n", "is empty"),
    ],
    ids=["no number", "no column", "empty"],
)
def test_what_is_no_row_is_told_by_its_line(write: Callable[[str], None], text: str, place: str) -> None:
    write(text)
    with pytest.raises(RulesError, match=place):
        weights_of()


CHOSEN = [
    "comparison.*",
    "contract.values",
    "contract.shared",
    "contract.table",
    "contract.table.*.column",
    "defects",
    "facts.number.multipliers",
    "facts.unit_norms.same",
    "facts.unit_norms.scaled",
    "fetch.said",
    "folds.variants",
    "folds.signs",
    "folds.symbols",
    "folds.radicals",
    "form.words",
    "form.sections",
    "form.columns",
    "indicators.counts",
    "kinds",
    "lookalikes.letters",
    "matching.conditions",
    "matching.texts",
    "places.parts",
    "places.fields",
    "proofreading.checklist",
    "said.*",
    "scan.context.small",
    "usage.*",
]
"""The tables whose keys are names that whoever writes them chooses: codes, columns, words, characters."""


def tables(value: object, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """All tables of a file, but one for those of a list or of chosen keys."""
    if isinstance(value, list):
        yield from tables(value[0] if value else "", f"{path}#1")
    if isinstance(value, dict):
        yield path, value
        for key in list(value)[: 1 if is_chosen(path) else None]:
            yield from tables(value[key], f"{path}.{key}")


def is_chosen(path: str) -> bool:
    return any(path.count(".") == pattern.count(".") and fnmatchcase(path, pattern) for pattern in CHOSEN)


@pytest.mark.parametrize("name", ["form", *SHAPES])
def test_a_misspelt_key_is_refused_in_every_table(name: str) -> None:
    content = tomllib.loads(rules.text(f"{name}.toml"))
    assert not list(misfits(content, shape_of(name)))
    for path, table in tables(content, name):
        if not table or is_chosen(path):
            continue
        key, value = table.popitem()
        table[f"{key}x"] = value
        wrong = next(misfits(content, shape_of(name)))
        assert wrong.english.startswith(f"{key}x is no key of this table, ") and f"{name}.{wrong.path}".rstrip(".") == path
        del table[f"{key}x"]
        table[key] = value


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("place = 0\n", "plase = 0\n", "[sections.operator_reason]: plase is no key of this table, the nearest is place;"),
        ("place = 0\n", "", "[sections.operator_reason]: lacks place;"),
        ("place = 0\n", 'place = "first"\n', "[sections.operator_reason]: place is 'first', and should be a whole number;"),
        ("is_unmistakable = true", "is_unmistakable = 1", "is_unmistakable is 1, and should be true or false;"),
        ('holds = "headed"', 'holds = "heded"', "[sections.operator_reason]: holds says 'heded', the nearest is headed;"),
        ('reasons_of = "ward"', 'reasons_of = "city"', "[sections.ward_reason]: reasons_of says 'city', there are operator, ward;"),
        ("no = 2", 'no = "2"', "[projects#2]: no is '2', and should be a whole number;"),
        ("[overview]", "[[overview]]", "form.toml: overview is [{"),
        ('"法人", "運営法人"', '5, "運営法人"', "[words.operator#1]: it is 5, and should be a text;"),
    ],
)
def test_what_cannot_be_meant_is_told_by_its_place(monkeypatch: pytest.MonkeyPatch, old: str, new: str, told: str) -> None:
    whole = rules.text("form.toml")
    assert old in whole
    monkeypatch.setattr(rules, "text", lambda file: whole.replace(old, new, 1))
    load.cache_clear()
    with pytest.raises(RulesError) as raised:
        load("form")
    assert told in str(raised.value) and "pipeline/rules/form.toml" in raised.value.said("ja")


def form() -> object:
    return _form.__wrapped__("form")


@pytest.mark.parametrize(
    ("read", "old", "new", "told"),
    [
        (
            form,
            "理由\\\\({operator}\\\\)",
            "理由\\\\({oprator}\\\\)",
            "[sections.operator_reason]: patterns says 'oprator', and there are operator, ward,",
        ),
        (
            form,
            "理由\\\\({operator}",
            "理由({operator}",
            "[sections.operator_reason]: patterns is no regular expression: missing ), unterminated subpattern, in 理由({operator}\\)",
        ),
        (form, "{title})[)]?", "{titel})[)]?", "[project_heading]: pattern says 'titel', and there are title;"),
        (mark_rules.__wrapped__, "(?:取組|", "(?:取組(|", "[marks]: words is no regular expression: missing )"),
        (all_series.__wrapped__, "①-⑳", "⑳-①", "[marks]: circled is no regular expression: bad character range ⑳-①, in ⑳-①"),
        (indicator_rules.__wrapped__, "]+回目", "+回目", "indicators.toml [excluded]: patterns is no regular expression: unterminated"),
        (
            lambda: list(page_sequence([])),
            "(?P<no>",
            "(?P<no",
            "[page_numbers]: pattern is no regular expression: bad character",
        ),
    ],
    ids=["no such word", "open bracket", "no such part", "open group", "turned range", "another file", "a third"],
)
def test_a_pattern_that_cannot_be_meant_is_told_by_its_place(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[], object], old: str, new: str, told: str
) -> None:
    whole = rules.text
    monkeypatch.setattr(rules, "text", lambda file: whole(file).replace(old, new))
    load.cache_clear()
    with pytest.raises(RulesError) as raised:
        read()
    assert told in str(raised.value)


@pytest.mark.parametrize("name", sorted(path.stem for path in Path(rules.__file__).parent.glob("*.toml")))
def test_every_file_is_as_its_model_says(name: str) -> None:
    assert load(name)


def test_an_edition_is_held_against_the_form_s_model(monkeypatch: pytest.MonkeyPatch) -> None:
    below, own = rules.text, 'like = "form"\n[sections.summary]\nja = "総括"\n'
    monkeypatch.setattr(rules, "text", lambda file: own if file == "form_6.toml" else below(file))
    with pytest.raises(RulesError, match=r"pipeline/rules/form_6\.toml \[sections\.summary\]: lacks patterns"):
        load("form_6")


def test_a_file_that_is_named_and_not_there_is_told() -> None:
    with pytest.raises(RulesError, match=r"pipeline/rules/from\.toml is not there"):
        load("from")


def fails(_: int) -> int:
    raise RulesError("checks.toml", ": lacks labels", ": labels がありません")


def test_no_source_is_blamed_for_the_rules() -> None:
    with pytest.raises(RulesError, match=r"checks\.toml: lacks labels"):
        list(outcomes(fails, [1], 1))


COMMANDS = """\
import sys
from pipeline import rules
whole = rules.text
file, old, new = sys.argv[1:4]
rules.text = lambda name: whole(name).replace(old, new, 1) if name == file else whole(name)
from pipeline.cli import main
for command in sys.argv[4:]:
    print(main(command.split()))
"""


@pytest.mark.parametrize(
    ("file", "old", "new", "said", "commands"),
    [
        ("usage.toml", "=", "= =", "行目がTOMLになっていません", ["run --help", "check"]),
        (
            "form.toml",
            '\nholds = "headed"',
            '\nhold = "headed"',
            "[sections.operator_reason]: hold というキーはありません(近いのは holds)",
            ["check x.pdf", "run --raw .", "report", "compare x.pdf y.pdf"],
        ),
        (
            "contract.toml",
            "\nversion",
            "\nvarsion",
            "varsion というキーはありません(近いのは version)",
            ["check x.pdf", "run --raw .", "report", "compare x.pdf y.pdf", "indicators", "coverage"],
        ),
    ],
)
def test_every_command_says_it_in_the_reader_s_language(
    file: str, old: str, new: str, said: str, commands: list[str], tmp_path: Path
) -> None:
    for name in ("x.pdf", "y.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.4\n")
    told = subprocess.run(
        [sys.executable, "-c", COMMANDS, file, old, new, *(f"{command} --lang ja" for command in commands)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(rules.__file__).parents[2]), "PATH": "", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert told.stdout.split() == ["2"] * len(commands), told.stderr
    assert all(f"kyoten: pipeline/rules/{file}" in line and said in line for line in told.stderr.splitlines())
    assert len(told.stderr.splitlines()) == len(commands)


def test_the_command_line_is_there_before_any_rule() -> None:
    asked = "import pipeline.cli, pipeline.rules; print(pipeline.rules.load.cache_info().currsize)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "0"
