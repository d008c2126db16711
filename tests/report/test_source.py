"""Where a row stands: every row of every curated table leads to a place, and the picture has the frame around it."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pyarrow as pa
import pytest
from PIL import Image

from pipeline.cli import main
from pipeline.datasets.contract import OF_RELEASE, TABLES
from pipeline.datasets.identity import row_id
from pipeline.datasets.places import PLACES
from pipeline.pages.mupdf import pymupdf
from pipeline.pages.placeholder import is_placeholder, placeholder
from pipeline.pages.render import MAX_PIXELS, RenderError, render_page, render_place
from pipeline.report.place import PlaceError, RowPlace, file_below, place_of, source_path
from pipeline.values import Box, Defect
from tests.report.site import Site, site, write_places
from tests.support.curated import write_tables

EDGES = ("x0", "y0", "x1", "y1")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("small"))


@pytest.mark.parametrize(
    "name", [t.name for t in TABLES if "document_id" in t.column_names and t.name not in OF_RELEASE]
)  # these have no page
def test_every_row_of_every_table_has_a_place(small: Site, name: str) -> None:
    table = next(table for table in TABLES if table.name == name)
    rows = small.tables[name].to_pylist()
    assert rows
    statements = {row["statement_id"]: row["row_id"] for row in small.tables["statements"].to_pylist()}
    for row in rows:
        address = row.get("row_id") or row_id(name, *(row[column] for column in table.key))
        place = place_of(small.curated, address)
        assert place.document_id == (row["document_id"] if row.get("prior_issue_seq", 1) else row["prior_document_id"])
        if row.get("boxes"):
            edges = [tuple(box[edge] for edge in EDGES) for box in row["boxes"]]
            assert [(box.x0, box.y0, box.x1, box.y1) for box in place.boxes] == [pytest.approx(four, abs=0.01) for four in edges]
            assert [box.page for box in place.boxes] == [box["page"] for box in row["boxes"]]
            assert place.page == row["page_first"]
        elif row.get("box"):
            assert [box.page for box in place.boxes] == [row["page"]]
        elif row.get("statement_id") and name != "issue_links":
            assert place == place_of(small.curated, statements[row["statement_id"]])


@pytest.mark.parametrize("name", ["facts", "table_cells"])
def test_an_empty_cell_stands_where_its_table_does(tmp_path: Path, name: str) -> None:
    made = site(tmp_path)
    row = {**made.tables[name].to_pylist()[0], "page_first": None, "page_last": None, "boxes": []}
    write_tables({**made.tables, name: pa.Table.from_pylist([row], made.tables[name].schema)}, made.curated)
    write_places(made.curated)
    table = place_of(made.curated, row_id("tables", row["document_id"], row["project_no"], row["table_no"]))
    assert table.boxes and place_of(made.curated, row["row_id"]) == table


def test_an_address_pasted_without_its_percent_signs_is_understood(small: Site) -> None:
    statement = small.tables["statements"].to_pylist()[0]
    assert place_of(small.curated, f"statements/{statement['statement_id']}") == place_of(small.curated, statement["row_id"])
    assert place_of(small.curated, statement["statement_id"]) == place_of(small.curated, statement["row_id"])


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("goals", "goals/{document_id}/{project_no}/{goal_no}"),
        ("nothing/r7/1", "looks like goals/r2/1/2"),
        ("goals/r7/1/99", "goals.parquet lists"),
        ("goals/r7/one/1", "goals.parquet lists"),
        ("goals/r9/1/1", "no document r9, only r2, r7"),
        ("tokens/r7%2F1%2Foperator_reason%2F2/99999", "tokens.parquet lists"),
        ("tokens/r7%2F1%2Foperator_reason%2F2/0", "tokens.parquet lists"),
    ],
)
def test_what_is_no_row_is_said_to_be_none_with_what_would_be_one(small: Site, address: str, says: str) -> None:
    with pytest.raises(PlaceError, match=re.escape(says)):
        place_of(small.curated, address)


def test_an_index_that_is_broken_or_missing_is_said(tmp_path: Path) -> None:
    small = site(tmp_path)
    (small.curated / PLACES).write_bytes(b"SQLite format 3\0 and no more")
    with pytest.raises(PlaceError, match="publish it anew"):
        place_of(small.curated, "goals/r7/1/1")
    (small.curated / PLACES).unlink()
    with pytest.raises(PlaceError, match="run kyoten run first"):
        place_of(small.curated, "goals/r7/1/1")


def test_the_index_has_the_same_bytes_for_the_same_tables(small: Site, tmp_path: Path) -> None:
    for table in small.curated.glob("*.parquet"):
        (tmp_path / table.name).write_bytes(table.read_bytes())
    write_places(tmp_path)
    assert (tmp_path / PLACES).read_bytes() == (small.curated / PLACES).read_bytes()


def test_a_changed_or_missing_source_is_refused(tmp_path: Path) -> None:
    small = site(tmp_path)
    assert source_path(small.curated, small.raw, "r7") == small.raw / "r7.pdf"
    (small.raw / "r7.pdf").write_bytes(b"%PDF-1.7 another")
    with pytest.raises(PlaceError, match="has changed"):
        source_path(small.curated, small.raw, "r7")
    (small.raw / "r7.pdf").unlink()
    with pytest.raises(PlaceError, match="--raw"):
        source_path(small.curated, small.raw, "r7")


def test_the_command_writes_the_picture(small: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "deep" / "goal.png"
    where = ["--curated", str(small.curated), "--raw", str(small.raw)]
    assert main(["source", "goals/r7/1/1", "-o", str(output), *where]) == 0
    assert "page 1" in capsys.readouterr().out
    assert output.read_bytes().startswith(b"\x89PNG")
    assert main(["source", "file:///x/report.html#goals/r7/1/1", "-o", str(output), *where]) == 0
    assert main(["source", "goals/r7/1/99", *where]) == 2
    assert "goals.parquet" in capsys.readouterr().err
    assert main(["source", "goals/r7/1/1", "--curated", str(tmp_path)]) == 2
    assert "kyoten run" in capsys.readouterr().err


def test_the_command_loads_no_data_frames_and_no_layout(small: Site, tmp_path: Path) -> None:
    code = (
        "import sys; from pipeline.cli import main; assert main(sys.argv[1:]) == 0;"
        "heavy = ('pandas', 'pyarrow', 'pymupdf', 'duckdb', 'PIL', 'jinja2', 'sudachipy', 'pipeline.gate');"
        "print(*[name for name in heavy if name in sys.modules])"
    )
    where = ["--curated", str(small.curated), "--raw", str(small.raw), "-o", str(tmp_path / "goal.png")]
    done = subprocess.run([sys.executable, "-c", code, "source", "goals/r7/1/1", *where], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[1:] == [""]


def test_pymupdf_loads_whole_after_its_core_alone(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(drawn())
    code = (
        "import sys; from pathlib import Path; from pipeline.pages.render import render_place; data = Path(sys.argv[1]).read_bytes();"
        "first = render_place(data, 1, (), 1.0); assert 'pymupdf' not in sys.modules;"
        "from pipeline.pages.mupdf import pymupdf; pages = pymupdf.open(stream=data, filetype='pdf').page_count;"
        "assert 'pymupdf' in sys.modules and render_place(data, 1, (), 1.0) == first; print(pages)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "page.pdf")], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_a_damaged_page_is_drawn_without_noise(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(drawn().replace(b"re\n", b"xx\n").replace(b"stream\n", b"stream\n(((", 1))
    code = (
        "import sys; from pathlib import Path; from pipeline.pages.render import render_place, RenderError\n"
        "try: render_place(Path(sys.argv[1]).read_bytes(), 1, (), 1.0)\nexcept RenderError: pass"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "page.pdf")], capture_output=True, text=True, check=True)
    assert done.stderr == ""


def drawn(rotation: int = 0, unit: float = 1.0) -> bytes:
    """A page with a black square whose displayed place is the box of ``BLACK``."""
    document = pymupdf.open()
    page = document.new_page(width=400, height=600)
    spot = pymupdf.Rect(100, 200, 130, 220)
    page.draw_rect(spot, fill=(0, 0, 0))
    page.set_rotation(rotation)
    if unit != 1.0:
        document.xref_set_key(page.xref, "UserUnit", str(unit))
    return bytes(document.tobytes())


BLACK = {0: Box(1, 100, 200, 130, 220), 90: Box(1, 380, 100, 400, 130)}


@pytest.mark.parametrize(("rotation", "unit"), [(0, 1.0), (90, 1.0), (0, 2.0)])
def test_the_frame_stands_around_what_is_in_the_box(rotation: int, unit: float) -> None:
    image = Image.open(io.BytesIO(render_place(drawn(rotation, unit), 1, [BLACK[rotation]], 2.0))).convert("RGB")
    red = [(x, y) for x in range(image.width) for y in range(image.height) if image.getpixel((x, y)) == (200, 0, 40)]
    black = [(x, y) for x in range(image.width) for y in range(image.height) if image.getpixel((x, y)) == (0, 0, 0)]
    assert black and red
    for axis in (0, 1):
        assert min(spot[axis] for spot in red) < min(spot[axis] for spot in black)
        assert max(spot[axis] for spot in red) > max(spot[axis] for spot in black)
    assert max(spot[0] for spot in red) - min(spot[0] for spot in red) < 90


def test_boxes_of_two_pages_stand_below_each_other() -> None:
    document = pymupdf.open()
    for _ in range(2):
        document.new_page(width=400, height=600)
    one = Image.open(io.BytesIO(render_place(document.tobytes(), 1, [Box(1, 10, 10, 50, 20)], 1.0)))
    both = Image.open(io.BytesIO(render_place(document.tobytes(), 1, [Box(1, 10, 10, 50, 20), Box(2, 10, 10, 50, 20)], 1.0)))
    assert both.width == one.width
    assert both.height > 2 * one.height


def test_a_picture_has_the_page_as_displayed_and_a_limit() -> None:
    assert Image.open(io.BytesIO(render_page(drawn(90), 1, 1.0))).size == (600, 400)
    document = pymupdf.open()
    document.new_page(width=14400, height=14400)
    width, height = Image.open(io.BytesIO(render_page(document.tobytes(), 1, 2.0))).size
    assert width * height < 7_000_000


@pytest.mark.parametrize(("data", "page"), [(drawn(), 2), (drawn(), 0), (b"%PDF-1.7 nothing", 1)])
def test_what_cannot_be_drawn_is_said(data: bytes, page: int) -> None:
    with pytest.raises(RenderError):
        render_page(data, page, 1.0)


SLOW = Path(__file__).with_name("slow.pdf")
"""A page of a sheet of an invented ward that is legal, quickly read, and takes many minutes to draw."""


def test_a_page_that_takes_too_long_to_trace_has_a_placeholder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", str(SLOW), "-o", str(tmp_path), "--timeout", "3", "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert "slow-01.png: " in said and "page 1 has a placeholder: [out-of-time]" in said
    image = Image.open(tmp_path / "slow-01.png").convert("RGB")
    assert image.size[1] == pytest.approx(842 * 1.6, abs=2)
    assert image.getpixel((10, 10)) == (237, 237, 237)


def test_the_place_on_a_page_that_takes_too_long_is_a_placeholder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.commands.source._place", lambda *_: (RowPlace("slow", 1, ()), SLOW))
    assert main(["source", "projects/slow/1", "-o", str(tmp_path / "a.png"), "--timeout", "0.5", "--lang", "ja"]) == 1
    assert "[out-of-time]" in capsys.readouterr().err
    assert is_placeholder((tmp_path / "a.png").read_bytes())
    assert Image.open(tmp_path / "a.png").format == "PNG"


@pytest.mark.parametrize("size", [(595.0, 842.0), (30.0, 20.0), (14400.0, 14400.0), (2.0, 3000.0)])
def test_a_placeholder_is_as_large_as_its_page_and_within_bounds(size: tuple[float, float]) -> None:
    made = placeholder(Defect("out-of-memory", page=3, values=(("limit", "1 MiB"),)), size, 1.5)
    width, height = Image.open(io.BytesIO(made)).size
    assert is_placeholder(made) and width * height <= MAX_PIXELS * 1.01
    assert width / height == pytest.approx(size[0] / size[1], rel=0.05)
    assert not is_placeholder(render_page(drawn(0), 1, 1.0))


def test_a_file_whose_name_macos_spelt_is_found(tmp_path: Path) -> None:
    """On its disks が is か with a mark; a person and the tables write one letter."""
    parted = tmp_path / unicodedata.normalize("NFD", "がっこう") / unicodedata.normalize("NFD", "ぱ.pdf")
    parted.parent.mkdir()
    parted.touch()
    assert file_below(tmp_path, "がっこう/ぱ.pdf") == parted
    assert file_below(tmp_path, "がっこう/ば.pdf") == parted.parent / "ば.pdf"
