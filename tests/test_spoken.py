"""Every message and every help that a command can print exists in Japanese and in English."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import pipeline
from pipeline import commands, rules
from pipeline.cli import main
from pipeline.gate.suites import suites
from pipeline.rules.spoken import Sentence, SpokenError

SAID = (
    "UsageError",
    "GateError",
    "PlaceError",
    "StagedError",
    "FormerUnknownError",
    "WrongEntryError",
    "sentence",
    "words",
    "translated",
    "writing",
)
"""What is called with an English sentence, and says it."""
ENGLISH = re.compile(r"(?<![-\w./'\"{])[a-z]{2,}(?: [a-z]{2,}){2,}")
"""Three words in a row: no name, no option."""
_HOLE = re.compile(r"\{(\w+)")


def japanese() -> dict[str, str]:
    return {english: said for part, entries in rules.load("usage").items() if part != "system" for english, said in entries.items()}


def sentences() -> Iterator[str]:
    """The sentences in the code, by what they are given to."""
    for path in Path(pipeline.__file__).parent.rglob("*.py"):
        for call in (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if name in SAID:
                yield from texts(call.args)
                yield from texts(part for given in call.args if isinstance(given, ast.IfExp) for part in (given.body, given.orelse))


def texts(nodes: Iterable[ast.expr]) -> Iterator[str]:
    yield from (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def helps(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """All that the parsers ask to be said, and what argparse itself may say."""
    asked: set[str] = set()

    def looked_up(english: str, spoken: str) -> str:
        asked.update([english] if english else [])
        return english

    monkeypatch.setattr(commands, "translated", looked_up)
    for name, parser in parsers("ja").items():
        parser.format_help()
        assert name
    return asked


def parsers(spoken: str) -> dict[str, argparse.ArgumentParser]:
    whole = commands.parser(spoken)  # type: ignore[arg-type]
    (below,) = (action for action in whole._actions if isinstance(action, argparse._SubParsersAction))
    return {"kyoten": whole, **below.choices}


def test_every_sentence_and_help_has_its_japanese_with_the_same_holes(monkeypatch: pytest.MonkeyPatch) -> None:
    known, said = japanese(), {*sentences(), *helps(monkeypatch)}
    lacking = sorted(
        text for text in said - known.keys() if ENGLISH.search(text) or re.search(r"[a-z]{3,} [a-z]{2,}", re.sub(r"\{.*?\}", "", text))
    )
    assert lacking == [], "give these a line in pipeline/rules/usage.toml"
    for english, text in known.items():
        assert set(_HOLE.findall(english)) >= set(_HOLE.findall(text)), english
        assert text != english
    unused = [text for text in known if text not in said and text not in rules.load("usage")["argparse"]]
    assert unused == []


def test_no_help_mixes_the_languages() -> None:
    for spoken, foreign in (("ja", ENGLISH), ("en", re.compile(r"[ぁ-ん]{4,}"))):
        for name, parser in parsers(spoken).items():
            shown = "\n".join(line for line in parser.format_help().splitlines() if not line.lstrip().startswith("kyoten "))
            assert foreign.search(shown) is None, (spoken, name)


@pytest.mark.parametrize(
    "given",
    [["run", "--wrong"], ["nothing"], ["check"], ["check", "--jobs", "x", "raw"], ["check", "--format", "x", "raw"], ["accept", "a", "b"],
     ["check", "no-such-file.pdf"], ["show", "no-such-file.pdf"], ["report", "-o", "x.pdf"], ["report", "--curated", "nowhere"], ["export"],
     ["source", "goals/a/1/1", "--curated", "nowhere"], ["run", "--raw", "nowhere"], ["register", "--published-on", "x", "a.pdf"]],
)  # fmt: skip
def test_wrong_usage_is_said_in_the_language_asked_for(
    given: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for spoken in ("ja", "en"):
        monkeypatch.setenv("LC_ALL", {"ja": "ja_JP.UTF-8", "en": "C.UTF-8"}[spoken])
        try:
            code = main(given)
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        said = capsys.readouterr().err
        assert code == 2 and said
        assert bool(re.search(r"[ぁ-ん]{2,}", said)) == (spoken == "ja"), said
        assert spoken == "en" or ENGLISH.search(said) is None, said


def test_lang_is_heard_before_the_rest_is_understood(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for given in (
        ["check", "--lang", "ja", "--wrong"],
        ["check", "--wrong", "--lang=ja"],
        ["check", "raw", "--lan", "ja"],
        ["run", "--la=ja"],
    ):
        with pytest.raises(SystemExit) as ended:
            main(given)
        assert ended.value.code == 2 and "使い方" in capsys.readouterr().err


def test_an_option_is_written_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    for given in (["run", "--cur", "x"], ["check", "--str", "raw"], ["--vers"]):
        with pytest.raises(SystemExit) as ended:
            main(given)
        assert ended.value.code == 2 and capsys.readouterr().err


def test_every_command_but_the_list_of_them_takes_a_language() -> None:
    assert [name for name, parser in parsers("en").items() if name != "kyoten" and "--lang" not in parser.format_help()] == []


def test_a_sentence_says_other_sentences_and_errors_in_its_language() -> None:
    error = SpokenError("nothing is published in {curated}; run kyoten run first, or name the folder with --curated DIR", curated="x")
    inner = Sentence("{path} cannot be opened: {error}", {"path": "a.pdf", "error": FileNotFoundError(2, "No such file or directory")})
    assert "kyoten run を実行" in error.said("ja") and str(error).startswith("nothing is published in x")
    assert inner.said("ja") == "a.pdf を開けません: ファイルやフォルダーがありません"


def test_what_is_expected_of_a_table_is_said_in_both_languages() -> None:
    lacking = [(table, e.rule) for table, suite in suites().items() for e in suite if not re.search(r"[ぁ-んァ-ン一-龥]", e.says_ja)]
    assert lacking == []
