"""What the commands say of their own work, in the language of whoever reads it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pipeline
from pipeline.cli import main
from pipeline.rules import load
from pipeline.rules.defects import message
from pipeline.run.sentences import listed, text
from pipeline.values import BETWEEN, Defect
from tests.run.test_run import folder as folder
from tests.run.test_run import put

SAID = {f"{table}.{name}": said for table, sentences in load("said").items() for name, said in sentences.items()}
_JAPANESE = re.compile("[ぁ-んァ-ヶ一-龥、。]")


def test_both_languages_fill_in_the_same_and_keep_apart() -> None:
    for name, said in SAID.items():
        holes = {language: sorted(re.findall(r"\{(\w+)\}", sentence)) for language, sentence in said.items()}
        assert said.keys() >= {"ja", "en"} and len({*map(tuple, holes.values())}) == 1, name
        assert _JAPANESE.search(said["ja"]) and not _JAPANESE.search(said["en"] + said.get("en_one", "")), name


def test_every_sentence_is_said_somewhere_and_none_is_missing() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(pipeline.__file__).parent.rglob("*.py"))
    told = {*re.findall(r'"((?:run|check|wrote|registered|decided|app|verify|explain)\.(?!json|css|js)[a-z-]+)"', code.replace("'", '"'))}
    built = {"run.lost", "run.warned", "decided.confirmed", "decided.rejected"}
    built |= {name for name in SAID if re.fullmatch(r"explain\.(?:rule-.+|asserted|suggested|unlinked)", name)}
    assert told | built == SAID.keys()


def test_one_is_not_many() -> None:
    assert text("run.unchanged", "en", count=1).endswith("1 document") and text("run.unchanged", "en", count=2).endswith("2 documents")
    assert text("run.unchanged", "ja", count=1).endswith("1件の文書")


@pytest.mark.parametrize(("code", "value"), [("same-term-twice", "other"), ("newest-unknown", "versions")])
def test_a_list_is_joined_as_its_language_does(code: str, value: str) -> None:
    defect = Defect(code, values=((value, BETWEEN.join(("a", "b"))),))
    assert "a, b" in message(defect, "en") and not _JAPANESE.search(message(defect, "en")) and "a、b" in message(defect, "ja")
    assert (listed("ab", "en"), listed("ab", "ja")) == ("a, b", "a、b")


def test_a_run_speaks_the_language_of_its_reader(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, a="緑", b="bad")
    said = []
    for language in ("ja", "en", "ja"):  # the second and the third find nothing changed, whatever the first was said in
        assert main(["run", "--lang", language]) == 1
        said.append(capsys.readouterr().out)
    first, again, once_more = said
    assert "1件の文書を curated に公開しました" in first and "受け付けません b.pdf: [not-pdf]" in first
    assert not re.search("Published|Refused|pages|warnings|expectations", first)
    assert "Nothing changed since the last run: 1 document is published in curated" in again and "Refused b.pdf: [not-pdf]" in again
    assert "前の実行から変わったものはありません。1件の文書を curated に公開しています" in once_more and "受け付けません b.pdf" in once_more
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    (folder / "raw" / "a.pdf").unlink()
    assert main(["run"]) == 1
    assert "ファイルがなくなったもの: a (a.pdf)" in capsys.readouterr().out
