"""The pages of one sheet, dropped or published: verdict, ratings, the sheet as read beside the page, checklist, downloads.

In go requests that name a sheet by its id, out come pages, pictures and files. Sheets are looked up among those that there are; a
picture is named by its page or by the number of its defect.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from pipeline.app.desk import Dropped, Judgement, store
from pipeline.app.pages import MissingError, Site, language_asked, page, to
from pipeline.app.reading import ReadSheet, framed, one_sheet
from pipeline.app.uploads import take
from pipeline.datasets.export import write_csv, write_xlsx
from pipeline.datasets.package import UNNAMED, Named
from pipeline.datasets.parquet import read_tables
from pipeline.proofreading import Slip
from pipeline.report.checklist import lines_of
from pipeline.rules.defects import severity
from pipeline.values import Box, Defect

PAGE_SCALE, PLACE_SCALE = 1.8, 1.8
"""pixels to a point"""
LETTERS = ("A", "B", "C", "D")
_KEPT = 8
"""sheets whose rows stay in memory"""
_PLACES = {"operator": "boxes_operator", "ward": "boxes_ward", "": "boxes"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A sheet of an address: ``base`` is where its pages lie below the language. ``read`` where it has rows, ``pdf`` where its file is
    at hand, ``judgement`` where it was dropped."""

    base: str
    name: str
    read: ReadSheet | None
    pdf: Path | None
    judgement: Judgement | None = None


Find = Callable[[Request], Shown]


class Reads:
    """The rows of sheets that were read lately, by a key that changes with them."""

    def __init__(self) -> None:
        self._held: OrderedDict[object, ReadSheet] = OrderedDict()

    def get(self, key: object, make: Callable[[], ReadSheet]) -> ReadSheet:
        if key not in self._held:
            self._held[key] = make()
            while len(self._held) > _KEPT:
                self._held.popitem(last=False)
        return self._held[key]


class Dropping:
    """The desk's own pages, and those of its sheets."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._reads = Reads()

    def routes(self) -> list[Route]:
        one = "/sheets/{sheet_id}"
        return [
            Route("/", self.desk),
            Route("/sheets", self.drop, methods=["POST"]),
            Route("/sheets/remove", self.remove_all, methods=["POST"]),
            Route(f"{one}/remove", self.remove, methods=["POST"]),
            Route(one, self.verdict),
            Route(f"{one}/defects/{{number:int}}.png", self.defect),
            Route(f"{one}/findings/{{number:int}}.png", self.finding),
            Route(f"{one}/checklist", self.checklist),
            Route(f"{one}/workbook.xlsx", self.workbook),
            Route(f"{one}/tables.zip", self.tables),
            *sheet_routes(one, self._site, self.find),
        ]

    def dropped(self, request: Request) -> Dropped:
        """The sheet that the address names. Raises MissingError."""
        if (found := self._site.desk.sheet(request.path_params["sheet_id"])) is None:
            raise MissingError
        return found

    def find(self, request: Request) -> Shown:
        return self.shown(self.dropped(request))

    def shown(self, dropped: Dropped) -> Shown:
        """The sheet with its rows, where it has any."""
        desk, read = self._site.desk, None
        if dropped.has_tables:
            read = self._reads.get((dropped.sheet_id, dropped.sha256), lambda: one_sheet(desk.tables(dropped)))
        return Shown(f"sheets/{dropped.sheet_id}", dropped.name, read, desk.source(dropped), desk.judgement(dropped))

    def desk(self, request: Request) -> Response:
        desk = self._site.desk
        judged = [desk.judgement(dropped) for dropped in desk.sheets()]
        said = request.query_params.get("said", "")
        busy = any(one.dropped.is_busy for one in judged)
        return page(request, "desk", judged=judged, busy=busy, said=said if said in ("empty", "too-many") else "")

    async def drop(self, request: Request) -> Response:
        taken = await take(request.stream(), request.headers.get("content-type", ""), self._site.desk)
        if taken.left_out:
            return to(request, "?said=too-many")
        if not taken.sheets:
            return to(request, "?said=empty")
        return to(request, f"sheets/{taken.sheets[0].sheet_id}" if len(taken.sheets) == 1 else "")

    def remove(self, request: Request) -> Response:
        self._site.desk.remove(self.dropped(request).sheet_id)
        return to(request, "")

    def remove_all(self, request: Request) -> Response:
        for dropped in self._site.desk.sheets():
            self._site.desk.remove(dropped.sheet_id)
        return to(request, "")

    def verdict(self, request: Request) -> Response:
        shown = self.find(request)
        found = shown.judgement.sorted if shown.judgement else ()
        missing = [dict(defect.values)["project"] for defect, _ in found if defect.code == "project-missing"]
        return page(request, "verdict", shown=shown, missing=missing, **self._said(request, shown))

    def checklist(self, request: Request) -> Response:
        shown = self.find(request)
        return page(request, "checklist", shown=shown, **self._said(request, shown))

    def _said(self, request: Request, shown: Shown) -> dict[str, Any]:
        """The defects of a sheet, errors first, and its slips but for what the defects say; each with its number."""
        one = shown.judgement
        if one is None:
            raise MissingError
        dropped, own = one.dropped, one.slips
        lines = lines_of([finding for _, finding in own], language_asked(request))
        former = self._site.desk.sheet(dropped.former_id) if dropped.former_id else None
        return {
            "defects": grave(one),
            "slips": [(number, finding, line) for (number, finding), line in zip(own, lines, strict=True)],
            "former": former.name if former else "",
        }

    async def defect(self, request: Request) -> Response:
        """The picture of the place of a defect, by its number from 0."""
        dropped = self.dropped(request)
        return await self._place(request, dropped, "defect", dropped.defects)

    async def finding(self, request: Request) -> Response:
        """The picture of the place of a slip."""
        dropped = self.dropped(request)
        return await self._place(request, dropped, "finding", dropped.findings)

    async def _place(self, request: Request, dropped: Dropped, kind: str, some: Sequence[Defect | Slip]) -> Response:
        number, source = request.path_params["number"], self._site.desk.source(dropped)
        if number >= len(some) or not some[number].page:
            raise MissingError
        found = some[number]
        # While more is found, what has this number changes.
        path = None if dropped.is_busy else source.with_name(f"{kind}-{dropped.revision}-{number}.png")
        return await _picture(self._site, source, found.page or 1, [found.box] if found.box else [], path)

    def workbook(self, request: Request) -> Response:
        dropped = self._whole(request)
        path = self._site.desk.kept(dropped, "sheet.xlsx", lambda path: write_xlsx(self._tables(dropped), path))
        return FileResponse(path, filename=f"{dropped.document_id}.xlsx")

    def tables(self, request: Request) -> Response:
        dropped = self._whole(request)
        path = self._site.desk.kept(dropped, "tables.zip", lambda path: zip_tables(self._tables(dropped), path))
        return FileResponse(path, filename=f"{dropped.document_id}-csv.zip")

    def _whole(self, request: Request) -> Dropped:
        if not (dropped := self.dropped(request)).has_tables:
            raise MissingError
        return dropped

    def _tables(self, dropped: Dropped) -> dict[str, pa.Table]:
        return read_tables(self._site.desk.tables(dropped))


def zip_tables(tables: Mapping[str, pa.Table], path: Path, named: Named = UNNAMED) -> None:
    """The tables as CSV files in one archive."""
    with tempfile.TemporaryDirectory(dir=path.parent) as aside:
        folder = Path(aside) / "tables"
        write_csv(tables, folder, named)
        half = Path(aside) / "tables.zip"
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(folder.iterdir()):
                archive.write(file, file.name)
        shutil.move(half, path)


def sheet_routes(one: str, site: Site, find: Find) -> list[Route]:
    """The pages that a dropped and a published sheet have alike, below the address ``one``."""

    def ratings(request: Request) -> Response:
        shown, letter = find(request), request.query_params.get("rating", "")
        rated = shown.read.ratings() if shown.read else []
        chosen = letter if letter in (*LETTERS, "differ") else ""
        found = [one for one in rated if not chosen or one.has(chosen)]
        return page(request, "ratings", shown=shown, rated=found, all=len(rated), letters=LETTERS, chosen=chosen)

    def read(request: Request) -> Response:
        shown, asked = find(request), request.query_params
        words = asked.get("q", "").strip()
        at, boxes = asked.get("at", ""), _asked_boxes(shown, asked.get("at", ""), asked.get("part", ""))
        pages = len(shown.read.sizes) if shown.read else 0
        number = boxes[0].page if boxes else _number(asked.get("page", ""), pages)
        size = shown.read.sizes[number - 1] if shown.read and pages else {"width": 1, "height": 1}
        hits = shown.read.hits(words) if shown.read and words else []
        here = [box for box in boxes if box.page == number]
        values: dict[str, Any] = {"words": words, "hits": hits, "at": at, "number": number, "pages": pages, "size": size, "here": here}
        return page(request, "read", shown=shown, framed=framed(boxes), **values)

    async def picture(request: Request) -> Response:
        shown, number = await run_in_threadpool(find, request), request.path_params["page"]
        if shown.pdf is None or (shown.read and not 1 <= number <= len(shown.read.sizes)):
            raise MissingError
        folder = site.scratch / "pages" / shown.base.replace("/", "-")
        return await _picture(site, shown.pdf, number, None, folder / f"{number}.png")

    return [
        Route(f"{one}/ratings", ratings),
        Route(f"{one}/read", read),
        Route(f"{one}/pages/{{page:int}}.png", picture),
    ]


def _asked_boxes(shown: Shown, row_id: str, part: str) -> tuple[Box, ...]:
    """The place of a row, or of a defect of a dropped sheet by its number."""
    kind, _, said = row_id.partition("-")
    if shown.judgement and kind in ("defect", "finding"):
        dropped = shown.judgement.dropped
        some: Sequence[Defect | Slip] = dropped.defects if kind == "defect" else dropped.findings
        number = _number(said, len(some), least=0)
        box = some[number].box if number < len(some) else None
        return (box,) if box else ()
    return shown.read.boxes(row_id, _PLACES.get(part, "boxes")) if shown.read else ()


def _number(said: str, most: int, least: int = 1) -> int:
    return min(max(int(said), least), max(most, least)) if said.isascii() and said.isdecimal() and len(said) < 6 else least


async def _picture(site: Site, pdf: Path, number: int, boxes: list[Box] | None, path: Path | None) -> Response:
    """A page, or with ``boxes`` the place of them, drawn behind the wall; kept at ``path``. Where it cannot be drawn, a picture says
    so."""
    import asyncio

    if path is not None and path.is_file():
        return FileResponse(path)
    future = site.work.page(pdf, number, PAGE_SCALE) if boxes is None else site.work.place(pdf, number, boxes, PLACE_SCALE)
    outcome = await asyncio.wrap_future(future)
    if isinstance(outcome, Defect):
        stands_in = await asyncio.wrap_future(site.work.placeholder(replace(outcome, page=number)))
        return Response(b"" if isinstance(stands_in, Defect) else stands_in, media_type="image/png")
    if path is not None:
        await run_in_threadpool(store, path, outcome)
    return Response(outcome, media_type="image/png")


def grave(judgement: Judgement) -> list[tuple[int, Any]]:
    """The defects of a sheet with their numbers, errors first."""
    numbered = list(enumerate(judgement.sorted))
    return sorted(numbered, key=lambda one: (one[1][1] is not None, severity(one[1][0]) != "error", one[0]))
