"""The folder of a desk holds and loses nothing but what a server made."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.app.folder import ADDRESS, NAME, SCRATCH, SHEETS, claimed, clear
from pipeline.run.usage import UsageError


def filled(place: Path) -> Path:
    """A desk as a server leaves it when it is killed."""
    folder = claimed(place)
    for name in (f"{SHEETS}/0123456789abcdef/source.pdf", f"{SHEETS}/fedcba9876543210.part", f"{SCRATCH}/pages/1.png", ADDRESS):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("ours")
    return folder


def test_a_persons_files_beside_and_within_the_desk_stay(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    folder = filled(tmp_path)
    mine = [tmp_path / "thesis.docx", folder / "note.txt", folder / SHEETS / "kept.pdf"]
    for path in mine:
        path.write_text("mine")
    clear(folder)
    assert [path.read_text() for path in mine] == ["mine"] * 3
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == sorted(path.name for path in mine)


def test_a_desk_of_our_own_goes_whole_and_is_taken_over_before(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    assert claimed(tmp_path) == folder and (folder / ADDRESS).read_text() == "ours"
    clear(folder)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["thesis.docx", ADDRESS])
def test_a_folder_of_that_name_that_is_not_ours_is_refused_before_any_work(tmp_path: Path, name: str) -> None:
    (tmp_path / NAME).mkdir()
    (tmp_path / NAME / name).write_text("mine")
    with pytest.raises(UsageError, match="not kyoten's"):
        claimed(tmp_path)
    assert [path.name for path in (tmp_path / NAME).iterdir()] == [name]


def test_a_link_and_a_file_are_no_desk(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / NAME).symlink_to(tmp_path / "elsewhere")
    for place in (tmp_path / "one", tmp_path / "two"):
        place.mkdir(exist_ok=True)
        (place / NAME).exists() or (place / NAME).write_text("mine")
        with pytest.raises(UsageError):
            claimed(place)
    with pytest.raises(UsageError, match="cannot be written"):
        claimed(tmp_path / "two" / NAME)
