"""What a command writes is there whole or not at all, and a name in what it says is no command to terminal or runner."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import files
from pipeline.cli import main
from pipeline.files import folder_written_aside, write_whole, written_aside
from pipeline.run.progress import harmless, harmless_json
from tests.report.site import Site, site
from tests.support.here import read_here as read_here


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("small"))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_file_takes_its_place_at_the_end(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "a.txt"
    write_whole(place, "旧\n")
    place.chmod(0o640)
    with written_aside(place) as half:
        half.write_text("new", encoding="utf-8")
        assert place.read_bytes() == "旧\n".encode()
    assert place.read_text(encoding="utf-8") == "new" and names(place.parent) == {"a.txt"}
    assert sys.platform == "win32" or place.stat().st_mode & 0o777 == 0o640


def test_what_stops_the_writing_leaves_what_stood_there(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", "old")
    for stop in (OSError(errno.ENOSPC, "full"), KeyboardInterrupt()):
        with pytest.raises(type(stop)), written_aside(tmp_path / "a.txt") as half:
            half.write_text("ne", encoding="utf-8")
            raise stop
        with pytest.raises(type(stop)), folder_written_aside(tmp_path) as folder:
            (folder / "a.txt").write_text("ne", encoding="utf-8")
            raise stop
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "old" and names(tmp_path) == {"a.txt"}


@pytest.mark.skipif(sys.platform == "win32", reason="no telling whether a process is at work")
def test_what_a_killed_process_left_half_written_goes_and_nothing_else(tmp_path: Path) -> None:
    with written_aside(tmp_path / "a.txt") as half:
        mine = half.name
        half.write_text("new", encoding="utf-8")
    killed, running, far = (mine.replace(str(os.getpid()), number) for number in (str(2**30), str(os.getppid()), "1"))
    far = far.replace(".kyoten-", ".kyoten-far-")
    for name in (mine, killed):
        (tmp_path / name).mkdir()
    for name in (running, far, ".kyoten-7.half"):
        (tmp_path / name).write_text("half", encoding="utf-8")
    with folder_written_aside(tmp_path) as folder:
        (folder / "b.txt").write_text("new", encoding="utf-8")
    assert names(tmp_path) == {"a.txt", "b.txt", running, far, ".kyoten-7.half"}


@pytest.mark.skipif(sys.platform == "win32", reason="links and devices as Unix has them")
def test_a_link_stays_a_link_and_a_device_a_device(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    write_whole(tmp_path / "far" / "a.txt", "old")
    (tmp_path / "a.txt").symlink_to(tmp_path / "far" / "a.txt")
    write_whole(tmp_path / "a.txt", "new")
    assert (tmp_path / "a.txt").is_symlink() and (tmp_path / "far" / "a.txt").read_text(encoding="utf-8") == "new"
    write_whole(Path(os.devnull), "nothing")
    assert Path(os.devnull).is_char_device()


def commands(made: Site, out: Path) -> dict[str, list[str]]:
    """Each command that writes files, into places of ``out``; "{NAME}" among them is where an old file stands."""
    curated, raw = ["--curated", str(made.curated)], ["--raw", str(made.raw)]
    one, other = made.tables["documents"]["document_id"].to_pylist()[:2]
    pdf = str(made.raw / f"{one}.pdf")
    row = made.tables["goals"]["row_id"].to_pylist()[0]
    return {
        "goals.csv": ["export", "--csv", str(out), *curated],
        "k.xlsx": ["export", "--xlsx", str(out / "k.xlsx"), *curated],
        "r.html": ["report", "-o", str(out / "r.html"), "--pictures", "none", *curated, *raw],
        "r-pages": ["report", "-o", str(out / "r.html"), "--pictures", "folder", *curated, *raw],
        "c.html": ["compare", one, other, "--html", str(out / "c.html"), *curated],
        "c.json": ["compare", one, other, "--json", str(out / "c.json"), *curated],
        "c.xlsx": ["compare", one, other, "--xlsx", str(out / "c.xlsx"), *curated],
        "s.png": ["source", row, "-o", str(out / "s.png"), *curated, *raw],
        f"{one}-01.png": ["trace", pdf, "--page", "1", "-o", str(out)],
        "t.json": ["tables", pdf, "-o", str(out / "t.json")],
        "t.html": ["tables", pdf, "--format", "html", "-o", str(out / "t.html")],
    }


NAMES = ("goals.csv", "k.xlsx", "r.html", "r-pages", "c.html", "c.json", "c.xlsx", "s.png", "-01.png", "t.json", "t.html")


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("ending", NAMES)
def test_a_full_disk_is_one_sentence_and_the_old_file(
    small: Site, tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def full(file: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))

    name, command = next((name, command) for name, command in commands(small, tmp_path).items() if name.endswith(ending))
    old = tmp_path / ("r.html" if ending == "r-pages" else name)
    old.write_bytes(b"old")
    with monkeypatch.context() as disk:
        disk.setattr(files, "_flush", full)
        assert main(command) == 3
    said = capfd.readouterr().err.splitlines()
    assert len(said) == 1 and said[0].startswith("kyoten: ") and "No space left on device" in said[0], said
    assert old.read_bytes() == b"old"
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path != old]
    assert main(command) in (0, 1)
    assert old.read_bytes() != b"old"


def test_a_folder_in_place_of_a_file_is_wrong_usage(small: Site, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "k.xlsx").mkdir()
    assert main(commands(small, tmp_path)["k.xlsx"]) == 2
    assert "k.xlsx cannot be written" in capfd.readouterr().err


EVIL = "a\n::error::b\x1b[31m\u202e\x9b1m##[error]c"


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize(
    "arguments",
    [
        lambda file: ["check", "--fast", file],
        lambda file: ["check", "--fast", "--format", "json", file],
        lambda file: ["check", "--fast", "--format", "sarif", file],
        lambda file: ["check", "--fast", "--format", "github", file],
        lambda file: ["show", file],
        lambda file: ["show", file + "x"],
        lambda file: ["trace", file],
        lambda file: ["tables", file],
        lambda file: ["tables", "--format", "csv", file],
        lambda file: ["compare", file, file],
        lambda file: ["compare", file + "x", file],
        lambda file: ["source", "goals/" + file, "--curated", file],
        lambda file: ["export", "--csv", file],
        lambda file: ["report", "--curated", file],
        lambda file: ["report", "-o", file],
        lambda file: ["explain", file],
        lambda file: ["indicators", "--explain", file, "--curated", file],
        lambda file: ["show", "--lang", file, file],
        lambda file: ["run", "--raw", file + "x"],
    ],
)
def test_a_name_is_no_command_to_terminal_or_runner(
    tmp_path: Path, arguments: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(EVIL + ".pdf").write_bytes(b"%PDF-1.4\nnothing %%EOF")
    try:
        main(arguments(EVIL + ".pdf"))
    except SystemExit as ended:
        assert ended.code == 2
    said = capfd.readouterr()
    # The annotations of check are commands, of kyoten's own making: what follows the first :: of a line is data.
    own = "github" in arguments("")
    written = [line.split("::", 2)[2] if own else line for line in said.out.splitlines()]
    assert said.out or said.err
    for line in (*written, *said.err.splitlines()):
        assert not line.lstrip().startswith("::") and "##[" not in line
        assert line.isprintable(), ascii(line)


def test_what_is_shown_says_what_it_was() -> None:
    assert harmless("令和3年度 1::2 # [a]") == "令和3年度 1::2 # [a]"
    assert harmless("  ::error::x") == "  \\x3a:error::x"
    assert harmless("a ##[group]b\x07") == "a \\x23#[group]b\\x07"
    text = json.dumps({"a\u202e": "\x9b\x1b ::error::\n令"}, ensure_ascii=False)
    assert json.loads(harmless_json(text)) == json.loads(text) and harmless_json(text).isprintable()
