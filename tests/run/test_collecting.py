"""A collection is made in a main process that holds little of each sheet, however many there are and whatever is in them."""

from __future__ import annotations

import gc
import pickle
import sys
import tracemalloc
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from statistics import median

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import pipeline.gate
from pipeline.datasets.collection import GivenFile
from pipeline.run.kept import Due, Kept, KeptReading
from pipeline.run.publish.storage import LocalStorage
from pipeline.run.work import collecting
from pipeline.run.work.guarded import without_pandas
from pipeline.run.work.pool import Pool
from pipeline.run.work.reading import Reading
from pipeline.run.work.workers import unpacked_reading
from pipeline.sheet.model import Sheet
from tests.support.gated import decided
from tests.support.small_sheet import small_reading, small_sheet

MANY = 24
A_PART = 4
"""sheets that are heard at once"""
MOST_A_SHEET = 640
"""bytes of each sheet more; 320 to 460 are held, its line among the sources, and a table of it alone takes thousands"""


@pytest.fixture
def gate_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.gate, "check", decided())


def held(sheet: Sheet, folder: Path) -> KeptReading:
    found = Kept(LocalStorage(folder), "pymupdf").keep(unpacked_reading(small_reading(sheet)), Due())
    assert isinstance(found, KeptReading)
    return found


def collection(count: int, folder: Path) -> tuple[dict[str, KeptReading], list[GivenFile]]:
    """Sheets of wards of their own, with many defects each."""
    sheets = [small_sheet(f"s{at:03}", f"第{at}区") for at in range(count)]
    readings = {sheet.document_id: held(replace(sheet, defects=sheet.defects * 30), folder) for sheet in sheets}
    return readings, [GivenFile(f"{name}.pdf", reading.sha256, name, "published") for name, reading in readings.items()]


def test_what_is_held_of_a_reading_does_not_grow_with_its_sheet(tmp_path: Path) -> None:
    small = small_sheet("a", "青区")
    project = small.projects[0]
    more = tuple(replace(project, project_no=no) for no in range(1, 20))
    large = replace(small, document_id="b", projects=more, defects=small.defects * 50)
    few, many = held(small, tmp_path), held(large, tmp_path)
    assert len(many().defects) == 50 and (many().tables or {})["statements"].num_rows > 5 * (few().tables or {})["statements"].num_rows
    assert len(pickle.dumps(many)) == len(pickle.dumps(few)) < 700
    assert not any(isinstance(getattr(many, name), Reading | pa.Table | bytes | dict) for name in KeptReading.__slots__)


@pytest.mark.usefixtures("gate_passes")
def test_what_is_made_without_a_document_is_what_is_made_of_the_others(tmp_path: Path) -> None:
    """Whether a document is left out from the first or taken out of what was written, the files are the same to the byte; what is
    of every part, as the catalogue of indicators, is there once."""
    readings, sources = collection(7, tmp_path / "staged")
    left = sorted(readings.keys() - {"s001", "s005"})
    made = {}
    for name, given in (("at once", {name: readings[name] for name in left}), ("later", readings)):
        folder = tmp_path / name
        folder.mkdir()
        rows = [source if source.document_id in left else replace(source, status="refused") for source in sources]
        with collecting.Collecting(given, {}, folder, size=2) as tables:
            if name == "later":
                tables.gated(readings, sources, "first")
            gated = tables.gated(left, rows, "mark")
        made[name] = (gated.rows, {path.name: path.read_bytes() for path in folder.iterdir()})
    assert made["at once"] == made["later"]
    codes = pq.read_table(tmp_path / "later" / "indicator_catalogue.parquet")["indicator_code"].to_pylist()
    assert codes and len(codes) == len(set(codes))


@pytest.mark.usefixtures("gate_passes")
def test_what_is_held_while_parts_are_heard_hardly_grows_with_the_sheets(tmp_path: Path) -> None:
    """The work is done in this very process, part by part: what it holds between two parts is what a main process holds. What most
    parts add counts: once in a while a module or a thread of another test takes megabytes in this process, a leak takes some each time."""
    readings, sources = collection(MANY, tmp_path / "staged")
    folder = tmp_path / "written"
    folder.mkdir()
    told: list[str] = []
    python: list[int] = []
    arrow: list[int] = []

    def tell(at: int, some: Sequence[GivenFile]) -> None:
        told.extend(source.source_file for source in some)
        gc.collect()
        python.append(tracemalloc.get_traced_memory()[0])
        arrow.append(pa.total_allocated_bytes())

    gc.collect()  # what other tests left behind
    gc.freeze()  # what they and what was loaded hold stays: it need not be looked through after each part
    before = pa.total_allocated_bytes()
    tracemalloc.start()
    try:
        with collecting.Collecting(readings, {}, folder, size=A_PART) as tables:
            tables.gated(readings, sources, "mark", tell)
    finally:
        tracemalloc.stop()
        gc.unfreeze()
    assert sorted(told) == [source.source_file for source in sources]
    assert max(arrow) <= before, "no table of a part outlives it"
    assert not [path for path in folder.iterdir() if path.is_dir()]
    assert len(python) >= MANY // A_PART
    assert median(after - held for held, after in pairwise(python)) / A_PART < MOST_A_SHEET, python


def test_what_is_done_in_place_of_a_worker_does_without_pandas_and_other_threads_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "pandas", raising=False)
    with pytest.raises(ModuleNotFoundError, match="a worker does without pandas"):
        Pool(0).submit(import_module, "pandas").result()
    with without_pandas(), ThreadPoolExecutor(1) as thread:
        assert thread.submit(find_spec, "pandas").result() is not None
