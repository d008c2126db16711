"""``sources.toml`` and ``accepted.toml`` as people write them: what cannot be meant is said, with the place and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.run.accepted import ACCEPTED, Acceptance, acceptances
from pipeline.run.sources import RECORDS, Record, records_of
from pipeline.run.usage import UsageError
from pipeline.values import Defect, Place

ACCEPTANCE = '[[accepted]]\nsource = "a.pdf"\ndefect = "rating-missing"\nreason = "x"\nwho = "x"\nwhen = 2026-04-01\n'


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('[[source]]\nfil = "a.pdf"\n', "entry 1 of [[source]]: fil is no key; there are file, ward, url, published_on, licence, sha256"),
        ('[[source]]\nfile = "a.pdf"\n[[source]]\nward = "x"\n', "entry 2 of [[source]]: it lacks file"),
        ('[[source]]\nfile = "a.pdf"\n[[source]]\nfile = "a.pdf"\n', "entry 2 of [[source]]: a.pdf has an entry already"),
        ('[[source]]\nfile = "a.pdf"\npublished_on = "2020/11/30"\n', "published_on is 2020/11/30, and no day such as 2025-11-28"),
        ('[[sorce]]\nfile = "a.pdf"\n', "says sorce, which nothing reads; each entry begins with [[source]]"),
        ('[source]\nfile = "a.pdf"\n', "each entry begins with [[source]], in double brackets"),
        ("source = 3\n", "each entry begins with [[source]], in double brackets"),
        ('[[source]]\nfile = "a.pdf"\nward = ["x"]\n', "entry 1 of [[source]]: ward is ['x'], and no text between quotation marks"),
        ("[[source]]\nfile = a.pdf\n", "(at line 2, column 8); texts stand between quotation marks"),
    ],
)
def test_records_that_cannot_be_meant_are_said(written: str, says: str, tmp_path: Path) -> None:
    (tmp_path / RECORDS).write_text(written, encoding="utf-8")
    with pytest.raises(UsageError) as said:
        records_of(tmp_path)
    assert str(tmp_path / RECORDS) in str(said.value) and says in str(said.value)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (ACCEPTANCE.replace("source", "sorce"), "entry 1 of [[accepted]]: sorce is no key; there are source, defect"),
        (ACCEPTANCE.replace("2026-04-01", "5"), "entry 1 of [[accepted]]: when is 5, and no day such as 2025-11-28"),
        (ACCEPTANCE.replace('who = "x"', "who = 2026-04-01"), "who is 2026-04-01, and no text between quotation marks"),
        (ACCEPTANCE.replace('reason = "x"\n', ""), "entry 1 of [[accepted]]: it lacks reason"),
        (ACCEPTANCE.replace("rating-", "ratings-"), "there is no defect ratings-missing; kyoten check names those of a file"),
        (ACCEPTANCE.replace("[[accepted]]", "[[acepted]]"), "says acepted, which nothing reads; each entry begins with [[accepted]]"),
        ('accepted = ["a.pdf"]\n', "each entry begins with [[accepted]], in double brackets"),
    ],
)
def test_acceptances_that_cannot_be_meant_are_said(written: str, says: str, tmp_path: Path) -> None:
    (tmp_path / ACCEPTED).write_text(written, encoding="utf-8")
    with pytest.raises(UsageError) as said:
        acceptances(tmp_path)
    assert says in str(said.value)


@pytest.mark.parametrize(
    ("place", "is_meant"),
    [
        ("", True),
        ("13ページ", True),
        ("13 ページ > 評価の理由(区) ②", True),
        ("情報収集・提供事業", True),
        ("評価の理由(区)", True),
        ("p. 13", False),
        ("3ページ", False),
        ("3", False),
        ("page", False),
        ("情報収集", False),
        ("情報収集・提供事業 ＞ 評価の理由(法人)", False),
    ],
)
def test_a_place_is_meant_by_its_parts_a_project_by_its_name_and_a_section_without_its_mark(place: str, is_meant: bool) -> None:
    entry = Acceptance("a.pdf", "rating-missing", place, "x", "x", "2026-04-01")
    found = Defect("rating-missing", 13, place=Place(3, "情報収集・提供事業", "ward_reason", "②"))
    assert entry.covers("a.pdf", found) is is_meant


def test_a_file_in_another_encoding_says_which_to_save_it_in(tmp_path: Path) -> None:
    (tmp_path / RECORDS).write_text('[[source]]\nfile = "a.pdf"\nward = "青区"\n', encoding="cp932")
    with pytest.raises(UsageError, match="not in UTF-8; save it with that encoding"):
        records_of(tmp_path)


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    (tmp_path / ACCEPTED).mkdir()
    with pytest.raises(UsageError, match=r"accepted\.toml cannot be read \(Is a directory\)|Permission denied"):
        acceptances(tmp_path)


def test_what_editors_and_tools_put_in_makes_no_difference(tmp_path: Path) -> None:
    """The mark that some editors write before UTF-8, and the capitals in which some tools give a digest."""
    (tmp_path / RECORDS).write_text(f'[[source]]\nfile = "a.pdf"\nurl = ""\nsha256 = "{"AB" * 32}"\n', encoding="utf-8-sig")
    assert records_of(tmp_path) == {"a.pdf": Record(sha256="ab" * 32)}


def test_no_file_is_no_entry(tmp_path: Path) -> None:
    assert records_of(tmp_path) == {} and acceptances(tmp_path) == ()
