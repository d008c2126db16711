import csv
import hashlib
import io
import shutil
from pathlib import Path

import pytest

from pipeline.files import cache_folder
from pipeline.narrative import dictionary
from pipeline.narrative.dictionary import compiled_dictionary, dictionary_version, spoiled_dictionary, sudachi_lexicon
from pipeline.narrative.tokens import tokens_of
from pipeline.rules import text

ROWS = list(csv.DictReader(io.StringIO(text("user_dictionary.csv"))))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["見出し"]))
def test_a_term_is_one_morpheme_with_its_reading_and_its_shortest_units(row: dict[str, str]) -> None:
    _, token, *_ = tokens_of(f"また{row['見出し']}を行った。")
    assert (token.surface, token.reading, "-".join(token.pos[:3])) == (row["見出し"], row["読み"], row["品詞"])
    assert token.units == tuple(row["A単位"].split("/") if row["A単位"] else (row["見出し"],))


def test_no_term_is_listed_twice() -> None:
    terms = [row["見出し"] for row in ROWS]
    assert len(terms) == len(set(terms))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("拠点祭り,キョテンマツリ,動詞,拠点/祭り", "unknown part of speech"),
        ("拠点祭り,キョテンマツリ,名詞-普通名詞-一般,拠点/まつり", "do not add up"),
        ("拠点ぬぬぬぬ,キョテンヌヌヌヌ,名詞-普通名詞-一般,拠点/ぬぬぬぬ", "no word of the system dictionary"),
    ],
)
def test_a_row_that_cannot_be_compiled_is_named(row: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        sudachi_lexicon(f"見出し,読み,品詞,A単位\n{row}\n")


def test_the_compiled_dictionary_is_kept() -> None:
    path = compiled_dictionary()
    before = path.stat().st_mtime_ns
    assert compiled_dictionary() == path
    assert path.stat().st_mtime_ns == before


def test_the_compiled_dictionary_is_another_for_other_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    version = dictionary_version()
    monkeypatch.setattr(dictionary, "_readable_bytes", lambda: b"other terms")
    assert dictionary_version().user != version.user
    assert dictionary_version().system == version.system


def test_the_version_names_what_cuts_the_tokens() -> None:
    assert set(dictionary_version().metadata()) == {"sudachipy", "sudachi_dictionary", "sudachi_user_dictionary"}
    assert dictionary_version().system.startswith("sudachidict_core 20")


def test_a_dictionary_compiled_before_is_used_from_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = compiled_dictionary()
    kept = tmp_path / "kyoten" / "sudachi"
    kept.mkdir(parents=True)
    shutil.copy(built, kept)
    monkeypatch.setenv("KYOTEN_CACHE", str(tmp_path))
    monkeypatch.setattr(dictionary, "_is_writable", lambda folder: False)
    assert compiled_dictionary() == kept / built.name


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> Path:
    """What was compiled before, which stands in for what is compiled anew: that takes seconds, and ``tests.faults.flips`` does it."""
    kept = compiled_dictionary()
    monkeypatch.setattr(dictionary, "_compile", lambda readable, scratch: Path(shutil.copy(kept, scratch)))
    return kept


@pytest.mark.usefixtures("compiled")
def test_without_a_place_to_keep_it_the_dictionary_is_compiled_for_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KYOTEN_CACHE", "/proc/no/such/place")
    path = compiled_dictionary()
    assert path.is_file()
    assert path == compiled_dictionary()
    assert "/proc" not in str(path)


def test_a_dictionary_that_was_spoiled_is_made_anew(compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A spoiled one made every reading fail, for good."""
    before = compiled.read_bytes()
    monkeypatch.setenv("KYOTEN_CACHE", str(tmp_path))
    assert spoiled_dictionary() is None
    folder = cache_folder("sudachi")
    assert folder is not None
    folder.mkdir(parents=True)
    built = folder / compiled.name
    built.write_bytes(before[:100] + bytes([before[100] ^ 1]) + before[101:])
    assert spoiled_dictionary() == built
    again = compiled_dictionary()
    assert again.stem.rpartition("-")[2] == hashlib.sha256(again.read_bytes()).hexdigest()
    assert spoiled_dictionary() is None and list(again.parent.glob("*.dic")) == [again]
