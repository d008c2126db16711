"""The pages in this process, with work that is done at once: a desk, a small published collection and a browser of plain requests."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from pipeline.app.desk import Desk
from pipeline.app.guard import Guard
from pipeline.app.pages import Site
from pipeline.app.server import app_of
from pipeline.proofreading import Slip
from pipeline.run.accepted import Acceptance, acceptances
from pipeline.run.checking import Checked
from pipeline.run.sources import SourceFile
from pipeline.values import Box, Defect
from tests.report.site import site
from tests.support.small_sheet import small_reading, small_sheet

TOKEN, PORT = "a-secret-token-of-a-test", 8765
ORIGIN = f"http://127.0.0.1:{PORT}"
PNG = b"\x89PNG\r\n\x1a\n of a page"
UNREADABLE = Defect("not-pdf")


def done(value: Any) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_result(value)
    return future


class Hands:
    """Work done at once: a file that begins with "%PDF" is a small sheet with the tables of the collection, any other is no PDF. What is
    asked for is noted; with a list to ``waiting`` nothing is done until a test does it."""

    def __init__(self, tables: Path) -> None:
        self.tables = tables
        self.waiting: list[Future[Any]] | None = None
        self.found: tuple[Defect, ...] = ()
        self.slips: tuple[Slip, ...] = ()
        self.drawn: list[tuple[Path, int, Sequence[Box] | None]] = []

    def read(self, source: SourceFile) -> Future[Any]:
        if self.waiting is not None:
            self.waiting.append(Future())
            return self.waiting[-1]
        if not source.path.read_bytes().startswith(b"%PDF"):
            return done(UNREADABLE)
        return done(small_reading(small_sheet(source.document_id)))

    def compared(self, source: SourceFile) -> Future[Any]:
        return done(())

    def judged(self, source: SourceFile, reading: Any, entries: Sequence[Acceptance], folder: Path) -> Future[Any]:
        shutil.copytree(self.tables, folder / "tables")
        return done(Checked(source.name, source.document_id, reading.sha256, (*reading().defects, *self.found)))

    def proofread(self, source: Path, sheet: Path, former: Path | None) -> Future[Any]:
        assert source.is_file() and sheet.is_file() and (former is None or former.is_file())
        return done(self.slips)

    def page(self, path: Path, number: int, scale: float) -> Future[Any]:
        self.drawn.append((path, number, None))
        return done(PNG)

    def place(self, path: Path, page: int, boxes: Sequence[Box], scale: float) -> Future[Any]:
        self.drawn.append((path, page, boxes))
        return done(PNG)

    def placeholder(self, defect: Defect) -> Future[Any]:
        return done(PNG)


class Stand:
    """The pages over a folder; ``browser`` sends what a page of ours would."""

    def __init__(self, folder: Path, *, hostile: bool = False, most: int = 1 << 20) -> None:
        self.folder = folder
        self.collection = site(folder, hostile=hostile)
        self.hands = Hands(self.collection.curated)
        self.quitted: list[bool] = []
        self.begin(most)

    def begin(self, most: int = 1 << 20) -> None:
        """A server, perhaps another one over the same folder."""
        raw = self.collection.raw
        work: Any = self.hands
        self.desk = Desk(self.folder / "desk", work, lambda: acceptances(raw))
        folders = (raw, self.collection.curated, self.folder / "scratch")
        self.site = Site(self.desk, work, *folders, TOKEN, lambda: self.quitted.append(True))
        self.asgi = Guard(app_of(self.site, "ja"), PORT, TOKEN, most)
        self.browser = TestClient(self.asgi, base_url=f"{ORIGIN}/{TOKEN}/ja/", headers={"origin": ORIGIN}, raise_server_exceptions=False)

    def drop(self, *files: tuple[str, bytes]) -> Any:
        return self.browser.post(
            "sheets", files=[("files", (name, data, "application/pdf")) for name, data in files], follow_redirects=False
        )
